/*
 * pack_load: loads a pack from a disk: a signed .townpack file (pack.h), or a folder
 * with the same files, with which authors try things out and which nobody signed. Names
 * that begin with a dot do not belong to a folder. The id of a folder is the
 * BLAKE2b-256 over the names and the BLAKE2b-256 hashes of all files in the order of
 * their names, so it is the same wherever the folder lies. Its files are read when they
 * are asked for, and refused when they changed since it was loaded.
 */
#ifndef TOWNLINE_PACK_LOAD_H
#define TOWNLINE_PACK_LOAD_H

#include "townline/pack.h"

#define PACK_MAX_FILES 2000
#define PACK_FILE_MAX_BYTES ((size_t)32 << 20)
#define PACK_MAX_BYTES ((size_t)256 << 20)
#define PACK_MAX_DEPTH 3 /* folders within folders */

/* `office` as in pack_open; it does not matter for a folder. pack_close closes both
 * kinds. */
bool pack_load(const char *path, const struct sign_public *office, struct pack **out,
               struct error *err) __attribute__((warn_unused_result));

#endif
