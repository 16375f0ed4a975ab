#!/usr/bin/env bash
# No kernel takes more instructions an item than its limit in benches/instructions.rs. Callgrind
# counts them, so that the verdict is the same on a busy machine.
#
#   .ci/stages/instructions.sh            counts, and fails past a limit
#   .ci/stages/instructions.sh --write    sets every limit to what is counted and 15 % more
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
source .ci/tools.sh
need valgrind valgrind
# The runner's version must be the library's. It is called by name.
export PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
version=$(awk '/^name = "gungraun"/ { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)
if [[ $(gungraun-runner --version 2>/dev/null) != *" $version" ]]; then
    twice cargo install --quiet --locked --force "gungraun-runner@$version"
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
status=0
cargo bench --locked --bench instructions -- --home "$scratch" >"$scratch/out" 2>"$scratch/log" || status=$?
items=$(sed -n 's/^const ITEMS: usize = \([0-9_]*\);.*/\1/p' benches/instructions.rs | tr -d _)
awk -v items="$items" '
    /^instructions::.*::each / { split($2, name, ":") }
    /^ *Instructions: / { split($2, count, "|"); printf "%s %d\n", name[1], count[1] / items }
' "$scratch/out" >"$scratch/counts"
if [[ ! -s $scratch/counts ]]; then
    cat "$scratch/out" "$scratch/log"
    exit 1
fi
if [[ ${1:-} == --write ]]; then
    while read -r name count; do
        sed -i "s/\(#\[bench::$name(.*limit(\)[0-9]*/\1$((count * 115 / 100 + 1))/" benches/instructions.rs
    done <"$scratch/counts"
    status=0
fi
while read -r name count; do
    limit=$(sed -n "s/.*#\[bench::$name(.*limit(\([0-9]*\)).*/\1/p" benches/instructions.rs)
    printf '%-16s %6d instructions, limit %6d%s\n' "$name" "$count" "$limit" \
        "$([[ $count -le $limit ]] || echo ': over')"
done <"$scratch/counts"
[[ $status -eq 0 ]] || grep -h 'exceeds\|error' "$scratch/out" "$scratch/log" || true
echo "$(wc -l <"$scratch/counts") kernels, $(awk '$1 == "feed" { print $2 }' "$scratch/counts") instructions a line of a mixed feed"
exit "$status"
