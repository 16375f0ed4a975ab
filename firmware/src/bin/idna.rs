//! The flash of both directions of UTS #46; nothing without the feature.

#![no_std]
#![no_main]

#[cfg(feature = "idna")]
ioc_canon_firmware::alone!(|text, out| {
    let config = core::hint::black_box(ioc_canon::idna::Config::DNS);
    let ascii = config.to_ascii(text, out).map_or(0, |size| size as u32);
    let unicode = config.to_unicode(text, out).map_or(0, |size| size as u32);
    ascii ^ unicode
});

#[cfg(not(feature = "idna"))]
ioc_canon_firmware::alone!(|text, out| (text.len() ^ out.len()) as u32);
