//! Feeds as they are found in the wild, whole and in chunks.

#[path = "laws/feed.rs"]
mod laws;

use ioc_canon::{
    Code, Kind,
    feed::{self, Decoder, Options, Scratch, Why},
};

const ALL: [Options; 8] = [
    Options::PLAIN,
    Options::HOSTS,
    Options::ADBLOCK,
    Options::REPORT,
    Options::MISP_COMPOSITE,
    Options::csv(2, b','),
    Options::csv(1, b';').kind(Kind::Asn),
    Options::PLAIN.assume_http(true).single_labels(true).suffixes(true),
];

/// What a line gives: the canonical texts, `~` before those that were edited, or code and offset.
#[track_caller]
fn line(options: &Options, line: &str, expected: &[&str]) {
    let found: Vec<_> = laws::whole(line.as_bytes(), options)
        .into_iter()
        .map(|record| match record.read {
            Ok((text, true)) => format!("~{text}"),
            Ok((text, false)) => text,
            Err(error) => format!("{}@{}", error.code().name(), error.offset()),
        })
        .collect();
    assert_eq!(found, expected, "{line:?}");
}

/// Rows beside the edge of a rule: each fails where the rule is one byte or one condition off.
#[test]
fn edges_of_rules() {
    let rows: &[(Options, &str, &[&str])] = &[
        (Options::PLAIN, "203.0.113.0\t203.0.113.255\txx", &["203.0.113.0"]),
        (Options::PLAIN, "203.0.113.0\t203.0.113.255\t1234", &["203.0.113.0"]),
        (Options::PLAIN, "203.0.113.0\tx\t24", &["203.0.113.0"]),
        (Options::PLAIN, "abc\t203.0.113.255\t24", &["SingleLabel@0"]),
        (Options::PLAIN, "http://a.example/xyz...", &["Truncated@20"]),
        (Options::PLAIN, "'http://u@a.example/'", &["~http://u@a.example/"]),
        (Options::PLAIN, "http://u@a.example/'", &["http://u@a.example/'"]),
        (Options::PLAIN, "http://a[.]example@c.example/", &["~http://a.example@c.example/"]),
        (Options::PLAIN, "http://u[:]p@c.example/", &["~http://u:p@c.example/"]),
        (Options::PLAIN, "http://a[.]b@[::1]/", &["~http://a.b@[::1]/"]),
        (Options::PLAIN, "http://[::1]/", &["http://[::1]/"]),
        (Options::PLAIN, "ftp://a[.]b@c.example/", &["~ftp://a.b@c.example/"]),
        (Options::PLAIN, "fxp://c.example/", &["~ftp://c.example/"]),
        (Options::PLAIN, "http://u@a.example/", &["http://u@a.example/"]),
        (Options::PLAIN, "“bücher.example”", &["~xn--bcher-kva.example"]),
        (Options::PLAIN, "bücher.example", &["xn--bcher-kva.example"]),
        (Options::PLAIN, "a.example!", &["~a.example"]),
        (Options::PLAIN, "a.example?", &["~a.example"]),
        (Options::PLAIN, "(a.example", &["~a.example"]),
        (Options::PLAIN, "a.example)", &["~a.example"]),
        (Options::PLAIN, "[a.example]", &["~a.example"]),
        (Options::PLAIN, "{a.example}", &["~a.example"]),
        (Options::PLAIN, "<a.example>", &["~a.example"]),
        (Options::PLAIN, "a.example:", &["~a.example"]),
        (Options::PLAIN, "a.example.", &["a.example"]),
        (Options::PLAIN, "a.example..", &["LabelEmpty@10"]),
        (Options::PLAIN, "HKLM\\A\\", &["~HKEY_LOCAL_MACHINE\\A"]),
        (Options::PLAIN, "(a.example))", &["~a.example"]),
        (Options::PLAIN, "((a.example)", &["~a.example"]),
        (Options::PLAIN, "http://a.example/x(y)", &["http://a.example/x(y)"]),
        (Options::PLAIN, "http://a.example/x)", &["http://a.example/x)"]),
        (Options::PLAIN, "(http://a.example/x(y))", &["~http://a.example/x(y)"]),
        (Options::PLAIN, "http://a.example/x(", &["http://a.example/x("]),
        (Options::PLAIN, "\u{a0}a.example\u{200b}", &["~a.example"]),
        (Options::PLAIN, "*a.example*", &["~a.example"]),
        (Options::PLAIN, "+a.example+", &["~a.example"]),
        (Options::PLAIN, "|a.example|", &["~a.example"]),
        (Options::PLAIN, "a.example|", &["~a.example"]),
        (Options::PLAIN, "1.2.3.4[.]", &["NumericLastLabel@6"]),
        (Options::PLAIN, "http://a.example/x[.]", &["http://a.example/x[.]"]),
        (Options::PLAIN, "[.]", &["LabelEmpty@0"]),
        (Options::PLAIN, "hxxp://a.example/x!", &["~http://a.example/x!"]),
        (Options::MISP_COMPOSITE, "a.example|12345678", &["a.example", "AmbiguousNumber@0"]),
        (Options::MISP_COMPOSITE, "a.example|1234567", &["PortTooLarge@10"]),
        (Options::MISP_COMPOSITE, "a.example|", &["a.example"]),
        (Options::MISP_COMPOSITE, "|a.example", &["Empty@0", "a.example"]),
        (Options::ADBLOCK, "[x.example", &["~x.example"]),
        (Options::ADBLOCK, "x.example]", &["~x.example"]),
        (Options::ADBLOCK, "[Adblock Plus 2.0]", &[]),
        (Options::ADBLOCK, "0.0.0.0 a.example b$c", &["a.example", "NotAnIndicator@0"]),
        (Options::ADBLOCK, "1.2.3.4^", &["FilterRule@0"]),
        (Options::ADBLOCK, "a.example b^c", &["FilterRule@0"]),
        (Options::ADBLOCK, "http://a.example/x$y", &["http://a.example/x$y"]),
        (Options::ADBLOCK, "::1 a.example|", &["~a.example"]),
        (Options::csv(1, b','), "\"a.example\"\",x", &["FieldOpen@14"]),
        (Options::csv(1, b','), "\"a.example\"x,y", &["HostCharacter@10"]),
        // A part of a block or a name is none of them.
        (Options::csv(1, b','), "\"1.2.3.4\"/8,x", &["UrlSchemeMissing@1"]),
        (Options::csv(1, b','), "\"a.example\".br,x", &["HostCharacter@10"]),
        (Options::csv(1, b','), "\"a.example\" b,x", &["NotAnIndicator@1"]),
        (Options::csv(1, b','), "\"a\" \"b\",x", &["NotAnIndicator@0"]),
        (Options::csv(2, b','), "\"a\"b,a.example", &["a.example"]),
        (Options::csv(1, b','), "\"a.example\" ,y", &["a.example"]),
        (Options::REPORT, "See evil.ru. Next", &["evil.ru"]),
        (Options::REPORT, "“evil.ru”", &["evil.ru"]),
        (Options::REPORT, "evil.ru—next", &["evil.ru"]),
        (Options::REPORT, "AS 64500 ASN 64501x AS x as 5", &["AS64500", "AS64501"]),
        (Options::REPORT, "visit http://a.example/x/(y) now", &["http://a.example/x/(y)"]),
        (Options::REPORT, "http://a.example(x) y", &["Redacted@16"]),
        (Options::REPORT, "http://a.example/(x", &["http://a.example/(x"]),
        (Options::REPORT, "http://a.example/é.", &["http://a.example/é"]),
        (Options::REPORT, "www.ab[REDACTED].ru is", &["Redacted@6"]),
        (Options::REPORT, "a[RED]b.ru", &["Redacted@1"]),
        (Options::REPORT, "x[RED].RU", &[]),
        (Options::REPORT, "readme.md", &[]),
        (Options::REPORT, "com.evil.ru", &[]),
        (Options::REPORT, "com.ru", &["com.ru"]),
        (Options::REPORT, "this.ru", &[]),
        (Options::REPORT, "foo.xn--p1ai", &["foo.xn--p1ai"]),
        (Options::REPORT, "foo.qq", &[]),
        (Options::REPORT, "foo.com", &["foo.com"]),
        (Options::REPORT, "1.2.3.4:80", &["1.2.3.4:80"]),
        (Options::REPORT, "evil.ru:80", &["evil.ru:80"]),
        (Options::REPORT, "README.MD:80", &[]),
        (Options::REPORT, "Evil.ru:80", &[]),
        (Options::REPORT, "[2001:db8::1]:80", &["[2001:db8::1]:80"]),
        (Options::REPORT, "user@readme.md", &[]),
        (Options::REPORT, "user@evil.ru", &["user@evil.ru"]),
        (Options::REPORT, "::", &[]),
        (Options::REPORT, "a::b", &[]),
        (Options::REPORT, "*evil.ru*", &["evil.ru"]),
        (Options::REPORT, "evil.ru…", &["Truncated@7"]),
        (Options::REPORT, "evil[.]ru…", &["Truncated@9"]),
        (Options::REPORT, "'evil.ru'", &["evil.ru"]),
        (Options::REPORT, "`HKLM\\A B` c", &["HKEY_LOCAL_MACHINE\\A B"]),
        (Options::REPORT, "`HKLM\\A|B` c", &["HKEY_LOCAL_MACHINE\\A"]),
        (Options::REPORT, "HKLM\\A B\\C d", &["HKEY_LOCAL_MACHINE\\A B\\C"]),
        (Options::REPORT, "HKLM\\A \\B", &["HKEY_LOCAL_MACHINE\\A"]),
        (Options::REPORT, "[HKLM\\A B] c", &["HKEY_LOCAL_MACHINE\\A B"]),
        (Options::REPORT, "evil.ru..", &["evil.ru"]),
        (Options::REPORT, "evil..ru", &[]),
        (Options::REPORT, "1.2.3.4..5", &[]),
        (Options::REPORT, "a.b.c.d", &[]),
        (
            Options::REPORT,
            "d41d8cd98f00b204e9800998ecf8427e.",
            &["d41d8cd98f00b204e9800998ecf8427e"],
        ),
    ];
    for (options, text, expected) in rows {
        if cfg!(feature = "idna") || !text.contains('ü') {
            line(options, text, expected);
        }
    }
}

