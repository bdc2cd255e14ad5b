/*
 * value: what an expression gives, and its conversions. They are those of XPath 1.0,
 * section 4, with the additions of the ODK specification: a text that is a date is also
 * a number, its days since 1970-01-01.
 */
#ifndef TOWNLINE_VALUE_H
#define TOWNLINE_VALUE_H

#include "node.h"
#include "townline/arena.h"

#include "townline/expression.h"

struct value {
    enum value_type type;
    double number;            /* of a number; of a date its days */
    bool has_time;            /* of a date with a time of day */
    bool truth;               /* of a truth */
    const char *text;         /* of a text; lives at least as long as the evaluation */
    struct form_node **nodes; /* of a node set */
    size_t count;
    /* of an empty node set: its path leads to questions, but none is relevant */
    bool is_blank;
};

struct value value_of_number(double number);
struct value value_of_text(const char *text);
struct value value_of_truth(bool truth);
struct value value_of_date(double days, bool has_time);

/* Of a node set these convert the first node. A group gives no number. */
double value_number(const struct value *value);
bool value_truth(const struct value *value);
/* The text lies in the arena when it has to be made; NULL when that is full. Not for
 * node sets: evaluate_as_text converts those. */
const char *value_text(const struct value *value, struct arena *arena);

/* Reads a number and no date: [-]digits[.digits]. */
bool number_parse(const char *text, double *out);
#define NUMBER_TEXT_BYTES 400
/* Writes no exponent, and the fewest digits that read back as the same number. */
void number_write(double number, char out[NUMBER_TEXT_BYTES]);

#endif
