//! Owned partners against the views they were made of.

extern crate std;

use std::{
    collections::HashSet,
    format,
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher},
    string::ToString,
};

use super::*;
use crate::host::Options;

/// Every fact of the view of the partner, against those of the canonical text read by itself.
macro_rules! same {
    ($view:expr, $read:expr, $($fact:ident),*) => {{
        let (kept, read) = ($view, $read);
        assert_eq!(kept, read);
        assert!(kept.is_canonical(), "{kept}");
        $( assert_eq!(kept.$fact(), read.$fact(), "{kept}: {}", stringify!($fact)); )*
        // Marks and flags that no accessor tells.
        assert_eq!(format!("{kept:?}"), format!("{read:?}"));
    }};
}

#[test]
fn a_partner_gives_the_view_that_its_text_reads_as() {
    for text in ["a", "WWW.Example.COM.", "_dmarc.ab--c.example.", "xn--bcher-kva.de", "A.zip"] {
        let kept = HostBuf::from(Host::parse(text).unwrap());
        same!(kept.view(), Host::parse(kept.as_str()).unwrap(), as_str, notes, is_single_label);
    }
    for text in [
        "http://example.com",
        "HTTP://Example.COM.:80/A?b#c",
        "hTTps://user:p:w@[2001:DB8:0:0::1]:8443/P?q#f",
        "http://[::FFFF:1.2.3.4]?Q",
        "http://[1:0:0:0:0:0:0:2]/ü",
        "ftp://@1.2.3.4#F",
        "a+b://LOCALHOST",
    ] {
        let kept = UrlBuf::from(Url::parse(text).unwrap());
        let read = Url::parse(kept.as_str()).unwrap();
        same!(kept.view(), read, as_str, scheme, userinfo, host, port, path, notes);
    }
    for text in [
        r"HKEY_LOCAL_MACHINE",
        r"hkcr\MIME\text/html",
        r"[HKCU\\Software\\ä]",
        r"hkcc/a/b",
        r"HKLM:\Software",
        r"\REGISTRY\USER\S-1-5-18",
        r"Computer\HKEY_CURRENT_USER_LOCAL_SETTINGS\a",
    ] {
        let kept = RegistryKeyBuf::from(RegistryKey::parse(text).unwrap());
        let read = RegistryKey::parse(kept.as_str()).unwrap();
        same!(kept.view(), read, as_str, hive, path, notes);
    }
    for text in ["a@b", "John.Doe@Example.COM.", "\"a@b c\"@Example.com", "x@UPPER.zip"] {
        let kept = EmailBuf::from(Email::parse(text).unwrap());
        same!(kept.view(), Email::parse(kept.as_str()).unwrap(), as_str, local, domain, notes);
    }
    for digits in [32, 40, 56, 64, 96, 128] {
        let kept: FileHashBuf = "A".repeat(digits).parse().unwrap();
        same!(kept.view(), FileHash::parse(kept.as_str()).unwrap(), as_str, algorithm);
    }
    for text in ["Example.com.:443", "1.2.3.4:0", "[2001:DB8:0::1]:65535"] {
        let kept = EndpointBuf::from(Endpoint::parse(text).unwrap());
        let read = Endpoint::parse(kept.as_str()).unwrap();
        same!(kept.view(), read, as_str, server, port, notes);
    }
}

/// What no text says again: the options a text was read with.
#[test]
fn a_partner_keeps_what_only_options_allow() {
    let star = Options::new().wildcard(true);
    let kept = HostBuf::from(Host::parse_with("*.Example.com.", &star).unwrap());
    assert_eq!(kept.as_str(), "*.example.com");
    assert!(kept.view().is_wildcard() && Host::parse(kept.as_str()).is_err());

    let kept = EndpointBuf::from(Endpoint::parse_with("*.Example.com.:80", &star).unwrap());
    assert_eq!(kept.as_str(), "*.example.com:80");

    let pipe = Endpoint::parse_form("2001:DB8::1|80", endpoint::Form::Pipe, &star).unwrap();
    let kept = EndpointBuf::from(pipe);
    assert_eq!(kept.as_str(), "[2001:db8::1]:80");
    assert_eq!(kept, pipe);
    assert_eq!(
        kept.view().text(endpoint::Form::Pipe, &mut endpoint::Buffer::new()),
        "2001:db8::1|80"
    );
}

