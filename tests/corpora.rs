//! Rows that others wrote, line by line against this crate's answers: addresses, blocks, AS numbers
//! and URLs of other projects' test suites, where `IOC_CANON_CORPORA` points at them.
//!
//! A row whose source answers otherwise is either outside this crate's grammar by a predicate over
//! the input, below, or listed by its line in `corpora/known.tsv` with the sentence of the design that
//! it follows: the rows themselves are others' and stay with them. A listed row that does not differ any more fails, and so does a list of over 3 % of
//! a file.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    net::{Ipv4Addr, Ipv6Addr},
};

use ioc_canon::{Address, Asn, Cidr, Endpoint, Server, Url, address, cidr, host};
use serde_json::Value;

#[path = "rows/mod.rs"]
mod rows;

/// What a source and this crate say of one input: nothing, or the canonical text, or in full.
#[derive(Debug, PartialEq, Eq)]
struct Verdict(Option<String>);

/// One row that is answered otherwise.
struct Difference {
    line: usize,
    input: String,
    why: String,
}

/// The inputs that this crate's grammar leaves out by rule, whatever their source says of them.
fn outside(kind: &str, input: &str) -> Option<&'static str> {
    let address = input.split('/').next().unwrap_or_default();
    let (_, prefix) = input.split_once('/').unwrap_or_default();
    let has_prefix = input.contains('/');
    let digits = !prefix.is_empty() && prefix.bytes().all(|b| b.is_ascii_digit());
    if address.contains('%') && address.contains(':') && !input.contains("://") {
        return Some("zone ids: own code (DESIGN §3 Address)");
    }
    if kind.ends_with("net") || kind.ends_with("if") {
        if prefix.parse::<Ipv4Addr>().is_ok() {
            return Some("a netmask: another error (DESIGN §3 CIDR)");
        }
        if digits && prefix.len() > 1 && prefix.starts_with('0') {
            return Some("prefix without leading zeros (DESIGN §3 CIDR)");
        }
        if !has_prefix {
            return Some("a missing /n is its own error (DESIGN §3 CIDR)");
        }
    }
    if kind == "url" {
        return outside_url(input);
    }
    if kind == "hostport" {
        // The source cuts and does not validate.
        let inner = input.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let holds_v6 = inner.is_some_and(|(v6, _)| v6.parse::<Ipv6Addr>().is_ok());
        if input.contains(['[', ']']) && !holds_v6 {
            return Some("brackets that hold no IPv6 address (DESIGN §3 Endpoint)");
        }
    }
    None
}

/// As [`outside`], for URLs: the forms that parsers disagree on.
fn outside_url(input: &str) -> Option<&'static str> {
    let Some((scheme, rest)) = input.split_once("://") else {
        return Some("`scheme://` + authority (DESIGN §3 URL)");
    };
    if scheme.contains(['/', '?', '#']) {
        return Some("`scheme://` + authority (DESIGN §3 URL)");
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let name = |b: u8| b.is_ascii_alphanumeric() || b"-_.:".contains(&b) || !b.is_ascii();
    if authority.is_empty() {
        Some("with a non-empty host (DESIGN §3 URL)")
    } else if authority.matches('@').count() > 1 {
        Some("more than one @ (DESIGN §3 URL)")
    } else if host.contains('%') {
        Some("% in the host (DESIGN §3 URL)")
    } else if host.ends_with(':') {
        Some("empty port (DESIGN §3 URL)")
    } else if !host.starts_with('[') && !host.bytes().all(name) {
        Some("a host is LDH and _ (DESIGN §3 Host)")
    } else {
        None
    }
}

struct Report {
    file: &'static str,
    /// The line that is looked at, counted from 1.
    line: usize,
    rows: usize,
    outside: BTreeMap<&'static str, usize>,
    differences: Vec<Difference>,
}

impl Report {
    fn new(file: &'static str) -> Self {
        Self { file, line: 1, rows: 0, outside: BTreeMap::new(), differences: Vec::new() }
    }

