//! ThreatSTOP's error object through every sort of reader, with and without an allocator.
#![cfg(feature = "serde")]

use std::error::Error as _;

use ioc_canon::{
    Code,
    dialect::threatstop::{DESCRIPTION_MAX, DETAIL_MAX, ErrorBody, ErrorBodyBuf},
};

/// The platform's own example.
const DOCUMENT: &str = r#"{"additional_info":{"detail":"","error_code":24000},"status_code":403,"error_description":"This feature is not enabled on this account"}"#;

const PLAIN: ErrorBody<'_> =
    ErrorBody::new(24000, 403, "This feature is not enabled on this account", "");

#[track_caller]
fn refused(json: &str, message: &str) {
    let borrowed = serde_json::from_str::<ErrorBody<'_>>(json).unwrap_err().to_string();
    let owned = serde_json::from_str::<ErrorBodyBuf>(json).unwrap_err().to_string();
    assert!(borrowed.starts_with(message), "{borrowed}");
    assert_eq!(borrowed, owned);
    assert!(serde_json_core::from_str::<ErrorBody<'_>>(json).is_err());
}

#[test]
fn every_reader_gives_the_same() {
    let owned = ErrorBodyBuf::try_from(PLAIN).unwrap();
    assert_eq!(serde_json::from_str::<ErrorBody<'_>>(DOCUMENT).unwrap(), PLAIN);
    assert_eq!(serde_json::from_str::<ErrorBodyBuf>(DOCUMENT).unwrap(), owned);
    assert_eq!(serde_json::from_slice::<ErrorBodyBuf>(DOCUMENT.as_bytes()).unwrap(), owned);
    assert_eq!(serde_json::from_reader::<_, ErrorBodyBuf>(DOCUMENT.as_bytes()).unwrap(), owned);
    let value: serde_json::Value = serde_json::from_str(DOCUMENT).unwrap();
    assert_eq!(serde_json::from_value::<ErrorBodyBuf>(value).unwrap(), owned);
    assert_eq!(owned.as_body(), PLAIN);

    let (body, read) = serde_json_core::from_str::<ErrorBody<'_>>(DOCUMENT).unwrap();
    assert_eq!((body, read), (PLAIN, DOCUMENT.len()));
    let (body, _) = serde_json_core::from_str::<ErrorBodyBuf>(DOCUMENT).unwrap();
    assert_eq!(body, owned);
}

#[test]
fn writers_give_the_platforms_text() {
    assert_eq!(serde_json::to_string(&PLAIN).unwrap(), DOCUMENT);
    let owned = ErrorBodyBuf::try_from(PLAIN).unwrap();
    assert_eq!(serde_json::to_string(&owned).unwrap(), DOCUMENT);
    let mut out = [0; 256];
    let n = serde_json_core::to_slice(&PLAIN, &mut out).unwrap();
    assert_eq!(&out[..n], DOCUMENT.as_bytes());
}

/// [`ErrorBody`] where only a type of any lifetime will do.
#[derive(Debug)]
struct BorrowedFrom;

impl<'de> serde::Deserialize<'de> for BorrowedFrom {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ErrorBody::deserialize(deserializer).map(|_| Self)
    }
}

#[test]
fn escapes_need_the_owned_body() {
    let json = r#"{"additional_info":{"detail":"HKLM\\Software \"\u00e4\"","error_code":19050},"status_code":400,"error_description":"a\nb"}"#;
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    let (in_core, _) =
        serde_json_core::from_str_escaped::<ErrorBodyBuf>(json, &mut [0; 256]).unwrap();
    let bodies = [
        serde_json::from_str::<ErrorBodyBuf>(json).unwrap(),
        serde_json::from_reader(json.as_bytes()).unwrap(),
        serde_json::from_value(value).unwrap(),
        in_core,
    ];
    for body in bodies {
        assert_eq!(body.as_body().detail(), "HKLM\\Software \"ä\"");
        assert_eq!(body.as_body().description(), "a\nb");
        assert_eq!(serde_json::to_string(&body).unwrap(), json.replace("\\u00e4", "ä"));
    }
    let error = serde_json::from_str::<ErrorBody<'_>>(json).unwrap_err().to_string();
    assert!(error.contains("`detail` cannot be borrowed: read an `ErrorBodyBuf`"), "{error}");
    // A reader has no text to borrow from.
    let error = serde_json::from_reader::<_, BorrowedFrom>(DOCUMENT.as_bytes()).unwrap_err();
    assert!(error.to_string().starts_with("`detail` cannot be borrowed"), "{error}");
}

#[test]
fn any_number_of_32_bits_is_read() {
    for (code, known) in [(0, false), (19018, true), (124_000, false), (u32::MAX, false)] {
        let json = DOCUMENT.replace("24000", &code.to_string()).replace("403", &code.to_string());
        let body = serde_json::from_str::<ErrorBody<'_>>(&json).unwrap();
        assert_eq!((body.error_code(), body.status_code()), (code, code));
        assert_eq!(body.explain().is_some(), known);
        assert_eq!(body.source().is_some(), known);
        let (in_core, _) = serde_json_core::from_str::<ErrorBodyBuf>(&json).unwrap();
        assert_eq!(in_core.as_body(), body);
        assert_eq!(in_core.explain(), body.explain());
    }
    refused(&DOCUMENT.replace("24000", "4294967296"), "invalid value: integer `4294967296`");
    refused(&DOCUMENT.replace("24000", "-1"), "invalid value: integer `-1`");
    refused(&DOCUMENT.replace("24000", "\"24000\""), "invalid type: string \"24000\"");
    refused(&DOCUMENT.replace("24000", "null"), "invalid type: null");
}

#[test]
fn fields_may_be_more_and_in_any_order_but_not_fewer_or_twice() {
    let json = r#" {"trace": [1, {"detail": null}], "status_code": 403,
        "error_description": "This feature is not enabled on this account", "extra": "a",
        "additional_info": {"error_code": 24000, "hint": {"error_code": 1}, "detail": ""}} "#;
    assert_eq!(serde_json::from_str::<ErrorBody<'_>>(json).unwrap(), PLAIN);
    assert_eq!(serde_json_core::from_str::<ErrorBody<'_>>(json).unwrap().0, PLAIN);

    let fields = ["additional_info", "detail", "error_code", "status_code", "error_description"];
    for field in fields {
        let json = DOCUMENT.replacen(field, "other", 1);
        refused(&json, &format!("missing field `{field}`"));
        let error = serde_json_core::from_str::<ErrorBodyBuf>(&json).unwrap_err().to_string();
        assert!(error.contains(field), "{error}");
    }
    refused(&DOCUMENT.replacen('{', r#"{"status_code":1,"#, 1), "duplicate field `status_code`");
    refused(&DOCUMENT.replace("\"\"", "\"\",\"detail\":\"\""), "duplicate field `detail`");
    refused("[]", "invalid length 0, expected an error object of ThreatSTOP");
    refused("1", "invalid type: integer `1`, expected an error object");
    refused(&DOCUMENT[..40], "EOF while parsing");
    // Without names, as compact formats write it.
    let row = r#"[["",24000],403,"This feature is not enabled on this account"]"#;
    assert_eq!(serde_json::from_str::<ErrorBody<'_>>(row).unwrap(), PLAIN);
    refused("[[\"\"],403,\"\"]", "invalid length 1, expected the object `additional_info`");
}

#[test]
fn a_text_too_long_is_named_and_not_cut() {
    let body = |detail: usize, description: usize| {
        let (detail, description) = ("d".repeat(detail), "e".repeat(description));
        let body = ErrorBody::new(1, 2, &description, &detail);
        let owned = ErrorBodyBuf::try_from(body).map_err(|error| error.code());
        (serde_json::to_string(&body).unwrap(), owned.err())
    };
    let (json, refusal) = body(DETAIL_MAX, DESCRIPTION_MAX);
    assert_eq!(refusal, None);
    let read = serde_json::from_str::<ErrorBodyBuf>(&json).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), json);

    let rows = [
        (DETAIL_MAX + 1, 0, "invalid length 1025, expected `detail` in 1024 bytes"),
        (0, DESCRIPTION_MAX + 1, "invalid length 257, expected `error_description` in 256 bytes"),
    ];
    for (detail, description, message) in rows {
        let (json, refusal) = body(detail, description);
        assert_eq!(refusal, Some(Code::BufferTooSmall));
        let error = serde_json::from_str::<ErrorBodyBuf>(&json).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
        assert!(serde_json_core::from_str::<ErrorBodyBuf>(&json).is_err());
        // The view has no bound.
        assert!(serde_json::from_str::<ErrorBody<'_>>(&json).is_ok());
    }
}

#[test]
fn as_an_error_it_chains_to_the_row() {
    let body = ErrorBody::new(19018, 400, "Invalid CIDR", "10.0.0.5/8");
    assert_eq!(body.to_string(), "19018 Invalid CIDR: 10.0.0.5/8");
    let owned = ErrorBodyBuf::try_from(body).unwrap();
    assert_eq!(owned.to_string(), body.to_string());
    assert_eq!(owned.source().unwrap().to_string(), "19018 Invalid CIDR (User Lists)");
    assert_eq!(PLAIN.to_string(), "24000 This feature is not enabled on this account");
}

#[test]
fn what_was_expected_is_said() {
    let json = DOCUMENT.replace("\"\"", "5");
    let read = serde_json::from_str::<ErrorBody<'_>>(&json).unwrap_err().to_string();
    assert!(read.starts_with("invalid type: integer `5`, expected `detail` as text"), "{read}");
    let read = serde_json::from_str::<ErrorBodyBuf>(&json).unwrap_err().to_string();
    let wanted = format!("invalid type: integer `5`, expected `detail` in {DETAIL_MAX} bytes");
    assert!(read.starts_with(&wanted), "{read}");
    let fields = [(true, "a")].into_iter();
    let map = serde::de::value::MapDeserializer::<_, serde::de::value::Error>::new(fields);
    let read = <ErrorBodyBuf as serde::Deserialize>::deserialize(map).unwrap_err().to_string();
    assert_eq!(read, "invalid type: boolean `true`, expected a field's name");
}
