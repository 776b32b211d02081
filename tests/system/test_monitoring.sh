#!/bin/sh
# The files for monitoring a fleet: every name that rules and dashboard ask for is one that the program or the
# delivery writes; where Prometheus is installed its own tools read all of them and test the rules.
cd "$(dirname "$0")/../.." || exit 1
folder=assets/fleet/monitoring
work=$BUILD/monitoring
rm -rf "$work"
mkdir -p "$work"
fail() {
    echo "FAILED: $*"
    exit 1
}

# What is written: families of the program, and what the delivery says of itself.
{
    grep -oE '"[a-z_]+", "(gauge|counter)"' src/stage/exposition.c | sed 's/^"\([a-z_]*\)".*/vestibule_\1/'
    sed -n 's/^ .*metric \([a-z_]*\) .*/vestibule_fetch_\1/p' assets/fleet/vestibule-fetch
} | sort -u >"$work/written"
[ "$(wc -l <"$work/written")" -gt 25 ] || fail "the names that are written were not found"
for name in $(grep -ohE 'vestibule_[a-z_]+' $folder/alerts.yml $folder/dashboard.json | sort -u); do
    grep -qx "$name" "$work/written" || fail "$name is asked for and nobody writes it"
done

# Each rule is tested, and each says what to do, in both languages.
for alert in $(sed -n 's/^      - alert: //p' $folder/alerts.yml); do
    grep -q "alertname=\"$alert\"" $folder/alerts_test.yml || fail "$alert is not tested"
done
alerts=$(grep -c '      - alert: ' $folder/alerts.yml)
for key in summary summary_fr action; do
    [ "$(grep -c "^          $key: " $folder/alerts.yml)" = "$alerts" ] || fail "an alert has no $key"
done

# The dashboard: JSON, ids that stand once, panels that neither overlap nor leave the grid, an expression
# and a name for each.
node - $folder/dashboard.json "$work/expressions.yml" <<'SCRIPT' || fail "the dashboard"
const fs = require('fs'), dashboard = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const seen = new Set(), places = [], rules = [];
const bad = text => { console.log(text); process.exitCode = 1; };
if (!dashboard.title || !dashboard.uid || dashboard.schemaVersion < 30) bad('no title, uid or schema');
for (const panel of dashboard.panels) {
  const { x, y, w, h } = panel.gridPos;
  if (seen.has(panel.id)) bad(`panel ${panel.id} stands twice`);
  seen.add(panel.id);
  if (!panel.title || !panel.targets.length) bad(`panel ${panel.id} is empty`);
  if (x < 0 || x + w > 24) bad(`${panel.title} leaves the grid`);
  for (const other of places)
    if (x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h)
      bad(`${panel.title} lies over another panel`);
  places.push(panel.gridPos);
  for (const target of panel.targets)
    rules.push({ record: `p${panel.id}:${target.refId}`, expr: target.expr.replaceAll('$site', '.*') });
}
fs.writeFileSync(process.argv[3], JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
SCRIPT

if ! command -v promtool >/dev/null; then
    echo "skipped: no promtool here (Debian's package prometheus), so rules and configurations are not read by it"
    exit 0
fi
promtool check rules "$work/expressions.yml" >"$work/log" 2>&1 || fail "$(cat "$work/log")"
promtool check rules $folder/alerts.yml >"$work/log" 2>&1 || fail "$(cat "$work/log")"
promtool test rules $folder/alerts_test.yml >"$work/log" 2>&1 || fail "$(cat "$work/log")"
for config in $folder/prometheus-*.yml; do
    promtool check config --syntax-only "$config" >"$work/log" 2>&1 || fail "$config: $(cat "$work/log")"
done

# A real file of the program, and the same as it is carried to the centre.
mkdir "$work/run" "$work/centre"
VESTIBULE_RUNTIME=$work/run
export VESTIBULE_RUNTIME VESTIBULE_CONTENT_RUNTIME=/nowhere
"$VESTIBULE" play tests/data/still --headless --metrics "$work/run" --for 20 2>"$work/errors" &
player=$!
trap 'kill $player 2>/dev/null' EXIT
tries=0
until [ -e "$work/run/vestibule.prom" ]; do
    tries=$((tries + 1))
    [ $tries -lt 200 ] || fail "vestibule.prom is not written: $(cat "$work/errors")"
    sleep 0.1
done
promtool check metrics <"$work/run/vestibule.prom" || fail "promtool finds fault with vestibule.prom"
$folder/vestibule-carry "$work/centre" || fail "vestibule-carry"
hall=$(uname -n | tr -cd 'A-Za-z0-9._-')
promtool check metrics <"$work/centre/$hall.prom" || fail "promtool finds fault with what is carried"
grep -q "^vestibule_screen_right{screen=\"$hall\"} " "$work/centre/$hall.prom" || fail "no screen is named"
grep -v '^#' "$work/centre/$hall.prom" | grep -vq "screen=\"$hall\"" && fail "a sample without its screen"
exit 0
