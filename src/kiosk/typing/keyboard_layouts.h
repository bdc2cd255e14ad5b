/*
 * keyboard_layouts: which characters stand on the keys of a language's keyboard.
 */
#ifndef TOWNLINE_KEYBOARD_LAYOUTS_H
#define TOWNLINE_KEYBOARD_LAYOUTS_H

#include <stdbool.h>

#define LAYOUT_ROWS 3

/* One row: what its keys write, a space between two keys. */
struct layout {
    const char *language;
    const char *letters[LAYOUT_ROWS];
    const char *capitals[LAYOUT_ROWS]; /* NULL: the script has none */
    const char *accents[LAYOUT_ROWS];  /* NULL: the language needs none */
    const char *accent_capitals[LAYOUT_ROWS];
    const char *accent_key;  /* what stands on the key that leads there */
    const char *letters_key; /* and on the one that leads back */
    const char *comma;
    bool tones;      /* five keys put a tone on the word's vowel */
    bool own_script; /* a key leads to the Latin letters */
};

/* English for a language that has none. */
const struct layout *layout_find(const char *language);
extern const char *const layout_numbers[LAYOUT_ROWS];

#endif
