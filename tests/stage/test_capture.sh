#!/bin/sh
# vestibule screenshot under Xvfb: the PNG is what the X server says is on the screen, to the pixel, on both
# ways to the screen, in the middle of a fade, on a turned panel and on a page of the kiosk.
cd "$(dirname "$0")/../.." || exit 1
out=$BUILD/capture
rm -rf "$out"
mkdir -p "$out/run"
fail() {
    echo "FAILED: $*"
    cat "$out/errors" 2>/dev/null
    exit 1
}
wait_for() { # a command, for at most 20 s
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ $tries -lt 200 ] || return 1
        sleep 0.1
    done
}
unset WAYLAND_DISPLAY SDL_VIDEODRIVER
export XDG_RUNTIME_DIR=$out/run XDG_STATE_HOME=$out/state
# (Mesa's software driver leaks what it compiles; leaks of ours are looked for everywhere else.)
export ASAN_OPTIONS=detect_leaks=0

"$VESTIBULE" screenshot -o "$out/none.png" --runtime "$out/run" 2>"$out/errors" && fail "a picture of nothing"
grep -q 'no player answers in' "$out/errors" || fail "it does not say that no player answers"

# Xvfb chooses a free number and tells it; without -noreset it starts anew when its last client leaves, and
# refuses who comes meanwhile.
Xvfb -displayfd 3 -noreset -screen 0 640x360x24 -nolisten tcp 3>"$out/number" >"$out/xvfb.log" 2>&1 &
xvfb=$!
player=
trap 'kill $player 2>/dev/null; kill $xvfb 2>/dev/null' EXIT
wait_for test -s "$out/number" || fail "Xvfb does not answer"
DISPLAY=:$(cat "$out/number")
export DISPLAY

play() { # options of play
    "$VESTIBULE" play --at 2026-11-24T10:00 "$@" >/dev/null 2>"$out/errors" &
    player=$!
}
leave() {
    kill -TERM $player
    wait $player || fail "the player failed"
    player=
}
shot() { import -window root "$out/$1.png"; }
equal() { [ "$(compare -metric AE "$out/$1.png" "$out/$2.png" null: 2>&1 | cut -d. -f1)" = 0 ]; }
# Takes both between two X screenshots that are equal, so that nothing moved meanwhile.
both() {
    shot before
    "$VESTIBULE" screenshot -o "$out/taken.png" 2>"$out/errors" || return 1
    shot after
    equal before after
}
blue_edge() { shot edge && [ "$(convert "$out/edge.png" -format '%[hex:p{3,180}]' info:)" = 000091 ]; }

for way in surface renderer; do
    play tests/data/still --presenter $way
    wait_for blue_edge || fail "$way: nothing on the screen"
    wait_for both || fail "$way: it never stands still"
    equal taken after || fail "$way: the screenshot is not what is on the screen"
    leave

    # Time runs 50 times slower: 30 s of fade, of which a frame stays 0.8 s.
    play tests/data/loop --presenter $way --speed 0.02
    wait_for blue_edge || fail "$way: nothing on the screen"
    shot still
    xdotool key Right
    moves() { shot now && ! equal now still; }
    wait_for moves || fail "$way: no fade"
    sleep 3
    wait_for both || fail "$way: a frame of the fade does not stay"
    equal taken after || fail "$way: the screenshot of a fade is not what is on the screen"
    moves || fail "$way: that was no fade"
    leave
done

# Modes and names; the default place; standard output.
play tests/data/still
wait_for blue_edge || fail "nothing on the screen"
folder=$out/run/vestibule
wait_for test -S "$folder/screenshot.socket" || fail "no socket"
[ "$(stat -c %a "$folder/screenshot.socket")" = 660 ] || fail "the socket is not of user and group"
[ "$("$VESTIBULE" screenshot)" = "$folder/screenshot.png" ] || fail "the name is not printed"
"$VESTIBULE" screenshot -o - | cmp - "$folder/screenshot.png" || fail "standard output"
"$VESTIBULE" screenshot -o "$out/none/a.png" 2>"$out/errors" && fail "written to nowhere"
grep -q 'cannot write' "$out/errors" || fail "it does not say that it cannot write"
# Many at once are answered one after the other, and the screen lives.
for i in 1 2 3 4 5 6; do "$VESTIBULE" screenshot -o "$out/many$i.png" & done
for i in 1 2 3 4 5 6; do
    many() { equal many$i taken; }
    "$VESTIBULE" screenshot -o "$out/taken.png" && wait_for many || fail "screenshot $i of many"
done
kill -0 $player || fail "the player is gone"
leave
[ -z "$(ls -A "$folder")" ] || fail "left behind: $(ls -A "$folder")"

# A turned panel is seen upright.
cp -r tests/data/still "$out/turned"
mkdir -p "$out/turned/screens"
echo '{ "rotation": 90 }' >"$out/turned/screens/turned.json"
play "$out/turned" --screen turned
lit() { shot edge && [ "$(convert "$out/edge.png" -format '%[hex:p{320,3}]' info:)" = 000091 ]; }
wait_for lit || fail "nothing on the turned screen"
wait_for both || fail "turned: it never stands still"
convert "$out/after.png" -rotate -90 +repage "$out/upright.png"
equal taken upright || fail "turned: the screenshot is not what people see"
leave

# A page of the kiosk.
play content --screen kiosk
wait_for blue_edge || fail "nothing at the kiosk"
shot hall
xdotool mousemove 320 180 click 1
opened() { shot now && ! equal now hall; }
wait_for opened || fail "the kiosk does not open"
sleep 0.5
wait_for both || fail "kiosk: it never stands still"
equal taken after || fail "kiosk: the screenshot is not what is on the screen"
leave
exit 0
