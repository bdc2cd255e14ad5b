/* The vectors of src/core/FORMAT.md. */
#include "support_golden.h"
#include "townline/comment.h"
#include "townline/frame.h"
#include "townline/keys.h"
#include "townline/receipt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define GOLDEN_TEXT_BYTES ((size_t)1 << 16)

static void
the_golden_keys(void **state)
{
    (void)state;
    static const struct passphrase_cost cheap = {.operations = 1, .memory_bytes = 8192};
    struct golden_keys keys;
    struct buffer text, file;
    char recovery[KEYS_RECOVERY_BYTES], fingerprint[KEYS_FINGERPRINT_BYTES];
    uint8_t office_id[OFFICE_ID_BYTES];
    struct recipient_public recovery_public;
    uint64_t seed = 1;
    keys_golden(&keys);
    recipient_public_of(&keys.recovery, &recovery_public);
    keys_recovery_write(&keys.recovery, recovery);
    keys_fingerprint(&keys.kiosk, fingerprint);
    keys_office_id(&keys.office.sign, office_id);
    buffer_init(&text, GOLDEN_TEXT_BYTES);
    golden_add_hex(&text, "office-sign-seed", keys.office_secret.sign.bytes, 32);
    golden_add_hex(&text, "office-sign-public", keys.office.sign.bytes, 32);
    golden_add_hex(&text, "office-id", office_id, sizeof office_id);
    golden_add_hex(&text, "office-secret", keys.office_secret.recipient.bytes, 32);
    golden_add_hex(&text, "office-public", keys.office.recipients[0].bytes, 32);
    golden_add_hex(&text, "recovery-secret", keys.recovery.bytes, 32);
    golden_add_hex(&text, "recovery-public", recovery_public.bytes, 32);
    golden_add_hex(&text, "kiosk-sign-seed", keys.kiosk_secret.bytes, 32);
    golden_add_hex(&text, "kiosk-sign-public", keys.kiosk.bytes, 32);
    buffer_add_format(&text, "recovery-key %s\n", recovery);
    buffer_add_format(&text, "kiosk-fingerprint %s\n", fingerprint);
    assert_golden("keys.txt", &text);

    buffer_init(&file, KEYS_FILE_MAX_BYTES);
    keys_public_write(&keys.office, &file);
    assert_golden("office.public", &file);
    assert_true(keys_lock(&keys.office_secret, "golden passphrase", cheap,
                          random_seeded(&seed), &file, NULL));
    assert_golden("office.secret", &file);
    buffer_finish(&file);

    struct office_secret opened;
    golden_read("office.secret", &file);
    assert_true(keys_unlock(file.data, file.size, "golden passphrase", &opened, NULL));
    assert_memory_equal(&opened, &keys.office_secret, sizeof opened);
    buffer_finish(&file);
    buffer_finish(&text);
}

static void
the_golden_slot_and_receipt(void **state)
{
    (void)state;
    struct golden_keys keys;
    struct key_slot slot;
    struct buffer text;
    uint8_t key[SEAL_KEY_BYTES], id[BUNDLE_ID_BYTES], opened[SEAL_KEY_BYTES];
    char code[RECEIPT_DIGITS + 1], carried[20];
    uint64_t seed = 2;
    struct random_source random = random_seeded(&seed);
    keys_golden(&keys);
    random.fill(random.context, key, sizeof key);
    random.fill(random.context, id, sizeof id);
    slot_seal(key, &keys.office.recipients[0], random, &slot);
    assert_true(slot_open(&slot, 1, &keys.office_secret.recipient, opened, NULL));
    assert_memory_equal(opened, key, sizeof key);
    receipt_code(key, id, code);
    carried_code(12, id, carried, sizeof carried);
    buffer_init(&text, GOLDEN_TEXT_BYTES);
    golden_add_hex(&text, "key", key, sizeof key);
    golden_add_hex(&text, "slot-recipient", slot.recipient_id,
                   sizeof slot.recipient_id);
    golden_add_hex(&text, "slot-box", slot.box, sizeof slot.box);
    golden_add_hex(&text, "id", id, sizeof id);
    buffer_add_format(&text, "receipt %s\ncarried %s\n", code, carried);
    assert_golden("seal.txt", &text);
    buffer_finish(&text);
}

