//! What stands in several columns of a plain line and is one value.
//!
//! Of two columns the first is the entry. Where they are an address and the rest of its block or range,
//! that would be one address in place of many, and nobody would be told: so they are one token. `start
//! TAB end TAB bits` is read; what is spread over blanks is refused by its kind, which says what to write.

use core::net::IpAddr;

use super::{
    ends::{asn_lead, is_blank, plain_end},
    label, trim,
};
use crate::{Address, Asn, Cidr, address::MAX_INPUT, ascii, range, refang};

/// How many bytes of `rest` belong to `token`, which stands before it. `blocks`: whether `start TAB end
/// TAB bits` is read.
pub(super) fn more(token: &str, rest: &str, blocks: bool) -> usize {
    // Nearly every token is the last of its line.
    if !rest.as_bytes().first().is_some_and(|&b| is_blank(b)) {
        return 0;
    }
    let block = if blocks { columns(token, rest) } else { None };
    block.or_else(|| spread(token, rest)).unwrap_or_else(|| parted(token, rest))
}

/// How many marks of defanging with blanks around them are looked for.
const MAX_MARKS: u8 = 8;

/// The rest of a value that was cut by blanks around a bracketed mark: `evil.co [.] uk`. Its first part
/// alone would be another value.
pub(super) fn parted(token: &str, rest: &str) -> usize {
    let mut len = 0usize;
    for _ in 0..MAX_MARKS {
        let before = if len == 0 { token } else { rest.get(..len).unwrap_or_default() };
        let left = rest.get(len..).unwrap_or_default();
        let after = ascii::after_blanks(left);
        let mark = refang::mark_len(after.as_bytes());
        if after.len() == left.len() || (mark.is_none() && !trim::ends_in_mark(before.as_bytes())) {
            break;
        }
        let mut end = plain_end(after.as_bytes(), mark.unwrap_or(0));
        if mark == Some(end) {
            let next = ascii::after_blanks(after.get(end..).unwrap_or_default());
            let word = plain_end(next.as_bytes(), 0);
            end = after.len().saturating_sub(next.len()).saturating_add(word);
        }
        if end == 0 {
            break;
        }
        len = rest.len().saturating_sub(after.len()).saturating_add(end);
    }
    len
}

/// The rest of `start TAB end TAB bits`, without the bits. Any other two addresses, such as those of a
/// connection and its port, are what columns of a plain line are.
fn columns(token: &str, rest: &str) -> Option<usize> {
    let (end, bits) = ascii::split_once(rest.strip_prefix('\t')?, b'\t')?;
    let bits = ascii::before(ascii::before(bits, b'\t'), b' ');
    is_block(token, end, bits).then_some(end.len().saturating_add(1))
}

/// Whether `first` to `last` is the whole block with a prefix of so many bits.
fn is_block(first: &str, last: &str, bits: &str) -> bool {
    let digits = bits.as_bytes();
    if !matches!(digits, [_] | [_, _] | [_, _, _]) || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let value =
        |number: u16, b: &u8| number.wrapping_mul(10).wrapping_add(u16::from(b.wrapping_sub(b'0')));
    let bits = u8::try_from(digits.iter().fold(0, value));
    let (Ok(bits), Some(first)) = (bits, address(first)) else { return false };
    let block = Cidr::new(first.ip(), bits);
    block.is_ok_and(|block| address(last).is_some_and(|last| last.ip() == block.last()))
}

/// The address that a word is, defanged, wrapped or labelled as it may be.
pub(super) fn address(word: &str) -> Option<Address> {
    Address::parse(word).ok().or_else(|| {
        let (_, word) = trim::trim(word, true);
        let word = word.get(label::len(word).unwrap_or(0)..)?;
        let mut room = [0; MAX_INPUT];
        let len = refang::of_refused(word).write_into(&mut room).ok()?;
        Address::parse_bytes(room.get(..len)?).ok()
    })
}

/// Words that stand between the ends of a range, or before a netmask.
const WORDS: [&str; 3] = ["to", "mask", "netmask"];

/// Whether a word may be the first of a block or range over blanks.
pub(super) const fn may_begin(word: &[u8]) -> bool {
    matches!(word, [b'0'..=b'9', ..] | [b'A' | b'a', b'S' | b's', b'0'..=b'9' | b'N' | b'n', ..])
}

/// Whether what follows such a word and a blank may be the rest of it: asked of every such line.
pub(super) fn may_go_on(rest: &[u8]) -> bool {
    let at = rest.iter().position(|b| !is_blank(*b)).unwrap_or(rest.len());
    match rest.get(at..).unwrap_or_default() {
        [b'2', b'5', ..] | [b'0', b'.', ..] | [b't', b'o', ..] => true,
        [b'm', b'a', b's', b'k', ..] | [b'n', b'e', b't', b'm', ..] => true,
        [first, ..] => is_dressed(*first) || matches!(first, b'/' | b'-' | 0xc2 | 0xe2 | 0xef),
        [] => false,
    }
}

/// Whether a word that begins so may be a value in brackets, quotes or emphasis.
const fn is_dressed(b: u8) -> bool {
    matches!(b, b'(' | b'[' | b'{' | b'<' | b'"' | b'\'' | b'`' | b'*' | b'|')
}