/// The forms that a strict reader refused most, by frequency.
#[test]
fn forms_of_the_wild() {
    let rows: &[(&str, &[&str])] = &[
        // Columns.
        ("192.0.2.20\t10", &["192.0.2.20"]),
        ("192.0.2.126;65", &["192.0.2.126"]),
        ("evil.example ; SBL123", &["evil.example"]),
        ("evil.example;comment", &["evil.example"]),
        ("evil.example,1.2.3.4", &["evil.example"]),
        ("203.0.113.0\t203.0.113.255\t24", &["203.0.113.0-203.0.113.255"]),
        ("203.0.113.0\t203.0.113.255", &["203.0.113.0"]),
        ("203.0.113.9\t203.0.113.1\t24\tx", &["203.0.113.9"]),
        ("1.2.3.4-1.2.3.9", &["1.2.3.4-1.2.3.9"]),
        ("AS64500 # a cloud", &["AS64500"]),
        ("xn--bcher-kva.example    # was: bücher.example", &["xn--bcher-kva.example"]),
        // Endpoints.
        ("198.51.100.250:443", &["198.51.100.250:443"]),
        ("[2001:db8:1460:50::2]:3478", &["[2001:db8:1460:50::2]:3478"]),
        ("pool.mining.example:3333", &["pool.mining.example:3333"]),
        ("198.51.100.5:660666", &["PortTooLarge@13"]),
        // Defanged.
        ("panel.example[.]com:3928", &["~panel.example.com:3928"]),
        ("hxxp://dev.example.com/media/a[.]php", &["~http://dev.example.com/media/a.php"]),
        ("hxxps[:]//a[.]example/b,c;d", &["~https://a.example/b,c;d"]),
        ("http[:]//198.51.100[.]400/a", &["OctetTooLarge@22"]),
        ("http://a.example/b[.]php", &["http://a.example/b[.]php"]),
        ("2001:db8::/32", &["2001:db8::/32"]),
        ("1.2.3[.]400", &["OctetTooLarge@8"]),
        ("evil[.]example,hxxp://x", &["~evil.example"]),
        // Paths.
        ("blue-holdings.example/wp-includes/locales.php", &["UrlSchemeMissing@0"]),
        ("198.51.100.240/0x22/path/run.php", &["UrlSchemeMissing@0"]),
        ("198.51.100.18:8220/logo.jpg", &["UrlSchemeMissing@0"]),
        ("/gate.php", &["PathOnly@0"]),
        ("/@\\dir/gate.php", &["PathOnly@0"]),
        // Wrapped.
        ("`host.example`", &["~host.example"]),
        ("\"example.com\",\"malware\"", &["~example.com"]),
        ("'cdn.example[.]com'", &["~cdn.example.com"]),
        ("(1.2.3.4)", &["~1.2.3.4"]),
        ("<example.com>", &["~example.com"]),
        ("“example.com”", &["~example.com"]),
        ("+192.0.2[.]73+", &["~192.0.2.73"]),
        ("1.2.3.4.", &["~1.2.3.4"]),
        ("198.51.100.7:", &["~198.51.100.7"]),
        ("\"http://a.example/b,c d\" x", &["UrlBlank@21"]),
        ("\"http://a.example/b,c\" x", &["~http://a.example/b,c"]),
        ("[dead::beef]", &["~dead::beef"]),
        ("\u{200b}\u{200b}hxxps[:]//a[.]top/", &["~https://a.top/"]),
        (" \u{feff}192.0.2.134", &["~192.0.2.134"]),
        ("example.com\u{a0}\u{200e}", &["~example.com"]),
        ("`HKCU\\Software\\A B\\`", &["~HKEY_CURRENT_USER\\Software\\A B"]),
        ("\"john,doe\"@example.com", &["\"john,doe\"@example.com"]),
        ("\"a b\"@evil[.]example", &["~\"a b\"@evil.example"]),
        ("\"a[.]b\"[@]evil[.]example", &["~\"a[.]b\"@evil.example"]),
        ("\"a\\\"@example.com", &["LocalQuote@16"]),
        ("\"a\"@example", &["SingleLabel@4"]),
        ("\"a@example.com\"", &["~a@example.com"]),
        // Not ours to mend.
        ("p[BLOCKED]h.com", &["Redacted@1"]),
        ("http://mobile.p[BLOCKED]h.com/a", &["Redacted@15"]),
        ("(man****app.com)", &["Redacted@4"]),
        ("exa[xxxxx]le.com", &["Redacted@3"]),
        ("exampleserve(788|789)[dot]com", &["Redacted@12"]),
        ("example[.[com", &["HostCharacter@7"]),
        ("http//host", &["UrlSchemeMissing@0"]),
        ("https://1.2.3.4@80", &["UrlUserIsHost@8"]),
        ("1.20.3.659", &["OctetTooLarge@7"]),
        ("198.51.100.061", &["OctetLeadingZero@11"]),
        ("http://0ee307c.example/pass.php…", &["Truncated@31"]),
        ("example.com...", &["Truncated@11"]),
        ("localhost", &["SingleLabel@0"]),
        (".example.com", &["LabelEmpty@0"]),
        ("64500", &["AmbiguousNumber@0"]),
        ("198.51.100.0/25,x", &["198.51.100.0/25"]),
        ("198.51.100.34/29", &["HostBits@11"]),
        // Hosts lines.
        ("0.0.0.0 a.example b[.]example # c", &["a.example", "~b.example"]),
        ("0.0.0.0 a.example#b.example", &["a.example"]),
        ("::1 a.example", &["a.example"]),
        ("fe80::1%lo0 localhost", &["ZoneId@7"]),
        // Names with underscores, other roots.
        ("call_com_00112233.mail.example", &["call_com_00112233.mail.example"]),
        ("mail.bit", &["mail.bit"]),
        ("de2.node..pool.example", &["LabelEmpty@9"]),
        // Registry keys.
        ("HKLM\\\\Software\\\\A B", &["HKEY_LOCAL_MACHINE\\Software\\A B"]),
        ("HKLM:\\Software\\a[.]b", &["HKEY_LOCAL_MACHINE\\Software\\a[.]b"]),
        ("HKLM\\Software\\A\\", &["~HKEY_LOCAL_MACHINE\\Software\\A"]),
        ("[HKEY_USERS\\a, b]", &["HKEY_USERS\\a, b"]),
    ];
    for (text, expected) in rows {
        line(&Options::PLAIN, text, expected);
    }
}

