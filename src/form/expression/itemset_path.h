/*
 * itemset_path: the path with which a select names the list that its choices come from,
 * such as instance('towns')/root/item[county = 'north'].
 */
#ifndef TOWNLINE_ITEMSET_PATH_H
#define TOWNLINE_ITEMSET_PATH_H

#include "form_model.h"

struct path;
struct step;

/* Whether every step is the name of a child: then each choice that there can ever be is
 * known before anything is answered. */
bool steps_are_names(const struct step *steps);
/* The list that an itemset or count() runs over: of instance('x')/root/item, also
 * inside randomize(). NULL when the term is nothing of the kind. */
const struct path *itemset_path(const struct term *term);
const struct list *itemset_list(const struct form *form, const struct path *path);
/* True when nothing is left out of the list. */
bool itemset_is_whole(const struct path *path);

#endif
