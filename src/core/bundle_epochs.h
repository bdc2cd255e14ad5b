/*
 * bundle_epochs: the comment keys that the texts of one bundle need, in the order in
 * which the bundle holds them.
 */
#ifndef TOWNLINE_BUNDLE_EPOCHS_H
#define TOWNLINE_BUNDLE_EPOCHS_H

#include "townline/bundle.h"

struct epoch_list {
    const struct epoch **epochs;
    bool *used;
    size_t count;
};

/* All epochs of the content, borrowed, by id. */
bool epoch_list_init(struct epoch_list *list, const struct bundle_content *content);
void epoch_list_finish(struct epoch_list *list);
/* Notes that a text needs its epoch. ERROR_MISSING when that is not in the list. */
bool epoch_list_use(struct epoch_list *list, const struct sealed_text *sealed,
                    struct error *err);
/* Drops what no text needs; from here on places are those in the bundle. */
void epoch_list_keep_used(struct epoch_list *list);
/* Its place, or `count`. */
size_t epoch_list_find(const struct epoch_list *list, const uint8_t id[16]);

#endif
