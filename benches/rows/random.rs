//! Texts of every kind, the same in every run.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ioc_canon::registry::Hive;

/// SplitMix64.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Numbers of every length.
    pub(crate) fn asn(&mut self) -> String {
        let prefix = self.of(&["AS", "AS", "ASN", "as", ""]);
        format!("{prefix}{}", (self.next() as u32) >> self.below(24))
    }

    /// A public address: no line of a feed is taken for one of a hosts file.
    pub(crate) fn v4(&mut self) -> Ipv4Addr {
        Ipv4Addr::from_bits(self.next() as u32 % 0x5a00_0000 + 0x8000_0000)
    }

    /// Some groups are zero, so that there is something to compress.
    pub(crate) fn v6(&mut self) -> Ipv6Addr {
        let bits = u128::from(self.next()) << 64 | u128::from(self.next());
        let zeros = u128::MAX << (16 * self.below(7));
        Ipv6Addr::from_bits(bits & zeros >> 3 | 0x2000 << 112)
    }

    /// As feeds spell it: compressed, or one in four with all its digits, half of those capitals.
    pub(crate) fn v6_text(&mut self) -> String {
        let ip = self.v6();
        match self.below(8) {
            0 => ip.segments().map(|group| format!("{group:04x}")).join(":"),
            1 => ip.segments().map(|group| format!("{group:04X}")).join(":"),
            _ => ip.to_string(),
        }
    }

    pub(crate) fn cidr_v4(&mut self) -> String {
        let prefix = 8 + self.below(25) as u32;
        let mask = u32::MAX << (32 - prefix);
        format!("{}/{prefix}", Ipv4Addr::from_bits(self.v4().to_bits() & mask))
    }

    pub(crate) fn cidr_v6(&mut self) -> String {
        let prefix = 16 + self.below(113) as u32;
        let mask = u128::MAX << (128 - prefix);
        format!("{}/{prefix}", Ipv6Addr::from_bits(self.v6().to_bits() & mask))
    }

    pub(crate) fn range(&mut self) -> String {
        let first = self.v4();
        format!("{first}-{}", Ipv4Addr::from_bits(first.to_bits() + self.below(5000) as u32))
    }

    pub(crate) fn label(&mut self, least: usize, most: usize) -> String {
        let len = least + self.below(most - least + 1);
        (0..len).map(|_| char::from(b'a' + self.below(26) as u8)).collect()
    }

    /// Two to four labels, some with digits and hyphens, 6 in 100 with a capital. A quarter of the names
    /// has 13 bytes at most, half 16 and three quarters 19; of 170,879 in real feeds it is 13, 16 and 20.
    pub(crate) fn host(&mut self) -> String {
        let mut name = self.label(4, 14);
        if self.one_in(4) {
            name = format!("{name}{}", self.below(100));
        }
        if self.one_in(5) {
            name = format!("{name}-{}", self.label(2, 8));
        }
        if self.one_in(3) {
            name = format!("{}.{name}", self.of(&["www", "mail", "cdn", "ns1", "m", "login"]));
        }
        if self.one_in(16) {
            name[..1].make_ascii_uppercase();
        }
        format!("{name}.{}", self.of(&["com", "net", "org", "ru", "xyz", "info", "co.uk", "top"]))
    }

    /// A label in one script, before a top-level domain in ASCII.
    pub(crate) fn idn(&mut self) -> String {
        let script = self.of(&[
            "abcdefghilmnoprstuäöüéèñçå",
            "абвгдежзиклмнопрстуфхцчшщыэюя",
            "αβγδεζηθικλμνξοπρστυφχψω",
            "一丁七万三上下不世业东中为主久义之也九习书买五井人什今从他",
            "あいうえおかきくけこさしすせそたちつてとなにぬねの",
            "가각간갈감강개거건검게겨경고곡공과관교구국군",
        ]);
        let letters: Vec<char> = script.chars().collect();
        let label: String = (0..4 + self.below(8)).map(|_| self.of(&letters)).collect();
        format!("{label}.{}", self.of(&["com", "net", "org", "top"]))
    }

    pub(crate) fn url(&mut self) -> String {
        let scheme = self.of(&["http", "http", "https", "HTTP"]);
        let host = if self.one_in(3) { self.v4().to_string() } else { self.host() };
        let port = if self.one_in(4) { ":8080" } else { "" };
        let (folder, file, id) = (self.label(2, 9), self.label(1, 9), self.below(999));
        format!("{scheme}://{host}{port}/{folder}/{file}.php?id={id}")
    }

    /// One of fourteen names, in one of three spellings.
    pub(crate) fn hive(&mut self) -> String {
        let hive = self.of(Hive::ALL);
        let mut name = match hive.short() {
            Some(short) if self.one_in(2) => short.to_owned(),
            _ => hive.name().to_owned(),
        };
        if self.one_in(4) {
            name.make_ascii_lowercase();
        }
        if self.one_in(8) {
            name[..1].make_ascii_uppercase();
        }
        name
    }

    pub(crate) fn key(&mut self) -> String {
        format!("{}\\Software\\{}\\{}", self.hive(), self.label(3, 12), self.label(3, 20))
    }

    pub(crate) fn email(&mut self) -> String {
        format!("{}.{}@{}", self.label(2, 8), self.label(2, 8), self.host())
    }

    pub(crate) fn digest(&mut self) -> String {
        let digits = self.of(&[32, 40, 64]);
        let mut text: String = (0..4).map(|_| format!("{:016x}", self.next())).collect();
        text.truncate(digits);
        if self.one_in(2) {
            text.make_ascii_uppercase();
        }
        text
    }

    pub(crate) fn endpoint(&mut self) -> String {
        let ip = if self.one_in(4) { IpAddr::V6(self.v6()) } else { IpAddr::V4(self.v4()) };
        SocketAddr::new(ip, self.next() as u16).to_string()
    }
}
