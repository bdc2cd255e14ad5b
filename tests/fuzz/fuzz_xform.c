/*
 * Input: a form's XML, a NUL, and bytes that say how it is filled in: which way to go,
 * which choice or value to give.
 */
#include "fuzz.h"

#include "townline/form.h"

#include <stdbool.h>
#include <string.h>

/* An instance may hold 64 MB; a form of the sizes tried here far less. */
const size_t fuzz_heap_max_bytes = (size_t)96 << 20;

enum { STEPS_MAX = 60 };

static const char *const values[] = {
    "7", "", "-1.5", "2026-05-12", "10:30", "OK", "a", "fire library", "\xc3\xa9",
};
#define VALUE_COUNT (sizeof values / sizeof *values)

static void
answer(struct instance *instance, const struct place *place, uint8_t steer)
{
    size_t choices = instance_choice_count(instance, place);
    const char *value = values[steer % VALUE_COUNT];
    struct error err;
    if (choices > 0 && steer % 4 != 0) {
        value = instance_choice_code(instance, place, steer % choices);
    }
    if (instance_set(instance, place, value, &err)) {
        assert(strlen(instance_value(instance, place)) <= RESPONSE_VALUE_MAX_BYTES);
    }
}

static void
look(struct instance *instance, const struct place *place, struct buffer *words)
{
    buffer_clear(words);
    instance_label(instance, place, 1, TEXT_SAY, words);
    instance_hint(instance, place, 0, TEXT_SHOWN, words);
    if (instance_choice_count(instance, place) > 0) {
        instance_choice_label(instance, place, 0, 1, TEXT_SHOWN, words);
    }
    instance_fault(instance, place, 0, words);
}

static void
walk(struct instance *instance, struct cursor *steering)
{
    struct place place;
    struct buffer words;
    buffer_init(&words, 100000);
    bool more = instance_next(instance, NULL, &place);
    for (size_t i = 0; i < STEPS_MAX && more && cursor_left(steering) > 0; i++) {
        uint8_t steer = cursor_u8(steering);
        look(instance, &place, &words);
        answer(instance, &place, steer);
        more = steer < 32 ? instance_previous(instance, &place, &place)
                          : instance_next(instance, &place, &place);
    }
    buffer_finish(&words);
}

/* Longer and shorter, where that is for the resident to say. */
static void
repeat(const struct form *form, struct instance *instance, uint8_t steer)
{
    for (size_t i = 0; i < form_control_count(form); i++) {
        const struct place place = {.control = i};
        struct error err;
        if (control_is_open_repeat(form, i) &&
            instance_repeat(instance, &place, (size_t)(steer + i) % 5, &err)) {
            assert(instance_repeat_count(instance, &place) == (steer + i) % 5);
        }
    }
}

static void
fill_in(const struct form *form, struct cursor *steering)
{
    const struct instance_options options = {.half_day = 41000, .seed = 7};
    struct instance *instance;
    const struct answer *answers;
    size_t count;
    struct error err;
    if (!instance_create(form, &options, &instance, &err)) {
        return;
    }
    if (cursor_left(steering) > 0) {
        repeat(form, instance, cursor_u8(steering));
    }
    walk(instance, steering);
    struct buffer sent;
    buffer_init(&sent, (size_t)4 << 20);
    instance_submission(instance, &sent);
    assert(sent.failed || (sent.size > 3 && sent.data[sent.size - 1] == '>'));
    buffer_finish(&sent);
    if (instance_answers(instance, NULL, NULL, &answers, &count, &err)) {
        const struct descriptor *descriptor = form_descriptor(form);
        for (size_t i = 1; i < count; i++) {
            assert(answer_compare(descriptor, &answers[i - 1], &answers[i]) < 0);
        }
    }
    instance_destroy(instance);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    const uint8_t *end = size > 0 ? memchr(data, 0, size) : NULL;
    size_t xml_size = end != NULL ? (size_t)(end - data) : size;
    struct cursor steering;
    struct form *form = NULL;
    struct error err = {0};
    cursor_init(&steering, data + xml_size, size - xml_size);
    if (!form_load(data, xml_size, &form, &err)) {
        assert(err.code != ERROR_NONE && err.text[0] != '\0' && !form);
        return;
    }
    fill_in(form, &steering);
    form_close(form);
}
