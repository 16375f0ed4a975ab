//! The common case of a name beyond ASCII, in one pass: labels of letters that are mapped one to one,
//! written from left to right, in which nothing composes.
//!
//! What is not plainly right is left to the general way, which finds out what is wrong, if anything.
//! Written names and measured ones are read by the same walk, with two sinks.

use super::ascii::{self, UNDERSCORE};
use super::bidi::RIGHT_TO_LEFT;
use super::class::{BEYOND_ASCII, Class, JOINER, MARK, RANK, SECOND, SPECIAL, index};
use super::mapping::misordered;
use super::punycode::{INITIAL_N, Keys, SHORT, most_digits};
use super::scratch::{Full, Output};

/// RFC 1035 section 2.3.4, and what all labels and their dots may have.
const MAX_LABEL: usize = 63;
const MAX_NAME: usize = 253;
/// Each code point is typed in at most four bytes and takes an octet at least when written.
const MAX_TYPED: usize = 4 * MAX_NAME;
/// `xn--`
const PREFIX: &[u8; 4] = b"xn--";

/// What a walk saw of a name that it has read to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Walked {
    /// There are two labels at least.
    pub(crate) dots: bool,
    pub(crate) underscore: bool,
    /// Some label is beyond ASCII.
    pub(crate) beyond: bool,
    /// Two neighbours may be the bytes of UTF-8, read as Latin-1 or Windows-1252.
    pub(crate) doubtful: bool,
    /// The last label is ASCII and begins with a digit.
    pub(crate) digit_last: bool,
}

/// Reads a name as [`write`] does, and writes nothing: `Some` only of what ToASCII accepts.
#[inline]
pub(crate) fn measure(name: &str, underscore: bool) -> Option<Walked> {
    walk(name, underscore, &mut Measure::default())
}

/// Writes `name` to `out` as ToASCII does, with every option on but those that allow `_` or hyphens,
/// and returns its length; `None` where it is left to the general way, or does not fit.
#[inline(never)]
pub(super) fn write(name: &str, underscore: bool, out: &mut [u8]) -> Option<usize> {
    let mut writer = Writer { out: Output::new(out), label: 0, keys: Keys::new() };
    walk(name, underscore, &mut writer)?;
    Some(writer.out.len()).filter(|&len| len <= MAX_NAME)
}

/// Who is told of a name's labels as they are walked.
trait Sink {
    /// A label of ASCII in any case, of at most 63 octets.
    fn ascii(&mut self, label: &[u8]) -> Option<()>;
    /// A label beyond ASCII begins, with these octets, fewer than 63.
    fn begin(&mut self, literals: &[u8]) -> Option<()>;
    /// An octet of it in lower case, at its place.
    fn literal(&mut self, octet: u8, place: u32) -> Option<()>;
    /// A mapped code point beyond ASCII, at its place.
    fn beyond(&mut self, c: u32, place: u32) -> Option<()>;
    /// It ends, and had so many code points.
    fn end(&mut self, len: u32) -> Option<()>;
    /// There is a dot and another label.
    fn dot(&mut self) -> Option<()>;
}

