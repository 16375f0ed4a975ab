//! Bytes looked for eight at a time, in plain 64-bit arithmetic.
//!
//! A test of a word sets the top bit of the lowest byte that is looked for; top bits above that one
//! may be wrong, since borrows pass upwards, and the other bits mean nothing. So tests are joined by
//! `|`, and what can be asked is where the first such byte stands and whether there is one.

use crate::ascii::SMALL;

const ONES: u64 = all(1);
const HIGH: u64 = all(0x80);

/// Eight times the same byte.
pub(crate) const fn all(b: u8) -> u64 {
    u64::from_le_bytes([b; 8])
}

/// Tests for bytes below `bound`, which is 128 at most.
#[inline(always)]
pub(crate) const fn below(word: u64, bound: u8) -> u64 {
    word.wrapping_sub(all(bound)) & !word
}

/// Tests for `wanted`, which is ASCII: for zeros in the word XORed with eight of it.
#[inline(always)]
pub(crate) const fn is(word: u64, wanted: u8) -> u64 {
    (word ^ all(wanted)).wrapping_sub(ONES) & !word
}

/// Tests for `wanted`, which is beyond ASCII.
#[inline(always)]
pub(crate) const fn is_beyond(word: u64, wanted: u8) -> u64 {
    let other = word ^ all(wanted);
    other.wrapping_sub(ONES) & !other
}

/// Tests for what is no printing ASCII character: blanks, controls, DEL and all beyond.
#[inline(always)]
pub(crate) const fn unprinted(word: u64) -> u64 {
    // One more than DEL is 128. A byte that is beyond says so itself and may spoil those above.
    below(word, b'!') | word | word.wrapping_add(ONES)
}

/// Where the first byte stands that `test` and, for what is left of a text of less than eight bytes,
/// `wanted` look for.
#[inline(always)]
pub(crate) fn find(
    bytes: &[u8],
    test: impl Fn(u64) -> u64,
    wanted: impl Fn(u8) -> bool,
) -> Option<usize> {
    if SMALL {
        return bytes.iter().position(|&b| wanted(b));
    }
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        if let Some(within) = lowest(test(u64::from_le_bytes(*word))) {
            return Some(bytes.len().wrapping_sub(rest.len()).wrapping_add(within));
        }
        rest = after;
    }
    if rest.is_empty() {
        return None;
    }
    // The last eight, some of them for the second time: nothing was found among those.
    match bytes.last_chunk() {
        Some(word) => lowest(test(u64::from_le_bytes(*word)))
            .map(|within| bytes.len().wrapping_sub(8).wrapping_add(within)),
        None => bytes.iter().position(|&b| wanted(b)),
    }
}

/// Whether there is a byte that `test` or, in a text of less than eight bytes, `wanted` looks for.
#[inline(always)]
pub(crate) fn any(bytes: &[u8], test: impl Fn(u64) -> u64, wanted: impl Fn(u8) -> bool) -> bool {
    if SMALL {
        return bytes.iter().any(|&b| wanted(b));
    }
    let Some(last) = bytes.last_chunk() else { return bytes.iter().any(|&b| wanted(b)) };
    let mut found = test(u64::from_le_bytes(*last));
    if bytes.len() <= 32 {
        // All but the last of them.
        let [first, second, third, _] = quarters(bytes.len());
        for at in [first, second, third] {
            let word = bytes.get(at..).and_then(<[u8]>::first_chunk).unwrap_or(last);
            found |= test(u64::from_le_bytes(*word));
        }
        return found & HIGH != 0;
    }
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        found |= test(u64::from_le_bytes(*word));
        rest = after;
    }
    found & HIGH != 0
}

/// Whether `wanted`, which is ASCII, is among the first `n` bytes, `n` up to 8; `true` where there are
/// less than eight, so that it needs a second look.
#[inline(always)]
pub(crate) fn may_begin_with(bytes: &[u8], n: u32, wanted: u8) -> bool {
    bytes.first_chunk().is_none_or(|word| {
        let found = is(u64::from_le_bytes(*word), wanted) & HIGH;
        found.wrapping_shl(64u32.wrapping_sub(n.wrapping_mul(8))) != 0
    })
}

