/*
 * Input: u8 and the rest. 0: the rest are the bytes of a bundle. 1, 2, 3: the rest is a
 * plaintext, which a kiosk that lies has signed and sealed as a bundle of that kind.
 */
#include "fuzz.h"

#include "support_bundle.h"
#include "townline/codec.h"
#include "townline/comment.h"

#include <stdbool.h>
#include <string.h>

/* Readers refuse above 64 MB of memory (design), and the input is beside it. */
const size_t fuzz_heap_max_bytes = (size_t)64 << 20;

static struct lot lot; /* its keys and the header; made once */
static uint64_t seed = 1;

static size_t
read_all(const struct bundle *bundle)
{
    size_t sum = 0;
    const struct response_set *set = &bundle->content.responses;
    for (size_t i = 0; i < set->count; i++) {
        const struct response *response = &set->responses[i];
        sum += strlen(response->head.round) + strlen(response->head.event) +
               strlen(response->head.language);
        for (size_t j = 0; j < response->answer_count; j++) {
            const struct answer *answer = &response->answers[j];
            if (answer->state == ANSWER_VALUE) {
                sum += strlen(answer->value);
            }
            if (answer->state == ANSWER_SEALED) {
                sum += answer->sealed.box[answer->sealed.box_size - 1];
            }
        }
    }
    for (size_t i = 0; i < bundle->content.contact_count; i++) {
        const struct sealed_text *sealed = &bundle->content.contacts[i].sealed;
        sum += sealed->box[sealed->box_size - 1];
    }
    return sum;
}

/* Comments and contacts under keys that were not sealed to us do not open. */
static void
open_epochs(const struct bundle *bundle)
{
    uint8_t key[SEAL_KEY_BYTES];
    struct error err;
    for (size_t i = 0; i < bundle->content.epoch_count && i < 4; i++) {
        if (epoch_open(&bundle->content.epochs[i], &lot.keys.office_secret.recipient,
                       key, &err)) {
            seal_wipe(key, sizeof key);
        }
    }
}

static void
try_open(const void *data, size_t size)
{
    struct bundle *bundle;
    struct bundle_header header;
    struct error err = {0};
    bool has_header = bundle_header_read(data, size, &header, &err);
    if (!bundle_open(data, size, &lot.keys.office_secret.recipient, &bundle, &err)) {
        assert(err.code != ERROR_NONE && err.text[0] != '\0');
        return;
    }
    assert(has_header && bundle->content.responses.count <= RESPONSE_SET_MAX);
    volatile size_t sum = read_all(bundle);
    (void)sum;
    open_epochs(bundle);
    bundle_close(bundle);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return;
    }
    if (!lot.descriptor) {
        if (!seal_start()) {
            return;
        }
        lot_init(&lot, 0, random_seeded(&seed));
    }
    unsigned kind = data[0] % 4;
    if (kind == 0) {
        try_open(data + 1, size - 1);
        return;
    }
    if (size > CRAFT_MAX_BYTES) {
        return;
    }
    struct buffer sealed;
    buffer_init(&sealed, BUNDLE_MAX_BYTES);
    lot.header.kind = (enum bundle_kind)kind;
    craft_bundle(&lot, &lot.keys.kiosk_secret, data + 1, size - 1, random_seeded(&seed),
                 &sealed);
    try_open(sealed.data, sealed.size);
    buffer_finish(&sealed);
}
