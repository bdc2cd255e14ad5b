/*
 * meta: the table `meta`, which both files of the store have. It holds one value for
 * each name.
 */
#ifndef TOWNLINE_META_H
#define TOWNLINE_META_H

#include "townline/database.h"

bool meta_number(struct database *database, const char *name, int64_t otherwise,
                 int64_t *out, struct error *err) __attribute__((warn_unused_result));
bool meta_set_number(struct database *database, const char *name, int64_t value,
                     struct error *err) __attribute__((warn_unused_result));
/* Reads a value of exactly `size` bytes; ERROR_INPUT when it has another size. When
 * there is none of that name, *found_out is false and `out` stays as it was. */
bool meta_bytes(struct database *database, const char *name, void *out, size_t size,
                bool *found_out, struct error *err) __attribute__((warn_unused_result));
bool meta_set_bytes(struct database *database, const char *name, const void *bytes,
                    size_t size, struct error *err) __attribute__((warn_unused_result));

#endif
