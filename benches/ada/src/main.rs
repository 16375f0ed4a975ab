//! Prints one row of `cargo bench --bench ratios`, which runs this; fails where the row does not hold.

use std::process::ExitCode;

#[allow(dead_code, reason = "one row of many")]
#[path = "../../rows/random.rs"]
mod random;
#[allow(dead_code, reason = "one row of many")]
#[path = "../../rows/ratio.rs"]
mod ratio;
#[allow(dead_code, reason = "one row of many")]
#[path = "../../rows/row.rs"]
mod row;
#[allow(dead_code, reason = "one row of many")]
#[path = "../../rows/url.rs"]
mod url;

use row::{Asked, MANY};

fn main() -> ExitCode {
    let row = url::host_side(MANY).text("ada-url", Asked::Faster(2.0, 4.0), |text, out| {
        out.push_str(ada_url::Url::parse(text, None).ok()?.hostname());
        Some(())
    });
    let (lines, holds) = ratio::measure(row.done());
    print!("{lines}");
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
