//! What stands around values in lists, and the text around them in reports.

#[path = "laws/feed.rs"]
mod laws;

use ioc_canon::{
    Code, Kind,
    feed::{self, Options},
};

/// What a line gives: the canonical texts, `~` before those that were edited, or code and offset.
fn found(options: &Options, line: &str) -> Vec<String> {
    let options = options.max_line(1024);
    laws::places_are_in_order(line.as_bytes(), &options);
    laws::chunked_is_whole::<1024>(line.as_bytes(), &options, || 3);
    let read = |text: &str| -> Vec<String> {
        laws::whole(text.as_bytes(), &options)
            .into_iter()
            .map(|record| match record.read {
                Ok((text, true)) => format!("~{text}"),
                Ok((text, false)) => text,
                Err(error) => format!("{}@{}", error.code().name(), error.offset()),
            })
            .collect()
    };
    // A line that ends may be settled at one look.
    let ended = read(&format!("{line}\n"));
    assert_eq!(read(line), ended, "{line:?}");
    ended
}

/// All rows that differ are told at once.
#[track_caller]
fn rows(options: &Options, rows: &[(&str, &[&str])]) {
    let differ = |&&(line, expected): &&(&str, &[&str])| found(options, line) != *expected;
    let differ: Vec<_> = rows.iter().filter(differ).collect();
    let found: Vec<_> = differ.iter().map(|(line, _)| found(options, line)).collect();
    assert!(differ.is_empty(), "{differ:#?} are {found:#?}");
}

/// UTS #46 lets quotes into names: glued to one, they would make another host of it.
#[test]
fn marks_beyond_ascii_are_no_part_of_a_name() {
    rows(
        &Options::PLAIN,
        &[
            ("evil.com”", &["~evil.com"]),
            ("http://evil.com”", &["~http://evil.com"]),
            ("http://evil.com”.", &["~http://evil.com"]),
            ("hxxp://evil[.]com”", &["~http://evil.com"]),
            ("a@evil.com”", &["~a@evil.com"]),
            ("“a@evil.com”", &["~a@evil.com"]),
            ("evil.com:443”", &["~evil.com:443"]),
            ("„evil.com“", &["~evil.com"]),
            ("»evil.com«", &["~evil.com"]),
            ("「evil.com」", &["~evil.com"]),
            ("《evil.com》", &["~evil.com"]),
            ("［evil.com］", &["~evil.com"]),
            ("｛evil.com｝", &["~evil.com"]),
            ("｢evil.com｣", &["~evil.com"]),
            ("｟evil.com｠", &["~evil.com"]),
            ("＜evil.com＞？", &["~evil.com"]),
            ("evil.com！", &["~evil.com"]),
            ("【http://evil.com】", &["~http://evil.com"]),
            ("（evil.com）", &["~evil.com"]),
            ("evil.com、", &["~evil.com"]),
            ("evil.com，", &["~evil.com"]),
            ("•evil.com", &["~evil.com"]),
            ("·evil.com", &["~evil.com"]),
            ("–evil.com–", &["~evil.com"]),
            ("192.0.2.1”", &["~192.0.2.1"]),
            ("evil.com…", &["Truncated@8"]),
            ("evil.com…”", &["Truncated@8"]),
        ],
    );
    if cfg!(feature = "idna") {
        rows(
            &Options::PLAIN,
            &[
                // Within a text nothing is taken off, and no other host is made.
                ("evil.com”:443", &["HostCharacter@8"]),
                ("“evil.com”:443", &["HostCharacter@0"]),
                ("http://evil.com”/a", &["HostCharacter@15"]),
                ("http://evil.com”:80/", &["HostCharacter@15"]),
                ("http://“bücher.de”/", &["HostCharacter@7"]),
                ("hxxp://“bücher[.]de/", &["HostCharacter@7"]),
                ("a@“evil.com”", &["HostCharacter@2"]),
                ("“evil”.com", &["HostCharacter@0"]),
                ("“evil.com”).", &["~evil.com"]),
                // Neither a letter nor at an edge: as UTS #46 has it.
                ("“evil”.com”", &["~xn--evil-jb7a.com"]),
                ("a›.com", &["xn--a-fjn.com"]),
                ("o’reilly.com", &["xn--oreilly-726c.com"]),
                ("col·lecció.cat", &["xn--collecci-ioa91d.cat"]),
                ("bücher.example", &["xn--bcher-kva.example"]),
                ("“bücher.example”", &["~xn--bcher-kva.example"]),
                ("http://bücher.example/“a”", &["http://xn--bcher-kva.example/“a”"]),
            ],
        );
        let single = Options::PLAIN.single_labels(true);
        rows(&single, &[("“bücher”", &["~xn--bcher-kva"]), ("bü”.", &["~xn--b-eha"])]);
    }
}

#[test]
fn what_is_not_seen_ends_no_token() {
    for glue in ["\u{200b}", "\u{a0}", "\u{feff}", "\u{2060}", "\u{ad}", "\u{3000}", "\u{2009}"] {
        let values = [
            ("http://evil.com/a", "http://evil.com/a"),
            ("hxxp://evil[.]com/a", "http://evil.com/a"),
            ("http://u@evil.com/a", "http://u@evil.com/a"),
            ("http://evil.com", "http://evil.com"),
            ("evil.com", "evil.com"),
            ("a@evil.com", "a@evil.com"),
            ("192.0.2.1", "192.0.2.1"),
            ("HKLM\\A", "HKEY_LOCAL_MACHINE\\A"),
            ("HKLM\\A)", "HKEY_LOCAL_MACHINE\\A)"),
            ("HKLM\\A\\", "HKEY_LOCAL_MACHINE\\A"),
        ];
        for (typed, expected) in values {
            rows(&Options::PLAIN, &[(&format!("{typed}{glue}"), &[&format!("~{expected}")])]);
            rows(
                &Options::csv(1, b','),
                &[(&format!("{typed}{glue}"), &[&format!("~{expected}")])],
            );
        }
    }
    rows(
        &Options::PLAIN,
        &[
            ("HKLM\\A”", &["~HKEY_LOCAL_MACHINE\\A"]),
            ("HKLM\\“A”", &["HKEY_LOCAL_MACHINE\\“A”"]),
            ("HKLM\\”A”", &["HKEY_LOCAL_MACHINE\\”A”"]),
            ("http://evil.com/\u{200b}a", &["http://evil.com/\u{200b}a"]),
        ],
    );
}

