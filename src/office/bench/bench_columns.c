/* Writes responses as others keep them, and works out the entropy of their answers. */
#include "bench_columns.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool
out_of_memory(struct error *err)
{
    return error_no_memory(err);
}

static json_t *
head_of(const struct response_head *head)
{
    return json_pack("{s:s, s:s, s:s, s:i, s:b, s:i, s:i, s:i, s:b, s:b, s:i, s:i, "
                     "s:i}",
                     "round", head->round, "event", head->event, "language",
                     head->language, "half_day", (int)head->half_day, "clock_trusted",
                     head->clock_trusted, "channel", (int)head->channel, "duration",
                     (int)head->duration, "straight_line", (int)head->straight_line,
                     "complete", head->complete, "after_results", head->after_results,
                     "assisted", (int)head->assisted, "first_time",
                     (int)head->first_time, "order_seed", (int)head->order_seed);
}

/* Finds the JSON object of the instance that the answer belongs to. It is made for the
 * first answer of that instance. */
static json_t *
object_of(const struct descriptor *form, const struct answer *answer, json_t *around)
{
    int repeat = form->questions[answer->question].repeat;
    if (repeat < 0) {
        return around;
    }
    const struct repeat *of = &form->repeats[repeat];
    size_t depth = descriptor_depth(form, answer->question);
    uint16_t instance = depth > 0 ? answer->instance[depth - 1] : 0;
    char name[64];
    snprintf(name, sizeof name, "%u", instance);
    const char *key = of->keys && instance < of->key_count ? of->keys[instance] : name;
    json_t *all = json_object_get(around, of->path);
    if (!all) {
        all = json_object();
        json_object_set_new(around, of->path, all);
    }
    json_t *object = json_object_get(all, key);
    if (!object) {
        object = json_object();
        json_object_set_new(all, key, object);
    }
    return object;
}

static const char *
last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool
bench_json_lines(const struct descriptor *form, const struct response_set *set,
                 struct buffer *out, struct error *err)
{
    for (size_t i = 0; i < set->count; i++) {
        const struct response *response = &set->responses[i];
        json_t *line = head_of(&response->head);
        for (size_t j = 0; line && j < response->answer_count; j++) {
            const struct answer *answer = &response->answers[j];
            const char *value = answer->state == ANSWER_VALUE ? answer->value : "";
            json_object_set_new(object_of(form, answer, line),
                                last_name(form->questions[answer->question].path),
                                json_string(value));
        }
        char *text = line ? json_dumps(line, JSON_COMPACT) : NULL;
        json_decref(line);
        if (text) {
            buffer_add_format(out, "%s\n", text);
        }
        free(text);
        if (!text || out->failed) {
            return out_of_memory(err);
        }
    }
    return true;
}

static bool
is_column(const struct question *question)
{
    return question->type == QUESTION_SELECT_ONE ||
           question->type == QUESTION_SELECT_MULTIPLE ||
           question->type == QUESTION_RANGE;
}

/* The form without the other questions; places[i] is where question i went, or -1. */
static bool
make_form(const struct descriptor *form, int *places, struct descriptor **out,
          struct error *err)
{
    size_t repeat = 0, open[DESCRIPTOR_MAX_REPEATS], opened = 0;
    bool ok = descriptor_create(form->form_id, form->form_version, out, err);
    for (size_t i = 0; ok && i <= form->question_count; i++) {
        for (; opened > 0 && form->repeats[open[opened - 1]].first_question +
                                     form->repeats[open[opened - 1]].question_count <=
                                 i;
             opened--) {
            descriptor_end_repeat(*out);
        }
        for (; ok && repeat < form->repeat_count &&
               form->repeats[repeat].first_question <= i &&
               form->repeats[repeat].question_count > 0;
             repeat++) {
            ok = descriptor_begin_repeat(*out, form->repeats[repeat].path,
                                         form->repeats[repeat].keys,
                                         form->repeats[repeat].key_count, err);
            open[opened++] = repeat;
        }
        if (i == form->question_count) {
            break;
        }
        places[i] = -1;
        if (!ok || !is_column(&form->questions[i])) {
            continue;
        }
        places[i] = (int)(*out)->question_count;
        ok = descriptor_add_question(*out, &form->questions[i], err);
    }
    return ok;
}

static bool
copy_answers(struct bench_columns *columns, const struct response_set *set,
             const int *places, struct error *err)
{
    columns->responses = calloc(set->count + 1, sizeof *columns->responses);
    if (!columns->responses) {
        return out_of_memory(err);
    }
    for (size_t i = 0; i < set->count; i++) {
        const struct response *from = &set->responses[i];
        struct response *to = &columns->responses[columns->count++];
        *to = (struct response){.head = {.round = "", .event = "", .language = ""}};
        to->answers = calloc(from->answer_count + 1, sizeof *to->answers);
        if (!to->answers) {
            return out_of_memory(err);
        }
        for (size_t j = 0; j < from->answer_count; j++) {
            if (places[from->answers[j].question] < 0) {
                continue;
            }
            to->answers[to->answer_count] = from->answers[j];
            to->answers[to->answer_count++].question =
                (size_t)places[from->answers[j].question];
        }
    }
    return true;
}

