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
//! // Every kind writes its canonical text in four ways. A view hands its input back if it can.
//! let host = Host::parse("WWW.Example.COM")?;
//! let mut buffer = host::Buffer::new();
//! assert_eq!(host.canonical(&mut buffer), "www.example.com");
//! let mut bytes = [0; 32];
//! let written = host.write_into(&mut bytes)?;
//! assert_eq!(&bytes[..written], b"www.example.com");
//! assert_eq!(format!("{host:>20}").trim(), "www.example.com");
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
//! // A feed is read entry by entry; a bad line costs that line.
//! use ioc_canon::feed::{self, Options, Scratch};
//! let mut scratch = Scratch::new();
//! let good = feed::entries(b"1.2.3.4\nnot one\nexample.com\n", &Options::PLAIN)
//!     .filter(|entry| entry.read(&mut scratch).is_ok())
//!     .count();
//! assert_eq!(good, 2);
//! # Ok::<(), ioc_canon::Error>(())
//! ```
//!
//! # Promises
//!
//! No panic, no allocation, no `unsafe`, no time beyond linear, whatever the bytes; every input has
//! a bound, stated as `MAX_INPUT` in each kind's module. Codes and their numbers are stable; a
//! change of an accepted value's canonical text is a major version.

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
    note::{Note, Notes, Parsed},
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
