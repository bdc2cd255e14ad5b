/* A display that is pulled out and put back is noticed, in a folder like the kernel's.
 */
#include "displays.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

static char folder[] = "/tmp/townline-displays-XXXXXX";

static void
plug(const char *connector, const char *status)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, connector);
    (void)mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/%s/status", folder, connector);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fprintf(file, "%s\n", status) > 0);
    assert_int_equal(fclose(file), 0);
}

static void
a_display_that_comes_back_is_a_change_and_one_that_goes_is_none(void **state)
{
    (void)state;
    struct displays displays;
    uint64_t now = 1000;
    plug("card0-HDMI-A-1", "connected");
    plug("card0-HDMI-A-2", "disconnected");
    plug("card0", "connected"); /* no connector */
    displays_init(&displays, folder, now);
    assert_false(displays_have_changed(&displays, now));
    plug("card0-HDMI-A-1", "disconnected");
    assert_false(displays_have_changed(&displays, now + DISPLAYS_LOOK_MS));
    plug("card0-HDMI-A-1", "connected");
    /* it does not look at each turn */
    assert_false(displays_have_changed(&displays, now + DISPLAYS_LOOK_MS + 1));
    assert_true(displays_have_changed(&displays, now + 2 * DISPLAYS_LOOK_MS));
    assert_false(displays_have_changed(&displays, now + 3 * DISPLAYS_LOOK_MS));
    plug("card0-HDMI-A-1", "disconnected");
    plug("card0-HDMI-A-2", "connected");
    assert_true(displays_have_changed(&displays, now + 4 * DISPLAYS_LOOK_MS));
}

static void
where_a_desktop_looks_nobody_else_does(void **state)
{
    (void)state;
    struct displays displays;
    displays_init(&displays, NULL, 0);
    assert_false(displays_have_changed(&displays, 100000));
    displays_init(&displays, "/nowhere", 0);
    assert_false(displays_have_changed(&displays, 100000));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_display_that_comes_back_is_a_change_and_one_that_goes_is_none),
        cmocka_unit_test(where_a_desktop_looks_nobody_else_does),
    };
    char command[96];
    if (!mkdtemp(folder)) {
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 ? failed : 1;
}