/// A range is invented of no two addresses: they are the ends of a block of so many bits.
#[test]
fn blocks_of_three_columns() {
    let rows: &[(&str, &[&str])] = &[
        ("43.229.53.0\t43.229.53.255\t24\t1904\tx", &["43.229.53.0-43.229.53.255"]),
        ("203.0.113.0\t203.0.113.255\t24 # x", &["203.0.113.0-203.0.113.255"]),
        (
            "2001:db8::\t2001:db8:0:ffff:ffff:ffff:ffff:ffff\t48",
            &["2001:db8::-2001:db8:0:ffff:ffff:ffff:ffff:ffff"],
        ),
        ("0.0.0.0\t0.255.255.255\t8", &["0.0.0.0-0.255.255.255"]),
        ("0.0.0.0\t255.255.255.255\t0", &["0.0.0.0-255.255.255.255"]),
        ("192.0.2.1\t192.0.2.1\t32", &["192.0.2.1-192.0.2.1"]),
        // A source, a destination and a port.
        ("1.2.3.4\t5.6.7.8\t443", &["1.2.3.4"]),
        ("1.2.3.4\t5.6.7.8\t22", &["1.2.3.4"]),
        ("5.6.7.8\t1.2.3.4\t443", &["5.6.7.8"]),
        ("2001:db8::1\t2001:db8::9\t64", &["2001:db8::1"]),
        ("0.0.0.0\ta.example\t8", &["a.example", "AmbiguousNumber@0"]),
        // One address or one bit more or less.
        ("203.0.113.0\t203.0.113.254\t24", &["203.0.113.0"]),
        ("203.0.113.1\t203.0.113.255\t24", &["203.0.113.1"]),
        ("203.0.113.0\t203.0.113.255\t25", &["203.0.113.0"]),
        ("203.0.113.0\t203.0.113.255\t23", &["203.0.113.0"]),
        ("203.0.113.0\t::ffff:203.0.113.255\t24", &["203.0.113.0"]),
        ("203.0.113.0\t203.0.113.255\t280", &["203.0.113.0"]),
        ("203.0.113.0\t203.0.113.255\t+24", &["203.0.113.0"]),
        ("203.0.113.0\t203.0.113.255\t", &["203.0.113.0"]),
        ("\"203.0.113.0\t203.0.113.255\"\t24", &["ControlCharacter@12"]),
    ];
    for (text, expected) in rows {
        line(&Options::PLAIN, text, expected);
    }
    let block = "203.0.113.0\t203.0.113.255\t24";
    line(&Options::PLAIN.kind(Kind::Range), block, &["203.0.113.0-203.0.113.255"]);
    line(&Options::PLAIN.kind(Kind::Address), block, &["203.0.113.0"]);
    line(&Options::PLAIN.kind(Kind::Asn), block, &["AsnTrailing@5"]);
    line(&Options::HOSTS, block, &["NumericLastLabel@10"]);
    line(&Options::ADBLOCK, block, &["203.0.113.0-203.0.113.255"]);
    line(&Options::MISP_COMPOSITE, block, &["203.0.113.0"]);
    let cell = "a,\"203.0.113.0\t203.0.113.255\"";
    line(&Options::csv(2, b','), cell, &["ControlCharacter@11"]);
    line(&Options::csv(2, b',').kind(Kind::Address), cell, &["ControlCharacter@11"]);
    line(&Options::csv(2, b',').kind(Kind::Range), cell, &["ControlCharacter@11"]);
}

