use idna::AsciiDenyList;
use ioc_canon::Host;
use rustls_pki_types::DnsName;

use super::{
    random::Random,
    row::{Asked::Faster, Asked::Nothing, Row},
};

/// idna reads Unicode names as well, and so does this crate.
pub(crate) fn lower(count: usize) -> Row {
    let mut r = Random(253);
    Row::texts("host validate + lower", count, || r.host())
        .bytes("ioc-canon", Nothing, |text, out| Host::parse(text)?.write_into(out))
        .text("idna", Faster(3.8, 5.0), ascii)
        .done()
}

/// The peer looks at letters and lengths, and at nothing else.
pub(crate) fn validate(count: usize) -> Row {
    let mut r = Random(254);
    Row::texts("host validate only", count, || r.host())
        .value("ioc-canon", Nothing, |text| Host::parse(text).ok().map(|host| host.as_str()))
        .value("rustls-pki-types", Faster(3.0, 4.0), |text| {
            DnsName::try_from(text).is_ok().then_some(text)
        })
        .done()
}

pub(crate) fn idn(count: usize) -> Row {
    let mut r = Random(255);
    Row::texts("host in Unicode to A-labels", count, || r.idn())
        .bytes("ioc-canon", Nothing, |text, out| Host::parse(text)?.write_into(out))
        .text("idna", Nothing, ascii)
        .done()
}

pub(crate) fn ascii(text: &str, out: &mut String) -> Option<()> {
    let name = idna::domain_to_ascii_cow(text.as_bytes(), AsciiDenyList::STD3).ok()?;
    out.push_str(name.strip_suffix('.').unwrap_or(&name));
    Some(())
}
