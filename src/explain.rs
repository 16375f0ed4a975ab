//! [`Explanation`]: the particulars of a refusal, found again from the input, since an [`Error`] is
//! a position and a code alone.

use core::fmt;

use crate::{
    address,
    asn::{self, Asn},
    cidr::{self, Cidr},
    email::Email,
    emit::{self, Fold, Piece, Pieces, Render, Scratch},
    endpoint::{self, Endpoint},
    error::{Code, Error},
    hash::{Algorithm, FileHash},
    host::{self, Host},
    indicator::Indicator,
    mojibake,
    range::{self, Range},
    refang::Refanged,
    registry::{self, RegistryKey},
    text::Text,
    url::Url,
};

mod mend;

use self::mend::{mended, parts_values, replaced, unglued};

/// An error and the text that it speaks of.
///
/// # Example
/// ```
/// use ioc_canon::Host;
/// let text = "Ã¶sterreich.icom.museum";
/// let explanation = Host::parse(text).unwrap_err().explain(text);
/// assert_eq!(explanation.found(), Some('Ã'));
/// assert_eq!(explanation.suggestion().unwrap().to_string(), "österreich.icom.museum");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Explanation<'a> {
    error: Error,
    input: &'a str,
}

impl Error {
    /// The particulars of this refusal of `input`, the text that was refused.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Cidr;
    /// let typed = "198.51.100.77/29";
    /// let error = Cidr::parse(typed).unwrap_err();
    /// assert_eq!(error.explain(typed).suggestion().unwrap().to_string(), "198.51.100.72/29");
    /// ```
    #[must_use]
    pub const fn explain(self, input: &str) -> Explanation<'_> {
        Explanation { error: self, input }
    }
}

impl<'a> Explanation<'a> {
    /// The error.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Asn, Code};
    /// let explanation = Asn::parse("AS6x").unwrap_err().explain("AS6x");
    /// assert_eq!(explanation.error().code(), Code::AsnDigit);
    /// ```
    #[must_use]
    pub const fn error(&self) -> Error {
        self.error
    }

    /// The character at the error's offset; `None` at the text's end.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Asn;
    /// assert_eq!(Asn::parse("AS6x").unwrap_err().explain("AS6x").found(), Some('x'));
    /// assert_eq!(Asn::parse("AS").unwrap_err().explain("AS").found(), None);
    /// ```
    #[must_use]
    pub fn found(&self) -> Option<char> {
        self.input.get(self.error.offset()..).and_then(|rest| rest.chars().next())
    }

    /// The digest whose length is nearest, for a refusal of a digest's length.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{FileHash, hash::Algorithm};
    /// let typed = "d41d8cd98f00b204e9800998ecf842";
    /// let explanation = FileHash::parse(typed).unwrap_err().explain(typed);
    /// assert_eq!(explanation.nearest_hash(), Some(Algorithm::Md5));
    /// ```
    #[must_use]
    pub fn nearest_hash(&self) -> Option<Algorithm> {
        (self.error.code() == Code::HashLength).then(|| Algorithm::nearest(self.input.len()))
    }