    /// Compares what this crate and the source say of one input.
    fn row(&mut self, kind: &str, grammar: &str, input: &str, ours: Verdict, theirs: Verdict) {
        self.rows += 1;
        if ours == theirs {
            return;
        }
        if let Some(why) = outside(grammar, input) {
            assert_eq!(ours.0, None, "{}: {input:?} is outside: {why}", self.file);
            *self.outside.entry(why).or_default() += 1;
            return;
        }
        self.differences.push(Difference {
            line: self.line,
            input: input.into(),
            why: format!("{kind}: {:?} where the source has {:?}", ours.0, theirs.0),
        });
    }
}

fn full(ip: std::net::IpAddr) -> String {
    Address::new(ip).text(address::Form::Full, &mut address::Buffer::new()).into()
}

/// A block as this crate reads it, host bits or not, in full; `strict` refuses host bits.
fn block(input: &str, strict: bool, truncate: bool) -> Verdict {
    let read = match Cidr::parse_truncating(input) {
        Ok(read) if !strict || Cidr::parse(input).is_ok() => read.value(),
        _ => return Verdict(None),
    };
    let full = read.text(cidr::Form::Full, &mut cidr::Buffer::new()).to_owned();
    // Interfaces keep their host bits: only that they are read is compared.
    Verdict(Some(if truncate { full } else { String::new() }))
}

/// The source's IPv4-mapped addresses are printed as hexadecimal groups: compare in full.
fn python(report: &mut Report, row: &Value) {
    let (kind, input) = (row["kind"].as_str().unwrap_or(""), row["in"].as_str().unwrap_or(""));
    let ok = row["ok"].as_bool().unwrap_or(false);
    let strict = row["strict"].as_bool().unwrap_or(false);
    let v4 = kind.starts_with("ipv4");
    let text = |column: &str| row[column].as_str().map(str::to_owned);
    let theirs = match (kind, ok) {
        (_, false) => None,
        ("ipv4if" | "ipv6if", true) => Some(String::new()),
        (_, true) => text("full").or(text("canon")),
    };
    let ours = match kind {
        "ipv4" | "ipv6" => {
            let read = Address::parse(input).ok().filter(|a| a.is_ipv4() == v4);
            Verdict(read.map(|address| full(address.ip())))
        }
        _ => {
            let verdict = block(input, strict, kind.ends_with("net"));
            let family = Cidr::parse_truncating(input).is_ok_and(|b| b.get().is_ipv4() == v4);
            Verdict(verdict.0.filter(|_| family))
        }
    };
    report.row(kind, kind, input, ours, Verdict(theirs));
}

/// The source takes an address with or without a prefix length.
fn npm(report: &mut Report, row: &Value) {
    let (kind, input) = (row["kind"].as_str().unwrap_or(""), row["in"].as_str().unwrap_or(""));
    let v4 = kind == "ipv4";
    let ok = row["ok"].as_bool().unwrap_or(false);
    let read = if input.contains('/') {
        Cidr::parse_truncating(input)
            .ok()
            .and_then(|_| Address::parse(input.split('/').next().unwrap_or_default()).ok())
    } else {
        Address::parse(input).ok()
    };
    let read = read.filter(|address| address.is_ipv4() == v4).map(|address| address.ip());
    // Where the row names no text, only the verdict is compared.
    let named = row["full"].as_str().map(str::to_owned);
    let ours = read.map(|ip| if named.is_some() { full(ip) } else { String::new() });
    let theirs = ok.then(|| named.unwrap_or_default());
    let grammar = if input.contains('/') { "net" } else { kind };
    if let (Some(ip), Some(canon)) = (read, row["canon"].as_str()) {
        assert_eq!(Address::new(ip).to_string(), canon, "{input}");
    }
    report.row(kind, grammar, input, Verdict(ours), Verdict(theirs));
}

