/* typeset: measures and draws paragraphs, and keeps what it has made. */
#include "typeset.h"

#include "letters.h"
#include "paragraph.h"
#include "townline/hash.h"
#include "townline/seal.h"

#include <fribidi.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS 4096
#define KEPT_MAX 12000
#define KEPT_MAX_BYTES ((size_t)6 << 20)
#define CAP_RATIO 0.714

struct kept {
    struct kept *next;
    uint64_t hash;
    struct text_spec spec; /* its text and language are owned */
    struct paragraph paragraph;
    struct text_picture picture;
    bool drawn;
};

struct typeset {
    struct fonts *fonts;
    struct kept *buckets[BUCKETS];
    size_t count, bytes;
};

bool
typeset_open(const char *fonts_dir, struct typeset **out, struct error *err)
{
    struct typeset *typeset = calloc(1, sizeof *typeset);
    if (!typeset) {
        return error_no_memory(err);
    }
    if (!fonts_open(fonts_dir, &typeset->fonts, err)) {
        free(typeset);
        return false;
    }
    *out = typeset;
    return true;
}

static void
forget(struct kept *kept)
{
    SDL_Surface *picture = kept->picture.surface;
    if (picture && picture->pixels) {
        seal_wipe(picture->pixels, (size_t)picture->pitch * (size_t)picture->h);
    }
    SDL_FreeSurface(picture);
    paragraph_finish(&kept->paragraph);
    seal_text_free((char *)kept->spec.text);
    free((char *)kept->spec.language);
    free(kept);
}

void
typeset_forget(struct typeset *typeset)
{
    for (size_t i = 0; i < BUCKETS; i++) {
        while (typeset->buckets[i]) {
            struct kept *kept = typeset->buckets[i];
            typeset->buckets[i] = kept->next;
            forget(kept);
        }
    }
    typeset->count = typeset->bytes = 0;
}

void
typeset_rest(struct typeset *typeset)
{
    typeset_forget(typeset);
    fonts_rest(typeset->fonts);
}

void
typeset_close(struct typeset *typeset)
{
    if (!typeset) {
        return;
    }
    typeset_forget(typeset);
    fonts_close(typeset->fonts);
    free(typeset);
}

static uint64_t
hash_spec(const struct text_spec *spec)
{
    int numbers[] = {spec->font_px,  spec->weight, spec->width_px,
                     spec->pitch_px, spec->rtl,    spec->align};
    uint64_t hash = hash_bytes(HASH_BEGIN, numbers, sizeof numbers);
    hash = hash_bytes(hash, spec->text, strlen(spec->text));
    return hash_bytes(hash, spec->language, strlen(spec->language));
}

static bool
same_spec(const struct text_spec *a, const struct text_spec *b)
{
    return a->font_px == b->font_px && a->weight == b->weight &&
           a->width_px == b->width_px && a->pitch_px == b->pitch_px &&
           a->rtl == b->rtl && a->align == b->align && strcmp(a->text, b->text) == 0 &&
           strcmp(a->language, b->language) == 0;
}

/* The paragraph of a spec, from the cache or newly made; NULL when memory ran out. */
static struct kept *
find(struct typeset *typeset, const struct text_spec *asked)
{
    struct text_spec spec = *asked;
    if (!spec.text) {
        spec.text = "";
    }
    if (!spec.language) {
        spec.language = "";
    }
    uint64_t hash = hash_spec(&spec);
    for (struct kept *kept = typeset->buckets[hash % BUCKETS]; kept;
         kept = kept->next) {
        if (kept->hash == hash && same_spec(&kept->spec, &spec)) {
            return kept;
        }
    }

    if (typeset->count >= KEPT_MAX || typeset->bytes >= KEPT_MAX_BYTES) {
        typeset_forget(typeset);
    }
    struct kept *kept = calloc(1, sizeof *kept);
    if (!kept) {
        return NULL;
    }
    kept->hash = hash;
    kept->spec = spec;
    kept->spec.text = strdup(spec.text);
    kept->spec.language = strdup(spec.language);
    if (!kept->spec.text || !kept->spec.language ||
        !paragraph_init(&kept->paragraph, typeset->fonts, &kept->spec)) {
        forget(kept);
        return NULL;
    }
    typeset->bytes += strlen(spec.text) +
                      kept->paragraph.letter_count * sizeof *kept->paragraph.letters;
    kept->next = typeset->buckets[hash % BUCKETS];
    typeset->buckets[hash % BUCKETS] = kept;
    typeset->count++;
    return kept;
}

