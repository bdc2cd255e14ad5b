#include "support_bundle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint64_t seed = 1;
static struct random_source randomness;

static struct bundle *
open_bundle(const struct lot *lot, const struct buffer *bytes)
{
    struct bundle *bundle;
    struct error err = {0};
    if (!bundle_open(bytes->data, bytes->size, &lot->keys.office_secret.recipient,
                     &bundle, &err)) {
        fail_msg("%s", err.text);
    }
    return bundle;
}

static void
assert_same_text(const struct sealed_text *a, const struct sealed_text *b)
{
    assert_memory_equal(a->epoch_id, b->epoch_id, sizeof a->epoch_id);
    assert_memory_equal(a->row_id, b->row_id, sizeof a->row_id);
    assert_int_equal(a->box_size, b->box_size);
    assert_memory_equal(a->box, b->box, a->box_size);
}

/* Texts are told by their row ids; their responses must have come with them. */
static void
assert_holds_response(const struct bundle *bundle, const struct response *response)
{
    for (size_t i = 0; i < bundle->content.responses.count; i++) {
        const struct response *other = &bundle->content.responses.responses[i];
        assert_int_equal(other->answer_count, 4);
        const struct answer *a = response->answers, *b = other->answers;
        if (other->head.order_seed != response->head.order_seed ||
            other->head.half_day != response->head.half_day ||
            b[3].state != a[3].state || strcmp(a[1].value, b[1].value) != 0 ||
            strcmp(a[2].value, b[2].value) != 0 ||
            (a[3].state == ANSWER_SEALED &&
             memcmp(a[3].sealed.row_id, b[3].sealed.row_id, 16) != 0)) {
            continue;
        }
        assert_string_equal(other->head.language, response->head.language);
        assert_int_equal(b[1].instance[0], 1);
        if (a[3].state == ANSWER_SEALED) {
            assert_same_text(&a[3].sealed, &b[3].sealed);
        }
        return;
    }
    fail_msg("a response is not in the bundle");
}

static void
a_bundle_reads_back_for_each_recipient(void **state)
{
    (void)state;
    struct lot lot;
    struct buffer bytes;
    lot_init(&lot, 20, randomness);
    lot.header.number = 7;
    memset(lot.header.previous_id, 9, sizeof lot.header.previous_id);
    lot.content.test_mode = true;
    lot.content.replaces = 3;
    lot_seal(&lot, randomness, &bytes);
    const struct recipient_secret *const secrets[] = {&lot.keys.office_secret.recipient,
                                                      &lot.keys.recovery};
    for (size_t i = 0; i < 2; i++) {
        struct bundle *bundle;
        uint8_t id[BUNDLE_ID_BYTES];
        assert_true(bundle_open(bytes.data, bytes.size, secrets[i], &bundle, NULL));
        bundle_id(bytes.data, bytes.size, id);
        assert_memory_equal(bundle->id, id, sizeof id);
        assert_memory_equal(&bundle->header, &lot.header, sizeof lot.header);
        const struct bundle_content *content = &bundle->content;
        assert_memory_equal(content->pack_id, lot.content.pack_id, PACK_ID_BYTES);
        assert_memory_equal(content->receipt_key, lot.content.receipt_key,
                            SEAL_KEY_BYTES);
        assert_true(content->test_mode);
        assert_false(content->final_collection);
        assert_int_equal(content->replaces, 3);
        assert_memory_equal(&content->health, &lot.content.health,
                            sizeof content->health);
        assert_string_equal(content->descriptor->form_id, "small");
        assert_int_equal(content->responses.count, 20);
        for (size_t j = 0; j < 20; j++) {
            assert_holds_response(bundle, &lot.content.responses.responses[j]);
        }
        bundle_close(bundle);
    }
    buffer_finish(&bytes);
    lot_finish(&lot);
}

