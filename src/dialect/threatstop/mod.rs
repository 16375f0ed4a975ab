//! ThreatSTOP.
use super::{Dialect, Limits};
use crate::{address, cidr, host, range};

/// The dialect of ThreatSTOP's user lists.
pub const THREATSTOP: Dialect = Dialect::new("threatstop")
    .address(address::Form::Compressed)
    .cidr(cidr::Form::Compressed)
    .range(range::Form::Compressed)
    .host(host::Form::Ascii)
    .limits(Limits::NONE.min_prefix_v4(8).private(false).max_name(200));
