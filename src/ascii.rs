//! Named byte classes and small ASCII helpers.

/// One bit a class; a byte's row in [`CLASS`] holds the classes it belongs to.
pub(crate) mod class {
    /// `0` to `9`.
    pub(crate) const DIGIT: u8 = 1 << 0;
    /// `0` to `9`, `a` to `f`, `A` to `F`.
    pub(crate) const HEX: u8 = 1 << 1;
    /// Letters, digits and the hyphen (RFC 1123 §2.1).
    pub(crate) const LDH: u8 = 1 << 2;
    /// `A` to `Z`.
    pub(crate) const UPPER: u8 = 1 << 3;
    /// `scheme` after its first letter (RFC 3986 §3.1).
    pub(crate) const SCHEME: u8 = 1 << 4;
    /// `atext` (RFC 5322 §3.2.3).
    pub(crate) const ATEXT: u8 = 1 << 5;
    /// C0 and DEL.
    pub(crate) const CONTROL: u8 = 1 << 6;
    /// `a` to `z` and `A` to `Z`.
    pub(crate) const ALPHA: u8 = 1 << 7;
}

/// A function that the compiler runs for a table: what `$entry` says of each byte.
macro_rules! table {
    ($name:ident: $entry:ident -> $ty:ty) => {
        #[expect(clippy::as_conversions, clippy::indexing_slicing, reason = "at compile time")]
        #[expect(clippy::arithmetic_side_effects, reason = "at compile time")]
        const fn $name() -> [$ty; 256] {
            let mut table = [0; 256];
            let mut i = 0;
            while i < 256 {
                table[i] = $entry(i as u8);
                i += 1;
            }
            table
        }
    };
}
pub(crate) use table;

/// The classes of each byte.
static CLASS: [u8; 256] = classes();
table!(classes: classes_of -> u8);

const fn classes_of(b: u8) -> u8 {
    let mut bits = 0;
    if b.is_ascii_digit() {
        bits |= class::DIGIT;
    }
    if b.is_ascii_hexdigit() {
        bits |= class::HEX;
    }
    if b.is_ascii_alphanumeric() || b == b'-' {
        bits |= class::LDH;
    }
    if b.is_ascii_uppercase() {
        bits |= class::UPPER;
    }
    if b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.') {
        bits |= class::SCHEME;
    }
    if b.is_ascii_alphanumeric()
        || matches!(
            b,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
        )
    {
        bits |= class::ATEXT;
    }
    if b.is_ascii_control() {
        bits |= class::CONTROL;
    }
    if b.is_ascii_alphabetic() {
        bits |= class::ALPHA;
    }
    bits
}

/// Whether `b` belongs to any class of `classes`.
pub(crate) fn is(b: u8, classes: u8) -> bool {
    CLASS.get(usize::from(b)).is_some_and(|bits| bits & classes != 0)
}

/// The value of a hexadecimal digit.
pub(crate) const fn hex_value(b: u8) -> Option<u8> {
    match b {
        b'0'..=b'9' => Some(b.wrapping_sub(b'0')),
        b'a'..=b'f' => Some(b.wrapping_sub(b'a' - 10)),
        b'A'..=b'F' => Some(b.wrapping_sub(b'A' - 10)),
        _ => None,
    }
}

/// `value` in decimal, written at the end of `digits`: ten are enough for a `u32`, twenty for a `u64`.
pub(crate) fn decimal<const N: usize>(value: impl Into<u64>, digits: &mut [u8; N]) -> &str {
    digits_of(value.into(), digits)
}

#[inline(never)]
fn digits_of(value: u64, digits: &mut [u8]) -> &str {
    let mut rest = value;
    let mut from = digits.len();
    for (i, slot) in digits.iter_mut().enumerate().rev() {
        *slot = b'0'.wrapping_add(u8::try_from(rest % 10).unwrap_or(0));
        from = i;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    digits.get(from..).and_then(|used| core::str::from_utf8(used).ok()).unwrap_or_default()
}

/// A text written byte by byte; what finds no room is left out.
pub(crate) struct Cursor<'o> {
    out: &'o mut [u8],
    at: usize,
}

impl<'o> Cursor<'o> {
    pub(crate) const fn new(out: &'o mut [u8]) -> Self {
        Self { out, at: 0 }
    }

    pub(crate) const fn len(&self) -> usize {
        self.at
    }

    #[inline(never)]
    pub(crate) fn push(&mut self, b: u8) {
        if let Some(slot) = self.out.get_mut(self.at) {
            *slot = b;
            self.at = self.at.saturating_add(1);
        }
    }

    #[inline(never)]
    pub(crate) fn decimal(&mut self, value: u32) {
        let mut unit = 1_000_000_000;
        while unit > 1 && value < unit {
            unit /= 10;
        }
        let mut rest = value;
        while unit > 0 {
            let digit = rest.checked_div(unit).unwrap_or(0);
            self.push(b'0'.wrapping_add(u8::try_from(digit).unwrap_or(0)));
            rest = rest.wrapping_sub(digit.wrapping_mul(unit));
            unit /= 10;
        }
    }
}

/// Whether small code is worth more than speed: on bare machines of 32 bits, which have no words of
/// eight bytes. There the fast paths and their tables are left out, and the complete parsers, which
/// read the same, stand alone. `--cfg ioc_canon_small` is how the tests run over them on any machine.
pub(crate) const SMALL: bool =
    cfg!(any(ioc_canon_small, all(target_os = "none", target_pointer_width = "32")));

// core's `enumerate`, `count`, `Bytes::position` and searchers for a `char` keep checks that the
// optimiser cannot always discharge, so that a panic stays in reach; these say the same without.

