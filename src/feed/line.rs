//! One line: the tokens in it.

use super::{
    Format, Options,
    ends::{is_blank, plain_end, quoted_end, token_end},
    field, join, link, marker, read, report,
};
use crate::{
    Address, Error, FileHash, Host, Indicator, Note, ascii, error::Code, refang, registry,
};

/// A token, the byte of the line at which it begins, and what is wrong before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) at: usize,
    pub(super) text: &'a str,
    pub(super) fault: Option<Error>,
    /// Each quote in the text is written twice.
    pub(super) doubled: bool,
}

/// The tokens of a line in column order.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    line: &'a str,
    at: usize,
    state: State,
    format: Format,
    /// Whether `start TAB end TAB bits` is one token.
    blocks: bool,
    /// Whether defanging is undone.
    refang: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing was read yet.
    Start,
    /// The line is of a hosts file; its names are being read.
    Names,
    /// The line is free text; its words are being read.
    Words,
    /// The second half of a composite stands from this byte to that.
    Half(usize, usize),
    /// A field of several values goes on to this byte; the delimiter, and whether quotes are doubled.
    Values(usize, u8, bool),
    /// The line is an array of JSON; its texts are being read.
    Array,
    /// No more tokens.
    Done,
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(line: &'a str, options: &Options) -> Self {
        let (format, blocks) = (options.format, options.reads_blocks());
        Self { line, at: 0, state: State::Start, format, blocks, refang: options.refang }
    }

    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest().as_bytes();
        let blanks = rest.iter().position(|&b| !is_blank(b)).unwrap_or(rest.len());
        self.at = self.at.saturating_add(blanks);
    }

    fn token(&self, from: usize, to: usize) -> Token<'a> {
        let text = self.line.get(from..to).unwrap_or_default();
        Token { at: from, text, fault: None, doubled: false }
    }

    /// Cuts off the next token, `len` bytes long.
    fn take(&mut self, len: usize) -> Token<'a> {
        let from = self.at;
        self.at = from.saturating_add(len);
        self.token(from, self.at)
    }

    /// The whole line, refused.
    const fn refused(&self, code: Code, at: usize) -> Token<'a> {
        Token { at: 0, text: self.line, fault: Some(Error::new(code, at)), doubled: false }
    }

    /// The first token of the line.
    fn start(&mut self) -> Option<Token<'a>> {
        if let Format::Csv { column, delimiter } = self.format {
            return self.columns(column, delimiter);
        }
        self.skip_blanks();
        if self.format == Format::Report {
            self.state = State::Words;
            return self.next();
        }
        if self.format == Format::Plain {
            self.at = self.at.saturating_add(marker::len(self.rest()));
        }
        let cosmetic = self.format == Format::Adblock && self.rest().starts_with("##");
        // Behind what is not seen, such as the byte order mark of a file that was joined to another.
        let seen = self.rest().trim_start_matches(read::is_glue);
        if is_comment(seen.as_bytes()) && !cosmetic {
            return None;
        }
        if self.format == Format::Adblock {
            if let Some(rule) = self.rule() {
                return rule;
            }
        }
        if self.format == Format::Plain && is_array(self.rest()) {
            self.at = self.at.saturating_add(1);
            self.state = State::Array;
            return self.next();
        }
        let token = self.take(token_end(self.rest()));
        if self.format == Format::Composite {
            return Some(self.halves(token));
        }
        let more = join::more(token.text, self.rest(), self.blocks);
        self.at = self.at.saturating_add(more);
        let token = self.token(token.at, self.at);
        // Names can follow only where the line goes on.
        let blank_next = self.rest().as_bytes().first().is_some_and(|&b| is_blank(b));
        if !blank_next || !is_sink(token.text) {
            return (!token.text.is_empty()).then_some(token);
        }
        // An address that stands for nowhere, then names: a line of a hosts file. Another address is no
        // name, but the next column.
        let after = self.at;
        self.state = State::Names;
        if let Some(name) = self.next().filter(|name| join::address(name.text).is_none()) {
            return Some(name);
        }
        self.at = after;
        self.state = State::Done;
        Some(token)
    }

    /// The parts of `a|b` that are indicators; of a file's name and its digest the digest, of a
    /// key and its value the key, of an address and a port both in one.
    fn halves(&mut self, token: Token<'a>) -> Token<'a> {
        let token = self.unquoted(token);
        let bytes = token.text.as_bytes();
        let Some(bar) = bytes.iter().position(|&b| b == b'|') else {
            return self.digest(token).unwrap_or(token);
        };
        let end = token.at.saturating_add(bytes.len());
        let bar = token.at.saturating_add(bar);
        let first = self.token(token.at, bar);
        let second = self.token(bar.saturating_add(1), end);
        let port = !second.text.is_empty() && second.text.bytes().all(|b| b.is_ascii_digit());
        if registry::looks_like(first.text) {
            first
        } else if port && second.text.len() < 8 {
            token
        } else if FileHash::parse(second.text).is_ok() || is_of_file(first.text, second.text) {
            second
        } else {
            self.state = State::Half(bar.saturating_add(1), end);
            first
        }
    }

    /// A composite without the quotes around it: each half would have one of the two.
    fn unquoted(&self, token: Token<'a>) -> Token<'a> {
        let inner = match token.text.as_bytes() {
            [first @ (b'"' | b'\'' | b'`'), inner @ .., last] if first == last => inner,
            _ => return token,
        };
        match inner.contains(&b'|') {
            true => {
                let from = token.at.saturating_add(1);
                self.token(from, from.saturating_add(inner.len()))
            }
            false => token,
        }
    }

    /// The digest after a file's name that `token` is only the beginning of, since a name may hold blanks
    /// and what else separates. An indicator before other columns, or before a blank and `#`, is no
    /// beginning of a name.
    fn digest(&self, token: Token<'a>) -> Option<Token<'a>> {
        let rest = self.line.get(token.at..).unwrap_or_default();
        let (name, after) = ascii::split_once(rest, b'|')?;
        let digest = after.get(..plain_end(after.as_bytes(), 0)).unwrap_or_default();
        FileHash::parse(digest).ok()?;
        let next = rest.as_bytes().get(token.text.len());
        let ends = matches!(next, Some(b',' | b';' | b'\t'))
            || name.as_bytes().windows(2).any(|pair| pair == b" #");
        if ends && Indicator::detect(token.text).is_ok() {
            return None;
        }
        let from = token.at.saturating_add(name.len()).saturating_add(1);
        Some(self.token(from, from.saturating_add(digest.len())))
    }

    /// A line of an ad blocker's list: the token of `||name^`, a refusal of any other rule, or
    /// nothing where the line is a plain one.
    #[expect(clippy::option_option, reason = "no rule; a rule without a token; its token")]
    fn rule(&mut self) -> Option<Option<Token<'a>>> {
        let rest = ascii::trim_end(self.rest(), is_blank);
        let bytes = rest.as_bytes();
        if is_heading(bytes) {
            return Some(None);
        }
        let refused = Some(Some(self.refused(Code::FilterRule, self.at)));
        let Some(name) = rest.strip_prefix("||") else {
            // A comment behind a plain entry may hold anything.
            let comment = bytes.windows(2).position(|pair| matches!(pair, b" #" | b"\t#"));
            let bytes = comment.and_then(|at| bytes.get(..at)).unwrap_or(bytes);
            // Of a rule for some sites the first may begin with a digit as well.
            let first = ascii::before(rest, b' ');
            let hosts = first.len() < rest.len() && Address::parse(first).is_ok();
            let url = refang::scheme_len(bytes).is_some() || hosts;
            let rule = bytes.iter().any(|b| matches!(b, b'$' | b'^' | b'|' | b'/' | b'*' | b'@'))
                || bytes
                    .windows(2)
                    .any(|pair| matches!(pair, b"##" | b"#@" | b"#?" | b"#$" | b"#%"));
            return if rule && !url { refused } else { None };
        };
        let name = name.strip_suffix('^').unwrap_or(name);
        let name = name.strip_suffix("^|").unwrap_or(name);
        let other = |b: &u8| matches!(b, b'^' | b'$' | b'/' | b'|' | b'*' | b'#' | b'@' | b' ');
        if name.is_empty() || name.as_bytes().iter().any(other) {
            return refused;
        }
        self.at = self.at.saturating_add(2);
        Some(Some(self.take(name.len())))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        match self.state {
            State::Done => None,
            State::Start => {
                self.state = State::Done;
                self.start()
            }
            State::Words => {
                let found = report::next(self.line, self.at);
                let Some((from, to, next)) = found else {
                    self.state = State::Done;
                    return None;
                };
                self.at = next;
                Some(self.token(from, to))
            }
            State::Values(end, delimiter, doubled) => {
                self.skip_blanks();
                let left = self.line.get(self.at..end).unwrap_or_default();
                let len = left.bytes().position(|b| b == delimiter).unwrap_or(left.len());
                let value = self.take(len);
                self.at = self.at.saturating_add(1);
                if self.at >= end {
                    self.state = State::Done;
                }
                let text = value.text.trim_ascii_end();
                Some(Token { text, doubled: doubled && ascii::has(text, b'"'), ..value })
            }
            State::Array => {
                let between = |b: &u8| is_blank(*b) || matches!(b, b',' | b';');
                let rest = self.rest().as_bytes();
                let skipped = rest.iter().position(|b| !between(b)).unwrap_or(rest.len());
                self.at = self.at.saturating_add(skipped);
                let rest = self.rest();
                if rest.is_empty() || rest.starts_with(']') {
                    self.state = State::Done;
                    return None;
                }
                let end = quoted_end(rest).unwrap_or_else(|| plain_end(rest.as_bytes(), 0));
                Some(self.take(end))
            }
            State::Half(from, to) => {
                self.state = State::Done;
                (from < to).then(|| self.token(from, to))
            }
            State::Names => {
                let separator = |b: &u8| is_blank(*b) || matches!(b, b',' | b';');
                let rest = self.rest().as_bytes();
                let skipped = rest.iter().position(|b| !separator(b)).unwrap_or(rest.len());
                self.at = self.at.saturating_add(skipped);
                let rest = self.rest();
                if rest.is_empty() || rest.starts_with('#') {
                    self.state = State::Done;
                    return None;
                }
                // No name holds the mark of a comment, so it needs no blank before it. It is looked
                // for in this name alone: to the line's end, many names would each take the whole line.
                let name = rest.get(..plain_end(rest.as_bytes(), 0)).unwrap_or_default();
                Some(self.take(ascii::before(name, b'#').len()))
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// The first token of a line of columns. Neither what begins a comment nor a blank does so where it
    /// is the delimiter: there it ends a first column that is empty.
    fn columns(&mut self, column: u16, delimiter: u8) -> Option<Token<'a>> {
        if says_nothing(self.line.as_bytes(), delimiter) {
            return None;
        }
        if !self.format.is_possible() {
            return Some(self.refused(Code::FeedOptions, 0));
        }
        self.field(column, delimiter)
    }

    /// The field in one column, counted from 1, without quotes and blanks around it.
    fn field(&mut self, column: u16, delimiter: u8) -> Option<Token<'a>> {
        let mut current = 1u16;
        loop {
            let found = field::first(self.rest(), delimiter);
            // Of the value only a part is here, or of the record: that part may be another value.
            if found.open {
                return Some(self.refused(Code::FieldOpen, self.line.len()));
            }
            if current >= column {
                self.at = self.at.saturating_add(found.from);
                let token = self.take(found.to.saturating_sub(found.from));
                if field::is_list(token.text, delimiter, self.refang) {
                    self.at = token.at;
                    let end = token.at.saturating_add(token.text.len());
                    self.state = State::Values(end, delimiter, found.doubled);
                    return self.next();
                }
                let token = Token { doubled: found.doubled, ..token };
                return (!token.text.is_empty()).then_some(token);
            }
            let Some(next) = found.next else {
                return Some(self.refused(Code::ColumnMissing, self.line.len()));
            };
            self.at = self.at.saturating_add(next);
            current = current.saturating_add(1);
        }
    }
}

/// Whether a line of columns is a comment, or empty.
#[inline(never)]
pub(super) fn says_nothing(line: &[u8], delimiter: u8) -> bool {
    let start = line.iter().position(|&b| !is_blank(b)).unwrap_or(line.len());
    let text = line.get(start..).unwrap_or_default();
    let begins = line.iter().find(|&&b| b == delimiter || !is_blank(b));
    text.is_empty() || (is_comment(text) && begins != Some(&delimiter))
}

/// Whether a line begins as an array of texts in JSON (RFC 8259 §5), and not as a link whose text is in
/// quotes.
fn is_array(rest: &str) -> bool {
    let text = |rest: &str| ascii::after_blanks(rest).starts_with('"');
    rest.strip_prefix('[').is_some_and(text) && link::len(rest).is_none()
}

/// Whether a line is an ad blocker's heading, such as `[Adblock Plus 2.0]`, and no name or address in
/// brackets.
fn is_heading(line: &[u8]) -> bool {
    match line {
        [b'[', inner @ .., b']'] => {
            inner.contains(&b' ') || !inner.iter().any(|b| matches!(b, b'.' | b':'))
        }
        _ => false,
    }
}

/// Whether the first half of a composite is a file's name that happens to end as a domain does, and what
/// stands with it is none of a name's companions.
fn is_of_file(first: &str, second: &str) -> bool {
    Host::parse(first).is_ok_and(|host| host.notes().contains(Note::FileExtensionTld))
        && Indicator::detect(second).is_err()
}

/// Whether a line that begins so says nothing.
const fn is_comment(rest: &[u8]) -> bool {
    matches!(rest, [] | [b'#' | b';' | b'!', ..] | [b'/', b'/', ..])
}

/// Whether the token is an unspecified, loopback or broadcast address, dressed as it may be.
pub(super) fn is_sink(token: &str) -> bool {
    let first = token.as_bytes().first();
    if first.is_some_and(u8::is_ascii_alphanumeric) && !matches!(first, Some(b'0' | b'1' | b'2')) {
        return false;
    }
    join::address(token).is_some_and(|address| {
        let ip = address.ip();
        ip.is_unspecified() || ip.is_loopback() || ip == core::net::Ipv4Addr::BROADCAST
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn tokens(line: &str, expected: &[(usize, &str)]) {
        extern crate std;
        let tokens = Tokens::new(line, &Options::PLAIN);
        let found: std::vec::Vec<_> = tokens.map(|token| (token.at, token.text)).collect();
        assert_eq!(found, expected, "{line:?}");
    }

    /// Each rule has a row in which the wrong cut would also be valid.
    #[test]
    fn a_token_ends_by_how_it_starts() {
        tokens("1.2.3.4\t10", &[(0, "1.2.3.4")]);
        tokens("  example.com  # was: x.example", &[(2, "example.com")]);
        tokens("example.com,1.2.3.4", &[(0, "example.com")]);
        tokens("example.com;5", &[(0, "example.com")]);
        tokens("http://example.com/a,b;c#d e", &[(0, "http://example.com/a,b;c#d")]);
        tokens("http://example.com/a\tb", &[(0, "http://example.com/a")]);
        tokens(r"HKLM\Software\A B,C;D E#F # note", &[(0, r"HKLM\Software\A B,C;D E#F")]);
        tokens("HKLM\\Software\\A  \t5", &[(0, r"HKLM\Software\A")]);
        tokens(r"\REGISTRY\MACHINE\A B", &[(0, r"\REGISTRY\MACHINE\A B")]);
        tokens("AS 12345 # x", &[(0, "AS 12345")]);
        tokens("\u{1}http://a.example/b,c d", &[(0, "\u{1}http://a.example/b,c")]);
        tokens("(://a.example/b,c", &[(0, "(://a.example/b")]);
        tokens("ASN 12345,x", &[(0, "ASN 12345")]);
        tokens("AS x", &[(0, "AS")]);
        tokens("as.example 5", &[(0, "as.example")]);
        tokens("", &[]);
        tokens(" \t ", &[]);
        for comment in ["# x", "; x", "! x", "// x", "  # x", "#"] {
            tokens(comment, &[]);
        }
    }

    #[test]
    fn a_hosts_line_gives_its_names() {
        tokens("0.0.0.0 a.example\tb.example # c.example", &[(8, "a.example"), (18, "b.example")]);
        tokens("127.0.0.1\tlocalhost", &[(10, "localhost")]);
        tokens("0.0.0.0 a.example#b.example c.example", &[(8, "a.example")]);
        tokens("::1 a.example", &[(4, "a.example")]);
        tokens("255.255.255.255 broadcasthost", &[(16, "broadcasthost")]);
        tokens("0.0.0.0", &[(0, "0.0.0.0")]);
        tokens("0.0.0.0 # nothing", &[(0, "0.0.0.0")]);
        tokens("1.2.3.4 a.example", &[(0, "1.2.3.4")]);
        tokens("127.0.0.1/8 a.example", &[(0, "127.0.0.1/8")]);
    }

    #[test]
    fn a_field_of_several_values() {
        extern crate std;
        let values = |line| {
            let tokens = Tokens::new(line, &Options::csv(1, b';'));
            tokens.map(|token| (token.at, token.text)).collect::<std::vec::Vec<_>>()
        };
        let expected = [(1, "a.example"), (13, "b.example"), (24, "c.example")];
        assert_eq!(values("\"a.example ; b.example\t;c.example\";x"), expected);
        assert_eq!(values("\"a.example ; b\";x"), [(1, "a.example ; b")]);
        assert_eq!(values("\"a[.]example;b.example\""), [(1, "a[.]example"), (13, "b.example")]);
    }

    #[test]
    fn a_column_is_one_field() {
        extern crate std;
        let field = |line, column| {
            let mut tokens = Tokens::new(line, &Options::csv(column, b','));
            let found = tokens.next();
            assert_eq!(tokens.next(), None);
            found.map(|token| (token.at, token.fault.map_or(token.text, |_| "missing")))
        };
        assert_eq!(field("a,b,c", 1), Some((0, "a")));
        assert_eq!(field("a, b ,c", 2), Some((3, "b")));
        assert_eq!(field("a,b,c", 3), Some((4, "c")));
        assert_eq!(field("a,b,c", 4), Some((0, "missing")));
        assert_eq!(field("", 4), None);
        assert_eq!(field("a,,c", 2), None);
        assert_eq!(field(r#""a,1","b,""2""",c"#, 2), Some((7, r#"b,""2"""#)));
        assert_eq!(field(r#""a,1",c"#, 2), Some((6, "c")));
        assert_eq!(field(r#"a,"open, b"#, 1), Some((0, "a")));
        assert_eq!(field(r#"a,"open, b"#, 2), Some((0, "missing")));
        assert_eq!(field("x,http://example.com/a,b", 2), Some((2, "http://example.com/a")));
        assert_eq!(field("# a,b", 1), None);
    }
}
