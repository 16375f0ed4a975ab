//! Guessing how a feed is laid out.

use core::fmt;

use super::{Options, entries::BOM, line::Tokens, lines::line_end, marker, quote::Open};
use crate::{Indicator, Kind, Note, ascii, refang};

/// How much of a prefix is looked at, in bytes.
const MAX_PREFIX: usize = 1 << 16;
/// How many columns are looked at.
const MAX_COLUMNS: u16 = 16;

/// A guess and its reason. Made by [`sniff`].
///
/// # Example
/// ```
/// use ioc_canon::feed::{self, Options, Why};
/// let sniffed = feed::sniff(b"||a.example^\n||b.example^\n");
/// assert_eq!((sniffed.options(), sniffed.why()), (Options::ADBLOCK, Why::AdblockRules));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sniffed {
    options: Options,
    why: Why,
}

impl Sniffed {
    /// How to read the feed.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Scratch};
    /// let bytes = b"id,ip\n1,192.0.2.1\n2,192.0.2.2\n3,192.0.2.3\n";
    /// let options = feed::sniff(bytes).options();
    /// let mut scratch = Scratch::new();
    /// assert_eq!(feed::entries(bytes, &options).filter(|of| of.read(&mut scratch).is_ok()).count(), 3);
    /// ```
    #[must_use]
    pub const fn options(&self) -> Options {
        self.options
    }

    /// Why this layout was guessed.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed;
    /// let sniffed = feed::sniff(b"0.0.0.0 a.example\n0.0.0.0 b.example\n");
    /// assert_eq!(sniffed.why().to_string(), "most lines are an address that stands for nowhere and a name");
    /// ```
    #[must_use]
    pub const fn why(&self) -> Why {
        self.why
    }
}

/// What spoke for a layout.
///
/// # Example
/// ```
/// use ioc_canon::feed::{self, Why};
/// assert_eq!(feed::sniff(b"192.0.2.1\n192.0.2.2\n").why(), Why::FirstColumn);
/// assert_eq!(feed::sniff(b"").why(), Why::Nothing);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Why {
    /// An `[Adblock` heading, or mostly `||name^`.
    AdblockRules,
    /// Mostly an address that stands for nowhere, and names.
    HostsLines,
    /// Mostly an address and the rest of its block in further columns.
    Blocks,
    /// A delimiter in nearly every line, and one column reads best.
    Columns,
    /// A column of bare numbers under a heading that says ASN.
    NumberColumn,
    /// Mostly two halves with `|` between them.
    Composites,
    /// Mostly lines whose first word can be read.
    FirstColumn,
    /// Lines of which many have several words and whose first says nothing, or a document: headings of
    /// `AsciiDoc`, tables between bars.
    Prose,
    /// Nothing to go by.
    Nothing,
}

/// One clause, lower case, no full stop.
impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::AdblockRules => "most lines are rules of ad blockers",
            Self::HostsLines => "most lines are an address that stands for nowhere and a name",
            Self::Blocks => {
                "most lines are an address and the rest of its block in further columns"
            }
            Self::Columns => "nearly every line has the delimiter, and this column reads best",
            Self::NumberColumn => "a column of bare numbers under a heading that says ASN",
            Self::Composites => "most lines are two halves with a bar between them",
            Self::FirstColumn => "the first word of most lines can be read",
            Self::Prose => "the lines are free text",
            Self::Nothing => "there is nothing to go by",
        })
    }
}

/// What was counted in the lines.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    lines: u32,
    adblock: u32,
    hosts: u32,
    blocks: u32,
    bars: u32,
    plain: u32,
    words: u32,
    cells: u32,
    titles: u32,
    heading: bool,
}

impl Counts {
    /// Whether the lines are those of a document: some are headings, or a quarter are rows of tables. Its
    /// lists and tables have columns that differ, and lines whose first word says nothing.
    const fn is_document(&self) -> bool {
        self.titles > 1 || self.cells.saturating_mul(4) > self.lines
    }
}

