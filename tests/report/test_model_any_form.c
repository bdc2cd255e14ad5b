/* Forms and answers of every kind: the model takes them all. */
#include "hiding.h"
#include "report_json.h"
#include "support_made_up.h"
#include "support_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#define FORMS 60
#define RESPONSES 40

static void
add(struct counts *counts, const struct answer *answer, enum counts_kind kind,
    int value)
{
    const struct counts_cell cell = {.question = (int)answer->question,
                                     .instance = answer->instance[0],
                                     .kind = kind,
                                     .value = value};
    assert_true(counts_add(counts, &cell, 1, NULL));
}

/* The words of a value as numbers of choices. */
static size_t
choices_in(const struct question *question, const char *value, int *out)
{
    size_t count = 0;
    while (*value != '\0') {
        size_t size = strcspn(value, " ");
        int choice = question_find_choice(question, value, size);
        if (choice >= 0) {
            out[count++] = choice;
        }
        value += size + (value[size] == ' ');
    }
    return count;
}

/* As counts.h says, for everybody alone. */
static void
count_answer(struct counts *counts, const struct descriptor *descriptor,
             const struct answer *answer)
{
    const struct question *question = &descriptor->questions[answer->question];
    int choices[DESCRIPTOR_MAX_CHOICES], all = (int)question->choice_count, number;
    add(counts, answer, answer->state == ANSWER_EMPTY ? COUNTS_EMPTY : COUNTS_ANSWERED,
        0);
    if (answer->state != ANSWER_VALUE || question->type == QUESTION_TEXT) {
        return;
    }
    if (!question_has_choices(question->type)) {
        assert_true(counts_text_number(counts, answer->value, &number, NULL));
        add(counts, answer, COUNTS_TEXT, number);
        return;
    }
    size_t count = choices_in(question, answer->value, choices);
    for (size_t i = 0; i < count; i++) {
        if (question->type != QUESTION_RANK) {
            add(counts, answer, COUNTS_CHOICE, choices[i]);
            continue;
        }
        add(counts, answer, COUNTS_PLACE, choices[i] * all + (int)i);
        for (size_t j = i + 1; j < count; j++) {
            add(counts, answer, COUNTS_BEFORE, choices[i] * all + choices[j]);
        }
    }
}

static bool
check_sum(void *context, const struct model_sum *sum, struct error *err)
{
    (void)err;
    ++*(size_t *)context;
    for (size_t i = 0; i < sum->count; i++) {
        assert_true(sum->parts[i]->low <= sum->parts[i]->high);
    }
    return sum->total != NULL;
}

static void
check_model(const struct descriptor *descriptor, const struct counts *counts)
{
    struct model_input input = {.descriptor = descriptor,
                                .counts = counts,
                                .rules = rules_default,
                                .weights = {3, 2, 1, 2, 2},
                                .smallest = 10};
    struct model model;
    struct buffer out;
    struct error err = {0};
    struct ledger *ledger;
    size_t sums = 0;
    buffer_init(&out, (size_t)64 << 20);
    assert_true(ledger_create(input.smallest, &ledger, NULL));
    if (!model_read(&input, &model, &err) ||
        !model_each_sum(&model, check_sum, &sums, &err) ||
        !hiding_apply(&model, ledger, &err) || !model_decide(&model, &err)) {
        fail_msg("%s", err.text);
    }
    assert_true(sums > 0);
    struct json json = {.out = &out};
    json_model(&json, &model);
    assert_false(out.failed);
    json_error_t fault;
    json_t *read = json_loadb((const char *)out.data, out.size, 0, &fault);
    if (!read) {
        fail_msg("the JSON: %s, line %d", fault.text, fault.line);
    }
    json_decref(read);
    buffer_finish(&out);
    ledger_close(ledger);
    model_finish(&model);
}

/* Answers to each list: a choice of one is one person. */
static void
any_form_has_a_model(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    for (size_t i = 0; i < FORMS; i++) {
        struct descriptor *descriptor =
            i == 0 ? made_up_small_form() : made_up_descriptor(&seed);
        struct response_set set = {0};
        struct counts *counts;
        made_up_responses(&seed, descriptor, RESPONSES, &set);
        assert_true(counts_create(&counts, NULL));
        const struct counts_cell people = {.question = COUNTS_RESPONSES,
                                           .kind = COUNTS_ANSWERED};
        assert_true(counts_add(counts, &people, RESPONSES, NULL));
        for (size_t j = 0; j < set.count; j++) {
            for (size_t k = 0; k < set.responses[j].answer_count; k++) {
                count_answer(counts, descriptor, &set.responses[j].answers[k]);
            }
        }
        check_model(descriptor, counts);
        counts_close(counts);
        response_set_finish(&set);
        descriptor_close(descriptor);
    }
}

