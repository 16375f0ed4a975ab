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
//!
//! # Example
//! ```
//! use ioc_canon::{Code, Kind, dialect::THREATSTOP};
//! let error = THREATSTOP.check(Kind::Cidr, "192.0.2.7/24").unwrap_err();
//! assert_eq!((error.code(), error.offset()), (Code::HostBits, 8));
//! assert!(THREATSTOP.remote(&error).any(|row| row.number() == Some(19018)));
//! ```

#[cfg(feature = "serde")]
mod body;
mod codes;
mod expiration;
mod list;
mod request;

#[cfg(feature = "serde")]
pub use self::body::{DESCRIPTION_MAX, DETAIL_MAX, ErrorBody, ErrorBodyBuf};
pub use self::{
    codes::{CODES, Service, explain},
    expiration::{EXPIRATION_MAX_LEN, Expiration, ExpirationFormat},
    list::{Entry, List, ListType, MAX_ENTRIES, Refusal, Refusals},
    request::{API_VERSION, CONTENT_TYPE, check_request, check_version},
};
use super::{Dialect, Limits, RemoteCode, RemoteKey};
use crate::{Code, Error, address, cidr, host, range};

/// The limits of a user list: /8, no RFC 1918, names of 200 octets.
///
/// # Example
/// ```
/// use ioc_canon::{Code, Kind, dialect::THREATSTOP};
/// let refused = |kind, text| THREATSTOP.check(kind, text).unwrap_err().code();
/// assert_eq!(refused(Kind::Cidr, "8.0.0.0/7"), Code::PrefixTooShort);
/// assert_eq!(refused(Kind::Address, "10.0.0.1"), Code::PrivateAddress);
/// ```
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

/// The platform's code for a refusal of ours when one of its services is asked: the same bad value
/// has another code under another service. `None` where that service has no such refusal.
///
/// A text that could not even be told for an address or a name (such as an empty one) has two codes
/// under [`Service::CheckIoc`], which looks the two up apart; the first, 15000, is given.
/// [`Dialect::remote`] gives both.
///
/// # Example
/// ```
/// use ioc_canon::{Kind, dialect::{THREATSTOP, threatstop::{Service, remote}}};
/// let error = THREATSTOP.check(Kind::Address, "1.2.3.400").unwrap_err();
/// let number = |service| remote(&error, service).and_then(|row| row.number());
/// assert_eq!(number(Service::UserLists), Some(19050));
/// assert_eq!(number(Service::CheckIoc), Some(15000));
/// assert_eq!(number(Service::Policy), None);
/// ```
#[must_use]
pub fn remote(error: &Error, service: Service) -> Option<&'static RemoteCode> {
    THREATSTOP.remote(error).find(|row| Service::of(row) == Some(service))
}

