/*
 * archive_layout: how the answers to one form lie in tables: a table for the questions
 * outside of repeats, with a row for each response, and one for each repeat, with a row
 * for each instance. An answer is a cell: a small number where the form lists what can
 * be chosen, and else a text.
 */
#ifndef TOWNLINE_ARCHIVE_LAYOUT_H
#define TOWNLINE_ARCHIVE_LAYOUT_H

#include "townline/response.h"

enum column_kind {
    COLUMN_CHOICE,  /* select_one: the number of the choice */
    COLUMN_MASK,    /* select_multiple: a bit for each choice */
    COLUMN_CODES,   /* select_multiple of more choices than a number has bits: codes */
    COLUMN_RANK,    /* codes in their order */
    COLUMN_VALUE,   /* the value as it was given */
    COLUMN_COMMENT, /* that there is a text; its words lie elsewhere */
};
#define COLUMN_MASK_CHOICES 62

struct column {
    size_t question;
    enum column_kind kind;
    int picks_of;     /* the rank whose picks this field holds, or -1 */
    bool is_assigned; /* the field that lists the services that the kiosk chose */
    /* the parts of counts.h that are counted for it, beside everybody and the towns */
    bool by_assigned, by_head;
};
struct form_table {
    int repeat;   /* -1: outside of all repeats */
    size_t depth; /* how many instance numbers a row has */
    struct column *columns;
    size_t count;
};
struct layout {
    const struct descriptor *descriptor; /* borrowed */
    struct form_table *tables; /* owned; [0] is outside of repeats, [r + 1] repeat r */
    size_t table_count;
    struct column *columns; /* owned; those of all tables */
    struct column_place {
        uint32_t table, column;
    } * places;          /* owned; of each question */
    int town;            /* the question of counts_town_question, or -1 */
    int services_repeat; /* whose instances can be assigned, or -1 */
};
/* layout_finish also after it failed. */
bool layout_init(struct layout *layout, const struct descriptor *descriptor,
                 struct error *err) __attribute__((warn_unused_result));
void layout_finish(struct layout *layout);

enum cell_state {
    CELL_EMPTY,  /* asked and left empty; what was not asked has no cell */
    CELL_NUMBER, /* of a choice, or bits */
    CELL_TEXT,
    CELL_OTHER, /* a value that the form does not list, as text */
};
struct cell {
    size_t column; /* in its table */
    enum cell_state state;
    int64_t number;
    const char *text; /* borrowed */
};
/* The cell of an answer in clear. The value "" is the same as an empty answer, except
 * to a text question. */
struct cell cell_of(const struct layout *layout, const struct answer *answer);

/* Takes a word from a list divided by single spaces. False at the end. */
bool next_word(const char **at, const char **word_out, size_t *size_out);

#endif
