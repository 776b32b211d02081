#!/bin/sh
# The tables of the staff guide are those of the program.
cd "$(dirname "$0")/../.." || exit 1
out=$BUILD/reference
mkdir -p "$out"
sed -n '/^<!-- reference: début/,/^<!-- reference: fin/{//!p}' content/README.md >"$out/committed.md"
"$VESTIBULE" doc --format=markdown >"$out/fresh.md" || exit 1
[ -s "$out/fresh.md" ] || exit 1
diff "$out/committed.md" "$out/fresh.md" && exit 0
echo "FAILED: the tables of content/README.md are not what the program says: make docs"
exit 1
