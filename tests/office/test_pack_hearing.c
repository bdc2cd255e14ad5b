/* What `pack check` tells about a pack by ear. */
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

/* Our own packs are clean; what is told of another is told once, grouped, and where an
 * author finds it. */
static void
what_a_voice_says_wrongly_is_told_as_advice(void **state)
{
    static const char survey[] =
        "type,name,label::English (en),say::English (en),label::العربية (ar)\n"
        "text,a,It saves $5 for the EMS,It saves five dollars,المكتبات\n"
        "text,b,Call 911 or 9-1-1,,نَعَمْ 50%\n"
        "text,c,The EMS,,\n";
    struct office *office = *state;
    RUN(office, "pack", "check", BUILD_BIN "/../share/packs/county.townpack");
    office_expect(office, 0, "by ear, with a headset: ");
    assert_null(strstr(office->out, "text with"));
    assert_null(strstr(office->out, "texts with"));
    assert_int_equal(mkdir(folder_path(&office->folder, "book"), 0700), 0);
    folder_write(&office->folder, "book/survey.csv", survey, strlen(survey));
    BUILD(office, "book", "--recipient", "office.pub");
    RUN(office, "pack", "check", "a.townpack");
    office_expect(office, 0, "English (en): 1 text with numbers");
    office_expect(office, 0, "survey, b, label: 911, 9-1-1\n");
    office_expect(office, 0, "survey, c, label: EMS\n");
    office_expect(office, 0, "survey, a, label: المكتبات\n");
    office_expect(office, 0, "survey, b, label: 50%\n");
    assert_null(strstr(office->out, "$5"));
    RUN(office, "pack", "check", "a.townpack", "--workbook", "book");
    office_expect(office, 0, "survey, row 3, column C (label::English (en)): 911");
    RUN(office, "pack", "check", "a.townpack", "--json");
    json_t *told = office_json(office), *texts = json_object_get(told, "heard_wrongly");
    assert_int_equal(json_array_size(texts), 4);
    json_t *language = json_array_get(json_object_get(told, "default_path"), 0);
    assert_true(json_integer_value(json_object_get(language, "seconds_by_ear")) > 60);
    assert_true(json_is_true(json_object_get(language, "voice")));
    json_decref(told);
    folder_write(&office->folder, "book/survey.csv", "type,name,label\ntext,a,A\n", 25);
    RUN(office, "pack", "check", "a.townpack", "--workbook", "book");
    office_expect(office, 1, "is not the workbook that this pack was made of");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_a_voice_says_wrongly_is_told_as_advice,
                                        begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
