//! File hashes: the digest of a file in hexadecimal.
//!
//! ```text
//! file-hash = 32HEXDIG / 40HEXDIG / 56HEXDIG / 64HEXDIG / 96HEXDIG / 128HEXDIG
//! ```
//! The length alone tells the algorithm: MD5 (RFC 1321), SHA-1, SHA-224, SHA-256, SHA-384, SHA-512
//! (FIPS 180-4). Digests of the same length by other functions (RIPEMD-160, SHA3-256, BLAKE2) cannot
//! be told apart from these and are read as these. Refused: any other length, prefixes such as
//! `sha256:`.
//!
//! # Example
//! ```
//! use ioc_canon::{FileHash, hash::Algorithm};
//! let hash = FileHash::parse("D41D8CD98F00B204E9800998ECF8427E")?;
//! assert_eq!(hash.algorithm(), Algorithm::Md5);
//! assert_eq!(hash.to_string(), "d41d8cd98f00b204e9800998ecf8427e");
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Example: a digest that was cut
//! ```
//! use ioc_canon::{Code, FileHash, hash::Algorithm};
//! let typed = "d41d8cd98f00b204e9800998ecf8427";
//! let error = FileHash::parse(typed).unwrap_err();
//! assert_eq!((error.code(), error.offset()), (Code::HashLength, 31));
//! assert_eq!(error.explain(typed).nearest_hash(), Some(Algorithm::Md5));
//! ```

use core::fmt;

use crate::{
    ascii::{self, class},
    emit::{self, Fold, Piece, Pieces, Render, Scratch},
    error::{Code, Error},
    grammar,
    note::Notes,
    text::Text,
};

/// The longest text that is read, in bytes.
///
/// # Example
/// ```
/// use ioc_canon::{Code, FileHash, hash};
/// let long = "0".repeat(hash::MAX_INPUT + 1);
/// assert_eq!(FileHash::parse(&long).unwrap_err().code(), Code::TooLong);
/// ```
pub const MAX_INPUT: usize = 130;
/// The longest canonical text, in bytes: SHA-512.
///
/// # Example
/// ```
/// use ioc_canon::hash::{self, Algorithm};
/// assert_eq!(hash::MAX_LEN, Algorithm::Sha512.digits());
/// ```
pub const MAX_LEN: usize = 128;
/// Room for a canonical text.
///
/// # Example
/// ```
/// use ioc_canon::{FileHash, hash};
/// let mut buffer = hash::Buffer::new();
/// let hash = FileHash::parse("D41D8CD98F00B204E9800998ECF8427E")?;
/// assert_eq!(hash.canonical(&mut buffer), "d41d8cd98f00b204e9800998ecf8427e");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub type Buffer = Text<MAX_LEN>;

/// A file's digest, as a view of its text.
///
/// # Example
/// ```
/// use ioc_canon::FileHash;
/// let upper = FileHash::parse("D41D8CD98F00B204E9800998ECF8427E")?;
/// assert_eq!(upper, FileHash::parse("d41d8cd98f00b204e9800998ecf8427e")?);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct FileHash<'a> {
    // INVARIANT: hexadecimal digits, as many as `algorithm` has.
    text: &'a str,
    algorithm: Algorithm,
    canonical: bool,
}

/// The hash functions, by the length of their digest.
///
/// # Example
/// ```
/// use ioc_canon::{FileHash, hash::Algorithm};
/// let hash = FileHash::parse("da39a3ee5e6b4b0d3255bfef95601890afd80709")?;
/// assert_eq!(hash.algorithm(), Algorithm::Sha1);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Algorithm {
    /// 32 digits.
    Md5,
    /// 40 digits.
    Sha1,
    /// 56 digits.
    Sha224,
    /// 64 digits.
    Sha256,
    /// 96 digits.
    Sha384,
    /// 128 digits.
    Sha512,
}

/// The ways a hash is spelled.
///
/// # Example
/// ```
/// use ioc_canon::{FileHash, hash::{Buffer, Form}};
/// let hash = FileHash::parse("D41D8CD98F00B204E9800998ECF8427E")?;
/// assert_eq!(hash.text(Form::Lower, &mut Buffer::new()), "d41d8cd98f00b204e9800998ecf8427e");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Lower case, the canonical form.
    Lower,
}

