#!/bin/sh
# A visitor at a real window under Xvfb and a window manager: real clicks wake the kiosk, lead to a
# counter and back, and no key leads out of it. What they chose is in the counts, which say nothing
# else (how fast it was is a benchmark's matter).
cd "$(dirname "$0")/../.." || exit 1
tree=$(mktemp -d)
screen=
player=
manager=
finish() {
    [ -n "$player" ] && kill "$player" 2>/dev/null
    [ -n "$manager" ] && kill "$manager" 2>/dev/null
    [ -n "$screen" ] && kill "$screen" 2>/dev/null
    rm -rf "$tree"
}
trap finish EXIT
export XDG_STATE_HOME="$tree/state" XDG_RUNTIME_DIR="$tree/run" XDG_CACHE_HOME="$tree/cache"
unset STATE_DIRECTORY RUNTIME_DIRECTORY
mkdir -p "$tree/state" "$tree/run"

# Xvfb chooses a free number and tells it.
Xvfb -displayfd 3 -noreset -screen 0 1280x720x24 -nolisten tcp 3>"$tree/number" >/dev/null 2>&1 &
screen=$!
for _ in $(seq 100); do
    [ -s "$tree/number" ] && break
    sleep 0.1
done
DISPLAY=:$(cat "$tree/number")
export DISPLAY
openbox >/dev/null 2>&1 &
manager=$!
for _ in $(seq 100); do
    xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 0x && break
    sleep 0.1
done

# Staff make a kiosk of a screen that plays: visitors, counts and keys are as on one that was started as such.
cp -R content "$tree/content"
sed -i 's/"touch": true/"touch": false/' "$tree/content/screens/kiosk.json"
"$VESTIBULE" play "$tree/content" --screen kiosk --at 2026-11-24T10:24 --stats >"$tree/out" 2>&1 &
player=$!
status="$tree/run/vestibule/status.json"
for _ in $(seq 150); do
    [ -s "$status" ] && break
    sleep 0.1
done

sed -i 's/"touch": false/"touch": true/' "$tree/content/screens/kiosk.json"
for _ in $(seq 200); do
    grep -q 'visitors touch this screen' "$tree/out" && break
    sleep 0.1
done

look() { # how many colours there are along the left of the page: green on the page of zone C
    import -window root -crop 40x40+20+20 -depth 8 txt:- | sed -n 's/.*#\([0-9A-F]\{6\}\).*/\1/p' |
        sort | uniq -c | sort -rn | sed -n '1s/ *[0-9]* //p'
}

await() { # colour: until the page has it
    for _ in $(seq 100); do
        [ "$(look)" = "$1" ] && return 0
        sleep 0.1
    done
    echo "the screen never showed $1 but $(look)"
    cat "$tree/out"
    exit 1
}

click() { # per mille of the screen
    xdotool mousemove $((1280 * $1 / 1000)) $((720 * $2 / 1000)) click 1
    sleep 0.5 # a second press within 300 ms does not count
}

await FFFFFF
click 500 500 # anywhere
click 383 344 # residence permit
click 170 450 # first application
await 0B6E58
click 430 900 # display and sound: a page of its own, then back
click 100 900

# In public: what closes, hides or leaves a window elsewhere, what starts a shell, what is typed.
await 0B6E58
for keys in alt+F4 alt+F4 alt+Tab alt+Escape alt+space super super+d ctrl+alt+t alt+F2 ctrl+w ctrl+q \
    ctrl+c ctrl+z ctrl+alt+Delete Print alt+Print F5 F11 F12; do
    xdotool key $keys
done
xdotool type 'q:!sh;$(id)'
sleep 0.5
kill -0 $player 2>/dev/null || { echo "a key ended the player"; cat "$tree/out"; exit 1; }
await 0B6E58
xdotool key Escape # goes back, and from home nowhere
sleep 0.4
xdotool key Escape
sleep 0.4
xdotool key Escape
await FFFFFF
kill -TERM $player
wait $player
code=$?
player=
bad=0
[ $code = 0 ] || { echo "the player ended with $code"; bad=1; }
counts="$tree/state/vestibule/usage.txt"
grep -q ' choice 1 sejour-premier$' "$counts" || { echo "the choice is not counted:"; cat "$counts"; bad=1; }
grep -q ' zone 1 C$' "$counts" || { echo "the zone is not counted"; bad=1; }
acts=$(sed -n 's/^acts //p' "$tree/out")
[ "${acts:-0}" -ge 6 ] || { echo "only $acts acts arrived"; bad=1; }
sed -n '/^act_worst_ms/p' "$tree/out"
[ $bad = 0 ] || cat "$tree/out"
exit $bad
