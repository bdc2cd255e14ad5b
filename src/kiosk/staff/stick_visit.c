/* stick_visit: does a visit of the stick, a bit at each call. */
#include "stick_visit.h"

#include "stick_offer.h"
#include "townline/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a stage says when it has done its bit. */
enum stage_end {
    STAGE_ON,          /* to the next stage */
    STAGE_AGAIN,       /* it has more to do */
    STAGE_STICK_FAULT, /* the error is the stick's */
    STAGE_CARD_FAULT,  /* the error is the kiosk's own */
};

struct stick_visit {
    struct stick_visit_options options;
    struct stick_visit_status status;
    struct stick *stick;
    struct stick_offer *offer;
    size_t stage;
    size_t at;            /* entry of the outbox */
    struct buffer bundle; /* that is being saved */
};

typedef enum stage_end stage_function(struct stick_visit *visit, struct error *err);

static enum stage_end
open_stick(struct stick_visit *visit, struct error *err)
{
    struct sign_public kiosk;
    uint8_t store_id[STORE_ID_BYTES];
    store_identity(visit->options.store, &kiosk, store_id);
    if (!removable_mount(visit->options.removable, err) ||
        !stick_open(removable_root(visit->options.removable), &kiosk,
                    visit->options.kiosk_name, &visit->stick, err)) {
        return STAGE_STICK_FAULT;
    }
    struct stick_visit_status *status = &visit->status;
    status->has_room =
        stick_room(visit->stick, &status->free_bytes, &status->size_bytes);
    return STAGE_ON;
}

/* ---- receipts ---- */

/* Responses of all bundles that are confirmed, and the number of the last of them. */
static uint32_t
count_confirmed(struct store *store, uint32_t *last_out)
{
    struct outbox_entry entry;
    uint32_t responses = 0;
    *last_out = 0;
    for (size_t i = 0; store_outbox(store, i, &entry); i++) {
        if (entry.state == OUTBOX_CONFIRMED) {
            *last_out = entry.number;
            responses += entry.kind == BUNDLE_RESPONSES ? entry.responses : 0;
        }
    }
    return responses;
}

struct receipt_reading {
    struct stick_visit *visit;
    bool failed;
    struct error err;
};

/* One that confirms nothing new is passed over: it stays on the stick for ever. */
static void
on_receipt(void *context, const struct receipt_file *receipt)
{
    struct receipt_reading *reading = context;
    struct store *store = reading->visit->options.store;
    struct stick_visit_status *status = &reading->visit->status;
    struct receipt_answer answer;
    uint32_t before, after;
    uint32_t responses = count_confirmed(store, &before);
    if (reading->failed) {
        return;
    }
    if (!store_receipt_file(store, receipt, &answer, &reading->err)) {
        reading->failed = reading->err.code != ERROR_INPUT;
        return;
    }
    if (answer.result == RECEIPT_CONFIRMED) {
        status->office_day =
            answer.day > status->office_day ? answer.day : status->office_day;
        responses = count_confirmed(store, &after) - responses;
        if (after > before) {
            status->receipts++;
            status->confirmed += responses;
            status->confirmed_to = after;
        }
    }
}

static enum stage_end
read_receipts(struct stick_visit *visit, struct error *err)
{
    struct stick_visit_status *status = &visit->status;
    struct receipt_reading reading = {.visit = visit};
    bool ok = stick_read_receipts(visit->stick, on_receipt, &reading, err);
    status->states[VISIT_RECEIPTS] = status->receipts > 0 ? VISIT_DONE : VISIT_NONE;
    if (reading.failed) {
        *err = reading.err;
        return STAGE_CARD_FAULT;
    }
    return ok ? STAGE_ON : STAGE_STICK_FAULT;
}

/* ---- questions ---- */

static enum stage_end
find_questions(struct stick_visit *visit, struct error *err)
{
    visit->offer = offer_open(visit->options.pack, visit->options.office);
    if (!visit->offer) {
        error_no_memory(err);
        return STAGE_CARD_FAULT;
    }
    return offer_find(visit->offer, visit->stick, err) ? STAGE_ON : STAGE_STICK_FAULT;
}

