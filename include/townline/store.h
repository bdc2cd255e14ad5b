/*
 * store: the kiosk's SQLite files: store.db (responses and outbox) and contacts.db in
 * one folder. Test mode has a folder of its own. One process at a time.
 *
 * Promises: when a call returned true, what it saved survives a power cut. Free texts
 * are sealed in the transaction that saves them, and after the epoch the kiosk cannot
 * read them. Once store_rotate has run, nothing in the files tells the order of
 * responses more exactly than by half-days. No response is erased before its bundle is
 * confirmed. Time never goes below the newest stored time.
 *
 * ERROR_FULL: the disk is full or read-only. ERROR_BUSY: another program has the store.
 * ERROR_INPUT: a file is no store, or is damaged. ERROR_SYSTEM: I/O. After each of
 * them, what was stored before is still there.
 */
#ifndef TOWNLINE_STORE_H
#define TOWNLINE_STORE_H

#include "townline/audit.h"
#include "townline/bundle.h"
#include "townline/pin_reset.h"
#include "townline/receipt.h"

/* responses in a bundle, at least, except in a final collection */
#define STORE_FREEZE_MIN 10

struct store;
struct store_options {
    const char *directory; /* made when missing */
    bool test_mode;        /* has to agree with the files */
    uint32_t half_day;     /* now */
    bool clock_trusted;
    /* when the pack is another one, what the old one left is frozen */
    uint8_t pack_id[PACK_ID_BYTES];
    /* Borrowed while the store is open. NULL, without recipients: there are no
     * questions yet. Then the store keeps what staff set and refuses answers. */
    const struct descriptor *descriptor;
    const struct recipient_public *recipients; /* copied */
    size_t recipient_count;
    uint8_t office_id[OFFICE_ID_BYTES];
    const char *program_version;
    struct random_source random;
};
bool store_open(const struct store_options *options, struct store **out,
                struct error *err) __attribute__((warn_unused_result));
void store_close(struct store *store); /* wipes the epoch key */
/* Gives back the memory that sealing a session's texts took. Call it when a session
 * ends; the next text takes milliseconds longer. Takes NULL. */
void store_rest(struct store *store);

void store_identity(const struct store *store, struct sign_public *kiosk_out,
                    uint8_t store_id_out[STORE_ID_BYTES]);

/* Saves the whole response under head.id in one transaction, in the place of what was
 * saved under it before. The kiosk calls it at the end of each block with every answer
 * that is finished. Texts come unencrypted (ANSWER_VALUE) and are sealed here; a text
 * that did not change keeps its box. The half-day that is stored is never below the
 * newest stored one. */
bool store_save(struct store *store, const struct response *response, struct error *err)
    __attribute__((warn_unused_result));
/* For "Stop and delete my answers", before the session ends. */
bool store_remove(struct store *store, const uint8_t id[RESPONSE_ID_BYTES],
                  struct error *err) __attribute__((warn_unused_result));
/* Seals the "name=value" lines of a contact, at most 1000 bytes, and saves them in
 * contacts.db. */
bool store_save_contact(struct store *store, const char *lines, struct error *err)
    __attribute__((warn_unused_result));
/* Call it when the half-day changes and no session is open. It begins a new epoch,
 * rewrites both files in key order and empties the WAL. */
bool store_rotate(struct store *store, uint32_t half_day, bool clock_trusted,
                  struct error *err) __attribute__((warn_unused_result));

enum session_end { SESSION_FINISHED, SESSION_TIMED_OUT };
bool store_count_session(struct store *store, enum session_end end, struct error *err)
    __attribute__((warn_unused_result));

/* Responses by where they are. Contacts are counted separately. */
struct store_counts {
    uint32_t open;      /* only on this kiosk, in no bundle yet */
    uint32_t waiting;   /* in bundles that nobody has taken */
    uint32_t carried;   /* somebody has the bytes */
    uint32_t confirmed; /* the office's receipt came back */
    uint32_t contacts_open;
    /* Sessions since this store was made. Those that were begun and neither finished
     * nor timed out were cut off. */
    uint32_t sessions_begun, sessions_finished, sessions_timed_out;
};
bool store_count(struct store *store, struct store_counts *out, struct error *err)
    __attribute__((warn_unused_result));

/* Freezes the open responses into the next bundle, or into several when they are too
 * many for one stream of frames, and contacts into a bundle of their own when there are
 * enough. When there is nothing new and no bundle is waiting or carried, it makes a
 * status bundle. *frozen_out counts responses and contacts. Too few responses are no
 * error: then *frozen_out is 0 and they stay open. */
