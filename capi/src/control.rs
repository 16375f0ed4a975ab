//! What must be found: `test.sh` builds the library with this once more, by `--cfg control`, and holds that
//! the shared object imports `abort`.

/// Panics for most bytes.
#[unsafe(no_mangle)]
#[allow(clippy::indexing_slicing, reason = "the control")]
pub extern "C" fn ioc_control(at: usize) -> u8 {
    [1, 2, 3][at]
}
