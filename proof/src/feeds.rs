//! Feeds.

use ioc_canon::feed::{Entries, Entry, Options, Scratch, entries};

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

crate::rows! {
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
    "feed::Options::csv kind max_line" => {
        keep(Options::csv(any(0), any(0)).kind(kind()).max_line(any(0)))
    }
    "feed::Options: Default" => { keep(Options::default()) }
    "feed::Options: PartialEq" => { equal(options(), options()) }
}