/// The platform's codes for a refusal of ours. What it says of a value that it would read and we
/// would spell otherwise (group D but for limits) is not in its document: those have none.
fn codes_of(code: Code) -> &'static [RemoteKey<'static>] {
    use RemoteKey::Number as N;
    const NAME: &[RemoteKey<'static>] = &[N(19050), N(15001)];
    const ADDRESS: &[RemoteKey<'static>] = &[N(19050), N(15000)];
    const EITHER: &[RemoteKey<'static>] = &[N(19050), N(15000), N(15001)];
    match code {
        // Not a word about the value.
        Code::BufferTooSmall | Code::NotExact | Code::NeedsIdna => &[],
        // It may well take them: its pages show a wildcard, and no rule of theirs asks for two labels.
        Code::Wildcard | Code::SingleLabel => &[],
        // Of the caller's choice of a kind the platform knows nothing.
        Code::WrongKind => &[],
        Code::HostBits => &[N(19018), N(15000)],
        Code::PrefixTooShort => &[N(19011)],
        // The one code that it has for ranges it forbids. Its tip names RFC 1918, the option to
        // lift it is called `allow_bogon`.
        Code::PrivateAddress | Code::SpecialAddress => &[N(19012)],
        Code::NameOverLimit | Code::NameTooLong => &[N(19013), N(15001)],
        Code::LabelTooLong => &[N(19014), N(15001)],
        Code::Denied => &[N(19019)],
        Code::TooManyEntries => &[N(19051)],
        Code::Expiration => &[N(19052)],
        Code::ContentType => &[N(11401)],
        Code::ApiVersion => &[N(11402)],
        // Neither address nor name: a URL, a digest, an AS number.
        Code::KindNotHere => EITHER,
        Code::HostNotAscii => NAME,
        _ => match code.id().as_str().as_bytes().first() {
            Some(b'A' | b'C') => ADDRESS,
            Some(b'H') => NAME,
            // Malformed, and of the shape of a kind that is neither.
            Some(b'G' | b'N' | b'U' | b'R' | b'F' | b'E' | b'P') => EITHER,
            _ => &[],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row for each of our codes that the platform has words for; the document's numbers.
    #[test]
    fn our_refusals_by_service() {
        use Service::{CheckIoc, Schema, UserLists};
        let rows: &[(Code, Service, Option<u32>)] = &[
            // 12: /8 is the largest block that is taken.
            (Code::PrefixTooShort, UserLists, Some(19011)),
            (Code::PrefixTooShort, CheckIoc, None),
            // 13: overlap with RFC 1918, and what the caller forbids beside it.
            (Code::PrivateAddress, UserLists, Some(19012)),
            (Code::PrivateAddress, CheckIoc, None),
            (Code::SpecialAddress, UserLists, Some(19012)),
            // 14: lengths.
            (Code::NameOverLimit, UserLists, Some(19013)),
            (Code::NameOverLimit, CheckIoc, Some(15001)),
            (Code::NameTooLong, UserLists, Some(19013)),
            (Code::NameTooLong, CheckIoc, Some(15001)),
            (Code::LabelTooLong, UserLists, Some(19014)),
            // It may take those, or was not asked.
            (Code::Wildcard, UserLists, None),
            (Code::SingleLabel, CheckIoc, None),
            (Code::WrongKind, UserLists, None),
            (Code::LabelTooLong, CheckIoc, Some(15001)),
            // 15: dates.
            (Code::Expiration, UserLists, Some(19052)),
            (Code::Expiration, CheckIoc, None),
            // 16: the list as a whole.
            (Code::TooManyEntries, UserLists, Some(19051)),
            (Code::TooManyEntries, CheckIoc, None),
            // 17: what only the caller can know.
            (Code::Denied, UserLists, Some(19019)),
            (Code::Denied, CheckIoc, None),
            (Code::ContentType, Schema, Some(11401)),
            (Code::ContentType, UserLists, None),
            (Code::ApiVersion, Schema, Some(11402)),
            // 18: one bad value, another code by service.
            (Code::HostBits, UserLists, Some(19018)),
            (Code::HostBits, CheckIoc, Some(15000)),
            (Code::OctetTooLarge, UserLists, Some(19050)),
            (Code::OctetTooLarge, CheckIoc, Some(15000)),
            (Code::PrefixOver32, UserLists, Some(19050)),
            (Code::RangeReversed, UserLists, Some(19050)),
            (Code::RangeReversed, CheckIoc, Some(15000)),
            (Code::LabelEmpty, UserLists, Some(19050)),
            (Code::LabelEmpty, CheckIoc, Some(15001)),
            (Code::HostNotAscii, UserLists, Some(19050)),
            (Code::HostNotAscii, CheckIoc, Some(15001)),
            (Code::Empty, UserLists, Some(19050)),
            (Code::Empty, CheckIoc, Some(15000)),
            (Code::AsnDigit, UserLists, Some(19050)),
            (Code::UrlSchemeMissing, UserLists, Some(19050)),
            (Code::HiveUnknown, UserLists, Some(19050)),
            (Code::HashLength, UserLists, Some(19050)),
            (Code::LocalDot, UserLists, Some(19050)),
            (Code::PortDigit, UserLists, Some(19050)),
            (Code::KindNotHere, UserLists, Some(19050)),
            (Code::KindNotHere, CheckIoc, Some(15000)),
            // What the platform may read, or has nothing to do with.
            (Code::HostUpperCase, UserLists, None),
            (Code::Compressed, UserLists, None),
            (Code::BufferTooSmall, UserLists, None),
            (Code::NotExact, UserLists, None),
            (Code::NeedsIdna, UserLists, None),
            (Code::SecretEmpty, UserLists, None),
            (Code::LineTooLong, UserLists, None),
        ];
        for &(code, service, number) in rows {
            let row = remote(&Error::new(code, 0), service);
            assert_eq!(row.and_then(RemoteCode::number), number, "{code:?} {service}");
        }
    }

    /// The platform uses some messages twice, so none names a row.
    #[test]
    fn a_message_finds_no_row() {
        let of = |number| explain(number).map(RemoteCode::message);
        assert_eq!(of(15001), of(19050));
        assert_eq!(of(12004), of(19016));
        for row in CODES {
            assert!(THREATSTOP.explain(row.message()).is_none(), "{row}");
        }
    }

    /// No code of ours names one of the platform's that does not exist, or two of one service
    /// but for Check IOC, which has one for addresses and one for names.
    #[test]
    fn every_code_names_rows_that_exist() {
        for &code in Code::ALL {
            let error = Error::new(code, 0);
            assert_eq!(THREATSTOP.remote(&error).count(), codes_of(code).len(), "{code:?}");
            for &service in Service::ALL {
                let of_it = |row: &&RemoteCode| Service::of(row) == Some(service);
                let most = if service == Service::CheckIoc { 2 } else { 1 };
                assert!(THREATSTOP.remote(&error).filter(of_it).count() <= most, "{code:?}");
            }
        }
    }
}
