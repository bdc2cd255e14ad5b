/* report_hiding: reads what public reports told, and says what this one tells. */
#include "report_hiding.h"

#include "hiding.h"
#include "townline/disclosure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PUBLICATIONS_MAX_BYTES ((size_t)128 << 20)

/* Publications of several editions of a pack come one edition after the other. */
struct publication {
    char day[ARCHIVE_DAY_BYTES];
    uint32_t people;
    size_t number;     /* in the order in which the archive gave them */
    const void *bytes; /* in the arena */
    size_t size;
};
struct reading {
    struct arena arena;
    struct publication *publications; /* owned */
    size_t count, room;
    bool is_full;
};

static bool
keep_publication(void *context, const struct archive_publication *from)
{
    struct reading *reading = context;
    if (reading->count == reading->room) {
        size_t room = reading->room == 0 ? 16 : reading->room * 2;
        struct publication *grown =
            realloc(reading->publications, room * sizeof *grown);
        reading->is_full = !grown;
        if (!grown) {
            return false;
        }
        reading->publications = grown;
        reading->room = room;
    }
    struct publication *kept = &reading->publications[reading->count];
    *kept = (struct publication){
        .people = from->responses, .number = reading->count, .size = from->size};
    kept->bytes = arena_text(&reading->arena, from->bytes, from->size);
    snprintf(kept->day, sizeof kept->day, "%s", from->day);
    reading->is_full = !kept->bytes;
    reading->count += !reading->is_full;
    return !reading->is_full;
}

/* By day, then by how many people it told of. */
static int
compare_publications(const void *a, const void *b)
{
    const struct publication *left = a, *right = b;
    int order = strcmp(left->day, right->day);
    if (order != 0) {
        return order;
    }
    if (left->people != right->people) {
        return left->people < right->people ? -1 : 1;
    }
    return left->number < right->number ? -1 : 1;
}

static bool
read_publications(struct reading *reading, struct archive *archive,
                  const struct archive_form *form, struct error *err)
{
    arena_init(&reading->arena, PUBLICATIONS_MAX_BYTES);
    if (!archive_publication_each(archive, form, keep_publication, reading, err)) {
        return false;
    }
    if (reading->is_full) {
        return error_set(err, ERROR_FULL, "earlier public reports told too much");
    }
    if (reading->count > 0) {
        qsort(reading->publications, reading->count, sizeof *reading->publications,
              compare_publications);
    }
    return true;
}

static void
reading_finish(struct reading *reading)
{
    arena_finish(&reading->arena);
    free(reading->publications);
}

static bool
refuse(uint32_t before, uint32_t now, struct error *err)
{
    if (before == 0) {
        return error_set(err, ERROR_INPUT,
                         "a public report needs %d people at least; there are %u",
                         DISCLOSURE_PUBLIC, now);
    }
    return error_set(err, ERROR_INPUT,
                     "the last public report told of %u people, and now there are %u; "
                     "with fewer than %d new ones it could be seen what they answered",
                     before, now, DISCLOSURE_PUBLIC);
}

/* A kiosk that has made bundles has had answers; so where their number is hidden, the
 * kiosk is not named at all. */
static void
hide_kiosks(struct report_data *data)
{
    size_t kept = 0;
    for (size_t i = 0; i < data->input.health_count; i++) {
        bool is_told = false;
        for (size_t k = 0; k < data->model.kiosk_count; k++) {
            is_told = is_told ||
                      strcmp(data->health[i].kiosk, data->model.kiosks[k].code) == 0;
        }
        if (is_told) {
            data->health[kept++] = data->health[i];
        }
    }
    data->input.health_count = kept;
}

/* Enters the first `count` publications, hides, and writes what is told now. */
static bool
hide_after(struct report_data *data, const struct reading *reading, size_t count,
           struct buffer *told, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct publication *before = &reading->publications[i];
        uint32_t people;
        if (!ledger_read(data->ledger, before->bytes, before->size, &people, err)) {
            return false;
        }
    }
    return hiding_apply(&data->model, data->ledger, err) &&
           ledger_write(data->ledger, data->model.people.n, told, err);
}

/* A new report has ten people more than the last. Else it may only be the last one made
 * again, in another language say: hidden for the same reasons, it tells the same. */
static bool
hide_public(struct report_data *data, const struct reading *reading,
            const struct report_options *options, struct error *err)
{
    const struct publication none = {.people = 0};
    const struct publication *last =
        reading->count > 0 ? &reading->publications[reading->count - 1] : &none;
    uint32_t people = data->model.people.n;
    bool is_same = reading->count > 0 && last->people == people;
    struct buffer told;
    if (!is_same &&
        !disclosure_is_enough_new(last->people, people, DISCLOSURE_PUBLIC)) {
        return refuse(last->people, people, err);
    }
    buffer_init(&told, LEDGER_MAX_BYTES);
    bool ok = hide_after(data, reading, reading->count - is_same, &told, err);
    if (ok && is_same) {
        ok = (told.size == last->size &&
              memcmp(told.data, last->bytes, told.size) == 0) ||
             refuse(people, people, err);
    } else if (ok && options->publication) {
        buffer_add(options->publication, told.data, told.size);
        ok = !options->publication->failed ||
             error_set(err, ERROR_FULL, "what the report tells does not fit");
    }
    if (ok) {
        hide_kiosks(data);
    }
    buffer_finish(&told);
    return ok;
}

bool
report_hide(struct report_data *data, struct archive *archive,
            const struct report_options *options, struct error *err)
{
    if (!ledger_create(data->input.smallest, &data->ledger, err)) {
        return false;
    }
    if (!options->is_public) {
        return hiding_apply(&data->model, data->ledger, err);
    }
    struct reading reading = {.count = 0};
    bool ok = read_publications(&reading, archive, options->form, err) &&
              hide_public(data, &reading, options, err);
    reading_finish(&reading);
    return ok;
}
