//! UTS #46 against its own test file, RFC 3492 against its own samples, and a table of one row a
//! rule that always runs.
//!
//! The files are third-party data and are read from the folder that `IOC_CANON_CORPORA` names;
//! without it those tests say so and pass.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ioc_canon::idna::{Config, MAX_ASCII_LEN, MAX_UNICODE_LEN, UNICODE_VERSION, punycode};
use ioc_canon::{Code, Error};

/// One line of a corpus: an object of strings.
type Row = BTreeMap<String, String>;

/// The rows of a file of vectors, each with its line number, and how many lines hold text that no
/// `&str` can (lone surrogates).
fn vectors(name: &str) -> Option<(Vec<(usize, Row)>, usize)> {
    let Some(folder) = std::env::var_os("IOC_CANON_CORPORA") else {
        eprintln!("IOC_CANON_CORPORA is not set: {name} is not there, nothing is compared");
        return None;
    };
    let path = PathBuf::from(folder).join("vectors").join(format!("{name}.jsonl"));
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut unreadable = 0;
    let rows = text.lines().enumerate().skip(1).filter_map(|(n, line)| match object(line) {
        Some(row) => Some((n + 1, row)),
        None => {
            unreadable += 1;
            None
        }
    });
    let rows = rows.collect();
    Some((rows, unreadable))
}

/// A flat JSON object of strings; `None` for lone surrogates.
fn object(line: &str) -> Option<Row> {
    let mut strings = vec![];
    let mut rest = line;
    while let Some(start) = rest.find('"') {
        let mut units: Vec<u16> = vec![];
        let mut chars = rest[start + 1..].char_indices();
        let end = loop {
            let (at, c) = chars.next().expect("a string ends");
            match c {
                '"' => break at,
                '\\' => match chars.next().expect("an escape ends").1 {
                    'u' => {
                        let hex: String = chars.by_ref().take(4).map(|(_, c)| c).collect();
                        units.push(u16::from_str_radix(&hex, 16).expect("four hex digits"));
                    }
                    'n' => units.push(0x0A),
                    't' => units.push(0x09),
                    'r' => units.push(0x0D),
                    'b' => units.push(0x08),
                    'f' => units.push(0x0C),
                    c => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
                },
                c => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
            }
        };
        strings.push(String::from_utf16(&units).ok()?);
        rest = &rest[start + 1 + end + 1..];
    }
    Some(strings.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect())
}

/// Lines that differ, by what is typed, and why.
const EXCEPTIONS: [(&str, &str); 4] = [
    ("xn--5cb172r175fug38a.xn--mlj", ASSIGNED),
    ("\u{3E8AC}。ܩ。쯙5", ASSIGNED),
    ("\u{3E8AC}。ܩ。\u{110D}\u{1173}\u{11AC}5", ASSIGNED),
    ("xn--t92s.xn--znb.xn--5-y88f", ASSIGNED),
];

const ASSIGNED: &str =
    "the file is of Unicode 17; U+3D000..=U+3FC3F, seal characters, came with 18";

#[test]
fn idna_test_v2() {
    let Some((rows, unreadable)) = vectors("idna_testv2") else {
        return;
    };
    let no_lengths = Config::new().verify_dns_length(false);
    let mut listed: Vec<&str> = EXCEPTIONS.iter().map(|&(typed, _)| typed).collect();
    let mut failures = vec![];
    let mut too_small = 0;
    for (line, row) in &rows {
        let typed = row["in"].as_str();
        let mut bad = vec![];

        // ToASCII, lengths verified as the file has them.
        let mut out = [0; MAX_ASCII_LEN];
        let is = Config::new()
            .to_ascii(typed, &mut out)
            .map(|len| std::str::from_utf8(&out[..len]).unwrap());
        let should = (row["astatus"] == "[]").then(|| row["ascii"].as_str());
        if is.ok() != should {
            bad.push(format!("toASCII is {is:?}, should be {should:?} {}", row["astatus"]));
        }
        if let Err(error) = is {
            assert!(
                error.offset() <= typed.len() && typed.is_char_boundary(error.offset()),
                "line {line}"
            );
        }

        // ToUnicode, which verifies no lengths; X4_2, the empty label, is the file's mark for
        // implementations that do.
        let mut out = [0; 2_048];
        let is = no_lengths
            .to_unicode(typed, &mut out)
            .map(|len| std::str::from_utf8(&out[..len]).unwrap());
        let status = row["ustatus"].replace("X4_2", "").replace([',', ' '], "");
        let should = (status == "[]").then(|| row["unicode"].as_str());
        if is.map_err(Error::code) == Err(Code::BufferTooSmall) {
            too_small += 1;
        } else if is.ok() != should {
            bad.push(format!("toUnicode is {is:?}, should be {should:?} {}", row["ustatus"]));
        }

        if bad.is_empty() {
            continue;
        }
        match listed.iter().position(|&name| name == typed) {
            Some(place) => drop(listed.remove(place)),
            None => failures.push(format!("line {line}, {typed:?}: {}", bad.join("; "))),
        }
    }
    println!(
        "{} lines compared, {unreadable} hold what no &str can, {too_small} too small a buffer, {} exceptions",
        rows.len(),
        EXCEPTIONS.len()
    );
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
    assert!(listed.is_empty(), "listed as exceptions and equal, or not there: {listed:?}");
    assert!(rows.len() > 6_000 && unreadable + too_small < 20);
}

