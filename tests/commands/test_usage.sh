#!/bin/sh
# vestibule usage: what visitors looked for, with the names people use; formats, days, broken lines, nothing.
cd "$(dirname "$0")/../.." || exit 1
: "${VESTIBULE:=$PWD/build/release/vestibule}" "${BUILD:=$PWD/build/release}"
out=$BUILD/usage
rm -rf "$out"
mkdir -p "$out/state/vestibule"
fail() {
    echo "FAILED: $*"
    exit 1
}
export XDG_STATE_HOME=$out/state LC_ALL=C.UTF-8
unset STATE_DIRECTORY
usage() { "$VESTIBULE" usage content "$@" 2>"$out/errors"; }

[ "$(usage)" = "Nothing was counted in these days." ] || fail "nothing yet"
counts=$out/state/vestibule/usage.txt
cat >"$counts" <<'TEXT'
2026-11-24 session 10
2026-11-24 choice 2 sejour-premier
2026-11-24 choice 3 identite
2026-11-24 zone 5 A
2026-11-24 language 4 en
2026-11-24 access 1 contrast
2026-11-23 session 2
2026-11-23 abandoned 3
2026-11-23 choice 4 identite
2026-11-23 choice 1 =once
2026-13-45 choice 9 identite
2026-11-23 choice 0 identite
rubbish
TEXT
usage >"$out/text" || fail "no text"
grep -q '^vestibule usage: 3 lines of .*usage.txt were passed over$' "$out/errors" || fail "broken lines are not told"
cat >"$out/expected" <<'TEXT'
2026-11-23 to 2026-11-24
12 sessions, 3 without an answer

Choices
 Carte d’identité, passeport 7
 Titre de séjour › Première demande 2
 =once 1

Zones
 Accueil général 5

Languages
 English 4

Access modes
 high contrast 1
TEXT
squeeze() { sed 's/  */ /g; s/ *[█▏▎▍▌▋▊▉]*$//' "$1"; }
[ "$(squeeze "$out/text")" = "$(cat "$out/expected")" ] || fail "text: $(squeeze "$out/text")"

# Sorted by day, with the names of the file; what a spreadsheet would run is quoted.
printf 'day,type,name,count\r\n2026-11-23,choice,"%s",1\r\n2026-11-23,choice,"identite",4\r\n2026-11-23,session,"",2\r\n2026-11-23,abandoned,"",3\r\n' \
    "'=once" >"$out/expected"
usage --to 2026-11-23 --format csv | cmp - "$out/expected" || fail "csv: $(usage --to 2026-11-23 --format csv)"
usage --from 2026-11-24 --format json >"$out/json" || fail "no json"
node -e 'const rows = JSON.parse(require("fs").readFileSync(process.argv[1]));
    const row = rows.find((row) => row.name == "sejour-premier");
    process.exit(rows.length == 6 && row.count == 2 && row.type == "choice" && row.day == "2026-11-24" ? 0 : 1)' \
    "$out/json" || fail "json: $(cat "$out/json")"
[ "$(usage --from 2027-01-01)" = "Nothing was counted in these days." ] || fail "days to come"

# One session is one; without content the names of the file are printed; another file is read.
printf '2026-11-24 session 1\n2026-11-24 choice 1 identite\n' >"$out/other.txt"
usage --file "$out/other.txt" | grep -q '^1 session, 0 without an answer$' || fail "one session"
mkdir "$out/empty"
"$VESTIBULE" usage "$out/empty" --file "$out/other.txt" 2>/dev/null | grep -q '^  identite  *1 ' || fail "without content"
LANGUAGE=fr "$VESTIBULE" usage content --lang 2>/dev/null && fail "an unknown option is accepted"

usage --file "$out/none.txt" && fail "a file that is not there"
grep -q 'cannot read .*none.txt' "$out/errors" || fail "it does not say what it cannot read"
for wrong in '--from yesterday' '--format xml' 'content other'; do
    "$VESTIBULE" usage $wrong >/dev/null 2>&1
    [ $? = 2 ] || fail "$wrong is accepted"
done
"$VESTIBULE" usage --help | grep -q '^Usage: vestibule usage' || fail "no help"
exit 0
