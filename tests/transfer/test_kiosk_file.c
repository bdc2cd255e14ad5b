#include "townline/kiosk_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct kiosk_file
make_kiosk(const char *name)
{
    struct kiosk_file kiosk = {.name = ""};
    for (size_t i = 0; i < sizeof kiosk.key.bytes; i++) {
        kiosk.key.bytes[i] = (uint8_t)(i * 9);
    }
    strncpy(kiosk.name, name, KIOSK_NAME_MAX_BYTES);
    return kiosk;
}

static void
a_kiosk_reads_back_as_written(void **state)
{
    (void)state;
    static const char *const names[] = {"Main Street Library", "", "Biblioteca Águila",
                                        "中央圖書館", "  spaces inside  and  out"};
    for (size_t i = 0; i < 5; i++) {
        struct kiosk_file kiosk = make_kiosk(names[i]), read;
        struct buffer text;
        struct error err = {.text = ""};
        buffer_init(&text, KIOSK_FILE_MAX_BYTES);
        kiosk_file_write(&kiosk, &text);
        assert_false(text.failed);
        if (!kiosk_file_read(text.data, text.size, &read, &err)) {
            fail_msg("%s", err.text);
        }
        assert_memory_equal(&read.key, &kiosk.key, sizeof kiosk.key);
        if (i < 4) {
            assert_string_equal(read.name, names[i]);
        }
        buffer_finish(&text);
    }
}

static void
a_name_stays_one_line(void **state)
{
    (void)state;
    struct kiosk_file kiosk = make_kiosk("Library\nkey 00\x7f!"), read;
    struct buffer text;
    buffer_init(&text, KIOSK_FILE_MAX_BYTES);
    kiosk_file_write(&kiosk, &text);
    assert_true(kiosk_file_read(text.data, text.size, &read, NULL));
    assert_string_equal(read.name, "Library key 00 !");
    assert_memory_equal(&read.key, &kiosk.key, sizeof kiosk.key);
    buffer_finish(&text);
}

static void
a_truncated_or_changed_file_is_refused(void **state)
{
    (void)state;
    struct kiosk_file kiosk = make_kiosk("Library"), read;
    struct buffer text;
    buffer_init(&text, KIOSK_FILE_MAX_BYTES);
    kiosk_file_write(&kiosk, &text);
    for (size_t size = 0; size + 1 < text.size; size++) {
        uint8_t *part = malloc(size + 1);
        assert_non_null(part);
        memcpy(part, text.data, size);
        assert_false(kiosk_file_read(part, size, &read, NULL));
        free(part);
    }
    for (size_t at = 0; at + 1 < text.size; at++) {
        struct error err;
        text.data[at] ^= 0x01;
        if (kiosk_file_read(text.data, text.size, &read, &err)) {
            fail_msg("byte %zu changed and was not noticed", at);
        }
        assert_int_equal(err.code, ERROR_INPUT);
        text.data[at] ^= 0x01;
    }
    buffer_finish(&text);
}

static void
other_files_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "townline kiosk 2\n", "townline office 1\n",
                                        "townline kiosk 1\nname x\n"};
    struct kiosk_file read;
    struct error err;
    for (size_t i = 0; i < 4; i++) {
        assert_false(kiosk_file_read(texts[i], strlen(texts[i]), &read, &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kiosk_reads_back_as_written),
        cmocka_unit_test(a_name_stays_one_line),
        cmocka_unit_test(a_truncated_or_changed_file_is_refused),
        cmocka_unit_test(other_files_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
