/*
 * support_fake_kiosk: a kiosk that has nothing but its keys and seals bundles of
 * made-up responses about two services, and an office that opens them, with its archive
 * in a folder of its own.
 */
#ifndef TOWNLINE_SUPPORT_FAKE_KIOSK_H
#define TOWNLINE_SUPPORT_FAKE_KIOSK_H

#include "townline/archive.h"

#define TODAY "2026-11-22"

enum fake_question { Q_TOWN, Q_SERVICES, Q_IDENTITY, Q_CONTROL, Q_MIND, Q_COMMENT };

struct fake_office {
    char folder[64]; /* office_finish removes it */
    char archive_path[96], contacts_path[96];
    uint64_t seed;
    struct random_source random; /* for everything here */
    struct recipient_public public_key;
    struct recipient_secret secret_key;
    struct descriptor *descriptor;
    struct archive *archive;
    struct archive_contacts *contacts;
};
void office_init(struct fake_office *office);
void office_finish(struct fake_office *office);
void office_close(struct fake_office *office);
void office_reopen(struct fake_office *office);

struct fake_kiosk {
    struct sign_public key;
    struct sign_secret secret;
    uint8_t store_id[STORE_ID_BYTES];
    uint32_t number;
    uint8_t previous_id[BUNDLE_ID_BYTES];
    struct bundle_health health;
};
void kiosk_init(struct fake_kiosk *kiosk, struct fake_office *office);

/* So many of a bundle's responses have a comment, the first ones, since packing is
 * slow. */
#define COMMENTS_MADE 3

/* Each answer of the scale is given by a sixth of the responses. */
struct plan {
    enum bundle_kind kind; /* 0 means responses */
    size_t responses;
    size_t contacts;
    uint32_t replaces;
    bool test_mode;
    bool spoil_text;        /* the last comment belongs to another question */
    bool spoil_epoch;       /* the epoch's slot is for another office */
    const char *first_text; /* the comment of the first response, or NULL */
    uint8_t pack;           /* each byte of the pack's id; 0 means 5 */
};
/* Makes the kiosk's next bundle. */
void kiosk_seal(struct fake_kiosk *kiosk, struct fake_office *office,
                const struct plan *plan, struct buffer *out);

/* Opens a bundle and merges it. The test fails when it cannot be opened. */
bool office_merge(struct fake_office *office, const struct buffer *sealed,
                  struct merge_result *out, struct error *err);
/* Writes every table of the archive as text, to compare before and after. */
void office_dump(const struct fake_office *office, struct buffer *out);
/* Runs SQL on the archive's file without the archive. */
void office_sql(const struct fake_office *office, const char *sql);

#endif
