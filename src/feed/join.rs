//! What stands in several columns of a plain line and is one value.
//!
//! Of two columns the first is the entry. Where they are an address and the rest of its block or range,
//! that would be one address in place of many, and nobody would be told: so they are one token. `start
//! TAB end TAB bits` is read; what is spread over blanks is refused by its kind, which says what to write.

use super::{
    line::{is_blank, plain_end},
    trim,
};
use crate::{Address, Cidr, address::MAX_INPUT, ascii, cidr, range, refang};

/// How many bytes of `rest` belong to `token`, which stands before it. `blocks`: whether `start TAB end
/// TAB bits` is read.
pub(super) fn more(token: &str, rest: &str, blocks: bool) -> usize {
    // Nearly every token is the last of its line, or no address.
    match (token.as_bytes(), rest.as_bytes()) {
        (
            [b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b':' | b'[' | b'(' | b'{' | b'<', ..],
            [b' ' | b'\t', ..],
        ) => {}
        _ => return 0,
    }
    let block = if blocks { columns(token, rest) } else { None };
    block.or_else(|| spread(token, rest)).unwrap_or(0)
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

/// The address that a word is, defanged or wrapped as it may be.
fn address(word: &str) -> Option<Address> {
    Address::parse(word).ok().or_else(|| {
        let (_, word) = trim::trim(word, true);
        let mut room = [0; MAX_INPUT];
        let len = refang::of_refused(word).write_into(&mut room).ok()?;
        Address::parse_bytes(room.get(..len)?).ok()
    })
}

/// Whether what follows an address and a blank may be the rest of its block: asked of every such line.
pub(super) fn may_go_on(rest: &[u8]) -> bool {
    let at = rest.iter().position(|b| !is_blank(*b)).unwrap_or(rest.len());
    matches!(
        rest.get(at..).unwrap_or_default(),
        [b'/' | b'-' | 0xe2, ..] | [b'2', b'5', b'5', b'.', ..]
    )
}

/// The rest of a block or range after blanks: a prefix length with its slash, a netmask, or a dash and
/// another address. A dash in a column of its own is a field left empty.
fn spread(token: &str, rest: &str) -> Option<usize> {
    let after = ascii::after_blanks(rest);
    if !may_go_on(after.as_bytes()) {
        return None;
    }
    address(token)?;
    let word = |text: &str| plain_end(text.as_bytes(), 0);
    let blanks = rest.len().saturating_sub(after.len());
    // Where the first `len` bytes end of what stands at the end of `rest`.
    let end = |from: &str, len: usize| rest.len().saturating_sub(from.len()).saturating_add(len);
    if let Some(bits) = after.strip_prefix('/') {
        // The slash may stand alone.
        let bits = ascii::after_blanks(bits);
        let len = word(bits);
        let closed = |b| matches!(b, b')' | b']' | b'}' | b'>');
        let digits = ascii::trim_end(bits.get(..len)?, closed);
        let is_prefix = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        return is_prefix.then(|| end(bits, len));
    }
    let column = after.get(..word(after))?;
    if is_mask(column) {
        return Some(blanks.saturating_add(column.len()));
    }
    let dash = Some(range::dash_len(after.as_bytes())).filter(|&len| len > 0)?;
    let last = ascii::after_blanks(after.get(dash..)?);
    let len = word(last);
    let column = ascii::has(rest.get(..blanks)?, b'\t');
    (!column && address(last.get(..len)?).is_some()).then(|| end(last, len))
}

/// Whether a column is the netmask of more than one address.
pub(super) fn is_mask(column: &str) -> bool {
    cidr::netmask_prefix(column).is_some_and(|bits| bits < 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_go_on() {
        let rows: [(&str, bool); 13] = [
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
            ("255", false),
            ("25.5.0.0", false),
            ("# a comment - of some length", false),
        ];
        for (rest, may) in rows {
            assert_eq!(may_go_on(rest.as_bytes()), may, "{rest:?}");
        }
    }
}
