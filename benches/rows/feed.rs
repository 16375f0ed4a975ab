//! Whole feeds, from bytes to canonical texts.

use std::{env, fs, hint::black_box, path::Path};

use ioc_canon::{
    Indicator,
    feed::{self, Options, Scratch},
    indicator,
};

use super::{
    glue,
    random::Random,
    row::{
        Asked::{self, Cost, Faster, Nothing},
        Pass, Row, SLICE,
    },
};

/// A feed of so many lines.
pub(crate) type Make = fn(usize) -> String;

pub(crate) const FEEDS: [(&str, Make); 6] = [
    ("feed, mixed", mixed),
    ("feed, generated", generated),
    ("feed, sorted by kind", sorted),
    ("feed, CRLF", |lines| mixed(lines).replace('\n', "\r\n")),
    ("feed, junk-heavy", junk_heavy),
    ("feed, IDN-heavy", idn_heavy),
];

/// The mixed feed: real lines where the corpora are, so many of them at most.
pub(crate) fn mixed(lines: usize) -> String {
    let corpora = env::var_os("IOC_CANON_CORPORA").unwrap_or_else(|| "../shared/corpora".into());
    match fs::read_to_string(Path::new(&corpora).join("perf/mixed_feed.txt")) {
        Ok(feed) => feed.split_inclusive('\n').take(lines).collect(),
        Err(_) => generated(lines),
    }
}

/// As in the corpora's, in per cent: 43 hosts, 25 IPv4, 13 URLs, 6 + 3 blocks, 4 IPv6, 3 keys,
/// 2 ASNs, 1 IDN; one line in forty between blanks.
pub(crate) fn generated(lines: usize) -> String {
    let mut r = Random(400_000);
    let mut feed = String::new();
    for _ in 0..lines {
        let text = match r.below(100) {
            0..43 => r.host(),
            43..68 => r.v4().to_string(),
            68..81 => r.url(),
            81..87 => r.cidr_v4(),
            87..91 => r.v6_text(),
            91..94 => r.cidr_v6(),
            94..97 => r.key(),
            97..99 => format!("AS{}", r.next() as u32),
            _ => r.idn(),
        };
        feed += &if r.one_in(40) { format!("  {text} \n") } else { format!("{text}\n") };
    }
    feed
}

fn sorted(lines: usize) -> String {
    let feed = mixed(lines);
    let mut lines: Vec<&str> = feed.split_inclusive('\n').collect();
    lines.sort_by_key(|line| Indicator::detect(line.trim()).ok().map(|value| value.kind()));
    lines.concat()
}

/// Every other line is none of any kind.
fn junk_heavy(lines: usize) -> String {
    let mut r = Random(404);
    let mut feed = String::new();
    for line in mixed(lines / 2).split_inclusive('\n') {
        feed += line;
        feed += &match r.below(8) {
            0 => format!("# updated {}\n", r.next()),
            1 => format!("{}.{}\n", r.v4(), r.below(9)),
            2 => format!("{}_{}!\n", r.label(3, 9), r.label(3, 9)),
            3 => format!("http:/{}\n", r.host()),
            4 => format!("{}..{}\n", r.label(3, 9), r.host()),
            5 => format!("{}/33\n", r.v4()),
            6 => format!("{:x}:{:x}\n", r.next(), r.next()),
            _ => format!("{}\n", r.label(20, 60)),
        };
    }
    feed
}

/// Every other line is a name in Unicode.
fn idn_heavy(lines: usize) -> String {
    let mut r = Random(3490);
    mixed(lines / 2)
        .split_inclusive('\n')
        .flat_map(|line| [line.to_owned(), format!("{}\n", r.idn())])
        .collect()
}

