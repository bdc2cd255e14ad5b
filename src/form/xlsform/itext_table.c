/* itext_table: the table of all texts with their translations. */
#include "itext_table.h"

#include <string.h>

struct itext *
itext_add(struct itext_table *table, struct arena *arena, const char *id)
{
    struct itext *itext = arena_take(arena, 1, sizeof *itext);
    if (!itext) {
        return NULL;
    }
    itext->id = id;
    itext->words =
        arena_take(arena, table->language_count * ITEXT_FORMS, sizeof *itext->words);
    if (!itext->words) {
        return NULL;
    }
    if (!table->first) {
        table->first = itext;
    } else {
        table->last->next = itext;
    }
    table->last = itext;
    table->count++;
    return itext;
}

bool
itext_has_words(const struct itext_table *table, size_t language)
{
    for (const struct itext *at = table->first; at; at = at->next) {
        for (size_t form = 0; form < ITEXT_IMAGE; form++) {
            if (at->words[language * ITEXT_FORMS + form]) {
                return true;
            }
        }
    }
    return false;
}

void
itext_set(struct itext *itext, size_t language, enum itext_form form, const char *words)
{
    if (words[0] != '\0' && strcmp(words, "-") != 0) {
        itext->words[language * ITEXT_FORMS + (size_t)form] = words;
    }
}
