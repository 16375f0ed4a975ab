//! Whether a text is exactly what a platform takes; if not, which byte is not and why.

use super::{Dialect, HostBits, Shown};
use crate::{
    Indicator, Kind,
    address::{self, Address},
    cidr::{self, Cidr},
    emit::{self, Scratch},
    endpoint::{self, Endpoint},
    error::{Code, Error},
    host, registry,
    server::Server,
    url,
};
use crate::{ascii, asn};
use core::net::IpAddr;

impl Dialect {
    /// Ok exactly when `text` is the platform's own spelling of a value of this kind, and no limit
    /// is broken. This is what is always safe to send, not a model of the platform's server.
    ///
    /// # Errors
    /// `KindNotHere`; what the kind's own `parse` refuses, and `SingleLabel`; of a spelling `Spelling` to
    /// `KeySeparator` (`D002` to `D021`); of a limit `PrefixTooShort`, `PrivateAddress`,
    /// `NameOverLimit`, `SpecialAddress`, `HashUnsupported`, `BeyondBasicPlane`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Kind, dialect::THREATCONNECT};
    /// assert!(THREATCONNECT.check(Kind::Cidr, "2001:db8:0:0:0:0:0:0/32").is_ok());
    /// let error = THREATCONNECT.check(Kind::Cidr, "2001:db8::/32").unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::Compressed, 8));
    /// ```
    pub fn check(&self, kind: Kind, text: &str) -> Result<(), Error> {
        if !self.takes(kind) {
            return Err(Error::new(Code::KindNotHere, 0));
        }
        self.check_read(&self.read(kind, text)?, text)
    }

    /// [`check`](Self::check) for a text that was read.
    ///
    /// # Errors
    /// The codes of group D.
    pub(super) fn check_read(&self, indicator: &Indicator<'_>, text: &str) -> Result<(), Error> {
        match self.first_difference(indicator, text) {
            None => self.within_limits(indicator, text),
            Some(at) => Err(self.misspelt(indicator, text, at)),
        }
    }

    /// The first byte at which `text` differs from the platform's spelling. Not inlined: its scratch is
    /// to be gone when the rest is asked.
    #[inline(never)]
    fn first_difference(&self, indicator: &Indicator<'_>, text: &str) -> Option<usize> {
        let mut scratch = Scratch::new();
        emit::first_difference(&self.pieces(indicator, &mut scratch), text)
    }

