/* Every row of tests/vectors through the C interface: vectors DIRECTORY [CODE]. C99.

   CODE is the refusal that says what this library was built without, H011 for internationalised
   names. A row that is refused by it, at a byte that needs what is missing, is left out and counted. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ioc_canon.h"

enum { ROOM = 1 << 17, COLUMNS = 9 };

static unsigned long rows, calls, wrong, left_out, over_limit;
static const char *file, *lacking;
static unsigned long line;

static void fail(const char *what, const char *found, size_t length)
{
    wrong++;
    fprintf(stderr, "%s:%lu: %s: found %.*s\n", file, line, what, (int)length, found);
}

/* A text of its own length on the heap, so that a byte read or written beyond it is seen. */
typedef struct {
    char *at;
    size_t length;
} bytes;

static bytes make(const char *at, size_t length)
{
    bytes made = {malloc(length > 0 ? length : 1), length};
    if (made.at == NULL) {
        abort();
    }
    memcpy(made.at, at, length);
    return made;
}

static int same(bytes text, const char *at, size_t length)
{
    return text.length == length && memcmp(text.at, at, length) == 0;
}

/* The escapes of tests/vectors/README.md. */
static bytes unescape(const char *text)
{
    static char out[ROOM];
    size_t n = 0;
    while (*text != '\0' && n + 8 < ROOM) {
        if (*text != '\\') {
            out[n++] = *text++;
            continue;
        }
        char kind = *++text;
        text++;
        if (kind == '\\') {
            out[n++] = '\\';
        } else if (kind == 't' || kind == 'n' || kind == 'r') {
            out[n++] = kind == 't' ? '\t' : kind == 'n' ? '\n' : '\r';
        } else if (kind == 'x') {
            char digits[3] = {text[0], text[1], '\0'};
            out[n++] = (char)strtoul(digits, NULL, 16);
            text += 2;
        } else if (kind == 'u') {
            char *end;
            unsigned long c = strtoul(text + 1, &end, 16);
            if (c < 0x80) {
                out[n++] = (char)c;
            } else if (c < 0x800) {
                out[n++] = (char)(0xc0 | c >> 6);
                out[n++] = (char)(0x80 | (c & 0x3f));
            } else if (c < 0x10000) {
                out[n++] = (char)(0xe0 | c >> 12);
                out[n++] = (char)(0x80 | (c >> 6 & 0x3f));
                out[n++] = (char)(0x80 | (c & 0x3f));
            } else {
                out[n++] = (char)(0xf0 | c >> 18);
                out[n++] = (char)(0x80 | (c >> 12 & 0x3f));
                out[n++] = (char)(0x80 | (c >> 6 & 0x3f));
                out[n++] = (char)(0x80 | (c & 0x3f));
            }
            text = end + 1;
        } else if (kind == '{') {
            char *what;
            unsigned long times = strtoul(text, &what, 10);
            const char *end = strchr(++what, '}');
            size_t length = (size_t)(end - what);
            for (; times > 0 && n + length + 8 < ROOM; times--, n += length) {
                memcpy(out + n, what, length);
            }
            text = end + 1;
        } else if (kind != 'e') {
            fail("unknown escape", &kind, 1);
        }
    }
    return make(out, n);
}

static uint32_t kind_named(const char *name, size_t length)
{
    for (uint32_t kind = 1; *ioc_kind_name(kind) != '\0'; kind++) {
        const char *other = ioc_kind_name(kind);
        if (strlen(other) == length && memcmp(name, other, length) == 0) {
            return kind;
        }
    }
    return IOC_KIND_ANY;
}

/* `host+two`: a kind and its options. */
static uint32_t door(const char *name)
{
    const char *plus = strchr(name, '+');
    uint32_t kind = kind_named(name, plus != NULL ? (size_t)(plus - name) : strlen(name));
    static const struct {
        const char *name;
        uint32_t option;
    } options[] = {
        {"+truncate", IOC_CLEAR_HOST_BITS}, {"+two", IOC_TWO_LABELS}, {"+one", IOC_ONE_LABEL},
        {"+wildcard", IOC_WILDCARD},        {"+hostname", IOC_HOSTNAME}, {"+pipe", IOC_PIPE},
    };
    for (size_t i = 0; plus != NULL && i < sizeof options / sizeof *options; i++) {
        if (strcmp(plus, options[i].name) == 0) {
            return kind | options[i].option;
        }
    }
    if (plus != NULL || (kind == IOC_KIND_ANY && strcmp(name, "detect") != 0)) {
        fail("no door", name, strlen(name));
    }
    return kind;
}

