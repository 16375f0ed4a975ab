//! IP addresses.
//!
//! ```text
//! address = v4 / v6
//! v4      = octet 3( "." octet )          ; each 0 to 255 in decimal, no leading zeros
//! v6      = 7( group ":" ) group          ; RFC 4291 §2.2: eight groups of 1*4HEXDIG,
//!                                         ; one run of them as "::", the last two as v4
//! ```
//! Source: RFC 4291 §2.2 (text read), RFC 5952 (text written; IPv4-mapped addresses with a dotted
//! tail, its §5). Refused: octal, hexadecimal and short IPv4 forms, zone ids, brackets, ports,
//! prefix lengths.
//!
//! # Example
//! ```
//! use ioc_canon::{Address, address::{Form, Special}};
//! let address = Address::parse("2001:DB8:0:0::1")?;
//! assert_eq!(address.to_string(), "2001:db8::1");
//! assert_eq!(address.special(), Some(Special::Documentation));
//! let mut buffer = ioc_canon::address::Buffer::new();
//! assert_eq!(address.text(Form::Full, &mut buffer), "2001:db8:0:0:0:0:0:1");
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: octal, zones, mapped addresses
//! ```
//! use ioc_canon::{Address, Code};
//! let refused = |text| Address::parse(text).unwrap_err().code();
//! assert_eq!(refused("010.0.0.1"), Code::OctetLeadingZero);
//! assert_eq!(refused("fe80::1%eth0"), Code::ZoneId);
//! assert_eq!(Address::parse("::ffff:c000:201")?.to_string(), "::ffff:192.0.2.1");
//! # Ok::<(), ioc_canon::Error>(())
//! ```

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::{
    ascii,
    emit::{self, Piece, Pieces, Render, Scratch},
    error::Error,
    grammar,
    note::{Note, Notes, Parsed},
    text::Text,
    words,
};

mod slow;
mod small;
pub(crate) mod special;
pub(crate) mod v4;
mod v6;

use slow::slow;
pub(crate) use slow::{address, ipv4, trailing};
pub use special::Special;

/// The longest text that is read, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Address, Code, address};
/// let long = "1".repeat(address::MAX_INPUT + 1);
/// assert_eq!(Address::parse(&long).unwrap_err().code(), Code::TooLong);
/// ```
pub const MAX_INPUT: usize = 64;
/// The longest text in any form, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::address;
/// assert_eq!(address::MAX_LEN, "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".len());
/// ```
pub const MAX_LEN: usize = 45;
/// Room for an address in any form.
///
/// # Example
/// ```
/// use ioc_canon::{Address, address};
/// // One for many addresses: each writes over the one before.
/// let mut buffer = address::Buffer::new();
/// assert_eq!(Address::parse("2001:DB8::1")?.canonical(&mut buffer), "2001:db8::1");
/// assert_eq!(Address::parse("192.0.2.1")?.canonical(&mut buffer), "192.0.2.1");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub type Buffer = Text<MAX_LEN>;

/// An IPv4 or IPv6 address. Its order is numeric, IPv4 before IPv6.
///
/// # Example
/// ```
/// use core::net::Ipv4Addr;
/// use ioc_canon::Address;
/// let (a, b): (Address, Address) = (Ipv4Addr::new(192, 0, 2, 1).into(), "2001:DB8::1".parse()?);
/// assert!(a < b);
/// assert_eq!(format!("{a} {b}"), "192.0.2.1 2001:db8::1");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(IpAddr);

/// The ways an address is spelled. They differ for IPv6 only.
///
/// # Example
/// ```
/// use ioc_canon::{Address, address::{Buffer, Form}};
/// let address = Address::parse("::ffff:192.0.2.1")?;
/// let mut buffer = Buffer::new();
/// assert_eq!(address.text(Form::Compressed, &mut buffer), "::ffff:192.0.2.1");
/// assert_eq!(address.text(Form::Full, &mut buffer), "0:0:0:0:0:ffff:c000:201");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// `2001:db8::1`, `::ffff:1.2.3.4` (RFC 5952), the canonical form.
    Compressed,
    /// `2001:db8:0:0:0:0:0:1`: eight groups, no `::`, no leading zeros, no dotted tail.
    Full,
}

