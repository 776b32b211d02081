# A program that cannot be started: the machine is rebooted, and in fallback.sh the fallback plays. Five
# failures lead there, not twenty as shipped, for the sake of time; two reboots are behind us already.
mkdir -p /etc/systemd/system/vestibule.service.d /var/lib/vestibule/recovery
printf '[Unit]\nStartLimitBurst=5\n' >/etc/systemd/system/vestibule.service.d/guest.conf
mv /usr/bin/vestibule /usr/bin/vestibule.away
ln -s /bin/false /usr/bin/vestibule
echo 2 >/var/lib/vestibule/recovery/reboots
touch /var/lib/guest-was-rebooted
sync
systemctl daemon-reload
systemctl restart --no-block vestibule
sleep 120
is "a program that cannot be started leads to a reboot" false
echo "GUEST END"
systemctl poweroff
