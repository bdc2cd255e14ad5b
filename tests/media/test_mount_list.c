#include "mount_list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char list[] =
    "22 28 0:20 / /proc rw,nosuid shared:12 - proc proc rw\n"
    "28 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n"
    "99 28 8:17 / /media/clerk/MY\\040STICK rw,nosuid shared:5 - vfat /dev/sdb1 rw\n"
    "98 28 8:33 /inside /srv/bound rw - ext4 /dev/sdc1 rw\n";

static bool
find(const char *text, unsigned major, unsigned minor, char out[64])
{
    struct buffer buffer;
    buffer_init(&buffer, 4096);
    buffer_add(&buffer, text, strlen(text));
    bool ok = mount_list_find(&buffer, major, minor, out, 64);
    buffer_finish(&buffer);
    return ok;
}

static void
a_device_is_found_with_its_spaces(void **state)
{
    char out[64];
    (void)state;
    assert_true(find(list, 8, 17, out));
    assert_string_equal(out, "/media/clerk/MY STICK");
    assert_true(find(list, 8, 2, out));
    assert_string_equal(out, "/");
}

static void
a_part_of_a_disk_that_is_bound_elsewhere_is_no_place(void **state)
{
    char out[64];
    (void)state;
    assert_false(find(list, 8, 33, out));
    assert_false(find(list, 8, 1, out));
}

static void
the_last_of_several_places_counts(void **state)
{
    char out[64];
    (void)state;
    assert_true(
        find("1 1 8:1 / /a rw - vfat x rw\n2 1 8:1 / /b rw - vfat x rw", 8, 1, out));
    assert_string_equal(out, "/b");
}

static void
lines_of_any_shape_are_passed_over(void **state)
{
    static const char *const lines[] = {
        "",
        "\n\n",
        "1 1 8:1",
        "1 1 8:1 /",
        "1 1 8:1 / \n",
        "1 1 8:1 / \\000x rw",
        "1 1 8:1 / "
        "/0123456789012345678901234567890123456789012345678901234567890123456"};
    char out[64];
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        assert_false(find(lines[i], 8, 1, out));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_device_is_found_with_its_spaces),
        cmocka_unit_test(a_part_of_a_disk_that_is_bound_elsewhere_is_no_place),
        cmocka_unit_test(the_last_of_several_places_counts),
        cmocka_unit_test(lines_of_any_shape_are_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
