/*
 * archive_schema: the tables that every archive has, and the steps from each version to
 * the next. The tables of a form are made when its first bundle is merged
 * (archive_tables.h).
 */
#ifndef TOWNLINE_ARCHIVE_SCHEMA_H
#define TOWNLINE_ARCHIVE_SCHEMA_H

#include "archive_database.h"

extern const struct archive_database_kind archive_kind;

/* The office whose archive this is, in the first column of every key of answers and
 * counts, so that the archives of several offices can stand in one database. */
#define ARCHIVE_OFFICE INT64_C(1)

#endif
