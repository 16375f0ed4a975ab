//! The laws of the crate, once: what holds of every text, good or bad, in every kind and dialect.
//!
//! Tests, fuzz targets and benches include this file by `#[path]`. Each function panics, with the
//! text in the message, where a law is broken; what was refused or read is the vectors' business.
//!
//! - No accepted text holds controls or direction characters, or blanks at its ends.
//! - An offset is at most the text's length and stands on a character boundary.
//! - Canonical text is written alike by every door, fits `MAX_LEN` and not one byte less than itself,
//!   reads back as an equal value, and is its own canonical text.
//! - `is_canonical` holds exactly of canonical text. Equal values have equal text, order and hash.
//! - The shape names the kind: `detect` is `read_as` of `Kind::of`.
//! - What a dialect shows, it checks, but for its limits; what it checks, it shows; and it detects
//!   as the same value, but for named losses.
//! - A suggestion is another text and can be read, by a door that refuses the text with that error.

#![allow(dead_code, reason = "not every crate that includes this file calls every law")]

use std::{
    fmt::Display,
    hash::{DefaultHasher, Hash, Hasher},
};

use ioc_canon::{
    Address, Asn, Cidr, Code, Dialect, Email, Endpoint, Error, FileHash, Host, Indicator, Kind,
    Range, RegistryKey, Url, dialect, endpoint, host,
};

/// Every dialect of the crate.
pub(crate) const DIALECTS: &[&Dialect] = dialect::ALL;

/// What `check` may still refuse of a text that the dialect itself shows.
pub(crate) const LIMIT_CODES: [Code; 6] = [
    Code::PrefixTooShort,
    Code::PrivateAddress,
    Code::SpecialAddress,
    Code::NameOverLimit,
    Code::HashUnsupported,
    Code::BeyondBasicPlane,
];

/// The laws over bytes: no door panics, and a text's bytes read as the text does.
pub(crate) fn bytes(bytes: &[u8]) {
    macro_rules! doors {
        ($($ty:ident)*) => { $(
            match (std::str::from_utf8(bytes), $ty::parse_bytes(bytes)) {
                (Ok(text), read) => {
                    assert_eq!(read.map(|v| v.to_string()), $ty::parse(text).map(|v| v.to_string()), "{text:?}");
                }
                (Err(_), Ok(read)) => panic!("{bytes:?} read as {read}"),
                (Err(broken), Err(error)) => {
                    assert!(matches!(error.code(), Code::NotUtf8 | Code::TooLong), "{bytes:?}: {error}");
                    assert!(error.offset() <= bytes.len(), "{bytes:?}: {error}");
                    if error.code() == Code::NotUtf8 {
                        assert_eq!(error.offset(), broken.valid_up_to(), "{bytes:?}");
                    }
                }
            }
        )* };
    }
    doors!(Asn Address Cidr Range Host Url RegistryKey Email FileHash Endpoint);
    let detected = Indicator::detect_bytes(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        let error = detected.expect_err("text that is not UTF-8");
        assert!(matches!(error.code(), Code::NotUtf8 | Code::TooLong), "{bytes:?}: {error}");
        return;
    };
    assert_eq!(detected, Indicator::detect(text), "{text:?}");
    indicator(text);
    for &each in Kind::ALL {
        kind(each, text);
    }
}

/// The laws over `detect` and, where it reads the text, over the dialects.
pub(crate) fn indicator(text: &str) {
    let detected = Indicator::detect(text);
    if let Ok(value) = detected {
        let mut buffer = ioc_canon::indicator::Buffer::new();
        assert_eq!(value.canonical(&mut buffer), value.to_string(), "{text:?}");
    }
    match (Kind::of(text), detected) {
        (Ok(kind), detected) => {
            let read = Indicator::read_as(kind, text).map(|parsed| parsed.value());
            match read {
                // `1.2.3.4-１`, `1.2.3.4-9。`: a name by its own door, whose canonical text is not read as one.
                Ok(value @ Indicator::Host(_))
                    if Kind::of(&value.to_string()) != Ok(Kind::Host) =>
                {
                    let refused = detected.map_err(|error| (error.code(), error.offset()));
                    assert_eq!(refused, Err((Code::NotAnIndicator, 0)), "{text:?}");
                }
                read => assert_eq!(read, detected, "{text:?} has the shape of {kind}"),
            }
        }
        (Err(shape), Err(error)) => assert_eq!(shape, error, "{text:?}"),
        (Err(shape), Ok(read)) => panic!("{text:?} has no shape ({shape}) and reads as {read}"),
    }
    match detected {
        Ok(read) => {
            let canonical = read.to_string();
            if !outgrows(read.kind(), &canonical) {
                assert_eq!(Indicator::detect(&canonical), Ok(read), "{text:?} as {canonical:?}");
                dialects(&read, text);
            }
        }
        Err(error) => refused(text, error, None),
    }
}

