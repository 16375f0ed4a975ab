//! What stands for a machine in a URL or an endpoint: a name or an address.

use core::{fmt, net::Ipv4Addr};

use crate::{
    address::{self, Address},
    ascii::{self, class},
    emit::{self, Piece, Render, Scratch},
    error::{Code, Error},
    grammar::{self, Decimal, Parser},
    host::{self, Host},
    note::Notes,
};

/// A host name or an IP address (`host` of RFC 3986 §3.2.2).
///
/// # Example
/// ```
/// use ioc_canon::{Server, Url};
/// let url = Url::parse("http://Example.COM/a")?;
/// let Server::Name(name) = url.host() else { panic!("an address") };
/// assert_eq!(name.to_string(), "example.com");
/// assert_eq!(Url::parse("http://[2001:DB8::1]/a")?.host().to_string(), "[2001:db8::1]");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Server<'a> {
    /// A name.
    Name(Host<'a>),
    /// An address; IPv6 is written in brackets.
    Address(Address),
}

/// The canonical text, as it stands in a URL and before a port.
impl fmt::Display for Server<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(host) => host.fmt(f),
            Self::Address(address) if address.is_ipv4() => address.fmt(f),
            Self::Address(address) => {
                let mut scratch = Scratch::new();
                let [text, ..] = address.pieces(Address::CANONICAL, &mut scratch);
                emit::display(&emit::pieces([Piece::keep("["), text, Piece::keep("]")]), f)
            }
        }
    }
}

impl<'a> From<Host<'a>> for Server<'a> {
    fn from(host: Host<'a>) -> Self {
        Self::Name(host)
    }
}

impl From<Address> for Server<'_> {
    fn from(address: Address) -> Self {
        Self::Address(address)
    }
}

impl Server<'_> {
    /// The notes of the name or the address.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Endpoint, Note};
    /// let server = Endpoint::parse("10.0.0.1:80")?.server();
    /// assert!(server.notes().contains(Note::SpecialAddress));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn notes(&self) -> Notes {
        match self {
            Self::Name(host) => host.notes(),
            Self::Address(address) => address.notes(),
        }
    }
}

/// A server and whether its text is canonical.
pub(crate) type Read<'a> = (Server<'a>, bool);

/// Reads a name or a dotted quad. A name whose last label is a number is refused with `number`.
pub(crate) fn name_or_v4<'a>(
    text: &'a str,
    options: &host::Options,
    number: Code,
) -> Result<Read<'a>, Error> {
    if is_quad(text) {
        let address = Address::read(text)?;
        return Ok((Server::Address(*address.get()), address.is_canonical()));
    }
    match Host::parse_with(text, options) {
        Ok(host) => Ok((Server::Name(host), host.is_canonical())),
        Err(error) if error.code() == Code::NumericLastLabel => {
            Err(Error::new(number, error.offset()))
        }
        Err(error) => Err(error),
    }
}

/// Whether what stands between brackets has the shape of an IPv6 address: any other text, a name, an
/// IPv4 address or nothing, is spoken of as wrong brackets.
pub(crate) fn is_v6(text: &str) -> bool {
    text.bytes().any(|b| b == b':')
}

/// Reads what stands between brackets and [`is_v6`].
pub(crate) fn v6(text: &str) -> Result<Read<'_>, Error> {
    let address = Address::read(text)?;
    Ok((Server::Address(*address.get()), address.is_canonical()))
}

/// Whether the text is four dotted runs of decimal digits: an IPv4 address or nothing.
pub(crate) fn is_quad(text: &str) -> bool {
    let mut parts = 0usize;
    for part in text.as_bytes().split(|&b| b == b'.') {
        parts = parts.saturating_add(1);
        if part.is_empty() || !part.iter().all(|&b| ascii::is(b, class::DIGIT)) {
            return false;
        }
    }
    parts == 4
}

/// `port = "0" / %x31-39 *DIGIT` up to 65535, and nothing after it.
///
/// # Errors
/// The codes of `rules`; `empty` where there is no port at all.
pub(crate) fn port(text: &str, empty: Code, rules: &Decimal) -> Result<u16, Error> {
    if text.is_empty() {
        return Err(Error::new(empty, 0));
    }
    let number = grammar::whole(text, |i| grammar::decimal(rules).parse(i), |_| rules.digit)?;
    u16::try_from(number).map_err(|_| Error::new(rules.too_large, 0))
}

/// The bits of a text that ends in a digit and is a dotted quad. What is nearly one is no name
/// either.
#[inline]
fn quad(text: &str) -> Option<u32> {
    let digit = text.as_bytes().last().is_some_and(|&b| ascii::is(b, class::DIGIT));
    if digit { address::v4::parse(text.as_bytes()) } else { None }
}

/// The fast part of [`name_or_v4`]: whether the text is canonical; `None` for whatever needs a
/// second look. Apart from [`again`], for a caller that wants no server: a fifth less to do for a
/// URL.
pub(crate) fn quick(text: &str) -> Option<bool> {
    // A quad has one text.
    if quad(text).is_some() {
        return Some(true);
    }
    Host::quick(text, &host::Options::new()).map(|host| host.is_canonical())
}

/// The server of a text that was read before.
#[inline]
pub(crate) fn again(text: &str, bracketed: bool) -> Server<'_> {
    if !ascii::SMALL && !bracketed {
        if let Some(bits) = quad(text) {
            return Server::Address(Ipv4Addr::from_bits(bits).into());
        }
        if let Some(host) = Host::quick(text, &LOOSEST) {
            return Server::Name(host);
        }
    }
    look_again(text, bracketed)
}

/// The options that every name was read with or could have been.
const LOOSEST: host::Options = host::Options::new().wildcard(true);

#[cold]
#[inline(never)]
fn look_again(text: &str, bracketed: bool) -> Server<'_> {
    let read = match bracketed || is_quad(text) {
        true => Address::parse(text).map(Server::Address),
        false => Host::parse_with(text, &LOOSEST).map(Server::Name),
    };
    // A text that was read is read again; its name is the text itself all the same.
    read.unwrap_or(Server::Name(Host::assumed(text)))
}

/// The canonical text, without brackets, of a server that was read before.
pub(crate) fn piece<'s>(text: &'s str, bracketed: bool, scratch: &'s mut Scratch) -> Piece<'s> {
    let address = if bracketed { Address::parse(text).ok() } else { None };
    let [piece, ..] = match address {
        Some(address) => address.pieces(Address::CANONICAL, scratch),
        // A quad has one text, and as a name it is that text.
        None => Host::assumed(text).pieces(Host::CANONICAL, scratch),
    };
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fast paths of their own: the complete reader would hide that they read nothing.
    #[test]
    #[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
    fn what_the_fast_paths_read() {
        let rows = [
            ("1.2.3.4", Some(0x0102_0304), Some(true)),
            ("example.com", None, Some(true)),
            ("Example.com", None, Some(false)),
            ("1.2.3.4.example", None, Some(true)),
            ("1.2.3", None, None),
            ("1.2.3.04", None, None),
            ("\u{fc}.example", None, None),
            ("", None, None),
        ];
        for (text, bits, canonical) in rows {
            assert_eq!(quad(text), bits, "{text}");
            assert_eq!(quick(text), canonical, "{text}");
        }
    }
}
