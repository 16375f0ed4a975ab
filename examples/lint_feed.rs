//! Lints feeds of threat indicators: canonical text out, or the byte that broke which rule.
//!
//! `cargo run --release --example lint_feed` lints a small embedded sample; `--help` says the rest.

use std::{
    collections::BTreeMap,
    fmt,
    fs::File,
    io::{self, BufWriter, IsTerminal, Read, Write},
    process::ExitCode,
    time::{Duration, Instant},
};

use ioc_canon::{
    Code, Dialect, Error, Indicator, Kind, dialect,
    feed::{self, Decoder, Entry, Options, Refusal, Scratch},
};
use serde::Serialize;

const HELP: &str = "\
Lints feeds of threat indicators.

usage: lint_feed [OPTIONS] [FILE...]

With no FILE a small embedded sample is linted; `-` is standard input.

  --for PLATFORM   spell accepted entries as the platform does, and refuse what is beyond its
                   kinds and limits: threatconnect, threatstop, opencti, misp, ecs (the last three
                   write AS numbers bare: --as asn reads such output again)
  --check          refuse what is not exactly that spelling, instead of rewriting it
                   (without --for: what is not canonical)
  --as KIND        read every entry as this kind instead of detecting it: asn, address, cidr,
                   range, host, url, registry-key, email, file-hash, endpoint
  --format FORMAT  how lines are cut into entries: plain (first column; hosts lines), hosts, csv:N
                   (column N, from 1; csv:N:D with another delimiter than a comma), adblock,
                   report (free text), misp (a|b), auto (guess, and say why)
  --no-refang      do not undo defanging such as hxxp:// and [.]
  --kind           write the kind as a first TAB column
  --json           write one JSON object per entry, accepted or refused
  --explain CODE   say what a code such as C006 means
  --help           this text

stdout: one line per accepted entry. stderr: one line per refusal (with --json none), then a
summary; there passwords in URLs are masked and what a terminal might act on is escaped.
exit status: 0 all accepted, 1 something refused, 2 could not run.
";

const SAMPLE: &[u8] = include_bytes!("sample_feed.txt");

/// What the arguments ask for.
struct Config {
    dialect: Option<Dialect>,
    check: bool,
    kind: Option<Kind>,
    /// How the feeds are laid out; `None` is a guess for each.
    format: Option<Options>,
    no_refang: bool,
    kind_column: bool,
    json: bool,
    files: Vec<String>,
}

fn main() -> ExitCode {
    let config = match arguments() {
        Ok(Some(config)) => config,
        Ok(None) => return ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lint_feed: {error}; see --help");
            return ExitCode::from(2);
        }
    };
    let mut linter = Linter::new(&config);
    let run = linter.run();
    let run = run.and_then(|()| linter.out.flush());
    match run {
        Ok(()) => {}
        // Whoever read the output has seen enough. What was left unread was not judged, so this is
        // not the status of a run in which all was accepted.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // Dropping the writer would try to write again.
            linter.clear_progress();
            std::mem::forget(linter);
            return ExitCode::from(1);
        }
        Err(error) => {
            linter.clear_progress();
            eprintln!("lint_feed: {error}");
            return ExitCode::from(2);
        }
    }
    linter.clear_progress();
    let _ = linter.summary(&mut io::stderr().lock());
    ExitCode::from(if linter.unread { 2 } else { u8::from(!linter.refused.is_empty()) })
}

/// The arguments, or `None` when they asked for text that has been printed.
fn arguments() -> Result<Option<Config>, Box<dyn std::error::Error>> {
    use lexopt::prelude::*;
    let mut config = Config {
        dialect: None,
        check: false,
        kind: None,
        format: Some(Options::PLAIN),
        no_refang: false,
        kind_column: false,
        json: false,
        files: Vec::new(),
    };
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => {
                print(HELP);
                return Ok(None);
            }
            Long("explain") => {
                let id = parser.value()?.string()?;
                let named = || Code::ALL.iter().copied().find(|code| code.name() == id);
                let code = Code::from_id(&id).or_else(named);
                let code = code.ok_or_else(|| format!("there is no code {id:?}"))?;
                print(&explained(code));
                return Ok(None);
            }
            Long("for") => {
                let name = parser.value()?.string()?;
                let known = dialect::named(&name).copied();
                config.dialect =
                    Some(known.ok_or_else(|| format!("there is no platform {name:?}"))?);
            }
            Long("as") => {
                let name = parser.value()?.string()?;
                let kind = Kind::from_name(&name);
                config.kind = Some(kind.ok_or_else(|| format!("there is no kind {name:?}"))?);
            }
            Long("format") => config.format = format(&parser.value()?.string()?)?,
            Long("no-refang") => config.no_refang = true,
            Long("check") => config.check = true,
            Long("kind") => config.kind_column = true,
            Long("json") => config.json = true,
            Value(file) => config.files.push(file.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some(config))
}

