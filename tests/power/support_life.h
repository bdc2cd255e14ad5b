/*
 * support_life: the life of a kiosk in a few steps, what may be on disk after each
 * call, and the check that it is. Residents save in blocks, take back their answers and
 * leave contacts. Staff export, carry bundles away, type receipts and bring a new pack.
 */
#ifndef TOWNLINE_SUPPORT_LIFE_H
#define TOWNLINE_SUPPORT_LIFE_H

#include "support_fault_vfs.h"
#include "support_store.h"

#define RESIDENTS 8
#define LIFE_BUNDLES_MAX 16

/* How much of a resident's response is stored: the versions that are ever saved. */
enum version { VERSION_NONE, VERSION_FIRST_BLOCK, VERSION_ALL };

/* What may be found on the disk. After a call that returned true there is one
 * possibility. While a call is running, or when it returned false, both the state
 * before and the state after it are possible. */
struct known {
    unsigned may[RESIDENTS];               /* bit v is set: version v may be there */
    unsigned contacts_least, contacts_may; /* bit c is set: contact c */
    uint32_t handed_out;                   /* bundles up to this one left the kiosk */
    uint32_t carried, confirmed;           /* up to this bundle, as a call confirmed */
    uint32_t next_symbol;                  /* of bundle 1 */
    uint32_t wrong_receipts;               /* as a call confirmed */
};
struct moment {
    size_t at; /* so many events of the log are before it */
    struct known known;
};

/* What is in one bundle. */
struct lot {
    bool known;
    unsigned versions[RESIDENTS]; /* in bits */
    unsigned contacts;            /* in bits */
};

struct life {
    struct desk *desk;
    struct store *store;  /* NULL: it could not be opened */
    struct disk_log *log; /* may be NULL */
    struct known known;
    struct moment *moments;
    size_t moment_count;
    /* as they left the kiosk, by number */
    struct buffer bundles[LIFE_BUNDLES_MAX + 1];
    struct lot lots[LIFE_BUNDLES_MAX + 1]; /* what is in them, once one was opened */
    uint64_t key_seed;
    uint32_t half_day;
    bool second_pack;
    /* the code with which a call may fail; 0: any but ERROR_INPUT */
    enum error_code allowed;
    size_t failures;
};

/* Runs the steps on desk->store, which does not exist yet. */
void life_run(struct life *life, struct desk *desk, struct disk_log *log,
              enum error_code allowed);
void life_finish(struct life *life);

/* Opens the store in the folder, as the kiosk does at its next start, and compares. The
 * test fails with `what` when something is not as `known` allows. */
void life_check(struct life *life, const struct known *known, const char *directory,
                const char *what);
/* The same, as the office reads the card of a kiosk that does not start any more. */
void life_check_card(struct life *life, const struct known *known,
                     const char *directory, const char *what);
/* Runs PRAGMA integrity_check on the files that are there, which changes them. */
void check_integrity(const char *directory, const char *what);
/* Removes the folder and all that is in it. */
void remove_folder(const char *directory);

#endif
