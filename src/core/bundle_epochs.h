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

/* Lists all epochs of the content, which are borrowed, in the order of their ids. */
bool epoch_list_init(struct epoch_list *list, const struct bundle_content *content);
void epoch_list_finish(struct epoch_list *list);
/* Notes that a text needs its epoch. ERROR_MISSING when the list does not have it. */
bool epoch_list_use(struct epoch_list *list, const struct sealed_text *sealed,
                    struct error *err);
/* Drops the epochs that no text needs. Afterwards places in the list are those in the
 * bundle. */
void epoch_list_keep_used(struct epoch_list *list);
/* The place of the epoch, or `count` when there is none. */
size_t epoch_list_find(const struct epoch_list *list, const uint8_t id[16]);

#endif
