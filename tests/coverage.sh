#!/bin/sh
# Runs the tests of a coverage build and prints line coverage by folder and for the least covered files.
cd "$(dirname "$0")/.." || exit 1
build=$1
find "$build" -name '*.gcda' -delete
tests/run.sh "$build" | tail -n 1
for object in "$build"/src/*/*.gcda; do
    gcov -n -o "${object%/*}" "$object" 2>/dev/null
done | awk '
    /^File .src\// { file = $2; gsub(/\x27/, "", file) }
    /^Lines executed/ && file != "" {
        split($0, a, /[:%]| of /); lines = a[4]; hit = a[2] * lines / 100
        split(file, p, "/"); all[p[2]] += lines; done[p[2]] += hit; total += lines; hits += hit
        if (file ~ /\.c$/) printf "%6.1f %% %5d  %s\n", a[2], lines, file > "/dev/stderr"
        file = ""
    }
    END {
        for (room in all) printf "%6.1f %% %5d  src/%s/\n", 100 * done[room] / all[room], all[room], room
        printf "%6.1f %% %5d  all\n", 100 * hits / total, total
    }' 2>"$build/files.txt" | sort -k4
echo "least covered:"
sort -n "$build/files.txt" | head -n 8
