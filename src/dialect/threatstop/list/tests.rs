extern crate std;
use std::{format, vec, vec::Vec};

use super::*;
use crate::dialect::threatstop::LIMITS;

#[track_caller]
fn refused(list: &List<'_>, entry: &str, code: Code, at: usize) {
    assert_eq!(list.check(entry), Err(Error::new(code, at)), "{entry}");
}

#[test]
fn entries_one_by_one() {
    let label = "a".repeat(64);
    let long = format!("{0}.{0}.{0}.{0}.example", "a".repeat(60));
    let list = List::NEW;
    for good in [
        "192.0.2.1",
        "8.0.0.0/8",
        "192.0.2.1-192.0.2.9",
        "2001:db8::1",
        "2001:db8::/32",
        "example.com",
        "_dmarc.example.com",
        "xn--sterreich-z7a.icom.museum",
        &long[long.len() - 200..],
    ] {
        assert!(list.check(good).is_ok(), "{good}");
    }
    refused(&list, "8.0.0.0/7", Code::PrefixTooShort, 8);
    refused(&list, "8.0.0.0-9.0.0.0", Code::PrefixTooShort, 8);
    refused(&list, "10.1.0.0/16", Code::PrivateAddress, 0);
    refused(&list, "9.255.255.255-10.0.0.1", Code::PrivateAddress, 0);
    refused(&list, "::ffff:10.0.0.1", Code::PrivateAddress, 0);
    refused(&list, "192.0.2.1/24", Code::HostBits, 8);
    refused(&list, "192.0.2.9-192.0.2.1", Code::RangeReversed, 10);
    refused(&list, "192.0.2.999", Code::OctetTooLarge, 8);
    refused(&list, "", Code::Empty, 0);
    refused(&list, " example.com", Code::OuterBlank, 0);
    refused(&list, "Example.com", Code::HostUpperCase, 0);
    refused(&list, "example.com.", Code::HostTrailingDot, 11);
    refused(&list, "localhost", Code::SingleLabel, 0);
    refused(&list, "*.example.com", Code::Wildcard, 0);
    refused(&list, &format!("{label}.example"), Code::LabelTooLong, 0);
    refused(&list, &long[long.len() - 200 - 1..], Code::NameOverLimit, 194);
    refused(&list, "http://example.com/", Code::KindNotHere, 0);
    refused(&list, "AS12345", Code::KindNotHere, 0);
    refused(&list, "example.com/a", Code::UrlSchemeMissing, 0);
    assert!(List::NEW.limits(LIMITS.private(true)).check("10.1.0.0/16").is_ok());
    assert!(List::NEW.limits(LIMITS.min_prefix_v4(0)).check("8.0.0.0/7").is_ok());
}

#[test]
fn one_type_of_list() {
    let (ips, names) = (List::NEW.of_type(ListType::Ip), List::NEW.of_type(ListType::Domain));
    for ip in ["192.0.2.1", "192.0.2.0/24", "192.0.2.1-192.0.2.9"] {
        assert!(ips.check(ip).is_ok());
        refused(&names, ip, Code::WrongKind, 0);
    }
    assert!(names.check("example.com").is_ok());
    refused(&ips, "example.com", Code::WrongKind, 0);
    refused(&ips, "http://example.com/", Code::KindNotHere, 0);
    for &kind in Kind::ALL {
        assert_eq!(ListType::of(kind).is_some(), THREATSTOP.takes(kind), "{kind}");
    }
}

#[test]
fn wildcards_where_the_caller_allows_them() {
    let list = List::NEW.wildcards(true);
    assert!(list.check("*.example.com").is_ok());
    refused(&list, "*.Example.com", Code::HostUpperCase, 2);
    refused(&list, "a.*.example.com", Code::HostCharacter, 2);
    // `*.` counts.
    let name = format!("{0}.{0}.{0}.{0}.example", "a".repeat(60));
    let wild = |len: usize| format!("*.{}", &name[name.len() - len + 2..]);
    assert!(list.check(&*wild(200)).is_ok());
    assert_eq!(list.check(&*wild(201)).unwrap_err().code(), Code::NameOverLimit);
}

#[test]
fn every_bad_entry_and_the_first() {
    let entries = ["example.com", "a..b", "10.0.0.0/8", "192.0.2.1", "AS1"];
    let list = List::NEW;
    let expected = [(1, Code::LabelEmpty), (2, Code::PrivateAddress), (4, Code::KindNotHere)];
    let found: Vec<_> = list.refusals(&entries).map(|(i, error)| (i, error.code())).collect();
    assert_eq!(found, expected);
    assert!(list.refusals(entries).eq(list.refusals(entries.iter().copied())));
    let first = list.first(entries).unwrap();
    assert_eq!((first.index(), first.entry().value()), (1, "a..b"));
    assert_eq!(first.error(), Error::new(Code::LabelEmpty, 2));
    assert_eq!(first.remote().unwrap().number(), Some(19050));
    assert_eq!(list.first(["example.com"]), None);
    assert_eq!(list.first::<&str, _>([]), None);
}

