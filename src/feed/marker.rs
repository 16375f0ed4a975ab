//! What stands before the entry of a list that is written for people: `- evil.example`, `2) evil.example`.

use super::ends::is_blank;

/// The length of a list's marker and the blanks after it; 0 where the line does not begin so, or nothing
/// follows. A TAB after a marker makes it a column, whose dash is a field left empty.
pub(super) fn len(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mark = match bytes {
        [b'-' | b'*' | b'+' | b'>' | b'|', ..] => 1,
        // U+00B7; U+2022 and U+2023; U+2013 and U+2014; U+2192; U+25A0, U+25AA, U+25B6, U+25BA; U+25CB,
        // U+25CF, U+25E6.
        [0xc2, 0xb7, ..] => 2,
        [0xe2, 0x80, 0xa2 | 0xa3 | 0x93 | 0x94, ..] => 3,
        [0xe2, 0x86, 0x92, ..] | [0xe2, 0x96, 0xa0 | 0xaa | 0xb6 | 0xba, ..] => 3,
        [0xe2, 0x97, 0x8b | 0x8f | 0xa6, ..] => 3,
        // No indicator is a number and a dot or a bracket.
        [b'0'..=b'9', b'.' | b')', ..] => 2,
        [b'0'..=b'9', b'0'..=b'9', b'.' | b')', ..] => 3,
        [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'.' | b')', ..] => 4,
        _ => return 0,
    };
    match bytes.get(mark..).unwrap_or_default() {
        after @ [b' ', ..] => {
            let blanks = after.iter().position(|&b| !is_blank(b));
            blanks.map_or(0, |blanks| mark.saturating_add(blanks))
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        let rows = [
            ("- a.example", 2),
            ("*   a.example", 4),
            ("+ \ta", 3),
            ("> a", 2),
            ("| a.example | b |", 2),
            ("\u{b7} a", 3),
            ("\u{2022} a", 4),
            ("\u{2023} a", 4),
            ("\u{2013} a", 4),
            ("\u{2014} a", 4),
            ("\u{2192} a", 4),
            ("\u{25b6} a", 4),
            ("\u{25ba} a", 4),
            ("\u{25cb} a", 4),
            ("\u{25a0} a", 4),
            ("\u{25aa} a", 4),
            ("\u{25cf} a", 4),
            ("\u{25e6} a", 4),
            ("1. a", 3),
            ("12) a", 4),
            ("123. a", 5),
            ("- ", 0),
            ("1.  ", 0),
            ("1234. a", 0),
            ("1.2.3.4 a", 0),
            ("-a", 0),
            ("-\ta", 0),
            ("-", 0),
            ("", 0),
            ("1 a", 0),
            ("a. b", 0),
            ("\u{2020} a", 0),
            ("\u{25a1} a", 0),
        ];
        for (line, expected) in rows {
            assert_eq!(len(line), expected, "{line:?}");
        }
    }
}
