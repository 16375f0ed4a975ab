//! The C interface of ioc-canon: `capi/include/ioc_canon.h` says what each function does.
//!
//! All the `unsafe` there is stands in this package: here the caller's pointers become slices
//! (`memory.rs`), in `feed.rs` the caller's memory becomes a decoder; `read.rs` and `names.rs` are
//! safe. What can be checked of a promise is checked and answered by [`IOC_BAD_ARGUMENT`].

#![no_std]
#![allow(non_camel_case_types, reason = "names as C has them")]

#[cfg(control)]
mod control;
mod feed;
mod memory;
mod names;
mod read;

use core::ffi::{c_char, c_void};

use crate::read::Door;

// ---- sizes. Literals, since the header has them; held against the library here.

/// No text of more bytes is read, whatever its kind.
pub const IOC_MAX_INPUT: usize = 8192;
/// Room for every text that any function but `ioc_explain` writes, and its NUL.
pub const IOC_MAX_OUTPUT: usize = 8704;
/// Room for every message that `ioc_explain` writes, and its NUL.
pub const IOC_MAX_MESSAGE: usize = 256;
/// Room for every text of a short kind (ASN, address, CIDR block, range, host, file hash,
/// endpoint), and its NUL.
pub const IOC_MAX_SHORT: usize = 264;
/// The memory that a decoder of feeds needs, aligned as a `uint64_t` is.
pub const IOC_FEED_SIZE: usize = 33792;
/// The longest line that a decoder of feeds takes.
pub const IOC_FEED_MAX_LINE: usize = 16384;

#[allow(clippy::indexing_slicing, reason = "the compiler is who panics")]
const _: () = {
    use canon::{asn, cidr, endpoint, hash, host, indicator, range};
    assert!(IOC_MAX_INPUT == indicator::MAX_INPUT);
    assert!(IOC_MAX_OUTPUT > indicator::MAX_LEN);
    let short = [asn::MAX_LEN, cidr::MAX_LEN, range::MAX_LEN, host::MAX_LEN, hash::MAX_LEN];
    let mut at = 0;
    while at < short.len() {
        assert!(short[at] < IOC_MAX_SHORT);
        at += 1;
    }
    assert!(endpoint::MAX_LEN < IOC_MAX_SHORT);
    assert!(IOC_FEED_MAX_LINE == canon::feed::MAX_LINE);
    let mut at = 0;
    while at < canon::Code::ALL.len() {
        // ` at byte 4294967295`, ` (found U+10FFFF)`, the NUL.
        assert!(canon::Code::ALL[at].summary().len() + 19 + 18 < IOC_MAX_MESSAGE);
        at += 1;
    }
};

// ---- what functions return

/// Accepted. Of `ioc_detect`: the text is not the canonical one.
pub const IOC_OK: i32 = 0;
/// Accepted, and the input itself is the text asked for: nothing was written.
pub const IOC_BORROWED: i32 = 1;
/// Accepted, and the text was written.
pub const IOC_WROTE: i32 = 2;
/// Refused: the result says why. Of a suggestion: there is none.
pub const IOC_REFUSED: i32 = 3;
/// The callback asked for no more entries.
pub const IOC_STOPPED: i32 = 4;
/// The call itself is wrong: a missing address, a number that means nothing, memory that overlaps.
/// Nothing was read or written.
pub const IOC_BAD_ARGUMENT: i32 = -1;
/// The text does not fit; the length says how many bytes it has. The buffer's content is of no use.
/// One byte more makes room for the NUL.
pub const IOC_SHORT_BUFFER: i32 = -2;

// ---- what a library was built with

/// Of `ioc_features`: names beyond ASCII and their A-labels are read.
pub const IOC_FEATURE_IDNA: u32 = 1;

// ---- kinds, and how they are read

/// Any kind: the text's shape chooses.
pub const IOC_KIND_ANY: u32 = 0;
/// An autonomous system number.
pub const IOC_KIND_ASN: u32 = 1;
/// An IP address.
pub const IOC_KIND_ADDRESS: u32 = 2;
/// A CIDR block.
pub const IOC_KIND_CIDR: u32 = 3;
/// A range of addresses.
pub const IOC_KIND_RANGE: u32 = 4;
/// A host name.
pub const IOC_KIND_HOST: u32 = 5;
/// A URL with a host.
pub const IOC_KIND_URL: u32 = 6;
/// A Windows registry key.
pub const IOC_KIND_REGISTRY_KEY: u32 = 7;
/// An e-mail address.
pub const IOC_KIND_EMAIL: u32 = 8;
/// A file's digest.
pub const IOC_KIND_FILE_HASH: u32 = 9;
/// A server and a port.
pub const IOC_KIND_ENDPOINT: u32 = 10;

