//! Every kind at every platform: what is shown, what is taken, what is read back.

use ioc_canon::{
    Code, Dialect, Disposition, Error, Indicator, Kind, Level, RegistryKey, RegistryValue,
    ValueType, address, asn, cidr,
    dialect::{
        self, ECS, HostBits, Limits, MISP, OPENCTI, RemoteCode, RemoteKey, THREATCONNECT,
        THREATSTOP, ValueForm, find, threatconnect, threatstop,
    },
    email, endpoint, hash, host, range, registry, url,
};

const PLATFORMS: &[&Dialect] = dialect::ALL;

/// What the platforms have to say of one spelling, in the order of `PLATFORMS`.
type Verdicts = [Result<(), (Code, usize)>; 5];

const OK: Result<(), (Code, usize)> = Ok(());
const NONE: Result<(), (Code, usize)> = Err((Code::KindNotHere, 0));

const fn no(code: Code, at: usize) -> Result<(), (Code, usize)> {
    Err((code, at))
}

/// A kind, and the distinct spellings of one value at the platforms, each with its verdicts. A new
/// platform adds a column, and a spelling where it has one of its own.
const TABLE: &[(Kind, &[(&str, Verdicts)])] = &[
    (
        Kind::Asn,
        &[
            ("ASN12345", {
                let other = no(Code::AsnNotation, 0);
                [OK, NONE, other, other, other]
            }),
            ("12345", [no(Code::AsnPrefixMissing, 0), NONE, OK, OK, OK]),
        ],
    ),
    (Kind::Address, &[("192.0.2.1", [OK; 5])]),
    (Kind::Address, &[("2001:db8::1", [OK; 5])]),
    (Kind::Address, &[("::ffff:192.0.2.1", [OK; 5])]),
    (Kind::Cidr, &[("198.51.100.0/24", [OK; 5])]),
    (
        Kind::Cidr,
        &[
            ("198.51.100.7/32", [OK, OK, OK, no(Code::SinglePrefix, 12), OK]),
            ("198.51.100.7", {
                let missing = no(Code::PrefixMissing, 12);
                [missing, missing, missing, OK, missing]
            }),
        ],
    ),
    (
        Kind::Cidr,
        &[
            ("2001:db8:1234:0:0:0:0:0/48", {
                let long = no(Code::NotCompressed, 14);
                [OK, long, long, long, long]
            }),
            ("2001:db8:1234::/48", [no(Code::Compressed, 13), OK, OK, OK, OK]),
        ],
    ),
    (
        Kind::Cidr,
        &[
            ("2001:db8:0:0:0:0:0:1/128", {
                let long = no(Code::NotCompressed, 9);
                [OK, long, long, long, long]
            }),
            ("2001:db8::1/128", [no(Code::Compressed, 8), OK, OK, no(Code::SinglePrefix, 11), OK]),
            ("2001:db8::1", {
                let missing = no(Code::PrefixMissing, 11);
                [missing, missing, missing, OK, missing]
            }),
        ],
    ),
    (
        Kind::Cidr,
        &[
            ("0:0:0:0:0:ffff:102:300/120", {
                let long = no(Code::NotCompressed, 0);
                [OK, long, long, long, long]
            }),
            ("::ffff:1.2.3.0/120", [no(Code::Compressed, 0), OK, OK, OK, OK]),
        ],
    ),
    (Kind::Range, &[("192.0.2.1-192.0.2.9", [NONE, OK, NONE, NONE, NONE])]),
    (Kind::Range, &[("2001:db8::1-2001:db8::9", [NONE, OK, NONE, NONE, NONE])]),
    (Kind::Host, &[("www.example.com", [OK; 5])]),
    (Kind::Host, &[("xn--sterreich-z7a.icom.museum", [OK; 5])]),
    (Kind::Url, &[("http://example.com/A?b#c", [OK, NONE, OK, OK, OK])]),
    (Kind::Url, &[("http://[2001:db8::1]:80/", [OK, NONE, OK, OK, OK])]),
    (
        Kind::RegistryKey,
        &[
            (r"HKEY_LOCAL_MACHINE\Software\a", [OK, NONE, OK, OK, no(Code::HiveLong, 0)]),
            (r"HKLM\Software\a", {
                let short = no(Code::HiveShort, 0);
                [short, NONE, short, short, OK]
            }),
        ],
    ),
    (Kind::RegistryKey, &[(r"HKEY_PERFORMANCE_DATA\a", [OK, NONE, OK, OK, OK])]),
    (Kind::Email, &[("John.Doe@example.com", [OK, NONE, OK, OK, OK])]),
    (Kind::FileHash, &[("d41d8cd98f00b204e9800998ecf8427e", [OK, NONE, OK, OK, OK])]),
    (Kind::Endpoint, &[("example.com|443", [NONE, NONE, NONE, OK, NONE])]),
    (Kind::Endpoint, &[("2001:db8::1|443", [NONE, NONE, NONE, OK, NONE])]),
];

