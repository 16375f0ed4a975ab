#!/usr/bin/env bash
# Lines of src/ that the tests run: at least 99 in 100. Lists those that are not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/coverage CARGO_INCREMENTAL=0
source .ci/tools.sh
need_cargo llvm-cov 0.9.1
if ! rustup --quiet component add llvm-tools; then
    # Debian's llvm reads the profile where rustup has no tools.
    packages llvm-22
    export LLVM_COV=/usr/lib/llvm-22/bin/llvm-cov LLVM_PROFDATA=/usr/lib/llvm-22/bin/llvm-profdata
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Modules of unit tests are in src/ but are not what is measured; src/defmt.rs writes to a logger that
# firmware has and tests have not (the proof builds it). One test runs examples where cargo puts them
# otherwise.
cargo llvm-cov --quiet --locked --all-features --tests --show-missing-lines --fail-under-lines 99 \
    --ignore-filename-regex '/tests(/|\.rs)|/src/defmt\.rs' -- --skip readme_shows_what_is | tee "$log"
awk '/^TOTAL/ { print $10 " of lines, " $9 " of " $8 " not run" }' "$log"
