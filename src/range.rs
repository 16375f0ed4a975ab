//! Address ranges: a first and a last address.
//!
//! ```text
//! range = address "-" address             ; address as in the module `address`
//! ```
//! Both of one family, the last not before the first; no standard defines the form, lists and
//! firewalls use it. Refused: blanks around the dash, short last ends (`1.2.3.4-9`), prefix lengths.
//!
//! # Example
//! ```
//! use ioc_canon::Range;
//! let range = Range::parse("192.0.2.4-192.0.2.15")?;
//! let blocks: Vec<_> = range.cidrs().map(|block| block.to_string()).collect();
//! assert_eq!(blocks, ["192.0.2.4/30", "192.0.2.8/29"]);
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: a short last end
//! ```
//! use ioc_canon::{Code, Range};
//! let error = Range::parse("192.0.2.4-15").unwrap_err();
//! assert_eq!((error.code(), error.offset()), (Code::OctetMissing, 12));
//! ```

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::{
    address::{self, Address, Special},
    ascii,
    cidr::Cidr,
    emit::{self, Piece, Pieces, Render, Scratch},
    error::{Code, Error},
    grammar::{self, Parsing},
    note::{Note, Notes, Parsed},
    text::Text,
};

/// The longest text that is read, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Code, Range, range};
/// let long = "1".repeat(range::MAX_INPUT + 1);
/// assert_eq!(Range::parse(&long).unwrap_err().code(), Code::TooLong);
/// ```
pub const MAX_INPUT: usize = 128;
/// The longest text in any form, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{address, range};
/// assert_eq!(range::MAX_LEN, 2 * address::MAX_LEN + "-".len());
/// ```
pub const MAX_LEN: usize = 91;
/// Room for a range in any form.
///
/// # Example
/// ```
/// use ioc_canon::{Range, range};
/// // One for many ranges: each writes over the one before.
/// let mut buffer = range::Buffer::new();
/// assert_eq!(Range::parse("192.0.2.1-192.0.2.9")?.canonical(&mut buffer), "192.0.2.1-192.0.2.9");
/// assert_eq!(Range::parse("::1-::A")?.canonical(&mut buffer), "::1-::a");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub type Buffer = Text<MAX_LEN>;

/// Every address from a first to a last one. Ordered by family (IPv4 first), first and last.
///
/// # Example
/// ```
/// use ioc_canon::{Cidr, Range};
/// let typed: Range = "192.0.2.0-192.0.2.255".parse()?;
/// assert_eq!(typed, Range::from(Cidr::parse("192.0.2.0/24")?));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range(Ends);

/// INVARIANT: the second is not before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Ends {
    V4(Ipv4Addr, Ipv4Addr),
    V6(Ipv6Addr, Ipv6Addr),
}

// The sum of all kinds is to stay within 48 bytes.
const _: () = assert!(size_of::<Range>() <= 40);

/// The ways a range is spelled. They differ for IPv6 only.
///
/// # Example
/// ```
/// use ioc_canon::{Range, range::{Buffer, Form}};
/// let range = Range::parse("2001:db8::1-2001:db8::9")?;
/// let mut buffer = Buffer::new();
/// assert_eq!(range.text(Form::Compressed, &mut buffer), "2001:db8::1-2001:db8::9");
/// assert_eq!(range.text(Form::Full, &mut buffer), "2001:db8:0:0:0:0:0:1-2001:db8:0:0:0:0:0:9");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// `2001:db8::1-2001:db8::9` (RFC 5952), the canonical form.
    Compressed,
    /// Both addresses with eight groups, no `::`, no leading zeros, no dotted tail.
    Full,
}

