extern crate std;
use std::{format, string::ToString, vec::Vec};

use super::*;
use crate::error::Code;

/// xorshift, so that a failure can be had again.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    pub(crate) fn ip(&mut self) -> IpAddr {
        let mut bits = u128::from(self.next()) << 64 | u128::from(self.next());
        let shape = self.next();
        for group in 0..8 {
            match shape >> (4 * group) & 7 {
                0..=2 => bits &= !(0xffff << (16 * group)),
                3 => bits &= !(0xff00 << (16 * group)),
                _ => {}
            }
        }
        match shape >> 60 {
            0..=4 => IpAddr::V4(Ipv4Addr::from_bits((bits & 0xffff_ffff) as u32)),
            5 => IpAddr::V6(Ipv6Addr::from_bits(bits & 0xffff_ffff | 0xffff << 32)),
            _ => IpAddr::V6(Ipv6Addr::from_bits(bits)),
        }
    }
}

type Row<'a> = (&'a str, Result<&'a str, (Code, usize)>);

#[track_caller]
fn check(rows: &[Row<'_>]) {
    for &(text, expected) in rows {
        let expected = expected.map_err(|(code, at)| Error::new(code, at));
        let read = Address::read(text);
        let shown = read.map(|parsed| parsed.get().to_string());
        assert_eq!(shown.as_deref().map_err(|&error| error), expected, "{text:?}");
        if let Ok(parsed) = read {
            assert_eq!(parsed.is_canonical(), Ok(text) == expected, "{text:?}");
            assert_eq!(slow(text), Ok(parsed.value().ip()), "{text:?}");
        }
        assert_eq!(Address::parse(text), read.map(Parsed::value));
        assert_eq!(Address::parse_bytes(text.as_bytes()), read.map(Parsed::value));
    }
}

#[test]
fn ipv4_rows() {
    use Code::*;
    check(&[
        ("1.2.3.4", Ok("1.2.3.4")),
        ("0.0.0.0", Ok("0.0.0.0")),
        ("255.255.255.255", Ok("255.255.255.255")),
        ("10.20.30.40", Ok("10.20.30.40")),
        // Octets.
        ("256.1.1.1", Err((OctetTooLarge, 0))),
        ("1.20.3.659", Err((OctetTooLarge, 7))),
        ("1.1.1.99999999999999", Err((OctetTooLarge, 6))),
        ("2130706433", Err((OctetTooLarge, 0))),
        ("198.51.100.061", Err((OctetLeadingZero, 11))),
        ("01.2.3.4", Err((OctetLeadingZero, 0))),
        ("1.00.3.4", Err((OctetLeadingZero, 2))),
        ("1.2.x.4", Err((OctetDigit, 4))),
        ("1..2.3", Err((OctetDigit, 2))),
        (".1.2.3.4", Err((OctetDigit, 0))),
        ("1.2.3x.4", Err((OctetDigit, 5))),
        ("1.2.+3.4", Err((OctetDigit, 4))),
        ("-1.2.3.4", Err((OctetDigit, 0))),
        ("1[.]2[.]3[.]4", Err((OctetDigit, 1))),
        ("1.2.3.４", Err((OctetDigit, 6))),
        ("example.com", Err((OctetDigit, 0))),
        ("hello", Err((OctetDigit, 0))),
        ("0x7f.0.0.1", Err((OctetHex, 0))),
        ("0X7f000001", Err((OctetHex, 0))),
        ("1.2.3.0x4", Err((OctetHex, 6))),
        // How many.
        ("1", Err((OctetMissing, 1))),
        ("1.2.3", Err((OctetMissing, 5))),
        ("1.2.3.", Err((OctetMissing, 6))),
        ("1.2.3. 4", Err((OctetMissing, 6))),
        ("1.2:80", Err((OctetMissing, 3))),
        ("1.2.3/24", Err((OctetMissing, 5))),
        ("1.2.3.4.5", Err((OctetExtra, 7))),
        ("1.2.3.4.", Err((OctetExtra, 7))),
        ("1.2.3.4x", Err((OctetExtra, 7))),
        ("1.2.3.4 x", Err((OctetExtra, 7))),
        ("1.2.3.4-1.2.3.5", Err((OctetExtra, 7))),
        // What other kinds have after an address.
        ("1.2.3.0/24", Err((AddressHasPrefix, 7))),
        ("1.2.3.4:80", Err((AddressHasPort, 7))),
        ("1.2.3.4::", Err((AddressHasPort, 7))),
        ("1.2.3.4%eth0", Err((ZoneId, 7))),
        ("[1.2.3.4]", Err((AddressBracket, 0))),
        ("1.2.3.4]", Err((AddressBracket, 7))),
    ]);
}

#[test]
fn ipv6_rows() {
    use Code::*;
    const LAST: &str = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
    check(&[
        ("::", Ok("::")),
        ("::1", Ok("::1")),
        ("1::", Ok("1::")),
        (LAST, Ok(LAST)),
        ("2001:db8::1", Ok("2001:db8::1")),
        ("2001:DB8::1", Ok("2001:db8::1")),
        ("ABCD:db8::1", Ok("abcd:db8::1")),
        ("2001:0db8::1", Ok("2001:db8::1")),
        ("2001:db8:0:0:0:0:0:1", Ok("2001:db8::1")),
        ("dead:beef::", Ok("dead:beef::")),
        ("1::80", Ok("1::80")),
        // RFC 5952 §4.2: not for one group; the longest; of equals the first.
        ("1:2:3:4:5:6:7:8", Ok("1:2:3:4:5:6:7:8")),
        ("1:2:3:4::6:7:8", Ok("1:2:3:4:0:6:7:8")),
        ("1:2:3:4:0:6:7:8", Ok("1:2:3:4:0:6:7:8")),
        ("1:2:3:4:5:6:7::", Ok("1:2:3:4:5:6:7:0")),
        ("::2:3:4:5:6:7:8", Ok("0:2:3:4:5:6:7:8")),
        ("1:0:0:4::8", Ok("1:0:0:4::8")),
        ("1::4:0:0:0:8", Ok("1:0:0:4::8")),
        ("1:0:0:4:5::8", Ok("1::4:5:0:0:8")),
        ("1::4:5:0:0:8", Ok("1::4:5:0:0:8")),
        ("0:0::", Ok("::")),
        // Dotted tails.
        ("::ffff:1.2.3.4", Ok("::ffff:1.2.3.4")),
        ("::FFFF:1.2.3.4", Ok("::ffff:1.2.3.4")),
        ("::ffff:102:304", Ok("::ffff:1.2.3.4")),
        ("0:0:0:0:0:ffff:1.2.3.4", Ok("::ffff:1.2.3.4")),
        ("::ffff:0.0.0.0", Ok("::ffff:0.0.0.0")),
        ("::ffff:0:0", Ok("::ffff:0.0.0.0")),
        ("::1.2.3.4", Ok("::102:304")),
        ("::11.2.3.4", Ok("::b02:304")),
        ("64:ff9b::1.2.3.4", Ok("64:ff9b::102:304")),
        ("1:2:3:4:5:6:1.2.3.4", Ok("1:2:3:4:5:6:102:304")),
        ("1:2:3:4:5::1.2.3.4", Ok("1:2:3:4:5:0:102:304")),
        ("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", Ok(LAST)),
        ("::ffff:1.2.3", Err((OctetMissing, 12))),
        ("::ffff:1.2.3.256", Err((OctetTooLarge, 13))),
        ("::ffff:1.2.3.04", Err((OctetLeadingZero, 13))),
        ("::ffff:a.2.3.4", Err((OctetDigit, 7))),
        ("::ffff:1.2.3.4.5", Err((GroupDigit, 14))),
        ("::1.2.3.4:5", Err((TailMisplaced, 2))),
        ("1:2:3:4:5:6:7:1.2.3.4", Err((TailMisplaced, 14))),
        ("1:2:3:4:5:6::1.2.3.4", Err((GroupExtra, 11))),
        ("1:2:1.2.3.4", Err((GroupMissing, 11))),
        // Groups.
        ("2001:db8::g", Err((GroupDigit, 10))),
        ("g::1", Err((GroupDigit, 0))),
        ("1:2g:3::", Err((GroupDigit, 3))),
        ("1:2:3:4:5:6:7:8x", Err((GroupDigit, 15))),
        ("1:2 :3", Err((GroupMissing, 3))),
        ("::1 x", Err((GroupDigit, 3))),
        ("::ä", Err((GroupDigit, 2))),
        ("2001:0db80::", Err((GroupTooLong, 9))),
        ("00001::", Err((GroupTooLong, 4))),
        ("1:2:3:4:5:6:7:00008", Err((GroupTooLong, 18))),
        ("1:2:3:4:5:6:7", Err((GroupMissing, 13))),
        ("1:2", Err((GroupMissing, 3))),
        ("1:2:3:4:5:6:7:8:9", Err((GroupExtra, 15))),
        ("1:2:3:4:5:6:7:8:", Err((GroupExtra, 15))),
        ("1:2:3:4:5:6:7:8::", Err((GroupExtra, 15))),
        ("1:2:3:4::5:6:7:8", Err((GroupExtra, 7))),
        ("::1:2:3:4:5:6:7:8", Err((GroupExtra, 0))),
        ("::1:2:3:4:5:6:7:8:9", Err((GroupExtra, 0))),
        // Colons.
        ("1::2::3", Err((SecondCompression, 4))),
        ("::1::", Err((SecondCompression, 3))),
        (":1::2", Err((LoneColon, 0))),
        (":", Err((LoneColon, 0))),
        ("1:", Err((LoneColon, 1))),
        (":::", Err((LoneColon, 2))),
        ("1:::2", Err((LoneColon, 3))),
        ("1::2:", Err((LoneColon, 4))),
        ("1:2:3:4:5:6:7:", Err((LoneColon, 13))),
        ("abcd:", Err((LoneColon, 4))),
        // What other kinds have around an address.
        ("fe80::1%lo0", Err((ZoneId, 7))),
        ("::%1", Err((ZoneId, 2))),
        ("[::1]", Err((AddressBracket, 0))),
        ("::1]:80", Err((AddressBracket, 3))),
        ("2001:db8::/32", Err((AddressHasPrefix, 10))),
    ]);
}

#[test]
fn what_every_kind_refuses() {
    use Code::*;
    let zeros = "0".repeat(MAX_INPUT + 1);
    check(&[
        ("", Err((Empty, 0))),
        (&zeros, Err((TooLong, 64))),
        (&zeros[1..], Err((OctetLeadingZero, 0))),
        (" 1.2.3.4", Err((OuterBlank, 0))),
        ("::1 ", Err((OuterBlank, 3))),
        ("1.2.3.4\n", Err((ControlCharacter, 7))),
        ("1.2.\u{200e}3.4", Err((ControlCharacter, 4))),
        ("::\u{7f}", Err((ControlCharacter, 2))),
        ("\0", Err((ControlCharacter, 0))),
    ]);
    assert_eq!(Address::parse_bytes(b"1.2.3.\xff"), Err(Error::new(NotUtf8, 6)));
    let long = [b'1'; 1 << 20];
    assert_eq!(Address::parse_bytes(&long), Err(Error::new(TooLong, 64)));
    for code in Code::ALL.iter().filter(|code| matches!(code.number(), 2001..=2017)) {
        assert_eq!(Address::parse(code.example()).map_err(Error::code), Err(*code));
    }
}

/// Without exception: `core::net` reads no zone id in an `IpAddr` either.
/// The longest texts that the fast reader takes, and those that are one byte longer.
#[test]
fn the_longest_texts() {
    let longest = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255";
    assert_eq!(longest.len(), MAX_LEN);
    assert!(
        v6::parse(longest.as_bytes())
            .is_some_and(|(bits, canonical)| bits == u128::MAX && !canonical)
    );
    let quad = "::ffff:255.255.255.255";
    assert_eq!(v6::parse(quad.as_bytes()), Some((0xffff_ffff_ffff, true)));
    for longer in [format!("{longest}5"), format!("0{longest}")] {
        assert_eq!(v6::parse(longer.as_bytes()), None, "{longer}");
    }
}

#[test]
fn a_million_texts_are_judged_as_core_judges_them() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let alphabet = b"0123456789abcdefABCDEF::::....%/g x";
    let mut buffer = Buffer::new();
    let mut accepted = 0;
    for _ in 0..250_000 {
        let ip = random.ip();
        let mut bytes: Vec<u8> = match random.below(3) {
            0 => Address(ip).text(Form::Full, &mut buffer).into(),
            1 => Address(ip).canonical(&mut buffer).to_ascii_uppercase().into(),
            _ => Address(ip).canonical(&mut buffer).into(),
        };
        for _ in 0..4 {
            let text = core::str::from_utf8(&bytes).unwrap();
            let core = text.parse::<IpAddr>();
            let read = Address::read(text);
            assert_eq!(read.map(|parsed| parsed.value().ip()).ok(), core.ok(), "{text:?}");
            match read {
                Ok(parsed) => {
                    accepted += 1;
                    assert_eq!(slow(text), Ok(parsed.value().ip()), "{text:?}");
                    let canonical = parsed.get().canonical(&mut buffer);
                    assert_eq!(parsed.is_canonical(), canonical == text, "{text:?}");
                    // What small machines ask.
                    assert_eq!(parsed.get().is_text(text), canonical == text, "{text:?}");
                }
                Err(error) => {
                    assert_eq!(slow(text), Err(error), "{text:?}");
                    assert!(error.offset() <= text.len(), "{text:?}");
                    assert_ne!(error.code(), Code::NotAnIndicator, "{text:?}");
                }
            }
            let byte = alphabet[random.below(alphabet.len())];
            let at = random.below(bytes.len());
            match random.below(3) {
                0 => bytes.insert(at, byte),
                1 if bytes.len() > 1 => drop(bytes.remove(at)),
                _ => bytes[at] = byte,
            }
        }
    }
    assert!(accepted > 250_000, "{accepted}");
}