#[test]
fn the_limit_is_named_once_and_hides_nothing() {
    let list = List::NEW.max_entries(2);
    let over = (2, Error::new(Code::TooManyEntries, 0));
    let empty = |at| (at, Error::new(Code::Empty, 0));
    assert_eq!(list.refusals(["a.b", "a.b"]).next(), None);
    let rows = [
        (vec!["a.b", "a.b", "a.b", "a.b"], vec![over]),
        (vec!["a.b", "", "a.b"], vec![empty(1), over]),
        (vec!["a.b", "a.b", "", ""], vec![over, empty(2), empty(3)]),
    ];
    for (entries, expected) in rows {
        assert_eq!(list.refusals(&entries).collect::<Vec<_>>(), expected, "{entries:?}");
    }
    let first = list.first(["a.b", "c.d", "e.f", "g.h"]).unwrap();
    assert_eq!((first.index(), first.entry().value()), (2, "e.f"));
    assert_eq!(first.remote().unwrap().number(), Some(19051));
    assert_eq!(List::NEW.refusals(core::iter::repeat_n("a.b", 32_000)).count(), 0);
    let one_more = core::iter::repeat_n("a.b", 32_001);
    assert_eq!(List::NEW.first(one_more).unwrap().index(), 32_000);
    assert_eq!(List::NEW.max_entries(0).first(["a.b"]).unwrap().index(), 0);
}

#[test]
fn dates_with_entries() {
    let iso = List::NEW;
    assert!(iso.check(("a.b", "2028-02-29T00:00:00Z")).is_ok());
    let error = iso.check(("a.b", "29/02/2028")).unwrap_err();
    assert_eq!(error, Error::new(Code::Expiration, 2));
    assert_eq!(super::super::remote(&error, Service::UserLists).unwrap().number(), Some(19052));
    let days = List::NEW.dates(ExpirationFormat::DayMonthYear);
    let entries =
        [("a.b", "29/02/2028"), ("a.b", "02/29/2028"), ("a..b", "x"), ("c.d", "31/12/2028")];
    let codes = [(1, Code::Expiration), (2, Code::LabelEmpty)];
    assert!(days.refusals(entries).map(|(i, error)| (i, error.code())).eq(codes));
    let first = days.first(entries).unwrap();
    assert_eq!(first.entry().expiration(), Some("02/29/2028"));
}

#[test]
fn denied_blocks_overlap_and_denied_names_cover_what_is_below() {
    let rows = [
        ("192.0.2.0/24", "192.0.2.7", true),
        ("192.0.2.0/24", "192.0.2.128/25", true),
        ("192.0.2.0/24", "192.0.0.0/16", true),
        ("192.0.2.0/24", "192.0.1.9-192.0.2.0", true),
        ("192.0.2.0/24", "192.0.3.0", false),
        ("192.0.2.0/24", "::ffff:192.0.2.1", false),
        ("192.0.2.4-192.0.2.9", "192.0.2.8/29", true),
        ("192.0.2.4", "192.0.2.4/32", true),
        ("2001:db8::/32", "2001:db8::1", true),
        ("example.com", "example.com", true),
        ("Example.COM.", "example.com", true),
        ("example.com", "a.b.example.com", true),
        ("example.com", "notexample.com", false),
        ("example.com", "example.com.example", false),
        ("www.example.com", "example.com", false),
        ("example.com", "*.example.com", true),
        ("www.example.com", "*.example.com", true),
        ("www.example.com", "*.www.example.com", true),
        ("www.example.com", "*.mail.example.com", false),
        ("*.example.com", "www.example.com", true),
        ("*.example.com", "example.com", false),
        ("*.example.com", "*.example.com", true),
        ("*.www.example.com", "*.example.com", true),
        ("http://example.com/", "example.com", false),
        ("example.com", "192.0.2.1", false),
    ];
    for (denied, entry, expected) in rows {
        let denied = match denied.strip_prefix("*.") {
            Some(_) => Indicator::Host(Host::parse_with(denied, &WILDCARD).unwrap()),
            None => Indicator::detect(denied).unwrap(),
        };
        let denied = [denied];
        let list = List::NEW.wildcards(true).denied(&denied);
        let verdict = list.check(entry).map_err(Error::code).err();
        assert_eq!(verdict, expected.then_some(Code::Denied), "{denied:?} {entry}");
    }
}
