/*
 * archive: the office's database of opened responses, one SQLite file that can be
 * copied when no program has it open. Names with a role to play: a bundle is *kept*
 * when its sealed bytes are stored, *merged* when its responses, comments and health
 * stand in the tables, and *apart* when it must not be mixed with the others: from a
 * kiosk nobody accepted, or from a copied or restored card.
 *
 * Promises: what is kept is kept for ever; a merge is one transaction, durable when it
 * returned true, and merging again changes nothing; responses of test mode and of a
 * bundle that another one re-issues are held but never counted. Comments start as
 * pending. Contacts go to a file of their own and share no key with anything here.
 *
 * No clock: `today` is "2026-11-22", from the caller. One thread per archive; several
 * programs may have one open, and a writer waits up to five seconds for another
 * (ERROR_BUSY). ERROR_INPUT: a file that is no archive, or bytes that are no bundle.
 */
#ifndef TOWNLINE_ARCHIVE_H
#define TOWNLINE_ARCHIVE_H

#include "townline/bundle.h"
#include "townline/receipt.h"

#define ARCHIVE_NAME_MAX_BYTES 80 /* of a kiosk's name, with its NUL */
#define ARCHIVE_DAY_BYTES 11      /* "2026-11-22" and NUL */

/* An archive, and the contacts file beside it. ERROR_MISSING: no such file, and
 * `create` is false. */
struct archive;
bool archive_open(const char *path, bool create, struct archive **out,
                  struct error *err) __attribute__((warn_unused_result));
void archive_close(struct archive *archive);

/* Kiosks. */

enum kiosk_state {
    KIOSK_UNKNOWN, /* seen in a bundle, accepted by nobody: its bundles stay apart */
    KIOSK_ACCEPTED,
    KIOSK_RETIRED, /* what was merged counts; what comes now stays apart */
};
struct archive_kiosk {
    struct sign_public key;
    enum kiosk_state state;
    char name[ARCHIVE_NAME_MAX_BYTES];      /* "" while unknown */
    char since[ARCHIVE_DAY_BYTES];          /* accepted, retired or first seen */
    uint32_t merged, waiting, apart;        /* bundles; waiting: kept, not yet merged */
    uint32_t responses;                     /* that count */
    uint32_t last_number;                   /* of the newest bundle merged; 0 none */
    char last_collected[ARCHIVE_DAY_BYTES]; /* "" while none */
    bool has_health;                        /* of that newest bundle: */
    struct bundle_health health;
};
/* All kiosks, accepted first, then by name and key; free() the array. */
bool archive_kiosks(struct archive *archive, struct archive_kiosk **out,
                    size_t *count_out, struct error *err)
    __attribute__((warn_unused_result));
/* Accepts (again), and renames. The name is 1 to 79 bytes of UTF-8, and no two accepted
 * kiosks share one. Bundles that wait for it are merged by the caller: see
 * archive_bundles. */
bool archive_accept_kiosk(struct archive *archive, const struct sign_public *key,
                          const char *name, const char *today, struct error *err)
    __attribute__((warn_unused_result));
/* ERROR_MISSING when the kiosk was never seen. */
bool archive_retire_kiosk(struct archive *archive, const struct sign_public *key,
                          const char *today, struct error *err)
    __attribute__((warn_unused_result));

/* Bundles. */

enum bundle_place {
    BUNDLE_KEPT,   /* bytes only: its kiosk is not accepted, or it was not opened yet */
    BUNDLE_MERGED, /* in the tables */
    BUNDLE_APART,  /* same number as another bundle of that store, or it names another
                      predecessor: a copied or restored card. Never merged. */
};
struct archive_bundle {
    uint8_t id[BUNDLE_ID_BYTES];
    struct sign_public kiosk;
    enum kiosk_state kiosk_state;
    uint8_t store_id[STORE_ID_BYTES];
    uint32_t number;
    enum bundle_kind kind;
    enum bundle_place place;
    char collected[ARCHIVE_DAY_BYTES];
    size_t size;        /* bytes of the sealed bundle */
    uint32_t responses; /* 0 unless merged */
    bool counted;       /* merged, not test mode and not re-issued by another */
    bool test_mode;
    bool is_gap_before; /* merged, and the bundle before it is not */
    bool is_recovered;  /* see archive_recovered_mark */
};
/* All bundles by kiosk, store and number; free() the array. */
bool archive_bundles(struct archive *archive, struct archive_bundle **out,
                     size_t *count_out, struct error *err)
    __attribute__((warn_unused_result));
/* Stores the sealed bytes, needing no key. *new_out (may be NULL) is false when they
 * were there already. Only bytes whose clear header reads are taken. */
