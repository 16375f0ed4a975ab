//! The engine against the `idna` crate, an independent implementation, in every option the two have
//! in common.
//!
//! `idna` 1.1 takes its data from the same ICU4X release as this crate's table generator, so both
//! are of one version of Unicode and no code point is left out. Differences that are known are
//! decided by `known` of `peers/idna.rs`, which looks at the input alone.
//!
//! `IOC_CANON_IDNA_HOSTS` sets how many random hosts are compared (20,000 unless told).

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use ioc_canon::{
    Code,
    idna::{Config, MAX_ASCII_LEN},
};

#[path = "peers/idna.rs"]
mod peer;
use peer::{Tally, profiles};

#[test]
fn every_scalar_value_in_four_contexts() {
    let profiles = profiles();
    let mut tally = Tally::default();
    // A debug build sees one in eleven, each in one context and profile; a release build all in all.
    // `tests/exhaustive.rs` takes every one through a host.
    let thorough = !cfg!(debug_assertions);
    let mut text = String::new();
    for (n, c) in ('\0'..=char::MAX).enumerate() {
        for (context, (before, after)) in
            [("", ""), ("a", ""), ("", "b"), ("a", "b")].into_iter().enumerate()
        {
            for (place, profile) in profiles.iter().enumerate() {
                if !thorough && (n % 4 != context || n / 4 % 64 != place) {
                    continue;
                }
                text.clear();
                text.push_str(before);
                text.push(c);
                text.push_str(after);
                tally.compare(&text, profile);
            }
        }
    }
    tally.report("scalar values");
}

#[test]
fn marks_and_joiners_between_letters_of_every_script() {
    // What composes, reorders, joins and turns the direction, three at a time.
    const PIECES: [char; 30] = [
        'a',
        '1',
        '-',
        '=',
        '\u{E9}',
        '\u{308}',
        '\u{301}',
        '\u{323}',
        '\u{338}',
        '\u{345}',
        '\u{5D0}',
        '\u{5B0}',
        '\u{628}',
        '\u{627}',
        '\u{650}',
        '\u{661}',
        '\u{6F1}',
        '\u{915}',
        '\u{94D}',
        '\u{93C}',
        '\u{200C}',
        '\u{200D}',
        '\u{9C7}',
        '\u{9BE}',
        '\u{1100}',
        '\u{1161}',
        '\u{11A8}',
        '\u{AC00}',
        '\u{AD}',
        '\u{11099}',
    ];
    let profiles = profiles();
    let mut tally = Tally::default();
    for (n, first) in PIECES.into_iter().enumerate() {
        for second in PIECES {
            for third in PIECES {
                let text: String = [first, second, third].into_iter().collect();
                tally.compare(&text, &profiles[n % profiles.len()]);
                if !cfg!(debug_assertions) {
                    for fourth in PIECES {
                        let text: String = [first, second, third, fourth].into_iter().collect();
                        tally.compare(&text, &profiles[0]);
                    }
                }
            }
        }
    }
    tally.report("short labels");
}

/// Sebastiano Vigna's splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Blocks worth drawing from, each a script or a corner of the mapping.
const BLOCKS: [(u32, u32); 34] = [
    (0x61, 0x7A),
    (0x61, 0x7A),
    (0x21, 0x7E),
    (0x41, 0x5A),
    (0x30, 0x39),
    (0xA0, 0x17F),
    (0x180, 0x24F),
    (0x300, 0x36F),
    (0x370, 0x3FF),
    (0x400, 0x4FF),
    (0x531, 0x586),
    (0x5B0, 0x5F4),
    (0x600, 0x6FF),
    (0x700, 0x74F),
    (0x900, 0x97F),
    (0x980, 0x9FF),
    (0xB80, 0xBFF),
    (0xE00, 0xE7F),
    (0xF00, 0xFBF),
    (0x10A0, 0x10FF),
    (0x1100, 0x11FF),
    (0x13A0, 0x13FD),
    (0x1E00, 0x1FFF),
    (0x2000, 0x206F),
    (0x2100, 0x214F),
    (0x2460, 0x24FF),
    (0x3040, 0x30FF),
    (0x4E00, 0x4EFF),
    (0xAC00, 0xACFF),
    (0xF900, 0xFAFF),
    (0xFB00, 0xFDFF),
    (0xFF00, 0xFFEF),
    (0x11080, 0x110BF),
    (0x1D400, 0x1D7FF),
];