static uint32_t dialect_named(const char *name)
{
    for (uint32_t dialect = 1; *ioc_dialect_name(dialect) != '\0'; dialect++) {
        if (strcmp(name, ioc_dialect_name(dialect)) == 0) {
            return dialect;
        }
    }
    fail("no dialect", name, strlen(name));
    return 0;
}

/* Canonical text (dialect 0) or a platform's spelling, into a buffer that holds just that. */
static int32_t spell(uint32_t dialect, uint32_t kind, bytes in, bytes *out, ioc_result *result)
{
    ioc_result again;
    calls++;
    /* No room at all first: says how much is wanted. */
    int32_t status = dialect == 0 ? ioc_canonical(kind, in.at, in.length, NULL, 0, result)
                                  : ioc_show(dialect, kind, in.at, in.length, NULL, 0, result);
    if (status == IOC_BORROWED) {
        *out = make(in.at, in.length);
        return result->length == in.length ? status : IOC_BAD_ARGUMENT;
    }
    if (status != IOC_SHORT_BUFFER || result->length > IOC_MAX_OUTPUT) {
        *out = make("", 0);
        return status;
    }
    out->length = result->length;
    out->at = malloc(out->length);
    for (int less = 1; less >= 0; less--) {
        size_t cap = out->length - (size_t)less;
        status = dialect == 0
                     ? ioc_canonical(kind, in.at, in.length, out->at, cap, &again)
                     : ioc_show(dialect, kind, in.at, in.length, out->at, cap, &again);
        if (status != (less ? IOC_SHORT_BUFFER : IOC_WROTE) || again.length != out->length) {
            fail("room", "", 0);
        }
    }
    return status;
}

/* Whether the row asks for what this library lacks: a character beyond ASCII, or an A-label. */
static int leave_out(bytes in, int32_t status, const ioc_result *result)
{
    if (lacking == NULL || status != IOC_REFUSED ||
        strcmp(ioc_code_id(result->code), lacking) != 0) {
        return 0;
    }
    const char *at = in.at + result->offset;
    size_t rest = in.length - result->offset;
    left_out++;
    if (rest == 0 || (!(*at & 0x80) && !(rest > 4 && (*at | 0x20) == 'x' && at[2] == '-'))) {
        fail("left out without need", in.at, in.length);
    }
    return 1;
}

/* `ok TEXT` or `ID@OFFSET`, as one text. */
static bytes outcome(int32_t status, bytes text, const ioc_result *result)
{
    static char out[ROOM];
    if (status == IOC_REFUSED) {
        return make(out, (size_t)sprintf(out, "%s@%lu", ioc_code_id(result->code),
                                         (unsigned long)result->offset));
    }
    if (status < 0 || text.length + 3 > ROOM) {
        return make(out, (size_t)sprintf(out, "status %d", (int)status));
    }
    memcpy(out, "ok ", 3);
    memcpy(out + 3, text.at, text.length);
    return make(out, text.length + 3);
}

static void expect(const char *what, bytes found, bytes expected)
{
    if (!same(found, expected.at, expected.length)) {
        fail(what, found.at, found.length);
    }
    free(expected.at);
}

