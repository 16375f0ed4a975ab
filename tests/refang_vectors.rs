//! The vectors of ioc-fanger, where `IOC_CANON_CORPORA` points at them. Every row passes, or is
//! listed by its line number with the reason why this crate differs on purpose.

use std::{env, fs, path::PathBuf};

use ioc_canon::{Indicator, refang};

/// Reasons, and the rows that differ for them.
const LISTED: &[(&str, &[usize])] = &[
    (
        "Not among the published forms that DESIGN §5 lists: words of other languages, capitals without brackets, other placeholders for a scheme's letters, a bracketed hyphen, `^.`, `<.>`.",
        &[
            531, 532, 533, 534, 535, 536, 537, 538, 552, 553, 557, 558, 561, 562, 563, 564, 588,
            589, 590, 595, 598, 599, 600, 601, 606, 607, 608, 609, 614, 615, 616, 617, 635, 654,
            656, 657, 658, 659, 662, 663, 685,
        ],
    ),
    (
        "\"Redactions are refused, never joined into another host\": brackets that do not pair, or that stand around a word, cannot be told from them.",
        &[
            543, 544, 545, 554, 555, 583, 584, 585, 586, 639, 640, 641, 642, 643, 644, 645, 646,
            647, 648, 649, 650, 651, 652, 665, 666, 667, 673, 674, 677,
        ],
    ),
    (
        "A half bracket between letters is a published form here; that tool leaves it (a row of its own says so).",
        &[547, 548, 668, 671],
    ),
    (
        "\"Only on text that the strict parser refuses or whose scheme or authority carries a mark\": there is no mark, only a slip of the pen or text around the value.",
        &[
            556, 559, 569, 570, 571, 572, 573, 574, 575, 576, 577, 578, 579, 580, 581, 582, 591,
            592, 593, 594, 620, 622, 629,
        ],
    ),
    (
        "Safe display: the canonical text with `hxxp`, `[.]` and `[@]`; names in A-labels.",
        &[541, 625, 627],
    ),
];

#[test]
fn ioc_fanger() {
    let Some(corpora) = env::var_os("IOC_CANON_CORPORA") else { return };
    let path = PathBuf::from(corpora).join("vectors/refang_ioc_fanger.jsonl");
    let text = fs::read_to_string(path).expect("the vectors");
    let listed: Vec<usize> = LISTED.iter().flat_map(|(_, rows)| *rows).copied().collect();
    let (mut rows, mut differ) = (0, Vec::new());
    for (number, line) in (1..).zip(text.lines()).skip(1) {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let (typed, plain) =
            (row["in"].as_str().expect("text"), row["canon"].as_str().expect("text"));
        let ours = match row["kind"] == "fang" {
            true => refang::refang(typed).to_string(),
            false => Indicator::detect(typed).map_or_else(
                |error| error.to_string(),
                |indicator| refang::defang(&indicator).to_string(),
            ),
        };
        rows += 1;
        if ours != plain {
            differ.push(number);
            assert!(
                listed.contains(&number),
                "line {number}: {typed:?} became {ours:?}, not {plain:?}"
            );
        }
    }
    for number in &listed {
        assert!(differ.contains(number), "line {number} is listed and passes, or never ran");
    }
    assert!(differ.len() * 100 <= rows * 15, "{} of {rows}", differ.len());
    println!("{rows} rows, {} listed", differ.len());
}
