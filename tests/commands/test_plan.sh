#!/bin/sh
# vestibule plan as staff see it: the timetable, every reason, one slide explained, JSON, wrong use.
cd "$(dirname "$0")/../.." || exit 1
: "${VESTIBULE:=$PWD/build/release/vestibule}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bad=0
mkdir -p "$folder/hall/slides"
export COLUMNS=76
notice='"title": "T", "headline": "h", "body": "b"'
echo '{ "name": "Mairie", "time_zone": "Europe/Paris", "languages": ["fr"] }' >"$folder/hall/site.json"
for slide in welcome market past summer tuesday night forgotten rare; do
    echo "{ \"kind\": \"notice\", $notice }" >"$folder/hall/slides/$slide.json"
done
echo '{ "kind": "orientation", "title": "Z" }' >"$folder/hall/slides/zones.json"
printf '{\n  "kind": "notice",\n  "title": "T",\n  "headline": 3,\n  "body": 4 }\n' \
    >"$folder/hall/slides/broken.json"
echo '{ "kind": "alert", "headline": "Urgent", "from": "2026-11-24T10:00", "until": "2026-11-24T10:30" }' \
    >"$folder/hall/slides/urgent.json"
cat >"$folder/hall/playlist.json" <<JSON
{ "items": [
  { "slide": "welcome", "seconds": 20 },
  { "slide": "market", "hours": [ { "from": "08:30", "to": "12:00" } ] },
  { "slide": "past", "until": "2026-06-30" },
  { "slide": "summer", "from": "2027-06-01" },
  { "slide": "tuesday", "weekdays": ["tuesday", "friday"] },
  { "slide": "night", "priority": 4, "weekdays": ["wednesday"], "hours": [ { "from": "22:00", "to": "06:00" } ] },
  { "slide": "broken" },
  { "slide": "zones" },
  { "slide": "rare", "weekdays": ["wednesday"], "hours": [ { "from": "22:00", "to": "24:00" } ] }
] }
JSON

mkdir -p "$folder/small/slides"
cp "$folder/hall/site.json" "$folder/small"
cp "$folder/hall/slides/welcome.json" "$folder/hall/slides/past.json" "$folder/small/slides"
echo '{ "items": [ { "slide": "welcome" } ] }' >"$folder/small/playlist.json"

# expect NAME CODE ARGUMENTS…: runs plan in the folder and compares with standard input
expect() {
    name=$1
    wanted=$2
    shift 2
    cat >"$folder/expected"
    (cd "$folder" && "$VESTIBULE" plan "$@") >"$folder/actual" 2>"$folder/errors"
    code=$?
    # when it plays next hangs on the real clock
    ! grep -q '^NEXT$' "$folder/expected" || sed -i '$s/.*/NEXT/' "$folder/actual"
    if [ $code != "$wanted" ] || ! diff -u "$folder/expected" "$folder/actual"; then
        echo "$name: exit code $code ($wanted expected)"
        cat "$folder/errors"
        bad=1
    fi
}

# says NAME TEXT ARGUMENTS…: wrong use, with that message
says() {
    name=$1
    text=$2
    shift 2
    (cd "$folder" && "$VESTIBULE" plan "$@") >"$folder/actual" 2>&1
    code=$?
    if [ $code != 2 ] || ! grep -qF -- "$text" "$folder/actual"; then
        echo "$name: exit code $code"
        cat "$folder/actual"
        bad=1
    fi
}

expect "one day" 1 hall --on 2026-11-23 <<TEXT
Monday 2026-11-23
  00:00–08:30  1 page, loop of 20 s
               welcome 20 s
  08:30–12:00  2 pages, loop of 32 s
               welcome 20 s, market 12 s
  12:00–24:00  1 page, loop of 20 s
               welcome 20 s

Does not play
  broken     no valid data: hall/slides/broken.json:4
  forgotten  not in playlist.json
  night      inactive: not on Mondays
  past       inactive: until 2026-06-30
  rare       inactive: not on Mondays
  summer     inactive: from 2027-06-01
  tuesday    inactive: not on Mondays
  urgent     inactive: from 2026-11-24 10:00
  zones      no valid data: this content has nothing for it to show
TEXT
expect "an alert, a night, days folded" 1 hall --from 2026-11-24 --to 2026-11-28 <<TEXT
Tuesday 2026-11-24
  00:00–08:30  2 pages, loop of 32 s
               welcome 20 s, tuesday 12 s
  08:30–10:00  3 pages, loop of 44 s
               welcome 20 s, market 12 s, tuesday 12 s
  10:00–10:30  alert; 1 page, loop of 12 s
               urgent 12 s
  10:30–12:00  3 pages, loop of 44 s
               welcome 20 s, market 12 s, tuesday 12 s
  12:00–24:00  2 pages, loop of 32 s
               welcome 20 s, tuesday 12 s

