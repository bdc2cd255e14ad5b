/*
 * audit: the log of what staff did at a kiosk. An entry has a kind, a half-day and two
 * numbers. It has no words, so it can name no person. Each entry's hash covers the hash
 * of the entry before it, so it shows when an entry was changed or taken out. When
 * somebody rewrites the whole log from some entry on, the office finds it, since it has
 * the older entries from bundles.
 */
#ifndef TOWNLINE_AUDIT_H
#define TOWNLINE_AUDIT_H

#include "townline/buffer.h"
#include "townline/seal.h"

/* The numbers are kept in stores and bundles, and never change. In brackets: what
 * `first` and `second` hold. */
enum audit_kind {
    AUDIT_PIN_RIGHT = 1,
    AUDIT_PIN_WRONG = 2, /* (wrong ones in a row) */
    /* a wrong PIN after which one has to wait (wrong ones in a row, seconds) */
    AUDIT_PIN_LOCKED = 3,
    AUDIT_PIN_SET = 4,
    AUDIT_PIN_RESET = 5, /* by a file of the office (its number) */
    /* the moving code (number of the bundle, or 0 for all that wait) */
    AUDIT_CODE_SHOWN = 6,
    AUDIT_CARRIED = 7, /* somebody took it (number of the bundle, enum outbox_way) */
    AUDIT_RECEIPT = 8, /* (confirmed up to this bundle) */
    AUDIT_FINAL_COLLECTION = 9,
    AUDIT_STATION = 10,   /* (enum staff_station) */
    AUDIT_CLOCK_SET = 11, /* (half-day before, half-day after) */
    /* set to a day before the newest answer (half-day of that answer, half-day set) */
    AUDIT_CLOCK_BACK = 12,
    AUDIT_PACK = 13,      /* the kiosk asks another pack */
    AUDIT_TEST_MODE = 14, /* (1 on, 0 off) */
    AUDIT_CLOSED = 15,    /* the program was closed */
    AUDIT_HELPING = 16,   /* (1 on, 0 off) */
    AUDIT_SETTING = 17,   /* staff changed a setting on the screen */
    /* confirmed answers were erased (how many, up to this bundle) */
    AUDIT_ERASED = 18,
    /* (1 a new version of the program was installed, 0 it was not) */
    AUDIT_UPDATE = 19,
    AUDIT_LAST = AUDIT_UPDATE
};

struct audit_entry {
    uint32_t number; /* from 1, without a gap */
    uint32_t kind;   /* enum audit_kind, or a kind that a newer program knows */
    uint32_t half_day;
    bool certain; /* the clock was trusted then */
    int64_t first, second;
    uint8_t hash[SEAL_HASH_BYTES];
};

/* Sets entry->hash. `before` is the hash of the entry before; zeros for number 1. */
void audit_chain(const uint8_t before[SEAL_HASH_BYTES], struct audit_entry *entry);
/* Whether entry->hash is the one that audit_chain would set. */
bool audit_follows(const uint8_t before[SEAL_HASH_BYTES],
                   const struct audit_entry *entry);

/* The entries as a bundle carries them, FORMAT.md "Staff log". `before` is the hash
 * that the first of them follows; the hashes of the others are worked out again. */
#define AUDIT_LOG_MAX 1000 /* entries in one bundle */
struct audit_log {
    uint8_t before[SEAL_HASH_BYTES];
    const struct audit_entry *entries;
    size_t count;
};
void audit_write(const struct audit_log *log, struct buffer *out);
/* *entries_out is what the log borrows; the caller frees it, also after false, which
 * says that the bytes are not as the format says. */
bool audit_read(struct cursor *cursor, struct audit_log *out,
                struct audit_entry **entries_out) __attribute__((warn_unused_result));

#endif