/// The items and their places. No slice or text has `usize::MAX` of them.
pub(crate) fn numbered<T>(items: impl Iterator<Item = T>) -> impl Iterator<Item = (usize, T)> {
    let mut next = 0usize;
    items.map(move |item| {
        let at = next;
        next = next.wrapping_add(1);
        (at, item)
    })
}

/// How often `b` stands in `text`.
pub(crate) fn count(text: &[u8], b: u8) -> usize {
    text.iter().fold(0usize, |sum, &c| sum.wrapping_add(usize::from(c == b)))
}

/// Where the first byte stands for which `wanted` holds.
pub(crate) fn find(text: &str, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    text.as_bytes().iter().position(|&b| wanted(b))
}

/// The text without the bytes at its end for which `unwanted`, which is ASCII, holds.
pub(crate) fn trim_end(text: &str, unwanted: impl Fn(u8) -> bool) -> &str {
    let mut rest = text;
    while let [before @ .., last] = rest.as_bytes() {
        if !unwanted(*last) {
            break;
        }
        rest = rest.get(..before.len()).unwrap_or_default();
    }
    rest
}

/// [`trim_end`] at both ends.
pub(crate) fn trim(text: &str, unwanted: impl Fn(u8) -> bool) -> &str {
    let mut rest = trim_end(text, &unwanted);
    while let [first, after @ ..] = rest.as_bytes() {
        if !unwanted(*first) {
            break;
        }
        rest = rest.get(rest.len().saturating_sub(after.len())..).unwrap_or_default();
    }
    rest
}

/// The text without the blanks and TABs at its start.
#[cold]
#[inline(never)]
pub(crate) fn after_blanks(text: &str) -> &str {
    let at = find(text, |b| !matches!(b, b' ' | b'\t')).unwrap_or(text.len());
    text.get(at..).unwrap_or_default()
}

/// Whether `b`, which is ASCII, stands in the text.
#[cfg_attr(target_pointer_width = "32", inline(never))]
pub(crate) fn has(text: &str, b: u8) -> bool {
    match SMALL {
        true => find(text, |c| c == b).is_some(),
        false => text.as_bytes().contains(&b),
    }
}

/// What stands before and after the first `b`, which is ASCII.
pub(crate) fn split_once(text: &str, b: u8) -> Option<(&str, &str)> {
    let at = find(text, |c| c == b)?;
    Some((text.get(..at)?, text.get(at.wrapping_add(1)..)?))
}

/// What stands between the `b`s, which are ASCII.
pub(crate) fn split(text: &str, b: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let all = rest?;
        let (part, after) = match split_once(all, b) {
            Some((part, after)) => (part, Some(after)),
            None => (all, None),
        };
        rest = after;
        Some(part)
    })
}

/// What stands after the last `b`, which is ASCII, or all of it.
pub(crate) fn after_last(text: &str, b: u8) -> &str {
    let at = text.as_bytes().iter().rposition(|&c| c == b);
    at.and_then(|at| text.get(at.wrapping_add(1)..)).unwrap_or(text)
}

/// What stands before the first `b`, which is ASCII, or all of it.
pub(crate) fn before(text: &str, b: u8) -> &str {
    split_once(text, b).map_or(text, |(before, _)| before)
}

/// Whether `c` is refused in every kind: C0, DEL, C1, the line and paragraph separators, and the
/// characters that change the direction of text.
pub(crate) const fn is_forbidden(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `at`, or the nearest character boundary before it.
#[inline(never)]
pub(crate) fn char_floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    // A character has at most four bytes.
    for _ in 0..3 {
        if !text.is_char_boundary(at) {
            at = at.saturating_sub(1);
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_what_their_names_say() {
        for b in 0..=255u8 {
            assert_eq!(is(b, class::DIGIT), b.is_ascii_digit());
            assert_eq!(is(b, class::HEX), b.is_ascii_hexdigit());
            assert_eq!(is(b, class::LDH), b.is_ascii_alphanumeric() || b == b'-');
            assert_eq!(is(b, class::UPPER), b.is_ascii_uppercase());
            assert_eq!(is(b, class::CONTROL), b.is_ascii_control());
            assert_eq!(is(b, class::ALPHA), b.is_ascii_alphabetic());
            assert_eq!(hex_value(b).map(u32::from), char::from(b).to_digit(16));
        }
        let extra = (0..=255u8).filter(|&b| is(b, class::ATEXT) && !b.is_ascii_alphanumeric());
        assert!(extra.eq(*b"!#$%&'*+-/=?^_`{|}~"));
    }

    #[test]
    fn decimal_writes_every_width() {
        for value in [0, 9, 10, 99, 12345, 999_999_999, u32::MAX] {
            let mut digits = [0; 10];
            assert_eq!(decimal(value, &mut digits).parse(), Ok(value));
        }
        for value in [0, 9, 10, 12345, u64::MAX] {
            assert_eq!(decimal(value, &mut [0; 20]).parse(), Ok(value));
        }
    }

    #[test]
    fn a_cursor_writes_the_same_numbers() {
        for value in [0, 9, 10, 99, 100, 12345, 999_999_999, 1_000_000_000, u32::MAX] {
            let (mut out, mut digits) = ([0; 10], [0; 10]);
            let mut text = Cursor::new(&mut out);
            text.decimal(value);
            let size = text.len();
            assert_eq!(&out[..size], decimal(value, &mut digits).as_bytes());
        }
    }

    #[test]
    fn floors_to_a_character() {
        let text = "a€𝄞";
        let floors = [0, 1, 1, 1, 4, 4, 4, 4, 8, 8];
        for (at, &floor) in floors.iter().enumerate() {
            assert_eq!(char_floor(text, at), floor);
        }
    }

    #[test]
    fn classes_are_what_the_compiler_made_of_them() {
        assert_eq!(classes(), CLASS);
    }
}
