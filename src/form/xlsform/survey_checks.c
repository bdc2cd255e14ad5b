/* survey_checks: tells rows that can be read, but that ask nothing or the wrong thing.
 */
#include "../value.h"
#include "compiler.h"

#include "townline/calendar.h"

#include <string.h>

static void
tell(struct compiler *compiler, enum severity severity, const struct element *element,
     const char *column, const char *what)
{
    diagnostics_add(compiler->diagnostics, severity,
                    table_place(&compiler->survey, element->row - 1, column), "", "%s",
                    what);
}

static bool
has_words(const struct element *element)
{
    return !text_is_empty(&element->label) || !text_is_empty(&element->hint) ||
           !text_is_empty(&element->image) || !text_is_empty(&element->audio);
}

static void
check_section(struct compiler *compiler, const struct element *element)
{
    bool is_repeat = element->kind == ELEMENT_REPEAT;
    const char *required = element->required.text;
    if (required[0] != '\0' && strcmp(required, "false()") != 0) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, element->required.place,
                        "Write it at a question inside.", "a %s cannot be required.",
                        is_repeat ? "repeat" : "group");
    }
    if (!text_is_empty(&element->hint)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, element->hint.place,
                        "Put it into the label, or into a note inside.",
                        "the hint of a %s is not shown.",
                        is_repeat ? "repeat" : "group");
    }
    if (is_repeat && text_is_empty(&element->label) && text_is_empty(&element->image)) {
        diagnostics_add(
            compiler->diagnostics, SEVERITY_WARNING,
            compiler_label_place(compiler, &compiler->survey, element->row - 1),
            "Write what is repeated.", "the repeat \"%s\" has no label.",
            element->name);
    }
    if (!element->first) {
        diagnostics_add(compiler->diagnostics,
                        is_repeat ? SEVERITY_ERROR : SEVERITY_WARNING,
                        table_place(&compiler->survey, element->row - 1, "type"), "",
                        "nothing is in the %s \"%s\".", is_repeat ? "repeat" : "group",
                        element->name);
    }
}

static void
check_default(struct compiler *compiler, const struct element *element)
{
    const char *at = element->initial.text;
    if (default_is_dynamic(element)) {
        return;
    }
    while (*at != '\0') {
        size_t size = strcspn(at, " ");
        if (!choices_find_item(compiler, element->list, at, size)) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                            element->initial.place, "Write the name of a choice.",
                            "the default \"%.*s\" is no choice of the list \"%s\".",
                            (int)size, at, element->list->name);
            return;
        }
        at += size + strspn(at + size, " ");
    }
}

/* A default that is no value of its type would be dropped in silence. */
static void
check_plain_default(struct compiler *compiler, const struct element *element)
{
    const char *text = element->initial.text;
    const char *type = !element->type ? "" : element->type->bind;
    const char *instead = NULL;
    double number;
    if (text[0] == '\0' || !type || default_is_dynamic(element)) {
        return;
    }
    if (strcmp(type, "int") == 0 || strcmp(type, "decimal") == 0) {
        instead = number_parse(text, &number) ? NULL : "Write a number, as in 12.";
    } else if (strcmp(type, "date") == 0) {
        instead = calendar_parse(text, &number, NULL)
                      ? NULL
                      : "Write year, month and day, as in 2026-05-12.";
    } else if (strcmp(type, "time") == 0) {
        instead = calendar_parse_time(text, &number)
                      ? NULL
                      : "Write hours and minutes, as in 13:30.";
    }
    if (instead) {
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, element->initial.place,
                        instead, "the default \"%.80s\" is no %s.", text,
                        type[0] == 'i' || type[1] == 'e' ? "number" : type);
    }
}

static void
check_question(struct compiler *compiler, const struct element *element)
{
    bool is_made = element->calculate.text[0] != '\0' || default_is_dynamic(element);
    if (element_is(element, SURVEY_CALCULATE) && !is_made) {
        tell(compiler, SEVERITY_ERROR, element, "calculation",
             "a calculate needs an expression in the column calculation.");
    }
    if (element_is_shown(element) && !has_words(element) &&
        !element_has_appearance(element, "label") && !compiler->lost_labels) {
        diagnostics_add(
            compiler->diagnostics, SEVERITY_ERROR,
            compiler_label_place(compiler, &compiler->survey, element->row - 1),
            "Write what residents read.", "\"%s\" has no label.", element->name);
    }
    if (!text_is_empty(&element->big_image) && text_is_empty(&element->image)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, element->big_image.place,
                        "Name the small picture in the column image.",
                        "a big-image needs an image that it enlarges.");
    }
    if (element->filter.text[0] != '\0' && !element->list) {
        tell(compiler, SEVERITY_WARNING, element, "choice_filter",
             "only the choices of a select or a rank can be filtered.");
    }
    if (element->count.text[0] != '\0') {
        tell(compiler, SEVERITY_WARNING, element, "repeat_count",
             "only a repeat has a repeat_count.");
    }
    if (element->constraint.text[0] == '\0' &&
        !text_is_empty(&element->constraint_message)) {
        tell(compiler, SEVERITY_WARNING, element, "constraint_message",
             "the message is never shown: there is no constraint.");
    }
    if (element->list && !element_is(element, SURVEY_RANGE)) {
        check_default(compiler, element);
    } else if (element_is(element, SURVEY_INPUT) || element_is(element, SURVEY_RANGE)) {
        check_plain_default(compiler, element);
    }
    if (element_is(element, SURVEY_RANK) && element->list && element->list->count < 2) {
        tell(compiler, SEVERITY_ERROR, element, "type",
             "one choice alone cannot be put in order; the list needs two or more.");
    }
}

