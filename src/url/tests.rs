extern crate std;

use super::*;

#[track_caller]
fn refused(text: &str, code: Code, at: usize) {
    assert_eq!(Url::parse(text).map(|_| ()), Err(Error::new(code, at)), "{text}");
}

/// The fast path of its own: the complete reader would hide that it reads nothing.
#[test]
#[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
fn what_the_fast_path_reads() {
    let most = std::format!("http://a.example/{}", "a".repeat(MAX_INPUT - 17));
    let one_more = std::format!("{most}a");
    let rows = [
        ("http://a.example", true),
        ("https://a.example/b?c#d", true),
        ("hxxp://a.example:8080/", true),
        ("A+b://1.2.3.4:1/", true),
        (most.as_str(), true),
        (one_more.as_str(), false),
        ("1http://a.example/", false),
        ("mailto://a.example/", false),
        ("http:/a.example/", false),
        ("http://a.example/\u{fc}", false),
        ("http://a.example/...", false),
    ];
    for (text, reads) in rows {
        assert_eq!(fast(text).is_some(), reads, "{text}");
        assert_eq!(Url::quick(text).is_some(), reads, "{text}");
    }
    let schemes = [
        ("http://", Some((4, false))),
        ("Ftp://a", Some((3, true))),
        ("a1+.-://", Some((5, false))),
        ("MailTo://", None),
        ("magnet://", None),
        ("1a://", None),
        ("a:/b", None),
        ("://", None),
        ("a", None),
    ];
    for (text, scheme) in schemes {
        assert_eq!(fast_scheme(text.as_bytes()), scheme, "{text}");
    }
}

/// A hint: `true` says perhaps. What nearly every feed is made of is not to be looked at again.
#[test]
fn what_may_bear_a_mark() {
    let rows = [
        ("http://a.example/", false),
        ("https://a.example/", false),
        ("http://a.example/b@c", false),
        ("http://[2001:db8::1]/", false),
        ("http://a@b.example/", true),
        ("https://a:b@c.example/", true),
        ("hxxp://a.example/", true),
        ("HTTP://a.example/", true),
        ("ftp://a.example/", true),
        ("httq://a.example/", true),
        ("httpx://a.example/", true),
    ];
    for (text, may) in rows {
        assert_eq!(Url::parse(text).unwrap().may_bear_mark(), may, "{text}");
    }
}

#[test]
#[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
fn fast_and_slow_agree() {
    let schemes = ["http", "HTTPS", "a+b", "1a", "", "mailto", "Magnet"];
    let authorities = [
        "example.com",
        "Example.com.",
        "1.2.3.4",
        "1.2.3.4:80",
        "a:0",
        "a:65535",
        "a:65536",
        "a:01",
        "a:",
        "[::1]",
        "[::1]:80",
        "u@a",
        "localhost",
        "1.2.3",
        "a..b",
        "",
        ":80",
        "a:80:90",
        "*",
        "a_b.c",
    ];
    for scheme in schemes {
        for authority in authorities {
            for rest in ["", "/", "/A?b#c", "?q", "#f", "/ü", "/a b", "/...", "/\u{7f}"] {
                let text = std::format!("{scheme}://{authority}{rest}");
                if let Some(parts) = fast(&text) {
                    assert_eq!(slow(&text), Ok(parts), "{text}");
                }
            }
        }
    }
    assert!(fast("http://example.com:8080/A").is_some());
}

#[test]
fn parts() {
    let url = Url::parse("hTTps://user:pass@[2001:DB8::1]:8443/P?q#f").unwrap();
    assert_eq!(url.scheme(), "hTTps");
    assert_eq!(url.userinfo(), Some("user:pass"));
    assert_eq!(url.host_text(), "2001:DB8::1");
    assert_eq!(url.port(), Some(8443));
    assert_eq!((url.path(), url.query(), url.fragment()), ("/P", Some("q"), Some("f")));
    let mut buffer = Buffer::new();
    assert_eq!(url.canonical(&mut buffer), "https://user:pass@[2001:db8::1]:8443/P?q#f");
    let plain = Url::parse("http://example.com").unwrap();
    assert_eq!((plain.userinfo(), plain.port(), plain.path()), (None, None, ""));
    let empty_user = Url::parse("http://@example.com").unwrap();
    assert_eq!(empty_user.userinfo(), Some(""));
}

#[test]
fn what_parsers_disagree_on_is_refused() {
    refused("http://a.example\\@b.example/", Code::UrlBackslash, 16);
    refused("http://a@b@c.example/", Code::UrlSecondAt, 10);
    refused("http://ex%61mple.com/", Code::UrlPercentHost, 9);
    refused("http://example.com:/", Code::UrlPortEmpty, 19);
    refused("http://example.com:080/", Code::UrlPortLeadingZero, 19);
    refused("http://example.com:65536/", Code::UrlPortTooLarge, 19);
    refused("http://example.com:8o/", Code::UrlPortDigit, 20);
    refused("http://2130706433/", Code::UrlNumericHost, 7);
    refused("http://0x7f000001/", Code::UrlNumericHost, 7);
    refused("http://127.0.0.1./", Code::UrlNumericHost, 15);
    refused("https://1.2.3.4@80", Code::UrlUserIsHost, 8);
    refused("https://1.2.3.4@example.com/", Code::UrlUserIsHost, 8);
    refused("https://[::1]@example.com/", Code::UrlUserIsHost, 8);
    refused("https://[::1]:80@example.com/", Code::UrlUserIsHost, 8);
    refused("https://example.com@80", Code::UrlUserIsHost, 8);
    refused("http://2001:db8::1@example.com/", Code::UrlUserIsHost, 7);
    refused("http://u:p\u{fe5f}@example.com/", Code::UrlUserIsHost, 10);
    refused("file://C:/a", Code::UrlFile, 7);
    assert!(Url::parse("https://bank.example@evil.example/").is_ok());
    assert!(Url::parse("http://a:b:c\u{2030}@example.com/\u{ff0f}").is_ok());
}

/// The root's dot of UTS #46 is none of ASCII; the name before it may be all the same.
#[test]
fn dots_that_end_a_host() {
    for dot in ['.', '\u{3002}', '\u{ff0e}', '\u{ff61}'] {
        for (typed, canonical) in [("m", "m"), ("A.example", "a.example")] {
            let typed = std::format!("http://{typed}{dot}:8080/x");
            let canonical = std::format!("http://{canonical}:8080/x");
            let url = Url::parse(&typed).unwrap();
            assert_eq!(std::format!("{url}"), canonical, "{typed}");
            assert_eq!(Url::parse(&canonical), Ok(url));
        }
    }
}
