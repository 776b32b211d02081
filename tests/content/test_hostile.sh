#!/bin/sh
# A content folder made to do harm, end to end: each file of it is refused with its place and reason, in
# bounded time and memory, nothing outside the folder is read, and what is good plays on.
cd "$(dirname "$0")/../.." || exit 1
tree=$(mktemp -d)
player=
trap 'kill $player 2>/dev/null; rm -rf "$tree"' EXIT
bad=0
# Seconds of the processor, and KiB of address space where no sanitizer takes terabytes of it.
case $BUILD in */asan) seconds=30 space=unlimited ;; *) seconds=3 space=1500000 ;; esac
limited() {
    (ulimit -t $seconds; ulimit -v $space; exec "$@") </dev/null
}
fail() {
    echo "FAILED: $*"
    bad=1
}

cp -R tests/data/bad/base "$tree/content"
cd "$tree" || exit 1
mkdir content/images outside
slides=content/slides
good='{"kind": "notice", "title": "SECRET", "headline": "SECRET", "body": "x"}'
echo "$good" >outside/secret.json
convert -size 8x8 xc:red outside/secret.png

# What is not a file of the folder.
ln -s ../../outside/secret.json $slides/link-relative.json
ln -s "$tree/outside/secret.json" $slides/link-absolute.json
ln -s "/proc/self/root$tree/outside/secret.json" $slides/link-magic.json
ln -s /proc/self/fd/0 $slides/link-descriptor.json
ln -s loop-b.json $slides/loop-a.json
ln -s loop-a.json $slides/loop-b.json
ln -s /dev/zero $slides/link-device.json
ln -s nowhere.json $slides/link-nowhere.json
mkfifo $slides/fifo.json content/images/fifo.png
mkdir $slides/folder.json
perl -MSocket -e 'socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S, sockaddr_un($ARGV[0])) or die' \
    $slides/socket.json
[ "$(id -u)" = 0 ] && mknod $slides/device.json c 1 5 2>/dev/null

# What is too much of something.
truncate -s 4G $slides/sparse.json content/images/sparse.png
perl -e 'print "[" x 1e6' >$slides/deep-open.json
perl -e 'print "[" x 5e5, "]" x 5e5' >$slides/deep.json
perl -e 'print "{\"a\":" x 1e5, 1, "}" x 1e5' >$slides/deep-keys.json
perl -e 'print "{\"kind\":\"notice\",", join(",", map {"\"key$_\":$_"} 0 .. 5e4), "}"' >$slides/keys.json
perl -e 'print "{", join(",", map {"\"title\":1"} 0 .. 9e4), "}"' >$slides/keys-same.json
perl -e 'print "{", join(",", map {"\"_$_\":$_"} 0 .. 7e4), "}"' >$slides/keys-comments.json
perl -e 'print "[", join(",", map {"[]"} 0 .. 3e5), "]"' >$slides/list.json
perl -e 'print "1" x 1e6' >$slides/digits.json
perl -e 'print "\"" x 1e6' >$slides/quotes.json
perl -e 'print "\\" x 1e6' >$slides/backslashes.json
perl -e 'print "\n" x 1e6, "x"' >$slides/lines.json
perl -e 'print "{\"kind\":\"", "b" x 1e6, "\"}"' >$slides/long-kind.json
perl -e 'print "{\"kind\":\"notice\",\"", "b" x 1e6, "\":1}"' >$slides/long-key.json
for text in a 'a ' '\xd8\xa7 ' '\xcc\x81' '\xe2\x80\x8d' '0' '"' ; do
    number=$((number + 1))
    perl -e 'my $t = eval "qq{$ARGV[0]}"; $t =~ s/"/\\"/g; print "{\"kind\":\"notice\",\"title\":\"A\",
        \"headline\":\"e", $t x (9e5 / length $t), "\",\"body\":\"x\"}"' -- "$text" >$slides/long-text-$number.json
done

# Bytes and characters.
printf '{"kind":"notice","title":"a\000b","headline":"x","body":"y"}' >$slides/nul.json
printf '{"kind":"notice","title":"\300\257","headline":"x","body":"y"}' >$slides/overlong.json
printf '{"kind":"notice","title":"\355\240\200","headline":"x","body":"y"}' >$slides/surrogate.json
echo '{"kind":"notice","title":"\ud800","headline":"x","body":"y"}' >$slides/surrogate-half.json
echo '{"kind":"notice","title":"a\u202eb","headline":"x","body":"y"}' >$slides/override.json
printf '{' >"$slides/escape$(printf '\033')[31m.json"
perl -e 'open(F, ">", "$ARGV[0]/line\nforged:1:1: error.json"); print F "{"' $slides
printf '{' >"$slides/$(printf 'latin\351').json"
printf '{' >"$slides/$(printf '\342\200\256')override.json"
printf '{' >$slides/-rf.json
long=$(perl -e 'print "n" x 250')
echo "$good" | sed 's/SECRET/x/g' >$slides/$long.json

