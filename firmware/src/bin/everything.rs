//! The flash of the whole library: every kind and form, all error text, the explanations, the
//! platforms' tables, refanging and feeds.

#![no_std]
#![no_main]

use core::{fmt::Write, hint::black_box};

use ioc_canon::{
    Indicator, Kind, RegistryValue, ValueType,
    dialect::{self, RemoteKey, threatconnect, threatstop},
    feed::{self, Options},
    refang,
};

/// Where text goes.
struct Sink(u32);

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.0 = text.bytes().fold(self.0, |sum, b| sum.rotate_left(3) ^ u32::from(b));
        Ok(())
    }
}

static mut SCRATCH: feed::Scratch = feed::Scratch::new();

ioc_canon_firmware::alone!(|text, out| {
    let mut sink = Sink(0);
    let done = everything(text, out, &mut sink);
    sink.0 ^ u32::from(done.is_ok())
});

fn everything(text: &str, out: &mut [u8], sink: &mut Sink) -> core::fmt::Result {
    match Indicator::detect(text) {
        Ok(value) => {
            write!(sink, "{value}{}", value.write_into(out).is_ok())?;
            for note in value.notes() {
                write!(sink, "{note}")?;
            }
            for dialect in black_box(dialect::ALL) {
                if let Ok(shown) = dialect.show(&value) {
                    write!(sink, "{shown}{}", shown.write_into(out).is_ok())?;
                }
            }
            if let Indicator::RegistryKey(key) = value {
                let Ok(value) = RegistryValue::new(key, Some(text), ValueType::Sz) else {
                    return Ok(());
                };
                for dialect in black_box(dialect::ALL) {
                    if let Ok(shown) = dialect.show_value(&value) {
                        write!(sink, "{}{}", shown.key(), shown.name())?;
                    }
                }
            }
        }
        Err(error) => {
            write!(sink, "{error:#}{}{}", error.code(), error.explain(text))?;
            if let Some(suggestion) = error.explain(text).suggestion() {
                write!(sink, "{suggestion}{}", suggestion.write_into(out).is_ok())?;
            }
            for dialect in black_box(dialect::ALL) {
                for code in dialect.remote(&error) {
                    write!(sink, "{}{}{}", code.message(), code.cause(), code.remedy())?;
                }
                for key in [RemoteKey::Number(black_box(1)), RemoteKey::Message(text)] {
                    if let Some(code) = dialect.explain(key) {
                        write!(sink, "{}{}", code.message(), code.remedy())?;
                    }
                }
            }
        }
    }
    for &kind in Kind::ALL {
        write!(sink, "{kind}{}", Indicator::read_as(kind, text).is_ok())?;
        for dialect in black_box(dialect::ALL) {
            if let Err(error) = dialect.check(kind, text) {
                write!(sink, "{error}")?;
            }
            if let Some(shown) = dialect.suggest(kind, text) {
                write!(sink, "{}", shown.write_into(out).is_ok())?;
            }
        }
    }
    write!(sink, "{}", refang::refang(text).is_clean())?;
    let at = &raw mut SCRATCH;
    // SAFETY: one thread, and this is the only place that uses it.
    let scratch = unsafe { &mut *at };
    let sniffed = feed::sniff(text.as_bytes()).options();
    let layouts =
        [Options::PLAIN, Options::ADBLOCK, Options::REPORT, Options::MISP_COMPOSITE, sniffed];
    for options in black_box(layouts) {
        for entry in feed::entries(text.as_bytes(), &options) {
            match entry.read(scratch) {
                Ok(value) => write!(sink, "{value}")?,
                Err(error) => write!(sink, "{error}")?,
            }
        }
    }
    write!(sink, "{}", threatconnect::THREATCONNECT.name())?;
    write!(sink, "{}", threatstop::THREATSTOP.name())
}
