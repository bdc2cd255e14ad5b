/* Staff closed the kiosk for a while: said in every language of the form. */
#include "scene.h"
#include "words.h"

static void
build_closed(struct scene *scene)
{
    const struct form *form = scene->kiosk->pack->form;
    size_t count = form_language_count(form);
    struct page_item *items = scene_items(scene, count);
    count = items ? count : 0;
    for (size_t i = 0; i < count; i++) {
        const struct form_language *language = form_language(form, i);
        words_use(language->code);
        words_lend(form_kiosk_words(form, i), language->right_to_left);
        items[i] = (struct page_item){
            .id = scene_format(scene, "closed-%s", language->id),
            .text = scene_format(scene, "%s", tr("This kiosk is closed.")),
            .icon = "clock",
            .language = language->code};
    }
    words_use(scene->frame.language);
    words_lend(form_kiosk_words(form, scene->kiosk->session.language),
               scene->frame.rtl);
    scene_begin(scene);
    if (scene->page) {
        page_facts(scene->page, items, count);
    }
}

const struct screen screen_closed = {"closed", build_closed, NULL};
