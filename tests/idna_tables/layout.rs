//! From the data to the arrays: classes, the trie, the mapping targets, the composition table.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use icu_properties::props::{BidiClass, JoiningType};

use crate::source::{Ascii, Properties, Source, Status, is_hangul_syllable};

/// The classes that are no (properties, delta) pair. The engine knows them by these numbers.
const DISALLOWED: u8 = 0;
const IGNORED: u8 = 1;
const DOT: u8 = 2;
const INDEXED: u8 = 3;
const FIRST_FREE: u8 = 4;

/// Beyond this, only the variation selectors of plane 14 are anything but disallowed.
const LIMIT: usize = 0x4_0000;
const SELECTORS: core::ops::RangeInclusive<usize> = 0xE_0100..=0xE_01EF;

/// A target at or above this is a place in the pool: no target is a surrogate or private-use.
const POOL: u16 = 0xD800;
const POOL_END: u16 = 0xF8FF;

/// Bits of a class's properties, mirrored in `src/idna/class.rs`.
const CCC_BITS: u32 = 6;
const BIDI_SHIFT: u32 = 6;
const JOINING_SHIFT: u32 = 18;
const MARK: u32 = 1 << 22;
const SECOND: u32 = 1 << 23;
const DECOMPOSES: u32 = 1 << 24;
const JOINER: u32 = 1 << 25;
const UNDERSCORE: u32 = 1 << 26;
const DENIED: u32 = 1 << 27;
const BEYOND_ASCII: u32 = 1 << 28;
const SPECIAL: u32 = 1 << 31;

/// The sorted distinct combining classes; the tables hold the place in here.
fn ranks(source: &Source) -> Vec<u8> {
    let mut ranks: Vec<u8> = source.properties.values().map(|p| p.ccc).collect();
    ranks.sort_unstable();
    ranks.dedup();
    assert!(ranks.len() <= 1 << CCC_BITS && ranks[0] == 0);
    ranks
}

fn pack(p: &Properties, ranks: &[u8]) -> u32 {
    let bidi = match p.bidi {
        BidiClass::LeftToRight => 0,
        BidiClass::RightToLeft => 1,
        BidiClass::ArabicLetter => 2,
        BidiClass::ArabicNumber => 3,
        BidiClass::EuropeanNumber => 4,
        BidiClass::EuropeanSeparator => 5,
        BidiClass::CommonSeparator => 6,
        BidiClass::EuropeanTerminator => 7,
        BidiClass::OtherNeutral => 8,
        BidiClass::BoundaryNeutral => 9,
        BidiClass::NonspacingMark => 10,
        BidiClass::ParagraphSeparator | BidiClass::SegmentSeparator | BidiClass::WhiteSpace => 11,
        other => panic!("no valid code point was of bidi class {other:?}"),
    };
    let joining = match p.joining {
        JoiningType::LeftJoining => 1,
        JoiningType::DualJoining => 2,
        JoiningType::RightJoining => 4,
        JoiningType::Transparent => 8,
        _ => 0,
    };
    let flag = |set: bool, bit: u32| if set { bit } else { 0 };
    ranks.binary_search(&p.ccc).unwrap() as u32
        | 1 << (BIDI_SHIFT + bidi)
        | joining << JOINING_SHIFT
        | flag(p.mark, MARK)
        | flag(p.second, SECOND)
        | flag(p.decomposes, DECOMPOSES)
        | flag(p.joiner, JOINER)
        | flag(p.ascii == Ascii::Underscore, UNDERSCORE)
        | flag(p.ascii == Ascii::Denied, DENIED)
        | flag(p.ascii == Ascii::Beyond, BEYOND_ASCII)
}

/// Class of every code point below [`LIMIT`], and what each class says.
struct Classes {
    of: Vec<u8>,
    properties: Vec<u32>,
    delta: Vec<i32>,
    indexed: BTreeMap<u32, Vec<char>>,
}

