//! The two places an engine without an allocator writes to: a label's code points, and the output.

/// A label as code points. `N` is 177 for the engine; why that is enough is said in the module's
/// documentation.
#[derive(Debug, Clone)]
pub(super) struct Scratch<const N: usize> {
    entries: [u32; N],
    /// INVARIANT: at most `N`.
    len: usize,
}

/// Something did not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Full;

impl<const N: usize> Scratch<N> {
    pub(super) const fn new() -> Self {
        Self { entries: [0; N], len: 0 }
    }

    pub(super) fn clear(&mut self) {
        self.len = 0;
    }

    #[inline]
    pub(super) fn push(&mut self, c: u32) -> Result<(), Full> {
        *self.entries.get_mut(self.len).ok_or(Full)? = c;
        self.len = self.len.wrapping_add(1);
        Ok(())
    }

    /// Puts `c` at `place`, at most the length, and moves what follows up by one.
    #[inline]
    pub(super) fn insert(&mut self, place: usize, c: u32) -> Result<(), Full> {
        let len = self.len.wrapping_add(1);
        let tail =
            self.entries.get_mut(..len).and_then(|used| used.get_mut(place..)).ok_or(Full)?;
        let mut carried = c;
        for entry in tail {
            carried = core::mem::replace(entry, carried);
        }
        self.len = len;
        Ok(())
    }

    #[inline]
    pub(super) fn as_slice(&self) -> &[u32] {
        self.entries.get(..self.len).unwrap_or_default()
    }

    #[inline]
    pub(super) fn as_mut_slice(&mut self) -> &mut [u32] {
        self.entries.get_mut(..self.len).unwrap_or_default()
    }

    /// Makes the length `len`, with zeros or the remains of an earlier label where it grows.
    pub(super) fn resize(&mut self, len: usize) -> Result<(), Full> {
        if len > N {
            return Err(Full);
        }
        self.len = len;
        Ok(())
    }
}

/// The caller's room and how much of it is written.
#[derive(Debug)]
pub(super) struct Output<'o> {
    bytes: &'o mut [u8],
    len: usize,
}

impl<'o> Output<'o> {
    pub(super) fn new(bytes: &'o mut [u8]) -> Self {
        Self { bytes, len: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub(super) fn push(&mut self, byte: u8) -> Result<(), Full> {
        *self.bytes.get_mut(self.len).ok_or(Full)? = byte;
        self.len = self.len.wrapping_add(1);
        Ok(())
    }

    /// What is left of the room.
    #[inline]
    pub(super) fn rest(&mut self) -> &mut [u8] {
        self.bytes.get_mut(self.len..).unwrap_or_default()
    }

    /// The next `len` bytes of the room, counted as written.
    #[inline]
    pub(super) fn take(&mut self, len: usize) -> Result<&mut [u8], Full> {
        let room =
            self.bytes.get_mut(self.len..).and_then(|rest| rest.get_mut(..len)).ok_or(Full)?;
        self.len = self.len.wrapping_add(len);
        Ok(room)
    }

    /// A scalar value in UTF-8 (RFC 3629 §3).
    #[inline]
    pub(super) fn push_utf8(&mut self, c: u32) -> Result<(), Full> {
        let [_, _, _, low] = c.to_be_bytes();
        let tail = |shift: u32| {
            let [_, _, _, byte] = (c >> shift).to_be_bytes();
            byte & 0x3F | 0x80
        };
        let lead = |shift: u32, mark: u8| {
            let [_, _, _, byte] = (c >> shift).to_be_bytes();
            byte | mark
        };
        match c {
            0..0x80 => self.push(low),
            0x80..0x800 => {
                self.push(lead(6, 0xC0))?;
                self.push(tail(0))
            }
            0x800..0x1_0000 => {
                self.push(lead(12, 0xE0))?;
                self.push(tail(6))?;
                self.push(tail(0))
            }
            _ => {
                self.push(lead(18, 0xF0))?;
                self.push(tail(12))?;
                self.push(tail(6))?;
                self.push(tail(0))
            }
        }
    }
}
