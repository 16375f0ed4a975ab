#!/bin/sh
# What `examples/blocklist.rs` writes is loaded by the programs it is written for: nftables, BIND's
# zone checker and unbound. Installs them where they are missing (Debian, root). Feeds: those of
# `tests/feeds`, and those under `$IOC_CANON_CORPORA/feeds` where that is set.
set -eu
cd "$(dirname "$0")/.."

missing=
command -v nft >/dev/null 2>&1 || [ -x /usr/sbin/nft ] || missing="$missing nftables"
command -v named-checkzone >/dev/null 2>&1 || [ -x /usr/sbin/named-checkzone ] || missing="$missing bind9utils"
command -v unbound-checkconf >/dev/null 2>&1 || [ -x /usr/sbin/unbound-checkconf ] || missing="$missing unbound"
PATH="$PATH:/usr/sbin:/sbin"
if [ -n "$missing" ]; then
    if [ "$(id -u)" != 0 ]; then
        echo "consumers: need root to install$missing" >&2
        exit 1
    fi
    # shellcheck disable=SC2086
    install() { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; }
    install || install
fi

cargo build --quiet --release --example blocklist
target=${CARGO_TARGET_DIR:-target}
blocklist=$target/release/examples/blocklist
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'server:\n  chroot: ""\n  username: ""\n  directory: "%s"\n  pidfile: ""\ninclude: "%s/zones"\n' \
    "$work" "$work" >"$work/unbound.conf"

# check NAME OPTION... FILE...: the three outputs of one feed.
check() {
    name=$1
    shift
    "$blocklist" --to nft "$@" >"$work/set" 2>"$work/counts"
    nft --check -f "$work/set"
    "$blocklist" --to rpz "$@" >"$work/zone" 2>/dev/null
    named-checkzone -q rpz.example "$work/zone" || {
        named-checkzone rpz.example "$work/zone" | tail -5
        exit 1
    }
    "$blocklist" --to unbound "$@" >"$work/zones" 2>/dev/null
    unbound-checkconf "$work/unbound.conf" >/dev/null
    echo "consumers: $name: $(wc -l <"$work/set") $(wc -l <"$work/zone") $(wc -l <"$work/zones") lines; $(head -1 "$work/counts")"
}

# A checker that accepts anything checks nothing.
refused() {
    if "$@" >/dev/null 2>&1; then
        echo "consumers: accepted what is broken: $*" >&2
        exit 1
    fi
}
printf 'table inet t {\n\tset s {\n\t\ttype ipv4_addr\n\t\telements = { 1.2.3.4 x }\n\t}\n}\n' >"$work/set"
refused nft --check -f "$work/set"
printf '$TTL 300\n@ IN SOA a. b. 1 1 1 1 1\n@ IN NS a.\na b c\n' >"$work/zone"
refused named-checkzone -q rpz.example "$work/zone"
printf 'server:\n    local-zone: "a\n' >"$work/zones"
refused unbound-checkconf "$work/unbound.conf"

for feed in tests/feeds/*.txt; do
    check "$feed" "$feed"
    check "$feed, all of it" --allow-special --servers "$feed"
    check "$feed, as a report" --format report --servers "$feed"
done
if [ -n "${IOC_CANON_CORPORA:-}" ]; then
    for feed in "$IOC_CANON_CORPORA"/feeds/*; do
        check "$(basename "$feed")" --servers "$feed"/*
        check "$(basename "$feed"), all of it" --allow-special --servers "$feed"/*
    done
fi
