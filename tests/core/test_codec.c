#include "support_made_up.h"

#include "townline/bestworst.h"
#include "townline/codec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct buffer
encoded_as(unsigned model, const struct descriptor *descriptor,
           const struct response_set *set)
{
    struct buffer out;
    struct error err = {0};
    buffer_init(&out, (size_t)16 << 20);
    if (!codec_encode_as(model, descriptor, set->responses, set->count, &out, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(out.data[0], model);
    return out;
}

static struct buffer
encoded(const struct descriptor *descriptor, const struct response_set *set)
{
    return encoded_as(CODEC_MODEL_NEWEST, descriptor, set);
}

static void
responses_come_back_byte_for_byte(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    for (size_t round = 0; round < 120; round++) {
        struct descriptor *form = made_up_descriptor(&seed);
        struct response_set set = {0}, back = {0};
        made_up_responses(&seed, form, made_up_below(&seed, 30), &set);
        unsigned model = 1 + (unsigned)round % CODEC_MODEL_NEWEST;
        struct buffer bytes = encoded_as(model, form, &set);
        struct error err = {0};
        if (!codec_decode(form, bytes.data, bytes.size, &back, &err)) {
            fail_msg("round %zu: %s", round, err.text);
        }
        assert_int_equal(back.count, set.count);
        static const uint8_t no_id[RESPONSE_ID_BYTES];
        for (size_t i = 0; i < set.count; i++) {
            made_up_assert_same(&set.responses[i], &back.responses[i], false);
            assert_memory_equal(back.responses[i].head.id, no_id, sizeof no_id);
        }
        response_set_finish(&set);
        response_set_finish(&back);
        buffer_finish(&bytes);
        descriptor_close(form);
    }
}

static void
what_was_encoded_before_stays_in_the_buffer(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    struct descriptor *form = made_up_small_form();
    struct response_set set = {0}, back = {0};
    made_up_responses(&seed, form, 3, &set);
    struct buffer out;
    buffer_init(&out, 10000);
    buffer_add(&out, "before", 6);
    assert_true(codec_encode(form, set.responses, set.count, &out, NULL));
    assert_memory_equal(out.data, "before", 6);
    assert_true(codec_decode(form, out.data + 6, out.size - 6, &back, NULL));
    assert_int_equal(back.count, 3);
    response_set_finish(&set);
    response_set_finish(&back);
    buffer_finish(&out);
    descriptor_close(form);
}

/* Decodes from memory of exactly that size; the result is looked at as a whole. */
static bool
decodes(const struct descriptor *form, const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size == 0 ? 1 : size);
    memcpy(copy, data, size);
    struct response_set back = {0};
    struct error err = {0};
    bool ok = codec_decode(form, copy, size, &back, &err);
    free(copy);
    if (!ok) {
        assert_true(err.code != ERROR_NONE && err.text[0] != '\0');
        assert_null(back.responses);
        return false;
    }
    struct buffer again = encoded(form, &back);
    buffer_finish(&again);
    response_set_finish(&back);
    return true;
}

static void
a_stream_cut_anywhere_is_refused(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    struct descriptor *form = made_up_small_form();
    struct response_set set = {0};
    made_up_responses(&seed, form, 6, &set);
    struct buffer bytes = encoded(form, &set);
    for (size_t size = 0; size < bytes.size; size++) {
        assert_false(decodes(form, bytes.data, size));
    }
    assert_true(decodes(form, bytes.data, bytes.size));
    response_set_finish(&set);
    buffer_finish(&bytes);
    descriptor_close(form);
}

static void
a_stream_with_bytes_after_it_is_refused(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    struct descriptor *form = made_up_small_form();
    struct response_set set = {0};
    made_up_responses(&seed, form, 5, &set);
    struct buffer bytes = encoded(form, &set);
    buffer_add_u8(&bytes, 0);
    assert_false(decodes(form, bytes.data, bytes.size));
    response_set_finish(&set);
    buffer_finish(&bytes);
    descriptor_close(form);
}

static void
damage_never_breaks_the_decoder(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    for (size_t round = 0; round < 4; round++) {
        struct descriptor *form =
            round == 0 ? made_up_small_form() : made_up_descriptor(&seed);
        struct response_set set = {0};
        made_up_responses(&seed, form, 6, &set);
        struct buffer bytes = encoded(form, &set);
        for (size_t i = 0; i < 200; i++) {
            size_t bit = made_up_below(&seed, bytes.size * 8);
            bytes.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
            decodes(form, bytes.data, bytes.size);
            if (i % 3 != 0) {
                bytes.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
            }
        }
        for (size_t i = 0; i < 100; i++) {
            struct random_source random = random_seeded(&seed);
            uint8_t noise[300];
            random.fill(random.context, noise, sizeof noise);
            noise[0] = (uint8_t)(1 + i % CODEC_MODEL_NEWEST);
            decodes(form, noise, made_up_below(&seed, sizeof noise));
        }
        response_set_finish(&set);
        buffer_finish(&bytes);
        descriptor_close(form);
    }
}

static void
a_stream_of_an_unknown_model_is_refused(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    struct response_set none = {0};
    struct buffer bytes = encoded(form, &none);
    assert_true(decodes(form, bytes.data, bytes.size));
    bytes.data[0] = CODEC_MODEL_NEWEST + 1;
    assert_false(decodes(form, bytes.data, bytes.size));
    buffer_finish(&bytes);
    descriptor_close(form);
}

static void
shuffle(uint64_t *seed, struct response *responses, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = made_up_below(seed, i);
        struct response swap = responses[i - 1];
        responses[i - 1] = responses[other];
        responses[other] = swap;
    }
}

