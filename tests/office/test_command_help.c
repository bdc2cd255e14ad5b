#include "support_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void
help_is_at_hand(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    static const char *const names[] = {"keys",    "kiosks",   "collect",
                                        "receipt", "verify",   "export",
                                        "report",  "simulate", "bench"};
    RUN(office, "help");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        office_expect(office, 0, names[i]);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char usage[40];
        snprintf(usage, sizeof usage, "townline %s ", names[i]);
        RUN(office, names[i], "--help");
        office_expect(office, 0, usage);
        RUN(office, names[i], "--nonsense");
        office_expect(office, 2, "--nonsense");
    }
    RUN(office, "help", "collect");
    office_expect(office, 0, "townline collect SOURCE");
    RUN(office, "help", "--help");
    office_expect(office, 0, "townline COMMAND --help");
    RUN(office, "help", "dance");
    office_expect(office, 2, "there is no command \"dance\"");
    RUN(office, "colect");
    office_expect(office, 2, "did you mean \"collect\"?");
    RUN(office, "help", "recipt");
    office_expect(office, 2, "did you mean \"receipt\"?");
    RUN(office, "pack", "bild", "x");
    office_expect(office, 2, "did you mean \"build\"?");
    RUN(office, "report", "--archve", "a.db");
    office_expect(office, 2, "did you mean --archive?");
    RUN(office, "--version");
    office_expect(office, 0, "townline ");
    RUN(office, "dance");
    office_expect(office, 2, "there is no command \"dance\"");
    office_run(office, (const char *const[]){NULL});
    office_expect(office, 2, "collect");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(help_is_at_hand, bench_begin, bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