    /// The value in the platform's spelling, if [`check`](Self::check) passes that: what to send.
    /// [`show`](Self::show) checks no limit.
    ///
    /// # Errors
    /// `KindNotHere`; of a name that only options read `SingleLabel`, `Wildcard`; of a limit
    /// `PrefixTooShort`, `PrivateAddress`, `SpecialAddress`, `NameOverLimit`, `HashUnsupported`,
    /// `BeyondBasicPlane`; `TooLong` of a spelling that its kind would not read again, with the hive
    /// written out or the host in A-labels. Offsets count in the platform's spelling.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Indicator, dialect::THREATSTOP};
    /// let block = Indicator::detect("203.0.113.0/24")?;
    /// assert_eq!(THREATSTOP.accept(&block)?.to_string(), "203.0.113.0/24");
    /// let error = THREATSTOP.accept(&Indicator::detect("8.0.0.0/7")?).unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::PrefixTooShort, 8));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn accept<'i>(&self, indicator: &Indicator<'i>) -> Result<Shown<'i>, Error> {
        let shown = self.show(indicator)?;
        let (name, at) = match indicator {
            Indicator::Host(host) => (Some(*host), 0),
            Indicator::Email(email) => {
                (Some(email.domain()), email.local().len().saturating_add(1))
            }
            Indicator::Endpoint(endpoint) => match endpoint.server() {
                Server::Name(host) => (Some(host), 0),
                Server::Address(_) => (None, 0),
            },
            _ => (None, 0),
        };
        if let Some(name) = name {
            if name.is_wildcard() {
                return Err(Error::new(Code::Wildcard, at));
            }
            if name.is_single_label() {
                return Err(Error::new(Code::SingleLabel, at));
            }
        }
        // A buffer for a URL would cost every stack 8 KB.
        let text = match indicator {
            Indicator::Cidr(_) | Indicator::Range(_) | Indicator::Host(_) => {
                host::Buffer::try_from(shown)?
            }
            Indicator::Url(_) => {
                return self.within_long(indicator, url::MAX_INPUT).map(|()| shown);
            }
            Indicator::RegistryKey(_) => {
                return self.within_long(indicator, registry::MAX_INPUT).map(|()| shown);
            }
            _ => host::Buffer::new(),
        };
        self.within_limits(indicator, &text).map(|()| shown)
    }

    /// The limits of a value whose spelling is not written anywhere, but looked at byte by byte.
    ///
    /// # Errors
    /// `TooLong`, `BeyondBasicPlane`.
    #[inline(never)]
    fn within_long(&self, indicator: &Indicator<'_>, max: usize) -> Result<(), Error> {
        let mut scratch = Scratch::new();
        let pieces = self.pieces(indicator, &mut scratch);
        match emit::outgrows(&pieces, max) {
            Some(at) => Err(Error::new(Code::TooLong, at)),
            None => self.within_plane(emit::bytes(&pieces)),
        }
    }

    /// The platform's spelling of what `text` means: what to write where [`check`](Self::check)
    /// refuses a spelling. No limit is checked, and where only one of those is broken this is `text`
    /// again: [`accept`](Self::accept) is for what may be sent. `None` where the text is no value of this kind or the platform has none.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Kind, dialect::THREATCONNECT};
    /// let instead = THREATCONNECT.suggest(Kind::Asn, "AS 12345").unwrap();
    /// assert_eq!(instead.to_string(), "ASN12345");
    /// ```
    #[must_use]
    pub fn suggest<'t>(&self, kind: Kind, text: &'t str) -> Option<Shown<'t>> {
        self.show(&self.read(kind, text).ok()?).ok()
    }

    /// Reads a text of one kind, the platform's own spellings included that no other door reads.
    pub(super) fn read<'t>(&self, kind: Kind, text: &'t str) -> Result<Indicator<'t>, Error> {
        match kind {
            Kind::Endpoint
                if self.endpoint == Some(endpoint::Form::Pipe) && ascii::has(text, b'|') =>
            {
                let options = host::Options::new().min_labels(2);
                Endpoint::parse_form(text, endpoint::Form::Pipe, &options).map(Indicator::Endpoint)
            }
            Kind::Cidr if self.cidr == Some(cidr::Form::Bare) && !ascii::has(text, b'/') => {
                Address::parse(text).map(|of| Indicator::Cidr(Cidr::single(of.ip())))
            }
            Kind::Cidr if self.host_bits == HostBits::Clear => {
                Cidr::parse_truncating(text).map(|read| Indicator::Cidr(read.value()))
            }
            _ => Indicator::parse_as(kind, text),
        }
    }

    /// # Errors
    /// `BeyondBasicPlane`.
    fn within_plane(&self, bytes: impl Iterator<Item = u8>) -> Result<(), Error> {
        match ascii::numbered(bytes).find(|&(_, b)| self.limits.basic_plane && b >= 0xf0) {
            Some((at, _)) => Err(Error::new(Code::BeyondBasicPlane, at)),
            None => Ok(()),
        }
    }

    /// # Errors
    /// `PrefixTooShort`, `PrivateAddress`, `SpecialAddress`, `NameOverLimit`, `HashUnsupported`,
    /// `BeyondBasicPlane`. `text` is the spelling where that is looked at.
    #[cfg_attr(target_pointer_width = "32", inline(never))]
    fn within_limits(&self, indicator: &Indicator<'_>, text: &str) -> Result<(), Error> {
        let limits = &self.limits;
        let span = match indicator {
            Indicator::Address(address) => Some((address.ip(), address.ip(), 0)),
            Indicator::Cidr(block) => {
                let at =
                    ascii::find(text, |b| b == b'/').map_or(0, |slash| slash.saturating_add(1));
                Some((block.first(), block.last(), at))
            }
            Indicator::Range(range) => {
                let at = ascii::find(text, |b| b == b'-').map_or(0, |dash| dash.saturating_add(1));
                Some((range.first(), range.last(), at))
            }
            _ => None,
        };
        if let Some((first, last, at)) = span {
            if wider(first, last, limits.min_prefix_v4, limits.min_prefix_v6) {
                return Err(Error::new(Code::PrefixTooShort, at));
            }
            if !limits.private && address::touches_private(first, last) {
                return Err(Error::new(Code::PrivateAddress, 0));
            }
            if !limits.special && address::touches_special(first, last) {
                return Err(Error::new(Code::SpecialAddress, 0));
            }
        }
        match indicator {
            Indicator::Host(_) if text.len() > usize::from(limits.max_name) => {
                Err(Error::new(Code::NameOverLimit, label_at(text, limits.max_name.into())))
            }
            Indicator::FileHash(digest)
                if limits.hashes.is_some_and(|taken| !taken.contains(&digest.algorithm())) =>
            {
                Err(Error::new(Code::HashUnsupported, 0))
            }
            Indicator::Url(_) | Indicator::RegistryKey(_) => self.within_plane(text.bytes()),
            _ => Ok(()),
        }
    }

    /// Why `text`, which means `indicator`, is not the platform's spelling of it; `at` is the first
    /// byte that differs.
    #[cold]
    fn misspelt(&self, indicator: &Indicator<'_>, text: &str, at: usize) -> Error {
        let found = match indicator {
            Indicator::Asn(_) => self.asn.and_then(|form| misspelt_asn(form, text, at)),
            Indicator::Address(address) => {
                misspelt_ip(text, 0, address.ip(), self.address == Some(address::Form::Full))
            }
            Indicator::Cidr(_)
                if self.cidr == Some(cidr::Form::Bare)
                    && text.as_bytes().get(at) == Some(&b'/') =>
            {
                Some(Error::new(Code::SinglePrefix, at))
            }
            // Host bits that were cleared.
            Indicator::Cidr(_) if ascii::has(text, b'/') && Cidr::parse(text).is_err() => {
                Cidr::parse(text).err()
            }
            Indicator::Cidr(block) => {
                let (ip, full) = (block.first(), self.cidr == Some(cidr::Form::Full));
                misspelt_ip(ascii::before(text, b'/'), 0, ip, full)
            }
            Indicator::Range(range) => {
                let full = self.range == Some(crate::range::Form::Full);
                let first = ascii::before(text, b'-');
                let by = first.len().saturating_add(1);
                misspelt_ip(first, 0, range.first(), full)
                    .or_else(|| misspelt_ip(text.get(by..)?, by, range.last(), full))
            }
            Indicator::Host(host) => misspelt_host(host.as_str(), 0),
            Indicator::Url(url) if url.scheme().bytes().any(|b| b.is_ascii_uppercase()) => {
                first_capital(url.scheme(), Code::SchemeUpperCase)
            }
            Indicator::Url(url) => misspelt_server(url.host(), url.host_text(), url.host_offset()),
            Indicator::RegistryKey(key) => misspelt_key(self.registry_key, key, text, at),
            Indicator::Email(email) => {
                let domain = email.domain();
                misspelt_host(domain.as_str(), text.len().saturating_sub(domain.as_str().len()))
            }
            Indicator::FileHash(digest) => first_capital(digest.as_str(), Code::UpperCase),
            Indicator::Endpoint(endpoint) => {
                let shift = usize::from(text.starts_with('['));
                misspelt_server(endpoint.server(), endpoint.server_text(), shift)
            }
        };
        found.unwrap_or(Error::new(Code::Spelling, at))
    }
}

