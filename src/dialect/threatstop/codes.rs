//! The extended error codes.
//!
//! Source: ThreatSTOP, "Extended Error Codes": all 46 rows, read 2026-11-22. Messages word for
//! word; tips in our words. The platform returns these with HTTP statuses of which its pages
//! disagree, so none is attached.

use crate::{
    ascii,
    dialect::remote::{RemoteCode, RemoteKey},
    error::Class,
};

/// The parts of the platform, in the order of its document.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::{Service, explain};
/// assert_eq!(Service::of(explain(15000).unwrap()), Some(Service::CheckIoc));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Service {
    /// Any request.
    Generic,
    /// Tokens and permissions.
    Auth,
    /// The form of a request.
    Schema,
    /// Devices.
    Device,
    /// Look-ups of one indicator.
    CheckIoc,
    /// Roles.
    Rbac,
    /// User-defined lists.
    UserLists,
    /// Policies.
    Policy,
}

impl Service {
    /// Every service, in the order of the document.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::{CODES, Service};
    /// let rows: usize = Service::ALL.iter().map(|service| service.codes().count()).sum();
    /// assert_eq!(rows, CODES.len());
    /// ```
    pub const ALL: &'static [Self] = &[
        Self::Generic,
        Self::Auth,
        Self::Schema,
        Self::Device,
        Self::CheckIoc,
        Self::Rbac,
        Self::UserLists,
        Self::Policy,
    ];

    /// The platform's name for it, such as `User Lists`.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::Service;
    /// assert_eq!(Service::UserLists.name(), "User Lists");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Generic => "Generic",
            Self::Auth => "Auth",
            Self::Schema => "Schema",
            Self::Device => "Device",
            Self::CheckIoc => "Check IOC",
            Self::Rbac => "RBAC",
            Self::UserLists => "User Lists",
            Self::Policy => "Policy",
        }
    }

    /// The service of that name, in any case.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::Service;
    /// assert_eq!(Service::from_name("user lists"), Some(Service::UserLists));
    /// assert_eq!(Service::from_name("lists"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|service| service.name().eq_ignore_ascii_case(name))
    }

    /// The service that answers with this row; `None` for a row of another platform.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::{THREATCONNECT, threatstop::{Service, explain}};
    /// assert_eq!(Service::of(explain(19018).unwrap()), Some(Service::UserLists));
    /// assert_eq!(Service::of(THREATCONNECT.explain("Unauthorized").unwrap()), None);
    /// ```
    #[must_use]
    pub fn of(row: &RemoteCode) -> Option<Self> {
        Self::from_name(row.service())
    }

    /// Its rows, by number.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::dialect::threatstop::Service;
    /// let numbers = Service::CheckIoc.codes().filter_map(|row| row.number());
    /// assert!(numbers.eq([15000, 15001]));
    /// ```
    pub fn codes(self) -> impl Iterator<Item = &'static RemoteCode> {
        CODES.iter().filter(move |row| Self::of(row) == Some(self))
    }
}

impl core::fmt::Display for Service {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(self.name())
    }
}

const fn row(number: u32, service: Service, message: &'static str) -> RemoteCode {
    RemoteCode::new(RemoteKey::Number(number), service.name(), message)
}

macro_rules! rows {
    ($($service:ident { $($number:literal $class:ident $message:literal
        is $cause:literal fix $remedy:literal $($retry:ident)?;)* })*) => {
        [$($(row($number, Service::$service, $message)
            .with_class(Class::$class)
            .with_cause($cause)
            .with_remedy($remedy)
            $(.$retry())?),*),*]
    };
}

