//! What stands around a value and is no part of it.
//!
//! What is not seen is taken off every token, and so are quotes, brackets, commas and dashes beyond
//! ASCII. ASCII punctuation is taken off a token that is refused with it; but what follows the host
//! of a URL may end in any of it, so there it stays, defanged or not: one URL has one canonical text.
//! There quotes and brackets beyond ASCII go too if there are none before them.

use crate::{Address, RegistryKey, refang, registry};

/// How many layers are taken off before what is left is looked at no more.
const MAX_LAYERS: u8 = 8;

/// The token without what stands around it, and where that begins. `refused` tells whether the token
/// is refused with it.
#[inline(never)]
pub(super) fn trim(token: &str, refused: bool) -> (usize, &str) {
    // What begins and ends with a letter or a digit has nothing around it.
    if let [first, .., last] = token.as_bytes() {
        if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() {
            return (0, token);
        }
    }
    let count =
        |wanted: u8| token.bytes().fold(0usize, |sum, b| sum.saturating_add((b == wanted).into()));
    let mut brackets = [
        Bracket { open: '[', close: ']', opened: count(b'['), closed: count(b']') },
        Bracket { open: '(', close: ')', opened: count(b'('), closed: count(b')') },
        Bracket { open: '{', close: '}', opened: count(b'{'), closed: count(b'}') },
        Bracket { open: '<', close: '>', opened: count(b'<'), closed: count(b'>') },
    ];
    let mut key = !refused && registry::looks_like(token);
    let (mut from, mut text) = (0usize, token);
    let shut = |part: &str| {
        part.chars().fold(0usize, |sum, c| sum.saturating_add((shuts(c) && !opens(c)).into()))
    };
    let mut left = shut(token);
    // What follows a host is looked for once: no more goes off the front of what begins with a letter.
    let mut begun = false;
    let mut layers = 0u8;
    loop {
        if !begun && text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
            begun = true;
            if has_tail(text) {
                return (from, without_end(text));
            }
        }
        if key && layers == MAX_LAYERS {
            return (from, text);
        }
        let peeled = if key { peel_key(text) } else { peel(text, &mut brackets, left > 0) };
        let Some((cut, inner)) = peeled else { return (from, text) };
        let end = cut.saturating_add(inner.len());
        let gone = [text.get(..cut), text.get(end..)].map(Option::unwrap_or_default);
        left = left
            .saturating_sub(gone.into_iter().fold(0, |sum, part| sum.saturating_add(shut(part))));
        from = from.saturating_add(cut);
        text = inner;
        // Of more layers than writers wrap a value in, none is looked at again: time is linear.
        if layers < MAX_LAYERS {
            layers = layers.saturating_add(1);
            // The quotes of a local part are its own.
            if refang::local_len(text.as_bytes()).is_some() {
                return (from, text);
            }
            // What can be read as a key ends there, in whatever ends a sentence elsewhere.
            key |= registry::looks_like(text) && RegistryKey::parse(text).is_ok();
        }
    }
}

/// Whether the token begins or ends with what is taken off even if it can be read with it.
pub(super) fn is_odd(token: &str) -> bool {
    let odd = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && (is_glue(c) || is_mark(c)));
    let mut chars = token.chars();
    (odd(chars.next()) || odd(chars.next_back())) && trim(token, false).1.len() < token.len()
}

/// Whether a text is a URL, defanged or not, with more than its host.
fn has_tail(text: &str) -> bool {
    let bytes = text.as_bytes();
    let from = refang::scheme_len(bytes);
    let rest = from.and_then(|from| bytes.get(from..)).unwrap_or_default();
    rest.iter().any(|b| matches!(b, b'/' | b'?' | b'#'))
}

/// The text without what is not seen at its end, and without the quotes and brackets there if there
/// are none before them.
fn without_end(text: &str) -> &str {
    let core = trim_end(text, |c| is_glue(c) || shuts(c));
    match core.chars().any(|c| opens(c) || shuts(c)) {
        true => trim_end(text, is_glue),
        false => core,
    }
}

/// The text without the characters at its end for which `unwanted` holds.
fn trim_end(text: &str, unwanted: impl Fn(char) -> bool) -> &str {
    let mut rest = text;
    while let Some(last) = rest.chars().next_back().filter(|&c| unwanted(c)) {
        let len = rest.len().saturating_sub(last.len_utf8());
        rest = rest.get(..len).unwrap_or_default();
    }
    rest
}

