#include "support_memory.h"
#include "townline/buffer.h"
#include "townline/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
numbers_read_back_as_written(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 100);
    buffer_add_u8(&buffer, 0xfe);
    buffer_add_u16(&buffer, 0xabcd);
    buffer_add_u32(&buffer, 0xdeadbeef);
    buffer_add_u64(&buffer, UINT64_MAX - 1);
    static const uint64_t varints[] = {0, 127, 128, 300, UINT64_MAX};
    for (size_t i = 0; i < 5; i++) {
        buffer_add_varint(&buffer, varints[i]);
    }
    assert_false(buffer.failed);

    struct cursor cursor;
    cursor_init(&cursor, buffer.data, buffer.size);
    assert_int_equal(cursor_u8(&cursor), 0xfe);
    assert_int_equal(cursor_u16(&cursor), 0xabcd);
    assert_int_equal(cursor_u32(&cursor), 0xdeadbeef);
    assert_true(cursor_u64(&cursor) == UINT64_MAX - 1);
    for (size_t i = 0; i < 5; i++) {
        assert_true(cursor_varint(&cursor) == varints[i]);
    }
    assert_int_equal(cursor_left(&cursor), 0);
    assert_false(cursor.failed);
    buffer_finish(&buffer);
}

#define BACKWARDS "tcatnoc-delaes" /* "sealed-contact" */

static void
what_a_buffer_held_is_overwritten_when_it_grows_is_cleared_and_ends(void **state)
{
    (void)state;
    char word[sizeof BACKWARDS];
    struct buffer buffer;
    buffer_init(&buffer, 1 << 16);
    memory_spell(BACKWARDS, word);
    buffer_add(&buffer, word, strlen(word));
    seal_wipe(word, sizeof word);
    assert_int_equal(memory_count(BACKWARDS), 1);
    for (size_t i = 0; i < 1000; i++) {
        buffer_add_u64(&buffer, i);
    }
    assert_int_equal(memory_count(BACKWARDS), 1); /* the blocks before have none */
    buffer.size = 5;                              /* as who takes back what he added */
    buffer_clear(&buffer);
    assert_int_equal(memory_count(BACKWARDS), 0);
    memory_spell(BACKWARDS, word);
    buffer_add_string(&buffer, word);
    seal_wipe(word, sizeof word);
    buffer_finish(&buffer);
    assert_int_equal(memory_count(BACKWARDS), 0);
}

static void
a_buffer_stops_at_its_maximum_and_says_so(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 3);
    buffer_add_u16(&buffer, 1);
    buffer_add_u16(&buffer, 2);
    assert_true(buffer.failed);
    buffer_add_u8(&buffer, 3);
    assert_int_equal(buffer.size, 2);
    buffer_finish(&buffer);
}

static void
reading_past_the_end_fails_and_stays_failed(void **state)
{
    (void)state;
    struct cursor cursor;
    cursor_init(&cursor, "ab", 2);
    assert_int_equal(cursor_u32(&cursor), 0);
    assert_true(cursor.failed);
    assert_null(cursor_take(&cursor, 1));
}

static void
a_varint_has_one_spelling(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "\x80\x00", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", "\xff"};
    static const size_t sizes[] = {2, 10, 1};
    for (size_t i = 0; i < 3; i++) {
        struct cursor cursor;
        cursor_init(&cursor, wrong[i], sizes[i]);
        cursor_varint(&cursor);
        assert_true(cursor.failed);
    }
}

static void
formatted_text_is_added_without_its_nul(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 100);
    buffer_add_format(&buffer, "%d of %d", 2, 3);
    assert_int_equal(buffer.size, 6);
    assert_memory_equal(buffer.data, "2 of 3", 6);
    buffer_finish(&buffer);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_read_back_as_written),
        cmocka_unit_test(
            what_a_buffer_held_is_overwritten_when_it_grows_is_cleared_and_ends),
        cmocka_unit_test(a_buffer_stops_at_its_maximum_and_says_so),
        cmocka_unit_test(reading_past_the_end_fails_and_stays_failed),
        cmocka_unit_test(a_varint_has_one_spelling),
        cmocka_unit_test(formatted_text_is_added_without_its_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
