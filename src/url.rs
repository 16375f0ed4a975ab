//! URLs that name a server.
//!
//! ```text
//! url       = scheme "://" authority [ rest ]            ; RFC 3986 §3
//! scheme    = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
//! authority = [ userinfo "@" ] host [ ":" port ]         ; host is not empty
//! host      = "[" IPv6 "]" / IPv4 / name                 ; name: see `host`
//! port      = "0" / %x31-39 *DIGIT                       ; at most 65535
//! rest      = ( "/" / "?" / "#" ) *( any but blanks and controls )
//! ```
//! Source: RFC 3986; the WHATWG URL standard for the cases in which parsers disagree. A text that
//! two parsers would send to two servers is refused by a code of its own: a backslash before the
//! path, a second `@`, `%` in the host, an empty port or one with leading zeros, a host that ends in
//! a number, a user part that looks like the host or holds what some reader makes a delimiter.
//!
//! Canonical: scheme and host in canonical form; everything else byte for byte, since paths have
//! case, and `:80` or `%7E` may matter to the server. Not decided here: dot segments, default ports,
//! percent-encoding.
//!
//! # Example
//! ```
//! use ioc_canon::{Url, url};
//! let parsed = Url::parse("HTTP://Example.COM:80/Path?q=1")?;
//! assert_eq!(parsed.canonical(&mut url::Buffer::new()), "http://example.com:80/Path?q=1");
//! assert_eq!(parsed.port(), Some(80));
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: which server?
//! ```
//! use ioc_canon::{Code, Url};
//! let refused = |text| Url::parse(text).unwrap_err().code();
//! assert_eq!(refused("https://192.0.2.1@80"), Code::UrlUserIsHost);
//! assert_eq!(refused(r"https://a.example\@b.example/"), Code::UrlBackslash);
//! assert_eq!(refused("http://0x7f000001/"), Code::UrlNumericHost);
//! ```

mod slow;

pub(crate) use self::slow::backslash;
use self::slow::slow;
use crate::{
    ascii::{self, class},
    emit::{self, Fold, Piece, Pieces, Render, Scratch},
    error::{Code, Error},
    grammar::{self, Decimal},
    host,
    note::{Note, Notes},
    server::{self, Server},
    text::Text,
    words,
};

/// The longest text that is read, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Code, Url, url};
/// let long = format!("http://example.com/{}", "a".repeat(url::MAX_INPUT));
/// assert_eq!(Url::parse(&long).unwrap_err().code(), Code::TooLong);
/// ```
pub const MAX_INPUT: usize = 8192;
/// The longest canonical text, in bytes. Only a host grows, and no canonical host is longer than
/// [`host::MAX_LEN`].
///
/// # Example
/// ```
/// use ioc_canon::{host, url};
/// assert_eq!(url::MAX_LEN, 8192 + host::MAX_LEN);
/// ```
pub const MAX_LEN: usize = MAX_INPUT + host::MAX_LEN;
/// Room for a canonical text.
///
/// # Example
/// ```
/// use ioc_canon::{Url, url};
/// // 8 KiB: made once, for many.
/// let mut buffer = url::Buffer::new();
/// assert_eq!(Url::parse("HTTP://Example.COM/A")?.canonical(&mut buffer), "http://example.com/A");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub type Buffer = Text<MAX_LEN>;

/// A URL with a host, as a view of its text.
///
/// # Example
/// ```
/// use ioc_canon::Url;
/// // Scheme and host have no case; paths have.
/// assert_eq!(Url::parse("HTTP://Example.COM/a")?, Url::parse("http://example.com/a")?);
/// assert_ne!(Url::parse("http://example.com/A")?, Url::parse("http://example.com/a")?);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Url<'a> {
    text: &'a str,
    // INVARIANT: the parts of `text`, in order, on character boundaries.
    parts: Parts,
}

const _: () = assert!(size_of::<Url<'_>>() <= 32);

/// Where the parts of a URL are, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The end of the scheme; `://` follows.
    scheme: u16,
    /// The host, without brackets.
    host: (u16, u16),
    /// The end of the authority.
    rest: u16,
    bracketed: bool,
    upper_scheme: bool,
    canonical: bool,
    non_ascii_rest: bool,
}