#[test]
fn the_longest_texts_fit() {
    let label = "A".repeat(63);
    let name = format!("{label}.{label}.{label}.{}", "B".repeat(61));
    assert_eq!(HostBuf::try_from(&*format!("{name}.")).unwrap().as_str().len(), host::MAX_LEN);
    let long = format!("{}@{name}", "a".repeat(64));
    assert_eq!(EmailBuf::try_from(&*long).unwrap().as_str(), long.to_lowercase());
    let long = format!("{name}:65535");
    assert_eq!(EndpointBuf::try_from(&*long).unwrap().as_str(), long.to_lowercase());
    let long = format!(r"HKCC\{}", "a".repeat(registry::MAX_INPUT - 5));
    let kept = RegistryKeyBuf::try_from(&*long).unwrap();
    assert_eq!(kept.as_str().len(), registry::MAX_LEN);
    assert_eq!(kept.view().path().len(), registry::MAX_INPUT - 5);
    // An address that grows when it is written: six groups of zeros stay typed as "::".
    let path = "a".repeat(url::MAX_INPUT - "http://[::ffff:102:304]/".len());
    let long = format!("http://[::ffff:102:304]/{path}");
    let kept = UrlBuf::try_from(&*long).unwrap();
    assert_eq!(kept.as_str(), format!("http://[::ffff:1.2.3.4]/{path}"));
    assert_eq!(kept.view().path().len(), path.len() + 1);
}

#[test]
fn equal_as_str_is_equal() {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let kept: HostBuf = "EXAMPLE.com".parse().unwrap();
    assert_eq!(hasher.hash_one(&kept), hasher.hash_one("example.com"));
    assert!(HashSet::from([kept.clone()]).contains("example.com"));
    let rows =
        ["b.example", "A.example", "a.b", "a-b.c"].map(|text| HostBuf::try_from(text).unwrap());
    for a in &rows {
        for b in &rows {
            assert_eq!(a.cmp(b), a.as_str().cmp(b.as_str()));
            assert_eq!(a.cmp(b), a.view().cmp(&b.view()));
            assert_eq!(a == b, a.view() == b.view());
        }
    }
    assert_eq!(format!("{kept:>13}|{kept:?}"), r#"  example.com|HostBuf("example.com")"#);
    assert_eq!(kept, Host::parse("Example.COM.").unwrap());
    assert_eq!(
        (kept == "example.com", kept == "EXAMPLE.com", kept == *"example.com"),
        (true, false, true)
    );
}

#[test]
fn any_kind() {
    let rows = [
        ("AS1", Kind::Asn),
        ("::1", Kind::Address),
        ("::/0", Kind::Cidr),
        ("::1-::2", Kind::Range),
        ("A.example", Kind::Host),
        ("HTTP://a/", Kind::Url),
        (r"HKU\a", Kind::RegistryKey),
        ("a@A.example", Kind::Email),
        ("D41D8CD98F00B204E9800998ECF8427E", Kind::FileHash),
        ("A.example:1", Kind::Endpoint),
    ];
    assert_eq!(rows.map(|row| row.1), Kind::ALL);
    for (text, kind) in rows {
        let indicator = Indicator::detect(text).unwrap();
        let kept = IndicatorBuf::from(indicator);
        assert_eq!((kept.kind(), kept.view().kind()), (kind, kind));
        assert_eq!(kept, indicator);
        assert_eq!(kept.to_string(), indicator.to_string());
        assert_eq!(kept.notes(), indicator.notes());
        assert_eq!(kept, IndicatorBuf::try_from(text.as_bytes()).unwrap());
    }
    let text = |kept: IndicatorBuf| (kept.kind(), format!("{kept}"));
    let each = [
        text(Asn::new(1).into()),
        text(Address::parse("::1").unwrap().into()),
        text(Cidr::parse("::/0").unwrap().into()),
        text(Range::parse("::1-::2").unwrap().into()),
        text(HostBuf::try_from("a.example").unwrap().into()),
        text(UrlBuf::try_from("http://a/").unwrap().into()),
        text(RegistryKeyBuf::try_from(r"HKEY_USERS\a").unwrap().into()),
        text(EmailBuf::try_from("a@a.example").unwrap().into()),
        text(FileHashBuf::try_from("d41d8cd98f00b204e9800998ecf8427e").unwrap().into()),
        text(EndpointBuf::try_from("a.example:1").unwrap().into()),
    ];
    for ((typed, kind), (kept, canonical)) in rows.into_iter().zip(each) {
        let indicator = Indicator::detect(typed).unwrap();
        assert_eq!((kept, canonical), (kind, indicator.to_string()));
    }
    let error = "1.2.3.4/24".parse::<IndicatorBuf>().unwrap_err();
    assert_eq!(error, Error::new(crate::Code::HostBits, 6));
}

#[test]
fn a_partner_is_another_than_what_reads_otherwise() {
    let texts = ["AS1", "192.0.2.1", "192.0.2.0/24", "a.example", "b.example", "http://a.example"];
    for kept in texts {
        let buf = IndicatorBuf::try_from(kept).unwrap();
        for text in texts {
            let view = Indicator::detect(text).unwrap();
            assert_eq!((buf == view, view == buf), (kept == text, kept == text), "{kept} {text}");
        }
    }
}
