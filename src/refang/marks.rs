//! The marks of defanging: what stands at one place of a text.

use crate::ascii::{self, class};

/// How much of a scheme is looked at where one may begin at every byte; no defanged one is longer.
pub(super) const MAX_SCHEME: usize = 16;
/// How far the closing bracket of a redaction or of an IPv6 address is looked for.
const MAX_BRACKET: usize = 64;

/// What stands at one place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// So many bytes that are what they are.
    Plain(usize),
    /// So many bytes that stand for something else.
    Mark(usize, &'static str),
    /// The head is over.
    End,
    /// So many bytes were put in the place of others.
    Redaction,
    /// No mark, and nothing that a head may hold.
    Odd,
}

impl Step {
    pub(super) const fn len(self) -> usize {
        match self {
            Self::Plain(len) | Self::Mark(len, _) => len,
            Self::End | Self::Redaction | Self::Odd => 1,
        }
    }
}

/// `scheme sep` at a text's start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lead {
    /// The scheme's length.
    pub(super) scheme: usize,
    /// What a defanged scheme stands for.
    pub(super) plain: Option<&'static str>,
    /// Whether the separator is marked.
    pub(super) marked: bool,
    /// Whether its slashes are escaped as JSON may do it.
    pub(super) escaped: bool,
    /// Where scheme and separator end.
    pub(super) end: usize,
}

pub(super) fn lead(text: &[u8]) -> Option<Lead> {
    lead_near(text, text.len())
}

/// [`lead`] with a scheme of fewer bytes than `most`.
pub(super) fn lead_near(text: &[u8], most: usize) -> Option<Lead> {
    let head = text.get(..text.len().min(most)).unwrap_or_default();
    let scheme =
        head.iter().position(|&b| !ascii::is(b, class::SCHEME) && b != b'*').unwrap_or(head.len());
    let name = head.get(..scheme)?;
    if !name.first().is_some_and(|&b| ascii::is(b, class::ALPHA)) {
        return None;
    }
    let (scheme, plain) = match head.get(scheme) {
        Some(b'[') => broken_scheme(head).unwrap_or((scheme, plain_scheme(name))),
        _ => (scheme, plain_scheme(name)),
    };
    let rest = text.get(scheme..)?;
    if plain.is_none() && name.contains(&b'*') {
        return None;
    }
    let len = separator(rest)?;
    let escaped = rest.starts_with(ESCAPED);
    Some(Lead { scheme, plain, marked: len > 3, escaped, end: scheme.saturating_add(len) })
}

/// What a defanged scheme stands for.
pub(super) fn plain_scheme(name: &[u8]) -> Option<&'static str> {
    const HTTP: [&[u8]; 6] = [b"hxxp", b"hzzp", b"hyyp", b"htxp", b"hxtp", b"h**p"];
    // None of the words ends in `s` itself.
    let (stem, secure) = match name {
        [stem @ .., b's' | b'S'] => (stem, true),
        _ => (name, false),
    };
    if HTTP.iter().any(|word| stem.eq_ignore_ascii_case(word)) {
        return Some(if secure { "https" } else { "http" });
    }
    stem.eq_ignore_ascii_case(b"fxp").then_some(if secure { "ftps" } else { "ftp" })
}

/// The length of a scheme of which letters stand in brackets, `h[xx]p` and `http[s]`, and what it stands
/// for.
fn broken_scheme(text: &[u8]) -> Option<(usize, Option<&'static str>)> {
    let is = |at: usize, word: &[u8]| {
        let there = text.get(at..).and_then(|rest| rest.get(..word.len()));
        there.is_some_and(|there| there.eq_ignore_ascii_case(word))
    };
    let stem = if is(0, b"http") || is(0, b"hxxp") {
        4
    } else if is(0, b"h[tt]p") || is(0, b"h[xx]p") {
        6
    } else {
        return None;
    };
    match () {
        () if is(stem, b"[s]") => Some((stem.saturating_add(3), Some("https"))),
        () if stem == 4 => None,
        () if is(stem, b"s") => Some((stem.saturating_add(1), Some("https"))),
        () => Some((stem, Some("http"))),
    }
}

/// `://` in a string of JSON (RFC 8259 §7) whose writer escapes slashes.
const ESCAPED: &[u8] = br":\/\/";

