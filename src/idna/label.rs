//! A domain, label by label: UTS #46 section 4 in the order in which it costs least, with the
//! validity criteria of section 4.1 and the lengths of section 4.2.

use super::class::{BEYOND_ASCII, DENIED, JOINER, MARK, MISORDERED, SECOND, properties, valid};
use super::mapping::{self, Refusal};
use super::scratch::{Full, Output, Scratch};
use super::{
    Config, Form, MAX_ASCII_LEN, MAX_UNICODE_LEN, ascii, bidi, joiner, normalize, punycode,
};
use crate::error::{Code, Error};

/// RFC 1035 section 2.3.4.
const MAX_LABEL: usize = 63;
const MAX_NAME: usize = 253;

const PREFIX: &[u8; 4] = b"xn--";
const HYPHEN: u32 = 0x2D;

/// Why a label is refused. `place` is where the offender stands in the label as it is checked.
#[derive(Debug, Clone, Copy)]
struct Fault {
    code: Code,
    place: Option<usize>,
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Self { code, place: None }
    }
}

/// What the rules about the whole domain need of a label that was accepted.
struct Label {
    /// Octets it takes in ASCII. Where lengths are not verified, some number that is 0 for the empty one.
    ascii_len: usize,
    /// Whether it fulfils the bidi rule, and whether it makes the rule apply.
    fulfils_bidi: bool,
    right_to_left: bool,
}

/// The general way, for any domain. `N` is how many code points a label may take on the way.
pub(super) fn domain<const N: usize>(
    config: Config,
    form: Form,
    domain: &str,
    out: &mut [u8],
) -> Result<usize, Error> {
    let most = match form {
        Form::Ascii => MAX_ASCII_LEN,
        Form::Unicode => MAX_UNICODE_LEN,
    };
    // What does not fit the room that is always enough is the name's fault.
    let no_room = if config.verify_dns_length && out.len() >= most {
        Code::NameTooLong
    } else {
        Code::BufferTooSmall
    };
    let mut engine =
        Engine::<N> { config, form, no_room, scratch: Scratch::new(), out: Output::new(out) };
    let mut rest = domain;
    let mut name_len = 0usize;
    let mut right_to_left = false;
    let mut first_unfit = None;
    loop {
        let start = domain.len().saturating_sub(rest.len());
        let (label, next) = engine.label(rest, start)?;
        name_len = name_len.saturating_add(label.ascii_len);
        if config.verify_dns_length {
            let code = match label.ascii_len {
                0 => Some(Code::LabelEmpty),
                1..=MAX_LABEL if name_len <= MAX_NAME => None,
                1..=MAX_LABEL => Some(Code::NameTooLong),
                _ => Some(Code::LabelTooLong),
            };
            if let Some(code) = code {
                return Err(Error::new(code, start));
            }
        }
        right_to_left |= label.right_to_left;
        if !label.fulfils_bidi && first_unfit.is_none() {
            first_unfit = Some(start);
        }
        let Some(after) = next else { break };
        engine.out.push(b'.').map_err(|Full| Error::new(no_room, start))?;
        name_len = name_len.saturating_add(1);
        rest = after;
    }
    match first_unfit {
        Some(start) if config.check_bidi && right_to_left => Err(Error::new(Code::BidiRule, start)),
        _ => Ok(engine.out.len()),
    }
}

struct Engine<'o, const N: usize> {
    config: Config,
    form: Form,
    /// What is said when the output is full.
    no_room: Code,
    scratch: Scratch<N>,
    out: Output<'o>,
}

