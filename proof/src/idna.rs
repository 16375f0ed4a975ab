//! Feature `idna`: internationalised names.

use ioc_canon::idna::{Config, punycode};

use crate::opaque::*;

fn config() -> Config {
    any(Config::new())
}

crate::rows! {
    "idna::Config::new check_hyphens allow_hyphens34 check_bidi check_joiners" => {
        let of = Config::new().check_hyphens(any(false)).allow_hyphens34(any(false));
        keep(of.check_bidi(any(false)).check_joiners(any(false)));
    }
    "idna::Config::use_std3_ascii_rules allow_underscore verify_dns_length" => {
        let of = config().use_std3_ascii_rules(any(false)).allow_underscore(any(false));
        keep(of.verify_dns_length(any(false)));
    }
    "idna::Config::to_ascii" => { into(|out| config().to_ascii(text(), out)) }
    "idna::Config::to_unicode" => { into(|out| config().to_unicode(text(), out)) }
    "idna::Config: Default" => { keep(Config::default()) }
    "idna::Config: PartialEq" => { equal(&config(), &config()) }
    "idna::Config: Hash" => { hashed(&config()) }
    "idna::punycode::encode" => { into(|out| punycode::encode(text(), out)) }
    "idna::punycode::decode" => { keep(punycode::decode(text(), any(&mut ['\0'; 64][..]))) }
}
