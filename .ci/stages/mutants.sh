#!/usr/bin/env bash
# Mutates what differs from the point where this branch left main (from the commit before, on main
# itself), and fails if the tests let a mutant live that docs/MUTANTS.md does not list.
#
#   .ci/stages/mutants.sh              what changed
#   .ci/stages/mutants.sh FILE...      these files, whole
#   .ci/stages/mutants.sh all          every file: about an hour on two quiet processors
#
# Those that are listed are counted as living and not run, since a mutant that lives costs every test there
# is; MUTANTS_LISTED=run runs them too, and tells which of them no longer live.
#
# The mutants are those of cargo-mutants; mutants.py runs them from one build, or an hour would be a day.
# MUTANTS_OUT=DIR keeps its lists, and a run that was stopped goes on from them, if sources and tests
# are the same.
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
mkdir -p "$out"
trees=$(git rev-parse HEAD:src HEAD:tests)
if [[ -s $out/trees && $(cat "$out/trees") != "$trees" ]]; then
    echo "the lists in $out are those of other sources or tests"
    exit 1
fi
echo "$trees" >"$out/trees"
cargo mutants --list --json "${what[@]}" >"$scratch/all.json"
# Listed without line and column, which move.
python3 - "$scratch" "${MUTANTS_LISTED:-}" "$out/log.txt" <<'PYTHON'
import json, re, sys
from pathlib import Path

scratch, run = Path(sys.argv[1]), sys.argv[2] == "run"
lines = Path("docs/MUTANTS.md").read_text().splitlines()


def is_listed(mutant):
    name = "- " + re.sub(r":\d+:\d+:", ":", mutant["name"], count=1)
    return any(line == name or line.startswith(name + ":") for line in lines)


mutants = json.loads((scratch / "all.json").read_text())
kept = [mutant for mutant in mutants if run or not is_listed(mutant)]
print(f"{len(mutants)} mutants, {len(mutants) - len(kept)} of them listed and not run")
log = Path(sys.argv[3])
known = {line.split("\t")[1] for line in log.read_text().splitlines()} if log.exists() else set()
left = [mutant for mutant in kept if mutant["name"] not in known]
if len(left) < len(kept):
    print(f"{len(kept) - len(left)} were run before")
(scratch / "mutants.json").write_text(json.dumps(left))
PYTHON
if [[ $(cat "$scratch/mutants.json") == "[]" ]]; then
    echo "none is left to run"
    touch "$out"/{caught,missed,timeout,unviable}.txt
else
    python3 .ci/stages/mutants.py "$scratch/mutants.json" "$out" "$scratch" "$(nproc)"
fi
lived=0
while read -r mutant; do
    name=$(sed 's/:[0-9]*:[0-9]*:/:/' <<<"$mutant")
    if ! grep -qxF -- "- $name" docs/MUTANTS.md && ! grep -qF -- "- $name:" docs/MUTANTS.md; then
        echo "lives: $mutant"
        lived=$((lived + 1))
    fi
done <"$out/missed.txt"
all=$(cat "$out"/{caught,missed,timeout}.txt | wc -l)
echo "$all mutants, $(wc -l <"$out/missed.txt") live, $lived of them not listed"
[[ $lived -eq 0 ]]
