#!/bin/sh
# Thirty screens, as they are in a region: 20 that follow a git branch (one of them the canary), 10 a web
# server, each with its player, its node_exporter and its turn of the timer, watched by a real Prometheus.
# Good, bad, unsigned, forged, rewound, huge and half-published content is sent, servers die, players are
# killed, clones ruined, a disk is full; Prometheus must have seen every good version on all screens, never
# another, and the shipped alerts must have fired. usage: tests/fleet.sh build/VARIANT
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=$PWD/${1:-build/release} VESTIBULE=$PWD/${1:-build/release}/vestibule
export BUILD VESTIBULE LC_ALL=C.UTF-8
# shellcheck source=tests/fleet/office.sh
. tests/fleet/office.sh
# shellcheck source=tests/fleet/farm.sh
. tests/fleet/farm.sh
find_tools
office
trap stop_all EXIT
trap 'exit 1' INT TERM
mkdir -p "$work/logs" "$work/git" "$work/site" "$work/nginx"
passed=0 failed=0 started=$(date +%s)
port=$((20000 + $$ % 300 * 100))

repository=$work/git/hall.git
git init -q --bare -b main "$repository"
git -C "$repository" config uploadpack.allowFilter true
git init -q -b main "$work/desk"
desk() { git -C "$work/desk" "$@" >>"$work/log" 2>&1 || fail "git $*"; }
push() { desk push -q -f "$repository" "${1:-main}"; }
commit() { # what, key (none: unsigned)
    desk add -A
    if [ -n "${2-}" ]; then desk commit -q -S"$work/$2" -m "$1"; else desk commit -q -m "$1"; fi
}
web() { # key or nothing to change in the manifest that the office's program makes
    rm -rf "$work/copy"
    git -C "$work/desk" archive --prefix=copy/ HEAD | tar -x -C "$work"
    assets/fleet/vestibule-publish "$work/copy" "$work/site" --key "$work/office" >"$work/said" 2>&1
}
forge() { # sed command on the manifest, key
    sed -e '/^-----BEGIN/,$d' -e "s/^serial .*/serial 99999999999999/" -e "$1" "$work/good-manifest" >"$work/forged"
    rm -f "$work/forged.sig"
    ssh-keygen -Y sign -q -n vestibule-manifest -f "$work/$2" "$work/forged" 2>>"$work/log"
    cat "$work/forged" "$work/forged.sig" >"$work/site/manifest"
}
# The version that a player says of what stands at the desk.
version_of() {
    (
        cd "$work/desk" && RUNTIME_DIRECTORY=$work/reference STATE_DIRECTORY=$work/reference SDL_VIDEODRIVER=dummy \
            "$VESTIBULE" play . --headless >/dev/null 2>&1 &
        player=$!
        until grep -q '"version"' "$work/reference/status.json" 2>/dev/null; do sleep 0.1; done
        sed -n 's/.*"version": "\([0-9a-f]*\)".*/\1/p' "$work/reference/status.json"
        kill $player
        wait $player
    )
}
goods=
good_content() { # headline: committed and signed at the desk; $version is what players will say of it
    notice "$work/desk" "$1"
    version=$(version_of)
    goods="$goods $version"
    commit "$1" office
    tip=$(git -C "$work/desk" rev-parse HEAD)
}
publish() {
    push
    push main:canary
    web || fail "publishing"
    cp "$work/site/manifest" "$work/good-manifest"
}
on_screen() { echo "count(vestibule_content_info{version=\"$version\"})"; }
everywhere() { # headline
    good_content "$1"
    publish
    becomes "$1: on all 30 screens" "$(on_screen)" 30 90
}
# Nothing of what was sent is seen on any screen, and screens that it reached say so.
refused() { # what, PromQL of those that say so, how many
    becomes "$1: said by $3 screens" "$2" "$3" 90
    all_looked
    is "$1: nowhere on a screen" "$(on_screen)" 30
}
back() { # the branch and the manifest as they were
    desk reset -q --hard "$tip"
    push
    push main:canary
    cp "$work/good-manifest" "$work/site/manifest"
    all_looked
    becomes "and all is well again" 'sum(vestibule_fetch_refused + vestibule_fetch_unreachable + vestibule_fetch_failed)' 0 60
}

