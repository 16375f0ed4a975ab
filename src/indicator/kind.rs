//! [`Kind`]: the kinds by name, and the one that a text's shape names.

use core::fmt;

use super::{MAX_INPUT, shape::shape};
use crate::{error::Error, grammar};

/// The kinds of indicators.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, Kind};
/// let blocked = ["192.0.2.1", "example.com", "192.0.2.0/24"];
/// let hosts = blocked.iter().filter(|text| Kind::of(text) == Ok(Kind::Host));
/// assert_eq!(hosts.count(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// An autonomous system number.
    Asn,
    /// An IP address.
    Address,
    /// A CIDR block.
    Cidr,
    /// A range of addresses.
    Range,
    /// A host name.
    Host,
    /// A URL with a host.
    Url,
    /// A Windows registry key.
    RegistryKey,
    /// An e-mail address.
    Email,
    /// A file's digest.
    FileHash,
    /// A server and a port.
    Endpoint,
}

impl Kind {
    /// Every kind.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Kind;
    /// assert!(Kind::ALL.iter().all(|kind| Kind::from_name(kind.name()) == Some(*kind)));
    /// ```
    pub const ALL: &'static [Self] = &[
        Self::Asn,
        Self::Address,
        Self::Cidr,
        Self::Range,
        Self::Host,
        Self::Url,
        Self::RegistryKey,
        Self::Email,
        Self::FileHash,
        Self::Endpoint,
    ];

    /// The stable name, such as `registry-key`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Kind;
    /// assert_eq!(Kind::RegistryKey.name(), "registry-key");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asn => "asn",
            Self::Address => "address",
            Self::Cidr => "cidr",
            Self::Range => "range",
            Self::Host => "host",
            Self::Url => "url",
            Self::RegistryKey => "registry-key",
            Self::Email => "email",
            Self::FileHash => "file-hash",
            Self::Endpoint => "endpoint",
        }
    }

    /// The kind of this name, in any case.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Kind;
    /// assert_eq!(Kind::from_name("File-Hash"), Some(Kind::FileHash));
    /// assert_eq!(Kind::from_name("file"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name().eq_ignore_ascii_case(name))
    }

    /// The kind that a text's shape names, whether or not the text is valid.
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank`; `NotAnIndicator`, `AmbiguousNumber`,
    /// `PathOnly` and `UrlSchemeMissing` for shapes that no kind has.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Kind};
    /// // The shape is a block's, whose host bits are then refused.
    /// assert_eq!(Kind::of("10.0.0.5/8")?, Kind::Cidr);
    /// assert_eq!(Kind::of("2130706433").unwrap_err().code(), Code::AmbiguousNumber);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn of(text: &str) -> Result<Self, Error> {
        grammar::preflight(text, MAX_INPUT)?;
        shape(text)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