/// Or-ed to a host, e-mail or endpoint: names of one label are read.
pub const IOC_ONE_LABEL: u32 = 0x100;
/// Or-ed to a host, e-mail or endpoint: names have two labels at least, below a wildcard's asterisk.
pub const IOC_TWO_LABELS: u32 = 0x200;
/// Or-ed to a host: a leading `*.` is read.
pub const IOC_WILDCARD: u32 = 0x400;
/// Or-ed to a host, e-mail or endpoint: names by the strict rules of host names.
pub const IOC_HOSTNAME: u32 = 0x800;
/// Or-ed to a CIDR block: host bits are cleared, with a note, instead of refused.
pub const IOC_CLEAR_HOST_BITS: u32 = 0x1000;
/// Or-ed to an endpoint: `host|port` is read instead of `host:port`.
pub const IOC_PIPE: u32 = 0x2000;

// ---- notes of accepted values

/// The address, or an IPv4 address in it, is in a special-purpose range.
pub const IOC_NOTE_SPECIAL_ADDRESS: u32 = 1;
/// The AS number is reserved, private or for documentation.
pub const IOC_NOTE_SPECIAL_ASN: u32 = 2;
/// A label begins with `xn--` and does not decode.
pub const IOC_NOTE_UNDECODED_A_LABEL: u32 = 4;
/// There are characters beyond ASCII outside the host.
pub const IOC_NOTE_NON_ASCII_PATH: u32 = 8;
/// The last label is also a file extension.
pub const IOC_NOTE_FILE_EXTENSION_TLD: u32 = 16;
/// Host bits were cleared.
pub const IOC_NOTE_HOST_BITS_CLEARED: u32 = 32;

// ---- dialects

/// ThreatConnect.
pub const IOC_DIALECT_THREATCONNECT: u32 = 1;
/// ThreatSTOP.
pub const IOC_DIALECT_THREATSTOP: u32 = 2;
/// OpenCTI.
pub const IOC_DIALECT_OPENCTI: u32 = 3;
/// MISP. A block of one address is written without its prefix length there: `192.0.2.1` for
/// `192.0.2.1/32`. Its kind stays `IOC_KIND_CIDR`, and `ioc_check` takes the text as that kind; with
/// `IOC_KIND_ANY` it is read as an address.
pub const IOC_DIALECT_MISP: u32 = 4;
/// Elastic Common Schema.
pub const IOC_DIALECT_ECS: u32 = 5;

// ---- layouts of feeds

/// One entry a line: its first column, which ends at a TAB, a blank, `,` or `;`, and of a URL or a
/// registry key at fewer of these. `192.0.2.1 - 192.0.2.9` and the like are one entry, refused
/// with what to write. Of a line of a hosts file, `127.0.0.1 a.example b.example`, the names are the entries. A line that begins with
/// `#`, `;`, `!` or `//` is a comment, and so is what stands behind a blank and `#`.
pub const IOC_FEED_PLAIN: u32 = 0;
/// A hosts file: as `IOC_FEED_PLAIN`, every entry a host unless `kind` says otherwise.
pub const IOC_FEED_HOSTS: u32 = 1;
/// One column of delimited fields, which `column` and `delimiter` tell. Fields may stand in double
/// quotes (RFC 4180). A first line of column names is a line like others: its field arrives as an
/// entry, as a rule a refused one. An empty field is no entry. A line without that column is refused
/// as `IOC_CODE_COLUMN_MISSING`, `raw` being the whole line. Comments are lines only, begun by `#`,
/// `;`, `!` or `//`, unless that is the delimiter.
pub const IOC_FEED_CSV: u32 = 2;
/// A list for ad blockers: of `||name^` the name, names and hosts lines as they are; other rules are
/// refused as `IOC_CODE_FILTER_RULE`.
pub const IOC_FEED_ADBLOCK: u32 = 3;
/// Free text: every indicator in a line. What is no indicator is no entry, and nothing is a comment.
pub const IOC_FEED_REPORT: u32 = 4;
/// MISP's composites, `a|b`: both halves of `domain|ip`, the digest of `filename|sha1`, the endpoint of
/// `ip-dst|port`, the key of `regkey|value`.
pub const IOC_FEED_MISP_COMPOSITE: u32 = 5;

