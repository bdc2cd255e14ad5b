/*
 * store_owner: what a file of the store does besides what database.h does. Errors are
 * in the words of staff; the file is marked as in use before its first transaction,
 * apart from its WAL (store_file.h says why); and where there is no room, the WAL gives
 * up its own.
 */
#ifndef TOWNLINE_STORE_OWNER_H
#define TOWNLINE_STORE_OWNER_H

#include "townline/database.h"

/* Of databases that are the first member of a struct store_file. */
extern const struct database_owner store_owner;

#endif