/// The length of `://`, of which any part may stand in brackets.
fn separator(text: &[u8]) -> Option<usize> {
    if text.starts_with(ESCAPED) {
        return Some(ESCAPED.len());
    }
    let mut rest = text;
    let mut open = None;
    for wanted in [b':', b'/', b'/'] {
        if let (None, [b @ (b'[' | b'(' | b'{'), after @ ..]) = (open, rest) {
            open = Some(partner(*b));
            rest = after;
        }
        rest = rest.strip_prefix(&[wanted])?;
        if let (Some(close), [b, after @ ..]) = (open, rest) {
            if close == *b {
                open = None;
                rest = after;
            }
        }
    }
    open.is_none().then(|| text.len().saturating_sub(rest.len()))
}

const fn partner(open: u8) -> u8 {
    match open {
        b'[' => b']',
        b'(' => b')',
        _ => b'}',
    }
}

/// A mark in brackets: its length and what it stands for.
pub(super) fn bracketed(text: &[u8]) -> Option<(usize, &'static str)> {
    let [open @ (b'[' | b'(' | b'{'), rest @ ..] = text else { return None };
    let close = partner(*open);
    match rest {
        [b'.', b, ..] if *b == close => Some((3, ".")),
        [b':', b, ..] if *b == close => Some((3, ":")),
        [b'@', b, ..] if *b == close => Some((3, "@")),
        [b'/', b, ..] if *b == close => Some((3, "/")),
        [b'd' | b'D', b'o' | b'O', b't' | b'T', b, ..] if *b == close => Some((5, ".")),
        [b'a' | b'A', b't' | b'T', b, ..] if *b == close => Some((4, "@")),
        _ => None,
    }
}

/// The length of `[` and what looks like an IPv6 address and `]`.
pub(super) fn literal(text: &[u8]) -> Option<usize> {
    let inner = text.strip_prefix(b"[")?;
    let inner = inner.get(..inner.len().min(MAX_BRACKET)).unwrap_or_default();
    let end = inner.iter().position(|&b| b == b']')?;
    let inner = inner.get(..end)?;
    let plausible = inner.iter().all(|&b| ascii::is(b, class::HEX) || matches!(b, b':' | b'.'));
    let colons = ascii::count(inner, b':');
    (plausible && colons > 1).then(|| end.saturating_add(2))
}

/// The length of [`literal`] with marks in it.
fn marked_literal(text: &[u8]) -> Option<usize> {
    let text = text.get(..text.len().min(MAX_BRACKET)).unwrap_or_default();
    let (mut at, mut colons, mut marks) = (1usize, 0usize, false);
    if text.first() != Some(&b'[') {
        return None;
    }
    loop {
        let rest = text.get(at..)?;
        let b = *rest.first()?;
        let (len, b) = match bracketed(rest) {
            Some((len, ":")) => (len, b':'),
            Some((len, ".")) => (len, b'.'),
            _ => (1, b),
        };
        at = at.saturating_add(len);
        marks |= len > 1;
        match b {
            b']' => return (marks && colons > 1).then_some(at),
            b':' => colons = colons.saturating_add(1),
            b'.' => {}
            _ if ascii::is(b, class::HEX) => {}
            _ => return None,
        }
    }
}

/// Whether the bracket at `at` closes a [`marked_literal`].
fn closes_literal(text: &[u8], at: usize) -> bool {
    let from = at.saturating_sub(MAX_BRACKET);
    (from..at).any(|from| {
        let len = text.get(from..).and_then(marked_literal);
        len.is_some_and(|len| from.saturating_add(len) == at.saturating_add(1))
    })
}