/// A feed to this crate and to both programs of [`glue`].
pub(crate) fn whole(name: &'static str, feed: String, asked: bool) -> Row {
    alike(name, &feed);
    let feed: &'static str = feed.leak();
    let ask = |asked_for: Asked| if asked { asked_for } else { Nothing };
    let row = Row::new(name, feed.lines().count(), feed.len() as u64);
    let (mut out, mut scratch) = (vec![0; indicator::MAX_LEN], Scratch::new());
    let row = row.side(
        "ioc-canon",
        Nothing,
        slices(feed, move |bytes| {
            for entry in feed::entries(bytes, &Options::PLAIN) {
                // By reference: an indicator that is moved is copied.
                if let Ok(indicator) = &entry.read(&mut scratch) {
                    let n = indicator.write_into(&mut out).ok();
                    black_box((out.as_mut_ptr(), n));
                }
            }
        }),
    );
    let mut out = String::with_capacity(indicator::MAX_LEN);
    let row = row.side(
        "careful glue",
        ask(Faster(4.0, 6.0)),
        slices(feed, move |bytes| {
            let text = str::from_utf8(bytes).unwrap_or_default();
            let mut start = 0;
            for end in memchr::memchr_iter(b'\n', bytes) {
                out.clear();
                let done = glue::careful(&text[start..end], &mut out);
                black_box((out.as_mut_ptr(), out.len(), done));
                start = end + 1;
            }
        }),
    );
    let row = row.side(
        "try-each glue",
        ask(Faster(7.0, 11.0)),
        slices(feed, |bytes| {
            for line in str::from_utf8(bytes).unwrap_or_default().lines() {
                black_box(glue::try_each(line));
            }
        }),
    );
    let mut out = vec![0; 1 << 16];
    row.side(
        "split, trim, copy",
        ask(Cost(3.5, 2.2)),
        slices(feed, move |bytes| {
            for line in split(bytes) {
                let line = line.trim_ascii();
                out[..line.len()].copy_from_slice(line);
                black_box((out.as_mut_ptr(), line.len()));
            }
        }),
    )
}

/// Line split alone: entries that nobody reads, which are trimmed, numbered and known as text.
pub(crate) fn lines(count: usize) -> Row {
    let feed: &'static str = generated(count).leak();
    let ours = feed::entries(feed.as_bytes(), &Options::PLAIN).map(|entry| entry.raw());
    assert!(ours.eq(split(feed.as_bytes()).map(<[u8]>::trim_ascii)), "other lines");
    Row::new("line split", count, feed.len() as u64)
        .side(
            "ioc-canon",
            Nothing,
            slices(feed, |bytes| {
                for entry in feed::entries(bytes, &Options::PLAIN) {
                    black_box((entry.raw(), entry.line()));
                }
            }),
        )
        .side(
            "memchr, trim_ascii, from_utf8",
            Nothing,
            slices(feed, |bytes| {
                for line in split(bytes) {
                    black_box(str::from_utf8(line.trim_ascii()).ok());
                }
            }),
        )
}

/// A pass over a feed, so many lines at once that a reader's start does not count.
fn slices(feed: &'static str, mut read: impl FnMut(&[u8]) + 'static) -> Pass {
    let mut slices = vec![];
    let mut rest = feed;
    while !rest.is_empty() {
        let end = rest.match_indices('\n').nth(SLICE - 1).map_or(rest.len(), |(at, _)| at + 1);
        let (slice, after) = rest.split_at(end);
        slices.push(slice);
        rest = after;
    }
    Box::new(move |lap| {
        for slice in &slices {
            read(black_box(slice.as_bytes()));
            lap();
        }
    })
}

fn split(feed: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', feed).map(move |end| {
        let line = &feed[start..end];
        start = end + 1;
        line
    })
}

/// Both programs give this crate's text for every line that both read.
fn alike(name: &str, feed: &str) {
    let (mut scratch, mut out) = (Scratch::new(), vec![0; indicator::MAX_LEN]);
    let mut accepted = 0u32;
    let mut both = [0u32; 2];
    for line in feed.lines() {
        let mut entries = feed::entries(line.as_bytes(), &Options::PLAIN);
        // A line whose tokens are two, such as of a hosts file, is no question for the others.
        let Some(entry) = entries.next().filter(|entry| entry.raw() == line.trim().as_bytes())
        else {
            continue;
        };
        // Nor is one out of which the reader takes marks, such as quotes around a name.
        let Ok(reading) = entry.reading(&mut scratch) else { continue };
        if reading.is_edited() {
            continue;
        }
        accepted += 1;
        let n = reading.indicator().write_into(&mut out).expect("the buffer has room for all");
        let ours = str::from_utf8(&out[..n]).expect("canonical text is text");
        let mut text = String::new();
        let careful = glue::careful(line, &mut text).map(|()| text);
        for (theirs, both) in [careful, glue::try_each(line)].iter().zip(&mut both) {
            let Some(theirs) = theirs else { continue };
            *both += 1;
            // url also normalises paths: what it makes of our text is what it made of the line.
            let same = match ours.contains("://") {
                true => ::url::Url::parse(ours).is_ok_and(|url| url.as_str() == theirs),
                false => ours == theirs,
            };
            assert!(same, "{name}, {line:?}: {ours:?}, {theirs:?}");
        }
    }
    for both in both {
        assert!(both * 10 >= accepted * 9, "{name}: {both} of {accepted} lines are read by both");
    }
}
