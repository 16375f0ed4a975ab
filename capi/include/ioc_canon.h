/* ioc-canon: validates and canonicalises threat indicators without allocating.

   Made by cbindgen from capi/src/lib.rs (capi/test.sh compares); do not edit.

   An indicator is a text such as an AS number, an address, a name, a URL or a file's digest; which of
   these is its kind. Its canonical text is the one spelling of its value; a dialect is a platform's
   own. A refusal names the rule by a code, and the byte that broke it:

       char out[IOC_MAX_OUTPUT];
       ioc_result is;
       switch (ioc_canonical(IOC_KIND_ANY, text, strlen(text), out, sizeof out, &is)) {
       case IOC_BORROWED: use(text); break;      (canonical as it stands: nothing was written)
       case IOC_WROTE:    use(out); break;
       case IOC_REFUSED:  warn(ioc_code_id(is.code), is.offset, ioc_remedy(is.code)); break;
       }

   Texts are bytes with a length, in UTF-8, and need no NUL. Functions are re-entrant, keep nothing,
   and allocate nothing. Each returns one of IOC_OK, IOC_BORROWED, IOC_WROTE, IOC_REFUSED,
   IOC_STOPPED, or a negative number if the call itself is wrong. Code numbers, their ids and the
   numbers below are stable; IOC_CODE_... are those of ioc_result.code. This header is C99 and C++.

   ioc_canonical, ioc_show     read a value and write its one spelling, or a platform's
   ioc_accept                  writes what may be sent to a platform: its limits are asked too
   ioc_check                   whether a text is what ioc_accept would write
   ioc_suggestion              what to write instead of a text that one of these refused
   ioc_feed_suggestion         the same for an entry of a feed, from within its callback

   How many labels a name has at least depends on where it is read:

                                                  unless
       IOC_KIND_HOST, IOC_KIND_EMAIL        1     IOC_TWO_LABELS
       IOC_KIND_ENDPOINT                    2     IOC_ONE_LABEL
       IOC_KIND_URL                         1
       IOC_KIND_ANY, ioc_detect             2     it is a URL: 1
       ioc_check; what ioc_accept writes;   2     it is a URL: 1
         ioc_suggestion with a dialect
       feeds: names                         2     IOC_FEED_SINGLE_LABELS
       feeds: e-mail, host:port             2
       feeds: URLs                          1
       IOC_FEED_MISP_COMPOSITE: host|port   1  */

#ifndef IOC_CANON_H
#define IOC_CANON_H

#include <stddef.h>
#include <stdint.h>

/* The version that this header is of; ioc_version() tells the one that is linked. */
#define IOC_VERSION "0.1.0"
/* The same as a number, for #if: major * 10000 + minor * 100 + patch. */
#define IOC_VERSION_NUMBER 100u

/* Why a text was refused: ioc_result.code. ioc_code_id() and ioc_summary() give what stands behind
   each. There may be codes in the linked library that its older header does not name. */
