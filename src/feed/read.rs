//! One token: strictly first, then without what stands around it, then without its defanging.

pub(super) use super::trim::{is_glue, is_quote};
use super::{
    Format, Options, Scratch, join, label, link,
    trim::{cut_before_end, is_odd, odd_name, trim},
};
use crate::{
    Address, Endpoint, Error, Host, Indicator, Kind, Parsed, Range,
    ascii::{self, class},
    endpoint::Form,
    error::Code,
    host,
    indicator::{Ask, Quick},
    refang::{self, Refanged},
};

/// What a token was read as.
///
/// # Example
/// ```
/// use ioc_canon::feed::{self, Options, Scratch};
/// let mut scratch = Scratch::new();
/// let entry = feed::entries(b"hxxp://evil[.]example/a", &Options::PLAIN).next().unwrap();
/// let reading = entry.reading(&mut scratch)?;
/// assert!(reading.is_edited());
/// assert_eq!(reading.indicator().to_string(), "http://evil.example/a");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    indicator: Indicator<'a>,
    edited: bool,
}

impl<'a> Reading<'a> {
    /// The indicator.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Kind, feed::{self, Options, Scratch}};
    /// let mut scratch = Scratch::new();
    /// let entry = feed::entries(b"192.0.2.0/24", &Options::PLAIN).next().unwrap();
    /// assert_eq!(entry.reading(&mut scratch)?.indicator().kind(), Kind::Cidr);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn indicator(&self) -> Indicator<'a> {
        self.indicator
    }

    /// Whether the token was edited to be read: refanged, freed of quotes, brackets and
    /// punctuation around it, or completed as the options say.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::feed::{self, Options, Scratch};
    /// let mut scratch = Scratch::new();
    /// let entry = feed::entries(b"'a.example'", &Options::PLAIN).next().unwrap();
    /// assert!(entry.reading(&mut scratch)?.is_edited());
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn is_edited(&self) -> bool {
        self.edited
    }
}

const ONE_LABEL: host::Options = host::Options::new();

/// Reads a token; error offsets count from its first byte.
pub(super) fn reading<'s>(
    token: &'s str,
    options: &Options,
    scratch: &'s mut Scratch,
) -> Result<Reading<'s>, Error> {
    match Indicator::quick(token, Quick).map(Parsed::value) {
        Some(indicator) if stands(&indicator, options) => Ok(Reading { indicator, edited: false }),
        _ => {
            let mut edited = false;
            let read = read(token, options, scratch, &mut edited);
            read.map(|indicator| Reading { indicator, edited })
        }
    }
}

/// [`reading`] without telling of edits: the hot door. Not inlined: what is given back is stored once,
/// by the arm that made it, and not put together from pieces.
#[inline(never)]
pub(super) fn indicator<'s>(
    token: &'s str,
    options: &Options,
    scratch: &'s mut Scratch,
) -> Result<Indicator<'s>, Error> {
    Indicator::quick(token, Token { token, options, scratch })
}

struct Token<'s, 'o> {
    token: &'s str,
    options: &'o Options,
    scratch: &'s mut Scratch,
}

impl<'s> Ask<'s> for Token<'s, '_> {
    type Answer = Result<Indicator<'s>, Error>;

    #[inline(always)]
    fn made(self, indicator: Indicator<'s>, _: bool) -> Self::Answer {
        match stands(&indicator, self.options) {
            true => Ok(indicator),
            false => {
                let token = self.token;
                self.look(token)
            }
        }
    }

    #[inline(always)]
    fn look(self, token: &'s str) -> Self::Answer {
        read(token, self.options, self.scratch, &mut false)
    }
}

/// Whether what a fast path has read is what the token is to be read as.
#[inline(always)]
fn stands(indicator: &Indicator<'_>, options: &Options) -> bool {
    // Of a composite only its parts can be read so.
    let wanted = options.kind.is_none_or(|kind| kind == indicator.kind());
    wanted && options.format != Format::Composite && !bears_mark(indicator, options)
}

