//! The flash of the whole library: every kind and form, all error text, the explanations, the
//! platforms' tables, refanging and feeds.

#![no_std]
#![no_main]

use core::{fmt::Write, hint::black_box};

use ioc_canon::{
    Dialect, Explanation, Indicator, Kind, RegistryValue, Suggestion, ValueType,
    dialect::{self, RemoteKey, Shown, threatconnect, threatstop},
    feed::{self, Entries, Entry, Options},
    refang,
};

/// Where text goes.
struct Sink(u32);

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.0 = text.bytes().fold(self.0, |sum, b| sum.rotate_left(3) ^ u32::from(b));
        Ok(())
    }

    fn write_char(&mut self, c: char) -> core::fmt::Result {
        self.write_str(c.encode_utf8(&mut [0; 4]))
    }
}

static mut SCRATCH: feed::Scratch = feed::Scratch::new();

ioc_canon_firmware::alone!(|text, out| {
    let mut sink = Sink(0);
    let done = everything(text, out, &mut sink);
    sink.0 ^ u32::from(done.is_ok())
});

/// Calls a door by a pointer that the compiler does not see through: nothing of the library is inlined
/// here, so that this program's own code can be left out of the count.
fn one<A, R>(door: fn(A) -> R, a: A) -> R {
    black_box(door)(a)
}

fn two<A, B, R>(door: fn(A, B) -> R, a: A, b: B) -> R {
    black_box(door)(a, b)
}

fn three<A, B, C, R>(door: fn(A, B, C) -> R, a: A, b: B, c: C) -> R {
    black_box(door)(a, b, c)
}

#[inline(never)]
fn everything(text: &str, out: &mut [u8], sink: &mut Sink) -> core::fmt::Result {
    match one(Indicator::detect, text) {
        Ok(value) => {
            write!(sink, "{value}{}", two(Indicator::write_into, &value, &mut *out).is_ok())?;
            for note in one(Indicator::notes, &value) {
                write!(sink, "{note}")?;
            }
            for &dialect in black_box(dialect::ALL) {
                if let Ok(shown) = two(Dialect::show, dialect, &value) {
                    write!(sink, "{shown}{}", two(Shown::write_into, &shown, &mut *out).is_ok())?;
                }
            }
            if let Indicator::RegistryKey(key) = value {
                let Ok(value) = three(RegistryValue::new, key, Some(text), ValueType::Sz) else {
                    return Ok(());
                };
                for &dialect in black_box(dialect::ALL) {
                    if let Ok(shown) = two(Dialect::show_value, dialect, &value) {
                        write!(sink, "{}{}", shown.key(), shown.name())?;
                    }
                }
            }
        }
        Err(error) => {
            let explanation = error.explain(text);
            write!(sink, "{error:#}{}{explanation}", error.code())?;
            if let Some(suggestion) = one(Explanation::suggestion, &explanation) {
                let written = two(Suggestion::write_into, &suggestion, &mut *out);
                write!(sink, "{suggestion}{}", written.is_ok())?;
            }
            for &dialect in black_box(dialect::ALL) {
                for code in two(Dialect::remote, dialect, &error) {
                    write!(sink, "{}{}{}", code.message(), code.cause(), code.remedy())?;
                }
                for key in [RemoteKey::Number(black_box(1)), RemoteKey::Message(text)] {
                    if let Some(code) = two(Dialect::explain, dialect, key) {
                        write!(sink, "{}{}", code.message(), code.remedy())?;
                    }
                }
            }
        }
    }
    for &kind in Kind::ALL {
        write!(sink, "{kind}{}", two(Indicator::read_as, kind, text).is_ok())?;
        for &dialect in black_box(dialect::ALL) {
            if let Err(error) = three(Dialect::check, dialect, kind, text) {
                write!(sink, "{error}")?;
            }
            if let Some(shown) = three(Dialect::suggest, dialect, kind, text) {
                write!(sink, "{}", two(Shown::write_into, &shown, &mut *out).is_ok())?;
            }
        }
    }
    write!(sink, "{}", one(refang::refang, text).is_clean())?;
    let at = &raw mut SCRATCH;
    // SAFETY: one thread, and this is the only place that uses it.
    let scratch = unsafe { &mut *at };
    let sniffed = one(feed::sniff, text.as_bytes()).options();
    let layouts =
        [Options::PLAIN, Options::ADBLOCK, Options::REPORT, Options::MISP_COMPOSITE, sniffed];
    for options in black_box(layouts) {
        let mut entries = two(feed::entries, text.as_bytes(), &options);
        while let Some(entry) = one(Entries::next, &mut entries) {
            match two(Entry::read, &entry, &mut *scratch) {
                Ok(value) => write!(sink, "{value}")?,
                Err(error) => write!(sink, "{error}")?,
            }
        }
    }
    write!(sink, "{}", one(Dialect::name, &threatconnect::THREATCONNECT))?;
    write!(sink, "{}", one(Dialect::name, &threatstop::THREATSTOP))
}
