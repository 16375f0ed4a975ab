//! The `url` crate, which follows the WHATWG standard, as an independent reader: of every URL that
//! this crate accepts it sees the same host and port. What it would send elsewhere is refused.

use ioc_canon::{Code, Url};

#[path = "peers/url.rs"]
mod peer;
#[path = "rows/mod.rs"]
mod rows;

use peer::{Seen, compare};

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn chance(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }
}

const SCHEMES: [&str; 12] = [
    "http", "https", "HTTP", "hTTps", "ftp", "ws", "wss", "tcp", "svn+ssh", "a1-b.c", "hxxp",
    "file",
];
const LABELS: [&str; 28] = [
    "a",
    "A",
    "example",
    "EXAMPLE",
    "www",
    "x-y",
    "x--y",
    "ab--cd",
    "_a",
    "a_",
    "1",
    "0",
    "00",
    "0x",
    "0x7f",
    "127",
    "256",
    "xn--a",
    "xn--bcher-kva",
    "XN--BCHER-KVA",
    "xn--",
    "-a",
    "a-",
    "",
    "com",
    "a%61",
    "a\\b",
    "ü",
];
const TOPS: [&str; 14] =
    ["com", "COM", "example", "i2p", "h5", "1", "0x1", "0xg", "1a", "a1", "_", "x", "zip", ""];
const OCTETS: [&str; 14] =
    ["0", "1", "9", "10", "127", "255", "256", "01", "0x1", "1e", "4294967295", "", "٣", "-1"];
const GROUPS: [&str; 10] = ["0", "1", "ffff", "FFFF", "0db8", "12345", "", "g", "a", "1.2.3.4"];
const PORTS: [&str; 20] = [
    "", "", "", "", "", "", ":80", ":443", ":21", ":0", ":1", ":8080", ":65535", ":65536", ":080",
    ":", ":8o", ":٣", ":-1", ":80:80",
];
const USERS: [&str; 18] = [
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "user@",
    "user:pass@",
    "@",
    ":@",
    "u%40v@",
    "a@b@",
    "1.2.3.4@",
    "example.com@",
    "ü@",
    "a\\@",
    "a:80@",
];
const RESTS: [&str; 24] = [
    "",
    "/",
    "/a",
    "/A/b?c#d",
    "?q",
    "#f",
    "?a@b",
    "#@c",
    "/@d",
    "//e",
    "/\\e",
    "/..",
    "/a/../b",
    "/%7e",
    "/%",
    "/ü",
    "/[x]",
    "/:80",
    "?:80",
    "/a b",
    "\\a",
    "/…",
    "/x|y",
    "/http://other.example/",
];

fn server(random: &mut Random, out: &mut String) {
    match random.below(8) {
        0 => {
            for i in 0..[4, 4, 4, 4, 3, 5, 1, 2][random.below(8)] {
                out.push_str(if i > 0 { "." } else { "" });
                let octet = random.below(400).to_string();
                out.push_str(if random.chance(12) { random.of(&OCTETS) } else { &octet });
            }
            out.push_str(if random.chance(12) { "." } else { "" });
        }
        1 => {
            out.push_str(if random.chance(16) { "" } else { "[" });
            let groups = 1 + random.below(8);
            let gap = random.below(groups + 1);
            for i in 0..groups {
                out.push_str(if i > 0 { ":" } else { "" });
                out.push_str(if i == gap { ":" } else { "" });
                let group = format!("{:x}", random.below(0x10000));
                out.push_str(if random.chance(8) { random.of(&GROUPS) } else { &group });
            }
            out.push_str(if gap == groups { "::" } else { "" });
            out.push_str(if random.chance(16) { "%eth0" } else { "" });
            out.push_str(if random.chance(16) { "" } else { "]" });
        }
        _ => {
            for _ in 0..random.below(4) {
                out.push_str(match random.below(4) {
                    0 => random.of(&LABELS),
                    1 => random.of(&["mail", "cdn", "a-b", "s3", "x1"]),
                    2 => random.of(&["evil", "login", "update", "r3---sn"]),
                    _ => random.of(&["img", "ns1", "WWW", "_dmarc"]),
                });
                out.push('.');
            }
            out.push_str(if random.chance(4) {
                random.of(&TOPS)
            } else {
                random.of(&["com", "net"])
            });
            out.push_str(if random.chance(10) { "." } else { "" });
        }
    }
}

