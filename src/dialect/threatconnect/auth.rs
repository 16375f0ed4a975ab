//! Signatures of ThreatConnect's API, feature `auth`.
//!
//! ```text
//! signed        = request-target ":" method ":" timestamp
//! authorization = "TC " access-id ":" signature
//! signature     = 43base64 "="                     ; HMAC-SHA256 of `signed` under the secret key
//! timestamp     = 1*20DIGIT                        ; Unix seconds
//! method        = 1*( %x41-5A / "-" )
//! ```
//! The request target is path and query as sent (RFC 9112 §3.2.1), from `/api` on. Neither the method
//! nor the timestamp holds a colon, so two different requests never sign the same text.
//!
//! Source: ThreatConnect's developer documentation, "Quick Start". It speaks of "within five minutes"
//! and leaves the bound open: here 300 seconds are accepted and 301 refused, in both directions. The
//! clock is the caller's. Tokens (`TC-Token`) and transport are not this module's business.
//!
//! No secret leaves: [`SecretKey`] keeps the keyed state of the hash, not the secret, shows neither,
//! and is neither compared nor serialised. A signature opens the platform for its request
//! for five minutes, so it and the header are had by `as_str` alone, and `Debug` hides them.
//!
//! # Example
//! ```
//! use ioc_canon::dialect::threatconnect::auth::{Credentials, Request, SecretKey};
//! let credentials = Credentials::new("12345678901234567890", SecretKey::new(b"secret")?)?;
//! let request = Request::new("/api/v3/indicators", "GET", 1_700_000_000)?;
//! let header = credentials.authorization(&request);
//! assert!(header.as_str().starts_with("TC 12345678901234567890:"));
//! assert_eq!(request.timestamp_text().as_str(), "1700000000");
//! # Ok::<(), ioc_canon::Error>(())
//! ```

use core::fmt;

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{
    ascii,
    error::{Code, Error},
    text::Text,
};

/// The longest request target, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Code, dialect::threatconnect::auth::{MAX_TARGET, Request}};
/// let long = "/".repeat(MAX_TARGET + 1);
/// let error = Request::new(&long, "GET", 1_700_000_000).unwrap_err();
/// assert_eq!((error.code(), error.offset()), (Code::TooLong, MAX_TARGET));
/// ```
pub const MAX_TARGET: usize = 8192;
/// The longest access ID, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Code, dialect::threatconnect::auth::{Credentials, MAX_ACCESS_ID, SecretKey}};
/// let long = "1".repeat(MAX_ACCESS_ID + 1);
/// let error = Credentials::new(&long, SecretKey::new(b"secret")?).unwrap_err();
/// assert_eq!((error.code(), error.offset()), (Code::AccessId, MAX_ACCESS_ID));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub const MAX_ACCESS_ID: usize = 128;
/// The length of a signature, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatconnect::auth::{Request, SIGNATURE_LEN, SecretKey};
/// let request = Request::new("/api/v3/indicators", "GET", 1_700_000_000)?;
/// assert_eq!(SecretKey::new(b"secret")?.sign(&request).as_str().len(), SIGNATURE_LEN);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub const SIGNATURE_LEN: usize = 44;
/// The longest value of the `Authorization` header, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatconnect::auth::{MAX_ACCESS_ID, MAX_AUTHORIZATION, SIGNATURE_LEN};
/// assert_eq!(MAX_AUTHORIZATION, "TC ".len() + MAX_ACCESS_ID + ":".len() + SIGNATURE_LEN);
/// ```
pub const MAX_AUTHORIZATION: usize = 3 + MAX_ACCESS_ID + 1 + SIGNATURE_LEN;
/// How far a timestamp may be from now, in seconds.
///
/// # Example
/// ```
/// use ioc_canon::{Code, dialect::threatconnect::auth::{WINDOW, check_timestamp}};
/// assert!(check_timestamp(1_700_000_000, 1_700_000_000 + WINDOW).is_ok());
/// let error = check_timestamp(1_700_000_000, 1_700_000_001 + WINDOW).unwrap_err();
/// assert_eq!(error.code(), Code::TimestampOutOfRange);
/// ```
pub const WINDOW: u64 = 300;

