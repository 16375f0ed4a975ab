//! What is said to be valid is, and what is nearly valid mostly is not.

use std::collections::{BTreeMap, BTreeSet};

use arbitrary::{Arbitrary, Unstructured};
use ioc_canon::{Code, Indicator, Kind};
use ioc_canon_arbitrary::{NearlyValid, Valid, nearly_valid, valid};

const ROUNDS: usize = 4000;

/// Bytes that look like chance: xorshift.
struct Chance(u64);

impl Chance {
    fn bytes(&mut self) -> Vec<u8> {
        let mut word = || {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0
        };
        (0..64).flat_map(|_| word().to_le_bytes()).collect()
    }
}

#[test]
fn valid_texts_are_accepted() {
    let mut chance = Chance(0x10c_ca40);
    for &kind in Kind::ALL {
        let mut texts = BTreeSet::new();
        for _ in 0..ROUNDS {
            let bytes = chance.bytes();
            let text = valid(kind, &mut Unstructured::new(&bytes)).unwrap();
            let read = Indicator::read_as(kind, &text);
            assert!(read.is_ok(), "{kind} {text:?}: {}", read.unwrap_err());
            texts.insert(text);
        }
        assert!(texts.len() > ROUNDS / 2, "{kind}: {} texts", texts.len());
        // Short input gives something too.
        let text = valid(kind, &mut Unstructured::new(b"")).unwrap();
        assert!(Indicator::read_as(kind, &text).is_ok(), "{kind} {text:?}");
    }
}

#[test]
fn nearly_valid_texts_are_mostly_refused() {
    let mut chance = Chance(0x10c_ca41);
    for &kind in Kind::ALL {
        let (mut refused, mut codes) = (0, BTreeSet::new());
        let mut changes: BTreeMap<_, (usize, usize)> = BTreeMap::new();
        for _ in 0..ROUNDS {
            let bytes = chance.bytes();
            let (text, change) = nearly_valid(kind, &mut Unstructured::new(&bytes)).unwrap();
            let count = changes.entry(change).or_default();
            count.0 += 1;
            if let Err(error) = Indicator::read_as(kind, &text) {
                refused += 1;
                count.1 += 1;
                codes.insert(error.code());
            }
        }
        assert!(refused * 10 > ROUNDS * 9, "{kind}: {refused} of {ROUNDS} refused: {changes:#?}");
        assert!(codes.len() >= 5, "{kind}: {codes:?}");
        for (change, (tried, refused)) in changes {
            assert!(tried > 20 && refused * 5 > tried, "{kind}: {change}: {refused} of {tried}");
        }
        assert!(!codes.contains(&Code::BufferTooSmall));
    }
}

/// The share of accepted texts, in hundredths, of so many tries.
fn share(accepted: impl FnMut(Vec<u8>) -> bool) -> usize {
    let mut chance = Chance(0x10c_ca42);
    let texts = (0..ROUNDS * 10).map(|_| chance.bytes());
    texts.map(accepted).filter(|&accepted| accepted).count() * 100 / (ROUNDS * 10)
}

/// What the types are worth to a fuzzer: `cargo test -- --nocapture shares` prints it.
#[test]
fn shares_of_what_is_accepted() {
    let every = share(|bytes| {
        let given = Valid::arbitrary(&mut Unstructured::new(&bytes)).unwrap();
        Indicator::read_as(given.kind, &given.text).is_ok()
    });
    let few = share(|bytes| {
        let given = NearlyValid::arbitrary(&mut Unstructured::new(&bytes)).unwrap();
        Indicator::read_as(given.kind, &given.text).is_ok()
    });
    // What a fuzzer starts from: bytes, of the length of an indicator, ASCII at that.
    let none = share(|bytes| {
        let ascii: String = bytes[..16].iter().map(|byte| char::from(byte & 0x7f)).collect();
        Kind::ALL.iter().any(|&kind| Indicator::read_as(kind, &ascii).is_ok())
    });
    println!("accepted of Valid: {every} %, of NearlyValid: {few} %, of bytes: {none} %");
    assert_eq!((every, none), (100, 0));
    assert!((1..=10).contains(&few), "{few} %");
}