/// The head at `at`.
pub(super) fn step(text: &[u8], at: usize) -> Step {
    let word = |b: Option<&u8>| b.is_some_and(|&b| b.is_ascii_alphanumeric() || b >= 0x80);
    let rest = text.get(at..).unwrap_or_default();
    let before = at.checked_sub(1).and_then(|at| text.get(at));
    let between = || word(before) && word(rest.get(2));
    match rest {
        [] | [b'/' | b'?' | b'#', ..] => Step::End,
        [b' ', ..] => spaced(rest),
        [b'[' | b'(' | b'{', ..] => {
            if let Some((len, stands_for)) = bracketed(rest) {
                Step::Mark(len, stands_for)
            } else if let Some(len) = literal(rest) {
                Step::Plain(len)
            } else if marked_literal(rest).is_some() {
                Step::Plain(1)
            } else if rest.starts_with(b"[.") && between() {
                Step::Mark(2, ".")
            } else {
                redaction(rest, before.copied())
            }
        }
        [b'.', b']', ..] if between() => Step::Mark(2, "."),
        [b'\\', b'.', ..] if between() => Step::Mark(2, "."),
        [b']', ..] if closes_literal(text, at) => Step::Plain(1),
        [b']' | b')' | b'}' | b'\\', ..] => Step::Odd,
        [b'*', b'*', ..] => Step::Redaction,
        _ => Step::Plain(1),
    }
}

/// Whether what stands in the bracket with which `rest` begins, after `before`, was put in the place of
/// a part of the value.
fn redaction(rest: &[u8], before: Option<u8>) -> Step {
    let close = rest.first().copied().map_or(b']', partner);
    let near = rest.get(..rest.len().min(MAX_BRACKET)).unwrap_or_default();
    // `[.[` and `[]` are slips of a tool, not words put in the place of others.
    let inner = near.get(1..).unwrap_or_default();
    let end = inner.iter().position(|&b| b == close);
    let (named, after) = end.and_then(|end| inner.split_at_checked(end)).unwrap_or_default();
    // An address in brackets is one in the wrong place; its kind says so better.
    let address = named.iter().any(|b| matches!(b, b':' | b'.'))
        && named.iter().all(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'.'));
    let zone = named.starts_with(b":") || named.contains(&b'%') && named.contains(&b':');
    // And so is a whole name, RFC 5321's address after an `@`, a URL, and what bears a mark of its own;
    // after a blank is a remark.
    let name = matches!(before, None | Some(b'/' | b'@'))
        && matches!(after, [_] | [_, b':' | b'/' | b'(', ..])
        && named.windows(3).any(|three| {
            matches!(three, [a, b'.', b] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
        });
    let tagged = named.get(..5).is_some_and(|tag| tag.eq_ignore_ascii_case(b"IPv6:"));
    let url = named.windows(3).any(|three| three == b"://");
    let marked = named.ends_with(b"[:") || named.ends_with(b"[.");
    let misplaced = address || zone || name || tagged || url || marked || before == Some(b' ');
    match named.iter().any(|b| b.is_ascii_alphanumeric()) && !misplaced {
        true => Step::Redaction,
        false => Step::Odd,
    }
}

/// ` (at) ` and ` [.] `: with blanks on both sides.
fn spaced(rest: &[u8]) -> Step {
    let blanks = |text: &[u8]| text.iter().position(|&b| b != b' ').unwrap_or(text.len());
    let lead = blanks(rest);
    let after = rest.get(lead..).unwrap_or_default();
    match bracketed(after) {
        Some((len, stands_for)) => {
            let trail = blanks(after.get(len..).unwrap_or_default());
            match trail {
                0 => Step::Plain(lead),
                _ => Step::Mark(lead.saturating_add(len).saturating_add(trail), stands_for),
            }
        }
        None => Step::Plain(lead),
    }
}

/// The tail at `at`; `escaped` tells whether its slashes are.
pub(super) fn later(text: &[u8], at: usize, escaped: bool) -> Step {
    let rest = text.get(at..).unwrap_or_default();
    match rest {
        [b'\\', b'/', ..] if escaped => Step::Mark(2, "/"),
        [b'[', ..] => match (bracketed(rest), rest.strip_prefix(b"[://]")) {
            (Some((len, stands_for)), _) => Step::Mark(len, stands_for),
            (None, Some(_)) => Step::Mark(5, "://"),
            (None, None) => Step::Plain(1),
        },
        // A URL within the URL: the tool that defanged the one defanged the other.
        [b'h' | b'H' | b'f' | b'F', ..] => {
            let before = at.checked_sub(1).and_then(|at| text.get(at));
            let starts = before.is_none_or(|b| !b.is_ascii_alphanumeric());
            match lead_near(rest, MAX_SCHEME) {
                Some(Lead { scheme, plain: Some(plain), .. }) if starts => {
                    Step::Mark(scheme, plain)
                }
                _ => Step::Plain(1),
            }
        }
        _ => Step::Plain(1),
    }
}
