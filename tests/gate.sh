#!/bin/sh
# All that must hold before a change lands. Each line of the list is one check; the last line counts
# the tests of all builds and these checks.
cd "$(dirname "$0")/.." || exit 1
jobs=-j$(nproc)
passed=0
failed=0

count() { # reads "N passed, N failed" from a log
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$1" | tail -n 1)
    passed=$((passed + ${line%% *}))
    failed=$((failed + $(echo "$line" | sed 's/.*, \([0-9]*\) failed/\1/')))
}

check() { # name, command…
    name=$1
    shift
    log=build/gate-$(echo "$name" | tr -c 'a-z0-9\n' -).log
    mkdir -p build
    if "$@" >"$log" 2>&1; then
        echo "ok      $name"
        passed=$((passed + 1))
    else
        echo "FAILED  $name"
        tail -n 80 "$log" | sed 's/^/    /'
        failed=$((failed + 1))
    fi
    if grep -qE '^[0-9]+ passed, [0-9]+ failed$' "$log"; then
        count "$log"
    fi
}

check "gcc, warnings are errors" make -s $jobs CC=gcc STRICT=1 VARIANT=gcc all tests
check "clang, warnings are errors" make -s $jobs CC=clang STRICT=1 VARIANT=clang all tests
check "tests" tests/run.sh build/gcc
check "sanitizers build" make -s $jobs VARIANT=asan STRICT=1 all tests
check "tests under address and undefined behaviour sanitizers" tests/run.sh build/asan
check "install and run from an empty root" tests/install.sh
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
