//! This crate's reader of URLs and the `url` crate on one text: shared by the differential tests and
//! by fuzzing.

use std::net::IpAddr;

use ioc_canon::{Server, Url};

/// What became of one text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    Refused,
    Same,
    /// The `url` crate does not read it: no program that uses it is sent anywhere.
    NotReadThere,
}

/// Compares host and port. Panics where the other reader is sent elsewhere.
pub(crate) fn compare(text: &str) -> Seen {
    let Ok(ours) = Url::parse(text) else { return Seen::Refused };
    let theirs = match url::Url::parse(text) {
        Ok(theirs) => theirs,
        Err(error) => {
            assert!(may_be_refused(&ours, error), "{text:?}: {error}");
            return Seen::NotReadThere;
        }
    };
    assert_eq!(theirs.scheme(), ours.scheme().to_ascii_lowercase(), "{text:?}");
    // The standard drops the server's name before a drive letter, and `localhost` always.
    let local = || ours.host_is(|name| name == "localhost");
    if theirs.scheme() == "file" && (names_drive(text) || local()) {
        return Seen::NotReadThere;
    }
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
        // Nor IDN: such a host is percent-encoded as it was typed.
        (Server::Name(name), url::Host::Domain(_))
            if !name.as_str().is_ascii() && !theirs.is_special() =>
        {
            return Seen::NotReadThere;
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

/// Why the other reader may refuse what is accepted here.
fn may_be_refused(ours: &Url<'_>, error: url::ParseError) -> bool {
    use url::ParseError as E;
    let a_label = ours.host_is(|name| name.split('.').any(|label| label.starts_with("xn--")));
    // An A-label that does not decode is accepted with a note: DNS serves it.
    (error == E::IdnaError && a_label)
        // `file:` takes no port and no user.
        || ours.scheme().eq_ignore_ascii_case("file")
}

trait HostIs {
    fn host_is(&self, test: impl Fn(&str) -> bool) -> bool;
}

impl HostIs for Url<'_> {
    fn host_is(&self, test: impl Fn(&str) -> bool) -> bool {
        matches!(self.host(), Server::Name(name) if test(&name.to_string()))
    }
}
