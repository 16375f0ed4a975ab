//! OpenCTI and STIX 2.1.
//!
//! Compressed IPv6, AS numbers as integers, long hives, names in lower case. STIX has no type for
//! ranges and endpoints. Digests: the algorithms of the STIX 2.1 vocabulary `hash-algorithm-ov` that
//! a length can tell.

use super::{Dialect, Limits};
use crate::{address, asn, cidr, email, hash, host, registry, url};

/// The dialect of OpenCTI.
pub const OPENCTI: Dialect = Dialect::new("opencti")
    .asn(asn::Form::Plain)
    .address(address::Form::Compressed)
    .cidr(cidr::Form::Compressed)
    .host(host::Form::Ascii)
    .url(url::Form::AsTyped)
    .registry_key(registry::Form::LongHive)
    .email(email::Form::AsTyped)
    .file_hash(hash::Form::Lower)
    .limits(Limits::NONE.hashes(&[
        hash::Algorithm::Md5,
        hash::Algorithm::Sha1,
        hash::Algorithm::Sha256,
        hash::Algorithm::Sha512,
    ]));
