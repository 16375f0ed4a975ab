//! Whole calls, `parse` and `write_into`, over many distinct texts of each kind and over a mixed
//! feed, each beside what a user would write otherwise.
//!
//! ```text
//! cargo bench                                           # generated texts
//! IOC_CANON_CORPORA=../shared/corpora cargo bench feed  # the mixed feed of the corpora
//! ```
//! 50,000 distinct texts, because a small set is learnt by the branch predictor. Before anything is
//! timed, both sides must give the same text for whatever both accept, and the laws must hold of
//! every hundredth text. A peer does what it does: url
//! and idna also read Unicode names, url also normalises paths.

use std::{
    env,
    fmt::Write as _,
    fs,
    hint::black_box,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::Path,
    time::Duration,
};

use criterion::{Criterion, Throughput};
use idna::AsciiDenyList;
use ioc_canon::{
    Address, Asn, Cidr, Email, Endpoint, Error, FileHash, Host, Range, RegistryKey, Url, feed,
    indicator, registry::Hive,
};

#[path = "../tests/laws/mod.rs"]
mod laws;

/// How many texts of each kind.
const COUNT: usize = 50_000;

/// The canonical text of one text, at the start of `out`.
type Ours = fn(&str, &mut [u8]) -> Result<usize, Error>;
/// The same by other means, into an emptied text that is used again.
type Peer = fn(&str, &mut String) -> Option<()>;

macro_rules! ours {
    ($ty:ident) => {
        |text, out| $ty::parse(text)?.write_into(out)
    };
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    let c = &mut criterion;
    let mut r = Random(0x5eed);
    kind(c, "asn", texts(|_| asn(&mut r)), ours!(Asn), ("std", peer::asn));
    let mut r = Random(1);
    kind(c, "address v4", texts(|_| r.v4().to_string()), ours!(Address), ("core::net", peer::ip));
    kind(c, "address v6", texts(|_| r.v6().to_string()), ours!(Address), ("core::net", peer::ip));
    kind(c, "cidr v4", texts(|_| r.cidr_v4()), ours!(Cidr), ("ipnet", peer::cidr));
    kind(c, "cidr v6", texts(|_| r.cidr_v6()), ours!(Cidr), ("ipnet", peer::cidr));
    kind(c, "range", texts(|_| r.range()), ours!(Range), ("core::net", peer::range));
    kind(c, "host", texts(|_| r.host()), ours!(Host), ("idna", peer::host));
    kind(c, "url", texts(|_| r.url()), ours!(Url), ("url", peer::url));
    kind(c, "registry key", texts(|_| r.key()), ours!(RegistryKey), ("loop", peer::key));
    kind(c, "email", texts(|_| r.email()), ours!(Email), ("idna", peer::email));
    kind(c, "file hash", texts(|_| r.digest()), ours!(FileHash), ("std", peer::digest));
    let endpoint = texts(|_| r.endpoint());
    kind(c, "endpoint", endpoint, ours!(Endpoint), ("core::net", peer::endpoint));
    mixed(c, &mixed_feed(&mut r));
    criterion.final_summary();
}

fn texts(one: impl FnMut(usize) -> String) -> Vec<String> {
    (0..COUNT).map(one).collect()
}

/// One kind: both sides over the same texts.
fn kind(c: &mut Criterion, name: &str, texts: Vec<String>, ours: Ours, peer: (&str, Peer)) {
    let mut out = vec![0; indicator::MAX_LEN];
    let mut other = String::new();
    for text in &texts {
        other.clear();
        let n = ours(text, &mut out).unwrap_or_else(|error| panic!("{name} {text:?}: {error}"));
        peer.1(text, &mut other).unwrap_or_else(|| panic!("{name} {text:?}: refused by the peer"));
        assert_eq!(&out[..n], other.as_bytes(), "{name} {text:?}");
    }
    texts.iter().step_by(100).for_each(|text| laws::indicator(text));
    let mut group = c.benchmark_group(name);
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.bench_function("ioc-canon", |b| {
        b.iter(|| {
            for text in &texts {
                black_box(ours(black_box(text), &mut out).ok());
            }
        });
    });
    group.bench_function(peer.0, |b| {
        b.iter(|| {
            for text in &texts {
                other.clear();
                black_box(peer.1(black_box(text), &mut other));
            }
        });
    });
    group.finish();
}

