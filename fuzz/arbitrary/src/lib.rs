//! Generators of threat indicators for fuzzers of programs that read them.
//!
//! Bytes of a fuzzer rarely look like an indicator; texts that do reach deeper. [`Valid`] gives texts
//! that ioc-canon accepts, in every spelling it reads; [`NearlyValid`] such a text with one thing
//! wrong that real lists get wrong, most of which is refused. A program under test should take the
//! first, and refuse the second as ioc-canon does.
//!
//! ```
//! use arbitrary::{Arbitrary, Unstructured};
//! use ioc_canon::{Indicator, Kind};
//! use ioc_canon_arbitrary::{NearlyValid, Valid, valid};
//!
//! // In a fuzz target: `fuzz_target!(|given: Valid| ...)`.
//! let mut bytes = Unstructured::new(b"what libFuzzer gives to a target, at some length");
//! let given = Valid::arbitrary(&mut bytes)?;
//! assert!(Indicator::read_as(given.kind, &given.text).is_ok(), "{given:?}");
//! let block = valid(Kind::Cidr, &mut bytes)?;
//! assert!(Indicator::read_as(Kind::Cidr, &block).is_ok());
//! let wrong = NearlyValid::arbitrary(&mut bytes)?;
//! println!("{}: {} ({})", wrong.kind, wrong.text, wrong.change);
//! # Ok::<(), arbitrary::Error>(())
//! ```

mod nearly;
mod valid;

use arbitrary::{Arbitrary, Result, Unstructured};
use ioc_canon::Kind;

pub use self::{nearly::nearly_valid, valid::valid};

/// A text that ioc-canon reads as this kind, in any of its spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Valid {
    /// The kind as which it is read. Its shape may name another: `12345` is an AS number only where
    /// one is asked for.
    pub kind: Kind,
    /// The text.
    pub text: String,
}

impl<'a> Arbitrary<'a> for Valid {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let kind = *u.choose(Kind::ALL)?;
        Ok(Self { kind, text: valid(kind, u)? })
    }
}

/// A valid text with one thing wrong. A few are valid all the same: what is a mistake in one place is
/// none in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearlyValid {
    /// The kind of the text before the change.
    pub kind: Kind,
    /// The text.
    pub text: String,
    /// What was changed, in a few words.
    pub change: &'static str,
}

impl<'a> Arbitrary<'a> for NearlyValid {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let kind = *u.choose(Kind::ALL)?;
        let (text, change) = nearly_valid(kind, u)?;
        Ok(Self { kind, text, change })
    }
}
