/*
 * spoken_page: an `on_page` of an album that writes what is spoken of a screen, as text
 * and as sound: all of it, then each thing that can be chosen. Nobody else hears it, so
 * answers are spoken too.
 */
#ifndef TOWNLINE_SPOKEN_PAGE_H
#define TOWNLINE_SPOKEN_PAGE_H

#include "kiosk.h"

struct spoken_pages {
    const char *folder; /* borrowed; NAME.txt and NAME.wav are written into it */
    double seconds;     /* of all that was spoken */
};
bool spoken_page_save(struct spoken_pages *pages, const struct kiosk *kiosk,
                      const char *name, struct error *err)
    __attribute__((warn_unused_result));

#endif
