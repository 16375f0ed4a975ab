#!/usr/bin/env bash
# No door's cost grows faster than its input: instructions are counted by callgrind, so that the
# verdict is the same on a busy machine. benches/linear.rs has the inputs. From a length to its double
# and to the double of that, a linear cost grows by d and 2d, a quadratic one by d and 4d. The whole must
# have grown so as well: what is done for short texts alone makes the first step small.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
source .ci/tools.sh
need valgrind valgrind
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
program=$(cargo bench --locked --bench linear --no-run --message-format=json 2>/dev/null |
    sed -n 's/.*"executable":"\([^"]*linear-[^"]*\)".*/\1/p')
valgrind --tool=callgrind --callgrind-out-file="$scratch/counts" --combine-dumps=yes --dump-line=no \
    --toggle-collect='linear::measured*' --dump-after='linear::step*' \
    "$program" --steps >"$scratch/names" 2>"$scratch/log"
# One dump for each call, and one at the end without a call.
grep '^totals:' "$scratch/counts" | awk '{ print $2 }' | head -n "$(wc -l <"$scratch/names")" >"$scratch/totals"
if [[ $(wc -l <"$scratch/names") -ne $(wc -l <"$scratch/totals") ]]; then
    echo "error: $(wc -l <"$scratch/names") calls and $(wc -l <"$scratch/totals") counts"
    tail -n 5 "$scratch/log"
    exit 1
fi
paste "$scratch/totals" "$scratch/names" | awk -F '\t' '
    { n = (NR - 1) % 3; count[n] = $1; sum += $1 }
    n == 2 {
        first = count[1] - count[0]; second = count[2] - count[1]
        if (second > 16000 && second > 2.8 * first && count[2] > 2.6 * count[1]) {
            printf "super-linear: %s on %s: %d, %d, %d instructions\n", $2, $3, count[0], count[1], count[2]
            bad++
        }
        if (count[2] > worst) { worst = count[2]; where = $2 " on " $3 }
    }
    END {
        printf "worst: %d instructions for 1600 bytes, %s\n", worst, where
        printf "%d doors and patterns, %d super-linear, %d million instructions\n", NR / 3, bad, sum / 1e6
        exit bad > 0 || NR == 0
    }'
