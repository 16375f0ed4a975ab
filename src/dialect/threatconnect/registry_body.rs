//! The JSON body of a Registry Key indicator, feature `serde`.
//!
//! ```json
//! {"Key Name": "HKEY_LOCAL_MACHINE\\Software\\a", "Value Name": " ", "Value Type": "REG_NONE"}
//! ```
//! All three must be there; other fields are passed over. A value without a name has the name of one
//! blank.

use core::{fmt, marker::PhantomData};

use serde::{
    de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor},
    ser::{Serialize, SerializeStruct, Serializer},
};

use super::THREATCONNECT;
use crate::{
    Kind, RegistryKey, RegistryValue,
    dialect::{Shown, ShownValue},
    error::Error,
};

/// The three texts of a Registry Key indicator as they are sent.
///
/// `T` is what holds a text: `String`, `Cow<str>`, a `Text<N>` large enough for the keys at hand.
/// `&str` holds no escapes, and every key with a path has some. Bodies to send are made by
/// [`of`](Self::of), which copies nothing.
///
/// # Example
/// ```
/// use ioc_canon::{RegistryKey, RegistryValue, ValueType, dialect::threatconnect::RegistryKeyBody};
/// let key = RegistryKey::parse(r"HKLM\Software\a")?;
/// let value = RegistryValue::new(key, None, ValueType::None)?;
/// let json = serde_json::to_string(&RegistryKeyBody::of(&value)?).unwrap();
/// assert_eq!(
///     json,
///     r#"{"Key Name":"HKEY_LOCAL_MACHINE\\Software\\a","Value Name":" ","Value Type":"REG_NONE"}"#
/// );
/// let body: RegistryKeyBody<String> = serde_json::from_str(&json).unwrap();
/// assert_eq!(body.read()?, value);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RegistryKeyBody<T> {
    key: T,
    name: T,
    value_type: T,
}

impl<T> RegistryKeyBody<T> {
    /// `Key Name`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::RegistryKeyBody;
    /// let json = r#"{"Key Name": "HKEY_USERS", "Value Name": "a", "Value Type": "REG_SZ"}"#;
    /// let body: RegistryKeyBody<String> = serde_json::from_str(json)?;
    /// assert_eq!(body.key_name(), "HKEY_USERS");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub const fn key_name(&self) -> &T {
        &self.key
    }

    /// `Value Name`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::RegistryKeyBody;
    /// let json = r#"{"Key Name": "HKEY_USERS", "Value Name": " ", "Value Type": "REG_SZ"}"#;
    /// let body: RegistryKeyBody<String> = serde_json::from_str(json)?;
    /// assert_eq!(body.value_name(), " ");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub const fn value_name(&self) -> &T {
        &self.name
    }

    /// `Value Type`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::RegistryKeyBody;
    /// let json = r#"{"Key Name": "HKEY_USERS", "Value Name": "a", "Value Type": "REG_SZ"}"#;
    /// let body: RegistryKeyBody<String> = serde_json::from_str(json)?;
    /// assert_eq!(body.value_type(), "REG_SZ");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub const fn value_type(&self) -> &T {
        &self.value_type
    }
}

impl<'a> RegistryKeyBody<ShownPart<'a>> {
    /// The body to send for a value.
    ///
    /// # Errors
    /// Those of [`Dialect::show_value`](crate::Dialect::show_value).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{RegistryKey, RegistryValue, ValueType, dialect::threatconnect::RegistryKeyBody};
    /// let value = RegistryValue::new(RegistryKey::parse(r"HKU\a")?, Some("b"), ValueType::Sz)?;
    /// let body = RegistryKeyBody::of(&value)?;
    /// assert_eq!(body.key_name().to_string(), r"HKEY_USERS\a");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn of(value: &RegistryValue<'a>) -> Result<Self, Error> {
        THREATCONNECT.show_value(value).map(Self::from)
    }
}

impl<'a> From<ShownValue<'a>> for RegistryKeyBody<ShownPart<'a>> {
    fn from(shown: ShownValue<'a>) -> Self {
        Self {
            key: ShownPart(Part::Key(*shown.key())),
            name: ShownPart(Part::Text(shown.name())),
            value_type: ShownPart(Part::Text(shown.value_type())),
        }
    }
}

