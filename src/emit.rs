//! A canonical text is a short list of pieces of the input and of fixed text.
//!
//! Each kind describes each of its forms once, as [`Pieces`]; every door (bytes, `Text`, formatter,
//! comparison, order, hash) is written once over them. So they cannot disagree, and nothing is
//! copied to be looked at.

mod display;

pub(crate) use display::display;

use core::{cmp::Ordering, hash::Hasher};

use crate::{
    ascii,
    error::{Code, Error},
    text::Text,
    words,
};

/// How a piece's bytes differ from those of the text it is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fold {
    /// Not at all.
    Keep,
    /// ASCII letters are written small. Such a piece is ASCII.
    Lower,
    /// Every second of two neighbouring backslashes is left out.
    HalveBackslashes,
    /// `/` is written `\`.
    TurnSlashes,
}

/// A stretch of a text and how it is folded. The bytes are whole UTF-8 characters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece<'a> {
    bytes: &'a [u8],
    fold: Fold,
}

impl<'a> Piece<'a> {
    pub(crate) const NONE: Self = Self::keep("");

    pub(crate) const fn keep(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), fold: Fold::Keep }
    }

    pub(crate) const fn folded(text: &'a str, fold: Fold) -> Self {
        Self { bytes: text.as_bytes(), fold }
    }

    fn bytes(self) -> Folded<'a> {
        Folded { rest: self.bytes.iter(), fold: self.fold }
    }
}

/// A text in canonical or platform form. Five pieces are enough for a URL, the longest list.
pub(crate) type Pieces<'a> = [Piece<'a>; 5];

/// `pieces` filled up with empty ones.
#[inline]
pub(crate) fn pieces<'a, const K: usize>(some: [Piece<'a>; K]) -> Pieces<'a> {
    const { assert!(K <= 5) };
    filled(&some)
}

#[cfg_attr(target_pointer_width = "32", inline(never))]
fn filled<'a>(some: &[Piece<'a>]) -> Pieces<'a> {
    let mut all = [Piece::NONE; 5];
    for (slot, piece) in all.iter_mut().zip(some) {
        *slot = *piece;
    }
    all
}

/// Room for what is not in the input: a number's text, or a host's A-labels. Not zeroed when made.
pub(crate) type Scratch = Text<SCRATCH>;

/// A range in full form; where there are A-labels, a name of them and `*.`.
const SCRATCH: usize = if cfg!(feature = "idna") { 256 } else { 96 };

/// What every kind can do: describe itself in each of its forms.
pub(crate) trait Render {
    /// The ways this kind can be spelled.
    type Form: Copy;
    /// The form that is the kind's canonical text.
    const CANONICAL: Self::Form;

    fn pieces<'s>(&self, form: Self::Form, scratch: &'s mut Scratch) -> Pieces<'s>
    where
        Self: 's;
}

/// The bytes of a piece, folded.
struct Folded<'a> {
    rest: core::slice::Iter<'a, u8>,
    fold: Fold,
}

impl Iterator for Folded<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        let b = *self.rest.next()?;
        Some(match self.fold {
            Fold::Keep => b,
            Fold::Lower => b.to_ascii_lowercase(),
            Fold::TurnSlashes if b == b'/' => b'\\',
            Fold::TurnSlashes => b,
            Fold::HalveBackslashes => {
                if b == b'\\' && self.rest.as_slice().first() == Some(&b'\\') {
                    self.rest.next();
                }
                b
            }
        })
    }
}

/// The text byte by byte.
pub(crate) fn bytes<'a>(pieces: &Pieces<'a>) -> impl Iterator<Item = u8> + use<'a> {
    let [a, b, c, d, e] = *pieces;
    a.bytes().chain(b.bytes()).chain(c.bytes()).chain(d.bytes()).chain(e.bytes())
}

/// An upper bound of the folded length, exact but for halved backslashes.
pub(crate) fn room(pieces: &Pieces<'_>) -> usize {
    pieces.iter().fold(0, |sum, piece| sum.saturating_add(piece.bytes.len()))
}

/// Of a text longer than `max`, where the character begins that holds byte `max`.
pub(crate) fn outgrows(pieces: &Pieces<'_>, max: usize) -> Option<usize> {
    if room(pieces) <= max {
        return None;
    }
    let mut start = 0;
    for (at, b) in ascii::numbered(bytes(pieces)) {
        if b & 0xc0 != 0x80 {
            start = at;
        }
        if at == max {
            return Some(start);
        }
    }
    None
}

