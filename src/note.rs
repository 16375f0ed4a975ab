//! Notes: what an accepted value carries as a warning, and [`Parsed`], a value with what was seen
//! while it was read.

use core::{fmt, iter::FusedIterator};

/// Something about an accepted value that its user may want to know. A note never refuses.
///
/// # Example
/// ```
/// use ioc_canon::{Note, Url};
/// let mut notes = Url::parse("http://invoice.zip/\u{e4}")?.notes().iter();
/// assert_eq!(notes.next(), Some(Note::NonAsciiPath));
/// assert_eq!(notes.next().unwrap().to_string(), "its last label is also a file extension");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum Note {
    /// The address, or an IPv4 address embedded in it, is in a special-purpose range (IANA).
    SpecialAddress = 0,
    /// The AS number is reserved, private or for documentation (IANA).
    SpecialAsn = 1,
    /// A label begins with `xn--` and does not decode. DNS serves it all the same. Seen with the
    /// feature `idna` only.
    UndecodedALabel = 2,
    /// The path, query, fragment or user part holds characters beyond ASCII; they are kept.
    NonAsciiPath = 3,
    /// The last label is also a common file extension, be it a top-level domain or none: this may be a
    /// file's name.
    FileExtensionTld = 4,
    /// Host bits were set and have been cleared.
    HostBitsCleared = 5,
}

impl Note {
    pub(crate) const ALL: [Self; 6] = [
        Self::SpecialAddress,
        Self::SpecialAsn,
        Self::UndecodedALabel,
        Self::NonAsciiPath,
        Self::FileExtensionTld,
        Self::HostBitsCleared,
    ];

    /// The stable id, such as `special-address`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Note;
    /// assert_eq!(Note::SpecialAddress.id(), "special-address");
    /// ```
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SpecialAddress => "special-address",
            Self::SpecialAsn => "special-asn",
            Self::UndecodedALabel => "undecoded-a-label",
            Self::NonAsciiPath => "non-ascii-path",
            Self::FileExtensionTld => "file-extension-tld",
            Self::HostBitsCleared => "host-bits-cleared",
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::SpecialAddress => 1,
            Self::SpecialAsn => 2,
            Self::UndecodedALabel => 4,
            Self::NonAsciiPath => 8,
            Self::FileExtensionTld => 16,
            Self::HostBitsCleared => 32,
        }
    }
}

/// One clause, lower case, no full stop.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::SpecialAddress => "in a special-purpose address range",
            Self::SpecialAsn => "a reserved, private or documentation AS number",
            Self::UndecodedALabel => "holds an xn-- label that does not decode",
            Self::NonAsciiPath => "holds characters beyond ASCII outside the host",
            Self::FileExtensionTld => "its last label is also a file extension",
            Self::HostBitsCleared => "host bits were cleared",
        })
    }
}

/// The set of one value's notes.
///
/// # Example
/// ```
/// use ioc_canon::{Note, Url};
/// let notes = Url::parse("http://10.0.0.1/\u{e4}")?.notes();
/// assert!(notes.contains(Note::SpecialAddress));
/// let ids: Vec<_> = notes.iter().map(Note::id).collect();
/// assert_eq!(ids, ["special-address", "non-ascii-path"]);
/// assert_eq!(format!("{notes:?}"), "{SpecialAddress, NonAsciiPath}");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
// Not an iterator itself, since it is `Copy`: a loop would go through a copy and leave this as it was.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Notes(u8);

impl Notes {
    /// None.
    pub(crate) const NONE: Self = Self(0);

    /// These and `note`, if `holds`.
    #[must_use]
    pub(crate) const fn with(self, note: Note, holds: bool) -> Self {
        Self(if holds { self.0 | note.bit() } else { self.0 })
    }

    /// Those of both.
    #[must_use]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is none.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Host;
    /// assert!(Host::parse("example.com")?.notes().is_empty());
    /// assert!(!Host::parse("invoice.zip")?.notes().is_empty());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One bit a note: 1 for [`Note::SpecialAddress`], 2, 4 and so on in the order of [`Note`].
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Url;
    /// // SpecialAddress is the first note and NonAsciiPath the fourth.
    /// assert_eq!(Url::parse("http://10.0.0.1/\u{e4}")?.notes().bits(), 0b1001);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    #[expect(clippy::as_conversions, reason = "to u32; `from` is not const")]
    pub const fn bits(self) -> u32 {
        self.0 as u32
    }

