//! Feeds: lists of indicators as they are published, a bad line costing that line alone.
//!
//! [`entries`] walks a whole feed. An [`Entry`] is a token with its place; [`Entry::read`] says what
//! it is or which byte of it broke which rule. Lines end at LF or CRLF, a byte order mark is
//! skipped, the last line needs no end. A line that is too long, holds a NUL or is not UTF-8 is one
//! entry that reads as an error.
//!
//! **Where a token ends depends on how it starts**, since what separates columns in one kind is part
//! of the text in another:
//!
//! | begins with | ends at |
//! |---|---|
//! | a quote or backtick that is closed | its partner |
//! | `[text](target)`, a link of Markdown | the target's bracket |
//! | a hive, whatever is behind it, or `\REGISTRY\` | TAB, the line's end, a blank and `#` |
//! | `scheme://` | blank or TAB; never `,` `;` `#`, but in CSV its delimiter |
//! | `AS` or `ASN`, a blank and a digit | as below, after the digits |
//! | anything else | TAB, blank, `,` or `;` |
//!
//! An address and the rest of its block or range in further columns are one token: `start TAB end TAB
//! bits`, which is read, and what is spread over blanks (`1.2.3.0 - 1.2.3.255`, `1.2.3.0 255.255.255.0`,
//! `1.2.3.0 /24`), which is refused, for the first column alone would be one address of many. A value that
//! blanks cut at a bracketed mark (`evil.co [.] uk`) is one token too.
//!
//! A plain line that begins as an array of texts in JSON, `["`, holds a token for each text.
//!
//! A list's marker at the start of a plain line, and the blank after it, are no column: `-`, `*`, `+`, `>`,
//! `|`, a bullet or a dash beyond ASCII, a number of three digits at most and `.` or `)`.
//!
//! A line whose first column is an unspecified, loopback or broadcast address followed by a name is a
//! line of a hosts file: its names are the entries.
//!
//! Of a link the target is read, or the text if that can be read and the target is at another place.
//!
//! A token that is refused as it stands is read once more without what is glued to it (quotes,
//! brackets, punctuation, a label such as `md5:` or `ip:`), and then with its defanging undone (see
//! [`refang`](crate::refang)); [`Reading::is_edited`] tells. What is left is a refusal. A digest that is
//! not as long as its label says is refused (`HashLabel`).
//!
//! What is not seen (zero-width characters, blanks that do not break), and quotes, brackets, commas
//! and dashes beyond ASCII are taken off a token's edges even where its kind would read them; where
//! they stand at the edge of a host within the token, before a port or a path, it is refused
//! (`HostCharacter`), for UTS #46 would make another name of them. ASCII punctuation at the end of a
//! URL's path, query or fragment may be part of it and stays, however far the URL is defanged; there,
//! and in a key, quotes and brackets beyond ASCII go only if there are none before them. A value that ends in an
//! ellipsis, closing marks aside, was cut and is refused (`Truncated`).
//!
//! # Example
//! ```
//! use ioc_canon::feed::{self, Options, Scratch};
//! let bytes = b"# sinkholes\r\n1.2.3.4\t10\r\n0.0.0.0 Evil.Example # was: x\r\n1.2.3.400\r\n";
//! let mut scratch = Scratch::new();
//! let mut seen = vec![];
//! for entry in feed::entries(bytes, &Options::PLAIN) {
//!     seen.push(match entry.read(&mut scratch) {
//!         Ok(indicator) => indicator.to_string(),
//!         Err(error) => format!("line {}: {error}", entry.line()),
//!     });
//! }
//! assert_eq!(seen, ["1.2.3.4", "evil.example", "line 4: expected an octet up to 255 at byte 6"]);
//! ```
//!
//! # Places
//! Lines and columns are counted from 1, offsets from 0, columns and offsets in bytes.
//!
//! | of | counts in |
//! |---|---|
//! | [`Entry::column`] | the line |
//! | an error of [`Entry::read`] | [`Entry::raw`], the token as it stands there |
//! | [`Refusal::error`] | [`Refusal::text`], the token as it was read at last |
//! | an error of [`Dialect::accept`](crate::Dialect::accept) | the platform's spelling |
//!
//! # Example: from a feed to a platform
//! ```
//! use ioc_canon::{dialect::THREATSTOP, feed::{self, Options, Scratch}};
//! let bytes = b"evil[.]example\n10.0.0.0/24\n192.0.2.7/24\n";
//! let mut scratch = Scratch::new();
//! let (mut send, mut report) = (vec![], vec![]);
//! for entry in feed::entries(bytes, &Options::PLAIN) {
//!     let place = (entry.line(), entry.column());
//!     match entry.read(&mut scratch) {
//!         Ok(indicator) => match THREATSTOP.accept(&indicator) {
//!             Ok(shown) => send.push(shown.to_string()),
//!             Err(error) => report.push((place, error.code().id().to_string(), None)),
//!         },
//!         Err(error) => {
//!             let refusal = entry.explain(error, &mut scratch);
//!             let instead = refusal.suggestion().map(|text| text.to_string());
//!             report.push((place, error.code().id().to_string(), instead));
//!         }
//!     }
//! }
//! assert_eq!(send, ["evil.example"]);
//! assert_eq!(report[0], ((2, 1), "D023".into(), None));
//! assert_eq!(report[1], ((3, 1), "C006".into(), Some("192.0.2.0/24".into())));
//! ```
//!
//! # Example: a column of a CSV file
//! ```
//! use ioc_canon::feed::{self, Options, Scratch};
//! let bytes = b"1,\"https://example.com/a,b\",seen\n2,evil[.]example,seen\n";
//! let mut scratch = Scratch::new();
//! let seen: Vec<_> = feed::entries(bytes, &Options::csv(2, b','))
//!     .map(|entry| entry.read(&mut scratch).unwrap().to_string())
//!     .collect();
//! assert_eq!(seen, ["https://example.com/a,b", "evil.example"]);
//! ```