impl Address {
    /// The address; every one is valid.
    ///
    /// # Example
    /// ```
    /// use core::net::{IpAddr, Ipv6Addr};
    /// use ioc_canon::Address;
    /// let address = Address::new(IpAddr::V6(Ipv6Addr::LOCALHOST));
    /// assert_eq!((address.to_string(), address.ip()), ("::1".into(), Ipv6Addr::LOCALHOST.into()));
    /// ```
    #[must_use]
    pub const fn new(ip: IpAddr) -> Self {
        Self(ip)
    }

    /// As the standard library's type.
    ///
    /// # Example
    /// ```
    /// use core::net::IpAddr;
    /// use ioc_canon::Address;
    /// assert_eq!(Address::parse("192.0.2.1")?.ip(), IpAddr::from([192, 0, 2, 1]));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn ip(self) -> IpAddr {
        self.0
    }

    /// Whether it is an IPv4 address. An IPv4-mapped one is IPv6.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Address;
    /// assert!(Address::parse("192.0.2.1")?.is_ipv4());
    /// assert!(!Address::parse("::ffff:192.0.2.1")?.is_ipv4());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_ipv4(self) -> bool {
        self.0.is_ipv4()
    }

    /// Whether it is an IPv6 address.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Address;
    /// assert!(Address::parse("2001:db8::1")?.is_ipv6());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_ipv6(self) -> bool {
        self.0.is_ipv6()
    }

    /// Reads any spelling of the module's grammar.
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank` and the codes `OctetDigit` to
    /// `AddressHasPort` (`A001` to `A017`).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Address, Code};
    /// assert_eq!(Address::parse("2001:DB8:0:0::1")?, Address::parse("2001:db8::1")?);
    /// // Octal to some programs, decimal to others.
    /// let error = Address::parse("10.0.010.1").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::OctetLeadingZero, 5));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[inline]
    pub fn parse(text: &str) -> Result<Self, Error> {
        match fast(text.as_bytes()) {
            Some((ip, _)) => Ok(Self(ip)),
            None => slow(text).map(Self),
        }
    }

    /// [`parse`](Self::parse) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and `NotUtf8`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Address, Code};
    /// assert_eq!(Address::parse_bytes(b"192.0.2.1")?.to_string(), "192.0.2.1");
    /// let error = Address::parse_bytes(b"192.\xff").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::NotUtf8, 4));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// Reads an address and tells whether the text was canonical.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Address;
    /// assert!(Address::read("2001:db8::1")?.is_canonical());
    /// assert!(!Address::read("2001:db8:0:0::1")?.is_canonical());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn read(text: &str) -> Result<Parsed<Self>, Error> {
        match Self::quick(text) {
            Some(read) => Ok(read),
            None => {
                let address = Self(slow(text)?);
                // A fast path reads every canonical text.
                Ok(Parsed::new(address, ascii::SMALL && address.is_text(text)))
            }
        }
    }

    /// [`read`](Self::read) without the diagnosis: `None` too for what needs a second look.
    #[inline]
    pub(crate) fn quick(text: &str) -> Option<Parsed<Self>> {
        fast(text.as_bytes()).map(|(ip, canonical)| Parsed::new(Self(ip), canonical))
    }

    /// Whether `text` is the canonical text.
    pub(crate) fn is_text(self, text: &str) -> bool {
        emit::is_text(text, |out| write(self.0, Form::Compressed, out))
    }

    /// The IANA special-purpose block that the address is in; the smallest where blocks nest. Where
    /// the address embeds an IPv4 address, that one is judged first: `::ffff:10.0.0.1` is
    /// [`Special::Private`], `::ffff:8.8.8.8` is [`Special::V4Mapped`].
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Address, address::Special};
    /// assert_eq!(Address::parse("::ffff:10.0.0.1")?.special(), Some(Special::Private));
    /// assert_eq!(Address::parse("8.8.8.8")?.special(), None);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn special(self) -> Option<Special> {
        match self.0 {
            IpAddr::V4(ip) => special::v4(ip.to_bits(), ip.to_bits()),
            IpAddr::V6(ip) => {
                let bits = ip.to_bits();
                let inner = special::embedded(bits).and_then(|quad| special::v4(quad, quad));
                inner.or_else(|| special::v6(bits, bits))
            }
        }
    }

    /// The IPv4 address inside an IPv4-mapped, NAT64 (`64:ff9b::/96`), 6to4 or Teredo address; for
    /// Teredo, the client's.
    ///
    /// # Example
    /// ```
    /// use core::net::Ipv4Addr;
    /// use ioc_canon::Address;
    /// let inner = Address::parse("64:ff9b::198.51.100.7")?.embedded_v4();
    /// assert_eq!(inner, Some(Ipv4Addr::new(198, 51, 100, 7)));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn embedded_v4(self) -> Option<Ipv4Addr> {
        match self.0 {
            IpAddr::V4(_) => None,
            IpAddr::V6(ip) => special::embedded(ip.to_bits()).map(Ipv4Addr::from_bits),
        }
    }

    /// Whether it is private (RFC 1918), or embeds an IPv4 address that is.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Address;
    /// assert!(Address::parse("172.31.0.1")?.is_private());
    /// assert!(Address::parse("64:ff9b::172.31.0.1")?.is_private());
    /// assert!(!Address::parse("172.32.0.1")?.is_private());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn is_private(self) -> bool {
        touches_private(self.0, self.0)
    }

    /// [`Note::SpecialAddress`] where the address is special.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Address, Note};
    /// assert!(Address::parse("127.0.0.1")?.notes().contains(Note::SpecialAddress));
    /// assert!(Address::parse("8.8.8.8")?.notes().is_empty());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn notes(self) -> Notes {
        // An embedded address needs no look: its own block is a row.
        Notes::NONE.with(Note::SpecialAddress, touches_special(self.0, self.0))
    }

    /// Writes the canonical text at the start of `out`; at most [`MAX_LEN`] bytes. What `out`
    /// holds after that length is not specified; with fewer than `MAX_LEN` bytes of room it is a little
    /// slower.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Address, address};
    /// let mut bytes = [0; address::MAX_LEN];
    /// let length = Address::parse("2001:0DB8::1")?.write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"2001:db8::1");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[inline]
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        self.write_form_into(Form::Compressed, out)
    }

    /// [`write_into`](Self::write_into) in a form of the caller's choice. What `out` holds after that
    /// length is not specified.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Address, address};
    /// let mut bytes = [0; address::MAX_LEN];
    /// let length = Address::parse("2001:db8::1")?.write_form_into(address::Form::Full, &mut bytes)?;
    /// assert_eq!(&bytes[..length], b"2001:db8:0:0:0:0:0:1");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[inline]
    pub fn write_form_into(&self, form: Form, out: &mut [u8]) -> Result<usize, Error> {
        emit::with_slack(out, |slack| write(self.0, form, slack))
    }
}

