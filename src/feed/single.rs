//! A line of a plain list, where one look tells what it holds: one token, or nothing.
//!
//! Nearly every line of nearly every feed is such a line. What is found here is what
//! [`Tokens`](super::line::Tokens) give, which are the twin and read every other line.

use super::{
    ends::{asn_lead, is_blank},
    join,
    line::is_sink,
    lines::{after_end, end_or_nul, word_len},
};
use crate::{
    ascii::{self, class},
    registry, words,
};

/// What a line holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Single<'a> {
    /// One token, and how many blanks stand before it.
    Token(usize, &'a str),
    /// No token.
    Nothing,
    /// This is not to be told at one look.
    Other,
}

/// Takes the first line off `text` and gives what it holds. One that this does not tell, or with more
/// than `max_line` bytes, is left.
#[inline(never)]
pub(super) fn settle<'a>(text: &mut &'a str, max_line: usize) -> Single<'a> {
    let before = blanks(text.as_bytes());
    let line = text.get(before..).unwrap_or_default();
    if !line.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return odd(text, before, max_line);
    }
    if registry::begins_plainly(line.as_bytes()) || registry::is_hive_and_more(line.as_bytes()) {
        return key(text, before, max_line);
    }
    let Some((word, after)) = line.split_at_checked(word_len(line.as_bytes())) else {
        return Single::Other;
    };
    let tail = blanks(after.as_bytes());
    match after.get(tail..).and_then(after_end) {
        Some(rest) if before.saturating_add(word.len()).saturating_add(tail) <= max_line => {
            *text = rest;
            Single::Token(before, word)
        }
        _ => longer(text, before, word.len(), max_line),
    }
}

/// [`settle`] for a line that does not begin with a word.
fn odd<'a>(text: &mut &'a str, before: usize, max_line: usize) -> Single<'a> {
    match text.as_bytes().get(before..).unwrap_or_default() {
        [b'#' | b';' | b'!' | b'\n', ..] | [b'/', b'/', ..] | [b'\r', b'\n', ..] => {
            pass_over(text, before, max_line, Single::Nothing)
        }
        _ => Single::Other,
    }
}

/// [`settle`] for a line that begins as a key.
#[inline(never)]
fn key<'a>(text: &mut &'a str, before: usize, max_line: usize) -> Single<'a> {
    let bytes = text.as_bytes().get(before..).unwrap_or_default();
    let ends = |word| words::below(word, b' ') | words::is(word, b'#');
    match words::find(bytes, ends, |b| b < b' ' || b == b'#') {
        Some(len) => ended(text, before, len, max_line),
        None => Single::Other,
    }
}

/// [`settle`] for a line with more than one word, or with what ends words; the first is `len` bytes
/// long.
#[inline(never)]
fn longer<'a>(text: &mut &'a str, before: usize, len: usize, max_line: usize) -> Single<'a> {
    let bytes = text.as_bytes().get(before..).unwrap_or_default();
    let after = |from: usize| bytes.get(from..).unwrap_or_default();
    let len = match bytes {
        [_, a, b, c, b':', b'/', b'/', ..] | [_, a, b, c, b's', b':', b'/', b'/', ..]
            if [a, b, c].iter().all(|b| b.is_ascii_alphanumeric()) =>
        {
            let more = words::find(after(len), |word| words::below(word, b'!'), |b| b <= b' ');
            len.saturating_add(more.unwrap_or(0))
        }
        _ => match asn_lead(bytes) {
            0 => return first_of_some(text, before, len, max_line),
            lead => lead.saturating_add(word_len(after(lead))),
        },
    };
    ended(text, before, len, max_line)
}

