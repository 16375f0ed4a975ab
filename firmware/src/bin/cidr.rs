//! The flash of CIDR blocks alone: `parse` and its canonical text.

#![no_std]
#![no_main]

ioc_canon_firmware::alone!(Cidr);
