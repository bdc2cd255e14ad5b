/* Writes lists, ranks, promises and comments as JSON. */
#include "report_json.h"

void
json_words(struct json *json, const char *key, const struct model_words *words)
{
    json_open_object(json, key);
    json_figure(json, "written", &words->written);
    json_number(json, "let_through", words->let_through);
    json_open_array(json, "drawn");
    for (size_t i = 0; i < words->count; i++) {
        json_text(json, NULL, words->drawn[i]->text);
    }
    json_close_array(json);
    json_close_object(json);
}

static void
add_items(struct json *json, const struct model_list *list)
{
    json_open_array(json, "items");
    for (size_t i = 0; i < list->count; i++) {
        const struct model_item *item = &list->items[i];
        json_open_object(json, NULL);
        json_text(json, "code", item->code);
        if (item->last) {
            json_text(json, "last", item->last);
        }
        json_text(json, "label", item->label);
        json_figure(json, "n", &item->n);
        json_percent(json, "percent", item->has_percent, item->percent);
        json_close_object(json);
    }
    json_close_array(json);
    json_open_array(json, "order");
    for (size_t i = 0; list->order && i < list->count; i++) {
        json_text(json, NULL, list->items[list->order[i]].code);
    }
    json_close_array(json);
}

static void
add_rank(struct json *json, const char *key, const struct model_values *values)
{
    json_open_object(json, key);
    json_figure(json, "answered", &values->answered);
    json_open_array(json, "items");
    for (size_t i = 0; i < values->count; i++) {
        const struct model_value *item = &values->items[i];
        json_open_object(json, NULL);
        json_text(json, "code", item->code);
        json_text(json, "label", item->label);
        json_percent(json, "borda", item->has_borda, item->borda);
        json_percent(json, "borda_place", item->has_borda, item->borda_place);
        json_percent(json, "wins", values->has_pairs, item->wins);
        json_percent(json, "pairs_place", values->has_pairs, item->pairs_place);
        json_truth(json, "is_in_cycle", item->is_in_cycle);
        json_open_array(json, "places");
        for (size_t j = 0; j < values->count; j++) {
            json_figure(json, NULL, &item->places[j]);
        }
        json_close_array(json);
        json_close_object(json);
    }
    json_close_array(json);
    json_open_array(json, "differences");
    for (size_t i = 0; i < values->difference_count; i++) {
        const struct model_difference *at = &values->differences[i];
        json_open_object(json, NULL);
        json_text(json, "above", values->items[at->above].code);
        json_text(json, "below", values->items[at->below].code);
        json_figure(json, "below_first", at->below_first);
        json_figure(json, "above_first", at->above_first);
        json_close_object(json);
    }
    json_close_array(json);
    json_close_object(json);
}

void
json_list(struct json *json, const char *key, const struct model_list *list)
{
    json_open_object(json, key);
    json_text(json, "label", list->label);
    if (list->instance_label) {
        json_text(json, "about", list->instance_label);
    }
    json_figure(json, "answered", &list->answered);
    json_truth(json, "of_people", list->of_people);
    json_figure(json, "empty", &list->empty);
    if (list->kind == LIST_RANK) {
        add_rank(json, "rank", list->rank);
    } else if (list->kind == LIST_TEXTS) {
        json_words(json, "words", &list->words);
    } else {
        add_items(json, list);
    }
    json_close_object(json);
}

static void
add_promises(struct json *json, const struct model_promises *promises)
{
    json_open_object(json, "promises");
    json_figure(json, "answered", &promises->answered);
    json_open_array(json, "items");
    for (size_t i = 0; i < promises->count; i++) {
        const struct model_promise *item = &promises->items[promises->order[i]];
        json_open_object(json, NULL);
        json_text(json, "code", item->code);
        json_text(json, "label", item->label);
        json_figure(json, "shown", &item->shown);
        json_figure(json, "most", &item->most);
        json_figure(json, "least", &item->least);
        json_percent(json, "score", item->has_score, item->score);
        json_close_object(json);
    }
    json_close_array(json);
    json_close_object(json);
}

static void
add_partners(struct json *json, const struct model *model)
{
    json_open_array(json, "partners");
    for (size_t i = 0; i < model->partner_count; i++) {
        const struct model_partner *partner = &model->partners[model->partner_order[i]];
        json_open_object(json, NULL);
        json_text(json, "code", partner->code);
        json_text(json, "label", partner->label);
        json_truth(json, "is_offered", partner->is_offered);
        json_figure(json, "n", &partner->n);
        json_figure(json, "of", &partner->of);
        json_percent(json, "percent", partner->has_percent, partner->percent);
        json_close_object(json);
    }
    json_close_array(json);
}

void
json_answers(struct json *json, const struct model *model)
{
    const struct {
        const char *key;
        const struct model_list *list;
    } lists[] = {
        {"languages", &model->languages},   {"events", &model->events},
        {"durations", &model->durations},   {"straight_lines", &model->straight_lines},
        {"concerns", &model->concerns},     {"decide_here", &model->decide_here},
        {"governance", &model->governance},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        json_list(json, lists[i].key, lists[i].list);
    }
    add_promises(json, &model->promises);
    add_rank(json, "values", &model->values);
    add_partners(json, model);
    json_words(json, "comments", &model->comments);
    json_open_array(json, "questions");
    for (size_t i = 0; i < model->list_count; i++) {
        const struct model_list *list = &model->lists[i];
        json_open_object(json, NULL);
        json_text(json, "path",
                  model->input->descriptor->questions[list->question].path);
        json_number(json, "instance", list->instance);
        json_list(json, "list", list);
        json_close_object(json);
    }
    json_close_array(json);
}
