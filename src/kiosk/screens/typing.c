/* typing: the keys of a screen on which text is typed, and what pressing one does. For
 * Chinese a row of candidates stands above them. */
#include "scene.h"

#include <string.h>

/* Looks up what the letters at the end of the text may mean. */
static size_t
find_candidates(struct kiosk *kiosk, const char *text)
{
    const char *letters = keyboard_letters(&kiosk->keyboard, text);
    if (!kiosk->hanzi || !*letters) {
        return 0;
    }
    return hanzi_find(kiosk->hanzi, letters, kiosk->candidates,
                      sizeof kiosk->candidates / sizeof *kiosk->candidates);
}

void
typing_begin(struct kiosk *kiosk, bool is_question)
{
    const struct session *session = &kiosk->session;
    const struct place *place = session_place(session);
    const char *text = is_question ? instance_value(session->instance, place) : "";
    const char *language = kiosk_language(kiosk).code;
    bool is_name = kiosk->staff.view == STAFF_NAME;
    bool is_text =
        is_question &&
        form_control(kiosk->pack->form, place->control)->kind == CONTROL_TEXT;
    keyboard_init(&kiosk->keyboard, language, is_name ? kiosk->setup.name : text);
    kiosk->keyboard.contact =
        is_name ||
        (is_question && control_is_contact(kiosk->pack->form, place->control));
    if (kiosk->theme.compact && kiosk->keyboard.contact) {
        kiosk->keyboard.pinyin = false; /* the row of candidates has no room there */
    }
    if (kiosk->keyboard.pinyin && (is_name || is_text) && !kiosk->hanzi &&
        !hanzi_open(&kiosk->hanzi, NULL)) {
        kiosk->hanzi = NULL; /* the letters themselves can be written */
    }
}

void
typing_forget(struct kiosk *kiosk)
{
    hanzi_close(kiosk->hanzi);
    kiosk->hanzi = NULL;
    memset(kiosk->candidates, 0, sizeof kiosk->candidates);
}

void
typing_keys(struct scene *scene, const char *text)
{
    struct kiosk *kiosk = scene->kiosk;
    struct typing_keys *keys = &scene->typing;
    keyboard_rows(&kiosk->keyboard, scene->frame.language, &keys->keyboard);
    size_t count = 0;
    if (kiosk->hanzi && kiosk->keyboard.pinyin) {
        keyboard_candidates(&kiosk->keyboard, kiosk->candidates,
                            find_candidates(kiosk, text), keys->candidates, keys->ids,
                            &keys->rows[count++]);
    }
    for (size_t row = 0; row < KEYBOARD_ROWS; row++) {
        keys->rows[count++] = keys->keyboard.rows[row];
    }
    page_keyboard(scene->page, keys->rows, count);
}

bool
typing_press(struct kiosk *kiosk, const char *id, char *text, size_t size)
{
    return keyboard_pick(&kiosk->keyboard, id, kiosk->candidates,
                         find_candidates(kiosk, text), text, size);
}
