#!/bin/sh
# The tables of the staff guide and the manual page of the content are those of the program.
cd "$(dirname "$0")/../.." || exit 1
out=$BUILD/reference
mkdir -p "$out"
sed -n '/^<!-- reference: début/,/^<!-- reference: fin/{//!p}' content/README.md >"$out/committed.md"
"$VESTIBULE" doc --format=markdown >"$out/fresh.md" || exit 1
"$VESTIBULE" doc --format=man >"$out/vestibule-content.5" || exit 1
[ -s "$out/fresh.md" ] && [ -s "$out/vestibule-content.5" ] || exit 1
bad=0
if ! diff "$out/committed.md" "$out/fresh.md"; then
    echo "FAILED: the tables of content/README.md are not what the program says: make docs"
    bad=1
fi
if ! diff assets/vestibule-content.5 "$out/vestibule-content.5"; then
    echo "FAILED: assets/vestibule-content.5 is not what the program says: make docs"
    bad=1
fi
# Every key of the tables is a tag of the page.
sed -n 's/^| `\([a-z_]*\)` | .*/\1/p' "$out/fresh.md" | sort >"$out/keys"
sed -n 's/^\\fB\([a-z_]*\)\\fR (.*/\1/p' "$out/vestibule-content.5" | sort >"$out/tags"
if [ ! -s "$out/keys" ] || ! diff "$out/keys" "$out/tags"; then
    echo "FAILED: the manual page and the tables do not hold the same keys"
    bad=1
fi
exit $bad
