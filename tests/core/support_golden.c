/* support_golden: reads, compares and renews golden files. */
#include "support_golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define GOLDEN_MAX_BYTES ((size_t)1 << 20)

static FILE *
open_golden(const char *name, const char *mode)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/golden/%s", TESTS_DIR, name);
    FILE *file = fopen(path, mode);
    if (!file) {
        fail_msg("%s: cannot be opened; if it is new, run tools/renew-golden", path);
    }
    return file;
}

void
golden_read(const char *name, struct buffer *out)
{
    uint8_t bytes[4096];
    size_t size;
    FILE *file = open_golden(name, "rb");
    buffer_init(out, GOLDEN_MAX_BYTES);
    while ((size = fread(bytes, 1, sizeof bytes, file)) > 0) {
        buffer_add(out, bytes, size);
    }
    assert_false(ferror(file) || out->failed);
    fclose(file);
}

static bool
is_renewing(void)
{
    return getenv("TOWNLINE_RENEW_GOLDEN") != NULL;
}

static void
write_golden(const char *name, const struct buffer *made)
{
    assert_false(made->failed);
    FILE *file = open_golden(name, "wb");
    assert_int_equal(fwrite(made->data, 1, made->size, file), made->size);
    assert_int_equal(fclose(file), 0);
}

bool
golden_is_first(const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/golden/%s", TESTS_DIR, name);
    return is_renewing() && access(path, F_OK) != 0;
}

void
golden_keep(const char *name, const struct buffer *made)
{
    assert_true(golden_is_first(name));
    write_golden(name, made);
}

void
golden_compare(const char *name, const struct buffer *made)
{
    struct buffer golden;
    golden_read(name, &golden);
    size_t at = 0;
    while (at < golden.size && at < made->size && golden.data[at] == made->data[at]) {
        at++;
    }
    bool same = at == golden.size && at == made->size;
    buffer_finish(&golden);
    if (!same) {
        fail_msg("%s differs from byte %zu on", name, at);
    }
}

void
assert_golden(const char *name, const struct buffer *made)
{
    assert_false(made->failed);
    if (is_renewing()) {
        write_golden(name, made);
    } else {
        golden_compare(name, made);
    }
}

void
golden_add_hex(struct buffer *out, const char *name, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    buffer_add_format(out, "%s", name);
    for (size_t i = 0; i < size; i++) {
        buffer_add_format(out, "%s%02x",
                          i % 32 > 0 ? ""
                          : i > 0    ? "\n    "
                                     : " ",
                          at[i]);
    }
    buffer_add_u8(out, '\n');
}
