/*
 * card_recovery: what a dead kiosk's card holds, into the archive. Bundles that nobody
 * collected come in as if collected; responses that were in none come in a bundle that
 * is sealed here with the card's key, marked as recovered (see archive_recovered_mark).
 */
#ifndef CARD_RECOVERY_H
#define CARD_RECOVERY_H

#include "intake.h"
#include "townline/store_card.h"

struct recovery {
    struct store_card_about about;
    size_t unread_blocks;
    bool has_test_too;
    size_t on_card;    /* responses that could be read */
    size_t here;       /* of them in the archive already, or in a bundle of the card */
    size_t recovered;  /* merged now, in no bundle before */
    size_t contacts;   /* the same of contacts */
    size_t texts_lost; /* texts that do not open */
    size_t kept_apart; /* bundles that wait, since the kiosk is not accepted */
    size_t refused;    /* bundles on the card that do not open */
};
/* Calls on_result for every bundle, of the kiosk's own and of recovered responses. */
bool card_recover(struct intake *intake, const char *place, intake_told *on_result,
                  void *context, struct recovery *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
