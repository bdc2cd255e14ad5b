/* Opening and closing the archive. */
#include "archive_schema.h"
#include "archive_tally.h"
#include "townline/characters.h"

#include <stdlib.h>
#include <string.h>

bool
archive_open(const char *path, bool create, struct archive **out, struct error *err)
{
    return archive_open_telling(path, create, NULL, NULL, out, err);
}

bool
archive_open_telling(const char *path, bool create, archive_progress *progress,
                     void *context, struct archive **out, struct error *err)
{
    struct archive *archive = calloc(1, sizeof *archive);
    if (!archive) {
        return error_no_memory(err);
    }
    archive_on_progress(archive, progress, context);
    if (!archive_database_open(&archive_kind, path, create, archive, &archive->database,
                               err)) {
        free(archive);
        return false;
    }
    if (!archive_tally_settle(archive, err)) {
        error_prefix(err, "%s", path);
        archive_close(archive);
        return false;
    }
    *out = archive;
    return true;
}

void
archive_close(struct archive *archive)
{
    if (!archive) {
        return;
    }
    database_close(&archive->database);
    free(archive);
}

void
archive_on_progress(struct archive *archive, archive_progress *progress, void *context)
{
    archive->progress = progress;
    archive->progress_context = context;
}

bool
archive_check_day(const char *day, struct error *err)
{
    static const char shape[] = "0000-00-00";
    bool ok = day && strlen(day) == sizeof shape - 1;
    for (size_t i = 0; ok && shape[i] != '\0'; i++) {
        ok = shape[i] == '-' ? day[i] == '-' : character_is_digit(day[i]);
    }
    return ok || error_set(err, ERROR_INPUT,
                           "the date must be written like 2026-11-22, not \"%s\"",
                           !day ? "" : day);
}
