//! Values: AS numbers as numbers, addresses, blocks and ranges as bytes.

use core::{
    fmt,
    marker::PhantomData,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Unexpected, Visitor},
};

use super::{FromText, any_text};
use crate::{
    address::{self, Address},
    asn::{self, Asn},
    cidr::{self, Cidr},
    error::{Code, Error},
    range::{self, Range},
};

/// `"AS12345"`, or `u32` where the format is compact.
impl Serialize for Asn {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            asn_text::serialize(self, to)
        } else {
            asn_number::serialize(self, to)
        }
    }
}

/// Any spelling or a bare number; `u32` where the format is compact.
impl<'de> Deserialize<'de> for Asn {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            from.deserialize_any(AsnVisitor)
        } else {
            asn_number::deserialize(from)
        }
    }
}

struct AsnVisitor;

impl Visitor<'_> for AsnVisitor {
    type Value = Asn;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Asn::NAME)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Asn, E> {
        let number = u32::try_from(number);
        number.map(Asn::new).map_err(|_| E::custom(Error::new(Code::AsnTooLarge, 0)))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Asn, E> {
        let number = u64::try_from(number).map_err(|_| Error::new(Code::AsnSign, 0));
        self.visit_u64(number.map_err(E::custom)?)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Asn, E> {
        Asn::parse(text).map_err(E::custom)
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Asn, E> {
        Asn::parse_bytes(bytes).map_err(E::custom)
    }
}

/// `#[serde(with = "ioc_canon::serde::asn_text")]`: an AS number as text in every format, for those
/// that cannot tell whether text or a number comes next.
///
/// # Example
/// ```
/// use ioc_canon::Asn;
/// #[derive(serde::Deserialize)]
/// struct Row {
///     #[serde(with = "ioc_canon::serde::asn_text")]
///     asn: Asn,
/// }
/// let (row, _) = serde_json_core::from_str::<Row>(r#"{"asn":"as 12345"}"#)?;
/// assert_eq!(row.asn, Asn::new(12345));
/// # Ok::<(), serde_json_core::de::Error>(())
/// ```
pub mod asn_text {
    use super::{Asn, Deserializer, Serializer, any_text, asn};

    /// Writes `"AS12345"`.
    ///
    /// # Errors
    /// Those of the format.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Asn, serde::asn_text};
    /// let text = asn_text::serialize(&Asn::new(64496), serde_json::value::Serializer)?;
    /// assert_eq!(text, "AS64496");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn serialize<S: Serializer>(asn: &Asn, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(asn.canonical(&mut asn::Buffer::new()))
    }

    /// Reads any spelling.
    ///
    /// # Errors
    /// Those of the format and of [`Asn::parse`].
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Asn, serde::asn_text};
    /// let asn = asn_text::deserialize(&serde_json::json!("as 64496"))?;
    /// assert_eq!(asn, Asn::new(64496));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Asn, D::Error> {
        any_text(from)
    }
}

/// `#[serde(with = "ioc_canon::serde::asn_number")]`: an AS number as a number in every format, as
/// OpenCTI writes it.
///
/// # Example
/// ```
/// use ioc_canon::Asn;
/// #[derive(serde::Serialize)]
/// struct AutonomousSystem {
///     #[serde(with = "ioc_canon::serde::asn_number")]
///     number: Asn,
/// }
/// let json = serde_json::to_string(&AutonomousSystem { number: Asn::new(12345) })?;
/// assert_eq!(json, r#"{"number":12345}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod asn_number {
    use super::{Asn, AsnVisitor, Deserializer, Serializer};

    /// Writes `12345`.
    ///
    /// # Errors
    /// Those of the format.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Asn, serde::asn_number};
    /// let number = asn_number::serialize(&Asn::new(64496), serde_json::value::Serializer)?;
    /// assert_eq!(number, 64496);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn serialize<S: Serializer>(asn: &Asn, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u32(asn.number())
    }

    /// Reads a number.
    ///
    /// # Errors
    /// Those of the format; `AsnTooLarge`, `AsnSign`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Asn, serde::asn_number};
    /// let asn = asn_number::deserialize(&serde_json::json!(64496))?;
    /// assert_eq!(asn, Asn::new(64496));
    /// let error = asn_number::deserialize(&serde_json::json!(-1)).unwrap_err();
    /// assert!(error.to_string().starts_with("expected a number without a sign"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Asn, D::Error> {
        from.deserialize_u32(AsnVisitor)
    }
}

/// A type whose compact form is a byte string.
trait Compact: Sized {
    /// What a message says was expected.
    const BYTES: &'static str;

    /// Writes the bytes to the start of `out` and tells how many.
    fn pack(&self, out: &mut [u8; 32]) -> usize;

    fn unpack<E: de::Error>(bytes: &[u8]) -> Result<Self, E>;
}

struct Packed<T>(PhantomData<T>);

