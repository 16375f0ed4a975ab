//! How a refused text is mended: code by code what is to be written instead, or nothing where a person
//! has to decide.

use super::Mended;
use crate::{
    address, ascii,
    asn::{self, Asn},
    cidr::{self, Cidr},
    email::Email,
    endpoint,
    error::{Code, Error},
    host::{self, Host},
    mojibake,
    range::{self, Range},
    refang,
    registry::{self, RegistryKey},
    server,
    url::Url,
};

/// The edit, unless it leaves nothing: empty text mends nothing.
fn some_text(edit: Mended<'_>) -> Option<Mended<'_>> {
    (!matches!(edit, Mended::Edit("", "", ""))).then_some(edit)
}

/// How many bytes the characters with which `rest` begins have, as far as they are `wanted`.
fn run(rest: &str, wanted: fn(char) -> bool) -> usize {
    rest.chars().take_while(|&c| wanted(c)).fold(0, |sum, c| sum.saturating_add(c.len_utf8()))
}

/// Whether `c` changes the direction of text and nothing else: of what is refused in every kind, all
/// but the characters of control and the separators.
const fn is_direction(c: char) -> bool {
    ascii::is_forbidden(c) && !matches!(c, '\0'..='\u{9f}' | '\u{2028}' | '\u{2029}')
}

/// How many bytes of characters of no kind go from the start of `rest`, which is the text's own start
/// if `first`. Around a text they mean nothing. Within it one may separate two values, or begin a
/// command of which more follows: only marks of direction are taken out there.
fn forbidden(rest: &str, first: bool) -> Option<usize> {
    let len = run(rest, ascii::is_forbidden);
    (first || len == rest.len() || len == run(rest, is_direction)).then_some(len)
}

/// How many bytes a dash and the blanks around it have, with which `rest` begins.
fn dash(rest: &str) -> Option<usize> {
    let after = ascii::after_blanks(rest);
    let dash = Some(range::dash_len(after.as_bytes())).filter(|&len| len > 0)?;
    rest.len().checked_sub(ascii::after_blanks(after.get(dash..)?).len())
}

/// Of a fault that is mended where it stands, at the start of `rest`: how many bytes go, and what
/// comes in their place. `first`: nothing stands before `rest`.
pub(super) fn replaced(code: Code, rest: &str, first: bool) -> Option<(usize, &'static str)> {
    let size = rest.chars().next().map_or(0, char::len_utf8);
    let leading = |b: u8| rest.bytes().take_while(|&c| c == b).count();
    Some(match code {
        Code::OuterBlank | Code::AsnBlanks | Code::RangeBlank => (leading(b' '), ""),
        // A number below zero is none.
        Code::AsnSign if first && rest.starts_with('-') => return None,
        Code::AsnSign => (size, ""),
        Code::ControlCharacter => (forbidden(rest, first)?, ""),
        Code::ZeroWidth => (run(rest, host::is_zero_width), ""),
        Code::AsnLeadingZero
        | Code::PrefixLeadingZero
        | Code::UrlPortLeadingZero
        | Code::PortLeadingZero => {
            let zeros = leading(b'0');
            let digit = rest.as_bytes().get(zeros).is_some_and(u8::is_ascii_digit);
            (if digit { zeros } else { zeros.saturating_sub(1) }, "")
        }
        Code::OneDotLeader => (size, "."),
        Code::RangeDash => (dash(rest)?, "-"),
        // What looks like the slash or the colon, and blanks around the slash.
        Code::PrefixMissing if cidr::slash_len(rest.as_bytes()) > 1 => (size, "/"),
        Code::PortMissing if endpoint::colon_len(rest.as_bytes()) > 0 => (size, ":"),
        Code::PrefixMissing if ascii::after_blanks(rest).as_bytes().first() == Some(&b'/') => {
            (leading(b' '), "")
        }
        Code::PrefixDigit if rest.starts_with(' ') => (leading(b' '), ""),
        _ => return None,
    })
}

/// How `input`, refused by `error`, is mended; `None` where a person has to decide.
// Not inlined: what it looks through is to be gone when the mended text is read.
#[inline(never)]
pub(super) fn mended(error: Error, input: &str) -> Option<Mended<'_>> {
    mended_there(error, input).or_else(|| {
        // A name of one label is whole as it stands.
        let refanged =
            Some(refang::of_refused(input)).filter(|_| error.code() != Code::SingleLabel);
        refanged.filter(|refanged| !refanged.is_clean()).map(Mended::Refanged)
    })
}