/// Defanging is not undone.
pub const IOC_FEED_NO_REFANG: u32 = 1;
/// `name/path` is read as `http://name/path`.
pub const IOC_FEED_ASSUME_HTTP: u32 = 2;
/// A name of one label is a host.
pub const IOC_FEED_SINGLE_LABELS: u32 = 4;
/// `.example.com` and `*.example.com` are read as `example.com`.
pub const IOC_FEED_SUFFIXES: u32 = 8;
/// With a dialect: what is beyond the platform's limits is refused, as by `ioc_accept`. Names of one
/// label are then, whatever `IOC_FEED_SINGLE_LABELS` says.
pub const IOC_FEED_WITHIN_LIMITS: u32 = 16;

// ---- structures

/// What became of a text.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct ioc_result {
    /// Bytes of the text: borrowed, written, or wanted; else 0. The NUL after it is not counted.
    pub length: usize,
    /// `IOC_KIND_...`, refused or not; `IOC_KIND_ANY` where the shape names none.
    pub kind: u32,
    /// Why it was refused: the code's number; 0 if it was not.
    pub code: u32,
    /// The byte of the input, from 0, that broke the rule.
    pub offset: u32,
    /// `IOC_NOTE_...` of an accepted value; of `ioc_check` always 0.
    pub notes: u32,
}

/// How a feed is laid out. All zero is `IOC_FEED_PLAIN` with nothing asked; set what is not used to 0,
/// by `= {0}` or `memset`. What is not as said here is `IOC_BAD_ARGUMENT` of `ioc_feed_init`.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct ioc_feed_options {
    /// `IOC_FEED_PLAIN` to `IOC_FEED_MISP_COMPOSITE`.
    pub format: u32,
    /// `IOC_FEED_NO_REFANG` and so on, or-ed; 0 for none.
    pub flags: u32,
    /// Every entry is of this kind, with no options or-ed to it; `IOC_KIND_ANY`: the shape chooses.
    pub kind: u32,
    /// Entries are spelled as this platform wants; 0: canonical. What the platform has no form for is
    /// refused. Its limits are asked only with `IOC_FEED_WITHIN_LIMITS`: without, an entry may be
    /// nothing that the platform takes.
    pub dialect: u32,
    /// Of `IOC_FEED_CSV`: the column, counted from 1, to 65535; 0 for any other format.
    pub column: u32,
    /// Of `IOC_FEED_CSV`: the ASCII character between fields; no NUL, CR, LF or double quote. 0 for
    /// any other format.
    pub delimiter: u32,
    /// The longest line in bytes without its end, at most `IOC_FEED_MAX_LINE`; 0 is that. A longer one
    /// is one refused entry.
    pub max_line: u32,
    /// 0; of no use yet.
    pub reserved: u32,
}

/// One entry of a feed. Its texts last until the callback returns, and have no NUL.
#[repr(C)]
pub struct ioc_entry {
    /// The line, counted from 1. Empty lines and comments count.
    pub line: u64,
    /// The entry's first byte in its line, counted from 1. A byte order mark at the feed's start is
    /// skipped and not counted.
    pub column: u32,
    /// `IOC_OK` or `IOC_REFUSED`.
    pub status: i32,
    /// Not 0 if defanging was undone or punctuation taken off.
    pub edited: u32,
    /// 0; of no use yet.
    pub reserved: u32,
    /// The entry as it stands in the feed; offsets count from here. Of a line that cannot be cut
    /// (too long, a NUL, not UTF-8, without the column, a rule of ad blockers) the whole line, or as
    /// much as `max_line` allows.
    pub raw: *const c_char,
    /// Its bytes.
    pub raw_length: usize,
    /// The text in the spelling asked for, `result.length` bytes; NULL if it was refused.
    pub text: *const c_char,
    /// What became of it. The offset of a refusal by the platform is 0 where the entry is not spelled
    /// as the platform wants.
    pub result: ioc_result,
    /// Of a refused entry the text that was read: without what stands around it, its defanging
    /// undone; NULL of an accepted one.
    pub read: *const c_char,
    /// Its bytes.
    pub read_length: usize,
    /// `result` once more, with an offset that counts in `read`: with that, for `ioc_explain`. What to
    /// write instead `ioc_feed_suggestion` tells.
    pub refusal: ioc_result,
}