#[inline(always)]
fn walk(name: &str, underscore: bool, sink: &mut impl Sink) -> Option<Walked> {
    if name.len() > MAX_TYPED {
        return None;
    }
    let allowed = if underscore { UNDERSCORE } else { 0 };
    let mut walked = Walked {
        dots: false,
        underscore: false,
        beyond: false,
        doubtful: false,
        digit_last: false,
    };
    let mut rest = name;
    loop {
        let bytes = rest.as_bytes();
        let (len, mut kinds) = ascii::label(bytes);
        let lead = bytes.get(..len)?;
        if matches!(lead, [b'-', ..] | [_, _, b'-', b'-', ..]) || len > MAX_LABEL {
            return None;
        }
        let next = match bytes.get(len) {
            stop @ (None | Some(b'.')) => {
                if matches!(lead, [] | [.., b'-']) {
                    return None;
                }
                sink.ascii(lead)?;
                walked.digit_last = lead.first().is_some_and(u8::is_ascii_digit);
                stop.and_then(|_| rest.get(len.wrapping_add(1)..))
            }
            Some(_) => {
                sink.begin(lead)?;
                let mut label = Label {
                    place: u32::try_from(len).ok()?,
                    last: lead.last().copied().map_or(0, u32::from),
                    previous: 0,
                    kinds: 0,
                    doubtful: 0,
                };
                let next = label.walk(rest.get(len..)?, sink)?;
                kinds |= label.kinds;
                walked.beyond = true;
                walked.doubtful |= label.doubtful != 0;
                walked.digit_last = false;
                next
            }
        };
        if kinds & !allowed != 0 {
            return None;
        }
        walked.underscore |= kinds & UNDERSCORE != 0;
        let Some(after) = next else { return Some(walked) };
        sink.dot()?;
        walked.dots = true;
        rest = after;
    }
}

/// Where the walk is in a label beyond ASCII.
struct Label {
    place: u32,
    /// The code point before, as typed.
    last: u32,
    /// Its properties, if it is beyond ASCII.
    previous: u32,
    /// Of the octets, ORed.
    kinds: u8,
    doubtful: u32,
}

impl Label {
    /// Walks the label from its first code point beyond ASCII to its end, and returns what follows its
    /// full stop.
    #[inline(always)]
    fn walk<'t>(&mut self, text: &'t str, sink: &mut impl Sink) -> Option<Option<&'t str>> {
        let mut chars = text.chars();
        let next = loop {
            let Some(c) = chars.next() else { break None };
            let c = u32::from(c);
            match u8::try_from(c) {
                Ok(b'.') => break Some(chars.as_str()),
                Ok(octet @ 0..0x80) => {
                    self.kinds |= ascii::kind(octet);
                    // Not only at the third and fourth place: it is rare anywhere.
                    if octet == b'-' && self.last == c {
                        return None;
                    }
                    self.previous = 0;
                    sink.literal(octet.to_ascii_lowercase(), self.place)?;
                }
                _ => {
                    let class = Class::of(c);
                    let properties = class.properties;
                    if properties & (BEYOND_ASCII | RARE) != BEYOND_ASCII && !self.fits(properties)
                    {
                        return None;
                    }
                    // UTF-8 begins with the bytes 0xC2 to 0xF4.
                    self.doubtful |= u32::from(self.last.wrapping_sub(0xC2) <= 0xF4 - 0xC2);
                    self.previous = properties;
                    sink.beyond(c.wrapping_add(class.delta), self.place)?;
                }
            }
            self.last = c;
            self.place = self.place.wrapping_add(1);
        };
        // One hyphen at the end, and more code points than any valid label has.
        if self.last == u32::from(b'-') || index(self.place) >= SHORT {
            return None;
        }
        sink.end(self.place)?;
        Some(next)
    }

    /// Whether a code point of [`RARE`] properties is still a plain one: a mark that stands in order.
    #[inline(never)]
    fn fits(&self, properties: u32) -> bool {
        let mark = properties & (BEYOND_ASCII | RARE) & !RANK == BEYOND_ASCII | MARK;
        mark && self.place > 0 && misordered(self.previous, properties) == 0
    }
}

/// What takes a second look.
const RARE: u32 = SPECIAL | SECOND | MARK | RANK | JOINER | RIGHT_TO_LEFT;

/// Writes what it is told of.
struct Writer<'o> {
    out: Output<'o>,
    /// Where the label began.
    label: usize,
    keys: Keys,
}

impl Writer<'_> {
    #[inline]
    fn lower(&mut self, octets: &[u8]) -> Option<()> {
        let room = self.out.take(octets.len()).ok()?;
        for (to, from) in room.iter_mut().zip(octets) {
            *to = from.to_ascii_lowercase();
        }
        Some(())
    }

    #[inline]
    fn push(&mut self, octet: u8) -> Option<()> {
        self.out.push(octet).map_err(|Full| ()).ok()
    }
}

