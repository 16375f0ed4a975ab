//! Internationalised domain names: ToASCII and ToUnicode of UTS #46, without an allocator.
//!
//! `bücher.example` is what people read; `xn--bcher-kva.example` is what DNS, certificates and most
//! platforms hold. A label of the first kind is a *U-label*, one of the second an *A-label*.
//!
//! ```
//! use ioc_canon::idna::{Config, MAX_ASCII_LEN, MAX_UNICODE_LEN};
//! let mut out = [0; MAX_ASCII_LEN];
//! let len = Config::HOSTNAME.to_ascii("B\u{DC}CHER.example", &mut out)?;
//! assert_eq!(&out[..len], b"xn--bcher-kva.example");
//!
//! let mut out = [0; MAX_UNICODE_LEN];
//! let len = Config::HOSTNAME.to_unicode("xn--bcher-kva.example", &mut out)?;
//! assert_eq!(&out[..len], "b\u{FC}cher.example".as_bytes());
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Source of truth
//! [UTS #46](https://www.unicode.org/reports/tr46/) of the version of [`UNICODE_VERSION`]: section 4
//! (Processing, non-transitional), 4.1 (Validity Criteria), 4.2 (ToASCII), 4.3 (ToUnicode); RFC 3492
//! for [`punycode`], RFC 5893 section 2 for the bidi rule, RFC 5892 appendices A.1 and A.2 for the
//! joiners, UAX #15 for Normalization Form C.
//!
//! # What is refused
//! Code points that are disallowed; labels that begin with a mark, hold a joiner out of context or
//! break the bidi rule; hyphens where [`Config`] does not allow them; `xn--` labels that are not the
//! one Punycode spelling of a valid label in form C; and, with [`Config::verify_dns_length`], empty
//! labels, a root dot among them, labels over 63 octets and names over 253.
//! Where UTS #46 records an error and goes on, this refuses, with the first error it meets.
//!
//! # What is not decided here
//! Whether a name "ends in a number" and is an IPv4 address to some parser; whether one trailing
//! dot is read; mojibake, look-alikes and mixed scripts; which names exist. The host parser and its
//! callers see to the first three.
//!
//! # Time and room
//! One pass; time grows with the octets read, and reading stops at the first label that is refused or
//! does not fit. Nothing is allocated; the stack takes less than 2.5 KiB.
//!
//! # Why 177 code points are enough
//! A label is mapped and normalised in a buffer of 177 code points. With
//! [`Config::verify_dns_length`] a label that does not fit is invalid: `xn--` and its Punycode take
//! at most 63 octets, and Punycode spends one at least on each code point, so a valid label has at
//! most 59 of them in form C; each of those decomposes to at most 3, so there are at most 177 in
//! form D, and no more in the mapped text, which has the same form D. The constant 3 is asserted by
//! the generator of the tables. A-labels and labels of ASCII are shorter still.

mod ascii;
mod bidi;
mod class;
mod joiner;
mod label;
mod mapping;
mod normalize;
pub(crate) mod plain;
pub mod punycode;
mod scratch;
mod tables;
#[cfg(test)]
mod tests;

use crate::error::Error;

/// The version of Unicode that the mapping and the properties are of: major, minor, update.
///
/// A code point that was assigned later is disallowed.
///
/// # Example
/// ```
/// assert!(ioc_canon::idna::UNICODE_VERSION >= (18, 0, 0));
/// ```
pub const UNICODE_VERSION: (u8, u8, u8) = tables::UNICODE_VERSION;

/// The most octets [`Config::to_ascii`] writes with [`Config::verify_dns_length`]: 253, and one for
/// the root dot that a caller may add.
///
/// # Example
/// ```
/// assert_eq!(ioc_canon::idna::MAX_ASCII_LEN, 254);
/// ```
pub const MAX_ASCII_LEN: usize = 254;

/// The most octets [`Config::to_unicode`] writes with [`Config::verify_dns_length`]: 939, and one for
/// the root dot that a caller may add.
///
/// UTF-8 is longer than Punycode where a label repeats few characters of four octets each.
///
/// # Example
/// ```
/// assert_eq!(ioc_canon::idna::MAX_UNICODE_LEN, 940);
/// ```
pub const MAX_UNICODE_LEN: usize = 940;

/// The code points that a label may take before it is known to be invalid, or too long for this
/// crate when DNS lengths are not verified.
const SCRATCH: usize = 177;

/// Which of the checks that UTS #46 leaves to the application are made.
///
/// A `const` value: profiles are made once, with the methods below. Processing is always
/// non-transitional: `ß`, `ς` and, in context, the joiners are kept.
///
/// # Example
/// ```
/// use ioc_canon::idna::Config;
/// const NO_LIMITS: Config = Config::new().verify_dns_length(false);
/// let mut out = [0; 300];
/// assert!(Config::new().to_ascii("a..b", &mut out).is_err());
/// assert_eq!(NO_LIMITS.to_ascii("a..b", &mut out), Ok(4));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Config {
    check_hyphens: bool,
    allow_hyphens34: bool,
    check_bidi: bool,
    check_joiners: bool,
    use_std3_ascii_rules: bool,
    allow_underscore: bool,
    verify_dns_length: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

