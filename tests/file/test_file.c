#define _XOPEN_SOURCE 700
#include "support_folder.h"
#include "townline/file.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct file_content
text(const char *words, enum file_existing existing)
{
    return (struct file_content){.data = words,
                                 .size = strlen(words),
                                 .mode = 0644,
                                 .existing = existing,
                                 .verify = true};
}

static int
begin(void **state)
{
    static struct folder folder;
    folder_begin(&folder);
    *state = &folder;
    return 0;
}

static int
end(void **state)
{
    folder_end(*state);
    return 0;
}

static void
a_saved_file_loads_as_it_was(void **state)
{
    struct folder *folder = *state;
    struct file_content content = text("first", FILE_REPLACE);
    assert_true(file_save(folder_path(folder, "a"), &content, NULL));
    content = text("and then longer", FILE_REPLACE);
    assert_true(file_save(folder_path(folder, "a"), &content, NULL));
    struct buffer loaded;
    buffer_init(&loaded, 100);
    assert_true(file_load(folder_path(folder, "a"), &loaded, NULL));
    assert_int_equal(loaded.size, 15);
    assert_memory_equal(loaded.data, "and then longer", 15);
    buffer_finish(&loaded);
    assert_int_equal(folder_count(folder, "."), 1);
}

static void
a_secret_is_for_its_owner_alone(void **state)
{
    struct folder *folder = *state;
    struct file_content content = text("secret", FILE_REPLACE);
    content.mode = 0600;
    folder_write(folder, ".s.part", "", 0); /* left over, readable by all */
    assert_true(file_save(folder_path(folder, "s"), &content, NULL));
    struct stat status;
    assert_int_equal(stat(folder_path(folder, "s"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void
a_file_to_keep_is_never_replaced(void **state)
{
    struct folder *folder = *state;
    struct error err;
    struct file_content content = text("mine", FILE_KEEP);
    folder_write(folder, "a", "other", 5);
    assert_false(file_save(folder_path(folder, "a"), &content, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_true(folder_holds(folder, "a", "other", 5));
    folder_write(folder, "longer", "mine and more", 13);
    assert_false(file_save(folder_path(folder, "longer"), &content, &err));
    folder_write(folder, "shorter", "min", 3);
    assert_false(file_save(folder_path(folder, "shorter"), &content, &err));
    folder_write(folder, "same", "mine", 4);
    assert_true(file_save(folder_path(folder, "same"), &content, &err));
    assert_int_equal(folder_count(folder, "."), 4);
}

static void
a_file_left_over_is_used_again(void **state)
{
    struct folder *folder = *state;
    folder_write(folder, ".a.part", "half of something much longer", 29);
    struct file_content content = text("whole", FILE_KEEP);
    assert_true(file_save(folder_path(folder, "a"), &content, NULL));
    assert_true(folder_holds(folder, "a", "whole", 5));
    assert_int_equal(folder_count(folder, "."), 1);
}

static void
a_file_somebody_is_writing_is_busy(void **state)
{
    struct folder *folder = *state;
    struct error err;
    int file = open(folder_path(folder, ".a.part"), O_CREAT | O_RDWR, 0644);
    assert_int_equal(flock(file, LOCK_EX), 0);
    struct file_content content = text("mine", FILE_REPLACE);
    assert_false(file_save(folder_path(folder, "a"), &content, &err));
    assert_int_equal(err.code, ERROR_BUSY);
    assert_true(folder_has(folder, ".a.part"));
    close(file);
    assert_true(file_save(folder_path(folder, "a"), &content, &err));
}

static void
links_in_a_folder_of_strangers_are_not_followed(void **state)
{
    struct folder *folder = *state;
    struct error err;
    struct buffer loaded;
    buffer_init(&loaded, 100);
    folder_write(folder, "target", "precious", 8);
    assert_int_equal(symlink("target", folder_path(folder, "link")), 0);
    assert_int_equal(symlink("target", folder_path(folder, ".new.part")), 0);
    assert_int_equal(symlink(".", folder_path(folder, "around")), 0);
    int at = open(folder->path, O_RDONLY | O_DIRECTORY);
    assert_false(file_load_at(at, "link", &loaded, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    struct file_content content = text("changed", FILE_REPLACE);
    assert_false(file_save_at(at, "link", &content, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_false(file_save_at(at, "new", &content, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    int below;
    assert_false(file_folder_at(at, "around", true, &below, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "link"));
    assert_true(folder_holds(folder, "target", "precious", 8));
    close(at);
}

static void
a_hard_link_left_as_temporary_file_is_not_written_through(void **state)
{
    struct folder *folder = *state;
    struct error err;
    folder_write(folder, "target", "precious", 8);
    assert_int_equal(
        link(folder_path(folder, "target"), folder_path(folder, ".a.part")), 0);
    struct file_content content = text("changed", FILE_REPLACE);
    assert_false(file_save(folder_path(folder, "a"), &content, &err));
    assert_true(folder_holds(folder, "target", "precious", 8));
}

static void
names_that_lead_elsewhere_are_refused(void **state)
{
    struct folder *folder = *state;
    static const char *const names[] = {"", ".", "..", "../a", "a/b", "/etc/passwd"};
    struct file_content content = text("x", FILE_REPLACE);
    struct buffer loaded;
    buffer_init(&loaded, 100000);
    int at = open(folder->path, O_RDONLY | O_DIRECTORY);
    for (size_t i = 0; i < 6; i++) {
        int below;
        assert_false(file_save_at(at, names[i], &content, NULL));
        assert_false(file_load_at(at, names[i], &loaded, NULL));
        assert_false(file_folder_at(at, names[i], true, &below, NULL));
    }
    close(at);
}

static void
what_is_too_large_or_no_file_is_refused(void **state)
{
    struct folder *folder = *state;
    struct error err;
    struct buffer loaded;
    buffer_init(&loaded, 4);
    folder_write(folder, "five", "12345", 5);
    assert_false(file_load(folder_path(folder, "five"), &loaded, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_int_equal(loaded.size, 0);
    assert_false(file_load(folder->path, &loaded, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_int_equal(mkfifo(folder_path(folder, "pipe"), 0644), 0);
    assert_false(file_load(folder_path(folder, "pipe"), &loaded, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_false(file_load(folder_path(folder, "none"), &loaded, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    struct file_content content = text("x", FILE_REPLACE);
    assert_false(file_save(folder_path(folder, "no/such/folder"), &content, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_false(file_save(folder_path(folder, "pipe"), &content, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_false(file_save(folder->path, &content, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    buffer_finish(&loaded);
}

/* A limit on file size stands for a disk without room. */
static void
without_room_the_old_file_stays(void **state)
{
    struct folder *folder = *state;
    struct error err;
    static char large[100000];
    folder_write(folder, "a", "old", 3);
    struct file_content content = {
        .data = large, .size = sizeof large, .mode = 0644, .existing = FILE_REPLACE};
    struct rlimit before, low = {.rlim_cur = 4096};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    low.rlim_max = before.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &low), 0);
    bool saved = file_save(folder_path(folder, "a"), &content, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_false(saved);
    assert_int_equal(err.code, ERROR_FULL);
    assert_true(folder_holds(folder, "a", "old", 3));
    assert_int_equal(folder_count(folder, "."), 1);
}

static void
a_folder_is_made_once_and_a_file_is_none(void **state)
{
    struct folder *folder = *state;
    struct error err = {0};
    const char *made = folder_path(folder, "made");
    assert_false(file_exists(made));
    assert_true(file_make_folder(made, 0700, NULL));
    assert_true(file_make_folder(made, 0700, NULL));
    assert_true(file_exists(made));
    assert_true(file_is_folder(made));
    assert_true(file_sync_folder(made, NULL));
    struct stat status;
    assert_int_equal(stat(made, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);

    folder_write(folder, "plain", "x", 1);
    assert_true(file_exists(folder_path(folder, "plain")));
    assert_false(file_is_folder(folder_path(folder, "plain")));
    assert_false(file_make_folder(folder_path(folder, "plain"), 0700, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_false(file_make_folder(folder_path(folder, "no/where"), 0700, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_false(file_sync_folder(folder_path(folder, "nowhere"), &err));
    assert_int_equal(err.code, ERROR_MISSING);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_saved_file_loads_as_it_was, begin, end),
        cmocka_unit_test_setup_teardown(a_secret_is_for_its_owner_alone, begin, end),
        cmocka_unit_test_setup_teardown(a_file_to_keep_is_never_replaced, begin, end),
        cmocka_unit_test_setup_teardown(a_file_left_over_is_used_again, begin, end),
        cmocka_unit_test_setup_teardown(a_file_somebody_is_writing_is_busy, begin, end),
        cmocka_unit_test_setup_teardown(links_in_a_folder_of_strangers_are_not_followed,
                                        begin, end),
        cmocka_unit_test_setup_teardown(
            a_hard_link_left_as_temporary_file_is_not_written_through, begin, end),
        cmocka_unit_test_setup_teardown(names_that_lead_elsewhere_are_refused, begin,
                                        end),
        cmocka_unit_test_setup_teardown(what_is_too_large_or_no_file_is_refused, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_folder_is_made_once_and_a_file_is_none, begin,
                                        end),
        cmocka_unit_test_setup_teardown(without_room_the_old_file_stays, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
