/* stick_page: puts the collector page on a stick. */
#include "stick_state.h"
#include "townline/file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
is_there(int folder)
{
    struct stat found;
    return fstatat(folder, STICK_PAGE_NAME, &found, AT_SYMLINK_NOFOLLOW) == 0;
}

/* By its name, as whoever opens the page will. */
static bool
check(int folder, const struct buffer *html, struct error *err)
{
    struct buffer there;
    buffer_init(&there, html->size);
    bool ok = file_load_at(folder, STICK_PAGE_NAME, &there, err);
    if (ok &&
        (there.size != html->size || memcmp(there.data, html->data, html->size) != 0)) {
        ok = error_set(err, ERROR_SYSTEM,
                       "what was read back is not what was written: the stick is "
                       "faulty, use another");
    }
    buffer_finish(&there);
    return ok;
}

bool
stick_write_page(struct stick *stick, const struct buffer *html, struct error *err)
{
    const struct file_content content = {.data = html->data,
                                         .size = html->size,
                                         .mode = 0644,
                                         .existing = FILE_KEEP,
                                         .verify = true};
    struct error fault = {.code = ERROR_NONE};
    int top = -1;
    bool ok = file_folder_at(stick->root, STICK_TOP, true, &top, &fault) &&
              file_save_at(top, STICK_PAGE_NAME, &content, &fault);
    if (!ok && fault.code == ERROR_INPUT && (top < 0 || !is_there(top))) {
        fault.code = ERROR_SYSTEM; /* it is something else that is in the way */
    }
    if (ok && !check(top, html, &fault)) {
        fault.code = ERROR_SYSTEM;
        ok = false;
    }
    if (top >= 0) {
        close(top);
    }
    if (!ok && err) {
        *err = fault;
    }
    return ok || error_prefix(err, STICK_TOP "/" STICK_PAGE_NAME);
}
