//! The bidi rule (RFC 5893 §2), per label; whether it applies is decided per domain.

use super::class::bidi::{AL, ALL, AN, BN, CS, EN, ES, ET, L, NSM, ON, OTHER, R};
use super::class::properties;

/// One of these anywhere makes the domain a bidi domain.
pub(super) const RIGHT_TO_LEFT: u32 = R | AL | AN;

/// Whether a label, of which `gathered` is the OR of its properties, fulfils conditions 1 to 6.
/// An empty label does.
pub(super) fn fulfils(label: &[u32], gathered: u32) -> bool {
    // Letters of the left-to-right scripts and marks, and a label does not begin with a mark.
    if gathered & ALL & !(L | NSM) == 0 {
        return true;
    }
    let first = label.first().map_or(L, |&c| properties(c));
    let last =
        label.iter().rev().map(|&c| properties(c)).find(|p| p & NSM == 0).unwrap_or_default();
    judge(first, last, gathered)
}

/// The same for a label of ASCII in lower case; `plain` where it holds no more than letters, digits,
/// `-` and `_`.
#[inline]
pub(super) fn fulfils_ascii(label: &[u8], plain: bool) -> bool {
    let (Some(&first), Some(&last)) = (label.first(), label.last()) else {
        return true;
    };
    // Letters are of class L and digits EN, and only they are; `-` and `_` are ES and ON.
    let ends = first.is_ascii_lowercase() && last.is_ascii_alphanumeric();
    ends && (plain || holds_no_space(label))
}

/// Condition 5 for ASCII: of classes B, S and WS there are only controls and the blank.
#[cold]
fn holds_no_space(label: &[u8]) -> bool {
    label.iter().all(|&byte| properties(u32::from(byte)) & OTHER == 0)
}

/// `last` is the last code point that is no NSM.
fn judge(first: u32, last: u32, gathered: u32) -> bool {
    let only = |allowed: u32| gathered & ALL & !allowed == 0;
    if first & (R | AL) != 0 {
        // Conditions 1 to 4.
        return only(R | AL | AN | EN | ES | CS | ET | ON | BN | NSM)
            && last & (R | AL | EN | AN) != 0
            && (gathered & EN == 0 || gathered & AN == 0);
    }
    // Conditions 1, 5 and 6.
    first & L != 0 && only(L | EN | ES | CS | ET | ON | BN | NSM) && last & (L | EN) != 0
}

const _: () = assert!(L | R | AL | AN | EN | ES | CS | ET | ON | BN | NSM | OTHER == ALL);

#[cfg(test)]
#[allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests may panic"
)]
mod tests {
    use super::super::class::DENIED;
    use super::{fulfils, fulfils_ascii, properties};

    #[track_caller]
    fn row(label: &str, expected: bool) {
        let mut entries = [0; 16];
        let mut len = 0;
        for (entry, c) in entries.iter_mut().zip(label.chars()) {
            *entry = u32::from(c);
            len += 1;
        }
        let label = &entries[..len];
        let gathered = label.iter().fold(0, |gathered, &c| gathered | properties(c));
        assert_eq!(fulfils(label, gathered), expected, "{label:x?}");
    }

    #[test]
    fn conditions() {
        // 1: the first character is L, R or AL.
        row("abc", true);
        row("\u{5D0}\u{5D1}", true);
        row("\u{628}", true);
        row("1\u{5D0}", false);
        row("\u{661}\u{628}", false);
        // 2: what a right-to-left label may hold.
        row("\u{5D0}-1\u{5D0}", true);
        row("\u{5D0}a\u{5D0}", false);
        // 3: how it ends; marks after the end do not count.
        row("\u{5D0}1", true);
        row("\u{5D0}-", false);
        row("\u{5D0}\u{5B0}", true);
        row("\u{5D0}-\u{5B0}", false);
        // 4: not both kinds of digits.
        row("\u{628}1\u{661}", false);
        row("\u{628}\u{661}", true);
        // 5: what a left-to-right label may hold.
        row("a\u{5D0}b", false);
        row("a\u{661}", false);
        row("a-b", true);
        // 6: how it ends.
        row("a1", true);
        row("a-", false);
        row("a\u{300}", true);
        row("a-\u{300}", false);
    }

    #[test]
    fn ascii_agrees_with_the_general_rule() {
        for first in 0..0x80u8 {
            for second in (0..0x80u8).filter(|c| !c.is_ascii_uppercase() && *c != b'.') {
                if first.is_ascii_uppercase() || first == b'.' {
                    continue;
                }
                let label = [u32::from(first), u32::from(second), u32::from(b'x')];
                for end in 0..=3 {
                    let gathered =
                        label[..end].iter().fold(0, |gathered, &c| gathered | properties(c));
                    let plain = gathered & DENIED == 0;
                    assert_eq!(
                        fulfils_ascii(&[first, second, b'x'][..end], plain),
                        fulfils(&label[..end], gathered)
                    );
                }
            }
        }
    }
}
