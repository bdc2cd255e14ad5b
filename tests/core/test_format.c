/* What FORMAT.md says, as far as descriptor, responses and comment texts go. */
#include "range_coder.h"
#include "support_made_up.h"
#include "support_vector.h"

#include "townline/codec.h"
#include "townline/comment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
numbers_are_those_of_the_document(void **state)
{
    (void)state;
    struct buffer out;
    buffer_init(&out, 10);
    buffer_add_varint(&out, 300);
    vector_assert("varint-300", out.data, out.size);
    buffer_finish(&out);
}

static struct descriptor *
sample_form(void)
{
    static const char *const services[] = {"fire", "parks"};
    static const char *const scale[] = {"1", "2", "none"};
    static const struct question questions[] = {
        {.path = "services",
         .type = QUESTION_SELECT_MULTIPLE,
         .role = ROLE_SERVICES,
         .choices = services,
         .choice_count = 2},
        {.path = "about/identity",
         .type = QUESTION_SELECT_ONE,
         .role = ROLE_IDENTITY,
         .choices = scale,
         .choice_count = 3},
        {.path = "worry",
         .type = QUESTION_RANGE,
         .range_max = 100,
         .range_step = 5,
         .range_decimals = 1},
        {.path = "comment", .type = QUESTION_TEXT},
    };
    struct descriptor *form = NULL;
    assert_true(descriptor_create("sample", "1", &form, NULL));
    assert_true(descriptor_add_question(form, &questions[0], NULL));
    assert_true(descriptor_begin_repeat(form, "about", services, 2, NULL));
    assert_true(descriptor_add_question(form, &questions[1], NULL));
    descriptor_end_repeat(form);
    assert_true(descriptor_add_question(form, &questions[2], NULL));
    assert_true(descriptor_add_question(form, &questions[3], NULL));
    return form;
}

static void
a_descriptor_is_written_as_documented_and_read(void **state)
{
    (void)state;
    struct descriptor *form = sample_form(), *back = NULL;
    struct buffer out, document;
    buffer_init(&out, DESCRIPTOR_MAX_BYTES);
    descriptor_write(form, &out);
    vector_assert("descriptor", out.data, out.size);
    vector_read("descriptor", &document);
    assert_true(descriptor_read(document.data, document.size, &back, NULL));
    assert_int_equal(back->question_count, 4);
    buffer_finish(&document);
    buffer_finish(&out);
    descriptor_close(back);
    descriptor_close(form);
}

static unsigned
code_samples(struct range_coder *coder)
{
    static const unsigned bits[] = {1, 0, 1, 1, 1, 1, 1, 1};
    struct odds odds = {0}, tree[8] = {{0}}, lengths[128] = {{0}}, top[8] = {{0}};
    unsigned sum = 0;
    for (size_t i = 0; i < 8; i++) {
        sum = sum << 1 | range_bit(coder, &odds, bits[i]);
    }
    sum = sum << 12 | (unsigned)range_plain(coder, 0xabc, 12);
    sum = sum << 3 | range_symbol(coder, tree, 5, 6);
    /* 1,000 has ten bits: 1, then 111 in a tree, then 101000 plainly. */
    assert_int_equal(range_symbol(coder, lengths, 10, 65), 10);
    assert_int_equal(range_symbol(coder, top, 7, 8), 7);
    assert_int_equal(range_plain(coder, 1000, 6), 1000 & 63);
    return sum;
}

static void
the_range_coder_ends_as_documented(void **state)
{
    (void)state;
    for (int is_short = 0; is_short < 2; is_short++) {
        const char *name = is_short ? "range-short" : "range-full";
        struct range_coder coder;
        struct buffer out, document;
        buffer_init(&out, 100);
        range_encoder_init(&coder, &out, 1000);
        code_samples(&coder);
        if (is_short) {
            range_encoder_finish_short(&coder);
        } else {
            range_encoder_finish(&coder);
        }
        vector_assert(name, out.data, out.size);
        vector_read(name, &document);
        range_decoder_init(&coder, document.data, document.size, 1000, is_short);
        assert_int_equal(code_samples(&coder), (0xbf << 12 | 0xabc) << 3 | 5);
        assert_true(is_short || range_decoder_is_at_end(&coder));
        buffer_finish(&document);
        buffer_finish(&out);
    }
}

/* Two responses as the vector of that name. */
static void
assert_responses(const char *vector, unsigned model, const struct descriptor *form,
                 const struct response *responses)
{
    struct buffer out, document;
    buffer_init(&out, 1000);
    assert_true(codec_encode_as(model, form, responses, 2, &out, NULL));
    vector_assert(vector, out.data, out.size);
    vector_read(vector, &document);
    struct response_set back = {0};
    assert_true(codec_decode(form, document.data, document.size, &back, NULL));
    assert_int_equal(back.count, 2);
    for (size_t i = 0; i < 2; i++) {
        made_up_assert_same(&responses[i], &back.responses[i], true);
    }
    response_set_finish(&back);
    buffer_finish(&document);
    buffer_finish(&out);
}

