#include "townline/stops.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FORM_PATH TESTS_DIR "/../assets/packs/sample/form.xml"
#define SERVICE_BEGINS "<service>\n            <name>"

static char *
append(char *at, const char *bytes, size_t size)
{
    memcpy(at, bytes, size);
    return at + size;
}

/* The sample's form with the first two services of its services sheet exchanged. */
static struct form *
load_exchanged(void)
{
    static char bytes[1 << 20], moved[1 << 20];
    FILE *file = fopen(FORM_PATH, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes - 1, file);
    fclose(file);
    const char *first = strstr(bytes, SERVICE_BEGINS);
    assert_non_null(first);
    const char *second = strstr(first + 1, SERVICE_BEGINS);
    const char *third = strstr(second + 1, SERVICE_BEGINS);
    assert_true(second && third);
    char *at = moved;
    at = append(at, bytes, (size_t)(first - bytes));
    at = append(at, second, (size_t)(third - second));
    at = append(at, first, (size_t)(second - first));
    memcpy(at, third, size - (size_t)(third - bytes));

    struct form *form;
    struct error err;
    if (!form_load(moved, size, &form, &err)) {
        fail_msg("%s", err.text);
    }
    return form;
}

static void
a_block_is_about_its_service_whatever_the_order_of_the_sheet(void **state)
{
    (void)state;
    struct form *form = load_exchanged();
    const struct descriptor *descriptor = form_descriptor(form);
    int question = descriptor_find_role(descriptor, ROLE_IDENTITY);
    const struct repeat *repeat =
        &descriptor->repeats[descriptor->questions[question].repeat];
    struct place place = {0};
    while (form_control(form, place.control)->question != question) {
        place.control++;
    }
    for (size_t i = 0; i < repeat->key_count; i++) {
        place.instance[0] = (uint16_t)i;
        int service = place_service(form, &place);
        assert_true(service >= 0);
        assert_string_equal(form_service_name(form, (size_t)service), repeat->keys[i]);
    }
    place.instance[0] = 0;
    assert_int_equal(place_service(form, &place), 1);
    form_close(form);
}

static void
what_lies_in_no_block_is_about_no_service(void **state)
{
    (void)state;
    struct form *form = load_exchanged();
    struct place place = {0};
    while (form_control(form, place.control)->repeat >= 0) {
        place.control++;
    }
    assert_int_equal(place_service(form, &place), -1);
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_block_is_about_its_service_whatever_the_order_of_the_sheet),
        cmocka_unit_test(what_lies_in_no_block_is_about_no_service),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
