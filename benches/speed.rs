//! Whole calls over many distinct texts, each beside what a user would write otherwise: a group a
//! kernel, and one for whole feeds.
//!
//! ```text
//! cargo bench --bench speed              # everything
//! cargo bench --bench speed -- IPv4      # what is named so
//! cargo bench --bench ratios             # the table alone, in rounds
//! ```
//! Feeds are of the corpora where those are (`IOC_CANON_CORPORA`, or `../shared/corpora`), else
//! generated. Before anything is timed, both sides give the same text for whatever both accept, and
//! the laws hold of every hundredth text. A peer does what it does: url and idna also read Unicode names, url also normalises paths.

use std::time::Duration;

use criterion::{Criterion, Throughput};

#[path = "../tests/laws/mod.rs"]
mod laws;
mod rows;

use rows::{
    feed,
    row::{COUNT, Row},
};

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(15)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    for row in rows::KERNELS {
        group(&mut criterion, row(COUNT));
    }
    for (name, make) in feed::FEEDS {
        group(&mut criterion, feed::whole(name, make(2 * COUNT), false));
    }
    criterion.final_summary();
}

fn group(criterion: &mut Criterion, row: Row) {
    row.sample.iter().for_each(|text| laws::indicator(text));
    let mut group = criterion.benchmark_group(row.name);
    group.throughput(Throughput::Bytes(row.bytes));
    for mut side in row.sides {
        group.bench_function(side.name, |b| b.iter(|| (side.pass)(&mut || ())));
    }
    group.finish();
}
