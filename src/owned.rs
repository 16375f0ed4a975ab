//! Owned partners of the views, of stated size: [`HostBuf`] for [`Host`], and so on.
//!
//! Each holds the canonical text, inline, and what its view knows besides (a port, where the host
//! begins), so [`view`](HostBuf::view) hands the view back without parsing: the text is only looked
//! through as UTF-8.
//! What was typed is not kept. The numbers need no partner: [`Asn`], [`Address`], [`Cidr`] and
//! [`Range`] own what they are.
//!
//! `Eq`, `Ord`, `Hash` and `Borrow<str>` are those of the canonical text as `str`, so that a map
//! keyed by a partner is asked with `&str`. A view's `Hash` is another one (it never sees its whole
//! text in one piece), so a partner cannot be borrowed as its view.
//!
//! # Sizes
//! The whole text has its place in the value, however short it is. In bytes, where a pointer has
//! eight: [`FileHashBuf`] 144, [`HostBuf`] 272, [`EndpointBuf`] 280, [`EmailBuf`] 336,
//! [`RegistryKeyBuf`] 4,128, [`UrlBuf`] and [`IndicatorBuf`] 8,472. A new value is made on the stack
//! and moved; where that is too much, make a [`RegistryKeyBuf`] or [`UrlBuf`] once and fill it again and
//! again, with [`set`](UrlBuf::set) or serde's `deserialize_in_place`.
//!
//! An [`IndicatorBuf`] is for one value at a time, not for many. With an allocator a set of indicators
//! is one of kinds and texts, `(indicator.kind(), indicator.to_string())`, as the second example has it:
//! equal values have equal texts, and [`Indicator::read_as`] reads them back.
//!
//! # Example
//! ```
//! use ioc_canon::{Host, HostBuf};
//! let kept: HostBuf = {
//!     let line = String::from("WWW.Example.COM.");
//!     Host::parse(&line)?.into()
//! };
//! assert_eq!(kept.as_str(), "www.example.com");
//! assert_eq!(kept.view(), Host::parse("www.example.COM")?);
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: each value once
//! ```
//! use ioc_canon::{Indicator, Kind};
//! use std::collections::BTreeSet;
//! let mut seen: BTreeSet<(Kind, String)> = BTreeSet::new();
//! for typed in ["Evil.Example", "as 64496", "evil.example.", "AS64496"] {
//!     let indicator = Indicator::detect(typed)?;
//!     seen.insert((indicator.kind(), indicator.to_string()));
//! }
//! let kept: Vec<&str> = seen.iter().map(|(_, text)| text.as_str()).collect();
//! assert_eq!(kept, ["AS64496", "evil.example"]);
//! for (kind, text) in &seen {
//!     assert!(Indicator::read_as(*kind, text)?.is_canonical());
//! }
//! # Ok::<(), ioc_canon::Error>(())
//! ```

use core::{
    borrow::Borrow,
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
};

use crate::{
    address::Address,
    asn::Asn,
    cidr::Cidr,
    email::{self, Email},
    emit::{self, Render, Scratch},
    endpoint::{self, Endpoint},
    error::Error,
    hash::{self, FileHash},
    host::{self, Host},
    indicator::{Indicator, Kind},
    note::Notes,
    range::Range,
    registry::{self, RegistryKey},
    text::Text,
    url::{self, Url},
};

