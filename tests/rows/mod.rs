//! Reads the rows of `tests/vectors` (their `README.md` has the format) and opens the doors they
//! name.

#![allow(dead_code, reason = "not every test that includes this file calls every function")]

use std::path::{Path, PathBuf};

use ioc_canon::{
    Address, Asn, Cidr, Code, Email, Endpoint, Error, FileHash, Host, Indicator, Kind, Note, Range,
    RegistryKey, Url, endpoint, host,
};

/// The files of one kind each.
pub(crate) const KIND_FILES: [&str; 10] = [
    "asn",
    "address",
    "cidr",
    "range",
    "host",
    "url",
    "registry-key",
    "email",
    "file-hash",
    "endpoint",
];

/// One row of a file: its line number, counted from 1, and its columns, still escaped.
pub(crate) struct Row {
    pub(crate) file: &'static str,
    pub(crate) line: usize,
    pub(crate) columns: Vec<String>,
}

impl Row {
    /// A column as bytes.
    pub(crate) fn bytes(&self, column: usize) -> Vec<u8> {
        unescape(&self.columns[column]).unwrap_or_else(|why| panic!("{}: {why}", self.place()))
    }

    /// A column as text, unless its bytes are none.
    pub(crate) fn text(&self, column: usize) -> Option<String> {
        String::from_utf8(self.bytes(column)).ok()
    }

    pub(crate) fn place(&self) -> String {
        format!("tests/vectors/{}.tsv:{}: {}", self.file, self.line, self.columns[0])
    }
}

/// The rows of `tests/vectors/<file>.tsv`, whose header has to be `header`.
pub(crate) fn rows(file: &'static str, header: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/vectors/{file}.tsv"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut rows = Vec::new();
    let mut lines = text.lines().enumerate();
    assert_eq!(lines.next().map(|(_, line)| line), Some(header), "{file}: header");
    for (at, line) in lines {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let columns: Vec<_> = line.split('\t').map(String::from).collect();
        assert_eq!(columns.len(), header.split('\t').count(), "{file}.tsv:{}: columns", at + 1);
        rows.push(Row { file, line: at + 1, columns });
    }
    rows
}

pub(crate) const KIND_HEADER: &str =
    "input\tkind\toutcome\tthreatconnect\tthreatstop\topencti\tmisp\tecs\tcomment";

/// The rows of every kind's file.
pub(crate) fn kind_rows() -> Vec<Row> {
    KIND_FILES.into_iter().flat_map(|file| rows(file, KIND_HEADER)).collect()
}

/// The folder of corpora, if the caller has one.
pub(crate) fn corpora() -> Option<PathBuf> {
    std::env::var_os("IOC_CANON_CORPORA").map(PathBuf::from)
}

/// The files of the corpora's feeds, in the order of their names.
pub(crate) fn feeds(corpora: &Path) -> Vec<Vec<u8>> {
    let (mut folders, mut files) = (vec![corpora.join("feeds")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{folder:?}: {e}")) {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files.iter().map(|path| std::fs::read(path).expect("a feed")).collect()
}

/// `\\`, `\t`, `\n`, `\r`, `\e` (nothing), `\u{HEX}` (a character), `\xHH` (a byte), `\{N*TEXT}`
/// (`TEXT`, which holds no escapes, N times).
pub(crate) fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let escape = &rest[at + 1..];
        let braced = |from: usize| {
            let end = escape.find('}').ok_or("an escape without its closing brace")?;
            Ok::<_, String>((&escape[from..end], end + 1))
        };
        let used = match escape.chars().next().ok_or("a backslash at the end")? {
            '\\' => (out.push(b'\\'), 1).1,
            't' => (out.push(b'\t'), 1).1,
            'n' => (out.push(b'\n'), 1).1,
            'r' => (out.push(b'\r'), 1).1,
            'e' => 1,
            'x' => {
                let digits = escape.get(1..3).ok_or("two digits after \\x")?;
                out.push(u8::from_str_radix(digits, 16).map_err(|e| e.to_string())?);
                3
            }
            'u' => {
                let (digits, used) = braced(2)?;
                let number = u32::from_str_radix(digits, 16).map_err(|e| e.to_string())?;
                let c = char::from_u32(number).ok_or("no character")?;
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                used
            }
            '{' => {
                let (repeat, used) = braced(1)?;
                let (times, what) = repeat.split_once('*').ok_or("no * in a repetition")?;
                let times: usize = times.parse().map_err(|_| "no number before the *")?;
                out.extend(what.as_bytes().repeat(times));
                used
            }
            other => return Err(format!("unknown escape \\{other}")),
        };
        rest = &escape[used..];
    }
    out.extend_from_slice(rest.as_bytes());
    Ok(out)
}

