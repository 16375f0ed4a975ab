#!/usr/bin/env bash
# What the programs of this folder know of the public API: rustdoc's JSON through `listing` of
# proof/api, which says what its arguments are.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# rustdoc's JSON is unstable; RUSTC_BOOTSTRAP lets the stable toolchain write it. A folder of its own:
# build scripts look at that variable, and elsewhere each change of it would build the world anew.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/api
RUSTC_BOOTSTRAP=1 cargo rustdoc --quiet --locked --lib --all-features \
    -- -Z unstable-options --output-format json
cargo run --quiet --locked --release --manifest-path proof/api/Cargo.toml --bin listing -- \
    "$@" "$CARGO_TARGET_DIR/doc/ioc_canon.json"
