#!/bin/sh
# Makes seeds for the fuzz targets out of content/ and tests/data/, and a dictionary of the keys and
# words of content files out of their schemas.
# usage: tests/fuzz/seeds.sh FOLDER
cd "$(dirname "$0")/../.." || exit 1
out=$1
rm -rf "$out"
mkdir -p "$out"
for corpus in tests/fuzz/corpus/*/; do
    mkdir -p "$out/$(basename "$corpus")"
done

# The paths of a content folder's files, without schemas.
content_files() {
    (cd "$1" && find . -name '*.json' -type f ! -path './schema/*' | cut -c 3- | sort)
}

for folder in content tests/data/*/ tests/data/bad/*/; do
    folder=${folder%/}
    case $folder in tests/data/bad|tests/data/images) continue ;; esac
    label=$(basename "$folder")
    content_files "$folder" | while read -r path; do
        name=$label-$(echo "$path" | tr / -)
        cp "$folder/$path" "$out/json/$name"
        { printf '=== %s\n' "$path"; cat "$folder/$path"; echo; } >>"$out/folder/$label"
        case $path in
        slides/*) { printf '\000'; cat "$folder/$path"; } >"$out/feed/$name" ;;
        playlist.json) { printf '\001'; cat "$folder/$path"; } >"$out/feed/$name" ;;
        esac
        # The first byte chooses the record: any will do, the mutator finds the others.
        index=0
        for record in site hours zones plan kiosk playlist screens actions alert busy commitments \
            hours_slide indicators links notice orientation survey; do
            case $path in
            slides/*) grep -q "\"kind\": *\"${record%_slide}\"" "$folder/$path" && [ $index -ge 7 ] ;;
            screens/*) [ $record = screens ] ;;
            *) [ "$path" = $record.json ] ;;
            esac && { printf "\\$(printf %03o $index)"; cat "$folder/$path"; } >"$out/field/$name"
            index=$((index + 1))
        done
    done
done
for picture in tests/data/images/* tests/data/bad/image-*/images/* assets/icons/*.svg content/images/*; do
    [ -f "$picture" ] && [ "$(stat -c %s "$picture")" -lt 8000 ] || continue
    cp "$picture" "$out/image/$(echo "$picture" | tr / - | tail -c 60)"
done
grep -rhoE 'https://[^"]+' content/*.json content/slides | sort -u | {
    number=0
    while read -r address; do
        number=$((number + 1))
        printf %s "$address" >"$out/address/$number"
    done
}
# Texts that visitors read, after the ten bytes that say how they are set.
grep -rhoE '"(fr|en|uk|ar|headline|body)": "[^"]{20,}"' content/*.json content/slides | sort -u |
    sed 's/^[^:]*: "//; s/"$//' | {
    number=0
    while read -r text; do
        number=$((number + 1))
        { printf '\000\050\000\002\002\100\003\000\000\000\000'; printf %s "$text"; } \
            >"$out/text/$number"
    done
}
{
    grep -rhoE '"[a-z_]+"' content/schema/*.json | sort -u | tr -d '"' | sed 's/.*/"\\"&\\""/'
    printf '"%s"\n' ': ' ', ' '{}' '[]' '\x0a=== slides/page.json\x0a' '\\u00e9' '\\ud83d\\ude00' \
        1e999 -0 2026-11-24 T10:24 '08:30' 'https://www.isere.gouv.fr/'
} >"$out/field.dict"
cp "$out/field.dict" "$out/folder.dict"
cp "$out/field.dict" "$out/feed.dict"
cp "$out/field.dict" "$out/json.dict"
printf '"%s"\n' IHDR IDAT IEND PLTE tRNS '\xff\xd8' '\xff\xc0' '\xff\xc2' '\xff\xda' '\xff\xc4' \
    '\xff\xdb' '\xff\xd9' '<svg ' viewBox= '<path d=\"' 'M0 0L' 'fill=\"url(#' '<linearGradient ' \
    '<style>' 'transform=\"' 'stroke-width=\"' '<!DOCTYPE' '<defs>' >"$out/image.dict"
printf '"%s"\n' 'https://' .gouv.fr www.service-public.fr '@' '\xe2\x80\xae' xn-- '%2f' '\\\\' \
    >"$out/address.dict"
printf '"%s"\n' '\xe2\x80\xae' '\xe2\x80\x8f' '\xd7\x90' '\xd9\x85' '\xd8\xb1' '\xcc\x81' '\xe2\x80\x8d' \
    '\xc2\xa0' '\xe2\x80\xaf' ' 9 h 30' '\"' >"$out/text.dict"
printf '"%s"\n' 'choice ' 'zone ' 'session ' 'access ' '2026-11-23 ' '%%2F' >"$out/state.dict"
