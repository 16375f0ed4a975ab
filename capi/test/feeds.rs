//! What `test/feeds.c` writes, by the library itself: feeds FILE... .

#![allow(clippy::arithmetic_side_effects, reason = "a test may panic")]

use std::{
    env, fs,
    io::{self, BufWriter, Write},
};

use canon::{
    Dialect, Error, Indicator, Kind, dialect,
    feed::{self, Entry, Options, Scratch},
};

/// A value's text; a platform's spelling if there is one, and within its limits if they are asked for.
fn text(
    indicator: &Indicator<'_>,
    platform: Option<(&Dialect, bool)>,
    raw: &[u8],
) -> Result<String, Error> {
    let Some((dialect, limits)) = platform else { return Ok(indicator.to_string()) };
    let shown = dialect.show(indicator)?.to_string();
    if limits {
        // In C an offset counts in the entry, or is 0.
        let at = |error: Error| if shown.as_bytes() == raw { error.offset() } else { 0 };
        dialect.accept(indicator).map_err(|error| Error::new(error.code(), at(error)))?;
    }
    Ok(shown)
}

fn write(
    out: &mut impl Write,
    run: u32,
    entry: &Entry<'_>,
    platform: Option<(&Dialect, bool)>,
) -> io::Result<()> {
    let mut scratch = Scratch::new();
    let (mut kind, mut notes, mut edited) = (None, 0, 0);
    let read = entry.reading(&mut scratch).and_then(|reading| {
        let indicator = reading.indicator();
        kind = Some(indicator.kind());
        edited = u32::from(reading.is_edited());
        let text = text(&indicator, platform, entry.raw())?;
        notes = indicator.notes().bits();
        Ok(text)
    });
    write!(out, "{run} {}:{} ", entry.line(), entry.column())?;
    let name = |kind: Option<Kind>| kind.map_or("", Kind::name);
    let raw = |out: &mut dyn Write| {
        write!(out, "{edited} {notes} [")?;
        out.write_all(entry.raw())?;
        write!(out, "] ")
    };
    match read {
        Ok(text) => {
            write!(out, "{} @0 ", name(kind))?;
            raw(out)?;
            writeln!(out, "is {text}")
        }
        Err(error) => {
            let refusal = entry.explain(error, &mut scratch);
            let kind = name(kind.or_else(|| refusal.kind()));
            write!(out, "{kind} {}@{} ", error.code(), error.offset())?;
            raw(out)?;
            write!(out, "read {}@{}", refusal.text(), refusal.error().offset())?;
            match refusal.suggestion() {
                Some(instead) => writeln!(out, " instead {instead}"),
                None => writeln!(out),
            }
        }
    }
}

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut run = 0;
    let mut each = |options: &Options, platform, bytes: &[u8]| {
        run += 1;
        feed::entries(bytes, options).try_for_each(|entry| write(&mut out, run, &entry, platform))
    };
    for path in env::args_os().skip(1) {
        let bytes = fs::read(path)?;
        let layouts = [
            Options::PLAIN,
            Options::HOSTS,
            Options::csv(1, b','),
            Options::ADBLOCK,
            Options::REPORT,
            Options::MISP_COMPOSITE,
        ];
        for layout in layouts {
            for flags in 0..16 {
                let options = layout
                    .refang(flags & 1 == 0)
                    .assume_http(flags & 2 != 0)
                    .single_labels(flags & 4 != 0)
                    .suffixes(flags & 8 != 0);
                each(&options, None, &bytes)?;
                for &kind in Kind::ALL {
                    each(&options.kind(kind), None, &bytes)?;
                }
            }
            for &dialect in dialect::ALL {
                for flags in 0..4 {
                    let options = layout.single_labels(flags & 1 != 0);
                    each(&options, Some((dialect, flags & 2 != 0)), &bytes)?;
                }
            }
        }
    }
    Ok(())
}
