//! Deterministic ids of STIX objects, feature `stix`.
//!
//! ```text
//! id   = type "--" uuid                      ; UUID version 5 (RFC 9562 §5.5) of `name`
//! name = '{"value":"' text '"}'              ; RFC 8785, in the namespace of STIX 2.1 §2.9
//!      / '{"number":' number '}'             ; autonomous-system
//!      / '{"key":"' text '"}'                ; windows-registry-key
//!      / '{"hashes":{"' algorithm '":"' digits '"}}'     ; file
//! ```
//! The text is the value as [`OPENCTI`] spells it, so every spelling of one value has one id. A
//! platform that takes texts as they come has an id for each.
//!
//! Where OpenCTI's server goes another way, the id here is that of STIX: it lower-cases all of an
//! e-mail address, local part included, before it computes the id; and in the versions read it
//! names a registry key's property `attribute_key`. A file's id is that of its one digest; with several
//! the platform takes the first of MD5, SHA-1, SHA-256, SHA-512.

use core::fmt;

use sha1::{Digest, Sha1};

use super::OPENCTI;
use crate::{
    Indicator, Text,
    emit::{self, Scratch},
    error::{Code, Error},
    hash::Algorithm,
};

/// The longest id, in bytes: a `windows-registry-key`.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, dialect::opencti::{MAX_ID, StixId}};
/// let id = StixId::of(&Indicator::detect("HKLM")?)?;
/// assert_eq!(id.as_str().len(), MAX_ID);
/// # Ok::<(), ioc_canon::Error>(())
/// ```
pub const MAX_ID: usize = 58;

/// The namespace of STIX 2.1 §2.9: 00abedb4-aa42-466c-9c01-fed23315a9b7.
const NAMESPACE: [u8; 16] = 0x00ab_edb4_aa42_466c_9c01_fed2_3315_a9b7_u128.to_be_bytes();

/// The id of a STIX object.
///
/// # Example
/// ```
/// use ioc_canon::{Indicator, dialect::opencti::StixId};
/// let id = StixId::of(&Indicator::detect("2001:DB8:1234:0::/48")?)?;
/// assert_eq!(id.as_str(), "ipv6-addr--da90d389-1a7e-5627-a94d-8221a9a4f274");
/// assert_eq!(id, StixId::of(&Indicator::detect("2001:db8:1234::/48")?)?);
/// assert_eq!(id.stix_type(), "ipv6-addr");
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StixId(Text<MAX_ID>);

