//! Turns feeds into what servers load: `blocklist --to nft|rpz|unbound FILE...`.
//!
//! The file goes to standard output, what was left out and why to standard error. There is a brake:
//! blocks that overlap special-purpose space or are larger than a /8 (IPv4) or a /19 (IPv6) are
//! left out unless `--allow-special` says otherwise, since one line of `0.0.0.0/0` in a feed would
//! cut off everything.

mod list;

use std::{
    error::Error,
    fs::File,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use ioc_canon::feed::{self, Decoder, MAX_LINE, Options, Scratch, Summary};
use lexopt::{Arg, Parser, ValueExt};

use crate::list::Blocklist;

const USAGE: &str = "usage: blocklist --to nft|rpz|unbound [--format auto|plain|hosts|adblock|report|misp] \
                     [--allow-special] [--servers] FILE...";

/// What to write.
#[derive(Debug, Clone, Copy)]
enum Target {
    Nft,
    Rpz,
    Unbound,
}

/// The command line.
struct Arguments {
    to: Target,
    format: Option<Options>,
    allow_special: bool,
    servers: bool,
    files: Vec<PathBuf>,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut parser = Parser::from_env();
    let (mut to, mut files) = (None, Vec::new());
    let (mut format, mut allow_special, mut servers) = (None, false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("to") => {
                to = Some(match parser.value()?.string()?.as_str() {
                    "nft" => Target::Nft,
                    "rpz" => Target::Rpz,
                    "unbound" => Target::Unbound,
                    other => return Err(format!("unknown target {other:?}; {USAGE}").into()),
                });
            }
            Arg::Long("format") => {
                format = match parser.value()?.string()?.as_str() {
                    "auto" => None,
                    "plain" => Some(Options::PLAIN),
                    "hosts" => Some(Options::HOSTS),
                    "adblock" => Some(Options::ADBLOCK),
                    "report" => Some(Options::REPORT),
                    "misp" => Some(Options::MISP_COMPOSITE),
                    other => return Err(format!("unknown format {other:?}; {USAGE}").into()),
                };
            }
            Arg::Long("allow-special") => allow_special = true,
            Arg::Long("servers") => servers = true,
            Arg::Value(file) => files.push(file.into()),
            _ => return Err(format!("{}; {USAGE}", argument.unexpected()).into()),
        }
    }
    let to = to.ok_or(USAGE)?;
    Ok(Arguments { to, format, allow_special, servers, files })
}

/// Reads one feed, whatever its size, in a fixed amount of memory.
fn read(
    path: &Path,
    format: Option<Options>,
    list: &mut Blocklist,
    summary: &mut Summary,
) -> Result<(), Box<dyn Error>> {
    let mut file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut chunk = vec![0; 1 << 16];
    let mut filled = 0;
    // A full chunk first, so that the layout is guessed from more than a pipe's first bytes.
    while filled < chunk.len() {
        match file.read(&mut chunk[filled..])? {
            0 => break,
            n => filled += n,
        }
    }
    let options = format.unwrap_or_else(|| feed::sniff(&chunk[..filled]).options());
    let mut decoder = Box::new(Decoder::<MAX_LINE>::try_new(options)?);
    let mut scratch = Scratch::new();
    let mut each = |entry: feed::Entry<'_>| {
        let reading = entry.reading(&mut scratch);
        summary.add(&reading);
        if let Ok(reading) = reading {
            list.add(&reading.indicator());
        }
    };
    while filled > 0 {
        decoder.push(&chunk[..filled], &mut each);
        filled = file.read(&mut chunk)?;
    }
    decoder.finish(&mut each);
    Ok(())
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments = arguments()?;
    let mut list = Blocklist::new(arguments.allow_special, arguments.servers);
    let mut summary = Summary::new();
    for file in &arguments.files {
        read(file, arguments.format, &mut list, &mut summary)?;
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.to {
        Target::Nft => list.write_nft(&mut out)?,
        Target::Rpz => list.write_rpz(&mut out)?,
        Target::Unbound => list.write_unbound(&mut out)?,
    }
    out.flush()?;
    let (accepted, refused) = (summary.accepted(), summary.refused());
    eprintln!("{accepted} indicators, {refused} refusals");
    for (code, count) in summary.codes() {
        eprintln!("{count} refused: {code} {}", code.summary());
    }
    for (why, count) in list.left_out() {
        eprintln!("{count} left out: {why}");
    }
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("blocklist: {error}");
            ExitCode::FAILURE
        }
    }
}
