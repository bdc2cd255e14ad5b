/* pack render ends whatever the form asks, stops at once when it is told to, and keeps
 * nothing where there is no room for all. */
#include "support_office.h"

#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

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
write_pack(const struct office *office, const char *instance, const char *binds,
           const char *body)
{
    char form[8000];
    int size = snprintf(
        form, sizeof form,
        "<h:html xmlns=\"http://www.w3.org/2002/xforms\" "
        "xmlns:h=\"http://www.w3.org/1999/xhtml\" "
        "xmlns:jr=\"http://openrosa.org/javarosa\"><h:head><h:title>T</h:title><model>"
        "<instance><data id=\"t\" version=\"1\">%s</data></instance>%s</model></h:head>"
        "<h:body>%s</h:body></h:html>",
        instance, binds, body);
    assert_true(size > 0 && (size_t)size < sizeof form);
    mkdir(folder_path(&office->folder, "pack"), 0700);
    folder_write(&office->folder, "pack/form.xml", form, (size_t)size);
}

static void
render(struct office *office)
{
    RUN(office, "pack", "render", "pack", "pictures", "--panel", "7", "--size", "s");
    office_expect(office, 0, " pictures in pictures");
    assert_int_equal(strtoul(office->out, NULL, 10),
                     folder_count(&office->folder, "pictures"));
}

static void
assert_drawn(const struct office *office, const char *screen)
{
    char path[200];
    snprintf(path, sizeof path, "pictures/%s.und.s.default.png", screen);
    if (!folder_has(&office->folder, path)) {
        fail_msg("there is no %s", path);
    }
}

static void
answers_that_are_refused_are_replaced_by_others(void **state)
{
    struct office *office = *state;
    write_pack(office, "<age/><code/><never/><last/>",
               "<bind nodeset=\"/data/age\" type=\"int\" required=\"true()\" "
               "constraint=\". &gt;= 18 and . &lt;= 99\"/>"
               "<bind nodeset=\"/data/code\" type=\"string\" required=\"true()\" "
               "constraint=\"regex(., '^[A-Z]{2}-(x|y)[0-9]+$')\"/>"
               "<bind nodeset=\"/data/never\" type=\"int\" required=\"true()\" "
               "constraint=\". &lt; 3 and . &gt; 5\"/>"
               "<bind nodeset=\"/data/last\" type=\"string\"/>",
               "<input ref=\"/data/age\"><label>Age</label></input>"
               "<input ref=\"/data/code\"><label>Code</label></input>"
               "<input ref=\"/data/never\"><label>Never</label></input>"
               "<input ref=\"/data/last\"><label>Last</label></input>");
    render(office);
    assert_drawn(office, "question-age-problem");
    assert_drawn(office, "question-last");
    office_expect(office, 0, "never: no answer was found that it takes");
    assert_null(strstr(office->out, "age: "));
    assert_null(strstr(office->out, "code: "));
}

static void
several_required_questions_on_a_page_are_answered(void **state)
{
    struct office *office = *state;
    write_pack(office, "<g><a/><b/><c/></g><last/>",
               "<bind nodeset=\"/data/g/a\" type=\"int\" required=\"true()\"/>"
               "<bind nodeset=\"/data/g/b\" type=\"string\" required=\"true()\"/>"
               "<bind nodeset=\"/data/g/c\" type=\"string\" required=\"true()\"/>"
               "<bind nodeset=\"/data/last\" type=\"string\"/>",
               "<group ref=\"/data/g\" appearance=\"field-list\">"
               "<input ref=\"/data/g/a\"><label>A</label></input>"
               "<input ref=\"/data/g/b\"><label>B</label></input>"
               "<select1 ref=\"/data/g/c\"><label>C</label>"
               "<item><label>One</label><value>1</value></item></select1></group>"
               "<input ref=\"/data/last\"><label>Last</label></input>");
    render(office);
    assert_drawn(office, "question-g");
    assert_drawn(office, "question-last");
    assert_null(strstr(office->out, "were not shown"));
}

