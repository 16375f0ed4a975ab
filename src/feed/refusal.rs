//! A refused entry as it was read at last: what stands around it taken off, its defanging undone.

use super::{
    Format, Options, Scratch,
    read::{HTTP, bears_mark, block, fill, is_bare, refanged, strict, unwrapped, within},
};
use crate::{
    Kind, ascii,
    error::{Code, Error},
    explain::{Explanation, Suggestion},
};

/// What is to be said of an entry that was refused. Made by [`Entry::explain`](super::Entry::explain).
///
/// A feed reads more than stands in an entry's text: quotes around it are taken off, defanging is
/// undone. What it was refused for is what was left then, and so are its kind and what to write
/// instead.
///
/// # Example
/// ```
/// use ioc_canon::{Kind, feed::{self, Options, Scratch}};
/// let entry = feed::entries(b"\"10[.]0[.]0[.]5/8\"", &Options::PLAIN).next().unwrap();
/// let mut scratch = Scratch::new();
/// let error = entry.read(&mut scratch).unwrap_err();
/// // The error counts in the entry as it stands there, and what was read is another text.
/// assert_eq!(error.to_string(), "expected zero bits beyond the prefix length at byte 14");
/// let refusal = entry.explain(error, &mut scratch);
/// assert_eq!((refusal.text(), refusal.error().offset()), ("10.0.0.5/8", 7));
/// assert_eq!(refusal.kind(), Some(Kind::Cidr));
/// assert_eq!(refusal.suggestion().unwrap().to_string(), "10.0.0.0/8");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Refusal<'s> {
    text: &'s str,
    error: Error,
    options: &'s Options,
}

