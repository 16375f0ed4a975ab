/* Wrong calls give an error code and touch nothing; feeds cut anywhere give the same entries. C99. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ioc_canon.h"

static unsigned long checks, wrong;

static void is(int line, int holds)
{
    checks++;
    if (!holds) {
        wrong++;
        fprintf(stderr, "misuse.c:%d: does not hold\n", line);
    }
}
#define IS(holds) is(__LINE__, (holds))

/* The first number that is no dialect's. */
static uint32_t no_dialect(void)
{
    uint32_t number = 1;
    while (*ioc_dialect_name(number) != '\0') {
        number++;
    }
    return number;
}

static void arguments(void)
{
    const uint32_t none = no_dialect();
    char out[64];
    ioc_result result;
    size_t length = 77;
    const uint32_t odd[] = {11, 0xff, 0x4000, UINT32_MAX, IOC_KIND_ASN | IOC_WILDCARD,
                            IOC_KIND_HOST | IOC_ONE_LABEL | IOC_TWO_LABELS,
                            IOC_KIND_EMAIL | IOC_PIPE, IOC_KIND_ANY | IOC_ONE_LABEL};

    /* Nothing to read, in both ways to say so. */
    IS(ioc_canonical(IOC_KIND_ANY, NULL, 0, NULL, 0, &result) == IOC_REFUSED);
    IS(strcmp(ioc_code_id(result.code), "G001") == 0 && result.offset == 0);
    IS(ioc_detect("", 0, &result) == IOC_REFUSED && result.kind == IOC_KIND_ANY);
    /* No address, with a length. */
    IS(ioc_canonical(IOC_KIND_ANY, NULL, 1, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_canonical(IOC_KIND_ANY, "a.b", 3, NULL, 1, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_canonical(IOC_KIND_ANY, "a.b", 3, out, sizeof out, NULL) == IOC_BAD_ARGUMENT);
    IS(ioc_show(1, IOC_KIND_ANY, NULL, 1, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_show(1, IOC_KIND_ANY, "a.b", 3, out, sizeof out, NULL) == IOC_BAD_ARGUMENT);
    IS(ioc_detect(NULL, 1, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_detect("a.b", 3, NULL) == IOC_BAD_ARGUMENT);
    IS(ioc_check(1, IOC_KIND_HOST, NULL, 1, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_check(1, IOC_KIND_HOST, "a.b", 3, NULL) == IOC_BAD_ARGUMENT);
    memset(&result, 0x5a, sizeof result);
    const ioc_result before = result;
    IS(ioc_canonical(11, "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_show(none, 1, "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_show(1, 1, "a.b", 3, NULL, 1, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_check(0, 1, "a.b", 3, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_detect(NULL, SIZE_MAX, &result) == IOC_BAD_ARGUMENT);
    IS(memcmp(&before, &result, sizeof result) == 0);
    /* Nothing to read, for every door. */
    for (uint32_t kind = 0; kind <= IOC_KIND_ENDPOINT; kind++) {
        IS(ioc_canonical(kind, NULL, 0, NULL, 0, &result) == IOC_REFUSED);
        IS(strcmp(ioc_code_id(result.code), "G001") == 0 && result.kind == kind);
        for (uint32_t dialect = 1; dialect < none; dialect++) {
            IS(ioc_show(dialect, kind, "", 0, out, 0, &result) == IOC_REFUSED);
            IS(ioc_accept(dialect, kind, "", 0, out, 0, &result) == IOC_REFUSED);
            IS(ioc_check(dialect, kind, NULL, 0, &result) ==
               (kind == IOC_KIND_ANY ? IOC_BAD_ARGUMENT : IOC_REFUSED));
        }
    }
    /* Lengths that no object has. */
    IS(ioc_detect("a.b", SIZE_MAX, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_canonical(IOC_KIND_ANY, "a.b", 3, out, SIZE_MAX, &result) == IOC_BAD_ARGUMENT);
    /* Numbers that mean nothing. */
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        IS(ioc_canonical(odd[i], "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
        IS(ioc_show(1, odd[i], "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
        IS(ioc_accept(1, odd[i], "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
        IS(ioc_check(1, odd[i], "a.b", 3, &result) == IOC_BAD_ARGUMENT);
    }
    IS(ioc_show(0, IOC_KIND_ANY, "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_show(none, IOC_KIND_ANY, "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_accept(0, IOC_KIND_ANY, "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_accept(none, IOC_KIND_ANY, "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_accept(1, IOC_KIND_ANY, NULL, 1, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_accept(1, IOC_KIND_ANY, "a.b", 3, NULL, 1, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_accept(1, IOC_KIND_ANY, "a.b", 3, out, sizeof out, NULL) == IOC_BAD_ARGUMENT);
    IS(ioc_accept(1, IOC_KIND_ANY, out, 3, out + 2, 9, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_check(UINT32_MAX, IOC_KIND_HOST, "a.b", 3, &result) == IOC_BAD_ARGUMENT);
    IS(*ioc_remedy(0) == '\0' && *ioc_summary(UINT32_MAX) == '\0' && *ioc_code_id(999) == '\0');
    IS(*ioc_kind_name(0) == '\0' && *ioc_kind_name(11) == '\0');
    IS(*ioc_dialect_name(0) == '\0' && none > IOC_DIALECT_ECS);
    /* Text and buffer in one place, and next to each other. */
    memcpy(out, "EXAMPLE.com", 11);
    IS(ioc_canonical(IOC_KIND_HOST, out, 11, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_canonical(IOC_KIND_HOST, out, 11, out + 10, 20, &result) == IOC_BAD_ARGUMENT);
    IS(memcmp(out, "EXAMPLE.com", 11) == 0);
    IS(ioc_canonical(IOC_KIND_HOST, out, 11, out + 11, 20, &result) == IOC_WROTE);
    IS(strcmp(out + 11, "example.com") == 0);
    /* Where the result would be written over, or over it. */
    union {
        char bytes[sizeof(ioc_result) + 8];
        ioc_result result;
        size_t length;
    } both;
    memset(&both, '#', sizeof both);
    IS(ioc_canonical(IOC_KIND_HOST, "A.b", 3, both.bytes, sizeof both, &both.result) ==
       IOC_BAD_ARGUMENT);
    IS(ioc_show(1, IOC_KIND_HOST, "A.b", 3, both.bytes + sizeof(ioc_result) - 1, 4, &both.result) ==
       IOC_BAD_ARGUMENT);
    IS(ioc_accept(1, IOC_KIND_HOST, "A.b", 3, both.bytes, 1, &both.result) == IOC_BAD_ARGUMENT);
    IS(ioc_suggestion(1, 1, "1", 1, NULL, both.bytes, 9, &both.length) == IOC_BAD_ARGUMENT);
    IS(ioc_explain("a", 1, &result, both.bytes, 9, &both.length) == IOC_BAD_ARGUMENT);
    for (size_t at = 0; at < sizeof both; at++) {
        IS(both.bytes[at] == '#');
    }
    IS(ioc_show(1, IOC_KIND_HOST, "A.b", 3, both.bytes + sizeof(ioc_result), 4, &both.result) ==
       IOC_WROTE);
    /* Room for the text and not for its NUL. */
    memset(out, '#', sizeof out);
    IS(ioc_canonical(IOC_KIND_HOST, "A.b", 3, out, 3, &result) == IOC_WROTE);
    IS(memcmp(out, "a.b#", 4) == 0 && result.length == 3);
    IS(ioc_canonical(IOC_KIND_HOST, "A.b", 3, out, 2, &result) == IOC_SHORT_BUFFER);
    IS(result.length == 3 && out[2] == 'b' && out[3] == '#');
    IS(ioc_canonical(IOC_KIND_HOST, "a.b", 3, NULL, 0, &result) == IOC_BORROWED);
    /* Notes, and the one option that a CIDR block has. */
    IS(ioc_canonical(IOC_KIND_CIDR | IOC_CLEAR_HOST_BITS, "10.0.0.5/8", 10, out, sizeof out,
                     &result) == IOC_WROTE);
    IS(strcmp(out, "10.0.0.0/8") == 0);
    IS(result.notes == (IOC_NOTE_SPECIAL_ADDRESS | IOC_NOTE_HOST_BITS_CLEARED));
    /* Explanations and suggestions of refusals that are none, or of other texts. */
    memset(&result, 0, sizeof result);
    IS(ioc_explain("a", 1, &result, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_explain("a", 1, NULL, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_suggestion(0, 0, "a", 1, NULL, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_suggestion(0, 11, "a", 1, &result, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_suggestion(none, 1, "a", 1, NULL, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_suggestion(1, 0, "a", 1, NULL, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
    IS(length == 77);
    IS(ioc_check(1, IOC_KIND_ASN, "AS12345", 7, &result) == IOC_REFUSED);
    IS(ioc_explain(NULL, 1, &result, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_explain("a", 1, &result, NULL, 1, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_explain("a", 1, &result, out, SIZE_MAX, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_explain(out, 2, &result, out + 1, 9, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_explain("a", 1, &result, out, sizeof out, NULL) == IOC_BAD_ARGUMENT);
    IS(ioc_suggestion(1, 1, NULL, 1, NULL, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_suggestion(1, 1, "a", 1, NULL, NULL, 1, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_suggestion(1, 1, "a", 1, NULL, out, SIZE_MAX, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_suggestion(1, 1, out, 2, NULL, out + 1, 9, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_suggestion(1, 1, "a", 1, NULL, out, sizeof out, NULL) == IOC_BAD_ARGUMENT);
    IS(length == 77);
    /* The call that refused is the one that reads what is suggested. */
    IS(ioc_canonical(IOC_KIND_ASN, " 12345", 6, NULL, 0, &result) == IOC_REFUSED);
    IS(ioc_suggestion(0, IOC_KIND_ANY, " 12345", 6, &result, out, sizeof out, &length) == IOC_REFUSED);
    IS(ioc_suggestion(0, IOC_KIND_ASN, " 12345", 6, &result, out, sizeof out, &length) == IOC_WROTE);
    IS(length == 5 && strcmp(out, "12345") == 0);
    IS(ioc_canonical(IOC_KIND_HOST | IOC_WILDCARD, " *.a", 4, NULL, 0, &result) == IOC_REFUSED);
    IS(ioc_suggestion(0, IOC_KIND_HOST, " *.a", 4, &result, out, sizeof out, &length) == IOC_REFUSED);
    IS(ioc_suggestion(0, IOC_KIND_HOST | IOC_WILDCARD, " *.a", 4, &result, out, sizeof out,
                      &length) == IOC_WROTE);
    IS(ioc_suggestion(1, IOC_KIND_HOST | IOC_WILDCARD, " *.a", 4, &result, out, sizeof out,
                      &length) == IOC_BAD_ARGUMENT);
    IS(ioc_show(1, IOC_KIND_ENDPOINT, "10.0.0.1:443", 12, out, sizeof out, &result) == IOC_REFUSED);
    IS(result.kind == IOC_KIND_ENDPOINT && result.notes == 0 && result.length == 0);
    IS(ioc_check(1, IOC_KIND_ASN, "AS12345", 7, &result) == IOC_REFUSED);
    /* Every buffer that is too short for a message or a suggestion, and the first that is not. */
    for (size_t cap = 0; cap <= sizeof out; cap++) {
        memset(out, '#', sizeof out);
        IS(ioc_suggestion(1, 1, "AS12345", 7, NULL, out, cap, &length) ==
           (cap < 8 ? IOC_SHORT_BUFFER : IOC_WROTE));
        IS(length == 8 && (cap == sizeof out || out[cap] == '#'));
        IS(cap < 8 || memcmp(out, cap == 8 ? "ASN12345#" : "ASN12345", 9) == 0);
        int32_t status = ioc_explain("AS12345", 7, &result, out, cap, &length);
        IS(status == (cap < length ? IOC_SHORT_BUFFER : IOC_WROTE) && length > 30);
        IS(cap == sizeof out || out[cap] == '#');
        IS(cap <= length || out[length] == '\0');
    }
    memset(&result, 0, sizeof result);
    for (uint32_t code = 0; code < 12000; code++) {
        char message[IOC_MAX_MESSAGE];
        const int known = *ioc_code_id(code) != '\0';
        result.code = code;
        for (uint32_t offset = 0; offset < 5; offset++) {
            result.offset = offset < 4 ? offset : UINT32_MAX;
            int32_t status =
                ioc_explain("\xc3\xb6x", 3, &result, message, sizeof message, &length);
            IS(status == (known ? IOC_WROTE : IOC_BAD_ARGUMENT));
            status = ioc_suggestion(0, 0, "\xc3\xb6\xff", 3, &result, out, sizeof out, &length);
            IS(known ? status == IOC_WROTE || status == IOC_REFUSED : status == IOC_BAD_ARGUMENT);
        }
        if (known) {
            IS(*ioc_remedy(code) != '\0' && *ioc_summary(code) != '\0');
            IS(ioc_explain("", 0, &result, NULL, 0, &length) == IOC_SHORT_BUFFER && length > 0);
        }
    }
    IS(strcmp(ioc_version(), IOC_VERSION) == 0);
}

/* Whether one text is read by a door. */
static int reads(uint32_t kind, const char *text)
{
    ioc_result result;
    int32_t status = ioc_canonical(kind, text, strlen(text), NULL, 0, &result);
    return status == IOC_BORROWED || status == IOC_SHORT_BUFFER;
}

/* How many labels a name has at least: the table at the header's start. */
static void labels(void)
{
    static const struct {
        const char *one, *two;
        uint32_t kind;
    } rows[] = {
        {"a", "a.b", IOC_KIND_HOST},
        {"x@a", "x@a.b", IOC_KIND_EMAIL},
        {"a:80", "a.b:80", IOC_KIND_ENDPOINT},
        {"http://a/", "http://a.b/", IOC_KIND_URL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const uint32_t kind = rows[i].kind;
        const int url = kind == IOC_KIND_URL;
        ioc_result result;
        IS(reads(kind, rows[i].one) == (kind != IOC_KIND_ENDPOINT) && reads(kind, rows[i].two));
        IS(url || (reads(kind | IOC_ONE_LABEL, rows[i].one) && reads(kind | IOC_ONE_LABEL, rows[i].two)));
        IS(url || (!reads(kind | IOC_TWO_LABELS, rows[i].one) && reads(kind | IOC_TWO_LABELS, rows[i].two)));
        IS(reads(IOC_KIND_ANY, rows[i].one) == url && reads(IOC_KIND_ANY, rows[i].two));
        IS((ioc_detect(rows[i].one, strlen(rows[i].one), &result) != IOC_REFUSED) == url);
        const uint32_t platform = IOC_DIALECT_MISP;
        IS((ioc_check(platform, kind, rows[i].one, strlen(rows[i].one), &result) == IOC_OK) == url);
        IS((ioc_accept(platform, url ? kind : kind | IOC_ONE_LABEL, rows[i].one,
                       strlen(rows[i].one), NULL, 0, &result) == IOC_BORROWED) == url);
        IS(url || result.code == IOC_CODE_SINGLE_LABEL);
    }
    IS(reads(IOC_KIND_HOST | IOC_WILDCARD, "*.a"));
    IS(!reads(IOC_KIND_HOST | IOC_WILDCARD | IOC_TWO_LABELS, "*.a"));
    IS(reads(IOC_KIND_HOST | IOC_WILDCARD | IOC_TWO_LABELS, "*.a.b"));
}

/* What is written for a platform, and what it takes of that. */
static void platforms(void)
{
    char out[64];
    ioc_result result;
    size_t length;

    /* A spelling beyond a limit is shown, and not accepted; the offset is one of the text typed. */
    IS(ioc_show(IOC_DIALECT_THREATSTOP, 0, "8.0.0.0/7", 9, out, sizeof out, &result) ==
       IOC_BORROWED);
    IS(ioc_accept(IOC_DIALECT_THREATSTOP, 0, "8.0.0.0/7", 9, out, sizeof out, &result) ==
       IOC_REFUSED);
    IS(result.code == IOC_CODE_PREFIX_TOO_SHORT && result.offset == 8 && result.notes == 0);
    IS(result.kind == IOC_KIND_CIDR && result.length == 0);
    IS(ioc_accept(IOC_DIALECT_THREATSTOP, 0, "FC00::/7", 8, out, sizeof out, &result) == IOC_WROTE);
    IS(ioc_accept(IOC_DIALECT_THREATSTOP, 0, "::FFFF:10.0.0.1", 15, out, sizeof out, &result) ==
       IOC_REFUSED);
    IS(result.code == IOC_CODE_PRIVATE_ADDRESS && result.offset == 0);
    IS(ioc_accept(IOC_DIALECT_THREATSTOP, 0, "192.0.2.1", 9, out, sizeof out, &result) ==
           IOC_BORROWED && result.notes == IOC_NOTE_SPECIAL_ADDRESS);
    IS(ioc_accept(1, IOC_KIND_HOST | IOC_WILDCARD, "*.a.b", 5, out, sizeof out, &result) ==
           IOC_REFUSED && result.code == IOC_CODE_WILDCARD);
    IS(ioc_accept(IOC_DIALECT_MISP, IOC_KIND_EMAIL, "x@a", 3, out, sizeof out, &result) ==
           IOC_REFUSED && result.code == IOC_CODE_SINGLE_LABEL && result.offset == 2);
    IS(ioc_accept(IOC_DIALECT_MISP, IOC_KIND_EMAIL, "x@A", 3, out, sizeof out, &result) ==
           IOC_REFUSED && result.code == IOC_CODE_SINGLE_LABEL && result.offset == 0);

    /* A shape of no kind: the platform's own spelling is checked by its kind. */
    IS(ioc_show(IOC_DIALECT_OPENCTI, IOC_KIND_ANY, "AS12345", 7, out, sizeof out, &result) ==
       IOC_WROTE);
    IS(strcmp(out, "12345") == 0 && result.kind == IOC_KIND_ASN);
    IS(ioc_check(IOC_DIALECT_OPENCTI, IOC_KIND_ANY, out, 5, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_check(IOC_DIALECT_OPENCTI, result.kind, out, 5, &result) == IOC_OK);
    IS(ioc_check(IOC_DIALECT_THREATSTOP, IOC_KIND_ADDRESS, "192.0.2.1", 9, &result) == IOC_OK);
    IS(result.notes == 0 && result.kind == IOC_KIND_ADDRESS && result.length == 0);

    /* A block of one address. */
    IS(ioc_show(IOC_DIALECT_MISP, 0, "192.0.2.1/32", 12, out, sizeof out, &result) == IOC_WROTE);
    IS(strcmp(out, "192.0.2.1") == 0 && result.kind == IOC_KIND_CIDR);
    IS(ioc_check(IOC_DIALECT_MISP, result.kind, out, 9, &result) == IOC_OK);
    IS(ioc_detect(out, 9, &result) == IOC_BORROWED && result.kind == IOC_KIND_ADDRESS);

    /* Nothing is suggested that was refused already. */
    IS(ioc_check(IOC_DIALECT_THREATSTOP, IOC_KIND_ADDRESS, "10.0.0.1", 8, &result) == IOC_REFUSED);
    IS(ioc_suggestion(IOC_DIALECT_THREATSTOP, IOC_KIND_ADDRESS, "10.0.0.1", 8, NULL, out,
                      sizeof out, &length) == IOC_REFUSED && length == 0);
    IS(ioc_suggestion(IOC_DIALECT_THREATSTOP, IOC_KIND_ADDRESS, "2001:DB8::", 10, NULL, out,
                      sizeof out, &length) == IOC_WROTE && strcmp(out, "2001:db8::") == 0);

    /* What the library says of itself is what it does. */
    const int idna = (ioc_features() & IOC_FEATURE_IDNA) != 0;
    IS((ioc_features() & ~IOC_FEATURE_IDNA) == 0);
    IS(reads(IOC_KIND_HOST, "\xc3\xb6.example") == idna);
}

/* What a feed's entries were, as text. */
typedef struct {
    char *text;
    size_t length;
    unsigned long entries, stop_after;
    void *decoder;
} transcript;

static int32_t note(void *user, const ioc_entry *entry)
{
    transcript *all = user;
    all->entries++;
    all->length += (size_t)snprintf(
        all->text + all->length, (size_t)1 << 16, "%lu:%lu %.*s %s@%lu %lu %lu %.*s\n",
        (unsigned long)entry->line, (unsigned long)entry->column, (int)entry->raw_length,
        entry->raw, ioc_code_id(entry->result.code), (unsigned long)entry->result.offset,
        (unsigned long)entry->edited, (unsigned long)entry->result.notes,
        entry->text != NULL ? (int)entry->result.length : 0,
        entry->text != NULL ? entry->text : "");
    /* A call from within a call. */
    IS(ioc_feed_push(all->decoder, "1.2.3.4\n", 8, note, user) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_finish(all->decoder, note, user) == IOC_BAD_ARGUMENT);
    return all->stop_after != 0 && all->entries >= all->stop_after;
}

static void collect(transcript *all, const ioc_feed_options *options, const char *feed, size_t length)
{
    all->entries = 0;
    all->length = 0;
    IS(ioc_feed_init(all->decoder, IOC_FEED_SIZE, options) == IOC_OK);
    IS(ioc_feed_push(all->decoder, feed, length, note, all) == IOC_OK);
    IS(ioc_feed_finish(all->decoder, note, all) == IOC_OK);
    all->text[all->length] = '\0';
}

/* Callers that ask for a suggestion in wrong ways, and one right way. */
static char chunk[] = "b.example\n 1.2.3.4/24\n";

static int32_t suggest(void *user, const ioc_entry *entry)
{
    transcript *all = user;
    char out[16];
    size_t length = 77;
    char *const inside = (char *)all->decoder;
    all->entries++;
    IS(ioc_feed_suggestion(NULL, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_suggestion(inside + 1, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_suggestion(all->decoder, NULL, 1, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_suggestion(all->decoder, out, SIZE_MAX, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_suggestion(all->decoder, out, sizeof out, NULL) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_suggestion(all->decoder, inside + IOC_FEED_SIZE - 1, 9, &length) == IOC_BAD_ARGUMENT);
    if (entry->status == IOC_REFUSED) {
        char *raw = chunk + (entry->raw - chunk);
        IS(ioc_feed_suggestion(all->decoder, raw, entry->raw_length, &length) == IOC_BAD_ARGUMENT);
        IS(length == 77);
        IS(ioc_feed_suggestion(all->decoder, out, 9, &length) == IOC_SHORT_BUFFER && length == 10);
        IS(ioc_feed_suggestion(all->decoder, out, sizeof out, &length) == IOC_WROTE);
        IS(length == 10 && strcmp(out, "1.2.3.0/24") == 0);
    } else {
        IS(ioc_feed_suggestion(all->decoder, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
        IS(length == 77);
    }
    return 0;
}

/* What the header says of feeds. */
static void layouts(transcript *all)
{
    ioc_feed_options options = {0};
    size_t length = 77;
    char out[16];
#define FEED(text) collect(all, &options, text, sizeof text - 1)
    /* The mark is not counted; comments; what cuts a plain entry, and what does not. */
    FEED("\xef\xbb\xbf" "a.example # x\n#\n;x\n!x\n//x\n\n b.example,x;y\nc.example;x\nd.example\tx\n"
         "http://e.example/,;#x y\nf.example#x\n127.0.0.1 g.example h.example\n");
    IS(strcmp(all->text, "1:1 a.example @0 0 0 a.example\n"
                         "7:2 b.example @0 0 0 b.example\n"
                         "8:1 c.example @0 0 0 c.example\n"
                         "9:1 d.example @0 0 0 d.example\n"
                         "10:1 http://e.example/,;#x @0 0 0 http://e.example/,;#x\n"
                         "11:1 f.example#x H006@9 0 0 \n"
                         "12:11 g.example @0 0 0 g.example\n"
                         "12:21 h.example @0 0 0 h.example\n") == 0);
    FEED("a.example\r\n\xff\nb\0c\n192.0.2.1 - 192.0.2.9");
    IS(strstr(all->text, "2:1 \xff L003@0") != NULL && strstr(all->text, "L002@") != NULL);
    IS(strstr(all->text, "4:1 192.0.2.1 - 192.0.2.9 C012@9") != NULL);
    /* A row of names, a column that is missing, an empty field. */
    options.format = IOC_FEED_CSV;
    options.column = 2;
    options.delimiter = ',';
    FEED("type,indicator\nx,a.example\nonly this\nx,\nx, \nx,\"b.example\"\n#x,y\n");
    IS(strcmp(all->text, "1:6 indicator H010@0 0 0 \n"
                         "2:3 a.example @0 0 0 a.example\n"
                         "3:1 only this L007@9 0 0 \n"
                         "6:4 b.example @0 0 0 b.example\n") == 0);
    options.column = 1;
    options.delimiter = ';';
    FEED(";a.example\n#x;y\n!x;y\n//x;y\nb.example;x # y\n");
    IS(strcmp(all->text, "5:1 b.example @0 0 0 b.example\n") == 0);
    options.column = 65535;
    IS(ioc_feed_init(all->decoder, IOC_FEED_SIZE, &options) == IOC_OK);
    options.column = 65536;
    IS(ioc_feed_init(all->decoder, IOC_FEED_SIZE, &options) == IOC_BAD_ARGUMENT);

    /* How many labels a name has at least. */
    memset(&options, 0, sizeof options);
    FEED("a\nx@a\na:80\nhttp://a/\n*.a\n");
    IS(strcmp(all->text, "1:1 a H010@0 0 0 \n2:1 x@a H010@2 0 0 \n3:1 a:80 H010@0 0 0 \n"
                         "4:1 http://a/ @0 0 0 http://a/\n5:1 *.a H015@0 0 0 \n") == 0);
    options.flags = IOC_FEED_SINGLE_LABELS | IOC_FEED_SUFFIXES;
    FEED("a\nx@a\na:80\nhttp://a/\n*.a\n");
    IS(strcmp(all->text, "1:1 a @0 0 0 a\n2:1 x@a H010@2 0 0 \n3:1 a:80 H010@0 0 0 \n"
                         "4:1 http://a/ @0 0 0 http://a/\n5:1 *.a @0 1 0 a\n") == 0);
    memset(&options, 0, sizeof options);
    options.kind = IOC_KIND_HOST;
    FEED("a\n");
    IS(strcmp(all->text, "1:1 a H010@0 0 0 \n") == 0);
    options.format = IOC_FEED_MISP_COMPOSITE;
    options.kind = IOC_KIND_ANY;
    FEED("a|80\n");
    IS(strcmp(all->text, "1:1 a|80 @0 0 0 a:80\n") == 0);

    /* Limits are a platform's; the offset counts in the entry where that is the platform's spelling. */
    memset(&options, 0, sizeof options);
    options.flags = IOC_FEED_WITHIN_LIMITS;
    IS(ioc_feed_init(all->decoder, IOC_FEED_SIZE, &options) == IOC_BAD_ARGUMENT);
    options.flags = 0;
    options.dialect = IOC_DIALECT_THREATSTOP;
    FEED("8.0.0.0/7\n(8.0.0.0/7)\n10[.]0.0.1\n8.8.8.8\n");
    IS(strcmp(all->text, "1:1 8.0.0.0/7 @0 0 0 8.0.0.0/7\n2:1 (8.0.0.0/7) @0 1 0 8.0.0.0/7\n"
                         "3:1 10[.]0.0.1 @0 1 1 10.0.0.1\n4:1 8.8.8.8 @0 0 0 8.8.8.8\n") == 0);
    options.flags = IOC_FEED_WITHIN_LIMITS | IOC_FEED_SINGLE_LABELS;
    FEED("8.0.0.0/7\n(8.0.0.0/7)\n10[.]0.0.1\n8.8.8.8\na\n");
    IS(strcmp(all->text, "1:1 8.0.0.0/7 D022@8 0 0 \n2:1 (8.0.0.0/7) D022@0 1 0 \n"
                         "3:1 10[.]0.0.1 D023@0 1 0 \n4:1 8.8.8.8 @0 0 0 8.8.8.8\n"
                         "5:1 a H010@0 0 0 \n") == 0);

    /* What fails leaves the memory as it was: the line that was begun goes on. */
    memset(&options, 0, sizeof options);
    IS(ioc_feed_init(all->decoder, IOC_FEED_SIZE, &options) == IOC_OK);
    IS(ioc_feed_push(all->decoder, "a.exam", 6, note, all) == IOC_OK);
    options.reserved = 1;
    IS(ioc_feed_init(all->decoder, IOC_FEED_SIZE, &options) == IOC_BAD_ARGUMENT);
    options.reserved = 0;
    options.kind = IOC_KIND_HOST | IOC_ONE_LABEL;
    IS(ioc_feed_init(all->decoder, IOC_FEED_SIZE, &options) == IOC_BAD_ARGUMENT);
    options.kind = IOC_KIND_ANY;
    options.delimiter = ',';
    IS(ioc_feed_init(all->decoder, IOC_FEED_SIZE, &options) == IOC_BAD_ARGUMENT);
    all->length = 0;
    IS(ioc_feed_push(all->decoder, "ple\n", 4, note, all) == IOC_OK);
    all->text[all->length] = '\0';
    IS(strcmp(all->text, "1:1 a.example @0 0 0 a.example\n") == 0);

    /* Outside of a callback there is no entry. */
    all->entries = 0;
    IS(ioc_feed_suggestion(all->decoder, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_push(all->decoder, chunk, sizeof chunk - 1, suggest, all) == IOC_OK);
    IS(all->entries == 2);
    IS(ioc_feed_suggestion(all->decoder, out, sizeof out, &length) == IOC_BAD_ARGUMENT);
    IS(length == 77);
}

/* A refused entry: its kind, the text that was read, what to write instead. */
static int32_t refused(void *user, const ioc_entry *entry)
{
    transcript *all = user;
    char out[64] = "-";
    size_t length;
    IS(entry->status == IOC_REFUSED && entry->text == NULL && entry->result.notes == 0);
    IS(entry->result.length == 0 && entry->refusal.kind == entry->result.kind);
    IS(entry->refusal.code == entry->result.code && entry->refusal.notes == 0);
    IS(entry->refusal.offset <= entry->read_length);
    ioc_feed_suggestion(all->decoder, out, sizeof out, &length);
    all->length += (size_t)snprintf(
        all->text + all->length, (size_t)1 << 16, "%s %s %.*s@%lu %s\n",
        ioc_kind_name(entry->result.kind), ioc_code_id(entry->result.code),
        (int)entry->read_length, entry->read, (unsigned long)entry->refusal.offset, out);
    return 0;
}

static void feeds(const char *path)
{
    static char feed[1 << 16];
    static uint64_t memory[IOC_FEED_SIZE / 8 + 1];
    ioc_feed_options options;
    FILE *in = fopen(path, "rb");
    if (in == NULL) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(2);
    }
    size_t length = fread(feed, 1, sizeof feed, in);
    fclose(in);

    /* No decoder was made here. */
    transcript all = {malloc((size_t)1 << 20), 0, 0, 0, memory};
    IS(ioc_feed_push(memory, feed, length, note, &all) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_push(NULL, feed, length, note, &all) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_push(memory, feed, length, NULL, NULL) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_finish(NULL, note, &all) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_finish(memory, note, &all) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_finish((char *)memory + 1, note, &all) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_init(memory, 0, NULL) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_init(NULL, sizeof memory, NULL) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_init(memory, IOC_FEED_SIZE - 1, NULL) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_init((char *)memory + 1, IOC_FEED_SIZE, NULL) == IOC_BAD_ARGUMENT);
    for (int field = 0; field < 8; field++) {
        uint32_t odd[8] = {0};
        odd[field] = UINT32_MAX;
        memcpy(&options, odd, sizeof options);
        IS(ioc_feed_init(memory, sizeof memory, &options) == IOC_BAD_ARGUMENT);
    }
    memset(&options, 0, sizeof options);
    options.format = IOC_FEED_CSV;
    IS(ioc_feed_init(memory, sizeof memory, &options) == IOC_BAD_ARGUMENT);
    options.delimiter = ',';
    IS(ioc_feed_init(memory, sizeof memory, &options) == IOC_BAD_ARGUMENT);
    options.column = 2;
    static const uint32_t no_delimiters[] = {0, '\n', '\r', '"', 0x80, 0xff, 0x100 + ','};
    for (size_t i = 0; i < sizeof no_delimiters / sizeof *no_delimiters; i++) {
        options.delimiter = no_delimiters[i];
        IS(ioc_feed_init(memory, sizeof memory, &options) == IOC_BAD_ARGUMENT);
    }
    options.delimiter = ',';
    IS(ioc_feed_init(memory, sizeof memory, &options) == IOC_OK);
    IS(ioc_feed_init(memory, sizeof memory, NULL) == IOC_OK);
    IS(ioc_feed_push(memory, feed, length, NULL, &all) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_finish(memory, NULL, &all) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_push(memory, NULL, 1, note, &all) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_push(memory, feed, SIZE_MAX, note, &all) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_push(memory, (char *)memory + 8, 8, note, &all) == IOC_BAD_ARGUMENT);
    IS(ioc_feed_push(memory, NULL, 0, note, &all) == IOC_OK && all.entries == 0);

    /* Whole, and in pieces of every small size. */
    IS(ioc_feed_push(memory, feed, length, note, &all) == IOC_OK);
    IS(ioc_feed_finish(memory, note, &all) == IOC_OK);
    IS(all.entries > 30);
    for (size_t size = 1; size < 80; size++) {
        transcript cut = {malloc((size_t)1 << 20), 0, 0, 0, memory};
        for (size_t at = 0; at < length; at += size) {
            size_t n = length - at < size ? length - at : size;
            char *piece = malloc(n);
            memcpy(piece, feed + at, n);
            IS(ioc_feed_push(memory, piece, n, note, &cut) == IOC_OK);
            free(piece);
        }
        IS(ioc_feed_finish(memory, note, &cut) == IOC_OK);
        IS(cut.length == all.length && memcmp(cut.text, all.text, all.length) == 0);
        free(cut.text);
    }

    /* Enough is enough, until the feed ends. */
    all.entries = 0;
    all.length = 0;
    all.stop_after = 3;
    IS(ioc_feed_push(memory, feed, length, note, &all) == IOC_STOPPED && all.entries == 3);
    IS(ioc_feed_push(memory, feed, length, note, &all) == IOC_STOPPED && all.entries == 3);
    IS(ioc_feed_finish(memory, note, &all) == IOC_STOPPED && all.entries == 3);
    all.stop_after = 0;
    IS(ioc_feed_push(memory, "a.example\n", 10, note, &all) == IOC_OK && all.entries == 4);

    /* A platform's spelling, a column, a long line. */
    options.column = 2;
    options.delimiter = ';';
    options.dialect = IOC_DIALECT_THREATCONNECT;
    options.max_line = 16;
    all.length = 0;
    IS(ioc_feed_init(memory, sizeof memory, &options) == IOC_OK);
    IS(ioc_feed_push(memory, "x;AS 12\nxxxxxxxxxxxxxxxxx\nx;1.2.3.4:5\n", 38, note, &all) == IOC_OK);
    all.text[all.length] = '\0';
    IS(strcmp(all.text, "1:3 AS 12 @0 0 0 ASN12\n"
                        "2:1 xxxxxxxxxxxxxxxx L001@16 0 0 \n"
                        "3:3 1.2.3.4:5 D001@0 0 0 \n") == 0);

    /* What is known of refused entries: 10.0.0.1:443 has a note where it is accepted. */
    static const char bad[] = "1.2.3[.]4/24\n\"10.0.0.5/8\"\nhxxp[:]//1.2.3.4:080/a\n10.0.0.1:443\n";
    memset(&options, 0, sizeof options);
    options.dialect = IOC_DIALECT_THREATCONNECT;
    all.length = 0;
    IS(ioc_feed_init(memory, sizeof memory, &options) == IOC_OK);
    IS(ioc_feed_push(memory, bad, sizeof bad - 1, refused, &all) == IOC_OK);
    all.text[all.length] = '\0';
    IS(strcmp(all.text, "cidr C006 1.2.3.4/24@6 1.2.3.0/24\n"
                        "cidr C006 10.0.0.5/8@7 10.0.0.0/8\n"
                        "url U013 http://1.2.3.4:080/a@15 http://1.2.3.4:80/a\n"
                        "endpoint D001 10.0.0.1:443@0 -\n") == 0);
    options.kind = IOC_KIND_HOST;
    all.length = 0;
    IS(ioc_feed_init(memory, sizeof memory, &options) == IOC_OK);
    IS(ioc_feed_push(memory, "1.2.3.4\na\xff\n", 11, refused, &all) == IOC_OK);
    all.text[all.length] = '\0';
    IS(strcmp(all.text, "host H009 1.2.3.4@6 -\nhost L003 @0 -\n") == 0);
    layouts(&all);
    free(all.text);
}

int main(int count, char **paths)
{
    if (count != 2) {
        fprintf(stderr, "usage: misuse FEED\n");
        return 2;
    }
    arguments();
    labels();
    platforms();
    feeds(paths[1]);
    printf("misuse and feeds: %lu checks, %lu wrong\n", checks, wrong);
    return wrong > 0;
}
