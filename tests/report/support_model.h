/*
 * support_model: counts made by hand, and the model that they give. The form is small
 * and asks everything that the report has a section for, about three services: fire,
 * parks and roads.
 */
#ifndef TOWNLINE_SUPPORT_MODEL_H
#define TOWNLINE_SUPPORT_MODEL_H

#include "model.h"

/* The questions of the form, in its order. */
enum {
    ASK_COMMUNITY,
    ASK_SERVICES,
    ASK_ASSIGNED,
    ASK_IDENTITY,
    ASK_CONTROL,
    ASK_CONCERNS,
    ASK_MIND,
    ASK_SHARE,
    ASK_PARTNERS,
    ASK_DECIDE_HERE,
    ASK_GUARANTEES,
    ASK_PICKS,
    ASK_VALUES,
    ASK_FIRST_THREE,
    ASK_GOVERNANCE,
    ASK_COMMENT,
    ASK_AGE,
    ASK_YEARS,
};
enum { FIRE, PARKS, ROADS, SERVICES };
enum { YES, MAYBE, NO, NO_OPINION };          /* choices of share */
enum { TOWN_A, TOWN_B, ELSEWHERE, NOT_SAID }; /* members of COUNTS_TOWN */

struct made {
    struct descriptor *descriptor;
    struct counts *counts;
    struct model_input input;
    struct model model;
};
/* cmocka fixtures: `made` has no answers yet, and default rules and weights. */
extern struct made made;
int made_setup(void **state);
int made_teardown(void **state);

/* Adds to a number of everybody. */
void made_add(int question, int instance, enum counts_kind kind, int value, uint32_t n);
/* The same for a member of a part. */
void made_add_part(enum counts_part part, int member, int question, int instance,
                   enum counts_kind kind, int value, uint32_t n);
void made_people(uint32_t n);
/* Answers to "share", and to a statement: strongly disagree first, then no opinion. */
void made_share(int service, uint32_t yes, uint32_t maybe, uint32_t no);
void made_statement(int question, int service, const uint32_t points[6]);
/* A statement of n people of whom so many agree and so many disagree. */
void made_agree(int question, int service, uint32_t n, uint32_t agree,
                uint32_t disagree);
/* A service that starts: 60 yes, 30 maybe, 10 no; 20 of 100 agree with both
 * statements, 20 disagree. */
void made_starting(int service);

/* Reads the counts. Staff give each service savings that meet the threshold exactly,
 * and medium for everything else. */
struct model *made_read(void);
void made_decide(void);

#endif
