//! UTS #46 §4 step 1, the mapping, one label at a time.
//!
//! Labels end at a *mapped* full stop, so the text is mapped until one comes out, never split first.

use super::class::{Class, MISORDERED, RANK, SPECIAL, Special, index, properties};
use super::scratch::{Full, Scratch};
use super::tables::{POOL, RUNS, SECTIONS, TARGETS};

/// A label as mapped.
pub(super) struct Mapped<'t> {
    /// The properties of all its code points, ORed; [`MISORDERED`] where marks stand out of order.
    pub(super) gathered: u32,
    /// What follows the full stop, where one ended the label.
    pub(super) rest: Option<&'t str>,
}

/// Why a label could not be mapped, at a byte of the text.
pub(super) enum Refusal {
    Disallowed(usize),
    /// More code points than the scratch holds.
    Full,
}

/// Maps `text` into `scratch` up to its first mapped full stop.
pub(super) fn map<'t, const N: usize>(
    text: &'t str,
    scratch: &mut Scratch<N>,
) -> Result<Mapped<'t>, Refusal> {
    scratch.clear();
    let mut gathered = 0;
    let mut previous = 0;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let c = u32::from(c);
        let class = Class::of(c);
        let properties = class.properties;
        if properties & SPECIAL == 0 {
            gathered |= properties | misordered(previous, properties);
            previous = properties;
            scratch.push(c.wrapping_add(class.delta)).map_err(|Full| Refusal::Full)?;
            continue;
        }
        match class.special() {
            Special::Ignored => {}
            Special::Dot => {
                return Ok(Mapped { gathered, rest: Some(chars.as_str()) });
            }
            Special::Disallowed => return Err(Refusal::Disallowed(last(text, chars.as_str()))),
            Special::Listed => {
                for c in target(c) {
                    let properties = self::properties(c);
                    gathered |= properties | misordered(previous, properties);
                    previous = properties;
                    scratch.push(c).map_err(|Full| Refusal::Full)?;
                }
            }
        }
    }
    Ok(Mapped { gathered, rest: None })
}

/// [`MISORDERED`] when a mark follows one of a higher combining class.
#[inline]
pub(super) fn misordered(previous: u32, next: u32) -> u32 {
    let rank = next & RANK;
    if rank != 0 && rank < previous & RANK { MISORDERED } else { 0 }
}

/// Where in `text` its last character before `rest`, its remainder, begins.
fn last(text: &str, rest: &str) -> usize {
    let end = text.len().saturating_sub(rest.len());
    text.get(..end).and_then(|read| read.char_indices().next_back()).map_or(0, |(place, _)| place)
}

/// What a code point of [`Special::Listed`] maps to, in scalar values.
fn target(c: u32) -> impl Iterator<Item = u32> {
    // The last run that begins at or before `c`; a run is `first << 14 | place of its target`.
    let after = RUNS.partition_point(|&run| run >> 14 <= c);
    let run = RUNS.get(after.wrapping_sub(1)).copied().unwrap_or_default();
    let place = (run & 0x3FFF).wrapping_add(c.wrapping_sub(run >> 14));
    let unit = TARGETS.get(index(place)).copied().unwrap_or_default();
    // Surrogates and private-use code points are no targets: these stand for places in the pool.
    let (from, to) = match unit.checked_sub(0xD800) {
        Some(place) if unit <= 0xF8FF => {
            let section = SECTIONS.partition_point(|&start| start <= place);
            // The first section holds the targets of two units, and so on.
            (usize::from(place), usize::from(place).saturating_add(section).saturating_add(1))
        }
        _ => (0, 0),
    };
    let pooled = POOL.get(from..to).unwrap_or_default();
    let alone = pooled.is_empty().then_some(u32::from(unit));
    let decoded = char::decode_utf16(pooled.iter().copied());
    alone.into_iter().chain(decoded.map(|c| u32::from(c.unwrap_or(char::REPLACEMENT_CHARACTER))))
}

/// Calls `visit` for every code point the first label of `text` maps to, with the offset of the
/// typed code point it comes from, until it answers. For diagnosis alone.
#[cold]
pub(super) fn trace(
    text: &str,
    visit: &mut dyn FnMut(u32, usize) -> Option<usize>,
) -> Option<usize> {
    for (offset, c) in text.char_indices() {
        let c = u32::from(c);
        let class = Class::of(c);
        if class.properties & SPECIAL == 0 {
            if let found @ Some(_) = visit(c.wrapping_add(class.delta), offset) {
                return found;
            }
            continue;
        }
        match class.special() {
            Special::Ignored => {}
            Special::Dot | Special::Disallowed => return None,
            Special::Listed => {
                for c in target(c) {
                    if let found @ Some(_) = visit(c, offset) {
                        return found;
                    }
                }
            }
        }
    }
    None
}

/// Where the first code point was typed that is refused as ASCII by `denied` and still there in
/// form C.
///
/// Of refused ASCII only `<`, `=` and `>` compose, and only with U+0338 (the generator asserts it).
/// That mark has the lowest combining class there is, which it shares: the first of that class in a
/// run is what the character composes with, if with anything.
#[cold]
pub(super) fn first_denied(text: &str, denied: u32) -> Option<usize> {
    let mut pending = None;
    let found = trace(text, &mut |c, offset| {
        let properties = properties(c);
        match properties & RANK {
            0 if pending.is_some() => return pending,
            0 => {}
            1 if c == 0x338 => pending = None,
            1 => return pending,
            _ => return None,
        }
        if properties & denied != 0 {
            if !matches!(c, 0x3C..=0x3E) {
                return Some(offset);
            }
            pending = Some(offset);
        }
        None
    });
    found.or(pending)
}
