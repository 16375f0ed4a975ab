//! The lines of a whole feed, as text where they are text.
//!
//! UTF-8 is checked a window of lines at a time, which costs a fraction of checking each line. A
//! line that is no UTF-8, or longer than a window, is handed over as bytes. Every byte is looked at
//! a fixed number of times, whatever the bytes.

/// How many bytes are checked at once: enough to make the check cheap, few enough to stay near.
const WINDOW: usize = 1 << 14;

/// A line without its LF; a CR before it is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A line in UTF-8.
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
        let end = line_end(self.text.as_bytes()).unwrap_or(self.text.len());
        let (line, rest) = self.text.split_at_checked(end)?;
        self.text = rest.get(1..).unwrap_or_default();
        Some(Found::Text(line))
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
    find(bytes, b'\n')
}

/// Where the first `wanted` stands, eight bytes at a time.
///
/// The byte is the lowest zero of the word XORed with eight of it, and subtracting one from every
/// byte borrows into the top bit there first. Bytes above the lowest may be wrong, and are not looked
/// at.
#[inline]
pub(super) fn find(bytes: &[u8], wanted: u8) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    let eight = u64::from_le_bytes([wanted; 8]);
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        let zero_there = u64::from_le_bytes(*word) ^ eight;
        let found = zero_there.wrapping_sub(ONES) & !zero_there & HIGH;
        if found != 0 {
            let within = usize::try_from(found.trailing_zeros() / 8).unwrap_or(0);
            return Some(bytes.len().saturating_sub(rest.len()).saturating_add(within));
        }
        rest = after;
    }
    let within = rest.iter().position(|&b| b == wanted)?;
    Some(bytes.len().saturating_sub(rest.len()).saturating_add(within))
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{string::String, vec, vec::Vec};

    use super::*;

    #[test]
    fn the_end_is_the_first_lf() {
        for length in 0..40 {
            for at in 0..length {
                for other in [0, 1, 0x09, 0x0b, 0x0a ^ 0x80, 0x8b, 0xff] {
                    let mut bytes = vec![other; length];
                    bytes[at] = b'\n';
                    if at + 1 < length {
                        bytes[length - 1] = b'\n';
                    }
                    assert_eq!(line_end(&bytes), Some(at));
                }
            }
            assert_eq!(line_end(&vec![0x0b; length]), None);
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
                    Found::Text(text) => text.as_bytes(),
                    Found::Bytes(bytes) => bytes,
                })
                .collect();
            assert!(found == naive(&feed));
            for line in Lines::new(&feed) {
                if let Found::Bytes(bytes) = line {
                    assert!(core::str::from_utf8(bytes).is_err() || bytes.len() >= WINDOW);
                }
            }
        }
    }
}
