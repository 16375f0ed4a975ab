//! The hives and their names.

use core::fmt;

use crate::{
    ascii,
    error::{Code, Error},
};

/// A root of the registry.
///
/// # Example
/// ```
/// use ioc_canon::{RegistryKey, registry::Hive};
/// let key = RegistryKey::parse(r"hkcu\Software")?;
/// assert_eq!(key.hive(), Hive::CurrentUser);
/// assert_eq!(key.hive().to_string(), "HKEY_CURRENT_USER");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Hive {
    /// `HKEY_CLASSES_ROOT`, `HKCR`.
    ClassesRoot,
    /// `HKEY_CURRENT_CONFIG`, `HKCC`.
    CurrentConfig,
    /// `HKEY_CURRENT_USER`, `HKCU`.
    CurrentUser,
    /// `HKEY_CURRENT_USER_LOCAL_SETTINGS`.
    CurrentUserLocalSettings,
    /// `HKEY_LOCAL_MACHINE`, `HKLM`.
    LocalMachine,
    /// `HKEY_PERFORMANCE_DATA`.
    PerformanceData,
    /// `HKEY_PERFORMANCE_NLSTEXT`.
    PerformanceNlsText,
    /// `HKEY_PERFORMANCE_TEXT`.
    PerformanceText,
    /// `HKEY_USERS`, `HKU`.
    Users,
}

impl Hive {
    /// Every hive, in the order of their names.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::registry::Hive;
    /// let short: Vec<_> = Hive::ALL.iter().filter_map(|hive| hive.short()).collect();
    /// assert_eq!(short, ["HKCR", "HKCC", "HKCU", "HKLM", "HKU"]);
    /// ```
    pub const ALL: &'static [Self] = &[
        Self::ClassesRoot,
        Self::CurrentConfig,
        Self::CurrentUser,
        Self::CurrentUserLocalSettings,
        Self::LocalMachine,
        Self::PerformanceData,
        Self::PerformanceNlsText,
        Self::PerformanceText,
        Self::Users,
    ];

    /// The name written out, such as `HKEY_LOCAL_MACHINE`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::registry::Hive;
    /// assert_eq!(Hive::LocalMachine.name(), "HKEY_LOCAL_MACHINE");
    /// ```
    #[must_use]
    #[cfg_attr(target_pointer_width = "32", inline(never))]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClassesRoot => "HKEY_CLASSES_ROOT",
            Self::CurrentConfig => "HKEY_CURRENT_CONFIG",
            Self::CurrentUser => "HKEY_CURRENT_USER",
            Self::CurrentUserLocalSettings => "HKEY_CURRENT_USER_LOCAL_SETTINGS",
            Self::LocalMachine => "HKEY_LOCAL_MACHINE",
            Self::PerformanceData => "HKEY_PERFORMANCE_DATA",
            Self::PerformanceNlsText => "HKEY_PERFORMANCE_NLSTEXT",
            Self::PerformanceText => "HKEY_PERFORMANCE_TEXT",
            Self::Users => "HKEY_USERS",
        }
    }

    /// The short name, such as `HKLM`, where Windows's tools have one.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::registry::Hive;
    /// assert_eq!(Hive::LocalMachine.short(), Some("HKLM"));
    /// assert_eq!(Hive::PerformanceData.short(), None);
    /// ```
    #[must_use]
    #[cfg_attr(target_pointer_width = "32", inline(never))]
    pub const fn short(self) -> Option<&'static str> {
        match self {
            Self::ClassesRoot => Some("HKCR"),
            Self::CurrentConfig => Some("HKCC"),
            Self::CurrentUser => Some("HKCU"),
            Self::LocalMachine => Some("HKLM"),
            Self::Users => Some("HKU"),
            _ => None,
        }
    }

    /// Reads a hive's long or short name, in any case.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, registry::Hive};
    /// assert_eq!(Hive::parse("hklm"), Ok(Hive::LocalMachine));
    /// assert_eq!(Hive::parse("HKEY_USERSX").unwrap_err().code(), Code::HiveUnknown);
    /// ```
    ///
    /// # Errors
    /// `HiveMissing` where the text does not begin like a hive, `HiveDynData`, `HiveUnknown`.
    pub fn parse(name: &str) -> Result<Self, Error> {
        match spelled(name.as_bytes()) {
            Some(spelled) if spelled.len == name.len() => Ok(spelled.hive),
            _ => Self::named(name.as_bytes()).map_err(|code| Error::new(code, 0)),
        }
    }

    /// [`parse`](Self::parse) without a place. The plain reader, and the twin of [`spelled`].
    #[cold]
    pub(super) fn named(name: &[u8]) -> Result<Self, Code> {
        let is = |other: &str| name.eq_ignore_ascii_case(other.as_bytes());
        if let Some(hive) =
            Self::ALL.iter().copied().find(|hive| is(hive.name()) || hive.short().is_some_and(is))
        {
            return Ok(hive);
        }
        if is("HKEY_DYN_DATA") || is("HKDD") {
            return Err(Code::HiveDynData);
        }
        // INVARIANT of the two codes: what begins with HK was meant as a hive.
        Err(match name {
            [b'H' | b'h', b'K' | b'k', ..] => Code::HiveUnknown,
            _ => Code::HiveMissing,
        })
    }
}

