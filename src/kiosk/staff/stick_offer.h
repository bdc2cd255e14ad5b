/*
 * stick_offer: looks through the packs of a stick for the questions that the kiosk may
 * change to: signed by its office, newer than those in use, and such that it can ask
 * them. Every byte of a pack is hostile until it was opened.
 */
#ifndef TOWNLINE_STICK_OFFER_H
#define TOWNLINE_STICK_OFFER_H

#include "stick_visit.h"

struct stick_offer;
/* Both are borrowed while it is open. NULL when memory ran out. */
struct stick_offer *offer_open(const struct pack *in_use,
                               const struct sign_public *office);
void offer_close(struct stick_offer *offer); /* takes NULL */

/* Finds the names. */
bool offer_find(struct stick_offer *offer, struct stick *stick, struct error *err)
    __attribute__((warn_unused_result));
/* Reads one pack. A pack that is no good is no error; a stick that went away is. */
bool offer_read_next(struct stick_offer *offer, struct stick *stick, bool *has_more_out,
                     struct error *err) __attribute__((warn_unused_result));

/* The newest that fits, or NULL. Borrowed. */
const struct pack *offer_pack(const struct stick_offer *offer);
/* Questions and services whose words are not those in use. */
size_t offer_changed(const struct stick_offer *offer);
/* Why there is none; the version of one that is older. */
enum visit_refusal offer_refusal(const struct stick_offer *offer, char *version_out,
                                 size_t version_size);
struct pack *offer_take(struct stick_offer *offer); /* the caller's then */

#endif
