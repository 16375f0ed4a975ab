//! Punycode (RFC 3492): Unicode text as letters, digits and hyphens, and back.
//!
//! `bücher` is `bcher-kva`; the prefix `xn--` is no part of it and is neither written nor read here.
//! This is the bare encoding: no mapping, no normalisation, no rule of any label. Those are
//! [`Config`](super::Config)'s.
//!
//! Case: letters in the output are in lower case but for those of the text itself; digits are read
//! in either case. Mixed-case annotation (RFC 3492 appendix A) is neither written nor read.
//!
//! Time is bounded: a text is at most [`MAX_CODE_POINTS`] code points, far beyond any label, so that
//! the work is at most that many steps for each of them.
//!
//! # Example
//! ```
//! use ioc_canon::idna::punycode;
//! let mut out = [0; 63];
//! let len = punycode::encode("b\u{FC}cher", &mut out)?;
//! assert_eq!(&out[..len], b"bcher-kva");
//! # Ok::<(), ioc_canon::Error>(())
//! ```

use core::num::NonZeroU32;

use super::ascii;
use super::class::index;
use super::scratch::{Full, Output};
use crate::error::{Code, Error};

/// The longest text, in code points, that is written or read.
///
/// # Example
/// ```
/// use ioc_canon::{Code, idna::punycode};
/// let long = "a".repeat(punycode::MAX_CODE_POINTS + 1);
/// assert_eq!(punycode::encode(&long, &mut [0; 4096]).unwrap_err().code(), Code::LabelTooLong);
/// ```
pub const MAX_CODE_POINTS: usize = 1_024;

/// RFC 3492 §5.
const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
pub(super) const INITIAL_N: u32 = 0x80;

/// Encodes `text` into `out` and returns how many octets were written, all ASCII.
///
/// A text of ASCII alone is written with the final hyphen that RFC 3492 §6.3 gives it.
///
/// # Example
/// ```
/// use ioc_canon::idna::punycode;
/// let mut out = [0; 63];
/// let len = punycode::encode("b\u{FC}cher", &mut out)?;
/// assert_eq!(&out[..len], b"bcher-kva");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
///
/// # Errors
/// `BufferTooSmall` when `out` is shorter than the encoding; `LabelTooLong` for a text of more than
/// [`MAX_CODE_POINTS`]. The offset is 0. What `out` then holds is unspecified.
pub fn encode(text: &str, out: &mut [u8]) -> Result<usize, Error> {
    // Every code point takes an octet at least: a longer text is refused before it is looked at.
    if text.chars().take(MAX_CODE_POINTS.saturating_add(1)).count() > MAX_CODE_POINTS {
        return Err(Error::new(Code::LabelTooLong, 0));
    }
    let mut out = Output::new(out);
    encode_any(text.chars().map(u32::from), &mut out)
        .map_err(|Full| Error::new(Code::BufferTooSmall, 0))?;
    Ok(out.len())
}

/// Decodes `encoded` into `out` and returns how many characters were written.
///
/// # Example
/// ```
/// use ioc_canon::idna::punycode;
/// let mut out = ['\0'; 59];
/// let len = punycode::decode("bcher-kva", &mut out)?;
/// assert!(out[..len].iter().copied().eq("b\u{FC}cher".chars()));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
///
/// # Errors
/// `BadPunycode` at the octet that is no digit, not ASCII or makes a number too great, or at the end
/// when a number is cut short; `BufferTooSmall`, at the octet read last, when the text has more
/// characters than `out`; `LabelTooLong`, at the same place, when it has more than
/// [`MAX_CODE_POINTS`]. What `out` then holds is unspecified.
pub fn decode(encoded: &str, out: &mut [char]) -> Result<usize, Error> {
    let whole = out.len();
    let room = out.get_mut(..MAX_CODE_POINTS.min(whole)).unwrap_or_default();
    let too_long = if whole < MAX_CODE_POINTS { Code::BufferTooSmall } else { Code::LabelTooLong };
    let (literal, mut insertions) = split(encoded.as_bytes());
    let mut len = 0usize;
    for (offset, &octet) in literal.iter().enumerate() {
        if !octet.is_ascii() {
            return Err(Error::new(Code::BadPunycode, offset));
        }
        *room.get_mut(len).ok_or(Error::new(too_long, offset))? = char::from(octet);
        len = len.wrapping_add(1);
    }
    while let Some(step) = insertions.next() {
        // The octet read last: there is one, for the iterator ends before an empty rest.
        let offset = encoded.len().saturating_sub(insertions.digits.len());
        let last = floor(encoded, offset.saturating_sub(1));
        let (place, c) = step.map_err(|Bad { at_end }| {
            Error::new(Code::BadPunycode, if at_end { encoded.len() } else { last })
        })?;
        let c = char::from_u32(c).ok_or(Error::new(Code::BadPunycode, last))?;
        let grown = len.wrapping_add(1);
        let tail = room
            .get_mut(..grown)
            .and_then(|used| used.get_mut(place..))
            .ok_or(Error::new(too_long, last))?;
        let mut carried = c;
        for entry in tail {
            carried = core::mem::replace(entry, carried);
        }
        len = grown;
    }
    Ok(len)
}

