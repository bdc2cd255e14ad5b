/* stick_offer: looks through the packs of a stick for newer questions. */
#include "stick_offer.h"

#include "townline/askable.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct stick_offer {
    const struct pack *in_use;
    const struct sign_public *office;
    struct stick_packs found;
    size_t at;
    struct pack *pack;
    size_t changed;
    enum visit_refusal refusal;
    char refused_version[40];
};

struct stick_offer *
offer_open(const struct pack *in_use, const struct sign_public *office)
{
    struct stick_offer *offer = calloc(1, sizeof *offer);
    if (offer) {
        offer->in_use = in_use;
        offer->office = office;
    }
    return offer;
}

void
offer_close(struct stick_offer *offer)
{
    if (offer) {
        pack_close(offer->pack);
        free(offer);
    }
}

bool
offer_find(struct stick_offer *offer, struct stick *stick, struct error *err)
{
    return stick_find_packs(stick, &offer->found, err);
}

/* Opened as the pack of whoever it names, so that another office's is told from a
 * damaged one; only then whose it is. */
static enum visit_refusal
judge(const struct stick_offer *offer, const struct pack *pack)
{
    const struct manifest *now = offer->in_use->manifest;
    const struct manifest *next = pack->manifest;
    if (keys_is_golden(next->office.sign.bytes) ||
        (offer->office && memcmp(next->office.sign.bytes, offer->office->bytes,
                                 sizeof offer->office->bytes) != 0)) {
        return REFUSED_FOREIGN;
    }
    if (now && next->build <= now->build) {
        return REFUSED_OLDER;
    }
    return askable_check(pack->form, NULL) ? REFUSED_NONE : REFUSED_UNFIT;
}

static void
refuse(struct stick_offer *offer, enum visit_refusal why, const struct pack *pack)
{
    if (offer->refusal != REFUSED_NONE && offer->refusal <= why) {
        return;
    }
    offer->refusal = why;
    offer->refused_version[0] = '\0';
    if (why == REFUSED_OLDER) {
        snprintf(offer->refused_version, sizeof offer->refused_version, "%s",
                 pack->manifest->form_version);
    }
}

struct change_count {
    size_t count;
    char last[400]; /* question */
};

/* Texts come question by question. */
static void
on_text(void *context, const struct pack_text *text)
{
    struct change_count *changes = context;
    if (strncmp(changes->last, text->question, sizeof changes->last - 1) != 0) {
        changes->count++;
        snprintf(changes->last, sizeof changes->last, "%s", text->question);
    }
}

static void
keep_if_newest(struct stick_offer *offer, struct pack *pack)
{
    struct change_count changes = {0};
    if (offer->pack && offer->pack->manifest->build >= pack->manifest->build) {
        pack_close(pack);
        return;
    }
    pack_close(offer->pack);
    offer->pack = pack;
    offer->changed = 0;
    if (pack_compare(offer->in_use->form, pack->form, on_text, &changes, NULL)) {
        offer->changed = changes.count;
    }
}

bool
offer_read_next(struct stick_offer *offer, struct stick *stick, bool *has_more_out,
                struct error *err)
{
    struct buffer archive;
    struct error fault = {.code = ERROR_NONE};
    struct pack *pack = NULL;
    *has_more_out = offer->at < offer->found.count;
    if (!*has_more_out) {
        return true;
    }
    buffer_init(&archive, PACK_ARCHIVE_MAX_BYTES);
    bool ok =
        stick_read_pack(stick, &offer->found.packs[offer->at++], &archive, &fault);
    if (!ok && fault.code != ERROR_INPUT && fault.code != ERROR_FULL) {
        buffer_finish(&archive);
        return error_set(err, fault.code, "%s", fault.text);
    }
    if (!ok || !pack_open(&archive, NULL, &pack, &fault)) {
        refuse(offer, REFUSED_DAMAGED, NULL);
    } else if (memcmp(pack->id, offer->in_use->id, sizeof pack->id) == 0) {
        pack_close(pack);
    } else {
        enum visit_refusal why = judge(offer, pack);
        if (why == REFUSED_NONE) {
            keep_if_newest(offer, pack);
        } else {
            refuse(offer, why, pack);
            pack_close(pack);
        }
    }
    buffer_finish(&archive);
    return true;
}

const struct pack *
offer_pack(const struct stick_offer *offer)
{
    return offer->pack;
}

size_t
offer_changed(const struct stick_offer *offer)
{
    return offer->changed;
}

enum visit_refusal
offer_refusal(const struct stick_offer *offer, char *version_out, size_t version_size)
{
    snprintf(version_out, version_size, "%s", offer->refused_version);
    return offer->refusal;
}

struct pack *
offer_take(struct stick_offer *offer)
{
    struct pack *pack = offer->pack;
    offer->pack = NULL;
    return pack;
}
