# Reading aloud: the screen asks, in its sandbox; another program speaks, in its own. What is heard is
# kept by the virtual machine, in a file of its own: what a restart begins anew is emptied by it.
amixer -q set Master 100% unmute
is "the voice is there" within 30 systemctl is-active vestibule-speech
is "a kiosk plays" play_as /var/lib/vestibule/content --screen kiosk
is "the voice's sandbox scores 1.0 or better" systemd-analyze security --threshold=10 vestibule-speech.service
# Each end of a connection is in the network of the one who asked, and the socket that listens is not.
found() { grep -q speechd.sock /proc/net/unix; }
speaks() { ! grep -q closed /proc/asound/card0/pcm0p/sub0/status; }
kept() { ! journalctl -b "_PID=$(shown MainPID)" --no-pager | grep 'voice has gone'; }
is "the screen finds its voice" within 120 found
monitor "wavcapture heard.wav sound"
monitor sendkey f1
is "F1 makes it speak" within 60 speaks
nap 10
monitor "stopcapture 0"
is "the screen kept its voice" kept
pid=$(shown MainPID)
systemctl kill -s KILL vestibule-speech
nap 2
monitor sendkey f2
nap 5
is "a voice that dies does not take the screen along" [ "$(shown MainPID)" = "$pid" ]
is "and is found again" within 120 found
is "it plays as shipped again" play_as_shipped
