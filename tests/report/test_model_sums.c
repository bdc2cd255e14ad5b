#include "support_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Every part of the people is the same as everybody: one member has all. */
static void
make_consistent(void)
{
    static const int questions[] = {ASK_SHARE, ASK_IDENTITY, ASK_CONTROL};
    made_people(100);
    made_add(COUNTS_LANGUAGE, 0, COUNTS_TEXT, 0, 100);
    made_add(COUNTS_DURATION, 0, COUNTS_CHOICE, 1, 100);
    made_add(COUNTS_STRAIGHT_LINE, 0, COUNTS_CHOICE, 0, 100);
    made_add(COUNTS_EVENT, 0, COUNTS_TEXT, 0, 100);
    for (int part = COUNTS_TOWN; part < COUNTS_PARTS; part++) {
        made_add_part((enum counts_part)part, 1, COUNTS_RESPONSES, 0, COUNTS_ANSWERED,
                      0, 100);
    }
    for (int service = 0; service < SERVICES; service++) {
        made_starting(service);
        made_add(ASK_CONCERNS, service, COUNTS_ANSWERED, 0, 50);
        made_add(ASK_CONCERNS, service, COUNTS_CHOICE, 1, 30);
        made_add(ASK_CONCERNS, service, COUNTS_CHOICE, 2, 40);
        made_add(ASK_PARTNERS, service, COUNTS_ANSWERED, 0, 60);
        made_add(ASK_PARTNERS, service, COUNTS_CHOICE, 0, 60);
        made_add(ASK_MIND, service, COUNTS_ANSWERED, 0, 12);
    }
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        for (int service = 0; service < SERVICES; service++) {
            for (int choice = 0; choice < 6; choice++) {
                const struct counts_cell cell = {.question = questions[i],
                                                 .instance = service,
                                                 .kind = COUNTS_CHOICE,
                                                 .value = choice};
                uint32_t n = counts_n(made.counts, &cell);
                for (int part = COUNTS_TOWN; part < COUNTS_PARTS; part++) {
                    made_add_part((enum counts_part)part, 1, questions[i], service,
                                  COUNTS_CHOICE, choice, n);
                }
            }
        }
    }
    made_add(ASK_VALUES, 0, COUNTS_ANSWERED, 0, 20);
    for (int i = 0; i < 3; i++) {
        made_add(ASK_VALUES, 0, COUNTS_PLACE, i * 3 + i, 20);
        for (int j = i + 1; j < 3; j++) {
            made_add(ASK_VALUES, 0, COUNTS_BEFORE, i * 3 + j, 20);
        }
    }
    made_add(ASK_GUARANTEES, 0, COUNTS_ANSWERED, 0, 20);
    made_add(ASK_GUARANTEES, 0, COUNTS_SHOWN, 0, 20);
    made_add(ASK_GUARANTEES, 0, COUNTS_MOST, 0, 15);
    made_add(ASK_GUARANTEES, 0, COUNTS_LEAST, 0, 5);
    made_add(ASK_GOVERNANCE, 0, COUNTS_ANSWERED, 0, 30);
    made_add(ASK_GOVERNANCE, 0, COUNTS_CHOICE, 0, 30);
    made_add(ASK_DECIDE_HERE, 0, COUNTS_ANSWERED, 0, 30);
    made_add(ASK_DECIDE_HERE, 0, COUNTS_CHOICE, 1, 30);
}

struct seen {
    size_t sums;
};

static bool
check_sum(void *context, const struct model_sum *sum, struct error *err)
{
    struct seen *seen = context;
    uint64_t parts = 0;
    (void)err;
    seen->sums++;
    for (size_t i = 0; i < sum->count; i++) {
        const struct figure *part = sum->parts[i];
        parts += part->n;
        assert_true(part->n <= sum->total->n);
        assert_true(figure_is_told(part));
    }
    if (sum->kind == SUM_PARTS && parts != sum->total->n) {
        fail_msg("sum %zu of %zu parts is %u, not %u", seen->sums, sum->count,
                 (unsigned)parts, sum->total->n);
    }
    if (sum->kind == SUM_TICKS && parts < sum->total->n) {
        fail_msg("ticks %zu are %u, less than %u", seen->sums, (unsigned)parts,
                 sum->total->n);
    }
    return true;
}

