/* Seals what was recovered from a card. */
#include "recovered_bundle.h"

#include <stdlib.h>
#include <string.h>

/* The store id of what is recovered from a store. */
static void
derive_store_id(const uint8_t store_id[STORE_ID_BYTES], uint8_t out[STORE_ID_BYTES])
{
    static const char domain[] = "townline recovered 1";
    uint8_t input[sizeof domain + STORE_ID_BYTES], hash[SEAL_HASH_BYTES];
    memcpy(input, domain, sizeof domain);
    memcpy(input + sizeof domain, store_id, STORE_ID_BYTES);
    seal_hash(input, sizeof input, hash);
    memcpy(out, hash, STORE_ID_BYTES);
}

/* The number and predecessor of the next recovered bundle of this card. */
static bool
find_next(struct archive *archive, struct bundle_header *header, struct error *err)
{
    struct archive_bundle *bundles;
    size_t count;
    if (!archive_bundles(archive, &bundles, &count, err)) {
        return false;
    }
    header->number = 1;
    for (size_t i = 0; i < count; i++) {
        if (memcmp(&bundles[i].kiosk, &header->kiosk, sizeof header->kiosk) != 0 ||
            memcmp(bundles[i].store_id, header->store_id, STORE_ID_BYTES) != 0 ||
            bundles[i].number < header->number) {
            continue;
        }
        header->number = bundles[i].number + 1;
        memcpy(header->previous_id, bundles[i].id, BUNDLE_ID_BYTES);
    }
    free(bundles);
    return true;
}

bool
recovered_bundle_seal(struct archive *archive, const struct store_card *card,
                      const struct recovered_lot *lot, struct bundle_content *content,
                      struct buffer *out, struct error *err)
{
    const struct store_card_about *about = store_card_about(card);
    const struct store_card_terms *terms = lot->terms;
    struct random_source random = seal_random();
    struct bundle_header header = {.kind = lot->kind, .kiosk = about->kiosk};
    derive_store_id(about->store_id, header.store_id);
    memcpy(header.office_id, terms->office_id, OFFICE_ID_BYTES);
    memcpy(content->pack_id, terms->pack_id, PACK_ID_BYTES);
    content->test_mode = about->test_mode;
    content->final_collection = true;
    archive_recovered_mark(lot->last_number, content->health.program_version,
                           sizeof content->health.program_version);
    random.fill(random.context, content->receipt_key, SEAL_KEY_BYTES);
    bool ok = find_next(archive, &header, err) &&
              bundle_seal(&header, content, store_card_secret(card), terms->recipients,
                          terms->recipient_count, random, out, err);
    seal_wipe(content->receipt_key, SEAL_KEY_BYTES);
    return ok;
}
