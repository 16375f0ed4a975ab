//! Autonomous system numbers.
//!
//! ```text
//! asn    = [ "AS" [ " " / "-" ] / "ASN" [ " " ] ] ( plain / dot )     ; any case
//! plain  = number                                                     ; 0 to 4294967295
//! dot    = number "." number                                          ; each 0 to 65535
//! number = "0" / %x31-39 *DIGIT
//! ```
//! Source: RFC 6793 (32 bits), RFC 5396 (asplain, asdot). Refused: signs, leading zeros, `_`, digits
//! of other scripts, more than one blank.
//!
//! # Example
//! ```
//! use ioc_canon::Asn;
//! let asn = Asn::parse("as 12345")?;
//! assert_eq!(asn.to_string(), "AS12345");
//! assert_eq!(asn, Asn::new(12345));
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: digits of other scripts
//! ```
//! use ioc_canon::{Asn, Code};
//! // FULLWIDTH DIGIT ONE, which looks like 1 and is no digit of an AS number.
//! let error = Asn::parse("AS\u{ff11}").unwrap_err();
//! assert_eq!((error.code(), error.offset()), (Code::AsnForeignDigit, 2));
//! ```

use core::fmt;

use crate::{
    ascii::{self, Cursor},
    emit::{self, Piece, Pieces, Render, Scratch},
    error::{Code, Error},
    grammar::{self, Decimal, Parser, Parsing, alt, opt, tag, tag_no_case},
    note::{Note, Notes, Parsed},
    text::Text,
};

/// The longest text that is read, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Asn, Code, asn};
/// let long = "0".repeat(asn::MAX_INPUT + 1);
/// assert_eq!(Asn::parse(&long).unwrap_err().code(), Code::TooLong);
/// ```
pub const MAX_INPUT: usize = 32;
/// The longest text in any form, in bytes: `ASN4294967295`.
///
/// # Example
/// ```
/// use ioc_canon::{Asn, asn};
/// let text = Asn::new(u32::MAX).text(asn::Form::Asn, &mut asn::Buffer::new()).to_owned();
/// assert_eq!((text.as_str(), text.len()), ("ASN4294967295", asn::MAX_LEN));
/// ```
pub const MAX_LEN: usize = 13;
/// Room for a number in any form.
///
/// # Example
/// ```
/// use ioc_canon::{Asn, asn};
/// // One for many numbers: each writes over the one before.
/// let mut buffer = asn::Buffer::new();
/// assert_eq!(Asn::new(64496).canonical(&mut buffer), "AS64496");
/// assert_eq!(Asn::new(64511).canonical(&mut buffer), "AS64511");
/// ```
pub type Buffer = Text<MAX_LEN>;

/// An autonomous system number.
///
/// # Example
/// ```
/// use ioc_canon::Asn;
/// let (a, b): (Asn, Asn) = ("as 64496".parse()?, 64511.into());
/// assert!(a < b && u32::from(b) == 64511);
/// assert_eq!(format!("{a} and {b}"), "AS64496 and AS64511");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Asn(u32);

/// The ways an AS number is spelled.
///
/// # Example
/// ```
/// use ioc_canon::{Asn, asn::{Buffer, Form}};
/// let texts = [Form::As, Form::Asn, Form::Plain, Form::Dot]
///     .map(|form| Asn::new(65551).text(form, &mut Buffer::new()).to_owned());
/// assert_eq!(texts, ["AS65551", "ASN65551", "65551", "1.15"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// `AS12345`, the canonical form.
    As,
    /// `ASN12345`.
    Asn,
    /// `12345` (asplain).
    Plain,
    /// `0.12345` (asdot+), both halves always written.
    Dot,
}

