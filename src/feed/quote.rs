//! A quoted field of a CSV line that goes on beyond the line's end (RFC 4180 section 2, rule 6).
//!
//! Lines are read one by one, so what follows is not joined, and where that field is asked for its first
//! line is refused too (`line::Tokens`). But neither is what follows taken for lines of its own, since a
//! comment in quotes may hold anything: an address or a name that is no entry. That the quote was closed
//! nobody can know before the closing one is seen, and it may be a slip of the pen. So no more than
//! `max_line` bytes are held to be in it, and what cannot go on in quotes never is.

use super::{Format, Options, ends::is_blank, line::says_nothing};
use crate::ascii;

/// What the lines so far say of the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Open {
    /// How many bytes more may be in the field that is open. 0: none is.
    left: usize,
}

impl Open {
    /// None is.
    pub(super) const NONE: Self = Self { left: 0 };

    /// Whether `line`, without its end, begins in a field of a line before. To be told of every line.
    #[inline]
    pub(super) fn takes(&mut self, line: &[u8], options: &Options) -> bool {
        match options.format {
            Format::Csv { delimiter, .. } if options.format.is_possible() => {
                self.takes_fields(line, delimiter, options)
            }
            _ => false,
        }
    }

    // Not inlined: of no other layout a reader is to have room for this.
    #[inline(never)]
    fn takes_fields(&mut self, line: &[u8], delimiter: u8, options: &Options) -> bool {
        // What is too long is refused, and nobody keeps all of it.
        if line.len() > options.max_line {
            self.left = 0;
            return false;
        }
        let left = self.left.saturating_sub(line.len().saturating_add(1));
        if left > 0 {
            if let Some(open) = goes_on(line, delimiter, true) {
                self.left = if open { left } else { 0 };
                return true;
            }
        }
        let opens = line.contains(&b'"')
            && !says_nothing(line, delimiter)
            && goes_on(line, delimiter, false) == Some(true);
        self.left = if opens { options.max_line } else { 0 };
        false
    }
}

/// Whether a field in quotes is open at the line's end; `inside`: at its start too. `None` of a line
/// that begins inside and closes the field where more of it follows: such a one begins no field, so
/// it is a line of its own.
fn goes_on(line: &[u8], delimiter: u8, inside: bool) -> Option<bool> {
    let first = inside;
    let (mut inside, mut quoted, mut begins) = (inside, inside, !inside);
    for (at, &b) in ascii::numbered(line.iter()) {
        if begins && is_blank(b) && b != delimiter {
            continue;
        }
        if b == b'"' && (quoted || begins) {
            inside = !inside;
            quoted = true;
            let next = line.get(at.saturating_add(1));
            let ends = next.is_none_or(|&next| next == delimiter || next == b'"' || is_blank(next));
            if first && !inside && !ends {
                return None;
            }
        } else if b == delimiter && !inside {
            (begins, quoted) = (true, false);
            continue;
        }
        begins = false;
    }
    Some(inside)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec::Vec;

    use super::*;

    /// Which lines begin in a field of a line before.
    fn taken(lines: &[&str], options: &Options) -> Vec<bool> {
        let mut open = Open::NONE;
        lines.iter().map(|line| open.takes(line.as_bytes(), options)).collect()
    }

    #[test]
    fn lines_that_begin_in_quotes() {
        const CSV: Options = Options::csv(1, b',').max_line(40);
        let [below, bound, over] = [38, 39, 41].map(|len| "c".repeat(len));
        let rows: [(&[&str], &[bool]); 20] = [
            (&["a,\"b", "c\",d", "e,f"], &[false, true, false]),
            (&["a,\"b", "c", "", "d\"", "e"], &[false, true, true, true, false]),
            (&["a,\"b", "c\",\"d", "e\"", "f"], &[false, true, true, false]),
            (&["a, \"b\"\"", "c\"", "d"], &[false, true, false]),
            (&["a,\"b", "c \"\"d\"\" e", "f\"", "g"], &[false, true, true, false]),
            (&["a,\"b", "c\" ,d", "e"], &[false, true, false]),
            (&["a,\"b", "c\"\t", "e"], &[false, true, false]),
            (&["a,\"b\"\"c\"\"\"", "d"], &[false, false]),
            (&["a,\"b,c\",\"\"", "d"], &[false, false]),
            // No quotes of a field.
            (&["a,5\" disk", "b"], &[false, false]),
            (&["a,b\"c", "d"], &[false, false]),
            // A slip of the pen: what follows cannot go on in quotes.
            (&["a,\"b", "\"c\",\"d\"", "e"], &[false, false, false]),
            (&["a,\"b", "c,\"d\"", "e"], &[false, false, false]),
            // Nor for ever.
            (
                &["a,\"b", "0123456789", "0123456789", "0123456789", "c,de", "e"],
                &[false, true, true, true, true, false],
            ),
            (&["a,\"b", &below, "d"], &[false, true, false]),
            (&["a,\"b", &bound, "d"], &[false, false, false]),
            (&["a,\"b", &over, "d"], &[false, false, false]),
            // Comments.
            (&["# \"a", "b"], &[false, false]),
            (&["// \"a", "b"], &[false, false]),
            (&["\"# a", "b\"", "c"], &[false, true, false]),
        ];
        for (lines, expected) in rows {
            assert_eq!(taken(lines, &CSV), expected, "{lines:?}");
        }
        // A line of just the bound is looked at.
        let line = std::format!("a,\"{}", "c".repeat(37));
        assert_eq!(taken(&[&line, "d\"", "e"], &CSV), [false, true, false]);
        // Every line is refused for the options.
        assert_eq!(taken(&["a,\"b", "c\""], &Options::csv(0, b',')), [false, false]);
        // Where it is the delimiter, what begins a comment elsewhere does not.
        let semicolons = Options::csv(2, b';');
        assert_eq!(taken(&["; \"a", "b\"", "c"], &semicolons), [false, true, false]);
        let tabs = Options::csv(2, b'\t');
        assert_eq!(taken(&["\t\"a", "b\"\tc", "d"], &tabs), [false, true, false]);
        assert_eq!(taken(&["a,\"b", "c\""], &Options::PLAIN), [false, false]);
    }
}
