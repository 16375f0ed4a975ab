//! Windows registry keys.
//!
//! ```text
//! key      = bare / "[" bare "]"                       ; brackets as in .reg files
//! bare     = [ wrapper ] hive [ sep path ]
//!          / short ":" [ back path ]                   ; a drive of PowerShell
//!          / back "REGISTRY" back root [ back path ]   ; as the kernel writes it
//! wrapper  = [ "Microsoft.PowerShell.Core" back ] "Registry::" / "Computer" back / back
//! hive     = long / short                              ; the whole first component
//! long     = "HKEY_CLASSES_ROOT" / "HKEY_CURRENT_CONFIG" / "HKEY_CURRENT_USER"
//!          / "HKEY_CURRENT_USER_LOCAL_SETTINGS" / "HKEY_LOCAL_MACHINE" / "HKEY_PERFORMANCE_DATA"
//!          / "HKEY_PERFORMANCE_NLSTEXT" / "HKEY_PERFORMANCE_TEXT" / "HKEY_USERS"
//! short    = "HKCR" / "HKCC" / "HKCU" / "HKLM" / "HKU"
//! root     = "MACHINE" / "USER"                        ; HKEY_LOCAL_MACHINE, HKEY_USERS
//! path     = name *( sep name )
//! name     = 1*character                               ; blanks and wildcards too, but no sep
//! sep      = back / "/"                                ; one kind throughout the text
//! back     = "\" / "\\"
//! ```
//! All of it in any case. `/` is a separator only where the hive itself is followed by one:
//! `HKCR\MIME\text/html` is a real key. Source: the predefined keys of Microsoft's registry
//! documentation and PowerShell's `about_Registry_Provider`; the spellings are those that published
//! indicators use. The canonical text is the long hive in capitals, a backslash, and the path byte
//! for byte.
//!
//! Refused, each by its own code: names that are no hive, `HKEY_DYN_DATA`, application hives
//! (`\REGISTRY\A`), paths without a hive, separators at the end, doubled by accident or of two kinds,
//! brackets that do not close.
//!
//! Not decided here: whether the key exists, `ControlSet001` against `CurrentControlSet`, wildcards
//! and placeholders, and Windows's own limit of 255 characters a name.
//!
//! # Example
//! ```
//! use ioc_canon::{RegistryKey, registry::Hive};
//! let key = RegistryKey::parse(r"HKLM:\Software\Microsoft\Windows NT")?;
//! assert_eq!(key.hive(), Hive::LocalMachine);
//! assert_eq!(key.path(), r"Software\Microsoft\Windows NT");
//! assert_eq!(key.to_string(), r"HKEY_LOCAL_MACHINE\Software\Microsoft\Windows NT");
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: a slash in a name
//! ```
//! use ioc_canon::RegistryKey;
//! // Only where the hive itself is followed by one is a slash a separator.
//! assert!(RegistryKey::parse(r"HKCR\MIME\text/html")?.components().eq(["MIME", "text/html"]));
//! assert!(RegistryKey::parse("HKCR/MIME/text")?.components().eq(["MIME", "text"]));
//! # Ok::<(), ioc_canon::Error>(())
//! ```

mod hive;
mod kernel;
mod slow;
mod value;

pub use hive::Hive;
pub(crate) use value::check_value_name;
pub use value::{MAX_VALUE_NAME, RegistryValue, ValueType};

use self::{
    kernel::is_plain,
    slow::{slow, wrapper},
};
use crate::{
    emit::{self, Fold, Piece, Pieces, Render, Scratch},
    error::{Code, Error},
    grammar::{self, Parser, opt},
    note::Notes,
    text::Text,
};

