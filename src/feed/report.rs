//! Free text: the words of a line that are indicators.
//!
//! A word is an entry if its writer marked it as one (`scheme://`, defanging, a hive, a redaction)
//! or if it can be read and is not likely to be prose, program text or a file's name. What is no
//! entry is passed over: text is not a list, and most of its words are not refusals.

use super::{
    join, label,
    trim::{is_glue, is_mark, is_quote},
};
use crate::{
    Host, Indicator, Kind, Note,
    ascii::{self, class},
    refang, registry,
};

/// How far the closing bracket of a redaction is looked for.
const MAX_REDACTION: usize = 24;

/// How far a key's next backslash is looked for beyond a blank.
const MAX_COMPONENT: usize = 64;
/// How far the bracket is looked for that closes a key in brackets.
const MAX_BRACKETED: usize = 512;
/// Room for the longest hive and the longest wrapper before it.
const MAX_HIVE: usize = 96;

/// The next entry at or after byte `at`: where it begins and ends, and where to look on. Every
/// byte is looked at a bounded number of times.
pub(super) fn next(line: &str, at: usize) -> Option<(usize, usize, usize)> {
    let bytes = line.as_bytes();
    let mut at = at;
    loop {
        let rest = line.get(at..)?;
        let c = rest.chars().next()?;
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied();
        if separates(c) && !opens_word(rest) {
            at = at.saturating_add(c.len_utf8());
            continue;
        }
        let (end, sure) = if starts_key(rest) {
            (key_end(rest, before), true)
        } else if let Some(scheme) = scheme_len(rest.as_bytes()) {
            (url_end(rest, scheme), true)
        } else {
            let end = word_end(rest);
            (path_end(rest, end).unwrap_or(end), false)
        };
        // A word has a byte at least, so that the walk goes on.
        let end = end.max(c.len_utf8());
        let word = rest.get(..end).unwrap_or_default();
        let after = rest.get(end..).unwrap_or_default();
        let (from, to) = match sure {
            true => (0, trim_end(word, before)),
            false => parted(rest, end).unwrap_or_else(|| plain_word(word, after)),
        };
        let next = at.saturating_add(end.max(to));
        if from < to {
            return Some((at.saturating_add(from), at.saturating_add(to), next));
        }
        at = next;
    }
}

/// The length of a key or a URL without what follows it in prose; `before` stands before it.
fn trim_end(word: &str, before: Option<u8>) -> usize {
    // `++http://a.example++`: what a text's markup put before it, it put after it.
    let markup = before.filter(|b| matches!(b, b'+' | b'*' | b'~' | b'_'));
    let ends =
        |b: u8| matches!(b, b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'') || markup == Some(b);
    if starts_key(word) {
        return trim_key(word, ends);
    }
    // An ellipsis says that the value was cut.
    if word.ends_with("..") { word.len() } else { ascii::trim_end(word, ends).len() }
}

/// The length of a key without the brackets and quotes at its end that it did not open.
fn trim_key(word: &str, ends: impl Fn(u8) -> bool) -> usize {
    let count = |b| ascii::count(word.as_bytes(), b);
    let mut surplus = [(b'(', b')'), (b'[', b']'), (b'{', b'}')]
        .map(|(open, close)| (close, count(close).saturating_sub(count(open))));
    let typographic = |c: char| !c.is_ascii() && is_quote(c);
    let quoted = word.chars().filter(|&c| typographic(c)).nth(1).is_some();
    let mut rest = word;
    while let (Some(&b), Some(last)) = (rest.as_bytes().last(), rest.chars().next_back()) {
        match surplus.iter_mut().find(|(close, left)| *close == b && *left > 0) {
            Some((_, left)) => *left = left.saturating_sub(1),
            None if ends(b) && !rest.ends_with("..") => {}
            None if !last.is_ascii() && is_glue(last) => {}
            None if typographic(last) && !quoted => {}
            None => break,
        }
        let len = rest.len().saturating_sub(last.len_utf8());
        rest = rest.get(..len).unwrap_or_default();
    }
    rest.len()
}

