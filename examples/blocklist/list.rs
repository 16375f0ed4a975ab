//! Indicators as blocks of addresses and names, and the three files that servers load.
//!
//! Nothing of a feed's text reaches an output: addresses are written from their numbers, and names
//! are canonical hosts, which hold letters, digits, `-`, `_` and dots.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ioc_canon::{Address, Host, Indicator, Note, Range, Server};

/// The longest name that leaves room for `*.` and the zone's own name.
const MAX_RPZ_NAME: usize = 200;

/// What was collected from feeds.
#[derive(Debug, Default)]
pub(crate) struct Blocklist {
    allow_special: bool,
    servers: bool,
    v4: Vec<(u32, u32)>,
    v6: Vec<(u128, u128)>,
    names: BTreeSet<String>,
    left_out: BTreeMap<&'static str, u64>,
}

impl Blocklist {
    /// `allow_special` releases the brake; with `servers` the server of a URL or an endpoint is
    /// blocked for every path and port.
    pub(crate) fn new(allow_special: bool, servers: bool) -> Self {
        Self { allow_special, servers, ..Self::default() }
    }

    /// Takes an indicator in, or counts why not.
    pub(crate) fn add(&mut self, indicator: &Indicator<'_>) {
        match indicator {
            Indicator::Address(address) => self.range(Range::from(*address)),
            Indicator::Cidr(block) => self.range(Range::from(*block)),
            Indicator::Range(range) => self.range(*range),
            Indicator::Host(host) => self.name(host),
            Indicator::Url(url) if self.servers => self.server(url.host()),
            Indicator::Endpoint(endpoint) if self.servers => self.server(endpoint.server()),
            Indicator::Url(_) | Indicator::Endpoint(_) => {
                self.leave_out("names one path or port of a server (see --servers)");
            }
            _ => self.leave_out("is neither a name nor an address"),
        }
    }

    /// Why indicators were left out, and how many.
    pub(crate) fn left_out(&self) -> &BTreeMap<&'static str, u64> {
        &self.left_out
    }

    fn leave_out(&mut self, why: &'static str) {
        *self.left_out.entry(why).or_default() += 1;
    }

    fn server(&mut self, server: Server<'_>) {
        match server {
            Server::Name(host) if host.is_single_label() => {
                self.leave_out("is a name of one label")
            }
            Server::Name(host) => self.name(&host),
            Server::Address(address) => self.range(Range::from(address)),
            _ => self.leave_out("is neither a name nor an address"),
        }
    }

    fn name(&mut self, host: &Host<'_>) {
        self.names.insert(host.to_string());
    }

    fn range(&mut self, range: Range) {
        if !self.allow_special {
            if range.notes().contains(Note::SpecialAddress) {
                return self.leave_out("overlaps special-purpose space (see --allow-special)");
            }
            if is_huge(range) {
                return self.leave_out("is shorter than /8 or /19 (see --allow-special)");
            }
        }
        match (range.first(), range.last()) {
            (IpAddr::V4(first), IpAddr::V4(last)) => {
                self.v4.push((first.to_bits(), last.to_bits()));
            }
            (IpAddr::V6(first), IpAddr::V6(last)) => {
                self.v6.push((first.to_bits(), last.to_bits()));
            }
            // The ends of a range are of one family.
            _ => {}
        }
    }

    /// The fewest ranges of each family that hold the same addresses, in order.
    pub(crate) fn ranges(&mut self) -> (Vec<Range>, Vec<Range>) {
        merge(&mut self.v4, u32::checked_add, 1);
        merge(&mut self.v6, u128::checked_add, 1);
        let v4 = |&(first, last): &(u32, u32)| {
            Range::new(Ipv4Addr::from_bits(first).into(), Ipv4Addr::from_bits(last).into()).ok()
        };
        let v6 = |&(first, last): &(u128, u128)| {
            Range::new(Ipv6Addr::from_bits(first).into(), Ipv6Addr::from_bits(last).into()).ok()
        };
        (self.v4.iter().filter_map(v4).collect(), self.v6.iter().filter_map(v6).collect())
    }

    /// Two interval sets of nftables.
    pub(crate) fn write_nft(&mut self, out: &mut impl Write) -> io::Result<()> {
        let (v4, v6) = self.ranges();
        writeln!(out, "table inet ioc_blocklist {{")?;
        for (name, kind, ranges) in [("block4", "ipv4_addr", v4), ("block6", "ipv6_addr", v6)] {
            writeln!(out, "\tset {name} {{\n\t\ttype {kind}\n\t\tflags interval")?;
            if !ranges.is_empty() {
                writeln!(out, "\t\telements = {{")?;
                for range in ranges {
                    let (first, last) = (Address::new(range.first()), Address::new(range.last()));
                    match first == last {
                        true => writeln!(out, "\t\t\t{first},")?,
                        false => writeln!(out, "\t\t\t{first}-{last},")?,
                    }
                }
                writeln!(out, "\t\t}}")?;
            }
            writeln!(out, "\t}}")?;
        }
        writeln!(out, "}}")?;
        self.count("is a name, which nftables cannot match", self.names.len());
        Ok(())
    }

    /// A response policy zone: each name, all names below it, and each block answer NXDOMAIN.
    pub(crate) fn write_rpz(&mut self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "$TTL 300")?;
        writeln!(out, "@ IN SOA localhost. root.localhost. 1 3600 600 86400 300")?;
        writeln!(out, "@ IN NS localhost.")?;
        let (mut long, mut triggers) = (0, 0);
        for name in &self.names {
            let last = name.rsplit('.').next().unwrap_or_default();
            if name.len() > MAX_RPZ_NAME {
                long += 1;
            } else if last.starts_with("rpz-") {
                // `32.4.3.2.1.rpz-ip` would be a trigger, not a name.
                triggers += 1;
            } else {
                writeln!(out, "{name} CNAME .\n*.{name} CNAME .")?;
            }
        }
        let (v4, v6) = self.ranges();
        for block in v4.into_iter().chain(v6).flat_map(|range| range.cidrs()) {
            writeln!(out, "{} CNAME .", trigger(block.first(), block.prefix()))?;
        }
        self.count("is a name of over 200 octets", long);
        self.count("ends in a label that policy zones keep for themselves", triggers);
        Ok(())
    }

    /// Local zones of unbound: each name and all names below it answer NXDOMAIN.
    pub(crate) fn write_unbound(&mut self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "server:")?;
        for name in &self.names {
            writeln!(out, "    local-zone: \"{name}.\" always_nxdomain")?;
        }
        self.count("is an address, which local zones cannot match", self.v4.len() + self.v6.len());
        Ok(())
    }

    fn count(&mut self, why: &'static str, more: usize) {
        if more > 0 {
            *self.left_out.entry(why).or_default() += u64::try_from(more).unwrap_or(u64::MAX);
        }
    }
}

