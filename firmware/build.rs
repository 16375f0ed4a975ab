//! Chooses the memory of the emulated board, and turns `tests/vectors` into tables of rows.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// Rows with longer texts stay out: a small board holds them all in flash.
const MAX_TEXT: usize = 300;

/// The files whose rows have a door and an outcome.
const FILES: [&str; 11] = [
    "detect",
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

/// Whose flash is measured.
const PROGRAMS: [&str; 14] = [
    "empty",
    "idna",
    "asn",
    "address",
    "cidr",
    "range",
    "host",
    "url",
    "registry_key",
    "email",
    "file_hash",
    "endpoint",
    "detect",
    "everything",
];

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    let target = env::var("TARGET").expect("set by cargo");
    // mps2-an386 has 4 MiB of each, microbit (nRF51822) what it says here.
    let (flash, ram) = match target.starts_with("thumbv6m") {
        true => ("256K", "16K"),
        false => ("4M", "4M"),
    };
    let memory = format!(
        "MEMORY {{ FLASH (rx) : ORIGIN = 0, LENGTH = {flash}\n  RAM (rw) : ORIGIN = 0x20000000, LENGTH = {ram} }}\n"
    );
    fs::write(out.join("memory.x"), memory).expect("OUT_DIR can be written");
    println!("cargo:rustc-link-search={}", out.display());
    println!("cargo:rustc-link-search={}", env::var("CARGO_MANIFEST_DIR").expect("set by cargo"));
    println!("cargo:rustc-link-arg=-Tlink.x");
    println!("cargo:rerun-if-changed=link.x");
    // What each program is made of, for the table of sizes.
    println!("cargo:rerun-if-env-changed=IOC_CANON_MAPS");
    if let Ok(maps) = env::var("IOC_CANON_MAPS") {
        for program in PROGRAMS {
            println!("cargo:rustc-link-arg-bin={program}=-Map={maps}/{program}.map");
        }
    }

    // The small board has no room for all: every third row.
    let step = if target.starts_with("thumbv6m") { 3 } else { 1 };
    let idna = env::var_os("CARGO_FEATURE_IDNA").is_some();
    let vectors = Path::new("../tests/vectors");
    println!("cargo:rerun-if-changed={}", vectors.display());
    let mut code = String::from("pub const ROWS: &[Row] = &[\n");
    for file in FILES {
        for line in lines(vectors, file).iter().step_by(step) {
            let columns: Vec<_> = line.split('\t').collect();
            let door = if file == "detect" { "detect" } else { columns[1] };
            let (input, outcome) = (unescape(columns[0]), unescape(columns[2]));
            if readable(&input, idna, door) && input.len().max(outcome.len()) <= MAX_TEXT {
                let expected = outcome_of(&outcome);
                writeln!(
                    code,
                    "Row {{ door: {door:?}, input: &{input:?}, expected: {expected} }},"
                )
                .expect("a String can be written");
            }
        }
    }
    code.push_str("];\npub const CHECKS: &[Check] = &[\n");
    // The examples of the platforms' documents: all of them, on every board.
    for line in lines(vectors, "check") {
        let columns: Vec<_> = line.split('\t').collect();
        let (dialect, kind, input) = (columns[0], columns[1], unescape(columns[2]));
        let suggested = if columns[4] == "=" { columns[2] } else { columns[4] };
        if readable(&input, idna, kind) && input.len() <= MAX_TEXT {
            let expected = outcome_of(columns[3].as_bytes());
            let suggestion = match suggested {
                "-" => "None".to_owned(),
                text => format!("Some(&{:?})", unescape(text)),
            };
            writeln!(
                code,
                "Check {{ dialect: {dialect:?}, kind: {kind:?}, input: &{input:?}, expected: {expected}, suggestion: {suggestion} }},"
            )
            .expect("a String can be written");
        }
    }
    code.push_str("];\n");
    fs::write(out.join("rows.rs"), code).expect("OUT_DIR can be written");
}

/// The rows of a file, without its header and comments.
fn lines(vectors: &Path, file: &str) -> Vec<String> {
    let path = vectors.join(file).with_extension("tsv");
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let rows = text.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(str::to_owned).collect()
}

/// Whether the outcome is the same in this set of features: without `idna`, that of ASCII is.
fn readable(input: &[u8], idna: bool, door: &str) -> bool {
    idna || input.is_ascii() && !door.ends_with("+hostname")
}

/// `ok TEXT` or `ID@OFFSET`, as an expression.
fn outcome_of(outcome: &[u8]) -> String {
    if outcome == b"ok" {
        return "Ok(b\"\")".to_owned();
    }
    if let Some(text) = outcome.strip_prefix(b"ok ") {
        return format!("Ok(&{text:?})");
    }
    let outcome = std::str::from_utf8(outcome).expect("an id and an offset");
    let (id, offset) = outcome.split_once('@').expect("an id and an offset");
    format!("Err(({id:?}, {offset}))")
}

/// The escapes of `tests/vectors/README.md`.
fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let escape = &rest[at + 1..];
        let braced = |from: usize| {
            let end = escape.find('}').expect("a closing brace");
            (&escape[from..end], end + 1)
        };
        let used = match escape.as_bytes()[0] {
            b'\\' => (out.push(b'\\'), 1).1,
            b't' => (out.push(b'\t'), 1).1,
            b'n' => (out.push(b'\n'), 1).1,
            b'r' => (out.push(b'\r'), 1).1,
            b'e' => 1,
            b'x' => (out.push(u8::from_str_radix(&escape[1..3], 16).expect("two digits")), 3).1,
            b'u' => {
                let (digits, used) = braced(2);
                let number = u32::from_str_radix(digits, 16).expect("hexadecimal digits");
                let c = char::from_u32(number).expect("a character");
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                used
            }
            b'{' => {
                let (repeat, used) = braced(1);
                let (times, what) = repeat.split_once('*').expect("a number and *");
                out.extend(what.as_bytes().repeat(times.parse().expect("a number")));
                used
            }
            other => panic!("unknown escape {other}"),
        };
        rest = &escape[used..];
    }
    out.extend_from_slice(rest.as_bytes());
    out
}