static void
the_golden_frames(void **state)
{
    (void)state;
    static const uint32_t indices[] = {0, 2, 3, 1000, 0xfffffff0};
    uint8_t bundle[700], frame[FRAME_MAX_BYTES], id[BUNDLE_ID_BYTES];
    struct frame_sender *sender;
    struct buffer text;
    for (size_t i = 0; i < sizeof bundle; i++) {
        bundle[i] = (uint8_t)(i * 7);
    }
    bundle_id(bundle, sizeof bundle, id);
    assert_true(frame_sender_create(bundle, sizeof bundle, &sender, NULL));
    buffer_init(&text, GOLDEN_TEXT_BYTES);
    buffer_add_format(&text, "data byte i is 7 i modulo 256, for i below 700\n");
    golden_add_hex(&text, "id", id, sizeof id);
    for (size_t i = 0; i < sizeof indices / sizeof indices[0]; i++) {
        size_t size = frame_write(sender, indices[i], 1 + i % 2, frame);
        golden_add_hex(&text, "frame", frame, size);
    }
    assert_golden("frames.txt", &text);
    buffer_finish(&text);
    frame_sender_destroy(sender);
}

static void
add_answers(struct response_set *set, const struct descriptor *descriptor,
            const struct sealed_text *comment)
{
    struct answer answers[] = {
        {.question = 0, .state = ANSWER_VALUE, .value = "fire library"},
        {.question = 1, .state = ANSWER_VALUE, .value = "5"},
        {.question = 1, .instance = {1}, .state = ANSWER_VALUE, .value = "none"},
        {.question = 2, .state = ANSWER_SEALED, .sealed = *comment},
    };
    struct response full = {
        .head = {.round = "2026",
                 .event = "fair",
                 .language = "es",
                 .half_day = 41500,
                 .clock_trusted = true,
                 .channel = CHANNEL_KEYS,
                 .duration = DURATION_4_8,
                 .straight_line = STRAIGHT_SOME,
                 .complete = true,
                 .first_time = SAID_YES,
                 .order_seed = 200},
        .answers = answers,
        .answer_count = 4,
    };
    struct response left = full;
    left.head.language = "en";
    left.head.complete = false;
    left.answer_count = 2;
    answers[1].state = ANSWER_VALUE;
    assert_true(response_set_add(set, descriptor, &full, NULL));
    answers[1] = (struct answer){.question = 1, .state = ANSWER_EMPTY};
    assert_true(response_set_add(set, descriptor, &left, NULL));
}

static struct descriptor *
make_descriptor(void)
{
    static const char *const services[] = {"fire", "library", "parks"};
    static const char *const scale[] = {"1", "2", "3", "4", "5", "none"};
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
    struct question comment = {.path = "comment", .type = QUESTION_TEXT};
    assert_true(descriptor_create("golden", "1", &descriptor, NULL));
    assert_true(descriptor_add_question(descriptor, &chosen, NULL));
    assert_true(descriptor_begin_repeat(descriptor, "about", services, 3, NULL));
    assert_true(descriptor_add_question(descriptor, &identity, NULL));
    descriptor_end_repeat(descriptor);
    assert_true(descriptor_add_question(descriptor, &comment, NULL));
    return descriptor;
}