/// The longest text that is read, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Code, RegistryKey, registry};
/// let long = format!(r"HKLM\{}", "a".repeat(registry::MAX_INPUT));
/// assert_eq!(RegistryKey::parse(&long).unwrap_err().code(), Code::TooLong);
/// ```
pub const MAX_INPUT: usize = 4096;
/// The longest text in any form, in bytes: what `HKCC` grows by when it is written out, the most of
/// all hives, is added to the longest input.
///
/// # Example
/// ```
/// use ioc_canon::{RegistryKey, registry};
/// let longest = format!(r"HKCC\{}", "a".repeat(registry::MAX_INPUT - 5));
/// assert_eq!(RegistryKey::parse(&longest)?.to_string().len(), registry::MAX_LEN);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub const MAX_LEN: usize = MAX_INPUT + 15;
/// Room for a key in any form.
///
/// # Example
/// ```
/// use ioc_canon::{RegistryKey, registry};
/// let mut buffer = registry::Buffer::new();
/// let key = RegistryKey::parse(r"HKCU\Software")?;
/// assert_eq!(key.canonical(&mut buffer), r"HKEY_CURRENT_USER\Software");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub type Buffer = Text<MAX_LEN>;

/// A registry key, as a view of its text.
///
/// `Eq`, `Ord` and `Hash` see the canonical text, case included; [`same_key`](Self::same_key)
/// compares as Windows does.
///
/// # Example
/// ```
/// use ioc_canon::RegistryKey;
/// let (a, b) = (RegistryKey::parse(r"HKLM\Software")?, RegistryKey::parse(r"hklm:\Software")?);
/// assert_eq!(a, b);
/// let lower = RegistryKey::parse(r"HKLM\software")?;
/// assert!(a != lower && a.same_key(&lower));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct RegistryKey<'a> {
    text: &'a str,
    // INVARIANT: the hive's name as typed is `text[hive_at..hive_end]`, both on character
    // boundaries; the path follows at `path_at()`.
    hive_at: u16,
    hive_end: u16,
    hive: Hive,
    wrapping: Wrapping,
    // INVARIANT: the path holds no separator of another kind, none at its ends, no two in a row.
    separators: Separators,
    canonical: bool,
}

const _: () = assert!(size_of::<RegistryKey<'_>>() <= 24);

/// The ways a key is spelled.
///
/// # Example
/// ```
/// use ioc_canon::{RegistryKey, registry::{Buffer, Form}};
/// let key = RegistryKey::parse(r"HKLM:\Software")?;
/// let mut buffer = Buffer::new();
/// assert_eq!(key.text(Form::LongHive, &mut buffer), r"HKEY_LOCAL_MACHINE\Software");
/// assert_eq!(key.text(Form::ShortHive, &mut buffer), r"HKLM\Software");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// `HKEY_LOCAL_MACHINE\path`, the canonical form.
    LongHive,
    /// `HKLM\path`; the long name where the hive has no short one.
    ShortHive,
}

/// What stands around the hive besides brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrapping {
    None,
    /// `\HKLM\path`.
    Backslash,
    /// `HKLM:\path`.
    Drive,
    /// `Registry::HKLM\path`.
    Provider,
    /// `Computer\HKLM\path`.
    Computer,
    /// `\REGISTRY\MACHINE\path`; the hive's span is all of the first two names.
    Kernel,
}

/// What stands between two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Separators {
    Single,
    Doubled,
    Slash,
}

impl Separators {
    /// The byte that separates.
    const fn byte(self) -> u8 {
        match self {
            Self::Single | Self::Doubled => b'\\',
            Self::Slash => b'/',
        }
    }

    /// How many bytes one separator has.
    const fn width(self) -> usize {
        match self {
            Self::Single | Self::Slash => 1,
            Self::Doubled => 2,
        }
    }

    /// Whether `b` ends a name. A backslash always does: it cannot be part of one.
    const fn end_at(self, b: u8) -> bool {
        b == b'\\' || b == self.byte()
    }
}