/// The name written out.
impl fmt::Display for Hive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl TryFrom<&str> for Hive {
    type Error = Error;

    fn try_from(name: &str) -> Result<Self, Error> {
        Self::parse(name)
    }
}

impl core::str::FromStr for Hive {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::parse(name)
    }
}

/// A hive's name as it stands at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelled {
    pub(super) hive: Hive,
    pub(super) len: usize,
    /// Whether it is the long name in capitals.
    pub(super) canonical: bool,
}

/// The longest name's length.
const WIDEST: usize = 32;

/// So many bytes, the first the lowest; zeros behind the end of a shorter text.
type Head = [u128; 2];

/// One name of one hive.
struct Row {
    hive: Hive,
    len: u8,
    name: Head,
    /// All bits of its bytes.
    whole: Head,
    /// The bit that tells the cases of its letters apart.
    case: Head,
}

impl Row {
    #[expect(
        clippy::as_conversions,
        clippy::indexing_slicing,
        reason = "evaluated at compile time"
    )]
    #[expect(clippy::arithmetic_side_effects, reason = "evaluated at compile time")]
    const fn new(hive: Hive, name: &str) -> Self {
        let mut row =
            Self { hive, len: name.len() as u8, name: [0; 2], whole: [0; 2], case: [0; 2] };
        let mut i = 0;
        while i < name.len() {
            let (half, shift) = (i / 16, i % 16 * 8);
            let b = name.as_bytes()[i];
            row.name[half] |= (b as u128) << shift;
            row.whole[half] |= 0xff << shift;
            // `_` and DEL differ in that bit as well.
            row.case[half] |= if b == b'_' { 0 } else { 0x20 << shift };
            i += 1;
        }
        row
    }

    const fn long(hive: Hive) -> Self {
        Self::new(hive, hive.name())
    }

    const fn short(hive: Hive) -> Self {
        match hive.short() {
            Some(name) => Self::new(hive, name),
            None => Self::long(hive),
        }
    }
}

/// Every name. The two groups that a further letter tells apart come first, in its order (see
/// [`EIGHTEENTH`]); the last name fills the table up.
static ROWS: [Row; 16] = [
    Row::long(Hive::CurrentUser),
    Row::long(Hive::CurrentConfig),
    Row::long(Hive::CurrentUserLocalSettings),
    Row::long(Hive::PerformanceData),
    Row::long(Hive::PerformanceNlsText),
    Row::long(Hive::PerformanceText),
    Row::long(Hive::ClassesRoot),
    Row::long(Hive::LocalMachine),
    Row::long(Hive::Users),
    Row::short(Hive::ClassesRoot),
    Row::short(Hive::CurrentConfig),
    Row::short(Hive::CurrentUser),
    Row::short(Hive::LocalMachine),
    Row::short(Hive::Users),
    Row::short(Hive::Users),
    Row::short(Hive::Users),
];

/// Each list's row by the low five bits of a letter, which are the same for both cases; `other` for
/// the letters that are not listed.
#[expect(clippy::as_conversions, clippy::indexing_slicing, reason = "evaluated at compile time")]
#[expect(clippy::arithmetic_side_effects, reason = "evaluated at compile time")]
const fn by_letter(list: &[(u8, u8)], other: u8) -> [u8; 32] {
    let mut table = [other; 32];
    let mut i = 0;
    while i < list.len() {
        table[(list[i].0 & 0x1f) as usize] = list[i].1;
        i += 1;
    }
    table
}

/// A row's number × 4, and in the low bits which of [`EIGHTEENTH`]'s count.
const fn row(number: u8, group: u8) -> u8 {
    number.wrapping_mul(4) | group
}

/// HKC**R**, HKC**C**, HKC**U**, HKL**M**; else HKU.
static FOURTH: [u8; 32] = by_letter(
    &[(b'R', row(9, 0)), (b'C', row(10, 0)), (b'U', row(11, 0)), (b'M', row(12, 0))],
    row(13, 0),
);