/* What may be sent is what the platform's check passes; shown, whatever that says. */
static void accept(uint32_t dialect, uint32_t kind, bytes in, bytes shown)
{
    ioc_result checked, result;
    int32_t status = ioc_check(dialect, kind & 0xff, shown.at, shown.length, &checked);
    const int borrowed = same(in, shown.at, shown.length);
    calls++;
    bytes out = make(shown.at, shown.length);
    memset(out.at, '#', out.length);
    int32_t is = ioc_accept(dialect, kind, in.at, in.length, out.at, out.length, &result);
    if (status == IOC_OK) {
        if (is != (borrowed ? IOC_BORROWED : IOC_WROTE) || result.length != shown.length ||
            (is == IOC_WROTE && !same(out, shown.at, shown.length)) ||
            (is == IOC_WROTE && out.length > 0 &&
             ioc_accept(dialect, kind, in.at, in.length, out.at, out.length - 1, &result) !=
                 IOC_SHORT_BUFFER)) {
            fail("accept", out.at, out.length);
        }
    } else if (is != IOC_REFUSED || result.code != checked.code || result.length != 0 ||
               result.kind != (kind & 0xff) || result.offset != (borrowed ? checked.offset : 0)) {
        fail("accept and check", ioc_code_id(result.code), 4);
    } else {
        over_limit++;
    }
    free(out.at);
}

static void kind_row(char **column)
{
    bytes in = unescape(column[0]), text;
    uint32_t kind = door(column[1]);
    ioc_result result;
    int32_t status = spell(0, kind, in, &text, &result);
    if (leave_out(in, status, &result)) {
        free(text.at);
        free(in.at);
        return;
    }
    bytes found = outcome(status, text, &result);
    expect("canonical", found, unescape(column[2]));
    if (result.kind != (kind & 0xff)) {
        fail("kind", "", 0);
    }
    /* The platforms that the rows have a column for. */
    for (uint32_t dialect = 1; status != IOC_REFUSED && dialect <= IOC_DIALECT_ECS; dialect++) {
        const char *wanted = column[2 + dialect];
        bytes shown;
        int32_t is = spell(dialect, kind, in, &shown, &result);
        if (strcmp(wanted, "-") == 0) {
            if (is != IOC_REFUSED || strcmp(ioc_code_id(result.code), "D001") != 0) {
                fail(ioc_dialect_name(dialect), shown.at, shown.length);
            }
        } else {
            expect(ioc_dialect_name(dialect), shown,
                   strcmp(wanted, "=") == 0 ? make(text.at, text.length) : unescape(wanted));
            accept(dialect, kind, in, shown);
        }
        free(shown.at);
    }
    free(found.at);
    free(text.at);
    free(in.at);
}

static void detect_row(char **column)
{
    bytes in = unescape(column[0]), text;
    ioc_result result, detected;
    int32_t status = spell(0, IOC_KIND_ANY, in, &text, &result);
    if (leave_out(in, status, &result)) {
        free(text.at);
        free(in.at);
        return;
    }
    int32_t is = ioc_detect(in.at, in.length, &detected);
    bytes found = outcome(status, text, &result);
    expect("detect", found, unescape(column[2]));
    const char *name = *ioc_kind_name(detected.kind) ? ioc_kind_name(detected.kind) : "-";
    if (strcmp(name, column[1]) != 0 || detected.kind != result.kind) {
        fail("kind", name, strlen(name));
    }
    if ((is == IOC_BORROWED) != (status == IOC_BORROWED) || detected.code != result.code ||
        detected.offset != result.offset || detected.notes != result.notes ||
        (is == IOC_BORROWED ? detected.length != in.length : detected.length != 0)) {
        fail("ioc_detect", "", 0);
    }
    free(found.at);
    free(text.at);
    free(in.at);
}

/* What to write instead; `-` for nothing. */
static bytes suggestion(uint32_t dialect, uint32_t kind, bytes in, const ioc_result *refusal)
{
    static char out[IOC_MAX_OUTPUT];
    size_t length;
    calls++;
    int32_t status =
        ioc_suggestion(dialect, kind, in.at, in.length, refusal, out, sizeof out, &length);
    return status == IOC_WROTE ? make(out, length) : make("-", 1);
}

