#include "support_office.h"

#include "townline/file.h"
#include "townline/pack_load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static int
start(void **state)
{
    static struct booth booth;
    booth_start(&booth);
    booth.options.keys_path = NULL;
    *state = &booth;
    return 0;
}

static void
assert_refuses(struct booth *booth, const char *why)
{
    struct error err;
    booth_close(booth);
    assert_false(booth_open(booth, &err));
    if (!strstr(err.text, why)) {
        fail_msg("\"%s\" does not say \"%s\"", err.text, why);
    }
}

static void
a_signed_pack_is_asked_and_brings_its_keys_and_pictures(void **state)
{
    struct booth *booth = *state;
    struct office office;
    char path[200];
    office_make(&office);
    office_write_pack(booth, &office, 7);
    booth_play(booth, "choose-pin 246810\n");
    booth_play(booth, booth_to_recorded);
    assert_int_equal(booth_said(booth, "recorded"), 1);
    snprintf(path, sizeof path, "%s/pack-media/libraries.svg", booth->data);
    assert_int_equal(access(path, R_OK), 0);
    /* What was accepted is enough to start from. */
    snprintf(path, sizeof path, "%s/pack.townpack", booth->data);
    assert_int_equal(unlink(booth->options.pack_dir), 0);
    booth->options.pack_dir = path;
    booth_close(booth);
    booth_play(booth, "expect screen attract\n");
}

static void
without_a_pack_given_the_kept_one_is_asked(void **state)
{
    struct booth *booth = *state;
    struct kiosk_options options;
    struct error err;
    struct office office;
    char kept[200];
    char *words[] = {(char[]){"townline-kiosk"}, (char[]){"--data"}, booth->data, NULL};
    assert_true(options_read(3, words, &options, &err));
    assert_null(options.pack_dir);
    options_finish(&options);
    office_make(&office);
    office_write_pack(booth, &office, 7);
    booth_play(booth, "choose-pin 246810\nexpect screen attract\n");
    booth_close(booth);
    assert_int_equal(unlink(booth->options.pack_dir), 0);
    if (!options_read(3, words, &options, &err)) {
        fail_msg("%s", err.text);
    }
    snprintf(kept, sizeof kept, "%s/pack.townpack", booth->data);
    assert_string_equal(options.pack_dir, kept);
    booth->options.pack_dir = options.pack_dir;
    booth_play(booth,
               "expect screen attract\nstaff 246810\nexpect screen staff-menu\n");
    booth_close(booth);
    options_finish(&options);
}

/* Between the check of a pack and its keeping the file may become another one. */
static void
the_pack_that_was_checked_is_the_one_that_is_kept(void **state)
{
    struct booth *booth = *state;
    struct office office, other;
    struct buffer checked, kept;
    struct error err;
    char path[200];
    office_make(&office);
    office_make(&other);
    office_write_pack(booth, &office, 7);
    buffer_init(&checked, PACK_ARCHIVE_MAX_BYTES);
    buffer_init(&kept, PACK_ARCHIVE_MAX_BYTES);
    assert_true(file_load(booth->options.pack_dir, &checked, NULL));
    assert_true(kiosk_open(&booth->options, &booth->clock, &booth->kiosk, &err));
    office_write_pack(booth, &other, 9);
    assert_true(kiosk_open_store(booth->kiosk, &err));
    snprintf(path, sizeof path, "%s/pack.townpack", booth->data);
    assert_true(file_load(path, &kept, NULL));
    assert_int_equal(kept.size, checked.size);
    assert_memory_equal(kept.data, checked.data, checked.size);
    buffer_finish(&checked);
    buffer_finish(&kept);
}

static void
an_older_pack_is_refused_and_a_newer_one_taken(void **state)
{
    struct booth *booth = *state;
    struct office office;
    office_make(&office);
    office_write_pack(booth, &office, 7);
    booth_play(booth, "choose-pin 246810\n");
    office_write_pack(booth, &office, 6);
    assert_refuses(booth, "older");
    office_write_pack(booth, &office, 8);
    booth_play(booth, "expect screen attract\n");
    office_write_pack(booth, &office, 7);
    assert_refuses(booth, "older");
}

static void
the_office_of_the_first_pack_is_remembered(void **state)
{
    struct booth *booth = *state;
    struct office office, other;
    office_make(&office);
    office_make(&other);
    office_write_pack(booth, &office, 7);
    booth_play(booth, "choose-pin 246810\n");
    office_write_pack(booth, &other, 9);
    assert_refuses(booth, "another office");
}

static void
a_pack_of_another_office_than_the_keys_is_refused(void **state)
{
    struct booth *booth = *state;
    struct office office;
    office_make(&office);
    office_write_pack(booth, &office, 7);
    booth->options.keys_path = booth->keys;
    assert_refuses(booth, "new.townpack");
}

static void
the_key_that_everybody_knows_is_refused(void **state)
{
    struct booth *booth = *state;
    struct golden_keys golden;
    struct office office;
    keys_golden(&golden);
    office.secret = golden.office_secret;
    office.public = golden.office;
    office_write_pack(booth, &office, 7);
    assert_refuses(booth, "everybody knows");
}

/* As with a store that cannot be opened: residents see why nothing is asked. */
static void
at_a_window_it_rests_while_the_pack_cannot_be_kept(void **state)
{
    struct booth *booth = *state;
    struct office office;
    char late[200];
    office_make(&office);
    office_write_pack(booth, &office, 7);
    snprintf(late, sizeof late, "%s/late", booth->folder);
    FILE *in_the_way = fopen(late, "wb");
    assert_non_null(in_the_way);
    assert_int_equal(fclose(in_the_way), 0);
    booth->options.data_dir = late;
    booth->options.script_path = NULL;
    booth_play(booth, "expect screen resting\nexpect text late\n");
    assert_int_equal(unlink(late), 0);
    booth_play(booth, "wait 31\nexpect screen staff-language\n");
    snprintf(late + strlen(late), 20, "/pack.townpack");
    assert_int_equal(access(late, R_OK), 0);
}

static void
a_pack_that_is_there_already_is_not_written_again(void **state)
{
    struct booth *booth = *state;
    struct office office;
    struct stat before, after;
    char path[200];
    office_make(&office);
    office_write_pack(booth, &office, 7);
    booth_play(booth, "choose-pin 246810\n");
    snprintf(path, sizeof path, "%s/pack-media/libraries.svg", booth->data);
    assert_int_equal(stat(path, &before), 0);
    booth_close(booth);
    booth_play(booth, "expect screen attract\n");
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(unlink(path), 0);
    booth_close(booth);
    booth_play(booth, "expect screen attract\n");
    assert_int_equal(access(path, R_OK), 0);
}

#define PACK_TEST(name) cmocka_unit_test_setup_teardown(name, start, booth_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        PACK_TEST(a_signed_pack_is_asked_and_brings_its_keys_and_pictures),
        PACK_TEST(without_a_pack_given_the_kept_one_is_asked),
        PACK_TEST(the_pack_that_was_checked_is_the_one_that_is_kept),
        PACK_TEST(an_older_pack_is_refused_and_a_newer_one_taken),
        PACK_TEST(the_office_of_the_first_pack_is_remembered),
        PACK_TEST(a_pack_of_another_office_than_the_keys_is_refused),
        PACK_TEST(the_key_that_everybody_knows_is_refused),
        PACK_TEST(at_a_window_it_rests_while_the_pack_cannot_be_kept),
        PACK_TEST(a_pack_that_is_there_already_is_not_written_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
