/* languages: makes the buttons that name each language in itself. */
#include "languages.h"

#include "words.h"

#include <string.h>

#define LANGUAGES_MAX 12 /* as many as a first screen has room for */

const char *
language_name(const struct kiosk *kiosk, size_t language)
{
    const struct form *form = kiosk->pack->form;
    const char *label = form_language(form, language)->label;
    return *label ? label : form_language_count(form) > 1 ? tr("Language") : NULL;
}

size_t
language_items(struct scene *scene, struct page_item **items_out)
{
    const struct form *form = scene->kiosk->pack->form;
    size_t count = form_language_count(form);
    count = count < LANGUAGES_MAX ? count : LANGUAGES_MAX;
    struct page_item *items = *items_out = scene_items(scene, count);
    for (size_t i = 0; i < count; i++) {
        const struct form_language *language = form_language(form, i);
        items[i] =
            (struct page_item){.id = scene_format(scene, "language-%s", language->id),
                               .text = *language->label ? language->label : tr("Start"),
                               .language = language->code};
    }
    return count;
}

bool
language_touched(const struct kiosk *kiosk, const char *id, size_t *out)
{
    const struct form *form = kiosk->pack->form;
    if (strncmp(id, "language-", 9) != 0) {
        return false;
    }
    for (size_t i = 0; i < form_language_count(form); i++) {
        if (strcmp(form_language(form, i)->id, id + 9) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}
