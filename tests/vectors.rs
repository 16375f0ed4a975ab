//! The rows of `tests/vectors`: exact canonical text, code and offset, spelling per dialect.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use ioc_canon::{Code, Error, Indicator, Kind};

#[path = "laws/mod.rs"]
mod laws;
#[path = "rows/mod.rs"]
mod rows;

use rows::{Row, escape, outcome};

/// Collects what is wrong, so that one run shows every row.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn unless(&mut self, holds: bool, row: &Row, what: impl FnOnce() -> String) {
        if !holds {
            self.0.push(format!("{}\n    {}", row.place(), what()));
        }
    }

    fn equal(&mut self, row: &Row, what: &str, found: &str, expected: &str) {
        if is_left_to_idna(found) {
            return;
        }
        self.unless(found == expected, row, || {
            format!("{what}: {} where the row has {}", escape(found), escape(expected))
        });
    }
}

impl Drop for Wrong {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.0.is_empty(), "{} wrong:\n{}", self.0.len(), self.0.join("\n"));
        }
    }
}

/// The rows say what is read with the feature `idna`; without it, refusing is right (see
/// `without_idna_it_is_refused_where_it_begins`).
fn is_left_to_idna(outcome: &str) -> bool {
    !cfg!(feature = "idna") && outcome.starts_with("H011@")
}

/// What a row's outcome column says, its canonical text unescaped.
fn expected(row: &Row, column: usize) -> String {
    String::from_utf8(row.bytes(column)).unwrap_or_else(|_| panic!("{}: outcome", row.place()))
}

#[test]
fn every_row_reads_as_it_says() {
    let mut wrong = Wrong::default();
    let all = rows::kind_rows();
    assert!(all.len() >= 1300, "{} rows", all.len());
    let mut seen = BTreeSet::new();
    for row in &all {
        assert!(seen.insert((row.columns[1].clone(), row.columns[0].clone())), "{}", row.place());
        assert!(row.columns[1].starts_with(row.file), "{}", row.place());
        let (door, expected) = (row.columns[1].as_str(), expected(row, 2));
        let bytes = row.bytes(0);
        if let Some(read) = rows::read_bytes(door, &bytes) {
            wrong.equal(row, "bytes", &outcome(read), &expected);
        }
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        let read = rows::read(door, text);
        if let Ok((_, canonical, is_canonical)) = &read {
            wrong.unless(*is_canonical == (canonical == text), row, || "is_canonical".into());
        }
        wrong.equal(row, "text", &outcome(read.map(|(_, canonical, _)| canonical)), &expected);
    }
}

#[test]
fn every_row_is_spelled_as_it_says() {
    let mut wrong = Wrong::default();
    for row in &rows::kind_rows() {
        let refused = !row.columns[2].starts_with("ok ");
        for (dialect, column) in laws::DIALECTS.iter().zip(3..8) {
            if refused {
                wrong.equal(row, dialect.name(), &row.columns[column], ".");
                continue;
            }
            let text = row.text(0).expect("text that is read is UTF-8");
            let Ok((value, canonical, _)) = rows::read(&row.columns[1], &text) else {
                wrong.unless(!cfg!(feature = "idna"), row, || "is refused".into());
                break;
            };
            let shown = dialect.show(&value).map(|shown| shown.to_string());
            let expected = match row.columns[column].as_str() {
                "=" => Ok(canonical),
                "-" => Err(Error::new(Code::KindNotHere, 0)),
                _ => Ok(row.text(column).expect("UTF-8")),
            };
            wrong.unless(shown == expected, row, || {
                format!("{}: {shown:?} where the row has {expected:?}", dialect.name())
            });
        }
    }
}

/// A dialect takes exactly its own spelling: of the spellings that a value has in all dialects, the
/// one that is its own, but for its limits.
#[test]
fn a_dialect_takes_its_own_spelling_and_no_other() {
    let mut wrong = Wrong::default();
    for row in &rows::kind_rows() {
        let (Some(text), kind) = (row.text(0), rows::kind_of(&row.columns[1])) else { continue };
        // The doors with options read what `check` does not ask for.
        let Ok((value, canonical, _)) = rows::read(&row.columns[1], &text) else { continue };
        if Indicator::read_as(kind, &canonical).is_err() {
            continue;
        }
        let spelling = |column: usize| match row.columns[column].as_str() {
            "=" => Some(canonical.clone()),
            "-" => None,
            _ => row.text(column),
        };
        for (dialect, own) in laws::DIALECTS.iter().zip(3..8) {
            let Some(own) = spelling(own) else { continue };
            for other in (3..8).filter_map(spelling).chain([text.clone()]) {
                let checked = dialect.check(kind, &other);
                let limit = checked.is_err_and(|e| laws::LIMIT_CODES.contains(&e.code()));
                wrong.unless((checked.is_ok() || limit) == (other == own), row, || {
                    format!("{} of {other}: {checked:?}", dialect.name())
                });
            }
        }
        let _ = value;
    }
}

