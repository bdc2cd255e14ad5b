/*
 * store: the kiosk's SQLite files. A directory holds store.db (responses and outbox)
 * and contacts.db; test mode has a directory of its own. One process at a time.
 *
 * Promises: when a call returned true, what it saved survives a power cut. Free texts
 * are sealed in the transaction that saves them and the kiosk cannot read them after
 * the epoch. Nothing in the files tells the order of responses more closely than the
 * half-day, once store_rotate has run. No response is erased before its bundle is
 * confirmed. Time never goes below the newest stored time.
 *
 * ERROR_FULL: disk full or read-only; ERROR_BUSY: another program has the store;
 * ERROR_INPUT: a file that is no store, or damaged; ERROR_SYSTEM: I/O. After any of
 * them what was stored before is still there.
 */
#ifndef TOWNLINE_STORE_H
#define TOWNLINE_STORE_H

#include "townline/audit.h"
#include "townline/bundle.h"
#include "townline/pin_reset.h"
#include "townline/receipt.h"

#define STORE_FREEZE_MIN 10 /* responses in a bundle, unless final collection */

struct store;
struct store_options {
    const char *directory; /* made when missing */
    bool test_mode;        /* must agree with the files' */
    uint32_t half_day;     /* now */
    bool clock_trusted;
    uint8_t pack_id[PACK_ID_BYTES];      /* a new pack freezes what the old one left */
    const struct descriptor *descriptor; /* borrowed while open */
    const struct recipient_public *recipients; /* copied */
    size_t recipient_count;
    uint8_t office_id[OFFICE_ID_BYTES];
    const char *program_version;
    struct random_source random;
};
bool store_open(const struct store_options *options, struct store **out,
                struct error *err) __attribute__((warn_unused_result));
void store_close(struct store *store); /* wipes the epoch key */

void store_identity(const struct store *store, struct sign_public *kiosk_out,
                    uint8_t store_id_out[STORE_ID_BYTES]);

/* Saves the whole response under head.id, replacing what was saved under it before, in
 * one transaction: called for each finished block, with every answer finished so far.
 * Text answers come in clear (ANSWER_VALUE) and are sealed here; one that did not
 * change keeps its box. The half-day stored is never below the newest stored. */
bool store_save(struct store *store, const struct response *response, struct error *err)
    __attribute__((warn_unused_result));
/* "Stop and delete my answers", before the session ends. */
bool store_remove(struct store *store, const uint8_t id[RESPONSE_ID_BYTES],
                  struct error *err) __attribute__((warn_unused_result));
/* "name=value" lines of a contact, sealed, in the second file. At most 1000 bytes. */
bool store_save_contact(struct store *store, const char *lines, struct error *err)
    __attribute__((warn_unused_result));
/* Call with no session open when the half-day changes: new epoch, both files rewritten
 * in key order and the WAL truncated. */
bool store_rotate(struct store *store, uint32_t half_day, bool clock_trusted,
                  struct error *err) __attribute__((warn_unused_result));

enum session_end { SESSION_FINISHED, SESSION_TIMED_OUT };
bool store_count_session(struct store *store, enum session_end end, struct error *err)
    __attribute__((warn_unused_result));

/* Responses by where they are; contacts are counted apart. */
struct store_counts {
    uint32_t open;      /* on this kiosk only, in no bundle yet */
    uint32_t waiting;   /* in bundles nobody has taken */
    uint32_t carried;   /* somebody has the bytes */
    uint32_t confirmed; /* the office's receipt came back */
    uint32_t contacts_open;
    /* Sessions since this store was made; the rest of those begun were cut off. */
    uint32_t sessions_begun, sessions_finished, sessions_timed_out;
};
bool store_count(struct store *store, struct store_counts *out, struct error *err)
    __attribute__((warn_unused_result));

/* Freezes the open responses into the next bundle (several when they are too many for
 * one stream of frames), and contacts into one of their own when there are enough. With
 * nothing new and no bundle waiting or carried, a status bundle. *frozen_out counts
 * responses and contacts. ERROR_FULL does not occur for "too few": *frozen_out is then
 * 0 and the responses stay. */