/// A URL ends in the same byte however far it is defanged.
#[test]
fn one_url_has_one_text() {
    let heads = [
        "http://evil.com/a",
        "hxxp://evil.com/a",
        "http://evil[.]com/a",
        "hxxp://evil[.]com/a",
        "hxxp[:]//evil[.]com/a",
    ];
    let ends = [
        ("?", "?"),
        (".", "."),
        (",", ","),
        ("!", "!"),
        (":", ":"),
        (";", ";"),
        (")", ")"),
        (">", ">"),
        ("|", "|"),
        ("\"", "\""),
        ("'", "'"),
        (").", ")."),
        ("”", ""),
        ("」", ""),
        ("(b)", "(b)"),
        ("“b”", "“b”"),
        ("（b）", "（b）"),
        ("\u{200b}", ""),
    ];
    for (end, kept) in ends {
        for head in heads {
            let read = found(&Options::PLAIN, &format!("{head}{end}"));
            let read: Vec<_> = read.iter().map(|text| text.trim_start_matches('~')).collect();
            assert_eq!(read, [format!("http://evil.com/a{kept}")], "{head}{end}");
            let wrapped = found(&Options::PLAIN, &format!("<{head}{end}>"));
            assert_eq!(wrapped, [format!("~http://evil.com/a{kept}")], "<{head}{end}>");
        }
    }
    for cut in ["…", "…)", "…,", "…”", "…。)", "...", "…」"] {
        for head in heads {
            let expected = format!("Truncated@{}", head.len());
            if cut != "…。)" {
                assert_eq!(
                    found(&Options::PLAIN, &format!("{head}{cut}")),
                    [expected],
                    "{head}{cut}"
                );
            }
        }
    }
    rows(
        &Options::PLAIN,
        &[
            ("http://evil.com/a…/b", &["http://evil.com/a…/b"]),
            ("hxxp://evil[.]com?", &["~http://evil.com?"]),
            ("http://evil.com?", &["http://evil.com?"]),
            ("http://evil.com)", &["~http://evil.com"]),
            ("hxxp://evil[.]com).", &["~http://evil.com"]),
            ("(http://evil.com/a?)", &["~http://evil.com/a?"]),
            ("(hxxp://evil[.]com/a?)", &["~http://evil.com/a?"]),
            ("(http://evil.com/a).", &["~http://evil.com/a"]),
            ("|hxxp://evil[.]com/a|", &["~http://evil.com/a"]),
            ("“hxxp://evil[.]com/a”", &["~http://evil.com/a"]),
            ("“hxxp://evil[.]com/a”.", &["~http://evil.com/a"]),
            ("http:\\/\\/evil.com\\/a\\/b?c=\\/", &["~http://evil.com/a/b?c=/"]),
            ("http:\\/\\/evil.com/a", &["~http://evil.com/a"]),
        ],
    );
}

#[test]
fn edits_at_the_end_are_told() {
    rows(
        &Options::PLAIN,
        &[
            ("http://u@example.com/x”", &["~http://u@example.com/x"]),
            ("http://u@example.com/x\u{200b}", &["~http://u@example.com/x"]),
            ("“http://u@example.com/x", &["~http://u@example.com/x"]),
            ("http://u@example.com/x\"", &["http://u@example.com/x\""]),
            ("http://example.com/x\"", &["http://example.com/x\""]),
            ("http://u@example.com/x", &["http://u@example.com/x"]),
        ],
    );
}

#[test]
fn what_was_cut_is_not_whole() {
    rows(
        &Options::REPORT,
        &[
            ("see www.evil.co… and", &["Truncated@11"]),
            ("see www.evil.co... and", &["Truncated@11"]),
            ("evil[.]co...", &["Truncated@9"]),
            ("evil[.]co…", &["Truncated@9"]),
            ("They visited evil.com...", &["Truncated@8"]),
            ("They visited evil.com....", &["Truncated@8"]),
            ("visited evil.com. Then...", &["evil.com"]),
            ("evil.com…”", &["Truncated@8"]),
            ("http://evil.com/a…)", &["Truncated@17"]),
            ("md5 d41d8cd98f00b204e9800998ecf8427e…", &["Truncated@32"]),
            ("192.0.2.1…", &["Truncated@9"]),
            ("and so on... README.md... e.g.…", &[]),
        ],
    );
}

