//! Platforms as data: how each spells every kind, and what it takes.
//!
//! A [`Dialect`] is a `const` value: one form per kind, the platform's limits and its error codes.
//! Kinds never know platforms; platforms never parse. [`Dialect::show`] renders a value as the
//! platform wants it, [`Dialect::check`] says whether a text is exactly that.
//!
//! # Example: your own platform
//! ```
//! use ioc_canon::{Dialect, Indicator, Kind, asn, cidr, dialect::Limits};
//! const OURS: Dialect = Dialect::new("ours")
//!     .asn(asn::Form::Plain)
//!     .cidr(cidr::Form::Full)
//!     .limits(Limits::NONE.min_prefix_v4(8));
//! let block = Indicator::detect("2001:db8::/32")?;
//! assert_eq!(OURS.show(&block)?.to_string(), "2001:db8:0:0:0:0:0:0/32");
//! assert!(OURS.check(Kind::Asn, "AS12345").is_err());
//! assert!(OURS.show(&Indicator::detect("example.com")?).is_err());
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: the platform's own codes
//! ```
//! use ioc_canon::{Kind, dialect::THREATSTOP};
//! // Before it is sent: what the platform would answer.
//! let error = THREATSTOP.check(Kind::Cidr, "192.0.2.7/24").unwrap_err();
//! assert!(THREATSTOP.remote(&error).any(|row| row.number() == Some(19018)));
//! // After it was sent: what its answer means.
//! assert_eq!(THREATSTOP.explain(19018).unwrap().service(), "User Lists");
//! ```

mod check;
mod ecs;
mod limits;
mod misp;
pub mod opencti;
mod remote;
pub mod threatconnect;
pub mod threatstop;
mod value;

use core::fmt;

use crate::{
    Indicator, Kind, address, asn, cidr, email,
    emit::{self, Pieces, Render, Scratch},
    endpoint,
    error::{Code, Error},
    hash, host,
    indicator::Buffer,
    range, registry,
    text::Text,
    url,
};

pub use self::{
    ecs::ECS,
    limits::Limits,
    misp::MISP,
    opencti::OPENCTI,
    remote::{RemoteCode, RemoteKey, find},
    threatconnect::THREATCONNECT,
    threatstop::THREATSTOP,
    value::{ShownValue, ValueForm},
};

/// Every platform that the crate brings. A new one is registered here.
///
/// # Example
/// ```
/// use ioc_canon::{Kind, dialect};
/// let takes_ranges = dialect::ALL.iter().filter(|dialect| dialect.takes(Kind::Range));
/// assert!(takes_ranges.map(|dialect| dialect.name()).eq(["threatstop"]));
/// ```
pub const ALL: &[&Dialect] = &[&THREATCONNECT, &THREATSTOP, &OPENCTI, &MISP, &ECS];

/// The platform of this name, in any case.
///
/// # Example
/// ```
/// use ioc_canon::dialect;
/// assert_eq!(dialect::named("MISP").unwrap().name(), "misp");
/// assert!(dialect::named("nowhere").is_none());
/// ```
#[must_use]
pub fn named(name: &str) -> Option<&'static Dialect> {
    ALL.iter().copied().find(|dialect| dialect.name.eq_ignore_ascii_case(name))
}

/// One platform's spelling, limits and codes.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, dialect::{ECS, OPENCTI, THREATCONNECT}};
/// let asn = Indicator::detect("as 64496")?;
/// let texts = [THREATCONNECT, OPENCTI, ECS].map(|dialect| dialect.show(&asn).unwrap().to_string());
/// assert_eq!(texts, ["ASN64496", "64496", "64496"]);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Dialect {
    name: &'static str,
    asn: Option<asn::Form>,
    address: Option<address::Form>,
    cidr: Option<cidr::Form>,
    range: Option<range::Form>,
    host: Option<host::Form>,
    url: Option<url::Form>,
    registry_key: Option<registry::Form>,
    email: Option<email::Form>,
    file_hash: Option<hash::Form>,
    endpoint: Option<endpoint::Form>,
    value: Option<ValueForm>,
    host_bits: HostBits,
    limits: Limits,
    lookup: fn(RemoteKey<'_>) -> Option<&'static RemoteCode>,
    codes_of: fn(Code) -> &'static [RemoteKey<'static>],
}

