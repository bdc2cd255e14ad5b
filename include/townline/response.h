/*
 * response: what one session leaves. The head says in which circumstances, coarsely;
 * the answers are XForms lexical values keyed by question and repeat instance. Never in
 * here: touches, exact times, device traces, names.
 */
#ifndef TOWNLINE_RESPONSE_H
#define TOWNLINE_RESPONSE_H

#include "townline/descriptor.h"

#define RESPONSE_ID_BYTES 16
#define RESPONSE_SET_MAX 50000            /* responses in one bundle */
#define RESPONSE_TEXT_MAX_CHARACTERS 2000 /* of one free text */
#define RESPONSE_VALUE_MAX_BYTES 8000     /* of any one value */
#define RESPONSE_INSTANCE_MAX 1000        /* instances of one repeat */
#define RESPONSE_NAME_MAX_BYTES 64        /* round, event, language */

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
    const char *round, *event;     /* names, "" when none; never NULL */
    const char *language;          /* of the screen at the end, "en" */
    uint32_t half_day;             /* half-days since 1970-01-01, kiosk's local time */
    bool clock_trusted;
    enum channel channel;
    enum duration_band duration;      /* minutes from first touch to end */
    enum straight_line straight_line; /* same answer to every scale question */
    bool complete;
    bool after_results; /* the resident had seen how others answered */
    enum said assisted, first_time;
    uint8_t order_seed; /* of the order of groups, cards and items */
};

/* A free text as the kiosk commits it: only the office can read it (seal.h, comment.h).
 */
struct sealed_text {
    uint8_t epoch_id[16]; /* whose key opens it */
    uint8_t row_id[16];   /* random; the nonce comes from it */
    const uint8_t *box;   /* ciphertext and tag; borrowed or in the set's memory */
    size_t box_size;
};

enum answer_state {
    ANSWER_EMPTY,  /* asked and left empty; what was never asked is not in the list */
    ANSWER_VALUE,  /* `value` holds it */
    ANSWER_SEALED, /* `sealed` holds it */
};

struct answer {
    size_t question; /* index in the descriptor */
    uint16_t
        instance[DESCRIPTOR_MAX_DEPTH]; /* from the outermost repeat; 0 where none */
    enum answer_state state;
    const char *value; /* NUL-terminated UTF-8: "fire library" for a select_multiple,
                          "4", "2026-05-12", "OK" for an acknowledge */
    struct sealed_text sealed;
};

struct response {
    struct response_head head;
    struct answer *answers; /* sorted by answer_compare, no two equal */
    size_t answer_count;
};

/* Responses with the memory that everything in them lies in. */
struct response_set {
    struct response *responses;
    size_t count;
    struct response_memory *memory;
};

/* Document order with repeats expanded: within a repeat all answers of instance 0 come
 * before those of instance 1. Zero only for the same question and instance. */
int answer_compare(const struct descriptor *descriptor, const struct answer *a,
                   const struct answer *b);

/* Whether names, enums, places and values are within the limits and the descriptor;
 * says nothing about the order of the answers. */
bool response_check(const struct descriptor *descriptor,
                    const struct response *response, struct error *err)
    __attribute__((warn_unused_result));

/* Adds a deep copy of the response to the set (start with a zeroed set); answers are
 * sorted on the way. Refuses what the limits above or the descriptor do not allow: an
 * unknown question, an instance of a keyed repeat past its keys, two answers to one
 * question. */
bool response_set_add(struct response_set *set, const struct descriptor *descriptor,
                      const struct response *response, struct error *err)
    __attribute__((warn_unused_result));
/* The same of a response that response_check passed, or one that differs from it only
 * in texts that were sealed since. */
bool response_set_add_checked(struct response_set *set,
                              const struct descriptor *descriptor,
                              const struct response *response, struct error *err)
    __attribute__((warn_unused_result));
void response_set_finish(struct response_set *set); /* takes a zeroed struct */

#endif