impl<'s> Refusal<'s> {
    /// The text that was read; empty for a line that is none.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options, Scratch};
    /// let entry = feed::entries(b"'hxxp://1.2.3[.]400/'", &Options::PLAIN).next().unwrap();
    /// let mut scratch = Scratch::new();
    /// let error = entry.read(&mut scratch).unwrap_err();
    /// assert_eq!(entry.explain(error, &mut scratch).text(), "http://1.2.3.400/");
    /// ```
    #[must_use]
    pub const fn text(&self) -> &'s str {
        self.text
    }

    /// Why it was refused; the offset counts in [`text`](Self::text).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options, Scratch};
    /// let entry = feed::entries(b"\"a..b\"", &Options::PLAIN).next().unwrap();
    /// let mut scratch = Scratch::new();
    /// let error = entry.read(&mut scratch).unwrap_err();
    /// assert_eq!((error.offset(), entry.explain(error, &mut scratch).error().offset()), (3, 2));
    /// ```
    #[must_use]
    pub const fn error(&self) -> Error {
        self.error
    }

    /// The kind that spoke: the one that the feed's options name, or else the text's shape; `None`
    /// where that names none.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Kind, feed::{self, Options, Scratch}};
    /// let entry = feed::entries(b"1.2.3[.]4/24", &Options::PLAIN).next().unwrap();
    /// let mut scratch = Scratch::new();
    /// let error = entry.read(&mut scratch).unwrap_err();
    /// assert_eq!(entry.explain(error, &mut scratch).kind(), Some(Kind::Cidr));
    /// ```
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        if self.options.kind.is_some() {
            return self.options.kind;
        }
        if self.error.code() == Code::HashLabel {
            return Some(Kind::FileHash);
        }
        // `start TAB end`, and `host|port`.
        if block(self.text, self.options).is_some() {
            return Some(Kind::Range);
        }
        if self.options.format == Format::Composite && ascii::has(self.text, b'|') {
            return Some(Kind::Endpoint);
        }
        Kind::of(self.text).ok()
    }

    /// The particulars, such as the character that was found.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options, Scratch};
    /// let entry = feed::entries(b"(AS12x)", &Options::PLAIN).next().unwrap();
    /// let mut scratch = Scratch::new();
    /// let error = entry.read(&mut scratch).unwrap_err();
    /// assert_eq!(entry.explain(error, &mut scratch).explanation().found(), Some('x'));
    /// ```
    #[must_use]
    pub const fn explanation(&self) -> Explanation<'s> {
        self.error.explain(self.text)
    }

    /// The text to write in the feed instead, which a feed of these options reads.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options, Scratch};
    /// let mut scratch = Scratch::new();
    /// let mut suggested = |options: &Options| {
    ///     let entry = feed::entries("local\u{200b}host".as_bytes(), options).next().unwrap();
    ///     let error = entry.read(&mut scratch).unwrap_err();
    ///     entry.explain(error, &mut scratch).suggestion().map(|text| text.to_string())
    /// };
    /// // One label is a name only where it is asked for.
    /// assert_eq!(suggested(&Options::PLAIN), None);
    /// assert_eq!(suggested(&Options::PLAIN.single_labels(true)).as_deref(), Some("localhost"));
    /// ```
    #[must_use]
    pub fn suggestion(&self) -> Option<Suggestion<'s>> {
        self.explanation().suggestion_read_by(|text| match strict(text, self.options) {
            // It would be read, but as another text.
            Ok(read) if bears_mark(&read, self.options) && !is_left(text, self.options) => {
                Err(Error::new(Code::NotExact, 0))
            }
            Ok(_) => Ok(()),
            Err(error) => Err(error),
        })
    }

    /// A line that is no text.
    pub(super) const fn of_line(error: Error, options: &'s Options) -> Self {
        Self { text: "", error: Error::new(error.code(), 0), options }
    }

    /// The refusal of a token by `error`, which counts in it: what `read::again` did last. In a `doubled`
    /// one each quote is written twice.
    #[cold]
    pub(super) fn new(
        token: &'s str,
        error: Error,
        options: &'s Options,
        scratch: &'s mut Scratch,
        doubled: bool,
    ) -> Self {
        let whole = Self { text: token, error, options };
        let first = strict(token, options).err();
        let stays = first.is_some_and(|error| error.code() == Code::Truncated);
        // Of a label that is wrong, the label belongs to what is refused.
        let labelled = error.code() == Code::HashLabel;
        if stays || labelled || is_bare(token) || block(token, options).is_some() {
            return whole;
        }
        let (_, trimmed) = within(token, first.is_some(), options);
        let refanged = refanged(trimmed, options);
        if let Some(redaction) = refanged.redaction() {
            return match redaction.code() == error.code() {
                true => Self { text: trimmed, error: redaction, options },
                false => whole,
            };
        }
        let completes = |text: &str| {
            options.assume_http
                && strict(text, options).is_err_and(|e| e.code() == Code::UrlSchemeMissing)
        };
        let mut written = doubled || !refanged.is_clean();
        if written && fill(&refanged, "", doubled, scratch).is_err() {
            return whole;
        }
        if completes(if written { scratch.as_str() } else { trimmed }) {
            if fill(&refanged, HTTP, doubled, scratch).is_err() {
                return whole;
            }
            written = true;
        }
        let text = if written { scratch.as_str() } else { trimmed };
        match strict(text, options) {
            Err(inner) if inner.code() == error.code() => Self { text, error: inner, options },
            // It can be read, and somebody else refused it, as a whole.
            Ok(_) if text != token => Self { text, error: Error::new(error.code(), 0), options },
            _ => whole,
        }
    }
}

