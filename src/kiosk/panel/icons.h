/*
 * icons: the drawings of assets/icons as masks at the size asked for, loaded once.
 * Private to paint.
 */
#ifndef TOWNLINE_ICONS_H
#define TOWNLINE_ICONS_H

#include "townline/error.h"

#include <SDL2/SDL.h>

struct icons;
/* A name is looked for in media_dir (a pack's; may be NULL) and then among the icons of
 * assets_dir. ERROR_MISSING when that folder has no icons. */
bool icons_open(const char *assets_dir, const char *media_dir, struct icons **out,
                struct error *err) __attribute__((warn_unused_result));
void icons_close(struct icons *icons);
/* Borrowed; a name that has no file gives a plain disc. NULL: memory ran out. */
const SDL_Surface *icons_find(struct icons *icons, const char *name, int side_px);

#endif
