//! Platforms as data.

mod remote;
pub mod threatconnect;
pub mod threatstop;

pub use remote::{RemoteCode, RemoteKey, find};
