//! How a host is read: what labels may hold, how many there are, and whether there may be a wildcard.

/// What a label may hold.
///
/// # Example
/// ```
/// use ioc_canon::{Code, Host, host::{Options, Rules}};
/// let (dns, strict) = (Options::new().rules(Rules::Dns), Options::new().rules(Rules::Hostname));
/// assert!(Host::parse_with("ab--c.example", &dns).is_ok());
/// let error = Host::parse_with("ab--c.example", &strict).unwrap_err();
/// assert_eq!((error.code(), error.offset()), (Code::HyphensAt34, 0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Rules {
    /// What DNS serves, for indicators: `_` anywhere, `--` anywhere, A-labels whether or not they
    /// decode.
    #[default]
    Dns,
    /// RFC 1123 host names: no `_`, and hyphens at the third and fourth place only in A-labels
    /// that decode. Without the feature `idna` none is decoded, and each is refused as `NeedsIdna`.
    Hostname,
}

/// How a host is read.
///
/// # Example
/// ```
/// use ioc_canon::{Host, host::{Options, Rules}};
/// const STRICT: Options = Options::new().rules(Rules::Hostname).min_labels(2);
/// assert!(Host::parse_with("_dmarc.example.com", &STRICT).is_err());
/// assert!(Host::parse_with("localhost", &STRICT).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Options {
    pub(super) rules: Rules,
    pub(super) wildcard: bool,
    pub(super) min_labels: u8,
}

impl Options {
    /// [`Rules::Dns`], no wildcard, one label is enough.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Host, host::Options};
    /// assert_eq!(Host::parse_with("localhost", &Options::new())?, Host::parse("localhost")?);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { rules: Rules::Dns, wildcard: false, min_labels: 1 }
    }

    /// Which rules labels must satisfy.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Host, host::{Options, Rules}};
    /// const STRICT: Options = Options::new().rules(Rules::Hostname);
    /// assert_eq!(Host::parse_with("_dmarc.example", &STRICT).unwrap_err().code(), Code::Underscore);
    /// ```
    #[must_use]
    pub const fn rules(self, rules: Rules) -> Self {
        Self { rules, ..self }
    }

    /// Whether the name may begin with `*.`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Host, host::Options};
    /// const WILD: Options = Options::new().wildcard(true);
    /// assert!(Host::parse_with("*.example.com", &WILD)?.is_wildcard());
    /// assert_eq!(Host::parse("*.example.com").unwrap_err().code(), Code::Wildcard);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn wildcard(self, allowed: bool) -> Self {
        Self { wildcard: allowed, ..self }
    }

    /// How many labels the name has at least: 1 or 2; more than 2 counts as 2.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Host, host::Options};
    /// const TWO: Options = Options::new().min_labels(2);
    /// assert_eq!(Host::parse_with("localhost", &TWO).unwrap_err().code(), Code::SingleLabel);
    /// ```
    #[must_use]
    pub const fn min_labels(self, labels: u8) -> Self {
        Self { min_labels: labels, ..self }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}
