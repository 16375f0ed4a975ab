//! The whole grammar of addresses: finds the byte that broke it.

use core::net::{IpAddr, Ipv4Addr};

use super::MAX_INPUT;
use crate::{
    ascii,
    error::{Code, Error},
    grammar::{self, Decimal, Parser, Parsing},
};

/// The whole grammar; finds the byte that broke it.
#[cold]
pub(super) fn slow(text: &str) -> Result<IpAddr, Error> {
    grammar::preflight(text, MAX_INPUT)?;
    grammar::whole(text, alone, |_| Code::OctetExtra)
}

/// An address and nothing after it.
fn alone(input: &[u8]) -> Parsing<'_, IpAddr> {
    let (rest, ip) = address(input)?;
    grammar::ensure(rest, rest.is_empty(), trailing(ip, rest))?;
    Ok((rest, ip))
}

/// What is wrong with `rest` after the address `ip`.
pub(crate) fn trailing(ip: IpAddr, rest: &[u8]) -> Code {
    match (ip, rest) {
        (_, [b'/', ..]) => Code::AddressHasPrefix,
        (_, [b'%', ..]) => Code::ZoneId,
        (_, [b'[' | b']', ..]) => Code::AddressBracket,
        (IpAddr::V4(_), [b':', ..]) => Code::AddressHasPort,
        (IpAddr::V4(_), _) => Code::OctetExtra,
        (IpAddr::V6(_), _) => Code::GroupDigit,
    }
}

/// `address = v4 / v6`
pub(crate) fn address(input: &[u8]) -> Parsing<'_, IpAddr> {
    grammar::ensure(input, !matches!(input, [b'[', ..]), Code::AddressBracket)?;
    let mark = input.iter().find(|b| matches!(b, b':' | b'.' | b'/' | b'%' | b'-' | b' '));
    if mark == Some(&b':') {
        let (rest, groups) = ipv6(input)?;
        return Ok((rest, IpAddr::V6(groups.into())));
    }
    let (rest, bits) = ipv4(input)?;
    Ok((rest, IpAddr::V4(Ipv4Addr::from_bits(bits))))
}

const OCTET: Decimal = Decimal {
    max: 255,
    digit: Code::OctetDigit,
    leading_zero: Code::OctetLeadingZero,
    too_large: Code::OctetTooLarge,
};

/// `v4 = octet 3( "." octet )`
pub(crate) fn ipv4(input: &[u8]) -> Parsing<'_, u32> {
    let mut rest = input;
    let mut bits = 0u32;
    for place in 0..4 {
        if place > 0 {
            grammar::ensure(rest, !ends(rest) && !matches!(rest, [b':', ..]), Code::OctetMissing)?;
            let [b'.', after @ ..] = rest else {
                return grammar::refuse(rest, Code::OctetDigit);
            };
            grammar::ensure(after, !ends(after), Code::OctetMissing)?;
            rest = after;
        }
        grammar::ensure(rest, !matches!(rest, [b'0', b'x' | b'X', ..]), Code::OctetHex)?;
        let (after, octet) = grammar::decimal(&OCTET).parse(rest)?;
        bits = (bits << 8) | octet;
        rest = after;
    }
    Ok((rest, bits))
}

/// Whether an address can end here: at the end, or before what other kinds have after one.
fn ends(rest: &[u8]) -> bool {
    matches!(rest, [] | [b'/' | b'%' | b'-' | b']' | b' ', ..])
}

/// `v6 = 7( group ":" ) group`, one run of zero groups as `::`, the last two groups as a `v4`
fn ipv6(input: &[u8]) -> Parsing<'_, [u16; 8]> {
    let mut groups = [0u16; 8];
    let mut count = 0usize;
    // How many groups stand before the `::`, and where it stands.
    let mut gap: Option<(usize, &[u8])> = None;
    // The one colon before `rest`, if that is what stands there.
    let mut colon: Option<&[u8]> = None;
    let mut rest = input;
    match input {
        [b':', b':', after @ ..] => (gap, rest) = (Some((0, input)), after),
        _ => grammar::ensure(input, !matches!(input, [b':', ..]), Code::LoneColon)?.1,
    }
    loop {
        let digits = rest.iter().take_while(|b| b.is_ascii_hexdigit()).count();
        let (group, after) = rest.split_at_checked(digits).unwrap_or((rest, &[]));
        if group.is_empty() {
            match (rest, colon) {
                ([b':', ..], _) => return grammar::refuse(rest, Code::LoneColon),
                (_, Some(colon)) if ends(rest) => return grammar::refuse(colon, Code::LoneColon),
                (_, Some(_)) => return grammar::refuse(rest, Code::GroupDigit),
                // What stands behind `::` is not this grammar's.
                (_, None) => break,
            }
        }
        if matches!(after, [b'.', ..]) {
            grammar::ensure(rest, count <= 6, Code::TailMisplaced)?;
            let (after, quad) = ipv4(rest)?;
            grammar::ensure(rest, !matches!(after, [b':', ..]), Code::TailMisplaced)?;
            if let Some([high, low]) = groups.get_mut(count..).and_then(<[u16]>::first_chunk_mut) {
                let [a, b, c, d] = quad.to_be_bytes();
                (*high, *low) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
            }
            count = count.saturating_add(2);
            rest = after;
            break;
        }
        if let Some(fifth) = rest.get(4..).filter(|_| digits > 4) {
            return grammar::refuse(fifth, Code::GroupTooLong);
        }
        if let Some(slot) = groups.get_mut(count) {
            let value = group.iter().filter_map(|&b| ascii::hex_value(b));
            *slot = value.fold(0, |value, digit| (value << 4) | u16::from(digit));
        }
        count = count.saturating_add(1);
        rest = after;
        let [b':', after @ ..] = rest else { break };
        if count == 8 {
            return grammar::refuse(gap.map_or(rest, |(_, place)| place), Code::GroupExtra);
        }
        if let [b':', after @ ..] = after {
            grammar::ensure(rest, gap.is_none(), Code::SecondCompression)?;
            gap = Some((count, rest));
            (colon, rest) = (None, after);
        } else {
            (colon, rest) = (Some(rest), after);
        }
    }
    match gap {
        None if count == 8 => Ok((rest, groups)),
        None if ends(rest) => grammar::refuse(rest, Code::GroupMissing),
        None => grammar::refuse(rest, Code::GroupDigit),
        Some((_, place)) if count > 7 => grammar::refuse(place, Code::GroupExtra),
        Some((before, _)) => Ok((rest, spread(&groups, before, count))),
    }
}

/// `count` groups, of which those after the first `before` belong at the end.
fn spread(groups: &[u16; 8], before: usize, count: usize) -> [u16; 8] {
    let mut all = [0; 8];
    let missing = 8usize.saturating_sub(count);
    for (at, &group) in ascii::numbered(groups.iter().take(count)) {
        let to = if at < before { at } else { at.saturating_add(missing) };
        if let Some(slot) = all.get_mut(to) {
            *slot = group;
        }
    }
    all
}
