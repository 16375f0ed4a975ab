//! Blocks as bits, and the reader of what is spelled as it should be.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::{address, ascii};

/// The bits beyond a prefix.
#[expect(clippy::as_conversions, reason = "u8 to u32; `from` is not const")]
pub(super) const fn host_mask_v4(prefix: u8) -> u32 {
    match u32::MAX.checked_shr(prefix as u32) {
        Some(mask) => mask,
        None => 0,
    }
}

/// As [`host_mask_v4`].
#[expect(clippy::as_conversions, reason = "u8 to u32; `from` is not const")]
#[cfg_attr(target_pointer_width = "32", inline(never))]
pub(super) const fn host_mask_v6(prefix: u8) -> u128 {
    match u128::MAX.checked_shr(prefix as u32) {
        Some(mask) => mask,
        None => 0,
    }
}

/// `ip` with the bits beyond the prefix cleared.
pub(super) const fn cleared(ip: IpAddr, prefix: u8) -> IpAddr {
    match ip {
        IpAddr::V4(ip) => IpAddr::V4(Ipv4Addr::from_bits(ip.to_bits() & !host_mask_v4(prefix))),
        IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() & !host_mask_v6(prefix))),
    }
}

/// Whether any bit beyond the prefix is set.
#[inline]
pub(super) const fn has_host_bits(ip: IpAddr, prefix: u8) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.to_bits() & host_mask_v4(prefix) != 0,
        IpAddr::V6(ip) => ip.to_bits() & host_mask_v6(prefix) != 0,
    }
}

/// Whether the two are of one family and their first `prefix` bits are equal.
pub(super) fn same_bits(a: IpAddr, b: IpAddr, prefix: u8) -> bool {
    match (a, b) {
        (IpAddr::V4(a), IpAddr::V4(b)) => (a.to_bits() ^ b.to_bits()) & !host_mask_v4(prefix) == 0,
        (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits() ^ b.to_bits()) & !host_mask_v6(prefix) == 0,
        _ => false,
    }
}

/// Reads any valid text, host bits or not, and whether its spelling is canonical.
#[inline(always)]
pub(super) fn fast(text: &[u8]) -> Option<(IpAddr, u8, bool)> {
    if ascii::SMALL {
        return None;
    }
    let digit = |b: u8| b.wrapping_sub(b'0');
    // And the least that is not padded with zeros.
    let (ip, high, tens, ones, least) = match text {
        [ip @ .., b'/', ones] => (ip, 0, 0, digit(*ones), 0),
        [ip @ .., b'/', tens, ones] => (ip, 0, digit(*tens), digit(*ones), 10),
        [ip @ .., b'/', b'1', tens, ones] => (ip, 100, digit(*tens), digit(*ones), 100),
        _ => return None,
    };
    if (tens > 9) | (ones > 9) {
        return None;
    }
    let prefix = tens.wrapping_mul(10).wrapping_add(ones).wrapping_add(high);
    if prefix < least {
        return None;
    }
    let (ip, canonical) = address::fast(ip)?;
    (prefix <= if ip.is_ipv4() { 32 } else { 128 }).then_some((ip, prefix, canonical))
}
