#!/bin/sh
# Runs every fuzz target for some seconds: run.sh FUZZ SECONDS [TARGET…]. Ends with 1 when an input broke one.
#
# Seeds are in Fuzz/corpus/TARGET and, for the whole check, in fixtures; what libFuzzer finds beside them is kept in
# .build-fuzz/corpus, and inputs that broke something in .build-fuzz/broken.
set -eu
fuzz=$1
seconds=$2
shift 2
[ $# -gt 0 ] || set -- csv zip inflate policies numbers check
here=$(dirname "$0")
state=$here/../.build-fuzz
status=0
for target in "$@"; do
  mkdir -p "$state/corpus/$target" "$state/broken"
  echo "== $target, $seconds s"
  FUZZ_TARGET=$target "$fuzz" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix="$state/broken/$target-" "$state/corpus/$target" "$here/corpus/$target" \
    2>"$state/$target.log" || status=1
  grep -E 'stat::number_of_executed_units|broken:|ERROR|SUMMARY|Test unit written' "$state/$target.log" || true
done
exit $status
