//! OpenCTI and STIX 2.1.
//!
//! Compressed IPv6, AS numbers as integers, long hives, names in lower case. STIX has no type for
//! ranges and endpoints. Digests: the algorithms of the STIX 2.1 vocabulary `hash-algorithm-ov` that
//! a length can tell. A registry value without a name has the empty name; of its types STIX has 14,
//! and `REG_QWORD_LITTLE_ENDIAN`, which means the same, is written `REG_QWORD`.
//!
//! # Example
//! ```
//! use ioc_canon::{Indicator, dialect::OPENCTI};
//! let key = Indicator::detect(r"hklm\Software")?;
//! assert_eq!(OPENCTI.show(&key)?.to_string(), r"HKEY_LOCAL_MACHINE\Software");
//! assert_eq!(OPENCTI.check_value_name("")?, None);
//! # Ok::<(), ioc_canon::Error>(())
//! ```

#[cfg(feature = "stix")]
mod stix;

#[cfg(feature = "stix")]
pub use self::stix::{MAX_ID, StixId};
use super::{Dialect, Limits, ValueForm};
use crate::{ValueType, address, asn, cidr, email, hash, host, registry, url};

/// The dialect of OpenCTI.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, Kind, dialect::OPENCTI};
/// assert_eq!(OPENCTI.show(&Indicator::detect("AS64496")?)?.to_string(), "64496");
/// assert!(OPENCTI.check(Kind::Cidr, "2001:db8::/32").is_ok());
/// assert!(!OPENCTI.takes(Kind::Endpoint));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub const OPENCTI: Dialect = Dialect::new("opencti")
    .asn(asn::Form::Plain)
    .address(address::Form::Compressed)
    .cidr(cidr::Form::Compressed)
    .host(host::Form::Ascii)
    .url(url::Form::Canonical)
    .registry_key(registry::Form::LongHive)
    .registry_value(ValueForm::new("").types(&[
        (ValueType::None, "REG_NONE"),
        (ValueType::Sz, "REG_SZ"),
        (ValueType::ExpandSz, "REG_EXPAND_SZ"),
        (ValueType::Binary, "REG_BINARY"),
        (ValueType::Dword, "REG_DWORD"),
        (ValueType::DwordBigEndian, "REG_DWORD_BIG_ENDIAN"),
        (ValueType::DwordLittleEndian, "REG_DWORD_LITTLE_ENDIAN"),
        (ValueType::Link, "REG_LINK"),
        (ValueType::MultiSz, "REG_MULTI_SZ"),
        (ValueType::ResourceList, "REG_RESOURCE_LIST"),
        (ValueType::FullResourceDescription, "REG_FULL_RESOURCE_DESCRIPTION"),
        (ValueType::ResourceRequirementsList, "REG_RESOURCE_REQUIREMENTS_LIST"),
        (ValueType::Qword, "REG_QWORD"),
        (ValueType::InvalidType, "REG_INVALID_TYPE"),
        (ValueType::QwordLittleEndian, "REG_QWORD"),
    ]))
    .email(email::Form::Canonical)
    .file_hash(hash::Form::Lower)
    .limits(Limits::NONE.hashes(&[
        hash::Algorithm::Md5,
        hash::Algorithm::Sha1,
        hash::Algorithm::Sha256,
        hash::Algorithm::Sha512,
    ]));