fn first_capital(text: &str, code: Code) -> Option<Error> {
    ascii::find(text, |b| b.is_ascii_uppercase()).map(|at| Error::new(code, at))
}

fn misspelt_asn(form: asn::Form, text: &str, at: usize) -> Option<Error> {
    let wanted = match form {
        asn::Form::Asn => "ASN",
        asn::Form::As => "AS",
        asn::Form::Plain | asn::Form::Dot => return Some(Error::new(Code::AsnNotation, at)),
    };
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    Some(match text.get(..letters) {
        Some("") if wanted == "ASN" => Error::new(Code::AsnPrefixMissing, 0),
        Some("") => Error::new(Code::AsnNotation, 0),
        Some(prefix) if prefix != wanted => Error::new(Code::AsnPrefixOther, at),
        _ if matches!(text.as_bytes().get(letters), Some(b' ' | b'-')) => {
            Error::new(Code::AsnBlankInside, letters)
        }
        _ => Error::new(Code::AsnNotation, at),
    })
}

/// The first byte of an IPv6 address's text that is not in the form wanted. IPv4 has one spelling.
fn misspelt_ip(text: &str, shift: usize, ip: IpAddr, full: bool) -> Option<Error> {
    let mut previous = b':';
    let mut tail = None;
    let mut rest = text.as_bytes();
    while let [b, after @ ..] = rest {
        let at = text.len().saturating_sub(rest.len());
        let starts_group = previous == b':';
        let code = match b {
            b'A'..=b'F' => Some(Code::UpperCase),
            b'0' if starts_group && after.first().is_some_and(u8::is_ascii_hexdigit) => {
                Some(Code::GroupLeadingZero)
            }
            b':' if full && after.first() == Some(&b':') => Some(Code::Compressed),
            b'0'..=b'9' if starts_group && dotted_here(rest) => {
                tail = Some(at);
                if !full {
                    break;
                }
                Some(Code::DottedTail)
            }
            _ => None,
        };
        if let Some(code) = code {
            return Some(Error::new(code, at.saturating_add(shift)));
        }
        (previous, rest) = (*b, after);
    }
    // What is left is how zero groups and the last 32 bits are written.
    let form = if full { address::Form::Full } else { address::Form::Compressed };
    let at = address::first_difference(ip, form, text)?;
    let mapped = matches!(ip, IpAddr::V6(ip) if ip.to_ipv4_mapped().is_some());
    let (code, at) = match tail {
        Some(tail) if !mapped => (Code::DottedTail, tail),
        // What follows this prefix is dotted in the form: there are no zeros to leave out.
        None if mapped && text.get(..at).is_some_and(|head| head.starts_with("::ffff:")) => {
            (Code::Spelling, at)
        }
        _ => (Code::NotCompressed, at),
    };
    Some(Error::new(code, at.saturating_add(shift)))
}

