//! The rows of docs/COMPARISON.md: our column, and those of the Rust crates, are what comes out here.
//! What Python tools do is `docs/comparison.py`.

use ioc_canon::{Error, Indicator, Kind};

/// Our answer as the document words it: the canonical text, or the code and the byte.
fn ours(kind: Option<Kind>, input: &str) -> Result<String, Error> {
    let read = match kind {
        Some(kind) => Indicator::read_as(kind, input)?,
        None => Indicator::read(input)?,
    };
    Ok(read.value().to_string())
}

/// The document's line whose first column begins with this input.
#[track_caller]
fn line(input: &str) -> Vec<&'static str> {
    let begin = format!("| `{input}`");
    let line = include_str!("../docs/COMPARISON.md").lines().find(|line| line.starts_with(&begin));
    let line = line.unwrap_or_else(|| panic!("no line of {input}"));
    line.trim_matches('|').split(" | ").map(str::trim).collect()
}

/// A row: the input, how we read it, our answer, and words that the column of the others must have,
/// each beside what the peer says at this moment.
struct Row<'a>(&'a str, Option<Kind>, Result<&'a str, &'a str>, &'a [(&'a str, bool)]);

#[test]
fn the_documents_rows_are_what_comes_out() {
    let ipnet = |text: &str| text.parse::<ipnet::IpNet>().map(|net| net.to_string()).ok();
    let cidr = |text: &str| text.parse::<cidr::IpCidr>().map(|net| net.to_string()).ok();
    let idna = |text: &str| idna::domain_to_ascii(text).ok();
    let url = |text: &str| url::Url::parse(text).ok();
    let shown = |text: &str| url(text).map(|url| url.to_string());
    let is = |found: Option<String>, wanted: &str| found.as_deref() == Some(wanted);

    let rows = [
        Row("ASN12345", None, Ok("AS12345"), &[]),
        Row("ASN 12345", None, Ok("AS12345"), &[]),
        Row("AS1.70000", None, Err("N004 at 4"), &[]),
        Row("9999999999", Some(Kind::Asn), Err("N003"), &[]),
        Row("1_000", Some(Kind::Asn), Err("N001 at 1"), &[]),
        Row(
            "198.51.100.77/29",
            None,
            Err("C006 at 11; suggests `198.51.100.72/29`"),
            &[
                ("ipnet: accepted as it is", is(ipnet("198.51.100.77/29"), "198.51.100.77/29")),
                ("cidr: refused", cidr("198.51.100.77/29").is_none()),
            ],
        ),
        Row(
            "1.2.3.0/024",
            None,
            Err("C003 at 8"),
            &[
                ("cidr: `1.2.3.0/24`", is(cidr("1.2.3.0/024"), "1.2.3.0/24")),
                ("ipnet: refused", ipnet("1.2.3.0/024").is_none()),
            ],
        ),
        Row(
            "10.0.0.0/255.0.0.0",
            None,
            Err("C007 at 9; suggests `10.0.0.0/8`"),
            &[(
                "ipnet, cidr: refused",
                ipnet("10.0.0.0/255.0.0.0").or(cidr("10.0.0.0/255.0.0.0")).is_none(),
            )],
        ),
        Row(
            "2001:DB8:0::/32",
            None,
            Ok("2001:db8::/32"),
            &[(
                "ipnet, cidr: the same",
                is(ipnet("2001:DB8:0::/32"), "2001:db8::/32")
                    && is(cidr("2001:DB8:0::/32"), "2001:db8::/32"),
            )],
        ),
        Row("2001:0db8:0000::0001", None, Ok("2001:db8::1"), &[]),
        Row("999.999.999.999", None, Err("A002 at 0"), &[]),
        Row("010.0.0.1", None, Err("A003 at 0"), &[]),
        Row("2130706433", None, Err("G008"), &[]),
        Row("fe80::1%eth0", None, Err("A014 at 7"), &[]),
        Row(
            "WWW.Example.COM.",
            None,
            Ok("www.example.com"),
            &[("idna: `www.example.com.`", is(idna("WWW.Example.COM."), "www.example.com."))],
        ),
        Row(
            "straße.example",
            None,
            Ok("xn--strae-oqa.example"),
            &[("idna: the same", is(idna("straße.example"), "xn--strae-oqa.example"))],
        ),
        Row("bücher.de", None, Ok("xn--bcher-kva.de"), &[]),
        Row(
            "Ã¶sterreich.icom.museum",
            None,
            Err("H012 at 0; suggests `österreich.icom.museum`"),
            &[(
                "idna: `xn--sterreich-ppa80c.icom.museum`",
                is(idna("Ã¶sterreich.icom.museum"), "xn--sterreich-ppa80c.icom.museum"),
            )],
        ),
        Row(
            "xn--99999999.example",
            Some(Kind::Host),
            Ok("xn--99999999.example"),
            &[("idna: refused", idna("xn--99999999.example").is_none())],
        ),
        Row(
            "a b.example",
            Some(Kind::Host),
            Err("H006 at 1"),
            &[(
                "idna `domain_to_ascii`: accepted; its strict function: refused",
                idna("a b.example").is_some()
                    && idna::domain_to_ascii_strict("a b.example").is_err(),
            )],
        ),
        Row("a..b.com", None, Err("H001 at 2"), &[]),
        Row(
            "http://2130706433/",
            None,
            Err("U016 at 7"),
            &[("url: `http://127.0.0.1/`", is(shown("http://2130706433/"), "http://127.0.0.1/"))],
        ),
        Row(
            r"http://a\b/",
            None,
            Err("U009 at 8"),
            &[("url: `http://a/b/`", is(shown(r"http://a\b/"), "http://a/b/"))],
        ),
        Row(
            "https://1.2.3.4@80",
            None,
            Err("U017 at 8"),
            &[(
                "url: host `0.0.0.80`",
                url("https://1.2.3.4@80").is_some_and(|url| url.host_str() == Some("0.0.0.80")),
            )],
        ),
        Row(
            "http://a@b@example.com/",
            None,
            Err("U010 at 10"),
            &[(
                "url: user `a%40b`",
                url("http://a@b@example.com/").is_some_and(|url| url.username() == "a%40b"),
            )],
        ),
        Row(
            "HTTP://Example.COM:80/a/../b",
            None,
            Ok("http://example.com:80/a/../b"),
            &[(
                "url: `http://example.com/b`",
                is(shown("HTTP://Example.COM:80/a/../b"), "http://example.com/b"),
            )],
        ),
        Row(
            "HTTP://EXAMPLE.com/A",
            None,
            Ok("http://example.com/A"),
            &[("url: the same as ours", is(shown("HTTP://EXAMPLE.com/A"), "http://example.com/A"))],
        ),
        Row(r"HKLM\Software\Run", None, Ok(r"HKEY_LOCAL_MACHINE\Software\Run"), &[]),
        Row(r"HKEY_DYN_DATA\A\B", None, Err("R003 at 0"), &[]),
        Row(r"HKEY_LOCAL_MACHINE\Software\HKUpdate", None, Ok("accepted"), &[]),
        Row("a@.", None, Err("H001 at 2"), &[]),
    ];
    let mut wrong = Vec::new();
    for Row(input, kind, expected, peers) in rows {
        let columns = line(input);
        let found = match ours(kind, input) {
            Ok(text) if text == input => "accepted".into(),
            Ok(text) => text,
            Err(error) => {
                let instead = error.explain(input).suggestion();
                let instead = instead.map(|text| format!("; suggests `{text}`"));
                format!(
                    "refused, {} at {}{}",
                    error.code().id(),
                    error.offset(),
                    instead.unwrap_or_default()
                )
            }
        };
        let holds = match expected {
            Ok(text) => found == text || (found == "accepted" && text == input),
            Err(why) => found.starts_with("refused") && found.contains(why),
        };
        let words = expected.unwrap_or_else(|why| why);
        if !holds || !(columns[1].contains(words) || words == input) {
            wrong.push(format!("{input}: {found}, in the document {}", columns[1]));
        }
        for (words, holds) in peers {
            if !holds || !columns[2].contains(words) {
                wrong.push(format!("{input}: {words} is {holds}: {}", columns[2]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the others say of a refusal.
#[test]
fn refusals_of_the_others() {
    let says = |error: &dyn std::error::Error| error.to_string();
    let document = include_str!("../docs/COMPARISON.md");
    let texts = [
        says(&"1.2.3.4/33".parse::<ipnet::IpNet>().unwrap_err()),
        says(&"1.2.3.4/24".parse::<cidr::IpCidr>().unwrap_err()),
        says(&url::Url::parse("http://a:x/").unwrap_err()),
    ];
    for text in texts {
        assert!(document.contains(&format!("`{text}`")), "{text}");
        assert!(!text.contains(|c: char| c.is_ascii_digit()), "{text} names a byte");
    }
}
