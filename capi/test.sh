#!/usr/bin/env bash
# The C interface, whole: the header is that of the source; every row of tests/vectors from C99 and
# C++17, wrong calls and cut feeds, against the static and the shared library and under valgrind; what
# the shared object imports; an installation that pkg-config finds. The last line is the figure.
#
# Needs cargo, cc, c++, nm, make, pkg-config, valgrind, and cbindgen (the version below). The rows are
# those of a library with internationalised names, the default.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
vectors=${IOC_VECTORS:-../tests/vectors}
feed=../examples/sample_feed.txt
feeds=("$feed" test/refused.txt)
cbindgen=0.29.4
warnings="-Wall -Wextra -Werror -pedantic -O1 -g"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

for tool in cargo cc c++ nm make pkg-config valgrind; do
    command -v "$tool" >/dev/null || { echo "error: $tool is missing"; exit 1; }
done
if [[ $(cbindgen --version 2>/dev/null) != "cbindgen $cbindgen" ]]; then
    cargo install --locked "cbindgen@$cbindgen"
fi

echo "== header"
header() { cbindgen --quiet --config cbindgen.toml . | awk -f header.awk ../src/error/code.rs -; }
if [[ ${1:-} == --write ]]; then
    header >"$out/header"
    cp "$out/header" include/ioc_canon.h
fi
header | diff -u include/ioc_canon.h - ||
    { echo "error: the header is not that of the source: capi/test.sh --write"; exit 1; }

# Nothing but moving bytes: no allocator, and no `abort`, which the panic handler would call.
imports() {
    local symbol symbols
    symbols=$(nm -D --undefined-only "$1" | awk '$1 == "U" { sub(/@.*/, "", $2); print $2 }')
    for symbol in $symbols; do
        case $symbol in
            memcpy | memmove | memset | memcmp | bcmp) ;;
            abort) echo "error: a panic can be reached (proof/run.sh why says where)" >&2; exit 1 ;;
            *) echo "error: the shared object imports $symbol" >&2; exit 1 ;;
        esac
    done
    echo $symbols
}

echo "== libraries"
cargo build --quiet --locked --release
lib=$CARGO_TARGET_DIR/release
imports=$(imports "$lib/libioc_canon.so")
exports=$(nm -D --defined-only "$lib/libioc_canon.so" | awk '{ print $3 }' | sort)
declared=$(grep -o '\bioc_[a-z_]*(' include/ioc_canon.h | tr -d '(' | sort -u)
diff <(echo "$exports") <(echo "$declared" | grep -v '^ioc_entry_fn$') ||
    { echo "error: exported is not what is declared"; exit 1; }

echo "== control"
RUSTFLAGS="--cfg control" CARGO_TARGET_DIR=$CARGO_TARGET_DIR/control cargo build --quiet --locked --release
if (imports "$CARGO_TARGET_DIR/control/release/libioc_canon.so") >/dev/null 2>"$out/control" ||
    ! grep -q 'a panic can be reached' "$out/control"; then
    echo "error: a function that panics is not found: the check of imports proves nothing"
    exit 1
fi

echo "== programs"
# Every code's constant is the number of its id; that there is one for each, the program counts.
grep '^#define IOC_CODE_' include/ioc_canon.h |
    sed 's/^#define \([A-Z0-9_]*\) .*\/\* \([A-Z][0-9]*\): \(.*\) \*\/$/CODE(\1, "\2", "\3")/' >"$out/codes.inc"

# The programs against the static and the shared library of a folder; whatever follows is theirs.
programs() {
    local lib=$1 link shared
    shift
    shared="-L$lib -lioc_canon -Wl,-rpath,$lib"
    ln -sf libioc_canon.so "$lib/libioc_canon.so.0"
    for link in "$lib/libioc_canon.a" "$shared"; do
        cc -std=c99 $warnings -Iinclude test/vectors.c -o "$out/vectors_c" $link
        cc -std=c99 $warnings -Iinclude test/misuse.c -o "$out/misuse" $link
        cc -std=c99 $warnings -Iinclude test/feeds.c -o "$out/feeds" $link
        # As whoever includes the header compiles.
        cc -std=c99 $warnings -Wconversion -Wsign-conversion -Iinclude -I"$out" test/codes.c \
            -o "$out/codes" $link
        c++ -std=c++17 $warnings -Iinclude test/vectors.cpp -o "$out/vectors_cpp" $link
        "$out/vectors_c" "$vectors" "$@"
        "$out/vectors_cpp" "$vectors" "$@"
        "$out/misuse" "$feed"
        "$out/codes"
        "$out/feeds" "${feeds[@]}" >"$out/feeds.c.txt"
        cmp "$out/feeds.c.txt" "$out/feeds.rust.txt" ||
            { echo "error: entries from C are not those from Rust"; exit 1; }
        echo "feeds: $(wc -l <"$out/feeds.c.txt") entries as from Rust," \
            "$(grep -c ' instead ' "$out/feeds.c.txt") with what to write instead"
    done
}
# The same entries from Rust, by a library with the features that follow.
rust() {
    cargo build --quiet --locked --release --example feeds "$@"
    "$CARGO_TARGET_DIR/release/examples/feeds" "${feeds[@]}" >"$out/feeds.rust.txt"
}
rust
programs "$lib" | tee "$out/programs"
feeds_said=$(grep '^feeds' "$out/programs" | sort -u)

