#include "support_county.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct county county;
static struct descriptor *descriptor;

enum { Q_NOTE, Q_AGREE, Q_MIND, Q_TRIP, Q_SAID };

static void
add(struct question question)
{
    assert_true(descriptor_add_question(descriptor, &question, NULL));
}

static int
set_up(void **state)
{
    (void)state;
    static const char *const services[] = {"fire", "library"};
    static const char *const agree[] = {"2", "1"};
    county_init(&county);
    assert_true(descriptor_create("county", "1", &descriptor, NULL));
    add((struct question){.path = "note", .type = QUESTION_STRING});
    assert_true(descriptor_begin_repeat(descriptor, "about", services, 2, NULL));
    add((struct question){.path = "about/agree",
                          .type = QUESTION_SELECT_ONE,
                          .choices = agree,
                          .choice_count = 2});
    add((struct question){.path = "about/mind", .type = QUESTION_TEXT});
    descriptor_end_repeat(descriptor);
    assert_true(descriptor_begin_repeat(descriptor, "trip", NULL, 0, NULL));
    add((struct question){.path = "trip/cost", .type = QUESTION_DECIMAL});
    descriptor_end_repeat(descriptor);
    add((struct question){.path = "said", .type = QUESTION_TEXT});
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    descriptor_close(descriptor);
    county_finish(&county);
    return 0;
}

static void
add_response(struct response_set *set, struct answer *answers, size_t count)
{
    struct response response = {.head = {.round = "fall",
                                         .event = "",
                                         .language = "en",
                                         .half_day = 41233, /* 2026-06-12, afternoon */
                                         .clock_trusted = true,
                                         .duration = DURATION_2_4,
                                         .first_time = SAID_YES,
                                         .order_seed = 9},
                                .answers = answers,
                                .answer_count = count};
    struct error err = {0};
    if (!response_set_add(set, descriptor, &response, &err)) {
        fail_msg("%s", err.text);
    }
}

/* The file with a NUL at its end. */
static struct buffer
responses_csv(bool mark)
{
    struct archive_form *form = county_form(&county);
    struct csv_options options = {.form = form, .byte_order_mark = mark};
    struct buffer out;
    struct error err = {0};
    buffer_init(&out, REPORT_MAX_BYTES);
    if (!report_csv(county.archive, &options, &out, &err)) {
        fail_msg("%s", err.text);
    }
    buffer_add_u8(&out, 0);
    archive_forms_finish(form, 1);
    return out;
}

static struct buffer
comments_csv(bool all)
{
    struct archive_form *form = county_form(&county);
    struct csv_options options = {.form = form};
    struct buffer out;
    struct error err = {0};
    buffer_init(&out, REPORT_MAX_BYTES);
    if (!report_comments_csv(county.archive, &options, all, &out, &err)) {
        fail_msg("%s", err.text);
    }
    buffer_add_u8(&out, 0);
    archive_forms_finish(form, 1);
    return out;
}

static void
a_row_holds_head_and_answers_by_path_and_key(void **state)
{
    (void)state;
    struct response_set set = {0};
    struct answer first[] = {
        {.question = Q_NOTE, .state = ANSWER_VALUE, .value = "hello"},
        {.question = Q_AGREE, .state = ANSWER_EMPTY},
        {.question = Q_AGREE, .instance = {1}, .state = ANSWER_VALUE, .value = "2"},
        {.question = Q_TRIP, .instance = {0}, .state = ANSWER_VALUE, .value = "-1.5"},
        {.question = Q_TRIP, .instance = {2}, .state = ANSWER_VALUE, .value = "7"},
    };
    add_response(&set, first, 5);
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct buffer out = responses_csv(false);
    assert_string_equal(
        (char *)out.data,
        "kiosk,bundle,response,round,event,language,date,half,clock_trusted,channel,"
        "minutes,straight_line,complete,after_results,assisted,first_time,order_seed,"
        "recovered,form,version,pack,"
        "note,about/agree[fire],about/agree[library],trip/cost[1],trip/cost[2],"
        "trip/cost[3]\r\n"
        "Hall,1,1,fall,,en,2026-06-12,pm,yes,touch,2 to "
        "4,none,no,no,,yes,9,no,county,1,00000000,"
        "hello,-,2,-1.5,,7\r\n");
    buffer_finish(&out);
    response_set_finish(&set);
}

static void
dates_are_those_of_the_calendar(void **state)
{
    (void)state;
    static const struct {
        uint32_t half_day;
        const char *cell;
    } days[] = {
        {0, ",1970-01-01,am,"},         {1, ",1970-01-01,pm,"},
        {2 * 59, ",1970-03-01,am,"},    {2 * 789, ",1972-02-29,am,"},
        {2 * 10956, ",1999-12-31,am,"}, {2 * 11016, ",2000-02-29,am,"},
        {2 * 47540, ",2100-02-28,am,"}, {2 * 47541, ",2100-03-01,am,"},
    };
    struct response_set set = {0};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        struct answer answer = {.question = Q_NOTE, .state = ANSWER_EMPTY};
        add_response(&set, &answer, 1);
        set.responses[i].head.half_day = days[i].half_day;
    }
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct buffer out = responses_csv(false);
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        if (!strstr((char *)out.data, days[i].cell)) {
            fail_msg("no%s in\n%s", days[i].cell, (char *)out.data);
        }
    }
    buffer_finish(&out);
    response_set_finish(&set);
}

