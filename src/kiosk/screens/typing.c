/* typing: the keys of a screen on which text is typed, and what pressing one does. For
 * Chinese a row of candidates stands above them. */
#include "scene.h"

#include "words.h"

#include <ctype.h>
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
    hanzi_forget(kiosk->hanzi);
    memset(kiosk->candidates, 0, sizeof kiosk->candidates);
}

#define FEW_KEYS 4

/* Whether the key writes what a row is named after: a letter or a digit; in a row of
 * few keys a sign too, since others know it by nothing else. */
static bool
names_row(const struct page_key_row *row, const struct page_key *key)
{
    bool writes = key->id && key->text && !key->say && !key->icon;
    return writes && (row->count <= FEW_KEYS || !ispunct((unsigned char)*key->text));
}

/* "q to p"; NULL: there are no letters. */
static const char *
letters_of(struct scene *scene, const struct page_key_row *row)
{
    const char *first = NULL, *last = NULL;
    for (size_t i = 0; i < row->count; i++) {
        if (names_row(row, &row->keys[i])) {
            first = first ? first : row->keys[i].text;
            last = row->keys[i].text;
        }
    }
    if (first == last) {
        return first;
    }
    return scene_fill(scene, scene_fill(scene, tr("{first} to {last}"), "first", first),
                      "last", last);
}

static const struct page_key *
find_key(const struct page_key_row *row, const char *name)
{
    for (size_t i = 0; i < row->count; i++) {
        const char *id = row->keys[i].id, *hyphen = id ? strchr(id, '-') : NULL;
        if (hyphen && strcmp(hyphen + 1, name) == 0) {
            return &row->keys[i];
        }
    }
    return NULL;
}

void
typing_name_rows(struct scene *scene, struct page_key_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *letters = letters_of(scene, &rows[i]);
        const struct page_key *backspace = find_key(&rows[i], "backspace");
        if (find_key(&rows[i], "space")) {
            rows[i].say = tr("Row: space, signs and other letters.");
            continue;
        }
        rows[i].say = letters ? scene_fill(scene, tr("Row: {keys}."), "keys", letters)
                              : tr("Row: signs.");
        if (backspace) {
            rows[i].say = scene_sentences(scene, rows[i].say, backspace->say);
        }
    }
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
    typing_name_rows(scene, keys->rows, count);
    page_keyboard(scene->page, keys->rows, count);
}

bool
typing_press(struct kiosk *kiosk, const char *id, char *text, size_t size)
{
    return keyboard_pick(&kiosk->keyboard, id, kiosk->candidates,
                         find_candidates(kiosk, text), text, size);
}
