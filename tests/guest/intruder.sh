# A program that somebody has taken over, in the shipped unit's sandbox: whatever it tries is denied. Outside,
# as root, all of it works.
modprobe uinput
outside=$($here/intruder)
mkdir -p /run/systemd/system/vestibule.service.d
printf '[Service]\nType=oneshot\nRestart=no\nWatchdogSec=0\nExecStart=\nExecStart=%s\nStandardOutput=file:%s\n' \
    $here/intruder /run/intruder >/run/systemd/system/vestibule.service.d/guest.conf
systemctl daemon-reload
systemctl restart vestibule
inside=$(cat /run/intruder)
grep '^denied' <<<"$outside" # of these nothing is known
tried=$(grep -c '^allowed' <<<"$outside")
denied=$(grep -c '^denied' <<<"$inside")
echo "FIGURE a program taken over tries $tried things in the sandbox: $denied denied"
grep '^allowed' <<<"$inside"
is "outside the sandbox all of it works" [ "$tried" = $(($(wc -l <<<"$outside") - 1)) ]
is "it tries twenty things or more" [ "$tried" -ge 20 ]
is "all of it is denied in the sandbox" [ "$denied" = "$tried" ]
is "it plays as shipped again" play_as_shipped
