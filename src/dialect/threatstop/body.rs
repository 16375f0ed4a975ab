//! The JSON object that comes with an error, feature `serde`.
//!
//! ```json
//! {"additional_info": {"detail": "", "error_code": 24000},
//!  "status_code": 403, "error_description": "This feature is not enabled on this account"}
//! ```
//! All four values must be there; other fields are passed over. Numbers have 32 bits, and any number
//! is read: codes that the table lacks are why one asks.

use core::{fmt, marker::PhantomData};

use serde::{
    de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor},
    ser::{Serialize, SerializeStruct, Serializer},
};

use super::explain;
use crate::{ascii, dialect::RemoteCode, error::Error, text::Text};

/// The longest `detail` that [`ErrorBodyBuf`] holds, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::{DETAIL_MAX, ErrorBody, ErrorBodyBuf};
/// let long = "a".repeat(DETAIL_MAX + 1);
/// assert!(ErrorBodyBuf::try_from(ErrorBody::new(19050, 400, "", &long)).is_err());
/// assert!(ErrorBodyBuf::try_from(ErrorBody::new(19050, 400, "", &long[1..])).is_ok());
/// ```
pub const DETAIL_MAX: usize = 1024;
/// The longest `error_description` that [`ErrorBodyBuf`] holds, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::{DESCRIPTION_MAX, ErrorBody, ErrorBodyBuf};
/// let long = "a".repeat(DESCRIPTION_MAX + 1);
/// assert!(ErrorBodyBuf::try_from(ErrorBody::new(19050, 400, &long, "")).is_err());
/// assert!(ErrorBodyBuf::try_from(ErrorBody::new(19050, 400, &long[1..], "")).is_ok());
/// ```
pub const DESCRIPTION_MAX: usize = 256;

/// An error as the platform sends it, as a view of the JSON text.
///
/// Its texts are borrowed, so it is read only from JSON text in memory and only where they hold no
/// escapes. [`ErrorBodyBuf`] is read from everything.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::ErrorBody;
/// let json = r#"{"additional_info": {"detail": "10.0.0.5/8", "error_code": 19018},
///     "status_code": 400, "error_description": "Invalid CIDR"}"#;
/// let (body, _) = serde_json_core::from_str::<ErrorBody>(json)?;
/// assert_eq!(body.detail(), "10.0.0.5/8");
/// assert_eq!(body.explain().unwrap().service(), "User Lists");
/// # Ok::<(), serde_json_core::de::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ErrorBody<'a> {
    detail: &'a str,
    error_code: u32,
    status_code: u32,
    description: &'a str,
}

impl<'a> ErrorBody<'a> {
    /// The body with these values, as a stand-in for the platform would send it.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::ErrorBody;
    /// let body = ErrorBody::new(19018, 400, "Invalid CIDR", "10.0.0.5/8");
    /// let json = serde_json::to_value(&body)?;
    /// assert_eq!(json["additional_info"]["error_code"], 19018);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub const fn new(
        error_code: u32,
        status_code: u32,
        description: &'a str,
        detail: &'a str,
    ) -> Self {
        Self { detail, error_code, status_code, description }
    }

    /// The extended error code; not every one is in the table.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::ErrorBody;
    /// let body = ErrorBody::new(24000, 403, "This feature is not enabled on this account", "");
    /// assert_eq!(body.error_code(), 24000);
    /// ```
    #[must_use]
    pub const fn error_code(&self) -> u32 {
        self.error_code
    }

    /// The HTTP status that came along.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::ErrorBody;
    /// let body = ErrorBody::new(24000, 403, "This feature is not enabled on this account", "");
    /// assert_eq!(body.status_code(), 403);
    /// ```
    #[must_use]
    pub const fn status_code(&self) -> u32 {
        self.status_code
    }

    /// `error_description`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::ErrorBody;
    /// let body = ErrorBody::new(19018, 400, "Invalid CIDR", "10.0.0.5/8");
    /// assert_eq!(body.description(), "Invalid CIDR");
    /// ```
    #[must_use]
    pub const fn description(&self) -> &'a str {
        self.description
    }

    /// `additional_info.detail`, often empty; for a refused value the value.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::ErrorBody;
    /// let body = ErrorBody::new(19018, 400, "Invalid CIDR", "10.0.0.5/8");
    /// assert_eq!(body.detail(), "10.0.0.5/8");
    /// ```
    #[must_use]
    pub const fn detail(&self) -> &'a str {
        self.detail
    }

    /// The row of its code.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::ErrorBody;
    /// let body = ErrorBody::new(19018, 400, "Invalid CIDR", "10.0.0.5/8");
    /// assert_eq!(body.explain().unwrap().service(), "User Lists");
    /// assert!(ErrorBody::new(24000, 403, "", "").explain().is_none());
    /// ```
    #[must_use]
    pub fn explain(&self) -> Option<&'static RemoteCode> {
        explain(self.error_code)
    }
}

