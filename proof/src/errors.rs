//! Errors, what explains them, notes, and the one buffer.

use core::{borrow::Borrow, error::Error as _, fmt::Write, ops::Deref};

use ioc_canon::{
    Code, CodeId, Disposition, Error, Explanation, Level, Notes, Parsed, Suggestion, Text,
    dialect::THREATCONNECT, endpoint,
};

use crate::opaque::*;

/// Explanations of every code, over any text and offset: more than our own refusals ask for.
fn explanation() -> Explanation<'static> {
    any(error().explain(text()))
}

fn suggestion() -> Option<Suggestion<'static>> {
    any(explanation().suggestion())
}

fn parsed() -> Option<Parsed<ioc_canon::Indicator<'static>>> {
    any(ioc_canon::Indicator::read(text()).ok())
}

fn notes() -> Notes {
    any(asn().notes())
}

crate::rows! {
    // Error
    "Error::new offset code class" => {
        keep((Error::new(code(), any(0)), error().offset(), error().code(), error().class()))
    }
    "Error: Display" => { shown(&error()) }
    "Error: Error" => { keep(error().source().is_none()) }
    "Error: PartialEq" => { equal(&error(), &error()) }
    "Error: Hash" => { hashed(&error()) }
    "Error::explain" => { keep(error().explain(text())) }
    "Explanation::error found nearest_hash" => {
        let of = explanation();
        keep((of.error(), of.found(), of.nearest_hash()));
    }
    "Explanation::suggestion" => { keep(explanation().suggestion()) }
    "Explanation::suggestion_read_by" => {
        keep(explanation().suggestion_read_by(|text| ioc_canon::Host::parse(text).map(|_| ())))
    }
    "Explanation: Display" => { shown(&explanation()) }
    "Suggestion::write_into" => {
        let of = suggestion()?;
        into(|out| of.write_into(out));
    }
    "Suggestion::to_text" => {
        keep(suggestion()?.to_text::<16>());
        keep(suggestion()?.to_text::<4096>());
    }
    "Suggestion: Display" => { shown(&suggestion()?) }

    // Code, Class
    "Code::summary remedy class example name number id" => {
        let of = code();
        keep((of.summary(), of.remedy(), of.class(), of.example(), of.name(), of.number(), of.id()));
    }
    "Code::from_id" => { keep(Code::from_id(text())) }
    "Code::from_number" => { keep(Code::from_number(any(0))) }
    "Code: Display" => { shown(&code()) }
    "CodeId::as_str" => { keep(any(code().id()).as_str()) }
    "CodeId: Display" => { shown(&any(code().id())) }
    "CodeId: PartialEq PartialOrd Ord" => { ordered::<CodeId>(&any(code().id()), &any(code().id())) }
    "CodeId: AsRef<str>" => { keep(AsRef::<str>::as_ref(&any(code().id()))) }
    "CodeId: PartialEq<str> PartialEq<&str>" => {
        let of = any(code().id());
        keep((of == *text(), of == text()));
    }
    "CodeId: Hash" => { hashed(&any(code().id())) }
    "Class::level disposition" => {
        let class = any(code().class());
        keep::<(Level, Disposition)>((class.level(), class.disposition()));
    }

    // Notes
    "Note::id" => { keep(note().id()) }
    "Note: Display" => { shown(&note()) }
    "Notes::is_empty contains bits" => {
        keep((notes().is_empty(), notes().contains(note()), notes().bits()))
    }
    "Notes: IntoIterator" => { keep(notes().into_iter()) }
    "Notes::iter" => { keep(notes().iter()) }
    "NotesIter: Iterator ExactSizeIterator Clone" => {
        let mut of = any(notes().iter());
        keep((of.next(), of.size_hint(), of.len(), of.clone()));
        of.for_each(keep);
    }
    "Notes: Default" => { keep(Notes::default()) }
    "Notes: PartialEq" => { equal(&notes(), &notes()) }
    "Notes: Hash" => { hashed(&notes()) }
    "Parsed::value get is_canonical notes" => {
        let of = parsed()?;
        keep((of.value(), of.get(), of.is_canonical(), of.notes()));
    }
    "Parsed: PartialEq" => { equal(&parsed()?, &parsed()?) }
    "Parsed: Hash" => { hashed(&parsed()?) }

    // Text
    "Text::new capacity as_str clear" => {
        let mut of = any(Text::<16>::new());
        keep(of.capacity());
        keep(of.as_str());
        of.clear();
        keep(of);
    }
    "Text: TryFrom<&str> TryFrom<&[u8]>" => {
        keep(Text::<16>::try_from(text()));
        keep(Text::<16>::try_from(bytes()));
        keep(endpoint::Buffer::try_from(text()));
    }
    "Text: TryFrom<Shown>" => { keep(Text::<64>::try_from(THREATCONNECT.show(&indicator()?).ok()?)) }
    "Text: Deref AsRef<str> Borrow<str>" => {
        let of = owned::<16>();
        keep((of.deref(), AsRef::<str>::as_ref(&of), Borrow::<str>::borrow(&of)));
    }
    "Text: PartialEq PartialOrd Ord" => { ordered(&owned::<16>(), &owned::<16>()) }
    "Text: PartialEq<str> PartialEq<&str>" => {
        keep((owned::<16>() == *text(), owned::<16>() == text()))
    }
    "str: PartialEq<Text>" => { keep(*text() == owned::<16>()) }
    "&str: PartialEq<Text>" => { keep(text() == owned::<16>()) }
    "Text: Write" => {
        let mut of = owned::<16>();
        keep(of.write_str(text()));
        keep(of.write_char(any('x')));
        keep(of);
    }
    "Text: Hash" => { hashed(&owned::<16>()) }
    "Text: Display" => { shown(&owned::<16>()) }
    "Text: Clone" => { keep(owned::<16>().clone()) }
    "Text: Default" => { keep(Text::<16>::default()) }
}
