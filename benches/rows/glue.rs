//! What a user writes today with the usual crates: a careful program, and one that tries everything.

use std::{
    fmt::Write as _,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use idna::AsciiDenyList;
use ipnet::IpNet;

use super::{asn, cidr, host, other, url};

/// A line of a feed: its first byte and its first mark say whom to ask. One text is used again; only
/// what url and idna allocate is allocated.
pub(crate) fn careful(line: &str, out: &mut String) -> Option<()> {
    let text = line.trim_ascii();
    let bytes = text.as_bytes();
    let first = *bytes.first()?;
    if first.is_ascii_digit() {
        if let Ok(ip) = text.parse::<Ipv4Addr>() {
            return write!(out, "{ip}").ok();
        }
    }
    let Some(at) = memchr::memchr3(b':', b'/', b'\\', bytes) else {
        if matches!(first, b'a' | b'A') && bytes.last().is_some_and(u8::is_ascii_digit) {
            return number(text, out);
        }
        return host::ascii(text, out).filter(|()| bytes.contains(&b'.'));
    };
    match bytes[at] {
        b'\\' => other::key_text(text, out),
        b'/' => cidr::block(text, out),
        _ if bytes[at..].starts_with(b"://") => url::text(text, out),
        _ if bytes.contains(&b'/') => cidr::block(text, out),
        _ => {
            let ip: Ipv6Addr = text.parse().ok()?;
            write!(out, "{ip}").ok()
        }
    }
}

fn number(text: &str, out: &mut String) -> Option<()> {
    let digits = asn::digits(text);
    if digits.len() == text.len() {
        return None;
    }
    let number: u32 = digits.parse().ok()?;
    write!(out, "AS{number}").ok()
}

/// One reader after another, and a new text for each answer.
pub(crate) fn try_each(line: &str) -> Option<String> {
    let text = line.trim();
    if let Ok(ip) = text.parse::<IpAddr>() {
        return Some(ip.to_string());
    }
    if let Ok(block) = text.parse::<IpNet>() {
        return (block.addr() == block.network()).then(|| block.to_string());
    }
    if let Ok(url) = ::url::Url::parse(text) {
        return url.has_host().then(|| url.to_string());
    }
    let upper = text.to_ascii_uppercase();
    if let Some(digits) = upper.strip_prefix("ASN").or(upper.strip_prefix("AS")) {
        if let Ok(number) = digits.trim().parse::<u32>() {
            return Some(format!("AS{number}"));
        }
    }
    let mut key = String::new();
    if text.contains('\\') && other::key_text(text, &mut key).is_some() {
        return Some(key);
    }
    let name = idna::domain_to_ascii_cow(text.as_bytes(), AsciiDenyList::STD3).ok()?;
    name.contains('.').then(|| name.into_owned())
}
