//! User lists, checked whole before anything is sent.
//!
//! ```text
//! entry = address / cidr / range / host       ; each in the dialect's own spelling
//! ```
//! The platform answers with the first bad value only (19050). Here every bad entry is found, and
//! [`List::first`] gives the one that the platform would name.
//!
//! **Denied entries** (19019): which ones the platform keeps out of lists only the platform knows, so
//! the caller says. An address, block or range is denied where it shares an address with a denied
//! one, whichever of the two is larger; IPv4 and IPv6 are told apart. A name is denied where it equals
//! a denied name or is below it: `example.com` denies `www.example.com` and not `com`, since an entry
//! of a user list stands for itself and not for the names below it.
//!
//! Not decided here: duplicates, and which of two refusals the platform reports first for one list.

use core::iter::FusedIterator;

use super::{Expiration, ExpirationFormat, Service, THREATSTOP};
use crate::{
    Host, Indicator, Kind, Range,
    dialect::{Dialect, Limits, RemoteCode},
    error::{Code, Error},
    host,
};

/// How many entries a list has at most, unless the caller says otherwise.
///
/// # Example
/// ```
/// use ioc_canon::{Code, dialect::threatstop::{List, MAX_ENTRIES}};
/// let entries = std::iter::repeat_n("192.0.2.1", MAX_ENTRIES + 1);
/// let (index, error) = List::NEW.refusals(entries).next().unwrap();
/// assert_eq!((index, error.code()), (MAX_ENTRIES, Code::TooManyEntries));
/// ```
pub const MAX_ENTRIES: usize = 32_000;

/// How an entry that begins with `*.` is read.
const WILDCARD: host::Options = host::Options::new().min_labels(2).wildcard(true);

/// What a list holds. The platform tells it by the entries and fixes it when the list is made.
///
/// # Example
/// ```
/// use ioc_canon::{Code, dialect::threatstop::{List, ListType}};
/// let names = List::NEW.of_type(ListType::Domain);
/// assert_eq!(names.check("192.0.2.1").unwrap_err().code(), Code::WrongKind);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ListType {
    /// Addresses, blocks and ranges.
    Ip,
    /// Names.
    Domain,
}

impl ListType {
    /// The type of list that takes this kind, if any does.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Kind, dialect::threatstop::ListType};
    /// assert_eq!(ListType::of(Kind::Range), Some(ListType::Ip));
    /// assert_eq!(ListType::of(Kind::Url), None);
    /// ```
    #[must_use]
    pub const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Address | Kind::Cidr | Kind::Range => Some(Self::Ip),
            Kind::Host => Some(Self::Domain),
            _ => None,
        }
    }
}

/// An entry as it would be sent: a value, and the date on which it leaves the list, if any.
///
/// Made from a text, or from a text and a date.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::{Entry, List};
/// let entries = [Entry::from("192.0.2.1"), Entry::from(("example.com", "2028-02-29T20:30:45Z"))];
/// assert_eq!(List::NEW.refusals(entries).count(), 0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Entry<'t> {
    value: &'t str,
    expiration: Option<&'t str>,
}

impl<'t> Entry<'t> {
    /// An entry that stays.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::Entry;
    /// assert_eq!(Entry::new("192.0.2.1").expiration(), None);
    /// ```
    #[must_use]
    pub const fn new(value: &'t str) -> Self {
        Self { value, expiration: None }
    }

    /// This entry with a date.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, dialect::threatstop::{Entry, List}};
    /// let entry = Entry::new("192.0.2.1").expires("2027-02-29T20:30:45Z");
    /// let error = List::NEW.check(entry).unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::Expiration, 8));
    /// ```
    #[must_use]
    pub const fn expires(self, date: &'t str) -> Self {
        Self { expiration: Some(date), ..self }
    }

    /// The value.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::Entry;
    /// assert_eq!(Entry::new("192.0.2.1").value(), "192.0.2.1");
    /// ```
    #[must_use]
    pub const fn value(&self) -> &'t str {
        self.value
    }

    /// The date.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::Entry;
    /// let entry = Entry::new("192.0.2.1").expires("2028-02-29T20:30:45Z");
    /// assert_eq!(entry.expiration(), Some("2028-02-29T20:30:45Z"));
    /// ```
    #[must_use]
    pub const fn expiration(&self) -> Option<&'t str> {
        self.expiration
    }
}

impl<'t> From<&'t str> for Entry<'t> {
    fn from(value: &'t str) -> Self {
        Self::new(value)
    }
}

