#include "townline/diagnostic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct diagnostics *
open_diagnostics(void)
{
    struct diagnostics *diagnostics;
    assert_true(diagnostics_create(&diagnostics, NULL));
    return diagnostics;
}

static void
add(struct diagnostics *diagnostics, const char *sheet, unsigned row, unsigned column,
    const char *what)
{
    diagnostics_add(diagnostics, SEVERITY_ERROR,
                    (struct cell_place){sheet, row, column}, NULL, "%s", what);
}

static void
assert_written(const struct diagnostics *diagnostics, size_t index, const char *line)
{
    struct buffer out;
    buffer_init(&out, 4000);
    diagnostic_write(diagnostics_at(diagnostics, index), &out);
    buffer_add_u8(&out, 0);
    assert_false(out.failed);
    assert_string_equal((const char *)out.data, line);
    buffer_finish(&out);
}

static void
a_line_says_where_what_and_what_to_write_instead(void **state)
{
    (void)state;
    struct diagnostics *all = open_diagnostics();
    diagnostics_name_column(all, "survey", 4, "relevant");
    diagnostics_add(all, SEVERITY_ERROR, (struct cell_place){"survey", 12, 4},
                    "Write ${age}.", "there is no question named \"%s\"", "ag");
    assert_written(all, 0,
                   "survey, row 12, column D (relevant): there is no question named "
                   "\"ag\". Write ${age}.");
    assert_int_equal(diagnostics_count(all), 1);
    assert_int_equal(diagnostics_errors(all), 1);
    assert_true(diagnostics_are_whole(all));
    diagnostics_destroy(all);
}

static void
a_place_that_is_less_than_a_cell_is_said_so(void **state)
{
    (void)state;
    struct diagnostics *all = open_diagnostics();
    add(all, "", 0, 0, "there is no sheet named survey");
    add(all, "choices", 0, 0, "it is empty");
    add(all, "choices", 0, 30, "is there twice");
    add(all, "choices", 7, 0, "has no name.");
    assert_written(all, 0, "there is no sheet named survey.");
    assert_written(all, 1, "choices: it is empty.");
    assert_written(all, 2, "choices, column AD: is there twice.");
    assert_written(all, 3, "choices, row 7: has no name.");
    diagnostics_destroy(all);
}

static void
they_are_kept_by_sheet_then_row_then_column(void **state)
{
    (void)state;
    static const struct {
        const char *sheet;
        unsigned row, column;
        const char *what;
    } added[] = {{"survey", 9, 1, "f"},  {"choices", 2, 1, "g"}, {"survey", 3, 5, "c"},
                 {"survey", 3, 2, "b"},  {"survey", 9, 1, "f"},  {"survey", 0, 0, "a"},
                 {"choices", 1, 9, "f"}, {"survey", 4, 0, "d"}};
    struct diagnostics *all = open_diagnostics();
    for (size_t i = 0; i < sizeof added / sizeof *added; i++) {
        add(all, added[i].sheet, added[i].row, added[i].column, added[i].what);
    }
    char order[16] = "";
    for (size_t i = 0; i < diagnostics_count(all); i++) {
        strcat(order, diagnostics_at(all, i)->what);
    }
    assert_string_equal(order, "abcdfffg");
    diagnostics_destroy(all);
}

static void
a_text_stays_one_line_of_whole_characters(void **state)
{
    (void)state;
    struct diagnostics *all = open_diagnostics();
    char lines[] = "one\ntwo\r\tthree", longer[DIAGNOSTIC_TEXT_MAX_BYTES * 2 + 1];
    add(all, "survey", 1, 1, lines);
    memset(lines, 'x', 3);
    assert_string_equal(diagnostics_at(all, 0)->what, "one two  three");
    longer[0] = 'x';
    for (size_t i = 1; i + 1 < sizeof longer; i += 2) {
        memcpy(longer + i, "\xc3\xa9", 2);
    }
    longer[sizeof longer - 2] = '\0';
    add(all, "survey", 2, 1, longer);
    const char *what = diagnostics_at(all, 1)->what;
    assert_int_equal(strlen(what), DIAGNOSTIC_TEXT_MAX_BYTES - 1);
    assert_memory_equal(what + strlen(what) - 2, "\xc3\xa9", 2);
    diagnostics_destroy(all);
}

static void
past_the_limit_one_more_says_how_many_there_are(void **state)
{
    (void)state;
    struct diagnostics *all = open_diagnostics();
    for (unsigned i = 0; i < DIAGNOSTIC_MAX; i++) {
        diagnostics_add(all, SEVERITY_WARNING, (struct cell_place){"survey", i + 2, 1},
                        NULL, "row %u", i);
    }
    assert_int_equal(diagnostics_count(all), DIAGNOSTIC_MAX);
    diagnostics_add(all, SEVERITY_NOTE, (struct cell_place){"survey", 1, 1}, NULL, "a");
    assert_int_equal(diagnostics_at(all, DIAGNOSTIC_MAX)->severity, SEVERITY_NOTE);
    add(all, "survey", 1, 1, "b");
    assert_int_equal(diagnostics_count(all), DIAGNOSTIC_MAX + 1);
    assert_int_equal(diagnostics_errors(all), 1);
    assert_int_equal(diagnostics_at(all, DIAGNOSTIC_MAX)->severity, SEVERITY_ERROR);
    assert_written(all, DIAGNOSTIC_MAX,
                   "there are 2 more that are not listed here. Mend these first and "
                   "try again.");
    diagnostics_destroy(all);
}

static void
columns_have_the_letters_of_a_spreadsheet(void **state)
{
    (void)state;
    static const struct {
        unsigned column;
        const char *letters;
    } columns[] = {{1, "A"},   {26, "Z"},   {27, "AA"},   {52, "AZ"},
                   {53, "BA"}, {702, "ZZ"}, {703, "AAA"}, {16384, "XFD"}};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        char letters[4];
        diagnostic_column_letters(columns[i].column, letters);
        assert_string_equal(letters, columns[i].letters);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_says_where_what_and_what_to_write_instead),
        cmocka_unit_test(a_place_that_is_less_than_a_cell_is_said_so),
        cmocka_unit_test(they_are_kept_by_sheet_then_row_then_column),
        cmocka_unit_test(a_text_stays_one_line_of_whole_characters),
        cmocka_unit_test(past_the_limit_one_more_says_how_many_there_are),
        cmocka_unit_test(columns_have_the_letters_of_a_spreadsheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
