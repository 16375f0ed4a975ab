#!/usr/bin/env bash
# The unit tests on a big-endian machine: s390x under qemu's user mode, std built from source. Optimised:
# some go through millions of texts, and every instruction is emulated.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/big_endian
source .ci/tools.sh

need qemu-s390x qemu-user
need s390x-linux-gnu-gcc gcc-s390x-linux-gnu libc6-dev-s390x-cross
target=s390x-unknown-linux-gnu
std=()
if ! rustup --quiet target add "$target"; then
    twice rustup --quiet component add rust-src
    std=(-Zbuild-std)
fi
export CARGO_TARGET_S390X_UNKNOWN_LINUX_GNU_LINKER=s390x-linux-gnu-gcc
export CARGO_TARGET_S390X_UNKNOWN_LINUX_GNU_RUNNER="qemu-s390x -L /usr/s390x-linux-gnu"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
RUSTC_BOOTSTRAP=1 cargo test --quiet --locked --release --lib --all-features --target "$target" "${std[@]}" 2>&1 | tee "$log"
awk '/^test result:/ { passed += $4; failed += $6 } END { print passed + 0 " tests passed, " failed + 0 " failed on s390x"; exit passed == 0 }' "$log"
