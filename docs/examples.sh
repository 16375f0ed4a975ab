#!/usr/bin/env bash
# Holds every public item to a text and an example that asserts something, and every function that may
# fail to its `# Errors`. `cargo test --doc` runs the examples. No item is excused: the example shows
# what the item is for, with values that a reader can tell from real ones (192.0.2.0/24, 2001:db8::/32,
# AS64496, example.com).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
docs/listing.sh --examples
