/*
 * support_office: an office for one test, and the packs that it signs.
 */
#ifndef TOWNLINE_SUPPORT_OFFICE_H
#define TOWNLINE_SUPPORT_OFFICE_H

#include "support_booth.h"

struct office {
    struct office_secret secret;
    struct office_public public;
};

void office_make(struct office *office);
/* Signs the sample as a pack of that office, "new.townpack" in the booth's folder, and
 * sets the options so that the kiosk starts with it. */
void office_write_pack(struct booth *booth, const struct office *office,
                       uint64_t build);
/* The same at `path` with this version; the kiosk's options stay as they are. */
void office_write_pack_at(const char *path, const struct office *office, uint64_t build,
                          const char *version);
/* The same as office_write_pack, with a county whose page for phones has the address,
 * and an event, "Book fair". */
void office_write_county_pack(struct booth *booth, const struct office *office,
                              const char *address);

#endif
