/* What a session took of the memory is given back when it ends. */
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SKIP_3 "touch skip\ntouch skip\ntouch skip\n"
#define TO_COMMENT                                                                     \
    "expect screen attract\ntouch language-en\ntouch next\n" SKIP_3 SKIP_3 SKIP_3      \
    "touch skip\ntouch skip\ntouch next\ntouch choice-OK\ntouch next\n"                \
    "expect screen question say\n"
#define TO_END                                                                         \
    "touch next\ntouch skip\nexpect screen recorded\ntouch next\n"                     \
    "expect screen attract\nwait 2\n"
#define KEPT_BYTES ((size_t)200 << 10)

size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

static int
start(void **state)
{
    static struct booth booth;
    booth_start(&booth);
    booth.options.pack_dir = TESTS_DIR "/kiosk/pack";
    *state = &booth;
    return 0;
}

/* At the first screen, without the fonts and pictures that it needs again at once. */
static size_t
taken(struct booth *booth)
{
    typeset_rest(booth->kiosk->typeset);
    return __sanitizer_get_current_allocated_bytes();
}

/* A comment is sealed with a model of its language, which is larger than a screen. */
static void
a_comment_takes_no_memory_after_its_session(void **state)
{
    struct booth *booth = *state;
    if (!__sanitizer_get_current_allocated_bytes) {
        skip();
    }
    booth_play(booth, "choose-pin 246810\n" TO_COMMENT "touch next\n" TO_END);
    size_t before = taken(booth);
    booth_play(booth, TO_COMMENT "type the bridge\ntouch next\n" TO_END);
    assert_in_range(taken(booth), 0, before + KEPT_BYTES);
    assert_int_equal(booth_open_responses(booth), 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_comment_takes_no_memory_after_its_session,
                                        start, booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