// From bytes to values, each knowing only what stands before it: `lines` cuts lines, and `quote` sees
// where a field of CSV goes on beyond one. `line` cuts tokens: by how they start (`ends`, `link`,
// `marker`), by columns (`field`), over columns (`join`), from prose (`report`); `single` is its quick
// way. `read` reads one token: as it stands, then without what is around it (`trim`, `label`) and its
// defanging. `entries` is all of it over memory, `decoder` over chunks, `sniff` the guess before.
mod decoder;
mod ends;
mod entries;
mod fault;
mod field;
mod join;
mod label;
mod line;
mod lines;
mod link;
mod marker;
mod quote;
mod read;
mod refusal;
mod report;
mod single;
mod sniff;
mod summary;
mod trim;

pub use self::{
    decoder::Decoder,
    entries::{Entries, Entry, Scratch, entries},
    fault::EntryError,
    read::Reading,
    refusal::Refusal,
    sniff::{Sniffed, Why, sniff},
    summary::Summary,
};
use crate::{Kind, url};

/// The longest line that [`Options::PLAIN`] and its kin take, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Code, feed::{self, MAX_LINE, Options}};
/// let long = [b'a'; MAX_LINE + 1];
/// let entry = feed::entries(&long, &Options::PLAIN).next().unwrap();
/// assert_eq!(entry.text().unwrap_err().code(), Code::LineTooLong);
/// ```
pub const MAX_LINE: usize = 2 * url::MAX_INPUT;

/// How a feed is laid out and what counts as an entry.
///
/// # Example
/// ```
/// use ioc_canon::{Kind, feed::{self, Options, Scratch}};
/// const NUMBERS: Options = Options::csv(2, b',').kind(Kind::Asn);
/// let entry = feed::entries(b"example,64496\n", &NUMBERS).next().unwrap();
/// assert_eq!(entry.read(&mut Scratch::new())?.to_string(), "AS64496");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    format: Format,
    kind: Option<Kind>,
    max_line: usize,
    refang: bool,
    assume_http: bool,
    single_labels: bool,
    suffixes: bool,
}

/// How a line is cut into tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// The first column, or the names of a hosts line.
    Plain,
    /// One column of delimited fields, counted from 1.
    Csv { column: u16, delimiter: u8 },
    /// Rules of ad blockers.
    Adblock,
    /// Free text.
    Report,
    /// `a|b`.
    Composite,
}

