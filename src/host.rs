//! Hosts: domain names as DNS serves them.
//!
//! ```text
//! host  = [ "*." ] label *( "." label ) [ "." ]      ; "*." only where the caller asks
//! label = ldu [ *( ldu / "-" ) ldu ]                 ; 1 to 63 octets, the name at most 253
//! ldu   = ALPHA / DIGIT / "_"                        ; "_" not under HostRules::Hostname
//! ```
//! Source: RFC 1034 §3.5, RFC 1123 §2.1, RFC 2181 §11, RFC 5890 (A-labels). Refused: empty and
//! over-long labels, hyphens at a label's ends, a last label that is a number (programs read such a
//! name as an IPv4 address), text that was cut (`…`) or decoded twice (`Ã¶`).
//!
//! Canonical: lower case, no trailing dot. Not decided here: whether the name exists, or whether
//! its last label is a delegated top-level domain.
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

mod kernel;

use self::kernel::saw;
use crate::{
    ascii::{self, class},
    emit::{self, Fold, Piece, Pieces, Render, Scratch},
    error::{Code, Error},
    grammar, mojibake,
    note::{Note, Notes},
    text::Text,
};

/// The longest text that is read, in bytes.
pub const MAX_INPUT: usize = 4096;
/// The longest canonical text, in bytes (RFC 1035 §2.3.4, without the root's dot).
pub const MAX_LEN: usize = 253;
/// Room for a canonical text.
pub type Buffer = Text<MAX_LEN>;

/// The longest label, in octets (RFC 1035 §2.3.4).
const MAX_LABEL: usize = 63;

/// A host name, as a view of its text.
#[derive(Debug, Clone, Copy)]
pub struct Host<'a> {
    text: &'a str,
    // INVARIANT: what was seen in `text` by `scan` or `slow`.
    seen: Seen,
}

const _: () = assert!(size_of::<Host<'_>>() == 24);

/// The ways a host is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Lower-case ASCII with A-labels and no trailing dot, the canonical form.
    Ascii,
}

/// What a label may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Rules {
    /// What DNS serves, for indicators: `_` anywhere, `--` anywhere, A-labels whether or not they
    /// decode.
    #[default]
    Dns,
    /// RFC 1123 host names: no `_`, and hyphens at the third and fourth place only in A-labels
    /// that decode.
    Hostname,
}

/// How a host is read.
///
/// # Example
/// ```
/// use ioc_canon::{Host, host::{Options, Rules}};
/// const STRICT: Options = Options::new().rules(Rules::Hostname).min_labels(2);
/// assert!(Host::parse_with("_dmarc.example.com", &STRICT).is_err());
/// assert!(Host::parse_with("localhost", &STRICT).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Options {
    rules: Rules,
    wildcard: bool,
    min_labels: u8,
}

impl Options {
    /// [`Rules::Dns`], no wildcard, one label is enough.
    #[must_use]
    pub const fn new() -> Self {
        Self { rules: Rules::Dns, wildcard: false, min_labels: 1 }
    }

    /// Which rules a label keeps.
    #[must_use]
    pub const fn rules(self, rules: Rules) -> Self {
        Self { rules, ..self }
    }

    /// Whether the name may begin with `*.`.
    #[must_use]
    pub const fn wildcard(self, allowed: bool) -> Self {
        Self { wildcard: allowed, ..self }
    }

