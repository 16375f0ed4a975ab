extern crate std;
use std::{format, string::String, vec::Vec};

use super::*;

// Made by Python 3, which shares no code with this crate:
// base64.b64encode(hmac.new(secret, f"{path}:{method}:{time}".encode(), hashlib.sha256).digest())
const VECTORS: [(&[u8], &str, &str, u64, &str); 4] = [
    (b"secret", "/api/v3/indicators", "GET", 0, "RUcywgRJ7bV0GJ+ZiwqxssIrNRjwsddDs9bF0x+LQHg="),
    (
        &[b'k'; 64],
        "/api/v3/indicators?tql=typeName%20in%20(%22Host%22)&resultStart=0",
        "GET",
        1_513_703_787,
        "eKo1r7IGdAuZEO6lr+/gSZK+LVGJ20fY2KuMzcRNDIk=",
    ),
    (
        &[b'k'; 65],
        "/api/v2/indicators/urls/http%3A%2F%2Fexample.com%2F:8080",
        "DELETE",
        u64::MAX,
        "ZLKaf1OqC41+J+vCB8naL+D53A9E8l09hTVYxSCI0/g=",
    ),
    (b"\x00\xff", "/", "POST", 4_294_967_296, "q9bQd5KLFui4dIqPw2QDYit7npCQa6tw/Bs3zYLoRAM="),
];

const AT: u64 = 1_700_000_000;

fn request() -> Request<'static> {
    Request::new("/api/v3/indicators", "GET", AT).unwrap()
}

#[test]
fn signatures_of_another_implementation() {
    for (secret, target, method, timestamp, expected) in VECTORS {
        let key = SecretKey::new(secret).unwrap();
        let request = Request::new(target, method, timestamp).unwrap();
        assert_eq!(key.sign(&request).as_str(), expected);
        assert_eq!(key.verify(&request, expected, timestamp), Ok(()));
        assert_eq!(request.timestamp_text().as_str(), format!("{timestamp}"));
        let header = Credentials::new("id", key).unwrap().authorization(&request);
        assert_eq!(header.as_str(), format!("TC id:{expected}"));
    }
}

#[test]
fn any_change_is_a_mismatch() {
    let key = SecretKey::new(b"secret").unwrap();
    let signature = key.sign(&request());
    let mismatch = Err(Error::new(Code::SignatureMismatch, 0));
    let others = [
        Request::new("/api/v3/indicators?", "GET", AT),
        Request::new("/api/v3/Indicators", "GET", AT),
        Request::new("/api/v3/indicators", "PUT", AT),
        Request::new("/api/v3/indicators", "GET", AT + 1),
    ];
    for other in others {
        assert_eq!(key.verify(&other.unwrap(), signature.as_str(), AT), mismatch);
    }
    let other = SecretKey::new(b"secreu").unwrap();
    assert_eq!(other.verify(&request(), signature.as_str(), AT), mismatch);
    // Every other text of one changed character, and of another length. The last digit carries
    // two bits that no byte of the digest has: spellings that differ in them only are refused too.
    let text = signature.as_str();
    for at in 0..text.len() {
        for b in (0..=0x7fu8).filter(|&b| b != text.as_bytes()[at]) {
            let mut changed = Vec::from(text);
            changed[at] = b;
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(key.verify(&request(), &changed, AT), mismatch, "{changed}");
        }
        assert_eq!(key.verify(&request(), &text[..at], AT), mismatch);
    }
    let unlike = [
        " ",
        "=",
        "====",
        "ä",
        &text.replace('=', ""),
        &format!("{text}="),
        &format!("{text}{text}"),
    ];
    for unlike in unlike {
        assert_eq!(key.verify(&request(), unlike, AT), mismatch, "{unlike}");
    }
}

#[test]
fn five_minutes_both_ways_and_at_the_ends() {
    let late = Err(Error::new(Code::TimestampOutOfRange, 0));
    let max = u64::MAX;
    let rows = [
        (AT, AT, Ok(())),
        (AT, AT + 300, Ok(())),
        (AT, AT + 301, late),
        (AT, AT - 300, Ok(())),
        (AT, AT - 301, late),
        (0, 0, Ok(())),
        (0, 300, Ok(())),
        (0, 301, late),
        (300, 0, Ok(())),
        (301, 0, late),
        (max, max, Ok(())),
        (max, max - 300, Ok(())),
        (max, max - 301, late),
        (max - 300, max, Ok(())),
        (max - 301, max, late),
        (0, max, late),
        (max, 0, late),
        (max, 299, late),
        (299, max, late),
    ];
    let key = SecretKey::new(b"secret").unwrap();
    for (timestamp, now, expected) in rows {
        assert_eq!(check_timestamp(timestamp, now), expected, "{timestamp} {now}");
        let request = Request::new("/", "GET", timestamp).unwrap();
        let signature = key.sign(&request);
        assert_eq!(key.verify(&request, signature.as_str(), now), expected);
    }
}