/// Whether a range is larger than a /8 of IPv4 or a /19 of IPv6.
fn is_huge(range: Range) -> bool {
    match (range.first(), range.last()) {
        (IpAddr::V4(first), IpAddr::V4(last)) => last.to_bits() - first.to_bits() >= 1 << 24,
        (IpAddr::V6(first), IpAddr::V6(last)) => last.to_bits() - first.to_bits() >= 1 << 109,
        _ => true,
    }
}

/// Sorts and joins what overlaps or touches: linear after the sort.
fn merge<T: Copy + Ord>(ranges: &mut Vec<(T, T)>, add: fn(T, T) -> Option<T>, one: T) {
    ranges.sort_unstable();
    ranges.dedup_by(|next, kept| {
        let touches = add(kept.1, one).is_none_or(|after| next.0 <= after);
        if touches {
            kept.1 = kept.1.max(next.1);
        }
        touches
    });
}

/// The owner name of a block in a policy zone: the prefix length and the address backwards, the
/// longest run of zero groups written `zz`; of two, the address's first. BIND warns of any other form.
pub(crate) fn trigger(ip: IpAddr, prefix: u8) -> String {
    let mut name = prefix.to_string();
    let mut put = |part: &str| {
        name.push('.');
        name.push_str(part);
    };
    match ip {
        IpAddr::V4(ip) => ip.octets().iter().rev().for_each(|octet| put(&octet.to_string())),
        IpAddr::V6(ip) => {
            let mut groups = ip.segments();
            groups.reverse();
            let zeros =
                |from: usize| groups[from..].iter().take_while(|&&group| group == 0).count();
            // `max_by_key` gives the last of equals: backwards, the first of the address's runs.
            let run = (0..8).map(|from| (from, zeros(from))).max_by_key(|&(_, len)| len);
            let (from, len) = run.filter(|&(_, len)| len > 1).unwrap_or((8, 0));
            for (at, group) in groups.iter().enumerate() {
                if at == from {
                    put("zz");
                } else if !(from..from + len).contains(&at) {
                    put(&format!("{group:x}"));
                }
            }
        }
    }
    name + ".rpz-ip"
}
