//! IANA's special-purpose address registries, as tables.
//!
//! Source: "IANA IPv4 Special-Purpose Address Registry" and "IANA IPv6 Special-Purpose Address
//! Registry" (RFC 6890, RFC 8190), as published up to the rows of RFC 9780,
//! and the two multicast blocks, which have registries of their own.

use core::{fmt, net::IpAddr};

/// What a special-purpose address is for.
///
/// # Example
/// ```
/// use ioc_canon::{Address, address::Special};
/// assert_eq!(Address::parse("192.168.0.1")?.special(), Some(Special::Private));
/// assert_eq!(Address::parse("100.64.0.1")?.special(), Some(Special::Shared));
/// assert_eq!(Address::parse("fe80::1")?.special(), Some(Special::LinkLocal));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Special {
    /// `0.0.0.0/32`, `::/128`: no address yet.
    Unspecified,
    /// `0.0.0.0/8`: this network.
    ThisNetwork,
    /// `10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16`: private use (RFC 1918).
    Private,
    /// `100.64.0.0/10`: shared by carriers (RFC 6598).
    Shared,
    /// `127.0.0.0/8`, `::1/128`: this machine.
    Loopback,
    /// `169.254.0.0/16`, `fe80::/10`: this link.
    LinkLocal,
    /// `192.0.0.0/24`, `2001::/23`: IETF protocol assignments without a row of their own.
    ProtocolAssignment,
    /// `192.0.0.0/29`: IPv4 service continuity (RFC 7335).
    ServiceContinuity,
    /// `192.0.0.8/32`, `100:0:0:1::/64`: dummy addresses (RFC 7600, RFC 9780).
    Dummy,
    /// `192.0.0.9/32`, `2001:1::1/128`: Port Control Protocol anycast (RFC 7723).
    PortControl,
    /// `192.0.0.10/32`, `2001:1::2/128`: TURN anycast (RFC 8155).
    Turn,
    /// `192.0.0.170/32`, `192.0.0.171/32`: NAT64 and DNS64 discovery (RFC 8880).
    Nat64Discovery,
    /// `192.0.2.0/24`, `198.51.100.0/24`, `203.0.113.0/24`, `2001:db8::/32`, `3fff::/20`.
    Documentation,
    /// `192.31.196.0/24`, `192.175.48.0/24`, `2001:4:112::/48`, `2620:4f:8000::/48`: AS112.
    As112,
    /// `192.52.193.0/24`, `2001:3::/32`: automatic multicast tunnelling (RFC 7450).
    Amt,
    /// `192.88.99.0/24`: deprecated 6to4 relay anycast (RFC 7526).
    SixToFourRelay,
    /// `192.88.99.2/32`: 6a44 relay anycast (RFC 6751).
    SixA44Relay,
    /// `198.18.0.0/15`, `2001:2::/48`: benchmarking (RFC 2544, RFC 5180).
    Benchmarking,
    /// `224.0.0.0/4`, `ff00::/8`: multicast.
    Multicast,
    /// `240.0.0.0/4`: reserved for future use.
    Reserved,
    /// `255.255.255.255/32`: limited broadcast.
    Broadcast,
    /// `::ffff:0:0/96`: IPv4-mapped.
    V4Mapped,
    /// `64:ff9b::/96`: IPv4 behind NAT64 (RFC 6052).
    Nat64,
    /// `64:ff9b:1::/48`: NAT64 for local use (RFC 8215).
    LocalNat64,
    /// `100::/64`: discard only (RFC 6666).
    Discard,
    /// `2001::/32`: Teredo (RFC 4380).
    Teredo,
    /// `2001:1::3/128`: DNS-SD service registration anycast (RFC 9665).
    ServiceRegistration,
    /// `2001:10::/28`: deprecated ORCHID (RFC 4843).
    Orchid,
    /// `2001:20::/28`: ORCHIDv2 (RFC 7343).
    OrchidV2,
    /// `2001:30::/28`: drone remote identification (RFC 9374).
    DroneId,
    /// `2002::/16`: 6to4 (RFC 3056).
    SixToFour,
    /// `5f00::/16`: segment routing (RFC 9602).
    SegmentRouting,
    /// `fc00::/7`: unique local (RFC 4193).
    UniqueLocal,
}

