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

/* For whoever hears the screen: how the language is chosen, in that language; or that
 * it has no voice, which is also shown where there is room. */
static void
tell_voice(struct scene *scene, const struct form_language *language,
           struct page_item *item)
{
    const struct kiosk *kiosk = scene->kiosk;
    if (!kiosk->listening.on) {
        return;
    }
    if (!speech_has_voice(&kiosk->listening.speech, language->code)) {
        item->detail = tr("Text only, no voice");
        item->say = scene_labeled(scene, item->text, item->detail);
        return;
    }
    words_use(language->code);
    item->say =
        scene_say(scene, item->text,
                  tr("Press the middle key, or touch again, for this language."));
    kiosk_use_words(kiosk);
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
        tell_voice(scene, language, &items[i]);
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
