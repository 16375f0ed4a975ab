//! Instructions an item, counted by callgrind under gungraun, with a limit each: 15 % over what was
//! counted when the limit was set. A count is the same on a busy machine.
//!
//! `.ci/stages/instructions.sh` installs what this needs, runs it and shows the counts an item; with
//! `--write` it sets the limits anew. A plain `cargo bench` leaves this out.

use gungraun::{
    Callgrind, EventKind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};

mod rows;

use rows::{
    Make, asn, cidr, code, feed, host, ip, other,
    row::{Pass, Row},
    url,
};

/// Fewer than when time is measured: no branch predictor is here that could learn them.
const ITEMS: usize = 10_000;

/// Not counted: the items are made, and both sides compared.
fn ours(make: Make) -> Pass {
    make(ITEMS).sides.swap_remove(0).pass
}

/// The same lines on every machine.
fn generated(lines: usize) -> Row {
    feed::whole("feed", feed::generated(lines), false)
}

fn crlf(lines: usize) -> Row {
    feed::whole("feed", feed::generated(lines).replace('\n', "\r\n"), false)
}

fn limit(instructions: u64) -> LibraryBenchmarkConfig {
    let mut config = LibraryBenchmarkConfig::default();
    let mut callgrind = Callgrind::with_args(["--cache-sim=no"]);
    callgrind.hard_limits([(EventKind::Ir, instructions * ITEMS as u64)]);
    config.tool(callgrind);
    config
}

#[library_benchmark(setup = ours)]
#[bench::asn_parse_text(args = (asn::parse_text), config = limit(202))]
#[bench::v4_parse(args = (ip::v4_parse), config = limit(226))]
#[bench::v4_text(args = (ip::v4_text), config = limit(55))]
#[bench::cidr_v4_parse(args = (cidr::v4_parse), config = limit(309))]
#[bench::v6_parse(args = (ip::v6_parse), config = limit(761))]
#[bench::v6_text(args = (ip::v6_text), config = limit(454))]
#[bench::v6_full(args = (ip::v6_full), config = limit(273))]
#[bench::cidr_v6_full(args = (cidr::v6_full), config = limit(949))]
#[bench::hive(args = (other::hive), config = limit(105))]
#[bench::host_lower(args = (host::lower), config = limit(259))]
#[bench::host_validate(args = (host::validate), config = limit(206))]
#[bench::url_host(args = (url::host), config = limit(863))]
#[bench::code_lookup(args = (code::lookup), config = limit(18))]
#[bench::line_split(args = (feed::lines), config = limit(151))]
#[bench::url_whole(args = (url::whole), config = limit(873))]
#[bench::cidr_v4(args = (cidr::v4), config = limit(367))]
#[bench::range(args = (other::range), config = limit(718))]
#[bench::key(args = (other::key), config = limit(293))]
#[bench::email(args = (other::email), config = limit(495))]
#[bench::digest(args = (other::digest), config = limit(313))]
#[bench::endpoint(args = (other::endpoint), config = limit(1278))]
#[bench::idn(args = (host::idn), config = limit(3505))]
#[bench::feed(args = (generated), config = limit(762))]
#[bench::feed_crlf(args = (crlf), config = limit(772))]
fn each(mut pass: Pass) -> Pass {
    pass(&mut || ());
    pass
}

library_benchmark_group!(name = instructions, benchmarks = each);
main!(library_benchmark_groups = instructions);
