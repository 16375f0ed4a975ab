#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
// Restriction lints: shapes that could panic, wrap or cut are not written in the library. They are
// set here, not in Cargo.toml, so that tests, benches and examples may use them.
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::as_conversions,
        clippy::expect_used,
        clippy::incompatible_msrv,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unwrap_used
    )
)]
//! Validates and canonicalises threat indicators without allocating: the canonical text, or the
//! exact byte that broke which rule and how to mend it.
//!
//! An *indicator* (STIX says *observable*) is a text that names something of a threat: an address, a
//! host name, a URL, a file's digest. Its *kind* is which of these; its *canonical* text the one
//! spelling of its value; a *dialect* one platform's spelling, limits and error codes. Text is
//! *defanged* when it is spelled so that nobody follows it by accident: `hxxp://evil[.]example`.
//!
//! # Tour
//!
//! A text of unknown kind goes through [`Indicator::detect`]; one of a known kind through that
//! kind's `parse`. Kinds that hold numbers ([`Asn`], [`Address`], [`Cidr`], [`Range`]) are `Copy`
//! values; the others ([`Host`], [`Url`], [`RegistryKey`], [`Email`], [`FileHash`], [`Endpoint`])
//! are views of the text.
//!
//! ```
//! use ioc_canon::{Asn, Cidr, Code, Host, Indicator, Kind, RegistryKey, asn, host};
//!
//! let indicator = Indicator::detect("http://Example.COM/Path")?;
//! assert_eq!(indicator.kind(), Kind::Url);
//! assert_eq!(indicator.to_string(), "http://example.com/Path");
//!
//! // Every kind writes its text in four ways. A view hands its input back if it can.
//! let host = Host::parse("WWW.Example.COM")?;
//! let mut buffer = host::Buffer::new();
//! assert_eq!(host.canonical(&mut buffer), "www.example.com");
//! let mut bytes = [0; 32];
//! let written = host.write_into(&mut bytes)?;
//! assert_eq!(&bytes[..written], b"www.example.com");
//! assert_eq!(format!("seen: {host}"), "seen: www.example.com");
//! // In another form than the canonical one:
//! assert_eq!(Asn::new(65546).text(asn::Form::Dot, &mut asn::Buffer::new()), "1.10");
//!
//! // Equality, order and hash see the canonical text, not the spelling.
//! assert_eq!(RegistryKey::parse(r"HKLM\Software\A")?, RegistryKey::parse(r"HKEY_LOCAL_MACHINE\Software\A")?);
//!
//! // A refusal is eight bytes: a stable code and an offset. The particulars are found again from
//! // the text that was refused.
//! let error = Cidr::parse("10.0.0.5/8").unwrap_err();
//! assert_eq!((error.code(), error.offset()), (Code::HostBits, 7));
//! assert_eq!(format!("{error:#}"), "expected zero bits beyond the prefix length at byte 7; write the block's first address");
//! assert_eq!(error.explain("10.0.0.5/8").suggestion().unwrap().to_string(), "10.0.0.0/8");
//!
//! // Platforms are data: one form per kind, limits, error codes.
//! use ioc_canon::dialect::{THREATCONNECT, THREATSTOP};
//! let asn = Indicator::detect("AS 12345")?;
//! assert_eq!(THREATCONNECT.show(&asn)?.to_string(), "ASN12345");
//! assert_eq!(THREATCONNECT.check(Kind::Asn, "AS12345").unwrap_err().code(), Code::AsnPrefixOther);
//! assert_eq!(THREATSTOP.explain(19018).unwrap().message(), "Invalid CIDR");
//!
//! // A feed is read entry by entry; a bad line costs that line. `feed::Decoder` reads one in chunks.
//! use ioc_canon::feed::{self, Options, Scratch};
//! let mut scratch = Scratch::new();
//! let good = feed::entries(b"1.2.3.4\nnot one\nexample.com\n", &Options::PLAIN)
//!     .filter(|entry| entry.read(&mut scratch).is_ok())
//!     .count();
//! assert_eq!(good, 2);
//!
//! // What is accepted may carry notes; what was defanged is undone, and told.
//! use ioc_canon::{IndicatorBuf, Note};
//! let feed = b"hxxp://10.0.0.1/x\n";
//! let entry = feed::entries(feed, &Options::PLAIN).next().unwrap();
//! let reading = entry.reading(&mut scratch)?;
//! assert!(reading.is_edited());
//! assert!(reading.indicator().notes().contains(Note::SpecialAddress));
//! // Views end with their text; the owned partners stay, each as long as its kind may be (see `owned`).
//! let kept = IndicatorBuf::from(&reading.indicator());
//! assert_eq!(kept.view().to_string(), "http://10.0.0.1/x");
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Where to go on
//!
//! Each kind's module opens with its grammar, its source and what it refuses: [`asn`], [`address`],
//! [`cidr`], [`range`], [`mod@host`], [`url`], [`registry`], [`email`], [`hash`], [`endpoint`];
//! [`indicator`] has the order in which shapes are told apart. [`feed`] reads lists, [`refang`] undoes
//! defanging, [`dialect`] has the platforms and how to write your own, [`owned`] the values that keep
//! their text. [`Code`] is the table of everything that can be wrong.
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `idna`, on by default | names beyond ASCII; without it they are refused as [`Code::NeedsIdna`] |
//! | `serde` | values, indicators, kinds, codes and errors as text for human-readable formats, in compact forms for others |
//! | `auth` | `dialect::threatconnect::auth`: ThreatConnect's request signatures |
//! | `stix` | `dialect::opencti::StixId`: deterministic ids of STIX objects |
//! | `defmt` | `defmt::Format` of errors, codes and values: numbers, no text |
//!
//! # Beside other crates
//!
//! No public signature names another crate, but for the traits of `serde` and `defmt`. Addresses go
//! through `core::net`, the rest through numbers and text:
//!
//! ```
//! use core::net::{IpAddr, Ipv4Addr};
//! use ioc_canon::{Address, Cidr, Host, Server, Url};
//!
//! // core::net
//! let address = Address::from(Ipv4Addr::new(198, 51, 100, 7));
//! assert_eq!(IpAddr::from(address), address.ip());
//! assert!(Ipv4Addr::try_from(address).is_ok());
//! assert!(Address::parse("2001:db8::1")?.ip().is_ipv6());
//!
//! // ipnet, whose blocks may have host bits: `trunc` clears them.
//! let block = Cidr::parse("198.51.100.0/24")?;
//! let net = ipnet::IpNet::new(block.first(), block.prefix()).unwrap();
//! assert_eq!(net.to_string(), block.to_string());
//! assert_eq!(Cidr::new(net.trunc().addr(), net.prefix_len())?, block);
//!
//! // url, which changes more: paths, default ports, percent-encoding. The host is the same.
//! let url = Url::parse("HTTP://Example.COM:80/a/../b")?;
//! let theirs = url::Url::parse(&url.to_string()).unwrap();
//! assert_eq!(theirs.as_str(), "http://example.com/b");
//! assert_eq!(url.host(), Server::Name(Host::parse(theirs.host_str().unwrap())?));
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Promises
//!
//! No panic, no allocation, no `unsafe`, no time beyond linear, whatever the bytes; every input has
//! a bound, stated as `MAX_INPUT` in each kind's module. Codes and their numbers are stable; a
//! change of an accepted value's canonical text is a major version. The oldest Rust that builds this is
//! 1.87; to ask for a newer one is a minor version.