impl Sink for Writer<'_> {
    #[inline(always)]
    fn ascii(&mut self, label: &[u8]) -> Option<()> {
        self.lower(label)
    }

    #[inline(always)]
    fn begin(&mut self, literals: &[u8]) -> Option<()> {
        self.label = self.out.len();
        self.out.take(PREFIX.len()).ok()?.copy_from_slice(PREFIX);
        self.keys.begin(u32::try_from(literals.len()).ok()?);
        self.lower(literals)
    }

    #[inline(always)]
    fn literal(&mut self, octet: u8, place: u32) -> Option<()> {
        self.keys.skip(place);
        self.push(octet)
    }

    #[inline(always)]
    fn beyond(&mut self, c: u32, place: u32) -> Option<()> {
        self.keys.insert(c, place);
        Some(())
    }

    #[inline(always)]
    fn end(&mut self, _: u32) -> Option<()> {
        self.keys.write(&mut self.out).ok()?;
        (self.out.len().wrapping_sub(self.label) <= MAX_LABEL).then_some(())
    }

    #[inline(always)]
    fn dot(&mut self) -> Option<()> {
        self.push(b'.')
    }
}

/// Finds how many octets would be written at most, which is enough where that is not too many.
#[derive(Debug, Default)]
struct Measure {
    len: u32,
    /// Of the label: the least and the greatest code point beyond ASCII, and how many there are.
    least: u32,
    greatest: u32,
    beyond: u32,
}

impl Measure {
    #[inline(always)]
    fn add(&mut self, len: u32) -> Option<()> {
        self.len = self.len.wrapping_add(len);
        (index(self.len) <= MAX_NAME).then_some(())
    }
}

impl Sink for Measure {
    #[inline(always)]
    fn ascii(&mut self, label: &[u8]) -> Option<()> {
        self.add(u32::try_from(label.len()).ok()?)
    }

    #[inline(always)]
    fn begin(&mut self, _: &[u8]) -> Option<()> {
        (self.least, self.greatest, self.beyond) = (u32::MAX, 0, 0);
        Some(())
    }

    #[inline(always)]
    fn literal(&mut self, _: u8, _: u32) -> Option<()> {
        Some(())
    }

    #[inline(always)]
    fn beyond(&mut self, c: u32, _: u32) -> Option<()> {
        self.least = self.least.min(c);
        self.greatest = self.greatest.max(c);
        self.beyond = self.beyond.wrapping_add(1);
        Some(())
    }

    /// The first number counts the code points from the first beyond ASCII to the least, the others
    /// none beyond the greatest, each times at most all places of the label.
    #[inline(always)]
    fn end(&mut self, len: u32) -> Option<()> {
        let most = |from: u32, to: u32| {
            let steps = to.wrapping_sub(from).wrapping_add(1);
            most_digits(steps.wrapping_mul(len.wrapping_add(1)))
        };
        let others = self.beyond.wrapping_sub(1).wrapping_mul(most(self.least, self.greatest));
        // The prefix, and the delimiter.
        let literals = len.wrapping_sub(self.beyond).wrapping_add(5);
        let len = literals.wrapping_add(most(INITIAL_N, self.least)).wrapping_add(others);
        (index(len) <= MAX_LABEL).then_some(())?;
        self.add(len)
    }

    #[inline(always)]
    fn dot(&mut self) -> Option<()> {
        self.add(1)
    }
}

#[cfg(test)]
#[allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]
mod tests {
    extern crate std;
    use std::format;
    use std::string::String;

    use super::super::{Config, Form, MAX_ASCII_LEN, SCRATCH, label, tests::Random};
    use super::{measure, write};