#[test]
fn generated_urls_go_to_the_same_server() {
    let mut random = Random(0x5eed);
    let (mut same, mut refused, mut elsewhere) = (0usize, 0usize, 0usize);
    let mut text = String::new();
    while same < 100_000 {
        text.clear();
        text.push_str(random.of(&SCHEMES));
        text.push_str(if random.chance(60) {
            random.of(&[":", ":/", ":///", "://["])
        } else {
            "://"
        });
        text.push_str(if random.chance(2) { "" } else { random.of(&USERS) });
        server(&mut random, &mut text);
        text.push_str(random.of(&PORTS));
        text.push_str(random.of(&RESTS));
        match compare(&text) {
            Seen::Same => same += 1,
            Seen::Refused => refused += 1,
            Seen::NotReadThere => elsewhere += 1,
        }
    }
    println!("{same} the same, {refused} refused here, {elsewhere} not read there");
    assert!(refused > 20_000, "the generator is too tame: {refused}");
    assert!(elsewhere * 10 < same, "{elsewhere} not read there");
}

#[test]
fn urls_of_the_rows_go_to_the_same_server() {
    let texts = rows::kind_rows().into_iter().filter(|row| row.file == "url");
    let same = texts.filter_map(|row| row.text(0)).filter(|t| compare(t) == Seen::Same).count();
    assert!(same > 60, "{same}");
}

#[test]
fn urls_of_corpora_go_to_the_same_server() {
    let Some(corpora) = rows::corpora() else {
        println!("IOC_CANON_CORPORA is not set: no corpora were read");
        return;
    };
    let (mut same, mut refused, mut elsewhere) = (0usize, 0usize, 0usize);
    for feed in rows::feeds(&corpora) {
        for line in feed.split(|&b| b == b'\n') {
            let Ok(line) = std::str::from_utf8(line) else { continue };
            for token in line.split([' ', '\t', '\r', '"', '`', ',']) {
                // Bare names and addresses with and without a path count as well: with a scheme.
                let url = match token.split_once("://") {
                    _ if !token.contains('.') || token.starts_with(['.', '#']) => continue,
                    Some(_) => token.to_owned(),
                    None => format!("http://{token}"),
                };
                match compare(&url) {
                    Seen::Same => same += 1,
                    Seen::Refused => refused += 1,
                    Seen::NotReadThere => elsewhere += 1,
                }
            }
        }
    }
    println!("feeds: {same} the same, {refused} refused here, {elsewhere} not read there");
    assert!(same > 50_000, "{same}");
}

/// Every form of the design's list: refused by its own code, and what it would have been elsewhere.
#[test]
fn what_parsers_disagree_on_is_refused_by_its_own_code() {
    let rows: [(&str, Code, &str); 14] = [
        ("http://a.example\\@b.example/", Code::UrlBackslash, "a.example"),
        ("http://a@b@c.example/", Code::UrlSecondAt, "c.example"),
        ("http://ex%61mple.com/", Code::UrlPercentHost, "example.com"),
        ("http://example.com:/", Code::UrlPortEmpty, "example.com"),
        ("http://example.com:080/", Code::UrlPortLeadingZero, "example.com"),
        ("http://example.com:65536/", Code::UrlPortTooLarge, ""),
        ("http://2130706433/", Code::UrlNumericHost, "127.0.0.1"),
        ("http://0x7f000001/", Code::UrlNumericHost, "127.0.0.1"),
        ("http://127.0.0.1./", Code::UrlNumericHost, "127.0.0.1"),
        ("http://127.1/", Code::UrlNumericHost, "127.0.0.1"),
        ("http://0177.0.0.1/", Code::OctetLeadingZero, "127.0.0.1"),
        ("https://1.2.3.4@80", Code::UrlUserIsHost, "0.0.0.80"),
        ("https://198.51.100.8@80", Code::UrlUserIsHost, "0.0.0.80"),
        ("http:///example.com/", Code::UrlHostEmpty, "example.com"),
    ];
    for (text, code, elsewhere) in rows {
        assert_eq!(Url::parse(text).map(|_| ()).map_err(|e| e.code()), Err(code), "{text}");
        let there = url::Url::parse(text).ok();
        let host = there.as_ref().and_then(|url| url.host_str()).unwrap_or_default();
        assert_eq!(host, elsewhere, "{text}: what the other reader makes of it");
    }
}
