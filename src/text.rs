//! [`Text<N>`]: the one buffer. Every owned text and every rendering target is one of these; what
//! holds the bytes stays out of every signature.

use core::{borrow::Borrow, cmp::Ordering, fmt, hash, ops::Deref};

use heapless::Vec;

use crate::error::{Code, Error};

/// UTF-8 text of at most `N` bytes, held inline.
///
/// To be read as `str`, by [`as_str`](Self::as_str), `Deref` or another trait, its bytes are looked
/// through once more, in time linear in the length: where a text is read often, keep the `&str`.
///
/// # Example
/// ```
/// use ioc_canon::Text;
/// let text = Text::<8>::try_from("AS12345")?;
/// assert_eq!(text.as_str(), "AS12345");
/// assert!(Text::<4>::try_from("AS12345").is_err());
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Text<const N: usize> {
    // INVARIANT: UTF-8. Only `fill`, which checks, `TryFrom<&str>` and `write_str` write here.
    bytes: Vec<u8, N>,
}

impl<const N: usize> Text<N> {
    /// An empty text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{FileHash, Text};
    /// // Every kind's `Buffer` is a `Text` of the size that it needs.
    /// let mut buffer = Text::new();
    /// assert!(buffer.as_str().is_empty());
    /// let hash = FileHash::parse("D41D8CD98F00B204E9800998ECF8427E")?;
    /// assert_eq!(hash.canonical(&mut buffer), "d41d8cd98f00b204e9800998ecf8427e");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { bytes: Vec::new() }
    }

    /// The text, in time linear in its length.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Text;
    /// let text = Text::<16>::try_from("example.com")?;
    /// assert_eq!(text.as_str(), "example.com");
    /// // It is a `str` by itself, too.
    /// assert!(text.ends_with(".com"));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Checked again because `unsafe` is forbidden. Of ASCII that is a word at a time.
        core::str::from_utf8(&self.bytes).unwrap_or_default()
    }

    /// How many bytes fit: `N`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Text, host};
    /// assert_eq!(Text::<8>::new().capacity(), 8);
    /// assert_eq!(host::Buffer::new().capacity(), host::MAX_LEN);
    /// ```
    #[must_use]
    pub const fn capacity(&self) -> usize {
        N
    }

    /// Empties the text.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Text;
    /// let mut text = Text::<16>::try_from("example.com")?;
    /// text.clear();
    /// assert_eq!(text, "");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn clear(&mut self) {
        self.bytes.clear();
    }

    /// Lets `write` fill up to `room` bytes in place and keeps as many as it says it wrote.
    ///
    /// # Errors
    /// `BufferTooSmall` if `room` is over `N`; whatever `write` reports; `NotUtf8` if it wrote
    /// something else. The text is empty after an error.
    pub(crate) fn fill(
        &mut self,
        room: usize,
        write: impl FnOnce(&mut [u8]) -> Result<usize, Error>,
    ) -> Result<&str, Error> {
        self.open(room)?;
        let written = write(&mut self.bytes);
        self.close(written)
    }

    /// Makes room for a text.
    #[cfg_attr(target_pointer_width = "32", inline(never))]
    fn open(&mut self, room: usize) -> Result<(), Error> {
        self.bytes.clear();
        self.bytes.resize_default(room).map_err(|_| Error::new(Code::BufferTooSmall, 0))
    }

    /// Keeps the text that was written.
    #[cfg_attr(target_pointer_width = "32", inline(never))]
    fn close(&mut self, written: Result<usize, Error>) -> Result<&str, Error> {
        match written {
            Ok(written) => self.bytes.truncate(written),
            Err(error) => {
                self.bytes.clear();
                return Err(error);
            }
        }
        if core::str::from_utf8(&self.bytes).is_err() {
            self.bytes.clear();
            return Err(Error::new(Code::NotUtf8, 0));
        }
        Ok(self.as_str())
    }
}

impl<const N: usize> TryFrom<&str> for Text<N> {
    type Error = Error;

    /// # Errors
    /// `BufferTooSmall` if `text` has more than `N` bytes.
    fn try_from(text: &str) -> Result<Self, Error> {
        let bytes = Vec::from_slice(text.as_bytes());
        Ok(Self { bytes: bytes.map_err(|_| Error::new(Code::BufferTooSmall, 0))? })
    }
}

impl<const N: usize> TryFrom<&[u8]> for Text<N> {
    type Error = Error;

