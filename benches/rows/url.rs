use ioc_canon::{Error, Server, Url};

use super::{
    random::Random,
    row::{
        Asked::{Faster, Nothing},
        Each, Row,
    },
};

pub(crate) fn host(count: usize) -> Row {
    host_side(count)
        .text("url", Faster(7.0, 15.0), |text, out| {
            out.push_str(::url::Url::parse(text).ok()?.host_str()?);
            Some(())
        })
        .done()
}

/// Without a peer: that of another package is added there.
pub(crate) fn host_side(count: usize) -> Each<&'static str> {
    let mut r = Random(3986);
    Row::texts("URL host canonical", count, || r.url()).bytes("ioc-canon", Nothing, write_host)
}

fn write_host(text: &str, out: &mut [u8]) -> Result<usize, Error> {
    match Url::parse(text)?.host() {
        Server::Name(host) => host.write_into(out),
        Server::Address(address) => address.write_into(out),
        _ => Ok(0),
    }
}

/// The peer also normalises paths; these are normal.
pub(crate) fn whole(count: usize) -> Row {
    let mut r = Random(3987);
    Row::texts("URL parse + text", count, || r.url())
        .bytes("ioc-canon", Nothing, |text, out| Url::parse(text)?.write_into(out))
        .text("url", Nothing, text)
        .done()
}

pub(crate) fn text(text: &str, out: &mut String) -> Option<()> {
    let url = ::url::Url::parse(text).ok()?;
    url.has_host().then(|| out.push_str(url.as_str()))
}