/// Takes an entry; not 0 asks for no more. It must not throw, nor jump out.
pub type ioc_entry_fn =
    Option<unsafe extern "C" fn(user: *mut c_void, entry: *const ioc_entry) -> i32>;

// ---- functions

/// The version that is linked, such as `0.1.0`.
#[unsafe(no_mangle)]
pub extern "C" fn ioc_version() -> *const c_char {
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");
    VERSION.as_ptr().cast()
}

/// What the linked library was built with: `IOC_FEATURE_...`, or-ed.
#[unsafe(no_mangle)]
pub extern "C" fn ioc_features() -> u32 {
    if cfg!(feature = "idna") { IOC_FEATURE_IDNA } else { 0 }
}

/// What a code expected, such as `expected zero bits beyond the prefix length`. Static; empty for a
/// number that is no code's.
#[unsafe(no_mangle)]
pub extern "C" fn ioc_summary(code: u32) -> *const c_char {
    names::summary(code).as_ptr()
}

/// How a refused text is mended, such as `write the block's first address`. Static; empty for a
/// number that is no code's.
#[unsafe(no_mangle)]
pub extern "C" fn ioc_remedy(code: u32) -> *const c_char {
    names::remedy(code).as_ptr()
}

/// The stable id of a code, such as `C006`. Static; empty for a number that is no code's.
#[unsafe(no_mangle)]
pub extern "C" fn ioc_code_id(code: u32) -> *const c_char {
    names::id(code).as_ptr()
}

/// The name of a kind, such as `registry-key`. Static; empty for any kind and for a number that is
/// no kind's.
#[unsafe(no_mangle)]
pub extern "C" fn ioc_kind_name(kind: u32) -> *const c_char {
    read::kind(kind).flatten().map(names::kind).unwrap_or_default().as_ptr()
}

/// The name of a dialect, such as `threatconnect`. Static; empty for a number that is no dialect's.
#[unsafe(no_mangle)]
pub extern "C" fn ioc_dialect_name(dialect: u32) -> *const c_char {
    let at = dialect.checked_sub(1).and_then(|at| usize::try_from(at).ok());
    at.and_then(|at| names::DIALECTS.get(at)).copied().unwrap_or_default().as_ptr()
}

/// Reads the `len` bytes at `text` as a value of any kind. `IOC_BORROWED`: it is canonical as it
/// is; `IOC_OK`: it is spelled otherwise; `IOC_REFUSED`; `IOC_BAD_ARGUMENT`.
///
/// # Safety
/// `text` has `len` bytes (or `len` is 0), and `result` is one; nobody writes them during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioc_detect(
    text: *const c_char,
    len: usize,
    result: *mut ioc_result,
) -> i32 {
    let mut found = ioc_result::default();
    // SAFETY: the caller's promise; the slice is not used after `detect`, before `result` is written.
    let Some(bytes) = (unsafe { memory::input(text, len) }) else { return IOC_BAD_ARGUMENT };
    let status = read::detect(bytes, &mut found);
    // SAFETY: the caller's promise.
    match unsafe { memory::store(result, found) } {
        Some(()) => status,
        None => IOC_BAD_ARGUMENT,
    }
}

/// Writes the canonical text of a value into the `cap` bytes at `out`, with a NUL after it where
/// there is room. `kind` is `IOC_KIND_...`, with options or-ed to it. `IOC_BORROWED`: the input is
/// canonical, and nothing was written; `IOC_WROTE`; `IOC_REFUSED`; `IOC_SHORT_BUFFER`: the result's
/// length says how many bytes are wanted; `IOC_BAD_ARGUMENT`. `out` may be NULL where `cap` is 0.
/// Bytes of `out` behind the NUL may be left as they were or not, and so may all of it unless the
/// call returns `IOC_WROTE`.
///
/// # Safety
/// `text` has `len` bytes, `out` has `cap` bytes, and `result` is one; nobody else touches them
/// during the call. Where `out` overlaps with `text` or `result`, that is `IOC_BAD_ARGUMENT`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioc_canonical(
    kind: u32,
    text: *const c_char,
    len: usize,
    out: *mut c_char,
    cap: usize,
    result: *mut ioc_result,
) -> i32 {
    let Some(door) = Door::of(kind) else { return IOC_BAD_ARGUMENT };
    if !memory::are_apart(text, len, out, cap, result) {
        return IOC_BAD_ARGUMENT;
    }
    let mut found = ioc_result::default();
    // SAFETY: the caller's promise; the slice is not used after `canonical`.
    let Some(bytes) = (unsafe { memory::input(text, len) }) else { return IOC_BAD_ARGUMENT };
    // SAFETY: the caller's promise, and the two do not overlap, as was asked.
    let Some(out) = (unsafe { memory::output(out, cap) }) else { return IOC_BAD_ARGUMENT };
    let status = read::canonical(door, bytes, out, &mut found);
    // SAFETY: the caller's promise; the slices are used no more.
    unsafe { memory::store(result, found) };
    status
}

