//! The whole grammar of registry keys: finds the byte that broke it.

use super::{Hive, MAX_INPUT, RegistryKey, Separators, Wrapping};
use crate::{
    ascii,
    error::{Code, Error},
    grammar::{self, Parser, Parsing, alt, opt, tag, tag_no_case, take_while},
};

/// # Errors
/// Everything that a key is refused for.
#[cold]
pub(super) fn slow(text: &str) -> Result<RegistryKey<'_>, Error> {
    grammar::preflight(text, MAX_INPUT)?;
    let bare = unbracketed(text)?;
    let by = usize::from(bare.len() < text.len());
    let place = |at: usize| u16::try_from(at.saturating_add(by)).unwrap_or(u16::MAX);
    // The canonical text has no bracket to keep a blank off its end.
    let end = ascii::trim_end(bare, |b| b == b' ').len();
    if end < bare.len() {
        return Err(Error::new(Code::OuterBlank, end.saturating_add(by)));
    }
    let head = grammar::whole(bare, key, |_| Code::HiveSeparator).map_err(|e| e.shifted(by))?;
    Ok(RegistryKey {
        text,
        hive_at: place(head.hive_at),
        hive_end: place(head.hive_end),
        hive: head.hive,
        wrapping: head.wrapping,
        separators: head.separators,
        canonical: by == 0
            && head.wrapping == Wrapping::None
            && head.separators == Separators::Single
            && text.get(..head.hive_end) == Some(head.hive.name()),
    })
}

/// What the brackets hold, or all of a text that does not begin with one. Brackets inside are part
/// of names, so the pair is found by counting.
fn unbracketed(text: &str) -> Result<&str, Error> {
    let bracket = |rest: &[u8]| Error::new(Code::KeyBracket, text.len().saturating_sub(rest.len()));
    let bracketed = text.starts_with('[');
    let mut open = 0usize;
    let mut rest = text.as_bytes();
    while let [b, after @ ..] = rest {
        let last = after.is_empty();
        match b {
            b'[' => open = open.saturating_add(1),
            b']' if open > 1 || (open == 1 && (last || !bracketed)) => {
                open = open.saturating_sub(1);
            }
            b']' if bracketed => return Err(bracket(after)),
            b']' if last => return Err(bracket(rest)),
            _ => {}
        }
        rest = after;
    }
    match text.strip_prefix('[') {
        None => Ok(text),
        Some(rest) if open == 0 => Ok(rest.strip_suffix(']').unwrap_or(rest)),
        Some(_) => Err(bracket(&[])),
    }
}

/// What a key's text says before its path.
struct Head {
    hive_at: usize,
    hive_end: usize,
    hive: Hive,
    wrapping: Wrapping,
    separators: Separators,
}

/// `bare = [ wrapper ] hive [ sep path ] / short [ ":" [ "\" path ] ] / kernel [ sep path ]`
fn key(input: &[u8]) -> Parsing<'_, Head> {
    let (at, wrapped) = opt(wrapper).parse(input)?;
    let (wrapping, outer) = wrapped.unwrap_or((Wrapping::None, None));
    let (rest, name) = take_while(|b| !matches!(b, b'\\' | b'/' | b':')).parse(at)?;
    let (begin, hive) = match (wrapping, named(name, wrapping)) {
        (Wrapping::Kernel, Ok(hive)) => (input, hive),
        (_, Ok(hive)) => (at, hive),
        // The backslash was no wrapper but the path's own.
        (Wrapping::Backslash, Err(Code::HiveMissing)) => {
            return grammar::refuse(input, Code::HiveMissing);
        }
        (_, Err(code)) => return grammar::refuse(at, code),
    };
    let hive_end = input.len().saturating_sub(rest.len());

    let (rest, wrapping) = match rest {
        [b':', after @ ..] => {
            let short = wrapping == Wrapping::None && name.len() <= 4;
            grammar::ensure(rest, short, Code::HiveSeparator)?;
            grammar::ensure(after, matches!(after, [] | [b'\\', ..]), Code::HiveSeparator)?;
            (after, Wrapping::Drive)
        }
        _ => (rest, wrapping),
    };
    let separators = match rest {
        [] => outer.unwrap_or(Separators::Single),
        [b'\\', b'\\', ..] => Separators::Doubled,
        [b'\\', ..] => Separators::Single,
        _ => Separators::Slash,
    };
    let (rest, ()) = path(rest, separators, outer)?;
    let hive_at = input.len().saturating_sub(begin.len());
    Ok((rest, Head { hive_at, hive_end, hive, wrapping, separators }))
}

