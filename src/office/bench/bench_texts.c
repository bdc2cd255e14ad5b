/* Reads sentences out of the catalogues of the programs on this machine. */
#include "bench_texts.h"

#include "townline/buffer.h"
#include "townline/characters.h"
#include "townline/file.h"

#include <glob.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CATALOGUE_MAX_BYTES ((size_t)8 << 20)
#define FROM_ONE_MAX 12 /* texts of one program, so that none has too much weight */

static uint32_t
number_at(const struct buffer *file, size_t at)
{
    struct cursor cursor;
    cursor_init(&cursor, file->data, file->size);
    if (at > file->size || !cursor_take(&cursor, at)) {
        return 0;
    }
    return cursor_u32(&cursor);
}

/* Sentences as people write them: no placeholders, keys, marks or line ends. */
static bool
is_sentence(const char *text, size_t size)
{
    size_t characters = 0, spaces = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte < ' ' || strchr("%<>_&{}|\\$=@#*[]`\"~", text[i])) {
            return false;
        }
        characters += !character_is_inside(text[i]);
        spaces += byte == ' ' || byte >= 0xe3;
    }
    return characters >= 30 && characters <= 140 && spaces >= 4;
}

static bool
is_known(const struct bench_texts *texts, const char *text, size_t size)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (strncmp(texts->texts[i], text, size) == 0) {
            return true;
        }
    }
    return false;
}

static void
keep(struct bench_texts *texts, const char *text, size_t size)
{
    char *copy = malloc(size + 1);
    if (!copy) {
        return;
    }
    memcpy(copy, text, size);
    copy[size] = '\0';
    texts->texts[texts->count++] = copy;
    texts->bytes += size;
}

/* The table of originals or translations: at each place a length and an offset. */
static void
take_from(struct bench_texts *texts, const struct buffer *file, bool originals)
{
    if (number_at(file, 0) != 0x950412deu) {
        return;
    }
    size_t count = number_at(file, 8), table = number_at(file, originals ? 12 : 16);
    size_t taken = 0, step = count / FROM_ONE_MAX + 1;
    for (size_t i = 0; i < count && taken < FROM_ONE_MAX; i++) {
        size_t size = number_at(file, table + 8 * i);
        size_t at = number_at(file, table + 8 * i + 4);
        if (at > file->size || size > file->size - at || (i % step && count > 400)) {
            continue;
        }
        const char *text = (const char *)file->data + at;
        if (texts->count == BENCH_TEXTS_MAX || !is_sentence(text, size) ||
            is_known(texts, text, size)) {
            continue;
        }
        keep(texts, text, size);
        taken++;
    }
}

void
bench_texts_load(struct bench_texts *texts, const char *language)
{
    char pattern[128];
    bool originals = strcmp(language, "en") == 0;
    glob_t found = {0};
    *texts = (struct bench_texts){.count = 0};
    snprintf(pattern, sizeof pattern, "/usr/share/locale/%s/LC_MESSAGES/*.mo",
             originals ? "es" : language);
    if (glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++) {
            struct buffer file;
            buffer_init(&file, CATALOGUE_MAX_BYTES);
            if (file_load(found.gl_pathv[i], &file, NULL)) {
                take_from(texts, &file, originals);
            }
            buffer_finish(&file);
        }
    }
    globfree(&found);
}

void
bench_texts_finish(struct bench_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        free(texts->texts[i]);
    }
    texts->count = 0;
}
