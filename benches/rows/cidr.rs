use std::fmt::Write as _;

use ioc_canon::{Cidr, cidr::Form};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::{
    random::Random,
    row::{Asked::Faster, Asked::Nothing, Row},
};

/// `cidr` refuses bits beyond the prefix, as this crate does; ipnet keeps them.
pub(crate) fn v4_parse(count: usize) -> Row {
    let mut r = Random(24);
    Row::texts("CIDR v4 parse", count, || r.cidr_v4())
        .value("ioc-canon", Nothing, |text| Cidr::parse(text).ok())
        .value("cidr", Faster(1.3, 1.6), |text| {
            // Its Display leaves /32 out.
            text.parse::<cidr::Ipv4Cidr>().ok().map(AlwaysPrefix)
        })
        .value("ipnet", Faster(1.9, 2.4), |text| text.parse::<Ipv4Net>().ok())
        .done()
}

struct AlwaysPrefix(cidr::Ipv4Cidr);

impl std::fmt::Display for AlwaysPrefix {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

pub(crate) fn v6_full(count: usize) -> Row {
    let mut r = Random(48);
    Row::texts("CIDR v6 to ThreatConnect's form", count, || r.cidr_v6())
        .bytes("ioc-canon", Nothing, |text, out| {
            Cidr::parse(text)?.write_form_into(Form::Full, out)
        })
        .text("ipnet, write!", Faster(3.0, 4.5), |text, out| {
            let block: Ipv6Net = text.parse().ok()?;
            let [a, b, c, d, e, f, g, h] = block.addr().segments();
            let prefix = block.prefix_len();
            write!(out, "{a:x}:{b:x}:{c:x}:{d:x}:{e:x}:{f:x}:{g:x}:{h:x}/{prefix}").ok()
        })
        .done()
}

pub(crate) fn v4(count: usize) -> Row {
    let mut r = Random(25);
    Row::texts("CIDR v4 parse + text", count, || r.cidr_v4())
        .bytes("ioc-canon", Nothing, |text, out| Cidr::parse(text)?.write_into(out))
        .text("ipnet", Nothing, block)
        .done()
}

/// What a careful user does about bits beyond the prefix.
pub(crate) fn block(text: &str, out: &mut String) -> Option<()> {
    let block: IpNet = text.parse().ok()?;
    if block.addr() != block.network() {
        return None;
    }
    match block {
        IpNet::V4(block) => write!(out, "{block}").ok(),
        IpNet::V6(block) => write!(out, "{block}").ok(),
    }
}
