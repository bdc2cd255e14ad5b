/* A headset that is put in and taken out, on a pretended machine (umockdev) whose
 * kernel tells of it as it does for a jack: SW_HEADPHONE_INSERT. */
#include "headset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <umockdev.h>

static const char device[] = "P: /devices/platform/jack/input/input7/event7\n"
                             "N: input/event7\nE: DEVNAME=/dev/input/event7\n"
                             "E: SUBSYSTEM=input\nE: MAJOR=13\nE: MINOR=71\n";
static const char keyboard[] = "P: /devices/platform/keys/input/input3/event3\n"
                               "N: input/event3\nE: DEVNAME=/dev/input/event3\n"
                               "E: SUBSYSTEM=input\nE: MAJOR=13\nE: MINOR=67\n";
static const char board[] = "P: /devices/platform/board/input/input1/event1\n"
                            "N: input/event1\nE: DEVNAME=/dev/input/event1\n"
                            "E: SUBSYSTEM=input\nE: MAJOR=13\nE: MINOR=65\n";
/* It has switch 2, and answers to EVIOCGBIT(EV_SW). */
static const char jack_bits[] =
    "@DEV /dev/input/event7\nEVIOCGBIT(5) 8 0400000000000000\n";
static const char keyboard_bits[] =
    "@DEV /dev/input/event3\nEVIOCGBIT(5) 8 0000000000000000\n";
static const char board_bits[] =
    "@DEV /dev/input/event1\nEVIOCGBIT(5) 8 0400000000000000\n";
static const char events[] = "# EVEMU 1.2\n# device /dev/input/event7\n"
                             "E: 0.000000 0005 0002 1\nE: 0.000000 0000 0000 0\n"
                             "E: 0.300000 0005 0002 0\nE: 0.300000 0000 0000 0\n";

static void
write_file(char path[64], const char *words)
{
    strcpy(path, "/tmp/townline-jack-XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, words, strlen(words)), strlen(words));
    close(file);
}

static void
load_bits(UMockdevTestbed *bed, const char *bits)
{
    char path[64];
    GError *err = NULL;
    write_file(path, bits);
    if (!umockdev_testbed_load_ioctl(bed, NULL, path, &err)) {
        fail_msg("%s", err->message);
    }
    unlink(path);
}

static bool
becomes(struct headset *headset, bool is_in)
{
    const struct timespec rest = {0, 10000000};
    for (int i = 0; i < 500; i++) {
        if (headset_is_in(headset) == is_in) {
            return true;
        }
        nanosleep(&rest, NULL);
    }
    return false;
}

static void
r14_a_headset_is_noticed_when_it_is_put_in_and_taken_out(void **state)
{
    (void)state;
    char path[64];
    GError *err = NULL;
    UMockdevTestbed *bed = umockdev_testbed_new();
    assert_true(umockdev_testbed_add_from_string(bed, keyboard, &err));
    assert_true(umockdev_testbed_add_from_string(bed, device, &err));
    load_bits(bed, keyboard_bits);
    load_bits(bed, jack_bits);
    write_file(path, events);
    struct headset *headset = headset_open("/dev/input");
    assert_non_null(headset);
    assert_false(headset_is_in(headset));
    if (!umockdev_testbed_load_evemu_events(bed, NULL, path, &err)) {
        fail_msg("%s", err->message);
    }
    headset_close(
        headset); /* what is recorded is told to whoever opens it after that */
    headset = headset_open("/dev/input");
    assert_true(becomes(headset, true));
    assert_true(becomes(headset, false));
    headset_close(headset);
    unlink(path);
    g_object_unref(bed);
}

/* A board with a jack of its own, in which nothing is, gets a keypad at USB with a
 * socket for a headset while the program runs; then it is pulled out. */
static void
r28_the_socket_of_a_keypad_that_comes_later_is_noticed(void **state)
{
    (void)state;
    char path[64];
    GError *err = NULL;
    UMockdevTestbed *bed = umockdev_testbed_new();
    assert_true(umockdev_testbed_add_from_string(bed, keyboard, &err));
    load_bits(bed, keyboard_bits);
    struct headset *headset = headset_open("/dev/input");
    assert_non_null(headset);
    assert_false(headset_has_jack(headset));
    assert_true(umockdev_testbed_add_from_string(bed, board, &err));
    load_bits(bed, board_bits);
    assert_true(becomes(headset, false));
    assert_true(headset_has_jack(headset));
    load_bits(bed, jack_bits);
    write_file(path, events);
    assert_true(umockdev_testbed_add_from_string(bed, device, &err));
    if (!umockdev_testbed_load_evemu_events(bed, NULL, path, &err)) {
        fail_msg("%s", err->message);
    }
    assert_true(becomes(headset, true));
    assert_true(becomes(headset, false));
    headset_close(headset);
    unlink(path);
    g_object_unref(bed);
}

static void
a_machine_without_a_jack_has_none(void **state)
{
    (void)state;
    UMockdevTestbed *bed = umockdev_testbed_new();
    assert_null(headset_open("/tmp/townline-no-such-folder"));
    assert_false(headset_is_in(NULL));
    assert_false(headset_has_jack(NULL));
    headset_close(NULL);
    g_object_unref(bed);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(r14_a_headset_is_noticed_when_it_is_put_in_and_taken_out),
        cmocka_unit_test(r28_the_socket_of_a_keypad_that_comes_later_is_noticed),
        cmocka_unit_test(a_machine_without_a_jack_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
