#include "townline/workbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct opened {
    struct workbook *workbook;
    struct diagnostics *diagnostics;
    const struct sheet *sheet; /* the first */
};

static struct opened
open_sheet_sized(const char *text, size_t size)
{
    struct opened opened;
    struct error err;
    /* In memory of its own size, so that reading past its end is seen. */
    char *exact = malloc(size == 0 ? 1 : size);
    memcpy(exact, text, size);
    struct csv_file file = {"survey.csv", exact, size};
    assert_true(diagnostics_create(&opened.diagnostics, NULL));
    if (!workbook_read_csv(&file, 1, opened.diagnostics, &opened.workbook, &err)) {
        fail_msg("%s", err.text);
    }
    free(exact);
    opened.sheet = workbook_sheet(opened.workbook, 0);
    return opened;
}

static struct opened
open_sheet(const char *text)
{
    return open_sheet_sized(text, strlen(text));
}

static void
close_sheet(struct opened *opened)
{
    workbook_close(opened->workbook);
    diagnostics_destroy(opened->diagnostics);
}

static void
assert_cell(const struct opened *opened, size_t row, size_t column, const char *text)
{
    assert_string_equal(sheet_text(opened->sheet, row, column), text);
}

static void
assert_told(const struct opened *opened, size_t index, const char *line)
{
    struct buffer out;
    buffer_init(&out, 4000);
    assert_true(index < diagnostics_count(opened->diagnostics));
    diagnostic_write(diagnostics_at(opened->diagnostics, index), &out);
    buffer_add_u8(&out, 0);
    assert_string_equal((const char *)out.data, line);
    buffer_finish(&out);
}

static void
cells_stand_where_their_author_sees_them(void **state)
{
    (void)state;
    struct opened csv =
        open_sheet("type,name,label\n\n,,\r\nnote,welcome,Hello\rtext,why,Why?");
    assert_string_equal(csv.sheet->name, "survey");
    assert_false(csv.sheet->is_hidden);
    assert_int_equal(csv.sheet->row_count, 5);
    assert_int_equal(csv.sheet->column_count, 3);
    assert_cell(&csv, 0, 2, "label");
    assert_cell(&csv, 1, 0, "");
    assert_cell(&csv, 3, 1, "welcome");
    assert_cell(&csv, 4, 2, "Why?");
    assert_cell(&csv, 5, 0, "");
    assert_cell(&csv, 0, 3, "");
    assert_int_equal(diagnostics_count(csv.diagnostics), 0);
    close_sheet(&csv);
}

static void
quotation_marks_hold_separators_line_breaks_and_themselves(void **state)
{
    (void)state;
    struct opened csv =
        open_sheet("a,b,c\n\"one, two\",\"say \"\"no\"\"\",\"x\r\ny\nz\""
                   "\nlast,5\"3,\"\"");
    assert_cell(&csv, 1, 0, "one, two");
    assert_cell(&csv, 1, 1, "say \"no\"");
    assert_cell(&csv, 1, 2, "x\ny\nz");
    assert_cell(&csv, 2, 0, "last");
    assert_cell(&csv, 2, 1, "5\"3");
    assert_cell(&csv, 2, 2, "");
    assert_int_equal(csv.sheet->row_count, 3);
    close_sheet(&csv);
}

static void
the_first_line_says_what_stands_between_cells(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "type,name;x,label\n1,2,3", "type;name,x;label\n1;2;3",
        "type\tname,;x\tlabel\n1\t2\t3", "\"t;;;;\",name,label\n1,2,3"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct opened csv = open_sheet(texts[i]);
        assert_cell(&csv, 1, 0, "1");
        assert_cell(&csv, 1, 2, "3");
        close_sheet(&csv);
    }
}

static void
a_byte_order_mark_is_no_part_of_the_first_heading(void **state)
{
    (void)state;
    struct opened csv = open_sheet("\xef\xbb\xbf\"type\",name\nnote,a");
    assert_cell(&csv, 0, 0, "type");
    close_sheet(&csv);
}

static void
spaces_around_a_text_go_and_those_inside_stay(void **state)
{
    (void)state;
    struct opened csv =
        open_sheet("  a \t,\"\n b  c\nd \r\n\",\xc2\xa0x\xc2\xa0y\xc2\xa0,"
                   "\" \",e\xc2\x85"
                   "f\x01");
    assert_cell(&csv, 0, 0, "a");
    assert_cell(&csv, 0, 1, "b  c\nd");
    assert_cell(&csv, 0, 2, "x y");
    assert_cell(&csv, 0, 3, "");
    assert_cell(&csv, 0, 4, "ef");
    close_sheet(&csv);
}