fn classes(source: &Source, ranks: &[u8]) -> Classes {
    for (n, status) in source.status.iter().enumerate().skip(LIMIT) {
        let expected = if SELECTORS.contains(&n) { Status::Ignored } else { Status::Disallowed };
        assert_eq!(*status, expected, "U+{n:04X}");
    }
    let lone = |n: usize, target: &[char]| match *target {
        [c] if c != '.' => Some((c as i32 - n as i32, pack(&source.properties[&c], ranks))),
        _ => None,
    };
    // Every set of properties of a valid code point is a class; then come the commonest deltas.
    let mut free = vec![];
    for p in source.properties.values() {
        let pair = (0, pack(p, ranks));
        if !free.contains(&pair) {
            free.push(pair);
        }
    }
    free.sort_unstable();
    let mut common: HashMap<(i32, u32), usize> = HashMap::new();
    for (n, status) in source.status.iter().enumerate() {
        if let Status::Mapped(target) = status {
            if let Some(pair) = lone(n, target) {
                *common.entry(pair).or_default() += 1;
            }
        }
    }
    let mut common: Vec<_> = common.into_iter().collect();
    common.sort_unstable_by_key(|&(pair, count)| (core::cmp::Reverse(count), pair));
    let room = 256 - usize::from(FIRST_FREE) - free.len();
    free.extend(common.iter().take(room.min(DELTAS)).map(|&(pair, _)| pair));

    let mut properties = vec![SPECIAL; usize::from(FIRST_FREE)];
    let mut delta = vec![0; usize::from(FIRST_FREE)];
    let mut number = HashMap::new();
    for (place, &(by, packed)) in free.iter().enumerate() {
        number.insert((by, packed), FIRST_FREE + u8::try_from(place).unwrap());
        properties.push(packed);
        delta.push(by);
    }
    let mut indexed = BTreeMap::new();
    let of = source.status[..LIMIT]
        .iter()
        .enumerate()
        .map(|(n, status)| match status {
            _ if n == usize::from(b'.') => DOT,
            Status::Disallowed => DISALLOWED,
            Status::Ignored => IGNORED,
            Status::Mapped(target) if *target == ['.'] => DOT,
            Status::Valid => {
                number[&(0, pack(&source.properties[&char::from_u32(n as u32).unwrap()], ranks))]
            }
            Status::Mapped(target) => match lone(n, target).and_then(|pair| number.get(&pair)) {
                Some(&class) => class,
                None => {
                    indexed.insert(n as u32, target.clone());
                    INDEXED
                }
            },
        })
        .collect();
    Classes { of, properties, delta, indexed }
}

/// Where `block` stands in `pool`, appended with what overlap there is unless it is in there.
/// Places are multiples of `step`.
fn place<T: PartialEq + Copy>(pool: &mut Vec<T>, block: &[T], step: usize) -> usize {
    let at = (0..)
        .step_by(step)
        .find(|&at| pool.iter().skip(at).zip(block).all(|(have, want)| have == want))
        .unwrap_or_default();
    let have = pool.len().saturating_sub(at).min(block.len());
    pool.extend_from_slice(&block[have..]);
    at
}

/// Of the shapes tried, the smallest: the lowest four bits choose in a leaf, the next four in a
/// middle block. Leaves overlap freely, their places are `u16`; middle blocks begin at multiples of
/// [`STEP`], so that `place / STEP` fits an octet. Mirrored in `src/idna/class.rs`.
const LEAF: usize = 16;
const MIDDLE: usize = 16;
const STEP: usize = 16;

/// How many of the commonest deltas have a class of their own; more makes the trie grow by as much
/// as the target list shrinks.
const DELTAS: usize = 72;

/// A three-stage trie over the classes.
struct Trie {
    top: Vec<u8>,
    middle: Vec<u16>,
    leaf: Vec<u8>,
}

fn trie(of: &[u8]) -> Trie {
    let (mut leaf, mut middle) = (vec![], vec![]);
    let places: Vec<u16> =
        of.chunks(LEAF).map(|block| u16::try_from(place(&mut leaf, block, 1)).unwrap()).collect();
    let top = places
        .chunks(MIDDLE)
        .map(|block| u8::try_from(place(&mut middle, block, STEP) / STEP).unwrap())
        .collect();
    Trie { top, middle, leaf }
}

