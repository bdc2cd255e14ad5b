/* pack_compare: finds the texts that differ between two forms. A value that is filled
 * in is written {} here, since it depends on answers. */
#include "choice.h"
#include "instance_state.h"
#include "townline/pack.h"

#include <stdio.h>
#include <string.h>

#define TEXT_MAX_BYTES ((size_t)1 << 16)

struct side {
    const struct form *form;
    struct instance *instance; /* the labels of an itemset are evaluated in it */
    struct buffer words;       /* of the text that is compared, with a NUL */
};
struct comparison {
    struct side before, after;
    pack_on_text *on_text;
    void *context;
};

static void
end_words(struct side *side)
{
    buffer_add_u8(&side->words, 0);
}

static const char *
words_of(const struct side *side)
{
    return side->words.failed || !side->words.data ? ""
                                                   : (const char *)side->words.data;
}

static void
add_label(struct side *side, const struct label *label, size_t language)
{
    buffer_clear(&side->words);
    if (label) {
        const struct words *words =
            label_words(side->form, label, language, TEXT_SHOWN, NULL);
        const struct piece *piece = words ? words->pieces : NULL;
        for (; piece; piece = piece->next) {
            const char *text = piece->output ? "{}" : piece->text;
            buffer_add(&side->words, text, strlen(text));
        }
    }
    end_words(side);
}

static void
add_plain(struct side *side, const char *text)
{
    buffer_clear(&side->words);
    if (text) {
        buffer_add(&side->words, text, strlen(text));
    }
    end_words(side);
}

static void
compare(struct comparison *comparison, struct pack_text *text)
{
    text->old_words = words_of(&comparison->before);
    text->new_words = words_of(&comparison->after);
    if (strcmp(text->old_words, text->new_words) != 0) {
        comparison->on_text(comparison->context, text);
    }
}

/* The number that a language of the new form has in the old form; -1 when it is new,
 * since then no meaning can have changed. */
static int
old_language(const struct comparison *comparison, size_t language)
{
    const char *id = form_language(comparison->after.form, language)->id;
    for (size_t i = 0; i < form_language_count(comparison->before.form); i++) {
        if (strcmp(form_language(comparison->before.form, i)->id, id) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static int
find_control(const struct form *form, const char *path)
{
    for (size_t i = 0; i < form->control_count; i++) {
        if (form->controls[i].question >= 0 &&
            strcmp(form->controls[i].path, path) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* Adds the label of a code; nothing when the control has no such code. */
static void
add_choice(struct side *side, size_t control, const char *code, size_t language)
{
    struct shown_choice choice;
    const struct place place = {.control = control};
    const struct control_detail *detail = &side->form->details[control];
    buffer_clear(&side->words);
    if (choice_find(detail, code, strlen(code), &choice)) {
        if (choice.fixed) {
            add_label(side, &choice.fixed->label, language);
            return;
        }
        size_t work = INSTANCE_WORK;
        struct form_node *node = instance_place_node(side->instance, &place);
        if (!node) {
            node = side->instance->top->first;
        }
        struct evaluation evaluation =
            instance_evaluation(side->instance, node, &work, NULL);
        evaluation.language = language;
        if (!choice_write_label(&evaluation, detail, &choice, TEXT_SHOWN,
                                &side->words)) {
            buffer_clear(&side->words);
        }
    }
    end_words(side);
}

static void
compare_choices(struct comparison *comparison, struct pack_text *text, size_t before,
                size_t after, size_t old, size_t new)
{
    const struct control_detail *detail = &comparison->after.form->details[after];
    const struct control_detail *was = &comparison->before.form->details[before];
    char part[RESPONSE_NAME_MAX_BYTES + 16];
    text->part = part;
    for (size_t i = 0; i < detail->code_count; i++) {
        snprintf(part, sizeof part, "choice %s", detail->codes[i]);
        add_choice(&comparison->before, before, detail->codes[i], old);
        add_choice(&comparison->after, after, detail->codes[i], new);
        compare(comparison, text);
    }
    for (size_t i = 0; i < was->code_count; i++) {
        struct shown_choice still;
        if (choice_find(detail, was->codes[i], strlen(was->codes[i]), &still)) {
            continue;
        }
        snprintf(part, sizeof part, "choice %s", was->codes[i]);
        add_choice(&comparison->before, before, was->codes[i], old);
        add_plain(&comparison->after, NULL);
        compare(comparison, text);
    }
    text->part = NULL; /* it points into this function */
}

static void
compare_control(struct comparison *comparison, size_t after)
{
    const struct form *was = comparison->before.form, *now = comparison->after.form;
    struct pack_text text = {.question = now->controls[after].path};
    int before = find_control(was, text.question);
    if (now->controls[after].question < 0 || before < 0) {
        return; /* the question is new, so reports pool it with nothing */
    }
    for (size_t i = 0; i < form_language_count(now); i++) {
        int old = old_language(comparison, i);
        if (old < 0) {
            continue;
        }
        text.language = form_language(now, i)->id;
        text.part = "label";
        add_label(&comparison->before, &was->details[before].label, (size_t)old);
        add_label(&comparison->after, &now->details[after].label, i);
        compare(comparison, &text);
        text.part = "hint";
        add_label(&comparison->before, &was->details[before].hint, (size_t)old);
        add_label(&comparison->after, &now->details[after].hint, i);
        compare(comparison, &text);
        compare_choices(comparison, &text, (size_t)before, after, (size_t)old, i);
    }
}

/* Compares all columns of a service, since residents judge by what they read. */
static void
compare_service(struct comparison *comparison, const struct record *service)
{
    const struct form *was = comparison->before.form, *now = comparison->after.form;
    char name[RESPONSE_NAME_MAX_BYTES + 16];
    struct pack_text text = {.question = name};
    int before = form_find_service(was, service->name);
    if (before < 0) {
        return;
    }
    snprintf(name, sizeof name, "service:%s", service->name);
    for (size_t i = 0; i < form_language_count(now); i++) {
        int old = old_language(comparison, i);
        for (size_t j = 0; old >= 0 && j < service->column_count; j++) {
            text.language = form_language(now, i)->id;
            text.part = service->columns[j].name;
            add_plain(&comparison->before,
                      form_service_text(was, (size_t)before, text.part, (size_t)old,
                                        TEXT_SHOWN));
            add_label(&comparison->after, &service->columns[j].label, i);
            compare(comparison, &text);
        }
    }
}

bool
pack_compare(const struct form *before, const struct form *after, pack_on_text *on_text,
             void *context, struct error *err)
{
    const struct instance_options options = {.half_day = 0};
    struct comparison comparison = {.before = {.form = before},
                                    .after = {.form = after},
                                    .on_text = on_text,
                                    .context = context};
    buffer_init(&comparison.before.words, TEXT_MAX_BYTES);
    buffer_init(&comparison.after.words, TEXT_MAX_BYTES);
    bool ok = instance_create(before, &options, &comparison.before.instance, err) &&
              instance_create(after, &options, &comparison.after.instance, err);
    for (size_t i = 0; ok && i < after->control_count; i++) {
        compare_control(&comparison, i);
    }
    for (size_t i = 0; ok && i < after->services.count; i++) {
        compare_service(&comparison, &after->services.items[i]);
    }
    buffer_finish(&comparison.before.words);
    buffer_finish(&comparison.after.words);
    instance_destroy(comparison.before.instance);
    instance_destroy(comparison.after.instance);
    return ok;
}
