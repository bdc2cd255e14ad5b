/*
 * archive_upgrade: what the steps of the schema cannot do in SQL.
 */
#ifndef TOWNLINE_ARCHIVE_UPGRADE_H
#define TOWNLINE_ARCHIVE_UPGRADE_H

#include "archive_parts.h"

/* Moves the answers, comments and decisions of an archive of an earlier version into
 * the tables of today, and counts them; `context` is the struct archive. What is not as
 * it was merged is refused, and the file stays as it was. It needs no key. */
bool archive_upgrade(void *context, int version, struct error *err)
    __attribute__((warn_unused_result));

#endif
