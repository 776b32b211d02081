# The display: not there at the start, pulled out and plugged in again while the screen plays.
echo off >$socket
systemctl restart --no-block vestibule
sleep 65 # longer than the start may take
is "without a display it waits" state_is activating
is "and says so" has 'waiting for a display' "$(shown StatusText)"
is "doctor says so, too" tells '^fault +display'
is "it was not restarted meanwhile" [ "$(shown NRestarts)" = 0 ]
echo on >$socket
is "it plays when the display comes" within 90 state_is active
is "the display is lit" within 20 display_is lit

# Pulls and plugs; leaves in $took how long the picture took to be back, milliseconds, 0: it never was.
cycle() {
    local before end
    took=0
    reopened && before=$REPLY
    echo off >$socket
    within 15 display_is unplugged || return 1
    echo on >$socket
    now_ms && end=$((REPLY + 15000)) && took=$REPLY
    until display_is lit && reopened && [ "$REPLY" -gt "$before" ]; do
        nap 0.05
        now_ms && [ "$REPLY" -lt $end ] || { took=0 && return 1; }
    done
    now_ms && took=$((REPLY - took))
}
memory() { sed -n 's/^VmRSS:[[:space:]]*\([0-9]*\) kB/\1/p' /proc/"$pid"/status; }
descriptors() { ls /proc/"$pid"/fd | wc -l; }

pid=$(shown MainPID)
for _ in 1 2 3; do cycle; done # libraries fill their caches
memory=$(memory) descriptors=$(descriptors) worst=0 sum=0 late=0 lost=0
for ((i = 0; i < CYCLES; i++)); do
    cycle || { lost=$((lost + 1)) && continue; }
    [ "$took" -le "$worst" ] || worst=$took
    [ "$took" -le 3000 ] || late=$((late + 1))
    sum=$((sum + took))
    # An emulated processor takes seconds to paint the first page after that.
    [ $((i % 10)) != 0 ] || { nap 5 && shoot "cycle-$i"; }
done
echo "FIGURE display off and on $CYCLES times: picture back after $((sum / CYCLES)) ms on average, \
$worst ms at worst; $late later than 3 s, $lost never"
echo "FIGURE memory $memory kB before, $(memory) kB after; descriptors $descriptors and $(descriptors)"
is "the picture is back within 3 s each time" [ $((late + lost)) = 0 ]
is "the same program played all the time" [ "$(shown MainPID)" = "$pid" ]
is "no descriptor is left behind" [ "$(descriptors)" -le "$descriptors" ]
is "no memory is left behind" [ "$(memory)" -le $((memory + 2048)) ]
is "it still holds the keyboard" has 'unknown' "$(kbd_mode -C /dev/tty1)"
echo off >$socket
says_so() { has 'no display' "$(shown StatusText)"; }
is "unplugged, it says so" within 10 says_so
sleep 40 # longer than the watchdog waits
is "and is not restarted" [ "$(shown MainPID)" = "$pid" ]
echo on >$socket
is "and is lit again" within 10 display_is lit
