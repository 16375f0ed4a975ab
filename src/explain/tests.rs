//! What is suggested, and what is not.

extern crate std;
use std::string::ToString;

use super::*;
use crate::Kind;

#[test]
fn suggestions_are_read_as_what_was_meant() {
    let rows = [
        (" example.com  ", "example.com"),
        ("AS0012", "AS12"),
        ("AS00", "AS0"),
        ("AS  12", "AS 12"),
        ("10.0.0.5/8", "10.0.0.0/8"),
        ("1.2.3.0/024", "1.2.3.0/24"),
        ("1.2.3.9/255.255.255.0", "1.2.3.0/24"),
        ("1.2.3.9-1.2.3.4", "1.2.3.4-1.2.3.9"),
        ("example\u{200b}.com", "example.com"),
        ("chat-room-server\u{2024}test", "chat-room-server.test"),
        ("http://a.example:080/", "http://a.example:80/"),
        ("a.example:080", "a.example:80"),
        ("http://user@bÃ¼cher.example:80/ü", "http://user@bücher.example:80/ü"),
        ("a@bÃ¼cher.example", "a@bücher.example"),
        ("HKLM\\Software\\", "HKLM\\Software"),
        // Two faults.
        ("1.2.3.4 - 1.2.3.9", "1.2.3.4-1.2.3.9"),
        ("1.2.3.4 – 1.2.3.9", "1.2.3.4-1.2.3.9"),
        ("1.2.3.4–1.2.3.9", "1.2.3.4-1.2.3.9"),
        ("1.2.3.4\u{2212}1.2.3.9", "1.2.3.4-1.2.3.9"),
        ("1.2.3.4 – 1.2.3", ""),
        // What parts two values is not taken out between them.
        ("1.2.3.4 - cafe.babe", ""),
        ("1.2.3.4 - f", ""),
        ("::1 - ::2", "::1-::2"),
        ("a.example\u{feff}b.example", ""),
        ("a.example\u{200b}b.example", ""),
        ("a.\u{200b}example.com", "a.example.com"),
        ("a\u{200b}b.example.com", "ab.example.com"),
        ("1.2.3.0 /24", "1.2.3.0/24"),
        ("1.2.3.0/ 24", "1.2.3.0/24"),
        ("1.2.3.0 / 24", "1.2.3.0/24"),
        ("1.2.3.0/ 024", "1.2.3.0/24"),
        ("1.2.3.7 /24", ""),
        ("1.2.3.7 255.255.255.0", "1.2.3.0/24"),
        ("1.2.3.0  255.255.254.0", "1.2.2.0/23"),
        ("1.2.3.0 255.0.255.0", ""),
        ("2001:db8:: /32", "2001:db8::/32"),
        ("a\u{2024}b\u{2024}example", "a.b.example"),
        ("a\u{200b}b\u{2024}example", "ab.example"),
        ("AS  0012", "AS 12"),
        ("example\u{200b}.com:080", "example.com:80"),
        ("Ã¼.Ã¶.example", "ü.ö.example"),
        ("2001:db8::1–2001:db8::9", "2001:db8::1-2001:db8::9"),
        ("2001:db8::1—2001:db8::9/64", ""),
        ("1.2.3.0⁄24", "1.2.3.0/24"),
        ("1.2.3.7∕24", ""),
        ("2001:db8::∕32", "2001:db8::/32"),
        ("1.2.3.4∶80", "1.2.3.4:80"),
        ("1.2.3.4/0.0.0.0", ""),
        ("0.0.0.0/0.0.0.0", "0.0.0.0/0"),
        // Brackets of IPv6 around IPv4, and a scheme without a host.
        ("[1.2.3.4]", "1.2.3.4"),
        ("[1.2.3.4]:80", "1.2.3.4:80"),
        ("http://u@[1.2.3.4]:80/a", "http://u@1.2.3.4:80/a"),
        ("[a.example]:80", ""),
        ("mailto:john@example.com", "john@example.com"),
        ("mailto:?subject=hi", ""),
        ("mailto:john@localhost", ""),
        // What shows nothing goes from the ends, of whichever byte the kind speaks.
        ("1.2.3.4\u{200b}", "1.2.3.4"),
        ("1.2.3.0/24\u{200b}", "1.2.3.0/24"),
        ("\u{200b}1.2.3.0/24", "1.2.3.0/24"),
        ("2001:db8::1\u{200b}", "2001:db8::1"),
        ("\u{feff}2001:db8::1", "2001:db8::1"),
        ("\u{200b}2001:db8::/32\u{200b}", "2001:db8::/32"),
        ("\u{200b}http://evil.example/", "http://evil.example/"),
        ("1.2.3.4:80\u{200b}", "1.2.3.4:80"),
        ("AS1234\u{200b}", "AS1234"),
        ("AS0012\u{200b}", "AS12"),
        ("\u{200b}HKLM\\a", "HKLM\\a"),
        ("\u{200b}user@evil.example", "user@evil.example"),
        (" \u{200b}10.0.0.0/8 ", "10.0.0.0/8"),
        ("\u{200b}hello world", ""),
        ("a.example\u{feff}b.example\u{200b}", ""),
        ("\u{200b}a.example\u{feff}b.example", ""),
        (" 1.2.3.4 - cafe.babe", ""),
        ("\u{200b}", ""),
        ("http://a.example:080/b\u{200b}", "http://a.example:80/b\u{200b}"),
        // Defanging.
        ("evil[.]example", "evil.example"),
        ("evil[dot]example", "evil.example"),
        ("hxxps[:]//evil[.]example/a[.]b", "https://evil.example/a.b"),
        ("http://evil[.]example/", "http://evil.example/"),
        ("192[.]0[.]2[.]1", "192.0.2.1"),
        ("192.0.2[.]0/24", "192.0.2.0/24"),
        ("a[@]evil[.]example", "a@evil.example"),
        ("evil.example[:]443", "evil.example:443"),
        ("192.0.2[.]7/24", ""),
        ("p[BLOCKED]h.example", ""),
        // What would be refused is not suggested.
        ("1.2.3.4/033", ""),
        ("1.2.3.4/024", ""),
        ("a\u{2024}b\u{2024}c\u{2024}example", ""),
        (" hello world", ""),
        ("[::1]-[::9]", ""),
    ];
    for (typed, suggested) in rows {
        let error = Indicator::detect(typed).unwrap_err();
        let suggestion = error.explain(typed).suggestion();
        let suggestion = suggestion.map(|s| s.to_string()).unwrap_or_default();
        assert_eq!(suggestion, suggested, "{typed} {error}");
    }
}