#[test]
fn rfc_3492_samples() {
    for name in ["punycode_rfc3492", "punycode_bad"] {
        let Some((rows, _)) = vectors(name) else {
            return;
        };
        for (line, row) in rows {
            let (decoded, encoded) =
                (&row["decoded"], row.get("encoded").map_or("", String::as_str));
            let mut out = [0; 4_096];
            let is = punycode::encode(decoded, &mut out).map(|len| &out[..len]);
            if decoded.chars().count() > punycode::MAX_CODE_POINTS {
                assert_eq!(is.map_err(Error::code), Err(Code::LabelTooLong), "{name} {line}");
                let is = punycode::decode(&format!("{decoded}-"), &mut ['\0'; 4_096])
                    .map_err(Error::code);
                assert_eq!(is, Err(Code::LabelTooLong), "{name} {line}");
                continue;
            }
            let is = std::str::from_utf8(is.unwrap()).unwrap();
            assert!(is.eq_ignore_ascii_case(encoded), "{name} {line}: {is} {encoded}");
            let mut out = ['\0'; 1_024];
            let len = punycode::decode(encoded, &mut out).unwrap();
            assert_eq!(out[..len].iter().collect::<String>(), *decoded, "{name} {line}");
        }
    }
}

#[track_caller]
fn ascii(config: Config, typed: &str, expected: Result<&str, (Code, usize)>) {
    let mut out = [0; 512];
    let is = config.to_ascii(typed, &mut out).map(|len| std::str::from_utf8(&out[..len]).unwrap());
    assert_eq!(
        is.map_err(|error| (error.code(), error.offset())),
        expected,
        "ToASCII of {typed:?}"
    );
}

#[track_caller]
fn unicode(config: Config, typed: &str, expected: Result<&str, (Code, usize)>) {
    let mut out = [0; 2_048];
    let is =
        config.to_unicode(typed, &mut out).map(|len| std::str::from_utf8(&out[..len]).unwrap());
    assert_eq!(
        is.map_err(|error| (error.code(), error.offset())),
        expected,
        "ToUnicode of {typed:?}"
    );
}

/// A row that both directions accept.
#[track_caller]
fn both(typed: &str, to_ascii: &str, to_unicode: &str) {
    ascii(Config::new(), typed, Ok(to_ascii));
    unicode(Config::new(), typed, Ok(to_unicode));
    // What comes out is what goes in again.
    ascii(Config::new(), to_unicode, Ok(to_ascii));
    unicode(Config::new(), to_ascii, Ok(to_unicode));
}

/// A row that both directions refuse alike.
#[track_caller]
fn refused(typed: &str, code: Code, offset: usize) {
    ascii(Config::new(), typed, Err((code, offset)));
    unicode(Config::new(), typed, Err((code, offset)));
}

