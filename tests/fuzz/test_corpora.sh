#!/bin/sh
# Gives each fuzz target its committed corpus, and a sample of what becomes of small files when they
# are cut short or a bit of them turns; tests/torture/ gives all.
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-$PWD/build/release}
failed=0
give() { # target, arguments
    target=$BUILD/tests/fuzz/fuzz_$1
    shift
    "$target" "$@" >"$BUILD/fuzz.log" 2>&1 || {
        failed=$((failed + 1))
        echo "$target $*"
        grep -v '^vestibule: ' "$BUILD/fuzz.log" | tail -n 30
    }
}
for corpus in tests/fuzz/corpus/*/; do
    give "$(basename "$corpus")" "$corpus"
done
give json --cuts 5 --flips 5 tests/data/bad/base/hours.json tests/data/still/playlist.json
give feed --cuts 29 --flips 29 tests/fuzz/corpus/feed/notice
give image --cuts 7 --flips 7 tests/data/images/rgba.png tests/data/images/progressive.jpg \
    tests/data/images/drawing.svg
[ $failed = 0 ]
