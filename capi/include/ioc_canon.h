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
   numbers below are stable. */

#ifndef IOC_CANON_H
#define IOC_CANON_H

#include <stddef.h>
#include <stdint.h>

/* The version that this header is of; ioc_version() tells the one that is linked. */
#define IOC_VERSION "0.1.0"


// No text of more bytes is read, whatever its kind.
#define IOC_MAX_INPUT 8192

// Room for every text that `ioc_canonical`, `ioc_show` and `ioc_suggestion` write, and its NUL.
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

// Refused: the result says why. Of `ioc_suggestion`: there is none.
#define IOC_REFUSED 3

// The callback asked for no more entries.
#define IOC_STOPPED 4

// The call itself is wrong: a missing address, a number that means nothing, memory that overlaps.
// Nothing was read or written.
#define IOC_BAD_ARGUMENT -1

// The text does not fit; the length says how many bytes it has. The buffer's content is of no use.
#define IOC_SHORT_BUFFER -2

// Any kind: the text's shape chooses.
#define IOC_KIND_ANY 0

// An autonomous system number.
#define IOC_KIND_ASN 1

// An IP address.
#define IOC_KIND_ADDRESS 2

// A CIDR block.
#define IOC_KIND_CIDR 3

// A range of addresses.
#define IOC_KIND_RANGE 4

// A host name.
#define IOC_KIND_HOST 5

// A URL with a host.
#define IOC_KIND_URL 6

// A Windows registry key.
#define IOC_KIND_REGISTRY_KEY 7

// An e-mail address.
#define IOC_KIND_EMAIL 8

// A file's digest.
#define IOC_KIND_FILE_HASH 9

// A server and a port.
#define IOC_KIND_ENDPOINT 10

// Or-ed to a host, e-mail or endpoint: names of one label are read.
#define IOC_ONE_LABEL 256

// Or-ed to a host, e-mail or endpoint: names have two labels at least.
#define IOC_TWO_LABELS 512

// Or-ed to a host: a leading `*.` is read.
#define IOC_WILDCARD 1024

// Or-ed to a host, e-mail or endpoint: names by the strict rules of host names.
#define IOC_HOSTNAME 2048

// Or-ed to a CIDR block: host bits are cleared, with a note, instead of refused.
#define IOC_CLEAR_HOST_BITS 4096

// Or-ed to an endpoint: `host|port` is read instead of `host:port`.
#define IOC_PIPE 8192

// The address, or an IPv4 address in it, is in a special-purpose range.
#define IOC_NOTE_SPECIAL_ADDRESS 1

// The AS number is reserved, private or for documentation.
#define IOC_NOTE_SPECIAL_ASN 2

// A label begins with `xn--` and does not decode.
#define IOC_NOTE_UNDECODED_A_LABEL 4

// There are characters beyond ASCII outside the host.
#define IOC_NOTE_NON_ASCII_PATH 8

// The last label is also a file extension.
#define IOC_NOTE_FILE_EXTENSION_TLD 16

// Host bits were cleared.
#define IOC_NOTE_HOST_BITS_CLEARED 32

// ThreatConnect.
#define IOC_DIALECT_THREATCONNECT 1

// ThreatSTOP.
#define IOC_DIALECT_THREATSTOP 2

// OpenCTI.
#define IOC_DIALECT_OPENCTI 3

// MISP.
#define IOC_DIALECT_MISP 4

// Elastic Common Schema.
#define IOC_DIALECT_ECS 5

// The first column; hosts lines; comments.
#define IOC_FEED_PLAIN 0

// A hosts file: every entry a host.
#define IOC_FEED_HOSTS 1

// One column of delimited fields.
#define IOC_FEED_CSV 2

// A list for ad blockers.
#define IOC_FEED_ADBLOCK 3

// Free text: every indicator in a line.
#define IOC_FEED_REPORT 4

// MISP's composites, `a|b`.
#define IOC_FEED_MISP_COMPOSITE 5

// Defanging is not undone.
#define IOC_FEED_NO_REFANG 1

// `name/path` is read as `http://name/path`.
#define IOC_FEED_ASSUME_HTTP 2

// A name of one label is a host.
#define IOC_FEED_SINGLE_LABELS 4

// `.example.com` and `*.example.com` are read as `example.com`.
#define IOC_FEED_SUFFIXES 8

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
    // `IOC_NOTE_...` of an accepted value.
    uint32_t notes;
} ioc_result;

