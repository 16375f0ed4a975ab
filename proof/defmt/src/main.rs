//! What `defmt::Format` of ioc-canon puts on the wire, read back byte by byte by a logger that keeps
//! everything. Run by `proof/run.sh`, which also looks for texts of codes in this very program: it
//! logs every code, and must hold none.

use std::{
    fs,
    process::ExitCode,
    sync::{Mutex, MutexGuard, PoisonError},
};

use ioc_canon::{Address, Asn, Cidr, Class, Code, Error, Kind, Note, Notes, Range};

#[defmt::global_logger]
struct Keep;

static WIRE: Mutex<Vec<u8>> = Mutex::new(Vec::new());

fn wire() -> MutexGuard<'static, Vec<u8>> {
    WIRE.lock().unwrap_or_else(PoisonError::into_inner)
}

// SAFETY: one thread logs, and a lock guards the bytes.
unsafe impl defmt::Logger for Keep {
    fn acquire() {}
    unsafe fn flush() {}
    unsafe fn release() {}
    unsafe fn write(bytes: &[u8]) {
        wire().extend_from_slice(bytes);
    }
}

defmt::timestamp!("");

/// A frame without what every frame here begins with, the id of `"{}"`.
fn frame(log: impl FnOnce()) -> Vec<u8> {
    wire().clear();
    log();
    wire().split_off(2)
}

macro_rules! frame {
    ($value:expr) => {{
        let value = $value;
        frame(|| defmt::error!("{}", value))
    }};
}

/// What a value may be made of on the wire.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// Two bytes that stand for a text which the host has.
    Id,
    /// Numbers, as they are in memory.
    Data(&'a [u8]),
}

/// Whether the bytes are these parts and nothing else.
fn is_made_of(mut bytes: &[u8], parts: &[Part<'_>]) -> bool {
    for part in parts {
        let rest = match part {
            Part::Id => bytes.get(2..),
            Part::Data(data) => bytes.strip_prefix(*data),
        };
        match rest {
            Some(rest) => bytes = rest,
            None => return false,
        }
    }
    bytes.is_empty()
}

/// How defmt frames what a hand-written `Format` wrote: the id of "a sequence", the id of its text,
/// the numbers, and an id of nothing.
macro_rules! sequence {
    ($($data:expr),*) => { [Part::Id, Part::Id, $(Part::Data(&$data),)* Part::Data(&[0, 0])] };
}

fn main() -> ExitCode {
    let (mut frames, mut wrong) = (0, 0);
    let mut holds = |what: &str, bytes: &[u8], parts: &[Part<'_>]| {
        frames += 1;
        if !is_made_of(bytes, parts) {
            wrong += 1;
            println!("{what}: {bytes:02x?}");
        }
    };

    for &code in Code::ALL {
        let number = code.number().to_le_bytes();
        holds("code", &frame!(code), &sequence!(number));
        let error = Error::new(code, 7);
        holds("error", &frame!(error), &sequence!(number, 7u32.to_le_bytes()));
    }
    for class in [Class::Config, Class::DataRetrieval, Class::UseCase] {
        holds("class", &frame!(class), &sequence!([]));
    }
    for &kind in Kind::ALL {
        holds("kind", &frame!(kind), &sequence!([]));
    }
    let truncated = Cidr::parse_truncating("10.0.0.5/8").expect("a block with host bits");
    let notes: Notes = truncated.notes();
    holds("notes", &frame!(notes), &sequence!(notes.bits().to_le_bytes()));
    for note in [
        Note::SpecialAddress,
        Note::SpecialAsn,
        Note::UndecodedALabel,
        Note::NonAsciiPath,
        Note::FileExtensionTld,
        Note::HostBitsCleared,
    ] {
        holds("note", &frame!(note), &sequence!([]));
    }
    holds("asn", &frame!(Asn::new(12345)), &sequence!(12345u32.to_le_bytes()));

    // An address within a value is a sequence of its own.
    let (v4, v6) = ([198, 51, 100, 7], [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    let mut groups = v6;
    groups.chunks_exact_mut(2).for_each(<[u8]>::reverse);
    let address = |text| Address::parse(text).expect("an address");
    holds("address", &frame!(address("198.51.100.7")), &sequence!(v4));
    holds("address", &frame!(address("2001:db8::1")), &sequence!(groups));
    let block = Cidr::parse("198.51.100.7/32").expect("a block");
    let [a, b, c, d] = sequence!(v4);
    holds("cidr", &frame!(block), &[Part::Id, Part::Id, a, b, c, d, Part::Data(&[32]), d]);
    let range = Range::parse("198.51.100.7-198.51.100.7").expect("a range");
    holds("range", &frame!(range), &[Part::Id, Part::Id, a, b, c, d, a, b, c, d, d]);

    // The device's image: no text of any code. The words are given by the script, since this program
    // may not hold them.
    let words: Vec<String> = std::env::args().skip(1).collect();
    let image = std::env::current_exe().and_then(fs::read).expect("this program's own file");
    for word in &words {
        if image.windows(word.len()).any(|at| at == word.as_bytes()) {
            wrong += 1;
            println!("the program holds {word:?}");
        }
    }
    println!(
        "defmt: {frames} frames of ids and numbers, {} texts looked for, {wrong} wrong",
        words.len()
    );
    ExitCode::from(u8::from(wrong > 0 || words.is_empty()))
}