impl<const N: usize> Engine<'_, N> {
    /// Reads the first label of `text`, writes it, and returns it with what follows its full stop.
    fn label<'t>(
        &mut self,
        text: &'t str,
        start: usize,
    ) -> Result<(Label, Option<&'t str>), Error> {
        let bytes = text.as_bytes();
        // Looked through once: it stops at the label's end or at what makes it no label of ASCII.
        let (end, kinds) = ascii::label(bytes);
        let next = match bytes.get(end) {
            Some(b'.') => text.get(end.wrapping_add(1)..),
            None => None,
            Some(_) => return self.mapped(text, start),
        };
        let label = bytes.get(..end).unwrap_or_default();
        Ok((self.ascii(label, kinds, start)?, next))
    }

    /// A label typed in ASCII. Nothing but its case is mapped.
    fn ascii(&mut self, typed: &[u8], kinds: u8, start: usize) -> Result<Label, Error> {
        let denied = match (self.config.use_std3_ascii_rules, self.config.allow_underscore) {
            (false, _) => 0,
            (true, true) => ascii::DENIED,
            (true, false) => ascii::DENIED | ascii::UNDERSCORE,
        };
        if kinds & denied != 0 {
            let is_denied = |&byte: &u8| properties(u32::from(byte)) & self.config.denied() != 0;
            let place = typed.iter().position(is_denied).unwrap_or_default();
            return Err(Error::new(Code::DisallowedCodePoint, start.saturating_add(place)));
        }
        if self.config.verify_dns_length && typed.len() > MAX_LABEL {
            return Err(Error::new(Code::LabelTooLong, start));
        }
        if typed.first_chunk::<4>().is_some_and(|prefix| prefix.eq_ignore_ascii_case(PREFIX)) {
            return self.a_label(typed).map_err(|code| Error::new(code, start));
        }
        if let Some(code) = hyphens(self.config, typed, b'-') {
            return Err(Error::new(code, start));
        }
        let room = self.out.take(typed.len()).map_err(|Full| Error::new(self.no_room, start))?;
        for (to, from) in room.iter_mut().zip(typed) {
            *to = from.to_ascii_lowercase();
        }
        let plain = kinds & ascii::DENIED == 0;
        Ok(Label {
            ascii_len: typed.len(),
            fulfils_bidi: bidi::fulfils_ascii(room, plain),
            right_to_left: false,
        })
    }

    /// A label with characters beyond ASCII, and whatever it maps to.
    fn mapped<'t>(
        &mut self,
        text: &'t str,
        start: usize,
    ) -> Result<(Label, Option<&'t str>), Error> {
        let full =
            if self.config.verify_dns_length { Code::LabelTooLong } else { Code::BufferTooSmall };
        let mapped = mapping::map(text, &mut self.scratch).map_err(|refusal| match refusal {
            Refusal::Disallowed(place) => {
                Error::new(Code::DisallowedCodePoint, start.saturating_add(place))
            }
            Refusal::Full => Error::new(full, start),
        })?;
        let mut gathered = mapped.gathered;
        if gathered & (SECOND | MISORDERED) != 0 {
            normalize::nfc(&mut self.scratch).map_err(|Full| Error::new(full, start))?;
            gathered =
                self.scratch.as_slice().iter().fold(0, |gathered, &c| gathered | properties(c));
        }
        let label = if gathered & BEYOND_ASCII == 0 {
            self.ascii_after_mapping(gathered)
        } else {
            self.u_label(gathered)
        };
        match label {
            Ok(label) => Ok((label, mapped.rest)),
            Err(fault) => {
                Err(Error::new(fault.code, start.saturating_add(self.typed(text, fault))))
            }
        }
    }

    /// Where the offender of `fault` was typed.
    #[cold]
    fn typed(&self, text: &str, fault: Fault) -> usize {
        let Some(place) = fault.place else { return 0 };
        let place = match fault.code {
            Code::DisallowedCodePoint => mapping::first_denied(text, self.config.denied()),
            // Form C neither moves joiners nor makes any: they are counted.
            Code::JoinerContext => {
                let is_joiner = |c: u32| properties(c) & JOINER != 0;
                let before = self.scratch.as_slice().iter().take(place);
                let mut left =
                    before.fold(0usize, |n, &c| n.wrapping_add(usize::from(is_joiner(c))));
                mapping::trace(text, &mut |c, offset| {
                    if !is_joiner(c) {
                        return None;
                    }
                    if left == 0 {
                        return Some(offset);
                    }
                    left = left.wrapping_sub(1);
                    None
                })
            }
            _ => {
                let offender = self.scratch.as_slice().get(place).copied();
                mapping::trace(text, &mut |c, offset| (Some(c) == offender).then_some(offset))
            }
        };
        place.unwrap_or_default()
    }

    /// A label that was typed with characters beyond ASCII and maps to none.
    #[cold]
    fn ascii_after_mapping(&mut self, gathered: u32) -> Result<Label, Fault> {
        if gathered & self.config.denied() != 0 {
            return Err(Fault { code: Code::DisallowedCodePoint, place: Some(0) });
        }
        let label = self.scratch.as_slice();
        let mut copy = [0; N];
        for (to, &from) in copy.iter_mut().zip(label) {
            *to = u8::try_from(from).unwrap_or_default();
        }
        let copy = copy.get(..label.len()).unwrap_or_default();
        if self.config.verify_dns_length && copy.len() > MAX_LABEL {
            return Err(Code::LabelTooLong.into());
        }
        if copy.starts_with(PREFIX) {
            return Ok(self.a_label(copy)?);
        }
        if let Some(code) = hyphens(self.config, copy, b'-') {
            return Err(code.into());
        }
        self.out.take(copy.len()).map_err(|Full| self.no_room)?.copy_from_slice(copy);
        let plain = gathered & DENIED == 0;
        Ok(Label {
            ascii_len: copy.len(),
            fulfils_bidi: bidi::fulfils_ascii(copy, plain),
            right_to_left: false,
        })
    }

    /// A label beyond ASCII, mapped and normalised in the scratch.
    fn u_label(&mut self, gathered: u32) -> Result<Label, Fault> {
        let label = self.scratch.as_slice();
        if starts_as_a_label(label) {
            return Err(Code::BadPunycode.into());
        }
        check(self.config, label, gathered)?;
        let ascii_len = match self.form {
            Form::Ascii => {
                let room = self.out.rest();
                let limit = if self.config.verify_dns_length {
                    MAX_LABEL.min(room.len())
                } else {
                    room.len()
                };
                match write_a_label(label, room.get_mut(..limit).unwrap_or_default()) {
                    Ok(len) => {
                        self.out.take(len).map_err(|Full| self.no_room)?;
                        len
                    }
                    // Too long for the room, or for any.
                    Err(Full) if self.config.verify_dns_length => {
                        ascii_len(label)?;
                        return Err(self.no_room.into());
                    }
                    Err(Full) => return Err(self.no_room.into()),
                }
            }
            Form::Unicode => {
                let ascii_len =
                    if self.config.verify_dns_length { ascii_len(label)? } else { label.len() };
                write_utf8(&mut self.out, label).map_err(|Full| self.no_room)?;
                ascii_len
            }
        };
        Ok(accepted(label, gathered, ascii_len))
    }

    /// A label of ASCII that begins with `xn--`, in any case.
    fn a_label(&mut self, typed: &[u8]) -> Result<Label, Code> {
        let (_, encoded) = typed.split_at_checked(PREFIX.len()).unwrap_or_default();
        self.scratch.clear();
        let full =
            if self.config.verify_dns_length { Code::LabelTooLong } else { Code::BufferTooSmall };
        let (literal, insertions) = punycode::split(encoded);
        for &octet in literal {
            self.scratch.push(u32::from(octet.to_ascii_lowercase())).map_err(|Full| full)?;
        }
        let mut gathered =
            literal.iter().fold(0, |gathered, &c| gathered | properties(u32::from(c)));
        for step in insertions {
            let (place, c) = step.map_err(|_| Code::BadPunycode)?;
            // All of them valid: none would be mapped, none ignored.
            gathered |= valid(c).ok_or(Code::DisallowedCodePoint)?;
            self.scratch.insert(place, c).map_err(|Full| full)?;
        }
        if gathered & BEYOND_ASCII == 0 {
            // Nothing was decoded, and an A-label stands for what ASCII cannot write.
            return Err(Code::BadPunycode);
        }
        // The insertions are in the one order that the encoder would have them in, so the spelling is
        // the one of its text. What is left to show is that the text is in form C.
        let mut previous = 0;
        let mut misordered = 0;
        if gathered & MARK != 0 {
            for &c in self.scratch.as_slice() {
                let next = properties(c);
                misordered |= mapping::misordered(previous, next);
                previous = next;
            }
        }
        if gathered & SECOND | misordered != 0 {
            // Where memory is dear the scratch is normalised itself: it is the same if it is in form C.
            let stands = match crate::ascii::SMALL && typed.len() <= MAX_LABEL {
                true => normalises_to(&mut self.scratch, typed)?,
                false => is_nfc(&self.scratch)?,
            };
            if !stands {
                return Err(Code::NotNfc);
            }
        }
        let label = self.scratch.as_slice();
        let free = !self.config.check_hyphens || self.config.allow_hyphens34;
        if free && starts_as_a_label(label) {
            return Err(Code::BadPunycode);
        }
        check(self.config, label, gathered).map_err(|fault| fault.code)?;
        match self.form {
            Form::Ascii => {
                let room = self.out.take(typed.len()).map_err(|Full| self.no_room)?;
                for (to, from) in room.iter_mut().zip(typed) {
                    *to = from.to_ascii_lowercase();
                }
            }
            Form::Unicode => write_utf8(&mut self.out, label).map_err(|Full| self.no_room)?,
        }
        Ok(accepted(label, gathered, typed.len()))
    }
}

