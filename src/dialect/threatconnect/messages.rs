//! The errors of the API and of TcEx, which the platform tells by their message alone.
//!
//! Source: ThreatConnect, "Common Errors", read 2026-11-22. Messages in the document's words; causes
//! and remedies in ours. Its pages disagree about the HTTP statuses, so none is attached.

use crate::{
    dialect::remote::{self, RemoteCode, RemoteKey},
    error::Class,
};

/// A row whose key is its message. All five stop the program: someone must act.
const fn row(
    service: &'static str,
    message: &'static str,
    cause: &'static str,
    remedy: &'static str,
) -> RemoteCode {
    RemoteCode::new(RemoteKey::Message(message), service, message)
        .with_class(Class::Config)
        .with_cause(cause)
        .with_remedy(remedy)
}

/// The messages, in the order of the document. The service is `API` or `TcEx`.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatconnect::MESSAGES;
/// assert!(MESSAGES.iter().any(|row| row.service() == "API" && row.message() == "Access Denied"));
/// ```
pub static MESSAGES: &[RemoteCode] = &[
    row(
        "API",
        "Signature data did not match expected result",
        "the signature in the Authorization header was made from other data, with another key or in another way",
        "sign path and query as sent, method and timestamp with HMAC-SHA256, and write it in padded Base64",
    ),
    row(
        "API",
        "Timestamp out of acceptable time range",
        "the Timestamp header is more than five minutes away from the platform's clock",
        "set the machine's clock, and sign just before sending, in Unix seconds",
    ),
    row(
        "API",
        "Access Denied",
        "a value in the Authorization header is wrong, or the API user may not enter the owner asked for",
        "check the access ID and the secret key, and the API user's access to the owner",
    ),
    row(
        "API",
        "Unauthorized",
        "the API token has expired, or a newer one has replaced it",
        "use the current token, or make a new one",
    ),
    row(
        "TcEx",
        "can't find '__main__' module in '.'",
        "the app is run in a folder without `__main__.py`",
        "put the `__main__.py` of TcEx into the app's folder",
    ),
];

/// The row of a message; the case of ASCII letters and blanks around it do not matter.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatconnect::explain;
/// let row = explain("access denied ").unwrap();
/// assert_eq!(row.message(), "Access Denied");
/// assert!(explain("Denied").is_none());
/// ```
#[must_use]
pub fn explain(message: &str) -> Option<&'static RemoteCode> {
    remote::find(MESSAGES, RemoteKey::Message(message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Disposition, Level};

    #[test]
    fn a_row_stops_the_program() {
        let row = row("API", "Access Denied", "why", "what to do");
        assert_eq!(row.key(), RemoteKey::Message("Access Denied"));
        assert_eq!((row.service(), row.message()), ("API", "Access Denied"));
        assert_eq!((row.cause(), row.remedy()), ("why", "what to do"));
        assert_eq!(row.class(), Class::Config);
    }

    #[test]
    fn every_message_in_every_case() {
        let document = [
            "Signature data did not match expected result",
            "Timestamp out of acceptable time range",
            "Access Denied",
            "Unauthorized",
            "can't find '__main__' module in '.'",
        ];
        assert!(MESSAGES.iter().map(|row| row.message()).eq(document));
        // The headings of the document differ in case.
        let spellings = [
            "Signature Data Did Not Match Expected Result",
            "\tTIMESTAMP OUT OF ACCEPTABLE TIME RANGE\r\n",
            "access denied",
            " Unauthorized ",
            "Can't find '__main__' module in '.'",
        ];
        for (spelling, row) in spellings.into_iter().zip(MESSAGES) {
            assert_eq!(explain(spelling), Some(row));
            assert_eq!(row.key(), RemoteKey::Message(row.message()));
            assert_eq!((row.level(), row.disposition()), (Level::Error, Disposition::Abort));
            assert!(!row.cause().is_empty() && !row.remedy().is_empty() && !row.is_retryable());
        }
        for other in ["", " ", "Access", "Access  Denied", "Access Denied.", "Unauthorised"] {
            assert_eq!(explain(other), None, "{other:?}");
        }
    }
}
