/* descriptor: builds a descriptor, checks it and finds questions in it. */
#include "townline/descriptor.h"

#include "descriptor_bytes.h"
#include "townline/arena.h"
#include "townline/characters.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* With larger bounds, sums of them could need more than 64 bits. */
#define RANGE_BOUND ((int64_t)1000000000000000)
#define RANGE_DECIMALS_MAX 9

struct descriptor_memory {
    struct arena arena;
    /* all records so far, which is what descriptor_write gives */
    struct buffer written;
    size_t question_capacity, repeat_capacity;
    int open; /* the repeat that was begun last and has not ended, or -1 */
    size_t open_count;
};

static bool
out_of_memory(struct error *err)
{
    return error_no_memory(err);
}

static const char *
keep_text(struct descriptor *descriptor, const char *text)
{
    return arena_text(&descriptor->memory->arena, text, strlen(text));
}

bool
descriptor_create(const char *form_id, const char *form_version,
                  struct descriptor **out, struct error *err)
{
    if (!characters_are_well_formed(form_id, strlen(form_id)) ||
        !characters_are_well_formed(form_version, strlen(form_version))) {
        return error_set(err, ERROR_INPUT,
                         "The form's id or version is not written in UTF-8.");
    }
    struct descriptor *descriptor = calloc(1, sizeof *descriptor);
    struct descriptor_memory *memory = calloc(1, sizeof *memory);
    if (!descriptor || !memory) {
        free(descriptor);
        free(memory);
        return out_of_memory(err);
    }
    descriptor->memory = memory;
    memory->open = -1;
    buffer_init(&memory->written, DESCRIPTOR_MAX_BYTES);
    descriptor_bytes_form(&memory->written, form_id, form_version);
    descriptor->form_id = keep_text(descriptor, form_id);
    descriptor->form_version = keep_text(descriptor, form_version);
    if (memory->written.failed || !descriptor->form_id || !descriptor->form_version) {
        descriptor_close(descriptor);
        return out_of_memory(err);
    }
    *out = descriptor;
    return true;
}

void
descriptor_close(struct descriptor *descriptor)
{
    if (!descriptor) {
        return;
    }
    buffer_finish(&descriptor->memory->written);
    arena_finish(&descriptor->memory->arena);
    free(descriptor->memory);
    free(descriptor->questions);
    free(descriptor->repeats);
    free(descriptor);
}

/* Doubles an array that is full. NULL when memory ran out; then the array stays as it
 * is. */
static void *
grown(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return array;
    }
    size_t wanted = *capacity == 0 ? 16 : *capacity * 2;
    void *out = realloc(array, wanted * size);
    if (out) {
        *capacity = wanted;
    }
    return out;
}

static bool
is_new_path(const struct descriptor *descriptor, const char *path, struct error *err)
{
    if (!path || path[0] == '\0' || !characters_are_well_formed(path, strlen(path))) {
        return error_set(err, ERROR_INPUT,
                         "A question or repeat of the form has no readable name.");
    }
    bool found = descriptor_find_question(descriptor, path) >= 0;
    for (size_t i = 0; i < descriptor->repeat_count && !found; i++) {
        found = strcmp(descriptor->repeats[i].path, path) == 0;
    }
    if (found) {
        return error_set(err, ERROR_INPUT,
                         "The form has two questions or repeats at \"%s\". Give one "
                         "of them another name.",
                         path);
    }
    return true;
}

static int
compare_codes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Copies the codes of choices or the keys of a repeat, and refuses an empty or a
 * repeated one. */
static bool
keep_codes(struct descriptor *descriptor, const char *path, const char *const *codes,
           size_t count, const char *const **out, struct error *err)
{
    if (count > DESCRIPTOR_MAX_CHOICES) {
        return error_set(err, ERROR_INPUT,
                         "\"%s\" has %zu choices; at most %d are allowed.", path, count,
                         DESCRIPTOR_MAX_CHOICES);
    }
    struct arena *arena = &descriptor->memory->arena;
    const char **kept = arena_take(arena, count, sizeof *kept);
    const char **sorted = arena_take(arena, count, sizeof *sorted);
    if (!kept || !sorted) {
        return out_of_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        if (codes[i][0] == '\0' ||
            !characters_are_well_formed(codes[i], strlen(codes[i]))) {
            return error_set(err, ERROR_INPUT, "Choice %zu of \"%s\" has no name.",
                             i + 1, path);
        }
        kept[i] = keep_text(descriptor, codes[i]);
        if (!kept[i]) {
            return out_of_memory(err);
        }
        sorted[i] = kept[i];
    }
    if (count > 1) {
        qsort(sorted, count, sizeof *sorted, compare_codes);
    }
    for (size_t i = 1; i < count; i++) {
        if (strcmp(sorted[i - 1], sorted[i]) == 0) {
            return error_set(err, ERROR_INPUT,
                             "\"%s\" has the choice \"%s\" twice. Remove one.", path,
                             sorted[i]);
        }
    }
    *out = kept;
    return true;
}

bool
question_has_choices(enum question_type type)
{
    return type == QUESTION_SELECT_ONE || type == QUESTION_SELECT_MULTIPLE ||
           type == QUESTION_RANK;
}

static bool
range_is_allowed(const struct question *question)
{
    return question->range_min >= -RANGE_BOUND && question->range_max <= RANGE_BOUND &&
           question->range_min <= question->range_max && question->range_step > 0 &&
           question->range_step <= RANGE_BOUND &&
           question->range_decimals <= RANGE_DECIMALS_MAX;
}