# Values that lead elsewhere, or nowhere.
picture() { # name, path
    echo "{\"kind\":\"notice\",\"title\":\"A\",\"headline\":\"x\",\"body\":\"y\",\"image\":\"$2\"}" \
        >"$slides/picture-$1.json"
}
ln -s ../../outside/secret.png content/images/link.png
picture up ../outside/secret.png
picture absolute "$tree/outside/secret.png"
picture through images/../../outside/secret.png
picture link images/link.png
picture fifo images/fifo.png
picture sparse images/sparse.png
picture folder images
picture device /dev/zero
address() { # name, address
    printf '{"kind":"links","title":"A","offline":"x","links":[{"label":"x",\n"url":"%s"}]}\n' "$2" \
        >"$slides/address-$1.json"
}
address user 'https://www.isere.gouv.fr@example.org/'
address backslash 'https://example.org\\.gouv.fr/'
address percent 'https://example.org%2f.gouv.fr/'
address greek 'https://www.isere.gοuv.fr/'
address suffix 'https://examplegouv.fr/'
address port 'https://www.isere.gouv.fr:8080/'
address override 'https://www.isere.gouv.fr/\u202e'
address script 'javascript:alert(1)'
address long "https://www.isere.gouv.fr/$(perl -e 'print "a" x 3000')"
cd - >/dev/null || exit 1

limited "$VESTIBULE" check "$tree/content" --format gcc --at 2026-11-24T10:24 >"$tree/out" 2>&1
code=$?
[ $code = 1 ] || fail "check ends with $code"
says() { # file, what is told of it
    grep -aF -- "/slides/$1" "$tree/out" | grep -qaF -- "$2" || fail "$1: not told: $2"
}
outside="leads outside the content folder"
for link in relative absolute magic device; do
    says link-$link.json:1:1: "$outside"
done
says link-descriptor.json:1:1: "$outside"
says link-nowhere.json:1:1: "there is no such file"
says loop-a.json:1:1: "leads through a symbolic link that cannot be followed"
for other in fifo socket; do
    says $other.json:1:1: "is not an ordinary file"
done
[ ! -e "$tree/$slides/device.json" ] || says device.json:1:1: "is not an ordinary file"
says folder.json:1:1: "is a folder, not a file"
says sparse.json:1:1: "is larger than 1 MiB"
for deep in deep-open.json:1:33: deep.json:1:33: deep-keys.json:1:161:; do
    says $deep "brackets are nested more than 32 deep"
done
says keys.json:1:18: 'unknown key "key0"'
says keys.json: "further mistakes of this file are not listed"
says keys-same.json: "each key may stand only once"
says keys-comments.json:1:1: 'the key "kind" is missing'
says list.json:1:1: 'the key "kind" is missing'
says digits.json:1:1: "this number is too large"
says lines.json:1000001:1: "a text must stand between straight quotes"
says long-kind.json:1:9: "must be one of the known kinds"
says long-key.json:1:18: 'unknown key "bbb'
for text in 1 2 3 4 5 6 7; do
    says long-text-$text.json:2: "must have at most 2000 characters"
done
says nul.json:1:28: "invisible control character"
says overlong.json:1:27: "must be saved as UTF-8"
says surrogate.json:1:27: "must be saved as UTF-8"
says surrogate-half.json:1:27: "only half a character"
says override.json:1:26: "holds the invisible character U+202E"
says "escape [31m.json:1:2:" '"}" is missing'
says "line forged:1:1: error.json:1:2:" '"}" is missing'
says " override.json:1:2:" '"}" is missing'
says -rf.json:1:2: '"}" is missing'
says $long.json:1:1: "warning: playlist.json does not name this slide"
for picture in up absolute through link device; do
    says picture-$picture.json:1: "$outside"
done
says picture-fifo.json:1: "is not an ordinary file"
says picture-sparse.json:1: "is larger than 32 MiB"
says picture-folder.json:1: "is a folder, not a file"
says address-user.json:2: "an address with a plain host"
says address-backslash.json:2: "cannot stand in it"
says address-percent.json:2: "an address with a plain host"
says address-greek.json:2: "an address holds only letters"
says address-suffix.json:2: "is not among the allowed_hosts"
says address-port.json:2: "an address with a plain host"
says address-override.json:2: "an address holds only letters"
says address-script.json:2: 'starts with "https://"'
says address-long.json:2: "too long for a readable QR code"
! grep -qa "SECRET" "$tree/out" || fail "something outside was read"
! LC_ALL=C grep -qa "$(printf '\033')" "$tree/out" || fail "an escape sequence reaches the terminal"
[ "$(wc -L <"$tree/out")" -lt 2000 ] || fail "a line without end"
grep -q "^[0-9]* errors, [0-9]* warnings*; 2 slides of" "$tree/out" || fail "the rest does not play"

