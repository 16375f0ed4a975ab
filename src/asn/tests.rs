use super::*;

#[test]
#[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
fn fast_and_slow_agree() {
    for prefix in ["", "AS", "as", "aSn", "ASN", "AS ", "aSn "] {
        for number in [0u32, 1, 9, 10, 65535, 65536, 999_999_999, 4_294_967_294, u32::MAX] {
            extern crate std;
            let text = std::format!("{prefix}{number}");
            assert_eq!(fast(text.as_bytes()), Some((number, prefix == "AS")), "{text}");
            assert_eq!(slow(&text), Ok(number), "{text}");
        }
    }
    for text in [
        "",
        "AS",
        "AS4294967296",
        "00",
        "AS01",
        "AS99999999999",
        "AS1x",
        "AS  1",
        "ASN-1",
        "AS 1.1",
    ] {
        assert_eq!(fast(text.as_bytes()), None, "{text}");
    }
}

/// The kernels against the plain twins, over numbers of every length and their neighbours.
#[test]
#[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
fn a_million_numbers_are_read_and_written_as_core_does() {
    extern crate std;
    use std::string::ToString;
    let mut state = 1u64;
    let check = |number: u32| {
        let plain = number.to_string();
        let mut out = [0xaa; 16];
        let size = write(number, &mut out);
        assert_eq!(out[..size], *[b"AS", plain.as_bytes()].concat());
        for prefix in [&b"AS"[..], b"", b"aSn"] {
            let text = [prefix, plain.as_bytes()].concat();
            assert_eq!(fast(&text), Some((number, prefix == b"AS")), "{number}");
        }
    };
    for power in 0..10 {
        let power = 10u32.pow(power);
        for near in 0..4 {
            check(power.saturating_sub(near));
            check(power.saturating_add(near));
        }
    }
    check(u32::MAX);
    for _ in 0..1_000_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let bits = u32::try_from(state >> 32).unwrap();
        check(bits >> (state & 31));
    }
}

#[test]
#[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
fn any_byte_in_any_place_is_judged_as_core_judges_it() {
    extern crate std;
    for length in 1..=11 {
        for at in 0..length {
            for b in 0..=255 {
                let mut bytes = *b"12345678901";
                bytes[at] = b;
                let digits = &bytes[..length];
                let plain = core::str::from_utf8(digits).ok();
                let plain = plain.filter(|text| text.bytes().all(|b| b.is_ascii_digit()));
                let plain = plain.filter(|text| !text.starts_with('0') || text.len() == 1);
                let number = plain.and_then(|text| text.parse().ok());
                for prefix in [&b"AS"[..], b"", b"ASN"] {
                    let text = [prefix, digits].concat();
                    let more = [&b"Nn "[..], b" "][usize::from(prefix == b"ASN")];
                    if !prefix.is_empty() && more.contains(&digits[0]) {
                        continue;
                    }
                    let read = fast(&text).map(|(number, _)| number);
                    assert_eq!(read, number, "{text:?}");
                }
            }
        }
    }
}

/// Every text of up to six of these characters, and those after `AS`: but for dots and hyphens, all
/// that the grammar reads is read fast.
#[test]
#[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
fn short_texts_of_what_numbers_are_made_of() {
    const MADE_OF: &[u8; 10] = b"aSnN -+.01";
    for length in 0..=5u32 {
        for number in 0..10usize.pow(length) {
            let mut bytes = *b"AS     ";
            let mut rest = number;
            for slot in bytes.iter_mut().skip(2).take(length.try_into().unwrap()) {
                *slot = MADE_OF[rest % 10];
                rest /= 10;
            }
            let all = core::str::from_utf8(&bytes[..2 + usize::try_from(length).unwrap()]).unwrap();
            for text in [all, &all[2..]] {
                let read = fast(text.as_bytes()).map(|(number, _)| number);
                let known = slow(text).ok().filter(|_| !text.contains(['.', '-']));
                assert_eq!(read, known, "{text:?}");
            }
        }
    }
}

#[test]
fn forms() {
    let mut buffer = Buffer::new();
    let asn = Asn::new(65546);
    assert_eq!(asn.text(Form::As, &mut buffer), "AS65546");
    assert_eq!(asn.text(Form::Asn, &mut buffer), "ASN65546");
    assert_eq!(asn.text(Form::Plain, &mut buffer), "65546");
    assert_eq!(asn.text(Form::Dot, &mut buffer), "1.10");
    let last = Asn::new(u32::MAX);
    assert_eq!(last.text(Form::Asn, &mut buffer).len(), MAX_LEN);
    assert_eq!(last.text(Form::Dot, &mut buffer), "65535.65535");
}

#[test]
fn special_classes_and_their_neighbours() {
    let rows = [
        (0, Some(Special::Zero)),
        (1, None),
        (111, None),
        (112, Some(Special::As112)),
        (113, None),
        (23455, None),
        (23456, Some(Special::Trans)),
        (23457, None),
        (64495, None),
        (64496, Some(Special::Documentation)),
        (64511, Some(Special::Documentation)),
        (64512, Some(Special::Private)),
        (65534, Some(Special::Private)),
        (65535, Some(Special::Last)),
        (65536, Some(Special::Documentation)),
        (65551, Some(Special::Documentation)),
        (65552, None),
        (4_199_999_999, None),
        (4_200_000_000, Some(Special::Private)),
        (4_294_967_294, Some(Special::Private)),
        (u32::MAX, Some(Special::Last)),
    ];
    for (number, special) in rows {
        assert_eq!(Asn::new(number).special(), special, "{number}");
    }
}

#[test]
fn foreign_digits() {
    for c in '\0'..=char::MAX {
        let digit = matches!(c,
            '\u{ff10}'..='\u{ff19}' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}'
            | '\u{966}'..='\u{96f}' | '\u{9e6}'..='\u{9ef}' | '\u{1d7ce}'..='\u{1d7ff}');
        assert_eq!(is_foreign_digit(c.encode_utf8(&mut [0; 4]).as_bytes()), digit, "{c:?}");
    }
}

#[test]
fn brief_and_slow_agree() {
    for text in ["1", "12", "123", "AS1", "as9"] {
        assert_eq!(brief(text.as_bytes()).map(|read| read.0), slow(text).ok(), "{text}");
    }
    for text in ["", "AS", "ASN", "01", "1.1", "a1"] {
        assert_eq!(brief(text.as_bytes()), None, "{text}");
    }
    assert_eq!(brief(b"AS1"), Some((1, true)));
    assert_eq!(brief(b"aS1"), Some((1, false)));
}