#[inline]
fn accepted(label: &[u32], gathered: u32, ascii_len: usize) -> Label {
    Label {
        ascii_len,
        fulfils_bidi: bidi::fulfils(label, gathered),
        right_to_left: gathered & bidi::RIGHT_TO_LEFT != 0,
    }
}

#[inline(never)]
fn write_utf8(out: &mut Output<'_>, label: &[u32]) -> Result<(), Full> {
    label.iter().try_for_each(|&c| out.push_utf8(c))
}

/// Writes the A-label of `label`, and returns its length.
fn write_a_label(label: &[u32], room: &mut [u8]) -> Result<usize, Full> {
    let mut out = Output::new(room);
    for &octet in PREFIX {
        out.push(octet)?;
    }
    punycode::encode_label(label, &mut out)?;
    Ok(out.len())
}

/// The octets of the A-label of `label`, refused over 63.
#[inline(never)]
fn ascii_len(label: &[u32]) -> Result<usize, Code> {
    write_a_label(label, &mut [0; MAX_LABEL]).map_err(|Full| Code::LabelTooLong)
}

/// Puts the label into form C and tells whether `typed`, of 63 octets at most, is its A-label.
#[cold]
#[inline(never)]
fn normalises_to<const N: usize>(label: &mut Scratch<N>, typed: &[u8]) -> Result<bool, Code> {
    normalize::nfc(label).map_err(|Full| Code::BufferTooSmall)?;
    let mut spelled = [0; MAX_LABEL];
    let len = write_a_label(label.as_slice(), &mut spelled).unwrap_or(0);
    Ok(spelled.get(..len).is_some_and(|spelled| spelled.eq_ignore_ascii_case(typed)))
}