#[test]
fn options_widen_what_is_read() {
    let http = Options::PLAIN.assume_http(true);
    line(&http, "a.example/b.php", &["~http://a.example/b.php"]);
    line(&http, "a[.]example/b[.]php", &["~http://a.example/b.php"]);
    line(&http, "1.2.3.4:80/a", &["~http://1.2.3.4:80/a"]);
    line(&http, "a..example/b", &["LabelEmpty@2"]);
    line(&http, "(a[.].example/b)", &["LabelEmpty@5"]);
    line(&http, "1.2.3.0/24", &["1.2.3.0/24"]);
    let one = Options::PLAIN.single_labels(true);
    line(&one, "localhost", &["localhost"]);
    line(&one, "1234", &["AmbiguousNumber@0"]);
    let suffix = Options::PLAIN.suffixes(true);
    line(&suffix, ".02bank.example", &["~02bank.example"]);
    line(&suffix, "*.example.com", &["~example.com"]);
    line(&suffix, ".onion", &["LabelEmpty@0"]);
    line(&suffix.single_labels(true), ".onion", &["~onion"]);
    let typed = Options::PLAIN.refang(false);
    line(&typed, "a[.]example", &["HostCharacter@1"]);
    line(&typed, "hxxp://a.example/", &["hxxp://a.example/"]);
    line(&typed, "\"a.example\"", &["~a.example"]);
}

#[test]
fn rules_of_ad_blockers() {
    let rows: &[(&str, &[&str])] = &[
        ("||000414-login.example^", &["000414-login.example"]),
        ("||1.2.3.4^", &["1.2.3.4"]),
        ("||example.com", &["example.com"]),
        ("||example.com^$third-party", &["FilterRule@0"]),
        ("||example.com/ads^", &["FilterRule@0"]),
        ("||*.example.com^", &["FilterRule@0"]),
        ("@@||example.com^", &["FilterRule@0"]),
        ("example.com##.ad", &["FilterRule@0"]),
        ("##.ad", &["FilterRule@0"]),
        ("/ads/*", &["FilterRule@0"]),
        ("|http://example.com|", &["FilterRule@0"]),
        ("example.com", &["example.com"]),
        ("0.0.0.0 example.com", &["example.com"]),
        ("! title", &[]),
        ("[Adblock Plus 2.0]", &[]),
        ("# hosts", &[]),
    ];
    for (text, expected) in rows {
        line(&Options::ADBLOCK, text, expected);
    }
}

#[test]
fn halves_of_composites() {
    let sha1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
    line(&Options::MISP_COMPOSITE, &format!("csrss.exe|{sha1}"), &[sha1]);
    line(&Options::MISP_COMPOSITE, "a.example|1.2.3.4", &["a.example", "1.2.3.4"]);
    line(&Options::MISP_COMPOSITE, "1.2.3.4|80", &["1.2.3.4:80"]);
    line(&Options::MISP_COMPOSITE, "2001:db8::1|80", &["[2001:db8::1]:80"]);
    line(&Options::MISP_COMPOSITE, "1.2.3.4|99999", &["PortTooLarge@8"]);
    line(&Options::MISP_COMPOSITE, "HKLM\\a b|c", &["HKEY_LOCAL_MACHINE\\a b"]);
    line(&Options::MISP_COMPOSITE, "a.example", &["a.example"]);
    line(&Options::MISP_COMPOSITE, "a.example|", &["a.example"]);
    // A file's name is anything but a bar.
    let md5 = "d41d8cd98f00b204e9800998ecf8427e";
    for name in [
        "Invoice 1.exe",
        "a,b;c.exe",
        "Invoice #1.exe",
        "Invoice\t1.exe",
        "AS 5 x.exe",
        "evil.example copy.exe",
        "http://x y",
        "(1) a.exe",
        "\"a b.exe\"",
    ] {
        line(&Options::MISP_COMPOSITE, &format!("{name}|{md5}"), &[md5]);
        line(&Options::MISP_COMPOSITE, &format!(" {name}|{md5} # x"), &[md5]);
    }
    line(&Options::MISP_COMPOSITE, &format!("\"Invoice 1.exe|{md5}\""), &[md5]);
    line(&Options::MISP_COMPOSITE, &format!("a b|{md5}0"), &["SingleLabel@0"]);
    line(&Options::MISP_COMPOSITE, &format!("a.example # b|{md5}"), &["a.example"]);
    line(&Options::MISP_COMPOSITE, &format!("a.example,b c|{md5}"), &["a.example"]);
    line(&Options::MISP_COMPOSITE, &format!("# a|{md5}"), &[]);
    // Quotes around the whole are around neither half.
    line(&Options::MISP_COMPOSITE, "\"evil.example|80\"", &["evil.example:80"]);
    line(&Options::MISP_COMPOSITE, "`a.example|1.2.3.4` x", &["a.example", "1.2.3.4"]);
    line(&Options::MISP_COMPOSITE, "'evil[.]example|80'", &["~evil.example:80"]);
    line(&Options::MISP_COMPOSITE, "\"a.example\"", &["~a.example"]);
    line(&Options::MISP_COMPOSITE, "\"a.example\"|1.2.3.4", &["~a.example"]);
}

