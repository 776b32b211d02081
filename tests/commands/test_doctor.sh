#!/bin/sh
# vestibule doctor on this machine, whatever it is: it tells of everything, its exit code follows the
# faults, programs can read it, and it changes nothing.
cd "$(dirname "$0")/../.." || exit 1
out=$BUILD/doctor
rm -rf "$out"
mkdir -p "$out/state"
bad=0
complain() {
    echo "FAILED: $*"
    bad=1
}
export SDL_VIDEODRIVER=dummy XDG_STATE_HOME="$out/state"
unset STATE_DIRECTORY DISPLAY WAYLAND_DISPLAY

COLUMNS=200 "$VESTIBULE" doctor content >"$out/text" 2>"$out/errors"
code=$?
"$VESTIBULE" doctor content --format json >"$out/json" 2>/dev/null
faults=$(sed -n '$s/^\([0-9]*\) faults\{0,1\}, .*/\1/p' "$out/text")
[ "$faults" -ge 1 ] || complain "the dummy driver is no display, but there is no fault"
[ "$code" = 1 ] || complain "exit code $code with $faults faults"
[ "$(grep -c '^fault ' "$out/text")" = "$faults" ] || complain "the sum is not the number of lines"
[ "$(grep -c '"level": "fault"' "$out/json")" = "$faults" ] || complain "JSON tells other faults"
for topic in display touch fonts languages content clock disk 'status files' service; do
    grep -q "^[a-z]*  *$topic " "$out/text" || complain "nothing about $topic"
    grep -q "\"topic\": \"$topic\"" "$out/json" || complain "no $topic in JSON"
done
python=$(command -v python3) && { "$python" -m json.tool "$out/json" >/dev/null || complain "no JSON"; }

# Every line that is not well says what to do.
lines=$(grep -c '^fault \|^warning ' "$out/text")
[ "$(grep -c '^ *→ ' "$out/text")" = "$lines" ] || complain "a fault or warning without advice"

# Content that is broken is a fault; a folder that is not there, too.
"$VESTIBULE" doctor tests/data/broken >"$out/broken" 2>/dev/null
grep -q '^fault  *content ' "$out/broken" || complain "broken content is no fault"
"$VESTIBULE" doctor "$out/nowhere" >"$out/nowhere.text" 2>/dev/null && complain "no folder, no fault"
grep -q '^fault  *content ' "$out/nowhere.text" || complain "a folder that is not there is no fault"

# In French, and wrong use.
"$VESTIBULE" doctor content --lang fr 2>/dev/null | grep -q '^panne' || complain "no French"
"$VESTIBULE" doctor --format xml 2>/dev/null; [ $? = 2 ] || complain "--format xml is accepted"
"$VESTIBULE" doctor --lang xx 2>/dev/null; [ $? = 2 ] || complain "--lang xx is accepted"
"$VESTIBULE" doctor a b 2>/dev/null; [ $? = 2 ] || complain "two folders are accepted"
"$VESTIBULE" doctor --nonsense 2>/dev/null; [ $? = 2 ] || complain "a wrong option is accepted"
[ -z "$(find "$out/state" -mindepth 1)" ] || complain "doctor wrote into the state folder"
[ $bad = 0 ] || cat "$out/text"
exit $bad