/// A formatter's fill, width and precision mean what they mean for a text.
fn formatted(value: &impl Display, text: &str) {
    let width = text.chars().count() + 3;
    assert_eq!(format!("{value:>width$}"), format!("{text:>width$}"));
    assert_eq!(format!("{value:*^width$.9}"), format!("{text:*^width$.9}"));
    assert_eq!(format!("{value:7.3}"), format!("{text:7.3}"));
}

/// The laws over one kind's own doors.
pub(crate) fn kind(kind: Kind, text: &str) {
    macro_rules! laws {
        // Values tell by `read` whether the text was canonical, views by themselves.
        (value $ty:ident $module:ident) => {
            laws!(@ $ty $module, |text| $ty::read(text).map(|read| (*read.get(), read.is_canonical())))
        };
        (view $ty:ident $module:ident) => {
            laws!(@ $ty $module, |text| $ty::parse(text).map(|read| (read, read.is_canonical())))
        };
        (@ $ty:ident $module:ident, |$text:ident| $read:expr) => {{
            use ioc_canon::$module::{Buffer, MAX_INPUT, MAX_LEN};
            let parsed = $ty::parse(text);
            let read = { let $text = text; $read };
            assert_eq!(read.map(|(value, _)| value), parsed, "{text:?}");
            assert_eq!($ty::try_from(text), parsed, "{text:?}");
            let (value, is_canonical) = match read {
                Ok(read) => read,
                Err(error) => {
                    if text.len() > MAX_INPUT {
                        assert_eq!(error.code(), Code::TooLong, "{text:?}");
                    }
                    return refused(text, error, Some(kind));
                }
            };
            assert!(text.len() <= MAX_INPUT, "{text:?}");
            let canonical = value.to_string();
            assert!(canonical.len() <= MAX_LEN, "{text:?} as {canonical:?}");
            assert!(!canonical.contains(is_forbidden), "{text:?} as {canonical:?}");
            assert_eq!(canonical.trim_matches(' '), canonical, "{text:?}");
            assert_eq!(is_canonical, canonical == text, "{text:?} as {canonical:?}");
            assert_eq!(value.canonical(&mut Buffer::new()), canonical, "{text:?}");
            written(&canonical, |out| value.write_into(out));
            formatted(&value, &canonical);
            if outgrows(kind, &canonical) {
                return;
            }
            {
                let $text = canonical.as_str();
                let (again, still) = match $read {
                    Ok(again) => again,
                    Err(error) => panic!("{text:?} as {canonical:?}: {error}"),
                };
                assert!(still, "{canonical:?} is canonical");
                assert_eq!(again, value, "{text:?} as {canonical:?}");
                assert!(again.cmp(&value).is_eq(), "{text:?} as {canonical:?}");
                assert_eq!(digest(&again), digest(&value), "{text:?} as {canonical:?}");
                assert_eq!(again.to_string(), canonical, "{text:?}");
                assert_eq!(again.notes(), value.notes(), "{text:?} as {canonical:?}");
            }
            dialects(&Indicator::from(value), text);
        }};
    }
    match kind {
        Kind::Asn => laws!(value Asn asn),
        Kind::Address => laws!(value Address address),
        Kind::Cidr => laws!(value Cidr cidr),
        Kind::Range => laws!(value Range range),
        Kind::Host => {
            wildcard(text);
            laws!(view Host host);
        }
        Kind::Url => laws!(view Url url),
        Kind::RegistryKey => laws!(view RegistryKey registry),
        Kind::Email => laws!(view Email email),
        Kind::FileHash => laws!(view FileHash hash),
        Kind::Endpoint => laws!(view Endpoint endpoint),
        other => panic!("no laws for {other}"),
    }
}

/// The laws of a host over the name under an asterisk, which only options allow.
fn wildcard(text: &str) {
    let star = host::Options::new().wildcard(true);
    let text = format!("*.{text}");
    let Ok(value) = Host::parse_with(&text, &star) else { return };
    let canonical = value.to_string();
    assert!(value.is_wildcard() && canonical.len() <= host::MAX_LEN, "{text:?} as {canonical:?}");
    assert_eq!(value.canonical(&mut host::Buffer::new()), canonical, "{text:?}");
    assert_eq!(value.is_canonical(), canonical == text, "{text:?} as {canonical:?}");
    assert_eq!(Host::parse_with(&canonical, &star), Ok(value), "{text:?} as {canonical:?}");
}