#define IOC_CODE_EMPTY 1u /* G001: expected a value, found empty text */
#define IOC_CODE_TOO_LONG 2u /* G002: expected the text to end within this kind's bound */
#define IOC_CODE_NOT_UTF8 3u /* G003: expected UTF-8 */
#define IOC_CODE_CONTROL_CHARACTER 4u /* G004: expected no control or direction character */
#define IOC_CODE_OUTER_BLANK 5u /* G005: expected no blank around the value */
#define IOC_CODE_BUFFER_TOO_SMALL 6u /* G006: expected a larger buffer */
#define IOC_CODE_NOT_AN_INDICATOR 7u /* G007: expected the shape of an indicator */
#define IOC_CODE_AMBIGUOUS_NUMBER 8u /* G008: expected more than a bare number */
#define IOC_CODE_TRUNCATED 9u /* G009: expected the whole value, found an ellipsis */
#define IOC_CODE_WRONG_KIND 10u /* G010: expected an indicator of the kind asked for */
#define IOC_CODE_PATH_ONLY 11u /* G011: expected a host before the path */
#define IOC_CODE_NOT_EXACT 12u /* G012: expected text that needs no edit */
#define IOC_CODE_ASN_DIGIT 1001u /* N001: expected a decimal digit */
#define IOC_CODE_ASN_LEADING_ZERO 1002u /* N002: expected a number without leading zeros */
#define IOC_CODE_ASN_TOO_LARGE 1003u /* N003: expected a number up to 4294967295 */
#define IOC_CODE_ASDOT_TOO_LARGE 1004u /* N004: expected an asdot half up to 65535 */
#define IOC_CODE_ASN_SIGN 1005u /* N005: expected a number without a sign */
#define IOC_CODE_ASN_BLANKS 1006u /* N006: expected at most one blank before the number */
#define IOC_CODE_ASN_PREFIX 1007u /* N007: expected AS, ASN or a digit */
#define IOC_CODE_ASN_TRAILING 1008u /* N008: expected the end after the AS number */
#define IOC_CODE_ASN_FOREIGN_DIGIT 1009u /* N009: expected an ASCII digit */
#define IOC_CODE_OCTET_DIGIT 2001u /* A001: expected a decimal digit of an octet */
#define IOC_CODE_OCTET_TOO_LARGE 2002u /* A002: expected an octet up to 255 */
#define IOC_CODE_OCTET_LEADING_ZERO 2003u /* A003: expected an octet without leading zeros */
#define IOC_CODE_OCTET_MISSING 2004u /* A004: expected four octets */
#define IOC_CODE_OCTET_EXTRA 2005u /* A005: expected the end after four octets */
#define IOC_CODE_OCTET_HEX 2006u /* A006: expected a decimal octet, found hexadecimal */
#define IOC_CODE_GROUP_DIGIT 2007u /* A007: expected a hexadecimal digit of a group */
#define IOC_CODE_GROUP_TOO_LONG 2008u /* A008: expected a group of at most four digits */
#define IOC_CODE_GROUP_MISSING 2009u /* A009: expected eight groups or a :: */
#define IOC_CODE_GROUP_EXTRA 2010u /* A010: expected the end after eight groups */
#define IOC_CODE_SECOND_COMPRESSION 2011u /* A011: expected one :: at most */
#define IOC_CODE_LONE_COLON 2012u /* A012: expected a group or :: here, found one colon */
#define IOC_CODE_TAIL_MISPLACED 2013u /* A013: expected a dotted tail only as the last 32 bits */
#define IOC_CODE_ZONE_ID 2014u /* A014: expected no zone id */
#define IOC_CODE_ADDRESS_BRACKET 2015u /* A015: expected an address without brackets */
#define IOC_CODE_ADDRESS_HAS_PREFIX 2016u /* A016: expected an address, found a prefix length after it */
#define IOC_CODE_ADDRESS_HAS_PORT 2017u /* A017: expected an address, found a port after it */
#define IOC_CODE_PREFIX_MISSING 3001u /* C001: expected a slash and a prefix length */
#define IOC_CODE_PREFIX_DIGIT 3002u /* C002: expected a decimal digit of the prefix length */
#define IOC_CODE_PREFIX_LEADING_ZERO 3003u /* C003: expected a prefix length without leading zeros */
#define IOC_CODE_PREFIX_OVER32 3004u /* C004: expected a prefix length up to 32 */
#define IOC_CODE_PREFIX_OVER128 3005u /* C005: expected a prefix length up to 128 */
#define IOC_CODE_HOST_BITS 3006u /* C006: expected zero bits beyond the prefix length */
#define IOC_CODE_NETMASK 3007u /* C007: expected a prefix length, found a netmask */
#define IOC_CODE_PREFIX_TRAILING 3008u /* C008: expected the end after the prefix length */
#define IOC_CODE_RANGE_DASH 3009u /* C009: expected a dash between two addresses */
#define IOC_CODE_RANGE_FAMILIES 3010u /* C010: expected both ends of one address family */
#define IOC_CODE_RANGE_REVERSED 3011u /* C011: expected the last address not before the first */
#define IOC_CODE_RANGE_BLANK 3012u /* C012: expected no blank around the dash */
#define IOC_CODE_LABEL_EMPTY 4001u /* H001: expected a label before the dot */
#define IOC_CODE_LABEL_TOO_LONG 4002u /* H002: expected a label of at most 63 octets */
#define IOC_CODE_NAME_TOO_LONG 4003u /* H003: expected a name of at most 253 octets */
#define IOC_CODE_LEADING_HYPHEN 4004u /* H004: expected a label that does not begin with a hyphen */
#define IOC_CODE_TRAILING_HYPHEN 4005u /* H005: expected a label that does not end with a hyphen */
#define IOC_CODE_HOST_CHARACTER 4006u /* H006: expected a letter, digit, hyphen, underscore or dot */
#define IOC_CODE_UNDERSCORE 4007u /* H007: expected no underscore in a host name */
#define IOC_CODE_HYPHENS_AT34 4008u /* H008: expected no hyphens at the label's third and fourth place */
#define IOC_CODE_NUMERIC_LAST_LABEL 4009u /* H009: expected a last label that is not a number */
#define IOC_CODE_SINGLE_LABEL 4010u /* H010: expected a name of at least two labels */
#define IOC_CODE_NEEDS_IDNA 4011u /* H011: expected ASCII: this build lacks the feature `idna` */
#define IOC_CODE_SUSPECTED_MOJIBAKE 4012u /* H012: expected correctly decoded text, found UTF-8 read as Latin-1 */
#define IOC_CODE_ONE_DOT_LEADER 4013u /* H013: expected a dot, found U+2024 ONE DOT LEADER */
#define IOC_CODE_ZERO_WIDTH 4014u /* H014: expected no zero-width character */
#define IOC_CODE_WILDCARD 4015u /* H015: expected a name without a wildcard */
#define IOC_CODE_HOST_HAS_PORT 4016u /* H016: expected a host, found a port after it */
#define IOC_CODE_HOST_HAS_PATH 4017u /* H017: expected a host, found a path after it */
#define IOC_CODE_DISALLOWED_CODE_POINT 4018u /* H018: expected a character that domain names allow */
#define IOC_CODE_BAD_PUNYCODE 4019u /* H019: expected an A-label that decodes to a valid label */
#define IOC_CODE_NOT_NFC 4020u /* H020: expected an A-label in normal form C */
#define IOC_CODE_LEADING_MARK 4021u /* H021: expected a label that does not begin with a combining mark */
#define IOC_CODE_JOINER_CONTEXT 4022u /* H022: expected a joiner only where its script needs it */
#define IOC_CODE_BIDI_RULE 4023u /* H023: expected a label that keeps the bidi rule */
#define IOC_CODE_URL_SCHEME_MISSING 5001u /* U001: expected a scheme and :// */
#define IOC_CODE_URL_MAILTO 5002u /* U002: expected a URL with a host, found mailto: */
#define IOC_CODE_URL_MAGNET 5003u /* U003: expected a URL with a host, found magnet: */
#define IOC_CODE_URL_FILE 5004u /* U004: expected a URL with a host, found a local file */
#define IOC_CODE_URL_IS_ENDPOINT 5005u /* U005: expected a URL, found a host and a port */
#define IOC_CODE_URL_OPAQUE 5006u /* U006: expected // after the scheme */
#define IOC_CODE_URL_SCHEME 5007u /* U007: expected a scheme: a letter, then letters, digits, dots, + or - */
#define IOC_CODE_URL_HOST_EMPTY 5008u /* U008: expected a host */
#define IOC_CODE_URL_BACKSLASH 5009u /* U009: expected no backslash before the path */
#define IOC_CODE_URL_SECOND_AT 5010u /* U010: expected one @ at most before the path */
#define IOC_CODE_URL_PERCENT_HOST 5011u /* U011: expected no percent sign in the host */
#define IOC_CODE_URL_PORT_EMPTY 5012u /* U012: expected a port after the colon */
#define IOC_CODE_URL_PORT_LEADING_ZERO 5013u /* U013: expected a port without leading zeros */
#define IOC_CODE_URL_PORT_TOO_LARGE 5014u /* U014: expected a port up to 65535 */
#define IOC_CODE_URL_PORT_DIGIT 5015u /* U015: expected a decimal digit of the port */
#define IOC_CODE_URL_NUMERIC_HOST 5016u /* U016: expected a name or a dotted address as the host, found a number */
#define IOC_CODE_URL_USER_IS_HOST 5017u /* U017: expected a user part that does not look like the host */
#define IOC_CODE_URL_BLANK 5018u /* U018: expected no blank in a URL */
#define IOC_CODE_URL_BRACKET 5019u /* U019: expected an IPv6 address in brackets */
#define IOC_CODE_URL_AFTER_BRACKET 5020u /* U020: expected a port or the path after the bracket */
#define IOC_CODE_HIVE_MISSING 6001u /* R001: expected a hive such as HKEY_LOCAL_MACHINE */
#define IOC_CODE_HIVE_UNKNOWN 6002u /* R002: expected a hive that exists */
#define IOC_CODE_HIVE_DYN_DATA 6003u /* R003: expected a hive of Windows NT, found HKEY_DYN_DATA */
#define IOC_CODE_HIVE_APP 6004u /* R004: expected a named hive, found an application hive */
#define IOC_CODE_KEY_TRAILING_BACKSLASH 6005u /* R005: expected no separator at the end */
#define IOC_CODE_KEY_EMPTY_COMPONENT 6006u /* R006: expected a key name between two separators */
#define IOC_CODE_KEY_MIXED_SEPARATORS 6007u /* R007: expected separators of one kind */
#define IOC_CODE_KEY_BRACKET 6008u /* R008: expected a closing bracket at the end and nowhere else */
#define IOC_CODE_HIVE_SEPARATOR 6009u /* R009: expected a backslash after the hive */
#define IOC_CODE_KERNEL_ROOT 6010u /* R010: expected MACHINE or USER under \\REGISTRY */
#define IOC_CODE_VALUE_TYPE_UNKNOWN 6011u /* R011: expected a type of registry values such as REG_SZ */
#define IOC_CODE_HASH_LENGTH 7001u /* F001: expected 32, 40, 56, 64, 96 or 128 hexadecimal digits */
#define IOC_CODE_HASH_DIGIT 7002u /* F002: expected a hexadecimal digit */
#define IOC_CODE_HASH_LABEL 7003u /* F003: expected as many digits as a digest of this name has */
#define IOC_CODE_EMAIL_AT 8001u /* E001: expected an @ */
#define IOC_CODE_EMAIL_SECOND_AT 8002u /* E002: expected one @ outside quotes */
#define IOC_CODE_LOCAL_EMPTY 8003u /* E003: expected a local part before the @ */
#define IOC_CODE_LOCAL_TOO_LONG 8004u /* E004: expected a local part of at most 64 octets */
#define IOC_CODE_LOCAL_CHARACTER 8005u /* E005: expected a character of an atom */
#define IOC_CODE_LOCAL_DOT 8006u /* E006: expected a dot only between two atoms */
#define IOC_CODE_LOCAL_QUOTE 8007u /* E007: expected a closing quote before the @ */
#define IOC_CODE_DOMAIN_LITERAL 8008u /* E008: expected a domain, found an address literal */
#define IOC_CODE_LOCAL_NOT_ASCII 8009u /* E009: expected an ASCII local part */
#define IOC_CODE_DOMAIN_EMPTY 8010u /* E010: expected a domain after the @ */
#define IOC_CODE_PORT_MISSING 9001u /* P001: expected a colon and a port */
#define IOC_CODE_PORT_EMPTY 9002u /* P002: expected a port after the colon */
#define IOC_CODE_PORT_LEADING_ZERO 9003u /* P003: expected a port without leading zeros */
#define IOC_CODE_PORT_TOO_LARGE 9004u /* P004: expected a port up to 65535 */
#define IOC_CODE_PORT_DIGIT 9005u /* P005: expected a decimal digit of the port */
#define IOC_CODE_ENDPOINT_BRACKET 9006u /* P006: expected an IPv6 address in brackets before the port */
#define IOC_CODE_ENDPOINT_HOST 9007u /* P007: expected a host before the port */
#define IOC_CODE_KIND_NOT_HERE 10001u /* D001: expected a kind that the platform takes */
#define IOC_CODE_SPELLING 10002u /* D002: expected the platform's own spelling */
#define IOC_CODE_ASN_PREFIX_MISSING 10003u /* D003: expected the prefix ASN before the number */
#define IOC_CODE_ASN_PREFIX_OTHER 10004u /* D004: expected another prefix before the number */
#define IOC_CODE_ASN_BLANK_INSIDE 10005u /* D005: expected no blank or hyphen between the prefix and the number */
#define IOC_CODE_ASN_NOTATION 10006u /* D006: expected the number in the platform's notation */
#define IOC_CODE_COMPRESSED 10007u /* D007: expected eight groups, found :: */
#define IOC_CODE_GROUP_LEADING_ZERO 10008u /* D008: expected a group without leading zeros */
#define IOC_CODE_UPPER_CASE 10009u /* D009: expected lower case */
#define IOC_CODE_NOT_COMPRESSED 10010u /* D010: expected the compressed form of RFC 5952 */
#define IOC_CODE_DOTTED_TAIL 10011u /* D011: expected hexadecimal groups, found a dotted tail */
#define IOC_CODE_SINGLE_PREFIX 10012u /* D012: expected the address alone for a block of one address */
#define IOC_CODE_HOST_NOT_ASCII 10013u /* D013: expected ASCII in the host */
#define IOC_CODE_HOST_UPPER_CASE 10014u /* D014: expected the host in lower case */
#define IOC_CODE_HOST_TRAILING_DOT 10015u /* D015: expected no dot at the host's end */
#define IOC_CODE_SCHEME_UPPER_CASE 10016u /* D016: expected the scheme in lower case */
#define IOC_CODE_HIVE_SHORT 10017u /* D017: expected the hive written out */
#define IOC_CODE_HIVE_LONG 10018u /* D018: expected the hive's short name */
#define IOC_CODE_HIVE_CASE 10019u /* D019: expected the hive in capitals */
#define IOC_CODE_KEY_WRAPPING 10020u /* D020: expected the key to begin with its hive */
#define IOC_CODE_KEY_SEPARATOR 10021u /* D021: expected one backslash between key names */
#define IOC_CODE_PREFIX_TOO_SHORT 10022u /* D022: expected a block no larger than the platform takes */
#define IOC_CODE_PRIVATE_ADDRESS 10023u /* D023: expected no private address (RFC 1918) */
#define IOC_CODE_NAME_OVER_LIMIT 10024u /* D024: expected a name within the platform's length limit */
#define IOC_CODE_SPECIAL_ADDRESS 10025u /* D025: expected no special-purpose address */
#define IOC_CODE_DENIED 10026u /* D026: expected an entry that the caller's denylist leaves free */
#define IOC_CODE_TOO_MANY_ENTRIES 10027u /* D027: expected fewer entries than the platform's limit */
#define IOC_CODE_EXPIRATION 10028u /* D028: expected an expiration date in the format chosen */
#define IOC_CODE_CONTENT_TYPE 10029u /* D029: expected the content type application/json */
#define IOC_CODE_API_VERSION 10030u /* D030: expected the API version v4.0 */
#define IOC_CODE_HASH_UNSUPPORTED 10031u /* D031: expected a digest that the platform takes */
#define IOC_CODE_REQUEST_PATH 10032u /* D032: expected a path from its first / on, as a request line carries it */
#define IOC_CODE_REQUEST_METHOD 10033u /* D033: expected a method in capitals */
#define IOC_CODE_ACCESS_ID 10034u /* D034: expected an access ID of up to 128 visible ASCII characters but colons */
#define IOC_CODE_SECRET_EMPTY 10035u /* D035: expected a secret key */
#define IOC_CODE_SIGNATURE_MISMATCH 10036u /* D036: expected the signature of this very request */
#define IOC_CODE_TIMESTAMP_OUT_OF_RANGE 10037u /* D037: expected a timestamp at most 300 seconds from now */
#define IOC_CODE_VALUE_NAME_MISSING 10038u /* D038: expected a value name, or the platform's text for none */
#define IOC_CODE_VALUE_NAME_RESERVED 10039u /* D039: expected a value name other than the platform's text for none */
#define IOC_CODE_VALUE_TYPE_NOT_HERE 10040u /* D040: expected a value type that the platform has */
#define IOC_CODE_BEYOND_BASIC_PLANE 10041u /* D041: expected characters of at most three bytes in UTF-8 */
#define IOC_CODE_LINE_TOO_LONG 11001u /* L001: expected the line to end within the limit */
#define IOC_CODE_LINE_NUL 11002u /* L002: expected text, found a NUL byte */
#define IOC_CODE_LINE_NOT_UTF8 11003u /* L003: expected a line in UTF-8 */
#define IOC_CODE_FILTER_RULE 11004u /* L004: expected a name, found a filter rule */
#define IOC_CODE_FEED_OPTIONS 11005u /* L005: expected options that a feed can be read by */
#define IOC_CODE_REDACTED 11006u /* L006: expected the whole value, found a redaction */
#define IOC_CODE_COLUMN_MISSING 11007u /* L007: expected the column that was asked for */
#define IOC_CODE_FIELD_OPEN 11008u /* L008: expected the field to end on its line */


