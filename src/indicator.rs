//! [`Indicator`]: any kind, and [`Indicator::detect`], which tells the kind by the text's shape.

use core::fmt;

use crate::{
    address::Address,
    ascii::{self, class},
    asn::Asn,
    cidr::Cidr,
    email::Email,
    emit::{self, Pieces, Render, Scratch},
    endpoint::Endpoint,
    error::{Code, Error},
    grammar,
    hash::{Algorithm, FileHash},
    host::{self, Host},
    note::{Notes, Parsed},
    range::Range,
    registry::{self, RegistryKey},
    server,
    text::Text,
    url::{self, Url},
};

/// The longest text that any kind reads, in bytes.
pub const MAX_INPUT: usize = url::MAX_INPUT;
/// The longest canonical text of any kind, in bytes.
pub const MAX_LEN: usize = url::MAX_LEN;
/// Room for any canonical text.
pub type Buffer = Text<MAX_LEN>;

/// How `detect` reads names.
const TWO_LABELS: host::Options = host::Options::new().min_labels(2);

/// The kinds of indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// An autonomous system number.
    Asn,
    /// An IP address.
    Address,
    /// A CIDR block.
    Cidr,
    /// A range of addresses.
    Range,
    /// A host name.
    Host,
    /// A URL with a host.
    Url,
    /// A Windows registry key.
    RegistryKey,
    /// An e-mail address.
    Email,
    /// A file's digest.
    FileHash,
    /// A server and a port.
    Endpoint,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Asn,
        Self::Address,
        Self::Cidr,
        Self::Range,
        Self::Host,
        Self::Url,
        Self::RegistryKey,
        Self::Email,
        Self::FileHash,
        Self::Endpoint,
    ];

    /// The stable name, such as `registry-key`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asn => "asn",
            Self::Address => "address",
            Self::Cidr => "cidr",
            Self::Range => "range",
            Self::Host => "host",
            Self::Url => "url",
            Self::RegistryKey => "registry-key",
            Self::Email => "email",
            Self::FileHash => "file-hash",
            Self::Endpoint => "endpoint",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The kind that a text's shape names, whether or not the text is valid.
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank`; `NotAnIndicator`, `AmbiguousNumber`,
    /// `PathOnly` and `UrlSchemeMissing` for shapes that no kind has.
    pub fn of(text: &str) -> Result<Self, Error> {
        grammar::preflight(text, MAX_INPUT)?;
        shape(text)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A threat indicator of any kind (STIX and OpenCTI say *observable*).
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, Kind};
/// let indicator = Indicator::detect("2001:DB8:1234::/48")?;
/// assert_eq!(indicator.kind(), Kind::Cidr);
/// assert_eq!(indicator.to_string(), "2001:db8:1234::/48");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Indicator<'a> {
    /// An autonomous system number.
    Asn(Asn),
    /// An IP address.
    Address(Address),
    /// A CIDR block.
    Cidr(Cidr),
    /// A range of addresses.
    Range(Range),
    /// A host name.
    Host(Host<'a>),
    /// A URL with a host.
    Url(Url<'a>),
    /// A Windows registry key.
    RegistryKey(RegistryKey<'a>),
    /// An e-mail address.
    Email(Email<'a>),
    /// A file's digest.
    FileHash(FileHash<'a>),
    /// A server and a port.
    Endpoint(Endpoint<'a>),
}

const _: () = assert!(size_of::<Indicator<'_>>() <= 48);

/// One arm for each kind, with the value bound to `$value`.
macro_rules! each {
    ($indicator:expr, $value:ident => $body:expr) => {
        match $indicator {
            Indicator::Asn($value) => $body,
            Indicator::Address($value) => $body,
            Indicator::Cidr($value) => $body,
            Indicator::Range($value) => $body,
            Indicator::Host($value) => $body,
            Indicator::Url($value) => $body,
            Indicator::RegistryKey($value) => $body,
            Indicator::Email($value) => $body,
            Indicator::FileHash($value) => $body,
            Indicator::Endpoint($value) => $body,
        }
    };
}

impl<'a> Indicator<'a> {
    /// Reads a text of any kind. Its shape chooses the kind, and then only that kind speaks. Names
    /// have two labels at least; bare numbers are refused, since nobody can tell an AS number from
    /// an address.
    ///
    /// # Errors
    /// Those of [`Kind::of`] and of the kind's own `parse`.
    pub fn detect(text: &'a str) -> Result<Self, Error> {
        Self::read(text).map(Parsed::value)
    }

    /// [`detect`](Self::detect) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`detect`](Self::detect), and `NotUtf8`.
    pub fn detect_bytes(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::detect(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// [`detect`](Self::detect), telling whether the text is canonical.
    ///
    /// # Errors
    /// As [`detect`](Self::detect).
    pub fn read(text: &'a str) -> Result<Parsed<Self>, Error> {
        match Self::quick(text) {
            Some(read) => Ok(read),
            None => {
                let read = Self::read_as(Kind::of(text)?, text)?;
                match read.get() {
                    Self::Host(host) if !text.is_ascii() && !maps_to_a_name(host) => {
                        Err(Error::new(Code::NotAnIndicator, 0))
                    }
                    _ => Ok(read),
                }
            }
        }
    }

    /// The fast part of [`read`](Self::read): what a kind's fast path reads, where no other shape is
    /// possible. `None` for whatever needs a second look.
    #[inline]
    pub(crate) fn quick(text: &'a str) -> Option<Parsed<Self>> {
        macro_rules! view {
            ($variant:ident, $quick:expr) => {
                if let Some(view) = $quick {
                    return Some(Parsed::new(Self::$variant(view), view.is_canonical()));
                }
            };
        }
        // What begins with a digit is an address or a block more often than a name; what begins as
        // a web URL is one.
        match text.as_bytes() {
            [b'0'..=b'9', ..] => {
                if let Some(address) = Address::quick(text) {
                    return Some(address.map(Self::Address));
                }
                if let Some(block) = Cidr::quick(text) {
                    return Some(block.map(Self::Cidr));
                }
            }
            [b'h', b't', b't', b'p', ..] => view!(Url, Url::quick(text)),
            _ => {}
        }
        // A plain name of two labels is without `:`, `/`, `@` and `\` and has a dot and a last label
        // that is not a number. What else can have that shape begins as one of three kinds does.
        if let Some(host) = Host::quick(text, &TWO_LABELS) {
            let other = match text.as_bytes() {
                [b'0'..=b'9', ..] => dotted(text).is_some(),
                [b'A' | b'a', b'S' | b's', ..] => is_asn(text.as_bytes()),
                [b'H' | b'h', b'K' | b'k', ..] => registry::looks_like(text),
                _ => false,
            };
            return (!other).then(|| Parsed::new(Self::Host(host), host.is_canonical()));
        }
        match text.as_bytes() {
            [b'0'..=b'9', ..] => {}
            [b'A' | b'a', b'S' | b's', ..] if Asn::quick(text).is_some() => {
                return Asn::quick(text).map(|asn| asn.map(Self::Asn));
            }
            [b'H' | b'h', b'K' | b'k', ..] => view!(RegistryKey, RegistryKey::quick(text)),
            _ => {
                view!(Url, Url::quick(text));
                if let Some(address) = Address::quick(text) {
                    return Some(address.map(Self::Address));
                }
                if let Some(block) = Cidr::quick(text) {
                    return Some(block.map(Self::Cidr));
                }
            }
        }
        view!(FileHash, FileHash::quick(text));
        None
    }

    /// Reads a text as one kind; names have two labels at least.
    ///
    /// # Errors
    /// Those of the kind's own `parse`, and `SingleLabel`.
    pub fn read_as(kind: Kind, text: &'a str) -> Result<Parsed<Self>, Error> {
        macro_rules! view {
            ($variant:ident, $read:expr) => {{
                let view = $read?;
                Ok(Parsed::new(Self::$variant(view), view.is_canonical()))
            }};
        }
        match kind {
            Kind::Asn => Ok(Asn::read(text)?.map(Self::Asn)),
            Kind::Address => Ok(Address::read(text)?.map(Self::Address)),
            Kind::Cidr => Ok(Cidr::read(text)?.map(Self::Cidr)),
            Kind::Range => Ok(Range::read(text)?.map(Self::Range)),
            Kind::Host => view!(Host, Host::parse_with(text, &TWO_LABELS)),
            Kind::Url => view!(Url, Url::parse(text)),
            Kind::RegistryKey => view!(RegistryKey, RegistryKey::parse(text)),
            Kind::Email => view!(Email, Email::parse_with(text, &TWO_LABELS)),
            Kind::FileHash => view!(FileHash, FileHash::parse(text)),
            Kind::Endpoint => view!(Endpoint, Endpoint::parse(text)),
        }
    }

    /// The kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Asn(_) => Kind::Asn,
            Self::Address(_) => Kind::Address,
            Self::Cidr(_) => Kind::Cidr,
            Self::Range(_) => Kind::Range,
            Self::Host(_) => Kind::Host,
            Self::Url(_) => Kind::Url,
            Self::RegistryKey(_) => Kind::RegistryKey,
            Self::Email(_) => Kind::Email,
            Self::FileHash(_) => Kind::FileHash,
            Self::Endpoint(_) => Kind::Endpoint,
        }
    }

    /// The value's notes.
    #[must_use]
    pub fn notes(&self) -> Notes {
        each!(self, value => value.notes())
    }

    /// The canonical text, written into `buffer` unless the input is canonical and can be handed
    /// back.
    pub fn canonical<'b>(&self, buffer: &'b mut Buffer) -> &'b str
    where
        'a: 'b,
    {
        match self {
            Self::Host(view) if view.is_canonical() => view.as_str(),
            Self::Url(view) if view.is_canonical() => view.as_str(),
            Self::RegistryKey(view) if view.is_canonical() => view.as_str(),
            Self::Email(view) if view.is_canonical() => view.as_str(),
            Self::FileHash(view) if view.is_canonical() => view.as_str(),
            Self::Endpoint(view) if view.is_canonical() => view.as_str(),
            _ => {
                let mut scratch = Scratch::new();
                let pieces = self.pieces((), &mut scratch);
                // A `Buffer` has room for every kind, so this cannot fail.
                let written = buffer.fill(emit::room(&pieces), |out| emit::write(&pieces, out));
                written.unwrap_or_default()
            }
        }
    }

    /// Writes the canonical text at the start of `out`; at most [`MAX_LEN`] bytes.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        each!(self, value => value.write_into(out))
    }
}

impl Render for Indicator<'_> {
    type Form = ();
    const CANONICAL: () = ();

    fn pieces<'s>(&self, (): (), scratch: &'s mut Scratch) -> Pieces<'s>
    where
        Self: 's,
    {
        fn canonical<'s, T: Render + 's>(value: &T, scratch: &'s mut Scratch) -> Pieces<'s> {
            value.pieces(T::CANONICAL, scratch)
        }
        each!(self, value => canonical(value, scratch))
    }
}

emit::doors!(common Indicator<'_>);
emit::doors!(parsed Indicator<'_>);

impl<'a> TryFrom<&'a str> for Indicator<'a> {
    type Error = Error;

    fn try_from(text: &'a str) -> Result<Self, Error> {
        Self::detect(text)
    }
}

impl<'a> TryFrom<&'a [u8]> for Indicator<'a> {
    type Error = Error;

    fn try_from(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::detect_bytes(bytes)
    }
}

macro_rules! from {
    ($($variant:ident),*) => { $(
        impl<'a> From<from!(@ $variant 'a)> for Indicator<'a> {
            fn from(value: from!(@ $variant 'a)) -> Self {
                Self::$variant(value)
            }
        }
    )* };
    (@ Asn $a:lifetime) => { Asn };
    (@ Address $a:lifetime) => { Address };
    (@ Cidr $a:lifetime) => { Cidr };
    (@ Range $a:lifetime) => { Range };
    (@ $view:ident $a:lifetime) => { $view<$a> };
}
from!(Asn, Address, Cidr, Range, Host, Url, RegistryKey, Email, FileHash, Endpoint);

/// Which kind a text's shape names. The order of the questions is part of the contract.
fn shape(text: &str) -> Result<Kind, Error> {
    let bytes = text.as_bytes();
    let count = |wanted: u8| ascii::count(bytes, wanted);
    let has = |wanted: u8| bytes.contains(&wanted);
    let (colons, slash, at_sign) = (count(b':'), has(b'/'), has(b'@'));

    if is_url(bytes) {
        return Ok(Kind::Url);
    }
    if registry::looks_like(text) {
        return Ok(Kind::RegistryKey);
    }
    if !(slash || at_sign || colons > 0) && is_asn(bytes) {
        return Ok(Kind::Asn);
    }
    // A quoted local part may hold nearly anything.
    if at_sign && bytes.first() == Some(&b'"') {
        return Ok(Kind::Email);
    }
    if has(b' ') {
        let range = bytes.iter().all(
            |b| matches!(b, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b'.' | b':' | b'-' | b' '),
        );
        return match range && has(b'-') {
            true => Ok(Kind::Range),
            false => Err(Error::new(Code::NotAnIndicator, 0)),
        };
    }
    if has(b'\\') {
        return match bytes {
            [b'\\', b'\\', ..] | [_, b':', b'\\', ..] => Err(Error::new(Code::NotAnIndicator, 0)),
            [b'/', ..] => Err(Error::new(Code::PathOnly, 0)),
            _ => Ok(Kind::RegistryKey),
        };
    }
    if bytes.first() == Some(&b'[') || (colons == 1 && !slash && !at_sign) {
        return Ok(Kind::Endpoint);
    }
    if colons > 1 && !at_sign {
        return Ok(if slash {
            Kind::Cidr
        } else if has(b'-') {
            Kind::Range
        } else {
            Kind::Address
        });
    }
    if let Some(kind) = dotted(text) {
        return Ok(kind);
    }
    if bytes.first() == Some(&b'/') {
        return Err(Error::new(Code::PathOnly, 0));
    }
    if slash {
        return Err(Error::new(Code::UrlSchemeMissing, 0));
    }
    named(bytes, at_sign)
}

/// The shapes without `:`, `/`, `\` and blanks that are not four decimal parts.
fn named(bytes: &[u8], at_sign: bool) -> Result<Kind, Error> {
    let all = |classes: u8| bytes.iter().all(|&b| ascii::is(b, classes));
    let digits_and_dots = bytes.iter().all(|&b| ascii::is(b, class::DIGIT) || b == b'.');
    let dots = ascii::count(bytes, b'.');
    // A digest of nearly the right length is spoken of as a digest.
    let hex = all(class::HEX)
        && (Algorithm::of_digits(bytes.len()).is_some()
            || (bytes.len() > 24 && !all(class::DIGIT)));
    if hex {
        Ok(Kind::FileHash)
    } else if at_sign {
        Ok(Kind::Email)
    } else if digits_and_dots && dots < 2 && bytes.first() != Some(&b'.') {
        Err(Error::new(Code::AmbiguousNumber, 0))
    } else if dots > 0 || bytes.iter().all(|&b| ascii::is(b, class::LDH) || b == b'_' || b >= 0x80)
    {
        Ok(Kind::Host)
    } else {
        Err(Error::new(Code::NotAnIndicator, 0))
    }
}

/// `://` before any `/`, `?`, `#`, `@` or blank; or one of the schemes without a host.
fn is_url(bytes: &[u8]) -> bool {
    let lead = |word: &[u8]| bytes.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word));
    let stop =
        bytes.iter().position(|b| matches!(b, b':' | b'/' | b'?' | b'#' | b'@' | b' ' | b'\\'));
    let rest = stop.and_then(|at| bytes.get(at..)).unwrap_or_default();
    rest.starts_with(b"://") || lead(b"mailto:") || lead(b"magnet:")
}

