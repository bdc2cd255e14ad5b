/* support_made_up: draws random forms and responses from a seed. */
#include "support_made_up.h"

#include "townline/bestworst.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

uint64_t
made_up_seed(void)
{
    const char *text = getenv("TOWNLINE_SEED");
    uint64_t seed = !text ? 20261122 : strtoull(text, NULL, 0);
    printf("TOWNLINE_SEED=%llu\n", (unsigned long long)seed);
    return seed;
}

size_t
made_up_below(uint64_t *state, size_t limit)
{
    return (size_t)(random_splitmix64(state) % limit);
}

static void
add_codes(uint64_t *state, char codes[][16], const char **out, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        snprintf(codes[i], sizeof codes[i], "%s%zu",
                 made_up_below(state, 4) ? "c" : "ñ", i);
        out[i] = codes[i];
    }
}

/* A string that belongs to the question before it and is named after it. */
static void
add_beside(struct descriptor *descriptor, const char *path, const char *end)
{
    char beside[48];
    snprintf(beside, sizeof beside, "%s%s", path, end);
    struct question question = {.path = beside, .type = QUESTION_STRING};
    assert_true(descriptor_add_question(descriptor, &question, NULL));
}

static void
add_question(uint64_t *state, struct descriptor *descriptor)
{
    char path[32], codes[12][16];
    const char *choices[12];
    snprintf(path, sizeof path, "group/q%zu", descriptor->question_count);
    struct question question = {
        .path = path,
        .type = (enum question_type)(1 + made_up_below(state, QUESTION_STRING)),
        .choices = choices,
    };
    if (question_has_choices(question.type)) {
        question.choice_count = made_up_below(state, 12);
        add_codes(state, codes, choices, question.choice_count);
        if (question.type == QUESTION_SELECT_MULTIPLE && made_up_below(state, 2)) {
            question.role = ROLE_SERVICES;
        }
    }
    if (question.type == QUESTION_RANGE) {
        question.range_decimals = (unsigned)made_up_below(state, 3);
        question.range_min = (int64_t)made_up_below(state, 20) - 10;
        question.range_step = 1 + (int64_t)made_up_below(state, 5);
        question.range_max =
            question.range_min +
            (int64_t)made_up_below(state, made_up_below(state, 2) ? 12 : 1000000);
    }
    assert_true(descriptor_add_question(descriptor, &question, NULL));
    if (question.role == ROLE_SERVICES) {
        add_beside(descriptor, path, "_assigned");
    } else if (question.type == QUESTION_RANK && made_up_below(state, 4)) {
        add_beside(descriptor, path, "_picks");
    }
}

static void
add_part(uint64_t *state, struct descriptor *descriptor, size_t depth)
{
    for (size_t left = 1 + made_up_below(state, 5); left > 0; left--) {
        if (depth == DESCRIPTOR_MAX_DEPTH || made_up_below(state, 3) > 0 ||
            descriptor->repeat_count > 20) {
            add_question(state, descriptor);
            continue;
        }
        char path[32], codes[6][16];
        const char *keys[6];
        size_t key_count = made_up_below(state, 6);
        add_codes(state, codes, keys, key_count);
        snprintf(path, sizeof path, "group/r%zu", descriptor->repeat_count);
        assert_true(descriptor_begin_repeat(
            descriptor, path, made_up_below(state, 2) ? keys : NULL, key_count, NULL));
        if (made_up_below(state, 6) > 0) {
            add_part(state, descriptor, depth + 1);
        }
        descriptor_end_repeat(descriptor);
    }
}

struct descriptor *
made_up_descriptor(uint64_t *state)
{
    struct descriptor *descriptor = NULL;
    assert_true(descriptor_create("made up", "7", &descriptor, NULL));
    add_part(state, descriptor, 0);
    return descriptor;
}

/* Values that look right and values that no program of ours would write. */
static const char *const odd_values[] = {
    "",
    "04",
    "+4",
    "-0",
    "0.50",
    ".5",
    "99999999999999999999",
    "nobody",
    "c1 c1",
    "c2 c1",
    " c1",
    "c1 ",
    "c0  c1",
    "OK",
    "ok",
    "2026-02-30",
    "2024-02-29",
    "0000-01-01",
    "2026-5-1",
    "24:00",
    "09:30",
    "09:30:00",
    "09:30:59.125+05:45",
    "09:30:00.000Z",
    "23:59-08:00",
    "2026-05-01T10:00:00",
    "Wer weiß? 図書館 لا 🙂",
    "\x01\x7f line\nline\ttab",
};

