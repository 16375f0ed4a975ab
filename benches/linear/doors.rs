//! Every door, and the texts that are worst for one of them or another.

use std::hint::black_box;

use ioc_canon::{
    Email, Endpoint, Error, Host, Indicator, Kind, RegistryKey, Text, Url, dialect,
    feed::{self, Decoder, Options, Scratch},
    refang,
};

/// What a text is made of: as many as fit into the length asked for.
pub(crate) const UNITS: [&str; 60] = [
    ".",
    "-",
    "a",
    "A",
    "a.",
    "A.",
    "-a",
    "a-",
    "--",
    "xn--",
    "xn--a.",
    "xn--bcher-kva.",
    "xn--zzzzzz",
    "a\u{308}",
    "\u{308}",
    "\u{308}\u{323}",
    "\u{345}",
    "ß",
    "ä.",
    "\u{fdfa}",
    "א",
    "\u{200d}",
    "Ã¤",
    "…",
    "..",
    "[.]",
    "[",
    "]",
    "[dot]",
    " [dot] ",
    "(.",
    "\\.",
    "\\",
    "\\\\",
    "::",
    ":",
    ":0",
    "1",
    "0",
    "0x",
    "1.2.3.4",
    "%",
    "%41",
    "\"",
    "\"\"",
    "'",
    ",",
    "a,",
    "\",\"",
    ";",
    "@",
    "a@",
    "/",
    "#",
    " ",
    "\t",
    "|",
    "*.",
    "\\\u{200b}",
    "[abc]a",
];

/// What stands around it.
pub(crate) const FRAMES: [(&str, &str); 9] = [
    ("", ""),
    ("http://", ""),
    ("http://a.example/", ""),
    ("http://", "@a.example"),
    ("hxxp://a[.]example/", ""),
    ("HKLM\\", ""),
    ("a@", ""),
    ("\"", "\"@a.example"),
    ("[", "]:80"),
];

/// What stands around it in a feed, which finds what frames are for by itself: nothing, what makes a
/// line one of a hosts file, of many names, and how a key and a URL begin.
pub(crate) const FEED_FRAMES: [(&str, &str); 4] =
    [("", ""), ("0.0.0.0 ", ""), ("HKLM\\a", ""), ("http://", "")];

/// What is done with a text, and thrown away.
pub(crate) type Door = fn(&str);

/// Those whose names begin with `feed` take whole feeds, the others a text.
pub(crate) fn all() -> Vec<(&'static str, Door)> {
    #[cfg_attr(not(feature = "idna"), expect(unused_mut, reason = "the doors of IDN are added"))]
    let mut doors: Vec<(&'static str, Door)> = vec![
        ("detect", |text| explained(text, Indicator::detect(text))),
        ("host", |text| explained(text, Host::parse(text).map(Into::into))),
        ("url", |text| explained(text, Url::parse(text).map(Into::into))),
        ("registry-key", |text| explained(text, RegistryKey::parse(text).map(Into::into))),
        ("email", |text| explained(text, Email::parse(text).map(Into::into))),
        ("endpoint", |text| explained(text, Endpoint::parse(text).map(Into::into))),
        ("other kinds", |text| {
            for kind in [Kind::Asn, Kind::Address, Kind::Cidr, Kind::Range, Kind::FileHash] {
                explained(text, Indicator::read_as(kind, text).map(ioc_canon::Parsed::value));
            }
        }),
        ("check", |text| {
            for dialect in dialect::ALL {
                for &kind in Kind::ALL {
                    let _ = black_box(dialect.check(kind, text));
                    if let Some(shown) = dialect.suggest(kind, text) {
                        let _ = black_box(shown.write_into(&mut [0; 4096]));
                    }
                }
            }
        }),
        ("refang", |text| {
            let refanged = refang::refang(text);
            let _ = black_box(refanged.write_into(&mut [0; 4096]));
            black_box(refanged.typed_offset(text.len()));
            black_box(refanged.edits().count());
        }),
        ("sniff", |text| {
            black_box(feed::sniff(text.as_bytes()));
        }),
        ("feed, plain", |text| entries(text, &Options::PLAIN)),
        ("feed, hosts", |text| entries(text, &Options::HOSTS)),
        ("feed, adblock", |text| entries(text, &Options::ADBLOCK)),
        ("feed, report", |text| entries(text, &Options::REPORT)),
        ("feed, misp", |text| entries(text, &Options::MISP_COMPOSITE)),
        ("feed, csv", |text| entries(text, &Options::csv(2, b','))),
        ("feed, lenient", |text| {
            entries(text, &Options::PLAIN.assume_http(true).single_labels(true).suffixes(true));
        }),
        ("feed, byte by byte", |text| {
            let options = Options::PLAIN.max_line(4096);
            let Ok(mut decoder) = Decoder::<4096>::try_new(options) else { return };
            let mut scratch = Scratch::new();
            for byte in text.as_bytes() {
                decoder.push(&[*byte], |entry| {
                    black_box(entry.read(&mut scratch).is_ok());
                });
            }
            decoder.finish(|entry| {
                black_box(entry.read(&mut scratch).is_ok());
            });
        }),
    ];
    #[cfg(feature = "idna")]
    doors.push(("idna", |text| {
        let config = ioc_canon::idna::Config::new().check_hyphens(false).verify_dns_length(false);
        let _ = black_box(config.to_ascii(text, &mut [0; 8192]));
        let _ = black_box(config.to_unicode(text, &mut [0; 8192]));
    }));
    doors
}

/// What a caller does with a reading: the canonical text, or everything about the refusal.
fn explained(text: &str, read: Result<Indicator<'_>, Error>) {
    match read {
        Ok(value) => {
            let _ = black_box(value.write_into(&mut [0; 4096]));
            black_box(value.notes().iter().count());
            black_box(refang::defang(&value).to_string());
        }
        Err(error) => {
            let explanation = error.explain(text);
            black_box(explanation.found());
            if let Some(suggestion) = explanation.suggestion() {
                let _ = black_box(suggestion.write_into(&mut [0; 4096]));
                let _ = black_box(Text::<4096>::new());
            }
        }
    }
}

fn entries(text: &str, options: &Options) {
    let mut scratch = Scratch::new();
    for entry in feed::entries(text.as_bytes(), options) {
        let _ = black_box(entry.read(&mut scratch));
    }
}
