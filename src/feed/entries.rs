//! A whole feed in memory: its lines, and the entries in them.

use super::{
    Format, Options,
    ends::is_blank,
    line::Tokens,
    lines::{Found, Lines},
    quote::Open,
    read::{self, Reading},
    refusal::Refusal,
    single::Single,
};
use crate::{
    Error, Indicator,
    ascii::{self, SMALL, class},
    error::Code,
    text::Text,
    url, words,
};

/// Room for an entry's text where reading it changes something. One serves a whole feed.
///
/// # Example
/// ```
/// use ioc_canon::feed::{self, Options, Scratch};
/// let mut scratch = Scratch::new();
/// let entry = feed::entries(b"evil[.]example", &Options::PLAIN).next().unwrap();
/// assert_eq!(entry.read(&mut scratch)?.to_string(), "evil.example");
/// assert_eq!(scratch.as_str(), "evil.example");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub type Scratch = Text<{ url::MAX_INPUT }>;

/// A token of a feed and its place.
///
/// # Example
/// ```
/// use ioc_canon::feed::{self, Options, Scratch};
/// let entry = feed::entries(b"# list\n  Example.COM\n", &Options::PLAIN).next().unwrap();
/// assert_eq!((entry.line(), entry.column(), entry.raw()), (2, 3, &b"Example.COM"[..]));
/// assert_eq!(entry.read(&mut Scratch::new())?.to_string(), "example.com");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    line: u64,
    column: u32,
    found: Token<'a>,
    options: &'a Options,
}

/// What an entry is made of.
#[derive(Debug, Clone, Copy)]
enum Token<'a> {
    Text(&'a str),
    /// A text in which each quote is written twice.
    Doubled(&'a str),
    /// What cannot be read, as [`Entry::raw`] shows it.
    Fault(&'a [u8], Error),
}

impl<'a> Entry<'a> {
    /// The line's number, counted from 1.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options};
    /// let lines = feed::entries(b"192.0.2.1\n\n192.0.2.3", &Options::PLAIN).map(|entry| entry.line());
    /// assert!(lines.eq([1, 3]));
    /// ```
    #[must_use]
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// The byte of the line at which the token begins, counted from 1.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options};
    /// let columns = feed::entries(b"0.0.0.0 a.example b.example", &Options::PLAIN).map(|entry| entry.column());
    /// assert!(columns.eq([9, 19]));
    /// ```
    #[must_use]
    pub const fn column(&self) -> u32 {
        self.column
    }

    /// The token's bytes; of a line that is no text, the whole line, and of one that is too long
    /// what `max_line` allows.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options};
    /// let entry = feed::entries(b"a.example\n\xff\n", &Options::PLAIN).nth(1).unwrap();
    /// assert_eq!(entry.raw(), b"\xff");
    /// ```
    #[must_use]
    pub const fn raw(&self) -> &'a [u8] {
        match self.found {
            Token::Text(text) | Token::Doubled(text) => text.as_bytes(),
            Token::Fault(raw, _) => raw,
        }
    }

    /// The token's text as it stands in the feed.
    ///
    /// # Errors
    /// `LineTooLong`, `LineNul`, `LineNotUtf8`, `FilterRule`, `ColumnMissing`, `FieldOpen`, `FeedOptions` for
    /// the whole line.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, feed::{self, Options}};
    /// let mut entries = feed::entries(b"a.example\n\xff\n", &Options::PLAIN);
    /// assert_eq!(entries.next().unwrap().text()?, "a.example");
    /// assert_eq!(entries.next().unwrap().text().unwrap_err().code(), Code::LineNotUtf8);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub const fn text(&self) -> Result<&'a str, Error> {
        match self.found {
            Token::Text(text) | Token::Doubled(text) => Ok(text),
            Token::Fault(_, error) => Err(error),
        }
    }

    /// Reads the token; `scratch` is touched only where reading changes something. An indicator has 48
    /// bytes: where a line's time counts, `if let Ok(indicator) = &entry.read(&mut scratch)` looks at it
    /// where it is, and spares the copy.
    ///
    /// # Errors
    /// Those of [`text`](Self::text) and of [`Indicator::detect`], and `Redacted`; offsets count
    /// from the token's first byte.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, feed::{self, Options, Scratch}};
    /// let mut scratch = Scratch::new();
    /// let mut entries = feed::entries(b"evil[.]example\nman****app.com\n", &Options::PLAIN);
    /// assert_eq!(entries.next().unwrap().read(&mut scratch)?.to_string(), "evil.example");
    /// let error = entries.next().unwrap().read(&mut scratch).unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::Redacted, 3));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn read<'s>(&self, scratch: &'s mut Scratch) -> Result<Indicator<'s>, Error>
    where
        'a: 's,
    {
        match self.found {
            Token::Text(text) => read::indicator(text, self.options, scratch),
            _ => self.reading(scratch).map(|reading| reading.indicator()),
        }
    }

    /// [`read`](Self::read), telling whether the token was edited.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options, Scratch};
    /// let mut scratch = Scratch::new();
    /// let edited: Vec<_> = feed::entries(b"evil[.]example\n(a.example)\nb.example\n", &Options::PLAIN)
    ///     .map(|entry| entry.reading(&mut scratch).unwrap().is_edited())
    ///     .collect();
    /// assert_eq!(edited, [true, true, false]);
    /// ```
    pub fn reading<'s>(&self, scratch: &'s mut Scratch) -> Result<Reading<'s>, Error>
    where
        'a: 's,
    {
        match self.found {
            Token::Text(text) => read::reading(text, self.options, scratch),
            Token::Doubled(text) => read::doubled(text, self.options, scratch),
            Token::Fault(_, error) => Err(error),
        }
    }

    /// The particulars of `error`, with which the token was refused: of what kind it is, and what to
    /// write instead. It is read once more for them.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options, Scratch};
    /// let mut scratch = Scratch::new();
    /// let entry = feed::entries(b"hxxp[:]//192.0.2.1:080/a", &Options::PLAIN).next().unwrap();
    /// let error = entry.read(&mut scratch).unwrap_err();
    /// let suggestion = entry.explain(error, &mut scratch).suggestion();
    /// assert_eq!(suggestion.unwrap().to_string(), "http://192.0.2.1:80/a");
    /// ```
    #[must_use]
    pub fn explain<'s>(&self, error: Error, scratch: &'s mut Scratch) -> Refusal<'s>
    where
        'a: 's,
    {
        match self.found {
            Token::Text(token) => Refusal::new(token, error, self.options, scratch, false),
            Token::Doubled(token) => Refusal::new(token, error, self.options, scratch, true),
            Token::Fault(..) => Refusal::of_line(error, self.options),
        }
    }
}

