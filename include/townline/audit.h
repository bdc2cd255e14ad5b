/*
 * audit: the log of what staff did at a kiosk. An entry has a kind, the half-day and
 * two numbers, and no words: it can name no person. Each entry's hash covers the hash
 * of the entry before it, so an entry that was changed, or taken out of the middle,
 * shows. A log that was rewritten from some entry on shows at the office, which has the
 * older entries from bundles.
 */
#ifndef TOWNLINE_AUDIT_H
#define TOWNLINE_AUDIT_H

#include "townline/seal.h"

/* The numbers are kept in stores and bundles and never change. In brackets: what
 * `first` and `second` are. */
enum audit_kind {
    AUDIT_PIN_RIGHT = 1,
    AUDIT_PIN_WRONG = 2,  /* (wrong ones in a row) */
    AUDIT_PIN_LOCKED = 3, /* the wrong one that earned a wait (wrong ones, seconds) */
    AUDIT_PIN_SET = 4,
    AUDIT_PIN_RESET = 5,  /* by the office's file (its number) */
    AUDIT_CODE_SHOWN = 6, /* the moving code (bundle, or 0 for all that wait) */
    AUDIT_CARRIED = 7,    /* (bundle, enum outbox_way) */
    AUDIT_RECEIPT = 8,    /* (confirmed up to this bundle) */
    AUDIT_FINAL_COLLECTION = 9,
    AUDIT_STATION = 10,    /* (enum staff_station) */
    AUDIT_CLOCK_SET = 11,  /* (half-day before, half-day after) */
    AUDIT_CLOCK_BACK = 12, /* below the newest answer (newest half-day, half-day set) */
    AUDIT_PACK = 13,       /* another pack is asked */
    AUDIT_TEST_MODE = 14,  /* (1 on, 0 off) */
    AUDIT_CLOSED = 15,     /* the program */
    AUDIT_HELPING = 16,    /* (1 on, 0 off) */
    AUDIT_SETTING = 17,    /* a setting was changed by touch */
    AUDIT_ERASED = 18,     /* confirmed answers (responses, up to this bundle) */
    AUDIT_LAST = AUDIT_ERASED
};

struct audit_entry {
    uint32_t number; /* from 1 without a gap */
    uint32_t kind;   /* enum audit_kind, or one of a newer program */
    uint32_t half_day;
    bool certain; /* the clock was trusted */
    int64_t first, second;
    uint8_t hash[SEAL_HASH_BYTES];
};

/* Sets entry->hash; `before` is the hash of the entry before, zeros for number 1. */
void audit_chain(const uint8_t before[SEAL_HASH_BYTES], struct audit_entry *entry);
/* Whether entry->hash is what audit_chain would set. */
bool audit_follows(const uint8_t before[SEAL_HASH_BYTES],
                   const struct audit_entry *entry);

#endif
