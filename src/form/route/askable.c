/* askable: judges text by text, choice by choice and screen by screen what a kiosk
 * can ask. */
#include "townline/askable.h"

#include "choice.h"
#include "townline/characters.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define WHAT_MAX_BYTES 400

struct judging {
    const struct form *form;
    askable_on_fault *on_fault;
    void *context;
    size_t count;
};

static void tell(struct judging *judging, const char *path, const char *instead,
                 const char *what, ...) __attribute__((format(printf, 4, 5)));

static void
tell(struct judging *judging, const char *path, const char *instead, const char *what,
     ...)
{
    char written[WHAT_MAX_BYTES];
    va_list args;
    va_start(args, what);
    vsnprintf(written, sizeof written, what, args);
    va_end(args);
    const struct askable_fault fault = {path, written, instead};
    judging->count++;
    judging->on_fault(judging->context, &fault);
}

static size_t
bytes_of(const char *text)
{
    return strlen(text);
}

/* A letter of a script without spaces between words is twice as wide, and counts as
 * two. */
static size_t
letters_of(const char *text)
{
    size_t letters = 0, size;
    for (uint32_t letter; (letter = character_at(text, &size)) != 0; text += size) {
        letters += letter >= 0x2e80 && letter < 0xfb00 ? 2 : 1;
    }
    return letters;
}

/* The greatest size that a text has in any language, shown or spoken, and the language
 * that has it. Values that are filled in do not count. */
static size_t
most_of(const struct form *form, const struct label *label,
        size_t (*size_of)(const char *text), size_t *language_out)
{
    static const enum text_form forms[] = {TEXT_SHOWN, TEXT_SAY};
    size_t most = 0;
    for (size_t language = 0; language < form->language_count; language++) {
        for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
            const struct words *words =
                label_words(form, label, language, forms[i], NULL);
            size_t size = !words || !words->plain ? 0 : size_of(words->plain);
            if (size > most) {
                most = size;
                *language_out = language;
            }
        }
    }
    return most;
}

#define LANGUAGE_WORDS_BYTES 80

/* Writes " in "Español (es)"", or "" in a form without languages. */
static void
write_language(const struct form *form, size_t language, char out[LANGUAGE_WORDS_BYTES])
{
    bool is_named = form->languages[language].label[0] != '\0';
    out[0] = '\0';
    if (is_named) {
        snprintf(out, LANGUAGE_WORDS_BYTES, " in \"%.60s\"",
                 form->languages[language].name);
    }
}

static void
judge_text(struct judging *judging, const char *path, const char *part,
           const struct label *label)
{
    size_t language = 0, size = most_of(judging->form, label, bytes_of, &language);
    char where[LANGUAGE_WORDS_BYTES];
    write_language(judging->form, language, where);
    if (size > ASKABLE_TEXT_MAX_BYTES) {
        tell(judging, path, "Shorten it, or divide it among several notes",
             "the %.80s%s is %zu bytes long, and a screen takes %d", part, where, size,
             ASKABLE_TEXT_MAX_BYTES);
    }
}

static void
judge_records(struct judging *judging, const char *kind, const struct records *records)
{
    char part[80];
    for (size_t i = 0; i < records->count; i++) {
        const struct record *record = &records->items[i];
        for (size_t j = 0; j < record->column_count; j++) {
            snprintf(part, sizeof part, "%.20s of the %.10s %.40s",
                     record->columns[j].name, kind, record->name);
            judge_text(judging, "", part, &record->columns[j].label);
        }
    }
}

static void
judge_choice(struct judging *judging, size_t control, size_t choice)
{
    const struct form *form = judging->form;
    const struct control_detail *detail = &form->details[control];
    const char *path = form->controls[control].path, *code = detail->codes[choice];
    struct label label = choice_label(form, detail, choice);
    size_t language = 0, size = most_of(form, &label, letters_of, &language);
    char where[LANGUAGE_WORDS_BYTES];
    write_language(form, language, where);
    if (strlen(code) > ASKABLE_CODE_MAX_BYTES) {
        tell(judging, path, "Give it a shorter name",
             "the name of its choice \"%.60s...\" is longer than %d bytes", code,
             ASKABLE_CODE_MAX_BYTES);
    }
    if (size > ASKABLE_CHOICE_MAX_LETTERS) {
        tell(judging, path, "Shorten it, and explain it in the question or a note",
             "its choice \"%.60s\"%s has %zu letters, and a choice takes %d", code,
             where, size, ASKABLE_CHOICE_MAX_LETTERS);
    }
}

/* All items of a rank stand on one screen, which needs room for them. */
static void
judge_rank(struct judging *judging, size_t control)
{
    const struct control_detail *detail = &judging->form->details[control];
    size_t size = 0;
    for (size_t i = 0; i < detail->code_count; i++) {
        size += strlen(detail->codes[i]) + 1;
    }
    if (size > RESPONSE_VALUE_MAX_BYTES + 1) {
        tell(judging, judging->form->controls[control].path,
             "Put fewer choices in order, or give them shorter names",
             "the names of its %zu choices are %zu bytes long, and an answer takes %d",
             detail->code_count, size - 1, RESPONSE_VALUE_MAX_BYTES);
    }
}