/* What a reader finds in the bundle, in words. */
static void
describe(const struct bundle *bundle, const struct recipient_secret *secret,
         struct buffer *out)
{
    const struct bundle_content *content = &bundle->content;
    uint8_t key[SEAL_KEY_BYTES];
    char code[RECEIPT_DIGITS + 1];
    receipt_code(content->receipt_key, bundle->id, code);
    golden_add_hex(out, "id", bundle->id, sizeof bundle->id);
    buffer_add_format(out, "number %u\nreceipt %s\n", (unsigned)bundle->header.number,
                      code);
    assert_int_equal(content->epoch_count, 1);
    assert_true(epoch_open(&content->epochs[0], secret, key, NULL));
    golden_add_hex(out, "epoch-key", key, sizeof key);
    for (size_t i = 0; i < content->responses.count; i++) {
        const struct response *response = &content->responses.responses[i];
        buffer_add_format(out, "response %s %s %s half-day %u%s\n",
                          response->head.round, response->head.event,
                          response->head.language, (unsigned)response->head.half_day,
                          response->head.complete ? " complete" : "");
        for (size_t j = 0; j < response->answer_count; j++) {
            const struct answer *answer = &response->answers[j];
            const char *path = content->descriptor->questions[answer->question].path;
            struct buffer comment;
            buffer_add_format(out, "    %s[%u] ", path, answer->instance[0]);
            buffer_init(&comment, COMMENT_MAX_BYTES);
            if (answer->state == ANSWER_SEALED) {
                assert_true(
                    comment_open(NULL, key, &answer->sealed, path, &comment, NULL));
            } else if (answer->state == ANSWER_VALUE) {
                buffer_add(&comment, answer->value, strlen(answer->value));
            }
            buffer_add(out, comment.data, comment.size);
            buffer_add_u8(out, '\n');
            buffer_finish(&comment);
        }
    }
}

static void
the_golden_bundle(void **state)
{
    (void)state;
    struct golden_keys keys;
    struct descriptor *descriptor = make_descriptor();
    struct epoch epoch;
    struct sealed_text comment;
    struct buffer boxes, file, plaintext, text;
    uint8_t epoch_key[SEAL_KEY_BYTES];
    uint64_t seed = 3;
    struct random_source random = random_seeded(&seed);
    keys_golden(&keys);
    buffer_init(&boxes, 10000);
    buffer_init(&file, BUNDLE_MAX_BYTES);
    buffer_init(&plaintext, BUNDLE_MAX_BYTES);
    buffer_init(&text, GOLDEN_TEXT_BYTES);
    epoch_begin(keys.office.recipients, 2, random, &epoch, epoch_key);
    assert_true(comment_seal(NULL, epoch_key, epoch.id, "comment",
                             "Keep the branch open on Saturdays, please.", random,
                             &boxes, &comment, NULL));
    struct bundle_content content = {
        .codec_model = 1,
        .descriptor = descriptor,
        .epochs = &epoch,
        .epoch_count = 1,
        .health = {.uptime_hours = 26,
                   .sessions_begun = 3,
                   .sessions_finished = 1,
                   .sessions_timed_out = 1,
                   .storage_free_mb = 1000,
                   .store_kb = 40,
                   .program_version = "0.1.0"},
    };
    struct bundle_header header = {
        .kind = BUNDLE_RESPONSES, .kiosk = keys.kiosk, .number = 1};
    add_answers(&content.responses, descriptor, &comment);
    random.fill(random.context, content.pack_id, sizeof content.pack_id);
    random.fill(random.context, content.receipt_key, sizeof content.receipt_key);
    random.fill(random.context, header.store_id, sizeof header.store_id);
    keys_office_id(&keys.office.sign, header.office_id);
    assert_true(bundle_seal(&header, &content, &keys.kiosk_secret,
                            keys.office.recipients, 2, random, &file, NULL));
    assert_golden("responses-1.bundle", &file);
    assert_true(bundle_plaintext(&content, &plaintext, NULL));
    golden_add_hex(&text, "plaintext", plaintext.data, plaintext.size);
    buffer_finish(&file);

    struct bundle *bundle;
    golden_read("responses-1.bundle", &file);
    assert_true(bundle_open(file.data, file.size, &keys.recovery, &bundle, NULL));
    describe(bundle, &keys.recovery, &text);
    assert_golden("responses-1.txt", &text);
    bundle_close(bundle);
    response_set_finish(&content.responses);
    descriptor_close(descriptor);
    buffer_finish(&boxes);
    buffer_finish(&file);
    buffer_finish(&plaintext);
    buffer_finish(&text);
}

static int
start(void **state)
{
    (void)state;
    return seal_start() ? 0 : -1;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_golden_keys),
        cmocka_unit_test(the_golden_slot_and_receipt),
        cmocka_unit_test(the_golden_frames),
        cmocka_unit_test(the_golden_bundle),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