/// Writes the text at the start of `out`.
///
/// # Errors
/// `BufferTooSmall`.
#[cfg_attr(target_pointer_width = "32", inline(never))]
pub(crate) fn write(pieces: &Pieces<'_>, out: &mut [u8]) -> Result<usize, Error> {
    let size = out.len();
    let mut rest = out;
    for piece in pieces.iter().filter(|piece| !piece.bytes.is_empty()) {
        rest = put(*piece, rest).ok_or(Error::new(Code::BufferTooSmall, 0))?;
    }
    Ok(size.saturating_sub(rest.len()))
}

/// Writes a text of one piece at the start of `out`: the hot door of short texts.
///
/// # Errors
/// `BufferTooSmall`.
#[inline]
pub(crate) fn write_one(piece: Piece<'_>, out: &mut [u8]) -> Result<usize, Error> {
    let size = out.len();
    let rest = put(piece, out).ok_or(Error::new(Code::BufferTooSmall, 0))?;
    Ok(size.saturating_sub(rest.len()))
}

/// Writes a text as it is at the start of `out`.
///
/// # Errors
/// `BufferTooSmall`.
#[inline]
pub(crate) fn write_kept(text: &str, out: &mut [u8]) -> Result<usize, Error> {
    write_folded(text, out, Fold::Keep)
}

/// Writes an ASCII text in small letters at the start of `out`.
///
/// # Errors
/// `BufferTooSmall`.
#[inline]
pub(crate) fn write_lower(text: &str, out: &mut [u8]) -> Result<usize, Error> {
    write_folded(text, out, Fold::Lower)
}

#[inline(always)]
fn write_folded(text: &str, out: &mut [u8], fold: Fold) -> Result<usize, Error> {
    match out.get_mut(..text.len()) {
        None => Err(Error::new(Code::BufferTooSmall, 0)),
        Some(slot) => {
            copy(slot, text.as_bytes(), fold);
            Ok(text.len())
        }
    }
}

/// Writes one piece and gives back what is left of `out`.
#[inline]
fn put<'o>(piece: Piece<'_>, out: &'o mut [u8]) -> Option<&'o mut [u8]> {
    if piece.fold == Fold::HalveBackslashes {
        // Not `count()`: its sum is checked, and so could panic.
        let wanted = piece.bytes().fold(0usize, |sum, _| sum.saturating_add(1));
        let (slot, rest) = out.split_at_mut_checked(wanted)?;
        slot.iter_mut().zip(piece.bytes()).for_each(|(to, b)| *to = b);
        return Some(rest);
    }
    let (slot, rest) = out.split_at_mut_checked(piece.bytes.len())?;
    match piece.fold {
        Fold::Lower => copy(slot, piece.bytes, Fold::Lower),
        Fold::TurnSlashes => turned(slot, piece.bytes, Fold::TurnSlashes),
        Fold::Keep | Fold::HalveBackslashes => copy(slot, piece.bytes, Fold::Keep),
    }
    Some(rest)
}

/// Copies bytes, folded, from one slice to another of the same length. Up to 32 of them, which most
/// texts have, go in blocks that may overlap.
#[inline(always)]
fn copy(to: &mut [u8], from: &[u8], fold: Fold) {
    match from.len() {
        _ if ascii::SMALL => turned(to, from, fold),
        8..=32 => {
            for at in words::quarters(from.len()) {
                block::<8>(to, from, at, fold);
            }
        }
        4..=7 => {
            block::<4>(to, from, 0, fold);
            block::<4>(to, from, from.len().wrapping_sub(4), fold);
        }
        _ => turned(to, from, fold),
    }
}

/// Copies `L` bytes, the first at `at`.
#[inline(always)]
fn block<const L: usize>(to: &mut [u8], from: &[u8], at: usize, fold: Fold) {
    let (to, from) = (to.get_mut(at..), from.get(at..));
    let to = to.and_then(|to| to.first_chunk_mut::<L>());
    // As arrays: a loop over two slices would go byte by byte.
    if let (Some(to), Some(from)) = (to, from.and_then(|from| from.first_chunk::<L>())) {
        match fold {
            Fold::Keep => *to = *from,
            _ => turned(to, from, fold),
        }
    }
}

/// [`copy`] byte by byte, as the compiler sees fit. Nothing is halved here.
#[inline(always)]
fn turned(to: &mut [u8], from: &[u8], fold: Fold) {
    let pairs = to.iter_mut().zip(from);
    match fold {
        Fold::Lower => pairs.for_each(|(to, b)| *to = b.to_ascii_lowercase()),
        Fold::TurnSlashes => pairs.for_each(|(to, &b)| *to = if b == b'/' { b'\\' } else { b }),
        Fold::Keep | Fold::HalveBackslashes => to.copy_from_slice(from),
    }
}

