#!/bin/sh
# vestibule log: what was shown, in three formats; days, broken lines, nothing at all.
cd "$(dirname "$0")/../.." || exit 1
out=$BUILD/log
rm -rf "$out"
mkdir -p "$out/shown"
fail() {
    echo "FAILED: $*"
    exit 1
}
export XDG_STATE_HOME=$out/state LC_ALL=C.UTF-8
unset STATE_DIRECTORY

printf '# a note\nslide 100 36000 hours\nslide 50 1800 busy\nalert 1 600 fire\nkiosk 7 420\noff 1 3600\nnothing 1 7\n' \
    >"$out/shown/2026-11-23.txt"
printf 'slide 2 90 hours\nfallback 1 30\nslide 1 =cmd|x\nslide 1 60 =a"b\n' >"$out/shown/2026-11-24.txt"
printf 'slide 9 9 old\n' >"$out/shown/2026-10-01.txt"
echo 'of somebody else' >"$out/shown/notes.txt"

"$VESTIBULE" log --folder "$out/shown" --from 2026-11-01 >"$out/text" 2>"$out/errors" || fail "no text"
grep -q '1 line of 2026-11-24 was passed over' "$out/errors" || fail "the broken line is not told"
cat >"$out/expected" <<'TEXT'
2026-11-23 to 2026-11-24
2 days with notes

Slides
  hours           102 ×    10 h 02 ████████████████████████████████████████
  busy             50 ×     0 h 30 ██
  =a"b              1 ×     0 h 01 ▏

Alerts
  fire              1 ×     0 h 10 ████████████████████████████████████████

Besides
  off on purpose      1 ×     1 h 00 ████████████████████████████████████████
  a visitor at the kiosk      7 ×     0 h 07 ████▋
  fallback page      1 ×     0 h 01 ▍
TEXT
# (Labels are padded to the widest of their chart; blanks are no matter here.)
squeeze() { sed 's/  */ /g; s/ *[█▏▎▍▌▋▊▉]*$//' "$1"; }
[ "$(squeeze "$out/text")" = "$(squeeze "$out/expected")" ] || fail "text: $(cat "$out/text")"

"$VESTIBULE" log --folder "$out/shown" --to 2026-11-23 --format csv >"$out/csv" || fail "no csv"
printf 'day,type,name,times,seconds\r\n2026-10-01,slide,"old",9,9\r\n2026-11-23,slide,"hours",100,36000\r\n2026-11-23,slide,"busy",50,1800\r\n2026-11-23,alert,"fire",1,600\r\n2026-11-23,kiosk,"",7,420\r\n2026-11-23,off,"",1,3600\r\n2026-11-23,nothing,"",1,7\r\n' |
    cmp - "$out/csv" || fail "csv: $(cat "$out/csv")"
"$VESTIBULE" log --folder "$out/shown" --from 2026-11-24 --format csv 2>/dev/null |
    grep -q "\"'=a\"\"b\",1,60" || fail "a formula reaches the spreadsheet"

"$VESTIBULE" log --folder "$out/shown" --from 2026-11-23 --to 2026-11-23 --format json >"$out/json" || fail "no json"
node -e 'const rows = JSON.parse(require("fs").readFileSync(process.argv[1]));
    process.exit(rows.length == 6 && rows[0].seconds == 36000 && rows[0].day == "2026-11-23" ? 0 : 1)' \
    "$out/json" || fail "json: $(cat "$out/json")"

# Nothing yet is no fault; a folder that was named and is not there is.
[ "$("$VESTIBULE" log)" = "Nothing was noted in these days." ] || fail "nothing yet"
"$VESTIBULE" log --folder "$out/none" 2>"$out/errors" && fail "a folder that is not there"
grep -q 'cannot read' "$out/errors" || fail "it does not say what it cannot read"
for wrong in '--from yesterday' '--format xml' content; do
    "$VESTIBULE" log $wrong >/dev/null 2>&1
    [ $? = 2 ] || fail "$wrong is accepted"
done

# A month of 30 days is read and printed whole.
for day in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    printf 'slide 10 600 a\n' >"$out/shown/2025-04-$day.txt"
done
"$VESTIBULE" log --folder "$out/shown" --from 2025-04-01 --to 2025-04-30 | grep -q '300 × *5 h 00' ||
    fail "a month does not add up"
exit 0