impl<T: AsRef<str>> RegistryKeyBody<T> {
    /// The value that the body stands for, if all of it is as the platform wants.
    ///
    /// # Errors
    /// Those of [`Dialect::check`](crate::Dialect::check) for the key, then of
    /// [`check_value_name`](crate::Dialect::check_value_name), then of
    /// [`check_value_type`](crate::Dialect::check_value_type); offsets count in that text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, dialect::threatconnect::RegistryKeyBody};
    /// let json = r#"{"Key Name": "HKU\\a", "Value Name": "b", "Value Type": "REG_SZ"}"#;
    /// let body: RegistryKeyBody<String> = serde_json::from_str(json)?;
    /// assert_eq!(body.read().unwrap_err().code(), Code::HiveShort);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn read(&self) -> Result<RegistryValue<'_>, Error> {
        let key = self.key.as_ref();
        THREATCONNECT.check(Kind::RegistryKey, key)?;
        let name = THREATCONNECT.check_value_name(self.name.as_ref())?;
        let value_type = THREATCONNECT.check_value_type(self.value_type.as_ref())?;
        RegistryValue::new(RegistryKey::parse(key)?, name, value_type)
    }
}

/// One text of a body to send, written when it is asked for.
///
/// # Example
/// ```
/// use ioc_canon::{RegistryKey, RegistryValue, ValueType, dialect::threatconnect::RegistryKeyBody};
/// let value = RegistryValue::new(RegistryKey::parse("HKU")?, None, ValueType::Sz)?;
/// assert_eq!(RegistryKeyBody::of(&value)?.value_name().to_string(), " ");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ShownPart<'a>(Part<'a>);

#[derive(Debug, Clone, Copy)]
enum Part<'a> {
    Key(Shown<'a>),
    Text(&'a str),
}

impl fmt::Display for ShownPart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Part::Key(key) => key.fmt(f),
            Part::Text(text) => f.pad(text),
        }
    }
}

const FIELDS: [&str; 3] = ["Key Name", "Value Name", "Value Type"];

impl<T: fmt::Display> Serialize for RegistryKeyBody<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [key, name, value_type] = FIELDS;
        let mut body = serializer.serialize_struct("RegistryKeyBody", FIELDS.len())?;
        body.serialize_field(key, &Written(&self.key))?;
        body.serialize_field(name, &Written(&self.name))?;
        body.serialize_field(value_type, &Written(&self.value_type))?;
        body.end()
    }
}

/// A text by its `Display`.
struct Written<'a, T>(&'a T);

impl<T: fmt::Display> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for RegistryKeyBody<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("RegistryKeyBody", &FIELDS, BodyVisitor(PhantomData))
    }
}

/// A field's name: its place in [`FIELDS`], or another.
struct Field(Option<usize>);

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(FieldVisitor)
    }
}

struct FieldVisitor;

impl Visitor<'_> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Field, E> {
        Ok(Field(FIELDS.iter().position(|&field| field == name)))
    }
}