static void
a_sheet_is_found_whatever_its_case(void **state)
{
    (void)state;
    struct csv_file files[] = {{" Survey .csv", "a", 1}, {"CHOICES.CSV", "b", 1}};
    struct opened csv;
    assert_true(diagnostics_create(&csv.diagnostics, NULL));
    assert_true(workbook_read_csv(files, 2, csv.diagnostics, &csv.workbook, NULL));
    assert_int_equal(workbook_sheet_count(csv.workbook), 2);
    csv.sheet = workbook_find_sheet(csv.workbook, "survey");
    assert_non_null(csv.sheet);
    assert_cell(&csv, 0, 0, "a");
    csv.sheet = workbook_find_sheet(csv.workbook, " choices\n");
    assert_non_null(csv.sheet);
    assert_string_equal(csv.sheet->name, "CHOICES");
    assert_null(workbook_find_sheet(csv.workbook, "choice"));
    assert_null(workbook_find_sheet(csv.workbook, ""));
    close_sheet(&csv);
}

static void
of_two_sheets_with_one_name_the_second_is_told(void **state)
{
    (void)state;
    struct csv_file files[] = {{"survey.csv", "a", 1}, {"Survey.csv", "b", 1}};
    struct opened csv;
    assert_true(diagnostics_create(&csv.diagnostics, NULL));
    assert_true(workbook_read_csv(files, 2, csv.diagnostics, &csv.workbook, NULL));
    assert_int_equal(workbook_sheet_count(csv.workbook), 1);
    assert_told(&csv, 0,
                "Survey: two sheets have this name. Rename one of them, or delete it.");
    close_sheet(&csv);
}

static void
letters_of_another_coding_are_told_once_with_what_to_do(void **state)
{
    (void)state;
    struct opened csv =
        open_sheet("type,label\nnote,Espa\xf1ol\nnote,A\xf1o\nnote,good");
    assert_cell(&csv, 1, 1, "");
    assert_cell(&csv, 3, 1, "good");
    assert_int_equal(diagnostics_errors(csv.diagnostics), 1);
    assert_told(&csv, 0,
                "survey, row 2, column B (label): this is not saved as UTF-8, so its "
                "letters are lost. Save the sheet again with the file type \"CSV "
                "UTF-8\".");
    close_sheet(&csv);
    csv = open_sheet_sized("\xff\xfe"
                           "a\0b\0",
                           6);
    assert_int_equal(diagnostics_errors(csv.diagnostics), 1);
    assert_int_equal(csv.sheet->row_count, 0);
    close_sheet(&csv);
}

static void
a_quotation_mark_never_closed_is_told_where_it_is(void **state)
{
    (void)state;
    struct opened csv = open_sheet("type,label\nnote,\"open\nnote,x");
    assert_cell(&csv, 1, 1, "open\nnote,x");
    assert_told(&csv, 0,
                "survey, row 2, column B (label): a quotation mark is opened here and "
                "never closed. Close it, or write two of them where one is meant.");
    close_sheet(&csv);
    csv = open_sheet("a\n\"");
    assert_int_equal(diagnostics_errors(csv.diagnostics), 1);
    close_sheet(&csv);
}

static void
what_is_too_far_or_too_long_is_told_and_the_rest_read(void **state)
{
    (void)state;
    struct buffer text;
    buffer_init(&text, 1 << 20);
    buffer_add(&text, "a", 1);
    for (unsigned i = 0; i < WORKBOOK_MAX_COLUMNS; i++) {
        buffer_add(&text, ",", 1);
    }
    buffer_add_format(&text, "x,y\n%.*d,b\n", WORKBOOK_CELL_MAX_BYTES, 1);
    for (unsigned i = 0; i < WORKBOOK_CELL_MAX_BYTES + 1; i++) {
        buffer_add(&text, "1", 1);
    }
    for (unsigned i = 2; i < WORKBOOK_MAX_ROWS; i++) {
        buffer_add(&text, "\n", 1);
    }
    buffer_add_format(&text, "below\nfurther");
    struct opened csv = open_sheet_sized((const char *)text.data, text.size);
    assert_int_equal(strlen(sheet_text(csv.sheet, 1, 0)), WORKBOOK_CELL_MAX_BYTES);
    assert_cell(&csv, 1, 1, "b");
    assert_cell(&csv, 2, 0, "");
    assert_int_equal(csv.sheet->row_count, 2);
    assert_told(&csv, 0,
                "survey, row 1, column ALM: only 20000 rows and 1000 columns of a "
                "sheet are read. Delete what is there, or move it nearer.");
    assert_told(&csv, 1,
                "survey, row 3, column A (a): the text is longer than a spreadsheet "
                "can hold. Shorten it.");
    assert_int_equal(diagnostics_count(csv.diagnostics), 2);
    close_sheet(&csv);
    buffer_finish(&text);
}