/// A value of the table, read from any of its spellings.
fn read<'t>(kind: Kind, spellings: &[(&'t str, Verdicts)]) -> Indicator<'t> {
    let texts = spellings.iter().map(|(text, _)| *text);
    match texts.clone().find_map(|text| Indicator::read_as(kind, text).ok()) {
        Some(read) => read.value(),
        // Only MISP writes a bar before a port.
        None => {
            let options = host::Options::new();
            let text = texts.clone().next().unwrap();
            let form = endpoint::Form::Pipe;
            ioc_canon::Endpoint::parse_form(text, form, &options).unwrap().into()
        }
    }
}

fn check(platform: &Dialect, kind: Kind, text: &str) -> Result<(), (Code, usize)> {
    platform.check(kind, text).map_err(|error| (error.code(), error.offset()))
}

#[test]
fn what_is_shown_is_taken_and_other_spellings_are_judged_by_the_table() {
    for &(kind, spellings) in TABLE {
        let value = read(kind, spellings);
        for (i, platform) in PLATFORMS.iter().enumerate() {
            // The one spelling that the platform takes is the one that it is shown.
            let taken: Vec<_> = spellings.iter().filter(|(_, by)| by[i].is_ok()).collect();
            match platform.show(&value) {
                Ok(shown) => {
                    assert_eq!(
                        [shown.to_string()],
                        *taken.iter().map(|row| row.0).collect::<Vec<_>>()
                    );
                    assert_eq!(platform.check(kind, &shown.to_string()), Ok(()), "{shown}");
                }
                Err(error) => {
                    assert_eq!((error.code(), taken.len()), (Code::KindNotHere, 0), "{value}");
                }
            }
            for (text, by) in spellings {
                assert_eq!(check(platform, kind, text), by[i], "{} {kind} {text}", platform.name());
            }
        }
    }
    let names: Vec<_> = PLATFORMS.iter().map(|platform| platform.name()).collect();
    assert_eq!(names, ["threatconnect", "threatstop", "opencti", "misp", "ecs"]);
    // No kind was left out.
    for &kind in Kind::ALL {
        assert!(TABLE.iter().any(|row| row.0 == kind), "{kind}");
    }
}

/// How a shown text is read again without knowing whose it is.
#[derive(Debug, PartialEq)]
enum Again {
    Same,
    /// Only who knows the kind reads the value back.
    KindNeeded,
    /// Only who knows kind and platform does.
    PlatformNeeded,
    /// As another kind.
    As(Kind),
}

/// The named losses: everything that is not the same.
fn loss(platform: &Dialect, value: &Indicator<'_>) -> Again {
    match (platform.name(), value) {
        ("opencti" | "misp" | "ecs", Indicator::Asn(_)) => Again::KindNeeded,
        ("misp", Indicator::Cidr(block)) if block.is_single() => Again::As(Kind::Address),
        ("misp", Indicator::Endpoint(_)) => Again::PlatformNeeded,
        _ => Again::Same,
    }
}

#[test]
fn what_is_shown_is_read_as_the_same_but_for_named_losses() {
    for &(kind, spellings) in TABLE {
        let value = read(kind, spellings);
        for platform in PLATFORMS {
            let Ok(shown) = platform.show(&value) else { continue };
            let text = shown.to_string();
            let found = match (Indicator::detect(&text), Indicator::read_as(kind, &text)) {
                (Ok(found), _) if found == value => Again::Same,
                (Ok(found), _) if found.kind() != kind => Again::As(found.kind()),
                (_, Ok(read)) if read.value() == value => Again::KindNeeded,
                _ => Again::PlatformNeeded,
            };
            assert_eq!(found, loss(platform, &value), "{} {text}", platform.name());
            // The platform itself always reads what it shows.
            assert_eq!(platform.suggest(kind, &text).unwrap().to_string(), text);
        }
    }
}

