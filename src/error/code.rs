//! [`Code`]: the rules that a text can break, one table.
//!
//! A row says what was expected, what the offset points at, how the text is mended and an input that
//! provokes it. Numbers are group × 1000 + n and never used twice.

use core::fmt;

use super::Class;

/// A code's stable id as text: the group's letter and three digits, such as `C006`.
///
/// # Example
/// ```
/// use ioc_canon::Code;
/// assert_eq!(format!("refused: {}", Code::HostBits.id()), "refused: C006");
/// assert!(Code::HostBits.id() == "C006");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeId([u8; 4]);

impl CodeId {
    /// The four ASCII characters.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Code;
    /// assert_eq!(Code::HostBits.id().as_str(), "C006");
    /// ```
    #[must_use]
    pub const fn as_str(&self) -> &str {
        match core::str::from_utf8(&self.0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

impl fmt::Display for CodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl AsRef<str> for CodeId {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for CodeId {
    fn eq(&self, text: &str) -> bool {
        self.as_str() == text
    }
}

impl PartialEq<&str> for CodeId {
    fn eq(&self, text: &&str) -> bool {
        self.as_str() == *text
    }
}

/// The last decimal digit of `number`.
const fn digit(number: u16) -> u8 {
    let [_, low] = (number % 10).to_be_bytes();
    b'0'.wrapping_add(low)
}

/// The first number of each group.
mod group {
    pub(super) const G: u16 = 0;
    pub(super) const N: u16 = 1000;
    pub(super) const A: u16 = 2000;
    pub(super) const C: u16 = 3000;
    pub(super) const H: u16 = 4000;
    pub(super) const U: u16 = 5000;
    pub(super) const R: u16 = 6000;
    pub(super) const F: u16 = 7000;
    pub(super) const E: u16 = 8000;
    pub(super) const P: u16 = 9000;
    pub(super) const D: u16 = 10000;
    pub(super) const L: u16 = 11000;
}

/// Where a row's texts stand in the one text of all, and how long they are: four bytes, where a pair
/// of `&str` has sixteen.
#[derive(Clone, Copy)]
struct Row {
    start: u16,
    summary: u8,
    remedy: u8,
}

/// The rows, from the lengths of each one's two texts.
#[expect(clippy::as_conversions, clippy::indexing_slicing, reason = "at compile time")]
#[expect(clippy::arithmetic_side_effects, reason = "at compile time")]
const fn rows<const N: usize>(lengths: [[usize; 2]; N]) -> [Row; N] {
    let mut rows = [Row { start: 0, summary: 0, remedy: 0 }; N];
    let (mut i, mut start) = (0, 0);
    while i < N {
        let [summary, remedy] = lengths[i];
        assert!(start <= u16::MAX as usize && summary < 256 && remedy < 256);
        rows[i] = Row { start: start as u16, summary: summary as u8, remedy: remedy as u8 };
        start += summary + remedy;
        i += 1;
    }
    rows
}

/// How many groups there are.
const GROUPS: usize = 12;

/// The place of each group's first code among all. Numbers of a group follow each other, so that a
/// code's place is its number's.
#[expect(clippy::as_conversions, clippy::indexing_slicing, reason = "at compile time")]
#[expect(clippy::arithmetic_side_effects, reason = "at compile time")]
const fn places() -> [u8; GROUPS] {
    let mut places = [0; GROUPS];
    let mut i = 0;
    while i < Code::ALL.len() {
        let number = Code::ALL[i].number() as usize;
        if number % 1000 == 1 {
            places[number / 1000] = i as u8;
        }
        assert!(places[number / 1000] as usize + number % 1000 == i + 1);
        i += 1;
    }
    places
}

static PLACES: [u8; GROUPS] = places();

/// What stands at `at`.
const fn get<T: Copy>(items: &[T], at: usize) -> Option<T> {
    match items.split_at_checked(at) {
        Some((_, [item, ..])) => Some(*item),
        _ => None,
    }
}

macro_rules! codes {
    ($( $name:ident = $group:ident $n:literal $class:ident, $summary:literal,
        at $at:literal, fix $remedy:literal, eg $example:literal; )*) => {
        /// Which rule a text broke. Numbers and ids are stable; new codes may come.
        ///
        /// # Example
        /// ```
        /// use ioc_canon::{Cidr, Code};
        /// match Cidr::parse("198.51.100.77/29").unwrap_err().code() {
        ///     Code::PrefixMissing => panic!("an address alone"),
        ///     // New codes may come, so there is always a last arm.
        ///     code => assert_eq!(code.to_string(), "C006"),
        /// }
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum Code {
            $(
                #[doc = concat!("`", stringify!($group), "`", stringify!($n), ": ", $summary, ".")]
                #[doc = ""]
                #[doc = concat!("The offset points at ", $at, ". Remedy: ", $remedy, ".")]
                $name = group::$group + $n,
            )*
        }

        impl Code {
            /// Every code, by number.
            ///
            /// # Example
            /// ```
            /// use ioc_canon::Code;
            /// assert!(Code::ALL.is_sorted());
            /// assert_eq!(Code::ALL.first(), Some(&Code::Empty));
            /// ```
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The variant's name, such as `HostBits`.
            ///
            /// # Example
            /// ```
            /// use ioc_canon::Code;
            /// assert_eq!(Code::HostBits.name(), "HostBits");
            /// ```
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }
        }

        /// Every summary, each with its remedy behind it.
        static TEXT: &str = concat!($($summary, $remedy),*);
        static ROWS: [Row; Code::ALL.len()] = rows([$([$summary.len(), $remedy.len()]),*]);
        // Apart from the rows: what is not asked for is not linked.
        static CLASSES: [Class; Code::ALL.len()] = [$(Class::$class),*];
        static EXAMPLES: [&str; Code::ALL.len()] = [$($example),*];
    };
}

codes! {
    // G: any kind, and the choice of the kind.
    Empty = G 1 DataRetrieval, "expected a value, found empty text",
        at "the start", fix "leave the entry out or give its value", eg "";
    TooLong = G 2 DataRetrieval, "expected the text to end within this kind's bound",
        at "the first byte past the bound", fix "give one value of this kind and nothing else",
        eg "AS 00000000000000000000000000000000000000000000000000000000000001";
    NotUtf8 = G 3 DataRetrieval, "expected UTF-8",
        at "the first byte that is not UTF-8", fix "convert the source to UTF-8", eg "";
    ControlCharacter = G 4 DataRetrieval, "expected no control or direction character",
        at "the character", fix "remove it: no indicator holds C0, C1, DEL, line separators or bidi controls",
        eg "exam\u{200e}ple.com";
    OuterBlank = G 5 DataRetrieval, "expected no blank around the value",
        at "the blank", fix "trim the text, or read it as a feed entry", eg " example.com";
    BufferTooSmall = G 6 Config, "expected a larger buffer",
        at "the start", fix "give a buffer of the kind's MAX_LEN bytes", eg "";
    NotAnIndicator = G 7 DataRetrieval, "expected the shape of an indicator",
        at "the start", fix "give an ASN, address, CIDR block, range, host, URL, registry key, e-mail, hash or endpoint",
        eg "hello world";
    AmbiguousNumber = G 8 DataRetrieval, "expected more than a bare number",
        at "the number", fix "write an AS number as AS12345, an address as four octets", eg "2130706433";
    Truncated = G 9 DataRetrieval, "expected the whole value, found an ellipsis",
        at "the ellipsis", fix "get the full value from the source; it was cut", eg "http://example.com/a…";
    WrongKind = G 10 UseCase, "expected an indicator of the kind asked for",
        at "the start", fix "ask for the kind that the text has", eg "";
    PathOnly = G 11 DataRetrieval, "expected a host before the path",
        at "the start", fix "a path alone names no server; add scheme and host", eg "/gate.php";
    // No door of the library gives it: for callers who take canonical text alone (`is_canonical` tells),
    // as `lint_feed --check` does.
    NotExact = G 12 UseCase, "expected text that needs no edit",
        at "the first byte that would change", fix "write the canonical form", eg "";

    // N: autonomous system numbers.
    AsnDigit = N 1 DataRetrieval, "expected a decimal digit",
        at "the byte in its place", fix "write AS and the number, such as AS12345", eg "AS12a";
    AsnLeadingZero = N 2 DataRetrieval, "expected a number without leading zeros",
        at "the zero", fix "drop the leading zeros", eg "AS0012";
    AsnTooLarge = N 3 DataRetrieval, "expected a number up to 4294967295",
        at "the number's first digit", fix "AS numbers have 32 bits", eg "AS4294967296";
    AsdotTooLarge = N 4 DataRetrieval, "expected an asdot half up to 65535",
        at "the half's first digit", fix "asdot writes the two 16-bit halves", eg "AS1.65536";
    AsnSign = N 5 DataRetrieval, "expected a number without a sign",
        at "the sign", fix "drop the sign", eg "+12345";
    AsnBlanks = N 6 DataRetrieval, "expected at most one blank before the number",
        at "the second blank", fix "write the number right after AS", eg "AS  12345";
    AsnPrefix = N 7 DataRetrieval, "expected AS, ASN or a digit",
        at "the start", fix "write AS and the number, such as AS12345", eg "CVE9";
    AsnTrailing = N 8 DataRetrieval, "expected the end after the AS number",
        at "the first byte after the number", fix "remove what follows the number, or give each number of a range", eg "AS12345 x";
    AsnForeignDigit = N 9 DataRetrieval, "expected an ASCII digit",
        at "the digit of another script", fix "write it with the digits 0 to 9", eg "AS１２";

    // A: addresses.
    OctetDigit = A 1 DataRetrieval, "expected a decimal digit of an octet",
        at "the byte in its place", fix "write four octets from 0 to 255", eg "1.2.x.4";
    OctetTooLarge = A 2 DataRetrieval, "expected an octet up to 255",
        at "the octet's first digit", fix "an octet is 0 to 255; version numbers are no addresses", eg "1.20.3.659";
    OctetLeadingZero = A 3 DataRetrieval, "expected an octet without leading zeros",
        at "the zero", fix "drop the zero: some programs read such an octet as octal", eg "198.51.100.061";
    OctetMissing = A 4 DataRetrieval, "expected four octets",
        at "where the next octet or its dot should begin", fix "write all four octets", eg "1.2.3";
    OctetExtra = A 5 DataRetrieval, "expected the end after four octets",
        at "the first byte after the fourth octet", fix "an IPv4 address has four octets and nothing more", eg "1.2.3.4.5";
    OctetHex = A 6 DataRetrieval, "expected a decimal octet, found hexadecimal",
        at "the octet", fix "write the octet in decimal", eg "0x7f.0.0.1";
    GroupDigit = A 7 DataRetrieval, "expected a hexadecimal digit of a group",
        at "the byte in its place", fix "write groups of one to four hexadecimal digits", eg "2001:db8::g";
    GroupTooLong = A 8 DataRetrieval, "expected a group of at most four digits",
        at "the fifth digit", fix "write groups of one to four hexadecimal digits", eg "2001:0db80::";
    GroupMissing = A 9 DataRetrieval, "expected eight groups or a ::",
        at "the end of the address", fix "write all eight groups or one ::", eg "1:2:3:4:5:6:7";
    GroupExtra = A 10 DataRetrieval, "expected the end after eight groups",
        at "the colon after the eighth group, or the :: that stands for none", fix "an IPv6 address has eight groups", eg "1:2:3:4:5:6:7:8:9";
    SecondCompression = A 11 DataRetrieval, "expected one :: at most",
        at "the second ::", fix "write out the zero groups of one of them", eg "1::2::3";
    LoneColon = A 12 DataRetrieval, "expected a group or :: here, found one colon",
        at "the colon", fix "begin and end with a group or with ::", eg ":1::2";
    TailMisplaced = A 13 DataRetrieval, "expected a dotted tail only as the last 32 bits",
        at "the tail's first digit", fix "put the dotted part last, after at most six groups", eg "::1.2.3.4:5";
    ZoneId = A 14 DataRetrieval, "expected no zone id",
        at "the percent sign", fix "drop the zone: it means something on one machine only", eg "fe80::1%lo0";
    AddressBracket = A 15 DataRetrieval, "expected an address without brackets",
        at "the bracket", fix "brackets belong to endpoints and URLs; drop them", eg "[::1]";
    AddressHasPrefix = A 16 DataRetrieval, "expected an address, found a prefix length after it",
        at "the slash", fix "read it as a CIDR block", eg "1.2.3.0/24";
    AddressHasPort = A 17 DataRetrieval, "expected an address, found a port after it",
        at "the colon", fix "read it as an endpoint", eg "1.2.3.4:80";

    // C: CIDR blocks and ranges.
    PrefixMissing = C 1 DataRetrieval, "expected a slash and a prefix length",
        at "the end of the address", fix "add the prefix length, such as /24", eg "1.2.3.0";
    PrefixDigit = C 2 DataRetrieval, "expected a decimal digit of the prefix length",
        at "the byte in its place", fix "write the prefix length in decimal", eg "1.2.3.0/x";
    PrefixLeadingZero = C 3 DataRetrieval, "expected a prefix length without leading zeros",
        at "the zero", fix "drop the leading zeros", eg "1.2.3.0/024";
    PrefixOver32 = C 4 DataRetrieval, "expected a prefix length up to 32",
        at "its first digit", fix "an IPv4 prefix has at most 32 bits", eg "1.2.3.4/33";
    PrefixOver128 = C 5 DataRetrieval, "expected a prefix length up to 128",
        at "its first digit", fix "an IPv6 prefix has at most 128 bits", eg "::/129";
    HostBits = C 6 DataRetrieval, "expected zero bits beyond the prefix length",
        at "the first octet or group that would change", fix "write the block's first address", eg "1.2.3.4/24";
    Netmask = C 7 DataRetrieval, "expected a prefix length, found a netmask",
        at "the netmask", fix "write the mask as a number of bits", eg "1.2.3.0/255.255.255.0";
    PrefixTrailing = C 8 DataRetrieval, "expected the end after the prefix length",
        at "the first byte after it", fix "end after the prefix length; a path needs a scheme before it", eg "1.2.3.4/0x22";
    RangeDash = C 9 DataRetrieval, "expected a dash between two addresses",
        at "the end of the first address", fix "write first-last, such as 1.2.3.4-1.2.3.9", eg "1.2.3.4";
    RangeFamilies = C 10 DataRetrieval, "expected both ends of one address family",
        at "the second address", fix "give two IPv4 or two IPv6 addresses", eg "1.2.3.4-::1";
    RangeReversed = C 11 DataRetrieval, "expected the last address not before the first",
        at "the second address", fix "swap the two addresses", eg "1.2.3.9-1.2.3.4";
    RangeBlank = C 12 DataRetrieval, "expected no blank around the dash",
        at "the blank", fix "write first-last without blanks", eg "1.2.3.4 - 1.2.3.9";

    // H: hosts.
    LabelEmpty = H 1 DataRetrieval, "expected a label before the dot",
        at "where the label should begin", fix "remove the extra dot", eg "de2.node..pool.example";
    LabelTooLong = H 2 DataRetrieval, "expected a label of at most 63 octets",
        at "the label's first byte", fix "DNS carries no longer label; check the source",
        eg "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff.example";
    NameTooLong = H 3 DataRetrieval, "expected a name of at most 253 octets",
        at "the first byte of the label that passes the bound", fix "DNS carries no longer name; check the source", eg "";
    LeadingHyphen = H 4 DataRetrieval, "expected a label that does not begin with a hyphen",
        at "the label's first byte", fix "remove the hyphen", eg "-a.example";
    TrailingHyphen = H 5 DataRetrieval, "expected a label that does not end with a hyphen",
        at "the label's first byte", fix "remove the hyphen", eg "sia-.mining.example";
    HostCharacter = H 6 DataRetrieval, "expected a letter, digit, hyphen, underscore or dot",
        at "the character", fix "a host holds no such character; check where the value was cut", eg "exa!mple.com";
    Underscore = H 7 DataRetrieval, "expected no underscore in a host name",
        at "the underscore", fix "read it under the DNS rules, which allow it", eg "_dmarc.example.com";
    HyphensAt34 = H 8 DataRetrieval, "expected no hyphens at the label's third and fourth place",
        at "the label's first byte", fix "only A-labels (xn--) have hyphens there", eg "ab--cd.example";
    NumericLastLabel = H 9 DataRetrieval, "expected a last label that is not a number",
        at "the last label", fix "programs read such a host as an IPv4 address; write the address itself", eg "v10.2.3.125";
    SingleLabel = H 10 DataRetrieval, "expected a name of at least two labels",
        at "the start", fix "give the full domain name", eg "localhost";
    NeedsIdna = H 11 UseCase, "expected ASCII: this build lacks the feature `idna`",
        at "the first character or A-label that needs it", fix "enable the feature `idna`, or give A-labels (Punycode)", eg "";
    SuspectedMojibake = H 12 DataRetrieval, "expected correctly decoded text, found UTF-8 read as Latin-1",
        at "the first garbled character", fix "decode the source as UTF-8", eg "Ã¶sterreich.icom.museum";
    OneDotLeader = H 13 DataRetrieval, "expected a dot, found U+2024 ONE DOT LEADER",
        at "the character", fix "write an ordinary dot", eg "chat-room-server․xyz";
    ZeroWidth = H 14 DataRetrieval, "expected no zero-width character",
        at "the character", fix "remove it; it was glued on by a web page", eg "example\u{200b}.com";
    Wildcard = H 15 DataRetrieval, "expected a name without a wildcard",
        at "the asterisk", fix "give the name after `*.`, or allow wildcards", eg "*.example.com";
    HostHasPort = H 16 DataRetrieval, "expected a host, found a port after it",
        at "the colon", fix "read it as an endpoint", eg "example.com:443";
    HostHasPath = H 17 DataRetrieval, "expected a host, found a path after it",
        at "the slash", fix "read it as a URL, with its scheme", eg "example.com/a";
    DisallowedCodePoint = H 18 DataRetrieval, "expected a character that domain names allow",
        at "the character", fix "UTS #46 maps it to nothing that a name holds; check the source", eg "a\u{2fff}b.example";
    BadPunycode = H 19 DataRetrieval, "expected an A-label that decodes to a valid label",
        at "the label's first byte", fix "check the Punycode, or read it under the DNS rules", eg "xn--99999999.example";
    NotNfc = H 20 DataRetrieval, "expected an A-label in normal form C",
        at "the label's first byte", fix "encode the normalised label", eg "xn--u-ccb.com";
    LeadingMark = H 21 DataRetrieval, "expected a label that does not begin with a combining mark",
        at "the mark, or the A-label that holds it", fix "put the letter before its mark", eg "\u{301}a.example";
    JoinerContext = H 22 DataRetrieval, "expected a joiner only where its script needs it",
        at "the joiner, or the A-label that holds it", fix "remove the zero-width joiner", eg "a\u{200d}b.example";
    BidiRule = H 23 DataRetrieval, "expected a label that keeps the bidi rule",
        at "the label's first byte", fix "do not mix directions in one label (RFC 5893)", eg "a\u{5d0}.example";

    // U: URLs.
    UrlSchemeMissing = U 1 DataRetrieval, "expected a scheme and ://",
        at "the start", fix "write the scheme, such as http://, or have the feed's options assume it", eg "example.com/a";
    UrlMailto = U 2 DataRetrieval, "expected a URL with a host, found mailto:",
        at "the start", fix "give the e-mail address alone", eg "mailto:a@example.com";
    UrlMagnet = U 3 DataRetrieval, "expected a URL with a host, found magnet:",
        at "the start", fix "a magnet link names no host; give its hash", eg "magnet:?xt=urn:btih:0";
    UrlFile = U 4 DataRetrieval, "expected a URL with a host, found a local file",
        at "where the host should begin", fix "a local path is no network indicator", eg "file:///etc/passwd";
    UrlIsEndpoint = U 5 DataRetrieval, "expected a URL, found a host and a port",
        at "the colon", fix "read it as an endpoint, or write the scheme", eg "example.com:443";
    UrlOpaque = U 6 DataRetrieval, "expected // after the scheme",
        at "the byte after the colon", fix "only URLs with an authority name a host", eg "urn:isbn:0";
    UrlScheme = U 7 DataRetrieval, "expected a scheme: a letter, then letters, digits, dots, + or -",
        at "the byte in its place", fix "begin with a letter, such as http://", eg "1http://example.com";
    UrlHostEmpty = U 8 DataRetrieval, "expected a host",
        at "where the host should begin", fix "write the host after ://", eg "http:///a";
    UrlBackslash = U 9 DataRetrieval, "expected no backslash before the path",
        at "the backslash", fix "programs disagree which part is the host; write /", eg "http://example.com\\@evil.example/";
    UrlSecondAt = U 10 DataRetrieval, "expected one @ at most before the path",
        at "the second @", fix "programs disagree which part is the host; write %40 in the user part", eg "http://a@b@example.com/";
    UrlPercentHost = U 11 DataRetrieval, "expected no percent sign in the host",
        at "the percent sign", fix "write the host itself; programs disagree on decoding it", eg "http://ex%61mple.com/";
    UrlPortEmpty = U 12 DataRetrieval, "expected a port after the colon",
        at "where the port should begin", fix "write the port or drop the colon", eg "http://example.com:/";
    UrlPortLeadingZero = U 13 DataRetrieval, "expected a port without leading zeros",
        at "the zero", fix "drop the leading zeros", eg "http://example.com:080/";
    UrlPortTooLarge = U 14 DataRetrieval, "expected a port up to 65535",
        at "its first digit", fix "ports have 16 bits", eg "http://example.com:65536/";
    UrlPortDigit = U 15 DataRetrieval, "expected a decimal digit of the port",
        at "the byte in its place", fix "write the port in decimal", eg "http://example.com:http/";
    UrlNumericHost = U 16 DataRetrieval, "expected a name or a dotted address as the host, found a number",
        at "the host's last label", fix "programs read it as some IPv4 address; write that address", eg "http://2130706433/";
    UrlUserIsHost = U 17 DataRetrieval, "expected a user part that does not look like the host",
        at "the user part, or the character in it that NFKC makes `/`, `?`, `#`, `@` or `:`", fix "the host is what follows @; a WebDAV @port is written :port", eg "https://1.2.3.4@80";
    UrlBlank = U 18 DataRetrieval, "expected no blank in a URL",
        at "the blank", fix "write %20, or cut the URL where it ends", eg "http://example.com/a b";
    UrlBracket = U 19 DataRetrieval, "expected an IPv6 address in brackets",
        at "the bracket", fix "write the address in brackets, with the port after them", eg "http://[::1/";
    UrlAfterBracket = U 20 DataRetrieval, "expected a port or the path after the bracket",
        at "the byte in its place", fix "only :port or / follows the closing bracket", eg "http://[::1]x/";

    // R: Windows registry keys.
    HiveMissing = R 1 DataRetrieval, "expected a hive such as HKEY_LOCAL_MACHINE",
        at "where the hive should begin", fix "write the hive before the path", eg "\\CurrentVersion\\Run";
    HiveUnknown = R 2 DataRetrieval, "expected a hive that exists",
        at "the first component", fix "check the hive's spelling", eg "HKEY_USERSX\\a";
    HiveDynData = R 3 DataRetrieval, "expected a hive of Windows NT, found HKEY_DYN_DATA",
        at "the hive", fix "Windows 9x had it; no current system does", eg "HKEY_DYN_DATA\\a";
    HiveApp = R 4 DataRetrieval, "expected a named hive, found an application hive",
        at "the path under \\REGISTRY", fix "an application hive has no HKEY name", eg "\\REGISTRY\\A\\x";
    KeyTrailingBackslash = R 5 DataRetrieval, "expected no separator at the end",
        at "the separator", fix "drop it", eg "HKLM\\Software\\";
    KeyEmptyComponent = R 6 DataRetrieval, "expected a key name between two separators",
        at "the second separator", fix "write one backslash, or double every one", eg "HKLM\\a\\\\b";
    KeyMixedSeparators = R 7 DataRetrieval, "expected separators of one kind",
        at "the one that differs", fix "write one backslash everywhere", eg "HKLM\\\\a\\b";
    KeyBracket = R 8 DataRetrieval, "expected a closing bracket at the end and nowhere else",
        at "the end, the first byte after the closing bracket, or a bracket that nothing opens", fix "close the bracket at the end, or write the key without brackets", eg "[HKLM\\a";
    HiveSeparator = R 9 DataRetrieval, "expected a backslash after the hive",
        at "the byte in its place", fix "write hive\\path", eg "HKLM:a";
    KernelRoot = R 10 DataRetrieval, "expected MACHINE or USER under \\REGISTRY",
        at "the name under \\REGISTRY, or the end", fix "only those two have an HKEY name", eg "\\REGISTRY\\WC\\x";
    ValueTypeUnknown = R 11 DataRetrieval, "expected a type of registry values such as REG_SZ",
        at "the start", fix "write the type's whole name, REG_ included", eg "";

    // F: file hashes.
    HashLength = F 1 DataRetrieval, "expected 32, 40, 56, 64, 96 or 128 hexadecimal digits",
        at "the first digit too many for the nearest length, or the end", fix "check for a cut or a stray digit", eg "d41d8cd98f00b204e9800998ecf8427";
    HashDigit = F 2 DataRetrieval, "expected a hexadecimal digit",
        at "the byte in its place", fix "give the digest alone, without its name", eg "g41d8cd98f00b204e9800998ecf8427e";
    HashLabel = F 3 DataRetrieval, "expected as many digits as a digest of this name has",
        at "the first digit too many, or the end", fix "check which is wrong, the name or the digest", eg "";

    // E: e-mail addresses.
    EmailAt = E 1 DataRetrieval, "expected an @",
        at "the end", fix "write local@domain", eg "example.com";
    EmailSecondAt = E 2 DataRetrieval, "expected one @ outside quotes",
        at "the second @", fix "give one address", eg "a@b@example.com";
    LocalEmpty = E 3 DataRetrieval, "expected a local part before the @",
        at "the @", fix "write local@domain", eg "@example.com";
    LocalTooLong = E 4 DataRetrieval, "expected a local part of at most 64 octets",
        at "the first octet past the bound", fix "RFC 5321 allows 64",
        eg "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com";
    LocalCharacter = E 5 DataRetrieval, "expected a character of an atom",
        at "the character", fix "quote the local part, or check where the value was cut", eg "a(b@example.com";
    LocalDot = E 6 DataRetrieval, "expected a dot only between two atoms",
        at "the dot", fix "remove it, or quote the local part", eg "a..b@example.com";
    LocalQuote = E 7 DataRetrieval, "expected a closing quote before the @",
        at "the byte in its place", fix "write \"local part\"@domain", eg "\"a@example.com";
    DomainLiteral = E 8 DataRetrieval, "expected a domain, found an address literal",
        at "the bracket", fix "give the address as an indicator of its own", eg "a@[1.2.3.4]";
    LocalNotAscii = E 9 UseCase, "expected an ASCII local part",
        at "the first character beyond ASCII", fix "internationalised mailboxes (RFC 6531) are not read", eg "ä@example.com";
    DomainEmpty = E 10 DataRetrieval, "expected a domain after the @",
        at "the end", fix "write local@domain", eg "a@";

    // P: endpoints.
    PortMissing = P 1 DataRetrieval, "expected a colon and a port",
        at "the end of the host, or what stands there for a colon", fix "add the port, such as :443", eg "example.com";
    PortEmpty = P 2 DataRetrieval, "expected a port after the colon",
        at "where the port should begin", fix "write the port or drop the colon", eg "198.51.100.7:";
    PortLeadingZero = P 3 DataRetrieval, "expected a port without leading zeros",
        at "the zero", fix "drop the leading zeros", eg "example.com:080";
    PortTooLarge = P 4 DataRetrieval, "expected a port up to 65535",
        at "its first digit", fix "ports have 16 bits", eg "198.51.100.5:660666";
    PortDigit = P 5 DataRetrieval, "expected a decimal digit of the port",
        at "the byte in its place", fix "write the port in decimal", eg "example.com:http";
    EndpointBracket = P 6 DataRetrieval, "expected an IPv6 address in brackets before the port",
        at "the start, or where the closing bracket should be", fix "write the address in brackets, a colon and the port", eg "2001:db8::1:x:443";
    EndpointHost = P 7 DataRetrieval, "expected a host before the port",
        at "the start", fix "write host:port", eg ":443";

    // D: a platform's spelling, limits and types.
    KindNotHere = D 1 UseCase, "expected a kind that the platform takes",
        at "the start", fix "this platform has no such indicator", eg "";
    Spelling = D 2 UseCase, "expected the platform's own spelling",
        at "the first byte that differs", fix "write it as the suggestion shows", eg "";
    AsnPrefixMissing = D 3 UseCase, "expected the prefix ASN before the number",
        at "the start", fix "write ASN and the number without a blank", eg "";
    AsnPrefixOther = D 4 UseCase, "expected another prefix before the number",
        at "the first byte that differs", fix "write the platform's prefix in its case", eg "";
    AsnBlankInside = D 5 UseCase, "expected no blank or hyphen between the prefix and the number",
        at "the blank or hyphen", fix "write the number right after the prefix", eg "";
    AsnNotation = D 6 UseCase, "expected the number in the platform's notation",
        at "the first byte that differs", fix "write it as the suggestion shows", eg "";
    Compressed = D 7 UseCase, "expected eight groups, found ::",
        at "the ::", fix "write out the zero groups as 0", eg "";
    GroupLeadingZero = D 8 UseCase, "expected a group without leading zeros",
        at "the group's first digit", fix "drop the leading zeros; a zero group is 0", eg "";
    UpperCase = D 9 UseCase, "expected lower case",
        at "the first capital", fix "write it in lower case", eg "";
    NotCompressed = D 10 UseCase, "expected the compressed form of RFC 5952",
        at "the first byte that differs", fix "write the longest run of zero groups as ::", eg "";
    DottedTail = D 11 UseCase, "expected hexadecimal groups, found a dotted tail",
        at "the tail's first digit", fix "write the last 32 bits as two groups", eg "";
    SinglePrefix = D 12 UseCase, "expected the address alone for a block of one address",
        at "the slash", fix "drop the prefix length", eg "";
    HostNotAscii = D 13 UseCase, "expected ASCII in the host",
        at "the first character beyond ASCII", fix "write the host in Punycode (A-labels)", eg "";
    HostUpperCase = D 14 UseCase, "expected the host in lower case",
        at "the first capital", fix "write the host in lower case", eg "";
    HostTrailingDot = D 15 UseCase, "expected no dot at the host's end",
        at "the dot", fix "drop the trailing dot", eg "";
    SchemeUpperCase = D 16 UseCase, "expected the scheme in lower case",
        at "the first capital", fix "write the scheme in lower case", eg "";
    HiveShort = D 17 UseCase, "expected the hive written out",
        at "the hive", fix "write the long name, such as HKEY_LOCAL_MACHINE", eg "";
    HiveLong = D 18 UseCase, "expected the hive's short name",
        at "the hive", fix "write the short name, such as HKLM", eg "";
    HiveCase = D 19 UseCase, "expected the hive in capitals",
        at "the first small letter", fix "write the hive in capitals", eg "";
    KeyWrapping = D 20 UseCase, "expected the key to begin with its hive",
        at "what stands before the hive", fix "drop the prefix or bracket", eg "";
    KeySeparator = D 21 UseCase, "expected one backslash between key names",
        at "the separator that differs", fix "write single backslashes", eg "";
    PrefixTooShort = D 22 UseCase, "expected a block no larger than the platform takes",
        at "the prefix length, or a range's last address", fix "split it", eg "";
    PrivateAddress = D 23 UseCase, "expected no private address (RFC 1918)",
        at "the address", fix "leave it out, or tell the platform to allow bogons", eg "";
    NameOverLimit = D 24 UseCase, "expected a name within the platform's length limit",
        at "the label that passes the limit", fix "the platform takes no longer name", eg "";
    SpecialAddress = D 25 UseCase, "expected no special-purpose address",
        at "the address", fix "leave it out, or allow special-purpose addresses", eg "";
    Denied = D 26 UseCase, "expected an entry that the caller's denylist leaves free",
        at "the start", fix "remove the entry", eg "";
    TooManyEntries = D 27 UseCase, "expected fewer entries than the platform's limit",
        at "the start", fix "split the list", eg "";
    Expiration = D 28 UseCase, "expected an expiration date in the format chosen",
        at "the byte in its place", fix "write it as the platform's format has it", eg "";
    ContentType = D 29 Config, "expected the content type application/json",
        at "the first byte that differs", fix "send application/json", eg "";
    ApiVersion = D 30 Config, "expected the API version v4.0",
        at "the first byte that differs", fix "call v4.0", eg "";
    HashUnsupported = D 31 UseCase, "expected a digest that the platform takes",
        at "the start", fix "give a digest of an algorithm that the platform lists", eg "";
    RequestPath = D 32 Config, "expected a path from its first / on, as a request line carries it",
        at "the byte in its place", fix "give path and query as sent: percent-encoded, without scheme and host", eg "";
    RequestMethod = D 33 Config, "expected a method in capitals",
        at "the byte in its place", fix "write it as sent, such as GET", eg "";
    AccessId = D 34 Config, "expected an access ID of up to 128 visible ASCII characters but colons",
        at "the byte in its place", fix "give the access ID of the API user", eg "";
    SecretEmpty = D 35 Config, "expected a secret key",
        at "the start", fix "give the secret key of the API user", eg "";
    SignatureMismatch = D 36 Config, "expected the signature of this very request",
        at "the start", fix "sign path and query as sent, method and timestamp with the API user's secret key", eg "";
    TimestampOutOfRange = D 37 Config, "expected a timestamp at most 300 seconds from now",
        at "the start", fix "set the clock, and sign the request anew", eg "";
    ValueNameMissing = D 38 UseCase, "expected a value name, or the platform's text for none",
        at "the start", fix "write none as the platform does: one blank at ThreatConnect", eg "";
    ValueNameReserved = D 39 UseCase, "expected a value name other than the platform's text for none",
        at "the start", fix "leave the value out: the platform cannot express this name", eg "";
    ValueTypeNotHere = D 40 UseCase, "expected a value type that the platform has",
        at "the start", fix "leave the value out: no type of the platform means the same", eg "";
    BeyondBasicPlane = D 41 UseCase, "expected characters of at most three bytes in UTF-8",
        at "the first character of four", fix "the platform stores ? in its place; in a URL, percent-encode it", eg "";

    // L: feeds.
    LineTooLong = L 1 DataRetrieval, "expected the line to end within the limit",
        at "the first byte past the limit", fix "check that the source has line ends, or raise `max_line`", eg "";
    LineNul = L 2 DataRetrieval, "expected text, found a NUL byte",
        at "the NUL", fix "check that the source is text", eg "";
    LineNotUtf8 = L 3 DataRetrieval, "expected a line in UTF-8",
        at "the first byte that is not", fix "convert the source to UTF-8", eg "";
    FilterRule = L 4 DataRetrieval, "expected a name, found a filter rule",
        at "the start", fix "rules with ##, a path or options name no host to block", eg "";
    FeedOptions = L 5 Config, "expected options that a feed can be read by",
        at "the start", fix "give a decoder at least `max_line` bytes; count columns from 1, part them by an ASCII character that is no quote or line end", eg "";
    Redacted = L 6 DataRetrieval, "expected the whole value, found a redaction",
        at "the redaction", fix "get the full value from the source; it was blanked out", eg "p[BLOCKED]h.com";
    ColumnMissing = L 7 DataRetrieval, "expected the column that was asked for",
        at "the end of the line", fix "check the column's number and the delimiter", eg "";
    FieldOpen = L 8 DataRetrieval, "expected the field to end on its line",
        at "the end of the line", fix "write each value on one line; close the quote that is open", eg "";
}

impl Code {
    /// The place in [`ALL`](Self::ALL).
    #[expect(clippy::as_conversions, reason = "to usize; `from` is not const")]
    pub(crate) const fn place(self) -> usize {
        let number = self.number() as usize;
        match get(&PLACES, number / 1000) {
            Some(first) => (first as usize).wrapping_add(number % 1000).wrapping_sub(1),
            None => usize::MAX,
        }
    }

    /// The summary and the remedy.
    #[expect(clippy::as_conversions, reason = "to usize; `from` is not const")]
    const fn texts(self) -> (&'static str, &'static str) {
        let Some(row) = get(&ROWS, self.place()) else { return ("", "") };
        let Some((_, text)) = TEXT.split_at_checked(row.start as usize) else { return ("", "") };
        let Some((summary, text)) = text.split_at_checked(row.summary as usize) else {
            return ("", "");
        };
        match text.split_at_checked(row.remedy as usize) {
            Some((remedy, _)) => (summary, remedy),
            None => (summary, ""),
        }
    }

    /// What was expected, as one lower-case clause without a full stop.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Code;
    /// assert_eq!(Code::HostBits.summary(), "expected zero bits beyond the prefix length");
    /// ```
    #[must_use]
    pub const fn summary(self) -> &'static str {
        self.texts().0
    }

    /// How the text is mended, as one fixed clause.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Code;
    /// assert_eq!(Code::HostBits.remedy(), "write the block's first address");
    /// ```
    #[must_use]
    pub const fn remedy(self) -> &'static str {
        self.texts().1
    }

    /// What a program does about it.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Class, Code};
    /// assert_eq!(Code::BufferTooSmall.class(), Class::Config);
    /// assert_eq!(Code::HostBits.class(), Class::DataRetrieval);
    /// ```
    #[must_use]
    pub const fn class(self) -> Class {
        match get(&CLASSES, self.place()) {
            Some(class) => class,
            None => Class::DataRetrieval,
        }
    }

    /// A text that is refused with this code, or empty text where no single text shows it (a
    /// buffer, an option, a platform's limit).
    ///
    /// # Example
    /// ```
    /// use ioc_canon::{Cidr, Code};
    /// let refused = Code::HostBits.example();
    /// assert_eq!(Cidr::parse(refused).unwrap_err().code(), Code::HostBits);
    /// ```
    #[must_use]
    pub const fn example(self) -> &'static str {
        match get(&EXAMPLES, self.place()) {
            Some(example) => example,
            None => "",
        }
    }

