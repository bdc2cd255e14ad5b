/* Decides which group each service is in, why, and whether it is a close call. */
#include "model_parts.h"

/* What a group is decided from. */
struct ballot {
    struct figure yes, maybe, no, n;
    struct figure agree[2], disagree[2], statement_n[2]; /* identity, control */
    bool meets_savings;
};
enum { IDENTITY, CONTROL };

static struct ballot
ballot_of(const struct model_service *service)
{
    const struct model_main *all = &service->all;
    const struct model_savings *savings = &service->savings;
    return (struct ballot){
        .yes = all->share.yes,
        .maybe = all->share.maybe,
        .no = all->share.no,
        .n = all->share.n,
        .agree = {all->identity.agree, all->control.agree},
        .disagree = {all->identity.disagree, all->control.disagree},
        .statement_n = {all->identity.n, all->control.n},
        .meets_savings = savings->has_low && savings->has_threshold &&
                         savings->low >= savings->threshold,
    };
}

static enum verdict
opposite(enum verdict verdict)
{
    return verdict == VERDICT_OPEN  ? VERDICT_OPEN
           : verdict == VERDICT_YES ? VERDICT_NO
                                    : VERDICT_YES;
}

static enum verdict
both(enum verdict a, enum verdict b)
{
    if (a == VERDICT_NO || b == VERDICT_NO) {
        return VERDICT_NO;
    }
    return a == VERDICT_YES && b == VERDICT_YES ? VERDICT_YES : VERDICT_OPEN;
}

static enum verdict
is_split(const struct rules *rules, const struct figure *agree,
         const struct figure *disagree, const struct figure *n)
{
    return both(figure_reaches(agree, n, rules->split),
                figure_reaches(disagree, n, rules->split));
}

static unsigned
leave_because(const struct rules *rules, const struct ballot *ballot)
{
    unsigned because = 0;
    enum verdict agree[2];
    for (int i = IDENTITY; i <= CONTROL; i++) {
        agree[i] = figure_reaches(&ballot->agree[i], &ballot->statement_n[i],
                                  rules->leave_agree);
    }
    if (figure_reaches(&ballot->no, &ballot->n, rules->leave_no) == VERDICT_YES) {
        because |= LEAVE_BECAUSE_NO;
    }
    if (both(agree[IDENTITY], agree[CONTROL]) == VERDICT_YES) {
        because |= LEAVE_BECAUSE_AGREE;
    }
    return because;
}

/* Which conditions of "start here" are met. */
static void
judge(const struct rules *rules, const struct ballot *ballot,
      enum verdict out[MODEL_CONDITIONS])
{
    const struct figure *n = &ballot->n, *control_n = &ballot->statement_n[CONTROL];
    const struct figure *agree = &ballot->agree[CONTROL];
    out[CONDITION_YES] = figure_reaches(&ballot->yes, n, rules->start_yes);
    out[CONDITION_NO] = opposite(figure_exceeds(&ballot->no, n, rules->start_no));
    out[CONDITION_CONTROL] =
        opposite(figure_reaches(agree, control_n, rules->start_control));
    out[CONDITION_SPLIT] =
        opposite(is_split(rules, agree, &ballot->disagree[CONTROL], control_n));
    out[CONDITION_SAVINGS] = ballot->meets_savings ? VERDICT_YES : VERDICT_NO;
}

static enum model_group
group_of(const struct rules *rules, const struct ballot *ballot)
{
    enum verdict met[MODEL_CONDITIONS];
    if (leave_because(rules, ballot) != 0) {
        return GROUP_LEAVE;
    }
    judge(rules, ballot, met);
    for (size_t i = 0; i < MODEL_CONDITIONS; i++) {
        if (met[i] != VERDICT_YES) {
            return GROUP_TALK;
        }
    }
    return GROUP_START;
}

/* ---- close calls ---- */

/* ceil(n * close), of the largest n that is told. */
static uint32_t
people_who_move(struct share_rule close, const struct figure *n)
{
    uint64_t people = (uint64_t)n->high * close.part + close.whole - 1;
    return (uint32_t)(people / close.whole);
}

