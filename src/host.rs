//! Hosts: domain names as DNS serves them.
//!
//! ```text
//! host  = [ "*." ] label *( "." label ) [ "." ]      ; "*." only where the caller asks
//! label = ldu [ *( ldu / "-" ) ldu ]                 ; 1 to 63 octets, the name at most 253
//! ldu   = ALPHA / DIGIT / "_"                        ; "_" not under Rules::Hostname
//! ```
//! Source: RFC 1034 §3.5, RFC 1123 §2.1, RFC 2181 §11, RFC 5890 (A-labels). Refused: empty and
//! over-long labels, hyphens at a label's ends, a last label that is a number (programs read such a
//! name as an IPv4 address), text that was cut (`…`) or decoded wrongly (`Ã¶`).
//!
//! Canonical: lower case, no trailing dot. Not decided here: whether the name exists, or whether
//! its last label is a delegated top-level domain.
//!
//! With the feature `idna` names beyond ASCII are read as well, by UTS #46 (the module `idna`), and
//! their canonical text has A-labels; without it they are refused as `NeedsIdna`. An ASCII name has the
//! same verdict and text with and without it, unless it has an `xn--` label and [`Rules::Hostname`] asks
//! whether that decodes: without the feature such a name is refused as `NeedsIdna` too.
//!
//! # Example
//! ```
//! use ioc_canon::{Host, host};
//! let host = Host::parse("WWW.Example.COM.")?;
//! assert!(!host.is_canonical());
//! let mut buffer = host::Buffer::new();
//! assert_eq!(host.canonical(&mut buffer), "www.example.com");
//! assert_eq!(host, Host::parse("www.example.com")?);
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: names beyond ASCII
//! ```
//! use ioc_canon::{Code, Host};
//! match Host::parse("b\u{fc}cher.example") {
//!     Ok(host) => assert_eq!(host.to_string(), "xn--bcher-kva.example"),
//!     Err(error) => assert_eq!(error.code(), Code::NeedsIdna), // without the feature `idna`
//! }
//! ```
//!
//! # Example: text that was decoded wrongly
//! ```
//! use ioc_canon::{Code, Host};
//! let typed = "\u{c3}\u{b6}sterreich.example";
//! let error = Host::parse(typed).unwrap_err();
//! assert_eq!(error.code(), Code::SuspectedMojibake);
//! assert_eq!(error.explain(typed).suggestion().unwrap().to_string(), "\u{f6}sterreich.example");
//! ```

mod below;
mod kernel;
mod options;
mod slow;

pub use self::options::{Options, Rules};

pub(crate) use self::{
    below::is_below,
    slow::{ellipsis, is_zero_width},
};
use self::{kernel::saw, slow::slow};
use crate::{
    ascii::{self, class},
    emit::{self, Fold, Piece, Pieces, Render, Scratch},
    error::Error,
    grammar,
    note::{Note, Notes},
    text::Text,
};

/// The longest text that is read, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Code, Host, host};
/// let long = "a".repeat(host::MAX_INPUT + 1);
/// assert_eq!(Host::parse(&long).unwrap_err().code(), Code::TooLong);
/// ```
pub const MAX_INPUT: usize = 4096;
/// The longest canonical text, in bytes (RFC 1035 §2.3.4, without the root's dot).
///
/// # Example
/// ```
/// use ioc_canon::{Code, Host, host};
/// let label = "a".repeat(63);
/// let name = [label.as_str(); 4].join(".");
/// assert_eq!(Host::parse(&name[2..])?.as_str().len(), host::MAX_LEN);
/// assert_eq!(Host::parse(&name[1..]).unwrap_err().code(), Code::NameTooLong);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub const MAX_LEN: usize = 253;
/// Room for a canonical text.
///
/// # Example
/// ```
/// use ioc_canon::{Host, host};
/// let mut buffer = host::Buffer::new();
/// assert_eq!(Host::parse("WWW.Example.COM.")?.canonical(&mut buffer), "www.example.com");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub type Buffer = Text<MAX_LEN>;

