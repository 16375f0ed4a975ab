//! Registry values in a platform's spelling: how it writes a value that has no name, and the types
//! it has.

use super::{Dialect, Shown};
use crate::{
    Indicator, Kind, RegistryValue, ValueType,
    error::{Code, Error},
    registry,
};

/// How a platform writes names and types of registry values.
///
/// # Example
/// ```
/// use ioc_canon::{Dialect, RegistryKey, RegistryValue, ValueType, dialect::ValueForm, registry};
/// const OURS: Dialect = Dialect::new("ours")
///     .registry_key(registry::Form::ShortHive)
///     .registry_value(ValueForm::new("(Default)").types(&[(ValueType::Sz, "string")]));
/// let value = RegistryValue::new(RegistryKey::parse(r"HKCU\a")?, None, ValueType::Sz)?;
/// let shown = OURS.show_value(&value)?;
/// assert_eq!((shown.name(), shown.value_type()), ("(Default)", "string"));
/// assert_eq!(OURS.check_value_type("string")?, ValueType::Sz);
/// assert!(OURS.check_value_type("REG_SZ").is_err());
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueForm {
    no_name: &'static str,
    types: &'static [(ValueType, &'static str)],
}

impl ValueForm {
    /// Writes a value without a name as one of this name; has no types yet.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Dialect, dialect::ValueForm};
    /// const OURS: Dialect = Dialect::new("ours").registry_value(ValueForm::new("@"));
    /// assert_eq!(OURS.check_value_name("@")?, None);
    /// assert_eq!(OURS.check_value_name("Path")?, Some("Path"));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn new(no_name: &'static str) -> Self {
        Self { no_name, types: &[] }
    }

    /// The types and how each is written. Where two are written alike, the first is the one that
    /// the text is read as.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Dialect, ValueType, dialect::ValueForm};
    /// const FORM: ValueForm = ValueForm::new("@")
    ///     .types(&[(ValueType::Dword, "dword"), (ValueType::DwordLittleEndian, "dword")]);
    /// const OURS: Dialect = Dialect::new("ours").registry_value(FORM);
    /// assert_eq!(OURS.check_value_type("dword")?, ValueType::Dword);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn types(self, types: &'static [(ValueType, &'static str)]) -> Self {
        Self { types, ..self }
    }
}

