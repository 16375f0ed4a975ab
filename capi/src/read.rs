//! What the functions do, in safe Rust: reading by kind and options, writing into the caller's bytes.

use core::fmt::{self, Display, Write};

use canon::{
    Address, Asn, Cidr, Code, Dialect, Email, Endpoint, Error, FileHash, Host, Indicator, Kind,
    Notes, Parsed, Range, RegistryKey, Url, address, asn, cidr,
    dialect::{self, Shown},
    email, endpoint, hash, host, indicator, range, registry, url,
};

use crate::{
    IOC_BORROWED, IOC_CLEAR_HOST_BITS, IOC_HOSTNAME, IOC_KIND_ANY, IOC_OK, IOC_ONE_LABEL, IOC_PIPE,
    IOC_REFUSED, IOC_SHORT_BUFFER, IOC_TWO_LABELS, IOC_WILDCARD, IOC_WROTE, ioc_result, names,
};

/// The kinds in the order of their numbers, which count from 1.
const KINDS: [Kind; 10] = [
    Kind::Asn,
    Kind::Address,
    Kind::Cidr,
    Kind::Range,
    Kind::Host,
    Kind::Url,
    Kind::RegistryKey,
    Kind::Email,
    Kind::FileHash,
    Kind::Endpoint,
];

// A kind more in the library is a number more here.
const _: () = assert!(KINDS.len() == Kind::ALL.len());

/// The number of a kind.
pub(crate) fn number(kind: Kind) -> u32 {
    (1..).zip(KINDS).find(|&(_, of)| of == kind).map_or(IOC_KIND_ANY, |(number, _)| number)
}

/// The kind of a number; `Some(None)` is any.
pub(crate) fn kind(number: u32) -> Option<Option<Kind>> {
    match number.checked_sub(1) {
        None => Some(None),
        Some(at) => KINDS.get(usize::try_from(at).ok()?).copied().map(Some),
    }
}

/// The dialect of a number, which counts from 1.
pub(crate) fn dialect(number: u32) -> Option<&'static Dialect> {
    let at = usize::try_from(number.checked_sub(1)?).ok()?;
    dialect::ALL.get(at).copied()
}

/// A kind and how it is read.
#[derive(Clone, Copy)]
pub(crate) struct Door {
    kind: Option<Kind>,
    options: u32,
}

/// The number is in the low byte, options above it.
const KIND_BITS: u32 = 0xff;

/// What was read.
pub(crate) struct Read<'a> {
    indicator: Indicator<'a>,
    canonical: bool,
    notes: Notes,
}

impl<'a> Read<'a> {
    fn value<T>(read: Parsed<T>, notes: Notes) -> Self
    where
        T: Copy + Into<Indicator<'a>>,
    {
        let canonical = read.is_canonical();
        Self { indicator: read.value().into(), canonical, notes }
    }

    fn view(view: impl Into<Indicator<'a>>, canonical: bool) -> Self {
        let indicator = view.into();
        Self { indicator, canonical, notes: indicator.notes() }
    }
}

/// As the library reads bytes: the length first, then UTF-8.
fn utf8(bytes: &[u8], max: usize) -> Result<&str, Error> {
    let within = bytes.get(..max.saturating_add(1)).unwrap_or(bytes);
    match core::str::from_utf8(within) {
        Ok(text) => Ok(text),
        Err(_) if bytes.len() > max => {
            let inside = |at: &usize| bytes.get(*at).is_some_and(|&b| b & 0xc0 == 0x80);
            let at = (0..=3).map(|back| max.saturating_sub(back)).find(|at| !inside(at));
            Err(Error::new(Code::TooLong, at.unwrap_or(max)))
        }
        Err(error) => Err(Error::new(Code::NotUtf8, error.valid_up_to())),
    }
}

/// The longest text that a kind reads.
fn max_input(kind: Option<Kind>) -> usize {
    match kind {
        Some(Kind::Asn) => asn::MAX_INPUT,
        Some(Kind::Address) => address::MAX_INPUT,
        Some(Kind::Cidr) => cidr::MAX_INPUT,
        Some(Kind::Range) => range::MAX_INPUT,
        Some(Kind::Host) => host::MAX_INPUT,
        Some(Kind::Url) => url::MAX_INPUT,
        Some(Kind::RegistryKey) => registry::MAX_INPUT,
        Some(Kind::Email) => email::MAX_INPUT,
        Some(Kind::FileHash) => hash::MAX_INPUT,
        Some(Kind::Endpoint) => endpoint::MAX_INPUT,
        _ => indicator::MAX_INPUT,
    }
}

