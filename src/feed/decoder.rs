//! A feed that comes in chunks: the same entries in bounded memory.

use super::{
    Entry, Options,
    entries::{BOM, Entries, Line},
    lines::line_end,
    quote::Open,
};
use crate::error::{Code, Error};

/// Cuts chunks of any size into the entries that [`entries`](super::entries) gives for the whole,
/// in `N` bytes of memory. Entries are handed to a callback, since they borrow from the chunk.
///
/// # Example
/// ```
/// use ioc_canon::feed::{Decoder, Options, Scratch};
/// let mut decoder = Decoder::<256>::try_new(Options::PLAIN.max_line(256))?;
/// let (mut scratch, mut seen) = (Scratch::new(), vec![]);
/// for chunk in [&b"1.2."[..], b"3.4\r\nevil[.]exam", b"ple"] {
///     decoder.push(chunk, |entry| seen.push(entry.read(&mut scratch).map(|i| i.to_string())));
/// }
/// decoder.finish(|entry| seen.push(entry.read(&mut scratch).map(|i| i.to_string())));
/// assert_eq!(seen, [Ok("1.2.3.4".to_owned()), Ok("evil.example".to_owned())]);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Decoder<const N: usize> {
    options: Options,
    /// The number of the line that is being assembled, from 1.
    line: u64,
    // INVARIANT: `held[..len]` is the line so far, at most `max_line` bytes of it.
    held: [u8; N],
    len: usize,
    state: State,
    open: Open,
}

/// What the decoder knows about the line besides the bytes it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// So many bytes of a byte order mark were seen at the feed's start, and nothing else.
    Mark(usize),
    /// The held bytes are the line so far.
    Line,
    /// A CR follows `max_line` held bytes: the line's end, or one byte too many.
    Return,
    /// The line was too long and has been reported.
    Skip,
}

impl<const N: usize> Decoder<N> {
    /// A decoder at the start of a feed.
    ///
    /// # Errors
    /// `FeedOptions` if `max_line` is more than `N`, or if no line can be cut as the options say (see
    /// [`Options::csv`]).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, feed::{Decoder, Options}};
    /// assert!(Decoder::<1024>::try_new(Options::PLAIN.max_line(1024)).is_ok());
    /// let error = Decoder::<1024>::try_new(Options::PLAIN.max_line(1025)).unwrap_err();
    /// assert_eq!(error.code(), Code::FeedOptions);
    /// assert!(Decoder::<1024>::try_new(Options::csv(0, b',').max_line(1024)).is_err());
    /// ```
    pub const fn try_new(options: Options) -> Result<Self, Error> {
        if options.max_line > N || !options.format.is_possible() {
            return Err(Error::new(Code::FeedOptions, 0));
        }
        Ok(Self { options, line: 1, held: [0; N], len: 0, state: State::Mark(0), open: Open::NONE })
    }

