//! E-mail addresses.
//!
//! ```text
//! email       = local-part "@" domain                    ; RFC 5321 §4.1.2
//! local-part  = dot-string / quoted-string               ; at most 64 octets
//! dot-string  = atom *( "." atom )
//! atom        = 1*atext                                  ; RFC 5322 §3.2.3
//! quoted-string = DQUOTE *( %d32-33 / %d35-91 / %d93-126 / "\" %d32-126 ) DQUOTE
//! domain      = a host name, see `host`
//! ```
//! Canonical: the local part byte for byte (only the receiving server may say that its case does
//! not matter), the domain in its canonical form. Refused: address literals (`a@[1.2.3.4]`), display
//! names, local parts beyond ASCII (RFC 6531).
//!
//! # Example
//! ```
//! use ioc_canon::{Email, email};
//! let email = Email::parse("John.Doe@Example.COM")?;
//! assert_eq!(email.local(), "John.Doe");
//! assert_eq!(email.canonical(&mut email::Buffer::new()), "John.Doe@example.com");
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: a quoted local part
//! ```
//! use ioc_canon::{Code, Email};
//! assert_eq!(Email::parse(r#""J. @ Doe"@Example.COM"#)?.to_string(), r#""J. @ Doe"@example.com"#);
//! assert_eq!(Email::parse("J. Doe@example.com").unwrap_err().code(), Code::LocalCharacter);
//! # Ok::<(), ioc_canon::Error>(())
//! ```

use crate::{
    ascii::{self, class},
    emit::{self, Piece, Pieces, Render, Scratch},
    error::{Code, Error},
    grammar,
    host::{self, Host},
    note::Notes,
    text::Text,
};

/// The longest text that is read, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Code, Email, email};
/// let long = "a".repeat(email::MAX_INPUT + 1);
/// assert_eq!(Email::parse(&long).unwrap_err().code(), Code::TooLong);
/// ```
pub const MAX_INPUT: usize = 4096;
/// Room enough for the longest canonical text, in bytes (RFC 5321 §4.5.3.1: 64 + 1 + 255).
///
/// # Example
/// ```
/// use ioc_canon::{email, host};
/// assert!(64 + "@".len() + host::MAX_LEN <= email::MAX_LEN);
/// ```
pub const MAX_LEN: usize = 320;
/// Room for a canonical text.
///
/// # Example
/// ```
/// use ioc_canon::{Email, email};
/// let mut buffer = email::Buffer::new();
/// assert_eq!(Email::parse("a@Example.COM")?.canonical(&mut buffer), "a@example.com");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub type Buffer = Text<MAX_LEN>;

/// The longest local part, in octets (RFC 5321 §4.5.3.1.1).
const MAX_LOCAL: usize = 64;

/// An e-mail address, as a view of its text.
///
/// # Example
/// ```
/// use ioc_canon::Email;
/// // The domain has no case; the local part is its receiver's.
/// assert_eq!(Email::parse("Doe@Example.COM")?, Email::parse("Doe@example.com")?);
/// assert_ne!(Email::parse("Doe@example.com")?, Email::parse("doe@example.com")?);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Email<'a> {
    text: &'a str,
    // INVARIANT: `text` ends in `@` and the domain's text.
    domain: Host<'a>,
}

/// The ways an e-mail address is spelled.
///
/// # Example
/// ```
/// use ioc_canon::{Email, email::{Buffer, Form}};
/// let email = Email::parse("Doe@Example.COM")?;
/// assert_eq!(email.text(Form::Canonical, &mut Buffer::new()), "Doe@example.com");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Local part as typed, domain canonical: the canonical form.
    Canonical,
}