/// What is made of a block's host bits, the bits beyond its prefix.
///
/// [`Dialect::check`] refuses them either way: what is sent is a block.
///
/// # Example
/// ```
/// use ioc_canon::{Dialect, Kind, dialect::{HostBits, THREATCONNECT}};
/// const LENIENT: Dialect = THREATCONNECT.host_bits(HostBits::Clear);
/// assert_eq!(LENIENT.suggest(Kind::Cidr, "192.0.2.1/28").unwrap().to_string(), "192.0.2.0/28");
/// assert!(LENIENT.check(Kind::Cidr, "192.0.2.1/28").is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HostBits {
    /// The text is no value: [`Dialect::suggest`] has nothing to say.
    Refuse,
    /// The text means the block that holds the address, and that is what is suggested.
    Clear,
}

// The form and the two texts are for the examples.
macro_rules! forms {
    ($($kind:ident: $module:ident, $what:literal, $form:ident is $typed:literal => $shown:literal;)*) => { $(
        #[doc = concat!("Spells ", $what, " in this form; without it the platform has none.")]
        ///
        /// # Example
        /// ```
        #[doc = concat!("use ioc_canon::{Dialect, Indicator, ", stringify!($module), "};")]
        #[doc = concat!("const OURS: Dialect = Dialect::new(\"ours\").", stringify!($kind), "(", stringify!($module), "::Form::", stringify!($form), ");")]
        #[doc = concat!("let value = Indicator::detect(", stringify!($typed), ")?;")]
        #[doc = concat!("assert_eq!(OURS.show(&value)?.to_string(), ", stringify!($shown), ");")]
        /// # Ok::<(), ioc_canon::Error>(())
        /// ```
        #[must_use]
        pub const fn $kind(self, form: $module::Form) -> Self {
            Self { $kind: Some(form), ..self }
        }
    )* };
}

