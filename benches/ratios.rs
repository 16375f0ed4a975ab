//! This crate beside its peers as one table of markdown, in interleaved rounds.
//!
//! ```text
//! cargo bench --bench ratios               # the table
//! cargo bench --bench ratios -- --check    # and fail where a ratio is below 60 % of "must"
//! cargo bench --bench ratios -- --write    # and into the README, with the machine's words
//! ```
//! A time is that of every slice of the items in its least disturbed round; a ratio is of two such. The whole feed is of the corpora
//! where those are (`IOC_CANON_CORPORA`, or `../shared/corpora`), else generated. ada-url needs a C++
//! compiler and is in a package of its own, `benches/ada`, which is built and run from here.

use std::{
    env, fs,
    path::Path,
    process::{Command, ExitCode},
    time::Instant,
};

mod rows;

use rows::{feed, ratio, row::MANY};

/// How many of the kernels have a figure to reach; the rest is criterion's.
const ASKED: usize = 14;

fn main() -> ExitCode {
    let wants = |flag: &str| env::args().any(|arg| arg == flag);
    let start = Instant::now();
    let mut table = ratio::HEAD.to_owned();
    print!("{table}");
    let mut failed = vec![];
    let mut add = |name: &str, (lines, holds): (String, bool)| {
        print!("{lines}");
        table += &lines;
        if !holds {
            failed.push(name.to_owned());
        }
    };
    for row in &rows::KERNELS[..ASKED] {
        let row = row(MANY);
        add(row.name, ratio::measure(row));
    }
    match ada() {
        Ok(measured) => add("ada-url", measured),
        Err(why) => add("ada-url", (format!("| URL host canonical | ada-url | {why} |\n"), false)),
    }
    let (name, feed) = ("whole feed", feed::mixed(MANY));
    let lines = feed.lines().count();
    add(name, ratio::measure(feed::whole(name, feed, true)));
    let words = format!(
        "{}, {}; the whole feed has {lines} lines; {:.0} s.",
        machine(),
        compiler(),
        start.elapsed().as_secs_f64()
    );
    println!("\n{words}");
    if wants("--write") {
        write(&format!("{}\n\n{}\n", table.trim_end(), words));
    }
    if !failed.is_empty() {
        println!("below 60 % of what must be: {}", failed.join(", "));
    }
    match wants("--check") && !failed.is_empty() {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

/// The row that the package with the C++ compiler prints, and whether it holds.
fn ada() -> Result<(String, bool), &'static str> {
    let out = Command::new(env!("CARGO"))
        .args(["run", "--release", "--quiet", "--locked", "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/ada/Cargo.toml"))
        .output()
        .map_err(|_| "no cargo to build it with")?;
    let rows = String::from_utf8_lossy(&out.stdout);
    if !rows.starts_with('|') {
        eprint!("{}", String::from_utf8_lossy(&out.stderr));
        return Err("not built: is there a C++ compiler?");
    }
    Ok((rows.into_owned(), out.status.success()))
}

/// Holds the block of the README that is marked so.
fn write(block: &str) {
    const OPEN: &str = "<!-- speed -->\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("the README");
    let start = readme.find(OPEN).expect("the block's mark") + OPEN.len();
    let end = start + readme[start..].find("<!-- /speed -->").expect("the block's end");
    fs::write(&path, format!("{}{block}{}", &readme[..start], &readme[end..])).expect("the README");
}

/// What the machine calls itself.
fn machine() -> String {
    let words = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let of = |key: &str| {
        let value = words.lines().find(|line| line.starts_with(key))?.split(':').nth(1)?;
        Some(value.trim().to_owned())
    };
    let name = of("model name").unwrap_or_else(|| "an unnamed processor".into());
    match (of("cpu family"), of("model\t")) {
        (Some(family), Some(model)) => {
            format!("{name} (family {family}, model {model}), {}", env::consts::ARCH)
        }
        _ => format!("{name}, {}", env::consts::ARCH),
    }
}

fn compiler() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let words = Command::new(rustc).arg("--version").output().map(|out| out.stdout);
    let words = String::from_utf8(words.unwrap_or_default()).unwrap_or_default();
    words.split(" (").next().unwrap_or_default().trim().to_owned()
}
