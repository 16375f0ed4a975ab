extern crate std;
use std::{format, string::String, string::ToString, vec::Vec};

use super::*;

#[track_caller]
fn becomes(typed: &str, expected: &str) {
    let refanged = refang(typed);
    assert_eq!(refanged.to_string(), expected, "{typed}");
    assert_eq!(refanged.is_clean(), typed == expected, "{typed}");
    assert_eq!(refanged.redaction(), None, "{typed}");
    law(typed);
}

/// What holds for every text.
#[track_caller]
fn law(typed: &str) {
    let refanged = refang(typed);
    let edited = refanged.to_string();
    assert!(edited.len() <= typed.len(), "{typed:?}");
    let mut out = std::vec![0; edited.len()];
    assert_eq!(refanged.write_into(&mut out), Ok(edited.len()), "{typed:?}");
    assert_eq!(out, edited.as_bytes(), "{typed:?}");
    assert_eq!(refang(&edited).to_string(), edited, "{typed:?} is not idempotent");
    // The edits, applied by hand, give the same text, and offsets map back through them.
    let (mut by_hand, mut offsets, mut at) = (String::new(), Vec::new(), 0);
    for edit in refanged.edits() {
        offsets.extend(at..edit.range.start);
        by_hand.push_str(&typed[at..edit.range.start]);
        offsets.extend(edit.replacement.bytes().map(|_| edit.range.start));
        by_hand.push_str(edit.replacement);
        at = edit.range.end;
    }
    offsets.extend(at..=typed.len());
    by_hand.push_str(&typed[at..]);
    assert_eq!(by_hand, edited, "{typed:?}");
    for (edited, typed_at) in offsets.into_iter().enumerate() {
        assert_eq!(refanged.typed_offset(edited), typed_at, "{typed:?} {edited}");
    }
    assert_eq!(refanged.typed_offset(usize::MAX), typed.len());
}

#[test]
fn the_forms_of_published_reports() {
    let rows = [
        ("host.example[.]net:3579", "host.example.net:3579"),
        ("1.2.3[.]4", "1.2.3.4"),
        ("198[.]51[.]100[.]246", "198.51.100.246"),
        ("hxxp://dev.example.com/media", "http://dev.example.com/media"),
        ("hxxps://www.example[.]com", "https://www.example.com"),
        ("hXXp://a[.]example/b[.]php", "http://a.example/b.php"),
        ("hxxp[:]//bad.example", "http://bad.example"),
        ("http[s]://bad.example/", "https://bad.example/"),
        ("HXXP[S]://bad[.]example", "https://bad.example"),
        ("h[xx]p://bad.example", "http://bad.example"),
        ("h[tt]ps[:]//bad.example", "https://bad.example"),
        ("h[xx]p[s]://bad.example", "https://bad.example"),
        ("bad [.] example", "bad.example"),
        ("http://bad [.] example/a", "http://bad.example/a"),
        ("192.0.2.1 [:] 443", "192.0.2.1:443"),
        ("hxxps[://]macdev[.]example", "https://macdev.example"),
        ("http[:]//198.51.100[.]1/a", "http://198.51.100.1/a"),
        ("https[://]203[.]0[.]113[.]45/2Ab", "https://203.0.113.45/2Ab"),
        ("hxxp:[//]a.example", "http://a.example"),
        ("a[.]b//c", "a.b//c"),
        ("a[.]b[:]80/[.]c", "a.b:80/.c"),
        ("a[.]b[:]/[.]c", "a.b:/.c"),
        (r"http:\/\/a.example\/b\/c?d=\/", "http://a.example/b/c?d=/"),
        (r"hxxp:\/\/a[.]example:80\/[.]b", "http://a.example:80/.b"),
        (r"http:\/\/a.example", "http://a.example"),
        (r"http:\/\/a.example/b", "http://a.example/b"),
        ("hxxp(:)//a(.)example", "http://a.example"),
        ("tcp[:]//panel.example[.]com:80", "tcp://panel.example.com:80"),
        ("htxp://a.example", "http://a.example"),
        ("hzzps://www.paradise.example", "https://www.paradise.example"),
        ("h**p://a.example", "http://a.example"),
        ("fxp://files[.]test", "ftp://files.test"),
        ("hxxps://g[.]test/p[.]php?href=hxxps://x[.]y", "https://g.test/p.php?href=https://x.y"),
        ("hxxps://g.test/p?u=hxxps[:]//x[.]y", "https://g.test/p?u=https://x.y"),
        ("192.0[.]2[.]1[:]16443", "192.0.2.1:16443"),
        ("192[.]0[.]2[.]1[/]kit[.]bin", "192.0.2.1/kit.bin"),
        ("2001:db8:400:d1:0:1:6f4c[:]a001", "2001:db8:400:d1:0:1:6f4c:a001"),
        ("10[.]0.0.0/8", "10.0.0.0/8"),
        ("api[dot]example[dot]net", "api.example.net"),
        ("a(DOT)example", "a.example"),
        ("jane[.]doe(at)example[.]com", "jane.doe@example.com"),
        ("a[@]b{.}example", "a@b.example"),
        ("foo [at] bar (dot) example", "foo@bar.example"),
        ("example\\.com/js/abcd", "example.com/js/abcd"),
        ("a[.example", "a.example"),
        ("a.]example", "a.example"),
        ("hxxp://[2001:db8::1]:80/", "http://[2001:db8::1]:80/"),
        ("hxxp://a[.]b.example@c[.]example/", "http://a.b.example@c.example/"),
        ("bücher[.]example", "bücher.example"),
        ("a-scheme-of-more-than-16[:]//b[.]example", "a-scheme-of-more-than-16://b.example"),
        ("\"a[.]b\"[@]c[.]example", "\"a[.]b\"@c.example"),
        ("\"a\\\"[.]\"@c[.]example", "\"a\\\"[.]\"@c.example"),
    ];
    for (typed, expected) in rows {
        becomes(typed, expected);
    }
}