    /// What is read is what the general way reads, and written as it writes it.
    #[track_caller]
    fn row(name: &str) -> bool {
        let mut read = false;
        for config in [Config::DNS, Config::HOSTNAME] {
            let underscore = config == Config::DNS;
            let (mut fast, mut general) = ([0; MAX_ASCII_LEN], [0; MAX_ASCII_LEN]);
            let written = write(name, underscore, &mut fast);
            let measured = measure(name, underscore);
            assert!(measured.is_none() || written.is_some(), "{name:?}");
            let Some(len) = written else { continue };
            read |= measured.is_some();
            let expected = label::domain::<SCRATCH>(config, Form::Ascii, name, &mut general);
            assert_eq!(Ok(len), expected, "{name:?}");
            assert_eq!(fast[..len], general[..len], "{name:?}");
            assert_eq!(write(name, underscore, &mut fast[..len]), Some(len));
            assert_eq!(write(name, underscore, &mut fast[..len - 1]), None);
            let Some(walked) = measured else { continue };
            let (last, more) =
                name.rsplit_once('.').map_or((name, false), |(_, last)| (last, true));
            assert_eq!(walked.dots, more);
            assert_eq!(walked.underscore, name.contains('_'));
            assert_eq!(walked.beyond, !name.is_ascii());
            let digit = last.starts_with(|c: char| c.is_ascii_digit());
            assert_eq!(walked.digit_last, last.is_ascii() && digit);
            let pairs = name.chars().zip(name.chars().skip(1));
            let doubtful = pairs.filter(|(a, b)| matches!(a, '\u{c2}'..='\u{f4}') && !b.is_ascii());
            assert_eq!(walked.doubtful, doubtful.count() > 0, "{name:?}");
        }
        read
    }

    #[test]
    fn every_scalar_value_is_read_as_in_the_general_way() {
        let mut read = 0;
        for c in '\0'..=char::MAX {
            read += usize::from(row(&format!("a{c}.example")));
            row(&format!("{c}"));
            row(&format!("x.\u{e9}-{c}9"));
            row(&format!("{c}\u{4e2d}\u{e31}{c}.\u{438}"));
        }
        // Most of what is valid, that is.
        assert!(read > 150_000, "{read}");
    }

    #[test]
    fn random_names_are_read_as_in_the_general_way() {
        let mut random = Random(7);
        let scripts: [(u32, usize); 12] = [
            (0x61, 26),
            (0x41, 26),
            (0x2D, 14),
            (0x80, 0x280),
            (0x370, 0x1C0),
            (0x5B0, 0x80),
            (0xE00, 0x60),
            (0x900, 0x80),
            (0x3040, 0xC0),
            (0x4E00, 0x51FF),
            (0xAC00, 0x2BA4),
            (0x1_F300, 0x100),
        ];
        let mut read = 0;
        for round in 0..60_000u32 {
            let mut name = String::new();
            let (first, second) = (scripts[random.below(12)], scripts[random.below(12)]);
            let most = if round % 4 == 0 { 70 } else { 12 };
            for label in 0..=random.below(if round % 16 == 0 { 12 } else { 3 }) {
                if label > 0 {
                    name.push('.');
                }
                for _ in 0..=random.below(most) {
                    match random.below(40) {
                        0 => name.push('-'),
                        1 => name.push('_'),
                        n => {
                            let (low, span) = if n < 20 { first } else { second };
                            name.extend(char::from_u32(low + random.below(span) as u32));
                        }
                    }
                }
            }
            read += usize::from(row(&name));
        }
        assert!(read > 10_000, "{read}");
    }

    #[test]
    fn lengths_are_those_of_the_general_way() {
        for letter in ["\u{e9}", "\u{438}", "\u{4e2d}", "\u{ac00}", "\u{1f600}", "\u{3ffff}"] {
            for len in 1..70 {
                let label = letter.repeat(len);
                for ascii in [0, 1, 30, 55, 60, 63] {
                    let ascii = "a".repeat(ascii);
                    row(&format!("{label}{ascii}"));
                    row(&format!("{ascii}{label}"));
                    row(&format!("{ascii}{label}.{ascii}{label}.{ascii}a.{label}.{label}"));
                }
            }
        }
    }
}
