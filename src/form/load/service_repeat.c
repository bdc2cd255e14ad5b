/* service_repeat: finds the repeat over all services, and checks that the questions and
 * repeats of the body agree with those of the data. */
#include "function.h"
#include "itemset_path.h"
#include "loader.h"
#include "term.h"

#include <string.h>

static bool
same_steps(const struct step *a, const struct step *b)
{
    while (a && b && strcmp(a->name, b->name) == 0) {
        a = a->next;
        b = b->next;
    }
    return !a && !b;
}

/* The expression that the count comes from. When it names a calculated node, it is that
 * node's calculation. */
static const struct term *
count_term(const struct field *repeat)
{
    const struct field *counter = repeat->counter;
    return counter && counter->calculate != NULL ? counter->calculate : repeat->count;
}

static bool
counts_choices(const struct field *repeat, const struct control_detail *services)
{
    const struct term *term = count_term(repeat);
    if (!term) {
        return false;
    }
    if (term->kind == TERM_NUMBER) {
        return term->number == (double)services->code_count;
    }
    if (term->kind != TERM_CALL || strcmp(term->function->name, "count") != 0 ||
        !services->itemset) {
        return false;
    }
    const struct path *counted = itemset_path(term->arguments[0]);
    const struct path *chosen = itemset_path(services->itemset);
    return counted && itemset_is_whole(counted) && itemset_is_whole(chosen) &&
           strcmp(counted->term->arguments[0]->text,
                  chosen->term->arguments[0]->text) == 0 &&
           same_steps(counted->steps, chosen->steps);
}

static unsigned
repeats_around(const struct field *field)
{
    unsigned count = 0;
    for (; field; field = field->parent) {
        count += field->is_repeat;
    }
    return count;
}

static bool
check_repeats(struct loader *loader)
{
    const struct form *form = loader->form;
    for (size_t i = 0; i < form->control_count; i++) {
        unsigned count = 0;
        for (int at = (int)i; at >= 0; at = form->controls[at].parent) {
            count += form->controls[at].kind == CONTROL_REPEAT;
        }
        if (count != repeats_around(form->details[i].field)) {
            return error_set(loader->err, ERROR_INPUT,
                             "/%s/%s is asked outside of its repeat", form->root->name,
                             form->controls[i].path);
        }
        if (count > DESCRIPTOR_MAX_DEPTH) {
            return error_set(loader->err, ERROR_INPUT,
                             "/%s/%s lies in more than %d repeats", form->root->name,
                             form->controls[i].path, DESCRIPTOR_MAX_DEPTH);
        }
    }
    return true;
}

static int
find_services(const struct form *form)
{
    for (size_t i = 0; i < form->control_count; i++) {
        if (form->controls[i].kind == CONTROL_SELECT_MULTIPLE &&
            control_has_appearance(&form->controls[i], "townline-services")) {
            return (int)i;
        }
    }
    return -1;
}

bool
keyed_load(struct loader *loader)
{
    struct form *form = loader->form;
    int services = find_services(form);
    for (size_t i = 0; services >= 0 && i < form->control_count; i++) {
        struct control *control = &form->controls[i];
        struct field *field = form->fields[form->details[i].field->index];
        if (control->kind != CONTROL_REPEAT || repeats_around(field) != 1 ||
            !counts_choices(field, &form->details[services])) {
            continue;
        }
        control->is_services = true;
        field->is_keyed = true;
        break;
    }
    return check_repeats(loader);
}
