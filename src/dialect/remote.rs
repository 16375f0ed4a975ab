//! A platform's own errors as data: the number or message that it answers with, what that means
//! and what a program does about it.
//!
//! Decided here: the meaning of what a platform documents. Not decided here: HTTP status codes, for
//! which the platforms' own pages disagree.

use core::fmt;

use crate::{
    ascii,
    error::{Class, Disposition, Level},
};

/// What a platform names an error by.
///
/// `==` compares exactly; [`matches`](Self::matches) compares as a platform's message is looked up.
///
/// # Example
/// ```
/// use ioc_canon::dialect::{RemoteKey, THREATCONNECT, THREATSTOP};
/// assert_eq!(THREATSTOP.explain(19018).unwrap().key(), RemoteKey::Number(19018));
/// let denied = THREATCONNECT.explain("access denied").unwrap();
/// assert_eq!(denied.key(), RemoteKey::Message("Access Denied"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RemoteKey<'a> {
    /// The platform numbers its errors.
    Number(u32),
    /// The platform tells its errors by their text alone.
    Message(&'a str),
}

impl RemoteKey<'_> {
    /// Whether both name the same error: equal numbers, or messages that differ at most in the case
    /// of ASCII letters and in blanks around them.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::RemoteKey;
    /// assert!(RemoteKey::Message(" access denied\n").matches(RemoteKey::Message("Access Denied")));
    /// assert!(!RemoteKey::Number(1).matches(RemoteKey::Message("1")));
    /// ```
    #[must_use]
    pub fn matches(self, other: RemoteKey<'_>) -> bool {
        match (self, other) {
            (Self::Number(a), RemoteKey::Number(b)) => a == b,
            (Self::Message(a), RemoteKey::Message(b)) => {
                a.trim_ascii().eq_ignore_ascii_case(b.trim_ascii())
            }
            _ => false,
        }
    }
}

impl From<u32> for RemoteKey<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for RemoteKey<'a> {
    fn from(message: &'a str) -> Self {
        Self::Message(message)
    }
}

/// The number in decimal, or the message.
impl fmt::Display for RemoteKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => f.pad(ascii::decimal(*number, &mut [0; 10])),
            Self::Message(message) => f.pad(message),
        }
    }
}

/// One error of a platform: one row of its table.
///
/// The message is the platform's, word for word. Cause, remedy, class and whether to try again are
/// this crate's reading of the platform's documents, in this crate's words.
///
/// # Example
/// A row for a platform of one's own:
/// ```
/// use ioc_canon::{Class, Disposition, dialect::{RemoteCode, RemoteKey}};
/// static BUSY: RemoteCode = RemoteCode::new(RemoteKey::Number(7), "Lists", "Busy")
///     .with_class(Class::DataRetrieval)
///     .with_cause("the platform rebuilds its index")
///     .with_remedy("send it again in a minute")
///     .with_retry();
/// assert_eq!(BUSY.disposition(), Disposition::Retry);
/// assert_eq!(BUSY.to_string(), "7 Busy (Lists)");
/// assert_eq!(format!("{BUSY:#}"), "7 Busy (Lists); send it again in a minute");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RemoteCode {
    key: RemoteKey<'static>,
    service: &'static str,
    message: &'static str,
    cause: &'static str,
    remedy: &'static str,
    class: Class,
    retryable: bool,
}

impl RemoteCode {
    /// A row of class [`Class::UseCase`] without cause and remedy, not to be tried again. `message`
    /// is the platform's wording; `service` the part of the platform that answers so, empty where
    /// it has no parts.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Class, dialect::{RemoteCode, RemoteKey}};
    /// let row = RemoteCode::new(RemoteKey::Number(7), "Lists", "Busy");
    /// assert_eq!((row.class(), row.cause(), row.is_retryable()), (Class::UseCase, "", false));
    /// ```
    #[must_use]
    pub const fn new(
        key: RemoteKey<'static>,
        service: &'static str,
        message: &'static str,
    ) -> Self {
        let class = Class::UseCase;
        Self { key, service, message, cause: "", remedy: "", class, retryable: false }
    }

