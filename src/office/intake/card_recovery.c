/* Brings what is on a dead kiosk's card into the archive. */
#include "card_recovery.h"

#include "card_copy.h"
#include "console.h"
#include "recovered_bundle.h"
#include "townline/codec.h"
#include "townline/comment.h"

#include <stdlib.h>
#include <string.h>

/* What one sealed bundle may weigh in memory, as the kiosk's own. */
#define LOT_MAX_WEIGHT (CODEC_MEMORY_MAX / 2)
#define CONTACTS_IN_LOT 1000

struct epochs {
    struct epoch *list;
    size_t count, capacity;
};

struct recovering {
    struct intake *intake;
    struct store_card *card;
    intake_told *on_result;
    void *context;
    struct recovery *out;
    struct comment_model *model;
    bool *is_merged; /* by bundle number: its responses are in the archive */
    /* The last bundle before the first whose responses are not: what is recovered can
     * still come in a bundle after it. */
    uint32_t last_number;
    /* The lot that comes next: responses of the same terms. */
    struct store_card_terms terms;
    struct descriptor *descriptor; /* owned copy */
    struct response_set set;
    struct epochs epochs;
    size_t weight;
    struct contact *contacts;
    size_t contact_count;
    struct buffer boxes;
    struct error fault; /* of a visitor; none when its code is ERROR_NONE */
};

static bool
fail(struct recovering *recovering, const struct error *err)
{
    recovering->fault = *err;
    return false;
}

static void
tell(struct recovering *recovering, const struct intake_result *result)
{
    recovering->out->kept_apart +=
        result->outcome == INTAKE_UNKNOWN || result->outcome == INTAKE_CLONE;
    recovering->out->refused += result->outcome == INTAKE_REFUSED;
    recovering->on_result(recovering->context, result);
}

static bool
on_bundle(void *context, uint32_t number, const void *sealed, size_t size)
{
    struct recovering *recovering = context;
    struct intake_result result;
    intake_bundle(recovering->intake, sealed, size, &result);
    recovering->is_merged[number] =
        result.outcome == INTAKE_MERGED || result.outcome == INTAKE_SAME;
    /* Those that wait for the kiosk to be accepted will bring their responses. */
    recovering->is_merged[number] |= result.outcome == INTAKE_UNKNOWN;
    if (result.outcome == INTAKE_REFUSED && result.fault.code != ERROR_INPUT &&
        result.fault.code != ERROR_MISSING) {
        return fail(recovering, &result.fault);
    }
    if (result.outcome != INTAKE_SAME) {
        tell(recovering, &result);
    }
    return true;
}

