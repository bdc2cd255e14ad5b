/* display_choices: builds the cards of text sizes and colors. */
#include "display_choices.h"

#include "words.h"

#include <string.h>

static const char *const size_ids[TEXT_SIZE_COUNT] = {"size-s", "size-m", "size-l",
                                                      "size-xl"};
static const char *const color_ids[COLORS_COUNT] = {
    "colors-default", "colors-black-on-white", "colors-white-on-black", "colors-low"};

struct display_choices
display_choices(struct scene *scene, const struct display *display)
{
    const char *const size_names[] = {tr("Small"), tr("Normal"), tr("Large"),
                                      tr("Largest")};
    const char *const color_names[] = {tr("Standard"), tr("Light"), tr("Dark"),
                                       tr("Soft")};
    struct display_choices out = {.sizes = scene_items(scene, TEXT_SIZE_COUNT),
                                  .colors = scene_items(scene, COLORS_COUNT),
                                  .color_count = COLORS_COUNT};
    for (size_t i = 0; i < TEXT_SIZE_COUNT; i++) {
        if (panel_has_size(&scene->kiosk->panel, (enum text_size)i)) {
            out.sizes[out.size_count++] =
                (struct page_item){.id = size_ids[i],
                                   .text = size_names[i],
                                   .sets = SETS_ONE,
                                   .level = (int)i,
                                   .chosen = display->size == i};
        }
    }
    for (size_t i = 0; i < COLORS_COUNT; i++) {
        out.colors[i] = (struct page_item){.id = color_ids[i],
                                           .text = color_names[i],
                                           .sets = SETS_ONE,
                                           .level = (int)i,
                                           .chosen = display->colors == i};
    }
    return out;
}

static bool
find(const char *const *ids, size_t count, const char *id, size_t *out)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(ids[i], id) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

bool
display_choices_size(const char *id, size_t *out)
{
    return find(size_ids, TEXT_SIZE_COUNT, id, out);
}

bool
display_choices_colors(const char *id, size_t *out)
{
    return find(color_ids, COLORS_COUNT, id, out);
}
