/* What a kiosk with a damaged or hostile program could seal and sign. */
#include "support_bundle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static uint64_t seed = 5;
static struct random_source randomness;

struct plain {
    struct lot lot;
    struct buffer text, sealed;
};

static void
plain_init(struct plain *plain, size_t responses)
{
    lot_init(&plain->lot, responses, randomness);
    buffer_init(&plain->text, BUNDLE_MAX_BYTES);
    buffer_init(&plain->sealed, BUNDLE_MAX_BYTES);
    assert_true(bundle_plaintext(&plain->lot.content, &plain->text, NULL));
}

static void
plain_finish(struct plain *plain)
{
    buffer_finish(&plain->text);
    buffer_finish(&plain->sealed);
    lot_finish(&plain->lot);
}

static bool
opens(struct plain *plain, const uint8_t *text, size_t size, struct error *err)
{
    struct bundle *bundle;
    craft_bundle(&plain->lot, &plain->lot.keys.kiosk_secret, text, size, randomness,
                 &plain->sealed);
    if (!bundle_open(plain->sealed.data, plain->sealed.size,
                     &plain->lot.keys.office_secret.recipient, &bundle, err)) {
        return false;
    }
    bundle_close(bundle);
    return true;
}

static void
assert_refused(struct plain *plain, const struct buffer *text)
{
    struct error err = {0};
    assert_false(text->failed);
    assert_false(opens(plain, text->data, text->size, &err));
    assert_int_equal(err.code, ERROR_INPUT);
}

/* The plaintext with section `tag` left out (NULL) or its bytes replaced. */
static void
with_section(const struct buffer *text, uint64_t tag, const void *body, size_t size,
             struct buffer *out)
{
    struct cursor cursor;
    cursor_init(&cursor, text->data, text->size);
    buffer_clear(out);
    while (cursor_left(&cursor) > 0) {
        uint64_t at = cursor_varint(&cursor), length = cursor_varint(&cursor);
        const uint8_t *bytes = cursor_take(&cursor, (size_t)length);
        if (at == tag && !body) {
            continue;
        }
        buffer_add_varint(out, at);
        buffer_add_varint(out, at == tag ? size : length);
        buffer_add(out, at == tag ? body : bytes, at == tag ? size : (size_t)length);
    }
    assert_false(cursor.failed || out->failed);
}

static struct cursor
section(const struct buffer *text, uint64_t tag)
{
    struct cursor cursor, body;
    cursor_init(&cursor, text->data, text->size);
    for (;;) {
        uint64_t at = cursor_varint(&cursor), length = cursor_varint(&cursor);
        const uint8_t *bytes = cursor_take(&cursor, (size_t)length);
        assert_false(cursor.failed);
        cursor_init(&body, bytes, (size_t)length);
        if (at == tag) {
            return body;
        }
    }
}

static void
the_format_written_from_its_description_opens(void **state)
{
    (void)state;
    struct plain plain;
    struct error err = {0};
    plain_init(&plain, 4);
    assert_true(opens(&plain, plain.text.data, plain.text.size, &err));
    plain_finish(&plain);
}

