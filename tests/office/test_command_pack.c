#include "pack/zip_files.h"
#include "support_office.h"
#include "townline/file.h"
#include "townline/kiosk_words.h"
#include "townline/picture_color.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define COUNTY TESTS_DIR "/../assets/packs/county"
#define SAMPLE TESTS_DIR "/../assets/packs/sample"
#define BUILD(office, ...)                                                             \
    RUN(office, "pack", "build", __VA_ARGS__, "--sign", "office.secret",               \
        "--passphrase-fd", "3", "-o", "a.townpack", "--force")

static int
begin(void **state)
{
    static struct office office;
    office_begin(&office);
    *state = &office;
    return 0;
}

static int
end(void **state)
{
    office_end(*state);
    return 0;
}

static void
the_county_workbook_becomes_a_pack_that_its_office_signed(void **state)
{
    struct office *office = *state;
    BUILD(office, COUNTY, "--recipient", "office.pub");
    office_expect(office, 0, "a.townpack is signed");
    RUN(office, "pack", "check", "a.townpack", "--keys", "office.pub", "--json");
    office_expect(office, 0, "larkmoor-sharing");
    json_t *shown = office_json(office);
    assert_true(json_is_true(json_object_get(shown, "signed")));
    assert_int_equal(json_integer_value(json_object_get(shown, "services")), 12);
    assert_int_equal(json_array_size(json_object_get(shown, "languages")), 6);
    json_decref(shown);
}

static void
check_says_how_long_a_resident_is_kept_in_each_language(void **state)
{
    struct office *office = *state;
    BUILD(office, COUNTY, "--recipient", "office.pub");
    RUN(office, "pack", "check", "a.townpack", "--json");
    office_expect(office, 0, "default_path");
    json_t *shown = office_json(office);
    json_t *languages = json_object_get(shown, "default_path");
    assert_int_equal(json_array_size(languages), 6);
    json_t *english = json_array_get(languages, 0);
    assert_string_equal(json_string_value(json_object_get(english, "language")), "en");
    assert_in_range(json_integer_value(json_object_get(english, "screens")), 8, 12);
    assert_in_range(json_integer_value(json_object_get(english, "seconds")), 60, 180);
    assert_true(json_is_false(json_object_get(english, "too_long")));
    assert_int_equal(json_array_size(json_object_get(english, "path")),
                     json_integer_value(json_object_get(english, "screens")));
    json_decref(shown);
    RUN(office, "pack", "check", "a.townpack");
    office_expect(office, 0, "English (en): 12 screens");
    RUN(office, "pack", "show", "a.townpack");
    office_expect(office, 0, "12 services");
    assert_null(strstr(office->out, "screens"));
}

static void
a_path_that_is_too_long_is_told_with_what_costs_most(void **state)
{
    struct office *office = *state;
    RUN(office, "pack", "check", SAMPLE);
    office_expect(office, 0, "too long  English (en): 13 screens");
    office_expect(office, 0, "What costs most:");
    const char *first = strstr(office->out, "question about/block/concerns (");
    assert_non_null(first);
    assert_true(strstr(first, "service ("));
}

