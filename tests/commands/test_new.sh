#!/bin/sh
# vestibule new: every kind of file, put where it belongs, has no problem; nothing is ever replaced.
cd "$(dirname "$0")/../.." || exit 1
out=$BUILD/new
rm -rf "$out"
mkdir -p "$out"
fail() {
    echo "FAILED: $*"
    exit 1
}

# Fails unless the folder $1 has just one page and no problem, but that what it starts with are
# examples without translation, of another year and other hours; $2 names it.
sound() {
    said=$("$VESTIBULE" check "$1" --format gcc --at 2026-11-24T10:24 2>&1 |
        grep -v -e 'these are example values' -e 'missing in "' -e 'translates does so into two' \
            -e 'table has no slot for' -e 'older than 13 months')
    case $said in
    "0 errors, "[0-9]*" warning"*"; "[01]*" of 1 play"*" now") ;;
    *) fail "$2: $said" ;;
    esac
}

# name of a page, as the one item of a playlist
playlist() {
    echo "{ \"items\": [ { \"slide\": \"$1\" } ] }"
}

pages=$("$VESTIBULE" new --help | sed -n '/^Pages/,/^Other/s/^  \([a-z]*\)  .*/\1/p')
[ "$(echo "$pages" | wc -l)" -ge 10 ] || fail "new --help lists only these pages: $pages"
for kind in $pages; do
    hall=$out/$kind
    mkdir -p "$hall/slides"
    cp content/site.json content/hours.json content/zones.json "$hall/"
    said=$("$VESTIBULE" new "$kind" "$hall/slides/page.json") || fail "new $kind"
    if [ "$kind" = alert ]; then
        echo '{ "items": [] }' >"$hall/playlist.json"
        echo "$said" | grep -q 'plays by itself' || fail "new alert says: $said"
    else
        playlist page >"$hall/playlist.json"
        echo "$said" | grep -q '{ "slide": "page" }' || fail "new $kind says: $said"
    fi
    grep -q '^  "example": true,\{0,1\}$' "$hall/slides/page.json" || fail "$kind: no example mark"
    sound "$hall" "new $kind"
done

# A whole folder made of starting files alone, then one of another language and other services.
for languages in '"fr"' '"en", "fr"'; do
    hall=$out/whole-$(echo "$languages" | tr -dc a-z)
    mkdir -p "$hall/slides" "$hall/screens"
    "$VESTIBULE" new site "$hall/site.json" >"$hall.log" || fail "new site"
    sed -i "s/\"languages\": .*/\"languages\": [$languages],/" "$hall/site.json"
    [ "$languages" = '"fr"' ] || sed -i 's/{ "fr": \(.*\), "_en.*}/\1/' "$hall/site.json"
    "$VESTIBULE" new hours "$hall/hours.json" >>"$hall.log" || fail "new hours"
    sed -i 's/"id": "accueil"/"id": "mairie"/; s/"_services": .*/"_services": []/' "$hall/hours.json"
    "$VESTIBULE" new zones "$hall/zones.json" >>"$hall.log" || fail "new zones"
    "$VESTIBULE" new hours "$hall/slides/horaires.json" >>"$hall.log" || fail "new hours (a page)"
    "$VESTIBULE" new playlist "$hall/playlist.json" >>"$hall.log" || fail "new playlist"
    "$VESTIBULE" new screen "$hall/screens/default.json" >>"$hall.log" || fail "new screen"
    sound "$hall" "starting files with [$languages]"
    grep -q '"slide": "horaires"' "$hall/playlist.json" || fail "the playlist names no slide that is"
    grep -q '"service": "mairie"' "$hall/slides/horaires.json" || fail "the page names another service"
done

