extern crate std;
use std::{format, string::ToString, vec::Vec};

use ipnet::IpNet;

use super::*;
use crate::address::tests::Random;

type Row<'a> = (&'a str, Result<&'a str, (Code, usize)>);

#[track_caller]
fn check(rows: &[Row<'_>]) {
    for &(text, expected) in rows {
        let expected = expected.map_err(|(code, at)| Error::new(code, at));
        let read = Cidr::read(text);
        let shown = read.map(|parsed| parsed.get().to_string());
        assert_eq!(shown.as_deref().map_err(|&error| error), expected, "{text:?}");
        if let Ok(parsed) = read {
            assert_eq!(parsed.is_canonical(), Ok(text) == expected, "{text:?}");
            assert_eq!(slow(text), Ok(parsed.value()), "{text:?}");
            assert_eq!(Cidr::parse_truncating(text), Ok(parsed), "{text:?}");
        }
        assert_eq!(Cidr::parse(text), read.map(Parsed::value));
        assert_eq!(Cidr::parse_bytes(text.as_bytes()), read.map(Parsed::value));
    }
}

#[test]
fn rows() {
    use Code::*;
    check(&[
        ("1.2.3.0/24", Ok("1.2.3.0/24")),
        ("0.0.0.0/0", Ok("0.0.0.0/0")),
        ("1.2.3.4/32", Ok("1.2.3.4/32")),
        ("128.0.0.0/1", Ok("128.0.0.0/1")),
        ("::/0", Ok("::/0")),
        ("::/128", Ok("::/128")),
        ("::1/128", Ok("::1/128")),
        ("2001:DB8::/32", Ok("2001:db8::/32")),
        ("2001:db8:0:0:0:0:0:0/32", Ok("2001:db8::/32")),
        ("::ffff:1.2.3.0/120", Ok("::ffff:1.2.3.0/120")),
        ("::ffff:102:300/120", Ok("::ffff:1.2.3.0/120")),
        ("::ffff:0:0/96", Ok("::ffff:0.0.0.0/96")),
        ("abc:def:10::/48", Ok("abc:def:10::/48")),
        // The prefix length.
        ("1.2.3.4/33", Err((PrefixOver32, 8))),
        ("1.2.3.4/128", Err((PrefixOver32, 8))),
        ("1.2.3.4/99999999999", Err((PrefixOver32, 8))),
        ("::/129", Err((PrefixOver128, 3))),
        ("::/256", Err((PrefixOver128, 3))),
        ("::/300", Err((PrefixOver128, 3))),
        ("::/255.255.255.0", Err((PrefixOver128, 3))),
        ("1.2.3.0/024", Err((PrefixLeadingZero, 8))),
        ("1.2.3.0/00", Err((PrefixLeadingZero, 8))),
        ("::/000", Err((PrefixLeadingZero, 3))),
        ("1.2.3.0", Err((PrefixMissing, 7))),
        ("::1", Err((PrefixMissing, 3))),
        ("2001:0DB8:0000:0000:0000:0000:0000:0000", Err((PrefixMissing, 39))),
        ("1.2.3.0/", Err((PrefixDigit, 8))),
        ("1.2.3.0/x", Err((PrefixDigit, 8))),
        ("1.2.3.4/path", Err((PrefixDigit, 8))),
        ("1.2.3.0/-1", Err((PrefixDigit, 8))),
        ("1.2.3.0/+24", Err((PrefixDigit, 8))),
        ("1.2.3.0/ 24", Err((PrefixDigit, 8))),
        ("1.2.3.0//24", Err((PrefixDigit, 8))),
        ("1.2.3.0/２", Err((PrefixDigit, 8))),
        ("2001:db8::/ffff::", Err((PrefixDigit, 11))),
        ("1.2.3.4/0x22", Err((PrefixTrailing, 9))),
        ("1.2.3.0/24/24", Err((PrefixTrailing, 10))),
        ("1.2.3.0/24 x", Err((PrefixTrailing, 10))),
        ("1.2.3.0/24.5", Err((PrefixTrailing, 10))),
        ("2001:db8::/32:80", Err((PrefixTrailing, 13))),
        ("1.2.3.0/255.255.255.0", Err((Netmask, 8))),
        ("1.2.3.0/0.0.0.255", Err((Netmask, 8))),
        ("1.2.3.0/255.255.256.0", Err((PrefixOver32, 8))),
        // Host bits: the first octet or group that would change.
        ("1.2.3.4/24", Err((HostBits, 6))),
        ("10.0.0.5/8", Err((HostBits, 7))),
        ("1.2.3.4/0", Err((HostBits, 0))),
        ("1.2.3.4/16", Err((HostBits, 4))),
        ("1.2.3.4/31", Ok("1.2.3.4/31")),
        ("1.2.3.5/31", Err((HostBits, 6))),
        ("100.200.30.40/7", Err((HostBits, 4))),
        ("abc:def:10::1/48", Err((HostBits, 12))),
        ("2001:db8:1:2:3:4:5:6/48", Err((HostBits, 11))),
        ("2001:db8::2:3:4/48", Err((HostBits, 10))),
        ("1::2:0:0:5/64", Err((HostBits, 3))),
        ("1::2:0:0:5/80", Err((HostBits, 9))),
        ("::1/0", Err((HostBits, 2))),
        ("1::/0", Err((HostBits, 0))),
        ("0:1::/16", Err((HostBits, 2))),
        ("2001:db8::/31", Ok("2001:db8::/31")),
        ("2001:db8::/28", Err((HostBits, 5))),
        ("::ffff:1.2.3.4/120", Err((HostBits, 13))),
        ("::ffff:1.2.3.4/104", Err((HostBits, 9))),
        ("::ffff:1.2.3.4/95", Err((HostBits, 2))),
        ("1:2:3:4:5:6:7.8.9.10/112", Err((HostBits, 16))),
        // Addresses keep their codes.
        ("1.2.3/24", Err((OctetMissing, 5))),
        ("256.2.3.4/24", Err((OctetTooLarge, 0))),
        ("01.2.3.4/24", Err((OctetLeadingZero, 0))),
        ("1.2.3.4.5/24", Err((OctetExtra, 7))),
        ("1.2.3.4 /24", Err((PrefixMissing, 7))),
        ("1.2.3.4:80/24", Err((AddressHasPort, 7))),
        ("2001:db8/32", Err((GroupMissing, 8))),
        ("1:2:3:4:5:6:7:8:9/64", Err((GroupExtra, 15))),
        ("2001::db8::/32", Err((SecondCompression, 9))),
        ("fe80::%1/64", Err((ZoneId, 6))),
        ("[::1]/64", Err((AddressBracket, 0))),
        ("/24", Err((OctetDigit, 0))),
    ]);
}

#[test]
fn what_every_kind_refuses() {
    use Code::*;
    const LONG: &str = "1.2.3.0/000000000000000000000000000000000000000000000000000000024";
    assert_eq!(LONG.len(), MAX_INPUT + 1);
    check(&[
        ("", Err((Empty, 0))),
        (LONG, Err((TooLong, 64))),
        (&LONG[..64], Err((PrefixLeadingZero, 8))),
        (" 1.2.3.0/24", Err((OuterBlank, 0))),
        ("1.2.3.0/24 ", Err((OuterBlank, 10))),
        ("1.2.3.0/24\r", Err((ControlCharacter, 10))),
        ("1.2.3.0/2\u{202e}4", Err((ControlCharacter, 9))),
    ]);
    assert_eq!(Cidr::parse_bytes(b"1.2.3.0/2\xff"), Err(Error::new(NotUtf8, 9)));
    for code in (3001..=3008).filter_map(|n| Code::ALL.iter().find(|code| code.number() == n)) {
        assert_eq!(Cidr::parse(code.example()).unwrap_err().code(), *code);
    }
}

#[test]
fn every_prefix_of_both_families() {
    let ips = ["255.255.255.255", "1.2.3.4", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "1:2:3::"];
    for ip in ips.map(|ip| ip.parse::<IpAddr>().unwrap()) {
        let bits = if ip.is_ipv4() { 32 } else { 128 };
        for prefix in 0..=255u8 {
            let plain = IpNet::new(ip, prefix).ok();
            let block = Cidr::new_truncating(ip, prefix).ok();
            assert_eq!(block.is_some(), prefix <= bits);
            let (Some(plain), Some(block)) = (plain, block) else {
                let code = if bits == 32 { Code::PrefixOver32 } else { Code::PrefixOver128 };
                assert_eq!(Cidr::new(ip, prefix), Err(Error::new(code, 0)));
                let text = format!("{ip}/{prefix}");
                assert_eq!(Cidr::parse(&text).unwrap_err().code(), code);
                continue;
            };
            assert_eq!(block.first(), plain.network());
            assert_eq!(block.last(), plain.broadcast());
            assert_eq!(block.to_string(), plain.trunc().to_string());
            assert_eq!(block.is_single(), prefix == bits);
            assert_eq!(Cidr::new(block.first(), prefix), Ok(block));
            assert_eq!(Cidr::parse(&block.to_string()), Ok(block));
            let kept = plain.network() == ip;
            let aligned = if kept { Ok(block) } else { Err(Error::new(Code::HostBits, 0)) };
            assert_eq!(Cidr::new(ip, prefix), aligned);
            for padded in [format!("{}/{prefix:02}", block.first()), format!("{ip}/{prefix:03}")] {
                let typed = padded.split('/').next_back().unwrap();
                let read = Cidr::parse_truncating(&padded).map(Parsed::value);
                assert_eq!(read.is_ok(), typed == prefix.to_string(), "{padded}");
            }
        }
    }
}

/// The differences from ipnet: it takes host bits, prefixes with leading zeros, and octets with
/// leading zeros, which `core::net` refuses as well.
#[test]
fn random_blocks_are_judged_as_ipnet_judges_them() {
    let mut random = Random(7);
    let alphabet = b"0123456789abcdefF:::.../";
    for _ in 0..100_000 {
        let ip = random.ip();
        let prefix = u8::try_from(random.below(if ip.is_ipv4() { 34 } else { 130 })).unwrap();
        let mut bytes: Vec<u8> = match IpNet::new(ip, prefix) {
            Ok(net) if random.below(2) == 0 => net.trunc().to_string().into(),
            _ => format!("{ip}/{prefix}").into(),
        };
        for _ in 0..3 {
            let text = core::str::from_utf8(&bytes).unwrap();
            let plain = text.parse::<IpNet>().ok().filter(|_| {
                let (ip, prefix) = text.split_once('/').unwrap();
                ip.parse::<IpAddr>().is_ok() && (prefix == "0" || !prefix.starts_with('0'))
            });
            let truncated = Cidr::parse_truncating(text);
            let read = truncated.map(|parsed| (parsed.get().first(), parsed.get().prefix()));
            let net = plain.map(|net| (net.network(), net.prefix_len()));
            assert_eq!(read.ok(), net, "{text:?}");
            let strict = Cidr::read(text);
            match plain {
                Some(plain) if plain.network() == plain.addr() => {
                    assert_eq!(strict, truncated);
                    assert_eq!(slow(text), strict.map(Parsed::value));
                    let parsed = strict.unwrap();
                    assert_eq!(parsed.is_canonical(), parsed.get().to_string() == text, "{text:?}");
                    assert!(!parsed.notes().contains(Note::HostBitsCleared));
                }
                Some(_) => {
                    let error = strict.unwrap_err();
                    assert_eq!(error.code(), Code::HostBits, "{text:?}");
                    let parsed = truncated.unwrap();
                    assert!(parsed.notes().contains(Note::HostBitsCleared));
                    assert!(!parsed.is_canonical());
                    assert_eq!(aligned(text), Some(parsed.value()));
                    // What stands before the offset is what the block's address begins with.
                    let at = error.offset();
                    let part = &text.as_bytes()[..at];
                    assert!(
                        part.is_empty() || matches!(part.last(), Some(b':' | b'.')),
                        "{text:?}"
                    );
                    assert!(text.as_bytes()[at].is_ascii_hexdigit(), "{text:?}");
                }
                None => assert_eq!(strict, truncated, "{text:?}"),
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
}

#[test]
fn forms() {
    let mut buffer = Buffer::new();
    let rows = [
        ("1.2.3.0/24", "1.2.3.0/24", "1.2.3.0/24"),
        ("1.2.3.4/32", "1.2.3.4/32", "1.2.3.4"),
        ("::/0", "0:0:0:0:0:0:0:0/0", "::/0"),
        ("2001:db8:1234::/48", "2001:db8:1234:0:0:0:0:0/48", "2001:db8:1234::/48"),
        ("::ffff:1.2.3.0/120", "0:0:0:0:0:ffff:102:300/120", "::ffff:1.2.3.0/120"),
        ("::1/128", "0:0:0:0:0:0:0:1/128", "::1"),
    ];
    for (compressed, full, bare) in rows {
        let block = Cidr::parse(compressed).unwrap();
        for (form, text) in [(Form::Compressed, compressed), (Form::Full, full), (Form::Bare, bare)]
        {
            assert_eq!(block.text(form, &mut buffer), text);
            let mut exact: Vec<u8> = std::vec![0; text.len()];
            assert_eq!(block.write_form_into(form, &mut exact), Ok(text.len()));
            assert_eq!(exact, text.as_bytes());
            exact.pop();
            let small = block.write_form_into(form, &mut exact);
            assert_eq!(small, Err(Error::new(Code::BufferTooSmall, 0)));
        }
        assert_eq!(Cidr::parse(full), Ok(block));
    }
}

#[test]
fn containment_overlap_and_order() {
    let block = |text| Cidr::parse(text).unwrap();
    let ip = |text: &str| text.parse::<IpAddr>().unwrap();
    let ten = block("10.0.0.0/8");
    assert!(ten.contains(ip("10.255.255.255")) && ten.contains(ip("10.0.0.0")));
    assert!(!ten.contains(ip("11.0.0.0")) && !ten.contains(ip("9.255.255.255")));
    assert!(!ten.contains(ip("::ffff:10.0.0.1")));
    assert!(block("0.0.0.0/0").contains(ip("1.2.3.4")) && !block("0.0.0.0/0").contains(ip("::")));
    assert!(ten.overlaps(&block("10.1.0.0/16")) && block("10.1.0.0/16").overlaps(&ten));
    assert!(!ten.overlaps(&block("11.0.0.0/8")) && !block("::/0").overlaps(&ten));
    let sorted =
        ["9.0.0.0/8", "10.0.0.0/8", "10.0.0.0/9", "10.128.0.0/9", "::/0", "::/1", "1::/16"];
    assert!(sorted.map(block).is_sorted_by(|a, b| a < b));
    assert_eq!(Cidr::from(ip("::1")), block("::1/128"));
    assert_eq!(Cidr::from(Address::new(ip("1.1.1.1"))), block("1.1.1.1/32"));
    assert_eq!(<(IpAddr, u8)>::from(ten), (ip("10.0.0.0"), 8));
}

#[test]
fn special_and_private_blocks() {
    let rows = [
        ("8.8.8.0/24", None, false, false),
        ("10.1.0.0/16", Some(Special::Private), true, true),
        ("8.0.0.0/6", None, true, true),
        ("192.0.0.0/16", None, true, false),
        ("0.0.0.0/0", None, true, true),
        ("198.18.0.0/15", Some(Special::Benchmarking), true, false),
        ("2a00::/16", None, false, false),
        ("2001:db8:1::/48", Some(Special::Documentation), true, false),
        ("::ffff:10.0.0.0/104", Some(Special::V4Mapped), true, true),
        ("::ffff:8.0.0.0/104", Some(Special::V4Mapped), true, false),
        ("64:ff9b::192.168.0.0/112", Some(Special::Nat64), true, true),
        ("2002:a00::/24", Some(Special::SixToFour), true, true),
        ("2002:800::/24", Some(Special::SixToFour), true, false),
        ("2002:c633:6400::/40", Some(Special::SixToFour), true, false),
        ("2001:0:1:2:3:4:f500:0/104", Some(Special::Teredo), true, true),
        ("2001:0:1:2:3:4:f700:0/104", Some(Special::Teredo), true, false),
        ("2001::/64", Some(Special::Teredo), true, true),
        ("::/0", None, true, true),
    ];
    for (text, special, noted, private) in rows {
        let parsed = Cidr::read(text).unwrap();
        assert_eq!(parsed.get().special(), special, "{text}");
        assert_eq!(parsed.notes().contains(Note::SpecialAddress), noted, "{text}");
        assert_eq!(parsed.get().overlaps_private(), private, "{text}");
    }
}

#[test]
fn netmasks() {
    for prefix in 0..=32u8 {
        let mask = Ipv4Addr::from_bits(!host_mask_v4(prefix)).to_string();
        assert_eq!(netmask_prefix(&mask), Some(prefix));
    }
    for text in ["255.0.255.0", "0.0.0.255", "255.255.255.1", "255.255.255", "24", ""] {
        assert_eq!(netmask_prefix(text), None, "{text}");
    }
    let block = Cidr::parse("1.2.3.0/24").ok();
    assert_eq!(unmasked("1.2.3.0/255.255.255.0"), block);
    assert_eq!(unmasked("1.2.3.4/255.255.255.0"), block);
    assert_eq!(unmasked("1.2.3.4/0.0.0.255"), None);
    assert_eq!(unmasked("1.2.3.4/0.0.0.0"), None);
    assert_eq!(unmasked("0.0.0.0/0.0.0.0"), Cidr::parse("0.0.0.0/0").ok());
    assert_eq!(unmasked("1.2.3.4"), None);
}
