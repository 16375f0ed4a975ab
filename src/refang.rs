//! Refanging and defanging: from `hxxp://evil[.]example` to `http://evil.example` and back.
//!
//! ```text
//! defanged = [ scheme sep ] head [ tail ]
//! scheme   = "hxxp" / "hzzp" / "hyyp" / "htxp" / "hxtp" / "h**p" / "fxp" / "h[xx]p" / "h[tt]p",
//!            with or without "s" / "hxxp[s]" / "http[s]" and the like, in any case
//!          / any scheme before a marked sep
//! sep      = "://", each of its characters or several of them in brackets
//!          / ":\/\/"                                  ; JSON; then "\/" is "/" in the tail as well
//! head     = what comes before the first "/", "?" or "#"
//! mark     = open ( "." / ":" / "@" / "/" / "dot" / "at" ) close      ; words in any case
//!          / "[." / ".]" / "\."                   ; between letters or digits
//! open     = "[" / "(" / "{"                      ; close is its partner; in the tail "[" alone
//!                                                 ; in the head blanks may stand on both sides
//! ```
//! The forms are those that published reports use. They are undone only in text that is refused as
//! it stands, or whose scheme or authority carries a mark. The tail is edited only if the head was:
//! `/a[.]b` may be a real path. Registry keys and quoted local parts are never edited. Text without marks is handed back
//! untouched, `2001:db8::/32` above all.
//!
//! **Redactions are not defanging.** `p[BLOCKED]h.com` and `man****app.com` stand for names that are
//! not written there. A text whose head holds brackets, backslashes or asterisks that are no marks
//! is not edited at all, so that its parts are never joined into another name. A URL or a whole name in
//! brackets, or a remark in some after a blank, stands in the wrong place and hides nothing: no redaction.
//!
//! # Example
//! ```
//! use ioc_canon::{Text, refang};
//! let refanged = refang::refang("hxxps[:]//www.evil[.]example/a[.]php");
//! let mut buffer = Text::<64>::new();
//! assert_eq!(refanged.text(&mut buffer)?, "https://www.evil.example/a.php");
//! assert_eq!(refanged.edits().count(), 4);
//! assert_eq!(refanged.typed_offset(12), 14);
//! assert!(refang::refang("2001:db8::/32").is_clean());
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: a redaction
//! ```
//! use ioc_canon::{Code, refang};
//! let refanged = refang::refang("p[BLOCKED]h.com");
//! assert_eq!(refanged.to_string(), "p[BLOCKED]h.com");
//! assert_eq!(refanged.redaction().unwrap().code(), Code::Redacted);
//! ```

mod defang;
mod marks;

pub use self::defang::{Defanged, defang};
use self::marks::{
    MAX_SCHEME, Step, bracketed, later, lead, lead_near, literal, plain_scheme, step,
};
use core::{fmt, ops};

use crate::{
    Indicator, email,
    error::{Code, Error},
    registry,
    text::Text,
};

/// One edit: the bytes of the typed text and what is read instead.
///
/// # Example
/// ```
/// use ioc_canon::refang;
/// let edit = refang::refang("evil[.]example").edits().next().unwrap();
/// assert_eq!((edit.range, edit.replacement), (4..7, "."));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// The bytes of the typed text.
    pub range: ops::Range<usize>,
    /// What is read instead; never longer.
    pub replacement: &'static str,
}

/// A text and what undoing its defanging changes. Made by [`refang`].
///
/// # Example
/// ```
/// use ioc_canon::refang;
/// assert_eq!(refang::refang("hxxp://evil[.]example/a").to_string(), "http://evil.example/a");
/// assert!(refang::refang("p[BLOCKED]h.com").redaction().is_some());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Refanged<'a> {
    text: &'a str,
    plan: Plan,
}

/// What is to be done with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plan {
    /// Nothing: no marks, or not ours to edit.
    Clean,
    /// Nothing, since a part of the value is blanked out at this byte.
    Redacted(usize),
    /// The marks from the one byte on are replaced; the tail begins at the other.
    Edit { head: usize, tail: usize },
}

