//! [`Indicator`]: any kind, and [`Indicator::detect`], which tells the kind by the text's shape.
//!
//! The questions are asked in this order, and the first that is answered by yes names the kind:
//! `scheme://`, a scheme before that, or the start of one: URL. A hive or `\REGISTRY\`: registry key.
//! `AS` or `ASN` and a digit: ASN. A quoted local part: e-mail. `http:\\` and its like: URL. Another
//! backslash, and no blank before it: registry key. Brackets, or one colon: endpoint. Two colons or
//! four decimal parts: address, with `/` CIDR block, with `-` range, and so with what looks like
//! those. Hexadecimal digits of a digest's length and no dot: file hash. One `@` and no `/`: e-mail.
//! Two labels at least: host. Then only that kind speaks. Bare numbers are nobody's: `2130706433` is
//! an AS number, or 127.0.0.1.
//!
//! # Example
//! ```
//! use ioc_canon::Indicator;
//! let kinds = ["HKLM\\Run", "AS 12345", "a.example:80", "1::80", "1.2.3.0/24", "cafe.babe"];
//! let kinds = kinds.map(|text| Indicator::detect(text).unwrap().kind().name());
//! assert_eq!(kinds, ["registry-key", "asn", "endpoint", "address", "cidr", "host"]);
//! ```
//!
//! # Example: a shape is judged by its kind alone
//! ```
//! use ioc_canon::{Code, Indicator};
//! let refused = |text| Indicator::detect(text).unwrap_err().code();
//! assert_eq!(refused("192.0.2.7/24"), Code::HostBits); // not a host with a path
//! assert_eq!(refused("2130706433"), Code::AmbiguousNumber);
//! ```

use crate::{
    address::Address,
    ascii,
    asn::Asn,
    cidr::Cidr,
    email::Email,
    emit::{self, Pieces, Render, Scratch},
    endpoint::Endpoint,
    error::{Code, Error},
    grammar,
    hash::FileHash,
    host::{self, Host},
    note::{Notes, Parsed},
    range::Range,
    registry::{self, RegistryKey},
    server::Server,
    text::Text,
    url::{self, Url},
    words,
};

mod kind;
mod shape;

pub use self::kind::Kind;
use self::shape::{dotted, is_asn, maps_to_a_name};

/// The longest text that any kind reads, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Code, Indicator, indicator};
/// let long = "a".repeat(indicator::MAX_INPUT + 1);
/// assert_eq!(Indicator::detect(&long).unwrap_err().code(), Code::TooLong);
/// ```
pub const MAX_INPUT: usize = url::MAX_INPUT;
/// The longest canonical text of any kind, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{indicator, registry, url};
/// assert!(indicator::MAX_LEN == url::MAX_LEN && indicator::MAX_LEN > registry::MAX_LEN);
/// ```
pub const MAX_LEN: usize = url::MAX_LEN;
/// Room for any canonical text.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, indicator};
/// // 8 KiB: made once, for many.
/// let mut buffer = indicator::Buffer::new();
/// assert_eq!(Indicator::detect("as 64496")?.canonical(&mut buffer), "AS64496");
/// assert_eq!(Indicator::detect("Example.COM")?.canonical(&mut buffer), "example.com");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub type Buffer = Text<MAX_LEN>;

