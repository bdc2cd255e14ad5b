#include "characters.h"

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
    if (size <= 1)
        return at[0];
    uint32_t character = at[0] & (0x7fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((at[i] & 0xc0) != 0x80) { /* cut short */
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
    for (; character_at(text, &size), size > 0; text += size)
        count++;
    return count;
}

size_t
characters_bytes(const char *text, size_t count)
{
    size_t bytes = 0, size;
    for (; count > 0; count--, bytes += size) {
        character_at(text + bytes, &size);
        if (size == 0)
            break;
    }
    return bytes;
}

static bool
is_clean(const char *text, size_t *size_out)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t character = character_at(text, size_out);
    size_t size = *size_out;
    unsigned char first = (unsigned char)*text;
    if (size == 1)
        return first == '\n' || first == '\t' || (first >= 0x20 && first < 0x7f);
    if (first >= 0xf8 || character < least[size] || character > 0x10ffff)
        return false;
    /* Where a sequence was cut short, the size is too small for its first byte. */
    size_t wanted = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    return size == wanted && (character < 0xd800 || character > 0xdfff) &&
           (character < 0x80 || character > 0x9f);
}

bool
characters_are_clean(const char *text)
{
    for (size_t size; *text != '\0'; text += size) {
        if (!is_clean(text, &size))
            return false;
    }
    return true;
}
