//! ThreatSTOP: its spelling and limits, its error codes and error bodies, and what is checked before
//! anything is sent.
//!
//! Entries of user lists are addresses, aligned CIDR blocks no larger than a /8, ranges `a-b` and
//! domain names of at most 200 octets; networks of RFC 1918 only with `allow_bogon`. The platform's
//! pages do not mention IPv6: it is shown compressed, without a limit on its prefix.
//!
//! Source: the platform's page of extended error codes, and the pages on its request format. The
//! table of codes is not exhaustive (24000 is documented elsewhere), so a code that is not in it is
//! `None` and never an error.

#[cfg(feature = "serde")]
mod body;
mod codes;
mod expiration;
mod request;

#[cfg(feature = "serde")]
pub use self::body::{DESCRIPTION_MAX, DETAIL_MAX, ErrorBody, ErrorBodyBuf};
pub use self::{
    codes::{CODES, Service, explain},
    expiration::{EXPIRATION_MAX_LEN, Expiration, ExpirationFormat},
    request::{API_VERSION, CONTENT_TYPE, check_request},
};
use super::{Dialect, Limits, RemoteCode, RemoteKey};
use crate::{Code, address, cidr, host, range};

/// The limits of a user list: /8, no RFC 1918, names of 200 octets.
pub const LIMITS: Limits = Limits::NONE.min_prefix_v4(8).private(false).max_name(200);

/// The dialect of ThreatSTOP's user lists.
///
/// # Example: a list that allows bogons
/// ```
/// use ioc_canon::{Dialect, Kind, dialect::{THREATSTOP, threatstop::LIMITS}};
/// const BOGONS: Dialect = THREATSTOP.limits(LIMITS.private(true));
/// assert!(THREATSTOP.check(Kind::Cidr, "10.0.0.0/8").is_err());
/// assert!(BOGONS.check(Kind::Cidr, "10.0.0.0/8").is_ok());
/// ```
pub const THREATSTOP: Dialect = Dialect::new("threatstop")
    .address(address::Form::Compressed)
    .cidr(cidr::Form::Compressed)
    .range(range::Form::Compressed)
    .host(host::Form::Ascii)
    .limits(LIMITS)
    .remote_codes(lookup, codes_of);

fn lookup(key: RemoteKey<'_>) -> Option<&'static RemoteCode> {
    match key {
        RemoteKey::Number(number) => explain(number),
        RemoteKey::Message(_) => None,
    }
}

/// The platform's codes for a refusal of ours: the same bad value has another code under another
/// service.
fn codes_of(code: Code) -> &'static [RemoteKey<'static>] {
    use RemoteKey::Number as N;
    match code {
        Code::HostBits => &[N(19018), N(15000)],
        Code::PrefixTooShort => &[N(19011)],
        Code::PrivateAddress => &[N(19012)],
        Code::NameOverLimit | Code::NameTooLong => &[N(19013), N(15001)],
        Code::LabelTooLong => &[N(19014), N(15001)],
        Code::Denied => &[N(19019)],
        Code::TooManyEntries => &[N(19051)],
        Code::Expiration => &[N(19052)],
        Code::ContentType => &[N(11401)],
        Code::ApiVersion => &[N(11402)],
        _ => match code.id().as_str().as_bytes().first() {
            Some(b'A' | b'C') => &[N(19050), N(15000)],
            Some(b'H') => &[N(19050), N(15001)],
            Some(b'G') => &[N(19050), N(15000), N(15001)],
            _ => &[],
        },
    }
}
