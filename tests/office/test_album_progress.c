#include "album_progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
expect(const struct album_progress *progress, const char *text)
{
    char shown[300];
    album_progress_text(progress, shown, sizeof shown);
    assert_string_equal(shown, text);
}

static void
add(struct album_progress *progress, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        album_progress_screen(progress, "map.en.m.default");
    }
}

static void
there_is_a_total_when_the_first_language_is_done(void **state)
{
    struct album_progress progress = {.languages = 3};
    (void)state;
    album_progress_screen(&progress, "attract.en.m.default");
    expect(&progress, "1 screen: attract.en.m.default");
    album_progress_walk(&progress, "en 1");
    add(&progress, 10);
    expect(&progress, "11 screens, language 1 of 3: map.en.m.default");
    album_progress_walk(&progress, "en 2");
    expect(&progress, "11 screens, language 1 of 3; looking for more: en");
    add(&progress, 5);
    album_progress_walk(&progress, "es 1");
    add(&progress, 1);
    expect(&progress, "17 of about 46 screens, language 2 of 3: map.en.m.default");
    album_progress_walk(&progress, "zh 1");
    add(&progress, 29);
    /* the guess was too low */
    expect(&progress, "46 screens, language 3 of 3: map.en.m.default");
}

static void
one_language_alone_has_no_number(void **state)
{
    struct album_progress progress = {.languages = 1};
    (void)state;
    album_progress_walk(&progress, "en 1");
    add(&progress, 2);
    expect(&progress, "2 screens: map.en.m.default");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_is_a_total_when_the_first_language_is_done),
        cmocka_unit_test(one_language_alone_has_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
