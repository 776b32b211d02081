#!/bin/sh
# Every sample file cut short before each byte, and with each of its bits turned: JSON is refused with
# its place or read, a picture is refused or drawn at its size, and while it plays the last good version
# stays. Each input has two seconds of the processor at most (tests/fuzz/replay.c).
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-$PWD/build/release}
work=$BUILD/torture/damage
rm -rf "$work"
mkdir -p "$work/feed"
failed=0
for slide in tests/data/still/slides/*.json tests/data/bad/base/slides/*.json; do
    { printf '\000'; cat "$slide"; } >"$work/feed/$(basename "$slide")"
done
{ printf '\001'; cat tests/data/still/playlist.json; } >"$work/feed/playlist.json"
{ printf '\002'; cat tests/data/images/gray.png; } >"$work/feed/gray.png"

give() { # name, target, goal, arguments
    name=$1 target=$BUILD/tests/fuzz/fuzz_$2
    shift 2
    inputs=$(timeout 3000 "$target" --cuts 1 --flips 1 "$@" 2>"$work/log" | sed -n 's/ inputs$//p')
    if [ -n "$inputs" ]; then
        echo "figure: $name cut and turned: $inputs inputs, 0 harm (goal: 0)"
    else
        failed=$((failed + 1))
        echo "figure: $name cut and turned: harm done (goal: 0)"
        grep -v '^vestibule: ' "$work/log" | tail -n 30
    fi
}
give "JSON" json tests/data/bad/base tests/data/bad/base/slides tests/data/still tests/data/still/slides
give "PNG, JPEG, SVG" image tests/data/images
give "content while it plays" feed "$work/feed"
[ $failed = 0 ]