/// Whether nothing stands around a text and nothing in it is defanged.
fn is_left(text: &str, options: &Options) -> bool {
    unwrapped(text, true).1.len() == text.len() && refanged(text, options).is_clean()
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::string::ToString;

    use super::*;
    use crate::{
        dialect::{THREATCONNECT, THREATSTOP},
        feed,
    };

    const NUMBERS: Options = Options::PLAIN.kind(Kind::Asn);
    const WEB: Options = Options::PLAIN.assume_http(true);
    const ONE: Options = Options::PLAIN.single_labels(true);
    const CELL: Options = Options::csv(1, b',');
    const MISP: Options = Options::MISP_COMPOSITE;
    const DEFANGED: Options = Options::PLAIN.refang(false);

    #[test]
    fn what_was_read_at_last() {
        type Row =
            (&'static Options, &'static str, &'static str, usize, Option<Kind>, &'static str);
        let plain = &Options::PLAIN;
        let (asn, address, cidr) = (Some(Kind::Asn), Some(Kind::Address), Some(Kind::Cidr));
        let (host, url, endpoint) = (Some(Kind::Host), Some(Kind::Url), Some(Kind::Endpoint));
        // The entry; the text that was read, where in it, as which kind; what to write.
        let rows: [Row; 31] = [
            // No range in a cell of its own.
            (&CELL, "\"1.2.3.4\t1.2.3.9\"", "1.2.3.4\t1.2.3.9", 7, None, ""),
            (plain, "1.2.3.4/24", "1.2.3.4/24", 6, cidr, "1.2.3.0/24"),
            (plain, "1.2.3[.]4/24", "1.2.3.4/24", 6, cidr, "1.2.3.0/24"),
            (plain, "\"10.0.0.5/8\"", "10.0.0.5/8", 7, cidr, "10.0.0.0/8"),
            (
                plain,
                "hxxp[:]//1.2.3.4:080/a",
                "http://1.2.3.4:080/a",
                15,
                url,
                "http://1.2.3.4:80/a",
            ),
            (plain, "hxxps://1.2.3.4:080/", "https://1.2.3.4:080/", 16, url, "https://1.2.3.4:80/"),
            (plain, "010[.]0[.]0[.]1", "010.0.0.1", 0, address, ""),
            (plain, "“a\u{2024}example”", "a\u{2024}example", 1, host, "a.example"),
            (plain, "“Ã¶sterreich.example”", "Ã¶sterreich.example", 0, host, "österreich.example"),
            (plain, "local\u{200b}host", "local\u{200b}host", 5, host, ""),
            (&ONE, "(Ã¶sterreich)", "Ã¶sterreich", 0, host, "österreich"),
            (plain, "213070\u{200b}6433", "213070\u{200b}6433", 6, host, ""),
            (plain, "1\u{2024}10", "1\u{2024}10", 1, host, ""),
            (&MISP, "evil..example", "evil..example", 5, host, ""),
            (plain, "evil..example|80", "evil..example|80", 5, host, ""),
            (plain, "local\u{7f}host", "local\u{7f}host", 5, None, ""),
            (plain, "*\u{2024}evil.example", "*\u{2024}evil.example", 1, host, ""),
            (plain, "\"AS0012\"", "AS0012", 2, asn, "AS12"),
            (&NUMBERS, "'0012'", "0012", 0, asn, "12"),
            (&NUMBERS, "-2a5", "-2a5", 0, asn, ""),
            (&NUMBERS, "a[.]example", "a.example", 0, asn, ""),
            (&WEB, "1.2.3[.]4:080/a", "http://1.2.3.4:080/a", 15, url, "http://1.2.3.4:80/a"),
            (&WEB, "a..example/b", "http://a..example/b", 9, url, ""),
            (&WEB, "a[.][.]example/b", "http://a..example/b", 9, url, ""),
            (&DEFANGED, "(1.2.3[.]4/24)", "1.2.3[.]4/24", 0, None, ""),
            (plain, "(man****app.com)", "man****app.com", 3, host, ""),
            (plain, "\"\"", "\"\"", 0, None, ""),
            (plain, "\u{2026}", "\u{2026}", 0, host, ""),
            (
                plain,
                "(1.2.3.9-1.2.3.4)",
                "1.2.3.9-1.2.3.4",
                8,
                Some(Kind::Range),
                "1.2.3.4-1.2.3.9",
            ),
            (
                plain,
                "http://a:b@a.example:080/",
                "http://a:b@a.example:080/",
                21,
                url,
                "http://a:b@a.example:80/",
            ),
            (
                &Options::MISP_COMPOSITE,
                "a.example|080",
                "a.example|080",
                10,
                endpoint,
                "a.example|80",
            ),
        ];
        let mut scratch = Scratch::new();
        for (options, typed, text, at, kind, suggested) in rows {
            let entry = feed::entries(typed.as_bytes(), options).next().unwrap();
            let error = entry.read(&mut scratch).unwrap_err();
            let refusal = entry.explain(error, &mut scratch);
            let suggestion = refusal.suggestion().map(|s| s.to_string()).unwrap_or_default();
            let found = (refusal.text(), refusal.error().offset(), refusal.kind(), &*suggestion);
            assert_eq!(found, (text, at, kind, suggested), "{typed}: {error}");
            assert_eq!(refusal.error().code(), error.code(), "{typed}");
        }
    }

    /// What can be read, and is refused by a platform.
    #[test]
    fn of_an_entry_that_was_read() {
        let rows = [("AS 12", "AS 12"), ("(AS-12)", "AS-12"), ("h[.]example:80", "h.example:80")];
        let mut scratch = Scratch::new();
        for (typed, text) in rows {
            let entry = feed::entries(typed.as_bytes(), &Options::PLAIN).next().unwrap();
            let read = entry.read(&mut scratch).unwrap();
            let kind = read.kind();
            let error = THREATSTOP.show(&read).map(|_| ()).unwrap_err();
            let refusal = entry.explain(error, &mut scratch);
            assert_eq!(
                (refusal.text(), refusal.error(), refusal.kind()),
                (text, error, Some(kind))
            );
            assert!(refusal.suggestion().is_none());
        }
    }

    /// A block in columns is a range, and refused as one.
    #[test]
    fn of_a_block_that_was_read() {
        let entry = feed::entries(b"1.2.3.0\t1.2.3.255\t24", &Options::PLAIN).next().unwrap();
        let mut scratch = Scratch::new();
        let read = entry.read(&mut scratch).unwrap();
        let error = THREATCONNECT.show(&read).map(|_| ()).unwrap_err();
        let refusal = entry.explain(error, &mut scratch);
        assert_eq!((refusal.text(), refusal.kind()), ("1.2.3.0\t1.2.3.255", Some(Kind::Range)));
    }

    /// What is too long with the scheme that it lacks is shown as it was typed.
    #[test]
    fn at_the_bound_of_what_is_completed() {
        let mut scratch = Scratch::new();
        let mut text = |len: usize| {
            let typed = std::format!("(a.example:080/{})", "x".repeat(len));
            let entry = feed::entries(typed.as_bytes(), &WEB).next().unwrap();
            let error = entry.read(&mut scratch).unwrap_err();
            let refusal = entry.explain(error, &mut scratch);
            (refusal.text().len(), refusal.error().code())
        };
        let bound = crate::url::MAX_INPUT;
        assert_eq!(text(10), (31, Code::UrlPortLeadingZero));
        assert_eq!(text(bound - 21), (bound, Code::UrlPortLeadingZero));
        assert_eq!(text(bound - 20), (bound - 4, Code::TooLong));
    }

    #[test]
    fn a_line_that_is_no_text() {
        let entry = feed::entries(b"a\xff", &Options::PLAIN).next().unwrap();
        let mut scratch = Scratch::new();
        let error = entry.read(&mut scratch).unwrap_err();
        let refusal = entry.explain(error, &mut scratch);
        assert_eq!((error.code(), error.offset()), (Code::LineNotUtf8, 1));
        assert_eq!((refusal.text(), refusal.kind()), ("", None));
        assert_eq!(refusal.error(), Error::new(Code::LineNotUtf8, 0));
        assert_eq!(refusal.explanation().found(), None);
    }
}
