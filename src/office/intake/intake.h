/*
 * intake: sealed bundles on their way into the archive: header read, opened with the
 * office's key, merged. What is refused leaves no trace; what was merged is durable
 * when intake_bundle returns.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include "townline/archive.h"
#include "townline/keys.h"

#include <jansson.h>

struct intake;
struct intake_options {
    const char *archive;            /* path; made when missing */
    const char *keys;               /* path of office.secret */
    uint64_t passphrase_descriptor; /* see passphrase.h */
    const char *contacts; /* path; NULL: beside the archive, "county-contacts.db" */
};
bool intake_open(const struct intake_options *options, struct intake **out,
                 struct error *err) __attribute__((warn_unused_result));
void intake_close(struct intake *intake);              /* wipes the key; takes NULL */
struct archive *intake_archive(struct intake *intake); /* borrowed */
const struct office_secret *intake_secret(const struct intake *intake); /* borrowed */
/* The day that bundles are said to have come; without it, today. */
void intake_set_day(struct intake *intake, const char *day);
/* "county.db" has its contacts in "county-contacts.db". */
bool intake_name_contacts(const char *archive, char *out, size_t size,
                          struct error *err) __attribute__((warn_unused_result));

/* Whether the contact with this random id was merged before. */
bool intake_has_contact(struct intake *intake, const uint8_t row_id[16], bool *out,
                        struct error *err) __attribute__((warn_unused_result));

enum intake_outcome {
    INTAKE_MERGED,
    INTAKE_SAME,    /* was merged before */
    INTAKE_UNKNOWN, /* kept apart: its kiosk is not accepted */
    INTAKE_CLONE,   /* kept apart: a copied or restored card */
    INTAKE_REFUSED, /* `fault` says why */
};
struct intake_result {
    enum intake_outcome outcome;
    bool has_header; /* the next three are set, though they prove nothing alone */
    struct bundle_header header;
    uint8_t id[BUNDLE_ID_BYTES];
    bool is_simulated;         /* its responses were invented */
    struct merge_result merge; /* of MERGED, SAME, UNKNOWN and CLONE */
    struct error fault;
};
void intake_bundle(struct intake *intake, const void *sealed, size_t size,
                   struct intake_result *out);

/* Merges the bundles of a kiosk that the archive kept while nobody had accepted it.
 * `on_result` is called for each of them. */
typedef void intake_told(void *context, const struct intake_result *result);
bool intake_waiting(struct intake *intake, const struct sign_public *kiosk,
                    intake_told *on_result, void *context, struct error *err)
    __attribute__((warn_unused_result));

/* One line about a result. */
struct intake_words {
    char text[640];
};
struct intake_words intake_describe(struct intake *intake,
                                    const struct intake_result *result);
/* The same for programs: number, id, kiosk, kiosk_name, kind, outcome, counts, and
 * "reason" where it was refused. */
json_t *intake_json(struct intake *intake, const struct intake_result *result);

#endif