#[test]
fn every_form_and_door() {
    let mut random = Random(42);
    let mut buffer = Buffer::new();
    for _ in 0..50_000 {
        let ip = random.ip();
        let address = Address::from(ip);
        assert_eq!((address.is_ipv4(), address.is_ipv6()), (ip.is_ipv4(), ip.is_ipv6()));
        let plain = ip.to_string();
        let full = match ip {
            IpAddr::V4(_) => plain.clone(),
            IpAddr::V6(ip) => ip.segments().map(|group| format!("{group:x}")).join(":"),
        };
        for (form, text) in [(Form::Compressed, &plain), (Form::Full, &full)] {
            assert_eq!(address.text(form, &mut buffer), text);
            let mut exact: Vec<u8> = std::vec![0; text.len()];
            assert_eq!(address.write_form_into(form, &mut exact), Ok(text.len()));
            assert_eq!(exact, text.as_bytes());
            exact.pop();
            let small = address.write_form_into(form, &mut exact);
            assert_eq!(small, Err(Error::new(Code::BufferTooSmall, 0)));
            assert_eq!(Address::parse(text), Ok(address));
        }
        assert_eq!(Address::read(&plain).map(|parsed| parsed.is_canonical()), Ok(true));
    }
    assert_eq!(format!("[{:>9}]", Address::parse("::1").unwrap()), "[      ::1]");
}