/// The last character boundary of `text` at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|&offset| text.is_char_boundary(offset)).unwrap_or_default()
}

/// What stands before the last hyphen, taken as it is, and the insertions after it (§6.2).
#[inline]
pub(super) fn split(encoded: &[u8]) -> (&[u8], Insertions<'_>) {
    // A hyphen at the very start is no delimiter: it stands after at least one literal, or is an
    // octet that is no digit.
    let (literal, digits) = match encoded.iter().rposition(|&octet| octet == b'-') {
        Some(place) if place > 0 => {
            let (literal, rest) = encoded.split_at_checked(place).unwrap_or_default();
            (literal, rest.split_first().map_or(rest, |(_, digits)| digits))
        }
        _ => (Default::default(), encoded),
    };
    let len = u32::try_from(literal.len()).unwrap_or(u32::MAX);
    (literal, Insertions { digits, n: INITIAL_N, i: 0, bias: INITIAL_BIAS, len, first: true })
}

/// The decoder's state machine (§6.2): yields `(place, code point)` to be inserted, in order.
///
/// The numbers never come down, so an encoding is the only one of its text: two insertions differ in
/// the code point, which ascends, or in the place, which ascends within one code point, and a number
/// has one spelling.
#[derive(Debug)]
pub(super) struct Insertions<'e> {
    digits: &'e [u8],
    n: u32,
    i: u32,
    bias: u32,
    len: u32,
    first: bool,
}

/// The digits are wrong: at the octet read last, or `at_end` because they stop within a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bad {
    at_end: bool,
}

impl Iterator for Insertions<'_> {
    type Item = Result<(usize, u32), Bad>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.digits.is_empty() {
            return None;
        }
        Some(self.step())
    }
}

impl Insertions<'_> {
    #[inline]
    fn step(&mut self) -> Result<(usize, u32), Bad> {
        const WRONG: Bad = Bad { at_end: false };
        let old = self.i;
        let mut weight = 1u32;
        let mut k = BASE;
        loop {
            let (&octet, rest) = self.digits.split_first().ok_or(Bad { at_end: true })?;
            self.digits = rest;
            let digit = ascii::digit(octet).ok_or(WRONG)?;
            self.i =
                digit.checked_mul(weight).and_then(|add| self.i.checked_add(add)).ok_or(WRONG)?;
            let t = threshold(k, self.bias);
            if digit < t {
                break;
            }
            weight = weight.checked_mul(BASE.wrapping_sub(t)).ok_or(WRONG)?;
            k = k.wrapping_add(BASE);
        }
        // A text of 2^32 code points does not come here; `MIN.saturating_add` is how a number that
        // is not zero is had without a check.
        let grown = NonZeroU32::MIN.saturating_add(self.len);
        self.bias = adapt(self.i.wrapping_sub(old), grown, self.first);
        self.first = false;
        let (wraps, place) = divide(self.i, grown);
        self.n = self.n.checked_add(wraps).filter(|&n| n <= 0x10_FFFF).ok_or(WRONG)?;
        self.len = grown.get();
        self.i = place.wrapping_add(1);
        Ok((usize::try_from(place).unwrap_or(usize::MAX), self.n))
    }
}

