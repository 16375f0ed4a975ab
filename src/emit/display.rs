//! Texts for formatters.

use core::fmt::{self, Write};

use super::{Fold, Piece, Pieces, bytes};

/// Hands the text to a formatter, filled and cut as it asks: in one call where it is one piece of
/// known spelling, piece by piece otherwise.
pub(crate) fn display(pieces: &Pieces<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let [Piece { bytes, fold: Fold::Keep }, rest @ ..] = pieces {
        if rest.iter().all(|piece| piece.bytes.is_empty()) {
            return f.pad(utf8(bytes)?);
        }
    }
    match (f.width(), f.precision()) {
        (None, None) => hand_over(pieces, f),
        (width, precision) => filled_up(pieces, width.unwrap_or(0), precision, f),
    }
}

/// [`display`] as `Formatter::pad` does it, of a text that is nowhere whole.
#[cold]
fn filled_up(
    pieces: &Pieces<'_>,
    width: usize,
    precision: Option<usize>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    /// Lets the first `left` characters through.
    struct Cut<'f, 'a> {
        f: &'f mut fmt::Formatter<'a>,
        left: usize,
    }

    impl Write for Cut<'_, '_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            for c in text.chars().take(self.left) {
                self.f.write_char(c)?;
                self.left = self.left.saturating_sub(1);
            }
            Ok(())
        }
    }

    // Of each character the first byte.
    let first = |b: u8| usize::from(b & 0xc0 != 0x80);
    let chars = bytes(pieces).fold(0usize, |chars, b| chars.wrapping_add(first(b)));
    let left = precision.map_or(chars, |most| chars.min(most));
    let wanting = width.saturating_sub(left);
    let before = match f.align() {
        Some(fmt::Alignment::Right) => wanting,
        Some(fmt::Alignment::Center) => wanting / 2,
        Some(fmt::Alignment::Left) | None => 0,
    };
    let fill = f.fill();
    for _ in 0..before {
        f.write_char(fill)?;
    }
    hand_over(pieces, &mut Cut { f, left })?;
    for _ in before..wanting {
        f.write_char(fill)?;
    }
    Ok(())
}

fn utf8(bytes: &[u8]) -> Result<&str, fmt::Error> {
    core::str::from_utf8(bytes).map_err(|_| fmt::Error)
}

/// Writes the text piece by piece.
fn hand_over(pieces: &Pieces<'_>, f: &mut impl Write) -> fmt::Result {
    for piece in pieces {
        match piece.fold {
            Fold::Keep => f.write_str(utf8(piece.bytes)?)?,
            Fold::Lower => {
                for block in piece.bytes.chunks(64) {
                    let mut lower = [0; 64];
                    lower.iter_mut().zip(block).for_each(|(to, b)| *to = b.to_ascii_lowercase());
                    f.write_str(utf8(lower.get(..block.len()).unwrap_or_default())?)?;
                }
            }
            // By position: `str::split` and `enumerate` keep checks that could panic.
            fold @ (Fold::HalveBackslashes | Fold::TurnSlashes) => {
                let separator = if fold == Fold::TurnSlashes { b'/' } else { b'\\' };
                let mut rest = utf8(piece.bytes)?;
                while let Some(at) = rest.as_bytes().iter().position(|&b| b == separator) {
                    f.write_str(rest.get(..at).unwrap_or_default())?;
                    f.write_str("\\")?;
                    rest = rest.get(at.saturating_add(1)..).unwrap_or_default();
                    if fold == Fold::HalveBackslashes {
                        rest = rest.strip_prefix('\\').unwrap_or(rest);
                    }
                }
                f.write_str(rest)?;
            }
        }
    }
    Ok(())
}