    /// The stable number: the group's first number plus n.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Code;
    /// assert_eq!(Code::HostBits.number(), 3006);
    /// ```
    #[must_use]
    pub const fn number(self) -> u16 {
        #[expect(clippy::as_conversions, reason = "the discriminant of a `repr(u16)`")]
        let number = self as u16;
        number
    }

    /// The stable id, such as `C006`. Letters: G any kind, N ASN, A address, C CIDR and range,
    /// H host, U URL, R registry key, F hash, E e-mail, P endpoint, D dialect, L feed.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Code;
    /// assert_eq!(Code::HostBits.id().to_string(), "C006");
    /// ```
    #[must_use]
    pub const fn id(self) -> CodeId {
        let number = self.number();
        CodeId([self.group(), digit(number / 100), digit(number / 10), digit(number)])
    }

    /// The letter of the code's group.
    #[expect(clippy::as_conversions, reason = "to usize; `from` is not const")]
    const fn group(self) -> u8 {
        match get(b"GNACHURFEPDL", self.number() as usize / 1000) {
            Some(letter) => letter,
            None => b'?',
        }
    }

    /// The code of a number.
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Code;
    /// assert_eq!(Code::from_number(Code::HostBits.number()), Some(Code::HostBits));
    /// assert_eq!(Code::from_number(999), None);
    /// ```
    #[must_use]
    #[expect(clippy::as_conversions, reason = "to usize; `from` is not const")]
    pub const fn from_number(number: u16) -> Option<Self> {
        let Some(first) = get(&PLACES, number as usize / 1000) else { return None };
        let place = (first as usize).wrapping_add(number as usize % 1000).wrapping_sub(1);
        match get(Self::ALL, place) {
            Some(code) if code.number() == number => Some(code),
            _ => None,
        }
    }