/// Writes a value in the spelling of a platform; else as `ioc_canonical`. A kind that the platform has
/// no form for is refused as `IOC_CODE_KIND_NOT_HERE`. No limit of the platform is asked for, so this
/// may be a text that the platform does not take: what is to be sent, `ioc_accept` writes.
///
/// # Safety
/// As `ioc_canonical`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioc_show(
    dialect: u32,
    kind: u32,
    text: *const c_char,
    len: usize,
    out: *mut c_char,
    cap: usize,
    result: *mut ioc_result,
) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { spell(dialect, kind, text, len, out, cap, result, false) }
}

/// As `ioc_show`, and refused unless `ioc_check` passes what is written: what to send. Beyond what
/// `ioc_show` refuses that are the platform's limits, names of one label and wildcards, and a spelling
/// too long for its kind. The offset of such a refusal is 0 where `text` is not spelled as the
/// platform wants.
///
/// # Safety
/// As `ioc_canonical`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioc_accept(
    dialect: u32,
    kind: u32,
    text: *const c_char,
    len: usize,
    out: *mut c_char,
    cap: usize,
    result: *mut ioc_result,
) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { spell(dialect, kind, text, len, out, cap, result, true) }
}

/// A platform's spelling, within its limits if `limits` are asked for.
///
/// # Safety
/// As `ioc_canonical`.
#[allow(clippy::too_many_arguments, reason = "those of `ioc_show`, and one")]
unsafe fn spell(
    dialect: u32,
    kind: u32,
    text: *const c_char,
    len: usize,
    out: *mut c_char,
    cap: usize,
    result: *mut ioc_result,
    limits: bool,
) -> i32 {
    let Some(dialect) = read::dialect(dialect) else { return IOC_BAD_ARGUMENT };
    let Some(door) = Door::of(kind) else { return IOC_BAD_ARGUMENT };
    if !memory::are_apart(text, len, out, cap, result) {
        return IOC_BAD_ARGUMENT;
    }
    let mut found = ioc_result::default();
    // SAFETY: the caller's promise; the slice is not used after `show`.
    let Some(bytes) = (unsafe { memory::input(text, len) }) else { return IOC_BAD_ARGUMENT };
    // SAFETY: the caller's promise, and the two do not overlap, as was asked.
    let Some(out) = (unsafe { memory::output(out, cap) }) else { return IOC_BAD_ARGUMENT };
    let status = read::show(dialect, door, limits, bytes, out, &mut found);
    // SAFETY: the caller's promise; the slices are used no more.
    unsafe { memory::store(result, found) };
    status
}

/// `IOC_OK` exactly when the text is the platform's own spelling of a value of this kind, and within
/// its limits; else `IOC_REFUSED` or `IOC_BAD_ARGUMENT`. `kind` has no options or-ed to it, and is not
/// `IOC_KIND_ANY`: the shape of a platform's own spelling may be no kind's, as `12345` is OpenCTI's
/// spelling of an AS number. It is the `result.kind` of the `ioc_show` or `ioc_accept` that wrote the
/// text, where one did. The result has no notes.
///
/// # Safety
/// As `ioc_detect`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioc_check(
    dialect: u32,
    kind: u32,
    text: *const c_char,
    len: usize,
    result: *mut ioc_result,
) -> i32 {
    let Some(dialect) = read::dialect(dialect) else { return IOC_BAD_ARGUMENT };
    let Some(Some(of)) = read::kind(kind) else { return IOC_BAD_ARGUMENT };
    let mut found = ioc_result { kind, ..ioc_result::default() };
    // SAFETY: the caller's promise; the slice is not used after `check`.
    let Some(bytes) = (unsafe { memory::input(text, len) }) else { return IOC_BAD_ARGUMENT };
    let status = read::check(dialect, of, bytes, &mut found);
    // SAFETY: the caller's promise.
    match unsafe { memory::store(result, found) } {
        Some(()) => status,
        None => IOC_BAD_ARGUMENT,
    }
}

