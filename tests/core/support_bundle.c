/* support_bundle: makes lots of responses, and seals bundles by FORMAT.md alone. */
#include "support_bundle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const services[] = {"fire", "library", "parks"};
static const char *const scale[] = {"1", "2", "3", "4", "5", "none"};

static uint32_t
draw(struct random_source random, uint32_t below)
{
    uint32_t number;
    random.fill(random.context, &number, sizeof number);
    return number % below;
}

static struct descriptor *
make_descriptor(void)
{
    struct descriptor *descriptor;
    struct question chosen = {.path = "services",
                              .type = QUESTION_SELECT_MULTIPLE,
                              .role = ROLE_SERVICES,
                              .choices = services,
                              .choice_count = 3};
    struct question identity = {.path = "about/identity",
                                .type = QUESTION_SELECT_ONE,
                                .role = ROLE_IDENTITY,
                                .choices = scale,
                                .choice_count = 6};
    struct question years = {.path = "years", .type = QUESTION_INTEGER};
    struct question comment = {.path = "comment", .type = QUESTION_TEXT};
    assert_true(descriptor_create("small", "2026-1", &descriptor, NULL));
    assert_true(descriptor_add_question(descriptor, &chosen, NULL));
    assert_true(descriptor_begin_repeat(descriptor, "about", services, 3, NULL));
    assert_true(descriptor_add_question(descriptor, &identity, NULL));
    descriptor_end_repeat(descriptor);
    assert_true(descriptor_add_question(descriptor, &years, NULL));
    assert_true(descriptor_add_question(descriptor, &comment, NULL));
    return descriptor;
}

/* The bundle does not look into a box, so any bytes will do. */
static struct sealed_text
make_text(struct lot *lot, struct random_source random)
{
    struct sealed_text text = {.box_size = SEAL_TAG_BYTES + 1 + draw(random, 40)};
    uint8_t *box = lot->boxes + lot->boxes_used;
    assert_true(lot->boxes_used + text.box_size <= sizeof lot->boxes);
    lot->boxes_used += text.box_size;
    random.fill(random.context, box, text.box_size);
    random.fill(random.context, text.row_id, sizeof text.row_id);
    memcpy(text.epoch_id, lot->epochs[draw(random, LOT_EPOCHS - 1)].id,
           sizeof text.epoch_id);
    text.box = box;
    return text;
}

static void
add_response(struct lot *lot, struct random_source random, bool with_text)
{
    struct answer answers[4] = {0};
    char years[16];
    size_t count = 0;
    snprintf(years, sizeof years, "%u", (unsigned)draw(random, 70));
    answers[count++] =
        (struct answer){.question = 0, .state = ANSWER_VALUE, .value = "library"};
    answers[count++] = (struct answer){.question = 1,
                                       .instance = {1},
                                       .state = ANSWER_VALUE,
                                       .value = scale[draw(random, 6)]};
    answers[count++] =
        (struct answer){.question = 2, .state = ANSWER_VALUE, .value = years};
    answers[count++] = (struct answer){.question = 3, .state = ANSWER_EMPTY};
    if (with_text) {
        answers[3].state = ANSWER_SEALED;
        answers[3].sealed = make_text(lot, random);
    }
    struct response response = {
        .head = {.round = "2026",
                 .event = "",
                 .language = draw(random, 2) ? "en" : "es",
                 .half_day = 41400 + draw(random, 4),
                 .clock_trusted = true,
                 .duration = DURATION_2_4,
                 .complete = true,
                 .order_seed = (uint8_t)draw(random, 256)},
        .answers = answers,
        .answer_count = count,
    };
    assert_true(
        response_set_add(&lot->content.responses, lot->descriptor, &response, NULL));
}

