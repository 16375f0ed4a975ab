//! MISP: bare AS numbers, `host|port`, single addresses without a prefix length.

use super::{Dialect, Limits};
use crate::{address, asn, cidr, email, endpoint, hash, host, registry, url};

/// The dialect of MISP's attributes.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, dialect::MISP};
/// let shown = |text| MISP.show(&Indicator::detect(text).unwrap()).unwrap().to_string();
/// assert_eq!(shown("AS64496"), "64496");
/// assert_eq!(shown("192.0.2.1:443"), "192.0.2.1|443");
/// assert_eq!(shown("192.0.2.1/32"), "192.0.2.1");
/// ```
pub const MISP: Dialect = Dialect::new("misp")
    .asn(asn::Form::Plain)
    .address(address::Form::Compressed)
    .cidr(cidr::Form::Bare)
    .host(host::Form::Ascii)
    .url(url::Form::Canonical)
    .registry_key(registry::Form::LongHive)
    .email(email::Form::Canonical)
    .file_hash(hash::Form::Lower)
    .endpoint(endpoint::Form::Pipe)
    .limits(Limits::NONE.basic_plane(true));
