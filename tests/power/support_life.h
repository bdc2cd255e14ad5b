/*
 * support_life: a kiosk's life in a few steps, what may be on disk after each of its
 * calls, and the check that it is. Residents save in blocks and take back, leave
 * contacts; staff export, carry away, type receipts, bring a new pack.
 */
#ifndef TOWNLINE_SUPPORT_LIFE_H
#define TOWNLINE_SUPPORT_LIFE_H

#include "support_fault_vfs.h"
#include "support_store.h"

#define RESIDENTS 8
#define LIFE_BUNDLES_MAX 16

/* How much of a resident's response: the versions that are ever saved. */
enum version { VERSION_NONE, VERSION_FIRST_BLOCK, VERSION_ALL };

/* What a look at the disk may find. A call that returned true leaves one possibility;
 * one that is under way or returned false leaves the state before and after it. */
struct known {
    unsigned may[RESIDENTS];               /* bit v: version v */
    unsigned contacts_least, contacts_may; /* bit c: contact c */
    uint32_t handed_out;                   /* bundles 1 to this one left the kiosk */
    uint32_t carried, confirmed;           /* acknowledged up to here */
    uint32_t next_symbol;                  /* of bundle 1 */
    uint32_t wrong_receipts;               /* acknowledged */
};
struct moment {
    size_t at; /* events of the log before it */
    struct known known;
};

/* What is in one bundle. */
struct lot {
    bool known;
    unsigned versions[RESIDENTS]; /* bits */
    unsigned contacts;            /* bits */
};

struct life {
    struct desk *desk;
    struct store *store;  /* NULL: it did not open */
    struct disk_log *log; /* may be NULL */
    struct known known;
    struct moment *moments;
    size_t moment_count;
    struct buffer
        bundles[LIFE_BUNDLES_MAX + 1];     /* as they were handed out, by number */
    struct lot lots[LIFE_BUNDLES_MAX + 1]; /* of those, once one was opened */
    uint64_t key_seed;
    uint32_t half_day;
    bool second_pack;
    enum error_code allowed; /* with which a call may fail; any but ERROR_INPUT if 0 */
    size_t failures;
};

/* Runs the steps on desk->store, which does not exist yet. */
void life_run(struct life *life, struct desk *desk, struct disk_log *log,
              enum error_code allowed);
void life_finish(struct life *life);

/* Opens the folder's store as the next start of the kiosk does and compares; fails the
 * test with `what` when anything is not as `known` allows. */
void life_check(struct life *life, const struct known *known, const char *directory,
                const char *what);
/* The same, as the office reads the card of a kiosk that does not start again. */
void life_check_card(struct life *life, const struct known *known,
                     const char *directory, const char *what);
/* PRAGMA integrity_check of both files, as far as there are any. Changes them. */
void check_integrity(const char *directory, const char *what);
/* With everything in it. */
void remove_folder(const char *directory);

#endif