/// Lets `write` render into `out` itself where it has room to spare, else beside it.
#[inline]
pub(crate) fn with_slack<const N: usize>(
    out: &mut [u8],
    write: impl FnOnce(&mut [u8; N]) -> usize,
) -> Result<usize, Error> {
    if let Some(slack) = out.first_chunk_mut() {
        return Ok(write(slack));
    }
    let mut slack = [0; N];
    let size = write(&mut slack);
    match (out.get_mut(..size), slack.get(..size)) {
        (Some(slot), Some(text)) => {
            slot.copy_from_slice(text);
            Ok(size)
        }
        _ => Err(Error::new(Code::BufferTooSmall, 0)),
    }
}

/// The first byte at which `text` differs from the pieces' text; `None` when they are equal.
pub(crate) fn first_difference(pieces: &Pieces<'_>, text: &str) -> Option<usize> {
    let mut at = 0usize;
    let mut typed = text.bytes();
    for wanted in bytes(pieces) {
        if typed.next() != Some(wanted) {
            return Some(at);
        }
        at = at.saturating_add(1);
    }
    typed.next().map(|_| at)
}

/// Whether `text` is what `write` writes, in `N` bytes. Not inlined: that memory is to be gone again.
#[inline(never)]
pub(crate) fn is_text<const N: usize>(
    text: &str,
    write: impl FnOnce(&mut [u8; N]) -> usize,
) -> bool {
    let mut out = [0; N];
    let size = write(&mut out);
    out.get(..size) == Some(text.as_bytes())
}

/// Writes the value's canonical text at the start of `out`. Apart from its callers on small machines,
/// which are not to hold the scratch while they do other things.
///
/// # Errors
/// `BufferTooSmall`.
#[cfg_attr(target_pointer_width = "32", inline(never))]
pub(crate) fn write_canonical<T: Render>(value: &T, out: &mut [u8]) -> Result<usize, Error> {
    write(&value.pieces(T::CANONICAL, &mut Scratch::new()), out)
}

/// The order of the two texts.
pub(crate) fn compare(a: &Pieces<'_>, b: &Pieces<'_>) -> Ordering {
    bytes(a).cmp(bytes(b))
}

/// Feeds the text to a hasher, in calls that depend on the text alone and not on how it is cut
/// into pieces.
pub(crate) fn hash<H: Hasher>(pieces: &Pieces<'_>, state: &mut H) {
    let mut block = [0u8; 32];
    let mut all = bytes(pieces);
    loop {
        let mut filled = 0usize;
        for (slot, b) in block.iter_mut().zip(&mut all) {
            *slot = b;
            filled = filled.saturating_add(1);
        }
        state.write(block.get(..filled).unwrap_or_default());
        // A short last block, possibly empty, ends every text: no text is another's prefix.
        if filled < block.len() {
            state.write_u8(0xff);
            return;
        }
    }
}

