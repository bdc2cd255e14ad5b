/* People who answer at random, and what they are counted in. */
#include "support_visitors.h"

#include "townline/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

uint64_t visitors_seed;

static struct counts *rounds[VISITORS_ROUNDS];
static struct model_round round_inputs[VISITORS_ROUNDS];

uint32_t
visitors_draw(uint32_t below)
{
    return (uint32_t)(random_splitmix64(&visitors_seed) % below);
}

struct person {
    int town, channel, assisted, first_time, after_results, round;
};

/* How people are spread: skewed, so that there are small groups everywhere. */
static int
skewed(uint32_t choices)
{
    uint32_t a = visitors_draw(choices), b = visitors_draw(choices),
             c = visitors_draw(3);
    return (int)(c == 0 ? a : a < b ? a : b) % (int)choices;
}

static void
count_in(struct counts *counts, enum counts_part part, int member, int question,
         int instance, enum counts_kind kind, int value)
{
    const struct counts_cell cell = {part, member, question, instance, kind, value};
    assert_true(counts_add(counts, &cell, 1, NULL));
}

/* For everybody and for each part that is counted for the question. */
static void
count(const struct person *who, int assigned, int question, int instance,
      enum counts_kind kind, int value)
{
    const int members[COUNTS_PARTS] = {[COUNTS_TOWN] = who->town,
                                       [COUNTS_ASSIGNED] = assigned,
                                       [COUNTS_CHANNEL] = who->channel,
                                       [COUNTS_ASSISTED] = who->assisted,
                                       [COUNTS_FIRST_TIME] = who->first_time,
                                       [COUNTS_AFTER_RESULTS] = who->after_results};
    for (int part = COUNTS_ALL; part < COUNTS_PARTS; part++) {
        if (part != COUNTS_ALL &&
            !counts_has_part(made.descriptor, question, (enum counts_part)part)) {
            continue;
        }
        count_in(made.counts, (enum counts_part)part, members[part], question, instance,
                 kind, value);
        count_in(rounds[who->round], (enum counts_part)part, members[part], question,
                 instance, kind, value);
    }
}

/* The choice; -1: none. */
static int
answer_one(const struct person *who, int assigned, int question, int instance,
           uint32_t choices)
{
    if (visitors_draw(20) == 0) {
        count(who, assigned, question, instance, COUNTS_EMPTY, 0);
        return -1;
    }
    int choice = skewed(choices);
    count(who, assigned, question, instance, COUNTS_ANSWERED, 0);
    count(who, assigned, question, instance, COUNTS_CHOICE, choice);
    return choice;
}

static void
answer_some(const struct person *who, int assigned, int question, int instance,
            uint32_t choices)
{
    uint32_t ticked = visitors_draw(1u << choices);
    if (ticked == 0) {
        count(who, assigned, question, instance, COUNTS_EMPTY, 0);
        return;
    }
    count(who, assigned, question, instance, COUNTS_ANSWERED, 0);
    for (uint32_t i = 0; i < choices; i++) {
        if (ticked >> i & 1) {
            count(who, assigned, question, instance, COUNTS_CHOICE, (int)i);
        }
    }
}

static void
answer_rank(const struct person *who, int question, int choices)
{
    int order[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    for (int i = choices - 1; i > 0; i--) {
        int j = (int)visitors_draw((uint32_t)i + 1), kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
    count(who, 0, question, 0, COUNTS_ANSWERED, 0);
    for (int i = 0; i < choices; i++) {
        count(who, 0, question, 0, COUNTS_PLACE, order[i] * choices + i);
        for (int j = i + 1; j < choices; j++) {
            count(who, 0, question, 0, COUNTS_BEFORE, order[i] * choices + order[j]);
        }
    }
}

static void
answer_services(const struct person *who)
{
    for (int service = 0; service < SERVICES; service++) {
        if (visitors_draw(3) != 0) {
            continue;
        }
        int assigned = visitors_draw(4) == 0;
        answer_one(who, assigned, ASK_IDENTITY, service, 6);
        answer_one(who, assigned, ASK_CONTROL, service, 6);
        int share = answer_one(who, assigned, ASK_SHARE, service, 4);
        answer_some(who, assigned, ASK_CONCERNS, service, 4);
        if (share == YES || share == MAYBE) {
            answer_some(who, assigned, ASK_PARTNERS, service, 3);
        }
        count(who, assigned, ASK_MIND, service,
              visitors_draw(8) == 0 ? COUNTS_ANSWERED : COUNTS_EMPTY, 0);
    }
}

static void
answer_rest(const struct person *who)
{
    if (visitors_draw(2) == 0) {
        answer_some(who, 0, ASK_DECIDE_HERE, 0, 3);
        answer_one(who, 0, ASK_GOVERNANCE, 0, 3);
        answer_rank(who, ASK_VALUES, 3);
        answer_some(who, 0, ASK_FIRST_THREE, 0, 3);
    } else {
        count(who, 0, ASK_GUARANTEES, 0, COUNTS_ANSWERED, 0);
        for (int i = 0; i < 4; i++) {
            count(who, 0, ASK_GUARANTEES, 0, COUNTS_SHOWN, i);
        }
        int most = skewed(4), least = (most + 1 + (int)visitors_draw(3)) % 4;
        count(who, 0, ASK_GUARANTEES, 0, COUNTS_MOST, most);
        count(who, 0, ASK_GUARANTEES, 0, COUNTS_LEAST, least);
    }
    answer_one(who, 0, ASK_AGE, 0, 2);
    count(who, 0, ASK_COMMENT, 0,
          visitors_draw(9) == 0 ? COUNTS_ANSWERED : COUNTS_EMPTY, 0);
}

void
visitors_come(uint32_t people)
{
    for (uint32_t i = 0; i < people; i++) {
        const struct person who = {.town = skewed(4),
                                   .channel = skewed(4),
                                   .assisted = skewed(3),
                                   .first_time = skewed(3),
                                   .after_results = skewed(2),
                                   .round = skewed(VISITORS_ROUNDS)};
        count(&who, 0, COUNTS_RESPONSES, 0, COUNTS_ANSWERED, 0);
        if (visitors_draw(30) > 0) {
            count(&who, 0, COUNTS_COMPLETE, 0, COUNTS_ANSWERED, 0);
        }
        count(&who, 0, COUNTS_DURATION, 0, COUNTS_CHOICE, skewed(5));
        count(&who, 0, COUNTS_STRAIGHT_LINE, 0, COUNTS_CHOICE, skewed(4));
        answer_services(&who);
        answer_rest(&who);
    }
}

int
visitors_setup(void **state)
{
    made_setup(state);
    for (size_t i = 0; i < VISITORS_ROUNDS; i++) {
        assert_true(counts_create(&rounds[i], NULL));
        round_inputs[i] = (struct model_round){i == 0 ? "spring" : "fall", rounds[i]};
    }
    made.input.is_public = true;
    made.input.rounds = round_inputs;
    made.input.round_count = VISITORS_ROUNDS;
    return 0;
}

int
visitors_teardown(void **state)
{
    for (size_t i = 0; i < VISITORS_ROUNDS; i++) {
        counts_close(rounds[i]);
        rounds[i] = NULL;
    }
    return made_teardown(state);
}
