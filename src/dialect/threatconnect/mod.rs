//! ThreatConnect: its error messages and, with the feature `auth`, the signatures of its API.
//!
//! Source: the platform's developer documentation (common errors, quick start).

#[cfg(feature = "auth")]
pub mod auth;
mod messages;

pub use messages::{MESSAGES, explain};
