//! Domains that can be gone through whole, through the public doors. The kernels' own are beside them:
//!
//! | domain | test |
//! |---|---|
//! | 65,536 hextets in four spellings | `every_hextet_text` of `src/address/v6.rs`; here in every place |
//! | octets 0 to 999, with and without zeros, in every place | `every_octet_text_in_every_place` of `src/address/v4.rs` |
//! | 256 prefixes, both families | `every_prefix_of_both_families` of `src/cidr/tests.rs` |
//! | 65,536 ports | here |
//! | 4,294,967,296 numbers of systems | here: `cargo test --release --test exhaustive -- --ignored` |
//! | error codes | `tests/codes.rs`, `every_code_has_a_row_or_a_reason` of `tests/vectors.rs`; here each by its number |
//! | 1,112,064 scalar values in a host | here; in six profiles `every_scalar_value_in_four_contexts` of `tests/idna_differential.rs` |

use std::net::Ipv6Addr;

use ioc_canon::{Address, Asn, Code, Endpoint, Error, address, asn};

#[test]
fn every_hextet_in_every_place() {
    let mut buffer = address::Buffer::new();
    for hextet in 0..=u16::MAX {
        for place in 0..8 {
            let mut groups = [0x1u16, 0x22, 0x333, 0x4444, 0xabcd, 0xef, 0x7, 0x80];
            groups[place] = hextet;
            let text = groups.map(|group| format!("{group:x}")).join(":");
            let ours = Address::parse(&text).unwrap();
            assert_eq!(ours.ip(), Ipv6Addr::from(groups), "{text}");
            assert_eq!(ours.canonical(&mut buffer), text);
        }
    }
}

#[test]
fn every_port() {
    for port in 0..=99_999u32 {
        let text = format!("a.example:{port}");
        match u16::try_from(port) {
            Ok(port) => {
                assert_eq!(Endpoint::parse(&text).map(|endpoint| endpoint.port()), Ok(port));
            }
            Err(_) => {
                let error = Endpoint::parse(&text).unwrap_err();
                assert_eq!((error.code(), error.offset()), (Code::PortTooLarge, 10), "{text}");
            }
        }
        if port > 0 {
            assert!(Endpoint::parse(&format!("a.example:0{port}")).is_err());
        }
    }
}

/// Every number is one code's or none's, and a code's texts are there and its own.
#[test]
fn every_number_of_a_code() {
    let mut found = 0;
    for number in 0..=u16::MAX {
        let of: Vec<_> = Code::ALL.iter().filter(|code| code.number() == number).collect();
        assert!(of.len() < 2, "{number}: {of:?}");
        let Some(&&code) = of.first() else { continue };
        found += 1;
        let error = Error::new(code, 3);
        assert_eq!((error.code(), error.offset(), error.class()), (code, 3, code.class()));
        assert!(format!("{error}").starts_with("expected "), "{code:?}");
        assert!(format!("{error:#}").len() > format!("{error}").len(), "{code:?}: no remedy");
    }
    assert_eq!(found, Code::ALL.len());
}

/// A name with any scalar value in it is taken, and written, as the `idna` crate does under the rules
/// of DNS.
#[cfg(feature = "idna")]
#[test]
fn every_scalar_value_in_a_host() {
    use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
    use ioc_canon::{Host, host};

    let deny = AsciiDenyList::new(true, "!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~");
    let peer = Uts46::new();
    let mut buffer = host::Buffer::new();
    let (mut text, mut taken) = (String::new(), 0);
    for c in '\0'..=char::MAX {
        for (before, after) in [("a", "b.example"), ("", ".example")] {
            text.clear();
            text.push_str(before);
            text.push(c);
            text.push_str(after);
            let theirs =
                peer.to_ascii(text.as_bytes(), deny, Hyphens::CheckFirstLast, DnsLength::Verify);
            let ours = Host::parse(&text);
            let ours = ours.as_ref().map(|host| host.canonical(&mut buffer));
            if matches!(c, '\u{180e}' | '\u{200b}' | '\u{2060}' | '\u{feff}') && before == "a" {
                // UTS #46 drops them; here a name of what nobody sees is refused.
                assert_eq!(Host::parse(&text).map_err(Error::code), Err(Code::ZeroWidth));
                continue;
            }
            assert_eq!(ours.ok(), theirs.as_deref().ok(), "{text:?}");
            taken += usize::from(ours.is_ok());
        }
    }
    assert!(taken > 250_000, "{taken}");
}

/// Minutes of one processor's time, in a release build; on all of them.
#[test]
#[ignore = "4,294,967,296 numbers: cargo test --release --test exhaustive -- --ignored"]
fn every_number_of_a_system() {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = (1u64 << 32).div_ceil(threads as u64);
    std::thread::scope(|scope| {
        for part in 0..threads as u64 {
            scope.spawn(move || {
                let end = ((part + 1) * share).min(1 << 32);
                let mut text = format!("AS{}", part * share).into_bytes();
                let mut buffer = asn::Buffer::new();
                for number in part * share..end {
                    let asn = Asn::parse_bytes(&text).unwrap();
                    assert_eq!(u64::from(asn.number()), number);
                    assert_eq!(asn.canonical(&mut buffer).as_bytes(), text);
                    assert_eq!(Asn::parse_bytes(&text[2..]), Ok(asn));
                    let dotted = asn.text(asn::Form::Dot, &mut buffer);
                    assert_eq!(Asn::parse(dotted), Ok(asn), "{dotted}");
                    count(&mut text);
                }
            });
        }
    });
}

/// The next number, by the digits alone: what reads and writes is not what checks it.
fn count(text: &mut Vec<u8>) {
    for digit in text[2..].iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    text.insert(2, b'1');
}