/// What of a request is signed.
///
/// # Example
/// ```
/// use ioc_canon::{Code, dialect::threatconnect::auth::Request};
/// assert!(Request::new("/api/v3/indicators?tql=a", "GET", 1_700_000_000).is_ok());
/// let error = Request::new("/api/v3/a b", "GET", 1_700_000_000).unwrap_err();
/// assert_eq!((error.code(), error.offset()), (Code::RequestPath, 9));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Request<'a> {
    // INVARIANT: a request target and a method as the module's grammar has them.
    target: &'a str,
    method: &'a str,
    timestamp: u64,
}

impl<'a> Request<'a> {
    /// A request for `target`, path and query byte for byte as they are sent, at `timestamp` in Unix
    /// seconds.
    ///
    /// # Errors
    /// `RequestPath`, its offset counted in `target`: not beginning with `/`, or at a byte that a client
    /// would have to encode before it sends it, such as a blank, a quote, `#`, or `%` without two
    /// hexadecimal digits. `TooLong` past [`MAX_TARGET`].
    /// `RequestMethod`, its offset counted in `method`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, dialect::threatconnect::auth::Request};
    /// let error = Request::new("/api", "get", 1_700_000_000).unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::RequestMethod, 0));
    /// ```
    pub fn new(target: &'a str, method: &'a str, timestamp: u64) -> Result<Self, Error> {
        if target.len() > MAX_TARGET {
            return Err(Error::new(Code::TooLong, ascii::char_floor(target, MAX_TARGET)));
        }
        if !target.starts_with('/') {
            return Err(Error::new(Code::RequestPath, 0));
        }
        if let Some(at) = not_sent(target) {
            return Err(Error::new(Code::RequestPath, at));
        }
        if let Some(at) = ascii::find(method, |b| !matches!(b, b'A'..=b'Z' | b'-')) {
            return Err(Error::new(Code::RequestMethod, at));
        }
        if method.is_empty() {
            return Err(Error::new(Code::RequestMethod, 0));
        }
        Ok(Self { target, method, timestamp })
    }

    /// Path and query.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::auth::Request;
    /// let request = Request::new("/api/v3/indicators?tql=a", "GET", 1_700_000_000)?;
    /// assert_eq!(request.target(), "/api/v3/indicators?tql=a");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn target(&self) -> &'a str {
        self.target
    }

    /// The method.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::auth::Request;
    /// assert_eq!(Request::new("/api", "POST", 1_700_000_000)?.method(), "POST");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn method(&self) -> &'a str {
        self.method
    }

    /// The moment, in Unix seconds.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::auth::Request;
    /// assert_eq!(Request::new("/api", "GET", 1_700_000_000)?.timestamp(), 1_700_000_000);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn timestamp(&self) -> u64 {
        self.timestamp
    }

    /// The value of the `Timestamp` header.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::auth::Request;
    /// assert_eq!(Request::new("/api", "GET", 1_700_000_000)?.timestamp_text(), "1700000000");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn timestamp_text(&self) -> Text<20> {
        Text::try_from(ascii::decimal(self.timestamp, &mut [0; 20])).unwrap_or_default()
    }
}