impl<'t> From<&&'t str> for Entry<'t> {
    fn from(value: &&'t str) -> Self {
        Self::new(value)
    }
}

/// A value and its date.
impl<'t> From<(&'t str, &'t str)> for Entry<'t> {
    fn from((value, date): (&'t str, &'t str)) -> Self {
        Self::new(value).expires(date)
    }
}

/// What a user list takes.
///
/// # Example
/// ```
/// use ioc_canon::{Code, dialect::threatstop::List};
/// let entries = ["192.0.2.1", "198.51.100.0/24", "203.0.113.4-203.0.113.9", "10.0.0.5/8", "a..b"];
/// let refusals: Vec<_> = List::NEW.refusals(entries).collect();
/// assert_eq!(refusals.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [3, 4]);
/// assert_eq!(refusals[0].1.code(), Code::HostBits);
///
/// // What the platform would say: one code, one value.
/// let first = List::NEW.first(entries).unwrap();
/// assert_eq!(first.entry().value(), "10.0.0.5/8");
/// assert_eq!(first.remote().unwrap().number(), Some(19018));
/// ```
///
/// # Example: a denylist
/// ```
/// use ioc_canon::{Code, Error, Indicator, dialect::threatstop::List};
/// let ours = [Indicator::detect("example.com")?, Indicator::detect("192.0.2.0/24")?];
/// let list = List::NEW.denied(&ours);
/// let refusals = list.refusals(["www.example.com", "com.example", "192.0.0.0/16", "192.0.3.1"]);
/// let denied = |index| (index, Error::new(Code::Denied, 0));
/// assert!(refusals.eq([denied(0), denied(2)]));
/// # Ok::<(), Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct List<'d> {
    dialect: Dialect,
    max_entries: usize,
    list_type: Option<ListType>,
    wildcards: bool,
    dates: ExpirationFormat,
    denied: &'d [Indicator<'d>],
}

impl<'d> List<'d> {
    /// A list of [`THREATSTOP`]'s limits: [`MAX_ENTRIES`], addresses and names both, no wildcards,
    /// dates in ISO 8601, nothing denied.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, dialect::threatstop::List};
    /// assert!(List::NEW.check("192.0.2.0/24").is_ok());
    /// assert_eq!(List::NEW.check("10.0.0.0/8").unwrap_err().code(), Code::PrivateAddress);
    /// ```
    pub const NEW: Self = Self {
        dialect: THREATSTOP,
        max_entries: MAX_ENTRIES,
        list_type: None,
        wildcards: false,
        dates: ExpirationFormat::Iso8601,
        denied: &[],
    };

    /// The limits of each entry; [`LIMITS`](super::LIMITS) unless said.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::{LIMITS, List};
    /// const BOGONS: List = List::NEW.limits(LIMITS.private(true));
    /// assert!(BOGONS.check("10.0.0.0/8").is_ok());
    /// ```
    #[must_use]
    pub const fn limits(self, limits: Limits) -> Self {
        Self { dialect: self.dialect.limits(limits), ..self }
    }

    /// How many entries may be sent. For a list that holds some already, the room that is left.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, dialect::threatstop::List};
    /// let refused = List::NEW.max_entries(1).first(["192.0.2.1", "192.0.2.2"]).unwrap();
    /// assert_eq!((refused.index(), refused.error().code()), (1, Code::TooManyEntries));
    /// ```
    #[must_use]
    pub const fn max_entries(self, entries: usize) -> Self {
        Self { max_entries: entries, ..self }
    }

    /// The list's type; entries of the other one are refused.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, dialect::threatstop::{List, ListType}};
    /// let addresses = List::NEW.of_type(ListType::Ip);
    /// assert!(addresses.check("192.0.2.1-192.0.2.9").is_ok());
    /// assert_eq!(addresses.check("example.com").unwrap_err().code(), Code::WrongKind);
    /// ```
    #[must_use]
    pub const fn of_type(self, list_type: ListType) -> Self {
        Self { list_type: Some(list_type), ..self }
    }

    /// Whether names may begin with `*.`. Their length counts it. The platform's pages use such
    /// names and do not say that lists take them.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::List;
    /// assert!(List::NEW.check("*.example.com").is_err());
    /// assert!(List::NEW.wildcards(true).check("*.example.com").is_ok());
    /// ```
    #[must_use]
    pub const fn wildcards(self, allowed: bool) -> Self {
        Self { wildcards: allowed, ..self }
    }

