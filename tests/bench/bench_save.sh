#!/bin/sh
# How long from a save to the screen: the real program, full screen on a 1920x1080 X server without a
# GPU, playing the shipped content and one more page whose headline is saved again and again.
# usage: bench_save.sh BUILD [TIMES]
cd "$(dirname "$0")/../.." || exit 1
build=$1
times=${2:-20}
work=$(mktemp -d /tmp/vestibule-bench-XXXXXX)
player=
xvfb=
trap 'kill $player 2>/dev/null; wait $player; kill $xvfb; rm -rf "$work"' EXIT
cp -r content "$work/content"
mkdir "$work/fb"
page=$work/content/slides/bench.json
echo '{"kind": "notice", "title": "Banc", "headline": "Avant", "body": "Mesure"}' >"$page"
echo '{"items": [{"slide": "bench", "seconds": 120}]}' >"$work/content/playlist.json"
display=:$((90 + $$ % 100))
Xvfb "$display" -screen 0 1920x1080x24 -nolisten tcp -fbdir "$work/fb" >/dev/null 2>&1 &
xvfb=$!
export DISPLAY=$display XDG_STATE_HOME=$work/state XDG_RUNTIME_DIR=$work
tries=0
until xdotool getdisplaygeometry >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || exit 1
    sleep 0.1
done
# the first second of a page of 120 s
"$build/vestibule" play "$work/content" --at 2026-11-24T10:24 2>/dev/null &
player=$!
sleep 3
"$build/tests/bench/save_latency" "$work/fb/Xvfb_screen0" "$page" "Aujourd'hui" "Demain matin" "$times"
