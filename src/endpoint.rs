//! Endpoints: a server and a port.
//!
//! ```text
//! endpoint = ( name / IPv4 / "[" IPv6 "]" ) ":" port
//! port     = "0" / %x31-39 *DIGIT                        ; at most 65535
//! ```
//! Source: RFC 3986 §3.2.2 (brackets), RFC 5952 §6. A name has two labels at least unless the caller
//! says otherwise. Refused: IPv6 without brackets, since nobody can tell its port from a group.
//!
//! # Example
//! ```
//! use ioc_canon::{Endpoint, endpoint};
//! let endpoint = Endpoint::parse("[2001:DB8::1]:443")?;
//! assert_eq!(endpoint.port(), 443);
//! assert_eq!(endpoint.canonical(&mut endpoint::Buffer::new()), "[2001:db8::1]:443");
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: IPv6 without brackets
//! ```
//! use ioc_canon::{Code, Endpoint};
//! // Port 443 of 2001:db8::1, or the address 2001:db8::1:443?
//! let error = Endpoint::parse("2001:db8::1:443").unwrap_err();
//! assert_eq!((error.code(), error.offset()), (Code::EndpointBracket, 0));
//! ```

use crate::{
    ascii,
    emit::{self, Piece, Pieces, Render, Scratch},
    error::{Code, Error},
    grammar::{self, Decimal},
    host,
    note::Notes,
    server::{self, Server},
    text::Text,
};

/// The longest text that is read, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Code, Endpoint, endpoint};
/// let long = "a".repeat(endpoint::MAX_INPUT + 1);
/// assert_eq!(Endpoint::parse(&long).unwrap_err().code(), Code::TooLong);
/// ```
pub const MAX_INPUT: usize = 4096;
/// Room enough for the longest canonical text, in bytes: a name, a colon, five digits.
///
/// # Example
/// ```
/// use ioc_canon::{endpoint, host};
/// assert!(host::MAX_LEN + ":65535".len() <= endpoint::MAX_LEN);
/// ```
pub const MAX_LEN: usize = 261;
/// Room for a canonical text.
///
/// # Example
/// ```
/// use ioc_canon::{Endpoint, endpoint};
/// let mut buffer = endpoint::Buffer::new();
/// assert_eq!(Endpoint::parse("Example.COM:443")?.canonical(&mut buffer), "example.com:443");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub type Buffer = Text<MAX_LEN>;

/// How a name is read unless the caller says otherwise.
const TWO_LABELS: host::Options = host::Options::new().min_labels(2);

/// A server and a port, as a view of its text.
///
/// # Example
/// ```
/// use ioc_canon::Endpoint;
/// assert_eq!(Endpoint::parse("[2001:db8:0::1]:443")?, Endpoint::parse("[2001:DB8::1]:443")?);
/// assert!(Endpoint::parse("2001:db8::1:443").is_err());
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Endpoint<'a> {
    text: &'a str,
    // INVARIANT: `text` is the server, in brackets if so said, a separator and the port's digits.
    port: u16,
    form: Form,
    v6: bool,
    canonical: bool,
}

/// The ways an endpoint is spelled.
///
/// # Example
/// ```
/// use ioc_canon::{Endpoint, endpoint::{Buffer, Form}};
/// let endpoint = Endpoint::parse("[2001:db8::1]:443")?;
/// let mut buffer = Buffer::new();
/// assert_eq!(endpoint.text(Form::Colon, &mut buffer), "[2001:db8::1]:443");
/// assert_eq!(endpoint.text(Form::Pipe, &mut buffer), "2001:db8::1|443");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// `host:port` and `[v6]:port`, the canonical form.
    Colon,
    /// `host|port` and `v6|port`.
    Pipe,
}

