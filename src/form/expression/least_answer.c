/* least_answer: finds the least number that a constraint lets through, where the
 * constraint says it plainly, as ". >= 0" does. The kiosk leaves out the minus key when
 * it is 0 or more. */
#include "form_model.h"
#include "function.h"
#include "term.h"

#include <math.h>
#include <string.h>

struct answer_sought {
    const struct field *field;
    bool is_whole; /* only whole numbers are answers, so that ". > 3" begins at 4 */
};

/* Whether the term is the answer itself: "." in the constraint, or the question's own
 * path. */
static bool
is_answer(const struct term *term, const struct answer_sought *sought)
{
    if (term->kind != TERM_PATH) {
        return false;
    }
    const struct path *path = term->path;
    if (path->field) {
        return path->field == sought->field;
    }
    const struct step *step = path->steps;
    return path->start == START_CONTEXT && step && step->axis == AXIS_SELF &&
           !step->next;
}

static bool
read_number(const struct term *term, double *out)
{
    if (term->kind == TERM_NEGATE && read_number(term->first, out)) {
        *out = -*out;
        return true;
    }
    *out = term->number;
    return term->kind == TERM_NUMBER;
}

/* The least answer of a comparison such as ". >= 3" or "3 <= .". */
static double
least_of_comparison(const struct term *term, const struct answer_sought *sought)
{
    enum operation operation = term->links->operation;
    const struct term *left = term->first, *right = term->links->term;
    double number;
    bool is_turned = is_answer(right, sought) && read_number(left, &number);
    if (!is_turned && !(is_answer(left, sought) && read_number(right, &number))) {
        return -INFINITY;
    }
    double above = sought->is_whole ? floor(number) + 1 : number;
    switch (operation) {
    case OPERATION_EQUAL:
        return number;
    case OPERATION_GREATER:
        return is_turned ? -INFINITY : above;
    case OPERATION_GREATER_EQUAL:
        return is_turned ? -INFINITY : number;
    case OPERATION_LESS:
        return is_turned ? above : -INFINITY;
    case OPERATION_LESS_EQUAL:
        return is_turned ? number : -INFINITY;
    default:
        return -INFINITY;
    }
}

/* Whether the term is regex(., P) with a pattern P of digits alone, such as [0-9]{5};
 * then no answer can have a minus. */
static bool
is_of_digits(const struct term *term, const struct answer_sought *sought)
{
    if (term->kind != TERM_CALL || strcmp(term->function->name, "regex") != 0 ||
        term->argument_count != 2 || term->arguments[1]->kind != TERM_TEXT ||
        !is_answer(term->arguments[0], sought)) {
        return false;
    }
    const char *at = term->arguments[1]->text;
    while (*at != '\0') {
        if (strncmp(at, "[0-9]", 5) == 0) {
            at += 5;
        } else if (strncmp(at, "\\d", 2) == 0) {
            at += 2;
        } else if (strchr("0123456789^$(){},?*+|", *at)) {
            at++;
        } else {
            return false;
        }
    }
    return true;
}

static double
least_of(const struct term *term, const struct answer_sought *sought)
{
    if (is_of_digits(term, sought)) {
        return 0;
    }
    if (term->kind != TERM_CHAIN || !term->links) {
        return -INFINITY;
    }
    enum operation operation = term->links->operation;
    if (operation != OPERATION_AND && operation != OPERATION_OR) {
        return !term->links->next ? least_of_comparison(term, sought) : -INFINITY;
    }
    double least = least_of(term->first, sought);
    for (const struct link *link = term->links; link; link = link->next) {
        double other = least_of(link->term, sought);
        least = operation == OPERATION_AND ? fmax(least, other) : fmin(least, other);
    }
    return least;
}

bool
control_may_be_negative(const struct form *form, size_t control)
{
    const struct field *field = form->details[control].field;
    enum control_kind kind = form->controls[control].kind;
    const struct answer_sought sought = {field, kind == CONTROL_INTEGER};
    bool is_number = kind == CONTROL_INTEGER || kind == CONTROL_DECIMAL;
    return is_number &&
           (!field->constraint || least_of(field->constraint, &sought) < 0);
}
