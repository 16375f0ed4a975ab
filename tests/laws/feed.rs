//! What holds for every feed. Tests and fuzz targets call these.

use ioc_canon::{
    Error,
    feed::{self, Decoder, Entry, Options, Scratch},
};

/// All that an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) line: u64,
    pub(crate) column: u32,
    pub(crate) raw: Vec<u8>,
    pub(crate) read: Result<(String, bool), Error>,
}

/// Reads an entry, and checks that its offsets and texts are within bounds.
pub(crate) fn record(entry: Entry<'_>, scratch: &mut Scratch) -> Record {
    let read = entry
        .reading(scratch)
        .map(|reading| (reading.indicator().to_string(), reading.is_edited()));
    if let Err(error) = &read {
        assert!(error.offset() <= entry.raw().len(), "{entry:?} {error}");
        if let Ok(text) = entry.text() {
            assert!(text.is_char_boundary(error.offset()), "{entry:?} {error}");
        }
        explained(&entry, *error, scratch);
    }
    Record { line: entry.line(), column: entry.column(), raw: entry.raw().to_vec(), read }
}

/// What is said of a refused entry is of its code, within the text that was read.
fn explained(entry: &Entry<'_>, error: Error, scratch: &mut Scratch) {
    let refusal = entry.explain(error, scratch);
    let (text, at) = (refusal.text(), refusal.error().offset());
    assert_eq!(refusal.error().code(), error.code(), "{entry:?}");
    assert!(text.is_char_boundary(at), "{entry:?} {error} {text:?} {at}");
    let suggestion = refusal.suggestion().map(|suggestion| suggestion.to_string());
    assert_ne!(suggestion.as_deref(), Some(text), "{entry:?} {error}");
}

/// The entries of a whole feed.
pub(crate) fn whole(bytes: &[u8], options: &Options) -> Vec<Record> {
    let mut scratch = Scratch::new();
    feed::entries(bytes, options).map(|entry| record(entry, &mut scratch)).collect()
}

/// The entries of the same feed from chunks, whose lengths `next` tells.
pub(crate) fn chunked<const N: usize>(
    bytes: &[u8],
    options: &Options,
    mut next: impl FnMut() -> usize,
) -> Vec<Record> {
    let mut decoder = Decoder::<N>::try_new(*options).expect("options that fit");
    let (mut scratch, mut seen, mut rest) = (Scratch::new(), Vec::new(), bytes);
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(next().min(rest.len()));
        decoder.push(chunk, |entry| seen.push(record(entry, &mut scratch)));
        rest = after;
    }
    decoder.finish(|entry| seen.push(record(entry, &mut scratch)));
    seen
}

/// Chunked is whole, whatever the chunks.
pub(crate) fn chunked_is_whole<const N: usize>(
    bytes: &[u8],
    options: &Options,
    next: impl FnMut() -> usize,
) {
    assert_eq!(chunked::<N>(bytes, options, next), whole(bytes, options), "{options:?}");
}

/// Places are in order: line by line, and from left to right.
pub(crate) fn places_are_in_order(bytes: &[u8], options: &Options) {
    let places: Vec<_> = whole(bytes, options).iter().map(|r| (r.line, r.column)).collect();
    assert!(places.is_sorted(), "{options:?}");
}
