#include "pack/zip_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROOM ((size_t)8 << 20)

static const struct zip_limits limits = {
    .max_bytes = ROOM, .max_files = 10, .max_unpacked_bytes = ROOM, .max_ratio = 100};

static struct zip_file
text_file(const char *name, const char *text)
{
    return (struct zip_file){name, (const uint8_t *)text, strlen(text)};
}

static struct buffer
written(const struct zip_file *files, size_t count)
{
    struct buffer out;
    buffer_init(&out, ROOM);
    assert_true(zip_files_write(files, count, &out, NULL));
    return out;
}

/* Puts other words in the place of these, wherever they stand: both of a zip's lists of
 * names. */
static void
replace(struct buffer *bytes, const char *from, const char *to)
{
    size_t size = strlen(from), found = 0;
    assert_int_equal(strlen(to), size);
    for (size_t i = 0; i + size <= bytes->size; i++) {
        if (memcmp(bytes->data + i, from, size) == 0) {
            memcpy(bytes->data + i, to, size);
            found++;
        }
    }
    assert_int_equal(found, 2);
}

static void
assert_refused(const struct buffer *bytes, const char *words)
{
    struct zip_files *files = NULL;
    struct error err;
    assert_false(zip_files_open(bytes->data, bytes->size, &limits, &files, &err));
    if (!strstr(err.text, words)) {
        fail_msg("\"%s\" does not say \"%s\"", err.text, words);
    }
}

static void
what_is_written_is_read_back(void **state)
{
    (void)state;
    const struct zip_file files[] = {
        text_file("manifest.json", "{}"), text_file("media/b.png", "not really"),
        text_file("media/a.svg", "<svg/>"), text_file("empty", "")};
    struct buffer bytes = written(files, 4);
    struct zip_files *zip = NULL;
    assert_true(zip_files_open(bytes.data, bytes.size, &limits, &zip, NULL));
    assert_int_equal(zip_files_count(zip), 4);
    assert_string_equal(zip_files_name(zip, 0), "empty");
    for (size_t i = 0; i < 4; i++) {
        int at = zip_files_find(zip, files[i].name);
        struct zip_file got;
        assert_true(at >= 0);
        assert_int_equal(zip_files_size(zip, (size_t)at), files[i].size);
        assert_true(zip_files_read(zip, (size_t)at, &got, NULL));
        assert_int_equal(got.size, files[i].size);
        assert_string_equal((const char *)got.data, (const char *)files[i].data);
        zip_files_forget(zip, (size_t)at);
        assert_true(zip_files_read(zip, (size_t)at, &got, NULL));
    }
    assert_int_equal(zip_files_find(zip, "media"), -1);
    zip_files_close(zip);
    buffer_finish(&bytes);
}

static void
the_same_files_give_the_same_bytes(void **state)
{
    (void)state;
    struct zip_file files[] = {text_file("a", "one"), text_file("b", "two")};
    struct buffer first = written(files, 2);
    struct zip_file turned[] = {files[1], files[0]};
    struct buffer second = written(turned, 2);
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.data, second.data, first.size);
    buffer_finish(&first);
    buffer_finish(&second);
}

static void
a_name_that_leaves_its_folder_is_refused(void **state)
{
    (void)state;
    static const char *const names[] = {"../ab", "/abcd", "a/../", "a\\..b",
                                        "c:abc", "a//bc", "./abc", "ab/.."};
    const struct zip_file file = text_file("media", "x");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buffer bytes = written(&file, 1);
        replace(&bytes, "media", names[i]);
        assert_refused(&bytes, "outside its folder");
        buffer_finish(&bytes);
        struct zip_file bad = text_file(names[i], "x");
        struct buffer out;
        buffer_init(&out, ROOM);
        assert_false(zip_files_write(&bad, 1, &out, NULL));
        buffer_finish(&out);
    }
}

static void
a_name_that_stands_there_twice_is_refused(void **state)
{
    (void)state;
    const struct zip_file files[] = {text_file("form.xml", "x"),
                                     text_file("corm.xml", "y")};
    struct buffer bytes = written(files, 2);
    replace(&bytes, "corm.xml", "FORM.xml");
    assert_refused(&bytes, "twice");
    buffer_finish(&bytes);
}

static void
a_bomb_is_refused_before_it_is_unpacked(void **state)
{
    (void)state;
    size_t size = (size_t)4 << 20;
    uint8_t *zeros = calloc(size, 1);
    assert_non_null(zeros);
    const struct zip_file file = {"zeros", zeros, size};
    struct buffer bytes = written(&file, 1);
    assert_true(bytes.size < size / 100);
    assert_refused(&bytes, "far more");
    struct zip_limits small = limits;
    small.max_ratio = 0;
    small.max_unpacked_bytes = size - 1;
    struct zip_files *zip = NULL;
    struct error err;
    assert_false(zip_files_open(bytes.data, bytes.size, &small, &zip, &err));
    assert_int_equal(err.code, ERROR_FULL);
    buffer_finish(&bytes);
    free(zeros);
}

static void
too_many_files_are_refused(void **state)
{
    (void)state;
    char names[11][4];
    struct zip_file files[11];
    for (size_t i = 0; i < 11; i++) {
        names[i][0] = (char)('a' + i);
        names[i][1] = '\0';
        files[i] = text_file(names[i], "x");
    }
    struct buffer bytes = written(files, 11);
    assert_refused(&bytes, "more than 10 files");
    buffer_finish(&bytes);
}

/* Damaged bytes are refused, or what they hold is what was written: nothing else. */
static void
open_damaged(const uint8_t *data, size_t size, const char *text)
{
    struct zip_files *zip = NULL;
    struct zip_file got;
    if (!zip_files_open(data, size, &limits, &zip, NULL)) {
        return;
    }
    for (size_t i = 0; i < zip_files_count(zip); i++) {
        if (zip_files_read(zip, i, &got, NULL)) {
            assert_string_equal((const char *)got.data, text);
        }
    }
    zip_files_close(zip);
}

static void
an_archive_cut_short_or_with_a_bit_turned_gives_nothing_wrong(void **state)
{
    (void)state;
    static const char text[] = "a town, a town, a town, and a line between them";
    const struct zip_file file = text_file("form.xml", text);
    struct buffer bytes = written(&file, 1);
    for (size_t size = 0; size < bytes.size; size++) {
        uint8_t *part = malloc(size + 1); /* so that reading past it is seen */
        assert_non_null(part);
        memcpy(part, bytes.data, size);
        struct zip_files *zip = NULL;
        assert_false(zip_files_open(part, size, &limits, &zip, NULL));
        free(part);
    }
    for (size_t bit = 0; bit < bytes.size * 8; bit++) {
        bytes.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        open_damaged(bytes.data, bytes.size, text);
        bytes.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    buffer_finish(&bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(the_same_files_give_the_same_bytes),
        cmocka_unit_test(a_name_that_leaves_its_folder_is_refused),
        cmocka_unit_test(a_name_that_stands_there_twice_is_refused),
        cmocka_unit_test(a_bomb_is_refused_before_it_is_unpacked),
        cmocka_unit_test(too_many_files_are_refused),
        cmocka_unit_test(an_archive_cut_short_or_with_a_bit_turned_gives_nothing_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