// No text of more bytes is read, whatever its kind.
#define IOC_MAX_INPUT 8192

// Room for every text that any function but `ioc_explain` writes, and its NUL.
#define IOC_MAX_OUTPUT 8704

// Room for every message that `ioc_explain` writes, and its NUL.
#define IOC_MAX_MESSAGE 256

// Room for every text of a short kind (ASN, address, CIDR block, range, host, file hash,
// endpoint), and its NUL.
#define IOC_MAX_SHORT 264

// The memory that a decoder of feeds needs, aligned as a `uint64_t` is.
#define IOC_FEED_SIZE 33792

// The longest line that a decoder of feeds takes.
#define IOC_FEED_MAX_LINE 16384

// Accepted. Of `ioc_detect`: the text is not the canonical one.
#define IOC_OK 0

// Accepted, and the input itself is the text asked for: nothing was written.
#define IOC_BORROWED 1

// Accepted, and the text was written.
#define IOC_WROTE 2

// Refused: the result says why. Of a suggestion: there is none.
#define IOC_REFUSED 3

// The callback asked for no more entries.
#define IOC_STOPPED 4

// The call itself is wrong: a missing address, a number that means nothing, memory that overlaps.
// Nothing was read or written.
#define IOC_BAD_ARGUMENT (-1)

