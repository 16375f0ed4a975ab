//! Free text: the words of a line that are indicators.
//!
//! A word is an entry if its writer marked it as one (`scheme://`, defanging, a hive, a redaction)
//! or if it can be read and is not likely to be prose, program text or a file's name. What is no
//! entry is passed over: text is not a list, and most of its words are not refusals.

use super::read;
use crate::{
    Indicator, Kind,
    ascii::{self, class},
    refang, registry,
};

/// How far the closing bracket of a redaction is looked for.
const MAX_REDACTION: usize = 24;

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
        let (end, sure) = if registry::looks_like(rest) {
            (key_end(rest, before), true)
        } else if let Some(scheme) = refang::scheme_len(rest.as_bytes()) {
            (url_end(rest, scheme), true)
        } else {
            (word_end(rest), false)
        };
        // A word has a byte at least, so that the walk goes on.
        let end = end.max(c.len_utf8());
        let word = rest.get(..end).unwrap_or_default();
        let trimmed = word.trim_end_matches(ends_sentence);
        let next = at.saturating_add(end);
        if !trimmed.is_empty() && (sure || counts(trimmed)) {
            return Some((at, at.saturating_add(trimmed.len()), next));
        }
        at = next;
    }
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
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}' | '\u{3002}' => true,
        _ => read::is_glue(c) || read::is_quote(c) || c.is_whitespace(),
    }
}

/// Whether a word may begin with what otherwise stands between words.
fn opens_word(rest: &str) -> bool {
    // `[2001:db8::1]:443`, `[HKEY_...]`
    rest.starts_with('[')
        && (registry::looks_like(rest) || refang::literal_len(rest.as_bytes()).is_some())
}

/// What ends a sentence or a list's item and is no part of a value.
const fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '+' | '_' | '/' | '-')
}

/// A key ends at its closing quote; else at TAB, `|` or a comma, or where the words that follow a
/// blank no longer lead to a backslash.
fn key_end(rest: &str, before: Option<u8>) -> usize {
    let bytes = rest.as_bytes();
    if let Some(quote @ (b'`' | b'"' | b'\'')) = before {
        if let Some(end) = bytes.iter().position(|&b| b == quote) {
            return end;
        }
    }
    let limit =
        bytes.iter().position(|b| matches!(b, b'\t' | b'|' | b'`' | b'"' | b',' | b'<' | b'>'));
    let key = bytes.get(..limit.unwrap_or(bytes.len())).unwrap_or_default();
    if key.first() == Some(&b'[') {
        if let Some(end) = key.iter().position(|&b| b == b']') {
            return end.saturating_add(1);
        }
    }
    let last = key.iter().rposition(|&b| b == b'\\').unwrap_or(0);
    let tail = key.get(last..).unwrap_or_default();
    tail.iter().position(|&b| b == b' ').map_or(key.len(), |at| last.saturating_add(at))
}

/// A URL ends at a blank, a quote, or a bracket that it did not open itself.
fn url_end(rest: &str, scheme: usize) -> usize {
    let bytes = rest.as_bytes();
    let mut at = scheme;
    let mut open = 0u32;
    loop {
        let left = bytes.get(at..).unwrap_or_default();
        let Some(&b) = left.first() else { return at };
        if let Some(len) = refang::mark_len(left).or_else(|| refang::literal_len(left)) {
            at = at.saturating_add(len);
            continue;
        }
        match b {
            b'(' => open = open.saturating_add(1),
            b')' if open == 0 => return at,
            b')' => open = open.saturating_sub(1),
            b'[' => match redaction(left) {
                // Before the path a word in brackets is a part blanked out, after it a link's text.
                Some(len) if !bytes.get(scheme..at).is_some_and(|head| head.contains(&b'/')) => {
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

/// A word ends at what separates words; brackets that are marks or redactions are inside it.
fn word_end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0usize;
    while let Some(left) = rest.get(at..) {
        let Some(c) = left.chars().next() else { return at };
        let tail = bytes.get(at..).unwrap_or_default();
        let inside = refang::mark_len(tail)
            .or_else(|| if at == 0 { refang::literal_len(tail) } else { None })
            .or_else(|| if at > 0 { redaction(tail) } else { None });
        if let Some(len) = inside {
            at = at.saturating_add(len);
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
    let word = !inner.is_empty() && inner.iter().all(|&b| ascii::is(b, class::ALPHA));
    let after =
        rest.get(end.saturating_add(1)).is_some_and(|&b| ascii::is(b, class::LDH) || b == b'.');
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
        let last = word.rsplit('.').next().unwrap_or_default();
        return word.contains('.')
            && last.len() > 1
            && last.bytes().all(|b| b.is_ascii_lowercase());
    }
    if !refanged.is_clean() {
        return true;
    }
    match Indicator::detect(word) {
        Ok(Indicator::Host(_)) => is_likely_name(word),
        Ok(Indicator::Endpoint(_)) => word.split(':').next().is_none_or(is_likely_server),
        Ok(Indicator::Address(_)) => word.contains(|c: char| c.is_ascii_digit()),
        Ok(Indicator::Email(_)) => word.split('@').nth(1).is_some_and(is_likely_name),
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
    let last = name.rsplit('.').next().unwrap_or_default();
    let first = name.split('.').next().unwrap_or_default();
    let lower = name.bytes().all(|b| !b.is_ascii_uppercase());
    let letters = last.bytes().all(|b| b.is_ascii_lowercase()) || last.starts_with("xn--");
    // Names of packages are written the other way round.
    let package = matches!(first, "com" | "org" | "net") && name.split('.').nth(2).is_some();
    lower && letters && last.len() > 1 && !package && !FILE_EXTENSIONS.contains(&last)
}

/// Last parts of file names, and of names in programs, that reports are full of. Some are
/// top-level domains as well: a writer who means the domain marks it.
const FILE_EXTENSIONS: [&str; 124] = [
    "7z", "accdb", "adoc", "apk", "app", "asc", "asp", "aspx", "au3", "avi", "bak", "bat", "bin",
    "bmp", "bz2", "cab", "cer", "cfg", "chm", "class", "cmd", "conf", "config", "cpl", "cpp",
    "crt", "cs", "css", "csv", "dat", "data", "db", "dex", "dib", "dll", "dmg", "dmp", "doc",
    "docm", "docx", "dot", "dotm", "drv", "dylib", "efi", "elf", "eml", "exe", "gif", "go", "gz",
    "hta", "htm", "html", "ico", "img", "inf", "ini", "iso", "jar", "java", "jpeg", "jpg", "js",
    "jse", "json", "jsp", "kdbx", "key", "lib", "lnk", "log", "lua", "map", "md", "mof", "mp3",
    "mp4", "msi", "msp", "obj", "ocx", "odt", "old", "pcap", "pdb", "pdf", "pem", "php", "pl",
    "plist", "png", "ppt", "pptx", "ps1", "psm1", "pub", "py", "pyc", "rar", "rb", "reg", "rs",
    "rtf", "rules", "scr", "sh", "so", "sql", "sqlite", "swf", "sys", "tar", "temp", "tmp", "txt",
    "vbe", "vbs", "wav", "wsf", "xls", "xlsx", "xml", "zip",
];