/// ThreatConnect's own examples, and a row for every way to miss its spelling and those of others.
#[test]
fn every_way_to_miss_a_spelling() {
    let tc = &THREATCONNECT;
    let sha224 = "a".repeat(56);
    let long = format!("{0}.{0}.{0}.{0}.example", "a".repeat(60));
    let tail = &long[long.len() - 201..];
    let rows: &[(&Dialect, Kind, &str, Code, usize)] = &[
        (tc, Kind::Asn, "12345", Code::AsnPrefixMissing, 0),
        (tc, Kind::Asn, "AS12345", Code::AsnPrefixOther, 2),
        (tc, Kind::Asn, "AS 12345", Code::AsnPrefixOther, 2),
        (tc, Kind::Asn, "ASN 12345", Code::AsnBlankInside, 3),
        (tc, Kind::Asn, "asn12345", Code::AsnPrefixOther, 0),
        (tc, Kind::Asn, "ASN1.10", Code::AsnNotation, 3),
        (&OPENCTI, Kind::Asn, "1.10", Code::AsnNotation, 0),
        (tc, Kind::Cidr, "abc:def:10::/48", Code::Compressed, 10),
        (tc, Kind::Cidr, "0abc:def:10:0:0:0:0:0/48", Code::GroupLeadingZero, 0),
        (tc, Kind::Cidr, "abc:0def:10:0:0:0:0:0/48", Code::GroupLeadingZero, 4),
        (tc, Kind::Cidr, "abc:def:0010:0:0:0:0:0/48", Code::GroupLeadingZero, 8),
        (tc, Kind::Cidr, "abc:def:10:0000:0000:0000:0000:0000/48", Code::GroupLeadingZero, 11),
        (tc, Kind::Cidr, "ABC:def:10:0:0:0:0:0/48", Code::UpperCase, 0),
        (tc, Kind::Cidr, "0:0:0:0:0:ffff:1.2.3.0/120", Code::DottedTail, 15),
        (tc, Kind::Cidr, "abc:def:10:0:0:0:0:1/48", Code::HostBits, 19),
        (tc, Kind::Cidr, "2001:0DB8:1234:0000:0000:0000:0000:0000", Code::PrefixMissing, 39),
        (tc, Kind::Address, "2001:db8:0:0:0:0:0:1", Code::NotCompressed, 9),
        (&OPENCTI, Kind::Address, "2001:db8::1.2.3.4", Code::DottedTail, 10),
        (&OPENCTI, Kind::Address, "::ffff:102:304", Code::Spelling, 8),
        (&OPENCTI, Kind::Address, "2001:db8:0:0::1", Code::NotCompressed, 9),
        (&THREATSTOP, Kind::Range, "::1-0:0:0:0:0:0:0:2", Code::NotCompressed, 4),
        (&THREATSTOP, Kind::Range, "::1-::00a2", Code::GroupLeadingZero, 6),
        (&MISP, Kind::Cidr, "1.2.3.4/32", Code::SinglePrefix, 7),
        (tc, Kind::Host, "Example.com", Code::HostUpperCase, 0),
        (tc, Kind::Host, "example.com.", Code::HostTrailingDot, 11),
        (tc, Kind::Host, "Ã¶sterreich.icom.museum", Code::SuspectedMojibake, 0),
        (tc, Kind::Url, "http://EXAMPLE.com", Code::HostUpperCase, 7),
        (tc, Kind::Url, "HTTP://EXAMPLE.com", Code::SchemeUpperCase, 0),
        (tc, Kind::Url, "http://example.com./", Code::HostTrailingDot, 18),
        (tc, Kind::Url, "http://[2001:db8:0::1]/", Code::NotCompressed, 17),
        (tc, Kind::Url, "http://[2001:DB8::1]/", Code::UpperCase, 13),
        (tc, Kind::RegistryKey, r"HKLM\a", Code::HiveShort, 0),
        (tc, Kind::RegistryKey, r"hkey_local_machine\a", Code::HiveCase, 0),
        (tc, Kind::RegistryKey, r"HKEY_local_machine\a", Code::HiveCase, 5),
        (tc, Kind::RegistryKey, r"[HKEY_USERS\a]", Code::KeyWrapping, 0),
        (tc, Kind::RegistryKey, r"Computer\HKEY_USERS\a", Code::KeyWrapping, 0),
        (tc, Kind::RegistryKey, r"HKEY_USERS\\a", Code::KeySeparator, 11),
        (tc, Kind::RegistryKey, "HKEY_USERS/a", Code::KeySeparator, 10),
        (&ECS, Kind::RegistryKey, r"HKEY_USERS\a", Code::HiveLong, 0),
        (&ECS, Kind::RegistryKey, r"HKU:\a", Code::KeySeparator, 3),
        (tc, Kind::Email, "a@Example.com", Code::HostUpperCase, 2),
        (tc, Kind::FileHash, "D41D8CD98F00B204E9800998ECF8427E", Code::UpperCase, 0),
        (tc, Kind::FileHash, &sha224, Code::HashUnsupported, 0),
        (&MISP, Kind::Url, "http://example.com/\u{20ac}\u{1f600}", Code::BeyondBasicPlane, 22),
        (&MISP, Kind::RegistryKey, "HKEY_USERS\\\u{1f600}", Code::BeyondBasicPlane, 11),
        (&MISP, Kind::Endpoint, "example.com:443", Code::Spelling, 11),
        (&MISP, Kind::Endpoint, "[::1]:443", Code::Spelling, 0),
        (&MISP, Kind::Endpoint, "Example.com|443", Code::HostUpperCase, 0),
        (&MISP, Kind::Endpoint, "2001:db8:0::1|443", Code::NotCompressed, 9),
        (tc, Kind::Range, "1.2.3.4-1.2.3.9", Code::KindNotHere, 0),
        (&THREATSTOP, Kind::Cidr, "8.0.0.0/7", Code::PrefixTooShort, 8),
        (&THREATSTOP, Kind::Cidr, "172.16.0.0/12", Code::PrivateAddress, 0),
        (&THREATSTOP, Kind::Host, tail, Code::NameOverLimit, 194),
        (&SPECIAL, Kind::Address, "127.0.0.1", Code::SpecialAddress, 0),
    ];
    for &(platform, kind, text, code, at) in rows {
        assert_eq!(check(platform, kind, text), Err((code, at)), "{} {text}", platform.name());
    }
    // The others of the group are about lists, dates and requests (see `threatstop`), signatures (see
    // `threatconnect::auth`) and registry values (see `dialect::value`), whose tests provoke them.
    let elsewhere = [
        Code::Denied,
        Code::TooManyEntries,
        Code::Expiration,
        Code::ContentType,
        Code::ApiVersion,
        Code::RequestPath,
        Code::RequestMethod,
        Code::AccessId,
        Code::SecretEmpty,
        Code::SignatureMismatch,
        Code::TimestampOutOfRange,
        Code::ValueNameMissing,
        Code::ValueNameReserved,
        Code::ValueTypeNotHere,
        // Needs the feature `idna`: see the next test.
        Code::HostNotAscii,
    ];
    for &code in Code::ALL.iter().filter(|code| code.id().as_str().starts_with('D')) {
        let here = rows.iter().any(|row| row.3 == code);
        assert!(here != elsewhere.contains(&code), "{code:?}");
    }
}