static enum stage_end
read_questions(struct stick_visit *visit, struct error *err)
{
    struct stick_visit_status *status = &visit->status;
    bool has_more = false;
    if (!offer_read_next(visit->offer, visit->stick, &has_more, err)) {
        return STAGE_STICK_FAULT;
    }
    if (has_more) {
        return STAGE_AGAIN;
    }
    const struct pack *pack = offer_pack(visit->offer);
    status->offered = pack ? pack->manifest : NULL;
    status->uses_offered = pack != NULL;
    status->changed = offer_changed(visit->offer);
    if (!pack) {
        status->refusal = offer_refusal(visit->offer, status->refused_version,
                                        sizeof status->refused_version);
    }
    status->states[VISIT_QUESTIONS] = pack                              ? VISIT_DONE
                                      : status->refusal == REFUSED_NONE ? VISIT_NONE
                                                                        : VISIT_FAILED;
    return STAGE_ON;
}

/* ---- a new version of the program ---- */

/* Only its name is looked at: whoever holds the visit has it installed afterwards. */
static enum stage_end
find_update(struct stick_visit *visit, struct error *err)
{
    struct stick_visit_status *status = &visit->status;
    if (!visit->options.takes_updates) {
        return STAGE_ON;
    }
    if (!stick_find_update(visit->stick, status->update, err)) {
        return STAGE_STICK_FAULT;
    }
    snprintf(status->update_path, sizeof status->update_path, "%s/" STICK_TOP "/%s",
             removable_root(visit->options.removable), status->update);
    return STAGE_ON;
}

/* ---- answers ---- */

static enum stage_end
freeze(struct stick_visit *visit, struct error *err)
{
    struct stick_visit_status *status = &visit->status;
    struct store *store = visit->options.store;
    const struct freeze_options options = {.uptime_hours = visit->options.uptime_hours,
                                           .storage_free_mb =
                                               visit->options.storage_free_mb};
    struct store_counts counts;
    struct outbox_entry entry;
    size_t frozen = 0;
    if (!store_freeze(store, &options, &frozen, err) ||
        !store_count(store, &counts, err)) {
        return STAGE_CARD_FAULT;
    }
    status->kept = counts.open;
    for (size_t i = 0; store_outbox(store, i, &entry); i++) {
        status->of += entry.state != OUTBOX_CONFIRMED;
    }
    return STAGE_ON;
}

/* Whom the bundles are of, before the first of them. */
static enum stage_end
write_card(struct stick_visit *visit, struct error *err)
{
    return stick_write_kiosk(visit->stick, err) ? STAGE_ON : STAGE_STICK_FAULT;
}

/* Loads the next bundle that is not confirmed, so that its number can be shown. */
static bool
load_next(struct stick_visit *visit, bool *has_next_out, struct error *err)
{
    struct stick_visit_status *status = &visit->status;
    struct store *store = visit->options.store;
    struct outbox_entry entry;
    *has_next_out = false;
    while (store_outbox(store, visit->at, &entry)) {
        visit->at++;
        if (entry.state != OUTBOX_CONFIRMED) {
            status->bundle = entry;
            status->which++;
            *has_next_out = true;
            return store_bundle(store, entry.number, &visit->bundle, err);
        }
    }
    return true;
}

/* Three bits a bundle: it is loaded, written, and read back. */
static enum stage_end
save_bundles(struct stick_visit *visit, struct error *err)
{
    struct stick_visit_status *status = &visit->status;
    const struct outbox_entry *entry = &status->bundle;
    struct buffer *bundle = &visit->bundle;
    if (bundle->size == 0) {
        bool has_next;
        if (!load_next(visit, &has_next, err)) {
            return STAGE_CARD_FAULT;
        }
        return has_next ? STAGE_AGAIN : STAGE_ON;
    }
    if (!status->reads_back) {
        status->reads_back = true;
        return stick_write_bundle(visit->stick, entry->number, entry->id, bundle, err)
                   ? STAGE_AGAIN
                   : STAGE_STICK_FAULT;
    }
    if (!stick_check_bundle(visit->stick, entry->number, entry->id, bundle, err)) {
        return STAGE_STICK_FAULT;
    }
    if (!store_carried(visit->options.store, entry->number, OUTBOX_BY_STICK, err)) {
        return STAGE_CARD_FAULT;
    }
    status->saved++;
    status->saved_bytes += bundle->size;
    status->saved_responses += entry->kind == BUNDLE_RESPONSES ? entry->responses : 0;
    status->reads_back = false;
    buffer_clear(bundle);
    return STAGE_AGAIN;
}

/* After the bundles, which need the room more. */
static enum stage_end
save_page(struct stick_visit *visit, struct error *err)
{
    struct stick_visit_status *status = &visit->status;
    struct buffer html;
    buffer_init(&html, STICK_PAGE_MAX_BYTES);
    if (visit->options.page_path && file_load(visit->options.page_path, &html, err) &&
        html.size > 0) {
        status->page = stick_write_page(visit->stick, &html, err) ? PAGE_SAVED
                       : err->code == ERROR_INPUT                 ? PAGE_OTHER
                                                                  : PAGE_FAILED;
    }
    buffer_finish(&html);
    return STAGE_ON;
}

