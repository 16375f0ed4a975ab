//! Valid texts, kind by kind.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use arbitrary::{Result, Unstructured};
use ioc_canon::Kind;

/// A text that is read as this kind.
///
/// # Errors
/// Those of `arbitrary`; short input gives short texts and no error.
pub fn valid(kind: Kind, u: &mut Unstructured<'_>) -> Result<String> {
    match kind {
        Kind::Asn => asn(u),
        Kind::Address => {
            let ip = ip(u)?;
            address(ip, u)
        }
        Kind::Cidr => cidr(u),
        Kind::Range => range(u),
        Kind::Host => host(u),
        Kind::Url => url(u),
        Kind::RegistryKey => registry_key(u),
        Kind::Email => Ok(format!("{}@{}", local(u)?, host(u)?)),
        Kind::FileHash => file_hash(u),
        Kind::Endpoint => {
            let server = server(u)?;
            Ok(format!("{server}:{}", u.arbitrary::<u16>()?))
        }
        // A kind that this version does not know has no texts here.
        _ => Err(arbitrary::Error::IncorrectFormat),
    }
}

fn asn(u: &mut Unstructured<'_>) -> Result<String> {
    let prefix = cased(u.choose(&["AS", "ASN", "AS ", "ASN ", "AS-", ""])?, u)?;
    let number: u32 = u.arbitrary()?;
    Ok(match u.arbitrary()? {
        true => format!("{prefix}{number}"),
        false => format!("{prefix}{}.{}", number >> 16, number & 0xffff),
    })
}

fn ip(u: &mut Unstructured<'_>) -> Result<IpAddr> {
    if u.arbitrary()? {
        return Ok(Ipv4Addr::from(u.arbitrary::<u32>()?).into());
    }
    // Runs of zero groups, since their compression is what goes wrong.
    let mut groups: [u16; 8] = u.arbitrary()?;
    for group in &mut groups {
        if u.arbitrary()? {
            *group = 0;
        }
    }
    Ok(Ipv6Addr::from(groups).into())
}

fn address(ip: IpAddr, u: &mut Unstructured<'_>) -> Result<String> {
    let IpAddr::V6(v6) = ip else { return Ok(ip.to_string()) };
    let groups = v6.segments();
    let text = match u.int_in_range(0..=2)? {
        0 => v6.to_string(),
        1 => groups.map(|group| format!("{group:04x}")).join(":"),
        _ => groups.map(|group| format!("{group:x}")).join(":"),
    };
    cased(&text, u)
}

fn cidr(u: &mut Unstructured<'_>) -> Result<String> {
    let (first, prefix) = match ip(u)? {
        IpAddr::V4(v4) => {
            let prefix = u.int_in_range(0..=32)?;
            let mask = u32::MAX.checked_shl(32 - prefix).unwrap_or(0);
            (IpAddr::from(Ipv4Addr::from(u32::from(v4) & mask)), prefix)
        }
        IpAddr::V6(v6) => {
            let prefix = u.int_in_range(0..=128)?;
            let mask = u128::MAX.checked_shl(128 - prefix).unwrap_or(0);
            (IpAddr::from(Ipv6Addr::from(u128::from(v6) & mask)), prefix)
        }
    };
    Ok(format!("{}/{prefix}", address(first, u)?))
}

fn range(u: &mut Unstructured<'_>) -> Result<String> {
    let (a, b) = match ip(u)? {
        IpAddr::V4(v4) => (v4.into(), Ipv4Addr::from(u.arbitrary::<u32>()?).into()),
        IpAddr::V6(v6) => (v6.into(), Ipv6Addr::from(u.arbitrary::<u128>()?).into()),
    };
    let (first, last): (IpAddr, IpAddr) = if a <= b { (a, b) } else { (b, a) };
    Ok(format!("{}-{}", address(first, u)?, address(last, u)?))
}

/// So many characters of `alphabet`.
fn word(alphabet: &[u8], least: usize, most: usize, u: &mut Unstructured<'_>) -> Result<String> {
    let length = u.int_in_range(least..=most)?;
    (0..length).map(|_| Ok(char::from(*u.choose(alphabet)?))).collect()
}

const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
const LETTERS_DIGITS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
const INSIDE: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789-_";