/// Reads a token that no fast path has read, or that does not stand; `edited` tells how.
///
/// Here and below, what was read is given back as it came and looked at by reference: a copy on every
/// level would be most of the stack.
#[inline(never)]
fn read<'s>(
    token: &'s str,
    options: &Options,
    scratch: &'s mut Scratch,
    edited: &mut bool,
) -> Result<Indicator<'s>, Error> {
    // The fast paths have been tried.
    let tried = options.kind.is_none() && options.format != Format::Composite;
    let first = if tried { looked(token, options) } else { strict(token, options) };
    let error = match &first {
        Ok(indicator) if !bears_mark(indicator, options) && !is_odd(token) => return first,
        Ok(_) => None,
        // A cut value is not made whole by taking off the dots that say so.
        Err(error) if error.code() == Code::Truncated || is_bare(token) => return first,
        Err(error) => Some(*error),
    };
    again(token, error, options, scratch, edited, false)
}

/// [`reading`] of a field in which each quote is written twice.
#[cold]
#[inline(never)]
pub(super) fn doubled<'s>(
    token: &'s str,
    options: &Options,
    scratch: &'s mut Scratch,
) -> Result<Reading<'s>, Error> {
    fill(&refang::untouched(token), "", true, scratch)?;
    let written = |text: &str, error: Error| error.shifted(quotes_before(text, error.offset()));
    let text = scratch.as_str();
    let error = match strict(text, options) {
        Ok(indicator) if bears_mark(&indicator, options) => None,
        Err(error) if error.code() != Code::Truncated => Some(written(text, error)),
        // Read anew, since what was read borrows what is written to below.
        _ => {
            let text = scratch.as_str();
            let read = strict(text, options).map_err(|error| written(text, error));
            return read.map(|indicator| Reading { indicator, edited: true });
        }
    };
    let mut edited = true;
    let read = again(token, error, options, scratch, &mut edited, true);
    read.map(|indicator| Reading { indicator, edited })
}

/// How many quotes stand before byte `at`.
fn quotes_before(text: &str, at: usize) -> usize {
    ascii::count(text.as_bytes().get(..at).unwrap_or_default(), b'"')
}

/// What of a token is read once more, and where it begins: without what stands around it and its label,
/// of a link its value.
pub(super) fn within<'t>(token: &'t str, refused: bool, options: &Options) -> (usize, &'t str) {
    let (from, trimmed) = unwrapped(token, refused);
    // No kind that has a label is written as a bare number.
    let labelled = refused && options.kind != Some(Kind::Asn);
    let label = label::len(trimmed).filter(|_| labelled).unwrap_or(0);
    let (from, trimmed) = (from.saturating_add(label), trimmed.get(label..).unwrap_or_default());
    let reads = |text: &str| {
        strict(text, options).is_ok() || (options.refang && !refang::of_refused(text).is_clean())
    };
    let targets = matches!(options.kind, None | Some(Kind::Url));
    match link::value(trimmed, targets, reads) {
        Some((at, value)) => (from.saturating_add(at), value),
        None => (from, trimmed),
    }
}

