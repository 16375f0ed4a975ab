//! The small doors: names, conversions, builders, sums. What no other test calls is called here, with
//! what it says.

use std::{
    collections::{BTreeSet, HashMap},
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ioc_canon::{
    Address, Asn, Cidr, Code, Dialect, Email, EmailBuf, Endpoint, EndpointBuf, FileHash,
    FileHashBuf, Host, HostBuf, Indicator, IndicatorBuf, Kind, Note, Range, RegistryKey,
    RegistryKeyBuf, Text, Url, UrlBuf, ValueType, address, asn, cidr, dialect, email, endpoint,
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
    distinct(dialect::ALL.iter().map(|dialect| dialect.name().to_owned()));
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
    let special = [0, 112, 23456, 64496, 64512, 65535].map(|of| Asn::new(of).special().unwrap());
    distinct(special.iter().map(ToString::to_string));
    assert!(special.iter().all(|of| of.name() == of.to_string()));
    let algorithms = [32, 40, 56, 64, 96, 128].map(|of| hash::Algorithm::of_digits(of).unwrap());
    distinct(algorithms.iter().map(ToString::to_string));
    assert_eq!(format!("{:>6}|", algorithms[0]), "   MD5|");
    assert_eq!(format!("{:<5}|", special[1]), "AS112|");
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
        .url(url::Form::Canonical)
        .registry_key(registry::Form::ShortHive)
        .email(email::Form::Canonical)
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
    let rows: [(&str, &[Note], &[Note]); 7] = [
        ("http://a.example/", &[], &[]),
        ("http://u@a.example/", &[], &[]),
        ("http://ü@a.example/", &[Note::NonAsciiPath], &[]),
        ("http://a.example/ü", &[Note::NonAsciiPath], &[]),
        ("http://10.0.0.1/", &[Note::SpecialAddress], &[Note::SpecialAddress]),
        ("http://setup.zip/", &[Note::FileExtensionTld], &[Note::FileExtensionTld]),
        ("http://setup.EXE/", &[Note::FileExtensionTld], &[Note::FileExtensionTld]),
    ];
    for (text, whole, server) in rows {
        let url = Url::parse(text).unwrap();
        assert_eq!(url.notes().into_iter().collect::<Vec<_>>(), whole, "{text}");
        assert_eq!(url.host().notes().into_iter().collect::<Vec<_>>(), server, "{text}");
    }
}

/// Blocks of the registry that few feeds name, with what the registry calls them.
#[test]
fn special_blocks_by_name() {
    let rows = [
        ("192.88.99.2", "6a44 relay anycast", false),
        ("192.88.99.3", "6to4 relay anycast", false),
        // The client, its bits turned, is 8.8.8.8.
        ("2001::f7f7:f7f7", "Teredo", false),
        ("2001:1::3", "DNS-SD registration anycast", true),
        ("2001:10::1", "ORCHID", false),
        ("2001:20::1", "ORCHIDv2", true),
        ("2001:30::1", "drone remote id", true),
    ];
    for (text, name, global) in rows {
        let special = Address::parse(text).unwrap().special().expect(text);
        assert_eq!((special.name(), special.is_global()), (name, global), "{text}");
    }
}

/// A span of Teredo addresses over the end of a server's clients holds the last of the one and the
/// first of the other, in the order of bits that are turned.
#[test]
fn private_clients_at_the_seam_of_two_servers() {
    const OURS: Dialect = Dialect::new("ours")
        .range(range::Form::Compressed)
        .limits(dialect::Limits::NONE.private(false));
    let rows = [
        // 0.0.0.0 to 0.15.255.255, and 255.255.255.239 to the end.
        ("2001:0:1:1::fff0:0-2001:0:1:1:0:1:0:10", None),
        // All there are of the first server.
        ("2001:0:1:1::-2001:0:1:1:0:1:0:10", Some(Code::PrivateAddress)),
        // From 9.255.255.255 on of the second.
        ("2001:0:1:1::fff0:0-2001:0:1:1:0:1:f600:0", Some(Code::PrivateAddress)),
        // A whole server lies between.
        ("2001:0:1:1::fff0:0-2001:0:1:1:0:2:0:10", Some(Code::PrivateAddress)),
    ];
    for (text, code) in rows {
        assert_eq!(OURS.check(Kind::Range, text).err().map(|error| error.code()), code, "{text}");
    }
}

#[test]
fn what_a_platform_shows_is_text_if_it_fits() {
    let asn = Indicator::detect("as 64496").unwrap();
    let shown = dialect::THREATCONNECT.show(&asn).unwrap();
    assert_eq!(Text::<8>::try_from(shown).unwrap(), "ASN64496");
    assert_eq!(Text::<7>::try_from(shown).map_err(|e| e.code()), Err(Code::BufferTooSmall));
}

#[test]
fn messages_that_threatconnect_has_for_refusals() {
    let rows: [(Code, &[&str]); 5] = [
        (Code::SignatureMismatch, &["Signature data did not match expected result"]),
        (Code::TimestampOutOfRange, &["Timestamp out of acceptable time range"]),
        (Code::AccessId, &["Access Denied"]),
        (Code::SecretEmpty, &["Access Denied"]),
        (Code::HostBits, &[]),
    ];
    for (code, messages) in rows {
        let remote = dialect::THREATCONNECT.remote(&ioc_canon::Error::new(code, 0));
        assert_eq!(remote.map(|row| row.message()).collect::<Vec<_>>(), messages, "{code}");
    }
}

#[test]
fn defaults_are_the_plain_ones() {
    let list = dialect::threatstop::List::default();
    let new = dialect::threatstop::List::NEW;
    for text in ["192.0.2.0/24", "10.0.0.0/8", "*.example.com", "a..b"] {
        assert_eq!(list.check(text), new.check(text), "{text}");
    }
    let (fresh, new) = (Summary::default(), Summary::new());
    assert_eq!((fresh.accepted(), fresh.refused(), fresh.edited()), (0, 0, 0));
    assert_eq!(fresh.kinds().collect::<Vec<_>>(), new.kinds().collect::<Vec<_>>());
}

#[test]
fn bytes_are_read_as_text_is() {
    macro_rules! same {
        ($($ty:ident $text:literal;)*) => { $(
            let typed = $text.as_bytes();
            assert_eq!($ty::try_from(typed), Ok($ty::parse($text).unwrap()));
            let broken = $ty::try_from(&b"\xff"[..]).map_err(|error| (error.code(), error.offset()));
            assert_eq!(broken.err(), Some((Code::NotUtf8, 0)));
        )* };
    }
    same! {
        Asn "AS5"; Address "192.0.2.1"; Cidr "192.0.2.0/24"; Range "::1-::9"; Host "a.example";
        Url "http://a.example"; RegistryKey r"HKLM\a"; Email "a@b.example";
        FileHash "d41d8cd98f00b204e9800998ecf8427e"; Endpoint "a.example:80";
    }
}

#[test]
fn owned_texts_lend_their_views() {
    macro_rules! lends {
        ($($view:ident $owned:ident $text:literal;)*) => { $(
            let owned: $owned = $text.parse().unwrap();
            assert_eq!($view::from(&owned), $view::parse($text).unwrap());
        )* };
    }
    lends! {
        Host HostBuf "a.example"; Url UrlBuf "http://a.example"; RegistryKey RegistryKeyBuf r"HKU\a";
        Email EmailBuf "a@b.example"; FileHash FileHashBuf "d41d8cd98f00b204e9800998ecf8427e";
        Endpoint EndpointBuf "a.example:80";
    }
}

/// What is canonical is handed back, not copied.
#[test]
fn canonical_text_of_any_kind_is_the_input() {
    for text in [
        "a.example",
        "http://a.example/",
        r"HKEY_USERS\a",
        "a@b.example",
        "d41d8cd98f00b204e9800998ecf8427e",
        "a.example:80",
    ] {
        let mut buffer = indicator::Buffer::new();
        let canonical = Indicator::detect(text).unwrap().canonical(&mut buffer);
        assert_eq!((canonical, canonical.as_ptr()), (text, text.as_ptr()));
        assert!(Indicator::read(text).unwrap().is_canonical(), "{text}");
    }
}

#[test]
fn why_a_layout_was_guessed_in_words() {
    use feed::Why;
    let rows = [
        (Why::AdblockRules, "most lines are rules of ad blockers"),
        (Why::HostsLines, "most lines are an address that stands for nowhere and a name"),
        (Why::Columns, "nearly every line has the delimiter, and this column reads best"),
        (Why::Blocks, "most lines are an address and the rest of its block in further columns"),
        (Why::NumberColumn, "a column of bare numbers under a heading that says ASN"),
        (Why::Composites, "most lines are two halves with a bar between them"),
        (Why::FirstColumn, "the first word of most lines can be read"),
        (Why::Prose, "the lines are free text"),
        (Why::Nothing, "there is nothing to go by"),
    ];
    for (why, words) in rows {
        assert_eq!(why.to_string(), words);
    }
}

/// A delimiter in every line, and columns in which nothing can be read, are no columns.
#[test]
fn columns_of_words_are_no_layout() {
    let sniffed = feed::sniff(b"colour,shape\nred,round\nblue,square\n");
    assert_eq!((sniffed.options(), sniffed.why()), (Options::PLAIN, feed::Why::Nothing));
}

/// Where there are no tables, a name is shown as DNS has it.
#[test]
fn names_as_people_read_them() {
    let rows = [
        ("xn--bcher-kva.example.", "bücher.example", "xn--bcher-kva.example"),
        ("XN--BCHER-KVA.Example", "bücher.example", "xn--bcher-kva.example"),
        ("WWW.Example.COM", "www.example.com", "www.example.com"),
    ];
    for (typed, with, without) in rows {
        let mut buffer = host::UnicodeBuffer::new();
        let shown = Host::parse(typed).unwrap().to_unicode(&mut buffer).to_owned();
        assert_eq!(shown, if cfg!(feature = "idna") { with } else { without }, "{typed}");
    }
}

/// Digits beyond ASCII that would make another kind of a name: its canonical text would be read back
/// as that kind.
#[test]
#[cfg(feature = "idna")]
fn names_that_would_not_be_read_back() {
    let code = |text| Indicator::detect(text).map_err(|error| (error.code(), error.offset()));
    assert_eq!(code("1.2.3.4-１"), Err((Code::NotAnIndicator, 0)));
    assert!(Host::parse("1.2.3.4-１").is_ok());
    assert_eq!(code("a.１2b").map(|value| value.to_string()), Ok("a.12b".to_owned()));
}

/// Of a long feed the first 64 KiB are looked at, without the line that they end in.
#[test]
fn a_layout_is_guessed_from_whole_lines() {
    const LIMIT: usize = 64 << 10;
    let nothing = "#".repeat(LIMIT - 10);
    // Lines of eight bytes from byte LIMIT - 9 on: the second begins within the limit and is cut.
    let rows = [
        ("\n1.2.3.4\n||a.example^\n||b.example^\n", feed::Why::FirstColumn),
        ("\n||a.example^\n||b.example^\n", feed::Why::Nothing),
    ];
    for (lines, why) in rows {
        assert_eq!(feed::sniff(format!("{nothing}{lines}").as_bytes()).why(), why, "{lines}");
    }
}

#[test]
fn words_of_reports_end_where_they_should() {
    let read = |line: &str| -> Vec<String> {
        let mut scratch = Scratch::new();
        feed::entries(line.as_bytes(), &Options::REPORT)
            .map(|entry| match entry.read(&mut scratch) {
                Ok(value) => value.to_string(),
                Err(error) => format!("{}@{}", error.code().id(), error.offset()),
            })
            .collect()
    };
    // The blanks of Unicode, the narrow, the mathematical and the ideographic one.
    for blank in ['\u{202f}', '\u{205f}', '\u{3000}'] {
        assert_eq!(read(&format!("evil.ru{blank}next")), ["evil.ru"], "{blank:?}");
    }
    assert_eq!(read("**1.2.3.4**"), ["1.2.3.4"]);
    assert_eq!(read("see 1.2.3.4"), ["1.2.3.4"]);
}

/// A suffix is a name, and nothing else is made of it.
#[test]
fn suffixes_are_names() {
    let mut scratch = Scratch::new();
    let rows = [
        (None, Ok("example.com".to_owned())),
        (Some(Kind::Host), Ok("example.com".to_owned())),
        (Some(Kind::Asn), Err(())),
        (Some(Kind::Address), Err(())),
    ];
    for (kind, wanted) in rows {
        let mut options = Options::PLAIN.suffixes(true);
        if let Some(kind) = kind {
            options = options.kind(kind);
        }
        let entry = feed::entries(b".example.com\n", &options).next().unwrap();
        let read = entry.read(&mut scratch).map(|value| value.to_string()).map_err(|_| ());
        assert_eq!(read, wanted, "{kind:?}");
    }
}

/// Every kind has the notes of what it is made of, and no others.
#[test]
fn notes_of_every_kind() {
    const SPECIAL: &[Note] = &[Note::SpecialAddress];
    const FILE: &[Note] = &[Note::FileExtensionTld];
    let rows: [(Kind, &str, &[Note]); 22] = [
        (Kind::Asn, "AS64496", &[Note::SpecialAsn]),
        (Kind::Asn, "AS15169", &[]),
        (Kind::Address, "10.0.0.1", SPECIAL),
        (Kind::Address, "8.8.8.8", &[]),
        (Kind::Cidr, "10.0.0.0/8", SPECIAL),
        (Kind::Cidr, "8.8.8.0/24", &[]),
        (Kind::Range, "10.0.0.1-10.0.0.9", SPECIAL),
        (Kind::Range, "8.8.8.1-8.8.8.9", &[]),
        (Kind::Host, "invoice.zip", FILE),
        (Kind::Host, "app.example", &[]),
        (Kind::Host, "a.app", FILE),
        (Kind::Host, "run.XLSX", FILE),
        (Kind::Host, "run.xlsxx", &[]),
        (Kind::Host, "a.exe.example", &[]),
        (Kind::Host, "example.com", &[]),
        (Kind::Email, "a@invoice.zip", FILE),
        (Kind::Email, "a@example.com", &[]),
        (Kind::Endpoint, "10.0.0.1:80", SPECIAL),
        (Kind::Endpoint, "invoice.zip:80", FILE),
        (Kind::Endpoint, "example.com:80", &[]),
        (Kind::RegistryKey, r"HKLM\Software", &[]),
        (Kind::FileHash, "d41d8cd98f00b204e9800998ecf8427e", &[]),
    ];
    for (kind, text, expected) in rows {
        let read = Indicator::read_as(kind, text).expect(text);
        let notes: Vec<Note> = read.value().notes().iter().collect();
        assert_eq!(notes, expected, "{text}");
    }
}

#[test]
fn the_family_of_blocks_and_ranges() {
    for (block, range, v6) in
        [("192.0.2.0/24", "192.0.2.0-192.0.2.9", false), ("2001:db8::/32", "::1-::ffff:9", true)]
    {
        let (block, range) = (Cidr::parse(block).unwrap(), Range::parse(range).unwrap());
        assert_eq!((block.is_ipv6(), block.is_ipv4()), (v6, !v6), "{block}");
        assert_eq!((range.is_ipv6(), range.is_ipv4()), (v6, !v6), "{range}");
    }
}

#[test]
fn what_a_range_is_for() {
    use ioc_canon::address::Special;
    let rows = [
        ("10.0.0.1-10.0.0.9", Some(Special::Private)),
        ("10.0.0.0-11.0.0.0", None),
        ("9.255.255.255-10.0.0.0", None),
        ("192.0.2.0-192.0.2.255", Some(Special::Documentation)),
        ("2001:db8::-2001:db8::9", Some(Special::Documentation)),
        ("8.8.8.8-8.8.8.9", None),
    ];
    for (text, special) in rows {
        assert_eq!(Range::parse(text).unwrap().special(), special, "{text}");
    }
}

#[test]
fn names_are_filled_up_as_texts_are() {
    for text in ["10.0.0.1", "192.0.2.1", "2001:db8::1", "::1"] {
        let special = Address::parse(text).unwrap().special().unwrap();
        assert_eq!(format!("{special:>30.9}"), format!("{:>30.9}", special.name()));
    }
    for text in ["AS0", "AS23456", "AS64496", "AS64512", "AS4294967295"] {
        let special = Asn::parse(text).unwrap().special().unwrap();
        assert_eq!(format!("{special:>30.9}"), format!("{:>30.9}", special.name()));
    }
    for digits in [32, 40, 64, 128] {
        let algorithm = hash::Algorithm::of_digits(digits).unwrap();
        assert_eq!(format!("{algorithm:<9.3}"), format!("{:<9.3}", algorithm.name()));
    }
}

#[test]
fn servers_in_words() {
    let rows = [
        ("http://Example.COM/", "example.com", "    example.com"),
        ("http://192.0.2.1/", "192.0.2.1", "      192.0.2.1"),
        ("http://[2001:DB8::1]/", "[2001:db8::1]", "  [2001:db8::1]"),
    ];
    for (url, text, padded) in rows {
        let server = Url::parse(url).unwrap().host();
        assert_eq!((server.to_string(), format!("{server:>15}")), (text.into(), padded.into()));
        let again = match server {
            ioc_canon::Server::Name(host) => ioc_canon::Server::from(host),
            ioc_canon::Server::Address(address) => ioc_canon::Server::from(address),
            _ => panic!("another server"),
        };
        assert_eq!(again, server);
        // An indicator has no brackets.
        let indicator = Indicator::from(server);
        assert_eq!(indicator.to_string(), text.trim_matches(['[', ']']));
        assert_eq!(Indicator::detect(&indicator.to_string()), Ok(indicator));
    }
}