    /// How many labels the name has at least: 1 or 2; more than 2 counts as 2.
    #[must_use]
    pub const fn min_labels(self, labels: u8) -> Self {
        Self { min_labels: labels, ..self }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

/// What reading a host found out about its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    upper: bool,
    trailing_dot: bool,
    wildcard: bool,
    underscore: bool,
    /// Some label has hyphens at its third and fourth place: the A-labels are among them.
    hyphens34: bool,
    dots: bool,
}

impl Seen {
    const NONE: Self = Self {
        upper: false,
        trailing_dot: false,
        wildcard: false,
        underscore: false,
        hyphens34: false,
        dots: false,
    };
}

impl<'a> Host<'a> {
    /// Reads a host under [`Options::new`].
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank`, `Truncated` and the codes of group H.
    pub fn parse(text: &'a str) -> Result<Self, Error> {
        Self::parse_with(text, &Options::new())
    }

    /// [`parse`](Self::parse) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and `NotUtf8`.
    pub fn parse_bytes(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::parse(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// Reads a host under the caller's options.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
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

    /// The view of a text that was read before.
    pub(crate) const fn assumed(text: &'a str) -> Self {
        Self { text, seen: Seen::NONE }
    }

    /// The text as it was typed.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// Whether the typed text is canonical.
    #[must_use]
    pub const fn is_canonical(&self) -> bool {
        !self.seen.upper && !self.seen.trailing_dot
    }

    /// Whether the name begins with `*.`.
    #[must_use]
    pub const fn is_wildcard(&self) -> bool {
        self.seen.wildcard
    }

    /// Whether the name is one label, such as `localhost`.
    #[must_use]
    pub const fn is_single_label(&self) -> bool {
        !self.seen.dots
    }

    /// `FileExtensionTld` and `UndecodedALabel` where they hold.
    #[must_use]
    pub fn notes(&self) -> Notes {
        let last = last_label(self.name().as_bytes());
        Notes::NONE.with(
            Note::FileExtensionTld,
            self.seen.dots && FILE_TLDS.iter().any(|tld| last.eq_ignore_ascii_case(tld)),
        )
    }

    /// Writes the canonical text at the start of `out`; at most [`MAX_LEN`] bytes.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        emit::write_one(self.piece(), out)
    }

    /// The canonical text, which is one piece.
    fn piece(&self) -> Piece<'a> {
        let fold = if self.seen.upper { Fold::Lower } else { Fold::Keep };
        Piece::folded(self.name(), fold)
    }

    /// The typed text without the trailing dot.
    fn name(&self) -> &'a str {
        if self.seen.trailing_dot {
            self.text.strip_suffix('.').unwrap_or(self.text)
        } else {
            self.text
        }
    }
}

emit::doors!(view Host);

impl Render for Host<'_> {
    type Form = Form;
    const CANONICAL: Form = Form::Ascii;

    fn pieces<'s>(&self, Form::Ascii: Form, _: &'s mut Scratch) -> Pieces<'s>
    where
        Self: 's,
    {
        emit::pieces([self.piece()])
    }
}

/// Top-level domains (IANA) that are common file extensions as well. A name that ends in one may be
/// a file's. `com` is left out: as an extension it is history, as a domain it is everything.
const FILE_TLDS: [&[u8]; 12] =
    [b"app", b"cab", b"md", b"mov", b"pl", b"ps", b"pub", b"py", b"rs", b"sh", b"so", b"zip"];

/// The bytes after the last dot.
fn last_label(name: &[u8]) -> &[u8] {
    name.rsplit(|&b| b == b'.').next().unwrap_or_default()
}

/// Whether programs that follow the WHATWG URL standard (§3.5) read a name with this last label as
/// an IPv4 address.
pub(crate) fn is_number(label: &[u8]) -> bool {
    match label {
        [b'0', b'x' | b'X', hex @ ..] => hex.iter().all(|&b| ascii::is(b, class::HEX)),
        [] => false,
        digits => digits.iter().all(|&b| ascii::is(b, class::DIGIT)),
    }
}

/// One sweep over an ASCII name; `None` for whatever needs a second look.
#[inline]
fn fast(text: &[u8], options: &Options) -> Option<Seen> {
    let (name, trailing_dot) = match text {
        [name @ .., b'.'] => (name, true),
        name => (name, false),
    };
    let bits = kernel::sweep(name);
    let dots = bits & saw::DOT != 0;
    if bits & saw::BAD != 0 || name.len() > MAX_LEN || (options.min_labels > 1 && !dots) {
        return None;
    }
    if name.len() > MAX_LABEL && kernel::has_long_label(name, MAX_LABEL) {
        return None;
    }
    if kernel::last_label_if_digit(name).is_some_and(is_number) {
        return None;
    }
    let seen = Seen {
        upper: bits & saw::UPPER != 0,
        trailing_dot,
        wildcard: false,
        underscore: bits & saw::UNDERSCORE != 0,
        hyphens34: bits & saw::HYPHENS != 0 && kernel::has_hyphens34(name),
        dots,
    };
    let strict = options.rules == Rules::Hostname && (seen.underscore || seen.hyphens34);
    (!strict).then_some(seen)
}

/// The whole grammar; finds the byte that broke it.
#[cold]
fn slow(text: &str, options: &Options) -> Result<Seen, Error> {
    grammar::preflight(text, MAX_INPUT)?;
    if let Some(at) = ellipsis(text) {
        return Err(Error::new(Code::Truncated, at));
    }
    let (name, trailing_dot) = match text.strip_suffix('.') {
        Some(name) => (name, true),
        None => (text, false),
    };
    let (body, wildcard) = match name.strip_prefix("*.") {
        Some(_) if !options.wildcard => return Err(Error::new(Code::Wildcard, 0)),
        Some(body) => (body, true),
        None => (name, false),
    };
    let mut seen = Seen { trailing_dot, wildcard, dots: wildcard, ..Seen::NONE };
    let mut at = name.len().saturating_sub(body.len());
    let mut beyond_ascii = None;
    let mut last = ("", at);
    for (i, part) in body.split('.').enumerate() {
        beyond_ascii = beyond_ascii.or(label(part, options.rules, &mut seen)
            .map_err(|e| e.shifted(at))?
            .map(|by| by.saturating_add(at)));
        if at.saturating_add(part.len()) > MAX_LEN && beyond_ascii.is_none() {
            return Err(Error::new(Code::NameTooLong, at));
        }
        seen.dots |= i > 0;
        last = (part, at);
        at = at.saturating_add(part.len()).saturating_add(1);
    }
    if let Some(at) = beyond_ascii {
        return Err(Error::new(Code::NeedsIdna, at));
    }
    if is_number(last.0.as_bytes()) {
        return Err(Error::new(Code::NumericLastLabel, last.1));
    }
    if options.min_labels > 1 && !seen.dots {
        return Err(Error::new(Code::SingleLabel, 0));
    }
    Ok(seen)
}

/// Where a text that was cut ends in `…` or three dots.
pub(crate) fn ellipsis(text: &str) -> Option<usize> {
    let rest = text.strip_suffix('…').or_else(|| text.strip_suffix("..."))?;
    Some(rest.len())
}

/// One label: its characters from left to right, then what concerns it as a whole. Gives the
/// offset of its first character beyond ASCII.
fn label(label: &str, rules: Rules, seen: &mut Seen) -> Result<Option<usize>, Error> {
    if let Some(at) = mojibake::find(label) {
        return Err(Error::new(Code::SuspectedMojibake, at));
    }
    let mut beyond_ascii = None;
    for (at, c) in label.char_indices() {
        match character(c, rules) {
            Ok(()) if !c.is_ascii() => beyond_ascii = beyond_ascii.or(Some(at)),
            Ok(()) => seen.upper |= c.is_ascii_uppercase(),
            Err(code) => return Err(Error::new(code, at)),
        }
    }
    let bytes = label.as_bytes();
    let hyphens34 = matches!(bytes, [_, _, b'-', b'-', ..]);
    seen.hyphens34 |= hyphens34;
    seen.underscore |= bytes.contains(&b'_');
    let code = match bytes {
        [] => Code::LabelEmpty,
        _ if beyond_ascii.is_some() => return Ok(beyond_ascii),
        [b'-', ..] => Code::LeadingHyphen,
        [.., b'-'] => Code::TrailingHyphen,
        _ if bytes.len() > MAX_LABEL => Code::LabelTooLong,
        [b'x' | b'X', b'n' | b'N', b'-', b'-', ..] if rules == Rules::Hostname => Code::NeedsIdna,
        _ if hyphens34 && rules == Rules::Hostname => Code::HyphensAt34,
        _ => return Ok(None),
    };
    Err(Error::new(code, 0))
}

/// Whether `c` shows nothing and is no part of any name.
pub(crate) const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{180e}')
}

/// Whether a label may hold `c`, as far as that shows without the tables of UTS #46.
fn character(c: char, rules: Rules) -> Result<(), Code> {
    Err(match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => return Ok(()),
        '_' if rules == Rules::Dns => return Ok(()),
        '_' => Code::Underscore,
        ':' => Code::HostHasPort,
        '/' => Code::HostHasPath,
        '\u{2024}' => Code::OneDotLeader,
        _ if is_zero_width(c) => Code::ZeroWidth,
        _ if c.is_ascii() => Code::HostCharacter,
        _ => return Ok(()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: Options = Options::new().rules(Rules::Hostname);
    const TWO: Options = Options::new().min_labels(2);
    const STAR: Options = Options::new().wildcard(true);

    #[track_caller]
    fn refused(text: &str, options: &Options, code: Code, at: usize) {
        assert_eq!(
            Host::parse_with(text, options).map(|_| ()),
            Err(Error::new(code, at)),
            "{text}"
        );
    }

    #[test]
    fn fast_and_slow_agree() {
        let names = [
            "a", "a.", "a.b", "A.b", "-", "a-", "-a", "a-.b", "a.-b", ".", "..", "a..b", ".a",
            "a_b", "ab--c.d", "xn--a.b", "1", "a.1", "a.0x", "a.0xg", "a.0xf", "0x.a", "1.2.3.4",
            "*.a", "a*", "é.a", "a.b.",
        ];
        for options in [&Options::new(), &STRICT, &TWO, &STAR] {
            for name in names {
                if let Some(seen) = fast(name.as_bytes(), options) {
                    assert_eq!(slow(name, options), Ok(seen), "{name}");
                } else if let Ok(seen) = slow(name, options) {
                    assert!(seen.wildcard, "{name}");
                }
            }
        }
    }

    #[test]
    fn options_choose_the_rules() {
        refused("_dmarc.example", &STRICT, Code::Underscore, 0);
        refused("a.ab--c.example", &STRICT, Code::HyphensAt34, 2);
        refused("xn--bcher-kva.example", &STRICT, Code::NeedsIdna, 0);
        refused("localhost", &TWO, Code::SingleLabel, 0);
        refused("localhost.", &TWO, Code::SingleLabel, 0);
        refused("*.example.com", &Options::new(), Code::Wildcard, 0);
        refused("a.*.example.com", &STAR, Code::HostCharacter, 2);
        let star = Host::parse_with("*.Example.com", &STAR).unwrap();
        assert!(star.is_wildcard());
        assert_eq!(star.canonical(&mut Buffer::new()), "*.example.com");
        assert!(Host::parse("_dmarc.ab--c.example").is_ok());
    }

    #[test]
    fn lengths_at_the_edge() {
        extern crate std;
        let label = "a".repeat(63);
        let name = |last: usize| std::format!("{label}.{label}.{label}.{}", "b".repeat(last));
        assert!(Host::parse(&label).is_ok());
        refused(&"a".repeat(64), &Options::new(), Code::LabelTooLong, 0);
        assert!(Host::parse(&name(61)).is_ok());
        assert!(Host::parse(&std::format!("{}.", name(61))).is_ok());
        refused(&name(62), &Options::new(), Code::NameTooLong, 192);
        refused(&"a.".repeat(2048), &Options::new(), Code::NameTooLong, 254);
        refused(&"a.".repeat(2049), &Options::new(), Code::TooLong, 4096);
    }
}
