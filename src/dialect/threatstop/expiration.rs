//! Expiration dates of list entries (19052).
//!
//! ```text
//! iso-8601       = year "-" month "-" day "T" hour ":" minute ":" second ( "+00:00" / "Z" )
//! day-month-year = day "/" month "/" year
//! year           = 4DIGIT                            ; 0001 to 9999
//! month, day, hour, minute, second = 2DIGIT
//! ```
//! Source: the platform's page on its format has the first (`2018-01-01T20:30:45+00:00`, UTC), its
//! page on user lists the second. Neither is guessed from the text, and a month before a day
//! never is: the caller says which. The day must exist in the Gregorian calendar. Refused: other offsets
//! than UTC, fractions of a second, a leap second (`:60`), small `t` and `z`.

use core::fmt;

use crate::{
    error::{Code, Error},
    grammar::{self, Parser, Parsing, opt, tag},
};

/// The longest text of a date, in bytes: `2018-01-01T20:30:45+00:00`.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::EXPIRATION_MAX_LEN;
/// assert_eq!(EXPIRATION_MAX_LEN, "2018-01-01T20:30:45+00:00".len());
/// ```
pub const EXPIRATION_MAX_LEN: usize = 25;

/// How a date is written.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::{Expiration, ExpirationFormat};
/// // One day in both; neither is guessed.
/// assert!(Expiration::parse("2028-02-29T00:00:00Z", ExpirationFormat::Iso8601).is_ok());
/// assert!(Expiration::parse("29/02/2028", ExpirationFormat::DayMonthYear).is_ok());
/// assert!(Expiration::parse("29/02/2028", ExpirationFormat::Iso8601).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ExpirationFormat {
    /// `2018-01-01T20:30:45+00:00` or `2018-01-01T20:30:45Z`.
    Iso8601,
    /// `DD/MM/YYYY`, a date without a time.
    DayMonthYear,
}

/// The date on which an entry leaves its list.
///
/// # Example
/// ```
/// use ioc_canon::{Code, dialect::threatstop::{Expiration, ExpirationFormat}};
/// let date = Expiration::parse("29/02/2028", ExpirationFormat::DayMonthYear)?;
/// assert_eq!((date.year(), date.month(), date.day()), (2028, 2, 29));
/// let error = Expiration::parse("12/31/2028", ExpirationFormat::DayMonthYear).unwrap_err();
/// assert_eq!((error.code(), error.offset()), (Code::Expiration, 3));
/// # Ok::<(), ioc_canon::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Expiration {
    // INVARIANT: a day of the calendar; the time, if any, is one of its 86,400 seconds.
    year: u16,
    month: u8,
    day: u8,
    time: Option<(u8, u8, u8)>,
}

impl Expiration {
    /// Reads a date in the format that the caller names.
    ///
    /// # Errors
    /// `Expiration`, at the first byte that the format does not have there, or at the first digit
    /// of the number that does not exist: a month over 12, a day that its month lacks.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Code, dialect::threatstop::{Expiration, ExpirationFormat}};
    /// let date = Expiration::parse("2028-02-29T20:30:45Z", ExpirationFormat::Iso8601)?;
    /// assert_eq!(date.to_string(), "2028-02-29T20:30:45+00:00");
    /// let error = Expiration::parse("2027-02-29T20:30:45Z", ExpirationFormat::Iso8601).unwrap_err();
    /// assert_eq!((error.code(), error.offset()), (Code::Expiration, 8));
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    pub fn parse(text: &str, format: ExpirationFormat) -> Result<Self, Error> {
        let grammar = match format {
            ExpirationFormat::Iso8601 => iso_8601,
            ExpirationFormat::DayMonthYear => day_month_year,
        };
        grammar::whole(text, grammar, |_| Code::Expiration)
    }

    /// The year, 1 to 9999.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::{Expiration, ExpirationFormat};
    /// assert_eq!(Expiration::parse("29/02/2028", ExpirationFormat::DayMonthYear)?.year(), 2028);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::{Expiration, ExpirationFormat};
    /// assert_eq!(Expiration::parse("29/02/2028", ExpirationFormat::DayMonthYear)?.month(), 2);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::{Expiration, ExpirationFormat};
    /// assert_eq!(Expiration::parse("29/02/2028", ExpirationFormat::DayMonthYear)?.day(), 29);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Hour, minute and second in UTC; `None` for `DD/MM/YYYY`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::{Expiration, ExpirationFormat};
    /// let date = Expiration::parse("2028-02-29T20:30:45Z", ExpirationFormat::Iso8601)?;
    /// assert_eq!(date.time(), Some((20, 30, 45)));
    /// assert_eq!(Expiration::parse("29/02/2028", ExpirationFormat::DayMonthYear)?.time(), None);
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn time(self) -> Option<(u8, u8, u8)> {
        self.time
    }

