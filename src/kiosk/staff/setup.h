/*
 * setup: what staff set up on this kiosk by touch: how far the first start has come,
 * the language of their screens, the true size of the screen, the name. Kept as
 * "name=value" lines in a file of the data folder, because it holds for practice and
 * for official answers alike, and is needed before a store is open. A line that says
 * nothing sensible is passed over, so a damaged file costs no more than being asked
 * again.
 */
#ifndef TOWNLINE_SETUP_H
#define TOWNLINE_SETUP_H

#include "townline/error.h"

#include <stdbool.h>
#include <stddef.h>

#define SETUP_FILE_MAX_BYTES 4096
#define SETUP_NAME_MAX_BYTES 64
#define SETUP_EVENT_MAX_BYTES 64
#define SETUP_WIDTH_MIN_DMM 800 /* tenths of a millimeter */
#define SETUP_WIDTH_MAX_DMM 40000

/* Steps of the first start, in their order. */
enum setup_step {
    SETUP_LANGUAGE,
    SETUP_SIZE,
    SETUP_NAME,
    SETUP_CLOCK,
    SETUP_PIN,
    SETUP_PACK,   /* the stick that brings the first questions */
    SETUP_OFFICE, /* "does your paper say the same?" */
    SETUP_KEY,
    SETUP_PAGE, /* the code that opens the page for phones */
    SETUP_DONE
};

struct setup {
    enum setup_step step;
    bool is_new; /* there was no file */
    char language[8];
    bool is_test;  /* practice: nothing counts */
    int width_dmm; /* of the lit area, in tenths of a millimeter; 0: not measured */
    char name[SETUP_NAME_MAX_BYTES + 1];
};

/* The file's bytes as it, and back; `size` at most SETUP_FILE_MAX_BYTES, else
 * everything is at its beginning. setup_write returns the size. */
void setup_read(const void *bytes, size_t size, struct setup *out);
size_t setup_write(const struct setup *setup, char out[SETUP_FILE_MAX_BYTES]);

/* Without a file, or a folder (NULL), everything is at its beginning. */
void setup_load(const char *data_dir, struct setup *out);
/* Durable when it returned true. */
bool setup_save(const char *data_dir, const struct setup *setup, struct error *err)
    __attribute__((warn_unused_result));

#endif