const WHOLE: [&str; 18] = [
    "xn--",
    "XN--",
    "xn--bcher-kva",
    "xn--fa-hia",
    "xn--1ug",
    "xn--0ca24w",
    "ｘｎ－－",
    ".",
    "。",
    "--",
    "-",
    "\u{AD}",
    "\u{200D}",
    "\u{94D}\u{200D}",
    "\u{338}",
    "\u{345}",
    "ß",
    "\u{FDFA}",
];

fn random_char(random: &mut Random) -> char {
    if random.below(24) == 0 {
        return char::from_u32(random.below(0x11_0000) as u32).unwrap_or('\u{3D000}');
    }
    let &(low, high) = random.pick(&BLOCKS);
    char::from_u32(low + random.below((high - low + 1) as usize) as u32).unwrap_or('x')
}

fn random_label(random: &mut Random, text: &mut String) {
    let block = *random.pick(&BLOCKS);
    let length = if random.below(40) == 0 { random.below(90) } else { 1 + random.below(9) };
    for _ in 0..length {
        match random.below(12) {
            0 => text.push_str(random.pick::<&str>(&WHOLE)),
            1 => text.push(random_char(random)),
            _ => text.push(
                char::from_u32(block.0 + random.below((block.1 - block.0 + 1) as usize) as u32)
                    .unwrap(),
            ),
        }
    }
}

fn random_host(random: &mut Random, text: &mut String) {
    text.clear();
    let labels = if random.below(30) == 0 { random.below(20) } else { 1 + random.below(3) };
    for n in 0..labels {
        if n > 0 {
            text.push('.');
        }
        let mut label = String::new();
        random_label(random, &mut label);
        // Half of them as A-labels, of text that was made valid first, or not.
        match random.below(4) {
            0 => {
                let chars: Vec<char> = label.chars().collect();
                text.push_str("xn--");
                text.push_str(&idna::punycode::encode(&chars).unwrap_or_default());
            }
            1 => {
                let ascii = Uts46::new().to_ascii(
                    label.as_bytes(),
                    AsciiDenyList::EMPTY,
                    Hyphens::Allow,
                    DnsLength::Ignore,
                );
                text.push_str(ascii.as_deref().unwrap_or(&label));
            }
            _ => text.push_str(&label),
        }
    }
    // A mutation: one character out, in, or in another case.
    let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
    if places.is_empty() {
        return;
    }
    let place = *random.pick(&places);
    match random.below(8) {
        0 => drop(text.remove(place)),
        1 => text.insert(place, random_char(random)),
        2 => *text = text.to_uppercase(),
        3 => text.push('.'),
        _ => {}
    }
}

/// Each option taken off alone: what was accepted stays as it is, and what another rule refused stays
/// refused, by that rule at that byte. The peer cannot turn off all of them.
fn options_singly(domain: &str) {
    let all = Config::new();
    let strict_room = &mut [0; MAX_ASCII_LEN];
    let strict = all.to_ascii(domain, strict_room).map(|len| &strict_room[..len]);
    let off: [(Config, &[Code]); 6] = [
        (all.check_hyphens(false), &[Code::HyphensAt34, Code::LeadingHyphen, Code::TrailingHyphen]),
        (all.check_bidi(false), &[Code::BidiRule]),
        (all.check_joiners(false), &[Code::JoinerContext]),
        (all.use_std3_ascii_rules(false), &[Code::DisallowedCodePoint]),
        (all.allow_underscore(true), &[Code::DisallowedCodePoint]),
        (all.verify_dns_length(false), &[Code::LabelEmpty, Code::LabelTooLong, Code::NameTooLong]),
    ];
    for (config, lifts) in off {
        if strict.is_err_and(|error| lifts.contains(&error.code())) {
            continue;
        }
        let mut out = [0; 4_096];
        let is = config.to_ascii(domain, &mut out).map(|len| &out[..len]);
        assert_eq!(is, strict, "{config:?}: {domain:?}");
    }
}

#[test]
fn random_hosts() {
    let wanted = std::env::var("IOC_CANON_IDNA_HOSTS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(20_000u64);
    let seed = std::env::var("IOC_CANON_IDNA_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(46);
    let mut random = Random(seed);
    let profiles = profiles();
    let mut tally = Tally::default();
    let mut text = String::new();
    for _ in 0..wanted {
        random_host(&mut random, &mut text);
        let profile = random.below(profiles.len());
        tally.compare(&text, &profiles[profile]);
        options_singly(&text);
    }
    tally.report("random hosts");
}
