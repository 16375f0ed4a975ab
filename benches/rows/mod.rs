//! What is measured, shared by everything that measures: criterion, the ratios, the counts of
//! instructions. A file a kind; each function makes one row.

#![allow(dead_code, reason = "not every program that includes this uses all of it")]

pub(crate) mod asn;
pub(crate) mod cidr;
pub(crate) mod code;
pub(crate) mod feed;
pub(crate) mod glue;
pub(crate) mod host;
pub(crate) mod ip;
pub(crate) mod other;
pub(crate) mod random;
pub(crate) mod ratio;
pub(crate) mod row;
pub(crate) mod url;

use row::Row;

/// A row of so many items.
pub(crate) type Make = fn(usize) -> Row;

/// Every kernel, in the table's order.
pub(crate) const KERNELS: [Make; 22] = [
    asn::parse_text,
    ip::v4_parse,
    ip::v4_text,
    cidr::v4_parse,
    ip::v6_parse,
    ip::v6_text,
    ip::v6_full,
    cidr::v6_full,
    other::hive,
    host::lower,
    host::validate,
    url::host,
    code::lookup,
    feed::lines,
    url::whole,
    cidr::v4,
    other::range,
    other::key,
    other::email,
    other::digest,
    other::endpoint,
    host::idn,
];