struct freeze_options {
    bool final_collection; /* even with fewer than STORE_FREEZE_MIN */
    uint32_t uptime_hours;
    uint32_t storage_free_mb;
};
bool store_freeze(struct store *store, const struct freeze_options *options,
                  size_t *frozen_out, struct error *err)
    __attribute__((warn_unused_result));

enum outbox_state { OUTBOX_WAITING, OUTBOX_CARRIED, OUTBOX_CONFIRMED };
/* How somebody got the bytes. The numbers are stored and never change. */
enum outbox_way { OUTBOX_BY_NOBODY, OUTBOX_BY_PHONE, OUTBOX_BY_STICK };
struct outbox_entry {
    uint32_t number;
    enum bundle_kind kind;
    uint8_t id[BUNDLE_ID_BYTES];
    size_t size;        /* bytes of the sealed bundle */
    uint32_t responses; /* or contacts */
    enum outbox_state state;
    /* the moving code goes on with this symbol when it is shown again */
    uint32_t next_symbol;
    /* Half-days; 0 when it has not happened, or when the clock was not trusted then. */
    uint32_t frozen, taken, confirmed;
    enum outbox_way taken_by; /* when it was last taken */
};
/* The bundle with the number i + 1; false when there is none. */
bool store_outbox(struct store *store, size_t i, struct outbox_entry *out);
/* The frozen bytes, which never change. */
bool store_bundle(struct store *store, uint32_t number, struct buffer *out,
                  struct error *err) __attribute__((warn_unused_result));
/* Notes that all symbols below `next_symbol` may have been shown, so that none is shown
 * a second time after a restart. */
bool store_reserve_symbols(struct store *store, uint32_t number, uint32_t next_symbol,
                           struct error *err) __attribute__((warn_unused_result));
bool store_carried(struct store *store, uint32_t number, enum outbox_way way,
                   struct error *err) __attribute__((warn_unused_result));

enum receipt_result {
    RECEIPT_CONFIRMED, /* this bundle and all before it */
    RECEIPT_MISTYPED,  /* told, and costs no attempt */
    RECEIPT_NOT_OURS,  /* counts as a wrong attempt */
    RECEIPT_LOCKED,    /* too many wrong ones: wait */
};
struct receipt_answer {
    enum receipt_result result;
    uint32_t number; /* all bundles up to this one are confirmed */
    uint32_t wait_s; /* when it is locked */
    uint32_t wrong;  /* wrong codes until now */
    /* days since 1970-01-01, from a right receipt file of version 2; else 0 */
    uint32_t day;
};
/* The wait after wrong codes is counted with `uptime_s`, since the clock may be wrong.
 */
bool store_receipt(struct store *store, const char *typed, uint64_t uptime_s,
                   struct receipt_answer *out, struct error *err)
    __attribute__((warn_unused_result));
bool store_receipt_file(struct store *store, const struct receipt_file *receipt,
                        struct receipt_answer *out, struct error *err)
    __attribute__((warn_unused_result));

/* Visits every response on disk in key order, with texts as ANSWER_SEALED; for tests
 * and recovery. `visit` returns false to stop, which is no error. */
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
/* Visits the half-day of every response on disk, the oldest first, without reading the
 * responses. */
bool store_each_half_day(struct store *store,
                         void (*visit)(void *context, uint32_t half_day), void *context,
                         struct error *err) __attribute__((warn_unused_result));

/* The staff's PIN: 6 to 12 digits, stored as Argon2id. */
bool store_has_pin(struct store *store);
bool store_set_pin(struct store *store, const char *pin, struct error *err)
    __attribute__((warn_unused_result));
struct pin_answer {
    bool right;
    /* how long one has to wait; it doubles from the fifth wrong PIN on */
    uint32_t wait_s;
};
bool store_check_pin(struct store *store, const char *pin, uint64_t uptime_s,
                     struct pin_answer *out, struct error *err)
    __attribute__((warn_unused_result));
/* Takes a PIN reset of the office. The PIN and the wait are gone, so the kiosk asks for
 * a new PIN. The same file is not taken again. */
enum pin_reset_result {
    PIN_RESET_TAKEN,
    PIN_RESET_NOT_NEWER, /* its number is not above that of the last one taken */
    PIN_RESET_UNSIGNED,  /* `office` did not sign it */
    PIN_RESET_OTHER_KIOSK,
};
bool store_take_pin_reset(struct store *store, const struct pin_reset *reset,
                          const struct sign_public *office, enum pin_reset_result *out,
                          struct error *err) __attribute__((warn_unused_result));