    /// The text to write instead, where the refusal leaves no doubt about it. A suggestion always
    /// parses, one beyond ASCII with the feature `idna`. There is none for a text with more than two
    /// faults, or for one over 256 bytes whose fix lies in its middle. Which spelling a platform wants,
    /// and not only what is wrong with the one typed, [`Dialect::suggest`](crate::Dialect::suggest)
    /// knows.
    ///
    /// An error does not record which parser raised it: a suggestion is accepted by
    /// [`Indicator::detect`](crate::Indicator::detect) if that may have refused the text, else by a kind
    /// that the code belongs to. If you know the parser, pass it to
    /// [`suggestion_read_by`](Self::suggestion_read_by); for an entry of a feed call
    /// [`Entry::explain`](crate::feed::Entry::explain).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Cidr;
    /// let suggested = |typed: &str| {
    ///     Cidr::parse(typed).unwrap_err().explain(typed).suggestion().map(|text| text.to_string())
    /// };
    /// assert_eq!(suggested("192.0.2.0/255.255.255.0").as_deref(), Some("192.0.2.0/24"));
    /// assert_eq!(suggested("192.0.2.0/ninety"), None);
    /// ```
    #[must_use]
    pub fn suggestion(&self) -> Option<Suggestion<'a>> {
        self.settled(&|text| self.read(text))
    }

    /// [`suggestion`](Self::suggestion) for a refusal by `read`, which then reads what is suggested.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Asn, Host, Indicator};
    /// let typed = " 12345";
    /// let explanation = Asn::parse(typed).unwrap_err().explain(typed);
    /// // Refused by `Indicator::detect`, this would be refused again: nobody's number.
    /// assert!(explanation.suggestion().is_none());
    /// let suggestion = explanation.suggestion_read_by(|text| Asn::parse(text).map(|_| ()));
    /// assert_eq!(suggestion.unwrap().to_string(), "12345");
    /// ```
    #[must_use]
    pub fn suggestion_read_by(
        &self,
        read: impl Fn(&str) -> Result<(), Error>,
    ) -> Option<Suggestion<'a>> {
        self.settled(&read)
    }

    /// Reads a mended text by a kind that refuses the input so, of those of which the code speaks.
    ///
    /// # Errors
    /// What the first of them refuses it with, if none reads it.
    #[inline(never)]
    fn read_by_kind(&self, text: &str) -> Result<(), Error> {
        let id = self.error.code().id();
        let mut refused = None;
        for (groups, door) in DOORS {
            // The general codes are everyone's.
            let speaks = id.as_str().starts_with('G') || id.as_str().starts_with(groups);
            if speaks && door(self.input) == Err(self.error) {
                match is_read(text, &door) {
                    Ok(()) => return Ok(()),
                    Err(error) => refused = refused.or(Some(error)),
                }
            }
        }
        match self.error.code() {
            // None of those doors makes this one: it takes no wildcard, however the rest is spelt.
            Code::Wildcard => Err(self.error),
            // A platform's codes: its spellings are read, or else it would not speak of spelling.
            _ => refused.or_else(|| detected(text)).map_or(Ok(()), Err),
        }
    }

    fn settled(&self, read: Door<'_>) -> Option<Suggestion<'a>> {
        let settled = |mended: Option<Mended<'a>>| {
            let mut mended = mended?;
            mended.settle(read).then_some(Suggestion(mended))
        };
        let by_code = settled(mended(self.error, self.input));
        // What a platform or an option refuses may be read as it stands, and nothing glued to it then.
        let refused = || read(self.input) == Err(self.error);
        by_code.or_else(|| settled(unglued(self.input).filter(|_| refused())))
    }

    /// Reads a mended text as the input was read, as far as the error tells.
    ///
    /// # Errors
    /// What it is refused with.
    fn read(&self, text: &str) -> Result<(), Error> {
        match detected(self.input) == Some(self.error) {
            true => detected(text).map_or(Ok(()), Err),
            false => self.read_by_kind(text),
        }
    }
}

/// The error's message, and what was found at the offset where the message does not say it.
impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)?;
        if let Some(nearest) = self.nearest_hash() {
            f.write_str(" (nearest: ")?;
            f.write_str(nearest.name())?;
            return f.write_str(")");
        }
        match self.found() {
            Some(c) if c.is_ascii_graphic() => {
                f.write_str(" (found `")?;
                f.write_str(c.encode_utf8(&mut [0; 4]))?;
                f.write_str("`)")
            }
            Some(c) => {
                let mut digits = [0; 6];
                f.write_str(" (found U+")?;
                f.write_str(code_point(c, &mut digits))?;
                f.write_str(")")
            }
            None => Ok(()),
        }
    }
}

/// The number of a code point in four to six hexadecimal digits.
fn code_point(c: char, digits: &mut [u8; 6]) -> &str {
    let mut rest = u32::from(c);
    let mut used = 0usize;
    for slot in digits.iter_mut().rev() {
        if rest == 0 && used >= 4 {
            break;
        }
        let digit = u8::try_from(rest & 0xf).unwrap_or(0);
        *slot = if digit < 10 { b'0' | digit } else { digit.wrapping_add(b'A' - 10) };
        rest >>= 4;
        used = used.saturating_add(1);
    }
    let from = digits.len().saturating_sub(used);
    digits.get(from..).and_then(|text| core::str::from_utf8(text).ok()).unwrap_or_default()
}

/// A text to write instead of the refused one.
///
/// # Example
/// ```
/// use ioc_canon::Cidr;
/// let typed = "192.0.2.7/24";
/// let suggestion = Cidr::parse(typed).unwrap_err().explain(typed).suggestion().unwrap();
/// assert_eq!(format!("did you mean {suggestion}?"), "did you mean 192.0.2.0/24?");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Suggestion<'a>(Mended<'a>);