/// HKEY_C**U**RRENT, HKEY_P**E**RFORMANCE, HKEY_C**L**ASSES, HKEY_L**O**CAL; else HKEY_USERS.
static SEVENTH: [u8; 32] = by_letter(
    &[(b'U', row(0, 3)), (b'E', row(3, 3)), (b'L', row(6, 0)), (b'O', row(7, 0))],
    row(8, 0),
);

/// How far into its group: HKEY_CURRENT_CONF**I**G, HKEY_CURRENT_USER**_**,
/// HKEY_PERFORMANCE_**N**, HKEY_PERFORMANCE_**T**.
static EIGHTEENTH: [u8; 32] = by_letter(&[(b'I', 1), (b'_', 2), (b'N', 1), (b'T', 2)], 0);

/// The text's first bytes. A short one's two ends overlap in the middle, where they are the same. Nothing
/// is stored on the way: a wide load that follows narrow stores waits for them.
fn head(text: &[u8]) -> Head {
    let bits = |bytes: usize| u32::try_from(bytes.wrapping_mul(8)).unwrap_or(u32::MAX);
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let (first, last) = (u128::from_le_bytes(*first), u128::from_le_bytes(*last));
        let high = match text.get(16..).and_then(|rest| rest.first_chunk()) {
            Some(second) => u128::from_le_bytes(*second),
            None => last.checked_shr(bits(WIDEST.wrapping_sub(text.len()))).unwrap_or(0),
        };
        return [first, high];
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        let beyond = u128::from(last).wrapping_shl(bits(text.len().wrapping_sub(8)));
        return [u128::from(first) | beyond, 0];
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        let beyond = u64::from(last).wrapping_shl(bits(text.len().wrapping_sub(4)));
        return [u128::from(u64::from(first) | beyond), 0];
    }
    [text.iter().rev().fold(0, |low, &b| low << 8 | u128::from(b)), 0]
}

/// The byte at `place`, which is below 16.
fn byte(half: u128, place: u32) -> u8 {
    let [b, ..] = half.wrapping_shr(place.wrapping_mul(8)).to_le_bytes();
    b
}

