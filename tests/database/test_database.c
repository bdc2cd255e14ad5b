#include "townline/database.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static enum database_fault last_fault;
static int full_calls, write_calls;
static bool may_write = true;

static bool
explain(const struct database *database, enum database_fault fault, int system_error,
        const char *detail, struct error *err)
{
    (void)system_error;
    last_fault = fault;
    return error_set(err, fault == DATABASE_FAULT_FULL ? ERROR_FULL : ERROR_INPUT,
                     "%s: %s", database->name, detail);
}

static bool
before_write(struct database *database, struct error *err)
{
    (void)database;
    write_calls++;
    return may_write || error_set(err, ERROR_BUSY, "not now");
}

static void
on_full(struct database *database)
{
    (void)database;
    full_calls++;
}

static const struct database_owner owner = {
    .explain = explain, .before_write = before_write, .on_full = on_full};

static int
begin(void **state)
{
    static struct database database;
    struct database_options options = {
        .path = ":memory:", .name = "a test", .owner = &owner, .create = true};
    full_calls = write_calls = 0;
    may_write = true;
    if (!database_open(&database, &options, NULL) ||
        !database_script(&database,
                         "CREATE TABLE thing (id INTEGER PRIMARY KEY, words TEXT,"
                         " bytes BLOB) STRICT",
                         NULL)) {
        return -1;
    }
    *state = &database;
    return 0;
}

static int
end(void **state)
{
    database_close(*state);
    return 0;
}

static void
values_come_back_as_they_went_in(void **state)
{
    struct database *database = *state;
    assert_true(database_run(database, NULL, "INSERT INTO thing VALUES (?, ?, ?)",
                             "itb", (int64_t)7, "libraries", "a\0b", (size_t)3));
    assert_int_equal(database_last_row(database), 7);
    assert_int_equal(database_changes(database), 1);
    assert_true(database_run(database, NULL, "INSERT INTO thing VALUES (?, ?, ?)",
                             "itb", (int64_t)8, (const char *)NULL, NULL, (size_t)0));
    struct statement *row =
        database_prepare(database, NULL, "SELECT * FROM thing ORDER BY id", "");
    assert_non_null(row);
    assert_int_equal(statement_step(row, NULL), STATEMENT_ROW);
    assert_int_equal(statement_int64(row, 0), 7);
    assert_string_equal(statement_text(row, 1), "libraries");
    assert_int_equal(statement_size(row, 2), 3);
    assert_memory_equal(statement_blob(row, 2), "a\0b", 3);
    char cut[4];
    statement_copy_text(row, 1, cut, sizeof cut);
    assert_string_equal(cut, "lib");
    char bytes[3];
    assert_true(statement_bytes(row, 2, bytes, 3, NULL));
    assert_memory_equal(bytes, "a\0b", 3);
    assert_false(statement_bytes(row, 2, bytes, 2, NULL));
    assert_int_equal(last_fault, DATABASE_FAULT_WRONG_LENGTH);
    assert_int_equal(statement_step(row, NULL), STATEMENT_ROW);
    assert_true(statement_is_null(row, 1));
    assert_true(statement_is_null(row, 2));
    statement_copy_text(row, 1, cut, sizeof cut);
    assert_string_equal(cut, "");
    assert_int_equal(statement_step(row, NULL), STATEMENT_DONE);
    statement_finish(row);
}

static void
a_statement_is_bound_again(void **state)
{
    struct database *database = *state;
    struct statement *insert = database_borrow(
        database, NULL, "INSERT INTO thing (id, words) VALUES (?, ?)", "");
    assert_non_null(insert);
    for (int64_t i = 1; i <= 3; i++) {
        assert_true(statement_run(insert, NULL, "it", i, "again"));
    }
    statement_finish(insert);
    struct statement *row =
        database_prepare(database, NULL, "SELECT words FROM thing WHERE id = ?", "");
    assert_non_null(row);
    for (int64_t i = 1; i <= 4; i++) {
        assert_true(statement_bind(row, NULL, "i", i));
        assert_int_equal(statement_step(row, NULL),
                         i < 4 ? STATEMENT_ROW : STATEMENT_DONE);
    }
    statement_finish(row);
    int64_t count = 0;
    assert_true(database_number(database, -1, &count, NULL,
                                "SELECT count(*) FROM thing WHERE id < ?", "i",
                                (int64_t)3));
    assert_int_equal(count, 2);
    assert_true(database_number(database, -1, &count, NULL,
                                "SELECT id FROM thing WHERE id > 9", ""));
    assert_int_equal(count, -1);
}