/// How a refused text is mended.
#[derive(Debug, Clone, Copy)]
enum Mended<'a> {
    /// A stretch is replaced: what stays before it, the new text, what stays after it.
    Edit(&'a str, &'static str, &'a str),
    /// Two stretches are replaced, the second within what stays after the first.
    Edits(&'a str, &'static str, &'a str, &'static str, &'a str),
    /// The stretch between the two was decoded wrongly.
    Garbled(&'a str, &'a str, &'a str),
    /// The text is defanged.
    Refanged(Refanged<'a>),
    Asn(Asn, asn::Form),
    Address(crate::Address, address::Form),
    Cidr(Cidr, cidr::Form),
    Range(Range, range::Form),
    Host(Host<'a>),
    Url(Url<'a>),
    Email(Email<'a>),
    Key(RegistryKey<'a>, registry::Form),
    /// The text, which is ASCII, with small letters.
    Lower(&'a str),
}

/// Who reads what is to be suggested.
type Door<'r> = &'r dyn Fn(&str) -> Result<(), Error>;

/// Room for a text that was mended in its middle, in which it is read again.
type Room = Text<256>;

impl<'a> Mended<'a> {
    /// Whether the mended text can be read, with a second fault mended as well.
    #[cold]
    fn settle(&mut self, read: Door<'_>) -> bool {
        let again = match *self {
            Self::Edit(text, "", "") | Self::Edit("", "", text) => is_read(text, read),
            Self::Edit(..) => self.read_again(read),
            // A second fault is mended where the first was edited.
            Self::Garbled(..) | Self::Refanged(_) | Self::Edits(..) => {
                return self.read_again(read).is_ok();
            }
            // What is made of a value that was read can be read.
            _ => return true,
        };
        let Err(next) = again else { return true };
        let Some(edits) = self.mended_twice(next) else { return false };
        *self = edits;
        self.read_again(read).is_ok()
    }

    /// An edited text that is still refused, with the second fault mended.
    fn mended_twice(&self, next: Error) -> Option<Self> {
        let Self::Edit(before, new, after) = *self else { return None };
        let gone = before.len().saturating_add(new.len());
        let at = next.offset().checked_sub(gone)?;
        let (between, rest) = after.split_at_checked(at)?;
        if [before, between].iter().any(|before| parts_values(next.code(), before, rest)) {
            return None;
        }
        let (len, other) = replaced(next.code(), rest, next.offset() == 0)?;
        Some(Self::Edits(before, new, between, other, rest.get(len..)?))
    }

    /// # Errors
    /// What the mended text is refused with; `BufferTooSmall` of one that is too long to be read.
    fn read_again(&self, read: Door<'_>) -> Result<(), Error> {
        let mut room = Room::new();
        self.render(&mut room)?;
        is_read(&room, read)
    }

    /// Writes what is mended in its middle. Apart from reading, so that its buffers are gone by then.
    #[inline(never)]
    fn render(&self, room: &mut Room) -> Result<(), Error> {
        if let Self::Garbled(before, garbled, after) = *self {
            let size = before.len().saturating_add(after.len());
            let size = size.saturating_add(mojibake::repaired_len(garbled));
            let written = room.fill(size, |out| {
                let first = emit::write_one(Piece::keep(before), out)?;
                let rest = out.get_mut(first..).unwrap_or_default();
                let second = mojibake::write(garbled, rest)?;
                let rest = rest.get_mut(second..).unwrap_or_default();
                let third = emit::write_one(Piece::keep(after), rest)?;
                Ok(first.saturating_add(second).saturating_add(third))
            });
            return written.map(|_| ());
        }
        if let Self::Refanged(refanged) = *self {
            return room.fill(refanged.len(), |out| refanged.write_into(out)).map(|_| ());
        }
        let pieces = self.edited();
        room.fill(emit::room(&pieces), |out| emit::write(&pieces, out)).map(|_| ())
    }

    /// The pieces of an edited text; none of any other.
    fn edited(&self) -> Pieces<'a> {
        match *self {
            Self::Edit(before, new, after) => {
                emit::pieces([Piece::keep(before), Piece::keep(new), Piece::keep(after)])
            }
            Self::Edits(before, new, between, other, after) => {
                emit::pieces([before, new, between, other, after].map(Piece::keep))
            }
            _ => emit::pieces([]),
        }
    }

    /// Hands the pieces over. In two functions: each has only the memory that it needs.
    fn with_pieces(&self, then: &mut dyn FnMut(&Pieces<'_>)) {
        match *self {
            Self::Garbled(before, garbled, after) => repaired(before, garbled, after, then),
            Self::Refanged(refanged) => undone(&refanged, then),
            _ => self.with_scratch(then),
        }
    }

    #[inline(never)]
    fn with_scratch(&self, then: &mut dyn FnMut(&Pieces<'_>)) {
        then(&self.pieces(&mut Scratch::new()));
    }

    fn pieces<'s>(&self, scratch: &'s mut Scratch) -> Pieces<'s>
    where
        'a: 's,
    {
        match *self {
            Self::Edit(..) | Self::Edits(..) | Self::Garbled(..) | Self::Refanged(_) => {
                self.edited()
            }
            Self::Asn(asn, form) => asn.pieces(form, scratch),
            Self::Address(address, form) => address.pieces(form, scratch),
            Self::Cidr(cidr, form) => cidr.pieces(form, scratch),
            Self::Range(range, form) => range.pieces(form, scratch),
            Self::Host(host) => host.pieces(Host::CANONICAL, scratch),
            Self::Url(url) => url.pieces(Url::CANONICAL, scratch),
            Self::Email(email) => email.pieces(Email::CANONICAL, scratch),
            Self::Key(key, form) => key.pieces(form, scratch),
            Self::Lower(text) => emit::pieces([Piece::folded(text, Fold::Lower)]),
        }
    }
}

/// The pieces of a text whose middle was decoded wrongly.
#[inline(never)]
fn repaired(before: &str, garbled: &str, after: &str, then: &mut dyn FnMut(&Pieces<'_>)) {
    let mut room = Room::new();
    let repaired = match mojibake::repair(garbled, &mut room) {
        true => room.as_str(),
        false => garbled,
    };
    then(&emit::pieces([Piece::keep(before), Piece::keep(repaired), Piece::keep(after)]));
}

/// The piece of a defanged text.
#[inline(never)]
fn undone(refanged: &Refanged<'_>, then: &mut dyn FnMut(&Pieces<'_>)) {
    let mut room = Room::new();
    let undone = room.fill(refanged.len(), |out| refanged.write_into(out));
    then(&emit::pieces([Piece::keep(undone.unwrap_or(refanged.typed()))]));
}

impl Suggestion<'_> {
    /// Writes the text at the start of `out`; never longer than the refused text's bound.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Cidr;
    /// let typed = "192.0.2.7/24";
    /// let suggestion = Cidr::parse(typed).unwrap_err().explain(typed).suggestion().unwrap();
    /// let mut bytes = [0; 64];
    /// let length = suggestion.write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"192.0.2.0/24");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[cfg_attr(target_pointer_width = "32", inline(never))]
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        let mut written = Ok(0);
        self.0.with_pieces(&mut |pieces| written = emit::write(pieces, out));
        written
    }

    /// The text, if it fits.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Cidr, Code};
    /// let typed = "192.0.2.7/24";
    /// let suggestion = Cidr::parse(typed).unwrap_err().explain(typed).suggestion().unwrap();
    /// assert_eq!(suggestion.to_text::<64>()?, "192.0.2.0/24");
    /// assert_eq!(suggestion.to_text::<4>().unwrap_err().code(), Code::BufferTooSmall);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn to_text<const N: usize>(&self) -> Result<Text<N>, Error> {
        let mut text = Text::new();
        let mut filled = Ok(());
        self.0.with_pieces(&mut |pieces| {
            let written = text.fill(emit::room(pieces), |out| emit::write(pieces, out));
            filled = written.map(|_| ());
        });
        filled.map(|()| text)
    }
}

impl fmt::Display for Suggestion<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = Ok(());
        self.0.with_pieces(&mut |pieces| shown = emit::display(pieces, f));
        shown
    }
}

/// Whether the door reads the text.
///
/// # Errors
/// What the door says.
fn is_read(text: &str, read: Door<'_>) -> Result<(), Error> {
    match read(text) {
        // Another build reads it.
        Err(error) if error.code() == Code::NeedsIdna => Ok(()),
        read => read,
    }
}

/// What `detect` refuses the text with. A call of its own, as the next one is: one's memory is given
/// back before the other's is taken.
#[inline(never)]
fn detected(text: &str) -> Option<Error> {
    Indicator::detect(text).err()
}

type Read = fn(&str) -> Result<(), Error>;

const ANY: host::Options = host::Options::new();

/// The kinds that refuse what `detect` does not, or not so, with the letters of their codes.
static DOORS: [(&[char], Read); 11] = [
    (&['N'], |text| Asn::parse(text).map(|_| ())),
    (&['A'], |text| crate::Address::parse(text).map(|_| ())),
    (&['A', 'C'], |text| Cidr::parse(text).map(|_| ())),
    (&['A', 'C'], |text| Range::parse(text).map(|_| ())),
    (&['H'], |text| Host::parse_with(text, &ANY.wildcard(true)).map(|_| ())),
    (&['H', 'E'], |text| Email::parse(text).map(|_| ())),
    (&['U'], |text| Url::parse(text).map(|_| ())),
    (&['R'], |text| RegistryKey::parse(text).map(|_| ())),
    (&['F'], |text| FileHash::parse(text).map(|_| ())),
    (&['H', 'A', 'P'], |text| Endpoint::parse_with(text, &ANY).map(|_| ())),
    (&['H', 'A', 'P'], |text| Endpoint::parse_form(text, endpoint::Form::Pipe, &ANY).map(|_| ())),
];

#[cfg(test)]
mod tests;
