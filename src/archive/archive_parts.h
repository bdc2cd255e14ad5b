/*
 * archive_parts: what the files of this folder share: the open archive, and a bundle's
 * row seen from several sides.
 */
#ifndef TOWNLINE_ARCHIVE_PARTS_H
#define TOWNLINE_ARCHIVE_PARTS_H

#include "archive_database.h"
#include "townline/archive.h"

struct archive {
    struct database database;   /* owned */
    archive_progress *progress; /* NULL: nobody wants to know */
    void *progress_context;
};

bool archive_check_day(const char *day, struct error *err)
    __attribute__((warn_unused_result));

/* The bundle's row, made when it is new, inside the caller's transaction. */
struct kept_row {
    int64_t bundle, kiosk;
    enum bundle_place place;
    enum kiosk_state kiosk_state;
    bool is_new;
};
bool archive_keep_row(struct archive *archive, const struct sealed_bundle *sealed,
                      const char *today, struct kept_row *out, struct error *err)
    __attribute__((warn_unused_result));

/* The form's row, made when it is new. */
bool archive_form_row(struct archive *archive, const uint8_t pack_id[PACK_ID_BYTES],
                      const struct descriptor *descriptor, int64_t *form_out,
                      struct error *err) __attribute__((warn_unused_result));

/* *form_out is 0 when no response was given to it yet. */
bool archive_form_find(struct archive *archive, const uint8_t pack_id[PACK_ID_BYTES],
                       const struct descriptor *descriptor, int64_t *form_out,
                       struct error *err) __attribute__((warn_unused_result));

/* Four instance numbers in one, in the order of the document. */
int64_t place_of(const uint16_t instance[DESCRIPTOR_MAX_DEPTH]);
void place_split(int64_t place, uint16_t instance[DESCRIPTOR_MAX_DEPTH]);

/* All forms, none pooled with another, in the order of their numbers. */
bool archive_forms_apart(struct archive *archive, struct archive_form **out,
                         size_t *count_out, struct error *err)
    __attribute__((warn_unused_result));
/* Adds the numbers of the form's parts, "(1, 4)", to a statement. */
void add_parts(struct buffer *sql, const struct archive_form *form);

/* Loads the form of that number. */
bool archive_form_load(struct archive *archive, int64_t form, struct descriptor **out,
                       struct error *err) __attribute__((warn_unused_result));

/* Adds a response, with its texts in clear, to the hash of a bundle's responses. The
 * hash starts as zeros; each new one is taken over the old one and the response. */
bool digest_add(uint8_t digest[SEAL_HASH_BYTES], size_t position,
                const struct response *response, struct error *err)
    __attribute__((warn_unused_result));

/* The same hash over the responses of one bundle as they stand in the tables now. */
bool archive_digest_bundle(struct archive *archive, int64_t bundle, int64_t form,
                           const struct descriptor *descriptor,
                           uint8_t digest[SEAL_HASH_BYTES], int64_t *count_out,
                           struct error *err) __attribute__((warn_unused_result));

/* Opens a damaged archive read-only, and without asking whether another program or a
 * journal is there. */
bool archive_salvage_open(const char *path, struct database *out)
    __attribute__((warn_unused_result));

/* Contacts come in one transaction of their own file. */
bool archive_contacts_begin(struct archive_contacts *contacts, struct error *err)
    __attribute__((warn_unused_result));
bool archive_contacts_add(struct archive_contacts *contacts, const uint8_t row_id[16],
                          const char *lines, bool *new_out, struct error *err)
    __attribute__((warn_unused_result));
bool archive_contacts_end(struct archive_contacts *contacts, bool good,
                          struct error *err) __attribute__((warn_unused_result));

#endif