/// Where the entry begins and ends in a word that nothing marks at its start; nowhere if it is none.
/// What follows the word tells whether it was cut.
fn plain_word(word: &str, after: &str) -> (usize, usize) {
    // A path before a URL names no host.
    if word.ends_with('/') && refang::scheme_len(after.as_bytes()).is_some() {
        return (0, 0);
    }
    let from = label::len(word).unwrap_or(0);
    let value = word.get(from..).unwrap_or_default();
    // A digest that is not what it is called is refused for that.
    if label::broken_at(word.get(..from).unwrap_or_default(), value).is_some() {
        return (0, word.len());
    }
    let trimmed = ascii::trim_end(value, ends_sentence);
    // `_evil[.]example_`: emphasis stands on both sides.
    let behind = value.get(trimmed.len()..).unwrap_or_default();
    let emphasis = ascii::count(behind.as_bytes(), b'_');
    let front =
        trimmed.bytes().take_while(|&b| b == b'_').fold(0usize, |sum, _| sum.saturating_add(1));
    let front = front.min(emphasis);
    let (from, value) = (from.saturating_add(front), value.get(front..).unwrap_or_default());
    let trimmed = trimmed.get(front..).unwrap_or_default();
    if trimmed.is_empty() || !counts(trimmed) {
        return (0, 0);
    }
    let to = from.saturating_add(trimmed.len());
    let dots = value.get(trimmed.len()..).unwrap_or_default();
    // The ellipsis says that the value was cut; with it, it is read as that. Either has three bytes.
    let cut = dots.starts_with("...") || (dots.is_empty() && after.starts_with('\u{2026}'));
    (from, if cut { to.saturating_add(3) } else { to })
}

/// Where the value ends, if the word of `end` bytes with which `rest` begins is the first part of one that
/// blanks around its marks cut: `evil.co [.] uk`, `doe (at) example.com`. Prose has such words as well.
fn parted(rest: &str, end: usize) -> Option<(usize, usize)> {
    let (word, after) = rest.split_at_checked(end)?;
    let more = join::parted(word, after);
    let text = rest.get(..end.saturating_add(more)).filter(|_| more > 0)?;
    let text = ascii::trim_end(text, |b| b.is_ascii() && !b.is_ascii_alphanumeric());
    let last = ascii::after_last(ascii::after_last(ascii::after_last(text, b' '), b']'), b')');
    let dotted =
        ascii::has(last, b'.') || refang::refang(text).edits().any(|edit| edit.replacement == ".");
    (dotted && is_domain(ascii::after_last(last, b'.'))).then_some((0, text.len()))
}

/// What stands between words.
fn separates(c: char) -> bool {
    match c {
        'a'..='z'
        | 'A'..='Z'
        | '0'..='9'
        | '-'
        | '_'
        | '.'
        | '/'
        | '\\'
        | ':'
        | '@'
        | '%'
        | '$' => false,
        _ if c.is_ascii() => true,
        // The ellipsis and other dots, the stop of a sentence, separators of lines.
        '\u{2024}'..='\u{2029}' | '\u{3002}' | '\u{85}' => true,
        // A dot in the middle of Catalan words.
        '\u{b7}' => false,
        _ => is_glue(c) || is_mark(c),
    }
}

/// Whether a word may begin with what otherwise stands between words.
fn opens_word(rest: &str) -> bool {
    // `*.example.com`, `[2001:db8::1]:443`, `[HKEY_...]`
    if rest.starts_with("*.") {
        return true;
    }
    rest.starts_with('[') && (starts_key(rest) || refang::literal_len(rest.as_bytes()).is_some())
}

/// What ends a sentence or a list's item and is no part of a value.
const fn ends_sentence(b: u8) -> bool {
    matches!(b, b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'+' | b'_' | b'/' | b'-')
}

/// The length of `scheme://`, or of the lead of a magnet link, marked or not.
fn scheme_len(rest: &[u8]) -> Option<usize> {
    let magnet = rest.get(..6).is_some_and(|word| word.eq_ignore_ascii_case(b"magnet"));
    let colon = rest.get(6..).filter(|_| magnet).unwrap_or_default();
    match colon.starts_with(b":?") || colon.starts_with(b"[:]?") {
        true => Some(6),
        false => refang::scheme_len(rest),
    }
}