/// The name.
impl fmt::Display for Special {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Special {
    /// A short name, such as `private use`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::address::Special;
    /// assert_eq!(Special::Private.name(), "private use");
    /// assert_eq!(Special::Private.to_string(), "private use");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unspecified => "unspecified",
            Self::ThisNetwork => "this network",
            Self::Private => "private use",
            Self::Shared => "shared address space",
            Self::Loopback => "loopback",
            Self::LinkLocal => "link-local",
            Self::ProtocolAssignment => "IETF protocol assignment",
            Self::ServiceContinuity => "IPv4 service continuity",
            Self::Dummy => "dummy",
            Self::PortControl => "port control anycast",
            Self::Turn => "TURN anycast",
            Self::Nat64Discovery => "NAT64 discovery",
            Self::Documentation => "documentation",
            Self::As112 => "AS112",
            Self::Amt => "automatic multicast tunnelling",
            Self::SixToFourRelay => "6to4 relay anycast",
            Self::SixA44Relay => "6a44 relay anycast",
            Self::Benchmarking => "benchmarking",
            Self::Multicast => "multicast",
            Self::Reserved => "reserved",
            Self::Broadcast => "limited broadcast",
            Self::V4Mapped => "IPv4-mapped",
            Self::Nat64 => "NAT64",
            Self::LocalNat64 => "local-use NAT64",
            Self::Discard => "discard-only",
            Self::Teredo => "Teredo",
            Self::ServiceRegistration => "DNS-SD registration anycast",
            Self::Orchid => "ORCHID",
            Self::OrchidV2 => "ORCHIDv2",
            Self::DroneId => "drone remote id",
            Self::SixToFour => "6to4",
            Self::SegmentRouting => "segment routing",
            Self::UniqueLocal => "unique local",
        }
    }

    /// Whether the registry calls the block globally reachable. `false` where it says neither
    /// (Teredo, 6to4 and the deprecated ones) and for multicast.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::address::Special;
    /// assert!(Special::As112.is_global());
    /// assert!(!Special::Documentation.is_global() && !Special::Multicast.is_global());
    /// ```
    #[must_use]
    pub const fn is_global(self) -> bool {
        matches!(
            self,
            Self::PortControl
                | Self::Turn
                | Self::As112
                | Self::Amt
                | Self::Nat64
                | Self::ServiceRegistration
                | Self::OrchidV2
                | Self::DroneId
        )
    }
}

/// A block's first address, its prefix length and what it is for.
type Row<T> = (T, u32, Special);

/// Of blocks within each other the smallest stands first.
#[rustfmt::skip]
static V4: [Row<u32>; 27] = [
    (0x0000_0000, 32, Special::Unspecified),
    (0x0000_0000, 8, Special::ThisNetwork),
    (0x0a00_0000, 8, Special::Private),
    (0x6440_0000, 10, Special::Shared),
    (0x7f00_0000, 8, Special::Loopback),
    (0xa9fe_0000, 16, Special::LinkLocal),
    (0xac10_0000, 12, Special::Private),
    (0xc000_0008, 32, Special::Dummy),
    (0xc000_0009, 32, Special::PortControl),
    (0xc000_000a, 32, Special::Turn),
    (0xc000_00aa, 32, Special::Nat64Discovery),
    (0xc000_00ab, 32, Special::Nat64Discovery),
    (0xc000_0000, 29, Special::ServiceContinuity),
    (0xc000_0000, 24, Special::ProtocolAssignment),
    (0xc000_0200, 24, Special::Documentation),
    (0xc01f_c400, 24, Special::As112),
    (0xc034_c100, 24, Special::Amt),
    (0xc058_6302, 32, Special::SixA44Relay),
    (0xc058_6300, 24, Special::SixToFourRelay),
    (0xc0a8_0000, 16, Special::Private),
    (0xc0af_3000, 24, Special::As112),
    (0xc612_0000, 15, Special::Benchmarking),
    (0xc633_6400, 24, Special::Documentation),
    (0xcb00_7100, 24, Special::Documentation),
    (0xe000_0000, 4, Special::Multicast),
    (0xffff_ffff, 32, Special::Broadcast),
    (0xf000_0000, 4, Special::Reserved),
];

