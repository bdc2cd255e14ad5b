/*
 * archive_rebuild: an archive made anew from the sealed bundles in a damaged one. The
 * new one is whole and on the disk before it takes the old one's name; the old one is
 * kept beside it under another.
 */
#ifndef ARCHIVE_REBUILD_H
#define ARCHIVE_REBUILD_H

#include "intake.h"

#include <limits.h>

struct rebuilt {
    size_t found;   /* bundles in the bytes of the old archive */
    size_t lost;    /* that are on its list, or began, and could not be opened */
    size_t unknown; /* kiosks to be accepted anew, since their entry cannot be read */
    char kept_as[PATH_MAX]; /* where the old archive is now */
    struct archive_verified verified;
    struct archive_salvaged lists;
};
/* Tells each bundle that is lost and each kiosk that has to be accepted. */
typedef void rebuild_told(void *context, const char *line);

/* ERROR_MISSING: there is no bundle in the file, and nothing was changed. */
bool archive_rebuild(const struct intake_options *options, rebuild_told *tell,
                     void *context, struct rebuilt *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
