//! Every law, over any bytes: as one text of each kind, as each platform's spelling, and as a feed.

#![no_main]

#[path = "../../tests/laws/mod.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| laws::bytes(data));
