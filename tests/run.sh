#!/bin/sh
# Runs every test program and test script of a build and prints one closing line.
# usage: tests/run.sh build/VARIANT [name part]
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
passed=0
failed=0

report_failure() {
    echo "FAILED: $1"
    tail -n 60 "$2" | sed 's/^/    /'
}

for program in "$build"/tests/*/test_* tests/*/test_*.sh; do
    case $program in *.d|*.o) continue ;; *"$only"*) ;; *) continue ;; esac
    [ -x "$program" ] || continue
    log="$BUILD/logs/$(echo "${program#"$build"/}" | tr / -).log"
    mkdir -p "${log%/*}"
    timeout 300 "$program" >"$log" 2>&1
    code=$?
    good=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log" | tail -n 1)
    bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' "$log" | head -n 1)
    case $program in *.sh) [ $code = 0 ] && good=1 ;; esac
    [ $code != 0 ] && [ "${bad:-0}" = 0 ] && bad=1
    passed=$((passed + ${good:-0}))
    failed=$((failed + ${bad:-0}))
    [ "${bad:-0}" = 0 ] || report_failure "$program" "$log"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
