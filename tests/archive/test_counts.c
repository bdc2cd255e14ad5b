#include "townline/counts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static struct counts_cell
cell_number(int i)
{
    return (struct counts_cell){.part = (enum counts_part)(i % COUNTS_PARTS),
                                .member = i % 5,
                                .question = i % 97 - 7,
                                .instance = i % 12,
                                .kind = COUNTS_CHOICE,
                                .value = i};
}

static void
what_was_added_is_found(void **state)
{
    (void)state;
    struct counts *counts;
    assert_true(counts_create(&counts, NULL));
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 5000; i++) {
            struct counts_cell cell = cell_number(i);
            assert_true(counts_add(counts, &cell, (uint32_t)i, NULL));
        }
    }
    for (int i = 0; i < 5000; i++) {
        struct counts_cell cell = cell_number(i);
        assert_int_equal(counts_n(counts, &cell), 2 * i);
        cell.kind = COUNTS_PLACE;
        assert_int_equal(counts_n(counts, &cell), 0);
    }
    counts_close(counts);
}

static void
a_number_does_not_wrap(void **state)
{
    (void)state;
    struct counts *counts;
    struct counts_cell cell = cell_number(1);
    assert_true(counts_create(&counts, NULL));
    assert_true(counts_add(counts, &cell, UINT32_MAX, NULL));
    assert_false(counts_add(counts, &cell, 1, NULL));
    assert_int_equal(counts_n(counts, &cell), UINT32_MAX);
    counts_close(counts);
}

static bool
check_order(void *context, const struct counts_cell *cell, uint32_t n,
            struct error *err)
{
    (void)n, (void)err;
    int *last = context;
    int key = (int)cell->part * 100 + cell->member;
    assert_true(key >= *last);
    *last = key;
    return true;
}

static void
cells_come_in_order(void **state)
{
    (void)state;
    struct counts *counts;
    int last = -1;
    assert_true(counts_create(&counts, NULL));
    assert_true(counts_each(counts, check_order, &last, NULL));
    assert_int_equal(last, -1);
    for (int i = 0; i < 300; i++) {
        struct counts_cell cell = cell_number(i);
        assert_true(counts_add(counts, &cell, 1, NULL));
    }
    assert_true(counts_each(counts, check_order, &last, NULL));
    assert_int_equal(last, (COUNTS_PARTS - 1) * 100 + 4);
    counts_close(counts);
}

static void
texts_have_numbers(void **state)
{
    (void)state;
    struct counts *counts;
    int number;
    assert_true(counts_create(&counts, NULL));
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 3000; i++) {
            char text[16];
            snprintf(text, sizeof text, "%d", i);
            assert_true(counts_text_number(counts, text, &number, NULL));
            assert_int_equal(number, i);
            assert_string_equal(counts_text(counts, number), text);
        }
    }
    assert_null(counts_text(counts, -1));
    assert_null(counts_text(counts, 3000));
    counts_close(counts);
}

static struct descriptor *
county(void)
{
    static const char *const services[] = {"fire", "library"};
    static const char *const towns[] = {"north", "south"};
    static const struct question outside[] = {
        {.path = "community",
         .type = QUESTION_SELECT_ONE,
         .choices = towns,
         .choice_count = 2},
        {.path = "services",
         .type = QUESTION_SELECT_MULTIPLE,
         .role = ROLE_SERVICES,
         .choices = services,
         .choice_count = 2},
        {.path = "services_assigned", .type = QUESTION_STRING},
    };
    static const struct question about[] = {
        {.path = "about/identity",
         .type = QUESTION_SELECT_ONE,
         .role = ROLE_IDENTITY,
         .choices = towns,
         .choice_count = 2},
        {.path = "about/concerns",
         .type = QUESTION_SELECT_MULTIPLE,
         .choices = towns,
         .choice_count = 2},
        {.path = "about/share",
         .type = QUESTION_SELECT_ONE,
         .choices = towns,
         .choice_count = 2},
    };
    struct descriptor *descriptor;
    assert_true(descriptor_create("form", "1", &descriptor, NULL));
    for (size_t i = 0; i < 3; i++) {
        assert_true(descriptor_add_question(descriptor, &outside[i], NULL));
    }
    assert_true(descriptor_begin_repeat(descriptor, "about", services, 2, NULL));
    for (size_t i = 0; i < 3; i++) {
        assert_true(descriptor_add_question(descriptor, &about[i], NULL));
    }
    descriptor_end_repeat(descriptor);
    return descriptor;
}

static void
parts_fit_the_question(void **state)
{
    (void)state;
    struct descriptor *descriptor = county();
    assert_int_equal(counts_town_question(descriptor), 0);
    assert_int_equal(counts_assigned_question(descriptor), 2);
    for (int question = COUNTS_UNTRUSTED; question < 6; question++) {
        assert_true(counts_has_part(descriptor, question, COUNTS_ALL));
        assert_true(counts_has_part(descriptor, question, COUNTS_TOWN));
        assert_int_equal(counts_has_part(descriptor, question, COUNTS_ASSIGNED),
                         question >= 3);
        assert_int_equal(counts_has_part(descriptor, question, COUNTS_CHANNEL),
                         question < 0 || question == 3 || question == 5);
    }
    descriptor_close(descriptor);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_added_is_found),
        cmocka_unit_test(a_number_does_not_wrap),
        cmocka_unit_test(cells_come_in_order),
        cmocka_unit_test(texts_have_numbers),
        cmocka_unit_test(parts_fit_the_question),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
