//! The grammar toolkit, and the only file that names nom.
//!
//! Grammars are nom parsers over bytes. They are the plain, complete readers: what a kind's fast
//! path does not settle goes through its grammar, which finds the byte and the rule. Their error,
//! [`Refusal`], stops at [`whole`], which turns it into an [`Error`].

use nom::{
    Err,
    bytes::complete::take_while1,
    error::{ErrorKind, ParseError},
};
pub(crate) use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, tag_no_case, take_while},
    combinator::opt,
};

use crate::{
    ascii,
    error::{Code, Error},
    words,
};

/// What a grammar function takes and gives.
pub(crate) type Parsing<'a, O> = IResult<&'a [u8], O, Refusal>;

/// Where a grammar stopped, counted from the end of the text, and why.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Refusal {
    left: usize,
    code: Code,
}

impl ParseError<&[u8]> for Refusal {
    fn from_error_kind(input: &[u8], _: ErrorKind) -> Self {
        Self { left: input.len(), code: Code::NotAnIndicator }
    }

    fn append(_: &[u8], _: ErrorKind, other: Self) -> Self {
        other
    }

    /// Of two alternatives the one that read further reports.
    fn or(self, other: Self) -> Self {
        if other.left < self.left { other } else { self }
    }
}

/// Fails with `code` at the start of `rest`; no alternative is tried after it.
pub(crate) fn refuse<O>(rest: &[u8], code: Code) -> Parsing<'_, O> {
    Err(Err::Failure(Refusal { left: rest.len(), code }))
}

/// Gives `rest` back where `holds`, else refuses there.
pub(crate) fn ensure(rest: &[u8], holds: bool, code: Code) -> Parsing<'_, ()> {
    if holds { Ok((rest, ())) } else { refuse(rest, code) }
}

/// Runs `parser` over the whole text; what it leaves unread is refused with the code `trailing`
/// gives for it.
pub(crate) fn whole<'a, O>(
    text: &'a str,
    mut parser: impl Parser<&'a [u8], Output = O, Error = Refusal>,
    trailing: impl FnOnce(&[u8]) -> Code,
) -> Result<O, Error> {
    Err(refused(
        text,
        match parser.parse(text.as_bytes()) {
            Ok(([], value)) => return Ok(value),
            Ok((rest, _)) => Refusal { left: rest.len(), code: trailing(rest) },
            Err(Err::Error(refusal) | Err::Failure(refusal)) => refusal,
            // Only streaming parsers are ever incomplete, and none is used.
            Err(Err::Incomplete(_)) => Refusal { left: 0, code: Code::Truncated },
        },
    ))
}

/// The refusal as the public error. Not inlined: the one part of every grammar's end.
#[inline(never)]
fn refused(text: &str, refusal: Refusal) -> Error {
    let at = text.len().saturating_sub(refusal.left);
    Error::new(refusal.code, ascii::char_floor(text, at))
}

/// A decimal number's rules and their codes.
pub(crate) struct Decimal {
    pub(crate) max: u32,
    pub(crate) digit: Code,
    pub(crate) leading_zero: Code,
    pub(crate) too_large: Code,
}

/// `number = "0" / %x31-39 *DIGIT`, at most `rules.max`.
pub(crate) fn decimal<'a>(rules: &Decimal) -> impl Parser<&'a [u8], Output = u32, Error = Refusal> {
    move |input: &'a [u8]| {
        let digits = take_while1(|b: u8| b.is_ascii_digit()).parse(input);
        let Ok((rest, digits)) = digits else {
            let _: Result<_, Err<Refusal>> = digits;
            return refuse(input, rules.digit);
        };
        if matches!(digits, [b'0', _, ..]) {
            return refuse(input, rules.leading_zero);
        }
        match number(digits) {
            Some(value) if value <= rules.max => Ok((rest, value)),
            _ => refuse(input, rules.too_large),
        }
    }
}

/// The value of ASCII digits, unless it is over `u32::MAX`.
pub(crate) fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0u32, |value, &b| {
        value.checked_mul(10)?.checked_add(u32::from(b.wrapping_sub(b'0')))
    })
}

/// What every kind asks of its text before its own grammar: some text, within the kind's bound,
/// without blanks around it and without the characters that no kind holds.
///
/// # Errors
/// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank`, in this order.
pub(crate) fn preflight(text: &str, max: usize) -> Result<(), Error> {
    if text.len() > max {
        return Err(Error::new(Code::TooLong, ascii::char_floor(text, max)));
    }
    if text.is_empty() {
        return Err(Error::new(Code::Empty, 0));
    }
    if let Some(at) = first_forbidden(text) {
        return Err(Error::new(Code::ControlCharacter, at));
    }
    if text.starts_with(' ') {
        return Err(Error::new(Code::OuterBlank, 0));
    }
    if text.ends_with(' ') {
        let blanks = text.bytes().rev().take_while(|&b| b == b' ').count();
        return Err(Error::new(Code::OuterBlank, text.len().saturating_sub(blanks)));
    }
    Ok(())
}

