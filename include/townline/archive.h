/*
 * archive: the office's database of opened responses: one SQLite file, which can be
 * copied while no program has it open. A bundle is *kept* when its sealed bytes are
 * stored. It is *merged* when its responses, comments and health are in the tables. It
 * is *apart* when it must not be mixed with the others, because nobody accepted its
 * kiosk, or because it came from a copied or restored card.
 *
 * Promises: what is kept is kept for ever. A merge is one transaction; when it returned
 * true, it is durable, and merging again changes nothing. Responses of test mode, and
 * those of a bundle that another one re-issues, are stored but never counted. Comments
 * begin as pending. Contacts go into a file of their own and share no key with anything
 * here.
 *
 * There is no clock: the caller gives `today` as "2026-11-22". An archive is used by
 * one thread. Several programs may have the same one open; a writer waits up to five
 * seconds for another (ERROR_BUSY). ERROR_INPUT: a file is no archive, or bytes are no
 * bundle.
 */
#ifndef TOWNLINE_ARCHIVE_H
#define TOWNLINE_ARCHIVE_H

#include "townline/bundle.h"
#include "townline/counts.h"
#include "townline/receipt.h"

#define ARCHIVE_NAME_MAX_BYTES 80 /* of a kiosk's name, with its NUL */
#define ARCHIVE_DAY_BYTES 11      /* "2026-11-22" and a NUL */

/* An archive, and the file of contacts beside it. ERROR_MISSING: there is no such file,
 * and `create` is false. */
struct archive;
bool archive_open(const char *path, bool create, struct archive **out,
                  struct error *err) __attribute__((warn_unused_result));
void archive_close(struct archive *archive);
/* Called now and then by calls that take long: `done` of `total` bundles. NULL: nobody.
 */
typedef void archive_progress(void *context, size_t done, size_t total);
void archive_on_progress(struct archive *archive, archive_progress *progress,
                         void *context);
/* archive_open, with progress: a file of an earlier version is rewritten when it is
 * opened, in one transaction. */
bool archive_open_telling(const char *path, bool create, archive_progress *progress,
                          void *context, struct archive **out, struct error *err)
    __attribute__((warn_unused_result));

/* Kiosks. */

enum kiosk_state {
    KIOSK_UNKNOWN, /* seen in a bundle and accepted by nobody: its bundles stay apart */
    KIOSK_ACCEPTED,
    KIOSK_RETIRED,  /* what was merged before counts; what comes now stays apart */
    KIOSK_REJECTED, /* never the office's: nothing of it is ever merged */
};
struct archive_kiosk {
    struct sign_public key;
    enum kiosk_state state;
    char name[ARCHIVE_NAME_MAX_BYTES]; /* "" while it is unknown */
    /* the day when it was accepted, retired or first seen */
    char since[ARCHIVE_DAY_BYTES];
    /* bundles; waiting: kept and not yet merged */
    uint32_t merged, waiting, apart;
    uint32_t responses;                     /* responses that count */
    uint32_t last_number;                   /* of the newest merged bundle; 0: none */
    char last_collected[ARCHIVE_DAY_BYTES]; /* "" when there is none */
    bool has_health;                        /* of that newest bundle */
    struct bundle_health health;
};
/* All kiosks: accepted ones first, then by name and key. The caller frees the array. */
bool archive_kiosks(struct archive *archive, struct archive_kiosk **out,
                    size_t *count_out, struct error *err)
    __attribute__((warn_unused_result));
/* Accepts a kiosk, also a retired one, or gives it another name. A name has 1 to 79
 * bytes of UTF-8, and no two accepted kiosks have the same. The caller then merges the
 * bundles that wait for it: see archive_bundles. */
bool archive_accept_kiosk(struct archive *archive, const struct sign_public *key,
                          const char *name, const char *today, struct error *err)
    __attribute__((warn_unused_result));
/* A kiosk that was seen and is not the office's: its bundles stay apart until somebody
 * accepts it. ERROR_MISSING when it was never seen; ERROR_INPUT when bundles of it were
 * merged, since it can only be retired then. */