struct text_size_px
typeset_measure(struct typeset *typeset, const struct text_spec *spec)
{
    struct text_size_px size = {0};
    struct kept *kept = find(typeset, spec);
    if (!kept) {
        return size;
    }
    const struct paragraph *paragraph = &kept->paragraph;
    for (size_t i = 0; i < paragraph->line_count; i++) {
        if (paragraph->lines[i].width > size.width) {
            size.width = paragraph->lines[i].width;
        }
    }
    size.lines = (int)paragraph->line_count;
    size.height = size.lines * spec->pitch_px;
    size.longest_word = paragraph->longest_word;
    size.overflows = paragraph->overflows;
    size.missing = paragraph->missing;
    return size;
}

size_t
typeset_cut(struct typeset *typeset, const struct text_spec *spec, int lines)
{
    size_t all = strlen(spec->text);
    struct kept *kept = find(typeset, spec);
    if (!kept || lines <= 0 || (size_t)lines >= kept->paragraph.line_count) {
        return lines <= 0 ? 0 : all;
    }
    /* the spaces between two lines belong to the first */
    const struct paragraph *paragraph = &kept->paragraph;
    size_t next = paragraph->lines[lines].first;
    return next > 0 ? paragraph->letters[next - 1].end : 0;
}

static void
draw_run(struct typeset *typeset, const struct kept *kept, const struct run *run, int x,
         int baseline, SDL_Surface *onto)
{
    static const SDL_Color white = {255, 255, 255, 255};
    char text[RUN_MAX_BYTES];
    run_text(&kept->paragraph, run, text, sizeof text);
    TTF_Font *font = run_font(&kept->paragraph, run, typeset->fonts, &kept->spec);
    if (!font || text[0] == '\0') {
        return;
    }
    SDL_Surface *drawn = TTF_RenderUTF8_Blended(font, text, white);
    if (!drawn) {
        return;
    }
    SDL_Rect place = {x, baseline - TTF_FontAscent(font), 0, 0};
    SDL_SetSurfaceBlendMode(drawn, SDL_BLENDMODE_BLEND);
    SDL_BlitSurface(drawn, NULL, onto, &place);
    SDL_FreeSurface(drawn);
}

/* Room around the lines for accents above, tails below, and the slant of the first or
 * last letter. */
static int
overhang(const struct text_spec *spec)
{
    return spec->font_px * 3 / 4;
}

static int
line_x(const struct text_spec *spec, int box_px, int width)
{
    bool right = spec->align == (spec->rtl ? ALIGN_START : ALIGN_END);
    if (spec->align == ALIGN_CENTER) {
        return (box_px - width) / 2;
    }
    return right ? box_px - width : 0;
}

/* The part of these rows of a picture that letters touch. */
static SDL_Rect
inked(const SDL_Surface *surface, int from, int end)
{
    SDL_Rect all = {0, 0, 0, 0};
    for (int y = from; y < end; y++) {
        const unsigned char *bytes = surface->pixels;
        const uint32_t *row =
            (const uint32_t *)(const void *)(bytes + (ptrdiff_t)y * surface->pitch);
        int first = 0, last = surface->w - 1;
        while (first <= last && row[first] >> 24 == 0) {
            first++;
        }
        while (last > first && row[last] >> 24 == 0) {
            last--;
        }
        SDL_Rect line = {first, y, last - first + 1, 1}, both;
        if (first <= last) {
            SDL_UnionRect(&all, &line, &both);
            all = SDL_RectEmpty(&all) ? line : both;
        }
    }
    return all;
}

/* Keeps only that part, which takes less memory and is quicker to draw. */
static struct text_picture
trimmed(SDL_Surface *surface, int x, int y)
{
    SDL_Rect used = inked(surface, 0, surface->h);
    SDL_Surface *small = NULL;
    if (used.w > 0) {
        small = SDL_CreateRGBSurfaceWithFormat(0, used.w, used.h, 32,
                                               SDL_PIXELFORMAT_ARGB8888);
    }
    if (small) {
        SDL_SetSurfaceBlendMode(surface, SDL_BLENDMODE_NONE);
        SDL_BlitSurface(surface, &used, small, NULL);
    }
    SDL_FreeSurface(surface);
    return (struct text_picture){small, x + used.x, y + used.y};
}

