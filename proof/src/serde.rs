//! Feature `serde`: every implementation against a format of which nothing is known. The reader
//! calls whichever method of the visitor it likes with whatever it likes, the writer takes all and
//! fails when it likes; both are text and not.

use core::fmt::{self, Display};

use ioc_canon::{
    Address, Asn, Cidr, Code, Email, EmailBuf, Endpoint, EndpointBuf, Error, FileHash, FileHashBuf,
    Host, HostBuf, Indicator, IndicatorBuf, Kind, Range, RegistryKey, RegistryKeyBuf, Text, Url,
    UrlBuf,
    dialect::{
        THREATCONNECT,
        threatconnect::RegistryKeyBody,
        threatstop::{ErrorBody, ErrorBodyBuf},
    },
    serde::{asn_number, asn_text, detected},
};
use serde::{
    Deserialize, Serialize,
    de::{self, DeserializeSeed, Expected, Unexpected, Visitor},
    forward_to_deserialize_any, ser,
};

use crate::opaque::*;

/// Looks at what this crate puts into a message, as formats do that keep it. The rest of a message,
/// what was found instead, is written by serde through core's printing of numbers and of `{:?}`,
/// which keep panics of their own.
#[derive(Debug)]
struct Refused;

impl Display for Refused {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl core::error::Error for Refused {}

impl de::Error for Refused {
    fn custom<T: Display>(message: T) -> Self {
        shown(&message);
        Self
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        keep(found);
        shown(&expected);
        Self
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        keep((found, expected));
        Self
    }

    fn unknown_field(found: &str, expected: &'static [&'static str]) -> Self {
        keep((found, expected));
        Self
    }
}

impl ser::Error for Refused {
    fn custom<T: Display>(message: T) -> Self {
        shown(&message);
        Self
    }
}

/// Any reader, and any part of one.
#[derive(Clone, Copy)]
struct Reader;

impl<'de> de::Deserializer<'de> for Reader {
    type Error = Refused;

