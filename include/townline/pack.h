/*
 * pack: what a kiosk asks, as one signed file, NAME.townpack: a zip archive of
 * form.xml, descriptor, media/..., manifest.json (hashes of the others) and its
 * signature, manifest.json.minisig. Bytes in, bytes out; for files see pack_load.h.
 * Immutable once open, not thread-safe.
 *
 * A pack from outside is hostile: it is opened only when its signature is good, every
 * file is named in the manifest and has the hash that stands there and nothing else is
 * in it, the form loads, the descriptor is the form's, and no picture is larger than
 * the limits below.
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
#define PACK_PICTURE_MAX_PX 4096 /* width and height */

/* Where a pack's files lie: in its archive, or in a folder. */
struct pack_source {
    bool (*read)(void *context, const char *name, struct buffer *out,
                 struct error *err);
    void (*close)(void *context);
    /* The archive as it was opened; NULL: a folder has none. Borrowed. */
    const struct buffer *(*archive)(void *context);
    void *context;
};
struct pack {
    struct form *form;
    uint8_t id[PACK_ID_BYTES];       /* the hash of manifest.json; of a folder: below */
    const struct manifest *manifest; /* NULL: a folder, which nobody signed */
    struct pack_source source;
};

/* Opens the bytes of a .townpack and, on success, takes them from `archive`. `office`
 * is the key that must have signed it; NULL: the one it names itself, which proves only
 * that it is whole. ERROR_INPUT says why it is refused. */
bool pack_open(struct buffer *archive, const struct sign_public *office,
               struct pack **out, struct error *err)
    __attribute__((warn_unused_result));
void pack_close(struct pack *pack); /* takes NULL */

/* The bytes of the archive that were checked when it was opened, to be kept without
 * reading the file again; NULL for a folder. Borrowed from the pack. */
const struct buffer *pack_archive(const struct pack *pack);

/* One file of the pack by its name ("media/fire.png"), added to `out`. ERROR_MISSING
 * when the pack has none of that name. */
bool pack_read(const struct pack *pack, const char *name, struct buffer *out,
               struct error *err) __attribute__((warn_unused_result));

/* Refuses a picture or sound that a pack cannot hold, by its name's ending and its
 * first bytes: .svg .png .jpg .jpeg .ogg .opus .mp3 .wav .flac. */
bool pack_check_media(const char *name, const void *data, size_t size,
                      struct error *err) __attribute__((warn_unused_result));

/* A new pack, opened once more to be sure before it is given out. */
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
    const char *round; /* "" when none */
    uint64_t build;
    const struct office_public *office; /* its name and the recipients */
    const struct pack *previous;        /* NULL: none */
    const struct manifest_change *changes;
    size_t change_count;
};
bool pack_write(const struct pack_content *content, const struct sign_secret *secret,
                struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* Every text that is not the same in both forms, question by question in the order of
 * the new form and language by language. Called with texts that live until it returns.
 */
struct pack_text {
    const char *question; /* path, or "service:NAME" */
    const char *part;     /* "label", "hint", "choice CODE"; of a service the column */
    const char *language; /* code */
    const char *old_words, *new_words; /* "" where there are none */
};
typedef void pack_on_text(void *context, const struct pack_text *text);
bool pack_compare(const struct form *before, const struct form *after,
                  pack_on_text *on_text, void *context, struct error *err)
    __attribute__((warn_unused_result));

#endif
