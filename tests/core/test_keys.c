#include "townline/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct passphrase_cost cheap = {.operations = 1, .memory_bytes = 8192};
static uint64_t seed = 11;

struct set {
    struct office_secret secret;
    struct office_public office;
    struct recipient_secret recovery;
};

static struct set
fresh(void)
{
    struct set set;
    keys_make("Ribera County", random_seeded(&seed), &set.secret, &set.office,
              &set.recovery);
    return set;
}

static void
locked_keys_open_with_their_passphrase_alone(void **state)
{
    (void)state;
    struct set set = fresh();
    struct office_secret opened;
    struct buffer file;
    struct error err;
    buffer_init(&file, KEYS_FILE_MAX_BYTES);
    assert_true(keys_lock(&set.secret, "four plain words here", cheap,
                          random_seeded(&seed), &file, &err));
    assert_true(
        keys_unlock(file.data, file.size, "four plain words here", &opened, &err));
    assert_memory_equal(&opened, &set.secret, sizeof opened);
    assert_true(keys_match(&opened, &set.office));

    assert_false(
        keys_unlock(file.data, file.size, "four plain words herE", &opened, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_non_null(strstr(err.text, "passphrase"));
    buffer_finish(&file);
}

static void
a_damaged_secret_file_is_told_from_a_wrong_passphrase(void **state)
{
    (void)state;
    struct set set = fresh();
    struct office_secret opened;
    struct buffer file;
    struct error err;
    buffer_init(&file, KEYS_FILE_MAX_BYTES);
    assert_true(
        keys_lock(&set.secret, "passphrase", cheap, random_seeded(&seed), &file, &err));
    for (size_t i = 0; i < file.size - 1; i++) {
        file.data[i] ^= 2;
        assert_false(keys_unlock(file.data, file.size, "passphrase", &opened, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        file.data[i] ^= 2;
    }
    for (size_t size = 0; size < file.size - 1; size++) {
        assert_false(keys_unlock(file.data, size, "passphrase", &opened, &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    buffer_finish(&file);
}

static void
a_short_passphrase_is_refused(void **state)
{
    (void)state;
    struct set set = fresh();
    struct buffer file;
    struct error err;
    buffer_init(&file, KEYS_FILE_MAX_BYTES);
    assert_false(
        keys_lock(&set.secret, "1234567", cheap, random_seeded(&seed), &file, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_int_equal(file.size, 0);
    buffer_finish(&file);
}

/* The file's checksum is no secret, so anybody can write such a file. */
static void
a_secret_file_that_asks_for_too_much_memory_is_refused(void **state)
{
    (void)state;
    char text[1024];
    int size = snprintf(text, sizeof text,
                        "townline office secret 1\nargon2id-operations 1\n"
                        "argon2id-memory 1073741825\nsalt %032d\nnonce %048d\n"
                        "box %0160d\n",
                        0, 0, 0);
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash(text, (size_t)size, hash);
    size += snprintf(text + size, sizeof text - (size_t)size,
                     "check %02x%02x%02x%02x\n", hash[0], hash[1], hash[2], hash[3]);
    struct office_secret opened;
    struct error err;
    assert_false(keys_unlock(text, (size_t)size, "passphrase", &opened, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "memory"));
}

static void
the_public_file_reads_back_also_with_other_line_ends(void **state)
{
    (void)state;
    struct set set = fresh();
    struct office_public read;
    struct buffer file, mailed;
    struct error err;
    buffer_init(&file, KEYS_FILE_MAX_BYTES);
    buffer_init(&mailed, KEYS_FILE_MAX_BYTES);
    keys_public_write(&set.office, &file);
    assert_false(file.failed);
    assert_true(keys_public_read(file.data, file.size, &read, &err));
    assert_memory_equal(&read, &set.office, sizeof read);

    for (size_t i = 0; i < file.size; i++) {
        if (file.data[i] == '\n') {
            buffer_add_u8(&mailed, '\r');
        }
        buffer_add_u8(&mailed, file.data[i]);
    }
    buffer_add(&mailed, "\r\n\r\n", 4);
    assert_true(keys_public_read(mailed.data, mailed.size, &read, &err));
    assert_memory_equal(&read, &set.office, sizeof read);
    buffer_finish(&file);
    buffer_finish(&mailed);
}

static void
a_public_file_with_an_unusable_or_repeated_key_is_refused(void **state)
{
    (void)state;
    struct set set = fresh();
    struct office_public read;
    struct buffer file;
    struct error err;
    buffer_init(&file, KEYS_FILE_MAX_BYTES);
    set.office.recipients[1] = set.office.recipients[0];
    keys_public_write(&set.office, &file);
    assert_false(keys_public_read(file.data, file.size, &read, &err));
    assert_non_null(strstr(err.text, "twice"));

    memset(&set.office.recipients[1], 0, sizeof set.office.recipients[1]);
    keys_public_write(&set.office, &file);
    assert_false(keys_public_read(file.data, file.size, &read, &err));

    set.office.recipient_count = 0;
    keys_public_write(&set.office, &file);
    assert_false(keys_public_read(file.data, file.size, &read, &err));
    buffer_finish(&file);
}

static void
a_file_of_another_kind_or_version_is_named_so(void **state)
{
    (void)state;
    struct set set = fresh();
    struct office_secret opened;
    struct office_public read;
    struct buffer file;
    struct error err;
    buffer_init(&file, KEYS_FILE_MAX_BYTES);
    keys_public_write(&set.office, &file);
    assert_false(keys_unlock(file.data, file.size, "passphrase", &opened, &err));
    assert_non_null(strstr(err.text, "another file"));

    char *version = memchr(file.data, '1', file.size);
    *version = '2';
    assert_false(keys_public_read(file.data, file.size, &read, &err));
    assert_non_null(strstr(err.text, "newer"));
    buffer_finish(&file);
}

static void
a_recovery_key_reads_back_as_people_write_it(void **state)
{
    (void)state;
    struct set set = fresh();
    struct recipient_secret read;
    struct error err;
    char text[KEYS_RECOVERY_BYTES], loose[2 * KEYS_RECOVERY_BYTES] = "";
    keys_recovery_write(&set.recovery, text);
    assert_int_equal(strlen(text), KEYS_RECOVERY_BYTES - 3);
    assert_true(keys_recovery_read(text, &read, &err));
    assert_memory_equal(&read, &set.recovery, sizeof read);

    size_t length = 0;
    for (const char *at = text; *at != '\0'; at++) {
        char character = *at == '0' ? 'o' : *at == '1' ? 'l' : *at == ' ' ? '-' : *at;
        if (character >= 'A' && character <= 'Z') {
            character = (char)(character - 'A' + 'a');
        }
        loose[length++] = character;
    }
    assert_true(keys_recovery_read(loose, &read, &err));
    assert_memory_equal(&read, &set.recovery, sizeof read);
}

static void
a_slip_in_a_recovery_key_is_told(void **state)
{
    (void)state;
    struct set set = fresh();
    struct recipient_secret read;
    struct error err;
    char text[KEYS_RECOVERY_BYTES];
    keys_recovery_write(&set.recovery, text);
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (text[i] == ' ') {
            continue;
        }
        char kept = text[i];
        text[i] = kept == 'X' ? 'Y' : 'X';
        assert_false(keys_recovery_read(text, &read, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        text[i] = kept;
    }
    text[strlen(text) - 1] = '\0';
    assert_false(keys_recovery_read(text, &read, &err));
    assert_false(keys_recovery_read("", &read, &err));
    assert_false(keys_recovery_read("0000 \xc3\xb1", &read, &err));
}

static void
a_fingerprint_is_five_groups_of_four_digits(void **state)
{
    (void)state;
    struct set a = fresh(), b = fresh();
    char first[KEYS_FINGERPRINT_BYTES], second[KEYS_FINGERPRINT_BYTES];
    keys_fingerprint(&a.office.sign, first);
    keys_fingerprint(&b.office.sign, second);
    assert_string_not_equal(first, second);
    for (size_t i = 0; i < 24; i++) {
        assert_true(i % 5 == 4 ? first[i] == ' ' : first[i] >= '0' && first[i] <= '9');
    }
    assert_int_equal(first[24], '\0');
}

static void
golden_keys_are_known_and_others_are_not(void **state)
{
    (void)state;
    struct golden_keys golden;
    struct set set = fresh();
    keys_golden(&golden);
    assert_true(keys_is_golden(golden.kiosk.bytes));
    assert_true(keys_is_golden(golden.office.sign.bytes));
    assert_true(keys_is_golden(golden.office.recipients[0].bytes));
    assert_true(keys_is_golden(golden.office.recipients[1].bytes));
    assert_false(keys_is_golden(set.office.sign.bytes));
    assert_true(keys_match(&golden.office_secret, &golden.office));
    assert_false(keys_match(&golden.office_secret, &set.office));
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
        cmocka_unit_test(locked_keys_open_with_their_passphrase_alone),
        cmocka_unit_test(a_damaged_secret_file_is_told_from_a_wrong_passphrase),
        cmocka_unit_test(a_short_passphrase_is_refused),
        cmocka_unit_test(a_secret_file_that_asks_for_too_much_memory_is_refused),
        cmocka_unit_test(the_public_file_reads_back_also_with_other_line_ends),
        cmocka_unit_test(a_public_file_with_an_unusable_or_repeated_key_is_refused),
        cmocka_unit_test(a_file_of_another_kind_or_version_is_named_so),
        cmocka_unit_test(a_recovery_key_reads_back_as_people_write_it),
        cmocka_unit_test(a_slip_in_a_recovery_key_is_told),
        cmocka_unit_test(a_fingerprint_is_five_groups_of_four_digits),
        cmocka_unit_test(golden_keys_are_known_and_others_are_not),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
