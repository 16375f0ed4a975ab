use std::{
    fmt::Write as _,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ioc_canon::{
    Address,
    address::{Form, MAX_LEN},
};

use super::{
    random::Random,
    row::{Asked::Faster, Asked::Nothing, Row},
};

/// The peer reads one family alone, which spares it a choice that this crate makes.
pub(crate) fn v4_parse(count: usize) -> Row {
    let mut r = Random(4);
    Row::texts("IPv4 parse", count, || r.v4().to_string())
        .value("ioc-canon", Nothing, |text| Address::parse(text).ok())
        .value("core::net", Faster(2.0, 2.7), |text| text.parse::<Ipv4Addr>().ok())
        .done()
}

pub(crate) fn v6_parse(count: usize) -> Row {
    let mut r = Random(6);
    Row::texts("IPv6 parse", count, || r.v6_text())
        .value("ioc-canon", Nothing, |text| Address::parse(text).ok())
        .value("core::net", Faster(2.6, 3.5), |text| text.parse::<Ipv6Addr>().ok())
        .done()
}

pub(crate) fn v4_text(count: usize) -> Row {
    let mut r = Random(40);
    let values = (0..count).map(|_| IpAddr::V4(r.v4())).collect();
    written("IPv4 text", values, Form::Compressed, (25.0, 36.0))
}

pub(crate) fn v6_text(count: usize) -> Row {
    let mut r = Random(60);
    let values = (0..count).map(|_| IpAddr::V6(r.v6())).collect();
    written("IPv6 RFC 5952 text", values, Form::Compressed, (4.0, 6.0))
}

pub(crate) fn v6_full(count: usize) -> Row {
    let mut r = Random(61);
    let values = (0..count).map(|_| IpAddr::V6(r.v6())).collect();
    written("IPv6 full text", values, Form::Full, (6.5, 9.0))
}

/// Text from a value: the peer's into a text that is used again.
fn written(name: &'static str, values: Vec<IpAddr>, form: Form, asked: (f64, f64)) -> Row {
    let asked = Faster(asked.0, asked.1);
    match form {
        Form::Full => Row::of(name, values, size_of_value)
            .bytes("ioc-canon", Nothing, |ip, out| {
                Address::new(ip).write_form_into(Form::Full, room(out))
            })
            .text("write!", asked, |ip, out| {
                let IpAddr::V6(ip) = ip else { return None };
                let [a, b, c, d, e, f, g, h] = ip.segments();
                write!(out, "{a:x}:{b:x}:{c:x}:{d:x}:{e:x}:{f:x}:{g:x}:{h:x}").ok()
            }),
        _ => Row::of(name, values, size_of_value)
            .bytes("ioc-canon", Nothing, |ip, out| Address::new(ip).write_into(room(out)))
            .text("Display", asked, |ip, out| match ip {
                IpAddr::V4(ip) => write!(out, "{ip}").ok(),
                IpAddr::V6(ip) => write!(out, "{ip}").ok(),
            }),
    }
    .done()
}

/// As much as a caller has who keeps one buffer of the bound's size.
fn room(out: &mut [u8]) -> &mut [u8] {
    &mut out[..MAX_LEN]
}

fn size_of_value(ip: IpAddr) -> usize {
    if ip.is_ipv4() { 4 } else { 16 }
}