/* How many things there are to touch for a question, with the question itself. A
 * filtered list counts as many choices as there are different codes, since the filter
 * cannot leave more. */
static size_t
items_of(const struct form *form, size_t control)
{
    const struct control_detail *detail = &form->details[control];
    switch (form->controls[control].kind) {
    case CONTROL_SELECT_ONE:
    case CONTROL_SELECT_MULTIPLE:
    case CONTROL_RANK:
        return 1 + (detail->is_filtered || detail->offered_count < detail->code_count
                        ? detail->code_count
                        : detail->offered_count);
    case CONTROL_RANGE:
        /* a range with more values is answered with steps, not with a button each */
        return 12;
    case CONTROL_DATE:
    case CONTROL_TIME:
        return 4;
    default:
        return 1;
    }
}

static bool
is_field_list(const struct form *form, size_t control)
{
    return control > 0 && form->controls[control].kind == CONTROL_GROUP &&
           control_has_appearance(&form->controls[control], "field-list");
}

static void
judge_field_list(struct judging *judging, size_t list)
{
    const struct form *form = judging->form;
    size_t questions = 0, items = 0;
    for (size_t i = list + 1; i < form->details[list].end; i++) {
        enum control_kind kind = form->controls[i].kind;
        if (kind == CONTROL_REPEAT) {
            tell(judging, form->controls[i].path,
                 "Move \"field-list\" to a group inside the repeat",
                 "a repeat cannot stand in a field-list");
        }
        if (kind == CONTROL_REPEAT || kind == CONTROL_GROUP) {
            continue;
        }
        questions++;
        items += items_of(form, i);
    }
    if (questions > ASKABLE_QUESTIONS_MAX) {
        tell(judging, form->controls[list].path, "Divide it into several groups",
             "this field-list has %zu questions and notes, and a screen takes %d",
             questions, ASKABLE_QUESTIONS_MAX);
    } else if (items > ASKABLE_ITEMS_MAX) {
        tell(judging, form->controls[list].path, "Divide it into several groups",
             "this field-list has %zu choices and buttons, and a screen takes %d",
             items, ASKABLE_ITEMS_MAX);
    }
}

static void
judge_control(struct judging *judging, size_t control)
{
    const struct form *form = judging->form;
    const struct control_detail *detail = &form->details[control];
    const char *path = form->controls[control].path;
    judge_text(judging, path, "label", &detail->label);
    judge_text(judging, path, "hint", &detail->hint);
    judge_text(judging, path, "required_message", &detail->field->required_message);
    judge_text(judging, path, "constraint_message", &detail->field->constraint_message);
    for (size_t i = 0; i < detail->code_count; i++) {
        judge_choice(judging, control, i);
    }
    if (form->controls[control].kind == CONTROL_RANK) {
        judge_rank(judging, control);
    }
    if (items_of(form, control) > ASKABLE_ITEMS_MAX) {
        tell(judging, path, "Divide the question, or filter its choices",
             "it has %zu choices, and a screen takes %d", items_of(form, control) - 1,
             ASKABLE_ITEMS_MAX - 1);
    }
}

size_t
askable_judge(const struct form *form, askable_on_fault *on_fault, void *context)
{
    struct judging judging = {form, on_fault, context, 0};
    size_t list_end = 0;
    if (form->language_count > ASKABLE_LANGUAGES_MAX) {
        tell(&judging, "", "Make two forms of it, or leave a language out",
             "it has %zu languages, and the first screen takes %d",
             form->language_count, ASKABLE_LANGUAGES_MAX);
    }
    for (size_t i = 1; i < form->control_count; i++) {
        judge_control(&judging, i);
        if (i >= list_end && is_field_list(form, i)) {
            list_end = form->details[i].end;
            judge_field_list(&judging, i);
        }
    }
    judge_records(&judging, "service", &form->services);
    judge_records(&judging, "story", &form->stories);
    judge_records(&judging, "event", &form->events);
    return judging.count;
}

struct first_fault {
    bool is_there;
    struct error err;
};

static void
keep_first(void *context, const struct askable_fault *fault)
{
    struct first_fault *first = context;
    if (first->is_there) {
        return;
    }
    first->is_there = true;
    error_set(&first->err, ERROR_INPUT, "%.120s%s%s. %s", fault->path,
              fault->path[0] == '\0' ? "" : ": ", fault->what, fault->instead);
}

bool
askable_check(const struct form *form, struct error *err)
{
    struct first_fault first = {.is_there = false};
    size_t count = askable_judge(form, keep_first, &first);
    if (count == 0) {
        return true;
    }
    if (count > 1) {
        return error_set(err, ERROR_INPUT, "%s (and %zu more like this)",
                         first.err.text, count - 1);
    }
    if (err) {
        *err = first.err;
    }
    return false;
}
