/* fonts: opens the Noto fonts at the sizes that are needed, and finds the one for a
 * character. */
#include "fonts.h"

#include "townline/file.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SIZES_MAX 4     /* in which a file is open at a time; each takes 200 KB, */
#define CJK_SIZES_MAX 1 /* and of Chinese 2.6 MB */
#define OPEN_MAX (4 * SIZES_MAX * FACE_COUNT)
#define PATH_BYTES 512

struct face_file {
    const char *regular, *bold;       /* names below the folder of fonts */
    const char *italic, *bold_italic; /* NULL: the script has no italic */
    long index;                       /* number of the font in a collection */
    const char *script;
    bool needed;
    const char *package;
};

static const struct face_file files[FACE_COUNT] = {
    [FACE_SANS] = {"truetype/noto/NotoSans-Regular.ttf",
                   "truetype/noto/NotoSans-Bold.ttf",
                   "truetype/noto/NotoSans-Italic.ttf",
                   "truetype/noto/NotoSans-BoldItalic.ttf", 0, "Latn", true,
                   "fonts-noto-core"},
    [FACE_ARABIC] = {"truetype/noto/NotoSansArabicUI-Regular.ttf",
                     "truetype/noto/NotoSansArabicUI-Bold.ttf", NULL, NULL, 0, "Arab",
                     true, "fonts-noto-ui-core"},
    [FACE_DEVANAGARI] = {"truetype/noto/NotoSansDevanagariUI-Regular.ttf",
                         "truetype/noto/NotoSansDevanagariUI-Bold.ttf", NULL, NULL, 0,
                         "Deva", true, "fonts-noto-ui-core"},
    [FACE_THAI] = {"truetype/noto/NotoSansThaiUI-Regular.ttf",
                   "truetype/noto/NotoSansThaiUI-Bold.ttf", NULL, NULL, 0, "Thai", true,
                   "fonts-noto-ui-core"},
    [FACE_CJK] = {"opentype/noto/NotoSansCJK-Regular.ttc",
                  "opentype/noto/NotoSansCJK-Bold.ttc", NULL, NULL, 2, "Hani", true,
                  "fonts-noto-cjk"},
    [FACE_SYMBOLS] = {"truetype/noto/NotoSansSymbols2-Regular.ttf",
                      "truetype/noto/NotoSansSymbols2-Regular.ttf", NULL, NULL, 0,
                      "Zyyy", false, "fonts-noto-core"},
};

struct open_face {
    enum face face;
    bool bold, italic;
    int px;
    TTF_Font *font;
    unsigned long used;
};

/* The file of a font in memory. All its sizes read it from there, each only the pages
 * that it needs. */
struct font_file {
    void *data; /* NULL: not loaded yet */
    size_t size;
};

struct fonts {
    char directory[PATH_BYTES / 2];
    /* bold adds 1 to the index, italic adds 2 */
    struct font_file in_memory[FACE_COUNT][4];
    struct open_face open[OPEN_MAX];
    size_t open_count;
    unsigned long clock;
};

static bool
is_there(const struct fonts *fonts, const char *file)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/%s", fonts->directory, file);
    return file_exists(path);
}

bool
fonts_open(const char *directory, struct fonts **out, struct error *err)
{
    if (!directory) {
        directory = "/usr/share/fonts";
    }
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts) {
        return error_no_memory(err);
    }
    if (strlen(directory) >= sizeof fonts->directory) {
        free(fonts);
        return error_set(err, ERROR_INPUT, "the fonts folder's name is too long");
    }
    strcpy(fonts->directory, directory);
    for (int i = 0; i < FACE_COUNT; i++) {
        const struct face_file *file = &files[i];
        if (!file->needed ||
            (is_there(fonts, file->regular) && is_there(fonts, file->bold))) {
            continue;
        }
        free(fonts);
        return error_set(err, ERROR_MISSING,
                         "the font %s is not in %s: install the package %s",
                         file->regular, directory, file->package);
    }
    if (TTF_Init() != 0) {
        free(fonts);
        return error_set(err, ERROR_SYSTEM, "fonts cannot be used: %s", TTF_GetError());
    }
    *out = fonts;
    return true;
}

void
fonts_rest(struct fonts *fonts)
{
    for (size_t i = 0; i < fonts->open_count; i++) {
        TTF_CloseFont(fonts->open[i].font);
    }
    fonts->open_count = 0;
    for (int i = 0; i < 4 * FACE_COUNT; i++) {
        struct font_file *file = &fonts->in_memory[i / 4][i % 4];
        if (file->data) {
            munmap(file->data, file->size);
        }
        *file = (struct font_file){0};
    }
}

