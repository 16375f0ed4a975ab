//! Forms of every type for serde, feature `serde`.
//!
//! # What is written
//! Where the format is for human readers (JSON, TOML, YAML), everything is its canonical text.
//! Where it is compact (postcard, bincode, CBOR, MessagePack), what is not text by nature has a form
//! of bytes:
//!
//! | type | human-readable | compact |
//! |---|---|---|
//! | [`Asn`] | `"AS12345"` | `u32` |
//! | [`Address`] | `"2001:db8::1"` | byte string: the 4 or 16 octets; its length tells the family |
//! | [`Cidr`] | `"10.0.0.0/8"` | byte string: family (4 or 6), prefix length, the ⌈prefix/8⌉ octets that the prefix covers |
//! | [`Range`] | `"192.0.2.1-192.0.2.9"` | byte string: the first and the last address, 8 or 32 octets; its length tells the family |
//! | [`Host`], [`Url`], [`RegistryKey`], [`Email`], [`FileHash`], [`Endpoint`] and their owned partners | canonical text | the same |
//! | [`Indicator`], [`IndicatorBuf`] | `{"cidr":"10.0.0.0/8"}` | variant number, then the kind's compact form |
//! | [`Kind`] | its name, `"registry-key"` | variant number |
//! | [`Code`] | its id, `"C006"` | its number, `u16` |
//! | [`Error`] | `{"code":"C006","offset":7}` | the two fields in this order; the offset is `u32` |
//! | [`Text`] | the text | the same |
//!
//! Objects of platforms' APIs have the platform's fields, each said where the type is:
//! [`ErrorBody`](crate::dialect::threatstop::ErrorBody),
//! [`RegistryKeyBody`](crate::dialect::threatconnect::RegistryKeyBody).
//!
//! [`Indicator`]: crate::Indicator
//! [`IndicatorBuf`]: crate::IndicatorBuf
//! [`Kind`]: crate::Kind
//! [`Code`]: crate::Code
//!
//! An `Indicator` says its kind in both, because bare text loses it: `"10.0.0.0/8"` may be read by
//! `detect`, but `{"host":"localhost"}` and `{"email":"a@b"}` may not. Where others write bare text,
//! [`detected`] reads and writes it. The tags are, in the order of
//! their variant numbers from 0, `asn`, `address`, `cidr`, `range`, `host`, `url`, `registry-key`,
//! `email`, `file-hash`, `endpoint`; numbers and tags are never used again for something else.
//!
//! # What is read
//! Every spelling that the kind's `parse` reads, under its default options; compact bytes in the one
//! form above. What only a caller's options allow (a wildcard, an endpoint of one label) is written
//! and not read; nor is a registry key or a URL whose canonical text is longer than the `MAX_INPUT` of
//! its module, with the hive written out or the host in A-labels. An error's message is that of
//! [`Error`], after which the format may add where the text stood in the document.
//!
//! - **Views borrow**: they are read only from text that the format can lend. JSON text with escapes
//!   (`"HKEY_LOCAL_MACHINE\\Software"`) and bytes from a reader cannot be lent, a
//!   `serde_json::Value` only by reference; elsewhere the owned partners are read. A derived field is
//!   marked `#[serde(borrow)]`.
//! - **Numbers**: a human-readable [`Asn`] may be a bare number too (`12345`), as OpenCTI and many
//!   feeds have it. For that the format must tell by itself what comes next. For one that cannot,
//!   serde-json-core above all, and for writing numbers, see [`asn_text`] and [`asn_number`]. Inside
//!   an `Indicator` it is text alone, for every format.
//! - **Escapes that stay**: `serde_json_core::from_slice` hands out the text between the quotes
//!   without undoing escapes. A registry key is read all the same, since doubled backslashes are one
//!   of its spellings; `from_slice_escaped` and an owned partner read the others.
//! - **Content of an untagged or flattened type** passes through a buffer of serde that takes every
//!   format for a human-readable one: values are read from it in their text form only, and a block,
//!   range or address in its compact form is refused.
//!
//! # Example: views, partners and numbers
//! ```
//! use ioc_canon::{Asn, Cidr, Host, RegistryKeyBuf};
//! #[derive(serde::Deserialize)]
//! struct Row<'a> {
//!     asn: Asn,
//!     block: Cidr,
//!     #[serde(borrow)]
//!     host: Host<'a>,
//!     key: RegistryKeyBuf,
//! }
//! let json = r#"{"asn":12345,"block":"10.0.0.0/8","host":"Example.COM","key":"HKLM\\Software"}"#;
//! let row: Row<'_> = serde_json::from_str(json)?;
//! assert_eq!((row.asn.number(), row.block.prefix()), (12345, 8));
//! assert_eq!(row.host.to_string(), "example.com");
//! assert_eq!(row.key.as_str(), r"HKEY_LOCAL_MACHINE\Software");
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Example: an error
//! ```
//! let error = serde_json::from_str::<ioc_canon::Cidr>(r#""10.0.0.5/8""#).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "expected zero bits beyond the prefix length at byte 7 at line 1 column 12",
//! );
//! ```

