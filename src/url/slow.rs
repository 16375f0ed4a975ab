//! The whole grammar of URLs: finds the byte that broke it.

use super::{MAX_INPUT, PORT, Parts, read_host};
use crate::{
    address::Address,
    ascii::{self, class},
    error::{Code, Error},
    grammar, host, server,
};

/// The whole grammar; finds the byte that broke it.
#[cold]
pub(super) fn slow(text: &str) -> Result<Parts, Error> {
    grammar::preflight(text, MAX_INPUT)?;
    let scheme = scheme(text)?;
    if let Some(at) = host::ellipsis(text) {
        return Err(Error::new(Code::Truncated, at));
    }
    let from = scheme.saturating_add(3);
    let after = text.get(from..).unwrap_or_default();
    let end = ascii::find(after, |b| matches!(b, b'/' | b'?' | b'#')).unwrap_or(after.len());
    let (authority, rest) = after.split_at_checked(end).unwrap_or_default();
    let shift = |by: usize| move |error: Error| error.shifted(by);

    let file = text.get(..scheme).is_some_and(|name| name.eq_ignore_ascii_case("file"));
    if authority.is_empty() {
        let code = if file { Code::UrlFile } else { Code::UrlHostEmpty };
        return Err(Error::new(code, from));
    }
    if file && is_drive(authority.as_bytes()) {
        return Err(Error::new(Code::UrlFile, from));
    }
    if let Some(at) = ascii::find(authority, |b| b == b'\\') {
        return Err(Error::new(Code::UrlBackslash, from.saturating_add(at)));
    }
    if let Some(at) = ascii::find(text, |b| b == b' ') {
        return Err(Error::new(Code::UrlBlank, at));
    }
    let (user, host_port) = split_user(authority).map_err(shift(from))?;
    let (host, port, bracketed) = split_port(host_port);
    let host_from = from
        .saturating_add(authority.len().saturating_sub(host_port.len()))
        .saturating_add(usize::from(bracketed));
    let host_to = host_from.saturating_add(host.len());
    check_host(host, host_port, bracketed)
        .map_err(shift(host_from.saturating_sub(usize::from(bracketed))))?;
    if user.is_some_and(|user| looks_like_host(user, host)) {
        return Err(Error::new(Code::UrlUserIsHost, from));
    }
    if let Some(at) = user.and_then(delimiter) {
        return Err(Error::new(Code::UrlUserIsHost, from.saturating_add(at)));
    }
    let (_, canonical_host) = read_host(host, bracketed).map_err(shift(host_from))?;
    let after_host = host_to.saturating_add(usize::from(bracketed));
    match port.strip_prefix(':') {
        None if port.is_empty() => {}
        None => return Err(Error::new(Code::UrlAfterBracket, after_host)),
        Some(digits) => {
            server::port(digits, Code::UrlPortEmpty, &PORT)
                .map_err(shift(after_host.saturating_add(1)))?;
        }
    }
    let upper_scheme = text.bytes().take(scheme).any(|b| b.is_ascii_uppercase());
    let narrow = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    Ok(Parts {
        scheme: narrow(scheme),
        host: (narrow(host_from), narrow(host_to)),
        rest: narrow(from.saturating_add(end)),
        bracketed,
        upper_scheme,
        canonical: canonical_host && !upper_scheme,
        non_ascii_rest: !rest.is_ascii() || user.is_some_and(|user| !user.is_ascii()),
    })
}

/// `scheme "://"`: the scheme's length, or what the text is instead of a URL with a host.
fn scheme(text: &str) -> Result<usize, Error> {
    let bytes = text.as_bytes();
    let lead = |word: &str| text.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word));
    for (word, code) in [("mailto:", Code::UrlMailto), ("magnet:", Code::UrlMagnet)] {
        if lead(word) {
            return Err(Error::new(code, 0));
        }
    }
    if bytes.first() == Some(&b'/') {
        return Err(Error::new(Code::PathOnly, 0));
    }
    let Some(colon) = bytes.iter().position(|b| matches!(b, b':' | b'/')) else {
        return Err(Error::new(Code::UrlSchemeMissing, 0));
    };
    let (name, after) = bytes.split_at_checked(colon).unwrap_or_default();
    if let Some(at) = backslash(text) {
        return Err(Error::new(Code::UrlBackslash, at));
    }
    match after {
        [b':', b'/', b'/', ..] => {}
        [b':', b'0'..=b'9', ..] => return Err(Error::new(Code::UrlIsEndpoint, colon)),
        [b':', ..] if name.iter().all(|&b| ascii::is(b, class::SCHEME)) && !name.is_empty() => {
            return Err(Error::new(Code::UrlOpaque, colon.saturating_add(1)));
        }
        _ => return Err(Error::new(Code::UrlSchemeMissing, 0)),
    }
    let letter = name.first().is_some_and(|&b| ascii::is(b, class::ALPHA));
    let odd = name.iter().position(|&b| !ascii::is(b, class::SCHEME));
    match odd {
        _ if !letter => Err(Error::new(Code::UrlScheme, 0)),
        Some(at) => Err(Error::new(Code::UrlScheme, ascii::char_floor(text, at))),
        None => Ok(colon),
    }
}

