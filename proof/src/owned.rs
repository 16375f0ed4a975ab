//! Owned partners.

use core::borrow::Borrow;

use ioc_canon::{
    Email, EmailBuf, Endpoint, EndpointBuf, FileHash, FileHashBuf, Host, HostBuf, Indicator,
    IndicatorBuf, RegistryKey, RegistryKeyBuf, Url, UrlBuf,
};

use crate::opaque::*;

fn host_buf() -> Option<HostBuf> {
    any(HostBuf::try_from(text()).ok())
}

fn url_buf() -> Option<UrlBuf> {
    any(UrlBuf::try_from(text()).ok())
}

fn key_buf() -> Option<RegistryKeyBuf> {
    any(RegistryKeyBuf::try_from(text()).ok())
}

fn email_buf() -> Option<EmailBuf> {
    any(EmailBuf::try_from(text()).ok())
}

fn file_hash_buf() -> Option<FileHashBuf> {
    any(FileHashBuf::try_from(text()).ok())
}

fn endpoint_buf() -> Option<EndpointBuf> {
    any(EndpointBuf::try_from(text()).ok())
}

fn indicator_buf() -> Option<IndicatorBuf> {
    any(IndicatorBuf::try_from(text()).ok())
}

crate::rows! {
    // HostBuf
    "HostBuf::as_str view" => {
        let of = host_buf()?;
        keep((of.as_str(), of.view()));
    }
    "HostBuf::set" => {
        let mut of = host_buf()?;
        of.set(&host()?);
        keep(of);
    }
    "HostBuf: From<&Host> From<Host>" => {
        keep(HostBuf::from(&host()?));
        keep(HostBuf::from(host()?));
    }
    "Host: From<&HostBuf>" => { keep(Host::from(&host_buf()?)) }
    "Host: PartialEq<HostBuf>" => { keep(host()? == host_buf()?) }
    "HostBuf: PartialEq<Host> PartialEq<str> PartialEq<&str>" => {
        keep(host_buf()? == host()?);
        keep((host_buf()? == *text(), host_buf()? == text()));
    }
    "HostBuf: FromStr TryFrom<&str> TryFrom<&[u8]>" => {
        keep(text().parse::<HostBuf>());
        keep(HostBuf::try_from(text()));
        keep(HostBuf::try_from(bytes()));
    }
    "HostBuf: AsRef<str> Borrow<str> Clone" => {
        let of = host_buf()?;
        keep((AsRef::<str>::as_ref(&of), Borrow::<str>::borrow(&of)));
        keep(of.clone());
    }
    "HostBuf: PartialEq PartialOrd Ord" => { ordered(&host_buf()?, &host_buf()?) }
    "HostBuf: Hash" => { hashed(&host_buf()?) }
    "HostBuf: Display" => { shown(&host_buf()?) }

    // UrlBuf
    "UrlBuf::as_str view" => {
        let of = url_buf()?;
        keep((of.as_str(), of.view()));
    }
    "UrlBuf::set" => {
        let mut of = url_buf()?;
        of.set(&url()?);
        keep(of);
    }
    "UrlBuf: From<&Url> From<Url>" => {
        keep(UrlBuf::from(&url()?));
        keep(UrlBuf::from(url()?));
    }
    "Url: From<&UrlBuf>" => { keep(Url::from(&url_buf()?)) }
    "Url: PartialEq<UrlBuf>" => { keep(url()? == url_buf()?) }
    "UrlBuf: PartialEq<Url> PartialEq<str> PartialEq<&str>" => {
        keep(url_buf()? == url()?);
        keep((url_buf()? == *text(), url_buf()? == text()));
    }
    "UrlBuf: FromStr TryFrom<&str> TryFrom<&[u8]>" => {
        keep(text().parse::<UrlBuf>());
        keep(UrlBuf::try_from(text()));
        keep(UrlBuf::try_from(bytes()));
    }
    "UrlBuf: AsRef<str> Borrow<str> Clone" => {
        let of = url_buf()?;
        keep((AsRef::<str>::as_ref(&of), Borrow::<str>::borrow(&of)));
        keep(of.clone());
    }
    "UrlBuf: PartialEq PartialOrd Ord" => { ordered(&url_buf()?, &url_buf()?) }
    "UrlBuf: Hash" => { hashed(&url_buf()?) }
    "UrlBuf: Display" => { shown(&url_buf()?) }

    // RegistryKeyBuf
    "RegistryKeyBuf::as_str view" => {
        let of = key_buf()?;
        keep((of.as_str(), of.view()));
    }
    "RegistryKeyBuf::set" => {
        let mut of = key_buf()?;
        of.set(&key()?);
        keep(of);
    }
    "RegistryKeyBuf: From<&RegistryKey> From<RegistryKey>" => {
        keep(RegistryKeyBuf::from(&key()?));
        keep(RegistryKeyBuf::from(key()?));
    }
    "RegistryKey: From<&RegistryKeyBuf>" => { keep(RegistryKey::from(&key_buf()?)) }
    "RegistryKey: PartialEq<RegistryKeyBuf>" => { keep(key()? == key_buf()?) }
    "RegistryKeyBuf: PartialEq<RegistryKey> PartialEq<str> PartialEq<&str>" => {
        keep(key_buf()? == key()?);
        keep((key_buf()? == *text(), key_buf()? == text()));
    }
    "RegistryKeyBuf: FromStr TryFrom<&str> TryFrom<&[u8]>" => {
        keep(text().parse::<RegistryKeyBuf>());
        keep(RegistryKeyBuf::try_from(text()));
        keep(RegistryKeyBuf::try_from(bytes()));
    }
    "RegistryKeyBuf: AsRef<str> Borrow<str> Clone" => {
        let of = key_buf()?;
        keep((AsRef::<str>::as_ref(&of), Borrow::<str>::borrow(&of)));
        keep(of.clone());
    }
    "RegistryKeyBuf: PartialEq PartialOrd Ord" => { ordered(&key_buf()?, &key_buf()?) }
    "RegistryKeyBuf: Hash" => { hashed(&key_buf()?) }
    "RegistryKeyBuf: Display" => { shown(&key_buf()?) }

    // EmailBuf
    "EmailBuf::as_str view" => {
        let of = email_buf()?;
        keep((of.as_str(), of.view()));
    }
    "EmailBuf::set" => {
        let mut of = email_buf()?;
        of.set(&email()?);
        keep(of);
    }
    "EmailBuf: From<&Email> From<Email>" => {
        keep(EmailBuf::from(&email()?));
        keep(EmailBuf::from(email()?));
    }
    "Email: From<&EmailBuf>" => { keep(Email::from(&email_buf()?)) }
    "Email: PartialEq<EmailBuf>" => { keep(email()? == email_buf()?) }
    "EmailBuf: PartialEq<Email> PartialEq<str> PartialEq<&str>" => {
        keep(email_buf()? == email()?);
        keep((email_buf()? == *text(), email_buf()? == text()));
    }
    "EmailBuf: FromStr TryFrom<&str> TryFrom<&[u8]>" => {
        keep(text().parse::<EmailBuf>());
        keep(EmailBuf::try_from(text()));
        keep(EmailBuf::try_from(bytes()));
    }
    "EmailBuf: AsRef<str> Borrow<str> Clone" => {
        let of = email_buf()?;
        keep((AsRef::<str>::as_ref(&of), Borrow::<str>::borrow(&of)));
        keep(of.clone());
    }
    "EmailBuf: PartialEq PartialOrd Ord" => { ordered(&email_buf()?, &email_buf()?) }
    "EmailBuf: Hash" => { hashed(&email_buf()?) }
    "EmailBuf: Display" => { shown(&email_buf()?) }

    // FileHashBuf
    "FileHashBuf::as_str view" => {
        let of = file_hash_buf()?;
        keep((of.as_str(), of.view()));
    }
    "FileHashBuf::set" => {
        let mut of = file_hash_buf()?;
        of.set(&file_hash()?);
        keep(of);
    }
    "FileHashBuf: From<&FileHash> From<FileHash>" => {
        keep(FileHashBuf::from(&file_hash()?));
        keep(FileHashBuf::from(file_hash()?));
    }
    "FileHash: From<&FileHashBuf>" => { keep(FileHash::from(&file_hash_buf()?)) }
    "FileHash: PartialEq<FileHashBuf>" => { keep(file_hash()? == file_hash_buf()?) }
    "FileHashBuf: PartialEq<FileHash> PartialEq<str> PartialEq<&str>" => {
        keep(file_hash_buf()? == file_hash()?);
        keep((file_hash_buf()? == *text(), file_hash_buf()? == text()));
    }
    "FileHashBuf: FromStr TryFrom<&str> TryFrom<&[u8]>" => {
        keep(text().parse::<FileHashBuf>());
        keep(FileHashBuf::try_from(text()));
        keep(FileHashBuf::try_from(bytes()));
    }
    "FileHashBuf: AsRef<str> Borrow<str> Clone" => {
        let of = file_hash_buf()?;
        keep((AsRef::<str>::as_ref(&of), Borrow::<str>::borrow(&of)));
        keep(of.clone());
    }
    "FileHashBuf: PartialEq PartialOrd Ord" => { ordered(&file_hash_buf()?, &file_hash_buf()?) }
    "FileHashBuf: Hash" => { hashed(&file_hash_buf()?) }
    "FileHashBuf: Display" => { shown(&file_hash_buf()?) }

    // EndpointBuf
    "EndpointBuf::as_str view" => {
        let of = endpoint_buf()?;
        keep((of.as_str(), of.view()));
    }
    "EndpointBuf::set" => {
        let mut of = endpoint_buf()?;
        of.set(&endpoint()?);
        keep(of);
    }
    "EndpointBuf: From<&Endpoint> From<Endpoint>" => {
        keep(EndpointBuf::from(&endpoint()?));
        keep(EndpointBuf::from(endpoint()?));
    }
    "Endpoint: From<&EndpointBuf>" => { keep(Endpoint::from(&endpoint_buf()?)) }
    "Endpoint: PartialEq<EndpointBuf>" => { keep(endpoint()? == endpoint_buf()?) }
    "EndpointBuf: PartialEq<Endpoint> PartialEq<str> PartialEq<&str>" => {
        keep(endpoint_buf()? == endpoint()?);
        keep((endpoint_buf()? == *text(), endpoint_buf()? == text()));
    }
    "EndpointBuf: FromStr TryFrom<&str> TryFrom<&[u8]>" => {
        keep(text().parse::<EndpointBuf>());
        keep(EndpointBuf::try_from(text()));
        keep(EndpointBuf::try_from(bytes()));
    }
    "EndpointBuf: AsRef<str> Borrow<str> Clone" => {
        let of = endpoint_buf()?;
        keep((AsRef::<str>::as_ref(&of), Borrow::<str>::borrow(&of)));
        keep(of.clone());
    }
    "EndpointBuf: PartialEq PartialOrd Ord" => { ordered(&endpoint_buf()?, &endpoint_buf()?) }
    "EndpointBuf: Hash" => { hashed(&endpoint_buf()?) }
    "EndpointBuf: Display" => { shown(&endpoint_buf()?) }

    // IndicatorBuf
    "IndicatorBuf::view kind notes" => {
        let of = indicator_buf()?;
        keep((of.view(), of.kind(), of.notes()));
    }
    "IndicatorBuf: From<&Indicator> From<Indicator>" => {
        keep(IndicatorBuf::from(&indicator()?));
        keep(IndicatorBuf::from(indicator()?));
    }
    "IndicatorBuf: From<Asn> From<Address> From<Cidr> From<Range>" => {
        keep(IndicatorBuf::from(asn()));
        keep(IndicatorBuf::from(address()));
        keep(IndicatorBuf::from(cidr()));
        keep(IndicatorBuf::from(range()));
    }
    "IndicatorBuf: From<HostBuf> From<UrlBuf> From<RegistryKeyBuf>" => {
        keep(IndicatorBuf::from(host_buf()?));
        keep(IndicatorBuf::from(url_buf()?));
        keep(IndicatorBuf::from(key_buf()?));
    }
    "IndicatorBuf: From<EmailBuf> From<FileHashBuf> From<EndpointBuf>" => {
        keep(IndicatorBuf::from(email_buf()?));
        keep(IndicatorBuf::from(file_hash_buf()?));
        keep(IndicatorBuf::from(endpoint_buf()?));
    }
    "Indicator: From<&IndicatorBuf>" => { keep(Indicator::from(&indicator_buf()?)) }
    "Indicator: PartialEq<IndicatorBuf>" => { keep(indicator()? == indicator_buf()?) }
    "IndicatorBuf: PartialEq<Indicator>" => { keep(indicator_buf()? == indicator()?) }
    "IndicatorBuf: FromStr TryFrom<&str> TryFrom<&[u8]>" => {
        keep(text().parse::<IndicatorBuf>());
        keep(IndicatorBuf::try_from(text()));
        keep(IndicatorBuf::try_from(bytes()));
    }
    "IndicatorBuf: Clone" => { keep(indicator_buf()?.clone()) }
    "IndicatorBuf: PartialEq PartialOrd Ord" => { ordered(&indicator_buf()?, &indicator_buf()?) }
    "IndicatorBuf: Hash" => { hashed(&indicator_buf()?) }
    "IndicatorBuf: Display" => { shown(&indicator_buf()?) }
}
