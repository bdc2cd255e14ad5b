/* question_state: the words and choices of a step, its answer, and what is wrong with
 * it. */
#include "choice.h"
#include "instance_state.h"
#include "label.h"

#include <string.h>

const char *
instance_value(const struct instance *instance, const struct place *place)
{
    const struct form_node *node = instance_place_node(instance, place);
    return node ? node->value : "";
}

static bool
is_read_only(const struct instance *instance, struct form_node *node, bool *out,
             struct error *err)
{
    size_t work = INSTANCE_WORK;
    *out = node->field->calculate != NULL;
    if (!node->field->readonly) {
        return true;
    }
    struct evaluation evaluation = instance_evaluation(instance, node, &work, err);
    bool readonly;
    if (!evaluate_truth(&evaluation, node->field->readonly, &readonly)) {
        return false;
    }
    *out = *out || readonly;
    return true;
}

/* Puts the answer in. When something that depends on it cannot be worked out, the
 * answer before comes back. */
static bool
put_and_recalculate(struct instance *instance, struct form_node *node,
                    const char *value, struct error *err)
{
    char before[RESPONSE_VALUE_MAX_BYTES + 1];
    size_t size = strlen(node->value);
    memcpy(before, node->value, size + 1);
    bool ok =
        instance_put(instance, node, value, err) && instance_recalculate(instance, err);
    if (!ok) { /* back to the state before, which could be worked out */
        bool restored = instance_put(instance, node, before, NULL) &&
                        instance_recalculate(instance, NULL);
        (void)restored;
    }
    volatile char *at = before;
    for (size_t i = 0; i < size; i++) {
        at[i] = 0;
    }
    return ok;
}

bool
instance_set(struct instance *instance, const struct place *place, const char *value,
             struct error *err)
{
    struct form_node *node = instance_place_node(instance, place);
    if (!node || !node_is_relevant(node)) {
        return error_set(err, ERROR_INPUT, "this question is not asked now");
    }
    const struct control *control = &instance->form->controls[place->control];
    char kept[RESPONSE_VALUE_MAX_BYTES + 1];
    bool readonly;
    if (control->question < 0 && !control->is_contact) {
        return error_set(err, ERROR_INPUT, "%.120s asks nothing", control->path);
    }
    if (!is_read_only(instance, node, &readonly, err)) {
        return false;
    }
    if (readonly) {
        return error_set(err, ERROR_INPUT, "%.120s cannot be changed", control->path);
    }
    return answer_normalize(control, &instance->form->details[place->control], value,
                            kept, err) &&
           (strcmp(kept, node->value) == 0 ||
            put_and_recalculate(instance, node, kept, err));
}

static bool
is_required(const struct instance *instance, struct form_node *node, struct error *err)
{
    const struct field *field = node->field;
    bool truth = false;
    size_t work = INSTANCE_WORK;
    struct evaluation evaluation = instance_evaluation(instance, node, &work, err);
    return field->required && evaluate_truth(&evaluation, field->required, &truth) &&
           truth;
}

static enum instance_fault
fault_of(const struct instance *instance, struct form_node *node, struct error *err)
{
    const struct field *field = node->field;
    bool truth = false;
    if (node->value[0] == '\0') {
        return is_required(instance, node, err) ? FAULT_REQUIRED : FAULT_NONE;
    }
    size_t work = INSTANCE_WORK;
    struct evaluation evaluation = instance_evaluation(instance, node, &work, err);
    /* A constraint that could not be evaluated does not count as met. */
    bool met = !field->constraint ||
               (evaluate_truth(&evaluation, field->constraint, &truth) && truth);
    return met ? FAULT_NONE : FAULT_CONSTRAINT;
}

/* The node of the question `at`; `around` is the question itself or a field-list around
 * it. NULL when it is not asked now, or lies in a repeat inside of `around`. */
static struct form_node *
asked_node(const struct instance *instance, const struct place *around,
           const struct place *at)
{
    const struct form *form = instance->form;
    const struct control *control = &form->controls[at->control];
    struct form_node *node = instance_place_node(instance, at);
    bool asks = (control->question >= 0 || control->is_contact) &&
                control->repeat == form->controls[around->control].repeat;
    return asks && node && node_is_relevant(node) ? node : NULL;
}

bool
instance_is_required(const struct instance *instance, const struct place *place)
{
    const struct form *form = instance->form;
    if (place->control >= form->control_count) {
        return false;
    }
    struct place at = *place;
    for (; at.control < form->details[place->control].end; at.control++) {
        struct form_node *node = asked_node(instance, place, &at);
        if (node && is_required(instance, node, NULL)) {
            return true;
        }
    }
    return false;
}

static enum instance_fault
find_fault(const struct instance *instance, const struct place *place, size_t language,
           enum text_form text_form, struct buffer *message_out)
{
    const struct form *form = instance->form;
    struct place at = *place;
    if (place->control >= form->control_count) {
        return FAULT_NONE;
    }
    size_t end = form->details[place->control].end;
    for (; at.control < end; at.control++) {
        struct form_node *node = asked_node(instance, place, &at);
        if (!node) {
            continue;
        }
        enum instance_fault fault = fault_of(instance, node, NULL);
        if (fault == FAULT_NONE) {
            continue;
        }
        size_t work = INSTANCE_WORK;
        struct evaluation evaluation = instance_evaluation(instance, node, &work, NULL);
        evaluation.language = language;
        const struct label *message = fault == FAULT_REQUIRED
                                          ? &node->field->required_message
                                          : &node->field->constraint_message;
        if (message_out && !label_write(&evaluation, message, text_form, message_out)) {
            buffer_clear(message_out);
        }
        return fault;
    }
    return FAULT_NONE;
}

