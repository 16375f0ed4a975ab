//! CIDR blocks: an address and a prefix length.
//!
//! ```text
//! cidr   = address "/" prefix             ; address as in the module `address`
//! prefix = "0" / %x31-39 *2DIGIT          ; up to 32 for IPv4, 128 for IPv6
//! ```
//! Source: RFC 4632 §3.1, RFC 4291 §2.3. Refused: set bits beyond the prefix (host bits; see
//! [`Cidr::parse_truncating`]), a missing prefix, netmasks, leading zeros in the prefix, anything
//! after it.
//!
//! # Example
//! ```
//! use ioc_canon::{Cidr, cidr::{Buffer, Form}};
//! let block = Cidr::parse("2001:DB8:1234::/48")?;
//! assert_eq!(block.to_string(), "2001:db8:1234::/48");
//! assert_eq!(block.text(Form::Full, &mut Buffer::new()), "2001:db8:1234:0:0:0:0:0/48");
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: host bits and netmasks
//! ```
//! use ioc_canon::Cidr;
//! for typed in ["192.0.2.7/24", "192.0.2.0/255.255.255.0"] {
//!     let suggestion = Cidr::parse(typed).unwrap_err().explain(typed).suggestion();
//!     assert_eq!(suggestion.unwrap().to_string(), "192.0.2.0/24");
//! }
//! ```

mod kernel;
mod slow;

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use self::{
    kernel::{cleared, fast, has_host_bits, host_mask_v4, host_mask_v6, same_bits},
    slow::{slow, unaligned},
};
use crate::{
    address::{self, Address, Special},
    ascii::{self, Cursor},
    emit::{self, Piece, Pieces, Render, Scratch},
    error::{Code, Error},
    grammar,
    note::{Note, Notes, Parsed},
    text::Text,
};

/// The longest text that is read, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Cidr, Code, cidr};
/// let long = "1".repeat(cidr::MAX_INPUT + 1);
/// assert_eq!(Cidr::parse(&long).unwrap_err().code(), Code::TooLong);
/// ```
pub const MAX_INPUT: usize = 64;
/// The longest text in any form, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::cidr;
/// assert_eq!(cidr::MAX_LEN, "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255/128".len());
/// ```
pub const MAX_LEN: usize = 49;
/// Room for a block in any form.
///
/// # Example
/// ```
/// use ioc_canon::{Cidr, cidr};
/// // One for many blocks: each writes over the one before.
/// let mut buffer = cidr::Buffer::new();
/// assert_eq!(Cidr::parse("192.0.2.0/24")?.canonical(&mut buffer), "192.0.2.0/24");
/// assert_eq!(Cidr::parse("2001:DB8::/32")?.canonical(&mut buffer), "2001:db8::/32");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub type Buffer = Text<MAX_LEN>;

/// A CIDR block: every address that begins with the same bits. Ordered by family (IPv4 first),
/// address and prefix length.
///
/// # Example
/// ```
/// use ioc_canon::Cidr;
/// let mut blocks = ["2001:db8::/32", "192.0.2.0/25", "192.0.2.0/24"].map(|text| Cidr::parse(text).unwrap());
/// blocks.sort();
/// let texts = blocks.map(|block| block.to_string());
/// assert_eq!(texts, ["192.0.2.0/24", "192.0.2.0/25", "2001:db8::/32"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cidr {
    // INVARIANT: no bit beyond `prefix` is set.
    first: IpAddr,
    // INVARIANT: at most 32 for IPv4, 128 for IPv6.
    prefix: u8,
}

