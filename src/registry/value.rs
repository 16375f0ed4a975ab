//! Registry values: a key, a value's name and its type.

use core::fmt;

use super::RegistryKey;
use crate::{
    ascii,
    error::{Code, Error},
    grammar,
};

/// The longest value name, in bytes. Windows allows 16,383 characters.
///
/// # Example
/// ```
/// use ioc_canon::{Code, RegistryKey, RegistryValue, ValueType, registry::MAX_VALUE_NAME};
/// let (key, name) = (RegistryKey::parse("HKCU")?, "a".repeat(MAX_VALUE_NAME + 1));
/// let error = RegistryValue::new(key, Some(&name), ValueType::Sz).unwrap_err();
/// assert_eq!((error.code(), error.offset()), (Code::TooLong, MAX_VALUE_NAME));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub const MAX_VALUE_NAME: usize = 16_383;

/// The longest text that is read as a value type, in bytes.
const MAX_TYPE_INPUT: usize = 64;

/// A value under a key. How platforms write its name and type is their dialects' business.
///
/// # Example
/// ```
/// use ioc_canon::{RegistryKey, RegistryValue, ValueType};
/// let key = RegistryKey::parse(r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run")?;
/// let value = RegistryValue::new(key, Some("updater"), ValueType::parse("REG_SZ")?)?;
/// assert_eq!(value.name(), Some("updater"));
/// assert_eq!(value.value_type(), ValueType::Sz);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegistryValue<'a> {
    key: RegistryKey<'a>,
    // INVARIANT: not empty.
    name: Option<&'a str>,
    value_type: ValueType,
}

impl<'a> RegistryValue<'a> {
    /// The value of this name under `key`. No name and the empty name are the key's default value.
    /// Names may hold blanks, also at their ends, and backslashes.
    ///
    /// # Errors
    /// `TooLong` for a name over [`MAX_VALUE_NAME`] bytes and `ControlCharacter`; offsets count in
    /// the name.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{RegistryKey, RegistryValue, ValueType};
    /// let key = RegistryKey::parse(r"HKCU\Software\a")?;
    /// let unnamed = RegistryValue::new(key, Some(""), ValueType::Dword)?;
    /// assert_eq!(unnamed, RegistryValue::new(key, None, ValueType::Dword)?);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn new(
        key: RegistryKey<'a>,
        name: Option<&'a str>,
        value_type: ValueType,
    ) -> Result<Self, Error> {
        let name = name.filter(|name| !name.is_empty());
        if let Some(name) = name {
            check_value_name(name)?;
        }
        Ok(Self { key, name, value_type })
    }

    /// The key that holds the value.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{RegistryKey, RegistryValue, ValueType};
    /// let value = RegistryValue::new(RegistryKey::parse(r"HKCU\Software")?, Some("a"), ValueType::Sz)?;
    /// assert_eq!(value.key().to_string(), r"HKEY_CURRENT_USER\Software");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn key(&self) -> &RegistryKey<'a> {
        &self.key
    }

    /// The value's name; `None` is the key's default value.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{RegistryKey, RegistryValue, ValueType};
    /// let key = RegistryKey::parse(r"HKCU\Software")?;
    /// assert_eq!(RegistryValue::new(key, Some("a "), ValueType::Sz)?.name(), Some("a "));
    /// assert_eq!(RegistryValue::new(key, Some(""), ValueType::Sz)?.name(), None);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn name(&self) -> Option<&'a str> {
        self.name
    }

    /// The value's type.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{RegistryKey, RegistryValue, ValueType};
    /// let value = RegistryValue::new(RegistryKey::parse("HKCU")?, None, ValueType::Dword)?;
    /// assert_eq!(value.value_type().name(), "REG_DWORD");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn value_type(&self) -> ValueType {
        self.value_type
    }
}

/// What every value's name keeps.
///
/// # Errors
/// `TooLong`, `ControlCharacter`.
pub(crate) fn check_value_name(name: &str) -> Result<(), Error> {
    if name.len() > MAX_VALUE_NAME {
        return Err(Error::new(Code::TooLong, ascii::char_floor(name, MAX_VALUE_NAME)));
    }
    match grammar::first_forbidden(name) {
        Some(at) => Err(Error::new(Code::ControlCharacter, at)),
        None => Ok(()),
    }
}

/// The types of values that any platform names. No platform has all of them.
///
/// # Example
/// ```
/// use ioc_canon::{ValueType, dialect::THREATCONNECT};
/// let value_type: ValueType = "reg_expand_sz".parse()?;
/// assert_eq!(value_type, ValueType::ExpandSz);
/// assert_eq!(THREATCONNECT.check_value_type("REG_EXPAND_SZ")?, value_type);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ValueType {
    /// `REG_NONE`.
    None,
    /// `REG_SZ`.
    Sz,
    /// `REG_EXPAND_SZ`.
    ExpandSz,
    /// `REG_BINARY`.
    Binary,
    /// `REG_DWORD`.
    Dword,
    /// `REG_DWORD_LITTLE_ENDIAN`, for Windows the same as `REG_DWORD`.
    DwordLittleEndian,
    /// `REG_DWORD_BIG_ENDIAN`.
    DwordBigEndian,
    /// `REG_LINK`.
    Link,
    /// `REG_MULTI_SZ`.
    MultiSz,
    /// `REG_RESOURCE_LIST`.
    ResourceList,
    /// `REG_FULL_RESOURCE_DESCRIPTION`, STIX's name of Windows's `REG_FULL_RESOURCE_DESCRIPTOR`.
    FullResourceDescription,
    /// `REG_RESOURCE_REQUIREMENTS_LIST`.
    ResourceRequirementsList,
    /// `REG_QWORD`.
    Qword,
    /// `REG_QWORD_LITTLE_ENDIAN`, for Windows the same as `REG_QWORD`.
    QwordLittleEndian,
    /// `REG_INVALID_TYPE`: STIX's word for a type that does not exist.
    InvalidType,
}