#[test]
fn accepted() {
    assert_eq!(UNICODE_VERSION, (18, 0, 0));
    // ASCII: only the case changes.
    both("example.com", "example.com", "example.com");
    both("WWW.Example-1.COM", "www.example-1.com", "www.example-1.com");
    both("a", "a", "a");
    // Mapped, kept and mixed labels.
    both("österreich.icom.museum", "xn--sterreich-z7a.icom.museum", "österreich.icom.museum");
    both("BÜCHER.Example", "xn--bcher-kva.example", "bücher.example");
    both("XN--BCHER-KVA.example", "xn--bcher-kva.example", "bücher.example");
    both("例え.テスト", "xn--r8jz45g.xn--zckzah", "例え.テスト");
    both("пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f", "пример.испытание");
    // Non-transitional: ß and ς are themselves; capital ẞ maps to ß.
    both("faß.de", "xn--fa-hia.de", "faß.de");
    both("FAẞ.de", "xn--fa-hia.de", "faß.de");
    both("βόλος.com", "xn--nxasmm1c.com", "βόλος.com");
    // The three code points that map to a full stop; labels end where they are mapped.
    both("a。b．c｡d", "a.b.c.d", "a.b.c.d");
    both("ü。ü", "xn--tda.xn--tda", "ü.ü");
    // Full-width letters are mapped, an A-label spelt in them too.
    both("ｅｘａｍｐｌｅ.ｃｏｍ", "example.com", "example.com");
    both("ｘｎ－－ｂｃｈｅｒ－ｋｖａ.de", "xn--bcher-kva.de", "bücher.de");
    // Ignored: soft hyphen, variation selectors of both planes.
    both("ex\u{AD}ample\u{FE0F}.com\u{E0100}", "example.com", "example.com");
    both("\u{AD}xn--bcher-kva.de", "xn--bcher-kva.de", "bücher.de");
    // Targets of several code points: a ligature, a digit in a circle, eighteen at once.
    both("ﬃx.①", "ffix.1", "ffix.1");
    // Form C: composed, reordered, Hangul, beyond the basic plane.
    both("u\u{308}", "xn--tda", "ü");
    both("a\u{301}\u{323}b", "xn--b-wbb923s", "\u{1EA1}\u{301}b");
    both("\u{1112}\u{1161}\u{11AB}", "xn--6q8b", "\u{D55C}");
    both("\u{11099}\u{110BA}", "xn--i40d", "\u{1109A}");
    // Refused ASCII that composes is gone before it is looked at.
    both("a=\u{338}b", "xn--ab-miv", "a≠b");
    // Joiners in context: after a virama, and between letters that connect.
    both("क\u{94D}\u{200D}ष", "xn--11b2ezcw70k", "क\u{94D}\u{200D}ष");
    both("ن\u{200C}ب", "xn--ngb3d845h", "ن\u{200C}ب");
    // Right to left.
    both("א.ב", "xn--4db.xn--5db", "א.ב");
    both("مثال.إختبار", "xn--mgbh0fb.xn--kgbechtv", "مثال.إختبار");
    both("א1.a1", "xn--1-zhc.a1", "א1.a1");
    // Nothing in the domain is right to left: digits may stand first.
    both("1ü.2", "xn--1-eha.2", "1ü.2");
}