/// `runs` holds `first code point << 14 | place of its target`, sorted.
struct Targets {
    runs: Vec<u32>,
    targets: Vec<u16>,
    pool: Vec<u16>,
    /// Where the strings of 2, 3, ... units begin; the last entry is the pool's end.
    sections: Vec<u16>,
}

fn targets(indexed: &BTreeMap<u32, Vec<char>>) -> Targets {
    let units = |target: &[char]| -> Vec<u16> {
        target.iter().collect::<String>().encode_utf16().collect()
    };
    let longest = indexed.values().map(|target| units(target).len()).max().unwrap();
    let mut pool = vec![];
    let mut sections = vec![];
    let mut placed: HashMap<Vec<u16>, u16> = HashMap::new();
    for length in 2..=longest {
        sections.push(u16::try_from(pool.len()).unwrap());
        let mut section = vec![];
        for target in indexed.values() {
            let target = units(target);
            if target.len() == length && !placed.contains_key(&target) {
                let at = pool.len() + place(&mut section, &target, 1);
                placed.insert(target, u16::try_from(at).unwrap());
            }
        }
        pool.append(&mut section);
    }
    sections.push(u16::try_from(pool.len()).unwrap());
    assert!(pool.len() <= usize::from(POOL_END - POOL));

    let mut runs = vec![];
    let mut targets = vec![];
    let mut next = None;
    for (&n, target) in indexed {
        // A gap of one costs two bytes, a new run four.
        match next {
            Some(next) if next == n => {}
            Some(next) if next + 1 == n => targets.push(0),
            _ => runs.push(n << 14 | u32::try_from(targets.len()).unwrap()),
        }
        next = Some(n + 1);
        let target = units(target);
        targets.push(match target.as_slice() {
            [lone] => {
                assert!(!(POOL..=POOL_END).contains(lone));
                *lone
            }
            _ => POOL + placed[&target],
        });
    }
    assert!(targets.len() < 1 << 14);
    Targets { runs, targets, pool, sections }
}

/// How an entry of an array is written.
trait Entry {
    fn text(&self) -> String;
}

macro_rules! entries {
    ($($kind:ty)*) => {$(
        impl Entry for $kind {
            fn text(&self) -> String {
                format!("{self:#x}")
            }
        }
    )*};
}

entries!(u8 u16 u32);

impl<T: Entry, const N: usize> Entry for [T; N] {
    fn text(&self) -> String {
        format!("[{}]", self.iter().map(T::text).collect::<Vec<_>>().join(", "))
    }
}

/// Writes one array the way a reviewer can read a diff of.
fn array<T: Entry>(out: &mut String, doc: &str, name: &str, kind: &str, values: &[T]) {
    let len = values.len();
    writeln!(out, "\n/// {doc}\n#[rustfmt::skip]\npub(super) static {name}: [{kind}; {len}] = [")
        .unwrap();
    for row in values.chunks(if kind.starts_with('[') { 4 } else { 16 }) {
        writeln!(out, "    {},", row.iter().map(T::text).collect::<Vec<_>>().join(", ")).unwrap();
    }
    out.push_str("];\n");
}

