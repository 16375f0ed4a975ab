/* Every entry of feeds by many options, as lines of text: feeds FILE... . test/feeds.rs writes the same
   by the library itself. C99. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ioc_canon.h"

static uint64_t memory[IOC_FEED_SIZE / 8];
static unsigned long run;

static void must(int holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "feeds.c: %s\n", what);
        exit(1);
    }
}

static int32_t each(void *user, const ioc_entry *entry)
{
    (void)user;
    size_t length = 0;
    printf("%lu %lu:%lu %s %s@%lu %lu %lu [%.*s] ", run, (unsigned long)entry->line,
           (unsigned long)entry->column, ioc_kind_name(entry->result.kind),
           ioc_code_id(entry->result.code), (unsigned long)entry->result.offset,
           (unsigned long)entry->edited, (unsigned long)entry->result.notes,
           (int)entry->raw_length, entry->raw);
    if (entry->status == IOC_OK) {
        printf("is %.*s\n", (int)entry->result.length, entry->text);
        must(ioc_feed_suggestion(memory, NULL, 0, &length) == IOC_BAD_ARGUMENT, "accepted");
        return 0;
    }
    printf("read %.*s@%lu", (int)entry->read_length, entry->read,
           (unsigned long)entry->refusal.offset);
    /* Into a buffer of just the length, so that a byte beyond it is seen. */
    int32_t status = ioc_feed_suggestion(memory, NULL, 0, &length);
    if (status == IOC_SHORT_BUFFER) {
        char *out = malloc(length);
        size_t again = 0;
        must(ioc_feed_suggestion(memory, out, length - 1, &again) == IOC_SHORT_BUFFER, "room");
        must(ioc_feed_suggestion(memory, out, length, &again) == IOC_WROTE, "no room");
        must(again == length && length < IOC_MAX_OUTPUT, "length");
        printf(" instead %.*s", (int)length, out);
        free(out);
    } else {
        must(status == IOC_REFUSED && length == 0, "none");
    }
    putchar('\n');
    return 0;
}

static void read_by(const ioc_feed_options *options, const char *feed, size_t length)
{
    run++;
    must(ioc_feed_init(memory, sizeof memory, options) == IOC_OK, "options");
    for (size_t at = 0; at < length; at += 7) {
        size_t n = length - at < 7 ? length - at : 7;
        must(ioc_feed_push(memory, feed + at, n, each, NULL) == IOC_OK, "push");
    }
    must(ioc_feed_finish(memory, each, NULL) == IOC_OK, "finish");
}

int main(int count, char **paths)
{
    for (int i = 1; i < count; i++) {
        static char feed[1 << 16];
        FILE *in = fopen(paths[i], "rb");
        must(in != NULL, paths[i]);
        size_t length = fread(feed, 1, sizeof feed, in);
        fclose(in);
        for (uint32_t format = 0; format <= IOC_FEED_MISP_COMPOSITE; format++) {
            ioc_feed_options options = {0};
            options.format = format;
            options.column = format == IOC_FEED_CSV ? 1 : 0;
            options.delimiter = format == IOC_FEED_CSV ? ',' : 0;
            for (options.flags = 0; options.flags < 16; options.flags++) {
                for (options.kind = 0; options.kind <= IOC_KIND_ENDPOINT; options.kind++) {
                    read_by(&options, feed, length);
                }
            }
            options.kind = IOC_KIND_ANY;
            for (options.dialect = 1; options.dialect <= IOC_DIALECT_ECS; options.dialect++) {
                for (uint32_t flags = 0; flags < 4; flags++) {
                    options.flags = (flags & 1 ? IOC_FEED_SINGLE_LABELS : 0) |
                                    (flags & 2 ? IOC_FEED_WITHIN_LIMITS : 0);
                    read_by(&options, feed, length);
                }
            }
        }
    }
    return 0;
}
