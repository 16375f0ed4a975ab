//! The whole grammar of hosts: finds the byte that broke it, and reads names beyond ASCII.

use super::{MAX_LABEL, MAX_LEN, Options, Rules, Seen, UnicodeBuffer, is_number};
#[cfg(feature = "idna")]
use crate::idna::Config;
use crate::{
    ascii,
    emit::{self, Piece, Scratch},
    error::{Code, Error},
    grammar, mojibake,
};

/// # Errors
/// Everything that a host is refused for.
#[cold]
pub(super) fn slow(text: &str, options: &Options) -> Result<Seen, Error> {
    match plain(text, options) {
        Some(seen) => Ok(seen),
        None => complete(text, options),
    }
}

/// The fast path of names beyond ASCII: one walk, by which nothing is written; `None` for whatever
/// needs a second look. What it reads holds nothing that is refused in every kind, for UTS #46 maps
/// all of that to nothing, to ASCII that no label holds or to several characters, or disallows it.
#[cfg(feature = "idna")]
#[inline]
fn plain(text: &str, options: &Options) -> Option<Seen> {
    if ascii::SMALL {
        return None;
    }
    let hostname = options.rules == Rules::Hostname;
    let walked = crate::idna::plain::measure(text, !hostname)?;
    let few = options.min_labels > 1 && !walked.dots;
    // Of what the walk reads only a label of ASCII is a number to anybody, and begins with a digit.
    if !walked.beyond || walked.doubtful || walked.digit_last || few {
        return None;
    }
    let seen = Seen::NONE
        .with(Seen::UNICODE | Seen::A_LABEL, true)
        .with(Seen::DOTS, walked.dots)
        .with(Seen::UNDERSCORE, walked.underscore)
        .with(Seen::HOSTNAME, hostname);
    Some(seen)
}

#[cfg(not(feature = "idna"))]
const fn plain(_: &str, _: &Options) -> Option<Seen> {
    None
}

/// The twin of every fast path.
fn complete(text: &str, options: &Options) -> Result<Seen, Error> {
    grammar::preflight(text, super::MAX_INPUT)?;
    if let Some(at) = ellipsis(text) {
        return Err(Error::new(Code::Truncated, at));
    }
    let (name, trailing_dot) = match without_root(text) {
        Some(name) => (name, true),
        None => (text, false),
    };
    let (body, wildcard) = match name.strip_prefix("*.") {
        Some(_) if !options.wildcard => return Err(Error::new(Code::Wildcard, 0)),
        Some(body) => (body, true),
        None => (name, false),
    };
    let unicode = !body.is_ascii();
    let hostname = options.rules == Rules::Hostname;
    let mut seen = Seen::NONE
        .with(Seen::TRAILING_DOT, trailing_dot)
        .with(Seen::WILDCARD | Seen::DOTS, wildcard)
        .with(Seen::UNICODE, unicode)
        .with(Seen::HOSTNAME, hostname);
    let from = name.len().saturating_sub(body.len());
    let mut last = (from, body);
    // Of `*.com` one label is named, and the dot before it is none between two.
    let mut has_two = false;
    for (at, part) in labels(body) {
        let at = at.saturating_add(from);
        has_two |= at > from;
        last = (at, part);
        let read = label(part, options.rules, &mut seen);
        #[cfg(not(feature = "idna"))]
        read.and_then(|()| readable(part)).map_err(|error| error.shifted(at))?;
        #[cfg(feature = "idna")]
        if let Err(error) = read {
            let before = body.get(..at.saturating_sub(from)).unwrap_or_default();
            let earlier = if part.is_ascii() { earlier(before, options.rules) } else { None };
            return Err(earlier.map_or(error.shifted(at), |earlier| earlier.shifted(from)));
        }
        seen = seen.with(Seen::DOTS, at > from);
        if at.saturating_add(part.len()) > MAX_LEN && !unicode {
            return Err(Error::new(Code::NameTooLong, at));
        }
    }
    if unicode {
        beyond_ascii(body, from, options.rules, &mut seen).map_err(|error| error.shifted(from))?;
    } else if is_number(last.1.as_bytes()) {
        return Err(Error::new(Code::NumericLastLabel, last.0));
    }
    if options.min_labels > 1 && !has_two {
        return Err(Error::new(Code::SingleLabel, from));
    }
    Ok(seen)
}