impl Range {
    /// The range from `first` to `last`.
    ///
    /// # Errors
    /// `RangeFamilies`, `RangeReversed`, at offset 0.
    ///
    /// # Example
    /// ```
    /// use core::net::IpAddr;
    /// use ioc_canon::{Code, Range};
    /// let (a, b) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 9]));
    /// assert_eq!(Range::new(a, b)?.to_string(), "192.0.2.1-192.0.2.9");
    /// assert_eq!(Range::new(b, a).unwrap_err().code(), Code::RangeReversed);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub const fn new(first: IpAddr, last: IpAddr) -> Result<Self, Error> {
        match (first, last) {
            (IpAddr::V4(first), IpAddr::V4(last)) => {
                if last.to_bits() < first.to_bits() {
                    return Err(Error::new(Code::RangeReversed, 0));
                }
                Ok(Self(Ends::V4(first, last)))
            }
            (IpAddr::V6(first), IpAddr::V6(last)) => {
                if last.to_bits() < first.to_bits() {
                    return Err(Error::new(Code::RangeReversed, 0));
                }
                Ok(Self(Ends::V6(first, last)))
            }
            _ => Err(Error::new(Code::RangeFamilies, 0)),
        }
    }

    /// The first address.
    ///
    /// # Example
    /// ```
    /// use core::net::IpAddr;
    /// use ioc_canon::Range;
    /// assert_eq!(Range::parse("192.0.2.1-192.0.2.9")?.first(), IpAddr::from([192, 0, 2, 1]));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn first(self) -> IpAddr {
        match self.0 {
            Ends::V4(first, _) => IpAddr::V4(first),
            Ends::V6(first, _) => IpAddr::V6(first),
        }
    }

    /// The last address.
    ///
    /// # Example
    /// ```
    /// use core::net::IpAddr;
    /// use ioc_canon::Range;
    /// assert_eq!(Range::parse("192.0.2.1-192.0.2.9")?.last(), IpAddr::from([192, 0, 2, 9]));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn last(self) -> IpAddr {
        match self.0 {
            Ends::V4(_, last) => IpAddr::V4(last),
            Ends::V6(_, last) => IpAddr::V6(last),
        }
    }

    /// Whether it is a range of IPv4 addresses.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Range;
    /// assert!(Range::parse("192.0.2.1-192.0.2.9")?.is_ipv4());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_ipv4(self) -> bool {
        matches!(self.0, Ends::V4(..))
    }

    /// Whether it is a range of IPv6 addresses.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Range;
    /// assert!(Range::parse("2001:db8::1-2001:db8::9")?.is_ipv6());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_ipv6(self) -> bool {
        !self.is_ipv4()
    }

    /// Whether `address` is in the range. An IPv4-mapped address is IPv6: no IPv4 range holds it.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Address, Range};
    /// let range = Range::parse("192.0.2.4-192.0.2.15")?;
    /// assert!(range.contains(Address::parse("192.0.2.15")?));
    /// assert!(!range.contains(Address::parse("192.0.2.16")?));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn contains(self, address: impl Into<Address>) -> bool {
        // Between two addresses of one family there is none of the other.
        (self.first()..=self.last()).contains(&address.into().ip())
    }

    /// Whether the two ranges share an address.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Range;
    /// let range = Range::parse("192.0.2.1-192.0.2.9")?;
    /// assert!(range.overlaps(&Range::parse("192.0.2.9-192.0.2.20")?));
    /// assert!(!range.overlaps(&Range::parse("192.0.2.10-192.0.2.20")?));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn overlaps(self, other: &Self) -> bool {
        self.first() <= other.last() && other.first() <= self.last()
    }

    /// Whether any of its addresses is private (RFC 1918) or embeds an IPv4 address that is.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Range;
    /// assert!(Range::parse("9.0.0.0-10.0.0.0")?.overlaps_private());
    /// assert!(!Range::parse("192.0.2.1-192.0.2.9")?.overlaps_private());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn overlaps_private(self) -> bool {
        address::touches_private(self.first(), self.last())
    }

    /// The fewest CIDR blocks that hold exactly the range's addresses, in their order.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Cidr, Range};
    /// let range = Range::parse("10.0.0.0-10.0.1.255")?;
    /// assert!(range.cidrs().eq([Cidr::parse("10.0.0.0/23")?]));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn cidrs(self) -> Cidrs {
        let (next, last) = match self.0 {
            Ends::V4(first, last) => (widened(first), widened(last)),
            Ends::V6(first, last) => (first.to_bits(), last.to_bits()),
        };
        Cidrs { left: Some((next, last)), is_ipv4: self.is_ipv4() }
    }

    /// What the whole range is for, where it lies within a block that IANA set aside; see
    /// [`Cidr::special`].
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Range, address::Special};
    /// assert_eq!(Range::parse("10.0.0.1-10.0.0.9")?.special(), Some(Special::Private));
    /// assert_eq!(Range::parse("9.0.0.0-10.0.0.9")?.special(), None);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn special(self) -> Option<Special> {
        address::special::between(self.first(), self.last())
    }

    /// [`Note::SpecialAddress`] where any of its addresses is special.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Note, Range};
    /// assert!(Range::parse("9.0.0.0-10.0.0.0")?.notes().contains(Note::SpecialAddress));
    /// assert!(Range::parse("8.8.4.4-8.8.8.8")?.notes().is_empty());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn notes(self) -> Notes {
        let special = address::touches_special(self.first(), self.last());
        Notes::NONE.with(Note::SpecialAddress, special)
    }

    /// Reads a range.
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank`, the codes of addresses (`A001` to
    /// `A017`) and `RangeDash` to `RangeBlank` (`C009` to `C012`).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Range};
    /// let range = Range::parse("2001:DB8::1-2001:DB8::9")?;
    /// assert_eq!(range.to_string(), "2001:db8::1-2001:db8::9");
    /// let error = Range::parse("1.2.3.9-1.2.3.4").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::RangeReversed, 8));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[inline]
    pub fn parse(text: &str) -> Result<Self, Error> {
        match fast(text.as_bytes()) {
            Some((range, _)) => Ok(range),
            None => slow(text),
        }
    }

    /// [`parse`](Self::parse) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and `NotUtf8`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Range};
    /// assert_eq!(Range::parse_bytes(b"::1-::A")?.to_string(), "::1-::a");
    /// let error = Range::parse_bytes(b"::1\xff").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::NotUtf8, 3));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// Reads a range and tells whether the text was canonical.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Range;
    /// assert!(Range::read("::1-::a")?.is_canonical());
    /// assert!(!Range::read("::1-::A")?.is_canonical());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn read(text: &str) -> Result<Parsed<Self>, Error> {
        if let Some((range, canonical)) = fast(text.as_bytes()) {
            return Ok(Parsed::new(range, canonical));
        }
        let range = slow(text)?;
        // A fast path reads every canonical text.
        Ok(Parsed::new(range, ascii::SMALL && range.is_text(text)))
    }

    /// Whether `text` is the canonical text.
    pub(crate) fn is_text(self, text: &str) -> bool {
        emit::is_text(text, |out| self.write(Form::Compressed, out))
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
    /// use ioc_canon::{Range, range};
    /// let mut bytes = [0; range::MAX_LEN];
    /// let length = Range::parse("::1-::A")?.write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"::1-::a");
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
    /// use ioc_canon::{Range, range};
    /// let mut bytes = [0; range::MAX_LEN];
    /// let length = Range::parse("::1-::a")?.write_form_into(range::Form::Full, &mut bytes)?;
    /// assert_eq!(&bytes[..length], b"0:0:0:0:0:0:0:1-0:0:0:0:0:0:0:a");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[inline]
    pub fn write_form_into(&self, form: Form, out: &mut [u8]) -> Result<usize, Error> {
        emit::with_slack(out, |slack| self.write(form, slack))
    }

    fn write(self, form: Form, out: &mut [u8; MAX_LEN]) -> usize {
        let form = match form {
            Form::Compressed => address::Form::Compressed,
            Form::Full => address::Form::Full,
        };
        let mut size = 0usize;
        if let Some(slot) = out.first_chunk_mut() {
            size = address::write(self.first(), form, slot);
        }
        if let Some([dash, rest @ ..]) = out.get_mut(size..) {
            *dash = b'-';
            // No address is written in more than 39 bytes, so 45 are left behind the dash.
            if let Some(slot) = rest.first_chunk_mut() {
                let last = address::write(self.last(), form, slot);
                size = size.wrapping_add(1).wrapping_add(last);
            }
        }
        size
    }
}

emit::doors!(
    value Range in range, "2001:DB8::1-2001:DB8::9" is "2001:db8::1-2001:db8::9",
    Full is "2001:db8:0:0:0:0:0:1-2001:db8:0:0:0:0:0:9", "10.0.0.1-10.0.0.9" has SpecialAddress
);

impl Render for Range {
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

/// The range of this block's addresses.
impl From<Cidr> for Range {
    fn from(block: Cidr) -> Self {
        match (block.first(), block.last()) {
            (IpAddr::V6(first), IpAddr::V6(last)) => Self(Ends::V6(first, last)),
            (IpAddr::V4(first), IpAddr::V4(last)) => Self(Ends::V4(first, last)),
            // The ends of a block are of one family.
            (ip, _) => Self::from(Address::new(ip)),
        }
    }
}

/// The range of this one address.
impl From<Address> for Range {
    fn from(address: Address) -> Self {
        match address.ip() {
            IpAddr::V4(ip) => Self(Ends::V4(ip, ip)),
            IpAddr::V6(ip) => Self(Ends::V6(ip, ip)),
        }
    }
}

/// As [`Range::new`].
impl TryFrom<(IpAddr, IpAddr)> for Range {
    type Error = Error;

    fn try_from((first, last): (IpAddr, IpAddr)) -> Result<Self, Error> {
        Self::new(first, last)
    }
}

/// The first and the last address.
impl From<Range> for (IpAddr, IpAddr) {
    fn from(range: Range) -> Self {
        (range.first(), range.last())
    }
}

/// The blocks of a range; see [`Range::cidrs`].
///
/// # Example
/// ```
/// use ioc_canon::Range;
/// let mut blocks = Range::parse("192.0.2.255-192.0.3.3")?.cidrs();
/// assert_eq!(blocks.next().unwrap().to_string(), "192.0.2.255/32");
/// assert_eq!(blocks.next().unwrap().to_string(), "192.0.3.0/30");
/// assert!(blocks.next().is_none());
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Cidrs {
    // What is not yet covered, first and last, as 128 bits in both families.
    left: Option<(u128, u128)>,
    is_ipv4: bool,
}

