#include "townline/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint64_t seed = 7;

static void
a_slot_opens_for_its_recipient_alone(void **state)
{
    (void)state;
    struct random_source random = random_seeded(&seed);
    struct recipient_public publics[2], other_public;
    struct recipient_secret secrets[2], other;
    uint8_t key[SEAL_KEY_BYTES], opened[SEAL_KEY_BYTES];
    struct key_slot slots[2];
    struct error err;
    random.fill(random.context, key, sizeof key);
    recipient_pair(random, &other_public, &other);
    for (size_t i = 0; i < 2; i++) {
        recipient_pair(random, &publics[i], &secrets[i]);
        slot_seal(key, &publics[i], random, &slots[i]);
    }
    for (size_t i = 0; i < 2; i++) {
        memset(opened, 0, sizeof opened);
        assert_true(slot_open(slots, 2, &secrets[i], opened, &err));
        assert_memory_equal(opened, key, sizeof key);
    }
    assert_false(slot_open(slots, 2, &other, opened, &err));
    assert_int_equal(err.code, ERROR_MISSING);
}

static void
a_slot_changed_by_one_bit_does_not_open(void **state)
{
    (void)state;
    struct random_source random = random_seeded(&seed);
    struct recipient_public recipient;
    struct recipient_secret secret;
    uint8_t key[SEAL_KEY_BYTES] = {1}, opened[SEAL_KEY_BYTES];
    struct key_slot slot;
    recipient_pair(random, &recipient, &secret);
    slot_seal(key, &recipient, random, &slot);
    uint8_t *bytes = (uint8_t *)&slot;
    for (size_t bit = 0; bit < 8 * sizeof slot; bit++) {
        struct error err = {0};
        bytes[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        assert_false(slot_open(&slot, 1, &secret, opened, &err));
        assert_int_equal(err.code, bit < 64 ? ERROR_MISSING : ERROR_INPUT);
        bytes[bit / 8] ^= (uint8_t)(1u << (bit % 8));
    }
}

static void
the_same_randomness_seals_the_same_slot(void **state)
{
    (void)state;
    struct key_slot slots[2];
    for (size_t i = 0; i < 2; i++) {
        uint64_t again = 99;
        struct random_source random = random_seeded(&again);
        struct recipient_public recipient;
        struct recipient_secret secret;
        uint8_t key[SEAL_KEY_BYTES] = {5};
        recipient_pair(random, &recipient, &secret);
        slot_seal(key, &recipient, random, &slots[i]);
    }
    assert_memory_equal(&slots[0], &slots[1], sizeof slots[0]);
}

static void
a_key_of_small_order_is_not_a_recipient(void **state)
{
    (void)state;
    struct random_source random = random_seeded(&seed);
    struct recipient_public recipient, zero = {{0}}, one = {{1}};
    struct recipient_secret secret;
    recipient_pair(random, &recipient, &secret);
    assert_true(recipient_is_valid(&recipient));
    assert_false(recipient_is_valid(&zero));
    assert_false(recipient_is_valid(&one));
}

static void
a_signature_holds_for_its_bytes_and_key(void **state)
{
    (void)state;
    struct random_source random = random_seeded(&seed);
    struct sign_public public, other, again;
    struct sign_secret secret, other_secret;
    uint8_t signature[SEAL_SIGNATURE_BYTES], text[] = "the town line";
    sign_pair(random, &public, &secret);
    sign_pair(random, &other, &other_secret);
    sign_public_of(&secret, &again);
    assert_memory_equal(&public, &again, sizeof public);
    sign_bytes(&secret, text, sizeof text, signature);
    assert_true(sign_is_valid(&public, text, sizeof text, signature));
    assert_false(sign_is_valid(&other, text, sizeof text, signature));
    assert_false(sign_is_valid(&public, text, sizeof text - 1, signature));
    for (size_t bit = 0; bit < 8 * sizeof signature; bit++) {
        signature[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        assert_false(sign_is_valid(&public, text, sizeof text, signature));
        signature[bit / 8] ^= (uint8_t)(1u << (bit % 8));
    }
}

static void
what_was_encrypted_opens_only_unchanged(void **state)
{
    (void)state;
    uint8_t key[SEAL_KEY_BYTES] = {3}, nonce[SEAL_NONCE_BYTES] = {4};
    uint8_t box[20 + SEAL_TAG_BYTES], clear[20];
    seal_encrypt(key, nonce, "head", 4, "twenty bytes of text", 20, box);
    assert_true(seal_decrypt(key, nonce, "head", 4, box, sizeof box, clear));
    assert_memory_equal(clear, "twenty bytes of text", 20);
    assert_false(seal_decrypt(key, nonce, "heap", 4, box, sizeof box, clear));
    for (size_t size = 0; size < sizeof box; size++) {
        assert_false(seal_decrypt(key, nonce, "head", 4, box, size, clear));
    }
    box[0] ^= 1;
    assert_false(seal_decrypt(key, nonce, "head", 4, box, sizeof box, clear));
    for (size_t i = 0; i < sizeof clear; i++) {
        assert_int_equal(clear[i], 0);
    }
}

static void
a_passphrase_gives_one_key_for_one_salt(void **state)
{
    (void)state;
    struct passphrase_cost cost = {.operations = 1, .memory_bytes = 8192};
    uint8_t salt[SEAL_SALT_BYTES] = {1}, a[SEAL_KEY_BYTES], b[SEAL_KEY_BYTES];
    assert_true(seal_passphrase("one two", 7, salt, cost, a, NULL));
    assert_true(seal_passphrase("one two", 7, salt, cost, b, NULL));
    assert_true(seal_equal(a, b, sizeof a));
    salt[0] = 2;
    assert_true(seal_passphrase("one two", 7, salt, cost, b, NULL));
    assert_false(seal_equal(a, b, sizeof a));

    struct error err;
    cost.memory_bytes = 1;
    assert_false(seal_passphrase("one two", 7, salt, cost, b, &err));
    assert_int_equal(err.code, ERROR_INPUT);
}

static void
secret_memory_can_be_had_written_and_given_back(void **state)
{
    (void)state;
    uint8_t *secret = seal_secret_new(33);
    assert_non_null(secret);
    memset(secret, 0xaa, 33);
    seal_secret_free(secret);
    seal_secret_free(NULL);
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
        cmocka_unit_test(a_slot_opens_for_its_recipient_alone),
        cmocka_unit_test(a_slot_changed_by_one_bit_does_not_open),
        cmocka_unit_test(the_same_randomness_seals_the_same_slot),
        cmocka_unit_test(a_key_of_small_order_is_not_a_recipient),
        cmocka_unit_test(a_signature_holds_for_its_bytes_and_key),
        cmocka_unit_test(what_was_encrypted_opens_only_unchanged),
        cmocka_unit_test(a_passphrase_gives_one_key_for_one_salt),
        cmocka_unit_test(secret_memory_can_be_had_written_and_given_back),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