/// The classes of IANA's registries of special AS numbers.
///
/// # Example
/// ```
/// use ioc_canon::{Asn, asn::Special};
/// assert_eq!(Asn::new(64496).special(), Some(Special::Documentation));
/// assert_eq!(Asn::new(4_200_000_000).special(), Some(Special::Private));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Special {
    /// 0: never a number of a system (RFC 7607).
    Zero,
    /// 112: the AS112 project (RFC 7534).
    As112,
    /// 23456: stands for a 32-bit number in 16 bits (RFC 6793).
    Trans,
    /// 64496 to 64511 and 65536 to 65551: documentation (RFC 5398).
    Documentation,
    /// 64512 to 65534 and 4200000000 to 4294967294: private use (RFC 6996).
    Private,
    /// 65535 and 4294967295: the last of 16 and of 32 bits (RFC 7300).
    Last,
}

impl Special {
    /// A short name, such as `private use`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::asn::Special;
    /// assert_eq!(Special::Private.name(), "private use");
    /// assert_eq!(Special::Private.to_string(), "private use");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::As112 => "AS112",
            Self::Trans => "AS_TRANS",
            Self::Documentation => "documentation",
            Self::Private => "private use",
            Self::Last => "last number",
        }
    }
}

/// The name.
impl fmt::Display for Special {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Asn {
    /// The system with this number; every `u32` is one.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Asn;
    /// const OURS: Asn = Asn::new(64496);
    /// assert_eq!(OURS.to_string(), "AS64496");
    /// ```
    #[must_use]
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Asn;
    /// assert_eq!(Asn::parse("AS1.0")?.number(), 65536);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// Reads any spelling of the module's grammar.
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank` and the codes `AsnDigit` to
    /// `AsnForeignDigit` (`N001` to `N009`).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Asn, Code};
    /// for text in ["12345", "AS12345", "asn 12345", "AS-12345", "0.12345"] {
    ///     assert_eq!(Asn::parse(text)?, Asn::new(12345));
    /// }
    /// let error = Asn::parse("AS 012345").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::AsnLeadingZero, 3));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        if ascii::SMALL {
            return slow(text).map(Self);
        }
        Self::read(text).map(Parsed::value)
    }

    /// [`parse`](Self::parse) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and `NotUtf8`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Asn, Code};
    /// assert_eq!(Asn::parse_bytes(b"AS64496")?.number(), 64496);
    /// let error = Asn::parse_bytes(b"AS6\xff").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::NotUtf8, 3));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// Reads a number and tells whether the text was canonical.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Asn;
    /// assert!(Asn::read("AS12345")?.is_canonical());
    /// let read = Asn::read("12345")?;
    /// assert!(!read.is_canonical() && read.value().number() == 12345);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn read(text: &str) -> Result<Parsed<Self>, Error> {
        match Self::quick(text) {
            Some(read) => Ok(read),
            None => {
                let asn = Self(slow(text)?);
                // A fast path reads every canonical text.
                Ok(Parsed::new(asn, ascii::SMALL && asn.is_text(text)))
            }
        }
    }

    /// [`read`](Self::read) without the diagnosis: `None` too for what needs a second look.
    #[inline]
    pub(crate) fn quick(text: &str) -> Option<Parsed<Self>> {
        fast(text.as_bytes()).map(|(number, canonical)| Parsed::new(Self(number), canonical))
    }

    /// Whether `text` is the canonical text.
    pub(crate) fn is_text(self, text: &str) -> bool {
        emit::is_text(text, |out| write(self.0, out))
    }

    /// The special class of the number, if it has one.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Asn, asn::Special};
    /// assert_eq!(Asn::new(64512).special(), Some(Special::Private));
    /// assert_eq!(Asn::new(13335).special(), None);
    /// ```
    #[must_use]
    pub const fn special(self) -> Option<Special> {
        match self.0 {
            0 => Some(Special::Zero),
            112 => Some(Special::As112),
            23456 => Some(Special::Trans),
            64496..=64511 | 65536..=65551 => Some(Special::Documentation),
            64512..=65534 | 4_200_000_000..=4_294_967_294 => Some(Special::Private),
            65535 | u32::MAX => Some(Special::Last),
            _ => None,
        }
    }