/// A whole feed: from bytes to canonical texts.
fn mixed(c: &mut Criterion, feed: &[u8]) {
    let mut out = vec![0; indicator::MAX_LEN];
    let mut other = String::new();
    let mut scratch = feed::Scratch::new();
    let (mut both, mut lines) = (0usize, 0usize);
    for line in str::from_utf8(feed).expect("a feed is text").lines() {
        lines += 1;
        other.clear();
        // A line whose tokens are two, such as of a hosts file, is no question for the peer.
        let mut entries = feed::entries(line.as_bytes(), &feed::Options::PLAIN);
        let Some(entry) = entries.next().filter(|entry| entry.raw() == line.trim().as_bytes())
        else {
            continue;
        };
        // Nor is one out of which the reader takes marks, such as quotes around a name.
        let Ok(reading) = entry.reading(&mut scratch) else { continue };
        if reading.is_edited() {
            continue;
        }
        let n = reading.indicator().write_into(&mut out).expect("the buffer has room for all");
        if peer::any(line, &mut other).is_some() {
            both += 1;
            let text = str::from_utf8(&out[..n]).expect("canonical text is text");
            // url also normalises paths: what it makes of our text is what it made of the line.
            let same = match text.contains("://") {
                true => url::Url::parse(text).is_ok_and(|url| url.as_str() == other),
                false => text == other,
            };
            assert!(same, "{line:?}: {text:?}, {other:?}");
        }
    }
    assert!(both * 10 > lines * 8, "only {both} of {lines} lines are read by both");
    let mut group = c.benchmark_group("mixed feed");
    group.throughput(Throughput::Bytes(feed.len() as u64));
    group.bench_function("ioc-canon", |b| {
        b.iter(|| {
            for entry in feed::entries(black_box(feed), &feed::Options::PLAIN) {
                if let Ok(indicator) = entry.read(&mut scratch) {
                    black_box(indicator.write_into(&mut out).ok());
                }
            }
        });
    });
    group.bench_function("core::net, ipnet, idna, url", |b| {
        b.iter(|| {
            for line in str::from_utf8(black_box(feed)).unwrap_or_default().lines() {
                other.clear();
                black_box(peer::any(line, &mut other));
            }
        });
    });
    group.finish();
}

/// The corpora's feed where they are, else a generated one of the same mixture.
fn mixed_feed(r: &mut Random) -> Vec<u8> {
    if let Some(corpora) = env::var_os("IOC_CANON_CORPORA") {
        let path = Path::new(&corpora).join("perf/mixed_feed.txt");
        return fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    let mut feed = String::new();
    for _ in 0..COUNT {
        // In per cent: 43 hosts, 25 IPv4, 13 URLs, 6 + 3 blocks, 5 IPv6, 3 keys, 2 ASNs.
        let mut text = match r.below(100) {
            0..43 => r.host(),
            43..68 => r.v4().to_string(),
            68..81 => r.url(),
            81..87 => r.cidr_v4(),
            87..92 => r.v6().to_string(),
            92..95 => r.cidr_v6(),
            95..98 => r.key(),
            _ => format!("AS{}", r.next() as u32),
        };
        if r.below(40) == 0 {
            text = format!("  {text} ");
        }
        feed.push_str(&text);
        feed.push('\n');
    }
    feed.into_bytes()
}

fn asn(r: &mut Random) -> String {
    let prefix = ["AS", "ASN", "as", "AS ", ""][r.below(5)];
    format!("{prefix}{}", (r.next() as u32) >> r.below(24))
}

/// SplitMix64: the same texts in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// A public address: no line of a feed is taken for one of a hosts file.
    fn v4(&mut self) -> Ipv4Addr {
        Ipv4Addr::from_bits(self.next() as u32 % 0x5a00_0000 + 0x8000_0000)
    }

    fn v6(&mut self) -> Ipv6Addr {
        let bits = u128::from(self.next()) << 64 | u128::from(self.next());
        // Some groups are zero, so that there is something to compress.
        let zeros = u128::MAX << (16 * self.below(7));
        Ipv6Addr::from_bits(bits & zeros >> 3 | 0x2000 << 112)
    }

    fn cidr_v4(&mut self) -> String {
        let prefix = 8 + self.below(25) as u32;
        let mask = u32::MAX << (32 - prefix);
        format!("{}/{prefix}", Ipv4Addr::from_bits(self.v4().to_bits() & mask))
    }

    fn cidr_v6(&mut self) -> String {
        let prefix = 16 + self.below(113) as u32;
        let mask = u128::MAX << (128 - prefix);
        format!("{}/{prefix}", Ipv6Addr::from_bits(self.v6().to_bits() & mask))
    }

    fn range(&mut self) -> String {
        let first = self.v4();
        format!("{first}-{}", Ipv4Addr::from_bits(first.to_bits() + self.below(5000) as u32))
    }

    fn label(&mut self, least: usize, most: usize) -> String {
        let len = least + self.below(most - least + 1);
        (0..len).map(|_| char::from(b'a' + self.below(26) as u8)).collect()
    }

    /// Two or three labels, 6 in 100 with a capital.
    fn host(&mut self) -> String {
        let mut name = format!("{}{}", self.label(3, 12), self.below(100));
        if self.below(3) == 0 {
            name = format!("{}.{name}", self.label(2, 5));
        }
        if self.below(16) == 0 {
            name[..1].make_ascii_uppercase();
        }
        format!("{name}.{}", ["com", "net", "org", "ru", "xyz", "info"][self.below(6)])
    }

    fn url(&mut self) -> String {
        let scheme = ["http", "https", "HTTP"][self.below(3)];
        let host = match self.below(3) {
            0 => self.v4().to_string(),
            _ => self.host(),
        };
        let port = if self.below(4) == 0 { ":8080" } else { "" };
        format!(
            "{scheme}://{host}{port}/{}/{}.php?id={}",
            self.label(2, 9),
            self.label(1, 9),
            self.below(999)
        )
    }

    fn key(&mut self) -> String {
        let hive = Hive::ALL[self.below(9)];
        let mut hive = match (self.below(2), hive.short()) {
            (0, Some(short)) => short.to_owned(),
            _ => hive.name().to_owned(),
        };
        if self.below(4) == 0 {
            hive.make_ascii_lowercase();
        }
        format!("{hive}\\Software\\{}\\{}", self.label(3, 12), self.label(3, 20))
    }

    fn email(&mut self) -> String {
        format!("{}.{}@{}", self.label(2, 8), self.label(2, 8), self.host())
    }

    fn digest(&mut self) -> String {
        let digits = [32, 40, 64][self.below(3)];
        let mut text: String = (0..4).map(|_| format!("{:016x}", self.next())).collect();
        text.truncate(digits);
        if self.below(2) == 0 {
            text.make_ascii_uppercase();
        }
        text
    }

    fn endpoint(&mut self) -> String {
        let ip = if self.below(4) == 0 { IpAddr::V6(self.v6()) } else { IpAddr::V4(self.v4()) };
        SocketAddr::new(ip, self.next() as u16).to_string()
    }
}

