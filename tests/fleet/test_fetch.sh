#!/bin/sh
# Content brought by git: only what is signed by somebody known, descends from what plays and has no mistake
# reaches the link that a screen follows; whatever is damaged here repairs itself.
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/fleet/office.sh
. tests/fleet/office.sh
office
repository=$work/hall.git
screen "METHOD=git" "SOURCE=$repository" "PROTOCOLS=file"

git init -q --bare -b main "$repository"
git -C "$repository" config uploadpack.allowFilter true
git init -q -b main "$work/desk"
desk() { git -C "$work/desk" "$@" >>"$work/log" 2>&1 || fail "git $*"; }
push() { desk push -q "$@" "$repository" main; }
# A change: a notice with that headline, committed by that key (none: unsigned), pushed.
publish() { # headline, key
    notice "$work/desk" "$1"
    desk add -A
    if [ -n "${2-}" ]; then desk commit -q -S"$work/$2" -m "$1"; else desk commit -q -m "$1"; fi
    push
}
tip() { git -C "$work/desk" rev-parse HEAD; }

cp -R tests/data/loop/. "$work/desk"
fetch 4 "has no branch main"
publish "un" office
fetch 0 "delivered commit $(tip)"
shows "un"
first=$(tip)
fetch 0 "plays"
[ -z "$(find "$screen/delivered" -newer "$work/fetched" ! -name lock)" ] || fail "an idle turn writes to the disk"

publish "deux" office
fetch 0 "delivered"
shows "deux"
good=$(tip)

# Nobody known signed it; then a stranger did.
publish "trois"
fetch 1 "is not signed"
shows "deux"
desk reset -q --hard "$good"
push -f
notice "$work/desk" "intrus" && desk add -A && desk commit -q -S"$work/stranger" -m intrus && push -f
fetch 1 "is not signed"
shows "deux"

# An old signed state comes back.
desk reset -q --hard "$first"
push -f
fetch 1 "history was rewound"
shows "deux"
metric refused 1

# A mistake, told with its place; then it is taken back.
desk reset -q --hard "$good"
push -f
printf '{ "kind": "notice", }' >"$work/desk/slides/two.json"
desk commit -q -a -S"$work/office" -m mistake
push
fetch 1 "slides/two.json:1:19"
shows "deux"
fetch 1 "slides/two.json:1:19"
desk -c user.signingKey="$work/office" -c commit.gpgSign=true revert --no-edit HEAD
push
fetch 0 "delivered"
shows "deux"
metric refused 0
good=$(tip)

# Links, too much, too many; a file that may be run is an ordinary file.
refused() { # what is said; after a change at the desk, which is undone
    desk add -A && desk commit -q -S"$work/office" -m odd && push
    fetch 1 "$1"
    shows "deux"
    desk reset -q --hard "$good" && push -f
}
ln -s /etc/passwd "$work/desk/images-link"
refused "links and modules are not followed"
head -c 3000000 /dev/urandom >"$work/desk/large.bin"
refused "MAX_MEGABYTES"
head -c 8000000 /dev/zero >"$work/desk/zeros.bin"
refused "MAX_MEGABYTES"
mkdir "$work/desk/many" && (cd "$work/desk/many" && seq 60 | xargs touch)
refused "MAX_FILES"
printf '#!/bin/sh\n' >"$work/desk/tool" && chmod +x "$work/desk/tool"
printf '* text eol=crlf\n' >"$work/desk/.gitattributes"
publish "quatre" office
fetch 0 "delivered"
shows "quatre"
[ ! -x "$screen/delivered/current/tool" ] || fail "a program was delivered"
! grep -q "$(printf '\r')" "$screen/delivered/current/slides/two.json" || fail "bytes are not as they were committed"
[ "$(find "$screen/delivered/versions" -mindepth 1 -maxdepth 1 -type d | wc -l)" = 2 ] ||
    fail "there are not two versions"

# The source is away: what plays stays, and nothing is thrown away.
mv "$repository" "$repository.away"
fetch 3 "unreachable"
metric unreachable 1
shows "quatre"
mv "$repository.away" "$repository"
fetch 0 "plays"
metric unreachable 0

# What a power cut leaves: locks, half a run, a clone in ruins, no clone.
number=0
clone=$screen/delivered/fetch/repository.git
publish "cinq" office
touch "$clone/index.lock" "$clone/config.lock" "$clone/refs/heads/fetched.lock" "$clone/shallow.lock"
mkdir -p "$screen/delivered/fetch/staged/slides" "$screen/delivered/versions/git-half"
ln -s versions/git-half "$screen/delivered/current.new"
fetch 0 "delivered"
shows "cinq"
[ ! -e "$screen/delivered/versions/git-half" ] || fail "half a version stays"
# shellcheck disable=SC2016 # they are evaluated
for ruin in 'find $clone -name "*.pack" -exec truncate -s 100 {} +' ': >$clone/HEAD' \
    'rm -rf $clone/objects' 'echo 0 >$clone/refs/heads/fetched' ': >$clone/info/attributes'; do
    number=$((number + 1))
    publish "après $number" office
    eval "$ruin"
    fetch 0 "delivered"
    shows "après $number"
done

# A file that a memory card forgot comes back, in another folder than the one that plays.
publish "six" office
fetch 0 "delivered"
playing=$(readlink -f "$screen/delivered/current")
: >"$playing/slides/two.json"
rm "$screen/delivered/fetch/verified"
fetch 0 "delivered"
shows "six"
[ "$(readlink -f "$screen/delivered/current")" != "$playing" ] || fail "what plays was edited"
cmp -s "$work/desk/slides/two.json" "$screen/delivered/current/slides/two.json" || fail "it did not come back"
fetch 0 "plays"
publish "sept" office
fetch 0 "delivered"

# A server, or ssh in front of it, that has but the first protocol sends no single files.
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=protocol.version GIT_CONFIG_VALUE_0=0
for headline in huit neuf; do
    publish "$headline" office
    fetch 0 "delivered"
    shows "$headline"
done
[ "$(git --git-dir="$clone" config vestibule.whole)" = true ] || fail "this test needs a server that refuses"
unset GIT_CONFIG_COUNT GIT_CONFIG_KEY_0 GIT_CONFIG_VALUE_0

# Another branch is another source: it may be older.
desk push -q "$repository" "$first:refs/heads/canary"
sed -i "s/^METHOD/BRANCH=canary\nMETHOD/" "$screen/content.conf"
fetch 0 "delivered commit $first"
shows "un"
echo "SURCE=x" >>"$screen/content.conf"
fetch 2 "no setting is named SURCE"