/// Where a backslash stands for a slash of `://`, as in `http:\\example.com`: browsers read such a text
/// as a URL if it begins with a scheme of theirs. `C:\` and the names of keys are none of them.
#[cold]
#[inline(never)]
pub(crate) fn backslash(text: &str) -> Option<usize> {
    let (name, after) = ascii::split_once(text, b':')?;
    let slashes: usize = match after.as_bytes() {
        [b'\\', ..] => 1,
        [b'/', b'\\', ..] => 2,
        _ => return None,
    };
    let stem = name.strip_suffix(['s', 'S']).unwrap_or(name);
    let web = ["http", "hxxp", "ftp", "file"].iter().any(|web| stem.eq_ignore_ascii_case(web));
    web.then(|| name.len().saturating_add(slashes))
}

/// `[ userinfo "@" ]`
fn split_user(authority: &str) -> Result<(Option<&str>, &str), Error> {
    let Some((user, host)) = ascii::split_once(authority, b'@') else {
        return Ok((None, authority));
    };
    match ascii::find(host, |b| b == b'@') {
        None => Ok((Some(user), host)),
        Some(at) => {
            let at = user.len().saturating_add(1).saturating_add(at);
            Err(Error::new(Code::UrlSecondAt, at))
        }
    }
}

/// `host [ ":" port ]`: the host without brackets, what follows it, and whether it had brackets.
fn split_port(host_port: &str) -> (&str, &str, bool) {
    if let Some((v6, port)) =
        host_port.strip_prefix('[').and_then(|rest| ascii::split_once(rest, b']'))
    {
        return (v6, port, true);
    }
    let colon = ascii::find(host_port, |b| b == b':').unwrap_or(host_port.len());
    let (host, port) = host_port.split_at_checked(colon).unwrap_or_default();
    (host, port, false)
}

/// What is wrong with a host before it is read as one; offsets from `host_port`'s first byte.
fn check_host(host: &str, host_port: &str, bracketed: bool) -> Result<(), Error> {
    if bracketed {
        let shape = server::is_v6(host);
        return if shape { Ok(()) } else { Err(Error::new(Code::UrlBracket, 0)) };
    }
    let colons = ascii::count(host_port.as_bytes(), b':');
    if host_port.starts_with('[') || colons > 1 {
        return Err(Error::new(Code::UrlBracket, 0));
    }
    if host.is_empty() {
        return Err(Error::new(Code::UrlHostEmpty, 0));
    }
    if let Some(at) = ascii::find(host, |b| b == b'%') {
        return Err(Error::new(Code::UrlPercentHost, at));
    }
    Ok(())
}

/// Whether the authority of a `file:` URL begins a local path of Windows, `C:` or `C|`: no server is
/// called so (RFC 8089 appendix E.2).
const fn is_drive(authority: &[u8]) -> bool {
    match authority {
        [drive, b':' | b'|'] | [drive, b':' | b'|', b'\\', ..] => drive.is_ascii_alphabetic(),
        _ => false,
    }
}

/// Where in the user part a character stands whose NFKC form holds one of `/?#@:`: a reader that
/// normalises before it looks for the host finds another one (CVE-2019-9636).
fn delimiter(user: &str) -> Option<usize> {
    user.char_indices().find(|&(_, c)| normalises_to_delimiter(c)).map(|(at, _)| at)
}

fn normalises_to_delimiter(c: char) -> bool {
    DELIMITERS.iter().any(|&of| u32::from(of) == u32::from(c))
}

/// All characters of which that is true, by `UnicodeData.txt`: field 5, taken to the end. Two marks in
/// one; `a/c`, `a/s`, `c/o`, `c/u`; `::=`; for vertical lines, small, of full width.
const DELIMITERS: [u16; 19] = [
    0x2047, 0x2048, 0x2049, 0x2100, 0x2101, 0x2105, 0x2106, 0x2a74, 0xfe13, 0xfe16, 0xfe55, 0xfe56,
    0xfe5f, 0xfe6b, 0xff03, 0xff0f, 0xff1a, 0xff1f, 0xff20,
];

/// Whether a reader would take the user part for the server: it is an address, in brackets or not, or a
/// dotted name before an `@` that is followed by nothing but a port's digits.
fn looks_like_host(user: &str, host: &str) -> bool {
    let name = match user.strip_prefix('[') {
        Some(v6) => ascii::before(v6, b']'),
        None => ascii::before(user, b':'),
    };
    let digits = host.bytes().all(|b| b.is_ascii_digit());
    let address = |text| Address::parse(text).is_ok();
    address(name) || address(user) || (digits && ascii::has(name, b'.'))
}

#[cfg(all(test, feature = "idna"))]
mod tests {
    use super::*;
    use crate::idna::Config;

    /// UTS #46 maps by NFKC what it maps to ASCII.
    #[test]
    fn what_normalises_to_a_delimiter() {
        let config = Config::new().use_std3_ascii_rules(false);
        let mut found = 0;
        for c in '\u{80}'..=char::MAX {
            let mut out = [0; crate::idna::MAX_UNICODE_LEN];
            let written = config.to_unicode(c.encode_utf8(&mut [0; 4]), &mut out).unwrap_or(0);
            let holds = out[..written].iter().any(|b| b"/?#@:".contains(b));
            assert_eq!(normalises_to_delimiter(c), holds, "{c:?}");
            found += usize::from(holds);
        }
        assert_eq!(found, 19);
    }
}
