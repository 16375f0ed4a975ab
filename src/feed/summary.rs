//! What a run over a feed found, in numbers.

use super::Reading;
use crate::{Code, Error, Kind, Note};

/// Counts of what was read, by kind, code and note; nothing is kept of the entries.
///
/// # Example
/// ```
/// use ioc_canon::{Code, Kind, feed::{self, Options, Scratch, Summary}};
/// let (mut summary, mut scratch) = (Summary::new(), Scratch::new());
/// for entry in feed::entries(b"1.2.3.4\nevil[.]example\n1.2.3.400\n", &Options::PLAIN) {
///     summary.add(&entry.reading(&mut scratch));
/// }
/// assert_eq!((summary.accepted(), summary.edited(), summary.refused()), (2, 1, 1));
/// assert_eq!(summary.of_kind(Kind::Host), 1);
/// assert!(summary.codes().eq([(Code::OctetTooLarge, 1)]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    edited: u64,
    kinds: [u64; Kind::ALL.len()],
    codes: [u64; Code::ALL.len()],
    notes: [u64; Note::ALL.len()],
}

impl Summary {
    /// Nothing read yet.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::Summary;
    /// assert_eq!(Summary::new().accepted() + Summary::new().refused(), 0);
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self {
            edited: 0,
            kinds: [0; Kind::ALL.len()],
            codes: [0; Code::ALL.len()],
            notes: [0; Note::ALL.len()],
        }
    }

    /// Counts what [`Entry::reading`](super::Entry::reading) gave.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options, Scratch, Summary};
    /// let (mut summary, mut scratch) = (Summary::new(), Scratch::new());
    /// let entry = feed::entries(b"a..example", &Options::PLAIN).next().unwrap();
    /// summary.add(&entry.reading(&mut scratch));
    /// assert_eq!(summary.refused(), 1);
    /// ```
    pub fn add(&mut self, reading: &Result<Reading<'_>, Error>) {
        match reading {
            Ok(reading) => {
                let indicator = reading.indicator();
                self.edited = self.edited.saturating_add(reading.is_edited().into());
                count(&mut self.kinds, Kind::ALL, indicator.kind(), 1);
                for note in indicator.notes() {
                    count(&mut self.notes, &Note::ALL, note, 1);
                }
            }
            Err(error) => {
                if let Some(slot) = self.codes.get_mut(error.code().place()) {
                    *slot = slot.saturating_add(1);
                }
            }
        }
    }

    /// Adds the counts of another run.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Error, feed::Summary};
    /// let (mut all, mut one) = (Summary::new(), Summary::new());
    /// one.add(&Err(Error::new(Code::HostBits, 6)));
    /// all.merge(&one);
    /// all.merge(&one);
    /// assert_eq!(all.of_code(Code::HostBits), 2);
    /// ```
    pub fn merge(&mut self, other: &Self) {
        self.edited = self.edited.saturating_add(other.edited);
        for (mine, theirs) in [
            (&mut self.kinds[..], &other.kinds[..]),
            (&mut self.codes[..], &other.codes[..]),
            (&mut self.notes[..], &other.notes[..]),
        ] {
            for (slot, more) in mine.iter_mut().zip(theirs) {
                *slot = slot.saturating_add(*more);
            }
        }
    }

    /// How many entries were indicators.
    ///
    /// # Example
    /// ```
    /// # use ioc_canon::feed::{self, Options, Scratch, Summary};
    /// let (mut summary, mut scratch) = (Summary::new(), Scratch::new());
    /// for entry in feed::entries(b"192.0.2.1\na.example\na..b\n", &Options::PLAIN) {
    ///     summary.add(&entry.reading(&mut scratch));
    /// }
    /// assert_eq!(summary.accepted(), 2);
    /// ```
    #[must_use]
    pub fn accepted(&self) -> u64 {
        self.kinds.iter().fold(0, |sum, &n| sum.saturating_add(n))
    }

    /// How many entries were refused.
    ///
    /// # Example
    /// ```
    /// # use ioc_canon::feed::{self, Options, Scratch, Summary};
    /// let (mut summary, mut scratch) = (Summary::new(), Scratch::new());
    /// for entry in feed::entries(b"192.0.2.1\na.example\na..b\n", &Options::PLAIN) {
    ///     summary.add(&entry.reading(&mut scratch));
    /// }
    /// assert_eq!(summary.refused(), 1);
    /// ```
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.codes.iter().fold(0, |sum, &n| sum.saturating_add(n))
    }

    /// How many of the accepted entries were edited to be read.
    ///
    /// # Example
    /// ```
    /// # use ioc_canon::feed::{self, Options, Scratch, Summary};
    /// let (mut summary, mut scratch) = (Summary::new(), Scratch::new());
    /// for entry in feed::entries(b"192[.]0.2.1\na.example\n", &Options::PLAIN) {
    ///     summary.add(&entry.reading(&mut scratch));
    /// }
    /// assert_eq!((summary.accepted(), summary.edited()), (2, 1));
    /// ```
    #[must_use]
    pub const fn edited(&self) -> u64 {
        self.edited
    }

    /// How many were of this kind.
    ///
    /// # Example
    /// ```
    /// # use ioc_canon::{Kind, feed::{self, Options, Scratch, Summary}};
    /// let (mut summary, mut scratch) = (Summary::new(), Scratch::new());
    /// for entry in feed::entries(b"192.0.2.1\na.example\nb.example\n", &Options::PLAIN) {
    ///     summary.add(&entry.reading(&mut scratch));
    /// }
    /// assert_eq!((summary.of_kind(Kind::Host), summary.of_kind(Kind::Url)), (2, 0));
    /// ```
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> u64 {
        self.kinds().find(|&(k, _)| k == kind).map_or(0, |(_, n)| n)
    }

    /// How many were refused with this code.
    ///
    /// # Example
    /// ```
    /// # use ioc_canon::{Code, Error, feed::Summary};
    /// let mut summary = Summary::new();
    /// summary.add(&Err(Error::new(Code::HostBits, 6)));
    /// assert_eq!((summary.of_code(Code::HostBits), summary.of_code(Code::Empty)), (1, 0));
    /// ```
    #[must_use]
    pub fn of_code(&self, code: Code) -> u64 {
        self.codes().find(|&(c, _)| c == code).map_or(0, |(_, n)| n)
    }

    /// How many accepted entries carry this note.
    ///
    /// # Example
    /// ```
    /// # use ioc_canon::{Note, feed::{self, Options, Scratch, Summary}};
    /// let (mut summary, mut scratch) = (Summary::new(), Scratch::new());
    /// for entry in feed::entries(b"10.0.0.1\n8.8.8.8\n", &Options::PLAIN) {
    ///     summary.add(&entry.reading(&mut scratch));
    /// }
    /// assert_eq!(summary.of_note(Note::SpecialAddress), 1);
    /// ```
    #[must_use]
    pub fn of_note(&self, note: Note) -> u64 {
        self.notes().find(|&(n, _)| n == note).map_or(0, |(_, n)| n)
    }

    /// The kinds that were seen.
    ///
    /// # Example
    /// ```
    /// # use ioc_canon::{Kind, feed::{self, Options, Scratch, Summary}};
    /// let (mut summary, mut scratch) = (Summary::new(), Scratch::new());
    /// for entry in feed::entries(b"a.example\n192.0.2.1\nb.example\n", &Options::PLAIN) {
    ///     summary.add(&entry.reading(&mut scratch));
    /// }
    /// assert!(summary.kinds().eq([(Kind::Address, 1), (Kind::Host, 2)]));
    /// ```
    pub fn kinds(&self) -> impl Iterator<Item = (Kind, u64)> {
        nonzero(Kind::ALL, &self.kinds)
    }

    /// The codes that were seen, by number.
    ///
    /// # Example
    /// ```
    /// # use ioc_canon::{Code, Error, feed::Summary};
    /// let mut summary = Summary::new();
    /// summary.add(&Err(Error::new(Code::LabelEmpty, 2)));
    /// summary.add(&Err(Error::new(Code::HostBits, 6)));
    /// assert!(summary.codes().eq([(Code::HostBits, 1), (Code::LabelEmpty, 1)]));
    /// ```
    pub fn codes(&self) -> impl Iterator<Item = (Code, u64)> {
        nonzero(Code::ALL, &self.codes)
    }

    /// The notes that were seen.
    ///
    /// # Example
    /// ```
    /// # use ioc_canon::{Note, feed::{self, Options, Scratch, Summary}};
    /// let (mut summary, mut scratch) = (Summary::new(), Scratch::new());
    /// for entry in feed::entries(b"10.0.0.1\ninvoice.zip\n", &Options::PLAIN) {
    ///     summary.add(&entry.reading(&mut scratch));
    /// }
    /// assert!(summary.notes().eq([(Note::SpecialAddress, 1), (Note::FileExtensionTld, 1)]));
    /// ```
    pub fn notes(&self) -> impl Iterator<Item = (Note, u64)> {
        nonzero(&Note::ALL, &self.notes)
    }
}

impl Default for Summary {
    fn default() -> Self {
        Self::new()
    }
}

fn count<T: PartialEq>(counts: &mut [u64], names: &[T], name: T, more: u64) {
    for (slot, candidate) in counts.iter_mut().zip(names) {
        if *candidate == name {
            *slot = slot.saturating_add(more);
        }
    }
}

fn nonzero<T: Copy>(names: &[T], counts: &[u64]) -> impl Iterator<Item = (T, u64)> {
    names.iter().copied().zip(counts.iter().copied()).filter(|&(_, n)| n > 0)
}
