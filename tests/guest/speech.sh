# Reading aloud: the screen asks, in its sandbox; another program speaks, in its own. What is heard is
# kept by the virtual machine.
amixer -q set Master 100% unmute
is "the voice is there" within 30 systemctl is-active vestibule-speech
is "a kiosk plays" play_as /var/lib/vestibule/content --screen kiosk
is "the voice's sandbox scores 1.0 or better" systemd-analyze security --threshold=10 vestibule-speech.service
silent() { journalctl -b -u vestibule --no-pager | grep -E 'no voice|voice has gone'; }
sockets() { ls -l "/proc/$(shown MainPID)/fd" | grep -c socket; }
nap 3
echo "FIGURE sockets of the screen with a voice: $(sockets)"
monitor sendkey f1
nap 15
is "the screen found its voice and kept it" [ -z "$(silent)" ]
pid=$(shown MainPID)
systemctl kill -s KILL vestibule-speech
nap 2
monitor sendkey f2
nap 5
is "a voice that dies does not take the screen along" [ "$(shown MainPID)" = "$pid" ]
found() { [ "$(sockets)" -ge "$before" ]; }
before=$(($(sockets) + 1))
is "and is found again" within 90 found
is "it plays as shipped again" play_as_shipped