impl Algorithm {
    const ALL: [Self; 6] =
        [Self::Md5, Self::Sha1, Self::Sha224, Self::Sha256, Self::Sha384, Self::Sha512];

    /// How many hexadecimal digits its digest has.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::hash::Algorithm;
    /// assert_eq!(Algorithm::Sha256.digits(), 64);
    /// ```
    #[must_use]
    pub const fn digits(self) -> usize {
        match self {
            Self::Md5 => 32,
            Self::Sha1 => 40,
            Self::Sha224 => 56,
            Self::Sha256 => 64,
            Self::Sha384 => 96,
            Self::Sha512 => 128,
        }
    }

    /// Its name as the standards write it, such as `SHA-256`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::hash::Algorithm;
    /// assert_eq!(Algorithm::Sha256.name(), "SHA-256");
    /// assert_eq!(Algorithm::Sha256.to_string(), "SHA-256");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Sha224 => "SHA-224",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// The algorithm whose digest has this many digits.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::hash::Algorithm;
    /// assert_eq!(Algorithm::of_digits(64), Some(Algorithm::Sha256));
    /// assert_eq!(Algorithm::of_digits(63), None);
    /// ```
    #[must_use]
    pub const fn of_digits(digits: usize) -> Option<Self> {
        match digits {
            32 => Some(Self::Md5),
            40 => Some(Self::Sha1),
            56 => Some(Self::Sha224),
            64 => Some(Self::Sha256),
            96 => Some(Self::Sha384),
            128 => Some(Self::Sha512),
            _ => None,
        }
    }

    /// The algorithm whose digest's length is nearest; on a tie, the shorter.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::hash::Algorithm;
    /// assert_eq!(Algorithm::nearest(63), Algorithm::Sha256);
    /// // 36 digits lie in the middle between MD5 and SHA-1.
    /// assert_eq!(Algorithm::nearest(36), Algorithm::Md5);
    /// ```
    #[must_use]
    pub fn nearest(digits: usize) -> Self {
        let distance = |algorithm: &Self| algorithm.digits().abs_diff(digits);
        Self::ALL.into_iter().min_by_key(distance).unwrap_or(Self::Md5)
    }
}

/// The name.
impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl<'a> FileHash<'a> {
    /// Reads a digest.
    ///
    /// # Errors
    /// `TooLong`, `Empty`, `ControlCharacter`, `OuterBlank`, `HashLength`, `HashDigit`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, FileHash};
    /// let hash = FileHash::parse("DA39A3EE5E6B4B0D3255BFEF95601890AFD80709")?;
    /// assert_eq!(hash.algorithm().name(), "SHA-1");
    /// assert_eq!(hash.to_string(), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    /// assert_eq!(FileHash::parse("da39a3ee").unwrap_err().code(), Code::HashLength);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse(text: &'a str) -> Result<Self, Error> {
        Self::quick(text).ok_or_else(|| refusal(text))
    }

    /// [`parse`](Self::parse) without the diagnosis: `None` too for what needs a second look.
    #[inline]
    pub(crate) fn quick(text: &'a str) -> Option<Self> {
        let algorithm = Algorithm::of_digits(text.len())?;
        // No early end, so that the loop becomes vector code.
        let (mut odd, mut upper) = (false, false);
        for b in text.bytes() {
            let capital = b.wrapping_sub(b'A') < 6;
            odd |= !(capital | (b.wrapping_sub(b'a') < 6) | (b.wrapping_sub(b'0') < 10));
            upper |= capital;
        }
        (!odd).then_some(Self { text, algorithm, canonical: !upper })
    }

    /// [`parse`](Self::parse) for bytes: the length is checked first, then UTF-8.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and `NotUtf8`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, FileHash};
    /// let hash = FileHash::parse_bytes(b"d41d8cd98f00b204e9800998ecf8427e")?;
    /// assert_eq!(hash.algorithm().name(), "MD5");
    /// assert_eq!(FileHash::parse_bytes(b"\xd4\x1d").unwrap_err().code(), Code::NotUtf8);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse_bytes(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::parse(grammar::utf8(bytes, MAX_INPUT)?)
    }

    /// The text as it was typed.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::FileHash;
    /// let typed = "D41D8CD98F00B204E9800998ECF8427E";
    /// assert_eq!(FileHash::parse(typed)?.as_str(), typed);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// Whether the typed text is canonical: all lower case.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::FileHash;
    /// assert!(FileHash::parse("d41d8cd98f00b204e9800998ecf8427e")?.is_canonical());
    /// assert!(!FileHash::parse("D41D8CD98F00B204E9800998ECF8427E")?.is_canonical());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_canonical(&self) -> bool {
        self.canonical
    }

    /// The hash function, by the digest's length.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{FileHash, hash::Algorithm};
    /// let hash = FileHash::parse("d41d8cd98f00b204e9800998ecf8427e")?;
    /// assert_eq!(hash.algorithm(), Algorithm::Md5);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// None: a digest carries no notes.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::FileHash;
    /// assert!(FileHash::parse("d41d8cd98f00b204e9800998ecf8427e")?.notes().is_empty());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn notes(&self) -> Notes {
        Notes::NONE
    }

    /// Writes the canonical text at the start of `out`; at most [`MAX_LEN`] bytes.
    ///
    /// # Errors
    /// `BufferTooSmall`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{FileHash, hash};
    /// let mut bytes = [0; hash::MAX_LEN];
    /// let length = FileHash::parse("D41D8CD98F00B204E9800998ECF8427E")?.write_into(&mut bytes)?;
    /// assert_eq!(&bytes[..length], b"d41d8cd98f00b204e9800998ecf8427e");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn write_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        if self.is_canonical() {
            return emit::write_one(Piece::keep(self.text), out);
        }
        emit::write_canonical(self, out)
    }
}

