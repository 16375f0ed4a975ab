use super::{shape::shape, *};

/// What the fast path reads, the shape names as well.
#[test]
fn quick_and_shape_agree() {
    let texts = [
        "example.com",
        "as12.example",
        "AS12",
        "asn12",
        "12",
        "1.10",
        "1.2.3.4",
        "1.2.3.4/24",
        "1.2.3.0/24",
        "::",
        "::1",
        "::/0",
        "dead:beef::",
        "1::80",
        "dead.beef",
        "cafe.babe",
        "dead.beef:80",
        "d41d8cd98f00b204e9800998ecf8427e",
        "12345678901234567890123456789012",
        "asdf8cd98f00b204e9800998ecf8427e",
        "http://a",
        "hkcu://a",
        r"HKCU\a",
        "HKCU",
        "hkcu.example",
        "http://a.example:80/1",
        "a@b.example",
        "1.2.3.4-1.2.3.9",
        "1.2.3.4-9",
        "1.2.3.4-x",
        "AS1.2-3",
        "hkey_users.example",
        "a",
        "a.b.",
        "xn--a.b",
    ];
    for text in texts {
        let quick = Indicator::quick(text, Quick);
        if let Some(read) = quick {
            assert_eq!(shape(text), Ok(read.get().kind()), "{text}");
            let again = Indicator::read_as(read.get().kind(), text).unwrap();
            assert_eq!(
                (*again.get(), again.is_canonical()),
                (*read.get(), read.is_canonical()),
                "{text}"
            );
        }
    }
}

#[test]
fn two_letters_a_text_begins_with() {
    for a in 0..=u8::MAX {
        for b in 0..=u8::MAX {
            let head = u32::from_le_bytes([a, b, b'k', b'h']);
            for letters in [*b"as", *b"hk"] {
                let begins = begins_as(letters, head);
                let is = [a, b].eq_ignore_ascii_case(&letters);
                assert!(begins || !is, "{a} {b}");
                // Of letters and digits, just these.
                if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() {
                    assert_eq!(begins, is, "{a} {b}");
                }
            }
        }
    }
}

#[test]
fn names_that_are_others() {
    for (text, other) in [
        ("a.example", false),
        ("as.example", false),
        ("as1.example", false),
        ("hk.example", false),
        ("1.example", false),
        ("1.example.1", false),
        ("AS1.10", true),
        ("AS64496", true),
        ("HKLM", true),
        ("192.0.2.1", true),
    ] {
        assert_eq!(is_other(text), other, "{text}");
    }
}

/// What the fast part reads, so that the complete one is not asked in vain.
#[test]
#[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
fn what_is_read_at_once() {
    for (text, kind) in [
        ("AS64496", Some(Kind::Asn)),
        ("as64496", Some(Kind::Asn)),
        ("192.0.2.1", Some(Kind::Address)),
        ("2001:db8::1", Some(Kind::Address)),
        ("::1", Some(Kind::Address)),
        ("192.0.2.0/24", Some(Kind::Cidr)),
        ("128.0.0.0/1", Some(Kind::Cidr)),
        ("2001:db8::/32", Some(Kind::Cidr)),
        ("2000::/3", Some(Kind::Cidr)),
        ("1234:db8::/32", Some(Kind::Cidr)),
        ("a.example", Some(Kind::Host)),
        ("as.example", Some(Kind::Host)),
        ("hk.example", Some(Kind::Host)),
        ("1.example", Some(Kind::Host)),
        ("http://a.example/", Some(Kind::Url)),
        ("https://a.example/", Some(Kind::Url)),
        ("HTTP://a.example/", Some(Kind::Url)),
        ("ftp://a.example/", Some(Kind::Url)),
        (r"HKLM\Software", Some(Kind::RegistryKey)),
        (r"hkcu\Software", Some(Kind::RegistryKey)),
        ("d41d8cd98f00b204e9800998ecf8427e", Some(Kind::FileHash)),
        ("a", None),
        ("a@b.example", None),
        ("192.0.2.1-192.0.2.9", None),
        ("192.0.2.1:80", None),
        ("AS1.10", None),
        ("", None),
    ] {
        let read = Indicator::quick(text, Quick);
        assert_eq!(read.map(|read| read.value().kind()), kind, "{text}");
    }
}
