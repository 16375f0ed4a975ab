//! What every request carries.

use crate::error::{Code, Error};

/// The media type of a request with a body.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::{API_VERSION, CONTENT_TYPE, check_request};
/// assert!(check_request(CONTENT_TYPE, API_VERSION).is_ok());
/// ```
pub const CONTENT_TYPE: &str = "application/json";
/// The version that the URL names.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::API_VERSION;
/// assert_eq!(API_VERSION, "v4.0");
/// ```
pub const API_VERSION: &str = "v4.0";

/// Checks what the platform would refuse with 11401 and 11402, before anything is sent.
///
/// `content_type` is the value of the header of a request with a body (without a body there is none,
/// and nothing to check): the media type in any case, with or without parameters such as
/// `; charset=utf-8`, whose meaning is not looked at. `version` is the part of the URL's path, exact.
///
/// # Errors
/// `ContentType` (11401), its offset counted in `content_type`; then `ApiVersion` (11402), counted in
/// `version`.
///
/// # Example
/// ```
/// use ioc_canon::{Code, dialect::threatstop::check_request};
/// check_request("application/json; charset=utf-8", "v4.0")?;
/// let error = check_request("application/json", "v3.0").unwrap_err();
/// assert_eq!((error.code(), error.offset()), (Code::ApiVersion, 1));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub fn check_request(content_type: &str, version: &str) -> Result<(), Error> {
    content_type_refusal(content_type.as_bytes())
        .map_or(Ok(()), |at| Err(Error::new(Code::ContentType, at)))?;
    first_difference(version.as_bytes(), API_VERSION.as_bytes(), |a, b| a == b)
        .map_or(Ok(()), |at| Err(Error::new(Code::ApiVersion, at)))
}

/// The byte at which a header's value stops being `application/json` and parameters.
///
/// `value = media-type *( OWS ";" OWS [ parameter ] )` (RFC 9110 §8.3.1, §5.6.6)
fn content_type_refusal(value: &[u8]) -> Option<usize> {
    let wanted = CONTENT_TYPE.as_bytes();
    let at = first_difference(value, wanted, u8::eq_ignore_ascii_case)?;
    if at < wanted.len() {
        return Some(at);
    }
    let parameters = value.get(at..).unwrap_or_default();
    let blanks = parameters.iter().take_while(|&&b| matches!(b, b' ' | b'\t')).count();
    if parameters.get(blanks) != Some(&b';') {
        return Some(at.saturating_add(blanks));
    }
    // A header of one line: what could end it or hide in it is refused.
    let bad = parameters.iter().position(|&b| !matches!(b, b' '..=b'~' | b'\t'));
    bad.map(|in_parameters| at.saturating_add(in_parameters))
}

/// Where `text` leaves `wanted`: at the first byte that differs, at its end if it is shorter, after
/// `wanted` if it is longer.
fn first_difference(text: &[u8], wanted: &[u8], same: impl Fn(&u8, &u8) -> bool) -> Option<usize> {
    let shared = text.iter().zip(wanted).take_while(|(a, b)| same(a, b)).count();
    (shared < wanted.len() || text.len() > wanted.len()).then_some(shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types() {
        let rows = [
            ("application/json", None),
            ("Application/JSON", None),
            ("application/json;charset=utf-8", None),
            ("application/json \t; charset=\"utf-8\"; a=b", None),
            ("application/json;", None),
            ("", Some(0)),
            (" application/json", Some(0)),
            ("text/json", Some(0)),
            ("application/jso", Some(15)),
            ("application/jsän", Some(14)),
            ("application/jsonp", Some(16)),
            ("application/json-patch+json", Some(16)),
            ("application/json, text/plain", Some(16)),
            ("application/json ", Some(17)),
            ("application/json  charset=utf-8", Some(18)),
            ("application/json; a=b\r\nX: y", Some(21)),
            ("application/json; a=ä", Some(20)),
        ];
        for (text, at) in rows {
            let expected = at.map_or(Ok(()), |at| Err(Error::new(Code::ContentType, at)));
            assert_eq!(check_request(text, "v4.0"), expected, "{text:?}");
        }
    }

    #[test]
    fn versions() {
        let rows = [
            ("v4.0", None),
            ("V4.0", Some(0)),
            ("", Some(0)),
            ("4.0", Some(0)),
            ("v4", Some(2)),
            ("v4.1", Some(3)),
            ("v4.0/", Some(4)),
            ("v4,0", Some(2)),
            ("v€", Some(1)),
        ];
        for (text, at) in rows {
            let expected = at.map_or(Ok(()), |at| Err(Error::new(Code::ApiVersion, at)));
            assert_eq!(check_request("application/json", text), expected, "{text:?}");
        }
        // The content type speaks first.
        assert_eq!(check_request("x", "x").unwrap_err().code(), Code::ContentType);
    }
}
