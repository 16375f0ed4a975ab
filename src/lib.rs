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
//! Placeholder for the tour.

// Floor 0: what everything stands on.
mod ascii;
mod emit;
mod error;
mod note;
mod text;

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
pub mod range;
pub mod registry;
mod server;
pub mod url;

// Floor 3: the sum of the kinds.
mod explain;
pub mod indicator;
pub mod refang;

// Floor 4: platforms as data, and feeds.
pub mod dialect;
pub mod feed;

// Floor 5: bridges. Nothing imports them.
#[cfg(feature = "serde")]
mod serde;

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
    range::Range,
    registry::{RegistryKey, RegistryValue, ValueType},
    server::Server,
    text::Text,
    url::Url,
};
