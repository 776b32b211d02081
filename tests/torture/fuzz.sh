#!/bin/sh
# Each target of tests/fuzz/ under clang's libFuzzer with address and undefined behaviour sanitizers,
# SECONDS each, JOBS at a time, from the committed corpus and all that content/ and tests/data/ hold. What
# it finds is left in build/fuzz/found/. A name part as FUZZ=json runs one.
cd "$(dirname "$0")/../.." || exit 1
export SECONDS="${SECONDS:-60}" ASAN_OPTIONS="detect_leaks=1" UBSAN_OPTIONS=print_stacktrace=1
work=$PWD/build/fuzz

fuzz() { # target
    name=${1##*/fuzz_}
    mkdir -p "$work/corpus/$name"
    dictionary=
    [ -f "$work/seeds/$name.dict" ] && dictionary=-dict=$work/seeds/$name.dict
    # The decoders and the log speak of every broken input; libFuzzer keeps its own voice.
    "$1" -max_total_time="$SECONDS" -timeout=5 -rss_limit_mb=1024 -close_fd_mask=3 \
        -max_len=20000 -print_final_stats=1 -artifact_prefix="$work/found/$name-" $dictionary \
        "$work/corpus/$name" "tests/fuzz/corpus/$name" "$work/seeds/$name" \
        >"$work/logs/$name.log" 2>&1
    code=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/logs/$name.log" | tail -n 1)
    covered=$(grep -o 'cov: [0-9]*' "$work/logs/$name.log" | tail -n 1 | cut -c 6-)
    [ $code = 0 ] || tail -n 40 "$work/logs/$name.log"
    echo "figure: fuzz $name: ${runs:-?} inputs in $SECONDS s, ${covered:-?} edges, $((code != 0)) findings (goal: 0)"
    echo "${runs:-0}" >"$work/logs/$name.runs"
    [ $code = 0 ]
}
[ $# = 0 ] || { fuzz "$1"; exit; }

command -v clang >/dev/null || { echo "figure: fuzzing: skipped, clang is not here"; exit 0; }
make -s -j"$(nproc)" VARIANT=fuzz fuzz || exit 1
tests/fuzz/seeds.sh "$work/seeds" || exit 1
rm -rf "$work/logs"
mkdir -p "$work/found" "$work/logs"
for target in "$work"/tests/fuzz/fuzz_*"${FUZZ:-}"*; do
    case $target in *.[do]) continue ;; esac
    echo "$target"
done | xargs -P "${JOBS:-$(nproc)}" -n 1 "$0"
code=$?
echo "figure: fuzz, all targets: $(cat "$work"/logs/*.runs | awk "{ n += \$1 } END { print n }") inputs (goal: as many as there is time for)"
exit $code
