/* Reads who took part: how many, from where, when, and how. */
#include "model_parts.h"
#include "townline/calendar.h"

#include <string.h>

static uint32_t
people_of(const struct model_who *who, int question)
{
    return model_count(who, question, 0, COUNTS_ANSWERED, 0);
}

static uint32_t
responses_of(const struct model *model, enum counts_part part, int member)
{
    const struct model_who who = {model->input->counts, part, member};
    return people_of(&who, COUNTS_RESPONSES);
}

/* ---- towns ---- */

static bool
is_town(const char *code)
{
    static const char *const others[] = {"outside", "elsewhere", "other", "none"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(code, others[i]) == 0) {
            return false;
        }
    }
    return true;
}

static bool
read_towns(struct model *model, struct error *err)
{
    int question = counts_town_question(model->input->descriptor);
    struct model_part *part = &model->parts[COUNTS_TOWN];
    const char **labels;
    if (question < 0) {
        return true;
    }
    const struct question *asked = &model->input->descriptor->questions[question];
    size_t choices = asked->choice_count;
    part->members = model_take(model, choices + 1, sizeof *part->members, err);
    model->town_of = model_take(model, choices + 1, sizeof *model->town_of, err);
    if (!part->members || !model->town_of ||
        !model_choice_labels(model, question, &labels, err)) {
        return false;
    }
    for (size_t i = 0; i < choices; i++) {
        if (is_town(asked->choices[i])) {
            part->members[model->town_count++] =
                (struct model_place){.code = asked->choices[i], .label = labels[i]};
        }
    }
    part->members[model->town_count].code = "elsewhere";
    part->count = model->town_count + 1;
    for (size_t i = 0, town = 0; i <= choices; i++) {
        model->town_of[i] =
            i < choices && is_town(asked->choices[i]) ? town++ : model->town_count;
        struct figure *people = &part->members[model->town_of[i]].people;
        *people = figure_of(people->n + responses_of(model, COUNTS_TOWN, (int)i));
    }
    return true;
}

/* ---- the head of a response ---- */

static const char *const channels[] = {"touch", "keys", "switches", "voice", NULL};
static const char *const said[] = {"not_said", "yes", "no", NULL};
static const char *const seen[] = {"no", "yes", NULL};
static const char *const durations[] = {"under_1", "1_to_2", "2_to_4",
                                        "4_to_8",  "over_8", NULL};
static const char *const straight_lines[] = {"no_line", "some", "all", "unknown", NULL};

static size_t
count_codes(const char *const *codes)
{
    size_t count = 0;
    while (codes[count]) {
        count++;
    }
    return count;
}

static bool
read_part(struct model *model, enum counts_part which, const char *const *codes,
          struct error *err)
{
    struct model_part *part = &model->parts[which];
    part->count = count_codes(codes);
    part->members = model_take(model, part->count, sizeof *part->members, err);
    for (size_t i = 0; part->members && i < part->count; i++) {
        part->members[i] = (struct model_place){
            .code = codes[i], .people = figure_of(responses_of(model, which, (int)i))};
    }
    return part->members != NULL;
}

static bool
read_bands(struct model *model, int question, const char *const *codes,
           struct model_list *out, struct error *err)
{
    const struct model_who all = {model->input->counts, COUNTS_ALL, 0};
    *out = (struct model_list){
        .question = question, .answered = model->people, .count = count_codes(codes)};
    out->items = model_take(model, out->count, sizeof *out->items, err);
    for (size_t i = 0; out->items && i < out->count; i++) {
        uint32_t n = model_count(&all, question, 0, COUNTS_CHOICE, (int)i);
        out->items[i] = (struct model_item){.code = codes[i], .n = figure_of(n)};
    }
    return out->items != NULL;
}

/* Languages and events are texts. */
static bool
read_names(struct model *model, int question, struct model_list *out, struct error *err)
{
    size_t count;
    const struct model_text_cell *cells = model_find_texts(model, question, 0, &count);
    *out = (struct model_list){
        .question = question, .answered = model->people, .count = count};
    out->items = model_take(model, count, sizeof *out->items, err);
    for (size_t i = 0; out->items && i < count; i++) {
        out->items[i] =
            (struct model_item){.code = cells[i].text, .n = figure_of(cells[i].n)};
    }
    return out->items != NULL;
}

/* ---- where and when ---- */

static struct model_place *
find_kiosk(struct model *model, const char *name)
{
    size_t at = 0;
    while (at < model->kiosk_count && strcmp(model->kiosks[at].code, name) < 0) {
        at++;
    }
    struct model_place *kiosk = &model->kiosks[at];
    if (at < model->kiosk_count && strcmp(kiosk->code, name) == 0) {
        return kiosk;
    }
    memmove(kiosk + 1, kiosk, (model->kiosk_count - at) * sizeof *kiosk);
    *kiosk = (struct model_place){.code = name, .label = name};
    model->kiosk_count++;
    return kiosk;
}