#[test]
fn refusals() {
    use Code::*;
    // Code points: the byte is that of the first typed one.
    refused("a b", DisallowedCodePoint, 1);
    refused("ab_c", DisallowedCodePoint, 2);
    refused("ü*b", DisallowedCodePoint, 2);
    refused("b.ü\u{2024}", DisallowedCodePoint, 4);
    refused("ü\u{FFFD}", DisallowedCodePoint, 2);
    refused("ü\u{10FFFF}", DisallowedCodePoint, 2);
    refused("a℀", DisallowedCodePoint, 1);
    refused("ü<\u{338}x<", DisallowedCodePoint, 6);
    refused("ü<\u{335}\u{338}", DisallowedCodePoint, 2);
    refused("ü<\u{316}\u{338}>", DisallowedCodePoint, 7);
    refused("ü<\u{AD}", DisallowedCodePoint, 2);
    refused("⒈", DisallowedCodePoint, 0);
    refused("xn--a_b-joa", DisallowedCodePoint, 5);
    // Inside an A-label: the label's first byte.
    refused("a.xn--0ba", DisallowedCodePoint, 2);
    // A-labels.
    refused("a.xn--", BadPunycode, 2);
    refused("a.xn--a", DisallowedCodePoint, 2);
    refused("xn--abc-", BadPunycode, 0);
    refused("xn---abc", BadPunycode, 0);
    refused("xn--99999999", BadPunycode, 0);
    refused("a.ü.xn--ü", BadPunycode, 5);
    refused("ｘｎ－－.de", BadPunycode, 0);
    refused("a.xn--u-ccb", NotNfc, 2);
    refused("xn--b-xbb6h", NotNfc, 0);
    // Hyphens.
    refused("a.ab--c", HyphensAt34, 2);
    refused("ü.üb--c", HyphensAt34, 3);
    refused("a.-b", LeadingHyphen, 2);
    refused("a.-ü", LeadingHyphen, 2);
    refused("b-.a", TrailingHyphen, 0);
    refused("ü-", TrailingHyphen, 0);
    refused("\u{AD}-a", LeadingHyphen, 0);
    refused("xn----eha", LeadingHyphen, 0);
    // Marks and joiners.
    refused("a.\u{301}b", LeadingMark, 2);
    refused("a.\u{AD}\u{301}b", LeadingMark, 4);
    refused("xn--lsa", LeadingMark, 0);
    refused("a\u{200D}b", JoinerContext, 1);
    refused("ü\u{AD}\u{200C}b", JoinerContext, 4);
    refused("क\u{94D}\u{200D}ष\u{200D}", JoinerContext, 12);
    refused("x.xn--1ug", JoinerContext, 2);
    // The bidi rule: the first label that breaks it, wherever the one is that makes it apply.
    refused("a.1b.א", BidiRule, 2);
    refused("א.1b", BidiRule, 3);
    refused("אa", BidiRule, 0);
    refused("xn--0ca24w", BidiRule, 0);
    // Lengths.
    refused("", LabelEmpty, 0);
    refused(".", LabelEmpty, 0);
    refused("a..b", LabelEmpty, 2);
    refused("a.\u{AD}.b", LabelEmpty, 2);
    refused("a.b.", LabelEmpty, 4);
    refused("ü。", LabelEmpty, 5);
    refused(&format!("a.{}", "b".repeat(64)), LabelTooLong, 2);
    refused(&format!("a.ü{}", "b".repeat(56)), LabelTooLong, 2);
    refused(&format!("a.ü{}", "b".repeat(1_000)), LabelTooLong, 2);
    refused(&format!("{0}.{0}.{0}.{1}", "b".repeat(63), "c".repeat(62)), NameTooLong, 192);
    refused(
        &format!("{0}.{0}.{0}.{1}.d.e.f", "b".repeat(63), "c".repeat(59)),
        NameTooLong,
        252 + 2,
    );
}

#[test]
fn lengths_that_just_fit() {
    let name = format!("{0}.{0}.{0}.{1}", "b".repeat(63), "c".repeat(61));
    both(&name, &name, &name);
    // The most that ToUnicode writes: A-labels that repeat one character of four octets.
    let label = |count| "\u{20000}".repeat(count);
    let mut out = [0; MAX_ASCII_LEN];
    let longest = (1..60)
        .take_while(|&count| Config::new().to_ascii(&label(count), &mut out).is_ok())
        .last()
        .unwrap();
    let typed = [longest; 3].map(label).join(".");
    let mut out = [0; MAX_UNICODE_LEN];
    let len = Config::new().to_unicode(&typed, &mut out).unwrap();
    assert_eq!(&out[..len], typed.as_bytes());
}