    /// [`Note::SpecialAsn`] where the number is special.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Asn, Note};
    /// assert!(Asn::new(64512).notes().contains(Note::SpecialAsn));
    /// assert!(Asn::new(3333).notes().is_empty());
    /// ```
    #[must_use]
    pub const fn notes(self) -> Notes {
        Notes::NONE.with(Note::SpecialAsn, self.special().is_some())
    }

    /// Writes the canonical text at the start of `out`; at most [`MAX_LEN`] bytes. What `out` holds
    /// after that length is not specified.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Asn, asn};
    /// let mut bytes = [0; asn::MAX_LEN];
    /// let length = Asn::new(12345).write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"AS12345");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        emit::with_slack(out, |slack| write(self.0, slack))
    }
}

emit::doors!(value Asn in asn, "as 64496" is "AS64496", Dot is "0.64496", "AS64496" has SpecialAsn);

impl Render for Asn {
    type Form = Form;
    const CANONICAL: Form = Form::As;

    fn pieces<'s>(&self, form: Form, scratch: &'s mut Scratch) -> Pieces<'s>
    where
        Self: 's,
    {
        let (prefix, high, low) = match form {
            Form::As => ("AS", None, self.0),
            Form::Asn => ("ASN", None, self.0),
            Form::Plain => ("", None, self.0),
            Form::Dot => ("", Some(self.0 >> 16), self.0 & 0xffff),
        };
        let text = scratch.fill(16, |out| {
            let mut text = Cursor::new(out);
            if let Some(high) = high {
                text.decimal(high);
                text.push(b'.');
            }
            text.decimal(low);
            Ok(text.len())
        });
        emit::pieces([Piece::keep(prefix), Piece::keep(text.unwrap_or_default())])
    }
}

impl From<u32> for Asn {
    fn from(number: u32) -> Self {
        Self(number)
    }
}

impl From<Asn> for u32 {
    fn from(asn: Asn) -> Self {
        asn.0
    }
}

/// Reads `AS` or `ASN`, with a blank or none, or nothing, and an asplain number, and whether the text is
/// canonical. No branch depends on how the text is spelled or, up to eight digits, on how long it is. Not inlined: in a
/// caller's loop the compiler may turn the choices into branches again.
#[inline(never)]
fn fast(text: &[u8]) -> Option<(u32, bool)> {
    if ascii::SMALL {
        return None;
    }
    let Some(head) = text.first_chunk() else { return brief(text) };
    let head = u32::from_le_bytes(*head);
    let small = head | 0x2020_2020;
    let named = small & 0xffff == 0x7361; // `as`
    let longer = named & (small & 0xff_0000 == 0x6e_0000); // `n`
    let after = head >> if longer { 24 } else { 16 };
    let between = named & (after & 0xff == 0x20); // ` `
    let canonical = (head & 0xffff == 0x5341) & !longer & !between;
    let prefix = usize::from(named).wrapping_mul(2).wrapping_add(usize::from(longer));
    let prefix = prefix.wrapping_add(usize::from(between));

    let digits = text.len().wrapping_sub(prefix);
    let first = *text.get(prefix)?;
    let below = decimal(tail(text)?, digits.min(8))?;
    let above = match digits {
        0..=8 => 0,
        9 => one(first)?,
        10 => one(first)?.wrapping_mul(10).wrapping_add(one(*text.get(prefix.wrapping_add(1))?)?),
        _ => return None,
    };
    let number = above.wrapping_mul(100_000_000).wrapping_add(below);
    let padded = (first == b'0') & (digits > 1);
    (number <= u64::from(u32::MAX) && !padded)
        .then_some((u32::try_from(number).unwrap_or(0), canonical))
}

