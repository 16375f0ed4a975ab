//! The laws that hold for every text, in one place: tests, fuzz targets and benches include this
//! file. Each function panics where a law is broken.

use std::hash::{DefaultHasher, Hash, Hasher};

use ioc_canon::{
    Code, Dialect, Error, Indicator, Kind,
    dialect::{ECS, MISP, OPENCTI, THREATCONNECT, THREATSTOP},
    feed, indicator,
};

/// Every platform that the crate brings.
const DIALECTS: [&Dialect; 5] = [&THREATCONNECT, &THREATSTOP, &OPENCTI, &MISP, &ECS];

/// The laws of a text of any kind, told by its shape and asked for by name.
pub(crate) fn indicator(text: &str) {
    match Indicator::detect(text) {
        Ok(value) => {
            accepted(text, value);
            let canonical = value.to_string();
            let again = Indicator::detect(&canonical);
            assert_eq!(again, Ok(value), "the canonical text of {text:?} means another value");
        }
        Err(error) => refused(text, error),
    }
    for &kind in Kind::ALL {
        match Indicator::read_as(kind, text) {
            Ok(parsed) => {
                let value = parsed.value();
                assert_eq!(value.kind(), kind, "{text:?}");
                let canonical = accepted(text, value);
                assert_eq!(parsed.is_canonical(), canonical == text, "{kind} {text:?}");
                let again = Indicator::read_as(kind, &canonical).map(ioc_canon::Parsed::value);
                assert_eq!(again, Ok(value), "{kind} {text:?}");
                assert_eq!(hash(again), hash(Ok(value)), "{kind} {text:?}");
            }
            Err(error) => refused(text, error),
        }
        for dialect in DIALECTS {
            match dialect.check(kind, text) {
                Ok(()) => {
                    let shown = dialect.suggest(kind, text).map(|shown| shown.to_string());
                    assert_eq!(shown.as_deref(), Some(text), "{} {kind}", dialect.name());
                }
                Err(error) => refused(text, error),
            }
        }
    }
}

/// The laws of bytes: those of [`indicator`] where they are text, and those of a feed.
pub(crate) fn bytes(bytes: &[u8]) {
    match core::str::from_utf8(bytes) {
        Ok(text) => {
            assert_eq!(Indicator::detect_bytes(bytes), Indicator::detect(text));
            indicator(text);
        }
        Err(error) => {
            let refused = Indicator::detect_bytes(bytes).expect_err("this is no UTF-8");
            let place = (refused.code(), refused.offset());
            let expected = (Code::NotUtf8, error.valid_up_to());
            assert!(place == expected || refused.code() == Code::TooLong, "{refused}");
        }
    }
    let mut scratch = feed::Scratch::new();
    let mut last = (0, 0);
    for entry in feed::entries(bytes, &feed::Options::PLAIN) {
        let place = (entry.line(), entry.column());
        assert!(place > last, "entries come in the order of their places: {last:?}, {place:?}");
        last = place;
        if let Err(error) = entry.read(&mut scratch) {
            assert!(error.offset() <= entry.raw().len(), "{error} in {:?}", entry.raw());
        }
    }
}

/// Every door gives the same text, within its bound, and every small buffer is refused.
fn accepted(text: &str, value: Indicator<'_>) -> String {
    let canonical = value.to_string();
    assert!(canonical.len() <= indicator::MAX_LEN, "{text:?}");
    assert_eq!(value.canonical(&mut indicator::Buffer::new()), canonical, "{text:?}");
    let mut out = vec![0; canonical.len()];
    assert_eq!(value.write_into(&mut out), Ok(canonical.len()), "{text:?}");
    assert_eq!(out, canonical.as_bytes(), "{text:?}");
    if let Some(short) = out.len().checked_sub(1) {
        let refused = value.write_into(&mut out[..short]).map_err(Error::code);
        assert_eq!(refused, Err(Code::BufferTooSmall), "{text:?}");
    }
    for dialect in DIALECTS {
        if let Ok(shown) = dialect.show(&value) {
            let shown = shown.to_string();
            let checked = dialect.check(value.kind(), &shown);
            // What `show` writes may still break a limit; it is never a question of spelling.
            let spelling = checked.is_err_and(|error| error.code() == Code::Spelling);
            assert!(!spelling, "{}: {shown:?} of {text:?}: {checked:?}", dialect.name());
        }
    }
    canonical
}

/// The offset lies within the text, on a character, and whatever explains it has words.
fn refused(text: &str, error: Error) {
    assert!(text.is_char_boundary(error.offset()), "{error} in {text:?}");
    let explanation = error.explain(text);
    assert!(explanation.to_string().starts_with(&error.to_string()), "{error} in {text:?}");
    if let Some(suggestion) = explanation.suggestion() {
        let suggested = suggestion.to_string();
        let mut out = vec![0; suggested.len()];
        assert_eq!(suggestion.write_into(&mut out), Ok(suggested.len()), "{text:?}");
        assert_eq!(out, suggested.as_bytes(), "{text:?}");
    }
}

fn hash(value: Result<Indicator<'_>, Error>) -> u64 {
    let mut state = DefaultHasher::new();
    value.hash(&mut state);
    state.finish()
}
