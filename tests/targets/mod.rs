//! What each fuzz target runs, by name. `tests/corpus.rs` replays the committed corpora through the
//! same functions on stable Rust.

#![allow(dead_code, reason = "a fuzz target runs one of them")]

#[path = "../laws/mod.rs"]
mod laws;
#[path = "../laws/feed.rs"]
mod laws_of_feeds;
#[cfg(feature = "serde")]
#[path = "../laws/serde.rs"]
mod laws_of_serde;
#[cfg(feature = "idna")]
#[path = "../peers/idna.rs"]
mod peer_idna;
#[path = "../peers/ip.rs"]
mod peer_ip;
#[path = "../peers/url.rs"]
mod peer_url;

use std::{
    str,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

use ioc_canon::{
    Code, Indicator, Kind,
    feed::{self, Options},
    refang,
};

/// A target's name and what it runs.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// Every target, in the order of their names.
pub(crate) const TARGETS: &[Target] = &[
    ("address", address),
    ("asn", asn),
    ("cidr", cidr),
    ("cidr_against_ipnet", cidr_against_ipnet),
    ("detect", detect),
    ("email", email),
    ("endpoint", endpoint),
    ("feed", feed),
    ("file_hash", file_hash),
    ("host", host),
    #[cfg(feature = "idna")]
    ("host_against_idna", host_against_idna),
    ("ip_against_core", ip_against_core),
    ("range", range),
    ("refang", refang),
    ("registry_key", registry_key),
    #[cfg(feature = "serde")]
    ("serde", serde),
    ("url", url),
    ("url_against_url", url_against_url),
];

macro_rules! kinds {
    ($($name:ident $kind:ident)*) => { $(
        /// The laws of this kind.
        pub(crate) fn $name(data: &[u8]) {
            if let Ok(text) = str::from_utf8(data) {
                laws::kind(Kind::$kind, text);
            }
        }
    )* };
}
kinds! {
    address Address  asn Asn  cidr Cidr  email Email  endpoint Endpoint  file_hash FileHash
    host Host  range Range  registry_key RegistryKey  url Url
}

/// The laws of everything, over any bytes.
pub(crate) fn detect(data: &[u8]) {
    laws::bytes(data);
}

/// The two first bytes choose the layout and how the rest is cut; chunked is whole.
pub(crate) fn feed(data: &[u8]) {
    let [layout, cut, bytes @ ..] = data else { return };
    let layouts = [
        Options::PLAIN,
        Options::HOSTS,
        Options::ADBLOCK,
        Options::REPORT,
        Options::MISP_COMPOSITE,
        Options::csv(1, b','),
        Options::csv(2, b';').kind(Kind::Asn),
        Options::PLAIN.assume_http(true).single_labels(true).suffixes(true),
    ];
    let options = layouts[usize::from(*layout) % layouts.len()];
    // Small memory makes lines that are too long, in bytes that cut characters.
    let options = if layout & 8 == 0 { options.max_line(64) } else { options };
    let mut state = u32::from(*cut);
    let mut next = || {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        1 + usize::try_from(state >> 27).unwrap_or_default()
    };
    match layout & 8 {
        0 => laws_of_feeds::chunked_is_whole::<64>(bytes, &options, &mut next),
        _ => laws_of_feeds::chunked_is_whole::<{ feed::MAX_LINE }>(bytes, &options, &mut next),
    }
    laws_of_feeds::places_are_in_order(bytes, &options);
    let _ = feed::sniff(bytes);
}

/// Edits are in order and never longer; what they give is what is written; what is shown defanged is
/// read as the same value, but for the marks that `defang` names.
pub(crate) fn refang(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let refanged = refang::refang(text);
    let (mut at, mut edited) = (0, String::new());
    for edit in refanged.edits() {
        assert!(edit.range.start >= at && edit.range.end <= text.len(), "{text:?}: {edit:?}");
        assert!(edit.replacement.len() <= edit.range.len(), "{text:?}: {edit:?}");
        edited.push_str(&text[at..edit.range.start]);
        assert_eq!(refanged.typed_offset(edited.len()), edit.range.start, "{text:?}: {edit:?}");
        edited.push_str(edit.replacement);
        at = edit.range.end;
    }
    edited.push_str(&text[at..]);
    assert_eq!(refanged.to_string(), edited, "{text:?}");
    assert_eq!(refanged.is_clean(), edited == text, "{text:?}");
    let mut out = vec![0; edited.len()];
    assert_eq!(refanged.write_into(&mut out), Ok(edited.len()), "{text:?}");
    assert_eq!(out, edited.as_bytes(), "{text:?}");
    if let Some(error) = refanged.redaction() {
        assert_eq!(error.code(), Code::Redacted);
        assert!(text.is_char_boundary(error.offset()), "{text:?}");
    }
    let places: Vec<_> = (0..=edited.len() + 1).map(|at| refanged.typed_offset(at)).collect();
    assert!(places.is_sorted() && places.iter().all(|at| *at <= text.len()), "{text:?}");

    let Ok(value) = Indicator::detect(&edited) else { return };
    let canonical = value.to_string();
    let shown = refang::defang(&value).to_string();
    let own_marks = match &value {
        Indicator::Url(url) => {
            let authority = canonical.split_once("://").map_or("", |(_, rest)| rest);
            let tail = authority.find(['/', '?', '#']).map_or("", |at| &authority[at..]);
            let user = url.userinfo().unwrap_or_default();
            user.contains(['[', ']', '(', ')', '{', '}', '*', '\\'])
                || tail.contains(['[', ']', '\\', '(', '{'])
                || tail.contains("://")
                || is_odd_scheme(url.scheme())
                || tail.contains("xx")
                || tail.to_ascii_lowercase().contains("xp")
                || tail.to_ascii_lowercase().contains("yyp")
                || tail.to_ascii_lowercase().contains("zzp")
        }
        Indicator::Email(email) => {
            // `/`, `?` and `#` end the head of whatever is not quoted.
            let ends = ['[', ']', '(', ')', '{', '}', '*', '"', '\\', '/', '?', '#'];
            email.local().contains(ends)
        }
        _ => false,
    };
    if !own_marks {
        assert_eq!(refang::refang(&shown).to_string(), canonical, "{text:?} shown as {shown:?}");
    }
}

/// A scheme that is itself a defanged one.
fn is_odd_scheme(scheme: &str) -> bool {
    let scheme = scheme.to_ascii_lowercase();
    ["hxxp", "hzzp", "hyyp", "htxp", "hxtp", "fxp"].iter().any(|odd| scheme.starts_with(odd))
}

/// The laws of serde's forms, over any bytes and over any text.
#[cfg(feature = "serde")]
pub(crate) fn serde(data: &[u8]) {
    laws_of_serde::bytes(data);
    if let Ok(text) = str::from_utf8(data) {
        laws_of_serde::text(text);
    }
}

/// The text up to the first byte that is none.
fn text_of(data: &[u8]) -> &str {
    match str::from_utf8(data) {
        Ok(text) => text,
        Err(error) => str::from_utf8(&data[..error.valid_up_to()]).expect("valid up to there"),
    }
}

/// How many executions reached a comparison, printed each time their number doubles.
struct Share {
    all: AtomicU64,
    compared: AtomicU64,
    accepted: AtomicU64,
}

impl Share {
    const fn new() -> Self {
        Self { all: AtomicU64::new(0), compared: AtomicU64::new(0), accepted: AtomicU64::new(0) }
    }

    fn count(&self, compared: bool, accepted: bool) {
        let compared = self.compared.fetch_add(compared.into(), Relaxed) + u64::from(compared);
        let accepted = self.accepted.fetch_add(accepted.into(), Relaxed) + u64::from(accepted);
        let all = self.all.fetch_add(1, Relaxed) + 1;
        if all >= 1 << 14 && all.is_power_of_two() {
            let percent = compared * 100 / all;
            eprintln!("share: {compared} of {all} compared ({percent} %), {accepted} accepted");
        }
    }
}

/// Addresses, as the standard library reads them.
pub(crate) fn ip_against_core(data: &[u8]) {
    static SHARE: Share = Share::new();
    let accepted = peer_ip::address(text_of(data));
    SHARE.count(true, accepted);
}

/// Blocks, as `ipnet` reads them.
pub(crate) fn cidr_against_ipnet(data: &[u8]) {
    static SHARE: Share = Share::new();
    let seen = peer_ip::block(text_of(data));
    SHARE.count(seen.is_some(), seen == Some(true));
}

/// Hosts, as the `idna` crate maps them; the first byte chooses the options.
#[cfg(feature = "idna")]
pub(crate) fn host_against_idna(data: &[u8]) {
    static SHARE: Share = Share::new();
    let [options, host @ ..] = data else { return };
    let mut tally = peer_idna::Tally::default();
    let profiles = peer_idna::profiles();
    tally.compare(text_of(host), &profiles[usize::from(*options) % profiles.len()]);
    SHARE.count(tally.compared > 0, tally.accepted > 0);
}

/// URLs, as the `url` crate sees their host and port. What is no URL is read as one's authority.
pub(crate) fn url_against_url(data: &[u8]) {
    static SHARE: Share = Share::new();
    let text = text_of(data);
    let seen = match text.contains("://") {
        true => peer_url::compare(text),
        false => peer_url::compare(&format!("http://{text}")),
    };
    // A text that is refused here is compared: there is nothing to be sent elsewhere.
    SHARE.count(seen != peer_url::Seen::NotReadThere, seen == peer_url::Seen::Same);
}