static void
every_sum_that_is_given_holds(void **state)
{
    (void)state;
    struct seen seen = {.sums = 0};
    make_consistent();
    made.input.origins = &(const struct model_origin){"Hall", 41500, 100, 90};
    made.input.origin_count = 1;
    struct model *model = made_read();
    assert_true(model_each_sum(model, check_sum, &seen, NULL));
    assert_true(seen.sums > 500);
    made_decide();
    size_t before = seen.sums;
    assert_true(model_each_sum(model, check_sum, &seen, NULL));
    assert_int_equal(seen.sums, 2 * before);
}

/* The figures that the page prints of a service, and whether they were in a sum. */
struct looking {
    const struct figure *wanted;
    bool found;
};

static bool
look(void *context, const struct model_sum *sum, struct error *err)
{
    struct looking *looking = context;
    (void)err;
    looking->found = looking->found || sum->total == looking->wanted;
    for (size_t i = 0; i < sum->count; i++) {
        looking->found = looking->found || sum->parts[i] == looking->wanted;
    }
    return true;
}

static void
assert_in_a_sum(struct model *model, const struct figure *figure)
{
    struct looking looking = {.wanted = figure};
    assert_true(model_each_sum(model, look, &looking, NULL));
    assert_true(looking.found);
}

static void
every_figure_is_in_a_sum(void **state)
{
    (void)state;
    make_consistent();
    struct model *model = made_read();
    struct model_service *service = &model->services[PARKS];
    assert_in_a_sum(model, &service->all.share.none);
    assert_in_a_sum(model, &service->all.identity.parts[2]);
    assert_in_a_sum(model, &service->all.control.disagree);
    assert_in_a_sum(model, &service->parts[COUNTS_TOWN][0].share.yes);
    assert_in_a_sum(model, &service->parts[COUNTS_TOWN][2].identity.agree);
    assert_in_a_sum(model, &service->parts[COUNTS_ASSIGNED][1].control.n);
    assert_in_a_sum(model, &service->parts[COUNTS_FIRST_TIME][2].share.maybe);
    assert_in_a_sum(model, &service->first);
    assert_in_a_sum(model, &service->concerns.items[0].n);
    assert_in_a_sum(model, &service->concerns.answered);
    assert_in_a_sum(model, &service->concerns.empty);
    assert_in_a_sum(model, &service->partners.items[2].n);
    assert_in_a_sum(model, &service->minds.written);
    assert_in_a_sum(model, &model->people);
    assert_in_a_sum(model, &model->complete);
    assert_in_a_sum(model, &model->clock_untrusted);
    assert_in_a_sum(model, &model->parts[COUNTS_TOWN].members[2].people);
    assert_in_a_sum(model, &model->languages.items[0].n);
    assert_in_a_sum(model, &model->first_three_n);
    assert_in_a_sum(model, &model->concerns.items[3].n);
    assert_in_a_sum(model, &model->partners[0].n);
    assert_in_a_sum(model, &model->partners[0].of);
    assert_in_a_sum(model, &model->promises.items[3].least);
    assert_in_a_sum(model, &model->promises.answered);
    assert_in_a_sum(model, &model->values.items[2].places[1]);
    assert_in_a_sum(model, &model->values.before[1]);
    assert_in_a_sum(model, &model->decide_here.items[2].n);
    assert_in_a_sum(model, &model->governance.items[1].n);
    assert_in_a_sum(model, &model->comments.written);
    assert_in_a_sum(model, &model->lists[1].answered);
}

static bool
stop(void *context, const struct model_sum *sum, struct error *err)
{
    (void)sum, (void)err;
    return ++*(size_t *)context < 3;
}

static void
the_visit_ends_when_it_is_told_to(void **state)
{
    (void)state;
    size_t sums = 0;
    make_consistent();
    assert_false(model_each_sum(made_read(), stop, &sums, NULL));
    assert_int_equal(sums, 3);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, made_setup, made_teardown)
    const struct CMUnitTest tests[] = {
        TEST(every_sum_that_is_given_holds),
        TEST(every_figure_is_in_a_sum),
        TEST(the_visit_ends_when_it_is_told_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
