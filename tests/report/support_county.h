/*
 * support_county: a county's office with an archive in a folder of its own. Lots of
 * responses come to it as real bundles of made-up kiosks.
 */
#ifndef TOWNLINE_SUPPORT_COUNTY_H
#define TOWNLINE_SUPPORT_COUNTY_H

#include "townline/report.h"

struct county {
    char folder[64]; /* county_finish removes it */
    char archive_path[96];
    uint64_t seed;
    struct random_source random;
    struct recipient_public public_key;
    struct recipient_secret secret_key;
    struct archive *archive;
};
void county_init(struct county *county);
void county_finish(struct county *county);

/* Brings a bundle with these responses. Their texts are sealed on the way. Each comes
 * from a kiosk of its own, which the office accepts under the name; NULL: which nobody
 * accepts. */
struct lot {
    const char *kiosk;
    const struct descriptor *descriptor;
    struct response_set *set;
    bool test_mode;
};
void county_collect(struct county *county, const struct lot *lot);

/* The sample form, loaded. */
struct form *county_sample(void);
/* The first form in the archive. Free it with archive_forms_finish(it, 1). */
struct archive_form *county_form(struct county *county);
/* The report with a NUL at its end. Free it with buffer_finish. */
struct buffer county_report(struct county *county,
                            const struct report_options *options);

#endif