static void
responses_are_written_as_documented_and_read(void **state)
{
    (void)state;
    struct descriptor *form = sample_form();
    struct answer first[] = {
        {.question = 0, .state = ANSWER_VALUE, .value = "fire"},
        {.question = 1, .state = ANSWER_VALUE, .value = "2"},
        {.question = 2, .state = ANSWER_VALUE, .value = "4.5"},
        {.question = 3, .state = ANSWER_EMPTY},
    };
    struct answer second[] = {
        {.question = 0, .state = ANSWER_VALUE, .value = "parks fire"},
        {.question = 1, .instance = {1}, .state = ANSWER_VALUE, .value = "07"},
        {.question = 2, .state = ANSWER_VALUE, .value = "11"},
        {.question = 3, .state = ANSWER_VALUE, .value = "Sí"},
    };
    const struct response_head head = {.round = "r1",
                                       .event = "",
                                       .language = "en",
                                       .half_day = 41000,
                                       .clock_trusted = true,
                                       .order_seed = 3};
    struct response responses[] = {
        {.head = head, .answers = first, .answer_count = 4},
        {.head = head, .answers = second, .answer_count = 4},
    };
    responses[1].head.order_seed = 7;
    assert_responses("responses", 1, form, responses);
    descriptor_close(form);
}

static struct descriptor *
picks_form(void)
{
    static const char *const services[] = {"fire", "parks", "roads"};
    static const char *const scale[] = {"1", "2", "none"};
    static const char *const promises[] = {"a", "b", "c", "d", "e", "f", "g"};
    static const struct question before[] = {
        {.path = "services",
         .type = QUESTION_SELECT_MULTIPLE,
         .role = ROLE_SERVICES,
         .choices = services,
         .choice_count = 3},
        {.path = "services_assigned", .type = QUESTION_STRING},
    };
    static const struct question inside = {.path = "about/identity",
                                           .type = QUESTION_SELECT_ONE,
                                           .choices = scale,
                                           .choice_count = 3};
    static const struct question after[] = {
        {.path = "promises",
         .type = QUESTION_RANK,
         .choices = promises,
         .choice_count = 7},
        {.path = "promises_picks", .type = QUESTION_STRING},
    };
    struct descriptor *form = NULL;
    assert_true(descriptor_create("picks", "1", &form, NULL));
    assert_true(descriptor_add_question(form, &before[0], NULL));
    assert_true(descriptor_add_question(form, &before[1], NULL));
    assert_true(descriptor_begin_repeat(form, "about", services, 3, NULL));
    assert_true(descriptor_add_question(form, &inside, NULL));
    descriptor_end_repeat(form);
    assert_true(descriptor_add_question(form, &after[0], NULL));
    assert_true(descriptor_add_question(form, &after[1], NULL));
    return form;
}

static void
responses_with_picks_are_written_as_documented_and_read(void **state)
{
    (void)state;
    struct descriptor *form = picks_form();
    struct answer first[] = {
        {.question = 0, .state = ANSWER_VALUE, .value = "fire"},
        {.question = 1, .state = ANSWER_VALUE, .value = "roads"},
        {.question = 2, .state = ANSWER_VALUE, .value = "2"},
        {.question = 2, .instance = {2}, .state = ANSWER_VALUE, .value = "none"},
        {.question = 3, .state = ANSWER_VALUE, .value = "c d a f e g b"},
        {.question = 4,
         .state = ANSWER_VALUE,
         .value =
             "f c a b / c / b | c e g d / e / d | f d b g / d / g | a d f e / d / e"},
    };
    struct answer second[] = {
        {.question = 0, .state = ANSWER_VALUE, .value = "parks"},
        {.question = 1, .state = ANSWER_EMPTY},
        {.question = 2, .instance = {1}, .state = ANSWER_VALUE, .value = "2"},
        {.question = 3, .state = ANSWER_EMPTY},
        {.question = 4,
         .state = ANSWER_VALUE,
         .value =
             "c e g d / e / d | a f c b / f / b | a f g d / - / d | a b d e / - / -"},
    };
    const struct response_head head = {.round = "r1",
                                       .event = "",
                                       .language = "en",
                                       .half_day = 41000,
                                       .clock_trusted = true,
                                       .first_time = SAID_YES,
                                       .order_seed = 3};
    struct response responses[] = {
        {.head = head, .answers = first, .answer_count = 6},
        {.head = head, .answers = second, .answer_count = 5},
    };
    responses[1].head.order_seed = 7;
    responses[1].head.complete = true;
    assert_responses("responses-2", 2, form, responses);
    descriptor_close(form);
}

static void
comments_are_packed_as_documented_and_read(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
    } comments[] = {
        {"comment-english", "Please don't close the library."},
        {"comment-spanish", "No quiero perder la biblioteca."},
        {"comment-chinese", "请不要关闭图书馆。"},
        {"comment-vietnamese", "Xin giữ thư viện."},
        {"comment-tagalog", "Sana manatiling bukas ang aklatan."},
        {"comment-arabic", "لا تغلقوا المكتبة من فضلكم."},
        {"comment-stored", "Zq!"},
    };
    for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
        struct buffer out, document, back;
        const char *text = comments[i].text;
        buffer_init(&out, 1000);
        assert_true(comment_pack(NULL, text, strlen(text), &out, NULL));
        vector_assert(comments[i].name, out.data, out.size);
        vector_read(comments[i].name, &document);
        buffer_init(&back, 1000);
        assert_true(comment_unpack(NULL, document.data, document.size, &back, NULL));
        assert_int_equal(back.size, strlen(text));
        assert_memory_equal(back.data, text, back.size);
        buffer_finish(&back);
        buffer_finish(&document);
        buffer_finish(&out);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_the_document),
        cmocka_unit_test(a_descriptor_is_written_as_documented_and_read),
        cmocka_unit_test(the_range_coder_ends_as_documented),
        cmocka_unit_test(responses_are_written_as_documented_and_read),
        cmocka_unit_test(responses_with_picks_are_written_as_documented_and_read),
        cmocka_unit_test(comments_are_packed_as_documented_and_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