/// The doors that every kind has, over its [`Render`].
///
/// `value` is for kinds that hold numbers, `view` for those that borrow their text; a view's `Eq`,
/// `Ord` and `Hash` see the canonical text. What stands after the type is for the doors' examples: its
/// module, a text and its canonical text, a form of it and that text; a value's text with a note.
macro_rules! doors {
    (common $($ty:tt)+) => {
        /// The canonical text in one go: `format!("{value}")`.
        impl core::fmt::Display for $($ty)+ {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                use crate::emit::Render as _;
                let mut scratch = crate::emit::Scratch::new();
                crate::emit::display(&self.pieces(<Self as crate::emit::Render>::CANONICAL, &mut scratch), f)
            }
        }
    };
    (text $ty:ident $module:ident $typed:literal $form:ident $shown:literal) => {
        /// Writes the text in a form of the caller's choice into `buffer`, which has room for every
        /// form, and hands it back.
        ///
        /// # Example
        /// ```
        #[doc = concat!("use ioc_canon::{", stringify!($ty), ", ", stringify!($module), "};")]
        #[doc = concat!("let (value, mut buffer) = (", stringify!($ty), "::parse(", stringify!($typed), ")?, ", stringify!($module), "::Buffer::new());")]
        #[doc = concat!("assert_eq!(value.text(", stringify!($module), "::Form::", stringify!($form), ", &mut buffer), ", stringify!($shown), ");")]
        /// # Ok::<(), ioc_canon::Error>(())
        /// ```
        pub fn text<'b>(&self, form: Form, buffer: &'b mut Buffer) -> &'b str {
            use crate::emit::Render as _;
            let mut scratch = crate::emit::Scratch::new();
            let pieces = self.pieces(form, &mut scratch);
            // A `Buffer` has the kind's MAX_LEN bytes, so this cannot fail.
            buffer.fill(crate::emit::room(&pieces), |out| crate::emit::write(&pieces, out)).unwrap_or_default()
        }
    };
    (value $ty:ident in $module:ident, $typed:literal is $canonical:literal, $form:ident is $shown:literal,
        $noted:literal has $note:ident) => {
        impl $ty {
            /// Writes the canonical text into `buffer`, which has room for every form, and hands it
            /// back.
            ///
            /// # Example
            /// ```
            #[doc = concat!("use ioc_canon::{", stringify!($ty), ", ", stringify!($module), "};")]
            #[doc = concat!("let (value, mut buffer) = (", stringify!($ty), "::parse(", stringify!($typed), ")?, ", stringify!($module), "::Buffer::new());")]
            #[doc = concat!("assert_eq!(value.canonical(&mut buffer), ", stringify!($canonical), ");")]
            /// # Ok::<(), ioc_canon::Error>(())
            /// ```
            pub fn canonical<'b>(&self, buffer: &'b mut Buffer) -> &'b str {
                self.text(<Self as crate::emit::Render>::CANONICAL, buffer)
            }
            crate::emit::doors!(text $ty $module $typed $form $shown);
        }
        crate::emit::doors!(common $ty);
        crate::emit::doors!(parsed $ty, $ty $noted $note);

        impl TryFrom<&str> for $ty {
            type Error = crate::error::Error;
            fn try_from(text: &str) -> Result<Self, Self::Error> {
                Self::parse(text)
            }
        }
        impl TryFrom<&[u8]> for $ty {
            type Error = crate::error::Error;
            fn try_from(bytes: &[u8]) -> Result<Self, Self::Error> {
                Self::parse_bytes(bytes)
            }
        }
        impl core::str::FromStr for $ty {
            type Err = crate::error::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
    };
    (parsed $ty:ty, $name:ident $noted:literal $note:ident) => {
        impl crate::note::Parsed<$ty> {
            /// The value's notes, and those of the reading.
            ///
            /// # Example
            /// ```
            #[doc = concat!("use ioc_canon::{", stringify!($name), ", Note};")]
            #[doc = concat!("assert!(", stringify!($name), "::read(", stringify!($noted), ")?.notes().contains(Note::", stringify!($note), "));")]
            /// # Ok::<(), ioc_canon::Error>(())
            /// ```
            #[must_use]
            pub fn notes(&self) -> crate::note::Notes {
                self.get().notes().and(self.seen())
            }
        }
    };
    (view $ty:ident in $module:ident, $typed:literal is $canonical:literal, $form:ident is $shown:literal) => {
        impl<'a> $ty<'a> {
            /// The canonical text: the input itself where it is canonical, else written into
            /// `buffer`.
            ///
            /// # Example
            /// ```
            #[doc = concat!("use ioc_canon::{", stringify!($ty), ", ", stringify!($module), "};")]
            #[doc = concat!("let (view, mut buffer) = (", stringify!($ty), "::parse(", stringify!($typed), ")?, ", stringify!($module), "::Buffer::new());")]
            #[doc = concat!("assert_eq!(view.canonical(&mut buffer), ", stringify!($canonical), ");")]
            /// # Ok::<(), ioc_canon::Error>(())
            /// ```
            #[must_use = "the text may be the input itself: the buffer is written only where something changes"]
            pub fn canonical<'b>(&self, buffer: &'b mut Buffer) -> &'b str where 'a: 'b {
                if self.is_canonical() {
                    return self.as_str();
                }
                self.text(<Self as crate::emit::Render>::CANONICAL, buffer)
            }
            crate::emit::doors!(text $ty $module $typed $form $shown);
        }
        crate::emit::doors!(common $ty<'_>);

        impl PartialEq for $ty<'_> {
            fn eq(&self, other: &Self) -> bool {
                self.cmp(other).is_eq()
            }
        }
        impl Eq for $ty<'_> {}
        impl PartialOrd for $ty<'_> {
            fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $ty<'_> {
            fn cmp(&self, other: &Self) -> core::cmp::Ordering {
                use crate::emit::Render as _;
                if self.is_canonical() && other.is_canonical() {
                    return self.as_str().cmp(other.as_str());
                }
                let form = <Self as crate::emit::Render>::CANONICAL;
                let (mut mine, mut theirs) = (crate::emit::Scratch::new(), crate::emit::Scratch::new());
                crate::emit::compare(&self.pieces(form, &mut mine), &other.pieces(form, &mut theirs))
            }
        }
        impl core::hash::Hash for $ty<'_> {
            fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
                use crate::emit::Render as _;
                let mut scratch = crate::emit::Scratch::new();
                crate::emit::hash(&self.pieces(<Self as crate::emit::Render>::CANONICAL, &mut scratch), state);
            }
        }
        impl<'a> TryFrom<&'a str> for $ty<'a> {
            type Error = crate::error::Error;
            fn try_from(text: &'a str) -> Result<Self, Self::Error> {
                Self::parse(text)
            }
        }
        impl<'a> TryFrom<&'a [u8]> for $ty<'a> {
            type Error = crate::error::Error;
            fn try_from(bytes: &'a [u8]) -> Result<Self, Self::Error> {
                Self::parse_bytes(bytes)
            }
        }
    };
}
pub(crate) use doors;