static const struct element *
find_services(const struct compiler *compiler)
{
    const struct element *at = compiler->first;
    while (at && !(element_is(at, SURVEY_SELECT_MULTIPLE) &&
                   element_has_appearance(at, "townline-services"))) {
        at = at->all_next;
    }
    return at;
}

/* The expression that says how often the repeat is asked. When a question was made for
 * it, this is the calculation of that question. */
static const char *
count_of(const struct compiler *compiler, const struct element *repeat)
{
    const char *text = repeat->count.text;
    size_t size = strlen(text);
    const struct element *counter =
        is_plain_reference(text) ? elements_find(compiler, text + 2, size - 3, NULL)
                                 : NULL;
    return counter ? counter->calculate.text : text;
}

static bool
is_same_without_spaces(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strspn(a, " ");
        b += strspn(b, " ");
        if ((*a == '"' ? '\'' : *a) != (*b == '"' ? '\'' : *b)) {
            return false;
        }
        if (*a == '\0') {
            return true;
        }
    }
}

/* A repeat over all services keeps each answer with its service. A repeat over the
 * chosen services does not: when a resident takes a choice back, the answers behind it
 * move to other services. */
static void
check_services(struct compiler *compiler, struct element *repeat,
               const struct element *services)
{
    const char *count = count_of(compiler, repeat);
    struct buffer wanted;
    if (!services->list) {
        return;
    }
    buffer_init(&wanted, 4096);
    buffer_add_format(&wanted, "count(instance('%s')/root/item)", services->list->name);
    buffer_add_u8(&wanted, '\0');
    if (!wanted.failed && !element_is_repeated(repeat) &&
        is_same_without_spaces(count, (const char *)wanted.data)) {
        repeat->is_keyed = true;
    } else if (!wanted.failed && strstr(count, "count-selected") &&
               strstr(count, services->name)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, repeat->count.place,
                        (const char *)wanted.data,
                        "when a resident takes a service back, the answers about the "
                        "others move; repeat over all services and make the group "
                        "inside relevant where it was chosen.");
    }
    buffer_finish(&wanted);
}

/* Whether a position() is inside of a selected-at(). */
static bool
picks_by_place(const char *text)
{
    static const char call[] = "selected-at(", place[] = "position(";
    unsigned depth = 0, from = 0; /* where the outermost selected-at() began; 0: none */
    for (const char *at = text; *at != '\0'; at++) {
        bool is_call = strncmp(at, call, strlen(call)) == 0;
        if (from > 0 && strncmp(at, place, strlen(place)) == 0) {
            return true;
        }
        if (is_call) {
            at += strlen(call) - 1;
            depth++;
            from = from == 0 ? depth : from;
        } else if (*at == '(') {
            depth++;
        } else if (*at == ')' && depth > 0) {
            from = from == depth ? 0 : from;
            depth--;
        }
    }
    return false;
}

/* Tells expressions that pick a choice by its place in an answer. The place changes
 * when the resident takes another choice back. */
static void
check_positions(struct compiler *compiler, const struct element *element)
{
    const struct formula *formulas[] = {
        &element->relevant, &element->required,  &element->constraint,
        &element->readonly, &element->calculate, &element->initial,
        &element->filter,
    };
    const struct element *repeat = element->parent;
    while (repeat && repeat->kind != ELEMENT_REPEAT) {
        repeat = repeat->parent;
    }
    if (!repeat || repeat->is_keyed) {
        return;
    }
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        if (picks_by_place(formulas[i]->text)) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, formulas[i]->place,
                            "Repeat over the whole list, with the group inside "
                            "relevant where its choice was made.",
                            "when a choice is taken back, what was answered here "
                            "moves to another one.");
        }
    }
}

void
survey_check(struct compiler *compiler)
{
    const struct element *services = find_services(compiler);
    for (struct element *at = compiler->first; at; at = at->all_next) {
        if (at->kind != ELEMENT_QUESTION) {
            check_section(compiler, at);
        } else if (!at->is_refused) {
            check_question(compiler, at);
        }
        if (at->kind == ELEMENT_REPEAT && services) {
            check_services(compiler, at, services);
        }
        check_positions(compiler, at);
    }
    for (const struct choice_list *at = compiler->lists; at; at = at->next) {
        if (!at->is_used) {
            diagnostics_add(compiler->diagnostics, SEVERITY_NOTE,
                            (struct cell_place){"choices", (unsigned)at->row + 1, 0},
                            "", "no question uses the list \"%s\".", at->name);
        }
    }
}
