//! The sweep over a name's bytes: every rule that concerns a byte or two neighbours, with no branch
//! that depends on them.
//!
//! Each block is looked at together with the same block one byte earlier, so that a rule about
//! neighbours (`..`, `-.`, `.-`, `--`) is one more comparison. What a lane sees is OR-ed into its
//! accumulator; the verdict is read once at the end. LLVM turns the loop over 16 lanes into SSE2 or
//! NEON. The blocks of a name overlap at its end; a name of 9 to 32 bytes, as most have, is two blocks,
//! one of 5 to 8 a block made of its two ends, and a shorter one goes byte by byte.
//!
//! [`plain`] is the look that nearly all names need, [`sweep`] the one for the rest.

use crate::{
    ascii::{self, class, table},
    words,
};

/// What a sweep saw, a bit each.
pub(super) mod saw {
    /// Something that no label holds, or a pair of neighbours that no name has; then the other bits
    /// mean nothing.
    pub(in crate::host) const BAD: u8 = 1;
    /// A dot.
    pub(in crate::host) const DOT: u8 = 4;
    /// An underscore.
    pub(in crate::host) const UNDERSCORE: u8 = 8;
    /// Two neighbouring hyphens.
    pub(in crate::host) const HYPHENS: u8 = 16;
    /// A capital letter. This bit tells a capital from its small letter, and other bytes of names than
    /// the underscore have it, too.
    pub(in crate::host) const UPPER: u8 = 32;
    /// A label begins with a digit.
    pub(in crate::host) const DIGIT: u8 = 64;
    /// The last byte can be a number's last digit, a hexadecimal one or an `x`.
    pub(in crate::host) const NUMBER: u8 = 128;
    /// What a host keeps of all this.
    pub(in crate::host) const KEPT: u8 = !(DIGIT | NUMBER);

    /// Not 0 if the last label may be a number: some label begins as one, and the last ends as one.
    #[inline(always)]
    pub(in crate::host) const fn number(seen: u8) -> u8 {
        seen & (seen << 1) & NUMBER
    }
}

/// All ones where `holds`: a comparison's mask, as a vector's lane has it. The rules are combined as
/// masks because LLVM widens vectors of `bool`.
#[inline(always)]
const fn mask(holds: bool) -> u8 {
    if holds { 0xff } else { 0 }
}

/// What one byte and the one before it show.
#[inline(always)]
fn lane(previous: u8, b: u8) -> u8 {
    // Counted from the hyphen, the dot is 1, the slash is 2 and the digits are 3 to 12.
    let (before, place) = (previous.wrapping_sub(b'-'), b.wrapping_sub(b'-'));
    let letter = mask((b | 0x20).wrapping_sub(b'a') < 26);
    let other = mask(place <= 12) & !mask(place == 2);
    let underscore = mask(b == b'_');
    // 0 for two hyphens, 1 for two neighbours of which one is a dot and the other one or a hyphen.
    let pair = place.max(before);
    let bad = !(letter | other | underscore) | mask(pair == 1);
    bad | (!(b | underscore) & saw::UPPER)
        | (mask(place == 1) & saw::DOT)
        | (underscore & saw::UNDERSCORE)
        | (mask(pair == 0) & saw::HYPHENS)
        | (mask(before == 1) & other & saw::DIGIT)
}

/// What one byte and the one before it show of a name in which nearly nothing is to be seen: a dot, or
/// by `BAD` that [`lane`] has more to say.
#[inline(always)]
fn plain_lane(previous: u8, b: u8) -> u8 {
    let (before, place) = (previous.wrapping_sub(b'-'), b.wrapping_sub(b'-'));
    let letter = mask(b.wrapping_sub(b'a') < 26);
    let other = mask(place <= 12) & !mask(place == 2);
    // A pair as above, or a label that begins with a digit.
    let pair = mask(place.max(before) <= 1) | (mask(before == 1) & other);
    // `BAD` among all bits, which mean nothing then.
    !(letter | other) | pair | (mask(place == 1) & saw::DOT)
}

/// What a byte shows at a name's very start, but for `NUMBER`; of one at its end `BAD` and `NUMBER`
/// hold.
static EDGES: [u8; 256] = edges();
table!(edges: edge -> u8);

const fn edge(b: u8) -> u8 {
    let number = if b.is_ascii_hexdigit() || matches!(b, b'x' | b'X') { saw::NUMBER } else { 0 };
    number
        | match b {
            b'a'..=b'z' => 0,
            b'0'..=b'9' => saw::DIGIT,
            b'A'..=b'Z' => saw::UPPER,
            b'_' => saw::UNDERSCORE,
            _ => saw::BAD,
        }
}

