//! Replays the fuzz targets' committed corpus, so that a finding stays found without a fuzzer.

#[path = "targets/mod.rs"]
mod targets;

use std::{fs, path::Path};

use targets::TARGETS;

/// Targets that need a feature which may be off.
const OF_FEATURES: [(&str, bool); 2] =
    [("host_against_idna", cfg!(feature = "idna")), ("serde", cfg!(feature = "serde"))];

#[test]
fn every_committed_input_keeps_the_laws() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut targets: Vec<String> = fs::read_dir(&corpus)
        .expect("the corpus is committed")
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    targets.sort();
    targets.retain(|name| !OF_FEATURES.contains(&(name, false)));
    let names: Vec<_> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(targets, names, "a folder for each target and no other");
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
