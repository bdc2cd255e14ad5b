/*
 * support_office: an office of the test's own, and packs that it signs.
 */
#ifndef TOWNLINE_SUPPORT_OFFICE_H
#define TOWNLINE_SUPPORT_OFFICE_H

#include "support_booth.h"

struct office {
    struct office_secret secret;
    struct office_public public;
};

void office_make(struct office *office);
/* The sample as a pack of that office: "new.townpack" in the booth's folder, and the
 * kiosk is to be started with it. */
void office_write_pack(struct booth *booth, const struct office *office,
                       uint64_t build);
/* The same at `path`, with that version; the kiosk is started with what it was. */
void office_write_pack_at(const char *path, const struct office *office, uint64_t build,
                          const char *version);

#endif
