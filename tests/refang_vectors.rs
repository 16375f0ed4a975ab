//! The vectors of ioc-fanger, where `IOC_CANON_CORPORA` points at them.
use std::{env, fs, path::PathBuf};

use ioc_canon::refang;

#[test]
fn ioc_fanger() {
    let Some(corpora) = env::var_os("IOC_CANON_CORPORA") else { return };
    let path = PathBuf::from(corpora).join("vectors/refang_ioc_fanger.jsonl");
    let text = fs::read_to_string(path).expect("the vectors");
    for line in text.lines().skip(1) {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if row["kind"] != "fang" {
            continue;
        }
        let typed = row["in"].as_str().unwrap();
        let out = refang::refang(typed).to_string();
        if out != row["canon"].as_str().unwrap() {
            println!("FAIL {typed:?} {out:?}");
        }
    }
}