/// A key ends at its closing quote; else at TAB, `|` or a comma, or at a blank after which no
/// backslash is near.
fn key_end(rest: &str, before: Option<u8>) -> usize {
    let bytes = rest.as_bytes();
    if let Some(quote @ (b'`' | b'"' | b'\'')) = before {
        if let Some(end) = bytes.iter().position(|&b| b == quote || b == b'|') {
            return end;
        }
    }
    if bytes.first() == Some(&b'[') {
        let near = bytes.get(..bytes.len().min(MAX_BRACKETED)).unwrap_or_default();
        if let Some(end) = near.iter().position(|&b| b == b']') {
            return end.saturating_add(1);
        }
    }
    let mut end = 0usize;
    loop {
        end = end.saturating_add(component_end(rest.get(end..).unwrap_or_default()));
        match rest.get(end..).and_then(leads_on) {
            Some(by) => end = end.saturating_add(by),
            None => return end,
        }
    }
}

/// What no key holds in a text.
const fn limits_key(c: char) -> bool {
    matches!(c, '\t' | '|' | '`' | '"' | ',' | '<' | '>' | '\u{3001}' | '\u{3002}' | '\u{ff0c}')
}

/// How far the next blank or limit of a key is.
fn component_end(rest: &str) -> usize {
    let len = |before: usize, c: char| before.saturating_add(c.len_utf8());
    rest.chars().take_while(|&c| c != ' ' && !limits_key(c)).fold(0, len)
}

/// How far beyond a blank a key goes on: to a backslash near by that begins no path of its own, and
/// no key.
fn leads_on(after: &str) -> Option<usize> {
    let near =
        after.get(..ascii::char_floor(after, MAX_COMPONENT)).filter(|_| after.starts_with(' '))?;
    let mut word = 0usize;
    let mut at = 0usize;
    for c in near.chars() {
        match c {
            '\\' => break,
            ' ' => word = at.saturating_add(1),
            c if limits_key(c) => return None,
            _ => {}
        }
        at = at.saturating_add(c.len_utf8());
    }
    if near.as_bytes().get(at) != Some(&b'\\') {
        return None;
    }
    let own = matches!(near.as_bytes().get(..at)?, [.., b' ' | b':' | b'%' | b'(' | b'['] | []);
    (!own && !after.get(word..).is_some_and(starts_key)).then(|| at.saturating_add(1))
}

/// Whether a key begins here. Only as much is looked at as a hive and what wraps it can take.
fn starts_key(rest: &str) -> bool {
    registry::looks_like(rest.get(..ascii::char_floor(rest, MAX_HIVE)).unwrap_or_default())
}

/// A URL ends at a blank, a quote, or a bracket that it did not open itself.
fn url_end(rest: &str, scheme: usize) -> usize {
    let bytes = rest.as_bytes();
    let mut at = scheme;
    let mut open = 0u32;
    // Whether a slash has been passed.
    let mut path = false;
    loop {
        let left = bytes.get(at..).unwrap_or_default();
        let Some(&b) = left.first() else { return at };
        if let Some(len) = refang::mark_len(left).or_else(|| refang::literal_len(left)) {
            path |= left.get(..len).is_some_and(|mark| mark.contains(&b'/'));
            at = at.saturating_add(len);
            continue;
        }
        path |= b == b'/';
        match b {
            b'(' => open = open.saturating_add(1),
            b')' if open == 0 => return at,
            b')' => open = open.saturating_sub(1),
            b'[' => match redaction(left) {
                // Before the path a word in brackets is a part blanked out, after it a link's text.
                Some(len) if !path => {
                    at = at.saturating_add(len);
                    continue;
                }
                _ => return at,
            },
            b' ' | b'\t' | b'"' | b'`' | b'<' | b'>' | b'|' | b']' | b'^' => return at,
            b if b >= 0x80 => {
                let c = rest.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
                // A URL that was cut says so by an ellipsis.
                if separates(c) && c != '…' {
                    return at;
                }
                at = at.saturating_add(c.len_utf8());
                continue;
            }
            _ => {}
        }
        at = at.saturating_add(1);
    }
}

