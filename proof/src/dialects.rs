//! Platforms: spelling and checking, their error tables, their requests.

use core::error::Error as _;

use ioc_canon::{
    Class, Dialect, address, asn, cidr,
    dialect::{
        ECS, HostBits, Limits, MISP, OPENCTI, RemoteCode, RemoteKey, Shown, THREATCONNECT,
        THREATSTOP, ValueForm, find, named,
        threatconnect::{self, PathSegment},
        threatstop::{self, Entry, Expiration, ExpirationFormat, List, ListType, Refusal, Service},
    },
    email, endpoint, hash, host, indicator, range, registry, url,
};

use crate::opaque::*;

/// The platforms that the crate brings, and one of which nothing is known.
fn dialects() -> [&'static Dialect; 6] {
    [&THREATCONNECT, &THREATSTOP, &OPENCTI, &MISP, &ECS, any(&THREATCONNECT)]
}

fn limits() -> Limits {
    any(Limits::NONE)
}

fn shown_by_a_platform() -> Option<Shown<'static>> {
    any(any(&THREATCONNECT).show(&indicator()?).ok())
}

fn remote_key() -> RemoteKey<'static> {
    any(RemoteKey::Message(""))
}

fn remote_code() -> RemoteCode {
    any(RemoteCode::new(remote_key(), text(), text()))
}

fn expiration() -> Option<Expiration> {
    any(Expiration::parse(text(), any(ExpirationFormat::Iso8601)).ok())
}

fn service() -> Service {
    any(Service::CheckIoc)
}

fn value_form() -> ValueForm {
    any(ValueForm::new(text()))
}

fn list() -> List<'static> {
    any(List::default())
}

fn list_type() -> ListType {
    any(ListType::Ip)
}

fn entry() -> Entry<'static> {
    any(Entry::new(text()))
}

fn entries() -> &'static [Entry<'static>] {
    any(&[])
}

fn refusal() -> Option<Refusal<'static>> {
    any(list().first(entries().iter().copied()))
}

