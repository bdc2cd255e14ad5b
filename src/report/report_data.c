/* Takes out of an archive what the model is made of. */
#include "report_data.h"

#include "report_hiding.h"
#include "townline/disclosure.h"

#include <stdlib.h>
#include <string.h>

#define COMMENTS_MAX_BYTES ((size_t)128 << 20)
#define FIRST_COMMENTS 256

static bool
read_rounds(struct report_data *data, struct archive *archive,
            const struct archive_form *form, struct error *err)
{
    size_t count;
    if (!archive_counts(archive, form, NULL, &data->counts, err) ||
        !archive_rounds(archive, form, &data->archive_rounds, &count, err)) {
        return false;
    }
    data->input.counts = data->counts;
    data->rounds = calloc(count + 1, sizeof *data->rounds);
    if (!data->rounds) {
        return error_no_memory(err);
    }
    data->input.rounds = data->rounds;
    for (size_t i = 0; count > 1 && i < count; i++) {
        struct counts *counts;
        const char *name = data->archive_rounds[i].name;
        if (!archive_counts(archive, form, name, &counts, err)) {
            return false;
        }
        data->rounds[i] = (struct model_round){name, counts};
        data->input.round_count++;
    }
    return true;
}

static bool
read_origins(struct report_data *data, struct archive *archive,
             const struct archive_form *form, struct error *err)
{
    size_t count;
    if (!archive_origins(archive, form, &data->archive_origins, &count, err)) {
        return false;
    }
    data->origins = calloc(count + 1, sizeof *data->origins);
    if (!data->origins) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        const struct archive_origin *from = &data->archive_origins[i];
        data->origins[i] = (struct model_origin){.kiosk = from->kiosk_name,
                                                 .half_day = from->half_day,
                                                 .responses = from->responses,
                                                 .complete = from->complete};
    }
    data->input.origins = data->origins;
    data->input.origin_count = count;
    return true;
}

static bool
read_health(struct report_data *data, struct archive *archive, struct error *err)
{
    size_t count;
    if (!archive_kiosks(archive, &data->kiosks, &count, err)) {
        return false;
    }
    data->health = calloc(count + 1, sizeof *data->health);
    if (!data->health) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        const struct archive_kiosk *kiosk = &data->kiosks[i];
        const struct bundle_health *health = &kiosk->health;
        if (!kiosk->has_health || kiosk->state == KIOSK_UNKNOWN) {
            continue;
        }
        data->health[data->input.health_count++] = (struct model_health){
            .kiosk = kiosk->name,
            .program_version = health->program_version,
            .last_collected = kiosk->last_collected,
            .sessions_begun = health->sessions_begun,
            .sessions_finished = health->sessions_finished,
            .sessions_timed_out = health->sessions_timed_out,
            .uptime_hours = health->uptime_hours,
            .storage_free_mb = health->storage_free_mb,
            .store_kb = health->store_kb,
            .bundles = kiosk->merged,
        };
    }
    data->input.health = data->health;
    return true;
}

/* ---- comments ---- */

struct comment_reading {
    struct report_data *data;
    struct error *err;
    bool ok;
};

static bool
keep_comment(void *context, const struct archive_comment *comment)
{
    struct comment_reading *reading = context;
    struct report_data *data = reading->data;
    if (comment->state != COMMENT_ALLOWED) {
        return true;
    }
    if (data->input.comment_count == data->comment_capacity) {
        size_t larger =
            data->comment_capacity ? 2 * data->comment_capacity : FIRST_COMMENTS;
        struct model_comment *more = realloc(data->comments, larger * sizeof *more);
        if (!more) {
            return reading->ok = error_no_memory(reading->err);
        }
        data->comments = more;
        data->comment_capacity = larger;
    }
    struct model_comment kept = {
        .question = (int)comment->question,
        .instance = comment->instance[0],
        .text = arena_text(&data->texts, comment->text, strlen(comment->text)),
        .language =
            arena_text(&data->texts, comment->language, strlen(comment->language))};
    if (!kept.text || !kept.language) {
        return reading->ok = error_set(reading->err, ERROR_FULL,
                                       "more comments than a report can draw from");
    }
    data->comments[data->input.comment_count++] = kept;
    return true;
}

static bool
read_comments(struct report_data *data, struct archive *archive,
              const struct archive_form *form, struct error *err)
{
    struct comment_reading reading = {data, err, true};
    arena_init(&data->texts, COMMENTS_MAX_BYTES);
    if (!archive_each_comment(archive, form, keep_comment, &reading, err) ||
        !reading.ok) {
        return false;
    }
    data->input.comments = data->comments;
    return true;
}

bool
report_data_init(struct report_data *out, struct archive *archive,
                 const struct report_options *options, struct error *err)
{
    *out = (struct report_data){
        .input = {.descriptor = options->form->descriptor,
                  .labels = options->labels,
                  .language = options->language,
                  .seed = options->seed,
                  .rules = options->rules ? *options->rules : rules_default,
                  .is_public = options->is_public,
                  .smallest =
                      options->is_public ? DISCLOSURE_PUBLIC : DISCLOSURE_STAFF}};
    memcpy(out->input.weights,
           options->weights ? options->weights : rules_default_weights,
           sizeof out->input.weights);
    bool ok = read_rounds(out, archive, options->form, err) &&
              read_origins(out, archive, options->form, err) &&
              read_health(out, archive, err) &&
              read_comments(out, archive, options->form, err) &&
              model_read(&out->input, &out->model, err) &&
              report_hide(out, archive, options, err) && model_decide(&out->model, err);
    if (!ok) {
        report_data_finish(out);
    }
    return ok;
}

void
report_data_finish(struct report_data *data)
{
    ledger_close(data->ledger);
    model_finish(&data->model);
    for (size_t i = 0; i < data->input.round_count; i++) {
        struct counts *counts = (struct counts *)data->rounds[i].counts;
        counts_close(counts);
    }
    counts_close(data->counts);
    free(data->archive_rounds);
    free(data->rounds);
    free(data->archive_origins);
    free(data->origins);
    free(data->kiosks);
    free(data->health);
    free(data->comments);
    arena_finish(&data->texts);
    *data = (struct report_data){.counts = NULL};
}
