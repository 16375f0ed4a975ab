//! The small doors: names, conversions, builders, sums. What no other test calls is called here, with
//! what it says.

use std::{
    collections::{BTreeSet, HashMap},
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ioc_canon::{
    Address, Asn, Cidr, Code, Dialect, EmailBuf, EndpointBuf, FileHashBuf, Host, HostBuf,
    Indicator, IndicatorBuf, Kind, Note, Range, RegistryKeyBuf, Text, Url, UrlBuf, ValueType,
    address, asn, cidr, dialect, email, endpoint,
    feed::{self, EntryError, Options, Scratch, Summary},
    hash, host, indicator, range, refang, registry, url,
};

#[test]
fn a_summary_counts_kinds_codes_and_notes() {
    let feed = b"1.2.3.4\n10.0.0.1\nevil[.]example\nnot one\n1.2.3.400\n";
    let (mut scratch, mut all, mut twice) = (Scratch::new(), Summary::new(), Summary::new());
    for entry in feed::entries(feed, &Options::PLAIN) {
        all.add(&entry.reading(&mut scratch));
    }
    assert_eq!((all.accepted(), all.refused(), all.edited()), (3, 2, 1));
    assert_eq!((all.of_kind(Kind::Address), all.of_kind(Kind::Url)), (2, 0));
    assert_eq!((all.of_code(Code::OctetTooLarge), all.of_code(Code::Empty)), (1, 0));
    assert_eq!(all.of_note(Note::SpecialAddress), 1);
    assert_eq!(all.kinds().map(|(_, n)| n).sum::<u64>(), 3);
    assert_eq!((all.codes().count(), all.notes().count()), (2, 1));
    twice.merge(&all);
    twice.merge(&all);
    assert_eq!((twice.accepted(), twice.refused(), twice.edited()), (6, 4, 2));
}

#[test]
fn every_name_is_its_own() {
    fn distinct(names: impl IntoIterator<Item = String>) {
        let mut seen = BTreeSet::new();
        for name in names {
            assert!(!name.is_empty() && seen.insert(name.clone()), "{name:?}");
        }
    }
    distinct(dialect::ALL.map(|dialect| dialect.name().to_owned()));
    distinct(Kind::ALL.iter().map(Kind::to_string));
    distinct(dialect::threatstop::Service::ALL.iter().map(ToString::to_string));
    let notes = ["10.0.0.1", "AS0", "xn--a.example", "http://a.example/ä", "a.zip"];
    let mut notes: Vec<Note> =
        notes.iter().flat_map(|text| Indicator::detect(text).expect(text).notes()).collect();
    notes.extend(Cidr::parse_truncating("1.2.3.4/8").expect("a block").notes());
    notes.sort();
    notes.dedup();
    // Without the tables nobody can tell whether an A-label decodes.
    assert_eq!(notes.len(), if cfg!(feature = "idna") { 6 } else { 5 }, "{notes:?}");
    distinct(notes.iter().map(|note| note.id().to_owned()));
    distinct(notes.iter().map(ToString::to_string));
    let bits = Address::parse("10.0.0.1").expect("an address").notes().bits();
    assert!(bits.is_power_of_two());
    // One address of each special block that a quad or a text can show.
    let special = [
        "0.0.0.0",
        "0.1.1.1",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.0.1",
        "192.0.0.100",
        "192.0.0.1",
        "192.0.0.8",
        "192.0.0.9",
        "192.0.0.10",
        "192.0.0.170",
        "192.0.2.1",
        "192.31.196.1",
        "192.52.193.1",
        "192.88.99.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:2::1",
        "2001:db8::1",
        "2001:20::1",
        "2002:808:808::1",
        "fc00::1",
        "fe80::1",
        "ff02::1",
        "5f00::1",
    ];
    let names: HashMap<_, _> = special
        .iter()
        .filter_map(|text| Address::parse(text).expect(text).special())
        .map(|of| (of.name(), of.is_global()))
        .collect();
    assert!(names.len() > 20, "{names:?}");
}

#[test]
fn platforms_are_found_by_name_and_built_by_hand() {
    use dialect::{HostBits, Limits, ValueForm};
    const OURS: Dialect = Dialect::new("ours");
    let built = OURS
        .asn(asn::Form::As)
        .address(address::Form::Full)
        .cidr(cidr::Form::Full)
        .range(range::Form::Full)
        .host(host::Form::Ascii)
        .url(url::Form::AsTyped)
        .registry_key(registry::Form::ShortHive)
        .email(email::Form::AsTyped)
        .file_hash(hash::Form::Lower)
        .endpoint(endpoint::Form::Pipe)
        .registry_value(ValueForm::new("-").types(&[(ValueType::Sz, "text")]))
        .host_bits(HostBits::Clear)
        .limits(
            Limits::NONE
                .min_prefix_v4(8)
                .min_prefix_v6(16)
                .max_name(30)
                .private(false)
                .special(true)
                .hashes(&[hash::Algorithm::Md5]),
        )
        .remote_codes(|_| None, |_| &[]);
    for &kind in Kind::ALL {
        assert!(built.takes(kind) && !OURS.takes(kind), "{kind}");
    }
    let code = |kind, text| built.check(kind, text).err().map(|error| error.code());
    assert_eq!(code(Kind::Asn, "AS5"), None);
    assert_eq!(code(Kind::Asn, "ASN5"), Some(Code::AsnPrefixOther));
    assert_eq!(code(Kind::Cidr, "1:0:0:0:0:0:0:0/16"), None);
    assert_eq!(code(Kind::Cidr, "0:0:0:0:0:0:0:0/15"), Some(Code::PrefixTooShort));
    assert_eq!(code(Kind::Range, "1.0.0.0-3.0.0.0"), Some(Code::PrefixTooShort));
    assert_eq!(code(Kind::Address, "10.0.0.1"), Some(Code::PrivateAddress));
    assert_eq!(
        code(Kind::Host, "a-name-of-more-than-thirty-octets.example"),
        Some(Code::NameOverLimit)
    );
    assert_eq!(code(Kind::FileHash, &"a".repeat(40)), Some(Code::HashUnsupported));
    assert!(built.explain("x").is_none() && built.takes_values());
    assert_eq!(dialect::named("ThreatSTOP").map(Dialect::name), Some("threatstop"));
    assert!(dialect::named("ours").is_none());
    let message = "Timestamp out of acceptable time range";
    let row = dialect::THREATCONNECT.explain(message).expect("documented");
    assert_eq!(row.message(), message);
    assert!(format!("{row:#}").ends_with(row.remedy()) && row.number().is_none());
    assert!(dialect::THREATCONNECT.explain(1).is_none());
    assert!(dialect::THREATSTOP.explain("x").is_none());
}

#[test]
fn texts_hold_what_fits() {
    let text = Text::<4>::try_from("abcd").expect("it fits");
    assert_eq!((text.capacity(), text.as_ref(), &*text), (4, "abcd", "abcd"));
    assert!(text == *"abcd" && text == "abcd" && text <= text.clone());
    assert_eq!(Text::<4>::try_from("abcde").map_err(|e| e.code()), Err(Code::BufferTooSmall));
    assert_eq!(Text::<4>::try_from(&b"abcde"[..]).map_err(|e| e.code()), Err(Code::BufferTooSmall));
    let broken = Text::<4>::try_from(&b"ab\xff"[..]).map_err(|e| (e.code(), e.offset()));
    assert_eq!(broken, Err((Code::NotUtf8, 2)));
    assert_eq!(Text::<4>::try_from(&b"ab"[..]).expect("it fits"), "ab");
    let mut emptied = text.clone();
    emptied.clear();
    assert_eq!((emptied.as_str(), format!("{text:?} {text:>6}")), ("", "\"abcd\"   abcd".into()));
    let mut map = HashMap::new();
    map.insert(text, 1);
    assert_eq!(map.get("abcd"), Some(&1), "hashed and borrowed as text");
}

#[test]
fn conversions_agree_with_parsing() {
    let (v4, v6) = (Ipv4Addr::new(1, 2, 3, 4), Ipv6Addr::LOCALHOST);
    let [four, six] = [Address::from(v4), Address::from(v6)];
    assert!(four.is_ipv4() && !four.is_ipv6() && six.is_ipv6());
    assert_eq!((IpAddr::from(four), Address::from(IpAddr::V6(v6))), (IpAddr::V4(v4), six));
    assert_eq!((Ipv4Addr::try_from(four), Ipv4Addr::try_from(six)), (Ok(v4), Err(six)));
    assert_eq!((Ipv6Addr::try_from(six), Ipv6Addr::try_from(four)), (Ok(v6), Err(four)));
    assert_eq!((Asn::from(5), u32::from(Asn::new(5))), (Asn::new(5), 5));
    assert_eq!(Cidr::try_from((IpAddr::V4(v4), 32)), Ok(Cidr::from(four)));
    assert_eq!(<(IpAddr, u8)>::from(Cidr::from(IpAddr::V6(v6))), (v6.into(), 128));
    assert_eq!(Range::from(Cidr::from(four)), Range::from(four));
    assert_eq!(host::Options::default(), host::Options::new().rules(host::Rules::Dns));
    assert_eq!(Options::default(), Options::PLAIN.refang(true).assume_http(false));
    assert_eq!("REG_SZ".parse::<ValueType>(), ValueType::try_from("REG_SZ"));

    macro_rules! owned {
        ($($owned:ident $text:expr),*) => { $(
            let owned: $owned = $text.parse().expect($text);
            let view = owned.view();
            assert_eq!((owned.as_str(), owned.as_ref()), (&*view.to_string(), &*view.to_string()));
            assert_eq!(owned, $owned::from(view));
            assert!(owned.partial_cmp(&$owned::from(&view)).is_some_and(|order| order.is_eq()));
        )* };
    }
    owned!(
        HostBuf "WWW.Example.com", UrlBuf "HTTP://a.example", RegistryKeyBuf r"hklm\a",
        EmailBuf "a@B.example", FileHashBuf "D41D8CD98F00B204E9800998ECF8427E",
        EndpointBuf "A.example:80"
    );
    for text in ["AS5", "1.2.3.4", "1.2.3.0/24", "1.2.3.4-1.2.3.9", "A.example", r"HKLM\a"] {
        let value = Indicator::detect(text).expect(text);
        assert_eq!(Indicator::try_from(text), Ok(value));
        assert_eq!(Indicator::try_from(text.as_bytes()), Ok(value));
        let owned = IndicatorBuf::try_from(text).expect(text);
        assert!(value == owned && Indicator::from(&owned) == value, "{text}");
        let mut out = [0; 64];
        let size = value.write_into(&mut out).expect("room");
        assert_eq!(&out[..size], value.canonical(&mut indicator::Buffer::new()).as_bytes());
        assert_eq!(format!("{:>14}", value.kind()).trim(), value.kind().name());
    }
    assert_eq!(Host::try_from(&b"a.example"[..]), Host::try_from("a.example"));
}

#[test]
fn refusals_and_refangings_hand_out_what_they_hold() {
    let typed = "1.2.3.4/24";
    let error = Cidr::parse(typed).expect_err("host bits");
    let explanation = error.explain(typed);
    assert_eq!(explanation.error(), error);
    let suggestion = explanation.suggestion().expect("the block");
    assert_eq!(suggestion.to_text::<16>().expect("room"), "1.2.3.0/24");
    assert_eq!(suggestion.to_text::<4>().map_err(|e| e.code()), Err(Code::BufferTooSmall));
    assert_eq!(format!("{:>6}", error.code().id()), "  C006");

    let refanged = refang::refang("a[.]example");
    assert_eq!(refanged.typed(), "a[.]example");
    assert_eq!(refanged.text(&mut Text::<16>::new()), Ok("a.example"));
    assert_eq!(refang::refang("a.example").text(&mut Text::<1>::new()), Ok("a.example"));

    let feed = b"\n  1.2.3.400";
    let entry = feed::entries(feed, &Options::PLAIN).next().expect("an entry");
    assert_eq!((entry.raw(), entry.text()), (&b"1.2.3.400"[..], Ok("1.2.3.400")));
    let error = entry.read(&mut Scratch::new()).expect_err("too large");
    let fault = EntryError::new(&entry, error);
    assert_eq!(fault.to_string(), "entry refused at line 2, column 3");

    for sample in ["", "||a.example^\n", "0.0.0.0 a.example\n", "a.example,x\nb.example,y\n"] {
        assert!(!feed::sniff(sample.as_bytes()).why().to_string().is_empty());
    }
}

/// A URL has the notes of its server, and its own.
#[test]
fn notes_of_a_server() {
    let rows: [(&str, &[Note], &[Note]); 6] = [
        ("http://a.example/", &[], &[]),
        ("http://u@a.example/", &[], &[]),
        ("http://ü@a.example/", &[Note::NonAsciiPath], &[]),
        ("http://a.example/ü", &[Note::NonAsciiPath], &[]),
        ("http://10.0.0.1/", &[Note::SpecialAddress], &[Note::SpecialAddress]),
        ("http://setup.zip/", &[Note::FileExtensionTld], &[Note::FileExtensionTld]),
    ];
    for (text, whole, server) in rows {
        let url = Url::parse(text).unwrap();
        assert_eq!(url.notes().into_iter().collect::<Vec<_>>(), whole, "{text}");
        assert_eq!(url.host().notes().into_iter().collect::<Vec<_>>(), server, "{text}");
    }
}
