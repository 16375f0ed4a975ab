//! The table of codes: what is promised of it.

use ioc_canon::{
    Code, Disposition, Error, Host, Indicator, Kind, feed,
    host::{Options, Rules},
};

/// Every code that was ever given, with the name it has: neither changes, and none is given twice. A
/// new one is a new line; one that is given up keeps its line, with `retired` for a name.
const GIVEN: &str = include_str!("codes.txt");

#[test]
fn ids_and_names_stay() {
    let now: Vec<_> = Code::ALL.iter().map(|code| format!("{code} {}", code.name())).collect();
    let given: Vec<_> = GIVEN.lines().filter(|line| !line.ends_with(" retired")).collect();
    assert_eq!(now, given);
    let ids: Vec<_> = GIVEN.lines().filter_map(|line| line.split(' ').next()).collect();
    for (i, id) in ids.iter().enumerate() {
        assert!(!ids[..i].contains(id), "{id} twice");
    }
}

/// Every refusal of a text by any door.
fn refusals(text: &str) -> Vec<Error> {
    let strict = Options::new().rules(Rules::Hostname).min_labels(2);
    let mut scratch = feed::Scratch::new();
    let entries = feed::entries(text.as_bytes(), &feed::Options::PLAIN);
    let kinds = Kind::ALL.iter().filter_map(|&kind| Indicator::read_as(kind, text).err());
    let mut all: Vec<_> = kinds.collect();
    all.extend(Indicator::detect(text).err());
    all.extend(Host::parse_with(text, &strict).err());
    all.extend(entries.filter_map(|entry| entry.read(&mut scratch).err()));
    all
}

#[test]
fn every_example_provokes_its_code() {
    for &code in Code::ALL.iter().filter(|code| !code.example().is_empty()) {
        let text = code.example();
        let found = refusals(text);
        // Without the feature `idna` this is all that is said of names beyond ASCII.
        let said = |error: &&Error| error.code() == code || error.code() == Code::NeedsIdna;
        let error = found.iter().find(said).unwrap_or_else(|| panic!("{code:?}: {found:?}"));
        assert!(text.is_char_boundary(error.offset()), "{code:?}");
        // What a source sends stops nobody.
        let stops = |error: &Error| error.class().disposition() == Disposition::Abort;
        assert!(!found.iter().any(stops), "{code:?}: {found:?}");
    }
}
