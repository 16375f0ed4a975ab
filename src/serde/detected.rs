//! `#[serde(with = "ioc_canon::serde::detected")]`: an indicator as bare text in every format, as feeds
//! and platforms write it: its kind is not written and is told by its shape.
//!
//! For [`Indicator`], which borrows, and [`IndicatorBuf`]. What `detect` cannot tell by shape (one
//! label, a `*.` name) is written but cannot be read back.
//!
//! # Example
//! ```
//! use ioc_canon::{Indicator, IndicatorBuf, Kind};
//! #[derive(serde::Deserialize, serde::Serialize)]
//! struct Sighting<'a> {
//!     #[serde(with = "ioc_canon::serde::detected")]
//!     value: IndicatorBuf,
//!     #[serde(with = "ioc_canon::serde::detected", borrow)]
//!     source: Indicator<'a>,
//! }
//! let json = r#"{"value":"hklm\\Software","source":"AS 64496"}"#;
//! let sighting: Sighting = serde_json::from_str(json)?;
//! assert_eq!(sighting.value.kind(), Kind::RegistryKey);
//! assert_eq!(
//!     serde_json::to_string(&sighting)?,
//!     r#"{"value":"HKEY_LOCAL_MACHINE\\Software","source":"AS64496"}"#,
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```

use core::marker::PhantomData;

use serde::{Deserializer, Serializer};

use self::sealed::Sealed;
use super::{LentText, any_text};
use crate::{Indicator, IndicatorBuf};

/// What is read from bare text: [`Indicator`] from text that the format can lend, [`IndicatorBuf`] from
/// any. No other type is.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, IndicatorBuf, serde::detected::{self, Detected}};
/// fn canonical<'de, T: Detected<'de>>(value: &'de serde_json::Value) -> serde_json::Result<String> {
///     let indicator: T = detected::deserialize(value)?;
///     detected::serialize(&indicator, serde_json::value::Serializer).map(|text| text.to_string())
/// }
/// let value = serde_json::json!("as 64496");
/// assert_eq!(canonical::<Indicator<'_>>(&value)?, canonical::<IndicatorBuf>(&value)?);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait Detected<'de>: Sealed<'de> {}

impl<'de> Detected<'de> for Indicator<'de> {}
impl Detected<'_> for IndicatorBuf {}

/// Writes the canonical text.
///
/// # Errors
/// Those of the format.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, serde::detected};
/// let block = Indicator::detect("2001:DB8::/32").unwrap();
/// let text = detected::serialize(&block, serde_json::value::Serializer)?;
/// assert_eq!(text, "2001:db8::/32");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn serialize<'de, T: Detected<'de>, S: Serializer>(
    indicator: &T,
    to: S,
) -> Result<S::Ok, S::Error> {
    // Piece by piece: a buffer for a URL would cost every stack 8 KB.
    to.collect_str(indicator)
}

/// Reads any spelling of any kind.
///
/// # Errors
/// Those of the format and of [`Indicator::detect`].
///
/// # Example
/// ```
/// use ioc_canon::{IndicatorBuf, Kind, serde::detected};
/// let block: IndicatorBuf = detected::deserialize(&serde_json::json!("192.0.2.0/24"))?;
/// assert_eq!(block.kind(), Kind::Cidr);
/// let error = detected::deserialize::<IndicatorBuf, _>(&serde_json::json!("12345")).unwrap_err();
/// assert_eq!(error.to_string(), "expected more than a bare number at byte 0");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn deserialize<'de, T: Detected<'de>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    T::read(from)
}

mod sealed {
    use core::fmt::Display;

    use serde::Deserializer;

    pub trait Sealed<'de>: Display + Sized {
        fn read<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;
    }
}

impl<'de> Sealed<'de> for Indicator<'de> {
    fn read<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(LentText(PhantomData))
    }
}

impl<'de> Sealed<'de> for IndicatorBuf {
    fn read<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        any_text(from)
    }
}
