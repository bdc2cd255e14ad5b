/*
 * recovered_bundle: responses or contacts from a dead kiosk's card as a bundle like the
 * kiosk's own: signed with the key on the card, sealed to those the kiosk sealed to,
 * and marked (see archive_recovered_mark). It has a store id of its own, derived from
 * the card's, so that it never stands in the place of one of the kiosk's.
 */
#ifndef RECOVERED_BUNDLE_H
#define RECOVERED_BUNDLE_H

#include "townline/archive.h"
#include "townline/store_card.h"

struct recovered_lot {
    const struct store_card_terms *terms;
    enum bundle_kind kind;
    uint32_t last_number; /* bundles of the kiosk's after this one may hold the same */
};
/* The next of this card, into `out`; `content` is completed. */
bool recovered_bundle_seal(struct archive *archive, const struct store_card *card,
                           const struct recovered_lot *lot,
                           struct bundle_content *content, struct buffer *out,
                           struct error *err) __attribute__((warn_unused_result));

#endif
