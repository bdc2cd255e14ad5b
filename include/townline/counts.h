/*
 * counts: how often each value was given to each question, by the responses that count.
 * An archive keeps these numbers when it merges a bundle, so a report reads no
 * response. Here they lie in memory, for one form and one round, or for all rounds
 * together.
 *
 * People are counted once for each question and instance that they came to. A *part* is
 * some of them: the members of one part, such as the towns, have nobody in common, and
 * together they are everybody.
 */
#ifndef TOWNLINE_COUNTS_H
#define TOWNLINE_COUNTS_H

#include "townline/descriptor.h"

enum counts_part {
    COUNTS_ALL,      /* member 0: everybody */
    COUNTS_TOWN,     /* the choice of counts_town_question; its choice_count: not
                        said, or not asked */
    COUNTS_ASSIGNED, /* of a block about one service. 0: the resident chose it;
                        1: the kiosk did */
    /* of the head of a response, as it is there */
    COUNTS_CHANNEL,       /* enum channel */
    COUNTS_ASSISTED,      /* enum said */
    COUNTS_FIRST_TIME,    /* enum said */
    COUNTS_AFTER_RESULTS, /* 0 or 1 */
};
#define COUNTS_PARTS 7

enum counts_kind {
    COUNTS_ANSWERED, /* gave any answer; `value` is 0 */
    COUNTS_EMPTY,    /* was asked and gave none; `value` is 0 */
    COUNTS_CHOICE,   /* chose or ticked choice number `value` */
    /* of a rank; c is the number of its choices */
    COUNTS_PLACE, /* `value` = choice * c + place, both from 0 */
    /* `value` = a * c + b: choice a stands before choice b; of at most 64 choices */
    COUNTS_BEFORE,
    /* of a rank that is asked by picking most and least, from its "_picks" field */
    COUNTS_SHOWN, /* how often choice `value` was on a screen with any pick */
    COUNTS_MOST,
    COUNTS_LEAST,
    /* other values of at most 100 bytes: `value` numbers the texts of counts_text. Not
     * of free texts, picks, and the field of counts_assigned_question. */
    COUNTS_TEXT,
};

/* In the place of a question: what is in the head of a response. */
enum {
    COUNTS_RESPONSES = -1,     /* COUNTS_ANSWERED: how many there are */
    COUNTS_COMPLETE = -2,      /* COUNTS_ANSWERED: that came to the end */
    COUNTS_DURATION = -3,      /* COUNTS_CHOICE: band */
    COUNTS_STRAIGHT_LINE = -4, /* COUNTS_CHOICE: band */
    COUNTS_LANGUAGE = -5,      /* COUNTS_TEXT */
    COUNTS_EVENT = -6,         /* COUNTS_TEXT; "" is none */
    COUNTS_UNTRUSTED = -7,     /* COUNTS_ANSWERED: while the clock was not trusted */
};

/* One number. Questions outside of repeats have instance 0. In repeats it is that of
 * the outermost repeat; the instances of repeats within it are counted together. */
struct counts_cell {
    enum counts_part part;
    int member;
    int question;
    int instance;
    enum counts_kind kind;
    int value;
};

struct counts;
/* An empty one. counts_close takes NULL. */
bool counts_create(struct counts **out, struct error *err)
    __attribute__((warn_unused_result));
void counts_close(struct counts *counts);
bool counts_add(struct counts *counts, const struct counts_cell *cell, uint32_t n,
                struct error *err) __attribute__((warn_unused_result));
/* 0 for what was never added. */
uint32_t counts_n(const struct counts *counts, const struct counts_cell *cell);
/* Calls `visit` for each cell, in the order of the fields of struct counts_cell. False
 * when `visit` said so, or when memory is short. */
typedef bool counts_visit(void *context, const struct counts_cell *cell, uint32_t n,
                          struct error *err);
bool counts_each(const struct counts *counts, counts_visit *visit, void *context,
                 struct error *err) __attribute__((warn_unused_result));

/* The number of a text; it is kept when it is new. */
bool counts_text_number(struct counts *counts, const char *text, int *out,
                        struct error *err) __attribute__((warn_unused_result));
const char *counts_text(const struct counts *counts, int number); /* NULL: no such */

/* Which parts are counted for a question. Everything is counted for everybody, by town,
 * and, within the repeat over services, by COUNTS_ASSIGNED. The other parts are counted
 * for the head and for the main questions, which are the two of the map and the one
 * named "share". */
bool counts_has_part(const struct descriptor *descriptor, int question,
                     enum counts_part part);
/* The select_one named "community" outside of all repeats; -1 when there is none. */
int counts_town_question(const struct descriptor *descriptor);
/* The field that lists the services that the kiosk chose: named as the question with
 * ROLE_SERVICES and "_assigned"; -1 when there is none. */
int counts_assigned_question(const struct descriptor *descriptor);

#endif