    /// This row with a cause: a lower-case clause without a full stop.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::{RemoteCode, RemoteKey};
    /// let row = RemoteCode::new(RemoteKey::Number(7), "Lists", "Busy").with_cause("an index is rebuilt");
    /// assert_eq!(row.cause(), "an index is rebuilt");
    /// ```
    #[must_use]
    pub const fn with_cause(mut self, cause: &'static str) -> Self {
        self.cause = cause;
        self
    }

    /// This row with a remedy: a lower-case clause without a full stop.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::{RemoteCode, RemoteKey};
    /// let row = RemoteCode::new(RemoteKey::Number(7), "Lists", "Busy").with_remedy("wait a minute");
    /// assert_eq!(format!("{row:#}"), "7 Busy (Lists); wait a minute");
    /// ```
    #[must_use]
    pub const fn with_remedy(mut self, remedy: &'static str) -> Self {
        self.remedy = remedy;
        self
    }

    /// This row with another class.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Class, Disposition, dialect::{RemoteCode, RemoteKey}};
    /// let row = RemoteCode::new(RemoteKey::Number(8), "", "No licence").with_class(Class::Config);
    /// assert_eq!(row.disposition(), Disposition::Abort);
    /// ```
    #[must_use]
    pub const fn with_class(mut self, class: Class) -> Self {
        self.class = class;
        self
    }

    /// This row as one that may pass when the same request is sent again.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Disposition, dialect::{RemoteCode, RemoteKey}};
    /// let row = RemoteCode::new(RemoteKey::Number(7), "Lists", "Busy").with_retry();
    /// assert_eq!(row.disposition(), Disposition::Retry);
    /// ```
    #[must_use]
    pub const fn with_retry(mut self) -> Self {
        self.retryable = true;
        self
    }

    /// What the platform names it by.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::THREATSTOP;
    /// assert_eq!(THREATSTOP.explain(19018).unwrap().key(), 19018.into());
    /// ```
    #[must_use]
    pub const fn key(&self) -> RemoteKey<'static> {
        self.key
    }

    /// The number, where the platform numbers its errors.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::{THREATCONNECT, THREATSTOP};
    /// assert_eq!(THREATSTOP.explain(19018).unwrap().number(), Some(19018));
    /// assert_eq!(THREATCONNECT.explain("Unauthorized").unwrap().number(), None);
    /// ```
    #[must_use]
    pub const fn number(&self) -> Option<u32> {
        match self.key {
            RemoteKey::Number(number) => Some(number),
            RemoteKey::Message(_) => None,
        }
    }

    /// The part of the platform that answers so, or empty text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::THREATSTOP;
    /// assert_eq!(THREATSTOP.explain(19018).unwrap().service(), "User Lists");
    /// ```
    #[must_use]
    pub const fn service(&self) -> &'static str {
        self.service
    }

    /// The platform's message, word for word.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::THREATSTOP;
    /// assert_eq!(THREATSTOP.explain(19018).unwrap().message(), "Invalid CIDR");
    /// ```
    #[must_use]
    pub const fn message(&self) -> &'static str {
        self.message
    }

    /// What brought it about, in our words.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::THREATSTOP;
    /// let row = THREATSTOP.explain(10100).unwrap();
    /// assert_eq!(row.cause(), "the platform failed on a request that was valid");
    /// ```
    #[must_use]
    pub const fn cause(&self) -> &'static str {
        self.cause
    }

    /// What to do, in our words.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::THREATSTOP;
    /// let row = THREATSTOP.explain(10100).unwrap();
    /// assert_eq!(row.remedy(), "send the same request again later");
    /// ```
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        self.remedy
    }

    /// What a program does about it, in our reading.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Class, dialect::THREATCONNECT};
    /// assert_eq!(THREATCONNECT.explain("Access Denied").unwrap().class(), Class::Config);
    /// ```
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// The level to log it at: that of its class.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Level, dialect::THREATCONNECT};
    /// assert_eq!(THREATCONNECT.explain("Access Denied").unwrap().level(), Level::Error);
    /// ```
    #[must_use]
    pub const fn level(&self) -> Level {
        self.class.level()
    }

    /// Whether the very same request may pass later although nobody changed anything. No platform
    /// publishes this: it is our reading of its message and tip.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::THREATSTOP;
    /// assert!(THREATSTOP.explain(10100).unwrap().is_retryable());
    /// assert!(!THREATSTOP.explain(19018).unwrap().is_retryable());
    /// ```
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        self.retryable
    }

    /// What to do: `Retry` where [`is_retryable`](Self::is_retryable), else what the class
    /// says.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Disposition, dialect::THREATSTOP};
    /// assert_eq!(THREATSTOP.explain(10100).unwrap().disposition(), Disposition::Retry);
    /// assert_eq!(THREATSTOP.explain(19018).unwrap().disposition(), Disposition::Skip);
    /// ```
    #[must_use]
    pub const fn disposition(&self) -> Disposition {
        if self.retryable { Disposition::Retry } else { self.class.disposition() }
    }
}