#[test]
fn words_of_reports() {
    let rows: &[(&str, &[&str])] = &[
        (
            "|`192.0.2[.]108`  |2021-04-14 | C&C server (`www.example[.]com`)",
            &["~192.0.2.108", "~www.example.com"],
        ),
        (
            "see http://www.a.example/b/[article about it] on https://b.example[B].",
            &["http://www.a.example/b/", "https://b.example"],
        ),
        ("(hxxps://a[.]example/b(c)d).", &["~https://a.example/b(c)d"]),
        (
            "contacts mssql.example[.]org:443, then 1.2.3.0/24;",
            &["~mssql.example.org:443", "1.2.3.0/24"],
        ),
        (
            "`dwmapi.dll`, README.md, node.js, System.Reflection, e.g. i.e. v1.2.3 com.android.app",
            &[],
        ),
        ("document.location and std::string at 10:30 a.m.", &[]),
        ("plain example.com and sub.example.net here", &["example.com", "sub.example.net"]),
        (
            "writes HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Run value x",
            &["HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Run"],
        ),
        (
            "key `HKCU\\Software\\A B C` and AS 12345.",
            &["HKEY_CURRENT_USER\\Software\\A B C", "AS12345"],
        ),
        ("mail someone@example[.]com", &["~someone@example.com"]),
        ("dropped from p[BLOCKED]h.com today", &["Redacted@1"]),
        ("`magnet[:]?xt=urn[:]btih[:]abcdefghijklmnopqrstuvwxyz234567&dn=x`", &["UrlMagnet@0"]),
        ("[2001:db8::1]:443 and 2001:db8::2", &["[2001:db8::1]:443", "2001:db8::2"]),
        ("* *.example[.]net", &["Wildcard@0"]),
        ("D41D8CD98F00B204E9800998ECF8427E|a.exe", &["d41d8cd98f00b204e9800998ecf8427e"]),
        ("http://a.example/…", &["Truncated@17"]),
        (
            "|`++http://a[.]example++`| *http://b.example/c*.",
            &["~http://a.example", "http://b.example/c"],
        ),
    ];
    for (text, expected) in rows {
        line(&Options::REPORT, text, expected);
    }
    let columns: Vec<_> = laws::whole("x é 1.2.3.4 (b[.]example)".as_bytes(), &Options::REPORT)
        .iter()
        .map(|record| record.column)
        .collect();
    assert_eq!(columns, [6, 15]);
}

/// A bracket holds a redaction only where it can stand for a part of the value.
#[test]
fn what_is_in_brackets() {
    let rows: &[(&str, &[&str])] = &[
        // Links.
        ("[evil.example](http://evil.example)", &["~http://evil.example"]),
        ("[evil[.]example](hxxp://evil[.]example/a,b)", &["~http://evil.example/a,b"]),
        ("[evil.example](http://evil.example),seen", &["~http://evil.example"]),
        ("[evil.example](https://notes.example/evil.example)", &["~evil.example"]),
        ("[evil[.]example](https://notes.example/1)", &["~evil.example"]),
        ("[the list](http://evil.example/a(b)) x", &["~http://evil.example/a(b)"]),
        ("**[here](http://evil..example/)**", &["LabelEmpty@21"]),
        ("[here](http://p[BLOCKED]h.example/)", &["Redacted@15"]),
        ("[here](there)", &["SingleLabel@7"]),
        // IPv6 with marks in its brackets.
        ("hxxp://[2001[:]db8::1]/", &["~http://[2001:db8::1]/"]),
        ("hxxp://[2001[:]db8[:]:1]:80/a[.]b", &["~http://[2001:db8::1]:80/a.b"]),
        ("[2001:db8[:]:1]:80", &["~[2001:db8::1]:80"]),
        ("[::ffff:192.0.2[.]1]:80", &["~[::ffff:192.0.2.1]:80"]),
        ("[2001:db8[:]:1]", &["~2001:db8::1"]),
        ("hxxp://[2001[:]dg8::1]/", &["GroupDigit@12"]),
        // What stands in the wrong place is told as such.
        ("[evil.example]:80", &["EndpointBracket@0"]),
        ("http://[evil.example]/", &["UrlBracket@7"]),
        ("a@[IPv6:::1]", &["DomainLiteral@2"]),
        ("a@[evil.example]", &["DomainLiteral@2"]),
        // A redaction still.
        ("[REDACTED].example", &["Redacted@0"]),
        ("[x.y]loads.example", &["Redacted@0"]),
        ("a@[REDACTED]", &["Redacted@2"]),
        ("http://[censored]/", &["Redacted@7"]),
        ("a.example(x.y)", &["Redacted@9"]),
    ];
    for (text, expected) in rows {
        line(&Options::PLAIN, text, expected);
    }
    let csv = Options::csv(2, b',');
    line(&csv, "a,\"evil.example (bad)\",c", &["NotAnIndicator@0"]);
    line(&csv, "a,=HYPERLINK(\"http://evil.example\"),c", &["UrlScheme@0"]);
    line(&csv, "a,[click here](http://evil.example \"evil\"),c", &["~http://evil.example"]);
    let link = "[evil.example](http://evil.example)";
    line(&Options::HOSTS, link, &["~evil.example"]);
    line(&Options::PLAIN.kind(Kind::Url), link, &["~http://evil.example"]);
    line(&Options::PLAIN.kind(Kind::Asn), "[64500](http://bgp.example/AS64500)", &["~AS64500"]);
}

