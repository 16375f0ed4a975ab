//! The laws of serde's forms: what is written is read as an equal value, by every reader of every
//! format, and written again in the same bytes. Shared by tests and fuzz targets.

use std::fmt::Debug;

use ioc_canon::{Indicator, IndicatorBuf, Kind};
use serde::{Serialize, de::DeserializeOwned};

/// Whatever kinds `text` can be read as keep the laws. Tells how many.
pub(crate) fn text(text: &str) -> usize {
    let read = Kind::ALL.iter().filter_map(|kind| Indicator::read_as(*kind, text).ok());
    read.map(|parsed| indicator(parsed.get())).count()
}

/// An indicator, its partner and the value inside keep the laws.
pub(crate) fn indicator(value: &Indicator<'_>) {
    let owned = IndicatorBuf::from(value);
    assert_eq!(owned, *value);
    round_trip(&owned);
    match &owned {
        IndicatorBuf::Asn(value) => round_trip(value),
        IndicatorBuf::Address(value) => round_trip(value),
        IndicatorBuf::Cidr(value) => round_trip(value),
        IndicatorBuf::Range(value) => round_trip(value),
        IndicatorBuf::Host(value) => round_trip(value),
        IndicatorBuf::Url(value) => round_trip(value),
        IndicatorBuf::RegistryKey(value) => round_trip(value),
        IndicatorBuf::Email(value) => round_trip(value),
        IndicatorBuf::FileHash(value) => round_trip(value),
        IndicatorBuf::Endpoint(value) => round_trip(value),
        _ => unreachable!("a kind without laws"),
    }

    // View and partner write the same, and the view borrows what can be lent.
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(json, serde_json::to_string(&owned).unwrap());
    match serde_json::from_str::<Indicator<'_>>(&json) {
        Ok(back) => assert_eq!(back, *value),
        Err(error) => assert!(json.contains('\\'), "{json}: {error}"),
    }
    let bytes = postcard::to_allocvec(value).unwrap();
    assert_eq!(bytes, postcard::to_allocvec(&owned).unwrap());
    assert_eq!(postcard::from_bytes::<Indicator<'_>>(&bytes).unwrap(), *value);

    // Without an allocator.
    let mut out = vec![0; 6 * json.len() + 16];
    let size = serde_json_core::to_slice(value, &mut out).unwrap();
    let mut scratch = vec![0; size];
    let (back, used) =
        serde_json_core::from_slice_escaped::<IndicatorBuf>(&out[..size], &mut scratch).unwrap();
    assert_eq!((back, used), (owned, size));
}

/// A value that owns itself, as JSON text, from a reader, as a `Value`, and in postcard.
pub(crate) fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    let back: T = serde_json::from_str(&json).unwrap();
    assert_eq!(back, *value, "{json}");
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
    assert_eq!(serde_json::from_reader::<_, T>(json.as_bytes()).unwrap(), *value, "{json}");
    let tree = serde_json::to_value(value).unwrap();
    assert_eq!(serde_json::from_value::<T>(tree).unwrap(), *value, "{json}");

    let bytes = postcard::to_allocvec(value).unwrap();
    let back: T = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(back, *value, "{bytes:?}");
    assert_eq!(postcard::to_allocvec(&back).unwrap(), bytes);
}

/// Any bytes, in either format: what is accepted keeps the laws. Tells how many were.
pub(crate) fn bytes(input: &[u8]) -> usize {
    let json = serde_json::from_slice::<IndicatorBuf>(input).ok();
    let compact = postcard::from_bytes::<IndicatorBuf>(input).ok();
    let read = [json, compact];
    read.iter().flatten().map(|owned| indicator(&owned.view())).count()
}
