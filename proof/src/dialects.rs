//! Platforms: spelling and checking, their error tables, their requests.

use core::error::Error as _;

use ioc_canon::{
    Class, Dialect, address, asn, cidr,
    dialect::{
        ECS, Limits, MISP, OPENCTI, RemoteCode, RemoteKey, Shown, THREATCONNECT, THREATSTOP, find,
        threatconnect,
        threatstop::{self, Expiration, ExpirationFormat, Service},
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

crate::rows! {
    // Dialect
    "Dialect::show" => {
        for dialect in dialects() {
            keep(dialect.show(&indicator()?));
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
        let of = Dialect::new(text()).url(any(url::Form::AsTyped));
        let of = of.registry_key(any(registry::Form::LongHive)).email(any(email::Form::AsTyped));
        keep(of.file_hash(any(hash::Form::Lower)).endpoint(any(endpoint::Form::Pipe)));
    }
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
    "dialect::Limits::min_prefix_v4 min_prefix_v6 private special max_name hashes" => {
        let of = limits().min_prefix_v4(any(0)).min_prefix_v6(any(0)).private(any(false));
        keep(of.special(any(false)).max_name(any(0)).hashes(any(&[])));
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

    // ThreatSTOP
    "dialect::threatstop::explain" => { keep(threatstop::explain(any(0))) }
    "dialect::threatstop::check_request" => { keep(threatstop::check_request(text(), text())) }
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
}
