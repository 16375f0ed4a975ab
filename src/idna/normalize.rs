//! Normalization Form C (UAX #15), in place, of what mapping gives.
//!
//! Only valid code points come here. They are all in form C by themselves, their decompositions and
//! compositions are valid, and they decompose to at most three; the table generator asserts it. So
//! a label needs this only where a mark stands out of order or where something composes with what
//! is before it: the caller has both in the properties it gathered.
//!
//! Time is linear in the label: a run of marks longer than [`SHORT`] is sorted by counting.

use super::class::{DECOMPOSES, RANK, SECOND, index, properties};
use super::scratch::{Full, Scratch};
use super::tables::{COMPOSE, COMPOSE_BY_PAIR, COMPOSE_WIDE};

/// Runs of marks up to this length are sorted by insertion.
const SHORT: usize = 16;

/// An entry is a code point in 18 bits; above them its rank, or its place while a run is sorted.
const CODE_POINT: u32 = 0x3_FFFF;
const PLACE_SHIFT: u32 = 18;
const RANK_SHIFT: u32 = 26;

/// Hangul syllables, which compose by arithmetic (The Unicode Standard, section 3.12).
mod hangul {
    pub(super) const S: u32 = 0xAC00;
    pub(super) const L: u32 = 0x1100;
    pub(super) const V: u32 = 0x1161;
    /// One before the first final consonant.
    pub(super) const T: u32 = 0x11A7;
    pub(super) const L_COUNT: u32 = 19;
    pub(super) const V_COUNT: u32 = 21;
    pub(super) const T_COUNT: u32 = 28;
    pub(super) const S_COUNT: u32 = 11_172;
}

/// Puts the label into form C. `Full` when its form D does not fit the scratch.
pub(super) fn nfc<const N: usize>(scratch: &mut Scratch<N>) -> Result<(), Full> {
    // A place within a run must fit the bits above a code point.
    const { assert!(N <= 1 << (u32::BITS - PLACE_SHIFT)) };
    decompose_all(scratch)?;
    reorder(scratch.as_mut_slice());
    let len = compose_all(scratch.as_mut_slice());
    scratch.resize(len)
}

/// Replaces every code point by its full decomposition, from the back, and adds the ranks.
fn decompose_all<const N: usize>(scratch: &mut Scratch<N>) -> Result<(), Full> {
    let short = scratch.as_slice().len();
    let mut long = short;
    for &c in scratch.as_slice() {
        if properties(c) & DECOMPOSES != 0 {
            let [first, _, third] = decompose(c);
            // A third part is there only with a second.
            let more = usize::from(first != 0).wrapping_add(usize::from(third != 0));
            long = long.saturating_add(more);
        }
    }
    scratch.resize(long)?;
    let entries = scratch.as_mut_slice();
    let mut write = long;
    let mut put = |entries: &mut [u32], c: u32| {
        write = write.wrapping_sub(1);
        if let Some(entry) = entries.get_mut(write) {
            *entry = c | (properties(c) & RANK) << RANK_SHIFT;
        }
    };
    // `write` never falls behind `read`: what is still to be read decomposes to at least as much.
    for read in (0..short).rev() {
        let c = entries.get(read).copied().unwrap_or_default();
        if properties(c) & DECOMPOSES == 0 {
            put(entries, c);
            continue;
        }
        for part in decompose(c).into_iter().rev().filter(|&part| part != 0) {
            put(entries, part);
        }
    }
    Ok(())
}

/// Sorts each run of marks by rank, keeping the order of equals.
fn reorder(mut entries: &mut [u32]) {
    while !entries.is_empty() {
        let is_starter = |entry: &u32| entry >> RANK_SHIFT == 0;
        let start = entries.iter().position(|entry| !is_starter(entry)).unwrap_or(entries.len());
        let Some((_, marks)) = entries.split_at_mut_checked(start) else {
            return;
        };
        let end = marks.iter().position(is_starter).unwrap_or(marks.len());
        let Some((run, rest)) = marks.split_at_mut_checked(end) else {
            return;
        };
        if run.len() <= SHORT {
            sort_short(run);
        } else {
            sort_long(run);
        }
        entries = rest;
    }
}

/// By insertion: quadratic, for runs of at most [`SHORT`].
fn sort_short(run: &mut [u32]) {
    for end in 1..run.len() {
        let mut at = end;
        while let Some([left, right]) =
            at.checked_sub(1).and_then(|before| run.get_mut(before..=at))
        {
            if *left >> RANK_SHIFT <= *right >> RANK_SHIFT {
                break;
            }
            core::mem::swap(left, right);
            at = at.wrapping_sub(1);
        }
    }
}

