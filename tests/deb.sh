#!/bin/sh
# The package on a clean Debian root: installed by apt with what it depends on, edited by staff, upgraded,
# removed, purged. usage: tests/deb.sh [SUITE]; needs root, mmdebstrap and Debian's mirror.
set -u
cd "$(dirname "$0")/.." || exit 1
suite=${1:-bookworm}
version=$(sed -n 's/^#define VESTIBULE_VERSION "\(.*\)"/\1/p' src/main.c)
package=$PWD/build/vestibule_${version}_$(dpkg --print-architecture).deb
work=$PWD/build/deb/clean-$suite
root=$work/root
passed=0
failed=0

verdict() { # what, exit code
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1"
        tail -n 15 "$work/log" | sed 's/^/    /'
    fi
}
expect() { # what, command…
    what=$1
    shift
    "$@" >"$work/log" 2>&1
    verdict "$what" $?
}
inside() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        chroot "$root" "$@"
}
as_visitor() { inside setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
as_staff() { inside setpriv --reuid=1234 --regid=1234 --groups="$(gid)" sh -c "umask 0002; $1"; }
gid() { inside getent group vestibule-content | cut -d: -f3; }
mode_is() { inside stat -c '%U:%G %a' "$1" && [ "$(inside stat -c '%U:%G %a' "$1")" = "$2" ]; }
hash_of() { (cd "$root$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum); }

[ -f "$package" ] || { echo "FAILED: $package is not there: make deb"; exit 1; }
mkdir -p "$work"
if ! [ -s "$work/root.tar" ]; then
    mmdebstrap --variant=minbase --include=systemd,man-db "$suite" "$work/root.tar" >"$work/log" 2>&1 || {
        tail -n 5 "$work/log"
        echo "0 passed, 1 failed"
        exit 1
    }
fi
rm -rf "$root"
mkdir -p "$root"
tar -xf "$work/root.tar" -C "$root" --exclude=./dev || exit 1
mkdir -p "$root/dev" "$root/proc"
mount --bind /dev "$root/dev" || exit 1
mount -t proc proc "$root/proc" || exit 1
trap 'umount "$root/dev" "$root/proc"' EXIT
cp /etc/resolv.conf "$root/etc/"
cp "$package" "$root/tmp/vestibule.deb"

# Installation.
expect "apt installs it" inside sh -c \
    'apt-get update -qq && apt-get install -y -qq --no-install-recommends /tmp/vestibule.deb git openssh-client curl'
for group in video render input; do
    expect "its user is in $group" inside sh -c "id -nG vestibule | tr ' ' '\n' | grep -qx $group"
done
expect "its user cannot log in" inside sh -c 'getent passwd vestibule | grep -q nologin$'
expect "folders of the content" mode_is /var/lib/vestibule/content "root:vestibule-content 2775"
expect "folders in the content" mode_is /var/lib/vestibule/content/slides "root:vestibule-content 2775"
expect "files of the content" mode_is /var/lib/vestibule/content/hours.json "root:vestibule-content 664"
expect "the content is what shipped" [ "$(hash_of /var/lib/vestibule/content)" = \
    "$(hash_of /usr/share/vestibule/content)" ]
expect "installing takes no screen" inside sh -c '! systemctl is-enabled vestibule'
expect "systemd understands the units" inside systemd-analyze verify vestibule.service \
    vestibule-recover.service vestibule-content.service vestibule-content.timer
expect "its voice is another user, in the screen's group" inside sh -c 'id -nG vestibule-speech | grep -w vestibule'
expect "the sandbox is 1.0 or better" inside sh -c 'cd /tmp &&
    cp "$(dpkg -L vestibule | grep /vestibule.service$)" . &&
    systemd-analyze security --offline=yes --threshold=10 ./vestibule.service'
expect "it finds its content" as_visitor vestibule check
expect "its pages are drawn" as_visitor vestibule export -o /tmp/pages --size 640x360 --slide hours
expect "it speaks French" inside sh -c 'LANGUAGE=fr vestibule check --help | grep -q Vérifie\\\|Lit'
expect "it plays" as_visitor vestibule play --headless --for 1
expect "the fallback content plays" as_visitor vestibule play /usr/share/vestibule/fallback --headless --for 1
expect "the fallback content is right" as_visitor vestibule check --strict /usr/share/vestibule/fallback
expect "vestibule(1)" inside sh -c 'man -w vestibule'
expect "vestibule-content(5)" inside sh -c 'man -w 5 vestibule-content'

# Content that is fetched, as the README has it, with a repository in the same root.
expect "vestibule-fetch(1)" inside man -w vestibule-fetch vestibule-publish
inside sh -e >"$work/log" 2>&1 <<'END'
cd /root
ssh-keygen -q -t ed25519 -N '' -f hall
git init -q -b main desk
cp -R /usr/share/vestibule/content/. desk
cd desk
git config gpg.format ssh
git config user.signingKey /root/hall.pub
git config commit.gpgSign true
git config user.name Hall
git config user.email hall@example.org
git add .
git commit -q -m "Notre hall"
git clone -q --bare . /srv/hall.git
chown -R vestibule-fetch /srv/hall.git
echo "hall@example.org namespaces=\"git,vestibule-manifest\" $(cat /root/hall.pub)" >/root/allowed_signers
mkdir -p /etc/vestibule
printf 'SOURCE=/srv/hall.git\nPROTOCOLS=file\n' >/etc/vestibule/content.conf
END
verdict "an office publishes" $?
expect "a screen is set up" inside vestibule-fetch setup --signers /root/allowed_signers
expect "the player follows" inside grep -qx 'Environment=CONTENT=/var/lib/vestibule/delivered/current' \
    /etc/systemd/system/vestibule.service.d/delivered.conf
expect "what is delivered is the fetcher's" mode_is /var/lib/vestibule/delivered/current/slides \
    "vestibule-fetch:vestibule-fetch 755"
expect "the player reads it" inside setpriv --reuid=vestibule --regid=vestibule --clear-groups \
    vestibule play /var/lib/vestibule/delivered/current --headless --for 1
expect "and cannot write it" inside setpriv --reuid=vestibule --regid=vestibule --clear-groups \
    sh -c '! touch /var/lib/vestibule/delivered/current/site.json'
expect "the fetcher cannot write what staff edit" inside setpriv --reuid=vestibule-fetch \
    --regid=vestibule-fetch --clear-groups sh -c '! touch /var/lib/vestibule/content/site.json'
expect "all commands read what is delivered" inside sh -c \
    'cd / && vestibule plan --format json >/dev/null && vestibule doctor | grep /delivered/current'
expect "a visitor may ask" as_visitor vestibule-fetch status
expect "the staff's own again" inside vestibule-fetch off
expect "and no trace in the service" [ ! -e "$root/etc/systemd/system/vestibule.service.d/delivered.conf" ]

# Staff edit, then a newer version comes with another guide, another schema and another page.
as_staff 'cd /var/lib/vestibule/content && echo "{ \"example\": true }" >slides/mine.json &&
    sed -i s/1210/1400/ screens/default.json && echo edited >>schema/site.schema.json &&
    rm schema/zones.schema.json && rm schema/hours.schema.json &&
    ln -s /etc/staff-was-here schema/screen.schema.json.new &&
    ln -s /etc/hostname schema/hours.schema.json'
verdict "staff can edit" $?
before=$(sha256sum "$root/var/lib/vestibule/content/screens/default.json" \
    "$root/var/lib/vestibule/content/schema/site.schema.json")
rm -rf "$work/next"
dpkg-deb -R "$package" "$work/next"
sed -i 's/^Version: .*/&+next/' "$work/next/DEBIAN/control"
for file in README.md schema/site.schema.json schema/screen.schema.json schema/zones.schema.json \
    schema/hours.schema.json hours.json screens/default.json; do
    echo " " >>"$work/next/usr/share/vestibule/content/$file"
done
dpkg-deb -b --root-owner-group "$work/next" "$root/tmp/next.deb" >"$work/log"
expect "apt upgrades it" inside dpkg -i /tmp/next.deb
shipped=$root/usr/share/vestibule/content
content=$root/var/lib/vestibule/content
expect "edits stay" [ "$before" = "$(sha256sum "$content/screens/default.json" \
    "$content/schema/site.schema.json")" ]
expect "a new slide stays" [ -s "$content/slides/mine.json" ]
expect "pages do not change by themselves" sh -c "! cmp -s '$shipped/hours.json' '$content/hours.json'"
expect "the guide follows" cmp "$shipped/README.md" "$content/README.md"
expect "a schema nobody edited follows" cmp "$shipped/schema/screen.schema.json" \
    "$content/schema/screen.schema.json"
expect "what was removed stays away" [ ! -e "$content/schema/zones.schema.json" ]
expect "no link is followed" sh -c "[ ! -e '$root/etc/staff-was-here' ] &&
    [ \"\$(readlink '$content/schema/hours.schema.json')\" = /etc/hostname ]"

# Removal keeps what staff wrote, purging too.
expect "apt removes it" inside apt-get remove -y -qq vestibule
expect "removing keeps the content" [ -s "$content/slides/mine.json" ]
expect "apt purges it" inside apt-get purge -y -qq vestibule
expect "purging keeps edited content" [ -s "$content/slides/mine.json" ]
expect "purging takes keys and settings" [ ! -e "$root/etc/vestibule" ]
rm -rf "$root/var/lib/vestibule"
expect "it can be installed again" inside dpkg -i /tmp/vestibule.deb
expect "and purged" inside dpkg --purge vestibule
expect "purging leaves nothing that nobody edited" [ ! -e "$root/var/lib/vestibule" ]
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