// The text does not fit; the length says how many bytes it has. The buffer's content is of no use.
// One byte more makes room for the NUL.
#define IOC_SHORT_BUFFER (-2)

// Of `ioc_features`: names beyond ASCII and their A-labels are read.
#define IOC_FEATURE_IDNA 1u

// Any kind: the text's shape chooses.
#define IOC_KIND_ANY 0u

// An autonomous system number.
#define IOC_KIND_ASN 1u

// An IP address.
#define IOC_KIND_ADDRESS 2u

// A CIDR block.
#define IOC_KIND_CIDR 3u

// A range of addresses.
#define IOC_KIND_RANGE 4u

// A host name.
#define IOC_KIND_HOST 5u

// A URL with a host.
#define IOC_KIND_URL 6u

// A Windows registry key.
#define IOC_KIND_REGISTRY_KEY 7u

// An e-mail address.
#define IOC_KIND_EMAIL 8u

// A file's digest.
#define IOC_KIND_FILE_HASH 9u

// A server and a port.
#define IOC_KIND_ENDPOINT 10u

// Or-ed to a host, e-mail or endpoint: names of one label are read.
#define IOC_ONE_LABEL 256u

// Or-ed to a host, e-mail or endpoint: names have two labels at least, below a wildcard's asterisk.
#define IOC_TWO_LABELS 512u

