#!/bin/sh
# Runs every script of tests/torture/ and prints their figures, at the end in one table, and one closing
# line. usage: tests/torture.sh build/VARIANT [name part]
#
# A script prints lines "figure: name: value (goal: …)" and leaves with 0 when it passes; what it says
# besides is shown only when it fails. SECONDS, from the environment, bounds what could go on for ever:
# it is how long each such part of a script lasts. (In bash that name is a clock: scripts are for sh.)
# JOBS, else as many as there are processors, is how many work at a time where that can be.
set -u
cd "$(dirname "$0")/.."
build=$1
only=${2:-}
export SECONDS="${SECONDS:-60}" VESTIBULE="$PWD/$build/vestibule" BUILD="$PWD/$build" LC_ALL=C.UTF-8
export JOBS="${JOBS:-$(nproc)}"
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export UBSAN_OPTIONS=print_stacktrace=1
unset STATE_DIRECTORY RUNTIME_DIRECTORY
export XDG_STATE_HOME="$BUILD/state" XDG_RUNTIME_DIR="$BUILD/run"
mkdir -p -m 700 "$XDG_RUNTIME_DIR"
mkdir -p "$BUILD/torture"
table=$BUILD/torture/table
: >"$table"
passed=0
failed=0

for script in tests/torture/*.sh; do
    case ${script##*/} in *"$only"*) ;; *) continue ;; esac
    [ -x "$script" ] || continue
    name=${script##*/}
    log=$BUILD/torture/${name%.sh}.log
    start=$(date +%s)
    if "$script" >"$log" 2>&1; then
        verdict=PASS
        passed=$((passed + 1))
    else
        verdict=FAIL
        failed=$((failed + 1))
    fi
    echo "$verdict $name"
    grep '^figure: ' "$log" | sed 's/^/    /'
    [ $verdict = PASS ] || { tail -n 60 "$log" | sed 's/^/    | /'; }
    echo "$verdict ${name%.sh} ($(($(date +%s) - start)) s)" >>"$table"
    grep '^figure: ' "$log" >>"$table"
done

# What was measured, beside what it should be, and how long each script took.
printf '\n%-34s | %s\n' goal "figure (SECONDS=$SECONDS, $JOBS at a time, $(nproc) processors)"
awk '!/^figure: / { printf "%s\n", $0; next }
    { goal = "-"; sub(/^figure: /, "") }
    match($0, / \(goal: .*\)$/) { goal = substr($0, RSTART + 8, RLENGTH - 9); $0 = substr($0, 1, RSTART - 1) }
    { printf "  %-32s | %s\n", goal, $0 }' "$table"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
