#!/bin/sh
# vestibule export: every language in files of its own, the grid over the pages, the contact sheet of
# both, and what cannot go together.
cd "$(dirname "$0")/../.." || exit 1
: "${VESTIBULE:=$PWD/build/release/vestibule}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bad=0

fail() {
    echo "$1"
    bad=1
}

size_of() {
    identify -format '%wx%h' "$1"
}

color_at() { # file, x,y
    convert "$1" -format "%[hex:p{$2}]" info:
}

mkdir -p "$folder/hall/slides"
echo '{ "name": "Mairie", "time_zone": "Europe/Paris", "languages": ["fr", "en", "uk"] }' \
    >"$folder/hall/site.json"
echo '{ "items": [ { "slide": "hello" }, { "slide": "eight" } ] }' >"$folder/hall/playlist.json"
echo '{ "kind": "notice", "title": { "fr": "À savoir", "en": "Good to know", "uk": "Варто знати" },
        "headline": { "fr": "Bonjour", "en": "Hello", "uk": "Вітаємо" }, "body": "Un texte." }' \
    >"$folder/hall/slides/hello.json"
item='{ "icon": "check", "heading": "Un", "sentence": "Deux trois" }'
echo "{ \"kind\": \"commitments\", \"title\": \"Sept\", \"commitments\":
        [ $item, $item, $item, $item, $item, $item, $item ] }" >"$folder/hall/slides/eight.json"

"$VESTIBULE" export "$folder/hall" -o "$folder/plain" --size 640x360 --lang en \
    --at 2026-11-24T10:24 >/dev/null || fail "plain export"
"$VESTIBULE" export "$folder/hall" -o "$folder/all" --size 640x360 --all-languages --grid \
    --contact-sheet --at 2026-11-24T10:24 >"$folder/output" || fail "all languages"
names=$(ls "$folder/all" | tr '\n' ' ')
wanted="contact-sheet.png eight-2.en.png eight-2.fr.png eight-2.uk.png eight.en.png eight.fr.png"
wanted="$wanted eight.uk.png hello.en.png hello.fr.png hello.uk.png "
[ "$names" = "$wanted" ] || fail "the files are: $names"
grep -q '^9 pages written' "$folder/output" || fail "$(cat "$folder/output")"
# three of a page side by side: nine pages of 640x360 make three lines of three
[ "$(size_of "$folder/all/contact-sheet.png")" = 1984x1144 ] ||
    fail "contact sheet: $(size_of "$folder/all/contact-sheet.png")"
for language in en uk; do
    cmp -s "$folder/all/hello.fr.png" "$folder/all/hello.$language.png" &&
        fail "hello.$language.png is the French page"
done
# 7u of 3.6 px: the margin; without the grid that place is white
[ "$(color_at "$folder/all/hello.en.png" 25,70)" = E6007E ] || fail "no grid on the margin"
[ "$(color_at "$folder/plain/hello.png" 25,70)" = FFFFFF ] || fail "a grid nobody asked for"
# the grid alone makes the difference
"$VESTIBULE" export "$folder/hall" -o "$folder/en" --size 640x360 --all-languages --slide hello \
    --at 2026-11-24T10:24 >/dev/null || fail "one slide in all languages"
[ "$(ls "$folder/en" | tr '\n' ' ')" = "hello.en.png hello.fr.png hello.uk.png " ] ||
    fail "one slide: $(ls "$folder/en")"
cmp -s "$folder/en/hello.en.png" "$folder/plain/hello.png" || fail "--lang en is not NAME.en.png"
"$VESTIBULE" export "$folder/hall" -o "$folder/x" --lang en --all-languages >"$folder/output" 2>&1
[ $? = 2 ] && grep -qF -- '--lang and --all-languages cannot go together' "$folder/output" ||
    fail "--lang with --all-languages: $(cat "$folder/output")"
exit $bad
