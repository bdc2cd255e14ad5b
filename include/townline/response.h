/*
 * response: what one session leaves. The head tells the circumstances, but only
 * roughly. The answers are values as XForms writes them, by question and by instance of
 * each repeat. It never holds touches, exact times, traces of a device, or names.
 */
#ifndef TOWNLINE_RESPONSE_H
#define TOWNLINE_RESPONSE_H

#include "townline/descriptor.h"

#define RESPONSE_ID_BYTES 16
#define RESPONSE_SET_MAX 50000            /* responses in one bundle */
#define RESPONSE_TEXT_MAX_CHARACTERS 2000 /* of one free text */
#define RESPONSE_VALUE_MAX_BYTES 8000     /* of any value */
#define RESPONSE_INSTANCE_MAX 1000        /* instances of one repeat */
#define RESPONSE_NAME_MAX_BYTES 64        /* of a round, an event or a language */

enum channel { CHANNEL_TOUCH, CHANNEL_KEYS, CHANNEL_SWITCHES, CHANNEL_VOICE };
enum duration_band {
    DURATION_UNDER_1,
    DURATION_1_2,
    DURATION_2_4,
    DURATION_4_8,
    DURATION_OVER_8
};
enum straight_line { STRAIGHT_NONE, STRAIGHT_SOME, STRAIGHT_ALL, STRAIGHT_UNKNOWN };
enum said { SAID_NOTHING, SAID_YES, SAID_NO };

struct response_head {
    uint8_t id[RESPONSE_ID_BYTES]; /* random; never leaves the kiosk */
    const char *round, *event;     /* names, "" when there is none, never NULL */
    const char *language;          /* of the screen at the end: "en" */
    /* half-days since 1970-01-01 in the kiosk's local time */
    uint32_t half_day;
    bool clock_trusted;
    enum channel channel;
    enum duration_band duration;      /* minutes from the first touch to the end */
    enum straight_line straight_line; /* how many scale questions got the same answer */
    bool complete;
    bool after_results; /* the resident had seen how others answered */
    enum said assisted, first_time;
    uint8_t order_seed; /* decides the order of groups, cards and items */
};

/* A free text as the kiosk commits it. Only the office can read it (seal.h, comment.h).
 */
struct sealed_text {
    uint8_t epoch_id[16]; /* the epoch whose key opens it */
    uint8_t row_id[16];   /* random; the nonce is made from it */
    /* ciphertext and tag; borrowed, or in the memory of the set */
    const uint8_t *box;
    size_t box_size;
};

enum answer_state {
    /* asked and left empty; a question that was not asked is not in the list */
    ANSWER_EMPTY,
    ANSWER_VALUE,  /* in `value` */
    ANSWER_SEALED, /* in `sealed` */
};

struct answer {
    size_t question; /* index in the descriptor */
    /* of each repeat around it, the outermost first; else 0 */
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
    enum answer_state state;
    /* UTF-8 with a NUL: "fire library" of a select_multiple, "4", "2026-05-12", "OK" of
     * an acknowledge */
    const char *value;
    struct sealed_text sealed;
};

struct response {
    struct response_head head;
    struct answer *answers; /* sorted by answer_compare; no two are equal */
    size_t answer_count;
};

/* Responses, with the memory that everything in them lies in. */
struct response_set {
    struct response *responses;
    size_t count;
    struct response_memory *memory;
};

/* Compares by document order, one instance of a repeat after the other: all answers of
 * instance 0 come before those of instance 1. Zero only for the same question in the
 * same instance. */
int answer_compare(const struct descriptor *descriptor, const struct answer *a,
                   const struct answer *b);

/* Whether names, enums, places and values keep to the limits and the descriptor. It
 * does not look at the order of the answers. */
bool response_check(const struct descriptor *descriptor,
                    const struct response *response, struct error *err)
    __attribute__((warn_unused_result));

/* Adds a deep copy of the response with its answers sorted. The set has to be zeroed
 * before the first. Refuses what the limits or the descriptor do not allow: an unknown
 * question, an instance of a keyed repeat that has no key, two answers to one question.
 */
bool response_set_add(struct response_set *set, const struct descriptor *descriptor,
                      const struct response *response, struct error *err)
    __attribute__((warn_unused_result));
/* The same for a response that passed response_check before, or that differs from such
 * a one only in texts that were sealed since. */
bool response_set_add_checked(struct response_set *set,
                              const struct descriptor *descriptor,
                              const struct response *response, struct error *err)
    __attribute__((warn_unused_result));
void response_set_finish(struct response_set *set); /* takes a zeroed struct */

#endif