/// A word ends at what separates words, and where a URL or a key begins in it: after a label, or after
/// a script without blanks. Brackets that are marks or redactions are inside it.
fn word_end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0usize;
    while let Some(left) = rest.get(at..) {
        let Some(c) = left.chars().next() else { return at };
        let tail = bytes.get(at..).unwrap_or_default();
        if at > 0 && starts_within(bytes.get(at.saturating_sub(1)).copied(), left) {
            return at;
        }
        let inside = refang::mark_len(tail)
            .or_else(|| if at == 0 { refang::literal_len(tail) } else { None })
            .or_else(|| if at > 0 { redaction(tail) } else { None });
        if let Some(len) = inside {
            at = at.saturating_add(len);
        } else if at == 0 && c == '*' {
            at = 1;
        } else if c == '*' && tail.starts_with(b"**") {
            at = at.saturating_add(tail.iter().position(|&b| b != b'*').unwrap_or(tail.len()));
        } else if separates(c) {
            return if at <= 3 { asn_end(rest, at) } else { at };
        } else {
            at = at.saturating_add(c.len_utf8());
        }
    }
    bytes.len()
}

/// Whether a URL or a key begins at `rest`, within a word in which `before` stands before it. Dots and
/// hyphens may be a scheme's own, and a bracket that of a mark.
fn starts_within(before: Option<u8>, rest: &str) -> bool {
    let label = matches!(before, Some(b':' | 0x80..));
    let begins = label || matches!(before, Some(b'/' | b'@' | b'_' | b'%' | b'$'));
    (begins && scheme_len(rest.as_bytes()).is_some()) || (label && starts_key(rest))
}

/// Where a URL without its scheme ends, if the word of `end` bytes with which `rest` begins is one whose
/// host is defanged: its path goes on as that of any URL.
fn path_end(rest: &str, end: usize) -> Option<usize> {
    let word = rest.get(..end)?;
    let host = ascii::before(word, b'/');
    if host.len() == word.len() {
        return None;
    }
    let refanged = refang::refang(host);
    let marked = !refanged.is_clean() && refanged.redaction().is_none();
    marked.then(|| url_end(rest, host.len()))
}

/// `AS 12345` is one word.
fn asn_end(rest: &str, at: usize) -> usize {
    let (name, number) = rest.split_at_checked(at).unwrap_or_default();
    let digits = number.strip_prefix(' ').unwrap_or_default().as_bytes();
    let len = digits.iter().position(|b| !b.is_ascii_digit()).unwrap_or(digits.len());
    let upper = name == "AS" || name == "ASN";
    if upper && len > 0 { at.saturating_add(1).saturating_add(len) } else { at }
}

/// The length of `[WORD]` glued into a word: between letters, in one piece.
fn redaction(rest: &[u8]) -> Option<usize> {
    let near = rest.get(..rest.len().min(MAX_REDACTION)).unwrap_or_default();
    let end = near.iter().position(|&b| b == b']')?;
    let inner = near.get(1..end)?;
    let word = inner.len() > 2 && inner.iter().all(|&b| ascii::is(b, class::ALPHA) || b == b'_');
    let after = match rest.get(end.saturating_add(1)..).unwrap_or_default() {
        [b'.', b, ..] | [b, ..] => ascii::is(*b, class::LDH),
        [] => false,
    };
    (rest.first() == Some(&b'[') && word && after).then(|| end.saturating_add(1))
}

/// Whether a word is an entry.
fn counts(word: &str) -> bool {
    let plain_word = word.bytes().all(|b| b.is_ascii_alphabetic());
    if plain_word {
        return false;
    }
    let refanged = refang::refang(word);
    if refanged.redaction().is_some() {
        // Of what is left after the redaction a name's end should be seen.
        let last = ascii::after_last(word, b'.');
        return ascii::has(word, b'.')
            && last.len() > 1
            && last.bytes().all(|b| b.is_ascii_lowercase());
    }
    if !refanged.is_clean() {
        return true;
    }
    match Indicator::detect(word) {
        Ok(Indicator::Host(_)) => is_likely_name(word),
        Ok(Indicator::Endpoint(_)) => is_likely_server(ascii::before(word, b':')),
        Ok(Indicator::Address(_)) => word.contains(|c: char| c.is_ascii_digit()),
        Ok(Indicator::Email(email)) => is_likely_name(email.domain().as_str()),
        Ok(indicator) => indicator.kind() != Kind::RegistryKey,
        Err(_) => false,
    }
}

