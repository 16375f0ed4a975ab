use std::{
    fmt::Write as _,
    net::{IpAddr, SocketAddr},
};

use ioc_canon::{Email, Endpoint, FileHash, Range, RegistryKey, registry::Hive};

use super::{
    host,
    random::Random,
    row::{Asked::Faster, Asked::Nothing, Row},
};

/// Seventeen names in three spellings each, in no order.
pub(crate) fn hive(count: usize) -> Row {
    let mut r = Random(17);
    let names = (0..count).map(|_| &*r.hive().leak()).collect();
    Row::of("hive match", names, str::len)
        .value("ioc-canon", Nothing, |name| Hive::parse(name).ok().map(Hive::name))
        .value("loop of eq_ignore_ascii_case", Faster(2.2, 3.5), hive_name)
        .done()
}

/// What a name in any case stands for.
pub(crate) fn hive_name(name: &str) -> Option<&'static str> {
    HIVES.iter().find(|(typed, _)| name.eq_ignore_ascii_case(typed)).map(|&(_, full)| full)
}

/// Those that feeds have most, first.
const HIVES: [(&str, &str); 17] = [
    ("HKLM", "HKEY_LOCAL_MACHINE"),
    ("HKCU", "HKEY_CURRENT_USER"),
    ("HKEY_LOCAL_MACHINE", "HKEY_LOCAL_MACHINE"),
    ("HKEY_CURRENT_USER", "HKEY_CURRENT_USER"),
    ("HKCR", "HKEY_CLASSES_ROOT"),
    ("HKU", "HKEY_USERS"),
    ("HKEY_CLASSES_ROOT", "HKEY_CLASSES_ROOT"),
    ("HKEY_USERS", "HKEY_USERS"),
    ("HKCC", "HKEY_CURRENT_CONFIG"),
    ("HKEY_CURRENT_CONFIG", "HKEY_CURRENT_CONFIG"),
    ("HKPD", "HKEY_PERFORMANCE_DATA"),
    ("HKEY_PERFORMANCE_DATA", "HKEY_PERFORMANCE_DATA"),
    ("HKEY_CURRENT_USER_LOCAL_SETTINGS", "HKEY_CURRENT_USER_LOCAL_SETTINGS"),
    ("HKEY_PERFORMANCE_TEXT", "HKEY_PERFORMANCE_TEXT"),
    ("HKEY_PERFORMANCE_NLSTEXT", "HKEY_PERFORMANCE_NLSTEXT"),
    ("HKCULS", "HKEY_CURRENT_USER_LOCAL_SETTINGS"),
    ("HKPT", "HKEY_PERFORMANCE_TEXT"),
];

pub(crate) fn key(count: usize) -> Row {
    let mut r = Random(18);
    Row::texts("registry key", count, || r.key())
        .bytes("ioc-canon", Nothing, |text, out| RegistryKey::parse(text)?.write_into(out))
        .text("split, loop", Nothing, key_text)
        .done()
}

pub(crate) fn key_text(text: &str, out: &mut String) -> Option<()> {
    let (name, path) = text.split_at(text.find('\\').unwrap_or(text.len()));
    out.push_str(hive_name(name)?);
    for (i, name) in path.split(r"\\").enumerate() {
        out.push_str(if i == 0 { "" } else { r"\" });
        out.push_str(name);
    }
    Some(())
}

pub(crate) fn range(count: usize) -> Row {
    let mut r = Random(19);
    Row::texts("range", count, || r.range())
        .bytes("ioc-canon", Nothing, |text, out| Range::parse(text)?.write_into(out))
        .text("core::net", Nothing, |text, out| {
            let (first, last) = text.split_once('-')?;
            let (first, last): (IpAddr, IpAddr) = (first.parse().ok()?, last.parse().ok()?);
            (first <= last).then_some(())?;
            write!(out, "{first}-{last}").ok()
        })
        .done()
}

pub(crate) fn email(count: usize) -> Row {
    let mut r = Random(20);
    Row::texts("e-mail", count, || r.email())
        .bytes("ioc-canon", Nothing, |text, out| Email::parse(text)?.write_into(out))
        .text("split, idna", Nothing, |text, out| {
            let (local, domain) = text.rsplit_once('@')?;
            out.push_str(local);
            out.push('@');
            host::ascii(domain, out)
        })
        .done()
}

pub(crate) fn digest(count: usize) -> Row {
    let mut r = Random(21);
    Row::texts("file hash", count, || r.digest())
        .bytes("ioc-canon", Nothing, |text, out| FileHash::parse(text)?.write_into(out))
        .text("is_ascii_hexdigit", Nothing, |text, out| {
            matches!(text.len(), 32 | 40 | 56 | 64 | 96 | 128).then_some(())?;
            text.bytes().all(|b| b.is_ascii_hexdigit()).then_some(())?;
            out.push_str(text);
            out.make_ascii_lowercase();
            Some(())
        })
        .done()
}

pub(crate) fn endpoint(count: usize) -> Row {
    let mut r = Random(22);
    Row::texts("endpoint", count, || r.endpoint())
        .bytes("ioc-canon", Nothing, |text, out| Endpoint::parse(text)?.write_into(out))
        .text("core::net", Nothing, |text, out| {
            write!(out, "{}", text.parse::<SocketAddr>().ok()?).ok()
        })
        .done()
}
