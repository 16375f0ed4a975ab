//! The flash of endpoints alone: `parse` and its canonical text.

#![no_std]
#![no_main]

ioc_canon_firmware::alone!(Endpoint);