// Or-ed to a host: a leading `*.` is read.
#define IOC_WILDCARD 1024u

// Or-ed to a host, e-mail or endpoint: names by the strict rules of host names.
#define IOC_HOSTNAME 2048u

// Or-ed to a CIDR block: host bits are cleared, with a note, instead of refused.
#define IOC_CLEAR_HOST_BITS 4096u

// Or-ed to an endpoint: `host|port` is read instead of `host:port`.
#define IOC_PIPE 8192u

// The address, or an IPv4 address in it, is in a special-purpose range.
#define IOC_NOTE_SPECIAL_ADDRESS 1u

// The AS number is reserved, private or for documentation.
#define IOC_NOTE_SPECIAL_ASN 2u

// A label begins with `xn--` and does not decode.
#define IOC_NOTE_UNDECODED_A_LABEL 4u

// There are characters beyond ASCII outside the host.
#define IOC_NOTE_NON_ASCII_PATH 8u

// The last label is also a file extension.
#define IOC_NOTE_FILE_EXTENSION_TLD 16u

// Host bits were cleared.
#define IOC_NOTE_HOST_BITS_CLEARED 32u

// ThreatConnect.
#define IOC_DIALECT_THREATCONNECT 1u

// ThreatSTOP.
#define IOC_DIALECT_THREATSTOP 2u

