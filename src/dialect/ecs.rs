//! Elastic Common Schema: AS numbers as integers, short hives (`registry.hive`).

use super::{Dialect, Limits};
use crate::{address, asn, cidr, email, hash, host, registry, url};

/// The dialect of the Elastic Common Schema.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, dialect::ECS};
/// let key = Indicator::detect(r"HKEY_LOCAL_MACHINE\Software")?;
/// assert_eq!(ECS.show(&key)?.to_string(), r"HKLM\Software");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub const ECS: Dialect = Dialect::new("ecs")
    .asn(asn::Form::Plain)
    .address(address::Form::Compressed)
    .cidr(cidr::Form::Compressed)
    .host(host::Form::Ascii)
    .url(url::Form::Canonical)
    .registry_key(registry::Form::ShortHive)
    .email(email::Form::Canonical)
    .file_hash(hash::Form::Lower)
    .limits(Limits::NONE.hashes(&[
        hash::Algorithm::Md5,
        hash::Algorithm::Sha1,
        hash::Algorithm::Sha256,
        hash::Algorithm::Sha384,
        hash::Algorithm::Sha512,
    ]));