/// Guesses the layout of a feed from its first bytes; at most 64 KiB are looked at.
///
/// # Example
/// ```
/// use ioc_canon::feed::{self, Options, Why};
/// let sniffed = feed::sniff(b"0.0.0.0 a.example\n0.0.0.0 b.example\n");
/// assert_eq!((sniffed.options(), sniffed.why()), (Options::HOSTS, Why::HostsLines));
/// ```
#[must_use]
pub fn sniff(prefix: &[u8]) -> Sniffed {
    let prefix = prefix.strip_prefix(BOM).unwrap_or(prefix);
    let whole = prefix.len() <= MAX_PREFIX;
    let prefix = prefix.get(..MAX_PREFIX).unwrap_or(prefix);
    // A last line that was cut says nothing.
    let prefix = match prefix.iter().rposition(|&b| b == b'\n') {
        Some(end) if !whole => prefix.get(..end).unwrap_or_default(),
        _ => prefix,
    };
    let mut counts = Counts::default();
    for line in lines(prefix, None) {
        tally(line.trim_ascii_start(), &mut counts);
    }
    let most = |n: u32| n.saturating_mul(2) > counts.lines;
    let (options, why) = if counts.heading || most(counts.adblock) {
        (Options::ADBLOCK, Why::AdblockRules)
    } else if most(counts.hosts) {
        (Options::HOSTS, Why::HostsLines)
    } else if most(counts.blocks) {
        (Options::PLAIN, Why::Blocks)
    } else if let Some(columns) = columns(prefix) {
        columns
    } else if counts.is_document() {
        (Options::REPORT, Why::Prose)
    } else if most(counts.plain) {
        (Options::PLAIN, Why::FirstColumn)
    } else if most(counts.bars) {
        (Options::MISP_COMPOSITE, Why::Composites)
    } else if counts.words > counts.lines.saturating_add(counts.lines / 4) {
        (Options::REPORT, Why::Prose)
    } else {
        (Options::PLAIN, Why::Nothing)
    };
    Sniffed { options, why }
}

/// The lines that say something, of columns where there is a delimiter.
fn lines(mut rest: &[u8], delimiter: Option<u8>) -> impl Iterator<Item = &str> {
    let mut open = Open::NONE;
    core::iter::from_fn(move || next_line(&mut rest, delimiter, &mut open))
}

/// The next line of `rest` that says something; of columns none that begins in a field of a line before.
/// Not inlined: lines are gone through in many places.
#[inline(never)]
fn next_line<'a>(rest: &mut &'a [u8], delimiter: Option<u8>, open: &mut Open) -> Option<&'a str> {
    let options = delimiter.map(|delimiter| Options::csv(1, delimiter));
    while !rest.is_empty() {
        let end = line_end(rest).unwrap_or(rest.len());
        let (line, after) = rest.split_at_checked(end).unwrap_or_default();
        *rest = after.get(1..).unwrap_or_default();
        let bare = line.strip_suffix(b"\r").unwrap_or(line);
        if options.is_some_and(|options| open.takes(bare, &options)) {
            continue;
        }
        let Ok(line) = core::str::from_utf8(line) else { continue };
        // A blank at the start may be the end of a first column.
        let line = line.trim_ascii_end();
        let comment = match line.trim_ascii_start().as_bytes() {
            [] => continue,
            [b'#' | b';' | b'!', ..] | [b'/', b'/', ..] => true,
            _ => false,
        };
        if !comment || delimiter.is_some_and(|delimiter| leads(line, delimiter)) {
            return Some(line);
        }
    }
    None
}

/// Whether the line begins with an empty column: the delimiter alone may as well indent a line, or begin
/// a comment, but another one follows what stands in the second column.
fn leads(line: &str, delimiter: u8) -> bool {
    let second = line.as_bytes().strip_prefix(&[delimiter]).unwrap_or_default();
    let end = second.iter().position(|&b| b == delimiter).unwrap_or(0);
    end > 0
}

fn tally(line: &str, counts: &mut Counts) {
    let add = |to: &mut u32, more: bool| *to = to.saturating_add(more.into());
    add(&mut counts.lines, true);
    counts.heading |= counts.lines == 1 && line.starts_with("[Adblock");
    add(&mut counts.adblock, line.starts_with("||"));
    // A bar at the start opens a table's cell.
    add(
        &mut counts.bars,
        ascii::has(line, b'|') && !ascii::has(line, b' ') && !line.starts_with('|'),
    );
    add(&mut counts.cells, line.starts_with('|') && !line.starts_with("||"));
    // A rule of `=` alone may part a list.
    let after = line.trim_start_matches('=');
    add(&mut counts.titles, after.len() < line.len() && after.starts_with(' '));
    let mut words = 0u32;
    for _ in line.split([' ', '\t']).filter(|word| !word.is_empty()).take(8) {
        words = words.saturating_add(1);
    }
    counts.words = counts.words.saturating_add(words);
    let Some(first) = Tokens::new(line, &Options::PLAIN).next() else { return };
    let marker = marker::len(line);
    add(&mut counts.hosts, first.at > marker && !line.starts_with(first.text));
    // Of all tokens, only these have columns in them.
    add(&mut counts.blocks, ascii::has(first.text, b'\t'));
    add(&mut counts.plain, first.at == marker && is_readable(first.text));
}