/// The hive whose name `text` begins with, the longest such name. What follows the name is the
/// caller's to judge.
///
/// Three letters choose the one name it can be, without a branch: mixed feeds make a chain of
/// comparisons mispredict. Any text has such a candidate; the comparison alone decides. Names beyond
/// the table's reach would need another letter, which the test over all mutations would show.
pub(super) fn spelled(text: &[u8]) -> Option<Spelled> {
    // The plain reader stands alone where code is dear.
    if ascii::SMALL {
        return None;
    }
    let of = |table: &[u8; 32], b: u8| table.get(usize::from(b & 0x1f)).copied().unwrap_or(0);
    let [low, high] = head(text);
    let [fourth, seventh, eighteenth] = [byte(low, 3), byte(low, 6), byte(high, 1)];
    let long = fourth | 0x20 == b'y';
    let first = if long { of(&SEVENTH, seventh) } else { of(&FOURTH, fourth) };
    let number = (first >> 2).wrapping_add(first & of(&EIGHTEENTH, eighteenth));
    let row = ROWS.get(usize::from(number & 15))?;
    let differs = [(low ^ row.name[0]) & row.whole[0], (high ^ row.name[1]) & row.whole[1]];
    let other = (differs[0] & !row.case[0]) | (differs[1] & !row.case[1]);
    let small = differs[0] | differs[1];
    (other == 0).then(|| Spelled {
        hive: row.hive,
        len: usize::from(row.len),
        canonical: long && small == 0,
    })
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{string::String, vec::Vec};

    use super::*;

    fn names() -> impl Iterator<Item = (Hive, &'static str)> {
        Hive::ALL.iter().copied().flat_map(|hive| {
            core::iter::once(hive.name()).chain(hive.short()).map(move |n| (hive, n))
        })
    }

    /// [`spelled`] where the name ends with the text or at a backslash, by comparing with each.
    fn naive(text: &[u8]) -> Option<Spelled> {
        let end = text.iter().position(|&b| b == b'\\').unwrap_or(text.len());
        let hive = Hive::named(&text[..end]).ok()?;
        let canonical = &text[..end] == hive.name().as_bytes();
        Some(Spelled { hive, len: end, canonical })
    }

    fn kernel(text: &[u8]) -> Option<Spelled> {
        spelled(text).filter(|s| matches!(text.get(s.len), None | Some(b'\\')))
    }

    #[test]
    fn tables_are_made_by_letter_and_by_name() {
        let table = by_letter(&[(b'B', 5), (b'_', 6)], 7);
        let listed = |letter: u8| table[usize::from(letter & 0x1f)];
        assert_eq!([b'b', b'B', b'_', b'a'].map(listed), [5, 5, 6, 7]);
        assert_eq!((row(3, 2), row(13, 0)), (14, 52));
        for (row, named) in [
            (Row::long(Hive::Users), "HKEY_USERS"),
            (Row::short(Hive::Users), "HKU"),
            (Row::short(Hive::PerformanceText), "HKEY_PERFORMANCE_TEXT"),
        ] {
            assert_eq!(usize::from(row.len), named.len());
            assert_eq!(row.name, head(named.as_bytes()));
            let bytes = |b: fn(u8) -> u8| head(&named.bytes().map(b).collect::<Vec<u8>>());
            assert_eq!(row.whole, bytes(|_| 0xff));
            assert_eq!(row.case, bytes(|b| if b == b'_' { 0 } else { 0x20 }));
        }
    }

    #[test]
    fn heads_of_texts_of_every_length() {
        let text: Vec<u8> = (1..=40).collect();
        for length in 0..=text.len() {
            let mut padded = [0; WIDEST];
            let kept = length.min(WIDEST);
            padded[..kept].copy_from_slice(&text[..kept]);
            let [low, high] = head(&text[..length]);
            assert_eq!([low.to_le_bytes(), high.to_le_bytes()].concat(), padded, "{length}");
            for place in 0..16u8 {
                assert_eq!(byte(low, place.into()), padded[usize::from(place)]);
            }
        }
    }

    #[test]
    fn names_are_sorted_and_read_back() {
        for pair in Hive::ALL.windows(2) {
            assert!(pair[0].name() < pair[1].name() && pair[0] < pair[1]);
        }
        assert_eq!(names().count(), 14);
        for (hive, name) in names() {
            assert_eq!(Hive::parse(name), Ok(hive));
            assert_eq!(Hive::parse(&name.to_ascii_lowercase()), Ok(hive));
            assert!(name.len() <= WIDEST);
        }
    }

    #[test]
    fn refused_names() {
        let rows = [
            ("", Code::HiveMissing),
            ("Software", Code::HiveMissing),
            ("H", Code::HiveMissing),
            ("HK", Code::HiveUnknown),
            ("HKEY_USERSX", Code::HiveUnknown),
            ("HKEY_CURRENT_USERS", Code::HiveUnknown),
            ("HKEY_CURRENT_USE", Code::HiveUnknown),
            ("HKEY-USERS", Code::HiveUnknown),
            ("HKEY_LOCAL", Code::HiveUnknown),
            ("HKPD", Code::HiveUnknown),
            ("HKLM ", Code::HiveUnknown),
            ("HKEY_DYN_DATA", Code::HiveDynData),
            ("hkdd", Code::HiveDynData),
        ];
        for (name, code) in rows {
            assert_eq!(Hive::parse(name), Err(Error::new(code, 0)), "{name}");
        }
    }

    /// Two faults that are the same bit in both halves do not make up for one another.
    #[test]
    #[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
    fn one_bit_in_both_halves() {
        for (_, name) in names().filter(|(_, name)| name.len() > 16) {
            for at in 0..name.len() - 16 {
                for bit in 0..8 {
                    let mut mutant = name.as_bytes().to_vec();
                    mutant[at] ^= 1 << bit;
                    mutant[at + 16] ^= 1 << bit;
                    assert_eq!(kernel(&mutant), naive(&mutant), "{name} {at} {bit}");
                }
            }
        }
    }

    /// The kernel against the loop: every name in three cases, followed by nothing, a short and a
    /// long path, with every byte of the name set to each of the 256 values, left out and doubled.
    #[test]
    #[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
    fn kernel_is_the_loop_over_all_mutations() {
        for (_, name) in names() {
            let mixed: String = name
                .char_indices()
                .map(|(i, c)| if i % 2 == 0 { c.to_ascii_lowercase() } else { c })
                .collect();
            for name in [name, &name.to_ascii_lowercase(), &mixed] {
                for tail in ["", r"\a", r"\in_T", r"\Software\Microsoft\Windows NT\CurrentVersion"]
                {
                    let text = [name.as_bytes(), tail.as_bytes()].concat();
                    assert!(kernel(&text).is_some(), "{name}{tail}");
                    assert_eq!(kernel(&text), naive(&text), "{name}{tail}");
                    for at in 0..name.len() {
                        for b in 0..=255 {
                            let mut mutant = text.clone();
                            mutant[at] = b;
                            assert_eq!(kernel(&mutant), naive(&mutant), "{name}{tail} {at} {b}");
                        }
                        let mut shorter: Vec<u8> = text.clone();
                        shorter.remove(at);
                        assert_eq!(kernel(&shorter), naive(&shorter));
                        let mut longer = text.clone();
                        longer.insert(at, text[at]);
                        assert_eq!(kernel(&longer), naive(&longer));
                    }
                }
            }
        }
    }
}
