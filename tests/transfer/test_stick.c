#define _DEFAULT_SOURCE /* mount */
#include "support_folder.h"
#include "townline/kiosk_file.h"
#include "townline/stick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const struct sign_public kiosk = {.bytes = {0x3f, 0xa2, 0x9c, 0x01, 5, 6, 7}};
static const uint8_t id[BUNDLE_ID_BYTES] = {0x1f, 0x2e, 0x3d, 0x4c, 9};
#define OWN "TOWNLINE/biblioteca-aguila-3fa29c01"
#define BUNDLE OWN "/7-1f2e3d4c.bundle"

struct bench {
    struct folder folder;
    struct stick *stick;
    struct buffer bundle;
};

static int
begin(void **state)
{
    static struct bench bench;
    folder_begin(&bench.folder);
    assert_true(
        stick_open(bench.folder.path, &kiosk, "Biblioteca Águila", &bench.stick, NULL));
    buffer_init(&bench.bundle, 1 << 20);
    for (int i = 0; i < 40000; i++) {
        buffer_add_u8(&bench.bundle, (uint8_t)(i * i));
    }
    *state = &bench;
    return 0;
}

static int
end(void **state)
{
    struct bench *bench = *state;
    stick_close(bench->stick);
    buffer_finish(&bench->bundle);
    folder_end(&bench->folder);
    return 0;
}

static void
nothing_is_written_before_it_is_asked_for(void **state)
{
    struct bench *bench = *state;
    assert_int_equal(folder_count(&bench->folder, "."), 0);
}

static void
a_bundle_gets_its_place_and_name(void **state)
{
    struct bench *bench = *state;
    assert_string_equal(stick_folder(bench->stick), OWN);
    assert_true(stick_write_bundle(bench->stick, 7, id, &bench->bundle, NULL));
    assert_true(
        folder_holds(&bench->folder, BUNDLE, bench->bundle.data, bench->bundle.size));
    assert_int_equal(folder_count(&bench->folder, OWN), 1);
}