/// Writes what a refusal of `text` is about, such as `expected a decimal digit at byte 4 (found
/// `a`)`, with a NUL after it where there is room. `refusal` is the result that the refusing call
/// gave for this very text. `IOC_WROTE`, `IOC_SHORT_BUFFER` or `IOC_BAD_ARGUMENT`; `*length` is the
/// message's in bytes, without the NUL.
///
/// # Safety
/// As `ioc_canonical`; `refusal` and `length` are one each.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioc_explain(
    text: *const c_char,
    len: usize,
    refusal: *const ioc_result,
    out: *mut c_char,
    cap: usize,
    length: *mut usize,
) -> i32 {
    if !memory::are_apart(text, len, out, cap, length) {
        return IOC_BAD_ARGUMENT;
    }
    // SAFETY: the caller's promise; a result is numbers.
    let Some(refusal) = (unsafe { memory::load(refusal) }) else { return IOC_BAD_ARGUMENT };
    // SAFETY: the caller's promise; the slice is not used after `explain`.
    let Some(bytes) = (unsafe { memory::input(text, len) }) else { return IOC_BAD_ARGUMENT };
    // SAFETY: the caller's promise, and the two do not overlap, as was asked.
    let Some(out) = (unsafe { memory::output(out, cap) }) else { return IOC_BAD_ARGUMENT };
    let mut wanted = 0;
    let status = read::explain(bytes, &refusal, out, &mut wanted);
    let Some(status) = status else { return IOC_BAD_ARGUMENT };
    // SAFETY: the caller's promise; the slices are used no more.
    unsafe { memory::store(length, wanted) };
    status
}

/// Writes the text to write instead of one that was refused, with a NUL after it where there is
/// room. For entries of a feed that is `ioc_feed_suggestion`, which knows how the feed is read.
///
/// `dialect` 0: what the refusal implies, which `refusal` tells as for `ioc_explain`; `kind` is
/// what the refusing call was given, options and all, and reads what is written.
///
/// Another `dialect`: the spelling that the platform wants of what `text` means, where `ioc_check`
/// refused that with this `kind`, which is as there; `refusal` is not looked at and may be NULL. No
/// limit is asked for, so what is written may be refused for one; where `text` is that spelling
/// already there is nothing to write.
///
/// `IOC_WROTE`; `IOC_REFUSED`: a person has to decide; `IOC_SHORT_BUFFER`; `IOC_BAD_ARGUMENT`.
/// `*length` as for `ioc_explain`.
///
/// # Safety
/// As `ioc_explain`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioc_suggestion(
    dialect: u32,
    kind: u32,
    text: *const c_char,
    len: usize,
    refusal: *const ioc_result,
    out: *mut c_char,
    cap: usize,
    length: *mut usize,
) -> i32 {
    if !memory::are_apart(text, len, out, cap, length) {
        return IOC_BAD_ARGUMENT;
    }
    // SAFETY: the caller's promise; a result is numbers.
    let refusal = unsafe { memory::load(refusal) };
    // SAFETY: the caller's promise; the slice is not used after `suggestion` and `respell`.
    let Some(bytes) = (unsafe { memory::input(text, len) }) else { return IOC_BAD_ARGUMENT };
    // SAFETY: the caller's promise, and the two do not overlap, as was asked.
    let Some(out) = (unsafe { memory::output(out, cap) }) else { return IOC_BAD_ARGUMENT };
    let mut wanted = 0;
    let status = match (dialect, read::dialect(dialect), read::kind(kind)) {
        (0, ..) => Door::of(kind)
            .zip(refusal)
            .and_then(|(door, refusal)| read::suggestion(door, bytes, &refusal, out, &mut wanted)),
        (_, Some(dialect), Some(Some(kind))) => {
            Some(read::respell(dialect, kind, bytes, out, &mut wanted))
        }
        _ => None,
    };
    let Some(status) = status else { return IOC_BAD_ARGUMENT };
    // SAFETY: the caller's promise; the slices are used no more.
    unsafe { memory::store(length, wanted) };
    status
}