/// Takes off a line whose token ends after `len` bytes, of which the last may be blanks, if nothing but
/// blanks follows.
#[inline(always)]
fn ended<'a>(text: &mut &'a str, before: usize, len: usize, max_line: usize) -> Single<'a> {
    let line = text.get(before..).unwrap_or_default();
    let Some((token, after)) = line.split_at_checked(len) else { return Single::Other };
    let tail = blanks(after.as_bytes());
    match after.get(tail..).and_then(after_end) {
        Some(rest) if before.saturating_add(len).saturating_add(tail) <= max_line => {
            *text = rest;
            Single::Token(before, ascii::trim_end(token, |b| b == b' '))
        }
        _ => Single::Other,
    }
}

/// [`settle`] for a line whose first word, `len` bytes long, is its token whatever follows.
fn first_of_some<'a>(text: &mut &'a str, before: usize, len: usize, max_line: usize) -> Single<'a> {
    let line = text.get(before..).unwrap_or_default();
    let Some((word, after)) = line.split_at_checked(len) else { return Single::Other };
    let ends = match after.as_bytes() {
        [b',' | b';', ..] => true,
        // Names may follow an address, if it is of a kind that begins so, or the rest of a block.
        [b' ', rest @ ..] => {
            let first = join::may_begin(word.as_bytes());
            !(join::may_be_parted(rest) || (first && (join::may_go_on(rest) || is_sink(word))))
        }
        _ => false,
    };
    // A number and a dot may be a list's marker.
    if !ends
        || len < 4
        || word.as_bytes().last() == Some(&b'.')
        || !word.bytes().all(|b| ascii::is(b, class::SCHEME))
    {
        return Single::Other;
    }
    pass_over(text, before.saturating_add(len), max_line, Single::Token(before, word))
}

/// Takes off a line that holds `single` wherever it ends: neither LF nor NUL is among its first `from`
/// bytes.
fn pass_over<'a>(
    text: &mut &'a str,
    from: usize,
    max_line: usize,
    single: Single<'a>,
) -> Single<'a> {
    let Some((line, rest)) = text.split_at_checked(end_or_nul(text.as_bytes(), from)) else {
        return Single::Other;
    };
    match rest.strip_prefix('\n') {
        Some(rest) if line.strip_suffix('\r').unwrap_or(line).len() <= max_line => {
            *text = rest;
            single
        }
        _ => Single::Other,
    }
}

