//! What a value is called by who wrote it, glued to it by a colon: `md5:d41d8...`, `ip:192.0.2.1`.

use crate::{
    ascii::{self, class},
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
    let fits = if DIGESTS.iter().any(is) {
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
        is(&"email") && (has(b'@') || has(b'['))
    };
    fits.then(|| name.len().saturating_add(1))
}

/// Whether a URL and its label stand at the start.
pub(super) fn is_of_url(text: &[u8]) -> bool {
    text.get(..4).is_some_and(|label| label.eq_ignore_ascii_case(b"url:"))
        && text.get(4..).is_some_and(|url| refang::scheme_len(url).is_some())
}

const DIGESTS: [&str; 12] = [
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha-1", "sha-224", "sha-256",
    "sha-384", "sha-512", "hash",
];

#[cfg(test)]
mod tests {
    use super::*;

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
