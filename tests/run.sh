#!/bin/sh
# Runs every test program and test script of a build, as many at a time as there are processors, and
# prints one closing line. usage: tests/run.sh build/VARIANT [name part]; TIMES=1 tells the slowest,
# SKIP='NAME NAME' leaves some out.
set -u
cd "$(dirname "$0")/.."
build=$1
only=${2:-}
export VESTIBULE="$PWD/$build/vestibule" BUILD="$PWD/$build" LC_ALL=C.UTF-8
# The libraries' own one-time allocations (X11, fontconfig, GLib) are not leaks of ours.
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export UBSAN_OPTIONS=print_stacktrace=1
# What players keep stays in the build folder.
unset STATE_DIRECTORY RUNTIME_DIRECTORY
export XDG_STATE_HOME="$BUILD/state" XDG_RUNTIME_DIR="$BUILD/run"
mkdir -p -m 700 "$XDG_RUNTIME_DIR"
rm -rf "$BUILD/logs"
mkdir -p "$BUILD/logs"

# Scripts first: they are the longest.
for program in tests/*/test_*.sh "$build"/tests/*/test_*; do
    case $program in *.d | *.o) continue ;; *"$only"*) ;; *) continue ;; esac
    case " ${SKIP:-} " in *" ${program##*/} "*) continue ;; esac
    [ -x "$program" ] && echo "$program"
done >"$BUILD/logs/list"
xargs -P "${TEST_JOBS:-$(nproc)}" -n 1 tests/run_one.sh <"$BUILD/logs/list"

passed=0
failed=0
while read -r program; do
    log=$BUILD/logs/$(echo "${program#"$build"/}" | tr / -).log
    good=0 bad=1 seconds=
    read -r good bad seconds <"$log.result"
    passed=$((passed + good))
    failed=$((failed + bad))
    [ "${TIMES:-}" ] && echo "$seconds $program" >>"$BUILD/logs/times"
    [ "$bad" = 0 ] || { echo "FAILED: $program"; tail -n 60 "$log" | sed 's/^/    /'; }
done <"$BUILD/logs/list"
[ "${TIMES:-}" ] && sort -rn "$BUILD/logs/times" | head -n 25
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