pub mod detected;
mod error;
mod indicator;
mod value;

pub use value::{asn_number, asn_text};

use core::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Unexpected, Visitor},
};

use crate::{
    address::Address,
    asn::Asn,
    cidr::Cidr,
    email::Email,
    endpoint::Endpoint,
    error::Error,
    hash::FileHash,
    host::Host,
    indicator::Indicator,
    owned::{EmailBuf, EndpointBuf, FileHashBuf, HostBuf, IndicatorBuf, RegistryKeyBuf, UrlBuf},
    range::Range,
    registry::RegistryKey,
    text::Text,
    url::Url,
};

/// A type that is read from any text.
trait FromText: Sized {
    /// What a message says was expected: `expected an address`.
    const NAME: &'static str;

    fn from_text<E: de::Error>(text: &str) -> Result<Self, E>;
    fn from_bytes<E: de::Error>(bytes: &[u8]) -> Result<Self, E>;
}

/// A type that borrows the text it is read from.
trait FromLent<'de>: TryFrom<&'de str, Error = Error> + TryFrom<&'de [u8], Error = Error> {
    /// As [`FromText::NAME`].
    const NAME: &'static str;
    /// Said when the text cannot be lent.
    const NOT_LENT: &'static str;
}

macro_rules! from_text {
    ($($ty:ty [$($const:tt)*] $read:ty, $name:literal;)*) => { $(
        impl<$($const)*> FromText for $ty {
            const NAME: &'static str = $name;

            // What is read is made into `Self` within `Ok`: a long type is moved once, not twice.
            fn from_text<E: de::Error>(text: &str) -> Result<Self, E> {
                let read = <$read>::try_from(text).map_err(E::custom)?;
                Ok(Self::from(read))
            }

            fn from_bytes<E: de::Error>(bytes: &[u8]) -> Result<Self, E> {
                let read = <$read>::try_from(bytes).map_err(E::custom)?;
                Ok(Self::from(read))
            }
        }
    )* };
}

from_text! {
    Asn [] Asn, "an AS number";
    HostBuf [] Host<'_>, "a host";
    UrlBuf [] Url<'_>, "a URL";
    RegistryKeyBuf [] RegistryKey<'_>, "a registry key";
    EmailBuf [] Email<'_>, "an e-mail address";
    FileHashBuf [] FileHash<'_>, "a file hash";
    EndpointBuf [] Endpoint<'_>, "an endpoint";
    IndicatorBuf [] Indicator<'_>, "an indicator";
    Text<N> [const N: usize] Text<N>, "text";
}

