/* stick_update: finds an update of the kiosk's own program on a stick. */
#define _GNU_SOURCE /* strverscmp */
#include "stick_state.h"

#include "townline/characters.h"
#include "townline/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define UPDATE_ENDING ".raucb"

enum { ENTRIES_MAX = 10000 };

/* Its name is shown to staff and goes into a line for the helper. */
static bool
is_plain(const char *name)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789.-_+~";
    return name[0] != '.' && name[strspn(name, letters)] == '\0' &&
           strlen(name) < STICK_UPDATE_MAX_BYTES;
}

bool
stick_find_update(struct stick *stick, char name_out[STICK_UPDATE_MAX_BYTES],
                  struct error *err)
{
    int top;
    struct error fault = {.code = ERROR_NONE};
    name_out[0] = '\0';
    if (!file_folder_at(stick->root, STICK_TOP, false, &top, &fault)) {
        return fault.code != ERROR_SYSTEM ||
               error_set(err, fault.code, "%s", fault.text);
    }
    DIR *entries = fdopendir(top);
    if (!entries) {
        file_error(err, errno, "read");
        close(top);
        return false;
    }
    const struct dirent *entry;
    errno = 0;
    for (int i = 0; i < ENTRIES_MAX && (entry = readdir(entries)); i++) {
        struct stat status;
        if (characters_end_with(entry->d_name, UPDATE_ENDING) &&
            is_plain(entry->d_name) && strverscmp(entry->d_name, name_out) > 0 &&
            fstatat(top, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(status.st_mode)) {
            snprintf(name_out, STICK_UPDATE_MAX_BYTES, "%s", entry->d_name);
        }
        errno = 0;
    }
    bool ok = errno == 0 || file_error(err, errno, "read");
    closedir(entries);
    return ok;
}