/// What is wrong with the labels before one that is refused, of which UTS #46 has not seen those beyond
/// ASCII yet: the first fault is spoken of.
#[cfg(feature = "idna")]
#[cold]
#[inline(never)]
fn earlier(before: &str, rules: Rules) -> Option<Error> {
    let labels = without_root(before).filter(|labels| !labels.is_ascii())?;
    let refused = beyond_ascii(labels, 0, rules, &mut { Seen::NONE }).err()?;
    // The last of them is not the name's last.
    (refused.code() != Code::NumericLastLabel).then_some(refused)
}

/// Without the tables the first label beyond ASCII is the first fault.
#[cfg(not(feature = "idna"))]
fn readable(label: &str) -> Result<(), Error> {
    let at = label.bytes().position(|b| !b.is_ascii());
    at.map_or(Ok(()), |at| Err(Error::new(Code::NeedsIdna, at)))
}

/// The text without the root's dot, if it ends in one; UTS #46 knows four dots (§4.5).
pub(super) fn without_root(text: &str) -> Option<&str> {
    let len = match text.as_bytes() {
        [.., b'.'] => 1,
        [.., 0xe3, 0x80, 0x82] | [.., 0xef, 0xbc, 0x8e] | [.., 0xef, 0xbd, 0xa1] => 3,
        _ => return None,
    };
    text.get(..text.len().checked_sub(len)?)
}

/// The labels of a name as typed, each with the byte at which it begins.
fn labels(name: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some(name);
    core::iter::from_fn(move || {
        let name_left = rest?;
        let at = name.len().saturating_sub(name_left.len());
        match dot(name_left) {
            Some((end, len)) => {
                rest = name_left.get(end.saturating_add(len)..);
                Some((at, name_left.get(..end)?))
            }
            None => {
                rest = None;
                Some((at, name_left))
            }
        }
    })
}

/// Where the first dot stands, of whichever kind, and how many bytes it has.
fn dot(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut from = 0usize;
    loop {
        // The bytes that dots begin with.
        let after = bytes.get(from..)?;
        let at = after.iter().position(|b| matches!(b, b'.' | 0xe3 | 0xef))?;
        let at = from.saturating_add(at);
        match bytes.get(at..)? {
            [b'.', ..] => return Some((at, 1)),
            [0xe3, 0x80, 0x82, ..] | [0xef, 0xbc, 0x8e, ..] | [0xef, 0xbd, 0xa1, ..] => {
                return Some((at, 3));
            }
            _ => from = at.saturating_add(1),
        }
    }
}

/// Where a text that was cut ends in `…` or three dots.
pub(crate) fn ellipsis(text: &str) -> Option<usize> {
    let cut = matches!(text.as_bytes(), [.., b'.', b'.', b'.'] | [.., 0xe2, 0x80, 0xa6]);
    if cut { text.len().checked_sub(3) } else { None }
}

/// Whether `c` shows nothing and is no part of any name.
pub(crate) const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{180e}')
}

