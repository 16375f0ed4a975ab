//! What a text looks like: which kind is to speak of it, whether or not it is valid.

use super::Kind;
use crate::{
    ascii::{self, class, table},
    cidr,
    emit::Scratch,
    endpoint,
    error::{Code, Error},
    hash::Algorithm,
    host::Host,
    range, registry, server, url,
};

/// What stands in a text, a bit each.
mod has {
    pub(super) const COLON: u16 = 1;
    pub(super) const SLASH: u16 = 2;
    pub(super) const AT: u16 = 4;
    pub(super) const BLANK: u16 = 8;
    pub(super) const BACKSLASH: u16 = 16;
    pub(super) const HYPHEN: u16 = 32;
    pub(super) const DOT: u16 = 64;
    /// Other than hexadecimal digits.
    pub(super) const NO_HEX: u16 = 128;
    /// Other than digits and dots.
    pub(super) const NO_NUMBER: u16 = 256;
    /// Other than what stands in a label, beyond ASCII everything.
    pub(super) const NO_LABEL: u16 = 512;
    /// Other than what stands in a range.
    pub(super) const NO_RANGE: u16 = 1024;
}

const fn mark(b: u8) -> u16 {
    let sort = match b {
        b':' => has::COLON,
        b'/' => has::SLASH,
        b'@' => has::AT,
        b' ' => has::BLANK,
        b'\\' => has::BACKSLASH,
        b'-' => has::HYPHEN,
        b'.' => has::DOT,
        _ => 0,
    };
    let hex = if b.is_ascii_hexdigit() { 0 } else { has::NO_HEX };
    let number = if matches!(b, b'0'..=b'9' | b'.') { 0 } else { has::NO_NUMBER };
    let label = b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | 0x80..);
    let label = if label { 0 } else { has::NO_LABEL };
    let range = b.is_ascii_hexdigit() || matches!(b, b'.' | b':' | b'-' | b' ');
    let range = if range { 0 } else { has::NO_RANGE };
    sort | hex | number | label | range
}

/// The marks of each byte.
static MARKS: [u16; 256] = marks();

table!(marks: mark -> u16);

/// What stands in a text, found in one pass over it.
fn look_through(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |all, &b| {
        all | match ascii::SMALL {
            true => mark(b),
            false => MARKS.get(usize::from(b)).copied().unwrap_or(0),
        }
    })
}

