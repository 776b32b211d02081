#!/bin/sh
# The real program started at night: one black frame, the display told to be off by the file that root
# owns and by no other, and status.json that says it is meant so.
cd "$(dirname "$0")/../.." || exit 1
VESTIBULE=${VESTIBULE:-$PWD/build/release/vestibule}
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
bad=0
fail() {
    echo "FAILED: $1"
    bad=1
}

play() { # file of programs
    RUNTIME_DIRECTORY=$tree/run STATE_DIRECTORY=$tree/state "$VESTIBULE" play "$tree/content" \
        --headless --at "$at" --for 1 --stats --display-conf "$1" >"$tree/out" 2>&1 &
    player=$!
    for _ in $(seq 100); do # at most 10 s
        cp "$tree/run/status.json" "$tree/status.json" 2>/dev/null
        grep -q "$seen" "$tree/status.json" 2>/dev/null && break
        sleep 0.1
    done
    wait $player || fail "the player left with $?: $(cat "$tree/out")"
}

cp -R tests/data/still "$tree/content"
mkdir -p "$tree/content/screens" "$tree/run"
echo '{ "hours": { "spans": [ { "from": "07:30", "to": "19:00" } ] } }' >"$tree/content/screens/default.json"
printf 'on = /bin/sh -c "echo on >>%s/log"\noff = /bin/sh -c "echo off >>%s/log"\n' "$tree" "$tree" >"$tree/conf"
chmod 644 "$tree/conf"
at=2026-11-24T22:40
seen='"screen": "off"'
play "$tree/conf"
grep -q '"screen": "off"' "$tree/status.json" || fail "status.json does not say that it is off"
grep -q '"screen_until": "2026-11-25T06:30:00Z"' "$tree/status.json" || fail "nor until when"
grep -qx 'presents 1' "$tree/out" || fail "not one frame: $(grep presents "$tree/out")"
if [ "$(id -u)" = 0 ]; then
    [ "$(cat "$tree/log")" = off ] || fail "the display was told: $(cat "$tree/log")"
    chmod 666 "$tree/conf"
else
    echo "not root: only the refusal of the file was tested"
fi
rm -f "$tree/log"
play "$tree/conf"
grep -q 'must belong to root' "$tree/out" || fail "a file anybody may write was not refused"
[ ! -e "$tree/log" ] || fail "and its programs ran"
chmod 644 "$tree/conf"
at=2026-11-24T10:40
seen='"screen": "slide"'
play "$tree/conf"
if [ "$(id -u)" = 0 ]; then
    [ "$(cat "$tree/log")" = on ] || fail "by day the display was told: $(cat "$tree/log")"
fi
exit $bad