    /// # Errors
    /// `BufferTooSmall` if there are more than `N` bytes; `NotUtf8`.
    fn try_from(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > N {
            return Err(Error::new(Code::BufferTooSmall, 0));
        }
        match core::str::from_utf8(bytes) {
            Ok(text) => Self::try_from(text),
            Err(error) => Err(Error::new(Code::NotUtf8, error.valid_up_to())),
        }
    }
}

impl<const N: usize> Deref for Text<N> {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl<const N: usize> AsRef<str> for Text<N> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl<const N: usize> Borrow<str> for Text<N> {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl<const N: usize> PartialEq for Text<N> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<const N: usize> Eq for Text<N> {}

impl<const N: usize> PartialEq<str> for Text<N> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl<const N: usize> PartialEq<&str> for Text<N> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl<const N: usize> PartialEq<Text<N>> for str {
    fn eq(&self, other: &Text<N>) -> bool {
        self == other.as_str()
    }
}

impl<const N: usize> PartialEq<Text<N>> for &str {
    fn eq(&self, other: &Text<N>) -> bool {
        *self == other.as_str()
    }
}

impl<const N: usize> PartialOrd for Text<N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<const N: usize> Ord for Text<N> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

/// As `str`, so that a map keyed by `Text` is asked with `&str`.
impl<const N: usize> hash::Hash for Text<N> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// What does not fit is refused whole, and what was there stays: nothing is cut within one `write_str`.
/// Of several, as `write!` makes them, the first may have been kept.
///
/// # Example
/// ```
/// use core::fmt::Write;
/// use ioc_canon::{Asn, Text};
/// let mut line = Text::<16>::new();
/// write!(line, "seen: {}", Asn::new(64496)).unwrap();
/// assert_eq!(line, "seen: AS64496");
/// assert!(line.write_str("four").is_err());
/// assert_eq!(line, "seen: AS64496");
/// ```
impl<const N: usize> fmt::Write for Text<N> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.bytes.extend_from_slice(text.as_bytes()).map_err(|_| fmt::Error)
    }
}

impl<const N: usize> fmt::Display for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<const N: usize> fmt::Debug for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_to_the_byte_and_refuses_one_more() {
        assert_eq!(Text::<4>::try_from("äö").unwrap(), "äö");
        assert_eq!(Text::<3>::try_from("äö").unwrap_err().code(), Code::BufferTooSmall);
        assert_eq!(Text::<4>::new().as_str(), "");
        let code = |bytes: &[u8]| Text::<4>::try_from(bytes).map_err(|error| error.code());
        assert_eq!(code(b"abcd").unwrap(), "abcd");
        // The length is looked at first.
        assert_eq!(code(b"abcd\xff"), Err(Code::BufferTooSmall));
        assert_eq!(code(b"abc\xff"), Err(Code::NotUtf8));
        let text = Text::<4>::try_from("ab").unwrap();
        assert!(text != *"ac" && text != "ac" && text == *"ab" && text == "ab");
        assert!(*"ac" != text && "ac" != text && *"ab" == text && "ab" == text);
    }

    #[test]
    fn a_text_is_written_whole_or_not() {
        use fmt::Write as _;
        let mut text = Text::<5>::new();
        assert_eq!(text.write_str("aä"), Ok(()));
        assert_eq!((text.write_str("öü"), text.as_str()), (Err(fmt::Error), "aä"));
        assert_eq!((text.write_char('ö'), text.as_str()), (Ok(()), "aäö"));
        assert_eq!((text.write_str(""), text.write_str("b")), (Ok(()), Err(fmt::Error)));
        text.clear();
        let end = "def";
        assert_eq!((write!(text, "abc{end}"), text.as_str()), (Err(fmt::Error), "abc"));
    }

    #[test]
    fn only_utf8_stays() {
        let mut text = Text::<4>::try_from("ab").unwrap();
        let error = text.fill(2, |out| {
            out.fill(0xff);
            Ok(2)
        });
        assert_eq!(error.unwrap_err().code(), Code::NotUtf8);
        assert_eq!(text.as_str(), "");
    }

    #[test]
    fn nothing_stays_of_a_text_that_could_not_be_written() {
        let mut text = Text::<4>::try_from("ab").unwrap();
        let error = text.fill(3, |out| {
            out.fill(b'x');
            Err(Error::new(Code::TooLong, 3))
        });
        assert_eq!(error.unwrap_err(), Error::new(Code::TooLong, 3));
        assert_eq!(text.as_str(), "");
    }
}
