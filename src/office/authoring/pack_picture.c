/* Makes the pictures of a workbook small enough for a kiosk. */
#include "pack_picture.h"

#include "townline/pack.h"
#include "townline/picture.h"
#include "townline/picture_color.h"

static void
tell(const char *name, const struct picture_shrunk *shrunk,
     struct diagnostics *diagnostics)
{
    const struct cell_place nowhere = {"", 0, 0};
    size_t longest = shrunk->width > shrunk->height ? shrunk->width : shrunk->height;
    size_t shortest = shrunk->width > shrunk->height ? shrunk->height : shrunk->width;
    if (longest < PICTURE_SHOWN_LEAST_PX) {
        diagnostics_add(diagnostics, SEVERITY_WARNING, nowhere,
                        "Take a larger one, of about 500 pixels.",
                        "%.80s is too small to show well: %zu x %zu pixels.", name,
                        shrunk->from_width, shrunk->from_height);
    } else if (shortest * 4 < longest &&
               !picture_is_wide(shrunk->width, shrunk->height)) {
        diagnostics_add(diagnostics, SEVERITY_WARNING, nowhere, "Cut it nearly square.",
                        "%.80s is too long to show well: %zu x %zu pixels.", name,
                        shrunk->from_width, shrunk->from_height);
    } else if (shrunk->width < shrunk->from_width ||
               shrunk->height < shrunk->from_height) {
        diagnostics_add(diagnostics, SEVERITY_NOTE, nowhere, NULL,
                        "%.80s, of %zu x %zu pixels, is larger than a kiosk can show; "
                        "the pack has it in %zu x %zu.",
                        name, shrunk->from_width, shrunk->from_height, shrunk->width,
                        shrunk->height);
    }
}

bool
pack_picture_shrink(const char *name, struct buffer *bytes,
                    struct diagnostics *diagnostics, struct error *err)
{
    struct picture_shrunk shrunk;
    struct buffer small;
    if (!picture_is_known(bytes->data, bytes->size)) {
        return true;
    }
    buffer_init(&small, PACK_MEDIA_MAX_BYTES);
    if (!picture_shrink(bytes->data, bytes->size, &small, &shrunk, err)) {
        buffer_finish(&small);
        return false;
    }
    buffer_finish(bytes);
    *bytes = small;
    tell(name, &shrunk, diagnostics);
    return true;
}
