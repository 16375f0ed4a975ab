extern crate std;
use std::{format, hash::BuildHasher, string::String, vec::Vec};

use super::*;

/// The plain, complete reader alone: the twin of the fast path, and of `parse`.
#[track_caller]
fn both(text: &str) -> Result<RegistryKey<'_>, Error> {
    let parsed = RegistryKey::parse(text);
    let plain = slow(text);
    match (&parsed, &plain) {
        (Ok(a), Ok(b)) => assert_eq!(format!("{a:?}"), format!("{b:?}"), "{text:?}"),
        (a, b) => assert_eq!(a.err(), b.err(), "{text:?}"),
    }
    parsed
}

/// The fast path of its own: the complete reader would hide that it reads nothing.
#[test]
#[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
fn what_the_fast_path_reads() {
    let most = format!(r"HKLM\{}", "a".repeat(MAX_INPUT - 5));
    let rows = [
        ("HKLM", true),
        ("hkey_users", true),
        (r"HKCU\Software\A b~", true),
        (most.as_str(), true),
        (&format!("{most}a"), false),
        (r"HKLM\", false),
        (r"HKLM\a ", false),
        (r"HKLM\\a", false),
        ("HKLM\\\u{e9}", false),
        ("HKLMa", false),
        ("HKL", false),
    ];
    for (text, reads) in rows {
        assert_eq!(RegistryKey::quick(text).is_some(), reads, "{text}");
    }
}

/// Reads `text`, and checks the laws that every accepted text keeps.
#[track_caller]
fn accepted(text: &str) -> String {
    let key = both(text).unwrap_or_else(|e| panic!("{text:?}: {e}"));
    let mut buffer = Buffer::new();
    let canonical = String::from(key.canonical(&mut buffer));
    assert!(canonical.len() <= MAX_LEN);
    assert_eq!(key.is_canonical(), canonical == text, "{text:?}");
    assert_eq!(format!("{key}"), canonical);
    let mut bytes = [0; MAX_LEN];
    let n = key.write_into(&mut bytes).unwrap();
    assert_eq!(&bytes[..n], canonical.as_bytes());
    let again = both(&canonical).unwrap_or_else(|e| panic!("{canonical:?}: {e}"));
    assert!(again.is_canonical() && again == key && again.same_key(&key), "{text:?}");
    assert!(key.components().eq(again.components()), "{text:?}");
    assert!(key.components().all(|name| !name.is_empty()));
    let state = std::hash::RandomState::new();
    assert_eq!(state.hash_one(key), state.hash_one(again));
    let mut short_buffer = Buffer::new();
    let short = key.text(Form::ShortHive, &mut short_buffer);
    assert_eq!(both(short), Ok(key), "{short:?}");
    assert!(looks_like(text), "{text:?}");
    let (from, to) = key.hive_span();
    assert!(text.get(from..to).is_some_and(|name| !name.is_empty()));
    canonical
}

#[track_caller]
fn refused(text: &str, code: Code, at: usize) {
    assert_eq!(both(text).map(|k| format!("{k:?}")), Err(Error::new(code, at)), "{text:?}");
    assert!(text.is_char_boundary(at));
}

fn cases(name: &str) -> [String; 3] {
    let mixed =
        name.char_indices().map(|(i, c)| if i % 2 == 1 { c.to_ascii_lowercase() } else { c });
    [name.into(), name.to_ascii_lowercase(), mixed.collect()]
}

/// Wrappings around a hive `@`, and whether only the short names have it.
const WRAPPINGS: &[(&str, bool)] = &[
    (r"@\a b\C", false),
    (r"\@\a b\C", false),
    (r"[@\a b\C]", false),
    (r"@/a b/C", false),
    (r"@\\a b\\C", false),
    (r"\\@\\a b\\C", false),
    (r"[@\\a b\\C]", false),
    (r"Registry::@\a b\C", false),
    (r"REGISTRY::@/a b/C", false),
    (r"Microsoft.PowerShell.Core\Registry::@\a b\C", false),
    (r"Microsoft.PowerShell.Core\\Registry::@\\a b\\C", false),
    (r"Computer\@\a b\C", false),
    (r"computer\\@\\a b\\C", false),
    (r"[Computer\@\a b\C]", false),
    (r"@:\a b\C", true),
    (r"@:\\a b\\C", true),
    (r"[@:\a b\C]", true),
];

#[test]
fn every_hive_in_every_spelling_and_wrapping() {
    for &hive in Hive::ALL {
        assert_eq!((hive.name().parse(), Hive::try_from(hive.name())), (Ok(hive), Ok(hive)));
        for (name, short) in [(Some(hive.name()), false), (hive.short(), true)] {
            for name in name.iter().flat_map(|name| cases(name)) {
                for &(wrapping, only_short) in WRAPPINGS {
                    if only_short && !short {
                        continue;
                    }
                    let text = wrapping.replace('@', &name);
                    assert_eq!(accepted(&text), format!("{}\\a b\\C", hive.name()), "{text}");
                    let key = both(&text).unwrap();
                    let (from, to) = key.hive_span();
                    assert_eq!((&text[from..to], key.hive()), (name.as_str(), hive));
                    assert!(key.components().eq(["a b", "C"]), "{text}");
                }
                assert_eq!(accepted(&name), hive.name());
                assert_eq!(accepted(&format!("[{name}]")), hive.name());
                assert_eq!(accepted(&format!("\\{name}")), hive.name());
                assert_eq!(both(&name).unwrap().path(), "");
            }
        }
    }
    for (root, hive) in [("MACHINE", Hive::LocalMachine), ("USER", Hive::Users)] {
        for root in cases(root) {
            for registry in cases("REGISTRY") {
                let name = format!("\\{registry}\\{root}");
                assert_eq!(accepted(&name), hive.name());
                assert_eq!(accepted(&format!("{name}\\a b\\C")), format!("{hive}\\a b\\C"));
                assert_eq!(accepted(&format!("[{name}\\a]")), format!("{hive}\\a"));
                let text = format!("\\\\{registry}\\\\{root}\\\\a b\\\\C");
                assert_eq!(accepted(&text), format!("{hive}\\a b\\C"));
                assert_eq!(both(&text).unwrap().hive_span(), (0, text.len() - 8));
            }
        }
    }
}

#[test]
fn the_path_is_kept_byte_for_byte() {
    let rows = [
        // Names that only look odd.
        (r"HKCR\MIME\text/html", r"HKEY_CLASSES_ROOT\MIME\text/html"),
        (r"HKLM\a//b", r"HKEY_LOCAL_MACHINE\a//b"),
        (r"HKLM\/a/", r"HKEY_LOCAL_MACHINE\/a/"),
        (r"HKLM\ a \ \b", r"HKEY_LOCAL_MACHINE\ a \ \b"),
        (r"HKLM\a:b", r"HKEY_LOCAL_MACHINE\a:b"),
        (r"HKLM\ä\€", r"HKEY_LOCAL_MACHINE\ä\€"),
        (r"HKU\*\{0-0}\%x%", r"HKEY_USERS\*\{0-0}\%x%"),
        (r"HKLM\a]b", r"HKEY_LOCAL_MACHINE\a]b"),
        (r"HKLM\a[b", r"HKEY_LOCAL_MACHINE\a[b"),
        (r"HKLM\a[1]", r"HKEY_LOCAL_MACHINE\a[1]"),
        (r"[HKLM\a[1]]", r"HKEY_LOCAL_MACHINE\a[1]"),
        (r"[HKLM\[a]\b]", r"HKEY_LOCAL_MACHINE\[a]\b"),
        // A drive alone, and doubled separators that double slashes do not join.
        ("HKLM:", "HKEY_LOCAL_MACHINE"),
        (r"HKLM\\a/\\b", r"HKEY_LOCAL_MACHINE\a/\b"),
        // The longer name that begins like a shorter one.
        (
            r"HKEY_CURRENT_USER_LOCAL_SETTINGS\Software",
            r"HKEY_CURRENT_USER_LOCAL_SETTINGS\Software",
        ),
        (r"HKU\HKLM\a", r"HKEY_USERS\HKLM\a"),
    ];
    for (text, canonical) in rows {
        assert_eq!(accepted(text), canonical);
    }
}

#[test]
fn refusals() {
    use Code::*;
    let rows = [
        // What no kind holds.
        ("", Empty, 0),
        (" HKLM", OuterBlank, 0),
        (r"HKLM\a  ", OuterBlank, 6),
        (r"[HKLM\a  ]", OuterBlank, 7),
        (r"[ HKLM\a]", HiveMissing, 1),
        ("HKLM\\a\tb", ControlCharacter, 6),
        ("HKLM\\a\0", ControlCharacter, 6),
        ("HKLM\\a\u{7f}", ControlCharacter, 6),
        ("HKLM\\a\u{202e}b", ControlCharacter, 6),
        ("HKLM\\a\u{85}b", ControlCharacter, 6),
        // No hive.
        (r"\CurrentVersion\Run", HiveMissing, 0),
        (r"\\server\share", HiveMissing, 0),
        (r"Software\Microsoft", HiveMissing, 0),
        (r"Computer\Software", HiveMissing, 9),
        (r"Computer\", HiveMissing, 9),
        ("Computer", HiveMissing, 0),
        (r"Computer/HKLM/a", HiveMissing, 0),
        (r"Registry::Software", HiveMissing, 10),
        ("Registry::", HiveMissing, 10),
        (r"Registry::\HKLM\a", HiveMissing, 10),
        (r"Registry:HKLM\a", HiveMissing, 0),
        (r"REGISTRY\MACHINE\a", HiveMissing, 0),
        (r"\REGISTRYX\a", HiveMissing, 0),
        ("/HKLM/a", HiveMissing, 0),
        ("[]", HiveMissing, 1),
        (r"\", HiveMissing, 0),
        (r"\\\HKLM\a", HiveMissing, 0),
        (r"[\a]", HiveMissing, 1),
        // No such hive.
        (r"HKEY_USERSX\a", HiveUnknown, 0),
        (r"HKEY_CURRENT_USERS\a", HiveUnknown, 0),
        (r"HKEY_CURRENT_USER_LOCAL\a", HiveUnknown, 0),
        (r"HKEY_CURRENT_USER_\a", HiveUnknown, 0),
        (r"HKEY_LOCAL\a", HiveUnknown, 0),
        ("HKEY\u{7e}USERS\\a", HiveUnknown, 0),
        (r"\HKXX\a", HiveUnknown, 1),
        (r"[HKXX\a]", HiveUnknown, 1),
        (r"Computer\HKXX\a", HiveUnknown, 9),
        (r"HKCU)\a", HiveUnknown, 0),
        ("HKLM and more", HiveUnknown, 0),
        (r"HKLMä\a", HiveUnknown, 0),
        (r"HKEY_DYN_DATA\a", HiveDynData, 0),
        (r"hkey_dyn_data", HiveDynData, 0),
        (r"Computer\HKDD\a", HiveDynData, 9),
        // The kernel's other roots.
        (r"\REGISTRY\A\x", HiveApp, 10),
        (r"\\registry\\a", HiveApp, 12),
        (r"\REGISTRY\WC\x", KernelRoot, 10),
        (r"\REGISTRY\MACHINEX", KernelRoot, 10),
        (r"\REGISTRY\HKLM", KernelRoot, 10),
        (r"\REGISTRY\", KernelRoot, 10),
        (r"\REGISTRY", KernelRoot, 9),
        (r"[\REGISTRY]", KernelRoot, 10),
        // After the hive.
        (r"HKLM:a", HiveSeparator, 5),
        (r"HKLM:/a", HiveSeparator, 5),
        (r"HKLM: a", HiveSeparator, 5),
        (r"HKLM::\a", HiveSeparator, 5),
        (r"HKEY_LOCAL_MACHINE:\a", HiveSeparator, 18),
        (r"\HKLM:\a", HiveSeparator, 5),
        (r"Registry::HKLM:\a", HiveSeparator, 14),
        (r"\REGISTRY\USER:\a", HiveSeparator, 14),
        // At the end.
        (r"HKLM\", KeyTrailingBackslash, 4),
        (r"HKLM:\", KeyTrailingBackslash, 5),
        (r"HKLM\\", KeyTrailingBackslash, 4),
        (r"HKLM\\\", KeyTrailingBackslash, 4),
        ("HKLM/", KeyTrailingBackslash, 4),
        (r"HKLM\a\", KeyTrailingBackslash, 6),
        (r"HKLM\a\\", KeyTrailingBackslash, 6),
        (r"HKLM\\a\", KeyTrailingBackslash, 7),
        (r"HKLM\\a\\", KeyTrailingBackslash, 7),
        ("HKLM/a/", KeyTrailingBackslash, 6),
        (r"HKLM/a\", KeyTrailingBackslash, 6),
        (r"[HKLM\a\]", KeyTrailingBackslash, 7),
        (r"\REGISTRY\MACHINE\", KeyTrailingBackslash, 17),
        // Between.
        (r"HKLM\a\\b", KeyEmptyComponent, 7),
        (r"HKLM\a\\\b\", KeyEmptyComponent, 7),
        (r"HKLM\\\\a", KeyEmptyComponent, 6),
        (r"HKLM\\a\\\\\b", KeyEmptyComponent, 9),
        ("HKLM//a", KeyEmptyComponent, 5),
        ("HKLM/a//b", KeyEmptyComponent, 7),
        (r"HKLM\\a\b", KeyMixedSeparators, 7),
        (r"HKLM\\\a", KeyMixedSeparators, 6),
        (r"HKLM\\a\\\b", KeyMixedSeparators, 9),
        (r"HKLM/a\b", KeyMixedSeparators, 6),
        (r"HKLM/a/\b", KeyMixedSeparators, 7),
        (r"HKLM/a\/b", KeyMixedSeparators, 6),
        (r"\HKLM\\a", KeyMixedSeparators, 5),
        (r"\\HKLM\a", KeyMixedSeparators, 6),
        (r"\HKLM/a", KeyMixedSeparators, 5),
        (r"Computer\\HKLM\a", KeyMixedSeparators, 14),
        (r"\\REGISTRY\MACHINE\a", KeyMixedSeparators, 10),
        (r"\REGISTRY\\MACHINE\a", KeyMixedSeparators, 9),
        (r"\REGISTRY\MACHINE\\a", KeyMixedSeparators, 17),
        (r"\REGISTRY\MACHINE/a", KeyMixedSeparators, 17),
        // Brackets.
        ("[", KeyBracket, 1),
        (r"[HKLM\a", KeyBracket, 7),
        (r"[HKLM\a[1]", KeyBracket, 10),
        (r"[HKLM\a]x", KeyBracket, 8),
        (r"[HKLM\a]\b]", KeyBracket, 8),
        (r"[HKLM\a][HKLM\b]", KeyBracket, 8),
        (r"HKLM\a]", KeyBracket, 6),
        (r"HKLM\a[1]]", KeyBracket, 9),
        ("HKLM]", KeyBracket, 4),
        ("]", KeyBracket, 0),
    ];
    for (text, code, at) in rows {
        refused(text, code, at);
    }
}

#[test]
fn the_tables_examples_are_refused_with_their_codes() {
    let group = |code: &&Code| code.id().as_str().starts_with('R') && !code.example().is_empty();
    assert_eq!(Code::ALL.iter().filter(group).count(), 10);
    for code in Code::ALL.iter().filter(group) {
        assert_eq!(both(code.example()).unwrap_err().code(), *code);
    }
}

#[test]
fn lengths_to_the_byte() {
    let of = |head: &str, n: usize| format!("{head}{}", "a".repeat(n - head.len()));
    for head in [r"HKLM\", r"HKEY_LOCAL_MACHINE\", "HKLM/", r"\HKLM\", r"HKLM:\", r"HKLM\ä\"] {
        assert!(both(&of(head, MAX_INPUT)).is_ok(), "{head}");
        refused(&of(head, MAX_INPUT + 1), Code::TooLong, MAX_INPUT);
    }
    let grown = |hive: Hive| hive.short().map(|short| hive.name().len() - short.len());
    let most = Hive::ALL.iter().copied().filter_map(grown).max().unwrap();
    assert_eq!(MAX_LEN, MAX_INPUT + most);
    let longest = of(r"HKCC\", MAX_INPUT);
    let mut buffer = Buffer::new();
    assert_eq!(RegistryKey::parse(&longest).unwrap().canonical(&mut buffer).len(), MAX_LEN);
    let doubled = of(r"HKCC\\", MAX_INPUT);
    assert_eq!(RegistryKey::parse(&doubled).unwrap().canonical(&mut buffer).len(), MAX_LEN - 1);
    let bytes = doubled.as_bytes();
    assert!(RegistryKey::parse_bytes(bytes).is_ok());
    assert_eq!(RegistryKey::parse_bytes(b"HKLM\\\xff").err(), Some(Error::new(Code::NotUtf8, 5)));
    // One byte, a thousand thousand times.
    let huge = "\\".repeat(1 << 20);
    assert_eq!(RegistryKey::parse(&huge).err(), Some(Error::new(Code::TooLong, MAX_INPUT)));
}

/// Every byte of some texts set to each ASCII character, left out and doubled: the fast path and
/// the grammar agree, and what is accepted keeps the laws.
#[test]
fn fast_and_slow_agree_over_mutations() {
    let seeds = [
        r"HKLM\a b\c",
        r"HKEY_USERS\S-1",
        r"[HKCU\\x\\y[1]]",
        r"\REGISTRY\USER\a",
        "HKCR/a/b",
        r"Computer\HKCC:\ä",
        r"Registry::HKU\x ",
        r"HKU:\a\\",
    ];
    let mut kept = 0;
    for seed in seeds {
        for (at, c) in seed.char_indices() {
            let (before, after) = (&seed[..at], &seed[at + c.len_utf8()..]);
            let middles = (0..=0x7fu8).map(|b| String::from(char::from(b)));
            let middles =
                middles.chain(["".into(), format!("{c}{c}"), "\u{2028}".into(), "é".into()]);
            for middle in middles {
                let text = format!("{before}{middle}{after}");
                if let Err(error) = both(&text) {
                    assert!(text.is_char_boundary(error.offset()), "{text:?} {error}");
                } else {
                    accepted(&text);
                    kept += 1;
                }
            }
        }
    }
    assert!(kept > 1000, "{kept}");
}

/// Paths of every length around the fast path's blocks, with one byte wrong at every place.
#[test]
#[cfg_attr(ioc_canon_small, ignore = "there is no fast path")]
fn blocks_end_where_the_path_ends() {
    for n in 1..70 {
        let path = "a".repeat(n);
        assert!(fast(&format!("HKLM\\{path}")).is_some(), "{n}");
        for at in 0..n {
            for wrong in ["\t", "\\\\", "é", "\u{7f}"] {
                let text = format!("HKLM\\{}{wrong}{}", &path[..at], &path[at + 1..]);
                assert!(fast(&text).is_none(), "{text:?}");
                assert_eq!(both(&text).is_ok(), wrong == "é", "{text:?}");
            }
            let text = format!("HKLM\\{}\\{}", &path[..at], &path[at + 1..]);
            assert_eq!(fast(&text).is_some(), at > 0 && at + 1 < n, "{text:?}");
        }
    }
}

#[test]
fn equality_order_and_the_same_key() {
    let key = |text| RegistryKey::parse(text).unwrap();
    let same = [
        r"HKLM\A\b",
        r"hklm:\\A\\b",
        "HKLM/A/b",
        r"[HKEY_LOCAL_MACHINE\A\b]",
        r"\registry\machine\A\b",
    ];
    for a in same {
        for b in same {
            assert!(key(a) == key(b) && key(a).same_key(&key(b)), "{a} {b}");
            assert!(key(a).cmp(&key(b)).is_eq());
        }
        assert!(key(a) != key(r"HKLM\a\b") && key(a).same_key(&key(r"HKLM\a\B")), "{a}");
        for other in
            [r"HKLM\A", r"HKLM\A\b\c", r"HKLM\A\bc", r"HKLM\Ab", r"HKU\A\b", "HKLM", "HKLM//A/b"]
        {
            let Ok(other) = RegistryKey::parse(other) else { continue };
            assert!(!key(a).same_key(&other) && !other.same_key(&key(a)), "{a} {other}");
        }
    }
    assert!(!key(r"HKLM\Ä").same_key(&key(r"HKLM\ä")));
    assert!(key("HKLM").same_key(&key(r"\\REGISTRY\\MACHINE")));
    let mut keys: Vec<_> = [r"HKU\a", "HKLM/b", r"HKLM\B", r"HKCR\z"].map(key).into();
    keys.sort();
    let texts: Vec<_> = keys.iter().map(RegistryKey::as_str).collect();
    assert_eq!(texts, [r"HKCR\z", r"HKLM\B", "HKLM/b", r"HKU\a"]);
}

#[test]
fn what_a_platform_asks_about_a_spelling() {
    let rows = [
        (r"HKLM\a", Wrapping::None, Separators::Single, (0, 4), (5, 6)),
        (r"[HKLM\a]", Wrapping::None, Separators::Single, (1, 5), (6, 7)),
        ("HKLM", Wrapping::None, Separators::Single, (0, 4), (4, 4)),
        ("[HKLM]", Wrapping::None, Separators::Single, (1, 5), (5, 5)),
        (r"\HKLM\a", Wrapping::Backslash, Separators::Single, (1, 5), (6, 7)),
        (r"HKLM:\a", Wrapping::Drive, Separators::Single, (0, 4), (6, 7)),
        ("HKLM:", Wrapping::Drive, Separators::Single, (0, 4), (5, 5)),
        ("[HKLM:]", Wrapping::Drive, Separators::Single, (1, 5), (6, 6)),
        (r"HKLM:\\a", Wrapping::Drive, Separators::Doubled, (0, 4), (7, 8)),
        ("Registry::HKLM/a", Wrapping::Provider, Separators::Slash, (10, 14), (15, 16)),
        (r"Computer\\HKLM\\a", Wrapping::Computer, Separators::Doubled, (10, 14), (16, 17)),
        (r"\REGISTRY\USER\a", Wrapping::Kernel, Separators::Single, (0, 14), (15, 16)),
        (r"[\\registry\\user]", Wrapping::Kernel, Separators::Doubled, (1, 17), (17, 17)),
    ];
    for (text, wrapping, separators, hive, path) in rows {
        let key = both(text).unwrap();
        assert_eq!((key.wrapping, key.separators), (wrapping, separators), "{text}");
        assert_eq!((key.hive_span(), key.path_span()), (hive, path), "{text}");
        assert_eq!(key.is_bracketed(), text.starts_with('['));
    }
}

#[test]
fn shapes() {
    let keys = [
        "HKLM",
        "hku",
        "HKLM:",
        r"HKLM:a",
        r"HKLM\",
        "HKCU/x",
        "HKEY_",
        "hkey_nonsense",
        r"HKDD\a",
        r"[HKEY_LOCAL_MACHINE\a",
        "[hklm]",
        r"\HKCU\a",
        r"\REGISTRY\A\x",
        r"\registry",
        r"\\REGISTRY\\x",
        r"\REGISTRY\\x",
        "Registry::x",
        r"Microsoft.PowerShell.Core\Registry::x",
        r"Computer\HKEY_X",
        r"computer\hkcr",
    ];
    for text in keys {
        assert!(looks_like(text), "{text}");
    }
    let others = [
        "",
        "H",
        "HK",
        "HKX",
        "hk.com",
        "hku.hk",
        "hklm.example.com",
        "hkcu_x",
        "hkey.com",
        "HKLM Software",
        "computer.com",
        r"Computer\x",
        "registry.com",
        "Registry:x",
        r"\x",
        r"\\server\share",
        r"\REGISTRYX\a",
        "[::1]:80",
        "[1.2.3.4]",
        "microsoft.com",
        "ch.example",
        r"Software\HKLM",
    ];
    for text in others {
        assert!(!looks_like(text), "{text}");
    }
}

/// What begins plainly looks like a key, and every plain key begins so.
#[test]
fn plain_beginnings() {
    for &hive in Hive::ALL {
        for name in [Some(hive.name()), hive.short()].into_iter().flatten() {
            for name in cases(name) {
                let text = format!("{name}\\a");
                assert!(begins_plainly(text.as_bytes()));
                for at in 0..text.len() {
                    for b in 0..=127 {
                        let mut mutant = text.clone().into_bytes();
                        mutant[at] = b;
                        let mutant = core::str::from_utf8(&mutant).unwrap();
                        assert!(
                            !begins_plainly(mutant.as_bytes()) || looks_like(mutant),
                            "{mutant}"
                        );
                    }
                }
            }
        }
    }
    for text in
        ["", "HKLM", "HKU\\", "HKLM:\\", "HKLM/a", "HKDD\\a", "HKEY", "\\HKLM\\a", "[HKLM\\a]"]
    {
        assert!(!begins_plainly(text.as_bytes()), "{text}");
    }
}
