#include "townline/simulate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct form *form;
static const struct descriptor *descriptor;

static int
load_sample(void **state)
{
    (void)state;
    FILE *file = fopen(TESTS_DIR "/../assets/packs/sample/form.xml", "rb");
    assert_non_null(file);
    static char xml[FORM_MAX_BYTES];
    size_t size = fread(xml, 1, sizeof xml, file);
    fclose(file);
    struct error err = {0};
    if (!form_load(xml, size, &form, &err)) {
        fail_msg("%s", err.text);
    }
    descriptor = form_descriptor(form);
    return 0;
}

static int
close_sample(void **state)
{
    (void)state;
    form_close(form);
    return 0;
}

static struct response_set
make(const struct simulate_options *options)
{
    struct response_set set = {0};
    struct error err = {0};
    if (!simulate(form, options, &set, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(set.count, options->responses);
    return set;
}

static const char *
value_of(const struct response *response, int question, uint16_t instance)
{
    for (size_t i = 0; i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        if ((int)answer->question == question && answer->instance[0] == instance) {
            return answer->state == ANSWER_VALUE ? answer->value : "";
        }
    }
    return NULL;
}

static bool
is_same(const struct response *a, const struct response *b)
{
    if (memcmp(a->head.id, b->head.id, RESPONSE_ID_BYTES) != 0 ||
        a->head.half_day != b->head.half_day || a->answer_count != b->answer_count ||
        strcmp(a->head.language, b->head.language) != 0) {
        return false;
    }
    for (size_t i = 0; i < a->answer_count; i++) {
        const struct answer *left = &a->answers[i], *right = &b->answers[i];
        if (answer_compare(descriptor, left, right) != 0 ||
            left->state != right->state ||
            (left->state == ANSWER_VALUE && strcmp(left->value, right->value) != 0)) {
            return false;
        }
    }
    return true;
}

static void
the_same_seed_gives_the_same_responses(void **state)
{
    (void)state;
    struct response_set a =
        make(&(struct simulate_options){.responses = 20, .seed = 5, .half_days = 9});
    /* A longer lot begins with the shorter one. */
    struct response_set b =
        make(&(struct simulate_options){.responses = 25, .seed = 5, .half_days = 9});
    struct response_set c =
        make(&(struct simulate_options){.responses = 20, .seed = 6, .half_days = 9});
    size_t different = 0;
    for (size_t i = 0; i < 20; i++) {
        assert_true(is_same(&a.responses[i], &b.responses[i]));
        different += !is_same(&a.responses[i], &c.responses[i]);
    }
    assert_int_equal(different, 20);
    response_set_finish(&a);
    response_set_finish(&b);
    response_set_finish(&c);
}

static void
heads_spread_and_some_leave_and_write(void **state)
{
    (void)state;
    struct response_set set = make(&(struct simulate_options){
        .responses = 150, .seed = 1, .first_half_day = 40000, .half_days = 10});
    size_t complete = 0, texts = 0, spanish = 0, empties = 0, days[10] = {0};
    for (size_t i = 0; i < set.count; i++) {
        const struct response *response = &set.responses[i];
        complete += response->head.complete;
        spanish += strcmp(response->head.language, "es") == 0;
        assert_in_range(response->head.half_day, 40000, 40009);
        days[response->head.half_day - 40000]++;
        for (size_t j = 0; j < response->answer_count; j++) {
            const struct answer *answer = &response->answers[j];
            bool is_text =
                descriptor->questions[answer->question].type == QUESTION_TEXT;
            texts += is_text && answer->state == ANSWER_VALUE;
            empties += !is_text && answer->state == ANSWER_EMPTY;
        }
    }
    assert_in_range(complete, 115, 149);
    assert_in_range(spanish, 20, 75);
    assert_in_range(texts, 10, 300);
    assert_in_range(empties, 20, 800);
    for (size_t i = 0; i < 10; i++) {
        assert_in_range(days[i], 1, 40);
    }
    response_set_finish(&set);
}

static void
nobody_writes_when_comments_are_off(void **state)
{
    (void)state;
    struct response_set set = make(&(struct simulate_options){
        .responses = 40, .seed = 1, .without_comments = true});
    for (size_t i = 0; i < set.count; i++) {
        for (size_t j = 0; j < set.responses[i].answer_count; j++) {
            const struct answer *answer = &set.responses[i].answers[j];
            if (descriptor->questions[answer->question].type == QUESTION_TEXT) {
                assert_int_equal(answer->state, ANSWER_EMPTY);
            }
        }
    }
    response_set_finish(&set);
}

static void
as_many_write_as_is_asked_for(void **state)
{
    (void)state;
    size_t texts = 0, all = 0;
    struct response_set set = make(
        &(struct simulate_options){.responses = 400, .seed = 1, .texts_of_hundred = 5});
    struct response_set free_set =
        make(&(struct simulate_options){.responses = 400, .seed = 1});
    for (size_t i = 0; i < set.count; i++) {
        assert_int_equal(set.responses[i].answer_count,
                         free_set.responses[i].answer_count);
        for (size_t j = 0; j < set.responses[i].answer_count; j++) {
            const struct answer *answer = &set.responses[i].answers[j];
            bool is_text =
                descriptor->questions[answer->question].type == QUESTION_TEXT;
            texts += is_text && answer->state == ANSWER_VALUE;
            all += is_text && free_set.responses[i].answers[j].state == ANSWER_VALUE;
        }
    }
    assert_in_range(texts, 18, 20);
    assert_true(all > 40);
    response_set_finish(&free_set);
    response_set_finish(&set);
}

/* 0 where there is no point of the scale. */
static long
point_of(const char *value)
{
    return !value ? 0 : strtol(value, NULL, 10);
}

/* Sums of products of the deviations of identity and control from the middle, over all
 * services: far above zero when they go together. */
static long
togetherness(const struct response_set *set)
{
    int identity = descriptor_find_role(descriptor, ROLE_IDENTITY);
    int control = descriptor_find_role(descriptor, ROLE_CONTROL);
    assert_true(identity >= 0 && control >= 0);
    long n = 0, sum_a = 0, sum_b = 0, sum_ab = 0;
    for (size_t i = 0; i < set->count; i++) {
        for (uint16_t service = 0; service < 4; service++) {
            long a = point_of(value_of(&set->responses[i], identity, service));
            long b = point_of(value_of(&set->responses[i], control, service));
            if (a == 0 || b == 0) {
                continue;
            }
            n++;
            sum_a += a;
            sum_b += b;
            sum_ab += a * b;
        }
    }
    if (n <= 100) {
        fail_msg("only %ld answered both", n);
    }
    return n == 0 ? 0
                  : (sum_ab * n - sum_a * sum_b) * 100 /
                        (n * n); /* covariance in hundredths */
}

static void
identity_and_control_go_together_unless_told_not_to(void **state)
{
    (void)state;
    struct response_set with =
        make(&(struct simulate_options){.responses = 150, .seed = 3});
    struct response_set without = make(&(struct simulate_options){
        .responses = 150, .seed = 3, .without_correlations = true});
    assert_true(togetherness(&with) > 20);
    assert_true(labs(togetherness(&without)) < 20);
    response_set_finish(&with);
    response_set_finish(&without);
}

static void
what_was_not_chosen_is_not_asked(void **state)
{
    (void)state;
    struct response_set set =
        make(&(struct simulate_options){.responses = 60, .seed = 2});
    int services = descriptor_find_role(descriptor, ROLE_SERVICES);
    int identity = descriptor_find_role(descriptor, ROLE_IDENTITY);
    const struct question *chosen = &descriptor->questions[services];
    for (size_t i = 0; i < set.count; i++) {
        const struct response *response = &set.responses[i];
        const char *codes = value_of(response, services, 0);
        if (!codes) {
            continue;
        }
        for (uint16_t j = 0; j < chosen->choice_count; j++) {
            if (value_of(response, identity, j)) {
                assert_non_null(strstr(codes, chosen->choices[j]));
            }
        }
    }
    response_set_finish(&set);
}

static void
chances_are_whole_and_towns_differ(void **state)
{
    (void)state;
    struct opinions *opinions;
    struct error err = {0};
    static struct opinion here, there, straight;
    size_t compared = 0, different = 0;
    assert_true(opinions_create(form, 3, false, &opinions, &err));
    for (size_t i = 0; i < descriptor->question_count; i++) {
        struct opinion_about about = {.question = i,
                                      .service =
                                          descriptor->questions[i].repeat < 0 ? -1 : 1,
                                      .town = 0,
                                      .home = -1};
        opinions_about(opinions, &about, &here);
        about.town = 1;
        opinions_about(opinions, &about, &there);
        if (here.kind != OPINION_ONE) {
            continue;
        }
        straight = here;
        opinion_add_straight(&straight);
        uint32_t whole = 0, with_straight = 0;
        for (size_t c = 0; c < here.count; c++) {
            whole += here.weights[c];
            with_straight += straight.weights[c];
        }
        assert_int_equal(whole, OPINION_WHOLE);
        assert_in_range(with_straight, OPINION_WHOLE - 10, OPINION_WHOLE);
        compared += (int)i != opinions_town_question(opinions);
        different +=
            memcmp(here.weights, there.weights, here.count * sizeof *here.weights) != 0;
    }
    assert_in_range(compared, 3, 100);
    assert_in_range(different, 3, 100);
    opinions_destroy(opinions);
}

static void
a_second_lot_goes_on_where_the_first_ended(void **state)
{
    (void)state;
    struct response_set all =
        make(&(struct simulate_options){.responses = 9, .seed = 5, .half_days = 9});
    struct response_set second = make(&(struct simulate_options){
        .responses = 4, .seed = 5, .first_number = 5, .half_days = 9});
    for (size_t i = 0; i < 4; i++) {
        assert_true(is_same(&all.responses[5 + i], &second.responses[i]));
    }
    response_set_finish(&all);
    response_set_finish(&second);
}

static void
more_than_a_bundle_holds_is_refused(void **state)
{
    (void)state;
    struct response_set set = {0};
    struct error err = {0};
    struct simulate_options options = {.responses = RESPONSE_SET_MAX + 1};
    assert_false(simulate(form, &options, &set, &err));
    assert_int_equal(err.code, ERROR_INPUT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same_responses),
        cmocka_unit_test(heads_spread_and_some_leave_and_write),
        cmocka_unit_test(nobody_writes_when_comments_are_off),
        cmocka_unit_test(as_many_write_as_is_asked_for),
        cmocka_unit_test(identity_and_control_go_together_unless_told_not_to),
        cmocka_unit_test(what_was_not_chosen_is_not_asked),
        cmocka_unit_test(chances_are_whole_and_towns_differ),
        cmocka_unit_test(a_second_lot_goes_on_where_the_first_ended),
        cmocka_unit_test(more_than_a_bundle_holds_is_refused),
    };
    return cmocka_run_group_tests(tests, load_sample, close_sample);
}
