/*
 * pack_sound: looks at a recording of a workbook before it goes into a pack, and tells
 * what would keep a kiosk from playing it, or residents from hearing it.
 */
#ifndef PACK_SOUND_H
#define PACK_SOUND_H

#include "townline/buffer.h"
#include "townline/diagnostic.h"

#define PACK_SOUND_LONG_S 60 /* longer ones keep a resident too long */

/* A name that is no .wav is passed over. */
void pack_sound_check(const char *name, const struct buffer *bytes,
                      struct diagnostics *diagnostics);

#endif