/// The entries of a feed. Made by [`entries`].
///
/// # Example
/// ```
/// use ioc_canon::feed::{self, Options, Scratch};
/// let entries = feed::entries(b"a.example\nno\nb.example\n", &Options::PLAIN);
/// let mut scratch = Scratch::new();
/// assert_eq!(entries.filter(|entry| entry.read(&mut scratch).is_ok()).count(), 2);
/// ```
#[derive(Debug, Clone)]
pub struct Entries<'a> {
    lines: Lines<'a>,
    line: u64,
    options: &'a Options,
    /// The line whose entries are being given, unless it is one entry.
    current: Option<Line<'a>>,
    open: Open,
}

/// The entries of a whole feed, line by line and in column order.
///
/// # Example
/// ```
/// use ioc_canon::feed::{self, Options};
/// let texts = feed::entries(b"a.example ; seen twice\r\n# none\r\nb.example", &Options::PLAIN)
///     .map(|entry| entry.text().unwrap());
/// assert!(texts.eq(["a.example", "b.example"]));
/// ```
#[must_use]
pub fn entries<'a>(bytes: &'a [u8], options: &'a Options) -> Entries<'a> {
    Entries::from_line(0, bytes.strip_prefix(BOM).unwrap_or(bytes), Open::NONE, options)
}

impl<'a> Entries<'a> {
    /// The entries of lines that are not a feed's first: `line` have gone before, after which a field
    /// may be `open`.
    pub(super) fn from_line(line: u64, bytes: &'a [u8], open: Open, options: &'a Options) -> Self {
        Self { lines: Lines::new(bytes), line, options, current: None, open }
    }

