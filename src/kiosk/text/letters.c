/* letters: reads UTF-8 into characters, and finds the font and direction of each. */
#include "letters.h"

#include "breaks.h"
#include "direction.h"
#include "townline/characters.h"
#include "townline/seal.h"

#include <fribidi.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT 0xFFFD

/* Reads one character. Each byte that is no UTF-8 becomes one U+FFFD. */
static uint32_t
decode(const unsigned char **at)
{
    size_t size = character_well_formed_bytes(*at, strnlen((const char *)*at, 4));
    if (size == 0) {
        (*at)++;
        return REPLACEMENT;
    }
    uint32_t character = character_at((const char *)*at, &size);
    *at += size;
    return character;
}

bool
letter_is_space(uint32_t character)
{
    return character == ' ' || character == '\n' || character == 0x3000;
}

bool
letter_is_unseen(uint32_t character)
{
    return character == '\n' || character == 0xAD || character == 0x200B ||
           character == 0x200E || character == 0x200F || character == 0x061C ||
           (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069) || character == 0xFEFF;
}

static size_t
read_characters(struct letter *letters, const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    const unsigned char *end = at + strnlen(text, TYPESET_TEXT_MAX_BYTES);
    size_t count = 0;
    bool bold = false, italic = false;
    while (at < end && *at) {
        if (*at == TYPESET_BOLD_ON || *at == TYPESET_BOLD_OFF) {
            bold = *at++ == TYPESET_BOLD_ON;
            continue;
        }
        if (*at == TYPESET_ITALIC_ON || *at == TYPESET_ITALIC_OFF) {
            italic = *at++ == TYPESET_ITALIC_ON;
            continue;
        }
        uint32_t character = decode(&at);
        if (character == '\t') {
            character = ' ';
        }
        if ((character < ' ' && character != '\n') || character == 0x7F) {
            continue;
        }
        letters[count++] = (struct letter){
            .character = character,
            .end = (uint32_t)(at - (const unsigned char *)text),
            .bold = bold,
            .italic = italic,
        };
    }
    return count;
}

static void
set_faces(struct paragraph *paragraph, struct fonts *fonts, int px)
{
    enum face before = FACE_COUNT;
    for (size_t i = 0; i < paragraph->letter_count; i++) {
        struct letter *letter = &paragraph->letters[i];
        FriBidiCharType type = fribidi_get_bidi_type(letter->character);
        bool joins = letter_is_space(letter->character) || type == FRIBIDI_TYPE_NSM ||
                     type == FRIBIDI_TYPE_BN;
        enum face face =
            letter_is_unseen(letter->character)
                ? (before == FACE_COUNT ? FACE_SANS : before)
                : fonts_face_of(fonts, letter->character, before, joins, px);
        if (face == FACE_COUNT) {
            paragraph->missing++;
            letter->character = REPLACEMENT;
            face = FACE_SANS;
        }
        letter->face = (uint8_t)face;
        before = face;
    }
}

bool
letters_read(struct paragraph *paragraph, struct fonts *fonts,
             const struct text_spec *spec)
{
    size_t most = strnlen(spec->text, TYPESET_TEXT_MAX_BYTES) + 1;
    bool ok = false;
    uint32_t *text = calloc(most, sizeof *text);
    bool *allow = calloc(most, sizeof *allow);
    uint8_t *levels = calloc(most, sizeof *levels);
    paragraph->letters = calloc(most, sizeof *paragraph->letters);
    if (!text || !allow || !levels || !paragraph->letters) {
        goto out;
    }
    size_t count = read_characters(paragraph->letters, spec->text);
    paragraph->letter_count = count;
    for (size_t i = 0; i < count; i++) {
        text[i] = paragraph->letters[i].character;
    }
    if (!breaks_find(text, count, spec->language, allow)) {
        goto out;
    }
    for (size_t at = 0; at < count;) {
        size_t end = at;
        while (end < count && text[end] != '\n') {
            end++;
        }
        if (!direction_levels(text + at, end - at, spec->rtl, levels + at)) {
            goto out;
        }
        at = end + 1;
    }
    for (size_t i = 0; i < count; i++) {
        paragraph->letters[i].break_after = allow[i];
        paragraph->letters[i].level = levels[i];
    }
    set_faces(paragraph, fonts, spec->font_px);
    ok = true;
out:
    if (text) {
        seal_wipe(text, most * sizeof *text);
    }
    free(text);
    free(allow);
    free(levels);
    return ok;
}