impl Door {
    /// `None` for a number of no kind and for options that the kind has not.
    pub(crate) fn of(number: u32) -> Option<Self> {
        let (kind, options) = (kind(number & KIND_BITS)?, number & !KIND_BITS);
        let allowed = match kind {
            Some(Kind::Host) => IOC_ONE_LABEL | IOC_TWO_LABELS | IOC_WILDCARD | IOC_HOSTNAME,
            Some(Kind::Email) => IOC_ONE_LABEL | IOC_TWO_LABELS | IOC_HOSTNAME,
            Some(Kind::Endpoint) => IOC_ONE_LABEL | IOC_TWO_LABELS | IOC_HOSTNAME | IOC_PIPE,
            Some(Kind::Cidr) => IOC_CLEAR_HOST_BITS,
            _ => 0,
        };
        let both = IOC_ONE_LABEL | IOC_TWO_LABELS;
        (options & !allowed == 0 && options & both != both).then_some(Self { kind, options })
    }

    fn has(self, option: u32) -> bool {
        self.options & option != 0
    }

    fn host_options(self, labels: u8) -> host::Options {
        let labels = match (self.has(IOC_ONE_LABEL), self.has(IOC_TWO_LABELS)) {
            (true, _) => 1,
            (_, true) => 2,
            _ => labels,
        };
        let rules = match self.has(IOC_HOSTNAME) {
            true => host::Rules::Hostname,
            false => host::Rules::Dns,
        };
        host::Options::new().min_labels(labels).wildcard(self.has(IOC_WILDCARD)).rules(rules)
    }

    /// Reads the bytes; the kind is told as far as it is known, refused or not.
    pub(crate) fn read<'a>(
        self,
        bytes: &'a [u8],
        result: &mut ioc_result,
    ) -> Result<Read<'a>, Error> {
        result.kind = self.kind.map_or(IOC_KIND_ANY, number);
        let text = utf8(bytes, max_input(self.kind))?;
        let read = self.read_text(text);
        if self.kind.is_none() {
            let kind = match &read {
                Ok(read) => Some(read.indicator.kind()),
                Err(_) => Kind::of(text).ok(),
            };
            result.kind = kind.map_or(IOC_KIND_ANY, number);
        }
        if let Ok(read) = &read {
            result.notes = read.notes.bits();
        }
        read
    }

    fn read_text(self, text: &str) -> Result<Read<'_>, Error> {
        macro_rules! value {
            ($read:expr) => {{
                let read = $read?;
                let notes = read.notes();
                Ok(Read::value(read, notes))
            }};
        }
        macro_rules! view {
            ($view:expr) => {{
                let view = $view?;
                Ok(Read::view(view, view.is_canonical()))
            }};
        }
        match self.kind {
            Some(Kind::Asn) => value!(Asn::read(text)),
            Some(Kind::Address) => value!(Address::read(text)),
            Some(Kind::Cidr) if self.has(IOC_CLEAR_HOST_BITS) => {
                value!(Cidr::parse_truncating(text))
            }
            Some(Kind::Cidr) => value!(Cidr::read(text)),
            Some(Kind::Range) => value!(Range::read(text)),
            Some(Kind::Host) => view!(Host::parse_with(text, &self.host_options(1))),
            Some(Kind::Url) => view!(Url::parse(text)),
            Some(Kind::RegistryKey) => view!(RegistryKey::parse(text)),
            Some(Kind::Email) => view!(Email::parse_with(text, &self.host_options(1))),
            Some(Kind::FileHash) => view!(FileHash::parse(text)),
            Some(Kind::Endpoint) => {
                let form = match self.has(IOC_PIPE) {
                    true => endpoint::Form::Pipe,
                    false => endpoint::Form::Colon,
                };
                view!(Endpoint::parse_form(text, form, &self.host_options(2)))
            }
            _ => value!(Indicator::read(text)),
        }
    }
}

impl ioc_result {
    pub(crate) fn refused(&mut self, error: Error) -> i32 {
        let offset = u32::try_from(error.offset()).unwrap_or(u32::MAX);
        // Read, and then refused by a platform: nothing else of it is told.
        *self =
            Self { kind: self.kind, code: error.code().number().into(), offset, ..Self::default() };
        IOC_REFUSED
    }

    /// The error that was put here; `None` for a number of no code.
    fn error(&self) -> Option<Error> {
        Some(Error::new(names::code(self.code)?, usize::try_from(self.offset).ok()?))
    }
}

/// Writes as much as fits and counts it all.
struct Out<'o> {
    rest: &'o mut [u8],
    length: usize,
    fits: bool,
}

impl Write for Out<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.length = self.length.saturating_add(text.len());
        match core::mem::take(&mut self.rest).split_at_mut_checked(text.len()) {
            Some((slot, rest)) => {
                slot.copy_from_slice(text.as_bytes());
                self.rest = rest;
            }
            None => self.fits = false,
        }
        Ok(())
    }
}

/// Writes the text, and a NUL after it where there is room.
pub(crate) fn put(text: impl Display, bytes: &mut [u8], length: &mut usize) -> i32 {
    let mut out = Out { rest: bytes, length: 0, fits: true };
    // Our own writer never fails, and no value of the library does.
    let _ = write!(out, "{text}");
    *length = out.length;
    match (out.fits, out.rest) {
        (false, _) => IOC_SHORT_BUFFER,
        (true, rest) => {
            end(rest);
            IOC_WROTE
        }
    }
}

