#!/bin/sh
# Runs the tests of a coverage build and prints, by folder and for the least covered files, how many of the lines
# ran and how many of the branches were taken.
cd "$(dirname "$0")/.." || exit 1
build=$1
find "$build" -name '*.gcda' -delete
tests/run.sh "$build" | tail -n 1
echo "   lines       branches"
for object in "$build"/src/*/*.gcda; do
    gcov -n -b -o "${object%/*}" "$object" 2>/dev/null
done | awk '
    function row(name, hit, lines, taken, branches) {
        return sprintf("%6.1f %% %5d %6.1f %% %5d  %s", lines ? 100 * hit / lines : 100, lines,
                       branches ? 100 * taken / branches : 100, branches, name)
    }
    /^File / { file = ""; gsub(/\x27/, "", $2); if ($2 ~ /^src\/.*\.c$/) file = $2 }
    file != "" && /^Lines executed/ { split($0, a, /[:%]| of /); lines[file] = a[4]; hit[file] = a[2] * a[4] / 100 }
    file != "" && /^Taken at least once/ { split($0, a, /[:%]| of /); branches[file] = a[4]; taken[file] = a[2] * a[4] / 100 }
    END {
        for (file in lines) {
            split(file, p, "/")
            for (i = 0; i < 2; i++) {
                room = i ? "all" : "src/" p[2] "/"
                l[room] += lines[file]; h[room] += hit[file]; b[room] += branches[file]; t[room] += taken[file]
            }
            print row(file, hit[file], lines[file], taken[file], branches[file]) >"/dev/stderr"
        }
        for (room in l) print row(room, h[room], l[room], t[room], b[room])
    }' 2>"$build/files.txt" | sort -k7
echo "least covered lines:"
sort -n "$build/files.txt" | head -n 8
echo "least covered branches, of files with 20 or more:"
awk '$6 >= 20' "$build/files.txt" | sort -n -k4 | head -n 8
