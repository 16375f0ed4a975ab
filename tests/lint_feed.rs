//! What `lint_feed` promises to who runs it.

use ioc_canon::Code;
use serde_json::{Value, json};

#[path = "example/mod.rs"]
mod example;

use example::lint_feed;

/// The refusals in what was logged: all lines before the summary.
fn refusals(log: &str) -> Vec<&str> {
    log.split("\n\n").next().unwrap().lines().filter(|line| !line.is_empty()).collect()
}

#[test]
fn the_status_says_what_came_of_it() {
    let rows: &[(&[&str], &str, i32)] = &[
        (&["-"], "192.0.2.1\n", 0),
        (&["-"], "", 0),
        (&["-"], "192.0.2.1\n192.0.2.999\n", 1),
        (&["no such file"], "", 2),
        (&["no such file", "-"], "192.0.2.1\n", 2),
        (&["--for", "nobody", "-"], "", 2),
        (&["--as", "thing", "-"], "", 2),
        (&["--format", "csv:2:;", "-"], ";192.0.2.1;x\n", 0),
        (&["--format", "csv:2::", "-"], "x:192.0.2.1:y\n", 0),
        (&["--format", "csv:2:\\t", "-"], "\t192.0.2.1\n", 0),
        (&["--format", "csv:1:,:x", "-"], "192.0.2.1\n", 2),
        (&["--format", "csv:1:", "-"], "192.0.2.1\n", 2),
        (&["--format", "csv:0", "-"], "192.0.2.1\n", 2),
        (&["--format", "csv:1:\"", "-"], "192.0.2.1\n", 2),
        (&["--format", "csv:1:é", "-"], "192.0.2.1\n", 2),
        (&["--format", "plain:1", "-"], "192.0.2.1\n", 2),
        (&["--format", "auto:1", "-"], "192.0.2.1\n", 2),
        (&["--explain", "C006"], "", 0),
        (&["--explain", "Z999"], "", 2),
        (&["--help"], "", 0),
        (&[], "", 1),
    ];
    for (arguments, feed, status) in rows {
        let run = lint_feed(arguments, feed);
        assert_eq!(run.status, Some(*status), "{arguments:?}: {}", run.log);
    }
    let explained = lint_feed(&["--explain", "C006"], "").out;
    for part in [Code::HostBits.summary(), Code::HostBits.remedy(), Code::HostBits.example()] {
        assert!(explained.contains(part), "{explained}");
    }
    // The sample shows every kind, good, and refuses something.
    let sample = lint_feed(&["--kind"], "");
    for kind in ioc_canon::Kind::ALL {
        assert!(sample.out.contains(&format!("{kind}\t")), "{kind}");
    }
}

#[test]
fn objects_have_the_keys_that_are_promised() {
    let feed =
        "Evil[.]Example\nHKLM\\Software\\Run\n# 10.0.0.5\n  10.0.0.5/8\n\"a..b\"\n127.0.0.1\n";
    let run = lint_feed(&["--json", "-"], feed);
    let objects: Vec<Value> =
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let accepted = |line: u64, input, kind, canonical| json!({"line": line, "column": 1, "input": input, "kind": kind, "canonical": canonical});
    let mut expected = vec![
        accepted(1, "Evil[.]Example", "host", "evil.example"),
        accepted(2, "HKLM\\Software\\Run", "registry-key", "HKEY_LOCAL_MACHINE\\Software\\Run"),
        json!({"line": 4, "column": 3, "input": "10.0.0.5/8", "kind": "cidr", "code": "C006", "offset": 7,
            "message": "expected zero bits beyond the prefix length at byte 7",
            "remedy": Code::HostBits.remedy(), "suggestion": "10.0.0.0/8"}),
        json!({"line": 5, "column": 1, "input": "\"a..b\"", "kind": "host", "code": "H001", "offset": 3,
            "message": format!("{} at byte 3", Code::LabelEmpty.summary()), "remedy": Code::LabelEmpty.remedy()}),
        accepted(6, "127.0.0.1", "address", "127.0.0.1"),
    ];
    expected[0]["refanged"] = json!(true);
    expected[4]["notes"] = json!(["special-address"]);
    assert_eq!(objects, expected);
    // Refusals are objects too; what is logged is the summary.
    assert!(run.log.starts_with("\naccepted"), "{}", run.log);
}