# The first content is there before the screens begin, as vestibule-fetch setup has it.
cp -R tests/data/loop/. "$work/desk"
good_content "premier"
publish
serve_git
serve_web
echo 0 >"$work/rounds"
for number in $git_halls; do
    furnish "$number" METHOD=git "SOURCE=git://127.0.0.1:$((port + 50))/hall.git" PROTOCOLS=git \
        "BRANCH=$([ "$number" = 1 ] && echo canary || echo main)"
done
for number in $web_halls; do
    furnish "$number" METHOD=web "SOURCE=http://127.0.0.1:$((port + 51))" PROTOCOLS=http
done
small_disk=
[ "$(id -u)" = 0 ] && mount -t tmpfs -o size=400k tmpfs "$(hall 30)/delivered" 2>/dev/null && small_disk=yes
start timer go_on
timer=$pid
until [ "$(cat "$work/rounds")" -ge 1 ]; do sleep 0.2; done
for number in $halls; do
    play "$number"
    export_metrics "$number"
done
watch
becomes "premier: on all 30 screens" "$(on_screen)" 30 60

# The canary first.
good_content "canari"
push main:canary
becomes "canari: on the canary" "$(on_screen)" 1 60
all_looked
is "canari: on the canary only" "$(on_screen)" 1
publish
becomes "canari: then on all 30 screens" "$(on_screen)" 30 90
first=$(git -C "$work/desk" rev-list --max-parents=0 HEAD)
cp "$work/site/manifest" "$work/older-manifest"
everywhere "troisième"
kill -STOP "$(cat "$(hall 7)/player")" # a player that hangs: told after two minutes
stopped=$(date +%s)

# A mistake; the shipped alert tells it.
printf '{ "kind": "notice", }' >"$work/desk/slides/two.json"
commit mistake office
push
push main:canary
hash=$(sha256sum <"$work/desk/slides/two.json" | cut -c 1-64)
cp "$work/desk/slides/two.json" "$work/site/files/$hash"
forge "s|.* slides/two.json|$hash 21 slides/two.json|" office
refused "a mistake" 'sum(vestibule_fetch_refused)' 30
becomes "the alert of refused content" 'count(ALERTS{alertname="VestibuleDeliveryRefused",alertstate="firing"})' 30 30
back

notice "$work/desk" "anonyme"
commit anonyme
push
push main:canary
forge 's/^created .*/created 2026-01-01T00:00:00Z/' office
sed -i '/^-----BEGIN/,$d' "$work/site/manifest"
refused "unsigned" 'sum(vestibule_fetch_refused)' 30
back
notice "$work/desk" "intrus"
commit intrus stranger
push
push main:canary
forge 's/^created .*/created 2026-01-01T00:00:00Z/' stranger
refused "signed by a stranger" 'sum(vestibule_fetch_refused)' 30
back

desk reset -q --hard "$first"
push
push main:canary
cp "$work/older-manifest" "$work/site/manifest"
refused "rewound, an old signed state" 'sum(vestibule_fetch_refused)' 30
back

head -c 3000000 /dev/urandom >"$work/desk/large.bin"
commit large office
push
push main:canary
hash=$(sha256sum <"$work/desk/large.bin" | cut -c 1-64)
cp "$work/desk/large.bin" "$work/site/files/$hash"
forge "s|.* slides/two.json|$hash 3000000 slides/two.json|" office
refused "3 MB where 2 are allowed" 'sum(vestibule_fetch_refused)' 30
back

# Half pushed: the branch names a commit whose files did not come; the manifest a file that is not there.
notice "$work/desk" "moitié"
commit half office
push
push main:canary
blob=$(git -C "$work/desk" rev-parse HEAD:slides/two.json)
half=$repository/objects/$(echo "$blob" | cut -c 1-2)/$(echo "$blob" | cut -c 3-)
if [ -e "$half" ]; then mv "$half" "$work/half"; else fail "the pushed object is in a pack"; fi
forge "s|.* slides/two.json|$(echo half | sha256sum | cut -c 1-64) 21 slides/two.json|" office
refused "half published" 'sum(vestibule_fetch_unreachable + vestibule_fetch_failed)' 30
mv "$work/half" "$half"
back

