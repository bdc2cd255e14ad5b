/* bundle_epochs: finds which epochs (the keys of sealed texts) a bundle needs. */
#include "bundle_epochs.h"

#include "bundle_format.h"

#include <stdlib.h>
#include <string.h>

static int
compare_epochs(const void *a, const void *b)
{
    const struct epoch *const *left = a, *const *right = b;
    return memcmp((*left)->id, (*right)->id, sizeof(*left)->id);
}

bool
epoch_list_init(struct epoch_list *list, const struct bundle_content *content)
{
    *list = (struct epoch_list){.count = 0};
    list->epochs = calloc(content->epoch_count + 1, sizeof(struct epoch *));
    list->used = calloc(content->epoch_count + 1, sizeof *list->used);
    if (!list->epochs || !list->used) {
        return false;
    }
    for (size_t i = 0; i < content->epoch_count; i++) {
        list->epochs[i] = &content->epochs[i];
    }
    list->count = content->epoch_count;
    qsort(list->epochs, list->count, sizeof(struct epoch *), compare_epochs);
    return true;
}

void
epoch_list_finish(struct epoch_list *list)
{
    free(list->epochs);
    free(list->used);
}

size_t
epoch_list_find(const struct epoch_list *list, const uint8_t id[16])
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(list->epochs[middle]->id, id, 16);
        if (order == 0) {
            return middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return list->count;
}

bool
epoch_list_use(struct epoch_list *list, const struct sealed_text *sealed,
               struct error *err)
{
    size_t at = epoch_list_find(list, sealed->epoch_id);
    if (at == list->count) {
        return error_set(err, ERROR_MISSING,
                         "a sealed text's key is not among those of this bundle");
    }
    if (sealed->box_size < SEAL_TAG_BYTES || sealed->box_size > BUNDLE_TEXT_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "a sealed text has an impossible size");
    }
    size_t slots = list->epochs[at]->slot_count;
    if (slots == 0 || slots > SEAL_RECIPIENTS_MAX) {
        return error_set(err, ERROR_INPUT, "a comment key is sealed to nobody");
    }
    list->used[at] = true;
    return true;
}

void
epoch_list_keep_used(struct epoch_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->used[i]) {
            list->epochs[kept++] = list->epochs[i];
        }
    }
    list->count = kept;
}
