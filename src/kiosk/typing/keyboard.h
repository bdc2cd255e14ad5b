/*
 * keyboard: the keyboard on the screen: which keys a language has and where, and what a
 * key does to the text. Pure: nothing is drawn here. The id of a key is "key-" and what
 * it writes, or its name: shift, backspace, space, numbers, letters, accents, latin,
 * tone-1.
 *
 * Chinese is typed as pinyin. Its letters are part of the text as soon as they are
 * pressed, so that nothing is lost when the resident goes on; those at the end of the
 * text stand for characters until the first of the candidates in the row above the keys
 * is taken with the space key, or another one by its own: pick-1 and so on, pick-more.
 */
#ifndef TOWNLINE_KEYBOARD_H
#define TOWNLINE_KEYBOARD_H

#include "hanzi.h"
#include "page.h"

#define KEYBOARD_ROWS 4
#define KEYBOARD_KEYS 14 /* at most, in a row */

enum keyboard_layer { LAYER_LETTERS, LAYER_NUMBERS, LAYER_ACCENTS, LAYER_LATIN };
struct keyboard {
    enum keyboard_layer layer;
    bool shift;     /* for the next letter */
    bool contact;   /* for a name, a telephone number or an address: with an @ */
    bool tones;     /* the language has tones */
    bool pinyin;    /* the letters of the language stand for characters */
    bool composing; /* keyboard_find: the letter was pressed, and its mark comes next */
    size_t
        skipped; /* candidates that are no longer shown, since others were asked for */
    char draft[16]; /* a number while it is typed: "3." */
};

/* The state at the beginning of a text: letters, with shift on for the first one. */
void keyboard_init(struct keyboard *keyboard, const char *language, const char *text);

/* The keys as a page takes them. Their ids and texts lie in `rows`. */
struct keyboard_rows {
    struct page_key keys[KEYBOARD_ROWS][KEYBOARD_KEYS];
    struct page_key_row rows[KEYBOARD_ROWS];
    char ids[KEYBOARD_ROWS][KEYBOARD_KEYS][12];
};
void keyboard_rows(const struct keyboard *keyboard, const char *language,
                   struct keyboard_rows *out);

/* The letters at the end of `text` that stand for characters: empty when the keys write
 * no pinyin now. They lie in `text`. */
const char *keyboard_letters(const struct keyboard *keyboard, const char *text);
/* Fills `row`, whose keys have room for KEYBOARD_KEYS, with as many candidates as a row
 * of ten keys holds, and empty places. The texts stay those of `found`. Ids lie in
 * `ids`. */
void keyboard_candidates(const struct keyboard *keyboard,
                         const struct hanzi_candidate *found, size_t count,
                         struct page_key keys[KEYBOARD_KEYS],
                         char ids[KEYBOARD_KEYS][12], struct page_key_row *row);
/* As keyboard_press, with the candidates for the letters of `text`: a candidate takes
 * the place of its letters. */
bool keyboard_pick(struct keyboard *keyboard, const char *id,
                   const struct hanzi_candidate *found, size_t count, char *text,
                   size_t size);

/* Whether the keys write the letters of the language; those of Chinese need the
 * candidates of `hanzi`. */
bool keyboard_writes(const char *language, const struct hanzi *hanzi);

/* Does to `text` what pressing the key `id` does. The text ends with a NUL and is
 * changed in place; it has room for `size` bytes with its NUL. False when it did not
 * change. */
bool keyboard_press(struct keyboard *keyboard, const char *id, char *text, size_t size);

/* For scripts: finds the key to press next in order to write the first character of
 * `text`. It may be a key that changes the layer. False when the language's keyboard
 * does not have the character. `character_size_out` is the bytes of the character when
 * this key writes it, else 0. `keyboard` remembers that the mark of a letter has still
 * to be pressed. */
bool keyboard_find(struct keyboard *keyboard, const char *language, const char *text,
                   char id_out[12], size_t *character_size_out);

#endif
