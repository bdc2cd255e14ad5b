/*
 * keyboard: the on-screen keyboard: which keys stand where in a language, and what a
 * key does to the text. Pure: no drawing. Ids of keys are "key-" and what the key
 * writes, or its name: shift, backspace, space, numbers, letters, accents, latin,
 * tone-1.
 */
#ifndef TOWNLINE_KEYBOARD_H
#define TOWNLINE_KEYBOARD_H

#include "page.h"

#define KEYBOARD_ROWS 4
#define KEYBOARD_KEYS 14 /* in a row, at most */

enum keyboard_layer { LAYER_LETTERS, LAYER_NUMBERS, LAYER_ACCENTS, LAYER_LATIN };
struct keyboard {
    enum keyboard_layer layer;
    bool shift;     /* for the next letter */
    bool contact;   /* a name, a telephone, an address: with an @ */
    bool tones;     /* the language has them */
    bool composing; /* keyboard_find: the letter below a mark was pressed */
    char draft[16]; /* a number while it is typed: "3." */
};

/* As it stands when a text is begun: letters, shift held for the first. */
void keyboard_init(struct keyboard *keyboard, const char *language, const char *text);

/* The keys as a page wants them. Ids and texts live in `rows`. */
struct keyboard_rows {
    struct page_key keys[KEYBOARD_ROWS][KEYBOARD_KEYS];
    struct page_key_row rows[KEYBOARD_ROWS];
    char ids[KEYBOARD_ROWS][KEYBOARD_KEYS][12];
};
void keyboard_rows(const struct keyboard *keyboard, const char *language,
                   struct keyboard_rows *out);

/* Whether the keys write the language's own letters. */
bool keyboard_writes(const char *language);

/* What pressing the key `id` makes of `text` (NUL-terminated, in place, at most `size`
 * bytes with its NUL). False when the text did not change. */
bool keyboard_press(struct keyboard *keyboard, const char *id, char *text, size_t size);

/* For scripts: the id of the next key to press towards writing the character that
 * `text` begins with, in the order layers have to be changed; false when the language's
 * keyboard has no such character. `character_size_out` is its bytes once this key
 * writes it, else 0. It remembers in `keyboard` that a letter's mark is still to come.
 */
bool keyboard_find(struct keyboard *keyboard, const char *language, const char *text,
                   char id_out[12], size_t *character_size_out);

#endif