emit::doors!(
    value Address in address, "2001:DB8:0::1" is "2001:db8::1", Full is "2001:db8:0:0:0:0:0:1",
    "10.0.0.1" has SpecialAddress
);

impl Render for Address {
    type Form = Form;
    const CANONICAL: Form = Form::Compressed;

    fn pieces<'s>(&self, form: Form, scratch: &'s mut Scratch) -> Pieces<'s>
    where
        Self: 's,
    {
        let text = scratch.fill(MAX_LEN, |out| self.write_form_into(form, out));
        emit::pieces([Piece::keep(text.unwrap_or_default())])
    }
}

impl From<IpAddr> for Address {
    fn from(ip: IpAddr) -> Self {
        Self(ip)
    }
}

impl From<Ipv4Addr> for Address {
    fn from(ip: Ipv4Addr) -> Self {
        Self(IpAddr::V4(ip))
    }
}

impl From<Ipv6Addr> for Address {
    fn from(ip: Ipv6Addr) -> Self {
        Self(IpAddr::V6(ip))
    }
}

impl From<Address> for IpAddr {
    fn from(address: Address) -> Self {
        address.0
    }
}

/// # Errors
/// The address itself, where it is IPv6.
impl TryFrom<Address> for Ipv4Addr {
    type Error = Address;

