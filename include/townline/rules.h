/*
 * rules: the numbers by which the report decides, and the weights of its points. The
 * defaults are below; an office may change them in a file of lines "name = value". The
 * report prints every one of them with its value.
 *
 * A share is a fraction of two small integers, so that it is compared with counts and
 * never rounded: "2/5" of n people is reached when 5 * count >= 2 * n.
 */
#ifndef TOWNLINE_RULES_H
#define TOWNLINE_RULES_H

#include "townline/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RULES_MAX_BYTES ((size_t)16 << 10) /* of a file of rules */
#define RULES_SHARE_MAX 1000               /* the largest denominator */
#define RULES_ANSWERS_MAX 100000

struct share_rule {
    uint32_t part, whole; /* part <= whole, 1 <= whole <= RULES_SHARE_MAX */
};
struct rules {
    /* so many people with an opinion about each of the three main questions are
     * needed before a service gets its place; default 50 */
    uint32_t answers;
    struct share_rule leave_no;      /* leave for now from so many no on; 2/5 */
    struct share_rule leave_agree;   /* or from so many who agree with both on; 3/5 */
    struct share_rule start_yes;     /* start here from so many yes on; 1/2 */
    struct share_rule start_no;      /* with at most so many no; 1/4 */
    struct share_rule start_control; /* and under so many "decided here"; 1/2 */
    struct share_rule split;         /* so many on each side are a split; 3/10 */
    struct share_rule close;         /* a close call: so many people move; 1/20 */
    /* the factor local control: helps under, hinders from; 2/5 and 3/5 */
    struct share_rule control_helps, control_hinders;
};
extern const struct rules rules_default;

/* Weights of the points, in the order of enum model_point. */
#define RULES_WEIGHTS 5
#define RULES_WEIGHT_MAX 100
extern const uint32_t rules_default_weights[RULES_WEIGHTS]; /* 3, 2, 1, 2, 2 */

/* The names and values of all rules, for printing: "leave_no", share 2/5. */
#define RULES_COUNT 10
struct rule_value {
    const char *name;
    bool is_share;
    struct share_rule share; /* where it is a share */
    uint32_t number;         /* else */
};
/* `index` is below RULES_COUNT. */
struct rule_value rules_value(const struct rules *rules, size_t index);

/* Reads a file of rules: in each line a name, "=" and a value, "50" or "2/5" or "40%";
 * "#" begins a comment. A rule that is not named keeps its default. ERROR_INPUT names
 * the line: a name that is unknown or there twice, a value out of its bounds. */
bool rules_read(const void *text, size_t size, struct rules *out, struct error *err)
    __attribute__((warn_unused_result));

/* Reads "3,2,1,2,2": five whole numbers up to RULES_WEIGHT_MAX, not all of them 0. */
bool rules_read_weights(const char *text, uint32_t out[RULES_WEIGHTS],
                        struct error *err) __attribute__((warn_unused_result));

#endif
