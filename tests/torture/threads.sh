#!/bin/sh
# What runs on several threads (pictures, reading content, the voice, captures, the headset) under the thread
# sanitizer: no data race, in its tests and while the real player's content changes.
cd "$(dirname "$0")/../.." || exit 1
build=build/tsan
probe=$(mktemp -d) || exit 1
echo 'int main(void) { return 0; }' >"$probe/a.c"
cc -fsanitize=thread -o "$probe/a" "$probe/a.c" 2>/dev/null && "$probe/a"
able=$?
rm -rf "$probe"
[ $able = 0 ] || { echo "figure: thread sanitizer: skipped, it does not run here"; exit 0; }
programs="render/test_images render/test_decode stage/test_stage stage/test_swap stage/test_voice stage/test_listener
    stage/test_glass stage/test_shown"
# shellcheck disable=SC2046
make -s -j"${JOBS:-1}" VARIANT=tsan all $(for program in $programs; do echo "$build/tests/$program"; done) || exit 1
# What the libraries do among themselves is not ours.
export TSAN_OPTIONS="exitcode=66 ignore_noninstrumented_modules=1"
failed=0 run=0
check() { # command…
    run=$((run + 1))
    "$@" >"$build/log" 2>&1 && return
    failed=$((failed + 1))
    echo "$*"
    grep -A 30 'WARNING: ThreadSanitizer' "$build/log" || tail -n 30 "$build/log"
}
for program in $programs; do check "$build/tests/$program"; done
BUILD=$PWD/$build VESTIBULE=$PWD/$build/vestibule check tests/stage/test_live.sh
BUILD=$PWD/$build VESTIBULE=$PWD/$build/vestibule check tests/stage/test_capture.sh
echo "figure: thread sanitizer: $run programs with threads, $failed with a race (goal: 0)"
[ $failed = 0 ]
