/* media: checks the pictures and sounds of a pack before any program decodes them. */
#include "townline/characters.h"
#include "townline/pack.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>

enum media_kind { MEDIA_SVG, MEDIA_PNG, MEDIA_JPEG, MEDIA_SOUND };
static const struct {
    const char *ending;
    enum media_kind kind;
    const char *magic; /* the first bytes; "" when they may differ */
} kinds[] = {
    {".svg", MEDIA_SVG, ""},
    {".png", MEDIA_PNG, "\x89PNG\r\n\x1a\n"},
    {".jpg", MEDIA_JPEG, "\xff\xd8\xff"},
    {".jpeg", MEDIA_JPEG, "\xff\xd8\xff"},
    {".ogg", MEDIA_SOUND, "OggS"},
    {".opus", MEDIA_SOUND, "OggS"},
    {".wav", MEDIA_SOUND, "RIFF"},
    {".flac", MEDIA_SOUND, "fLaC"},
    {".mp3", MEDIA_SOUND, ""},
};

static bool
check_side(unsigned long width, unsigned long height, struct error *err)
{
    if (width < 1 || height < 1) {
        return error_set(err, ERROR_INPUT, "the picture is damaged: it has no size");
    }
    if (width > PACK_PICTURE_MAX_PX || height > PACK_PICTURE_MAX_PX) {
        return error_set(err, ERROR_INPUT,
                         "the picture is %lu x %lu pixels; a kiosk takes at most "
                         "%d x %d: make it smaller",
                         width, height, PACK_PICTURE_MAX_PX, PACK_PICTURE_MAX_PX);
    }
    return true;
}

static unsigned long
big_endian(const uint8_t *bytes, size_t size)
{
    unsigned long number = 0;
    for (size_t i = 0; i < size; i++) {
        number = number << 8 | bytes[i];
    }
    return number;
}

/* PNG, clause 11.2.2: the header is the first chunk. */
static bool
check_png(const uint8_t *data, size_t size, struct error *err)
{
    if (size < 33 || memcmp(data + 12, "IHDR", 4) != 0) {
        return error_set(err, ERROR_INPUT, "the picture is damaged");
    }
    return check_side(big_endian(data + 16, 4), big_endian(data + 20, 4), err);
}

/* ITU T.81, B.2.2: the frame header is the first of the segments SOF0 to SOF15; DHT,
 * JPG and DAC, which are tables, have numbers among them and are skipped. */
static bool
check_jpeg(const uint8_t *data, size_t size, struct error *err)
{
    size_t at = 2;
    while (at + 9 <= size && data[at] == 0xff) {
        uint8_t marker = data[at + 1];
        if (marker == 0xff) {
            at++;
            continue;
        }
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 &&
            marker != 0xcc) {
            return check_side(big_endian(data + at + 7, 2),
                              big_endian(data + at + 5, 2), err);
        }
        size_t length = big_endian(data + at + 2, 2);
        if (marker == 0xda || length < 2) {
            break;
        }
        at += 2 + length;
    }
    return error_set(err, ERROR_INPUT, "the picture is damaged");
}

/* A size that is missing or in percent is decided by the program that draws it. */
static bool
check_length(const struct xml_node *svg, const char *name, struct error *err)
{
    const char *text = xml_attribute(svg, name);
    if (!text || strchr(text, '%')) {
        return true;
    }
    char *end;
    double number = strtod(text, &end);
    if (end == text || !(number > 0)) {
        return error_set(err, ERROR_INPUT, "the drawing is damaged: its %s is wrong",
                         name);
    }
    if (number > PACK_PICTURE_MAX_PX) {
        return error_set(err, ERROR_INPUT,
                         "the drawing's %s is %.0f; a kiosk takes at most %d: make it "
                         "smaller",
                         name, number, PACK_PICTURE_MAX_PX);
    }
    return true;
}

static bool
is_inside(const char *reference)
{
    return reference[0] == '#' || reference[0] == '\0';
}

/* An SVG may hold no programs, no other pictures, and nothing that lies elsewhere. */
static bool
check_nodes(const struct xml_node *svg, struct error *err)
{
    static const char *const refused[] = {"script", "foreignObject", "image", "iframe"};
    for (const struct xml_node *at = svg; at;) {
        for (size_t i = 0; at->name && i < sizeof refused / sizeof *refused; i++) {
            if (strcmp(at->name, refused[i]) == 0) {
                return error_set(err, ERROR_INPUT,
                                 "line %lu: the drawing has a <%s>: draw it in shapes",
                                 at->line, at->name);
            }
        }
        for (const struct xml_attribute *attribute = at->name ? at->attributes : NULL;
             attribute; attribute = attribute->next) {
            if (strncmp(attribute->name, "on", 2) == 0 ||
                (strcmp(attribute->name, "href") == 0 &&
                 !is_inside(attribute->value))) {
                return error_set(err, ERROR_INPUT,
                                 "line %lu: the drawing points outside itself (%s)",
                                 at->line, attribute->name);
            }
        }
        const struct xml_node *next = at->first;
        while (!next && at && at != svg) {
            next = at->next;
            at = next ? at : at->parent;
        }
        at = next;
    }
    return true;
}

static bool
check_svg(const uint8_t *data, size_t size, struct error *err)
{
    struct arena arena;
    struct xml_node *svg;
    if (size > PACK_SVG_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "the drawing is larger than %zu kB",
                         PACK_SVG_MAX_BYTES >> 10);
    }
    arena_init(&arena, (size_t)32 << 20);
    bool ok = xml_read(data, size, &arena, &svg, err);
    if (ok && !xml_is(svg, "svg")) {
        ok = error_set(err, ERROR_INPUT, "this is no SVG drawing");
    }
    ok = ok && check_length(svg, "width", err) && check_length(svg, "height", err) &&
         check_nodes(svg, err);
    arena_finish(&arena);
    return ok;
}

static bool
check_kind(enum media_kind kind, const void *data, size_t size, struct error *err)
{
    switch (kind) {
    case MEDIA_SVG:
        return check_svg(data, size, err);
    case MEDIA_PNG:
        return check_png(data, size, err);
    case MEDIA_JPEG:
        return check_jpeg(data, size, err);
    case MEDIA_SOUND:
        return size > 0 || error_set(err, ERROR_INPUT, "the sound is empty");
    }
    return false;
}

bool
pack_check_media(const char *name, const void *data, size_t size, struct error *err)
{
    size_t i = 0, count = sizeof kinds / sizeof *kinds;
    while (i < count && !characters_end_with_any_case(name, kinds[i].ending)) {
        i++;
    }
    if (i == count) {
        return error_set(err, ERROR_INPUT,
                         "%s: a pack holds pictures (.svg .png .jpg) and sounds (.ogg "
                         ".opus .mp3 .wav .flac) only",
                         name);
    }
    if (size > PACK_MEDIA_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "%s: is larger than %zu MB", name,
                         PACK_MEDIA_MAX_BYTES >> 20);
    }
    size_t magic = strlen(kinds[i].magic);
    if (size < magic || memcmp(data, kinds[i].magic, magic) != 0) {
        return error_set(err, ERROR_INPUT,
                         "%s: is not what the ending of its name says", name);
    }
    return check_kind(kinds[i].kind, data, size, err) || error_prefix(err, "%s", name);
}
