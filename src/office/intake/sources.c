/* Finds bundles and pictures in files and folders. */
#include "sources.h"

#include "townline/bundle.h"
#include "townline/characters.h"
#include "townline/file.h"
#include "townline/qr.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct payloads {
    const struct sources_visitor *visitor;
    const char *path;
    size_t count;
    bool stopped;
};

static void
on_code(void *context, const uint8_t *data, size_t size)
{
    struct payloads *payloads = context;
    payloads->count++;
    if (!payloads->stopped) {
        payloads->stopped = !payloads->visitor->on_payload(payloads->visitor->context,
                                                           payloads->path, data, size);
    }
}

static bool
visit_picture(const struct sources_visitor *visitor, const char *path,
              const struct buffer *bytes)
{
    struct error fault;
    struct picture picture;
    struct payloads payloads = {.visitor = visitor, .path = path};
    if (!picture_read(bytes->data, bytes->size, &picture, &fault)) {
        return visitor->on_fault(visitor->context, path, &fault);
    }
    bool read = qr_read(&picture, on_code, &payloads, &fault);
    picture_finish(&picture);
    if (!read) {
        return visitor->on_fault(visitor->context, path, &fault);
    }
    return !payloads.stopped &&
           visitor->on_picture(visitor->context, path, payloads.count);
}

static bool
is_picture_name(const char *name)
{
    return characters_end_with_any_case(name, ".png") ||
           characters_end_with_any_case(name, ".jpg") ||
           characters_end_with_any_case(name, ".jpeg");
}

/* What phones and cameras write beside pictures that can be read. */
static bool
is_unread_name(const char *name)
{
    static const char *const endings[] = {
        ".heic", ".heif", ".avif", ".webp", ".dng", ".gif",  ".bmp", ".tif", ".tiff",
        ".mov",  ".mp4",  ".m4v",  ".avi",  ".mkv", ".webm", ".3gp", ".pdf"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (characters_end_with_any_case(name, endings[i])) {
            return true;
        }
    }
    return false;
}

/* By number first, so that 2-... comes before 10-... */
static int
compare_entries(const void *a, const void *b)
{
    const char *left = *(char *const *)a, *right = *(char *const *)b;
    unsigned long long left_number = strtoull(left, NULL, 10);
    unsigned long long right_number = strtoull(right, NULL, 10);
    if (left_number != right_number) {
        return left_number < right_number ? -1 : 1;
    }
    return strcmp(left, right);
}

static void
free_entries(char **entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
}

/* The sorted names in a folder, which is closed. */
static bool
list(int folder, char ***out, size_t *count_out, struct error *err)
{
    DIR *directory = fdopendir(folder);
    if (!directory) {
        file_error(err, errno, "read");
        close(folder);
        return false;
    }
    char **entries = NULL;
    size_t count = 0, capacity = 0;
    bool ok = true;
    const struct dirent *entry;
    while (ok && (entry = readdir(directory))) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        if (count == SOURCES_MAX_ENTRIES) {
            ok = error_set(err, ERROR_INPUT, "has more than %d files in one folder",
                           SOURCES_MAX_ENTRIES);
            break;
        }
        if (count == capacity) {
            capacity = capacity ? 2 * capacity : 64;
            char **larger = realloc(entries, capacity * sizeof *entries);
            if (!larger) {
                ok = error_no_memory(err);
                break;
            }
            entries = larger;
        }
        entries[count] = strdup(entry->d_name);
        if (!entries[count]) {
            ok = error_no_memory(err);
        } else {
            count++;
        }
    }
    closedir(directory);
    if (!ok) {
        free_entries(entries, count);
        return false;
    }
    if (count > 0) {
        qsort(entries, count, sizeof *entries, compare_entries);
    }
    *out = entries;
    *count_out = count;
    return true;
}

/* Visits one file of a folder. Its ending says whether it is a bundle or a picture, and
 * a file with another ending is passed over. */
static bool
visit_entry(const struct sources_visitor *visitor, int folder, const char *name,
            const char *path)
{
    bool is_picture = is_picture_name(name);
    if (is_unread_name(name)) {
        return visitor->on_unread(visitor->context, path);
    }
    if (!is_picture && !characters_end_with_any_case(name, ".bundle")) {
        return true;
    }
    struct error fault;
    struct buffer bytes;
    buffer_init(&bytes, is_picture ? PICTURE_MAX_BYTES : BUNDLE_MAX_BYTES);
    bool go_on;
    if (!file_load_at(folder, name, &bytes, &fault)) {
        go_on = visitor->on_fault(visitor->context, path, &fault);
    } else if (is_picture) {
        go_on = visit_picture(visitor, path, &bytes);
    } else {
        go_on = visitor->on_bundle(visitor->context, path, bytes.data, bytes.size);
    }
    buffer_finish(&bytes);
    return go_on;
}

/* Visits what lies in `folder` and below; it is closed. */
static bool
visit_folder(const struct sources_visitor *visitor, int folder, const char *path,
             int depth)
{
    struct error fault;
    char **entries;
    size_t count;
    int listed = dup(folder);
    if (listed < 0) {
        file_error(&fault, errno, "read");
    }
    if (listed < 0 || !list(listed, &entries, &count, &fault)) {
        close(folder);
        return visitor->on_fault(visitor->context, path, &fault);
    }
    bool go_on = true;
    for (size_t i = 0; go_on && i < count; i++) {
        char name[PATH_MAX];
        int below;
        struct stat status;
        if (snprintf(name, sizeof name, "%s/%s", path, entries[i]) >= PATH_MAX ||
            fstatat(folder, entries[i], &status, AT_SYMLINK_NOFOLLOW) != 0) {
            continue;
        }
        if (!S_ISDIR(status.st_mode)) {
            go_on = visit_entry(visitor, folder, entries[i], name);
        } else if (depth == SOURCES_MAX_DEPTH) {
            error_set(&fault, ERROR_INPUT, "lies more than %d folders deep",
                      SOURCES_MAX_DEPTH);
            go_on = visitor->on_fault(visitor->context, name, &fault);
        } else if (!file_folder_at(folder, entries[i], false, &below, &fault)) {
            go_on = visitor->on_fault(visitor->context, name, &fault);
        } else {
            go_on = visit_folder(visitor, below, name, depth + 1);
        }
    }
    free_entries(entries, count);
    close(folder);
    return go_on;
}

bool
sources_each(const char *path, const struct sources_visitor *visitor)
{
    struct error fault;
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        return visit_folder(visitor, folder, path, 0);
    }
    if (errno != ENOTDIR) {
        file_error(&fault, errno, "opened");
        return visitor->on_fault(visitor->context, path, &fault);
    }
    struct buffer bytes;
    buffer_init(&bytes, PICTURE_MAX_BYTES);
    bool go_on;
    if (!file_load(path, &bytes, &fault)) {
        go_on = visitor->on_fault(visitor->context, path, &fault);
    } else if (picture_is_known(bytes.data, bytes.size)) {
        go_on = visit_picture(visitor, path, &bytes);
    } else if (is_unread_name(path)) {
        go_on = visitor->on_unread(visitor->context, path);
    } else {
        go_on = visitor->on_bundle(visitor->context, path, bytes.data, bytes.size);
    }
    buffer_finish(&bytes);
    return go_on;
}