    /// The entry of a line that is one token, with so many blanks before it.
    #[inline]
    fn word(&mut self, before: usize, word: &'a str) -> Entry<'a> {
        // No feed has `u64::MAX` lines.
        self.line = self.line.wrapping_add(1);
        let column = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
        Entry { line: self.line, column, found: Token::Text(word), options: self.options }
    }

    /// The entry of the next line where that is one word from end to end, as in nearly every feed.
    #[inline(always)]
    fn one_word(&mut self) -> Option<Entry<'a>> {
        let options = self.options;
        let fits = |word: &str| word.len() <= options.max_line && is_token(word, options);
        let word = self.lines.word(fits)?;
        Some(self.word(0, word))
    }

    /// The next entry where the line is no word: what is left of a line, or one that has more in it.
    #[inline(never)]
    fn other(&mut self) -> Option<Entry<'a>> {
        let options = self.options;
        loop {
            if let Some(line) = &mut self.current {
                match line.next() {
                    None => self.current = None,
                    entry => return entry,
                }
                if let Some(entry) = self.one_word() {
                    return Some(entry);
                }
            }
            if options.format == Format::Plain && !SMALL {
                match self.lines.single(options.max_line) {
                    Single::Token(before, token) => return Some(self.word(before, token)),
                    Single::Nothing => {
                        self.line = self.line.wrapping_add(1);
                        match self.one_word() {
                            None => continue,
                            entry => return entry,
                        }
                    }
                    Single::Other => {}
                }
            }
            let line = self.lines.line()?;
            self.line = self.line.wrapping_add(1);
            let inside = self.open.takes(line.text(), options);
            self.current = Some(Line::found(line, inside, self.line, options));
        }
    }

    /// How many lines have been begun, those before the first included.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// Whether a field is open after these lines.
    pub(super) const fn open(&self) -> Open {
        self.open
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    #[cfg_attr(not(target_pointer_width = "32"), inline)]
    #[cfg_attr(target_pointer_width = "32", inline(never))]
    fn next(&mut self) -> Option<Entry<'a>> {
        if self.current.is_none() {
            if let Some(entry) = self.one_word() {
                return Some(entry);
            }
        }
        self.other()
    }
}

impl core::iter::FusedIterator for Entries<'_> {}

/// Whether a line's only word is one token from end to end, as in most lines of most feeds. What begins
/// with a letter or a digit is neither a comment nor wrapped, and ends at what separates alone. Which
/// of the two it is nobody can predict, and the reader asks: no branch here.
#[inline]
fn is_token(word: &str, options: &Options) -> bool {
    let begins = |b: &u8| ascii::is(*b, class::ALPHA | class::DIGIT);
    options.format == Format::Plain && word.as_bytes().first().is_some_and(begins)
}

/// The mark at the start of some UTF-8 files.
pub(super) const BOM: &[u8; 3] = b"\xef\xbb\xbf";

/// One assembled line and the entries in it: what stands beneath both readers.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    number: u64,
    options: &'a Options,
    tokens: Tokens<'a>,
    fault: Option<(&'a [u8], Error)>,
}

impl<'a> Line<'a> {
    /// A line without its LF.
    pub(super) fn new(line: &'a [u8], number: u64, options: &'a Options) -> Self {
        Self::bare(line.strip_suffix(b"\r").unwrap_or(line), number, options)
    }

    /// A line without its LF and without the CR before it.
    pub(super) fn bare(line: &'a [u8], number: u64, options: &'a Options) -> Self {
        match core::str::from_utf8(line) {
            Ok(text) => Self::of(text, number, options),
            Err(_) if line.len() > options.max_line => Self::too_long(line, number, options),
            Err(error) => {
                let error = Error::new(Code::LineNotUtf8, error.valid_up_to());
                Self::faulty((line, error), number, options)
            }
        }
    }