/// [`peel`] of a key that can be read: its path may end in any ASCII but a backslash.
fn peel_key(text: &str) -> Option<(usize, &str)> {
    let inner = without_end(text).trim_end_matches('\\');
    (inner.len() < text.len()).then_some((0, inner))
}

/// A kind of bracket and how many of each are left in the token.
struct Bracket {
    open: char,
    close: char,
    opened: usize,
    closed: usize,
}

/// Takes off one layer; gives how many bytes went at the front. `shut` tells whether a quote or a
/// bracket beyond ASCII closes in the text.
fn peel<'a>(text: &'a str, brackets: &mut [Bracket; 4], shut: bool) -> Option<(usize, &'a str)> {
    let first = text.chars().next()?;
    let last = text.chars().next_back()?;
    let after = text.get(first.len_utf8()..)?;
    let without_last = |text: &'a str| text.get(..text.len().checked_sub(last.len_utf8())?);
    let before = without_last(text)?;
    let around = without_last(after);
    let front = |inner: &'a str| (first.len_utf8(), inner);
    if is_glue(first) {
        return Some(front(after));
    }
    if is_glue(last) {
        return Some((0, before));
    }
    if is_quote(first) || is_mark(first) || first == '|' {
        // What ends a sentence stands behind the closing quote.
        match around {
            Some(inner) if first == last || (opens(first) && shuts(last)) => {
                return Some(front(inner));
            }
            Some(_) if ends_sentence(last, before) => return Some((0, before)),
            // `“evil”.com`: it is not around the token; a bracket may be behind it.
            _ if shut && opens(first) => {}
            _ => return Some(front(after)),
        }
    }
    if is_quote(last) || is_mark(last) || last == '|' {
        return Some((0, before));
    }
    if let (true, Some(inner)) = (first == last && matches!(first, '*' | '+' | '_'), around) {
        return Some((1, inner));
    }
    // One that ends a key: Windows has no such name, writers do.
    if ends_sentence(last, before) || (last == '\\' && registry::looks_like(text)) {
        return Some((0, before));
    }
    for bracket in brackets {
        let opens = first == bracket.open && refang::mark_len(text.as_bytes()).is_none();
        let closes = last == bracket.close && !ends_in_mark(text.as_bytes());
        if opens && closes && around.is_some() {
            bracket.opened = bracket.opened.saturating_sub(1);
            bracket.closed = bracket.closed.saturating_sub(1);
            return around.map(|inner| (1, inner));
        }
        // Of `[2001:db8::1:443` the closing bracket is lost: without the other it is another address.
        let literal =
            bracket.open == '[' && Address::parse(after).is_ok_and(|ip| ip.ip().is_ipv6());
        if opens && !literal && bracket.opened > bracket.closed {
            bracket.opened = bracket.opened.saturating_sub(1);
            return Some((1, after));
        }
        if closes && bracket.closed > bracket.opened {
            bracket.closed = bracket.closed.saturating_sub(1);
            return Some((0, before));
        }
    }
    None
}

/// Whether `last`, which follows `before`, ends a sentence or a part of it.
fn ends_sentence(last: char, before: &str) -> bool {
    match last {
        ',' | ';' | '!' | '?' => true,
        '.' | ':' => !before.ends_with(last) && !before.is_empty(),
        _ => false,
    }
}

/// Whether the text ends in a bracketed mark.
pub(super) fn ends_in_mark(text: &[u8]) -> bool {
    let tail = |len: usize| text.len().checked_sub(len).and_then(|at| text.get(at..));
    [3, 4, 5].into_iter().any(|len| tail(len).and_then(refang::mark_len) == Some(len))
}

/// What is glued to values by web pages and editors and is not seen.
pub(super) const fn is_glue(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '\u{1680}' | '\u{180e}' | '\u{2000}'
            ..='\u{200f}'
                | '\u{202f}'
                | '\u{205f}'
                | '\u{2060}'
                | '\u{3000}'
                | '\u{feff}'
                | ' '
                | '\t'
                | '\r'
    )
}

/// Quotes, straight and typographic, and the backtick.
pub(super) const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '\u{ab}' | '\u{bb}' | '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}'
    )
}