/// Which of the two directions a domain is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Ascii,
    Unicode,
}

impl Config {
    /// Every check on: for names of hosts.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::idna::Config;
    /// assert!(Config::HOSTNAME.to_ascii("_dmarc.example", &mut [0; 254]).is_err());
    /// ```
    pub const HOSTNAME: Self = Self::new();

    /// For names that DNS serves and indicators hold: `_` is allowed, and hyphens anywhere but at a
    /// label's ends.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::idna::Config;
    /// let mut out = [0; 254];
    /// assert_eq!(Config::DNS.to_ascii("r3---sn.a_b.example", &mut out), Ok(19));
    /// ```
    pub const DNS: Self = Self::new().allow_hyphens34(true).allow_underscore(true);

    /// Every check on, `_` not allowed.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::idna::Config;
    /// assert_eq!(Config::new(), Config::HOSTNAME);
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self {
            check_hyphens: true,
            allow_hyphens34: false,
            check_bidi: true,
            check_joiners: true,
            use_std3_ascii_rules: true,
            allow_underscore: false,
            verify_dns_length: true,
        }
    }

    /// CheckHyphens: no label begins or ends with a hyphen or has two as its third and fourth
    /// character. Off, a label that does not start as an A-label may; and an A-label must not decode
    /// to one that starts as an A-label.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::idna::Config;
    /// let mut out = [0; 254];
    /// assert!(Config::new().to_ascii("-a.example", &mut out).is_err());
    /// assert!(Config::new().check_hyphens(false).to_ascii("-a.example", &mut out).is_ok());
    /// ```
    #[must_use]
    pub const fn check_hyphens(self, on: bool) -> Self {
        Self { check_hyphens: on, ..self }
    }

    /// Leaves hyphens at a label's third and fourth place alone where CheckHyphens is on; its ends
    /// are still checked. An A-label must then not decode to one that starts as an A-label.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::idna::Config;
    /// const CONFIG: Config = Config::new().allow_hyphens34(true);
    /// let mut out = [0; 254];
    /// assert!(CONFIG.to_ascii("r3---sn.example", &mut out).is_ok());
    /// assert!(CONFIG.to_ascii("-a.example", &mut out).is_err());
    /// ```
    #[must_use]
    pub const fn allow_hyphens34(self, on: bool) -> Self {
        Self { allow_hyphens34: on, ..self }
    }

    /// CheckBidi: in a domain with a right-to-left label every label fulfils RFC 5893 section 2.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::idna::Config;
    /// let mut out = [0; 254];
    /// assert!(Config::new().to_ascii("1a.\u{5D0}", &mut out).is_err());
    /// assert!(Config::new().check_bidi(false).to_ascii("1a.\u{5D0}", &mut out).is_ok());
    /// ```
    #[must_use]
    pub const fn check_bidi(self, on: bool) -> Self {
        Self { check_bidi: on, ..self }
    }

    /// CheckJoiners: U+200C and U+200D stand only where RFC 5892 appendix A allows them.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::idna::Config;
    /// let mut out = [0; 254];
    /// assert!(Config::new().to_ascii("a\u{200D}b", &mut out).is_err());
    /// assert!(Config::new().check_joiners(false).to_ascii("a\u{200D}b", &mut out).is_ok());
    /// ```
    #[must_use]
    pub const fn check_joiners(self, on: bool) -> Self {
        Self { check_joiners: on, ..self }
    }

    /// UseSTD3ASCIIRules: of ASCII only letters, digits and hyphens stand in a label. Off, all of
    /// it does; `\0`, the blank and `/` included.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::idna::Config;
    /// let mut out = [0; 254];
    /// assert!(Config::new().to_ascii("a*b", &mut out).is_err());
    /// assert!(Config::new().use_std3_ascii_rules(false).to_ascii("a*b", &mut out).is_ok());
    /// ```
    #[must_use]
    pub const fn use_std3_ascii_rules(self, on: bool) -> Self {
        Self { use_std3_ascii_rules: on, ..self }
    }

    /// Allows `_` where UseSTD3ASCIIRules would refuse it. Not an option of UTS #46.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::idna::Config;
    /// let mut out = [0; 254];
    /// assert!(Config::new().to_ascii("_sip.example", &mut out).is_err());
    /// assert!(Config::new().allow_underscore(true).to_ascii("_sip.example", &mut out).is_ok());
    /// ```
    #[must_use]
    pub const fn allow_underscore(self, on: bool) -> Self {
        Self { allow_underscore: on, ..self }
    }

    /// VerifyDnsLength: labels take 1 to 63 octets in ASCII, the name 1 to 253. An empty label is
    /// refused wherever it is, so a trailing dot is too (UTS #46 section 4.2 step 4).
    ///
    /// UTS #46 has this for ToASCII alone. Here it holds for [`to_unicode`](Self::to_unicode) as
    /// well, which could not state the room it needs otherwise.
    ///
    /// Off, empty labels and the root dot are passed through, and there is one refusal more than
    /// UTS #46 has: `BufferTooSmall`, for a label that takes more than 177 code points mapped or
    /// decomposed, and for an output that does not fit.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::idna::Config;
    /// let mut out = [0; 254];
    /// assert!(Config::new().to_ascii("example.", &mut out).is_err());
    /// assert_eq!(Config::new().verify_dns_length(false).to_ascii("example.", &mut out), Ok(8));
    /// ```
    #[must_use]
    pub const fn verify_dns_length(self, on: bool) -> Self {
        Self { verify_dns_length: on, ..self }
    }

    /// ToASCII: writes `domain` with every U-label as an A-label, lower case, and returns how many
    /// octets that took. They are ASCII.
    ///
    /// With [`verify_dns_length`](Self::verify_dns_length), [`MAX_ASCII_LEN`] octets of room are
    /// always enough.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::idna::{Config, MAX_ASCII_LEN};
    /// let mut out = [0; MAX_ASCII_LEN];
    /// let len = Config::new().to_ascii("\u{F6}sterreich\u{3002}ICOM.museum", &mut out)?;
    /// assert_eq!(&out[..len], b"xn--sterreich-z7a.icom.museum");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    ///
    /// # Example: which byte
    /// ```
    /// use ioc_canon::{Code, idna::Config};
    /// let error = Config::new().to_ascii("ex\u{E4}mple.c\u{2024}m", &mut [0; 254]).unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::DisallowedCodePoint, 10));
    /// ```
    ///
    /// # Errors
    /// `DisallowedCodePoint`, `LeadingMark` and `JoinerContext`, at the first typed code point whose
    /// mapping holds the offender; where that is inside an A-label, at the label's first byte.
    /// `BadPunycode`, `NotNfc`, `HyphensAt34`, `LeadingHyphen`, `TrailingHyphen`, `BidiRule`,
    /// `LabelEmpty` and `LabelTooLong` at the label's first typed byte, `NameTooLong` at that of the
    /// label in which the name passes 253 octets. `BufferTooSmall`, at the label that did not fit.
    /// What `out` then holds is unspecified.
    pub fn to_ascii(&self, domain: &str, out: &mut [u8]) -> Result<usize, Error> {
        self.convert(Form::Ascii, domain, out)
    }

    /// ToUnicode: writes `domain` with every A-label as a U-label, mapped and normalised, and returns
    /// how many octets that took. They are UTF-8.
    ///
    /// With [`verify_dns_length`](Self::verify_dns_length), [`MAX_UNICODE_LEN`] octets of room are
    /// always enough.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::idna::{Config, MAX_UNICODE_LEN};
    /// let mut out = [0; MAX_UNICODE_LEN];
    /// let len = Config::new().to_unicode("XN--STERREICH-Z7A.icom.museum", &mut out)?;
    /// assert_eq!(core::str::from_utf8(&out[..len]), Ok("\u{F6}sterreich.icom.museum"));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`to_ascii`](Self::to_ascii). UTS #46 has ToUnicode go on after an error and give some
    /// text; this gives none.
    pub fn to_unicode(&self, domain: &str, out: &mut [u8]) -> Result<usize, Error> {
        self.convert(Form::Unicode, domain, out)
    }

    #[inline]
    fn convert(&self, form: Form, domain: &str, out: &mut [u8]) -> Result<usize, Error> {
        // The common case first, unless the first octets say that this is another.
        if !matches!(
            domain.as_bytes(),
            [0x80..=0xFF, ..] | [b'x' | b'X', b'n' | b'N', b'-', b'-', ..]
        ) {
            let underscore = self.allow_underscore || !self.use_std3_ascii_rules;
            if let Some(len) = ascii::host(domain.as_bytes(), underscore, out) {
                return Ok(len);
            }
        }
        match form {
            Form::Ascii => self.beyond_ascii(domain, out),
            Form::Unicode => label::domain::<SCRATCH>(*self, form, domain, out),
        }
    }

    /// [`to_ascii`](Self::to_ascii) without the fast path for what is ASCII already.
    #[inline]
    pub(crate) fn beyond_ascii(&self, domain: &str, out: &mut [u8]) -> Result<usize, Error> {
        if !crate::ascii::SMALL {
            let underscore = self.allow_underscore || !self.use_std3_ascii_rules;
            if let Some(len) = plain::write(domain, underscore, out) {
                return Ok(len);
            }
        }
        label::domain::<SCRATCH>(*self, Form::Ascii, domain, out)
    }

    /// The property bits of the ASCII that is refused.
    const fn denied(self) -> u32 {
        match (self.use_std3_ascii_rules, self.allow_underscore) {
            (false, _) => 0,
            (true, true) => class::DENIED,
            (true, false) => class::DENIED | class::UNDERSCORE,
        }
    }
}
