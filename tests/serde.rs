//! Serde's forms with serde_json (text, `Value`, reader), serde-json-core and postcard.

use std::{
    collections::{BTreeMap, HashMap},
    net::IpAddr,
};

use ioc_canon::{
    Address, Asn, Cidr, Code, Email, EmailBuf, Endpoint, EndpointBuf, Error, FileHash, FileHashBuf,
    Host, HostBuf, Indicator, IndicatorBuf, Kind, Range, RegistryKey, RegistryKeyBuf, Text, Url,
    UrlBuf, serde::detected,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

#[path = "laws/serde.rs"]
mod laws;

const MD5: &str = "D41D8CD98F00B204E9800998ECF8427E";

/// Text of each kind, its canonical text, and whether the kind is a number or borrows.
const KINDS: [(Kind, &str, &str); 10] = [
    (Kind::Asn, "as 12345", "AS12345"),
    (Kind::Address, "2001:DB8:0::1", "2001:db8::1"),
    (Kind::Cidr, "10.0.0.0/8", "10.0.0.0/8"),
    (Kind::Range, "::1-::F", "::1-::f"),
    (Kind::Host, "WWW.Example.COM.", "www.example.com"),
    (Kind::Url, "HTTP://Example.COM/\"A\\ü", "http://example.com/\"A\\ü"),
    (Kind::RegistryKey, r"hklm\Software", r"HKEY_LOCAL_MACHINE\Software"),
    (Kind::Email, "\"a\\\"b\"@Example.com", "\"a\\\"b\"@example.com"),
    (Kind::FileHash, MD5, "d41d8cd98f00b204e9800998ecf8427e"),
    (Kind::Endpoint, "[::1]:443", "[::1]:443"),
];

/// The JSON of one value.
#[track_caller]
fn writes<T: Serialize>(value: T, json: serde_json::Value) {
    assert_eq!(serde_json::to_string(&value).unwrap(), json.to_string());
    assert_eq!(serde_json::to_value(&value).unwrap(), json);
}

#[track_caller]
fn packs<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: T, bytes: &[u8]) {
    assert_eq!(postcard::to_allocvec(&value).unwrap(), bytes);
    assert_eq!(postcard::from_bytes::<T>(bytes).unwrap(), value);
}

/// The message of what serde_json refuses.
#[track_caller]
fn refuses<'de, T: Deserialize<'de>>(json: &'de str, message: &str) {
    match serde_json::from_str::<T>(json) {
        Ok(_) => panic!("{json} is read"),
        Err(error) => assert_eq!(error.to_string(), message, "{json}"),
    }
}

/// Compact bytes that are refused.
#[track_caller]
fn refuses_bytes<T: DeserializeOwned>(bytes: &[u8], message: &str) {
    let from = serde::de::value::BytesDeserializer::<Plain>::new(bytes);
    match T::deserialize(Compact(from)) {
        Ok(_) => panic!("{bytes:?} is read"),
        Err(Plain(error)) => assert_eq!(error, message, "{bytes:?}"),
    }
}

/// An error that keeps its message, which postcard's does not.
#[derive(Debug)]
struct Plain(String);

impl std::fmt::Display for Plain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Plain {}

impl serde::de::Error for Plain {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// A compact format that holds one value.
struct Compact<D>(D);

impl<'de, D: serde::Deserializer<'de>> serde::Deserializer<'de> for Compact<D> {
    type Error = D::Error;