crate::rows! {
    // Dialect
    "Dialect::show" => {
        for dialect in dialects() {
            keep(dialect.show(&indicator()?));
        }
    }
    "Dialect::accept" => {
        for dialect in dialects() {
            keep(dialect.accept(&indicator()?));
        }
    }
    "Dialect::check" => {
        for dialect in dialects() {
            keep(dialect.check(kind(), text()));
        }
        keep(THREATCONNECT.check(kind(), text()));
        keep(THREATSTOP.check(kind(), text()));
        keep(OPENCTI.check(kind(), text()));
        keep(MISP.check(kind(), text()));
        keep(ECS.check(kind(), text()));
    }
    "Dialect::suggest" => {
        for dialect in dialects() {
            keep(dialect.suggest(kind(), text()));
        }
    }
    "Dialect::name takes limits remote_codes" => {
        let of = any(&THREATCONNECT);
        keep((of.name(), of.takes(kind()), of.limits(limits())));
        keep(of.remote_codes(any(|_| None), any(|_| &[])));
    }
    "Dialect::new asn address cidr range host" => {
        let of = Dialect::new(text()).asn(any(asn::Form::As)).address(any(address::Form::Full));
        let of = of.cidr(any(cidr::Form::Full)).range(any(range::Form::Full));
        keep(of.host(any(host::Form::Ascii)));
    }
    "Dialect::url registry_key email file_hash endpoint" => {
        let of = Dialect::new(text()).url(any(url::Form::Canonical));
        let of = of.registry_key(any(registry::Form::LongHive)).email(any(email::Form::Canonical));
        keep(of.file_hash(any(hash::Form::Lower)).endpoint(any(endpoint::Form::Pipe)));
    }
    "Dialect::host_bits" => { keep(any(&ECS).host_bits(any(HostBits::Refuse))) }
    "dialect::HostBits: PartialEq" => { equal(&any(HostBits::Refuse), &any(HostBits::Refuse)) }
    "dialect::HostBits: Hash" => { hashed(&any(HostBits::Refuse)) }
    "dialect::named" => { keep(named(text())) }
    "Dialect::explain" => {
        for dialect in dialects() {
            keep((dialect.explain(text()), dialect.explain(any(0)), dialect.explain(remote_key())));
        }
    }
    "Dialect::remote" => {
        for dialect in dialects() {
            dialect.remote(&error()).for_each(keep);
        }
    }
    "dialect::Limits::min_prefix_v4 min_prefix_v6 private special max_name hashes basic_plane" => {
        let of = limits().min_prefix_v4(any(0)).min_prefix_v6(any(0)).private(any(false));
        let of = of.special(any(false)).max_name(any(0)).basic_plane(any(false));
        keep(of.hashes(any(&[])));
    }
    "dialect::Limits: PartialEq" => { equal(&limits(), &limits()) }
    "dialect::Shown::text" => {
        keep(shown_by_a_platform()?.text(&mut any(indicator::Buffer::new())))
    }
    "dialect::Shown::write_into" => {
        let of = shown_by_a_platform()?;
        into(|out| of.write_into(out));
    }
    "dialect::Shown: Display" => { shown(&shown_by_a_platform()?) }

    // Remote codes
    "dialect::RemoteKey::matches" => { keep(remote_key().matches(remote_key())) }
    "dialect::RemoteKey: Display" => { shown(&remote_key()) }
    "dialect::RemoteKey: From<u32> From<&str>" => {
        keep((RemoteKey::from(any(0)), RemoteKey::from(text())))
    }
    "dialect::RemoteKey: PartialEq PartialOrd Ord" => { ordered(&remote_key(), &remote_key()) }
    "dialect::RemoteKey: Hash" => { hashed(&remote_key()) }
    "dialect::RemoteCode::new with_cause with_remedy with_class with_retry" => {
        let of = RemoteCode::new(remote_key(), text(), text()).with_cause(text());
        keep(of.with_remedy(text()).with_class(any(Class::Config)).with_retry());
    }
    "dialect::RemoteCode::key number service message cause remedy" => {
        let of = remote_code();
        keep((of.key(), of.number(), of.service(), of.message(), of.cause(), of.remedy()));
    }
    "dialect::RemoteCode::class level is_retryable disposition" => {
        let of = remote_code();
        keep((of.class(), of.level(), of.is_retryable(), of.disposition()));
    }
    "dialect::RemoteCode: Display" => { shown(&remote_code()) }
    "dialect::RemoteCode: Error" => { keep(remote_code().source().is_none()) }
    "dialect::RemoteCode: PartialEq" => { equal(&remote_code(), &remote_code()) }
    "dialect::RemoteCode: Hash" => { hashed(&remote_code()) }
    "dialect::find" => { keep(find(any(&[]), remote_key())) }
    "dialect::threatconnect::explain" => { keep(threatconnect::explain(text())) }
    "dialect::threatconnect::PathSegment::new" => { keep(PathSegment::new(text())) }
    "dialect::threatconnect::PathSegment: Display" => {
        shown(&PathSegment::new(shown_by_a_platform()?));
        shown(&PathSegment::new(text()));
    }
    "dialect::threatconnect::PathSegment: PartialEq" => {
        equal(&PathSegment::new(text()), &PathSegment::new(text()))
    }
    "dialect::threatconnect::PathSegment: Hash" => { hashed(&PathSegment::new(text())) }

    // ThreatSTOP
    "dialect::threatstop::explain" => { keep(threatstop::explain(any(0))) }
    "dialect::threatstop::check_request" => { keep(threatstop::check_request(text(), text())) }
    "dialect::threatstop::check_version" => { keep(threatstop::check_version(text())) }
    "dialect::threatstop::Service::name from_name of" => {
        keep((service().name(), Service::from_name(text()), Service::of(&remote_code())))
    }
    "dialect::threatstop::Service::codes" => { service().codes().for_each(keep) }
    "dialect::threatstop::Service: Display" => { shown(&service()) }
    "dialect::threatstop::Expiration::parse" => {
        keep(Expiration::parse(text(), any(ExpirationFormat::Iso8601)))
    }
    "dialect::threatstop::Expiration::year month day time format" => {
        let of = expiration()?;
        keep((of.year(), of.month(), of.day(), of.time(), of.format()));
    }
    "dialect::threatstop::Expiration: Display" => { shown(&expiration()?) }
    "dialect::threatstop::Expiration: PartialEq" => { equal(&expiration()?, &expiration()?) }
    "dialect::threatstop::Expiration: Hash" => { hashed(&expiration()?) }

    // Registry values
    "Dialect::registry_value takes_values" => {
        keep(any(&ECS).registry_value(value_form()));
        keep(any(&ECS).takes_values());
    }
    "Dialect::check_value_name check_value_type show_value" => {
        for dialect in dialects() {
            keep((dialect.check_value_name(text()), dialect.check_value_type(text())));
            keep(dialect.show_value(&value()?));
        }
    }
    "dialect::ValueForm::new types" => { keep(ValueForm::new(text()).types(any(&[]))) }
    "dialect::ValueForm: PartialEq" => { equal(&value_form(), &value_form()) }
    "dialect::ShownValue::key name value_type" => {
        let of = any(any(&THREATCONNECT).show_value(&value()?).ok()?);
        keep((of.key(), of.name(), of.value_type()));
    }

    // ThreatSTOP's lists
    "dialect::threatstop::remote" => { keep(threatstop::remote(&error(), service())) }
    "dialect::threatstop::ListType::of" => { keep(ListType::of(kind())) }
    "dialect::threatstop::ListType: PartialEq" => { equal(&list_type(), &list_type()) }
    "dialect::threatstop::ListType: Hash" => { hashed(&list_type()) }
    "dialect::threatstop::Entry::new expires value expiration" => {
        keep(Entry::new(text()).expires(text()));
        keep((entry().value(), entry().expiration()));
    }
    "dialect::threatstop::Entry: From<&str> From<&&str> From<(&str,&str)>" => {
        keep((Entry::from(text()), Entry::from(&text()), Entry::from((text(), text()))))
    }
    "dialect::threatstop::Entry: PartialEq" => { equal(&entry(), &entry()) }
    "dialect::threatstop::Entry: Hash" => { hashed(&entry()) }
    "dialect::threatstop::List::limits max_entries of_type wildcards dates denied" => {
        let of = list().limits(limits()).max_entries(any(0)).of_type(list_type());
        let of = of.wildcards(any(false)).dates(any(ExpirationFormat::Iso8601));
        keep(of.denied(any(&[])));
    }
    "dialect::threatstop::List: Default" => { keep(List::default()) }
    "dialect::threatstop::List::check" => { keep(list().check(entry())) }
    "dialect::threatstop::List::refusals first" => {
        keep(list().first(entries().iter().copied()));
        list().refusals(entries().iter().copied()).for_each(keep);
    }
    "dialect::threatstop::Refusals: Iterator Clone" => {
        let list = list();
        let mut of = any(list.refusals(entries().iter().copied()));
        keep((of.next(), of.size_hint()));
        keep(of.clone());
    }
    "dialect::threatstop::Refusal::index entry error remote" => {
        let of = refusal()?;
        keep((of.index(), of.entry(), of.error(), of.remote()));
    }
    "dialect::threatstop::Refusal: PartialEq" => { equal(&refusal()?, &refusal()?) }
    "dialect::threatstop::Refusal: Hash" => { hashed(&refusal()?) }
}