#[test]
fn shapes_choose_the_kind() {
    let mut wrong = Wrong::default();
    for row in &rows::rows("detect", "input\tkind\toutcome\tcomment") {
        let bytes = row.bytes(0);
        let read = rows::read_bytes("detect", &bytes).expect("a door for bytes");
        wrong.equal(row, "bytes", &outcome(read), &expected(row, 2));
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        let kind = Kind::of(text).map_or("-", Kind::name);
        wrong.equal(row, "kind", kind, &row.columns[1]);
        let detected = Indicator::detect(text);
        wrong.equal(row, "text", &outcome(detected.map(|v| v.to_string())), &expected(row, 2));
        if let Ok(value) = detected {
            wrong.equal(row, "kind of the value", value.kind().name(), kind);
        }
    }
}

#[test]
fn checks_of_platforms() {
    let mut wrong = Wrong::default();
    for row in &rows::rows("check", "dialect\tkind\ttext\toutcome\tsuggestion\tcomment") {
        let dialect = laws::DIALECTS.iter().find(|d| d.name() == row.columns[0]);
        let dialect = dialect.unwrap_or_else(|| panic!("{}", row.place()));
        let kind = rows::kind_of(&row.columns[1]);
        let text = row.text(2).expect("UTF-8");
        let checked = dialect.check(kind, &text).map(|()| String::new());
        wrong.equal(row, &text, outcome(checked.clone()).trim_end(), &row.columns[3]);
        if is_left_to_idna(&outcome(checked)) {
            continue;
        }
        let suggested = dialect.suggest(kind, &text).map_or("-".into(), |shown| shown.to_string());
        let expected = match row.columns[4].as_str() {
            "=" => text.clone(),
            _ => row.text(4).expect("UTF-8"),
        };
        wrong.equal(row, &text, &suggested, &expected);
    }
}

/// One message of every code, word for word: `{:#}`, what was found, what to write instead.
#[test]
fn messages_word_for_word() {
    let mut wrong = Wrong::default();
    let mut seen = BTreeSet::new();
    let header = "code\tdoor\tinput\tmessage\texplanation\tsuggestion";
    for row in &rows::rows("messages", header) {
        let text = row.text(2).expect("UTF-8");
        let error = match row.columns[1].split_once(':') {
            Some((name, kind)) => {
                let dialect = laws::DIALECTS.iter().find(|d| d.name() == name);
                let dialect = dialect.unwrap_or_else(|| panic!("{}", row.place()));
                dialect.check(rows::kind_of(kind), &text).expect_err("a refusal")
            }
            None => rows::read(&row.columns[1], &text).expect_err("a refusal"),
        };
        if is_left_to_idna(&outcome(Err(error))) {
            seen.extend(Code::from_id(&row.columns[0]));
            continue;
        }
        seen.insert(error.code());
        let explained = error.explain(&text);
        wrong.equal(row, "code", error.code().id().as_str(), &row.columns[0]);
        wrong.equal(row, "message", &format!("{error:#}"), &row.columns[3]);
        wrong.equal(row, "explanation", &escape(&explained.to_string()), &row.columns[4]);
        let suggestion = explained.suggestion().map_or("-".into(), |s| escape(&s.to_string()));
        wrong.equal(row, "suggestion", &suggestion, &row.columns[5]);
        let plain = error.to_string();
        let full = format!("{plain}; {}", error.code().remedy());
        wrong.equal(row, "with its remedy", &format!("{error:#}"), &full);
        wrong.unless(explained.to_string().starts_with(&plain), row, || explained.to_string());
    }
    let missing: Vec<_> = provoked().difference(&seen).copied().collect();
    assert!(missing.is_empty(), "no message of {missing:?}");
}