    fn deserialize_any<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[test]
fn every_kind_keeps_the_laws() {
    assert_eq!(KINDS.map(|row| row.0), Kind::ALL);
    for (kind, text, canonical) in KINDS {
        let parsed = Indicator::read_as(kind, text).unwrap();
        laws::indicator(parsed.get());
        writes(parsed.value(), json!({ kind.name(): canonical }));
        assert!(laws::text(text) >= 1);
        laws::round_trip(&kind);
    }
    for text in [
        "0.0.0.0",
        "::",
        "0.0.0.0/0",
        "::/0",
        "1.2.3.4/32",
        "10.128.0.0/9",
        "::1/128",
        "2001:db8::/33",
        "0.0.0.0-255.255.255.255",
        "::ffff:1.2.3.4",
        "AS0",
        "AS4294967295",
        "a.example:0",
        "http://[::FFFF:1.2.3.4]:80/",
        "http://u:p@[1:0::2]?\u{e4}",
        "[HKCU\\\\a\\\\\u{e4}]",
        r"Computer\HKEY_USERS\a b",
        "a.zip",
        "xn--bcher-kva.example",
    ] {
        assert!(laws::text(text) > 0, "{text}");
    }
    for &code in Code::ALL {
        laws::round_trip(&code);
        laws::round_trip(&Error::new(code, 7));
    }
    laws::round_trip(&Error::new(Code::HostBits, usize::MAX));
    laws::round_trip(&Text::<8>::try_from("a\"\\ü\n").unwrap());
}

#[test]
fn bytes_of_any_origin_keep_the_laws() {
    let json = br#"{"registry-key":"hklm\\\u0053oftware"}"#;
    assert_eq!(laws::bytes(json), 1);
    assert_eq!(laws::bytes(&[0, 5]), 1);
    assert_eq!(laws::bytes(&[10, 5]), 0);
    assert_eq!(laws::bytes(b"{}"), 0);
}

#[test]
fn compact_forms_to_the_byte() {
    packs(Asn::new(1), &[1]);
    packs(Asn::new(u32::MAX), &[0xff, 0xff, 0xff, 0xff, 0x0f]);
    packs("1.2.3.4".parse::<Address>().unwrap(), &[4, 1, 2, 3, 4]);
    let v6 = [16, 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    packs("2001:db8::1".parse::<Address>().unwrap(), &v6);
    packs("0.0.0.0/0".parse::<Cidr>().unwrap(), &[2, 4, 0]);
    packs("10.0.0.0/8".parse::<Cidr>().unwrap(), &[3, 4, 8, 10]);
    packs("10.128.0.0/9".parse::<Cidr>().unwrap(), &[4, 4, 9, 10, 128]);
    packs("1.2.3.4/32".parse::<Cidr>().unwrap(), &[6, 4, 32, 1, 2, 3, 4]);
    packs("::/0".parse::<Cidr>().unwrap(), &[2, 6, 0]);
    packs("2001:db8::/32".parse::<Cidr>().unwrap(), &[6, 6, 32, 0x20, 0x01, 0x0d, 0xb8]);
    packs("1.2.3.4-1.2.3.9".parse::<Range>().unwrap(), &[8, 1, 2, 3, 4, 1, 2, 3, 9]);
    let range: Range = "::-::1".parse().unwrap();
    assert_eq!(postcard::to_allocvec(&range).unwrap().len(), 33);
    packs("A.B".parse::<HostBuf>().unwrap(), b"\x03a.b");
    packs(Kind::Endpoint, &[9]);
    packs(Code::HostBits, &[0xbe, 0x17]);
    packs(Error::new(Code::HostBits, 7), &[0xbe, 0x17, 7]);
    packs(Text::<4>::try_from("ab").unwrap(), b"\x02ab");
    packs("10.0.0.0/8".parse::<IndicatorBuf>().unwrap(), &[2, 3, 4, 8, 10]);
    packs("AS1".parse::<IndicatorBuf>().unwrap(), &[0, 1]);
    packs("A.bc".parse::<IndicatorBuf>().unwrap(), b"\x04\x04a.bc");
}

#[test]
fn compact_bytes_that_are_refused() {
    refuses_bytes::<Address>(&[1, 2, 3], "invalid length 3, expected 4 or 16 octets of an address");
    refuses_bytes::<Address>(&[], "invalid length 0, expected 4 or 16 octets of an address");
    let length = |n: usize| {
        format!("invalid length {n}, expected family, prefix length and the octets it covers")
    };
    refuses_bytes::<Cidr>(&[4], &length(1));
    refuses_bytes::<Cidr>(&[4, 8], &length(2));
    refuses_bytes::<Cidr>(&[4, 8, 10, 0], &length(4));
    refuses_bytes::<Cidr>(&[5, 8, 10], "invalid value: integer `5`, expected the family 4 or 6");
    let bits = "expected zero bits beyond the prefix length at byte 3";
    refuses_bytes::<Cidr>(&[4, 9, 10, 64], bits);
    let over = "expected a prefix length up to 32 at byte 1";
    refuses_bytes::<Cidr>(&[4, 33, 1, 2, 3, 4, 0], over);
    refuses_bytes::<Cidr>(&[4, 255], over);
    let over = "expected a prefix length up to 128 at byte 1";
    refuses_bytes::<Cidr>(&[6, 129], over);
    let ends = "invalid length 9, expected 8 or 32 octets of two addresses";
    refuses_bytes::<Range>(&[0; 9], ends);
    let error = Range::new(IpAddr::from([0, 0, 0, 2]), IpAddr::from([0, 0, 0, 1])).unwrap_err();
    let message = Error::new(error.code(), 4).to_string();
    refuses_bytes::<Range>(&[0, 0, 0, 2, 0, 0, 0, 1], &message);
    assert!(postcard::from_bytes::<Code>(&[0]).is_err());
    assert!(postcard::from_bytes::<Kind>(&[10]).is_err());
}

#[test]
fn numbers() {
    let read = |json: &str| serde_json::from_str::<Asn>(json).unwrap().number();
    assert_eq!(read("12345"), 12345);
    assert_eq!(read("4294967295"), u32::MAX);
    assert_eq!(read(r#""12345""#), 12345);
    assert_eq!(read(r#""AS\u00312345""#), 12345);
    assert_eq!(serde_json::from_value::<Asn>(json!(12345)).unwrap().number(), 12345);
    assert_eq!(serde_json::from_reader::<_, Asn>(&b"12345"[..]).unwrap().number(), 12345);
    refuses::<Asn>(
        "4294967296",
        "expected a number up to 4294967295 at byte 0 at line 1 column 10",
    );
    refuses::<Asn>("-1", "expected a number without a sign at byte 0 at line 1 column 2");
    refuses::<Asn>(
        "1.5",
        "invalid type: floating point `1.5`, expected an AS number at line 1 column 3",
    );
    refuses::<Asn>("null", "invalid type: null, expected an AS number at line 1 column 4");
    refuses::<Asn>(
        r#""AS012""#,
        "expected a number without leading zeros at byte 2 at line 1 column 7",
    );
    refuses::<Host<'_>>("5", "invalid type: integer `5`, expected a host at line 1 column 1");
    // Beside a tag it is text, for every format.
    assert!(serde_json::from_str::<Indicator<'_>>(r#"{"asn":"12345"}"#).is_ok());
    refuses::<Indicator<'_>>(
        r#"{"asn":12345}"#,
        "invalid type: integer `12345`, expected an AS number at line 1 column 12",
    );
    // As a key of a map.
    let systems = BTreeMap::from([(Asn::new(7), "a")]);
    writes(&systems, json!({"AS7": "a"}));
    let back: BTreeMap<Asn, &str> = serde_json::from_str(r#"{"7":"a"}"#).unwrap();
    assert_eq!(back, systems);
}

#[test]
fn numbers_by_choice() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Row {
        #[serde(with = "ioc_canon::serde::asn_number")]
        number: Asn,
        #[serde(with = "ioc_canon::serde::asn_text")]
        text: Asn,
    }
    let row = Row { number: Asn::new(12345), text: Asn::new(12345) };
    let json = r#"{"number":12345,"text":"AS12345"}"#;
    assert_eq!(serde_json::to_string(&row).unwrap(), json);
    laws::round_trip(&row);
    assert_eq!(serde_json_core::from_str::<Row>(json).unwrap(), (row, json.len()));
    // A format that cannot tell what comes next.
    let plain = serde_json_core::from_str::<Asn>(r#""AS1""#).unwrap_err();
    assert_eq!(plain, serde_json_core::de::Error::AnyIsUnsupported);
}

/// Bare text, as others write it.
#[test]
fn kinds_told_by_their_shape() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Row<T: for<'any> detected::Detected<'any>>(#[serde(with = "detected")] T);
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Lent<'a>(#[serde(with = "detected", borrow)] Indicator<'a>);
    for (kind, typed, canonical) in KINDS {
        let row = Row(IndicatorBuf::try_from(typed).unwrap());
        assert_eq!(row.0.kind(), kind);
        let json = serde_json::to_string(&json!(canonical)).unwrap();
        assert_eq!(serde_json::to_string(&row).unwrap(), json);
        assert_eq!(serde_json::from_value::<Row<_>>(json!(typed)).unwrap(), row);
        let (mut packed, mut text) = ([0; 64], [0; 64]);
        let packed = postcard::to_slice(&row, &mut packed).unwrap();
        assert_eq!(packed, postcard::to_slice(canonical, &mut text).unwrap());
        assert_eq!(postcard::from_bytes::<Row<_>>(packed).unwrap(), row);
        let lent = postcard::from_bytes::<Lent<'_>>(packed).unwrap();
        assert_eq!((serde_json::to_string(&lent).unwrap(), row.0 == lent.0), (json, true));
    }
    let said =
        |json: &str| serde_json::from_str::<Row<IndicatorBuf>>(json).unwrap_err().to_string();
    assert_eq!(
        said(r#""10.0.0.5/8""#),
        "expected zero bits beyond the prefix length at byte 7 at line 1 column 12"
    );
    // As bytes, where a format has no text.
    let read = |bytes| {
        let from = serde::de::value::BytesDeserializer::<Plain>::new(bytes);
        detected::deserialize::<IndicatorBuf, _>(from).map_err(|Plain(error)| error)
    };
    assert_eq!(read(b"as 12345").unwrap().to_string(), "AS12345");
    assert_eq!(read(b"\xff").unwrap_err(), "expected UTF-8 at byte 0");
    assert_eq!(
        said("12345"),
        "invalid type: integer `12345`, expected an indicator at line 1 column 5"
    );
    refuses::<Lent<'_>>(
        r#""hklm\\a""#,
        "expected text to borrow, found escapes or a reader: read it as IndicatorBuf at line 1 column 9",
    );
    // Written, and not read.
    let one = Lent(Host::parse("localhost").unwrap().into());
    let json = serde_json::to_string(&one).unwrap();
    assert_eq!(json, r#""localhost""#);
    assert_eq!(said(&json), "expected a name of at least two labels at byte 0 at line 1 column 11");
}

#[test]
fn escapes() {
    let json = r#""HKEY_LOCAL_MACHINE\\Software""#;
    let message = "expected text to borrow, found escapes or a reader: read it as RegistryKeyBuf";
    refuses::<RegistryKey<'_>>(json, &format!("{message} at line 1 column 30"));
    let key: RegistryKeyBuf = serde_json::from_str(json).unwrap();
    assert_eq!(key.as_str(), r"HKEY_LOCAL_MACHINE\Software");
    writes(&key, json!(r"HKEY_LOCAL_MACHINE\Software"));
    writes(key.view(), json!(r"HKEY_LOCAL_MACHINE\Software"));
    // A view that is not canonical is written piece by piece, and escaped all the same.
    writes(RegistryKey::parse(r"[hklm\\a]").unwrap(), json!(r"HKEY_LOCAL_MACHINE\a"));
    let slashes: RegistryKey<'_> = serde_json::from_str(r#""HKLM/Software""#).unwrap();
    assert_eq!(slashes, key);
    assert!(serde_json::from_str::<Indicator<'_>>(r#"{"registry-key":"HKLM"}"#).is_ok());
    let indicator = serde_json::from_str::<IndicatorBuf>(r#"{"registry-key":"HKLM\\a"}"#).unwrap();
    assert_eq!(indicator.to_string(), r"HKEY_LOCAL_MACHINE\a");

    // Text that is lent with its escapes: doubled backslashes are one of a key's spellings.
    let (lent, _) = serde_json_core::from_str::<RegistryKey<'_>>(json).unwrap();
    assert_eq!((lent.as_str(), lent == key), (r"HKEY_LOCAL_MACHINE\\Software", true));
    let mut scratch = [0; 64];
    assert!(serde_json_core::from_str_escaped::<RegistryKey<'_>>(json, &mut scratch).is_err());
    let (back, _) =
        serde_json_core::from_str_escaped::<RegistryKeyBuf>(json, &mut scratch).unwrap();
    assert_eq!(back, key);
}

/// Each view says which partner reads what it cannot borrow.
#[test]
fn views_borrow_and_partners_take_all() {
    macro_rules! rows {
        ($($view:ident, $owned:ident, $text:literal;)*) => { $(
            let lent = format!("\"{}\"", $text);
            assert_eq!(serde_json::from_str::<$view<'_>>(&lent).unwrap().as_str(), $text);
            // A tree that is lent lends its text; one that is given away does not compile for views.
            let tree = json!($text);
            assert_eq!($view::deserialize(&tree).unwrap().as_str(), $text);
            let first = u32::from($text.as_bytes()[0]);
            let escaped = format!("\"\\u{first:04x}{}\"", &$text[1..]);
            let message = serde_json::from_str::<$view<'_>>(&escaped).unwrap_err();
            assert_eq!(serde_json::from_str::<$owned>(&escaped).unwrap().view().to_string(), $view::parse($text).unwrap().to_string());
            let expected = concat!(
                "expected text to borrow, found escapes or a reader: read it as ",
                stringify!($owned)
            );
            assert!(message.to_string().starts_with(expected), "{message}");
            assert!(serde_json::from_reader::<_, $owned>(lent.as_bytes()).is_ok());
            let owned: $owned = serde_json::from_value(json!($text)).unwrap();
            assert_eq!(owned, $view::parse($text).unwrap());
            let mut place = owned.clone();
            let mut from = serde_json::Deserializer::from_str(&lent);
            Deserialize::deserialize_in_place(&mut from, &mut place).unwrap();
            assert_eq!(place, owned);
            // As bytes, and as bytes that are not text.
            let raw = <$owned>::try_from($text.as_bytes()).unwrap();
            assert_eq!(raw, owned);
            refuses_bytes::<$owned>(b"\xff", "expected UTF-8 at byte 0");
        )* };
    }
    rows! {
        Host, HostBuf, "Example.com";
        Url, UrlBuf, "http://Example.com/A";
        RegistryKey, RegistryKeyBuf, "HKLM/a";
        Email, EmailBuf, "a@Example.com";
        FileHash, FileHashBuf, "D41D8CD98F00B204E9800998ECF8427E";
        Endpoint, EndpointBuf, "Example.com:80";
    }
}

#[test]
fn refusals_word_for_word() {
    let bits = "expected zero bits beyond the prefix length at byte 7 at line 1 column 12";
    refuses::<Cidr>(r#""10.0.0.5/8""#, bits);
    refuses::<IndicatorBuf>(
        r#"{"cidr":"10.0.0.5/8"}"#,
        "expected zero bits beyond the prefix length at byte 7 at line 1 column 20",
    );
    refuses::<Address>(r#""1.2.3""#, "expected four octets at byte 5 at line 1 column 7");
    refuses::<HostBuf>(r#""""#, "expected a value, found empty text at byte 0 at line 1 column 2");
    refuses::<HostBuf>(
        r#"" a.b""#,
        "expected no blank around the value at byte 0 at line 1 column 6",
    );
    refuses::<IndicatorBuf>(
        r#"{"ip":"::1"}"#,
        "unknown variant `ip`, expected one of `asn`, `address`, `cidr`, `range`, `host`, `url`, \
         `registry-key`, `email`, `file-hash`, `endpoint` at line 1 column 5",
    );
    refuses::<IndicatorBuf>(
        r#"{"registry_key":"HKLM"}"#,
        "unknown variant `registry_key`, expected one of `asn`, `address`, `cidr`, `range`, \
         `host`, `url`, `registry-key`, `email`, `file-hash`, `endpoint` at line 1 column 15",
    );
    refuses::<IndicatorBuf>("5", "expected value at line 1 column 1");
    refuses::<Kind>(
        r#""registry_key""#,
        "unknown variant `registry_key`, expected one of `asn`, `address`, `cidr`, `range`, \
         `host`, `url`, `registry-key`, `email`, `file-hash`, `endpoint` at line 1 column 14",
    );
    refuses::<Code>(
        r#""Z001""#,
        "invalid value: string \"Z001\", expected the id or number of a known code at line 1 column 6",
    );
    refuses::<Text<2>>(r#""abc""#, "expected a larger buffer at byte 0 at line 1 column 5");
    refuses::<Error>(r#"{"code":"C006"}"#, "missing field `offset` at line 1 column 15");
    refuses::<Error>(r#"{"offset":1}"#, "missing field `code` at line 1 column 12");
    refuses::<Error>(
        r#"{"code":"C006","code":"C006"}"#,
        "duplicate field `code` at line 1 column 21",
    );
    refuses::<Error>(
        r#"["C006"]"#,
        "invalid length 1, expected an error's code and offset at line 1 column 8",
    );
}

#[test]
fn errors_and_kinds_in_words() {
    let error = Cidr::parse("10.0.0.5/8").unwrap_err();
    assert_eq!(serde_json::to_string(&error).unwrap(), r#"{"code":"C006","offset":7}"#);
    let json = r#"{"message":["x"],"offset":7,"code":"c006"}"#;
    assert_eq!(serde_json::from_str::<Error>(json).unwrap(), error);
    writes(Kind::RegistryKey, json!("registry-key"));
    writes(Code::Empty, json!("G001"));
    let counts = HashMap::from([(Kind::FileHash, 1)]);
    writes(&counts, json!({"file-hash": 1}));
    let back: HashMap<Kind, i32> = serde_json::from_str(r#"{"file-hash":1}"#).unwrap();
    assert_eq!(back, counts);
}

/// What options alone allow is written and not read.
#[test]
fn defaults_rule_the_reading() {
    let star = ioc_canon::host::Options::new().wildcard(true);
    let host = Host::parse_with("*.example.com", &star).unwrap();
    writes(host, json!("*.example.com"));
    assert!(serde_json::from_str::<HostBuf>(r#""*.example.com""#).is_err());
    // One label is a host where the tag says so.
    let single = Indicator::from(Host::parse("localhost").unwrap());
    laws::indicator(&single);
}

/// What formats other than JSON hand over: text and bytes that are lent or not, fields by number.
#[test]
fn whatever_a_format_hands_over() {
    use serde::de::{
        IntoDeserializer,
        value::{
            BorrowedBytesDeserializer as LentBytes, BorrowedStrDeserializer as Lent,
            BytesDeserializer as Bytes, Error as Said, MapAccessDeserializer, MapDeserializer,
            StrDeserializer as Str, U64Deserializer as Number,
        },
    };

    #[track_caller]
    fn said<T>(read: Result<T, Said>, wanted: &str) {
        assert_eq!(read.map(|_| ()).unwrap_err().to_string(), wanted);
    }

    let host = Host::parse("a.example").unwrap();
    let lent = "expected text to borrow, found escapes or a reader: read it as HostBuf";
    assert_eq!(Host::deserialize(Lent::<Said>::new("a.example")), Ok(host));
    assert_eq!(Host::deserialize(LentBytes::<Said>::new(b"a.example")), Ok(host));
    said(Host::deserialize(Str::new("a.example")), lent);
    said(Host::deserialize(Bytes::new(b"a.example")), lent);
    said(Host::deserialize(Number::new(1)), "invalid type: integer `1`, expected a host");

    let mut owned = HostBuf::from(host);
    let place = &mut owned;
    let mut read = |from: Bytes<'static, Said>| HostBuf::deserialize_in_place(from, place);
    said(read(Bytes::new(b"\xff")), "expected UTF-8 at byte 0");
    assert_eq!(read(Bytes::new(b"b.example")), Ok(()));
    said(
        HostBuf::deserialize_in_place(Number::new(1), place),
        "invalid type: integer `1`, expected a host",
    );
    assert_eq!(place.to_string(), "b.example");

    fn tagged<'a, K: IntoDeserializer<'a, Said>>(tag: K) -> Result<IndicatorBuf, Said> {
        let fields = MapDeserializer::new([(tag, "a.example")].into_iter());
        IndicatorBuf::deserialize(MapAccessDeserializer::new(fields))
    }
    let indicator = IndicatorBuf::from(Indicator::Host(host));
    assert_eq!(tagged(4u64), Ok(indicator.clone()));
    assert_eq!(tagged(b"host".as_slice()), Ok(indicator));
    said(tagged(b"\xff".as_slice()), "expected UTF-8 at byte 0");
    said(tagged(10u64), "invalid value: integer `10`, expected the number of a kind, 0 to 9");
    said(tagged(true), "invalid type: boolean `true`, expected a kind of indicator");
    said(
        Kind::deserialize(Number::new(4)),
        "invalid type: integer `4`, expected a kind of indicator",
    );
    said(
        IndicatorBuf::deserialize(Number::new(4)),
        "invalid type: integer `4`, expected an indicator under the tag of its kind",
    );

    let error = Cidr::parse("192.0.2.7/24").unwrap_err();
    let code = u32::from(Code::HostBits.number());
    let offset = u32::try_from(error.offset()).unwrap();
    let fields = [(0u32, code), (7, 0), (1, offset)].into_iter();
    assert_eq!(Error::deserialize(MapDeserializer::<_, Said>::new(fields)), Ok(error));
    said(
        Error::deserialize(Number::new(1)),
        "invalid type: integer `1`, expected an error's code and offset",
    );
    said(
        Error::deserialize(MapDeserializer::<_, Said>::new([(true, 1u32)].into_iter())),
        "invalid type: boolean `true`, expected a field's name",
    );
    said(
        Code::deserialize(LentBytes::new(b"C006")),
        "invalid type: byte array, expected the id or number of a known code",
    );

    // AS numbers and packed values of a format that hands over bytes, and of one that has not got them.
    assert_eq!(Asn::deserialize(Bytes::<Said>::new(b"as 5")), Ok(Asn::new(5)));
    said(Asn::deserialize(Bytes::new(b"\xff")), "expected UTF-8 at byte 0");
    said(
        Cidr::deserialize(Compact(Number::new(1))),
        "invalid type: integer `1`, expected family, prefix length and the octets it covers",
    );
    // The octets of 58.58.49.50, and of a range and a block, spell other values.
    said(
        Address::deserialize(Bytes::new(b"::12")),
        "invalid type: byte array, expected an address",
    );
    said(
        Range::deserialize(Bytes::new(b"::1-::22")),
        "invalid type: byte array, expected a range of addresses",
    );
    said(
        Cidr::deserialize(Bytes::new(b"\x04\x08\x0a")),
        "invalid type: byte array, expected a CIDR block",
    );
    refuses::<Error>(
        r#"{"code":"C006","offset":1,"offset":2}"#,
        "duplicate field `offset` at line 1 column 34",
    );
}

/// A body's fields without their names, as formats that write none have them.
#[test]
fn a_body_of_threatconnect_in_any_format() {
    use ioc_canon::dialect::threatconnect::RegistryKeyBody;
    use serde::de::value::{Error as Said, MapDeserializer};
    type Body = RegistryKeyBody<String>;
    let body: Body = serde_json::from_str(r#"["HKEY_USERS","a","REG_SZ"]"#).unwrap();
    let fields = (body.key_name().as_str(), body.value_name().as_str(), body.value_type().as_str());
    assert_eq!(fields, ("HKEY_USERS", "a", "REG_SZ"));
    let rows = [("[]", 0), (r#"["a"]"#, 1), (r#"["a","b"]"#, 2)];
    for (json, length) in rows {
        let read = serde_json::from_str::<Body>(json).map(|_| ()).unwrap_err().to_string();
        let wanted = format!("invalid length {length}, expected a Registry Key of ThreatConnect");
        assert!(read.starts_with(&wanted), "{read}");
    }
    let named = MapDeserializer::<_, Said>::new([(true, "a")].into_iter());
    let read = Body::deserialize(named).map(|_| ()).unwrap_err().to_string();
    assert_eq!(read, "invalid type: boolean `true`, expected a field's name");
}
