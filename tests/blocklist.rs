//! The logic of the example `blocklist`: what it writes, its brake, and what no feed may write.

#[path = "../examples/blocklist/list.rs"]
mod list;

use std::fmt::Write as _;

use ioc_canon::feed::{self, Options, Scratch};

use crate::list::Blocklist;

fn collect(feed: &[u8], allow_special: bool, servers: bool) -> Blocklist {
    let mut list = Blocklist::new(allow_special, servers);
    let mut scratch = Scratch::new();
    for entry in feed::entries(feed, &Options::PLAIN) {
        if let Ok(indicator) = entry.read(&mut scratch) {
            list.add(&indicator);
        }
    }
    list
}

/// The three files, and the counts of what was left out.
fn written(feed: &[u8], allow_special: bool, servers: bool) -> [String; 4] {
    let mut list = collect(feed, allow_special, servers);
    let (mut nft, mut rpz, mut unbound) = (Vec::new(), Vec::new(), Vec::new());
    list.write_nft(&mut nft).unwrap();
    list.write_rpz(&mut rpz).unwrap();
    list.write_unbound(&mut unbound).unwrap();
    let mut counts = String::new();
    for (why, count) in list.left_out() {
        writeln!(counts, "{count} {why}").unwrap();
    }
    let text = |bytes| String::from_utf8(bytes).unwrap();
    [text(nft), text(rpz), text(unbound), counts]
}

#[test]
fn a_feed_in_three_files() {
    let [nft, rpz, unbound, counts] = written(include_bytes!("feeds/plain.txt"), false, false);
    assert_eq!(
        nft,
        "table inet ioc_blocklist {\n\tset block4 {\n\t\ttype ipv4_addr\n\t\tflags interval\n\
         \t\telements = {\n\t\t\t8.8.4.0-8.8.6.7,\n\t\t\t9.9.9.9-9.9.9.10,\n\t\t}\n\t}\n\
         \tset block6 {\n\t\ttype ipv6_addr\n\t\tflags interval\n\t\telements = {\n\
         \t\t\t2600:db8::1,\n\
         \t\t\t2600:1f00::-2600:1f01:ffff:ffff:ffff:ffff:ffff:ffff,\n\t\t}\n\t}\n}\n"
    );
    for line in [
        "evil.example CNAME .\n*.evil.example CNAME .\n",
        "under_score.evil.example CNAME .\n",
        "23.0.4.8.8.rpz-ip CNAME .\n",
        "29.0.6.8.8.rpz-ip CNAME .\n",
        "32.9.9.9.9.rpz-ip CNAME .\n32.10.9.9.9.rpz-ip CNAME .\n",
        "31.zz.1f00.2600.rpz-ip CNAME .\n",
        "128.1.zz.db8.2600.rpz-ip CNAME .\n",
    ] {
        assert!(rpz.contains(line), "{line} in\n{rpz}");
    }
    assert!(!rpz.contains("24.0.2.0.192") && !rpz.contains("aaaa"), "{rpz}");
    assert!(unbound.starts_with("server:\n"));
    assert!(unbound.contains("    local-zone: \"evil.example.\" always_nxdomain\n"));
    assert_eq!(
        counts,
        "1 ends in a label that policy zones keep for themselves\n\
         1 is a name of over 200 octets\n\
         6 is a name, which nftables cannot match\n\
         4 is an address, which local zones cannot match\n\
         2 is neither a name nor an address\n\
         1 is shorter than /8 or /19 (see --allow-special)\n\
         3 names one path or port of a server (see --servers)\n\
         5 overlaps special-purpose space (see --allow-special)\n"
    );
}

#[test]
fn the_brake() {
    for feed in [
        "0.0.0.0/0",
        "::/0",
        "0.0.0.0-255.255.255.255",
        "8.0.0.0/7",
        "8.0.0.0-9.0.0.0",
        "10.1.2.3",
        "2600::/12",
        "::ffff:10.0.0.1",
    ] {
        let [nft, rpz, ..] = written(feed.as_bytes(), false, true);
        assert!(!nft.contains("elements") && !rpz.contains("rpz-ip"), "{feed}");
        let [nft, rpz, ..] = written(feed.as_bytes(), true, true);
        assert!(nft.contains("elements") && rpz.contains("rpz-ip"), "{feed}");
    }
    for feed in ["8.0.0.0/8", "2600:2000::/19", "9.9.9.9"] {
        assert!(written(feed.as_bytes(), false, false)[0].contains("elements"), "{feed}");
    }
    let whole = written(b"0.0.0.0/1\n128.0.0.0/1\n::/0", true, false);
    assert!(whole[0].contains("\t0.0.0.0-255.255.255.255,\n"), "{}", whole[0]);
    assert!(whole[1].contains("0.0.0.0.0.rpz-ip") && whole[1].contains("0.zz.rpz-ip"));
}

