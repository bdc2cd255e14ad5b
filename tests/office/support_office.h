/*
 * support_office: a small office in a temporary folder: its keys, one kiosk that makes
 * bundles, and the real program, which tests run as a person would.
 */
#ifndef SUPPORT_OFFICE_H
#define SUPPORT_OFFICE_H

#include "support_folder.h"
#include "townline/bundle.h"
#include "townline/keys.h"

#include <jansson.h>

#define OFFICE_PASSPHRASE "a passphrase of tests"

struct office {
    struct folder folder; /* has office.secret and office.pub */
    struct office_secret secret;
    struct office_public public;
    uint64_t random; /* for keys and bundles; the same in every run */

    /* After so much processor time a program that is run is killed; 0: never. */
    long kill_after_us;

    /* What the last program wrote, and its exit code; OFFICE_KILLED: it was killed. */
    char *out, *err;
    int code;
};
#define OFFICE_KILLED 128
void office_begin(struct office *office);
void office_end(struct office *office);

/* Runs "townline WORDS..." in the office's folder; the last word is NULL. The
 * passphrase can be read from descriptor 3. */
void office_run(struct office *office, const char *const *words);
#define RUN(office, ...) office_run(office, (const char *const[]){__VA_ARGS__, NULL})
/* Fails the test, and shows what was written, unless the program ended with `code` and
 * its output or messages have `text`. */
void office_expect(const struct office *office, int code, const char *text);
/* The JSON object that the program wrote. Free it with json_decref. */
json_t *office_json(const struct office *office);

struct kiosk {
    struct sign_public key;
    struct sign_secret secret;
    uint8_t store_id[STORE_ID_BYTES];
    uint32_t number;                     /* of the last bundle */
    uint8_t last_id[BUNDLE_ID_BYTES];    /* its id */
    uint8_t receipt_key[SEAL_KEY_BYTES]; /* its receipt key */
    struct audit_log log;                /* of the next bundle; count 0: none */
};
void kiosk_begin(struct office *office, struct kiosk *kiosk);
/* Makes the next bundle, with so many responses and a comment in the first one. */
void kiosk_export(struct office *office, struct kiosk *kiosk, size_t responses,
                  struct buffer *out);
/* The same, saved as a file in the office's folder. */
void kiosk_export_file(struct office *office, struct kiosk *kiosk, size_t responses,
                       const char *name);
/* Makes the next bundle, one of contacts, and saves it. Each contact is lines of
 * "name=value"; the last is NULL. */
void kiosk_export_contacts(struct office *office, struct kiosk *kiosk,
                           const char *const *contacts, const char *name);
/* The first eight digits of the kiosk's key. */
const char *kiosk_digits(const struct kiosk *kiosk);

/* What most tests begin with: an office and a kiosk. */
struct bench {
    struct office office;
    struct kiosk kiosk;
};
int bench_begin(void **state);
int bench_end(void **state);
/* Makes the kiosk known with bundle 1, which has 12 responses, and accepts it as "Main
 * Library". */
void bench_accept(struct bench *bench);
/* How many responses there are, as `verify` tells it. */
uint32_t bench_responses(struct bench *bench);
#define COLLECT(office, ...)                                                           \
    RUN(office, "collect", __VA_ARGS__, "--archive", "a.db", "--keys",                 \
        "office.secret", "--passphrase-fd", "3")

#endif
