/*
 * scratch: a temporary folder that goes away with all that is in it.
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include "townline/error.h"

#include <stddef.h>

#define SCRATCH_MAX_BYTES 256

/* Made in `parent`; NULL: in TMPDIR, else /tmp. Nobody else may look into it. */
bool scratch_make(const char *parent, char path_out[SCRATCH_MAX_BYTES],
                  struct error *err) __attribute__((warn_unused_result));
/* Removes the folder with all that is in it. Links in it are removed and not followed.
 * "" is fine and does nothing. */
void scratch_remove(const char *path);
/* The same, but the folder itself stays. */
void scratch_empty(const char *path);

#endif