/// The law of two values of one kind: they are equal exactly when their texts are, and order and
/// hash say so too.
pub(crate) fn pair(a: &Indicator<'_>, b: &Indicator<'_>) {
    let same = a.kind() == b.kind() && a.to_string() == b.to_string();
    assert_eq!(a == b, same, "{a} {b}");
    assert_eq!(a.cmp(b).is_eq(), same, "{a} {b}");
    assert_eq!(a.cmp(b), b.cmp(a).reverse(), "{a} {b}");
    assert!(!same || digest(a) == digest(b), "{a} {b}");
}

/// The one exception of reading back: a text within the bound whose canonical text is beyond it,
/// since a short hive is written out. It is refused as too long, and only it.
fn outgrows(kind: Kind, canonical: &str) -> bool {
    let outgrows = kind == Kind::RegistryKey && canonical.len() > ioc_canon::registry::MAX_INPUT;
    if outgrows {
        let again = RegistryKey::parse(canonical).map_err(|error| error.code());
        assert_eq!(again, Err(Code::TooLong), "{canonical:?}");
    }
    outgrows
}

/// `write` gives `expected` into exactly as many bytes and into more, and `BufferTooSmall` into one
/// byte less.
fn written(expected: &str, write: impl Fn(&mut [u8]) -> Result<usize, Error>) {
    for slack in [0, 1, 200] {
        let mut out = vec![0xaa; expected.len() + slack];
        assert_eq!(write(&mut out), Ok(expected.len()), "{expected:?}");
        assert_eq!(&out[..expected.len()], expected.as_bytes());
    }
    let mut less = vec![0; expected.len().saturating_sub(1)];
    let error = write(&mut less).expect_err(expected);
    assert_eq!((error.code(), error.offset()), (Code::BufferTooSmall, 0), "{expected:?}");
}

fn digest(value: &impl Hash) -> u64 {
    let mut state = DefaultHasher::new();
    value.hash(&mut state);
    state.finish()
}

/// What no kind holds: C0, DEL, C1, line and paragraph separators, and what changes the direction.
fn is_forbidden(c: char) -> bool {
    let direction = ['\u{61c}', '\u{200e}', '\u{200f}'].contains(&c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c);
    c.is_control() || direction || c == '\u{2028}' || c == '\u{2029}'
}

/// The laws of a refusal: its place, and that what it suggests can be read. `kind` is the one that
/// refused, if it was not `detect`.
fn refused(text: &str, error: Error, kind: Option<Kind>) {
    let place = |text: &str, error: Error| {
        let at = error.offset();
        assert!(at <= text.len() && text.is_char_boundary(at), "{text:?}: {error}");
        // Made for its panics: the particulars are found for every refusal.
        let _ = error.explain(text).to_string();
        assert!(error.explain(text).found() == text[at..].chars().next(), "{text:?}: {error}");
    };
    place(text, error);
    // Another text than the refused one is the caller's mistake and no reason to panic.
    for other in ["", "é", "日本:/-::.1"] {
        let explained = error.explain(other);
        let _ = (explained.to_string(), explained.suggestion().map(|s| s.to_string()));
    }
    let door = |text: &str| match kind {
        Some(kind) => Indicator::read_as(kind, text).map(|_| ()),
        None => Indicator::detect(text).map(|_| ()),
    };
    // Another build reads it.
    let read = |text: &str| match door(text) {
        Err(error) => error.code() == Code::NeedsIdna && !cfg!(feature = "idna"),
        Ok(()) => true,
    };
    let explained = error.explain(text);
    for (suggestion, known) in
        [(explained.suggestion(), false), (explained.suggestion_read_by(door), true)]
    {
        let Some(suggestion) = suggestion else { continue };
        let mended = suggestion.to_string();
        assert_ne!(mended, text, "{error}: the suggestion is the text");
        written(&mended, |out| suggestion.write_into(out));
        // Which kind refused is not to be known of an error alone: one does that refuses the text so.
        assert!(
            read(&mended) || (!known && kind.is_some() && is_read(text, error, &mended)),
            "{text:?}: {error}; {mended:?} is suggested and not read"
        );
    }
}

