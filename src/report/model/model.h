/*
 * model: every figure and every decision of the report, in integers. It draws nothing,
 * opens no file and makes no sentences: words and pictures are the page's.
 *
 * It is made in two steps. model_read fills in the true numbers of people. Then the
 * hiding may go over them: model_each_sum gives it every figure together with the sums
 * that a reader can compute, and it narrows what is told with figure_hide. model_decide
 * then works out everything that is computed from figures.
 *
 * What is safe, and why. Everything that model_decide sets (groups, unmet conditions,
 * close calls, points, orders, factors, scores, gaps, top concerns, who is needed) is
 * computed from `low` and `high` of the figures, never from `n`, so it is a function of
 * what is printed anyway and gives nothing more away. Where a condition holds for some
 * numbers that the reader must think possible and not for others, it is *open*: it
 * counts as not fulfilled, for "start here" as well as for "leave for now", and
 * the page says that the number is hidden. With the default rules a count under 10
 * never leaves a condition open: of 50 people, 9 are less than every share that is
 * asked for. A larger count that is hidden to protect a small one may. Not safe to
 * print: `n` of any figure that is not told; an order of choices by `n`; anything with
 * a true count in it that the page computes itself. Means, medians and quartiles are
 * not here: with the other parts they would give a hidden part away.
 */
#ifndef TOWNLINE_MODEL_H
#define TOWNLINE_MODEL_H

#include "figure.h"
#include "model_answers.h"
#include "townline/arena.h"
#include "townline/counts.h"
#include "townline/form.h"

struct model_round {
    const char *name; /* "" where the round has none */
    const struct counts *counts;
};
/* Responses that came from one kiosk in one half-day. */
struct model_origin {
    const char *kiosk;
    uint32_t half_day; /* since 1970-01-01 */
    uint32_t responses, complete;
};
/* What kiosks said of themselves, of the bundles of this form. */
struct model_health {
    const char *kiosk, *program_version, *last_collected;
    uint32_t sessions_begun, sessions_finished, sessions_timed_out;
    uint32_t uptime_hours, storage_free_mb, store_kb;
    uint32_t bundles, gaps;
};
/* Everything is borrowed, and has to stay until model_finish. */
struct model_input {
    const struct descriptor *descriptor;
    const struct counts *counts;      /* of all rounds together */
    const struct model_round *rounds; /* the oldest first */
    size_t round_count;
    const struct form *labels; /* the pack's form, or NULL: codes are shown */
    size_t language;           /* of the labels */
    const struct model_origin *origins;
    size_t origin_count;
    const struct model_health *health;
    size_t health_count;
    const struct model_comment *comments; /* let through, in any order */
    size_t comment_count;
    uint64_t seed; /* of the lot */
    struct rules rules;
    uint32_t weights[RULES_WEIGHTS];
    uint32_t smallest; /* smaller groups are not told of: 10 in public, 5 for staff */
    bool is_public;
};

/* ---- one service ---- */

struct model_share {
    struct figure yes, maybe, no;
    struct figure n;    /* the sum of these three */
    struct figure none; /* answered, and chose none of them */
};
/* A statement with a scale. Scales of two to eleven points have five parts: the two at
 * each end, and all points between them together. With four points the middle is empty,
 * with two or three the second and the fourth part. */
enum { MODEL_PARTS = 5 };
struct model_statement {
    struct figure parts[MODEL_PARTS]; /* the lowest first */
    struct figure disagree, agree;    /* the first two, the last two */
    struct figure n;                  /* the sum of the five */
    struct figure none;
    bool is_split; /* decided */
};
/* The three main questions of some of the people: all, a town, a round. */
struct model_main {
    struct model_share share;
    struct model_statement identity, control;
};

enum model_group { GROUP_START, GROUP_TALK, GROUP_LEAVE, GROUP_NEEDS };
#define MODEL_GROUPS 4
/* What keeps a service from "start here", or puts it into "leave for now". */
enum model_condition {
    CONDITION_YES,
    CONDITION_NO,
    CONDITION_CONTROL,
    CONDITION_SPLIT,
    CONDITION_SAVINGS,
};
#define MODEL_CONDITIONS 5
enum { LEAVE_BECAUSE_NO = 1, LEAVE_BECAUSE_AGREE = 2 }; /* flags */

