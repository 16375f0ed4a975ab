//! Addresses and `core::net`, blocks and `ipnet`, on one text. Shared with fuzzing.

use std::net::{IpAddr, Ipv6Addr};

use ioc_canon::{Address, Cidr, address, cidr};
use ipnet::IpNet;

/// Both refuse, or both read the same address and write it alike. Tells whether it was read.
pub(crate) fn address(text: &str) -> bool {
    let theirs = text.parse::<IpAddr>();
    match (Address::parse(text), theirs) {
        (Err(_), Err(_)) => false,
        (Ok(ours), Ok(ip)) => {
            assert_eq!(ours.ip(), ip, "{text:?}");
            assert_eq!(ours.to_string(), ip.to_string(), "{text:?}");
            assert_eq!(ours.text(address::Form::Full, &mut address::Buffer::new()), full(ip));
            true
        }
        (ours, theirs) => panic!("{text:?}: {ours:?}, core {theirs:?}"),
    }
}

/// What `ipnet` reads and this crate refuses on purpose, told by the text alone.
pub(crate) fn known(text: &str) -> Option<&'static str> {
    let (ip, prefix) = text.split_once('/')?;
    if prefix.len() > 1 && prefix.starts_with('0') {
        return Some("leading zeros in the prefix");
    }
    let padded = |octet: &str| octet.len() > 1 && octet.starts_with('0');
    let quad = ip.rsplit(':').next().unwrap_or_default();
    if quad.contains('.') && quad.split('.').any(padded) {
        return Some("leading zeros in an octet: octal to some readers");
    }
    let groups = ip.split(':').filter(|group| !group.is_empty());
    let groups: usize = groups.map(|group| if group.contains('.') { 2 } else { 1 }).sum();
    (ip.contains("::") && groups == 8).then_some("`::` for no group: RFC 4291 has one or more")
}

/// Both refuse, or both read the same block, host bits cleared. `None` where the two are known to
/// differ, else whether it was read.
pub(crate) fn block(text: &str) -> Option<bool> {
    if known(text).is_some() {
        assert!(Cidr::parse(text).is_err(), "{text:?}");
        return None;
    }
    let theirs = text.parse::<IpNet>();
    let (read, net) = match (Cidr::parse_truncating(text), theirs) {
        (Err(_), Err(_)) => return Some(false),
        (Ok(read), Ok(net)) => (read, net),
        (ours, theirs) => panic!("{text:?}: {ours:?}, ipnet {theirs:?}"),
    };
    let ours = read.value();
    let trimmed = net.trunc();
    assert_eq!(ours.to_string(), trimmed.to_string(), "{text:?}");
    assert_eq!((ours.first(), ours.last()), (net.network(), net.broadcast()), "{text:?}");
    assert_eq!(ours.prefix(), net.prefix_len(), "{text:?}");
    assert!(ours.contains(net.addr()), "{text:?}");
    assert_eq!(Cidr::parse(text).is_ok(), net == trimmed, "{text:?}: host bits");
    let whole = format!("{}/{}", full(trimmed.addr()), trimmed.prefix_len());
    assert_eq!(ours.text(cidr::Form::Full, &mut cidr::Buffer::new()), whole, "{text:?}");
    Some(true)
}

/// Eight groups without leading zeros.
fn full(ip: IpAddr) -> String {
    let IpAddr::V6(ip) = ip else { return ip.to_string() };
    Ipv6Addr::segments(&ip).map(|group| format!("{group:x}")).join(":")
}