fn is_likely_server(text: &str) -> bool {
    text.starts_with('[')
        || text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        || is_likely_name(text)
}

/// Whether a plain name is more likely a host's than a file's or a program's.
fn is_likely_name(name: &str) -> bool {
    let Ok(host) = Host::parse(name) else { return false };
    let last = ascii::after_last(name, b'.');
    let first = ascii::before(name, b'.');
    let lower = name.bytes().all(|b| !b.is_ascii_uppercase());
    // Names of packages are written the other way round.
    let package = matches!(first, "com" | "org" | "net") && ascii::count(name.as_bytes(), b'.') > 1;
    let program = PROGRAM_WORDS.contains(&first);
    let file = host.notes().contains(Note::FileExtensionTld);
    lower && !package && !program && !file && is_domain(last)
}

/// What members of objects are written after.
const PROGRAM_WORDS: [&str; 9] =
    ["document", "window", "this", "self", "location", "navigator", "process", "system", "e"];

/// Whether `last` is a top-level domain that published lists make use of.
fn is_domain(last: &str) -> bool {
    let place = |b: u8| usize::from(b.wrapping_sub(b'a'));
    match last.as_bytes() {
        [first, second] => {
            let row = SHORT_DOMAINS.get(place(*first)).copied().unwrap_or(0);
            let bit = 1u32.checked_shl(u32::from(second.wrapping_sub(b'a'))).unwrap_or(0);
            row & bit != 0
        }
        [b'x', b'n', b'-', b'-', ..] => true,
        _ => LONG_DOMAINS.as_bytes().split(|&b| b == b' ').any(|domain| domain == last.as_bytes()),
    }
}

/// The top-level domains of two letters (Public Suffix List, ICANN section, 2026): by the first
/// letter, a bit for each second one.
const SHORT_DOMAINS: [u32; 26] = [
    0x2df597c, 0x36e73fb, 0x3f27ded, 0x2005610, 0x01e0054, 0x0025700, 0x15fb9fb, 0x01a3400,
    0x00f7818, 0x000d010, 0x342b1d0, 0x13e0507, 0x3fffcdd, 0x212c975, 0x0001000, 0x14e3cf1,
    0x0000001, 0x0544010, 0x3be7fdf, 0x26a7eec, 0x3040441, 0x0102155, 0x0040020, 0x0000000,
    0x0080010, 0x0401001,
];

/// The longer ones that stand in published lists of malicious names more than once, and those of
/// the roots besides ICANN's.
const LONG_DOMAINS: &str = "\
    academy accountant aero africa agency army arpa art asia autos baby band bar bazar \
    beauty beer best bet bid bio bit biz black blog boats bond boutique business buzz \
    cafe cam camp capital careers casa cash casino cat center cfd chat cheap christmas \
    church city click clinic cloud club coach codes coffee coin college com community \
    company computer consulting contact cool coop coupons cyou date day deals delivery \
    design dev digital direct directory dog download edu education email engineer \
    engineering estate eth events exchange expert exposed faith fan fashion finance fit \
    fitness football forum foundation fun fund fyi gallery games gay gdn gifts global \
    gold golf gov graphics green group guide guru hair health help holdings homes host \
    i2p icu immo inc industries info ink institute int jewelry jobs kaufen kim land lat \
    lease lib life link live loan loans lol love ltd luxe madrid makeup management market \
    marketing media men mil mobi mom money monster motorcycles museum name navy net \
    network news ninja now nyc one onion online ooo org ovh page partners party pet \
    photography photos pics pink pizza place plus post press pro qpon quest recipes red \
    rent report rest review reviews rocks run sale sbs school science services shop \
    shopping site skin solar solutions space srl store stream studio sucks support \
    systems tattoo taxi team tech technology tel tips today tokyo tools top tours town \
    trade travel uno ventures video vin vip wales wang website wiki win wine work works \
    world wtf xin xyz yachts yoga zone \
";
