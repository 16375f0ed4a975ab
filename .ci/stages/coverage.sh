#!/usr/bin/env bash
# Lines of src/ that the tests run: at least 99 in 100, and docs/COVERAGE.md says of each other why.
#
# Five runs count: the tests; the tests of what bare machines of 32 bits have (see SMALL in
# src/ascii.rs), which must accept and refuse alike; the tests without any feature; the examples in
# comments; and the program that reads what defmt writes, whose logger the tests cannot have. Needs
# 12 GB of disk for a while.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/coverage CARGO_INCREMENTAL=0
# Counting examples is unstable.
export RUSTC_BOOTSTRAP=1
source .ci/tools.sh
need_cargo llvm-cov 0.9.1
need python3 python3
if rustup --quiet component add llvm-tools; then
    tools=$(dirname "$(find "$(rustc --print sysroot)" -name llvm-profdata)")
else
    # Debian's llvm reads the profile where rustup has no tools.
    packages llvm-22
    tools=/usr/lib/llvm-22/bin
fi
export LLVM_COV=$tools/llvm-cov LLVM_PROFDATA=$tools/llvm-profdata
counted=$CARGO_TARGET_DIR/llvm-cov-target
scratch=$(mktemp -d)
trap 'rm -rf "$scratch" "$counted/doctestbins" "$counted"/*.profraw' EXIT
cargo llvm-cov clean --workspace
rm -rf "$counted/doctestbins"

# Not what builds an example with a cargo of its own, nor what measures time.
tests=(--lib)
for file in tests/*.rs tests/*/main.rs; do
    name=${file#tests/}
    name=${name%/main.rs}
    name=${name%.rs}
    [[ $name == lint_feed || $name == readme ]] || tests+=(--test "$name")
done
# A function has another shape in another build, so each run's programs are asked with what that run
# counted.
programs() {
    find "$counted/debug/deps" -maxdepth 1 -type f -executable ! -name '*.*'
    find "$counted/doctestbins" -type f -name rust_out 2>/dev/null || true
}
runs=0
keep() {
    runs=$((runs + 1))
    find "$counted" -maxdepth 1 -name '*.profraw' >"$scratch/raw"
    "$LLVM_PROFDATA" merge -sparse -f "$scratch/raw" -o "$scratch/$runs.profile"
    xargs rm <"$scratch/raw"
    sed "s|^|$scratch/$runs.profile |" >>"$scratch/programs"
}
count() {
    cargo llvm-cov --no-report --quiet --locked "$@"
    keep < <(programs)
}
count --all-features "${tests[@]}" -- --skip linear
RUSTFLAGS="${RUSTFLAGS:-} --cfg ioc_canon_small" count --all-features "${tests[@]}" -- --skip linear
count --no-default-features --tests -- --skip linear
count --all-features --doctests --doc

# Run for its lines: what it reads is checked by proof/run.sh, on a device's build.
LLVM_PROFILE_FILE=/dev/null RUSTFLAGS="-C instrument-coverage" cargo build --quiet --locked \
    --manifest-path proof/defmt/Cargo.toml --target-dir "$counted/defmt"
wire=$counted/defmt/debug/ioc-canon-defmt-wire
LLVM_PROFILE_FILE=$counted/defmt.profraw "$wire" "a text that is not in it"
keep <<<"$wire"

python3 .ci/stages/coverage.py docs/COVERAGE.md 99 <"$scratch/programs"
