//! This crate's reader of URLs and the `url` crate on one text: shared by the differential tests and
//! by fuzzing.

use std::net::IpAddr;

use icu_normalizer::uts46::Uts46MapperBorrowed;
use ioc_canon::{Server, Url};

/// What became of one text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    Refused,
    Same,
    /// The `url` crate is known not to read it, or not its server.
    NotReadThere,
}

/// What the `url` crate, as the standard has it, reads otherwise, told by the text alone: a URL with the
/// scheme written out, which is accepted here.
pub(crate) fn known(text: &str) -> Option<&'static str> {
    let (scheme, rest) = text.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (user, server) = authority.rsplit_once('@').unwrap_or(("", authority));
    let bracketed = server.starts_with('[');
    let port = server.rsplit_once(':').filter(|(host, _)| !bracketed || host.ends_with(']'));
    let host = port.map_or(server, |(host, _)| host);
    if scheme.eq_ignore_ascii_case("file") {
        if port.is_some() || authority.len() > server.len() || !user.is_empty() {
            return Some("`file:` takes no port and no user");
        }
        if names_drive(text) {
            return Some("the server before a drive letter is dropped");
        }
        if idna::domain_to_ascii(host).is_ok_and(|name| name == "localhost") {
            return Some("of `file:` the server `localhost` is dropped");
        }
    }
    let special = ["http", "https", "ftp", "ws", "wss", "file"];
    if !special.iter().any(|special| scheme.eq_ignore_ascii_case(special)) {
        let reason = "hosts of schemes that the standard does not list are opaque: no IDN";
        return (!host.is_ascii()).then_some(reason);
    }
    // As UTS #46 maps them, so that a dot or an `x` of another width counts.
    let mapped: String = Uts46MapperBorrowed::new().map_normalize(host.chars()).collect();
    let a_label = mapped.split('.').any(|label| label.starts_with("xn--"));
    let reason = "an A-label that does not decode, or that its name has no room for by the rule of \
                  writing directions, is accepted here, with a note: DNS serves it";
    (a_label && idna::domain_to_unicode(&mapped).1.is_err()).then_some(reason)
}

/// Compares host and port. Panics where the other reader is sent elsewhere.
pub(crate) fn compare(text: &str) -> Seen {
    let Ok(ours) = Url::parse(text) else { return Seen::Refused };
    if known(text).is_some() {
        return Seen::NotReadThere;
    }
    let theirs = url::Url::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    assert_eq!(theirs.scheme(), ours.scheme().to_ascii_lowercase(), "{text:?}");
    match (ours.host(), theirs.host().unwrap_or_else(|| panic!("{text:?}: no host there"))) {
        (Server::Address(address), url::Host::Ipv4(ip)) => {
            assert_eq!(address.ip(), IpAddr::V4(ip), "{text:?}");
        }
        (Server::Address(address), url::Host::Ipv6(ip)) => {
            assert_eq!(address.ip(), IpAddr::V6(ip), "{text:?}");
        }
        // Schemes that the standard does not list have opaque hosts: no case folding, no addresses.
        (Server::Address(address), url::Host::Domain(name)) => {
            assert_eq!(name, address.to_string(), "{text:?}");
        }
        (Server::Name(name), url::Host::Domain(other)) => {
            let other = other.strip_suffix('.').unwrap_or(other).to_ascii_lowercase();
            assert_eq!(name.to_string(), other, "{text:?}");
        }
        (ours, theirs) => panic!("{text:?}: {ours:?}, there {theirs:?}"),
    }
    let default = ours.port().filter(|_| theirs.port().is_none());
    match default {
        None => assert_eq!(ours.port(), theirs.port(), "{text:?}"),
        // It leaves a scheme's own port out.
        Some(port) => assert_eq!(theirs.port_or_known_default(), Some(port), "{text:?}"),
    }
    // The canonical text is the same URL to it.
    let again = url::Url::parse(&ours.to_string()).expect("canonical text is read");
    assert_eq!(again.port(), theirs.port(), "{text:?}");
    assert_eq!((again.path(), again.query()), (theirs.path(), theirs.query()), "{text:?}");
    assert_eq!((again.username(), again.password()), (theirs.username(), theirs.password()));
    Seen::Same
}

/// Whether a name of the path may become a drive letter at its start: `/c:`, `/c|`, `/./c:`, `/..\\c:`.
fn names_drive(text: &str) -> bool {
    let authority = text.split_once("://").map_or("", |(_, rest)| rest);
    let path = authority.find(['/', '?', '#']).map_or("", |at| &authority[at..]);
    let drive = |name: &[u8]| matches!(name, [b, b':' | b'|', ..] if b.is_ascii_alphabetic());
    path.split(['/', '\\']).any(|name| drive(name.as_bytes()))
}
