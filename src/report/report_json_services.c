/* Writes each service as JSON. */
#include "report_json.h"

static const char *const conditions[MODEL_CONDITIONS] = {"yes", "no", "control",
                                                         "split", "savings"};
static const char *const groups[MODEL_GROUPS] = {"start", "talk", "leave", "needs"};

static void
add_share(struct json *json, const struct model_share *share)
{
    uint32_t percent = 0;
    json_open_object(json, "share");
    json_figure(json, "yes", &share->yes);
    json_figure(json, "maybe", &share->maybe);
    json_figure(json, "no", &share->no);
    json_figure(json, "n", &share->n);
    json_figure(json, "no_opinion", &share->none);
    bool has_percent = figure_percent(&share->yes, &share->n, &percent);
    json_percent(json, "yes_percent", has_percent, percent);
    json_close_object(json);
}

static void
add_statement(struct json *json, const char *key, const struct model_statement *at)
{
    uint32_t percent = 0;
    json_open_object(json, key);
    json_open_array(json, "parts");
    for (size_t i = 0; i < MODEL_PARTS; i++) {
        json_figure(json, NULL, &at->parts[i]);
    }
    json_close_array(json);
    json_figure(json, "disagree", &at->disagree);
    json_figure(json, "agree", &at->agree);
    json_figure(json, "n", &at->n);
    json_figure(json, "no_opinion", &at->none);
    bool has_percent = figure_percent(&at->agree, &at->n, &percent);
    json_percent(json, "agree_percent", has_percent, percent);
    json_truth(json, "is_split", at->is_split);
    json_close_object(json);
}

static void
add_main(struct json *json, const char *key, const struct model_main *at)
{
    json_open_object(json, key);
    add_share(json, &at->share);
    add_statement(json, "identity", &at->identity);
    add_statement(json, "control", &at->control);
    json_close_object(json);
}

static void
add_mains(struct json *json, const char *key, const struct model_main *mains,
          size_t count)
{
    json_open_array(json, key);
    for (size_t i = 0; mains && i < count; i++) {
        add_main(json, NULL, &mains[i]);
    }
    json_close_array(json);
}

