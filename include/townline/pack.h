/*
 * pack: what a kiosk asks, as one signed file NAME.townpack. It is a zip archive of
 * form.xml, descriptor, media/..., manifest.json (which has the hashes of the others)
 * and the signature manifest.json.minisig. This module takes bytes and gives bytes;
 * pack_load.h reads packs from a disk. An open pack does not change; use it in one
 * thread.
 *
 * A pack from outside is hostile. It is opened only when its signature is good, when
 * the manifest names each of its files and has the right hash, when there is no other
 * file in it, when the form loads and the descriptor is that form's, and when no
 * picture is larger than the limits below.
 */
#ifndef TOWNLINE_PACK_H
#define TOWNLINE_PACK_H

#include "townline/form.h"
#include "townline/manifest.h"

#define PACK_FORM_NAME "form.xml"
#define PACK_DESCRIPTOR_NAME "descriptor"
#define PACK_MANIFEST_NAME "manifest.json"
#define PACK_SIGNATURE_NAME "manifest.json.minisig"
#define PACK_MEDIA "media/"
#define PACK_ARCHIVE_MAX_BYTES ((size_t)64 << 20)
#define PACK_UNPACKED_MAX_BYTES ((size_t)128 << 20)
#define PACK_MEDIA_MAX_BYTES ((size_t)8 << 20) /* one picture or sound */
#define PACK_SVG_MAX_BYTES ((size_t)1 << 20)
#define PACK_PICTURE_MAX_PX 4096 /* width, and height */

/* Where a pack's files lie: in its archive, or in a folder. */
struct pack_source {
    bool (*read)(void *context, const char *name, struct buffer *out,
                 struct error *err);
    void (*close)(void *context);
    /* The archive as it was opened; NULL when the pack is a folder. Borrowed. */
    const struct buffer *(*archive)(void *context);
    void *context;
};
struct pack {
    struct form *form;
    /* the hash of manifest.json; for a folder see pack_load.h */
    uint8_t id[PACK_ID_BYTES];
    const struct manifest *manifest; /* NULL for a folder, which nobody signed */
    struct pack_source source;
};

/* Opens the bytes of a .townpack. On success they belong to the pack, and `archive` is
 * empty. `office` is the key that must have signed it. NULL takes the key that the pack
 * itself names, which proves only that the pack is whole. ERROR_INPUT says why it is
 * refused. */
bool pack_open(struct buffer *archive, const struct sign_public *office,
               struct pack **out, struct error *err)
    __attribute__((warn_unused_result));
void pack_close(struct pack *pack); /* takes NULL */

/* The bytes that were checked when the pack was opened, so that a caller can keep them
 * without reading the file again; NULL for a folder. Borrowed from the pack. */
const struct buffer *pack_archive(const struct pack *pack);

/* Adds one file of the pack ("media/fire.png") to `out`. ERROR_MISSING when the pack
 * has no file of that name. */
bool pack_read(const struct pack *pack, const char *name, struct buffer *out,
               struct error *err) __attribute__((warn_unused_result));

/* Refuses a picture or sound that a pack cannot hold. It looks at the end of the name
 * (.svg .png .jpg .jpeg .ogg .opus .mp3 .wav .flac) and at the first bytes. */
bool pack_check_media(const char *name, const void *data, size_t size,
                      struct error *err) __attribute__((warn_unused_result));

/* What a new pack is made of. All of it is borrowed. */
struct pack_media {
    const char *name; /* "fire.svg" */
    const void *data;
    size_t size;
};
struct pack_content {
    const void *xml;
    size_t xml_size;
    const struct pack_media *media;
    size_t media_count;
    const char *round; /* "" when there is none */
    uint64_t build;
    const struct office_public *office; /* its name, and who can open the answers */
    const struct pack *previous;        /* the pack before this one; NULL: none */
    const struct manifest_change *changes;
    size_t change_count;
};
bool pack_write(const struct pack_content *content, const struct sign_secret *secret,
                struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* Calls `on_text` for every text that differs between the two forms, question by
 * question in the order of the new form, and language by language. The texts are gone
 * when on_text returns. */
struct pack_text {
    const char *question; /* its path, or "service:NAME" */
    /* "label", "hint" or "choice CODE"; of a service, the name of the column */
    const char *part;
    const char *language;              /* its code */
    const char *old_words, *new_words; /* "" where there are none */
};
typedef void pack_on_text(void *context, const struct pack_text *text);
bool pack_compare(const struct form *before, const struct form *after,
                  pack_on_text *on_text, void *context, struct error *err)
    __attribute__((warn_unused_result));

#endif
