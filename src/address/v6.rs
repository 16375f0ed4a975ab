//! The IPv6 kernels: text to 128 bits and back.

use super::{MAX_LEN, v4};
use crate::ascii::table;

/// In [`HEX`]: a capital letter; its value is in the low four bits as for every digit.
const CAPITAL: u8 = 0x10;
/// In [`HEX`]: no hexadecimal digit.
const NO_DIGIT: u8 = 0x20;

/// The value of each byte as a hexadecimal digit.
static HEX: [u8; 256] = hex();

table!(hex: digit -> u8);

/// The entry of [`HEX`].
const fn digit(b: u8) -> u8 {
    match crate::ascii::hex_value(b) {
        Some(value) if b.is_ascii_uppercase() => value | CAPITAL,
        Some(value) => value,
        None => NO_DIGIT,
    }
}

/// A run of groups: the first, counted from the left, in the high four bits, their number in the
/// low four; 0 for none.
type Run = u8;

/// The longest run of two or more set bits in each byte, of equals the leftmost; group 0 is the
/// highest bit. RFC 5952 §4.2 compresses that run.
static RUNS: [Run; 256] = runs();

table!(runs: longest -> Run);

/// The entry of [`RUNS`], computed.
const fn longest(mask: u8) -> Run {
    // The bit looked at is the highest of `rest`; `after` is the place behind it.
    let (mut best, mut length, mut after, mut rest) = (0u8, 0u8, 1u8, mask);
    while after <= 8 {
        length = if rest & 0x80 == 0 { 0 } else { length.wrapping_add(1) };
        if length > 1 && length > (best & 15) {
            best = after.wrapping_sub(length) << 4 | length;
        }
        (after, rest) = (after.wrapping_add(1), rest << 1);
    }
    best
}

/// The run of zero groups that the canonical text compresses.
#[inline]
fn zero_run(bits: u128) -> Run {
    const LOW15: u64 = 0x7fff_7fff_7fff_7fff;
    // The lowest bit of each 16 is set where the group is zero.
    let zeros = |half: u64| !((half & LOW15).wrapping_add(LOW15) | half | LOW15) >> 15;
    let (high, low) = halves(bits);
    let both = (zeros(high) << 4) | zeros(low);
    let [mask, ..] = (both | (both >> 15) | (both >> 30) | (both >> 45)).to_le_bytes();
    RUNS.get(usize::from(mask)).copied().unwrap_or(0)
}

/// The upper and the lower 64 bits.
#[inline]
fn halves(bits: u128) -> (u64, u64) {
    let low = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0);
    (low(bits >> 64), low(bits))
}

/// Whether the address is IPv4-mapped, `::ffff:0:0/96`.
#[inline]
const fn is_mapped(bits: u128) -> bool {
    bits >> 32 == 0xffff
}