#[test]
fn clean_text_is_handed_back() {
    let rows = [
        "",
        "2001:db8::/32",
        "::/0",
        "[2001:db8::1]:443",
        "[::]:80",
        "example.com",
        "http://[::1]/",
        "http://example.com/a[.]b",
        "http://example.com/?u=hxxp://a",
        "name/a[.]php",
        "HKLM\\Software\\.NET[.]x",
        "HKLM\\Software\\(dot)",
        "\\REGISTRY\\MACHINE\\a[.]b",
        "a{.}b@example.com",
        "\"a[.]b\"@example.com",
        "hxxp",
        "hxxp:/a",
        "foo-dot-com",
    ];
    for text in rows {
        becomes(text, text);
    }
}

#[test]
fn what_is_broken_is_not_joined() {
    let rows = [
        "example[.[com",
        "abcd[]].example",
        "foo].[com",
        "6.mail-host[.c]om",
        "http//host",
        "http//host[.[x",
        "https://1.2.3.4@80",
        "1.20.3.659",
        "198.51.100.061",
        "a[.]b]c",
        "a[[.]b",
        "a[.]b[:]//c[.d",
        // Neither becomes a scheme.
        "a[.]b[:]//c",
        "a[.]b[:]/[/]c",
        "a[.]b[:][/]/c",
        "file[:]\\\\host[.]com@80\\share",
        "\\\\192.0.2.134[@]80\\share\\",
        "\\.example\\.com$",
        r"http:\//a.example\/b",
        r"http:/\/a.example\/b",
        r"http://a.example\/b",
        r"http:\/\/a\b.example\/b",
        "Software\\.NET\\Foo",
    ];
    for text in rows {
        becomes(text, text);
    }
    // What is joined wrongly by a slip of the pen stays an error.
    for typed in ["example[.].com", "198.51.100.[.]234:80"] {
        law(typed);
        assert!(Indicator::detect(&refang(typed).to_string()).is_err(), "{typed}");
    }
}

#[test]
fn redactions_are_named() {
    let rows = [
        ("p[BLOCKED]h.com", 1),
        ("http://mobile.p[BLOCKED]h.com/a[.]b", 15),
        ("man****app.com", 3),
        ("exa[xxxxx]le.com", 3),
        ("exampleserve(788|789|790)[dot]com", 12),
        ("android[censored]fix[.]info", 7),
        ("http://[censored]loads.ru/tds?r=3967", 7),
        ("hxxp://[BLOCKED][.]br/modulorato/rato.zip", 7),
    ];
    for (typed, at) in rows {
        let refanged = refang(typed);
        assert_eq!(refanged.redaction(), Some(Error::new(Code::Redacted, at)), "{typed}");
        assert_eq!(refanged.to_string(), typed);
        law(typed);
    }
}

/// Brackets around what stands in the wrong place, in which nothing was blanked out.
#[test]
fn not_every_bracket_is_a_redaction() {
    for typed in [
        "[evil.example]:80",
        "http://[evil.example]/",
        "a@[evil.example]",
        "a@[ipv6:::1]",
        "[evil.example](http://evil.example)",
        "evil.example (bad)",
        "=HYPERLINK(\"http://evil.example\")",
        "hxxp://[2001[:]dg8::1]/",
    ] {
        assert_eq!(refang(typed).redaction(), None, "{typed}");
        assert_eq!(refang(typed).to_string(), typed);
        law(typed);
    }
    for (typed, at) in
        [("[x.y]loads.example", 0), ("a@[censored]", 2), ("http://[censored]/", 7), ("a.b(x.y)", 3)]
    {
        assert_eq!(refang(typed).redaction(), Some(Error::new(Code::Redacted, at)), "{typed}");
    }
}

