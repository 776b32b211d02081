#!/bin/sh
# Every QR code of the shipped content, exported in both orientations and at the smallest usual size, is
# read back by a decoder that is not ours, and says exactly what the JSON says.
cd "$(dirname "$0")/../.." || exit 1
out=$BUILD/qr
rm -rf "$out"
bad=0
for size in 1920x1080 1280x720 1080x1920 3840x2160; do
    for slide in content/slides/*.json; do
        grep -q '"kind": "links"' "$slide" || continue
        name=$(basename "$slide" .json)
        "$VESTIBULE" export content -o "$out" --size $size --slide "$name" \
            --at 2026-11-24T10:24 >/dev/null || exit 1
        sed -n 's/.*"url": "\([^"]*\)".*/\1/p' "$slide" | sort >"$out/wanted"
        zbarimg -q --raw -Sdisable -Sqrcode.enable "$out/$name.png" | sort >"$out/read"
        if ! cmp -s "$out/wanted" "$out/read" || ! [ -s "$out/wanted" ]; then
            echo "$name at $size:"
            diff "$out/wanted" "$out/read"
            bad=1
        fi
    done
done
exit $bad
