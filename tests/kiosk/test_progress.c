/* "Step 3 of 7" and the bar: they grow on the way there, whatever is chosen on it. */
#include "support_resident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
expect_on(const struct session_progress *before, const struct session_progress *now)
{
    assert_true(now->share >= before->share);
    assert_true(now->step >= before->step);
    assert_true(now->step <= now->steps);
    assert_true(now->share <= 1);
}

/* To the next "recorded", with one more service chosen than on the way before. */
static unsigned
walk(struct resident *resident, const char *const *services, size_t count)
{
    const struct session *session = &resident->session;
    unsigned met = 0;
    do {
        struct session_progress before = session->progress;
        for (size_t i = 0; i < count && resident_is_at(resident, STOP_QUESTION); i++) {
            if (strcmp(resident_path(resident), "services") == 0) {
                resident_choose(resident, services[i]);
                expect_on(&before, &session->progress); /* no touch moves the bar */
            }
        }
        resident_send(resident, SESSION_NEXT);
        expect_on(&before, &session->progress);
        met++;
        assert_true(met < 99);
    } while (!resident_is_at(resident, STOP_RECORDED));
    return met;
}

static void
progress_only_grows_on_the_way_there(void **state)
{
    static const char *const some[] = {"libraries", "dispatch"}, *const one[] = {
                                                                     "payroll"};
    struct resident *resident = *state;
    resident_send_number(resident, SESSION_BEGIN, 0);
    assert_true(walk(resident, some, 2) > 10);
    resident_send(resident, SESSION_ANOTHER);
    assert_true(walk(resident, one, 1) > 5);
    while (session_has_more(&resident->session)) {
        struct session_progress before = resident->session.progress;
        resident_send(resident, SESSION_MORE);
        expect_on(&before, &resident->session.progress);
        walk(resident, NULL, 0);
    }
    const struct session_progress *end = &resident->session.progress;
    assert_int_equal(end->step, end->steps);
}

static void
all_services_together_are_one_step(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    unsigned steps = resident->session.progress.steps;
    unsigned step = resident->session.progress.step;
    resident_choose(resident, "libraries");
    resident_choose(resident, "payroll");
    resident_go_to(resident, "about/block/map/identity");
    assert_int_equal(resident->session.progress.steps, steps);
    assert_int_equal(resident->session.progress.step, step + 1);
}

static void
every_question_of_a_service_has_its_number(void **state)
{
    struct resident *resident = *state;
    unsigned last = 0;
    resident_begin(resident);
    resident_choose(resident, "libraries");
    while (!resident_is_at(resident, STOP_RECORDED)) {
        resident_send(resident, SESSION_NEXT);
        const struct session_progress *progress = &resident->session.progress;
        assert_true(progress->question >= last);
        assert_true(progress->question <= progress->questions);
        last = progress->question;
    }
    assert_true(last >= 4);
}

static void
back_gives_back_what_it_leaves(void **state)
{
    struct resident *resident = *state;
    resident_begin(resident);
    resident_answer_service(resident, "libraries", "5", "2");
    while (resident->session.view == SESSION_AT_STOP) {
        struct session_progress before = resident->session.progress;
        resident_send(resident, SESSION_BACK);
        assert_true(resident->session.progress.share <= before.share);
        assert_true(resident->session.progress.step <= before.step);
    }
}

#define PROGRESS_TEST(name)                                                            \
    cmocka_unit_test_setup_teardown(name, resident_setup, resident_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        PROGRESS_TEST(progress_only_grows_on_the_way_there),
        PROGRESS_TEST(all_services_together_are_one_step),
        PROGRESS_TEST(every_question_of_a_service_has_its_number),
        PROGRESS_TEST(back_gives_back_what_it_leaves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