fn host(u: &mut Unstructured<'_>) -> Result<String> {
    let mut name = String::new();
    for _ in 0..u.int_in_range(1..=4)? {
        let label = match u.int_in_range(0..=9)? {
            0 => (*u.choose(&["xn--bcher-kva", "xn--sterreich-z7a", "xn--p1ai", "_dmarc"])?).into(),
            1 => {
                (*u.choose(&["bücher", "österreich", "пример", "例え", "straße", "ａｂｃ"])?).into()
            }
            _ => {
                let (first, last) =
                    (word(LETTERS_DIGITS, 1, 1, u)?, word(LETTERS_DIGITS, 1, 1, u)?);
                // Not two hyphens at the third place, which A-labels have.
                format!("{first}{}{last}", word(INSIDE, 0, 40, u)?).replace("--", "-a")
            }
        };
        name.push_str(&label);
        name.push('.');
    }
    name.push_str(&word(LETTERS, 2, 10, u)?);
    // The length counts A-labels: well within it.
    if name.chars().count() > 160 {
        name = "example.org".into();
    }
    if u.ratio(1, 8)? {
        name.push('.');
    }
    match u.arbitrary()? {
        true => cased(&name, u),
        false => Ok(name),
    }
}

fn server(u: &mut Unstructured<'_>) -> Result<String> {
    if u.arbitrary()? {
        return host(u);
    }
    let ip = ip(u)?;
    let text = address(ip, u)?;
    Ok(if ip.is_ipv6() { format!("[{text}]") } else { text })
}

fn url(u: &mut Unstructured<'_>) -> Result<String> {
    let scheme = *u.choose(&["http", "https", "ftp", "ws", "ldap", "h2c+x-1.0"])?;
    let scheme = cased(scheme, u)?;
    let user = match u.int_in_range(0..=3)? {
        0 => format!("{}@", word(LETTERS, 1, 8, u)?),
        1 => format!("{}:{}@", word(LETTERS, 1, 8, u)?, word(LETTERS_DIGITS, 0, 8, u)?),
        _ => String::new(),
    };
    let server = server(u)?;
    let port = match u.arbitrary()? {
        Some(port) => format!(":{}", u16::from_le_bytes(port)),
        None => String::new(),
    };
    let path = word(b"abcXYZ019-._~!$&'()*+,;=:@%/?", 0, 60, u)?;
    let slash = if path.is_empty() && u.arbitrary()? { "" } else { "/" };
    let fragment = if u.ratio(1, 4)? { "#top" } else { "" };
    // A URL that ends in three dots is one that was cut.
    let path = path.replace("...", ".a.");
    let path = path.trim_end_matches('.');
    Ok(format!("{scheme}://{user}{server}{port}{slash}{path}{fragment}"))
}

fn registry_key(u: &mut Unstructured<'_>) -> Result<String> {
    let hive = *u.choose(&[
        "HKEY_CLASSES_ROOT",
        "HKEY_CURRENT_CONFIG",
        "HKEY_CURRENT_USER",
        "HKEY_CURRENT_USER_LOCAL_SETTINGS",
        "HKEY_LOCAL_MACHINE",
        "HKEY_USERS",
        "HKCR",
        "HKCU",
        "HKLM",
        "HKU",
        r"\REGISTRY\MACHINE",
        r"Computer\HKEY_LOCAL_MACHINE",
        "Registry::HKEY_USERS",
    ])?;
    let mut key = cased(hive, u)?;
    let separator = if u.ratio(1, 4)? { r"\\" } else { r"\" };
    for _ in 0..u.int_in_range(0..=5)? {
        let name = match u.int_in_range(0..=3)? {
            0 => {
                (*u.choose(&["Software", "Windows NT", "CurrentVersion", "Run", "System"])?).into()
            }
            1 => format!("{{{}}}", word(b"0123456789abcdef-", 36, 36, u)?),
            2 => "Пример".into(),
            _ => format!("a{}z", word(b"abcXYZ019 -_.,;:!$&'()+@#%=~", 0, 30, u)?),
        };
        key.push_str(separator);
        key.push_str(&name);
    }
    // Kernel paths have one backslash everywhere, and so one throughout.
    Ok(if hive.contains('\\') { key.replace(r"\\", r"\") } else { key })
}

fn local(u: &mut Unstructured<'_>) -> Result<String> {
    let atoms = u.int_in_range(1..=3)?;
    let atom = |u: &mut Unstructured<'_>| word(b"abcXYZ019!#$%&'*+-/=?^_`{|}~", 1, 20, u);
    Ok((0..atoms).map(|_| atom(u)).collect::<Result<Vec<_>>>()?.join("."))
}

fn file_hash(u: &mut Unstructured<'_>) -> Result<String> {
    let length = *u.choose(&[32, 40, 56, 64, 96, 128])?;
    word(b"0123456789abcdefABCDEF", length, length, u)
}

/// The text with its ASCII letters as they are, in capitals, small, or mixed.
fn cased(text: &str, u: &mut Unstructured<'_>) -> Result<String> {
    Ok(match u.int_in_range(0..=3)? {
        0 => text.to_ascii_uppercase(),
        1 => text.to_ascii_lowercase(),
        2 => text
            .chars()
            .map(|c| Ok(if u.arbitrary()? { c.to_ascii_uppercase() } else { c }))
            .collect::<Result<_>>()?,
        _ => text.into(),
    })
}
