#include "languages.h"

#include <string.h>

#define LANGUAGES_MAX 12 /* as many as a first screen has room for */

const char *
language_name(struct scene *scene, size_t language)
{
    const char *name = form_language(scene->kiosk->pack->form, language)->name;
    const char *end = strstr(name, " (");
    return scene_format(scene, "%.*s", end ? (int)(end - name) : (int)strlen(name),
                        name);
}

size_t
language_items(struct scene *scene, struct page_item **items_out)
{
    const struct form *form = scene->kiosk->pack->form;
    size_t count = form_language_count(form);
    count = count < LANGUAGES_MAX ? count : LANGUAGES_MAX;
    struct page_item *items = *items_out = scene_items(scene, count);
    for (size_t i = 0; i < count; i++) {
        const char *code = form_language(form, i)->code;
        items[i] = (struct page_item){.id = scene_format(scene, "language-%s", code),
                                      .text = language_name(scene, i),
                                      .language = code};
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
        if (strcmp(form_language(form, i)->code, id + 9) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}
