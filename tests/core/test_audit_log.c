#include "support_vector.h"

#include "townline/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct audit_log
sample(struct audit_entry entries[3])
{
    struct audit_log log = {.entries = entries, .count = 3};
    memset(log.before, 5, sizeof log.before);
    entries[0] = (struct audit_entry){7, AUDIT_STATION, 41300, true, 2, 0, {0}};
    entries[1] =
        (struct audit_entry){8, AUDIT_CLOCK_BACK, 41300, false, 42030, -7, {0}};
    entries[2] = (struct audit_entry){9, 4711, 0, true, INT64_MIN, INT64_MAX, {0}};
    audit_chain(log.before, &entries[0]);
    audit_chain(entries[0].hash, &entries[1]);
    audit_chain(entries[1].hash, &entries[2]);
    return log;
}

static void
a_log_is_written_as_the_document_says_and_reads_back(void **state)
{
    (void)state;
    struct audit_entry entries[3], *read = NULL;
    struct audit_log log = sample(entries), again;
    struct buffer bytes;
    struct cursor cursor;
    vector_assert("audit-entry", entries[0].hash, sizeof entries[0].hash);
    buffer_init(&bytes, 4096);
    audit_write(&log, &bytes);
    cursor_init(&cursor, bytes.data, bytes.size);
    assert_true(audit_read(&cursor, &again, &read));
    assert_int_equal(again.count, 3);
    assert_memory_equal(again.before, log.before, sizeof log.before);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(read[i].number, entries[i].number);
        assert_int_equal(read[i].kind, entries[i].kind);
        assert_int_equal(read[i].first, entries[i].first);
        assert_int_equal(read[i].second, entries[i].second);
        assert_memory_equal(read[i].hash, entries[i].hash, SEAL_HASH_BYTES);
    }
    free(read);
    buffer_finish(&bytes);
}

static void
a_log_cut_short_or_with_bytes_over_is_refused(void **state)
{
    (void)state;
    struct audit_entry entries[3], *read = NULL;
    struct audit_log log = sample(entries), again;
    struct buffer bytes;
    struct cursor cursor;
    buffer_init(&bytes, 4096);
    audit_write(&log, &bytes);
    for (size_t size = 0; size < bytes.size; size++) {
        cursor_init(&cursor, bytes.data, size);
        assert_false(audit_read(&cursor, &again, &read));
        free(read);
    }
    buffer_add_u8(&bytes, 0);
    cursor_init(&cursor, bytes.data, bytes.size);
    assert_false(audit_read(&cursor, &again, &read));
    free(read);
    buffer_finish(&bytes);
}

static void
a_log_that_claims_many_entries_takes_no_memory_for_them(void **state)
{
    (void)state;
    struct audit_entry *read = NULL;
    struct audit_log again;
    struct buffer bytes;
    struct cursor cursor;
    static const uint64_t counts[] = {0, 1, 900, 1001, UINT64_MAX};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        uint8_t zeros[SEAL_HASH_BYTES] = {0};
        buffer_init(&bytes, 4096);
        buffer_add(&bytes, zeros, sizeof zeros);
        buffer_add_varint(&bytes, 1);
        buffer_add_varint(&bytes, counts[i]);
        cursor_init(&cursor, bytes.data, bytes.size);
        assert_false(audit_read(&cursor, &again, &read));
        assert_null(read);
        buffer_finish(&bytes);
    }
}

static int
start(void **state)
{
    (void)state;
    return seal_start() ? 0 : -1;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_log_is_written_as_the_document_says_and_reads_back),
        cmocka_unit_test(a_log_cut_short_or_with_bytes_over_is_refused),
        cmocka_unit_test(a_log_that_claims_many_entries_takes_no_memory_for_them),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