#[test]
fn what_cannot_be_signed() {
    let long = format!("/{}", "a".repeat(MAX_TARGET));
    let rows = [
        ("/", "GET", None),
        ("/a:GET:1?b=c", "M-SEARCH", None),
        (&long[..MAX_TARGET], "GET", None),
        (&long, "GET", Some((Code::TooLong, MAX_TARGET))),
        ("", "GET", Some((Code::RequestPath, 0))),
        ("api/v3", "GET", Some((Code::RequestPath, 0))),
        ("https://example.com/", "GET", Some((Code::RequestPath, 0))),
        ("/a b", "GET", Some((Code::RequestPath, 2))),
        ("/a\r\nX: y", "GET", Some((Code::RequestPath, 2))),
        ("/ä", "GET", Some((Code::RequestPath, 1))),
        ("/a#b", "GET", Some((Code::RequestPath, 2))),
        ("/a%2fB?q=%22~!$&'()*+,;=:@/?-._", "GET", None),
        ("/a?tql=typeName=\"Host\"", "GET", Some((Code::RequestPath, 16))),
        ("/a?b=<c>", "GET", Some((Code::RequestPath, 5))),
        (r"/a\b", "GET", Some((Code::RequestPath, 2))),
        ("/a?b[]=c", "GET", None),
        ("/a{b}", "GET", Some((Code::RequestPath, 2))),
        ("/a|b", "GET", Some((Code::RequestPath, 2))),
        ("/a^b", "GET", Some((Code::RequestPath, 2))),
        ("/a`b", "GET", Some((Code::RequestPath, 2))),
        ("/a%zz", "GET", Some((Code::RequestPath, 2))),
        ("/a%2z", "GET", Some((Code::RequestPath, 2))),
        ("/a%z2", "GET", Some((Code::RequestPath, 2))),
        ("/a%2", "GET", Some((Code::RequestPath, 2))),
        ("/a%", "GET", Some((Code::RequestPath, 2))),
        ("/%25", "GET", None),
        ("/", "", Some((Code::RequestMethod, 0))),
        ("/", "get", Some((Code::RequestMethod, 0))),
        ("/", "GEt", Some((Code::RequestMethod, 2))),
        ("/", "GET:1", Some((Code::RequestMethod, 3))),
        ("/", "GET ", Some((Code::RequestMethod, 3))),
    ];
    for (target, method, refusal) in rows {
        let expected = refusal.map(|(code, at)| Error::new(code, at));
        assert_eq!(Request::new(target, method, AT).err(), expected, "{target} {method}");
    }
    assert_eq!(SecretKey::new(b"").unwrap_err(), Error::new(Code::SecretEmpty, 0));

    let id = "1".repeat(MAX_ACCESS_ID + 1);
    let rows = [("", 0), ("a:b", 1), ("a b", 1), ("a\n", 1), ("ä", 0), (&id, MAX_ACCESS_ID)];
    for (id, at) in rows {
        let refused = Credentials::new(id, SecretKey::new(b"x").unwrap());
        assert_eq!(refused.unwrap_err(), Error::new(Code::AccessId, at), "{id}");
    }
    let longest = Credentials::new(&id[1..], SecretKey::new(b"x").unwrap()).unwrap();
    assert_eq!(longest.authorization(&request()).as_str().len(), MAX_AUTHORIZATION);
}

#[test]
fn nothing_shows_a_secret() {
    let secret = "correct-horse-battery-staple";
    let credentials = Credentials::new("1234", SecretKey::new(secret.as_bytes()).unwrap()).unwrap();
    let request = request();
    let (signature, header) =
        (credentials.key().sign(&request), credentials.authorization(&request));
    let error = credentials.key().verify(&request, "x", AT).unwrap_err();
    let shown = format!(
        "{credentials:?} {credentials:#?} {:?} {:#?} {signature:?} {signature:#?} {header:?} {header:#?} \
         {request:?} {error} {error:#} {error:?}",
        credentials.key(),
        credentials.key(),
    );
    let state = format!("{:?}", credentials.key().keyed);
    for hidden in [secret, signature.as_str(), header.as_str()] {
        assert!(!shown.contains(hidden) && !state.contains(hidden));
    }
    assert!(shown.contains("1234") && shown.contains("SecretKey(..)"));
}
