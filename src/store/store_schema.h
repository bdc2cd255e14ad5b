/*
 * store_schema: the tables of store.db and contacts.db. A step is never changed once a
 * program with it was given away: a new form of the tables is one more step.
 */
#ifndef TOWNLINE_STORE_SCHEMA_H
#define TOWNLINE_STORE_SCHEMA_H

#include "store_file.h"

extern const struct store_file_schema store_schema;
extern const struct store_file_schema contacts_schema;

#endif