/// The hive of `name`, which under `\REGISTRY` is one of the kernel's two roots.
fn named(name: &[u8], wrapping: Wrapping) -> Result<Hive, Code> {
    if wrapping != Wrapping::Kernel {
        return Hive::named(name);
    }
    let is = |root: &[u8]| name.eq_ignore_ascii_case(root);
    if is(b"MACHINE") {
        Ok(Hive::LocalMachine)
    } else if is(b"USER") {
        Ok(Hive::Users)
    } else {
        Err(if is(b"A") { Code::HiveApp } else { Code::KernelRoot })
    }
}

/// What stands before the hive, and its separators if it has any.
pub(super) type Outer = (Wrapping, Option<Separators>);

/// `wrapper = [ "Microsoft.PowerShell.Core" sep ] "Registry::" / "Computer" sep / sep`, and the
/// kernel's `sep "REGISTRY" sep`.
pub(super) fn wrapper(input: &[u8]) -> Parsing<'_, Outer> {
    let core = (tag_no_case("Microsoft.PowerShell.Core"), backslashes).map(|(_, sep)| sep);
    let provider = (opt(core), tag_no_case("Registry::")).map(|(sep, _)| (Wrapping::Provider, sep));
    let computer =
        (tag_no_case("Computer"), backslashes).map(|(_, sep)| (Wrapping::Computer, Some(sep)));
    let backslash = backslashes.map(|sep| (Wrapping::Backslash, Some(sep)));
    alt((provider, computer, kernel, backslash)).parse(input)
}

/// `sep "REGISTRY" sep`, after which there is no way back.
fn kernel(input: &[u8]) -> Parsing<'_, Outer> {
    let (rest, (sep, _)) = (backslashes, tag_no_case("REGISTRY")).parse(input)?;
    grammar::ensure(rest, !rest.is_empty(), Code::KernelRoot)?;
    let (after, second) = backslashes(rest)?;
    grammar::ensure(rest, second == sep, Code::KeyMixedSeparators)?;
    Ok((after, (Wrapping::Kernel, Some(sep))))
}

/// `sep = "\\" / "\"`
fn backslashes(input: &[u8]) -> Parsing<'_, Separators> {
    let (rest, _) = tag("\\").parse(input)?;
    Ok(match rest {
        [b'\\', after @ ..] => (after, Separators::Doubled),
        _ => (rest, Separators::Single),
    })
}

/// `[ sep path ]`, of which the first separator has chosen the kind; `outer` is the kind before the
/// hive.
fn path(input: &[u8], separators: Separators, outer: Option<Separators>) -> Parsing<'_, ()> {
    let mut rest = input;
    let mut outer = outer;
    loop {
        let (run, _) = take_while(|b| !separators.end_at(b)).parse(rest)?;
        let (after, found) = take_while(|b| separators.end_at(b)).parse(run)?;
        if found.is_empty() {
            return Ok((after, ()));
        }
        grammar::ensure(run, !after.is_empty(), Code::KeyTrailingBackslash)?;
        let differs = outer.take().is_some_and(|outer| outer != separators);
        grammar::ensure(run, !differs, Code::KeyMixedSeparators)?;
        let code_and_length = match (separators, found) {
            (Separators::Slash, [b'\\', ..]) => Some((Code::KeyMixedSeparators, 0)),
            (Separators::Slash, [_, b'\\', ..]) => Some((Code::KeyMixedSeparators, 1)),
            (Separators::Single | Separators::Slash, [_, _, ..]) => {
                Some((Code::KeyEmptyComponent, 1))
            }
            (Separators::Doubled, [_]) => Some((Code::KeyMixedSeparators, 0)),
            (Separators::Doubled, [_, _, _]) => Some((Code::KeyMixedSeparators, 2)),
            (Separators::Doubled, [_, _, _, _, ..]) => Some((Code::KeyEmptyComponent, 2)),
            _ => None,
        };
        if let Some((code, skip)) = code_and_length {
            return grammar::refuse(run.get(skip..).unwrap_or_default(), code);
        }
        rest = after;
    }
}
