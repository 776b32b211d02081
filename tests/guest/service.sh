# The shipped unit as it is: it plays, in its sandbox, follows the content, and is restarted when it hangs.
is "it plays on KMS" within 90 state_is active
pid=$(shown MainPID)
is "it says how it draws" has renderer "$(shown StatusText)"
is "score 1.0 or better while it runs" systemd-analyze security --threshold=10 vestibule.service
echo "FIGURE sandbox score $(systemd-analyze security vestibule.service | grep -oE 'level.*: [0-9.]+' | grep -oE '[0-9.]+$')"
is "it has no capability" has '^CapEff:	0+$' "$(cat /proc/"$pid"/status)"
is "it is its own user" [ "$(stat -c %U /proc/"$pid")" = vestibule ]
is "it holds the keyboard" has 'unknown' "$(kbd_mode -C /dev/tty1)"
is "it may read a touch screen" has '/dev/input/event' "$(ls -l /proc/"$pid"/fd)"
is "status.json says that the display is lit" display_is lit
keeps() { ls /var/lib/vestibule/state/last-good/*/site.json; }
is "last good versions are kept" within 30 keeps
is "doctor finds no fault" vestibule doctor
is "doctor counts what is kept" tells '^ok +last good +[1-9]'

version() { sed -n 's/^ *"version": "\(.*\)",$/\1/p' $status; }
before=$(version)
another_version() { [ -n "$(version)" ] && [ "$(version)" != "$before" ]; }
echo '{ "kind": "notice", "title": "T", "headline": "H", "body": "B" }' \
    >/var/lib/vestibule/content/slides/zz-new.json
is "it reads the content again" within 20 another_version
rm /var/lib/vestibule/content/slides/zz-new.json

same() { systemctl reload vestibule && sleep 2 && [ "$(shown MainPID)" = "$pid" ]; }
is "a reload does not stop it" same

beat=$(shown WatchdogTimestampMonotonic)
beats() { [ "$(shown WatchdogTimestampMonotonic)" -gt "$beat" ]; }
is "it beats" within 40 beats
now_ms && stopped=$REPLY
kill -STOP "$pid"
gone() { ! kill -0 "$pid" 2>/dev/null; }
is "a program that hangs is killed within WatchdogSec and 5 s" within 35 gone
now_ms && echo "FIGURE a stopped program was killed after $(((REPLY - stopped) / 1000)) s"
is "and started again" within 30 restarted 0
is "by the watchdog" has 'Watchdog timeout' "$(journalctl -b -u vestibule --no-pager)"
