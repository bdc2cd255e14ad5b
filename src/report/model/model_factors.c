/* Adds up the six factors of each service, and what is still needed while there are
 * few answers. */
#include "model_parts.h"

/* People want it decided elsewhere, or in their own town. */
static enum model_rating
rate_control(const struct rules *rules, const struct model_service *service)
{
    const struct model_statement *control = &service->all.control;
    if (service->group == GROUP_NEEDS) {
        return RATING_BLANK;
    }
    enum verdict helps =
        figure_reaches(&control->agree, &control->n, rules->control_helps);
    enum verdict hinders =
        figure_reaches(&control->agree, &control->n, rules->control_hinders);
    if (helps == VERDICT_OPEN || hinders == VERDICT_OPEN) {
        return RATING_BLANK;
    }
    if (hinders == VERDICT_YES) {
        return RATING_HINDERS;
    }
    return helps == VERDICT_NO ? RATING_HELPS : RATING_NEITHER;
}

void
model_decide_factors(struct model *model)
{
    for (size_t i = 0; i < model->service_count; i++) {
        struct model_service *service = &model->services[i];
        service->factors[FACTOR_CONTROL] = rate_control(&model->input->rules, service);
        for (int j = 0; j < MODEL_FACTORS; j++) {
            service->factors_for += service->factors[j] == RATING_HELPS;
            service->factors_against += service->factors[j] == RATING_HINDERS;
            service->factors_blank += service->factors[j] == RATING_BLANK;
        }
    }
}

/* A number that is not told is taken to be in the middle of what is told, so that the
 * result gives nothing more away. It is not more than all people. */
static uint64_t
middle(const struct model *model, const struct figure *figure)
{
    uint32_t most = model->people.high;
    uint64_t high = figure->high < most ? figure->high : most;
    return figure->low < high ? (figure->low + high + 1) / 2 : figure->low;
}

static uint64_t
divide_up(uint64_t a, uint64_t b)
{
    return (a + b - 1) / b;
}

static void
decide_people(struct model *model, uint64_t lacking, uint64_t answers)
{
    struct model_few *few = &model->few;
    uint64_t people = middle(model, &model->people);
    /* people still needed = lacking / (answers / people) */
    uint64_t needed =
        answers == 0 ? 0 : divide_up(divide_up(lacking * people, answers), 10) * 10;
    few->has_people = answers > 0 && needed <= UINT32_MAX && !model->input->is_public;
    if (!few->has_people) {
        return;
    }
    few->people = (uint32_t)needed;
    uint64_t half_days = people == 0 ? 0 : divide_up(needed * model->half_days, people);
    few->has_half_days = people > 0 && model->half_days > 0 && half_days <= UINT32_MAX;
    few->half_days = few->has_half_days ? (uint32_t)half_days : 0;
}

void
model_decide_few(struct model *model)
{
    struct model_few *few = &model->few;
    uint64_t lacking = 0, answers = 0;
    few->is_few = model->is_sorted && model->service_count > 0;
    for (size_t i = 0; i < model->service_count; i++) {
        const struct model_service *service = &model->services[i];
        uint64_t fewest = middle(model, &service->fewest);
        uint64_t wanted = model->input->rules.answers;
        few->is_few = few->is_few && service->group == GROUP_NEEDS;
        lacking += fewest < wanted ? wanted - fewest : 0;
        answers += fewest;
        for (int j = 0; j < MODEL_FACTORS; j++) {
            few->blanks[j] += service->factors[j] == RATING_BLANK;
        }
    }
    decide_people(model, lacking, answers);
}