/* A form at its limits: the longest lists, and as many keys. */
static void
the_largest_lists_have_a_model(void **state)
{
    (void)state;
    static char codes[DESCRIPTOR_MAX_CHOICES][8];
    static const char *list[DESCRIPTOR_MAX_CHOICES];
    struct descriptor *descriptor;
    struct counts *counts;
    for (size_t i = 0; i < DESCRIPTOR_MAX_CHOICES; i++) {
        snprintf(codes[i], sizeof codes[i], "c%zu", i);
        list[i] = codes[i];
    }
    struct question asked = {.choices = list, .choice_count = DESCRIPTOR_MAX_CHOICES};
    assert_true(descriptor_create("large", "1", &descriptor, NULL));
    asked.path = "community";
    asked.type = QUESTION_SELECT_ONE;
    assert_true(descriptor_add_question(descriptor, &asked, NULL));
    asked.path = "values";
    asked.type = QUESTION_RANK;
    assert_true(descriptor_add_question(descriptor, &asked, NULL));
    assert_true(descriptor_begin_repeat(descriptor, "about", list,
                                        DESCRIPTOR_MAX_CHOICES, NULL));
    asked.path = "about/share";
    asked.type = QUESTION_SELECT_ONE;
    asked.choice_count = 4;
    assert_true(descriptor_add_question(descriptor, &asked, NULL));
    descriptor_end_repeat(descriptor);
    assert_true(counts_create(&counts, NULL));
    const struct model_input input = {.descriptor = descriptor,
                                      .counts = counts,
                                      .rules = rules_default,
                                      .weights = {1, 1, 1, 1, 1},
                                      .smallest = 10};
    struct model model;
    struct error err = {0};
    /* a thousand services by a thousand towns are too many; that is said */
    if (model_read(&input, &model, &err)) {
        assert_true(model_decide(&model, &err));
        model_finish(&model);
    } else {
        assert_int_equal(err.code, ERROR_FULL);
        assert_string_equal(err.text, "the form is too large for a report");
    }
    counts_close(counts);
    descriptor_close(descriptor);
}

/* Many questions in a repeat that may have many instances are looked at once each. */
static void
the_longest_repeat_has_a_model(void **state)
{
    (void)state;
    struct descriptor *descriptor;
    struct counts *counts;
    char path[32];
    assert_true(descriptor_create("long", "1", &descriptor, NULL));
    assert_true(descriptor_begin_repeat(descriptor, "visits", NULL, 0, NULL));
    for (int i = 0; i < DESCRIPTOR_MAX_QUESTIONS; i++) {
        snprintf(path, sizeof path, "visits/question_%d", i);
        const struct question asked = {.path = path, .type = QUESTION_INTEGER};
        assert_true(descriptor_add_question(descriptor, &asked, NULL));
    }
    descriptor_end_repeat(descriptor);
    assert_true(counts_create(&counts, NULL));
    for (int i = 0; i < DESCRIPTOR_MAX_QUESTIONS; i += 100) {
        const struct counts_cell cell = {
            .question = i, .instance = RESPONSE_INSTANCE_MAX - 1, .kind = COUNTS_EMPTY};
        assert_true(counts_add(counts, &cell, 12, NULL));
    }
    struct model_input input = {.descriptor = descriptor,
                                .counts = counts,
                                .rules = rules_default,
                                .weights = {1, 1, 1, 1, 1},
                                .smallest = 10};
    struct model model;
    assert_true(model_read(&input, &model, NULL));
    assert_true(model_decide(&model, NULL));
    assert_int_equal(model.list_count, DESCRIPTOR_MAX_QUESTIONS / 100);
    assert_int_equal(model.lists[0].empty.n, 12);
    model_finish(&model);
    counts_close(counts);
    descriptor_close(descriptor);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_form_has_a_model),
        cmocka_unit_test(the_largest_lists_have_a_model),
        cmocka_unit_test(the_longest_repeat_has_a_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
