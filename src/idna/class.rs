//! What the label rules know of a code point: one octet of class, and through it one word of
//! properties and the distance to what it maps to.
//!
//! The trie and the array behind it are [`tables`](super::tables); the bits are defined here
//! and mirrored in the generator, `tests/idna_tables/layout.rs`.

use super::tables::{CLASSES, LEAF, MIDDLE, TOP};

/// The rank of the canonical combining class; 0 is a starter. Ranks compare as classes do.
pub(super) const RANK: u32 = 0x3F;

/// Bidi classes, one bit each, so that those of a label can be gathered with OR.
pub(super) mod bidi {
    pub(in super::super) const L: u32 = 1 << 6;
    pub(in super::super) const R: u32 = 1 << 7;
    pub(in super::super) const AL: u32 = 1 << 8;
    pub(in super::super) const AN: u32 = 1 << 9;
    pub(in super::super) const EN: u32 = 1 << 10;
    pub(in super::super) const ES: u32 = 1 << 11;
    pub(in super::super) const CS: u32 = 1 << 12;
    pub(in super::super) const ET: u32 = 1 << 13;
    pub(in super::super) const ON: u32 = 1 << 14;
    pub(in super::super) const BN: u32 = 1 << 15;
    pub(in super::super) const NSM: u32 = 1 << 16;
    /// B, S and WS, which no label in a bidi domain may hold; only ASCII has valid ones.
    pub(in super::super) const OTHER: u32 = 1 << 17;
    pub(in super::super) const ALL: u32 = 0xFFF << 6;
}

/// Joining types; what is none of these does not join.
pub(super) mod joining {
    pub(in super::super) const LEFT: u32 = 1 << 18;
    pub(in super::super) const DUAL: u32 = 1 << 19;
    pub(in super::super) const RIGHT: u32 = 1 << 20;
    pub(in super::super) const TRANSPARENT: u32 = 1 << 21;
}

/// General category M.
pub(super) const MARK: u32 = 1 << 22;
/// Composes with some code point before it.
pub(super) const SECOND: u32 = 1 << 23;
/// Has a canonical decomposition.
pub(super) const DECOMPOSES: u32 = 1 << 24;
/// U+200C and U+200D.
pub(super) const JOINER: u32 = 1 << 25;
/// `_`.
pub(super) const UNDERSCORE: u32 = 1 << 26;
/// ASCII that `UseSTD3ASCIIRules` refuses, other than `_`.
pub(super) const DENIED: u32 = 1 << 27;
/// Not ASCII.
pub(super) const BEYOND_ASCII: u32 = 1 << 28;
/// Never in the tables: marks of one run stand in another order than form C has them.
pub(super) const MISORDERED: u32 = 1 << 29;
/// One of the special classes; see [`Class::special`].
pub(super) const SPECIAL: u32 = 1 << 31;

/// The classes that are no properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    Disallowed,
    Ignored,
    /// U+002E, or one of the three that map to it.
    Dot,
    /// Maps to what `TARGETS` lists.
    Listed,
}

/// The class of a code point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class {
    number: u8,
    /// Of what a code point of this class maps to, or [`SPECIAL`].
    pub(super) properties: u32,
    /// What to add, wrapping, to map a code point; 0 exactly for the valid ones.
    pub(super) delta: u32,
}

impl Class {
    /// The class of `c`. Surrogates and what lies beyond U+10FFFF are disallowed.
    #[inline]
    pub(super) fn of(c: u32) -> Self {
        // The trie ends at U+3FFFF. `c >> 8` outside of it finds nothing in TOP.
        let number = match TOP.get(index(c >> 8)) {
            None => Self::high(c),
            Some(&block) => {
                let place = usize::from(block) << 4 | index(c >> 4 & 0xF);
                let leaf = MIDDLE.get(place).copied().unwrap_or_default();
                let place = usize::from(leaf).wrapping_add(index(c & 0xF));
                LEAF.get(place).copied().unwrap_or_default()
            }
        };
        let [properties, delta] = CLASSES.get(usize::from(number)).copied().unwrap_or([SPECIAL, 0]);
        Self { number, properties, delta }
    }

    #[cold]
    fn high(c: u32) -> u8 {
        u8::from((0xE_0100..=0xE_01EF).contains(&c))
    }

    /// Which special class this is; asked only where the properties say that it is one.
    #[inline]
    pub(super) fn special(self) -> Special {
        match self.number {
            1 => Special::Ignored,
            2 => Special::Dot,
            3 => Special::Listed,
            _ => Special::Disallowed,
        }
    }
}

/// The properties of a valid code point, and `None` for any other.
#[inline]
pub(super) fn valid(c: u32) -> Option<u32> {
    let class = Class::of(c);
    (class.properties & SPECIAL == 0 && class.delta == 0).then_some(class.properties)
}

/// The properties of a code point that is known to be valid. For what is asked now and then: it is
/// a call, where [`Class::of`] is inlined.
#[inline(never)]
pub(super) fn properties(c: u32) -> u32 {
    Class::of(c).properties
}

/// A code point, or a part of one, as an index.
#[inline]
#[expect(clippy::as_conversions, reason = "code points fit `usize` wherever this crate runs")]
pub(super) const fn index(c: u32) -> usize {
    c as usize
}
