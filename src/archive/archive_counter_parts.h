/*
 * archive_counter_parts: what the files of the counter share: its blocks of numbers,
 * and the spot in them where the answer at hand is counted.
 */
#ifndef TOWNLINE_ARCHIVE_COUNTER_PARTS_H
#define TOWNLINE_ARCHIVE_COUNTER_PARTS_H

#include "archive_counter.h"

/* The parts that depend on the head of a response, in the order of a block. */
enum { HEAD_PARTS = 4, HEAD_MEMBERS = 12, PARTS_MAX = 2 + HEAD_PARTS };
struct counter_head_part {
    enum counts_part part;
    uint32_t members;
};
extern const struct counter_head_part counter_head_parts[HEAD_PARTS];

/* The numbers of the head's own block. */
enum {
    HEAD_RESPONSES,
    HEAD_COMPLETE,
    HEAD_UNTRUSTED,
    HEAD_DURATION,
    HEAD_STRAIGHT_LINE = HEAD_DURATION + 5,
    HEAD_WIDTH = HEAD_STRAIGHT_LINE + 4
};

/* `width` numbers for each member of each part: those of a question in an instance. */
struct block {
    uint32_t *cells; /* NULL: not used yet */
    bool is_single;  /* too large: its numbers lie in `single` */
};
struct question_blocks {
    struct block *instances; /* owned */
    size_t count;
};
struct counter {
    const struct layout *layout; /* borrowed */
    struct question_blocks *questions;
    uint32_t *head; /* owned */
    size_t used;    /* cells of blocks */
    struct counts *single;
    size_t single_count, single_bytes;
    uint32_t towns; /* members of the first part of a block */
    /* of the response at hand */
    uint32_t town, head_members[HEAD_PARTS];
    uint8_t *assigned; /* owned; of each service */
    size_t service_count;
};

/* Where a number is added: a block, or cells one by one. */
struct spot {
    int question, instance;
    bool by_assigned, by_head;
    uint32_t is_assigned;
    struct block *block;
    size_t width;
};

/* How many numbers a question has for one member: answered, empty, and its values. */
size_t counter_width(const struct layout *layout, int question);
/* The spot of a question in an instance. */
bool counter_begin_spot(struct counter *counter, const struct column *column,
                        int question, int instance, struct spot *out, struct error *err)
    __attribute__((warn_unused_result));
/* Adds one to a number, for each part that the response belongs to. */
bool counter_add(struct counter *counter, const struct spot *spot,
                 enum counts_kind kind, int value, struct error *err)
    __attribute__((warn_unused_result));
/* The same outside of the blocks; `text` is that of COUNTS_TEXT, or NULL. */
bool counter_add_single(struct counter *counter, const struct spot *spot,
                        enum counts_kind kind, int value, const char *text,
                        struct error *err) __attribute__((warn_unused_result));

#endif