/// Values whose compact form is bytes. Through a buffer of serde, which takes a compact format for a
/// human-readable one, that form comes as bytes where text is asked for: four octets may spell `::12`.
macro_rules! from_text_alone {
    ($($ty:ty, $name:literal;)*) => { $(
        impl FromText for $ty {
            const NAME: &'static str = $name;

            fn from_text<E: de::Error>(text: &str) -> Result<Self, E> {
                Self::parse(text).map_err(E::custom)
            }

            fn from_bytes<E: de::Error>(bytes: &[u8]) -> Result<Self, E> {
                Err(E::invalid_type(Unexpected::Bytes(bytes), &Self::NAME))
            }
        }
    )* };
}

from_text_alone! {
    Address, "an address";
    Cidr, "a CIDR block";
    Range, "a range of addresses";
}

/// Reads a `T` from any text.
struct AnyText<T>(PhantomData<T>);

impl<T: FromText> Visitor<'_> for AnyText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::NAME)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text)
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<T, E> {
        T::from_bytes(bytes)
    }
}

fn any_text<'de, T: FromText, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_str(AnyText(PhantomData))
}

/// Reads a `T` from text that outlives the reading.
struct LentText<T>(PhantomData<T>);

impl<'de, T: FromLent<'de>> Visitor<'de> for LentText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::NAME)
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<T, E> {
        T::try_from(text).map_err(E::custom)
    }

    fn visit_borrowed_bytes<E: de::Error>(self, bytes: &'de [u8]) -> Result<T, E> {
        T::try_from(bytes).map_err(E::custom)
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<T, E> {
        Err(E::custom(T::NOT_LENT))
    }

    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<T, E> {
        Err(E::custom(T::NOT_LENT))
    }
}

macro_rules! lent {
    ($($view:ident and $owned:ident,)*) => { $(
        impl<'de> FromLent<'de> for $view<'de> {
            const NAME: &'static str = <$owned as FromText>::NAME;
            const NOT_LENT: &'static str = concat!(
                "expected text to borrow, found escapes or a reader: read it as ",
                stringify!($owned),
            );
        }
    )* };
}

lent! {
    Host and HostBuf,
    Url and UrlBuf,
    RegistryKey and RegistryKeyBuf,
    Email and EmailBuf,
    FileHash and FileHashBuf,
    Endpoint and EndpointBuf,
    Indicator and IndicatorBuf,
}

macro_rules! views {
    ($($view:ident and $owned:ident,)*) => { $(
        /// The canonical text.
        impl Serialize for $view<'_> {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                if self.is_canonical() {
                    return to.serialize_str(self.as_str());
                }
                // Piece by piece: a buffer for a URL would cost every stack 8 KB.
                to.collect_str(self)
            }
        }

        /// Any spelling, in text that the format can lend.
        impl<'de: 'a, 'a> Deserialize<'de> for $view<'a> {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let lent: $view<'de> = from.deserialize_str(LentText(PhantomData))?;
                Ok(lent)
            }
        }

        /// The canonical text.
        impl Serialize for $owned {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        /// Any spelling, in any text.
        impl<'de> Deserialize<'de> for $owned {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                any_text(from)
            }

            fn deserialize_in_place<D: Deserializer<'de>>(
                from: D,
                place: &mut Self,
            ) -> Result<(), D::Error> {
                struct InPlace<'p>(&'p mut $owned);

                impl Visitor<'_> for InPlace<'_> {
                    type Value = ();

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(<$owned as FromText>::NAME)
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
                        self.0.set(&$view::parse(text).map_err(E::custom)?);
                        Ok(())
                    }

                    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<(), E> {
                        self.0.set(&$view::parse_bytes(bytes).map_err(E::custom)?);
                        Ok(())
                    }
                }

                from.deserialize_str(InPlace(place))
            }
        }
    )* };
}

views! {
    Host and HostBuf,
    Url and UrlBuf,
    RegistryKey and RegistryKeyBuf,
    Email and EmailBuf,
    FileHash and FileHashBuf,
    Endpoint and EndpointBuf,
}

/// The text.
impl<const N: usize> Serialize for Text<N> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

/// Any text of at most `N` bytes.
impl<'de, const N: usize> Deserialize<'de> for Text<N> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        any_text(from)
    }
}