#[test]
fn columns_of_delimited_text() {
    let hashes = "d41d8cd98f00b204e9800998ecf8427e,da39a3ee5e6b4b0d3255bfef95601890afd80709";
    let quoted = format!("\"{hashes}\",name");
    let expected: Vec<_> = hashes.split(',').collect();
    line(&Options::csv(1, b','), &quoted, &expected);
    line(&Options::csv(1, b','), "\"Smith, John\",x", &["NotAnIndicator@0"]);
    line(&Options::csv(3, b','), "a.example,b", &["ColumnMissing@11"]);
    line(&Options::csv(2, b','), "x,www.example[.]com", &["~www.example.com"]);
    line(&Options::csv(2, b';'), "x;http://a.example/b,c;y", &["http://a.example/b,c"]);
    line(&Options::csv(2, b'\t'), "x\t1.2.3.4\ty", &["1.2.3.4"]);
    line(&Options::csv(1, b',').kind(Kind::Asn), "64500,\"Example Networks, FR\"", &["AS64500"]);
}

/// What begins with the delimiter begins with an empty column, whatever else such a byte may begin.
#[test]
fn first_columns_may_be_empty() {
    let rows: &[(u16, u8, &str, &[&str])] = &[
        (2, b'\t', "\t1.2.3.4\t5.6.7.8", &["1.2.3.4"]),
        (2, b'\t', "\ta.example", &["a.example"]),
        (2, b'\t', " \ta.example", &["a.example"]),
        (1, b'\t', "\ta.example", &[]),
        (3, b'\t', "\t\ta.example", &["a.example"]),
        (2, b'\t', " \t ", &[]),
        (2, b'\t', " # x\ta.example", &[]),
        (2, b' ', " a.example b.example", &["a.example"]),
        (2, b';', ";1.2.3.4;x", &["1.2.3.4"]),
        (2, b';', " ;1.2.3.4;x", &["1.2.3.4"]),
        (2, b';', "#;1.2.3.4;x", &[]),
        (2, b';', "; note", &["SingleLabel@0"]),
        (1, b';', "; note", &[]),
        (2, b'!', "!1.2.3.4!x", &["1.2.3.4"]),
        (2, b'#', "#1.2.3.4#x", &["1.2.3.4"]),
        (3, b'/', "//1.2.3.4/x", &["1.2.3.4"]),
        (2, b',', "//1.2.3.4,a.example", &[]),
    ];
    for &(column, delimiter, text, expected) in rows {
        line(&Options::csv(column, delimiter), text, expected);
    }
}

