//! Codes by id and number, and errors.

use core::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor},
    ser::SerializeStruct,
};

use crate::error::{Code, Error};

/// Its id, or its number where the format is compact.
impl Serialize for Code {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            to.serialize_str(self.id().as_str())
        } else {
            to.serialize_u16(self.number())
        }
    }
}

/// As it is written; a code that this version does not know is an error.
impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Id;

        impl Visitor<'_> for Id {
            type Value = Code;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the id or number of a known code")
            }

            fn visit_str<E: de::Error>(self, id: &str) -> Result<Code, E> {
                Code::from_id(id).ok_or_else(|| E::invalid_value(Unexpected::Str(id), &self))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Code, E> {
                let known = u16::try_from(number).ok().and_then(Code::from_number);
                known.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
            }
        }

        if from.is_human_readable() { from.deserialize_str(Id) } else { from.deserialize_u16(Id) }
    }
}

const FIELDS: [&str; 2] = ["code", "offset"];

/// `{"code":"C006","offset":7}`.
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut fields = to.serialize_struct("Error", 2)?;
        fields.serialize_field("code", &self.code())?;
        // An error holds its offset in 32 bits.
        let offset = u32::try_from(self.offset()).unwrap_or(u32::MAX);
        fields.serialize_field("offset", &offset)?;
        fields.end()
    }
}

/// Both fields, in any order where they have names; other fields are passed over.
impl<'de> Deserialize<'de> for Error {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        enum Field {
            Code,
            Offset,
            Other,
        }

        struct FieldVisitor;

        impl Visitor<'_> for FieldVisitor {
            type Value = Field;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field's name")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Field, E> {
                Ok(match number {
                    0 => Field::Code,
                    1 => Field::Offset,
                    _ => Field::Other,
                })
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Field, E> {
                self.visit_bytes(name.as_bytes())
            }

            fn visit_bytes<E: de::Error>(self, name: &[u8]) -> Result<Field, E> {
                Ok(match name {
                    b"code" => Field::Code,
                    b"offset" => Field::Offset,
                    _ => Field::Other,
                })
            }
        }

        impl<'de> Deserialize<'de> for Field {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_identifier(FieldVisitor)
            }
        }

        fn error(code: Code, offset: u32) -> Error {
            Error::new(code, usize::try_from(offset).unwrap_or(usize::MAX))
        }

        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Error;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an error's code and offset")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut fields: A) -> Result<Error, A::Error> {
                let missing = |at| de::Error::invalid_length(at, &"an error's code and offset");
                let code = fields.next_element()?.ok_or_else(|| missing(0))?;
                let offset = fields.next_element()?.ok_or_else(|| missing(1))?;
                Ok(error(code, offset))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Error, A::Error> {
                let (mut code, mut offset) = (None, None);
                while let Some(field) = fields.next_key()? {
                    match field {
                        Field::Code if code.is_some() => {
                            return Err(de::Error::duplicate_field("code"));
                        }
                        Field::Offset if offset.is_some() => {
                            return Err(de::Error::duplicate_field("offset"));
                        }
                        Field::Code => code = Some(fields.next_value()?),
                        Field::Offset => offset = Some(fields.next_value()?),
                        Field::Other => {
                            fields.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                match (code, offset) {
                    (Some(code), Some(offset)) => Ok(error(code, offset)),
                    (None, _) => Err(de::Error::missing_field("code")),
                    (_, None) => Err(de::Error::missing_field("offset")),
                }
            }
        }

        from.deserialize_struct("Error", &FIELDS, Fields)
    }
}