    /// The format that it was read in, and is shown in.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::{Expiration, ExpirationFormat};
    /// let date = Expiration::parse("29/02/2028", ExpirationFormat::DayMonthYear)?;
    /// assert_eq!(date.format(), ExpirationFormat::DayMonthYear);
    /// assert_eq!(date.to_string(), "29/02/2028");
    /// # Ok::<(), ioc_canon::Error>(())
    /// ```
    #[must_use]
    pub const fn format(self) -> ExpirationFormat {
        match self.time {
            Some(_) => ExpirationFormat::Iso8601,
            None => ExpirationFormat::DayMonthYear,
        }
    }
}

/// In its format; UTC as `+00:00`, which is how the platform writes it.
impl fmt::Display for Expiration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [m0, m1] = two(self.month);
        let [d0, d1] = two(self.day);
        let year = |of: u16| u8::try_from(of).map_or(*b"00", two);
        let ([y0, y1], [y2, y3]) = (year(self.year / 100), year(self.year % 100));
        let iso;
        let dmy;
        let bytes: &[u8] = match self.time {
            Some((hour, minute, second)) => {
                let ([h0, h1], [i0, i1], [s0, s1]) = (two(hour), two(minute), two(second));
                iso = [
                    y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1, b'T', h0, h1, b':', i0, i1, b':',
                    s0, s1, b'+', b'0', b'0', b':', b'0', b'0',
                ];
                &iso
            }
            None => {
                dmy = [d0, d1, b'/', m0, m1, b'/', y0, y1, y2, y3];
                &dmy
            }
        };
        f.pad(core::str::from_utf8(bytes).map_err(|_| fmt::Error)?)
    }
}

/// The last two decimal digits.
const fn two(value: u8) -> [u8; 2] {
    [b'0'.wrapping_add(value / 10 % 10), b'0'.wrapping_add(value % 10)]
}

/// `iso-8601 = year "-" month "-" day "T" hour ":" minute ":" second ( "+00:00" / "Z" )`
fn iso_8601(input: &[u8]) -> Parsing<'_, Expiration> {
    let (rest, year) = year(input)?;
    let (rest, ()) = literal(rest, b"-")?;
    let (rest, month) = number(rest, 1, 12)?;
    let (rest, ()) = literal(rest, b"-")?;
    let (rest, day) = number(rest, 1, days(year, month))?;
    let (rest, ()) = literal(rest, b"T")?;
    let (rest, hour) = number(rest, 0, 23)?;
    let (rest, ()) = literal(rest, b":")?;
    let (rest, minute) = number(rest, 0, 59)?;
    let (rest, ()) = literal(rest, b":")?;
    let (rest, second) = number(rest, 0, 59)?;
    let (rest, zulu) = opt(tag("Z")).parse(rest)?;
    let (rest, ()) = if zulu.is_some() { (rest, ()) } else { literal(rest, b"+00:00")? };
    Ok((rest, Expiration { year, month, day, time: Some((hour, minute, second)) }))
}

/// `day-month-year = day "/" month "/" year`
fn day_month_year(input: &[u8]) -> Parsing<'_, Expiration> {
    let (rest, day) = number(input, 1, 31)?;
    let (rest, ()) = literal(rest, b"/")?;
    let (rest, month) = number(rest, 1, 12)?;
    let (rest, ()) = literal(rest, b"/")?;
    let (rest, year) = year(rest)?;
    // The day's month and year come after it.
    grammar::ensure(input, day <= days(year, month), Code::Expiration)?;
    Ok((rest, Expiration { year, month, day, time: None }))
}

/// `year = 4DIGIT`, not 0000.
fn year(input: &[u8]) -> Parsing<'_, u16> {
    let (rest, high) = number(input, 0, 99)?;
    let (rest, low) = number(rest, 0, 99)?;
    let year = u16::from(high).wrapping_mul(100).wrapping_add(u16::from(low));
    grammar::ensure(input, year != 0, Code::Expiration)?;
    Ok((rest, year))
}

/// `number = 2DIGIT`, within the bounds.
fn number(input: &[u8], min: u8, max: u8) -> Parsing<'_, u8> {
    let (rest, tens) = digit(input)?;
    let (rest, ones) = digit(rest)?;
    let value = tens.wrapping_mul(10).wrapping_add(ones);
    grammar::ensure(input, (min..=max).contains(&value), Code::Expiration)?;
    Ok((rest, value))
}

fn digit(input: &[u8]) -> Parsing<'_, u8> {
    match input {
        [b @ b'0'..=b'9', rest @ ..] => Ok((rest, b.wrapping_sub(b'0'))),
        _ => grammar::refuse(input, Code::Expiration),
    }
}

/// The bytes of `wanted`; refused at the first that differs.
fn literal<'a>(input: &'a [u8], wanted: &[u8]) -> Parsing<'a, ()> {
    let mut rest = input;
    for b in wanted {
        match rest.split_first() {
            Some((first, after)) if first == b => rest = after,
            _ => return grammar::refuse(rest, Code::Expiration),
        }
    }
    Ok((rest, ()))
}