/// The ways a URL is spelled.
///
/// # Example
/// ```
/// use ioc_canon::{Url, url::{Buffer, Form}};
/// let url = Url::parse("HTTP://Example.COM/%7Euser")?;
/// assert_eq!(url.text(Form::Canonical, &mut Buffer::new()), "http://example.com/%7Euser");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Scheme and host canonical, the rest as typed: the canonical form.
    Canonical,
}

impl<'a> Url<'a> {
    /// Reads a URL.
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank`, `Truncated`, `PathOnly`, the codes
    /// `UrlSchemeMissing` to `UrlAfterBracket` (`U001` to `U020`), and for the host those of
    /// [`Host::parse`](crate::Host::parse) and
    /// [`Address::parse`](crate::Address::parse).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Url};
    /// let url = Url::parse("HTTP://user@Example.COM:80/A/../b?q#top")?;
    /// assert_eq!(url.to_string(), "http://user@example.com:80/A/../b?q#top");
    /// assert_eq!((url.scheme(), url.userinfo(), url.port()), ("HTTP", Some("user"), Some(80)));
    /// assert_eq!((url.path(), url.query(), url.fragment()), ("/A/../b", Some("q"), Some("top")));
    /// // 127.0.0.1 to some programs, a name to others.
    /// let error = Url::parse("http://2130706433/").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::UrlNumericHost, 7));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse(text: &'a str) -> Result<Self, Error> {
        match Self::quick(text) {
            Some(url) => Ok(url),
            None => slow(text).map(|parts| Self { text, parts }),
        }
    }

    /// [`parse`](Self::parse) without the diagnosis: `None` too for what needs a second look.
    #[inline]
    pub(crate) fn quick(text: &'a str) -> Option<Self> {
        if ascii::SMALL {
            return None;
        }
        fast(text).map(|parts| Self { text, parts })
    }

    /// [`parse`](Self::parse) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and `NotUtf8`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Url};
    /// assert_eq!(Url::parse_bytes(b"http://example.com/a")?.path(), "/a");
    /// let error = Url::parse_bytes(b"http://example.com/\xff").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::NotUtf8, 19));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_bytes(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::parse(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// The text as it was typed.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Url;
    /// assert_eq!(Url::parse("HTTP://Example.COM/A")?.as_str(), "HTTP://Example.COM/A");
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
    /// use ioc_canon::Url;
    /// assert!(Url::parse("http://example.com/A")?.is_canonical());
    /// assert!(!Url::parse("HTTP://example.com/A")?.is_canonical());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_canonical(&self) -> bool {
        self.parts.canonical
    }

    /// The scheme as typed, without `://`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Url;
    /// assert_eq!(Url::parse("HTTPS://example.com")?.scheme(), "HTTPS");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn scheme(&self) -> &'a str {
        self.part(0, self.parts.scheme)
    }

    /// The user part as typed, without `@`; it may hold a password.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Url;
    /// assert_eq!(Url::parse("ftp://user:pass@example.com/")?.userinfo(), Some("user:pass"));
    /// assert_eq!(Url::parse("ftp://example.com/")?.userinfo(), None);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn userinfo(&self) -> Option<&'a str> {
        let from = self.parts.scheme.saturating_add(3);
        let to = self.parts.host.0.saturating_sub(u16::from(self.parts.bracketed));
        self.part(from, to).strip_suffix('@')
    }

    /// Whether the URL may bear a mark of its own: a user part, or a scheme that is not that of the web.
    #[inline]
    pub(crate) fn may_bear_mark(&self) -> bool {
        let user = self.parts.host.0 > self.parts.scheme.saturating_add(4);
        // One test for both schemes: which of them it is nobody can predict.
        let web = match self.text.as_bytes() {
            [b'h', b't', b't', b'p', after, ..] => (*after == b':') | (*after == b's'),
            _ => false,
        };
        user | !web
    }

    /// The host.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Server, Url};
    /// let url = Url::parse("https://[2001:DB8::1]:8443/")?;
    /// let Server::Address(address) = url.host() else { panic!("an address") };
    /// assert_eq!(address.to_string(), "2001:db8::1");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn host(&self) -> Server<'a> {
        server::again(self.host_text(), self.parts.bracketed)
    }

    /// The port, where one is written.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Url;
    /// assert_eq!(Url::parse("http://example.com:80/")?.port(), Some(80));
    /// // No port is made up for a scheme.
    /// assert_eq!(Url::parse("http://example.com/")?.port(), None);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        let after = self.part(self.parts.host.1, self.parts.rest);
        let digits = after.strip_prefix(']').unwrap_or(after).strip_prefix(':')?;
        grammar::number(digits.as_bytes()).and_then(|port| u16::try_from(port).ok())
    }

    /// Path, query and fragment.
    fn rest(&self) -> &'a str {
        self.text.get(usize::from(self.parts.rest)..).unwrap_or_default()
    }

    /// The path as typed (RFC 3986 section 3.3), with its slash; empty where there is none.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Url;
    /// assert_eq!(Url::parse("http://example.com/a/../b?q=1#top")?.path(), "/a/../b");
    /// assert_eq!(Url::parse("http://example.com?q=1")?.path(), "");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn path(&self) -> &'a str {
        ascii::before(ascii::before(self.rest(), b'#'), b'?')
    }

    /// The query as typed (RFC 3986 section 3.4), without its question mark.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Url;
    /// assert_eq!(Url::parse("http://example.com/a?q=1?#top")?.query(), Some("q=1?"));
    /// assert_eq!(Url::parse("http://example.com/a?")?.query(), Some(""));
    /// assert_eq!(Url::parse("http://example.com/a#top?")?.query(), None);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn query(&self) -> Option<&'a str> {
        ascii::split_once(ascii::before(self.rest(), b'#'), b'?').map(|(_, query)| query)
    }

    /// The fragment as typed (RFC 3986 section 3.5), without its number sign.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Url;
    /// assert_eq!(Url::parse("http://example.com/a?q=1#top#")?.fragment(), Some("top#"));
    /// assert_eq!(Url::parse("http://example.com/a")?.fragment(), None);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn fragment(&self) -> Option<&'a str> {
        ascii::split_once(self.rest(), b'#').map(|(_, fragment)| fragment)
    }

    /// `NonAsciiPath`, and the notes of the host.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Note, Url};
    /// let url = Url::parse("http://10.0.0.1/\u{e4}")?;
    /// assert!(url.notes().iter().eq([Note::SpecialAddress, Note::NonAsciiPath]));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn notes(&self) -> Notes {
        self.host().notes().with(Note::NonAsciiPath, self.parts.non_ascii_rest)
    }

    /// Writes the canonical text at the start of `out`; at most [`MAX_LEN`] bytes.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Url;
    /// let mut bytes = [0; 64];
    /// let length = Url::parse("HTTP://Example.COM/A")?.write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"http://example.com/A");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        if self.parts.canonical {
            return emit::write_one(Piece::keep(self.text), out);
        }
        emit::write_canonical(self, out)
    }

    /// The host as typed, without brackets, and where it begins.
    pub(crate) fn host_text(&self) -> &'a str {
        self.part(self.parts.host.0, self.parts.host.1)
    }

    /// The byte at which the host begins, brackets aside.
    pub(crate) fn host_offset(&self) -> usize {
        usize::from(self.parts.host.0)
    }

    fn part(&self, from: u16, to: u16) -> &'a str {
        self.text.get(usize::from(from)..usize::from(to)).unwrap_or_default()
    }
}