/* A bundle that the card does not give any more may have been collected before. */
static bool
note_merged(struct recovering *recovering, struct error *err)
{
    const struct store_card_about *about = store_card_about(recovering->card);
    struct archive_bundle *bundles;
    size_t count;
    if (!archive_bundles(intake_archive(recovering->intake), &bundles, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (bundles[i].place == BUNDLE_MERGED &&
            bundles[i].number <= about->last_number &&
            memcmp(&bundles[i].kiosk, &about->kiosk, sizeof about->kiosk) == 0 &&
            memcmp(bundles[i].store_id, about->store_id, STORE_ID_BYTES) == 0) {
            recovering->is_merged[bundles[i].number] = true;
        }
    }
    free(bundles);
    recovering->last_number = about->last_number;
    for (uint32_t number = about->last_number; number > 0; number--) {
        if (!recovering->is_merged[number]) {
            recovering->last_number = number - 1;
        }
    }
    return true;
}

static bool
add_epoch(struct epochs *epochs, const struct epoch *epoch, struct error *err)
{
    for (size_t i = epochs->count; i-- > 0;) {
        if (memcmp(epochs->list[i].id, epoch->id, sizeof epoch->id) == 0) {
            return true;
        }
    }
    if (epochs->count == epochs->capacity) {
        size_t capacity = epochs->capacity ? 2 * epochs->capacity : 8;
        struct epoch *more = realloc(epochs->list, capacity * sizeof *more);
        if (!more) {
            return error_no_memory(err);
        }
        epochs->list = more;
        epochs->capacity = capacity;
    }
    epochs->list[epochs->count++] = *epoch;
    return true;
}

/* One text that does not open would keep a whole bundle out, so each is tried. */
static bool
opens(struct recovering *recovering, const struct sealed_text *sealed,
      const struct epoch *epoch, const char *path)
{
    const struct office_secret *secret = intake_secret(recovering->intake);
    uint8_t *key = seal_secret_new(SEAL_KEY_BYTES);
    struct buffer text;
    buffer_init(&text, COMMENT_MAX_BYTES + 1);
    bool ok = key && epoch_open(epoch, &secret->recipient, key, NULL) &&
              comment_open(recovering->model, key, sealed, path, &text, NULL) &&
              !memchr(text.data, 0, text.size);
    if (text.size > 0) {
        seal_wipe(text.data, text.size);
    }
    buffer_finish(&text);
    seal_secret_free(key);
    return ok;
}

/* Seals the content as the next recovered bundle and merges it. */
static bool
merge_content(struct recovering *recovering, enum bundle_kind kind,
              struct bundle_content *content, struct intake_result *result,
              struct error *err)
{
    struct buffer sealed;
    content->epochs = recovering->epochs.list;
    content->epoch_count = recovering->epochs.count;
    buffer_init(&sealed, BUNDLE_MAX_BYTES);
    const struct recovered_lot lot = {.terms = &recovering->terms,
                                      .kind = kind,
                                      .last_number = recovering->last_number};
    bool ok = recovered_bundle_seal(intake_archive(recovering->intake),
                                    recovering->card, &lot, content, &sealed, err);
    if (ok) {
        intake_bundle(recovering->intake, sealed.data, sealed.size, result);
        if (result->outcome == INTAKE_REFUSED) {
            *err = result->fault;
            ok = false;
        } else {
            tell(recovering, result);
        }
    }
    buffer_finish(&sealed);
    return ok;
}

static void
clear_lot(struct recovering *recovering)
{
    response_set_finish(&recovering->set);
    recovering->set = (struct response_set){0};
    recovering->epochs.count = 0;
    recovering->weight = 0;
    recovering->contact_count = 0;
    buffer_clear(&recovering->boxes);
}

/* Only what the archive does not have goes into the bundle. */
static bool
drop_what_is_here(struct recovering *recovering, struct bundle_content *content,
                  struct error *err)
{
    bool *here = NULL;
    size_t count = 0;
    memcpy(content->pack_id, recovering->terms.pack_id, PACK_ID_BYTES);
    archive_recovered_mark(recovering->last_number, content->health.program_version,
                           sizeof content->health.program_version);
    if (!archive_recovered_is_here(intake_archive(recovering->intake),
                                   &store_card_about(recovering->card)->kiosk, content,
                                   &here, err)) {
        return false;
    }
    struct response *responses = content->responses.responses;
    for (size_t i = 0; i < content->responses.count; i++) {
        if (!here[i]) {
            responses[count++] = responses[i];
        }
    }
    recovering->out->here += content->responses.count - count;
    content->responses.count = count;
    free(here);
    return true;
}

static bool
end_lot(struct recovering *recovering, struct error *err)
{
    struct bundle_content content = {.descriptor = recovering->descriptor,
                                     .responses = recovering->set};
    struct intake_result result;
    bool ok =
        recovering->set.count == 0 || drop_what_is_here(recovering, &content, err);
    if (ok && content.responses.count > 0) {
        ok = merge_content(recovering, BUNDLE_RESPONSES, &content, &result, err);
        if (ok && result.outcome == INTAKE_MERGED) {
            recovering->out->recovered += result.merge.responses;
        }
    }
    clear_lot(recovering);
    return ok;
}

static bool
begin_terms(struct recovering *recovering, const struct store_card_terms *terms,
            struct error *err)
{
    struct buffer bytes;
    descriptor_close(recovering->descriptor);
    recovering->descriptor = NULL;
    recovering->terms = *terms;
    buffer_init(&bytes, DESCRIPTOR_MAX_BYTES);
    descriptor_write(terms->descriptor, &bytes);
    bool ok = !bytes.failed &&
              descriptor_read(bytes.data, bytes.size, &recovering->descriptor, err);
    if (bytes.failed) {
        error_no_memory(err);
    }
    buffer_finish(&bytes);
    recovering->terms.descriptor = recovering->descriptor;
    return ok;
}

static const struct epoch *
find_epoch(const struct store_card_response *stored, const uint8_t id[16])
{
    for (size_t i = 0; i < stored->epoch_count; i++) {
        if (memcmp(stored->epochs[i].id, id, 16) == 0) {
            return &stored->epochs[i];
        }
    }
    return NULL;
}

/* Texts that do not open are left empty, so that the rest of the response is kept. */
static bool
add_response(struct recovering *recovering, const struct store_card_response *stored,
             struct error *err)
{
    const struct descriptor *descriptor = stored->terms->descriptor;
    struct response response = *stored->response;
    response.answers = calloc(response.answer_count + 1, sizeof *response.answers);
    if (!response.answers) {
        return error_no_memory(err);
    }
    bool ok = true;
    for (size_t i = 0; ok && i < response.answer_count; i++) {
        struct answer *answer = &response.answers[i];
        *answer = stored->response->answers[i];
        if (answer->state != ANSWER_SEALED) {
            continue;
        }
        const struct epoch *epoch = find_epoch(stored, answer->sealed.epoch_id);
        if (epoch && opens(recovering, &answer->sealed, epoch,
                           descriptor->questions[answer->question].path)) {
            ok = add_epoch(&recovering->epochs, epoch, err);
        } else {
            answer->state = ANSWER_EMPTY;
            recovering->out->texts_lost++;
        }
    }
    recovering->weight += codec_weight(&response);
    ok = ok &&
         response_set_add(&recovering->set, recovering->descriptor, &response, err);
    free(response.answers);
    return ok;
}

static bool
on_response(void *context, const struct store_card_response *stored)
{
    struct recovering *recovering = context;
    struct error err;
    recovering->out->on_card++;
    if (stored->bundle != 0 &&
        stored->bundle <= store_card_about(recovering->card)->last_number &&
        recovering->is_merged[stored->bundle]) {
        recovering->out->here++;
        return true;
    }
    console_progress("Reading the card: %zu responses", recovering->out->on_card);
    bool is_full = recovering->weight > LOT_MAX_WEIGHT ||
                   recovering->set.count == RESPONSE_SET_MAX ||
                   recovering->epochs.count == BUNDLE_EPOCHS_MAX;
    bool is_other =
        !recovering->descriptor || recovering->terms.number != stored->terms->number;
    if (((is_full || is_other) && !end_lot(recovering, &err)) ||
        (is_other && !begin_terms(recovering, stored->terms, &err)) ||
        !add_response(recovering, stored, &err)) {
        return fail(recovering, &err);
    }
    return true;
}

static bool
end_contacts(struct recovering *recovering, struct error *err)
{
    struct bundle_content content = {.contacts = recovering->contacts,
                                     .contact_count = recovering->contact_count};
    struct intake_result result;
    size_t at = 0;
    for (size_t i = 0; i < recovering->contact_count; i++) {
        recovering->contacts[i].sealed.box = recovering->boxes.data + at;
        at += recovering->contacts[i].sealed.box_size;
    }
    bool ok = recovering->contact_count == 0 ||
              merge_content(recovering, BUNDLE_CONTACTS, &content, &result, err);
    if (ok && recovering->contact_count > 0 && result.outcome == INTAKE_MERGED) {
        recovering->out->contacts += result.merge.contacts;
    }
    clear_lot(recovering);
    return ok;
}

static bool
on_contact(void *context, const struct sealed_text *sealed, const struct epoch *epoch)
{
    struct recovering *recovering = context;
    struct error err;
    bool is_here = false;
    if (!intake_has_contact(recovering->intake, sealed->row_id, &is_here, &err)) {
        return fail(recovering, &err);
    }
    if (is_here) {
        return true;
    }
    if (!opens(recovering, sealed, epoch, COMMENT_CONTACT_PATH)) {
        recovering->out->texts_lost++;
        return true;
    }
    if ((recovering->contact_count == CONTACTS_IN_LOT &&
         !end_contacts(recovering, &err)) ||
        !add_epoch(&recovering->epochs, epoch, &err)) {
        return fail(recovering, &err);
    }
    recovering->contacts[recovering->contact_count++].sealed = *sealed;
    buffer_add(&recovering->boxes, sealed->box, sealed->box_size);
    if (recovering->boxes.failed) {
        error_set(&err, ERROR_FULL, "out of memory");
        return fail(recovering, &err);
    }
    return true;
}

static bool
visit_all(struct recovering *recovering, struct error *err)
{
    struct store_card *card = recovering->card;
    bool ok = store_card_each_bundle(card, on_bundle, recovering, err) &&
              recovering->fault.code == ERROR_NONE && note_merged(recovering, err) &&
              store_card_each_response(card, on_response, recovering, err) &&
              recovering->fault.code == ERROR_NONE && end_lot(recovering, err);
    descriptor_close(recovering->descriptor);
    recovering->descriptor = NULL;
    if (ok && store_card_about(card)->has_contacts) {
        ok = store_card_newest_terms(card, &recovering->terms, err) &&
             store_card_each_contact(card, on_contact, recovering, err) &&
             recovering->fault.code == ERROR_NONE && end_contacts(recovering, err);
    }
    if (!ok && recovering->fault.code != ERROR_NONE) {
        *err = recovering->fault;
    }
    return ok;
}

bool
card_recover(struct intake *intake, const char *place, intake_told *on_result,
             void *context, struct recovery *out, struct error *err)
{
    struct card_copy copy;
    struct recovering recovering = {.intake = intake,
                                    .on_result = on_result,
                                    .context = context,
                                    .out = out,
                                    .fault = {.code = ERROR_NONE}};
    memset(out, 0, sizeof *out);
    buffer_init(&recovering.boxes, BUNDLE_MAX_BYTES);
    if (!card_copy_make(place, &copy, err)) {
        return false;
    }
    bool ok = store_card_open(copy.folder, &recovering.card, err) ||
              error_prefix(err, "%s", place);
    if (ok) {
        size_t numbers = (size_t)store_card_about(recovering.card)->last_number + 1;
        recovering.is_merged = calloc(numbers, sizeof *recovering.is_merged);
        recovering.contacts = calloc(CONTACTS_IN_LOT, sizeof *recovering.contacts);
        ok = (recovering.is_merged && recovering.contacts) || error_no_memory(err);
    }
    ok = ok && comment_model_create(&recovering.model, err) &&
         visit_all(&recovering, err);
    console_progress(NULL);
    if (recovering.card) {
        out->about = *store_card_about(recovering.card);
    }
    out->texts_lost += out->about.texts_lost;
    out->unread_blocks = copy.unread_blocks;
    out->has_test_too = copy.has_test_too;
    clear_lot(&recovering);
    descriptor_close(recovering.descriptor);
    comment_model_destroy(recovering.model);
    buffer_finish(&recovering.boxes);
    free(recovering.epochs.list);
    free(recovering.contacts);
    free(recovering.is_merged);
    store_card_close(recovering.card);
    card_copy_remove(&copy);
    return ok;
}