# In French, and so is the command that comes next; the languages of the site are told of.
mkdir -p "$out/winter/slides"
cp content/site.json content/hours.json "$out/winter/"
said=$("$VESTIBULE" new --lang fr notice "$out/winter/slides/hiver.json") || fail "new --lang fr"
echo "$said" | grep -q "^- vestibule check $out/winter --lang fr\$" || fail "new --lang fr says: $said"
echo "$said" | grep -q '"_en" devient "en"' || fail "new --lang fr says: $said"
"$VESTIBULE" new notice "$out/elsewhere.json" | grep -q '"_en"' && fail "a page without languages has \"_en\""

# From inside slides/ the folder above is the content.
mkdir -p "$out/inside/slides"
cp content/site.json content/hours.json "$out/inside/"
playlist page >"$out/inside/playlist.json"
(cd "$out/inside/slides" && "$VESTIBULE" new hours page.json) >"$out/inside.log" || fail "inside slides/"
grep -q '^- vestibule check \.\.$' "$out/inside.log" || fail "inside slides/: $(cat "$out/inside.log")"
sound "$out/inside" "inside slides/"
(cd "$out/inside" && "$VESTIBULE" new hours slides/again.json) | grep -q '^- vestibule check \.$' ||
    fail "beside slides/"
(cd "$out/inside" && rm hours.json && "$VESTIBULE" new hours hours.json) >/dev/null || fail "new hours.json"
grep -q '"weekly"' "$out/inside/hours.json" || fail "new hours hours.json wrote a page"

# wrong use: exit code, what the message holds, arguments
refused() {
    code=$1 words=$2
    shift 2
    said=$("$VESTIBULE" new "$@" 2>&1)
    [ $? = "$code" ] || fail "new $*: not $code"
    echo "$said" | grep -qF -- "$words" || fail "new $*: said $said"
}
before=$(cksum "$out/notice/slides/page.json")
refused 1 "exists already" notice "$out/notice/slides/page.json"
[ "$before" = "$(cksum "$out/notice/slides/page.json")" ] || fail "new replaced a file"
ln -s nowhere "$out/link.json"
refused 1 "exists already" notice "$out/link.json"
refused 1 "there is no folder $out/no/such" notice "$out/no/such/folder.json"
refused 1 "il n’y a pas de dossier $out/no/such" notice "$out/no/such/folder.json" --lang fr
refused 2 "--lang must be fr or en" notice "$out/a.json" --lang xx
while read -r french english; do
    refused 2 "did you mean \"$english\"?" "$french" "$out/a.json"
done <<KINDS
annonce notice
Horaires hours
alerte alert
enquête survey
enquete survey
liens links
affluence busy
engagements commitments
indicateurs indicators
KINDS
refused 2 'did you mean "notice"?' notise "$out/a.json"
refused 2 'did you mean "zones"?' zone "$out/a.json"
refused 2 'there is no kind "xyzzy"' xyzzy "$out/a.json"
refused 2 "must end in .json" notice "$out/a.txt"
refused 2 "must end in .json" notice "$out/.json"
refused 2 "say which kind" notice
refused 2 "say which kind" notice "$out/a.json" "$out/b.json"
refused 2 "wrong option" --force notice "$out/a.json"
[ ! -e "$out/a.json" ] || fail "a refused command wrote a file"
if [ -w /dev/full ]; then
    "$VESTIBULE" doc >/dev/full 2>"$out/full.log" && fail "doc: a full disk goes unseen"
    grep -q "cannot write" "$out/full.log" || fail "doc: $(cat "$out/full.log")"
fi
"$VESTIBULE" schema -o "$out/schema-xx" --lang xx 2>/dev/null && fail "schema --lang xx is accepted"
"$VESTIBULE" schema 2>/dev/null
[ $? = 2 ] || fail "schema without -o is not wrong use"
"$VESTIBULE" schema -o "$out/schema-en" --lang en || fail "schema --lang en"
grep -q '"required": \["en"\]' "$out/schema-en/zones.schema.json" || fail "--lang en is not first"
"$VESTIBULE" doc --format=pdf 2>/dev/null
[ $? = 2 ] || fail "doc --format=pdf is not wrong use"
exit 0