/// Whether what follows a word and a blank may belong to it, whatever the word is.
pub(super) fn may_be_parted(rest: &[u8]) -> bool {
    let at = rest.iter().position(|b| !is_blank(*b)).unwrap_or(rest.len());
    refang::mark_len(rest.get(at..).unwrap_or_default()).is_some()
}

/// The rest of a block or range after blanks: a prefix length with its slash, a netmask, or the last of a
/// range.
fn spread(token: &str, rest: &str) -> Option<usize> {
    let after = ascii::after_blanks(rest);
    if !may_go_on(after.as_bytes()) {
        return None;
    }
    if is_number(token) {
        return last_of_range(rest, is_number);
    }
    address(token)?;
    let word = |text: &str| plain_end(text.as_bytes(), 0);
    let blanks = rest.len().saturating_sub(after.len());
    // Where the first `len` bytes end of what stands at the end of `rest`.
    let end = |from: &str, len: usize| rest.len().saturating_sub(from.len()).saturating_add(len);
    let column = after.get(..word(after))?;
    let (_, bare) = trim::trim(column, true);
    if let Some(bits) = bare.strip_prefix('/').filter(|bits| !bits.is_empty()) {
        return is_prefix(bits).then(|| blanks.saturating_add(column.len()));
    }
    if is_mask_or_inverse(column) {
        return Some(blanks.saturating_add(column.len()));
    }
    // What says that the next word belongs here: a slash alone, a dash, a word.
    if let Some(bits) = after.strip_prefix('/') {
        let bits = ascii::after_blanks(bits);
        let len = word(bits);
        let column = bits.get(..len)?;
        return (is_prefix(trim::trim(column, true).1) || is_mask_or_inverse(column))
            .then(|| end(bits, len));
    }
    last_of_range(rest, |last| address(last).is_some())
}

/// The rest of a range over blanks: a dash or a word, and its last value. A dash in a column of its own is
/// a field left empty.
fn last_of_range(rest: &str, is_last: impl Fn(&str) -> bool) -> Option<usize> {
    let after = ascii::after_blanks(rest);
    let blanks = rest.len().saturating_sub(after.len());
    let column = after.get(..plain_end(after.as_bytes(), 0))?;
    let named = WORDS.iter().any(|of| column.eq_ignore_ascii_case(of)).then_some(column.len());
    let dash = Some(range::dash_len(after.as_bytes())).filter(|&len| len > 0);
    let last = ascii::after_blanks(after.get(named.or(dash)?..)?);
    let len = plain_end(last.as_bytes(), asn_lead(last.as_bytes()));
    let column = ascii::has(rest.get(..blanks)?, b'\t');
    let end = rest.len().saturating_sub(last.len()).saturating_add(len);
    (!column && is_last(last.get(..len)?)).then_some(end)
}

/// Whether a word is an AS number with its letters, labelled or wrapped as it may be.
fn is_number(word: &str) -> bool {
    let (_, word) = trim::trim(word, true);
    let word = word.get(label::len(word).unwrap_or(0)..).unwrap_or_default();
    matches!(word.as_bytes(), [b'A' | b'a', b'S' | b's', ..]) && Asn::parse(word).is_ok()
}

/// Whether the text is a prefix length.
fn is_prefix(bits: &str) -> bool {
    !bits.is_empty() && bits.len() < 4 && bits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a column is the netmask of more than one address, dressed as it may be. Of a shorter prefix
/// than lists have it may as well be an address.
pub(super) fn is_mask(column: &str) -> bool {
    mask(column).is_some_and(|bits| {
        let prefix = bits.leading_ones();
        bits.count_ones() == prefix && (7..32).contains(&prefix)
    })
}

/// Whether a column is such a netmask, or the inverse of one that routers write.
fn is_mask_or_inverse(column: &str) -> bool {
    let inverse = |bits: u32| {
        let prefix = bits.leading_zeros();
        bits.count_ones() == bits.trailing_ones() && (7..32).contains(&prefix)
    };
    is_mask(column) || mask(column).is_some_and(inverse)
}

fn mask(column: &str) -> Option<u32> {
    match address(column)?.ip() {
        IpAddr::V4(mask) => Some(mask.to_bits()),
        IpAddr::V6(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_go_on() {
        let rows: [(&str, bool); 21] = [
            ("- 192.0.2.9", true),
            ("-192.0.2.9", true),
            ("  - x", true),
            ("/24", true),
            ("\t/ 24", true),
            ("255.255.255.0", true),
            ("\u{2013} 192.0.2.9", true),
            ("", false),
            ("  ", false),
            ("b.example", false),
            ("255", true),
            ("26.5.0.0", false),
            ("0.0.0.255", true),
            ("00", false),
            ("(255.255.255.0)", true),
            ("`192.0.2.9`", true),
            ("to 192.0.2.9", true),
            ("mask", true),
            ("netmask", true),
            ("network", false),
            ("# a comment - of some length", false),
        ];
        for (rest, may) in rows {
            assert_eq!(may_go_on(rest.as_bytes()), may, "{rest:?}");
        }
    }
}