impl Format {
    /// Whether there is a way to cut a line so.
    pub(crate) const fn is_possible(self) -> bool {
        match self {
            Self::Csv { column, delimiter } => {
                let mark = delimiter.is_ascii() && !matches!(delimiter, b'"' | b'\r' | b'\n' | 0);
                column > 0 && mark
            }
            Self::Plain | Self::Adblock | Self::Report | Self::Composite => true,
        }
    }
}

impl Options {
    /// One entry a line, first column; hosts lines; comments after `#`, `;`, `!` or `//` at the
    /// line's start and after a blank and `#`. `start TAB end TAB bits` is one entry, a range, if the
    /// two are the first and the last address of a block of so many bits. Defanging is undone.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options};
    /// let bytes = b"// list\n192.0.2.1 # a\n192.0.2.2,seen\n127.0.0.1 a.example\n";
    /// let texts: Vec<_> = feed::entries(bytes, &Options::PLAIN).filter_map(|of| of.text().ok()).collect();
    /// assert_eq!(texts, ["192.0.2.1", "192.0.2.2", "a.example"]);
    /// ```
    pub const PLAIN: Self = Self {
        format: Format::Plain,
        kind: None,
        max_line: MAX_LINE,
        refang: true,
        assume_http: false,
        single_labels: false,
        suffixes: false,
    };

    /// A hosts file: as [`PLAIN`](Self::PLAIN), every entry a host.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options};
    /// let texts = feed::entries(b"127.0.0.1 a.example b.example\n", &Options::HOSTS).map(|of| of.text());
    /// assert!(texts.eq([Ok("a.example"), Ok("b.example")]));
    /// ```
    pub const HOSTS: Self = Self::PLAIN.kind(Kind::Host);

    /// A list for ad blockers: of `||name^` the name, plain names and hosts lines as they are. Any
    /// other rule (`##`, a path, `$` options, exceptions) is refused as `FilterRule`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, feed::{self, Options}};
    /// let mut entries = feed::entries(b"! list\n||a.example^\n@@||b.example^\n", &Options::ADBLOCK);
    /// assert_eq!(entries.next().unwrap().text()?, "a.example");
    /// assert_eq!(entries.next().unwrap().text().unwrap_err().code(), Code::FilterRule);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub const ADBLOCK: Self = Self { format: Format::Adblock, ..Self::PLAIN };

    /// Free text: every indicator in a line. Words that are marked as indicators (`scheme://`,
    /// defanging, a hive) are entries, good or bad, also after a label (`C2:hxxp://...`) or a script
    /// without blanks; others only if they can be read and look neither like a file's name nor like
    /// program text. What an ellipsis follows was cut, and reads as `Truncated`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options};
    /// let line = b"It spoke to hxxp://evil[.]example/gate, then to 192.0.2.7; see report.pdf.";
    /// let texts = feed::entries(line, &Options::REPORT).map(|entry| entry.text());
    /// assert_eq!(texts.collect::<Vec<_>>(), [Ok("hxxp://evil[.]example/gate"), Ok("192.0.2.7")]);
    /// ```
    pub const REPORT: Self = Self { format: Format::Report, ..Self::PLAIN };

    /// The composite attributes of MISP: both halves of `domain|ip`, the digest of
    /// `filename|sha1`, the key of `regkey|value`, the endpoint of `ip-dst|port`. The file's name may
    /// hold blanks, and quotes may stand around the whole.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options};
    /// let texts = feed::entries(b"a.example|192.0.2.1", &Options::MISP_COMPOSITE).map(|of| of.text());
    /// assert!(texts.eq([Ok("a.example"), Ok("192.0.2.1")]));
    /// ```
    pub const MISP_COMPOSITE: Self = Self { format: Format::Composite, ..Self::PLAIN };