static void
add_words(uint64_t *state, const struct question *question, char *out, size_t size)
{
    size_t length = 0;
    bool any_order = made_up_below(state, 3) == 0;
    for (size_t i = 0; i < question->choice_count; i++) {
        size_t choice = any_order ? made_up_below(state, question->choice_count) : i;
        if (made_up_below(state, 2)) {
            length +=
                (size_t)snprintf(out + length, size - length, "%s%s",
                                 length == 0 ? "" : " ", question->choices[choice]);
        }
    }
}

static void
write_value(uint64_t *state, const struct question *question, char *out, size_t size)
{
    size_t count = question->choice_count;
    out[0] = '\0';
    if (made_up_below(state, 6) == 0) {
        size_t index = made_up_below(state, sizeof odd_values / sizeof *odd_values);
        snprintf(out, size, "%s", odd_values[index]);
    } else if (question->type == QUESTION_SELECT_ONE && count > 0) {
        snprintf(out, size, "%s", question->choices[made_up_below(state, count)]);
    } else if (count > 0) {
        add_words(state, question, out, size);
    } else if (question->type == QUESTION_RANGE) {
        double value =
            (double)(question->range_min +
                     question->range_step * (int64_t)made_up_below(state, 12));
        for (unsigned i = 0; i < question->range_decimals; i++) {
            value /= 10;
        }
        snprintf(out, size, made_up_below(state, 2) ? "%g" : "%.2f", value);
    } else if (question->type == QUESTION_DATE) {
        snprintf(out, size, "20%02zu-%02zu-%02zu", made_up_below(state, 100),
                 1 + made_up_below(state, 12), 1 + made_up_below(state, 31));
    } else if (question->type == QUESTION_ACKNOWLEDGE) {
        snprintf(out, size, "OK");
    } else if (question->type == QUESTION_TEXT) {
        size_t length = made_up_below(state, 100);
        for (size_t i = 0; i < length; i++) {
            out[i] = (char)('a' + made_up_below(state, 26));
        }
        out[length] = '\0';
    } else {
        snprintf(out, size, "%zu", made_up_below(state, (size_t)1 << (state[0] % 40)));
    }
}

struct making {
    uint64_t *state;
    const struct descriptor *descriptor;
    uint8_t order_seed;
    char picks[200]; /* that the rank before came from, or "" */
    struct answer answers[500];
    char values[500][200];
    uint8_t boxes[500][20];
    size_t count;
};

/* Mostly the rank follows from picks, some of which may be missing. */
static void
write_rank(struct making *making, const struct question *rank, char *out, size_t size)
{
    struct bestworst bestworst;
    making->picks[0] = '\0';
    if (made_up_below(making->state, 4) == 0 ||
        !bestworst_init(&bestworst, rank->choices, rank->choice_count,
                        making->order_seed)) {
        write_value(making->state, rank, out, size);
        return;
    }
    bool is_whole = made_up_below(making->state, 2);
    for (size_t i = 0; i < BESTWORST_SCREENS; i++) {
        const uint8_t *shown = bestworst.shown[i];
        size_t best = made_up_below(making->state, BESTWORST_SHOWN);
        size_t step = made_up_below(making->state, BESTWORST_SHOWN - is_whole);
        bestworst_pick(&bestworst, i, rank->choices[shown[best]]);
        bestworst_pick(&bestworst, i,
                       rank->choices[shown[(best + step + is_whole) % 4]]);
    }
    assert_true(bestworst_write(&bestworst, making->picks, sizeof making->picks));
    bestworst_rank(&bestworst, out, size);
}

static void
write_answer(struct making *making, size_t question, char *out, size_t size)
{
    const struct question *asked = &making->descriptor->questions[question];
    if (asked->type == QUESTION_RANK) {
        write_rank(making, asked, out, size);
    } else if (asked->type == QUESTION_STRING && question > 0 &&
               asked[-1].type == QUESTION_RANK && made_up_below(making->state, 4)) {
        snprintf(out, size, "%s", making->picks);
    } else if (asked->type == QUESTION_STRING && question > 0 &&
               asked[-1].role == ROLE_SERVICES && asked[-1].choice_count > 0) {
        size_t choice = made_up_below(making->state, asked[-1].choice_count);
        snprintf(out, size, "%s%s", made_up_below(making->state, 2) ? " x  " : "",
                 asked[-1].choices[choice]);
    } else {
        write_value(making->state, asked, out, size);
    }
}

