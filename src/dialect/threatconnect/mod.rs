//! ThreatConnect.
use super::{Dialect, Limits};
use crate::{address, asn, cidr, email, hash, host, registry, url};

/// The dialect of ThreatConnect.
pub const THREATCONNECT: Dialect = Dialect::new("threatconnect")
    .asn(asn::Form::Asn)
    .address(address::Form::Compressed)
    .cidr(cidr::Form::Full)
    .host(host::Form::Ascii)
    .url(url::Form::AsTyped)
    .registry_key(registry::Form::LongHive)
    .email(email::Form::AsTyped)
    .file_hash(hash::Form::Lower)
    .limits(Limits::NONE.hashes(&[
        hash::Algorithm::Md5,
        hash::Algorithm::Sha1,
        hash::Algorithm::Sha256,
    ]));
