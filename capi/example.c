/* cc example.c $(pkg-config --cflags --libs ioc_canon) && ./a.out 'HTTP://Example.COM' 10.0.0.5/8 */

#include <stdio.h>
#include <string.h>

#include <ioc_canon.h>

int main(int count, char **texts)
{
    for (int i = 1; i < count; i++) {
        char out[IOC_MAX_OUTPUT];
        ioc_result is;
        size_t length;
        switch (ioc_canonical(IOC_KIND_ANY, texts[i], strlen(texts[i]), out, sizeof out, &is)) {
        case IOC_BORROWED:
            printf("%s\t%s\n", ioc_kind_name(is.kind), texts[i]);
            break;
        case IOC_WROTE:
            printf("%s\t%s\n", ioc_kind_name(is.kind), out);
            break;
        case IOC_REFUSED:
            ioc_explain(texts[i], strlen(texts[i]), &is, out, sizeof out, &length);
            printf("%s\t%s; %s\n", ioc_code_id(is.code), out, ioc_remedy(is.code));
            break;
        }
    }
    return 0;
}