/// How many blanks stand at the start.
#[inline(always)]
fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().position(|&b| !is_blank(b)).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{format, string::String, vec::Vec};

    use super::{
        super::{Options, entries::Line},
        *,
    };

    /// What is settled is what the line gives when it is looked through. Tells whether it was.
    #[track_caller]
    fn agrees(line: &str, max_line: usize) -> bool {
        let options = Options::PLAIN.max_line(max_line);
        let text = format!("{line}\nnext.example\n");
        let mut rest = text.as_str();
        let settled = match settle(&mut rest, max_line) {
            Single::Other => {
                assert_eq!(rest, text, "{line:?}");
                return false;
            }
            Single::Nothing => None,
            Single::Token(before, token) => Some((before, token)),
        };
        // A line of this text may be two.
        let line = text.split('\n').next().unwrap();
        assert_eq!(rest, &text[line.len() + 1..], "{line:?}");
        let entries: Vec<_> = Line::new(line.as_bytes(), 1, &options).collect();
        let column = |before: usize| u32::try_from(before).unwrap() + 1;
        let plain: Vec<_> =
            entries.iter().map(|entry| (entry.column(), entry.text().ok())).collect();
        let settled: Vec<_> =
            settled.iter().map(|&(before, token)| (column(before), Some(token))).collect();
        assert_eq!(settled, plain, "{line:?}");
        true
    }

    const STARTS: [&str; 52] = [
        "",
        "a",
        "exa",
        "a.example",
        "as.example",
        "hk.example",
        "man**app.com",
        "1.2.3.4",
        "0.0.0.0",
        "127.0.0.1",
        "::1",
        "2001:db8::1",
        "255.255.255.255",
        "1.2.3.0/24",
        "AS",
        "as 1",
        "AS 12345",
        "ASN 1",
        "asn12",
        "AS  1",
        "ASN-1",
        "http://a.example/b,c;d",
        "https://a.example",
        "hxxps://a[.]example/b c",
        "ftp://a.example/b,c",
        "http:/a b",
        "HKLM",
        "HKLM\\A B,C",
        "hkcu\\A#B",
        "HKU\\S-1;a",
        "HKU:\\a b",
        "HKUX\\a b",
        "HKEY_USERS\\A  B",
        "HKEY_a b",
        "HKEY\\a b",
        "HKXX\\a b",
        "HKLM/a b",
        "\\REGISTRY\\USER\\a b",
        "# a",
        ";",
        "!a",
        "//a",
        "/a",
        "\"a b\"",
        "1.",
        "123.",
        "1234.",
        "1)",
        "-",
        "\u{2022}",
        "[a]",
        "\u{fc}.example",
    ];

    #[test]
    fn lines_of_all_sorts() {
        let afters = [
            "",
            " ",
            "\t",
            " \t ",
            "  ",
            "\r",
            " \r",
            "\r\r",
            "\ra",
            ",",
            ",b",
            ";b",
            " # b",
            "  b",
            "\t# b",
            " b.example",
            " - 1.2.3.9",
            " – 1.2.3.9 b",
            "  -b",
            " /24",
            " / 24",
            "\t/24",
            " 255.255.255.0",
            " 255.255.255.255",
            " 255.b",
            "\tb",
            "\0",
            " \0",
            ",\0",
            " \u{1f}",
            "\u{7f}",
            "#",
            " #",
            "é",
            "\n",
            "\r\n",
            " b\n",
            "\t1.2.3.9\t24",
            " b\r",
            "// b",
            " :// b",
        ];
        let mut settled = 0;
        for start in STARTS {
            for before in ["", " ", "\t", "  \t", "\r", "\u{a0}", "\0"] {
                for after in afters {
                    let line = format!("{before}{start}{after}");
                    for max_line in [64, 9, line.len(), line.len().saturating_sub(1)] {
                        settled += usize::from(agrees(&line, max_line.max(1)));
                    }
                }
            }
        }
        // A change of this is one of speed.
        assert_eq!(settled, 7_717);
    }

    #[test]
    fn lines_made_of_anything() {
        const PARTS: [&str; 43] = [
            "a",
            "x",
            "1",
            "0",
            "AS",
            "as",
            "N",
            "HK",
            "hk",
            "LM",
            "EY_",
            "U",
            "C",
            "\\",
            ":",
            "/",
            "//",
            "http",
            "s",
            "hxxp",
            "://",
            ".",
            "-",
            " ",
            " ",
            "  ",
            "\t",
            ",",
            ";",
            "#",
            "!",
            "\r",
            "\0",
            "\u{1}",
            "\u{7f}",
            "é",
            "example",
            "127.0.0.1",
            " - ",
            "/2",
            "255.255.0.0",
            "\"",
            "[",
        ];
        let mut state = 1u32;
        let mut next = |most: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            usize::try_from(state >> 16).unwrap() % most
        };
        let mut settled = 0;
        for _ in 0..400_000 {
            let line: String = (0..next(9)).map(|_| PARTS[next(PARTS.len())]).collect();
            settled += usize::from(agrees(&line, 40));
        }
        assert_eq!(settled, 185_718);
    }

    /// Ends at every place of a long line, so that every step of the searches is the last.
    #[test]
    fn ends_at_every_place() {
        for start in ["HKLM\\", "http://a/", "AS ", "example.com ", "# ", "1.2.3.4,"] {
            for len in 0..40 {
                for after in ["", " ", "\r", " \r", "\t#", " #", "\0"] {
                    agrees(&format!("{start}{}{after}", "1".repeat(len)), 64);
                    agrees(&format!("{start}{} b{after}", "1".repeat(len)), 64);
                }
            }
        }
    }
}
