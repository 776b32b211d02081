#!/bin/sh
# The audit through the command: the day decides, wrong options are refused, strict counts warnings,
# and every screen of the folder is looked at.
cd "$(dirname "$0")/../.." || exit 1
VESTIBULE=${VESTIBULE:-$PWD/build/release/vestibule}
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
bad=0

expect() { # exit code, text that must stand in what is printed (or - for none), arguments
    code=$1
    text=$2
    shift 2
    "$VESTIBULE" check "$@" --lang en >"$tree/out" 2>&1
    got=$?
    if [ $got != "$code" ] || { [ "$text" != - ] && ! grep -q -e "$text" "$tree/out"; }; then
        echo "check $*: exit $got, not $code with \"$text\":"
        cat "$tree/out"
        bad=1
    fi
}

refuse() { # text that must not stand in what is printed, arguments
    text=$1
    shift
    "$VESTIBULE" check "$@" --lang en >"$tree/out" 2>&1
    if grep -q -e "$text" "$tree/out"; then
        echo "check $*: \"$text\" is told"
        bad=1
    fi
}

cp -R content "$tree/content"
content=$tree/content
expect 0 'transparency.json:.*next_update: the next update was announced' "$content" --at 2027-02-01
expect 0 'transparency.json:.*the period after theirs ends: 2026-12-31' "$content" --at 2026-12-10
refuse 'transparency.json:.*period' "$content" --at 2026-12-10 --within 5
refuse 'exceptions' "$content" --at 2026-12-24T23:59
expect 0 'exceptions\[0\].from: 1 exception is over' "$content" --at 2026-12-25
expect 1 'warnings' "$content" --strict
expect 2 'must be such as' "$content" --at tomorrow
for days in -1 x '' 4000 3d; do
    expect 2 'number of days' "$content" --within "$days"
done
expect 1 'nowhere.json: there is no such file' "$content" --screen nowhere

echo '{ "width_mm": 1210, "height_mm": 680, "viewing_distance_mm": 12000 }' >"$content/screens/far.json"
expect 0 'screens/far.json:1:62.*from 12.0 m, .* pages have text too small' "$content"
expect 0 'screens/far.json:1:62.*QR codes are' "$content"
refuse 'far.json' "$content" --screen default
# Hours of a screen: dark while the hall is open, dark for ever.
light() {
    echo "{ \"width_mm\": 1210, \"height_mm\": 680, \"viewing_distance_mm\": 4000, \"hours\": $1 }" \
        >"$content/screens/light.json"
}
light '{ "opening": { "before": 15, "after": 15 } }'
refuse 'screens/light.json' "$content" --at 2026-11-24T10:24
light '{ "spans": [ { "from": "07:00", "to": "20:00" } ] }'
refuse 'screens/light.json' "$content" --at 2026-11-24T10:24
light '{ "opening": { "before": -30 } }'
expect 0 'screens/light.json:1:77: warning: hours: the screen is dark while "accueil" is open, on 2026-11-24 at' "$content" --at 2026-11-24T10:24
light '{ "spans": [ { "weekdays": ["sunday"], "from": "07:00", "to": "20:00" } ] }'
expect 0 'screens/light.json.*the screen is dark while' "$content" --at 2026-11-24T10:24
light '{ "opening": { "service": "nowhere" } }'
expect 1 'screens/light.json:1:103: hours.opening.service: must be the id of a service' "$content"
rm "$content/screens/light.json"
echo '{ "width_mm": 12 }' >"$content/screens/far.json"
expect 1 'screens/far.json:1:15: width_mm: must be between' "$content"

# A drawing that is right and that nobody could draw: each corner of its line has a thousand points.
{
    printf '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><path stroke="red" stroke-width="1e5"'
    printf ' stroke-linejoin="round" fill="none" d="M0 0'
    yes h1v1 | head -n 50000 | tr -d '\n'
    printf '"/></svg>'
} >"$content/images/thick.svg"
sed 's|"image": "[^"]*"|"image": "images/thick.svg"|' "$content/slides/notice-passport.json" >"$tree/notice"
refuse 'cannot be shown' "$content"
cp "$tree/notice" "$content/slides/notice-passport.json"
expect 1 'notice-passport.json:9:12: warning: image: .*thick.svg" cannot be shown: it takes too much time .*save it as PNG' "$content"

cat >"$content/slides/hours.json" <<JSON
{ "kind": "hours", "service": "accueil",
  "title": { "fr": "Les horaires d'ouverture de l'accueil général de la préfecture de l'Isère", "en": "A", "uk": "A" } }
JSON
expect 1 'slides/hours.json:2:20: warning: title.fr: .*write it shorter' "$content"
exit $bad
