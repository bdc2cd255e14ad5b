#include "support_made_up.h"

#include "townline/comment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* One for all: making it takes longest. */
static struct comment_model *model;

static struct buffer
packed(const void *text, size_t size)
{
    struct buffer out;
    buffer_init(&out, COMMENT_MAX_BYTES + 2);
    assert_true(comment_pack(model, text, size, &out, NULL));
    return out;
}

static void
assert_comes_back(const void *text, size_t size)
{
    struct buffer bytes = packed(text, size), back;
    struct error err = {0};
    assert_true(bytes.size <= size + 2);
    buffer_init(&back, COMMENT_MAX_BYTES);
    if (!comment_unpack(model, bytes.data, bytes.size, &back, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(back.size, size);
    if (size > 0) {
        assert_memory_equal(back.data, text, size);
    }
    buffer_finish(&bytes);
    buffer_finish(&back);
}

static void
any_bytes_come_back_and_take_at_most_two_more(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    struct random_source random = random_seeded(&seed);
    static uint8_t bytes[COMMENT_MAX_BYTES];
    assert_comes_back("", 0);
    assert_comes_back("\0", 1);
    assert_comes_back("a\0b\0\0", 5);
    assert_comes_back(bytes, 5000);
    memset(bytes, 0xff, sizeof bytes);
    assert_comes_back(bytes, 300);
    random.fill(random.context, bytes, sizeof bytes);
    assert_comes_back(bytes, sizeof bytes);
    for (size_t i = 0; i < 20; i++) {
        /* From a few letters that the model will foresee to noise. */
        size_t letters = 1 + made_up_below(&seed, 255);
        for (size_t j = 0; j < 100; j++) {
            bytes[j] = (uint8_t)('a' + made_up_below(&seed, letters));
        }
        assert_comes_back(bytes, made_up_below(&seed, 100));
    }
}

static const char *const comments[] = {
    "We moved here for the small town feeling and the crew at the parade.",
    "Que no suban los impuestos otra vez.",
    "图书馆的工作人员很好，请不要改变。",
    "Thư viện mở cửa đến mấy giờ?",
    "Huwag po ninyong isara ang aklatan.",
    "نريد حدائق أكثر في مدينتنا",
};

static void
comments_in_six_languages_come_back_shorter(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
        size_t size = strlen(comments[i]);
        assert_comes_back(comments[i], size);
        struct buffer bytes = packed(comments[i], size);
        assert_true(bytes.size < size * 2 / 3);
        buffer_finish(&bytes);
    }
}

/* Unpacks from memory of exactly that size. */
static bool
unpacks(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size == 0 ? 1 : size);
    memcpy(copy, data, size);
    struct buffer out;
    struct error err = {0};
    buffer_init(&out, 2 * COMMENT_MAX_BYTES);
    bool ok = comment_unpack(model, copy, size, &out, &err);
    if (!ok) {
        assert_int_equal(err.code, ERROR_INPUT);
        assert_int_equal(out.size, 0);
    }
    buffer_finish(&out);
    free(copy);
    return ok;
}

static void
a_comment_cut_off_is_refused_or_another(void **state)
{
    (void)state;
    struct buffer bytes = packed(comments[1], strlen(comments[1]));
    assert_int_equal(bytes.data[0], 2);
    for (size_t size = 0; size < bytes.size; size++) {
        /* Cut off, it is refused or is a packing of another text. */
        struct buffer text;
        buffer_init(&text, COMMENT_MAX_BYTES);
        if (comment_unpack(model, bytes.data, size, &text, NULL)) {
            assert_false(text.size == strlen(comments[1]) &&
                         memcmp(text.data, comments[1], text.size) == 0);
            assert_comes_back(text.data, text.size);
        }
        buffer_finish(&text);
    }
    buffer_add_u8(&bytes, 0);
    assert_false(unpacks(bytes.data, bytes.size));
    buffer_finish(&bytes);
}

static void
what_is_no_comment_is_refused_and_breaks_nothing(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    struct random_source random = random_seeded(&seed);
    assert_false(unpacks((const uint8_t *)"", 0));
    assert_false(unpacks((const uint8_t *)"\x07text", 5));
    for (size_t i = 0; i < 60; i++) {
        uint8_t noise[60] = {1};
        random.fill(random.context, noise + 1, sizeof noise - 1);
        unpacks(noise, 1 + made_up_below(&seed, sizeof noise));
    }
    /* One bit over and over: the model comes to foresee it and never ends. */
    static uint8_t zeros[COMMENT_MAX_BYTES + 3] = {1};
    unpacks(zeros, 20);
    assert_false(unpacks(zeros, sizeof zeros));
    zeros[0] = 0;
    assert_false(unpacks(zeros, COMMENT_MAX_BYTES + 2));
    assert_true(unpacks(zeros, COMMENT_MAX_BYTES + 1));
}

static void
a_model_packs_each_comment_as_if_it_were_the_first(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
        struct buffer bytes = packed(comments[i], strlen(comments[i])), fresh;
        buffer_init(&fresh, COMMENT_MAX_BYTES + 2);
        assert_true(comment_pack(NULL, comments[i], strlen(comments[i]), &fresh, NULL));
        assert_int_equal(bytes.data[0], i + 1);
        assert_int_equal(bytes.size, fresh.size);
        assert_memory_equal(bytes.data, fresh.data, fresh.size);
        buffer_finish(&bytes);
        buffer_finish(&fresh);
    }
}

static void
a_text_over_the_limit_is_not_packed(void **state)
{
    (void)state;
    static char text[COMMENT_MAX_BYTES + 1];
    struct buffer out;
    struct error err = {0};
    buffer_init(&out, 2 * sizeof text);
    assert_false(comment_pack(model, text, sizeof text, &out, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    buffer_finish(&out);
    buffer_init(&out, 3);
    assert_false(comment_pack(model, "abcdef", 6, &out, &err));
    assert_int_equal(err.code, ERROR_FULL);
    buffer_finish(&out);
}

static int
make_model(void **state)
{
    (void)state;
    return comment_model_create(&model, NULL) ? 0 : -1;
}

static int
drop_model(void **state)
{
    (void)state;
    comment_model_destroy(model);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_bytes_come_back_and_take_at_most_two_more),
        cmocka_unit_test(comments_in_six_languages_come_back_shorter),
        cmocka_unit_test(a_comment_cut_off_is_refused_or_another),
        cmocka_unit_test(what_is_no_comment_is_refused_and_breaks_nothing),
        cmocka_unit_test(a_model_packs_each_comment_as_if_it_were_the_first),
        cmocka_unit_test(a_text_over_the_limit_is_not_packed),
    };
    return cmocka_run_group_tests(tests, make_model, drop_model);
}