#[test]
fn marked_words_after_labels_and_in_cjk() {
    rows(
        &Options::REPORT,
        &[
            ("URL:http://evil.com/a", &["http://evil.com/a"]),
            ("URL：http://evil.com/a", &["http://evil.com/a"]),
            ("C2:hxxp://evil[.]com", &["~http://evil.com"]),
            ("C2:hxxp[:]//evil[.]com", &["~http://evil.com"]),
            ("C2:hxxp[://]evil[.]com", &["~http://evil.com"]),
            ("访问hxxp://evil[.]com/a，然后", &["~http://evil.com/a"]),
            ("访问hxxp://evil[.]com/a（见图）", &["~http://evil.com/a"]),
            ("【evil.com】", &["evil.com"]),
            ("（evil.com），《evil.net》", &["evil.com", "evil.net"]),
            (r#"{"u":"http:\/\/evil.com\/x"}"#, &["~http://evil.com/x"]),
            ("Key:HKCU\\Software\\Foo", &["HKEY_CURRENT_USER\\Software\\Foo"]),
            ("注册表HKLM\\Software\\Run，然后", &["HKEY_LOCAL_MACHINE\\Software\\Run"]),
            ("a.example/http://evil.com/", &["http://evil.com/"]),
            ("evil[.]com[:]//x", &[]),
        ],
    );
}

#[test]
fn keys_in_prose() {
    let (machine, user) = ("HKEY_LOCAL_MACHINE\\Software\\Run", "HKEY_CURRENT_USER\\Software\\Run");
    rows(
        &Options::REPORT,
        &[
            (
                "It sets HKLM\\Software\\Run and HKCU\\Software\\Run for persistence.",
                &[machine, user],
            ),
            ("HKLM\\Software\\Run & HKEY_CURRENT_USER\\Software\\Run", &[machine, user]),
            (
                "HKLM\\Software\\Run und Computer\\HKEY_CURRENT_USER\\Software\\Run",
                &[machine, user],
            ),
            ("HKLM\\Software\\Run  or  \\REGISTRY\\MACHINE\\Software\\Run", &[machine, machine]),
            ("HKLM\\Software\\Run; HKCU\\Software\\Run", &[machine, user]),
            ("(HKCU\\Software\\Run)", &[user]),
            ("(see HKCU\\Software\\Run).", &[user]),
            ("“HKCU\\Software\\Run”", &[user]),
            ("“HKCU\\Software\\Run”).", &[user]),
            ("HKLM\\”A”.", &["HKEY_LOCAL_MACHINE\\”A”"]),
            ("HKCR\\CLSID\\{1-2}", &["HKEY_CLASSES_ROOT\\CLSID\\{1-2}"]),
            ("(HKCR\\CLSID\\{1-2})", &["HKEY_CLASSES_ROOT\\CLSID\\{1-2}"]),
            ("HKLM\\A (x86)\\B (x86).", &["HKEY_LOCAL_MACHINE\\A (x86)\\B"]),
            ("(HKLM\\A (x86)\\B)", &["HKEY_LOCAL_MACHINE\\A (x86)\\B"]),
            (
                "HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion and é",
                &["HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows NT\\CurrentVersion"],
            ),
        ],
    );
}

#[test]
fn labelled_values() {
    let hash = "d41d8cd98f00b204e9800998ecf8427e";
    for options in [Options::PLAIN, Options::REPORT] {
        let lines = [
            (format!("md5:{hash}"), hash),
            (format!("HASH:{hash}"), hash),
            (
                "sha-1:da39a3ee5e6b4b0d3255bfef95601890afd80709".into(),
                "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            ),
            ("ip:192.0.2.1".into(), "192.0.2.1"),
            ("ip:192.0.2.1:80".into(), "192.0.2.1:80"),
            ("ipv6:2001:db8::1".into(), "2001:db8::1"),
            ("domain:evil.com".into(), "evil.com"),
            ("host:evil[.]com".into(), "evil.com"),
            ("email:a@evil.com".into(), "a@evil.com"),
            ("url:http://evil.com/a".into(), "http://evil.com/a"),
            ("URL:hxxp://evil[.]com/a".into(), "http://evil.com/a"),
        ];
        for (line, expected) in lines {
            let read = found(&options, &line);
            let read: Vec<_> = read.iter().map(|text| text.trim_start_matches('~')).collect();
            assert_eq!(read, [expected], "{line}");
        }
    }
    rows(
        &Options::PLAIN,
        &[
            ("md5:d41d8cd98f00b204e9800998ecf842", &["HashLength@34"]),
            ("ip:1.2.3.400", &["OctetTooLarge@9"]),
            ("host:443", &["SingleLabel@0"]),
            ("url:http://evil.com/a,b", &["~http://evil.com/a,b"]),
        ],
    );
    rows(&Options::PLAIN.kind(Kind::Asn), &[("ip:1.10", &["AsnPrefix@0"])]);
    rows(&Options::REPORT, &[("md5:443 host:443 ip:x", &[])]);
}

/// Lines of one word each, or of none, that a second look at every byte would make slow.
#[test]
fn time_is_linear() {
    let parts = [
        "ip:",
        "domain:",
        "a:HKLM\\",
        "é",
        "x:http://a/[abc]",
        "”",
        "」",
        "“",
        "HKLM\\a ，",
        "HKLM\\a)",
        "HKLM a\\b ",
        ":http",
        "\\/",
        "http:\\/\\/",
        "\u{200b}",
        "a…",
        "•",
        "a”.",
    ];
    let mut scratch = feed::Scratch::new();
    // Bad lines before a long one.
    let bad = [b"\xff\n".repeat(1 << 19), b"a".repeat(1 << 14)].concat();
    assert_eq!(feed::entries(&bad, &Options::PLAIN).count(), (1 << 19) + 1);
    for part in parts {
        for lead in ["", "http://a.example/", "HKLM\\", "md5:", "evil.com"] {
            let line = format!("{lead}{}", part.repeat((1 << 17) / part.len()));
            for options in [Options::PLAIN, Options::REPORT, Options::PLAIN.single_labels(true)] {
                let options = options.max_line(1 << 19);
                for entry in feed::entries(line.as_bytes(), &options) {
                    let _ = entry.read(&mut scratch);
                }
            }
        }
    }
}

/// The first column alone would be one address of many.
#[test]
fn what_is_spread_over_blanks() {
    rows(
        &Options::PLAIN,
        &[
            ("1.2.3.0 - 1.2.3.255", &["RangeBlank@7"]),
            ("1.2.3.0 -1.2.3.255", &["RangeBlank@7"]),
            ("  1.2.3.0   -   1.2.3.255  # all", &["RangeBlank@7"]),
            ("1.2.3.0 - 1.2.3.255, name", &["RangeBlank@7"]),
            ("1.2.3.0 – 1.2.3.255", &["RangeDash@7"]),
            ("1.2.3.0–1.2.3.255", &["RangeDash@7"]),
            ("2001:db8:: - 2001:db8::9", &["RangeBlank@10"]),
            ("0.0.0.0 - 0.255.255.255", &["RangeBlank@7"]),
            ("1.2.3.0 255.255.255.0", &["PrefixMissing@7"]),
            ("1.2.3.0\t255.255.255.0", &["ControlCharacter@7"]),
            ("1.2.3.0\t255.255.255.0\t24", &["ControlCharacter@7"]),
            ("0.0.0.0 255.0.0.0 any", &["PrefixMissing@7"]),
            ("1.2.3.0 /24", &["PrefixMissing@7"]),
            ("2001:db8::\t/32", &["ControlCharacter@10"]),
            // Other columns.
            ("1.2.3.0 - all of it", &["1.2.3.0"]),
            ("1.2.3.0 - - [1/Jan/2026]", &["1.2.3.0"]),
            ("1.2.3.0 – all of it", &["1.2.3.0"]),
            ("1.2.3.0\t-\t1.2.3.255", &["1.2.3.0"]),
            ("1.2.3.0\t1.2.3.255", &["1.2.3.0"]),
            ("1.2.3.0\t1.2.3.255\t1>", &["1.2.3.0"]),
            ("1.2.3.0 1.2.3.255", &["1.2.3.0"]),
            ("1.2.3.0 255.255.255.255", &["1.2.3.0"]),
            ("1.2.3.0 255.0.255.0", &["1.2.3.0"]),
            ("1.2.3.0 255", &["1.2.3.0"]),
            ("1.2.3.0 / AS64496", &["1.2.3.0"]),
            ("1.2.3.0 /b", &["1.2.3.0"]),
            ("1.2.3.0 // all", &["1.2.3.0"]),
            ("1.2.3.0/24 - 1.2.4.0/24", &["1.2.3.0/24"]),
            ("evil.example - 1.2.3.4", &["evil.example"]),
            ("bad.example /24", &["bad.example"]),
        ],
    );
    // A report's addresses are words, each for itself; a cell of a table is one value.
    rows(&Options::REPORT, &[("from 1.2.3.0 - 1.2.3.255.", &["1.2.3.0", "1.2.3.255"])]);
    rows(&Options::csv(2, b','), &[("x,1.2.3.0 - 1.2.3.255", &["RangeBlank@7"])]);
}

/// One value in several columns is no address, however it is written.
#[test]
fn what_is_spread_over_blanks_and_defanged_or_wrapped() {
    rows(
        &Options::PLAIN,
        &[
            ("1[.]2[.]3[.]0 - 1[.]2[.]3[.]255", &["RangeBlank@13"]),
            ("1.2.3[.]0 /24", &["PrefixMissing@9"]),
            ("1.2.3[.]0 255.255.255.0", &["PrefixMissing@9"]),
            ("2001[:]db8:: /32", &["PrefixMissing@12"]),
            ("(1.2.3.0 - 1.2.3.255)", &["RangeBlank@8"]),
            ("[1.2.3.0 - 1.2.3.255]", &["RangeBlank@8"]),
            ("1.2.3.0 / 24", &["PrefixMissing@7"]),
            ("2001:db8:: / 32", &["PrefixMissing@10"]),
            ("(1.2.3.0 /24)", &["PrefixMissing@8"]),
            ("1.2.3[.]0\t1.2.3[.]255\t24", &["ControlCharacter@9"]),
            ("1[.]2[.]3[.]4 - seen", &["~1.2.3.4"]),
            ("1.2.3.4 / seen", &["1.2.3.4"]),
        ],
    );
}

/// What ends a sentence may end a key.
#[test]
fn keys_end_as_they_are_typed() {
    rows(
        &Options::PLAIN,
        &[
            (r"HKCU\Software\EpicNet Inc.", &[r"HKEY_CURRENT_USER\Software\EpicNet Inc."]),
            (r"HKCU\Software\EpicNet Inc.\", &[r"~HKEY_CURRENT_USER\Software\EpicNet Inc."]),
            ("\"HKCU\\Software\\EpicNet Inc.\"", &[r"~HKEY_CURRENT_USER\Software\EpicNet Inc."]),
            (r"[HKLM\Software\Foo Inc.]", &[r"HKEY_LOCAL_MACHINE\Software\Foo Inc."]),
            (r"[HKLM\a) ]", &[r"~HKEY_LOCAL_MACHINE\a)"]),
            (r"HKLM\?\", &[r"~HKEY_LOCAL_MACHINE\?"]),
            (r"HKLM\Software\C:\", &[r"~HKEY_LOCAL_MACHINE\Software\C:"]),
            (r"HKLM\a\\", &[r"~HKEY_LOCAL_MACHINE\a"]),
        ],
    );
}

/// A hive and more behind a blank or a comma is a bad key, short or long, and not the hive.
#[test]
fn a_hive_and_more_is_not_the_hive() {
    rows(
        &Options::PLAIN,
        &[
            ("HKLM", &["HKEY_LOCAL_MACHINE"]),
            ("HKLM # all of it", &["HKEY_LOCAL_MACHINE"]),
            ("HKLM\tall of it", &["HKEY_LOCAL_MACHINE"]),
            ("HKU,", &["~HKEY_USERS"]),
            (r"HKLM SOFTWARE\Microsoft", &["NotAnIndicator@0"]),
            (r"HKLM \Software\a", &["NotAnIndicator@0"]),
            (r"HKLM, SOFTWARE\Microsoft", &["NotAnIndicator@0"]),
            (r"HKLM,SOFTWARE\Microsoft\Run,x,0,c.exe", &["HiveUnknown@0"]),
            ("hku -x", &["NotAnIndicator@0"]),
            (r"HKEY_LOCAL_MACHINE SOFTWARE\Microsoft", &["HiveUnknown@0"]),
            ("hkcu.example b", &["hkcu.example"]),
        ],
    );
    rows(&Options::REPORT, &[("the HKLM hive, and HKCU too", &[])]);
}

/// What is not seen at a token's front does not hide how the token begins.
#[test]
fn a_carriage_return_before_a_token() {
    rows(
        &Options::PLAIN,
        &[
            ("\rhttp://a.example/b,c", &["~http://a.example/b,c"]),
            ("\rHKLM\\Software\\My App", &[r"~HKEY_LOCAL_MACHINE\Software\My App"]),
            ("\x0cHKLM\\Software\\My App", &["ControlCharacter@0"]),
            ("\x0chttp://a.example/b,c", &["ControlCharacter@0"]),
        ],
    );
}

/// A digest is of what it is called.
#[test]
fn labels_that_the_digest_contradicts() {
    let md5 = "d41d8cd98f00b204e9800998ecf8427e";
    let sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    for (line, expected) in [
        (format!("md5:{md5}"), format!("~{md5}")),
        (format!("sha256:{sha256}"), format!("~{sha256}")),
        (format!("sha256:{md5}"), "HashLabel@39".into()),
        (format!("md5:{sha256}"), "HashLabel@36".into()),
        (format!("'sha1:{sha256}'"), "HashLabel@46".into()),
    ] {
        assert_eq!(found(&Options::PLAIN, &line), [expected], "{line}");
    }
    assert_eq!(found(&Options::REPORT, &format!("its sha256:{md5}, seen")), ["HashLabel@39"]);
    let text = format!("sha256:{md5}");
    let entry = feed::entries(text.as_bytes(), &Options::PLAIN).next().unwrap();
    let (mut first, mut second) = (feed::Scratch::new(), feed::Scratch::new());
    let refusal = entry.explain(entry.read(&mut first).unwrap_err(), &mut second);
    assert_eq!(
        format!("{:#}", refusal.error()),
        "expected as many digits as a digest of this name has at byte 39; \
         check which is wrong, the name or the digest"
    );
    assert_eq!((refusal.text(), refusal.kind()), (&*text, Some(Kind::FileHash)));
    assert!(refusal.suggestion().is_none());
    let report = format!("its sha256:{sha256}, seen");
    assert_eq!(found(&Options::REPORT, &report), [sha256]);
}

#[test]
fn comments_behind_plain_entries_of_ad_blockers() {
    rows(
        &Options::ADBLOCK,
        &[
            ("evil.example # was: a/b", &["evil.example"]),
            ("evil.example\t# costs $5", &["evil.example"]),
            ("AS64496 # x/y", &["AS64496"]),
            ("192.0.2.1 # was: a/b", &["192.0.2.1"]),
            ("evil.example/b # c", &["FilterRule@0"]),
            ("evil.example##.ad", &["FilterRule@0"]),
            ("evil.example #@#.ad", &["evil.example"]),
        ],
    );
}

/// A path without a scheme, defanged, goes on as that of a URL.
#[test]
fn defanged_paths_in_a_report() {
    let http = Options::REPORT.assume_http(true);
    rows(
        &http,
        &[
            ("at evil[.]example/gate.php?id=1, seen", &["~http://evil.example/gate.php?id=1"]),
            ("1.2.3[.]4:80/a?b=1", &["~http://1.2.3.4:80/a?b=1"]),
            ("evil[.]example/{x}", &["~http://evil.example/{x}"]),
            ("evil[.]example/a(b)", &["~http://evil.example/a(b)"]),
            ("(evil[.]example/a)", &["~http://evil.example/a"]),
            ("evil[.]example and/or b", &["~evil.example"]),
        ],
    );
}

#[test]
fn a_lost_bracket_makes_no_other_address() {
    rows(
        &Options::PLAIN,
        &[
            ("[2001:db8::1:443", &["EndpointBracket@16"]),
            ("[2001:db8::1", &["EndpointBracket@12"]),
            ("[192.0.2.1", &["~192.0.2.1"]),
            ("[2001:db8::1]", &["~2001:db8::1"]),
        ],
    );
}

#[test]
fn quoted_local_parts() {
    rows(
        &Options::PLAIN,
        &[
            (r#""a,b"@c.example"#, &[r#""a,b"@c.example"#]),
            (r#""a\"b,c"@c.example"#, &[r#""a\"b,c"@c.example"#]),
            (r#"<"a b"@c.example>"#, &[r#"~"a b"@c.example"#]),
            (r#""a b"[@]c[.]example"#, &[r#"~"a b"@c.example"#]),
        ],
    );
}

/// Where a token ends is told by what it holds, whatever stands around that.
#[test]
fn what_is_wrapped_ends_as_it_would_alone() {
    rows(
        &Options::PLAIN,
        &[
            ("((http://a.example/b,c))", &["~http://a.example/b,c"]),
            ("(“http://a.example/b,c”)", &["~http://a.example/b,c"]),
            ("\u{200b}http://a.example/b,c", &["~http://a.example/b,c"]),
            (
                "(a-scheme.longer+than-any-defanged-one://a.example/b,c)",
                &["~a-scheme.longer+than-any-defanged-one://a.example/b,c"],
            ),
            ("[evil.example[.]", &["~evil.example"]),
            ("éhttp://a.example/b,c", &["UrlScheme@0"]),
            ("(\"HKLM\\Software\\A B\")", &["~HKEY_LOCAL_MACHINE\\Software\\A B"]),
        ],
    );
}

#[test]
fn lists_that_are_written_for_people() {
    rows(
        &Options::PLAIN,
        &[
            ("- evil.example", &["evil.example"]),
            ("  * evil.example", &["evil.example"]),
            ("+  evil[.]example # was: x", &["~evil.example"]),
            ("• evil.example", &["evil.example"]),
            ("– 192.0.2.1", &["192.0.2.1"]),
            ("> http://evil.example/a,b", &["http://evil.example/a,b"]),
            ("| evil.example | seen |", &["evil.example"]),
            ("1. evil.example", &["evil.example"]),
            ("12) 192.0.2.0/24", &["192.0.2.0/24"]),
            ("100. evil.example", &["evil.example"]),
            ("- `evil.example`", &["~evil.example"]),
            ("- [evil.example](http://evil.example/)", &["~http://evil.example/"]),
            ("- HKLM\\Software\\A B", &["HKEY_LOCAL_MACHINE\\Software\\A B"]),
            ("- 0.0.0.0 evil.example", &["evil.example"]),
            ("- # nothing", &[]),
            ("- ", &["LeadingHyphen@0"]),
            // One marker, and a blank.
            ("- - evil.example", &["LeadingHyphen@0"]),
            ("-evil.example", &["LeadingHyphen@0"]),
            ("-\tevil.example", &["LeadingHyphen@0"]),
            ("1234. evil.example", &["AmbiguousNumber@0"]),
        ],
    );
    let cell = Options::csv(1, b',');
    rows(&cell, &[("- evil.example,x", &["NotAnIndicator@0"])]);
}

#[test]
fn single_labels_of_other_kinds() {
    let one = Options::PLAIN.single_labels(true);
    rows(&one, &[("localhost", &["localhost"]), ("localhost:80", &["SingleLabel@0"])]);
    rows(&one.kind(Kind::Endpoint), &[("localhost:80", &["SingleLabel@0"])]);
    rows(&one.kind(Kind::Host), &[("localhost", &["localhost"])]);
}

/// A dot in the middle of Catalan words is a letter of a name, and parts no words.
#[cfg(feature = "idna")]
#[test]
fn a_middle_dot_in_a_report() {
    rows(&Options::REPORT, &[("see paral·lel[.]example now", &["~xn--parallel-koa.example"])]);
}

/// A comment in quotes is none of the feed's lines, whole or in chunks of any size.
#[test]
fn fields_that_span_lines() {
    let text = "indicator,description\n203.0.113.9,\"seen with\r\nwww.a.example, a decoy\r\n\r\n\
        http://b.example/ and\"\r\n203.0.113.10,\"x\"\n\"203.0.113.11,\"\"\n203.0.113.12\",a\n";
    let csv = Options::csv(1, b',').max_line(80);
    let expected = [
        (1, Err(Code::SingleLabel)),
        (2, Ok("203.0.113.9")),
        (3, Err(Code::FieldOpen)),
        (5, Err(Code::FieldOpen)),
        (6, Ok("203.0.113.10")),
        (7, Err(Code::FieldOpen)),
        (8, Err(Code::FieldOpen)),
    ];
    whole_and_chunked(text, &csv, &expected);
    // Of what goes on beyond the line no part is a value, nor is one behind it.
    let open = Err(Code::FieldOpen);
    let rows: [(&str, u16, &[Row]); 12] = [
        ("\"evil.exam\nple\",x\na.example,y", 1, &[(1, open), (2, open), (3, Ok("a.example"))]),
        ("\"1.2.3.0\r\n/24\",x", 1, &[(1, open), (2, open)]),
        ("\"1.2.3.9\n5.6.7.8\",multi", 1, &[(1, open), (2, open)]),
        ("x, \"a.example,b.example\nc.example\"", 2, &[(1, open), (2, open)]),
        ("x,\"a.example\"\"\n\"", 2, &[(1, open), (2, open)]),
        // Nothing on the first line.
        ("\"\n1.2.3.4\",x", 1, &[(1, open), (2, open)]),
        // Before the column that is asked for, and after it.
        ("x,\"a\nb\",1.2.3.4", 3, &[(1, open), (2, open)]),
        ("x,1.2.3.4,\"a\nb\"", 2, &[(1, Ok("1.2.3.4")), (2, open)]),
        // A slip of the pen costs its line.
        ("\"a.example,x\n\"b.example\",\"y\"", 1, &[(1, open), (2, Ok("b.example"))]),
        // The feed's end.
        ("a.example,x\n\"b.example", 1, &[(1, Ok("a.example")), (2, open)]),
        // What is closed, and what is no quote of a field.
        ("\"a.example\" ,x\nb.example,5\"", 1, &[(1, Ok("a.example")), (2, Ok("b.example"))]),
        ("a.example,5\"\nb.example,x", 1, &[(1, Ok("a.example")), (2, Ok("b.example"))]),
    ];
    for (text, column, expected) in rows {
        whole_and_chunked(text, &Options::csv(column, b',').max_line(80), expected);
    }
    // The line is shown, and its end.
    let second = Options::csv(2, b',');
    let entry = feed::entries(b"x, \"a.b\r\nc\"", &second).next().unwrap();
    let error = entry.text().unwrap_err();
    assert_eq!((entry.column(), entry.raw(), error.offset()), (1, &b"x, \"a.b"[..], 7));
}

/// A line's number and what is read there.
type Row = (u64, Result<&'static str, Code>);

/// What a feed gives, whole or in chunks of any size.
#[track_caller]
fn whole_and_chunked(text: &str, options: &Options, expected: &[Row]) {
    let expected: Vec<_> =
        expected.iter().map(|(line, read)| (*line, read.map(String::from))).collect();
    let mut scratch = feed::Scratch::new();
    let mut seen = |entry: &feed::Entry<'_>| {
        let read = entry.read(&mut scratch).map(|indicator| indicator.to_string());
        (entry.line(), read.map_err(|error| error.code()))
    };
    let whole: Vec<_> = feed::entries(text.as_bytes(), options).map(|entry| seen(&entry)).collect();
    assert_eq!(whole, expected, "{text:?}");
    for size in 1..text.len() {
        let mut decoder = feed::Decoder::<80>::try_new(*options).unwrap();
        let mut chunked = vec![];
        for chunk in text.as_bytes().chunks(size) {
            decoder.push(chunk, |entry| chunked.push(seen(&entry)));
        }
        decoder.finish(|entry| chunked.push(seen(&entry)));
        assert_eq!(chunked, expected, "{text:?} {size}");
    }
}

/// Domains in rules for some sites are those of the innocent.
#[test]
fn rules_for_some_sites() {
    rows(
        &Options::ADBLOCK,
        &[
            ("4chan.org,4channel.org##.adg-rects > hr", &["FilterRule@0"]),
            ("123movies.com,foo.com##div > .ad", &["FilterRule@0"]),
            ("360.cn,a.com#@#.x .y", &["FilterRule@0"]),
            ("4shared.com,x.com$$script[a=\"b c\"]", &["FilterRule@0"]),
            ("4.example,b.example#%#window.foo = 1;", &["FilterRule@0"]),
            ("youtube.com#%#window.foo = 1;", &["FilterRule@0"]),
            ("0.0.0.0 a.example##b", &["a.example"]),
            ("::1 a.example", &["a.example"]),
            ("[Adblock Plus 2.0]", &[]),
            ("[uBlock Origin]", &[]),
            ("[Adblock]", &[]),
            ("[a.example]", &["~a.example"]),
            ("[2001:db8::1]", &["~2001:db8::1"]),
        ],
    );
}

/// UTS #46 reads figures of footnotes as figures, and makes names of bullets and arrows.
#[test]
fn footnotes_bullets_and_arrows() {
    rows(
        &Options::PLAIN,
        &[
            ("evil.com\u{b9}", &["~evil.com"]),
            ("evil.com\u{b2}\u{b3}", &["~evil.com"]),
            ("evil.com\u{2074}.", &["~evil.com"]),
            ("\u{2460}evil.com", &["~evil.com"]),
            ("evil.com\u{2122}", &["~evil.com"]),
            ("evil.com\u{aa}", &["~evil.com"]),
            ("\u{25a0}evil.com", &["~evil.com"]),
            ("\u{25cf}evil[.]com", &["~evil.com"]),
            ("\u{2192}evil.com", &["~evil.com"]),
            ("\u{2192} evil.com", &["evil.com"]),
            ("http://evil.com\u{b9}", &["~http://evil.com"]),
            ("a@evil.com\u{b9}", &["~a@evil.com"]),
            ("1.2.3.4\u{b9}", &["~1.2.3.4"]),
        ],
    );
    if cfg!(feature = "idna") {
        rows(
            &Options::PLAIN,
            &[
                ("http://evil.com\u{b9}/a", &["HostCharacter@15"]),
                // Within a name they are of subdomains that are in use.
                ("a\u{2192}b.evil.com", &["xn--ab-yzu.evil.com"]),
            ],
        );
    }
    rows(
        &Options::REPORT,
        &[
            ("evil.com\u{b9} and evil[.]net\u{b2}", &["evil.com", "~evil.net"]),
            ("evil.com\u{2192}192.0.2.1", &["evil.com", "192.0.2.1"]),
            ("\u{25a0}evil[.]com", &["~evil.com"]),
        ],
    );
}

/// The first part alone would be another value.
#[test]
fn marks_with_blanks_around_them() {
    rows(
        &Options::PLAIN,
        &[
            ("evil.co [.] uk", &["~evil.co.uk"]),
            ("evil.co[.] uk", &["NotAnIndicator@0"]),
            ("evil.co [dot] uk", &["~evil.co.uk"]),
            ("evil.co (dot) uk # seen", &["~evil.co.uk"]),
            ("first.last [at] evil.com", &["~first.last@evil.com"]),
            ("www (dot) evil (dot) com", &["~www.evil.com"]),
            ("hxxp://www.evil [.] com/a", &["~http://www.evil.com/a"]),
            ("http://evil.co[.] uk/a", &["UrlBlank@17"]),
            ("a.example [x] b", &["a.example"]),
            ("a.example (seen)", &["a.example"]),
            ("a.example [.]", &["NotAnIndicator@0"]),
        ],
    );
    rows(
        &Options::REPORT,
        &[
            (
                "Contact john (at) gmail.com or jane [at] evil.com.",
                &["~john@gmail.com", "~jane@evil.com"],
            ),
            ("evil.co (dot) uk, and evil.co [.] uk", &["~evil.co.uk", "~evil.co.uk"]),
            ("look (at) me, and (at) the sun of evil.com", &["evil.com"]),
            ("a (dot) within prose", &[]),
        ],
    );
}

#[test]
fn words_in_brackets_within_urls_of_a_report() {
    rows(
        &Options::REPORT,
        &[
            ("see http://p[BLOCKED]h.example/a now", &["Redacted@8"]),
            // Behind the host it is the text of a link, or a note.
            ("see http://evil.example/a[BLOCKED]b now", &["http://evil.example/a"]),
            ("see hxxp://evil.example[/]a[BLOCKED]b now", &["~http://evil.example/a"]),
        ],
    );
}

#[test]
fn emphasis_in_a_report() {
    rows(
        &Options::REPORT,
        &[
            ("_evil[.]com_", &["~evil.com"]),
            ("__www.evil.com__", &["www.evil.com"]),
            ("**_evil.com_**", &["evil.com"]),
            ("_evil@evil.com_", &["evil@evil.com"]),
            ("_evil.com:443_", &["evil.com:443"]),
            ("_1.2.3[.]4:443_", &["~1.2.3.4:443"]),
            ("_192.0.2.1_", &["192.0.2.1"]),
            ("_d41d8cd98f00b204e9800998ecf8427e_", &["d41d8cd98f00b204e9800998ecf8427e"]),
            ("_dmarc.evil[.]com", &["~_dmarc.evil.com"]),
            ("mailto:evil@evil.com", &["evil@evil.com"]),
        ],
    );
}

/// As programs print them that write no line for each value.
#[test]
fn arrays_of_json() {
    rows(
        &Options::PLAIN,
        &[
            (r#"["192.0.2.1","b.example"]"#, &["~192.0.2.1", "~b.example"]),
            (
                r#"[ "hxxp://a[.]example/b,c" , "b.example" ], "#,
                &["~http://a.example/b,c", "~b.example"],
            ),
            (r#"  ["a.example","#, &["~a.example"]),
            (
                r#"["a.example","x y","b.example"]"#,
                &["~a.example", "NotAnIndicator@1", "~b.example"],
            ),
            (
                r#"["a.example",null,"b.example","c.example"#,
                &["~a.example", "SingleLabel@0", "~b.example", "~c.example"],
            ),
            (r#"["a.example"] "b.example""#, &["~a.example"]),
            (r#"["HKLM\A","AS64500"]"#, &[r"~HKEY_LOCAL_MACHINE\A", "~AS64500"]),
            ("[\"\"]", &["NotAnIndicator@0"]),
            ("[\"]", &["NotAnIndicator@0"]),
            // A link.
            (r#"["a.example"](http://a.example/)"#, &["~http://a.example/"]),
            ("[a.example]", &["~a.example"]),
        ],
    );
}

/// As of blocks: the first alone would be one of many.
#[test]
fn ranges_of_as_numbers() {
    rows(
        &Options::PLAIN,
        &[
            ("AS64500 - AS64510", &["AsnTrailing@7"]),
            ("as64500 to as64510 # ours", &["AsnTrailing@7"]),
            ("AS 64500 \u{2013} AS 64510", &["AsnTrailing@8"]),
            ("AS64500-AS64510", &["AsnTrailing@7"]),
            // What stands behind one in lists that name it.
            ("AS64500 - Example Hosting", &["AS64500"]),
            ("AS64500 - 64510", &["AS64500"]),
            ("AS64500 - Asia Hosting", &["AS64500"]),
            ("AS64500 -", &["AS64500"]),
            ("AS64500 to Example", &["AS64500"]),
            ("AS64500\tAS64510", &["AS64500"]),
            ("AS64500\t-\tAS64510", &["AS64500"]),
        ],
    );
}

/// One address of many would be taken, and nobody told.
#[test]
fn blocks_and_ranges_in_any_dress() {
    for line in [
        "`1.2.3.0` - `1.2.3.255`",
        "\"1.2.3.0\" - \"1.2.3.255\"",
        "'1.2.3.0' /24",
        "**1.2.3.0** - **1.2.3.255**",
        "\u{201c}1.2.3.0\u{201d} \u{2013} \u{201c}1.2.3.255\u{201d}",
        "|1.2.3.0 - 1.2.3.255|",
        "ip:1.2.3.0 /24",
        "ip:1.2.3.0 - 1.2.3.255",
        "\u{a0}1.2.3.0 - 1.2.3.255",
        "1[.]2[.]3[.]0 255[.]255[.]255[.]0",
        "1.2.3.0 255.255.255.0.",
        "1.2.3.0 (255.255.255.0)",
        "1.2.3.0 (/24)",
        "1.2.3.0 /24.",
        "1.2.3.0 / 255.255.255.0",
        "10.0.0.0 254.0.0.0",
        "1.2.3.0 to 1.2.3.255",
        "1.2.3.0 mask 255.255.255.0",
        "1.2.3.0 netmask 255.255.255.0",
        "1.2.3.0 0.0.0.255",
        "2001:db8:: to 2001:db8::ffff",
    ] {
        let read = found(&Options::PLAIN, line);
        assert!(read.len() == 1 && read[0].contains('@'), "{line}: {read:?}");
    }
    rows(
        &Options::PLAIN,
        &[
            ("1.2.3.4 to be seen", &["1.2.3.4"]),
            ("1.2.3.4 (seen)", &["1.2.3.4"]),
            ("1.2.3.4 [malware]", &["1.2.3.4"]),
            ("1.2.3.4 25", &["1.2.3.4"]),
            ("1.2.3.4 /2026", &["1.2.3.4"]),
            ("1.2.3.4 /128", &["PrefixMissing@7"]),
            ("1.2.3.4 0.0.0.0", &["1.2.3.4"]),
            ("1.2.3.4 192.0.2.1", &["1.2.3.4"]),
            ("1.2.3.4 / a.example", &["1.2.3.4"]),
            ("1.2.3.4 \u{b7} seen", &["1.2.3.4"]),
        ],
    );
}

#[test]
fn sinks_in_any_dress() {
    for line in [
        "\u{feff}0.0.0.0 evil.example",
        "\u{a0}0.0.0.0 evil.example",
        "\r0.0.0.0 evil.example",
        "\"0.0.0.0\" evil.example",
        "(0.0.0.0) evil.example",
        "[::] evil.example",
        "0[.]0[.]0[.]0 evil.example",
        "127.0.0.1. evil.example",
    ] {
        assert_eq!(found(&Options::PLAIN, line), ["evil.example"], "{line:?}");
    }
    rows(
        &Options::PLAIN,
        &[
            ("\u{feff}# a comment", &[]),
            ("127.0.0.1 8.8.8.8", &["127.0.0.1"]),
            ("0.0.0.0 255.255.255.255 x", &["0.0.0.0"]),
        ],
    );
}

/// A file's name may end as a domain does.
#[test]
fn names_of_files_in_composites() {
    rows(
        &Options::MISP_COMPOSITE,
        &[
            ("invoice.zip|192.0.2.1", &["invoice.zip", "192.0.2.1"]),
            ("a.example|x", &["a.example", "SingleLabel@0"]),
        ],
    );
    for line in ["invoice.zip|96:aBc/Def+ghI:xyz", "setup.exe|d41d8cd98f00b204e9800998ecf8427"] {
        let read = found(&Options::MISP_COMPOSITE, line);
        assert!(read.iter().all(|entry| entry.contains('@')), "{line}: {read:?}");
    }
    let kind = |kind| Options::MISP_COMPOSITE.kind(kind);
    rows(&kind(Kind::Endpoint), &[("1.2.3.4|80", &["1.2.3.4:80"])]);
    rows(&kind(Kind::Address), &[("1.2.3.4|80", &["OctetExtra@7"])]);
}

/// The delimiter within a field parts values where all of them can be read, as they stand or refanged.
#[test]
fn fields_of_several_values() {
    let both = &["~evil.example", "~b.example"];
    let table: &[(&str, &[&str])] = &[
        ("\"evil[.]example,b[.]example\",x", both),
        ("\"evil[.]example , b[.]example\",x", both),
        ("\"evil.example,b[.]example\",x", &["evil.example", "~b.example"]),
        ("\"evil[.]example,1.2.3[.]0/24\",x", &["~evil.example", "~1.2.3.0/24"]),
        ("\"evil[.]example,hxxp://b[.]example/a\",x", &["~evil.example", "~http://b.example/a"]),
        // What the comma may be a part of.
        ("\"hxxp://evil[.]example/a,b[.]example\",x", &["~http://evil.example/a,b.example"]),
        ("\"hxxp[:]//evil[.]example/a,b[.]c\",x", &["~http://evil.example/a,b.c"]),
        ("\"evil[.]example/a,b[.]example\",x", &["UrlSchemeMissing@0"]),
        ("\"evil[.]example?a,b[.]example\",x", &["HostCharacter@14"]),
        // A part that nobody reads.
        ("\"evil[.]example,b\",x", &["HostCharacter@14"]),
        ("\"evil[.]example and more,b[.]example\",x", &["NotAnIndicator@0"]),
        ("\"evil[.]example,p[BLOCKED]h.example\",x", &["Redacted@16"]),
        // Keys hold commas.
        (r#""HKLM\A, B.example",x"#, &[r"HKEY_LOCAL_MACHINE\A, B.example"]),
        (r#""HKLM\A, B[.]example",x"#, &[r"HKEY_LOCAL_MACHINE\A, B[.]example"]),
        (r#""HKLM\A,HKCU\B",x"#, &[r"HKEY_LOCAL_MACHINE\A", r"HKEY_CURRENT_USER\B"]),
        (r#""a.example,HKLM\A",x"#, &["HiveMissing@0"]),
    ];
    rows(&Options::csv(1, b','), table);
    let http = Options::csv(1, b',').assume_http(true);
    rows(&http, &[("\"evil[.]example/a,b[.]c\",x", &["~http://evil.example/a,b.c"])]);
    let strict = Options::csv(1, b',').refang(false);
    rows(&strict, &[("\"evil.example,b[.]example\",x", &["HostCharacter@12"])]);
}
