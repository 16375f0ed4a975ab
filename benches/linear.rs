//! No door's cost grows faster than its input.
//!
//! ```text
//! cargo bench --bench linear    # time at 16 B, 1 KB, 64 KB a text and at 1 KB, 1 MB, 100 MB a feed
//! .ci/stages/linear.sh          # instructions at 400, 800, 1600 bytes: the verdict of CI
//! ```
//! With `--steps` this is what the second one counts: under callgrind, which dumps its count whenever
//! `step` returns, the script pairs the counts with the lines that are printed.

use std::{env, hint::black_box, time::Instant};

#[path = "linear/doors.rs"]
mod doors;
mod rows;

use doors::{Door, FEED_FRAMES, FRAMES, UNITS};

/// Lengths in bytes: each twice the one before.
const LENGTHS: [usize; 3] = [400, 800, 1600];

/// Callgrind counts within this function.
#[inline(never)]
fn measured(door: Door, text: &str) {
    door(black_box(text));
    // Not a tail call, which would not return here.
    black_box(());
}

/// And writes its count down after this one: it takes one order for each name.
#[inline(never)]
fn step(door: Door, text: &str) {
    measured(door, text);
    black_box(());
}

fn main() {
    if env::args().any(|arg| arg == "--steps") {
        return steps();
    }
    let mut worst = 0.0_f64;
    println!("| door | 16 B | 1 KB | 64 KB | for |\n|---|--:|--:|--:|---|");
    for (name, door) in doors::all().into_iter().filter(|(name, _)| !name.starts_with("feed")) {
        worst = worst.max(texts(name, door));
    }
    println!("\n| feed | 1 KB | 1 MB | 100 MB | lines |\n|---|--:|--:|--:|---|");
    for (name, door) in doors::all().into_iter().filter(|(name, _)| name.starts_with("feed")) {
        worst = worst.max(feeds(name, door));
    }
    println!(
        "\nThe cost of a byte grows to {worst:.1} times at most, from any length to the next."
    );
    // A quadratic cost would grow to 64 and 100 times; a busy machine makes a few.
    assert!(worst < 10.0, "super-linear");
}

fn steps() {
    for (name, door) in doors::all() {
        let frames = if name.starts_with("feed") { &FEED_FRAMES[..] } else { &FRAMES[..] };
        for &frame in frames {
            for unit in UNITS {
                for length in LENGTHS {
                    println!("{name}\t{}({unit:?})*{}\t{length}", frame.0, frame.1);
                    step(door, &text(frame, unit, length));
                }
            }
        }
    }
}

fn text((before, after): (&str, &str), unit: &str, length: usize) -> String {
    let room = length.saturating_sub(before.len() + after.len());
    format!("{before}{}{after}", unit.repeat(room / unit.len()))
}

/// Prints a door's times for the text that is dearest at 1 KB; how much dearer a byte gets at most.
fn texts(name: &str, door: Door) -> f64 {
    const LENGTHS: [usize; 3] = [16, 1 << 10, 1 << 16];
    let (mut growth, mut dearest) = (0.0_f64, ([0.0; 3], String::new()));
    for frame in FRAMES {
        for unit in UNITS {
            let times = LENGTHS.map(|length| nanoseconds(door, &text(frame, unit, length), 8));
            growth = growth.max(grows(times, LENGTHS, 1_000.0));
            if times[1] > dearest.0[1] {
                dearest = (times, format!("{:?}, then {unit:?} repeated", frame.0));
            }
        }
    }
    let [a, b, c] = dearest.0.map(|time| time / 1e3);
    println!("| {name} | {a:.2} us | {b:.1} us | {c:.1} us | {} |", dearest.1.replace('|', "bar"));
    growth
}

/// Prints a reader's speeds on three sorts of lines; how much dearer a byte gets at most.
fn feeds(name: &str, door: Door) -> f64 {
    const LENGTHS: [usize; 3] = [1_000, 1_000_000, 100_000_000];
    let mixed = rows::feed::generated(50_000);
    let refused = format!("{}\n", "[.]".repeat(20));
    let mut growth = 0.0_f64;
    for (what, lines) in [("mixed", &*mixed), ("refused, 60 bytes", &*refused), ("one", "a.")] {
        let times = LENGTHS.map(|length| {
            let mut feed = lines.repeat(length.div_ceil(lines.len()));
            let end = (0..=length).rev().find(|&end| feed.is_char_boundary(end)).unwrap_or(0);
            feed.truncate(end);
            nanoseconds(door, &feed, 2_000_000_usize.div_ceil(length))
        });
        growth = growth.max(grows(times, LENGTHS, 0.0));
        let [a, b, c] = [0, 1, 2].map(|i| LENGTHS[i] as f64 * 1e3 / times[i]);
        println!("| {name} | {a:.0} MB/s | {b:.0} MB/s | {c:.0} MB/s | {what} |");
    }
    growth
}

/// The least of two measurements, each of some calls.
fn nanoseconds(door: Door, text: &str, calls: usize) -> f64 {
    let once = || {
        let start = Instant::now();
        for _ in 0..calls {
            door(black_box(text));
        }
        start.elapsed().as_nanos() as f64 / calls as f64
    };
    once().min(once())
}

/// To how many times its cost a byte grows, beyond what any call costs.
fn grows(times: [f64; 3], lengths: [usize; 3], any: f64) -> f64 {
    let byte = |i: usize| times[i].max(any) / lengths[i] as f64;
    (byte(1) / byte(0)).max(byte(2) / byte(1))
}
