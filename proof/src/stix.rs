//! Feature `stix`: deterministic ids.

use ioc_canon::dialect::opencti::StixId;

use crate::opaque::*;

fn id() -> Option<StixId> {
    any(StixId::of(&indicator()?).ok())
}

crate::rows! {
    "dialect::opencti::StixId::of" => { keep(StixId::of(&indicator()?)) }
    "dialect::opencti::StixId::as_str stix_type" => {
        let of = id()?;
        keep((of.as_str(), of.stix_type()));
    }
    "dialect::opencti::StixId: AsRef<str> Clone" => {
        let of = id()?;
        keep(AsRef::<str>::as_ref(&of));
        keep(of.clone());
    }
    "dialect::opencti::StixId: PartialEq PartialOrd Ord" => { ordered(&id()?, &id()?) }
    "dialect::opencti::StixId: Hash" => { hashed(&id()?) }
    "dialect::opencti::StixId: Display" => { shown(&id()?) }
}