static void
draw(struct typeset *typeset, struct kept *kept, int box_px)
{
    const struct text_spec *spec = &kept->spec;
    const struct paragraph *p = &kept->paragraph;
    int extra = overhang(spec);
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(
        0, box_px + 2 * extra, (int)p->line_count * spec->pitch_px + 2 * extra, 32,
        SDL_PIXELFORMAT_ARGB8888);
    if (!surface) {
        return;
    }
    SDL_FillRect(surface, NULL, 0x00FFFFFF);
    for (size_t i = 0; i < p->line_count; i++) {
        const struct line *line = &p->lines[i];
        int x = extra + line_x(spec, box_px, line->width);
        /* capitals stand in the middle of their line */
        int baseline = extra + (int)i * spec->pitch_px +
                       (int)((spec->pitch_px + CAP_RATIO * spec->font_px) / 2 + 0.5);
        for (size_t r = 0; r < line->run_count; r++) {
            const struct run *run = &p->runs[line->first_run + r];
            draw_run(typeset, kept, run, x, baseline, surface);
            x += run->width;
        }
    }
    kept->picture = trimmed(surface, -extra, -extra);
    surface = kept->picture.surface;
    if (surface) {
        typeset->bytes += (size_t)surface->h * (size_t)surface->pitch;
    }
}

struct text_picture
typeset_draw(struct typeset *typeset, const struct text_spec *spec)
{
    int box_px =
        spec->width_px > 0 ? spec->width_px : typeset_measure(typeset, spec).width;
    struct kept *kept = find(typeset, spec);
    if (!kept) {
        return (struct text_picture){0};
    }
    if (!kept->drawn && kept->paragraph.line_count > 0 && box_px > 0) {
        kept->drawn = true;
        draw(typeset, kept, box_px);
    }
    return kept->picture;
}

struct text_ink_px
typeset_ink(struct typeset *typeset, const struct text_spec *spec)
{
    struct text_picture picture = typeset_draw(typeset, spec);
    if (!picture.surface) {
        return (struct text_ink_px){0};
    }
    return (struct text_ink_px){picture.x, picture.y, picture.x + picture.surface->w,
                                picture.y + picture.surface->h};
}

struct text_ink_px
typeset_ink_between(struct typeset *typeset, const struct text_spec *spec, int top,
                    int bottom)
{
    struct text_picture picture = typeset_draw(typeset, spec);
    if (!picture.surface) {
        return (struct text_ink_px){0};
    }
    int from = top > picture.y ? top - picture.y : 0;
    int end = bottom - picture.y < picture.surface->h ? bottom - picture.y
                                                      : picture.surface->h;
    SDL_Rect used = inked(picture.surface, from, end);
    if (used.w == 0) {
        return (struct text_ink_px){0};
    }
    int x = picture.x + used.x, y = picture.y + used.y;
    return (struct text_ink_px){x, y, x + used.w, y + used.h};
}

bool
typeset_visual(struct typeset *typeset, const struct text_spec *spec, char *out,
               size_t size)
{
    struct kept *kept = find(typeset, spec);
    if (!kept || size == 0) {
        return false;
    }
    const struct paragraph *p = &kept->paragraph;
    size_t at = 0;
    for (size_t i = 0; i < p->line_count; i++) {
        const struct line *line = &p->lines[i];
        for (size_t r = 0; r < line->run_count; r++) {
            const struct run *run = &p->runs[line->first_run + r];
            bool rtl = run_is_rtl(p, run);
            for (size_t k = 0; k < run->count; k++) {
                size_t index = rtl ? run->first + run->count - 1 - k : run->first + k;
                struct letter letter = p->letters[index];
                FriBidiChar mirrored;
                if (rtl && fribidi_get_mirror_char(letter.character, &mirrored)) {
                    letter.character = mirrored;
                }
                struct paragraph one = {.letters = &letter, .letter_count = 1};
                if (at + 6 > size) {
                    return false;
                }
                run_text(&one, &(struct run){.count = 1}, out + at, size - at);
                at += strlen(out + at);
            }
        }
        if (i + 1 < p->line_count && at + 2 <= size) {
            out[at++] = '\n';
        }
    }
    out[at] = '\0';
    return true;
}