/// Whether a label of valid code points is in form C; asked where their properties leave it open.
/// One that does not fit in form D is not.
#[cold]
#[inline(never)]
fn is_nfc<const N: usize>(label: &Scratch<N>) -> Result<bool, Code> {
    let mut copy = label.clone();
    normalize::nfc(&mut copy).map_err(|Full| Code::BufferTooSmall)?;
    Ok(copy.as_slice() == label.as_slice())
}

fn starts_as_a_label(label: &[u32]) -> bool {
    matches!(label, [0x78, 0x6E, HYPHEN, HYPHEN, ..])
}

/// Criteria 2 to 4: where hyphens do not stand.
#[inline]
fn hyphens<T: PartialEq>(config: Config, label: &[T], hyphen: T) -> Option<Code> {
    if !config.check_hyphens {
        return None;
    }
    let third_and_fourth =
        matches!(label, [_, _, third, fourth, ..] if *third == hyphen && *fourth == hyphen);
    if third_and_fourth && !config.allow_hyphens34 {
        Some(Code::HyphensAt34)
    } else if label.first() == Some(&hyphen) {
        Some(Code::LeadingHyphen)
    } else if label.last() == Some(&hyphen) {
        Some(Code::TrailingHyphen)
    } else {
        None
    }
}

/// The validity criteria for a label in form C, all of whose code points are valid. That leaves the
/// bidi rule, which looks at the domain.
fn check(config: Config, label: &[u32], gathered: u32) -> Result<(), Fault> {
    if let Some(code) = hyphens(config, label, HYPHEN) {
        return Err(code.into());
    }
    if gathered & config.denied() != 0 {
        return Err(Fault { code: Code::DisallowedCodePoint, place: Some(0) });
    }
    if gathered & MARK != 0 && label.first().is_some_and(|&c| properties(c) & MARK != 0) {
        return Err(Fault { code: Code::LeadingMark, place: Some(0) });
    }
    if config.check_joiners && gathered & JOINER != 0 {
        if let Some(place) = joiner::misplaced(label) {
            return Err(Fault { code: Code::JoinerContext, place: Some(place) });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The two ways of asking for form C, of which small machines have the second.
    #[test]
    fn form_c_either_way() {
        let rows: [(&[u32], bool); 7] = [
            (&[0x62, 0xfc, 0x63, 0x68], true),
            (&[0x62, 0x75, 0x308, 0x63], false),
            (&[0x61, 0x315, 0x300], false),
            (&[0x1100, 0x1161], false),
            (&[0xac00, 0x11a8], false),
            (&[0x915, 0x93c], true),
            (&[0x65e5, 0x672c], true),
        ];
        for (label, in_form_c) in rows {
            let mut scratch = Scratch::<177>::new();
            label.iter().for_each(|&c| scratch.push(c).unwrap());
            let mut typed = [0; MAX_LABEL];
            let len = write_a_label(label, &mut typed).unwrap();
            assert_eq!(is_nfc(&scratch), Ok(in_form_c), "{label:x?}");
            assert_eq!(normalises_to(&mut scratch, &typed[..len]), Ok(in_form_c), "{label:x?}");
        }
    }
}
