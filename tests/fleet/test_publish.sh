#!/bin/sh
# Content published for a static web server and fetched from it: signed, rising, each file proved.
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/fleet/office.sh
. tests/fleet/office.sh
office
site=$work/site
screen "METHOD=web" "SOURCE=file://$site" "PROTOCOLS=file"
publish() { # exit code, options…
    expected=$1
    shift
    assets/fleet/vestibule-publish "$work/content" "$site" --key "$work/office" "$@" >"$work/said" 2>&1
    [ $? = "$expected" ] || fail "publishing did not end with $expected"
}
# Changes the manifest, signed by that key.
forge() { # key, sed command
    sed -e '/^-----BEGIN/,$d' -e "$2" "$site/manifest" >"$work/forged"
    rm -f "$work/forged.sig"
    ssh-keygen -Y sign -q -n vestibule-manifest -f "$work/$1" "$work/forged" 2>>"$work/log" || fail "no signature"
    cat "$work/forged" "$work/forged.sig" >"$site/manifest"
}
refused() { # what is said; the manifest is put back
    fetch 1 "$1"
    shows "deux"
    cp "$work/good" "$site/manifest"
}

cp -R tests/data/loop "$work/content"
fetch 3 "unreachable"
notice "$work/content" "un"
mkdir "$work/content/images"
head -c 300000 /dev/urandom >"$work/content/images/é t'é.bin"
cp "$work/content/images/é t'é.bin" "$work/content/images/same.bin"
: >"$work/content/images/nothing"
publish 0
cp "$site/manifest" "$work/first"
fetch 0 "delivered"
shows "un"
diff -r "$work/content" "$screen/delivered/current" || fail "it is not what was published"
fetch 0 "plays"

notice "$work/content" "deux"
publish 0
cp "$site/manifest" "$work/good"
fetch 0 "delivered"
shows "deux"

# Mistakes and odd files are not published; the manifest stays.
echo '{' >"$work/content/slides/one.json"
publish 1
cp tests/data/loop/slides/one.json "$work/content/slides/one.json"
ln -s /etc/passwd "$work/content/images/link"
publish 1
rm "$work/content/images/link"
cmp -s "$work/good" "$site/manifest" || fail "the manifest changed"

# What is not signed by the office, comes back, is for others, or leads elsewhere.
cp "$work/first" "$site/manifest"
refused "an older manifest came back"
forge stranger 's/^serial .*/serial 99999999999999/'
refused "not signed by anybody"
sed -i 's/^serial 2/serial 3/' "$site/manifest"
refused "not signed by anybody"
sed -i '/^-----BEGIN/,$d; s/^serial 2/serial 4/' "$site/manifest"
refused "not signed by anybody"
for path in ../x /etc/x a//b .git/x a/../b -x slides 'back\\slash'; do
    forge office "s/^serial .*/serial 99999999999999/; s|images/same.bin|$path|"
    refused "the manifest: "
done
forge office 's/^serial .*/serial 99999999999999/; s|images/same.bin|slides/two.json|'
refused "given twice"
forge office 's/^serial .*/serial 99999999999999/; s| 300000 | 3000000 |'
refused "more bytes than"
forge office 's/^serial .*/serial 99999999999999\nname other/'
refused 'for "other"'
forge office 's/^serial .*/serial many/'
refused "no serial"
head -c 2000000 /dev/zero >"$site/manifest"
fetch 4 "more than 1048576 bytes"
cp "$work/good" "$site/manifest"

# A mistake that the office's program did not know.
echo '{ "kind": "notice", }' >"$work/mistake"
hash=$(sha256sum <"$work/mistake" | cut -c 1-64)
cp "$work/mistake" "$site/files/$hash"
forge office "s/^serial .*/serial 99999999999999/; s|.* slides/two.json|$hash 22 slides/two.json|"
fetch 1 "slides/two.json:1:19"
refused "slides/two.json:1:19"
metric refused 1

# Half published, half fetched: files that are missing, cut or wrong are fetched later.
head -c 400000 /dev/urandom >"$work/content/images/more.bin"
publish 0
more=$(sha256sum <"$work/content/images/more.bin" | cut -c 1-64)
mv "$site/files/$more" "$work/more"
fetch 3 "file $more cannot be fetched"
shows "deux"
metric unreachable 1
head -c 400000 /dev/zero >"$site/files/$more"
fetch 3 "file $more cannot be fetched"
cp "$work/more" "$site/files/$more"
head -c 100000 "$work/more" >"$screen/delivered/fetch/objects/$more.part"
fetch 0 "delivered"
metric unreachable 0
cmp -s "$work/more" "$screen/delivered/current/images/more.bin" || fail "the file is not whole"

# What a memory card forgot comes back.
playing=$(readlink -f "$screen/delivered/current")
: >"$playing/images/more.bin"
rm "$screen/delivered/fetch/verified"
fetch 0 "delivered"
cmp -s "$work/more" "$screen/delivered/current/images/more.bin" || fail "the file did not come back"
[ "$(readlink -f "$screen/delivered/current")" != "$playing" ] || fail "what plays was edited"

# Late content is said to be late, and plays on.
publish 0 --expires 1
forge office 's/^expires .*/expires 2020-01-01T00:00:00Z/; s/^serial .*/serial 99999999999999/'
fetch 0 "delivered"
fetch 0 "newer content was due on 2020-01-01"
shows "deux"
publish 0
grep -qx "serial 100000000000000" "$site/manifest" || fail "the serial does not rise"
fetch 0 "delivered"
