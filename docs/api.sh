#!/usr/bin/env bash
# Holds docs/api.txt, the public API as text, against the library, so that every change of it is a
# line of a diff. `docs/api.sh --write` writes it anew. A line that goes or changes is a major version.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
listing=$(mktemp)
trap 'rm -f "$listing"' EXIT

docs/listing.sh >"$listing"
if [[ ${1:-} == --write ]]; then
    cp "$listing" docs/api.txt
fi
if ! diff -u docs/api.txt "$listing"; then
    echo "error: the public API is not docs/api.txt; if that is meant: docs/api.sh --write"
    exit 1
fi
echo "$(wc -l <docs/api.txt) lines of public API"
