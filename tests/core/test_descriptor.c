#include "support_made_up.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
assert_same_descriptor(const struct descriptor *a, const struct descriptor *b)
{
    assert_string_equal(a->form_id, b->form_id);
    assert_string_equal(a->form_version, b->form_version);
    assert_int_equal(a->question_count, b->question_count);
    assert_int_equal(a->repeat_count, b->repeat_count);
    for (size_t i = 0; i < a->question_count; i++) {
        const struct question *left = &a->questions[i], *right = &b->questions[i];
        assert_string_equal(left->path, right->path);
        assert_int_equal(left->type, right->type);
        assert_int_equal(left->role, right->role);
        assert_int_equal(left->repeat, right->repeat);
        assert_int_equal(left->range_min, right->range_min);
        assert_int_equal(left->range_max, right->range_max);
        assert_int_equal(left->range_step, right->range_step);
        assert_int_equal(left->range_decimals, right->range_decimals);
        assert_int_equal(left->choice_count, right->choice_count);
        for (size_t j = 0; j < left->choice_count; j++) {
            assert_string_equal(left->choices[j], right->choices[j]);
        }
    }
    for (size_t i = 0; i < a->repeat_count; i++) {
        const struct repeat *left = &a->repeats[i], *right = &b->repeats[i];
        assert_string_equal(left->path, right->path);
        assert_int_equal(left->parent, right->parent);
        assert_int_equal(left->first_question, right->first_question);
        assert_int_equal(left->question_count, right->question_count);
        assert_int_equal(left->keys != NULL, right->keys != NULL);
        assert_int_equal(left->key_count, right->key_count);
        size_t keys = !left->keys || !right->keys ? 0 : left->key_count;
        for (size_t j = 0; j < keys; j++) {
            assert_string_equal(left->keys[j], right->keys[j]);
        }
    }
}

static struct buffer
written(const struct descriptor *descriptor)
{
    struct buffer out;
    buffer_init(&out, DESCRIPTOR_MAX_BYTES);
    descriptor_write(descriptor, &out);
    assert_false(out.failed);
    return out;
}

static void
a_descriptor_reads_back_as_written(void **state)
{
    (void)state;
    uint64_t seed = made_up_seed();
    for (size_t i = 0; i < 100; i++) {
        struct descriptor *descriptor = made_up_descriptor(&seed), *back = NULL;
        struct buffer bytes = written(descriptor);
        struct error err = {0};
        if (!descriptor_read(bytes.data, bytes.size, &back, &err)) {
            fail_msg("%s", err.text);
        }
        assert_same_descriptor(descriptor, back);
        struct buffer again = written(back);
        assert_int_equal(bytes.size, again.size);
        assert_memory_equal(bytes.data, again.data, bytes.size);
        buffer_finish(&bytes);
        buffer_finish(&again);
        descriptor_close(descriptor);
        descriptor_close(back);
    }
}

static void
questions_choices_and_roles_are_found_by_name(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    int control = descriptor_find_question(form, "about/control");
    assert_int_equal(control, 4);
    assert_int_equal(descriptor_find_question(form, "about"), -1);
    assert_int_equal(question_find_choice(&form->questions[4], "nonesuch", 4), 5);
    assert_int_equal(question_find_choice(&form->questions[4], "non", 3), -1);
    assert_int_equal(descriptor_find_role(form, ROLE_CONTROL), control);
    assert_int_equal(descriptor_find_role(form, ROLE_NONE), 1);
    assert_int_equal(descriptor_depth(form, 0), 0);
    assert_int_equal(descriptor_depth(form, 4), 1);
    assert_int_equal(descriptor_depth(form, 5), 2);
    assert_int_equal(form->repeats[0].question_count, 3);
    assert_int_equal(form->repeats[1].parent, 0);
    descriptor_close(form);
}

static void
a_truncated_descriptor_is_refused_or_ends_between_records(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    struct buffer bytes = written(form);
    for (size_t size = 0; size < bytes.size; size++) {
        struct descriptor *back = NULL;
        /* A copy of its own size, so that a read past the end is seen. */
        uint8_t *copy = malloc(size == 0 ? 1 : size);
        memcpy(copy, bytes.data, size);
        if (descriptor_read(copy, size, &back, NULL)) {
            assert_true(back->question_count < form->question_count);
        }
        descriptor_close(back);
        free(copy);
    }
    buffer_finish(&bytes);
    descriptor_close(form);
}