echo "== valgrind"
grind="valgrind --quiet --error-exitcode=9 --leak-check=no"
$grind "$out/vectors_c" "$vectors" | tee "$out/c"
$grind "$out/vectors_cpp" "$vectors" | tee "$out/cpp"
$grind "$out/misuse" "$feed" | tee "$out/misuse.txt"
$grind "$out/feeds" "$feed" >"$out/feeds.c.txt"

echo "== without internationalised names"
CARGO_TARGET_DIR=$CARGO_TARGET_DIR/ascii cargo build --quiet --locked --release --no-default-features
imports "$CARGO_TARGET_DIR/ascii/release/libioc_canon.so" >"$out/imports"
CARGO_TARGET_DIR=$CARGO_TARGET_DIR/ascii rust --no-default-features
programs "$CARGO_TARGET_DIR/ascii/release" H011 | tee "$out/ascii"

echo "== installation"
# What `make` builds is what was built above.
make --quiet install PREFIX="$out/usr" >/dev/null
export PKG_CONFIG_PATH=$out/usr/lib/pkgconfig
cc $warnings -Wconversion -Wsign-conversion example.c -o "$out/example" \
    $(pkg-config --cflags --libs ioc_canon)
LD_LIBRARY_PATH=$out/usr/lib "$out/example" HTTP://Example.COM 10.0.0.5/8 | tee "$out/example.txt"
grep -q $'^url\thttp://example.com$' "$out/example.txt"
grep -q '^C006' "$out/example.txt"

# Elsewhere, under a folder with a blank in its name; and gone again.
make --quiet install DESTDIR="$out/a b" PREFIX=/usr LIBDIR=/usr/lib/some INCLUDEDIR=/opt/include
diff - "$out/a b/usr/lib/some/pkgconfig/ioc_canon.pc" <<END
prefix=/usr
libdir=\${prefix}/lib/some
includedir=/opt/include
$(sed 1,3d "$out/usr/lib/pkgconfig/ioc_canon.pc")
END
[[ $(cd "$out/a b" && find . ! -type d | wc -l) == 6 ]]
make --quiet uninstall DESTDIR="$out/a b" PREFIX=/usr LIBDIR=/usr/lib/some INCLUDEDIR=/opt/include
[[ -z $(find "$out/a b" ! -type d) ]]

# For another machine: its own library or none, and a shared one only if there is one.
fails() {
    local word=$1
    shift
    if make --quiet "$@" >"$out/make" 2>&1 || ! grep -q -e "$word" "$out/make"; then
        cat "$out/make"
        echo "error: not refused: make $*"
        exit 1
    fi
}
fails 'make TARGET=nowhere first' install TARGET=nowhere DESTDIR="$out/nowhere"
CARGO_BUILD_TARGET=nowhere fails 'nowhere/release' install DESTDIR="$out/nowhere"
fails 'say TARGET' install CARGO_FLAGS="--target nowhere" DESTDIR="$out/nowhere"
[[ ! -e $out/nowhere ]]
make -n TARGET=nowhere | grep -q -e '--target "nowhere"'
mkdir -p "$out/built/nowhere/release"
cp "$lib/libioc_canon.a" "$out/built/nowhere/release/"
make --quiet install TARGET=nowhere CARGO_TARGET_DIR="$out/built" DESTDIR="$out/nowhere"
[[ $(find "$out/nowhere" ! -type d | wc -l) == 3 ]]

# The lines of the README, between what it leaves to the reader.
{
    cat <<'END'
#include <string.h>
#include <ioc_canon.h>
void block(const char *);
void warn(const char *, ...);
void lines(const char *);
void lines(const char *text)
{
END
    sed -n '/^```c$/,/^```$/{/^```/!p;}' ../README.md
    echo '}'
} >"$out/readme.c"
grep -q ioc_canonical "$out/readme.c"
cc -std=c99 $warnings -Wconversion -Wsign-conversion -c "$out/readme.c" -o "$out/readme.o" $(pkg-config --cflags ioc_canon)

cp "$lib/libioc_canon.so" "$out/stripped.so"
strip "$out/stripped.so"
size() { stat -c %s "$1"; }
echo "$(<"$out/c"); $(<"$out/cpp"); $(<"$out/misuse.txt"); $feeds_said; valgrind clean;" \
    ".so $(($(size "$out/stripped.so") / 1024)) KiB stripped," \
    ".a $(($(size "$lib/libioc_canon.a") / 1024)) KiB; imports $imports;" \
    "without idna$(grep -o '[0-9]* wrong, [0-9]* left out' "$out/ascii" | sort -u | sed 's/^/ /')"
