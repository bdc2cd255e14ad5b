/* report_hiding: reads what public reports told, and says what this one tells. */
#include "report_hiding.h"

#include "hiding.h"
#include "townline/disclosure.h"

#include <string.h>

struct reading {
    struct ledger *ledger;
    size_t wanted, count; /* publications: to be entered; seen */
    uint32_t people;      /* of the last one that was entered */
    struct buffer *last;  /* its bytes; NULL: not wanted */
    struct error *err;
    bool ok;
};

static bool
count_publication(void *context, const struct archive_publication *publication)
{
    struct reading *reading = context;
    reading->count++;
    reading->people = publication->responses;
    return true;
}

static bool
read_publication(void *context, const struct archive_publication *publication)
{
    struct reading *reading = context;
    if (reading->count++ < reading->wanted) {
        reading->ok = ledger_read(reading->ledger, publication->bytes,
                                  publication->size, &reading->people, reading->err);
    } else {
        buffer_clear(reading->last);
        buffer_add(reading->last, publication->bytes, publication->size);
    }
    return reading->ok;
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

/* The last report was made of as many people. The new one may only be the same, in
 * another language say: it must tell the same, hidden for the same reasons. */
static bool
hide_again(struct report_data *data, const struct buffer *last,
           const struct buffer *told, struct error *err)
{
    uint32_t people = data->model.people.n;
    return (last->size == told->size &&
            memcmp(last->data, told->data, told->size) == 0) ||
           refuse(people, people, err);
}

static bool
hide_public(struct report_data *data, struct archive *archive,
            const struct report_options *options, struct error *err)
{
    struct buffer last, told;
    struct reading reading = {
        .ledger = data->ledger, .last = &last, .err = err, .ok = true};
    uint32_t people = data->model.people.n;
    buffer_init(&last, LEDGER_MAX_BYTES);
    buffer_init(&told, LEDGER_MAX_BYTES);
    bool ok = archive_publication_each(archive, options->form, count_publication,
                                       &reading, err);
    uint32_t before = reading.people;
    bool is_same = reading.count > 0 && before == people;
    reading.wanted = is_same ? reading.count - 1 : reading.count;
    reading.count = 0;
    ok =
        ok && (is_same || disclosure_is_enough_new(before, people, DISCLOSURE_PUBLIC) ||
               refuse(before, people, err));
    ok = ok &&
         archive_publication_each(archive, options->form, read_publication, &reading,
                                  err) &&
         reading.ok && hiding_apply(&data->model, data->ledger, err) &&
         ledger_write(data->ledger, people, &told, err);
    if (ok) {
        hide_kiosks(data);
    }
    ok = ok && (!is_same || hide_again(data, &last, &told, err));
    if (ok && options->publication && !is_same) {
        buffer_add(options->publication, told.data, told.size);
        ok = !options->publication->failed ||
             error_set(err, ERROR_FULL, "what the report tells does not fit");
    }
    buffer_finish(&last);
    buffer_finish(&told);
    return ok;
}

bool
report_hide(struct report_data *data, struct archive *archive,
            const struct report_options *options, struct error *err)
{
    return ledger_create(data->input.smallest, &data->ledger, err) &&
           (options->is_public ? hide_public(data, archive, options, err)
                               : hiding_apply(&data->model, data->ledger, err));
}