/// The days of a month in the Gregorian calendar.
const fn days(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(400) => 29,
        2 if year.is_multiple_of(4) && !year.is_multiple_of(100) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{format, string::ToString};

    use super::*;
    use ExpirationFormat::{DayMonthYear, Iso8601};

    #[test]
    fn dates_with_a_time() {
        let rows = [
            ("2018-01-01T20:30:45+00:00", None),
            ("2018-01-01T20:30:45Z", None),
            ("0001-01-01T00:00:00Z", None),
            ("9999-12-31T23:59:59Z", None),
            ("2000-02-29T00:00:00Z", None),
            ("2028-02-29T00:00:00Z", None),
            ("1900-02-29T00:00:00Z", Some(8)),
            ("2027-02-29T00:00:00Z", Some(8)),
            ("0000-01-01T00:00:00Z", Some(0)),
            ("2018-00-01T00:00:00Z", Some(5)),
            ("2018-13-01T00:00:00Z", Some(5)),
            ("2018-01-00T00:00:00Z", Some(8)),
            ("2018-04-31T00:00:00Z", Some(8)),
            ("2018-01-32T00:00:00Z", Some(8)),
            ("2018-01-01T24:00:00Z", Some(11)),
            ("2018-01-01T00:60:00Z", Some(14)),
            ("2016-12-31T23:59:60Z", Some(17)),
            ("", Some(0)),
            ("2018", Some(4)),
            ("201", Some(3)),
            ("2018-1-01T00:00:00Z", Some(6)),
            ("2018-01-01", Some(10)),
            ("2018-01-01t00:00:00Z", Some(10)),
            ("2018-01-01 00:00:00Z", Some(10)),
            ("2018-01-01T00:00:00", Some(19)),
            ("2018-01-01T00:00:00z", Some(19)),
            ("2018-01-01T00:00:00.5Z", Some(19)),
            ("2018-01-01T00:00:00-00:00", Some(19)),
            ("2018-01-01T00:00:00+01:00", Some(21)),
            ("2018-01-01T00:00:00+0000", Some(22)),
            ("2018-01-01T00:00:00+00:00Z", Some(25)),
            ("2018-01-01T00:00:00Z ", Some(20)),
            (" 2018-01-01T00:00:00Z", Some(0)),
            ("20१8-01-01T00:00:00Z", Some(2)),
            ("+018-01-01T00:00:00Z", Some(0)),
            ("01/01/2018", Some(2)),
        ];
        for (text, at) in rows {
            let read = Expiration::parse(text, Iso8601);
            match at {
                Some(at) => assert_eq!(read, Err(Error::new(Code::Expiration, at)), "{text}"),
                None => {
                    let shown = read.unwrap().to_string();
                    assert_eq!(shown, text.replace('Z', "+00:00"));
                    assert_eq!(Expiration::parse(&shown, Iso8601), read);
                    assert_eq!(shown.len(), EXPIRATION_MAX_LEN);
                }
            }
        }
        let date = Expiration::parse("2018-01-02T20:30:45Z", Iso8601).unwrap();
        assert_eq!((date.year(), date.month(), date.day()), (2018, 1, 2));
        assert_eq!((date.time(), date.format()), (Some((20, 30, 45)), Iso8601));
    }

    #[test]
    fn days_before_months() {
        let rows = [
            ("31/12/2026", None),
            ("02/01/2026", None),
            ("29/02/2024", None),
            ("29/02/2000", None),
            ("12/31/2026", Some(3)),
            ("29/02/2100", Some(0)),
            ("30/02/2024", Some(0)),
            ("31/04/2026", Some(0)),
            ("32/01/2026", Some(0)),
            ("00/01/2026", Some(0)),
            ("01/00/2026", Some(3)),
            ("01/01/0000", Some(6)),
            ("1/01/2026", Some(1)),
            ("01-01-2026", Some(2)),
            ("01/01/26", Some(8)),
            ("01/01/20266", Some(10)),
            ("2018-01-01T20:30:45Z", Some(2)),
            ("", Some(0)),
        ];
        for (text, at) in rows {
            let read = Expiration::parse(text, DayMonthYear);
            match at {
                Some(at) => assert_eq!(read, Err(Error::new(Code::Expiration, at)), "{text}"),
                None => assert_eq!(read.unwrap().to_string(), text),
            }
        }
        let date = Expiration::parse("02/01/2026", DayMonthYear).unwrap();
        assert_eq!((date.day(), date.month(), date.time()), (2, 1, None));
        assert_eq!((date.format(), format!("{date:>12}")), (DayMonthYear, "  02/01/2026".into()));
    }

    #[test]
    fn a_calendar_of_four_centuries() {
        // The Gregorian calendar repeats after 146,097 days.
        let mut count = 0u32;
        for year in 2000..2400 {
            for month in 1..=12 {
                for day in 1..=31 {
                    let text = format!("{day:02}/{month:02}/{year:04}");
                    count += u32::from(Expiration::parse(&text, DayMonthYear).is_ok());
                }
            }
        }
        assert_eq!(count, 146_097);
    }
}
