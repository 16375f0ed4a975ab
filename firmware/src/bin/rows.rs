//! Runs the rows of `tests/vectors` on the board, and says how deep the stack went for each kind.

#![no_std]
#![no_main]

use core::fmt::Write;

use ioc_canon::{
    Address, Asn, Cidr, Dialect, Email, Endpoint, Error, FileHash, Host, Indicator, Kind, Range,
    RegistryKey, Url, dialect, endpoint,
    feed::{self, Options},
    host,
};
use ioc_canon_firmware::{exit, print, print_number, stack_of};

/// What a door gives: canonical text, or a code's id and an offset.
type Expected = Result<&'static [u8], (&'static str, usize)>;

/// A row of a kind's file or of `detect.tsv`.
pub struct Row {
    door: &'static str,
    input: &'static [u8],
    expected: Expected,
}

/// A row of `check.tsv`: an example of a platform's document, or a near miss of one.
pub struct Check {
    dialect: &'static str,
    kind: &'static str,
    input: &'static [u8],
    expected: Expected,
    suggestion: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/rows.rs"));

/// Outside the stack, so that the library's part of it is what is measured.
static mut OUT: [u8; 1024] = [0; 1024];
static mut SCRATCH: feed::Scratch = feed::Scratch::new();

const ANY: host::Options = host::Options::new();

macro_rules! doors {
    ($($name:literal $door:ident |$text:ident| $read:expr;)*) => {
        $(
            // Not inlined: each door has its own frames and no others.
            #[inline(never)]
            fn $door($text: &str, out: &mut [u8]) -> Result<usize, Error> {
                $read?.write_into(out)
            }
        )*
        /// Reads by the door of this name.
        fn door(name: &str) -> Option<fn(&str, &mut [u8]) -> Result<usize, Error>> {
            match name {
                $($name => Some($door),)*
                _ => None,
            }
        }
    };
}

doors! {
    "asn" asn |text| Asn::parse(text);
    "address" address |text| Address::parse(text);
    "cidr" cidr |text| Cidr::parse(text);
    "cidr+truncate" cidr_truncate |text| Cidr::parse_truncating(text).map(|read| read.value());
    "range" range |text| Range::parse(text);
    "host" host_name |text| Host::parse(text);
    "host+two" host_two |text| Host::parse_with(text, &ANY.min_labels(2));
    "host+wildcard" host_wildcard |text| Host::parse_with(text, &ANY.wildcard(true));
    "host+hostname" host_strict |text| Host::parse_with(text, &ANY.rules(host::Rules::Hostname));
    "url" url |text| Url::parse(text);
    "registry-key" registry_key |text| RegistryKey::parse(text);
    "email" email |text| Email::parse(text);
    "email+two" email_two |text| Email::parse_with(text, &ANY.min_labels(2));
    "file-hash" file_hash |text| FileHash::parse(text);
    "endpoint" endpoint_one |text| Endpoint::parse(text);
    "endpoint+one" endpoint_any |text| Endpoint::parse_with(text, &ANY);
    "endpoint+pipe" endpoint_pipe |text|
        Endpoint::parse_form(text, endpoint::Form::Pipe, &ANY.min_labels(2));
    "detect" detect |text| Indicator::detect(text);
}

#[inline(never)]
fn check(dialect: &Dialect, kind: Kind, text: &str) -> Result<(), Error> {
    dialect.check(kind, text)
}

#[inline(never)]
fn suggest(dialect: &Dialect, kind: Kind, text: &str, out: &mut [u8]) -> Option<usize> {
    dialect.suggest(kind, text)?.write_into(out).ok()
}

#[inline(never)]
fn explain(error: Error, text: &str, out: &mut [u8]) -> bool {
    let explained = error.explain(text);
    if explained.suggestion().is_some_and(|suggestion| suggestion.write_into(out).is_err()) {
        return false;
    }
    write!(Length(0), "{error:#}{explained}").is_ok()
}

#[inline(never)]
fn display(text: &str, wanted: usize) -> bool {
    let Ok(value) = Indicator::detect(text) else { return true };
    let mut length = Length(0);
    write!(length, "{value}").is_ok() && length.0 == wanted
}

#[inline(never)]
fn entries(bytes: &[u8], options: &Options, scratch: &mut feed::Scratch) -> usize {
    feed::entries(bytes, options).filter(|entry| entry.read(scratch).is_ok()).count()
}

/// How many bytes were written.
struct Length(usize);

impl Write for Length {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

/// The deepest stack of each name.
#[derive(Default)]
struct Depths([(&'static str, usize); 24]);

impl Depths {
    fn seen(&mut self, name: &'static str, depth: usize) {
        let slot = self.0.iter_mut().find(|slot| slot.0 == name || slot.0.is_empty());
        if let Some(slot) = slot {
            *slot = (name, slot.1.max(depth));
        }
    }
}

fn equal(found: Result<&[u8], Error>, expected: Expected) -> bool {
    match (found, expected) {
        (Ok(found), Ok(expected)) => found == expected,
        (Err(error), Err((id, offset))) => {
            error.code().id().as_str() == id && error.offset() == offset
        }
        _ => false,
    }
}

fn failed(what: &str, input: &[u8]) {
    print("failed: ");
    print(what);
    print(" ");
    print(core::str::from_utf8(input).unwrap_or("(bytes)"));
    print("\n");
}

#[unsafe(no_mangle)]
extern "C" fn entry() -> ! {
    let (out, scratch) = (&raw mut OUT, &raw mut SCRATCH);
    // SAFETY: one thread, and each is borrowed here alone.
    let (out, scratch) = unsafe { (&mut *out, &mut *scratch) };
    let mut depths = Depths::default();
    let (mut passed, mut wrong) = (0, 0);
    let mut count = |held: bool, what: &str, input: &[u8]| {
        if held {
            passed += 1;
        } else {
            wrong += 1;
            failed(what, input);
        }
    };
    for row in ROWS {
        let name = row.door.split('+').next().unwrap_or_default();
        // Bytes that are no text are for `parse_bytes`, which looks at nothing else.
        let Ok(text) = core::str::from_utf8(row.input) else { continue };
        let Some(read) = door(row.door) else {
            count(false, row.door, row.input);
            continue;
        };
        let mut found = Ok(0);
        depths.seen(name, stack_of(&mut || found = read(text, out)));
        let held = equal(found.map(|size| out.get(..size).unwrap_or_default()), row.expected);
        count(held, row.door, row.input);
        if let Err(error) = found {
            let mut held = false;
            depths.seen("explain", stack_of(&mut || held = explain(error, text, out)));
            if !held {
                count(false, "explain", row.input);
            }
        }
        if let (Ok(size), "detect") = (found, name) {
            let mut held = false;
            depths.seen("display", stack_of(&mut || held = display(text, size)));
            if !held {
                count(false, "display", row.input);
            }
        }
        for options in [Options::PLAIN, Options::REPORT] {
            depths.seen("feed", stack_of(&mut || _ = entries(row.input, &options, scratch)));
        }
    }
    for row in CHECKS {
        let Ok(text) = core::str::from_utf8(row.input) else { continue };
        let (Some(dialect), Some(kind)) = (dialect::named(row.dialect), Kind::from_name(row.kind))
        else {
            count(false, row.dialect, row.input);
            continue;
        };
        let mut found = Ok(());
        depths.seen("check", stack_of(&mut || found = check(dialect, kind, text)));
        count(equal(found.map(|()| &[] as &[u8]), row.expected), row.dialect, row.input);
        let mut size = None;
        depths.seen("suggest", stack_of(&mut || size = suggest(dialect, kind, text, out)));
        let suggested = size.map(|size| out.get(..size).unwrap_or_default());
        count(suggested == row.suggestion, "suggest", row.input);
    }
    if cfg!(feature = "control") {
        count(
            Asn::parse("AS1") == Ok(Asn::new(2)),
            "the control, which is wrong on purpose",
            b"AS1",
        );
    }
    for (name, depth) in depths.0 {
        if !name.is_empty() {
            print("stack ");
            print(name);
            print(" ");
            print_number(depth);
            print("\n");
        }
    }
    print_number(passed);
    print(" passed, ");
    print_number(wrong);
    print(" failed\n");
    exit(u32::from(wrong > 0))
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    print("panicked\n");
    exit(2)
}
