//! Refanging.

use ioc_canon::refang::{Edit, Edits, Refanged, defang, refang};

use crate::opaque::*;

fn refanged() -> Refanged<'static> {
    any(refang(text()))
}

fn edits() -> Edits<'static> {
    any(refanged().edits())
}

fn edit() -> Option<Edit> {
    any(edits().next())
}

crate::rows! {
    "refang::refang" => { keep(refang(text())) }
    "refang::Refanged::typed is_clean redaction edits" => {
        let of = refanged();
        keep((of.typed(), of.is_clean(), of.redaction(), of.edits()));
    }
    "refang::Refanged::typed_offset" => { keep(refanged().typed_offset(any(0))) }
    "refang::Refanged::write_into" => { into(|out| refanged().write_into(out)) }
    "refang::Refanged::text" => { keep(refanged().text(&mut owned::<256>())) }
    "refang::Refanged: Display" => { shown(&refanged()) }
    "refang::Edits: Iterator Clone" => {
        let mut of = edits();
        keep((of.next(), of.size_hint()));
        keep(of.clone());
        of.for_each(keep);
    }
    "refang::Edit: Clone PartialEq" => {
        keep(edit()?.clone());
        equal(&edit()?, &edit()?);
    }
    "refang::defang" => { keep(defang(&indicator()?)) }
    "refang::Defanged: Display" => { shown(&defang(&indicator()?)) }
}
