/* Finds bundles, pictures and films in files and folders. */
#include "sources.h"

#include "townline/bundle.h"
#include "townline/characters.h"
#include "townline/file.h"
#include "townline/frame.h"
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

/* The codes of a film. One that stays for several pictures is told once. */
struct film_codes {
    struct payloads payloads;
    struct buffer last;
};

static void
on_film_code(void *context, const uint8_t *data, size_t size)
{
    struct film_codes *codes = context;
    if (size > 0 && codes->last.size == size &&
        memcmp(codes->last.data, data, size) == 0) {
        codes->payloads.count++;
        return;
    }
    buffer_clear(&codes->last);
    buffer_add(&codes->last, data, size);
    on_code(&codes->payloads, data, size);
}

/* Looks at every picture, also after a bundle is whole: another kiosk may follow. */
static bool
watch_film(struct film *film, struct film_codes *codes, struct film_seen *seen,
           struct error *fault)
{
    const struct sources_visitor *visitor = codes->payloads.visitor;
    for (;;) {
        struct picture picture;
        enum film_step step = film_next(film, &picture);
        seen->place = film_place(film);
        if (step == FILM_NO_MEMORY) {
            return error_no_memory(fault);
        }
        if (step == FILM_END || step == FILM_TOO_LONG) {
            seen->is_too_long = step == FILM_TOO_LONG;
            return true;
        }
        if (step == FILM_PICTURE && !qr_read(&picture, on_film_code, codes, fault)) {
            return false;
        }
        seen->codes = codes->payloads.count;
        codes->payloads.stopped |=
            !visitor->on_film_picture(visitor->context, codes->payloads.path, seen);
        if (codes->payloads.stopped) {
            return true;
        }
    }
}

static bool
visit_film(const struct sources_visitor *visitor, const char *path, int descriptor)
{
    struct error fault;
    struct film *film;
    struct film_seen seen = {.codes = 0};
    struct film_codes codes = {.payloads = {.visitor = visitor, .path = path}};
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        error_set(&fault, ERROR_INPUT, "is no ordinary file");
        return visitor->on_fault(visitor->context, path, &fault);
    }
    if (!film_open(descriptor, &film, &fault)) {
        return visitor->on_fault(visitor->context, path, &fault);
    }
    buffer_init(&codes.last, FRAME_MAX_BYTES);
    bool ok = watch_film(film, &codes, &seen, &fault);
    film_close(film);
    buffer_finish(&codes.last);
    if (!ok) {
        return visitor->on_fault(visitor->context, path, &fault);
    }
    return !codes.payloads.stopped && visitor->on_film(visitor->context, path, &seen);
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

/* Visits a file of a kind that is known. */
static bool
visit_kind(const struct sources_visitor *visitor, enum source_kind kind, int folder,
           const char *name, const char *path)
{
    struct error fault;
    struct buffer bytes;
    if (source_kind_advice(kind)) {
        return visitor->on_unread(visitor->context, path, kind);
    }
    if (kind == SOURCE_FILM) {
        int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
        if (file < 0) {
            file_error(&fault, errno, "opened");
            return visitor->on_fault(visitor->context, path, &fault);
        }
        bool go_on = visit_film(visitor, path, file);
        close(file);
        return go_on;
    }
    buffer_init(&bytes, kind == SOURCE_PICTURE ? PICTURE_MAX_BYTES : BUNDLE_MAX_BYTES);
    bool go_on;
    if (!file_load_at(folder, name, &bytes, &fault)) {
        go_on = visitor->on_fault(visitor->context, path, &fault);
    } else if (kind == SOURCE_PICTURE) {
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
        enum source_kind kind = source_kind_of_name(entries[i]);
        if (!S_ISDIR(status.st_mode)) {
            go_on = kind == SOURCE_OTHER ||
                    visit_kind(visitor, kind, folder, entries[i], name);
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

/* A file that was named by itself. Its bytes say what it is, if they can. */
static bool
visit_named(const struct sources_visitor *visitor, const char *path)
{
    struct error fault;
    uint8_t head[SOURCE_HEAD_BYTES];
    struct buffer bytes;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        file_error(&fault, errno, "opened");
        return visitor->on_fault(visitor->context, path, &fault);
    }
    ssize_t got = pread(file, head, sizeof head, 0);
    enum source_kind kind = source_kind_of_bytes(head, got > 0 ? (size_t)got : 0);
    kind = kind == SOURCE_OTHER ? source_kind_of_name(path) : kind;
    if (kind == SOURCE_FILM || source_kind_advice(kind)) {
        bool go_on = kind == SOURCE_FILM
                         ? visit_film(visitor, path, file)
                         : visitor->on_unread(visitor->context, path, kind);
        close(file);
        return go_on;
    }
    close(file);
    buffer_init(&bytes, PICTURE_MAX_BYTES);
    bool go_on;
    if (!file_load(path, &bytes, &fault)) {
        go_on = visitor->on_fault(visitor->context, path, &fault);
    } else if (picture_is_known(bytes.data, bytes.size)) {
        go_on = visit_picture(visitor, path, &bytes);
    } else {
        go_on = visitor->on_bundle(visitor->context, path, bytes.data, bytes.size);
    }
    buffer_finish(&bytes);
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
    return visit_named(visitor, path);
}
