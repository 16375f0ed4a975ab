//! A refusal and its place in a feed.

use core::fmt;

use super::Entry;
use crate::{
    ascii,
    error::{Class, Disposition, Error, Level},
};

/// Why an entry of a feed was refused, and where it stands.
///
/// The kind's own error is its [`source`](core::error::Error::source): a program that re-raises keeps
/// the chain.
///
/// # Example
/// ```
/// use core::error::Error as _;
/// use ioc_canon::{Disposition, feed::{self, EntryError, Options, Scratch}};
/// let mut scratch = Scratch::new();
/// let entry = feed::entries(b"\n  1.2.3.400", &Options::PLAIN).next().unwrap();
/// let error = entry.read(&mut scratch).unwrap_err();
/// let fault = EntryError::new(&entry, error);
/// assert_eq!(fault.to_string(), "entry refused at line 2, column 3");
/// assert_eq!(fault.source().unwrap().to_string(), "expected an octet up to 255 at byte 6");
/// assert_eq!(fault.disposition(), Disposition::Skip);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EntryError {
    line: u64,
    column: u32,
    error: Error,
}

impl EntryError {
    /// The refusal of `entry`. The place is that of the whole entry: an error of
    /// [`Dialect::accept`](crate::Dialect::accept) counts in the platform's spelling and points at no
    /// byte of it.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, EntryError, Options, Scratch};
    /// let entry = feed::entries(b"\n  a..b", &Options::PLAIN).next().unwrap();
    /// let error = entry.read(&mut Scratch::new()).unwrap_err();
    /// let fault = EntryError::new(&entry, error);
    /// assert_eq!((fault.line(), fault.column(), fault.error()), (2, 3, error));
    /// ```
    #[must_use]
    pub const fn new(entry: &Entry<'_>, error: Error) -> Self {
        Self::at(entry.line(), entry.column(), error)
    }

    /// The refusal of the entry at this place; both count from 1.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Error, feed::EntryError};
    /// let fault = EntryError::at(7, 1, Error::new(Code::HostBits, 6));
    /// assert_eq!(fault.to_string(), "entry refused at line 7, column 1");
    /// ```
    #[must_use]
    pub const fn at(line: u64, column: u32, error: Error) -> Self {
        Self { line, column, error }
    }

    /// The line's number, counted from 1.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Error, feed::EntryError};
    /// assert_eq!(EntryError::at(7, 1, Error::new(Code::HostBits, 6)).line(), 7);
    /// ```
    #[must_use]
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// The byte of the line at which the entry begins, counted from 1.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Error, feed::EntryError};
    /// assert_eq!(EntryError::at(7, 1, Error::new(Code::HostBits, 6)).column(), 1);
    /// ```
    #[must_use]
    pub const fn column(&self) -> u32 {
        self.column
    }

    /// The error; its offset counts in the entry, that of [`Dialect::accept`](crate::Dialect::accept) in
    /// the platform's spelling.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Error, feed::EntryError};
    /// assert_eq!(EntryError::at(7, 1, Error::new(Code::HostBits, 6)).error().offset(), 6);
    /// ```
    #[must_use]
    pub const fn error(&self) -> Error {
        self.error
    }

    /// What a program does about it: the class of the kind's error.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Class, Code, Error, feed::EntryError};
    /// let fault = EntryError::at(7, 1, Error::new(Code::HostBits, 6));
    /// assert_eq!(fault.class(), Class::DataRetrieval);
    /// ```
    #[must_use]
    pub const fn class(&self) -> Class {
        self.error.class()
    }

    /// The level to log it at.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Error, Level, feed::EntryError};
    /// assert_eq!(EntryError::at(7, 1, Error::new(Code::HostBits, 6)).level(), Level::Warning);
    /// ```
    #[must_use]
    pub const fn level(&self) -> Level {
        self.class().level()
    }

    /// What to do with the entry.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Disposition, Error, feed::EntryError};
    /// let fault = EntryError::at(7, 1, Error::new(Code::HostBits, 6));
    /// assert_eq!(fault.disposition(), Disposition::Skip);
    /// ```
    #[must_use]
    pub const fn disposition(&self) -> Disposition {
        self.class().disposition()
    }
}

/// `entry refused at line 2, column 3`; with `{:#}` the kind's error and its remedy follow, for who
/// does not walk the chain.
impl fmt::Display for EntryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("entry refused at line ")?;
        f.write_str(ascii::decimal(self.line, &mut [0; 20]))?;
        f.write_str(", column ")?;
        f.write_str(ascii::decimal(self.column, &mut [0; 10]))?;
        if f.alternate() {
            f.write_str(": ")?;
            self.error.fmt(f)?;
        }
        Ok(())
    }
}

impl core::error::Error for EntryError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.error)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use core::error::Error as _;
    use std::{format, string::ToString};

    use super::*;
    use crate::error::Code;

    #[test]
    fn the_chain_ends_in_the_kind_s_error() {
        let error = Error::new(Code::HostBits, 7);
        let fault = EntryError::at(u64::MAX, u32::MAX, error);
        assert_eq!((fault.line(), fault.column(), fault.error()), (u64::MAX, u32::MAX, error));
        let place = "entry refused at line 18446744073709551615, column 4294967295";
        assert_eq!(fault.to_string(), place);
        assert_eq!(format!("{fault:#}"), format!("{place}: {error:#}"));
        let source = fault.source().unwrap();
        assert_eq!(source.downcast_ref(), Some(&error));
        assert!(source.source().is_none());
        assert_eq!((fault.class(), fault.level()), (Class::DataRetrieval, Level::Warning));
        let ours = EntryError::at(1, 1, Error::new(Code::FeedOptions, 0));
        assert_eq!((ours.level(), ours.disposition()), (Level::Error, Disposition::Abort));
    }
}
