//! Texts with an end that C sees: made at compile time from the library's own tables.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "in constants, where the compiler is who panics; functions use `get`"
)]

use core::ffi::CStr;

use canon::{Code, Kind, Note, dialect};

use crate::{
    IOC_NOTE_FILE_EXTENSION_TLD, IOC_NOTE_HOST_BITS_CLEARED, IOC_NOTE_NON_ASCII_PATH,
    IOC_NOTE_SPECIAL_ADDRESS, IOC_NOTE_SPECIAL_ASN, IOC_NOTE_UNDECODED_A_LABEL,
};

/// How many codes there are.
const CODES: usize = Code::ALL.len();

/// A table of one text a code, each ended by a NUL, and where each begins.
struct Texts<const N: usize> {
    bytes: [u8; N],
    starts: [usize; CODES],
}

impl<const N: usize> Texts<N> {
    fn get(&self, code: Code) -> &CStr {
        let at = Code::ALL.iter().position(|&other| other == code);
        at.and_then(|at| self.starts.get(at))
            .and_then(|&start| self.bytes.get(start..))
            .and_then(|rest| CStr::from_bytes_until_nul(rest).ok())
            .unwrap_or_default()
    }
}

const fn zeros<const N: usize>() -> [u8; N] {
    [0; N]
}

/// A [`Texts`] of one function of [`Code`].
macro_rules! texts {
    ($name:ident, $code:ident => $text:expr) => {
        static $name: Texts<
            {
                let (mut sum, mut at) = (0, 0);
                while at < CODES {
                    let $code = Code::ALL[at];
                    sum += $text.len() + 1;
                    at += 1;
                }
                sum
            },
        > = {
            let (mut bytes, mut starts, mut end, mut at) = (zeros(), [0; CODES], 0, 0);
            while at < CODES {
                let $code = Code::ALL[at];
                starts[at] = end;
                // A `match` keeps an id alive while its text is copied.
                match $text.as_bytes() {
                    text => {
                        let mut from = 0;
                        while from < text.len() {
                            bytes[end] = text[from];
                            (from, end) = (from + 1, end + 1);
                        }
                    }
                }
                (at, end) = (at + 1, end + 1);
            }
            Texts { bytes, starts }
        };
    };
}

texts!(SUMMARIES, code => code.summary());
texts!(REMEDIES, code => code.remedy());
texts!(IDS, code => code.id().as_str());

/// The code of this number.
pub(crate) fn code(number: u32) -> Option<Code> {
    u16::try_from(number).ok().and_then(Code::from_number)
}

pub(crate) fn summary(number: u32) -> &'static CStr {
    code(number).map(|code| SUMMARIES.get(code)).unwrap_or_default()
}

pub(crate) fn remedy(number: u32) -> &'static CStr {
    code(number).map(|code| REMEDIES.get(code)).unwrap_or_default()
}

pub(crate) fn id(number: u32) -> &'static CStr {
    code(number).map(|code| IDS.get(code)).unwrap_or_default()
}

/// The name of a kind, as the library has it.
pub(crate) fn kind(kind: Kind) -> &'static CStr {
    match kind {
        Kind::Asn => c"asn",
        Kind::Address => c"address",
        Kind::Cidr => c"cidr",
        Kind::Range => c"range",
        Kind::Host => c"host",
        Kind::Url => c"url",
        Kind::RegistryKey => c"registry-key",
        Kind::Email => c"email",
        Kind::FileHash => c"file-hash",
        Kind::Endpoint => c"endpoint",
        _ => c"",
    }
}

/// The names of the dialects, in the order of their numbers.
pub(crate) const DIALECTS: [&CStr; dialect::ALL.len()] =
    [c"threatconnect", c"threatstop", c"opencti", c"misp", c"ecs"];

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

// The names and numbers are copies, which a change of the library's cannot pass by.
const _: () = {
    let mut at = 0;
    while at < DIALECTS.len() {
        assert!(same(DIALECTS[at].to_bytes(), dialect::ALL[at].name().as_bytes()));
        at += 1;
    }
    assert!(IOC_NOTE_SPECIAL_ADDRESS == 1 << Note::SpecialAddress as u32);
    assert!(IOC_NOTE_SPECIAL_ASN == 1 << Note::SpecialAsn as u32);
    assert!(IOC_NOTE_UNDECODED_A_LABEL == 1 << Note::UndecodedALabel as u32);
    assert!(IOC_NOTE_NON_ASCII_PATH == 1 << Note::NonAsciiPath as u32);
    assert!(IOC_NOTE_FILE_EXTENSION_TLD == 1 << Note::FileExtensionTld as u32);
    assert!(IOC_NOTE_HOST_BITS_CLEARED == 1 << Note::HostBitsCleared as u32);
};