static void
a_flipped_bit_never_breaks_the_reader(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    struct buffer bytes = written(form);
    for (size_t bit = 0; bit < bytes.size * 8; bit++) {
        struct descriptor *back = NULL;
        bytes.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        if (descriptor_read(bytes.data, bytes.size, &back, NULL)) {
            /* What was accepted must be whole: it writes and reads again. */
            struct buffer again = written(back);
            struct descriptor *twice = NULL;
            assert_true(descriptor_read(again.data, again.size, &twice, NULL));
            assert_same_descriptor(back, twice);
            descriptor_close(twice);
            buffer_finish(&again);
        }
        descriptor_close(back);
        bytes.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    buffer_finish(&bytes);
    descriptor_close(form);
}

static bool
reads(const char *bytes, size_t size)
{
    struct descriptor *back = NULL;
    bool ok = descriptor_read(bytes, size, &back, NULL);
    descriptor_close(back);
    return ok;
}

/* Version 1 and the form "f", version "1". */
#define START                                                                          \
    "\x01\x01\x04\x01"                                                                 \
    "f\x01"                                                                            \
    "1"
#define READS(bytes) reads(bytes, sizeof bytes - 1)

static void
unknown_even_records_are_passed_over_and_odd_ones_refused(void **state)
{
    (void)state;
    assert_true(READS(START));
    assert_true(READS(START "\x04\x03xyz"));
    assert_false(READS(START "\x09\x03xyz"));
    assert_false(READS("\x02" START));
    struct descriptor *back = NULL;
    /* A question of text "q" whose role is of a later version. */
    static const char later_role[] = START "\x03\x03\x01q\x0a\x02\x01\x7f";
    assert_true(descriptor_read(later_role, sizeof later_role - 1, &back, NULL));
    assert_int_equal(back->question_count, 1);
    assert_int_equal(back->questions[0].role, ROLE_NONE);
    descriptor_close(back);
}

static void
malformed_records_are_refused(void **state)
{
    (void)state;
    assert_true(READS(START "\x03\x03\x01q\x0a"));
    assert_false(READS(START "\x03\x04\x01q\x0a\x00")); /* a byte too many */
    assert_false(READS(START "\x03\x03\x01q\x0c"));     /* no such type */
    assert_false(READS(START "\x03\x02\x00\x0a"));      /* no name */
    assert_false(READS(START "\x03\x03\x01\xff\x0a"));  /* not UTF-8 */
    assert_false(READS(START "\x03\x03\x01\x00\x0a"));  /* NUL in a name */
    assert_false(READS(START "\x07\x00"));              /* end without begin */
    assert_false(READS(START "\x05\x03\x01r\x00"));     /* begin without end */
    assert_true(READS(START "\x05\x03\x01r\x00\x07\x00"));
    assert_false(READS(START "\x05\x03\x01r\x02\x07\x00")); /* keyed is 0 or 1 */
    assert_false(READS(START START));
    assert_false(READS("\x01\x03\x03\x01q\x0a")); /* question before form */
    /* A thousand choices announced and none there. */
    assert_false(READS(START "\x03\x05\x01q\x01\xe8\x07"));
}

static struct question
text_at(const char *path)
{
    return (struct question){.path = path, .type = QUESTION_TEXT};
}

static void
the_same_name_twice_is_refused(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    struct error err = {0};
    struct question question = text_at("comment");
    assert_false(descriptor_add_question(form, &question, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "comment"));
    question.path = "about";
    assert_false(descriptor_add_question(form, &question, &err));
    assert_false(descriptor_begin_repeat(form, "comment", NULL, 0, &err));
    question.path = "";
    assert_false(descriptor_add_question(form, &question, &err));
    static const char *const twice[] = {"a", "b", "a"}, *const empty[] = {"a", ""};
    question = (struct question){.path = "new",
                                 .type = QUESTION_SELECT_ONE,
                                 .choices = twice,
                                 .choice_count = 3};
    assert_false(descriptor_add_question(form, &question, &err));
    assert_non_null(strstr(err.text, "\"a\""));
    question.choices = empty;
    question.choice_count = 2;
    assert_false(descriptor_add_question(form, &question, &err));
    assert_int_equal(form->question_count, 13);
    descriptor_close(form);
}

static void
the_limits_hold(void **state)
{
    (void)state;
    struct descriptor *form = NULL;
    struct error err = {0};
    assert_true(descriptor_create("f", "1", &form, NULL));
    char path[32];
    for (size_t i = 0; i < DESCRIPTOR_MAX_QUESTIONS; i++) {
        snprintf(path, sizeof path, "q%zu", i);
        struct question question = text_at(path);
        assert_true(descriptor_add_question(form, &question, NULL));
    }
    struct question question = text_at("one more");
    assert_false(descriptor_add_question(form, &question, &err));
    for (size_t i = 0; i < DESCRIPTOR_MAX_REPEATS; i++) {
        snprintf(path, sizeof path, "r%zu", i);
        if (i == DESCRIPTOR_MAX_DEPTH) {
            assert_false(descriptor_begin_repeat(form, path, NULL, 0, &err));
        }
        if (i >= DESCRIPTOR_MAX_DEPTH) {
            descriptor_end_repeat(form);
        }
        assert_true(descriptor_begin_repeat(form, path, NULL, 0, NULL));
    }
    descriptor_end_repeat(form);
    assert_false(descriptor_begin_repeat(form, "one more", NULL, 0, &err));
    descriptor_close(form);
}

static void
choices_are_limited_in_number_and_in_bytes(void **state)
{
    (void)state;
    struct descriptor *form = NULL;
    struct error err = {0};
    assert_true(descriptor_create("f", "1", &form, NULL));
    static char codes[DESCRIPTOR_MAX_CHOICES + 1][200];
    static const char *choices[DESCRIPTOR_MAX_CHOICES + 1];
    for (size_t i = 0; i <= DESCRIPTOR_MAX_CHOICES; i++) {
        snprintf(codes[i], sizeof codes[i], "%0150zu", i);
        choices[i] = codes[i];
    }
    struct question question = {.path = "q0",
                                .type = QUESTION_SELECT_ONE,
                                .choices = choices,
                                .choice_count = DESCRIPTOR_MAX_CHOICES + 1};
    assert_false(descriptor_add_question(form, &question, &err));
    question.choice_count = DESCRIPTOR_MAX_CHOICES;
    char path[32];
    size_t added = 0;
    for (bool ok = true; ok; added += ok) {
        snprintf(path, sizeof path, "q%zu", added);
        question.path = path;
        ok = descriptor_add_question(form, &question, &err);
    }
    assert_int_equal(added, 6); /* of about 150 kB each */
    assert_int_equal(err.code, ERROR_FULL);
    descriptor_close(form);
}

static void
a_range_without_room_is_refused(void **state)
{
    (void)state;
    struct descriptor *form = made_up_small_form();
    struct question range = {
        .path = "r", .type = QUESTION_RANGE, .range_max = 5, .range_step = 1};
    static const struct {
        int64_t min, max, step;
        unsigned decimals;
    } wrong[] = {{6, 5, 1, 0},         {0, 5, 0, 0},         {0, 5, -1, 0},
                 {INT64_MIN, 5, 1, 0}, {0, INT64_MAX, 1, 0}, {0, 5, 1, 10}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct question question = range;
        question.range_min = wrong[i].min;
        question.range_max = wrong[i].max;
        question.range_step = wrong[i].step;
        question.range_decimals = wrong[i].decimals;
        assert_false(descriptor_add_question(form, &question, NULL));
    }
    assert_true(descriptor_add_question(form, &range, NULL));
    descriptor_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_descriptor_reads_back_as_written),
        cmocka_unit_test(questions_choices_and_roles_are_found_by_name),
        cmocka_unit_test(a_truncated_descriptor_is_refused_or_ends_between_records),
        cmocka_unit_test(a_flipped_bit_never_breaks_the_reader),
        cmocka_unit_test(unknown_even_records_are_passed_over_and_odd_ones_refused),
        cmocka_unit_test(malformed_records_are_refused),
        cmocka_unit_test(the_same_name_twice_is_refused),
        cmocka_unit_test(the_limits_hold),
        cmocka_unit_test(choices_are_limited_in_number_and_in_bytes),
        cmocka_unit_test(a_range_without_room_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
