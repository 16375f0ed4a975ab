//! The laws over every row, over mutations of the rows, and over corpora where there are any.

use std::fs;

use ioc_canon::{Indicator, Kind};

#[path = "laws/mod.rs"]
mod laws;
#[path = "rows/mod.rs"]
mod rows;

/// Every text of the rows, with the kind it is written for.
fn seeds() -> Vec<(Kind, Vec<u8>)> {
    let mut seeds: Vec<_> = rows::kind_rows()
        .iter()
        .map(|row| (rows::kind_of(&row.columns[1]), row.bytes(0)))
        .collect();
    for row in rows::rows("detect", "input\tkind\toutcome\tcomment") {
        let kind = Kind::from_name(&row.columns[1]).unwrap_or(Kind::Host);
        seeds.push((kind, row.bytes(0)));
    }
    for row in rows::rows("check", "dialect\tkind\ttext\toutcome\tsuggestion\tcomment") {
        seeds.push((rows::kind_of(&row.columns[1]), row.bytes(2)));
    }
    seeds
}

#[test]
fn rows_keep_the_laws() {
    for (kind, bytes) in seeds() {
        match std::str::from_utf8(&bytes) {
            // The longest texts take debug builds long: their own kind's door and `detect`.
            Ok(text) if text.len() > 256 => {
                laws::indicator(text);
                laws::kind(kind, text);
            }
            _ => laws::bytes(&bytes),
        }
    }
}

#[test]
fn every_pair_of_detected_rows_is_ordered_as_its_texts_are_equal() {
    let texts: Vec<_> =
        seeds().into_iter().filter_map(|(_, b)| String::from_utf8(b).ok()).collect();
    let mut read: Vec<_> = texts.iter().filter_map(|t| Indicator::detect(t).ok()).collect();
    read.sort();
    for pair in read.windows(2) {
        laws::pair(&pair[0], &pair[1]);
    }
    for (a, b) in read.iter().zip(read.iter().rev()) {
        laws::pair(a, b);
    }
}

/// A small generator (Steele, Lea, Flood 2014: SplitMix64), so that every run is the same run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// What the grammars are made of.
const PIECES: [&str; 67] = [
    ".",
    "..",
    ":",
    "::",
    "/",
    "//",
    "://",
    "-",
    "--",
    "@",
    "\\",
    "\\\\",
    "[",
    "]",
    " ",
    "  ",
    "#",
    "?",
    "%",
    "|",
    "\"",
    "(",
    "*",
    "*.",
    "_",
    "+",
    "0",
    "00",
    "1",
    "9",
    "255",
    "256",
    "65535",
    "65536",
    "4294967295",
    "4294967296",
    "/24",
    "/32",
    "/33",
    "/128",
    "/129",
    "AS",
    "asn",
    "xn--",
    "0x",
    "ffff",
    "::ffff:",
    "1.2.3.4",
    "HKLM",
    "HKEY_",
    "REGISTRY",
    "http",
    "A",
    "a",
    "\t",
    "\0",
    "\u{200b}",
    "\u{2024}",
    "\u{2026}",
    "...",
    "ö",
    "Ã¶",
    "\u{202e}",
    "日",
    "\u{3002}",
    "\u{ff0e}",
    "\u{ff61}",
];

/// One to three small edits of `seed`.
fn mutate(random: &mut Random, seed: &[u8], other: &[u8]) -> Vec<u8> {
    let mut text = seed.to_vec();
    text.truncate(300);
    for _ in 0..=random.below(3) {
        let at = random.below(text.len() + 1);
        match random.below(8) {
            0 if at < text.len() => drop(text.remove(at)),
            1 if at < text.len() => text[at] = random.next() as u8 & 0x7f,
            2 if at < text.len() => text[at] ^= 0x20,
            3 => text.truncate(at),
            4 => {
                let from = random.below(other.len() + 1);
                text.truncate(at);
                text.extend_from_slice(&other[from..other.len().min(from + 64)]);
            }
            5 if at < text.len() => text.insert(at, text[at]),
            _ => {
                let piece = random.of(&PIECES).bytes();
                drop(text.splice(at..at, piece));
            }
        }
    }
    text
}

/// Two halves, for two cores.
#[test]
fn mutated_rows_keep_the_laws() {
    mutations(0x10c);
}

#[test]
fn more_mutated_rows_keep_the_laws() {
    mutations(0xca01);
}

#[test]
#[ignore = "3,200,000 texts: cargo test --release --test laws -- --ignored"]
fn many_mutated_rows_keep_the_laws() {
    (0..32).for_each(mutations);
}

fn mutations(seed: u64) {
    let seeds = seeds();
    let mut random = Random(seed);
    for round in 0..100_000 {
        let (kind, seed) = &seeds[random.below(seeds.len())];
        let other = &seeds[random.below(seeds.len())].1;
        let bytes = mutate(&mut random, seed, other);
        // Every door over every text takes long: all doors now and then, else its own and `detect`.
        if round % 32 == 0 {
            laws::bytes(&bytes);
        } else if let Ok(text) = std::str::from_utf8(&bytes) {
            laws::indicator(text);
            laws::kind(*kind, text);
        }
    }
}

#[test]
fn corpora_keep_the_laws() {
    let Some(corpora) = rows::corpora() else {
        println!("IOC_CANON_CORPORA is not set: no corpora were read");
        return;
    };
    let (mut inputs, mut halves) = (0usize, 0usize);
    for file in fs::read_dir(corpora.join("vectors")).expect("vectors").flatten() {
        let text = fs::read_to_string(file.path()).expect("JSON lines");
        for line in text.lines().skip(1) {
            // Some rows hold half a surrogate pair, which is no text.
            let Ok(row) = serde_json::from_str::<serde_json::Value>(line) else {
                halves += 1;
                continue;
            };
            if let Some(input) = row["in"].as_str() {
                laws::bytes(input.as_bytes());
                inputs += 1;
            }
        }
    }
    let mut lines = 0usize;
    for feed in rows::feeds(&corpora) {
        for line in feed.split(|&b| b == b'\n') {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            let Ok(text) = std::str::from_utf8(line) else { continue };
            let token = text.split(['\t', ' ', ',', ';']).next().unwrap_or_default();
            laws::indicator(token);
            if token.len() < line.len() && lines & 7 == 0 {
                laws::indicator(text);
            }
            lines += 1;
        }
    }
    assert!(halves < 100, "{halves} rows are no JSON");
    assert!(inputs > 9000 && lines > 100_000, "{inputs} inputs, {lines} lines");
    println!("{inputs} inputs of vectors ({halves} left out), {lines} lines of feeds");
}