/// `AS` or `ASN`, blanks, signs or none, and a digit; but not a dotted name that begins so.
fn is_asn(bytes: &[u8]) -> bool {
    let [b'A' | b'a', b'S' | b's', rest @ ..] = bytes else { return false };
    let rest = match rest {
        [b'N' | b'n', rest @ ..] => rest,
        rest => rest,
    };
    let start = rest.iter().position(|b| !matches!(b, b' ' | b'-' | b'+')).unwrap_or(rest.len());
    let number = rest.get(start..).unwrap_or_default();
    let starts = number.first().is_some_and(|&b| ascii::is(b, class::DIGIT));
    // A name may have labels beyond ASCII, and dots of UTS #46.
    let dots = number.contains(&b'.')
        || number
            .windows(3)
            .any(|c| matches!(c, b"\xe3\x80\x82" | b"\xef\xbc\x8e" | b"\xef\xbd\xa1"));
    let letter = |&b: &u8| ascii::is(b, class::ALPHA) || b == b'_' || b >= 0x80;
    let dotted_name = dots && number.iter().any(letter);
    starts && !dotted_name
}

/// Whether the canonical text of a host has the shape of a host as well: `1.2.3.4-１` would be read
/// back as a range.
#[cold]
#[inline(never)]
fn maps_to_a_name(host: &Host<'_>) -> bool {
    shape(host.canonical(&mut host::Buffer::new())) == Ok(Kind::Host)
}