bool
descriptor_add_question(struct descriptor *descriptor, const struct question *question,
                        struct error *err)
{
    struct descriptor_memory *memory = descriptor->memory;
    const char *path = question->path;
    if (!is_new_path(descriptor, path, err)) {
        return false;
    }
    if (descriptor->question_count >= DESCRIPTOR_MAX_QUESTIONS) {
        return error_set(err, ERROR_INPUT, "The form has more than %d questions.",
                         DESCRIPTOR_MAX_QUESTIONS);
    }
    if (question->type < QUESTION_SELECT_ONE || question->type > QUESTION_STRING) {
        return error_set(err, ERROR_INPUT,
                         "\"%s\" is of a type this program does not know.", path);
    }
    struct question *questions =
        grown(descriptor->questions, descriptor->question_count,
              &memory->question_capacity, sizeof *questions);
    if (!questions) {
        return out_of_memory(err);
    }
    descriptor->questions = questions;

    assert(question->role <= ROLE_CONTROL);
    struct question kept = {
        .path = keep_text(descriptor, path),
        .type = question->type,
        .role = question->role,
        .repeat = memory->open,
    };
    if (!kept.path) {
        return out_of_memory(err);
    }
    if (question_has_choices(kept.type)) {
        kept.choice_count = question->choice_count;
        if (!keep_codes(descriptor, path, question->choices, question->choice_count,
                        &kept.choices, err)) {
            return false;
        }
    }
    if (kept.type == QUESTION_RANGE) {
        if (!range_is_allowed(question)) {
            return error_set(err, ERROR_INPUT,
                             "The range \"%s\" must have an end that is not below its "
                             "start, and a step above 0.",
                             path);
        }
        kept.range_min = question->range_min;
        kept.range_max = question->range_max;
        kept.range_step = question->range_step;
        kept.range_decimals = question->range_decimals;
    }
    descriptor_bytes_question(&memory->written, &kept);
    if (memory->written.failed) {
        return error_set(err, ERROR_FULL,
                         "The form is too large: its names and choices are over 1 MB.");
    }
    questions[descriptor->question_count++] = kept;
    for (int i = memory->open; i >= 0; i = descriptor->repeats[i].parent) {
        descriptor->repeats[i].question_count++;
    }
    return true;
}

bool
descriptor_begin_repeat(struct descriptor *descriptor, const char *path,
                        const char *const *keys, size_t key_count, struct error *err)
{
    struct descriptor_memory *memory = descriptor->memory;
    if (!is_new_path(descriptor, path, err)) {
        return false;
    }
    if (descriptor->repeat_count >= DESCRIPTOR_MAX_REPEATS) {
        return error_set(err, ERROR_INPUT, "The form has more than %d repeats.",
                         DESCRIPTOR_MAX_REPEATS);
    }
    if (memory->open_count >= DESCRIPTOR_MAX_DEPTH) {
        return error_set(err, ERROR_INPUT,
                         "The repeat \"%s\" lies in %d others; at most %d may lie in "
                         "each other.",
                         path, DESCRIPTOR_MAX_DEPTH, DESCRIPTOR_MAX_DEPTH);
    }
    struct repeat *repeats = grown(descriptor->repeats, descriptor->repeat_count,
                                   &memory->repeat_capacity, sizeof *repeats);
    if (!repeats) {
        return out_of_memory(err);
    }
    descriptor->repeats = repeats;

    struct repeat kept = {
        .path = keep_text(descriptor, path),
        .parent = memory->open,
        .first_question = descriptor->question_count,
    };
    if (!kept.path) {
        return out_of_memory(err);
    }
    if (keys) {
        kept.key_count = key_count;
        if (!keep_codes(descriptor, path, keys, key_count, &kept.keys, err)) {
            return false;
        }
    }
    descriptor_bytes_repeat(&memory->written, &kept);
    if (memory->written.failed) {
        return error_set(err, ERROR_FULL,
                         "The form is too large: its names and choices are over 1 MB.");
    }
    memory->open = (int)descriptor->repeat_count;
    memory->open_count++;
    repeats[descriptor->repeat_count++] = kept;
    return true;
}

void
descriptor_end_repeat(struct descriptor *descriptor)
{
    struct descriptor_memory *memory = descriptor->memory;
    assert(memory->open >= 0);
    descriptor_bytes_repeat_end(&memory->written);
    memory->open = descriptor->repeats[memory->open].parent;
    memory->open_count--;
}

void
descriptor_write(const struct descriptor *descriptor, struct buffer *out)
{
    const struct descriptor_memory *memory = descriptor->memory;
    assert(memory->open < 0);
    buffer_add(out, memory->written.data, memory->written.size);
    out->failed |= memory->written.failed;
}

size_t
descriptor_depth(const struct descriptor *descriptor, size_t question)
{
    size_t depth = 0;
    for (int i = descriptor->questions[question].repeat; i >= 0;
         i = descriptor->repeats[i].parent) {
        depth++;
    }
    return depth;
}

int
descriptor_find_question(const struct descriptor *descriptor, const char *path)
{
    for (size_t i = 0; i < descriptor->question_count; i++) {
        if (strcmp(descriptor->questions[i].path, path) == 0) {
            return (int)i;
        }
    }
    return -1;
}

int
question_find_choice(const struct question *question, const char *code, size_t size)
{
    for (size_t i = 0; i < question->choice_count && size > 0; i++) {
        const char *choice = question->choices[i];
        if (choice[0] == code[0] && strncmp(choice, code, size) == 0 &&
            choice[size] == '\0') {
            return (int)i;
        }
    }
    return -1;
}

int
descriptor_find_role(const struct descriptor *descriptor, enum question_role role)
{
    for (size_t i = 0; i < descriptor->question_count; i++) {
        if (descriptor->questions[i].role == role) {
            return (int)i;
        }
    }
    return -1;
}
