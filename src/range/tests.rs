extern crate std;
use std::{format, string::ToString, vec::Vec};

use super::*;
use crate::address::tests::Random;

type Row<'a> = (&'a str, Result<&'a str, (Code, usize)>);

#[track_caller]
fn check(rows: &[Row<'_>]) {
    for &(text, expected) in rows {
        let expected = expected.map_err(|(code, at)| Error::new(code, at));
        let read = Range::read(text);
        let shown = read.map(|parsed| parsed.get().to_string());
        assert_eq!(shown.as_deref().map_err(|&error| error), expected, "{text:?}");
        if let Ok(parsed) = read {
            assert_eq!(parsed.is_canonical(), Ok(text) == expected, "{text:?}");
            assert_eq!(slow(text), Ok(parsed.value()), "{text:?}");
        }
        assert_eq!(Range::parse(text), read.map(Parsed::value));
        assert_eq!(Range::parse_bytes(text.as_bytes()), read.map(Parsed::value));
    }
}

#[test]
fn rows() {
    use Code::*;
    check(&[
        ("1.2.3.4-1.2.3.9", Ok("1.2.3.4-1.2.3.9")),
        ("1.2.3.4-1.2.3.4", Ok("1.2.3.4-1.2.3.4")),
        ("0.0.0.0-255.255.255.255", Ok("0.0.0.0-255.255.255.255")),
        (
            "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            Ok("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ),
        ("2001:DB8::1-2001:db8::9", Ok("2001:db8::1-2001:db8::9")),
        ("2001:db8::1-2001:db8:0::9", Ok("2001:db8::1-2001:db8::9")),
        ("::ffff:1.2.3.4-::ffff:1.2.3.9", Ok("::ffff:1.2.3.4-::ffff:1.2.3.9")),
        ("9.0.0.0-10.0.0.0", Ok("9.0.0.0-10.0.0.0")),
        // The dash.
        ("1.2.3.4", Err((RangeDash, 7))),
        ("::1", Err((RangeDash, 3))),
        ("1.2.3.4–1.2.3.9", Err((RangeDash, 7))),
        ("1.2.3.4 1.2.3.9", Err((RangeDash, 7))),
        ("1.2.3.4 - 1.2.3.9", Err((RangeBlank, 7))),
        ("1.2.3.4 -1.2.3.9", Err((RangeBlank, 7))),
        ("1.2.3.4- 1.2.3.9", Err((RangeBlank, 8))),
        ("::1 - ::2", Err((RangeBlank, 3))),
        // The ends.
        ("1.2.3.4-::1", Err((RangeFamilies, 8))),
        ("::1-1.2.3.4", Err((RangeFamilies, 4))),
        ("::ffff:1.2.3.4-1.2.3.9", Err((RangeFamilies, 15))),
        ("1.2.3.9-1.2.3.4", Err((RangeReversed, 8))),
        ("10.0.0.0-9.0.0.0", Err((RangeReversed, 9))),
        ("::2-::1", Err((RangeReversed, 4))),
        ("1.2.3.4-9", Err((OctetMissing, 9))),
        ("1.2.3.4-", Err((OctetDigit, 8))),
        ("-1.2.3.4", Err((OctetDigit, 0))),
        ("1.2.3-1.2.3.4", Err((OctetMissing, 5))),
        ("1.2.3.4-1.2.3.256", Err((OctetTooLarge, 14))),
        ("1.2.3.0/24-1.2.4.0", Err((AddressHasPrefix, 7))),
        ("1.2.3.0-1.2.4.0/24", Err((AddressHasPrefix, 15))),
        ("1.2.3.0-1.2.4.0-1.2.5.0", Err((OctetExtra, 15))),
        ("::1-::2-::3", Err((GroupDigit, 7))),
        ("fe80::1%a-fe80::2", Err((ZoneId, 7))),
        ("1.2.3.4:80-1.2.3.9", Err((AddressHasPort, 7))),
        ("[::1]-::2", Err((AddressBracket, 0))),
        ("::1-[::2]", Err((AddressBracket, 4))),
        ("1:2:3-::1", Err((GroupMissing, 5))),
    ]);
}

#[test]
fn what_every_kind_refuses() {
    use Code::*;
    let zeros = "0".repeat(129);
    assert_eq!(Range::parse(&zeros), Err(Error::new(TooLong, 128)));
    assert_eq!(Range::parse(&zeros[1..]), Err(Error::new(OctetLeadingZero, 0)));
    check(&[
        ("", Err((Empty, 0))),
        (" 1.2.3.4-1.2.3.9", Err((OuterBlank, 0))),
        ("1.2.3.4-1.2.3.9 ", Err((OuterBlank, 15))),
        ("1.2.3.4\t-1.2.3.9", Err((ControlCharacter, 7))),
    ]);
    assert_eq!(Range::parse_bytes(b"1.2.3.4-\xff"), Err(Error::new(NotUtf8, 8)));
    for code in (3009..=3012).filter_map(|n| Code::ALL.iter().find(|code| code.number() == n)) {
        assert_eq!(Range::parse(code.example()).unwrap_err().code(), *code);
    }
}

#[test]
fn the_longest_text_fits() {
    let last = IpAddr::V6(Ipv6Addr::from_bits(u128::MAX));
    let range = Range::new(last, last).unwrap();
    let mut buffer = Buffer::new();
    for form in [Form::Compressed, Form::Full] {
        assert_eq!(range.text(form, &mut buffer), format!("{last}-{last}"));
        let mut out = [0; 79];
        assert_eq!(range.write_form_into(form, &mut out), Ok(79));
        let small = range.write_form_into(form, &mut out[..78]);
        assert_eq!(small, Err(Error::new(Code::BufferTooSmall, 0)));
    }
    let zero = Range::parse("::-::1").unwrap();
    assert_eq!(zero.text(Form::Full, &mut buffer), "0:0:0:0:0:0:0:0-0:0:0:0:0:0:0:1");
}

#[test]
fn cover_of_known_ranges() {
    let rows: [(&str, &[&str]); 9] = [
        ("1.2.3.4-1.2.3.4", &["1.2.3.4/32"]),
        ("0.0.0.0-255.255.255.255", &["0.0.0.0/0"]),
        ("0.0.0.0-255.255.255.254", &[]),
        ("0.0.0.1-0.0.0.2", &["0.0.0.1/32", "0.0.0.2/32"]),
        ("255.255.255.254-255.255.255.255", &["255.255.255.254/31"]),
        ("192.0.2.4-192.0.2.15", &["192.0.2.4/30", "192.0.2.8/29"]),
        ("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", &["::/0"]),
        ("8000::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", &["8000::/1"]),
        ("::-::", &["::/128"]),
    ];
    for (text, blocks) in rows {
        let cover: Vec<_> = Range::parse(text).unwrap().cidrs().map(|b| b.to_string()).collect();
        if blocks.is_empty() {
            assert_eq!(cover.len(), 32, "{text}");
        } else {
            assert_eq!(cover, blocks, "{text}");
        }
    }
    let longest = Range::parse("::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe").unwrap();
    assert_eq!(longest.cidrs().count(), 254);
}

#[test]
fn covers_are_ipnets_and_touch_without_overlap() {
    let mut random = Random(11);
    let mut cases = 0;
    while cases < 5_000 {
        let (a, b) = (random.ip(), random.ip());
        // Near ends as well as far ones.
        let b = match (random.below(2), a) {
            (0, IpAddr::V4(ip)) => IpAddr::V4(Ipv4Addr::from_bits(ip.to_bits() | 0xff)),
            (0, IpAddr::V6(ip)) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() | 0xfff)),
            _ => b,
        };
        let Ok(range) = Range::new(a.min(b), a.max(b)) else {
            assert_ne!(a.is_ipv4(), b.is_ipv4());
            continue;
        };
        cases += 1;
        let cover: Vec<(IpAddr, u8)> = range.cidrs().map(<(IpAddr, u8)>::from).collect();
        let (first, last) = (range.first(), range.last());
        let plain: Vec<(IpAddr, u8)> = match (first, last) {
            (IpAddr::V4(a), IpAddr::V4(b)) => ipnet::Ipv4Subnets::new(a, b, 0)
                .map(|net| (IpAddr::V4(net.addr()), net.prefix_len()))
                .collect(),
            (IpAddr::V6(a), IpAddr::V6(b)) => ipnet::Ipv6Subnets::new(a, b, 0)
                .map(|net| (IpAddr::V6(net.addr()), net.prefix_len()))
                .collect(),
            _ => unreachable!(),
        };
        assert_eq!(cover, plain, "{range}");
        assert_eq!(Range::parse(&range.to_string()), Ok(range));
        let read = Range::read(&range.to_string()).unwrap();
        assert!(read.is_canonical() && read.value() == range);
        assert_eq!(Range::try_from(<(IpAddr, IpAddr)>::from(range)), Ok(range));
    }
}

