#!/bin/sh
# The loops of a fade must be vectorised, here and on a Raspberry Pi: byte by byte they would take five times
# as long, and no other test would notice. Looks at the instructions that the compiler made.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
object=$build/src/stage/blend.o

case $build in
*/asan | *asan* | *coverage*) echo "not optimised here: nothing looked at"; exit 0 ;;
esac
count() { # object, disassembler, pattern
    "$2" -d --no-show-raw-insn "$1" | grep -cE "$3"
}
bad=0
look() { # what, object, disassembler, pattern, at least
    found=$(count "$2" "$3" "$4")
    if [ "$found" -lt "$5" ]; then
        echo "$1: $found instructions that multiply several bytes at once, at least $5 were there"
        bad=1
    fi
}
case $(uname -m) in
x86_64)
    look "SSE2" "$object" objdump '\bv?pmullw .*%xmm' 2
    if readelf -p .comment "$object" | grep -q GCC; then # clang has no copies for each processor
        look "AVX2" "$object" objdump '\bvpmullw .*%ymm' 2
    fi
    ;;
aarch64) look "NEON" "$object" objdump '\b(u?mul|umlal2?|mla)\s+v[0-9]+\.(8h|16b)' 2 ;;
esac
if command -v aarch64-linux-gnu-gcc >/dev/null; then
    cross=$(mktemp /tmp/vestibule-blend-XXXXXX)
    trap 'rm -f "$cross"' EXIT
    aarch64-linux-gnu-gcc -std=c17 -O3 -Isrc -c -o "$cross" src/stage/blend.c || exit 1
    look "NEON" "$cross" aarch64-linux-gnu-objdump '\b(u?mul|umlal2?|mla)\s+v[0-9]+\.(8h|16b)' 2
else
    echo "no compiler for arm64 here: only this machine's instructions were looked at"
fi
exit $bad