static void
add_answer(struct making *making, size_t question,
           const uint16_t instance[DESCRIPTOR_MAX_DEPTH])
{
    if (making->count == 500 || made_up_below(making->state, 8) == 0) {
        return;
    }
    size_t at = making->count++;
    struct answer *answer = &making->answers[at];
    *answer = (struct answer){.question = question};
    memcpy(answer->instance, instance, sizeof answer->instance);
    size_t kind = made_up_below(making->state, 10);
    if (kind == 0) {
        answer->state = ANSWER_EMPTY;
    } else if (kind == 1) {
        answer->state = ANSWER_SEALED;
        struct random_source random = random_seeded(making->state);
        random.fill(random.context, answer->sealed.epoch_id, 16);
        random.fill(random.context, answer->sealed.row_id, 16);
        random.fill(random.context, making->boxes[at], 20);
        answer->sealed.box = making->boxes[at];
        answer->sealed.box_size = 20;
    } else {
        answer->state = ANSWER_VALUE;
        write_answer(making, question, making->values[at], sizeof making->values[at]);
        answer->value = making->values[at];
    }
}

/* Answers the questions of one scope and, by calling itself, of the repeats in it. */
static void
answer_scope(struct making *making, int scope, size_t depth,
             uint16_t instance[DESCRIPTOR_MAX_DEPTH])
{
    const struct descriptor *descriptor = making->descriptor;
    for (size_t i = 0; i < descriptor->question_count; i++) {
        if (descriptor->questions[i].repeat == scope) {
            add_answer(making, i, instance);
        }
    }
    for (size_t i = 0; i < descriptor->repeat_count; i++) {
        const struct repeat *repeat = &descriptor->repeats[i];
        if (repeat->parent != scope) {
            continue;
        }
        size_t limit = repeat->keys != NULL ? repeat->key_count : 3;
        for (size_t j = 0; j < limit; j++) {
            if (made_up_below(making->state, 3) == 0) {
                continue;
            }
            instance[depth] = (uint16_t)j;
            answer_scope(making, (int)i, depth + 1, instance);
        }
        instance[depth] = 0;
    }
}

void
made_up_responses(uint64_t *state, const struct descriptor *descriptor, size_t count,
                  struct response_set *out)
{
    static const char *const names[] = {"", "spring-2026", "Feria día 2", "en", "zh"};
    struct making *making = calloc(1, sizeof *making);
    for (size_t i = 0; i < count; i++) {
        uint16_t instance[DESCRIPTOR_MAX_DEPTH] = {0};
        *making = (struct making){.state = state,
                                  .descriptor = descriptor,
                                  .order_seed = (uint8_t)made_up_below(state, 256)};
        answer_scope(making, -1, 0, instance);
        struct response response = {
            .head =
                {
                    .round = names[made_up_below(state, 2)],
                    .event = names[made_up_below(state, 3)],
                    .language = names[made_up_below(state, 5)],
                    .half_day = (uint32_t)(41000 + made_up_below(state, 60)),
                    .clock_trusted = made_up_below(state, 2),
                    .channel = (enum channel)made_up_below(state, 4),
                    .duration = (enum duration_band)made_up_below(state, 5),
                    .straight_line = (enum straight_line)made_up_below(state, 4),
                    .complete = made_up_below(state, 2),
                    .after_results = made_up_below(state, 2),
                    .assisted = (enum said)made_up_below(state, 3),
                    .first_time = (enum said)made_up_below(state, 3),
                    .order_seed = making->order_seed,
                },
            .answers = making->answers,
            .answer_count = making->count,
        };
        struct random_source random = random_seeded(state);
        random.fill(random.context, response.head.id, RESPONSE_ID_BYTES);
        struct error err = {0};
        if (!response_set_add(out, descriptor, &response, &err)) {
            fail_msg("%s", err.text);
        }
    }
    free(making);
}

