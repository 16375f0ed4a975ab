//! The IPv4 kernels: text to 32 bits and back, without a branch that depends on the digits.

/// `.` in every byte.
const DOTS: u64 = u64::from_ne_bytes([b'.'; 8]);
/// `0` in every byte.
const ZEROS: u64 = u64::from_ne_bytes([b'0'; 8]);
/// The low seven bits of every byte.
const LOW7: u64 = u64::from_ne_bytes([0x7f; 8]);
/// One byte in each half.
const ONES: u64 = 0x0000_00ff_0000_00ff;
/// The top bit of each half.
const TOPS: u64 = 0x8000_0000_8000_0000;

/// Reads a strict dotted quad: four decimal octets without leading zeros.
///
/// A quad of 8 to 15 bytes is loaded as its first and its last eight bytes. The first two dots stand
/// in the former, the last two in the latter, wherever they are; that they leave exactly the bytes
/// of the text for octets (lengths sum to n - 3) proves that the inner two are one dot. Each octet's
/// digits are shifted into a lane, tested and weighed side by side, and every test ends in one
/// `bad`: mispredicted branches would cost more than all the arithmetic.
#[inline]
pub(crate) fn parse(text: &[u8]) -> Option<u32> {
    let (front, back) = match (text.first_chunk(), text.last_chunk()) {
        (Some(front), Some(back)) => (*front, *back),
        // `1.2.3.4` is the only length below eight.
        _ => match *text {
            [a, b, c, d, e, f, g] => ([a, b, c, d, e, f, g, 0], [0, a, b, c, d, e, f, g]),
            _ => return None,
        },
    };
    // More than 15 bytes are refused by the sum of the lengths.
    quad(u64::from_be_bytes(front), u64::from_be_bytes(back), text.len())
}

#[inline]
fn quad(front: u64, back: u64, length: usize) -> Option<u32> {
    // All widths are in bits, so that they are shift counts as they are.
    let dots = dots(front);
    let to_first = dots.leading_zeros();
    let to_second = (dots & !(1u64 << 63).wrapping_shr(to_first)).leading_zeros();
    let width1 = to_first;
    let width2 = to_second.wrapping_sub(to_first).wrapping_sub(8);

    let dots = self::dots(back);
    let width4 = dots.trailing_zeros().wrapping_sub(7);
    let from_third = (dots & dots.wrapping_sub(1)).trailing_zeros().wrapping_sub(7);
    let width3 = from_third.wrapping_sub(width4).wrapping_sub(8);

    // A missing dot makes a width of 25 bits or more; no digits make 0.
    let mut bad = [width1, width2, width3, width4]
        .iter()
        .fold(false, |bad, width| bad | (width.wrapping_sub(8) > 16));
    let digits = width1.wrapping_add(width2).wrapping_add(width3).wrapping_add(width4);
    bad |= usize::try_from(digits) != Ok(length.wrapping_sub(3).wrapping_mul(8));

    let (front, back) = (front ^ ZEROS, back ^ ZEROS);
    let octet1 = low(front.wrapping_shr(64u32.wrapping_sub(width1)), width1);
    let octet2 =
        front.wrapping_shl(to_first.wrapping_add(8)).wrapping_shr(64u32.wrapping_sub(width2));
    let octet3 = low(back.wrapping_shr(width4.wrapping_add(8)), width3);
    let octet4 = low(back, width4);

    // Halves of 32 bits: 0, hundreds, tens, ones.
    let inner = octet2 | octet1.wrapping_shl(32);
    let outer = octet4 | octet3.wrapping_shl(32);
    let over9 = (inner.wrapping_add(0x0076_7676_0076_7676) | inner)
        | (outer.wrapping_add(0x0076_7676_0076_7676) | outer);
    bad |= over9 & 0x0080_8080_0080_8080 != 0;

    // Two digits need a value from 0x100, three one from 0x10000, or the first is a zero.
    let least = |width: u32| 1u64.wrapping_shl(width.wrapping_sub(8)) & !1;
    let least_inner = least(width2) | least(width1).wrapping_shl(32);
    let least_outer = least(width4) | least(width3).wrapping_shl(32);
    let enough =
        (inner | TOPS).wrapping_sub(least_inner) & (outer | TOPS).wrapping_sub(least_outer);
    bad |= enough & TOPS != TOPS;

    // Lanes of 16 bits, from the lowest: octet 4, 2, 3, 1.
    let lanes = |shift: u32| {
        (outer.wrapping_shr(shift) & ONES) | (inner.wrapping_shr(shift) & ONES).wrapping_shl(16)
    };
    let octets =
        lanes(0).wrapping_add(lanes(8).wrapping_mul(10)).wrapping_add(lanes(16).wrapping_mul(100));
    bad |= octets & 0xff00_ff00_ff00_ff00 != 0;

    let packed = (octets | (octets >> 24)) & 0xffff_ffff;
    if bad { None } else { u32::try_from(packed).ok() }
}