/// RFC 4180: a quote within quotes is written twice, and the value has one. Offsets are those of the
/// text as it stands.
#[test]
fn quotes_are_doubled_in_quotes() {
    let rows: &[(&str, &[&str])] = &[
        (r#""http://evil.example/a""b""#, &[r#"~http://evil.example/a"b"#]),
        (r#""http://evil.example/""a"" b""#, &["UrlBlank@25"]),
        (r#""hxxp://evil[.]example/a""b""""c""#, &[r#"~http://evil.example/a"b""c"#]),
        (r#""(http://evil.example/a""b)""#, &[r#"~http://evil.example/a"b"#]),
        (r#""hxxp://evil[.]example/a"" b""#, &["UrlBlank@25"]),
        (r#""http://evil.example/a"" b""#, &["UrlBlank@23"]),
        (r#""""a b""@evil.example""#, &[r#"~"a b"@evil.example"#]),
        (r#""""a b""@evil..example""#, &["LabelEmpty@13"]),
        (r#""""evil.example""""#, &["~evil.example"]),
        (r#""""evil[.]example""""#, &["~evil.example"]),
        (r#""[""evil.example""]""#, &["~evil.example"]),
        (r#""HKLM\Software""A B"" C""#, &[r#"~HKEY_LOCAL_MACHINE\Software"A B" C"#]),
        (r#""http://u@evil.example/a""b""#, &[r#"~http://u@evil.example/a"b"#]),
        (r#""http://u@evil.example/""""#, &[r#"~http://u@evil.example/""#]),
        (r#""http://evil.example/""...""#, &["Truncated@22"]),
        (r#""""""#, &["NotAnIndicator@0"]),
        (r#""evil.example""""#, &["~evil.example"]),
        (r#""HKLM\a""b,HKLM\c""#, &[r#"~HKEY_LOCAL_MACHINE\a"b"#, r"HKEY_LOCAL_MACHINE\c"]),
        // No doubled quotes: not in quotes, or not every one.
        (r#"http://evil.example/a""b"#, &[r#"http://evil.example/a""b"#]),
        (r#""http://evil.example/a""b"c"d""#, &[r#"http://evil.example/a""b"c"d"#]),
    ];
    for (text, expected) in rows {
        line(&Options::csv(1, b','), text, expected);
        line(&Options::csv(2, b','), &format!("x,{text},y"), expected);
    }
    let http = Options::csv(1, b',').assume_http(true);
    line(&http, r#""evil.example/a""b""#, &[r#"~http://evil.example/a"b"#]);
    line(&http, "\"evil.example/a\"\"\u{1}b\"", &["ControlCharacter@16"]);
    let long = format!(r#""http://evil.example/{}""#, r#""""#.repeat(5000));
    line(&Options::csv(1, b','), &long, &["TooLong@0"]);
}

/// What no line can be cut by costs no line without a word.
#[test]
fn columns_that_cannot_be() {
    for (column, delimiter) in
        [(0, b','), (1, 0), (1, b'\n'), (1, b'\r'), (1, b'"'), (2, 0x80), (2, 0xa9), (2, 0xff)]
    {
        let options = Options::csv(column, delimiter).max_line(64);
        for text in ["a.example,b.example", "é,b.example", "\"a\""] {
            line(&options, text, &["FeedOptions@0"]);
        }
        line(&options, "# a", &[]);
        line(&options, " ", &[]);
        let error = Decoder::<64>::try_new(options).unwrap_err();
        assert_eq!((error.code(), error.offset()), (Code::FeedOptions, 0));
    }
    assert!(Decoder::<64>::try_new(Options::csv(u16::MAX, 0x7f).max_line(64)).is_ok());
}

#[test]
fn layouts_are_guessed() {
    let rows: &[(&[u8], Options, Why)] = &[
        (b"", Options::PLAIN, Why::Nothing),
        (b"# x\n1.2.3.4\t10\n1.2.3.5\t9\n", Options::csv(1, b'\t'), Why::Columns),
        (b"1.2.3.4\nevil[.]example # x\n", Options::PLAIN, Why::FirstColumn),
        (b"- 1.2.3.4\n- evil[.]example\n", Options::PLAIN, Why::FirstColumn),
        (b"1.2.3.0\t1.2.3.255\t24\n1.2.4.0\t1.2.4.127\t25\n", Options::PLAIN, Why::Blocks),
        (b"1.2.3.0\t255.255.255.0\n1.2.4.0\t255.255.255.0\n", Options::PLAIN, Why::Blocks),
        (b"1.2.3.0\t1.2.3.9\n1.2.4.0\t1.2.4.9\n", Options::csv(1, b'\t'), Why::Columns),
        (b"\xef\xbb\xbf127.0.0.1 a.example\n0.0.0.0 b.example\n", Options::HOSTS, Why::HostsLines),
        (b"[Adblock Plus 2.0]\n||a.example^\n", Options::ADBLOCK, Why::AdblockRules),
        (b"||a.example^\n||b.example^\n", Options::ADBLOCK, Why::AdblockRules),
        (b"type,value\ndomain,a.example\nip,1.2.3.4\n", Options::csv(2, b','), Why::Columns),
        (
            b"ASN,Entity\n64500,\"A, FR\"\n64501,B\n",
            Options::csv(1, b',').kind(Kind::Asn),
            Why::NumberColumn,
        ),
        // An empty first column is one; what may be a comment or an indented line is none.
        (b";1.2.3.4;x\n;1.2.3.5;x\n", Options::csv(2, b';'), Why::Columns),
        (b"a;1.2.3.4;x\n;1.2.3.5;x\n", Options::csv(2, b';'), Why::Columns),
        (b"\t1.2.3.4\tx\n\t1.2.3.5\tx\n", Options::csv(2, b'\t'), Why::Columns),
        (b"; 1.2.3.4\n; 1.2.3.5\n", Options::PLAIN, Why::Nothing),
        (b"\t1.2.3.4\n\t1.2.3.5\n", Options::PLAIN, Why::FirstColumn),
        (b"; a\n; b\n1.2.3.4;65\n1.2.3.5;66\n", Options::csv(1, b';'), Why::Columns),
        // Four in five lines have the delimiter, and not three.
        (
            b"a.example,1\nb.example,1\nc.example,1\nd.example,1\nx\n",
            Options::csv(1, b','),
            Why::Columns,
        ),
        (b"a.example,1\nb.example,1\nc.example,1\nx\ny\n", Options::PLAIN, Why::FirstColumn),
        // A third of a column can be read, and more.
        (b"a.example,x\ny,x\nz,x\n", Options::PLAIN, Why::Nothing),
        (b"a.example,x\nb.example,x\nz,x\n", Options::csv(1, b','), Why::Columns),
        // A heading is not enough, and numbers are not.
        (b"asn,name\nx,y\nz,w\n", Options::PLAIN, Why::Nothing),
        (b"id,name\n1,y\n2,w\n", Options::PLAIN, Why::Nothing),
        // The last line needs no end where it is the feed's own.
        (b"# x\n0.0.0.0 a.example", Options::HOSTS, Why::HostsLines),
        // Few lines of few words.
        (b"one two\nthree\nfour\n", Options::REPORT, Why::Prose),
        (b"a.example|1.2.3.4\nb.example|1.2.3.5\n", Options::MISP_COMPOSITE, Why::Composites),
        (
            b"The group used a[.]example to host it.\nIt wrote to a key as well.\n",
            Options::REPORT,
            Why::Prose,
        ),
        (
            b"=== Network indicators\n|===\n|a[.]example\n|b[.]example\n",
            Options::REPORT,
            Why::Prose,
        ),
        // Headings, or rows of tables; one heading, or a row in four, is none.
        (b"== A\n1.2.3.4\n1.2.3.5\n=== B\na.example\n", Options::REPORT, Why::Prose),
        (b"== A\n1.2.3.4\n1.2.3.5\n==\na.example\n", Options::PLAIN, Why::FirstColumn),
        (b"|a.example|1|\n|b.example|2|\n", Options::REPORT, Why::Prose),
        (b" a.example\n b.example\n c.example\n", Options::PLAIN, Why::FirstColumn),
        (b"|a|b|\n|---|---|\n| 1.2.3.4 | x |\n| 1.2.3.5 | y |\n", Options::REPORT, Why::Prose),
        (b"| 1.2.3.4\n1.2.3.5\na.example\nb.example\n", Options::PLAIN, Why::FirstColumn),
        // Lines that begin in quotes are none.
        (
            b"Name,Description\n1.2.3.4,\"line one\nevil.example\nlast\"\n1.2.3.5,x\n",
            Options::csv(1, b','),
            Why::Columns,
        ),
        (
            b"\"x\r\ny\";1.2.3.4\r\na;1.2.3.5\r\nb;1.2.3.6\r\nc;1.2.3.7\r\nd;1.2.3.8\r\n",
            Options::csv(2, b';'),
            Why::Columns,
        ),
        // Names of files read as hosts.
        (
            b"filename,md5\nsetup.exe,d41d8cd98f00b204e9800998ecf8427e\n\
                run.sh,d41d8cd98f00b204e9800998ecf8427f\n",
            Options::csv(2, b','),
            Why::Columns,
        ),
        (
            b"File,Domain\na.md,\nb.ico,x[.]example\nc.ico,y.example\n",
            Options::csv(2, b','),
            Why::Columns,
        ),
        (b"a.zip,x\nb.zip,y\n", Options::csv(1, b','), Why::Columns),
        // Of what reads alike, what differs; else the first.
        (b"a.example,1.2.3.4\na.example,1.2.3.5\n", Options::csv(2, b','), Why::Columns),
        (b"1.2.3.4,a.example\n1.2.3.5,a.example\n", Options::csv(1, b','), Why::Columns),
        (b"a.example,1.2.3.4\nb.example,1.2.3.5\n", Options::csv(1, b','), Why::Columns),
    ];
    for (bytes, options, why) in rows {
        let sniffed = feed::sniff(bytes);
        assert_eq!(
            (sniffed.options(), sniffed.why()),
            (*options, *why),
            "{}",
            bytes.escape_ascii()
        );
    }
}

#[test]
fn a_decoder_has_room_for_a_line() {
    assert!(Decoder::<64>::try_new(Options::PLAIN.max_line(64)).is_ok());
    let error = Decoder::<64>::try_new(Options::PLAIN.max_line(65)).unwrap_err();
    assert_eq!(error.code(), Code::FeedOptions);
}

/// An eighth of a megabyte a line: what is not linear does not end.
#[test]
fn time_is_linear() {
    let parts = [
        "h ", "HKLM ", "`HKLM ", "HKLM\\a ", "a.bb ", "[", "a[", "a(b", "http://", "hxxp", "*",
        " [", "\"", "'a", "|", "a,", "AS ", "AS 1 ", ".]", "\"a ", "\\.", "[.]", "a[.]", "a.",
        "::", "1.", "||", "x@", "[x]", "[x](", "[::[.]]", "[[:]::", "](", "\u{200b}", "\u{201c}",
        "+",
    ];
    let mut scratch = Scratch::new();
    for part in parts {
        for lead in ["", "0.0.0.0 ", "hxxp://"] {
            let line = format!("{lead}{}", part.repeat((1 << 15) / part.len()));
            for options in ALL {
                let options = options.max_line(1 << 19);
                let read = |entry: feed::Entry<'_>| entry.read(&mut scratch).is_ok();
                let _ = feed::entries(line.as_bytes(), &options).map(read).filter(|ok| *ok).count();
            }
        }
    }
}

/// A generator that needs no crate (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(bound).unwrap()).unwrap()
    }
}

const PARTS: [&[u8]; 42] = [
    b"1.2.3.4",
    b"a.example",
    b"evil[.]example",
    b"hxxp://",
    b"http://",
    b"\n",
    b"\n",
    b"\r\n",
    b"\r",
    b" ",
    b"\t",
    b",",
    b";",
    b"\"",
    b"`",
    b"(",
    b")",
    b"[",
    b"]",
    b"|",
    b"||",
    b"^",
    b"#",
    b"HKLM\\a b",
    b"0.0.0.0 ",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xa6",
    b"\xff",
    b"\0",
    b"\xc3",
    b"aaaaaaaaaaaaaaaa",
    b"*",
    b".",
    b"/",
    b":",
    b"443",
    b"AS 12",
    b"@",
    b"24",
    b"\\",
    b"magnet:?",
    b"p[BLOCKED]h.com",
];

fn made_up(random: &mut Random) -> Vec<u8> {
    let parts = random.below(24);
    (0..parts).flat_map(|_| PARTS[random.below(PARTS.len())]).copied().collect()
}

#[test]
fn chunked_is_whole() {
    let mut random = Random(7);
    for round in 0..30_000 {
        let bytes = made_up(&mut random);
        let options = ALL[round % ALL.len()].max_line(random.below(40));
        let mut sizes = Random(random.0);
        laws::chunked_is_whole::<40>(&bytes, &options, || 1 + sizes.below(9));
        laws::places_are_in_order(&bytes, &options);
    }
    let marks: &[u8] = b"\xef\xbb\xbf\xef\xbb\xbfa.example\r\r\n\xef\xbb\n\xef\xbb";
    for max_line in 0..12 {
        laws::chunked_is_whole::<40>(marks, &Options::PLAIN.max_line(max_line), || 1);
    }
    laws::chunked_is_whole::<40>(b"\xef\xbb", &Options::PLAIN.max_line(40), || 1);
}

/// Junk lines anywhere lose nothing good.
#[test]
fn junk_costs_only_itself() {
    let good: Vec<String> = (0..60)
        .map(|i| match i % 6 {
            0 => format!("10.0.{i}.1\t7"),
            1 => format!("host{i}[.]example # note"),
            2 => format!("hxxps://u{i}[.]example/a,b"),
            3 => format!("0.0.0.0 a{i}.example b{i}.example"),
            4 => format!("HKLM\\Software\\Key {i}\r"),
            _ => format!("AS 64{i:03}"),
        })
        .collect();
    let options = Options::PLAIN.max_line(4096);
    let texts = |records: Vec<laws::Record>| -> Vec<_> {
        records.into_iter().map(|record| (record.column, record.raw, record.read)).collect()
    };
    let alone = texts(laws::whole(good.join("\n").as_bytes(), &options));
    assert!(alone.iter().all(|(_, _, read)| read.is_ok()));
    let mut random = Random(11);
    for round in 0..200 {
        let (mut feed, mut junk) = (Vec::new(), Vec::new());
        let mut number = 0;
        for text in &good {
            while random.below(3) == 0 {
                number += 1;
                junk.push(number);
                let line: Vec<u8> = match random.below(5) {
                    0 => (0..random.below(300))
                        .map(|_| u8::try_from(random.below(256)).unwrap())
                        .collect(),
                    1 => vec![0; random.below(50)],
                    2 => vec![b'x'; if round == 0 { 1 << 20 } else { 5000 }],
                    3 => "ééééé".as_bytes()[..1 + random.below(9)].to_vec(),
                    _ => made_up(&mut random),
                };
                feed.extend(line.into_iter().filter(|&b| b != b'\n'));
                feed.push(b'\n');
            }
            number += 1;
            feed.extend_from_slice(text.as_bytes());
            feed.push(b'\n');
        }
        let mut records = laws::whole(&feed, &options);
        records.retain(|record| !junk.contains(&record.line));
        assert_eq!(texts(records), alone);
        if round < 20 {
            laws::chunked_is_whole::<4096>(&feed, &options, || 1 + random.below(700));
        }
    }
}
