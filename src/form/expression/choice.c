/* choice: works out which choices a select shows, and writes their labels. */
#include "choice.h"

#include "function.h"
#include "label.h"
#include "term.h"

#include "townline/styling.h"

#include <string.h>

static bool
evaluate_at(struct evaluation *evaluation, const struct term *term,
            struct form_node *node, const char **out)
{
    struct form_node *context = evaluation->context;
    evaluation->context = node;
    bool ok = evaluate_text(evaluation, term, out);
    evaluation->context = context;
    return ok;
}

static bool
list_fixed(struct evaluation *evaluation, const struct control_detail *detail,
           struct shown_choices *out)
{
    struct shown_choice *choices =
        arena_take(evaluation->arena, detail->choice_count, sizeof *choices);
    if (!choices) {
        return evaluate_over_limit(evaluation);
    }
    for (size_t i = 0; i < detail->choice_count; i++) {
        choices[i] = (struct shown_choice){.code = detail->choices[i].code,
                                           .fixed = &detail->choices[i]};
    }
    *out = (struct shown_choices){choices, detail->choice_count};
    return evaluate_work(evaluation, detail->choice_count);
}

bool
choice_list(struct evaluation *evaluation, const struct control_detail *detail,
            struct shown_choices *out)
{
    if (!detail->itemset) {
        return list_fixed(evaluation, detail, out);
    }
    struct value items;
    if (!evaluate_term(evaluation, detail->itemset, &items)) {
        return false;
    }
    size_t count = items.type == VALUE_NODES ? items.count : 0;
    struct shown_choice *choices =
        arena_take(evaluation->arena, count, sizeof *choices);
    if (!choices) {
        return evaluate_over_limit(evaluation);
    }
    for (size_t i = 0; i < count; i++) {
        choices[i].item = items.nodes[i];
        if (!evaluate_at(evaluation, detail->item_value, items.nodes[i],
                         &choices[i].code)) {
            return false;
        }
    }
    *out = (struct shown_choices){choices, count};
    return true;
}

static bool
add_words(struct evaluation *evaluation, const char *words, struct buffer *out)
{
    buffer_add(out, words, strlen(words));
    return !out->failed || evaluate_over_limit(evaluation);
}

/* Adds words that stand in a list and are no itext, with the styling that the form of
 * text asks for. */
static bool
style_words(struct evaluation *evaluation, const char *words, enum text_form text_form,
            struct buffer *out)
{
    struct buffer styled;
    if (!evaluate_work(evaluation, strlen(words) / 16)) {
        return false;
    }
    buffer_init(&styled, 3 * strlen(words) + 16);
    styling_read(words, strlen(words), &styled, NULL);
    if (text_form == TEXT_STYLED) {
        buffer_add(out, styled.data, styled.size);
    } else {
        styling_plain((const char *)styled.data, styled.size, out);
    }
    bool ok = !styled.failed && !out->failed;
    buffer_finish(&styled);
    return ok || evaluate_over_limit(evaluation);
}

/* The label of an itemset is nearly always jr:itext(id). Then the text with that id is
 * written, so that its spoken words and pictures are found too. */
static bool
write_item_label(struct evaluation *evaluation, const struct control_detail *detail,
                 const struct shown_choice *choice, enum text_form text_form,
                 struct buffer *out)
{
    const struct term *term = detail->item_label;
    const char *text;
    if (!term) {
        return true;
    }
    if (term->kind == TERM_CALL && strcmp(term->function->name, "jr:itext") == 0) {
        if (!evaluate_at(evaluation, term->arguments[0], choice->item, &text)) {
            return false;
        }
        struct label label = {.text = form_find_text(evaluation->form, text)};
        return !label.text || label_write(evaluation, &label, text_form, out);
    }
    if (text_form == TEXT_IMAGE || text_form == TEXT_AUDIO) {
        return true;
    }
    if (!evaluate_at(evaluation, term, choice->item, &text)) {
        return false;
    }
    /* a resident typed it, so its stars are no styling */
    bool is_answer = choice->item->field != NULL;
    return is_answer ? add_words(evaluation, text, out)
                     : style_words(evaluation, text, text_form, out);
}

bool
choice_write_label(struct evaluation *evaluation, const struct control_detail *detail,
                   const struct shown_choice *choice, enum text_form text_form,
                   struct buffer *out)
{
    if (choice->fixed) {
        return label_write(evaluation, &choice->fixed->label, text_form, out);
    }
    return write_item_label(evaluation, detail, choice, text_form, out);
}

bool
choice_find(const struct control_detail *detail, const char *code, size_t size,
            struct shown_choice *out)
{
    for (size_t i = 0; i < detail->code_count; i++) {
        if (strlen(detail->codes[i]) != size ||
            memcmp(detail->codes[i], code, size) != 0) {
            continue;
        }
        *out =
            (struct shown_choice){.code = detail->codes[i],
                                  .item = detail->items ? detail->items[i] : NULL,
                                  .fixed = !detail->items ? &detail->choices[i] : NULL};
        return true;
    }
    return false;
}

/* The text of the item's child at a path of child names; NULL when it has no such
 * child. */
static const char *
item_text(const struct form_node *item, const struct term *term)
{
    if (term->kind != TERM_PATH || term->path->start != START_CONTEXT) {
        return NULL;
    }
    for (const struct step *step = term->path->steps; step && item != NULL;
         step = step->next) {
        item = !step->name ? NULL : node_child(item, step->name);
    }
    return item ? item->value : NULL;
}

struct label
choice_label(const struct form *form, const struct control_detail *detail, size_t code)
{
    const struct label none = {.text = NULL};
    const struct term *term = detail->item_label;
    if (!detail->items) {
        return detail->choices[code].label;
    }
    if (!term) {
        return none;
    }
    if (term->kind == TERM_CALL && strcmp(term->function->name, "jr:itext") == 0) {
        const char *id = item_text(detail->items[code], term->arguments[0]);
        return (struct label){.text = !id ? NULL : form_find_text(form, id)};
    }
    return (struct label){.words = {.plain = item_text(detail->items[code], term)}};
}