/// One label: its characters from left to right, then what concerns it as a whole. Of a label
/// beyond ASCII only what UTS #46 would not say as plainly; the rest is its business.
fn label(label: &str, rules: Rules, seen: &mut Seen) -> Result<(), Error> {
    let unicode = !label.is_ascii();
    if unicode {
        if let Some(at) = mojibake::find(label) {
            return Err(Error::new(Code::SuspectedMojibake, at));
        }
        // What is looked for begins with one of these bytes.
        let begins = |b: u8| matches!(b, 0xe1 | 0xe2 | 0xef);
        let some = ascii::SMALL || label.bytes().fold(false, |any, b| any | begins(b));
        for (at, c) in label.char_indices().take_while(|_| some) {
            if c == '\u{2024}' {
                return Err(Error::new(Code::OneDotLeader, at));
            }
            if is_zero_width(c) {
                return Err(Error::new(Code::ZeroWidth, at));
            }
        }
    } else {
        let mut upper = false;
        for (at, &b) in ascii::numbered(label.as_bytes().iter()) {
            if !(b.is_ascii_alphanumeric() || b == b'-') {
                if let Some(code) = character(char::from(b), rules) {
                    return Err(Error::new(code, at));
                }
            }
            upper |= b.is_ascii_uppercase();
        }
        *seen = seen.with(Seen::UPPER, upper);
    }
    let bytes = label.as_bytes();
    let hyphens34 = matches!(bytes, [_, _, b'-', b'-', ..]);
    *seen = seen.with(Seen::HYPHENS34, hyphens34).with(Seen::UNDERSCORE, ascii::has(label, b'_'));
    let code = match bytes {
        [] => Code::LabelEmpty,
        _ if unicode => return Ok(()),
        [b'-', ..] => Code::LeadingHyphen,
        [.., b'-'] => Code::TrailingHyphen,
        _ if bytes.len() > MAX_LABEL => Code::LabelTooLong,
        _ if hyphens34 && rules == Rules::Hostname => return a_label(label),
        _ => return Ok(()),
    };
    Err(Error::new(code, 0))
}

/// Why an ASCII character does not stand in a label; `None` where it may.
fn character(c: char, rules: Rules) -> Option<Code> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => return None,
        '_' if rules == Rules::Dns => return None,
        '_' => Code::Underscore,
        ':' => Code::HostHasPort,
        '/' => Code::HostHasPath,
        _ => Code::HostCharacter,
    })
}

/// A label with hyphens at its third and fourth place, under [`Rules::Hostname`].
#[cfg(feature = "idna")]
#[inline(never)]
fn a_label(label: &str) -> Result<(), Error> {
    if !is_a_label(label) {
        return Err(Error::new(Code::HyphensAt34, 0));
    }
    match Config::HOSTNAME.to_ascii(label, &mut [0; 64]) {
        Ok(_) => Ok(()),
        Err(error) => Err(Error::new(error.code(), 0)),
    }
}

#[cfg(not(feature = "idna"))]
fn a_label(label: &str) -> Result<(), Error> {
    let code = if is_a_label(label) { Code::NeedsIdna } else { Code::HyphensAt34 };
    Err(Error::new(code, 0))
}

fn is_a_label(label: &str) -> bool {
    label.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("xn--"))
}

/// Whether an A-label decodes to a label that could be typed, and is shown so.
#[cfg(feature = "idna")]
#[inline(never)]
fn decodes(label: &str) -> bool {
    Config::DNS.to_ascii(label, &mut [0; 64]).is_ok()
}

/// Whether some label begins with `xn--` and does not decode.
#[cfg(feature = "idna")]
pub(super) fn has_undecoded(name: &str) -> bool {
    labels(name).any(|(_, label)| label.is_ascii() && is_a_label(label) && !decodes(label))
}

/// Without the tables nobody can tell.
#[cfg(not(feature = "idna"))]
pub(super) const fn has_undecoded(_: &str) -> bool {
    false
}

/// Gives the last label of a name beyond ASCII, as it is written, to `what`.
#[cfg(feature = "idna")]
#[inline(never)]
pub(super) fn last_label(name: &str, what: impl FnOnce(&[u8]) -> bool) -> bool {
    let mut out = [0; 64];
    let label = labels(name).last().map_or("", |(_, label)| label);
    // The label was mapped when the name was read.
    let written = Config::DNS.to_ascii(label, &mut out).unwrap_or(0);
    what(out.get(..written).unwrap_or_default())
}

/// No name beyond ASCII was ever read.
#[cfg(not(feature = "idna"))]
pub(super) fn last_label(_: &str, _: impl FnOnce(&[u8]) -> bool) -> bool {
    false
}

#[cfg(feature = "idna")]
const fn config(hostname: bool) -> Config {
    if hostname { Config::HOSTNAME } else { Config::DNS }
}

