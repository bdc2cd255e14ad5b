#include "support_form.h"

static void
the_sample_has_four_services_in_two_languages(void **state)
{
    (void)state;
    struct form *form = load_sample();
    assert_string_equal(form_title(form), "Larkmoor County: sharing services");
    assert_int_equal(form_language_count(form), 2);
    assert_string_equal(form_language(form, 0)->code, "en");
    assert_string_equal(form_language(form, 1)->code, "es");
    assert_int_equal(form_service_count(form), 4);
    int libraries = form_find_service(form, "libraries");
    assert_int_equal(libraries, 2);
    assert_string_equal(form_service_text(form, 2, "today", 0, TEXT_SHOWN),
                        "Each town runs its own library.");
    assert_string_equal(form_service_text(form, 2, "jobs", 1, TEXT_SHOWN),
                        "Sin despidos. Dos puestos se mudarían.");
    assert_string_equal(form_service_text(form, 2, "savings_low", 1, TEXT_SHOWN),
                        "60000");
    assert_string_equal(form_service_text(form, 2, "image", 0, TEXT_SHOWN),
                        "libraries.svg");
    assert_null(form_service_text(form, 2, "no such column", 0, TEXT_SHOWN));
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_has_four_services_in_two_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