// OpenCTI.
#define IOC_DIALECT_OPENCTI 3u

// MISP. A block of one address is written without its prefix length there: `192.0.2.1` for
// `192.0.2.1/32`. Its kind stays `IOC_KIND_CIDR`, and `ioc_check` takes the text as that kind; with
// `IOC_KIND_ANY` it is read as an address.
#define IOC_DIALECT_MISP 4u

// Elastic Common Schema.
#define IOC_DIALECT_ECS 5u

// One entry a line: its first column, which ends at a TAB, a blank, `,` or `;`, and of a URL or a
// registry key at fewer of these. `192.0.2.1 - 192.0.2.9` and the like are one entry, refused
// with what to write. Of a line of a hosts file, `127.0.0.1 a.example b.example`, the names are the entries. A line that begins with
// `#`, `;`, `!` or `//` is a comment, and so is what stands behind a blank and `#`.
#define IOC_FEED_PLAIN 0u

// A hosts file: as `IOC_FEED_PLAIN`, every entry a host unless `kind` says otherwise.
#define IOC_FEED_HOSTS 1u

// One column of delimited fields, which `column` and `delimiter` tell. Fields may stand in double
// quotes (RFC 4180). A first line of column names is a line like others: its field arrives as an
// entry, as a rule a refused one. An empty field is no entry. A line without that column is refused
// as `IOC_CODE_COLUMN_MISSING`, `raw` being the whole line. Comments are lines only, begun by `#`,
// `;`, `!` or `//`, unless that is the delimiter.
#define IOC_FEED_CSV 2u

// A list for ad blockers: of `||name^` the name, names and hosts lines as they are; other rules are
// refused as `IOC_CODE_FILTER_RULE`.
#define IOC_FEED_ADBLOCK 3u

// Free text: every indicator in a line. What is no indicator is no entry, and nothing is a comment.
#define IOC_FEED_REPORT 4u

// MISP's composites, `a|b`: both halves of `domain|ip`, the digest of `filename|sha1`, the endpoint of
// `ip-dst|port`, the key of `regkey|value`.
#define IOC_FEED_MISP_COMPOSITE 5u

// Defanging is not undone.
#define IOC_FEED_NO_REFANG 1u

// `name/path` is read as `http://name/path`.
#define IOC_FEED_ASSUME_HTTP 2u

// A name of one label is a host.
#define IOC_FEED_SINGLE_LABELS 4u

// `.example.com` and `*.example.com` are read as `example.com`.
#define IOC_FEED_SUFFIXES 8u

// With a dialect: what is beyond the platform's limits is refused, as by `ioc_accept`. Names of one
// label are then, whatever `IOC_FEED_SINGLE_LABELS` says.
#define IOC_FEED_WITHIN_LIMITS 16u

// What became of a text.
typedef struct ioc_result {
    // Bytes of the text: borrowed, written, or wanted; else 0. The NUL after it is not counted.
    size_t length;
    // `IOC_KIND_...`, refused or not; `IOC_KIND_ANY` where the shape names none.
    uint32_t kind;
    // Why it was refused: the code's number; 0 if it was not.
    uint32_t code;
    // The byte of the input, from 0, that broke the rule.
    uint32_t offset;
    // `IOC_NOTE_...` of an accepted value; of `ioc_check` always 0.
    uint32_t notes;
} ioc_result;

// How a feed is laid out. All zero is `IOC_FEED_PLAIN` with nothing asked; set what is not used to 0,
// by `= {0}` or `memset`. What is not as said here is `IOC_BAD_ARGUMENT` of `ioc_feed_init`.
typedef struct ioc_feed_options {
    // `IOC_FEED_PLAIN` to `IOC_FEED_MISP_COMPOSITE`.
    uint32_t format;
    // `IOC_FEED_NO_REFANG` and so on, or-ed; 0 for none.
    uint32_t flags;
    // Every entry is of this kind, with no options or-ed to it; `IOC_KIND_ANY`: the shape chooses.
    uint32_t kind;
    // Entries are spelled as this platform wants; 0: canonical. What the platform has no form for is
    // refused. Its limits are asked only with `IOC_FEED_WITHIN_LIMITS`: without, an entry may be
    // nothing that the platform takes.
    uint32_t dialect;
    // Of `IOC_FEED_CSV`: the column, counted from 1, to 65535; 0 for any other format.
    uint32_t column;
    // Of `IOC_FEED_CSV`: the ASCII character between fields; no NUL, CR, LF or double quote. 0 for
    // any other format.
    uint32_t delimiter;
    // The longest line in bytes without its end, at most `IOC_FEED_MAX_LINE`; 0 is that. A longer one
    // is one refused entry.
    uint32_t max_line;
    // 0; of no use yet.
    uint32_t reserved;
} ioc_feed_options;