/// What a careful user writes with the usual crates: nothing is copied twice, one text is used again.
mod peer {
    use super::*;

    pub(super) fn asn(text: &str, out: &mut String) -> Option<()> {
        let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start();
        write!(out, "AS{}", digits.parse::<u32>().ok()?).ok()
    }

    pub(super) fn ip(text: &str, out: &mut String) -> Option<()> {
        write!(out, "{}", text.parse::<IpAddr>().ok()?).ok()
    }

    pub(super) fn cidr(text: &str, out: &mut String) -> Option<()> {
        let block: ipnet::IpNet = text.parse().ok()?;
        (block.trunc() == block).then_some(())?;
        write!(out, "{block}").ok()
    }

    pub(super) fn range(text: &str, out: &mut String) -> Option<()> {
        let (first, last) = text.split_once('-')?;
        let (first, last): (IpAddr, IpAddr) = (first.parse().ok()?, last.parse().ok()?);
        (first <= last).then_some(())?;
        write!(out, "{first}-{last}").ok()
    }

    pub(super) fn host(text: &str, out: &mut String) -> Option<()> {
        let name = idna::domain_to_ascii_cow(text.as_bytes(), AsciiDenyList::URL).ok()?;
        out.push_str(name.strip_suffix('.').unwrap_or(&name));
        Some(())
    }

    pub(super) fn url(text: &str, out: &mut String) -> Option<()> {
        out.push_str(url::Url::parse(text).ok()?.as_str());
        Some(())
    }

    pub(super) fn key(text: &str, out: &mut String) -> Option<()> {
        let end = text.find('\\').unwrap_or(text.len());
        let (name, path) = text.split_at(end);
        let hive = Hive::ALL.into_iter().find(|hive| {
            let is = |other: &str| name.eq_ignore_ascii_case(other);
            is(hive.name()) || hive.short().is_some_and(is)
        })?;
        out.push_str(hive.name());
        for (i, name) in path.split(r"\\").enumerate() {
            out.push_str(if i == 0 { "" } else { r"\" });
            out.push_str(name);
        }
        Some(())
    }

    pub(super) fn email(text: &str, out: &mut String) -> Option<()> {
        let (local, domain) = text.rsplit_once('@')?;
        out.push_str(local);
        out.push('@');
        host(domain, out)
    }

    pub(super) fn digest(text: &str, out: &mut String) -> Option<()> {
        matches!(text.len(), 32 | 40 | 56 | 64 | 96 | 128).then_some(())?;
        text.bytes().all(|b| b.is_ascii_hexdigit()).then_some(())?;
        out.push_str(text);
        out.make_ascii_lowercase();
        Some(())
    }

    pub(super) fn endpoint(text: &str, out: &mut String) -> Option<()> {
        write!(out, "{}", text.parse::<SocketAddr>().ok()?).ok()
    }

    /// A line of a feed: its first bytes and marks say whom to ask.
    pub(super) fn any(line: &str, out: &mut String) -> Option<()> {
        let text = line.trim();
        if text.contains("://") {
            return url(text, out);
        }
        let bytes = text.as_bytes();
        if bytes.contains(&b'\\') {
            return key(text, out);
        }
        if bytes.contains(&b'/') {
            return cidr(text, out);
        }
        if bytes.contains(&b':') || bytes.last().is_some_and(u8::is_ascii_digit) {
            if let [b'A' | b'a', b'S' | b's', rest @ ..] = bytes {
                if rest.iter().all(u8::is_ascii_digit) {
                    return asn(text, out);
                }
            }
            return ip(text, out);
        }
        if !bytes.contains(&b'.') {
            return None;
        }
        host(text, out)
    }
}