fn is_readable(text: &str) -> bool {
    Indicator::detect(text).is_ok() || !refang::of_refused(text).is_clean()
}

/// The column that reads best, if nearly every line has the same delimiter.
fn columns(prefix: &[u8]) -> Option<(Options, Why)> {
    for delimiter in [b',', b';', b'\t'] {
        let (mut total, mut delimited) = (0u32, 0u32);
        for line in lines(prefix, Some(delimiter)) {
            let text = line.trim_ascii_start();
            // A delimiter in a URL, or after blanks of prose, separates nothing.
            let first = text.split([' ', char::from(delimiter)]).next().unwrap_or_default();
            let has = text.as_bytes().get(first.len()) == Some(&delimiter)
                || text.starts_with('"') && ascii::has(text, delimiter)
                || leads(line, delimiter);
            total = total.saturating_add(1);
            delimited = delimited.saturating_add(has.into());
        }
        // Four in five.
        if total < 2 || delimited.saturating_mul(5) < total.saturating_mul(4) {
            continue;
        }
        let (mut best, mut most) = (0u16, Worth::default());
        for column in 1..=MAX_COLUMNS {
            let (read, worth) = worth(prefix, column, delimiter);
            // Of what reads as well the first.
            if read.saturating_mul(3) > total && worth > most {
                (best, most) = (column, worth);
            }
        }
        if best > 0 {
            return Some((Options::csv(best, delimiter), Why::Columns));
        }
        for column in 1..=MAX_COLUMNS {
            let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
            let heading = lines(prefix, Some(delimiter))
                .next()
                .and_then(|line| field(line, column, delimiter));
            let says = heading.is_some_and(|heading| heading.eq_ignore_ascii_case("asn"));
            if says && count(prefix, column, delimiter, digits).saturating_mul(2) > total {
                let options = Options::csv(column, delimiter).kind(Kind::Asn);
                return Some((options, Why::NumberColumn));
            }
        }
    }
    None
}

fn field(line: &str, column: u16, delimiter: u8) -> Option<&str> {
    let mut tokens = Tokens::new(line, &Options::csv(column, delimiter));
    tokens.next().filter(|token| token.fault.is_none()).map(|token| token.text)
}

/// How well a column reads, what counts for more first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Worth {
    /// Four for a field that can be read, one for what may as well be a file's name: a column of those
    /// stands beside one of digests or of domains.
    fields: u32,
    /// How many of them differ from the one before: a list is of what differs.
    changes: u32,
}

/// How many fields of a column can be read, and what they are worth.
#[inline(never)]
fn worth(prefix: &[u8], column: u16, delimiter: u8) -> (u32, Worth) {
    let (mut read, mut worth, mut before) = (0u32, Worth::default(), "");
    for line in lines(prefix, Some(delimiter)) {
        let Some(text) = field(line, column, delimiter).filter(|text| is_readable(text)) else {
            continue;
        };
        read = read.saturating_add(1);
        worth.fields = worth.fields.saturating_add(if is_file(text) { 1 } else { 4 });
        worth.changes = worth.changes.saturating_add((text != before).into());
        before = text;
    }
    (read, worth)
}

/// Whether a field is a name as files have one.
fn is_file(text: &str) -> bool {
    let Ok(Indicator::Host(host)) = Indicator::detect(text) else { return false };
    let last = ascii::after_last(text, b'.');
    let ends = FILES.iter().any(|known| last.eq_ignore_ascii_case(known));
    ends || host.notes().contains(Note::FileExtensionTld)
}

/// What else than programs and documents, of which a note tells, stands in lists of files.
const FILES: [&str; 16] = [
    "apk", "bmp", "css", "csv", "dmg", "gif", "gz", "ico", "ini", "jpeg", "jpg", "json", "log",
    "png", "svg", "xml",
];

/// How many lines have a field in this column that `holds`.
#[inline(never)]
fn count(prefix: &[u8], column: u16, delimiter: u8, holds: fn(&str) -> bool) -> u32 {
    let mut found = 0u32;
    for line in lines(prefix, Some(delimiter)) {
        let counts = field(line, column, delimiter).is_some_and(holds);
        found = found.saturating_add(counts.into());
    }
    found
}
