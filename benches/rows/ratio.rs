//! Sides beside each other in interleaved rounds, as a row of markdown.

use std::time::{Duration, Instant};

use super::row::{Asked, Row, Side};

/// So many rounds at least, and more until time is up; a row that fails gets them all again, twice.
const ROUNDS: usize = 15;
const TIME: Duration = Duration::from_millis(700);

/// The times of one side: of every slice of its items, in every round.
type Times = Vec<Vec<Duration>>;

/// Of what is asked, the part that fails a check: another machine is not this one.
const CHECKED: f64 = 0.6;

pub(crate) const HEAD: &str = "\
| kernel | beside | ns | its ns | ratio | middle half | must | goal |
|---|---|--:|--:|--:|---|--:|--:|
";

/// The row's lines of the table, and whether it holds.
pub(crate) fn measure(mut row: Row) -> (String, bool) {
    let mut times: Vec<Times> = vec![vec![]; row.sides.len()];
    // Caches and pages first.
    row.sides.iter_mut().for_each(|side| (side.pass)(&mut || ()));
    for _ in 0..3 {
        rounds(&mut row, &mut times);
        if row.sides.iter().zip(&times).all(|(side, theirs)| holds(side, &times[0], theirs)) {
            break;
        }
    }
    let mut lines = String::new();
    for (side, theirs) in row.sides.iter().zip(&times).skip(1) {
        let each = |time: &Times| least(time) / row.items as f64;
        let (low, high) = middle_half(side, &times[0], theirs);
        let (must, goal) = match side.asked {
            Asked::Nothing => (String::new(), String::new()),
            Asked::Faster(must, goal) => (format!("{must}"), format!("{goal}")),
            Asked::Cost(must, goal) => (format!("<= {must}"), format!("<= {goal}")),
        };
        lines += &format!(
            "| {} | {} | {:.1} | {:.1} | **{:.2}** | {low:.2} to {high:.2} | {must} | {goal} |\n",
            row.name,
            side.name,
            each(&times[0]),
            each(theirs),
            ratio(side, least(&times[0]), least(theirs)),
        );
    }
    let holds = row.sides.iter().zip(&times).all(|(side, theirs)| holds(side, &times[0], theirs));
    (lines, holds)
}

/// Every side once a round, so that what disturbs one disturbs all.
fn rounds(row: &mut Row, times: &mut [Times]) {
    let start = Instant::now();
    for round in 1.. {
        for (side, times) in row.sides.iter_mut().zip(&mut *times) {
            let mut laps = vec![];
            let mut last = Instant::now();
            (side.pass)(&mut || {
                let now = Instant::now();
                laps.push(now - last);
                last = now;
            });
            times.push(laps);
        }
        if round >= ROUNDS && start.elapsed() > TIME {
            break;
        }
    }
}

/// In nanoseconds: every slice in the round that disturbed it least.
fn least(times: &Times) -> f64 {
    let slices = times.first().map_or(0, Vec::len);
    let least = |slice: usize| times.iter().map(|laps| laps[slice]).min().unwrap_or_default();
    (0..slices).map(least).sum::<Duration>().as_nanos() as f64
}

fn ratio(side: &Side, ours: f64, theirs: f64) -> f64 {
    match side.asked {
        Asked::Cost(..) => ours / theirs,
        _ => theirs / ours,
    }
}

fn holds(side: &Side, ours: &Times, theirs: &Times) -> bool {
    let ratio = ratio(side, least(ours), least(theirs));
    match side.asked {
        Asked::Nothing => true,
        Asked::Faster(must, _) => ratio >= must * CHECKED,
        Asked::Cost(most, _) => ratio <= most / CHECKED,
    }
}

/// Between which the middle half of the rounds' own ratios is.
fn middle_half(side: &Side, ours: &Times, theirs: &Times) -> (f64, f64) {
    let mut ratios: Vec<f64> = ours
        .iter()
        .zip(theirs)
        .map(|(ours, theirs)| {
            let whole = |laps: &Vec<Duration>| laps.iter().sum::<Duration>().as_secs_f64();
            ratio(side, whole(ours), whole(theirs))
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    (ratios[ratios.len() / 4], ratios[ratios.len() * 3 / 4])
}