#[test]
fn containment_overlap_and_conversions() {
    let range = |text| Range::parse(text).unwrap();
    let ip = |text: &str| text.parse::<IpAddr>().unwrap();
    let some = range("1.2.3.4-1.2.3.9");
    assert!(some.contains(ip("1.2.3.4")) && some.contains(ip("1.2.3.9")));
    assert!(!some.contains(ip("1.2.3.3")) && !some.contains(ip("1.2.3.10")));
    assert!(!some.contains(ip("::ffff:1.2.3.5")) && !some.contains(ip("::")));
    assert!(some.overlaps(&range("1.2.3.9-1.2.3.20")) && some.overlaps(&range("0.0.0.0-9.0.0.0")));
    assert!(!some.overlaps(&range("1.2.3.10-1.2.3.20")));
    assert!(!some.overlaps(&range("::-::ffff")));
    let block = Cidr::parse("10.0.0.0/8").unwrap();
    assert_eq!(Range::from(block), range("10.0.0.0-10.255.255.255"));
    assert!(Range::from(block).cidrs().eq([block]));
    assert_eq!(Range::from(Address::new(ip("::1"))), range("::1-::1"));
    assert!(range("9.255.255.255-10.0.0.0").overlaps_private());
    assert!(!range("9.0.0.0-9.255.255.255").overlaps_private());
    let notes = Range::read("9.255.255.255-10.0.0.0").unwrap().notes();
    assert!(notes.contains(Note::SpecialAddress));
    assert_eq!(Range::new(ip("::1"), ip("1.1.1.1")), Err(Error::new(Code::RangeFamilies, 0)));
    assert_eq!(Range::new(ip("::1"), ip("::")), Err(Error::new(Code::RangeReversed, 0)));
}