    fn try_from(address: Address) -> Result<Self, Address> {
        match address.0 {
            IpAddr::V4(ip) => Ok(ip),
            IpAddr::V6(_) => Err(address),
        }
    }
}

/// # Errors
/// The address itself, where it is IPv4.
impl TryFrom<Address> for Ipv6Addr {
    type Error = Address;

    fn try_from(address: Address) -> Result<Self, Address> {
        match address.0 {
            IpAddr::V6(ip) => Ok(ip),
            IpAddr::V4(_) => Err(address),
        }
    }
}

/// Whether any special-purpose address lies from `first` to `last`, both of one family.
pub(crate) fn touches_special(first: IpAddr, last: IpAddr) -> bool {
    match (first, last) {
        (IpAddr::V4(first), IpAddr::V4(last)) => {
            special::touches_v4(first.to_bits(), last.to_bits())
        }
        (IpAddr::V6(first), IpAddr::V6(last)) => {
            special::touches_v6(first.to_bits(), last.to_bits())
        }
        _ => false,
    }
}

/// Whether any private address (RFC 1918), plain or embedded, lies from `first` to `last`, both of
/// one family.
pub(crate) fn touches_private(first: IpAddr, last: IpAddr) -> bool {
    match (first, last) {
        (IpAddr::V4(first), IpAddr::V4(last)) => {
            special::private_v4(first.to_bits(), last.to_bits())
        }
        (IpAddr::V6(first), IpAddr::V6(last)) => {
            special::private_v6(first.to_bits(), last.to_bits())
        }
        _ => false,
    }
}

/// The first byte at which `text` differs from the address in this form.
#[inline(never)]
pub(crate) fn first_difference(ip: IpAddr, form: Form, text: &str) -> Option<usize> {
    let mut out = [0; MAX_LEN];
    let size = write(ip, form, &mut out);
    let spelled = out.get(..size).unwrap_or_default();
    let same = spelled.iter().zip(text.as_bytes()).take_while(|(wanted, typed)| wanted == typed);
    let same = same.fold(0usize, |sum, _| sum.saturating_add(1));
    (same < size.max(text.len())).then_some(same)
}

/// Writes the text and gives its length. Bytes after it are overwritten: the kernels always store
/// whole words and then advance by what counts, which needs no branch.
#[inline]
pub(crate) fn write(ip: IpAddr, form: Form, out: &mut [u8; MAX_LEN]) -> usize {
    if ascii::SMALL {
        return small::write(ip, form, out);
    }
    match (ip, form) {
        (IpAddr::V4(ip), _) => out.first_chunk_mut().map_or(0, |out| v4::write(ip.to_bits(), out)),
        // Not inlined: the path of IPv4 needs none of the registers that these save.
        (IpAddr::V6(ip), Form::Compressed) => v6::write(ip.to_bits(), out),
        (IpAddr::V6(ip), Form::Full) => v6::write_full(ip.to_bits(), out),
    }
}

/// Reads any valid text, and whether it is canonical; nothing where there are no fast paths.
// Inlined so that an `IpAddr`, 17 bytes of odd alignment, is stored once and not handed from frame
// to frame: each copy in other widths than it was stored costs as much as the parsing.
#[inline(always)]
pub(crate) fn fast(text: &[u8]) -> Option<(IpAddr, bool)> {
    if ascii::SMALL {
        return None;
    }
    // A quad's first dot is its second to fourth byte. So is that of `::1.2.3.4` alone among IPv6
    // texts; it takes the second turn. One test for the four: where the dot is nobody can predict.
    if text.first_chunk().is_some_and(|first| v4::has_dot(*first)) {
        if let Some(bits) = v4::parse(text) {
            return Some((IpAddr::V4(Ipv4Addr::from_bits(bits)), true));
        }
    }
    // The first group has four digits at most.
    if !words::may_begin_with(text, 5, b':') {
        return None;
    }
    let (bits, canonical) = v6::parse(text)?;
    Some((IpAddr::V6(Ipv6Addr::from_bits(bits)), canonical))
}

#[cfg(test)]
pub(crate) mod tests;
