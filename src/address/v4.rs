//! The IPv4 kernels: text to 32 bits and back, without a branch that depends on the digits.

use crate::ascii::table;

/// `0` in every byte.
const ZEROS: u64 = u64::from_ne_bytes([b'0'; 8]);
/// A dot in every byte, the zeros having been taken out.
const DOTS: u64 = u64::from_ne_bytes([b'.' ^ b'0'; 8]);
/// The lowest bit of every byte.
const ONES: u64 = u64::from_ne_bytes([1; 8]);
/// The top bit of every byte.
const TOPS: u64 = u64::from_ne_bytes([0x80; 8]);
/// The other bits of every byte.
const LOW7: u64 = u64::from_ne_bytes([0x7f; 8]);

/// Reads a strict dotted quad: four decimal octets without leading zeros.
///
/// A quad of 8 to 15 bytes is loaded as its first and its last eight bytes. The first two dots stand
/// in the former, the last two in the latter, wherever they are; that they leave exactly the bytes
/// of the text for octets (lengths sum to n - 3) proves that the inner two are one dot. Each octet's
/// digits are shifted into a lane, tested and weighed side by side, and every test ends in one
/// `bad`: mispredicted branches would cost more than all the arithmetic.
#[inline]
pub(crate) fn parse(text: &[u8]) -> Option<u32> {
    let (front, back) = if let (Some(front), Some(back)) = (text.first_chunk(), text.last_chunk()) {
        (u64::from_be_bytes(*front), u64::from_be_bytes(*back))
    } else if let (Some(front), Some(back), 7) = (text.first_chunk(), text.last_chunk(), text.len())
    {
        // `1.2.3.4`, the only length below eight: its middle byte is in both halves. A dot ends it.
        let front = u64::from(u32::from_be_bytes(*front)) << 32;
        let text = front | u64::from(u32::from_be_bytes(*back)) << 8;
        (text | u64::from(b'.'), text >> 8)
    } else {
        return None;
    };
    // More than 15 bytes are refused by the sum of the lengths.
    quad(front, back, text.len())
}

#[inline]
fn quad(front: u64, back: u64, length: usize) -> Option<u32> {
    let (front, back) = (front ^ ZEROS, back ^ ZEROS);
    let (dots_front, dots_back) = (dots(front), dots(back));

    // The places of the four dots' top bits. One that is missing leaves an octet of four bytes or more.
    let highest = |dots: u64| (dots | 1).checked_ilog2().unwrap_or(0);
    let lowest = |dots: u64| (dots | 1 << 63).trailing_zeros();
    let first = highest(dots_front);
    let second = highest(dots_front ^ 1u64.wrapping_shl(first));
    let fourth = lowest(dots_back);
    let third = lowest(dots_back & dots_back.wrapping_sub(1));

    // Octets of more than three bytes, by the top bit of what is left of three.
    let spare = first.wrapping_sub(39)
        | second.wrapping_sub(first).wrapping_add(32)
        | fourth.wrapping_sub(third).wrapping_add(32)
        | 31u32.wrapping_sub(fourth);
    let mut bad = u64::from(spare & 1 << 31);
    let outside = u64::from(third).wrapping_sub(u64::from(second));
    bad |= outside ^ u64::try_from(length).unwrap_or(0).wrapping_sub(8).wrapping_mul(8);

    // An octet is not empty, and begins with a zero only where it is that alone. Neither asks for the
    // last byte of the first half, which the other half has as well.
    let filled = front.wrapping_add(LOW7) | dots_front << 8;
    let starts = (dots_front >> 8 | 1 << 63) & !0xff;
    bad |= starts & (dots_front | !filled);
    let ends = dots_back << 8 | 0x80;
    let filled = back.wrapping_add(LOW7) | ends;
    bad |= (dots_back & ends) | (dots_back >> 8 & !filled);

    // The shifts put what stands before an octet over the edge, then the octet to the right.
    let until = |word: u64, dot: u32| word.wrapping_shl(7u32.wrapping_sub(dot));
    let octet1 = front.wrapping_shr(first.wrapping_add(1));
    let octet2 = until(front, first).wrapping_shr(second.wrapping_sub(first).wrapping_add(8));
    let octet3 = until(back, third).wrapping_shr(fourth.wrapping_sub(third).wrapping_add(8));
    let octet4 = until(back, fourth).wrapping_shr(7u32.wrapping_sub(fourth));

    // Halves of 32 bits: 0, hundreds, tens, ones.
    let odd = octet3 | octet1.wrapping_shl(32);
    let even = octet4 | octet2.wrapping_shl(32);
    let over9 = odd.wrapping_add(0x0076_7676_0076_7676)
        | odd
        | even.wrapping_add(0x0076_7676_0076_7676)
        | even;
    bad |= over9 & 0x0080_8080_0080_8080;

    let (odd, even) = (weighed(odd), weighed(even));
    bad |= (odd | even) & 0xff00_0000_ff00_0000;
    let octets = ((odd & 0x00ff_0000_00ff_0000) << 8) | (even & 0x00ff_0000_00ff_0000);
    let packed = octets >> 32 | (octets >> 16 & 0xffff);
    if bad == 0 { u32::try_from(packed).ok() } else { None }
}

