extern crate std;

use super::*;
use crate::error::Code;

const STRICT: Options = Options::new().rules(Rules::Hostname);
const TWO: Options = Options::new().min_labels(2);
const STAR: Options = Options::new().wildcard(true);

#[track_caller]
fn refused(text: &str, options: &Options, code: Code, at: usize) {
    assert_eq!(Host::parse_with(text, options).map(|_| ()), Err(Error::new(code, at)), "{text}");
}

#[test]
#[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
fn fast_and_slow_agree() {
    let names = [
        "a", "a.", "a.b", "A.b", "-", "a-", "-a", "a-.b", "a.-b", ".", "..", "a..b", ".a", "a_b",
        "ab--c.d", "xn--a.b", "1", "a.1", "a.0x", "a.0xg", "a.0xf", "0x.a", "1.2.3.4", "*.a", "a*",
        "é.a", "a.b.",
    ];
    for options in [&Options::new(), &STRICT, &TWO, &STAR] {
        for name in names {
            if let Some(seen) = fast(name.as_bytes(), options) {
                assert_eq!(slow(name, options), Ok(seen), "{name}");
            } else if let Ok(seen) = slow(name, options) {
                assert!(seen.has(Seen::WILDCARD | Seen::UNICODE), "{name}");
            }
        }
    }
}

#[test]
fn options_choose_the_rules() {
    refused("_dmarc.example", &STRICT, Code::Underscore, 0);
    refused("a.ab--c.example", &STRICT, Code::HyphensAt34, 2);
    match cfg!(feature = "idna") {
        true => refused("a.xn--99999999.example", &STRICT, Code::BadPunycode, 2),
        false => refused("a.xn--bcher-kva.example", &STRICT, Code::NeedsIdna, 2),
    }
    refused("localhost", &TWO, Code::SingleLabel, 0);
    refused("localhost.", &TWO, Code::SingleLabel, 0);
    refused("*.example.com", &Options::new(), Code::Wildcard, 0);
    refused("a.*.example.com", &STAR, Code::HostCharacter, 2);
    let star = Host::parse_with("*.Example.com", &STAR).unwrap();
    assert!(star.is_wildcard() && !Host::parse_with("Example.com", &STAR).unwrap().is_wildcard());
    assert_eq!(star.canonical(&mut Buffer::new()), "*.example.com");
    assert!(Host::parse("_dmarc.ab--c.example").is_ok());
}

#[test]
fn lengths_at_the_edge() {
    let label = "a".repeat(63);
    let name = |last: usize| std::format!("{label}.{label}.{label}.{}", "b".repeat(last));
    assert!(Host::parse(&label).is_ok());
    refused(&"a".repeat(64), &Options::new(), Code::LabelTooLong, 0);
    assert!(Host::parse(&name(61)).is_ok());
    assert!(Host::parse(&std::format!("{}.", name(61))).is_ok());
    refused(&name(62), &Options::new(), Code::NameTooLong, 192);
    refused(&"a.".repeat(2048), &Options::new(), Code::NameTooLong, 254);
    refused(&"a.".repeat(2049), &Options::new(), Code::TooLong, 4096);
}

/// The wildcard's two octets count, whatever the name maps to.
#[test]
#[cfg(feature = "idna")]
fn wildcards_beyond_ascii_at_the_edge() {
    let (label, long) = ("a".repeat(63), std::format!("é{}", "a".repeat(53)));
    // `é` and 53 letters are 61 octets as an A-label, so the last may have 61.
    let name = |last: usize| std::format!("*.{long}.{label}.{label}.{}", "b".repeat(last));
    let most = name(61);
    let host = Host::parse_with(&most, &STAR).unwrap();
    let mut buffer = Buffer::new();
    let canonical = host.canonical(&mut buffer);
    assert_eq!((canonical.len(), canonical.get(..6)), (253, Some("*.xn--")));
    assert_eq!(Host::parse_with(canonical, &STAR), Ok(host));
    refused(&name(62), &STAR, Code::NameTooLong, 186);
    // Without the wildcard there is room for two more.
    assert!(Host::parse(name(63).get(2..).unwrap()).is_ok());
}