/// The byte after the last `wanted`, which is ASCII, if there is one.
#[inline(always)]
pub(crate) fn after_last(bytes: &[u8; 8], wanted: u8) -> Option<u8> {
    let from_end = lowest(is(u64::from_be_bytes(*bytes), wanted))?;
    bytes.get(8usize.wrapping_sub(from_end)).copied()
}

/// Where four blocks of eight bytes begin that cover 8 to 32 bytes: the halves of the first sixteen
/// and of the last, or of what there is of them. Where they begin is arithmetic on the length and not a
/// branch: how long a text is nobody can predict.
#[inline(always)]
pub(crate) fn quarters(length: usize) -> [usize; 4] {
    let last = length.saturating_sub(8);
    [0, last.min(8), length.saturating_sub(16), last]
}

/// The place of the lowest byte whose top bit is set.
#[inline(always)]
fn lowest(word: u64) -> Option<usize> {
    let found = word & HIGH;
    // At most 7.
    (found != 0).then(|| usize::try_from(found.trailing_zeros() / 8).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{vec, vec::Vec};

    use super::*;

    type Test = (fn(u64) -> u64, fn(u8) -> bool);

    /// Each with its plain twin.
    const TESTS: [Test; 5] = [
        (|word| is_beyond(word, 0xc2), |b| b == 0xc2),
        (|word| is(word, b'\n'), |b| b == b'\n'),
        (|word| is(word, 0), |b| b == 0),
        (|word| below(word, 0x21) | is(word, b','), |b| b < 0x21 || b == b','),
        (unprinted, |b| !matches!(b, b'!'..=b'~')),
    ];

    #[track_caller]
    fn agree(bytes: &[u8]) {
        for (test, wanted) in TESTS {
            let plain = bytes.iter().position(|&b| wanted(b));
            assert_eq!(find(bytes, test, wanted), plain, "{bytes:x?}");
            assert_eq!(any(bytes, test, wanted), plain.is_some(), "{bytes:x?}");
        }
    }

    #[test]
    fn every_byte_in_every_place_beside_every_other() {
        for (other, length) in [(b'a', 40), (0x8a, 24), (0xff, 24), (0x7f, 24), (0x0b, 17)] {
            for at in 0..length {
                for b in 0..=255 {
                    let mut bytes = vec![other; length];
                    bytes[at] = b;
                    agree(&bytes);
                }
            }
        }
    }

    #[test]
    fn every_two_neighbours() {
        for pair in 0..=u16::MAX {
            let mut bytes = *b"aaaaaaaaaaaaaaaaaaaa";
            bytes[4..6].copy_from_slice(&pair.to_le_bytes());
            agree(&bytes[..7]);
            agree(&bytes[..12]);
            agree(&bytes);
        }
    }

    #[test]
    fn endings() {
        for places in 0..=255u8 {
            let bytes = [0, 1, 2, 3, 4, 5, 6, 7].map(|at| match places >> at & 1 {
                1 => b'.',
                _ => b'/' - at,
            });
            let plain = bytes.iter().rposition(|&b| b == b'.').and_then(|at| bytes.get(at + 1));
            assert_eq!(after_last(&bytes, b'.'), plain.copied());
        }
    }

    #[test]
    fn quarters_cover() {
        for length in 8..=32 {
            let mut covered = vec![false; length];
            for at in quarters(length) {
                covered[at..at + 8].fill(true);
            }
            assert!(covered.into_iter().all(|covered| covered), "{length}");
        }
    }

    #[test]
    fn beginnings() {
        for length in 0..20usize {
            for at in 0..length {
                let mut bytes: Vec<u8> = vec![b'0'; length];
                bytes[at] = b':';
                for n in 1..=8 {
                    let there = at < usize::try_from(n).unwrap();
                    assert_eq!(may_begin_with(&bytes, n, b':'), there || length < 8, "{at} {n}");
                }
            }
        }
    }
}
