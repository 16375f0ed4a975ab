//! Where a token ends, by how it starts: the table at the head of [`feed`](super).

use super::{label, link, read};
use crate::{
    ascii::{self, class},
    refang, registry, words,
};

pub(super) const fn is_blank(b: u8) -> bool {
    matches!(b, b' ' | b'\t')
}

/// How long the token is with which `rest` begins.
pub(super) fn token_end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    // Settles nearly every line: what a plain name or address is made of is what a scheme is made
    // of, so one look at the byte after it tells a token's end from a longer tale.
    let stop = bytes.iter().position(|&b| !ascii::is(b, class::SCHEME)).unwrap_or(bytes.len());
    match bytes.get(stop..).unwrap_or_default() {
        [] if stop > 0 => stop,
        // A hive's name has four letters at most.
        [b' ' | b'\t' | b',' | b';', ..] if stop > 4 => stop,
        [b':', b'/', b'/', ..] if stop > 0 => url_end(bytes, stop.saturating_add(3)),
        _ => odd_end(rest),
    }
}

/// Where a URL ends, looked for from byte `from`.
fn url_end(bytes: &[u8], from: usize) -> usize {
    let after = bytes.get(from..).unwrap_or_default();
    after.iter().position(|&b| is_blank(b)).map_or(bytes.len(), |at| from.saturating_add(at))
}

/// [`token_end`] of what is wrapped or marked, a key, or short.
fn odd_end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let wrapped = !bytes.first().is_some_and(|b| b.is_ascii_alphanumeric());
    if wrapped {
        // `"a b"@c.example`, and in angle brackets.
        let local = usize::from(bytes.first() == Some(&b'<'));
        if let Some(len) = bytes.get(local..).and_then(refang::local_len) {
            return plain_end(bytes, local.saturating_add(len));
        }
        if let Some(end) = quoted_end(rest).or_else(|| link::len(rest)) {
            return end;
        }
    }
    let from = if wrapped { wrapping(rest) } else { 0 };
    let inner = rest.get(from..).unwrap_or_default();
    let key =
        |text: &str| registry::looks_like(text) || registry::is_hive_and_more(text.as_bytes());
    if key(rest) || (wrapped && key(inner)) {
        return key_end(rest);
    }
    let inner = inner.as_bytes();
    if starts_url(inner) || refang::scheme_len(inner).is_some() || label::is_of_url(inner) {
        return url_end(bytes, from);
    }
    plain_end(bytes, from.saturating_add(asn_lead(inner)))
}

/// Where a registry key ends: at TAB, at a blank and `#`, or where the line does, without blanks before
/// that.
fn key_end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut from = 0usize;
    let mut end = bytes.len();
    let ends = |word| words::is(word, b'\t') | words::is(word, b'#');
    while let Some(at) =
        words::find(bytes.get(from..).unwrap_or_default(), ends, |b| matches!(b, b'\t' | b'#'))
    {
        let at = from.saturating_add(at);
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        if bytes.get(at) == Some(&b'\t') || before == Some(&b' ') {
            end = at;
            break;
        }
        from = at.saturating_add(1);
    }
    ascii::trim_end(rest.get(..end).unwrap_or_default(), |b| b == b' ').len()
}

/// Where a token ends that began as no kind in particular, looked for from byte `from`.
pub(super) fn plain_end(bytes: &[u8], from: usize) -> usize {
    let after = bytes.get(from..).unwrap_or_default();
    let end = after.iter().position(|&b| is_blank(b) || matches!(b, b',' | b';'));
    end.map_or(bytes.len(), |at| from.saturating_add(at))
}

/// The length of a token in quotes or backticks, both included. A quoted local part before `@` is
/// the token's beginning.
pub(super) fn quoted_end(rest: &str) -> Option<usize> {
    let quote = rest.as_bytes().first().filter(|b| matches!(b, b'"' | b'`' | b'\''))?;
    let inner = rest.as_bytes().get(1..)?;
    let close = inner.iter().position(|b| b == quote)?;
    let end = close.saturating_add(2);
    match rest.as_bytes().get(end) {
        Some(b'@') => Some(plain_end(rest.as_bytes(), end)),
        Some(b' ' | b'\t' | b',' | b';' | b'|' | b')' | b']') | None => Some(end),
        Some(_) => None,
    }
}

/// How many bytes of quotes, brackets and what is not seen a token begins with.
fn wrapping(rest: &str) -> usize {
    let wraps = |c: char| {
        read::is_quote(c)
            || (read::is_glue(c) && !matches!(c, ' ' | '\t'))
            || (c.is_ascii_control() && c != '\t')
            || matches!(c, '(' | '<' | '{' | '|' | '+' | '*')
    };
    let inner = rest.trim_start_matches(wraps);
    rest.len().saturating_sub(inner.len())
}

/// `scheme://`
pub(super) fn starts_url(bytes: &[u8]) -> bool {
    let scheme = bytes.iter().take_while(|&&b| ascii::is(b, class::SCHEME)).count();
    scheme > 0 && bytes.get(scheme..).is_some_and(|after| after.starts_with(b"://"))
}

/// The length of `AS` or `ASN` and a blank before a digit; 0 where the text does not begin so.
pub(super) fn asn_lead(bytes: &[u8]) -> usize {
    match bytes {
        [b'A' | b'a', b'S' | b's', b' ', b'0'..=b'9', ..] => 3,
        [b'A' | b'a', b'S' | b's', b'N' | b'n', b' ', b'0'..=b'9', ..] => 4,
        _ => 0,
    }
}
