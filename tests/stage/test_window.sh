#!/bin/sh
# The real program in a real window under Xvfb: it starts, shows, fades, obeys keys and leaves with 0 on
# SIGTERM. What is on the screen is read from the X server, not from the program.
cd "$(dirname "$0")/../.." || exit 1
out=$BUILD/window
rm -rf "$out"
mkdir -p "$out"
fail() {
    echo "FAILED: $*"
    exit 1
}

# Waits until a command succeeds, for at most 20 s.
wait_for() {
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ $tries -lt 200 ] || return 1
        sleep 0.1
    done
}

unset WAYLAND_DISPLAY SDL_VIDEODRIVER
# Xvfb chooses a free number and tells it; without -noreset it starts anew when its last client leaves, and
# refuses who comes meanwhile.
Xvfb -displayfd 3 -noreset -screen 0 1280x720x24 -nolisten tcp 3>"$out/number" >"$out/xvfb.log" 2>&1 &
xvfb=$!
trap 'kill $player 2>/dev/null; kill $xvfb 2>/dev/null' EXIT
player=
wait_for test -s "$out/number" || fail "Xvfb does not answer"
display=:$(cat "$out/number")
export DISPLAY=$display

shot() { import -window root "$out/$1.png"; }
color_at() { # picture x y
    convert "$out/$1.png" -format "%[hex:p{$2,$3}]" info:
}
same() { # how many pixels two pictures differ in is at most $3
    [ "$(compare -metric AE -fuzz 3% "$out/$1.png" "$out/$2.png" null: 2>&1 | cut -d. -f1)" -le "$3" ]
}

# Full screen: the flag's edges are at the edges, the cursor is hidden.
"$VESTIBULE" play content --at 2026-11-24T10:24:00 2>/dev/null && fail "seconds are not accepted"
"$VESTIBULE" play tests/data/loop --at 2026-11-24T10:00 --stats >"$out/stats" 2>"$out/errors" &
player=$!
blue_edge() { shot first && [ "$(color_at first 3 360)" = 000091 ]; }
wait_for blue_edge || fail "nothing blue at the left edge"
[ "$(color_at first 1276 360)" = E1000F ] || fail "nothing red at the right edge"

# The right arrow goes to the next page, the left one back.
xdotool key Right
differs() { shot second && ! same first second 2000; }
wait_for differs || fail "the right arrow shows no other page"
xdotool key Left
back() { shot third && same first third 2000; }
wait_for back || fail "the left arrow does not go back"
xdotool key Escape
sleep 0.5
kill -0 $player || fail "Esc left the full screen"
kill -TERM $player
wait $player
code=$?
[ $code = 0 ] || fail "SIGTERM gave exit code $code: $(cat "$out/errors")"
[ "$(sed -n 's/^fade_frames //p' "$out/stats")" -gt 10 ] || fail "no fade: $(cat "$out/stats")"

# In a window Esc leaves, with 0. What was on the screen is noted.
export XDG_STATE_HOME=$out/state
"$VESTIBULE" play tests/data/still --windowed --size 640x360 >/dev/null 2>"$out/errors" &
player=$!
window_edge() { shot window && [ "$(color_at window 322 360)" = 000091 ]; }
wait_for window_edge || fail "no window in the middle of the screen"
xdotool key Escape
wait $player
code=$?
[ $code = 0 ] || fail "Esc gave exit code $code: $(cat "$out/errors")"
"$VESTIBULE" log --format csv | grep -qE '^[0-9-]{10},slide,"[a-z]+",1,[0-9]+' ||
    fail "what was shown is not noted: $("$VESTIBULE" log 2>&1; cat "$out/errors")"

# A display that draws to nothing is refused, unless asked for.
unset DISPLAY
SDL_VIDEODRIVER=dummy "$VESTIBULE" play tests/data/still --for 1 2>"$out/errors"
[ $? = 1 ] || fail "the dummy driver was not refused"
grep -q 'draws to nothing' "$out/errors" || fail "the refusal does not say why"
"$VESTIBULE" play tests/data/still --headless --for 1 || fail "--headless does not play"

# The second way to the screen, forced on software rendering.
export DISPLAY=$display
# (Mesa's software driver leaks what it compiles; leaks of ours are looked for everywhere else.)
ASAN_OPTIONS=detect_leaks=0 "$VESTIBULE" play tests/data/loop --presenter renderer --stats --for 2 --at 2026-11-24T10:00 \
    --speed 20 >"$out/stats" 2>"$out/errors" || fail "the renderer path: $(cat "$out/errors")"
grep -q '^presenter renderer' "$out/stats" || fail "the renderer was not used"
exit 0
