/*
 * value: what an expression gives, with the conversions of XPath 1.0, section 4, as the
 * ODK specification extends them: a text that is a date is also a number, its days
 * since 1970-01-01.
 */
#ifndef TOWNLINE_VALUE_H
#define TOWNLINE_VALUE_H

#include "node.h"
#include "townline/arena.h"

#include "townline/expression.h"

struct value {
    enum value_type type;
    double number;            /* of a number; of a date the days */
    bool has_time;            /* of a date */
    bool truth;               /* of a truth */
    const char *text;         /* of a text; in the evaluation's memory or longer */
    struct form_node **nodes; /* of a node set */
    size_t count;
    bool is_blank; /* of a node set without nodes: those it means are not relevant */
};

struct value value_of_number(double number);
struct value value_of_text(const char *text);
struct value value_of_truth(bool truth);
struct value value_of_date(double days, bool has_time);

/* Of nodes that of the first; a group is no number. */
double value_number(const struct value *value);
bool value_truth(const struct value *value);
/* In the arena where it has to be made; NULL when that is full. Not of nodes, for which
 * see evaluate_as_text. */
const char *value_text(const struct value *value, struct arena *arena);

/* A number alone, without the dates: [-]digits[.digits]. */
bool number_parse(const char *text, double *out);
#define NUMBER_TEXT_BYTES 400
/* Without an exponent, as few digits as give the number back. */
void number_write(double number, char out[NUMBER_TEXT_BYTES]);

#endif