/// A name beyond ASCII without the root's dot and the wildcard, which takes `before` octets: what UTS
/// #46 makes of it, and what DNS and other parsers would make of that. Not inlined, nor are the others with a buffer of their own: stacks
/// are small where this runs, and only one of them is needed at a time.
#[cfg(feature = "idna")]
#[inline(never)]
fn beyond_ascii(name: &str, before: usize, rules: Rules, seen: &mut Seen) -> Result<(), Error> {
    let mut out = [0; crate::idna::MAX_ASCII_LEN];
    let config = config(rules == Rules::Hostname);
    let written = config.beyond_ascii(name, &mut out).map_err(|error| {
        let offender = name.get(error.offset()..).and_then(|rest| rest.chars().next());
        match offender.filter(|c| c.is_ascii() && error.code() == Code::DisallowedCodePoint) {
            Some(c) => Error::new(character(c, rules).unwrap_or(error.code()), error.offset()),
            None => error,
        }
    })?;
    let mapped = out.get(..written).unwrap_or_default();
    // No character maps to a dot and something else, so the labels are those that were typed.
    let mut last = (0, &b""[..]);
    let mut end = before;
    *seen = seen.without(Seen::UPPER);
    for ((at, typed), label) in labels(name).zip(mapped.split(|&b| b == b'.')) {
        // A label that was typed beyond ASCII may map to one that is not.
        let hyphens34 = matches!(label, [_, _, b'-', b'-', ..]) && typed.is_ascii();
        *seen = seen
            .with(Seen::HYPHENS34, hyphens34)
            .with(Seen::UNDERSCORE, label.contains(&b'_'))
            .with(Seen::A_LABEL, !typed.is_ascii() && label.starts_with(b"xn--"));
        last = (at, label);
        end = end.saturating_add(label.len());
        if end > MAX_LEN {
            return Err(Error::new(Code::NameTooLong, at));
        }
        end = end.saturating_add(1);
    }
    match is_number(last.1) {
        true => Err(Error::new(Code::NumericLastLabel, last.0)),
        false => Ok(()),
    }
}

#[cfg(not(feature = "idna"))]
fn beyond_ascii(name: &str, _: usize, _: Rules, _: &mut Seen) -> Result<(), Error> {
    let at = name.char_indices().find(|(_, c)| !c.is_ascii()).map_or(0, |(at, _)| at);
    Err(Error::new(Code::NeedsIdna, at))
}

/// The canonical text of a name beyond ASCII that was read before.
#[cfg(feature = "idna")]
#[cold]
#[inline(never)]
pub(super) fn mapped<'s>(name: &str, seen: Seen, scratch: &'s mut Scratch) -> &'s str {
    let room = crate::idna::MAX_ASCII_LEN.saturating_add(2);
    // The name was mapped when it was read.
    scratch.fill(room, |out| write(name, seen, out)).unwrap_or_default()
}

/// Writes the canonical text of a name beyond ASCII that was read before at the start of `out`.
///
/// # Errors
/// `BufferTooSmall`.
#[cfg(feature = "idna")]
pub(super) fn write(name: &str, seen: Seen, out: &mut [u8]) -> Result<usize, Error> {
    let body = name.strip_prefix("*.").filter(|_| seen.has(Seen::WILDCARD));
    let star = if body.is_some() { "*." } else { "" };
    let written = out.split_at_mut_checked(star.len()).and_then(|(lead, rest)| {
        lead.copy_from_slice(star.as_bytes());
        config(seen.has(Seen::HOSTNAME)).beyond_ascii(body.unwrap_or(name), rest).ok()
    });
    // The name was mapped when it was read: only the room can be wanting.
    written.map(|len| len.saturating_add(star.len())).ok_or(Error::new(Code::BufferTooSmall, 0))
}

/// No name beyond ASCII was ever read.
#[cfg(not(feature = "idna"))]
pub(super) fn mapped<'s>(_: &str, _: Seen, _: &'s mut Scratch) -> &'s str {
    ""
}

/// No name beyond ASCII was ever read.
#[cfg(not(feature = "idna"))]
pub(super) fn write(_: &str, _: Seen, _: &mut [u8]) -> Result<usize, Error> {
    Ok(0)
}