/// Reads a token that strict reading refused with `error`, or that bears a mark; in a `doubled` one each
/// quote is written twice.
#[cold]
fn again<'s>(
    token: &'s str,
    error: Option<Error>,
    options: &Options,
    scratch: &'s mut Scratch,
    edited: &mut bool,
    doubled: bool,
) -> Result<Indicator<'s>, Error> {
    if let Some(range) = block(token, options) {
        return Ok(Indicator::Range(range));
    }
    let (from, trimmed) = within(token, error.is_some(), options);
    // Nothing is glued to one quote of two and not to the other.
    let doubled = doubled && ascii::has(trimmed, b'"');
    let mut error = error;
    let before = token.get(..from).unwrap_or_default();
    if let Some(at) = label::broken_at(before, trimmed) {
        return Err(Error::new(Code::HashLabel, from.saturating_add(at)));
    }
    if trimmed.len() < token.len() && !doubled {
        let read = strict(trimmed, options);
        match &read {
            Ok(indicator) if !bears_mark(indicator, options) => {
                *edited = true;
                return read;
            }
            Ok(_) => error = None,
            Err(_) if trimmed.is_empty() => {}
            Err(inner) => error = Some(inner.shifted(from)),
        }
    }
    if options.suffixes {
        let name = trimmed.strip_prefix("*.").or_else(|| trimmed.strip_prefix('.'));
        if let Some(Ok(host)) = name.map(|name| named(name, options)) {
            *edited = true;
            return Ok(Indicator::Host(host));
        }
    }
    let refanged = refanged(trimmed, options);
    if let Some(redaction) = refanged.redaction() {
        return Err(redaction.shifted(from));
    }
    let back = |error: Error, shift: usize| {
        let at = refanged.typed_offset(error.offset().saturating_sub(shift));
        Error::new(error.code(), ascii::char_floor(trimmed, at)).shifted(from)
    };
    let completes = |error: Error| options.assume_http && error.code() == Code::UrlSchemeMissing;
    let mut prefix = "";
    match (refanged.is_clean() && !doubled, error) {
        (true, Some(error)) if !completes(error) => return Err(error),
        (true, Some(_)) => prefix = HTTP,
        // It can be read, and the marks it bears are not ours to edit.
        (true, None) => {
            *edited = trimmed.len() < token.len();
            return strict(trimmed, options).map_err(|error| error.shifted(from));
        }
        (false, _) => {
            fill(&refanged, prefix, doubled, scratch).map_err(|error| back(error, 0))?;
            if strict(scratch.as_str(), options).is_err_and(completes) {
                prefix = HTTP;
            }
        }
    }
    if !prefix.is_empty() {
        fill(&refanged, prefix, doubled, scratch).map_err(|error| back(error, 0))?;
    }
    let text = scratch.as_str();
    let mut read = strict(text, options);
    match &mut read {
        Ok(_) => *edited = true,
        Err(error) => {
            let quotes = if doubled { quotes_before(text, error.offset()) } else { 0 };
            *error = back(error.shifted(quotes), prefix.len());
        }
    }
    read
}

/// The token without what stands around it, and where that begins. `refused` tells whether it is
/// refused with that.
pub(super) fn unwrapped(token: &str, refused: bool) -> (usize, &str) {
    // The quotes of a quoted local part, whole or not, are not around the token.
    let quoted = token.starts_with('"')
        && (refang::local_len(token.as_bytes()).is_some()
            || token.as_bytes().windows(2).any(|pair| pair == b"\"@"));
    match quoted || !(refused || is_odd(token)) {
        true => (0, token),
        false => trim(token, refused),
    }
}

/// The token without its defanging, where the options allow for it.
pub(super) fn refanged<'a>(trimmed: &'a str, options: &Options) -> Refanged<'a> {
    match options.refang {
        true => refang::of_refused(trimmed),
        false => refang::untouched(trimmed),
    }
}

/// Whether nothing stands around or in a token that could be edited: it is made of letters, digits,
/// hyphens and dots, and begins and ends with one of the former.
pub(super) fn is_bare(token: &str) -> bool {
    let ends = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = token.as_bytes();
    let plain = bytes.iter().all(|&b| ascii::is(b, class::LDH) || b == b'.');
    plain && ends(bytes.first()) && ends(bytes.last())
}

pub(super) const HTTP: &str = "http://";

