#!/bin/sh
# Instructions that painting a page and mixing a frame of a fade take on a 64-bit ARM, counted by QEMU, beside
# those of amd64 (tests/bench/instructions.txt): nothing may take twice as many. How long an instruction takes
# on a Raspberry Pi is not known here.
# usage: instructions.sh, after make VARIANT=arm64 build/arm64/tests/bench/tool_page
cd "$(dirname "$0")/../.." || exit 1
tool=build/arm64/tests/bench/tool_page
pair="actions-2022 alert-closure" # what the baseline fades between
pages="$pair hours busy links-ants notice-passport"
most=20 # tenths of what amd64 takes
again=10
folder=$(mktemp -d /tmp/vestibule-arm64-XXXXXX)
trap 'rm -rf "$folder"' EXIT
cc -shared -fPIC -O2 -o "$folder/count.so" tests/arm64/count.c || exit 1
if ! qemu-aarch64 -plugin "file=$folder/count.so" -d plugin "$tool" -n 1 actions-2022 >"$folder/out" 2>&1; then
    echo "skipped: this QEMU takes no plugin of version 1: $(head -n 1 "$folder/out")"
    exit 0
fi

total() { # times, pages: how many the program takes
    times=$1
    shift
    qemu-aarch64 -plugin "file=$folder/count.so" -d plugin "$tool" -n "$times" "$@" 2>&1 |
        sed -n 's/ instructions$//p'
}

# The pair and the fade between them come first: what one page more takes is its own.
for page in "" $pages; do
    # shellcheck disable=SC2086 # several words
    total 1 $pair $page >"$folder/once.$page" &
    # shellcheck disable=SC2086
    total $((1 + again)) $pair $page >"$folder/again.$page"
    wait $!
    echo "$page $(cat "$folder/once.$page") $(cat "$folder/again.$page")"
done >"$folder/counts"

awk -v most=$most -v again=$again '
    function told(page, state, here, there) {
        bad = here * 10 > there * most || there == 0 || here <= 0
        printf "%-16s %-4s %11d on arm64 %11d on amd64  %.2f%s\n", page, state, here, there,
            there ? here / there : 0, bad ? "  FAILED: more than " most / 10 : ""
        failed += bad
        passed += !bad
    }
    FNR == NR { if ($1 != "#") baseline[$1, $2] = $3; next }
    NF == 2 { base = $1; both = ($2 - $1) / again; next }
    NF == 3 {
        warm = ($3 - $2) / again - both
        told($1, "cold", $2 - base - warm, baseline[$1, "cold"])
        told($1, "warm", warm, baseline[$1, "warm"])
        if (index(pair, $1)) two += warm
        next
    }
    { print "FAILED: not counted: " $0; failed++ }
    END {
        told("fade", "warm", both - two, baseline["fade", "warm"])
        printf "%d passed, %d failed\n", passed, failed
        exit failed > 0
    }' pair="$pair" tests/bench/instructions.txt "$folder/counts"