    /// A line as it was found in a window; `inside`: it begins in a field of a line before.
    #[inline(never)]
    fn found(line: Found<'a>, inside: bool, number: u64, options: &'a Options) -> Self {
        match line {
            _ if inside => Self::of_field(line.text(), number, options),
            Found::Text(text) => {
                let text = text.strip_suffix('\r').unwrap_or(text);
                if text.len() > options.max_line {
                    return Self::too_long(text.as_bytes(), number, options);
                }
                Self::tokens(text, number, options)
            }
            Found::Bytes(bytes) => Self::new(bytes, number, options),
        }
    }

    /// A line of text without its end.
    fn of(text: &'a str, number: u64, options: &'a Options) -> Self {
        if text.len() > options.max_line {
            return Self::too_long(text.as_bytes(), number, options);
        }
        match words::find(text.as_bytes(), |word| words::is(word, 0), |b| b == 0) {
            None => Self::tokens(text, number, options),
            Some(at) => {
                Self::faulty((text.as_bytes(), Error::new(Code::LineNul, at)), number, options)
            }
        }
    }

    /// A line of text without a NUL, and not too long.
    fn tokens(text: &'a str, number: u64, options: &'a Options) -> Self {
        Self { number, options, tokens: Tokens::new(text, options), fault: None }
    }

    /// A line that begins in a field of a line before: what it holds is a part of that field, or follows it.
    pub(super) fn of_field(line: &'a [u8], number: u64, options: &'a Options) -> Self {
        match line.iter().all(|&b| is_blank(b)) {
            true => Self::tokens("", number, options),
            false => Self::faulty((line, Error::new(Code::FieldOpen, line.len())), number, options),
        }
    }

    fn faulty(fault: (&'a [u8], Error), number: u64, options: &'a Options) -> Self {
        Self { number, options, tokens: Tokens::new("", options), fault: Some(fault) }
    }

    /// A line that is too long, of which these are the first `max_line` bytes.
    pub(super) fn too_long(line: &'a [u8], number: u64, options: &'a Options) -> Self {
        Self::faulty(too_long(line, options.max_line), number, options)
    }

    fn entry(&self, at: usize, found: Token<'a>) -> Entry<'a> {
        let column = u32::try_from(at.saturating_add(1)).unwrap_or(u32::MAX);
        Entry { line: self.number, column, found, options: self.options }
    }
}

impl<'a> Iterator for Line<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        if let Some((raw, error)) = self.fault.take() {
            return Some(self.entry(0, Token::Fault(raw, error)));
        }
        let token = self.tokens.next()?;
        let found = match token.fault {
            None if token.doubled => Token::Doubled(token.text),
            None => Token::Text(token.text),
            Some(error) => Token::Fault(token.text.as_bytes(), error),
        };
        Some(self.entry(token.at, found))
    }
}

