//! Derived comparison, order and hash of the small types that are an enum or a few numbers.

use ioc_canon::{
    Class, Disposition, Level, ValueType, address, asn, cidr, dialect::threatstop, email, endpoint,
    hash, host, range, registry, url,
};

use crate::opaque::*;

crate::rows! {
    "Class: PartialEq" => { equal(&any(Class::Config), &any(Class::Config)) }
    "Class: Hash" => { hashed(&any(Class::Config)) }
    "Code: PartialEq PartialOrd Ord" => { ordered(&code(), &code()) }
    "Code: Hash" => { hashed(&code()) }
    "Disposition: PartialEq" => { equal(&any(Disposition::Skip), &any(Disposition::Skip)) }
    "Disposition: Hash" => { hashed(&any(Disposition::Skip)) }
    "Kind: PartialEq PartialOrd Ord" => { ordered(&kind(), &kind()) }
    "Kind: Hash" => { hashed(&kind()) }
    "Level: PartialEq PartialOrd Ord" => { ordered(&any(Level::Info), &any(Level::Info)) }
    "Level: Hash" => { hashed(&any(Level::Info)) }
    "Note: PartialEq PartialOrd Ord" => { ordered(&note(), &note()) }
    "Note: Hash" => { hashed(&note()) }
    "ValueType: PartialEq PartialOrd Ord" => { ordered(&any(ValueType::Sz), &any(ValueType::Sz)) }
    "ValueType: Hash" => { hashed(&any(ValueType::Sz)) }
    "address::Special: PartialEq" => { equal(&address().special()?, &address().special()?) }
    "address::Special: Hash" => { hashed(&address().special()?) }
    "address::Special: Display" => { shown(&any(address().special()?)) }
    "address::Special::name is_global" => {
        let of = any(address().special()?);
        keep((of.name(), of.is_global()));
    }
    "asn::Special: PartialEq" => { equal(&asn().special()?, &asn().special()?) }
    "asn::Special: Hash" => { hashed(&asn().special()?) }
    "asn::Special::name" => { keep(any(asn().special()?).name()) }
    "asn::Special: Display" => { shown(&any(asn().special()?)) }
    "hash::Algorithm: PartialEq PartialOrd Ord" => {
        ordered(&any(hash::Algorithm::Md5), &any(hash::Algorithm::Md5))
    }
    "hash::Algorithm: Hash" => { hashed(&any(hash::Algorithm::Md5)) }
    "hash::Algorithm: Display" => { shown(&any(hash::Algorithm::Md5)) }
    "host::Options: Default" => { keep(host::Options::default()) }
    "host::Options: PartialEq" => { equal(&options(), &options()) }
    "host::Options: Hash" => { hashed(&options()) }
    "host::Rules: Default" => { keep(host::Rules::default()) }
    "host::Rules: PartialEq" => { equal(&any(host::Rules::Dns), &any(host::Rules::Dns)) }
    "host::Rules: Hash" => { hashed(&any(host::Rules::Dns)) }
    "registry::Hive: PartialEq PartialOrd Ord" => {
        ordered(&any(registry::Hive::Users), &any(registry::Hive::Users))
    }
    "registry::Hive: Hash" => { hashed(&any(registry::Hive::Users)) }
    "dialect::threatstop::ExpirationFormat: PartialEq" => {
        let of = threatstop::ExpirationFormat::Iso8601;
        equal(&any(of), &any(of));
    }
    "dialect::threatstop::ExpirationFormat: Hash" => {
        hashed(&any(threatstop::ExpirationFormat::Iso8601))
    }
    "dialect::threatstop::Service: PartialEq PartialOrd Ord" => {
        ordered(&any(threatstop::Service::CheckIoc), &any(threatstop::Service::CheckIoc))
    }
    "dialect::threatstop::Service: Hash" => { hashed(&any(threatstop::Service::CheckIoc)) }

    // Forms
    "asn::Form: PartialEq" => { equal(&any(asn::Form::As), &any(asn::Form::As)) }
    "asn::Form: Hash" => { hashed(&any(asn::Form::As)) }
    "address::Form: PartialEq" => { equal(&any(address::Form::Full), &any(address::Form::Full)) }
    "address::Form: Hash" => { hashed(&any(address::Form::Full)) }
    "cidr::Form: PartialEq" => { equal(&any(cidr::Form::Full), &any(cidr::Form::Full)) }
    "cidr::Form: Hash" => { hashed(&any(cidr::Form::Full)) }
    "range::Form: PartialEq" => { equal(&any(range::Form::Full), &any(range::Form::Full)) }
    "range::Form: Hash" => { hashed(&any(range::Form::Full)) }
    "host::Form: PartialEq" => { equal(&any(host::Form::Ascii), &any(host::Form::Ascii)) }
    "host::Form: Hash" => { hashed(&any(host::Form::Ascii)) }
    "url::Form: PartialEq" => { equal(&any(url::Form::Canonical), &any(url::Form::Canonical)) }
    "url::Form: Hash" => { hashed(&any(url::Form::Canonical)) }
    "registry::Form: PartialEq" => {
        equal(&any(registry::Form::LongHive), &any(registry::Form::LongHive))
    }
    "registry::Form: Hash" => { hashed(&any(registry::Form::LongHive)) }
    "email::Form: PartialEq" => { equal(&any(email::Form::Canonical), &any(email::Form::Canonical)) }
    "email::Form: Hash" => { hashed(&any(email::Form::Canonical)) }
    "hash::Form: PartialEq" => { equal(&any(hash::Form::Lower), &any(hash::Form::Lower)) }
    "hash::Form: Hash" => { hashed(&any(hash::Form::Lower)) }
    "endpoint::Form: PartialEq" => {
        equal(&any(endpoint::Form::Pipe), &any(endpoint::Form::Pipe))
    }
    "endpoint::Form: Hash" => { hashed(&any(endpoint::Form::Pipe)) }
}
