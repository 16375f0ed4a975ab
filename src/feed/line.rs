//! One line: the tokens in it.

use super::Format;
use crate::{
    Address,
    ascii::{self, class},
    registry,
};

/// The tokens of a line in column order, each with the byte at which it begins.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    line: &'a str,
    at: usize,
    state: State,
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing was read yet.
    Start,
    /// The line is of a hosts file; its names are being read.
    Names,
    /// No more tokens.
    Done,
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(line: &'a str, format: Format) -> Self {
        Self { line, at: 0, state: State::Start, format }
    }

    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        let blanks = self.rest().bytes().take_while(|&b| is_blank(b)).count();
        self.at = self.at.saturating_add(blanks);
    }

    /// Cuts off the next token, `len` bytes long.
    fn take(&mut self, len: usize) -> (usize, &'a str) {
        let from = self.at;
        self.at = from.saturating_add(len);
        (from, self.line.get(from..self.at).unwrap_or_default())
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<(usize, &'a str)> {
        match self.state {
            State::Done => return None,
            State::Start => {
                self.state = State::Done;
                self.skip_blanks();
                if is_comment(self.rest()) {
                    return None;
                }
                if let Format::Csv { column, delimiter } = self.format {
                    return self.field(column, delimiter);
                }
                let token = self.take(token_end(self.rest()));
                if !is_sink(token.1) {
                    return (!token.1.is_empty()).then_some(token);
                }
                // An address that stands for nowhere, then names: a line of a hosts file.
                let sink = (token, self.at);
                self.state = State::Names;
                match self.next() {
                    Some(name) => return Some(name),
                    None => self.at = sink.1,
                }
                self.state = State::Done;
                return Some(sink.0);
            }
            State::Names => {}
        }
        self.skip_blanks();
        let rest = self.rest();
        if rest.is_empty() || rest.starts_with('#') {
            self.state = State::Done;
            return None;
        }
        Some(self.take(token_end(rest).max(1)))
    }
}

impl<'a> Tokens<'a> {
    /// The field in one column, counted from 1, without quotes and blanks around it.
    fn field(&mut self, column: u16, delimiter: u8) -> Option<(usize, &'a str)> {
        let mut current = 1u16;
        loop {
            let rest = self.rest();
            let (from, to, next) = field_end(rest, delimiter);
            if current >= column {
                self.at = self.at.saturating_add(from);
                let field = self.take(to.saturating_sub(from));
                return (!field.1.is_empty()).then_some(field);
            }
            self.at = self.at.saturating_add(next?);
            current = current.saturating_add(1);
        }
    }
}

/// The first field of `rest`: where its text begins and ends, and where the next field begins.
fn field_end(rest: &str, delimiter: u8) -> (usize, usize, Option<usize>) {
    let bytes = rest.as_bytes();
    let lead = bytes.iter().take_while(|&&b| is_blank(b) && b != delimiter).count();
    let quoted = bytes.get(lead) == Some(&b'"');
    let mut inside = quoted;
    let mut close = None;
    let from = lead.saturating_add(usize::from(quoted));
    let mut end = bytes.len();
    for (at, &b) in ascii::numbered(bytes.iter()).skip(from) {
        if b == b'"' && quoted {
            // RFC 4180 §2: a doubled quote inside a quoted field is part of it, so it opens again.
            inside = !inside;
            close = Some(at);
        } else if b == delimiter && !inside {
            end = at;
            break;
        }
    }
    let next = (end < bytes.len()).then(|| end.saturating_add(1));
    let to = match close {
        Some(close) if !inside => close,
        _ => {
            let text = rest.get(from..end).unwrap_or_default();
            from.saturating_add(text.trim_end_matches([' ', '\t']).len())
        }
    };
    (from, to, next)
}

const fn is_blank(b: u8) -> bool {
    matches!(b, b' ' | b'\t')
}

/// Whether a line that begins so says nothing.
fn is_comment(rest: &str) -> bool {
    matches!(rest.as_bytes(), [] | [b'#' | b';' | b'!', ..] | [b'/', b'/', ..])
}

/// How long the token is with which `rest` begins.
fn token_end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let find = |from: usize, ends: fn(u8) -> bool| {
        let after = bytes.get(from..).unwrap_or_default();
        after.iter().position(|&b| ends(b)).map_or(bytes.len(), |at| from.saturating_add(at))
    };
    if registry::looks_like(rest) {
        let end = find(0, |b| b == b'\t');
        let key = rest.get(..end).unwrap_or_default();
        let key = match key.as_bytes().windows(2).position(|pair| pair == b" #") {
            Some(comment) => key.get(..comment).unwrap_or_default(),
            None => key,
        };
        return key.trim_end_matches(' ').len();
    }
    if starts_url(bytes) {
        return find(0, is_blank);
    }
    find(asn_lead(bytes), |b| is_blank(b) || matches!(b, b',' | b';'))
}

/// `scheme://`
fn starts_url(bytes: &[u8]) -> bool {
    let scheme = bytes.iter().take_while(|&&b| ascii::is(b, class::SCHEME)).count();
    scheme > 0 && bytes.get(scheme..).is_some_and(|after| after.starts_with(b"://"))
}

/// The length of `AS` or `ASN` and a blank before a digit; 0 where the text does not begin so.
fn asn_lead(bytes: &[u8]) -> usize {
    match bytes {
        [b'A' | b'a', b'S' | b's', b' ', b'0'..=b'9', ..] => 3,
        [b'A' | b'a', b'S' | b's', b'N' | b'n', b' ', b'0'..=b'9', ..] => 4,
        _ => 0,
    }
}

/// Whether the token is an unspecified, loopback or broadcast address.
fn is_sink(token: &str) -> bool {
    let first = token.as_bytes().first();
    if !matches!(first, Some(b'0' | b'1' | b'2' | b':')) {
        return false;
    }
    Address::parse(token).is_ok_and(|address| {
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
        let found: std::vec::Vec<_> = Tokens::new(line, Format::Plain).collect();
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
        tokens("::1 a.example", &[(4, "a.example")]);
        tokens("255.255.255.255 broadcasthost", &[(16, "broadcasthost")]);
        tokens("0.0.0.0", &[(0, "0.0.0.0")]);
        tokens("0.0.0.0 # nothing", &[(0, "0.0.0.0")]);
        tokens("1.2.3.4 a.example", &[(0, "1.2.3.4")]);
        tokens("127.0.0.1/8 a.example", &[(0, "127.0.0.1/8")]);
    }

    #[test]
    fn a_column_is_one_field() {
        extern crate std;
        let field = |line, column| {
            let mut tokens = Tokens::new(line, Format::Csv { column, delimiter: b',' });
            let found = tokens.next();
            assert_eq!(tokens.next(), None);
            found
        };
        assert_eq!(field("a,b,c", 1), Some((0, "a")));
        assert_eq!(field("a, b ,c", 2), Some((3, "b")));
        assert_eq!(field("a,b,c", 3), Some((4, "c")));
        assert_eq!(field("a,b,c", 4), None);
        assert_eq!(field("a,,c", 2), None);
        assert_eq!(field(r#""a,1","b,""2""",c"#, 2), Some((7, r#"b,""2"""#)));
        assert_eq!(field(r#""a,1",c"#, 2), Some((6, "c")));
        assert_eq!(field(r#"a,"open, b"#, 2), Some((3, "open, b")));
        assert_eq!(field("x,http://example.com/a,b", 2), Some((2, "http://example.com/a")));
        assert_eq!(field("# a,b", 1), None);
    }
}
