//! One field of a line in columns, as RFC 4180 writes them.

use super::ends::{is_blank, starts_url};
use crate::{Indicator, ascii, refang};

/// A field of a line.
pub(super) struct Field {
    /// Where its text begins.
    pub(super) from: usize,
    /// Where its text ends.
    pub(super) to: usize,
    /// Where the next field begins.
    pub(super) next: Option<usize>,
    /// It stands in quotes, and every quote in it is written twice.
    pub(super) doubled: bool,
    /// It begins with a quote that is not closed on this line.
    pub(super) open: bool,
}

/// The first field of `rest`.
pub(super) fn first(rest: &str, delimiter: u8) -> Field {
    let bytes = rest.as_bytes();
    let lead = bytes.iter().take_while(|&&b| is_blank(b) && b != delimiter).count();
    let quoted = bytes.get(lead) == Some(&b'"');
    let mut inside = quoted;
    let mut close = None;
    let (mut pairs, mut others) = (false, false);
    let from = lead.saturating_add(usize::from(quoted));
    let mut end = bytes.len();
    for (at, &b) in ascii::numbered(bytes.iter()).skip(from) {
        if b == b'"' && quoted {
            // RFC 4180 §2: a doubled quote inside a quoted field is part of it, so it opens again.
            inside = !inside;
            if inside {
                let pair = close == at.checked_sub(1);
                pairs |= pair;
                others |= !pair;
            }
            close = Some(at);
        } else if b == delimiter && !inside {
            end = at;
            break;
        }
    }
    let next = (end < bytes.len()).then(|| end.saturating_add(1));
    let text = |from: usize| rest.get(from..end).unwrap_or_default();
    let trimmed = |from: usize| from.saturating_add(ascii::trim_end(text(from), is_blank).len());
    match close {
        // Text behind the last quote is part of the field, and so then are the quotes.
        Some(close)
            if !inside && ascii::trim(text(close.saturating_add(1)), is_blank).is_empty() =>
        {
            Field { from, to: close, next, doubled: pairs && !others, open: false }
        }
        Some(_) if !inside => {
            Field { from: lead, to: trimmed(lead), next, doubled: false, open: false }
        }
        _ => Field { from, to: trimmed(from), next, doubled: false, open: inside },
    }
}

/// Whether a field holds several values: the delimiter is inside it, and each part can be read, where
/// defanging is undone a defanged one too.
pub(super) fn is_list(field: &str, delimiter: u8, refang: bool) -> bool {
    if !ascii::has(field, delimiter)
        || starts_url(field.as_bytes())
        || refang::scheme_len(field.as_bytes()).is_some()
    {
        return false;
    }
    // A key may hold the delimiter, so what follows one is another value only where that is a key too.
    let (mut keys, mut others) = (false, false);
    ascii::split(field, delimiter).all(|part| {
        let part = ascii::trim(part, is_blank);
        match Indicator::detect(part) {
            Ok(Indicator::RegistryKey(_)) => keys = true,
            Ok(_) => others = true,
            Err(_) if refang && is_defanged(part) => others = true,
            Err(_) => return false,
        }
        !(keys && others)
    })
}

/// Whether one of several values is defanged and nothing in it may go on beyond the delimiter, as the
/// path of a URL without its scheme may. What it is nobody asks here: it is read as an entry.
fn is_defanged(part: &str) -> bool {
    let bytes = part.as_bytes();
    let ends = |b: &u8| matches!(b, b'/' | b'\\' | b'?' | b'#' | b' ' | b'\t');
    let end = bytes.iter().position(ends).unwrap_or(bytes.len());
    let whole = match bytes.get(end..).unwrap_or_default() {
        [] => true,
        [b'/', bits @ ..] => !bits.is_empty() && bits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if !whole && refang::scheme_len(bytes).is_none() {
        return false;
    }
    let refanged = refang::of_refused(part);
    !refanged.is_clean() && refanged.redaction().is_none()
}