/// The byte at which the first character stands that is refused in every kind.
pub(crate) fn first_forbidden(text: &str) -> Option<usize> {
    // Few texts hold a byte that such a character begins with.
    let begins = |b: u8| (b < b' ') | matches!(b, 0x7f | 0xc2 | 0xd8 | 0xe2);
    let test = |word: u64| {
        words::below(word, b' ')
            | words::is(word, 0x7f)
            | words::is_beyond(word, 0xd8)
            // 0xc2 as well.
            | words::is_beyond(word | words::all(0x20), 0xe2)
    };
    if !ascii::SMALL && !words::any(text.as_bytes(), test, begins) {
        return None;
    }
    text.char_indices().find(|&(_, c)| ascii::is_forbidden(c)).map(|(at, _)| at)
}

/// `bytes` as text, its length checked first.
///
/// # Errors
/// `TooLong`, `NotUtf8`.
pub(crate) fn utf8(bytes: &[u8], max: usize) -> Result<&str, Error> {
    let within = bytes.get(..max.saturating_add(1)).unwrap_or(bytes);
    match core::str::from_utf8(within) {
        Ok(text) => Ok(text),
        // Past the bound the error is the length, whatever the bytes.
        Err(_) if bytes.len() > max => {
            let inside = |at: &usize| bytes.get(*at).is_some_and(|&b| b & 0xc0 == 0x80);
            // Where a character begins, if one does.
            let at = (0..=3).map(|back| max.saturating_sub(back)).find(|at| !inside(at));
            Err(Error::new(Code::TooLong, at.unwrap_or(max)))
        }
        Err(error) => Err(Error::new(Code::NotUtf8, error.valid_up_to())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_alternatives_the_furthest_reports() {
        let far = Refusal { left: 1, code: Code::AsnDigit };
        let near = Refusal { left: 5, code: Code::AsnPrefix };
        assert_eq!(far.or(near).code, Code::AsnDigit);
        assert_eq!(near.or(far).code, Code::AsnDigit);
        // Of two that read as far, the first.
        let other = Refusal { left: 5, code: Code::Empty };
        assert_eq!(near.or(other).code, Code::AsnPrefix);
    }

    #[test]
    fn bytes_are_measured_before_they_are_read() {
        assert_eq!(utf8(b"abcd", 4), Ok("abcd"));
        assert_eq!(utf8(b"abcde", 4).map(str::len), Ok(5));
        assert_eq!(utf8(b"\xff2345", 4), Err(Error::new(Code::TooLong, 4)));
        assert_eq!(utf8(b"abc\x80\x80", 4), Err(Error::new(Code::TooLong, 2)));
        assert_eq!(utf8(&[0x80; 5], 4), Err(Error::new(Code::TooLong, 4)));
        assert_eq!(utf8("abc\u{e4}".as_bytes(), 3), Err(Error::new(Code::TooLong, 3)));
        assert_eq!(utf8(b"a\xff", 4), Err(Error::new(Code::NotUtf8, 1)));
        assert_eq!(utf8(b"abc\xff", 4), Err(Error::new(Code::NotUtf8, 3)));
        // A character cut by the bound does not look like broken UTF-8.
        assert_eq!(utf8("abcdä".as_bytes(), 4), Err(Error::new(Code::TooLong, 4)));
        assert_eq!(utf8("ab\u{10000}".as_bytes(), 4), Err(Error::new(Code::TooLong, 2)));
    }

    #[test]
    fn preflight_names_the_byte() {
        let rows = [
            ("", Err(Error::new(Code::Empty, 0))),
            ("abcde", Err(Error::new(Code::TooLong, 4))),
            ("a\t\tb", Err(Error::new(Code::ControlCharacter, 1))),
            ("abcä", Err(Error::new(Code::TooLong, 3))),
            ("abc", Ok(())),
            (" a", Err(Error::new(Code::OuterBlank, 0))),
            ("a  ", Err(Error::new(Code::OuterBlank, 1))),
            ("a\tb", Err(Error::new(Code::ControlCharacter, 1))),
            ("a\u{85}", Err(Error::new(Code::ControlCharacter, 1))),
            ("\u{202e}", Err(Error::new(Code::ControlCharacter, 0))),
        ];
        for (text, expected) in rows {
            assert_eq!(preflight(text, 4), expected, "{text:?}");
        }
    }

    #[test]
    fn every_forbidden_character_is_found() {
        for c in '\0'..=char::MAX {
            let mut text = [b'a'; 6];
            let len = c.encode_utf8(&mut text[1..5]).len();
            let text = core::str::from_utf8(&text[..len + 2]).unwrap();
            assert_eq!(first_forbidden(text), ascii::is_forbidden(c).then_some(1), "{c:?}");
        }
    }
}