bool archive_keep(struct archive *archive, const void *sealed, size_t size,
                  const char *today, bool *new_out, struct error *err)
    __attribute__((warn_unused_result));
/* The bytes of a kept bundle. `out` was given a maximum of BUNDLE_MAX_BYTES. */
bool archive_sealed(struct archive *archive, const uint8_t id[BUNDLE_ID_BYTES],
                    struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

struct archive_contacts;
enum merge_outcome {
    MERGE_DONE,
    MERGE_SAME,    /* it was merged before; nothing changed */
    MERGE_UNKNOWN, /* kept; its kiosk is not accepted, or retired */
    MERGE_CLONE,   /* kept apart: another bundle of that number, or another predecessor,
                      came from the same store: a copied or restored card */
};
struct archive_merge {
    const struct sealed_bundle *sealed; /* as collected; kept in the same transaction */
    const struct bundle *bundle;        /* what sealed_bundle_open made of it */
    const struct recipient_secret *secret; /* opens comments and contacts */
    const char *today;
    struct archive_contacts *contacts; /* needed for a bundle of contacts, else NULL */
};
struct merge_result {
    enum merge_outcome outcome;
    uint32_t responses, comments, contacts; /* merged now */
    uint32_t missing_first, missing_last;   /* bundle numbers not yet here before this
                                               one; 0 when there is no gap */
    uint32_t replaces;                      /* the number it re-issues; 0 none */
    bool counted; /* its responses are in counts and reports */
    bool test_mode;
};
/* ERROR_INPUT: a comment, contact or epoch key does not open; ERROR_MISSING: a bundle
 * of contacts and no contacts file. Nothing of the bundle is in the tables then. */
bool archive_merge(struct archive *archive, const struct archive_merge *merge,
                   struct merge_result *out, struct error *err)
    __attribute__((warn_unused_result));

/* Responses from the card of a dead kiosk come in a bundle that the office seals, with
 * the kiosk's key, under a store id of its own. It says in place of the program's
 * version which was the last bundle that the card had made. Responses that the kiosk's
 * own bundles bring, before or after, are left out of it: nothing counts twice. */
void archive_recovered_mark(uint32_t last_number, char *out, size_t size);
bool archive_recovered_read(const struct bundle_content *content,
                            uint32_t *last_number_out);
/* Before such a bundle is made: here[i] is set for the responses that need not go into
 * it; their texts are not looked at. free() the array. */
bool archive_recovered_is_here(struct archive *archive, const struct sign_public *kiosk,
                               const struct bundle_content *content, bool **here_out,
                               struct error *err) __attribute__((warn_unused_result));

/* Proof for the kiosk: of the highest N with every bundle from 1 to N merged here.
 * ERROR_MISSING when there is none, naming the bundle that is missing. */
struct archive_receipt {
    struct receipt_file file;
    char code[RECEIPT_DIGITS + 1]; /* the same to be typed */
};
bool archive_receipt(struct archive *archive, const struct sign_public *kiosk,
                     const uint8_t store_id[STORE_ID_BYTES],
                     struct archive_receipt *out, struct error *err)
    __attribute__((warn_unused_result));

/* Hashes every sealed bundle again, compares what was merged from it with the hash
 * taken then, and lets SQLite check the file. ERROR_INPUT names the first fault. */
struct archive_verified {
    uint32_t bundles, merged, apart, responses, comments;
};
bool archive_verify(struct archive *archive, struct archive_verified *out,
                    struct error *err) __attribute__((warn_unused_result));

/* The quick part of it, for those who are going to write: the lists of kiosks, bundles
 * and decisions are as they were written. Answers are not looked at. */
bool archive_check(struct archive *archive, struct error *err)
    __attribute__((warn_unused_result));

/* Called now and then by what takes long: `done` of `total` bundles. NULL for none. */
typedef void archive_progress(void *context, size_t done, size_t total);
void archive_on_progress(struct archive *archive, archive_progress *progress,
                         void *context);

/* A damaged archive. The sealed bundles are found in the bytes of the file without its
 * tables; whether they are whole, opening them tells. The same one may come twice. */
struct archive_salvage {
    const void *file;
    size_t size;
    bool (*on_bundle)(void *context, const void *sealed, size_t size); /* false: stop */
    void *context;
};
/* How many were found. */
size_t archive_salvage_bundles(const struct archive_salvage *salvage);
/* What the file says about the kiosk: key, name, state and since. False when its row is
 * not to be found. */
bool archive_salvage_kiosk(const struct archive_salvage *salvage,
                           const struct sign_public *key, struct archive_kiosk *out);
/* The list of bundles as far as it can be read, in the order they came: id, number,
 * place and the day of collection. The file is not changed. */
void archive_salvage_rows(const char *path,
                          void (*on_row)(void *context,
                                         const struct archive_bundle *row),
                          void *context);

/* Questions and answers. */

/* A descriptor that responses were given to. */
struct archive_form {
    int64_t form; /* this archive's number for it */
    uint8_t pack_id[PACK_ID_BYTES];
    struct descriptor *descriptor;
    uint32_t responses; /* that count */
    uint32_t recovered; /* of those, from the card of a dead kiosk */
};
/* Forms with the most responses first; archive_forms_finish takes NULL. */
bool archive_forms(struct archive *archive, struct archive_form **out,
                   size_t *count_out, struct error *err)
    __attribute__((warn_unused_result));
void archive_forms_finish(struct archive_form *forms, size_t count);

enum comment_state { COMMENT_PENDING = 0, COMMENT_ALLOWED = 1, COMMENT_HIDDEN = 2 };
enum archive_texts { TEXTS_NONE, TEXTS_ALLOWED, TEXTS_ALL };
struct archive_each {
    const struct archive_form *form;
    enum archive_texts texts; /* other comments are ANSWER_SEALED without a box */
};
struct archive_response {
    const struct archive_kiosk *kiosk; /* key and name alone are set */
    uint32_t bundle_number;
    bool is_recovered;        /* from the card of a dead kiosk */
    size_t position;          /* in the bundle's canonical order */
    struct response response; /* head.id is zero; borrowed during the call */
};
/* Calls `visit` for each response that counts, by kiosk, store, bundle and position,
 * until it returns false (which is no error). */
typedef bool archive_visit(void *context, const struct archive_response *response);
bool archive_each_response(struct archive *archive, const struct archive_each *each,
                           archive_visit *visit, void *context, struct error *err)
    __attribute__((warn_unused_result));

/* Comments of the responses that count, by question and instance and then by their
 * random ids, so that their order tells nothing about the responses'. */
struct archive_comment {
    size_t question;
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
    const char *language; /* of the screen */
    enum comment_state state;
    const char *text; /* borrowed during the call */
};
typedef bool comment_visit(void *context, const struct archive_comment *comment);
bool archive_each_comment(struct archive *archive, const struct archive_form *form,
                          comment_visit *visit, void *context, struct error *err)
    __attribute__((warn_unused_result));

/* How often each value was given to a question. */
#define ARCHIVE_ALL_INSTANCES (-1)
struct archive_cell {
    char *value; /* a choice's code, or the value as it stands */
    uint32_t n;
};
struct archive_table {
    uint32_t asked;    /* how often it was shown; = answered + empty */
    uint32_t answered; /* of a select_multiple: with at least one choice */
    uint32_t empty;
    struct archive_cell *cells; /* choices in form order, also those with 0; other
                                   values by number, then by bytes */
    size_t cell_count;
};
/* `instance`: of the outermost repeat, such as a service, or all instances together. A
 * text question has no cells, and no more than 1,000 values are listed. */
bool archive_tabulate(struct archive *archive, const struct archive_form *form,
                      size_t question, int instance, struct archive_table *out,
                      struct error *err) __attribute__((warn_unused_result));
void archive_table_finish(struct archive_table *table);

/* Where the counted responses of a form come from, one row for each kiosk and half-day,
 * in that order; free() the array. */
struct archive_origin {
    char kiosk_name[ARCHIVE_NAME_MAX_BYTES];
    struct sign_public kiosk;
    uint32_t half_day;
    uint32_t responses, complete, after_results, clock_untrusted;
};
bool archive_origins(struct archive *archive, const struct archive_form *form,
                     struct archive_origin **out, size_t *count_out, struct error *err)
    __attribute__((warn_unused_result));

/* Contacts: people who wish to hear from the office. No date, no kiosk, no order. */

bool archive_contacts_open(const char *path, bool create, struct archive_contacts **out,
                           struct error *err) __attribute__((warn_unused_result));
void archive_contacts_close(struct archive_contacts *contacts);
/* Whether the contact with this random id is there. */
bool archive_contacts_find(struct archive_contacts *contacts, const uint8_t row_id[16],
                           bool *found_out, struct error *err)
    __attribute__((warn_unused_result));
/* Calls `visit` with the "name=value" lines of each, ordered by their random ids. */
typedef bool contact_visit(void *context, const char *lines);
bool archive_contacts_list(struct archive_contacts *contacts, contact_visit *visit,
                           void *context, struct error *err)
    __attribute__((warn_unused_result));

#endif
