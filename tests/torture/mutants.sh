#!/bin/sh
# Do the tests notice? Small mistakes are put, one at a time, into the files whose mistakes nobody would see
# on a screen (dates, hours, schedules, what proves pictures whole, the reader of JSON, the rotation, what
# keeps last good versions), and the tests of each must fail, under the sanitizers that the gate runs them
# with. As many as there is time for, drawn at random; those that no test noticed are listed in the log. SEED
# draws others, ONLY=name takes those of some files.
cd "$(dirname "$0")/../.." || exit 1
SECONDS=${SECONDS:-60}
BUILD=${BUILD:-$PWD/build/release}
work=$BUILD/torture/mutants
rm -rf "$work"
mkdir -p "$work"
packages="sdl2 SDL2_ttf SDL2_image libqrencode libcjson fribidi"
pkg-config --exists speech-dispatcher && packages="$packages speech-dispatcher"
sanitizers="-fsanitize=address,undefined -fno-sanitize-recover=all"
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0" ASAN_OPTIONS=hard_rss_limit_mb=2000
flags="-std=c17 -O0 -w $sanitizers -Isrc -Itests -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE $(pkg-config --cflags $packages)"
libraries="$(pkg-config --libs $packages) -lm -lcmocka"

# A source file and the tests that are to notice.
subjects() {
    for name in date holiday moment schedule lighting; do
        echo "src/calendar/$name.c calendar/test_$name"
    done
    echo "src/calendar/hours.c calendar/test_hours_special calendar/test_hours"
    for name in image_png image_jpeg image_svg; do echo "src/base/$name.c base/test_$name"; done
    echo "src/base/image_svg_rules.c base/test_image_svg"
    echo "src/base/image_svg_text.c base/test_image_svg"
    echo "src/base/utf8.c base/test_utf8"
    for name in json_scan json_token json_mistake json_bracket json_encoding; do
        echo "src/content/$name.c content/test_json content/test_json_mistakes"
    done
    for name in watch watch_hints; do echo "src/content/$name.c content/test_watch"; done
    echo "src/content/store.c content/test_store content/test_feed"
    echo "src/content/feed.c content/test_feed"
    echo "src/slides/rotation.c slides/test_rotation"
    echo "src/picture/wrap.c picture/test_wrap picture/test_paragraph"
    echo "src/kiosk/session.c kiosk/test_session"
}

# Prints "number of line TAB the line with one mistake in it" for each that can be made.
mistakes() { # file
    perl -ne '
        next if m{^\s*(/\*|\*|#|//)} || /^\s*static const|log_line|assert|^\s*\{ |_\("/;
        chomp; my $line = $_; (my $code = $line) =~ s{/\*.*}{};
        my @rules = ([qr/ < /, " <= "], [qr/ <= /, " < "], [qr/ > /, " >= "], [qr/ >= /, " > "], [qr/ == /, " != "],
            [qr/ != /, " == "], [qr/ && /, " || "], [qr/ \|\| /, " && "], [qr/ \+ /, " - "], [qr/ - /, " + "],
            [qr/ \* (?=\d)/, " + "], [qr/\+\+/, "--"], [qr/\btrue\b/, "false"], [qr/\bfalse\b/, "true"],
            [qr/if \((?=[^!])/, "if (!"], [qr/\b(?<![.\w])(\d+)\b(?![.\w])/, undef]);
        for my $rule (@rules) {
            my ($from, $to) = @$rule;
            while ($code =~ /$from/g) {
                my ($start, $end) = ($-[0], $+[0]);
                next if !defined $to && $code =~ /enum|case/;
                my $new = defined $to ? $to : $1 + 1;
                my $text = substr($line, 0, $start) . $new . substr($line, $end);
                if ($from eq qr/if \((?=[^!])/) { # the whole condition
                    next unless $text =~ s/if \(!(.*)\) \{$/if (!($1)) {/;
                }
                print "$.\t$text\n";
            }
        }' "$1"
}

# Prints all that can be done, one a line: each file as it is (line 0), whose tests must pass, then all mistakes
# in a random order that SEED decides.
subjects | grep "${ONLY:-.}" >"$work/subjects"
sed 's/ /	/; s/$/	0	/' "$work/subjects" >"$work/all"
while read -r file tests; do
    mistakes "$file" | sed "s|^|$file	$tests	|"
done <"$work/subjects" | awk -v seed="${SEED:-1}" 'BEGIN { srand(seed) } { printf "%.9f\t%s\n", rand(), $0 }' |
    sort | cut -f 2- >>"$work/all"

try() { # folder of its own, file, tests, line, text: 0 noticed, 1 not, 2 it does not compile
    text=$5 awk -v at="$4" 'NR == at { print ENVIRON["text"]; next } { print }' "$2" >"$1/mutant.c"
    # shellcheck disable=SC2086
    cc $flags -c -o "$1/mutant.o" "$1/mutant.c" 2>/dev/null || return 2
    for test in $3; do
        # shellcheck disable=SC2086
        cc $sanitizers -o "$1/test" "$BUILD/tests/$test.o" "$1/mutant.o" "$BUILD"/tests/support/*.o \
            "$BUILD/libvestibule.a" $libraries 2>/dev/null || return 2
        # Seconds of the processor, so that a busy machine does not make mistakes look noticed.
        (ulimit -t 6; timeout 120 "$1/test") >/dev/null 2>&1 </dev/null || return 0
    done
    return 1
}
end=$(($(date +%s) + SECONDS * 2))
try_some() { # which of the workers
    mkdir "$work/$1"
    awk -v one="$1" -v of="${JOBS:-1}" 'NR % of == one' "$work/all" | while [ "$(date +%s)" -lt $end ] &&
        IFS='	' read -r file tests line text; do
        try "$work/$1" "$file" "$tests" "$line" "$text"
        case $?:$line in
        1:0) ;;
        ?:0) echo "$file: its tests fail as it is" ;;
        0:*) echo "noticed" ;;
        1:*) printf '%s\n' "$file:$line: nobody notices: $text" ;;
        esac
    done >"$work/$1.tried"
}
worker=0
while [ $worker -lt "${JOBS:-1}" ]; do
    try_some $worker &
    worker=$((worker + 1))
done
wait
cat "$work"/*.tried | grep -v '^noticed'
tried=$(cat "$work"/*.tried | grep -c 'notice') noticed=$(cat "$work"/*.tried | grep -c '^noticed')
score=$((tried > 0 ? 100 * noticed / tried : 0))
echo "figure: mistakes made on purpose: the tests notice $noticed of $tried, $score % (of $(($(wc -l <"$work/all") - $(wc -l <"$work/subjects"))) that can be made) (goal: 80 %)"
! cat "$work"/*.tried | grep -q 'as it is' || exit 1
[ $score -ge 80 ] # about one in ten changes nothing ("byte < 1" for "byte <= 0"), and counts against the tests all the same
