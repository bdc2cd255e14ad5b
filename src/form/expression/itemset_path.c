/* itemset_path: recognises the path that a select names its list of choices with. */
#include "itemset_path.h"

#include "function.h"
#include "term.h"

#include <string.h>

/* Whether every step is the name of a child and nothing else. */
bool
steps_are_names(const struct step *steps)
{
    for (; steps; steps = steps->next) {
        if (steps->axis != AXIS_CHILD || !steps->name) {
            return false;
        }
    }
    return true;
}

static bool
is_call(const struct term *term, const char *name)
{
    return term->kind == TERM_CALL && strcmp(term->function->name, name) == 0;
}

const struct path *
itemset_path(const struct term *term)
{
    if (is_call(term, "randomize")) {
        term = term->arguments[0];
    }
    if (term->kind != TERM_PATH || term->path->start != START_TERM ||
        !is_call(term->path->term, "instance") ||
        term->path->term->arguments[0]->kind != TERM_TEXT ||
        !steps_are_names(term->path->steps)) {
        return NULL;
    }
    return term->path;
}

const struct list *
itemset_list(const struct form *form, const struct path *path)
{
    return form_find_list(form, path->term->arguments[0]->text);
}

bool
itemset_is_whole(const struct path *path)
{
    if (path->predicates) {
        return false;
    }
    for (const struct step *step = path->steps; step; step = step->next) {
        if (step->predicates) {
            return false;
        }
    }
    return true;
}
