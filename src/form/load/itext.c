/* itext: loads the languages of a form and the texts in them. */
#include "language.h"
#include "loader.h"

#include <stdlib.h>
#include <string.h>

static int
compare_ids(const void *a, const void *b)
{
    return strcmp(((const struct text_entry *)a)->id,
                  ((const struct text_entry *)b)->id);
}

static bool
is_default(const struct xml_node *translation)
{
    const char *value = xml_attribute(translation, "default");
    return value && strcmp(value, "false()") != 0;
}

static bool
add_language(struct loader *loader, const struct xml_node *translation)
{
    const char *name = xml_attribute(translation, "lang");
    if (!name || name[0] == '\0') {
        return loader_refuse(loader, translation,
                             "it does not say its language (lang)");
    }
    struct form *form = loader->form;
    form->languages[form->language_count++].name = name;
    return true;
}

/* Loads the languages: the default first, the others in their order. */
static bool
load_languages(struct loader *loader, const struct xml_node *itext,
               const struct xml_node **translations)
{
    struct form *form = loader->form;
    const struct xml_node *first = NULL;
    for (const struct xml_node *at = xml_child(itext, "translation"); at;
         at = xml_next(at, "translation")) {
        if (!first || (is_default(at) && !is_default(first))) {
            first = at;
        }
    }
    for (const struct xml_node *at = xml_child(itext, "translation"); at;
         at = xml_next(at, "translation")) {
        if (form->language_count == FORM_MAX_LANGUAGES) {
            return loader_refuse(loader, at, "a form has at most %d languages",
                                 FORM_MAX_LANGUAGES);
        }
        if (form->language_count == 0) {
            translations[0] = first;
            if (!add_language(loader, first)) {
                return false;
            }
        }
        if (at == first) {
            continue;
        }
        if (form->language_count == FORM_MAX_LANGUAGES) {
            return loader_refuse(loader, at, "a form has at most %d languages",
                                 FORM_MAX_LANGUAGES);
        }
        translations[form->language_count] = at;
        if (!add_language(loader, at)) {
            return false;
        }
    }
    return true;
}

static size_t
count_texts(const struct form *form, const struct xml_node *const *translations)
{
    size_t count = 0;
    for (size_t i = 0; i < form->language_count; i++) {
        for (const struct xml_node *at = xml_child(translations[i], "text"); at;
             at = xml_next(at, "text")) {
            count++;
        }
    }
    return count;
}

static bool
collect_ids(struct loader *loader, const struct xml_node *const *translations)
{
    struct form *form = loader->form;
    size_t count = count_texts(form, translations);
    if (count > FORM_MAX_TEXTS) {
        return loader_no_memory(loader);
    }
    form->texts = arena_take(&form->arena, count, sizeof *form->texts);
    if (!form->texts) {
        return loader_no_memory(loader);
    }
    size_t at = 0;
    for (size_t i = 0; i < form->language_count; i++) {
        for (const struct xml_node *text = xml_child(translations[i], "text"); text;
             text = xml_next(text, "text")) {
            form->texts[at].id = xml_attribute(text, "id");
            if (!form->texts[at++].id) {
                return loader_refuse(loader, text, "it has no id");
            }
        }
    }
    if (count > 0) {
        qsort(form->texts, count, sizeof *form->texts, compare_ids);
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0 &&
            strcmp(form->texts[form->text_count - 1].id, form->texts[i].id) == 0) {
            continue;
        }
        struct text_entry *entry = &form->texts[form->text_count++];
        entry->id = form->texts[i].id;
        entry->forms = arena_take(&form->arena, form->language_count * TEXT_FORMS,
                                  sizeof *entry->forms);
        if (!entry->forms) {
            return loader_no_memory(loader);
        }
    }
    return true;
}

bool
media_name(struct loader *loader, const struct xml_node *node, const char *text,
           const char **out)
{
    static const char *const folders[] = {"jr://images/", "jr://audio/", "jr://file/"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (strncmp(text, folders[i], strlen(folders[i])) == 0) {
            text += strlen(folders[i]);
        }
    }
    if (text[0] == '.' || strpbrk(text, "/\\:")) {
        return loader_refuse(
            loader, node, "\"%.80s\" is no name of a file in the media folder", text);
    }
    *out = text;
    return true;
}

static bool
load_media(struct loader *loader, const struct xml_node *value, struct words *out)
{
    struct piece *piece = arena_take(&loader->form->arena, 1, sizeof *piece);
    const char *text = xml_text(value, &loader->form->arena);
    if (!piece || !text) {
        return loader_no_memory(loader);
    }
    if (!media_name(loader, value, text, &piece->text)) {
        return false;
    }
    if (piece->text[0] != '\0') {
        *out = (struct words){
            .pieces = piece, .plain = piece->text, .styled = piece->text};
    }
    return true;
}

static bool
load_value(struct loader *loader, const struct xml_node *value, struct words *forms)
{
    static const char *const passed_over[] = {"short", "guidance", "big-image"};
    const char *form = xml_attribute(value, "form");
    if (!form) {
        return words_load(loader, value, &forms[TEXT_SHOWN]);
    }
    if (strcmp(form, "long") == 0) {
        return forms[TEXT_SHOWN].pieces ||
               words_load(loader, value, &forms[TEXT_SHOWN]);
    }
    if (strcmp(form, "say") == 0) {
        return words_load(loader, value, &forms[TEXT_SAY]);
    }
    if (strcmp(form, "image") == 0) {
        return load_media(loader, value, &forms[TEXT_IMAGE]);
    }
    if (strcmp(form, "audio") == 0) {
        return load_media(loader, value, &forms[TEXT_AUDIO]);
    }
    for (size_t i = 0; i < sizeof passed_over / sizeof *passed_over; i++) {
        if (strcmp(form, passed_over[i]) == 0) {
            return true;
        }
    }
    return loader_refuse(loader, value, "a text of the form \"%.40s\" cannot be shown",
                         form);
}

static bool
load_texts(struct loader *loader, const struct xml_node *translation, size_t language)
{
    for (const struct xml_node *text = xml_child(translation, "text"); text;
         text = xml_next(text, "text")) {
        const struct text_entry *entry =
            form_find_text(loader->form, xml_attribute(text, "id"));
        for (const struct xml_node *value = xml_child(text, "value"); value;
             value = xml_next(value, "value")) {
            if (!load_value(loader, value, &entry->forms[language * TEXT_FORMS])) {
                return false;
            }
        }
    }
    return true;
}

bool
itext_load(struct loader *loader)
{
    struct form *form = loader->form;
    const struct xml_node *translations[FORM_MAX_LANGUAGES];
    const struct xml_node *itext = xml_child(loader->model, "itext");
    form->languages =
        arena_take(&form->arena, FORM_MAX_LANGUAGES, sizeof *form->languages);
    if (!form->languages) {
        return loader_no_memory(loader);
    }
    /* A form with one language often has no itext. */
    if (!itext || !xml_child(itext, "translation")) {
        form->languages[form->language_count++].name = LANGUAGE_PLAIN;
    } else if (!load_languages(loader, itext, translations) ||
               !collect_ids(loader, translations)) {
        return false;
    }
    if (!languages_identify(&form->arena, form->languages, form->language_count)) {
        return loader_no_memory(loader);
    }
    if (!form->texts) {
        return true;
    }
    for (size_t i = 0; i < form->language_count; i++) {
        if (!load_texts(loader, translations[i], i)) {
            return false;
        }
    }
    return true;
}
