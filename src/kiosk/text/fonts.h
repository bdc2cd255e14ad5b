/*
 * fonts: the Noto fonts, in the order in which they are searched for a character. Each
 * style is open in a few sizes, which change to those that are needed. For text/ alone.
 */
#ifndef TOWNLINE_FONTS_H
#define TOWNLINE_FONTS_H

#include "townline/error.h"

#include <SDL2/SDL_ttf.h>
#include <stdbool.h>
#include <stdint.h>

enum face {
    FACE_SANS, /* Latin, Greek and Cyrillic */
    FACE_ARABIC,
    FACE_DEVANAGARI,
    FACE_THAI,
    FACE_CJK, /* simplified Chinese */
    FACE_SYMBOLS,
    FACE_COUNT
};

struct fonts;
bool fonts_open(const char *directory, struct fonts **out, struct error *err)
    __attribute__((warn_unused_result));
void fonts_close(struct fonts *fonts);
/* Closes all sizes and files. What is needed is opened again, which takes two
 * milliseconds for Chinese. */
void fonts_rest(struct fonts *fonts);

struct font_style {
    bool bold, italic; /* a script without italic is bold instead */
    int px;
};
/* The font in a style, with direction and script set, which SDL_ttf keeps in the font.
 * NULL when it cannot be opened. Borrowed until the next call. */
TTF_Font *fonts_use(struct fonts *fonts, enum face face, const struct font_style *style,
                    bool rtl);
/* The first font that has the character. `before` is the font of the character before
 * it, which spaces and marks keep. FACE_COUNT: no font has it. */
enum face fonts_face_of(struct fonts *fonts, uint32_t character, enum face before,
                        bool joins_before, int px);

#endif
