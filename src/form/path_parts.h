/* path_parts: what the files of path share: one walk through the form, for one service.
 * path.c: which screens come; path_words.c: what there is to read on them. */
#ifndef PATH_PARTS_H
#define PATH_PARTS_H

#include "townline/path.h"
#include "townline/stops.h"

#define WALK_READ_MAX 500

struct walk {
    const struct form *form;
    size_t language;
    const char *service;       /* to choose; NULL: whichever */
    struct instance *instance; /* owned */
    struct stops stops;
    uint64_t read[WALK_READ_MAX]; /* hashes of the choices' labels so far */
    size_t read_count;
    size_t *stops_left; /* that may still be looked at, for all walks together */
};

/* Label, hint and choices of one question. */
size_t walk_words(struct walk *walk, const struct place *place);
/* The page about the service. */
size_t walk_service_words(const struct walk *walk, const struct place *place);
/* What staff expect to save, where it stands above the step. */
size_t walk_savings_words(const struct walk *walk, const struct place *place);

#endif