enum model_point { POINT_YES, POINT_CONTROL, POINT_FIRST, POINT_SAVINGS, POINT_SEEN };
/* In a form that does not ask for the first three, they weigh nothing. */
struct model_points {
    bool is_given;  /* false where a number that is needed is blank or hidden */
    uint32_t total; /* 0 to 100 */
    uint32_t of[RULES_WEIGHTS]; /* 0 to 100 each, before the weights */
    bool has[RULES_WEIGHTS];
    /* weight times `of`, added up: of people (the first three) and of staff (the last
     * two); the two widths of the bar are these over weight_sum, in points */
    uint32_t people_sum, staff_sum, weight_sum;
};

enum model_factor {
    FACTOR_SAVINGS,
    FACTOR_GEOGRAPHY,
    FACTOR_GROUPING,
    FACTOR_URGENCY,
    FACTOR_CULTURE,
    FACTOR_CONTROL, /* from people; all others from staff */
};
#define MODEL_FACTORS 6
enum model_rating { RATING_BLANK, RATING_HELPS, RATING_NEITHER, RATING_HINDERS };

/* Sums of money are in hundredths. */
struct model_savings {
    bool has_low, has_high, has_threshold;
    uint64_t low, high, threshold;
    bool is_once;              /* else each year */
    const char *source, *date; /* NULL: none given */
};
enum model_level { LEVEL_BLANK, LEVEL_LOW, LEVEL_MEDIUM, LEVEL_HIGH };

/* Yes in percent of a town's answers. A town is marked where at least `smallest` said
 * yes and at least as many did not, and all of that is told. */
struct model_town_mark {
    bool is_marked;
    uint32_t percent;
};
struct model_towns {
    struct model_town_mark *marks; /* one for each of model->towns */
    size_t marked, unmarked;       /* towns; unmarked ones have the "*" */
    bool has_gap;                  /* two or more are marked */
    uint32_t gap;                  /* highest less lowest printed percent */
    bool all_half, none_half; /* in all marked towns half or more say yes; in none */
};

struct model_service {
    const char *code, *label;
    const char *identity_label, *control_label; /* the statements; NULL: not known */
    int instance;                               /* of the repeat */
    int in_pack;                                /* its number in the pack, or -1 */
    struct model_main all;
    /* by part and member, as in counts.h; NULL where that part is not counted. For
     * COUNTS_TOWN it has one member for each of model->towns and then all others. */
    struct model_main *parts[COUNTS_PARTS];
    struct model_main *rounds; /* one for each round; NULL with fewer than two */
    struct model_list concerns, partners; /* question -1: not asked */
    int top_concern;                      /* item of concerns, or -1 */
    struct figure first;                  /* named it among the first three */
    struct model_savings savings;
    enum model_level urgency, visibility;

    /* decided */
    enum model_group group;
    /* of enum model_condition; of a service that needs answers nothing is set */
    bool unmet[MODEL_CONDITIONS];
    bool is_open[MODEL_CONDITIONS]; /* unmet because the number is hidden */
    unsigned leave_because;
    bool is_close;
    enum model_group close_to; /* a group that it would change to */
    /* of a service that needs answers: so many more, at least where has_exact_need is
     * false; 0 where not even that can be told */
    uint32_t need;
    bool has_exact_need;
    struct figure fewest; /* the least of the three n, and what is known of it */
    struct model_points points;
    uint32_t place; /* in the order, from 1; 0: needs answers, and has none */
    enum model_rating factors[MODEL_FACTORS];
    unsigned factors_for, factors_against, factors_blank; /* a total if 0 are blank */
    struct model_towns towns;
    struct model_words minds; /* of the question "mind" */
};

/* ---- all services ---- */

/* The order under one set of weights. */
enum model_weighing {
    WEIGH_PRINTED,
    WEIGH_ALIKE,
    WEIGH_SAVINGS,
    WEIGH_CONTROL,
    WEIGH_PEOPLE
};
#define MODEL_WEIGHINGS 5
struct model_order {
    uint32_t weights[RULES_WEIGHTS];
    struct model_points *points; /* by service */
    uint32_t *places;            /* by service; 0: none */
};
/* Of one service, over all of these orders. */
struct model_move {
    uint32_t first_place, last_place;
    bool moves;
};

/* Partners over all services: ticks by people who said yes or maybe to a service where
 * staff offer that partner. Where they name partners of no service at all, or there is
 * no pack, every partner counts as offered. */
struct model_partner {
    const char *code, *label;
    bool is_offered; /* of a service at least */
    struct figure n, of;
    bool has_percent;
    uint32_t percent;
};

/* People by time, in the finest unit that gives at most MODEL_PERIODS_MAX rows; months
 * may be more. In public from weeks on, and twice as many of them. */
enum model_unit { UNIT_HALF_DAY, UNIT_DAY, UNIT_WEEK, UNIT_MONTH };
#define MODEL_PERIODS_MAX 31
struct model_period {
    uint32_t first_half_day, last_half_day; /* in it, with a response */
    struct figure people;
};