impl<'a> Endpoint<'a> {
    /// Reads a server and a port; a name has two labels at least.
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank`, the codes `PortMissing` to `EndpointHost`
    /// (`P001` to `P007`), `SingleLabel`, and for the server those of [`Host::parse`](crate::Host::parse) and
    /// [`Address::parse`](crate::Address::parse).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Endpoint};
    /// assert_eq!(Endpoint::parse("Example.COM:443")?.to_string(), "example.com:443");
    /// assert_eq!(Endpoint::parse("[2001:DB8::1]:443")?.to_string(), "[2001:db8::1]:443");
    /// let error = Endpoint::parse("example.com:65536").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::PortTooLarge, 12));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse(text: &'a str) -> Result<Self, Error> {
        Self::parse_with(text, &TWO_LABELS)
    }

    /// [`parse`](Self::parse) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and `NotUtf8`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Endpoint};
    /// assert_eq!(Endpoint::parse_bytes(b"192.0.2.1:443")?.port(), 443);
    /// let error = Endpoint::parse_bytes(b"192.0.2.1:\xff").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::NotUtf8, 10));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_bytes(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::parse(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// Reads a server and a port; `options` apply to a name.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Endpoint, host};
    /// assert_eq!(Endpoint::parse("localhost:80").unwrap_err().code(), Code::SingleLabel);
    /// let endpoint = Endpoint::parse_with("localhost:80", &host::Options::new())?;
    /// assert_eq!(endpoint.to_string(), "localhost:80");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_with(text: &'a str, options: &host::Options) -> Result<Self, Error> {
        Self::parse_form(text, Form::Colon, options)
    }

    /// Reads a server and a port in one form: `server|port` is read only here, where the caller
    /// asks for [`Form::Pipe`].
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Endpoint, endpoint::Form, host};
    /// let endpoint = Endpoint::parse_form("198.51.100.7|443", Form::Pipe, &host::Options::new())?;
    /// assert_eq!(endpoint.to_string(), "198.51.100.7:443");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_form(text: &'a str, form: Form, options: &host::Options) -> Result<Self, Error> {
        grammar::preflight(text, MAX_INPUT)?;
        let (server, digits, v6) = split(text, form)?;
        let from = usize::from(v6 && form == Form::Colon);
        let read = match v6 {
            true => server::v6(server),
            false => server::name_or_v4(server, options, Code::NumericLastLabel),
        };
        let (_, canonical) = read.map_err(|error| error.shifted(from))?;
        let at = text.len().saturating_sub(digits.len());
        let port = server::port(digits, Code::PortEmpty, &PORT).map_err(|e| e.shifted(at))?;
        Ok(Self { text, port, form, v6, canonical: canonical && form == Form::Colon })
    }

    /// The text as it was typed.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Endpoint;
    /// assert_eq!(Endpoint::parse("Example.COM:443")?.as_str(), "Example.COM:443");
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
    /// use ioc_canon::Endpoint;
    /// assert!(Endpoint::parse("example.com:443")?.is_canonical());
    /// assert!(!Endpoint::parse("Example.COM:443")?.is_canonical());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_canonical(&self) -> bool {
        self.canonical
    }

    /// The name or address.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Address, Endpoint, Server};
    /// let endpoint = Endpoint::parse("[2001:db8::1]:443")?;
    /// assert_eq!(endpoint.server(), Server::Address(Address::parse("2001:db8::1")?));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn server(&self) -> Server<'a> {
        server::again(self.server_text(), self.v6)
    }

    /// The port.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Endpoint;
    /// assert_eq!(Endpoint::parse("example.com:443")?.port(), 443);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The notes of the server.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Endpoint, Note};
    /// assert!(Endpoint::parse("10.0.0.1:80")?.notes().contains(Note::SpecialAddress));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn notes(&self) -> Notes {
        self.server().notes()
    }

    /// Writes the canonical text at the start of `out`; at most [`MAX_LEN`] bytes.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Endpoint, endpoint};
    /// let mut bytes = [0; endpoint::MAX_LEN];
    /// let length = Endpoint::parse("Example.COM:443")?.write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"example.com:443");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        if self.is_canonical() {
            return emit::write_one(Piece::keep(self.text), out);
        }
        emit::write_canonical(self, out)
    }

    /// The server as typed, without brackets.
    pub(crate) fn server_text(&self) -> &'a str {
        split(self.text, self.form).map_or("", |(server, _, _)| server)
    }
}

emit::doors!(view Endpoint in endpoint, "Example.COM:443" is "example.com:443", Pipe is "example.com|443");

/// What an owned endpoint keeps beside its canonical text: the port, and whether the server is
/// IPv6.
pub(crate) type Mark = (u16, bool);

impl<'a> Endpoint<'a> {
    /// What there is to know about the canonical text.
    pub(crate) const fn mark(&self, _canonical_len: usize) -> Mark {
        (self.port, self.v6)
    }

    /// The view of a canonical text, by the mark that its endpoint gave.
    pub(crate) const fn marked(text: &'a str, (port, v6): Mark) -> Self {
        Self { text, port, form: Form::Colon, v6, canonical: true }
    }
}

impl Render for Endpoint<'_> {
    type Form = Form;
    const CANONICAL: Form = Form::Colon;

    fn pieces<'s>(&self, form: Form, scratch: &'s mut Scratch) -> Pieces<'s>
    where
        Self: 's,
    {
        if self.canonical && form == Form::Colon {
            return emit::pieces([Piece::keep(self.text)]);
        }
        let (server, digits, _) = split(self.text, self.form).unwrap_or_default();
        let (open, close) = match (form, self.v6) {
            (Form::Colon, true) => ("[", "]:"),
            (Form::Colon, false) => ("", ":"),
            (Form::Pipe, _) => ("", "|"),
        };
        emit::pieces([
            Piece::keep(open),
            server::piece(server, self.v6, scratch),
            Piece::keep(close),
            Piece::keep(digits),
        ])
    }
}

const PORT: Decimal = Decimal {
    max: 0xffff,
    digit: Code::PortDigit,
    leading_zero: Code::PortLeadingZero,
    too_large: Code::PortTooLarge,
};

/// How many bytes of a character that looks like a colon `bytes` begin with: U+2236, U+A789, and that of
/// full width.
pub(crate) const fn colon_len(bytes: &[u8]) -> usize {
    match bytes {
        [0xe2, 0x88, 0xb6, ..] | [0xea, 0x9e, 0x89, ..] | [0xef, 0xbc, 0x9a, ..] => 3,
        _ => 0,
    }
}

/// `server ":" digits` or `server "|" digits`: both parts, and whether the server is IPv6.
fn split(text: &str, form: Form) -> Result<(&str, &str, bool), Error> {
    if form == Form::Pipe {
        let (server, digits) =
            ascii::split_once(text, b'|').ok_or(Error::new(Code::PortMissing, text.len()))?;
        if server.is_empty() {
            return Err(Error::new(Code::EndpointHost, 0));
        }
        return Ok((server, digits, ascii::has(server, b':')));
    }
    if let Some(rest) = text.strip_prefix('[') {
        let Some((v6, after)) = ascii::split_once(rest, b']') else {
            return Err(Error::new(Code::EndpointBracket, text.len()));
        };
        let at = text.len().saturating_sub(after.len());
        if !server::is_v6(v6) {
            return Err(Error::new(Code::EndpointBracket, 0));
        }
        let digits = after.strip_prefix(':').ok_or(Error::new(Code::PortMissing, at))?;
        return Ok((v6, digits, true));
    }
    match ascii::split_once(text, b':') {
        None => {
            let bytes = text.as_bytes();
            let colon = |&at: &usize| bytes.get(at..).is_some_and(|rest| colon_len(rest) > 0);
            let at = (0..bytes.len()).find(colon).unwrap_or(bytes.len());
            Err(Error::new(Code::PortMissing, at))
        }
        Some((_, digits)) if ascii::has(digits, b':') => Err(Error::new(Code::EndpointBracket, 0)),
        Some(("", _)) => Err(Error::new(Code::EndpointHost, 0)),
        Some((server, digits)) => Ok((server, digits, false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, code: Code, at: usize) {
        assert_eq!(Endpoint::parse(text).map(|_| ()), Err(Error::new(code, at)), "{text}");
    }

    #[test]
    fn parts_and_forms() {
        let mut buffer = Buffer::new();
        let name = Endpoint::parse("Example.com.:443").unwrap();
        assert_eq!(name.canonical(&mut buffer), "example.com:443");
        assert_eq!(name.text(Form::Pipe, &mut buffer), "example.com|443");
        let v6 = Endpoint::parse("[2001:DB8:0::1]:0").unwrap();
        assert_eq!(v6.canonical(&mut buffer), "[2001:db8::1]:0");
        assert_eq!(v6.text(Form::Pipe, &mut buffer), "2001:db8::1|0");
        let pipe = Endpoint::parse_form("2001:db8::1|0", Form::Pipe, &TWO_LABELS).unwrap();
        assert_eq!(pipe, v6);
        assert!(!pipe.is_canonical());
        assert_eq!(pipe.text(Form::Pipe, &mut buffer), "2001:db8::1|0");
        assert!(Endpoint::parse_with("localhost:80", &host::Options::new()).is_ok());
        assert!(Endpoint::parse("1.2.3.4:65535").unwrap().is_canonical());
    }

    #[test]
    fn refusals() {
        refused("1.2.3.4", Code::PortMissing, 7);
        refused("1.2.3.4:", Code::PortEmpty, 8);
        refused("1.2.3.4:080", Code::PortLeadingZero, 8);
        refused("1.2.3.4:65536", Code::PortTooLarge, 8);
        refused("1.2.3.4:80/a", Code::PortDigit, 10);
        refused("1.2.3.400:80", Code::OctetTooLarge, 6);
        refused("::1:80", Code::EndpointBracket, 0);
        refused("[::1", Code::EndpointBracket, 4);
        refused("[::1]", Code::PortMissing, 5);
        refused("[::1]x", Code::PortMissing, 5);
        refused("[::g]:80", Code::GroupDigit, 3);
        refused(":80", Code::EndpointHost, 0);
        refused("localhost:80", Code::SingleLabel, 0);
        refused("127.1:80", Code::NumericLastLabel, 4);
    }
}