/* Responses stay after their bundle was confirmed, unless staff want them erased some
 * days later. Only with a trusted clock, and only what staff saw and agreed to. The
 * sealed bundle stays in any case; contacts are erased once they are confirmed. */
struct retention {
    uint32_t days;        /* since the bundle was confirmed */
    uint32_t responses;   /* that would go */
    uint32_t last_number; /* of their bundles; 0: none is due */
};
bool store_retention_due(struct store *store, uint32_t days, struct retention *out,
                         struct error *err) __attribute__((warn_unused_result));
/* `seen` is what staff were shown: what became due since then stays. ERROR_INPUT
 * without a trusted clock. */
bool store_retention_erase(struct store *store, const struct retention *seen,
                           struct error *err) __attribute__((warn_unused_result));

/* The kiosk's clock is the machine's clock plus what staff or a receipt have set. This
 * is stored, together with the half-day in which it was last known and the start of the
 * machine then. So a power cut, after which the machine's clock may be wrong, can be
 * noticed. */
#define STORE_BOOT_ID_BYTES 16
struct store_clock {
    int64_t shift_min; /* what to add to the machine's time to get the kiosk's */
    bool is_trusted;
    /* when this was stored; at the next start it cannot be earlier */
    uint32_t half_day;
    uint32_t boots; /* how many starts of the machine were seen */
    uint8_t boot_id[STORE_BOOT_ID_BYTES];
    /* Who set it last, and when. The numbers are stored and never change. */
    enum clock_setter {
        CLOCK_SET_BY_NOBODY,
        CLOCK_SET_BY_STAFF,
        CLOCK_SET_BY_OFFICE, /* by a receipt */
    } setter;
    uint32_t set_half_day;
};
/* *found_out is false when nothing was stored yet. */
bool store_clock_load(struct store *store, struct store_clock *out, bool *found_out,
                      struct error *err) __attribute__((warn_unused_result));
/* Stores that time went on, or that the machine was started. */
bool store_clock_save(struct store *store, const struct store_clock *clock,
                      struct error *err) __attribute__((warn_unused_result));
/* Stores what staff or a receipt say about the time: `half_day` is now. It is logged.
 * Only this call may set the newest stored time back: answers that are in no bundle and
 * were stored at a later half-day then have no certain date. */
bool store_clock_set(struct store *store, const struct store_clock *clock,
                     struct error *err) __attribute__((warn_unused_result));
/* The newest half-day of any answer; 0 when there is none. */
uint32_t store_newest_half_day(const struct store *store);

/* What staff set on the screen. A name has small letters, digits and hyphens; a value
 * at most 200 bytes without line ends. The caller knows what the names mean and which
 * values are good. */
#define STORE_SETTING_NAME_MAX_BYTES 32
#define STORE_SETTING_MAX_BYTES 200
#define STORE_SETTINGS_MAX 64
/* When it was never set, *found_out is false and `out` is "". */
bool store_setting(struct store *store, const char *name,
                   char out[STORE_SETTING_MAX_BYTES + 1], bool *found_out,
                   struct error *err) __attribute__((warn_unused_result));
/* With `value` NULL the setting is taken back, as if it had never been set. */
bool store_set_setting(struct store *store, const char *name, const char *value,
                       struct error *err) __attribute__((warn_unused_result));
/* In order of names, of the store in that folder while no kiosk has it open.
 * ERROR_MISSING: there is none. */
bool store_peek_settings(const char *directory, bool test_mode,
                         void (*visit)(void *context, const char *name,
                                       const char *value),
                         void *context, struct error *err)
    __attribute__((warn_unused_result));
/* Visits the settings in the order of their names. */
bool store_each_setting(struct store *store,
                        void (*visit)(void *context, const char *name,
                                      const char *value),
                        void *context, struct error *err)
    __attribute__((warn_unused_result));

/* The log of what staff did. The newest STORE_AUDIT_MAX entries are kept. */
#define STORE_AUDIT_MAX 1000
bool store_audit(struct store *store, enum audit_kind kind, int64_t first,
                 int64_t second, struct error *err) __attribute__((warn_unused_result));
/* The entry with number `i`, counted from the newest, which is 0; false behind the
 * oldest that is kept. */
bool store_audit_entry(struct store *store, size_t i, struct audit_entry *out);
/* Whether every kept entry follows the one before it, and no new entries are missing.
 */
bool store_audit_is_whole(struct store *store, bool *whole_out, struct error *err)
    __attribute__((warn_unused_result));

#endif