/// Every row of the platform's table, by number.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::CODES;
/// assert!(CODES.is_sorted_by_key(|row| row.number()));
/// assert!(CODES.iter().filter(|row| row.is_retryable()).map(|row| row.number()).eq([Some(10100)]));
/// ```
pub static CODES: &[RemoteCode] = &rows! {
    Generic {
        10000 Config "Service not found"
            is "the URL names a service that does not exist"
            fix "correct the service's name in the URL";
        10001 Config "Method not allowed"
            is "the service has no such HTTP method"
            fix "use a method that the service offers";
        10003 UseCase "Request could not be understood by the server"
            is "an unexpected Content-Type or body, a body that is not valid JSON, or a missing argument"
            fix "send a body only where one is taken, as valid JSON, with every required argument";
        10100 DataRetrieval "Internal server error"
            is "the platform failed on a request that was valid"
            fix "send the same request again later" with_retry;
        10300 UseCase "Object not found"
            is "the object to update or delete does not exist"
            fix "check the UUID or name that identifies it";
        10301 UseCase "Illegal identifier specified"
            is "an argument is of the wrong type"
            fix "give a UUID where a UUID is asked for and a name where a name is";
        10303 UseCase "Collection deletion error"
            is "the request would delete a whole collection"
            fix "delete its objects one at a time";
    }
    Auth {
        11000 Config "Auth token is required"
            is "the Authorization header is missing or malformed"
            fix "send `Authorization: Bearer` and the token";
        11001 Config "Invalid auth token"
            is "the token is unknown, or bound to another network than the one that called"
            fix "check the token and the networks that it may be used from";
        11002 Config "The auth token has expired"
            is "the token is past its expiration date"
            fix "take another token or extend this one's date";
        11011 Config "Permission denied"
            is "the token gives no access to the service or resource"
            fix "use a token that has the permission";
    }
    Schema {
        11400 UseCase "The parameters provided are incorrect"
            is "the JSON body has another shape than expected, or a field failed its check"
            fix "correct the fields that the answer names";
        11401 Config "Content-Type not supported"
            is "the body was not announced as JSON"
            fix "send `Content-Type: application/json`";
        11402 Config "Version is invalid"
            is "the URL names another API version"
            fix "call version v4.0";
    }
    Device {
        12001 UseCase "IP address already in use"
            is "the device's IP address belongs to another account"
            fix "give the device an address of its own, or have the other account release it";
        12002 UseCase "Account device limit exceeded"
            is "the subscriptions allow no further device"
            fix "remove a device or extend the subscription";
        12003 UseCase "Invalid policy"
            is "the device's policy does not exist or is not open to this account"
            fix "check the policy's name or UUID";
        12004 UseCase "Cannot delete collection"
            is "the request would delete every device"
            fix "delete devices one at a time";
        12005 UseCase "Device nickname is already in use"
            is "another device of the account has this nickname"
            fix "choose another nickname";
        12006 UseCase "Policy required"
            is "the field for the policy is missing"
            fix "name the device's policy";
    }
    CheckIoc {
        15000 DataRetrieval "Invalid IP address provided"
            is "the argument is not an IP address"
            fix "correct the address";
        15001 DataRetrieval "Invalid address provided"
            is "the argument is not a DNS name"
            fix "correct the name";
    }
    Rbac {
        18600 UseCase "Role currently assigned to user(s)"
            is "the role to delete is still assigned"
            fix "unassign it from its users first";
        18601 UseCase "Read-only role"
            is "the role is one that the platform defines"
            fix "leave it as it is; change a role of your own";
    }
    UserLists {
        19000 UseCase "User list name is already in use"
            is "another list of the account has this name"
            fix "choose another name";
        19011 UseCase "IP range exceeded"
            is "the block is larger than the platform takes"
            fix "split it into blocks no larger than /8";
        19012 UseCase "IP in forbidden range"
            is "the block holds private addresses (RFC 1918)"
            fix "leave it out, or set `allow_bogon` to true";
        19013 UseCase "Domain name character length exceeded"
            is "the name has more than 200 characters"
            fix "leave it out: the platform takes no longer name, and a parent's name stands for itself alone";
        19014 DataRetrieval "Domain name segment character length exceeded"
            is "a label of the name has more than 63 characters"
            fix "check the source: DNS has no such label";
        19016 UseCase "Cannot delete collection"
            is "the request would delete every list"
            fix "delete lists one at a time";
        19017 UseCase "Cannot delete active user list"
            is "a policy uses the list"
            fix "take it out of the policy first";
        19018 DataRetrieval "Invalid CIDR"
            is "the address is not the first one of its block"
            fix "align the block: clear the bits beyond the prefix length";
        19019 UseCase "Forbidden entry"
            is "the platform keeps this domain or block out of user lists"
            fix "leave it out";
        19050 DataRetrieval "Invalid address provided"
            is "an entry is neither an IP address nor a domain"
            fix "correct it; the answer shows the first bad entry only";
        19051 UseCase "Address limit exceeded"
            is "the list would have more entries than it may"
            fix "spread the entries over several lists";
        19052 UseCase "Invalid expiration date provided"
            is "the date is not in the format expected, or not a date"
            fix "write it in the format of the service";
        19053 UseCase "Cannot change active user list type"
            is "a list's type is fixed when the list is made"
            fix "make a new list of the other type";
        19054 UseCase "Shared list update denied"
            is "the list belongs to another account, which shares it for reading"
            fix "have its owner change it, or copy it to a list of your own";
    }
    Policy {
        21000 UseCase "Policy name is already in use"
            is "another policy of the account has this name"
            fix "choose another name";
        21002 UseCase "Policy type is required"
            is "a new policy came without its type"
            fix "give the type, IP or DNS";
        21003 UseCase "Target behavior is not supported"
            is "a target has an RPZ behaviour that is not known"
            fix "give the target a behaviour that the platform knows";
        21004 UseCase "User list behavior is not supported"
            is "a user list has an RPZ behaviour that is not known"
            fix "give the list a behaviour that the platform knows";
        21005 UseCase "Cannot delete active policy"
            is "a device uses the policy"
            fix "give the device another policy first";
        21006 UseCase "Policy type cannot be changed"
            is "a policy's type, IP or DNS, is fixed when the policy is made"
            fix "make a new policy of the other type";
        21007 UseCase "Target bundle behavior is not supported"
            is "a target bundle has an RPZ behaviour that is not known"
            fix "give the bundle a behaviour that the platform knows";
        21010 UseCase "Global policies not available for this account"
            is "the policy is global, and those cannot be edited"
            fix "make a policy of your own";
    }
};

