/*
 * support_places: where the controls stand that screens have in common, and what they
 * say. They are the same on all of the way, and on all sheets that open over it.
 */
#ifndef TOWNLINE_SUPPORT_PLACES_H
#define TOWNLINE_SUPPORT_PLACES_H

#include "kiosk.h"

/* four panels, four sizes, six languages, two frames, five controls */
#define PLACES_MAX 1024

/* One control as it was met first on a panel, in a text size and a language. */
struct known_place {
    char like[96]; /* panel, size, language, way or sheet, and the control */
    double side_mm, top_mm;
    char text[96], screen[96];
};
struct places {
    struct known_place known[PLACES_MAX];
    size_t count;
    char complaint[500];
};
/* What is not as it was on an earlier screen of this kind; NULL: nothing. `name` as in
 * album.h. */
const char *places_check(struct places *places, const struct kiosk *kiosk,
                         const char *name);

#endif
