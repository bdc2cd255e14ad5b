/* positional_choice: finds questions of a repeat that ask about the choice at their own
 * position in an earlier answer, selected-at(../../towns, position(..) - 1). When that
 * choice is taken back, the answers move to another choice. */
#include "form_model.h"
#include "function.h"
#include "term.h"
#include "townline/form.h"

#include <string.h>

typedef bool term_test(const struct term *term);

static bool any_in_term(const struct term *term, term_test *test);

static bool
any_in_predicates(const struct predicate *predicate, term_test *test)
{
    for (; predicate; predicate = predicate->next) {
        if (any_in_term(predicate->term, test)) {
            return true;
        }
    }
    return false;
}

static bool
any_in_path(const struct path *path, term_test *test)
{
    if ((path->start == START_TERM && any_in_term(path->term, test)) ||
        any_in_predicates(path->predicates, test)) {
        return true;
    }
    for (const struct step *step = path->steps; step; step = step->next) {
        if (any_in_predicates(step->predicates, test)) {
            return true;
        }
    }
    return false;
}

/* Recurses as deep as the term is, at most TERM_MAX_DEPTH. */
static bool
any_in_term(const struct term *term, term_test *test)
{
    if (!term) {
        return false;
    }
    if (test(term) || (term->path && any_in_path(term->path, test)) ||
        any_in_term(term->first, test)) {
        return true;
    }
    for (size_t i = 0; i < term->argument_count; i++) {
        if (any_in_term(term->arguments[i], test)) {
            return true;
        }
    }
    for (const struct link *link = term->links; link; link = link->next) {
        if (any_in_term(link->term, test)) {
            return true;
        }
    }
    return false;
}

static bool
is_call_of(const struct term *term, const char *name)
{
    return term->kind == TERM_CALL && strcmp(term->function->name, name) == 0;
}

static bool
is_position(const struct term *term)
{
    return is_call_of(term, "position");
}

static bool
picks_by_place(const struct term *term)
{
    return is_call_of(term, "selected-at") && term->argument_count == 2 &&
           any_in_term(term->arguments[1], is_position);
}

static bool
is_in_positional_repeat(const struct field *field)
{
    const struct field *repeat = field->parent;
    while (repeat && !repeat->is_repeat) {
        repeat = repeat->parent;
    }
    return repeat && !repeat->is_keyed;
}

static bool
is_moving(const struct form *form, const struct field *field)
{
    const struct term *terms[] = {
        field->relevant,
        field->required,
        field->constraint,
        field->readonly,
        field->calculate,
        field->control < 0 ? NULL : form->details[field->control].itemset,
    };
    if (!is_in_positional_repeat(field)) {
        return false;
    }
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        if (any_in_term(terms[i], picks_by_place)) {
            return true;
        }
    }
    for (size_t i = 0; i < form->setter_count; i++) {
        if (form->setters[i].field == field &&
            any_in_term(form->setters[i].term, picks_by_place)) {
            return true;
        }
    }
    return false;
}

const char *
form_moving(const struct form *form, size_t index)
{
    for (size_t i = 0; i < form->field_count; i++) {
        if (is_moving(form, form->fields[i]) && index-- == 0) {
            return form->fields[i]->path;
        }
    }
    return NULL;
}
