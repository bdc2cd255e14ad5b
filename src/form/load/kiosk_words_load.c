/* kiosk_words_load: loads the kiosk's own words in the languages that it does not have,
 * from elements <word> in the instance "townline", each of which holds a <name> such as
 * "next", a <language> such as "Deutsch (de)" and a <label> such as "Weiter". A name
 * that the kiosk does not know was written for another version and is passed over. */
#include "loader.h"

#include "townline/kiosk_words.h"
#include "townline/styling.h"

#include <string.h>

static bool
read_column(struct loader *loader, const struct xml_node *row, const char *name,
            const char **out)
{
    const struct xml_node *column = xml_child(row, name);
    *out = !column ? "" : xml_text(column, &loader->form->arena);
    return *out || loader_no_memory(loader);
}

/* Styling is for the words of the form: the kiosk draws its own in one weight. */
static bool
read_words(struct loader *loader, const struct xml_node *row, const char **out)
{
    const char *written;
    struct buffer styled, plain;
    if (!read_column(loader, row, "label", &written)) {
        return false;
    }
    size_t size = strlen(written);
    buffer_init(&styled, 3 * size + 16);
    buffer_init(&plain, 3 * size + 16);
    styling_read(written, size, &styled, NULL);
    styling_plain((const char *)styled.data, styled.size, &plain);
    *out =
        styled.failed || plain.failed
            ? NULL
            : arena_text(&loader->form->arena,
                         plain.size == 0 ? "" : (const char *)plain.data, plain.size);
    buffer_finish(&styled);
    buffer_finish(&plain);
    return *out || loader_no_memory(loader);
}

static int
find_language(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->language_count; i++) {
        if (strcmp(form->languages[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static bool
load_word(struct loader *loader, const struct xml_node *row)
{
    const char *name, *language, *words;
    struct error err;
    if (!read_column(loader, row, "name", &name) ||
        !read_column(loader, row, "language", &language) ||
        !read_words(loader, row, &words)) {
        return false;
    }
    int word = kiosk_word_find(name);
    int at = find_language(loader->form, language);
    if (word < 0 || at < 0) {
        return true;
    }
    if (!kiosk_word_check(kiosk_word_list[word].english, words, &err)) {
        return loader_refuse(loader, row, "%.40s: %s", name, err.text);
    }
    loader->form->kiosk_words[(size_t)at * kiosk_word_list_count + (size_t)word] =
        words;
    return true;
}

bool
kiosk_words_load(struct loader *loader)
{
    struct form *form = loader->form;
    const struct list *list = form_find_list(form, "townline");
    const struct xml_node *root = !list ? NULL : xml_child(list->xml, NULL);
    const struct xml_node *first = !root ? NULL : xml_child(root, "word");
    if (!first) {
        return true;
    }
    form->kiosk_words = arena_take(&form->arena, form->language_count,
                                   kiosk_word_list_count * sizeof *form->kiosk_words);
    if (!form->kiosk_words) {
        return loader_no_memory(loader);
    }
    for (const struct xml_node *at = first; at; at = xml_next(at, "word")) {
        if (!load_word(loader, at)) {
            return false;
        }
    }
    return true;
}