/// The last line needs no end.
#[test]
fn lines_are_counted() {
    for (feed, lines) in
        [("", 0), ("\n", 1), ("192.0.2.1", 1), ("192.0.2.1\n", 1), ("192.0.2.1\r\n\n#", 3)]
    {
        let run = lint_feed(&["-"], feed);
        let counted = run.log.lines().find_map(|line| line.strip_prefix("lines"));
        let counted = counted.and_then(|line| line.split_whitespace().next());
        assert_eq!(counted, Some(&*lines.to_string()), "{feed:?}: {}", run.log);
    }
}

/// An entry that was read is told what to write, however it was typed.
#[test]
fn a_check_says_what_to_write() {
    let rows: &[(&[&str], &str, &str)] = &[
        (
            &[],
            "WWW.Example.COM",
            "-:1:1: G012: expected text that needs no edit at byte 0; write the canonical form (write www.example.com)",
        ),
        (
            &[],
            "www.Example.com",
            "-:1:5: G012: expected text that needs no edit at byte 4; write the canonical form (write www.example.com)",
        ),
        (&["--for", "threatconnect"], "evil[.]example", "(write evil.example)"),
        (&["--for", "threatconnect"], "\"AS 64500\"", "(write ASN64500)"),
        (&["--for", "opencti"], "hxxps://evil[.]example/a", "(write https://evil.example/a)"),
        (&["--for", "ecs"], "`HKEY_USERS\\a`", "(write HKU\\a)"),
        (&["--for", "misp"], "evil[.]example:443", "(write evil.example|443)"),
        // Refused as it stands, and mended into the platform's spelling.
        (&["--for", "threatconnect"], "2001:db8::1/32", "(write 2001:db8:0:0:0:0:0:0/32)"),
        (&["--for", "threatstop"], "AS64500", "this platform has no such indicator"),
        // A URL to the letter, and another one is written.
        (
            &["--for", "opencti"],
            "hxxp://evil.com/a",
            "-:1:2: G012: expected text that needs no edit at byte 1; write the canonical form (write http://evil.com/a)",
        ),
        (&["--for", "opencti"], "fxp://evil.com", "(write ftp://evil.com)"),
        (&["--for", "opencti"], "http://a[.]b@evil.com/", "(write http://a.b@evil.com/)"),
        (&[], "hxxp://evil.com/a", "(write http://evil.com/a)"),
    ];
    for (arguments, entry, expected) in rows {
        let arguments = [&["--check"], *arguments, &["-"]].concat();
        let run = lint_feed(&arguments, entry);
        let refusals = refusals(&run.log);
        assert!(refusals.len() == 1 && refusals[0].ends_with(expected), "{entry}: {}", run.log);
        assert!(run.out.is_empty() && run.status == Some(1), "{entry}");
    }
}

