#include "support_counter.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static void
a_full_disk_is_told_and_loses_nothing(void **state)
{
    (void)state;
    counter_collect(&(struct plan){.responses = 10});
    struct buffer sealed, before, after;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 150}, &sealed);
    office_dump(&office, &before);
    struct stat now;
    assert_int_equal(stat(office.archive_path, &now), 0);
    office_close(&office);
    pid_t child = fork();
    if (child == 0) {
        /* A limit on the size of files does to SQLite what a full disk does. */
        signal(SIGXFSZ, SIG_IGN);
        struct rlimit limit = {(rlim_t)now.st_size, (rlim_t)now.st_size};
        struct merge_result result;
        struct error err = {0};
        office_reopen(&office);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) {
            _exit(2);
        }
        bool ok = office_merge(&office, &sealed, &result, &err);
        _exit(!ok && (err.code == ERROR_FULL || err.code == ERROR_SYSTEM) ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    office_reopen(&office);
    office_dump(&office, &after);
    assert_string_equal((char *)before.data, (char *)after.data);
    struct merge_result result;
    assert_true(office_merge(&office, &sealed, &result, NULL));
    assert_int_equal(result.responses, 150);
    buffer_finish(&before);
    buffer_finish(&after);
    buffer_finish(&sealed);
}

/* The process is killed when it has used so much processor time. */
static void
kill_after(long us)
{
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL};
    struct itimerspec when = {
        .it_value = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000}};
    timer_t timer;
    if (timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) != 0 ||
        timer_settime(timer, 0, &when, NULL) != 0) {
        _exit(2);
    }
}

static void
a_kill_in_the_middle_of_a_merge_loses_nothing(void **state)
{
    (void)state;
    counter_collect(&(struct plan){.responses = 10});
    struct buffer sealed;
    kiosk_seal(&kiosk, &office, &(struct plan){.responses = 300}, &sealed);
    office_close(&office);
    bool was_whole = false;
    size_t kills = 0;
    /* Later and later, until the child was done before it was killed. Its own processor
     * time is the clock, so that a busy machine changes nothing. */
    for (long after_us = 1000; !was_whole && kills < 40; after_us += after_us / 2) {
        pid_t child = fork();
        if (child == 0) {
            struct merge_result result;
            kill_after(after_us);
            office_reopen(&office);
            _exit(office_merge(&office, &sealed, &result, NULL) ? 0 : 1);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        kills += WIFSIGNALED(status);
        office_reopen(&office);
        struct archive_verified verified;
        struct error err = {0};
        if (!archive_verify(office.archive, &verified, &err)) {
            fail_msg("after %ld us: %s", after_us, err.text);
        }
        was_whole = verified.responses == 310;
        assert_true(was_whole || verified.responses == 10);
        office_close(&office);
    }
    assert_true(was_whole);
    assert_true(kills > 1);
    buffer_finish(&sealed);
}

int
main(void)
{
#define TEST(name)                                                                     \
    cmocka_unit_test_setup_teardown(name, counter_setup, counter_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_full_disk_is_told_and_loses_nothing),
        TEST(a_kill_in_the_middle_of_a_merge_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
