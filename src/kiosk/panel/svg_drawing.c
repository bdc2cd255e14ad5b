/* svg_drawing: replaces the colors of an SVG picture, and draws it. */
#include "svg_drawing.h"

#include "townline/buffer.h"

#include <SDL2/SDL_image.h>
#include <stdlib.h>
#include <string.h>

#define RECOLORED_MAX_BYTES (256 << 10)

/* The colors in which drawings are written, and what each is for. */
static const struct written {
    const char *digits;
    enum tint tint;
} written[] = {
    {"0b3c49", TINT_ACCENT}, {"e3eeea", TINT_SAGE}, {"f3ebdd", TINT_SAND},
    {"fbf8f2", TINT_PAPER},  {"ffffff", TINT_CARD}, {"fff", TINT_CARD},
};
enum { WRITTEN_COUNT = sizeof written / sizeof *written };

/* How many hexadecimal digits stand there, up to 7. */
static size_t
digits_at(const char *at, const char *end)
{
    size_t count = 0;
    while (at + count < end && count < 7 && at[count] != '\0' &&
           strchr("0123456789abcdefABCDEF", at[count])) {
        count++;
    }
    return count;
}

static const struct written *
find_written(const char *at, size_t count)
{
    for (size_t i = 0; i < WRITTEN_COUNT; i++) {
        if (strlen(written[i].digits) == count &&
            SDL_strncasecmp(at, written[i].digits, count) == 0) {
            return &written[i];
        }
    }
    return NULL;
}

static bool
begins(const char *at, const char *end, const char *words)
{
    return (size_t)(end - at) >= strlen(words) && memcmp(at, words, strlen(words)) == 0;
}

/* Whether a value of fill or stroke begins here that is neither a color in digits nor
 * "none". */
static bool
is_other_paint(const char *at, const char *end)
{
    static const char *const names[] = {"fill=", "stroke=", "stop-color=", "color="};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = at + strlen(names[i]) + 1;
        if (begins(at, end, names[i]) && value < end && *value != '#' &&
            !begins(value, end, "none")) {
            return true;
        }
    }
    return begins(at, end, "<style") || begins(at, end, "style=");
}

enum svg_drawing_kind
svg_drawing_kind(const char *svg, size_t size)
{
    const char *end = svg + size;
    bool has_lines = false, is_filled = false;
    for (const char *at = svg; at < end; at++) {
        if (is_other_paint(at, end)) {
            return SVG_DRAWING_OTHER;
        }
        if (*at != '#') {
            continue;
        }
        const struct written *color = find_written(at + 1, digits_at(at + 1, end));
        if (!color) {
            return SVG_DRAWING_OTHER;
        }
        has_lines = has_lines || color->tint == TINT_ACCENT;
        is_filled = is_filled || color->tint != TINT_ACCENT;
    }
    return !has_lines  ? SVG_DRAWING_OTHER
           : is_filled ? SVG_DRAWING_FILLED
                       : SVG_DRAWING_LINES;
}

static SDL_Surface *
to_argb(SDL_Surface *drawn)
{
    SDL_Surface *surface =
        drawn ? SDL_ConvertSurfaceFormat(drawn, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    SDL_FreeSurface(drawn);
    return surface;
}

/* Draws it with these colors, by tint. */
static SDL_Surface *
draw_in(const char *svg, size_t size, const struct color *colors, SDL_Point size_px)
{
    struct buffer text;
    SDL_Surface *surface = NULL;
    const char *end = svg + size, *from = svg;
    buffer_init(&text, RECOLORED_MAX_BYTES);
    for (const char *at = svg; at < end; at++) {
        size_t digits = *at == '#' ? digits_at(at + 1, end) : 0;
        const struct written *found = digits ? find_written(at + 1, digits) : NULL;
        if (found) {
            struct color color = colors[found->tint];
            buffer_add(&text, from, (size_t)(at - from));
            buffer_add_format(&text, "#%02x%02x%02x", color.r, color.g, color.b);
            from = at + 1 + digits;
        }
    }
    buffer_add(&text, from, (size_t)(end - from));
    SDL_RWops *file =
        text.failed ? NULL : SDL_RWFromConstMem(text.data, (int)text.size);
    if (file) {
        surface = to_argb(IMG_LoadSizedSVG_RW(file, size_px.x, size_px.y));
        SDL_RWclose(file);
    }
    buffer_finish(&text);
    return surface;
}

SDL_Surface *
svg_drawing_colored(const char *svg, size_t size, const struct theme *theme,
                    SDL_Point size_px)
{
    return draw_in(svg, size, theme->colors, size_px);
}

SDL_Surface *
svg_drawing_mask(const char *svg, size_t size, SDL_Point size_px)
{
    struct color colors[TINT_COUNT] = {{0, 0, 0}};
    colors[TINT_ACCENT] = (struct color){255, 255, 255};
    SDL_Surface *surface = draw_in(svg, size, colors, size_px);
    for (int y = 0; surface && y < surface->h; y++) {
        unsigned char *bytes = surface->pixels;
        uint32_t *row = (uint32_t *)(void *)(bytes + (ptrdiff_t)y * surface->pitch);
        for (int x = 0; x < surface->w; x++) {
            uint32_t seen = (row[x] >> 24) * (row[x] & 0xFF) / 255;
            row[x] = seen << 24 | 0xFFFFFF;
        }
    }
    return surface;
}