    /// How dates are written. The platform's pages have two formats.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::{ExpirationFormat, List};
    /// let list = List::NEW.dates(ExpirationFormat::DayMonthYear);
    /// assert!(list.check(("192.0.2.1", "29/02/2028")).is_ok());
    /// ```
    #[must_use]
    pub const fn dates(self, format: ExpirationFormat) -> Self {
        Self { dates: format, ..self }
    }

    /// What the platform is known to keep out of lists; addresses, blocks, ranges and names count.
    /// Each entry is held against each of these in turn.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Indicator, dialect::threatstop::List};
    /// let ours = [Indicator::detect("192.0.2.0/24")?];
    /// let error = List::NEW.denied(&ours).check("192.0.2.7").unwrap_err();
    /// assert_eq!(error.code(), Code::Denied);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn denied<'n>(self, denied: &'n [Indicator<'n>]) -> List<'n>
    where
        'd: 'n,
    {
        List { denied, ..self }
    }

    /// Reads one entry, its value first, then its date. The list's length is not checked.
    ///
    /// # Errors
    /// `KindNotHere` for a value of a kind that no list takes, `WrongKind` for one of the other
    /// type of list; what [`Kind::of`] and [`Dialect::check`] refuse; `Denied`. Offsets count in the
    /// value. `Expiration`, its offset counted in the date.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Kind, dialect::threatstop::List};
    /// assert_eq!(List::NEW.check("192.0.2.0/24")?.kind(), Kind::Cidr);
    /// assert_eq!(List::NEW.check("http://example.com/").unwrap_err().code(), Code::KindNotHere);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn check<'t>(&self, entry: impl Into<Entry<'t>>) -> Result<Indicator<'t>, Error> {
        let Entry { value, expiration } = entry.into();
        let kind = Kind::of(value)?;
        let Some(list_type) = ListType::of(kind) else {
            return Err(Error::new(Code::KindNotHere, 0));
        };
        if self.list_type.is_some_and(|wanted| wanted != list_type) {
            return Err(Error::new(Code::WrongKind, 0));
        }
        let indicator = if self.wildcards && value.starts_with("*.") {
            Indicator::Host(Host::parse_with(value, &WILDCARD)?)
        } else {
            self.dialect.read(kind, value)?
        };
        self.dialect.check_read(&indicator, value)?;
        if self.denied.iter().any(|denied| denies(denied, &indicator)) {
            return Err(Error::new(Code::Denied, 0));
        }
        if let Some(date) = expiration {
            Expiration::parse(date, self.dates)?;
        }
        Ok(indicator)
    }

    /// Every bad entry with its index, in the list's order. The first entry past the limit is
    /// `TooManyEntries`, once; entries from there on are checked like the others.
    ///
    /// # Errors
    /// Of each entry those of [`check`](Self::check).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::List;
    /// let entries = ["192.0.2.1", "192.0.2.400", "example.com", "a..b"];
    /// let bad: Vec<_> = List::NEW.refusals(entries).map(|(index, _)| index).collect();
    /// assert_eq!(bad, [1, 3]);
    /// ```
    pub fn refusals<'t, E, I>(&self, entries: I) -> Refusals<'_, I::IntoIter>
    where
        E: Into<Entry<'t>>,
        I: IntoIterator<Item = E>,
    {
        Refusals { list: self, entries: entries.into_iter(), next: 0, pending: None }
    }

    /// The first refusal, with the entry: what the platform would answer with.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::List;
    /// let refused = List::NEW.first(["192.0.2.1", "192.0.2.400", "a..b"]).unwrap();
    /// assert_eq!((refused.index(), refused.remote().unwrap().number()), (1, Some(19050)));
    /// ```
    pub fn first<'t, E, I>(&self, entries: I) -> Option<Refusal<'t>>
    where
        E: Into<Entry<'t>>,
        I: IntoIterator<Item = E>,
    {
        let mut current = Entry::new("");
        let seen = entries.into_iter().map(|entry| {
            current = entry.into();
            current
        });
        let (index, error) = self.refusals(seen).next()?;
        Some(Refusal { index, entry: current, error })
    }
}

impl Default for List<'_> {
    fn default() -> Self {
        Self::NEW
    }
}

