//! The flash of file hashes alone: `parse` and its canonical text.

#![no_std]
#![no_main]

ioc_canon_firmware::alone!(FileHash);