void
fonts_close(struct fonts *fonts)
{
    if (fonts) {
        fonts_rest(fonts);
        TTF_Quit();
        free(fonts);
    }
}

/* The font of a file, if it is open in as many sizes as it may be: the one that was not
 * used for longest, which then gets another size. NULL: one more may be opened. */
static struct open_face *
open_to_resize(struct fonts *fonts, enum face face, bool bold, bool italic)
{
    struct open_face *oldest = NULL;
    size_t sizes = 0;
    for (size_t i = 0; i < fonts->open_count; i++) {
        struct open_face *open = &fonts->open[i];
        if (open->face == face && open->bold == bold && open->italic == italic) {
            oldest = !oldest || open->used < oldest->used ? open : oldest;
            sizes++;
        }
    }
    return sizes < (face == FACE_CJK ? CJK_SIZES_MAX : SIZES_MAX) ? NULL : oldest;
}

static const struct font_file *
font_file(struct fonts *fonts, enum face face, bool bold, bool italic)
{
    const char *upright = bold ? files[face].bold : files[face].regular;
    const char *slanted = bold ? files[face].bold_italic : files[face].italic;
    struct font_file *file = &fonts->in_memory[face][bold + 2 * italic];
    if (file->data) {
        return file;
    }
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/%s", fonts->directory, italic ? slanted : upright);
    int number = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (number >= 0 && fstat(number, &status) == 0 && status.st_size > 0 &&
        status.st_size <= INT_MAX) {
        void *data =
            mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, number, 0);
        if (data != MAP_FAILED) {
            *file = (struct font_file){data, (size_t)status.st_size};
        }
    }
    if (number >= 0) {
        close(number);
    }
    return file;
}

static TTF_Font *
open_face(struct fonts *fonts, enum face face, const struct font_style *style)
{
    bool slants = style->italic && files[face].italic;
    bool bold = style->bold || (style->italic && !slants);
    int px = style->px;
    for (size_t i = 0; i < fonts->open_count; i++) {
        struct open_face *open = &fonts->open[i];
        if (open->face == face && open->bold == bold && open->italic == slants &&
            open->px == px) {
            open->used = ++fonts->clock;
            return open->font;
        }
    }
    struct open_face *other = open_to_resize(fonts, face, bold, slants);
    if (other) {
        if (TTF_SetFontSize(other->font, px) != 0) {
            return NULL;
        }
        other->px = px;
        other->used = ++fonts->clock;
        return other->font;
    }
    const struct font_file *file = font_file(fonts, face, bold, slants);
    /* the package does not have it any more; upright letters can be read as well */
    if (slants && !file->data) {
        file = font_file(fonts, face, bold, false);
    }
    SDL_RWops *bytes =
        file->data ? SDL_RWFromConstMem(file->data, (int)file->size) : NULL;
    TTF_Font *font =
        bytes ? TTF_OpenFontIndexRW(bytes, 1, px, files[face].index) : NULL;
    if (!font) {
        return NULL;
    }
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    TTF_SetFontKerning(font, 1);
    fonts->open[fonts->open_count++] =
        (struct open_face){face, bold, slants, px, font, ++fonts->clock};
    return font;
}

TTF_Font *
fonts_use(struct fonts *fonts, enum face face, const struct font_style *style, bool rtl)
{
    TTF_Font *font = open_face(fonts, face, style);
    if (!font) {
        return NULL;
    }
    TTF_SetFontDirection(font, rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, files[face].script);
    return font;
}

/* An upright font of the face in any size has the same characters. */
static TTF_Font *
any_size(struct fonts *fonts, enum face face, int px)
{
    for (size_t i = 0; i < fonts->open_count; i++) {
        struct open_face *open = &fonts->open[i];
        if (open->face == face && !open->bold && !open->italic) {
            open->used = ++fonts->clock;
            return open->font;
        }
    }
    return open_face(fonts, face, &(struct font_style){.px = px});
}

static bool
has(struct fonts *fonts, enum face face, uint32_t character, int px)
{
    TTF_Font *font = any_size(fonts, face, px);
    return font && TTF_GlyphIsProvided32(font, character);
}

enum face
fonts_face_of(struct fonts *fonts, uint32_t character, enum face before,
              bool joins_before, int px)
{
    if (joins_before && before != FACE_COUNT && has(fonts, before, character, px)) {
        return before;
    }
    for (int face = 0; face < FACE_COUNT; face++) {
        if (has(fonts, (enum face)face, character, px)) {
            return (enum face)face;
        }
    }
    return FACE_COUNT;
}
