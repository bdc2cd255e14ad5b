#include "support_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct form *form;

/* The sample form; these columns come before those of its first service. */
static struct model_service *
read_with(const char *columns)
{
    FILE *file = fopen(TESTS_DIR "/../assets/packs/sample/form.xml", "rb");
    assert_non_null(file);
    char *xml = calloc(2, FORM_MAX_BYTES);
    assert_non_null(xml);
    size_t size = fread(xml, 1, FORM_MAX_BYTES, file);
    fclose(file);
    char *at = strstr(xml, "<provided_by>");
    assert_non_null(at);
    memmove(at + strlen(columns), at, size - (size_t)(at - xml));
    memcpy(at, columns, strlen(columns));
    struct error err = {0};
    if (!form_load(xml, size + strlen(columns), &form, &err)) {
        fail_msg("%s", err.text);
    }
    free(xml);
    made.input.labels = form;
    made.input.descriptor = form_descriptor(form);
    if (!model_read(&made.input, &made.model, &err)) {
        fail_msg("%s", err.text);
    }
    made_decide();
    return &made.model.services[0];
}

static int
teardown(void **state)
{
    (void)state;
    model_finish(&made.model);
    form_close(form);
    form = NULL;
    return made_teardown(state);
}

/* Another form in the same test. */
static struct model_service *
read_again(const char *columns)
{
    teardown(NULL);
    made_setup(NULL);
    return read_with(columns);
}

static void
what_staff_gave_is_read_from_the_pack(void **state)
{
    (void)state;
    struct model_service *service =
        read_with("<savings_threshold>100000</savings_threshold>"
                  "<geography_rating>helps</geography_rating>"
                  "<grouping_rating>Neither</grouping_rating>"
                  "<culture_rating>hinders</culture_rating>"
                  "<urgency>high</urgency><visibility>medium</visibility>");
    assert_string_equal(service->label, "Emergency dispatch");
    assert_int_equal(service->savings.low, 18000000);
    assert_int_equal(service->savings.high, 26000000);
    assert_int_equal(service->savings.threshold, 10000000);
    assert_false(service->savings.is_once);
    assert_string_equal(service->savings.source, "Sample figures");
    assert_string_equal(service->savings.date, "2026-09-01");
    assert_int_equal(service->visibility, LEVEL_MEDIUM);
    static const enum model_rating expected[MODEL_FACTORS] = {
        [FACTOR_SAVINGS] = RATING_HELPS,    [FACTOR_GEOGRAPHY] = RATING_HELPS,
        [FACTOR_GROUPING] = RATING_NEITHER, [FACTOR_URGENCY] = RATING_HELPS,
        [FACTOR_CULTURE] = RATING_HINDERS,  [FACTOR_CONTROL] = RATING_BLANK};
    for (int i = 0; i < MODEL_FACTORS; i++) {
        assert_int_equal(service->factors[i], expected[i]);
    }
    assert_int_equal(service->factors_blank, 1);
    assert_non_null(service->identity_label);
}

static void
what_staff_left_out_is_blank(void **state)
{
    (void)state;
    const struct model_service *service = read_with("");
    assert_false(service->savings.has_threshold);
    assert_true(service->savings.has_low);
    assert_int_equal(service->visibility, LEVEL_BLANK);
    assert_int_equal(service->factors_blank, 6);
    assert_false(service->points.has[POINT_SAVINGS]);
}

static void
savings_are_rated_by_their_threshold(void **state)
{
    (void)state;
    static const struct {
        const char *columns;
        enum model_rating rating;
    } cases[] = {
        /* 180,000 to 260,000 */
        {"<savings_threshold>180000</savings_threshold>", RATING_HELPS},
        {"<savings_threshold>180000.01</savings_threshold>", RATING_NEITHER},
        {"<savings_threshold>260000</savings_threshold>", RATING_NEITHER},
        {"<savings_threshold>260001</savings_threshold>", RATING_HINDERS},
        {"<savings_threshold>much</savings_threshold>", RATING_BLANK},
        {"<savings_threshold>1e5</savings_threshold>", RATING_BLANK},
        {"<savings_threshold>-5</savings_threshold>", RATING_BLANK},
        {"<savings_threshold>1.</savings_threshold>", RATING_HELPS},
        {"<savings_threshold>99999999999999999999</savings_threshold>", RATING_BLANK},
    };
    read_with("");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (read_again(cases[i].columns)->factors[FACTOR_SAVINGS] != cases[i].rating) {
            fail_msg("%s", cases[i].columns);
        }
    }
}

static void
words_that_are_no_rating_are_blank(void **state)
{
    (void)state;
    const struct model_service *service =
        read_with("<geography_rating>4</geography_rating><urgency>soon</urgency>"
                  "<visibility>helps</visibility>");
    assert_int_equal(service->factors[FACTOR_GEOGRAPHY], RATING_BLANK);
    assert_int_equal(service->urgency, LEVEL_BLANK);
    assert_int_equal(service->visibility, LEVEL_BLANK);
}

static void
partners_are_those_that_staff_offer(void **state)
{
    (void)state;
    read_with("<partners>towns, county</partners>");
    const struct model *model = &made.model;
    for (size_t i = 0; i < model->partner_count; i++) {
        const struct model_partner *partner = &model->partners[i];
        bool expected =
            strcmp(partner->code, "towns") == 0 || strcmp(partner->code, "county") == 0;
        assert_int_equal(partner->is_offered, expected);
    }
    assert_true(model->partners[model->partner_order[1]].is_offered);
    assert_false(model->partners[model->partner_order[2]].is_offered);
    assert_string_equal(model->partners[0].label, "Other towns");
}

static void
where_staff_name_no_partners_all_are_offered(void **state)
{
    (void)state;
    read_with("");
    for (size_t i = 0; i < made.model.partner_count; i++) {
        assert_true(made.model.partners[i].is_offered);
    }
}

static void
labels_are_in_the_language_of_the_report(void **state)
{
    (void)state;
    made.input.language = 1;
    const struct model_service *service = read_with("");
    assert_string_not_equal(service->label, "Emergency dispatch");
    assert_string_not_equal(made.model.partners[0].label, "Other towns");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, made_setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(what_staff_gave_is_read_from_the_pack),
        TEST(what_staff_left_out_is_blank),
        TEST(savings_are_rated_by_their_threshold),
        TEST(words_that_are_no_rating_are_blank),
        TEST(partners_are_those_that_staff_offer),
        TEST(where_staff_name_no_partners_all_are_offered),
        TEST(labels_are_in_the_language_of_the_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
