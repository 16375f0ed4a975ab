//! Addresses written by plain loops: for machines where code is dearer than time, see
//! [`SMALL`](crate::ascii::SMALL). The kernels write the same.

use core::net::IpAddr;

use super::Form;
use crate::ascii::{self, Cursor};

/// Writes the text at the start of `out`, which has room for it, and gives its length.
#[inline(never)]
pub(crate) fn write(ip: IpAddr, form: Form, out: &mut [u8]) -> usize {
    let mut text = Cursor::new(out);
    let groups = match ip {
        IpAddr::V4(ip) => {
            quad(ip.octets(), &mut text);
            return text.len();
        }
        IpAddr::V6(ip) => ip.segments(),
    };
    let (mut first, mut length) = (0usize, 0usize);
    if form == Form::Compressed {
        if let [0, 0, 0, 0, 0, 0xffff, high, low] = groups {
            b"::ffff:".iter().for_each(|&b| text.push(b));
            let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
            quad([a, b, c, d], &mut text);
            return text.len();
        }
        // Of equal runs the leftmost; one group alone is none (RFC 5952 §4.2).
        let mut run = 0usize;
        for (at, &group) in ascii::numbered(groups.iter()) {
            run = if group == 0 { run.wrapping_add(1) } else { 0 };
            if run > 1 && run > length {
                (first, length) = (at.wrapping_add(1).wrapping_sub(run), run);
            }
        }
    }
    for (at, &group) in ascii::numbered(groups.iter()) {
        let inside = at.wrapping_sub(first) < length;
        if !inside {
            hexadecimal(group, &mut text);
        }
        // The run is a colon after that of the group before it, or two at the start.
        if !inside || at == first {
            text.push(b':');
        }
        if inside && at == 0 {
            text.push(b':');
        }
    }
    // The last group's colon, unless the run ends the text.
    let ends = length > 0 && first.wrapping_add(length) == 8;
    text.len().wrapping_sub(usize::from(!ends))
}

fn quad(octets: [u8; 4], text: &mut Cursor<'_>) {
    let mut dot = false;
    for octet in octets {
        if dot {
            text.push(b'.');
        }
        text.decimal(u32::from(octet));
        dot = true;
    }
}

/// Without leading zeros, in small letters.
fn hexadecimal(group: u16, text: &mut Cursor<'_>) {
    for shift in [12u32, 8, 4, 0] {
        let rest = group.wrapping_shr(shift);
        if rest > 0 || shift == 0 {
            let digit = u8::try_from(rest & 15).unwrap_or(0);
            text.push(if digit < 10 { b'0' | digit } else { digit.wrapping_add(b'a' - 10) });
        }
    }
}

#[cfg(test)]
mod tests {
    use core::net::{Ipv4Addr, Ipv6Addr};

    use super::*;
    use crate::address;

    #[track_caller]
    fn agree(ip: IpAddr) {
        for form in [Form::Compressed, Form::Full] {
            let (mut plain, mut quick) = ([0; address::MAX_LEN], [0; address::MAX_LEN]);
            let (size, wanted) =
                (write(ip, form, &mut plain), address::write(ip, form, &mut quick));
            assert_eq!(plain[..size], quick[..wanted], "{ip}");
        }
    }

    #[test]
    fn what_the_kernels_write() {
        for zeros in 0..=255u8 {
            for group in [1u16, 0x10, 0xabc, 0xffff] {
                let groups = [0, 1, 2, 3, 4, 5, 6, 7];
                let groups = groups.map(|at| if zeros >> at & 1 == 1 { 0 } else { group });
                agree(Ipv6Addr::from(groups).into());
            }
        }
        for tail in [0u32, 1, 0x0102_0304, 0x0a14_1e64, u32::MAX] {
            agree(Ipv4Addr::from_bits(tail).into());
            agree(Ipv4Addr::from_bits(tail).to_ipv6_mapped().into());
            agree(Ipv6Addr::from_bits(0xfffe << 32 | u128::from(tail)).into());
        }
    }
}
