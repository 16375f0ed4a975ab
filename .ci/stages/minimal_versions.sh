#!/usr/bin/env bash
# The oldest versions that Cargo.toml allows of what the library itself depends on: it must build and
# keep its tests with them. Development dependencies are left out: no user builds those.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/minimal
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir -p "$copy/src"
cp -r src "$copy/"
cp README.md "$copy/"
# Without dev-dependencies, benches and tests, the resolver sees what a user's does.
awk '/^\[/ { skip = /^\[dev-dependencies|^\[\[(bench|test)/ } !skip' Cargo.toml >"$copy/Cargo.toml"
cd "$copy"
RUSTC_BOOTSTRAP=1 cargo generate-lockfile -Zdirect-minimal-versions
for features in --no-default-features "" --all-features; do
    cargo build --quiet --locked --lib $features
done
cargo tree --locked --all-features --depth 1 --prefix none | tail -n +2 | sort -u
echo "$(grep -c '^name = ' Cargo.lock) packages at their oldest, 3 feature sets build"
