#!/bin/sh
# The test programs and an export on an emulated 64-bit ARM, as on a Raspberry Pi. Every page must be the
# one that this machine draws, but for what SDL's blending does to half-transparent edges: SDL blends with
# MMX on amd64 and with portable C on arm64, both rounded, each up to 3 of 255 from the exact value. Glyphs,
# shapes and places are the same to the bit. Built by make VARIANT=arm64.
cd "$(dirname "$0")/.." || exit 1
arm=$PWD/build/arm64
native=$PWD/${1:-build/release}
passed=0
failed=0

export_both() { # name, options
    name=$1
    shift
    rm -rf "$arm/export/$name" "$native/export/$name"
    mkdir -p "$arm/export/$name" "$native/export/$name"
    "$native/vestibule" export content -o "$native/export/$name" "$@" >/dev/null || exit 1
    qemu-aarch64-static "$arm/vestibule" export content -o "$arm/export/$name" "$@" >/dev/null || exit 1
}

# At most 3 of 255 in any channel of any pixel; the largest difference seen goes to $worst.
worst=0
compare_both() {
    for picture in "$native/export/$1"/*.png; do
        other=$arm/export/$1/${picture##*/}
        apart=$(compare -metric PAE "$picture" "$other" null: 2>&1 | sed 's/.*(\(.*\)).*/\1/')
        level=$(echo "$apart" | awk '/^[0-9.e-]+$/ { print int($1 * 255 + 0.5); next } { print 999 }')
        [ "$level" -le "$worst" ] || worst=$level
        if [ "$level" -le 3 ]; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "FAILED: $1/${picture##*/}: a channel differs by $level of 255"
        fi
    done
    [ "$(ls "$native/export/$1")" = "$(ls "$arm/export/$1")" ] || {
        failed=$((failed + 1))
        echo "FAILED: $1: other pages"
    }
}

# Only the programs: scripts run the machine's own vestibule.
RUNNER=qemu-aarch64-static tests/run.sh build/arm64 build/arm64/ >"$arm/tests.log"
sed '$d' "$arm/tests.log"
count=$(tail -n 1 "$arm/tests.log")
passed=$((passed + ${count%% *}))
failed=$((failed + $(echo "$count" | sed 's/.*, \([0-9]*\) failed/\1/')))
export_both landscape --size 1920x1080 --at 2026-11-24T10:24
compare_both landscape
export_both portrait --size 1080x1920 --at 2026-11-24T10:24 --lang en
compare_both portrait
echo "the pages of both machines differ by at most $worst of 255 in a channel (SDL's blending)"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