static uint32_t
at_most(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Of a number that nothing is told of, `high` is the largest there is. */
static uint32_t
plus(uint32_t a, uint32_t b)
{
    return a < UINT32_MAX - b ? a + b : UINT32_MAX;
}

/* k people change from one answer to another, or as many as are there. */
static void
move(struct figure *from, struct figure *to, uint32_t k)
{
    uint32_t low = at_most(from->low, k), high = at_most(from->high, k);
    from->low -= low;
    from->high -= high;
    to->low = plus(to->low, low);
    to->high = plus(to->high, high);
}

/* k people more or fewer agree, of those who had an opinion. */
static void
shift(struct figure *agree, const struct figure *n, uint32_t k, bool up)
{
    if (up) {
        agree->low = at_most(plus(agree->low, k), n->low);
        agree->high = at_most(plus(agree->high, k), n->high);
    } else {
        agree->low -= at_most(agree->low, k);
        agree->high -= at_most(agree->high, k);
    }
}

static bool
is_other_group(const struct rules *rules, const struct ballot *ballot,
               struct model_service *service)
{
    enum model_group group = group_of(rules, ballot);
    if (group == service->group) {
        return false;
    }
    service->is_close = true;
    service->close_to = group;
    return true;
}

static void
find_close_call(const struct rules *rules, struct model_service *service)
{
    const struct ballot ballot = ballot_of(service);
    uint32_t k = people_who_move(rules->close, &ballot.n);
    for (int pair = 0; pair < 9; pair++) {
        struct ballot moved = ballot;
        struct figure *answers[] = {&moved.yes, &moved.maybe, &moved.no};
        if (pair / 3 != pair % 3) {
            move(answers[pair / 3], answers[pair % 3], k);
            if (is_other_group(rules, &moved, service)) {
                return;
            }
        }
    }
    for (int i = 0; i < 4; i++) {
        struct ballot moved = ballot;
        const struct figure *n = &moved.statement_n[i / 2];
        shift(&moved.agree[i / 2], n, people_who_move(rules->close, n), i % 2 == 0);
        if (is_other_group(rules, &moved, service)) {
            return;
        }
    }
}

/* ---- who needs answers ---- */

/* The least of the three n, and what is known of it. */
static struct figure
fewest_of(const struct model_main *all)
{
    const struct figure n[] = {all->identity.n, all->control.n};
    struct figure fewest = all->share.n;
    for (size_t i = 0; i < sizeof n / sizeof *n; i++) {
        fewest.n = at_most(fewest.n, n[i].n);
        fewest.low = at_most(fewest.low, n[i].low);
        fewest.high = at_most(fewest.high, n[i].high);
    }
    return fewest;
}

/* Whether all three are told to be enough. */
static bool
has_enough(const struct model_main *all, uint32_t answers)
{
    return all->share.n.low >= answers && all->identity.n.low >= answers &&
           all->control.n.low >= answers;
}

static void
decide_need(const struct rules *rules, struct model_service *service)
{
    struct figure fewest = service->fewest;
    service->group = GROUP_NEEDS;
    service->need = fewest.high < rules->answers ? rules->answers - fewest.high : 0;
    service->has_exact_need = figure_is_told(&fewest);
}

static void
decide_group(const struct rules *rules, struct model_service *service)
{
    const struct ballot ballot = ballot_of(service);
    enum verdict met[MODEL_CONDITIONS];
    service->group = group_of(rules, &ballot);
    service->leave_because = leave_because(rules, &ballot);
    judge(rules, &ballot, met);
    for (size_t i = 0; i < MODEL_CONDITIONS; i++) {
        service->unmet[i] = met[i] != VERDICT_YES;
        service->is_open[i] = met[i] == VERDICT_OPEN;
    }
    find_close_call(rules, service);
}

static void
decide_split(const struct rules *rules, struct model_statement *at)
{
    at->is_split = at->n.low >= rules->answers &&
                   is_split(rules, &at->agree, &at->disagree, &at->n) == VERDICT_YES;
}

void
model_decide_groups(struct model *model)
{
    const struct rules *rules = &model->input->rules;
    for (size_t i = 0; i < model->service_count; i++) {
        struct model_service *service = &model->services[i];
        service->fewest = fewest_of(&service->all);
        decide_split(rules, &service->all.identity);
        decide_split(rules, &service->all.control);
        if (!model->is_sorted) {
            service->group = GROUP_NEEDS;
        } else if (!has_enough(&service->all, rules->answers)) {
            decide_need(rules, service);
        } else {
            decide_group(rules, service);
        }
    }
}
