#!/bin/sh
# The real program under a stand-in for the service manager: ready after its first picture, beats while
# the page stands still, and says that it stops. A program without a display never says it is ready.
cd "$(dirname "$0")/../.." || exit 1
out=$BUILD/notify
mkdir -p "$out"
fail() {
    echo "FAILED: $*"
    cat "$out/messages" "$out/errors"
    exit 1
}
unset DISPLAY WAYLAND_DISPLAY SDL_VIDEODRIVER WATCHDOG_PID
manager=$BUILD/tests/stage/tool_manager

# A watchdog of 0.6 s is beaten five times a second, although nothing on the page moves. The manager's
# clock does not run slower when ours is told to.
for speed in 0.1 1; do
    WATCHDOG_USEC=600000 "$manager" "$VESTIBULE" play tests/data/still --headless --for 2 --stats \
        --at 2026-11-24T10:00 --speed $speed >"$out/messages" 2>"$out/errors" || fail "play gave exit code $?"
    [ "$(sed -n 1p "$out/messages")" = "READY=1 WATCHDOG=1" ] || fail "not ready first"
    beats=$(grep -c '^WATCHDOG=1$' "$out/messages")
    [ "$beats" -ge 3 ] && [ "$beats" -le 11 ] || fail "$beats beats in 2 s"
done
grep -qx 'STOPPING=1' "$out/messages" || fail "it did not say that it stops"
[ "$(sed -n 's/^rasters //p' "$out/messages")" -le 2 ] || fail "beating painted something"

# Without a watchdog only ready, how it draws, and stopping.
env -u WATCHDOG_USEC "$manager" "$VESTIBULE" play tests/data/still --headless --for 1 \
    >"$out/messages" 2>"$out/errors" || fail "play gave exit code $?"
[ "$(cat "$out/messages")" = "READY=1 WATCHDOG=1
STATUS=surface (dummy)
STOPPING=1" ] || fail "other messages than ready, status and stopping"

# No display: never ready.
SDL_VIDEODRIVER=dummy "$manager" "$VESTIBULE" play tests/data/still >"$out/messages" 2>"$out/errors"
[ $? = 1 ] || fail "the dummy driver was not refused"
! grep -q READY "$out/messages" || fail "ready without a display"

# A manager that does not listen is told of once and does no harm.
NOTIFY_SOCKET=/nowhere/socket WATCHDOG_USEC=300000 "$VESTIBULE" play tests/data/still --headless \
    --for 1 2>"$out/errors" || fail "play gave exit code $?"
[ "$(grep -c 'service manager' "$out/errors")" = 1 ] || fail "not told once"
exit 0
