#!/usr/bin/env bash
# Bare metal: runs rows of tests/vectors on two boards under qemu, holds flash and stack to their
# budgets, and writes the table of both into README.md.
#
#   firmware/run.sh          runs, measures, and fails if README.md says something else
#   firmware/run.sh update   writes the table into README.md
#
# Flash is what a program adds to an empty one, in bytes of code and constants, without the routines
# that the compiler brings itself (compiler_builtins). Stack is found by painting it. Nothing here
# has a heap: the programs link no allocator.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
target=${CARGO_TARGET_DIR:-$PWD/target}
mkdir -p "$target"
export CARGO_TARGET_DIR=$target/firmware

source ../.ci/tools.sh

boards=("thumbv7em-none-eabihf mps2-an386" "thumbv6m-none-eabi microbit")
kinds=(asn address cidr range host url registry_key email file_hash endpoint)

need qemu-system-arm qemu-system-arm

# Rustup's core where it is to be had, Debian's source of it otherwise.
build=(cargo build --quiet --locked --release)
for board in "${boards[@]}"; do
    if ! { have rustup && twice rustup --quiet target add "${board%% *}"; }; then
        echo "rustup has no ${board%% *} here: building core from Debian's source"
        packages rustc-web cargo-web rust-web-src rust-web-llvm
        export RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc
        build=(/usr/bin/cargo build --quiet --locked --release -Zbuild-std=core)
        break
    fi
done

# Bytes of the library in flash, from the linker's map: its lines name input sections as file:(.section). What the
# program `everything` calls it with is not the library's, and stands in functions of its own.
flash() {
    awk '/:\(\.(vectors|text|rodata|data|ARM\.exidx)/ && !/compiler_builtins/ && $0 !~ /:\(.*everything/ { print $3 }' "$1" |
        { sum=0; while read -r size; do sum=$((sum + 16#$size)); done; echo "$sum"; }
}

over=0
# within WHAT FOUND LIMIT
within() {
    if [[ $2 -gt $3 ]]; then
        echo "over its budget: $1: $2 bytes, $3 allowed"
        over=$((over + 1))
    fi
}
# A line of budgets.txt: set, name, flash, stack; `-` where there is none.
budget() { awk -v set="$1" -v name="$2" -v column="$3" '$1 == set && $2 == name { print $column }' budgets.txt; }

# The emulator prints to standard error.
run() {
    timeout 300 qemu-system-arm -M "$1" -nographic -semihosting-config enable=on,target=native -kernel "$2" </dev/null 2>&1
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0
declare -A size stack
for set in plain idna; do
    features=""
    [[ $set == idna ]] && features=idna
    for board in "${boards[@]}"; do
        read -r triple machine <<<"$board"
        maps=$scratch/$set-$triple
        mkdir -p "$maps"
        IOC_CANON_MAPS=$maps "${build[@]}" --target "$triple" --features "$features"
        programs=$CARGO_TARGET_DIR/$triple/release
        if ! run "$machine" "$programs/rows" >"$scratch/out"; then
            grep -v '^stack' "$scratch/out"
            echo "error: rows fail on $triple, $set"
            exit 1
        fi
        echo "$triple, $set: $(tail -n 1 "$scratch/out")"
        passed=$((passed + $(tail -n 1 "$scratch/out" | awk '{ print $1 }')))
        [[ $triple == thumbv7em* ]] || continue
        empty=$(flash "$maps/empty.map")
        for map in "$maps"/*.map; do
            name=$(basename "$map" .map)
            size[$set,$name]=$(($(flash "$map") - empty))
        done
        while read -r _ name depth; do
            stack[$set,${name//-/_}]=$depth
        done < <(grep '^stack ' "$scratch/out")
        # The control: one wrong row must be seen.
        "${build[@]}" --target "$triple" --features "$features,control" --bin rows
        if run "$machine" "$programs/rows" >"$scratch/out" || ! grep -q ' 1 failed' "$scratch/out"; then
            echo "error: the control passes on $triple: the rows prove nothing"
            exit 1
        fi
    done
    for name in "${kinds[@]}" detect everything; do
        within "flash of $name, $set" "${size[$set,$name]}" "$(budget "$set" "$name" 3)"
    done
    if [[ $set == idna ]]; then
        echo "both directions of UTS #46: ${size[idna,idna]} bytes of flash"
        within "flash of idna, idna" "${size[idna,idna]}" "$(budget idna idna 3)"
    fi
    for name in "${kinds[@]}" detect display explain check suggest feed; do
        within "stack of $name, $set" "${stack[$set,$name]}" "$(budget "$set" "$name" 4)"
    done
done

{
    echo "| what | flash | stack | flash with \`idna\` | stack with \`idna\` |"
    echo "|---|--:|--:|--:|--:|"
    for name in "${kinds[@]}" detect check feed everything; do
        label=${name//_/ }
        [[ $name == detect ]] && label="any kind (\`detect\`)"
        [[ $name == check ]] && label="a platform's \`check\`"
        [[ $name == feed ]] && label="feeds"
        [[ $name == everything ]] && label="everything, all text included"
        echo "| $label | ${size[plain,$name]-} | ${stack[plain,$name]-} | ${size[idna,$name]-} | ${stack[idna,$name]-} |"
    done
} >"$scratch/table"
awk -v table="$scratch/table" '
    /^<!-- footprint -->/ { print; while ((getline line <table) > 0) print line; skip = 1; next }
    /^<!-- \/footprint -->/ { skip = 0 }
    !skip' ../README.md >"$scratch/README.md"
if [[ ${1:-} == update ]]; then
    cp "$scratch/README.md" ../README.md
elif ! diff -u ../README.md "$scratch/README.md"; then
    # Another compiler gives other sizes: the budgets decide, the table is renewed by hand.
    echo "note: README.md has other figures; firmware/run.sh update writes these"
fi
if [[ $over -gt 0 ]]; then
    echo "error: $over over budget"
    exit 1
fi
echo "$passed rows passed, ${size[plain,everything]} bytes of flash in all, ${size[idna,everything]} with idna"
