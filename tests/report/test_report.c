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

static int
set_up(void **state)
{
    (void)state;
    county_init(&county);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    county_finish(&county);
    return 0;
}

static void
add(struct descriptor *descriptor, struct question question)
{
    assert_true(descriptor_add_question(descriptor, &question, NULL));
}

/* Two questions of the map about each of two services. */
static struct descriptor *
make_map(const char *form_id, const char *const keys[2])
{
    static const char *const agree[] = {"5", "4", "3", "2", "1", "none"};
    struct descriptor *descriptor;
    assert_true(descriptor_create(form_id, "1", &descriptor, NULL));
    assert_true(descriptor_begin_repeat(descriptor, "about", keys, 2, NULL));
    add(descriptor, (struct question){.path = "about/a",
                                      .type = QUESTION_SELECT_ONE,
                                      .role = ROLE_IDENTITY,
                                      .choices = agree,
                                      .choice_count = 6});
    add(descriptor, (struct question){.path = "about/b",
                                      .type = QUESTION_SELECT_ONE,
                                      .role = ROLE_CONTROL,
                                      .choices = agree,
                                      .choice_count = 6});
    descriptor_end_repeat(descriptor);
    return descriptor;
}

/* `n` people who answer so about one service. */
static void
say(struct response_set *set, const struct descriptor *descriptor, size_t n,
    const char *identity, const char *control)
{
    for (size_t i = 0; i < n; i++) {
        struct answer answers[] = {
            {.question = 0, .state = ANSWER_VALUE, .value = identity},
            {.question = 1, .state = ANSWER_VALUE, .value = control},
        };
        struct response response = {.head = {.round = "",
                                             .event = "",
                                             .language = "en",
                                             .half_day = 41500,
                                             .complete = true},
                                    .answers = answers,
                                    .answer_count = 2};
        assert_true(response_set_add(set, descriptor, &response, NULL));
    }
}

static void
assert_says(const struct buffer *page, const char *words)
{
    if (!strstr((const char *)page->data, words)) {
        fail_msg("the page does not say: %s", words);
    }
}

static void
assert_says_not(const struct buffer *page, const char *words)
{
    if (strstr((const char *)page->data, words)) {
        fail_msg("the page says: %s", words);
    }
}

static struct buffer
report_of(const struct form *labels)
{
    struct archive_form *form = county_form(&county);
    struct report_options options = {
        .form = form, .labels = labels, .office = "A & B", .today = "2026-11-22"};
    struct buffer page = county_report(&county, &options);
    archive_forms_finish(form, 1);
    return page;
}

static const char *const plain_keys[2] = {"fire", "parks"};

static void
the_page_names_who_answered_and_what_they_agree_with(void **state)
{
    (void)state;
    struct descriptor *descriptor = make_map("county", plain_keys);
    struct response_set set = {0};
    say(&set, descriptor, 30, "5", "2");
    say(&set, descriptor, 20, "2", "1");
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct buffer page = report_of(NULL);
    assert_says(&page, "<b>50 people answered</b> at 1 kiosk");
    assert_says(&page, "aria-label=\"agree 60%\"");
    assert_says(&page, "A &amp; B");
    assert_says_not(&page, "<script");
    assert_says_not(&page, "SIMULATED DATA");
    buffer_finish(&page);
    response_set_finish(&set);
    descriptor_close(descriptor);
}

static void
what_comes_from_a_bundle_is_escaped(void **state)
{
    (void)state;
    static const char *const keys[2] = {"<b>fire</b>", "\"parks'&"};
    struct descriptor *descriptor = make_map("</title><script>", keys);
    struct response_set set = {0};
    say(&set, descriptor, 60, "5", "2");
    county_collect(&county, &(struct lot){"<i>Hall", descriptor, &set, false});
    struct buffer page = report_of(NULL);
    assert_says_not(&page, "<script");
    assert_says_not(&page, "<b>fire");
    assert_says_not(&page, "<i>Hall");
    assert_says(&page, "&lt;b&gt;fire&lt;/b&gt;");
    assert_says(&page, "&quot;parks&#39;&amp;");
    buffer_finish(&page);
    response_set_finish(&set);
    descriptor_close(descriptor);
}

static void
bundles_that_do_not_count_are_named(void **state)
{
    (void)state;
    struct descriptor *descriptor = make_map("county", plain_keys);
    struct response_set set = {0};
    say(&set, descriptor, 60, "5", "2");
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    county_collect(&county, &(struct lot){NULL, descriptor, &set, false});
    county_collect(&county, &(struct lot){"Test", descriptor, &set, true});
    struct buffer page = report_of(NULL);
    assert_says(&page, "1 bundle of a kiosk that is not accepted");
    assert_says(&page, "1 bundle from test mode");
    assert_says(&page, "<b>60 people answered</b>");
    buffer_finish(&page);
    response_set_finish(&set);
    descriptor_close(descriptor);
}

/* Every word of ours, in each language, in one page of the sample form. */
static void
the_page_is_made_in_every_language(void **state)
{
    (void)state;
    static const char *const codes[] = {"en", "es", "zh", "vi", "tl", "ar", "ar-EG"};
    struct descriptor *descriptor = make_map("county", plain_keys);
    struct response_set set = {0};
    say(&set, descriptor, 60, "5", "2");
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct archive_form *form = county_form(&county);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        struct report_options options = {.form = form, .words = codes[i]};
        struct buffer page = county_report(&county, &options);
        char html[40];
        snprintf(html, sizeof html, "<html lang=\"%.2s\"%s>", codes[i],
                 i > 4 ? " dir=\"rtl\"" : "");
        assert_says(&page, html);
        buffer_finish(&page);
    }
    archive_forms_finish(form, 1);
    response_set_finish(&set);
    descriptor_close(descriptor);
}

static void
a_page_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    struct descriptor *descriptor = make_map("county", plain_keys);
    struct response_set set = {0};
    say(&set, descriptor, 60, "5", "2");
    county_collect(&county, &(struct lot){"Hall", descriptor, &set, false});
    struct archive_form *form = county_form(&county);
    struct report_options options = {.form = form};
    struct buffer page;
    struct error err;
    buffer_init(&page, 3000);
    assert_false(report_html(county.archive, &options, &page, &err));
    assert_int_equal(err.code, ERROR_FULL);
    buffer_finish(&page);
    archive_forms_finish(form, 1);
    response_set_finish(&set);
    descriptor_close(descriptor);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            the_page_names_who_answered_and_what_they_agree_with, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_comes_from_a_bundle_is_escaped, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(bundles_that_do_not_count_are_named, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_page_is_made_in_every_language, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_page_that_does_not_fit_is_refused, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