/// How many slots the codes are spread over.
const SLOTS: usize = 64;

/// A multiplier under which the codes' products differ in their top six bits, found by trying.
/// After a change of the codes the compiler says whether it still serves.
const MULTIPLIER: u32 = 0x1c08_c9e3;

/// The code of each slot; 0, which is no code, where there is none. 256 bytes.
static NUMBERS: [u32; SLOTS] = numbers();

/// The row of each slot, and as many times none: what a hit and a miss read. 1 KiB, or 512 bytes
/// where pointers have 32 bits.
static ROWS: [Option<&RemoteCode>; 2 * SLOTS] = rows_by_slot();

const fn slot(number: u32) -> u8 {
    let [top, ..] = number.wrapping_mul(MULTIPLIER).to_be_bytes();
    top >> 2
}

#[expect(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "compile time only")]
#[expect(clippy::as_conversions, reason = "u8 to usize; `from` is not const")]
const fn rows_by_slot() -> [Option<&'static RemoteCode>; 2 * SLOTS] {
    let mut rows = [None; 2 * SLOTS];
    let mut i = 0;
    while i < CODES.len() {
        if let Some(number) = CODES[i].number() {
            let slot = slot(number) as usize;
            assert!(rows[slot].is_none(), "two codes in one slot: look for another MULTIPLIER");
            rows[slot] = Some(&CODES[i]);
        }
        i += 1;
    }
    rows
}

#[expect(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "compile time only")]
#[expect(clippy::as_conversions, reason = "u8 to usize; `from` is not const")]
const fn numbers() -> [u32; SLOTS] {
    let mut numbers = [0; SLOTS];
    let mut i = 0;
    while i < CODES.len() {
        if let Some(number) = CODES[i].number() {
            numbers[slot(number) as usize] = number;
        }
        i += 1;
    }
    numbers
}

