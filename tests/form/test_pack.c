#include "townline/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char form[] =
    "<h:html xmlns=\"http://www.w3.org/2002/xforms\" "
    "xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>T</h:title><model>"
    "<instance><data id=\"t\" version=\"1\"><mood/></data></instance>"
    "<bind nodeset=\"/data/mood\" type=\"string\"/></model></h:head><h:body>"
    "<select1 ref=\"/data/mood\"><label>Your mood?</label>"
    "<item><label>Good</label><value>g</value></item>"
    "<item><label>Bad</label><value>b</value></item></select1></h:body></h:html>";
static const char other_form[] =
    "<h:html xmlns=\"http://www.w3.org/2002/xforms\" "
    "xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>T</h:title><model>"
    "<instance><data id=\"t\" version=\"2\"><mood/></data></instance>"
    "<bind nodeset=\"/data/mood\" type=\"string\"/></model></h:head><h:body>"
    "<select1 ref=\"/data/mood\"><label>How are you?</label>"
    "<item><label>Well</label><value>g</value></item>"
    "<item><label>Bad</label><value>b</value></item></select1></h:body></h:html>";
static const char drawing[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"48\" "
                              "height=\"48\"><circle r=\"9\"/></svg>";

static struct office_secret secret;
static struct office_public office;

static int
begin(void **state)
{
    struct recipient_secret recovery;
    uint64_t seed = 11;
    (void)state;
    assert_true(seal_start());
    keys_make("Test Office", random_seeded(&seed), &secret, &office, &recovery);
    return 0;
}

static void
make(struct buffer *out)
{
    const struct pack_media media = {"sun.svg", drawing, sizeof drawing - 1};
    const struct manifest_change change = {"mood", true};
    const struct pack_content content = {.xml = form,
                                         .xml_size = sizeof form - 1,
                                         .media = &media,
                                         .media_count = 1,
                                         .round = "2026",
                                         .build = 7,
                                         .office = &office,
                                         .changes = &change,
                                         .change_count = 1};
    struct error err;
    buffer_init(out, PACK_ARCHIVE_MAX_BYTES);
    if (!pack_write(&content, &secret.sign, out, &err)) {
        fail_msg("%s", err.text);
    }
}

static void
a_pack_gives_back_what_went_in(void **state)
{
    struct buffer archive, file;
    struct pack *pack;
    (void)state;
    make(&archive);
    assert_true(pack_open(&archive, &office.sign, &pack, NULL));
    assert_string_equal(pack->manifest->form_id, "t");
    assert_string_equal(pack->manifest->round, "2026");
    assert_true(pack->manifest->build == 7);
    assert_int_equal(pack->manifest->office.recipient_count, 2);
    buffer_init(&file, 1000);
    assert_true(pack_read(pack, "media/sun.svg", &file, NULL));
    assert_int_equal(file.size, sizeof drawing - 1);
    assert_memory_equal(file.data, drawing, file.size);
    assert_false(pack_read(pack, "media/../form.xml", &file, NULL));
    assert_false(pack_read(pack, PACK_MANIFEST_NAME, &file, NULL));
    buffer_finish(&file);
    pack_close(pack);
    buffer_finish(&archive);
}

static void
the_same_content_is_the_same_bytes(void **state)
{
    struct buffer one, two;
    (void)state;
    make(&one);
    make(&two);
    assert_int_equal(one.size, two.size);
    assert_memory_equal(one.data, two.data, one.size);
    buffer_finish(&one);
    buffer_finish(&two);
}

static void
a_pack_of_another_office_is_refused(void **state)
{
    struct buffer archive;
    struct pack *pack;
    struct error err;
    struct sign_public foreign;
    struct sign_secret foreign_secret;
    uint64_t seed = 99;
    (void)state;
    sign_pair(random_seeded(&seed), &foreign, &foreign_secret);
    make(&archive);
    assert_false(pack_open(&archive, &foreign, &pack, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.text, "another key"));
    buffer_finish(&archive);
}

/* What the zip's own headers say beside names and sizes (dates, versions) is not
 * signed, so a flip there may pass; then nothing of the pack differs. */
static void
one_bit_flipped_is_refused_or_changes_nothing(void **state)
{
    struct buffer archive;
    struct pack *pack, *whole;
    (void)state;
    make(&archive);
    struct buffer copy;
    buffer_init(&copy, PACK_ARCHIVE_MAX_BYTES);
    buffer_add(&copy, archive.data, archive.size);
    assert_true(pack_open(&copy, &office.sign, &whole, NULL));
    size_t refused = 0;
    for (size_t i = 0; i < archive.size; i += 3) {
        buffer_init(&copy, PACK_ARCHIVE_MAX_BYTES);
        buffer_add(&copy, archive.data, archive.size);
        copy.data[i] ^= (uint8_t)(1u << (i % 8));
        if (pack_open(&copy, &office.sign, &pack, NULL)) {
            assert_memory_equal(pack->id, whole->id, PACK_ID_BYTES);
            pack_close(pack);
        } else {
            refused++;
        }
        buffer_finish(&copy);
    }
    assert_true(refused > archive.size / 6);
    pack_close(whole);
    buffer_finish(&archive);
}

static void
a_truncated_pack_is_refused(void **state)
{
    struct buffer archive;
    struct pack *pack;
    (void)state;
    make(&archive);
    size_t size = archive.size;
    for (archive.size = 0; archive.size < size; archive.size += 7) {
        assert_false(pack_open(&archive, NULL, &pack, NULL));
    }
    archive.size = size - 1;
    assert_false(pack_open(&archive, NULL, &pack, NULL));
    buffer_finish(&archive);
}

static void
refuses_media(const char *name, const void *data, size_t size, const char *why)
{
    struct error err;
    assert_false(pack_check_media(name, data, size, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    if (!strstr(err.text, why)) {
        fail_msg("expected \"%s\" in: %s", why, err.text);
    }
}

static void
giant_and_false_pictures_are_refused(void **state)
{
    static const uint8_t png[33] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x10\x01\0\0\0\x01";
    static const uint8_t jpeg[] = {0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0x20,
                                   0,    0,    9,    1,    1, 0,  0};
    static const char bomb[] = "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg>&a;</svg>";
    static const char wide[] = "<svg width=\"5000\"/>",
                      script[] = "<svg><script/></svg>";
    static const char away[] = "<svg><use href=\"http://example.org/a\"/></svg>";
    (void)state;
    refuses_media("a.png", png, sizeof png, "4097 x 1 pixels");
    refuses_media("a.jpg", jpeg, sizeof jpeg, "9 x 8192 pixels");
    refuses_media("a.jpg", png, sizeof png, "is not what the ending");
    refuses_media("a.svg", bomb, sizeof bomb - 1, "a.svg: ");
    refuses_media("a.svg", wide, sizeof wide - 1, "at most 4096");
    refuses_media("a.svg", script, sizeof script - 1, "<script>");
    refuses_media("a.svg", away, sizeof away - 1, "outside itself");
    refuses_media("a.exe", "MZ", 2, "only");
    assert_true(pack_check_media("a.svg", drawing, sizeof drawing - 1, NULL));
}

static void
refuses_manifest(const char *from, const char *to)
{
    struct buffer archive, changed;
    struct pack *pack;
    struct manifest *manifest, *read;
    (void)from;
    make(&archive);
    assert_true(pack_open(&archive, NULL, &pack, NULL));
    buffer_init(&changed, MANIFEST_MAX_BYTES);
    assert_true(manifest_write(pack->manifest, &changed, NULL));
    assert_true(manifest_read(changed.data, changed.size, &manifest, NULL));
    manifest_close(manifest);
    buffer_add_u8(&changed, 0);
    char *at = strstr((char *)changed.data, from);
    assert_non_null(at);
    assert_int_equal(strlen(from), strlen(to));
    memcpy(at, to, strlen(to));
    assert_false(manifest_read(changed.data, changed.size - 1, &read, NULL));
    buffer_finish(&changed);
    pack_close(pack);
    buffer_finish(&archive);
}

static void
a_manifest_of_a_later_program_or_with_false_names_is_refused(void **state)
{
    (void)state;
    refuses_manifest("\"townline_pack\": 1", "\"townline_pack\": 2");
    refuses_manifest("\"0.1.0\"", "\"9.1.0\"");
    refuses_manifest("media/sun.svg", "media/../.svg");
    refuses_manifest("media/sun.svg", "/etc/password");
    refuses_manifest("\"build\": 7", "\"build\":-7");
}

static void
count_text(void *context, const struct pack_text *text)
{
    size_t *counts = context;
    assert_string_equal(text->question, "mood");
    if (strcmp(text->part, "label") == 0) {
        assert_string_equal(text->old_words, "Your mood?");
        assert_string_equal(text->new_words, "How are you?");
        counts[0]++;
    } else {
        assert_string_equal(text->part, "choice g");
        assert_string_equal(text->new_words, "Well");
        counts[1]++;
    }
}

static void
changed_words_are_told_and_no_others(void **state)
{
    struct form *before, *after;
    size_t counts[2] = {0, 0};
    (void)state;
    assert_true(form_load(form, sizeof form - 1, &before, NULL));
    assert_true(form_load(other_form, sizeof other_form - 1, &after, NULL));
    assert_true(pack_compare(before, before, count_text, counts, NULL));
    assert_int_equal(counts[0] + counts[1], 0);
    assert_true(pack_compare(before, after, count_text, counts, NULL));
    assert_int_equal(counts[0], 1);
    assert_int_equal(counts[1], 1);
    form_close(before);
    form_close(after);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pack_gives_back_what_went_in),
        cmocka_unit_test(the_same_content_is_the_same_bytes),
        cmocka_unit_test(a_pack_of_another_office_is_refused),
        cmocka_unit_test(one_bit_flipped_is_refused_or_changes_nothing),
        cmocka_unit_test(a_truncated_pack_is_refused),
        cmocka_unit_test(giant_and_false_pictures_are_refused),
        cmocka_unit_test(a_manifest_of_a_later_program_or_with_false_names_is_refused),
        cmocka_unit_test(changed_words_are_told_and_no_others),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
