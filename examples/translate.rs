//! One indicator in every platform's spelling, and what each says of the text as it was typed.
//!
//! `cargo run --example translate 'AS 12345'` translates one; `--help` says the rest. With
//! `--features stix` the object's id at OpenCTI comes along.

use std::{
    fmt::{self, Write as _},
    io::{self, Write as _},
    process::ExitCode,
};

use ioc_canon::{Dialect, Error, Indicator, Kind, dialect};

const HELP: &str = "\
Writes one indicator as every platform wants it.

usage: translate [OPTIONS] TEXT

  --as KIND   read TEXT as this kind instead of telling the kind by its shape: asn, address, cidr,
              range, host, url, registry-key, email, file-hash, endpoint
  --help      this text

A line for each platform: its spelling, or why it has none; then whether the text as typed may be
sent there. What a terminal might act on is escaped.
exit status: 0 read, 1 refused, 2 could not run.
";

/// What came of the text.
enum Answer {
    Read(String),
    Refused(String),
}

fn main() -> ExitCode {
    let answer = match run() {
        Ok(answer) => answer,
        Err(error) => {
            eprintln!("translate: {error}; see --help");
            return ExitCode::from(2);
        }
    };
    let text = match answer {
        Answer::Read(text) => text,
        Answer::Refused(why) => {
            eprintln!("translate: {why}");
            return ExitCode::FAILURE;
        }
    };
    match io::stdout().write_all(text.as_bytes()) {
        // Whoever read the output has seen enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("translate: {error}");
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}

fn run() -> Result<Answer, Box<dyn std::error::Error>> {
    use lexopt::prelude::*;
    let (mut text, mut kind) = (None, None);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(Answer::Read(HELP.into())),
            Long("as") => {
                let name = parser.value()?.string()?;
                let known = Kind::from_name(&name);
                kind = Some(known.ok_or_else(|| format!("there is no kind {name:?}"))?);
            }
            Value(value) if text.is_none() => text = Some(value.string()?),
            Value(_) => return Err("give one text; put one with blanks in quotes".into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let text = text.ok_or("give a text")?;
    let read = match kind {
        Some(kind) => Indicator::read_as(kind, &text).map(|read| read.value()),
        None => Indicator::detect(&text),
    };
    match read {
        Ok(indicator) => Ok(Answer::Read(table(&text, &indicator)?)),
        Err(error) => Ok(Answer::Refused(refusal(error, &text)?)),
    }
}

fn table(typed: &str, indicator: &Indicator<'_>) -> Result<String, fmt::Error> {
    let mut out = String::new();
    writeln!(out, "{}: {}", indicator.kind(), Safe(&indicator.to_string()))?;
    for note in indicator.notes() {
        writeln!(out, "note: {note}")?;
    }
    #[cfg(feature = "stix")]
    if let Ok(id) = dialect::opencti::StixId::of(indicator) {
        writeln!(out, "id: {id}")?;
    }
    for platform in dialect::ALL {
        write!(out, "\n{:14} ", platform.name())?;
        line(&mut out, platform, typed, indicator)?;
    }
    out.push('\n');
    Ok(out)
}

fn line(out: &mut String, platform: &Dialect, typed: &str, value: &Indicator<'_>) -> fmt::Result {
    let shown = match platform.show(value) {
        Ok(shown) => shown.to_string(),
        Err(error) => return write!(out, "-- none: {}", error.code().remedy()),
    };
    write!(out, "{}", Safe(&shown))?;
    write!(out, "\n{:14} ", "")?;
    // The spelling may be right and the value all the same over a limit.
    match (platform.check(value.kind(), &shown), platform.check(value.kind(), typed)) {
        (Err(limit), _) => write!(out, "not taken: {} {limit:#}", limit.code()),
        (_, Err(error)) => write!(out, "not as typed: {} {error}", error.code()),
        (Ok(()), Ok(())) => write!(out, "as typed"),
    }
}

fn refusal(error: Error, typed: &str) -> Result<String, fmt::Error> {
    let explanation = error.explain(typed);
    let mut out = String::new();
    write!(out, "{:?}: {} {explanation}; {}", typed, error.code(), error.code().remedy())?;
    if let Some(suggestion) = explanation.suggestion() {
        write!(out, "\n  perhaps: {}", Safe(&suggestion.to_string()))?;
    }
    Ok(out)
}

/// A text in which what a terminal might act on, or hide, is escaped.
struct Safe<'a>(&'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            // What `Debug` escapes besides quotes and backslashes is not printable.
            let plain = matches!(c, '"' | '\'' | '\\') || c.escape_debug().len() == 1;
            if plain { f.write_char(c)? } else { write!(f, "{}", c.escape_unicode())? }
        }
        Ok(())
    }
}