static void
repeats_are_gone_through_and_left(void **state)
{
    struct office *office = *state;
    write_pack(office, "<r><x/></r><many><y/></many><a><b/></a><a-b/><last/>",
               "<bind nodeset=\"/data/r/x\" type=\"string\" required=\"true()\"/>"
               "<bind nodeset=\"/data/many/y\" type=\"int\"/>"
               "<bind nodeset=\"/data/a/b\" type=\"int\"/>"
               "<bind nodeset=\"/data/a-b\" type=\"int\"/>"
               "<bind nodeset=\"/data/last\" type=\"string\" "
               "relevant=\"/data/r/x = 'never said'\"/>",
               "<group ref=\"/data/r\"><repeat nodeset=\"/data/r\">"
               "<input ref=\"/data/r/x\"><label>X</label></input></repeat></group>"
               "<group ref=\"/data/many\"><repeat nodeset=\"/data/many\" "
               "jr:count=\"400\"><input ref=\"/data/many/y\"><label>Y</label></input>"
               "</repeat></group>"
               "<group ref=\"/data/a\"><input ref=\"/data/a/b\"><label>B</label>"
               "</input></group><input ref=\"/data/a-b\"><label>AB</label></input>"
               "<input ref=\"/data/last\"><label>Last</label></input>");
    render(office);
    assert_drawn(office, "another");
    assert_drawn(office, "question-many-y");
    assert_drawn(office, "question-a-b");
    office_expect(office, 0, "last: not shown, since no way that was tried leads");
}

static pid_t
start_render(const struct office *office)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (chdir(office->folder.path) != 0 || mkdir("tmp", 0700) != 0) {
            _exit(9);
        }
        setenv("TMPDIR", folder_path(&office->folder, "tmp"), 1);
        execl(BUILD_BIN "/townline", "townline", "pack", "render",
              TESTS_DIR "/../assets/packs/sample", "pictures", "--language", "en",
              (char *)NULL);
        _exit(9);
    }
    return child;
}

static void
a_signal_stops_it_and_nothing_is_left(void **state)
{
    struct office *office = *state;
    static const int signals[] = {SIGINT, SIGTERM};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        const struct timespec moment = {.tv_nsec = 50000000};
        pid_t child = start_render(office);
        int status;
        for (int k = 0; k < 400 && (!folder_has(&office->folder, "pictures") ||
                                    folder_count(&office->folder, "pictures") == 0);
             k++) {
            nanosleep(&moment, NULL);
        }
        assert_int_equal(kill(child, signals[i]), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 0);
        assert_false(folder_has(&office->folder, "pictures"));
        assert_int_equal(folder_count(&office->folder, "tmp"), 0);
        assert_int_equal(rmdir(folder_path(&office->folder, "tmp")), 0);
    }
}

/* A disk with room for some of the pictures and sounds; only root may mount it. */
static bool
mount_small_disk(const struct office *office)
{
    const char *disk = folder_path(&office->folder, "disk");
    return mkdir(disk, 0700) == 0 && geteuid() == 0 && unshare(CLONE_NEWNS) == 0 &&
           mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("none", disk, "tmpfs", 0, "size=1500k") == 0;
}

static void
expect_no_room(struct office *office, const char *command, const char *folder)
{
    RUN(office, "pack", command, TESTS_DIR "/../assets/packs/sample", folder,
        "--language", "en");
    office_expect(office, 3, "there is no room left");
    office_expect(office, 3, "and nothing was kept in disk");
}

static void
a_full_disk_is_told_and_nothing_is_left(void **state)
{
    struct office *office = *state;
    if (!mount_small_disk(office)) {
        skip();
    }
    expect_no_room(office, "speak", "disk/new");
    assert_int_equal(folder_count(&office->folder, "disk"), 0);
    expect_no_room(office, "render", "disk");
    assert_int_equal(folder_count(&office->folder, "disk"), 0);
    assert_int_equal(umount(folder_path(&office->folder, "disk")), 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(answers_that_are_refused_are_replaced_by_others),
        TEST(several_required_questions_on_a_page_are_answered),
        TEST(repeats_are_gone_through_and_left),
        TEST(a_signal_stops_it_and_nothing_is_left),
        TEST(a_full_disk_is_told_and_nothing_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