/// The options of a format's name; `None` is a guess.
fn format(name: &str) -> Result<Option<Options>, String> {
    // Whatever follows the second colon is the delimiter, which may be a colon.
    let mut parts = name.splitn(3, ':');
    Ok(Some(match (parts.next(), parts.next(), parts.next()) {
        (Some("auto"), None, _) => return Ok(None),
        (Some("plain"), None, _) => Options::PLAIN,
        (Some("hosts"), None, _) => Options::HOSTS,
        (Some("adblock"), None, _) => Options::ADBLOCK,
        (Some("report"), None, _) => Options::REPORT,
        (Some("misp"), None, _) => Options::MISP_COMPOSITE,
        (Some("csv"), column, delimiter) => {
            let column = column.unwrap_or("1").parse().ok().filter(|&column: &u16| column > 0);
            let column = column.ok_or_else(|| format!("{name:?} names no column from 1"))?;
            let options = match delimiter.unwrap_or(",").as_bytes() {
                [b'\\', b't'] => Options::csv(column, b'\t'),
                &[delimiter] => Options::csv(column, delimiter),
                _ => return Err(format!("{name:?} names no delimiter of one byte")),
            };
            match Decoder::<{ feed::MAX_LINE }>::try_new(options) {
                Ok(_) => options,
                Err(_) => return Err(format!("{name:?} names what cannot part columns")),
            }
        }
        _ => return Err(format!("there is no format {name:?}")),
    }))
}

/// Prints to standard output; a reader that has gone away is no error.
fn print(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

fn explained(code: Code) -> String {
    let mut text = format!("{code} {}: {}\n", code.name(), code.summary());
    text += &format!("remedy:  {}\n", code.remedy());
    text += &format!("class:   {:?} ({:?})\n", code.class(), code.class().disposition());
    match code.example() {
        "" => text += "example: none; no single text shows it\n",
        example => text += &format!("example: {}\n", Safe(example)),
    }
    text
}

/// One object of `--json`.
#[derive(Serialize)]
struct Record<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    line: u64,
    column: u32,
    input: &'a str,
    kind: Option<&'a str>,
    #[serde(flatten)]
    verdict: Verdict<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Verdict<'a> {
    Accepted {
        canonical: &'a str,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        notes: Vec<&'static str>,
        /// The entry was edited to be read: refanged, or freed of quotes and brackets.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        refanged: bool,
    },
    Refused {
        code: String,
        offset: usize,
        message: String,
        remedy: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        suggestion: Option<String>,
    },
}

struct Linter<'c> {
    config: &'c Config,
    out: BufWriter<io::Stdout>,
    scratch: Scratch,
    accepted: BTreeMap<Kind, u64>,
    refused: BTreeMap<Code, u64>,
    lines: u64,
    started: Instant,
    reported: Instant,
    /// Someone watches, and sees no output that a progress line would run into.
    watched: bool,
    /// A progress line stands in the terminal.
    progress: bool,
    /// Some file could not be read.
    unread: bool,
}

impl<'c> Linter<'c> {
    fn new(config: &'c Config) -> Self {
        Self {
            config,
            out: BufWriter::with_capacity(1 << 16, io::stdout()),
            scratch: Scratch::new(),
            accepted: BTreeMap::new(),
            refused: BTreeMap::new(),
            lines: 0,
            started: Instant::now(),
            reported: Instant::now(),
            watched: io::stderr().is_terminal() && !io::stdout().is_terminal(),
            progress: false,
            unread: false,
        }
    }

    /// Reads every file; one that cannot be read costs that file alone.
    fn run(&mut self) -> io::Result<()> {
        if self.config.files.is_empty() {
            return self.feed("sample", SAMPLE);
        }
        for name in &self.config.files {
            if name == "-" {
                self.feed("-", io::stdin().lock())?;
                continue;
            }
            match File::open(name) {
                Ok(file) => self.feed(name, file)?,
                Err(error) => self.cannot_read(name, &error),
            }
        }
        Ok(())
    }

    fn cannot_read(&mut self, name: &str, error: &io::Error) {
        self.clear_progress();
        eprintln!("lint_feed: {}: {error}", Safe(name));
        self.unread = true;
    }

