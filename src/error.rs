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
    /// The refusal `code` at byte `offset`. Offsets past `u32::MAX` are held at it; no door reads
    /// that far.
    #[must_use]
    pub const fn new(code: Code, offset: usize) -> Self {
        #[expect(clippy::as_conversions, reason = "`try_from` is not const; the bound is checked")]
        let offset = if offset > u32::MAX as usize { u32::MAX } else { offset as u32 };
        Self { offset, code }
    }

    /// The byte of the input, counted from 0, that the code's documentation says it points at. It
    /// is at most the input's length and stands on a character boundary.
    #[must_use]
    pub const fn offset(self) -> usize {
        #[expect(clippy::as_conversions, reason = "u32 to usize; `from` is not const")]
        let offset = self.offset as usize;
        offset
    }

    /// Which rule was broken.
    #[must_use]
    pub const fn code(self) -> Code {
        self.code
    }

    /// What a program does about it: the code's [`Class`].
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Class {
    /// The caller's own options or buffers are wrong: stop at start-up, someone must act.
    Config,
    /// What the source sent is malformed: skip the entry and warn.
    DataRetrieval,
    /// Well-formed, but not in this platform's spelling, limits or types: skip the entry and warn.
    UseCase,
}

/// The log level that the guideline gives to a class.
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

/// What happens next to the run or the entry.
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
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Config => Level::Error,
            Self::DataRetrieval | Self::UseCase => Level::Warning,
        }
    }

    /// `Abort` for [`Class::Config`], `Skip` for the others. A text never mends itself, so no class
    /// of ours is retried; a platform's code may be.
    #[must_use]
    pub const fn disposition(self) -> Disposition {
        match self {
            Self::Config => Disposition::Abort,
            Self::DataRetrieval | Self::UseCase => Disposition::Skip,
        }
    }
}