emit::doors!(view Url in url, "HTTP://Example.COM/A" is "http://example.com/A", Canonical is "http://example.com/A");

/// What an owned URL keeps beside its canonical text.
pub(crate) type Mark = Parts;

impl<'a> Url<'a> {
    /// What there is to know about the canonical text, whose length is given: only the host's
    /// length may differ, so what follows the host moves by the difference.
    pub(crate) fn mark(&self, canonical_len: usize) -> Mark {
        let moved = |at: u16| {
            let to_end = self.text.len().saturating_sub(usize::from(at));
            // INVARIANT: MAX_LEN fits in u16.
            u16::try_from(canonical_len.saturating_sub(to_end)).unwrap_or(u16::MAX)
        };
        Parts {
            host: (self.parts.host.0, moved(self.parts.host.1)),
            rest: moved(self.parts.rest),
            upper_scheme: false,
            canonical: true,
            ..self.parts
        }
    }

    /// The view of a canonical text, by the mark that its URL gave.
    pub(crate) const fn marked(text: &'a str, mark: Mark) -> Self {
        Self { text, parts: mark }
    }
}

impl Render for Url<'_> {
    type Form = Form;
    const CANONICAL: Form = Form::Canonical;

    fn pieces<'s>(&self, Form::Canonical: Form, scratch: &'s mut Scratch) -> Pieces<'s>
    where
        Self: 's,
    {
        if self.parts.canonical {
            return emit::pieces([Piece::keep(self.text)]);
        }
        let fold = if self.parts.upper_scheme { Fold::Lower } else { Fold::Keep };
        emit::pieces([
            Piece::folded(self.scheme(), fold),
            Piece::keep(self.part(self.parts.scheme, self.parts.host.0)),
            server::piece(self.host_text(), self.parts.bracketed, scratch),
            Piece::keep(self.text.get(usize::from(self.parts.host.1)..).unwrap_or_default()),
        ])
    }
}

