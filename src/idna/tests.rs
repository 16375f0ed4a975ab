//! What only the inside can show: the buffer bound, form C against another implementation, and that
//! time is linear.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests may panic"
)]

extern crate std;

use std::format;
use std::string::String;
use std::time::{Duration, Instant};
use std::vec::Vec;
use std::{env, println};

use icu_normalizer::ComposingNormalizerBorrowed;

use super::class::{Class, MISORDERED, RANK, SECOND, SPECIAL, Special, properties, valid};
use super::scratch::Scratch;
use super::{Config, Form, SCRATCH, bidi, label, mapping, normalize};
use crate::error::Code;

/// Sebastiano Vigna's splitmix64.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) % n as u64) as usize
    }
}

fn setting(name: &str, default: usize) -> usize {
    env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn scratch<const N: usize>(label: impl IntoIterator<Item = u32>) -> Scratch<N> {
    let mut scratch = Scratch::new();
    for c in label {
        scratch.push(c).unwrap();
    }
    scratch
}

/// As the engine does it: only where the properties leave form C open.
fn nfc(label: &[u32]) -> Vec<u32> {
    let mut scratch = scratch::<1_024>(label.iter().copied());
    let (mut gathered, mut previous) = (0, 0);
    for &c in label {
        gathered |= properties(c) | mapping::misordered(previous, properties(c));
        previous = properties(c);
    }
    let mut always = scratch.clone();
    normalize::nfc(&mut always).unwrap();
    if gathered & (SECOND | MISORDERED) != 0 {
        normalize::nfc(&mut scratch).unwrap();
    }
    assert_eq!(scratch.as_slice(), always.as_slice(), "the shortcut took {label:x?} for form C");
    scratch.as_slice().to_vec()
}

fn peer_nfc(label: &[u32]) -> Vec<u32> {
    let text: String = label.iter().map(|&c| char::from_u32(c).unwrap()).collect();
    ComposingNormalizerBorrowed::new_nfc().normalize(&text).chars().map(u32::from).collect()
}

fn all_valid() -> Vec<u32> {
    ('\0'..=char::MAX).map(u32::from).filter(|&c| valid(c).is_some()).collect()
}

#[test]
fn form_c_of_every_valid_code_point() {
    // A debug build leaves most of the ideographs out.
    let all = !cfg!(debug_assertions);
    for c in all_valid().into_iter().filter(|c| all || *c < 0x3400 || c % 16 == 0) {
        assert_eq!(nfc(&[c]), [c]);
        for mark in [0x301, 0x338, 0x3099, 0x1161, 0x11A8, 0x11BA] {
            assert_eq!(nfc(&[c, mark]), peer_nfc(&[c, mark]), "{c:x} {mark:x}");
        }
    }
}

#[test]
fn form_c_of_random_sequences() {
    let valid = all_valid();
    let marks: Vec<u32> = valid.iter().copied().filter(|&c| properties(c) & RANK != 0).collect();
    let seconds: Vec<u32> =
        valid.iter().copied().filter(|&c| properties(c) & SECOND != 0).collect();
    // Everything that composes or decomposes is below U+1F00 or a rarity of the other planes.
    let starters: Vec<u32> =
        valid.iter().copied().filter(|&c| c < 0x1F00 || (0xAC00..0xAD00).contains(&c)).collect();
    let mut random = Random(15);
    for _ in 0..setting("IOC_CANON_IDNA_LABELS", 20_000) {
        let length = 1 + if random.below(50) == 0 { random.below(300) } else { random.below(12) };
        let label: Vec<u32> = (0..length)
            .map(|_| {
                let from =
                    [&valid, &starters, &starters, &marks, &marks, &seconds][random.below(6)];
                from[random.below(from.len())]
            })
            .collect();
        assert_eq!(nfc(&label), peer_nfc(&label), "{label:x?}");
    }
}

#[test]
fn hangul_by_arithmetic() {
    for c in 0xAC00..=0xD7A3 {
        let mut once = scratch::<8>([c, 0x301]);
        normalize::nfc(&mut once).unwrap();
        assert_eq!(once.as_slice(), [c, 0x301]);
    }
    assert_eq!(nfc(&[0xAC01, 0x11A8]), [0xAC01, 0x11A8]);
    assert_eq!(nfc(&[0xAC00, 0x11A7]), [0xAC00, 0x11A7]);
    assert_eq!(nfc(&[0x1100, 0x1161, 0x11A8]), [0xAC01]);
}

/// A label that is out for the scratch: things that grow, that compose, that vanish, and repetition,
/// which Punycode writes in one octet a code point.
fn adversarial(random: &mut Random) -> String {
    const PIECES: [&str; 24] = [
        "\u{1D6}",
        "u\u{308}\u{304}",
        "\u{1EAD}",
        "a\u{323}\u{302}",
        "\u{AC01}",
        "\u{1100}\u{1161}\u{11A8}",
        "\u{FDFA}",
        "\u{AD}",
        "\u{200B}",
        "\u{FE0F}",
        "a",
        "b",
        "\u{FC}",
        "\u{4E00}",
        "\u{20000}",
        "\u{301}",
        "\u{323}",
        "\u{338}",
        "\u{FB03}",
        "\u{1109A}",
        "\u{915}\u{93C}",
        "\u{9CB}",
        "\u{FF41}",
        "\u{D55C}",
    ];
    let mut label = String::new();
    let kinds = 1 + random.below(3);
    for _ in 0..kinds {
        let piece = PIECES[random.below(PIECES.len())];
        // Around the limits of 59, of 63 and of 177 more often than not.
        let near = [1, 19, 29, 57, 59, 60, 63, 88, 171, 177, 178, 240][random.below(12)];
        let times = (near / kinds.max(1) + random.below(5)).saturating_sub(2);
        for _ in 0..times {
            label.push_str(piece);
        }
        if random.below(3) == 0 {
            label.push_str(PIECES[random.below(PIECES.len())]);
        }
    }
    label
}

#[test]
fn a_scratch_of_177_refuses_nothing_that_4096_accepts() {
    let mut random = Random(177);
    let mut accepted = 0;
    let labels = setting("IOC_CANON_IDNA_LABELS", 20_000);
    for _ in 0..labels {
        let text = adversarial(&mut random);
        let config = [Config::HOSTNAME, Config::DNS][random.below(2)];
        for form in [Form::Ascii, Form::Unicode] {
            let (mut small, mut large) = ([0; 1_024], [0; 1_024]);
            let is = label::domain::<SCRATCH>(config, form, &text, &mut small)
                .ok()
                .map(|len| &small[..len]);
            let should = label::domain::<4_096>(config, form, &text, &mut large)
                .ok()
                .map(|len| &large[..len]);
            assert_eq!(is, should, "{text:?}");
            accepted += usize::from(is.is_some());
        }
    }
    println!("{accepted} of {} accepted", 2 * labels);
    assert!(accepted * 50 > labels);
}

#[test]
fn a_label_of_171_code_points() {
    let typed = "u\u{308}\u{304}".repeat(57);
    assert_eq!(typed.chars().count(), 171);
    let mut out = [0; 254];
    let len = Config::new().to_ascii(&typed, &mut out).unwrap();
    assert!(len <= 63);
    let mut text = [0; 940];
    let len =
        Config::new().to_unicode(core::str::from_utf8(&out[..len]).unwrap(), &mut text).unwrap();
    assert_eq!(&text[..len], "\u{1D6}".repeat(57).as_bytes());
    // What is ignored takes no room, however much there is.
    let typed = format!("{}\u{FC}{}", "\u{AD}".repeat(1_000), "\u{FE0F}".repeat(1_000));
    assert_eq!(Config::new().to_ascii(&typed, &mut out), Ok(7));
}

/// The shortest of some runs.
fn fastest(mut run: impl FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..7).map(time).min().unwrap()
}

