/* hiding_collect: lists what is told together. Names are made of codes, never of places
 * in a list. */
#include "hiding_units.h"
#include "model_parts.h"
#include "townline/calendar.h"
#include "townline/hash.h"

/* ---- who took part ---- */

static void
add_places(struct hiding *hiding, struct model_place *places, size_t count,
           uint64_t name)
{
    struct hiding_unit unit = hiding_nothing;
    unit.kind = UNIT_LIST;
    unit.name = name;
    unit.total = &hiding->model->people;
    struct hiding_unit *at = hiding_add_unit(hiding, unit, count);
    for (size_t i = 0; i < count; i++) {
        hiding_put_cell(hiding, at, &places[i].people,
                        hiding_word(name, places[i].code));
    }
}

static void
add_items(struct hiding *hiding, struct hiding_unit *unit, struct model_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct model_item *item = &list->items[i];
        uint64_t name = hiding_word(unit->name, item->code);
        hiding_put_cell(hiding, unit, &item->n,
                        hiding_word(name, item->last ? item->last : ""));
    }
}

static void
add_head_list(struct hiding *hiding, struct model_list *list, uint64_t name)
{
    struct hiding_unit unit = hiding_nothing;
    unit.kind = UNIT_LIST;
    unit.name = name;
    unit.total = &hiding->model->people;
    add_items(hiding, hiding_add_unit(hiding, unit, list->count), list);
}

/* The number of the half-day, day, week or month, whatever of it is there. */
static uint64_t
number_of_period(const struct model *model, const struct model_period *period)
{
    uint32_t day = period->first_half_day / 2;
    switch (model->unit) {
    case UNIT_HALF_DAY:
        return period->first_half_day;
    case UNIT_DAY:
        return day;
    case UNIT_WEEK:
        return (day + 3) / 7;
    case UNIT_MONTH:
        break;
    }
    struct calendar_date date = calendar_date(day);
    return (uint64_t)date.year * 12 + (uint64_t)date.month - 1;
}

static void
collect_people(struct hiding *hiding, uint64_t name)
{
    struct model *model = hiding->model;
    hiding_add_single(hiding, UNIT_SINGLE, -1, &model->people, NULL,
                      hiding_word(name, "people"));
    hiding_add_single(hiding, UNIT_PART, -1, &model->complete, &model->people,
                      hiding_word(name, "complete"));
    hiding_add_single(hiding, UNIT_PART, -1, &model->clock_untrusted, &model->people,
                      hiding_word(name, "clock"));
    for (int part = COUNTS_TOWN; part < COUNTS_PARTS; part++) {
        if (model->parts[part].count > 0) {
            add_places(hiding, model->parts[part].members, model->parts[part].count,
                       hiding_number(hiding_word(name, "part"), (uint64_t)part));
        }
    }
    add_places(hiding, model->kiosks, model->kiosk_count, hiding_word(name, "kiosk"));
    uint64_t when = hiding_when(model->unit);
    struct hiding_unit unit = hiding_nothing;
    unit.kind = UNIT_LIST;
    unit.name = when;
    unit.total = &model->people;
    struct hiding_unit *periods = hiding_add_unit(hiding, unit, model->period_count);
    for (size_t i = 0; i < model->period_count; i++) {
        hiding_put_cell(
            hiding, periods, &model->periods[i].people,
            hiding_number(when, number_of_period(model, &model->periods[i])));
    }
    unit.name = hiding_word(name, "round");
    struct hiding_unit *rounds =
        hiding_add_unit(hiding, unit, model->input->round_count);
    for (size_t i = 0; i < model->input->round_count; i++) {
        hiding_put_cell(hiding, rounds, &model->round_people[i],
                        hiding_word(unit.name, model->input->rounds[i].name));
    }
    add_head_list(hiding, &model->languages, hiding_word(name, "language"));
    add_head_list(hiding, &model->events, hiding_word(name, "event"));
    add_head_list(hiding, &model->durations, hiding_word(name, "duration"));
    add_head_list(hiding, &model->straight_lines, hiding_word(name, "line"));
}

/* ---- answers ---- */

static const char *
path_of(const struct hiding *hiding, int question)
{
    return hiding->model->input->descriptor->questions[question].path;
}

uint64_t
hiding_name_of_answers(const struct hiding *hiding, uint64_t name, int question,
                       int instance)
{
    const struct descriptor *descriptor = hiding->model->input->descriptor;
    int repeat = descriptor->questions[question].repeat;
    name = hiding_word(name, path_of(hiding, question));
    while (repeat >= 0 && descriptor->repeats[repeat].parent >= 0) {
        repeat = descriptor->repeats[repeat].parent;
    }
    if (repeat < 0) {
        return name;
    }
    const struct repeat *around = &descriptor->repeats[repeat];
    return around->keys && (size_t)instance < around->key_count
               ? hiding_word(name, around->keys[instance])
               : hiding_number(name, (uint64_t)instance);
}