static void
writing_it_again_changes_nothing(void **state)
{
    struct bench *bench = *state;
    assert_true(stick_write_bundle(bench->stick, 7, id, &bench->bundle, NULL));
    struct stat before, after;
    assert_int_equal(stat(folder_path(&bench->folder, BUNDLE), &before), 0);
    assert_true(stick_write_bundle(bench->stick, 7, id, &bench->bundle, NULL));
    assert_int_equal(stat(folder_path(&bench->folder, BUNDLE), &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(folder_count(&bench->folder, OWN), 1);
}

static void
another_file_of_the_name_is_left_and_told(void **state)
{
    struct bench *bench = *state;
    struct error err;
    assert_true(stick_write_bundle(bench->stick, 7, id, &bench->bundle, NULL));
    folder_write(&bench->folder, BUNDLE, "something else", 14);
    assert_false(stick_write_bundle(bench->stick, 7, id, &bench->bundle, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "7-1f2e3d4c.bundle: is there already"));
    assert_true(folder_holds(&bench->folder, BUNDLE, "something else", 14));
}

static void
the_kiosk_introduces_itself(void **state)
{
    struct bench *bench = *state;
    assert_true(stick_write_kiosk(bench->stick, NULL));
    char text[KIOSK_FILE_MAX_BYTES];
    FILE *file = fopen(folder_path(&bench->folder, OWN "/kiosk.pub"), "r");
    assert_non_null(file);
    size_t size = fread(text, 1, sizeof text, file);
    fclose(file);
    struct kiosk_file read;
    assert_true(kiosk_file_read(text, size, &read, NULL));
    assert_string_equal(read.name, "Biblioteca Águila");
    assert_memory_equal(&read.key, &kiosk, sizeof kiosk);
}

static void
a_bundle_that_changed_on_the_stick_is_told(void **state)
{
    struct bench *bench = *state;
    struct error err;
    assert_true(stick_write_bundle(bench->stick, 7, id, &bench->bundle, NULL));
    assert_true(stick_check_bundle(bench->stick, 7, id, &bench->bundle, NULL));
    folder_write(&bench->folder, BUNDLE, "something else", 14);
    assert_false(stick_check_bundle(bench->stick, 7, id, &bench->bundle, &err));
    assert_int_equal(err.code, ERROR_SYSTEM);
    assert_int_equal(unlink(folder_path(&bench->folder, BUNDLE)), 0);
    assert_false(stick_check_bundle(bench->stick, 7, id, &bench->bundle, &err));
}

/* In both places, no others, and never through a link. */
static void
packs_are_found_by_their_ending(void **state)
{
    struct bench *bench = *state;
    struct stick_packs packs;
    struct buffer bytes;
    buffer_init(&bytes, 100);
    assert_true(stick_find_packs(bench->stick, &packs, NULL));
    assert_int_equal(packs.count, 0);
    assert_int_equal(mkdir(folder_path(&bench->folder, "TOWNLINE"), 0700), 0);
    folder_write(&bench->folder, "a.townpack", "one", 3);
    folder_write(&bench->folder, "TOWNLINE/b.townpack", "two", 3);
    folder_write(&bench->folder, ".c.townpack", "hidden", 6);
    folder_write(&bench->folder, "townpack.txt", "other", 5);
    assert_true(stick_find_packs(bench->stick, &packs, NULL));
    assert_int_equal(packs.count, 2);
    assert_string_equal(packs.packs[0].name, "b.townpack");
    assert_true(stick_read_pack(bench->stick, &packs.packs[0], &bytes, NULL));
    assert_true(stick_read_pack(bench->stick, &packs.packs[1], &bytes, NULL));
    assert_memory_equal(bytes.data, "twoone", 6);
    assert_int_equal(unlink(folder_path(&bench->folder, "a.townpack")), 0);
    assert_int_equal(symlink("townpack.txt", folder_path(&bench->folder, "a.townpack")),
                     0);
    assert_false(stick_read_pack(bench->stick, &packs.packs[1], &bytes, NULL));
    buffer_finish(&bytes);
}

static void
only_so_many_packs_are_looked_at(void **state)
{
    struct bench *bench = *state;
    struct stick_packs packs;
    char name[32];
    for (int i = 0; i < 3 * STICK_PACKS_MAX; i++) {
        snprintf(name, sizeof name, "%d.townpack", i);
        folder_write(&bench->folder, name, "x", 1);
    }
    assert_true(stick_find_packs(bench->stick, &packs, NULL));
    assert_int_equal(packs.count, STICK_PACKS_MAX);
}

static void
what_staff_can_do_about_a_fault_is_told(void **state)
{
    struct bench *bench = *state;
    struct error full = {.code = ERROR_FULL}, missing = {.code = ERROR_MISSING},
                 other = {.code = ERROR_INPUT}, broken = {.code = ERROR_SYSTEM};
    uint64_t left, size;
    assert_int_equal(stick_fault(bench->stick, &full), STICK_FULL);
    assert_int_equal(stick_fault(bench->stick, &other), STICK_NAME_TAKEN);
    assert_int_equal(stick_fault(bench->stick, &broken), STICK_UNREADABLE);
    assert_int_equal(stick_fault(NULL, &missing), STICK_GONE);
    assert_int_equal(stick_fault(NULL, &broken), STICK_UNREADABLE);
    assert_true(stick_room(bench->stick, &left, &size));
    assert_true(left <= size && size > 0);
    assert_int_equal(rmdir(bench->folder.path), 0);
    assert_int_equal(stick_fault(bench->stick, &broken), STICK_GONE);
    assert_int_equal(mkdir(bench->folder.path, 0700), 0);
    /* Another stick in the same place. */
    assert_int_equal(stick_fault(bench->stick, &broken), STICK_GONE);
}

static void
a_root_that_is_no_folder_is_told(void **state)
{
    struct bench *bench = *state;
    struct stick *stick;
    struct error err;
    assert_false(
        stick_open(folder_path(&bench->folder, "none"), &kiosk, "k", &stick, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_non_null(strstr(err.text, "there is no stick or folder at"));
    folder_write(&bench->folder, "file", "", 0);
    assert_false(
        stick_open(folder_path(&bench->folder, "file"), &kiosk, "k", &stick, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "is a file"));
}

static void
a_stick_that_went_away_is_told(void **state)
{
    struct bench *bench = *state;
    struct error err;
    assert_int_equal(rmdir(bench->folder.path), 0);
    assert_false(stick_write_bundle(bench->stick, 7, id, &bench->bundle, &err));
    assert_int_equal(err.code, ERROR_SYSTEM);
    assert_non_null(strstr(err.text, "taken out"));
    assert_int_equal(mkdir(bench->folder.path, 0700), 0);
}

static void
a_link_in_place_of_a_folder_is_not_followed(void **state)
{
    struct bench *bench = *state;
    struct error err;
    assert_int_equal(mkdir(folder_path(&bench->folder, "elsewhere"), 0700), 0);
    assert_int_equal(symlink("elsewhere", folder_path(&bench->folder, "TOWNLINE")), 0);
    assert_false(stick_write_bundle(bench->stick, 7, id, &bench->bundle, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "link"));
    assert_int_equal(folder_count(&bench->folder, "elsewhere"), 0);
}

/* A small filesystem of its own; false without the right to mount one. */
static bool
mount_small(const struct bench *bench, const char *options, unsigned long flags)
{
    return geteuid() == 0 &&
           mount("tmpfs", bench->folder.path, "tmpfs", flags, options) == 0;
}

static void
a_full_stick_is_told_and_left_clean(void **state)
{
    struct bench *bench = *state;
    struct stick *stick;
    struct error err;
    if (!mount_small(bench, "size=32k", 0)) {
        skip();
    }
    assert_true(
        stick_open(bench->folder.path, &kiosk, "Biblioteca Águila", &stick, NULL));
    bool written = stick_write_bundle(stick, 7, id, &bench->bundle, &err);
    size_t left = folder_count(&bench->folder, OWN);
    stick_close(stick);
    assert_int_equal(umount(bench->folder.path), 0);
    assert_false(written);
    assert_int_equal(err.code, ERROR_FULL);
    assert_non_null(strstr(err.text, "no room"));
    assert_int_equal(left, 0);
}

static void
a_write_protected_stick_is_told(void **state)
{
    struct bench *bench = *state;
    struct stick *stick;
    struct error err;
    if (!mount_small(bench, "size=32k", MS_RDONLY)) {
        skip();
    }
    assert_true(
        stick_open(bench->folder.path, &kiosk, "Biblioteca Águila", &stick, NULL));
    bool written = stick_write_bundle(stick, 7, id, &bench->bundle, &err);
    stick_close(stick);
    assert_int_equal(umount(bench->folder.path), 0);
    assert_false(written);
    assert_int_equal(err.code, ERROR_FULL);
    assert_non_null(strstr(err.text, "write-protected"));
}

static void
count_receipt(void *context, const struct receipt_file *receipt)
{
    uint32_t *sum = context;
    assert_memory_equal(&receipt->kiosk, &kiosk, sizeof kiosk);
    *sum += receipt->number;
}

static void
write_receipt(const struct bench *bench, const char *name, uint32_t number,
              const struct sign_public *of)
{
    struct receipt_file receipt = {.kiosk = *of, .number = number};
    struct buffer text;
    buffer_init(&text, 4096);
    receipt_file_write(&receipt, &text);
    assert_false(text.failed);
    folder_write(&bench->folder, name, text.data, text.size);
    buffer_finish(&text);
}

/* Many names of one file, in a folder of this kiosk's key. */
static void
fill_folder(const struct bench *bench, const char *name, int files)
{
    char path[64], first[1024];
    snprintf(path, sizeof path, "TOWNLINE/%s-3fa29c01", name);
    mkdir(folder_path(&bench->folder, "TOWNLINE"), 0700);
    mkdir(folder_path(&bench->folder, path), 0700);
    snprintf(path, sizeof path, "TOWNLINE/%s-3fa29c01/0.receipt", name);
    write_receipt(bench, path, 1, &kiosk);
    snprintf(first, sizeof first, "%s", folder_path(&bench->folder, path));
    for (int i = 1; i < files; i++) {
        snprintf(path, sizeof path, "TOWNLINE/%s-3fa29c01/%d.receipt", name, i);
        assert_int_equal(link(first, folder_path(&bench->folder, path)), 0);
    }
}

static void
all_folders_together_have_so_many_entries_and_no_more(void **state)
{
    struct bench *bench = *state;
    uint32_t sum = 0;
    fill_folder(bench, "a", 4500);
    fill_folder(bench, "b", 4500);
    assert_true(stick_read_receipts(bench->stick, count_receipt, &sum, NULL));
    assert_int_equal(sum, 9000);
    fill_folder(bench, "c", 4500);
    sum = 0;
    assert_true(stick_read_receipts(bench->stick, count_receipt, &sum, NULL));
    assert_in_range(sum, 9000, 10000);
}

static void
count_reset(void *context, const struct pin_reset *reset)
{
    uint64_t *sum = context;
    assert_string_equal(reset->name, "Main Library");
    *sum += reset->number;
}

static void
write_reset(const struct bench *bench, const char *name, uint64_t number)
{
    struct pin_reset reset = {.name = "Main Library", .number = number};
    struct buffer text;
    buffer_init(&text, PIN_RESET_FILE_MAX_BYTES);
    pin_reset_write(&reset, &text);
    folder_write(&bench->folder, name, text.data, text.size);
    buffer_finish(&text);
}

static void
pin_resets_are_found_where_people_put_them_and_nowhere_else(void **state)
{
    struct bench *bench = *state;
    uint64_t sum = 0;
    assert_true(stick_read_pin_resets(bench->stick, count_reset, &sum, NULL));
    assert_int_equal(sum, 0);
    write_reset(bench, "library.pin-reset", 1);
    write_reset(bench, "library.txt", 64);
    assert_true(stick_write_kiosk(bench->stick, NULL));
    write_reset(bench, "TOWNLINE/a.pin-reset", 2);
    write_reset(bench, OWN "/b.pin-reset", 4);
    mkdir(folder_path(&bench->folder, "TOWNLINE/receipts"), 0700);
    write_reset(bench, "TOWNLINE/receipts/c.pin-reset", 8);
    mkdir(folder_path(&bench->folder, "elsewhere"), 0700);
    write_reset(bench, "elsewhere/d.pin-reset", 128);
    folder_write(&bench->folder, "TOWNLINE/broken.pin-reset", "townline", 8);
    assert_int_equal(symlink("/etc/passwd", folder_path(&bench->folder, "e.pin-reset")),
                     0);
    assert_true(stick_read_pin_resets(bench->stick, count_reset, &sum, NULL));
    assert_int_equal(sum, 15);
}

static void
receipts_for_this_kiosk_are_read_and_others_passed_over(void **state)
{
    struct bench *bench = *state;
    static const struct sign_public other = {.bytes = {1}};
    uint32_t sum = 0;
    assert_true(stick_read_receipts(bench->stick, count_receipt, &sum, NULL));
    assert_int_equal(sum, 0); /* an empty stick */
    assert_true(stick_write_kiosk(bench->stick, NULL));
    mkdir(folder_path(&bench->folder, "TOWNLINE/receipts"), 0700);
    mkdir(folder_path(&bench->folder, "TOWNLINE/older-name-3fa29c01"), 0700);
    mkdir(folder_path(&bench->folder, "TOWNLINE/receipts/folder.receipt"), 0700);
    write_receipt(bench, OWN "/1-aa.receipt", 1, &kiosk);
    write_receipt(bench, "TOWNLINE/receipts/2-aa.receipt", 10, &kiosk);
    write_receipt(bench, "TOWNLINE/older-name-3fa29c01/4-aa.receipt", 100, &kiosk);
    write_receipt(bench, "TOWNLINE/receipts/other.receipt", 1000, &other);
    write_receipt(bench, "TOWNLINE/receipts/.hidden.receipt", 10000, &kiosk);
    write_receipt(bench, "TOWNLINE/receipts/receipt.txt", 100000, &kiosk);
    folder_write(&bench->folder, "TOWNLINE/receipts/rubbish.receipt", "rubbish", 7);
    assert_int_equal(
        symlink("2-aa.receipt", folder_path(&bench->folder, "TOWNLINE/receipts/"
                                                            "link.receipt")),
        0);
    assert_true(stick_read_receipts(bench->stick, count_receipt, &sum, NULL));
    assert_int_equal(sum, 111);
}

static void
safe_names_hold_letters_digits_and_hyphens(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"Main Street Library", "main-street-library"},
        {"Biblioteca Águila n.º 2", "biblioteca-aguila-n-2"},
        {"Thư viện Đà Nẵng", "thu-vien-da-nang"},
        {"中央圖書館", "kiosk"},
        {"المكتبة 3", "3"},
        {"../../etc/passwd", "etc-passwd"},
        {"", "kiosk"},
        {"---", "kiosk"},
        {"CON", "con"},
        {"a\xc3", "a"}, /* half a character */
        {"a\xff\xfe\x80", "a"},
        {"a name that is far longer than a folder's name should be",
         "a-name-that-is-far-longer-than-a"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char safe[STICK_NAME_MAX_BYTES + 1];
        stick_safe_name(names[i][0], safe);
        assert_string_equal(safe, names[i][1]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_written_before_it_is_asked_for,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_bundle_gets_its_place_and_name, begin, end),
        cmocka_unit_test_setup_teardown(writing_it_again_changes_nothing, begin, end),
        cmocka_unit_test_setup_teardown(another_file_of_the_name_is_left_and_told,
                                        begin, end),
        cmocka_unit_test_setup_teardown(the_kiosk_introduces_itself, begin, end),
        cmocka_unit_test_setup_teardown(a_bundle_that_changed_on_the_stick_is_told,
                                        begin, end),
        cmocka_unit_test_setup_teardown(packs_are_found_by_their_ending, begin, end),
        cmocka_unit_test_setup_teardown(only_so_many_packs_are_looked_at, begin, end),
        cmocka_unit_test_setup_teardown(what_staff_can_do_about_a_fault_is_told, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_root_that_is_no_folder_is_told, begin, end),
        cmocka_unit_test_setup_teardown(
            pin_resets_are_found_where_people_put_them_and_nowhere_else, begin, end),
        cmocka_unit_test_setup_teardown(a_stick_that_went_away_is_told, begin, end),
        cmocka_unit_test_setup_teardown(a_link_in_place_of_a_folder_is_not_followed,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_full_stick_is_told_and_left_clean, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_write_protected_stick_is_told, begin, end),
        cmocka_unit_test_setup_teardown(
            all_folders_together_have_so_many_entries_and_no_more, begin, end),
        cmocka_unit_test_setup_teardown(
            receipts_for_this_kiosk_are_read_and_others_passed_over, begin, end),
        cmocka_unit_test(safe_names_hold_letters_digits_and_hyphens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