/// `24000 This feature is not enabled on this account`, then `: ` and the detail, if any.
impl fmt::Display for ErrorBody<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(ascii::decimal(self.error_code, &mut [0; 10]))?;
        f.write_str(" ")?;
        f.write_str(self.description)?;
        f.write_str(if self.detail.is_empty() { "" } else { ": " })?;
        f.write_str(self.detail)
    }
}

/// Its source is the row of its code.
impl core::error::Error for ErrorBody<'_> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        let row: &(dyn core::error::Error + 'static) = self.explain()?;
        Some(row)
    }
}

/// An error as the platform sends it, with its texts: [`DETAIL_MAX`] and [`DESCRIPTION_MAX`] bytes
/// at most. A longer one is an error that names the field; nothing is cut.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::ErrorBodyBuf;
/// let json = r#"{"additional_info": {"detail": "a \"b\"", "error_code": 24000},
///     "status_code": 403, "error_description": "This feature is not enabled on this account"}"#;
/// let body: ErrorBodyBuf = serde_json::from_str(json)?;
/// assert_eq!(body.as_body().detail(), r#"a "b""#);
/// assert!(body.explain().is_none());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ErrorBodyBuf {
    detail: Text<DETAIL_MAX>,
    error_code: u32,
    status_code: u32,
    description: Text<DESCRIPTION_MAX>,
}

impl ErrorBodyBuf {
    /// The values.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::{ErrorBody, ErrorBodyBuf};
    /// let body = ErrorBody::new(19018, 400, "Invalid CIDR", "10.0.0.5/8");
    /// let kept = ErrorBodyBuf::try_from(body).unwrap();
    /// assert_eq!(kept.as_body().detail(), "10.0.0.5/8");
    /// ```
    #[must_use]
    pub fn as_body(&self) -> ErrorBody<'_> {
        ErrorBody::new(self.error_code, self.status_code, &self.description, &self.detail)
    }

    /// The row of its code.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::{ErrorBody, ErrorBodyBuf};
    /// let kept = ErrorBodyBuf::try_from(ErrorBody::new(19018, 400, "Invalid CIDR", "")).unwrap();
    /// assert_eq!(kept.explain().unwrap().number(), Some(19018));
    /// ```
    #[must_use]
    pub fn explain(&self) -> Option<&'static RemoteCode> {
        explain(self.error_code)
    }
}

impl TryFrom<ErrorBody<'_>> for ErrorBodyBuf {
    type Error = Error;

    /// # Errors
    /// `BufferTooSmall` if a text is longer than its bound.
    fn try_from(body: ErrorBody<'_>) -> Result<Self, Error> {
        Ok(Self {
            detail: Text::try_from(body.detail)?,
            error_code: body.error_code,
            status_code: body.status_code,
            description: Text::try_from(body.description)?,
        })
    }
}

impl fmt::Display for ErrorBodyBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.as_body(), f)
    }
}