/* The part of a column's entropy that comes from one value: the value stands n times in
 * a column of `all`. */
static double
share_bits(double count, double all)
{
    return count == 0 ? 0 : count * log2(all / count);
}

/* Counts the instances of a repeat in which anything was asked; -1 stands for the form
 * itself. */
static size_t
count_instances(const struct bench_columns *columns, int repeat)
{
    if (repeat < 0) {
        return columns->count;
    }
    const struct repeat *of = &columns->form->repeats[repeat];
    size_t found = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const struct answer *before = NULL;
        for (size_t j = 0; j < columns->responses[i].answer_count; j++) {
            const struct answer *answer = &columns->responses[i].answers[j];
            if (answer->question < of->first_question ||
                answer->question - of->first_question >= of->question_count) {
                continue;
            }
            size_t depth = descriptor_depth(columns->form, of->first_question);
            found += !before || memcmp(before->instance, answer->instance,
                                       depth * sizeof *answer->instance) != 0;
            before = answer;
        }
    }
    return found;
}

#define VALUES_MAX 2000

/* How often each value stands at a question; `seen` has room for VALUES_MAX. */
struct column_count {
    const char *values[VALUES_MAX];
    size_t counts[VALUES_MAX], value_count, asked;
};

static void
count_value(struct column_count *column, const char *value)
{
    size_t i = 0;
    while (i < column->value_count && strcmp(column->values[i], value) != 0) {
        i++;
    }
    if (i == VALUES_MAX) {
        return;
    }
    if (i == column->value_count) {
        column->values[column->value_count++] = value;
        column->counts[i] = 0;
    }
    column->counts[i]++;
    column->asked++;
}

static bool
has_word(const char *words, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = words; *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (length == size && memcmp(at, word, size) == 0) {
            return true;
        }
        at += length;
    }
    return false;
}

/* The values of a question, or whether one of its choices was given ("1" or "0"). */
static void
count_column(const struct bench_columns *columns, size_t question, const char *choice,
             struct column_count *out)
{
    out->value_count = out->asked = 0;
    for (size_t i = 0; i < columns->count; i++) {
        for (size_t j = 0; j < columns->responses[i].answer_count; j++) {
            const struct answer *answer = &columns->responses[i].answers[j];
            if (answer->question != question) {
                continue;
            }
            const char *value = answer->state == ANSWER_VALUE ? answer->value : "";
            count_value(out, !choice ? value : has_word(value, choice) ? "1" : "0");
        }
    }
}

static void
add_entropy(struct bench_columns *columns, const struct column_count *column,
            size_t instances)
{
    for (size_t i = 0; i < column->value_count; i++) {
        double bits = share_bits((double)column->counts[i], (double)column->asked);
        columns->entropy_bits += bits;
        columns->entropy_with_absent_bits += bits;
    }
    if (instances > column->asked) {
        columns->entropy_with_absent_bits +=
            share_bits((double)column->asked, (double)instances) +
            share_bits((double)(instances - column->asked), (double)instances);
    }
}

static bool
measure(struct bench_columns *columns, struct error *err)
{
    struct column_count *column = calloc(1, sizeof *column);
    if (!column) {
        return out_of_memory(err);
    }
    for (size_t i = 0; i < columns->form->question_count; i++) {
        const struct question *question = &columns->form->questions[i];
        size_t instances = count_instances(columns, question->repeat);
        if (question->type != QUESTION_SELECT_MULTIPLE) {
            count_column(columns, i, NULL, column);
            add_entropy(columns, column, instances);
            continue;
        }
        for (size_t j = 0; j < question->choice_count; j++) {
            count_column(columns, i, question->choices[j], column);
            add_entropy(columns, column, j == 0 ? instances : 0);
        }
    }
    free(column);
    return true;
}

bool
bench_columns_make(struct bench_columns *columns, const struct descriptor *form,
                   const struct response_set *set, struct error *err)
{
    int *places = calloc(form->question_count + 1, sizeof *places);
    *columns = (struct bench_columns){.form = NULL};
    bool ok = places
                  ? make_form(form, places, &columns->form, err) &&
                        copy_answers(columns, set, places, err) && measure(columns, err)
                  : out_of_memory(err);
    free(places);
    if (ok) {
        columns->question_count = columns->form->question_count;
    }
    return ok;
}

void
bench_columns_finish(struct bench_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        free(columns->responses[i].answers);
    }
    free(columns->responses);
    descriptor_close(columns->form);
}