    /// Whether `note` is among them.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Host, Note};
    /// assert!(Host::parse("invoice.zip")?.notes().contains(Note::FileExtensionTld));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn contains(self, note: Note) -> bool {
        self.0 & note.bit() != 0
    }

    /// The notes in the order of [`Note`], each once.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Host, Note};
    /// let notes = Host::parse("invoice.zip")?.notes();
    /// assert!(notes.iter().eq([Note::FileExtensionTld]));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn iter(self) -> NotesIter {
        NotesIter { left: self }
    }
}

impl IntoIterator for Notes {
    type Item = Note;
    type IntoIter = NotesIter;

    fn into_iter(self) -> NotesIter {
        self.iter()
    }
}

/// `{SpecialAddress, FileExtensionTld}`.
impl fmt::Debug for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(*self).finish()
    }
}

/// What [`Notes::iter`] goes through.
///
/// # Example
/// ```
/// use ioc_canon::{Note, Url};
/// let mut notes = Url::parse("http://10.0.0.1/\u{e4}")?.notes().into_iter();
/// assert_eq!((notes.len(), notes.next()), (2, Some(Note::SpecialAddress)));
/// assert_eq!((notes.len(), notes.next()), (1, Some(Note::NonAsciiPath)));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct NotesIter {
    left: Notes,
}

impl Iterator for NotesIter {
    type Item = Note;

    fn next(&mut self) -> Option<Note> {
        let note = Note::ALL.into_iter().find(|&note| self.left.contains(note))?;
        self.left.0 &= !note.bit();
        Some(note)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), Some(self.len()))
    }
}

impl ExactSizeIterator for NotesIter {
    #[expect(clippy::as_conversions, reason = "u32 to usize, at most 8")]
    fn len(&self) -> usize {
        self.left.0.count_ones() as usize
    }
}

impl FusedIterator for NotesIter {}

/// A value and what was seen while it was read.
///
/// # Example
/// ```
/// use ioc_canon::Asn;
/// let parsed = Asn::read("AS12345")?;
/// assert!(parsed.is_canonical());
/// assert_eq!(parsed.value().number(), 12345);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Parsed<T> {
    value: T,
    canonical: bool,
    /// Notes of the reading; those of the value are found when they are asked for.
    seen: Notes,
}

impl<T> Parsed<T> {
    pub(crate) const fn new(value: T, canonical: bool) -> Self {
        Self { value, canonical, seen: Notes::NONE }
    }

    /// Adds a note of the reading, if it `holds`.
    pub(crate) fn with(self, note: Note, holds: bool) -> Self {
        Self { seen: self.seen.with(note, holds), ..self }
    }

    /// The value.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Address;
    /// let address: Address = Address::read("192.0.2.1")?.value();
    /// assert!(address.is_ipv4());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn value(self) -> T {
        self.value
    }

    /// The value, borrowed.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Indicator;
    /// let parsed = Indicator::read("AS64496")?;
    /// assert_eq!(parsed.get().kind().name(), "asn");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn get(&self) -> &T {
        &self.value
    }

    /// Whether the text that was read is the value's canonical text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Indicator;
    /// assert!(Indicator::read("example.com")?.is_canonical());
    /// assert!(!Indicator::read("Example.com")?.is_canonical());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_canonical(&self) -> bool {
        self.canonical
    }

    /// The notes of the reading alone.
    pub(crate) const fn seen(&self) -> Notes {
        self.seen
    }

    pub(crate) fn map<U>(self, into: impl FnOnce(T) -> U) -> Parsed<U> {
        Parsed { value: into(self.value), canonical: self.canonical, seen: self.seen }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_come_once_and_in_order() {
        let notes = Notes::NONE.with(Note::FileExtensionTld, true).with(Note::SpecialAsn, true);
        let notes =
            notes.and(notes).with(Note::HostBitsCleared, false).with(Note::SpecialAsn, true);
        assert!(notes.iter().eq([Note::SpecialAsn, Note::FileExtensionTld]));
        extern crate std;
        assert_eq!(std::format!("{notes:?}"), "{SpecialAsn, FileExtensionTld}");
        let mut iter = notes.into_iter();
        assert_eq!((iter.size_hint(), iter.next()), ((2, Some(2)), Some(Note::SpecialAsn)));
        assert_eq!((iter.size_hint(), iter.clone().count()), ((1, Some(1)), 1));
        assert_eq!((iter.next(), iter.next(), iter.len()), (Some(Note::FileExtensionTld), None, 0));
        assert!(Notes::NONE.is_empty() && !notes.is_empty());
        for (place, note) in Note::ALL.into_iter().enumerate() {
            let one = Notes::NONE.with(note, true);
            assert!(one.iter().eq([note]));
            assert_eq!(one.bits(), 1 << place, "{note:?}");
        }
    }
}
