//! `[text](target)`, a link of Markdown.

use crate::ascii;

/// The length of the link with which `rest` begins.
pub(super) fn len(rest: &str) -> Option<usize> {
    parts(rest).map(|(_, end)| end.saturating_add(1))
}

/// Where the text's bracket and that of the target close. Brackets within either are in pairs.
fn parts(rest: &str) -> Option<(usize, usize)> {
    let bytes = rest.as_bytes();
    let close = closing(bytes, 0, (b'[', b']'))?;
    let open = close.saturating_add(1);
    Some((close, closing(bytes, open, (b'(', b')'))?))
}

/// Where the bracket closes that opens at byte `at`.
fn closing(bytes: &[u8], at: usize, (open, close): (u8, u8)) -> Option<usize> {
    if bytes.get(at) != Some(&open) {
        return None;
    }
    let mut depth = 0usize;
    for (at, &b) in ascii::numbered(bytes.iter()).skip(at) {
        if b == open {
            depth = depth.saturating_add(1);
        } else if b == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// The part of a link that is its value, and where that begins: the target, unless the text is a value
/// that the target is not of. So reads a link to what somebody wrote about it.
pub(super) fn value(
    link: &str,
    targets: bool,
    reads: impl FnOnce(&str) -> bool,
) -> Option<(usize, &str)> {
    let (close, end) = parts(link)?;
    if end.saturating_add(1) < link.len() {
        return None;
    }
    let text = link.get(1..close)?;
    let from = close.saturating_add(2);
    // A title may follow the target.
    let target = ascii::before(link.get(from..end)?, b' ');
    let (from, target) = match target.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        Some(inner) => (from.saturating_add(1), inner),
        None => (from, target),
    };
    let takes_text = match is_of(target, text) {
        true => !targets,
        false => reads(text),
    };
    Some(if takes_text { (1, text) } else { (from, target) })
}

/// Whether the target is at the place that the text names.
fn is_of(target: &str, text: &str) -> bool {
    let text = without_scheme(text);
    let after = without_scheme(target).as_bytes().strip_prefix(text.as_bytes());
    !text.is_empty() && after.is_some_and(|b| matches!(b, [] | [b'/' | b':' | b'?' | b'#', ..]))
}

fn without_scheme(text: &str) -> &str {
    match ascii::split_once(text, b':') {
        Some((_, rest)) => rest.strip_prefix("//").unwrap_or(text),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_links_end() {
        let rows = [
            ("[a](b)", Some(6)),
            ("[a](b) c", Some(6)),
            ("[a](b(c)d),e", Some(10)),
            ("[a[.]b](c)", Some(10)),
            ("[a b](c d)", Some(10)),
            ("[](b)", Some(5)),
            ("[a] (b)", None),
            ("[a](b", None),
            ("[a](b(c)", None),
            ("[a[](b)", None),
            ("[a", None),
            ("a](b)", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(len(text), expected, "{text}");
        }
    }

    #[test]
    fn which_part_is_the_value() {
        let rows = [
            ("[evil.example](http://evil.example)", (15, "http://evil.example")),
            ("[evil.example](http://evil.example:80/a b)", (15, "http://evil.example:80/a")),
            ("[evil[.]example](hxxp://evil[.]example/)", (17, "hxxp://evil[.]example/")),
            ("[http://a.example](<http://a.example/>)", (20, "http://a.example/")),
            ("[evil.example](http://evil.example.org)", (1, "evil.example")),
            ("[evil.example](http://notes.example/evil.example)", (1, "evil.example")),
            ("[evil.example](evil)", (1, "evil.example")),
            ("[here](http://evil.example)", (7, "http://evil.example")),
            ("[](http://evil.example)", (3, "http://evil.example")),
            ("[evil.example]()", (1, "evil.example")),
        ];
        let reads = |text: &str| text.contains('.');
        for (text, expected) in rows {
            assert_eq!(value(text, true, reads), Some(expected), "{text}");
        }
        let link = "[evil.example](http://evil.example)";
        assert_eq!(value(link, false, reads), Some((1, "evil.example")));
        assert_eq!(value("[a.example](b.example)c", true, reads), None);
    }
}