/// The first byte that is in no path and query (RFC 3986 §3.3, §3.4): a client that encodes it sends
/// something else than was signed.
fn not_sent(target: &str) -> Option<usize> {
    let mut rest = target.as_bytes();
    loop {
        rest = match rest {
            [] => return None,
            [b'%', a, b, after @ ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => after,
            [b, after @ ..] if is_sent(*b) => after,
            _ => return Some(target.len().saturating_sub(rest.len())),
        };
    }
}

/// `pchar` but for `%`, then `/` and `?`; and brackets, which clients send as they are.
const fn is_sent(b: u8) -> bool {
    b.is_ascii_graphic()
        && !matches!(b, b'"' | b'#' | b'%' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
}

/// Whether the platform, whose clock shows `now`, takes a request of `timestamp`; Unix seconds both.
///
/// # Errors
/// `TimestampOutOfRange` if they are more than [`WINDOW`] seconds apart, whichever is first.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatconnect::auth::check_timestamp;
/// assert!(check_timestamp(1000, 1300).is_ok());
/// assert!(check_timestamp(1000, 1301).is_err());
/// assert!(check_timestamp(0, u64::MAX).is_err());
/// ```
pub const fn check_timestamp(timestamp: u64, now: u64) -> Result<(), Error> {
    if now.abs_diff(timestamp) > WINDOW {
        return Err(Error::new(Code::TimestampOutOfRange, 0));
    }
    Ok(())
}

/// The API user's secret key, made ready for signing.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatconnect::auth::SecretKey;
/// let key = SecretKey::new(b"secret")?;
/// assert!(!format!("{key:?}").contains("secret"));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Clone)]
pub struct SecretKey {
    keyed: Hmac<Sha256>,
}

impl SecretKey {
    /// The key of these bytes, which are the text of the secret as the platform shows it.
    ///
    /// # Errors
    /// `SecretEmpty`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, dialect::threatconnect::auth::SecretKey};
    /// assert!(SecretKey::new(b"secret").is_ok());
    /// assert_eq!(SecretKey::new(b"").unwrap_err().code(), Code::SecretEmpty);
    /// ```
    pub fn new(secret: &[u8]) -> Result<Self, Error> {
        let refusal = Error::new(Code::SecretEmpty, 0);
        if secret.is_empty() {
            return Err(refusal);
        }
        // A keyed hash takes a key of any length; longer ones than a block are hashed first.
        let keyed = Hmac::new_from_slice(secret).map_err(|_| refusal)?;
        Ok(Self { keyed })
    }

    /// The signature of a request.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::auth::{Request, SecretKey};
    /// let (key, request) = (SecretKey::new(b"secret")?, Request::new("/api", "GET", 1_700_000_000)?);
    /// assert!(key.verify(&request, key.sign(&request).as_str(), 1_700_000_000).is_ok());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn sign(&self, request: &Request<'_>) -> Signature {
        let digest = self.digest(request).finalize().into_bytes();
        let mut out = [0; SIGNATURE_LEN];
        // 32 bytes have 44 digits of Base64: neither of the two can fail.
        let text = Base64::encode(&digest, &mut out).unwrap_or_default();
        Signature(Text::try_from(text).unwrap_or_default())
    }

    /// Whether `signature` is that of `request` and the request is recent; `now` in Unix seconds.
    /// Digests are compared in constant time.
    ///
    /// # Errors
    /// `TimestampOutOfRange`; `SignatureMismatch` for another signature and for text that is none.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, dialect::threatconnect::auth::{Request, SecretKey}};
    /// let (key, request) = (SecretKey::new(b"secret")?, Request::new("/api", "GET", 1_700_000_000)?);
    /// let signature = key.sign(&request);
    /// assert!(key.verify(&request, signature.as_str(), 1_700_000_300).is_ok());
    /// let late = key.verify(&request, signature.as_str(), 1_700_000_301).unwrap_err();
    /// assert_eq!(late.code(), Code::TimestampOutOfRange);
    /// let other = key.verify(&request, "AAAA", 1_700_000_000).unwrap_err();
    /// assert_eq!(other.code(), Code::SignatureMismatch);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn verify(&self, request: &Request<'_>, signature: &str, now: u64) -> Result<(), Error> {
        check_timestamp(request.timestamp, now)?;
        let mut digest = [0; 32];
        match Base64::decode(signature, &mut digest) {
            Ok(digest) => self.digest(request).verify_slice(digest).map_err(|_| ()),
            Err(_) => Err(()),
        }
        .map_err(|()| Error::new(Code::SignatureMismatch, 0))
    }

    fn digest(&self, request: &Request<'_>) -> Hmac<Sha256> {
        let mut digits = [0; 20];
        self.keyed
            .clone()
            .chain_update(request.target)
            .chain_update(":")
            .chain_update(request.method)
            .chain_update(":")
            .chain_update(ascii::decimal(request.timestamp, &mut digits))
    }
}

/// Nothing of the key.
impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

/// An API user: the access ID, which is no secret, and the key, which is.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatconnect::auth::{Credentials, Request, SecretKey};
/// let credentials = Credentials::new("12345678901234567890", SecretKey::new(b"secret")?)?;
/// let header = credentials.authorization(&Request::new("/api", "GET", 1_700_000_000)?);
/// assert!(header.as_str().starts_with("TC 12345678901234567890:"));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Credentials<'a> {
    access_id: &'a str,
    key: SecretKey,
}

