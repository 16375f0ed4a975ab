#!/usr/bin/env bash
# Holds every public item to a text and an example that asserts something, and every function that may
# fail to its `# Errors`. `cargo test --doc` runs the examples. No item is excused: the example shows
# what the item is for, with values that a reader can tell from real ones (192.0.2.0/24, 2001:db8::/32,
# AS64496, example.com). Every test that DESIGN.md names for its readings of the platforms must exist.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
missing=0
named=$(sed -n '/^## Platforms/,/^## Why/p' docs/DESIGN.md | tr '\n' ' ' | grep -o '\[[^]]*\]' | grep -o '`[a-z_]*`')
for name in $(tr -d '`' <<<"$named" | sort -u); do
    if ! grep -qr "fn $name()" src tests; then
        echo "docs/DESIGN.md names a test that is not there: $name"
        missing=1
    fi
done
docs/listing.sh --examples
exit $missing
