//! The kinds, one after another, each by the same rows, and their sum.

use ioc_canon::{
    Address, Asn, Cidr, Email, Endpoint, FileHash, Host, Indicator, Kind, Range, RegistryKey,
    RegistryValue, Server, Url, ValueType, address, asn, cidr, email, endpoint, hash, host,
    indicator, range, registry, url,
};

use crate::opaque::*;

crate::rows! {
    // Asn
    "Asn::parse" => { keep(Asn::parse(text())) }
    "Asn::parse_bytes" => { keep(Asn::parse_bytes(bytes())) }
    "Asn::read" => { keep(Asn::read(text())) }
    "Asn::canonical" => { keep(asn().canonical(&mut any(asn::Buffer::new()))) }
    "Asn::text" => { keep(asn().text(any(asn::Form::As), &mut any(asn::Buffer::new()))) }
    "Asn::write_into" => { into(|out| asn().write_into(out)) }
    "Asn: Display" => { shown(&asn()) }
    "Asn: PartialEq PartialOrd Ord" => { ordered(&asn(), &asn()) }
    "Asn: Hash" => { hashed(&asn()) }
    "Asn: TryFrom<&str> TryFrom<&[u8]> FromStr" => {
        keep((Asn::try_from(text()), Asn::try_from(bytes()), text().parse::<Asn>()))
    }
    "Asn::new number special notes" => {
        keep((Asn::new(any(0)).number(), asn().special(), asn().notes()))
    }
    "Asn: From<u32>" => { keep(Asn::from(any(0u32))) }
    "u32: From<Asn>" => { keep(u32::from(asn())) }

    // Address
    "Address::parse" => { keep(Address::parse(text())) }
    "Address::parse_bytes" => { keep(Address::parse_bytes(bytes())) }
    "Address::read" => { keep(Address::read(text())) }
    "Address::canonical" => { keep(address().canonical(&mut any(address::Buffer::new()))) }
    "Address::text" => { keep(address().text(any(address::Form::Full), &mut any(address::Buffer::new()))) }
    "Address::write_into" => { into(|out| address().write_into(out)) }
    "Address: Display" => { shown(&address()) }
    "Address: PartialEq PartialOrd Ord" => { ordered(&address(), &address()) }
    "Address: Hash" => { hashed(&address()) }
    "Address: TryFrom<&str> TryFrom<&[u8]> FromStr" => {
        keep((Address::try_from(text()), Address::try_from(bytes()), text().parse::<Address>()))
    }
    "Address::new ip is_ipv4 is_ipv6" => {
        keep((Address::new(ip()).ip(), address().is_ipv4(), address().is_ipv6()))
    }
    "Address::special embedded_v4 is_private notes" => {
        keep((address().special(), address().embedded_v4(), address().is_private()));
        keep(address().notes());
    }
    "Address::write_form_into" => {
        into(|out| address().write_form_into(any(address::Form::Full), out))
    }
    "Address: From<IpAddr> From<Ipv4Addr> From<Ipv6Addr>" => {
        keep((Address::from(ip()), Address::from(ipv4()), Address::from(ipv6())))
    }
    "IpAddr: From<Address>" => { keep(core::net::IpAddr::from(address())) }
    "Ipv4Addr: TryFrom<Address>" => { keep(core::net::Ipv4Addr::try_from(address())) }
    "Ipv6Addr: TryFrom<Address>" => { keep(core::net::Ipv6Addr::try_from(address())) }

    // Cidr
    "Cidr::parse" => { keep(Cidr::parse(text())) }
    "Cidr::parse_bytes" => { keep(Cidr::parse_bytes(bytes())) }
    "Cidr::read" => { keep(Cidr::read(text())) }
    "Cidr::canonical" => { keep(cidr().canonical(&mut any(cidr::Buffer::new()))) }
    "Cidr::text" => { keep(cidr().text(any(cidr::Form::Full), &mut any(cidr::Buffer::new()))) }
    "Cidr::write_into" => { into(|out| cidr().write_into(out)) }
    "Cidr: Display" => { shown(&cidr()) }
    "Cidr: PartialEq PartialOrd Ord" => { ordered(&cidr(), &cidr()) }
    "Cidr: Hash" => { hashed(&cidr()) }
    "Cidr: TryFrom<&str> TryFrom<&[u8]> FromStr" => {
        keep((Cidr::try_from(text()), Cidr::try_from(bytes()), text().parse::<Cidr>()))
    }
    "Cidr::new new_truncating single" => {
        keep((Cidr::new(ip(), any(0)), Cidr::new_truncating(ip(), any(0)), Cidr::single(ip())))
    }
    "Cidr::first last prefix is_ipv4 is_ipv6 is_single" => {
        let of = cidr();
        keep((of.first(), of.last(), of.prefix(), of.is_ipv4(), of.is_ipv6(), of.is_single()));
    }
    "Cidr::contains overlaps" => { keep((cidr().contains(ip()), cidr().overlaps(&cidr()))) }
    "Cidr::special overlaps_private notes" => {
        keep((cidr().special(), cidr().overlaps_private(), cidr().notes()))
    }
    "Cidr::parse_truncating" => { keep(Cidr::parse_truncating(text())) }
    "Cidr::write_form_into" => {
        into(|out| cidr().write_form_into(any(cidr::Form::Full), out))
    }
    "Cidr: From<Address> From<IpAddr> TryFrom<(IpAddr,u8)>" => {
        keep((Cidr::from(address()), Cidr::from(ip()), Cidr::try_from((ip(), any(0)))))
    }
    "(IpAddr,u8): From<Cidr>" => { keep(<(core::net::IpAddr, u8)>::from(cidr())) }

    // Range
    "Range::parse" => { keep(Range::parse(text())) }
    "Range::parse_bytes" => { keep(Range::parse_bytes(bytes())) }
    "Range::read" => { keep(Range::read(text())) }
    "Range::canonical" => { keep(range().canonical(&mut any(range::Buffer::new()))) }
    "Range::text" => { keep(range().text(any(range::Form::Full), &mut any(range::Buffer::new()))) }
    "Range::write_into" => { into(|out| range().write_into(out)) }
    "Range: Display" => { shown(&range()) }
    "Range: PartialEq PartialOrd Ord" => { ordered(&range(), &range()) }
    "Range: Hash" => { hashed(&range()) }
    "Range: TryFrom<&str> TryFrom<&[u8]> FromStr" => {
        keep((Range::try_from(text()), Range::try_from(bytes()), text().parse::<Range>()))
    }
    "Range::new" => { keep(Range::new(ip(), ip())) }
    "Range::first last is_ipv4 is_ipv6" => {
        keep((range().first(), range().last(), range().is_ipv4(), range().is_ipv6()))
    }
    "Range::contains overlaps overlaps_private special notes" => {
        keep((range().contains(ip()), range().overlaps(&range())));
        keep((range().overlaps_private(), range().special(), range().notes()));
    }
    "Range::cidrs" => { keep(range().cidrs()) }
    "range::Cidrs: Iterator Clone" => {
        let mut cover = any(range().cidrs());
        keep(cover.next());
        keep(cover.size_hint());
        keep(cover.clone().count());
    }
    "Range::write_form_into" => {
        into(|out| range().write_form_into(any(range::Form::Full), out))
    }
    "Range: From<Cidr> From<Address> TryFrom<(IpAddr,IpAddr)>" => {
        keep((Range::from(cidr()), Range::from(address()), Range::try_from((ip(), ip()))))
    }
    "(IpAddr,IpAddr): From<Range>" => {
        keep(<(core::net::IpAddr, core::net::IpAddr)>::from(range()))
    }

    // Host
    "Host::parse" => { keep(Host::parse(text())) }
    "Host::parse_bytes" => { keep(Host::parse_bytes(bytes())) }
    "Host::as_str is_canonical" => { keep((host()?.as_str(), host()?.is_canonical())) }
    "Host::canonical" => { keep(host()?.canonical(&mut any(host::Buffer::new()))) }
    "Host::text" => { keep(host()?.text(any(host::Form::Ascii), &mut any(host::Buffer::new()))) }
    "Host::write_into" => {
        let of = host()?;
        into(|out| of.write_into(out));
    }
    "Host: Display" => { shown(&host()?) }
    "Host: PartialEq PartialOrd Ord" => { ordered(&host()?, &host()?) }
    "Host: Hash" => { hashed(&host()?) }
    "Host: TryFrom<&str> TryFrom<&[u8]>" => {
        keep((Host::try_from(text()), Host::try_from(bytes())))
    }
    "Host::to_unicode" => { keep(host()?.to_unicode(&mut any(host::UnicodeBuffer::new()))) }
    "Host::parse_with" => { keep(Host::parse_with(text(), &options())) }
    "Host::is_wildcard is_single_label notes" => {
        let of = host()?;
        keep((of.is_wildcard(), of.is_single_label(), of.notes()));
    }
    "Host::covers" => { keep(host()?.covers(&host()?)) }
    "host::Options::new rules wildcard min_labels" => {
        let of = host::Options::new().rules(any(host::Rules::Dns));
        keep(of.wildcard(any(false)).min_labels(any(0)));
    }

    // Url
    "Url::parse" => { keep(Url::parse(text())) }
    "Url::parse_bytes" => { keep(Url::parse_bytes(bytes())) }
    "Url::as_str is_canonical" => { keep((url()?.as_str(), url()?.is_canonical())) }
    "Url::canonical" => { keep(url()?.canonical(&mut any(url::Buffer::new()))) }
    "Url::text" => { keep(url()?.text(any(url::Form::Canonical), &mut any(url::Buffer::new()))) }
    "Url::write_into" => {
        let of = url()?;
        into(|out| of.write_into(out));
    }
    "Url: Display" => { shown(&url()?) }
    "Url: PartialEq PartialOrd Ord" => { ordered(&url()?, &url()?) }
    "Url: Hash" => { hashed(&url()?) }
    "Url: TryFrom<&str> TryFrom<&[u8]>" => {
        keep((Url::try_from(text()), Url::try_from(bytes())))
    }
    "Url::scheme userinfo host port path query fragment notes" => {
        let of = url()?;
        keep((of.scheme(), of.userinfo(), of.host(), of.port()));
        keep((of.path(), of.query(), of.fragment(), of.notes()));
    }

    // RegistryKey
    "RegistryKey::parse" => { keep(RegistryKey::parse(text())) }
    "RegistryKey::parse_bytes" => { keep(RegistryKey::parse_bytes(bytes())) }
    "RegistryKey::as_str is_canonical" => { keep((key()?.as_str(), key()?.is_canonical())) }
    "RegistryKey::canonical" => { keep(key()?.canonical(&mut any(registry::Buffer::new()))) }
    "RegistryKey::text" => { keep(key()?.text(any(registry::Form::LongHive), &mut any(registry::Buffer::new()))) }
    "RegistryKey::write_into" => {
        let of = key()?;
        into(|out| of.write_into(out));
    }
    "RegistryKey: Display" => { shown(&key()?) }
    "RegistryKey: PartialEq PartialOrd Ord" => { ordered(&key()?, &key()?) }
    "RegistryKey: Hash" => { hashed(&key()?) }
    "RegistryKey: TryFrom<&str> TryFrom<&[u8]>" => {
        keep((RegistryKey::try_from(text()), RegistryKey::try_from(bytes())))
    }
    "RegistryKey::hive path notes same_key" => {
        let of = key()?;
        keep((of.hive(), of.path(), of.notes(), of.same_key(&key()?)));
    }
    "RegistryKey::components" => {
        let mut components = key()?.components();
        keep(components.next());
        keep(components.size_hint());
        for component in components {
            keep(component);
        }
    }
    "registry::Hive::parse name short" => {
        keep(registry::Hive::parse(text()));
        let of = any(registry::Hive::Users);
        keep((of.name(), of.short()));
    }
    "registry::Hive: TryFrom<&str> FromStr" => {
        keep((registry::Hive::try_from(text()), text().parse::<registry::Hive>()))
    }
    "registry::Hive: Display" => { shown(&any(registry::Hive::Users)) }
    "RegistryValue::new key name value_type" => {
        keep(RegistryValue::new(key()?, any(Some("")), any(ValueType::Sz)));
        let of = value()?;
        keep((of.key(), of.name(), of.value_type()));
    }
    "RegistryValue: PartialEq PartialOrd Ord" => { ordered(&value()?, &value()?) }
    "RegistryValue: Hash" => { hashed(&value()?) }
    "ValueType::parse name" => { keep((ValueType::parse(text()), any(ValueType::Sz).name())) }
    "ValueType: Display" => { shown(&any(ValueType::Sz)) }
    "ValueType: TryFrom<&str> FromStr" => {
        keep((ValueType::try_from(text()), text().parse::<ValueType>()))
    }

    // Email
    "Email::parse" => { keep(Email::parse(text())) }
    "Email::parse_bytes" => { keep(Email::parse_bytes(bytes())) }
    "Email::as_str is_canonical" => { keep((email()?.as_str(), email()?.is_canonical())) }
    "Email::canonical" => { keep(email()?.canonical(&mut any(email::Buffer::new()))) }
    "Email::text" => { keep(email()?.text(any(email::Form::Canonical), &mut any(email::Buffer::new()))) }
    "Email::write_into" => {
        let of = email()?;
        into(|out| of.write_into(out));
    }
    "Email: Display" => { shown(&email()?) }
    "Email: PartialEq PartialOrd Ord" => { ordered(&email()?, &email()?) }
    "Email: Hash" => { hashed(&email()?) }
    "Email: TryFrom<&str> TryFrom<&[u8]>" => {
        keep((Email::try_from(text()), Email::try_from(bytes())))
    }
    "Email::parse_with" => { keep(Email::parse_with(text(), &options())) }
    "Email::local domain notes" => {
        let of = email()?;
        keep((of.local(), of.domain(), of.notes()));
    }

    // FileHash
    "FileHash::parse" => { keep(FileHash::parse(text())) }
    "FileHash::parse_bytes" => { keep(FileHash::parse_bytes(bytes())) }
    "FileHash::as_str is_canonical" => { keep((file_hash()?.as_str(), file_hash()?.is_canonical())) }
    "FileHash::canonical" => { keep(file_hash()?.canonical(&mut any(hash::Buffer::new()))) }
    "FileHash::text" => { keep(file_hash()?.text(any(hash::Form::Lower), &mut any(hash::Buffer::new()))) }
    "FileHash::write_into" => {
        let of = file_hash()?;
        into(|out| of.write_into(out));
    }
    "FileHash: Display" => { shown(&file_hash()?) }
    "FileHash: PartialEq PartialOrd Ord" => { ordered(&file_hash()?, &file_hash()?) }
    "FileHash: Hash" => { hashed(&file_hash()?) }
    "FileHash: TryFrom<&str> TryFrom<&[u8]>" => {
        keep((FileHash::try_from(text()), FileHash::try_from(bytes())))
    }
    "FileHash::algorithm notes" => { keep((file_hash()?.algorithm(), file_hash()?.notes())) }
    "hash::Algorithm::digits name of_digits nearest" => {
        let of = any(hash::Algorithm::Md5);
        keep((of.digits(), of.name()));
        keep((hash::Algorithm::of_digits(any(0)), hash::Algorithm::nearest(any(0))));
    }

    // Endpoint
    "Endpoint::parse" => { keep(Endpoint::parse(text())) }
    "Endpoint::parse_bytes" => { keep(Endpoint::parse_bytes(bytes())) }
    "Endpoint::as_str is_canonical" => { keep((endpoint()?.as_str(), endpoint()?.is_canonical())) }
    "Endpoint::canonical" => { keep(endpoint()?.canonical(&mut any(endpoint::Buffer::new()))) }
    "Endpoint::text" => { keep(endpoint()?.text(any(endpoint::Form::Colon), &mut any(endpoint::Buffer::new()))) }
    "Endpoint::write_into" => {
        let of = endpoint()?;
        into(|out| of.write_into(out));
    }
    "Endpoint: Display" => { shown(&endpoint()?) }
    "Endpoint: PartialEq PartialOrd Ord" => { ordered(&endpoint()?, &endpoint()?) }
    "Endpoint: Hash" => { hashed(&endpoint()?) }
    "Endpoint: TryFrom<&str> TryFrom<&[u8]>" => {
        keep((Endpoint::try_from(text()), Endpoint::try_from(bytes())))
    }
    "Endpoint::parse_with parse_form" => {
        keep(Endpoint::parse_with(text(), &options()));
        keep(Endpoint::parse_form(text(), any(endpoint::Form::Pipe), &options()));
    }
    "Endpoint::server port notes" => {
        let of = endpoint()?;
        keep((of.server(), of.port(), of.notes()));
    }
    "Server::notes" => { keep(any(endpoint()?.server()).notes()) }
    "Server: PartialEq PartialOrd Ord" => {
        ordered(&any(endpoint()?.server()), &any(url()?.host()))
    }
    "Server: From<Host> From<Address>" => {
        keep(Server::from(host()?));
        keep(Server::from(address()));
    }
    "Server: Display" => { shown(&any(endpoint()?.server())) }
    "Server: Hash" => { hashed(&any(endpoint()?.server())) }

    // Kind
    "Kind::name from_name of" => { keep((kind().name(), Kind::from_name(text()), Kind::of(text()))) }
    "Kind: Display" => { shown(&kind()) }

    // Indicator
    "Indicator::detect" => { keep(Indicator::detect(text())) }
    "Indicator::detect_bytes" => { keep(Indicator::detect_bytes(bytes())) }
    "Indicator::read" => { keep(Indicator::read(text())) }
    "Indicator::read_as" => { keep(Indicator::read_as(kind(), text())) }
    "Indicator::kind notes" => { keep((indicator()?.kind(), indicator()?.notes())) }
    "Indicator::canonical" => {
        keep(indicator()?.canonical(&mut any(indicator::Buffer::new())))
    }
    "Indicator::write_into" => {
        let of = indicator()?;
        into(|out| of.write_into(out));
    }
    "Indicator: Display" => { shown(&indicator()?) }
    "Indicator: PartialEq PartialOrd Ord" => { ordered(&indicator()?, &indicator()?) }
    "Indicator: Hash" => { hashed(&indicator()?) }
    "Indicator: TryFrom<&str> TryFrom<&[u8]>" => {
        keep((Indicator::try_from(text()), Indicator::try_from(bytes())))
    }
    "Indicator: From<Asn> From<Address> From<Cidr> From<Range> From<Host> From<Url>" => {
        keep((Indicator::from(asn()), Indicator::from(address()), Indicator::from(cidr())));
        keep((Indicator::from(range()), Indicator::from(host()?), Indicator::from(url()?)));
    }
    "Indicator: From<Server>" => { keep(Indicator::from(endpoint()?.server())) }
    "Indicator: From<RegistryKey> From<Email> From<FileHash> From<Endpoint>" => {
        keep((Indicator::from(key()?), Indicator::from(email()?)));
        keep((Indicator::from(file_hash()?), Indicator::from(endpoint()?)));
    }
}
