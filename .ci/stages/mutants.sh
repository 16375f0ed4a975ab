#!/usr/bin/env bash
# Mutates what differs from the point where this branch left main (from the commit before, on main
# itself), and fails if the tests let a mutant live that docs/MUTANTS.md does not list.
#
#   .ci/stages/mutants.sh              what changed
#   .ci/stages/mutants.sh FILE...      these files, whole
#   .ci/stages/mutants.sh all          every file: about an hour on two quiet processors
#
# The mutants are those of cargo-mutants; mutants.py runs them from one build, or an hour would be a day.
# MUTANTS_OUT=DIR keeps its lists.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/mutants CARGO_INCREMENTAL=0
source .ci/tools.sh
need_cargo mutants 27.1.0
need python3 python3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
out=${MUTANTS_OUT:-$scratch/out}
what=()
if [[ ${1:-} == all ]]; then
    :
elif [[ $# -gt 0 ]]; then
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
cargo mutants --list --json "${what[@]}" >"$scratch/mutants.json"
python3 .ci/stages/mutants.py "$scratch/mutants.json" "$out" "$scratch" "$(nproc)"
lived=0
while read -r mutant; do
    # Listed without line and column, which move.
    if ! grep -qF "$(sed 's/:[0-9]*:[0-9]*:/:/' <<<"$mutant")" docs/MUTANTS.md; then
        echo "lives: $mutant"
        lived=$((lived + 1))
    fi
done <"$out/missed.txt"
all=$(cat "$out"/{caught,missed,timeout}.txt | wc -l)
echo "$all mutants, $(wc -l <"$out/missed.txt") live, $lived of them not listed"
[[ $lived -eq 0 ]]
