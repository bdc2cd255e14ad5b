/* node_functions: the functions of expressions on nodes, repeats, lists and itext. */
#include "node_functions.h"

#include "choice.h"
#include "evaluate.h"
#include "form_model.h"
#include "label.h"
#include "townline/seal.h"

#include <math.h>
#include <string.h>

static bool
one_node(struct evaluation *evaluation, struct form_node *node, struct value *out)
{
    struct node_list list = {0};
    if (node && !node_list_add(evaluation, &list, node)) {
        return false;
    }
    *out =
        (struct value){.type = VALUE_NODES, .nodes = list.nodes, .count = list.count};
    return true;
}

bool
node_instance(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    const char *id;
    if (!evaluate_text(evaluation, call->arguments[0], &id)) {
        return false;
    }
    const struct list *list = form_find_list(evaluation->form, id);
    return one_node(evaluation, list ? list->top : NULL, out);
}

bool
node_current(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    (void)call;
    return one_node(evaluation, evaluation->current, out);
}

bool
node_last(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    (void)call;
    *out = value_of_number((double)evaluation->size);
    return true;
}

bool
node_position_of(struct evaluation *evaluation, const struct term *call,
                 struct value *out)
{
    if (call->argument_count == 0) {
        *out = value_of_number((double)evaluation->position);
        return true;
    }
    struct value value;
    if (!evaluate_term(evaluation, call->arguments[0], &value)) {
        return false;
    }
    bool is_node = value.type == VALUE_NODES && value.count > 0;
    *out = value_of_number(is_node ? (double)node_position(value.nodes[0]) : NAN);
    return !is_node || evaluate_work(evaluation, (size_t)out->number);
}

bool
node_count(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    struct value value;
    if (!evaluate_term(evaluation, call->arguments[0], &value)) {
        return false;
    }
    *out = value_of_number(value.type == VALUE_NODES ? (double)value.count : NAN);
    return true;
}

bool
node_count_non_empty(struct evaluation *evaluation, const struct term *call,
                     struct value *out)
{
    struct value value;
    if (!evaluate_term(evaluation, call->arguments[0], &value)) {
        return false;
    }
    size_t count = 0;
    for (size_t i = 0; value.type == VALUE_NODES && i < value.count; i++) {
        const char *text;
        if (!evaluate_node_text(evaluation, value.nodes[i], &text)) {
            return false;
        }
        count += text[0] != '\0';
    }
    *out = value_of_number((double)count);
    return true;
}

enum fold { FOLD_SUM, FOLD_MIN, FOLD_MAX };

static double
fold_in(enum fold fold, double so_far, double number)
{
    if (fold == FOLD_SUM) {
        return so_far + number;
    }
    if (isnan(so_far) || isnan(number)) {
        return NAN;
    }
    return (fold == FOLD_MIN) == (number < so_far) ? number : so_far;
}

/* Adds up the nodes, or finds the least or the greatest. If one of them is no number,
 * or was left empty, the result is no number (XPath 1.0, section 4.4, and XPath 3.0,
 * section 14.4). */
static bool
fold(struct evaluation *evaluation, const struct term *call, enum fold fold,
     struct value *out)
{
    double result = fold == FOLD_SUM ? 0 : NAN;
    bool begun = fold == FOLD_SUM;
    for (size_t i = 0; i < call->argument_count; i++) {
        struct value value;
        if (!evaluate_term(evaluation, call->arguments[i], &value)) {
            return false;
        }
        size_t count = value.type == VALUE_NODES ? value.count : 1;
        for (size_t j = 0; j < count; j++) {
            struct value one = value.type == VALUE_NODES
                                   ? value_of_text(value.nodes[j]->value)
                                   : value;
            double number = value_number(&one);
            result = begun ? fold_in(fold, result, number) : number;
            begun = true;
        }
    }
    *out = value_of_number(result);
    return true;
}

bool
node_sum(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return fold(evaluation, call, FOLD_SUM, out);
}

bool
node_min(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return fold(evaluation, call, FOLD_MIN, out);
}

bool
node_max(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    return fold(evaluation, call, FOLD_MAX, out);
}

/* Keeps the nodes that lie in instance `index` of the repeat `field`. */
static void
keep_instance(struct value *nodes, const struct field *field, double index)
{
    size_t kept = 0;
    for (size_t i = 0; i < nodes->count; i++) {
        const struct form_node *around = nodes->nodes[i];
        while (around && around->field != field) {
            around = around->parent;
        }
        if (around && (double)node_position(around) == index) {
            nodes->nodes[kept++] = nodes->nodes[i];
        }
    }
    nodes->count = kept;
}

static bool
evaluate_everywhere(struct evaluation *evaluation, const struct term *term,
                    struct value *out)
{
    bool before = evaluation->everywhere;
    evaluation->everywhere = true;
    bool ok = evaluate_term(evaluation, term, out);
    evaluation->everywhere = before;
    return ok;
}