// The last texts are for the examples: one and its canonical text, and another canonical one.
macro_rules! owned {
    ($( $(#[$doc:meta])* $owned:ident for $view:ident in $module:ident, $size:literal bytes,
        $typed:literal is $canonical:literal, then $other:literal )*) => { $(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $owned {
            // INVARIANT: the canonical text of the view that `set` was last given, and its mark.
            text: Text<{ $module::MAX_LEN }>,
            mark: $module::Mark,
        }

        const _: () = assert!(size_of::<$owned>() <= $size);

        impl $owned {
            #[doc = concat!("The canonical text; at most [`", stringify!($module), "::MAX_LEN`](crate::", stringify!($module), "::MAX_LEN) bytes.")]
            ///
            /// # Example
            /// ```
            #[doc = concat!("use ioc_canon::", stringify!($owned), ";")]
            #[doc = concat!("let kept: ", stringify!($owned), " = ", stringify!($typed), ".parse()?;")]
            #[doc = concat!("assert_eq!(kept.as_str(), ", stringify!($canonical), ");")]
            /// # Ok::<(), ioc_canon::Error>(())
            /// ```
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.text.as_str()
            }

            /// The view of the canonical text. It is not parsed again, only looked through as UTF-8.
            ///
            /// # Example
            /// ```
            #[doc = concat!("use ioc_canon::{", stringify!($view), ", ", stringify!($owned), "};")]
            #[doc = concat!("let kept: ", stringify!($owned), " = ", stringify!($typed), ".parse()?;")]
            #[doc = concat!("assert_eq!(kept.view(), ", stringify!($view), "::parse(", stringify!($canonical), ")?);")]
            /// # Ok::<(), ioc_canon::Error>(())
            /// ```
            #[must_use]
            pub fn view(&self) -> $view<'_> {
                $view::marked(self.as_str(), self.mark)
            }

            /// Stores `view` in place of what was here, and moves nothing.
            ///
            /// # Example
            /// ```
            #[doc = concat!("use ioc_canon::{", stringify!($view), ", ", stringify!($owned), "};")]
            #[doc = concat!("let mut kept: ", stringify!($owned), " = ", stringify!($canonical), ".parse()?;")]
            #[doc = concat!("kept.set(&", stringify!($view), "::parse(", stringify!($other), ")?);")]
            #[doc = concat!("assert_eq!(kept.as_str(), ", stringify!($other), ");")]
            /// # Ok::<(), ioc_canon::Error>(())
            /// ```
            pub fn set(&mut self, view: &$view<'_>) {
                let mut scratch = Scratch::new();
                let pieces = view.pieces(<$view<'_> as Render>::CANONICAL, &mut scratch);
                // The text has room for MAX_LEN bytes, so this cannot fail.
                let text = self.text.fill(emit::room(&pieces), |out| emit::write(&pieces, out));
                // INVARIANT: text and mark are of one view.
                self.mark = view.mark(text.unwrap_or_default().len());
            }
        }

        impl From<&$view<'_>> for $owned {
            fn from(view: &$view<'_>) -> Self {
                let mut owned = Self { text: Text::new(), mark: view.mark(0) };
                owned.set(view);
                owned
            }
        }

        impl From<$view<'_>> for $owned {
            fn from(view: $view<'_>) -> Self {
                Self::from(&view)
            }
        }

        impl<'a> From<&'a $owned> for $view<'a> {
            fn from(owned: &'a $owned) -> Self {
                owned.view()
            }
        }

        /// As the view's `parse`; errors speak of the typed text.
        impl FromStr for $owned {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self, Error> {
                Ok(Self::from(&$view::parse(text)?))
            }
        }

        /// As the view's `parse`; errors speak of the typed text.
        impl TryFrom<&str> for $owned {
            type Error = Error;

            fn try_from(text: &str) -> Result<Self, Error> {
                Ok(Self::from(&$view::parse(text)?))
            }
        }

        /// As the view's `parse_bytes`; errors speak of the typed text.
        impl TryFrom<&[u8]> for $owned {
            type Error = Error;

            fn try_from(bytes: &[u8]) -> Result<Self, Error> {
                Ok(Self::from(&$view::parse_bytes(bytes)?))
            }
        }

        impl AsRef<str> for $owned {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl Borrow<str> for $owned {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq for $owned {
            fn eq(&self, other: &Self) -> bool {
                self.text == other.text
            }
        }

        impl Eq for $owned {}

        /// The canonical text is compared.
        impl PartialEq<str> for $owned {
            fn eq(&self, text: &str) -> bool {
                self.as_str() == text
            }
        }

        /// The canonical text is compared.
        impl PartialEq<&str> for $owned {
            fn eq(&self, text: &&str) -> bool {
                self.as_str() == *text
            }
        }

        impl PartialEq<$view<'_>> for $owned {
            fn eq(&self, other: &$view<'_>) -> bool {
                self.view() == *other
            }
        }

        impl PartialEq<$owned> for $view<'_> {
            fn eq(&self, other: &$owned) -> bool {
                *self == other.view()
            }
        }

        impl PartialOrd for $owned {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $owned {
            fn cmp(&self, other: &Self) -> Ordering {
                self.text.cmp(&other.text)
            }
        }

        /// As `str`.
        impl Hash for $owned {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.text.hash(state);
            }
        }

        /// The canonical text.
        impl fmt::Display for $owned {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.text, f)
            }
        }

        impl fmt::Debug for $owned {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($owned)).field(&self.text).finish()
            }
        }
    )* };
}

