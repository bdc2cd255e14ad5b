/* support_vector: finds a vector in src/core/FORMAT.md. */
#include "support_vector.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool
begins_vector(const char *line, const char *name)
{
    static const char word[] = "vector ";
    size_t length = strlen(name);
    return strncmp(line, word, sizeof word - 1) == 0 &&
           strncmp(line + sizeof word - 1, name, length) == 0 &&
           line[sizeof word - 1 + length] == ':';
}

static void
add_hex(const char *text, struct buffer *out)
{
    static const char digits[] = "0123456789abcdef";
    unsigned byte = 0, count = 0;
    for (; *text != '\0'; text++) {
        if (isspace((unsigned char)*text)) {
            continue;
        }
        const char *digit = strchr(digits, *text);
        if (!digit) {
            fail_msg("not hex in FORMAT.md: %s", text);
        }
        byte = byte << 4 | (unsigned)(digit - digits);
        if (++count % 2 == 0) {
            buffer_add_u8(out, (uint8_t)byte);
        }
    }
    assert_int_equal(count % 2, 0);
}

void
vector_read(const char *name, struct buffer *out)
{
    FILE *file = fopen(TESTS_DIR "/../src/core/FORMAT.md", "r");
    assert_non_null(file);
    buffer_init(out, 100000);
    char line[1000];
    bool found = false, inside = false;
    while (fgets(line, sizeof line, file)) {
        if (begins_vector(line, name)) {
            add_hex(strchr(line, ':') + 1, out);
            found = inside = true;
        } else if (inside && line[0] == ' ') {
            add_hex(line, out);
        } else {
            inside = false;
        }
    }
    fclose(file);
    if (!found) {
        fail_msg("FORMAT.md has no vector %s", name);
    }
}

void
vector_assert(const char *name, const void *bytes, size_t size)
{
    struct buffer expected;
    vector_read(name, &expected);
    const uint8_t *at = bytes;
    if (expected.size != size || memcmp(expected.data, bytes, size) != 0) {
        printf("vector %s:", name);
        for (size_t i = 0; i < size; i++) {
            printf("%s%02x", i % 28 == 0 ? "\n " : " ", at[i]);
        }
        printf("\n");
        fail_msg("vector %s of FORMAT.md is not what is written", name);
    }
    buffer_finish(&expected);
}