/// Codes that no text read by a door of the rows provokes, and the test that provokes them.
const ELSEWHERE: &[(Code, &str)] = &[
    (Code::NotUtf8, "rows of bytes in every kind's file; no text shows it"),
    (Code::BufferTooSmall, "tests/laws: a buffer of one byte less"),
    (Code::WrongKind, "src/dialect/threatstop/list.rs: a list of the other type"),
    (Code::NotExact, "tests/lint_feed.rs: for callers who hold texts to their canonical form"),
    (Code::ValueTypeUnknown, "src/registry/value.rs: a value type is no indicator"),
    (Code::NeedsIdna, "below: builds without the feature `idna`"),
    (Code::ValueNameMissing, "a registry value is no indicator"),
    (Code::ValueNameReserved, "a registry value is no indicator"),
    (Code::ValueTypeNotHere, "a registry value is no indicator"),
    (Code::SpecialAddress, "below: no dialect of the crate refuses special addresses by default"),
    (Code::Denied, "the caller's denylist"),
    (Code::TooManyEntries, "a whole list"),
    (Code::Expiration, "src/dialect/threatstop/expiration.rs"),
    (Code::ContentType, "src/dialect/threatstop/request.rs"),
    (Code::ApiVersion, "src/dialect/threatstop/request.rs"),
    (Code::RequestPath, "src/dialect/threatconnect/auth.rs"),
    (Code::RequestMethod, "src/dialect/threatconnect/auth.rs"),
    (Code::AccessId, "src/dialect/threatconnect/auth.rs"),
    (Code::SecretEmpty, "src/dialect/threatconnect/auth.rs"),
    (Code::SignatureMismatch, "src/dialect/threatconnect/auth.rs"),
    (Code::TimestampOutOfRange, "src/dialect/threatconnect/auth.rs"),
    (Code::LineTooLong, "src/feed/entries.rs"),
    (Code::LineNul, "src/feed/entries.rs"),
    (Code::LineNotUtf8, "src/feed/entries.rs"),
    (Code::FilterRule, "feeds of filter rules"),
    (Code::FeedOptions, "options of feeds"),
    (Code::Redacted, "refanging"),
    (Code::ColumnMissing, "feeds of columns"),
    (Code::FieldOpen, "feeds of columns"),
    (Code::HashLabel, "tests/feed_edges.rs: values of feeds have labels"),
];

/// Every code that some text provokes at a door of the rows.
fn provoked() -> BTreeSet<Code> {
    let elsewhere: BTreeSet<Code> = ELSEWHERE.iter().map(|&(code, _)| code).collect();
    Code::ALL.iter().copied().filter(|code| !elsewhere.contains(code)).collect()
}

#[test]
fn every_code_has_a_row_or_a_reason() {
    let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
    let mut count = |outcome: &str| {
        if let Some((id, _)) = outcome.split_once('@').filter(|_| !outcome.starts_with("ok ")) {
            let code = Code::from_id(id).unwrap_or_else(|| panic!("no code {id}"));
            *seen.entry(code).or_default() += 1;
        }
    };
    rows::kind_rows().iter().for_each(|row| count(&row.columns[2]));
    rows::rows("detect", "input\tkind\toutcome\tcomment").iter().for_each(|r| count(&r.columns[2]));
    let checks = rows::rows("check", "dialect\tkind\ttext\toutcome\tsuggestion\tcomment");
    checks.iter().for_each(|row| count(&row.columns[3]));
    let without: Vec<_> = provoked().into_iter().filter(|code| !seen.contains_key(code)).collect();
    assert!(without.is_empty(), "no row of {without:?}");
    for (code, _) in ELSEWHERE {
        let rows = seen.get(code);
        assert!(rows.is_none() || *code == Code::NotUtf8, "{code:?} has rows: not elsewhere");
    }
}

