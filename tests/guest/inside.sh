#!/bin/bash
# Runs in the guest as root once it is up; prints one line a check to the serial line, then powers off.
# The guest starts a second time in the middle: the ladder of recovery reboots it.
here=/usr/local/lib/guest
exec >/dev/ttyS0 2>&1
. $here/checks.sh
. $here/parameters.sh
if [ -e /var/lib/guest-was-rebooted ]; then
    . $here/fallback.sh
    echo "GUEST END"
    systemctl poweroff
    exit
fi
for part in $PARTS; do
    echo "PART $part at $SECONDS s"
    . $here/"$part".sh
done
case $PARTS in *recovery) ;; *) echo "GUEST END" && systemctl poweroff ;; esac
