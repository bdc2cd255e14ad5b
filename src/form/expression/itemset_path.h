/*
 * itemset_path: the path that a select names its list of choices with, for example
 * instance('towns')/root/item[county = 'north'].
 */
#ifndef TOWNLINE_ITEMSET_PATH_H
#define TOWNLINE_ITEMSET_PATH_H

#include "form_model.h"

struct path;
struct step;

/* Whether every step is the name of a child. Then all choices that there can ever be
 * are known before anything is answered. */
bool steps_are_names(const struct step *steps);
/* The path in an itemset or in count(): of instance('x')/root/item, also when it stands
 * inside of randomize(). NULL when the term is something else. */
const struct path *itemset_path(const struct term *term);
const struct list *itemset_list(const struct form *form, const struct path *path);
/* True when the path has no predicate, so that nothing is left out of the list. */
bool itemset_is_whole(const struct path *path);

#endif