/// The text of `src/idna/tables.rs`.
pub(crate) fn render(source: &Source, version: (u8, u8, u8)) -> String {
    let ranks = ranks(source);
    let classes = classes(source, &ranks);
    let trie = trie(&classes.of);
    let targets = targets(&classes.indexed);

    let (narrow, wide): (Vec<_>, Vec<_>) =
        source.compositions.iter().partition(|&(&c, _)| u32::from(c) < 0x1_0000);
    let narrow: Vec<[u16; 3]> = narrow
        .iter()
        .map(|&(&c, &(first, second))| {
            [c, first, second].map(|c| u16::try_from(u32::from(c)).unwrap())
        })
        .collect();
    let wide: Vec<[u32; 3]> =
        wide.iter().map(|&(&c, &(first, second))| [c, first, second].map(u32::from)).collect();
    let mut by_pair: Vec<u16> = (0..u16::try_from(narrow.len()).unwrap()).collect();
    by_pair.sort_by_key(|&place| {
        let [_, first, second] = narrow[usize::from(place)];
        (second, first)
    });
    assert!(source.compositions.keys().all(|&c| !is_hangul_syllable(c)));

    let by_class: Vec<[u32; 2]> = classes
        .properties
        .iter()
        .zip(&classes.delta)
        .map(|(&properties, &by)| [properties, by as u32])
        .collect();
    let virama = ranks.binary_search(&9).unwrap();
    let mut out = String::new();
    let (major, minor, patch) = version;
    writeln!(
        out,
        "//! Unicode data of UTS #46. Generated, never edited: `tests/idna_tables` writes and checks it.\n\
         //!\n\
         //! Source: Unicode {major}.{minor}.{patch}, read through `icu_properties` and `icu_normalizer` 2.4.\n\
         //! {valid} valid, {mapped} mapped and {ignored} ignored code points.\n\
         //!\n\
         //! Unicode data is used under the Unicode License V3 (`Unicode-3.0`),\n\
         //! Copyright (c) 1991-2026 Unicode, Inc.; see `LICENSE-UNICODE`.\n\
         \n\
         /// The version of the data.\n\
         pub(super) const UNICODE_VERSION: (u8, u8, u8) = ({major}, {minor}, {patch});\n\
         \n\
         /// The rank among the combining classes of class 9, the viramas.\n\
         pub(super) const VIRAMA: u32 = {virama};",
        valid = source.status.iter().filter(|status| **status == Status::Valid).count(),
        mapped = source.status.iter().filter(|status| matches!(status, Status::Mapped(_))).count(),
        ignored = source.status.iter().filter(|status| **status == Status::Ignored).count(),
    )
    .unwrap();
    let o = &mut out;
    let classes_doc = "Properties of what a code point of the class maps to, bits in `class.rs`; what to add to map it.";
    array(o, classes_doc, "CLASSES", "[u32; 2]", &by_class);
    array(o, "First stage of the class trie.", "TOP", "u8", &trie.top);
    array(o, "Second stage.", "MIDDLE", "u16", &trie.middle);
    array(o, "Third stage: classes.", "LEAF", "u8", &trie.leaf);
    let runs_doc = "Runs of code points with a listed target: `first << 14 | place in TARGETS`.";
    array(o, runs_doc, "RUNS", "u32", &targets.runs);
    let targets_doc = "Targets: a code point, or from 0xD800 on a place in `POOL`.";
    array(o, targets_doc, "TARGETS", "u16", &targets.targets);
    array(o, "UTF-16 of the longer targets, by length.", "POOL", "u16", &targets.pool);
    let sections_doc = "Where in `POOL` the targets of 2, 3, ... units begin, and its end.";
    array(o, sections_doc, "SECTIONS", "u16", &targets.sections);
    let compose_doc =
        "Compositions within the basic plane: composite, first, second; by composite.";
    array(o, compose_doc, "COMPOSE", "[u16; 3]", &narrow);
    array(o, "The compositions beyond it.", "COMPOSE_WIDE", "[u32; 3]", &wide);
    array(o, "Places in `COMPOSE` by second, then first.", "COMPOSE_BY_PAIR", "u16", &by_pair);

    let trie_bytes = trie.top.len() + 2 * trie.middle.len() + trie.leaf.len();
    let target_bytes = 4 * targets.runs.len()
        + 2 * (targets.targets.len() + targets.pool.len() + targets.sections.len());
    let compose_bytes = 6 * narrow.len() + 12 * wide.len() + 2 * by_pair.len();
    let class_bytes = 8 * classes.properties.len();
    println!(
        "trie {trie_bytes}, classes {class_bytes}, targets {target_bytes}, composition {compose_bytes} octets"
    );
    out
}