/// Four decimal parts, alone, before `/` and digits, or before `-` and more of the same.
fn dotted(text: &str) -> Option<Kind> {
    let end = ascii::find(text, |b| b == b'/' || b == b'-').unwrap_or(text.len());
    let (first, rest) = text.split_at_checked(end)?;
    if !server::is_quad(first) {
        return None;
    }
    let numeric = rest.bytes().skip(1).all(|b| ascii::is(b, class::DIGIT) || b == b'.');
    match rest.as_bytes().first() {
        None => Some(Kind::Address),
        Some(b'/') if numeric => Some(Kind::Cidr),
        Some(b'-') if numeric => Some(Kind::Range),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the fast path reads, the shape names as well.
    #[test]
    fn quick_and_shape_agree() {
        let texts = [
            "example.com",
            "as12.example",
            "AS12",
            "asn12",
            "12",
            "1.10",
            "1.2.3.4",
            "1.2.3.4/24",
            "1.2.3.0/24",
            "::",
            "::1",
            "::/0",
            "dead:beef::",
            "1::80",
            "dead.beef",
            "cafe.babe",
            "dead.beef:80",
            "d41d8cd98f00b204e9800998ecf8427e",
            "12345678901234567890123456789012",
            "asdf8cd98f00b204e9800998ecf8427e",
            "http://a",
            "hkcu://a",
            r"HKCU\a",
            "HKCU",
            "hkcu.example",
            "http://a.example:80/1",
            "a@b.example",
            "1.2.3.4-1.2.3.9",
            "1.2.3.4-9",
            "1.2.3.4-x",
            "AS1.2-3",
            "hkey_users.example",
            "a",
            "a.b.",
            "xn--a.b",
        ];
        for text in texts {
            if let Some(read) = Indicator::quick(text) {
                assert_eq!(shape(text), Ok(read.get().kind()), "{text}");
                let again = Indicator::read_as(read.get().kind(), text).unwrap();
                assert_eq!(
                    (*again.get(), again.is_canonical()),
                    (*read.get(), read.is_canonical()),
                    "{text}"
                );
            }
        }
    }
}
