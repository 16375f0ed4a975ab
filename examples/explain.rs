//! Explains refusals: a platform's error code or message, or one of this crate's codes.
//!
//! `cargo run --example explain 19018` explains one; `--help` says the rest.

use std::{
    fmt::{self, Write as _},
    io::{self, Write as _},
    process::ExitCode,
};

use ioc_canon::{
    Class, Code, Dialect, Disposition, Error, Level,
    dialect::{self, RemoteCode, RemoteKey, threatconnect, threatstop},
};

const HELP: &str = "\
Explains refusals: what they mean, what to do, whether to send the same again.

usage: explain [OPTIONS] CODE...

A CODE is a platform's number (19018) or message ('Access Denied', in any case), or an id of this
crate (C006).

  --for PLATFORM   ask this platform only: threatconnect, threatstop, opencti, misp, ecs
  --list           one line for every code that is known
  --help           this text

exit status: 0 all explained, 1 some code is not known, 2 could not run.
";

fn main() -> ExitCode {
    let answer = match run() {
        Ok(answer) => answer,
        Err(error) => {
            eprintln!("explain: {error}; see --help");
            return ExitCode::from(2);
        }
    };
    for code in &answer.unknown {
        eprintln!("explain: no platform's documents and no table here have {:?}", code);
    }
    match io::stdout().write_all(answer.text.as_bytes()) {
        // Whoever read the output has seen enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("explain: {error}");
            ExitCode::from(2)
        }
        _ => ExitCode::from(u8::from(!answer.unknown.is_empty())),
    }
}

/// What to print, and what was asked for in vain.
#[derive(Default)]
struct Answer {
    text: String,
    unknown: Vec<String>,
}

fn run() -> Result<Answer, Box<dyn std::error::Error>> {
    use lexopt::prelude::*;
    let (mut codes, mut platforms, mut list) = (Vec::new(), dialect::ALL.to_vec(), false);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => {
                return Ok(Answer { text: HELP.into(), ..Answer::default() });
            }
            Long("list") => list = true,
            Long("for") => {
                let name = parser.value()?.string()?;
                let known = dialect::named(&name);
                platforms = vec![known.ok_or_else(|| format!("there is no platform {name:?}"))?];
            }
            Value(code) => codes.push(code.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if list {
        return Ok(Answer { text: everything()?, ..Answer::default() });
    }
    if codes.is_empty() {
        return Err("give a code or a message".into());
    }
    let mut answer = Answer::default();
    for code in codes {
        let before = answer.text.len();
        if let Some(ours) = Code::from_id(code.trim()) {
            explain_ours(&mut answer.text, ours, &platforms)?;
        }
        for platform in &platforms {
            if let Some(row) = platform.explain(key(code.trim())) {
                explain_remote(&mut answer.text, row, platform)?;
            }
        }
        if answer.text.len() == before {
            answer.unknown.push(code);
        }
    }
    Ok(answer)
}

/// A number, or a message.
fn key(code: &str) -> RemoteKey<'_> {
    code.parse().map_or(RemoteKey::Message(code), RemoteKey::Number)
}

fn explain_remote(out: &mut String, row: &RemoteCode, platform: &Dialect) -> fmt::Result {
    writeln!(out, "{} {row}", platform.name())?;
    writeln!(out, "  meaning: {}", row.cause())?;
    writeln!(out, "  remedy:  {}", row.remedy())?;
    what_next(out, row.class(), row.level(), row.disposition())?;
    let ours = |code: &&Code| platform.remote(&Error::new(**code, 0)).any(|of| of == row);
    let ids: Vec<_> = Code::ALL.iter().filter(ours).map(Code::to_string).collect();
    if !ids.is_empty() {
        let (first, more) = ids.split_at(ids.len().min(8));
        write!(out, "  here:    refused before it is sent, as {}", first.join(" "))?;
        match more.len() {
            0 => out.push('\n'),
            more => writeln!(out, " and {more} more")?,
        }
    }
    Ok(())
}

fn explain_ours(out: &mut String, code: Code, platforms: &[&Dialect]) -> fmt::Result {
    writeln!(out, "{code} {}", code.name())?;
    writeln!(out, "  meaning: {}", code.summary())?;
    writeln!(out, "  remedy:  {}", code.remedy())?;
    what_next(out, code.class(), code.class().level(), code.class().disposition())?;
    if !code.example().is_empty() {
        writeln!(out, "  example: {:?}", code.example())?;
    }
    for platform in platforms {
        for row in platform.remote(&Error::new(code, 0)) {
            writeln!(out, "  there:   {} {row}", platform.name())?;
        }
    }
    Ok(())
}

fn what_next(out: &mut String, class: Class, level: Level, next: Disposition) -> fmt::Result {
    let (retry, words) = match next {
        Disposition::Retry => ("yes", "send the same again later"),
        Disposition::Abort => ("no", "stop; someone must act"),
        _ => ("no", "leave the entry out and go on"),
    };
    writeln!(out, "  class:   {class:?}, log as {level:?}")?;
    // Neither platform publishes what may be sent again: that is this crate's reading.
    writeln!(out, "  retry:   {retry}: {words}")
}

fn everything() -> Result<String, fmt::Error> {
    let mut out = String::new();
    for code in Code::ALL {
        writeln!(out, "{code}\t{}\t{}", code.name(), code.summary())?;
    }
    for row in threatstop::CODES.iter().chain(threatconnect::MESSAGES) {
        writeln!(out, "{}\t{}\t{}", row.key(), row.service(), row.cause())?;
    }
    Ok(out)
}