/* The number of the unit in which the half-day lies. */
static uint32_t
unit_of(uint32_t half_day, enum model_unit unit)
{
    uint32_t day = half_day / 2;
    switch (unit) {
    case UNIT_HALF_DAY:
        return half_day;
    case UNIT_DAY:
        return day;
    case UNIT_WEEK: /* 1970-01-01 was a Thursday; weeks begin on Monday */
        return (day + 3) / 7;
    case UNIT_MONTH:
        break;
    }
    struct calendar_date date = calendar_date(day);
    return (uint32_t)(date.year * 12 + date.month - 1);
}

static void
add_origin(struct model *model, const struct model_origin *origin, enum model_unit unit)
{
    size_t at = model->period_count;
    uint32_t number = unit_of(origin->half_day, unit), half_day = origin->half_day;
    struct model_period *periods = model->periods;
    while (at > 0 && unit_of(periods[at - 1].first_half_day, unit) > number) {
        at--;
    }
    if (at == 0 || unit_of(periods[at - 1].first_half_day, unit) != number) {
        memmove(&periods[at + 1], &periods[at],
                (model->period_count - at) * sizeof *periods);
        periods[at] = (struct model_period){.first_half_day = half_day,
                                            .last_half_day = half_day};
        model->period_count++;
        at++;
    }
    struct model_period *period = &periods[at - 1];
    if (half_day < period->first_half_day) {
        period->first_half_day = half_day;
    }
    if (half_day > period->last_half_day) {
        period->last_half_day = half_day;
    }
    period->people = figure_of(period->people.n + origin->responses);
}

static bool
read_origins(struct model *model, struct error *err)
{
    const struct model_input *input = model->input;
    model->kiosks = model_take(model, input->origin_count, sizeof *model->kiosks, err);
    model->periods =
        model_take(model, input->origin_count, sizeof *model->periods, err);
    if (!model->kiosks || !model->periods) {
        return false;
    }
    for (size_t i = 0; i < input->origin_count; i++) {
        const struct model_origin *origin = &input->origins[i];
        if (origin->responses > 0) {
            struct figure *people = &find_kiosk(model, origin->kiosk)->people;
            *people = figure_of(people->n + origin->responses);
            model->half_days++;
        }
    }
    model->kiosk_total = model->kiosk_count;
    /* Public reports keep to one unit, so that they can be compared. */
    size_t most = input->is_public ? 2 * MODEL_PERIODS_MAX : MODEL_PERIODS_MAX;
    for (int unit = input->is_public ? UNIT_WEEK : UNIT_HALF_DAY; unit <= UNIT_MONTH;
         unit++) {
        model->period_count = 0;
        model->unit = (enum model_unit)unit;
        for (size_t i = 0; i < input->origin_count; i++) {
            if (input->origins[i].responses > 0) {
                add_origin(model, &input->origins[i], model->unit);
            }
            if (model->period_count > most && unit < UNIT_MONTH) {
                break;
            }
        }
        if (model->period_count <= most) {
            break;
        }
    }
    return true;
}

static bool
read_rounds(struct model *model, struct error *err)
{
    const struct model_input *input = model->input;
    model->round_people =
        model_take(model, input->round_count, sizeof *model->round_people, err);
    for (size_t i = 0; model->round_people && i < input->round_count; i++) {
        const struct model_who who = {input->rounds[i].counts, COUNTS_ALL, 0};
        model->round_people[i] = figure_of(people_of(&who, COUNTS_RESPONSES));
    }
    return model->round_people != NULL;
}

bool
model_read_people(struct model *model, struct error *err)
{
    const struct model_input *input = model->input;
    const struct model_who all = {input->counts, COUNTS_ALL, 0};
    model->people = figure_of(people_of(&all, COUNTS_RESPONSES));
    model->complete = figure_of(people_of(&all, COUNTS_COMPLETE));
    model->clock_untrusted = figure_of(people_of(&all, COUNTS_UNTRUSTED));
    for (size_t i = 0; i < input->health_count; i++) {
        model->sessions_begun += input->health[i].sessions_begun;
        model->sessions_finished += input->health[i].sessions_finished;
        model->sessions_timed_out += input->health[i].sessions_timed_out;
    }
    return read_towns(model, err) && read_part(model, COUNTS_CHANNEL, channels, err) &&
           read_part(model, COUNTS_ASSISTED, said, err) &&
           read_part(model, COUNTS_FIRST_TIME, said, err) &&
           read_part(model, COUNTS_AFTER_RESULTS, seen, err) &&
           read_bands(model, COUNTS_DURATION, durations, &model->durations, err) &&
           read_bands(model, COUNTS_STRAIGHT_LINE, straight_lines,
                      &model->straight_lines, err) &&
           read_names(model, COUNTS_LANGUAGE, &model->languages, err) &&
           read_names(model, COUNTS_EVENT, &model->events, err) &&
           read_origins(model, err) && read_rounds(model, err);
}