#[inline(always)]
fn edge_of(b: u8) -> u8 {
    EDGES.get(usize::from(b)).copied().unwrap_or(saw::BAD)
}

/// Sixteen lanes at once.
#[inline(always)]
fn block(seen: &mut [u8; 16], (previous, bytes): &Pair<16>, lane: impl Fn(u8, u8) -> u8) {
    for ((seen, &previous), &b) in seen.iter_mut().zip(previous).zip(bytes) {
        *seen |= lane(previous, b);
    }
}

/// The same block one byte earlier, and a block.
type Pair<const L: usize> = ([u8; L], [u8; L]);

/// The block of `name` that begins one byte after `at`.
#[inline(always)]
fn pair<const L: usize, const MORE: usize>(name: &[u8], at: usize) -> Option<Pair<L>> {
    let both: &[u8; MORE] = name.get(at..)?.first_chunk()?;
    Some((*both.first_chunk()?, *both.last_chunk()?))
}

/// Two blocks side by side in sixteen lanes. Lanes that are left over hold a letter, in which nothing
/// is to be seen.
#[inline(always)]
fn join<const L: usize>(low: Option<Pair<L>>, high: Option<Pair<L>>) -> Option<Pair<16>> {
    let (low, high) = low.zip(high)?;
    let lanes = |low: [u8; L], high: [u8; L]| {
        let mut lanes = [b'a'; 16];
        *lanes.first_chunk_mut()? = low;
        *lanes.get_mut(8..)?.first_chunk_mut()? = high;
        Some(lanes)
    };
    lanes(low.0, high.0).zip(lanes(low.1, high.1))
}

/// The OR of all lanes.
#[inline(always)]
fn any(lanes: [u8; 16]) -> u8 {
    let word = u128::from_le_bytes(lanes);
    let word = word | (word >> 64);
    let word = word | (word >> 32);
    let word = word | (word >> 16);
    let [low, ..] = (word | (word >> 8)).to_le_bytes();
    low
}

/// What is to be seen in `name`, as bits of [`saw`]. Dots and hyphens at its very ends count as bad.
#[inline(never)]
pub(super) fn sweep(name: &[u8]) -> u8 {
    look(name, lane)
}

/// Whether there are dots in `name`, as [`saw::DOT`], and in other bits that a [`sweep`] has more to say:
/// that it is not all small letters, digits and single hyphens, that a label but the first begins with a
/// digit, or that the last may be a number. In nearly no name it has, and to look for less takes less.
#[inline]
pub(super) fn plain(name: &[u8]) -> u8 {
    let seen = look(name, plain_lane);
    seen & !(saw::DIGIT | saw::NUMBER) | saw::number(seen)
}

#[inline(always)]
fn look(name: &[u8], lane: impl Fn(u8, u8) -> u8 + Copy) -> u8 {
    let (Some((&first, bytes)), Some((&last, before))) = (name.split_first(), name.split_last())
    else {
        return saw::BAD;
    };
    // A name begins as after a dot, and its end is followed by one.
    let edges = (edge_of(first) & !saw::NUMBER) | (edge_of(last) & (saw::BAD | saw::NUMBER));
    let mut seen = [0; 16];
    let last = match bytes.len() {
        8..=31 => {
            let [first, second, third, fourth] =
                words::quarters(bytes.len()).map(|at| pair::<8, 9>(name, at));
            let Some(pair) = &join(first, second) else { return saw::BAD };
            block(&mut seen, pair, lane);
            join(third, fourth)
        }
        32.. => {
            for (p, b) in before.chunks_exact(16).zip(bytes.chunks_exact(16)) {
                if let (Some(p), Some(b)) = (p.first_chunk(), b.first_chunk()) {
                    block(&mut seen, &(*p, *b), lane);
                }
            }
            // The last sixteen, some of them for the second time.
            before.last_chunk().copied().zip(bytes.last_chunk().copied())
        }
        4.. => join(pair::<4, 5>(name, 0), pair::<4, 5>(name, bytes.len().wrapping_sub(4))),
        _ => {
            let pairs = before.iter().zip(bytes);
            return pairs.fold(edges, |all, (&previous, &b)| all | lane(previous, b));
        }
    };
    let Some(pair) = &last else { return saw::BAD };
    block(&mut seen, pair, lane);
    edges | any(seen)
}

/// Whether some label has more than `max` bytes.
#[inline(never)]
pub(super) fn has_long_label(name: &[u8], max: usize) -> bool {
    let mut length = 0usize;
    for &b in name {
        length = if b == b'.' { 0 } else { length.wrapping_add(1) };
        if length > max {
            return true;
        }
    }
    false
}

