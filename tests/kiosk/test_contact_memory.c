/* What is left in the program's memory of a contact that somebody typed. */
#include "hand.h"
#include "support_booth.h"
#include "support_memory.h"

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
#define BACKWARDS "vlakzetoxiuq"

static int
start(void **state)
{
    static struct booth booth;
    struct error err;
    booth_start(&booth);
    booth.options.pack_dir = TESTS_DIR "/kiosk/pack";
    if (!booth_open(&booth, &err)) {
        fail_msg("%s", err.text);
    }
    booth.kiosk->transcript = NULL; /* the test's own, which writes all words down */
    *state = &booth;
    return 0;
}

/* Key by key, so that no script holds the word. */
static void
type_word(struct booth *booth)
{
    struct error err;
    for (size_t i = strlen(BACKWARDS); i > 0; i--) {
        const char letter[] = {BACKWARDS[i - 1], '\0'};
        if (!hand_type(booth->kiosk, letter, &err)) {
            fail_msg("%s", err.text);
        }
    }
    assert_true(memory_count(BACKWARDS) > 0); /* it would be found */
}

static void
a_sealed_contact_is_nowhere_in_memory_after_the_session(void **state)
{
    struct booth *booth = *state;
    struct store_counts counts;
    booth_play(booth, TO_MAIL);
    type_word(booth);
    booth_play(booth, "touch next\ntouch skip\nexpect screen recorded\ntouch next\n"
                      "expect screen attract\n");
    assert_true(store_count(booth->kiosk->store, &counts, NULL));
    assert_int_equal(counts.contacts_open, 1);
    assert_int_equal(memory_count(BACKWARDS), 0);
}

static void
a_contact_that_was_left_unfinished_is_nowhere_in_memory(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_MAIL);
    type_word(booth);
    booth_play(booth, "wait 151\nexpect screen attract\n");
    assert_int_equal(memory_count(BACKWARDS), 0);
}

static void
a_sealed_comment_is_nowhere_in_memory_after_the_session(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_MAIL "touch back\nexpect screen question say\n");
    type_word(booth);
    booth_play(booth, "touch next\ntouch next\ntouch skip\nexpect screen recorded\n"
                      "touch next\nexpect screen attract\n");
    assert_int_equal(memory_count(BACKWARDS), 0);
}

static int
start_county(void **state)
{
    static struct booth booth;
    struct error err;
    booth_start(&booth);
    booth.options.pack_dir = BUILD_BIN "/../share/packs/county.townpack";
    booth.options.keys_path = BUILD_BIN "/../sample/office.pub";
    if (!booth_open(&booth, &err)) {
        fail_msg("%s", err.text);
    }
    booth.kiosk->transcript = NULL;
    *state = &booth;
    return 0;
}

/* The tables of pinyin stay open for the next resident. */
static void
pinyin_and_its_characters_are_nowhere_in_memory_after_the_session(void **state)
{
    static const char letters[] = "eijihsoahin"; /* nihaoshijie, and its characters */
    static const char characters[] = "\x8c\x95\xe7\x96\xb8\xe4\xbd\xa5\xe5\xa0\xbd\xe4";
    struct booth *booth = *state;
    struct error err;
    booth_play(booth, "choose-pin 246810\ntouch language-zh\n"
                      "skip-to question comment\n");
    for (size_t i = strlen(letters); i > 0; i--) {
        const char letter[] = {letters[i - 1], '\0'};
        assert_true(hand_type(booth->kiosk, letter, &err));
    }
    assert_true(memory_count(letters) > 0);
    booth_play(booth, "touch key-pick-1\n");
    assert_true(memory_count(characters) > 0);
    booth_play(booth, "touch next\nwait 151\nexpect screen attract\n");
    assert_non_null(booth->kiosk->hanzi);
    assert_int_equal(memory_count(letters), 0);
    assert_int_equal(memory_count(characters), 0);
}

#define MEMORY_TEST(name) cmocka_unit_test_setup_teardown(name, start, booth_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        MEMORY_TEST(a_sealed_contact_is_nowhere_in_memory_after_the_session),
        MEMORY_TEST(a_contact_that_was_left_unfinished_is_nowhere_in_memory),
        MEMORY_TEST(a_sealed_comment_is_nowhere_in_memory_after_the_session),
        cmocka_unit_test_setup_teardown(
            pinyin_and_its_characters_are_nowhere_in_memory_after_the_session,
            start_county, booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
