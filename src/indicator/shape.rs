//! What a text looks like: which kind is to speak of it, whether or not it is valid.

use super::Kind;
use crate::{
    ascii::{self, class},
    error::{Code, Error},
    hash::Algorithm,
    host::{self, Host},
    registry, server,
};

/// Which kind a text's shape names. The order of the questions is part of the contract.
pub(super) fn shape(text: &str) -> Result<Kind, Error> {
    let bytes = text.as_bytes();
    let count = |wanted: u8| ascii::count(bytes, wanted);
    let has = |wanted: u8| bytes.contains(&wanted);
    let (colons, slash, at_sign) = (count(b':'), has(b'/'), has(b'@'));

    if is_url(bytes) {
        return Ok(Kind::Url);
    }
    if registry::looks_like(text) {
        return Ok(Kind::RegistryKey);
    }
    if !(slash || at_sign || colons > 0) && is_asn(bytes) {
        return Ok(Kind::Asn);
    }
    // A quoted local part may hold nearly anything.
    if at_sign && bytes.first() == Some(&b'"') {
        return Ok(Kind::Email);
    }
    if has(b' ') {
        let range = bytes.iter().all(
            |b| matches!(b, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b'.' | b':' | b'-' | b' '),
        );
        return match range && has(b'-') {
            true => Ok(Kind::Range),
            false => Err(Error::new(Code::NotAnIndicator, 0)),
        };
    }
    if has(b'\\') {
        return match bytes {
            [b'\\', b'\\', ..] | [_, b':', b'\\', ..] => Err(Error::new(Code::NotAnIndicator, 0)),
            [b'/', ..] => Err(Error::new(Code::PathOnly, 0)),
            _ => Ok(Kind::RegistryKey),
        };
    }
    if bytes.first() == Some(&b'[') || (colons == 1 && !slash && !at_sign) {
        return Ok(Kind::Endpoint);
    }
    if colons > 1 && !at_sign {
        return Ok(if slash {
            Kind::Cidr
        } else if has(b'-') {
            Kind::Range
        } else {
            Kind::Address
        });
    }
    if let Some(kind) = dotted(text) {
        return Ok(kind);
    }
    if bytes.first() == Some(&b'/') {
        return Err(Error::new(Code::PathOnly, 0));
    }
    if slash {
        return Err(Error::new(Code::UrlSchemeMissing, 0));
    }
    named(bytes, at_sign)
}

/// The shapes without `:`, `/`, `\` and blanks that are not four decimal parts.
fn named(bytes: &[u8], at_sign: bool) -> Result<Kind, Error> {
    let all = |classes: u8| bytes.iter().all(|&b| ascii::is(b, classes));
    let digits_and_dots = bytes.iter().all(|&b| ascii::is(b, class::DIGIT) || b == b'.');
    let dots = ascii::count(bytes, b'.');
    // A digest of nearly the right length is spoken of as a digest.
    let hex = all(class::HEX)
        && (Algorithm::of_digits(bytes.len()).is_some()
            || (bytes.len() > 24 && !all(class::DIGIT)));
    if hex {
        Ok(Kind::FileHash)
    } else if at_sign {
        Ok(Kind::Email)
    } else if digits_and_dots && dots < 2 && bytes.first() != Some(&b'.') {
        Err(Error::new(Code::AmbiguousNumber, 0))
    } else if dots > 0 || bytes.iter().all(|&b| ascii::is(b, class::LDH) || b == b'_' || b >= 0x80)
    {
        Ok(Kind::Host)
    } else {
        Err(Error::new(Code::NotAnIndicator, 0))
    }
}

/// `://` before any `/`, `?`, `#`, `@` or blank; or one of the schemes without a host.
fn is_url(bytes: &[u8]) -> bool {
    let lead = |word: &[u8]| bytes.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word));
    let stop =
        bytes.iter().position(|b| matches!(b, b':' | b'/' | b'?' | b'#' | b'@' | b' ' | b'\\'));
    let rest = stop.and_then(|at| bytes.get(at..)).unwrap_or_default();
    rest.starts_with(b"://") || lead(b"mailto:") || lead(b"magnet:")
}

/// `AS` or `ASN`, blanks, signs or none, and a digit; but not a dotted name that begins so.
pub(super) fn is_asn(bytes: &[u8]) -> bool {
    let [b'A' | b'a', b'S' | b's', rest @ ..] = bytes else { return false };
    let rest = match rest {
        [b'N' | b'n', rest @ ..] => rest,
        rest => rest,
    };
    let start = rest.iter().position(|b| !matches!(b, b' ' | b'-' | b'+')).unwrap_or(rest.len());
    let number = rest.get(start..).unwrap_or_default();
    let starts = number.first().is_some_and(|&b| ascii::is(b, class::DIGIT));
    // A name may have labels beyond ASCII, and dots of UTS #46.
    let dots = number.contains(&b'.')
        || number
            .windows(3)
            .any(|c| matches!(c, b"\xe3\x80\x82" | b"\xef\xbc\x8e" | b"\xef\xbd\xa1"));
    let letter = |&b: &u8| ascii::is(b, class::ALPHA) || b == b'_' || b >= 0x80;
    let dotted_name = dots && number.iter().any(letter);
    starts && !dotted_name
}

/// Whether the canonical text of a host has the shape of a host as well: `1.2.3.4-１` would be read
/// back as a range.
#[cold]
#[inline(never)]
pub(super) fn maps_to_a_name(host: &Host<'_>) -> bool {
    shape(host.canonical(&mut host::Buffer::new())) == Ok(Kind::Host)
}

/// Four decimal parts, alone, before `/` and digits, or before `-` and more of the same.
pub(super) fn dotted(text: &str) -> Option<Kind> {
    let end = ascii::find(text, |b| b == b'/' || b == b'-').unwrap_or(text.len());
    let (first, rest) = text.split_at_checked(end)?;
    if !server::is_quad(first) {
        return None;
    }
    let numeric = rest.bytes().skip(1).all(|b| ascii::is(b, class::DIGIT) || b == b'.');
    match rest.as_bytes().first() {
        None => Some(Kind::Address),
        Some(b'/') if numeric => Some(Kind::Cidr),
        Some(b'-') if numeric => Some(Kind::Range),
        _ => None,
    }
}