struct freeze_options {
    bool final_collection; /* also with fewer than STORE_FREEZE_MIN */
    uint32_t uptime_hours;
    uint32_t storage_free_mb;
};
bool store_freeze(struct store *store, const struct freeze_options *options,
                  size_t *frozen_out, struct error *err)
    __attribute__((warn_unused_result));

enum outbox_state { OUTBOX_WAITING, OUTBOX_CARRIED, OUTBOX_CONFIRMED };
/* How somebody got the bytes; the numbers are kept. */
enum outbox_way { OUTBOX_BY_NOBODY, OUTBOX_BY_PHONE, OUTBOX_BY_STICK };
struct outbox_entry {
    uint32_t number;
    enum bundle_kind kind;
    uint8_t id[BUNDLE_ID_BYTES];
    size_t size;        /* bytes of the sealed bundle */
    uint32_t responses; /* or contacts */
    enum outbox_state state;
    uint32_t next_symbol; /* where a reopened stream goes on */
    /* Half-days; 0: not yet, or the clock was not trusted then. */
    uint32_t frozen, taken, confirmed;
    enum outbox_way taken_by; /* the last time */
};
/* Entry `i` by number, false past the last. */
bool store_outbox(struct store *store, size_t i, struct outbox_entry *out);
/* The frozen bytes, which never change. */
bool store_bundle(struct store *store, uint32_t number, struct buffer *out,
                  struct error *err) __attribute__((warn_unused_result));
/* Sets aside symbol indices: they are never sent again after a restart. */
bool store_reserve_symbols(struct store *store, uint32_t number, uint32_t next_symbol,
                           struct error *err) __attribute__((warn_unused_result));
bool store_carried(struct store *store, uint32_t number, enum outbox_way way,
                   struct error *err) __attribute__((warn_unused_result));

enum receipt_result {
    RECEIPT_CONFIRMED, /* *number_out and all before it */
    RECEIPT_MISTYPED,  /* told; costs nothing */
    RECEIPT_NOT_OURS,  /* counted */
    RECEIPT_LOCKED,    /* too many wrong ones: *wait_s_out */
};
struct receipt_answer {
    enum receipt_result result;
    uint32_t number; /* confirmed up to here */
    uint32_t wait_s; /* when locked */
    uint32_t wrong;  /* wrong codes so far */
    uint32_t day;    /* of a right receipt file of version 2, since 1970; else 0 */
};
/* `uptime_s` counts lock-outs where the clock cannot be trusted. */
bool store_receipt(struct store *store, const char *typed, uint64_t uptime_s,
                   struct receipt_answer *out, struct error *err)
    __attribute__((warn_unused_result));
bool store_receipt_file(struct store *store, const struct receipt_file *receipt,
                        struct receipt_answer *out, struct error *err)
    __attribute__((warn_unused_result));

/* Every response that is on disk, in key order, texts as ANSWER_SEALED; for tests and
 * for recovery. `visit` returns false to stop, which is no error. */
struct stored_response {
    const struct response *response;
    const struct descriptor *descriptor; /* of the pack it was given under */
    uint32_t bundle;                     /* 0: in none yet */
};
bool store_each_response(struct store *store,
                         bool (*visit)(void *context,
                                       const struct stored_response *stored),
                         void *context, struct error *err)
    __attribute__((warn_unused_result));
/* The half-day of every response on disk, the oldest first; the responses themselves
 * are not read. */
bool store_each_half_day(struct store *store,
                         void (*visit)(void *context, uint32_t half_day), void *context,
                         struct error *err) __attribute__((warn_unused_result));

/* The staff's PIN, 6 to 12 digits, kept as Argon2id. */
bool store_has_pin(struct store *store);
bool store_set_pin(struct store *store, const char *pin, struct error *err)
    __attribute__((warn_unused_result));
struct pin_answer {
    bool right;
    uint32_t wait_s; /* locked for so long; doubles from the fifth wrong one */
};
bool store_check_pin(struct store *store, const char *pin, uint64_t uptime_s,
                     struct pin_answer *out, struct error *err)
    __attribute__((warn_unused_result));
