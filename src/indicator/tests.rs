use super::*;

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