/// The example of a code's documentation provokes that code.
#[test]
fn examples_of_the_table() {
    let mut wrong = Vec::new();
    for &code in Code::ALL.iter().filter(|code| !code.example().is_empty()) {
        let example = code.example();
        let doors =
            ["detect"].into_iter().chain(rows::KIND_FILES).chain(["host+hostname", "host+two"]);
        let found = doors
            .filter_map(|door| rows::read(door, example).err())
            .any(|error| error.code() == code);
        let idna = !cfg!(feature = "idna") && !example.is_ascii() || example.starts_with("xn--");
        let feed_or_idna = idna || ELSEWHERE.iter().any(|&(other, _)| other == code);
        if !found && !feed_or_idna {
            wrong.push(format!("{code:?} {example:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Without the feature `idna`: at the first character beyond ASCII, or at an A-label that has to be
/// judged.
#[test]
#[cfg(not(feature = "idna"))]
fn without_idna_it_is_refused_where_it_begins() {
    let rows = [
        ("host", "b\u{fc}cher.example", 1),
        ("host", "example.\u{440}\u{444}", 8),
        ("host", "example\u{3002}com", 7),
        ("host", "a\u{5d0}.example", 1),
        ("host+hostname", "a.xn--bcher-kva.example", 2),
        ("url", "http://\u{f6}.example/", 7),
        ("email", "a@b\u{fc}cher.example", 3),
        ("endpoint", "b\u{fc}cher.example:80", 1),
        ("detect", "b\u{fc}cher.example", 1),
    ];
    for (door, text, at) in rows {
        let refused = Err(Error::new(Code::NeedsIdna, at));
        assert_eq!(rows::read(door, text).map(|_| ()), refused, "{door} {text}");
    }
    let ascii = rows::read("host", "xn--a.example").map(|(_, canonical, _)| canonical);
    assert_eq!(ascii.as_deref(), Ok("xn--a.example"));
}

#[test]
fn a_dialect_of_the_callers_refuses_special_addresses() {
    use ioc_canon::{Dialect, address, cidr, dialect::Limits, range};
    const OURS: Dialect = Dialect::new("ours")
        .address(address::Form::Compressed)
        .cidr(cidr::Form::Compressed)
        .range(range::Form::Compressed)
        .limits(Limits::NONE.special(false));
    let rows = [
        (Kind::Address, "192.0.2.1", Err(Error::new(Code::SpecialAddress, 0))),
        (Kind::Address, "192.0.3.1", Ok(())),
        (Kind::Address, "::ffff:10.0.0.1", Err(Error::new(Code::SpecialAddress, 0))),
        (Kind::Cidr, "192.0.0.0/8", Err(Error::new(Code::SpecialAddress, 0))),
        (Kind::Cidr, "193.0.0.0/8", Ok(())),
        (Kind::Range, "9.255.255.255-10.0.0.0", Err(Error::new(Code::SpecialAddress, 0))),
        (Kind::Range, "9.0.0.0-9.255.255.255", Ok(())),
    ];
    for (kind, text, expected) in rows {
        assert_eq!(OURS.check(kind, text), expected, "{text}");
    }
}

/// Each kind's bound: a text of that many bytes is read or refused for what it says, one byte more
/// is too long at the bound, whatever it says; and a mebibyte of one byte is refused at once.
#[test]
fn bounds_of_every_kind() {
    use ioc_canon::{
        address, asn, cidr, email, endpoint, hash, host, indicator, range, registry, url,
    };
    let bounds = [
        ("asn", asn::MAX_INPUT, 32),
        ("address", address::MAX_INPUT, 64),
        ("cidr", cidr::MAX_INPUT, 64),
        ("range", range::MAX_INPUT, 128),
        ("host", host::MAX_INPUT, 4096),
        ("url", url::MAX_INPUT, 8192),
        ("registry-key", registry::MAX_INPUT, 4096),
        ("email", email::MAX_INPUT, 4096),
        ("file-hash", hash::MAX_INPUT, 130),
        ("endpoint", endpoint::MAX_INPUT, 4096),
        ("detect", indicator::MAX_INPUT, 8192),
    ];
    let code = |door: &str, text: &str| rows::read(door, text).err();
    for (door, bound, documented) in bounds {
        assert_eq!(bound, documented, "{door}");
        for byte in 0..=0x7f_u8 {
            let text = String::from_utf8(vec![byte; bound + 1]).expect("ASCII");
            let within = code(door, &text[..bound]).map(Error::code);
            // `detect` looks at as many bytes as its longest kind and asks the shape's own bound.
            assert!(door == "detect" || within != Some(Code::TooLong), "{door} {byte:#x}");
            let past = Some(Error::new(Code::TooLong, bound));
            assert_eq!(code(door, &text), past, "{door} {byte:#x}");
            // A mebibyte takes debug builds long to make and to look at: one byte of each class.
            if !b"\0 a0A.-:/@\\[%~".contains(&byte) {
                continue;
            }
            let text = String::from_utf8(vec![byte; 1 << 20]).expect("ASCII");
            let before = Instant::now();
            assert_eq!(code(door, &text), past, "{door} {byte:#x}");
            if let Some(read) = rows::read_bytes(door, text.as_bytes()) {
                assert_eq!(read.err(), past, "{door} {byte:#x}");
            }
            // Microseconds; the margin is for a machine that is busy.
            assert!(before.elapsed() < Duration::from_millis(500), "{door} {byte:#x}");
        }
        // A platform's check refuses it as soon, and says the same.
        if let Some(kind) = Kind::from_name(door) {
            let text = "a".repeat(1 << 20);
            for dialect in laws::DIALECTS {
                let before = Instant::now();
                let expected = match dialect.takes(kind) {
                    true => Error::new(Code::TooLong, bound),
                    false => Error::new(Code::KindNotHere, 0),
                };
                assert_eq!(dialect.check(kind, &text), Err(expected), "{} {door}", dialect.name());
                assert!(dialect.suggest(kind, &text).is_none(), "{} {door}", dialect.name());
                assert!(before.elapsed() < Duration::from_millis(500), "{} {door}", dialect.name());
            }
        }
        let broken = vec![0xff; 1 << 20];
        if let Some(read) = rows::read_bytes(door, &broken) {
            assert!(matches!(read.err().map(|e| e.code()), Some(Code::TooLong | Code::NotUtf8)));
        }
    }
}