/// Whether of the doors that refuse `text` with `error` one reads what was suggested for it; of a
/// platform's refusal, which no door makes, any.
fn is_read(text: &str, error: Error, suggested: &str) -> bool {
    let any = host::Options::new();
    let (mut refuses, mut reads) = (false, (false, false));
    let mut ask = |door: &dyn Fn(&str) -> Result<(), Error>| {
        let read = match door(suggested) {
            // Another build reads it.
            Err(again) => again.code() == Code::NeedsIdna && !cfg!(feature = "idna"),
            Ok(()) => true,
        };
        let same = door(text) == Err(error);
        refuses |= same;
        reads = (reads.0 || read, reads.1 || read && same);
    };
    ask(&|text| Indicator::detect(text).map(|_| ()));
    for &kind in Kind::ALL {
        ask(&|text| Indicator::read_as(kind, text).map(|_| ()));
    }
    ask(&|text| Asn::parse(text).map(|_| ()));
    ask(&|text| Email::parse(text).map(|_| ()));
    ask(&|text| Host::parse_with(text, &any.wildcard(true)).map(|_| ()));
    ask(&|text| Endpoint::parse_with(text, &any).map(|_| ()));
    ask(&|text| Endpoint::parse_form(text, endpoint::Form::Pipe, &any).map(|_| ()));
    if refuses { reads.1 } else { reads.0 }
}

/// The laws over every dialect for a value that was read from `text`.
fn dialects(value: &Indicator<'_>, text: &str) {
    let kind = value.kind();
    let canonical = value.to_string();
    // A value that only its own kind's door reads (one label, a quoted mailbox) is not detected in
    // any spelling.
    let detectable = Indicator::detect(&canonical).as_ref() == Ok(value);
    for dialect in DIALECTS {
        let name = dialect.name();
        let shown = match (dialect.takes(kind), dialect.show(value)) {
            (true, Ok(shown)) => shown,
            (false, Err(error)) => {
                assert_eq!(error, Error::new(Code::KindNotHere, 0), "{name} {canonical:?}");
                assert_eq!(dialect.check(kind, text), Err(error), "{name} {text:?}");
                assert!(dialect.suggest(kind, text).is_none(), "{name} {text:?}");
                continue;
            }
            (takes, shown) => panic!("{name} {canonical:?}: {takes} {:?}", shown.is_ok()),
        };
        let spelling = shown.to_string();
        assert_eq!(shown.text(&mut ioc_canon::indicator::Buffer::new()), spelling, "{name}");
        written(&spelling, |out| shown.write_into(out));

        // What is accepted is what passes.
        let accepted = dialect.accept(value).map(|shown| shown.to_string());
        let checked = dialect.check(kind, &spelling);
        assert_eq!(accepted, checked.map(|()| spelling.clone()), "{name} {spelling:?}");

        // Names of one label are no indicators to a platform: `check` reads as `read_as` does.
        let own = dialect.check(kind, &spelling);
        let single = Err(Code::SingleLabel);
        if Indicator::read_as(kind, &canonical).map_err(|e| e.code()).map(|_| ()) == single {
            assert_eq!(own.map_err(|e| e.code()), single, "{name} {spelling:?}");
            continue;
        }
        if let Err(error) = own {
            assert!(LIMIT_CODES.contains(&error.code()), "{name} {spelling:?}: {error}");
        }
        match dialect.check(kind, text) {
            Ok(()) => assert_eq!(text, spelling, "{name} takes it"),
            Err(error) => {
                let at = error.offset();
                assert!(at <= text.len() && text.is_char_boundary(at), "{name} {text:?}: {error}");
                let _ = error.explain(text).to_string();
                assert!(own == Err(error) || text != spelling, "{name} {text:?}: {error}");
                refused(text, error, Some(kind));
            }
        }
        let suggested = dialect.suggest(kind, text).map(|shown| shown.to_string());
        if Indicator::read_as(kind, text).is_ok() {
            assert_eq!(suggested.as_ref(), Some(&spelling), "{name} {text:?}");
        }
        if detectable && !is_lost(name, value, &spelling) {
            assert_eq!(Indicator::detect(&spelling).as_ref(), Ok(value), "{name} {spelling:?}");
        }
    }
}

/// The named losses: spellings of a platform that `detect` does not read as the value they stand
/// for. Each is checked to be lost, so that the list stays exact.
fn is_lost(dialect: &str, value: &Indicator<'_>, spelling: &str) -> bool {
    let detected = Indicator::detect(spelling).map_err(|error| error.code());
    match (dialect, value) {
        // A bare number may as well be an address.
        ("opencti" | "misp" | "ecs", Indicator::Asn(_)) => {
            assert_eq!(detected, Err(Code::AmbiguousNumber), "{spelling:?}");
            true
        }
        // A block of one address is the address.
        ("misp", Indicator::Cidr(block)) if block.is_single() => {
            assert_eq!(detected, Ok(Indicator::Address(block.first().into())), "{spelling:?}");
            true
        }
        // `host|port` is read only where it is asked for.
        ("misp", Indicator::Endpoint(_)) => {
            assert!(detected.is_err(), "{spelling:?}");
            true
        }
        _ => false,
    }
}
