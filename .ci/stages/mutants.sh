#!/usr/bin/env bash
# Mutates what differs from the point where this branch left main (from the commit before, on main
# itself), and fails if the tests let a mutant live that docs/MUTANTS.md does not list.
#
#   .ci/stages/mutants.sh              what changed
#   .ci/stages/mutants.sh FILE...      these files, whole
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/mutants CARGO_INCREMENTAL=0
source .ci/tools.sh
need_cargo mutants 27.1.0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
what=()
if [[ $# -gt 0 ]]; then
    for file in "$@"; do what+=(--file "$file"); done
else
    base=$(git merge-base origin/main HEAD 2>/dev/null || true)
    [[ -z $base || $base == $(git rev-parse HEAD) ]] && base=HEAD~1
    git diff "$base" -- 'src/*.rs' >"$scratch/diff"
    if [[ ! -s $scratch/diff ]]; then
        echo "nothing in src/ differs from $base"
        exit 0
    fi
    what=(--in-diff "$scratch/diff")
fi
status=0
cargo mutants --jobs 2 --timeout 300 --no-shuffle --colors never --output "$scratch" "${what[@]}" \
    -- --all-features --lib --tests || status=$?
# 2: some lived; 3: some ran into the time limit, which is a death.
if [[ $status -ne 0 && $status -ne 2 && $status -ne 3 ]]; then
    exit "$status"
fi
lived=0
while read -r mutant; do
    # Listed without line and column, which move.
    if ! grep -qF "$(sed 's/:[0-9]*:[0-9]*:/:/' <<<"$mutant")" docs/MUTANTS.md; then
        echo "lives: $mutant"
        lived=$((lived + 1))
    fi
done <"$scratch/mutants.out/missed.txt"
all=$(cat "$scratch"/mutants.out/{caught,missed,timeout}.txt | wc -l)
echo "$all mutants, $(wc -l <"$scratch/mutants.out/missed.txt") live, $lived of them not listed"
[[ $lived -eq 0 ]]