    /// One column, counted from 1, of fields between `delimiter`s (RFC 4180). A field may stand in double
    /// quotes, and a quote in it is then written twice; blanks around it are trimmed, and with text
    /// behind its last quote it is read quotes and all. A line without that column is refused as
    /// `ColumnMissing`; an empty field is no entry. A line that begins with the delimiter is no comment:
    /// its first field is empty.
    ///
    /// A field in quotes may go on beyond its line. If it is the one asked for, or stands before that, its
    /// line is refused as `FieldOpen`: what is there is not the whole of it. So is, whatever it looks like,
    /// what stands on the further lines, up to the closing quote, or to `max_line` bytes, or to a line that
    /// cannot go on in quotes.
    ///
    /// A field in which the delimiter stands holds several values if each part can be read, but a key beside
    /// what is no key does not end at the delimiter. Each value is an entry.
    ///
    /// There is no column 0, and a delimiter is an ASCII character other than NUL, CR, LF and the double
    /// quote. With another one every line is refused as `FeedOptions`, and so is making a
    /// [`Decoder`].
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, feed::{self, Options}};
    /// const SECOND: Options = Options::csv(2, b',');
    /// let mut entries = feed::entries(b"1, \"a.example\"\n2\n", &SECOND);
    /// assert_eq!(entries.next().unwrap().text()?, "a.example");
    /// assert_eq!(entries.next().unwrap().text().unwrap_err().code(), Code::ColumnMissing);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn csv(column: u16, delimiter: u8) -> Self {
        Self { format: Format::Csv { column, delimiter }, ..Self::PLAIN }
    }

    /// Reads every entry as this kind instead of telling the kind by its shape.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Kind, feed::{self, Options, Scratch}};
    /// let numbers = Options::PLAIN.kind(Kind::Asn);
    /// let entry = feed::entries(b"64496", &numbers).next().unwrap();
    /// assert_eq!(entry.read(&mut Scratch::new())?.to_string(), "AS64496");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn kind(self, kind: Kind) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// The longest line that is read, in bytes without its end; a longer one is one error.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, feed::{self, Options}};
    /// let short = Options::PLAIN.max_line(9);
    /// let mut entries = feed::entries(b"192.0.2.100\r\n192.0.2.1\r\n", &short);
    /// assert_eq!(entries.next().unwrap().text().unwrap_err().code(), Code::LineTooLong);
    /// assert_eq!(entries.next().unwrap().text()?, "192.0.2.1");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn max_line(self, bytes: usize) -> Self {
        Self { max_line: bytes, ..self }
    }

    /// Whether defanging is undone; on unless turned off.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options, Scratch};
    /// let strict = Options::PLAIN.refang(false);
    /// let entry = feed::entries(b"evil[.]example", &strict).next().unwrap();
    /// assert!(entry.read(&mut Scratch::new()).is_err());
    /// ```
    #[must_use]
    pub const fn refang(self, on: bool) -> Self {
        Self { refang: on, ..self }
    }

    /// Whether `name/path` is read as `http://name/path`; off unless turned on.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options, Scratch};
    /// let options = Options::PLAIN.assume_http(true);
    /// let entry = feed::entries(b"example.com/a", &options).next().unwrap();
    /// assert_eq!(entry.read(&mut Scratch::new())?.to_string(), "http://example.com/a");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn assume_http(self, on: bool) -> Self {
        Self { assume_http: on, ..self }
    }

    /// Whether a name of one label, such as `localhost`, is a host; off unless turned on.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options, Scratch};
    /// let options = Options::PLAIN.single_labels(true);
    /// let entry = feed::entries(b"localhost", &options).next().unwrap();
    /// assert_eq!(entry.read(&mut Scratch::new())?.to_string(), "localhost");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn single_labels(self, on: bool) -> Self {
        Self { single_labels: on, ..self }
    }

    /// Whether `.example.com` and `*.example.com`, rules for all names below, are read as
    /// `example.com`; off unless turned on.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options, Scratch};
    /// let options = Options::PLAIN.suffixes(true);
    /// let entry = feed::entries(b"*.example.com", &options).next().unwrap();
    /// assert_eq!(entry.read(&mut Scratch::new())?.to_string(), "example.com");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn suffixes(self, on: bool) -> Self {
        Self { suffixes: on, ..self }
    }
}

impl Options {
    /// Whether `start TAB end TAB bits` is a range: only lines without columns of their own hold it, and
    /// only where a range may be read.
    pub(crate) const fn reads_blocks(&self) -> bool {
        matches!(self.format, Format::Plain | Format::Adblock)
            && matches!(self.kind, None | Some(Kind::Range))
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::PLAIN
    }
}