bool archive_reject_kiosk(struct archive *archive, const struct sign_public *key,
                          const char *today, struct error *err)
    __attribute__((warn_unused_result));
/* ERROR_MISSING when the kiosk was never seen. */
bool archive_retire_kiosk(struct archive *archive, const struct sign_public *key,
                          const char *today, struct error *err)
    __attribute__((warn_unused_result));

/* Bundles. */

enum bundle_place {
    /* only its bytes: its kiosk is not accepted, or it was not opened yet */
    BUNDLE_KEPT,
    BUNDLE_MERGED, /* in the tables */
    /* never merged: another bundle of that store has the same number, or it names
     * another predecessor, so it comes from a copied or restored card */
    BUNDLE_APART,
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
    size_t size;        /* of the sealed bundle */
    uint32_t responses; /* 0 unless it is merged */
    bool counted;       /* merged, not of test mode, and not re-issued by another */
    bool test_mode;
    bool is_gap_before; /* it is merged, and the bundle before it is not */
    bool is_recovered;  /* see archive_recovered_mark */
};
/* All bundles by kiosk, store and number. The caller frees the array. */
bool archive_bundles(struct archive *archive, struct archive_bundle **out,
                     size_t *count_out, struct error *err)
    __attribute__((warn_unused_result));
/* Stores the sealed bytes; this needs no key. *new_out (may be NULL) is false when they
 * were there before. Only bytes whose clear header can be read are stored. */
bool archive_keep(struct archive *archive, const void *sealed, size_t size,
                  const char *today, bool *new_out, struct error *err)
    __attribute__((warn_unused_result));