/// Reads an address in any spelling of RFC 4291 §2.2, and whether the spelling is canonical.
///
/// Groups of four digits and their colon are taken at once, all others by a plain loop over the
/// bytes. Taking the text eight bytes at a time was slower, and so was finding every group's length
/// without a branch.
#[inline(never)]
pub(crate) fn parse(text: &[u8]) -> Option<(u128, bool)> {
    if text.len() > MAX_LEN {
        return None;
    }
    let mut bits = 0u128;
    // Groups read, and how many of them stand before the `::`.
    let mut count = 0u32;
    let mut gap = None;
    let mut flags = 0u8;
    let mut padded = false;
    let mut dotted = false;

    let mut rest = text;
    if let [b':', b':', after @ ..] = text {
        gap = Some(0u32);
        rest = after;
    }
    // Where the group being read begins, for a dotted tail.
    let mut group_text = rest;
    let mut group = 0u32;
    let mut digits = 0u32;
    if !rest.is_empty() {
        loop {
            if let ([a, b, c, d, b':', after @ ..], 0) = (rest, digits) {
                let [a, b, c, d] =
                    [a, b, c, d].map(|b| HEX.get(usize::from(*b)).copied().unwrap_or(NO_DIGIT));
                let all = a | b | c | d;
                if let (true, [first, ..]) = (all < NO_DIGIT, after) {
                    flags |= all;
                    padded |= a == 0;
                    let digit = |digit: u8| u32::from(digit & 15);
                    let value = (digit(a) << 12) | (digit(b) << 8) | (digit(c) << 4) | digit(d);
                    bits = (bits << 16) | u128::from(value);
                    count = count.wrapping_add(1);
                    rest = after;
                    if *first == b':' {
                        if gap.is_some() {
                            return None;
                        }
                        gap = Some(count);
                        rest = after.get(1..).unwrap_or_default();
                        if rest.is_empty() {
                            break;
                        }
                    }
                    group_text = rest;
                    continue;
                }
            }
            let next = rest.split_first();
            if let Some((&b, after)) = next {
                let digit = HEX.get(usize::from(b)).copied().unwrap_or(NO_DIGIT);
                if digit < NO_DIGIT {
                    flags |= digit;
                    group = (group << 4) | u32::from(digit & 15);
                    digits = digits.wrapping_add(1);
                    rest = after;
                    continue;
                }
                if b == b'.' {
                    bits = (bits << 32) | u128::from(v4::parse(group_text)?);
                    count = count.wrapping_add(2);
                    dotted = true;
                    break;
                }
                if b != b':' {
                    return None;
                }
            }
            if digits.wrapping_sub(1) > 3 {
                return None;
            }
            padded |= group < (1u32.wrapping_shl(digits.wrapping_mul(4).wrapping_sub(4)) & !1);
            bits = (bits << 16) | u128::from(group);
            count = count.wrapping_add(1);
            let Some((_, after)) = next else { break };
            rest = after;
            if let [b':', after @ ..] = rest {
                if gap.is_some() {
                    return None;
                }
                gap = Some(count);
                rest = after;
                if rest.is_empty() {
                    break;
                }
            }
            group_text = rest;
            (group, digits) = (0, 0);
        }
    }

    let missing = 8u32.wrapping_sub(count);
    let typed = match gap {
        None if missing == 0 => 0,
        Some(before) if missing.wrapping_sub(1) < 8 => {
            let behind = count.wrapping_sub(before).wrapping_mul(16);
            let low = bits & !u128::MAX.wrapping_shl(behind);
            let high =
                bits.wrapping_shr(behind).checked_shl(128u32.wrapping_sub(before.wrapping_mul(16)));
            bits = high.unwrap_or(0) | low;
            (before << 4) | missing
        }
        _ => return None,
    };
    let canonical = (flags & CAPITAL == 0)
        & !padded
        & (u32::from(zero_run(bits)) == typed)
        & (is_mapped(bits) == dotted);
    Some((bits, canonical))
}

