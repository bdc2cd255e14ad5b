/*
 * support_bundle: a small survey with answers that are put into bundles, and a second
 * writer of bundles, which was made from FORMAT.md alone and seals any plaintext.
 */
#ifndef TOWNLINE_SUPPORT_BUNDLE_H
#define TOWNLINE_SUPPORT_BUNDLE_H

#include "townline/bundle.h"
#include "townline/keys.h"

#define LOT_EPOCHS 3

struct lot {
    struct golden_keys keys; /* the golden keys */
    struct descriptor *descriptor;
    struct epoch epochs[LOT_EPOCHS];
    uint8_t boxes[4096];
    size_t boxes_used;
    struct contact contacts[4];
    struct bundle_header header;
    struct bundle_content content;
};

/* Makes a lot with this many responses; every other one has a sealed text. */
void lot_init(struct lot *lot, size_t responses, struct random_source random);
void lot_finish(struct lot *lot);
/* Changes it into a lot of contacts, or into a status. */
void lot_make_contacts(struct lot *lot, struct random_source random);
void lot_make_status(struct lot *lot);
/* Seals it to the office and its recovery recipient. `out` is initialised here. */
void lot_seal(struct lot *lot, struct random_source random, struct buffer *out);

#define CRAFT_MAX_BYTES 65536
/* Signs with `signer` and seals for the office alone. `size` is at most
 * CRAFT_MAX_BYTES. */
void craft_bundle(const struct lot *lot, const struct sign_secret *signer,
                  const uint8_t *plaintext, size_t size, struct random_source random,
                  struct buffer *out);

#endif
