//! Runs the example `lint_feed` for the tests that include this file.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

/// What a run wrote, and its exit status.
pub(crate) struct Run {
    pub(crate) out: String,
    pub(crate) log: String,
    pub(crate) status: Option<i32>,
}

/// The example by cargo, which builds it where it has not been built: `cargo test --tests` does not.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--example", "lint_feed"]);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    command.arg("--").current_dir(env!("CARGO_MANIFEST_DIR"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs it over `feed` as its standard input.
pub(crate) fn lint_feed(arguments: &[&str], feed: &str) -> Run {
    let mut child = command().args(arguments).spawn().unwrap();
    // Who reads no input may be gone before it is written.
    let _ = child.stdin.take().unwrap().write_all(feed.as_bytes());
    let output = child.wait_with_output().unwrap();
    Run {
        out: String::from_utf8(output.stdout).unwrap(),
        log: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code(),
    }
}
