#include "support_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define SAMPLE TESTS_DIR "/../assets/packs/sample"

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

static size_t
read_file(const struct office *office, const char *name, char *out, size_t size)
{
    char path[400];
    snprintf(path, sizeof path, "%s/%s", office->folder.path, name);
    FILE *file = fopen(path, "rb");
    if (!file) {
        fail_msg("there is no %s", path);
    }
    size_t read = fread(out, 1, size - 1, file);
    fclose(file);
    out[read] = '\0';
    return read;
}

static void
every_screen_is_there_as_text_and_sound(void **state)
{
    static char text[1 << 16], sound[1 << 22];
    struct office *office = *state;
    RUN(office, "pack", "speak", SAMPLE, "speech", "--language", "en");
    office_expect(office, 0, "English (en): ");
    office_expect(office, 0, " minutes of speech");
    office_expect(office, 0, "open speech/index.html to listen");
    read_file(office, "speech/purpose.en.m.default.txt", text, sizeof text);
    assert_non_null(strstr(text, "en: Before you start\n"));
    assert_non_null(strstr(text, "en: Next\n"));
    size_t bytes =
        read_file(office, "speech/purpose.en.m.default.wav", sound, sizeof sound);
    assert_memory_equal(sound, "RIFF", 4);
    assert_true(bytes > 10 * 22050 * 2); /* longer than ten seconds */
    /* a text, a picture and a sound of each screen, and the page */
    const char *said = strstr(office->out, " minutes of speech\n");
    assert_non_null(said);
    assert_int_equal(3 * strtoul(strchr(said, '\n') + 1, NULL, 10) + 1,
                     folder_count(&office->folder, "speech"));
    read_file(office, "speech/index.html", text, sizeof text);
    assert_non_null(strstr(text, "<h3>purpose</h3><img loading=\"lazy\" alt=\"\" "
                                 "src=\"purpose.en.m.default.png\">"));
    assert_non_null(strstr(text, "aria-label=\"purpose\" "
                                 "src=\"purpose.en.m.default.wav\""));
    assert_non_null(strstr(text, "<li lang=\"en\" dir=\"auto\">Before you start"));
    assert_false(folder_has(&office->folder, "speech/staff-menu.en.m.default.txt"));
}

static void
a_language_without_a_voice_has_text_alone(void **state)
{
    struct office *office = *state;
    RUN(office, "pack", "speak", BUILD_BIN "/../share/packs/county.townpack", "speech",
        "--language", "tl");
    office_expect(office, 0, " screens in speech");
    office_expect(office, 0, "Tagalog (tl): text only");
    assert_true(folder_has(&office->folder, "speech/purpose.tl.m.default.txt"));
    assert_false(folder_has(&office->folder, "speech/purpose.tl.m.default.wav"));
}

/* The screen's name has its points then, in front of those of the language. */
static void
a_question_with_points_in_its_name_is_heard_on_the_page(void **state)
{
    static const char survey[] = "type,name,label::English (en),label::Español (es)\n"
                                 "text,part.en.es,<b>Why</b> & \"how\"?,¿Por qué?\n";
    static char text[1 << 16];
    struct office *office = *state;
    assert_int_equal(mkdir(folder_path(&office->folder, "book"), 0700), 0);
    folder_write(&office->folder, "book/survey.csv", survey, strlen(survey));
    RUN(office, "pack", "build", "book", "--recipient", "office.pub", "--sign",
        "office.secret", "--passphrase-fd", "3", "-o", "a.townpack");
    RUN(office, "pack", "speak", "a.townpack", "speech", "--language", "es");
    office_expect(office, 0, "Español (es): ");
    read_file(office, "speech/index.html", text, sizeof text);
    assert_non_null(strstr(text, "<h3>question-part.en.es</h3>"));
    assert_non_null(strstr(text, "src=\"question-part.en.es.es.m.default.png\""));
    assert_null(strstr(text, "<b>"));
    assert_null(strstr(text, "English (en)</h2>"));
}

static void
what_follows_a_new_line_is_on_the_page(void **state)
{
    static const char survey[] = "type,name,label::English (en)\n"
                                 "text,a,One<br>note: two,\n";
    static char text[1 << 16];
    struct office *office = *state;
    assert_int_equal(mkdir(folder_path(&office->folder, "book"), 0700), 0);
    folder_write(&office->folder, "book/survey.csv", survey, strlen(survey));
    RUN(office, "pack", "build", "book", "--recipient", "office.pub", "--sign",
        "office.secret", "--passphrase-fd", "3", "-o", "a.townpack");
    RUN(office, "pack", "speak", "a.townpack", "speech");
    read_file(office, "speech/question-a.en.m.default.txt", text, sizeof text);
    assert_non_null(strstr(text, "en: One note: two"));
    read_file(office, "speech/index.html", text, sizeof text);
    assert_non_null(strstr(text, "<li lang=\"en\" dir=\"auto\">One note: two"));
}

/* To go through the form in the others takes as long again for each. */
static void
only_the_language_that_is_asked_for_is_gone_through(void **state)
{
    struct office *office = *state;
    char command[2000];
    const char *folder = office->folder.path;
    snprintf(command, sizeof command,
             "cd '%s' && mkdir pages stick && '" BUILD_BIN
             "/townline-kiosk' --pack '" SAMPLE
             "' --keys office.pub --data data --stick stick --panel 7 --seed 7 "
             "--render pages --render-all '*.es.m.default' > said && "
             "grep -q '^picture question.*[.]es[.]' said && "
             "grep -q '^walk es 1' said && ! grep -q '^walk en' said",
             folder);
    assert_int_equal(system(command), 0);
}

static void
what_is_missing_is_told(void **state)
{
    struct office *office = *state;
    RUN(office, "pack", "speak", SAMPLE);
    office_expect(office, 2, "name a pack and a new folder for its speech");
    RUN(office, "pack", "speak", SAMPLE, ".");
    office_expect(office, 1, "is not empty");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_screen_is_there_as_text_and_sound, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_language_without_a_voice_has_text_alone,
                                        begin, end),
        cmocka_unit_test_setup_teardown(
            a_question_with_points_in_its_name_is_heard_on_the_page, begin, end),
        cmocka_unit_test_setup_teardown(what_follows_a_new_line_is_on_the_page, begin,
                                        end),
        cmocka_unit_test_setup_teardown(
            only_the_language_that_is_asked_for_is_gone_through, begin, end),
        cmocka_unit_test_setup_teardown(what_is_missing_is_told, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
