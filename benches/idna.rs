//! ToASCII and ToUnicode beside the `idna` crate: whole calls, on distinct generated hosts of four
//! kinds, with the same checks on in both.
//!
//! Every output is compared with the peer's before anything is timed. An element is one host.

#![allow(missing_docs, reason = "what the macros of criterion make has none")]

use std::collections::BTreeSet;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use ioc_canon::idna::{Config, MAX_ASCII_LEN, MAX_UNICODE_LEN};

const HOSTS: usize = 2_000;

/// Sebastiano Vigna's splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) % n as u64) as usize
    }

    fn text(&mut self, from: &[char], low: usize, high: usize) -> String {
        let length = low + self.below(high - low + 1);
        (0..length).map(|_| from[self.below(from.len())]).collect()
    }
}

const TLDS: [&str; 8] = ["com", "net", "org", "info", "example", "co.uk", "de", "io"];

/// Two or three labels of letters, some digits and hyphens: 17 octets in the mean.
fn ascii(random: &mut Random) -> String {
    let letters: Vec<char> =
        "aaabcdeeefghiiijklmnooopqrrrssstttuuvwxyz0123456789".chars().collect();
    let mut host = String::new();
    if random.below(3) == 0 {
        host += ["www.", "mail.", "cdn.", "ns1."][random.below(4)];
    }
    host += &random.text(&letters, 3, 12);
    if random.below(5) == 0 {
        host.push('-');
        host += &random.text(&letters, 2, 6);
    }
    host + "." + TLDS[random.below(8)]
}

/// The letters of sixteen scripts, as a name in them is typed.
const SCRIPTS: [&str; 16] = [
    "abcdefghilmnoprstuäöüéèñçå",
    "абвгдежзийклмнопрстуфхцчшщыьэюя",
    "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώ",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "कखगघचछजझटठडढतथदधनपफबभमयरलवशषसहािीुूे",
    "কখগঘচছজটঠডঢতথদধনপফবভমযরলশষসহিীুূ",
    "கஙசஞடணதநபமயரலவழளறனிீுூ",
    "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวสหอะาิี",
    "一丁七万丈三上下不与世业东丝中为主久义之乐九也习书买云五井京人什今从他",
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめも",
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモ",
    "가각간갈감강개거건검게겨경고곡공과관교구국군금기길김",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "ảấầẩậắằẳặẻếềểệỉịọỏốồổộớờởợụủứừửựỳỷỹabcdghiklmnopqrstuvxy",
];

/// A label in one script before a top-level domain in ASCII; one in eight with capitals.
fn u_label(random: &mut Random) -> String {
    loop {
        let letters: Vec<char> = SCRIPTS[random.below(SCRIPTS.len())].chars().collect();
        let mut label = random.text(&letters, 4, 12);
        if random.below(8) == 0 {
            label = label.to_uppercase();
        }
        let host = label + "." + TLDS[random.below(8)];
        if !host.is_ascii() && peer_to_ascii(&host).is_some() {
            return host;
        }
    }
}

fn peer_to_ascii(host: &str) -> Option<std::borrow::Cow<'_, str>> {
    Uts46::new()
        .to_ascii(host.as_bytes(), AsciiDenyList::STD3, Hyphens::Check, DnsLength::Verify)
        .ok()
}

fn peer_to_unicode(host: &str) -> Option<std::borrow::Cow<'_, str>> {
    let (text, verdict) =
        Uts46::new().to_unicode(host.as_bytes(), AsciiDenyList::STD3, Hyphens::Check);
    verdict.ok().map(|()| text)
}

/// Distinct hosts, in an order that is not the alphabet's.
fn distinct(mut make: impl FnMut(&mut Random) -> String) -> Vec<String> {
    let mut random = Random(46);
    let (mut seen, mut hosts) = (BTreeSet::new(), vec![]);
    while hosts.len() < HOSTS {
        let host = make(&mut random);
        if seen.insert(host.clone()) {
            hosts.push(host);
        }
    }
    hosts
}

fn benches(c: &mut Criterion) {
    let lower = distinct(ascii);
    let mixed = distinct(|random| {
        let host = ascii(random);
        let mut cased: String = host
            .chars()
            .map(|c| if random.below(3) == 0 { c.to_ascii_uppercase() } else { c })
            .collect();
        if cased == host {
            cased = host.to_uppercase();
        }
        cased
    });
    let u_labels = distinct(u_label);
    let a_labels = distinct(|random| peer_to_ascii(&u_label(random)).unwrap().into_owned());

    for (name, hosts) in
        [("lower", &lower), ("mixed", &mixed), ("u-label", &u_labels), ("a-label", &a_labels)]
    {
        let mut out = [0; MAX_UNICODE_LEN];
        for host in hosts {
            let len = Config::HOSTNAME.to_ascii(host, &mut out).unwrap();
            assert_eq!(&out[..len], peer_to_ascii(host).unwrap().as_bytes(), "{host}");
            let len = Config::HOSTNAME.to_unicode(host, &mut out).unwrap();
            assert_eq!(&out[..len], peer_to_unicode(host).unwrap().as_bytes(), "{host}");
        }
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Elements(hosts.len() as u64));
        group.bench_function("to_ascii/here", |b| {
            let mut out = [0; MAX_ASCII_LEN];
            b.iter(|| {
                for host in hosts {
                    let len = Config::HOSTNAME.to_ascii(black_box(host), &mut out);
                    black_box((&out, len.is_ok()));
                }
            });
        });
        group.bench_function("to_ascii/idna", |b| {
            b.iter(|| {
                for host in hosts {
                    black_box(peer_to_ascii(black_box(host)));
                }
            });
        });
        group.bench_function("to_unicode/here", |b| {
            let mut out = [0; MAX_UNICODE_LEN];
            b.iter(|| {
                for host in hosts {
                    let len = Config::HOSTNAME.to_unicode(black_box(host), &mut out);
                    black_box((&out, len.is_ok()));
                }
            });
        });
        group.bench_function("to_unicode/idna", |b| {
            b.iter(|| {
                for host in hosts {
                    black_box(peer_to_unicode(black_box(host)));
                }
            });
        });
        group.finish();
    }
}

criterion_group!(all, benches);
criterion_main!(all);
