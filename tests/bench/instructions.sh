#!/bin/sh
# Instructions that laying out and painting a page of each kind takes, preparing a fade (cold) and mixing one
# of its frames (warm), by callgrind, against the committed baseline: more than a tenth away either way is
# told. Counts do not depend on the machine's load, but on its libraries and compiler, so the baseline names
# those it was made with:
# elsewhere only what became three times as much is told.
# usage: instructions.sh [--write]   (writes the baseline)
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
baseline=tests/bench/instructions.txt
tool=$build/tests/bench/tool_page
pages="actions-2022 alert-closure busy charter hours complaints-2022 links-ants notice-passport orientation
survey-2022"
touched="kiosk:home kiosk:list-sejour kiosk:result-permis kiosk:answer-identite kiosk:access"

command -v valgrind >/dev/null || { echo "valgrind is not installed (make test-packages)"; exit 1; }
if nm "$tool" 2>/dev/null | grep -q __asan_init; then
    echo "a build with sanitizers: nothing counted"
    exit 0
fi
machine="$(uname -m), valgrind $(valgrind --version | sed 's/valgrind-//')"
for package in sdl2 SDL2_ttf SDL2_image freetype2 harfbuzz; do
    machine="$machine, $package $(pkg-config --modversion $package)"
done
machine="$machine, $(readelf -p .comment "$tool" | sed -n 's/.*\(GCC\|clang\)[^0-9]*(\(.*\)).*/\1 \2/p' | head -n 1)"
most=11 least=9 # tenths of the baseline
if [ "$1" != --write ] && [ "$(sed -n 's/^# //p' $baseline)" != "$machine" ]; then
    echo "the baseline was made elsewhere, so counts may be up to three times as large ($machine)"
    most=30 least=0
fi

folder=$(mktemp -d /tmp/vestibule-callgrind-XXXXXX)
trap 'rm -rf "$folder"' EXIT
# A picture that is drawn by a child of the program has dumps of its own, so dumps are told apart by process.
count() { # file, pages: writes a line "page cold|warm instructions" for each
    out=$1
    shift
    valgrind --tool=callgrind --callgrind-out-file="$out.%p" --toggle-collect=count_work \
        --dump-after=count_work "$tool" "$@" >"$out.log" 2>&1 &
    counted=$!
    wait $counted || { cat "$out.log"; return 1; }
    part=1
    for page in fade "$@"; do
        for state in cold warm; do
            echo "$page $state $(sed -n 's/^totals: //p' "$out.$counted.$part")"
            part=$((part + 1))
        done
    done >"$out"
}

count "$folder/pages" $pages &
first=$!
count "$folder/touched" $touched || exit 1
wait $first || exit 1
sed 1,2d "$folder/touched" >>"$folder/pages" # both have a fade; that of the pages counts
if [ "$1" = --write ]; then
    { echo "# $machine"; cat "$folder/pages"; } >$baseline
    exit 0
fi
bad=0
while read -r page state found; do
    wanted=$(sed -n "s/^$page $state //p" $baseline)
    if [ -z "$wanted" ] || [ $((found * 10)) -gt $((wanted * most)) ] ||
        [ $((found * 10)) -lt $((wanted * least)) ]; then
        echo "$page $state: ${found:-no} instructions, the baseline says ${wanted:-nothing}"
        bad=1
    fi
done <"$folder/pages"
[ "$(grep -c . "$folder/pages")" = "$(grep -vc '^#' $baseline)" ] || { echo "other pages than in the baseline"; bad=1; }
[ $bad = 0 ] || echo "if this is meant: tests/bench/instructions.sh --write"
exit $bad
