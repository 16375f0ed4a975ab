#!/bin/bash -eu
# For ClusterFuzzLite and OSS-Fuzz: every target with its seeds and the dictionary. The image brings
# cargo-fuzz, a nightly toolchain and the sanitiser's flags.
cd "$SRC/ioc-canon"
cargo fuzz build -O --debug-assertions
release=fuzz/target/x86_64-unknown-linux-gnu/release
for target in $(cargo fuzz list); do
    cp "$release/$target" "$OUT/"
    zip -jq "$OUT/${target}_seed_corpus.zip" fuzz/corpus/"$target"/*
    cp fuzz/ioc.dict "$OUT/$target.dict"
done