enum instance_fault
instance_fault(const struct instance *instance, const struct place *place,
               size_t language, struct buffer *message_out)
{
    return find_fault(instance, place, language, TEXT_STYLED, message_out);
}

void
instance_fault_say(const struct instance *instance, const struct place *place,
                   size_t language, struct buffer *out)
{
    (void)find_fault(instance, place, language, TEXT_SAY, out);
}

static void
write_label(const struct instance *instance, const struct place *place, size_t language,
            enum text_form text_form, bool is_hint, struct buffer *out)
{
    struct form_node *node = instance_place_node(instance, place);
    if (!node) {
        return;
    }
    const struct control_detail *detail = &instance->form->details[place->control];
    size_t work = INSTANCE_WORK;
    struct evaluation evaluation = instance_evaluation(instance, node, &work, NULL);
    evaluation.language = language;
    if (!label_write(&evaluation, is_hint ? &detail->hint : &detail->label, text_form,
                     out)) {
        out->failed = true;
    }
}

void
instance_label(const struct instance *instance, const struct place *place,
               size_t language, enum text_form text_form, struct buffer *out)
{
    write_label(instance, place, language, text_form, false, out);
}

void
instance_hint(const struct instance *instance, const struct place *place,
              size_t language, enum text_form text_form, struct buffer *out)
{
    write_label(instance, place, language, text_form, true, out);
}

/* The choices at the place, kept in the cache until the next change. */
static const struct shown_choices *
choices_of(const struct instance *instance, const struct place *place)
{
    struct choice_cache *cache = instance->choices;
    if (cache->is_filled && memcmp(&cache->place, place, sizeof *place) == 0) {
        return cache->shown;
    }
    struct form_node *node = instance_place_node(instance, place);
    cache->is_filled = false;
    if (!node) {
        return NULL;
    }
    size_t work = INSTANCE_WORK;
    arena_clear(&cache->arena);
    struct evaluation evaluation = instance_evaluation(instance, node, &work, NULL);
    evaluation.arena = &cache->arena;
    struct shown_choices *shown = arena_take(&cache->arena, 1, sizeof *shown);
    if (!shown ||
        !choice_list(&evaluation, &instance->form->details[place->control], shown)) {
        return NULL;
    }
    cache->is_filled = true;
    cache->place = *place;
    cache->shown = shown;
    return shown;
}

static const struct shown_choice *
choice_of(const struct instance *instance, const struct place *place, size_t choice)
{
    const struct shown_choices *shown = choices_of(instance, place);
    return !shown || choice >= shown->count ? NULL : &shown->choices[choice];
}

size_t
instance_choice_count(const struct instance *instance, const struct place *place)
{
    const struct shown_choices *shown = choices_of(instance, place);
    return shown ? shown->count : 0;
}

const char *
instance_choice_code(const struct instance *instance, const struct place *place,
                     size_t choice)
{
    const struct shown_choice *shown = choice_of(instance, place, choice);
    return shown ? shown->code : NULL;
}

void
instance_choice_label(const struct instance *instance, const struct place *place,
                      size_t choice, size_t language, enum text_form text_form,
                      struct buffer *out)
{
    const struct shown_choice *shown = choice_of(instance, place, choice);
    struct form_node *node = instance_place_node(instance, place);
    if (!shown || !node) {
        return;
    }
    size_t work = INSTANCE_WORK;
    struct evaluation evaluation = instance_evaluation(instance, node, &work, NULL);
    evaluation.language = language;
    if (!choice_write_label(&evaluation, &instance->form->details[place->control],
                            shown, text_form, out)) {
        out->failed = true;
    }
}

bool
instance_evaluate(const struct instance *instance, const char *context,
                  const char *text, struct evaluated *out, struct error *err)
{
    struct arena parsed;
    const struct term *where, *what;
    struct value value;
    size_t work = INSTANCE_WORK;
    const char *written;
    arena_init(&parsed, (size_t)8 << 20);
    struct evaluation evaluation =
        instance_evaluation(instance, instance->top->first, &work, err);
    evaluation.everywhere = true;
    bool ok = term_parse(context, instance->form, &parsed, &where, err) &&
              term_parse(text, instance->form, &parsed, &what, err) &&
              evaluate_term(&evaluation, where, &value);
    if (ok && (value.type != VALUE_NODES || value.count == 0)) {
        ok = error_set(err, ERROR_MISSING, "there is no question %.120s", context);
    }
    if (ok) {
        evaluation = instance_evaluation(instance, value.nodes[0], &work, err);
        ok = evaluate_term(&evaluation, what, &value) &&
             evaluate_as_text(&evaluation, &value, &written);
    }
    if (ok) {
        out->type = value.type;
        out->count = value.type == VALUE_NODES ? value.count : 0;
        buffer_add(out->text, written, strlen(written));
    }
    arena_finish(&parsed);
    return ok;
}