/// The display form of a canonical name: decoded, or as it is if some label cannot be.
#[cfg(feature = "idna")]
#[inline(never)]
pub(super) fn display<'b>(canonical: &str, buffer: &'b mut UnicodeBuffer) -> &'b str {
    let room = crate::idna::MAX_UNICODE_LEN;
    let star = if canonical.starts_with("*.") { 2 } else { 0 };
    let shown = buffer.fill(room, |out| {
        let (before, body) = canonical.split_at_checked(star).unwrap_or_default();
        let star = emit::write_one(Piece::keep(before), out)?;
        let rest = out.get_mut(star..).unwrap_or_default();
        let written = match Config::DNS.to_unicode(body, rest) {
            Ok(written) => written,
            // Some A-label does not decode: the name is shown as DNS has it.
            Err(_) => emit::write_one(Piece::keep(body), rest)?,
        };
        Ok(written.saturating_add(star))
    });
    shown.unwrap_or_default()
}

#[cfg(not(feature = "idna"))]
pub(super) fn display<'b>(canonical: &str, buffer: &'b mut UnicodeBuffer) -> &'b str {
    let copied = buffer.fill(canonical.len(), |out| emit::write_one(Piece::keep(canonical), out));
    copied.unwrap_or_default()
}

#[cfg(all(test, feature = "idna"))]
mod tests {
    use super::super::{Buffer, Host};
    use super::*;

    #[track_caller]
    fn canonical(typed: &str, expected: &str) {
        let host = Host::parse(typed).unwrap();
        assert_eq!(host.canonical(&mut Buffer::new()), expected, "{typed}");
        assert_eq!(host, Host::parse(expected).unwrap());
        assert!(!host.is_canonical());
    }

    #[test]
    fn names_beyond_ascii() {
        canonical("österreich.icom.museum", "xn--sterreich-z7a.icom.museum");
        canonical("BÜCHER.example.", "xn--bcher-kva.example");
        canonical("bücher。example。", "xn--bcher-kva.example");
        canonical("румайнкрафт.рф", "xn--80aa0aehirftcs.xn--p1ai");
        canonical("_dmarc.bücher.example", "_dmarc.xn--bcher-kva.example");
        canonical("ｅｘａｍｐｌｅ.com", "example.com");
        let star = Host::parse_with("*.bücher.example", &Options::new().wildcard(true)).unwrap();
        assert_eq!(star.canonical(&mut Buffer::new()), "*.xn--bcher-kva.example");
        assert_eq!(star.to_unicode(&mut UnicodeBuffer::new()), "*.bücher.example");
    }

    #[test]
    fn refusals_name_the_typed_byte() {
        let rows = [
            ("Ã¶sterreich.icom.museum", Code::SuspectedMojibake, 0),
            ("a.bÃ¼cher.example", Code::SuspectedMojibake, 3),
            ("a\u{200b}.example", Code::ZeroWidth, 1),
            ("a\u{2024}example", Code::OneDotLeader, 1),
            ("bücher.example…", Code::Truncated, 15),
            ("bü!cher.example", Code::HostCharacter, 3),
            ("bü cher.example", Code::HostCharacter, 3),
            ("bü!cher.exa!mple.com", Code::HostCharacter, 3),
            ("a.bü!cher.-a.com", Code::HostCharacter, 5),
            ("-ü.a!b.com", Code::LeadingHyphen, 0),
            ("例え[.]jp", Code::HostCharacter, 6),
            ("bücher.a!b.com", Code::HostCharacter, 9),
            ("bücher。１２.a!b.com", Code::HostCharacter, 18),
            ("bü!cher..com", Code::HostCharacter, 3),
            ("-bücher.example", Code::LeadingHyphen, 0),
            ("a.bücher-.example", Code::TrailingHyphen, 2),
            ("bücher..example", Code::LabelEmpty, 8),
            ("bücher.１２", Code::NumericLastLabel, 8),
            ("１.2.3.4", Code::NumericLastLabel, 8),
            ("a.\u{ad}.example", Code::LabelEmpty, 2),
            ("a.\u{301}b.example", Code::LeadingMark, 2),
            ("a\u{200d}b.example", Code::JoinerContext, 1),
            ("a\u{5d0}.example", Code::BidiRule, 0),
            ("a\u{2fff}b.example", Code::DisallowedCodePoint, 1),
        ];
        for (typed, code, at) in rows {
            let refused = Host::parse(typed).map(|_| ());
            assert_eq!(refused, Err(Error::new(code, at)), "{typed:?}");
        }
    }