/// `input` without the characters that show nothing at its ends, and the blanks there, if it has any: where
/// no mending by the code gives what can be read. Kinds that know of no such characters speak of the
/// first byte that they cannot read, which may be anywhere.
pub(super) fn unglued(input: &str) -> Option<Mended<'_>> {
    let edge = |c| c == ' ' || host::is_zero_width(c);
    let rest = input.get(run(input, edge)..)?;
    let behind = rest.chars().rev().take_while(|&c| edge(c));
    let behind = behind.fold(0usize, |sum, c| sum.saturating_add(c.len_utf8()));
    let inner = rest.get(..rest.len().checked_sub(behind)?)?;
    let glued = inner.len() < ascii::trim(input, |b| b == b' ').len();
    some_text(Mended::Edit("", "", inner)).filter(|_| glued)
}

/// Whether what is to be taken out at the start of `rest`, which `before` precedes, stands between two
/// values.
pub(super) fn parts_values(code: Code, before: &str, rest: &str) -> bool {
    match code {
        // Of files that were put together, or of a list. Within a name it follows or precedes a dot, or
        // parts a label.
        Code::ZeroWidth => {
            let len = run(rest, host::is_zero_width);
            let after = rest.get(len..).unwrap_or_default();
            let before = ascii::after_last(before, b'/');
            ascii::has(before.strip_suffix('.').unwrap_or(before), b'.')
                && ascii::has(ascii::before(after, b'/').get(1..).unwrap_or_default(), b'.')
        }
        // Joined, `1.2.3.4 - cafe.example` would be a name.
        Code::RangeBlank => {
            let last = dash(rest).and_then(|len| rest.get(len..));
            last.is_some_and(|last| crate::Address::parse(last).is_err())
        }
        _ => false,
    }
}

/// [`mended`] by what the error says.
fn mended_there(error: Error, input: &str) -> Option<Mended<'_>> {
    let at = error.offset();
    let rest = input.get(at..)?;
    if parts_values(error.code(), input.get(..at)?, rest) {
        return None;
    }
    if let (false, Some((len, new))) =
        (error.code() == Code::OuterBlank, replaced(error.code(), rest, at == 0))
    {
        let after = rest.get(len..)?;
        return some_text(Mended::Edit(input.get(..at)?, new, after));
    }
    match error.code() {
        // Both ends at once, however long the text. One before a closing bracket is a second fault then.
        Code::OuterBlank => some_text(Mended::Edit("", "", ascii::trim(input, |b| b == b' '))),
        Code::HostBits => {
            cidr::aligned(input).map(|block| Mended::Cidr(block, cidr::Form::Compressed))
        }
        Code::Netmask | Code::PrefixMissing => {
            cidr::unmasked(input).map(|block| Mended::Cidr(block, cidr::Form::Compressed))
        }
        Code::RangeReversed => {
            let (last, first) = ascii::split_once(input, b'-')?;
            let first = crate::Address::parse(first).ok()?;
            let last = crate::Address::parse(last).ok()?;
            let range = Range::new(first.ip(), last.ip()).ok()?;
            Some(Mended::Range(range, range::Form::Compressed))
        }
        Code::AddressBracket => {
            let inner = input.strip_prefix('[')?.strip_suffix(']')?;
            some_text(Mended::Edit("", "", inner))
        }
        // An IPv4 address has none in a URL and before a port either.
        Code::UrlBracket | Code::EndpointBracket => {
            let (inner, after) = ascii::split_once(rest.strip_prefix('[')?, b']')?;
            let edits = Mended::Edits(input.get(..at)?, "", inner, "", after);
            server::is_quad(inner).then_some(edits)
        }
        Code::UrlMailto => {
            let (_, mailbox) = ascii::split_once(input, b':')?;
            Email::parse(mailbox).ok().map(|_| Mended::Edit("", "", mailbox))
        }
        Code::SuspectedMojibake => {
            // The rest of the host is garbled as its first such label is, or that label alone.
            let before = input.get(..at)?.as_bytes();
            let start = before.iter().rposition(|b| matches!(b, b'.' | b'/' | b'@' | b'['));
            let start = start.map_or(0, |sep| sep.saturating_add(1));
            let garbled = |ends: &[u8]| {
                let length = ascii::find(rest, |b| ends.contains(&b)).unwrap_or(rest.len());
                let end = at.saturating_add(length);
                let stretch = input.get(start..end)?;
                mojibake::find(stretch)?;
                Some(Mended::Garbled(input.get(..start)?, stretch, input.get(end..)?))
            };
            garbled(b":/?#@").or_else(|| garbled(b".:/?#@"))
        }
        Code::KeyTrailingBackslash => some_text(Mended::Edit(input.get(..at)?, "", "")),
        _ => mended_spelling(error, input),
    }
}