/// Marks beyond ASCII that stand around values: quotes, brackets, commas, dashes, bullets, arrows, and
/// the small figures of footnotes. UTS #46 lets some of them into names, or reads them as the figures and
/// letters they show, where no registry has them at a label's edge (RFC 5892). Dots are none of
/// them, and neither is the ellipsis, which says that a value was cut.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{a1}' | '\u{aa}' | '\u{ab}' | '\u{b2}' | '\u{b3}' | '\u{b7}' | '\u{b9}'..='\u{bf}'
        | '\u{2010}'..='\u{2023}' | '\u{2030}'..='\u{205e}'
        // Figures above and below the line, signs of trade and numbers; arrows; figures in circles; bullets.
        | '\u{2070}'..='\u{209c}' | '\u{2116}' | '\u{2120}'..='\u{2122}'
        | '\u{2190}'..='\u{21ff}' | '\u{2460}'..='\u{24ff}' | '\u{25a0}'..='\u{25ff}'
        | '\u{3001}' | '\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
        // Those of ASCII in full width, and CJK ones in half width.
        | '\u{ff01}' | '\u{ff02}' | '\u{ff07}'..='\u{ff09}' | '\u{ff0c}' | '\u{ff1a}'..='\u{ff1c}'
        | '\u{ff1e}' | '\u{ff1f}' | '\u{ff3b}' | '\u{ff3d}' | '\u{ff5b}'..='\u{ff5d}'
        | '\u{ff5f}' | '\u{ff60}' | '\u{ff62}'..='\u{ff64}'
    )
}

/// Quotes and brackets beyond ASCII that open what others close.
const fn opens(c: char) -> bool {
    matches!(
        c,
        '\u{ab}' | '\u{2018}' | '\u{201a}'
            ..='\u{201c}'
                | '\u{201e}'
                | '\u{201f}'
                | '\u{2039}'
                | '\u{3008}'
                | '\u{300a}'
                | '\u{300c}'
                | '\u{300e}'
                | '\u{3010}'
                | '\u{3014}'
                | '\u{3016}'
                | '\u{3018}'
                | '\u{301a}'
                | '\u{301d}'
                | '\u{ff08}'
                | '\u{ff1c}'
                | '\u{ff3b}'
                | '\u{ff5b}'
                | '\u{ff5f}'
                | '\u{ff62}'
    )
}

/// Quotes, some of which open elsewhere, and brackets beyond ASCII that close.
const fn shuts(c: char) -> bool {
    let bracket = matches!(
        c,
        '\u{3009}'
            | '\u{300b}'
            | '\u{300d}'
            | '\u{300f}'
            | '\u{3011}'
            | '\u{3015}'
            | '\u{3017}'
            | '\u{3019}'
            | '\u{301b}'
            | '\u{301e}'
            | '\u{301f}'
            | '\u{ff09}'
            | '\u{ff1e}'
            | '\u{ff3d}'
            | '\u{ff5d}'
            | '\u{ff60}'
            | '\u{ff63}'
    );
    bracket || (!c.is_ascii() && is_quote(c))
}

/// The byte at which a mark stands at the edge of a name: a quote within a text, which UTS #46 would
/// make part of another name. Inside a name they are read: published names of subdomains have them.
pub(super) fn odd_name(name: &str) -> Option<usize> {
    let name = trim_end(name, |c| matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}'));
    if name.chars().next().is_some_and(is_mark) {
        return Some(0);
    }
    let last = name.chars().next_back().filter(|&c| is_mark(c))?;
    name.len().checked_sub(last.len_utf8())
}

/// Where the ellipsis stands after which nothing follows but what closes a bracket or a sentence: the
/// value was cut before it was put there.
pub(super) fn cut_before_end(text: &str) -> Option<usize> {
    let mut rest = text;
    while let Some(last) = rest.chars().next_back() {
        rest = rest.get(..rest.len().saturating_sub(last.len_utf8())).unwrap_or_default();
        match last {
            '\u{2026}' => return Some(rest.len()),
            ')' | ']' | '}' | '>' | ',' | ';' | ':' | '.' | '!' | '?' | '|' => {}
            _ if is_quote(last) || is_mark(last) => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_odd_around_a_token() {
        let rows = [
            ("a.example", false),
            ("\"a.example\"", false),
            ("(a.example)", false),
            ("\u{fc}.example", false),
            ("a.\u{441}\u{443}", false),
            ("\u{201c}a.example\u{201d}", true),
            ("\u{201c}a.example", true),
            ("a.example\u{200b}", true),
            ("a\u{201d}b.example", false),
            // Quotes that are not around the token.
            ("\u{201c}evil\u{201d}.com", false),
            ("", false),
        ];
        for (token, odd) in rows {
            assert_eq!(is_odd(token), odd, "{token:?}");
        }
    }
}