impl Dialect {
    /// A platform that takes nothing yet.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Dialect, Kind, asn};
    /// const OURS: Dialect = Dialect::new("ours").asn(asn::Form::Plain);
    /// assert!(OURS.takes(Kind::Asn) && !OURS.takes(Kind::Host));
    /// ```
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            asn: None,
            address: None,
            cidr: None,
            range: None,
            host: None,
            url: None,
            registry_key: None,
            email: None,
            file_hash: None,
            endpoint: None,
            value: None,
            host_bits: HostBits::Refuse,
            limits: Limits::NONE,
            lookup: |_| None,
            codes_of: |_| &[],
        }
    }

    forms! {
        asn: asn, "AS numbers", Plain is "AS64496" => "64496";
        address: address, "addresses", Full is "2001:db8::1" => "2001:db8:0:0:0:0:0:1";
        cidr: cidr, "CIDR blocks", Bare is "192.0.2.1/32" => "192.0.2.1";
        range: range, "ranges of addresses", Compressed is "::1-::A" => "::1-::a";
        host: host, "host names", Ascii is "Example.COM." => "example.com";
        url: url, "URLs", Canonical is "HTTP://Example.COM/A" => "http://example.com/A";
        registry_key: registry, "registry keys", ShortHive is "HKEY_USERS" => "HKU";
        email: email, "e-mail addresses", Canonical is "Doe@Example.COM" => "Doe@example.com";
        file_hash: hash, "file hashes", Lower is "D41D8CD98F00B204E9800998ECF8427E"
            => "d41d8cd98f00b204e9800998ecf8427e";
        endpoint: endpoint, "endpoints", Pipe is "192.0.2.1:443" => "192.0.2.1|443";
    }

    /// Writes names and types of registry values in this form; without it the platform has no values.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Dialect, ValueType, dialect::ValueForm, registry};
    /// const OURS: Dialect = Dialect::new("ours")
    ///     .registry_key(registry::Form::LongHive)
    ///     .registry_value(ValueForm::new("@").types(&[(ValueType::Sz, "REG_SZ")]));
    /// assert_eq!(OURS.check_value_name("@")?, None);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn registry_value(self, form: ValueForm) -> Self {
        Self { value: Some(form), ..self }
    }

    /// What is made of host bits; [`HostBits::Refuse`] unless said.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Dialect, Kind, dialect::{HostBits, THREATCONNECT}};
    /// const LENIENT: Dialect = THREATCONNECT.host_bits(HostBits::Clear);
    /// let typed = "192.168.0.1/28";
    /// assert!(THREATCONNECT.suggest(Kind::Cidr, typed).is_none());
    /// assert_eq!(LENIENT.suggest(Kind::Cidr, typed).unwrap().to_string(), "192.168.0.0/28");
    /// assert_eq!(LENIENT.check(Kind::Cidr, typed), THREATCONNECT.check(Kind::Cidr, typed));
    /// ```
    #[must_use]
    pub const fn host_bits(self, host_bits: HostBits) -> Self {
        Self { host_bits, ..self }
    }

    /// Sets the platform's limits.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Dialect, Kind, dialect::{THREATSTOP, threatstop::LIMITS}};
    /// const SHORT: Dialect = THREATSTOP.limits(LIMITS.max_name(63));
    /// let name = format!("{}.example", "a".repeat(60));
    /// assert!(THREATSTOP.check(Kind::Host, &name).is_ok() && SHORT.check(Kind::Host, &name).is_err());
    /// ```
    #[must_use]
    pub const fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Sets the platform's error codes: how one is looked up, and which of them a refusal of ours
    /// stands for.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Dialect, Error, dialect::{self, RemoteCode, RemoteKey}};
    /// static ROWS: [RemoteCode; 1] = [RemoteCode::new(RemoteKey::Number(7), "Lists", "Bad block")];
    /// const OURS: Dialect = Dialect::new("ours").remote_codes(
    ///     |key| dialect::find(&ROWS, key),
    ///     |code| if let Code::HostBits = code { &[RemoteKey::Number(7)] } else { &[] },
    /// );
    /// assert_eq!(OURS.explain(7).unwrap().message(), "Bad block");
    /// assert_eq!(OURS.remote(&Error::new(Code::HostBits, 0)).count(), 1);
    /// ```
    #[must_use]
    pub const fn remote_codes(
        self,
        lookup: fn(RemoteKey<'_>) -> Option<&'static RemoteCode>,
        codes_of: fn(Code) -> &'static [RemoteKey<'static>],
    ) -> Self {
        Self { lookup, codes_of, ..self }
    }

    /// What one of the platform's own errors means; `None` for one that its documents do not list.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::{THREATCONNECT, THREATSTOP};
    /// assert_eq!(THREATSTOP.explain(19018).unwrap().message(), "Invalid CIDR");
    /// assert!(THREATSTOP.explain(24000).is_none());
    /// assert!(THREATCONNECT.explain("access denied").is_some());
    /// ```
    #[must_use]
    pub fn explain<'k>(&self, key: impl Into<RemoteKey<'k>>) -> Option<&'static RemoteCode> {
        (self.lookup)(key.into())
    }

    /// The platform's own codes for a refusal of ours, each with its service: the same bad value has
    /// another code under another service.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Kind, dialect::THREATSTOP};
    /// let error = THREATSTOP.check(Kind::Cidr, "1.2.3.4/24").unwrap_err();
    /// let codes: Vec<_> = THREATSTOP.remote(&error).map(|code| (code.service(), code.key())).collect();
    /// assert_eq!(codes, [("User Lists", 19018.into()), ("Check IOC", 15000.into())]);
    /// ```
    pub fn remote(&self, error: &Error) -> impl Iterator<Item = &'static RemoteCode> + use<> {
        let lookup = self.lookup;
        (self.codes_of)(error.code()).iter().filter_map(move |&key| lookup(key))
    }

    /// The platform's name, lower case.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::THREATCONNECT;
    /// assert_eq!(THREATCONNECT.name(), "threatconnect");
    /// ```
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the platform has this kind.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Kind, dialect::{THREATCONNECT, THREATSTOP}};
    /// assert!(THREATSTOP.takes(Kind::Range) && !THREATCONNECT.takes(Kind::Range));
    /// ```
    #[must_use]
    pub const fn takes(&self, kind: Kind) -> bool {
        match kind {
            Kind::Asn => self.asn.is_some(),
            Kind::Address => self.address.is_some(),
            Kind::Cidr => self.cidr.is_some(),
            Kind::Range => self.range.is_some(),
            Kind::Host => self.host.is_some(),
            Kind::Url => self.url.is_some(),
            Kind::RegistryKey => self.registry_key.is_some(),
            Kind::Email => self.email.is_some(),
            Kind::FileHash => self.file_hash.is_some(),
            Kind::Endpoint => self.endpoint.is_some(),
        }
    }

    /// The value in the platform's spelling. Limits are not checked: see [`check`](Self::check).
    ///
    /// # Errors
    /// `KindNotHere` where the platform has no such indicator.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Indicator, dialect::{ECS, OPENCTI, THREATCONNECT}};
    /// let key = Indicator::detect(r"HKLM\Software\A")?;
    /// assert_eq!(OPENCTI.show(&key)?.to_string(), r"HKEY_LOCAL_MACHINE\Software\A");
    /// assert_eq!(ECS.show(&key)?.to_string(), r"HKLM\Software\A");
    /// let range = Indicator::detect("1.2.3.4-1.2.3.9")?;
    /// assert_eq!(THREATCONNECT.show(&range).unwrap_err().code(), Code::KindNotHere);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn show<'i>(&self, indicator: &Indicator<'i>) -> Result<Shown<'i>, Error> {
        if !self.takes(indicator.kind()) {
            return Err(Error::new(Code::KindNotHere, 0));
        }
        Ok(Shown { indicator: *indicator, dialect: *self })
    }

    /// The pieces of the platform's spelling; empty for a kind that it has not.
    fn pieces<'s>(&self, indicator: &Indicator<'s>, scratch: &'s mut Scratch) -> Pieces<'s> {
        fn shown<'s, T: Render + 's>(
            value: &T,
            form: Option<T::Form>,
            scratch: &'s mut Scratch,
        ) -> Pieces<'s> {
            match form {
                Some(form) => value.pieces(form, scratch),
                None => emit::pieces([]),
            }
        }
        match indicator {
            Indicator::Asn(value) => shown(value, self.asn, scratch),
            Indicator::Address(value) => shown(value, self.address, scratch),
            Indicator::Cidr(value) => shown(value, self.cidr, scratch),
            Indicator::Range(value) => shown(value, self.range, scratch),
            Indicator::Host(value) => shown(value, self.host, scratch),
            Indicator::Url(value) => shown(value, self.url, scratch),
            Indicator::RegistryKey(value) => shown(value, self.registry_key, scratch),
            Indicator::Email(value) => shown(value, self.email, scratch),
            Indicator::FileHash(value) => shown(value, self.file_hash, scratch),
            Indicator::Endpoint(value) => shown(value, self.endpoint, scratch),
        }
    }
}