static void
assert_refused(const struct csv_file *files, size_t count, enum error_code code)
{
    struct diagnostics *diagnostics;
    struct workbook *workbook = NULL;
    struct error err;
    assert_true(diagnostics_create(&diagnostics, NULL));
    assert_false(workbook_read_csv(files, count, diagnostics, &workbook, &err));
    assert_int_equal(err.code, code);
    assert_null(workbook);
    diagnostics_destroy(diagnostics);
}

static void
what_is_no_workbook_or_too_large_a_one_is_refused(void **state)
{
    (void)state;
    assert_refused(NULL, 0, ERROR_INPUT);
    char name[1000];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_refused(&(struct csv_file){name, "a", 1}, 1, ERROR_INPUT);
    assert_refused(&(struct csv_file){"\x01.csv", "a", 1}, 1, ERROR_INPUT);
    struct csv_file many[WORKBOOK_MAX_SHEETS + 1];
    char names[WORKBOOK_MAX_SHEETS + 1][16];
    for (size_t i = 0; i <= WORKBOOK_MAX_SHEETS; i++) {
        snprintf(names[i], sizeof names[i], "s%zu.csv", i);
        many[i] = (struct csv_file){names[i], "a", 1};
    }
    assert_refused(many, WORKBOOK_MAX_SHEETS + 1, ERROR_FULL);
    char *large = calloc(1, WORKBOOK_MAX_BYTES);
    struct csv_file two[] = {{"a.csv", large, WORKBOOK_MAX_BYTES}, {"b.csv", "b", 1}};
    assert_refused(two, 2, ERROR_FULL);
    /* More rows than are read, four times over. */
    for (size_t i = 0; i < 4000000; i++) {
        large[i] = "1,1,1,1\n"[i % 8];
    }
    struct csv_file cells[4];
    for (size_t i = 0; i < 4; i++) {
        cells[i] = (struct csv_file){names[i], large, 4000000};
    }
    struct diagnostics *diagnostics;
    struct workbook *workbook;
    assert_true(diagnostics_create(&diagnostics, NULL));
    assert_true(workbook_read_csv(cells, 4, diagnostics, &workbook, NULL));
    assert_int_equal(diagnostics_errors(diagnostics), 4);
    assert_int_equal(workbook_sheet(workbook, 0)->row_count, WORKBOOK_MAX_ROWS);
    workbook_close(workbook);
    diagnostics_destroy(diagnostics);
    /* Over a million cells in 20000 rows. */
    for (size_t i = 0; i < 2400000; i++) {
        large[i] = i % 120 == 119 ? '\n' : "1,"[i % 2];
    }
    assert_refused(&(struct csv_file){"a.csv", large, 2400000}, 1, ERROR_FULL);
    free(large);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_stand_where_their_author_sees_them),
        cmocka_unit_test(quotation_marks_hold_separators_line_breaks_and_themselves),
        cmocka_unit_test(the_first_line_says_what_stands_between_cells),
        cmocka_unit_test(a_byte_order_mark_is_no_part_of_the_first_heading),
        cmocka_unit_test(spaces_around_a_text_go_and_those_inside_stay),
        cmocka_unit_test(a_sheet_is_found_whatever_its_case),
        cmocka_unit_test(of_two_sheets_with_one_name_the_second_is_told),
        cmocka_unit_test(letters_of_another_coding_are_told_once_with_what_to_do),
        cmocka_unit_test(a_quotation_mark_never_closed_is_told_where_it_is),
        cmocka_unit_test(what_is_too_far_or_too_long_is_told_and_the_rest_read),
        cmocka_unit_test(what_is_no_workbook_or_too_large_a_one_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