/// [`fast`] for texts of less than four bytes.
fn brief(text: &[u8]) -> Option<(u32, bool)> {
    let (digits, canonical) = match text {
        [b'A', b'S', digits @ ..] => (digits, true),
        [b'A' | b'a', b'S' | b's', digits @ ..] => (digits, false),
        digits => (digits, false),
    };
    if matches!(digits, [] | [b'0', _, ..]) {
        return None;
    }
    let number = digits
        .iter()
        .try_fold(0u64, |number, &b| Some(number.wrapping_mul(10).wrapping_add(one(b)?)))?;
    Some((u32::try_from(number).ok()?, canonical))
}

/// The value of one digit.
fn one(digit: u8) -> Option<u64> {
    let value = digit.wrapping_sub(b'0');
    (value < 10).then_some(u64::from(value))
}

/// The last eight bytes of a text of four or more, the last in the highest byte; of less than eight
/// all.
#[inline(always)]
fn tail(text: &[u8]) -> Option<u64> {
    let last = u64::from(u32::from_le_bytes(*text.last_chunk()?));
    let before = text.get(text.len().saturating_sub(8)..)?.first_chunk()?;
    // In a shorter text the two overlap, and what both hold is put in the same place.
    let short = 8u32.wrapping_sub(u32::try_from(text.len().min(8)).unwrap_or(8));
    let before = u64::from(u32::from_le_bytes(*before)).wrapping_shl(short.wrapping_mul(8));
    Some(before | last << 32)
}

/// The number that the highest `digits` bytes of a word spell, 1 to 8; the last digit is the highest.
///
/// Pairs of neighbours are joined in one multiplication each: digits to hundreds, hundreds to ten
/// thousands, those to all eight.
#[inline(always)]
fn decimal(word: u64, digits: usize) -> Option<u64> {
    const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
    let width = u32::try_from(digits.wrapping_mul(8)).ok()?;
    if width.wrapping_sub(8) > 56 {
        return None;
    }
    let above = 64u32.wrapping_sub(width);
    let word = (word ^ ZEROS).wrapping_shr(above).wrapping_shl(above);
    let over9 = (word.wrapping_add(0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080;
    if over9 != 0 {
        return None;
    }
    let word = word.wrapping_mul(10 * 0x100 + 1) >> 8 & 0x00ff_00ff_00ff_00ff;
    let word = word.wrapping_mul(100 * 0x1_0000 + 1) >> 16 & 0x0000_ffff_0000_ffff;
    Some(word.wrapping_mul(10_000 * 0x1_0000_0000 + 1) >> 32)
}

/// The eight digits of a number below 100,000,000, the first in the lowest byte.
///
/// Quotients by a constant are products and shifts, exact in their range, for both halves at once.
#[inline(always)]
fn digits(number: u32) -> u64 {
    let (high, low) = (number / 10_000, number % 10_000);
    let fours = u64::from(high) | u64::from(low) << 32;
    let hundreds = (fours.wrapping_mul(10_486) >> 20) & 0x0000_007f_0000_007f;
    let pairs = hundreds | fours.wrapping_sub(hundreds.wrapping_mul(100)) << 16;
    let tens = (pairs.wrapping_mul(103) >> 10) & 0x000f_000f_000f_000f;
    tens | pairs.wrapping_sub(tens.wrapping_mul(10)) << 8
}

/// Writes `AS` and the number at the start of `out` and gives the length. Bytes after it are
/// overwritten.
#[inline]
fn write(number: u32, out: &mut [u8; 16]) -> usize {
    if ascii::SMALL {
        let mut text = Cursor::new(out);
        text.push(b'A');
        text.push(b'S');
        text.decimal(number);
        return text.len();
    }
    const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
    let (above, below) = (number / 100_000_000, digits(number % 100_000_000));
    let mut at = 2usize;
    // Zeros in front are not written, but that of the number 0.
    let mut blank = (below | 1 << 63).trailing_zeros() & 56;
    if above > 0 {
        let [tens, ones] = [above / 10, above % 10]
            .map(|digit| u8::try_from(digit).unwrap_or(0).wrapping_add(b'0'));
        let two = if above > 9 { [tens, ones] } else { [ones, 0] };
        if let Some(slot) = out.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
            *slot = two;
        }
        at = 3usize.wrapping_add(usize::from(above > 9));
        blank = 0;
    }
    if let Some(slot) = out.first_chunk_mut() {
        *slot = *b"AS";
    }
    if let Some(slot) = out.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
        *slot = ((below | ZEROS) >> blank).to_le_bytes();
    }
    at.wrapping_add(8).wrapping_sub(usize::try_from(blank / 8).unwrap_or(0))
}