struct descriptor *
made_up_small_form(void)
{
    static const char *const services[] = {"fire", "library", "parks"};
    static const char *const scale[] = {"1", "2", "3", "4", "5", "none"};
    static const struct question before[] = {
        {.path = "services",
         .type = QUESTION_SELECT_MULTIPLE,
         .role = ROLE_SERVICES,
         .choices = services,
         .choice_count = 3},
        {.path = "values", .type = QUESTION_RANK, .choices = scale, .choice_count = 5},
        {.path = "worry",
         .type = QUESTION_RANGE,
         .range_min = -10,
         .range_max = 100,
         .range_step = 5,
         .range_decimals = 1},
    };
    static const struct question inside[] = {
        {.path = "about/identity",
         .type = QUESTION_SELECT_ONE,
         .role = ROLE_IDENTITY,
         .choices = scale,
         .choice_count = 6},
        {.path = "about/control",
         .type = QUESTION_SELECT_ONE,
         .role = ROLE_CONTROL,
         .choices = scale,
         .choice_count = 6},
    };
    static const struct question after[] = {
        {.path = "age", .type = QUESTION_INTEGER},
        {.path = "share", .type = QUESTION_DECIMAL},
        {.path = "since", .type = QUESTION_DATE},
        {.path = "hour", .type = QUESTION_TIME},
        {.path = "agreed", .type = QUESTION_ACKNOWLEDGE},
        {.path = "comment", .type = QUESTION_TEXT},
        {.path = "picks", .type = QUESTION_STRING},
    };
    struct descriptor *form = NULL;
    assert_true(descriptor_create("small", "2026-05", &form, NULL));
    for (size_t i = 0; i < 3; i++) {
        assert_true(descriptor_add_question(form, &before[i], NULL));
    }
    assert_true(descriptor_begin_repeat(form, "about", services, 3, NULL));
    for (size_t i = 0; i < 2; i++) {
        assert_true(descriptor_add_question(form, &inside[i], NULL));
    }
    assert_true(descriptor_begin_repeat(form, "about/partner", NULL, 0, NULL));
    static const struct question partner = {.path = "about/partner/name",
                                            .type = QUESTION_STRING};
    assert_true(descriptor_add_question(form, &partner, NULL));
    descriptor_end_repeat(form);
    descriptor_end_repeat(form);
    for (size_t i = 0; i < 7; i++) {
        assert_true(descriptor_add_question(form, &after[i], NULL));
    }
    return form;
}

static void
assert_same_head(const struct response_head *a, const struct response_head *b)
{
    assert_string_equal(a->round, b->round);
    assert_string_equal(a->event, b->event);
    assert_string_equal(a->language, b->language);
    assert_int_equal(a->half_day, b->half_day);
    assert_int_equal(a->clock_trusted, b->clock_trusted);
    assert_int_equal(a->channel, b->channel);
    assert_int_equal(a->duration, b->duration);
    assert_int_equal(a->straight_line, b->straight_line);
    assert_int_equal(a->complete, b->complete);
    assert_int_equal(a->after_results, b->after_results);
    assert_int_equal(a->assisted, b->assisted);
    assert_int_equal(a->first_time, b->first_time);
    assert_int_equal(a->order_seed, b->order_seed);
}

void
made_up_assert_same(const struct response *a, const struct response *b, bool sealed)
{
    assert_same_head(&a->head, &b->head);
    assert_int_equal(a->answer_count, b->answer_count);
    for (size_t i = 0; i < a->answer_count; i++) {
        const struct answer *left = &a->answers[i], *right = &b->answers[i];
        assert_int_equal(left->question, right->question);
        assert_memory_equal(left->instance, right->instance, sizeof left->instance);
        assert_int_equal(left->state, right->state);
        if (left->state == ANSWER_VALUE) {
            assert_string_equal(left->value, right->value);
        }
        if (left->state == ANSWER_SEALED && sealed) {
            assert_memory_equal(left->sealed.row_id, right->sealed.row_id, 16);
            assert_memory_equal(left->sealed.epoch_id, right->sealed.epoch_id, 16);
            assert_int_equal(left->sealed.box_size, right->sealed.box_size);
            assert_memory_equal(left->sealed.box, right->sealed.box,
                                left->sealed.box_size);
        }
    }
}