/// Writes `prefix` and the edited text into `scratch`, of `doubled` quotes one.
pub(super) fn fill(
    refanged: &Refanged<'_>,
    prefix: &str,
    doubled: bool,
    scratch: &mut Scratch,
) -> Result<(), Error> {
    let room = refanged.len().saturating_add(prefix.len());
    let written = scratch.fill(room, |out| {
        let (lead, rest) =
            out.split_at_mut_checked(prefix.len()).ok_or(Error::new(Code::BufferTooSmall, 0))?;
        lead.copy_from_slice(prefix.as_bytes());
        let mut len = refanged.write_into(rest)?;
        if doubled {
            len = undouble(rest);
        }
        Ok(len.saturating_add(prefix.len()))
    });
    // No kind reads what is too long for the scratch.
    written.map(|_| ()).map_err(|_| Error::new(Code::TooLong, 0))
}

/// Leaves one of two neighbouring quotes; gives how many bytes are left.
fn undouble(bytes: &mut [u8]) -> usize {
    let (mut from, mut to) = (0usize, 0usize);
    while let Some(&b) = bytes.get(from) {
        if let Some(slot) = bytes.get_mut(to) {
            *slot = b;
        }
        to = to.saturating_add(1);
        from = from.saturating_add(1);
        if b == b'"' && bytes.get(from) == Some(&b'"') {
            from = from.saturating_add(1);
        }
    }
    to
}

/// Reads a token as it stands.
pub(super) fn strict<'a>(text: &'a str, options: &Options) -> Result<Indicator<'a>, Error> {
    let endpoint = matches!(options.kind, None | Some(Kind::Endpoint));
    if matches!(options.format, Format::Composite) && endpoint && ascii::has(text, b'|') {
        return composite(text);
    }
    let read = match options.kind {
        None => Indicator::detect(text),
        Some(kind) => Indicator::parse_as(kind, text),
    };
    or_single(read, text, options)
}

/// A name or address and its port, as such formats write them.
#[inline(never)]
fn composite<'a>(text: &'a str) -> Result<Indicator<'a>, Error> {
    Endpoint::parse_form(text, Form::Pipe, &ONE_LABEL).map(Indicator::Endpoint)
}

/// [`strict`] without the fast paths.
fn looked<'a>(text: &'a str, options: &Options) -> Result<Indicator<'a>, Error> {
    or_single(Indicator::look(text), text, options)
}

/// What was read, or a name of one label where the options allow for it; not what only looks whole.
#[inline(always)]
fn or_single<'a>(
    read: Result<Indicator<'a>, Error>,
    text: &'a str,
    options: &Options,
) -> Result<Indicator<'a>, Error> {
    match &read {
        Err(error) if may_be_single(error, options) => single(text, *error),
        Ok(indicator) if may_be_doubted(text) => match doubt(indicator, text) {
            Some(error) => Err(error),
            None => read,
        },
        _ => read,
    }
}

/// Whether a text holds a byte with which such a character begins as [`doubt`] looks for.
fn may_be_doubted(text: &str) -> bool {
    text.bytes().fold(false, |any, b| any | matches!(b, 0xc2 | 0xe2 | 0xe3 | 0xef))
}

/// What is wrong in a feed with a text beyond ASCII that its kind reads: a quote glued to a name makes
/// another name of it to UTS #46, and in a URL an ellipsis within brackets is no end.
#[inline(never)]
fn doubt(indicator: &Indicator<'_>, text: &str) -> Option<Error> {
    let (name, from) = match indicator {
        Indicator::Host(host) => (host.as_str(), 0),
        Indicator::Url(url) => (url.host_text(), url.host_offset()),
        Indicator::Email(email) => {
            let name = email.domain().as_str();
            (name, text.len().saturating_sub(name.len()))
        }
        Indicator::Endpoint(endpoint) => (endpoint.server_text(), 0),
        _ => return None,
    };
    if let Some(at) = odd_name(name) {
        return Some(Error::new(Code::HostCharacter, from.saturating_add(at)));
    }
    let url = indicator.kind() == Kind::Url;
    cut_before_end(text).filter(|_| url).map(|at| Error::new(Code::Truncated, at))
}