owned! {
    /// A host that owns its text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::HostBuf;
    /// use std::collections::BTreeSet;
    /// let blocked: BTreeSet<HostBuf> = ["B.example", "a.example."]
    ///     .into_iter()
    ///     .map(str::parse)
    ///     .collect::<Result<_, _>>()?;
    /// assert!(blocked.contains("b.example"));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    HostBuf for Host in host, 272 bytes, "WWW.Example.COM." is "www.example.com", then "example.org"

    /// A URL that owns its text. It has 8,472 bytes, however short the URL is.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Url, UrlBuf};
    /// let mut kept = Box::new(UrlBuf::try_from("HTTP://Example.COM/A")?);
    /// assert_eq!(kept.as_str(), "http://example.com/A");
    /// kept.set(&Url::parse("https://[2001:DB8::1]:8443/B")?);
    /// assert_eq!(kept.view().port(), Some(8443));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    UrlBuf for Url in url, 8472 bytes, "HTTP://Example.COM/A" is "http://example.com/A", then "https://example.org"

    /// A registry key that owns its text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{RegistryKeyBuf, registry::Hive};
    /// let key: RegistryKeyBuf = r"[hklm\Software]".parse()?;
    /// assert_eq!(key.as_str(), r"HKEY_LOCAL_MACHINE\Software");
    /// assert_eq!(key.view().hive(), Hive::LocalMachine);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    RegistryKeyBuf for RegistryKey in registry, 4128 bytes, r"HKLM\Software" is r"HKEY_LOCAL_MACHINE\Software", then "HKEY_USERS"

    /// An e-mail address that owns its text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::EmailBuf;
    /// let email: EmailBuf = "John.Doe@Example.COM".parse()?;
    /// assert_eq!(email.to_string(), "John.Doe@example.com");
    /// assert_eq!(email.view().local(), "John.Doe");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    EmailBuf for Email in email, 336 bytes, "Doe@Example.COM" is "Doe@example.com", then "a@example.org"

    /// A file's digest that owns its text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{FileHashBuf, hash::Algorithm};
    /// let hash: FileHashBuf = "D41D8CD98F00B204E9800998ECF8427E".parse()?;
    /// assert_eq!(hash.as_str(), "d41d8cd98f00b204e9800998ecf8427e");
    /// assert_eq!(hash.view().algorithm(), Algorithm::Md5);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    FileHashBuf for FileHash in hash, 144 bytes, "D41D8CD98F00B204E9800998ECF8427E" is "d41d8cd98f00b204e9800998ecf8427e",
        then "da39a3ee5e6b4b0d3255bfef95601890afd80709"

    /// An endpoint that owns its text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::EndpointBuf;
    /// let endpoint: EndpointBuf = "[2001:DB8::1]:443".parse()?;
    /// assert_eq!(endpoint.as_str(), "[2001:db8::1]:443");
    /// assert_eq!(endpoint.view().port(), 443);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    EndpointBuf for Endpoint in endpoint, 280 bytes, "Example.COM:443" is "example.com:443", then "[2001:db8::1]:443"
}

/// An indicator of any kind that owns its text. It has 8,472 bytes, those of a URL, whatever its
/// kind; where the kind is known, its own type is smaller.
///
/// `Eq` and `Ord` are those of [`Indicator`].
///
/// # Example
/// ```
/// use ioc_canon::{IndicatorBuf, Kind};
/// let kept: IndicatorBuf = "HKLM\\Software".parse()?;
/// assert_eq!(kept.kind(), Kind::RegistryKey);
/// assert_eq!(kept.to_string(), r"HKEY_LOCAL_MACHINE\Software");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::large_enum_variant, reason = "no allocation; the size is stated")]
#[non_exhaustive]
pub enum IndicatorBuf {
    /// An autonomous system number.
    Asn(Asn),
    /// An IP address.
    Address(Address),
    /// A CIDR block.
    Cidr(Cidr),
    /// A range of addresses.
    Range(Range),
    /// A host name.
    Host(HostBuf),
    /// A URL with a host.
    Url(UrlBuf),
    /// A Windows registry key.
    RegistryKey(RegistryKeyBuf),
    /// An e-mail address.
    Email(EmailBuf),
    /// A file's digest.
    FileHash(FileHashBuf),
    /// A server and a port.
    Endpoint(EndpointBuf),
}

const _: () = assert!(size_of::<IndicatorBuf>() <= 8472);