/// The whole grammar; finds the byte that broke it.
#[cold]
fn slow(text: &str) -> Result<u32, Error> {
    grammar::preflight(text, MAX_INPUT)?;
    grammar::whole(text, asn, |rest| match rest {
        [b, ..] if b.is_ascii_alphanumeric() || *b == b'_' => Code::AsnDigit,
        _ if is_foreign_digit(rest) => Code::AsnForeignDigit,
        _ => Code::AsnTrailing,
    })
}

const PLAIN: Decimal = Decimal {
    max: u32::MAX,
    digit: Code::AsnDigit,
    leading_zero: Code::AsnLeadingZero,
    too_large: Code::AsnTooLarge,
};
const HALF: Decimal = Decimal { max: 0xffff, too_large: Code::AsdotTooLarge, ..PLAIN };

/// `asn = [ "AS" [ " " / "-" ] / "ASN" [ " " ] ] ( plain / dot )`
fn asn(input: &[u8]) -> Parsing<'_, u32> {
    let (rest, prefix) = opt(alt((tag_no_case("ASN"), tag_no_case("AS")))).parse(input)?;
    let rest = match prefix {
        None => rest,
        Some(name) => {
            let (rest, between) = opt(alt((tag(" "), tag("-")))).parse(rest)?;
            match (between, rest) {
                (Some(b" "), [b' ', ..]) => return grammar::refuse(rest, Code::AsnBlanks),
                (Some(b"-"), _) if name.len() != 2 => {
                    let (at, _) = tag_no_case("ASN").parse(input)?;
                    return grammar::refuse(at, Code::AsnSign);
                }
                _ => rest,
            }
        }
    };
    grammar::ensure(rest, !matches!(rest, [b'+' | b'-', ..]), Code::AsnSign)?;
    grammar::ensure(rest, !is_foreign_digit(rest), Code::AsnForeignDigit)?;
    let starts = matches!(rest, [b'0'..=b'9', ..]);
    grammar::ensure(rest, starts || prefix.is_some(), Code::AsnPrefix)?;

    let (after, high) = grammar::decimal(&PLAIN).parse(rest)?;
    let (after, dot) = opt(tag(".")).parse(after)?;
    if dot.is_none() {
        return Ok((after, high));
    }
    grammar::ensure(rest, high <= HALF.max, Code::AsdotTooLarge)?;
    let (after, low) = grammar::decimal(&HALF).parse(after)?;
    Ok((after, (high << 16) | low))
}

/// Whether the text begins with a digit of one of the scripts that are typed for ASCII digits:
/// fullwidth, Arabic-Indic (two rows), Devanagari, Bengali, mathematical. In UTF-8: all that stands here
/// is text.
const fn is_foreign_digit(text: &[u8]) -> bool {
    matches!(
        text,
        [0xef, 0xbc, 0x90..=0x99, ..]
            | [0xd9, 0xa0..=0xa9, ..]
            | [0xdb, 0xb0..=0xb9, ..]
            | [0xe0, 0xa5 | 0xa7, 0xa6..=0xaf, ..]
            | [0xf0, 0x9d, 0x9f, 0x8e..=0xbf, ..]
    )
}

#[cfg(test)]
mod tests;
