//! Links only if no public function of `ioc_canon` can reach a panic, whatever it is given.
//!
//! The panic handler calls a symbol that nobody defines. Each row is a function that calls public
//! functions with arguments the optimiser cannot know; what is left of a panic in any of them keeps
//! the handler, and the linker names `PANIC_IS_REACHABLE`. There is no allocator and no standard
//! library to link either. The program is never run.
//!
//! A row's title states which public functions it proves; `api/` holds the titles against the list
//! that rustdoc makes, so that a new function cannot be forgotten. `run.sh` does both, and shows by
//! the feature `control`, which adds a row that can panic, that the proof can fail with each feature.

#![no_std]
#![no_main]

#[cfg(feature = "auth")]
mod auth;
mod common;
#[cfg(feature = "control")]
mod control;
mod dialects;
mod errors;
mod feeds;
#[cfg(feature = "idna")]
mod idna;
mod kinds;
mod opaque;
mod owned;
mod platform;
mod refanging;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "stix")]
mod stix;

use core::hint::black_box;

/// A row's function. `None` is a refusal on the way to what the row is about.
type Row = fn() -> Option<()>;

/// A title, which names public functions, and a block that calls them.
macro_rules! rows {
    ($($title:literal => $body:block)*) => {
        pub(crate) static ROWS: &[crate::Row] = &[$({
            fn row() -> Option<()> {
                $body;
                Some(())
            }
            row
        }),*];
    };
}
pub(crate) use rows;

/// Where the kernel would start the program.
#[unsafe(no_mangle)]
extern "C" fn _start() -> ! {
    let parts = [
        common::ROWS,
        dialects::ROWS,
        errors::ROWS,
        feeds::ROWS,
        kinds::ROWS,
        owned::ROWS,
        refanging::ROWS,
        #[cfg(feature = "auth")]
        auth::ROWS,
        #[cfg(feature = "idna")]
        idna::ROWS,
        #[cfg(feature = "serde")]
        serde::ROWS,
        #[cfg(feature = "stix")]
        stix::ROWS,
        #[cfg(feature = "control")]
        control::ROWS,
    ];
    for row in parts.into_iter().flatten() {
        // The pointer is opaque, so that every row stays a function of its own.
        let _ = black_box(black_box(*row)());
    }
    loop {
        core::hint::spin_loop();
    }
}
