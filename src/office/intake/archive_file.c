/* Opens archives for the commands, and says what to do about damaged ones. */
#include "archive_file.h"

#include "console.h"
#include "townline/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool
mapped_file_open(const char *path, struct mapped_file *out, struct error *err)
{
    struct stat status;
    *out = (struct mapped_file){0};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return file_error(err, errno, "opened") || error_prefix(err, "%s", path);
    }
    bool ok = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
    if (!ok) {
        error_set(err, ERROR_INPUT, "%s: is no file", path);
    }
    if (ok && status.st_size > 0) {
        void *data =
            mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
        ok = data != MAP_FAILED;
        if (ok) {
            *out = (struct mapped_file){data, (size_t)status.st_size};
        } else {
            error_set(err, ERROR_SYSTEM, "%s: could not be read: %s", path,
                      strerror(errno));
        }
    }
    close(file);
    return ok;
}

void
mapped_file_close(struct mapped_file *file)
{
    if (file->size > 0) {
        munmap((void *)(uintptr_t)file->data, file->size);
    }
    *file = (struct mapped_file){0};
}

/* One is enough to know that there is something to rebuild from. */
static bool
stop_at_first(void *context, const void *sealed, size_t size)
{
    (void)context;
    (void)sealed;
    (void)size;
    return false;
}

/* Says in `err`, which tells that the archive cannot be used, what can mend it. */
static bool
advise(const char *path, struct error *err)
{
    struct mapped_file file;
    if (err->code != ERROR_INPUT || !mapped_file_open(path, &file, NULL)) {
        return false;
    }
    const struct archive_salvage salvage = {
        .file = file.data, .size = file.size, .on_bundle = stop_at_first};
    size_t found = file.size > 0 ? archive_salvage_bundles(&salvage) : 0;
    static const char magic[] = "SQLite format 3";
    bool is_database = file.size > sizeof magic &&
                       memcmp(file.data, magic, sizeof magic) == 0 &&
                       strstr(err->text, "damaged");
    mapped_file_close(&file);
    struct error why = *err;
    if (found == 0) {
        return !is_database
                   ? false
                   : error_set(err, ERROR_INPUT,
                               "%.180s; no bundle is left in it: collect the bundles "
                               "again into a new archive",
                               why.text);
    }
    return error_set(err, ERROR_INPUT,
                     "%.180s; this makes it anew from the bundles in it: townline "
                     "rebuild %.60s --keys office.secret",
                     why.text, path);
}

bool
archive_file_advise(const char *path, struct error *err)
{
    /* The archive's own words for damage. What else is refused is the fault of what was
     * asked, such as a name that no kiosk has, and a rebuild would not help. */
    static const char *const damage[] = {"is damaged", "contradict each other",
                                         "is gone"};
    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
        if (strstr(err->text, damage[i])) {
            return advise(path, err);
        }
    }
    return false;
}

/* Whether the folder that the file is to be in is there. */
static bool
has_folder(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    struct stat status;
    if (!slash) {
        return true;
    }
    snprintf(folder, sizeof folder, "%.*s/.", (int)(slash - path), path);
    return stat(folder, &status) == 0;
}

static void
show_rewriting(void *context, size_t done, size_t total)
{
    (void)context;
    console_progress("Rewriting the archive for this version: %zu of %zu bundles", done,
                     total);
}

bool
archive_file_open(const char *path, bool create, struct archive **out,
                  struct error *err)
{
    struct archive *archive = NULL;
    if (create && !has_folder(path)) {
        return error_set(err, ERROR_MISSING,
                         "%s: could not be made: there is no such folder", path);
    }
    bool ok = archive_open_telling(path, create, show_rewriting, NULL, &archive, err);
    console_progress(NULL);
    if (!ok) {
        return advise(path, err);
    }
    archive_on_progress(archive, NULL, NULL);
    if (!archive_check(archive, err)) {
        archive_close(archive);
        error_prefix(err, "%s", path);
        return advise(path, err);
    }
    *out = archive;
    return true;
}

static void
show_progress(void *context, size_t done, size_t total)
{
    (void)context;
    console_progress("Checking the archive: %zu of %zu bundles", done, total);
}

bool
archive_file_read(const char *path, struct archive **out,
                  struct archive_verified *verified_out, struct error *err)
{
    struct archive *archive = NULL;
    struct archive_verified verified;
    if (!archive_file_open(path, false, &archive, err)) {
        return false;
    }
    archive_on_progress(archive, show_progress, NULL);
    bool ok = archive_verify(archive, &verified, err);
    archive_on_progress(archive, NULL, NULL);
    console_progress(NULL);
    if (!ok) {
        archive_close(archive);
        error_prefix(err, "%s", path);
        return advise(path, err);
    }
    *out = archive;
    if (verified_out) {
        *verified_out = verified;
    }
    return true;
}
