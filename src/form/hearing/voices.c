/* voices: the table of voices. */
#include "townline/voices.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Debian's espeak-ng 1.51 has no Tagalog. Its "cmn" reads the tones of Chinese as
 * English digits, so the voice that takes its own pinyin is used. Most speakers of
 * Vietnamese in the United States have the southern accent. A longer language stands
 * before its beginning. */
static const struct voice voices[] = {
    {"en", "en-us", 117, 188, 115},  {"es", "es-419", 153, 250, 92},
    {"zh-HK", "yue", 150, 190, 292}, {"zh", "cmn-latn-pinyin", 160, 190, 292},
    {"yue", "yue", 150, 190, 292},   {"vi", "vi-vn-x-south", 145, 180, 96},
    {"ar", "ar", 135, 230, 165},     {"hi", "hi", 135, 230, 130},
    {"ko", "ko", 150, 250, 240},     {"ru", "ru", 150, 250, 92},
    {"pt", "pt-br", 153, 250, 92},   {"fr", "fr-fr", 150, 250, 92},
    {"ht", "ht", 140, 230, 110},
};

/* Whether `language` is this one, or this one with more: "es-MX" is "es". */
static bool
is_of(const char *language, const char *begin)
{
    size_t size = strlen(begin);
    return strncmp(language, begin, size) == 0 &&
           (language[size] == '\0' || language[size] == '-');
}

const struct voice *
voice_find(const char *language)
{
    for (size_t i = 0; i < sizeof voices / sizeof *voices; i++) {
        if (is_of(language, voices[i].language)) {
            return &voices[i];
        }
    }
    return NULL;
}