/// How `detect` reads names.
const TWO_LABELS: host::Options = host::Options::new().min_labels(2);

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
    /// an address. A name that would be written as another kind's text, `1.2.3.4-１` as
    /// `1.2.3.4-1`, is no indicator.
    ///
    /// # Errors
    /// Those of [`Kind::of`] and of the kind's own `parse`, and `SingleLabel`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Indicator, Kind};
    /// assert_eq!(Indicator::detect("dead:beef::")?.kind(), Kind::Address);
    /// assert_eq!(Indicator::detect("dead.beef:80")?.kind(), Kind::Endpoint);
    /// // What has the shape of a block is judged as one.
    /// let error = Indicator::detect("1.2.3.4/24").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::HostBits, 6));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn detect(text: &'a str) -> Result<Self, Error> {
        Self::quick(text, Detect)
    }

    /// [`detect`](Self::detect) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`detect`](Self::detect), and `NotUtf8`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Indicator};
    /// assert_eq!(Indicator::detect_bytes(b"AS64496")?.kind().name(), "asn");
    /// let error = Indicator::detect_bytes(b"ex\xe4mple.com").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::NotUtf8, 2));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn detect_bytes(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::detect(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// [`detect`](Self::detect), telling whether the text is canonical.
    ///
    /// # Errors
    /// As [`detect`](Self::detect).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Indicator;
    /// assert!(Indicator::read("192.0.2.0/24")?.is_canonical());
    /// assert!(!Indicator::read("as 64496")?.is_canonical());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn read(text: &'a str) -> Result<Parsed<Self>, Error> {
        Self::quick(text, Read)
    }

    /// The complete part of [`read`](Self::read), for what is not [`quick`](Self::quick) to read.
    #[inline(never)]
    pub(crate) fn look(text: &'a str) -> Result<Self, Error> {
        let read = match Kind::of(text)? {
            // What has the shape of a name was tried as one.
            Kind::Host if !ascii::SMALL => Host::after_quick(text, &TWO_LABELS).map(Self::Host),
            kind => Self::parse_as(kind, text),
        };
        match &read {
            Ok(Self::Host(host)) if host.maps_to_ascii() && !maps_to_a_name(host) => {
                Err(Error::new(Code::NotAnIndicator, 0))
            }
            _ => read,
        }
    }

    /// The fast part of [`read`](Self::read): `asker` is told what a kind's fast path reads, where no
    /// other shape is possible, or else is to look itself.
    #[inline(always)]
    pub(crate) fn quick<A: Ask<'a>>(text: &'a str, asker: A) -> A::Answer {
        if ascii::SMALL {
            return asker.look(text);
        }
        macro_rules! view {
            ($variant:ident, $quick:expr) => {
                if let Some(view) = $quick {
                    return asker.made(Self::$variant(view), view.is_canonical());
                }
            };
        }
        macro_rules! value {
            ($kind:ident) => {
                if let Some(read) = $kind::quick(text) {
                    return asker.made(Self::$kind(*read.get()), read.is_canonical());
                }
            };
        }
        // What begins with a digit is an address or a block more often than a name; what begins as
        // a web URL is one. Asked of several letters at once: which letter a name begins with nobody
        // can predict. Of less than four, only addresses and names are read here.
        let bytes = text.as_bytes();
        let head = bytes.first_chunk().map_or(0, |head| u32::from_le_bytes(*head));
        let [first, ..] = head.to_le_bytes();
        let (key, asn) = (begins_as(*b"hk", head), begins_as(*b"as", head));
        if first.is_ascii_digit() {
            match bytes.last_chunk() {
                Some([a, b, _]) if (*a == b'/') | (*b == b'/') => value!(Cidr),
                _ => value!(Address),
            }
        } else if head == u32::from_le_bytes(*b"http") {
            view!(Url, Url::quick(text));
        } else if key | asn {
            match key {
                true => view!(RegistryKey, RegistryKey::quick(text)),
                false => value!(Asn),
            }
        } else if words::may_begin_with(bytes, 5, b':') {
            value!(Address);
            value!(Cidr);
        }
        // A plain name of two labels is without `:`, `/`, `@` and `\` and has a dot and a last label
        // that is not a number. What else can have that shape begins as one of three kinds does.
        if let Some(host) = Host::quick(text, &TWO_LABELS) {
            // Of a name's bytes these are digits, dots and hyphens.
            let number = first.max(bytes.last().copied().unwrap_or_default()) <= b'9';
            let other = number | key | asn;
            return match other && is_other(text) {
                true => asker.look(text),
                false => asker.made(Self::Host(host), host.is_canonical()),
            };
        }
        match text.as_bytes() {
            [b'0'..=b'9', ..] => value!(Cidr),
            [b'A' | b'a', b'S' | b's', ..] | [b'H' | b'h', b'K' | b'k', ..] => {}
            _ => view!(Url, Url::quick(text)),
        }
        view!(FileHash, FileHash::quick(text));
        asker.look(text)
    }

    /// Reads a text as one kind; names have two labels at least.
    ///
    /// # Errors
    /// Those of the kind's own `parse`, and `SingleLabel`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Indicator, Kind};
    /// // Nobody's by its shape.
    /// assert!(Indicator::detect("12345").is_err());
    /// assert_eq!(Indicator::read_as(Kind::Asn, "12345")?.value().to_string(), "AS12345");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn read_as(kind: Kind, text: &'a str) -> Result<Parsed<Self>, Error> {
        macro_rules! view {
            ($variant:ident, $read:expr) => {{
                let view = $read?;
                Ok(Parsed::new(Self::$variant(view), view.is_canonical()))
            }};
        }
        if ascii::SMALL {
            return Ok(Self::parse_as(kind, text)?.parsed(text));
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

    /// [`read_as`](Self::read_as) without telling whether the text is canonical.
    ///
    /// # Errors
    /// As [`read_as`](Self::read_as).
    pub(crate) fn parse_as(kind: Kind, text: &'a str) -> Result<Self, Error> {
        match kind {
            Kind::Asn => Asn::parse(text).map(Self::Asn),
            Kind::Address => Address::parse(text).map(Self::Address),
            Kind::Cidr => Cidr::parse(text).map(Self::Cidr),
            Kind::Range => Range::parse(text).map(Self::Range),
            Kind::Host => Host::parse_with(text, &TWO_LABELS).map(Self::Host),
            Kind::Url => Url::parse(text).map(Self::Url),
            Kind::RegistryKey => RegistryKey::parse(text).map(Self::RegistryKey),
            Kind::Email => Email::parse_with(text, &TWO_LABELS).map(Self::Email),
            Kind::FileHash => FileHash::parse(text).map(Self::FileHash),
            Kind::Endpoint => Endpoint::parse(text).map(Self::Endpoint),
        }
    }

    /// The value of `text` and whether that is canonical.
    fn parsed(self, text: &str) -> Parsed<Self> {
        let canonical = match &self {
            Self::Asn(value) => value.is_text(text),
            Self::Address(value) => value.is_text(text),
            Self::Cidr(value) => value.is_text(text),
            Self::Range(value) => value.is_text(text),
            Self::Host(view) => view.is_canonical(),
            Self::Url(view) => view.is_canonical(),
            Self::RegistryKey(view) => view.is_canonical(),
            Self::Email(view) => view.is_canonical(),
            Self::FileHash(view) => view.is_canonical(),
            Self::Endpoint(view) => view.is_canonical(),
        };
        Parsed::new(self, canonical)
    }

    /// The kind.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Indicator, Kind};
    /// assert_eq!(Indicator::detect("doe@example.com")?.kind(), Kind::Email);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
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
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Indicator, Note};
    /// assert!(Indicator::detect("http://10.0.0.1/")?.notes().contains(Note::SpecialAddress));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn notes(&self) -> Notes {
        each!(self, value => value.notes())
    }

    /// The canonical text, written into `buffer` unless the input is canonical and can be handed
    /// back.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Indicator, indicator};
    /// let mut buffer = indicator::Buffer::new();
    /// assert_eq!(Indicator::detect("AS 12345")?.canonical(&mut buffer), "AS12345");
    /// let typed = "example.com";
    /// let text = Indicator::detect(typed)?.canonical(&mut buffer);
    /// assert_eq!(text.as_ptr(), typed.as_ptr());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use = "the text may be the input itself: the buffer is written only where something changes"]
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

    /// Writes the canonical text at the start of `out`; at most [`MAX_LEN`] bytes. What `out` holds after
    /// that length is not specified.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Indicator};
    /// let indicator = Indicator::detect("HTTP://Example.COM/A")?;
    /// let mut bytes = [0; 64];
    /// let length = indicator.write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"http://example.com/A");
    /// assert_eq!(indicator.write_into(&mut [0; 8]).unwrap_err().code(), Code::BufferTooSmall);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        if ascii::SMALL {
            return emit::write_canonical(self, out);
        }
        each!(self, value => value.write_into(out))
    }
}