/// The eight digits of two groups, the first in the lowest byte.
#[inline]
const fn digits(two: u64) -> u64 {
    // Spread to a byte each, then to ASCII all at once.
    let x = (two | two << 16) & 0x0000_ffff_0000_ffff;
    let x = (x | x << 8) & 0x00ff_00ff_00ff_00ff;
    let x = (x | x << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    let letters = (x.wrapping_add(0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101;
    x.wrapping_add(0x3030_3030_3030_3030).wrapping_add(letters.wrapping_mul(39)).swap_bytes()
}

/// A group's text without leading zeros, the first digit in the lowest byte, a colon after it, and
/// how many bytes that makes. Of `digits` the lowest four are looked at.
#[inline]
fn group_text(group: u64, digits: u64) -> (u64, usize) {
    let blank = ((group | 1) << 48).leading_zeros() & 12;
    let text = digits & 0xffff_ffff | 0x3a << 32;
    let size = 5u32.wrapping_sub(blank >> 2);
    (text.wrapping_shr(blank.wrapping_mul(2)), usize::try_from(size).unwrap_or(0))
}

/// Stores eight bytes at `at`; the caller then advances by those that count. The eighth group begins
/// at 35 or before, so there is always room.
#[inline]
fn store(out: &mut [u8; MAX_LEN], at: usize, bytes: u64) {
    if let Some(slot) = out.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
        *slot = bytes.to_le_bytes();
    }
}

/// The eight groups from the left, each with its digits, the first in the lowest byte.
#[inline]
fn groups(bits: u128) -> [(u64, u64); 8] {
    let [a, b, c, d] = [96, 64, 32, 0].map(|below| {
        let two = u64::try_from((bits >> below) & 0xffff_ffff).unwrap_or(0);
        (two, digits(two))
    });
    let left = |(two, digits): (u64, u64)| (two >> 16, digits);
    let right = |(two, digits): (u64, u64)| (two & 0xffff, digits >> 32);
    [left(a), right(a), left(b), right(b), left(c), right(c), left(d), right(d)]
}

/// Writes the text of RFC 5952 and gives its length: lower case, the longest run of zero groups
/// compressed, an IPv4-mapped address with a dotted tail. Bytes after the text are overwritten.
///
/// Every group is stored; the run's are stored over. So no branch depends on the address but for
/// the mapped ones.
#[inline(never)]
pub(crate) fn write(bits: u128, out: &mut [u8; MAX_LEN]) -> usize {
    if is_mapped(bits) {
        let [.., a, b, c, d] = bits.to_be_bytes();
        store(out, 0, u64::from_le_bytes(*b"::ffff:\0"));
        let tail = out.get_mut(7..).and_then(<[u8]>::first_chunk_mut);
        let size = tail.map_or(0, |tail| v4::write(u32::from_be_bytes([a, b, c, d]), tail));
        return size.wrapping_add(7);
    }
    let run = zero_run(bits);
    let (first, length) = (u32::from(run >> 4), u32::from(run & 15));
    // Groups of the run, one bit each, group 0 in the lowest.
    let inside = (!u32::MAX.wrapping_shl(length)).wrapping_shl(first);
    let mut at = 0usize;
    let mut i = 0u32;
    for (group, digits) in groups(bits) {
        let (mut text, mut size) = group_text(group, digits);
        if inside.wrapping_shr(i) & 1 == 1 {
            text = u64::from_le_bytes(*b"::::::::");
            // The run's first group is a colon after the one before it, or two at the start.
            size = if i == first { 1usize.wrapping_add(usize::from(i == 0)) } else { 0 };
        }
        store(out, at, text);
        at = at.wrapping_add(size);
        i = i.wrapping_add(1);
    }
    // The last group's colon, unless the run ends the text.
    at.wrapping_sub(usize::from(inside & 0x80 == 0))
}

/// Writes all eight groups without `::`, leading zeros or a dotted tail, and gives the length.
/// Bytes after the text are overwritten.
#[inline(never)]
pub(crate) fn write_full(bits: u128, out: &mut [u8; MAX_LEN]) -> usize {
    let mut at = 0usize;
    for (group, digits) in groups(bits) {
        let (text, size) = group_text(group, digits);
        store(out, at, text);
        at = at.wrapping_add(size);
    }
    at.wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{format, net::Ipv6Addr, string::String, string::ToString};

    use super::*;

    fn shown(bits: u128) -> String {
        let mut out = [0xaa; MAX_LEN];
        let n = write(bits, &mut out);
        String::from_utf8(out[..n].to_vec()).unwrap()
    }

    fn shown_full(bits: u128) -> String {
        let mut out = [0xaa; MAX_LEN];
        let n = write_full(bits, &mut out);
        String::from_utf8(out[..n].to_vec()).unwrap()
    }

    #[test]
    fn every_hextet_text() {
        for group in 0..=u16::MAX {
            let bits = u128::from(group) << 80 | 0xffff_0001;
            let text = format!("1:2:{group:x}:4:5:6:7:8");
            let value = u128::from(text.parse::<Ipv6Addr>().unwrap());
            assert_eq!(parse(text.as_bytes()), Some((value, true)), "{text}");
            assert_eq!(shown(value), text);
            assert_eq!(shown_full(value), text);
            assert_eq!(shown(bits), Ipv6Addr::from(bits).to_string());
            for spelling in [
                format!("1:2:{group:04x}:4:5:6:7:8"),
                format!("1:2:{group:X}:4:5:6:7:8"),
                format!("1:2:{group:03x}:4:5:6:7:8"),
            ] {
                assert_eq!(
                    parse(spelling.as_bytes()),
                    Some((value, spelling == text)),
                    "{spelling}"
                );
            }
        }
    }

    #[test]
    fn every_pattern_of_zero_groups() {
        for mask in 0..=255u8 {
            for filler in [1u16, 0xffff, 0x0abc] {
                let groups: [u16; 8] =
                    core::array::from_fn(|i| if mask >> i & 1 == 1 { 0 } else { filler });
                let ip = Ipv6Addr::from(groups);
                let text = shown(ip.to_bits());
                assert_eq!(text, ip.to_string());
                assert_eq!(parse(text.as_bytes()), Some((ip.to_bits(), true)), "{text}");
                let full = groups.map(|group| format!("{group:x}")).join(":");
                assert_eq!(shown_full(ip.to_bits()), full);
                // Every way to compress it, and none: canonical only where the text is.
                for start in 0..=8usize {
                    for end in start..=8 {
                        let part = |range: &[u16]| {
                            let texts = range.iter().map(|group| format!("{group:x}"));
                            texts.collect::<std::vec::Vec<_>>().join(":")
                        };
                        let spelling =
                            format!("{}::{}", part(&groups[..start]), part(&groups[end..]));
                        let read = parse(spelling.as_bytes());
                        let core = spelling.parse::<Ipv6Addr>().ok().map(Ipv6Addr::to_bits);
                        assert_eq!(read.map(|(bits, _)| bits), core, "{spelling}");
                        if let Some((bits, canonical)) = read {
                            assert_eq!(canonical, shown(bits) == spelling, "{spelling}");
                        }
                    }
                }
                let canonical = parse(full.as_bytes());
                assert_eq!(canonical, Some((ip.to_bits(), text == full)), "{full}");
            }
        }
    }

    #[test]
    fn tables_are_what_the_compiler_made_of_them() {
        assert_eq!(hex(), HEX);
        assert_eq!(runs(), RUNS);
    }
}
