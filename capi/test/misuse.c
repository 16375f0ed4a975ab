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
            IS(ioc_check(dialect, kind, NULL, 0, &result) == IOC_REFUSED);
        }
    }
    /* Lengths that no object has. */
    IS(ioc_detect("a.b", SIZE_MAX, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_canonical(IOC_KIND_ANY, "a.b", 3, out, SIZE_MAX, &result) == IOC_BAD_ARGUMENT);
    /* Numbers that mean nothing. */
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        IS(ioc_canonical(odd[i], "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
        IS(ioc_show(1, odd[i], "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
        IS(ioc_check(1, odd[i], "a.b", 3, &result) == IOC_BAD_ARGUMENT);
    }
    IS(ioc_show(0, IOC_KIND_ANY, "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
    IS(ioc_show(none, IOC_KIND_ANY, "a.b", 3, out, sizeof out, &result) == IOC_BAD_ARGUMENT);
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
    ioc_suggestion(0, IOC_KIND_ANY, entry->read, entry->read_length, &entry->refusal, out,
                   sizeof out, &length);
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
    free(all.text);
}

int main(int count, char **paths)
{
    if (count != 2) {
        fprintf(stderr, "usage: misuse FEED\n");
        return 2;
    }
    arguments();
    feeds(paths[1]);
    printf("misuse and feeds: %lu checks, %lu wrong\n", checks, wrong);
    return wrong > 0;
}
