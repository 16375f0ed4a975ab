//! The lines of a whole feed, as text where they are text.
//!
//! UTF-8 is checked a window of lines at a time, which costs a fraction of checking each line. A
//! line that is no UTF-8, or longer than a window, is handed over as bytes. Every byte is looked at
//! a fixed number of times, whatever the bytes.

use crate::words;

/// How many bytes are checked at once: enough to make the check cheap, few enough to stay near.
const WINDOW: usize = 1 << 14;

/// A line without its LF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A line in UTF-8 of one word: without blanks, control characters, `,` and `;`, and without the
    /// CR that ended it.
    Word(&'a str),
    /// A line in UTF-8; a CR before the LF is still there.
    Text(&'a str),
    /// A line that is none, or a long one that nobody has looked at.
    Bytes(&'a [u8]),
}

/// The lines of a feed.
#[derive(Debug, Clone)]
pub(super) struct Lines<'a> {
    // INVARIANT: whole lines, each with its LF but for the feed's last.
    text: &'a str,
    rest: &'a [u8],
}

impl<'a> Lines<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { text: "", rest: bytes }
    }

    /// Moves the next window into `text`; gives a first line that cannot be text instead.
    #[cold]
    fn refill(&mut self) -> Option<Found<'a>> {
        let window = self.rest.get(..WINDOW).unwrap_or(self.rest);
        let lines = if window.len() == self.rest.len() { window } else { whole_lines(window) };
        let text = match core::str::from_utf8(lines) {
            Ok(text) => text,
            Err(error) => {
                let valid = lines.get(..error.valid_up_to()).unwrap_or_default();
                core::str::from_utf8(whole_lines(valid)).unwrap_or_default()
            }
        };
        if text.is_empty() {
            let end = line_end(self.rest).unwrap_or(self.rest.len());
            let (line, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest.get(1..).unwrap_or_default();
            return Some(Found::Bytes(line));
        }
        self.rest = self.rest.get(text.len()..).unwrap_or_default();
        self.text = text;
        None
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Found<'a>;

    #[inline]
    fn next(&mut self) -> Option<Found<'a>> {
        if self.text.is_empty() {
            if self.rest.is_empty() {
                return None;
            }
            if let Some(line) = self.refill() {
                return Some(line);
            }
        }
        let bytes = self.text.as_bytes();
        let word = word_len(bytes);
        let end = match bytes.get(word..).unwrap_or_default() {
            [] | [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            more => {
                let end = word.saturating_add(line_end(more).unwrap_or(more.len()));
                let (line, rest) = self.text.split_at_checked(end)?;
                self.text = rest.get(1..).unwrap_or_default();
                return Some(Found::Text(line));
            }
        };
        let (line, rest) = self.text.split_at_checked(word)?;
        self.text = rest.get(end..).unwrap_or_default();
        Some(Found::Word(line))
    }
}

/// What stands up to the last LF, that included.
fn whole_lines(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|&b| b == b'\n').map_or(0, |at| at.saturating_add(1));
    bytes.get(..end).unwrap_or_default()
}

/// Where the first line's end stands.
#[inline]
pub(super) fn line_end(bytes: &[u8]) -> Option<usize> {
    words::find(bytes, |word| words::is(word, b'\n'), |b| b == b'\n')
}

/// How many bytes stand before the first blank, control character, `,` or `;`.
#[inline]
fn word_len(bytes: &[u8]) -> usize {
    let separators =
        |word| words::below(word, b'!') | words::is(word, b',') | words::is(word, b';');
    let found = words::find(bytes, separators, |b| b <= b' ' || b == b',' || b == b';');
    found.unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{string::String, vec, vec::Vec};

    use super::*;

    #[test]
    fn a_word_ends_before_what_may_separate() {
        for length in 0..40usize {
            for at in 0..length {
                for end in 0..=255u8 {
                    let mut bytes = vec![0xe9; length];
                    bytes[at] = end;
                    let ends = end <= b' ' || end == b',' || end == b';';
                    assert_eq!(word_len(&bytes), if ends { at } else { length }, "{end} at {at}");
                }
            }
        }
    }

    /// The naive twin: cut at every LF, then look at each line by itself.
    fn naive(bytes: &[u8]) -> Vec<&[u8]> {
        let mut lines: Vec<_> = bytes.split(|&b| b == b'\n').collect();
        if lines.last() == Some(&&b""[..]) {
            lines.pop();
        }
        lines
    }

    #[test]
    fn the_same_lines_whatever_the_windows() {
        let long: String = "ü".repeat(WINDOW);
        let parts: [&[u8]; 9] = [
            b"a.example\n",
            b"\n",
            b"\xff\n",
            b"b\xc3\n",
            "\u{fc}.example\r\n".as_bytes(),
            long.as_bytes(),
            b"\n",
            b"last",
            b"\xe2\x82",
        ];
        let mut state = 1u32;
        for _ in 0..300 {
            let mut feed = Vec::new();
            for _ in 0..60 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                feed.extend_from_slice(parts[(state >> 16) as usize % parts.len()]);
            }
            let found: Vec<_> = Lines::new(&feed)
                .map(|line| match line {
                    Found::Word(text) | Found::Text(text) => text.as_bytes(),
                    Found::Bytes(bytes) => bytes,
                })
                .collect();
            let ended = |line: &[u8]| line.strip_suffix(b"\r").unwrap_or(line).to_vec();
            assert!(found.iter().map(|l| ended(l)).eq(naive(&feed).iter().map(|l| ended(l))));
            for line in Lines::new(&feed) {
                if let Found::Word(text) = line {
                    assert_eq!(word_len(text.as_bytes()), text.len());
                }
                if let Found::Bytes(bytes) = line {
                    assert!(core::str::from_utf8(bytes).is_err() || bytes.len() >= WINDOW);
                }
            }
        }
    }
}