    fn is_human_readable(&self) -> bool {
        any(true)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match any(0u8) {
            0 => visitor.visit_bool(any(false)),
            1 => visitor.visit_i64(any(0)),
            2 => visitor.visit_u64(any(0)),
            // Not `visit_i128` and `visit_u128`: serde's own defaults, which this crate keeps, write
            // the number into a refusal's message and can panic on the way for all the proof sees.
            3 => visitor.visit_f64(any(0.0)),
            4 => visitor.visit_char(any('0')),
            5 => visitor.visit_str(text()),
            6 => visitor.visit_borrowed_str(text()),
            7 => visitor.visit_bytes(bytes()),
            8 => visitor.visit_borrowed_bytes(bytes()),
            9 => visitor.visit_none(),
            10 => visitor.visit_some(self),
            11 => visitor.visit_unit(),
            12 => visitor.visit_newtype_struct(self),
            13 => visitor.visit_seq(self),
            14 => visitor.visit_map(self),
            15 => visitor.visit_enum(self),
            16 => visitor.visit_u8(any(0)),
            17 => visitor.visit_u16(any(0)),
            18 => visitor.visit_u32(any(0)),
            19 => visitor.visit_i8(any(0)),
            20 => visitor.visit_i16(any(0)),
            21 => visitor.visit_i32(any(0)),
            22 => visitor.visit_f32(any(0.0)),
            _ => Err(Refused),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> de::SeqAccess<'de> for Reader {
    type Error = Refused;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Refused> {
        if any(false) { seed.deserialize(*self).map(Some) } else { Ok(None) }
    }

    fn size_hint(&self) -> Option<usize> {
        any(None)
    }
}

impl<'de> de::MapAccess<'de> for Reader {
    type Error = Refused;

    fn next_key_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Refused> {
        if any(false) { seed.deserialize(*self).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Refused> {
        seed.deserialize(*self)
    }
}

impl<'de> de::EnumAccess<'de> for Reader {
    type Error = Refused;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Refused> {
        seed.deserialize(self).map(|value| (value, self))
    }
}

impl<'de> de::VariantAccess<'de> for Reader {
    type Error = Refused;

    fn unit_variant(self) -> Result<(), Refused> {
        any(Ok(()))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Refused> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_seq(self)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_map(self)
    }
}

/// Any writer, and any part of one.
#[derive(Clone, Copy)]
struct Writer;

type Written = Result<(), Refused>;

macro_rules! scalars {
    ($($method:ident $ty:ty,)*) => { $(
        fn $method(self, value: $ty) -> Written {
            keep(value);
            any(Ok(()))
        }
    )* };
}

impl ser::Serializer for Writer {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    fn is_human_readable(&self) -> bool {
        any(true)
    }

    scalars! {
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32,
        serialize_i64 i64, serialize_i128 i128, serialize_u8 u8, serialize_u16 u16,
        serialize_u32 u32, serialize_u64 u64, serialize_u128 u128, serialize_f32 f32,
        serialize_f64 f64, serialize_char char, serialize_str &str, serialize_bytes &[u8],
        serialize_unit_struct &'static str,
    }

    fn collect_str<T: ?Sized + Display>(self, value: &T) -> Written {
        shown(&value);
        any(Ok(()))
    }

    fn serialize_none(self) -> Written {
        any(Ok(()))
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        any(Ok(()))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Written {
        keep(name);
        any(Ok(()))
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Written {
        keep(name);
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Refused> {
        any(Ok(self))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Refused> {
        any(Ok(self))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Refused> {
        any(Ok(self))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, Refused> {
        any(Ok(self))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Refused> {
        any(Ok(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Refused> {
        any(Ok(self))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, Refused> {
        any(Ok(self))
    }
}

macro_rules! compounds {
    ($($of:ident $method:ident ($($name:ident)?),)*) => { $(
        impl ser::$of for Writer {
            type Ok = ();
            type Error = Refused;

            fn $method<T: ?Sized + Serialize>(
                &mut self,
                $($name: &'static str,)?
                value: &T,
            ) -> Written {
                $(keep($name);)?
                value.serialize(*self)
            }

            fn end(self) -> Written {
                any(Ok(()))
            }
        }
    )* };
}
compounds! {
    SerializeSeq serialize_element(),
    SerializeTuple serialize_element(),
    SerializeTupleStruct serialize_field(),
    SerializeTupleVariant serialize_field(),
    SerializeStruct serialize_field(name),
    SerializeStructVariant serialize_field(name),
}

impl ser::SerializeMap for Writer {
    type Ok = ();
    type Error = Refused;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Written {
        key.serialize(*self)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Written {
        value.serialize(*self)
    }

    fn end(self) -> Written {
        any(Ok(()))
    }
}

pub(crate) fn read<T: Deserialize<'static>>() -> Option<T> {
    any(T::deserialize(Reader).ok())
}

/// As [`read`], and into the place of another value.
fn kept<T: Deserialize<'static>>() {
    if let Some(mut place) = read::<T>() {
        keep(T::deserialize_in_place(Reader, &mut place));
        keep(place);
    }
}

fn written<T: Serialize>(value: &T) {
    keep(value.serialize(Writer));
}

fn body() -> ErrorBody<'static> {
    any(ErrorBody::new(any(0), any(0), text(), text()))
}

fn body_buf() -> Option<ErrorBodyBuf> {
    any(ErrorBodyBuf::try_from(body()).ok())
}

crate::rows! {
    "dialect::threatstop::ErrorBody::new error_code status_code description detail" => {
        keep(ErrorBody::new(any(0), any(0), text(), text()));
        let of = body();
        keep((of.error_code(), of.status_code(), of.description(), of.detail()));
    }
    "dialect::threatstop::ErrorBody::explain" => { keep(body().explain()) }
    "dialect::threatstop::ErrorBody: Display" => { shown(&body()) }
    "dialect::threatstop::ErrorBody: Error" => { keep(core::error::Error::source(&body()).is_none()) }
    "dialect::threatstop::ErrorBody: PartialEq" => { equal(&body(), &body()) }
    "dialect::threatstop::ErrorBody: Hash" => { hashed(&body()) }
    "dialect::threatstop::ErrorBody: Serialize" => { written(&body()) }
    "dialect::threatstop::ErrorBody: Deserialize" => { keep(read::<ErrorBody<'_>>()) }
    "dialect::threatstop::ErrorBodyBuf::as_body explain" => {
        let of = body_buf()?;
        keep((of.as_body(), of.explain()));
    }
    "dialect::threatstop::ErrorBodyBuf: TryFrom<ErrorBody>" => { keep(ErrorBodyBuf::try_from(body())) }
    "dialect::threatstop::ErrorBodyBuf: Display" => { shown(&body_buf()?) }
    "dialect::threatstop::ErrorBodyBuf: Error" => {
        keep(core::error::Error::source(&body_buf()?).is_none())
    }
    "dialect::threatstop::ErrorBodyBuf: PartialEq" => { equal(&body_buf()?, &body_buf()?) }
    "dialect::threatstop::ErrorBodyBuf: Hash" => { hashed(&body_buf()?) }
    "dialect::threatstop::ErrorBodyBuf: Clone" => { keep(body_buf()?.clone()) }
    "dialect::threatstop::ErrorBodyBuf: Serialize" => { written(&body_buf()?) }
    "dialect::threatstop::ErrorBodyBuf: Deserialize" => { keep(read::<ErrorBodyBuf>()) }

    "Address: Serialize" => { written(&address()) }
    "Address: Deserialize" => { keep(read::<Address>()) }
    "Asn: Serialize" => { written(&asn()) }
    "Asn: Deserialize" => { keep(read::<Asn>()) }
    "Cidr: Serialize" => { written(&cidr()) }
    "Cidr: Deserialize" => { keep(read::<Cidr>()) }
    "Range: Serialize" => { written(&range()) }
    "Range: Deserialize" => { keep(read::<Range>()) }
    "Kind: Serialize" => { written(&kind()) }
    "Kind: Deserialize" => { keep(read::<Kind>()) }
    "Code: Serialize" => { written(&code()) }
    "Code: Deserialize" => { keep(read::<Code>()) }
    "Error: Serialize" => { written(&error()) }
    "Error: Deserialize" => { keep(read::<Error>()) }
    "Host: Serialize" => { written(&host()?) }
    "Host: Deserialize" => { keep(read::<Host<'_>>()) }
    "Url: Serialize" => { written(&url()?) }
    "Url: Deserialize" => { keep(read::<Url<'_>>()) }
    "RegistryKey: Serialize" => { written(&key()?) }
    "RegistryKey: Deserialize" => { keep(read::<RegistryKey<'_>>()) }
    "Email: Serialize" => { written(&email()?) }
    "Email: Deserialize" => { keep(read::<Email<'_>>()) }
    "FileHash: Serialize" => { written(&file_hash()?) }
    "FileHash: Deserialize" => { keep(read::<FileHash<'_>>()) }
    "Endpoint: Serialize" => { written(&endpoint()?) }
    "Endpoint: Deserialize" => { keep(read::<Endpoint<'_>>()) }
    "Indicator: Serialize" => { written(&indicator()?) }
    "Indicator: Deserialize" => { keep(read::<Indicator<'_>>()) }
    "HostBuf: Serialize" => { written(&any(HostBuf::try_from(text()).ok()?)) }
    "HostBuf: Deserialize" => { kept::<HostBuf>() }
    "UrlBuf: Serialize" => { written(&any(UrlBuf::try_from(text()).ok()?)) }
    "UrlBuf: Deserialize" => { kept::<UrlBuf>() }
    "RegistryKeyBuf: Serialize" => { written(&any(RegistryKeyBuf::try_from(text()).ok()?)) }
    "RegistryKeyBuf: Deserialize" => { kept::<RegistryKeyBuf>() }
    "EmailBuf: Serialize" => { written(&any(EmailBuf::try_from(text()).ok()?)) }
    "EmailBuf: Deserialize" => { kept::<EmailBuf>() }
    "FileHashBuf: Serialize" => { written(&any(FileHashBuf::try_from(text()).ok()?)) }
    "FileHashBuf: Deserialize" => { kept::<FileHashBuf>() }
    "EndpointBuf: Serialize" => { written(&any(EndpointBuf::try_from(text()).ok()?)) }
    "EndpointBuf: Deserialize" => { kept::<EndpointBuf>() }
    "IndicatorBuf: Serialize" => { written(&any(IndicatorBuf::try_from(text()).ok()?)) }
    "IndicatorBuf: Deserialize" => { kept::<IndicatorBuf>() }
    "Text: Serialize" => { written(&owned::<16>()) }
    "Text: Deserialize" => { kept::<Text<16>>() }
    "serde::asn_text::serialize" => { keep(asn_text::serialize(&asn(), Writer)) }
    "serde::asn_text::deserialize" => { keep(asn_text::deserialize(Reader)) }
    "serde::asn_number::serialize" => { keep(asn_number::serialize(&asn(), Writer)) }
    "serde::asn_number::deserialize" => { keep(asn_number::deserialize(Reader)) }
    "serde::detected::serialize" => { keep(detected::serialize(&indicator()?, Writer)) }
    "serde::detected::deserialize" => {
        keep(detected::deserialize::<Indicator<'_>, _>(Reader));
        keep(detected::deserialize::<IndicatorBuf, _>(Reader))
    }
    "dialect::threatconnect::RegistryKeyBody::of" => { keep(RegistryKeyBody::of(&value()?)) }
    "dialect::threatconnect::RegistryKeyBody::read key_name value_name value_type" => {
        let of = any(read::<RegistryKeyBody<Text<64>>>()?);
        keep((of.key_name(), of.value_name(), of.value_type()));
        keep(of.read());
    }
    "dialect::threatconnect::RegistryKeyBody: From<ShownValue>" => {
        keep(RegistryKeyBody::from(any(THREATCONNECT.show_value(&value()?).ok()?)))
    }
    "dialect::threatconnect::RegistryKeyBody: Serialize" => {
        written(&RegistryKeyBody::of(&value()?).ok()?)
    }
    "dialect::threatconnect::RegistryKeyBody: Deserialize" => {
        kept::<RegistryKeyBody<Text<64>>>()
    }
    "dialect::threatconnect::RegistryKeyBody: PartialEq" => {
        let (a, b) = (read::<RegistryKeyBody<Text<64>>>()?, read::<RegistryKeyBody<Text<64>>>()?);
        equal(&a, &b);
    }
    "dialect::threatconnect::RegistryKeyBody: Hash" => {
        hashed(&read::<RegistryKeyBody<Text<64>>>()?)
    }
    "dialect::threatconnect::ShownPart: Display" => {
        shown(RegistryKeyBody::of(&value()?).ok()?.key_name())
    }
}