impl StixId {
    /// The id of the object that stands for an indicator.
    ///
    /// # Errors
    /// `KindNotHere` for ranges and endpoints, which STIX has no object of one value for;
    /// `HashUnsupported` for SHA-224 and SHA-384, which its vocabulary lacks.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, Indicator, dialect::opencti::StixId};
    /// let id = StixId::of(&Indicator::detect("198.51.100.3")?)?;
    /// assert_eq!(id.as_str(), "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4");
    /// let endpoint = Indicator::detect("198.51.100.3:443")?;
    /// assert_eq!(StixId::of(&endpoint).unwrap_err().code(), Code::KindNotHere);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn of(indicator: &Indicator<'_>) -> Result<Self, Error> {
        const VALUE: &str = r#"{"value":""#;
        const END: &str = r#""}"#;
        let ip = |v4| if v4 { "ipv4-addr" } else { "ipv6-addr" };
        let (stix_type, before, after) = match indicator {
            Indicator::Asn(_) => ("autonomous-system", r#"{"number":"#, "}"),
            Indicator::Address(address) => (ip(address.ip().is_ipv4()), VALUE, END),
            Indicator::Cidr(block) => (ip(block.is_ipv4()), VALUE, END),
            Indicator::Host(_) => ("domain-name", VALUE, END),
            Indicator::Url(_) => ("url", VALUE, END),
            Indicator::RegistryKey(_) => ("windows-registry-key", r#"{"key":""#, END),
            Indicator::Email(_) => ("email-addr", VALUE, END),
            Indicator::FileHash(digest) => {
                let before = match digest.algorithm() {
                    Algorithm::Md5 => r#"{"hashes":{"MD5":""#,
                    Algorithm::Sha1 => r#"{"hashes":{"SHA-1":""#,
                    Algorithm::Sha256 => r#"{"hashes":{"SHA-256":""#,
                    Algorithm::Sha512 => r#"{"hashes":{"SHA-512":""#,
                    _ => return Err(Error::new(Code::HashUnsupported, 0)),
                };
                ("file", before, r#""}}"#)
            }
            Indicator::Range(_) | Indicator::Endpoint(_) => {
                return Err(Error::new(Code::KindNotHere, 0));
            }
        };
        let mut sha1 = Sha1::new_with_prefix(NAMESPACE).chain_update(before);
        let mut scratch = Scratch::new();
        let text = emit::bytes(&OPENCTI.pieces(indicator, &mut scratch));
        in_blocks(text.flat_map(escaped), |block| sha1.update(block));
        sha1.update(after);
        let digest: [u8; 20] = sha1.finalize().into();
        Ok(Self(text_of(stix_type, &uuid(digest))))
    }

    /// The id.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Indicator, dialect::opencti::StixId};
    /// let id = StixId::of(&Indicator::detect("AS12345")?)?;
    /// assert_eq!(id.as_str(), "autonomous-system--16567ba9-8e30-551f-91db-2861062225b9");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The object's type, such as `domain-name`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Indicator, dialect::opencti::StixId};
    /// let id = StixId::of(&Indicator::detect("example.com")?)?;
    /// assert_eq!(id.stix_type(), "domain-name");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub fn stix_type(&self) -> &str {
        // A UUID has 36 bytes, and two hyphens stand before it.
        let id = self.as_str();
        id.get(..id.len().saturating_sub(38)).unwrap_or_default()
    }
}

impl AsRef<str> for StixId {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for StixId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A byte as it stands in a string of JSON (RFC 8785 §3.2.2.2). Controls, which would need more, no
/// indicator holds; everything beyond ASCII stands for itself.
fn escaped(b: u8) -> impl Iterator<Item = u8> {
    let backslash = matches!(b, b'"' | b'\\').then_some(b'\\');
    backslash.into_iter().chain([b])
}

/// Hands the bytes over in blocks of the hash's size.
fn in_blocks(mut bytes: impl Iterator<Item = u8>, mut each: impl FnMut(&[u8])) {
    let mut block = [0; 64];
    loop {
        let mut filled = 0usize;
        for (slot, b) in block.iter_mut().zip(&mut bytes) {
            *slot = b;
            filled = filled.saturating_add(1);
        }
        each(block.get(..filled).unwrap_or_default());
        if filled < block.len() {
            return;
        }
    }
}

/// The UUID of a digest: its first 128 bits, of which version and variant are replaced.
fn uuid(digest: [u8; 20]) -> [u8; 36] {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, ..] = digest;
    let bits = [a, b, c, d, e, f, g & 0x0f | 0x50, h, i & 0x3f | 0x80, j, k, l, m, n, o, p];
    let digits = bits.into_iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    let mut text = *b"xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    for (slot, digit) in text.iter_mut().filter(|slot| **slot == b'x').zip(digits) {
        *slot = if digit < 10 { b'0' | digit } else { digit.wrapping_add(b'a' - 10) };
    }
    text
}