static void
a_plaintext_cut_anywhere_is_refused(void **state)
{
    (void)state;
    struct plain plain;
    plain_init(&plain, 4);
    for (size_t size = 0; size < plain.text.size; size++) {
        struct error err = {0};
        assert_false(opens(&plain, plain.text.data, size, &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    plain_finish(&plain);
}

/* A changed byte may make another valid survey; what counts is that nothing breaks. */
static void
a_plaintext_with_any_byte_changed_is_read_or_refused(void **state)
{
    (void)state;
    struct plain plain;
    plain_init(&plain, 4);
    for (size_t i = 0; i < plain.text.size; i++) {
        for (unsigned flip = 1u << (i % 4); flip < 256; flip <<= 4) {
            struct error err = {0};
            plain.text.data[i] ^= (uint8_t)flip;
            if (!opens(&plain, plain.text.data, plain.text.size, &err)) {
                assert_int_not_equal(err.code, ERROR_NONE);
            }
            plain.text.data[i] ^= (uint8_t)flip;
        }
    }
    plain_finish(&plain);
}

static void
every_section_that_must_be_there_is_missed(void **state)
{
    (void)state;
    struct plain plain;
    struct buffer text;
    buffer_init(&text, BUNDLE_MAX_BYTES);
    plain_init(&plain, 4);
    static const uint64_t tags[] = {1, 2, 3, 7, 9, 11, 13};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        with_section(&plain.text, tags[i], NULL, 0, &text);
        assert_refused(&plain, &text);
    }
    buffer_finish(&text);
    plain_finish(&plain);
}

static void
an_unknown_section_is_passed_over_if_even_and_refused_if_odd(void **state)
{
    (void)state;
    struct plain plain;
    struct error err = {0};
    plain_init(&plain, 4);
    size_t size = plain.text.size;
    buffer_add_varint(&plain.text, 64);
    buffer_add_string(&plain.text, "from a later version");
    assert_true(opens(&plain, plain.text.data, plain.text.size, &err));
    plain.text.data[size] = 65;
    assert_false(opens(&plain, plain.text.data, plain.text.size, &err));
    assert_non_null(strstr(err.text, "update"));
    plain.text.data[size] = 13; /* the texts a second time */
    assert_refused(&plain, &plain.text);
    plain.text.data[size] = 12; /* out of order */
    assert_refused(&plain, &plain.text);
    plain_finish(&plain);
}

static void
texts_and_answers_must_agree_in_number(void **state)
{
    (void)state;
    struct plain plain;
    struct buffer text, body;
    buffer_init(&text, BUNDLE_MAX_BYTES);
    buffer_init(&body, BUNDLE_MAX_BYTES);
    plain_init(&plain, 4);
    struct cursor texts = section(&plain.text, 13);
    cursor_varint(&texts);
    cursor_take(&texts, 16);
    cursor_take(&texts, (size_t)cursor_varint(&texts));
    assert_false(texts.failed);
    with_section(&plain.text, 13, texts.data, texts.at, &text); /* one of two */
    assert_refused(&plain, &text);
    buffer_add(&body, texts.data, texts.size);
    buffer_add(&body, texts.data, texts.at);
    with_section(&plain.text, 13, body.data, body.size, &text); /* three of two */
    assert_refused(&plain, &text);
    with_section(&plain.text, 13, texts.data, texts.size, &text);
    struct error err;
    assert_true(opens(&plain, text.data, text.size, &err));
    buffer_finish(&body);
    buffer_finish(&text);
    plain_finish(&plain);
}

static void
a_text_of_no_epoch_or_of_impossible_size_is_refused(void **state)
{
    (void)state;
    struct plain plain;
    struct buffer text, body;
    buffer_init(&text, BUNDLE_MAX_BYTES);
    buffer_init(&body, BUNDLE_MAX_BYTES);
    plain_init(&plain, 2); /* one text */
    static const struct {
        uint64_t epoch, size;
    } wrong[] = {{1, 40},   {UINT64_MAX, 40}, {0, 15},
                 {0, 8019}, {0, UINT64_MAX},  {0, (uint64_t)1 << 32}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        static const uint8_t zeros[8019];
        buffer_clear(&body);
        buffer_add_varint(&body, wrong[i].epoch);
        buffer_add(&body, zeros, 16);
        buffer_add_varint(&body, wrong[i].size);
        buffer_add(&body, zeros, i == 3 ? 0 : 40);
        with_section(&plain.text, 13, body.data, body.size, &text);
        assert_refused(&plain, &text);
    }
    buffer_finish(&body);
    buffer_finish(&text);
    plain_finish(&plain);
}

static void
counts_over_the_limits_are_refused_before_memory_is_taken(void **state)
{
    (void)state;
    struct plain plain;
    struct buffer text, body;
    buffer_init(&text, BUNDLE_MAX_BYTES);
    buffer_init(&body, BUNDLE_MAX_BYTES);
    plain_init(&plain, 2);
    static const uint64_t counts[] = {0, 2, 4097, UINT32_MAX, UINT64_MAX};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct cursor epochs = section(&plain.text, 11);
        cursor_varint(&epochs);
        buffer_clear(&body);
        buffer_add_varint(&body, counts[i]);
        buffer_add(&body, epochs.data + epochs.at, cursor_left(&epochs));
        with_section(&plain.text, 11, body.data, body.size, &text);
        assert_refused(&plain, &text);
    }
    buffer_finish(&body);
    buffer_finish(&text);
    plain_finish(&plain);
}

static void
a_file_over_16_mb_is_refused_unread(void **state)
{
    (void)state;
    struct plain plain;
    struct bundle *bundle;
    struct error err = {0};
    plain_init(&plain, 2);
    /* One byte is there to be read, and none may be. */
    assert_false(bundle_open("T", BUNDLE_MAX_BYTES + 1,
                             &plain.lot.keys.office_secret.recipient, &bundle, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    plain_finish(&plain);
}

static void
a_body_longer_than_the_file_is_refused_before_memory_is_taken(void **state)
{
    (void)state;
    struct plain plain;
    struct bundle *bundle;
    struct error err = {0};
    plain_init(&plain, 2);
    assert_true(opens(&plain, plain.text.data, plain.text.size, &err));
    size_t at = 103 + 88 + 24;
    memset(plain.sealed.data + at, 0xff, 4);
    assert_false(bundle_open(plain.sealed.data, plain.sealed.size,
                             &plain.lot.keys.office_secret.recipient, &bundle, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    memset(plain.sealed.data + at, 0, 4);
    assert_false(bundle_open(plain.sealed.data, plain.sealed.size,
                             &plain.lot.keys.office_secret.recipient, &bundle, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    plain_finish(&plain);
}

static void
a_bundle_of_a_newer_format_says_update(void **state)
{
    (void)state;
    struct plain plain;
    struct bundle_header header;
    struct error err = {0};
    plain_init(&plain, 2);
    assert_true(opens(&plain, plain.text.data, plain.text.size, &err));
    plain.sealed.data[8] = 2;
    assert_false(
        bundle_header_read(plain.sealed.data, plain.sealed.size, &header, &err));
    assert_non_null(strstr(err.text, "update"));
    plain_finish(&plain);
}

static void
a_content_of_another_kind_than_the_header_says_is_refused(void **state)
{
    (void)state;
    struct plain plain;
    plain_init(&plain, 2);
    plain.lot.header.kind = BUNDLE_STATUS;
    assert_refused(&plain, &plain.text);
    plain.lot.header.kind = BUNDLE_CONTACTS;
    assert_refused(&plain, &plain.text);
    plain_finish(&plain);
}

static int
start(void **state)
{
    (void)state;
    randomness = random_seeded(&seed);
    return seal_start() ? 0 : -1;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_format_written_from_its_description_opens),
        cmocka_unit_test(a_plaintext_cut_anywhere_is_refused),
        cmocka_unit_test(a_plaintext_with_any_byte_changed_is_read_or_refused),
        cmocka_unit_test(every_section_that_must_be_there_is_missed),
        cmocka_unit_test(an_unknown_section_is_passed_over_if_even_and_refused_if_odd),
        cmocka_unit_test(texts_and_answers_must_agree_in_number),
        cmocka_unit_test(a_text_of_no_epoch_or_of_impossible_size_is_refused),
        cmocka_unit_test(counts_over_the_limits_are_refused_before_memory_is_taken),
        cmocka_unit_test(a_file_over_16_mb_is_refused_unread),
        cmocka_unit_test(a_body_longer_than_the_file_is_refused_before_memory_is_taken),
        cmocka_unit_test(a_bundle_of_a_newer_format_says_update),
        cmocka_unit_test(a_content_of_another_kind_than_the_header_says_is_refused),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