/* The bytes of a kept bundle. The maximum of `out` has to be BUNDLE_MAX_BYTES. */
bool archive_sealed(struct archive *archive, const uint8_t id[BUNDLE_ID_BYTES],
                    struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

struct archive_contacts;
enum merge_outcome {
    MERGE_DONE,
    MERGE_SAME, /* it was merged before, so nothing changed */
    /* kept, since its kiosk is not accepted, or is retired or rejected */
    MERGE_UNKNOWN,
    /* kept apart: the same store has sent another bundle with that number, or with
     * another predecessor, so one of them comes from a copied or restored card */
    MERGE_CLONE,
};
struct archive_merge {
    /* as it was collected; it is kept in the same transaction */
    const struct sealed_bundle *sealed;
    const struct bundle *bundle;           /* what sealed_bundle_open made of it */
    const struct recipient_secret *secret; /* opens comments and contacts */
    const char *today;
    /* needed for a bundle of contacts; else it may be NULL */
    struct archive_contacts *contacts;
};
struct merge_result {
    enum merge_outcome outcome;
    uint32_t responses, comments, contacts; /* merged by this call */
    /* numbers of bundles before this one that are not here yet; 0 when none is missing
     */
    uint32_t missing_first, missing_last;
    /* the number of the bundle that it re-issues; 0: none */
    uint32_t replaces;
    bool counted; /* its responses are in counts and reports */
    bool test_mode;
};
/* Merges a bundle. ERROR_INPUT: a comment, a contact or the key of an epoch cannot be
 * opened. ERROR_MISSING: it is a bundle of contacts, and there is no file of contacts.
 * Then nothing of the bundle is in the tables. */
bool archive_merge(struct archive *archive, const struct archive_merge *merge,
                   struct merge_result *out, struct error *err)
    __attribute__((warn_unused_result));

/* Responses from the card of a dead kiosk come in a bundle that the office seals with
 * the kiosk's key, under a store id of its own. In the place of the program's version
 * stands the number of the last bundle that the card had made. Responses that the
 * kiosk's own bundles bring too, before or after, are left out of it, so that nothing
 * counts twice. */
void archive_recovered_mark(uint32_t last_number, char *out, size_t size);
bool archive_recovered_read(const struct bundle_content *content,
                            uint32_t *last_number_out);
/* Call it before such a bundle is made: here[i] is set for responses that the archive
 * has, so that they need not go into it. Their texts are not compared. The caller frees
 * the array. */
bool archive_recovered_is_here(struct archive *archive, const struct sign_public *kiosk,
                               const struct bundle_content *content, bool **here_out,
                               struct error *err) __attribute__((warn_unused_result));

/* The proof for the kiosk: for the highest N with all bundles from 1 to N merged here.
 * ERROR_MISSING when there is none; it names the bundle that is missing. */
struct archive_receipt {
    struct receipt_file file;
    char code[RECEIPT_DIGITS + 1]; /* the same, to be typed */
};
bool archive_receipt(struct archive *archive, const struct sign_public *kiosk,
                     const uint8_t store_id[STORE_ID_BYTES],
                     struct archive_receipt *out, struct error *err)
    __attribute__((warn_unused_result));

/* Computes the hash of every sealed bundle again, compares what was merged from it with
 * the hash taken then and the counts with those of the responses, and lets SQLite check
 * the file. ERROR_INPUT tells the first fault. */
struct archive_verified {
    uint32_t bundles, merged, apart, responses, comments;
};
bool archive_verify(struct archive *archive, struct archive_verified *out,
                    struct error *err) __attribute__((warn_unused_result));

/* Works out all counts anew from the responses, into the tables. */
bool archive_recount(struct archive *archive, struct error *err)
    __attribute__((warn_unused_result));

/* The quick part of this check, for programs that are going to write: the lists of
 * kiosks, bundles and decisions are as they were written. Answers are not checked. */
bool archive_check(struct archive *archive, struct error *err)
    __attribute__((warn_unused_result));

/* A damaged archive. Sealed bundles are found in the bytes of the file without using
 * its tables. Opening them will show whether they are whole. The same bundle may be
 * found twice. */
struct archive_salvage {
    const void *file;
    size_t size;
    /* false stops the search */
    bool (*on_bundle)(void *context, const void *sealed, size_t size);
    void *context;
};
/* Returns how many were found. */
size_t archive_salvage_bundles(const struct archive_salvage *salvage);
/* What the file says about the kiosk: key, name, state and since. False when its row
 * cannot be found. */
bool archive_salvage_kiosk(const struct archive_salvage *salvage,
                           const struct sign_public *key, struct archive_kiosk *out);
/* The list of bundles, as far as it can be read, in the order in which they came: id,
 * number, place and day of collection. The file is not changed. */
void archive_salvage_rows(const char *path,
                          void (*on_row)(void *context,
                                         const struct archive_bundle *row),
                          void *context);

/* Takes over what people decided: about comments, and what public reports published.
 * The new archive has its bundles already. A list of which anything is damaged is left
 * behind as a whole: better no decision than a wrong one. */
struct archive_salvaged {
    uint32_t decisions, publications;
    /* there may have been some that could not be taken */
    bool lost_decisions, lost_publications;
};
bool archive_salvage_lists(struct archive *archive, const char *damaged_path,
                           struct archive_salvaged *out, struct error *err)
    __attribute__((warn_unused_result));

/* Questions and answers. */

/* What was asked. Packs whose questions have the same names, types and choices are
 * pooled, as long as no pack is known to have changed the meaning of one. */
struct archive_form {
    int64_t form; /* the number, in this archive, of its newest part */
    uint8_t pack_id[PACK_ID_BYTES];
    struct descriptor *descriptor;
    uint32_t responses; /* responses that count */
    uint32_t recovered; /* of these, from the card of a dead kiosk */
    /* One for each pack or version, the oldest first; the above is the last of them. */
    struct archive_form_part {
        int64_t form;
        uint8_t pack_id[PACK_ID_BYTES];
        struct descriptor *descriptor;
    } * parts;
    size_t part_count;
};
/* Whether answers to this pack are among those to the form. */
bool archive_form_has_pack(const struct archive_form *form,
                           const uint8_t pack_id[PACK_ID_BYTES]);
/* Forms with most responses first. archive_forms_finish takes NULL. */
bool archive_forms(struct archive *archive, struct archive_form **out,
                   size_t *count_out, struct error *err)
    __attribute__((warn_unused_result));
void archive_forms_finish(struct archive_form *forms, size_t count);

/* Whether any of the form's counted responses were invented by `townline simulate`
 * (BUNDLE_SIMULATED). Each page about them has to say so. */
bool archive_is_simulated(struct archive *archive, const struct archive_form *form,
                          bool *out, struct error *err)
    __attribute__((warn_unused_result));

/* What a pack says about itself, for archives that saw its answers or will: the pack
 * before it, or NULL, and whether a question means another thing now; then its answers
 * are not pooled with those before. `labels` is its form, or NULL: its words in the
 * default language then stand in the tables `question`, `choice` and `instance` and in
 * the views with labels. Nothing is written when all of it was known. */
struct form;
struct archive_pack {
    uint8_t pack_id[PACK_ID_BYTES];
    const uint8_t *previous_id;
    bool is_different;
    const struct form *labels;
};
bool archive_learn_pack(struct archive *archive, const struct archive_pack *pack,
                        struct error *err) __attribute__((warn_unused_result));

enum comment_state { COMMENT_PENDING = 0, COMMENT_ALLOWED = 1, COMMENT_HIDDEN = 2 };
enum archive_texts { TEXTS_NONE, TEXTS_ALLOWED, TEXTS_ALL };
struct archive_each {
    const struct archive_form *form;
    /* comments that are left out are ANSWER_SEALED without a box */
    enum archive_texts texts;
};
struct archive_response {
    const struct archive_kiosk *kiosk;    /* only key and name are set */
    const struct archive_form_part *part; /* of the form */
    uint32_t bundle_number;
    bool is_recovered;        /* from the card of a dead kiosk */
    size_t position;          /* in the canonical order of the bundle */
    struct response response; /* head.id is zero; borrowed during the call */
};
/* Calls `visit` for each response that counts, by part, kiosk, store, bundle and
 * position. It
 * returns false to stop, which is no error. */
typedef bool archive_visit(void *context, const struct archive_response *response);
bool archive_each_response(struct archive *archive, const struct archive_each *each,
                           archive_visit *visit, void *context, struct error *err)
    __attribute__((warn_unused_result));

/* Comments of responses that count, by question and instance, then by their ids. An id
 * is a hash of a random number and the words. So it stays the same as long as the words
 * do, also in a bundle that is issued again and in an archive made anew, and the order
 * tells nothing about the order of the responses. */
#define ARCHIVE_COMMENT_ID_BYTES 16
struct archive_comment {
    uint8_t id[ARCHIVE_COMMENT_ID_BYTES];
    const struct archive_form_part *part; /* of the form */
    size_t question;
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
    const char *language; /* of the screen */
    enum comment_state state;
    const char *reason; /* of the last decision; "" when there is none */
    const char *text;   /* borrowed during the call, as all texts here */
    /* choice of counts_town_question; -1: none. Not to be shown but where many people
     * of the town have answered and many of its comments are shown. */
    int town;
};
typedef bool comment_visit(void *context, const struct archive_comment *comment);
bool archive_each_comment(struct archive *archive, const struct archive_form *form,
                          comment_visit *visit, void *context, struct error *err)
    __attribute__((warn_unused_result));

/* Decides about a comment: allowed, hidden, or pending again. `reason` is one line, or
 * "". Each decision is written in a log. ERROR_MISSING: there is no such comment. */
bool archive_comment_set_state(struct archive *archive,
                               const uint8_t id[ARCHIVE_COMMENT_ID_BYTES],
                               enum comment_state state, const char *reason,
                               const char *today, struct error *err)
    __attribute__((warn_unused_result));
struct archive_decision {
    uint8_t id[ARCHIVE_COMMENT_ID_BYTES];
    enum comment_state state;
    const char *reason, *day; /* borrowed during the call */
};
/* Calls `visit` for every decision ever taken, the oldest first. */
typedef bool decision_visit(void *context, const struct archive_decision *decision);
bool archive_comment_log(struct archive *archive, decision_visit *visit, void *context,
                         struct error *err) __attribute__((warn_unused_result));

/* Counts: what reports are made of. They are kept when a bundle is merged, so that no
 * response is read for them. `round` is one of archive_rounds; NULL: all rounds. The
 * caller closes *out. ERROR_INPUT: they are not as they were written. */
bool archive_counts(struct archive *archive, const struct archive_form *form,
                    const char *round, struct counts **out, struct error *err)
    __attribute__((warn_unused_result));

struct archive_round {
    char name[RESPONSE_NAME_MAX_BYTES + 1]; /* "" when the pack names none */
    uint32_t responses;                     /* that count */
    uint32_t first_half_day, last_half_day; /* of these */
};
/* The rounds with responses that count, by their first half-day and name. The caller
 * frees the array. */
bool archive_rounds(struct archive *archive, const struct archive_form *form,
                    struct archive_round **out, size_t *count_out, struct error *err)
    __attribute__((warn_unused_result));

/* Where the counted responses of a form come from: a row for each kiosk and half-day,
 * in that order. The caller frees the array. */
struct archive_origin {
    char kiosk_name[ARCHIVE_NAME_MAX_BYTES];
    struct sign_public kiosk;
    uint32_t half_day;
    uint32_t responses, complete, after_results, clock_untrusted;
};
bool archive_origins(struct archive *archive, const struct archive_form *form,
                     struct archive_origin **out, size_t *count_out, struct error *err)
    __attribute__((warn_unused_result));

/* The sessions that kiosks told of, summed over their merged bundles, without those of
 * test mode; by name and key. The caller frees the array. */
struct archive_sessions {
    char kiosk_name[ARCHIVE_NAME_MAX_BYTES];
    struct sign_public kiosk;
    uint32_t begun, finished, timed_out;
};
bool archive_sessions(struct archive *archive, struct archive_sessions **out,
                      size_t *count_out, struct error *err)
    __attribute__((warn_unused_result));

/* What each public report has told, so that the next one hides well. The bytes mean
 * nothing here. */
#define ARCHIVE_PUBLICATION_MAX_BYTES ((size_t)16 << 20)
struct archive_publication {
    const char *day;    /* "2026-11-22" */
    uint32_t responses; /* that counted then */
    const void *bytes;
    size_t size;
};
bool archive_publication_add(struct archive *archive, const struct archive_form *form,
                             const struct archive_publication *publication,
                             struct error *err) __attribute__((warn_unused_result));
/* The oldest first; all is borrowed during the call. */
typedef bool publication_visit(void *context,
                               const struct archive_publication *publication);
bool archive_publication_each(struct archive *archive, const struct archive_form *form,
                              publication_visit *visit, void *context,
                              struct error *err) __attribute__((warn_unused_result));

/* Contacts: people who want to hear from the office. No date, no kiosk, no order. */

bool archive_contacts_open(const char *path, bool create, struct archive_contacts **out,
                           struct error *err) __attribute__((warn_unused_result));
void archive_contacts_close(struct archive_contacts *contacts);
/* Whether the contact with this random id is there, or was erased. */
bool archive_contacts_find(struct archive_contacts *contacts, const uint8_t row_id[16],
                           bool *found_out, struct error *err)
    __attribute__((warn_unused_result));
/* Calls `visit` with the random id and the "name=value" lines of each contact, in the
 * order of these ids. */
typedef bool contact_visit(void *context, const uint8_t row_id[16], const char *lines);
bool archive_contacts_list(struct archive_contacts *contacts, contact_visit *visit,
                           void *context, struct error *err)
    __attribute__((warn_unused_result));
/* Erases the contact with that id for good, or all of them when it is NULL: nothing of
 * it stays in the file but the id, so that a bundle that is collected again does not
 * bring it back. */
bool archive_contacts_erase(struct archive_contacts *contacts, const uint8_t *row_id,
                            uint32_t *erased_out, struct error *err)
    __attribute__((warn_unused_result));

#endif
