#define _XOPEN_SOURCE 700
#include "support_folder.h"
#include "townline/pack_load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define SAMPLE TESTS_DIR "/../assets/packs/sample"

/* A folder with the sample's form, a picture, and a sound one folder down. */
static int
begin(void **state)
{
    static struct folder folder;
    struct buffer form;
    folder_begin(&folder);
    FILE *file = fopen(SAMPLE "/" PACK_FORM_NAME, "rb");
    assert_non_null(file);
    buffer_init(&form, FORM_MAX_BYTES);
    for (int byte; (byte = fgetc(file)) != EOF;) {
        buffer_add_u8(&form, (uint8_t)byte);
    }
    fclose(file);
    folder_write(&folder, PACK_FORM_NAME, form.data, form.size);
    buffer_finish(&form);
    folder_write(&folder, "fire.png", "a picture", 9);
    mkdir(folder_path(&folder, "media"), 0700);
    folder_write(&folder, "media/fire.ogg", "a sound", 7);
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
load_id(const struct folder *folder, uint8_t id_out[PACK_ID_BYTES])
{
    struct pack *pack;
    struct error err;
    if (!pack_load(folder->path, NULL, &pack, &err)) {
        fail_msg("%s", err.text);
    }
    memcpy(id_out, pack->id, PACK_ID_BYTES);
    pack_close(pack);
}

static void
a_pack_gives_its_form_and_files(void **state)
{
    struct folder *folder = *state;
    struct pack *pack;
    struct buffer bytes;
    assert_true(pack_load(folder->path, NULL, &pack, NULL));
    assert_true(form_service_count(pack->form) > 0);
    buffer_init(&bytes, 100);
    assert_true(pack_read(pack, "media/fire.ogg", &bytes, NULL));
    assert_int_equal(bytes.size, 7);
    assert_memory_equal(bytes.data, "a sound", 7);
    buffer_finish(&bytes);
    pack_close(pack);
}

static void
the_id_is_that_of_names_and_bytes_alone(void **state)
{
    struct folder *folder = *state, other;
    uint8_t id[PACK_ID_BYTES], again[PACK_ID_BYTES];
    load_id(folder, id);
    /* Elsewhere, written in another order, with what no pack holds. */
    folder_begin(&other);
    mkdir(folder_path(&other, "media"), 0755);
    folder_write(&other, "media/fire.ogg", "a sound", 7);
    folder_write(&other, ".DS_Store", "rubbish", 7);
    folder_write(&other, "fire.png", "a picture", 9);
    char from[512], to[512];
    snprintf(from, sizeof from, "%s", folder_path(folder, PACK_FORM_NAME));
    snprintf(to, sizeof to, "%s", folder_path(&other, PACK_FORM_NAME));
    assert_int_equal(link(from, to), 0);
    load_id(&other, again);
    assert_memory_equal(id, again, sizeof id);

    folder_write(&other, "fire.png", "A picture", 9);
    load_id(&other, again);
    assert_memory_not_equal(id, again, sizeof id);
    folder_write(&other, "fire.png", "a picture", 9);
    assert_int_equal(
        rename(folder_path(&other, "fire.png"), folder_path(&other, "water.png")), 0);
    load_id(&other, again);
    assert_memory_not_equal(id, again, sizeof id);
    folder_end(&other);
}

static void
only_files_of_the_pack_are_read(void **state)
{
    struct folder *folder = *state;
    struct pack *pack;
    struct buffer bytes;
    struct error err;
    folder_write(folder, ".hidden", "x", 1);
    assert_true(pack_load(folder->path, NULL, &pack, NULL));
    folder_write(folder, "later.png", "x", 1);
    static const char *const names[] = {
        "",         "..",     "../../../etc/passwd", "/etc/passwd", "./fire.png",
        "media",    "media/", "media//fire.ogg",     ".hidden",     "media/../fire.png",
        "later.png"};
    buffer_init(&bytes, 10000);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_false(pack_read(pack, names[i], &bytes, &err));
        assert_int_equal(err.code, ERROR_MISSING);
    }
    assert_int_equal(bytes.size, 0);
    pack_close(pack);
}

static void
a_file_that_changed_since_is_refused(void **state)
{
    struct folder *folder = *state;
    struct pack *pack;
    struct buffer bytes;
    struct error err;
    assert_true(pack_load(folder->path, NULL, &pack, NULL));
    folder_write(folder, "fire.png", "b picture", 9);
    buffer_init(&bytes, 100);
    assert_false(pack_read(pack, "fire.png", &bytes, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "has changed"));
    folder_write(folder, "fire.png", "a picture and more", 18);
    assert_false(pack_read(pack, "fire.png", &bytes, &err));
    assert_int_equal(bytes.size, 0);
    pack_close(pack);
}

static void
what_is_no_pack_is_refused(void **state)
{
    struct folder *folder = *state;
    struct pack *pack;
    struct error err;
    assert_false(pack_load(folder_path(folder, "none"), NULL, &pack, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_false(pack_load(folder_path(folder, PACK_FORM_NAME), NULL, &pack, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "a pack is a .townpack file"));
    assert_false(pack_load(folder_path(folder, "media"), NULL, &pack, &err));
    assert_non_null(strstr(err.text, "there is no form.xml in it"));
    folder_write(folder, "media/survey.csv", "type\n", 5);
    assert_false(pack_load(folder_path(folder, "media"), NULL, &pack, &err));
    assert_non_null(strstr(err.text, "is a workbook and no pack"));
    folder_write(folder, PACK_FORM_NAME, "<html>", 6);
    assert_false(pack_load(folder->path, NULL, &pack, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "form.xml: "));
}

static void
links_and_depths_are_refused(void **state)
{
    struct folder *folder = *state;
    struct pack *pack;
    struct error err;
    assert_int_equal(symlink("/etc/passwd", folder_path(folder, "link.png")), 0);
    assert_false(pack_load(folder->path, NULL, &pack, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "link.png: "));
    assert_int_equal(unlink(folder_path(folder, "link.png")), 0);
    assert_int_equal(symlink("..", folder_path(folder, "media/up")), 0);
    assert_false(pack_load(folder->path, NULL, &pack, &err));
    assert_int_equal(unlink(folder_path(folder, "media/up")), 0);
    mkdir(folder_path(folder, "media/a"), 0700);
    mkdir(folder_path(folder, "media/a/b"), 0700);
    mkdir(folder_path(folder, "media/a/b/c"), 0700);
    assert_false(pack_load(folder->path, NULL, &pack, &err));
    assert_non_null(strstr(err.text, "too deep"));
}

static void
a_file_over_the_limit_is_refused(void **state)
{
    struct folder *folder = *state;
    struct pack *pack;
    struct error err;
    folder_write(folder, "film.mp4", "", 0);
    assert_int_equal(
        truncate(folder_path(folder, "film.mp4"), (off_t)PACK_FILE_MAX_BYTES + 1), 0);
    assert_false(pack_load(folder->path, NULL, &pack, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "film.mp4: is larger"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_pack_gives_its_form_and_files, begin, end),
        cmocka_unit_test_setup_teardown(the_id_is_that_of_names_and_bytes_alone, begin,
                                        end),
        cmocka_unit_test_setup_teardown(only_files_of_the_pack_are_read, begin, end),
        cmocka_unit_test_setup_teardown(a_file_that_changed_since_is_refused, begin,
                                        end),
        cmocka_unit_test_setup_teardown(what_is_no_pack_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(links_and_depths_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(a_file_over_the_limit_is_refused, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
