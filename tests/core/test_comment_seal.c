#include "townline/comment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static uint64_t seed = 31;

struct office {
    struct recipient_public publics[2];
    struct recipient_secret secrets[2];
    struct epoch epoch;
    uint8_t key[SEAL_KEY_BYTES];
    struct buffer boxes, text;
};

static struct office
office(void)
{
    struct office office;
    for (size_t i = 0; i < 2; i++) {
        recipient_pair(random_seeded(&seed), &office.publics[i], &office.secrets[i]);
    }
    epoch_begin(office.publics, 2, random_seeded(&seed), &office.epoch, office.key);
    buffer_init(&office.boxes, 1 << 20);
    buffer_init(&office.text, COMMENT_MAX_BYTES);
    return office;
}

static void
office_finish(struct office *office)
{
    buffer_finish(&office->boxes);
    buffer_finish(&office->text);
}

static struct sealed_text
seal(struct office *office, const char *path, const char *text)
{
    struct sealed_text sealed;
    assert_true(comment_seal(NULL, office->key, office->epoch.id, path, text,
                             random_seeded(&seed), &office->boxes, &sealed, NULL));
    return sealed;
}

static void
a_text_sealed_on_the_kiosk_opens_with_either_office_key(void **state)
{
    (void)state;
    struct office own = office();
    static const char text[] = "La biblioteca es el coraz\xc3\xb3n del pueblo.";
    struct sealed_text sealed = seal(&own, "comment", text);
    for (size_t i = 0; i < 2; i++) {
        uint8_t key[SEAL_KEY_BYTES];
        assert_true(epoch_open(&own.epoch, &own.secrets[i], key, NULL));
        assert_memory_equal(key, own.key, sizeof key);
        buffer_clear(&own.text);
        assert_true(comment_open(NULL, key, &sealed, "comment", &own.text, NULL));
        assert_int_equal(own.text.size, strlen(text));
        assert_memory_equal(own.text.data, text, strlen(text));
    }
    office_finish(&own);
}

static void
another_office_cannot_open_the_epoch(void **state)
{
    (void)state;
    struct office own = office(), other = office();
    uint8_t key[SEAL_KEY_BYTES];
    struct error err;
    assert_false(epoch_open(&own.epoch, &other.secrets[0], key, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    office_finish(&own);
    office_finish(&other);
}

static void
a_text_moved_to_another_question_or_changed_does_not_open(void **state)
{
    (void)state;
    struct office own = office();
    struct error err;
    struct sealed_text sealed = seal(&own, "comment", "keep the park");
    uint8_t *box = own.boxes.data;
    assert_false(
        comment_open(NULL, own.key, &sealed, "about/concern", &own.text, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    for (size_t bit = 0; bit < 8 * sealed.box_size; bit++) {
        box[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        assert_false(comment_open(NULL, own.key, &sealed, "comment", &own.text, &err));
        box[bit / 8] ^= (uint8_t)(1u << (bit % 8));
    }
    sealed.row_id[0] ^= 1;
    assert_false(comment_open(NULL, own.key, &sealed, "comment", &own.text, &err));
    sealed.row_id[0] ^= 1;
    size_t whole = sealed.box_size;
    for (sealed.box_size = 0; sealed.box_size < whole; sealed.box_size++) {
        assert_false(comment_open(NULL, own.key, &sealed, "comment", &own.text, &err));
    }
    assert_int_equal(own.text.size, 0);
    assert_true(comment_open(NULL, own.key, &sealed, "comment", &own.text, &err));
    office_finish(&own);
}

static void
the_same_words_twice_make_different_boxes(void **state)
{
    (void)state;
    struct office own = office();
    struct sealed_text a = seal(&own, "comment", "no opinion");
    size_t first = a.box_size;
    struct sealed_text b = seal(&own, "comment", "no opinion");
    assert_memory_not_equal(a.row_id, b.row_id, sizeof a.row_id);
    assert_int_equal(b.box_size, first);
    assert_memory_not_equal(own.boxes.data, own.boxes.data + first, first);
    office_finish(&own);
}

static void
a_full_buffer_is_told_and_leaves_the_result_alone(void **state)
{
    (void)state;
    struct office own = office();
    struct buffer small;
    struct sealed_text sealed = {.box_size = 77};
    struct error err;
    buffer_init(&small, 10);
    assert_false(comment_seal(NULL, own.key, own.epoch.id, "comment", "too much for it",
                              random_seeded(&seed), &small, &sealed, &err));
    assert_int_equal(err.code, ERROR_FULL);
    assert_int_equal(sealed.box_size, 77);
    buffer_finish(&small);
    office_finish(&own);
}

static int
start(void **state)
{
    (void)state;
    return seal_start() ? 0 : -1;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_sealed_on_the_kiosk_opens_with_either_office_key),
        cmocka_unit_test(another_office_cannot_open_the_epoch),
        cmocka_unit_test(a_text_moved_to_another_question_or_changed_does_not_open),
        cmocka_unit_test(the_same_words_twice_make_different_boxes),
        cmocka_unit_test(a_full_buffer_is_told_and_leaves_the_result_alone),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
