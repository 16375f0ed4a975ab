//! The whole grammar of blocks: finds the byte that broke it.

use core::net::IpAddr;

use super::{
    Cidr, MAX_INPUT,
    kernel::{has_host_bits, host_mask_v4, host_mask_v6},
    slash_len,
};
use crate::{
    address, ascii,
    error::{Code, Error},
    grammar::{self, Decimal, Parser, Parsing},
};

/// The whole grammar; finds the byte that broke it.
#[cold]
pub(super) fn slow(text: &str) -> Result<Cidr, Error> {
    let (ip, prefix) = unaligned(text)?;
    if has_host_bits(ip, prefix) {
        return Err(Error::new(Code::HostBits, host_bits_at(text, ip, prefix)));
    }
    Ok(Cidr { first: ip, prefix })
}

/// The whole grammar but for host bits.
#[cold]
pub(super) fn unaligned(text: &str) -> Result<(IpAddr, u8), Error> {
    grammar::preflight(text, MAX_INPUT)?;
    grammar::whole(text, cidr, |_| Code::PrefixTrailing)
}

const PREFIX_V4: Decimal = Decimal {
    max: 32,
    digit: Code::PrefixDigit,
    leading_zero: Code::PrefixLeadingZero,
    too_large: Code::PrefixOver32,
};
const PREFIX_V6: Decimal = Decimal { max: 128, too_large: Code::PrefixOver128, ..PREFIX_V4 };

/// `cidr = address "/" prefix`
fn cidr(input: &[u8]) -> Parsing<'_, (IpAddr, u8)> {
    let (rest, ip) = address::address(input)?;
    let [b'/', rest @ ..] = rest else {
        let code = match rest {
            [] | [b' ', ..] => Code::PrefixMissing,
            _ if slash_len(rest) > 0 => Code::PrefixMissing,
            _ => address::trailing(ip, rest),
        };
        return grammar::refuse(rest, code);
    };
    let is_mask = ip.is_ipv4() && matches!(address::ipv4(rest), Ok(([], _)));
    grammar::ensure(rest, !is_mask, Code::Netmask)?;
    let rules = if ip.is_ipv4() { &PREFIX_V4 } else { &PREFIX_V6 };
    let (rest, prefix) = grammar::decimal(rules).parse(rest)?;
    Ok((rest, (ip, u8::try_from(prefix).unwrap_or(u8::MAX))))
}

/// Where in `text`, which was read as `ip`, the first octet or group with host bits begins.
fn host_bits_at(text: &str, ip: IpAddr, prefix: u8) -> usize {
    let text = ascii::before(text, b'/').as_bytes();
    let (bit, all): (u32, u32) = match ip {
        IpAddr::V4(ip) => ((ip.to_bits() & host_mask_v4(prefix)).leading_zeros(), 32),
        IpAddr::V6(ip) => ((ip.to_bits() & host_mask_v6(prefix)).leading_zeros(), 128),
    };
    // Places before the `::` are counted from the left, those behind it, or all where there is
    // none, from the right. What it stands for is zero and never looked for.
    let gap = text.windows(2).position(|two| two == b"::").unwrap_or(0);
    let mut behind = 0u32;
    let mut next = gap;
    while let Some((at, own)) = place(text, next) {
        behind = behind.saturating_add(own);
        next = at.saturating_add(1);
    }
    let mut from = 0u32;
    next = 0;
    while let Some((at, own)) = place(text, next) {
        if next <= gap && at >= gap {
            from = all.saturating_sub(behind);
        }
        if (from..from.saturating_add(own)).contains(&bit) {
            return at;
        }
        from = from.saturating_add(own);
        next = at.saturating_add(1);
    }
    0
}

/// Where the first octet or group begins at or after byte `from` of an address, and its width in bits.
#[inline(never)]
fn place(text: &[u8], from: usize) -> Option<(usize, u32)> {
    let is_mark = |b: &u8| matches!(b, b':' | b'.');
    let before = |at: usize| at.checked_sub(1).and_then(|at| text.get(at));
    let mut at = from;
    while is_mark(text.get(at)?) || before(at).is_some_and(|b| !is_mark(b)) {
        at = at.saturating_add(1);
    }
    let after = text.iter().skip(at).find(|b| is_mark(b));
    let dotted = before(at) == Some(&b'.') || after == Some(&b'.');
    Some((at, if dotted { 8 } else { 16 }))
}
