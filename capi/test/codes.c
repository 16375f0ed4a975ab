/* Every code's constant, and the macros in expressions, compiled with the warnings about signs. C99. */

#include <stdio.h>
#include <string.h>

#include "ioc_canon.h"

static const struct {
    uint32_t number;
    const char *id, *summary;
} codes[] = {
#define CODE(number, id, summary) {number, id, summary},
#include "codes.inc"
};

static int is(uint32_t flags, uint32_t notes, int two)
{
    flags &= ~IOC_FEED_SUFFIXES;
    flags |= two ? IOC_FEED_WITHIN_LIMITS : IOC_FEED_PLAIN;
    uint32_t kind = IOC_KIND_HOST | (two ? IOC_TWO_LABELS : 0);
    return flags == IOC_FEED_WITHIN_LIMITS && (notes & ~IOC_NOTE_SPECIAL_ADDRESS) == 0 &&
           kind == (IOC_KIND_HOST | IOC_TWO_LABELS) && 3 -IOC_BAD_ARGUMENT == 4;
}

int main(void)
{
    const size_t count = sizeof codes / sizeof *codes;
    size_t known = 0, wrong = 0;
    for (uint32_t number = 0; number < 20000; number++) {
        known += *ioc_code_id(number) != '\0';
    }
    for (size_t i = 0; i < count; i++) {
        wrong += strcmp(ioc_code_id(codes[i].number), codes[i].id) != 0 ||
                 strcmp(ioc_summary(codes[i].number), codes[i].summary) != 0;
    }
    unsigned major, minor, patch;
    wrong += sscanf(ioc_version(), "%u.%u.%u", &major, &minor, &patch) != 3 ||
             major * 10000 + minor * 100 + patch != IOC_VERSION_NUMBER;
#if IOC_VERSION_NUMBER < 100 || IOC_CODE_HOST_BITS != 3006 || IOC_BAD_ARGUMENT >= 0
    wrong++;
#endif
    wrong += !is(IOC_FEED_SUFFIXES, IOC_NOTE_SPECIAL_ADDRESS, 1);
    printf("codes: %lu, %lu wrong\n", (unsigned long)count, (unsigned long)wrong);
    return wrong > 0 || known != count;
}
