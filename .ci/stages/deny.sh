#!/usr/bin/env bash
# Licences, sources and bans of what is depended on: see deny.toml.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source .ci/tools.sh
need_cargo deny 0.20.2
twice cargo fetch --locked
cargo deny --offline --log-level error check bans licenses sources
echo "$(cargo metadata --locked --format-version 1 --all-features --offline | grep -o '"id":"registry' | sort | wc -l) packages allowed"