emit::doors!(
    view FileHash in hash, "D41D8CD98F00B204E9800998ECF8427E" is "d41d8cd98f00b204e9800998ecf8427e",
    Lower is "d41d8cd98f00b204e9800998ecf8427e"
);

/// What an owned digest keeps beside its canonical text.
pub(crate) type Mark = Algorithm;

impl<'a> FileHash<'a> {
    /// What there is to know about the canonical text.
    pub(crate) const fn mark(&self, _canonical_len: usize) -> Mark {
        self.algorithm
    }

    /// The view of a canonical text, by the mark that its digest gave.
    pub(crate) const fn marked(text: &'a str, mark: Mark) -> Self {
        Self { text, algorithm: mark, canonical: true }
    }
}

impl Render for FileHash<'_> {
    type Form = Form;
    const CANONICAL: Form = Form::Lower;

    fn pieces<'s>(&self, Form::Lower: Form, _: &'s mut Scratch) -> Pieces<'s>
    where
        Self: 's,
    {
        let fold = if self.canonical { Fold::Keep } else { Fold::Lower };
        emit::pieces([Piece::folded(self.text, fold)])
    }
}

/// Why `text` is not a digest.
#[cold]
fn refusal(text: &str) -> Error {
    if let Err(error) = grammar::preflight(text, MAX_INPUT) {
        return error;
    }
    if let Some(at) = ascii::find(text, |b| !ascii::is(b, class::HEX)) {
        return Error::new(Code::HashDigit, at);
    }
    Error::new(Code::HashLength, Algorithm::nearest(text.len()).digits().min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_up_to_the_bound() {
        let digits = [b'a'; 140];
        for n in 0..140 {
            let text = core::str::from_utf8(&digits[..n]).unwrap();
            match FileHash::parse(text) {
                Ok(hash) => assert_eq!(Some(hash.algorithm()), Algorithm::of_digits(n)),
                Err(error) if n == 0 => assert_eq!(error, Error::new(Code::Empty, 0)),
                Err(error) if n > 130 => assert_eq!(error, Error::new(Code::TooLong, 130)),
                Err(error) => {
                    let nearest = Algorithm::nearest(n).digits();
                    assert_eq!(error, Error::new(Code::HashLength, nearest.min(n)), "{n}");
                }
            }
        }
        assert_eq!(Algorithm::nearest(31), Algorithm::Md5);
        assert_eq!(Algorithm::nearest(36), Algorithm::Md5);
        assert_eq!(Algorithm::nearest(37), Algorithm::Sha1);
    }
}