#[cfg(test)]
mod tests {
    use core::fmt;

    use super::*;

    fn sample() -> Pieces<'static> {
        pieces([
            Piece::folded("HTTP", Fold::Lower),
            Piece::keep("://ä"),
            Piece::folded(r"\\a\\b\\c", Fold::HalveBackslashes),
            Piece::folded("d/e", Fold::TurnSlashes),
        ])
    }

    const TEXT: &str = r"http://ä\a\b\cd\e";

    struct Shown(Pieces<'static>);

    impl fmt::Display for Shown {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            display(&self.0, f)
        }
    }

    /// The blocks against byte by byte, and that nothing behind them is touched.
    #[test]
    fn copies_of_every_length() {
        let from: [u8; 80] = core::array::from_fn(|i| b"aZ/\\.9_"[i % 7]);
        for length in 0..=from.len() {
            for (fold, turned) in
                [(Fold::Keep, (|b| b) as fn(u8) -> u8), (Fold::Lower, |b| b.to_ascii_lowercase())]
            {
                let mut out = [0xee; 81];
                copy(&mut out[..length], &from[..length], fold);
                let wanted: [u8; 81] =
                    core::array::from_fn(|i| if i < length { turned(from[i]) } else { 0xee });
                assert_eq!(out, wanted, "{length}");
            }
        }
    }

    #[test]
    fn every_door_gives_the_same_text() {
        let mut out = [0; 32];
        let n = write(&sample(), &mut out).unwrap();
        assert_eq!(core::str::from_utf8(&out[..n]), Ok(TEXT));
        assert_eq!(write(&sample(), &mut [0; 17]).unwrap_err().code(), Code::BufferTooSmall);
        assert_eq!(write(&sample(), &mut [0; 18]), Ok(18));
        extern crate std;
        assert_eq!(std::format!("{}", Shown(sample())), TEXT);
        assert_eq!(first_difference(&sample(), TEXT), None);
        assert_eq!(first_difference(&sample(), "http://öa"), Some(8));
        assert_eq!(first_difference(&sample(), "http"), Some(4));
        let longer = std::format!("{TEXT}x");
        assert_eq!(first_difference(&sample(), &longer), Some(TEXT.len()));
        assert_eq!(compare(&sample(), &pieces([Piece::keep(TEXT)])), Ordering::Equal);
    }

    #[test]
    fn hash_sees_the_text_and_not_the_cuts() {
        extern crate std;
        let digest = |pieces: Pieces<'_>| {
            let mut state = std::hash::DefaultHasher::new();
            hash(&pieces, &mut state);
            state.finish()
        };
        assert_eq!(digest(sample()), digest(pieces([Piece::keep(TEXT)])));
        assert_ne!(digest(sample()), digest(pieces([Piece::keep("http")])));
        let block = "0123456789abcdef0123456789abcdef";
        let more = "0123456789abcdef0123456789abcdefg";
        assert_ne!(digest(pieces([Piece::keep(block)])), digest(pieces([Piece::keep(more)])));
        let cut = block.split_at(7);
        assert_eq!(
            digest(pieces([Piece::keep(block)])),
            digest(pieces([Piece::keep(cut.0), Piece::keep(cut.1)]))
        );
    }
}