/// The top bit of every byte that is a dot, the zeros having been taken out; above a dot, of `/` as
/// well, which is then an octet's bad end.
#[inline]
const fn dots(word: u64) -> u64 {
    let word = word ^ DOTS;
    word.wrapping_sub(ONES) & !word & TOPS
}

/// The values of two octets, at bits 16 and 48; bits below either are left over.
#[inline]
const fn weighed(digits: u64) -> u64 {
    let outer = (digits & 0x00ff_00ff_00ff_00ff).wrapping_mul(100 | 1 << 16);
    outer.wrapping_add((digits & 0x0000_ff00_0000_ff00).wrapping_mul(10 << 8))
}

/// Whether any of four bytes is a dot.
#[inline]
pub(crate) const fn has_dot(bytes: [u8; 4]) -> bool {
    let word = u32::from_ne_bytes(bytes) ^ u32::from_ne_bytes([b'.'; 4]);
    word.wrapping_sub(0x0101_0101) & !word & 0x8080_8080 != 0
}

/// Every octet's digits and a dot, the first digit in the lowest byte.
static OCTETS: [u32; 256] = octets();

table!(octets: octet -> u32);

/// The entry of [`OCTETS`], computed.
#[expect(clippy::as_conversions, reason = "u8 to u32; `from` is not const")]
#[expect(
    clippy::arithmetic_side_effects,
    reason = "quotients and remainders of a byte by constants"
)]
const fn octet(n: u8) -> u32 {
    let n = n as u32;
    let (ones, tens, hundreds) = (48 + n % 10, 48 + n / 10 % 10, 48 + n / 100);
    match n {
        0..10 => ones | 0x2e << 8,
        10..100 => tens | ones << 8 | 0x2e << 16,
        _ => hundreds | tens << 8 | ones << 16 | 0x2e << 24,
    }
}

/// How many bits the digits of each octet are, in [`OCTETS`].
static WIDTHS: [u8; 256] = widths();

table!(widths: width -> u8);

/// The entry of [`WIDTHS`], computed.
const fn width(n: u8) -> u8 {
    match n {
        0..10 => 8,
        10..100 => 16,
        _ => 24,
    }
}

/// The decimal text of an octet and a dot, and how many bits the digits are.
#[inline]
pub(crate) fn decimal(value: u8) -> (u32, u32) {
    let entry = OCTETS.get(usize::from(value)).copied().unwrap_or(0);
    (entry, WIDTHS.get(usize::from(value)).copied().map_or(0, u32::from))
}

/// Two octets, each with a dot after it, and how many bits that makes.
#[inline]
fn pair(left: u8, right: u8) -> (u64, u32) {
    let (left, bits_left) = decimal(left);
    let (right, bits_right) = decimal(right);
    let before = bits_left.wrapping_add(8);
    (
        u64::from(left) | u64::from(right).wrapping_shl(before),
        before.wrapping_add(bits_right).wrapping_add(8),
    )
}

