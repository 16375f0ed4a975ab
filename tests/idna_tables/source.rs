//! The Unicode data as ICU4X gives it: what every scalar value maps to, and its properties.

use std::collections::BTreeMap;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_normalizer::properties::{
    CanonicalCombiningClassMapBorrowed, CanonicalCompositionBorrowed,
    CanonicalDecompositionBorrowed, Decomposed,
};
use icu_normalizer::uts46::Uts46MapperBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::{BidiClass, GeneralCategory, GeneralCategoryGroup, JoiningType};

/// The status of a scalar value in UTS #46 §5, all refusing statuses taken together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Status {
    Valid,
    Ignored,
    Mapped(Vec<char>),
    Disallowed,
}

/// What the label rules ask of one valid code point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Properties {
    /// Canonical combining class, as Unicode numbers it.
    pub(crate) ccc: u8,
    /// `Bidi_Class`, as ICU numbers it.
    pub(crate) bidi: BidiClass,
    /// `Joining_Type`, with everything the joiner rule does not look at made `NonJoining`.
    pub(crate) joining: JoiningType,
    /// General category M.
    pub(crate) mark: bool,
    /// Is the second half of some composition.
    pub(crate) second: bool,
    /// Has a canonical decomposition.
    pub(crate) decomposes: bool,
    /// U+200C or U+200D.
    pub(crate) joiner: bool,
    /// Which part ASCII plays under `UseSTD3ASCIIRules`.
    pub(crate) ascii: Ascii,
}

/// How `UseSTD3ASCIIRules` sees a code point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Ascii {
    /// A small letter, a digit or the hyphen.
    Allowed,
    /// The underscore, which some profiles allow.
    Underscore,
    /// All other ASCII.
    Denied,
    /// Beyond ASCII.
    Beyond,
}

/// Everything the tables are made from.
pub(crate) struct Source {
    /// Indexed by scalar value; surrogates are [`Status::Disallowed`].
    pub(crate) status: Vec<Status>,
    /// Of the valid code points only.
    pub(crate) properties: BTreeMap<char, Properties>,
    /// `composite -> (first, second)`, of the valid composites, Hangul left out.
    pub(crate) compositions: BTreeMap<char, (char, char)>,
}

/// The Hangul syllables, which compose by arithmetic.
pub(crate) fn is_hangul_syllable(c: char) -> bool {
    ('\u{AC00}'..='\u{D7A3}').contains(&c)
}

/// Reads it all and asserts the facts that the engine's bound and its tables stand on.
pub(crate) fn read() -> Source {
    let status: Vec<Status> = (0..=0x10_FFFFu32)
        .map(|n| char::from_u32(n).map_or(Status::Disallowed, status_of))
        .collect();
    let is_valid = |c: char| status[c as usize] == Status::Valid;
    let valid: Vec<char> = ('\0'..=char::MAX).filter(|&c| is_valid(c)).collect();

    let compositions = compositions(&valid);
    let properties = properties(&valid, &compositions);
    let source = Source { status, properties, compositions };
    facts(&source, &valid);
    source
}

fn status_of(c: char) -> Status {
    // A `.` is no part of a label here: the engine splits at it before it looks anything up.
    let mapped: Vec<char> = Uts46MapperBorrowed::new().map_normalize([c].into_iter()).collect();
    match mapped.as_slice() {
        [] => Status::Ignored,
        [one] if *one == c && c != char::REPLACEMENT_CHARACTER => Status::Valid,
        some if some.contains(&char::REPLACEMENT_CHARACTER) => Status::Disallowed,
        _ => Status::Mapped(mapped),
    }
}

fn compositions(valid: &[char]) -> BTreeMap<char, (char, char)> {
    let decompose = CanonicalDecompositionBorrowed::new();
    let compose = CanonicalCompositionBorrowed::new();
    let mut found = BTreeMap::new();
    for &c in valid {
        match decompose.decompose(c) {
            Decomposed::Default => {}
            Decomposed::Singleton(_) => panic!("{c:?} is valid and no NFC: a singleton"),
            Decomposed::Expansion(first, second) => {
                assert_eq!(
                    compose.compose(first, second),
                    Some(c),
                    "{c:?} is valid and excluded from composition"
                );
                if !is_hangul_syllable(c) {
                    found.insert(c, (first, second));
                }
            }
        }
    }
    found
}

fn properties(
    valid: &[char],
    compositions: &BTreeMap<char, (char, char)>,
) -> BTreeMap<char, Properties> {
    let ccc = CanonicalCombiningClassMapBorrowed::new();
    let bidi = CodePointMapData::<BidiClass>::new();
    let joining = CodePointMapData::<JoiningType>::new();
    let category = CodePointMapData::<GeneralCategory>::new();
    let mut second: Vec<char> = compositions.values().map(|&(_, second)| second).collect();
    second.extend('\u{1161}'..='\u{1175}'); // Hangul vowels
    second.extend('\u{11A8}'..='\u{11C2}'); // Hangul finals
    second.sort_unstable();
    valid
        .iter()
        .map(|&c| {
            let joining = match joining.get(c) {
                kept @ (JoiningType::LeftJoining
                | JoiningType::DualJoining
                | JoiningType::RightJoining
                | JoiningType::Transparent) => kept,
                _ => JoiningType::NonJoining,
            };
            let properties = Properties {
                ccc: ccc.get_u8(c),
                bidi: bidi.get(c),
                joining,
                mark: GeneralCategoryGroup::Mark.contains(category.get(c)),
                second: second.binary_search(&c).is_ok(),
                decomposes: compositions.contains_key(&c) || is_hangul_syllable(c),
                joiner: matches!(c, '\u{200C}' | '\u{200D}'),
                ascii: match c {
                    'a'..='z' | '0'..='9' | '-' => Ascii::Allowed,
                    '_' => Ascii::Underscore,
                    '\0'..='\x7F' => Ascii::Denied,
                    _ => Ascii::Beyond,
                },
            };
            (c, properties)
        })
        .collect()
}