fn rpki(report: &mut Report, row: &Value) {
    let input = row["in"].as_str().unwrap_or("");
    let ours = Verdict(Asn::parse(input).ok().map(|asn| asn.number().to_string()));
    report.row("asn", "asn", input, ours, Verdict(row["value"].as_u64().map(|n| n.to_string())));
}

fn neturl(report: &mut Report, row: &Value) {
    let (kind, input) = (row["kind"].as_str().unwrap_or(""), row["in"].as_str().unwrap_or(""));
    if kind == "hostport" {
        // Host and port as they are cut, valid or not: an empty port is none.
        let theirs = match (row["host"].as_str(), row["port"].as_str()) {
            (Some(host), Some(port)) if !port.is_empty() => Some(format!("{host} {port}")),
            _ => None,
        };
        let read = Endpoint::parse_with(input, &host::Options::new()).ok();
        let ours = read.map(|endpoint| {
            let typed = input.rsplit_once(':').map_or(input, |(server, _)| server);
            format!("{} {}", typed.trim_matches(['[', ']']), endpoint.port())
        });
        return report.row(kind, kind, input, Verdict(ours), Verdict(theirs));
    }
    let ok = row["ok"].as_bool().unwrap_or(false);
    let read = Url::parse(input).ok();
    // Rows of `request` and `parse_err` name no host.
    let named = row["host"].as_str();
    let theirs = ok.then(|| named.unwrap_or_default().to_ascii_lowercase());
    let ours = read.map(|url| {
        if named.is_none() {
            return String::new();
        }
        let host = match url.host() {
            Server::Address(address) if address.is_ipv6() => format!("[{address}]"),
            Server::Address(address) => address.to_string(),
            Server::Name(name) => name.to_string(),
            _ => unreachable!("a name or an address"),
        };
        url.port().map_or(host.clone(), |port| format!("{host}:{port}"))
    });
    report.row(kind, "url", input, Verdict(ours), Verdict(theirs));
}

#[test]
fn other_projects_rows() {
    let Some(corpora) = rows::corpora() else {
        println!("IOC_CANON_CORPORA is not set: no corpora were read");
        return;
    };
    type Judge = fn(&mut Report, &Value);
    let files: [(&'static str, Judge); 5] = [
        ("asn_rpki_rs", rpki),
        ("ip_npm_ip_address", npm),
        ("ip_npm_ip_address_correctform", npm),
        ("ip_python_test_ipaddress", python),
        ("url_go_neturl", neturl),
    ];
    let known_rows = rows::rows("../corpora/known", "file\tline\tsentence");
    let mut known: BTreeSet<_> = known_rows
        .iter()
        .map(|row| (row.columns[0].clone(), row.columns[1].parse::<usize>().expect("a line")))
        .collect();
    assert_eq!(known.len(), known_rows.len(), "a row is listed twice");
    let listed_of = |file: &str| known_rows.iter().filter(|row| row.columns[0] == file).count();
    let mut wrong = Vec::new();
    for (file, judge) in files {
        let path = corpora.join(format!("vectors/{file}.jsonl"));
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut report = Report::new(file);
        for line in text.lines().skip(1) {
            report.line += 1;
            judge(&mut report, &serde_json::from_str(line).expect("JSON"));
        }
        for Difference { line, input, why } in &report.differences {
            if !known.remove(&(file.to_string(), *line)) {
                wrong.push(format!("{file}\t{line}\t{}\t{why}", rows::escape(input)));
            }
        }
        println!(
            "{file}: {} rows, {} outside the grammar {:?}, {} listed",
            report.rows,
            report.outside.values().sum::<usize>(),
            report.outside,
            listed_of(file),
        );
        assert!(listed_of(file) * 100 <= report.rows * 3, "{file}: over 3 % listed");
    }
    assert!(wrong.is_empty(), "answered otherwise and not listed:\n{}", wrong.join("\n"));
    assert!(known.is_empty(), "listed, and not answered otherwise any more: {known:#?}");
}
