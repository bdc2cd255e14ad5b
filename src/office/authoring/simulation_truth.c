/* Writes down what a simulation drew its answers from. */
#include "simulation_truth.h"

#include "names.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static json_t *
text_or_null(const char *text)
{
    return text && *text ? json_string(text) : json_null();
}

static json_t *
kiosks_json(const struct question *towns, const struct simulation_lot *lots,
            size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(
            list, json_pack("{s:s, s:o, s:o, s:I, s:I}", "name", lots[i].name, "key",
                            names_json_hex(lots[i].key.bytes, 32), "home",
                            text_or_null(towns && lots[i].home >= 0
                                             ? towns->choices[lots[i].home]
                                             : NULL),
                            "responses", (json_int_t)lots[i].responses, "bundles",
                            (json_int_t)lots[i].bundles));
    }
    return list;
}

static json_t *
codes_json(const struct question *question, const bool *which)
{
    json_t *list = json_array();
    for (size_t i = 0; i < question->choice_count; i++) {
        if (!which || which[i]) {
            json_array_append_new(list, json_string(question->choices[i]));
        }
    }
    return list;
}

/* What is told of one question. */
struct telling {
    const struct opinions *opinions;
    const struct descriptor *descriptor;
    const struct question *question, *towns;
    struct opinion opinion;
    json_t *cells;
};

static void
add_cell(struct telling *telling, const struct opinion_about *about,
         const char *service)
{
    struct opinion *opinion = &telling->opinion;
    opinions_about(telling->opinions, about, opinion);
    opinion_add_straight(opinion);
    json_t *each = json_array();
    for (size_t i = 0; i < opinion->count; i++) {
        json_array_append_new(each, opinion->kind == OPINION_ORDER
                                        ? json_integer(opinion->weights[i])
                                        : json_real(opinion->weights[i] / 1e4));
    }
    const char *town = about->town < 0 ? NULL : telling->towns->choices[about->town];
    json_array_append_new(telling->cells,
                          json_pack("{s:o, s:o, s:b, s:o}", "service",
                                    text_or_null(service), "town", text_or_null(town),
                                    "assigned", (int)about->assigned, "each", each));
}

/* The keys of the outermost repeat around the question; NULL: it is about no service.
 */
static const struct repeat *
services_around(const struct telling *telling)
{
    int repeat = telling->question->repeat;
    while (repeat >= 0 && telling->descriptor->repeats[repeat].parent >= 0) {
        repeat = telling->descriptor->repeats[repeat].parent;
    }
    return repeat >= 0 && telling->descriptor->repeats[repeat].keys
               ? &telling->descriptor->repeats[repeat]
               : NULL;
}

static json_t *
question_json(struct telling *telling)
{
    static const char *const kinds[] = {[OPINION_NONE] = "none",
                                        [OPINION_ONE] = "one",
                                        [OPINION_SOME] = "some",
                                        [OPINION_ORDER] = "order"};
    const struct repeat *services = services_around(telling);
    size_t index = (size_t)(telling->question - telling->descriptor->questions);
    bool is_town = (int)index == opinions_town_question(telling->opinions);
    int towns = telling->towns && !is_town ? (int)telling->towns->choice_count : 0;
    telling->cells = json_array();
    for (size_t s = 0; s < (services ? services->key_count : 1); s++) {
        for (int town = -1; town < towns; town++) {
            for (int assigned = 0; assigned < (services ? 2 : 1); assigned++) {
                const struct opinion_about about = {.question = index,
                                                    .service = services ? (int)s : -1,
                                                    .town = town,
                                                    .assigned = assigned != 0,
                                                    .home = -1};
                add_cell(telling, &about, services ? services->keys[s] : NULL);
            }
        }
    }
    return json_pack("{s:s, s:s, s:b, s:o, s:o, s:o}", "path", telling->question->path,
                     "kind", kinds[telling->opinion.kind], "scale",
                     (int)telling->opinion.is_scale, "choices",
                     codes_json(telling->question, NULL), "alone",
                     codes_json(telling->question, telling->opinion.is_alone), "cells",
                     telling->cells);
}

static bool
write_json(json_t *object, struct buffer *out, struct error *err)
{
    char *text =
        object ? json_dumps(object, JSON_INDENT(1) | JSON_REAL_PRECISION(6)) : NULL;
    json_decref(object);
    if (!text) {
        return error_no_memory(err);
    }
    buffer_add(out, text, strlen(text));
    buffer_add_u8(out, '\n');
    free(text);
    return !out->failed || error_no_memory(err);
}

bool
simulation_truth(const struct simulation_options *options,
                 const struct simulation_lot *lots, size_t lot_count,
                 struct buffer *out, struct error *err)
{
    const struct form *form = options->pack->form;
    struct opinions *opinions = NULL;
    struct telling *telling = calloc(1, sizeof *telling);
    if (!telling || !opinions_create(form, options->opinions, false, &opinions, err)) {
        free(telling);
        return !telling ? error_no_memory(err) : false;
    }
    const struct descriptor *descriptor = form_descriptor(form);
    int town = opinions_town_question(opinions);
    const struct question *towns = town < 0 ? NULL : &descriptor->questions[town];
    telling->opinions = opinions;
    telling->descriptor = descriptor;
    telling->towns = towns;
    json_t *questions = json_array();
    for (size_t i = 0; i < descriptor->question_count; i++) {
        telling->question = &descriptor->questions[i];
        if (question_has_choices(telling->question->type)) {
            json_array_append_new(questions, question_json(telling));
        }
    }
    json_t *where = towns ? json_pack("{s:s, s:o}", "question", towns->path, "choices",
                                      codes_json(towns, NULL))
                          : json_null();
    json_t *truth = json_pack(
        "{s:I, s:I, s:I, s:o, s:o, s:f, s:i, s:o, s:o, s:o}", "responses",
        (json_int_t)options->responses, "seed", (json_int_t)options->seed, "opinions",
        (json_int_t)options->opinions, "round", text_or_null(options->round), "event",
        text_or_null(options->event), "straight", OPINION_STRAIGHT / 1e3, "home_factor",
        OPINION_HOME_FACTOR, "kiosks", kiosks_json(towns, lots, lot_count), "towns",
        where, "questions", questions);
    opinions_destroy(opinions);
    free(telling);
    return write_json(truth, out, err);
}