impl<T: Compact> Visitor<'_> for Packed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::BYTES)
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<T, E> {
        T::unpack(bytes)
    }
}

fn pack<T: Compact, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    let mut out = [0; 32];
    let size = value.pack(&mut out);
    to.serialize_bytes(out.get(..size).unwrap_or_default())
}

fn unpack<'de, T: Compact, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_bytes(Packed(PhantomData))
}

macro_rules! values {
    ($($value:ident in $module:ident,)*) => { $(
        /// The canonical text, or bytes where the format is compact.
        impl Serialize for $value {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                if to.is_human_readable() {
                    to.serialize_str(self.canonical(&mut $module::Buffer::new()))
                } else {
                    pack(self, to)
                }
            }
        }

        /// Any spelling, or bytes where the format is compact.
        impl<'de> Deserialize<'de> for $value {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                if from.is_human_readable() { any_text(from) } else { unpack(from) }
            }
        }
    )* };
}

values! {
    Address in address,
    Cidr in cidr,
    Range in range,
}

/// Writes the octets to the start of `out` and tells how many.
fn put(ip: IpAddr, out: &mut [u8]) -> usize {
    match ip {
        IpAddr::V4(ip) => {
            if let Some(slot) = out.first_chunk_mut() {
                *slot = ip.octets();
            }
            4
        }
        IpAddr::V6(ip) => {
            if let Some(slot) = out.first_chunk_mut() {
                *slot = ip.octets();
            }
            16
        }
    }
}

/// The address of 4 or 16 octets.
fn take(octets: &[u8]) -> Option<IpAddr> {
    if let Ok(octets) = <[u8; 4]>::try_from(octets) {
        return Some(IpAddr::V4(Ipv4Addr::from(octets)));
    }
    <[u8; 16]>::try_from(octets).ok().map(|octets| IpAddr::V6(Ipv6Addr::from(octets)))
}

impl Compact for Address {
    const BYTES: &'static str = "4 or 16 octets of an address";

    fn pack(&self, out: &mut [u8; 32]) -> usize {
        put(self.ip(), out)
    }

    fn unpack<E: de::Error>(bytes: &[u8]) -> Result<Self, E> {
        let ip = take(bytes).ok_or_else(|| E::invalid_length(bytes.len(), &Self::BYTES))?;
        Ok(Self::new(ip))
    }
}

impl Compact for Range {
    const BYTES: &'static str = "8 or 32 octets of two addresses";

    fn pack(&self, out: &mut [u8; 32]) -> usize {
        let first = put(self.first(), out);
        let last = out.get_mut(first..).map_or(0, |out| put(self.last(), out));
        first.saturating_add(last)
    }

    fn unpack<E: de::Error>(bytes: &[u8]) -> Result<Self, E> {
        let half = bytes.len() / 2;
        let ends = bytes.split_at_checked(half);
        match ends.and_then(|(first, last)| Some((take(first)?, take(last)?))) {
            Some((first, last)) => {
                Self::new(first, last).map_err(|error| E::custom(error.shifted(half)))
            }
            None => Err(E::invalid_length(bytes.len(), &Self::BYTES)),
        }
    }
}

/// How many octets hold `prefix` bits.
fn covered(prefix: u8) -> usize {
    usize::from(prefix.div_ceil(8))
}

impl Compact for Cidr {
    const BYTES: &'static str = "family, prefix length and the octets it covers";

    fn pack(&self, out: &mut [u8; 32]) -> usize {
        let [family, prefix, octets @ ..] = out;
        *family = if self.is_ipv4() { 4 } else { 6 };
        *prefix = self.prefix();
        // What the prefix does not cover is written too, as zeros, and left off by its length.
        put(self.first(), octets);
        covered(self.prefix()).saturating_add(2)
    }

    fn unpack<E: de::Error>(bytes: &[u8]) -> Result<Self, E> {
        let length = || E::invalid_length(bytes.len(), &Self::BYTES);
        let [family, prefix, octets @ ..] = bytes else { return Err(length()) };
        let (size, over) = match family {
            4 => (4, Code::PrefixOver32),
            6 => (16, Code::PrefixOver128),
            _ => {
                let family = Unexpected::Unsigned(u64::from(*family));
                return Err(E::invalid_value(family, &"the family 4 or 6"));
            }
        };
        if covered(*prefix) > size {
            return Err(E::custom(Error::new(over, 1)));
        }
        if octets.len() != covered(*prefix) {
            return Err(length());
        }
        let mut padded = [0u8; 16];
        padded.iter_mut().zip(octets).for_each(|(slot, octet)| *slot = *octet);
        let first = padded.get(..size).and_then(take).ok_or_else(length)?;
        // Bits beyond the prefix can stand in the last octet only.
        let last = bytes.len().saturating_sub(1);
        Self::new(first, *prefix).map_err(|error| E::custom(error.shifted(last)))
    }
}
