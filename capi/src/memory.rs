//! The caller's memory as Rust sees it. What C promises is stated at each exported function; what
//! can be checked is checked here, before anything is read.

use core::{ffi::c_char, slice};

/// Bytes to read. Empty text needs no address; `None` for a missing address, or a length that no
/// object has.
///
/// # Safety
/// Unless `len` is 0 or `at` is null, `at` points at `len` bytes that can be read and that nobody
/// writes while `'a` lasts.
pub(crate) unsafe fn input<'a>(at: *const c_char, len: usize) -> Option<&'a [u8]> {
    if len == 0 {
        return Some(&[]);
    }
    if at.is_null() || isize::try_from(len).is_err() {
        return None;
    }
    // SAFETY: not null, `u8` needs no alignment, the length is within the bound of slices; that the
    // bytes are there and rest is the caller's promise.
    Some(unsafe { slice::from_raw_parts(at.cast(), len) })
}

/// Bytes to write; `None` as for [`input`].
///
/// # Safety
/// Unless `len` is 0 or `at` is null, `at` points at `len` bytes that can be written and that nobody
/// else reads or writes while `'a` lasts. They are not read before they are written.
pub(crate) unsafe fn output<'a>(at: *mut c_char, len: usize) -> Option<&'a mut [u8]> {
    if len == 0 {
        return Some(&mut []);
    }
    if at.is_null() || isize::try_from(len).is_err() {
        return None;
    }
    // SAFETY: as in `input`; that nobody else looks at the bytes is the caller's promise, and that
    // the other slice of the same call does not is asked by `apart`.
    Some(unsafe { slice::from_raw_parts_mut(at.cast(), len) })
}

/// Whether two stretches have no byte in common. Asked before references are made of them.
pub(crate) fn apart<A, B>(a: *const A, a_len: usize, b: *const B, b_len: usize) -> bool {
    let (a, b) = (a.addr(), b.addr());
    a_len == 0 || b_len == 0 || a.saturating_add(a_len) <= b || b.saturating_add(b_len) <= a
}

/// Whether a result can be told, and what is written overlaps with neither what is read nor that
/// result.
pub(crate) fn are_apart<T>(
    text: *const c_char,
    len: usize,
    out: *const c_char,
    cap: usize,
    result: *const T,
) -> bool {
    !result.is_null() && apart(text, len, out, cap) && apart(out, cap, result, size_of::<T>())
}

/// Writes a result where the caller wants it; `None` if that is nowhere.
///
/// # Safety
/// Unless `at` is null, it points at a `T` that can be written, and no reference to it lives.
pub(crate) unsafe fn store<T>(at: *mut T, value: T) -> Option<()> {
    if at.is_null() {
        return None;
    }
    // SAFETY: not null; needs no alignment; that the bytes can be written is the caller's promise.
    unsafe { at.write_unaligned(value) };
    Some(())
}

/// What the caller hands over by address; `None` if nothing.
///
/// # Safety
/// Unless `at` is null, it points at a `T` that can be read.
pub(crate) unsafe fn load<T: Copy>(at: *const T) -> Option<T> {
    if at.is_null() {
        return None;
    }
    // SAFETY: not null; needs no alignment; every `T` here is numbers, for which all bytes are
    // values; that they can be read is the caller's promise.
    Some(unsafe { at.read_unaligned() })
}