const PORT: Decimal = Decimal {
    max: 0xffff,
    digit: Code::UrlPortDigit,
    leading_zero: Code::UrlPortLeadingZero,
    too_large: Code::UrlPortTooLarge,
};

fn read_host(text: &str, bracketed: bool) -> Result<server::Read<'_>, Error> {
    if bracketed {
        return server::v6(text);
    }
    server::name_or_v4(text, &host::Options::new(), Code::UrlNumericHost)
}

/// Lower-case or mixed scheme, plain host or dotted quad, optional port, ASCII rest. `None` for
/// whatever needs a second look.
fn fast(text: &str) -> Option<Parts> {
    let whole = text;
    let text = text.as_bytes();
    if text.len() > MAX_INPUT || text.ends_with(b"...") {
        return None;
    }
    // `http` and `https` without a branch: which of them it is nobody can predict.
    let longer = usize::from(text.get(4) == Some(&b's'));
    let web = text.first_chunk() == Some(b"http")
        && text.get(4usize.wrapping_add(longer)..).and_then(<[u8]>::first_chunk) == Some(b"://");
    let (scheme, upper_scheme) = match web {
        true => (4usize.wrapping_add(longer), false),
        false => fast_scheme(text)?,
    };
    let from = scheme.checked_add(3)?;
    let authority = text.get(from..)?;
    // The host ends here: what else cannot stand in one is found when it is read.
    let ends = |word| {
        words::is(word, b'/')
            | words::is(word, b':')
            | words::is(word, b'?')
            | words::is(word, b'#')
    };
    let host = words::find(authority, ends, |b| matches!(b, b'/' | b':' | b'?' | b'#'));
    let host = host.unwrap_or(authority.len());
    let (_, after) = authority.split_at_checked(host)?;
    let port = match after {
        [b':', digits @ ..] => fast_port(digits)?,
        _ => 0,
    };
    let (_, rest) = after.split_at_checked(port)?;
    if words::any(rest, words::unprinted, |b| !matches!(b, b'!'..=b'~')) {
        return None;
    }
    let to = from.checked_add(host)?;
    let canonical_host = server::quick(whole.get(from..to)?)?;
    Some(Parts {
        scheme: u16::try_from(scheme).ok()?,
        host: (u16::try_from(from).ok()?, u16::try_from(to).ok()?),
        rest: u16::try_from(to.checked_add(port)?).ok()?,
        bracketed: false,
        upper_scheme,
        canonical: canonical_host && !upper_scheme,
        non_ascii_rest: false,
    })
}

/// The length of a scheme that has a host, and whether a letter in it is a capital.
fn fast_scheme(text: &[u8]) -> Option<(usize, bool)> {
    let end = text.iter().position(|&b| !ascii::is(b, class::SCHEME))?;
    let (name, after) = text.split_at_checked(end)?;
    let hostless = name.eq_ignore_ascii_case(b"mailto") || name.eq_ignore_ascii_case(b"magnet");
    let begins = name.first().is_some_and(|&b| ascii::is(b, class::ALPHA));
    let upper = name.iter().any(|&b| ascii::is(b, class::UPPER));
    (begins && !hostless && after.starts_with(b"://")).then_some((end, upper))
}

/// The length of a colon and the port after it.
fn fast_port(after: &[u8]) -> Option<usize> {
    let end = after.iter().take(6).position(|&b| !ascii::is(b, class::DIGIT));
    let (digits, rest) = after.split_at_checked(end.unwrap_or(after.len()))?;
    let valid = matches!(digits, [_] | [b'1'..=b'9', _] | [b'1'..=b'9', _, _])
        || matches!(digits, [b'1'..=b'9', _, _, _] | [b'1'..=b'9', _, _, _, _]);
    let ends = matches!(rest, [] | [b'/' | b'?' | b'#', ..]);
    let small = grammar::number(digits)? <= PORT.max;
    (valid && ends && small).then_some(digits.len().wrapping_add(1))
}

#[cfg(test)]
mod tests;