/* A kept plan that somebody steps is not lent twice. */
static void
two_may_run_the_same_words_at_once(void **state)
{
    static const char sql[] = "SELECT id FROM thing ORDER BY id";
    struct database *database = *state;
    assert_true(
        database_script(database, "INSERT INTO thing (id) VALUES (1), (2)", NULL));
    struct statement *first = database_borrow(database, NULL, sql, "");
    assert_int_equal(statement_step(first, NULL), STATEMENT_ROW);
    struct statement *second = database_borrow(database, NULL, sql, "");
    assert_ptr_not_equal(first, second);
    assert_int_equal(statement_step(second, NULL), STATEMENT_ROW);
    assert_int_equal(statement_int64(second, 0), 1);
    assert_int_equal(statement_step(first, NULL), STATEMENT_ROW);
    assert_int_equal(statement_int64(first, 0), 2);
    statement_finish(second);
    statement_finish(first);
    assert_ptr_equal(database_borrow(database, NULL, sql, ""), first);
    statement_finish(first);
    statement_finish(NULL);
}

static void
what_was_not_good_is_rolled_back(void **state)
{
    struct database *database = *state;
    int64_t count = 0;
    struct error err = {0};
    assert_true(database_begin(database, NULL));
    assert_true(database_script(database, "INSERT INTO thing (id) VALUES (1)", NULL));
    err.code = ERROR_FULL;
    assert_false(database_end(database, false, &err));
    assert_int_equal(full_calls, 1);
    assert_true(database_begin(database, NULL));
    assert_true(database_script(database, "INSERT INTO thing (id) VALUES (2)", NULL));
    assert_true(database_end(database, true, NULL));
    assert_true(
        database_number(database, 0, &count, NULL, "SELECT sum(id) FROM thing", ""));
    assert_int_equal(count, 2);
    assert_int_equal(write_calls, 2);
    may_write = false;
    assert_false(database_begin(database, &err));
    assert_int_equal(err.code, ERROR_BUSY);
}

static void
the_owner_puts_faults_into_words(void **state)
{
    struct database *database = *state;
    struct error err = {0};
    assert_false(database_script(database, "no such words", &err));
    assert_int_equal(last_fault, DATABASE_FAULT_STATEMENT);
    assert_true(strncmp(err.text, "a test: ", 8) == 0);
    assert_true(database_script(database, "INSERT INTO thing (id) VALUES (1)", NULL));
    assert_false(database_run(database, &err, "INSERT INTO thing (id) VALUES (1)", ""));
    assert_int_equal(last_fault, DATABASE_FAULT_CONTRADICTION);
    assert_null(database_prepare(database, &err, "SELECT nothing FROM nowhere", ""));

    struct database other;
    struct database_options options = {
        .path = "/nowhere/at/all", .name = "another", .owner = &owner};
    assert_false(database_open(&other, &options, &err));
    assert_int_equal(last_fault, DATABASE_FAULT_CANNOT_OPEN);
    database_close(&other); /* of a zeroed or a failed one: nothing to do */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(values_come_back_as_they_went_in, begin, end),
        cmocka_unit_test_setup_teardown(a_statement_is_bound_again, begin, end),
        cmocka_unit_test_setup_teardown(two_may_run_the_same_words_at_once, begin, end),
        cmocka_unit_test_setup_teardown(what_was_not_good_is_rolled_back, begin, end),
        cmocka_unit_test_setup_teardown(the_owner_puts_faults_into_words, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
