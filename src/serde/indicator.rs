//! Kinds by name and number, and indicators under the tag of their kind.

use core::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeSeed, EnumAccess, Unexpected, VariantAccess, Visitor},
};

use super::{asn_number, asn_text};
use crate::{
    asn::Asn,
    error::{Code, Error},
    indicator::{Indicator, Kind},
    owned::IndicatorBuf,
};

/// The variant numbers, in their order, which is that of `Kind::ALL`: the place in each list is the
/// number. New ones are added at the end.
const NAMES: [&str; 10] = [
    "asn",
    "address",
    "cidr",
    "range",
    "host",
    "url",
    "registry-key",
    "email",
    "file-hash",
    "endpoint",
];

/// The variant number.
const fn variant(kind: Kind) -> u32 {
    match kind {
        Kind::Asn => 0,
        Kind::Address => 1,
        Kind::Cidr => 2,
        Kind::Range => 3,
        Kind::Host => 4,
        Kind::Url => 5,
        Kind::RegistryKey => 6,
        Kind::Email => 7,
        Kind::FileHash => 8,
        Kind::Endpoint => 9,
    }
}

/// Reads a kind by its variant number or by its name.
struct Word;

impl Visitor<'_> for Word {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a kind of indicator")
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Kind, E> {
        let at = usize::try_from(number).ok();
        at.and_then(|at| Kind::ALL.get(at).copied()).ok_or_else(|| {
            E::invalid_value(Unexpected::Unsigned(number), &"the number of a kind, 0 to 9")
        })
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Kind, E> {
        Kind::from_name(text).ok_or_else(|| E::unknown_variant(text, &NAMES))
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Kind, E> {
        match core::str::from_utf8(bytes) {
            Ok(text) => self.visit_str(text),
            Err(error) => Err(E::custom(Error::new(Code::NotUtf8, error.valid_up_to()))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Word {
    type Value = Kind;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Kind, D::Error> {
        from.deserialize_identifier(self)
    }
}

/// Its name, or its variant number where the format has numbers for variants.
impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_unit_variant("Kind", variant(*self), self.name())
    }
}

/// As it is written.
impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Unit;

        impl<'de> Visitor<'de> for Unit {
            type Value = Kind;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a kind of indicator")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Kind, A::Error> {
                let (kind, rest) = data.variant_seed(Word)?;
                rest.unit_variant().map(|()| kind)
            }
        }

        from.deserialize_enum("Kind", &NAMES, Unit)
    }
}

/// An AS number inside an indicator, which no format is asked to tell from a bare number.
struct TaggedAsn(Asn);

impl<'de> Deserialize<'de> for TaggedAsn {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            asn_text::deserialize(from).map(Self)
        } else {
            asn_number::deserialize(from).map(Self)
        }
    }
}

/// The tag of its kind and its form: `{"cidr":"10.0.0.0/8"}`.
impl Serialize for Indicator<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        fn tagged<T: Serialize, S: Serializer>(
            kind: Kind,
            value: &T,
            to: S,
        ) -> Result<S::Ok, S::Error> {
            to.serialize_newtype_variant("Indicator", variant(kind), kind.name(), value)
        }
        let kind = self.kind();
        match self {
            Self::Asn(value) => tagged(kind, value, to),
            Self::Address(value) => tagged(kind, value, to),
            Self::Cidr(value) => tagged(kind, value, to),
            Self::Range(value) => tagged(kind, value, to),
            Self::Host(view) => tagged(kind, view, to),
            Self::Url(view) => tagged(kind, view, to),
            Self::RegistryKey(view) => tagged(kind, view, to),
            Self::Email(view) => tagged(kind, view, to),
            Self::FileHash(view) => tagged(kind, view, to),
            Self::Endpoint(view) => tagged(kind, view, to),
        }
    }
}

/// As [`Indicator`].
impl Serialize for IndicatorBuf {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(to)
    }
}

/// Reads a tag and what its kind has under it.
macro_rules! tagged {
    ($visitor:ident, $read:ty) => {
        struct $visitor;

        impl<'de> Visitor<'de> for $visitor {
            type Value = $read;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an indicator under the tag of its kind")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<$read, A::Error> {
                let (kind, value) = data.variant_seed(Word)?;
                Ok(match kind {
                    Kind::Asn => {
                        let TaggedAsn(asn) = value.newtype_variant()?;
                        <$read>::Asn(asn)
                    }
                    Kind::Address => <$read>::Address(value.newtype_variant()?),
                    Kind::Cidr => <$read>::Cidr(value.newtype_variant()?),
                    Kind::Range => <$read>::Range(value.newtype_variant()?),
                    Kind::Host => <$read>::Host(value.newtype_variant()?),
                    Kind::Url => <$read>::Url(value.newtype_variant()?),
                    Kind::RegistryKey => <$read>::RegistryKey(value.newtype_variant()?),
                    Kind::Email => <$read>::Email(value.newtype_variant()?),
                    Kind::FileHash => <$read>::FileHash(value.newtype_variant()?),
                    Kind::Endpoint => <$read>::Endpoint(value.newtype_variant()?),
                })
            }
        }
    };
}

tagged!(Lent, Indicator<'de>);
tagged!(Owned, IndicatorBuf);

/// As it is written; the text must be such as the format can lend.
impl<'de: 'a, 'a> Deserialize<'de> for Indicator<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let lent: Indicator<'de> = from.deserialize_enum("Indicator", &NAMES, Lent)?;
        Ok(lent)
    }
}

/// As it is written.
impl<'de> Deserialize<'de> for IndicatorBuf {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_enum("Indicator", &NAMES, Owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_the_order_of_the_kinds() {
        for (at, kind) in Kind::ALL.iter().enumerate() {
            assert_eq!((usize::try_from(variant(*kind)), kind.name()), (Ok(at), NAMES[at]));
        }
        assert_eq!(NAMES.len(), Kind::ALL.len());
    }
}