static void
only_the_epochs_that_a_text_needs_travel(void **state)
{
    (void)state;
    struct lot lot;
    struct buffer bytes;
    lot_init(&lot, 20, randomness);
    lot_seal(&lot, randomness, &bytes);
    struct bundle *bundle = open_bundle(&lot, &bytes);
    assert_int_equal(bundle->content.epoch_count, 2); /* the third is never used */
    for (size_t i = 0; i < 2; i++) {
        const struct epoch *epoch = &bundle->content.epochs[i];
        const struct epoch *own = memcmp(epoch->id, lot.epochs[0].id, 16) == 0
                                      ? &lot.epochs[0]
                                      : &lot.epochs[1];
        assert_memory_equal(epoch->id, own->id, sizeof own->id);
        assert_int_equal(epoch->slot_count, own->slot_count);
        assert_memory_equal(epoch->slots, own->slots,
                            own->slot_count * sizeof own->slots[0]);
    }
    bundle_close(bundle);
    buffer_finish(&bytes);
    lot_finish(&lot);
}

static void
contacts_and_status_travel_in_bundles_of_their_own(void **state)
{
    (void)state;
    struct lot lot;
    struct buffer bytes;
    lot_init(&lot, 0, randomness);
    lot_make_contacts(&lot, randomness);
    lot_seal(&lot, randomness, &bytes);
    struct bundle *bundle = open_bundle(&lot, &bytes);
    assert_int_equal(bundle->header.kind, BUNDLE_CONTACTS);
    assert_null(bundle->content.descriptor);
    assert_int_equal(bundle->content.contact_count, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct sealed_text *text = &bundle->content.contacts[i].sealed;
        size_t own = 0;
        while (memcmp(lot.contacts[own].sealed.row_id, text->row_id, 16) != 0) {
            assert_true(++own < 4);
        }
        assert_same_text(text, &lot.contacts[own].sealed);
    }
    bundle_close(bundle);
    buffer_finish(&bytes);

    lot.content.contact_count = 0;
    lot.header.kind = BUNDLE_STATUS;
    lot_seal(&lot, randomness, &bytes);
    bundle = open_bundle(&lot, &bytes);
    assert_int_equal(bundle->header.kind, BUNDLE_STATUS);
    assert_int_equal(bundle->content.health.sessions_begun, 41);
    bundle_close(bundle);
    buffer_finish(&bytes);
    lot_finish(&lot);
}

static uint32_t
draw(uint32_t below)
{
    return (uint32_t)(random_splitmix64(&seed) % below);
}

static void
the_order_of_arrival_leaves_no_trace(void **state)
{
    (void)state;
    struct lot lot;
    struct buffer first, again;
    buffer_init(&first, BUNDLE_MAX_BYTES);
    buffer_init(&again, BUNDLE_MAX_BYTES);
    lot_init(&lot, 30, randomness);
    assert_true(bundle_plaintext(&lot.content, &first, NULL));
    for (size_t trial = 0; trial < 20; trial++) {
        struct response *responses = lot.content.responses.responses;
        for (uint32_t i = 30; i-- > 1;) {
            uint32_t at = draw(i + 1);
            struct response kept = responses[i];
            responses[i] = responses[at];
            responses[at] = kept;
        }
        struct epoch epoch = lot.epochs[0];
        lot.epochs[0] = lot.epochs[trial % 3];
        lot.epochs[trial % 3] = epoch;
        buffer_clear(&again);
        assert_true(bundle_plaintext(&lot.content, &again, NULL));
        assert_int_equal(again.size, first.size);
        assert_memory_equal(again.data, first.data, first.size);
    }
    buffer_finish(&first);
    buffer_finish(&again);
    lot_finish(&lot);
}

static void
the_order_of_contacts_leaves_no_trace(void **state)
{
    (void)state;
    struct lot lot;
    struct buffer first, again;
    buffer_init(&first, BUNDLE_MAX_BYTES);
    buffer_init(&again, BUNDLE_MAX_BYTES);
    lot_init(&lot, 0, randomness);
    lot_make_contacts(&lot, randomness);
    assert_true(bundle_plaintext(&lot.content, &first, NULL));
    struct contact kept = lot.contacts[0];
    lot.contacts[0] = lot.contacts[3];
    lot.contacts[3] = kept;
    assert_true(bundle_plaintext(&lot.content, &again, NULL));
    assert_int_equal(again.size, first.size);
    assert_memory_equal(again.data, first.data, first.size);
    buffer_finish(&first);
    buffer_finish(&again);
    lot_finish(&lot);
}

