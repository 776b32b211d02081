#!/bin/sh
# All that must hold before a change lands. Each line of a list is one check; the last line counts the tests
# of all builds and these checks. Two lists run beside each other: what is built and packaged for others is
# niced, so that the tests, some of which watch a real window, have the processors first.
cd "$(dirname "$0")/.." || exit 1
jobs=-j$(nproc)
counts=build/gate-counts
mkdir -p build
: >$counts

check() { # name, command…
    name=$1
    shift
    log=build/gate-$(echo "$name" | tr -c 'a-z0-9\n' -).log
    began=$(date +%s)
    if ${polite:-} "$@" >"$log" 2>&1; then
        echo "ok      $name ($(($(date +%s) - began)) s)"
        echo "1 passed, 0 failed" >>$counts
    else
        { echo "FAILED  $name"; tail -n 80 "$log" | sed 's/^/    /'; }
        echo "0 passed, 1 failed" >>$counts
    fi
    grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1 >>$counts
}

# What needs tools that not every machine has says so where they are missing.
skip() { # name, reason
    echo "skipped $1: $2"
}

# TESTED names a build that was made with STRICT=1 and passed its tests just now (.ci/run).
gcc=${TESTED:-build/gcc}
if [ ! "${TESTED:-}" ]; then
    check "gcc, warnings are errors" make -s $jobs CC=gcc STRICT=1 VARIANT=gcc all tests
    check "tests" tests/run.sh build/gcc
fi

# What no build of C changes is not asked a second time; messages are asked for in one language, and files
# that are changed at random a fifth as often.
sanitized() {
    others="test_format.sh test_layers.sh test_messages.sh test_shell.sh"
    others="$others test_recover.sh test_service.sh test_monitoring.sh"
    env LANGUAGES=fr MUTATIONS=5 SKIP="$others" tests/run.sh build/asan
}
of_the_code() {
    check "sanitizers build" make -s $jobs VARIANT=asan STRICT=1 all tests
    check "tests under address and undefined behaviour sanitizers" sanitized
}
of_the_rest() {
    check "clang, warnings are errors" make -s $jobs CC=clang STRICT=1 syntax
    check "without a voice, warnings are errors" make -s VARIANT="${gcc#build/}" STRICT=1 "$gcc/silent/vestibule"
    check "instructions per page" env "BUILD=$gcc" tests/bench/instructions.sh
    check "install and run from an empty root" tests/install.sh "${gcc#build/}"
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
        # Fewer journeys of a visitor, which are slow there (make test-arm64 walks them all).
        check "arm64 tests and pages, emulated" env QUICK=1 tests/arm64.sh "$gcc"
        check "package for arm64, lintian clean" assets/debian/build.sh arm64
    else
        skip "arm64" "needs Debian's arm64 compiler and libraries (make test-arm64 installs them)"
    fi
}
(
    polite="nice -n 10"
    of_the_rest
) &
of_the_code
wait
awk '{ passed += $1; failed += $3 }
    END { print passed " passed, " failed " failed"; exit failed > 0 || passed == 0 }' $counts
