//! What a platform takes of texts that are spelled as it wants.

use crate::hash;

/// What a platform refuses of texts that are spelled as it wants.
///
/// # Example
/// ```
/// use ioc_canon::{Code, Dialect, Kind, address, dialect::Limits};
/// const OURS: Dialect = Dialect::new("ours")
///     .address(address::Form::Compressed)
///     .limits(Limits::NONE.private(false));
/// assert_eq!(OURS.check(Kind::Address, "10.0.0.1").unwrap_err().code(), Code::PrivateAddress);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub(super) min_prefix_v4: u8,
    pub(super) min_prefix_v6: u8,
    pub(super) private: bool,
    pub(super) special: bool,
    pub(super) max_name: u16,
    pub(super) hashes: Option<&'static [hash::Algorithm]>,
    pub(super) basic_plane: bool,
}

impl Limits {
    /// No limits beyond those of the kinds themselves.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Dialect, Kind, cidr, dialect::Limits};
    /// const OURS: Dialect = Dialect::new("ours").cidr(cidr::Form::Compressed).limits(Limits::NONE);
    /// assert!(OURS.check(Kind::Cidr, "0.0.0.0/0").is_ok());
    /// ```
    pub const NONE: Self = Self {
        min_prefix_v4: 0,
        min_prefix_v6: 0,
        private: true,
        special: true,
        max_name: 253,
        hashes: None,
        basic_plane: false,
    };

    /// The shortest IPv4 prefix that is taken; a range has at most as many addresses.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Dialect, Kind, cidr, dialect::Limits};
    /// const OURS: Dialect =
    ///     Dialect::new("ours").cidr(cidr::Form::Compressed).limits(Limits::NONE.min_prefix_v4(8));
    /// assert!(OURS.check(Kind::Cidr, "10.0.0.0/8").is_ok());
    /// assert_eq!(OURS.check(Kind::Cidr, "10.0.0.0/7").unwrap_err().code(), Code::PrefixTooShort);
    /// ```
    #[must_use]
    pub const fn min_prefix_v4(self, bits: u8) -> Self {
        Self { min_prefix_v4: bits, ..self }
    }

    /// The shortest IPv6 prefix that is taken; a range has at most as many addresses.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Dialect, Kind, cidr, dialect::Limits};
    /// const OURS: Dialect =
    ///     Dialect::new("ours").cidr(cidr::Form::Compressed).limits(Limits::NONE.min_prefix_v6(32));
    /// assert!(OURS.check(Kind::Cidr, "2001:db8::/32").is_ok());
    /// assert_eq!(OURS.check(Kind::Cidr, "2000::/31").unwrap_err().code(), Code::PrefixTooShort);
    /// ```
    #[must_use]
    pub const fn min_prefix_v6(self, bits: u8) -> Self {
        Self { min_prefix_v6: bits, ..self }
    }

    /// Whether addresses of RFC 1918, and blocks and ranges that overlap them, are taken. IPv4
    /// addresses inside IPv6 ones count.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Dialect, Kind, address, dialect::Limits};
    /// const OURS: Dialect =
    ///     Dialect::new("ours").address(address::Form::Compressed).limits(Limits::NONE.private(false));
    /// let error = OURS.check(Kind::Address, "::ffff:10.0.0.1").unwrap_err();
    /// assert_eq!(error.code(), Code::PrivateAddress);
    /// ```
    #[must_use]
    pub const fn private(self, allowed: bool) -> Self {
        Self { private: allowed, ..self }
    }

    /// Whether special-purpose addresses (IANA) are taken.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Dialect, Kind, address, dialect::Limits};
    /// const OURS: Dialect =
    ///     Dialect::new("ours").address(address::Form::Compressed).limits(Limits::NONE.special(false));
    /// assert_eq!(OURS.check(Kind::Address, "127.0.0.1").unwrap_err().code(), Code::SpecialAddress);
    /// assert!(OURS.check(Kind::Address, "8.8.8.8").is_ok());
    /// ```
    #[must_use]
    pub const fn special(self, allowed: bool) -> Self {
        Self { special: allowed, ..self }
    }

    /// The longest host name that is taken, in octets of its canonical text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Dialect, Kind, dialect::Limits, host};
    /// const OURS: Dialect =
    ///     Dialect::new("ours").host(host::Form::Ascii).limits(Limits::NONE.max_name(11));
    /// assert!(OURS.check(Kind::Host, "example.com").is_ok());
    /// assert_eq!(OURS.check(Kind::Host, "www.example.com").unwrap_err().code(), Code::NameOverLimit);
    /// ```
    #[must_use]
    pub const fn max_name(self, octets: u16) -> Self {
        Self { max_name: octets, ..self }
    }

    /// The digests that are taken.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Dialect, Kind, dialect::Limits, hash::{Algorithm, Form}};
    /// const OURS: Dialect =
    ///     Dialect::new("ours").file_hash(Form::Lower).limits(Limits::NONE.hashes(&[Algorithm::Sha256]));
    /// let md5 = "d41d8cd98f00b204e9800998ecf8427e";
    /// assert_eq!(OURS.check(Kind::FileHash, md5).unwrap_err().code(), Code::HashUnsupported);
    /// ```
    #[must_use]
    pub const fn hashes(self, taken: &'static [hash::Algorithm]) -> Self {
        Self { hashes: Some(taken), ..self }
    }

    /// Whether URLs and registry keys hold characters of Unicode's basic plane alone, those of up to three
    /// bytes in UTF-8: what a database stores whose text columns have no others.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Dialect, Kind, dialect::Limits, url};
    /// const OURS: Dialect =
    ///     Dialect::new("ours").url(url::Form::Canonical).limits(Limits::NONE.basic_plane(true));
    /// assert!(OURS.check(Kind::Url, "http://example.com/\u{20ac}").is_ok());
    /// let error = OURS.check(Kind::Url, "http://example.com/\u{1f600}").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::BeyondBasicPlane, 19));
    /// ```
    #[must_use]
    pub const fn basic_plane(self, alone: bool) -> Self {
        Self { basic_plane: alone, ..self }
    }
}