static void
a_pack_that_was_changed_is_refused(void **state)
{
    struct office *office = *state;
    BUILD(office, COUNTY, "--recipient", "office.pub");
    office_expect(office, 0, "a.townpack is signed");
    FILE *file = fopen(folder_path(&office->folder, "a.townpack"), "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, 5000, SEEK_SET), 0);
    int byte = fgetc(file);
    assert_int_equal(fseek(file, 5000, SEEK_SET), 0);
    fputc(byte ^ 1, file);
    assert_int_equal(fclose(file), 0);
    RUN(office, "pack", "show", "a.townpack");
    office_expect(office, 1, "a.townpack");
}

static void
changed_words_need_an_answer_before_they_are_signed(void **state)
{
    struct office *office = *state;
    static const char survey[] = "type,name,label\ntext,why,%s\n";
    static const char settings[] = "form_id,version\nf,1\n";
    char first[100], second[100];
    snprintf(first, sizeof first, survey, "Why?");
    snprintf(second, sizeof second, survey, "Why not?");
    assert_int_equal(mkdir(folder_path(&office->folder, "book"), 0700), 0);
    folder_write(&office->folder, "book/settings.csv", settings, strlen(settings));
    folder_write(&office->folder, "book/survey.csv", first, strlen(first));
    RUN(office, "pack", "build", "book", "--recipient", "office.pub", "--sign",
        "office.secret", "--passphrase-fd", "3", "-o", "old.townpack");
    office_expect(office, 0, "old.townpack is signed");
    folder_write(&office->folder, "book/survey.csv", second, strlen(second));
    BUILD(office, "book", "--recipient", "office.pub", "--previous", "old.townpack");
    office_expect(office, 1, "--same-meaning");
    BUILD(office, "book", "--recipient", "office.pub", "--previous", "old.townpack",
          "--new-meaning", "wy");
    office_expect(office, 1, "no question has that name");
    BUILD(office, "book", "--recipient", "office.pub", "--previous", "old.townpack",
          "--new-meaning", "why");
    office_expect(office, 0, "before: Why?");
}

static void
a_workbook_that_cannot_be_read_whole_is_not_signed(void **state)
{
    struct office *office = *state;
    static const char survey[] =
        "type,name,label,relevant\ntext,a,A,\ntext,b,B,#REF!\n";
    assert_int_equal(mkdir(folder_path(&office->folder, "lost"), 0700), 0);
    folder_write(&office->folder, "lost/survey.csv", survey, strlen(survey));
    BUILD(office, "lost", "--recipient", "office.pub", "--fix", "--json");
    assert_non_null(strstr(office->out, "\"ok\": false"));
    office_expect(office, 1, "1 fault to mend");
    RUN(office, "pack", "show", "a.townpack");
    office_expect(office, 1, "no such fil");
}

static void
faults_are_all_told_and_nothing_is_signed(void **state)
{
    struct office *office = *state;
    static const char survey[] =
        "type,name,label,relevant\nselect_one none,a,A,\ntext,b,B,${c} = 1\n";
    assert_int_equal(mkdir(folder_path(&office->folder, "bad"), 0700), 0);
    folder_write(&office->folder, "bad/survey.csv", survey, strlen(survey));
    BUILD(office, "bad", "--recipient", "office.pub");
    office_expect(office, 1, "survey, row 2, column A");
    office_expect(office, 1, "survey, row 3, column D");
    RUN(office, "pack", "show", "a.townpack");
    office_expect(office, 1, "no such file");
}

static void
one_key_alone_is_refused_unless_that_is_meant(void **state)
{
    struct office *office = *state;
    struct office_public alone = office->public;
    struct buffer text;
    buffer_init(&text, KEYS_FILE_MAX_BYTES);
    alone.recipient_count = 1;
    keys_public_write(&alone, &text);
    folder_write(&office->folder, "alone.pub", text.data, text.size);
    buffer_finish(&text);
    BUILD(office, COUNTY, "--recipient", "alone.pub");
    office_expect(office, 1, "--no-recovery");
    BUILD(office, COUNTY, "--recipient", "alone.pub", "--no-recovery");
    office_expect(office, 0, "a.townpack is signed");
}

static void
a_pack_says_which_questions_are_about_the_choice_at_their_place(void **state)
{
    struct office *office = *state;
    static const char survey[] =
        "type,name,label,repeat_count,calculation\n"
        "select_multiple l,s,Which?,,\n"
        "begin_repeat,r,R,count-selected(${s}),\n"
        "calculate,c,,,\"selected-at(${s}, position(..) - 1)\"\n"
        "text,q,About ${c}?,,\n"
        "end_repeat,,,,\n";
    static const char choices[] = "list_name,name,label\nl,a,A\nl,b,B\n";
    assert_int_equal(mkdir(folder_path(&office->folder, "book"), 0700), 0);
    folder_write(&office->folder, "book/survey.csv", survey, strlen(survey));
    folder_write(&office->folder, "book/choices.csv", choices, strlen(choices));
    BUILD(office, "book", "--recipient", "office.pub");
    office_expect(office, 0, "survey, row 4, column E (calculation)");
    RUN(office, "pack", "check", "a.townpack");
    office_expect(office, 0, "careful    r/c is about the choice at its place");
    RUN(office, "pack", "check", "a.townpack", "--json");
    json_t *told = office_json(office), *moving = json_object_get(told, "moving");
    assert_int_equal(json_array_size(moving), 1);
    assert_string_equal(json_string_value(json_array_get(moving, 0)), "r/c");
    json_decref(told);
}

static const char fix_survey[] = "type,name,label,appearance\n"
                                 "select_multiple things,s,Which?,townline-services\n";
static const char fix_choices[] = "list_name,name,label\nthings,lib,Libraries\n";
static const char fix_services[] =
    "name,label\nlib,Libraries\nfire,Fire crews\npay,Payroll\n";

static void
services_that_cannot_be_chosen_are_added_to_the_choices_when_asked_for(void **state)
{
    struct office *office = *state;
    struct buffer now;
    assert_int_equal(mkdir(folder_path(&office->folder, "book"), 0700), 0);
    folder_write(&office->folder, "book/survey.csv", fix_survey, strlen(fix_survey));
    folder_write(&office->folder, "book/Choices.csv", fix_choices, strlen(fix_choices));
    folder_write(&office->folder, "book/services.csv", fix_services,
                 strlen(fix_services));
    BUILD(office, "book", "--recipient", "office.pub");
    office_expect(office, 1, "\"fire\" is not in the list \"things\"");
    BUILD(office, "book", "--recipient", "office.pub", "--fix", "--json");
    office_expect(office, 0, "the service fire is added to choices.csv");
    json_t *told = office_json(office);
    assert_int_equal(json_array_size(json_object_get(told, "added")), 2);
    json_decref(told);
    buffer_init(&now, 1000);
    assert_true(
        file_load(folder_path(&office->folder, "book/Choices.csv"), &now, NULL));
    buffer_add_u8(&now, 0);
    assert_string_equal((const char *)now.data,
                        "list_name,name,label\nthings,lib,Libraries\n"
                        "things,fire,Fire crews\nthings,pay,Payroll\n");
    buffer_finish(&now);
    BUILD(office, "book", "--recipient", "office.pub", "--fix", "--json");
    office_expect(office, 0, "\"added\": []");
}

#define CELL(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define SHEET(rows)                                                                    \
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"  \
    "<sheetData>" rows "</sheetData></worksheet>"
#define RELATED "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATION(id, file)                                                             \
    "<Relationship Id=\"" id "\" Type=\"" RELATED "/worksheet\" Target=\"" file "\"/>"

static void
write_part(struct zip_file *files, size_t *count, const char *name, const char *text)
{
    files[(*count)++] = (struct zip_file){name, (const uint8_t *)text, strlen(text)};
}

static void
of_an_xlsx_the_rows_to_add_are_said_and_nothing_is_written(void **state)
{
    struct office *office = *state;
    struct zip_file files[6];
    struct buffer book, now;
    size_t count = 0;
    write_part(files, &count, "xl/workbook.xml",
               "<workbook xmlns:r=\"" RELATED "\"><sheets>"
               "<sheet name=\"survey\" r:id=\"a\"/><sheet name=\"choices\" r:id=\"b\"/>"
               "<sheet name=\"services\" r:id=\"c\"/></sheets></workbook>");
    write_part(files, &count, "xl/_rels/workbook.xml.rels",
               "<Relationships>" RELATION("a", "a.xml") RELATION("b", "b.xml")
                   RELATION("c", "c.xml") "</Relationships>");
    write_part(files, &count, "xl/a.xml",
               SHEET("<row>" CELL("type") CELL("name") CELL("label") CELL(
                   "appearance") "</row><row>" CELL("select_multiple things") CELL("s")
                         CELL("Which?") CELL("townline-services") "</row>"));
    write_part(files, &count, "xl/b.xml",
               SHEET("<row>" CELL("list_name") CELL("name")
                         CELL("label") "</row><row>" CELL("things") CELL("lib")
                             CELL("Libraries") "</row>"));
    write_part(files, &count, "xl/c.xml",
               SHEET("<row>" CELL("name") CELL("label") "</row><row>" CELL("lib")
                         CELL("Libraries") "</row><row>" CELL("fire")
                             CELL("Fire crews") "</row>"));
    buffer_init(&book, 100000);
    assert_true(zip_files_write(files, count, &book, NULL));
    folder_write(&office->folder, "book.xlsx", book.data, book.size);
    RUN(office, "pack", "check", "book.xlsx");
    office_expect(office, 1, "book.xlsx: is a workbook and no pack");
    BUILD(office, "book.xlsx", "--recipient", "office.pub", "--fix");
    office_expect(office, 1,
                  "add to the sheet choices a row with list_name: things, name: fire, "
                  "label: Fire crews");
    buffer_init(&now, 100000);
    assert_true(file_load(folder_path(&office->folder, "book.xlsx"), &now, NULL));
    assert_int_equal(now.size, book.size);
    assert_memory_equal(now.data, book.data, book.size);
    buffer_finish(&now);
    buffer_finish(&book);
}

static void
save_picture(struct office *office, const char *name, size_t width, size_t height)
{
    struct picture_color picture = {width, height, calloc(width * height, 4)};
    struct buffer file;
    assert_non_null(picture.pixels);
    buffer_init(&file, (size_t)16 << 20);
    assert_true(
        picture_color_write(&picture, strstr(name, ".jpg") != NULL, &file, NULL));
    folder_write(&office->folder, name, file.data, file.size);
    buffer_finish(&file);
    picture_color_finish(&picture);
}

static void
pictures_are_made_small_and_what_shows_badly_is_told(void **state)
{
    static const char survey[] = "type,name,label\nselect_one l,q,Which?\n";
    static const char choices[] = "list_name,name,label,image\nl,a,A,large.jpg\n"
                                  "l,b,B,tiny.png\nl,c,C,long.png\n";
    struct office *office = *state;
    mkdir(folder_path(&office->folder, "book"), 0755);
    mkdir(folder_path(&office->folder, "book/media"), 0755);
    folder_write(&office->folder, "book/survey.csv", survey, strlen(survey));
    folder_write(&office->folder, "book/choices.csv", choices, strlen(choices));
    save_picture(office, "book/media/large.jpg", 5000, 2500);
    save_picture(office, "book/media/tiny.png", 40, 30);
    save_picture(office, "book/media/long.png", 1200, 100);
    BUILD(office, "book", "--recipient", "office.pub");
    office_expect(office, 0, "large.jpg, of 5000 x 2500 pixels");
    office_expect(office, 0, "has it in 512 x 256");
    office_expect(office, 0, "tiny.png is too small to show well: 40 x 30");
    office_expect(office, 0, "long.png is too long to show well");
    folder_write(&office->folder, "book/media/tiny.png", "\x89PNG\r\n\x1a\n", 8);
    BUILD(office, "book", "--recipient", "office.pub");
    office_expect(office, 1, "tiny.png: the PNG picture is damaged");
}

/* Not in English without anybody having said so. */
static void
a_language_without_the_kiosks_words_is_refused(void **state)
{
    static const char survey[] =
        "type,name,label::English (en),label::Fran\u00e7ais (fr)\n"
        "text,why,Why?,Pourquoi?\n";
    char first[200];
    struct office *office = *state;
    mkdir(folder_path(&office->folder, "book"), 0755);
    folder_write(&office->folder, "book/survey.csv", survey, strlen(survey));
    BUILD(office, "book", "--recipient", "office.pub");
    office_expect(office, 1, "are missing in the sheet kiosk_words");
    snprintf(first, sizeof first, "the first \"%s\",", kiosk_word_list[0].name);
    office_expect(office, 1, first);
    assert_false(folder_has(&office->folder, "a.townpack"));
    BUILD(office, "book", "--recipient", "office.pub", "--allow-english-words");
    office_expect(office, 0, "own words are English in Fran\u00e7ais (fr)");
    RUN(office, "pack", "check", "a.townpack");
    office_expect(office, 0, "own words are English");
    /* The list as it comes, each word translated into itself. */
    RUN(office, "pack", "words");
    office_expect(office, 0, "\"next\",\"Next\"");
    const char *rows = strchr(office->out, '\n');
    assert_non_null(rows);
    struct buffer sheet;
    buffer_init(&sheet, (size_t)1 << 20);
    buffer_add_format(&sheet, "name,label::Fran\u00e7ais (fr)%s", rows);
    folder_write(&office->folder, "book/kiosk_words.csv", sheet.data, sheet.size);
    buffer_finish(&sheet);
    BUILD(office, "book", "--recipient", "office.pub");
    office_expect(office, 0, "a.townpack is signed");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(the_county_workbook_becomes_a_pack_that_its_office_signed),
        TEST(check_says_how_long_a_resident_is_kept_in_each_language),
        TEST(a_path_that_is_too_long_is_told_with_what_costs_most),
        TEST(a_pack_that_was_changed_is_refused),
        TEST(changed_words_need_an_answer_before_they_are_signed),
        TEST(a_workbook_that_cannot_be_read_whole_is_not_signed),
        TEST(faults_are_all_told_and_nothing_is_signed),
        TEST(one_key_alone_is_refused_unless_that_is_meant),
        TEST(a_pack_says_which_questions_are_about_the_choice_at_their_place),
        TEST(services_that_cannot_be_chosen_are_added_to_the_choices_when_asked_for),
        TEST(pictures_are_made_small_and_what_shows_badly_is_told),
        TEST(a_language_without_the_kiosks_words_is_refused),
        TEST(of_an_xlsx_the_rows_to_add_are_said_and_nothing_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
