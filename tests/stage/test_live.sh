#!/bin/sh
# The real program while its content changes: status.json says what is broken, SIGHUP reads at once, a
# kill and a restart play what was good last.
cd "$(dirname "$0")/../.." || exit 1
work=$BUILD/live
rm -rf "$work"
mkdir -p "$work/run"
cp -r tests/data/loop "$work/content"
export XDG_STATE_HOME=$work/state XDG_RUNTIME_DIR=$work/run
unset STATE_DIRECTORY RUNTIME_DIRECTORY
status=$work/run/vestibule/status.json
player=
trap 'kill $player 2>/dev/null' EXIT
fail() {
    echo "FAILED: $*"
    cat "$status" "$work/errors" 2>/dev/null
    exit 1
}

# Waits until status.json has a line, for at most 20 s.
says() {
    tries=0
    until grep -q "$1" "$status" 2>/dev/null; do
        tries=$((tries + 1))
        [ $tries -lt 200 ] || fail "the status never says $1"
        sleep 0.1
    done
}

start() {
    "$VESTIBULE" play "$work/content" --headless --at 2026-11-24T10:00 2>>"$work/errors" &
    player=$!
}

start
says '"errors": 0'
says '"playing": "'
says "\"pid\": $player,"

# The file for Prometheus lies beside it, of the same content, readable by everybody.
prom=$work/run/vestibule/vestibule.prom
version=$(sed -n 's/.*"version": "\(.*\)",/\1/p' "$status")
grep -qx "vestibule_content_info{version=\"$version\"} 1" "$prom" || fail "$(cat "$prom")"
[ "$(stat -c %a "$prom")" = 644 ] || fail "vestibule.prom is not readable by the collector"
series=$(grep -vc '^#' "$prom")
[ "$series" -le 40 ] || fail "$series series a screen"

tries=0
until ls "$work"/state/vestibule/last-good/*/slides%2Ftwo.json >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ $tries -lt 200 ] || fail "nothing is kept"
    sleep 0.1
done
echo '{ "kind": "notice", }' >"$work/content/slides/two.json"
says '"errors": 1'
says '"line": 1, "column": 19'
says '{ "file": "slides/two.json", "since": "'
grep -q 'slides/two.json:1:19' "$work/errors" || fail "the log does not say where"

# A kill leaves the status behind; the last good page survives it.
kill -9 $player
wait $player 2>/dev/null
rm "$status"
start
says '{ "file": "slides/two.json", "since": "'

cp tests/data/loop/slides/two.json "$work/content/slides/two.json"
says '"errors": 0'
says '"stale": \[\]'

mv "$work/content" "$work/away"
says '"content_gone": true'
mv "$work/away" "$work/content"
says '"content_gone": false'

# Another display is opened without a restart.
mkdir -p "$work/content/screens"
echo '{ "display": 2 }' >"$work/content/screens/default.json"
tries=0
until grep -q 'the display was opened anew' "$work/errors"; do
    tries=$((tries + 1))
    [ $tries -lt 200 ] || fail "the other display is not opened"
    sleep 0.1
done
grep -q 'display 2 is not there' "$work/errors" || fail "it was not the second display"

# A wrong path: whoever tries it is told, a screen waits for its content.
for trial in '"$VESTIBULE" play "$work/nowhere" --headless --for 30' \
    'script -qec "\"$VESTIBULE\" play \"$work/nowhere\" --headless" /dev/null'; do
    eval "timeout 20 $trial" >"$work/told" 2>&1
    code=$?
    [ $code = 1 ] && grep -q 'nowhere: the folder cannot be opened' "$work/told" || {
        cat "$work/told"
        fail "a wrong path gave exit code $code: $trial"
    }
done
kill -TERM $player
wait $player
rm -f "$status"
mv "$work/content" "$work/late"
rm -rf "$work/state"
start
says '"content_gone": true'
grep -q 'nothing to play yet' "$work/errors" || fail "it does not say that it waits"
mv "$work/late" "$work/content"
says '"content_gone": false'
says '"playing": "'

# SIGHUP reads at once and ends nothing.
echo '{' >"$work/content/site.json"
kill -HUP $player
says '"errors": 1'
kill -TERM $player
wait $player
code=$?
[ $code = 0 ] || fail "SIGTERM gave exit code $code"
[ ! -e "$status" ] || fail "the status was left behind"
[ ! -e "$prom" ] || fail "vestibule.prom was left behind"

# Written where it is asked for, and only there.
mkdir "$work/prom"
"$VESTIBULE" play tests/data/still --headless --metrics "$work/prom" 2>>"$work/errors" &
player=$!
tries=0
until [ -e "$work/prom/vestibule.prom" ]; do
    tries=$((tries + 1))
    [ $tries -lt 200 ] || fail "--metrics writes nothing"
    sleep 0.1
done
[ ! -e "$prom" ] || fail "vestibule.prom is in two places"
kill -TERM $player
wait $player
exit 0