impl<'a> Email<'a> {
    /// Reads an address; a domain of one label is enough.
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank`, the codes `EmailAt` to `DomainEmpty`
    /// (`E001` to `E010`), and for the domain those of [`Host::parse`].
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Email};
    /// let email = Email::parse("John.Doe@Example.COM")?;
    /// assert_eq!((email.local(), email.domain().to_string()), ("John.Doe", "example.com".into()));
    /// let error = Email::parse("john@doe@example.com").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::EmailSecondAt, 8));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse(text: &'a str) -> Result<Self, Error> {
        Self::parse_with(text, &host::Options::new())
    }

    /// [`parse`](Self::parse) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and `NotUtf8`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Email};
    /// assert_eq!(Email::parse_bytes(b"doe@example.com")?.local(), "doe");
    /// let error = Email::parse_bytes(b"do\xeb@example.com").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::NotUtf8, 2));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_bytes(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::parse(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// Reads an address; `options` apply to its domain.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Email, host};
    /// assert!(Email::parse("root@localhost").is_ok());
    /// let two = host::Options::new().min_labels(2);
    /// let error = Email::parse_with("root@localhost", &two).unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::SingleLabel, 5));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_with(text: &'a str, options: &host::Options) -> Result<Self, Error> {
        match fast(text, options) {
            Some(domain) => Ok(Self { text, domain }),
            None => slow(text, options).map(|domain| Self { text, domain }),
        }
    }

    /// The text as it was typed.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Email;
    /// assert_eq!(Email::parse("Doe@Example.COM")?.as_str(), "Doe@Example.COM");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// Whether the typed text is canonical.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Email;
    /// assert!(Email::parse("Doe@example.com")?.is_canonical());
    /// assert!(!Email::parse("Doe@Example.COM")?.is_canonical());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_canonical(&self) -> bool {
        self.domain.is_canonical()
    }

    /// The local part as typed, quotes included.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Email;
    /// assert_eq!(Email::parse("Doe@example.com")?.local(), "Doe");
    /// assert_eq!(Email::parse(r#""J. Doe"@example.com"#)?.local(), r#""J. Doe""#);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn local(&self) -> &'a str {
        self.up_to_domain().strip_suffix('@').unwrap_or_default()
    }

    /// The domain.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Email;
    /// assert_eq!(Email::parse("Doe@Example.COM")?.domain().to_string(), "example.com");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn domain(&self) -> Host<'a> {
        self.domain
    }

    /// The notes of the domain.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Email, Note};
    /// assert!(Email::parse("doe@mail.zip")?.notes().contains(Note::FileExtensionTld));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn notes(&self) -> Notes {
        self.domain.notes()
    }

    /// Writes the canonical text at the start of `out`; at most [`MAX_LEN`] bytes.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Email, email};
    /// let mut bytes = [0; email::MAX_LEN];
    /// let length = Email::parse("A@Example.COM")?.write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"A@example.com");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        if self.is_canonical() {
            return emit::write_one(Piece::keep(self.text), out);
        }
        emit::write_canonical(self, out)
    }

    /// The local part and the `@`.
    fn up_to_domain(&self) -> &'a str {
        let domain = self.text.len().saturating_sub(self.domain.as_str().len());
        self.text.get(..domain).unwrap_or_default()
    }
}

emit::doors!(view Email in email, "Doe@Example.COM" is "Doe@example.com", Canonical is "Doe@example.com");

/// What an owned address keeps beside its canonical text: the domain's offset and its mark.
pub(crate) type Mark = (u8, host::Mark);

impl<'a> Email<'a> {
    /// What there is to know about the canonical text.
    pub(crate) fn mark(&self, canonical_len: usize) -> Mark {
        // The local part has 64 octets at most.
        let at = u8::try_from(self.up_to_domain().len()).unwrap_or(u8::MAX);
        (at, self.domain.mark(canonical_len.saturating_sub(usize::from(at))))
    }

    /// The view of a canonical text, by the mark that its address gave.
    pub(crate) fn marked(text: &'a str, (at, domain): Mark) -> Self {
        let name = text.get(usize::from(at)..).unwrap_or_default();
        Self { text, domain: Host::marked(name, domain) }
    }
}

impl Render for Email<'_> {
    type Form = Form;
    const CANONICAL: Form = Form::Canonical;

    fn pieces<'s>(&self, Form::Canonical: Form, scratch: &'s mut Scratch) -> Pieces<'s>
    where
        Self: 's,
    {
        if self.is_canonical() {
            return emit::pieces([Piece::keep(self.text)]);
        }
        let [domain, ..] = self.domain.pieces(Host::CANONICAL, scratch);
        emit::pieces([Piece::keep(self.up_to_domain()), domain])
    }
}

/// A dot-string and a plain domain; `None` for whatever needs a second look.
fn fast<'a>(text: &'a str, options: &host::Options) -> Option<Host<'a>> {
    if text.len() > MAX_INPUT {
        return None;
    }
    let (local, domain) = ascii::split_once(text, b'@')?;
    let mut previous = b'.';
    for b in local.bytes() {
        if !(ascii::is(b, class::ATEXT) || (b == b'.' && previous != b'.')) {
            return None;
        }
        previous = b;
    }
    let fits = previous != b'.' && local.len() <= MAX_LOCAL;
    if fits { Host::quick(domain, options) } else { None }
}

/// The whole grammar; finds the byte that broke it.
#[cold]
fn slow<'a>(text: &'a str, options: &host::Options) -> Result<Host<'a>, Error> {
    grammar::preflight(text, MAX_INPUT)?;
    let at = if text.starts_with('"') { quoted(text.as_bytes())? } else { dot_string(text)? };
    if at == 0 {
        return Err(Error::new(Code::LocalEmpty, 0));
    }
    if at > MAX_LOCAL {
        return Err(Error::new(Code::LocalTooLong, MAX_LOCAL));
    }
    let from = at.saturating_add(1);
    let domain = text.get(from..).unwrap_or_default();
    if domain.is_empty() {
        return Err(Error::new(Code::DomainEmpty, from));
    }
    if domain.starts_with('[') {
        return Err(Error::new(Code::DomainLiteral, from));
    }
    if let Some(second) = ascii::find(domain, |b| b == b'@') {
        return Err(Error::new(Code::EmailSecondAt, from.saturating_add(second)));
    }
    Host::parse_with(domain, options).map_err(|error| error.shifted(from))
}

/// `dot-string "@"`: the offset of the `@`.
fn dot_string(text: &str) -> Result<usize, Error> {
    let mut previous = '.';
    for (at, c) in text.char_indices() {
        let code = match c {
            '@' if previous == '.' && at > 0 => {
                return Err(Error::new(Code::LocalDot, at.saturating_sub(1)));
            }
            '@' => return Ok(at),
            '.' if previous == '.' => Code::LocalDot,
            '.' => {
                previous = c;
                continue;
            }
            _ if !c.is_ascii() => Code::LocalNotAscii,
            _ if u8::try_from(c).is_ok_and(|b| ascii::is(b, class::ATEXT)) => {
                previous = c;
                continue;
            }
            _ => Code::LocalCharacter,
        };
        return Err(Error::new(code, at));
    }
    Err(Error::new(Code::EmailAt, text.len()))
}

/// The length of the quoted string with which the text begins.
pub(crate) fn quoted_len(text: &[u8]) -> Option<usize> {
    let mut escaped = false;
    for (at, &b) in ascii::numbered(text.iter()).skip(1) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at.saturating_add(1)),
            _ => {}
        }
    }
    None
}

/// `quoted-string "@"`: the offset of the `@`.
fn quoted(text: &[u8]) -> Result<usize, Error> {
    let mut escaped = false;
    let mut closed = false;
    for (at, &b) in ascii::numbered(text.iter()).skip(1) {
        match b {
            b'@' if closed => return Ok(at),
            _ if closed => return Err(Error::new(Code::LocalQuote, at)),
            0x80.. => return Err(Error::new(Code::LocalNotAscii, at)),
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => closed = true,
            _ => {}
        }
    }
    let code = if closed { Code::EmailAt } else { Code::LocalQuote };
    Err(Error::new(code, text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
    fn fast_and_slow_agree() {
        let locals =
            ["a", "a.b", "a..b", ".a", "a.", "", "a+b", "A_", "ä", "\"a b\"", "a(b", "a b"];
        let domains =
            ["example.com", "Example.COM.", "localhost", "", "1.2.3.4", "[::1]", "a@b", "é.com"];
        for local in locals {
            for domain in domains {
                extern crate std;
                let text = std::format!("{local}@{domain}");
                if let Some(domain) = fast(&text, &host::Options::new()) {
                    let slow = slow(&text, &host::Options::new());
                    assert_eq!(slow.map(|host| host.as_str()), Ok(domain.as_str()), "{text}");
                }
            }
        }
        assert!(fast("a@example.com", &host::Options::new()).is_some());
    }

    #[test]
    fn local_parts_at_the_edge() {
        extern crate std;
        let local = |n: usize| std::format!("{}@example.com", "a".repeat(n));
        assert_eq!(Email::parse(&local(64)).unwrap().local().len(), 64);
        assert_eq!(Email::parse(&local(65)).unwrap_err(), Error::new(Code::LocalTooLong, 64));
        let quoted = Email::parse(r#""john \"q\" @home"@Example.com"#).unwrap();
        assert_eq!(quoted.local(), r#""john \"q\" @home""#);
        assert_eq!(quoted.domain(), Host::parse("example.com").unwrap());
    }
}
