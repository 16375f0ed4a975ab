//! ThreatSTOP: its error codes and error bodies, and what is checked before anything is sent.
//!
//! Source: the platform's page of extended error codes, and the pages on its request format. The
//! table of codes is not exhaustive (24000 is documented elsewhere), so a code that is not in it is
//! `None` and never an error.

#[cfg(feature = "serde")]
mod body;
mod codes;
mod expiration;
mod request;

#[cfg(feature = "serde")]
pub use body::{DESCRIPTION_MAX, DETAIL_MAX, ErrorBody, ErrorBodyBuf};
pub use codes::{CODES, Service, explain};
pub use expiration::{EXPIRATION_MAX_LEN, Expiration, ExpirationFormat};
pub use request::{API_VERSION, CONTENT_TYPE, check_request};
