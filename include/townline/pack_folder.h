/*
 * pack_folder: a pack as a folder: form.xml and the files it names (pictures, sounds,
 * office.pub with the county's public keys). Names that begin with a dot are no part of
 * it. The pack's id is BLAKE2b-256 over the names and BLAKE2b-256 hashes of all files
 * in the order of their names, so it is the same wherever the folder lies. Immutable
 * once loaded; files are read again when asked for and refused when they changed.
 */
#ifndef TOWNLINE_PACK_FOLDER_H
#define TOWNLINE_PACK_FOLDER_H

#include "townline/bundle.h"
#include "townline/form.h"

#define PACK_FORM_NAME "form.xml"
#define PACK_MAX_FILES 2000
#define PACK_FILE_MAX_BYTES ((size_t)32 << 20)
#define PACK_MAX_BYTES ((size_t)256 << 20)
#define PACK_MAX_DEPTH 3 /* folders within folders */

struct pack {
    struct form *form;
    uint8_t id[PACK_ID_BYTES];
    struct pack_files *files;
};
bool pack_load(const char *folder, struct pack **out, struct error *err)
    __attribute__((warn_unused_result));
void pack_close(struct pack *pack);

/* One file of the pack by its name below the folder ("media/fire.png"), added to `out`.
 * ERROR_MISSING when the pack had none of that name when it was loaded. */
bool pack_read(const struct pack *pack, const char *name, struct buffer *out,
               struct error *err) __attribute__((warn_unused_result));

#endif