/// Marks within the brackets of an IPv6 address, which stay.
#[test]
fn marks_in_the_brackets_of_an_address() {
    becomes("hxxp://[2001[:]db8::1]/", "http://[2001:db8::1]/");
    becomes("[2001[:]db8[:][:]1]:80", "[2001:db8::1]:80");
    becomes("http://u@[::ffff:192.0.2[.]1]", "http://u@[::ffff:192.0.2.1]");
    for typed in ["[2001[:]db8::1", "[a[:]b]:80", "[2001[:]db8::1]]", "[1[:]2[:]3[@]]:80"] {
        assert_eq!(refang(typed).to_string(), typed);
        law(typed);
    }
}

#[test]
fn laws_hold_for_what_nobody_wrote() {
    let words = [
        "[", "]", "(", ")", "{", "}", ".", ":", "/", "//", "[.]", "[:]", "[://]", "[dot]", "(at)",
        "@", "\\", "\\.", "*", " ", "hxxp", "http", "s", "fxp", "a", "b.c", "1", "::", "é", "\"",
        "h**p", "?", ":\\/\\/", "\\/", "[.", ".]", "://", "HKLM",
    ];
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..60_000 {
        let mut text = String::new();
        for _ in 0..=seed % 11 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(words[(seed >> 33) as usize % words.len()]);
        }
        law(&text);
    }
}

#[test]
fn defanged_text_is_read_back() {
    let rows = [
        ("http://a.example/b.php?c=d@e", "hxxp://a[.]example/b.php?c=d@e"),
        ("https://u@a.example:80#x", "hxxps://u@a[.]example:80#x"),
        ("ftp://1.2.3.4/", "fxp://1[.]2[.]3[.]4/"),
        ("tcp://a.example", "tcp[:]//a[.]example"),
        ("http://[::ffff:1.2.3.4]:80/", "hxxp://[::ffff:1.2.3.4]:80/"),
        ("http://localhost/ü…b", "hxxp://localhost/ü…b"),
        ("a.example", "a[.]example"),
        ("a.example:80", "a[.]example:80"),
        ("[::1]:80", "[::1]:80"),
        ("1.2.3.4", "1[.]2[.]3[.]4"),
        ("::1", "[:]:1"),
        ("2001:db8::/32", "2001[:]db8::/32"),
        ("1.2.3.0/24", "1[.]2[.]3[.]0/24"),
        ("1.2.3.4-1.2.3.5", "1[.]2[.]3[.]4-1[.]2[.]3[.]5"),
        ("::1-::2", "[:]:1-::2"),
        ("a.b@c.example", "a.b[@]c[.]example"),
        ("AS1", "AS1"),
        ("d41d8cd98f00b204e9800998ecf8427e", "d41d8cd98f00b204e9800998ecf8427e"),
        ("HKEY_USERS\\a.b", "HKEY_USERS\\a.b"),
    ];
    for (text, expected) in rows {
        let indicator = Indicator::detect(text).unwrap();
        let shown = defang(&indicator).to_string();
        assert_eq!(shown, expected);
        assert_eq!(refang(&shown).to_string(), text);
    }
    let long = format!("http://a.example/{}", "ü€".repeat(500));
    let indicator = Indicator::detect(&long).unwrap();
    assert_eq!(refang(&defang(&indicator).to_string()).to_string(), long);
}

/// Texts that bear a mark of their own, so that defanging cannot be told from it.
#[test]
fn what_defanging_loses() {
    for text in ["http://a.example/b[.]c", "http://a(b)c@d.example/", "a{b}@c.example"] {
        let indicator = Indicator::detect(text).unwrap();
        assert_ne!(refang(&defang(&indicator).to_string()).to_string(), text);
    }
}

/// A hint, which what is read in vain does not show.
#[test]
fn what_may_bear_marks() {
    let rows = [
        ("a.example", false),
        ("http://a.example/", false),
        ("HKLM", false),
        ("a)b]c", true),
        ("a)b", false),
        ("a[.]b", true),
        ("a(.)b", true),
        ("a{.}b", true),
        (r"a\.b", true),
        ("*.a.example", true),
        ("hxxp://a.example", true),
    ];
    for (text, may) in rows {
        assert_eq!(may_bear_marks(text), may, "{text}");
    }
}
