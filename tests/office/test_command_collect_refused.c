#define _DEFAULT_SOURCE /* mount */
#include "support_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void
a_bundle_changed_by_one_bit_is_refused(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    struct buffer bundle;
    kiosk_export(office, &bench->kiosk, 10, &bundle);
    /* Header, both key slots, nonce, body and tag; every bit is tried in tests/core. */
    const size_t places[] = {0,
                             9,
                             40,
                             60,
                             70,
                             100,
                             150,
                             190,
                             250,
                             280,
                             300,
                             500,
                             bundle.size / 2,
                             bundle.size - 1};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        bundle.data[places[i]] ^= 0x10;
        folder_write(&office->folder, "bad.bundle", bundle.data, bundle.size);
        COLLECT(office, "bad.bundle");
        office_expect(office, 1, "bad.bundle: ");
        office_expect(office, 1, "refused");
        bundle.data[places[i]] ^= 0x10;
    }
    assert_int_equal(bench_responses(bench), 12);
    folder_write(&office->folder, "good.bundle", bundle.data, bundle.size);
    COLLECT(office, "good.bundle");
    office_expect(office, 0, "merged 10 responses");
    buffer_finish(&bundle);
}

static void
a_truncated_bundle_is_refused(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct buffer bundle;
    kiosk_export(office, &bench->kiosk, 10, &bundle);
    const size_t sizes[] = {0, 7, 100, 200, bundle.size / 2, bundle.size - 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        folder_write(&office->folder, "short.bundle", bundle.data, sizes[i]);
        COLLECT(office, "short.bundle");
        office_expect(office, 1, "refused");
    }
    buffer_finish(&bundle);
    assert_int_equal(bench_responses(bench), 0);
}

static void
a_bundle_for_another_office_is_refused(void **state)
{
    struct bench *bench = *state;
    struct office other;
    office_begin(&other);
    struct random_source random = random_seeded(&other.random);
    struct recipient_secret recovery;
    keys_make("Other", random, &other.secret, &other.public, &recovery);
    kiosk_export_file(&other, &bench->kiosk, 10, "other.bundle");
    COLLECT(&bench->office, folder_path(&other.folder, "other.bundle"));
    office_expect(&bench->office, 1, "another office");
    office_end(&other);
}

static void
what_is_no_bundle_is_refused(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    folder_write(&office->folder, "letter.bundle", "Dear office, ", 13);
    COLLECT(office, "letter.bundle");
    office_expect(office, 1, "letter.bundle: refused: ");
    COLLECT(office, "none.bundle");
    office_expect(office, 1, "none.bundle: could not be opened: there is no such file");
    mkdir(folder_path(&office->folder, "empty"), 0700);
    COLLECT(office, "empty");
    office_expect(office, 1, "empty: no bundle, picture or film is in it");
    folder_write(&office->folder, "broken.png", "\x89PNG\r\n\x1a\nrubbish", 15);
    COLLECT(office, "broken.png");
    office_expect(office, 1, "broken.png: the PNG picture is damaged");
}

static void
a_film_and_a_picture_of_another_kind_say_what_to_take(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    mkdir(folder_path(&office->folder, "phone"), 0700);
    folder_write(&office->folder, "phone/IMG_1.HEIC",
                 "\0\0\0\x18"
                 "ftypheic",
                 12);
    folder_write(&office->folder, "phone/IMG_2.MOV",
                 "\0\0\0\x14"
                 "ftypqt  ",
                 12);
    COLLECT(office, "phone");
    office_expect(office, 1, "IMG_1.HEIC: HEIC and HEIF pictures are not read");
    office_expect(office, 1, "set its camera to JPEG");
    COLLECT(office, "phone/IMG_2.MOV");
    office_expect(office, 1, "IMG_2.MOV: is damaged, or was cut off");
}

static void
keys_that_do_not_open_are_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    kiosk_export_file(office, &bench->kiosk, 10, "1.bundle");
    RUN(office, "collect", "1.bundle", "--archive", "a.db", "--keys", "none.secret",
        "--passphrase-fd", "3");
    office_expect(office, 1, "none.secret: could not be opened");
    RUN(office, "collect", "1.bundle", "--archive", "a.db", "--keys", "office.pub",
        "--passphrase-fd", "3");
    office_expect(office, 1, "office.pub: ");
    assert_false(folder_has(&office->folder, "a.db"));
    RUN(office, "collect", "1.bundle", "--archive", "office.secret", "--keys",
        "office.secret", "--passphrase-fd", "3");
    office_expect(office, 1, "office.secret: ");
    RUN(office, "collect", "1.bundle", "--keys", "office.secret");
    office_expect(office, 2, "--archive is missing");
    COLLECT(office, "--json");
    office_expect(office, 2, "say what to collect");
}

static void
a_full_disk_is_told_and_no_receipt_is_given(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    mkdir(folder_path(&office->folder, "small"), 0700);
    if (geteuid() != 0 || mount("tmpfs", folder_path(&office->folder, "small"), "tmpfs",
                                0, "size=256k") != 0) {
        skip();
    }
    /* The sealed bundle of an unknown kiosk finds room, its opened responses do not. */
    kiosk_export_file(office, &bench->kiosk, 4000, "1.bundle");
    RUN(office, "collect", "1.bundle", "--archive", "small/a.db", "--keys",
        "office.secret", "--passphrase-fd", "3");
    int kept = office->code;
    RUN(office, "kiosks", "accept", kiosk_digits(&bench->kiosk), "--archive",
        "small/a.db", "--keys", "office.secret", "--passphrase-fd", "3");
    int merged = office->code;
    bool is_told = strstr(office->err, "refused: ") != NULL;
    bool has_receipt = strstr(office->out, "Receipt") != NULL;
    umount(folder_path(&office->folder, "small"));
    assert_int_equal(kept, 1);
    assert_int_equal(merged, 3);
    assert_true(is_told);
    assert_false(has_receipt);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_bundle_changed_by_one_bit_is_refused,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(a_truncated_bundle_is_refused, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(a_bundle_for_another_office_is_refused,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(
            a_film_and_a_picture_of_another_kind_say_what_to_take, bench_begin,
            bench_end),
        cmocka_unit_test_setup_teardown(what_is_no_bundle_is_refused, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(keys_that_do_not_open_are_told, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(a_full_disk_is_told_and_no_receipt_is_given,
                                        bench_begin, bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