// Floor 0: what everything stands on.
mod ascii;
mod emit;
mod error;
mod note;
mod text;
mod words;

// Floor 1: the grammar toolkit, and the one place that names nom.
mod grammar;
mod mojibake;

// Floor 2: the kinds, one a file, all of one shape.
pub mod address;
pub mod asn;
pub mod cidr;
pub mod email;
pub mod endpoint;
pub mod hash;
pub mod host;
#[cfg(feature = "idna")]
pub mod idna;
pub mod range;
pub mod registry;
mod server;
pub mod url;

// Floor 3: the sum of the kinds.
mod explain;
pub mod indicator;
pub mod owned;
pub mod refang;

// Floor 4: platforms as data, and feeds.
pub mod dialect;
pub mod feed;

// Floor 5: bridges. Nothing imports them.
#[cfg(feature = "defmt")]
mod defmt;
#[cfg(feature = "serde")]
pub mod serde;

#[doc(inline)]
pub use crate::{
    address::Address,
    asn::Asn,
    cidr::Cidr,
    dialect::Dialect,
    email::Email,
    endpoint::Endpoint,
    error::{Class, Code, CodeId, Disposition, Error, Level},
    explain::{Explanation, Suggestion},
    hash::FileHash,
    host::Host,
    indicator::{Indicator, Kind},
    note::{Note, Notes, NotesIter, Parsed},
    owned::{EmailBuf, EndpointBuf, FileHashBuf, HostBuf, IndicatorBuf, RegistryKeyBuf, UrlBuf},
    range::Range,
    registry::{RegistryKey, RegistryValue, ValueType},
    server::Server,
    text::Text,
    url::Url,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