/// For a platform's codes: the value in the form that the code names, or that the typed text keeps
/// but for the fault.
fn mended_spelling(error: Error, input: &str) -> Option<Mended<'_>> {
    let at = error.offset();
    match error.code() {
        Code::AsnPrefixMissing => {
            Asn::parse(input).ok().map(|asn| Mended::Asn(asn, asn::Form::Asn))
        }
        Code::AsnPrefixOther | Code::AsnBlankInside => {
            let asn = Asn::parse(input).ok()?;
            let letters = ascii::find(input, |b| !b.is_ascii_alphabetic()).unwrap_or(0);
            // There are two prefixes: where one is not wanted, the other is.
            let form = match (input.get(..letters)?, error.code()) {
                ("AS", Code::AsnPrefixOther) | ("ASN", Code::AsnBlankInside) => asn::Form::Asn,
                ("ASN", Code::AsnPrefixOther) | ("AS", Code::AsnBlankInside) => asn::Form::As,
                _ => return None,
            };
            Some(Mended::Asn(asn, form))
        }
        Code::Compressed => ip(input, true),
        Code::NotCompressed => ip(input, false),
        // A `::` would have been spoken of first where it is not wanted.
        Code::DottedTail => {
            let bytes = input.as_bytes();
            let mut pairs = bytes.iter().zip(bytes.iter().skip(1));
            ip(input, !pairs.any(|pair| pair == (&b':', &b':')))
        }
        Code::GroupLeadingZero => {
            let group = input.get(at..)?;
            let digits = ascii::find(group, |b| !b.is_ascii_hexdigit()).unwrap_or(group.len());
            let zeros = ascii::find(group, |b| b != b'0').unwrap_or(group.len());
            let drop = zeros.min(digits.saturating_sub(1));
            Some(Mended::Edit(input.get(..at)?, "", group.get(drop..)?))
        }
        Code::SinglePrefix => Some(Mended::Edit(input.get(..at)?, "", "")),
        Code::UpperCase => match Url::parse(input) {
            Ok(url) => Some(Mended::Url(url)),
            Err(_) => input.is_ascii().then_some(Mended::Lower(input)),
        },
        Code::HostNotAscii
        | Code::HostUpperCase
        | Code::HostTrailingDot
        | Code::SchemeUpperCase => {
            let url = Url::parse(input).ok().map(Mended::Url);
            url.or_else(|| Email::parse(input).ok().map(Mended::Email)).or_else(|| {
                let options = host::Options::new().wildcard(true);
                Host::parse_with(input, &options).ok().map(Mended::Host)
            })
        }
        Code::HiveShort => key(input, |_| registry::Form::LongHive),
        Code::HiveLong => key(input, |_| registry::Form::ShortHive),
        Code::HiveCase | Code::KeyWrapping | Code::KeySeparator => key(input, |hive| {
            // The kernel's names count as long.
            if hive.len() > 4 { registry::Form::LongHive } else { registry::Form::ShortHive }
        }),
        _ => None,
    }
}

/// The block or address of `input`, in full or compressed.
fn ip(input: &str, full: bool) -> Option<Mended<'_>> {
    if let Ok(block) = Cidr::parse(input) {
        let form = if full { cidr::Form::Full } else { cidr::Form::Compressed };
        return Some(Mended::Cidr(block, form));
    }
    if let Ok(range) = Range::parse(input) {
        let form = if full { range::Form::Full } else { range::Form::Compressed };
        return Some(Mended::Range(range, form));
    }
    let form = if full { address::Form::Full } else { address::Form::Compressed };
    let address = crate::Address::parse(input).ok().map(|address| Mended::Address(address, form));
    // Of a URL only the compressed form is canonical.
    address.or_else(|| Url::parse(input).ok().filter(|_| !full).map(Mended::Url))
}

/// The key of `input`, in the form for its hive as typed.
fn key(input: &str, form: impl FnOnce(&str) -> registry::Form) -> Option<Mended<'_>> {
    let key = RegistryKey::parse(input).ok()?;
    let (from, to) = key.hive_span();
    Some(Mended::Key(key, form(input.get(from..to)?)))
}