/// Equal names have equal notes, however they are spelled.
#[test]
fn notes_are_those_of_the_canonical_name() {
    let rows = [
        ("invoice.zip", true),
        ("invoice.ZIP.", true),
        ("invoice.example", false),
        ("zip", false),
        ("invoice\u{3002}zip", true),
        ("invoice.\u{ff5a}\u{ff49}\u{ff50}", true),
        ("invoice.\u{ff3a}ip\u{ff0e}", true),
        ("\u{fc}.zip", true),
        ("\u{fc}.zipp", false),
        ("zip.\u{fc}", false),
        ("\u{ff5a}\u{ff49}\u{ff50}", false),
        // An underscore in an A-label decodes.
        ("_d\u{f6}marc.example", false),
    ];
    for (text, is_file) in rows {
        match Host::parse(text) {
            Ok(host) => {
                let notes = Notes::NONE.with(Note::FileExtensionTld, is_file);
                assert_eq!(host.notes(), notes, "{text}");
                let mut buffer = Buffer::new();
                let again = Host::parse(host.canonical(&mut buffer)).unwrap();
                assert_eq!(again.notes(), notes, "{text}");
            }
            Err(error) => assert!(!cfg!(feature = "idna") && error.code() == Code::NeedsIdna),
        }
    }
}

/// What is over a bound, or of one label where there must be two, is for the complete reader.
#[test]
#[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
fn bounds_of_the_fast_path() {
    let mut name = [b'a'; MAX_LEN + 2];
    for dot in [63, 127, 191] {
        name[dot] = b'.';
    }
    for (len, all) in [(MAX_LEN, true), (MAX_LEN + 1, false), (MAX_LEN + 2, false)] {
        for options in [&Options::new(), &STRICT, &TWO] {
            assert_eq!(fast(&name[..len], options).is_some(), all, "{len}");
        }
    }
    name[MAX_LEN] = b'.';
    assert!(fast(&name[..=MAX_LEN], &TWO).is_some());
    for (text, one, two) in
        [("a", true, false), ("A", true, false), ("a_", true, false), ("A.b", true, true)]
    {
        assert_eq!(fast_rare(text.as_bytes(), &Options::new()).is_some(), one, "{text}");
        assert_eq!(fast_rare(text.as_bytes(), &TWO).is_some(), two, "{text}");
    }
}

/// The asterisk is no label: what is asked of a name is asked of what is below it.
#[test]
fn two_labels_below_an_asterisk() {
    let two = STAR.min_labels(2);
    assert!(Host::parse_with("*.com", &STAR).is_ok());
    assert!(Host::parse_with("*.a.com", &two).is_ok());
    refused("*.com", &two, Code::SingleLabel, 2);
    refused("*.com.", &two, Code::SingleLabel, 2);
    refused("com", &two, Code::SingleLabel, 0);
}

#[test]
#[cfg(feature = "idna")]
fn what_maps_to_ascii() {
    for (text, all) in [
        ("a.example", false),
        ("xn--bcher-kva.example", false),
        ("b\u{fc}cher.example", false),
        ("\u{ff41}.example", true),
        ("\u{2460}.example", true),
        ("a.example.", false),
        ("a.example\u{3002}", true),
        ("b\u{fc}cher.example\u{3002}", false),
    ] {
        assert_eq!(Host::parse(text).unwrap().maps_to_ascii(), all, "{text}");
    }
}

/// Lengths of labels are those of A-labels, and what is typed may take more bytes.
#[test]
#[cfg(feature = "idna")]
fn long_labels_beyond_ascii() {
    // What composes is left to the complete reader.
    for first in ["\u{e9}", "e\u{301}"] {
        let name = std::format!("{first}{}.example", "\u{4e2d}".repeat(25));
        assert!(Host::parse(&name).is_ok(), "{name}");
        let name = std::format!("{first}{}.example", "\u{4e2d}".repeat(60));
        refused(&name, &Options::new(), Code::LabelTooLong, 0);
    }
}
