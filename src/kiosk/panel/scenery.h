/*
 * scenery: the wide picture of the first screen and of the last one, at the width of
 * the panel, in the colors of the theme and with its paper behind it. A name with an
 * ending ("valley.jpg") is a file of the pack, one without ("towns-wide") a drawing of
 * assets/pictures. The picture that was asked for last is kept, since it takes
 * megabytes. For paint alone.
 */
#ifndef TOWNLINE_SCENERY_H
#define TOWNLINE_SCENERY_H

#include "theme.h"
#include "townline/error.h"

#include <SDL2/SDL.h>

struct scenery;
bool scenery_open(const char *assets_dir, const char *media_dir, struct scenery **out,
                  struct error *err) __attribute__((warn_unused_result));
void scenery_close(struct scenery *scenery);
/* XRGB8888, borrowed until the next call; NULL when it cannot be read or memory ran
 * out. */
SDL_Surface *scenery_find(struct scenery *scenery, const struct theme *theme,
                          const char *name, int width_px);

#endif