impl Dialect {
    /// Reads a value's name as the platform writes it; `None` is its text for no name. Any other
    /// text is a name and stands for itself.
    ///
    /// # Errors
    /// `KindNotHere` where the platform has no values; `ValueNameMissing` for empty text where that
    /// is not how it writes none; `TooLong` and `ControlCharacter` as [`RegistryValue::new`].
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, dialect::{OPENCTI, THREATCONNECT}};
    /// assert_eq!(THREATCONNECT.check_value_name(" "), Ok(None));
    /// assert_eq!(THREATCONNECT.check_value_name("").unwrap_err().code(), Code::ValueNameMissing);
    /// assert_eq!(OPENCTI.check_value_name(""), Ok(None));
    /// assert_eq!(OPENCTI.check_value_name(" "), Ok(Some(" ")));
    /// ```
    pub fn check_value_name<'t>(&self, text: &'t str) -> Result<Option<&'t str>, Error> {
        let form = self.value_form()?;
        if text == form.no_name {
            return Ok(None);
        }
        if text.is_empty() {
            return Err(Error::new(Code::ValueNameMissing, 0));
        }
        registry::check_value_name(text).map(|()| Some(text))
    }

    /// Reads a value's type as the platform writes it.
    ///
    /// # Errors
    /// `KindNotHere` where the platform has no values. For the name of a type in Windows or STIX,
    /// in any case: `Spelling` at the first byte that the platform writes otherwise,
    /// `ValueTypeNotHere` where it has no such type. What [`ValueType::parse`] refuses.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, ValueType, dialect::THREATCONNECT};
    /// assert_eq!(THREATCONNECT.check_value_type("REG_SZ")?, ValueType::Sz);
    /// let error = THREATCONNECT.check_value_type("REG_Sz").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::Spelling, 5));
    /// let error = THREATCONNECT.check_value_type("REG_RESOURCE_LIST").unwrap_err();
    /// assert_eq!(error.code(), Code::ValueTypeNotHere);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn check_value_type(&self, text: &str) -> Result<ValueType, Error> {
        let form = self.value_form()?;
        if let Some(&(found, _)) = form.types.iter().find(|(_, name)| *name == text) {
            return Ok(found);
        }
        let wanted = form.name_of(ValueType::parse(text)?)?;
        let shared = text.bytes().zip(wanted.bytes()).take_while(|(a, b)| a == b);
        // Not `count()`: its sum is checked, and so could panic.
        let at = shared.fold(0usize, |at, _| at.saturating_add(1));
        Err(Error::new(Code::Spelling, at))
    }

    /// The value in the platform's spelling.
    ///
    /// # Errors
    /// `KindNotHere` where the platform has no keys or no values; `ValueNameReserved` for a name
    /// that is the platform's text for none, such as one blank at ThreatConnect; `ValueTypeNotHere`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{RegistryKey, RegistryValue, ValueType, dialect::{OPENCTI, THREATCONNECT}};
    /// let key = RegistryKey::parse(r"HKLM\Software\a")?;
    /// let value = RegistryValue::new(key, None, ValueType::QwordLittleEndian)?;
    /// let shown = THREATCONNECT.show_value(&value)?;
    /// assert_eq!(shown.key().to_string(), r"HKEY_LOCAL_MACHINE\Software\a");
    /// assert_eq!((shown.name(), shown.value_type()), (" ", "REG_QWORD_LITTLE_ENDIAN"));
    /// let shown = OPENCTI.show_value(&value)?;
    /// assert_eq!((shown.name(), shown.value_type()), ("", "REG_QWORD"));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn show_value<'a>(&self, value: &RegistryValue<'a>) -> Result<ShownValue<'a>, Error> {
        let form = self.value_form()?;
        let key = self.show(&Indicator::RegistryKey(*value.key()))?;
        let name = match value.name() {
            Some(name) if name == form.no_name => {
                return Err(Error::new(Code::ValueNameReserved, 0));
            }
            Some(name) => name,
            None => form.no_name,
        };
        Ok(ShownValue { key, name, value_type: form.name_of(value.value_type())? })
    }

    /// Whether the platform has registry values.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::{THREATCONNECT, THREATSTOP};
    /// assert!(THREATCONNECT.takes_values() && !THREATSTOP.takes_values());
    /// ```
    #[must_use]
    pub const fn takes_values(&self) -> bool {
        self.value.is_some() && self.takes(Kind::RegistryKey)
    }

    fn value_form(&self) -> Result<ValueForm, Error> {
        self.value.ok_or(Error::new(Code::KindNotHere, 0))
    }
}

impl ValueForm {
    /// How the platform writes a type.
    fn name_of(self, wanted: ValueType) -> Result<&'static str, Error> {
        let row = self.types.iter().find(|(of, _)| *of == wanted);
        row.map(|&(_, name)| name).ok_or(Error::new(Code::ValueTypeNotHere, 0))
    }
}

/// A registry value in a platform's spelling.
///
/// # Example
/// ```
/// use ioc_canon::{RegistryKey, RegistryValue, ValueType, dialect::THREATCONNECT};
/// let value = RegistryValue::new(RegistryKey::parse(r"HKU\a")?, Some("b"), ValueType::Sz)?;
/// let shown = THREATCONNECT.show_value(&value)?;
/// assert_eq!((shown.name(), shown.value_type()), ("b", "REG_SZ"));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ShownValue<'a> {
    key: Shown<'a>,
    name: &'a str,
    value_type: &'static str,
}