    #[test]
    fn display_forms() {
        let shown = |typed: &str| {
            extern crate std;
            use std::borrow::ToOwned;
            Host::parse(typed).unwrap().to_unicode(&mut UnicodeBuffer::new()).to_owned()
        };
        assert_eq!(shown("XN--BCHER-KVA.Example."), "bücher.example");
        assert_eq!(shown("BÜCHER.example"), "bücher.example");
        assert_eq!(shown("plain.example"), "plain.example");
        assert_eq!(shown("xn--a.bücher.example".split_once('.').unwrap().1), "bücher.example");
        assert_eq!(shown("xn--a.xn--bcher-kva.example"), "xn--a.xn--bcher-kva.example");
        assert!(
            Host::parse("xn--a.example").unwrap().notes().contains(crate::Note::UndecodedALabel)
        );
        assert!(Host::parse("xn--bcher-kva.example").unwrap().notes().is_empty());
    }

    /// What the walk reads is what the complete reader reads, and as it reads it.
    #[track_caller]
    fn as_twin(typed: &str) -> bool {
        let options = Options::new();
        let mut read = false;
        for options in
            [options, options.rules(Rules::Hostname), options.min_labels(2).wildcard(true)]
        {
            let Some(seen) = plain(typed, &options) else { continue };
            assert_eq!(complete(typed, &options), Ok(seen), "{typed:?}");
            read = true;
        }
        read
    }

    #[test]
    #[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
    fn the_walk_agrees_with_the_complete_reader() {
        extern crate std;
        let mut read = 0;
        for c in '\0'..=char::MAX {
            read += usize::from(as_twin(&std::format!("a{c}.example")));
            as_twin(&std::format!("{c}"));
            as_twin(&std::format!("{c}.1a"));
            as_twin(&std::format!("b.\u{e9}{c}_9"));
            as_twin(&std::format!("{c}\u{a0}\u{4e2d}.\u{438}{c}"));
        }
        assert!(read > 150_000, "{read}");
        for lead in '\u{80}'..='\u{ff}' {
            for next in '\u{80}'..='\u{2200}' {
                as_twin(&std::format!("{lead}{next}a"));
            }
        }
        for typed in
            ["a", "a.b", "a.1", "\u{e9}.1", "\u{e9}.0x1", "\u{e9}.1a", "*.\u{e9}.a", "\u{e9}.", ""]
        {
            as_twin(typed);
        }
        assert!(as_twin("b\u{fc}cher.example") && as_twin("\u{e9}.co") && as_twin("\u{e9}"));
    }

    #[test]
    fn written_where_there_is_room() {
        extern crate std;
        for typed in ["b\u{fc}cher.example", "\u{5d0}.example", "*.\u{e9}.example.", "\u{ff41}.b"] {
            let host = Host::parse_with(typed, &Options::new().wildcard(true)).unwrap();
            let expected = std::format!("{host}");
            for room in 0..30 {
                let mut out = [0; 30];
                let written = host.write_into(&mut out[..room]);
                match room < expected.len() {
                    true => assert_eq!(written, Err(Error::new(Code::BufferTooSmall, 0))),
                    false => assert_eq!(out.get(..written.unwrap()), Some(expected.as_bytes())),
                }
            }
        }
    }

    #[test]
    fn every_dot_is_found_and_nothing_else() {
        extern crate std;
        for c in '\0'..=char::MAX {
            let text = std::format!("a{c}b");
            let expected =
                matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}').then(|| (1, c.len_utf8()));
            assert_eq!(dot(&text), expected, "{c:?}");
        }
    }
}
