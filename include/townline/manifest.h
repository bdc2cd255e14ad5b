/*
 * manifest: what a pack says about itself in manifest.json, the one file of it that is
 * signed: the hashes of all the others, what it asks, in which languages, who made it,
 * to whom answers are sealed, and which of two packs is the newer. FORMAT.md, "Pack".
 */
#ifndef TOWNLINE_MANIFEST_H
#define TOWNLINE_MANIFEST_H

#include "townline/keys.h"

#define MANIFEST_VERSION 1
#define MANIFEST_MAX_BYTES ((size_t)1 << 20)
#define MANIFEST_MAX_FILES 2000
#define MANIFEST_MAX_LANGUAGES 32
#define MANIFEST_MAX_CHANGES 4000
#define MANIFEST_TEXT_MAX_BYTES 500

struct manifest_file {
    const char *name; /* "form.xml", "descriptor" or "media/NAME" */
    size_t size;
    uint8_t hash[SEAL_HASH_BYTES];
};
/* The office's answer about a question whose words changed since the pack before:
 * reports may pool the answers only where the meaning stayed. */
struct manifest_change {
    const char *question; /* its path, or "service:NAME" */
    bool same_meaning;
};

struct manifest {
    const char *form_id, *form_version, *title;
    const char *round;   /* "" when none */
    const char *program; /* the oldest version of this program that can use it */
    uint64_t build;      /* grows from pack to pack; seconds since 1970 when it can */
    const char *languages[MANIFEST_MAX_LANGUAGES]; /* codes, the default first */
    size_t language_count;
    struct office_public office;
    const struct manifest_file *files; /* sorted by name */
    size_t file_count;
    bool has_previous; /* made with --previous: */
    uint8_t previous_id[PACK_ID_BYTES];
    uint64_t previous_build;
    const struct manifest_change *changes;
    size_t change_count;
};

bool manifest_write(const struct manifest *manifest, struct buffer *out,
                    struct error *err) __attribute__((warn_unused_result));
/* Refuses what is malformed, over a limit, of a later format, or for a later program;
 * names of files that a pack cannot hold too. manifest_close frees it and takes NULL.
 */
bool manifest_read(const void *data, size_t size, struct manifest **out,
                   struct error *err) __attribute__((warn_unused_result));
void manifest_close(struct manifest *manifest);
/* The file of that name, or NULL. */
const struct manifest_file *manifest_find(const struct manifest *manifest,
                                          const char *name);
/* "form.xml", "descriptor", or "media/" and one plain name without a folder. */
bool manifest_is_file_name(const char *name);

#endif