/// What cannot be read is told what to write by what was read of it: without the quotes around it,
/// refanged; and only what would then be accepted.
#[test]
fn a_refusal_says_what_to_write() {
    let sha512 = "cf83e1357eefb8bdf1542850d66d8007".repeat(4);
    let rows: &[(&[&str], &str, &str)] = &[
        (
            &[],
            "1.2.3[.]4/24",
            ":1:9: C006: expected zero bits beyond the prefix length at byte 8; write the block's first address (write 1.2.3.0/24)",
        ),
        (&[], "“evil\u{2024}com”", "write an ordinary dot (write evil.com)"),
        (&[], "Ã¶sterreich", "decode the source as UTF-8"),
        (&["--as", "asn"], "\"0012\"", "drop the leading zeros (write 12)"),
        (&["--as", "asn"], "-1", "drop the sign"),
        (
            &["--for", "threatconnect"],
            "“evil\u{2024}com”",
            "write an ordinary dot (write evil.com)",
        ),
        (
            &["--for", "opencti"],
            "“Ã¶sterreich.icom.museum”",
            "decode the source as UTF-8 (write xn--sterreich-z7a.icom.museum)",
        ),
        (&["--for", "threatconnect"], "hxxps://1.2.3.4:080/", "(write https://1.2.3.4:80/)"),
        // Limits: neither written nor suggested.
        (
            &["--for", "threatstop"],
            "10.0.0.0/7",
            ":1:10: D022: expected a block no larger than the platform takes at byte 9; split it",
        ),
        (
            &["--for", "threatstop"],
            "\"10.0.0.0/7\"",
            ":1:1: D022: expected a block no larger than the platform takes at byte 0; split it",
        ),
        (&["--for", "threatstop"], "10.0.0.5/7", "write the block's first address"),
        (&["--for", "threatstop"], "192[.]168[.]1[.]1", "or tell the platform to allow bogons"),
        (&["--for", "threatstop"], "AS 0064500", "drop the leading zeros"),
        (
            &["--for", "threatconnect"],
            &sha512,
            "give a digest of an algorithm that the platform lists",
        ),
    ];
    for (arguments, entry, expected) in rows {
        let run = lint_feed(&[arguments, &["-"][..]].concat(), entry);
        let refusals = refusals(&run.log);
        assert!(refusals.len() == 1 && refusals[0].ends_with(expected), "{entry}: {}", run.log);
        assert!(run.out.is_empty() && run.status == Some(1), "{entry}");
    }
    let feed = "1.2.3[.]4/24\n\"10.0.0.5/8\"\nhxxp[:]//1.2.3.4:080/a\n010[.]0[.]0[.]1\n";
    let run = lint_feed(&["--json", "-"], feed);
    let told = run.out.lines().map(|line| {
        let object: Value = serde_json::from_str(line).unwrap();
        json!([object["kind"], object["code"], object["offset"], object["suggestion"]])
    });
    let expected = [
        json!(["cidr", "C006", 8, "1.2.3.0/24"]),
        json!(["cidr", "C006", 8, "10.0.0.0/8"]),
        json!(["url", "U013", 17, "http://1.2.3.4:80/a"]),
        json!(["address", "A003", 0, null]),
    ];
    assert!(told.eq(expected), "{}", run.out);
}

/// What is written for a platform is what it takes. AS numbers are bare at some, and only who knows
/// that they are such reads them.
#[test]
fn output_is_taken_by_its_own_check() {
    let feed = "Evil[.]Example\n2001:DB8::/32\nhttp://Example.com/A\nHKLM\\Software\\Run\n";
    for platform in ["threatconnect", "opencti", "misp", "ecs"] {
        let run = lint_feed(&["--for", platform, "-"], feed);
        assert_eq!((run.status, run.out.lines().count()), (Some(0), 4), "{platform}");
        let again = lint_feed(&["--for", platform, "--check", "-"], &run.out);
        assert_eq!((again.status, again.out), (Some(0), run.out), "{platform}");
    }
    let bare = lint_feed(&["--for", "opencti", "-"], "AS 64500\n").out;
    assert_eq!(bare, "64500\n");
    let again = lint_feed(&["--for", "opencti", "--check", "--as", "asn", "-"], &bare);
    assert_eq!((again.status, again.out), (Some(0), bare));
}

#[test]
fn what_is_logged_hides_passwords_and_commands_no_terminal() {
    let run = lint_feed(&["--check", "-"], "https://user:secret@Files.example.org/\n");
    assert!(run.log.contains("(write https://user:***@files.example.org/)"), "{}", run.log);
    let run = lint_feed(&["-"], "https://user:secret@files.example.org:080/\n");
    assert!(run.log.contains("(write https://user:***@files.example.org:80/)"), "{}", run.log);
    assert!(!run.log.contains("secret"), "{}", run.log);
    let time = run.log.lines().last().unwrap();
    assert!(time.starts_with("lines") && time.ends_with(" s"), "{time}");
    let run = lint_feed(&["\u{1b}[2J\u{202e}"], "");
    assert!(run.log.contains("\\u{1b}[2J\\u{202e}"), "{:?}", run.log);
    // No terminal, no progress line.
    assert!(!run.log.contains(['\r', '\u{1b}']), "{:?}", run.log);
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    use std::io::{Read as _, Write as _};
    let mut child = example::command().arg("-").spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let block = "192.0.2.1\n".repeat(10_000);
    // Ends when it has ended; more than any pipe holds.
    for _ in 0..100 {
        if stdin.write_all(block.as_bytes()).is_err() {
            break;
        }
    }
    drop(stdin);
    let mut log = String::new();
    child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "not all was judged");
    assert_eq!(log, "");
}
