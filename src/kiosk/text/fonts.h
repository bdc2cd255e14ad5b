/*
 * fonts: the chain of Noto faces, opened at the sizes that are asked for. Every face is
 * opened once a size and weight and kept. Private to text/.
 */
#ifndef TOWNLINE_FONTS_H
#define TOWNLINE_FONTS_H

#include "townline/error.h"

#include <SDL2/SDL_ttf.h>
#include <stdbool.h>
#include <stdint.h>

enum face {
    FACE_SANS, /* Latin, Greek, Cyrillic */
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

struct font_style {
    bool bold, italic; /* a script that never slants is bold in place of it */
    int px;
};
/* The face in a style, set to a direction and its script, as SDL_ttf keeps both as
 * state; NULL when it cannot be opened. Borrowed. */
TTF_Font *fonts_use(struct fonts *fonts, enum face face, const struct font_style *style,
                    bool rtl);
/* The first face that has the character; `before` is that of the character before,
 * which is kept for spaces and marks. FACE_COUNT: none has it. */
enum face fonts_face_of(struct fonts *fonts, uint32_t character, enum face before,
                        bool joins_before, int px);

#endif