#[test]
fn every_option_alone() {
    use Code::*;
    let all = Config::new();
    // CheckHyphens.
    for typed in ["ab--c.d", "-a", "a-"] {
        assert!(all.to_ascii(typed, &mut [0; 254]).is_err());
        ascii(all.check_hyphens(false), typed, Ok(typed));
    }
    ascii(all.check_hyphens(false), "aü--b", Ok("xn--a--b-0ra"));
    // Of it the third and fourth place alone.
    ascii(all, "ab--c.d", Err((HyphensAt34, 0)));
    ascii(all.allow_hyphens34(true), "ab--c.d", Ok("ab--c.d"));
    assert!(all.allow_hyphens34(true).to_ascii("-a", &mut [0; 254]).is_err());
    assert_eq!(all.allow_hyphens34(true).allow_hyphens34(false), Config::default());
    ascii(all.check_hyphens(false), "ab--ü", Ok("xn--ab---3ra"));
    // An A-label inside an A-label: hyphens at 3 and 4, or, unchecked, the prefix itself.
    let mut inner = [0; 63];
    let len = punycode::encode("xn--ü", &mut inner).unwrap();
    let nested = format!("xn--{}", std::str::from_utf8(&inner[..len]).unwrap());
    ascii(all, &nested, Err((HyphensAt34, 0)));
    ascii(all.check_hyphens(false), &nested, Err((BadPunycode, 0)));
    // CheckBidi.
    for typed in ["1a.א", "אa", "a.xn--0ca24w"] {
        assert_eq!(all.to_ascii(typed, &mut [0; 254]).map_err(Error::code), Err(BidiRule));
        assert!(all.check_bidi(false).to_ascii(typed, &mut [0; 254]).is_ok());
    }
    // CheckJoiners.
    for typed in ["a\u{200D}b", "xn--1ug"] {
        assert_eq!(all.to_ascii(typed, &mut [0; 254]).map_err(Error::code), Err(JoinerContext));
        assert!(all.check_joiners(false).to_ascii(typed, &mut [0; 254]).is_ok());
    }
    // UseSTD3ASCIIRules, and the underscore.
    let lax = all.use_std3_ascii_rules(false);
    ascii(lax, "A b.*\u{0}/", Ok("a b.*\u{0}/"));
    ascii(lax, "ü b", Ok("xn-- b-wka"));
    ascii(lax, "a_b", Ok("a_b"));
    ascii(lax.allow_underscore(true), "a_b c", Ok("a_b c"));
    ascii(all, "_a.ü_", Err((DisallowedCodePoint, 0)));
    ascii(all.allow_underscore(true), "_a.ü_", Ok("_a.xn--_-dha"));
    ascii(all.allow_underscore(true), "a b_", Err((DisallowedCodePoint, 1)));
    ascii(Config::DNS, "_a.b--c.xn--_-dha", Ok("_a.b--c.xn--_-dha"));
    ascii(Config::DNS, "ü b", Err((DisallowedCodePoint, 2)));
    // VerifyDnsLength.
    let free = all.verify_dns_length(false);
    for typed in ["", ".", "a..b", "a.", "..", "a.b."] {
        assert_eq!(all.to_ascii(typed, &mut [0; 254]).map_err(Error::code), Err(LabelEmpty));
        ascii(free, typed, Ok(typed));
        unicode(free, typed, Ok(typed));
    }
    ascii(free, "ü.。", Ok("xn--tda.."));
    let long = "a".repeat(300);
    ascii(free, &long, Ok(&long));
    // The scratch is all that limits a label then.
    ascii(free, &format!("ü{}", "a".repeat(176)), Ok(&format!("xn--{}-d6r", "a".repeat(176))));
    ascii(free, &format!("x.ü{}", "a".repeat(177)), Err((BufferTooSmall, 2)));
    unicode(free, &format!("x.ü{}", "a".repeat(177)), Err((BufferTooSmall, 2)));
}

#[test]
fn room_is_used_to_the_last_octet() {
    for typed in [
        "example.com",
        "bücher.example.com",
        "xn--bcher-kva.de",
        "ｂücher",
        "ｂ.c",
        "例え.テスト",
        "ü.ü",
    ] {
        for config in [Config::new(), Config::new().verify_dns_length(false)] {
            let mut out = [0; 1_000];
            let need = config.to_ascii(typed, &mut out).unwrap();
            assert_eq!(config.to_ascii(typed, &mut out[..need]), Ok(need));
            for len in 0..need {
                assert_eq!(
                    config.to_ascii(typed, &mut out[..len]).map_err(Error::code),
                    Err(Code::BufferTooSmall)
                );
            }
            let need = config.to_unicode(typed, &mut out).unwrap();
            assert_eq!(config.to_unicode(typed, &mut out[..need]), Ok(need));
            for len in 0..need {
                assert_eq!(
                    config.to_unicode(typed, &mut out[..len]).map_err(Error::code),
                    Err(Code::BufferTooSmall)
                );
            }
        }
    }
}

#[test]
fn punycode_refusals() {
    #[track_caller]
    fn row(encoded: &str, code: Code, offset: usize) {
        let is = punycode::decode(encoded, &mut ['\0'; 4])
            .map_err(|error| (error.code(), error.offset()));
        assert_eq!(is, Err((code, offset)), "{encoded:?}");
    }
    row("-", Code::BadPunycode, 0);
    row("a-é", Code::BadPunycode, 2);
    row("é-a", Code::BadPunycode, 0);
    row("a-b!", Code::BadPunycode, 3);
    row("a-z", Code::BadPunycode, 3);
    row("99999999", Code::BadPunycode, 7);
    row("abcde-", Code::BufferTooSmall, 4);
    row("abcd-tda", Code::BufferTooSmall, 7);
    assert_eq!(punycode::encode("ü", &mut [0; 2]).map_err(Error::code), Err(Code::BufferTooSmall));
    assert_eq!(punycode::decode("", &mut []), Ok(0));
    assert_eq!(punycode::encode("", &mut []), Ok(0));
}