/// What the door that refused would refuse again is not suggested.
#[test]
fn suggestions_are_read_by_the_door_that_refused() {
    fn detect(text: &str) -> Result<(), Error> {
        Indicator::detect(text).map(|_| ())
    }
    fn asn(text: &str) -> Result<(), Error> {
        Asn::parse(text).map(|_| ())
    }
    fn address(text: &str) -> Result<(), Error> {
        crate::Address::parse(text).map(|_| ())
    }
    fn cidr(text: &str) -> Result<(), Error> {
        Cidr::parse(text).map(|_| ())
    }
    fn host(text: &str) -> Result<(), Error> {
        Host::parse(text).map(|_| ())
    }
    fn wildcard(text: &str) -> Result<(), Error> {
        Host::parse_with(text, &host::Options::new().wildcard(true)).map(|_| ())
    }
    fn endpoint(text: &str) -> Result<(), Error> {
        Endpoint::parse(text).map(|_| ())
    }
    fn range(text: &str) -> Result<(), Error> {
        Range::parse(text).map(|_| ())
    }
    fn email(text: &str) -> Result<(), Error> {
        Email::parse(text).map(|_| ())
    }
    fn pipe(text: &str) -> Result<(), Error> {
        Endpoint::parse_form(text, endpoint::Form::Pipe, &host::Options::new()).map(|_| ())
    }
    type Row = (fn(&str) -> Result<(), Error>, &'static str, &'static str, &'static str);
    // Who refuses what; what the error implies, and what it does to who knows the door.
    let rows: [Row; 38] = [
        (asn, "00S-5", "", ""),
        (asn, "-2a5", "", ""),
        (asn, "-1", "", ""),
        (asn, "+1", "1", "1"),
        (asn, "AS-+1", "AS-1", "AS-1"),
        (asn, "0012", "12", "12"),
        (asn, " 12345", "", "12345"),
        (detect, " 12345", "", ""),
        (detect, "213070\u{200b}6433", "", ""),
        (detect, "1\u{2024}10", "", ""),
        (address, "[example.com]", "", ""),
        (address, "[::1]", "::1", "::1"),
        (address, "[::1]/64", "", ""),
        (cidr, "1.2.3.0/024", "1.2.3.0/24", "1.2.3.0/24"),
        (detect, "a\u{200b}b", "", ""),
        (host, "a\u{200b}b", "", "ab"),
        (detect, "*\u{2024}evil.example", "", ""),
        (wildcard, "*\u{2024}evil.example", "", "*.evil.example"),
        (host, "*.evil[.]example", "", ""),
        (host, "*.a@evil[.]example", "", ""),
        (detect, "*.a[at]b.example", "*.a@b.example", "*.a@b.example"),
        (endpoint, "1.2.3.5 ", "1.2.3.5", ""),
        (endpoint, "a.example:080", "a.example:80", "a.example:80"),
        (range, "1.2.3.4 1.2.3.9", "", ""),
        (pipe, "a.example|080", "a.example|80", "a.example|80"),
        (pipe, "a\u{2024}example|80", "a.example|80", "a.example|80"),
        // A key by its shape, refused by another kind.
        (endpoint, r"HKEY_USERS\a.example :80", "", ""),
        (email, "HKLM/TLT/@ /3N", "", ""),
        (email, "a@ b.example", "a@b.example", "a@b.example"),
        // Around a text, what controls means nothing; within, more than one value may stand there.
        (detect, "\u{1}1.2.3.4\r\n", "1.2.3.4", "1.2.3.4"),
        (detect, "1.2.3.4\u{1f}5", "", ""),
        (detect, "1.2.3.4\u{0}5", "", ""),
        (detect, "example.com\u{1f}example.org", "", ""),
        (detect, "evil\u{9b}31m.example", "", ""),
        (detect, "evil\u{200e}\u{9b}31m.example", "", ""),
        (detect, "local\u{7f}host", "", ""),
        (detect, "evil\u{200e}\u{2069}.example", "evil.example", "evil.example"),
        (detect, "a\u{200f}b.example\u{200f}\n", "ab.example", "ab.example"),
    ];
    for (door, typed, implied, known) in rows {
        let error = door(typed).unwrap_err();
        let explanation = error.explain(typed);
        let text = |of: Option<Suggestion<'_>>| of.map(|s| s.to_string()).unwrap_or_default();
        assert_eq!(text(explanation.suggestion()), implied, "{typed:?} {error}");
        let by = explanation.suggestion_read_by(door);
        assert_eq!(text(by), known, "{typed:?} {error}");
    }
}

#[test]
fn the_message_names_what_was_found() {
    let explain = |text: &str| Indicator::detect(text).unwrap_err().explain(text).to_string();
    assert_eq!(explain("AS12a"), "expected a decimal digit at byte 4 (found `a`)");
    assert_eq!(
        explain("a\u{200b}.example"),
        "expected no zero-width character at byte 1 (found U+200B)"
    );
    assert_eq!(explain("1.2.3.4:"), "expected a port after the colon at byte 8");
    assert_eq!(
        explain("d41d8cd98f00b204e9800998ecf8427"),
        "expected 32, 40, 56, 64, 96 or 128 hexadecimal digits at byte 31 (nearest: MD5)"
    );
    assert_eq!(code_point('\u{1d11e}', &mut [0; 6]), "1D11E");
    assert_eq!(code_point('\u{a9}', &mut [0; 6]), "00A9");
    assert_eq!(code_point('\0', &mut [0; 6]), "0000");
}

/// Around a text, blanks are taken off whatever its length; within, where it is read again in a room.
#[test]
fn long_texts() {
    let name = "a".repeat(300);
    let suggested = |typed: &str| {
        let error = Indicator::detect(typed).unwrap_err();
        error.explain(typed).suggestion().map(|s| s.to_string())
    };
    let url = std::format!("http://a.example/{name}");
    for typed in [std::format!(" {url}"), std::format!("{url}  "), std::format!("  {url} ")] {
        assert_eq!(suggested(&typed).as_ref(), Some(&url), "{typed:?}");
    }
    assert_eq!(suggested(&std::format!("http://a.example:080/{name}")), None);
}

/// Of a platform's refusal: the spelling that it wants, or that the typed text keeps but for the fault.
#[test]
fn suggestions_for_a_platform() {
    use crate::dialect::{ECS, OPENCTI, THREATCONNECT};
    let rows = [
        (&ECS, Kind::RegistryKey, r"hklm\a", r"HKLM\a"),
        (&ECS, Kind::RegistryKey, r"hku\a", r"HKU\a"),
        (&OPENCTI, Kind::RegistryKey, r"hkey_users\a", r"HKEY_USERS\a"),
        (&THREATCONNECT, Kind::Url, "http://[0:0:0:0:0:0:0:1]/", "http://[::1]/"),
        (&OPENCTI, Kind::Address, "0::ffff:1.2.3.4", "::ffff:1.2.3.4"),
    ];
    for (dialect, kind, typed, suggested) in rows {
        let error = dialect.check(kind, typed).unwrap_err();
        let suggestion = error.explain(typed).suggestion().map(|s| s.to_string());
        assert_eq!(suggestion.as_deref(), Some(suggested), "{typed} {error}");
    }
}
