/* Copies a store from a card that may be failing. */
#include "card_copy.h"

#include "townline/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK_BYTES 4096
#define FILE_MAX_BYTES ((off_t)4 << 30)

static bool
is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* Block by block, so that one that cannot be read costs no other. */
static bool
copy_blocks(int from, int to, off_t size, struct card_copy *copy, struct error *err)
{
    for (off_t at = 0; at < size; at += BLOCK_BYTES) {
        uint8_t block[BLOCK_BYTES] = {0};
        size_t wanted =
            size - at < BLOCK_BYTES ? (size_t)(size - at) : (size_t)BLOCK_BYTES;
        ssize_t got = pread(from, block, wanted, at);
        if (got < 0 && errno != EIO) {
            return file_error(err, errno, "read");
        }
        if (got < (ssize_t)wanted) {
            copy->unread_blocks++;
        }
        if (pwrite(to, block, wanted, at) != (ssize_t)wanted) {
            return file_error(err, errno, "written");
        }
    }
    return true;
}

static bool
copy_file(const char *from_path, const char *to_path, struct card_copy *copy,
          struct error *err)
{
    struct stat status;
    int from = open(from_path, O_RDONLY | O_CLOEXEC);
    if (from < 0) {
        return file_error(err, errno, "opened") || error_prefix(err, "%s", from_path);
    }
    int to = open(to_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool ok = to >= 0 || file_error(err, errno, "written");
    ok = ok && (fstat(from, &status) == 0 || file_error(err, errno, "read"));
    if (ok && status.st_size > FILE_MAX_BYTES) {
        ok = error_set(err, ERROR_INPUT, "is larger than any store");
    }
    ok = ok && copy_blocks(from, to, status.st_size, copy, err);
    close(from);
    if (to >= 0) {
        close(to);
    }
    return ok || error_prefix(err, "%s", from_path);
}

/* The file and what SQLite keeps beside it; `name` is what it is called in the copy. */
static bool
copy_with_companions(const char *from, const char *name, struct card_copy *copy,
                     struct error *err)
{
    static const char *const companions[] = {"", "-wal", "-journal"};
    for (size_t i = 0; i < 3; i++) {
        char source[PATH_MAX], target[PATH_MAX];
        if (snprintf(source, sizeof source, "%s%s", from, companions[i]) >= PATH_MAX) {
            return error_set(err, ERROR_INPUT, "the name is too long");
        }
        snprintf(target, sizeof target, "%s/%s%s", copy->folder, name, companions[i]);
        if (is_file(source) && !copy_file(source, target, copy, err)) {
            return false;
        }
    }
    return true;
}

/* The path of store.db, and of contacts.db beside it. */
static bool
find_store(const char *place, struct card_copy *copy, char store[PATH_MAX],
           char contacts[PATH_MAX], struct error *err)
{
    static const char *const below[] = {"", "/official", "/test"};
    char path[PATH_MAX];
    if (strlen(place) > PATH_MAX - 64) {
        return error_set(err, ERROR_INPUT, "the name is too long");
    }
    if (is_file(place)) {
        const char *slash = strrchr(place, '/');
        snprintf(store, PATH_MAX, "%s", place);
        snprintf(contacts, PATH_MAX, "%.*scontacts.db",
                 slash ? (int)(slash - place + 1) : 0, place);
        return true;
    }
    for (size_t i = 0; i < 3; i++) {
        snprintf(store, PATH_MAX, "%s%s/store.db", place, below[i]);
        snprintf(path, sizeof path, "%s%s/store.db-wal", place, below[i]);
        /* A -wal alone is found too, so that what is missing is told. */
        if (!is_file(store) && !is_file(path)) {
            continue;
        }
        snprintf(contacts, PATH_MAX, "%s%s/contacts.db", place, below[i]);
        snprintf(path, sizeof path, "%s/test/store.db", place);
        copy->has_test_too = i == 1 && is_file(path);
        return true;
    }
    return error_set(err, ERROR_MISSING,
                     "%s: no kiosk's store is here; name the folder that holds "
                     "store.db and store.db-wal",
                     place);
}

bool
card_copy_make(const char *place, struct card_copy *out, struct error *err)
{
    char store[PATH_MAX], contacts[PATH_MAX];
    *out = (struct card_copy){.has_test_too = false};
    if (!find_store(place, out, store, contacts, err) ||
        !scratch_make(NULL, out->folder, err)) {
        return false;
    }
    if (copy_with_companions(store, "store.db", out, err) &&
        copy_with_companions(contacts, "contacts.db", out, err)) {
        return true;
    }
    card_copy_remove(out);
    return false;
}

void
card_copy_remove(struct card_copy *copy)
{
    scratch_remove(copy->folder);
    copy->folder[0] = '\0';
}
