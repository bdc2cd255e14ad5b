/* spoken_texts: goes through the itext of a form. */
#include "townline/spoken_texts.h"

#include "form_model.h"
#include "townline/characters.h"
#include "townline/spoken_words.h"
#include "townline/voices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where an author finds a text, from the id that our compiler gives it:
 * "/data/about/age:label", "services:dispatch:today", or "towns-3", the fourth choice
 * of a list. Another id stands as it is. */
static void
find_where(const char *id, char out[SPOKEN_WHERE_MAX_BYTES])
{
    const char *name = id[0] == '/' ? strchr(id + 1, '/') : NULL;
    const char *row = strchr(id, ':'), *column = strrchr(id, ':');
    const char *number = strrchr(id, '-');
    size_t digits = number ? strspn(number + 1, "0123456789") : 0;
    if (name && row && row > name) {
        const char *of = strcmp(row, ":jr:constraintMsg") == 0 ? "constraint_message"
                         : strcmp(row, ":jr:requiredMsg") == 0 ? "required_message"
                                                               : row + 1;
        snprintf(out, SPOKEN_WHERE_MAX_BYTES, "survey, %.*s, %s", (int)(row - name - 1),
                 name + 1, of);
    } else if (row && row < column) {
        snprintf(out, SPOKEN_WHERE_MAX_BYTES, "%.*s, %.*s, %s", (int)(row - id), id,
                 (int)(column - row - 1), row + 1, column + 1);
    } else if (digits > 0 && digits < 7 && number[1 + digits] == '\0') {
        snprintf(out, SPOKEN_WHERE_MAX_BYTES, "choices, %.*s, choice %lu",
                 (int)(number - id), id, strtoul(number + 1, NULL, 10) + 1);
    } else {
        snprintf(out, SPOKEN_WHERE_MAX_BYTES, "%s", id);
    }
    out[characters_fitting(out, SPOKEN_WHERE_MAX_BYTES - 1)] = '\0';
}

bool
form_speaks_of_county(const char *field)
{
    static const char *const fields[] = {"name", "contact", "next_place", "decided_by"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(fields[i], field) == 0) {
            return true;
        }
    }
    return false;
}

static void
list_text(const struct form *form, const struct text_entry *entry, size_t language,
          on_spoken_text *on_text, void *context)
{
    const struct form_language *in = &form->languages[language];
    const struct words *forms = &entry->forms[language * TEXT_FORMS];
    const struct words *spoken =
        forms[TEXT_SAY].pieces ? &forms[TEXT_SAY] : &forms[TEXT_SHOWN];
    char where[SPOKEN_WHERE_MAX_BYTES];
    bool is_filled_in = false; /* a value stands in it, which has words */
    for (const struct piece *at = spoken->pieces; at; at = at->next) {
        is_filled_in = is_filled_in || at->output;
    }
    if (is_filled_in && spoken_words_ms(spoken->plain, in->code) == 0) {
        return;
    }
    if (spoken->pieces && !forms[TEXT_AUDIO].pieces && voice_find(in->code)) {
        find_where(entry->id, where);
        on_text(context,
                &(struct spoken_text){where, in->name, in->code, spoken->plain});
    }
}

/* What the county says in all languages with the same words. */
static void
list_county(const struct form *form, on_spoken_text *on_text, void *context)
{
    const struct record *county = form->county.count > 0 ? form->county.items : NULL;
    for (size_t i = 0; county && i < county->column_count; i++) {
        const struct record_column *column = &county->columns[i];
        char where[SPOKEN_WHERE_MAX_BYTES];
        snprintf(where, sizeof where, "county, %.200s", column->name);
        for (size_t j = 0; j < form->language_count; j++) {
            const struct form_language *in = &form->languages[j];
            if (form_speaks_of_county(column->name) && !column->label.text &&
                column->label.words.plain && voice_find(in->code)) {
                on_text(context, &(struct spoken_text){where, in->name, in->code,
                                                       column->label.words.plain});
            }
        }
    }
}

void
spoken_texts_list(const struct form *form, on_spoken_text *on_text, void *context)
{
    for (size_t i = 0; i < form->text_count; i++) {
        for (size_t j = 0; j < form->language_count; j++) {
            list_text(form, &form->texts[i], j, on_text, context);
        }
    }
    list_county(form, on_text, context);
}