struct BodyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for BodyVisitor<T> {
    type Value = RegistryKeyBody<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a Registry Key of ThreatConnect")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut texts = [const { None }; FIELDS.len()];
        while let Some(Field(field)) = map.next_key()? {
            match field.and_then(|i| texts.get_mut(i).zip(FIELDS.get(i))) {
                Some((Some(_), name)) => return Err(de::Error::duplicate_field(name)),
                Some((text, _)) => *text = Some(map.next_value()?),
                None => drop(map.next_value::<de::IgnoredAny>()?),
            }
        }
        let ([key, name, value_type], [key_name, name_name, type_name]) = (texts, FIELDS);
        Ok(RegistryKeyBody {
            key: key.ok_or_else(|| de::Error::missing_field(key_name))?,
            name: name.ok_or_else(|| de::Error::missing_field(name_name))?,
            value_type: value_type.ok_or_else(|| de::Error::missing_field(type_name))?,
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        Ok(RegistryKeyBody {
            key: seq.next_element()?.ok_or_else(|| de::Error::invalid_length(0, &self))?,
            name: seq.next_element()?.ok_or_else(|| de::Error::invalid_length(1, &self))?,
            value_type: seq.next_element()?.ok_or_else(|| de::Error::invalid_length(2, &self))?,
        })
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{
        borrow::Cow,
        string::{String, ToString},
    };

    use super::*;
    use crate::{ValueType, error::Code};

    /// The body of the platform's document.
    const DOCUMENT: &str = r#"{
      "Key Name": "HKEY_LOCAL_MACHINE\\Software\\Microsoft\\DRM\\{cd704ff3-cd05-479e-acf7-6474908031dd}",
      "Value Name": " ",
      "Value Type": "REG_NONE"
    }"#;

    fn read(json: &str) -> Result<RegistryKeyBody<String>, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn the_document_both_ways() {
        let body = read(DOCUMENT).unwrap();
        let value = body.read().unwrap();
        assert_eq!((value.name(), value.value_type()), (None, ValueType::None));
        let sent = RegistryKeyBody::of(&value).unwrap();
        let sent_json: serde_json::Value = serde_json::to_value(sent).unwrap();
        assert_eq!(sent_json, serde_json::from_str::<serde_json::Value>(DOCUMENT).unwrap());
        // What was read is written again, from whatever holds it.
        assert_eq!(serde_json::to_value(&body).unwrap(), sent_json);
        let from_value: RegistryKeyBody<String> = serde_json::from_value(sent_json).unwrap();
        assert_eq!(from_value, body);
        let from_reader: RegistryKeyBody<Cow<'_, str>> =
            serde_json::from_reader(DOCUMENT.as_bytes()).unwrap();
        assert_eq!(from_reader.key_name(), body.key_name());
        let plain = r#"{"Key Name":"HKEY_USERS","Value Name":"n","Value Type":"REG_SZ"}"#;
        let (borrowed, _) = serde_json_core::from_str::<RegistryKeyBody<&str>>(plain).unwrap();
        assert_eq!(borrowed.read().unwrap().name(), Some("n"));
        let mut out = [0; 200];
        let written = serde_json_core::to_slice(&sent, &mut out).unwrap();
        let again: RegistryKeyBody<String> = serde_json::from_slice(&out[..written]).unwrap();
        assert_eq!(again, body);
    }

    #[test]
    fn fields_that_are_missing_twice_there_or_others() {
        let wide = r#"{"x":[1],"Value Type":"a","Value Name":"b","y":{},"Key Name":"c"}"#;
        let body = read(wide).unwrap();
        let texts = [body.key_name(), body.value_name(), body.value_type()];
        assert_eq!(texts, ["c", "b", "a"]);
        let says = |json: &str, words: &str| {
            let error = read(json).unwrap_err();
            assert!(error.contains(words), "{error}");
        };
        says(r#"{"Key Name":"c","Value Type":"a"}"#, "missing field `Value Name`");
        says(r#"{"Value Name":"c","Value Type":"a"}"#, "missing field `Key Name`");
        says(r#"{"Value Name":"c","Key Name":"a"}"#, "missing field `Value Type`");
        says(r#"{"Key Name":"c","Key Name":"c"}"#, "duplicate field `Key Name`");
        says("5", "expected a Registry Key of ThreatConnect");
    }

    #[test]
    fn what_is_not_as_the_platform_wants() {
        let rows = [
            (r"HKLM\a", " ", "REG_SZ", Code::HiveShort, 0),
            (r"HKEY_USERS\a", "", "REG_SZ", Code::ValueNameMissing, 0),
            (r"HKEY_USERS\a", "n", "REG_RESOURCE_LIST", Code::ValueTypeNotHere, 0),
            (r"HKEY_USERS\a", "n", "reg_sz", Code::Spelling, 0),
        ];
        for (key, name, value_type, code, at) in rows {
            let body = RegistryKeyBody { key, name, value_type };
            assert_eq!(body.read(), Err(Error::new(code, at)), "{key} {name} {value_type}");
        }
        let key = RegistryKey::parse(r"HKLM\a").unwrap();
        let blank = RegistryValue::new(key, Some(" "), ValueType::Sz).unwrap();
        let refused = RegistryKeyBody::of(&blank).map(|_| ()).map_err(Error::code);
        assert_eq!(refused, Err(Code::ValueNameReserved));
    }
}
