#!/bin/bash
# Runs in the guest as root once it is up; prints one line a check to the serial line, then powers off.
exec >/dev/ttyS0 2>&1

is() { # what, command…
    local what=$1
    shift
    if "$@" >/tmp/is.log 2>&1; then
        echo "CHECK ok $what"
    else
        echo "CHECK FAILED $what"
        tail -n 12 /tmp/is.log
        journalctl -b -u vestibule -o short-monotonic --no-pager | tail -n 12
    fi
}
within() { # seconds, command…
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 1
    done
}
shown() { systemctl show vestibule -p "$1" --value; }
state_is() { [ "$(shown ActiveState)" = "$1" ]; }
has() { grep -qE "$1" <<<"$2"; }
tells() { vestibule doctor 2>/dev/null | grep -E "$1"; }
restarted() { [ "$(shown NRestarts)" -gt "$1" ] && state_is active; }
socket=/sys/class/drm/card0-Virtual-1/status

is "it plays on KMS" within 90 state_is active
pid=$(shown MainPID)
is "it says how it draws" has renderer "$(shown StatusText)"
is "score 1.0 or better while it runs" systemd-analyze security --threshold=10 vestibule.service
is "it has no capability" has '^CapEff:	0+$' "$(cat /proc/"$pid"/status)"
is "it is its own user" [ "$(stat -c %U /proc/"$pid")" = vestibule ]
is "it holds the keyboard" has 'unknown' "$(kbd_mode -C /dev/tty1)"
is "it may read a touch screen" has '/dev/input/event' "$(ls -l /proc/"$pid"/fd)"
is "status.json is there" test -s /run/vestibule/status.json
keeps() { ls /var/lib/vestibule/state/last-good/*/site.json; }
is "last good versions are kept" within 30 keeps
is "doctor finds no fault" vestibule doctor
is "doctor counts what is kept" tells '^ok +last good +[1-9]'

version() { sed -n 's/^ *"version": "\(.*\)",$/\1/p' /run/vestibule/status.json; }
before=$(version)
another_version() { [ -n "$(version)" ] && [ "$(version)" != "$before" ]; }
echo '{ "kind": "notice", "title": "T", "headline": "H", "body": "B" }' \
    >/var/lib/vestibule/content/slides/zz-new.json
is "it reads the content again" within 20 another_version

same() { systemctl reload vestibule && sleep 2 && [ "$(shown MainPID)" = "$pid" ]; }
is "a reload does not stop it" same

beat=$(systemctl show vestibule -p WatchdogTimestampMonotonic --value)
beats() { [ "$(systemctl show vestibule -p WatchdogTimestampMonotonic --value)" -gt "$beat" ]; }
is "it beats" within 40 beats
kill -STOP "$pid"
is "a program that hangs is restarted" within 60 restarted 0
is "by the watchdog" has 'Watchdog timeout' "$(journalctl -b -u vestibule --no-pager)"

echo off >"$socket"
systemctl restart --no-block vestibule
sleep 70 # longer than the start may take
is "without a display it waits" state_is activating
is "and says so" has 'waiting for a display' "$(shown StatusText)"
is "doctor says so, too" tells '^fault +display'
is "it was not restarted meanwhile" [ "$(shown NRestarts)" = 0 ]
echo on >"$socket"
is "it plays when the display comes" within 30 state_is active

mv /usr/bin/vestibule /usr/bin/vestibule.away
ln -s /bin/false /usr/bin/vestibule
echo 3 >/var/lib/vestibule/recovery/reboots 2>/dev/null ||
    { mkdir -p /var/lib/vestibule/recovery && echo 3 >/var/lib/vestibule/recovery/reboots; }
systemctl restart --no-block vestibule
is "a program that cannot start leads to the fallback content" \
    within 120 test -s /run/vestibule-recover/environment
rm /usr/bin/vestibule
mv /usr/bin/vestibule.away /usr/bin/vestibule
is "which then plays" within 40 state_is active
is "from the package's own folder" has fallback "$(tr '\0' ' ' <"/proc/$(shown MainPID)/cmdline")"
is "doctor says so as well" tells '^fault +service'
is "and it is tried again" systemctl is-active vestibule-retry.timer
echo "GUEST END"
systemctl poweroff