/// Writes the dotted quad at the start of `out` and gives its length. Bytes after it are
/// overwritten.
#[inline]
pub(crate) fn write(bits: u32, out: &mut [u8; 16]) -> usize {
    let [a, b, c, d] = bits.to_be_bytes();
    let (front, bits_front) = pair(a, b);
    let (back, bits_back) = pair(c, d);
    let bytes = |bits: u32| usize::try_from(bits / 8).unwrap_or(0);
    if let Some(slot) = out.first_chunk_mut() {
        *slot = front.to_le_bytes();
    }
    // At most 8, so there are 8 left.
    if let Some(slot) = out.get_mut(bytes(bits_front)..).and_then(<[u8]>::first_chunk_mut) {
        *slot = back.to_le_bytes();
    }
    // The last dot does not count.
    bytes(bits_front.wrapping_add(bits_back)).wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{format, net::Ipv4Addr, string::ToString};

    use super::*;

    #[test]
    fn dots_among_four() {
        for other in 0..=u8::MAX {
            for place in 0..4 {
                let mut bytes = [b'1'; 4];
                bytes[place] = other;
                assert_eq!(has_dot(bytes), other == b'.', "{bytes:?}");
                let mut bytes = [other; 4];
                bytes[place] = b'.';
                assert!(has_dot(bytes), "{bytes:?}");
            }
        }
    }

    /// The naive reader.
    fn core(text: &str) -> Option<u32> {
        text.parse::<Ipv4Addr>().ok().map(u32::from)
    }

    #[test]
    fn every_octet_text_in_every_place() {
        for octet in 0..=999u32 {
            for digits in [format!("{octet}"), format!("{octet:02}"), format!("{octet:03}")] {
                for quad in [
                    format!("{digits}.0.0.0"),
                    format!("1.{digits}.22.3"),
                    format!("255.10.{digits}.255"),
                    format!("9.99.255.{digits}"),
                    format!("{digits}.{digits}.{digits}.{digits}"),
                ] {
                    assert_eq!(parse(quad.as_bytes()), core(&quad), "{quad}");
                }
            }
        }
    }

    /// One wrong octet must not make up for another.
    #[test]
    fn every_four_of_some_octets() {
        let some = [
            "0", "7", "42", "255", "256", "999", "00", "01", "", "1234", "10000", "0000", "a",
            "1:", "/1",
        ];
        for a in some {
            for b in some {
                for c in some {
                    for d in some {
                        let text = format!("{a}.{b}.{c}.{d}");
                        assert_eq!(parse(text.as_bytes()), core(&text), "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_byte_in_every_place() {
        for quad in ["1.2.3.4", "1.2.3.44", "10.20.30.40", "255.255.255.255", "1.22.333.4"] {
            for at in 0..quad.len() {
                for b in 0..128u8 {
                    let mut bytes = quad.as_bytes().to_vec();
                    bytes[at] = b;
                    let text = core::str::from_utf8(&bytes).unwrap();
                    assert_eq!(parse(&bytes), core(text), "{text:?}");
                }
                for b in 128..=255 {
                    let mut bytes = quad.as_bytes().to_vec();
                    bytes[at] = b;
                    assert_eq!(parse(&bytes), None, "{bytes:?}");
                }
            }
        }
    }

    #[test]
    fn every_text_of_digits_and_dots_up_to_nine_bytes() {
        // Ternary counters over three bytes that matter.
        for length in 0..=9u32 {
            for n in 0..3u32.pow(length) {
                let digit = |place| b"01."[usize::try_from(n / 3u32.pow(place) % 3).unwrap()];
                let bytes: std::vec::Vec<u8> = (0..length).map(digit).collect();
                let text = core::str::from_utf8(&bytes).unwrap();
                assert_eq!(parse(&bytes), core(text), "{text:?}");
            }
        }
    }

    #[test]
    fn every_octet_is_written() {
        for octet in 0..=255u8 {
            for quad in [[octet, 1, 22, 255], [9, octet, octet, 0], [255, 100, 10, octet]] {
                let mut bytes = [0xaa; 16];
                let n = write(u32::from_be_bytes(quad), &mut bytes);
                let plain = Ipv4Addr::from(quad).to_string();
                assert_eq!(core::str::from_utf8(&bytes[..n]), Ok(&*plain));
            }
            let (digits, bits) = decimal(octet);
            let text = format!("{octet}.");
            assert_eq!(&digits.to_le_bytes()[..text.len()], text.as_bytes());
            assert_eq!(bits, 8 * u32::try_from(text.len() - 1).unwrap());
        }
    }

    #[test]
    fn octets_are_what_the_compiler_made_of_them() {
        assert_eq!(octets(), OCTETS);
        assert_eq!(widths(), WIDTHS);
    }
}