// How a feed is laid out. All zero is the common case.
typedef struct ioc_feed_options {
    // `IOC_FEED_PLAIN` and so on.
    uint32_t format;
    // `IOC_FEED_NO_REFANG` and so on, or-ed.
    uint32_t flags;
    // Every entry is of this kind; `IOC_KIND_ANY`: the shape chooses.
    uint32_t kind;
    // Entries are spelled as this platform wants; 0: canonical.
    uint32_t dialect;
    // Of `IOC_FEED_CSV`: the column, counted from 1.
    uint32_t column;
    // Of `IOC_FEED_CSV`: the ASCII character between fields; no NUL, CR, LF or double quote.
    uint32_t delimiter;
    // The longest line, at most `IOC_FEED_MAX_LINE`; 0 is that.
    uint32_t max_line;
    // Of no use yet.
    uint32_t reserved;
} ioc_feed_options;

// One entry of a feed. Its texts last until the callback returns, and have no NUL.
typedef struct ioc_entry {
    // The line, counted from 1.
    uint64_t line;
    // The entry's first byte in its line, counted from 1.
    uint32_t column;
    // `IOC_OK` or `IOC_REFUSED`.
    int32_t status;
    // Not 0 if defanging was undone or punctuation taken off.
    uint32_t edited;
    // Of no use yet.
    uint32_t reserved;
    // The entry as it stands in the feed; offsets count from here.
    const char *raw;
    // Its bytes.
    size_t raw_length;
    // The text in the spelling asked for, `result.length` bytes; NULL if it was refused.
    const char *text;
    // What became of it.
    struct ioc_result result;
    // Of a refused entry the text that was read: without what stands around it, its defanging
    // undone; NULL of an accepted one.
    const char *read;
    // Its bytes.
    size_t read_length;
    // `result` once more, with an offset that counts in `read`: with that, for `ioc_explain` and
    // `ioc_suggestion`.
    struct ioc_result refusal;
} ioc_entry;

// Takes an entry; not 0 asks for no more. It must not throw, nor jump out.
typedef int32_t (*ioc_entry_fn)(void *user, const struct ioc_entry *entry);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The version that is linked, such as `0.1.0`.
const char *ioc_version(void);

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
//
// # Safety
// `text` has `len` bytes, `out` has `cap` bytes, and `result` is one; nobody else touches them
// during the call. Where `text` and `out` overlap, that is `IOC_BAD_ARGUMENT`.
int32_t ioc_canonical(uint32_t kind,
                      const char *text,
                      size_t len,
                      char *out,
                      size_t cap,
                      struct ioc_result *result);

// Writes a value in the spelling of a platform; else as `ioc_canonical`. The platform's limits are
// not asked: see `ioc_check`.
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

// `IOC_OK` exactly when the text is the platform's own spelling of a value of this kind, and within
// its limits; else `IOC_REFUSED` or `IOC_BAD_ARGUMENT`. `kind` has no options or-ed to it.
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
// room. `dialect` 0: what the refusal implies, which `refusal` tells as for `ioc_explain`; `kind` is
// what the refusing call was given, options and all, and reads what is written. Another: the
// spelling that the platform wants of what `text`, of this kind, means; `refusal` is not looked at
// and may be NULL, and `kind` has no options or-ed to it. `IOC_WROTE`; `IOC_REFUSED`: a person has to
// decide; `IOC_SHORT_BUFFER`; `IOC_BAD_ARGUMENT`. `*length` as for `ioc_explain`.
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
// free; while a callback runs the memory must not be moved, nor given to this function again.
//
// # Safety
// `memory` has `size` bytes, which are the decoder's until they are used for something else;
// `options` is NULL or one. No callback of a decoder in that memory is running.
int32_t ioc_feed_init(void *memory, size_t size, const struct ioc_feed_options *options);

// Reads the next `len` bytes of a feed, cut anywhere, and hands each entry of the lines that end in
// them to `each`, with `user`. `IOC_OK`; `IOC_STOPPED` once `each` asked for no more;
// `IOC_BAD_ARGUMENT`, also from within `each`.
//
// # Safety
// `memory` was given to `ioc_feed_init`, which returned `IOC_OK`, and one thread at a time uses it;
// `chunk` has `len` bytes that nobody writes during the call.
int32_t ioc_feed_push(void *memory, const char *chunk, size_t len, ioc_entry_fn each, void *user);

// Ends a feed: hands over the entries of a last line without an end. The decoder is then at the
// start of another feed. Returns as `ioc_feed_push`.
//
// # Safety
// As `ioc_feed_push`.
int32_t ioc_feed_finish(void *memory, ioc_entry_fn each, void *user);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* IOC_CANON_H */
