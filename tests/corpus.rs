//! Replays the fuzz targets' committed corpus, so that a finding stays found without a fuzzer.

#[path = "laws/mod.rs"]
mod laws;

use std::{fs, path::Path};

/// A fuzz target's name and what it runs.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 1] = [("detect", laws::bytes)];

#[test]
fn every_committed_input_keeps_the_laws() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut targets: Vec<String> = fs::read_dir(&corpus)
        .expect("the corpus is committed")
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    targets.sort();
    assert_eq!(targets, TARGETS.map(|(name, _)| name), "a folder for each target and no other");
    for (name, run) in TARGETS {
        let mut replayed = 0;
        for entry in fs::read_dir(corpus.join(name)).unwrap() {
            let path = entry.unwrap().path();
            let input = fs::read(&path).unwrap();
            let held = std::panic::catch_unwind(|| run(&input));
            assert!(held.is_ok(), "{} breaks a law", path.display());
            replayed += 1;
        }
        assert!(replayed > 0, "{name} has no corpus");
        println!("{name}: {replayed} inputs");
    }
}
