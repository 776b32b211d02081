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

# TESTED names a build that was made with STRICT=1 and passed its tests just now (.ci/run).
gcc=${TESTED:-build/gcc}
[ "${TESTED:-}" ] || check "gcc, warnings are errors" make -s $jobs CC=gcc STRICT=1 VARIANT=gcc all tests
check "clang, warnings are errors" make -s $jobs CC=clang STRICT=1 VARIANT=clang all tests
check "without a voice, warnings are errors" make -s $jobs STRICT=1 VARIANT=silent SPEECH= all
[ "${TESTED:-}" ] || check "tests" tests/run.sh build/gcc
check "sanitizers build" make -s $jobs VARIANT=asan STRICT=1 all tests
check "tests under address and undefined behaviour sanitizers" tests/run.sh build/asan
check "instructions per page" env "BUILD=$gcc" tests/bench/instructions.sh
check "install and run from an empty root" tests/install.sh

# What needs tools that not every machine has says so where they are missing.
skip() { # name, reason
    echo "skipped $1: $2"
}
if command -v dh >/dev/null && command -v lintian >/dev/null; then
    check "package for this machine, lintian clean" assets/debian/build.sh
    if [ "$(id -u)" = 0 ] && command -v mmdebstrap >/dev/null; then
        check "package on a clean Debian root" tests/deb.sh
    else
        skip "package on a clean Debian root" "needs root and mmdebstrap"
    fi
else
    skip "package" "needs debhelper and lintian (make deb installs them)"
fi
if command -v aarch64-linux-gnu-gcc >/dev/null && command -v qemu-aarch64-static >/dev/null &&
    aarch64-linux-gnu-pkg-config --exists sdl2 libcjson fribidi 2>/dev/null; then
    check "arm64 build, warnings are errors" make -s $jobs STRICT=1 VARIANT=arm64 all tests
    # The journeys of a visitor take four minutes there (make test-arm64 walks them).
    check "arm64 tests and pages, emulated" env SKIP=test_touch tests/arm64.sh $gcc
    check "package for arm64, lintian clean" assets/debian/build.sh arm64
else
    skip "arm64" "needs Debian's arm64 compiler and libraries (make test-arm64 installs them)"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