/// By counting: every entry is given its place, and moved there along the permutation's cycles.
fn sort_long(run: &mut [u32]) {
    // Places are less than 2^14, as `nfc` asserts.
    let mut next = [0u16; 64];
    for &entry in run.iter() {
        if let Some(count) = next.get_mut(index(entry >> RANK_SHIFT)) {
            *count = count.wrapping_add(1);
        }
    }
    let mut sum = 0u16;
    for count in &mut next {
        let start = sum;
        sum = sum.wrapping_add(*count);
        *count = start;
    }
    for entry in run.iter_mut() {
        if let Some(place) = next.get_mut(index(*entry >> RANK_SHIFT)) {
            *entry = *entry & CODE_POINT | u32::from(*place) << PLACE_SHIFT;
            *place = place.wrapping_add(1);
        }
    }
    // Each swap brings one entry home for good, so there are fewer swaps than entries.
    for at in 0..run.len() {
        while let Some(&entry) = run.get(at) {
            let home = index(entry >> PLACE_SHIFT);
            if home == at {
                break;
            }
            let Some(other) = run.get_mut(home) else {
                break;
            };
            let displaced = core::mem::replace(other, entry);
            if let Some(entry) = run.get_mut(at) {
                *entry = displaced;
            }
        }
    }
    for entry in run {
        let c = *entry & CODE_POINT;
        *entry = c | (properties(c) & RANK) << RANK_SHIFT;
    }
}

/// Composes (UAX #15 §1.3, definition D117 of the standard), takes the ranks off, and returns the
/// new length.
fn compose_all(entries: &mut [u32]) -> usize {
    let mut starter = None;
    let mut last = 0;
    let mut write = 0usize;
    for read in 0..entries.len() {
        let entry = entries.get(read).copied().unwrap_or_default();
        let (rank, c) = (entry >> RANK_SHIFT, entry & CODE_POINT);
        if let Some(place) = starter {
            // Blocked by anything between the two that is a starter or of no lower class.
            let open = write.wrapping_sub(1) == place || last < rank;
            if let Some(first) = entries.get_mut(place).filter(|_| open) {
                if let Some(composite) = compose(*first, c) {
                    *first = composite;
                    continue;
                }
            }
        }
        if rank == 0 {
            starter = Some(write);
        }
        last = rank;
        if let Some(entry) = entries.get_mut(write) {
            *entry = c;
        }
        write = write.wrapping_add(1);
    }
    write
}

/// The full canonical decomposition, zeros where there are fewer parts; all zeros for a code point
/// that has none.
fn decompose(c: u32) -> [u32; 3] {
    let syllable = c.wrapping_sub(hangul::S);
    if syllable < hangul::S_COUNT {
        let (pair, last) = (syllable / hangul::T_COUNT, syllable % hangul::T_COUNT);
        let (first, second) = (pair / hangul::V_COUNT, pair % hangul::V_COUNT);
        let third = if last == 0 { 0 } else { hangul::T.wrapping_add(last) };
        return [hangul::L.wrapping_add(first), hangul::V.wrapping_add(second), third];
    }
    match halves(c) {
        None => [0; 3],
        Some((first, second)) => match halves(first) {
            None => [first, second, 0],
            Some((deeper, middle)) => [deeper, middle, second],
        },
    }
}

/// The canonical decomposition of a valid code point other than a Hangul syllable.
fn halves(c: u32) -> Option<(u32, u32)> {
    let Ok(narrow) = u16::try_from(c) else {
        let &[_, first, second] = COMPOSE_WIDE.iter().find(|&&[composite, _, _]| composite == c)?;
        return Some((first, second));
    };
    let place = COMPOSE.partition_point(|&[composite, _, _]| composite < narrow);
    let &[composite, first, second] = COMPOSE.get(place)?;
    (composite == narrow).then_some((u32::from(first), u32::from(second)))
}

/// What two valid code points compose to.
fn compose(first: u32, second: u32) -> Option<u32> {
    if properties(second) & SECOND == 0 {
        return None;
    }
    let vowel = second.wrapping_sub(hangul::V);
    if vowel < hangul::V_COUNT {
        let lead = first.wrapping_sub(hangul::L);
        let pair = lead.wrapping_mul(hangul::V_COUNT).wrapping_add(vowel);
        return (lead < hangul::L_COUNT)
            .then(|| hangul::S.wrapping_add(pair.wrapping_mul(hangul::T_COUNT)));
    }
    let last = second.wrapping_sub(hangul::T);
    if (1..hangul::T_COUNT).contains(&last) {
        let syllable = first.wrapping_sub(hangul::S);
        let open = syllable < hangul::S_COUNT && syllable.is_multiple_of(hangul::T_COUNT);
        return open.then(|| first.wrapping_add(last));
    }
    let (Ok(narrow_first), Ok(narrow_second)) = (u16::try_from(first), u16::try_from(second))
    else {
        let &[composite, _, _] =
            COMPOSE_WIDE.iter().find(|&&[_, a, b]| (a, b) == (first, second))?;
        return Some(composite);
    };
    let row = |place: u16| COMPOSE.get(usize::from(place)).copied().unwrap_or_default();
    let wanted = (narrow_second, narrow_first);
    let place = COMPOSE_BY_PAIR.partition_point(|&place| {
        let [_, first, second] = row(place);
        (second, first) < wanted
    });
    let [composite, first, second] = row(*COMPOSE_BY_PAIR.get(place)?);
    ((second, first) == wanted).then_some(u32::from(composite))
}
