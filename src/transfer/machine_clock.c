/* machine_clock: asks the appliance's helper to set the machine's clock. */
#include "townline/machine_clock.h"

#include "mount_helper.h"

#include <inttypes.h>
#include <stdio.h>

bool
machine_clock_set(const char *socket_path, int64_t seconds, struct error *err)
{
    char question[32];
    snprintf(question, sizeof question, "clock %" PRId64, seconds);
    return mount_helper_agrees(socket_path, question, "set") ||
           error_set(err, ERROR_SYSTEM, "the machine's clock was not set");
}