/// The encoder as RFC 3492 §6.3 has it, over any text: steps grow with the code points times the
/// distinct ones beyond ASCII.
fn encode_any(text: impl Iterator<Item = u32> + Clone, out: &mut Output<'_>) -> Result<(), Full> {
    let mut handled = 0u32;
    for c in text.clone() {
        if let Ok(octet @ 0..0x80) = u8::try_from(c) {
            out.push(octet)?;
            handled = handled.wrapping_add(1);
        }
    }
    if handled > 0 {
        out.push(b'-')?;
    }
    let mut n = INITIAL_N;
    let mut delta = 0u32;
    let mut bias = INITIAL_BIAS;
    let mut first = true;
    while let Some(next) = text.clone().filter(|&c| c >= n).min() {
        let grown = NonZeroU32::MIN.saturating_add(handled);
        // At most 0x10FFFF times one more than MAX_CODE_POINTS: it fits.
        delta = delta.wrapping_add(next.wrapping_sub(n).wrapping_mul(grown.get()));
        for c in text.clone() {
            if c < next {
                delta = delta.wrapping_add(1);
            } else if c == next {
                number(delta, bias, out)?;
                bias = adapt(delta, NonZeroU32::MIN.saturating_add(handled), first);
                first = false;
                delta = 0;
                handled = handled.wrapping_add(1);
            }
        }
        delta = delta.wrapping_add(1);
        n = next.wrapping_add(1);
    }
    Ok(())
}

/// The longest label for [`Keys`]: its places are the bits of one word.
pub(super) const SHORT: usize = 64;

/// The encoder for a label of at most [`SHORT`] code points: the same octets as [`encode_any`].
#[inline(never)]
pub(super) fn encode_label(label: &[u32], out: &mut Output<'_>) -> Result<(), Full> {
    if crate::ascii::SMALL || label.len() > SHORT {
        return encode_any(label.iter().copied(), out);
    }
    let mut keys = Keys::new();
    for (place, &c) in (0u32..).zip(label) {
        if let Ok(octet @ 0..0x80) = u8::try_from(c) {
            out.push(octet)?;
            keys.skip(place);
        } else {
            keys.insert(c, place);
        }
    }
    keys.write(out)
}

/// The code points beyond ASCII of a label of at most [`SHORT`], sorted by value and then by place,
/// which is the order in which the decoder inserts them. What is in the text by then is one bit a
/// place, so where an insertion goes is the number of bits below its own.
pub(super) struct Keys {
    keys: [u32; SHORT],
    /// INVARIANT: at most [`SHORT`].
    len: usize,
    literals: u64,
}

impl Keys {
    #[inline]
    pub(super) const fn new() -> Self {
        Self { keys: [0; SHORT], len: 0, literals: 0 }
    }

    /// Begins a label whose first `literals` places, at most 63, are ASCII.
    #[inline]
    pub(super) fn begin(&mut self, literals: u32) {
        self.len = 0;
        self.literals = 1u64.wrapping_shl(literals).wrapping_sub(1);
    }

    /// There is ASCII at `place`.
    #[inline]
    pub(super) fn skip(&mut self, place: u32) {
        self.literals |= 1u64.wrapping_shl(place);
    }

    /// There is `c` at `place`, which is after all places told before.
    #[inline]
    pub(super) fn insert(&mut self, c: u32, place: u32) {
        let mut at = self.len;
        let key = c << 6 | place;
        // Insertion from the back: equals keep their order, for places ascend.
        while let Some([left, right]) =
            at.checked_sub(1).and_then(|before| self.keys.get_mut(before..=at))
        {
            if *left < key {
                break;
            }
            *right = *left;
            at = at.wrapping_sub(1);
        }
        if let Some(free) = self.keys.get_mut(at) {
            *free = key;
        }
        self.len = self.len.wrapping_add(1);
    }

    /// Writes the delimiter and what follows it; the literals stand before it.
    #[inline]
    pub(super) fn write(&self, out: &mut Output<'_>) -> Result<(), Full> {
        let mut present = self.literals;
        let mut handled = present.count_ones();
        if handled > 0 {
            out.push(b'-')?;
        }
        let (mut n, mut i, mut bias, mut first) = (INITIAL_N, 0u32, INITIAL_BIAS, true);
        for &key in self.keys.get(..self.len).unwrap_or_default() {
            let (c, bit) = (key >> 6, 1u64.wrapping_shl(key));
            let place = (present & bit.wrapping_sub(1)).count_ones();
            let grown = NonZeroU32::MIN.saturating_add(handled);
            let delta =
                c.wrapping_sub(n).wrapping_mul(grown.get()).wrapping_add(place).wrapping_sub(i);
            number(delta, bias, out)?;
            bias = adapt(delta, grown, first);
            first = false;
            present |= bit;
            handled = grown.get();
            (n, i) = (c, place.wrapping_add(1));
        }
        Ok(())
    }
}

