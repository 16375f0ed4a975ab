//! Nothing: what every other program is measured against.

#![no_std]
#![no_main]

ioc_canon_firmware::alone!(|text, out| text.len() as u32 ^ out.len() as u32);
