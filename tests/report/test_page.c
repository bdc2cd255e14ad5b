#include "report_page.h"
#include "support_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct buffer out;

static int
set_up(void **state)
{
    buffer_init(&out, (size_t)4 << 20);
    return made_setup(state);
}

static int
tear_down(void **state)
{
    buffer_finish(&out);
    return made_teardown(state);
}

/* The page of what was made, after `hide` (may be NULL) went over the model. */
static const char *
page_of(void (*hide)(struct model *model), const struct page_options *options)
{
    const struct page_extra extra = {0};
    struct error err = {0};
    struct model *model = made_read();
    if (hide) {
        hide(model);
    }
    made_decide();
    if (!page_add(model, options, &extra, &out, &err)) {
        fail_msg("%s", err.text);
    }
    buffer_add_u8(&out, 0);
    return (const char *)out.data;
}

static void
assert_says(const char *page, const char *words)
{
    if (!strstr(page, words)) {
        fail_msg("the page does not say: %s", words);
    }
}

static void
assert_says_not(const char *page, const char *words)
{
    if (strstr(page, words)) {
        fail_msg("the page says: %s", words);
    }
}

/* Fire starts, parks are left, nobody was asked about roads. */
static void
make_three(void)
{
    made_people(400);
    made_starting(FIRE);
    made_share(PARKS, 20, 20, 60);
    made_agree(ASK_IDENTITY, PARKS, 100, 80, 10);
    made_agree(ASK_CONTROL, PARKS, 100, 70, 12);
}

static void
the_headline_names_what_starts_and_what_is_left(void **state)
{
    (void)state;
    make_three();
    const char *page = page_of(NULL, &(struct page_options){0});
    assert_says(page, "<h1>Start with <bdi>fire</bdi>.</h1>");
    assert_says(page, "Leave <bdi>parks</bdi> for now.");
    assert_says(page, "Too few have answered about <bdi>roads</bdi>.");
    assert_says(page, "aria-label=\"yes 60%, maybe 30%, no 10%\"");
    assert_says(page, "<span class=\"low\">12</span>");
}

static void
the_headline_is_in_the_language_of_the_page(void **state)
{
    (void)state;
    make_three();
    const char *page = page_of(NULL, &(struct page_options){.language = "ar"});
    assert_says(page, "<html lang=\"ar\" dir=\"rtl\">");
    assert_says(page, "<h1>نبدأ مع <bdi>fire</bdi>.</h1>");
    assert_says_not(page, "Start here");
}

static void
with_few_answers_nothing_is_sorted(void **state)
{
    (void)state;
    made_people(42);
    made_share(FIRE, 10, 5, 5);
    made_agree(ASK_IDENTITY, FIRE, 20, 8, 8);
    made_agree(ASK_CONTROL, FIRE, 20, 8, 8);
    const char *page = page_of(NULL, &(struct page_options){0});
    assert_says(page, "<h1>Too early to say where to start.</h1>");
    assert_says(page, "30 more");
    assert_says(page, "This is no ranking.");
    assert_says_not(page, "class=\"ranking\"");
    assert_says_not(page, "Points and places");
}

/* The two who disagree with parks strongly, and the rest of that side. */
static void
hide_a_side(struct model *model)
{
    struct model_statement *statement = &model->services[PARKS].all.identity;
    figure_hide(&statement->parts[0], 0, 10);
    figure_hide(&statement->parts[1], 0, 10);
}

static void
parts_that_are_hidden_are_not_drawn_apart(void **state)
{
    (void)state;
    make_three();
    const char *page = page_of(hide_a_side, &(struct page_options){0});
    const char *row = strstr(page, "The two statements, in people: parks");
    assert_non_null(row);
    assert_non_null(strstr(row, "class=\"joined\"><span>10</span>"));
}

static void
hide_agree(struct model *model)
{
    struct model_statement *statement = &model->services[FIRE].all.control;
    figure_hide(&statement->agree, 0, 100);
    figure_hide(&statement->parts[2], 0, 100);
    figure_hide(&statement->parts[3], 0, 100);
    figure_hide(&statement->parts[4], 0, 100);
}

/* Its number must not come back as a condition that is met, a dot or a bar. */
static void
a_hidden_number_decides_nothing_and_has_no_dot(void **state)
{
    (void)state;
    make_three();
    const char *page = page_of(hide_agree, &(struct page_options){0});
    assert_says(page, "<h1>Nothing is ready to start.</h1>");
    assert_says(page, "Map of 1 services");
    assert_says(page, "the number is hidden, so it counts as not met");
}

static void
hide_share(struct model *model)
{
    struct model_share *share = &model->services[FIRE].all.share;
    figure_hide(&share->maybe, 0, 40);
    figure_hide(&share->no, 0, 40);
}