impl<'a> ShownValue<'a> {
    /// The key, written when it is asked for.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{RegistryKey, RegistryValue, ValueType, dialect::THREATCONNECT};
    /// let value = RegistryValue::new(RegistryKey::parse(r"HKU\a")?, None, ValueType::Sz)?;
    /// assert_eq!(THREATCONNECT.show_value(&value)?.key().to_string(), r"HKEY_USERS\a");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn key(&self) -> &Shown<'a> {
        &self.key
    }

    /// The value's name, or the platform's text for none.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{RegistryKey, RegistryValue, ValueType, dialect::{OPENCTI, THREATCONNECT}};
    /// let value = RegistryValue::new(RegistryKey::parse("HKU")?, None, ValueType::Sz)?;
    /// assert_eq!(THREATCONNECT.show_value(&value)?.name(), " ");
    /// assert_eq!(OPENCTI.show_value(&value)?.name(), "");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// The value's type.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{RegistryKey, RegistryValue, ValueType, dialect::OPENCTI};
    /// let key = RegistryKey::parse("HKU")?;
    /// let value = RegistryValue::new(key, None, ValueType::QwordLittleEndian)?;
    /// assert_eq!(OPENCTI.show_value(&value)?.value_type(), "REG_QWORD");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn value_type(&self) -> &'static str {
        self.value_type
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        RegistryKey,
        dialect::{OPENCTI, THREATCONNECT},
    };

    /// Every type: as ThreatConnect writes it, and as STIX does.
    const TYPES: [(ValueType, Option<&str>, &str); 15] = [
        (ValueType::None, Some("REG_NONE"), "REG_NONE"),
        (ValueType::Sz, Some("REG_SZ"), "REG_SZ"),
        (ValueType::ExpandSz, Some("REG_EXPAND_SZ"), "REG_EXPAND_SZ"),
        (ValueType::Binary, Some("REG_BINARY"), "REG_BINARY"),
        (ValueType::Dword, Some("REG_DWORD"), "REG_DWORD"),
        (ValueType::DwordLittleEndian, Some("REG_DWORD_LITTLE_ENDIAN"), "REG_DWORD_LITTLE_ENDIAN"),
        (ValueType::DwordBigEndian, Some("REG_DWORD_BIG_ENDIAN"), "REG_DWORD_BIG_ENDIAN"),
        (ValueType::Link, Some("REG_LINK"), "REG_LINK"),
        (ValueType::MultiSz, Some("REG_MULTI_SZ"), "REG_MULTI_SZ"),
        (ValueType::ResourceList, None, "REG_RESOURCE_LIST"),
        (ValueType::FullResourceDescription, None, "REG_FULL_RESOURCE_DESCRIPTION"),
        (ValueType::ResourceRequirementsList, None, "REG_RESOURCE_REQUIREMENTS_LIST"),
        (ValueType::Qword, Some("REG_QWORD"), "REG_QWORD"),
        (ValueType::QwordLittleEndian, Some("REG_QWORD_LITTLE_ENDIAN"), "REG_QWORD"),
        (ValueType::InvalidType, None, "REG_INVALID_TYPE"),
    ];

    fn key() -> RegistryKey<'static> {
        RegistryKey::parse(r"HKLM\a").unwrap()
    }

    #[test]
    fn every_type_at_both_platforms() {
        let no_type = Error::new(Code::ValueTypeNotHere, 0);
        assert_eq!(TYPES.map(|(of, ..)| of), ValueType::ALL);
        for (of, here, there) in TYPES {
            let value = RegistryValue::new(key(), Some("n"), of).unwrap();
            let shown = |dialect: &Dialect| dialect.show_value(&value).map(|v| v.value_type());
            assert_eq!(shown(&THREATCONNECT), here.ok_or(no_type), "{of}");
            assert_eq!(shown(&OPENCTI), Ok(there), "{of}");
            // What is shown is taken, and means the same.
            match here {
                Some(here) => assert_eq!(THREATCONNECT.check_value_type(here), Ok(of)),
                None => assert_eq!(THREATCONNECT.check_value_type(of.name()), Err(no_type)),
            }
            let read = OPENCTI.check_value_type(there);
            let same = if of == ValueType::QwordLittleEndian { ValueType::Qword } else { of };
            assert_eq!(read, Ok(same), "{of}");
        }
        let texts = |dialect: &Dialect| {
            ValueType::ALL.iter().filter(|t| dialect.check_value_type(t.name()).is_ok()).count()
        };
        assert_eq!((texts(&THREATCONNECT), texts(&OPENCTI)), (11, 14));
        assert_eq!(
            OPENCTI.check_value_type("REG_QWORD_LITTLE_ENDIAN"),
            Err(Error::new(Code::Spelling, 9))
        );
    }

    #[test]
    fn refused_types() {
        let rows = [
            ("reg_sz", Code::Spelling, 0),
            ("REG_Sz", Code::Spelling, 5),
            ("Reg_resource_list", Code::ValueTypeNotHere, 0),
            ("SZ", Code::ValueTypeUnknown, 0),
            ("", Code::Empty, 0),
            ("REG_SZ ", Code::OuterBlank, 6),
        ];
        for (text, code, at) in rows {
            let expected = Err(Error::new(code, at));
            assert_eq!(THREATCONNECT.check_value_type(text), expected, "{text:?}");
        }
    }

    #[test]
    fn names_and_none() {
        let value = |name| RegistryValue::new(key(), name, ValueType::Sz).unwrap();
        let shown = |dialect: &Dialect, name| {
            dialect.show_value(&value(name)).map(|shown| shown.name()).map_err(Error::code)
        };
        assert_eq!(shown(&THREATCONNECT, None), Ok(" "));
        assert_eq!(shown(&THREATCONNECT, Some("")), Ok(" "));
        assert_eq!(shown(&THREATCONNECT, Some(" ")), Err(Code::ValueNameReserved));
        assert_eq!(shown(&THREATCONNECT, Some("  ")), Ok("  "));
        assert_eq!(shown(&THREATCONNECT, Some("a")), Ok("a"));
        assert_eq!(shown(&OPENCTI, None), Ok(""));
        assert_eq!(shown(&OPENCTI, Some(" ")), Ok(" "));
        assert_eq!(Code::ValueNameReserved.class(), crate::Class::UseCase);

        let bad = |code, at| Err(Error::new(code, at));
        assert_eq!(THREATCONNECT.check_value_name("a b"), Ok(Some("a b")));
        assert_eq!(THREATCONNECT.check_value_name("  "), Ok(Some("  ")));
        assert_eq!(THREATCONNECT.check_value_name(""), bad(Code::ValueNameMissing, 0));
        assert_eq!(THREATCONNECT.check_value_name("a\0"), bad(Code::ControlCharacter, 1));
        let long = "a".repeat(registry::MAX_VALUE_NAME + 1);
        assert_eq!(OPENCTI.check_value_name(&long), bad(Code::TooLong, registry::MAX_VALUE_NAME));
    }

    #[test]
    fn a_platform_without_values() {
        const NO_KEYS: Dialect = Dialect::new("none").registry_value(ValueForm::new(""));
        const NO_VALUES: Dialect = Dialect::new("none").registry_key(registry::Form::LongHive);
        let value = RegistryValue::new(key(), None, ValueType::Sz).unwrap();
        let none = Error::new(Code::KindNotHere, 0);
        assert_eq!(NO_KEYS.show_value(&value).map(|_| ()), Err(none));
        assert_eq!(NO_VALUES.show_value(&value).map(|_| ()), Err(none));
        assert_eq!(NO_VALUES.check_value_name(""), Err(none));
        assert_eq!(NO_VALUES.check_value_type("REG_SZ"), Err(none));
        assert!(!NO_KEYS.takes_values() && !NO_VALUES.takes_values());
        assert!(THREATCONNECT.takes_values());
    }
}