static void
collect_rank(struct hiding *hiding, struct model_values *rank, uint64_t name)
{
    struct hiding_unit unit = hiding_nothing;
    size_t count = rank->count;
    unit.kind = UNIT_RANK;
    unit.name = name;
    unit.rank = rank;
    unit.total = &rank->answered;
    hiding_add_unit(hiding, unit, 0);
    hiding_put_name(hiding, &rank->answered, hiding_word(name, "ranked"));
    for (size_t i = 0; i < count; i++) {
        uint64_t item = hiding_word(name, rank->items[i].code);
        for (size_t j = 0; j < count; j++) {
            hiding_put_name(hiding, &rank->items[i].places[j], hiding_number(item, j));
            if (rank->before) {
                hiding_put_name(hiding, &rank->before[i * count + j],
                                hiding_word(item, rank->items[j].code));
            }
        }
    }
}

void
hiding_collect_list(struct hiding *hiding, struct model_list *list, int service,
                    uint64_t base)
{
    if (list->question < 0) {
        return;
    }
    uint64_t name =
        hiding_name_of_answers(hiding, base, list->question, list->instance);
    struct hiding_unit unit = hiding_nothing;
    bool is_outside =
        hiding->model->input->descriptor->questions[list->question].repeat < 0;
    unit.name = name;
    unit.service = service;
    unit.kind = list->kind == LIST_MULTIPLE ? UNIT_TICKS
                : list->is_cut              ? UNIT_FEW
                                            : UNIT_LIST;
    unit.total = &list->answered;
    unit.owns_total = true;
    unit.list = hiding->model->input->is_public && is_outside &&
                        unit.kind != UNIT_FEW && list->kind != LIST_TEXTS &&
                        list->kind != LIST_RANK &&
                        list->answered.n <= hiding->model->people.n
                    ? list
                    : NULL;
    if (list->kind == LIST_RANK) {
        collect_rank(hiding, list->rank, name);
    }
    if (list->kind == LIST_RANK || list->kind == LIST_TEXTS) {
        hiding_add_single(hiding, UNIT_SINGLE, service, &list->answered, NULL,
                          hiding_word(name, "answered"));
    } else {
        struct hiding_unit *at = hiding_add_unit(hiding, unit, list->count);
        hiding_put_name(hiding, &list->answered, hiding_word(name, "answered"));
        add_items(hiding, at, list);
    }
    hiding_add_single(hiding, UNIT_PART, service, &list->empty, &hiding->model->people,
                      hiding_word(name, "empty"));
    if (list->kind == LIST_TEXTS) {
        hiding_add_single(hiding, UNIT_SINGLE, service, &list->words.written, NULL,
                          hiding_word(name, "written"));
    }
}

static void
collect_promises(struct hiding *hiding, uint64_t name)
{
    struct model_promises *promises = &hiding->model->promises;
    if (promises->question < 0) {
        return;
    }
    struct hiding_unit unit = hiding_nothing;
    unit.kind = UNIT_PROMISES;
    unit.name = name;
    unit.promises = promises;
    unit.total = &promises->answered;
    hiding_add_unit(hiding, unit, 0);
    hiding_put_name(hiding, &promises->answered, hiding_word(name, "answered"));
    for (size_t i = 0; i < promises->count; i++) {
        struct model_promise *item = &promises->items[i];
        uint64_t own = hiding_word(name, item->code);
        hiding_put_name(hiding, &item->shown, hiding_word(own, "shown"));
        hiding_put_name(hiding, &item->most, hiding_word(own, "most"));
        hiding_put_name(hiding, &item->least, hiding_word(own, "least"));
    }
}

bool
hiding_collect(struct hiding *hiding, struct error *err)
{
    struct model *model = hiding->model;
    const uint64_t base = HASH_BEGIN;
    collect_people(hiding, base);
    for (size_t i = 0; i < model->service_count; i++) {
        hiding_collect_service(hiding, i, base);
    }
    if (model->first_three_question >= 0) {
        hiding_collect_first_three(hiding, base);
    }
    hiding_collect_concerns(hiding, base);
    hiding_collect_partners(hiding, base);
    collect_promises(hiding, hiding_word(base, "promises"));
    if (model->values.question >= 0) {
        collect_rank(hiding, &model->values,
                     hiding_name_of_answers(hiding, base, model->values.question, 0));
    }
    hiding_collect_list(hiding, &model->decide_here, -1, base);
    hiding_collect_list(hiding, &model->governance, -1, base);
    for (size_t i = 0; i < model->list_count; i++) {
        hiding_collect_list(hiding, &model->lists[i], -1, base);
    }
    hiding_add_single(hiding, UNIT_SINGLE, -1, &model->comments.written, NULL,
                      hiding_word(base, "comments"));
    if (hiding->is_full) {
        return error_no_memory(err);
    }
    hiding_sort_names(hiding);
    return true;
}
