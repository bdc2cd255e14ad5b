/*
 * keyboard_layouts: which characters the keys of a language's keyboard have.
 */
#ifndef TOWNLINE_KEYBOARD_LAYOUTS_H
#define TOWNLINE_KEYBOARD_LAYOUTS_H

#include <stdbool.h>

#define LAYOUT_ROWS 3

/* Each row is what its keys write, with a space between two keys. */
struct layout {
    const char *language;
    const char *letters[LAYOUT_ROWS];
    const char *capitals[LAYOUT_ROWS]; /* NULL: the script has no capitals */
    const char *accents[LAYOUT_ROWS];  /* NULL: the language needs none */
    const char *accent_capitals[LAYOUT_ROWS];
    const char *accent_key;  /* text on the key that leads to the accents */
    const char *letters_key; /* text on the key that leads back */
    const char *comma;
    const char *stop; /* NULL: a full stop */
    bool tones;       /* five keys put a tone on the vowel of a word */
    bool pinyin;      /* letters stand for characters, which are chosen from a row */
    bool own_script;  /* one key leads to the Latin letters */
};

/* That of English for a language without a keyboard of its own. */
const struct layout *layout_find(const char *language);
extern const char *const layout_numbers[LAYOUT_ROWS];

#endif