/// A name of one label, or `error` if it is none.
#[inline(never)]
fn single<'a>(text: &'a str, error: Error) -> Result<Indicator<'a>, Error> {
    let host = Host::parse(text).map_err(|_| error)?;
    match odd_name(text) {
        Some(at) => Err(Error::new(Code::HostCharacter, at)),
        None => Ok(Indicator::Host(host)),
    }
}

/// Whether `error` refuses a name of one label and the options allow for it.
fn may_be_single(error: &Error, options: &Options) -> bool {
    options.single_labels
        && error.code() == Code::SingleLabel
        && error.offset() == 0
        && matches!(options.kind, Some(Kind::Host) | None)
}

fn named<'a>(name: &'a str, options: &Options) -> Result<Host<'a>, Error> {
    let labels = if options.single_labels { 1 } else { 2 };
    match options.kind {
        None | Some(Kind::Host) => Host::parse_with(name, &ONE_LABEL.min_labels(labels)),
        Some(_) => Err(Error::new(Code::WrongKind, 0)),
    }
}

/// Whether an indicator that was read may be a defanged one all the same.
#[inline(always)]
pub(super) fn bears_mark(indicator: &Indicator<'_>, options: &Options) -> bool {
    match indicator {
        Indicator::Url(url) if options.refang && url.may_bear_mark() => {
            url.userinfo().is_some() || refang::is_defanged_scheme(url.scheme())
        }
        _ => false,
    }
}

/// `start TAB end`, the first two columns of a list of blocks.
#[inline(never)]
pub(super) fn block(token: &str, options: &Options) -> Option<Range> {
    let (first, last) = ascii::split_once(token, b'\t').filter(|_| options.reads_blocks())?;
    if join::is_mask(last) {
        return None;
    }
    Range::new(Address::parse(first).ok()?.ip(), Address::parse(last).ok()?.ip()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hints: one that says more than it must costs time, which no answer shows.
    #[test]
    fn what_is_looked_at_again() {
        let rows = [
            // Token, whether it is bare, whether it may be doubted.
            ("a.example", true, false),
            ("1", true, false),
            ("a-b.9", true, false),
            ("", false, false),
            ("-", false, false),
            (".a", false, false),
            ("a.", false, false),
            ("a_b", false, false),
            ("a[.]b", false, false),
            ("\u{e9}a", false, false),
            ("a\u{e9}a", false, false),
            ("a\u{bf}", false, true),
            ("\u{201c}a", false, true),
            ("a\u{3002}b", false, true),
            ("a\u{ff0e}b", false, true),
            ("\u{4e2d}\u{438}", false, false),
        ];
        for (token, bare, doubted) in rows {
            assert_eq!(is_bare(token), bare, "{token:?}");
            assert_eq!(may_be_doubted(token), doubted, "{token:?}");
        }
    }

    #[test]
    fn what_bears_a_mark_and_what_stands() {
        const HOSTS: Options = Options::PLAIN.kind(Kind::Host);
        const AS_TYPED: Options = Options::PLAIN.refang(false);
        let rows: [(&str, bool, [bool; 4]); 7] = [
            ("a.example", false, [true, true, false, true]),
            ("192.0.2.1", false, [true, false, false, true]),
            ("http://a.example/b@c", false, [true, false, false, true]),
            ("https://user@a.example/", true, [false, false, false, true]),
            ("hxxp://a.example/", true, [false, false, false, true]),
            ("ftp://a.example/", false, [true, false, false, true]),
            (r"HKLM\Software", false, [true, false, false, true]),
        ];
        for (text, mark, stand) in rows {
            let indicator = Indicator::detect(text).unwrap();
            assert_eq!(bears_mark(&indicator, &Options::PLAIN), mark, "{text}");
            assert!(!bears_mark(&indicator, &AS_TYPED), "{text}");
            let all = [&Options::PLAIN, &HOSTS, &Options::MISP_COMPOSITE, &AS_TYPED];
            assert_eq!(all.map(|options| stands(&indicator, options)), stand, "{text}");
        }
    }
}
