/* What is done with kiosks: renamed, retired, rejected, several accepted at once. */
#include "support_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Two bundles of an accepted kiosk. */
static int
begin(void **state)
{
    bench_begin(state);
    struct bench *bench = *state;
    bench_accept(bench);
    kiosk_export_file(&bench->office, &bench->kiosk, 33, "2.bundle");
    COLLECT(&bench->office, "2.bundle");
    office_expect(&bench->office, 0, "merged 33 responses");
    return 0;
}

static void
a_kiosk_gets_another_name(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "kiosks", "rename", "Main Library", "City Library", "--archive",
        "a.db");
    office_expect(office, 0, "Main Library is now called City Library");
    RUN(office, "kiosks", "list", "--archive", "a.db");
    office_expect(office, 0, "City Library");
    assert_null(strstr(office->out, "Main Library"));
    RUN(office, "export", "csv", "--archive", "a.db", "-o", "out");
    office_expect(office, 0, "responses.csv");
    RUN(office, "kiosks", "rename", "Nobody", "Other", "--archive", "a.db");
    office_expect(office, 1, "Nobody");
    RUN(office, "kiosks", "rename", "abc", "Other", "--archive", "a.db");
    office_expect(office, 1, "too short for a kiosk's key");
    assert_null(strstr(office->err, "rebuild")); /* nothing is damaged */
    RUN(office, "kiosks", "rename", "City Library", "", "--archive", "a.db");
    office_expect(office, 1, "must have 1 to 79 characters");
    RUN(office, "kiosks", "rename", "City Library", "--archive", "a.db");
    office_expect(office, 2, "\"rename\", a kiosk and its new name");
}

static void
a_retired_kiosk_goes_on_counting_with_what_it_sent(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    RUN(office, "kiosks", "retire", "Main Library", "--archive", "a.db");
    office_expect(office, 0, "Its 2 bundles with 45 responses stay and go on counting");
    office_expect(office, 0, "Its last bundle here is number 2");
    kiosk_export_file(office, &bench->kiosk, 12, "3.bundle");
    COLLECT(office, "3.bundle");
    office_expect(office, 1, "kept apart, because this kiosk was retired");
    assert_int_equal(bench_responses(bench), 45);
    RUN(office, "kiosks", "rename", "Main Library", "Other", "--archive", "a.db");
    office_expect(office, 1, "is not accepted");
    RUN(office, "kiosks", "list", "--archive", "a.db");
    office_expect(office, 0, ", 1 kept until it is accepted");
    RUN(office, "kiosks", "accept", kiosk_digits(&bench->kiosk), "--archive", "a.db",
        "--keys", "office.secret", "--passphrase-fd", "3");
    office_expect(office, 0, "merged 12 responses");
    assert_int_equal(bench_responses(bench), 57);
}

static void
an_unknown_kiosk_cannot_be_retired(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct kiosk stranger;
    kiosk_begin(office, &stranger);
    kiosk_export_file(office, &stranger, 12, "s.bundle");
    COLLECT(office, "s.bundle");
    RUN(office, "kiosks", "retire", kiosk_digits(&stranger), "--archive", "a.db");
    office_expect(office, 1, "nobody has accepted kiosk ");
    RUN(office, "kiosks", "accept", kiosk_digits(&stranger), "Main Library",
        "--archive", "a.db", "--keys", "office.secret", "--passphrase-fd", "3");
    office_expect(office, 0, "merged 12 responses");
    RUN(office, "kiosks", "accept", kiosk_digits(&stranger), "Main Library",
        "--archive", "a.db", "--name", "One");
    office_expect(office, 2, "--name is for one kiosk, and here are 2");
}

static void
a_rejected_kiosk_never_counts_until_it_is_accepted(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    struct kiosk stranger;
    kiosk_begin(office, &stranger);
    kiosk_export_file(office, &stranger, 12, "s.bundle");
    kiosk_export_file(office, &stranger, 14, "t.bundle");
    COLLECT(office, "s.bundle");
    RUN(office, "kiosks", "reject", kiosk_digits(&stranger), "--archive", "a.db");
    office_expect(office, 0, "Its 1 bundle stays");
    COLLECT(office, "t.bundle");
    office_expect(office, 1, "kept apart, because this kiosk was rejected");
    RUN(office, "kiosks", "list", "--archive", "a.db");
    office_expect(office, 0, "rejected");
    RUN(office, "rebuild", "a.db", "--keys", "office.secret", "--passphrase-fd", "3");
    RUN(office, "kiosks", "list", "--archive", "a.db", "--json");
    office_expect(office, 0, "\"state\": \"rejected\"");
    assert_int_equal(bench_responses(bench), 45);
    RUN(office, "kiosks", "accept", kiosk_digits(&stranger), "--archive", "a.db",
        "--keys", "office.secret", "--passphrase-fd", "3");
    office_expect(office, 0, "merged 14 responses");
    assert_int_equal(bench_responses(bench), 71);
    RUN(office, "kiosks", "reject", "Main Library", "--archive", "a.db");
    office_expect(office, 1, "retire it, so that nothing more comes in");
    assert_null(strstr(office->err, "rebuild"));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, bench_end)
    const struct CMUnitTest tests[] = {
        TEST(a_kiosk_gets_another_name),
        TEST(a_retired_kiosk_goes_on_counting_with_what_it_sent),
        TEST(an_unknown_kiosk_cannot_be_retired),
        TEST(a_rejected_kiosk_never_counts_until_it_is_accepted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
