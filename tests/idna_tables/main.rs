//! Generates `src/idna/tables.rs` and checks that the committed file is what it generates.
//!
//! `IOC_CANON_REGENERATE=1 cargo test --test idna_tables` writes the file. Reading the data also
//! asserts every fact that the engine's buffer bound and its tables stand on.

mod layout;
mod source;

/// The version of Unicode in the data that `icu_properties` and `icu_normalizer` 2.4 carry. They say
/// so in prose alone; [`the_version_is_what_it_says`] checks it by what was assigned when.
const UNICODE_VERSION: (u8, u8, u8) = (18, 0, 0);

#[test]
fn the_committed_tables_are_what_the_generator_makes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/idna/tables.rs");
    let made = layout::render(&source::read(), UNICODE_VERSION);
    if std::env::var_os("IOC_CANON_REGENERATE").is_some_and(|value| value == "1") {
        std::fs::write(path, made).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(path).unwrap();
    if let Some((line, (is, should))) =
        committed.lines().zip(made.lines()).enumerate().find(|(_, (is, should))| is != should)
    {
        panic!("line {} is\n{is}\nand should be\n{should}", line + 1);
    }
    assert!(committed == made, "the committed tables are not what the generator makes");
}

/// U+3D000, a seal character, came with Unicode 18. What comes with 19 is for its reader to add.
#[test]
fn the_version_is_what_it_says() {
    use icu_properties::CodePointMapData;
    use icu_properties::props::GeneralCategory;

    let category = CodePointMapData::<GeneralCategory>::new();
    assert_ne!(category.get('\u{3D000}'), GeneralCategory::Unassigned);
    assert_eq!(category.get('\u{3FFFD}'), GeneralCategory::Unassigned);
}