impl ValueType {
    /// Every type.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::ValueType;
    /// assert!(ValueType::ALL.iter().all(|of| ValueType::parse(of.name()) == Ok(*of)));
    /// ```
    pub const ALL: &'static [Self] = &[
        Self::None,
        Self::Sz,
        Self::ExpandSz,
        Self::Binary,
        Self::Dword,
        Self::DwordLittleEndian,
        Self::DwordBigEndian,
        Self::Link,
        Self::MultiSz,
        Self::ResourceList,
        Self::FullResourceDescription,
        Self::ResourceRequirementsList,
        Self::Qword,
        Self::QwordLittleEndian,
        Self::InvalidType,
    ];

    /// The name, such as `REG_SZ`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::ValueType;
    /// assert_eq!(ValueType::MultiSz.name(), "REG_MULTI_SZ");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "REG_NONE",
            Self::Sz => "REG_SZ",
            Self::ExpandSz => "REG_EXPAND_SZ",
            Self::Binary => "REG_BINARY",
            Self::Dword => "REG_DWORD",
            Self::DwordLittleEndian => "REG_DWORD_LITTLE_ENDIAN",
            Self::DwordBigEndian => "REG_DWORD_BIG_ENDIAN",
            Self::Link => "REG_LINK",
            Self::MultiSz => "REG_MULTI_SZ",
            Self::ResourceList => "REG_RESOURCE_LIST",
            Self::FullResourceDescription => "REG_FULL_RESOURCE_DESCRIPTION",
            Self::ResourceRequirementsList => "REG_RESOURCE_REQUIREMENTS_LIST",
            Self::Qword => "REG_QWORD",
            Self::QwordLittleEndian => "REG_QWORD_LITTLE_ENDIAN",
            Self::InvalidType => "REG_INVALID_TYPE",
        }
    }

    /// Reads a type's whole name, in any case.
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank`, `ValueTypeUnknown`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, ValueType};
    /// assert_eq!(ValueType::parse("reg_multi_sz")?, ValueType::MultiSz);
    /// assert_eq!(ValueType::parse("REG_STRING").unwrap_err().code(), Code::ValueTypeUnknown);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        let is = |of: &Self| of.name().eq_ignore_ascii_case(text);
        if let Some(found) = Self::ALL.iter().copied().find(is) {
            return Ok(found);
        }
        grammar::preflight(text, MAX_TYPE_INPUT)?;
        Err(Error::new(Code::ValueTypeUnknown, 0))
    }
}

/// The type's name.
impl fmt::Display for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl TryFrom<&str> for ValueType {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

impl core::str::FromStr for ValueType {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;

    #[test]
    fn types_are_read_back_in_any_case() {
        for &of in ValueType::ALL {
            assert_eq!(ValueType::parse(of.name()), Ok(of));
            assert_eq!(ValueType::parse(&of.name().to_ascii_lowercase()), Ok(of));
            assert_eq!(std::format!("{of}"), of.name());
        }
    }

    #[test]
    fn refused_types() {
        let long = "R".repeat(65);
        let rows = [
            ("", Code::Empty, 0),
            (" REG_SZ", Code::OuterBlank, 0),
            ("REG_SZ ", Code::OuterBlank, 6),
            ("REG_SZ\n", Code::ControlCharacter, 6),
            ("SZ", Code::ValueTypeUnknown, 0),
            ("REG_", Code::ValueTypeUnknown, 0),
            ("REG_DWORD_BIG", Code::ValueTypeUnknown, 0),
            ("REG_SZX", Code::ValueTypeUnknown, 0),
            ("REG\u{7f}SZ", Code::ControlCharacter, 3),
            (&long, Code::TooLong, 64),
        ];
        for (text, code, at) in rows {
            assert_eq!(ValueType::parse(text), Err(Error::new(code, at)), "{text:?}");
        }
    }

    #[test]
    fn the_empty_name_is_the_default_value() {
        let key = RegistryKey::parse(r"HKLM\a").unwrap();
        let value = |name| RegistryValue::new(key, name, ValueType::Sz);
        assert_eq!(value(None), value(Some("")));
        assert_eq!(value(None).unwrap().name(), None);
        assert_eq!(value(Some(" ")).unwrap().name(), Some(" "));
        assert_eq!(value(Some(r" a\b ")).unwrap().name(), Some(r" a\b "));
        assert_ne!(value(Some("a")), value(Some("A")));
        let long = "a".repeat(MAX_VALUE_NAME + 1);
        assert!(value(Some(&long[1..])).is_ok());
        assert_eq!(value(Some(&long)), Err(Error::new(Code::TooLong, MAX_VALUE_NAME)));
        assert_eq!(value(Some("a\0")), Err(Error::new(Code::ControlCharacter, 1)));
    }

    #[test]
    fn spellings_of_the_key_do_not_matter() {
        let of =
            |key| RegistryValue::new(RegistryKey::parse(key).unwrap(), Some("n"), ValueType::Dword);
        assert_eq!(of(r"HKLM\a"), of(r"[HKEY_LOCAL_MACHINE\a]"));
        assert_ne!(of(r"HKLM\a"), of(r"HKLM\b"));
    }
}