    /// The code of an id, in any case: `c006` is [`Code::HostBits`].
    ///
    /// # Example
    /// ```
    /// use ioc_canon::Code;
    /// assert_eq!(Code::from_id("c006"), Some(Code::HostBits));
    /// assert_eq!(Code::from_id("C999"), None);
    /// ```
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id().as_str().eq_ignore_ascii_case(id))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id().as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_what_the_compiler_made_of_them() {
        assert_eq!(places(), PLACES);
        let places = rows([[1, 2], [0, 4], [5, 6]]).map(|row| (row.start, row.summary, row.remedy));
        assert_eq!(places, [(0, 1, 2), (3, 0, 4), (7, 5, 6)]);
        assert_eq!((get(&[7u8, 8], 1), get(&[7u8, 8], 2)), (Some(8), None));
        for (place, &code) in Code::ALL.iter().enumerate() {
            assert_eq!(code.place(), place);
        }
    }

    #[test]
    fn numbers_and_ids_are_sorted_unique_and_read_back() {
        for pair in Code::ALL.windows(2) {
            assert!(pair[0].number() < pair[1].number(), "{:?}", pair[1]);
        }
        for &code in Code::ALL {
            assert_eq!(Code::from_id(code.id().as_str()), Some(code));
            assert_eq!(Code::from_number(code.number()), Some(code));
            assert!(
                !code.summary().ends_with('.') && code.summary().starts_with("expected "),
                "{code:?}"
            );
            assert!(!code.remedy().ends_with('.') && !code.remedy().is_empty(), "{code:?}");
        }
        let id = Code::HostBits.id();
        assert_eq!((id.as_str(), id.as_ref()), ("C006", "C006"));
        assert!(id == *"C006" && id == "C006" && id != *"c006" && id != "C007");
        extern crate std;
        assert_eq!(std::format!("{:?}", Some(id)), "Some(C006)");
        assert_eq!(Code::from_id("Z001"), None);
        let known = (0..=u16::MAX).filter_map(Code::from_number);
        assert!(known.eq(Code::ALL.iter().copied()));
    }
}