/// Its source is the row of its code.
impl core::error::Error for ErrorBodyBuf {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        let row: &(dyn core::error::Error + 'static) = self.explain()?;
        Some(row)
    }
}

const BODY: [&str; 3] = ["additional_info", "status_code", "error_description"];
const INFO: [&str; 2] = ["detail", "error_code"];

impl Serialize for ErrorBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [info, status, description] = BODY;
        let mut body = serializer.serialize_struct("ErrorBody", BODY.len())?;
        body.serialize_field(info, &Info { detail: self.detail, error_code: self.error_code })?;
        body.serialize_field(status, &self.status_code)?;
        body.serialize_field(description, self.description)?;
        body.end()
    }
}

impl Serialize for ErrorBodyBuf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_body().serialize(serializer)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for ErrorBody<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (info, status_code, description): (Info<&'de str>, u32, &'de str) =
            deserializer.deserialize_struct("ErrorBody", &BODY, BodyVisitor(PhantomData))?;
        Ok(Self { detail: info.detail, error_code: info.error_code, status_code, description })
    }
}

impl<'de> Deserialize<'de> for ErrorBodyBuf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (info, status_code, description): (Info<Text<DETAIL_MAX>>, _, _) =
            deserializer.deserialize_struct("ErrorBody", &BODY, BodyVisitor(PhantomData))?;
        Ok(Self { detail: info.detail, error_code: info.error_code, status_code, description })
    }
}

/// `additional_info`.
struct Info<T> {
    detail: T,
    error_code: u32,
}

impl Serialize for Info<&str> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [detail, code] = INFO;
        let mut info = serializer.serialize_struct("AdditionalInfo", INFO.len())?;
        info.serialize_field(detail, self.detail)?;
        info.serialize_field(code, &self.error_code)?;
        info.end()
    }
}

impl<'de, T: Held<'de>> Deserialize<'de> for Info<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("AdditionalInfo", &INFO, InfoVisitor(PhantomData))
    }
}

/// What a text is read into.
///
/// Messages stay under 64 bytes, the value's text out of them: there are readers without an
/// allocator that hold no more.
trait Held<'de>: Sized {
    /// From text that does not outlive the call.
    fn copied(text: &str) -> Option<Self>;
    /// From text that outlives the value.
    fn borrowed(text: &'de str) -> Option<Self>;
    /// Why the text of that length was not taken.
    fn refusal<E: de::Error>(length: usize, field: &TextOf<Self>) -> E;
    /// Follows the field's name after "expected".
    fn wanted(f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<'de> Held<'de> for &'de str {
    fn copied(_: &str) -> Option<Self> {
        None
    }

    fn borrowed(text: &'de str) -> Option<Self> {
        Some(text)
    }

    fn refusal<E: de::Error>(_: usize, field: &TextOf<Self>) -> E {
        E::custom(NotBorrowed(field.0))
    }

    fn wanted(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(" as text")
    }
}

impl<'de, const N: usize> Held<'de> for Text<N> {
    fn copied(text: &str) -> Option<Self> {
        Self::try_from(text).ok()
    }

    fn borrowed(text: &'de str) -> Option<Self> {
        Self::copied(text)
    }

    fn refusal<E: de::Error>(length: usize, field: &TextOf<Self>) -> E {
        E::invalid_length(length, field)
    }

    fn wanted(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(" in ")?;
        f.write_str(ascii::decimal(u32::try_from(N).unwrap_or(u32::MAX), &mut [0; 10]))?;
        f.write_str(" bytes")
    }
}

/// The text of this field holds escapes, or the reader has no text to borrow from.
struct NotBorrowed(&'static str);

impl fmt::Display for NotBorrowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`")?;
        f.write_str(self.0)?;
        f.write_str("` cannot be borrowed: read an `ErrorBodyBuf`")
    }
}