/// Whether a dotted tail begins here.
fn dotted_here(bytes: &[u8]) -> bool {
    bytes.iter().find(|b| !b.is_ascii_digit()) == Some(&b'.')
}

fn misspelt_host(text: &str, shift: usize) -> Option<Error> {
    let (at, code) = if let Some((at, _)) = text.char_indices().find(|(_, c)| !c.is_ascii()) {
        (at, Code::HostNotAscii)
    } else if let Some(at) = ascii::find(text, |b| b.is_ascii_uppercase()) {
        (at, Code::HostUpperCase)
    } else if text.ends_with('.') {
        (text.len().saturating_sub(1), Code::HostTrailingDot)
    } else {
        return None;
    };
    Some(Error::new(code, at.saturating_add(shift)))
}

/// `text` is the server's, which begins at byte `shift`.
fn misspelt_server(server: Server<'_>, text: &str, shift: usize) -> Option<Error> {
    match server {
        Server::Name(_) => misspelt_host(text, shift),
        Server::Address(address) => misspelt_ip(text, shift, address.ip(), false),
    }
}

fn misspelt_key(
    form: Option<registry::Form>,
    key: &crate::RegistryKey<'_>,
    text: &str,
    at: usize,
) -> Option<Error> {
    let (from, to) = key.hive_span();
    let hive = text.get(from..to)?;
    let long = hive.len() > 4;
    let want_long = form == Some(registry::Form::LongHive);
    let wrapped = from > 0 || key.wrapping() == registry::Wrapping::Kernel;
    let (at, code) = if wrapped {
        (0, Code::KeyWrapping)
    } else if want_long && !long {
        (from, Code::HiveShort)
    } else if !want_long && long && key.hive().short().is_some() {
        (from, Code::HiveLong)
    } else if let Some(small) = ascii::find(hive, |b| b.is_ascii_lowercase()) {
        (small, Code::HiveCase)
    } else {
        (at, Code::KeySeparator)
    };
    Some(Error::new(code, at))
}

/// Whether the span has more addresses than a block of the shortest prefix.
fn wider(first: IpAddr, last: IpAddr, v4: u8, v6: u8) -> bool {
    let (size, prefix, bits) = match (first, last) {
        (IpAddr::V4(a), IpAddr::V4(b)) => {
            (u128::from(b.to_bits().wrapping_sub(a.to_bits())), v4, 32u8)
        }
        (IpAddr::V6(a), IpAddr::V6(b)) => (b.to_bits().wrapping_sub(a.to_bits()), v6, 128),
        _ => return false,
    };
    // `size` is one less than the number of addresses.
    let most = match bits.saturating_sub(prefix) {
        128.. => u128::MAX,
        host_bits => (1u128 << (host_bits & 127)).wrapping_sub(1),
    };
    size > most
}

/// Where the label begins in which the name passes `limit` octets.
fn label_at(name: &str, limit: usize) -> usize {
    let within = name.as_bytes().get(..=limit).unwrap_or_default();
    within.iter().rposition(|&b| b == b'.').map_or(0, |dot| dot.saturating_add(1))
}
