//! The flash of all kinds: `Indicator::detect` and the canonical text.

#![no_std]
#![no_main]

ioc_canon_firmware::alone!(|text, out| match ioc_canon::Indicator::detect(text) {
    Ok(value) => match value.write_into(out) {
        Ok(size) => size as u32,
        Err(_) => 1,
    },
    Err(error) => error.offset() as u32 ^ u32::from(error.code().number()),
});