/// The longest display form, in bytes: a canonical text whose A-labels are decoded.
///
/// # Example
/// ```
/// use ioc_canon::host;
/// assert!(host::MAX_UNICODE_LEN <= host::UnicodeBuffer::new().capacity());
/// ```
pub const MAX_UNICODE_LEN: usize = 939;
/// Room for a display form.
///
/// # Example
/// ```
/// use ioc_canon::{Host, host};
/// let mut buffer = host::UnicodeBuffer::new();
/// assert_eq!(Host::parse("Example.COM")?.to_unicode(&mut buffer), "example.com");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub type UnicodeBuffer = Text<940>;

/// The longest label, in octets (RFC 1035 §2.3.4).
const MAX_LABEL: usize = 63;

/// A host name, as a view of its text.
///
/// # Example
/// ```
/// use ioc_canon::Host;
/// use std::collections::HashSet;
/// let seen: HashSet<Host> = HashSet::from([Host::parse("Example.COM")?]);
/// assert!(seen.contains(&Host::parse("example.com.")?));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Host<'a> {
    text: &'a str,
    // INVARIANT: what was seen in `text` by `fast` or `slow`.
    seen: Seen,
}

const _: () = assert!(size_of::<Host<'_>>() <= 24);

/// The ways a host is spelled.
///
/// # Example
/// ```
/// use ioc_canon::{Host, host::{Buffer, Form}};
/// assert_eq!(Host::parse("Example.COM.")?.text(Form::Ascii, &mut Buffer::new()), "example.com");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Lower-case ASCII with A-labels and no trailing dot, the canonical form.
    Ascii,
}

/// What reading a host found out about its text, a bit each; the first four are the sweep's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen(u8);

impl Seen {
    const NONE: Self = Self(0);
    /// Some letter is a capital.
    const UPPER: u8 = saw::UPPER;
    /// In a name beyond ASCII, where capitals say nothing: some label became an A-label.
    const A_LABEL: u8 = saw::UPPER;
    /// The name has two labels at least.
    const DOTS: u8 = saw::DOT;
    const UNDERSCORE: u8 = saw::UNDERSCORE;
    /// Some label has hyphens at its third and fourth place: the A-labels are among them.
    const HYPHENS34: u8 = saw::HYPHENS;
    const TRAILING_DOT: u8 = 2;
    const WILDCARD: u8 = 64;
    /// Some character is beyond ASCII: the canonical text is found by UTS #46.
    const UNICODE: u8 = 128;
    /// The name was read under [`Rules::Hostname`]. The sweep says `BAD` here; no host is that.
    const HOSTNAME: u8 = saw::BAD;

    const fn has(self, bits: u8) -> bool {
        self.0 & bits != 0
    }

    #[must_use]
    const fn with(self, bits: u8, hold: bool) -> Self {
        Self(if hold { self.0 | bits } else { self.0 })
    }

    #[must_use]
    const fn without(self, bits: u8) -> Self {
        Self(self.0 & !bits)
    }
}