Wednesday 2026-11-25
  00:00–08:30  1 page, loop of 20 s
               welcome 20 s
  08:30–12:00  2 pages, loop of 32 s
               welcome 20 s, market 12 s
  12:00–22:00  1 page, loop of 20 s
               welcome 20 s
  22:00–24:00  1 page, loop of 12 s
               night 12 s

Thursday 2026-11-26
  00:00–06:00  1 page, loop of 12 s
               night 12 s
  06:00–08:30  1 page, loop of 20 s
               welcome 20 s
  08:30–12:00  2 pages, loop of 32 s
               welcome 20 s, market 12 s
  12:00–24:00  1 page, loop of 20 s
               welcome 20 s

Friday 2026-11-27
  00:00–08:30  2 pages, loop of 32 s
               welcome 20 s, tuesday 12 s
  08:30–12:00  3 pages, loop of 44 s
               welcome 20 s, market 12 s, tuesday 12 s
  12:00–24:00  2 pages, loop of 32 s
               welcome 20 s, tuesday 12 s

Saturday 2026-11-28
  00:00–08:30  1 page, loop of 20 s
               welcome 20 s
  08:30–12:00  2 pages, loop of 32 s
               welcome 20 s, market 12 s
  12:00–24:00  1 page, loop of 20 s
               welcome 20 s

Does not play
  broken     no valid data: hall/slides/broken.json:4
  forgotten  not in playlist.json
  past       inactive: until 2026-06-30
  rare       outranked by "night", priority 4
  summer     inactive: from 2027-06-01
  zones      no valid data: this content has nothing for it to show
TEXT
rm "$folder/hall/slides/broken.json"
sed -i '/broken/d' "$folder/hall/playlist.json"
expect "the day of 25 hours" 0 hall --from 2026-10-24 --to 2026-10-26 <<TEXT
Saturday 2026-10-24
  00:00–08:30  1 page, loop of 20 s
               welcome 20 s
  08:30–12:00  2 pages, loop of 32 s
               welcome 20 s, market 12 s
  12:00–24:00  1 page, loop of 20 s
               welcome 20 s

Sunday 2026-10-25 (the clock goes back: this day has 25 hours)
  00:00–08:30  1 page, loop of 20 s
               welcome 20 s
  08:30–12:00  2 pages, loop of 32 s
               welcome 20 s, market 12 s
  12:00–24:00  1 page, loop of 20 s
               welcome 20 s

Monday 2026-10-26
  00:00–08:30  1 page, loop of 20 s
               welcome 20 s
  08:30–12:00  2 pages, loop of 32 s
               welcome 20 s, market 12 s
  12:00–24:00  1 page, loop of 20 s
               welcome 20 s

Does not play
  forgotten  not in playlist.json
  night      inactive: only on Wednesday
  past       inactive: until 2026-06-30
  rare       inactive: only on Wednesday
  summer     inactive: from 2027-06-01
  tuesday    inactive: only on Tuesday, Friday
  urgent     inactive: from 2026-11-24 10:00
  zones      no valid data: this content has nothing for it to show
TEXT
expect "days alike are folded" 0 small --from 2026-11-24 --to 2026-11-26 <<TEXT
Tuesday 2026-11-24 – Thursday 2026-11-26
  00:00–24:00  1 page, loop of 12 s
               welcome 12 s

Does not play
  past  not in playlist.json
TEXT
expect "one slide explained" 0 hall --why tuesday --at 2026-11-25T09:00 --week <<TEXT
hall/slides/tuesday.json
  notice, 1 page, by itself 12 s
hall/playlist.json:6
  only on Tuesday, Friday
  Wednesday 2026-11-25 09:00: inactive: not on Wednesdays
Plays
  Wednesday 2026-11-25 – Thursday 2026-11-26: does not play
  Friday 2026-11-27: 00:00–24:00
  Saturday 2026-11-28 – Monday 2026-11-30: does not play
  Tuesday 2026-12-01: 00:00–24:00
Plays next: Friday 2026-11-27 00:00
TEXT
expect "never, because of another" 0 hall --why rare --at 2026-11-25T22:30 <<TEXT
hall/slides/rare.json
  notice, 1 page, by itself 12 s
hall/playlist.json:9
  only on Wednesday; only 22:00–24:00
  Wednesday 2026-11-25 22:30: outranked by "night", priority 4
Plays
  Wednesday 2026-11-25: does not play