# The player that was stopped.
becomes "the alert of a player that hangs" \
    'count(ALERTS{alertname="VestibulePlayerDead",instance="hall-07",alertstate="firing"})' 1 \
    $(($(date +%s) - stopped < 130 ? 150 - $(date +%s) + stopped : 20))
is "and of no other" 'count(ALERTS{alertname="VestibulePlayerDead",alertstate="firing"})' 1
kill -CONT "$(cat "$(hall 7)/player")"
becomes "and it is taken back" 'absent(ALERTS{alertname="VestibulePlayerDead",alertstate="firing"})' 1 40

# Both servers die; players are killed meanwhile and begin again from what was delivered.
end $git_server
end $web_server
becomes "no server: said by 30 screens" 'sum(vestibule_fetch_unreachable)' 30 60
for number in 3 4 5 24 25; do
    kill -9 "$(cat "$(hall $number)/player")"
    play $number
done
all_looked
becomes "no server, players killed: all 30 screens play on" "$(on_screen)" 30 30
serve_git
serve_web
back

# Turns of the timer are cut short at any moment while new content comes; clones and files are ruined.
touch "$(hall 8)/delivered/fetch/repository.git/config.lock" "$(hall 9)/delivered/fetch/repository.git/shallow.lock"
find "$(hall 10)/delivered/fetch" -type f -exec truncate -s 0 {} +
rm -rf "$(hall 11)/delivered/fetch" "$(hall 26)/delivered/fetch"
: >"$(hall 12)/delivered/fetch/repository.git/HEAD"
cut_short 13 0.05 0.1 0.15 0.2
cut_short 14 0.25 0.3 0.35 0.4
cut_short 15 0.1 0.3 0.5 0.7
cut_short 27 0.05 0.15 0.25 0.4
good_content "coupures"
publish
becomes "turns cut short, five ruined folders: on all 30 screens" "$(on_screen)" 30 90
until ! grep -q . "$work"/hall-*/cuts 2>/dev/null; do all_looked; done
echo "        $(wc -l <"$work/cut") turns were cut short"

if [ -n "$small_disk" ]; then
    mkdir "$work/desk/images"
    head -c 600000 /dev/urandom >"$work/desk/images/a.bin"
    good_content "disque"
    publish
    becomes "a disk is full: on the other 29 screens" "$(on_screen)" 29 90
    becomes "and said" 'vestibule_fetch_failed{instance="hall-30"}' 1 30
    becomes "the alert of it" 'count(ALERTS{alertname="VestibuleDeliveryFailed",alertstate="firing"})' 1 30
    mount -o remount,size=8m "$(hall 30)/delivered"
    becomes "a disk has room again: on all 30 screens" "$(on_screen)" 30 60
else
    echo "skipped a full disk: no tmpfs can be mounted here"
fi

# What Prometheus saw from beginning to end.
all='[30m]'
wanted=$(echo "$goods" | tr ' ' '\n' | grep -c .)
pattern=$(echo "${goods# }" | tr ' ' '|')
is "every good version was seen" "count(count by (version) (count_over_time(vestibule_content_info$all)))" "$wanted"
is "each on all 30 screens" "count(count by (instance, version) (count_over_time(vestibule_content_info$all)))" \
    $((wanted * 30))
is "and never another" "absent(count_over_time(vestibule_content_info{version!~\"$pattern\"}$all))" 1
is "no screen ever had a mistake to leave out" \
    "max(max_over_time(vestibule_problems{severity=\"error\"}$all))" 0
is "none ever fell back to a last good file" "max(max_over_time(vestibule_last_good_files$all))" 0
is "none ever lost its content" "max(max_over_time(vestibule_content_gone$all))" 0
is "every screen always showed what it should" "min(min_over_time(vestibule_screen_right$all))" 1

# shellcheck source=tests/fleet/figures.sh
. tests/fleet/figures.sh
echo "$(($(date +%s) - started)) s"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