/// Marks of all classes, the highest first: the worst there is to sort.
fn marks(count: usize) -> Vec<u32> {
    let mut marks: Vec<u32> =
        (0x300..0x1_0000).filter(|&c| valid(c).is_some_and(|p| p & RANK != 0)).collect();
    marks.sort_by_key(|&c| core::cmp::Reverse(properties(c) & RANK));
    let each = count.div_ceil(marks.len());
    marks.into_iter().flat_map(|mark| std::iter::repeat_n(mark, each)).take(count).collect()
}

#[test]
fn long_runs_of_marks_are_linear() {
    // The same number of marks in many runs and in one takes as long. Quadratic time would be 64 and 100
    // times; the factors leave room for whatever else the machine does.
    let normalised = |count, times| {
        let label = scratch::<16_384>(marks(count));
        fastest(|| {
            for _ in 0..times {
                let mut label = label.clone();
                normalize::nfc(&mut label).unwrap();
                core::hint::black_box(&label);
            }
        })
    };
    let (small, large) = (normalised(250, 64), normalised(16_000, 1));
    println!("nfc: 64 times 250 marks {small:?}, 16,000 marks {large:?}");
    assert!(large < small * 32, "{small:?} {large:?}");

    // And the engine, which refuses them when the scratch is full, wherever the run stands.
    let typed = |count| -> String {
        let marks = marks(count).into_iter().map(|c| char::from_u32(c).unwrap());
        core::iter::once('a').chain(marks).collect()
    };
    for config in [Config::new(), Config::new().verify_dns_length(false)] {
        let timed = |count, times| {
            let text = typed(count);
            let mut out = [0; 254];
            fastest(|| {
                for _ in 0..times {
                    assert!(config.to_ascii(&text, &mut out).is_err());
                }
            })
        };
        let (small, large) = (timed(1_000, 100), timed(100_000, 1));
        println!("engine: 100 times 1,000 marks {small:?}, 100,000 marks {large:?}");
        assert!(large < small * 50, "{small:?} {large:?}");
    }

    // Labels that do fit, without end.
    let timed = |count: usize, times| {
        let text = format!("{}.", typed(100)).repeat(count / 100);
        let mut out = std::vec![0; 16 * count];
        let config = Config::new().verify_dns_length(false);
        fastest(|| {
            for _ in 0..times {
                assert!(config.to_ascii(&text, &mut out).is_ok());
            }
        })
    };
    let (small, large) = (timed(1_000, 100), timed(100_000, 1));
    println!("labels of 100 marks: 100 times 1,000 {small:?}, 100,000 {large:?}");
    assert!(large < small * 50, "{small:?} {large:?}");
}