/// The top bit of every byte that is a dot. Exact: no carry passes from byte to byte.
#[inline]
const fn dots(word: u64) -> u64 {
    let word = word ^ DOTS;
    !((word & LOW7).wrapping_add(LOW7) | word | LOW7)
}

/// The lowest `width` bits, 1 to 64.
#[inline]
const fn low(word: u64, width: u32) -> u64 {
    let rest = 64u32.wrapping_sub(width);
    word.wrapping_shl(rest).wrapping_shr(rest)
}

/// Every octet's digits, first digit in the lowest byte, and in the top byte how many they are.
static OCTETS: [u32; 256] = octets();

#[expect(clippy::as_conversions, clippy::indexing_slicing, reason = "evaluated at compile time")]
#[expect(clippy::arithmetic_side_effects, reason = "evaluated at compile time")]
const fn octets() -> [u32; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let n = i as u32;
        let (ones, tens, hundreds) = (48 + n % 10, 48 + n / 10 % 10, 48 + n / 100);
        table[i] = match n {
            0..10 => 1 << 24 | ones,
            10..100 => 2 << 24 | ones << 8 | tens,
            _ => 3 << 24 | ones << 16 | tens << 8 | hundreds,
        };
        i += 1;
    }
    table
}

/// An octet's digits and their width in bits.
#[inline]
fn octet(value: u8) -> (u64, u32) {
    let entry = OCTETS.get(usize::from(value)).copied().unwrap_or(0);
    (u64::from(entry & 0x00ff_ffff), (entry >> 24).wrapping_mul(8))
}

/// The decimal text of an octet, four bytes of which the first so many count.
#[inline]
pub(crate) fn decimal(value: u8) -> ([u8; 4], usize) {
    let entry = OCTETS.get(usize::from(value)).copied().unwrap_or(0);
    ((entry & 0x00ff_ffff).to_le_bytes(), usize::try_from(entry >> 24).unwrap_or(0))
}

/// Two octets and the dot between them, and their width in bits: at most 56.
#[inline]
fn pair(left: u8, right: u8) -> (u64, u32) {
    let (left, width_left) = octet(left);
    let (right, width_right) = octet(right);
    let text =
        (left | 0x2e_u64.wrapping_shl(width_left)) | right.wrapping_shl(width_left.wrapping_add(8));
    (text, width_left.wrapping_add(8).wrapping_add(width_right))
}

/// The dotted quad in the first bytes of 16, and how many they are.
#[inline]
pub(crate) fn text(bits: u32) -> ([u8; 16], usize) {
    let [a, b, c, d] = bits.to_be_bytes();
    let (front, width_front) = pair(a, b);
    let (back, width_back) = pair(c, d);
    let front = u128::from(front | 0x2e_u64.wrapping_shl(width_front));
    let to_back = width_front.wrapping_add(8);
    let text = front | u128::from(back).wrapping_shl(to_back);
    let width = to_back.wrapping_add(width_back) >> 3;
    (text.to_le_bytes(), usize::try_from(width).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{format, net::Ipv4Addr, string::ToString};

    use super::*;

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
                let (bytes, n) = text(u32::from_be_bytes(quad));
                let plain = Ipv4Addr::from(quad).to_string();
                assert_eq!(core::str::from_utf8(&bytes[..n]), Ok(&*plain));
            }
            let (digits, n) = decimal(octet);
            assert_eq!(core::str::from_utf8(&digits[..n]), Ok(&*octet.to_string()));
        }
    }
}