Never plays again: outranked by "night", priority 4
TEXT
expect "an alert explained" 0 hall --why urgent --at 2026-11-24T10:10 <<TEXT
hall/slides/urgent.json
  alert, 1 page, by itself 12 s
  alert from 2026-11-24 10:00 until 2026-11-24 10:30: it replaces everything
  else
  Tuesday 2026-11-24 10:10: plays
Plays
  Tuesday 2026-11-24: 10:00–10:30
Plays now (Tuesday 2026-11-24 10:10)
TEXT
expect "JSON" 0 hall --why past --at 2026-11-24T10:10 --format=json <<TEXT
{
	"slide":	"past",
	"file":	"hall/slides/past.json",
	"at":	"2026-11-24T10:10",
	"kind":	"notice",
	"pages":	1,
	"listed":	[{
			"file":	"hall/playlist.json",
			"line":	4,
			"conditions":	"until 2026-06-30"
		}],
	"next":	null,
	"reason":	"until",
	"message":	"inactive: until 2026-06-30"
}
TEXT
expect "JSON of a day" 0 small/ --on 2026-03-29 --format json <<TEXT
{
	"time_zone":	"Europe/Paris",
	"days":	[{
			"first":	"2026-03-29",
			"last":	"2026-03-29",
			"minutes":	1380,
			"rows":	[{
					"from":	"00:00",
					"to":	"24:00",
					"alert":	false,
					"seconds":	12,
					"turns":	[{
							"slide":	"welcome",
							"page":	1,
							"pages":	1,
							"seconds":	12
						}]
				}]
		}],
	"does_not_play":	[{
			"slide":	"past",
			"reason":	"unlisted",
			"message":	"not in playlist.json"
		}]
}
TEXT
says "a slide that is not there" 'no slide "tuesdya"; did you mean "tuesday"?' hall --why tuesdya
says "not a date" '--on must be a date such as 2026-11-24, not "tomorrow"' hall --on tomorrow
says "backwards" '--to must be a day from 2026-11-24 on' hall --from 2026-11-24 --to 2026-11-23
says "too long" 'at most 366 days' hall --from 2026-11-24 --to 2027-11-25
says "two spans" '--from and --to cannot go with --on or --week' hall --week --to 2027-11-25
says "another format" '--format must be text or json, not "xml"' hall --format xml
says "another language" '--lang must be fr or en, not "xx"' hall --lang xx
expect "in French" 0 small --on 2026-11-24 --lang fr <<TEXT
mardi 24 novembre 2026
  00:00–24:00  1 page, boucle de 12 s
               welcome 12 s

Ne passe pas
  past  absente de playlist.json
TEXT
expect "reasons in French" 0 hall --on 2026-12-01 --lang fr <<TEXT
mardi 1er décembre 2026
  00:00–08:30  2 pages, boucle de 32 s
               welcome 20 s, tuesday 12 s
  08:30–12:00  3 pages, boucle de 44 s
               welcome 20 s, market 12 s, tuesday 12 s
  12:00–24:00  2 pages, boucle de 32 s
               welcome 20 s, tuesday 12 s

Ne passe pas
  forgotten  absente de playlist.json
  night      inactive : pas le mardi
  past       terminée depuis le mardi 30 juin 2026
  rare       inactive : pas le mardi
  summer     pas encore : commence le mardi 1er juin 2027
  urgent     terminée depuis le mardi 24 novembre 2026 à 10:30
  zones      données absentes : ce contenu n’a rien à y montrer
TEXT
# A day that is named comes first; the slide may be named as its file.
expect "one slide on a day" 0 hall --why tuesday.json --on 2037-12-03 --lang fr <<TEXT
hall/slides/tuesday.json
  notice, 1 page, d’elle-même 12 s
  jeudi 3 décembre 2037 : inactive : pas le jeudi
hall/playlist.json:6
  seulement le mardi, le vendredi
NEXT
TEXT
expect "a slide that is not listed" 0 small --why past --on 2037-12-03 <<TEXT
small/slides/past.json
  notice, 1 page, by itself 12 s
  playlist.json does not name this slide: it never plays
  Thursday 2037-12-03: not in playlist.json
Never plays again: not in playlist.json
TEXT
expect "one slide on its day" 0 hall --why slides/market.json --on 2037-12-03 <<TEXT
hall/slides/market.json
  notice, 1 page, by itself 12 s
  Thursday 2037-12-03: 08:30–12:00
hall/playlist.json:3
  only 08:30–12:00
NEXT
TEXT
# no line is wider than asked, and nothing but text goes where there is no terminal
(cd "$folder" && COLUMNS=44 "$VESTIBULE" plan hall --on 2026-11-24) >"$folder/actual"
if [ "$(wc -L <"$folder/actual")" -gt 44 ] || grep -q "$(printf '\033')" "$folder/actual"; then
    cat "$folder/actual"
    bad=1
fi
exit $bad
