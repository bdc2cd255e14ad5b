/* store_owner: says what went wrong with a file of the store, and marks it as in use.
 */
#include "store_owner.h"

#include "meta.h"
#include "store_file.h"

#include <errno.h>
#include <string.h>

#define NO_ROOM                                                                        \
    "there is no room left on the storage, or it is read-only: what was stored "       \
    "before "                                                                          \
    "is still there; export the answers, then make room"

static bool
is_no_room(int system_error)
{
    return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG ||
           system_error == EROFS;
}

static bool
explain(const struct database *database, enum database_fault fault, int system_error,
        const char *detail, struct error *err)
{
    const char *name = database->name;
    switch (fault) {
    case DATABASE_FAULT_FULL:
    case DATABASE_FAULT_READ_ONLY:
        return error_set(err, ERROR_FULL, "%s: " NO_ROOM, name);
    case DATABASE_FAULT_MEMORY:
        return error_set(err, ERROR_FULL, "%s: there is not enough memory", name);
    case DATABASE_FAULT_BUSY:
        return error_set(err, ERROR_BUSY,
                         "%s: another program has the store open; close that first",
                         name);
    case DATABASE_FAULT_NOT_OURS:
        return error_set(err, ERROR_INPUT, "%s is not a Townline store", name);
    case DATABASE_FAULT_DAMAGED:
        return error_set(err, ERROR_INPUT,
                         "%s is damaged: keep the whole folder as it is and ask for "
                         "help; do not delete anything",
                         name);
    case DATABASE_FAULT_WRONG_LENGTH:
        return error_set(err, ERROR_INPUT, "%s is damaged: %s", name, detail);
    case DATABASE_FAULT_CANNOT_OPEN:
    case DATABASE_FAULT_STORAGE:
        if (is_no_room(system_error)) {
            return error_set(err, ERROR_FULL, "%s: " NO_ROOM, name);
        }
        return error_set(err, ERROR_SYSTEM,
                         "%s: the storage cannot be read or written (%s)", name,
                         system_error ? strerror(system_error) : detail);
    case DATABASE_FAULT_STATEMENT:
    case DATABASE_FAULT_CONTRADICTION:
    case DATABASE_FAULT_OTHER:
        break;
    }
    return error_set(err, ERROR_SYSTEM, "%s: %s", name, detail);
}

/* Marks the file as in use, apart from its WAL (store_file.h says why). */
static bool
mark(struct database *database, struct error *err)
{
    struct store_file *file = (struct store_file *)database;
    if (file->marked || file->unmarked) {
        return true;
    }
    if (!meta_set_number(database, "in_use", 1, err) ||
        !database_checkpoint(database, err)) {
        return false;
    }
    file->marked = true;
    return true;
}

/* Empties the WAL, since the room that it takes may be all that is missing. */
static void
make_room(struct database *database)
{
    (void)!database_checkpoint(database, NULL);
}

const struct database_owner store_owner = {
    .explain = explain,
    .before_write = mark,
    .on_full = make_room,
};