/// Finds the defanging in a text; linear in its length, and nothing is stored for an edit.
///
/// # Example
/// ```
/// use ioc_canon::refang;
/// assert_eq!(refang::refang("10[.]0[.]0[.]1").to_string(), "10.0.0.1");
/// assert!(refang::refang("http://example.com/a").is_clean());
/// ```
#[must_use]
pub fn refang(text: &str) -> Refanged<'_> {
    let plan = match may_bear_marks(text) {
        false => Plan::Clean,
        true => match Indicator::detect(text) {
            Ok(Indicator::Url(_)) | Err(_) => plan(text),
            Ok(_) => Plan::Clean,
        },
    };
    Refanged { text, plan }
}

/// [`refang`] of a text that no kind reads as it stands, or of a URL.
pub(crate) fn of_refused(text: &str) -> Refanged<'_> {
    let plan = if may_bear_marks(text) { plan(text) } else { Plan::Clean };
    Refanged { text, plan }
}

/// A text that is not to be edited.
pub(crate) const fn untouched(text: &str) -> Refanged<'_> {
    Refanged { text, plan: Plan::Clean }
}

/// Whether the scheme is a defanged one.
pub(crate) fn is_defanged_scheme(scheme: &str) -> bool {
    !matches!(scheme, "http" | "https") && plain_scheme(scheme.as_bytes()).is_some()
}

/// The length of `scheme://`, marked or not, with which the text begins.
pub(crate) fn scheme_len(text: &[u8]) -> Option<usize> {
    lead_near(text, MAX_SCHEME).map(|lead| lead.end)
}

/// The length of the bracketed mark with which the text begins.
pub(crate) fn mark_len(text: &[u8]) -> Option<usize> {
    bracketed(text).map(|(len, _)| len)
}

/// The length of the bracketed IPv6 address with which the text begins.
pub(crate) fn literal_len(text: &[u8]) -> Option<usize> {
    literal(text)
}

/// The length of the quoted local part with which the text begins: an `@` follows it, marked or not.
#[inline(never)]
pub(crate) fn local_len(text: &[u8]) -> Option<usize> {
    let len = email::quoted_len(text)?;
    let rest = text.get(len..).unwrap_or_default();
    let at = rest.first() == Some(&b'@') || bracketed(rest).is_some_and(|(_, mark)| mark == "@");
    at.then_some(len)
}

