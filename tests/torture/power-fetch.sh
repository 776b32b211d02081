#!/bin/sh
# Power cuts while vestibule-fetch delivers signed content by git. What each cut leaves at the link that the
# screen follows must be one of the versions that were published, whole; and at every tenth the next turn of
# the timer must deliver the newest.
cd "$(dirname "$0")/../.." || exit 1
. tests/fleet/office.sh
. tests/fault/disk.sh
disk_setup "vestibule-fetch"
office
trap disk_remove EXIT
repository=$work/hall.git
screen=$work/screen
mkdir -p "$screen" "$work/trees"
printf '%s\n' METHOD=git "SOURCE=$repository" PROTOCOLS=file "SIGNERS=$work/allowed_signers" \
    "DELIVERED=$disk/m/delivered" "REPORTS=$work/reports" MAX_MEGABYTES=2 MAX_FILES=50 >"$screen/content.conf"
git init -q --bare -b main "$repository"
git -C "$repository" config uploadpack.allowFilter true
git init -q -b main "$work/desk"
cp -R tests/data/loop/. "$work/desk"
publish() { # number
    notice "$work/desk" "Version $1"
    git -C "$work/desk" add -A && git -C "$work/desk" commit -q -S"$work/office" -m "$1" &&
        git -C "$work/desk" push -q "$repository" main || exit 1
    mkdir "$work/trees/$1" && git -C "$work/desk" archive HEAD | tar -x -C "$work/trees/$1"
}
deliver() {
    VESTIBULE_CONTENT_CONF=$screen/content.conf JOURNAL_STREAM='' assets/fleet/vestibule-fetch update \
        >"$work/said" 2>&1
}

publish 1
deliver || fail "the first delivery"
disk_record
version=1
while [ $version -lt 20 ]; do
    version=$((version + 1))
    publish $version
    deliver || fail "delivery $version"
done

cat >"$work/check" <<'CHECK'
#!/bin/sh
# usage: check DISK WORK
delivered=$1/m/delivered/current
version=$(sed -n 's/.*"Version \([0-9]*\)".*/\1/p' "$delivered/slides/two.json")
diff -rq "$2/trees/$version" "$delivered/" >/dev/null 2>&1 || { echo "what is shown is no version: $(ls -la "$delivered/" 2>&1)" >&2; exit 1; }
echo >>"$2/checks"
[ $(($(wc -l <"$2/checks") % 10)) = 0 ] || exit 0
rm -rf "$2/reports"
VESTIBULE_CONTENT_CONF=$2/screen/content.conf JOURNAL_STREAM='' assets/fleet/vestibule-fetch update \
    >"$2/said" 2>&1 && diff -rq "$2/trees/20" "$delivered/" >/dev/null && exit 0
echo "the next turn does not deliver: $(cat "$2/said")" >&2
exit 1
CHECK
chmod +x "$work/check"
disk_replay "'$work/check' '$disk' '$work'"
