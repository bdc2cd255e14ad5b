/* codec_value: codes the values of questions with choices, and raw texts. */
#include "codec_value.h"

#include <string.h>

#define RANK_PLACES 16 /* later places share the odds of the last one */

/* The value at hand, with the words of a select or rank as numbers of choices. */
struct choice_list {
    uint16_t indices[DESCRIPTOR_MAX_CHOICES];
    size_t count;
};

bool
codec_values_init(struct codec_values *values, struct codec_model *model,
                  const struct descriptor *descriptor)
{
    *values = (struct codec_values){.model = model, .descriptor = descriptor};
    values->choices =
        arena_take(&model->arena, descriptor->question_count, sizeof *values->choices);
    return codec_services_init(values) && values->choices;
}

enum value_form
codec_value_form(struct codec_values *values, size_t question, enum value_form form)
{
    return (enum value_form)codec_symbol(
        values->model, codec_place_of(question, FIELD_FORM), form, FORMS);
}

const char *
codec_value_keep(struct codec_values *values, const char *text, size_t size)
{
    const char *kept = NULL;
    if (size <= RESPONSE_VALUE_MAX_BYTES && !values->model->failed) {
        kept = arena_text(values->model->texts, text, size);
    }
    values->model->failed |= !kept;
    return kept ? kept : "";
}

const char *
codec_value_raw(struct codec_values *values, size_t question, const char *value)
{
    return codec_text(values->model, question, value, RESPONSE_VALUE_MAX_BYTES);
}

const char *
codec_value_fail(struct codec_values *values)
{
    values->model->failed = true;
    return "";
}

/* The code of a choice, kept once in the memory of the decoded set. */
static const char *
keep_choice(struct codec_values *values, size_t index, unsigned choice)
{
    const struct question *question = &values->descriptor->questions[index];
    if (!values->choices[index]) {
        values->choices[index] =
            arena_take(&values->model->arena, question->choice_count,
                       sizeof *values->choices[index]);
    }
    if (!values->choices[index]) {
        return codec_value_fail(values);
    }
    const char **kept = &values->choices[index][choice];
    if (!*kept) {
        *kept = codec_value_keep(values, question->choices[choice],
                                 strlen(question->choices[choice]));
    }
    return *kept;
}

static const char *
code_select_one(struct codec_values *values, size_t index, const char *value)
{
    const struct question *question = &values->descriptor->questions[index];
    bool decoding = values->model->coder.decoding;
    int choice = decoding ? 0 : question_find_choice(question, value, strlen(value));
    if (codec_value_form(values, index, choice < 0 ? FORM_RAW : FORM_USUAL) !=
        FORM_USUAL) {
        return codec_value_raw(values, index, value);
    }
    if (question->choice_count == 0) {
        return codec_value_fail(values);
    }
    unsigned coded = codec_symbol(values->model, codec_place_of(index, FIELD_VALUE),
                                  (unsigned)choice, (unsigned)question->choice_count);
    return decoding ? keep_choice(values, index, coded) : value;
}

/* Reads "fire library" as two choices. False when a word is no choice, or when there is
 * more than one space. The search begins behind the last choice found, since words
 * mostly stand in the order of the form. */
static bool
read_words(const struct question *question, const char *value, struct choice_list *out)
{
    out->count = 0;
    size_t start = 0;
    for (const char *at = value; *at != '\0' || at != value;) {
        size_t size = strcspn(at, " ");
        size_t tried = 0, choice = start;
        while (tried < question->choice_count &&
               (strncmp(question->choices[choice], at, size) != 0 ||
                question->choices[choice][size] != '\0')) {
            choice = (choice + 1) % question->choice_count;
            tried++;
        }
        if (tried == question->choice_count || out->count == DESCRIPTOR_MAX_CHOICES) {
            return false;
        }
        out->indices[out->count++] = (uint16_t)choice;
        start = (choice + 1) % question->choice_count;
        at += size;
        if (*at == '\0') {
            return true;
        }
        at++;
    }
    return true;
}