/// Reads the text of the field so named.
struct TextOf<T>(&'static str, PhantomData<T>);

impl<'de, T: Held<'de>> DeserializeSeed<'de> for TextOf<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de, T: Held<'de>> Visitor<'de> for TextOf<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`")?;
        f.write_str(self.0)?;
        f.write_str("`")?;
        T::wanted(f)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        T::copied(text).ok_or_else(|| T::refusal(text.len(), &self))
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<T, E> {
        T::borrowed(text).ok_or_else(|| T::refusal(text.len(), &self))
    }
}

/// Reads a field's name: one of these, or another.
struct NameOf(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for NameOf {
    type Value = Option<&'static str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for NameOf {
    type Value = Option<&'static str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().copied().find(|&known| known == name))
    }
}

/// Puts a field's value into its place, once.
fn put<T, E: de::Error>(
    place: &mut Option<T>,
    name: &'static str,
    value: impl FnOnce() -> Result<T, E>,
) -> Result<(), E> {
    if place.is_some() {
        return Err(E::duplicate_field(name));
    }
    *place = Some(value()?);
    Ok(())
}

struct InfoVisitor<T>(PhantomData<T>);

impl<'de, T: Held<'de>> Visitor<'de> for InfoVisitor<T> {
    type Value = Info<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the object `additional_info`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Info<T>, A::Error> {
        let [detail_name, code_name] = INFO;
        let (mut detail, mut code) = (None, None);
        while let Some(name) = map.next_key_seed(NameOf(&INFO))? {
            match name {
                Some("detail") => {
                    put(&mut detail, detail_name, || {
                        map.next_value_seed(TextOf(detail_name, PhantomData))
                    })?;
                }
                Some(_) => put(&mut code, code_name, || map.next_value())?,
                None => drop(map.next_value::<de::IgnoredAny>()?),
            }
        }
        Ok(Info {
            detail: detail.ok_or_else(|| de::Error::missing_field(detail_name))?,
            error_code: code.ok_or_else(|| de::Error::missing_field(code_name))?,
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Info<T>, A::Error> {
        let [detail_name, _] = INFO;
        let detail = seq.next_element_seed(TextOf(detail_name, PhantomData))?;
        Ok(Info {
            detail: detail.ok_or_else(|| de::Error::invalid_length(0, &self))?,
            error_code: seq.next_element()?.ok_or_else(|| de::Error::invalid_length(1, &self))?,
        })
    }
}

struct BodyVisitor<T, U>(PhantomData<(T, U)>);

impl<'de, T: Held<'de>, U: Held<'de>> Visitor<'de> for BodyVisitor<T, U> {
    type Value = (Info<T>, u32, U);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error object of ThreatSTOP")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let [info_name, status_name, text_name] = BODY;
        let (mut info, mut status, mut text) = (None, None, None);
        while let Some(name) = map.next_key_seed(NameOf(&BODY))? {
            match name {
                Some("additional_info") => put(&mut info, info_name, || map.next_value())?,
                Some("status_code") => put(&mut status, status_name, || map.next_value())?,
                Some(_) => {
                    put(&mut text, text_name, || {
                        map.next_value_seed(TextOf(text_name, PhantomData))
                    })?;
                }
                None => drop(map.next_value::<de::IgnoredAny>()?),
            }
        }
        Ok((
            info.ok_or_else(|| de::Error::missing_field(info_name))?,
            status.ok_or_else(|| de::Error::missing_field(status_name))?,
            text.ok_or_else(|| de::Error::missing_field(text_name))?,
        ))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let [_, _, text_name] = BODY;
        let info = seq.next_element()?.ok_or_else(|| de::Error::invalid_length(0, &self))?;
        let status = seq.next_element()?.ok_or_else(|| de::Error::invalid_length(1, &self))?;
        let text = seq.next_element_seed(TextOf(text_name, PhantomData))?;
        Ok((info, status, text.ok_or_else(|| de::Error::invalid_length(2, &self))?))
    }
}
