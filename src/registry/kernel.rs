//! The walk over a key's path: what a byte and the one before it show, with no branch that depends on
//! them.

/// Whether `rest`, a path and the separator before it, is printable ASCII without two backslashes in
/// a row.
///
/// In blocks of fixed size, the last one overlapping, which become vector code. What stands before
/// a block is the same block one byte earlier.
pub(super) fn is_plain(rest: &[u8]) -> bool {
    let (Some((_, path)), Some((_, before))) = (rest.split_first(), rest.split_last()) else {
        return true;
    };
    let mut bad = [0; 16];
    match (before.last_chunk(), path.last_chunk()) {
        (Some(last_before), Some(last)) => {
            for (before, path) in before.chunks_exact(16).zip(path.chunks_exact(16)) {
                if let (Some(before), Some(path)) = (before.first_chunk(), path.first_chunk()) {
                    look(&mut bad, before, path);
                }
            }
            look(&mut bad, last_before, last);
            u128::from_le_bytes(bad) == 0
        }
        _ => before.iter().zip(path).fold(0, |bad, (&before, &b)| bad | lane(before, b)) == 0,
    }
}

/// [`lane`] for sixteen bytes at once.
#[inline(always)]
fn look(bad: &mut [u8; 16], before: &[u8; 16], path: &[u8; 16]) {
    for ((bad, &before), &b) in bad.iter_mut().zip(before).zip(path) {
        *bad |= lane(before, b);
    }
}

/// Not 0 where a byte is no printing ASCII character, or a backslash after another. Without a
/// comparison: of the lanes' truth values the compiler would make bits one by one.
#[inline(always)]
const fn lane(before: u8, b: u8) -> u8 {
    let unprinted = b.wrapping_sub(b' ').saturating_sub(b'~' - b' ');
    let doubled = 1u8.saturating_sub((b ^ b'\\') | (before ^ b'\\'));
    unprinted | doubled
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks against the plain twin: every byte and every pair of a few at every place.
    #[test]
    fn plain_paths() {
        let naive = |rest: &[u8]| {
            rest.iter().skip(1).all(|b| matches!(b, b' '..=b'~'))
                && !rest.windows(2).any(|pair| pair == b"\\\\")
        };
        for n in 0..60 {
            let mut rest = [b'a'; 60];
            rest[0] = b'\\';
            assert!(is_plain(&rest[..n]));
            for at in 1..n {
                for b in 0..=255 {
                    rest[at] = b;
                    assert_eq!(is_plain(&rest[..n]), naive(&rest[..n]), "{b} at {at} of {n}");
                }
                rest[at] = b'\\';
                for b in [b'\\', b'\\' + 1, 0xdc, b'a', 0x1f] {
                    rest[at - 1] = b;
                    assert_eq!(is_plain(&rest[..n]), naive(&rest[..n]), "{b} before {at} of {n}");
                }
                (rest[at - 1], rest[at]) = (b'a', b'a');
                rest[0] = b'\\';
            }
        }
    }
}