static void
canonical_order_does_not_depend_on_arrival(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    struct descriptor *form = made_up_small_form();
    struct response_set set = {0};
    made_up_responses(&seed, form, 100, &set);
    /* Some of the same content, told apart by their sealed texts alone, or not. */
    for (size_t i = 0; i < 20; i++) {
        struct response twin = set.responses[i];
        memset(twin.head.id, (int)i, sizeof twin.head.id);
        assert_true(response_set_add(&set, form, &twin, NULL));
        struct response *last = &set.responses[set.count - 1];
        for (size_t j = 0; j < last->answer_count; j++) {
            last->answers[j].sealed.row_id[3] ^= (uint8_t)i;
        }
    }
    codec_sort(set.responses, set.count);
    struct buffer bytes = encoded(form, &set);
    struct response *first = calloc(set.count, sizeof *first);
    memcpy(first, set.responses, set.count * sizeof *first);
    for (size_t round = 0; round < 5; round++) {
        shuffle(&seed, set.responses, set.count);
        codec_sort(set.responses, set.count);
        struct buffer again = encoded(form, &set);
        assert_int_equal(bytes.size, again.size);
        assert_memory_equal(bytes.data, again.data, bytes.size);
        for (size_t i = 0; i < set.count; i++) {
            made_up_assert_same(&first[i], &set.responses[i], true);
        }
        buffer_finish(&again);
    }
    free(first);
    response_set_finish(&set);
    buffer_finish(&bytes);
    descriptor_close(form);
}

