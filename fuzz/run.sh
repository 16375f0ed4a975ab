#!/usr/bin/env bash
# Runs every fuzz target, or those named, for a number of seconds from its committed corpus.
#
#   fuzz/run.sh                20 seconds each
#   fuzz/run.sh 1800 url feed  30 minutes of each of these two
#
# $FUZZ_SEED fixes the seed. What is found new is kept under $FUZZ_FOUND, if that is set, and thrown away otherwise. A target
# that compares prints how many executions reached the comparison; less than half is a failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-20}
[[ $# -gt 0 ]] && shift
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}

source .ci/tools.sh
need c++ g++
need_cargo fuzz 0.13.2
# cargo-fuzz passes unstable flags; the variable lets the stable compiler take them.
export RUSTC_BOOTSTRAP=1

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
targets=("$@")
[[ $# -gt 0 ]] || mapfile -t targets < <(cargo fuzz list)
cargo fuzz build -s none
mkdir "$scratch/done"

# Runs one target; leaves its executions where it is done, and says why where it failed.
fuzz_one() {
    local target=$1 seconds=$2 log=$scratch/$1.log found executed share percent
    found=${FUZZ_FOUND:-$scratch/found}/$target
    mkdir -p "$found"
    if ! cargo fuzz run -s none "$target" "$found" "fuzz/corpus/$target" -- -print_final_stats=1 \
        -max_total_time="$seconds" -max_len=1024 -dict=fuzz/ioc.dict -seed="${FUZZ_SEED:-0}" \
        >"$log" 2>&1; then
        tail -n 100 "$log"
        echo "error: $target found something, or does not run"
        return
    fi
    executed=$(awk '/^stat::number_of_executed_units:/ { print $2 }' "$log")
    share=$(grep '^share:' "$log" | tail -n 1 || true)
    printf '%-20s %12s executions  %s\n' "$target" "$executed" "${share#share: }"
    if [[ $target == *_against_* ]]; then
        percent=$(sed -n 's/.*(\([0-9]*\) %).*/\1/p' <<<"$share")
        if [[ ${percent:-0} -lt 50 ]]; then
            echo "error: $target compares too little, or ran too short to tell"
            return
        fi
    fi
    echo "$executed" >"$scratch/done/$target"
}
export -f fuzz_one
export scratch

# As many at once as there are processors.
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c 'fuzz_one "$@"' - {} "$seconds"
passed=$(ls "$scratch/done" | wc -l)
echo "${#targets[@]} targets, $(cat "$scratch"/done/* | awk '{ sum += $1 } END { print sum + 0 }') executions, $((${#targets[@]} - passed)) failed"
[[ $passed -eq ${#targets[@]} ]]
