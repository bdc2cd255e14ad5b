/* The collector page on a stick. */
#define _DEFAULT_SOURCE /* mount */
#include "support_folder.h"
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

static const struct sign_public kiosk = {.bytes = {0x3f, 0xa2, 0x9c, 0x01}};
#define PAGE "TOWNLINE/collect.html"

struct bench {
    struct folder folder;
    struct stick *stick;
    struct buffer html;
};

static int
begin(void **state)
{
    static struct bench bench;
    folder_begin(&bench.folder);
    assert_int_equal(mkdir(folder_path(&bench.folder, "stick"), 0700), 0);
    assert_true(stick_open(folder_path(&bench.folder, "stick"), &kiosk, "Library",
                           &bench.stick, NULL));
    buffer_init(&bench.html, 1 << 20);
    for (int i = 0; i < 50000; i++) {
        buffer_add_format(&bench.html, "<p>%d", i);
    }
    *state = &bench;
    return 0;
}

static int
end(void **state)
{
    struct bench *bench = *state;
    stick_close(bench->stick);
    buffer_finish(&bench->html);
    folder_end(&bench->folder);
    return 0;
}

static bool
write_page(struct bench *bench, struct error *err)
{
    return stick_write_page(bench->stick, &bench->html, err);
}

static void
it_lies_beside_the_folders_of_all_kiosks(void **state)
{
    struct bench *bench = *state;
    struct stat before, after;
    assert_true(write_page(bench, NULL));
    assert_true(folder_holds(&bench->folder, "stick/" PAGE, bench->html.data,
                             bench->html.size));
    assert_int_equal(folder_count(&bench->folder, "stick/TOWNLINE"), 1);
    assert_int_equal(stat(folder_path(&bench->folder, "stick/" PAGE), &before), 0);
    assert_true(write_page(bench, NULL));
    assert_int_equal(stat(folder_path(&bench->folder, "stick/" PAGE), &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
}

static void
assert_left(struct bench *bench)
{
    struct error err;
    assert_false(write_page(bench, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, PAGE));
}

static void
another_page_is_left_as_it_is(void **state)
{
    struct bench *bench = *state;
    assert_int_equal(mkdir(folder_path(&bench->folder, "stick/TOWNLINE"), 0700), 0);
    /* One byte less, one more, one that differs, and none. */
    const struct buffer *html = &bench->html;
    uint8_t other[1 << 20];
    assert_true(html->size < sizeof other);
    memcpy(other, html->data, html->size);
    other[html->size] = '\n';
    static const int more[] = {-1, 1};
    for (size_t i = 0; i < 2; i++) {
        size_t size = (size_t)((ptrdiff_t)html->size + more[i]);
        folder_write(&bench->folder, "stick/" PAGE, other, size);
        assert_left(bench);
        assert_true(folder_holds(&bench->folder, "stick/" PAGE, other, size));
    }
    other[html->size / 2] ^= 1;
    folder_write(&bench->folder, "stick/" PAGE, other, html->size);
    assert_left(bench);
    assert_true(folder_holds(&bench->folder, "stick/" PAGE, other, html->size));
    folder_write(&bench->folder, "stick/" PAGE, "", 0);
    assert_left(bench);
    assert_true(folder_holds(&bench->folder, "stick/" PAGE, "", 0));
    assert_int_equal(folder_count(&bench->folder, "stick/TOWNLINE"), 1);
}

static void
a_link_or_a_folder_of_the_name_is_left_and_not_followed(void **state)
{
    struct bench *bench = *state;
    const char *page = folder_path(&bench->folder, "stick/" PAGE);
    assert_int_equal(mkdir(folder_path(&bench->folder, "stick/TOWNLINE"), 0700), 0);
    folder_write(&bench->folder, "elsewhere", "kept", 4);
    assert_int_equal(symlink("../../elsewhere", page), 0);
    assert_left(bench);
    assert_true(folder_holds(&bench->folder, "elsewhere", "kept", 4));
    /* Also one that leads to the same bytes, or to nothing. */
    folder_write(&bench->folder, "elsewhere", bench->html.data, bench->html.size);
    assert_left(bench);
    assert_int_equal(unlink(folder_path(&bench->folder, "elsewhere")), 0);
    assert_left(bench);
    assert_false(folder_has(&bench->folder, "elsewhere"));
    assert_int_equal(unlink(page), 0);
    assert_int_equal(mkdir(page, 0700), 0);
    assert_left(bench);
    assert_int_equal(folder_count(&bench->folder, "stick/" PAGE), 0);
}

/* Then it is not said that another page is there. */
static void
what_is_in_the_way_of_writing_is_no_other_page(void **state)
{
    struct bench *bench = *state;
    struct error err;
    assert_int_equal(mkdir(folder_path(&bench->folder, "stick/TOWNLINE"), 0700), 0);
    assert_int_equal(
        mkdir(folder_path(&bench->folder, "stick/TOWNLINE/.collect.html.part"), 0700),
        0);
    assert_false(write_page(bench, &err));
    assert_int_not_equal(err.code, ERROR_INPUT);
    assert_int_equal(
        rmdir(folder_path(&bench->folder, "stick/TOWNLINE/.collect.html.part")), 0);
    assert_int_equal(rmdir(folder_path(&bench->folder, "stick/TOWNLINE")), 0);
    assert_int_equal(mkdir(folder_path(&bench->folder, "elsewhere"), 0700), 0);
    assert_int_equal(
        symlink("../elsewhere", folder_path(&bench->folder, "stick/TOWNLINE")), 0);
    assert_false(write_page(bench, &err));
    assert_int_not_equal(err.code, ERROR_INPUT);
    assert_int_equal(folder_count(&bench->folder, "elsewhere"), 0);
}

static void
a_full_stick_is_left_clean(void **state)
{
    struct bench *bench = *state;
    struct stick *stick;
    struct error err;
    const char *root = folder_path(&bench->folder, "stick");
    if (mount("tmpfs", root, "tmpfs", 0, "size=64k") != 0) {
        skip();
    }
    assert_true(stick_open(root, &kiosk, "Library", &stick, NULL));
    bool written = stick_write_page(stick, &bench->html, &err);
    size_t left = folder_count(&bench->folder, "stick/TOWNLINE");
    stick_close(stick);
    assert_int_equal(umount(root), 0);
    assert_false(written);
    assert_int_equal(err.code, ERROR_FULL);
    assert_int_equal(left, 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(it_lies_beside_the_folders_of_all_kiosks),
        TEST(another_page_is_left_as_it_is),
        TEST(a_link_or_a_folder_of_the_name_is_left_and_not_followed),
        TEST(what_is_in_the_way_of_writing_is_no_other_page),
        TEST(a_full_stick_is_left_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
