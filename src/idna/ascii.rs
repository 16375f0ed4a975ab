//! The common case: a whole host of at most 63 octets of lower-case or capital letters, digits,
//! hyphens and dots, eight octets at a time.
//!
//! Each octet gives one bit to a map of the dots and to one of the hyphens, and every rule of a
//! label is then an expression over the two. Whatever is not plainly right, an `xn--` label among
//! it, is left to the general way, which finds out what is wrong.

const HIGH: u64 = repeat(0x80);

const fn repeat(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The longest host read here: a place is a bit, and no label can be too long.
const MAX: usize = 63;

/// Writes `host` in lower case to `out` if it is beyond doubt one that ToASCII and ToUnicode both
/// leave as it is but for the case, and returns its length.
#[inline]
pub(super) fn host(host: &[u8], underscore: bool, out: &mut [u8]) -> Option<usize> {
    let len = host.len();
    if len == 0 || len > MAX {
        return None;
    }
    let out = out.get_mut(..len)?;
    let mut bad = 0;
    let mut dots = 0;
    let mut hyphens = 0;
    if let (Some(last), Some(_)) = (host.last_chunk::<8>(), out.last_chunk::<8>()) {
        let mut shift = 0u32;
        for (word, room) in host.chunks_exact(8).zip(out.chunks_exact_mut(8)) {
            let read = Word::of(<[u8; 8]>::try_from(word).ok()?, underscore);
            bad |= read.bad;
            dots |= read.dots.wrapping_shl(shift);
            hyphens |= read.hyphens.wrapping_shl(shift);
            room.copy_from_slice(&read.lower);
            shift = shift.wrapping_add(8);
        }
        // The last eight octets once more, or some of them for the first time.
        let read = Word::of(*last, underscore);
        let shift = u32::try_from(len.wrapping_sub(8)).unwrap_or_default();
        bad |= read.bad;
        dots |= read.dots.wrapping_shl(shift);
        hyphens |= read.hyphens.wrapping_shl(shift);
        *out.last_chunk_mut::<8>()? = read.lower;
    } else {
        let mut word = [b'a'; 8];
        for (to, &from) in word.iter_mut().zip(host) {
            *to = from;
        }
        let read = Word::of(word, underscore);
        (bad, dots, hyphens) = (read.bad, read.dots, read.hyphens);
        for (to, from) in out.iter_mut().zip(read.lower) {
            *to = from;
        }
    }
    let end = 1u64.wrapping_shl(u32::try_from(len).unwrap_or_default());
    let starts = dots << 1 | 1;
    let ends = (dots | end) >> 1;
    let wrong = bad
        // An empty label: a dot where one begins, or the end.
        | (dots | end) & starts
        | hyphens & (starts | ends)
        | hyphens >> 2 & hyphens >> 3 & starts;
    (wrong == 0).then_some(len)
}

/// Eight octets, the first in the lowest bits.
struct Word {
    lower: [u8; 8],
    /// Not zero if any octet is none of those read here.
    bad: u64,
    /// One bit an octet.
    dots: u64,
    hyphens: u64,
}

impl Word {
    #[inline]
    fn of(octets: [u8; 8], underscore: bool) -> Self {
        let word = u64::from_le_bytes(octets);
        // Sums of octets below 0x80 and constants up to 0x80 do not carry into the next octet; where
        // there are others, `bad` holds their high bit and the rest does not matter.
        let from = |word: u64, low: u8| word.wrapping_add(repeat(0x80u8.wrapping_sub(low)));
        let within = |word: u64, low: u8, high: u8| {
            from(word, low) & !from(word, high.wrapping_add(1)) & HIGH
        };
        let is = |word: u64, octet: u8| HIGH.wrapping_sub(word ^ repeat(octet)) & HIGH;

        let lower = word | within(word, b'A', b'Z') >> 2;
        let dots = is(lower, b'.');
        let hyphens = is(lower, b'-');
        let mut good = within(lower, b'a', b'z') | within(lower, b'0', b'9') | dots | hyphens;
        if underscore {
            good |= is(lower, b'_');
        }
        Self {
            lower: lower.to_le_bytes(),
            bad: word & HIGH | good ^ HIGH,
            dots: gather(dots),
            hyphens: gather(hyphens),
        }
    }
}

/// The high bits of the octets, as the lowest eight bits: the factor brings bit `8i + 7` to `56 + i`,
/// and no two of its products meet.
#[inline]
fn gather(high: u64) -> u64 {
    (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// What one octet is: its value as a Punycode digit in the lower six bits, [`NO_DIGIT`] for none,
/// and one of the kinds below above them.
static OCTETS: [u8; 256] = {
    let mut table = [0; 256];
    let mut octet = 0u8;
    let mut rest: &mut [u8] = &mut table;
    while let Some((entry, more)) = rest.split_first_mut() {
        *entry = match octet {
            b'a'..=b'z' => octet.wrapping_sub(b'a'),
            b'A'..=b'Z' => octet.wrapping_sub(b'A'),
            b'0'..=b'9' => octet.wrapping_sub(b'0').wrapping_add(26),
            b'-' => NO_DIGIT,
            b'_' => NO_DIGIT | UNDERSCORE,
            b'.' | 0x80..=0xFF => NO_DIGIT | STOP,
            _ => NO_DIGIT | DENIED,
        };
        octet = octet.wrapping_add(1);
        rest = more;
    }
    table
};

const NO_DIGIT: u8 = 0x3F;
/// `_`.
pub(super) const UNDERSCORE: u8 = 0x40;
/// Any other ASCII that `UseSTD3ASCIIRules` refuses.
pub(super) const DENIED: u8 = 0x80;
/// A full stop, or no ASCII: here ends what [`label`] reads.
const STOP: u8 = UNDERSCORE | DENIED;

/// What one octet is: of the kinds above, [`STOP`] for those that are both.
#[inline]
pub(super) fn kind(byte: u8) -> u8 {
    octet(byte) & STOP
}

#[inline]
fn octet(octet: u8) -> u8 {
    OCTETS.get(usize::from(octet)).copied().unwrap_or(STOP)
}

/// How many octets of `text` come before the first full stop or character beyond ASCII, and their
/// kinds, ORed.
#[inline]
pub(super) fn label(text: &[u8]) -> (usize, u8) {
    let mut kinds = 0;
    let mut len = 0usize;
    for &byte in text {
        let kind = octet(byte);
        if kind & STOP == STOP {
            break;
        }
        kinds |= kind;
        len = len.wrapping_add(1);
    }
    (len, kinds & STOP)
}

/// The value of a Punycode digit (RFC 3492 section 5), in either case.
#[inline]
pub(super) fn digit(byte: u8) -> Option<u32> {
    let value = octet(byte) & NO_DIGIT;
    (value != NO_DIGIT).then_some(u32::from(value))
}

#[cfg(test)]
#[allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests may panic"
)]
mod tests {
    extern crate std;
    use std::string::String;
    use std::vec::Vec;

    use super::{MAX, host};

    /// The rules one by one, over octets.
    fn naive(text: &[u8], underscore: bool) -> Option<Vec<u8>> {
        let lower = text.to_ascii_lowercase();
        let label = |label: &[u8]| {
            !label.is_empty()
                && label[0] != b'-'
                && label[label.len() - 1] != b'-'
                && !(label.len() > 3 && &label[2..4] == b"--")
                && label.iter().all(|c| {
                    matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-') || underscore && *c == b'_'
                })
        };
        (text.len() <= MAX && lower.split(|&c| c == b'.').all(label)).then_some(lower)
    }

    #[track_caller]
    fn row(text: &[u8]) {
        for underscore in [false, true] {
            let mut out = [0; 64];
            let is = host(text, underscore, &mut out).map(|len| &out[..len]);
            assert_eq!(
                is,
                naive(text, underscore).as_deref(),
                "{:?}",
                String::from_utf8_lossy(text)
            );
        }
    }

    #[test]
    fn every_octet_at_every_place_of_every_length() {
        let base: Vec<u8> = (0..70).map(|n| b"aZ09bY"[n % 6]).collect();
        for len in 0..=65 {
            row(&base[..len]);
            for place in 0..len {
                let mut text = base[..len].to_vec();
                for octet in 0..=255 {
                    text[place] = octet;
                    row(&text);
                }
            }
        }
    }

    #[test]
    fn every_arrangement_of_dots_and_hyphens() {
        for len in [6, 9, 17] {
            for mut pattern in 0..3u32.pow(10.min(len)) {
                let mut text = std::vec![b'x'; len as usize];
                for octet in text.iter_mut().rev() {
                    *octet = b"x.-"[(pattern % 3) as usize];
                    pattern /= 3;
                }
                row(&text);
            }
        }
    }

    #[test]
    fn room() {
        assert_eq!(host(b"example.com", false, &mut [0; 10]), None);
        assert_eq!(host(b"example.com", false, &mut [0; 11]), Some(11));
    }
}