void
lot_init(struct lot *lot, size_t responses, struct random_source random)
{
    memset(lot, 0, sizeof *lot);
    keys_golden(&lot->keys);
    lot->descriptor = make_descriptor();
    for (size_t i = 0; i < LOT_EPOCHS; i++) {
        random.fill(random.context, lot->epochs[i].id, sizeof lot->epochs[i].id);
        lot->epochs[i].slot_count = 1 + i % 2;
        for (size_t j = 0; j < lot->epochs[i].slot_count; j++) {
            random.fill(random.context, &lot->epochs[i].slots[j],
                        sizeof lot->epochs[i].slots[j]);
        }
    }
    for (size_t i = 0; i < responses; i++) {
        add_response(lot, random, i % 2 == 1);
    }

    struct bundle_content *content = &lot->content;
    random.fill(random.context, content->pack_id, sizeof content->pack_id);
    random.fill(random.context, content->receipt_key, sizeof content->receipt_key);
    content->descriptor = lot->descriptor;
    content->epochs = lot->epochs;
    content->epoch_count = LOT_EPOCHS;
    content->health = (struct bundle_health){.uptime_hours = 300,
                                             .sessions_begun = 41,
                                             .sessions_finished = 30,
                                             .sessions_timed_out = 11,
                                             .storage_free_mb = 20000,
                                             .store_kb = 96,
                                             .program_version = "0.1.0"};
    struct bundle_header *header = &lot->header;
    header->kind = BUNDLE_RESPONSES;
    header->kiosk = lot->keys.kiosk;
    header->number = 1;
    random.fill(random.context, header->store_id, sizeof header->store_id);
    keys_office_id(&lot->keys.office.sign, header->office_id);
}

void
lot_finish(struct lot *lot)
{
    response_set_finish(&lot->content.responses);
    descriptor_close(lot->descriptor);
}

void
lot_make_status(struct lot *lot)
{
    response_set_finish(&lot->content.responses);
    lot->content.responses = (struct response_set){.count = 0};
    lot->content.descriptor = NULL;
    lot->header.kind = BUNDLE_STATUS;
}

void
lot_make_contacts(struct lot *lot, struct random_source random)
{
    lot_make_status(lot);
    for (size_t i = 0; i < 4; i++) {
        lot->contacts[i].sealed = make_text(lot, random);
    }
    lot->content.contacts = lot->contacts;
    lot->content.contact_count = 4;
    lot->header.kind = BUNDLE_CONTACTS;
}

void
lot_seal(struct lot *lot, struct random_source random, struct buffer *out)
{
    struct error err = {0};
    buffer_init(out, BUNDLE_MAX_BYTES);
    if (!bundle_seal(&lot->header, &lot->content, &lot->keys.kiosk_secret,
                     lot->keys.office.recipients, lot->keys.office.recipient_count,
                     random, out, &err)) {
        fail_msg("%s", err.text);
    }
}

void
craft_bundle(const struct lot *lot, const struct sign_secret *signer,
             const uint8_t *plaintext, size_t size, struct random_source random,
             struct buffer *out)
{
    static uint8_t message[CRAFT_MAX_BYTES + 1024], box[CRAFT_MAX_BYTES + 1024];
    const struct bundle_header *header = &lot->header;
    uint8_t key[SEAL_KEY_BYTES], nonce[SEAL_NONCE_BYTES];
    struct key_slot slot;
    struct buffer start, body;
    random.fill(random.context, key, sizeof key);
    random.fill(random.context, nonce, sizeof nonce);
    slot_seal(key, &lot->keys.office.recipients[0], random, &slot);

    buffer_init(&start, 1000);
    buffer_add(&start, "TOWNLINE\x01", 9);
    buffer_add_u8(&start, (uint8_t)header->kind);
    buffer_add(&start, header->kiosk.bytes, 32);
    buffer_add(&start, header->store_id, 16);
    buffer_add_u32(&start, header->number);
    buffer_add(&start, header->previous_id, 32);
    buffer_add(&start, header->office_id, 8);
    buffer_add_u8(&start, 1);

    buffer_init(&body, sizeof message);
    buffer_add(&body, "townline bundle 1", 18);
    buffer_add(&body, start.data, start.size);
    buffer_add(&body, slot.recipient_id, 8);
    buffer_add(&body, plaintext, size);
    assert_false(body.failed);
    sign_bytes(signer, body.data, body.size, message);
    if (size > 0) {
        memcpy(message + SEAL_SIGNATURE_BYTES, plaintext, size);
    }

    buffer_add(&start, slot.recipient_id, 8);
    buffer_add(&start, slot.box, 80);
    buffer_add(&start, nonce, 24);
    buffer_add_u32(&start, (uint32_t)(size + SEAL_SIGNATURE_BYTES + SEAL_TAG_BYTES));
    seal_encrypt(key, nonce, start.data, start.size, message,
                 size + SEAL_SIGNATURE_BYTES, box);
    buffer_clear(out);
    buffer_add(out, start.data, start.size);
    buffer_add(out, box, size + SEAL_SIGNATURE_BYTES + SEAL_TAG_BYTES);
    assert_false(out->failed);
    buffer_finish(&start);
    buffer_finish(&body);
}
