#!/usr/bin/env bash
# Every kernel beside its peers in interleaved rounds, and no ratio below 60 % of what it must be.
# ada-url is C++: its compiler is installed where it is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
source .ci/tools.sh
need c++ g++
# Built first, so that nothing is compiled while others are measured.
cargo build --quiet --locked --release --manifest-path benches/ada/Cargo.toml
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
status=0
cargo bench --locked --bench ratios -- --check | tee "$scratch/table" || status=$?
echo "$(grep -c '\*\*' "$scratch/table") ratios, $(grep "careful glue" "$scratch/table" | grep -o '\*\*[0-9.]*\*\*' | tr -d '*') times the careful program on a whole feed"
exit "$status"
