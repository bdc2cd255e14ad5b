#include "support_fake_kiosk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct fake_office office;

static int
begin(void **state)
{
    (void)state;
    office_init(&office);
    return 0;
}

static int
end(void **state)
{
    (void)state;
    office_finish(&office);
    return 0;
}

/* Merges a bundle of a new kiosk whose program has that version. */
static void
merge_of(const char *version, const char *kiosk_name, bool test_mode)
{
    struct fake_kiosk kiosk;
    struct buffer sealed;
    struct merge_result result;
    struct error err = {0};
    kiosk_init(&kiosk, &office);
    snprintf(kiosk.health.program_version, sizeof kiosk.health.program_version, "%s",
             version);
    assert_true(
        archive_accept_kiosk(office.archive, &kiosk.key, kiosk_name, TODAY, &err));
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 12, .test_mode = test_mode},
               &sealed);
    assert_true(office_merge(&office, &sealed, &result, &err));
    buffer_finish(&sealed);
}

static bool
is_simulated(void)
{
    struct archive_form *forms;
    size_t count;
    bool simulated = false;
    assert_true(archive_forms(office.archive, &forms, &count, NULL));
    assert_int_equal(count, 1);
    assert_true(archive_is_simulated(office.archive, &forms[0], &simulated, NULL));
    archive_forms_finish(forms, count);
    return simulated;
}

static void
one_simulated_bundle_makes_all_figures_simulated(void **state)
{
    (void)state;
    merge_of("0.1", "Library", false);
    assert_false(is_simulated());
    merge_of("0.1 simulated ", "City Hall", false);
    assert_false(is_simulated());
    merge_of(BUNDLE_SIMULATED "0.1", "Fairground", false);
    assert_true(is_simulated());
}

static void
what_does_not_count_does_not_make_them_so(void **state)
{
    (void)state;
    merge_of("0.1", "Library", false);
    merge_of(BUNDLE_SIMULATED "0.1", "Fairground", true);
    assert_false(is_simulated());
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            one_simulated_bundle_makes_all_figures_simulated, begin, end),
        cmocka_unit_test_setup_teardown(what_does_not_count_does_not_make_them_so,
                                        begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