static const char *
write_words(struct codec_values *values, const struct question *question,
            const struct choice_list *list)
{
    char text[RESPONSE_VALUE_MAX_BYTES + 1];
    size_t length = 0;
    for (size_t i = 0; i < list->count; i++) {
        const char *code = question->choices[list->indices[i]];
        if (strlen(code) + 1 > sizeof text - length) {
            return codec_value_fail(values);
        }
        if (i > 0) {
            text[length++] = ' ';
        }
        while (*code != '\0') {
            text[length++] = *code++;
        }
    }
    return codec_value_keep(values, text, length);
}

static bool
is_ascending(const struct choice_list *list)
{
    for (size_t i = 1; i < list->count; i++) {
        if (list->indices[i - 1] >= list->indices[i]) {
            return false;
        }
    }
    return true;
}

/* Codes one bit for every choice: whether it was chosen. The odds depend on how many
 * were chosen before it. */
static void
code_choice_bits(struct codec_values *values, size_t index, struct choice_list *list)
{
    const struct question *question = &values->descriptor->questions[index];
    struct choice_list coded = {.count = 0};
    size_t given = 0;
    for (size_t i = 0; i < question->choice_count; i++) {
        unsigned bit = given < list->count && list->indices[given] == i;
        given += bit;
        size_t before = coded.count < 2 ? coded.count : 2;
        struct codec_place place = {index, FIELD_VALUE, i * 3 + before,
                                    question->choice_count * 3};
        if (codec_symbol(values->model, place, bit, 2)) {
            coded.indices[coded.count++] = (uint16_t)i;
        }
    }
    values->work += question->choice_count;
    *list = coded;
}

/* Codes the choices one after the other. */
static void
code_choice_list(struct codec_values *values, size_t index, struct choice_list *list)
{
    const struct question *question = &values->descriptor->questions[index];
    struct codec_model *model = values->model;
    uint64_t count =
        codec_number(model, codec_place_of(index, FIELD_COUNT), list->count);
    if (count > DESCRIPTOR_MAX_CHOICES || (count > 0 && question->choice_count == 0)) {
        codec_value_fail(values);
        count = 0;
    }
    struct codec_place place = codec_place_of(index, FIELD_LIST);
    for (size_t i = 0; i < count; i++) {
        list->indices[i] = (uint16_t)codec_symbol(model, place, list->indices[i],
                                                  (unsigned)question->choice_count);
    }
    values->work += count;
    list->count = (size_t)count;
}

static const char *
code_select_multiple(struct codec_values *values, size_t index, const char *value)
{
    const struct question *question = &values->descriptor->questions[index];
    bool decoding = values->model->coder.decoding;
    struct choice_list list = {.count = 0};
    enum value_form form = FORM_USUAL;
    if (!decoding && !read_words(question, value, &list)) {
        form = FORM_RAW;
    } else if (!is_ascending(&list)) {
        form = FORM_OTHER;
    }
    form = codec_value_form(values, index, form);
    if (form == FORM_RAW) {
        return codec_value_raw(values, index, value);
    }
    if (form == FORM_USUAL) {
        code_choice_bits(values, index, &list);
    } else {
        code_choice_list(values, index, &list);
    }
    for (size_t i = 0; values->services == (int)index && i < list.count; i++) {
        values->marks[list.indices[i]] = SERVICE_CHOSEN;
    }
    return decoding ? write_words(values, question, &list) : value;
}

/* Codes each item as its number among those that are left. The odds depend on its
 * place. */
