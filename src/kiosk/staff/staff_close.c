#include "staff_close.h"

#include "staff_collect.h"
#include "townline/file.h"
#include "words.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK_NAME "closed"
#define PATH_BYTES 1200

/* An empty file in the data folder, so that a power cut opens no closed kiosk. */
static bool
mark_path(const struct staff *staff, char out[PATH_BYTES])
{
    const char *dir = staff->options.data_dir;
    return dir && snprintf(out, PATH_BYTES, "%s/" MARK_NAME, dir) < PATH_BYTES;
}

bool
staff_reads_closed(const struct staff *staff)
{
    char path[PATH_BYTES];
    return mark_path(staff, path) && file_exists(path);
}

void
staff_toggle_closed(struct staff *staff)
{
    char path[PATH_BYTES];
    struct error err;
    bool close_it = !staff->closed, ok = mark_path(staff, path);
    if (ok && close_it) {
        ok = file_save(path, &(struct file_content){.data = "", .mode = 0644}, &err);
    } else if (ok) {
        ok = unlink(path) == 0 || errno == ENOENT;
    }
    staff->closed = close_it;
    if (!ok) {
        staff_say(staff, true, "%s",
                  close_it ? tr("Closed, but only until the power goes.")
                           : tr("Open, but only until the power goes."));
        return;
    }
    staff_say(staff, false, "%s",
              close_it ? tr("Residents now see that this station is closed.")
                       : tr("Residents can answer again."));
}