/// `19018 Invalid CIDR (User Lists)`; with `{:#}` the remedy follows after a semicolon.
impl fmt::Display for RemoteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let RemoteKey::Number(number) = self.key {
            f.write_str(ascii::decimal(number, &mut [0; 10]))?;
            f.write_str(" ")?;
        }
        f.write_str(self.message)?;
        if !self.service.is_empty() {
            f.write_str(" (")?;
            f.write_str(self.service)?;
            f.write_str(")")?;
        }
        if f.alternate() && !self.remedy.is_empty() {
            f.write_str("; ")?;
            f.write_str(self.remedy)?;
        }
        Ok(())
    }
}

/// So that a failed call can name it as its [`source`](core::error::Error::source).
impl core::error::Error for RemoteCode {}

/// The row of `rows` that `key` names, found one after another: for tables of a few rows, such as a
/// platform of one's own.
///
/// # Example
/// ```
/// use ioc_canon::dialect::{self, RemoteCode, RemoteKey};
/// static ROWS: [RemoteCode; 2] = [
///     RemoteCode::new(RemoteKey::Message("Busy"), "", "Busy"),
///     RemoteCode::new(RemoteKey::Message("No licence"), "", "No licence"),
/// ];
/// assert_eq!(dialect::find(&ROWS, "no licence\n".into()).unwrap().message(), "No licence");
/// assert!(dialect::find(&ROWS, 7.into()).is_none());
/// ```
#[must_use]
pub fn find<'r>(rows: &'r [RemoteCode], key: RemoteKey<'_>) -> Option<&'r RemoteCode> {
    rows.iter().find(|row| row.key.matches(key))
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{format, string::ToString};

    use super::*;

    const ROW: RemoteCode = RemoteCode::new(RemoteKey::Message("Not Here"), "", "Not Here");

    #[test]
    fn keys_match_within_their_sort() {
        let rows = [
            (RemoteKey::Number(5), RemoteKey::from(5), true),
            (RemoteKey::Number(5), RemoteKey::from(6), false),
            (RemoteKey::Number(5), RemoteKey::from("5"), false),
            (RemoteKey::Message("ab"), RemoteKey::from("\t AB \r\n"), true),
            (RemoteKey::Message("ab"), RemoteKey::from("a b"), false),
            (RemoteKey::Message("ab"), RemoteKey::from("\u{a0}ab"), false),
            (RemoteKey::Message("ä"), RemoteKey::from("Ä"), false),
        ];
        for (a, b, expected) in rows {
            assert_eq!((a.matches(b), b.matches(a)), (expected, expected), "{a:?} {b:?}");
        }
        assert_eq!(
            format!("{:>6}|{:<3}|", RemoteKey::Number(42), RemoteKey::Message("a")),
            "    42|a  |"
        );
    }

    #[test]
    fn a_row_without_service_and_remedy() {
        assert_eq!((ROW.to_string(), format!("{ROW:#}")), ("Not Here".into(), "Not Here".into()));
        assert_eq!((ROW.class(), ROW.level()), (Class::UseCase, Level::Warning));
        assert_eq!((ROW.disposition(), ROW.number()), (Disposition::Skip, None));
        assert_eq!(ROW.with_class(Class::Config).disposition(), Disposition::Abort);
        assert_eq!(ROW.with_class(Class::Config).with_retry().disposition(), Disposition::Retry);
        assert_eq!(find(&[ROW], "not here".into()), Some(&ROW));
        assert_eq!(find(&[ROW], 1.into()), None);
    }
}
