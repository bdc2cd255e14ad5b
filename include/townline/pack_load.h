/*
 * pack_load: a pack from a disk: a signed .townpack file (pack.h), or a folder of the
 * same files, which nobody signed: what authors try things out with. Names that begin
 * with a dot are no part of a folder. A folder's id is BLAKE2b-256 over the names and
 * BLAKE2b-256 hashes of all files in the order of their names, so it is the same
 * wherever the folder lies; its files are read again when asked for and refused when
 * they changed.
 */
#ifndef TOWNLINE_PACK_LOAD_H
#define TOWNLINE_PACK_LOAD_H

#include "townline/pack.h"

#define PACK_MAX_FILES 2000
#define PACK_FILE_MAX_BYTES ((size_t)32 << 20)
#define PACK_MAX_BYTES ((size_t)256 << 20)
#define PACK_MAX_DEPTH 3 /* folders within folders */

/* `office` as in pack_open; of a folder it says nothing. pack_close closes either. */
bool pack_load(const char *path, const struct sign_public *office, struct pack **out,
               struct error *err) __attribute__((warn_unused_result));

#endif