struct model_place {          /* a town, a channel, ...: one member of a part */
    const char *code, *label; /* label NULL: the page has the word */
    struct figure people;
};
struct model_part {
    struct model_place *members; /* NULL: not counted */
    size_t count;
};

/* What is still needed while no service has its place. A public report does not say how
 * many people. */
struct model_few {
    bool is_few;     /* every service needs answers; then nothing is sorted */
    bool has_people; /* the two below are known */
    uint32_t people; /* still needed, in whole tens */
    bool has_half_days;
    uint32_t half_days;
    uint32_t blanks[MODEL_FACTORS]; /* services for which staff left it blank */
};

struct model_text_cell;
struct model {
    const struct model_input *input; /* borrowed */
    struct arena arena;              /* everything below lies in it */
    /* cells of COUNTS_TEXT for everybody, by question, instance and text */
    struct model_text_cell *texts;
    size_t text_count;
    int instance_count;          /* of the repeat that has most */
    const char ***choice_labels; /* by question, once they were asked for */

    /* who took part */
    struct figure people, complete, clock_untrusted;
    struct model_part parts[COUNTS_PARTS]; /* not ALL and not ASSIGNED */
    /* Towns are the choices of the question "community" but for outside, elsewhere,
     * other and none, which are together with those who did not say the last member of
     * parts[COUNTS_TOWN]. */
    size_t town_count;
    size_t *town_of; /* of each choice of "community", and behind them of not said */
    struct figure *round_people; /* by round */
    struct model_list languages, events, durations, straight_lines;
    struct model_place *kiosks; /* in the order of their names */
    size_t kiosk_count;
    size_t kiosk_total; /* at which people answered; 0: not told */
    enum model_unit unit;
    struct model_period *periods; /* the first comes first; only with responses */
    size_t period_count;
    uint32_t half_days; /* pairs of kiosk and half-day with a response */
    uint32_t sessions_begun, sessions_finished, sessions_timed_out;

    /* services: the keys of the repeat with the three main questions */
    struct model_service *services; /* in the order of the form */
    size_t service_count;
    int services_repeat;                                     /* -1: none */
    int share_question, identity_question, control_question; /* -1: not asked */
    int concerns_question, partners_question, mind_question;
    int first_three_question, comment_question;
    /* all three main questions are asked; else nothing is sorted, there are no points,
     * and every service stands under GROUP_NEEDS with a need of 0 */
    bool is_sorted;
    size_t *order; /* services: start, talk, leave, needs answers */
    size_t group_first[MODEL_GROUPS], group_count[MODEL_GROUPS]; /* in `order` */
    size_t *by_gap; /* services: those with a gap, the widest first; then the others */
    struct figure first_three_n; /* answered "first_three" */
    struct model_few few;
    struct model_order weighings[MODEL_WEIGHINGS];
    struct model_move *moves;
    size_t moving;
    bool staff_name_partners;
    struct model_partner *partners; /* in the order of the form */
    size_t partner_count;
    size_t *partner_order; /* most in percent first; not offered ones last */
    /* over all services: how often each was ticked, of all answers to "concerns" */
    struct model_list concerns;

    /* questions outside of repeats; question -1: not asked */
    struct model_promises promises;
    struct model_values values;
    struct model_list decide_here, governance;
    /* every other question, in the order of the form; of one in a repeat a list for
     * each instance in which it was asked */
    struct model_list *lists;
    size_t list_count;

    struct model_words comments; /* of the question "comment" */
};

bool model_read(const struct model_input *input, struct model *out, struct error *err)
    __attribute__((warn_unused_result));
bool model_decide(struct model *model, struct error *err)
    __attribute__((warn_unused_result));
void model_finish(struct model *model); /* takes a zeroed struct */

/* The sums that a reader can compute: `parts` added up are `total`. Every figure of the
 * model is in one of them at least. A figure that stands at several places of the page
 * is one and the same struct, so that it is hidden at all of them. */
enum model_sum_kind {
    SUM_PARTS, /* the parts have nobody in common and are together the total */
    SUM_TICKS, /* each part is some of the total, and everybody is in one at least */
    SUM_SOME,  /* each part is some of the total */
};
struct model_sum {
    enum model_sum_kind kind;
    struct figure *total;
    struct figure **parts;
    size_t count;
};
typedef bool model_visit_sum(void *context, const struct model_sum *sum,
                             struct error *err);
bool model_each_sum(struct model *model, model_visit_sum *visit, void *context,
                    struct error *err) __attribute__((warn_unused_result));

#endif