impl<'a> Host<'a> {
    /// Reads a host under [`Options::new`].
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank`, `Truncated` and the codes `LabelEmpty` to
    /// `BidiRule` (`H001` to `H023`), of which `Underscore`, `HyphensAt34` and `SingleLabel` come of
    /// options alone.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Host};
    /// let host = Host::parse("WWW.Example.COM.")?;
    /// assert_eq!(host.to_string(), "www.example.com");
    /// assert!(!host.is_canonical() && host.as_str() == "WWW.Example.COM.");
    /// let error = Host::parse("www..example").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::LabelEmpty, 4));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse(text: &'a str) -> Result<Self, Error> {
        Self::parse_with(text, &Options::new())
    }

    /// [`parse`](Self::parse) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and `NotUtf8`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Host};
    /// assert_eq!(Host::parse_bytes(b"Example.COM")?.to_string(), "example.com");
    /// let error = Host::parse_bytes(b"ex\xe4mple.com").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::NotUtf8, 2));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_bytes(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::parse(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// Reads a host under the caller's options.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Host, host::{Options, Rules}};
    /// let options = Options::new().wildcard(true).min_labels(2);
    /// assert!(Host::parse_with("*.Example.com", &options)?.is_wildcard());
    /// let strict = Options::new().rules(Rules::Hostname);
    /// let error = Host::parse_with("_dmarc.example", &strict).unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::Underscore, 0));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_with(text: &'a str, options: &Options) -> Result<Self, Error> {
        match fast(text.as_bytes(), options) {
            Some(seen) => Ok(Self { text, seen }),
            None => slow(text, options).map(|seen| Self { text, seen }),
        }
    }

    /// [`parse_with`](Self::parse_with) without the diagnosis: `None` too for what needs a second
    /// look.
    pub(crate) fn quick(text: &'a str, options: &Options) -> Option<Self> {
        fast(text.as_bytes(), options).map(|seen| Self { text, seen })
    }

    /// [`parse_with`](Self::parse_with) for what [`quick`](Self::quick) has not read.
    pub(crate) fn after_quick(text: &'a str, options: &Options) -> Result<Self, Error> {
        slow(text, options).map(|seen| Self { text, seen })
    }

    /// The view of a text that was read before, for writing it: what notes are made of is not looked
    /// for.
    pub(crate) fn assumed(text: &'a str) -> Self {
        // The root's dot may be one beyond ASCII, which makes no such name.
        let root = slow::without_root(text);
        let unicode = !root.unwrap_or(text).is_ascii();
        let upper = text.as_bytes().iter().any(|&b| ascii::is(b, class::UPPER));
        let seen = Seen::NONE
            .with(Seen::UNICODE, unicode)
            .with(Seen::UPPER, upper && !unicode)
            .with(Seen::WILDCARD, text.starts_with("*."))
            .with(Seen::TRAILING_DOT, root.is_some());
        Self { text, seen }
    }

    /// The canonical text, but for its case, of a name that [maps to ASCII](Self::maps_to_ascii).
    pub(crate) fn mapped<'s>(&self, scratch: &'s mut Scratch) -> &'s str
    where
        'a: 's,
    {
        match self.seen.has(Seen::UNICODE) {
            true => slow::mapped(self.name(), self.seen, scratch),
            false => self.name(),
        }
    }

    /// The text as it was typed.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Host;
    /// assert_eq!(Host::parse("Example.COM.")?.as_str(), "Example.COM.");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// Whether the typed text is canonical.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Host;
    /// assert!(Host::parse("example.com")?.is_canonical());
    /// assert!(!Host::parse("example.com.")?.is_canonical());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_canonical(&self) -> bool {
        !self.seen.has(Seen::UPPER | Seen::TRAILING_DOT | Seen::UNICODE)
    }

    /// Whether the typed text has characters beyond ASCII, and the canonical text is without A-labels
    /// for them: what the eye takes for letters may have become digits, and the root's dot is gone.
    pub(crate) fn maps_to_ascii(&self) -> bool {
        match self.seen.has(Seen::UNICODE) {
            true => !self.seen.has(Seen::A_LABEL),
            // Of an ASCII name the root's dot alone may be another.
            false => self.seen.has(Seen::TRAILING_DOT) && !self.text.ends_with('.'),
        }
    }

    /// Whether the name begins with `*.`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Host, host::Options};
    /// let wild = Options::new().wildcard(true);
    /// assert!(Host::parse_with("*.example.com", &wild)?.is_wildcard());
    /// assert!(!Host::parse_with("www.example.com", &wild)?.is_wildcard());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_wildcard(&self) -> bool {
        self.seen.has(Seen::WILDCARD)
    }

    /// Whether the name is one label, such as `localhost`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Host;
    /// assert!(Host::parse("localhost")?.is_single_label());
    /// assert!(!Host::parse("example.com")?.is_single_label());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_single_label(&self) -> bool {
        !self.seen.has(Seen::DOTS)
    }

    /// [`Note::FileExtensionTld`] and [`Note::UndecodedALabel`] where they hold. Only with the feature
    /// `idna` is an `xn--` label decoded to know.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Host, Note};
    /// assert!(Host::parse("invoice.zip")?.notes().iter().eq([Note::FileExtensionTld]));
    /// let undecoded = Host::parse("xn--a.example")?.notes().contains(Note::UndecodedALabel);
    /// assert_eq!(undecoded, cfg!(feature = "idna"));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn notes(&self) -> Notes {
        let is_extension = |last: &[u8]| {
            EXTENSIONS.split(|&b| b == b' ').any(|known| last.eq_ignore_ascii_case(known))
        };
        let file = self.seen.has(Seen::DOTS)
            && match self.seen.has(Seen::UNICODE) {
                true => slow::last_label(self.name(), is_extension),
                false => is_extension(last_label(self.name().as_bytes())),
            };
        Notes::NONE.with(Note::FileExtensionTld, file).with(
            Note::UndecodedALabel,
            self.seen.has(Seen::HYPHENS34) && slow::has_undecoded(self.name()),
        )
    }

    /// Writes the name as people read it into `buffer` and hands it back: A-labels are decoded, all of
    /// them, or none if one cannot be. Without the feature `idna` that is the canonical text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Host, host};
    /// let host = Host::parse("xn--bcher-kva.example")?;
    /// let shown = host.to_unicode(&mut host::UnicodeBuffer::new()).to_owned();
    /// assert_eq!(shown, if cfg!(feature = "idna") { "b\u{fc}cher.example" } else { host.as_str() });
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn to_unicode<'b>(&self, buffer: &'b mut UnicodeBuffer) -> &'b str {
        let mut scratch = Scratch::new();
        let pieces = self.pieces(Self::CANONICAL, &mut scratch);
        let mut canonical = Buffer::new();
        let canonical = canonical
            .fill(emit::room(&pieces), |out| emit::write(&pieces, out))
            .unwrap_or_default();
        slow::display(canonical, buffer)
    }

    /// Writes the canonical text at the start of `out`; at most [`MAX_LEN`] bytes. What `out` holds after
    /// that length is not specified.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Host, host};
    /// let mut bytes = [0; host::MAX_LEN];
    /// let length = Host::parse("Example.COM.")?.write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"example.com");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        match self.is_canonical() {
            true => emit::write_kept(self.text, out),
            false => self.write_mapped(out),
        }
    }

    #[inline(never)]
    fn write_mapped(&self, out: &mut [u8]) -> Result<usize, Error> {
        // Without the tables no name beyond ASCII was ever read.
        match cfg!(feature = "idna") && self.seen.has(Seen::UNICODE) {
            false => emit::write_lower(self.name(), out),
            true => slow::write(self.name(), self.seen, out),
        }
    }

    /// The canonical text of an ASCII name, which is one piece.
    fn piece(&self) -> Piece<'a> {
        let fold = if self.seen.has(Seen::UPPER) { Fold::Lower } else { Fold::Keep };
        Piece::folded(self.name(), fold)
    }

    /// The typed text without the trailing dot.
    fn name(&self) -> &'a str {
        match self.seen.has(Seen::TRAILING_DOT) {
            true => slow::without_root(self.text).unwrap_or(self.text),
            false => self.text,
        }
    }
}

emit::doors!(view Host in host, "WWW.Example.COM." is "www.example.com", Ascii is "www.example.com");

/// What an owned host keeps beside its canonical text.
pub(crate) type Mark = Seen;

impl<'a> Host<'a> {
    /// What there is to know about the canonical text.
    pub(crate) const fn mark(&self, _canonical_len: usize) -> Mark {
        self.seen.without(Seen::UPPER | Seen::TRAILING_DOT | Seen::UNICODE)
    }

    /// The view of a canonical text, by the mark that its host gave.
    pub(crate) const fn marked(text: &'a str, mark: Mark) -> Self {
        Self { text, seen: mark }
    }
}

impl Render for Host<'_> {
    type Form = Form;
    const CANONICAL: Form = Form::Ascii;

    fn pieces<'s>(&self, Form::Ascii: Form, scratch: &'s mut Scratch) -> Pieces<'s>
    where
        Self: 's,
    {
        emit::pieces([match self.seen.has(Seen::UNICODE) {
            false => self.piece(),
            true => Piece::keep(slow::mapped(self.name(), self.seen, scratch)),
        }])
    }
}

/// Extensions of the files that lists of indicators name: top-level domains (IANA) that are extensions as
/// well, then those that are none. A name that ends in one may be a file's. `com` is left out: as an
/// extension it is history, as a domain it is everything.
const EXTENSIONS: &[u8] =
    b"app cab md mov pl ps pub py rs sh so zip bat bin cmd cpl dat dll doc docm docx \
    elf exe hta html iso jar js lnk msi pdf php ps1 rar rtf scr sys tmp txt vbs xls xlsx";

/// The bytes after the last dot.
fn last_label(name: &[u8]) -> &[u8] {
    name.rsplit(|&b| b == b'.').next().unwrap_or_default()
}

/// Whether programs that follow the WHATWG URL standard (§3.5) read a name with this last label as
/// an IPv4 address.
pub(crate) fn is_number(label: &[u8]) -> bool {
    match label {
        [b'0', b'x' | b'X', hex @ ..] => hex.iter().all(u8::is_ascii_hexdigit),
        [] => false,
        digits => digits.iter().all(u8::is_ascii_digit),
    }
}

/// One look at an ASCII name, for few names two; `None` for whatever needs the complete reader.
#[inline]
fn fast(text: &[u8], options: &Options) -> Option<Seen> {
    if ascii::SMALL {
        return None;
    }
    // What is longer than any name and a dot is not looked at.
    if text.len() > MAX_LEN.wrapping_add(1) {
        return None;
    }
    let seen = kernel::plain(text);
    let strict = options.rules == Rules::Hostname;
    if seen & !saw::DOT != 0 || text.len() > MAX_LABEL || strict {
        return fast_rare(text, options);
    }
    let seen = Seen(seen);
    (seen.has(Seen::DOTS) || options.min_labels <= 1).then_some(seen)
}

/// [`fast`] for the few names in which there is more to look at than dots.
#[inline(never)]
fn fast_rare(text: &[u8], options: &Options) -> Option<Seen> {
    let (name, trailing_dot) = match text {
        [name @ .., b'.'] => (name, true),
        name => (name, false),
    };
    let swept = kernel::sweep(name);
    let seen = Seen(swept & saw::KEPT);
    let few = options.min_labels > 1 && !seen.has(Seen::DOTS);
    if seen.has(saw::BAD) || name.len() > MAX_LEN || few {
        return None;
    }
    if name.len() > MAX_LABEL && kernel::has_long_label(name, MAX_LABEL) {
        return None;
    }
    if saw::number(swept) != 0 && kernel::last_label_if_digit(name).is_some_and(is_number) {
        return None;
    }
    let mut seen = seen.with(Seen::TRAILING_DOT, trailing_dot);
    if seen.has(Seen::HYPHENS34) && !kernel::has_hyphens34(name) {
        seen = seen.without(Seen::HYPHENS34);
    }
    if options.rules == Rules::Hostname {
        let plain = !seen.has(Seen::UNDERSCORE | Seen::HYPHENS34);
        return plain.then_some(seen.with(Seen::HOSTNAME, true));
    }
    Some(seen)
}

#[cfg(test)]
mod tests;