const SPECIAL: Dialect = Dialect::new("no-special")
    .address(address::Form::Compressed)
    .limits(Limits::NONE.special(false));

#[test]
fn names_beyond_ascii_are_never_the_platform_s_spelling() {
    for (kind, text, at) in [
        (Kind::Host, "österreich.icom.museum", 0),
        (Kind::Url, "http://österreich.icom.museum/", 7),
    ] {
        let (code, offset) = check(&THREATCONNECT, kind, text).unwrap_err();
        // Without the feature `idna` the name is not read at all.
        assert!(matches!(code, Code::HostNotAscii | Code::NeedsIdna), "{code:?}");
        assert_eq!(offset, at);
    }
}

#[test]
fn host_bits_are_refused_or_cleared_and_never_taken() {
    let lenient = [THREATCONNECT, MISP].map(|platform| platform.host_bits(HostBits::Clear));
    let rows = [
        ("192.168.0.1/28", 10, ["192.168.0.0/28"; 2]),
        ("2001:DB8::1/32", 10, ["2001:db8:0:0:0:0:0:0/32", "2001:db8::/32"]),
    ];
    for (typed, at, shown) in rows {
        for (platform, shown) in lenient.iter().zip(shown) {
            assert_eq!(check(platform, Kind::Cidr, typed), Err((Code::HostBits, at)), "{typed}");
            assert_eq!(platform.suggest(Kind::Cidr, typed).unwrap().to_string(), shown);
            assert_eq!(platform.check(Kind::Cidr, shown), Ok(()));
        }
    }
    assert_eq!(check(&lenient[1], Kind::Cidr, "192.0.2.1"), Ok(()));
    assert_eq!(check(&lenient[0], Kind::Cidr, "192.0.2.1"), Err((Code::PrefixMissing, 9)));
}