/// Which kind a text's shape names. The order of the questions is part of the contract.
pub(super) fn shape(text: &str) -> Result<Kind, Error> {
    let bytes = text.as_bytes();
    let seen = look_through(bytes);
    let has = |bit: u16| seen & bit != 0;
    let (slash, at_sign) = (has(has::SLASH), has(has::AT));
    let colons = if has(has::COLON) { ascii::count(bytes, b':') } else { 0 };

    if colons > 0 && (is_url(bytes) || (colons > 1 && is_nested(bytes))) {
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
    // In a key's path a blank is a character as any other; behind a blank a backslash is of other words.
    let path = has(has::BACKSLASH) && ascii::has(ascii::before(text, b' '), b'\\');
    if has(has::BLANK) && !path {
        let kind = match has(has::HYPHEN) && !has(has::NO_RANGE) {
            true => Some(Kind::Range),
            false => spread(text),
        };
        return kind.ok_or(Error::new(Code::NotAnIndicator, 0));
    }
    if has(has::BACKSLASH) {
        return match bytes {
            [b'\\', b'\\', ..] | [_, b':', b'\\', ..] => Err(Error::new(Code::NotAnIndicator, 0)),
            [b'/', ..] => Err(Error::new(Code::PathOnly, 0)),
            _ if url::backslash(text).is_some() => Ok(Kind::Url),
            _ => Ok(Kind::RegistryKey),
        };
    }
    if bytes.first() == Some(&b'[') || (colons == 1 && !slash && !at_sign) {
        return Ok(Kind::Endpoint);
    }
    if colons > 1 && !at_sign {
        return grouped(text, has(has::HYPHEN));
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
    named(bytes, seen)
}

/// The shapes without `:`, `/`, `\` and blanks that are not four decimal parts.
fn named(bytes: &[u8], seen: u16) -> Result<Kind, Error> {
    let has = |bit: u16| seen & bit != 0;
    let (hex, number, dot) = (!has(has::NO_HEX), !has(has::NO_NUMBER), has(has::DOT));
    // A digest of nearly the right length is spoken of as a digest.
    let digest =
        hex && (Algorithm::of_digits(bytes.len()).is_some() || (bytes.len() > 24 && !number));
    if digest {
        Ok(Kind::FileHash)
    } else if has(has::AT) {
        Ok(Kind::Email)
    } else if number && ascii::count(bytes, b'.') < 2 && bytes.first() != Some(&b'.') {
        Err(Error::new(Code::AmbiguousNumber, 0))
    } else if dot || !has(has::NO_LABEL) {
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

/// A scheme within a scheme, such as `view-source:http://`, and not an address before two slashes.
#[cold]
fn is_nested(bytes: &[u8]) -> bool {
    let end = bytes.iter().position(|&b| b != b':' && !ascii::is(b, class::SCHEME));
    let (schemes, rest) = bytes.split_at_checked(end.unwrap_or(bytes.len())).unwrap_or_default();
    let letters = schemes.iter().any(|&b| !is_of_address(b));
    letters && schemes.last() == Some(&b':') && rest.starts_with(b"//")
}

/// Whether an address may hold the byte, brackets around it included.
fn is_of_address(b: u8) -> bool {
    ascii::is(b, class::HEX) || matches!(b, b':' | b'.' | b'[' | b']')
}

/// The shapes with two colons at least, and without `@`.
fn grouped(text: &str, hyphen: bool) -> Result<Kind, Error> {
    let first = ascii::before(text, b'/');
    let slash = first.len() < text.len();
    let end = ascii::find(first, |b| !is_of_address(b)).unwrap_or(first.len());
    let (ip, rest) = first.split_at_checked(end).unwrap_or_default();
    let whole = is_ip(ip);
    let may_be_ip = match rest.as_bytes() {
        // Of zones, and of characters that somebody took for digits and colons, addresses speak.
        [] | [b'%' | 0x80.., ..] => true,
        [b'-', ..] => whole,
        _ => false,
    };
    // Colons behind the slash are those of a path.
    if slash && !(may_be_ip && ascii::count(first.as_bytes(), b':') > 1) {
        return Err(Error::new(Code::UrlSchemeMissing, 0));
    }
    Ok(match joint(rest.as_bytes()) {
        Some((kind @ (Kind::Range | Kind::Cidr), _)) if whole => kind,
        _ if slash => Kind::Cidr,
        _ if hyphen => Kind::Range,
        _ => Kind::Address,
    })
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

/// Whether the canonical text of a host has the shape of a host as well: `1.2.3.4-１` and `1.2.3.4-9。`
/// would be read back as ranges.
#[cold]
#[inline(never)]
pub(super) fn maps_to_a_name(host: &Host<'_>) -> bool {
    shape(host.mapped(&mut Scratch::new())) == Ok(Kind::Host)
}

/// Which kind a dash, or what stands for a slash or a colon, makes of the address before it, and how many
/// bytes it has.
fn joint(bytes: &[u8]) -> Option<(Kind, usize)> {
    let found = [
        (Kind::Range, range::dash_len(bytes)),
        (Kind::Cidr, cidr::slash_len(bytes)),
        (Kind::Endpoint, endpoint::colon_len(bytes)),
    ];
    found.into_iter().find(|&(_, len)| len > 0)
}

/// Four decimal parts, alone, before a slash and digits, before a dash and more of the same, or before
/// what looks like a colon and digits.
pub(super) fn dotted(text: &str) -> Option<Kind> {
    if !text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let end = ascii::find(text, |b| matches!(b, b'/' | b'-' | 0x80..)).unwrap_or(text.len());
    let (first, rest) = text.split_at_checked(end)?;
    if !server::is_quad(first) {
        return None;
    }
    if rest.is_empty() {
        return Some(Kind::Address);
    }
    let (kind, len) = joint(rest.as_bytes())?;
    let numeric = rest.bytes().skip(len).all(|b| ascii::is(b, class::DIGIT) || b == b'.');
    numeric.then_some(kind)
}

/// An address and, with a blank between, its prefix length, its netmask or another address after a dash
/// of typography.
#[cold]
fn spread(text: &str) -> Option<Kind> {
    let (first, rest) = ascii::split_once(text, b' ')?;
    let rest = ascii::after_blanks(rest);
    let ip = ascii::before(first, b'/');
    if !is_ip(ip) {
        return None;
    }
    // The slash stands at the one side of the blank or at the other.
    let after = first.len().saturating_sub(ip.len());
    match rest.as_bytes() {
        _ if after == 1 => Some(Kind::Cidr),
        [b'/', ..] | [b'2', b'5', b'5', b'.', ..] if after == 0 => Some(Kind::Cidr),
        bytes => {
            let dash = Some(range::dash_len(bytes)).filter(|&len| len > 0 && after == 0)?;
            is_ip(ascii::after_blanks(rest.get(dash..)?)).then_some(Kind::Range)
        }
    }
}

/// Four decimal parts, or two colons at least.
#[inline(never)]
fn is_ip(text: &str) -> bool {
    server::is_quad(text) || ascii::count(text.as_bytes(), b':') > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_what_the_compiler_made_of_them() {
        assert_eq!(marks(), MARKS);
        assert_eq!(look_through(b"ab12"), has::NO_NUMBER);
        assert_eq!(look_through(b"1.2"), has::DOT | has::NO_HEX | has::NO_LABEL);
        let other = has::NO_HEX | has::NO_NUMBER;
        assert_eq!(look_through(b"x_"), other | has::NO_RANGE);
        assert_eq!(look_through(b"x/"), other | has::SLASH | has::NO_LABEL | has::NO_RANGE);
        assert_eq!(look_through("é".as_bytes()), other | has::NO_RANGE);
    }
}
