/* support_counter: begins each test with an office and one accepted kiosk. */
#include "support_counter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct fake_office office;
struct fake_kiosk kiosk;

int
counter_setup(void **state)
{
    (void)state;
    office_init(&office);
    kiosk_init(&kiosk, &office);
    return !archive_accept_kiosk(office.archive, &kiosk.key, "Library", TODAY, NULL);
}

int
counter_teardown(void **state)
{
    (void)state;
    office_finish(&office);
    return 0;
}

void
counter_collect(const struct plan *plan)
{
    struct buffer sealed;
    struct merge_result result;
    struct error err = {0};
    kiosk_seal(&kiosk, &office, plan, &sealed);
    if (!office_merge(&office, &sealed, &result, &err)) {
        fail_msg("%s", err.text);
    }
    buffer_finish(&sealed);
}
