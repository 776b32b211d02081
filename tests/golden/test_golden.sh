#!/bin/sh
# Pages of the hall and of the kiosk against their reference pictures. A pixel counts when it is off by more than 8 % in a channel;
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
accept=${1:-}

judge() { # name, size: of the picture that was just drawn
    name=$1 size=$2
    if [ "$accept" = --accept ]; then
        cp "$out/${name}_actual.png" "$golden/$name.png"
        return
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
}

while read -r name slide size at; do
    "$VESTIBULE" export content -o "$out" --slide "$slide" --size "$size" --at "$at" \
        --lang en >/dev/null || bad=1
    mv "$out/$slide.png" "$out/${name}_actual.png" || exit 1
    judge "$name" "$size"
done <<LIST
hours-landscape hours 1280x720 2026-11-24T10:24
hours-portrait hours 720x1280 2026-11-24T12:24
busy-landscape busy 1280x720 2026-11-24T10:24
transparency-landscape transparency 1280x720 2026-11-24T10:24
links-portrait links-ants 720x1280 2026-11-24T10:24
orientation-landscape orientation 1280x720 2026-11-24T10:24
LIST
while read -r name page size language access; do
    "$VESTIBULE" export content -o "$out" --screen kiosk --kiosk --page "$page" --size "$size" \
        --at 2026-11-24T10:24 --lang "$language" ${access:+--access "$access"} >/dev/null || bad=1
    mv "$out/kiosk-$page.$language.png" "$out/${name}_actual.png" || exit 1
    judge "$name" "$size"
done <<LIST
kiosk-home home 1280x720 fr
kiosk-home-larger home 1280x720 fr larger
kiosk-home-contrast home 1280x720 fr contrast
kiosk-home-lowered home 1280x720 fr lowered
kiosk-home-arabic home 1280x720 ar
kiosk-home-portrait home 720x1280 fr
kiosk-home-portrait-arabic home 720x1280 ar larger,contrast,lowered
kiosk-result-one-floor result-numerique 1280x720 fr
kiosk-result-two-floors result-sejour-premier 1280x720 fr
kiosk-result-arabic result-sejour-premier 1280x720 ar
kiosk-result-portrait result-sejour-premier 720x1280 uk
kiosk-plan plan-sejour-premier 1280x720 en
kiosk-answer answer-identite 1280x720 fr
kiosk-access access 1280x720 fr
kiosk-asking asking 1280x720 fr
LIST
exit $bad
