//! A value in the path of a request.

use core::fmt::{self, Write};

use crate::ascii;

/// A value as one segment of a request's path: percent-encoded, but for letters, digits, `-`, `.`, `_`
/// and `~` (RFC 3986 §2.3), as the platform's own library does it.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, dialect::{THREATCONNECT, threatconnect::PathSegment}};
/// let url = Indicator::detect("HTTP://Example.com/a%20b")?;
/// let segment = PathSegment::new(THREATCONNECT.accept(&url)?);
/// let target = format!("/api/v3/indicators/{segment}");
/// assert_eq!(target, "/api/v3/indicators/http%3A%2F%2Fexample.com%2Fa%2520b");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PathSegment<T>(T);

impl<T> PathSegment<T> {
    /// The segment of a value, by what its `Display` writes.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::PathSegment;
    /// assert_eq!(PathSegment::new("2001:db8::1/~\u{e9}").to_string(), "2001%3Adb8%3A%3A1%2F~%C3%A9");
    /// ```
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self(value)
    }
}

impl<T: fmt::Display> fmt::Display for PathSegment<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Encoder(f), "{}", self.0)
    }
}

struct Encoder<'f, 'a>(&'f mut fmt::Formatter<'a>);

impl Write for Encoder<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        loop {
            let end = ascii::find(rest, |b| !is_unreserved(b)).unwrap_or(rest.len());
            let (plain, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            self.0.write_str(plain)?;
            let mut chars = after.chars();
            let Some(c) = chars.next() else { return Ok(()) };
            for &b in c.encode_utf8(&mut [0; 4]).as_bytes() {
                self.0.write_str("%")?;
                self.0.write_char(nibble(b >> 4))?;
                self.0.write_char(nibble(b & 15))?;
            }
            rest = chars.as_str();
        }
    }
}

const fn is_unreserved(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~')
}

/// A hexadecimal digit, in capitals (RFC 3986 §2.1).
fn nibble(n: u8) -> char {
    char::from_digit(u32::from(n), 16).unwrap_or('0').to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{format, string::ToString};

    use super::*;

    #[test]
    fn every_byte() {
        for b in 0..=0x7fu8 {
            let c = char::from(b);
            let expected = match c {
                '0'..='9' | 'A'..='Z' | 'a'..='z' | '-' | '.' | '_' | '~' => c.to_string(),
                _ => format!("%{b:02X}"),
            };
            assert_eq!(PathSegment::new(c).to_string(), expected);
            assert_eq!(
                PathSegment::new(format!("a{c}{c}b")).to_string(),
                format!("a{expected}{expected}b")
            );
        }
        let rows = [
            ("", ""),
            ("http://example.com/", "http%3A%2F%2Fexample.com%2F"),
            (r"HKEY_USERS\é", "HKEY_USERS%5C%C3%A9"),
            ("\u{20ac}\u{1f600}", "%E2%82%AC%F0%9F%98%80"),
            ("a%2Fb", "a%252Fb"),
        ];
        for (text, expected) in rows {
            assert_eq!(PathSegment::new(text).to_string(), expected, "{text}");
        }
    }
}
