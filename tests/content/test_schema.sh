#!/bin/sh
# The committed schemas are fresh, and say what the reader says: see schema/compare.mjs. ajv comes from
# the npm registry once, by the committed lock file, into build/npm.
cd "$(dirname "$0")/../.." || exit 1
out=$BUILD/schema
rm -rf "$out"
mkdir -p "$out/fresh"
fail() {
    echo "FAILED: $*"
    exit 1
}

"$VESTIBULE" schema -o "$out/fresh" || fail "vestibule schema"
diff -r content/schema "$out/fresh" || fail "content/schema is not what the program says: make docs"

command -v npm >/dev/null || fail "npm is missing: sudo apt-get install nodejs npm"
lock=tests/content/schema/package-lock.json
if ! cmp -s "$lock" build/npm/installed.json; then
    mkdir -p build/npm
    cp tests/content/schema/package.json "$lock" build/npm/
    npm ci --prefix build/npm --prefer-offline --no-audit --no-fund >"$out/npm.log" 2>&1 || {
        cat "$out/npm.log"
        fail "ajv could not be fetched: this test needs the npm registry once, then build/npm keeps it"
    }
    cp "$lock" build/npm/installed.json
fi

# A starting file of each kind, where no folder around it lends it names.
kinds=$("$VESTIBULE" new --help | sed -n 's/^  \([a-z]*\)  .*/\1/p' | sort -u)
[ "$(echo "$kinds" | wc -l)" -ge 14 ] || fail "vestibule new --help lists only: $kinds"
for kind in $kinds; do
    mkdir -p "$out/new/$kind/slides" "$out/new/$kind/screens"
    case $kind in
    screen) "$VESTIBULE" new screen "$out/new/screen/screens/hall.json" || fail "$kind" ;;
    site|hours|zones|playlist|kiosk|plan) "$VESTIBULE" new "$kind" "$out/new/$kind/$kind.json" || fail "$kind" ;;
    esac
    case $kind in
    site|zones|playlist|screen|kiosk|plan) ;;
    *) "$VESTIBULE" new "$kind" "$out/new/$kind/slides/$kind.json" || fail "$kind" ;;
    esac
done >"$out/new.log"
node tests/content/schema/compare.mjs "$out/new"