static void
answers_out_of_order_are_refused(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    struct answer answers[] = {
        {.question = 11, .state = ANSWER_VALUE, .value = "b"},
        {.question = 0, .state = ANSWER_VALUE, .value = "fire"},
    };
    struct response response = {.head = {.round = "", .event = "", .language = "en"},
                                .answers = answers,
                                .answer_count = 2};
    struct buffer out;
    struct error err = {0};
    buffer_init(&out, 1000);
    buffer_add_u8(&out, 7);
    assert_false(codec_encode(form, &response, 1, &out, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_int_equal(out.size, 1);
    answers[0].question = 0; /* the same question twice */
    assert_false(codec_encode(form, &response, 1, &out, &err));
    answers[0].question = 99;
    assert_false(codec_encode(form, &response, 1, &out, &err));
    buffer_finish(&out);
    descriptor_close(form);
}

static void
more_than_a_reader_would_hold_is_not_written(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    static char value[RESPONSE_VALUE_MAX_BYTES + 1];
    memset(value, 'x', RESPONSE_VALUE_MAX_BYTES);
    struct answer answer = {.question = 12, .state = ANSWER_VALUE, .value = value};
    struct response response = {.head = {.round = "", .event = "", .language = "en"},
                                .answers = &answer,
                                .answer_count = 1};
    size_t fitting = CODEC_MEMORY_MAX / codec_weight(&response);
    struct response *many = calloc(fitting + 1, sizeof *many);
    for (size_t i = 0; i <= fitting; i++) {
        many[i] = response;
    }
    struct buffer out;
    struct error err = {0};
    buffer_init(&out, (size_t)16 << 20);
    assert_false(codec_encode(form, many, fitting + 1, &out, &err));
    assert_int_equal(err.code, ERROR_FULL);
    assert_true(codec_encode(form, many, fitting, &out, &err));
    /* The same text again takes next to nothing, and decodes to all of it. */
    assert_true(out.size < 10000);
    struct response_set back = {0};
    assert_true(codec_decode(form, out.data, out.size, &back, NULL));
    assert_int_equal(back.count, fitting);
    response_set_finish(&back);
    buffer_clear(&out);
    assert_false(codec_encode(form, many, RESPONSE_SET_MAX + 1, &out, &err));
    struct buffer small;
    buffer_init(&small, 40);
    assert_false(codec_encode(form, many, fitting, &small, &err));
    assert_int_equal(err.code, ERROR_FULL);
    buffer_finish(&small);
    free(many);
    buffer_finish(&out);
    descriptor_close(form);
}

/* What 300 residents would leave about three services, each block like the others of
 * the same resident. */
static void
fill_plausible(uint64_t *seed, const struct descriptor *form, size_t count,
               struct response_set *out)
{
    static const char *const codes[] = {"1", "2", "3", "4", "5", "none"};
    static const char *const services[] = {"fire", "fire library", "library parks",
                                           "fire library parks"};
    for (size_t i = 0; i < count; i++) {
        struct answer answers[16];
        size_t answer_count = 0, pick = made_up_below(seed, 4);
        size_t mood = made_up_below(seed, 4);
        answers[answer_count++] = (struct answer){
            .question = 0, .state = ANSWER_VALUE, .value = services[pick]};
        for (uint16_t service = 0; service < 3; service++) {
            static const char *const names[] = {"fire", "library", "parks"};
            if (!strstr(services[pick], names[service])) {
                continue;
            }
            for (size_t j = 0; j < 2; j++) {
                answers[answer_count++] =
                    (struct answer){.question = 3 + j,
                                    .instance = {service},
                                    .state = ANSWER_VALUE,
                                    .value = codes[mood + made_up_below(seed, 2)]};
            }
        }
        answers[answer_count++] = (struct answer){.question = 11};
        struct response response = {
            .head = {.round = "spring", .event = "", .language = "en"},
            .answers = answers,
            .answer_count = answer_count,
        };
        response.head.half_day = 41000 + (uint32_t)made_up_below(seed, 20);
        response.head.order_seed = (uint8_t)made_up_below(seed, 256);
        response.head.duration = (enum duration_band)made_up_below(seed, 5);
        assert_true(response_set_add(out, form, &response, NULL));
    }
}

static void
three_hundred_plain_responses_take_few_bytes(void **state)
{
    (void)state;
    uint64_t seed = 1;
    struct descriptor *form = made_up_small_form();
    struct response_set set = {0};
    fill_plausible(&seed, form, 300, &set);
    codec_sort(set.responses, set.count);
    struct buffer bytes = encoded(form, &set);
    printf("%zu bytes for 300 responses\n", bytes.size);
    /* Services 2 bits, 4.3 more for the day, 2.3 for the duration, 2 for the order and
     * up to 2.3 for each of four scales: about 20 bits. */
    assert_true(bytes.size < 300 * 23 / 8);
    response_set_finish(&set);
    buffer_finish(&bytes);
    descriptor_close(form);
}

static struct descriptor *
picks_form(void)
{
    static const char *const items[] = {"child", "old",   "roads", "water", "parks",
                                        "bus",   "books", "fire",  "rent"};
    static const struct question rank = {
        .path = "promises", .type = QUESTION_RANK, .choices = items, .choice_count = 9};
    static const struct question picks = {.path = "promises_picks",
                                          .type = QUESTION_STRING};
    struct descriptor *form = NULL;
    assert_true(descriptor_create("picks", "1", &form, NULL));
    assert_true(descriptor_add_question(form, &rank, NULL));
    assert_true(descriptor_add_question(form, &picks, NULL));
    return form;
}

/* A rank and its picks, which were made with `seed` and are told with `order_seed`. */
static void
add_picked(uint64_t *state, const struct descriptor *form, uint8_t seed,
           uint8_t order_seed, struct response_set *out)
{
    struct bestworst bestworst;
    char picks[300], rank[100];
    const struct question *question = &form->questions[0];
    assert_true(
        bestworst_init(&bestworst, question->choices, question->choice_count, seed));
    for (size_t i = 0; i < BESTWORST_SCREENS; i++) {
        const uint8_t *shown = bestworst.shown[i];
        size_t best = made_up_below(state, 4), step = 1 + made_up_below(state, 3);
        bestworst_pick(&bestworst, i, question->choices[shown[best]]);
        bestworst_pick(&bestworst, i, question->choices[shown[(best + step) % 4]]);
    }
    assert_true(bestworst_write(&bestworst, picks, sizeof picks));
    bestworst_rank(&bestworst, rank, sizeof rank);
    struct answer answers[] = {
        {.question = 0, .state = ANSWER_VALUE, .value = rank},
        {.question = 1, .state = ANSWER_VALUE, .value = picks},
    };
    struct response response = {
        .head = {.round = "", .event = "", .language = "en", .order_seed = order_seed},
        .answers = answers,
        .answer_count = 2};
    assert_true(response_set_add(out, form, &response, NULL));
}

static void
a_rank_and_its_picks_take_what_the_picks_take(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    struct descriptor *form = picks_form();
    struct response_set set = {0};
    for (size_t i = 0; i < 256; i++) {
        add_picked(&seed, form, (uint8_t)i, (uint8_t)i, &set);
    }
    struct buffer bytes = encoded(form, &set);
    /* Four screens of 4 x 3 picks are 14.3 bits, and learning takes some. */
    printf("%zu bytes for 256 ranks\n", bytes.size);
    assert_true(bytes.size < 256 * 17 / 8);
    assert_true(decodes(form, bytes.data, bytes.size));
    response_set_finish(&set);
    buffer_finish(&bytes);
    descriptor_close(form);
}

static void
picks_of_another_seed_come_back_too(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    struct descriptor *form = picks_form();
    struct response_set set = {0}, back = {0};
    for (size_t i = 0; i < 20; i++) {
        add_picked(&seed, form, (uint8_t)i, (uint8_t)(i / 2), &set);
    }
    struct buffer bytes = encoded(form, &set);
    assert_true(codec_decode(form, bytes.data, bytes.size, &back, NULL));
    for (size_t i = 0; i < 20; i++) {
        made_up_assert_same(&set.responses[i], &back.responses[i], false);
    }
    response_set_finish(&set);
    response_set_finish(&back);
    buffer_finish(&bytes);
    descriptor_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(responses_come_back_byte_for_byte),
        cmocka_unit_test(what_was_encoded_before_stays_in_the_buffer),
        cmocka_unit_test(a_stream_cut_anywhere_is_refused),
        cmocka_unit_test(a_stream_with_bytes_after_it_is_refused),
        cmocka_unit_test(damage_never_breaks_the_decoder),
        cmocka_unit_test(a_stream_of_an_unknown_model_is_refused),
        cmocka_unit_test(canonical_order_does_not_depend_on_arrival),
        cmocka_unit_test(answers_out_of_order_are_refused),
        cmocka_unit_test(more_than_a_reader_would_hold_is_not_written),
        cmocka_unit_test(a_rank_and_its_picks_take_what_the_picks_take),
        cmocka_unit_test(picks_of_another_seed_come_back_too),
        cmocka_unit_test(three_hundred_plain_responses_take_few_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