impl IndicatorBuf {
    /// The view.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Indicator, IndicatorBuf};
    /// let kept: IndicatorBuf = "HTTP://Example.COM/A".parse()?;
    /// assert_eq!(kept.view(), Indicator::detect("http://example.com/A")?);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn view(&self) -> Indicator<'_> {
        match self {
            Self::Asn(value) => Indicator::Asn(*value),
            Self::Address(value) => Indicator::Address(*value),
            Self::Cidr(value) => Indicator::Cidr(*value),
            Self::Range(value) => Indicator::Range(*value),
            Self::Host(owned) => Indicator::Host(owned.view()),
            Self::Url(owned) => Indicator::Url(owned.view()),
            Self::RegistryKey(owned) => Indicator::RegistryKey(owned.view()),
            Self::Email(owned) => Indicator::Email(owned.view()),
            Self::FileHash(owned) => Indicator::FileHash(owned.view()),
            Self::Endpoint(owned) => Indicator::Endpoint(owned.view()),
        }
    }

    /// The kind.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{IndicatorBuf, Kind};
    /// let kept: IndicatorBuf = "192.0.2.0/24".parse()?;
    /// assert_eq!(kept.kind(), Kind::Cidr);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Asn(_) => Kind::Asn,
            Self::Address(_) => Kind::Address,
            Self::Cidr(_) => Kind::Cidr,
            Self::Range(_) => Kind::Range,
            Self::Host(_) => Kind::Host,
            Self::Url(_) => Kind::Url,
            Self::RegistryKey(_) => Kind::RegistryKey,
            Self::Email(_) => Kind::Email,
            Self::FileHash(_) => Kind::FileHash,
            Self::Endpoint(_) => Kind::Endpoint,
        }
    }

    /// The value's notes.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{IndicatorBuf, Note};
    /// let kept: IndicatorBuf = "invoice.zip".parse()?;
    /// assert!(kept.notes().contains(Note::FileExtensionTld));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn notes(&self) -> Notes {
        self.view().notes()
    }
}

impl From<&Indicator<'_>> for IndicatorBuf {
    fn from(indicator: &Indicator<'_>) -> Self {
        match indicator {
            Indicator::Asn(value) => Self::Asn(*value),
            Indicator::Address(value) => Self::Address(*value),
            Indicator::Cidr(value) => Self::Cidr(*value),
            Indicator::Range(value) => Self::Range(*value),
            Indicator::Host(view) => Self::Host(view.into()),
            Indicator::Url(view) => Self::Url(view.into()),
            Indicator::RegistryKey(view) => Self::RegistryKey(view.into()),
            Indicator::Email(view) => Self::Email(view.into()),
            Indicator::FileHash(view) => Self::FileHash(view.into()),
            Indicator::Endpoint(view) => Self::Endpoint(view.into()),
        }
    }
}

impl From<Indicator<'_>> for IndicatorBuf {
    fn from(indicator: Indicator<'_>) -> Self {
        Self::from(&indicator)
    }
}

macro_rules! from {
    ($($kind:ident: $ty:ident)*) => { $(
        impl From<$ty> for IndicatorBuf {
            fn from(value: $ty) -> Self {
                Self::$kind(value)
            }
        }
    )* };
}

from! {
    Asn: Asn
    Address: Address
    Cidr: Cidr
    Range: Range
    Host: HostBuf
    Url: UrlBuf
    RegistryKey: RegistryKeyBuf
    Email: EmailBuf
    FileHash: FileHashBuf
    Endpoint: EndpointBuf
}

impl<'a> From<&'a IndicatorBuf> for Indicator<'a> {
    fn from(owned: &'a IndicatorBuf) -> Self {
        owned.view()
    }
}

/// As [`Indicator::detect`]; errors speak of the typed text.
impl FromStr for IndicatorBuf {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Ok(Self::from(&Indicator::detect(text)?))
    }
}

/// As [`Indicator::detect`]; errors speak of the typed text.
impl TryFrom<&str> for IndicatorBuf {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        Ok(Self::from(&Indicator::detect(text)?))
    }
}

/// As [`Indicator::detect_bytes`]; errors speak of the typed text.
impl TryFrom<&[u8]> for IndicatorBuf {
    type Error = Error;

    fn try_from(bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self::from(&Indicator::detect_bytes(bytes)?))
    }
}

impl PartialEq<Indicator<'_>> for IndicatorBuf {
    fn eq(&self, other: &Indicator<'_>) -> bool {
        self.view() == *other
    }
}

impl PartialEq<IndicatorBuf> for Indicator<'_> {
    fn eq(&self, other: &IndicatorBuf) -> bool {
        *self == other.view()
    }
}

/// The canonical text.
impl fmt::Display for IndicatorBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.view(), f)
    }
}

#[cfg(test)]
mod tests;