fn end(rest: &mut [u8]) {
    if let Some(end) = rest.first_mut() {
        *end = 0;
    }
}

/// Whether a text that is written is the one that was typed.
struct Same<'t> {
    rest: &'t [u8],
    same: bool,
}

impl Write for Same<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self.rest.strip_prefix(text.as_bytes()) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None => {
                self.same = false;
                Err(fmt::Error)
            }
        }
    }
}

fn is_same(text: impl Display, typed: &[u8]) -> bool {
    let mut same = Same { rest: typed, same: true };
    write!(same, "{text}").is_ok() && same.same && same.rest.is_empty()
}

pub(crate) fn detect(bytes: &[u8], result: &mut ioc_result) -> i32 {
    match (Door { kind: None, options: 0 }).read(bytes, result) {
        Err(error) => result.refused(error),
        Ok(read) if read.canonical => {
            result.length = bytes.len();
            IOC_BORROWED
        }
        Ok(_) => IOC_OK,
    }
}

pub(crate) fn canonical(door: Door, bytes: &[u8], out: &mut [u8], result: &mut ioc_result) -> i32 {
    let read = match door.read(bytes, result) {
        Ok(read) => read,
        Err(error) => return result.refused(error),
    };
    if read.canonical {
        result.length = bytes.len();
        return IOC_BORROWED;
    }
    match read.indicator.write_into(out) {
        Ok(length) => {
            result.length = length;
            end(out.get_mut(length..).unwrap_or_default());
            IOC_WROTE
        }
        // Says how much is wanted.
        Err(_) => put(read.indicator, out, &mut result.length),
    }
}

/// A value in a platform's spelling, if that has one; within its `limits` if they are asked for. An
/// error's offset counts in `typed`: a limit is broken in the platform's spelling, which the caller has
/// only where that is what was typed.
pub(crate) fn spelled<'i>(
    dialect: &Dialect,
    limits: bool,
    indicator: &Indicator<'i>,
    typed: &[u8],
) -> Result<Shown<'i>, Error> {
    let shown = dialect.show(indicator)?;
    if limits {
        dialect.accept(indicator).map_err(|error| match is_same(shown, typed) {
            true => error,
            false => Error::new(error.code(), 0),
        })?;
    }
    Ok(shown)
}

pub(crate) fn show(
    dialect: &Dialect,
    door: Door,
    limits: bool,
    bytes: &[u8],
    out: &mut [u8],
    result: &mut ioc_result,
) -> i32 {
    let read = door.read(bytes, result);
    let shown = match read.and_then(|read| spelled(dialect, limits, &read.indicator, bytes)) {
        Ok(shown) => shown,
        Err(error) => return result.refused(error),
    };
    if is_same(shown, bytes) {
        result.length = bytes.len();
        return IOC_BORROWED;
    }
    put(shown, out, &mut result.length)
}

pub(crate) fn check(dialect: &Dialect, kind: Kind, bytes: &[u8], result: &mut ioc_result) -> i32 {
    match utf8(bytes, max_input(Some(kind))).and_then(|text| dialect.check(kind, text)) {
        Ok(()) => IOC_OK,
        Err(error) => result.refused(error),
    }
}

/// The text as far as it is UTF-8: an error is never explained by what comes after its offset.
fn valid(bytes: &[u8]) -> &str {
    match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => bytes
            .get(..error.valid_up_to())
            .and_then(|valid| core::str::from_utf8(valid).ok())
            .unwrap_or_default(),
    }
}

/// `None` if `refusal` is none.
pub(crate) fn explain(
    bytes: &[u8],
    refusal: &ioc_result,
    out: &mut [u8],
    length: &mut usize,
) -> Option<i32> {
    Some(put(refusal.error()?.explain(valid(bytes)), out, length))
}

/// What the door that refused reads. `None` if `refusal` is none.
pub(crate) fn suggestion(
    door: Door,
    bytes: &[u8],
    refusal: &ioc_result,
    out: &mut [u8],
    length: &mut usize,
) -> Option<i32> {
    let explanation = refusal.error()?.explain(valid(bytes));
    let suggestion = match door.kind {
        None => explanation.suggestion(),
        Some(_) => explanation.suggestion_read_by(|text| door.read_text(text).map(|_| ())),
    };
    Some(match suggestion {
        Some(suggestion) => put(suggestion, out, length),
        None => IOC_REFUSED,
    })
}

pub(crate) fn respell(
    dialect: &Dialect,
    kind: Kind,
    bytes: &[u8],
    out: &mut [u8],
    length: &mut usize,
) -> i32 {
    let text = utf8(bytes, max_input(Some(kind))).ok();
    match text.and_then(|text| dialect.suggest(kind, text)) {
        // What was refused for a limit would be refused again.
        Some(shown) if !is_same(shown, bytes) => put(shown, out, length),
        _ => IOC_REFUSED,
    }
}