/// Whether `head` begins with two letters, given small, in any case.
#[inline(always)]
const fn begins_as([a, b]: [u8; 2], head: u32) -> bool {
    (head | 0x2020) & 0xffff == u32::from_le_bytes([a, b, 0, 0])
}

/// Whether what could be a name is to be spoken of by another kind.
#[inline(never)]
fn is_other(text: &str) -> bool {
    match text.as_bytes() {
        [b'0'..=b'9', .., b'0'..=b'9' | b'.'] => dotted(text).is_some(),
        [b'A' | b'a', b'S' | b's', ..] => is_asn(text.as_bytes()),
        [b'H' | b'h', b'K' | b'k', ..] => registry::looks_like(text),
        _ => false,
    }
}

/// Who asks [`Indicator::quick`]. Its methods are inlined, so that an indicator is made where it is
/// wanted: copies of its 48 bytes from layer to layer cost as much as the reading.
pub(crate) trait Ask<'a> {
    type Answer;

    /// Answers for what a fast path has read, and whether the text is canonical.
    fn made(self, indicator: Indicator<'a>, canonical: bool) -> Self::Answer;

    /// Answers for a text that none has read.
    fn look(self, text: &'a str) -> Self::Answer;
}

struct Detect;

impl<'a> Ask<'a> for Detect {
    type Answer = Result<Indicator<'a>, Error>;

    #[inline(always)]
    fn made(self, indicator: Indicator<'a>, _: bool) -> Self::Answer {
        Ok(indicator)
    }

    #[inline(always)]
    fn look(self, text: &'a str) -> Self::Answer {
        Indicator::look(text)
    }
}

struct Read;

impl<'a> Ask<'a> for Read {
    type Answer = Result<Parsed<Indicator<'a>>, Error>;

    #[inline(always)]
    fn made(self, indicator: Indicator<'a>, canonical: bool) -> Self::Answer {
        Ok(Parsed::new(indicator, canonical))
    }

    #[inline(always)]
    fn look(self, text: &'a str) -> Self::Answer {
        Ok(Indicator::look(text)?.parsed(text))
    }
}

/// For those who look themselves.
pub(crate) struct Quick;

impl<'a> Ask<'a> for Quick {
    type Answer = Option<Parsed<Indicator<'a>>>;

    #[inline(always)]
    fn made(self, indicator: Indicator<'a>, canonical: bool) -> Self::Answer {
        Some(Parsed::new(indicator, canonical))
    }

    #[inline(always)]
    fn look(self, _: &'a str) -> Self::Answer {
        None
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
emit::doors!(parsed Indicator<'_>, Indicator "10.0.0.1" SpecialAddress);

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

impl<'a> From<Server<'a>> for Indicator<'a> {
    fn from(server: Server<'a>) -> Self {
        match server {
            Server::Name(host) => Self::Host(host),
            Server::Address(address) => Self::Address(address),
        }
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

#[cfg(test)]
mod tests;