/// As [`V4`].
#[rustfmt::skip]
static V6: [Row<u128>; 26] = [
    (1, 128, Special::Loopback),
    (0, 128, Special::Unspecified),
    (0xffff << 32, 96, Special::V4Mapped),
    (0x0064_ff9b << 96, 96, Special::Nat64),
    (0x0064_ff9b_0001 << 80, 48, Special::LocalNat64),
    (0x0100 << 112, 64, Special::Discard),
    ((0x0100 << 112) | (1 << 64), 64, Special::Dummy),
    (0x2001_0000 << 96, 32, Special::Teredo),
    ((0x2001_0001 << 96) | 1, 128, Special::PortControl),
    ((0x2001_0001 << 96) | 2, 128, Special::Turn),
    ((0x2001_0001 << 96) | 3, 128, Special::ServiceRegistration),
    (0x2001_0002_0000 << 80, 48, Special::Benchmarking),
    (0x2001_0003 << 96, 32, Special::Amt),
    (0x2001_0004_0112 << 80, 48, Special::As112),
    (0x2001_0010 << 96, 28, Special::Orchid),
    (0x2001_0020 << 96, 28, Special::OrchidV2),
    (0x2001_0030 << 96, 28, Special::DroneId),
    (0x2001 << 112, 23, Special::ProtocolAssignment),
    (0x2001_0db8 << 96, 32, Special::Documentation),
    (0x2002 << 112, 16, Special::SixToFour),
    (0x2620_004f_8000 << 80, 48, Special::As112),
    (0x3fff << 112, 20, Special::Documentation),
    (0x5f00 << 112, 16, Special::SegmentRouting),
    (0xfc00 << 112, 7, Special::UniqueLocal),
    (0xfe80 << 112, 10, Special::LinkLocal),
    (0xff00 << 112, 8, Special::Multicast),
];

/// Whether any row may begin as the address does; most are told apart by their first octet.
const fn v4_may_be_listed(bits: u32) -> bool {
    let [first, ..] = bits.to_be_bytes();
    matches!(first, 0 | 10 | 100 | 127 | 169 | 172 | 192 | 198 | 203 | 224..)
}

/// As [`v4_may_be_listed`], by the first group.
const fn v6_may_be_listed(bits: u128) -> bool {
    let [high, low, ..] = bits.to_be_bytes();
    matches!(
        u16::from_be_bytes([high, low]),
        0 | 0x64 | 0x100 | 0x2001 | 0x2002 | 0x2620 | 0x3fff | 0x5f00 | 0xfc00..
    )
}

/// The smallest block that holds every address from `first` to `last`, two of one family.
pub(crate) fn between(first: IpAddr, last: IpAddr) -> Option<Special> {
    match (first, last) {
        (IpAddr::V4(first), IpAddr::V4(last)) => v4(first.to_bits(), last.to_bits()),
        (IpAddr::V6(first), IpAddr::V6(last)) => v6(first.to_bits(), last.to_bits()),
        _ => None,
    }
}

/// As [`between`].
pub(crate) fn v4(first: u32, last: u32) -> Option<Special> {
    if !v4_may_be_listed(first) {
        return None;
    }
    let row = V4.iter().find(|&&(block, prefix, _)| {
        let beyond = 32u32.wrapping_sub(prefix);
        (first ^ block).wrapping_shr(beyond) == 0 && (last ^ block).wrapping_shr(beyond) == 0
    });
    row.map(|&(_, _, special)| special)
}

/// As [`between`].
pub(crate) fn v6(first: u128, last: u128) -> Option<Special> {
    if !v6_may_be_listed(first) {
        return None;
    }
    let row = V6.iter().find(|&&(block, prefix, _)| {
        let beyond = 128u32.wrapping_sub(prefix);
        (first ^ block).wrapping_shr(beyond) == 0 && (last ^ block).wrapping_shr(beyond) == 0
    });
    row.map(|&(_, _, special)| special)
}

/// Whether any block has an address from `first` to `last`.
pub(crate) fn touches_v4(first: u32, last: u32) -> bool {
    V4.iter().any(|&(block, prefix, _)| {
        block <= last && first <= block | u32::MAX.checked_shr(prefix).unwrap_or(0)
    })
}

/// As [`touches_v4`].
pub(crate) fn touches_v6(first: u128, last: u128) -> bool {
    V6.iter().any(|&(block, prefix, _)| {
        block <= last && first <= block | u128::MAX.checked_shr(prefix).unwrap_or(0)
    })
}

