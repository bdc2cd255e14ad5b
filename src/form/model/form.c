/* form: reads a loaded form: gives its parts, and finds a text, a list or a field in
 * it. */
#include "form_model.h"

#include <stdlib.h>
#include <string.h>

#define CONTACT_APPEARANCE "townline-contact"

const struct descriptor *
form_descriptor(const struct form *form)
{
    return form->descriptor;
}

const char *
form_title(const struct form *form)
{
    return form->title;
}

size_t
form_language_count(const struct form *form)
{
    return form->language_count;
}

const struct form_language *
form_language(const struct form *form, size_t index)
{
    return index < form->language_count ? &form->languages[index] : NULL;
}

size_t
form_control_count(const struct form *form)
{
    return form->control_count;
}

const struct control *
form_control(const struct form *form, size_t index)
{
    return index < form->control_count ? &form->controls[index] : NULL;
}

static int
compare_text_ids(const void *a, const void *b)
{
    return strcmp(((const struct text_entry *)a)->id,
                  ((const struct text_entry *)b)->id);
}

const struct text_entry *
form_find_text(const struct form *form, const char *id)
{
    struct text_entry wanted = {.id = id};
    if (form->text_count == 0) {
        return NULL;
    }
    return bsearch(&wanted, form->texts, form->text_count, sizeof wanted,
                   compare_text_ids);
}

const char *
words_without_outputs(const struct words *words, enum text_form text_form)
{
    return text_form == TEXT_STYLED ? words->styled : words->plain;
}

static const struct words *
in_language(const struct label *label, size_t language, enum text_form text_form)
{
    if (text_form == TEXT_STYLED) {
        text_form = TEXT_SHOWN;
    }
    if (!label->text) {
        return text_form == TEXT_SHOWN ? &label->words : NULL;
    }
    const struct words *words =
        &label->text->forms[language * TEXT_FORMS + (size_t)text_form];
    return words->pieces ? words : NULL;
}

/* The language is chosen by the shown words, also when the spoken ones are wanted, so
 * that a resident never hears another language than the one on the screen. */
const struct words *
label_words(const struct form *form, const struct label *label, size_t language,
            enum text_form text_form, size_t *language_out)
{
    if (language >= form->language_count) {
        language = 0;
    }
    /* A recording of another language is heard only with the words of that language. */
    if (!in_language(label, language, TEXT_SHOWN) &&
        !in_language(label, language, text_form) &&
        (text_form != TEXT_AUDIO || in_language(label, 0, TEXT_SHOWN))) {
        language = 0;
    }
    const struct words *words = in_language(label, language, text_form);
    if (!words && text_form == TEXT_SAY) {
        words = in_language(label, language, TEXT_SHOWN);
    }
    if (!words && text_form == TEXT_IMAGE) {
        language = 0;
        words = in_language(label, language, text_form);
    }
    if (language_out && words) {
        *language_out = language;
    }
    return words;
}

const char *
form_text(const struct form *form, size_t language, const char *id,
          enum text_form text_form, size_t *language_out)
{
    struct label label = {.text = form_find_text(form, id)};
    if (!label.text) {
        return NULL;
    }
    const struct words *words =
        label_words(form, &label, language, text_form, language_out);
    return !words ? NULL : words_without_outputs(words, text_form);
}

const struct list *
form_find_list(const struct form *form, const char *id)
{
    for (size_t i = 0; i < form->list_count; i++) {
        if (strcmp(form->lists[i].id, id) == 0) {
            return &form->lists[i];
        }
    }
    return NULL;
}

struct field *
field_child(const struct field *field, const char *name)
{
    struct field *child = field->first;
    while (child && strcmp(child->name, name) != 0) {
        child = child->next;
    }
    return child;
}

/* Finds a field by an absolute path such as "/data/about/service"; NULL when there is
 * none. */
static struct field *
find_field(const struct form *form, const char *path)
{
    struct field *field = NULL;
    while (*path == '/') {
        path++;
        size_t size = strcspn(path, "/ \t\r\n");
        const char *colon = memchr(path, ':', size);
        size_t skip = !colon ? 0 : (size_t)(colon - path) + 1;
        struct field *child = field ? field->first : form->root;
        while (child && (strlen(child->name) != size - skip ||
                         memcmp(child->name, path + skip, size - skip) != 0)) {
            child = field ? child->next : NULL;
        }
        if (!child) {
            return NULL;
        }
        field = child;
        path += size;
    }
    return path[strspn(path, " \t\r\n")] == '\0' ? field : NULL;
}

struct field *
form_find_from(const struct form *form, const struct field *from, const char *path)
{
    static const char current[] = "current()/";
    path += strspn(path, " \t\r\n");
    if (strncmp(path, current, strlen(current)) == 0) {
        path += strlen(current); /* the path begins at this node anyhow */
    } else if (*path == '/') {
        return find_field(form, path);
    }
    for (size_t more = 1; from && more > 0; path += more) {
        size_t size = strcspn(path, "/ \t\r\n");
        const char *colon = memchr(path, ':', size);
        const char *name = !colon ? path : colon + 1;
        size_t name_size = size - (size_t)(name - path);
        if (name_size == 2 && memcmp(name, "..", 2) == 0) {
            from = from->parent;
        } else if (name_size != 1 || *name != '.') {
            from = from->first;
            while (from && (strlen(from->name) != name_size ||
                            memcmp(from->name, name, name_size) != 0)) {
                from = from->next;
            }
        }
        path += size;
        more = *path == '/';
    }
    if (!from || path[strspn(path, " \t\r\n")] != '\0') {
        return NULL;
    }
    return form->fields[from->index];
}

bool
control_has_appearance(const struct control *control, const char *word)
{
    size_t size = strlen(word);
    const char *at = control->appearance;
    while (*at != '\0') {
        at += strspn(at, " \t\r\n");
        size_t length = strcspn(at, " \t\r\n");
        if (length == size && length > 0 && memcmp(at, word, size) == 0) {
            return true;
        }
        at += length;
    }
    return false;
}

bool
control_is_open_repeat(const struct form *form, size_t control)
{
    return control < form->control_count &&
           form->controls[control].kind == CONTROL_REPEAT &&
           !form->details[control].field->count &&
           !form->details[control].field->is_fixed;
}

bool
contact_holds(const struct form *form, const struct field *field)
{
    for (size_t i = 0; i < form->control_count; i++) {
        if (form->controls[i].kind != CONTROL_GROUP ||
            !control_has_appearance(&form->controls[i], CONTACT_APPEARANCE)) {
            continue;
        }
        for (const struct field *at = field; at; at = at->parent) {
            if (at == form->details[i].field) {
                return true;
            }
        }
    }
    return false;
}