impl<'a> Credentials<'a> {
    /// The user with this access ID.
    ///
    /// # Errors
    /// `AccessId` at the byte that is not visible ASCII or is a colon; at the end of an empty one;
    /// at the first byte past [`MAX_ACCESS_ID`].
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, dialect::threatconnect::auth::{Credentials, SecretKey}};
    /// let error = Credentials::new("1234:5678", SecretKey::new(b"secret")?).unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::AccessId, 4));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn new(access_id: &'a str, key: SecretKey) -> Result<Self, Error> {
        let bad = ascii::find(access_id, |b| !b.is_ascii_graphic() || b == b':');
        let bad = match bad {
            None if access_id.is_empty() => Some(0),
            None if access_id.len() > MAX_ACCESS_ID => Some(MAX_ACCESS_ID),
            bad => bad,
        };
        match bad {
            Some(at) => Err(Error::new(Code::AccessId, at)),
            None => Ok(Self { access_id, key }),
        }
    }

    /// The access ID.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::auth::{Credentials, SecretKey};
    /// let credentials = Credentials::new("12345678901234567890", SecretKey::new(b"secret")?)?;
    /// assert_eq!(credentials.access_id(), "12345678901234567890");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn access_id(&self) -> &'a str {
        self.access_id
    }

    /// The key.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::auth::{Credentials, Request, SecretKey};
    /// let credentials = Credentials::new("12345678901234567890", SecretKey::new(b"secret")?)?;
    /// let request = Request::new("/api", "GET", 1_700_000_000)?;
    /// let signature = credentials.key().sign(&request);
    /// assert!(credentials.authorization(&request).as_str().ends_with(signature.as_str()));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn key(&self) -> &SecretKey {
        &self.key
    }

    /// The value of the `Authorization` header for a request.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::auth::{Credentials, Request, SecretKey};
    /// let credentials = Credentials::new("12345678901234567890", SecretKey::new(b"secret")?)?;
    /// let header = credentials.authorization(&Request::new("/api", "GET", 1_700_000_000)?);
    /// let (scheme, rest) = header.as_str().split_once(' ').unwrap();
    /// assert_eq!((scheme, rest.split_once(':').unwrap().0), ("TC", "12345678901234567890"));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn authorization(&self, request: &Request<'_>) -> Authorization {
        let signature = self.key.sign(request);
        let parts = ["TC ", self.access_id, ":", signature.as_str()];
        let room = parts.iter().fold(0usize, |room, part| room.saturating_add(part.len()));
        let mut text = Text::new();
        // MAX_AUTHORIZATION is the sum of the parts' bounds, so this cannot fail.
        let _: Result<&str, Error> = text.fill(room, |out| {
            let mut bytes = parts.iter().flat_map(|part| part.bytes());
            out.iter_mut().zip(&mut bytes).for_each(|(to, b)| *to = b);
            Ok(room)
        });
        Authorization(text)
    }
}

/// A signature in Base64, [`SIGNATURE_LEN`] bytes. Neither shown by `Debug` nor compared by `==`: ask
/// [`SecretKey::verify`], which takes the same time for every signature.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatconnect::auth::{Request, SecretKey};
/// let signature = SecretKey::new(b"secret")?.sign(&Request::new("/api", "GET", 1_700_000_000)?);
/// assert!(!format!("{signature:?}").contains(signature.as_str()));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Clone)]
pub struct Signature(Text<SIGNATURE_LEN>);

impl Signature {
    /// Its text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::auth::{Request, SecretKey};
    /// let signature = SecretKey::new(b"secret")?.sign(&Request::new("/api", "GET", 1_700_000_000)?);
    /// assert!(signature.as_str().ends_with('='));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signature(..)")
    }
}

/// The value of an `Authorization` header, at most [`MAX_AUTHORIZATION`] bytes. Not shown by `Debug`.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatconnect::auth::{Credentials, Request, SecretKey};
/// let credentials = Credentials::new("12345678901234567890", SecretKey::new(b"secret")?)?;
/// let header = credentials.authorization(&Request::new("/api", "GET", 1_700_000_000)?);
/// assert!(!format!("{header:?}").contains(header.as_str()));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Clone)]
pub struct Authorization(Text<MAX_AUTHORIZATION>);

impl Authorization {
    /// Its text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatconnect::auth::{Credentials, Request, SecretKey};
    /// let credentials = Credentials::new("12345678901234567890", SecretKey::new(b"secret")?)?;
    /// let header = credentials.authorization(&Request::new("/api", "GET", 1_700_000_000)?);
    /// assert_eq!(header.as_str().len(), "TC 12345678901234567890:".len() + 44);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authorization(..)")
    }
}

#[cfg(test)]
mod tests;
