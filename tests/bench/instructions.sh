#!/bin/sh
# Instructions that laying out and painting a page of each kind takes, by callgrind, against the committed
# baseline: more than a tenth away either way is told. Counts do not depend on the machine's load, but on
# its libraries and compiler, so the baseline names those it was made with and elsewhere nothing is compared.
# usage: instructions.sh [--write]   (writes the baseline)
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
baseline=tests/bench/instructions.txt
tool=$build/tests/bench/tool_page
pages="actions-2022 alert-closure busy charter hours complaints-2022 links-ants notice-passport orientation survey-2022"

if ! command -v valgrind >/dev/null; then
    echo "valgrind is not installed: nothing counted"
    exit 0
fi
if nm "$tool" 2>/dev/null | grep -q __asan_init; then
    echo "a build with sanitizers: nothing counted"
    exit 0
fi
machine="$(uname -m), valgrind $(valgrind --version | sed 's/valgrind-//')"
for package in sdl2 SDL2_ttf SDL2_image freetype2 harfbuzz; do
    machine="$machine, $package $(pkg-config --modversion $package 2>/dev/null)"
done
machine="$machine, $(readelf -p .comment "$tool" 2>/dev/null | sed -n 's/.*  //p' | tr -d '\n')"
if [ "$1" != --write ] && [ "$(sed -n 's/^# //p' $baseline)" != "$machine" ]; then
    echo "the baseline was made with other libraries: nothing compared"
    exit 0
fi

out=$(mktemp /tmp/vestibule-callgrind-XXXXXX)
trap 'rm -f "$out" "$out.log"' EXIT
count() { # page, how often (0: the first, cold one)
    valgrind --tool=callgrind --callgrind-out-file="$out" --toggle-collect=count_page "$tool" "$1" "$2" \
        >"$out.log" 2>&1
    sed -n 's/.*Collected : //p' "$out.log"
}
bad=0
[ "$1" = --write ] && echo "# $machine" >$baseline
for page in $pages; do
    for state in 0 1; do
        found=$(count "$page" $state)
        [ -n "$found" ] || { tail -n 5 "$out.log"; exit 1; }
        name="$page $([ $state = 0 ] && echo cold || echo warm)"
        if [ "$1" = --write ]; then
            echo "$name $found" >>$baseline
            continue
        fi
        wanted=$(sed -n "s/^$name //p" $baseline)
        if [ $((found * 10)) -gt $((wanted * 11)) ] || [ $((found * 10)) -lt $((wanted * 9)) ]; then
            echo "$name: $found instructions, the baseline says ${wanted:-nothing}"
            bad=1
        fi
    done
done
[ $bad = 0 ] || echo "if this is meant: tests/bench/instructions.sh --write"
exit $bad
