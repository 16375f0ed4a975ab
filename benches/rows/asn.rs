use std::fmt::Write as _;

use ioc_canon::Asn;

use super::{
    random::Random,
    row::{Asked::Faster, Asked::Nothing, Row},
};

pub(crate) fn parse_text(count: usize) -> Row {
    let mut r = Random(1);
    Row::texts("ASN parse + text", count, || r.asn())
        .bytes("ioc-canon", Nothing, |text, out| Asn::parse(text)?.write_into(out))
        .text("std", Faster(2.2, 3.0), |text, out| {
            let number: u32 = digits(text).parse().ok()?;
            write!(out, "AS{number}").ok()
        })
        .text("atoi_simd, itoa", Faster(1.25, 1.6), |text, out| {
            let number: u32 = atoi_simd::parse_pos::<_, false>(digits(text).as_bytes()).ok()?;
            out.push_str("AS");
            out.push_str(itoa::Buffer::new().format(number));
            Some(())
        })
        .done()
}

/// What follows `AS` or `ASN`, or all.
pub(crate) fn digits(text: &str) -> &str {
    match text.as_bytes() {
        [b'A' | b'a', b'S' | b's', b'N' | b'n', ..] => &text[3..],
        [b'A' | b'a', b'S' | b's', ..] => &text[2..],
        _ => text,
    }
}