/// Whether some label has hyphens at its third and fourth place.
#[inline(never)]
pub(super) fn has_hyphens34(name: &[u8]) -> bool {
    name.split(|&b| b == b'.').any(|label| matches!(label, [_, _, b'-', b'-', ..]))
}

/// The bytes after the last dot, if they begin with a digit: the only labels that can be numbers.
pub(super) fn last_label_if_digit(name: &[u8]) -> Option<&[u8]> {
    // In most names the last dot is among the last eight bytes.
    let first = name.last_chunk().and_then(|tail| words::after_last(tail, b'.'));
    if first.is_some_and(|first| !ascii::is(first, class::DIGIT)) {
        return None;
    }
    let label = name.rsplit(|&b| b == b'.').next()?;
    ascii::is(*label.first()?, class::DIGIT).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_what_the_compiler_made_of_them() {
        assert_eq!(edges(), EDGES);
        let shown = |b: u8| edge_of(b) & saw::KEPT;
        assert_eq!([b'a', b'9', b'Z', b'_'].map(shown), [0, 0, saw::UPPER, saw::UNDERSCORE]);
        assert_eq!([b'.', b'-', b'/', 0x80].map(shown), [saw::BAD; 4]);
        let number = |b: &u8| edge_of(*b) & saw::NUMBER != 0;
        assert!((0..=255u8).filter(number).eq(*b"0123456789ABCDEFXabcdefx"));
    }

    /// The sweep, of whose bits `BAD` alone means something where it stands.
    fn swept(name: &[u8]) -> u8 {
        let seen = sweep(name) & saw::KEPT;
        if seen & saw::BAD != 0 { saw::BAD } else { seen }
    }

    /// The plain twin: one byte at a time, each rule on its own.
    fn naive(name: &[u8]) -> u8 {
        let mut seen = 0;
        let labels = || name.split(|&b| b == b'.');
        if labels().any(|label| {
            label.is_empty() || label.first() == Some(&b'-') || label.last() == Some(&b'-')
        }) {
            return saw::BAD;
        }
        for b in name {
            match b {
                b'a'..=b'z' | b'0'..=b'9' | b'-' => {}
                b'A'..=b'Z' => seen |= saw::UPPER,
                b'.' => seen |= saw::DOT,
                b'_' => seen |= saw::UNDERSCORE,
                _ => return saw::BAD,
            }
        }
        if name.windows(2).any(|pair| pair == b"--") {
            seen |= saw::HYPHENS;
        }
        seen
    }

    /// Both looks against the twin.
    #[track_caller]
    fn agree(name: &[u8]) {
        let whole = naive(name);
        assert_eq!(swept(name), whole, "{name:x?}");
        let mut labels = name.split(|&b| b == b'.');
        let is_digit = |label: &[u8]| label.first().is_some_and(u8::is_ascii_digit);
        let ends_so = edge_of(name[name.len() - 1]) & saw::NUMBER != 0;
        let number = labels.next().is_some_and(is_digit) && ends_so || labels.any(is_digit);
        match plain(name) {
            seen @ (0 | saw::DOT) => assert_eq!((seen, number), (whole, false), "{name:x?}"),
            _ => assert!(whole & !saw::DOT != 0 || number, "{name:x?}"),
        }
    }

    #[test]
    fn every_byte_at_every_place_of_every_length() {
        for length in 1..=50usize {
            for at in 0..length {
                for b in 0..=255u8 {
                    let mut name = [b'a'; 50];
                    name[at] = b;
                    agree(&name[..length]);
                }
            }
        }
        assert_eq!((sweep(b""), plain(b"")), (saw::BAD, saw::BAD));
    }

    #[test]
    fn every_pair_at_every_place() {
        let some = [b'.', b'-', b'_', b'A', b'a', b'0', b'/'];
        for length in 2..=40usize {
            for at in 0..length - 1 {
                for a in some {
                    for b in some {
                        let mut name = [b'x'; 40];
                        name[at] = a;
                        name[at + 1] = b;
                        agree(&name[..length]);
                    }
                }
            }
        }
    }

    #[test]
    fn what_sends_a_name_to_the_complete_reader() {
        let long = |name: &str| has_long_label(name.as_bytes(), 4);
        for (name, expected) in [
            ("", false),
            ("abcd", false),
            ("abcd.abcd", false),
            ("abcde", true),
            ("a.abcde.b", true),
        ] {
            assert_eq!(long(name), expected, "{name}");
        }
        let hyphens = |name: &str| has_hyphens34(name.as_bytes());
        for (name, expected) in
            [("xn--a", true), ("a.xn--b", true), ("ab--", true), ("a--b", false), ("abc--d", false)]
        {
            assert_eq!(hyphens(name), expected, "{name}");
        }
    }
}