#[test]
fn the_engine_refuses_early() {
    // Nothing past the label that is wrong, or too long, is looked at.
    let config = Config::new();
    let error =
        config.to_ascii(&format!("\u{FC}{}", "a".repeat(100_000)), &mut [0; 254]).unwrap_err();
    assert_eq!((error.code(), error.offset()), (Code::LabelTooLong, 0));
    let error = config.to_ascii(&"a.".repeat(50_000), &mut [0; 254]).unwrap_err();
    assert_eq!((error.code(), error.offset()), (Code::NameTooLong, 254));
}

#[test]
fn classes_say_what_they_must() {
    assert_eq!(Class::of(0x2E).special(), Special::Dot);
    for c in [0x3002, 0xFF0E, 0xFF61] {
        assert_eq!(Class::of(c).special(), Special::Dot);
    }
    for c in [0xAD, 0x200B, 0xFE0F, 0xE0100, 0xE01EF] {
        assert_ne!(Class::of(c).properties & SPECIAL, 0);
        assert_eq!(Class::of(c).special(), Special::Ignored, "{c:x}");
    }
    for c in [
        0x80,
        0xD800,
        0xDFFF,
        0xE000,
        0xFFFD,
        0x3_FFFF,
        0x4_0000,
        0xE01F0,
        0x10_FFFF,
        0x11_0000,
        u32::MAX,
    ] {
        assert_ne!(Class::of(c).properties & SPECIAL, 0);
        assert_eq!(Class::of(c).special(), Special::Disallowed, "{c:x}");
    }
    assert_eq!(properties(0x5D0) & bidi::RIGHT_TO_LEFT, properties(0x5D0) & super::class::bidi::R);
}