#[test]
fn order_is_numeric_and_ipv4_comes_first() {
    let address = |text| Address::parse(text).unwrap();
    let sorted = ["0.0.0.0", "9.0.0.0", "10.0.0.0", "255.255.255.255", "::", "::9", "::10", "a::"];
    assert!(sorted.map(address).is_sorted_by(|a, b| a < b));
    assert_eq!(Ipv4Addr::try_from(address("9.0.0.0")), Ok(Ipv4Addr::new(9, 0, 0, 0)));
    assert_eq!(Ipv6Addr::try_from(address("9.0.0.0")), Err(address("9.0.0.0")));
    assert_eq!(Ipv6Addr::try_from(address("::1")), Ok(Ipv6Addr::LOCALHOST));
    assert_eq!(Ipv4Addr::try_from(address("::1")), Err(address("::1")));
}

#[test]
fn special_blocks_and_their_neighbours() {
    let rows = [
        ("0.0.0.0", Some(Special::Unspecified)),
        ("0.0.0.1", Some(Special::ThisNetwork)),
        ("1.0.0.0", None),
        ("9.255.255.255", None),
        ("10.0.0.0", Some(Special::Private)),
        ("10.255.255.255", Some(Special::Private)),
        ("11.0.0.0", None),
        ("100.63.255.255", None),
        ("100.64.0.0", Some(Special::Shared)),
        ("100.127.255.255", Some(Special::Shared)),
        ("100.128.0.0", None),
        ("127.0.0.1", Some(Special::Loopback)),
        ("169.254.1.1", Some(Special::LinkLocal)),
        ("169.255.0.0", None),
        ("172.15.255.255", None),
        ("172.16.0.0", Some(Special::Private)),
        ("172.31.255.255", Some(Special::Private)),
        ("172.32.0.0", None),
        ("192.0.0.7", Some(Special::ServiceContinuity)),
        ("192.0.0.8", Some(Special::Dummy)),
        ("192.0.0.9", Some(Special::PortControl)),
        ("192.0.0.10", Some(Special::Turn)),
        ("192.0.0.11", Some(Special::ProtocolAssignment)),
        ("192.0.0.170", Some(Special::Nat64Discovery)),
        ("192.0.0.171", Some(Special::Nat64Discovery)),
        ("192.0.1.0", None),
        ("192.0.2.1", Some(Special::Documentation)),
        ("192.31.196.1", Some(Special::As112)),
        ("192.52.193.1", Some(Special::Amt)),
        ("192.88.99.1", Some(Special::SixToFourRelay)),
        ("192.88.99.2", Some(Special::SixA44Relay)),
        ("192.168.0.1", Some(Special::Private)),
        ("192.175.48.1", Some(Special::As112)),
        ("198.17.255.255", None),
        ("198.19.255.255", Some(Special::Benchmarking)),
        ("198.51.100.1", Some(Special::Documentation)),
        ("203.0.113.1", Some(Special::Documentation)),
        ("223.255.255.255", None),
        ("224.0.0.1", Some(Special::Multicast)),
        ("240.0.0.1", Some(Special::Reserved)),
        ("255.255.255.255", Some(Special::Broadcast)),
        ("::", Some(Special::Unspecified)),
        ("::1", Some(Special::Loopback)),
        ("::2", None),
        ("::ffff:8.8.8.8", Some(Special::V4Mapped)),
        ("::ffff:10.0.0.1", Some(Special::Private)),
        ("64:ff9b::8.8.8.8", Some(Special::Nat64)),
        ("64:ff9b::192.168.1.1", Some(Special::Private)),
        ("64:ff9b:1::1", Some(Special::LocalNat64)),
        ("64:ff9b:2::1", None),
        ("100::1", Some(Special::Discard)),
        ("100:0:0:1::1", Some(Special::Dummy)),
        ("100:0:0:2::1", None),
        ("2001::f7f7:f7f7", Some(Special::Teredo)),
        ("2001::f5ff:fffe", Some(Special::Private)),
        ("2001:1::", Some(Special::ProtocolAssignment)),
        ("2001:1::1", Some(Special::PortControl)),
        ("2001:1::2", Some(Special::Turn)),
        ("2001:1::3", Some(Special::ServiceRegistration)),
        ("2001:2::1", Some(Special::Benchmarking)),
        ("2001:2:1::1", Some(Special::ProtocolAssignment)),
        ("2001:3::1", Some(Special::Amt)),
        ("2001:4:112::1", Some(Special::As112)),
        ("2001:1f::1", Some(Special::Orchid)),
        ("2001:2f::1", Some(Special::OrchidV2)),
        ("2001:3f::1", Some(Special::DroneId)),
        ("2001:1ff::", Some(Special::ProtocolAssignment)),
        ("2001:200::", None),
        ("2001:db8::1", Some(Special::Documentation)),
        ("2001:db9::1", None),
        ("2002:808:808::", Some(Special::SixToFour)),
        ("2002:ac10:1::", Some(Special::Private)),
        ("2003::", None),
        ("2620:4f:8000::1", Some(Special::As112)),
        ("3fff:fff::1", Some(Special::Documentation)),
        ("3fff:1000::1", None),
        ("5f00::1", Some(Special::SegmentRouting)),
        ("fbff::", None),
        ("fc00::", Some(Special::UniqueLocal)),
        ("fdff::1", Some(Special::UniqueLocal)),
        ("fe00::", None),
        ("fe80::1", Some(Special::LinkLocal)),
        ("febf::1", Some(Special::LinkLocal)),
        ("fec0::1", None),
        ("ff02::1", Some(Special::Multicast)),
    ];
    for (text, special) in rows {
        let address = Address::parse(text).unwrap();
        assert_eq!(address.special(), special, "{text}");
        assert_eq!(address.notes().contains(Note::SpecialAddress), special.is_some(), "{text}");
        assert_eq!(address.is_private(), special == Some(Special::Private), "{text}");
    }
    let embedded = |text| Address::parse(text).unwrap().embedded_v4().map(|ip| ip.octets());
    assert_eq!(embedded("::ffff:1.2.3.4"), Some([1, 2, 3, 4]));
    assert_eq!(embedded("64:ff9b::1.2.3.4"), Some([1, 2, 3, 4]));
    assert_eq!(embedded("2002:102:304::1"), Some([1, 2, 3, 4]));
    // RFC 4380 §4: the client's bits are turned.
    assert_eq!(embedded("2001:0:4136:e378:8000:63bf:3fff:fdd2"), Some([192, 0, 2, 45]));
    assert_eq!(embedded("::1.2.3.4"), None);
    assert_eq!(embedded("1.2.3.4"), None);
}