#[test]
fn threatconnect_writes_blocks_as_its_script_does() {
    let rows = [
        ("2001:db8:1234::/48", "2001:db8:1234:0:0:0:0:0/48"),
        ("::/0", "0:0:0:0:0:0:0:0/0"),
        ("::ffff:1.2.3.0/120", "0:0:0:0:0:ffff:102:300/120"),
        ("2001:DB8::/32", "2001:db8:0:0:0:0:0:0/32"),
        ("192.0.2.0/24", "192.0.2.0/24"),
    ];
    for (typed, shown) in rows {
        let block = Indicator::detect(typed).unwrap();
        assert_eq!(THREATCONNECT.show(&block).unwrap().to_string(), shown);
    }
}

/// What options alone read, `check` refuses everywhere: `accept` refuses it at the same byte.
#[test]
fn names_that_options_read_are_not_accepted() {
    let one = host::Options::new();
    let wild = one.wildcard(true);
    let values: [(Indicator<'_>, Code, usize); 4] = [
        (host::Host::parse("localhost").unwrap().into(), Code::SingleLabel, 0),
        (host::Host::parse_with("*.a.example", &wild).unwrap().into(), Code::Wildcard, 0),
        (email::Email::parse_with("a@localhost", &one).unwrap().into(), Code::SingleLabel, 2),
        (
            endpoint::Endpoint::parse_with("localhost:80", &one).unwrap().into(),
            Code::SingleLabel,
            0,
        ),
    ];
    for (value, code, at) in values {
        for platform in PLATFORMS {
            let taken = platform.takes(value.kind());
            let error = if taken { Error::new(code, at) } else { Error::new(Code::KindNotHere, 0) };
            assert_eq!(platform.accept(&value).map(|_| ()), Err(error), "{value}");
            let text = platform.show(&value).map_or_else(|_| value.to_string(), |s| s.to_string());
            assert_eq!(platform.check(value.kind(), &text), Err(error), "{value}");
        }
    }
}

/// A spelling that its kind would not read again is not accepted, by the byte that `check` names.
#[test]
fn spellings_beyond_a_kind_s_bound_are_not_accepted() {
    let mut rows = vec![
        (format!(r"HKLM\{}", "a".repeat(4_076)), Ok(4_095)),
        (format!(r"HKLM\{}", "a".repeat(4_077)), Ok(4_096)),
        (format!(r"HKLM\{}", "a".repeat(4_078)), Err((Code::TooLong, 4_096))),
        (format!("HKLM\\{}\u{e9}", "a".repeat(4_076)), Err((Code::TooLong, 4_095))),
        (format!(r"HKLM\\a\\{}", "a".repeat(4_075)), Ok(4_096)),
        (format!(r"HKLM\\a\\{}", "a".repeat(4_076)), Err((Code::TooLong, 4_096))),
        (format!("http://a.example/{}", "a".repeat(8_175)), Ok(8_192)),
    ];
    if cfg!(feature = "idna") {
        rows.push((format!("http://\u{f6}.example/{}", "a".repeat(8_169)), Ok(8_192)));
        let over = format!("http://\u{f6}.example/{}", "a".repeat(8_170));
        rows.push((over, Err((Code::TooLong, 8_192))));
    }
    for (text, expected) in rows {
        let value = Indicator::detect(&text).unwrap();
        let accepted = THREATCONNECT.accept(&value);
        let written = accepted.map(|shown| shown.to_string().len());
        assert_eq!(written.map_err(|error| (error.code(), error.offset())), expected);
        let spelling = THREATCONNECT.show(&value).unwrap().to_string();
        let checked = THREATCONNECT.check(value.kind(), &spelling).map(|()| spelling.len());
        assert_eq!(checked.map_err(|error| (error.code(), error.offset())), expected);
    }
}

/// A platform that writes `AS`: bare digits are no spelling of ThreatConnect's with its prefix left
/// out, so nothing of ThreatConnect's is suggested.
#[test]
fn a_platform_that_writes_as() {
    const AS: Dialect = Dialect::new("as").asn(asn::Form::As);
    let rows = [
        ("12345", Code::AsnNotation, 0, None),
        ("ASN12345", Code::AsnPrefixOther, 2, Some("AS12345")),
        ("AS 12345", Code::AsnBlankInside, 2, Some("AS12345")),
        ("as12345", Code::AsnPrefixOther, 0, None),
    ];
    for (text, code, at, implied) in rows {
        assert_eq!(check(&AS, Kind::Asn, text), Err((code, at)), "{text}");
        let suggestion = Error::new(code, at).explain(text).suggestion().map(|s| s.to_string());
        assert_eq!(suggestion.as_deref(), implied, "{text}");
        assert_eq!(AS.suggest(Kind::Asn, text).unwrap().to_string(), "AS12345");
    }
    let error = THREATCONNECT.check(Kind::Asn, "12345").unwrap_err();
    assert_eq!(error.explain("12345").suggestion().unwrap().to_string(), "ASN12345");
}

// A platform that is not in the crate, made of what every user has.

static BUSY: [RemoteCode; 2] = [
    RemoteCode::new(RemoteKey::Number(503), "Lists", "Busy").with_retry(),
    RemoteCode::new(RemoteKey::Number(422), "Lists", "Bad value"),
];

const OURS: Dialect = Dialect::new("ours")
    .asn(asn::Form::Dot)
    .address(address::Form::Full)
    .cidr(cidr::Form::Bare)
    .range(range::Form::Full)
    .host(host::Form::Ascii)
    .url(url::Form::Canonical)
    .registry_key(registry::Form::ShortHive)
    .registry_value(ValueForm::new("@").types(&[
        (ValueType::Sz, "string"),
        (ValueType::ExpandSz, "string"),
        (ValueType::Dword, "int"),
    ]))
    .email(email::Form::Canonical)
    .file_hash(hash::Form::Lower)
    .endpoint(endpoint::Form::Colon)
    .limits(
        Limits::NONE
            .min_prefix_v4(16)
            .min_prefix_v6(48)
            .private(false)
            .special(false)
            .max_name(20)
            .hashes(&[hash::Algorithm::Sha256]),
    )
    .remote_codes(
        |key| find(&BUSY, key),
        |code| match code {
            Code::KindNotHere => &[],
            _ => &[RemoteKey::Number(422)],
        },
    );

#[test]
fn a_platform_of_one_s_own() {
    let rows = [
        (Kind::Asn, "AS65546", "1.10"),
        (Kind::Address, "2606:4700::1", "2606:4700:0:0:0:0:0:1"),
        (Kind::Cidr, "8.8.8.8/32", "8.8.8.8"),
        (Kind::Cidr, "8.8.0.0/16", "8.8.0.0/16"),
        (Kind::Range, "2606:4700::1-2606:4700::2", "2606:4700:0:0:0:0:0:1-2606:4700:0:0:0:0:0:2"),
        (Kind::Host, "A.example.", "a.example"),
        (Kind::Url, "HTTP://A.example/B", "http://a.example/B"),
        (Kind::RegistryKey, r"HKEY_CURRENT_USER\a", r"HKCU\a"),
        (Kind::Email, "A@B.example", "A@b.example"),
        (Kind::Endpoint, "A.example:80", "a.example:80"),
    ];
    for (kind, typed, shown) in rows {
        assert!(OURS.takes(kind));
        let value = Indicator::read_as(kind, typed).unwrap().value();
        assert_eq!(OURS.show(&value).unwrap().to_string(), shown);
        assert_eq!(OURS.suggest(kind, typed).unwrap().to_string(), shown);
        assert_eq!(OURS.check(kind, shown), Ok(()), "{shown}");
        assert_eq!(OURS.check(kind, typed).is_ok(), typed == shown, "{typed}");
    }
    let limits = [
        (Kind::Cidr, "8.0.0.0/15", Code::PrefixTooShort, 8),
        (Kind::Cidr, "2606:4700::/47", Code::PrefixTooShort, 12),
        (Kind::Address, "10.0.0.1", Code::PrivateAddress, 0),
        (Kind::Address, "127.0.0.1", Code::SpecialAddress, 0),
        (Kind::Host, "aaaaaaaaaaaaa.example", Code::NameOverLimit, 14),
        (Kind::FileHash, "d41d8cd98f00b204e9800998ecf8427e", Code::HashUnsupported, 0),
    ];
    for (kind, text, code, at) in limits {
        assert_eq!(check(&OURS, kind, text), Err((code, at)), "{text}");
    }

    let value = |name, value_type| {
        RegistryValue::new(RegistryKey::parse(r"HKLM\a").unwrap(), name, value_type).unwrap()
    };
    let shown = OURS.show_value(&value(None, ValueType::ExpandSz)).unwrap();
    assert_eq!((shown.key().to_string(), shown.name()), (r"HKLM\a".into(), "@"));
    assert_eq!(shown.value_type(), "string");
    assert_eq!(OURS.check_value_type("string"), Ok(ValueType::Sz));
    let refused = |value| OURS.show_value(&value).map(|_| ()).map_err(Error::code);
    assert_eq!(refused(value(Some("@"), ValueType::Sz)), Err(Code::ValueNameReserved));
    assert_eq!(refused(value(None, ValueType::Link)), Err(Code::ValueTypeNotHere));

    assert_eq!(OURS.explain(503).unwrap().disposition(), Disposition::Retry);
    assert_eq!(OURS.explain(500), None);
    let error = OURS.check(Kind::Host, "a..b").unwrap_err();
    assert!(OURS.remote(&error).eq([&BUSY[1]]));
    let empty = Dialect::new("empty");
    for &kind in Kind::ALL {
        assert_eq!(check(&empty, kind, "192.0.2.1"), Err((Code::KindNotHere, 0)));
    }
    assert_eq!((empty.explain(1), empty.remote(&error).count()), (None, 0));
}

/// What a program does about each refusal, ours and the platforms', is answered for all of them.
#[test]
fn every_code_says_what_to_do() {
    for &code in Code::ALL {
        let class = code.class();
        let aborts = class == ioc_canon::Class::Config;
        assert_eq!(class.disposition() == Disposition::Abort, aborts, "{code:?}");
        assert_eq!(class.level() == Level::Error, aborts, "{code:?}");
        assert!(class.disposition() != Disposition::Retry, "{code:?}");
        assert!(!code.remedy().is_empty() && !code.summary().is_empty(), "{code:?}");
    }
    // Where a platform has words for a refusal of ours, both stop the program or neither.
    for dialect in dialect::ALL {
        for &code in Code::ALL {
            for row in dialect.remote(&Error::new(code, 0)) {
                let stops = |class| class == ioc_canon::Class::Config;
                assert_eq!(stops(code.class()), stops(row.class()), "{code:?}: {row}");
            }
        }
    }
    let remote = threatstop::CODES.iter().chain(threatconnect::MESSAGES);
    for row in remote {
        let aborts = row.class() == ioc_canon::Class::Config;
        let expected = match row.is_retryable() {
            true => Disposition::Retry,
            false if aborts => Disposition::Abort,
            false => Disposition::Skip,
        };
        assert_eq!(row.disposition(), expected, "{row}");
        assert_eq!(row.level() == Level::Error, aborts, "{row}");
        assert!(!row.remedy().is_empty() && !row.cause().is_empty(), "{row}");
    }
}
