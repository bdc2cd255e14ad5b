/* characters: reads UTF-8 and answers questions about characters. */
#include "townline/characters.h"

#include <string.h>

uint32_t
character_at(const char *text, size_t *size_out)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t size = at[0] == 0     ? 0
                  : at[0] < 0xc0 ? 1
                  : at[0] < 0xe0 ? 2
                  : at[0] < 0xf0 ? 3
                                 : 4;
    *size_out = size;
    if (size <= 1) {
        return at[0];
    }
    uint32_t character = at[0] & (0x7fu >> size);
    for (size_t i = 1; i < size; i++) {
        if (!character_is_inside(text[i])) { /* the character is cut short */
            *size_out = i;
            return 0xfffd;
        }
        character = character << 6 | (at[i] & 0x3fu);
    }
    return character;
}

size_t
characters_count(const char *text)
{
    size_t count = 0, size;
    for (; character_at(text, &size), size > 0; text += size) {
        count++;
    }
    return count;
}

size_t
characters_bytes(const char *text, size_t count)
{
    size_t bytes = 0, size;
    for (; count > 0; count--, bytes += size) {
        character_at(text + bytes, &size);
        if (size == 0) {
            break;
        }
    }
    return bytes;
}

size_t
characters_fitting(const char *text, size_t max_bytes)
{
    size_t size = strlen(text);
    if (size > max_bytes) {
        size = max_bytes;
        while (size > 0 && character_is_inside(text[size])) {
            size--;
        }
    }
    return size;
}

static bool
is_clean(const char *text, size_t *size_out)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t character = character_at(text, size_out);
    size_t size = *size_out;
    unsigned char first = (unsigned char)*text;
    if (size == 1) {
        return first == '\n' || first == '\t' || (first >= 0x20 && first < 0x7f);
    }
    if (first >= 0xf8 || character < least[size] || character > 0x10ffff) {
        return false;
    }
    /* The size is too small for the first byte when the character was cut short. */
    size_t wanted = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    return size == wanted && (character < 0xd800 || character > 0xdfff) &&
           (character < 0x80 || character > 0x9f);
}

bool
characters_are_clean(const char *text)
{
    for (size_t size; *text != '\0'; text += size) {
        if (!is_clean(text, &size)) {
            return false;
        }
    }
    return true;
}

size_t
character_well_formed_bytes(const void *bytes, size_t left)
{
    const uint8_t *at = bytes;
    if (left == 0) {
        return 0;
    }
    uint8_t lead = at[0];
    if (lead < 0x80) {
        return lead != 0;
    }
    size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || length > left) {
        return 0;
    }
    /* After some first bytes the second byte has tighter bounds; the other bytes never
     * have. */
    uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (at[1] < low || at[1] > high) {
        return 0;
    }
    for (size_t i = 2; i < length; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    return length;
}

bool
characters_are_well_formed(const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    while (size > 0) {
        size_t length = character_well_formed_bytes(at, size);
        if (length == 0) {
            return false;
        }
        at += length;
        size -= length;
    }
    return true;
}

bool
characters_end_with(const char *text, const char *ending)
{
    size_t size = strlen(text), ending_size = strlen(ending);
    return size > ending_size && strcmp(text + size - ending_size, ending) == 0;
}

bool
characters_end_with_any_case(const char *text, const char *ending)
{
    size_t size = strlen(text), ending_size = strlen(ending);
    if (size <= ending_size) {
        return false;
    }
    for (size_t i = 0; i < ending_size; i++) {
        char c = text[size - ending_size + i];
        if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != ending[i]) {
            return false;
        }
    }
    return true;
}