/// The bad entries of a list; see [`List::refusals`].
///
/// # Example
/// ```
/// use ioc_canon::{Code, dialect::threatstop::List};
/// let mut refusals = List::NEW.refusals(["192.0.2.1", "192.0.2.7/24"]);
/// let (index, error) = refusals.next().unwrap();
/// assert_eq!((index, error.code(), error.offset()), (1, Code::HostBits, 8));
/// assert!(refusals.next().is_none());
/// ```
#[derive(Debug, Clone)]
pub struct Refusals<'l, I> {
    list: &'l List<'l>,
    entries: I,
    next: usize,
    /// What is wrong with the entry that was one too many.
    pending: Option<(usize, Error)>,
}

impl<'t, E: Into<Entry<'t>>, I: Iterator<Item = E>> Iterator for Refusals<'_, I> {
    type Item = (usize, Error);

    fn next(&mut self) -> Option<(usize, Error)> {
        if let Some(pending) = self.pending.take() {
            return Some(pending);
        }
        loop {
            let entry = self.entries.next()?;
            let index = self.next;
            self.next = index.saturating_add(1);
            let refusal = self.list.check(entry).err().map(|error| (index, error));
            if index == self.list.max_entries {
                self.pending = refusal;
                return Some((index, Error::new(Code::TooManyEntries, 0)));
            }
            if refusal.is_some() {
                return refusal;
            }
        }
    }
}

impl<'t, E: Into<Entry<'t>>, I: FusedIterator<Item = E>> FusedIterator for Refusals<'_, I> {}

/// A bad entry of a list, and why.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::List;
/// let refused = List::NEW.first(["example.com", "192.0.2.7/24"]).unwrap();
/// assert_eq!(refused.entry().value(), "192.0.2.7/24");
/// assert_eq!(refused.remote().unwrap().message(), "Invalid CIDR");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Refusal<'t> {
    index: usize,
    entry: Entry<'t>,
    error: Error,
}

impl<'t> Refusal<'t> {
    /// The entry's place in the list, counted from 0.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::List;
    /// assert_eq!(List::NEW.first(["example.com", "a..b"]).unwrap().index(), 1);
    /// ```
    #[must_use]
    pub const fn index(&self) -> usize {
        self.index
    }

    /// The entry.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::List;
    /// assert_eq!(List::NEW.first(["example.com", "a..b"]).unwrap().entry().value(), "a..b");
    /// ```
    #[must_use]
    pub const fn entry(&self) -> Entry<'t> {
        self.entry
    }

    /// Why.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Error, dialect::threatstop::List};
    /// let refused = List::NEW.first(["example.com", "a..b"]).unwrap();
    /// assert_eq!(refused.error(), Error::new(Code::LabelEmpty, 2));
    /// ```
    #[must_use]
    pub const fn error(&self) -> Error {
        self.error
    }

    /// The platform's code under User Lists; `None` for a spelling that it may take.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::List;
    /// assert_eq!(List::NEW.first(["192.0.2.7/24"]).unwrap().remote().unwrap().number(), Some(19018));
    /// // Refused here, but the platform may well take it.
    /// assert!(List::NEW.first(["Example.COM"]).unwrap().remote().is_none());
    /// ```
    #[must_use]
    pub fn remote(&self) -> Option<&'static RemoteCode> {
        super::remote(&self.error, Service::UserLists)
    }
}

/// Whether `denied` keeps `entry` out.
fn denies(denied: &Indicator<'_>, entry: &Indicator<'_>) -> bool {
    match (denied, entry) {
        (Indicator::Host(denied), Indicator::Host(entry)) => {
            let (mut a, mut b) = (host::Buffer::new(), host::Buffer::new());
            names_meet(denied.canonical(&mut a), entry.canonical(&mut b))
        }
        _ => match (addresses(denied), addresses(entry)) {
            (Some(denied), Some(entry)) => denied.overlaps(&entry),
            _ => false,
        },
    }
}

fn addresses(indicator: &Indicator<'_>) -> Option<Range> {
    match *indicator {
        Indicator::Address(address) => Some(address.into()),
        Indicator::Cidr(block) => Some(block.into()),
        Indicator::Range(range) => Some(range),
        _ => None,
    }
}

/// Whether an entry stands for a name that is denied; both canonical. `*.` stands for every name
/// below.
fn names_meet(denied: &str, entry: &str) -> bool {
    let split = |name| match str::strip_prefix(name, "*.") {
        Some(parent) => (true, parent),
        None => (false, name),
    };
    let ((all_denied, denied), (all_below, entry)) = (split(denied), split(entry));
    host::is_below(entry, denied)
        || (entry == denied && (all_below || !all_denied))
        || (all_below && host::is_below(denied, entry))
}

#[cfg(test)]
mod tests;
