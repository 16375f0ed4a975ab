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
/// `content_type` is the value of the header of a request with a body; without a body there is none, and
/// [`check_version`] is what is left. The media type may be in any case, with or without parameters such
/// as `; charset=utf-8`, whose meaning is not looked at. `version` is the part of the URL's path, exact.
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
    match content_type_refusal(content_type.as_bytes()) {
        Some(at) => Err(Error::new(Code::ContentType, at)),
        None => check_version(version),
    }
}

/// Checks what the platform would refuse with 11402, of any request.
///
/// # Errors
/// `ApiVersion`.
///
/// # Example
/// ```
/// use ioc_canon::{Code, dialect::threatstop::check_version};
/// assert!(check_version("v4.0").is_ok());
/// let error = check_version("v4").unwrap_err();
/// assert_eq!((error.code(), error.offset()), (Code::ApiVersion, 2));
/// ```
pub fn check_version(version: &str) -> Result<(), Error> {
    first_difference(version.as_bytes(), API_VERSION.as_bytes(), |a, b| a == b)
        .map_or(Ok(()), |at| Err(Error::new(Code::ApiVersion, at)))
}

/// The byte at which a header's value stops being `application/json` and parameters.
///
/// ```text
/// value     = media-type *( OWS ";" OWS [ parameter ] )   ; RFC 9110 §8.3.1, §5.6.6
/// parameter = token "=" ( token / quoted-string )
/// ```
fn content_type_refusal(value: &[u8]) -> Option<usize> {
    let wanted = CONTENT_TYPE.as_bytes();
    let at = first_difference(value, wanted, u8::eq_ignore_ascii_case)?;
    if at < wanted.len() {
        return Some(at);
    }
    let mut rest = value.get(at..).unwrap_or_default();
    while !rest.is_empty() {
        match parameter(rest) {
            Ok(after) => rest = after,
            Err(left) => return Some(value.len().saturating_sub(left)),
        }
    }
    None
}

/// What follows a parameter, its semicolon first, or how many bytes are left where it is none.
fn parameter(text: &[u8]) -> Result<&[u8], usize> {
    let (_, rest) = run(text, is_blank);
    let [b';', rest @ ..] = rest else { return Err(rest.len()) };
    let (_, rest) = run(rest, is_blank);
    if rest.is_empty() || rest.first() == Some(&b';') {
        return Ok(rest);
    }
    let (name, rest) = run(rest, is_token);
    match rest {
        [b'=', b'"', rest @ ..] if !name.is_empty() => quoted(rest),
        [b'=', rest @ ..] if !name.is_empty() => match run(rest, is_token) {
            ([], rest) => Err(rest.len()),
            (_, rest) => Ok(rest),
        },
        rest => Err(rest.len()),
    }
}

/// What follows a quoted string, its first quote already read.
fn quoted(text: &[u8]) -> Result<&[u8], usize> {
    let mut rest = text;
    loop {
        rest = match rest {
            [b'"', rest @ ..] => return Ok(rest),
            [b'\\', b' '..=b'~' | b'\t', rest @ ..] => rest,
            [b' '..=b'[' | b']'..=b'~' | b'\t', rest @ ..] => rest,
            rest => return Err(rest.len()),
        };
    }
}

/// The bytes at the start that are `of` the sort, and the others.
fn run(text: &[u8], of: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let end = text.iter().position(|&b| !of(b)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, &[]))
}

const fn is_blank(b: u8) -> bool {
    matches!(b, b' ' | b'\t')
}

/// RFC 9110 §5.6.2.
const fn is_token(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || matches!(
            b,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'
                | b'_'
                | b'`'
                | b'|'
                | b'~'
        )
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
            ("application/json;;\t; a=b;", None),
            ("application/json; a=\"\\\"; \u{7e}\"; b=c", None),
            ("application/json; a, text/plain", Some(19)),
            ("application/json; a", Some(19)),
            ("application/json; =b", Some(18)),
            ("application/json; =\"b\"", Some(18)),
            ("application/json; a=", Some(20)),
            ("application/json; a=;", Some(20)),
            ("application/json; a=b c", Some(22)),
            ("application/json; a=\"b", Some(22)),
            ("application/json; a=\"b\\", Some(22)),
            ("application/json; a=\"b\nc\"", Some(22)),
            ("application/json; a=\"b\"c", Some(23)),
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
            assert_eq!(check_version(text), expected, "{text:?}");
        }
        // The content type speaks first.
        assert_eq!(check_request("x", "x").unwrap_err().code(), Code::ContentType);
    }
}