// One entry of a feed. Its texts last until the callback returns, and have no NUL.
typedef struct ioc_entry {
    // The line, counted from 1. Empty lines and comments count.
    uint64_t line;
    // The entry's first byte in its line, counted from 1. A byte order mark at the feed's start is
    // skipped and not counted.
    uint32_t column;
    // `IOC_OK` or `IOC_REFUSED`.
    int32_t status;
    // Not 0 if defanging was undone or punctuation taken off.
    uint32_t edited;
    // 0; of no use yet.
    uint32_t reserved;
    // The entry as it stands in the feed; offsets count from here. Of a line that cannot be cut
    // (too long, a NUL, not UTF-8, without the column, a rule of ad blockers) the whole line, or as
    // much as `max_line` allows.
    const char *raw;
    // Its bytes.
    size_t raw_length;
    // The text in the spelling asked for, `result.length` bytes; NULL if it was refused.
    const char *text;
    // What became of it. The offset of a refusal by the platform is 0 where the entry is not spelled
    // as the platform wants.
    struct ioc_result result;
    // Of a refused entry the text that was read: without what stands around it, its defanging
    // undone; NULL of an accepted one.
    const char *read;
    // Its bytes.
    size_t read_length;
    // `result` once more, with an offset that counts in `read`: with that, for `ioc_explain`. What to
    // write instead `ioc_feed_suggestion` tells.
    struct ioc_result refusal;
} ioc_entry;

// Takes an entry; not 0 asks for no more. It must not throw, nor jump out.
typedef int32_t (*ioc_entry_fn)(void *user, const struct ioc_entry *entry);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The version that is linked, such as `0.1.0`.
const char *ioc_version(void);

// What the linked library was built with: `IOC_FEATURE_...`, or-ed.
uint32_t ioc_features(void);

// What a code expected, such as `expected zero bits beyond the prefix length`. Static; empty for a
// number that is no code's.
const char *ioc_summary(uint32_t code);

// How a refused text is mended, such as `write the block's first address`. Static; empty for a
// number that is no code's.
const char *ioc_remedy(uint32_t code);

// The stable id of a code, such as `C006`. Static; empty for a number that is no code's.
const char *ioc_code_id(uint32_t code);

// The name of a kind, such as `registry-key`. Static; empty for any kind and for a number that is
// no kind's.
const char *ioc_kind_name(uint32_t kind);

// The name of a dialect, such as `threatconnect`. Static; empty for a number that is no dialect's.
const char *ioc_dialect_name(uint32_t dialect);

// Reads the `len` bytes at `text` as a value of any kind. `IOC_BORROWED`: it is canonical as it
// is; `IOC_OK`: it is spelled otherwise; `IOC_REFUSED`; `IOC_BAD_ARGUMENT`.
//
// # Safety
// `text` has `len` bytes (or `len` is 0), and `result` is one; nobody writes them during the call.
int32_t ioc_detect(const char *text, size_t len, struct ioc_result *result);

// Writes the canonical text of a value into the `cap` bytes at `out`, with a NUL after it where
// there is room. `kind` is `IOC_KIND_...`, with options or-ed to it. `IOC_BORROWED`: the input is
// canonical, and nothing was written; `IOC_WROTE`; `IOC_REFUSED`; `IOC_SHORT_BUFFER`: the result's
// length says how many bytes are wanted; `IOC_BAD_ARGUMENT`. `out` may be NULL where `cap` is 0.
// Bytes of `out` behind the NUL may be left as they were or not, and so may all of it unless the
// call returns `IOC_WROTE`.
//
// # Safety
// `text` has `len` bytes, `out` has `cap` bytes, and `result` is one; nobody else touches them
// during the call. Where `out` overlaps with `text` or `result`, that is `IOC_BAD_ARGUMENT`.
int32_t ioc_canonical(uint32_t kind,
                      const char *text,
                      size_t len,
                      char *out,
                      size_t cap,
                      struct ioc_result *result);

// Writes a value in the spelling of a platform; else as `ioc_canonical`. A kind that the platform has
// no form for is refused as `IOC_CODE_KIND_NOT_HERE`. No limit of the platform is asked for, so this
// may be a text that the platform does not take: what is to be sent, `ioc_accept` writes.
//
// # Safety
// As `ioc_canonical`.
int32_t ioc_show(uint32_t dialect,
                 uint32_t kind,
                 const char *text,
                 size_t len,
                 char *out,
                 size_t cap,
                 struct ioc_result *result);

// As `ioc_show`, and refused unless `ioc_check` passes what is written: what to send. Beyond what
// `ioc_show` refuses that are the platform's limits, names of one label and wildcards, and a spelling
// too long for its kind. The offset of such a refusal is 0 where `text` is not spelled as the
// platform wants.
//
// # Safety
// As `ioc_canonical`.
int32_t ioc_accept(uint32_t dialect,
                   uint32_t kind,
                   const char *text,
                   size_t len,
                   char *out,
                   size_t cap,
                   struct ioc_result *result);

