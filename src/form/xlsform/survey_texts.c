/* survey_texts: puts the words of the survey and of the choices into the itext, and
 * tells which are missing in a language. */
#include "compiler.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

bool
label_has_itext(const struct element *element)
{
    bool has_media = !text_is_empty(&element->say) || !text_is_empty(&element->image) ||
                     !text_is_empty(&element->big_image) ||
                     !text_is_empty(&element->audio);
    return has_media || element->label.is_translated;
}

bool
hint_has_itext(const struct element *element)
{
    if (element->kind != ELEMENT_QUESTION) {
        return false;
    }
    return !text_is_empty(&element->guidance) || !text_is_empty(&element->say_hint) ||
           element->hint.is_translated;
}

bool
message_has_itext(const struct text *message, const struct text *say)
{
    return message->is_translated || !text_is_empty(say) ||
           has_output(text_in(message, 0));
}

const char *
text_id(struct compiler *compiler, const struct element *element, const char *what)
{
    size_t size = strlen(element->path) + strlen(what) + 2;
    char *id = arena_take(&compiler->arena, 1, size);
    if (!id) {
        compiler_no_memory(compiler);
        return NULL;
    }
    snprintf(id, size, "%s:%s", element->path, what);
    return id;
}

/* Sets a text in all languages. A picture or a sound that has no language is used in
 * each. */
static void
set_all(struct compiler *compiler, struct itext *itext, enum itext_form form,
        const struct text *text)
{
    bool is_for_all = form >= ITEXT_IMAGE && !text->is_translated;
    for (size_t i = 0; i < compiler->languages.count; i++) {
        itext_set(itext, i, form, text_in(text, is_for_all ? 0 : i));
    }
}

struct form_of {
    enum itext_form form;
    const struct text *text;
};

static bool
add_text(struct compiler *compiler, const struct element *context, const char *id,
         const struct form_of *forms, size_t count)
{
    struct itext *itext =
        !id ? NULL : itext_add(&compiler->itext, &compiler->arena, id);
    if (!itext) {
        return compiler_no_memory(compiler);
    }
    itext->context = context;
    for (size_t i = 0; i < count; i++) {
        set_all(compiler, itext, forms[i].form, forms[i].text);
    }
    return true;
}

static bool
add_message(struct compiler *compiler, const struct element *element,
            const struct text *message, const struct text *say, const char *what)
{
    const struct form_of forms[] = {{ITEXT_SHOWN, message}, {ITEXT_SAY, say}};
    return !message_has_itext(message, say) ||
           add_text(compiler, element, text_id(compiler, element, what), forms, 2);
}

static bool
add_element(struct compiler *compiler, const struct element *element)
{
    const struct form_of label[] = {
        {ITEXT_SHOWN, &element->label}, {ITEXT_SAY, &element->say},
        {ITEXT_IMAGE, &element->image}, {ITEXT_BIG_IMAGE, &element->big_image},
        {ITEXT_AUDIO, &element->audio},
    };
    const struct form_of hint[] = {
        {ITEXT_SHOWN, &element->hint},
        {ITEXT_SAY, &element->say_hint},
        {ITEXT_GUIDANCE, &element->guidance},
    };
    return (!label_has_itext(element) ||
            add_text(compiler, element, text_id(compiler, element, "label"), label,
                     5)) &&
           (!hint_has_itext(element) ||
            add_text(compiler, element, text_id(compiler, element, "hint"), hint, 3)) &&
           add_message(compiler, element, &element->constraint_message,
                       &element->say_constraint, "jr:constraintMsg") &&
           add_message(compiler, element, &element->required_message,
                       &element->say_required, "jr:requiredMsg");
}

static bool
add_list(struct compiler *compiler, const struct choice_list *list)
{
    size_t index = 0;
    for (const struct choice_item *at = list->first; at; at = at->next) {
        size_t size = strlen(list->name) + 24;
        char *id = arena_take(&compiler->arena, 1, size);
        const struct form_of forms[] = {
            {ITEXT_SHOWN, &at->label},         {ITEXT_SAY, &at->say},
            {ITEXT_IMAGE, &at->image},         {ITEXT_AUDIO, &at->audio},
            {ITEXT_BIG_IMAGE, &at->big_image},
        };
        if (!id) {
            return compiler_no_memory(compiler);
        }
        snprintf(id, size, "%s-%zu", list->name, index++);
        if (!add_text(compiler, NULL, id, forms, 5)) {
            return false;
        }
    }
    return true;
}

bool
survey_texts_add(struct compiler *compiler)
{
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        if (!add_element(compiler, at)) {
            return false;
        }
    }
    for (const struct choice_list *at = compiler->lists; at; at = at->next) {
        if (at->has_itext && !add_list(compiler, at)) {
            return false;
        }
    }
    return true;
}

size_t
itext_first_language(const struct compiler *compiler)
{
    const struct languages *languages = &compiler->languages;
    return languages->are_named && languages->is_default_plain &&
           !itext_has_words(&compiler->itext, 0);
}

