# What is on the glass and what a finger touches, on a panel that hangs in all four ways; the touch
# screen is plugged in after the program has started.
WIDTH=1280 HEIGHT=720
modprobe uinput
mkfifo /tmp/fingers
felt_points() { journalctl -b "_PID=$(shown MainPID)" -o cat --no-pager | sed -n 's/^touch //p'; }
enough() { [ "$(felt_points | wc -l)" -ge "$1" ]; }

# Prints where on the picture one should feel a point of the panel.
felt() { # degrees, x, y
    case $1 in
    0) echo "$2 $3" ;;
    90) echo "$3 $((WIDTH - 1 - $2))" ;;
    180) echo "$((WIDTH - 1 - $2)) $((HEIGHT - 1 - $3))" ;;
    270) echo "$((HEIGHT - 1 - $3)) $2" ;;
    esac
}
inputs() { ls -l "/proc/$(shown MainPID)/fd" | grep -c /dev/input/event; }
more_inputs() { [ "$(inputs)" -gt "$inputs" ]; }
worst=0 points=0
for degrees in 0 90 180 270; do
    TZ=Europe/Paris date -s '2026-11-24 10:24:02' >/dev/null
    is "it plays turned by $degrees" play_as /srv/hall --touches --screen turned-$degrees
    nap 2
    until [ "$(date +%-S)" -lt 55 ]; do nap 1; done # not while the clock on the page changes
    shoot turned-$degrees
    echo "SHOT $degrees $(TZ=Europe/Paris date +%H:%M)"
    if [ $degrees = 0 ]; then
        inputs=$(inputs)
        $here/finger </tmp/fingers &
        exec {fingers}>/tmp/fingers
        is "a touch screen that is plugged in is opened" within 30 more_inputs
    fi
    for y in 2 360 717; do
        for x in 2 640 1277; do
            echo "$(((2 * x + 1) * 65535 / (2 * WIDTH))) $(((2 * y + 1) * 65535 / (2 * HEIGHT)))" >&$fingers
        done
    done
    is "nine touches are felt" within 20 enough 9
    felt_points >/tmp/felt
    for y in 2 360 717; do
        for x in 2 640 1277; do
            read -r at_x at_y && read -r to_x to_y <<<"$(felt $degrees $x $y)"
            for off in $((at_x - to_x)) $((to_x - at_x)) $((at_y - to_y)) $((to_y - at_y)); do
                [ $off -le $worst ] || worst=$off
            done
            points=$((points + 1))
        done
    done </tmp/felt
done
echo "FIGURE $points touches on a panel turned in 4 ways: $worst pixels off at worst"
is "no touch is more than one pixel off" [ $worst -le 1 ]
exec {fingers}>&-
is "it plays as shipped again" play_as_shipped
