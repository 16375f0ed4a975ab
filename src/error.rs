//! One error for every kind: a byte offset and a stable [`Code`], eight bytes, `Copy`.
//!
//! What the codes are is one table, in `error/code.rs`.

use core::fmt;

mod code;

pub use code::{Code, CodeId};

/// Why a text was refused and at which byte.
///
/// # Example
/// ```
/// use ioc_canon::{Code, Cidr};
/// let error = Cidr::parse("10.0.0.5/8").unwrap_err();
/// assert_eq!(error.code(), Code::HostBits);
/// assert_eq!(error.offset(), 7);
/// assert_eq!(error.to_string(), "expected zero bits beyond the prefix length at byte 7");
/// assert_eq!(error.explain("10.0.0.5/8").suggestion().unwrap().to_string(), "10.0.0.0/8");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Error {
    offset: u32,
    code: Code,
}

const _: () = assert!(size_of::<Error>() == 8);

impl Error {
    /// The refusal `code` at byte `offset`. An offset above `u32::MAX` is stored as `u32::MAX`; no
    /// parser reads that far.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Error, FileHash};
    /// assert_eq!(FileHash::parse("d41d").unwrap_err(), Error::new(Code::HashLength, 4));
    /// ```
    #[must_use]
    pub const fn new(code: Code, offset: usize) -> Self {
        #[expect(clippy::as_conversions, reason = "`try_from` is not const; the bound is checked")]
        let offset = if offset > u32::MAX as usize { u32::MAX } else { offset as u32 };
        Self { offset, code }
    }

    /// The byte of the input, counted from 0, that the code's documentation says it points at. It
    /// is at most the input's length and stands on a character boundary.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Email;
    /// let typed = "john@doe@example.com";
    /// let at = Email::parse(typed).unwrap_err().offset();
    /// assert_eq!(&typed[at..], "@example.com");
    /// ```
    #[must_use]
    pub const fn offset(self) -> usize {
        #[expect(clippy::as_conversions, reason = "u32 to usize; `from` is not const")]
        let offset = self.offset as usize;
        offset
    }

    /// Which rule was broken.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Email};
    /// let error = Email::parse("john@doe@example.com").unwrap_err();
    /// assert_eq!(error.code(), Code::EmailSecondAt);
    /// ```
    #[must_use]
    pub const fn code(self) -> Code {
        self.code
    }

    /// What a program does about it: the code's [`Class`].
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Asn, Class, Kind, dialect::THREATCONNECT};
    /// assert_eq!(Asn::parse("AS6x").unwrap_err().class(), Class::DataRetrieval);
    /// let error = THREATCONNECT.check(Kind::Asn, "AS64496").unwrap_err();
    /// assert_eq!(error.class(), Class::UseCase);
    /// ```
    #[must_use]
    pub const fn class(self) -> Class {
        self.code.class()
    }

    /// The same error seen from a text in which this one's input begins at byte `by`.
    pub(crate) const fn shifted(self, by: usize) -> Self {
        Self::new(self.code, self.offset().saturating_add(by))
    }
}

/// `expected a decimal digit at byte 4`; with `{:#}` the remedy follows after a semicolon.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [0; 10];
        f.write_str(self.code.summary())?;
        f.write_str(" at byte ")?;
        f.write_str(crate::ascii::decimal(self.offset, &mut digits))?;
        if f.alternate() {
            f.write_str("; ")?;
            f.write_str(self.code.remedy())?;
        }
        Ok(())
    }
}

impl core::error::Error for Error {}

/// What a program does about an error, in the terms of the OpenCTI connector guideline.
///
/// # Example
/// ```
/// use ioc_canon::{Class, Disposition, Host};
/// match Host::parse("a..example").unwrap_err().class() {
///     Class::Config => panic!("stop: the caller's options are wrong"),
///     class => assert_eq!(class.disposition(), Disposition::Skip),
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Class {
    /// The caller's own options, buffers or requests are wrong: stop at start-up, someone must act. No
    /// indicator's text, whoever sent it, is refused so.
    Config,
    /// What the source sent is malformed: skip the entry and warn.
    DataRetrieval,
    /// Well-formed, but not in this platform's spelling, limits or types, or not for this build to read:
    /// skip the entry and warn.
    UseCase,
}

/// The log level that the guideline gives to a class.
///
/// # Example
/// ```
/// use ioc_canon::{Host, Level};
/// assert_eq!(Host::parse("a..example").unwrap_err().class().level(), Level::Warning);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    /// Anything useful for technical inspection.
    Debug,
    /// Normal milestones.
    Info,
    /// Handled or skipped gracefully.
    Warning,
    /// Unexpected or in need of action.
    Error,
}

/// What to do with the run or the entry.
///
/// # Example
/// ```
/// use ioc_canon::{Disposition, dialect::THREATSTOP};
/// assert_eq!(THREATSTOP.explain(19018).unwrap().disposition(), Disposition::Skip);
/// assert_eq!(THREATSTOP.explain(10100).unwrap().disposition(), Disposition::Retry);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Disposition {
    /// Stop: going on cannot help.
    Abort,
    /// Leave this entry out and go on.
    Skip,
    /// The same request may succeed later.
    Retry,
}

impl Class {
    /// The level to log it at: `Error` for [`Class::Config`], `Warning` for what is skipped.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Class, Level};
    /// assert_eq!(Class::Config.level(), Level::Error);
    /// assert_eq!(Class::UseCase.level(), Level::Warning);
    /// ```
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Config => Level::Error,
            Self::DataRetrieval | Self::UseCase => Level::Warning,
        }
    }

    /// `Abort` for [`Class::Config`], `Skip` for the others. A text never mends itself, so no class
    /// of ours is retried; a platform's code may be.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Class, Disposition};
    /// assert_eq!(Class::Config.disposition(), Disposition::Abort);
    /// assert_eq!(Class::DataRetrieval.disposition(), Disposition::Skip);
    /// ```
    #[must_use]
    pub const fn disposition(self) -> Disposition {
        match self {
            Self::Config => Disposition::Abort,
            Self::DataRetrieval | Self::UseCase => Disposition::Skip,
        }
    }
}