static void
add_parts(struct json *json, const struct model *model,
          const struct model_service *service)
{
    static const struct {
        enum counts_part part;
        const char *name;
    } parts[] = {{COUNTS_TOWN, "by_town"},
                 {COUNTS_CHANNEL, "by_channel"},
                 {COUNTS_ASSISTED, "by_assisted"},
                 {COUNTS_FIRST_TIME, "by_first_time"},
                 {COUNTS_AFTER_RESULTS, "by_after_results"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        add_mains(json, parts[i].name, service->parts[parts[i].part],
                  model->parts[parts[i].part].count);
    }
    add_mains(json, "by_assigned", service->parts[COUNTS_ASSIGNED], 2);
    add_mains(json, "by_round", service->rounds, model->input->round_count);
}

static void
add_names(struct json *json, const char *key, const bool set[MODEL_CONDITIONS])
{
    json_open_array(json, key);
    for (int i = 0; i < MODEL_CONDITIONS; i++) {
        if (set[i]) {
            json_text(json, NULL, conditions[i]);
        }
    }
    json_close_array(json);
}

static void
add_points(struct json *json, const struct model_points *points)
{
    static const char *const names[RULES_WEIGHTS] = {"yes", "not_control", "first",
                                                     "savings", "seldom_seen"};
    json_open_object(json, "points");
    json_percent(json, "total", points->is_given, points->total);
    json_open_object(json, "of");
    for (int i = 0; i < RULES_WEIGHTS; i++) {
        json_percent(json, names[i], points->has[i], points->of[i]);
    }
    json_close_object(json);
    json_number(json, "people_sum", points->people_sum);
    json_number(json, "staff_sum", points->staff_sum);
    json_number(json, "weight_sum", points->weight_sum);
    json_close_object(json);
}

static void
add_decisions(struct json *json, const struct model_service *service)
{
    json_text(json, "group", groups[service->group]);
    json_number(json, "place", service->place);
    add_names(json, "unmet", service->unmet);
    add_names(json, "open", service->is_open);
    json_open_array(json, "leave_because");
    if (service->leave_because & LEAVE_BECAUSE_NO) {
        json_text(json, NULL, "no");
    }
    if (service->leave_because & LEAVE_BECAUSE_AGREE) {
        json_text(json, NULL, "agree");
    }
    json_close_array(json);
    json_text(json, "close_to", service->is_close ? groups[service->close_to] : NULL);
    if (service->group == GROUP_NEEDS) {
        json_number(json, "need", service->need);
        json_truth(json, "has_exact_need", service->has_exact_need);
    }
    add_points(json, &service->points);
}

static void
add_sum(struct json *json, const char *key, bool has_sum, uint64_t sum)
{
    json_percent(json, key, has_sum, (int64_t)sum);
}

static void
add_staff(struct json *json, const struct model_service *service)
{
    static const char *const levels[] = {NULL, "low", "medium", "high"};
    static const char *const ratings[] = {NULL, "helps", "neither", "hinders"};
    static const char *const factors[MODEL_FACTORS] = {
        "savings", "geography", "grouping", "urgency", "culture", "control"};
    const struct model_savings *savings = &service->savings;
    json_open_object(json, "staff");
    add_sum(json, "savings_low_hundredths", savings->has_low, savings->low);
    add_sum(json, "savings_high_hundredths", savings->has_high, savings->high);
    add_sum(json, "savings_threshold_hundredths", savings->has_threshold,
            savings->threshold);
    json_text(json, "urgency", levels[service->urgency]);
    json_text(json, "visibility", levels[service->visibility]);
    json_close_object(json);
    json_open_object(json, "factors");
    for (int i = 0; i < MODEL_FACTORS; i++) {
        json_text(json, factors[i], ratings[service->factors[i]]);
    }
    json_number(json, "for", service->factors_for);
    json_number(json, "against", service->factors_against);
    json_number(json, "blank", service->factors_blank);
    json_close_object(json);
}

static void
add_towns(struct json *json, const struct model *model,
          const struct model_service *service)
{
    const struct model_towns *towns = &service->towns;
    json_open_object(json, "towns");
    json_open_array(json, "yes_percent");
    for (size_t i = 0; service->parts[COUNTS_TOWN] && i < model->town_count; i++) {
        json_percent(json, NULL, towns->marks[i].is_marked, towns->marks[i].percent);
    }
    json_close_array(json);
    json_percent(json, "gap", towns->has_gap, towns->gap);
    json_truth(json, "all_half", towns->all_half);
    json_truth(json, "none_half", towns->none_half);
    json_close_object(json);
}

static void
add_service(struct json *json, const struct model *model,
            const struct model_service *service)
{
    json_open_object(json, NULL);
    json_text(json, "code", service->code);
    json_text(json, "label", service->label);
    add_decisions(json, service);
    add_main(json, "all", &service->all);
    json_figure(json, "first", &service->first);
    json_text(json, "top_concern",
              service->top_concern < 0
                  ? NULL
                  : service->concerns.items[service->top_concern].code);
    json_list(json, "concerns", &service->concerns);
    json_list(json, "partners", &service->partners);
    add_staff(json, service);
    add_towns(json, model, service);
    add_parts(json, model, service);
    json_words(json, "minds", &service->minds);
    json_close_object(json);
}

void
json_services(struct json *json, const struct model *model)
{
    json_figure(json, "first_three_n", &model->first_three_n);
    json_open_array(json, "services");
    for (size_t i = 0; i < model->service_count; i++) {
        add_service(json, model, &model->services[i]);
    }
    json_close_array(json);
    json_open_array(json, "services_by_gap");
    for (size_t i = 0; i < model->service_count; i++) {
        json_text(json, NULL, model->services[model->by_gap[i]].code);
    }
    json_close_array(json);
}
