#include "support_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
assert_row(const char *line)
{
    static const char *const names[] = {"name", "value",      "unit",
                                        "peer", "peer_value", "detail"};
    json_t *row = json_loads(line, 0, NULL);
    assert_non_null(row);
    assert_int_equal(json_object_size(row), 6);
    for (size_t i = 0; i < 6; i++) {
        assert_non_null(json_object_get(row, names[i]));
    }
    assert_true(json_real_value(json_object_get(row, "value")) > 0);
    json_decref(row);
}

static void
every_row_is_an_object_on_a_line_of_its_own(void **state)
{
    struct office *office = &((struct bench *)*state)->office;
    RUN(office, "bench", "qr", "--json", "--dir", ".");
    office_expect(office, 0, "\"name\":\"qr.draw_ms\"");
    size_t rows = 0;
    for (char *line = strtok(office->out, "\n"); line; line = strtok(NULL, "\n")) {
        assert_row(line);
        rows++;
    }
    assert_true(rows >= 1);
}

static void
a_table_is_for_people(void **state)
{
    struct office *office = &((struct bench *)*state)->office;
    RUN(office, "bench", "qr");
    office_expect(office, 0, "qr.draw_ms ");
    assert_null(strchr(office->out, '{'));
}

static void
what_cannot_be_measured_is_told(void **state)
{
    struct office *office = &((struct bench *)*state)->office;
    RUN(office, "bench", "dance");
    office_expect(office, 2, "nothing to measure named \"dance\"");
    RUN(office, "bench", "qr", "--dir", "./nowhere");
    office_expect(office, 1, "./nowhere: ");
    RUN(office, "bench", "merge", "--pack", "./nowhere");
    office_expect(office, 1, "merge: ./nowhere: ");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_row_is_an_object_on_a_line_of_its_own,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(a_table_is_for_people, bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(what_cannot_be_measured_is_told, bench_begin,
                                        bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