    /// Reads the next chunk and hands over the entries of the lines that end in it.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{Decoder, Options};
    /// let mut decoder = Decoder::<64>::try_new(Options::PLAIN.max_line(64))?;
    /// let mut lines = vec![];
    /// decoder.push(b"192.0.2.1\n192.0.", |entry| lines.push(entry.line()));
    /// assert_eq!(lines, [1]);
    /// decoder.push(b"2.2\n", |entry| lines.push(entry.line()));
    /// assert_eq!(lines, [1, 2]);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn push(&mut self, chunk: &[u8], mut each: impl FnMut(Entry<'_>)) {
        let mut rest = self.after_mark(chunk, &mut each);
        if let Some(end) = line_end(rest) {
            let (part, after) = rest.split_at_checked(end).unwrap_or_default();
            self.ended(part, &mut each);
            self.len = 0;
            self.state = State::Line;
            // The lines that are whole in this chunk are read where they stand.
            let after = after.get(1..).unwrap_or_default();
            let whole =
                after.iter().rposition(|&b| b == b'\n').map_or(0, |at| at.saturating_add(1));
            let (lines, tail) = after.split_at_checked(whole).unwrap_or_default();
            let mut entries = Entries::from_line(self.line, lines, self.open, &self.options);
            entries.by_ref().for_each(&mut each);
            (self.line, self.open) = (entries.line().saturating_add(1), entries.open());
            rest = tail;
        }
        self.hold(rest, &mut each);
    }

    /// Hands over the entries of a last line without an end, and starts anew.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{Decoder, Options};
    /// let mut decoder = Decoder::<64>::try_new(Options::PLAIN.max_line(64))?;
    /// decoder.push(b"192.0.2.1", |_| unreachable!("the line may go on"));
    /// let mut seen = vec![];
    /// decoder.finish(|entry| seen.push(entry.raw().to_vec()));
    /// assert_eq!(seen, [b"192.0.2.1"]);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn finish(&mut self, mut each: impl FnMut(Entry<'_>)) {
        if let State::Mark(seen) = self.state {
            // `EF BB` and nothing after it was no mark.
            self.state = State::Line;
            self.hold(BOM.get(..seen).unwrap_or_default(), &mut each);
        }
        // As at an LF, but no bytes are no line.
        if self.len > 0 || self.state == State::Return {
            self.ended(b"", &mut each);
        }
        (self.line, self.len, self.state) = (1, 0, State::Mark(0));
        self.open = Open::NONE;
    }

    /// Passes over the feed's byte order mark, however it is cut.
    fn after_mark<'c>(&mut self, chunk: &'c [u8], each: &mut impl FnMut(Entry<'_>)) -> &'c [u8] {
        let State::Mark(seen) = self.state else { return chunk };
        let wanted = BOM.get(seen..).unwrap_or_default();
        let common = wanted.len().min(chunk.len());
        if chunk.get(..common) == wanted.get(..common) {
            self.state = match common == wanted.len() {
                true => State::Line,
                false => State::Mark(seen.saturating_add(common)),
            };
            return chunk.get(common..).unwrap_or_default();
        }
        // It was none: what was passed over is the first line's beginning.
        self.state = State::Line;
        self.hold(BOM.get(..seen).unwrap_or_default(), each);
        chunk
    }

    /// The line ends after `part`.
    fn ended(&mut self, part: &[u8], each: &mut impl FnMut(Entry<'_>)) {
        let whole = self.len == 0 && self.state == State::Line;
        let line = if whole {
            part.strip_suffix(b"\r").unwrap_or(part)
        } else {
            self.hold(part, each);
            let line = self.held.get(..self.len).unwrap_or_default();
            match self.state {
                State::Skip => {
                    self.open = Open::NONE;
                    return;
                }
                State::Return => line,
                _ => line.strip_suffix(b"\r").unwrap_or(line),
            }
        };
        match self.open.takes(line, &self.options) {
            true => Line::of_field(line, self.line, &self.options).for_each(each),
            false => Line::bare(line, self.line, &self.options).for_each(each),
        }
    }

    /// Adds bytes to the line; one that grows too long is reported at once and then skipped.
    fn hold(&mut self, part: &[u8], each: &mut impl FnMut(Entry<'_>)) {
        if part.is_empty() || self.state == State::Skip {
            return;
        }
        let room = self.options.max_line.saturating_sub(self.len);
        let (taken, over) = part.split_at_checked(room).unwrap_or((part, b""));
        let slot = self.held.get_mut(self.len..).and_then(|rest| rest.get_mut(..taken.len()));
        if let Some(slot) = slot {
            slot.copy_from_slice(taken);
        }
        self.len = self.len.saturating_add(taken.len());
        if over.is_empty() {
            return;
        }
        if over == b"\r" && self.state != State::Return {
            self.state = State::Return;
            return;
        }
        self.state = State::Skip;
        let held = self.held.get(..self.len).unwrap_or_default();
        Line::too_long(held, self.line, &self.options).for_each(each);
    }
}