/// Makes a decoder of feeds in the `size` bytes at `memory`, at least `IOC_FEED_SIZE`, aligned as a
/// `uint64_t` is. `options` may be NULL: plain. `IOC_OK` or `IOC_BAD_ARGUMENT`. There is nothing to
/// free; while a callback runs the memory must not be moved, nor given to this function again. Where
/// this fails the memory is as it was, a decoder in it included.
///
/// # Safety
/// `memory` has `size` bytes, which are the decoder's until they are used for something else;
/// `options` is NULL or one. No callback of a decoder in that memory is running.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioc_feed_init(
    memory: *mut c_void,
    size: usize,
    options: *const ioc_feed_options,
) -> i32 {
    // SAFETY: the caller's promise; options are numbers.
    let options = unsafe { memory::load(options) }.unwrap_or_default();
    if size < IOC_FEED_SIZE || options.reserved != 0 {
        return IOC_BAD_ARGUMENT;
    }
    // SAFETY: the caller's promise.
    match unsafe { feed::init(memory, size, &options) } {
        Some(()) => IOC_OK,
        None => IOC_BAD_ARGUMENT,
    }
}

/// Reads the next `len` bytes of a feed, cut anywhere, and hands each entry of the lines that end in
/// them to `each`, with `user`. `IOC_OK`; `IOC_STOPPED` once `each` asked for no more;
/// `IOC_BAD_ARGUMENT`, also from within `each`. After a stop what is left of the chunk is lost, and
/// every push is `IOC_STOPPED` until `ioc_feed_finish` makes the decoder one for another feed.
///
/// # Safety
/// `memory` was given to `ioc_feed_init`, which returned `IOC_OK`, and one thread at a time uses it;
/// `chunk` has `len` bytes that nobody writes during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioc_feed_push(
    memory: *mut c_void,
    chunk: *const c_char,
    len: usize,
    each: ioc_entry_fn,
    user: *mut c_void,
) -> i32 {
    if each.is_none() || !memory::apart(chunk, len, memory, IOC_FEED_SIZE) {
        return IOC_BAD_ARGUMENT;
    }
    // SAFETY: the caller's promise.
    let Some(bytes) = (unsafe { memory::input(chunk, len) }) else { return IOC_BAD_ARGUMENT };
    // SAFETY: the caller's promise, and the chunk lies elsewhere, as was asked.
    unsafe { feed::feed(memory, Some(bytes), each, user) }
}

/// Ends a feed: hands over the entries of a last line without an end, unless `each` has asked for no
/// more. The decoder is then at the start of another feed. Returns as `ioc_feed_push`.
///
/// # Safety
/// As `ioc_feed_push`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioc_feed_finish(
    memory: *mut c_void,
    each: ioc_entry_fn,
    user: *mut c_void,
) -> i32 {
    if each.is_none() {
        return IOC_BAD_ARGUMENT;
    }
    // SAFETY: the caller's promise.
    unsafe { feed::feed(memory, None, each, user) }
}

/// Writes the text to write in the feed instead of the entry that is being handed over, which the
/// feed then reads by its own options; with a NUL after it where there is room. To be called from
/// within a callback of the decoder in `memory`, for a refused entry; else `IOC_BAD_ARGUMENT`, and so
/// where `out` overlaps with that memory or with the entry. `IOC_WROTE`; `IOC_REFUSED`: a person has
/// to decide; `IOC_SHORT_BUFFER`. `*length` as for `ioc_explain`.
///
/// # Safety
/// `memory` as for `ioc_feed_push`; `out` has `cap` bytes, and `length` is one; nobody else touches
/// them during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioc_feed_suggestion(
    memory: *mut c_void,
    out: *mut c_char,
    cap: usize,
    length: *mut usize,
) -> i32 {
    if !memory::are_apart(memory.cast(), IOC_FEED_SIZE, out, cap, length) {
        return IOC_BAD_ARGUMENT;
    }
    let mut wanted = 0;
    // SAFETY: the caller's promise, and `out` lies elsewhere, as was asked.
    let status = unsafe { feed::suggestion(memory, out, cap, &mut wanted) };
    if status != IOC_BAD_ARGUMENT {
        // SAFETY: the caller's promise; no slice of `out` lives.
        unsafe { memory::store(length, wanted) };
    }
    status
}

/// Never reached: `test.sh` shows that the shared object does not even import `abort`.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    unsafe extern "C" {
        safe fn abort() -> !;
    }
    abort()
}
