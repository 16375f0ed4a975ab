//! The lines of a whole feed, as text where they are text.
//!
//! UTF-8 is checked a window of lines at a time, which costs a fraction of checking each line. A
//! line that is no UTF-8, or longer than a window, is handed over as bytes. Every byte is looked at
//! a fixed number of times, whatever the bytes.

use super::single::{self, Single};
use crate::{ascii::SMALL, words};

/// How many bytes are checked at once: enough to make the check cheap, few enough to stay near.
const WINDOW: usize = 1 << 14;

/// A line without its LF; a CR before it is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A line in UTF-8 without a NUL.
    Text(&'a str),
    /// A line that is none, or has a NUL, or a long one that nobody has looked at.
    Bytes(&'a [u8]),
}

impl<'a> Found<'a> {
    /// The line without a CR at its end.
    pub(super) fn text(self) -> &'a [u8] {
        let line = match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        };
        line.strip_suffix(b"\r").unwrap_or(line)
    }
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

    /// The next line without its end, where it is one word that `fits`: nothing in it is a blank, a
    /// control character, `,` or `;`. The hot path of nearly every feed.
    #[inline(always)]
    pub(super) fn word(&mut self, fits: impl Fn(&str) -> bool) -> Option<&'a str> {
        let (word, rest) = self.text.split_at_checked(word_len(self.text.as_bytes()))?;
        let rest = after_end(rest)?;
        if !fits(word) {
            return None;
        }
        self.text = rest;
        Some(word)
    }

    /// What the next line holds, of a plain list and where one look tells.
    #[inline(always)]
    pub(super) fn single(&mut self, max_line: usize) -> Single<'a> {
        single::settle(&mut self.text, max_line)
    }

    /// The next line, whatever it is.
    pub(super) fn line(&mut self) -> Option<Found<'a>> {
        if self.text.is_empty() {
            if self.rest.is_empty() {
                return None;
            }
            if let Some(line) = self.refill() {
                return Some(line);
            }
        }
        let end = end_or_nul(self.text.as_bytes(), 0);
        let (mut line, mut rest) = self.text.split_at_checked(end)?;
        let nul = rest.starts_with('\0');
        if nul {
            let end = line_end(self.text.as_bytes()).unwrap_or(self.text.len());
            (line, rest) = self.text.split_at_checked(end)?;
        }
        self.text = rest.get(1..).unwrap_or_default();
        Some(if nul { Found::Bytes(line.as_bytes()) } else { Found::Text(line) })
    }

    /// Moves the next window into `text`; gives a first line that cannot be text instead.
    #[cold]
    fn refill(&mut self) -> Option<Found<'a>> {
        let window = self.rest.get(..WINDOW).unwrap_or(self.rest);
        // The bytes that are text come first: behind a bad one nothing is looked at, or many bad lines
        // would each take a window.
        let text = match core::str::from_utf8(window) {
            Ok(text) if window.len() == self.rest.len() => text,
            Ok(text) => whole_lines(text),
            Err(error) => {
                let valid = window.get(..error.valid_up_to()).unwrap_or_default();
                core::str::from_utf8(valid).map_or("", whole_lines)
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

/// What stands up to the last LF, that included.
fn whole_lines(text: &str) -> &str {
    let last = text.as_bytes().iter().rposition(|&b| b == b'\n');
    text.get(..last.map_or(0, |at| at.saturating_add(1))).unwrap_or_default()
}

/// Where the first line's end stands.
#[inline]
pub(super) fn line_end(bytes: &[u8]) -> Option<usize> {
    words::find(bytes, |word| words::is(word, b'\n'), |b| b == b'\n')
}

/// Where the first line ends, or where in it the first NUL stands; all before byte `from` is neither.
#[inline]
pub(super) fn end_or_nul(bytes: &[u8], from: usize) -> usize {
    let after = bytes.get(from..).unwrap_or_default();
    let ends = |word| words::is(word, b'\n') | words::is(word, 0);
    let found = words::find(after, ends, |b| matches!(b, b'\n' | 0));
    from.saturating_add(found.unwrap_or(after.len()))
}

/// What follows a line's end, if that is here.
#[inline(always)]
pub(super) fn after_end(rest: &str) -> Option<&str> {
    let end = match rest.as_bytes() {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => return None,
    };
    rest.get(end..)
}

/// How many bytes stand before the first blank, control character, `,` or `;`.
#[inline]
pub(super) fn word_len(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let (false, Some((block, after))) = (SMALL, rest.split_first_chunk()) {
        if let Some(within) = first_separator(block) {
            return bytes.len().wrapping_sub(rest.len()).wrapping_add(within);
        }
        rest = after;
    }
    let separators =
        |word| words::below(word, b'!') | words::is(word, b',') | words::is(word, b';');
    let found = words::find(rest, separators, is_separator);
    bytes.len().wrapping_sub(rest.len()).wrapping_add(found.unwrap_or(rest.len()))
}

const fn is_separator(b: u8) -> bool {
    b <= b' ' || b == b',' || b == b';'
}

/// Where the first separator of a block stands. All its bytes are looked at, with no branch between
/// them: how long a word is nobody can predict, and most have an end here.
#[inline(always)]
fn first_separator(block: &[u8; 32]) -> Option<usize> {
    const PLACES: [u8; 32] = [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
        25, 26, 27, 28, 29, 30, 31,
    ];
    let mut first = u8::MAX;
    for (&b, place) in block.iter().zip(PLACES) {
        first = first.min(place | if is_separator(b) { 0 } else { u8::MAX });
    }
    (first < 32).then(|| usize::from(first))
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
        let parts: [&[u8]; 14] = [
            b"a.example\n",
            b"# a \r\n",
            b"HKLM\\a b\n",
            b"\0a b\0\n",
            b" \tb.example \n",
            b"c.example\t\r\n",
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
            let naive: Vec<_> = naive(&feed);
            for words in [false, true] {
                let mut lines = Lines::new(&feed);
                let mut found: Vec<&[u8]> = Vec::new();
                loop {
                    if let Some(word) = lines.word(|_| words) {
                        let line = naive[found.len()];
                        assert_eq!(word_len(word.as_bytes()), word.len());
                        assert_eq!(line.strip_suffix(b"\r").unwrap_or(line), word.as_bytes());
                        found.push(line);
                        continue;
                    }
                    match if words { lines.single(usize::MAX) } else { Single::Other } {
                        Single::Token(before, token) => {
                            let line = naive[found.len()];
                            assert!(line[before..].starts_with(token.as_bytes()));
                            found.push(line);
                            continue;
                        }
                        Single::Nothing => {
                            found.push(naive[found.len()]);
                            continue;
                        }
                        Single::Other => {}
                    }
                    match lines.line() {
                        Some(Found::Text(text)) => found.push(text.as_bytes()),
                        Some(Found::Bytes(bytes)) => {
                            let text = core::str::from_utf8(bytes).is_ok_and(|t| !t.contains('\0'));
                            assert!(!text || bytes.len() >= WINDOW);
                            found.push(bytes);
                        }
                        None => break,
                    }
                }
                assert!(found == naive);
            }
        }
    }
}
