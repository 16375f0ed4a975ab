//! Feature `auth`: signatures of ThreatConnect's API.

use ioc_canon::dialect::threatconnect::auth::{
    Authorization, Credentials, Request, SecretKey, Signature, check_timestamp,
};

use crate::opaque::*;

fn request() -> Option<Request<'static>> {
    any(Request::new(text(), text(), any(0)).ok())
}

fn secret() -> Option<SecretKey> {
    any(SecretKey::new(bytes()).ok())
}

fn credentials() -> Option<Credentials<'static>> {
    any(Credentials::new(text(), secret()?).ok())
}

fn signature() -> Option<Signature> {
    Some(any(secret()?.sign(&request()?)))
}

fn authorization() -> Option<Authorization> {
    Some(any(credentials()?.authorization(&request()?)))
}

crate::rows! {
    "dialect::threatconnect::auth::check_timestamp" => { keep(check_timestamp(any(0), any(0))) }
    "dialect::threatconnect::auth::Request::new" => { keep(Request::new(text(), text(), any(0))) }
    "dialect::threatconnect::auth::Request::target method timestamp timestamp_text" => {
        let of = request()?;
        keep((of.target(), of.method(), of.timestamp(), of.timestamp_text()));
    }
    "dialect::threatconnect::auth::Request: PartialEq" => { equal(&request()?, &request()?) }
    "dialect::threatconnect::auth::Request: Hash" => { hashed(&request()?) }
    "dialect::threatconnect::auth::SecretKey::new" => { keep(SecretKey::new(bytes())) }
    "dialect::threatconnect::auth::SecretKey::sign" => { keep(secret()?.sign(&request()?)) }
    "dialect::threatconnect::auth::SecretKey::verify" => {
        keep(secret()?.verify(&request()?, text(), any(0)))
    }
    "dialect::threatconnect::auth::SecretKey: Clone Debug" => {
        let of = secret()?;
        keep(of.clone());
        debugged(&of);
    }
    "dialect::threatconnect::auth::Credentials::new" => { keep(Credentials::new(text(), secret()?)) }
    "dialect::threatconnect::auth::Credentials::access_id key" => {
        let of = credentials()?;
        keep((of.access_id(), of.key()));
    }
    "dialect::threatconnect::auth::Credentials::authorization" => {
        keep(credentials()?.authorization(&request()?))
    }
    "dialect::threatconnect::auth::Credentials: Clone" => { keep(credentials()?.clone()) }
    "dialect::threatconnect::auth::Signature::as_str" => { keep(signature()?.as_str()) }
    "dialect::threatconnect::auth::Signature: Clone Debug" => {
        let of = signature()?;
        keep(of.clone());
        debugged(&of);
    }
    "dialect::threatconnect::auth::Authorization::as_str" => { keep(authorization()?.as_str()) }
    "dialect::threatconnect::auth::Authorization: Clone Debug" => {
        let of = authorization()?;
        keep(of.clone());
        debugged(&of);
    }
}
