/* itemset_path: the path with which a select names the list that its choices come from.
 */
#include "itemset_path.h"

#include "function.h"
#include "term.h"

#include <string.h>

/* What a list is walked with: child names alone, so that every choice there can be is
 * known before anything is answered. */
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
