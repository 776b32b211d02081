#!/bin/sh
# The real player while its disks fill up, become read-only and vanish, and while it is killed again and
# again: it plays on, nothing kept is lost or half written, and what went wrong is made good afterwards.
cd "$(dirname "$0")/../.." || exit 1
[ "$(id -u)" = 0 ] || {
    echo "figure: disks full, read-only, gone: skipped: mounting needs root"
    exit 0
}
work=$(mktemp -d /tmp/vestibule-disks-XXXXXX) || exit 1
content=$work/content/now state=$work/state run=$work/run status=$work/run/vestibule/status.json
player=
cleanup() {
    [ -z "$player" ] || kill -9 "$player" 2>/dev/null
    for mounted in content state run; do umount -l "$work/$mounted" 2>/dev/null; done
    rm -rf "$work"
}
trap cleanup EXIT
fail() {
    echo "FAILED: $*"
    cat "$status"
    tail -n 20 "$work/errors"
    exit 1
}
mkdir "$work/content" "$state" "$run"
for mounted in content state run; do
    mount -t tmpfs -o size=2m,mode=700 tmpfs "$work/$mounted" || exit 1
done
cp -r tests/data/loop "$content"
export XDG_STATE_HOME="$state" XDG_RUNTIME_DIR="$run"
unset STATE_DIRECTORY RUNTIME_DIRECTORY

# Waits until status.json has a line, for at most that many tenths of a second.
says() {
    tries=0
    until grep -q "$1" "$status" 2>/dev/null; do
        tries=$((tries + 1))
        [ $tries -lt "${2:-200}" ] || fail "the status never says $1"
        kill -0 "$player" 2>/dev/null || fail "the player has left"
        sleep 0.1
    done
}
start() {
    "$VESTIBULE" play "$content" --headless --size 320x180 --at 2026-11-24T10:00 2>>"$work/errors" &
    player=$!
    says "\"pid\": $player,"
}
kept() { cat "$state"/vestibule/last-good/*/slides%2F"$1".json; }
waits_for() { # command…: until it succeeds
    tries=0
    until "$@" 2>/dev/null; do
        tries=$((tries + 1))
        [ $tries -lt 1500 ] || fail "never: $*"
        sleep 0.1
    done
}
page() { echo "{ \"kind\": \"notice\", \"title\": \"Essai\", \"headline\": \"$1\", \"body\": \"Texte.\" }"; }
put() { page "$2" >"$content/.new" && mv "$content/.new" "$content/slides/$1.json"; }
same() { [ "$(kept "$1")" = "$2" ]; }

start
waits_for same two "$(cat "$content/slides/two.json")"

# The disk of last good versions is full.
old=$(kept two)
dd if=/dev/zero of="$state/filler" bs=4k >/dev/null 2>&1
[ "$(df --output=avail "$state" | tail -n 1)" -eq 0 ] || fail "the disk is not full"
put two Neuf
waits_for grep -q 'cannot keep the last good version' "$work/errors"
same two "$old" || fail "what was kept was lost on a full disk"
says '"errors": 0'
rm "$state/filler"
waits_for same two "$(page Neuf)" # by itself, a minute later
echo "kept after the disk was full"

# It is read-only.
mount -o remount,ro "$state" || fail "cannot be made read-only"
put three Ecrit
echo '{' >"$content/slides/two.json"
says '{ "file": "slides/two.json", "since": "'
same two "$(page Neuf)" || fail "what was kept was lost on a read-only disk"
mount -o remount,rw "$state"
put two Neuf
says '"errors": 0'
waits_for same three "$(page Ecrit)"
echo "kept after the disk was read-only"

# Where the status is written is full: it stays whole, and is true again afterwards.
dd if=/dev/zero of="$run/filler" bs=4k >/dev/null 2>&1
echo '{' >"$content/slides/two.json"
sleep 3
tail -n 1 "$status" | grep -qx '}' || fail "half a status"
rm "$run/filler"
says '{ "file": "slides/two.json", "since": "'
put two Neuf
says '"errors": 0'
echo "told after the disk of the status was full"

# The content is pulled out, and put back.
umount -l "$work/content"
says '"content_gone": true'
says '"playing": "'
mount -t tmpfs -o size=2m,mode=700 tmpfs "$work/content"
cp -r tests/data/loop "$content"
says '"content_gone": false'
echo "played while the content was gone"

# Killed again and again while pages change.
kills=0 seed=1
while [ $kills -lt 30 ]; do
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    put two "Neuf $kills"
    sleep "0.$(printf %03d $((seed / 65536 % 400)))"
    kill -9 $player
    wait $player 2>/dev/null
    [ ! -e "$status" ] || tail -n 1 "$status" | grep -qx '}' || fail "half a status"
    case $(kept two) in
    *'"Neuf '*'" }' | *'Texte." }' | *'Deuxi'*) ;;
    *) fail "half a page was kept" ;;
    esac
    start
    kills=$((kills + 1))
done
says '"errors": 0'
kill -TERM $player
wait $player || fail "SIGTERM gave exit code $?"
player=
echo "figure: disks full, read-only, gone, and $kills kills of the real player: nothing lost (goal: nothing)"

# Faster than time: as many turns as there is time for, and no more.
"$VESTIBULE" play content --headless --size 320x180 --at 2026-11-24T10:00 --speed 100 --for 20 --stats \
    >"$work/stats" 2>>"$work/errors" || fail "at speed it left with code $?"
turns=$(sed -n 's/^turns //p' "$work/stats")
[ "$turns" -ge 66 ] && [ "$turns" -le 190 ] || fail "$turns turns in 2000 s"
echo "figure: the real player a hundred times as fast: $turns turns in 2000 s (goal: 66 to 190)"