    /// One feed, chunk by chunk: no more than a chunk and a line are ever held.
    fn feed(&mut self, name: &str, mut reader: impl Read) -> io::Result<()> {
        let mut chunk = vec![0; 1 << 16];
        let mut decoder = None;
        let mut result = Ok(());
        let mut ended = true;
        loop {
            // A guess wants more than what a pipe happens to hold.
            let wanted = match (&decoder, self.config.format) {
                (None, None) => chunk.len(),
                _ => 1,
            };
            let read = match fill(&mut reader, &mut chunk, wanted) {
                Ok(read) => read,
                Err(error) => {
                    self.cannot_read(name, &error);
                    0
                }
            };
            let bytes = &chunk[..read];
            let decoder = match &mut decoder {
                Some(decoder) => decoder,
                none => none.insert(Box::new(self.decoder(name, bytes))),
            };
            let mut each = |entry: Entry<'_>| {
                if result.is_ok() {
                    result = self.entry(name, &entry);
                }
            };
            match read {
                0 => decoder.finish(&mut each),
                _ => decoder.push(bytes, &mut each),
            }
            std::mem::replace(&mut result, Ok(()))?;
            if read == 0 {
                // The last line needs no end.
                self.lines += u64::from(!ended);
                return Ok(());
            }
            ended = bytes.ends_with(b"\n");
            self.lines += bytes.iter().filter(|&&b| b == b'\n').count() as u64;
            self.progress(name)?;
        }
    }

    /// A reader for the feed that begins so.
    fn decoder(&mut self, name: &str, prefix: &[u8]) -> Decoder<{ feed::MAX_LINE }> {
        let mut options = self.config.format.unwrap_or_else(|| {
            let sniffed = feed::sniff(prefix);
            self.clear_progress();
            eprintln!("lint_feed: {}: {}", Safe(name), sniffed.why());
            sniffed.options()
        });
        if let Some(kind) = self.config.kind {
            options = options.kind(kind);
        }
        let decoder = Decoder::try_new(options.refang(!self.config.no_refang));
        decoder.expect("the decoder holds the longest line of every preset")
    }

    fn entry(&mut self, name: &str, entry: &Entry<'_>) -> io::Result<()> {
        let mut scratch = std::mem::take(&mut self.scratch);
        let verdict = match entry.reading(&mut scratch) {
            Ok(reading) => {
                let indicator = reading.indicator();
                match self.spelling(&indicator, entry) {
                    Ok(text) => Ok((indicator, text, reading.is_edited())),
                    // It was read, so what to write is known, if the platform takes that.
                    Err(error) => {
                        let kind = indicator.kind();
                        let shown = self.shown(&indicator).ok();
                        Err((error, Some(kind), shown.filter(|text| self.takes(kind, text))))
                    }
                }
            }
            Err(error) => {
                let refusal = entry.explain(error, &mut scratch);
                Err((error, refusal.kind(), self.suggestion(&refusal)))
            }
        };
        let result = match verdict {
            Ok((indicator, text, refanged)) => {
                let kind = indicator.kind();
                *self.accepted.entry(kind).or_default() += 1;
                if self.config.json {
                    let notes = indicator.notes().iter().map(|note| note.id()).collect();
                    let verdict = Verdict::Accepted { canonical: &text, notes, refanged };
                    self.record(name, entry, Some(kind), verdict)
                } else {
                    self.accept(kind, &text)
                }
            }
            Err((error, kind, suggestion)) => self.refuse(name, entry, error, kind, suggestion),
        };
        self.scratch = scratch;
        result
    }

    /// The spelling asked for.
    fn shown(&self, indicator: &Indicator<'_>) -> Result<String, Error> {
        Ok(match &self.config.dialect {
            Some(dialect) => dialect.show(indicator)?.to_string(),
            None => indicator.to_string(),
        })
    }

    /// Whether the platform, if there is one, takes this text.
    fn takes(&self, kind: Kind, text: &str) -> bool {
        self.config.dialect.is_none_or(|dialect| dialect.check(kind, text).is_ok())
    }

    /// The accepted entry as it is written, within the platform's limits; with `--check` only if it
    /// stood there so.
    fn spelling(&self, indicator: &Indicator<'_>, entry: &Entry<'_>) -> Result<String, Error> {
        let (text, typed) = (self.shown(indicator)?, entry.text()?);
        if let Some(dialect) = &self.config.dialect {
            let kind = indicator.kind();
            if self.config.check {
                dialect.check(kind, typed)?;
            }
            // Of another text than the typed one no byte is to be pointed at.
            dialect.check(kind, &text).map_err(|error| match typed == text {
                true => error,
                false => Error::new(error.code(), 0),
            })?;
        }
        if self.config.check && typed != text {
            let same = typed.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
            let at = (0..=same).rev().find(|&at| typed.is_char_boundary(at)).unwrap_or(0);
            return Err(Error::new(Code::NotExact, at));
        }
        Ok(text)
    }

    fn accept(&mut self, kind: Kind, text: &str) -> io::Result<()> {
        if self.config.kind_column {
            write!(self.out, "{kind}\t")?;
        }
        writeln!(self.out, "{text}")
    }

    fn refuse(
        &mut self,
        name: &str,
        entry: &Entry<'_>,
        error: Error,
        kind: Option<Kind>,
        suggestion: Option<String>,
    ) -> io::Result<()> {
        *self.refused.entry(error.code()).or_default() += 1;
        let typed = entry.text().unwrap_or_default();
        let suggestion = suggestion.filter(|text| text != typed);
        if self.config.json {
            let verdict = Verdict::Refused {
                code: error.code().to_string(),
                offset: error.offset(),
                message: error.to_string(),
                remedy: error.code().remedy(),
                suggestion,
            };
            return self.record(name, entry, kind, verdict);
        }
        let column = u64::from(entry.column()) + error.offset() as u64;
        self.clear_progress();
        let mut log = io::stderr().lock();
        write!(log, "{}:{}:{column}: {}: {error:#}", Safe(name), entry.line(), error.code())?;
        if let Some(suggestion) = suggestion {
            write!(log, " (write {})", Safe(&masked(&suggestion)))?;
        }
        writeln!(log)
    }

    /// What to write instead of an entry that cannot be read, in the spelling asked for.
    fn suggestion(&self, refusal: &Refusal<'_>) -> Option<String> {
        let implied = || refusal.suggestion().map(|text| text.to_string());
        let Some(dialect) = &self.config.dialect else { return implied() };
        let respelled = |kind: Option<Kind>, text: &str| {
            let kind = kind?;
            let shown = dialect.suggest(kind, text)?.to_string();
            self.takes(kind, &shown).then_some(shown)
        };
        respelled(refusal.kind(), refusal.text()).or_else(|| {
            let implied = implied()?;
            respelled(self.config.kind.or_else(|| Kind::of(&implied).ok()), &implied)
        })
    }

    fn record(
        &mut self,
        name: &str,
        entry: &Entry<'_>,
        kind: Option<Kind>,
        verdict: Verdict<'_>,
    ) -> io::Result<()> {
        let record = Record {
            file: (self.config.files.len() > 1).then_some(name),
            line: entry.line(),
            column: entry.column(),
            input: &String::from_utf8_lossy(entry.raw()),
            kind: kind.map(Kind::name),
            verdict,
        };
        serde_json::to_writer(&mut self.out, &record)?;
        writeln!(self.out)
    }

    /// A line about the work in hand, four times a second, where someone is watching.
    fn progress(&mut self, name: &str) -> io::Result<()> {
        if self.watched && self.reported.elapsed() > Duration::from_millis(250) {
            self.reported = Instant::now();
            self.progress = true;
            write!(io::stderr(), "\r{}: {} lines\x1b[K", Safe(name), self.lines)?;
        }
        Ok(())
    }

    /// Wipes the progress line: before anything else is written there.
    fn clear_progress(&mut self) {
        if std::mem::take(&mut self.progress) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    fn summary(&self, log: &mut impl Write) -> io::Result<()> {
        let seconds = self.started.elapsed().as_secs_f64();
        let sum = |counts: &mut dyn Iterator<Item = &u64>| counts.sum::<u64>();
        writeln!(log, "\naccepted  {:>10}", sum(&mut self.accepted.values()))?;
        for (kind, count) in &self.accepted {
            writeln!(log, "  {:<13}{count:>5}", kind.name())?;
        }
        writeln!(log, "refused   {:>10}", sum(&mut self.refused.values()))?;
        let mut refused: Vec<_> = self.refused.iter().collect();
        refused.sort_by_key(|&(code, count)| (std::cmp::Reverse(*count), *code));
        for (code, count) in refused {
            writeln!(log, "  {code} {count:>13}  {}", code.summary())?;
        }
        writeln!(log, "lines     {:>10}  in {seconds:.3} s", self.lines)
    }
}

/// Reads at least `wanted` bytes, unless the input ends; gives how many.
fn fill(reader: &mut impl Read, chunk: &mut [u8], wanted: usize) -> io::Result<usize> {
    let mut filled = 0;
    while filled < wanted {
        match reader.read(&mut chunk[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // The next call meets it again.
            Err(_) if filled > 0 => break,
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Untrusted text as a terminal may be given it: what it might act on, and what cannot be seen, is
/// escaped; backslashes stay, since registry keys are full of them.
struct Safe<'a>(&'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '\\' | '\'' | '"' => write!(f, "{c}"),
            _ => write!(f, "{}", c.escape_debug()),
        })
    }
}

/// The text with the password of a URL's user part masked.
fn masked(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    match authority.rsplit_once('@').and_then(|(user, host)| Some((user.split_once(':')?.0, host)))
    {
        Some((user, host)) => format!("{scheme}://{user}:***@{host}{path}"),
        None => text.to_owned(),
    }
}