/// A value in a platform's spelling, written when it is asked for.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, dialect::THREATCONNECT};
/// let key = Indicator::detect(r"HKLM\Software\Microsoft")?;
/// let shown = THREATCONNECT.show(&key)?;
/// assert_eq!(shown.to_string(), r"HKEY_LOCAL_MACHINE\Software\Microsoft");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Shown<'i> {
    indicator: Indicator<'i>,
    dialect: Dialect,
}

impl Shown<'_> {
    /// Writes the text into `buffer` and hands it back.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Indicator, dialect::THREATCONNECT, indicator};
    /// let block = Indicator::detect("2001:db8::/32")?;
    /// let mut buffer = indicator::Buffer::new();
    /// assert_eq!(THREATCONNECT.show(&block)?.text(&mut buffer), "2001:db8:0:0:0:0:0:0/32");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn text<'b>(&self, buffer: &'b mut Buffer) -> &'b str {
        let mut scratch = Scratch::new();
        let pieces = self.dialect.pieces(&self.indicator, &mut scratch);
        // A `Buffer` has room for every kind in every form, so this cannot fail.
        buffer.fill(emit::room(&pieces), |out| emit::write(&pieces, out)).unwrap_or_default()
    }

    /// Writes the text at the start of `out`.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Indicator, dialect::THREATCONNECT};
    /// let shown = THREATCONNECT.show(&Indicator::detect("as 64496")?)?;
    /// let mut bytes = [0; 16];
    /// let length = shown.write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"ASN64496");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[cfg_attr(target_pointer_width = "32", inline(never))]
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        emit::write(&self.dialect.pieces(&self.indicator, &mut Scratch::new()), out)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        emit::display(&self.dialect.pieces(&self.indicator, &mut Scratch::new()), f)
    }
}

/// The text, if it fits.
impl<const N: usize> TryFrom<Shown<'_>> for Text<N> {
    type Error = Error;

    fn try_from(shown: Shown<'_>) -> Result<Self, Error> {
        let mut scratch = Scratch::new();
        let pieces = shown.dialect.pieces(&shown.indicator, &mut scratch);
        let mut text = Self::new();
        text.fill(emit::room(&pieces), |out| emit::write(&pieces, out))?;
        Ok(text)
    }
}
