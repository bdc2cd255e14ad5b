/*
 * store_schema: the tables of store.db and contacts.db. A step is never changed once a
 * program that has it was given to anybody. When the tables have to change, a step is
 * added.
 */
#ifndef TOWNLINE_STORE_SCHEMA_H
#define TOWNLINE_STORE_SCHEMA_H

#include "store_file.h"

extern const struct store_file_schema store_schema;
extern const struct store_file_schema contacts_schema;

#endif
