//! `defmt::Format`, feature `defmt`: ids and numbers, no text, so that a log line costs bytes.
//!
//! | type | logged as | bytes of data |
//! |---|---|---|
//! | [`Code`] | `code 3006`: its number, which `Code::id` writes `C006` | 2 |
//! | [`Error`] | `code 3006 at 7` | 6 |
//! | [`Class`] | `Config`, `DataRetrieval`, `UseCase` | 0: the id of the word says it |
//! | [`Kind`], [`Note`] | their names | 0 |
//! | [`Notes`] | `notes 0b100001`, a bit for each | 1 |
//! | [`Asn`] | `AS12345` | 4 |
//! | [`Address`] | `198.51.100.7`; the eight groups of IPv6 | 4, 16 |
//! | [`Cidr`] | the address and the prefix length | 5, 17 |
//! | [`Range`] | the two addresses | 8, 32 |
//!
//! The words above stand in the program's symbols and not in the device: besides its data a value is
//! three ids of two bytes there, and an address within a block or a range three more (`proof/defmt`
//! reads the bytes of every type, and looks for texts in the program that logged them). The views of
//! text have no `Format`, since a log of a device is no place for whole texts of strangers: `as_str()`
//! has one.

use core::net::IpAddr;

use ::defmt::{Format, Formatter, write};

use crate::{
    Address, Asn, Cidr, Kind, Range,
    error::{Class, Code, Error},
    note::{Note, Notes},
};

impl Format for Code {
    fn format(&self, f: Formatter<'_>) {
        write!(f, "code {=u16}", self.number());
    }
}

impl Format for Error {
    fn format(&self, f: Formatter<'_>) {
        let offset = u32::try_from(self.offset()).unwrap_or(u32::MAX);
        write!(f, "code {=u16} at {=u32}", self.code().number(), offset);
    }
}

impl Format for Class {
    fn format(&self, f: Formatter<'_>) {
        match self {
            Self::Config => write!(f, "Config"),
            Self::DataRetrieval => write!(f, "DataRetrieval"),
            Self::UseCase => write!(f, "UseCase"),
        }
    }
}

impl Format for Kind {
    fn format(&self, f: Formatter<'_>) {
        match self {
            Self::Asn => write!(f, "asn"),
            Self::Address => write!(f, "address"),
            Self::Cidr => write!(f, "cidr"),
            Self::Range => write!(f, "range"),
            Self::Host => write!(f, "host"),
            Self::Url => write!(f, "url"),
            Self::RegistryKey => write!(f, "registry-key"),
            Self::Email => write!(f, "email"),
            Self::FileHash => write!(f, "file-hash"),
            Self::Endpoint => write!(f, "endpoint"),
        }
    }
}

impl Format for Note {
    fn format(&self, f: Formatter<'_>) {
        match self {
            Self::SpecialAddress => write!(f, "special-address"),
            Self::SpecialAsn => write!(f, "special-asn"),
            Self::UndecodedALabel => write!(f, "undecoded-a-label"),
            Self::NonAsciiPath => write!(f, "non-ascii-path"),
            Self::FileExtensionTld => write!(f, "file-extension-tld"),
            Self::HostBitsCleared => write!(f, "host-bits-cleared"),
        }
    }
}

impl Format for Notes {
    fn format(&self, f: Formatter<'_>) {
        write!(f, "notes {=u32:#b}", self.bits());
    }
}

impl Format for Asn {
    fn format(&self, f: Formatter<'_>) {
        write!(f, "AS{=u32}", self.number());
    }
}

/// An address as its numbers.
struct Numbers(IpAddr);

impl Format for Numbers {
    fn format(&self, f: Formatter<'_>) {
        match self.0 {
            IpAddr::V4(ip) => {
                let [a, b, c, d] = ip.octets();
                write!(f, "{=u8}.{=u8}.{=u8}.{=u8}", a, b, c, d);
            }
            IpAddr::V6(ip) => {
                let [a, b, c, d, e, g, h, i] = ip.segments();
                write!(
                    f,
                    "{=u16:x}:{=u16:x}:{=u16:x}:{=u16:x}:{=u16:x}:{=u16:x}:{=u16:x}:{=u16:x}",
                    a, b, c, d, e, g, h, i
                );
            }
        }
    }
}

impl Format for Address {
    fn format(&self, f: Formatter<'_>) {
        Numbers(self.ip()).format(f);
    }
}

impl Format for Cidr {
    fn format(&self, f: Formatter<'_>) {
        write!(f, "{}/{=u8}", Numbers(self.first()), self.prefix());
    }
}

impl Format for Range {
    fn format(&self, f: Formatter<'_>) {
        write!(f, "{}-{}", Numbers(self.first()), Numbers(self.last()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writing needs a logger, which is `unsafe` to make: `proof/defmt` is where the bytes are read.
    const fn has_format<T: Format>() {}

    const _: () = {
        has_format::<Code>();
        has_format::<Error>();
        has_format::<Class>();
        has_format::<Kind>();
        has_format::<(Note, Notes)>();
        has_format::<(Asn, Address, Cidr, Range)>();
    };
}
