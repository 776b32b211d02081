#!/bin/sh
# One test program or script for tests/run.sh: its output goes to a log, and beside it "passed failed
# seconds", with what the processor took of them. usage: tests/run_one.sh PROGRAM, with BUILD in the environment, and RUNNER where
# another processor is emulated.
program=$1
name=${program#"${BUILD#"$PWD"/}"/}
log=$BUILD/logs/$(echo "$name" | tr / -).log
start=$(date +%s)
timeout 600 ${RUNNER:-} "$program" >"$log" 2>&1
code=$?
good=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log" | tail -n 1)
bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' "$log" | head -n 1)
case $program in *.sh) [ $code = 0 ] && good=1 ;; esac
[ $code != 0 ] && [ "${bad:-0}" = 0 ] && bad=1
# The second line of times is what children took: 0m1.234567s of the user's and of the system's.
times >"$log.times"
busy=$(sed -n '2s/[ms]/ /gp' "$log.times" | awk '{ print int($1 * 60 + $2 + $3 * 60 + $4 + 0.5) }')
echo "${good:-0} ${bad:-0} $(($(date +%s) - start)) s, $busy s of processor," >"$log.result"