impl<'a> Refanged<'a> {
    /// The text as it was typed.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::refang;
    /// assert_eq!(refang::refang("evil[.]example").typed(), "evil[.]example");
    /// ```
    #[must_use]
    pub const fn typed(&self) -> &'a str {
        self.text
    }

    /// Whether there is nothing to edit.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::refang;
    /// assert!(refang::refang("evil.example").is_clean());
    /// assert!(!refang::refang("evil[.]example").is_clean());
    /// ```
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        !matches!(self.plan, Plan::Edit { .. })
    }

    /// `Redacted`, at the part that is blanked out; such a text is not edited.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, refang};
    /// let error = refang::refang("man****app.com").redaction().unwrap();
    /// assert_eq!((error.code(), error.offset()), (Code::Redacted, 3));
    /// assert!(refang::refang("evil[.]example").redaction().is_none());
    /// ```
    #[must_use]
    pub const fn redaction(&self) -> Option<Error> {
        match self.plan {
            Plan::Redacted(at) => Some(Error::new(Code::Redacted, at)),
            _ => None,
        }
    }

    /// The edits in order.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::refang;
    /// let refanged = refang::refang("hxxp://evil[.]example");
    /// let edits: Vec<_> = refanged.edits().map(|edit| (edit.range, edit.replacement)).collect();
    /// assert_eq!(edits, [(0..4, "http"), (11..14, ".")]);
    /// ```
    #[must_use]
    pub fn edits(&self) -> Edits<'a> {
        match self.plan {
            Plan::Edit { head, tail } => Edits::new(self.text, head, tail),
            _ => Edits::new("", 0, 0),
        }
    }

    /// The byte of the typed text that stands for byte `refanged` of the edited one; a byte of a
    /// replacement stands for the edit's first byte. At most the typed text's length.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Host, Text, refang};
    /// let refanged = refang::refang("evil[.]-a[.]example");
    /// let mut buffer = Text::<64>::new();
    /// let error = Host::parse(refanged.text(&mut buffer)?).unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::LeadingHyphen, 5));
    /// assert_eq!(refanged.typed_offset(error.offset()), 7);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn typed_offset(&self, refanged: usize) -> usize {
        // `typed` and `edited` name the same place in both texts.
        let (mut typed, mut edited) = (0usize, 0usize);
        for edit in self.edits() {
            let kept = edit.range.start.saturating_sub(typed);
            let start = edited.saturating_add(kept);
            if refanged < start {
                break;
            }
            let end = start.saturating_add(edit.replacement.len());
            if refanged < end {
                return edit.range.start;
            }
            (typed, edited) = (edit.range.end, end);
        }
        typed.saturating_add(refanged.saturating_sub(edited)).min(self.text.len())
    }

    /// Writes the edited text at the start of `out`; it is never longer than the typed one.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::refang;
    /// let mut bytes = [0; 32];
    /// let length = refang::refang("evil[.]example").write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"evil.example");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        let mut written = 0usize;
        for piece in self.pieces() {
            let slot = out.get_mut(written..).and_then(|rest| rest.get_mut(..piece.len()));
            slot.ok_or(Error::new(Code::BufferTooSmall, 0))?.copy_from_slice(piece.as_bytes());
            written = written.saturating_add(piece.len());
        }
        Ok(written)
    }

    /// The edited text: the typed one itself where nothing is edited, else written into `buffer`.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Host, Text, refang};
    /// let mut buffer = Text::<64>::new();
    /// let host = Host::parse(refang::refang("Evil[.]Example").text(&mut buffer)?)?;
    /// assert_eq!(host.to_string(), "evil.example");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn text<'b, const N: usize>(&self, buffer: &'b mut Text<N>) -> Result<&'b str, Error>
    where
        'a: 'b,
    {
        if self.is_clean() {
            return Ok(self.text);
        }
        buffer.fill(self.len(), |out| self.write_into(out))
    }

    /// The edited text's length in bytes.
    pub(crate) fn len(&self) -> usize {
        self.pieces().fold(0, |sum, piece| sum.saturating_add(piece.len()))
    }

    fn pieces(&self) -> Pieces<'a> {
        Pieces { text: self.text, at: 0, edits: self.edits(), replacement: None, done: false }
    }
}

/// The edited text.
impl fmt::Display for Refanged<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in self.pieces() {
            f.write_str(piece)?;
        }
        Ok(())
    }
}

/// The edited text, piece by piece.
struct Pieces<'a> {
    text: &'a str,
    at: usize,
    edits: Edits<'a>,
    replacement: Option<&'static str>,
    done: bool,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if let Some(replacement) = self.replacement.take() {
            return Some(replacement);
        }
        if self.done {
            return None;
        }
        let from = self.at;
        match self.edits.next() {
            Some(edit) => {
                self.at = edit.range.end;
                self.replacement = Some(edit.replacement);
                self.text.get(from..edit.range.start)
            }
            None => {
                self.done = true;
                self.text.get(from..)
            }
        }
    }
}

/// The edits of a text, in order. Made by [`Refanged::edits`].
///
/// # Example
/// ```
/// use ioc_canon::refang;
/// assert_eq!(refang::refang("www[.]evil[.]example").edits().count(), 2);
/// assert_eq!(refang::refang("www.evil.example").edits().count(), 0);
/// ```
#[derive(Debug, Clone)]
pub struct Edits<'a> {
    text: &'a [u8],
    at: usize,
    tail: usize,
    /// The separator after the scheme, if it is edited.
    sep: Option<Edit>,
    /// Whether its slashes and those of the tail are escaped.
    escaped: bool,
}

impl<'a> Edits<'a> {
    const fn new(text: &'a str, at: usize, tail: usize) -> Self {
        Self { text: text.as_bytes(), at, tail, sep: None, escaped: false }
    }

