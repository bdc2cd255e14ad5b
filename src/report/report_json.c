/* Writes every figure and decision of the report as JSON. A number that is not told is
 * written as what is told about it: {"from": 0, "to": 9}. */
#include "report_json.h"

#include "report_data.h"

#include <stdio.h>

static const char *const group_names[MODEL_GROUPS] = {"start", "talk", "leave",
                                                      "needs"};
static const char *const part_names[COUNTS_PARTS] = {
    "all", "towns", "assigned", "channels", "assisted", "first_time", "after_results",
};

void
json_figure(struct json *json, const char *key, const struct figure *figure)
{
    if (figure_is_told(figure)) {
        json_number(json, key, figure->low);
        return;
    }
    json_open_object(json, key);
    json_number(json, "from", figure->low);
    json_number(json, "to", figure->high);
    json_close_object(json);
}

void
json_percent(struct json *json, const char *key, bool has_percent, int64_t percent)
{
    if (has_percent) {
        json_number(json, key, percent);
    } else {
        json_text(json, key, NULL);
    }
}

static void
add_rules(struct json *json, const struct model_input *input)
{
    json_open_object(json, "rules");
    for (size_t i = 0; i < RULES_COUNT; i++) {
        struct rule_value value = rules_value(&input->rules, i);
        char share[32];
        snprintf(share, sizeof share, "%u/%u", value.share.part, value.share.whole);
        if (value.is_share) {
            json_text(json, value.name, share);
        } else {
            json_number(json, value.name, value.number);
        }
    }
    json_close_object(json);
    json_open_array(json, "weights");
    for (size_t i = 0; i < RULES_WEIGHTS; i++) {
        json_number(json, NULL, input->weights[i]);
    }
    json_close_array(json);
    json_truth(json, "public", input->is_public);
    json_number(json, "smallest", input->smallest);
}

static void
add_places(struct json *json, const char *key, const struct model_place *places,
           size_t count)
{
    json_open_array(json, key);
    for (size_t i = 0; i < count; i++) {
        json_open_object(json, NULL);
        json_text(json, "code", places[i].code);
        json_text(json, "label", places[i].label);
        json_figure(json, "people", &places[i].people);
        json_close_object(json);
    }
    json_close_array(json);
}

static void
add_people(struct json *json, const struct model *model)
{
    json_figure(json, "people", &model->people);
    json_figure(json, "complete", &model->complete);
    json_figure(json, "clock_untrusted", &model->clock_untrusted);
    json_open_object(json, "parts");
    for (int i = COUNTS_TOWN; i < COUNTS_PARTS; i++) {
        if (model->parts[i].members) {
            add_places(json, part_names[i], model->parts[i].members,
                       model->parts[i].count);
        }
    }
    json_close_object(json);
    add_places(json, "kiosks", model->kiosks, model->kiosk_count);
    json_open_array(json, "rounds");
    for (size_t i = 0; i < model->input->round_count; i++) {
        json_open_object(json, NULL);
        json_text(json, "name", model->input->rounds[i].name);
        json_figure(json, "people", &model->round_people[i]);
        json_close_object(json);
    }
    json_close_array(json);
    json_open_array(json, "periods");
    for (size_t i = 0; i < model->period_count; i++) {
        json_open_object(json, NULL);
        json_number(json, "first_half_day", model->periods[i].first_half_day);
        json_number(json, "last_half_day", model->periods[i].last_half_day);
        json_figure(json, "people", &model->periods[i].people);
        json_close_object(json);
    }
    json_close_array(json);
    json_number(json, "half_days", model->half_days);
    json_open_object(json, "sessions");
    json_number(json, "begun", model->sessions_begun);
    json_number(json, "finished", model->sessions_finished);
    json_number(json, "timed_out", model->sessions_timed_out);
    json_close_object(json);
}

static void
add_headline(struct json *json, const struct model *model)
{
    json_truth(json, "is_sorted", model->is_sorted);
    json_open_object(json, "headline");
    for (int i = 0; i < MODEL_GROUPS; i++) {
        json_open_array(json, group_names[i]);
        for (size_t j = 0; j < model->group_count[i]; j++) {
            size_t service = model->order[model->group_first[i] + j];
            json_text(json, NULL, model->services[service].code);
        }
        json_close_array(json);
    }
    json_close_object(json);
    json_open_object(json, "few");
    json_truth(json, "is_few", model->few.is_few);
    json_percent(json, "people_needed", model->few.has_people, model->few.people);
    json_percent(json, "half_days_needed", model->few.has_half_days,
                 model->few.half_days);
    json_close_object(json);
}

static void
add_weighings(struct json *json, const struct model *model)
{
    static const char *const names[MODEL_WEIGHINGS] = {
        "as_printed", "all_alike", "savings_x3", "control_x3", "people_only"};
    json_open_object(json, "weighings");
    for (int i = 0; i < MODEL_WEIGHINGS; i++) {
        const struct model_order *order = &model->weighings[i];
        json_open_object(json, names[i]);
        json_open_array(json, "weights");
        for (size_t j = 0; j < RULES_WEIGHTS; j++) {
            json_number(json, NULL, order->weights[j]);
        }
        json_close_array(json);
        json_open_object(json, "places");
        for (size_t j = 0; j < model->service_count; j++) {
            json_number(json, model->services[j].code, order->places[j]);
        }
        json_close_object(json);
        json_open_object(json, "points");
        for (size_t j = 0; j < model->service_count; j++) {
            const struct model_points *points = &order->points[j];
            json_percent(json, model->services[j].code, points->is_given,
                         points->total);
        }
        json_close_object(json);
        json_close_object(json);
    }
    json_close_object(json);
}

void
json_model(struct json *json, const struct model *model)
{
    const struct descriptor *descriptor = model->input->descriptor;
    json_open_object(json, NULL);
    json_text(json, "form_id", descriptor->form_id);
    json_text(json, "form_version", descriptor->form_version);
    add_rules(json, model->input);
    add_people(json, model);
    add_headline(json, model);
    json_services(json, model);
    add_weighings(json, model);
    json_answers(json, model);
    json_close_object(json);
    buffer_add_u8(json->out, '\n');
}

bool
report_json(struct archive *archive, const struct report_options *options,
            struct buffer *out, struct error *err)
{
    struct report_data data;
    if (!report_data_init(&data, archive, options, err)) {
        return false;
    }
    struct json json = {.out = out};
    json_model(&json, &data.model);
    report_data_finish(&data);
    return !out->failed || error_set(err, ERROR_FULL, "the report is too large");
}