/// The same text with what TSV cannot hold or an eye cannot see escaped.
pub(crate) fn escape(text: &str) -> String {
    if text.is_empty() {
        return "\\e".into();
    }
    let mut out = String::new();
    let ends = [0, text.len() - 1];
    for (at, c) in text.char_indices() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            ' ' if ends.contains(&at) => out.push_str("\\u{20}"),
            '\0'..='\x1f' | '\x7f'.. => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

/// What a door gives: the value, its canonical text, and whether the input was that.
pub(crate) type Read<'a> = Result<(Indicator<'a>, String, bool), Error>;

/// The kind that a door reads: its name up to the `+`.
pub(crate) fn kind_of(door: &str) -> Kind {
    let name = door.split('+').next().unwrap_or_default();
    Kind::from_name(name).unwrap_or_else(|| panic!("no kind {name}"))
}

/// Reads `text` by a kind's own door, or by one of its doors with options.
pub(crate) fn read<'a>(door: &str, text: &'a str) -> Read<'a> {
    macro_rules! value {
        ($read:expr) => {{
            let read = $read?;
            let canonical = read.is_canonical();
            let text = read.get().to_string();
            Ok((read.value().into(), text, canonical))
        }};
    }
    macro_rules! view {
        ($read:expr) => {{
            let view = $read?;
            Ok((view.into(), view.to_string(), view.is_canonical()))
        }};
    }
    const ANY: host::Options = host::Options::new();
    match door {
        "asn" => value!(Asn::read(text)),
        "address" => value!(Address::read(text)),
        "cidr" => value!(Cidr::read(text)),
        "cidr+truncate" => {
            let read = Cidr::parse_truncating(text);
            if let Ok(read) = read {
                let refused = Cidr::parse(text).map_err(|e| e.code()) == Err(Code::HostBits);
                let cleared = read.notes().contains(Note::HostBitsCleared);
                assert_eq!(cleared, refused, "{text}");
            }
            value!(read)
        }
        "range" => value!(Range::read(text)),
        "host" => view!(Host::parse(text)),
        "host+two" => view!(Host::parse_with(text, &ANY.min_labels(2))),
        "host+wildcard" => view!(Host::parse_with(text, &ANY.wildcard(true))),
        "host+hostname" => view!(Host::parse_with(text, &ANY.rules(host::Rules::Hostname))),
        "url" => view!(Url::parse(text)),
        "registry-key" => view!(RegistryKey::parse(text)),
        "email" => view!(Email::parse(text)),
        "email+two" => view!(Email::parse_with(text, &ANY.min_labels(2))),
        "file-hash" => view!(FileHash::parse(text)),
        "endpoint" => view!(Endpoint::parse(text)),
        "endpoint+one" => view!(Endpoint::parse_with(text, &ANY)),
        "endpoint+pipe" => {
            view!(Endpoint::parse_form(text, endpoint::Form::Pipe, &ANY.min_labels(2)))
        }
        "detect" => value!(Indicator::read(text)),
        other => panic!("no door {other}"),
    }
}

/// As [`read`], of bytes, where the door takes them: the canonical text alone.
pub(crate) fn read_bytes(door: &str, bytes: &[u8]) -> Option<Result<String, Error>> {
    macro_rules! doors {
        ($($name:literal $ty:ident)*) => {
            match door {
                $($name => Some($ty::parse_bytes(bytes).map(|value| value.to_string())),)*
                "detect" => Some(Indicator::detect_bytes(bytes).map(|value| value.to_string())),
                _ => None,
            }
        };
    }
    doors!("asn" Asn "address" Address "cidr" Cidr "range" Range "host" Host "url" Url
        "registry-key" RegistryKey "email" Email "file-hash" FileHash "endpoint" Endpoint)
}

/// `ok TEXT` or `ID@OFFSET`, as the outcome column has it; the text is not escaped.
pub(crate) fn outcome(read: Result<String, Error>) -> String {
    match read {
        Ok(text) => format!("ok {text}"),
        Err(error) => format!("{}@{}", error.code(), error.offset()),
    }
}
