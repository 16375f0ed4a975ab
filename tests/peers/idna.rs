//! The engine and the `idna` crate on one host: shared by the differential tests and by fuzzing.

#![allow(dead_code, reason = "not every crate that includes this file asks for a report")]

use icu_normalizer::{DecomposingNormalizerBorrowed, uts46::Uts46MapperBorrowed};
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use ioc_canon::Error;
use ioc_canon::idna::{Config, MAX_ASCII_LEN, MAX_UNICODE_LEN};

/// One configuration in the words of both.
pub(crate) struct Profile {
    name: &'static str,
    config: Config,
    deny: AsciiDenyList,
    hyphens: Hyphens,
    length: DnsLength,
}

/// What the peer refuses of ASCII under [`Config::DNS`]: all but letters, digits, `-`, `.` and `_`.
const ALL_BUT_UNDERSCORE: AsciiDenyList =
    AsciiDenyList::new(true, "!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~");

pub(crate) fn profiles() -> [Profile; 6] {
    let all = Config::new();
    let profile =
        |name, config, deny, hyphens, length| Profile { name, config, deny, hyphens, length };
    [
        profile(
            "HOSTNAME",
            Config::HOSTNAME,
            AsciiDenyList::STD3,
            Hyphens::Check,
            DnsLength::Verify,
        ),
        profile("DNS", Config::DNS, ALL_BUT_UNDERSCORE, Hyphens::CheckFirstLast, DnsLength::Verify),
        profile(
            "std3 off",
            all.use_std3_ascii_rules(false),
            AsciiDenyList::EMPTY,
            Hyphens::Check,
            DnsLength::Verify,
        ),
        profile(
            "lengths off",
            all.verify_dns_length(false),
            AsciiDenyList::STD3,
            Hyphens::Check,
            DnsLength::Ignore,
        ),
        profile(
            "hyphens, lengths off",
            all.check_hyphens(false).verify_dns_length(false),
            AsciiDenyList::STD3,
            Hyphens::Allow,
            DnsLength::Ignore,
        ),
        profile(
            "std3, hyphens, lengths off",
            all.use_std3_ascii_rules(false).check_hyphens(false).verify_dns_length(false),
            AsciiDenyList::EMPTY,
            Hyphens::Allow,
            DnsLength::Ignore,
        ),
    ]
}

/// Inputs on which the two are known to differ, each with its reason.
fn known(domain: &str, profile: &Profile) -> Option<&'static str> {
    let mapped: String = Uts46MapperBorrowed::new().map_normalize(domain.chars()).collect();
    if profile.hyphens != Hyphens::Check && mapped.contains("xn--xn--") {
        return Some(
            "UTS #46 4.1 criterion 4, that no A-label decodes to what begins with xn--: the peer has it not",
        );
    }
    // Where lengths do not count, the engine's scratch still holds 177 code points a label, decomposed;
    // an A-label of 59 octets is sure to fit.
    let nfd = DecomposingNormalizerBorrowed::new_nfd();
    let long = |label: &str| {
        nfd.normalize_iter(label.chars()).count() > 177
            || (label.starts_with("xn--") && label.len() > 59)
    };
    if profile.length == DnsLength::Ignore && mapped.split('.').any(long) {
        return Some("a label that no DNS name has, and the engine no room for: BufferTooSmall");
    }
    None
}

/// How many comparisons were made, and how many inputs [`known`] took out.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) compared: u64,
    pub(crate) known: u64,
    pub(crate) accepted: u64,
}

impl Tally {
    /// Both directions, under one profile. Panics where the two differ.
    pub(crate) fn compare(&mut self, domain: &str, profile: &Profile) {
        if known(domain, profile).is_some() {
            self.known += 1;
            return;
        }
        let peer = Uts46::new();
        let verify = profile.length == DnsLength::Verify;

        let mut out = [0; 4_096];
        let room = if verify { MAX_ASCII_LEN } else { out.len() };
        let is = profile.config.to_ascii(domain, &mut out[..room]);
        let should =
            peer.to_ascii(domain.as_bytes(), profile.deny, profile.hyphens, profile.length);
        offset_holds(domain, is);
        let is = is.ok().map(|len| std::str::from_utf8(&out[..len]).unwrap());
        assert_eq!(is, should.as_deref().ok(), "{}: ToASCII of {domain:?}", profile.name);
        self.compared += 1;
        self.accepted += u64::from(is.is_some());

        // The peer verifies no lengths here; ours does: a name is then good if it is in ASCII, too.
        let mut out = [0; 4_096];
        let room = if verify { MAX_UNICODE_LEN } else { out.len() };
        let is = profile.config.to_unicode(domain, &mut out[..room]);
        offset_holds(domain, is);
        let (text, verdict) = peer.to_unicode(domain.as_bytes(), profile.deny, profile.hyphens);
        let should = (verdict.is_ok() && (!verify || should.is_ok())).then_some(&*text);
        let is = is.ok().map(|len| std::str::from_utf8(&out[..len]).unwrap());
        assert_eq!(is, should, "{}: ToUnicode of {domain:?}", profile.name);
        self.compared += 1;
    }

    pub(crate) fn report(&self, what: &str) {
        let all = self.compared + self.known;
        println!(
            "{what}: {} of {all} compared ({:.1} %), {} accepted, {} known",
            self.compared,
            self.compared as f64 * 100.0 / all as f64,
            self.accepted,
            self.known
        );
        assert!(self.compared * 2 >= all);
    }
}

/// An error's offset is in the text, and on a character.
#[track_caller]
fn offset_holds(domain: &str, result: Result<usize, Error>) {
    if let Err(error) = result {
        assert!(domain.is_char_boundary(error.offset()), "{domain:?} {error:?}");
    }
}