/// The most octets of one number (§3.3) of at most `delta`, whatever the bias.
#[inline]
pub(super) const fn most_digits(delta: u32) -> u32 {
    match delta {
        0..36 => 2,
        36..1_261 => 3,
        1_261..28_886 => 4,
        28_886..288_886 => 5,
        _ => 8,
    }
}

/// One generalized variable-length integer (§3.3).
#[inline]
fn number(mut q: u32, bias: u32, out: &mut Output<'_>) -> Result<(), Full> {
    // The distance of the digit's weight to the bias: the threshold, but for its bounds.
    let mut distance = BASE.wrapping_sub(bias).cast_signed();
    loop {
        let t = distance.clamp(T_MIN.cast_signed(), T_MAX.cast_signed()).cast_unsigned();
        let Some(over) = q.checked_sub(t) else { break };
        // T_MAX < BASE: never zero.
        let Some(radix) = NonZeroU32::new(BASE.wrapping_sub(t)) else {
            break;
        };
        let (next, digit_over) = divide(over, radix);
        out.push(digit(t.wrapping_add(digit_over)))?;
        q = next;
        distance = distance.wrapping_add(BASE.cast_signed());
    }
    out.push(digit(q))
}

/// §6.1
#[inline]
fn adapt(delta: u32, grown: NonZeroU32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    let (share, _) = divide(delta, grown);
    delta = delta.wrapping_add(share);
    let mut k = 0u32;
    while delta > ADAPTED_MAX {
        delta /= BASE - T_MIN;
        k = k.wrapping_add(BASE);
    }
    k.wrapping_add(ADAPTED.get(index(delta)).copied().map_or(0, u32::from))
}

/// The delta up to which §6.1 divides no more.
const ADAPTED_MAX: u32 = (BASE - T_MIN) * T_MAX / 2;

/// The last term of §6.1, for each delta that is left: `(BASE - T_MIN + 1) * delta / (delta + SKEW)`.
static ADAPTED: [u8; 456] = {
    let mut table = [0; 456];
    let mut delta = 0u32;
    let mut rest: &mut [u8] = &mut table;
    while let Some((entry, more)) = rest.split_first_mut() {
        let [value, ..] = (BASE.wrapping_mul(delta) / (delta.wrapping_add(SKEW))).to_le_bytes();
        *entry = value;
        delta = delta.wrapping_add(1);
        rest = more;
    }
    assert!(delta == ADAPTED_MAX.wrapping_add(1));
    table
};

/// Divisors up to this are multiplied by their reciprocals: places in a label, and digits' radixes.
const DIVISORS: usize = 65;
const RECIPROCAL_SHIFT: u32 = 31;

/// Dividends below this are exact by the reciprocals. Of a label's numbers few are not.
const DIVIDENDS: u32 = 1 << 25;

/// `2^31 / divisor + 1`, rounded down. For a divisor of up to 64 this is at most one part in 2^25
/// too great, so that a dividend below 2^25 gives the quotient exactly.
static RECIPROCALS: [u32; DIVISORS] = {
    let mut table = [0; DIVISORS];
    let mut divisor = 0u32;
    let mut rest: &mut [u32] = &mut table;
    while let Some((entry, more)) = rest.split_first_mut() {
        if let Some(quotient) = (1u32 << RECIPROCAL_SHIFT).checked_div(divisor) {
            *entry = quotient.wrapping_add(1);
        }
        divisor = divisor.wrapping_add(1);
        rest = more;
    }
    table
};

/// Quotient and remainder. Division is most of the time that Punycode takes; within a label the
/// divisors are few and the dividends small, and multiplication does.
#[inline]
fn divide(dividend: u32, divisor: NonZeroU32) -> (u32, u32) {
    let quotient = match RECIPROCALS.get(index(divisor.get())) {
        Some(&reciprocal) if dividend < DIVIDENDS => {
            let product =
                u64::from(dividend).wrapping_mul(u64::from(reciprocal)) >> RECIPROCAL_SHIFT;
            // No more than the dividend.
            u32::try_from(product).unwrap_or_default()
        }
        _ => dividend / divisor,
    };
    (quotient, dividend.wrapping_sub(quotient.wrapping_mul(divisor.get())))
}

#[inline]
fn threshold(k: u32, bias: u32) -> u32 {
    k.saturating_sub(bias).clamp(T_MIN, T_MAX)
}

