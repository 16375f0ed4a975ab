#!/usr/bin/env bash
# Proves that no public function can reach a panic, an allocator or the standard library: see
# src/main.rs. Without features, with each alone and with all the proof must link, and must not link with
# the control, whose error has to name the missing symbol; then every public function must have a row or a reason. Shows
# beside it that defmt's logs are ids and numbers: defmt/src/main.rs.
#   proof/run.sh            proves
#   proof/run.sh why [SET]  lists where panics are left, from the machine code
set -euo pipefail
cd "$(dirname "$0")"
target=${CARGO_TARGET_DIR:-$PWD/target}
export CARGO_TARGET_DIR=$target/proof
sets=("" auth defmt idna serde stix all)

if [[ ${1:-} == why ]]; then
    RUSTFLAGS="-Clink-arg=-Wl,--defsym=PANIC_IS_REACHABLE=0" CARGO_PROFILE_RELEASE_DEBUG=1 \
        CARGO_PROFILE_RELEASE_STRIP=none CARGO_TARGET_DIR=$target/proof-why \
        cargo build --quiet --locked --release --features "${2:-all}"
    # Each function that calls into a panic, and the last source lines before the call.
    exec awk '
        /^[0-9a-f]+ <.*>:$/ { where = $0; sub(/^[0-9a-f]+ /, "", where); n = 0 }
        /^\/.*:[0-9]+/ { if (n == 0 || line[n] != $1) line[++n] = $1 }
        /(call|jmp) .*(panic|_fail|unwrap_failed|expect_failed|slice_error|len_mismatch)/ {
            if (where ~ /panicking|_fail|unwrap_failed|expect_failed/) next
            what = $0; sub(/.*</, "<", what)
            print where " -> " what
            for (i = (n > 6 ? n - 5 : 1); i <= n; i++) print "    " line[i]
        }' <(objdump -dCl --no-show-raw-insn "$target/proof-why/release/ioc-canon-proof")
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
for set in "${sets[@]}"; do
    if ! cargo build --quiet --locked --release --features "$set" 2>"$log"; then
        cat "$log" >&2
        echo "not proved with features '$set'; for the place: proof/run.sh why '$set'" >&2
        exit 1
    fi
    if cargo build --quiet --locked --release --features "$set,control" 2>"$log"; then
        echo "the control links with features '$set': the proof proves nothing" >&2
        exit 1
    fi
    if ! grep -q 'undefined.*PANIC_IS_REACHABLE' "$log"; then
        cat "$log" >&2
        echo "the control fails with features '$set', but not for the missing symbol" >&2
        exit 1
    fi
    echo "proved with features '$set'; the control fails, naming PANIC_IS_REACHABLE"
done

# What defmt's logs are made of, in a program that logs every code and holds the text of none.
mapfile -t texts < <(grep -o '"expected [^"][^"]*"' ../src/error/code.rs | tr -d '"' | sort -u)
cargo build --quiet --locked --release --manifest-path defmt/Cargo.toml
"$CARGO_TARGET_DIR/release/ioc-canon-defmt-wire" "${texts[@]}"

# rustdoc's JSON is unstable; RUSTC_BOOTSTRAP lets the stable toolchain write it.
RUSTC_BOOTSTRAP=1 cargo rustdoc --quiet --locked --manifest-path ../Cargo.toml --lib --all-features \
    -- -Z unstable-options --output-format json
cargo run --quiet --locked --release --manifest-path api/Cargo.toml -- \
    "$CARGO_TARGET_DIR/doc/ioc_canon.json" src excluded.txt