    /// The edit of the scheme; that of the separator is kept for the next call.
    fn lead(&mut self) -> Option<Edit> {
        let lead = lead(self.text)?;
        self.at = lead.end;
        self.escaped = lead.escaped;
        if lead.marked {
            self.sep = Some(Edit { range: lead.scheme..lead.end, replacement: "://" });
        }
        let scheme = lead.plain.map(|plain| Edit { range: 0..lead.scheme, replacement: plain });
        scheme.or_else(|| self.sep.take())
    }
}

impl Iterator for Edits<'_> {
    type Item = Edit;

    fn next(&mut self) -> Option<Edit> {
        if let Some(sep) = self.sep.take() {
            return Some(sep);
        }
        if self.at == 0 {
            if let Some(edit) = self.lead() {
                return Some(edit);
            }
        }
        while self.at < self.text.len() {
            let from = self.at;
            let step = if from < self.tail {
                step(self.text, from)
            } else {
                later(self.text, from, self.escaped)
            };
            self.at = from.saturating_add(step.len().max(1));
            if let Step::Mark(len, replacement) = step {
                return Some(Edit { range: from..from.saturating_add(len), replacement });
            }
        }
        None
    }
}

impl core::iter::FusedIterator for Edits<'_> {}

/// Whether there is anything to look at.
fn may_bear_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().fold(false, |any, b| any | matches!(b, b'[' | b']' | b'(' | b'{' | b'\\' | b'*'))
        || lead(bytes).is_some_and(|lead| lead.plain.is_some())
}

/// One pass over the head: is it whole, and does it bear a mark?
fn plan(text: &str) -> Plan {
    let bytes = text.as_bytes();
    // A quoted local part holds nearly anything; what follows it may bear marks.
    let quoted = match bytes {
        [b'"', ..] => local_len(bytes),
        _ => Some(0),
    };
    let (Some(head), false) = (quoted, registry::looks_like(text)) else { return Plan::Clean };
    let lead = lead(bytes);
    let mut marked = lead.as_ref().is_some_and(|lead| lead.marked || lead.plain.is_some());
    let escaped = lead.as_ref().is_some_and(|lead| lead.escaped);
    let mut at = lead.as_ref().map_or(head, |lead| lead.end);
    while at < bytes.len() {
        let step = step(bytes, at);
        match step {
            Step::Plain(_) => {}
            Step::Mark(_, replacement) => {
                marked = true;
                if replacement == "/" {
                    at = at.saturating_add(step.len());
                    break;
                }
            }
            Step::End => break,
            Step::Odd
                if escaped && bytes.get(at..).is_some_and(|rest| rest.starts_with(b"\\/")) =>
            {
                break;
            }
            Step::Redaction => return Plan::Redacted(at),
            Step::Odd => return Plan::Clean,
        }
        at = at.saturating_add(step.len().max(1));
    }
    // `a[.]b[:]//c`: edited, the text would have a scheme that it has not got, and a longer head.
    let before = bytes.get(..at).unwrap_or_default();
    let rest = bytes.get(at..).unwrap_or_default();
    let after = match ends_in_slash(before) {
        true => rest,
        false => rest.strip_prefix(b"/").unwrap_or_default(),
    };
    let slash = after.starts_with(b"/") || bracketed(after).is_some_and(|(_, mark)| mark == "/");
    if !marked || (lead.is_none() && slash && glued_colon(before)) {
        return Plan::Clean;
    }
    Plan::Edit { head, tail: at }
}

/// Whether `head` ends in `/` in brackets.
fn ends_in_slash(head: &[u8]) -> bool {
    matches!(head, [.., b'/', b']' | b')' | b'}'])
}

/// Whether `head`, brackets and slashes at its end aside, ends in a colon.
fn glued_colon(head: &[u8]) -> bool {
    let brackets = |b: &&u8| matches!(b, b'[' | b'(' | b'{' | b']' | b')' | b'}' | b'/');
    head.iter().rev().find(|b| !brackets(b)) == Some(&b':')
}

#[cfg(test)]
mod tests;
