//! Arguments that the optimiser cannot know, and places that it cannot look into.

use core::{
    fmt::{self, Display, Write as _},
    hash::{Hash, Hasher},
    hint::black_box,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ioc_canon::{
    Address, Asn, Cidr, Code, Email, Endpoint, Error, FileHash, Host, Indicator, Kind, Note, Range,
    RegistryKey, RegistryValue, Text, Url, ValueType, host,
};

/// Any value of the type: nothing is known of it afterwards, not even what its reader promises.
pub(crate) fn any<T>(value: T) -> T {
    black_box(value)
}

pub(crate) fn text() -> &'static str {
    any("")
}

pub(crate) fn bytes() -> &'static [u8] {
    any(&[])
}

pub(crate) fn ip() -> IpAddr {
    any(IpAddr::V4(ipv4()))
}

pub(crate) fn ipv4() -> Ipv4Addr {
    any(Ipv4Addr::UNSPECIFIED)
}

pub(crate) fn ipv6() -> Ipv6Addr {
    any(Ipv6Addr::UNSPECIFIED)
}

pub(crate) fn asn() -> Asn {
    any(Asn::new(0))
}

pub(crate) fn address() -> Address {
    any(Address::new(ip()))
}

pub(crate) fn cidr() -> Cidr {
    any(Cidr::single(ip()))
}

pub(crate) fn range() -> Range {
    any(Range::from(cidr()))
}

pub(crate) fn host() -> Option<Host<'static>> {
    any(Host::parse(text()).ok())
}

pub(crate) fn url() -> Option<Url<'static>> {
    any(Url::parse(text()).ok())
}

pub(crate) fn key() -> Option<RegistryKey<'static>> {
    any(RegistryKey::parse(text()).ok())
}

pub(crate) fn value() -> Option<RegistryValue<'static>> {
    any(RegistryValue::new(key()?, any(Some("")), any(ValueType::Sz)).ok())
}

pub(crate) fn email() -> Option<Email<'static>> {
    any(Email::parse(text()).ok())
}

pub(crate) fn file_hash() -> Option<FileHash<'static>> {
    any(FileHash::parse(text()).ok())
}

pub(crate) fn endpoint() -> Option<Endpoint<'static>> {
    any(Endpoint::parse(text()).ok())
}

pub(crate) fn indicator() -> Option<Indicator<'static>> {
    any(Indicator::detect(text()).ok())
}

pub(crate) fn kind() -> Kind {
    any(Kind::Asn)
}

pub(crate) fn code() -> Code {
    any(Code::Empty)
}

pub(crate) fn note() -> Note {
    any(Note::SpecialAsn)
}

pub(crate) fn error() -> Error {
    any(Error::new(code(), any(0)))
}

pub(crate) fn owned<const N: usize>() -> Text<N> {
    any(Text::new())
}

pub(crate) fn options() -> host::Options {
    any(host::Options::new())
}

/// Makes the optimiser believe that `value` is looked at.
pub(crate) fn keep<T>(value: T) {
    black_box(value);
}

/// Gives `write` a place of unknown length.
pub(crate) fn into<T>(write: impl FnOnce(&mut [u8]) -> T) {
    let mut room = [0; 64];
    keep(write(black_box(&mut room[..])));
}

struct Sink;

impl fmt::Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        keep(text);
        any(Ok(()))
    }
}

/// Shows a value plainly, in its long form, and with width and precision.
pub(crate) fn shown<T: Display>(value: &T) {
    // The formatting macros themselves refuse a width past `u16::MAX`, with a panic.
    let (width, precision) = (usize::from(any(0u16)), usize::from(any(0u16)));
    keep(write!(Sink, "{value}"));
    keep(write!(Sink, "{value:#}"));
    keep(write!(Sink, "{value:width$.precision$}"));
}

#[cfg(feature = "auth")]
pub(crate) fn debugged<T: fmt::Debug>(value: &T) {
    keep(write!(Sink, "{value:?}"));
    keep(write!(Sink, "{value:#?}"));
}

pub(crate) fn equal<T: PartialEq>(a: &T, b: &T) {
    keep(a == b);
    keep(a != b);
}

pub(crate) fn ordered<T: Ord>(a: &T, b: &T) {
    equal(a, b);
    keep(a.cmp(b));
    keep(a.partial_cmp(b));
    keep(a < b);
}

/// FNV-1a.
struct Digest(u64);

impl Hasher for Digest {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

pub(crate) fn hashed<T: Hash>(value: &T) {
    let mut digest = Digest(any(0));
    value.hash(&mut digest);
    keep(digest.finish());
}