/// The ways a block is spelled.
///
/// # Example
/// ```
/// use ioc_canon::{Cidr, cidr::{Buffer, Form}};
/// let block = Cidr::parse("2001:db8::1/128")?;
/// let texts = [Form::Compressed, Form::Full, Form::Bare]
///     .map(|form| block.text(form, &mut Buffer::new()).to_owned());
/// assert_eq!(texts, ["2001:db8::1/128", "2001:db8:0:0:0:0:0:1/128", "2001:db8::1"]);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// `2001:db8::/32` (RFC 5952), the canonical form.
    Compressed,
    /// `2001:db8:0:0:0:0:0:0/32`: eight groups, no `::`, no leading zeros, no dotted tail.
    Full,
    /// As [`Compressed`](Self::Compressed), and a block of one address without its `/32` or `/128`.
    Bare,
}

impl Cidr {
    /// The block that begins at `first`.
    ///
    /// # Errors
    /// `PrefixOver32`, `PrefixOver128`, `HostBits`, all at offset 0.
    ///
    /// # Example
    /// ```
    /// use core::net::Ipv4Addr;
    /// use ioc_canon::{Cidr, Code};
    /// let block = Cidr::new(Ipv4Addr::new(10, 0, 0, 0).into(), 8)?;
    /// assert_eq!(block.to_string(), "10.0.0.0/8");
    /// let error = Cidr::new(Ipv4Addr::new(10, 0, 0, 5).into(), 8).unwrap_err();
    /// assert_eq!(error.code(), Code::HostBits);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub const fn new(first: IpAddr, prefix: u8) -> Result<Self, Error> {
        match Self::new_truncating(first, prefix) {
            Ok(_) if has_host_bits(first, prefix) => Err(Error::new(Code::HostBits, 0)),
            checked => checked,
        }
    }

    /// The block that holds `ip`: bits beyond the prefix are cleared.
    ///
    /// # Errors
    /// `PrefixOver32`, `PrefixOver128`, at offset 0.
    ///
    /// # Example
    /// ```
    /// use core::net::Ipv4Addr;
    /// use ioc_canon::{Cidr, Code};
    /// let ip = Ipv4Addr::new(192, 0, 2, 77).into();
    /// assert_eq!(Cidr::new_truncating(ip, 24)?.to_string(), "192.0.2.0/24");
    /// assert_eq!(Cidr::new_truncating(ip, 33).unwrap_err().code(), Code::PrefixOver32);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub const fn new_truncating(ip: IpAddr, prefix: u8) -> Result<Self, Error> {
        match ip {
            IpAddr::V4(_) if prefix > 32 => Err(Error::new(Code::PrefixOver32, 0)),
            IpAddr::V6(_) if prefix > 128 => Err(Error::new(Code::PrefixOver128, 0)),
            _ => Ok(Self { first: cleared(ip, prefix), prefix }),
        }
    }

    /// The block of one address.
    ///
    /// # Example
    /// ```
    /// use core::net::Ipv4Addr;
    /// use ioc_canon::Cidr;
    /// let block = Cidr::single(Ipv4Addr::new(192, 0, 2, 1).into());
    /// assert_eq!(block.to_string(), "192.0.2.1/32");
    /// ```
    #[must_use]
    pub const fn single(ip: IpAddr) -> Self {
        Self { first: ip, prefix: if ip.is_ipv4() { 32 } else { 128 } }
    }

    /// The first address.
    ///
    /// # Example
    /// ```
    /// use core::net::IpAddr;
    /// use ioc_canon::Cidr;
    /// assert_eq!(Cidr::parse("192.0.2.64/26")?.first(), IpAddr::from([192, 0, 2, 64]));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn first(self) -> IpAddr {
        self.first
    }

    /// The last address.
    ///
    /// # Example
    /// ```
    /// use core::net::IpAddr;
    /// use ioc_canon::Cidr;
    /// assert_eq!(Cidr::parse("192.0.2.64/26")?.last(), IpAddr::from([192, 0, 2, 127]));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn last(self) -> IpAddr {
        match self.first {
            IpAddr::V4(ip) => {
                IpAddr::V4(Ipv4Addr::from_bits(ip.to_bits() | host_mask_v4(self.prefix)))
            }
            IpAddr::V6(ip) => {
                IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() | host_mask_v6(self.prefix)))
            }
        }
    }

    /// How many bits all its addresses share: 0 to 32, or to 128 for IPv6.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Cidr;
    /// assert_eq!(Cidr::parse("2001:db8::/32")?.prefix(), 32);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn prefix(self) -> u8 {
        self.prefix
    }

    /// Whether it is a block of IPv4 addresses.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Cidr;
    /// assert!(Cidr::parse("192.0.2.0/24")?.is_ipv4());
    /// assert!(!Cidr::parse("2001:db8::/32")?.is_ipv4());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_ipv4(self) -> bool {
        self.first.is_ipv4()
    }

    /// Whether it is a block of IPv6 addresses.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Cidr;
    /// assert!(Cidr::parse("2001:db8::/32")?.is_ipv6());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_ipv6(self) -> bool {
        !self.is_ipv4()
    }

    /// Whether it has one address only: `/32`, or `/128` for IPv6.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Cidr;
    /// assert!(Cidr::parse("192.0.2.1/32")?.is_single());
    /// assert!(!Cidr::parse("2001:db8::/32")?.is_single());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_single(self) -> bool {
        self.prefix == if self.first.is_ipv4() { 32 } else { 128 }
    }

    /// Whether `address` is in the block. An IPv4-mapped address is IPv6: no IPv4 block holds it.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Address, Cidr};
    /// let block = Cidr::parse("198.51.100.0/24")?;
    /// assert!(block.contains(Address::parse("198.51.100.7")?));
    /// assert!(!block.contains(Address::parse("::ffff:198.51.100.7")?));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn contains(self, address: impl Into<Address>) -> bool {
        same_bits(self.first, address.into().ip(), self.prefix)
    }

    /// Whether the two blocks share an address: one then holds the other.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Cidr;
    /// let (all, some) = (Cidr::parse("10.0.0.0/8")?, Cidr::parse("10.1.0.0/16")?);
    /// assert!(all.overlaps(&some) && some.overlaps(&all));
    /// assert!(!some.overlaps(&Cidr::parse("10.2.0.0/16")?));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn overlaps(self, other: &Self) -> bool {
        same_bits(self.first, other.first, self.prefix.min(other.prefix))
    }

    /// What the whole block is for, where it lies within one that IANA set aside. Of an IPv4 block
    /// written in IPv6 that is the outer one: `::ffff:10.0.0.0/104` is `V4Mapped`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Cidr, address::Special};
    /// assert_eq!(Cidr::parse("10.1.0.0/16")?.special(), Some(Special::Private));
    /// // Half of it is.
    /// assert_eq!(Cidr::parse("10.0.0.0/7")?.special(), None);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn special(self) -> Option<Special> {
        address::special::between(self.first, self.last())
    }

    /// Whether any of its addresses is private (RFC 1918) or embeds an IPv4 address that is.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Cidr;
    /// assert!(Cidr::parse("10.0.0.0/7")?.overlaps_private());
    /// assert!(!Cidr::parse("192.0.2.0/24")?.overlaps_private());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn overlaps_private(self) -> bool {
        address::touches_private(self.first, self.last())
    }

    /// [`Note::SpecialAddress`] where any of its addresses is special.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Cidr, Note};
    /// assert!(Cidr::parse("10.0.0.0/7")?.notes().contains(Note::SpecialAddress));
    /// assert!(Cidr::parse("8.8.8.0/24")?.notes().is_empty());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn notes(self) -> Notes {
        let special = address::touches_special(self.first, self.last());
        Notes::NONE.with(Note::SpecialAddress, special)
    }

    /// Reads a block without host bits.
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank`, the codes of addresses (`A001` to
    /// `A017`) and `PrefixMissing` to `PrefixTrailing` (`C001` to `C008`).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Cidr, Code};
    /// assert_eq!(Cidr::parse("198.51.100.72/29")?.prefix(), 29);
    /// let typed = "198.51.100.77/29";
    /// let error = Cidr::parse(typed).unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::HostBits, 11));
    /// assert_eq!(error.explain(typed).suggestion().unwrap().to_string(), "198.51.100.72/29");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[inline]
    pub fn parse(text: &str) -> Result<Self, Error> {
        match fast(text.as_bytes()) {
            Some((ip, prefix, _)) if !has_host_bits(ip, prefix) => Ok(Self { first: ip, prefix }),
            _ => slow(text),
        }
    }

    /// [`parse`](Self::parse) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and `NotUtf8`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Cidr, Code};
    /// assert_eq!(Cidr::parse_bytes(b"192.0.2.0/24")?.prefix(), 24);
    /// let error = Cidr::parse_bytes(b"192.0.2.0/\xff").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::NotUtf8, 10));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// Reads a block without host bits and tells whether the text was canonical.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Cidr;
    /// assert!(Cidr::read("2001:db8::/32")?.is_canonical());
    /// assert!(!Cidr::read("2001:DB8::/32")?.is_canonical());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn read(text: &str) -> Result<Parsed<Self>, Error> {
        match Self::quick(text) {
            Some(read) => Ok(read),
            None => {
                let block = slow(text)?;
                // A fast path reads every canonical text.
                Ok(Parsed::new(block, ascii::SMALL && block.is_text(text)))
            }
        }
    }

    /// [`read`](Self::read) without the diagnosis: `None` too for what needs a second look.
    #[inline]
    pub(crate) fn quick(text: &str) -> Option<Parsed<Self>> {
        let (first, prefix, canonical) = fast(text.as_bytes())?;
        (!has_host_bits(first, prefix)).then_some(Parsed::new(Self { first, prefix }, canonical))
    }

    /// Whether `text` is the canonical text.
    pub(crate) fn is_text(self, text: &str) -> bool {
        emit::is_text(text, |out| self.write(Form::Compressed, out))
    }

    /// Reads a block and clears its host bits; [`Note::HostBitsCleared`] tells if there were any.
    ///
    /// # Errors
    /// As [`parse`](Self::parse) but for `HostBits`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Cidr, Note};
    /// let read = Cidr::parse_truncating("198.51.100.77/29")?;
    /// assert!(read.notes().contains(Note::HostBitsCleared));
    /// assert_eq!(read.value().to_string(), "198.51.100.72/29");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_truncating(text: &str) -> Result<Parsed<Self>, Error> {
        let (ip, prefix, canonical) = match fast(text.as_bytes()) {
            Some(read) => read,
            None => {
                let (ip, prefix) = unaligned(text)?;
                (ip, prefix, false)
            }
        };
        let block = Self { first: cleared(ip, prefix), prefix };
        let kept = block.first == ip;
        let canonical = canonical || ascii::SMALL && block.is_text(text);
        Ok(Parsed::new(block, canonical && kept).with(Note::HostBitsCleared, !kept))
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
    /// use ioc_canon::{Cidr, cidr};
    /// let mut bytes = [0; cidr::MAX_LEN];
    /// let length = Cidr::parse("2001:DB8::/32")?.write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"2001:db8::/32");
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
    /// use ioc_canon::{Cidr, cidr};
    /// let mut bytes = [0; cidr::MAX_LEN];
    /// let length = Cidr::parse("2001:db8::/32")?.write_form_into(cidr::Form::Full, &mut bytes)?;
    /// assert_eq!(&bytes[..length], b"2001:db8:0:0:0:0:0:0/32");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[inline]
    pub fn write_form_into(&self, form: Form, out: &mut [u8]) -> Result<usize, Error> {
        emit::with_slack(out, |slack| self.write(form, slack))
    }

    #[inline]
    fn write(self, form: Form, out: &mut [u8; MAX_LEN]) -> usize {
        let form_of_address = match form {
            Form::Compressed | Form::Bare => address::Form::Compressed,
            Form::Full => address::Form::Full,
        };
        let size = match out.first_chunk_mut() {
            Some(slack) => address::write(self.first, form_of_address, slack),
            None => 0,
        };
        if form == Form::Bare && self.is_single() {
            return size;
        }
        if ascii::SMALL {
            let mut text = Cursor::new(out.get_mut(size..).unwrap_or_default());
            text.push(b'/');
            text.decimal(u32::from(self.prefix));
            return size.wrapping_add(text.len());
        }
        let (digits, bits) = address::v4::decimal(self.prefix);
        if let Some(slot) = out.get_mut(size..).and_then(<[u8]>::first_chunk_mut) {
            *slot = (digits << 8 | u32::from(b'/')).to_le_bytes();
        }
        size.wrapping_add(1).wrapping_add(usize::try_from(bits / 8).unwrap_or(0))
    }
}

emit::doors!(
    value Cidr in cidr, "2001:DB8::/32" is "2001:db8::/32", Full is "2001:db8:0:0:0:0:0:0/32",
    "10.0.0.0/8" has SpecialAddress
);

impl Render for Cidr {
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

/// The block of this one address.
impl From<Address> for Cidr {
    fn from(address: Address) -> Self {
        Self::single(address.ip())
    }
}

/// The block of this one address.
impl From<IpAddr> for Cidr {
    fn from(ip: IpAddr) -> Self {
        Self::single(ip)
    }
}

/// As [`Cidr::new`].
impl TryFrom<(IpAddr, u8)> for Cidr {
    type Error = Error;

    fn try_from((first, prefix): (IpAddr, u8)) -> Result<Self, Error> {
        Self::new(first, prefix)
    }
}

/// The first address and the prefix length.
impl From<Cidr> for (IpAddr, u8) {
    fn from(block: Cidr) -> Self {
        (block.first, block.prefix)
    }
}

/// How many bytes of a slash `bytes` begin with: the one that a block has, or one that looks like it.
pub(crate) const fn slash_len(bytes: &[u8]) -> usize {
    match bytes {
        [b'/', ..] => 1,
        // U+2044, U+2215, U+29F8 and that of full width.
        [0xe2, 0x81, 0x84, ..]
        | [0xe2, 0x88, 0x95, ..]
        | [0xe2, 0xa7, 0xb8, ..]
        | [0xef, 0xbc, 0x8f, ..] => 3,
        _ => 0,
    }
}

/// The block that a text refused for its host bits lies in, for its explanation.
pub(crate) fn aligned(text: &str) -> Option<Cidr> {
    Cidr::parse_truncating(text).ok().map(Parsed::value)
}

/// The prefix length of a netmask such as `255.255.255.0`, if its set bits are contiguous; `text`
/// is the netmask alone, what the offset of `Netmask` points at.
pub(crate) fn netmask_prefix(text: &str) -> Option<u8> {
    let IpAddr::V4(mask) = Address::parse(text).ok()?.ip() else { return None };
    let mask = mask.to_bits();
    let ones = mask.leading_ones();
    (mask.count_ones() == ones).then_some(ones).and_then(|ones| u8::try_from(ones).ok())
}

/// The block that a text refused for its netmask means, host bits cleared, for its explanation. None for
/// `1.2.3.4/0.0.0.0`: to a router's lists a mask of zeros is that one host, and never the whole Internet.
pub(crate) fn unmasked(text: &str) -> Option<Cidr> {
    let (ip, mask) = ascii::split_once(text, b'/').or_else(|| ascii::split_once(text, b' '))?;
    let ip = Address::parse(ip).ok()?.ip();
    let mask = ascii::trim(mask, |b| b == b' ');
    let prefix = netmask_prefix(mask)?;
    if prefix == 0 && !ip.is_unspecified() {
        return None;
    }
    Cidr::new_truncating(ip, prefix).ok()
}

#[cfg(test)]
mod tests;
