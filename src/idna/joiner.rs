//! The contextual rules for U+200C and U+200D (RFC 5892 appendices A.1 and A.2).

use super::class::{RANK, joining, properties};
use super::tables::VIRAMA;

const NON_JOINER: u32 = 0x200C;
const JOINER: u32 = 0x200D;

/// The place of the first joiner in `label` whose context does not allow it.
///
/// Linear: the transparent runs it looks along hold no joiner, so no two looks share a run's end.
pub(super) fn misplaced(label: &[u32]) -> Option<usize> {
    (0..label.len()).find(|&place| {
        let Some((before, [c, after @ ..])) = label.split_at_checked(place) else {
            return false;
        };
        match *c {
            JOINER => !follows_virama(before),
            NON_JOINER => !follows_virama(before) && !breaks_a_connection(before, after),
            _ => false,
        }
    })
}

fn follows_virama(before: &[u32]) -> bool {
    before.last().is_some_and(|&c| properties(c) & RANK == VIRAMA)
}

/// `(Joining_Type:{L,D}) T* ZWNJ T* (Joining_Type:{R,D})`
fn breaks_a_connection(before: &[u32], after: &[u32]) -> bool {
    let opaque = |&c: &u32| Some(properties(c)).filter(|p| p & joining::TRANSPARENT == 0);
    let left = before.iter().rev().find_map(opaque).unwrap_or_default();
    let right = after.iter().find_map(opaque).unwrap_or_default();
    left & (joining::LEFT | joining::DUAL) != 0 && right & (joining::RIGHT | joining::DUAL) != 0
}

#[cfg(test)]
mod tests {
    use super::misplaced;

    #[track_caller]
    fn row(label: &[u32], expected: Option<usize>) {
        assert_eq!(misplaced(label), expected, "{label:x?}");
    }

    #[test]
    fn contexts() {
        // After a virama both are fine.
        row(&[0x915, 0x94D, 0x200D, 0x937], None);
        row(&[0x915, 0x94D, 0x200C, 0x937], None);
        // At a label's ends, and without a virama.
        row(&[0x200D], Some(0));
        row(&[0x915, 0x200D, 0x937], Some(1));
        row(&[0x61, 0x200C], Some(1));
        row(&[0x200C, 0x61], Some(0));
        // Between two dual-joining letters; marks between them are transparent.
        row(&[0x628, 0x200C, 0x628], None);
        row(&[0x628, 0x650, 0x200C, 0x650, 0x628], None);
        // ALEF joins to the right only: nothing connects after it.
        row(&[0x627, 0x200C, 0x628], Some(1));
        row(&[0x628, 0x200C, 0x627], None);
        // A second non-joiner is in the way of the first.
        row(&[0x628, 0x200C, 0x200C, 0x628], Some(1));
        // ZWJ between joining letters is not what A.2 allows.
        row(&[0x628, 0x200D, 0x628], Some(1));
    }
}
