//! ThreatConnect: its spelling, its error messages and, with the feature `auth`, the signatures of
//! its API.
//!
//! | kind | spelling |
//! |---|---|
//! | ASN | `ASN12345`, no blank |
//! | address | RFC 5952 |
//! | CIDR | IPv6 in eight groups without leading zeros: `2001:db8:1234:0:0:0:0:0/48` |
//! | host, URL | lower-case ASCII host, A-labels |
//! | registry key | long hive in capitals |
//! | registry value | no name: one blank; 11 types |
//! | file hash | MD5, SHA-1, SHA-256 |
//!
//! Host bits in a block are refused. The platform's pages disagree: the script in its list of common
//! errors refuses them, other pages create `192.168.0.1/28`; with [`host_bits`](Dialect::host_bits) the block
//! that was meant is suggested. Only blocks are written in full;
//! addresses stay compressed, as the platform's own exclusion lists have them.
//!
//! Source: the platform's developer documentation (common errors, quick start, indicator types).
//!
//! # Example
//! ```
//! use ioc_canon::{Code, Kind, dialect::THREATCONNECT};
//! assert!(THREATCONNECT.check(Kind::Cidr, "2001:db8:1234:0:0:0:0:0/48").is_ok());
//! let error = THREATCONNECT.check(Kind::Cidr, "2001:db8:1234::/48").unwrap_err();
//! assert_eq!((error.code(), error.offset()), (Code::Compressed, 13));
//! ```

#[cfg(feature = "auth")]
pub mod auth;
mod messages;
mod path;
#[cfg(feature = "serde")]
mod registry_body;

#[cfg(feature = "serde")]
pub use self::registry_body::{RegistryKeyBody, ShownPart};
pub use self::{
    messages::{MESSAGES, explain},
    path::PathSegment,
};
use super::{Dialect, Limits, RemoteCode, RemoteKey, ValueForm};
use crate::{Code, ValueType, address, asn, cidr, email, hash, host, registry, url};

/// The dialect of ThreatConnect.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, Kind, dialect::THREATCONNECT};
/// assert_eq!(THREATCONNECT.show(&Indicator::detect("AS 64496")?)?.to_string(), "ASN64496");
/// assert!(THREATCONNECT.check(Kind::RegistryKey, r"HKLM\Software").is_err());
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub const THREATCONNECT: Dialect = Dialect::new("threatconnect")
    .asn(asn::Form::Asn)
    .address(address::Form::Compressed)
    .cidr(cidr::Form::Full)
    .host(host::Form::Ascii)
    .url(url::Form::Canonical)
    .registry_key(registry::Form::LongHive)
    .registry_value(ValueForm::new(" ").types(&[
        (ValueType::None, "REG_NONE"),
        (ValueType::Binary, "REG_BINARY"),
        (ValueType::Dword, "REG_DWORD"),
        (ValueType::DwordLittleEndian, "REG_DWORD_LITTLE_ENDIAN"),
        (ValueType::DwordBigEndian, "REG_DWORD_BIG_ENDIAN"),
        (ValueType::ExpandSz, "REG_EXPAND_SZ"),
        (ValueType::Link, "REG_LINK"),
        (ValueType::MultiSz, "REG_MULTI_SZ"),
        (ValueType::Qword, "REG_QWORD"),
        (ValueType::QwordLittleEndian, "REG_QWORD_LITTLE_ENDIAN"),
        (ValueType::Sz, "REG_SZ"),
    ]))
    .email(email::Form::Canonical)
    .file_hash(hash::Form::Lower)
    .limits(Limits::NONE.hashes(&[
        hash::Algorithm::Md5,
        hash::Algorithm::Sha1,
        hash::Algorithm::Sha256,
    ]))
    .remote_codes(lookup, codes_of);

fn lookup(key: RemoteKey<'_>) -> Option<&'static RemoteCode> {
    match key {
        RemoteKey::Message(message) => explain(message),
        RemoteKey::Number(_) => None,
    }
}

/// The platform's messages for a refusal of ours.
fn codes_of(code: Code) -> &'static [RemoteKey<'static>] {
    match code {
        Code::SignatureMismatch => {
            &[RemoteKey::Message("Signature data did not match expected result")]
        }
        Code::TimestampOutOfRange => {
            &[RemoteKey::Message("Timestamp out of acceptable time range")]
        }
        Code::AccessId | Code::SecretEmpty => &[RemoteKey::Message("Access Denied")],
        _ => &[],
    }
}
