//! What must fail to link, for each feature: one answer of it that is taken for granted.

use crate::opaque::*;

pub(crate) static ROWS: &[crate::Row] = &[
    #[cfg(not(any(feature = "auth", feature = "idna", feature = "serde", feature = "stix")))]
    core,
    #[cfg(feature = "auth")]
    auth,
    #[cfg(feature = "idna")]
    idna,
    #[cfg(feature = "serde")]
    serde,
    #[cfg(feature = "stix")]
    stix,
];

/// Of `defmt` as well, whose functions the proof leaves out: see `excluded.txt`.
#[cfg(not(any(feature = "auth", feature = "idna", feature = "serde", feature = "stix")))]
fn core() -> Option<()> {
    keep(bytes()[0]);
    Some(())
}

#[cfg(feature = "auth")]
fn auth() -> Option<()> {
    use ioc_canon::dialect::threatconnect::auth::SecretKey;
    keep(SecretKey::new(bytes()).unwrap());
    Some(())
}

#[cfg(feature = "idna")]
fn idna() -> Option<()> {
    into(|out| ioc_canon::idna::Config::HOSTNAME.to_ascii(text(), out).unwrap());
    Some(())
}

#[cfg(feature = "serde")]
fn serde() -> Option<()> {
    keep(crate::serde::read::<ioc_canon::Asn>().unwrap());
    Some(())
}

#[cfg(feature = "stix")]
fn stix() -> Option<()> {
    keep(ioc_canon::dialect::opencti::StixId::of(&indicator()?).unwrap());
    Some(())
}