fn text_of(stix_type: &str, uuid: &[u8]) -> Text<MAX_ID> {
    let parts = [stix_type.as_bytes(), b"--", uuid];
    let room = parts.iter().fold(0usize, |room, part| room.saturating_add(part.len()));
    let mut text = Text::new();
    // MAX_ID is the length of the longest, so this cannot fail.
    let _: Result<&str, Error> = text.fill(room, |out| {
        let mut bytes = parts.iter().flat_map(|part| part.iter());
        out.iter_mut().zip(&mut bytes).for_each(|(to, b)| *to = *b);
        Ok(room)
    });
    text
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{collections::HashSet, format, string::ToString};

    use super::*;
    use crate::Kind;

    #[track_caller]
    fn id(text: &str) -> StixId {
        let kind = Kind::of(text).unwrap();
        StixId::of(&Indicator::read_as(kind, text).unwrap().value()).unwrap()
    }

    #[test]
    fn an_id_is_text() {
        let id = id("AS12345");
        assert_eq!(
            AsRef::<str>::as_ref(&id),
            "autonomous-system--16567ba9-8e30-551f-91db-2861062225b9"
        );
        assert_eq!((id.as_ref(), id.stix_type()), (id.as_str(), "autonomous-system"));
    }

    // Made by Python 3, which shares no code with this crate: type + "--" +
    // str(uuid.uuid5(uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7"),
    //     json.dumps(object, separators=(",", ":"), ensure_ascii=False)))
    // with the objects of the module's grammar.
    #[test]
    fn ids_of_another_implementation() {
        let sha512 = "ab".repeat(64);
        let long = format!("http://example.com/{}", "a\"".repeat(4000));
        let rows = [
            ("198.51.100.3", "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4"),
            ("198.51.100.0/24", "ipv4-addr--1ea47840-aa39-5aa8-b4a2-cd203eb6662a"),
            ("198.51.100.3/32", "ipv4-addr--e6a817f4-b49d-5631-a8b8-7c650c03fcf9"),
            ("2001:db8::1", "ipv6-addr--6469e3a9-b053-5e34-a025-9396ae051d26"),
            ("2001:db8:1234::/48", "ipv6-addr--da90d389-1a7e-5627-a94d-8221a9a4f274"),
            ("AS12345", "autonomous-system--16567ba9-8e30-551f-91db-2861062225b9"),
            ("AS0", "autonomous-system--f0accca0-0af1-57e7-b55f-ecfdf08e5b36"),
            ("AS4294967295", "autonomous-system--832cf849-1b9d-5272-8422-c9ed808c1e9a"),
            ("xn--sterreich-z7a.icom.museum", "domain-name--dc64f42e-7059-5562-abf6-a94fc26d349e"),
            (r#"http://example.com/"a\b"/ü?q=%22"#, "url--7ea684b0-7dd4-5346-b2f1-4012fe860d4e"),
            (&long, "url--f0093a58-752d-5b07-986c-b092beaa77f9"),
            (
                r"HKEY_LOCAL_MACHINE\Software\Microsoft",
                "windows-registry-key--a507eaea-d2e3-5b9d-9bc6-023e4372c206",
            ),
            ("HKEY_USERS", "windows-registry-key--0606a2d7-1281-5af0-bd16-69cdcd0b8ce4"),
            ("John.Doe@example.com", "email-addr--9ff1e21d-9881-58af-94e0-06cbceb9c36a"),
            (r#""a\"b"@example.com"#, "email-addr--732ef5e2-5b89-5cd6-a7ad-b9bf7144a9a5"),
            ("d41d8cd98f00b204e9800998ecf8427e", "file--02fff920-f614-527c-81d1-6353633a6d21"),
            (
                "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "file--fa6e66a5-f019-51f9-8ab5-812023e58c6e",
            ),
            (
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "file--22f8ff52-8f62-5f03-a53a-6f50f54fd74c",
            ),
            (&sha512, "file--efcad85d-dd95-5bed-af93-617e79f18d4f"),
        ];
        let mut seen = HashSet::new();
        for (text, expected) in rows {
            let id = id(text);
            assert_eq!(id.as_str(), expected, "{text}");
            assert_eq!(id.to_string(), expected);
            assert_eq!(format!("{}--", id.stix_type()), expected[..expected.len() - 36]);
            assert!(seen.insert(id));
        }
        assert_eq!(id("HKLM").as_str().len(), MAX_ID);
    }

    #[test]
    fn every_spelling_has_the_value_s_id() {
        let groups: &[&[&str]] = &[
            &["2001:db8:1234::/48", "2001:DB8:1234:0:0:0:0:0/48", "2001:0db8:1234:0::/48"],
            &["AS12345", "as 12345", "ASN12345", "ASN 12345", "AS0.12345"],
            &["example.com", "EXAMPLE.com", "example.com."],
            &["http://example.com/A", "HTTP://EXAMPLE.COM/A"],
            &[
                r"HKLM\Software\a",
                r"hkey_local_machine\Software\a",
                r"HKLM:\Software\a",
                r"\\REGISTRY\\MACHINE\\Software\\a",
                "HKLM/Software/a",
                r"[HKEY_LOCAL_MACHINE\Software\a]",
            ],
            &["a@example.com", "a@EXAMPLE.com"],
            &["D41D8CD98F00B204E9800998ECF8427E", "d41d8cd98f00b204e9800998ecf8427e"],
        ];
        for group in groups {
            for text in *group {
                assert_eq!(id(text), id(group[0]), "{text}");
            }
        }
        assert_ne!(id("http://example.com/A"), id("http://example.com/a"));
        assert_ne!(id("A@example.com"), id("a@example.com"));
    }

    #[test]
    fn kinds_and_digests_that_stix_has_not() {
        let rows = [
            ("192.0.2.1-192.0.2.9", Code::KindNotHere),
            ("example.com:443", Code::KindNotHere),
            (&"a".repeat(56), Code::HashUnsupported),
            (&"a".repeat(96), Code::HashUnsupported),
        ];
        for (text, code) in rows {
            let indicator = Indicator::detect(text).unwrap();
            assert_eq!(StixId::of(&indicator), Err(Error::new(code, 0)), "{text}");
        }
        for &kind in Kind::ALL {
            let refused = matches!(kind, Kind::Range | Kind::Endpoint);
            assert_eq!(OPENCTI.takes(kind), !refused, "{kind}");
        }
    }

    #[test]
    fn blocks_of_every_length() {
        for length in 0..200 {
            let mut seen = std::vec::Vec::new();
            in_blocks(core::iter::repeat_n(7, length), |block| seen.extend_from_slice(block));
            assert_eq!(seen, [7].repeat(length));
        }
    }
}