static void
maybe_and_no_are_one_part_where_they_are_not_told_apart(void **state)
{
    (void)state;
    make_three();
    const char *page = page_of(hide_share, &(struct page_options){0});
    assert_says(page, "aria-label=\"yes 60%, not yes 40%\"");
    assert_says_not(page, "aria-label=\"yes 60%, maybe");
}

static void
each_sheet_of_invented_answers_says_so(void **state)
{
    (void)state;
    make_three();
    const char *page = page_of(NULL, &(struct page_options){.is_simulated = true});
    size_t sheets = 0, bands = 0;
    for (const char *at = page; (at = strstr(at, "<section class=\"sheet")); at++) {
        sheets++;
    }
    for (const char *at = page; (at = strstr(at, "<p class=\"band\">")); at++) {
        bands++;
    }
    assert_true(sheets > 6);
    assert_int_equal(sheets, bands);
    assert_says(page, "data:image/svg+xml");
}

static void
every_rule_is_printed_with_its_value(void **state)
{
    (void)state;
    make_three();
    made.input.rules.leave_no = (struct share_rule){1, 3};
    const char *page = page_of(NULL, &(struct page_options){0});
    for (size_t i = 0; i < RULES_COUNT; i++) {
        assert_says(page, rules_value(&rules_default, i).name);
    }
    assert_says(page, "<bdi dir=\"ltr\">1/3</bdi>");
}

static void
hide_places(struct model *model)
{
    struct model_values *values = &model->values;
    for (size_t i = 0; i < values->count; i++) {
        for (size_t j = 0; j < values->count; j++) {
            figure_hide(&values->items[i].places[j], 0, 400);
            figure_hide(&values->before[i * values->count + j], 0, 400);
        }
    }
}

/* A table of nothing but dashes would look like a fault of the report. */
static void
a_ranking_of_which_nothing_may_be_told_says_so(void **state)
{
    (void)state;
    make_three();
    made_add(ASK_VALUES, 0, COUNTS_ANSWERED, 0, 400);
    const char *page = page_of(hide_places, &(struct page_options){0});
    const char *values = strstr(page, "What should matter most");
    assert_non_null(values);
    static const char told[] =
        "What should matter most</h3>\n<p><span class=\"few\">not shown";
    assert_int_equal(strncmp(values, told, sizeof told - 1), 0);
}

/* Questions that no section uses, and what nobody answered. */
static void
every_other_question_is_in_the_annex(void **state)
{
    (void)state;
    make_three();
    made_add(ASK_AGE, 0, COUNTS_CHOICE, 0, 100);
    made_add(ASK_AGE, 0, COUNTS_CHOICE, 1, 300);
    made_add(ASK_AGE, 0, COUNTS_ANSWERED, 0, 400);
    const char *page = page_of(NULL, &(struct page_options){0});
    const char *annex = strstr(page, "Every other question");
    assert_non_null(annex);
    assert_non_null(strstr(annex, "<bdi>young</bdi>"));
    assert_non_null(strstr(annex, "75%"));
    assert_non_null(strstr(annex, "you/years"));
}

static void
forget_services(struct model *model)
{
    model->is_sorted = false;
    model->service_count = 0;
    model->identity_question = model->control_question = model->share_question = -1;
}

/* A form that asks nothing of services has no groups, no points and no savings, and its
 * answers run on over as many pages as they need. */
static void
a_form_without_services_has_no_rules_of_sorting(void **state)
{
    (void)state;
    made_add(ASK_AGE, 0, COUNTS_CHOICE, 0, 100);
    made_add(ASK_AGE, 0, COUNTS_ANSWERED, 0, 100);
    const char *page = page_of(forget_services, &(struct page_options){0});
    assert_says(page, "What people answered.");
    assert_says(page, "and what would give it away");
    assert_says_not(page, "Groups follow from these rules");
    assert_says_not(page, "leave_no");
    assert_says_not(page, "Six factors");
    assert_says_not(page, "Whether the savings");
    assert_says_not(page, "1 of 1");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_headline_names_what_starts_and_what_is_left,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_headline_is_in_the_language_of_the_page,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(with_few_answers_nothing_is_sorted, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(parts_that_are_hidden_are_not_drawn_apart,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_hidden_number_decides_nothing_and_has_no_dot,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            maybe_and_no_are_one_part_where_they_are_not_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_sheet_of_invented_answers_says_so, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_form_without_services_has_no_rules_of_sorting,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_ranking_of_which_nothing_may_be_told_says_so,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_rule_is_printed_with_its_value, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(every_other_question_is_in_the_annex, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
