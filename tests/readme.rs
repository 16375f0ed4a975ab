//! The picture and the capture in README.md are what the crate does today.
//! `IOC_CANON_WRITE=1 cargo test --test readme` writes them anew.

use std::{env, fmt::Write as _, fs, path::Path};

use ioc_canon::{dialect, feed};

#[path = "example/mod.rs"]
mod example;

/// Holds the block that `name` marks against `text`, or writes it.
#[track_caller]
fn block(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let open = format!("<!-- {name}: written by tests/readme.rs -->\n```text\n");
    let start = readme.find(&open).expect("the block's mark") + open.len();
    let end = start + readme[start..].find("```\n<!-- end -->").expect("the block's end");
    if env::var_os("IOC_CANON_WRITE").is_some() {
        fs::write(&path, format!("{}{text}{}", &readme[..start], &readme[end..])).unwrap();
    } else {
        assert_eq!(&readme[start..end], text, "write it anew: see the head of this file");
    }
}

const FEED: &str = "\
0.0.0.0 Evil[.]Example   # a hosts line
HKLM\\Software\\Run
AS 12345
2001:DB8:1234::/48
10.0.0.5/8
";

fn picture() -> String {
    let mut text = "\x20         feed::entries          Entry::read: refang, detect, parse            Dialect::accept, check
  bytes ---------------> entry --------------------------------> kind, value ----------> text for a platform
                                |                                               |
                                +-> refused: code, byte, remedy                 +-> not its spelling, limits or kinds

"
    .to_owned();
    let mut scratch = feed::Scratch::new();
    let platforms = ["threatstop", "ecs", "opencti", "threatconnect", "threatconnect"];
    for (entry, platform) in feed::entries(FEED.as_bytes(), &feed::Options::PLAIN).zip(platforms) {
        let typed = entry.text().unwrap();
        write!(text, "  {}:{}  {typed:20}", entry.line(), entry.column()).unwrap();
        match entry.read(&mut scratch) {
            Ok(value) => {
                let shown = dialect::named(platform).unwrap().show(&value).unwrap();
                let (kind, value) = (value.kind(), value.to_string());
                writeln!(text, "{kind:14}{value:33}{platform:15}{shown}").unwrap();
            }
            Err(error) => {
                let suggestion = error.explain(typed).suggestion().unwrap();
                writeln!(text, "{:14}{error} (write {suggestion})", error.code()).unwrap();
            }
        }
    }
    text
}

fn capture() -> String {
    let sample = include_str!("../examples/sample_feed.txt");
    let wanted = [
        "asn 64500",
        "2001:DB8:0:0::1",
        "198.51.100.77/29",
        "WWW.Example.COM.",
        "Ã¶sterreich.icom.museum",
        "HTTP://Example.COM:8080",
        "https://198.51.100.7@80",
        "HKLM\\",
        "198.51.100.7:660666",
    ];
    let chosen: Vec<&str> = wanted
        .iter()
        .map(|wanted| sample.lines().find(|line| line.starts_with(wanted)).expect("a sample line"))
        .collect();
    let run = example::lint_feed(&["--for", "threatconnect", "--kind", "-"], &chosen.join("\n"));
    assert_eq!(run.status, Some(1), "{}", run.log);
    let (out, log) = (run.out, run.log);
    // Up to the summary, whose last line is a speed.
    let refusals = log.split("\n\n").next().unwrap();
    let columns = out.lines().map(|line| {
        let (kind, text) = line.split_once('\t').unwrap();
        format!("{kind:14}{text}\n")
    });
    format!(
        "$ lint_feed --for threatconnect --kind -\n{}\n{}\n",
        columns.collect::<String>(),
        refusals.trim_end()
    )
}

// One test: the two blocks are in one file.
#[test]
fn readme_shows_what_is() {
    block("picture", &picture());
    block("lint_feed", &capture());
}