/// The row of an error code, or `None` for a number that the platform's table lacks.
///
/// Constant time and without a branch: one multiplication, a comparison, and one look into a table
/// in which a miss has its row as well. The two tables have 1.25 KiB, the rows themselves 4 KiB.
///
/// # Example
/// ```
/// use ioc_canon::dialect::threatstop::{Service, explain};
/// let row = explain(19018).unwrap();
/// assert_eq!(row.message(), "Invalid CIDR");
/// assert_eq!(Service::of(row), Some(Service::UserLists));
/// assert!(!row.is_retryable());
/// assert!(explain(24000).is_none());
/// ```
#[must_use]
#[inline]
pub fn explain(number: u32) -> Option<&'static RemoteCode> {
    if ascii::SMALL {
        return CODES.iter().find(|row| row.number() == Some(number));
    }
    let slot = usize::from(slot(number));
    // A choice between the row and `None` would be compiled to a branch, which mixed codes
    // mispredict at ten times the cost of the whole. So the outcome is a part of the index.
    let miss = usize::from(*NUMBERS.get(slot)? != number);
    *ROWS.get((miss << 6) | slot)?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Disposition;

    #[test]
    fn tables_are_what_the_compiler_made_of_them() {
        assert_eq!(numbers(), NUMBERS);
        let key = |row: &Option<&RemoteCode>| row.map(RemoteCode::key);
        assert!(rows_by_slot().iter().map(key).eq(ROWS.iter().map(key)));
        let made = row(19018, Service::UserLists, "Invalid CIDR");
        let found = explain(19018).map(|row| (row.key(), row.service(), row.message()));
        assert_eq!(found, Some((made.key(), made.service(), made.message())));
    }

    /// The platform's table once more, typed from its document.
    const DOCUMENT: [(u32, &str, &str); 46] = [
        (10000, "Generic", "Service not found"),
        (10001, "Generic", "Method not allowed"),
        (10003, "Generic", "Request could not be understood by the server"),
        (10100, "Generic", "Internal server error"),
        (10300, "Generic", "Object not found"),
        (10301, "Generic", "Illegal identifier specified"),
        (10303, "Generic", "Collection deletion error"),
        (11000, "Auth", "Auth token is required"),
        (11001, "Auth", "Invalid auth token"),
        (11002, "Auth", "The auth token has expired"),
        (11011, "Auth", "Permission denied"),
        (11400, "Schema", "The parameters provided are incorrect"),
        (11401, "Schema", "Content-Type not supported"),
        (11402, "Schema", "Version is invalid"),
        (12001, "Device", "IP address already in use"),
        (12002, "Device", "Account device limit exceeded"),
        (12003, "Device", "Invalid policy"),
        (12004, "Device", "Cannot delete collection"),
        (12005, "Device", "Device nickname is already in use"),
        (12006, "Device", "Policy required"),
        (15000, "Check IOC", "Invalid IP address provided"),
        (15001, "Check IOC", "Invalid address provided"),
        (18600, "RBAC", "Role currently assigned to user(s)"),
        (18601, "RBAC", "Read-only role"),
        (19000, "User Lists", "User list name is already in use"),
        (19011, "User Lists", "IP range exceeded"),
        (19012, "User Lists", "IP in forbidden range"),
        (19013, "User Lists", "Domain name character length exceeded"),
        (19014, "User Lists", "Domain name segment character length exceeded"),
        (19016, "User Lists", "Cannot delete collection"),
        (19017, "User Lists", "Cannot delete active user list"),
        (19018, "User Lists", "Invalid CIDR"),
        (19019, "User Lists", "Forbidden entry"),
        (19050, "User Lists", "Invalid address provided"),
        (19051, "User Lists", "Address limit exceeded"),
        (19052, "User Lists", "Invalid expiration date provided"),
        (19053, "User Lists", "Cannot change active user list type"),
        (19054, "User Lists", "Shared list update denied"),
        (21000, "Policy", "Policy name is already in use"),
        (21002, "Policy", "Policy type is required"),
        (21003, "Policy", "Target behavior is not supported"),
        (21004, "Policy", "User list behavior is not supported"),
        (21005, "Policy", "Cannot delete active policy"),
        (21006, "Policy", "Policy type cannot be changed"),
        (21007, "Policy", "Target bundle behavior is not supported"),
        (21010, "Policy", "Global policies not available for this account"),
    ];

    #[test]
    fn every_row_word_for_word_and_in_order() {
        let rows = CODES.iter().map(|row| (row.number().unwrap(), row.service(), row.message()));
        assert!(rows.eq(DOCUMENT));
        assert!(CODES.windows(2).all(|pair| pair[0].number() < pair[1].number()));
        for row in CODES {
            for words in [row.cause(), row.remedy()] {
                assert!(!words.is_empty() && !words.ends_with('.'), "{row}");
            }
        }
    }

    #[test]
    fn lookup_equals_a_search_for_every_number_tried() {
        let edges =
            [u32::MAX, u32::MAX - 1, 1 << 16, 1 << 31, 124_000, 19018 + (1 << 16), 19018 << 8];
        // Numbers that share a slot with a code and differ from it.
        let inverse =
            (0..5).fold(1u32, |x, _| x.wrapping_mul(2u32.wrapping_sub(MULTIPLIER.wrapping_mul(x))));
        assert_eq!(inverse.wrapping_mul(MULTIPLIER), 1);
        let shared = DOCUMENT.map(|(number, ..)| number.wrapping_add(inverse));
        for number in (0..=u32::from(u16::MAX)).chain(edges).chain(shared) {
            let expected = CODES.iter().find(|row| row.number() == Some(number));
            assert!(
                explain(number).map(core::ptr::from_ref) == expected.map(core::ptr::from_ref),
                "{number}"
            );
        }
        assert!(explain(19018).is_some());
        assert!(explain(24000).is_none());
        assert_eq!(size_of_val(&NUMBERS) + size_of_val(&ROWS), 256 + 128 * size_of::<usize>());
    }

    #[test]
    fn services() {
        let counts = Service::ALL.iter().map(|service| service.codes().count());
        assert!(counts.eq([7, 4, 3, 6, 2, 2, 14, 8]));
        assert_eq!(Service::from_name("user lists"), Some(Service::UserLists));
        assert_eq!(Service::from_name("Lists"), None);
        let foreign = RemoteCode::new(RemoteKey::Number(1), "", "");
        assert_eq!(Service::of(&foreign), None);
    }

    #[test]
    fn what_happens_next() {
        for row in CODES {
            let expected = match row.number() {
                Some(10100) => Disposition::Retry,
                Some(10000 | 10001 | 11000..=11011 | 11401 | 11402) => Disposition::Abort,
                _ => Disposition::Skip,
            };
            assert_eq!(row.disposition(), expected, "{row}");
        }
    }
}
