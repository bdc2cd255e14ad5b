/* clock_chip: reads what the kernel says of its clock chip. Linux,
 * Documentation/ABI/testing/sysfs-class-rtc. */
#include "clock_chip.h"

#include <limits.h>
#include <stdio.h>

#define DAY_S 86400

static bool
read_number(const char *folder, const char *name, int64_t *out)
{
    char path[PATH_MAX];
    long long number;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "re");
    bool ok = file && fscanf(file, "%19lld", &number) == 1;
    if (file) {
        (void)fclose(file);
    }
    *out = ok ? (int64_t)number : 0;
    return ok;
}

bool
clock_chip_kept_time(const char *folder, int64_t now_s)
{
    int64_t gave_time, chip_s;
    return read_number(folder, "hctosys", &gave_time) && gave_time == 1 &&
           read_number(folder, "since_epoch", &chip_s) && chip_s > now_s - DAY_S &&
           chip_s < now_s + DAY_S;
}