bool
node_indexed_repeat(struct evaluation *evaluation, const struct term *call,
                    struct value *out)
{
    if (!evaluate_everywhere(evaluation, call->arguments[0], out)) {
        return false;
    }
    if (out->type != VALUE_NODES) {
        return true;
    }
    for (size_t i = 1; i + 1 < call->argument_count; i += 2) {
        struct value repeat;
        double index;
        if (!evaluate_everywhere(evaluation, call->arguments[i], &repeat) ||
            !evaluate_number(evaluation, call->arguments[i + 1], &index) ||
            !evaluate_work(evaluation, out->count)) {
            return false;
        }
        if (repeat.type != VALUE_NODES || repeat.count == 0) {
            out->count = 0;
        } else {
            keep_instance(out, repeat.nodes[0]->field, index);
        }
    }
    /* ODK's table of functions calls the result a text, so an empty one compares as a
     * blank */
    out->is_blank = out->count == 0;
    return true;
}

/* Park and Miller's generator of 1988, multiplier 16807. The ODK specification names
 * it, so the same seed gives the same order as in other clients. */
static double
park_miller(int64_t *state)
{
    *state = *state * 16807 % 2147483647;
    return (double)(*state - 1) / 2147483646.0;
}

/* A seed that is a text and no number is hashed as other ODK clients do it: it becomes
 * the first eight bytes of its SHA-256. */
static bool
park_miller_seed(struct evaluation *evaluation, const struct term *term,
                 int64_t *state_out)
{
    struct value value;
    const char *text;
    if (!evaluate_term(evaluation, term, &value) ||
        !evaluate_as_text(evaluation, &value, &text)) {
        return false;
    }
    double seed = value_number(&value);
    int64_t state = 0;
    if (!isnan(seed)) {
        state = seed >= 0x1p63 ? INT64_MAX : seed < -0x1p63 ? INT64_MIN : (int64_t)seed;
    } else if (text[0] != '\0' && value.type != VALUE_NUMBER) {
        uint8_t hash[SEAL_SHA256_BYTES];
        uint64_t bits = 0;
        seal_sha256(text, strlen(text), hash);
        for (size_t i = 0; i < 8; i++) {
            bits = bits << 8 | hash[i];
        }
        memcpy(&state, &bits, sizeof state); /* two's complement */
    }
    state %= 2147483647;
    *state_out = state <= 0 ? state + 2147483646 : state;
    return true;
}

bool
node_randomize(struct evaluation *evaluation, const struct term *call,
               struct value *out)
{
    if (!evaluate_term(evaluation, call->arguments[0], out)) {
        return false;
    }
    int64_t state;
    if (call->argument_count == 1) {
        state = (int64_t)(evaluate_random(evaluation) % 2147483646) + 1;
    } else if (!park_miller_seed(evaluation, call->arguments[1], &state)) {
        return false;
    }
    if (out->type != VALUE_NODES || out->count == 0) {
        return true;
    }
    struct form_node **shuffled =
        arena_take(evaluation->arena, out->count, sizeof(struct form_node *));
    if (!shuffled) {
        return evaluate_over_limit(evaluation);
    }
    for (size_t i = 0; i < out->count; i++) {
        size_t j = (size_t)floor(park_miller(&state) * (double)(i + 1));
        if (j > i) {
            j = i;
        }
        shuffled[i] = shuffled[j];
        shuffled[j] = out->nodes[i];
    }
    out->nodes = shuffled;
    return true;
}

static bool
finish(struct evaluation *evaluation, bool ok, struct buffer *buffer, struct value *out)
{
    *out = value_of_text(NULL);
    if (ok && !buffer->failed) {
        out->text =
            arena_text(evaluation->arena, (const char *)buffer->data, buffer->size);
    }
    buffer_finish(buffer);
    return out->text || (ok && evaluate_over_limit(evaluation));
}

bool
node_itext(struct evaluation *evaluation, const struct term *call, struct value *out)
{
    const char *id;
    if (!evaluate_text(evaluation, call->arguments[0], &id)) {
        return false;
    }
    struct label label = {.text = form_find_text(evaluation->form, id)};
    struct buffer buffer;
    buffer_init(&buffer, EVALUATE_MAX_TEXT_BYTES);
    bool ok = !label.text || label_write(evaluation, &label, TEXT_SHOWN, &buffer);
    return finish(evaluation, ok, &buffer, out);
}

bool
node_choice_name(struct evaluation *evaluation, const struct term *call,
                 struct value *out)
{
    const char *code, *path;
    if (!evaluate_text(evaluation, call->arguments[0], &code) ||
        !evaluate_text(evaluation, call->arguments[1], &path)) {
        return false;
    }
    const struct field *field =
        form_find_from(evaluation->form, evaluation->current->field, path);
    struct shown_choice choice;
    *out = value_of_text("");
    if (!field || field->control < 0) {
        return true;
    }
    const struct control_detail *detail = &evaluation->form->details[field->control];
    if (!evaluate_work(evaluation, detail->code_count) ||
        !choice_find(detail, code, strlen(code), &choice)) {
        return *evaluation->work > 0;
    }
    struct buffer buffer;
    buffer_init(&buffer, EVALUATE_MAX_TEXT_BYTES);
    bool ok = choice_write_label(evaluation, detail, &choice, TEXT_SHOWN, &buffer);
    return finish(evaluation, ok, &buffer, out);
}