// `IOC_OK` exactly when the text is the platform's own spelling of a value of this kind, and within
// its limits; else `IOC_REFUSED` or `IOC_BAD_ARGUMENT`. `kind` has no options or-ed to it, and is not
// `IOC_KIND_ANY`: the shape of a platform's own spelling may be no kind's, as `12345` is OpenCTI's
// spelling of an AS number. It is the `result.kind` of the `ioc_show` or `ioc_accept` that wrote the
// text, where one did. The result has no notes.
//
// # Safety
// As `ioc_detect`.
int32_t ioc_check(uint32_t dialect,
                  uint32_t kind,
                  const char *text,
                  size_t len,
                  struct ioc_result *result);

// Writes what a refusal of `text` is about, such as `expected a decimal digit at byte 4 (found
// `a`)`, with a NUL after it where there is room. `refusal` is the result that the refusing call
// gave for this very text. `IOC_WROTE`, `IOC_SHORT_BUFFER` or `IOC_BAD_ARGUMENT`; `*length` is the
// message's in bytes, without the NUL.
//
// # Safety
// As `ioc_canonical`; `refusal` and `length` are one each.
int32_t ioc_explain(const char *text,
                    size_t len,
                    const struct ioc_result *refusal,
                    char *out,
                    size_t cap,
                    size_t *length);

// Writes the text to write instead of one that was refused, with a NUL after it where there is
// room. For entries of a feed that is `ioc_feed_suggestion`, which knows how the feed is read.
//
// `dialect` 0: what the refusal implies, which `refusal` tells as for `ioc_explain`; `kind` is
// what the refusing call was given, options and all, and reads what is written.
//
// Another `dialect`: the spelling that the platform wants of what `text` means, where `ioc_check`
// refused that with this `kind`, which is as there; `refusal` is not looked at and may be NULL. No
// limit is asked for, so what is written may be refused for one; where `text` is that spelling
// already there is nothing to write.
//
// `IOC_WROTE`; `IOC_REFUSED`: a person has to decide; `IOC_SHORT_BUFFER`; `IOC_BAD_ARGUMENT`.
// `*length` as for `ioc_explain`.
//
// # Safety
// As `ioc_explain`.
int32_t ioc_suggestion(uint32_t dialect,
                       uint32_t kind,
                       const char *text,
                       size_t len,
                       const struct ioc_result *refusal,
                       char *out,
                       size_t cap,
                       size_t *length);

// Makes a decoder of feeds in the `size` bytes at `memory`, at least `IOC_FEED_SIZE`, aligned as a
// `uint64_t` is. `options` may be NULL: plain. `IOC_OK` or `IOC_BAD_ARGUMENT`. There is nothing to
// free; while a callback runs the memory must not be moved, nor given to this function again. Where
// this fails the memory is as it was, a decoder in it included.
//
// # Safety
// `memory` has `size` bytes, which are the decoder's until they are used for something else;
// `options` is NULL or one. No callback of a decoder in that memory is running.
int32_t ioc_feed_init(void *memory, size_t size, const struct ioc_feed_options *options);

// Reads the next `len` bytes of a feed, cut anywhere, and hands each entry of the lines that end in
// them to `each`, with `user`. `IOC_OK`; `IOC_STOPPED` once `each` asked for no more;
// `IOC_BAD_ARGUMENT`, also from within `each`. After a stop what is left of the chunk is lost, and
// every push is `IOC_STOPPED` until `ioc_feed_finish` makes the decoder one for another feed.
//
// # Safety
// `memory` was given to `ioc_feed_init`, which returned `IOC_OK`, and one thread at a time uses it;
// `chunk` has `len` bytes that nobody writes during the call.
int32_t ioc_feed_push(void *memory, const char *chunk, size_t len, ioc_entry_fn each, void *user);

// Ends a feed: hands over the entries of a last line without an end, unless `each` has asked for no
// more. The decoder is then at the start of another feed. Returns as `ioc_feed_push`.
//
// # Safety
// As `ioc_feed_push`.
int32_t ioc_feed_finish(void *memory, ioc_entry_fn each, void *user);

// Writes the text to write in the feed instead of the entry that is being handed over, which the
// feed then reads by its own options; with a NUL after it where there is room. To be called from
// within a callback of the decoder in `memory`, for a refused entry; else `IOC_BAD_ARGUMENT`, and so
// where `out` overlaps with that memory or with the entry. `IOC_WROTE`; `IOC_REFUSED`: a person has
// to decide; `IOC_SHORT_BUFFER`. `*length` as for `ioc_explain`.
//
// # Safety
// `memory` as for `ioc_feed_push`; `out` has `cap` bytes, and `length` is one; nobody else touches
// them during the call.
int32_t ioc_feed_suggestion(void *memory,
                            char *out,
                            size_t cap,
                            size_t *length);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* IOC_CANON_H */
