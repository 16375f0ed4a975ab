//! What a program without any library needs: the panic handler, and the memory functions that the
//! compiler calls. They are linked and never run, so they are plain.

use core::panic::PanicInfo;

unsafe extern "C" {
    /// Defined nowhere: a program from which it can be called does not link.
    fn PANIC_IS_REACHABLE() -> !;
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // SAFETY: never run.
    unsafe { PANIC_IS_REACHABLE() }
}

// Volatile, because the compiler turns a plain loop of this shape into a call of the function that
// it stands in.

/// # Safety
/// As C's.
#[unsafe(no_mangle)]
unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
    let mut at = 0usize;
    while at < len {
        // SAFETY: the caller's.
        unsafe { to.wrapping_add(at).write_volatile(from.wrapping_add(at).read_volatile()) };
        at = at.wrapping_add(1);
    }
    to
}

/// # Safety
/// As C's.
#[unsafe(no_mangle)]
unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
    if to.cast_const() <= from {
        // SAFETY: the caller's.
        return unsafe { memcpy(to, from, len) };
    }
    let mut at = len;
    while at > 0 {
        at = at.wrapping_sub(1);
        // SAFETY: the caller's.
        unsafe { to.wrapping_add(at).write_volatile(from.wrapping_add(at).read_volatile()) };
    }
    to
}

/// # Safety
/// As C's.
#[unsafe(no_mangle)]
unsafe extern "C" fn memset(to: *mut u8, byte: i32, len: usize) -> *mut u8 {
    let mut at = 0usize;
    while at < len {
        // SAFETY: the caller's.
        unsafe { to.wrapping_add(at).write_volatile(byte.to_ne_bytes()[0]) };
        at = at.wrapping_add(1);
    }
    to
}

/// # Safety
/// As C's.
#[unsafe(no_mangle)]
unsafe extern "C" fn memcmp(a: *const u8, b: *const u8, len: usize) -> i32 {
    let mut at = 0usize;
    while at < len {
        // SAFETY: the caller's.
        let (x, y) =
            unsafe { (a.wrapping_add(at).read_volatile(), b.wrapping_add(at).read_volatile()) };
        if x != y {
            return i32::from(x).wrapping_sub(i32::from(y));
        }
        at = at.wrapping_add(1);
    }
    0
}

/// # Safety
/// As C's.
#[unsafe(no_mangle)]
unsafe extern "C" fn bcmp(a: *const u8, b: *const u8, len: usize) -> i32 {
    // SAFETY: the caller's.
    unsafe { memcmp(a, b, len) }
}