static void
the_mark_for_spreadsheets_comes_only_when_asked_for(void **state)
{
    (void)state;
    struct response_set set = {0};
    struct answer answer = {.question = Q_NOTE, .state = ANSWER_EMPTY};
    add_response(&set, &answer, 1);
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct buffer with = responses_csv(true), without = responses_csv(false);
    assert_memory_equal(with.data, "\xef\xbb\xbfkiosk", 8);
    assert_memory_equal(without.data, "kiosk", 5);
    buffer_finish(&with);
    buffer_finish(&without);
    response_set_finish(&set);
}

static void
formulas_are_disarmed_and_quotes_doubled(void **state)
{
    (void)state;
    static const struct {
        const char *value, *cell;
    } cells[] = {
        {"=1+1", "'=1+1"},
        {"+4915 call", "'+4915 call"},
        {"-", "'-"},
        {"-5", "-5"},
        {"+5", "+5"},
        {"-5.25", "-5.25"},
        {"-5.", "'-5."},
        {"-2+3", "'-2+3"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\tx", "'\tx"},
        {"a=1", "a=1"},
        {"a,b", "\"a,b\""},
        {"say \"x\"", "\"say \"\"x\"\"\""},
        {"=\"x\"", "\"'=\"\"x\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"\r=1", "\"'\r=1\""},
        {"Ñandú", "Ñandú"},
    };
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        struct response_set set = {0};
        struct answer answer = {
            .question = Q_NOTE, .state = ANSWER_VALUE, .value = cells[i].value};
        add_response(&set, &answer, 1);
        county_collect(&county, &(struct lot){"=Hall", descriptor, &set, false});
        struct buffer out = responses_csv(false);
        char expected[128];
        snprintf(expected, sizeof expected, ",9,no,county,1,00000000,%s,,\r\n",
                 cells[i].cell);
        const char *end = (const char *)out.data + out.size - 1 - strlen(expected);
        assert_string_equal(end, expected);
        assert_non_null(strstr((char *)out.data, "\r\n'=Hall,1,1,"));
        buffer_finish(&out);
        response_set_finish(&set);
        tear_down(NULL);
        set_up(NULL);
    }
}

static void
the_readme_explains_every_column(void **state)
{
    (void)state;
    struct response_set set = {0};
    struct answer answer = {
        .question = Q_NOTE, .state = ANSWER_VALUE, .value = "hello"};
    add_response(&set, &answer, 1);
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct buffer table = responses_csv(false), readme;
    struct archive_form *forms;
    size_t count;
    assert_true(archive_forms(county.archive, &forms, &count, NULL));
    buffer_init(&readme, 1 << 20);
    assert_true(report_csv_readme(forms, count, &readme, NULL));
    buffer_add_u8(&readme, 0);
    assert_non_null(strstr((char *)readme.data, "NOT FOR PUBLICATION"));
    assert_non_null(strstr((char *)readme.data, "is in its sheet choices"));
    /* each column's name up to a bracket, at the beginning of a line */
    char *end = strstr((char *)table.data, "\r\n");
    assert_non_null(end);
    *end = '\0';
    for (char *name = strtok((char *)table.data, ","); name; name = strtok(NULL, ",")) {
        char line[300];
        snprintf(line, sizeof line, "\n  %.*s", (int)strcspn(name, "["), name);
        if (!strstr((char *)readme.data, line)) {
            fail_msg("%s is not explained", name);
        }
    }
    archive_forms_finish(forms, count);
    buffer_finish(&readme);
    buffer_finish(&table);
    response_set_finish(&set);
}

static void
comments_come_apart_and_only_when_allowed_or_asked_for(void **state)
{
    (void)state;
    struct response_set set = {0};
    struct answer answers[] = {
        {.question = Q_MIND,
         .instance = {1},
         .state = ANSWER_VALUE,
         .value = "=Keep \"it\""},
        {.question = Q_SAID, .state = ANSWER_VALUE, .value = "Thanks"},
    };
    add_response(&set, answers, 2);
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct buffer out = comments_csv(false);
    assert_string_equal((char *)out.data,
                        "question,instance,language,state,text,form,version,pack\r\n");
    buffer_finish(&out);
    out = comments_csv(true);
    assert_string_equal(
        (char *)out.data,
        "question,instance,language,state,text,form,version,pack\r\n"
        "about/mind,library,en,pending,\"'=Keep \"\"it\"\"\",county,1,00000000\r\n"
        "said,,en,pending,Thanks,county,1,00000000\r\n");
    buffer_finish(&out);
    out = responses_csv(false);
    assert_null(strstr((char *)out.data, "Thanks"));
    assert_null(strstr((char *)out.data, "mind"));
    buffer_finish(&out);
    response_set_finish(&set);
}

static void
a_table_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    struct response_set set = {0};
    struct answer answer = {.question = Q_NOTE, .state = ANSWER_EMPTY};
    add_response(&set, &answer, 1);
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct archive_form *form = county_form(&county);
    struct csv_options options = {.form = form};
    struct buffer out;
    struct error err = {0};
    buffer_init(&out, 250);
    assert_false(report_csv(county.archive, &options, &out, &err));
    assert_int_equal(err.code, ERROR_FULL);
    buffer_finish(&out);
    archive_forms_finish(form, 1);
    response_set_finish(&set);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_row_holds_head_and_answers_by_path_and_key),
        TEST(dates_are_those_of_the_calendar),
        TEST(the_mark_for_spreadsheets_comes_only_when_asked_for),
        TEST(formulas_are_disarmed_and_quotes_doubled),
        TEST(the_readme_explains_every_column),
        TEST(comments_come_apart_and_only_when_allowed_or_asked_for),
        TEST(a_table_that_does_not_fit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
