#!/bin/bash
# tests/fuzz/run.sh [SECONDS [TARGET...]]
#
# Builds the preset fuzz and runs every target for SECONDS (20), two at a time, one line each. Inputs that reach something
# new are kept in build/fuzz/inputs and start the next run; seeds come from $BMCSCOPE_CORPUS too where that is set.
# An input that crashes, leaks, hangs or grows without end is kept in build/fuzz/crashes, named, and fails the run.
set -eu
cd "$(dirname "$0")/../.."

seconds=${1:-20}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || { sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"; exit 2; }
shift || true

mkdir -p build
log=build/fuzz.log
say_log() {
    echo "FAILED: $1; the end of $log:" >&2
    tail -n 30 "$log" >&2
    exit 1
}
# clang calls std::stable_sort of g++ 12's library deprecated (it is, inside); the preset is told not to mind, g++ minds our own.
cmake --preset fuzz >"$log" 2>&1 || say_log "cmake --preset fuzz"
cmake --build --preset fuzz --target fuzz_targets >>"$log" 2>&1 || say_log "building preset fuzz"

mkdir -p build/fuzz/inputs build/fuzz/crashes build/fuzz/logs
rm -rf build/fuzz/seeds
python3 tests/fuzz/seeds.py build/fuzz/seeds

if [ $# -gt 0 ]; then targets=("$@"); else mapfile -t targets <build/fuzz/targets; fi

# fuzz TARGET: one line; status 1 if something was found.
fuzz() {
    local target=$1 report=build/fuzz/logs/$1.log status=0 found why
    mkdir -p "build/fuzz/inputs/$target" "build/fuzz/seeds/$target"
    timeout -k 10 $((seconds + 120)) \
        "build/fuzz/bin/fuzz_$target" "build/fuzz/inputs/$target" "build/fuzz/seeds/$target" \
        -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/crashes/$target-" >"$report" 2>&1 &
    local child=$!
    trap 'kill $child 2>/dev/null' TERM
    wait "$child" || status=$?
    if [ "$status" -eq 0 ]; then
        printf '%-18s %9s inputs, %s points covered, nothing found\n' "$target" \
            "$(sed -n 's/^stat::number_of_executed_units: *//p' "$report")" \
            "$(grep -o 'cov: [0-9]*' "$report" | tail -n 1 | cut -d' ' -f2)"
        return 0
    fi
    found=$(sed -n 's/.*Test unit written to //p' "$report" | tail -n 1)
    why=$(grep -m 1 -E 'property violated|^SUMMARY|runtime error|ERROR: libFuzzer' "$report" || echo "exit status $status")
    printf '%-18s FAILED: %s\n' "$target" "$why"
    if [ -n "$found" ]; then
        printf '%-18s input kept: %s\n%-18s again with: build/fuzz/bin/fuzz_%s %s\n' '' "$found" '' "$target" "$found"
    else
        printf '%-18s no input was written; the end of %s:\n' '' "$report"
        tail -n 15 "$report"
    fi
    return 1
}

# Two at a time, whatever the number of processors: memory is what runs out first.
failed=0
running=()
reap() {
    wait "${running[0]}" || failed=1
    running=("${running[@]:1}")
}
stop() { for pid in "${running[@]}"; do kill "$pid" 2>/dev/null || true; done; }
trap 'stop; exit 130' INT TERM HUP
for target in "${targets[@]}"; do
    grep -qx "$target" build/fuzz/targets || { echo "no such target: $target; there are:" $(<build/fuzz/targets) >&2; exit 2; }
    [ ${#running[@]} -lt 2 ] || reap
    fuzz "$target" &
    running+=($!)
done
while [ ${#running[@]} -gt 0 ]; do reap; done
exit $failed