static enum stage_end
settle(struct stick_visit *visit, struct error *err)
{
    struct stick_visit_status *status = &visit->status;
    if (!stick_settle(visit->stick, err)) {
        return STAGE_STICK_FAULT;
    }
    status->has_room =
        stick_room(visit->stick, &status->free_bytes, &status->size_bytes);
    return STAGE_ON;
}

/* On an appliance the stick is mounted for this visit alone. */
static enum stage_end
let_go(struct stick_visit *visit, struct error *err)
{
    stick_close(visit->stick);
    visit->stick = NULL;
    return removable_release(visit->options.removable, err) ? STAGE_ON
                                                            : STAGE_STICK_FAULT;
}

/* ---- all of it ---- */

/* What else a stick may bring, such as a file that lets staff choose a new PIN, is one
 * line more. */
static const struct {
    enum visit_step step;
    stage_function *go;
} stages[] = {
    {VISIT_RECEIPTS, open_stick},      {VISIT_RECEIPTS, read_receipts},
    {VISIT_QUESTIONS, find_questions}, {VISIT_QUESTIONS, find_update},
    {VISIT_QUESTIONS, read_questions}, {VISIT_ANSWERS, freeze},
    {VISIT_ANSWERS, write_card},       {VISIT_ANSWERS, save_bundles},
    {VISIT_ANSWERS, save_page},        {VISIT_ANSWERS, settle},
    {VISIT_ANSWERS, let_go},
};
#define STAGE_COUNT (sizeof stages / sizeof *stages)

struct stick_visit *
visit_open(const struct stick_visit_options *options)
{
    struct stick_visit *visit = calloc(1, sizeof *visit);
    if (visit) {
        visit->options = *options;
        buffer_init(&visit->bundle, BUNDLE_MAX_BYTES);
        visit->status.states[VISIT_RECEIPTS] = VISIT_WORKING;
    }
    return visit;
}

/* Lets go of the stick, so that it can be taken out. */
static void
end(struct stick_visit *visit)
{
    stick_close(visit->stick);
    visit->stick = NULL;
    visit->status.is_over = true;
}

void
visit_close(struct stick_visit *visit)
{
    if (!visit) {
        return;
    }
    end(visit);
    offer_close(visit->offer);
    buffer_finish(&visit->bundle);
    free(visit);
}

static void
fail(struct stick_visit *visit, enum stage_end why, const struct error *err)
{
    struct stick_visit_status *status = &visit->status;
    status->fault = why == STAGE_CARD_FAULT ? VISIT_CARD : VISIT_STICK;
    status->stick_fault = stick_fault(visit->stick, err);
    status->states[stages[visit->stage].step] = VISIT_FAILED;
    struct error again;
    end(visit);
    if (visit->options.removable &&
        !removable_release(visit->options.removable, &again)) {
        status->stick_fault = STICK_UNREADABLE;
    }
}

bool
visit_advance(struct stick_visit *visit)
{
    struct stick_visit_status *status = &visit->status;
    struct error err = {.code = ERROR_NONE};
    if (status->is_over) {
        return false;
    }
    enum visit_step step = stages[visit->stage].step;
    enum stage_end ended = stages[visit->stage].go(visit, &err);
    if (ended == STAGE_STICK_FAULT || ended == STAGE_CARD_FAULT) {
        fail(visit, ended, &err);
        return true;
    }
    visit->stage += ended == STAGE_ON;
    if (visit->stage == STAGE_COUNT) {
        status->states[step] = status->saved > 0 ? VISIT_DONE : VISIT_NONE;
        end(visit);
    } else if (stages[visit->stage].step != step) {
        status->states[stages[visit->stage].step] = VISIT_WORKING;
    }
    return true;
}

const struct stick_visit_status *
visit_status(const struct stick_visit *visit)
{
    return &visit->status;
}

void
visit_choose(struct stick_visit *visit, bool uses_offered)
{
    visit->status.uses_offered = uses_offered && visit->status.offered;
}

struct pack *
visit_take_pack(struct stick_visit *visit)
{
    struct stick_visit_status *status = &visit->status;
    if (!status->uses_offered) {
        return NULL;
    }
    status->offered = NULL;
    status->uses_offered = false;
    return offer_take(visit->offer);
}
