//! Feeds.

use core::error::Error as _;

use ioc_canon::feed::{
    Decoder, Entries, Entry, EntryError, Options, Reading, Refusal, Scratch, Sniffed, Summary, Why,
    entries, sniff,
};

use crate::opaque::*;

static OPTIONS: Options = Options::PLAIN;

fn options() -> &'static Options {
    any(&OPTIONS)
}

fn all() -> Entries<'static> {
    any(entries(bytes(), options()))
}

fn entry() -> Option<Entry<'static>> {
    any(all().next())
}

fn decoder() -> Option<Decoder<256>> {
    any(Decoder::try_new(*options()).ok())
}

fn fault() -> EntryError {
    any(EntryError::at(any(0), any(0), error()))
}

fn sniffed() -> Sniffed {
    any(sniff(bytes()))
}

fn summary() -> Summary {
    any(Summary::new())
}

crate::rows! {
    "feed::Entry::reading" => { keep(entry()?.reading(&mut any(Scratch::new()))) }
    "feed::Reading::indicator is_edited" => {
        let mut scratch = any(Scratch::new());
        let of: Reading<'_> = any(entry()?.reading(&mut scratch).ok()?);
        keep((of.indicator(), of.is_edited()));
    }
    "feed::Entry::explain" => { keep(entry()?.explain(error(), &mut any(Scratch::new()))) }
    "feed::Refusal::text error kind explanation suggestion" => {
        let mut scratch = any(Scratch::new());
        let of: Refusal<'_> = any(entry()?.explain(error(), &mut scratch));
        keep((of.text(), of.error(), of.kind(), of.explanation()));
        keep(of.suggestion());
    }
    "feed::Decoder::try_new push finish" => {
        keep(Decoder::<16>::try_new(*options()));
        let mut of = decoder()?;
        of.push(bytes(), |entry| keep(entry));
        of.finish(|entry| keep(entry));
        keep(of);
    }
    "feed::Decoder: Clone" => { keep(decoder()?.clone()) }
    "feed::EntryError::new at line column error class level disposition" => {
        keep(EntryError::new(&entry()?, error()));
        keep(EntryError::at(any(0), any(0), error()));
        let of = fault();
        keep((of.line(), of.column(), of.error(), of.class(), of.level(), of.disposition()));
    }
    "feed::EntryError: Display" => { shown(&fault()) }
    "feed::EntryError: Error" => { keep(fault().source().is_some()) }
    "feed::EntryError: PartialEq" => { equal(&fault(), &fault()) }
    "feed::EntryError: Hash" => { hashed(&fault()) }
    "feed::sniff" => { keep(sniff(bytes())) }
    "feed::Sniffed::options why" => { keep((sniffed().options(), sniffed().why())) }
    "feed::Sniffed: PartialEq" => { equal(&sniffed(), &sniffed()) }
    "feed::Why: Display" => { shown(&sniffed().why()) }
    "feed::Why: PartialEq" => { equal::<Why>(&sniffed().why(), &sniffed().why()) }
    "feed::Why: Hash" => { hashed(&sniffed().why()) }
    "feed::Summary::new add merge" => {
        let mut of = summary();
        of.add(&entry()?.reading(&mut any(Scratch::new())));
        of.merge(&summary());
        keep(of);
        keep(Summary::new());
    }
    "feed::Summary::accepted refused edited of_kind of_code of_note" => {
        let of = summary();
        keep((of.accepted(), of.refused(), of.edited()));
        keep((of.of_kind(kind()), of.of_code(code()), of.of_note(note())));
    }
    "feed::Summary::kinds codes notes" => {
        let of = summary();
        of.kinds().for_each(keep);
        of.codes().for_each(keep);
        of.notes().for_each(keep);
    }
    "feed::Summary: Clone Default" => {
        keep(summary().clone());
        keep(Summary::default());
    }
    "feed::Summary: PartialEq" => { equal(&summary(), &summary()) }
    "feed::entries" => { keep(entries(bytes(), options())) }
    "feed::Entries: Iterator" => {
        let mut of = all();
        keep((of.next(), of.size_hint()));
        of.for_each(keep);
    }
    "feed::Entries: Clone" => { keep(all().clone()) }
    "feed::Entry::read" => { keep(entry()?.read(&mut any(Scratch::new()))) }
    "feed::Entry::line column raw text" => {
        let of = entry()?;
        keep((of.line(), of.column(), of.raw(), of.text()));
    }
    "feed::Options::csv kind max_line refang assume_http single_labels suffixes" => {
        let of = Options::csv(any(0), any(0)).kind(kind()).max_line(any(0)).refang(any(false));
        keep(of.assume_http(any(false)).single_labels(any(false)).suffixes(any(false)));
    }
    "feed::Options: Default" => { keep(Options::default()) }
    "feed::Options: PartialEq" => { equal(options(), options()) }
}