/// The refusal of a line with more than `max_line` bytes, and as many as are whole characters.
fn too_long(line: &[u8], max_line: usize) -> (&[u8], Error) {
    let within = line.get(..max_line).unwrap_or(line);
    let shown = match core::str::from_utf8(within) {
        Ok(_) => within.len(),
        Err(error) => error.valid_up_to(),
    };
    (within.get(..shown).unwrap_or_default(), Error::new(Code::LineTooLong, shown))
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{string::String, vec::Vec};

    use super::*;

    fn read(bytes: &[u8], options: &Options) -> Vec<(u64, u32, Result<String, Error>)> {
        let mut scratch = Scratch::new();
        entries(bytes, options)
            .map(|entry| {
                let read = entry.read(&mut scratch).map(|indicator| std::format!("{indicator}"));
                (entry.line(), entry.column(), read)
            })
            .collect()
    }

    #[test]
    fn line_ends_marks_and_places() {
        let bytes = b"\xef\xbb\xbf1.2.3.4\r\n\r\n  A.example\n0.0.0.0 b.example c.example\nAS1";
        let expected = [
            (1, 1, Ok("1.2.3.4".into())),
            (3, 3, Ok("a.example".into())),
            (4, 9, Ok("b.example".into())),
            (4, 19, Ok("c.example".into())),
            (5, 1, Ok("AS1".into())),
        ];
        assert_eq!(read(bytes, &Options::PLAIN), expected);
    }

    /// Lines of one word are read without a look at their tokens.
    #[test]
    fn lines_of_one_word() {
        const BOUND: Options = Options::PLAIN.max_line(9);
        let rows = [
            ("a.example", &BOUND, true),
            ("bc.example", &BOUND, false),
            ("192.0.2.1", &Options::PLAIN, true),
            ("\u{fc}.example", &Options::PLAIN, false),
            ("#a.example", &Options::PLAIN, false),
            ("\"a.example\"", &Options::PLAIN, false),
            ("a.example b.example", &Options::PLAIN, false),
            ("a.example,1", &Options::PLAIN, false),
            ("", &Options::PLAIN, false),
            ("a.example", &Options::HOSTS, true),
            ("a.example", &Options::MISP_COMPOSITE, false),
        ];
        for (line, options, is_one) in rows {
            // The first line is what has the others decoded.
            let text = std::format!("x.example\n{line}\n");
            let mut lines = entries(text.as_bytes(), options);
            lines.next().unwrap();
            lines.current = None;
            let expected = is_one.then_some((2, Ok(line)));
            let word = lines.one_word().map(|entry| (entry.line(), entry.text()));
            assert_eq!(word, expected, "{line:?}");
        }
    }

    #[test]
    fn a_bad_line_costs_that_line_alone() {
        let options = Options::PLAIN.max_line(12);
        let bytes =
            b"a.example\n\xff\xfe.example\nb.\0example\n0123456789abc\n0123456789ab\nc.example\n\
            \xff123456789ab\n\xff123456789abc\n";
        let expected = [
            (1, 1, Ok("a.example".into())),
            (2, 1, Err(Error::new(Code::LineNotUtf8, 0))),
            (3, 1, Err(Error::new(Code::LineNul, 2))),
            (4, 1, Err(Error::new(Code::LineTooLong, 12))),
            (5, 1, Err(Error::new(Code::SingleLabel, 0))),
            (6, 1, Ok("c.example".into())),
            (7, 1, Err(Error::new(Code::LineNotUtf8, 0))),
            (8, 1, Err(Error::new(Code::LineTooLong, 0))),
        ];
        assert_eq!(read(bytes, &options), expected);
    }

    /// What is taken as one word at once is what the line gives when it is looked through.
    #[test]
    fn a_word_is_the_lines_only_token() {
        type Seen = Vec<(u64, u32, Vec<u8>, bool)>;
        fn seen<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Seen {
            let seen = |e: Entry<'a>| (e.line(), e.column(), e.raw().to_vec(), e.text().is_ok());
            entries.map(seen).collect()
        }
        let words = [
            "",
            "1.2.3.4",
            "0.0.0.0",
            "::1",
            "a.example",
            "AS1",
            "AS",
            "http://a.example/b,c;d",
            "http://a.example/b",
            "HKLM\\A",
            "HKLM",
            "# a",
            "#a",
            ";a",
            "!a",
            "//a",
            "\"a\"",
            "a,b",
            "a;b",
            "a|b",
            "[a]",
            "\u{fc}.example",
            "a\0b",
            "1.2.3.4\t1.2.3.5\t24",
            "0.0.0.0 a.example",
            "0123456789ab",
        ];
        let formats = [Options::PLAIN, Options::ADBLOCK, Options::csv(1, b';'), Options::REPORT];
        for options in formats.map(|options| options.max_line(16)) {
            for word in words {
                for before in ["", " ", "\t", "  \t "] {
                    for after in ["", " ", "\t", " \t", "\r", " \r", "\r\r", ",", " # b"] {
                        let line = std::format!("{before}{word}{after}");
                        let plain = seen(Line::new(line.as_bytes(), 1, &options));
                        let feed = std::format!("{line}\n");
                        assert_eq!(seen(entries(feed.as_bytes(), &options)), plain, "{line:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_kind_may_be_asked_for() {
        let numbers = Options::csv(2, b',').kind(crate::Kind::Asn);
        let bytes = b"name,asn\nx,64500\ny,AS1\n";
        let expected = [
            (1, 6, Err(Error::new(Code::AsnDigit, 3))),
            (2, 3, Ok("AS64500".into())),
            (3, 3, Ok("AS1".into())),
        ];
        assert_eq!(read(bytes, &numbers), expected);
    }
}
