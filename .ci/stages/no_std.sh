#!/usr/bin/env bash
# The library for machines without an operating system: no std, no allocator, with rustup's core for
# each target. Targets of the kernel's virtual machine have no core of rustup's: theirs is built from
# source, as is everyone's where rustup has none (then with Debian's compiler).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/no_std
source .ci/tools.sh

built=0
build() {
    local features
    for features in --no-default-features "" --all-features; do
        "$@" --quiet --locked --release --lib $features
        built=$((built + 1))
    done
}
for target in thumbv6m-none-eabi thumbv7em-none-eabihf riscv32imc-unknown-none-elf; do
    if have rustup && twice rustup --quiet target add "$target"; then
        build cargo build --target "$target"
        echo "$target: rustup's core"
    else
        packages rustc-web cargo-web rust-web-src rust-web-llvm
        RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc build /usr/bin/cargo build -Zbuild-std=core --target "$target"
        echo "$target: Debian's core, from source"
    fi
done

twice rustup --quiet component add rust-src
RUSTC_BOOTSTRAP=1 build cargo build -Zbuild-std=core --target bpfel-unknown-none
echo "bpfel-unknown-none: core from source"
echo "$built builds on 4 targets"
