//! What a value is called by who wrote it, glued to it by a colon: `md5:d41d8...`, `ip:192.0.2.1`.

use crate::{
    ascii::{self, class},
    hash::Algorithm,
    refang,
};

/// How many hexadecimal digits a digest has at least, or one that is cut: what is shorter may be a port.
const DIGEST: usize = 24;

/// The length of a label and its colon, if what follows looks like what it names. `host:443` is an
/// endpoint.
pub(super) fn len(text: &str) -> Option<usize> {
    let (name, value) = ascii::split_once(text, b':')?;
    let is = |word: &&str| name.eq_ignore_ascii_case(word);
    let bytes = value.as_bytes();
    let has = |b: u8| ascii::has(value, b);
    let fits = if DIGESTS.iter().any(|(word, _)| is(word)) {
        let digest = bytes.get(..DIGEST).unwrap_or_default();
        !digest.is_empty() && digest.iter().all(|&b| ascii::is(b, class::HEX))
    } else if ["ip", "ipv4", "ipv6"].iter().any(is) {
        let starts = |&b: &u8| ascii::is(b, class::HEX) || matches!(b, b'[' | b':');
        bytes.first().is_some_and(starts) && (has(b'.') || has(b':'))
    } else if is(&"url") {
        refang::scheme_len(bytes).is_some()
    } else if ["domain", "host", "hostname"].iter().any(is) {
        // A dot, or one in brackets.
        bytes.first().is_some_and(|&b| ascii::is(b, class::LDH) || b == b'_' || b >= 0x80)
            && (has(b'.') || has(b'['))
    } else {
        (is(&"email") || is(&"mailto")) && (has(b'@') || has(b'['))
    };
    fits.then(|| name.len().saturating_add(1))
}

/// Whether a URL and its label stand at the start.
pub(super) fn is_of_url(text: &[u8]) -> bool {
    text.get(..4).is_some_and(|label| label.eq_ignore_ascii_case(b"url:"))
        && text.get(4..).is_some_and(|url| refang::scheme_len(url).is_some())
}

/// Where `digest` is not what its label says, which stands before it with its colon, quotes maybe before
/// that: of another algorithm's length, at the first digit too many or the end.
pub(super) fn broken_at(label: &str, digest: &str) -> Option<usize> {
    let name = label.strip_suffix(':')?;
    let word = |b: &u8| ascii::is(*b, class::ALPHA | class::DIGIT) || *b == b'-';
    let from = name.bytes().rev().take_while(|b| word(b)).count();
    let name = name.get(name.len().saturating_sub(from)..)?;
    let digits = DIGESTS.iter().find(|(of, _)| name.eq_ignore_ascii_case(of))?.1?;
    let broken = digest.len() != digits
        && Algorithm::of_digits(digest.len()).is_some()
        && digest.bytes().all(|b| ascii::is(b, class::HEX));
    broken.then_some(digits.min(digest.len()))
}

/// What digests are called, and how many digits one of that name has.
const DIGESTS: [(&str, Option<usize>); 12] = [
    ("md5", Some(32)),
    ("sha1", Some(40)),
    ("sha224", Some(56)),
    ("sha256", Some(64)),
    ("sha384", Some(96)),
    ("sha512", Some(128)),
    ("sha-1", Some(40)),
    ("sha-224", Some(56)),
    ("sha-256", Some(64)),
    ("sha-384", Some(96)),
    ("sha-512", Some(128)),
    ("hash", None),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_urls() {
        for (text, is) in [
            ("url:http://a.example", true),
            ("URL:hxxp[:]//a.example", true),
            ("url:a.example", false),
            ("urn:http://a.example", false),
            ("url", false),
        ] {
            assert_eq!(is_of_url(text.as_bytes()), is, "{text}");
        }
    }

    #[test]
    fn labels_that_are_not_kept_to() {
        let md5 = "d41d8cd98f00b204e9800998ecf8427e";
        let sha1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
        let rows = [
            ("md5:", md5, None),
            ("MD5:", sha1, Some(32)),
            ("sha1:", sha1, None),
            ("sha-1:", md5, Some(32)),
            ("SHA256:", md5, Some(32)),
            ("sha-512:", sha1, Some(40)),
            ("sha224:", sha1, Some(40)),
            ("sha384:", sha1, Some(40)),
            ("\"sha1:", md5, Some(32)),
            ("hash:", md5, None),
            ("ip:", md5, None),
            ("", md5, None),
            // Cut, or no digest: another code says so.
            ("md5:", "d41d8cd98f00b204e9800998ecf8427", None),
            ("md5:", "a.example", None),
        ];
        for (label, digest, expected) in rows {
            assert_eq!(broken_at(label, digest), expected, "{label}{digest}");
        }
    }

    #[test]
    fn labels_and_what_they_name() {
        let rows = [
            ("md5:d41d8cd98f00b204e9800998ecf8427e", Some(4)),
            ("SHA-1:da39a3ee5e6b4b0d3255bfef95601890afd80709", Some(6)),
            ("md5:443", None),
            ("md5:", None),
            ("md5:d41d8cd98f00b204e9800998", Some(4)),
            ("md5:d41d8cd98f00b204e980099", None),
            ("md5:d41d8cd98f00b204e980099x", None),
            ("IP:192.0.2.1", Some(3)),
            ("ipv6:::1", Some(5)),
            ("ipv6:[2001:db8::1]:80", Some(5)),
            ("ip:443", None),
            ("ip:x.1", None),
            ("url:http://a.example", Some(4)),
            ("url:hxxp[:]//a.example", Some(4)),
            ("url:a.example", None),
            ("url:8080", None),
            ("url://a.example", None),
            ("host:443", None),
            ("host:a.example", Some(5)),
            ("domain:a[dot]example", Some(7)),
            ("hostname:_a.example", Some(9)),
            ("hostname:.example", None),
            ("email:a@b.example", Some(6)),
            ("email:a[at]b", Some(6)),
            ("email:25", None),
            ("name:a.example", None),
            ("a.example", None),
            (":a.example", None),
        ];
        for (text, expected) in rows {
            assert_eq!(len(text), expected, "{text}");
        }
    }
}