static void check_row(char **column)
{
    bytes in = unescape(column[2]);
    uint32_t dialect = dialect_named(column[0]), kind = door(column[1]);
    ioc_result result;
    calls++;
    if (leave_out(in, ioc_canonical(kind, in.at, in.length, NULL, 0, &result), &result)) {
        free(in.at);
        return;
    }
    int32_t status = ioc_check(dialect, kind, in.at, in.length, &result);
    bytes found = outcome(status, make("", 0), &result);
    if (status == IOC_OK) {
        found.length = 2;
    }
    expect("check", found, make(column[3], strlen(column[3])));
    free(found.at);
    found = suggestion(dialect, kind, in, NULL);
    /* What was typed already is nothing to write instead. */
    bytes wanted = strcmp(column[4], "=") == 0 ? make(in.at, in.length) : unescape(column[4]);
    if (same(wanted, in.at, in.length)) {
        free(wanted.at);
        wanted = make("-", 1);
    }
    expect("suggestion", found, wanted);
    free(found.at);
    free(in.at);
}

static void message_row(char **column)
{
    static char message[1024];
    bytes in = unescape(column[2]);
    char *colon = strchr(column[1], ':');
    ioc_result result;
    int32_t status;
    calls++;
    if (colon != NULL) {
        *colon = '\0';
        status = ioc_check(dialect_named(column[1]), door(colon + 1), in.at, in.length, &result);
    } else {
        status = ioc_canonical(door(column[1]), in.at, in.length, NULL, 0, &result);
    }
    if (leave_out(in, status, &result)) {
        free(in.at);
        return;
    }
    if (status != IOC_REFUSED || strcmp(ioc_code_id(result.code), column[0]) != 0) {
        fail("code", ioc_code_id(result.code), 4);
    }
    int n = snprintf(message, sizeof message, "%s at byte %lu; %s", ioc_summary(result.code),
                     (unsigned long)result.offset, ioc_remedy(result.code));
    bytes found = make(message, (size_t)n);
    expect("message", found, make(column[3], strlen(column[3])));
    free(found.at);
    size_t length = 0;
    char explained[IOC_MAX_MESSAGE];
    calls++;
    status = ioc_explain(in.at, in.length, &result, explained, sizeof explained, &length);
    if (status != IOC_WROTE || strlen(explained) != length) {
        fail("ioc_explain", "", 0);
    } else {
        found = make(explained, length);
        expect("explanation", found, unescape(column[4]));
        free(found.at);
    }
    found = suggestion(0, IOC_KIND_ANY, in, &result);
    expect("suggestion", found, unescape(column[5]));
    free(found.at);
    free(in.at);
}

static void run(const char *directory, const char *name, int columns, void (*row)(char **))
{
    static char path[4096], text[ROOM];
    snprintf(path, sizeof path, "%s/%s.tsv", directory, name);
    FILE *in = fopen(path, "rb");
    file = name;
    line = 0;
    if (in == NULL) {
        fail("cannot be read", path, strlen(path));
        return;
    }
    while (fgets(text, sizeof text, in) != NULL) {
        char *column[COLUMNS] = {0};
        int n = 0;
        line++;
        text[strcspn(text, "\n")] = '\0';
        if (line == 1 || *text == '#' || *text == '\0') {
            continue;
        }
        for (char *at = text; n < COLUMNS; n++) {
            column[n] = at;
            at = strchr(at, '\t');
            if (at == NULL) {
                n++;
                break;
            }
            *at++ = '\0';
        }
        if (n != columns) {
            fail("columns", "", 0);
            continue;
        }
        rows++;
        row(column);
    }
    fclose(in);
}

int main(int count, char **arguments)
{
    static const char *const kinds[] = {"asn", "address",      "cidr",  "range",     "host",
                                        "url", "registry-key", "email", "file-hash", "endpoint"};
    if (count < 2 || count > 3) {
        fprintf(stderr, "usage: vectors DIRECTORY [CODE]\n");
        return 2;
    }
    lacking = arguments[2];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        run(arguments[1], kinds[i], 9, kind_row);
    }
    run(arguments[1], "detect", 4, detect_row);
    run(arguments[1], "check", 6, check_row);
    run(arguments[1], "messages", 6, message_row);
    if (over_limit < 50) {
        fail("no limits", "", 0);
    }
    printf("C99: %lu rows, %lu calls, %lu wrong", rows, calls, wrong);
    if (lacking != NULL) {
        printf(", %lu left out by %s", left_out, lacking);
    }
    putchar('\n');
    return wrong > 0 || rows < 1500 || (lacking != NULL) != (left_out > 0) || left_out > rows / 20;
}