# Bombs that are valid, or nearly: what they would take is known before they are opened.
cd "$tree" || exit 1
svg() { # name, inside, attributes
    { printf '<svg xmlns="http://www.w3.org/2000/svg" %s>' "${3:-width=\"9\" height=\"9\"}"
      printf %s "$2"; echo '</svg>'; } >content/images/$1.svg
    picture svg-$1 images/$1.svg
}
rm -f $slides/*-*.json $slides/keys.json $slides/list.json $slides/lines.json $slides/digits.json
svg huge '<g/>' 'width="1e9" height="1e9"'
svg use '<defs><g id="a"><use href="#a"/></g></defs><use href="#a"/>'
svg class '<style>.a { class: a }</style><path class="a" d="M0 0h9v9"/>'
svg unclosed '<style>.a { fill: red</style><path class="a" d="M0 0h9v9"/>'
perl -e 'print "<!DOCTYPE svg [<!ENTITY a \"a\">", map({"<!ENTITY a$_ \"" . "&a" . ($_ - 1) . ";" x 10 . "\">"}
    1 .. 9), "]><svg width=\"9\" height=\"9\">&a9;</svg>"' >content/images/laughs.svg
picture svg-laughs images/laughs.svg
perl -e 'print "<svg width=\"9\" height=\"9\">", "<path d=\"M0 0h9v9\"/>" x 1e6, "</svg>"' \
    >content/images/paths.svg
picture svg-paths images/paths.svg
perl -e 'print "<svg width=\"9\" height=\"9\">", "<g>" x 1e5, "</g>" x 1e5, "</svg>"' >content/images/nested.svg
picture svg-nested images/nested.svg
# 8 KB, 36 million pixels: as much as is let through.
convert -size 6000x6000 xc:white -depth 1 PNG8:content/images/large.png
picture large images/large.png
perl -e 'sub chunk { my ($d) = @_; my $c = 0xffffffff; for (unpack "C*", $d) { $c ^= $_;
        for (1 .. 8) { $c = $c & 1 ? $c >> 1 ^ 0xedb88320 : $c >> 1 } }
        return pack("N", length($d) - 4) . $d . pack("N", $c ^ 0xffffffff) }
    print "\x89PNG\r\n\x1a\n", chunk("IHDR" . pack("NNCCCCC", 65000, 65000, 8, 2, 0, 0, 0)),
        chunk("IDAT" . "\x78\x9c" . "\0" x 9), chunk("IEND")' >content/images/bomb.png
picture bomb images/bomb.png
cd - >/dev/null || exit 1
limited "$VESTIBULE" check "$tree/content" --format gcc --at 2026-11-24T10:24 >"$tree/out" 2>&1
[ $? = 1 ] || fail "check of pictures: $(tail -n 3 "$tree/out")"
says picture-svg-huge.json:1: "is more than 20000 pixels wide or high"
says picture-svg-use.json:1: "holds clones"
says picture-svg-class.json:1: "refers to a class"
says picture-svg-unclosed.json:1: "a bracket of a style is not closed"
says picture-svg-laughs.json:1: "declares entities"
says picture-svg-paths.json:1: "larger than 1 MiB"
says picture-svg-nested.json:1: "nested too deeply"
says picture-bomb.json:1: "is more than 20000 pixels wide or high"
limited "$VESTIBULE" export "$tree/content" -o "$tree/pages" --slide picture-large --size 1280x720 \
    >"$tree/out" 2>&1
[ -s "$tree/pages/picture-large.png" ] || fail "36 million pixels: $(cat "$tree/out")"

# Twenty thousand slides are not read one by one.
perl -e 'mkdir "$ARGV[0]/many"; symlink("nowhere", "$ARGV[0]/many/$_.json") for 1 .. 20000' "$tree"
cp -R tests/data/bad/base "$tree/crowd"
rm -r "$tree/crowd/slides"
mv "$tree/many" "$tree/crowd/slides"
limited "$VESTIBULE" check "$tree/crowd" --format gcc >"$tree/out" 2>&1
grep -q 'crowd/slides:1:1: error: holds more than 10000 files' "$tree/out" || fail "twenty thousand slides: $(cat "$tree/out")"

# The same folder while it plays, from the start and as it gets worse.
export XDG_STATE_HOME=$tree/state XDG_RUNTIME_DIR=$tree
status=$tree/vestibule/status.json
says_status() {
    tries=0
    until grep -qa "$1" "$status" 2>/dev/null; do
        tries=$((tries + 1))
        [ $tries -lt 300 ] || { fail "the status never says $1: $(tail -n 3 "$tree/errors")"; return; }
        sleep 0.1
    done
}
(ulimit -v $space; exec "$VESTIBULE" play "$tree/content" --headless --at 2026-11-24T10:00) \
    >"$tree/errors" 2>&1 &
player=$!
says_status '"playing": "h'
says_status 'is not an ordinary file'
for file in site hours zones playlist; do
    rm -f "$tree/content/$file.json"
    mkfifo "$tree/content/$file.json"
done
ln -sfn ../outside "$tree/content/screens"
says_status '/playlist.json", "line": 0'
says_status '"stale": \[$'
kill -0 $player 2>/dev/null || fail "the player has ended"
kill $player
wait $player
code=$?
[ $code = 0 ] || fail "the player ended with $code"
exit $bad