/* Takes the office's file: the PIN and its lock-out are gone, so that a new one is
 * asked for, and the file will not be taken again. */
enum pin_reset_result {
    PIN_RESET_TAKEN,
    PIN_RESET_NOT_NEWER, /* than the last one that was taken */
    PIN_RESET_UNSIGNED,  /* not by `office` */
    PIN_RESET_OTHER_KIOSK,
};
bool store_take_pin_reset(struct store *store, const struct pin_reset *reset,
                          const struct sign_public *office, enum pin_reset_result *out,
                          struct error *err) __attribute__((warn_unused_result));

/* The kiosk's clock is the machine's and what staff or a receipt set against it. That
 * is kept here, with the half-day in which it was last known and the machine's start it
 * was known in, so that a power cut can be told. */
#define STORE_BOOT_ID_BYTES 16
struct store_clock {
    int64_t shift_min; /* the kiosk's time less the machine's */
    bool is_trusted;
    uint32_t half_day; /* when it was kept; at the next start it is no earlier */
    uint32_t boots;    /* starts of the machine that were seen */
    uint8_t boot_id[STORE_BOOT_ID_BYTES];
};
/* *found_out is false when nothing was kept yet. */
bool store_clock_load(struct store *store, struct store_clock *out, bool *found_out,
                      struct error *err) __attribute__((warn_unused_result));
/* Time went on, or the machine was started. */
bool store_clock_save(struct store *store, const struct store_clock *clock,
                      struct error *err) __attribute__((warn_unused_result));
/* Staff, or a receipt, say what time it is: `half_day` is now, and it is noted in the
 * log. Only this sets the newest stored time back: answers in no bundle that were kept
 * later than `half_day` become ones of no certain date. */
bool store_clock_set(struct store *store, const struct store_clock *clock,
                     struct error *err) __attribute__((warn_unused_result));
/* The newest half-day of any answer; 0 when there was none. */
uint32_t store_newest_half_day(const struct store *store);

/* What staff set by touch, by name: names of small letters, digits and hyphens, values
 * of at most 200 bytes without line ends. What the names mean and which values are
 * good is the caller's. */
#define STORE_SETTING_NAME_MAX_BYTES 32
#define STORE_SETTING_MAX_BYTES 200
#define STORE_SETTINGS_MAX 64
/* *found_out is false, and `out` "", when it was never set. */
bool store_setting(struct store *store, const char *name,
                   char out[STORE_SETTING_MAX_BYTES + 1], bool *found_out,
                   struct error *err) __attribute__((warn_unused_result));
/* NULL takes it back: then whatever holds without it holds again. */
bool store_set_setting(struct store *store, const char *name, const char *value,
                       struct error *err) __attribute__((warn_unused_result));
/* In order of names, of the store in that folder while no kiosk has it open.
 * ERROR_MISSING: there is none. */
bool store_peek_settings(const char *directory, bool test_mode,
                         void (*visit)(void *context, const char *name,
                                       const char *value),
                         void *context, struct error *err)
    __attribute__((warn_unused_result));
/* In order of names. */
bool store_each_setting(struct store *store,
                        void (*visit)(void *context, const char *name,
                                      const char *value),
                        void *context, struct error *err)
    __attribute__((warn_unused_result));

/* The log of what staff did. The newest STORE_AUDIT_MAX entries are kept. */
#define STORE_AUDIT_MAX 1000
bool store_audit(struct store *store, enum audit_kind kind, int64_t first,
                 int64_t second, struct error *err) __attribute__((warn_unused_result));
/* Entry `i` from the newest, false past the oldest that is kept. */
bool store_audit_entry(struct store *store, size_t i, struct audit_entry *out);
/* Whether every entry that is kept follows the one before it, and none of the newest is
 * gone. */
bool store_audit_is_whole(struct store *store, bool *whole_out, struct error *err)
    __attribute__((warn_unused_result));

#endif
