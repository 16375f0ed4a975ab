//! Valid texts with one thing wrong, as lists have them.

use arbitrary::{Result, Unstructured};
use ioc_canon::Kind;

use crate::valid;

/// What goes wrong in a text of any kind.
const ANY: &[Change] = &[
    ("a blank at the end", |text| format!("{text} ")),
    ("a blank before it", |text| format!(" {text}")),
    ("a NUL in the middle", |text| insert(text, "\0")),
    ("a zero-width space inside", |text| insert(text, "\u{200b}")),
    ("a line break at the end", |text| format!("{text}\r\n")),
    ("cut, and an ellipsis for the rest", |text| format!("{}…", half(text))),
    ("a TAB and a remark", |text| format!("{text}\t# seen")),
];

type Change = (&'static str, fn(&str) -> String);

/// What goes wrong in texts of this kind.
fn own(kind: Kind) -> &'static [Change] {
    match kind {
        Kind::Asn => &[
            ("one digit too many", |text| format!("{text}0000000000")),
            ("a sign", |text| insert_before_digit(text, "-+")),
            ("a leading zero", |text| insert_before_digit(text, "00")),
            ("a letter at the end", |text| format!("{text}a")),
            ("no number", |_| "AS".into()),
        ],
        Kind::Address => &[
            ("a part too many", |text| {
                format!("{text}{}", if text.contains(':') { ":1:2:3:4:5:6:7" } else { ".1" })
            }),
            ("a zone", |text| format!("{text}%eth0")),
            ("a port", |text| format!("{text}:x")),
            ("no last part", |text| text[..text.rfind(['.', ':']).unwrap_or(0)].into()),
            ("a leading zero", |text| format!("00{text}")),
            ("a letter for a digit", |text| format!("{text}g")),
        ],
        Kind::Cidr => &[
            ("no prefix length", |text| text[..text.find('/').unwrap_or(0)].into()),
            ("a prefix length of no family", |text| format!("{text}9")),
            ("a path", |text| format!("{text}/x")),
            ("two slashes", |text| text.replace('/', "//")),
            ("a leading zero", |text| text.replace('/', "/0")),
            ("host bits", |text| {
                if text.contains(':') { "2001:db8::1/32".into() } else { "198.51.100.7/24".into() }
            }),
        ],
        Kind::Range => &[
            ("the ends swapped", |text| {
                let (first, last) = text.split_once('-').unwrap_or((text, ""));
                format!("{last}-{first}0")
            }),
            ("a third end", |text| format!("{text}-{text}")),
            ("one end", |text| text.split('-').next().unwrap_or("").into()),
            ("two families", |text| {
                let (first, _) = text.split_once('-').unwrap_or((text, ""));
                format!("{first}-{}", if text.contains(':') { "255.255.255.255" } else { "ffff::" })
            }),
        ],
        Kind::Host => &[
            ("an empty label", |text| text.replacen('.', "..", 1)),
            ("a hyphen at a label's start", |text| format!("-{text}")),
            ("a hyphen at a label's end", |text| text.replacen('.', "-.", 1)),
            ("a label of 64 octets", |text| format!("{}.{text}", "a".repeat(64))),
            ("a number for a top-level domain", |text| {
                format!("{}.123", text.trim_end_matches('.'))
            }),
            ("a blank inside", |text| text.replacen('.', ". ", 1)),
            ("decoded wrongly", |text| format!("Ã¶{text}")),
            ("a path", |text| format!("{text}/x")),
        ],
        Kind::Url => &[
            ("no scheme", |text| text[text.find("://").map_or(0, |at| at + 3)..].into()),
            ("one slash", |text| text.replacen("://", ":/", 1)),
            ("a backslash before the path", |text| text.replacen("://", "://a\\", 1)),
            ("a second @", |text| text.replacen("://", "://a@b@", 1)),
            ("an escape in the host", |text| text.replacen("://", "://%61.", 1)),
            ("a host that is a number", |_| "http://2130706433/".into()),
            ("a blank inside", |text| format!("{text}/ x")),
            ("no host", |text| format!("{}:///x", text.split(':').next().unwrap_or(""))),
            ("a port out of bounds", |_| "http://example.com:65536/".into()),
        ],
        Kind::RegistryKey => &[
            ("a backslash at the end", |text| format!("{text}\\")),
            ("a hive that is none", |text| format!("HKEY_USERSX\\{text}")),
            ("a hive of Windows 9x", |_| "HKEY_DYN_DATA\\a".into()),
            ("no hive", |_| "Software\\Microsoft".into()),
            ("an application hive", |_| "\\REGISTRY\\A\\x".into()),
            ("a bracket that is not closed", |text| format!("[{text}")),
            ("separators of two kinds", |text| format!("{text}\\a\\\\b")),
        ],
        Kind::Email => &[
            ("no @", |text| text.replace('@', ".")),
            ("two @", |text| text.replace('@', "@@")),
            ("two dots", |text| text.replacen('@', "..a@", 1)),
            ("no domain", |text| text[..text.find('@').map_or(0, |at| at + 1)].into()),
            ("no local part", |text| text[text.find('@').unwrap_or(0)..].into()),
            ("a bracket", |text| format!("<{text}>")),
            ("a local part of 65 octets", |text| format!("{}{text}", "a".repeat(65))),
        ],
        Kind::FileHash => &[
            ("a digit too few", |text| text[1..].into()),
            ("a digit too many", |text| format!("{text}0")),
            ("a letter past F", |text| format!("g{}", &text[1..])),
            ("its algorithm before it", |text| format!("md5:{text}")),
        ],
        Kind::Endpoint => &[
            ("no port", |text| text[..text.rfind(':').unwrap_or(0)].into()),
            ("an empty port", |text| text[..text.rfind(':').map_or(0, |at| at + 1)].into()),
            ("a port out of bounds", |text| format!("{text}99999")),
            ("a leading zero", |text| text.replacen(':', ":0", 9)),
            ("a service's name", |text| format!("{text}http")),
            ("a path", |text| format!("{text}/x")),
        ],
        _ => &[],
    }
}

/// A text of this kind with one thing wrong, and what that is.
///
/// # Errors
/// Those of `arbitrary`.
pub fn nearly_valid(kind: Kind, u: &mut Unstructured<'_>) -> Result<(String, &'static str)> {
    let text = valid(kind, u)?;
    let changes = match u.ratio(1, 4)? {
        true => ANY,
        false => own(kind),
    };
    let (what, change) = u.choose(changes)?;
    Ok((change(&text), what))
}

/// The first half, by characters.
fn half(text: &str) -> String {
    text.chars().take(text.chars().count() / 2).collect()
}

fn insert(text: &str, what: &str) -> String {
    let first = half(text);
    format!("{first}{what}{}", &text[first.len()..])
}

fn insert_before_digit(text: &str, what: &str) -> String {
    let (before, after) = text.split_at(text.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
    format!("{before}{what}{after}")
}