#define MISSING_TOLD 20 /* how many cells of each language are told one by one */

/* How many texts a language lacks, and the first of them. */
struct missing {
    size_t count;
    const char *first;
};

static void
add_missing(struct missing *missing, const char *id)
{
    if (missing->count++ == 0) {
        missing->first = id;
    }
}

static bool
is_in_any(const struct itext *itext, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (itext->words[i * ITEXT_FORMS + ITEXT_SHOWN]) {
            return true;
        }
    }
    return false;
}

static void
add_missing_itext(const struct compiler *compiler, struct missing *missing)
{
    size_t languages = compiler->languages.count;
    for (const struct itext *at = compiler->itext.first; at; at = at->next) {
        for (size_t i = 0; i < languages && is_in_any(at, languages); i++) {
            if (!at->words[i * ITEXT_FORMS + ITEXT_SHOWN]) {
                add_missing(&missing[i], at->id);
            }
        }
    }
}

/* Counts the texts that stand in the form itself and not in the itext. They are only in
 * the default language, so all others lack them. */
static bool
add_missing_plain(struct compiler *compiler, struct missing *missing)
{
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        const struct {
            const char *what;
            bool is_plain;
        } texts[] = {
            {"label", !text_is_empty(&at->label) && !label_has_itext(at)},
            {"hint", !text_is_empty(&at->hint) && !hint_has_itext(at)},
            {"jr:requiredMsg",
             !text_is_empty(&at->required_message) &&
                 !message_has_itext(&at->required_message, &at->say_required)},
            {"jr:constraintMsg",
             !text_is_empty(&at->constraint_message) &&
                 !message_has_itext(&at->constraint_message, &at->say_constraint)},
        };
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            const char *id =
                texts[i].is_plain ? text_id(compiler, at, texts[i].what) : "";
            if (!id) {
                return false;
            }
            for (size_t j = 1; texts[i].is_plain && j < compiler->languages.count;
                 j++) {
                add_missing(&missing[j], id);
            }
        }
    }
    for (const struct choice_list *list = compiler->lists; list; list = list->next) {
        for (size_t i = 1; !list->has_itext && i < compiler->languages.count; i++) {
            for (size_t j = 0; j < list->count; j++) {
                add_missing(&missing[i], list->name);
            }
        }
    }
    return true;
}

/* Used to tell the cells that are empty in one language where another has words. */
struct missing_cells {
    struct compiler *compiler;
    size_t left[LANGUAGES_MAX]; /* how many more are told, of each language */
};

static void
tell_missing(struct missing_cells *cells, const struct table *table, size_t row,
             const char *column, const struct text *text)
{
    const struct languages *languages = &cells->compiler->languages;
    for (size_t i = itext_first_language(cells->compiler); i < languages->count; i++) {
        struct cell_place place =
            table_words_place(table, row, (struct column_key){.name = column}, i);
        if (text_is_empty(text) || text_in(text, i)[0] != '\0' || place.column == 0 ||
            cells->left[i] == 0) {
            continue;
        }
        cells->left[i]--;
        diagnostics_add(cells->compiler->diagnostics, SEVERITY_NOTE, place, "",
                        "the %s in %s is missing.", column, languages->names[i]);
    }
}

static void
list_missing(struct compiler *compiler)
{
    struct missing_cells cells = {.compiler = compiler};
    for (size_t i = 0; i < LANGUAGES_MAX; i++) {
        cells.left[i] = MISSING_TOLD;
    }
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        if (at->is_made) {
            continue;
        }
        tell_missing(&cells, &compiler->survey, at->row - 1, "label", &at->label);
        tell_missing(&cells, &compiler->survey, at->row - 1, "hint", &at->hint);
    }
    for (const struct choice_list *list = compiler->lists; list; list = list->next) {
        for (const struct choice_item *at = list->first; at; at = at->next) {
            if (at->row != SIZE_MAX) {
                tell_missing(&cells, &compiler->choices, at->row, "label", &at->label);
            }
        }
    }
}

bool
itext_count_missing(struct compiler *compiler)
{
    struct missing missing[LANGUAGES_MAX] = {{0, ""}};
    if (!compiler->languages.are_named) {
        return true;
    }
    add_missing_itext(compiler, missing);
    if (!add_missing_plain(compiler, missing)) {
        return false;
    }
    list_missing(compiler);
    for (size_t i = itext_first_language(compiler); i < compiler->languages.count;
         i++) {
        size_t count = missing[i].count;
        if (count > 0) {
            diagnostics_add(
                compiler->diagnostics, i == 0 ? SEVERITY_WARNING : SEVERITY_NOTE,
                (struct cell_place){"", 0, 0},
                i == 0 ? "Write them: they stand in wherever others are missing."
                       : "Those of the default language stand in for them.",
                "%zu %s not in %s (%s%s).", count, count == 1 ? "text is" : "texts are",
                compiler->languages.names[i], missing[i].first,
                count == 1 ? "" : ", ...");
        }
    }
    return true;
}
