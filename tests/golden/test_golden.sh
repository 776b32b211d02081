#!/bin/sh
# Six pages against their reference pictures. A pixel counts when it is off by more than 8 % in a channel;
# up to 0.05 % of them may be (anti-aliasing differs between versions of FreeType). A mismatch leaves
# NAME_actual.png and NAME_diff.png in the build folder. tests/golden/test_golden.sh --accept renews the
# references: look at both first.
cd "$(dirname "$0")/../.." || exit 1
: "${VESTIBULE:=build/release/vestibule}" "${BUILD:=build/release}"
golden=tests/golden
out=$BUILD/golden
rm -rf "$out"
mkdir -p "$out"
bad=0
while read -r name slide size at; do
    "$VESTIBULE" export content -o "$out" --slide "$slide" --size "$size" --at "$at" \
        --lang en >/dev/null || bad=1
    mv "$out/$slide.png" "$out/${name}_actual.png" || exit 1
    if [ "${1:-}" = --accept ]; then
        cp "$out/${name}_actual.png" "$golden/$name.png"
        continue
    fi
    allowed=$((${size%x*} * ${size#*x} / 2000))
    off=$(compare -metric AE -fuzz 8% "$golden/$name.png" "$out/${name}_actual.png" \
        "$out/${name}_diff.png" 2>&1)
    if [ "${off%%.*}" -le "$allowed" ] 2>/dev/null; then
        rm -f "$out/${name}_actual.png" "$out/${name}_diff.png"
    else
        echo "$name: $off pixels differ ($allowed allowed), see $out/${name}_diff.png"
        bad=1
    fi
done <<LIST
hours-landscape hours 1280x720 2026-11-24T10:24
hours-portrait hours 720x1280 2026-11-24T12:24
busy-landscape busy 1280x720 2026-11-24T10:24
transparency-landscape transparency 1280x720 2026-11-24T10:24
links-portrait links-ants 720x1280 2026-11-24T10:24
orientation-landscape orientation 1280x720 2026-11-24T10:24
LIST
exit $bad
