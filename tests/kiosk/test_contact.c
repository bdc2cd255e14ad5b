/* A contact is kept apart from the answers, or not at all. */
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TO_MAIL                                                                        \
    "choose-pin 246810\ntouch language-en\ntouch next\ntouch skip\ntouch skip\n"       \
    "touch skip\ntouch skip\ntouch skip\ntouch skip\ntouch skip\ntouch skip\n"         \
    "touch skip\ntouch skip\ntouch skip\ntouch next\ntouch choice-OK\ntouch next\n"    \
    "touch next\nexpect screen question reach/mail\n"

static int
start(void **state)
{
    static struct booth booth;
    booth_start(&booth);
    booth.options.pack_dir = TESTS_DIR "/kiosk/pack";
    *state = &booth;
    return 0;
}

static uint32_t
contacts(struct booth *booth)
{
    struct store_counts counts;
    struct error err;
    assert_true(store_count(booth->kiosk->store, &counts, &err));
    return counts.contacts_open;
}

static bool
look(void *context, const struct stored_response *stored)
{
    unsigned *found = context;
    for (size_t i = 0; i < stored->response->answer_count; i++) {
        size_t question = stored->response->answers[i].question;
        const char *path = stored->descriptor->questions[question].path;
        *found += strncmp(path, "reach/", 6) == 0;
    }
    return true;
}

static void
a_contact_is_stored_apart_and_never_with_the_answers(void **state)
{
    struct booth *booth = *state;
    unsigned found = 0;
    struct error err;
    booth_play(booth, TO_MAIL "type lee@oakhollow.example\ntouch next\n"
                              "touch key-5\ntouch next\nexpect screen recorded\n");
    assert_int_equal(contacts(booth), 1);
    assert_int_equal(booth_open_responses(booth), 1);
    assert_true(store_each_response(booth->kiosk->store, look, &found, &err));
    assert_int_equal(found, 0);
    booth_play(booth, "touch back\ntouch next\nexpect screen recorded\n");
    assert_int_equal(contacts(booth), 1); /* once */
}

static void
who_leaves_no_contact_has_none_stored(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_MAIL "touch next\ntouch skip\nexpect screen recorded\n");
    assert_int_equal(contacts(booth), 0);
    assert_int_equal(booth_open_responses(booth), 1);
}

static void
who_walks_away_from_the_contact_leaves_none(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_MAIL "type lee\nwait 151\nexpect screen attract\n");
    assert_int_equal(contacts(booth), 0);
}

static void
who_deletes_is_told_that_the_contact_stays(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_MAIL "touch settings\ntouch delete\n"
                              "expect no node note-1\ntouch next\n"
                              "type lee\ntouch next\ntouch skip\n"
                              "expect screen recorded\ntouch settings\n"
                              "touch delete\nexpect text cannot be taken back\n"
                              "touch delete-yes\nexpect screen deleted\n");
    assert_int_equal(booth_open_responses(booth), 0);
    assert_int_equal(contacts(booth), 1);
}

static void
a_line_of_a_contact_is_short(void **state)
{
    struct booth *booth = *state;
    struct error err;
    static char text[1500];
    booth_play(booth, TO_MAIL);
    memset(text, 'a', sizeof text - 1);
    assert_true(instance_set(booth->kiosk->session.instance,
                             &booth->kiosk->session.stop.place, text, &err));
    booth_play(booth, "touch next\ntouch skip\nexpect screen recorded\n");
    assert_int_equal(contacts(booth), 1);
}

#define BOOTH_TEST(name) cmocka_unit_test_setup_teardown(name, start, booth_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        BOOTH_TEST(a_contact_is_stored_apart_and_never_with_the_answers),
        BOOTH_TEST(who_leaves_no_contact_has_none_stored),
        BOOTH_TEST(who_walks_away_from_the_contact_leaves_none),
        BOOTH_TEST(who_deletes_is_told_that_the_contact_stays),
        BOOTH_TEST(a_line_of_a_contact_is_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