/// Whether any private address (RFC 1918) lies from `first` to `last`.
#[cfg_attr(target_pointer_width = "32", inline(never))]
pub(crate) const fn private_v4(first: u32, last: u32) -> bool {
    (first <= 0x0aff_ffff && 0x0a00_0000 <= last)
        || (first <= 0xac1f_ffff && 0xac10_0000 <= last)
        || (first <= 0xc0a8_ffff && 0xc0a8_0000 <= last)
}

/// Whether any address from `first` to `last` embeds a private IPv4 address.
pub(crate) fn private_v6(first: u128, last: u128) -> bool {
    let quad = |bits: u128| u32::try_from(bits & 0xffff_ffff).unwrap_or(0);
    let within = |block, beyond| within(first, last, block, beyond);
    let plain = |(first, last)| private_v4(quad(first), quad(last));
    within(0xffff << 32, 32).is_some_and(plain)
        || within(0x0064_ff9b << 96, 32).is_some_and(plain)
        || within(0x2002 << 112, 112)
            .is_some_and(|(first, last)| private_v4(quad(first >> 80), quad(last >> 80)))
        || within(0x2001_0000 << 96, 96).is_some_and(|(first, last)| {
            // The client's address has its bits turned, so its order is turned too. Where the span
            // passes from one server to the next, it takes the end of the one and the start of the
            // other.
            match (last >> 32).wrapping_sub(first >> 32) {
                0 => private_v4(!quad(last), !quad(first)),
                1 => private_v4(0, !quad(first)) || private_v4(!quad(last), u32::MAX),
                _ => true,
            }
        })
}

/// What of the span lies within `block`, all of whose addresses differ below `beyond` bits.
#[cfg_attr(target_pointer_width = "32", inline(never))]
fn within(first: u128, last: u128, block: u128, beyond: u32) -> Option<(u128, u128)> {
    let end = block | !u128::MAX.wrapping_shl(beyond);
    (block <= last && first <= end).then(|| (first.max(block), last.min(end)))
}

/// The IPv4 address inside an IPv4-mapped, NAT64 (`64:ff9b::/96`), 6to4 or Teredo address; of
/// Teredo's two the client's.
pub(crate) fn embedded(bits: u128) -> Option<u32> {
    let quad = |bits: u128| u32::try_from(bits & 0xffff_ffff).unwrap_or(0);
    if bits >> 32 == 0xffff || bits >> 32 == 0x0064_ff9b << 64 {
        return Some(quad(bits));
    }
    if bits >> 112 == 0x2002 {
        return Some(quad(bits >> 80));
    }
    (bits >> 96 == 0x2001_0000).then(|| !quad(bits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smaller_block_stands_before_the_larger() {
        for (i, &(block, prefix, special)) in V4.iter().enumerate() {
            let last = block | u32::MAX.checked_shr(prefix).unwrap_or(0);
            assert_eq!(block & (last ^ block), 0, "{special:?} has host bits");
            assert_eq!(v4(block, last), Some(special));
            assert!(V4.iter().skip(i + 1).all(|&(other, length, _)| {
                length <= prefix || (other ^ block).wrapping_shr(32 - prefix) != 0
            }));
        }
        for (i, &(block, prefix, special)) in V6.iter().enumerate() {
            let last = block | u128::MAX.checked_shr(prefix).unwrap_or(0);
            assert_eq!(block & (last ^ block), 0, "{special:?} has host bits");
            assert_eq!(v6(block, last), Some(special));
            assert!(V6.iter().skip(i + 1).all(|&(other, length, _)| {
                length <= prefix || (other ^ block).wrapping_shr(128 - prefix) != 0
            }));
        }
    }
    /// What may be listed is, by some address that begins so: a hint that says more costs time.
    #[test]
    fn what_may_be_listed() {
        for octet in 0..=u8::MAX {
            let first = u32::from_be_bytes([octet, 0, 0, 0]);
            let last = first | 0xff_ffff;
            assert_eq!(v4_may_be_listed(first), touches_v4(first, last), "{octet}");
            assert_eq!(v4_may_be_listed(last), touches_v4(first, last), "{octet}");
        }
        for group in 0..=u16::MAX {
            let first = u128::from(group) << 112;
            let last = first | u128::MAX >> 16;
            // Between the blocks of fc00::/6 there are others, of which none is global.
            let listed = touches_v6(first, last) || group >= 0xfc00;
            assert_eq!(v6_may_be_listed(first), listed, "{group:x}");
            assert_eq!(v6_may_be_listed(last), listed, "{group:x}");
        }
    }
}