impl<'a> RegistryKey<'a> {
    /// Reads any spelling of the module's grammar.
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank` and the codes `HiveMissing` to
    /// `KernelRoot` (`R001` to `R010`).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, RegistryKey};
    /// for text in [r"HKLM\Software\A", r"HKLM:\Software\A", r"\REGISTRY\MACHINE\Software\A", "hklm/Software/A"] {
    ///     assert_eq!(RegistryKey::parse(text)?.to_string(), r"HKEY_LOCAL_MACHINE\Software\A");
    /// }
    /// let error = RegistryKey::parse(r"HKEY_USERSX\A").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::HiveUnknown, 0));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse(text: &'a str) -> Result<Self, Error> {
        match Self::quick(text) {
            Some(key) => Ok(key),
            None => slow(text),
        }
    }

    /// [`parse`](Self::parse) without the diagnosis: `None` too for what needs a second look.
    #[inline(always)]
    pub(crate) fn quick(text: &'a str) -> Option<Self> {
        if crate::ascii::SMALL {
            return None;
        }
        fast(text)
    }

    /// [`parse`](Self::parse) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and `NotUtf8`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, RegistryKey};
    /// assert_eq!(RegistryKey::parse_bytes(br"HKLM\Software")?.path(), "Software");
    /// let error = RegistryKey::parse_bytes(b"HKLM\\\xff").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::NotUtf8, 5));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_bytes(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::parse(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// The text as it was typed.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::RegistryKey;
    /// assert_eq!(RegistryKey::parse(r"hklm\Software")?.as_str(), r"hklm\Software");
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
    /// use ioc_canon::RegistryKey;
    /// assert!(RegistryKey::parse(r"HKEY_LOCAL_MACHINE\Software")?.is_canonical());
    /// assert!(!RegistryKey::parse(r"HKLM\Software")?.is_canonical());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_canonical(&self) -> bool {
        self.canonical
    }

    /// The hive.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{RegistryKey, registry::Hive};
    /// assert_eq!(RegistryKey::parse(r"\REGISTRY\USER\S-1-5-18")?.hive(), Hive::Users);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn hive(&self) -> Hive {
        self.hive
    }

    /// The path under the hive as it was typed, separators included, without a closing bracket.
    /// Empty for a hive alone.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::RegistryKey;
    /// assert_eq!(RegistryKey::parse(r"[HKLM\Software\a]")?.path(), r"Software\a");
    /// assert_eq!(RegistryKey::parse("HKLM")?.path(), "");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn path(&self) -> &'a str {
        let (from, to) = self.path_span();
        self.text.get(from..to).unwrap_or_default()
    }

    /// The names of the path, from the hive down.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::RegistryKey;
    /// let key = RegistryKey::parse(r"HKCR\\MIME\\text/html")?;
    /// assert!(key.components().eq(["MIME", "text/html"]));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn components(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let separator = self.separators.byte();
        let mut rest = self.path();
        core::iter::from_fn(move || {
            // No name is empty: what is, stands between the two bytes of a doubled separator.
            while !rest.is_empty() {
                let end =
                    rest.as_bytes().iter().position(|&b| b == separator).unwrap_or(rest.len());
                let name = rest.get(..end).unwrap_or_default();
                rest = rest.get(end.saturating_add(1)..).unwrap_or_default();
                if !name.is_empty() {
                    return Some(name);
                }
            }
            None
        })
    }

    /// Whether both are the same key to Windows, which does not tell cases apart. Only ASCII is
    /// folded: other letters must be equal. Wrappings and separators do not matter.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::RegistryKey;
    /// let a = RegistryKey::parse(r"HKLM\Software\Microsoft")?;
    /// let b = RegistryKey::parse(r"[hkey_local_machine\SOFTWARE\microsoft]")?;
    /// assert!(a.same_key(&b) && a != b);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn same_key(&self, other: &RegistryKey<'_>) -> bool {
        if self.hive != other.hive {
            return false;
        }
        if self.separators == other.separators {
            return self.path().eq_ignore_ascii_case(other.path());
        }
        let (mut mine, mut theirs) = (self.components(), other.components());
        loop {
            match (mine.next(), theirs.next()) {
                (Some(a), Some(b)) if a.eq_ignore_ascii_case(b) => {}
                (a, b) => return a.is_none() && b.is_none(),
            }
        }
    }

    /// None: a key carries no notes.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::RegistryKey;
    /// assert!(RegistryKey::parse(r"HKLM\Software")?.notes().is_empty());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn notes(&self) -> Notes {
        Notes::NONE
    }

    /// Writes the canonical text at the start of `out`; at most [`MAX_LEN`] bytes.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::RegistryKey;
    /// let mut bytes = [0; 64];
    /// let length = RegistryKey::parse(r"HKLM\Software")?.write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], br"HKEY_LOCAL_MACHINE\Software");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        if self.is_canonical() {
            return emit::write_kept(self.text, out);
        }
        // Where separators are single, the hive's name is all that is written anew.
        if !crate::ascii::SMALL && self.separators == Separators::Single {
            return self.write_under_hive(out);
        }
        emit::write_canonical(self, out)
    }

    /// Writes the hive's long name and what follows it as it was typed.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    fn write_under_hive(&self, out: &mut [u8]) -> Result<usize, Error> {
        let below = self.text.get(self.hive_close()..self.path_span().1).unwrap_or_default();
        let name = self.hive.name();
        let (head, rest) =
            out.split_at_mut_checked(name.len()).ok_or(Error::new(Code::BufferTooSmall, 0))?;
        let written = emit::write_kept(below, rest)?;
        emit::write_kept(name, head)?;
        Ok(written.saturating_add(name.len()))
    }

    /// Where the hive's name begins and ends in the typed text.
    pub(crate) fn hive_span(&self) -> (usize, usize) {
        (usize::from(self.hive_at), usize::from(self.hive_end))
    }

    /// Where the path begins and ends in the typed text.
    pub(crate) fn path_span(&self) -> (usize, usize) {
        let to = self.text.len().saturating_sub(usize::from(self.is_bracketed()));
        // A hive alone has no separator after it.
        (self.hive_close().saturating_add(self.separators.width()).min(to), to)
    }

    /// Where the hive's name and the colon of a drive end in the typed text.
    fn hive_close(&self) -> usize {
        let drive = usize::from(self.wrapping == Wrapping::Drive);
        usize::from(self.hive_end).saturating_add(drive)
    }

    /// What stands around the hive besides brackets.
    pub(crate) const fn wrapping(&self) -> Wrapping {
        self.wrapping
    }

    /// Whether the key stands in brackets.
    pub(crate) const fn is_bracketed(&self) -> bool {
        matches!(self.text.as_bytes(), [b'[', ..])
    }
}

emit::doors!(
    view RegistryKey in registry, r"HKLM:\Software" is r"HKEY_LOCAL_MACHINE\Software",
    ShortHive is r"HKLM\Software"
);

/// What an owned key keeps beside its canonical text.
pub(crate) type Mark = Hive;

impl<'a> RegistryKey<'a> {
    /// What there is to know about the canonical text.
    pub(crate) const fn mark(&self, _canonical_len: usize) -> Mark {
        self.hive
    }

    /// The view of a canonical text, by the mark that its key gave.
    pub(crate) fn marked(text: &'a str, mark: Mark) -> Self {
        Self {
            text,
            hive_at: 0,
            // The longest name of a hive has 32 bytes.
            hive_end: u16::try_from(mark.name().len()).unwrap_or(u16::MAX),
            hive: mark,
            wrapping: Wrapping::None,
            separators: Separators::Single,
            canonical: true,
        }
    }
}

impl Render for RegistryKey<'_> {
    type Form = Form;
    const CANONICAL: Form = Form::LongHive;

    fn pieces<'s>(&self, form: Form, _: &'s mut Scratch) -> Pieces<'s>
    where
        Self: 's,
    {
        let hive = match form {
            Form::LongHive if self.canonical => return emit::pieces([Piece::keep(self.text)]),
            Form::LongHive => self.hive.name(),
            Form::ShortHive => self.hive.short().unwrap_or(self.hive.name()),
        };
        let path = self.path();
        let fold = match self.separators {
            Separators::Single => Fold::Keep,
            Separators::Doubled => Fold::HalveBackslashes,
            Separators::Slash => Fold::TurnSlashes,
        };
        let separator = if path.is_empty() { "" } else { "\\" };
        emit::pieces([Piece::keep(hive), Piece::keep(separator), Piece::folded(path, fold)])
    }
}

/// Whether `text` has the shape of a key, good or bad: after brackets, a backslash or `Computer\`
/// it begins with `HKEY_` or a short hive's whole name, or it begins with `\REGISTRY\` or the
/// `Registry::` of PowerShell.
pub(crate) fn looks_like(text: &str) -> bool {
    let text = text.as_bytes();
    // Settles nearly every line of a mixed feed.
    let (b'H' | b'h' | b'[' | b'\\' | b'C' | b'c' | b'R' | b'r' | b'M' | b'm', Some(_)) =
        (text.first().copied().unwrap_or(0), text.get(2))
    else {
        return false;
    };
    let bare = text.strip_prefix(b"[").unwrap_or(text);
    let (rest, wrapping) = match opt(wrapper).parse(bare) {
        Ok((rest, Some((wrapping, _)))) => (rest, wrapping),
        Ok((rest, None)) => (rest, Wrapping::None),
        // `\REGISTRY` and nothing more.
        Err(_) => return true,
    };
    if matches!(wrapping, Wrapping::Kernel | Wrapping::Provider) {
        return true;
    }
    if rest.first_chunk::<5>().is_some_and(|head| head.eq_ignore_ascii_case(b"HKEY_")) {
        return true;
    }
    let ends = |b: &u8| matches!(b, b'\\' | b'/' | b':' | b']');
    // Most are a name and a separator.
    if hive::spelled(rest).is_some_and(|name| rest.get(name.len).is_none_or(ends)) {
        return true;
    }
    let name = rest.split(ends).next().unwrap_or_default();
    !matches!(Hive::named(name), Err(Code::HiveMissing | Code::HiveUnknown))
}

/// Whether `text` begins as most keys do: with `HKEY_`, or a short hive and a backslash. Such a text
/// [`looks_like`] a key.
#[inline]
pub(crate) fn begins_plainly(text: &[u8]) -> bool {
    let Some(&[h, k, third, fourth, fifth]) = text.first_chunk() else { return false };
    begins_with_hive([h, k, third, fourth, fifth], |b| b == b'\\')
}

/// Whether `text` begins with a short hive and what parts columns or words. In a list that is a bad
/// key, and not the whole hive and something else.
#[inline(never)]
pub(crate) fn is_hive_and_more(text: &[u8]) -> bool {
    let head = match *text {
        [h, k, third, fourth, fifth, ..] => [h, k, third, fourth, fifth],
        [h, k, third, fourth] => [h, k, third, fourth, 0],
        _ => return false,
    };
    begins_with_hive(head, |b| matches!(b, b' ' | b',' | b';'))
}

/// Whether five bytes are `HKEY_`, or a short hive and what `ends` its name.
#[inline]
fn begins_with_hive([h, k, third, fourth, fifth]: [u8; 5], ends: impl Fn(u8) -> bool) -> bool {
    // Of two bytes that differ in this bit alone, where one is a letter, both are.
    match [h, k, third, fourth].map(|b| b | 0x20) {
        [b'h', b'k', b'e', b'y'] => fifth == b'_',
        [b'h', b'k', b'l', b'm'] | [b'h', b'k', b'c', b'u' | b'r' | b'c'] => ends(fifth),
        [b'h', b'k', b'u', _] => ends(fourth),
        _ => false,
    }
}

/// Reads `hive [ "\" path ]` in printable ASCII.
#[inline(always)]
fn fast(text: &str) -> Option<RegistryKey<'_>> {
    let bytes = text.as_bytes();
    if bytes.len() > MAX_INPUT {
        return None;
    }
    let spelled = hive::spelled(bytes)?;
    let rest = bytes.get(spelled.len..)?;
    match rest {
        [] => {}
        [.., b'\\' | b' ' | b']'] => return None,
        [b'\\', ..] if is_plain(rest) => {}
        _ => return None,
    }
    Some(RegistryKey {
        text,
        hive_at: 0,
        hive_end: u16::try_from(spelled.len).ok()?,
        hive: spelled.hive,
        wrapping: Wrapping::None,
        separators: Separators::Single,
        canonical: spelled.canonical,
    })
}

#[cfg(test)]
mod tests;