impl Iterator for Cidrs {
    type Item = Cidr;

    fn next(&mut self) -> Option<Cidr> {
        let (first, last) = self.left?;
        // The largest block that begins at `first` and ends by `last`: as many low bits as are zero
        // in `first`, and whose span fits. All 128 bits set is the one span that plus one wraps.
        let fits = match (last.wrapping_sub(first)).checked_add(1) {
            Some(span) => 127u32.saturating_sub(span.leading_zeros()),
            None => 128,
        };
        let bits = first.trailing_zeros().min(fits);
        let end = first | !u128::MAX.checked_shl(bits).unwrap_or(0);
        self.left = if end < last { Some((end.wrapping_add(1), last)) } else { None };
        let (ip, width) = if self.is_ipv4 {
            let quad = u32::try_from(first).unwrap_or(u32::MAX);
            (IpAddr::V4(Ipv4Addr::from_bits(quad)), 32u32)
        } else {
            (IpAddr::V6(Ipv6Addr::from_bits(first)), 128)
        };
        let prefix = u8::try_from(width.saturating_sub(bits)).unwrap_or(0);
        Cidr::new_truncating(ip, prefix).ok()
    }
}

impl core::iter::FusedIterator for Cidrs {}

/// An IPv4 address as 128 bits.
#[expect(clippy::as_conversions, reason = "u32 to u128; `from` is not const")]
const fn widened(ip: Ipv4Addr) -> u128 {
    ip.to_bits() as u128
}