static void
code_ranking(struct codec_values *values, size_t index, struct choice_list *list)
{
    const struct question *question = &values->descriptor->questions[index];
    struct codec_model *model = values->model;
    size_t choices = question->choice_count;
    uint16_t left[DESCRIPTOR_MAX_CHOICES] = {0};
    for (size_t i = 0; i < choices; i++) {
        left[i] = (uint16_t)i;
    }
    unsigned count = codec_symbol(model, codec_place_of(index, FIELD_COUNT),
                                  (unsigned)list->count, (unsigned)choices + 1);
    for (unsigned i = 0; i < count; i++) {
        size_t remaining = choices - i;
        unsigned number = 0;
        while (!model->coder.decoding && left[number] != list->indices[i]) {
            number++;
        }
        struct codec_place place = {index, FIELD_VALUE,
                                    i < RANK_PLACES ? i : RANK_PLACES - 1, RANK_PLACES};
        /* all places have a tree of the same size, that of all choices */
        number = codec_symbol_among(model, place, number, (unsigned)remaining,
                                    (unsigned)choices);
        list->indices[i] = left[number];
        memmove(&left[number], &left[number + 1],
                (remaining - number - 1) * sizeof left[0]);
        values->work += remaining;
    }
    list->count = (size_t)count;
}

static bool
is_ranking(const struct question *question, const struct choice_list *list)
{
    bool seen[DESCRIPTOR_MAX_CHOICES] = {false};
    for (size_t i = 0; i < list->count; i++) {
        if (seen[list->indices[i]]) {
            return false;
        }
        seen[list->indices[i]] = true;
    }
    return list->count <= question->choice_count;
}

static const char *
code_rank(struct codec_values *values, size_t index, const char *value)
{
    const struct question *question = &values->descriptor->questions[index];
    bool decoding = values->model->coder.decoding;
    struct choice_list list = {.count = 0};
    enum value_form form = FORM_USUAL;
    if (!decoding) {
        if (codec_is_by_picks(values, index, value)) {
            form = FORM_OTHER;
        } else if (!read_words(question, value, &list) ||
                   !is_ranking(question, &list)) {
            form = FORM_RAW;
        }
    }
    form = codec_value_form(values, index, form);
    if (form == FORM_OTHER && values->model->number > 1) {
        return codec_rank_by_picks(values, index, value);
    }
    if (form != FORM_USUAL) {
        return codec_value_raw(values, index, value);
    }
    code_ranking(values, index, &list);
    return decoding ? write_words(values, question, &list) : value;
}

static const char *
code_string(struct codec_values *values, size_t index, const char *value)
{
    if (codec_is_picks(values, index)) {
        return codec_picks(values, index, value);
    }
    value = codec_value_raw(values, index, value);
    if (values->assigned == (int)index) {
        codec_services_assign(values, value);
    }
    return value;
}

static const char *
code_acknowledge(struct codec_values *values, size_t index, const char *value)
{
    bool decoding = values->model->coder.decoding;
    bool usual = decoding || strcmp(value, "OK") == 0;
    if (codec_value_form(values, index, usual ? FORM_USUAL : FORM_RAW) != FORM_USUAL) {
        return codec_value_raw(values, index, value);
    }
    return decoding ? codec_value_keep(values, "OK", 2) : value;
}

const char *
codec_value(struct codec_values *values, size_t question, const char *value)
{
    switch (values->descriptor->questions[question].type) {
    case QUESTION_SELECT_ONE:
        return code_select_one(values, question, value);
    case QUESTION_SELECT_MULTIPLE:
        return code_select_multiple(values, question, value);
    case QUESTION_RANK:
        return code_rank(values, question, value);
    case QUESTION_RANGE:
        return codec_range(values, question, value);
    case QUESTION_INTEGER:
    case QUESTION_DECIMAL:
        return codec_decimal(values, question, value);
    case QUESTION_DATE:
        return codec_date(values, question, value);
    case QUESTION_TIME:
        return codec_time(values, question, value);
    case QUESTION_ACKNOWLEDGE:
        return code_acknowledge(values, question, value);
    case QUESTION_STRING:
        return code_string(values, question, value);
    case QUESTION_TEXT:
        break;
    }
    return codec_value_raw(values, question, value);
}
