/*
 * manifest: what a pack says about itself. manifest.json is the only file of a pack
 * that is signed; it holds the hashes of all others, what is asked and in which
 * languages, who made the pack, to whom answers are sealed, and which of two packs is
 * newer. FORMAT.md, "Pack", describes it.
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
/* What the office decided about a question whose words changed since the pack before.
 * Reports pool the old and the new answers only where the meaning is still the same. */
struct manifest_change {
    const char *question; /* its path, or "service:NAME" */
    bool same_meaning;
};

struct manifest {
    const char *form_id, *form_version, *title;
    const char *round;   /* "" when there is none */
    const char *program; /* the oldest version of this program that can use the pack */
    /* greater than in all earlier packs; mostly the seconds since 1970 */
    uint64_t build;
    const char *languages[MANIFEST_MAX_LANGUAGES]; /* codes, the default first */
    size_t language_count;
    struct office_public office;
    const struct manifest_file *files; /* sorted by name */
    size_t file_count;
    bool has_previous; /* made with --previous; then the two below are set */
    uint8_t previous_id[PACK_ID_BYTES];
    uint64_t previous_build;
    const struct manifest_change *changes;
    size_t change_count;
};

bool manifest_write(const struct manifest *manifest, struct buffer *out,
                    struct error *err) __attribute__((warn_unused_result));
/* Refuses a manifest that is malformed, above a limit, of a later format or for a later
 * program, or that names files which a pack cannot hold. manifest_close frees it. */
bool manifest_read(const void *data, size_t size, struct manifest **out,
                   struct error *err) __attribute__((warn_unused_result));
void manifest_close(struct manifest *manifest);
/* The file of that name, or NULL. */
const struct manifest_file *manifest_find(const struct manifest *manifest,
                                          const char *name);
/* True for "form.xml", "descriptor", and "media/" with one plain name behind it. */
bool manifest_is_file_name(const char *name);

#endif