/// How many bytes of a dash `bytes` begin with: the one that a range has, or one of typography, which
/// editors put in its place.
pub(crate) const fn dash_len(bytes: &[u8]) -> usize {
    match bytes {
        [b'-', ..] => 1,
        // U+2010 to U+2015, and the sign of subtraction.
        [0xe2, 0x80, 0x90..=0x95, ..] | [0xe2, 0x88, 0x92, ..] => 3,
        _ => 0,
    }
}

/// Reads any valid text, and whether it is canonical.
#[inline]
fn fast(text: &[u8]) -> Option<(Range, bool)> {
    if ascii::SMALL || text.len() > MAX_INPUT {
        return None;
    }
    let dash = text.iter().position(|&b| b == b'-')?;
    let (first, [_, last @ ..]) = text.split_at_checked(dash)? else { return None };
    let (first, canonical_first) = address::fast(first)?;
    let (last, canonical_last) = address::fast(last)?;
    Some((Range::new(first, last).ok()?, canonical_first && canonical_last))
}

/// The whole grammar; finds the byte that broke it.
#[cold]
fn slow(text: &str) -> Result<Range, Error> {
    grammar::preflight(text, MAX_INPUT)?;
    grammar::whole(text, range, |_| Code::RangeDash)
}

/// `range = address "-" address`
fn range(input: &[u8]) -> Parsing<'_, Range> {
    let (rest, first) = address::address(input)?;
    let last = match rest {
        [b'-', last @ ..] => last,
        [b' ', ..] if rest.trim_ascii_start().starts_with(b"-") => {
            return grammar::refuse(rest, Code::RangeBlank);
        }
        // A dash of typography, or none.
        [] | [b' ' | 0x80.., ..] => return grammar::refuse(rest, Code::RangeDash),
        _ => return grammar::refuse(rest, address::trailing(first, rest)),
    };
    grammar::ensure(last, !matches!(last, [b' ', ..]), Code::RangeBlank)?;
    let (rest, end) = address::address(last)?;
    grammar::ensure(rest, rest.is_empty(), address::trailing(end, rest))?;
    match Range::new(first, end) {
        Ok(range) => Ok((rest, range)),
        Err(error) => grammar::refuse(last, error.code()),
    }
}

#[cfg(test)]
mod tests;