/// `a`..`z` are 0 to 25, `0`..`9` 26 to 35 (§5).
#[inline]
fn digit(value: u32) -> u8 {
    let [_, _, _, value] = value.to_be_bytes();
    if value < 26 { value.wrapping_add(b'a') } else { value.wrapping_add(b'0' - 26) }
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
    use core::num::NonZeroU32;
    use std::string::String;
    use std::vec::Vec;

    use super::super::tests::Random;
    use super::{
        ADAPTED, ADAPTED_MAX, BASE, Full, Output, SKEW, divide, encode_any, encode_label,
        most_digits, number,
    };

    #[test]
    fn divides_as_division_does() {
        for divisor in 1..=70 {
            let by = NonZeroU32::new(divisor).unwrap();
            // Around every multiple that the reciprocal can be wrong at, and at the bound.
            let near = |n: u32| [n.saturating_sub(1), n, n + 1];
            let multiples = (0..5_000).chain((1 << 25) / divisor - 5_000..(1 << 25) / divisor + 2);
            for dividend in
                multiples.flat_map(|n| near(n * divisor)).chain([u32::MAX, 1 << 25, (1 << 25) - 1])
            {
                assert_eq!(
                    divide(dividend, by),
                    (dividend / divisor, dividend % divisor),
                    "{dividend} / {divisor}"
                );
            }
        }
        for delta in 0..=ADAPTED_MAX {
            assert_eq!(u32::from(ADAPTED[delta as usize]), BASE * delta / (delta + SKEW));
        }
    }

    #[test]
    fn no_number_has_more_digits_than_are_allowed_for() {
        let count = |delta: u32, bias: u32| written(|out| number(delta, bias, out)).len() as u32;
        for bias in 0..=400 {
            for exponent in 0..27 {
                for delta in (0..50).map(|more| (1u32 << exponent) + more) {
                    assert!(count(delta, bias) <= most_digits(delta), "{delta} {bias}");
                }
            }
            // A greater number has no fewer digits, so each step is right if its end is.
            for last in [35, 1_260, 28_885, 288_885, 0x11_0000 * 64] {
                assert!(count(last, bias) <= most_digits(last), "{last} {bias}");
            }
        }
        // And each of the steps is where it has to be.
        for end in [36, 1_261, 28_886, 288_886] {
            let some = (0..=400).any(|bias| count(end, bias) > most_digits(end - 1));
            assert!(some, "{end}");
        }
    }

    #[test]
    fn both_encoders_agree() {
        let mut random = Random(7);
        for round in 0..20_000 {
            let (low, span) = [(0x61, 26), (0x80, 200), (0x4E00, 5_000), (0, 0x11_0000)][round % 4];
            let length = random.below(70);
            let label: Vec<u32> = (0..length)
                .map(|_| {
                    if random.below(3) == 0 {
                        0x61 + random.below(26) as u32
                    } else {
                        (low + random.below(span)) as u32
                    }
                })
                .collect();
            let any = written(|out| encode_any(label.iter().copied(), out));
            assert_eq!(any, written(|out| encode_label(&label, out)), "{label:x?}");
            // And the decoder takes it back, from this spelling and from no other.
            let decoded = decode(&any);
            assert_eq!(decoded.as_deref(), Some(&label[..]));
            let mut other = any.clone().into_bytes();
            if let Some(place) = (!other.is_empty()).then(|| random.below(other.len())) {
                other[place] = b"abcdefghijklmnopqrstuvwxyz0123456789-"[random.below(37)];
                if let Some(decoded) = decode(core::str::from_utf8(&other).unwrap()) {
                    if decoded.iter().all(|&c| c < 0x80) {
                        continue;
                    }
                    let again = written(|out| encode_label(&decoded, out));
                    assert_eq!(again.as_bytes(), other, "two spellings of one text");
                }
            }
        }
    }

    fn written(encode: impl FnOnce(&mut Output<'_>) -> Result<(), Full>) -> String {
        let mut room = [0; 1_000];
        let mut out = Output::new(&mut room);
        encode(&mut out).unwrap();
        let len = out.len();
        String::from_utf8(room[..len].to_vec()).unwrap()
    }

    fn decode(encoded: &str) -> Option<Vec<u32>> {
        let (literal, insertions) = super::split(encoded.as_bytes());
        let mut text: Vec<u32> = literal.iter().map(|&octet| u32::from(octet)).collect();
        for step in insertions {
            let (place, c) = step.ok()?;
            text.insert(place, c);
        }
        Some(text)
    }
}