#[test]
fn servers_of_urls_on_demand() {
    let feed = b"http://a.example/b\nhttp://localhost/\n9.9.9.9:80\nhttp://[2600::1]/\n";
    let [nft, _, unbound, _] = written(feed, false, false);
    assert!(!nft.contains("elements") && !unbound.contains("local-zone"));
    let [nft, _, unbound, _] = written(feed, false, true);
    assert!(nft.contains("\t9.9.9.9,\n") && nft.contains("\t2600::1,\n"));
    assert!(unbound.contains("\"a.example.\"") && !unbound.contains("localhost"));
}

/// Every line of an output is one of ours, whatever stands in the feed.
#[test]
fn no_feed_writes_lines_of_its_own() {
    let name = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.'))
    };
    let check = |feed: &[u8]| {
        let [nft, rpz, unbound, _] = written(feed, true, true);
        for line in nft.lines().skip(1) {
            let line = line.trim_start_matches('\t');
            let element = line.strip_suffix(',').is_some_and(|element| {
                element.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f' | b'.' | b':' | b'-'))
            });
            let frame = [
                "set block4 {",
                "set block6 {",
                "type ipv4_addr",
                "type ipv6_addr",
                "flags interval",
                "elements = {",
                "}",
            ];
            assert!(element || frame.contains(&line), "{line:?}");
        }
        for line in rpz.lines().skip(3) {
            let owner = line.strip_suffix(" CNAME .").unwrap();
            assert!(name(owner.strip_prefix("*.").unwrap_or(owner)), "{line:?}");
        }
        for line in unbound.lines().skip(1) {
            let zone = line.strip_prefix("    local-zone: \"");
            assert!(
                zone.and_then(|z| z.strip_suffix(".\" always_nxdomain")).is_some_and(name),
                "{line:?}"
            );
        }
    };
    check(include_bytes!("feeds/injection.txt"));
    let mut state = 9u64;
    for _ in 0..3_000 {
        let mut feed = Vec::new();
        for _ in 0..12 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let parts: [&[u8]; 16] = [
                b"a.example",
                b"\n",
                b"\r",
                b"\"",
                b" ",
                b";",
                b"}",
                b"{",
                b"9.9.9.9",
                b"\\",
                b"$",
                b"*.",
                b"\0",
                b",",
                b"/8",
                "\u{2028}".as_bytes(),
            ];
            feed.extend_from_slice(parts[usize::try_from(state >> 60).unwrap()]);
        }
        check(&feed);
    }
}

/// As BIND's server itself names them; it warns of any other form.
#[test]
fn blocks_of_policy_zones() {
    let rows = [
        ("192.0.2.0", 24, "24.0.2.0.192.rpz-ip"),
        ("2001:db8::1", 128, "128.1.zz.db8.2001.rpz-ip"),
        ("2001:db8:0:1:1:1:1:1", 128, "128.1.1.1.1.1.0.db8.2001.rpz-ip"),
        ("1:0:0:2:0:0:0:3", 128, "128.3.zz.2.0.0.1.rpz-ip"),
        ("1:0:0:2:3:0:0:4", 128, "128.4.0.0.3.2.zz.1.rpz-ip"),
        ("::", 0, "0.zz.rpz-ip"),
    ];
    for (ip, prefix, expected) in rows {
        assert_eq!(list::trigger(ip.parse().unwrap(), prefix), expected);
    }
}

#[test]
fn merging_is_what_a_set_of_addresses_says() {
    let mut list = collect(
        b"9.0.0.4-9.0.0.7\n9.0.0.1\n9.0.0.0/30\n9.0.0.9\n9.0.0.6-9.0.0.8\n9.0.0.11",
        false,
        false,
    );
    let (v4, v6) = list.ranges();
    let texts: Vec<_> = v4.iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["9.0.0.0-9.0.0.9", "9.0.0.11-9.0.0.11"]);
    assert!(v6.is_empty());
}
