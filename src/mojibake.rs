//! Text that was decoded wrongly: UTF-8 bytes read as Latin-1 or Windows-1252.
//!
//! `österreich` arrives as `Ã¶sterreich`. The garbled text is itself a valid name, so converting it
//! gives a wrong name and no error. A label whose characters, put back into bytes, form well-formed
//! UTF-8 is taken for such an accident: real labels in those scripts practically never do, since of
//! the signs from U+0080 to U+00BF a word holds none but the soft hyphen, which shows where it may be
//! divided and which UTS #46 ignores: `fuß\u{ad}ball`. Seven letters of Windows-1252 stand for such
//! bytes too, so that real words have such pairs: `KRÍŽ`, `VÝŠKA`, `Úžas`. A pair that would be a
//! character beyond U+0300, of Arabic or Syriac, among letters of ASCII is taken for what it is.

use crate::{
    ascii::Cursor,
    error::{Code, Error},
    text::Text,
};

/// The Windows-1252 characters of the bytes 0x80 to 0x9F; NUL where the byte has none.
const HIGH: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The byte that was read as `c`.
fn byte_of(c: char) -> Option<u8> {
    if let Ok(latin) = u8::try_from(u32::from(c)) {
        return Some(latin);
    }
    let at = HIGH.iter().position(|&high| high == c)?;
    u8::try_from(at).ok().map(|low| low | 0x80)
}

/// Where the garbled text begins in `label`, if putting its characters back into bytes gives
/// well-formed UTF-8.
pub(crate) fn find(label: &str) -> Option<usize> {
    let (at, _) = label.char_indices().find(|(_, c)| !c.is_ascii())?;
    (is_utf8(label) && !is_word(label)).then_some(at)
}

/// Whether the bytes of `label`'s characters are well-formed UTF-8 (Unicode §3.9, table 3-7).
fn is_utf8(label: &str) -> bool {
    // How many continuation bytes are due, and the bounds of the next one.
    let mut due = 0u8;
    let mut bounds = 0x80..=0xbf;
    for c in label.chars() {
        let Some(byte) = byte_of(c) else { return false };
        if due > 0 {
            if !bounds.contains(&byte) {
                return false;
            }
            due = due.wrapping_sub(1);
            bounds = 0x80..=0xbf;
            continue;
        }
        (due, bounds) = match byte {
            0x00..=0x7f => (0, 0x80..=0xbf),
            0xc2..=0xdf => (1, 0x80..=0xbf),
            0xe0 => (2, 0xa0..=0xbf),
            0xed => (2, 0x80..=0x9f),
            0xe1..=0xef => (2, 0x80..=0xbf),
            0xf0 => (3, 0x90..=0xbf),
            0xf1..=0xf3 => (3, 0x80..=0xbf),
            0xf4 => (3, 0x80..=0x8f),
            _ => return false,
        };
    }
    due == 0
}

/// Whether what stands beyond ASCII in `label`, well-formed as bytes, is pairs of letters, or of a letter
/// and a soft hyphen, among letters of ASCII: put together, each would be a character of U+0300 and
/// above.
fn is_word(label: &str) -> bool {
    let letter = |c| matches!(c, '\u{cc}'..='\u{df}' | 'Š' | 'Œ' | 'Ž' | 'š' | 'œ' | 'ž' | 'Ÿ');
    label.chars().all(|c| c.is_ascii() || c == '\u{ad}' || letter(c))
        && label.bytes().any(|b| b.is_ascii_alphabetic())
}

/// The text that `label` was before it was garbled; at most as long as `label`. `false` where it does
/// not fit.
pub(crate) fn repair<const N: usize>(label: &str, into: &mut Text<N>) -> bool {
    into.fill(label.len().min(N), |out| write(label, out)).is_ok()
}

/// The length of the text that [`write`] writes.
pub(crate) fn repaired_len(label: &str) -> usize {
    label.chars().filter_map(byte_of).fold(0, |sum, _| sum.saturating_add(1))
}

/// Writes the text that `label` was before it was garbled at the start of `out`.
///
/// # Errors
/// `BufferTooSmall`.
pub(crate) fn write(label: &str, out: &mut [u8]) -> Result<usize, Error> {
    let mut text = Cursor::new(out);
    let mut wanted = 0usize;
    for byte in label.chars().filter_map(byte_of) {
        text.push(byte);
        wanted = wanted.saturating_add(1);
    }
    match text.len() == wanted {
        true => Ok(wanted),
        false => Err(Error::new(Code::BufferTooSmall, 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbled_labels_are_found_and_repaired() {
        let rows = [
            ("Ã¶sterreich", 0, "österreich"),
            ("bÃ¼cher", 1, "bücher"),
            ("straÃŸe", 4, "straße"),
            ("â‚¬uro", 0, "€uro"),
            ("Ð¿Ð¾Ñ‡Ñ‚Ð°", 0, "почта"),
            ("ðŸ˜€", 0, "😀"),
        ];
        for (garbled, at, repaired) in rows {
            assert_eq!(find(garbled), Some(at), "{garbled}");
            let mut text = Text::<64>::new();
            assert!(repair(garbled, &mut text));
            assert_eq!(text, repaired);
        }
    }

    #[test]
    fn real_labels_are_left_alone() {
        for label in [
            "example",
            "österreich",
            "bücher",
            "naïve",
            "почта",
            "日本",
            "é",
            "ção",
            "Ãœ1ü",
            "ſ",
            // Capitals before letters that Windows-1252 has where UTF-8 goes on.
            "KRÍŽ",
            "VÝŠKA",
            "DÚŠOK",
            "Úžas",
            "PARÍŽ",
            "ÚŽASNÝŠ",
            // A soft hyphen behind a letter.
            "fuß\u{ad}ball",
            "Groß\u{ad}handel",
            "PRÜ\u{ad}FEN",
        ] {
            assert_eq!(find(label), None, "{label}");
        }
        // Garbled all the same: "dağ", "Ünal", "Şok", "mí", Greek, Arabic; and a word with more that is.
        for label in ["daÄŸ", "Ãœnal", "Åžok", "mÃ\u{ad}", "ß\u{ad}", "ÎŠ", "ÚŽ", "Úžas-Ã¶l"]
        {
            assert_eq!(
                find(label),
                label.char_indices().find(|(_, c)| !c.is_ascii()).map(|(at, _)| at),
                "{label}"
            );
        }
    }

    #[test]
    fn agrees_with_the_standard_library_on_every_pair_of_high_bytes_and_what_may_follow() {
        let char_of = |byte: u8| match byte {
            0x80..=0x9f if HIGH[usize::from(byte & 0x1f)] != '\0' => HIGH[usize::from(byte & 0x1f)],
            _ => char::from(byte),
        };
        for a in 0x80..=255u8 {
            for b in 0x80..=255u8 {
                for c in [0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc2] {
                    for d in [0x41, 0x80, 0xbf, 0xc2] {
                        extern crate std;
                        let bytes = [a, b, c, d];
                        let label: std::string::String = bytes.map(char_of).iter().collect();
                        let valid = core::str::from_utf8(&bytes).is_ok();
                        assert_eq!(is_utf8(&label), valid, "{bytes:x?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_repaired_label_fits_or_is_refused() {
        let garbled = "bÃ¼cher";
        assert_eq!(repaired_len(garbled), 7);
        assert_eq!(write(garbled, &mut [0; 7]), Ok(7));
        assert_eq!(write(garbled, &mut [0; 6]), Err(Error::new(Code::BufferTooSmall, 0)));
        assert!(!repair(garbled, &mut Text::<6>::new()));
    }
}