static void
a_bundle_changed_by_one_bit_anywhere_is_refused(void **state)
{
    (void)state;
    struct lot lot;
    struct buffer bytes;
    lot_init(&lot, 2, randomness);
    lot_seal(&lot, randomness, &bytes);
    for (size_t bit = 0; bit < 8 * bytes.size; bit++) {
        struct bundle *bundle;
        struct error err = {0};
        bytes.data[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        if (bundle_open(bytes.data, bytes.size, &lot.keys.office_secret.recipient,
                        &bundle, &err)) {
            fail_msg("bit %zu of byte %zu made no difference", bit % 8, bit / 8);
        }
        assert_true(err.code == ERROR_INPUT || err.code == ERROR_MISSING);
        bytes.data[bit / 8] ^= (uint8_t)(1u << (bit % 8));
    }
    buffer_finish(&bytes);
    lot_finish(&lot);
}

static void
a_bundle_cut_short_or_grown_is_refused(void **state)
{
    (void)state;
    struct lot lot;
    struct buffer bytes;
    struct bundle *bundle;
    struct error err = {0};
    lot_init(&lot, 2, randomness);
    lot_seal(&lot, randomness, &bytes);
    for (size_t size = 0; size < bytes.size; size++) {
        /* A copy of its own, so that reading past it is seen. */
        uint8_t *cut = malloc(size + 1);
        assert_non_null(cut);
        memcpy(cut, bytes.data, size);
        cut = realloc(cut, size > 0 ? size : 1);
        assert_false(
            bundle_open(cut, size, &lot.keys.office_secret.recipient, &bundle, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        free(cut);
    }
    buffer_add_u8(&bytes, 0);
    assert_false(bundle_open(bytes.data, bytes.size, &lot.keys.office_secret.recipient,
                             &bundle, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    buffer_finish(&bytes);
    lot_finish(&lot);
}

static void
a_bundle_for_another_office_is_told_so(void **state)
{
    (void)state;
    struct lot lot;
    struct buffer bytes;
    struct bundle *bundle;
    struct bundle_header header;
    struct recipient_public other_public;
    struct recipient_secret other;
    struct error err = {0};
    lot_init(&lot, 2, randomness);
    lot_seal(&lot, randomness, &bytes);
    recipient_pair(randomness, &other_public, &other);
    assert_false(bundle_open(bytes.data, bytes.size, &other, &bundle, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_true(bundle_header_read(bytes.data, bytes.size, &header, &err));
    assert_memory_equal(&header, &lot.header, sizeof header);
    buffer_finish(&bytes);
    lot_finish(&lot);
}

static void
a_bundle_signed_by_another_than_it_names_is_refused(void **state)
{
    (void)state;
    struct lot lot;
    struct buffer bytes;
    struct bundle *bundle;
    struct sign_public other_public;
    struct sign_secret other;
    struct error err = {0};
    lot_init(&lot, 2, randomness);
    sign_pair(randomness, &other_public, &other);
    lot.keys.kiosk_secret = other;
    lot_seal(&lot, randomness, &bytes);
    assert_false(bundle_open(bytes.data, bytes.size, &lot.keys.office_secret.recipient,
                             &bundle, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "signed"));
    buffer_finish(&bytes);
    lot_finish(&lot);
}

/* Else the kiosk would freeze a bundle that no office can read. */
static void
a_version_that_is_not_plain_text_is_made_so(void **state)
{
    (void)state;
    struct lot lot;
    struct buffer bytes;
    lot_init(&lot, 0, randomness);
    lot_make_status(&lot);
    memset(lot.content.health.program_version, 'v',
           sizeof lot.content.health.program_version);
    lot.content.health.program_version[1] = '\n';
    lot_seal(&lot, randomness, &bytes);
    struct bundle *bundle = open_bundle(&lot, &bytes);
    assert_string_equal(bundle->content.health.program_version,
                        "v?vvvvvvvvvvvvvvvvvvvvvvvvvvvvv");
    bundle_close(bundle);
    buffer_finish(&bytes);
    lot_finish(&lot);
}

static void
what_does_not_fit_together_is_not_sealed(void **state)
{
    (void)state;
    struct lot lot;
    struct buffer out;
    struct error err = {0};
    buffer_init(&out, BUNDLE_MAX_BYTES);
    lot_init(&lot, 2, randomness);
    const struct recipient_public *recipients = lot.keys.office.recipients;
    const struct sign_secret *kiosk = &lot.keys.kiosk_secret;
    lot.header.kind = BUNDLE_STATUS;
    assert_false(bundle_seal(&lot.header, &lot.content, kiosk, recipients, 1,
                             randomness, &out, &err));
    lot.header.kind = BUNDLE_RESPONSES;
    assert_false(bundle_seal(&lot.header, &lot.content, kiosk, recipients, 0,
                             randomness, &out, &err));
    assert_false(bundle_seal(&lot.header, &lot.content, kiosk, recipients, 5,
                             randomness, &out, &err));
    struct recipient_public unusable = {{0}};
    assert_false(bundle_seal(&lot.header, &lot.content, kiosk, &unusable, 1, randomness,
                             &out, &err));
    const struct recipient_public twice[] = {recipients[0], recipients[0]};
    assert_false(bundle_seal(&lot.header, &lot.content, kiosk, twice, 2, randomness,
                             &out, &err));
    lot.header.number = 0;
    assert_false(bundle_seal(&lot.header, &lot.content, kiosk, recipients, 1,
                             randomness, &out, &err));
    lot.header.number = 1;
    lot.epochs[0].slot_count = lot.epochs[1].slot_count = 0;
    assert_false(bundle_seal(&lot.header, &lot.content, kiosk, recipients, 1,
                             randomness, &out, &err));
    lot.content.epoch_count = 0;
    assert_false(bundle_seal(&lot.header, &lot.content, kiosk, recipients, 1,
                             randomness, &out, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_int_equal(out.size, 0);
    buffer_finish(&out);
    lot_finish(&lot);
}

static int
start(void **state)
{
    (void)state;
    return seal_start() ? 0 : -1;
}

static void
bytes_that_were_read_once_open_without_being_hashed_again(void **state)
{
    (void)state;
    struct lot lot;
    struct buffer bytes;
    struct bundle *bundle;
    struct sealed_bundle sealed;
    uint8_t id[BUNDLE_ID_BYTES];
    lot_init(&lot, 3, randomness);
    lot_seal(&lot, randomness, &bytes);
    assert_true(sealed_bundle_read(bytes.data, bytes.size, &sealed, NULL));
    bundle_id(bytes.data, bytes.size, id);
    assert_memory_equal(sealed.id, id, sizeof id);
    assert_memory_equal(&sealed.header, &lot.header, sizeof lot.header);
    assert_ptr_equal(sealed.data, bytes.data);
    assert_int_equal(sealed.size, bytes.size);
    sealed.id[0] ^= 1; /* taken as it was read */
    assert_true(
        sealed_bundle_open(&sealed, &lot.keys.office_secret.recipient, &bundle, NULL));
    assert_memory_equal(bundle->id, sealed.id, sizeof id);
    bundle_close(bundle);
    assert_false(sealed_bundle_read(bytes.data, 20, &sealed, NULL));
    buffer_finish(&bytes);
    lot_finish(&lot);
}

int
main(void)
{
    const char *text = getenv("TOWNLINE_SEED");
    if (text) {
        seed = strtoull(text, NULL, 10);
    }
    printf("TOWNLINE_SEED=%llu\n", (unsigned long long)seed);
    randomness = random_seeded(&seed);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bundle_reads_back_for_each_recipient),
        cmocka_unit_test(only_the_epochs_that_a_text_needs_travel),
        cmocka_unit_test(contacts_and_status_travel_in_bundles_of_their_own),
        cmocka_unit_test(the_order_of_arrival_leaves_no_trace),
        cmocka_unit_test(the_order_of_contacts_leaves_no_trace),
        cmocka_unit_test(a_bundle_changed_by_one_bit_anywhere_is_refused),
        cmocka_unit_test(a_bundle_cut_short_or_grown_is_refused),
        cmocka_unit_test(a_bundle_for_another_office_is_told_so),
        cmocka_unit_test(a_bundle_signed_by_another_than_it_names_is_refused),
        cmocka_unit_test(a_version_that_is_not_plain_text_is_made_so),
        cmocka_unit_test(bytes_that_were_read_once_open_without_being_hashed_again),
        cmocka_unit_test(what_does_not_fit_together_is_not_sealed),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