/// Each assertion names what would break without it.
fn facts(source: &Source, valid: &[char]) {
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    let is_valid = |c: char| source.status[c as usize] == Status::Valid;

    // The scratch packs a code point into 18 bits.
    assert!(valid.iter().all(|&c| (c as u32) < 0x4_0000));
    // An NFC label is made of valid code points, so only these need a class.
    for &c in valid {
        assert!(nfc.is_normalized(c.encode_utf8(&mut [0; 4])), "valid and not NFC: {c:?}");
    }
    for (n, status) in source.status.iter().enumerate() {
        let Status::Mapped(target) = status else {
            continue;
        };
        let text: String = target.iter().collect();
        // The engine maps once and never again.
        assert!(
            target.iter().all(|&c| c == '.' || is_valid(c)),
            "U+{n:04X} maps to what is not valid"
        );
        // With no mark and nothing that composes, mapped text is NFC without being looked at.
        assert!(nfc.is_normalized(&text), "U+{n:04X} maps to what is not NFC");
        // Splitting at a mapped dot is a test of one target.
        assert_eq!(target.contains(&'.'), matches!(n, 0x3002 | 0xFF0E | 0xFF61), "U+{n:04X}");
        // ASCII maps to itself or, the capitals, to the small letter: the ASCII pass and this table agree.
        if n < 0x80 {
            let c = char::from_u32(n as u32).unwrap();
            assert!(c.is_ascii_uppercase() && text == c.to_ascii_lowercase().to_string());
        }
    }
    for n in (0..0x80u8).filter(|n| !n.is_ascii_uppercase()) {
        assert_eq!(source.status[usize::from(n)], Status::Valid);
    }

    // The bound: a valid code point decomposes to at most three, all of them valid.
    let decompose = CanonicalDecompositionBorrowed::new();
    for &c in valid {
        let length = match decompose.decompose(c) {
            Decomposed::Expansion(first, second) => {
                assert!(
                    is_valid(first) && is_valid(second),
                    "{c:?} decomposes to what is not valid"
                );
                assert_eq!(decompose.decompose(second), Decomposed::Default);
                match decompose.decompose(first) {
                    Decomposed::Expansion(deeper, _) => {
                        assert_eq!(decompose.decompose(deeper), Decomposed::Default);
                        3
                    }
                    _ => 2,
                }
            }
            _ => 1,
        };
        assert!(length <= 3, "the scratch of 177 entries is 59 times this");
    }
    // And the other way: whatever two valid code points compose to is valid.
    let compose = CanonicalCompositionBorrowed::new();
    for c in '\0'..=char::MAX {
        if let Decomposed::Expansion(first, second) = decompose.decompose(c) {
            let composes = compose.compose(first, second) == Some(c);
            assert!(
                !composes || !is_valid(first) || !is_valid(second) || is_valid(c),
                "{c:?} composes of valid ones"
            );
        }
    }
    for (&composite, &(first, second)) in &source.compositions {
        // Composition looks for a starter first, and puts a starter in its place.
        assert!(!second.is_ascii() && source.properties[&second].second);
        assert_eq!(source.properties[&composite].ccc, 0);
        assert_eq!(source.properties[&first].ccc, 0);
    }
    // Of ASCII only these can vanish into a composite, with one mark: the diagnosis relies on it.
    for (&composite, &(first, second)) in &source.compositions {
        assert!(!second.is_ascii() && source.properties[&second].second);
        if first.is_ascii() && !first.is_ascii_alphanumeric() {
            assert!(matches!(first, '<' | '=' | '>') && second == '\u{338}', "{composite:?}");
        }
    }

    for (c, p) in &source.properties {
        // Only marks are reordered: a label without one is in canonical order.
        assert!(p.ccc == 0 || p.mark, "{c:?} has a combining class and is no mark");
        // A label of L and NSM alone fulfils the bidi rule, if it does not begin with a mark.
        assert!(p.bidi != BidiClass::NonspacingMark || p.mark, "{c:?} is NSM and no mark");
        // An ASCII label in a bidi domain is judged by its first and last octet, but for blanks and
        // controls, and nothing beyond ASCII is of their classes.
        let (letter, digit) = (c.is_ascii_lowercase(), c.is_ascii_digit());
        assert!(!c.is_ascii() || letter == (p.bidi == BidiClass::LeftToRight));
        assert!(!c.is_ascii() || digit == (p.bidi == BidiClass::EuropeanNumber));
        assert!(!c.is_ascii() || !p.mark && p.bidi != BidiClass::RightToLeft);
        let blank = matches!(
            p.bidi,
            BidiClass::ParagraphSeparator | BidiClass::SegmentSeparator | BidiClass::WhiteSpace
        );
        assert!(c.is_ascii() || !blank, "{c:?}");
    }
    // The diagnosis looks for U+0338 among the marks of the lowest class.
    assert_eq!(source.properties[&'\u{338}'].ccc, 1);
    for joiner in ['\u{200C}', '\u{200D}'] {
        // Form C leaves them where they are, and they end a transparent run.
        let p = source.properties[&joiner];
        assert!(p.ccc == 0 && !p.second && p.joining == JoiningType::NonJoining);
    }
}
