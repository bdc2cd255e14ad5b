/* Makes an archive anew from the sealed bundles that are found in a damaged one. */
#include "archive_rebuild.h"

#include "archive_file.h"
#include "console.h"
#include "names.h"
#include "scratch.h"
#include "townline/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A bundle of the old archive: on its list, in its bytes, or both. */
struct old_bundle {
    uint8_t id[BUNDLE_ID_BYTES];
    uint32_t number;
    uint8_t *sealed; /* owned; NULL: not found */
    size_t size;
    struct sign_public kiosk;
    bool is_listed;
    enum bundle_place place;
    char collected[ARCHIVE_DAY_BYTES];
    bool is_merged; /* into the new one */
};

struct rebuild {
    const struct intake_options *options;
    rebuild_told *tell;
    void *context;
    struct rebuilt *out;
    struct mapped_file file;
    struct old_bundle *bundles;
    size_t count, capacity;
    struct intake *intake;
    bool no_memory;
};

static struct old_bundle *
find_or_add(struct rebuild *rebuild, const uint8_t id[BUNDLE_ID_BYTES])
{
    for (size_t i = 0; i < rebuild->count; i++) {
        if (memcmp(rebuild->bundles[i].id, id, BUNDLE_ID_BYTES) == 0) {
            return &rebuild->bundles[i];
        }
    }
    if (rebuild->count == rebuild->capacity) {
        size_t capacity = rebuild->capacity ? 2 * rebuild->capacity : 64;
        struct old_bundle *more = realloc(rebuild->bundles, capacity * sizeof *more);
        if (!more) {
            rebuild->no_memory = true;
            return NULL;
        }
        rebuild->bundles = more;
        rebuild->capacity = capacity;
    }
    struct old_bundle *bundle = &rebuild->bundles[rebuild->count++];
    *bundle = (struct old_bundle){.place = BUNDLE_MERGED};
    memcpy(bundle->id, id, BUNDLE_ID_BYTES);
    return bundle;
}

static void
on_row(void *context, const struct archive_bundle *row)
{
    struct old_bundle *bundle = find_or_add(context, row->id);
    if (!bundle) {
        return;
    }
    bundle->is_listed = true;
    bundle->number = row->number;
    bundle->place = row->place;
    memcpy(bundle->collected, row->collected, sizeof bundle->collected);
}

static bool
on_bundle(void *context, const void *sealed, size_t size)
{
    struct rebuild *rebuild = context;
    struct sealed_bundle read;
    if (!sealed_bundle_read(sealed, size, &read, NULL)) {
        return true; /* its number on the list, if it is there, will tell */
    }
    struct old_bundle *bundle = find_or_add(rebuild, read.id);
    if (!bundle || bundle->sealed) {
        return bundle != NULL;
    }
    bundle->sealed = malloc(size);
    if (!bundle->sealed) {
        rebuild->no_memory = true;
        return false;
    }
    memcpy(bundle->sealed, sealed, size);
    bundle->size = size;
    bundle->number = read.header.number;
    bundle->kiosk = read.header.kiosk;
    console_progress("Reading the damaged archive: %zu bundles", rebuild->count);
    return true;
}

/* Kiosks are accepted in the new archive as they were in the old one. A name is given
 * only with the acceptance, so an accepted kiosk without one is a damaged entry. */
static bool
take_kiosk(struct rebuild *rebuild, const struct sign_public *key, bool also_retire,
           struct error *err)
{
    const struct archive_salvage salvage = {.file = rebuild->file.data,
                                            .size = rebuild->file.size};
    struct archive *archive = intake_archive(rebuild->intake);
    struct archive_kiosk kiosk;
    char line[160];
    if (!archive_salvage_kiosk(&salvage, key, &kiosk)) {
        if (also_retire) {
            return true;
        }
        rebuild->out->unknown++;
        snprintf(line, sizeof line,
                 "the entry of %s cannot be read; if it is yours: townline kiosks "
                 "accept %02x%02x%02x%02x",
                 names_kiosk(key, "").text, key->bytes[0], key->bytes[1], key->bytes[2],
                 key->bytes[3]);
        rebuild->tell(rebuild->context, line);
        return true;
    }
    if (kiosk.state == KIOSK_REJECTED) {
        return !also_retire || archive_reject_kiosk(archive, key, kiosk.since, err);
    }
    if (kiosk.state == KIOSK_UNKNOWN || !kiosk.name[0]) {
        return true;
    }
    if (also_retire) {
        return kiosk.state != KIOSK_RETIRED ||
               archive_retire_kiosk(archive, key, kiosk.since, err);
    }
    return archive_accept_kiosk(archive, key, kiosk.name, kiosk.since, err);
}

static bool
take_kiosks(struct rebuild *rebuild, bool also_retire, struct error *err)
{
    for (size_t i = 0; i < rebuild->count; i++) {
        const struct old_bundle *bundle = &rebuild->bundles[i];
        bool is_first = bundle->sealed != NULL;
        for (size_t j = 0; is_first && j < i; j++) {
            is_first = !rebuild->bundles[j].sealed ||
                       memcmp(&rebuild->bundles[j].kiosk, &bundle->kiosk,
                              sizeof bundle->kiosk) != 0;
        }
        if (is_first && !take_kiosk(rebuild, &bundle->kiosk, also_retire, err)) {
            return false;
        }
    }
    return true;
}

static void
tell_lost(struct rebuild *rebuild, const struct old_bundle *bundle, const char *why)
{
    char line[ERROR_TEXT_MAX_BYTES + 160];
    rebuild->out->lost++;
    snprintf(line, sizeof line,
             "bundle %s is lost from the archive: %s; collect it again from the stick "
             "or the kiosk",
             names_bundle(bundle->number, bundle->id).text, why);
    rebuild->tell(rebuild->context, line);
}

/* False only when the machine fails. */
static bool
take_bundle(struct rebuild *rebuild, struct old_bundle *bundle, struct error *err)
{
    struct intake_result result;
    char today[ARCHIVE_DAY_BYTES];
    names_today(today);
    intake_set_day(rebuild->intake, bundle->is_listed ? bundle->collected : today);
    intake_bundle(rebuild->intake, bundle->sealed, bundle->size, &result);
    bundle->is_merged = result.outcome != INTAKE_REFUSED;
    if (bundle->is_merged) {
        return true;
    }
    if (result.fault.code != ERROR_INPUT && result.fault.code != ERROR_MISSING) {
        *err = result.fault;
        return false;
    }
    /* What is not on the list is the remains of one that is. */
    if (bundle->is_listed || rebuild->out->found == 1) {
        tell_lost(rebuild, bundle, result.fault.text);
    }
    return true;
}

/* Those that were merged come first, in their old order: of two that contradict each
 * other the same one counts again. */
static bool
take_bundles(struct rebuild *rebuild, bool were_merged, struct error *err)
{
    for (size_t i = 0; i < rebuild->count; i++) {
        struct old_bundle *bundle = &rebuild->bundles[i];
        if ((bundle->place == BUNDLE_MERGED) != were_merged) {
            continue;
        }
        console_progress("Merging anew: %zu of %zu bundles", i, rebuild->count);
        if (!bundle->sealed) {
            tell_lost(rebuild, bundle, "its bytes cannot be found");
        } else if (!take_bundle(rebuild, bundle, err)) {
            return false;
        }
    }
    return true;
}

static bool
fill(struct rebuild *rebuild, const char *path, const char *contacts, struct error *err)
{
    struct intake_options options = *rebuild->options;
    options.archive = path;
    options.contacts = contacts;
    bool ok =
        intake_open(&options, &rebuild->intake, err) &&
        take_kiosks(rebuild, false, err) && take_bundles(rebuild, true, err) &&
        take_kiosks(rebuild, true, err) && take_bundles(rebuild, false, err) &&
        archive_salvage_lists(intake_archive(rebuild->intake),
                              rebuild->options->archive, &rebuild->out->lists, err) &&
        archive_verify(intake_archive(rebuild->intake), &rebuild->out->verified, err);
    intake_close(rebuild->intake);
    rebuild->intake = NULL;
    console_progress(NULL);
    return ok;
}

/* A name beside the archive that nothing has yet. */
static bool
find_free_name(const char *path, char out[PATH_MAX], struct error *err)
{
    for (int i = 1; i < 1000; i++) {
        char number[16] = "";
        if (i > 1) {
            snprintf(number, sizeof number, "-%d", i);
        }
        if (snprintf(out, PATH_MAX, "%s.damaged%s", path, number) >= PATH_MAX) {
            return error_set(err, ERROR_INPUT, "the name is too long");
        }
        if (access(out, F_OK) != 0) {
            return true;
        }
    }
    return error_set(err, ERROR_INPUT,
                     "%s: there are too many damaged archives beside it", path);
}

/* The old one keeps a name at every moment. An unfinished journal belongs to it and
 * must not be applied to the new one. */
static bool
put_in_place(const char *path, const char *new_path, const char *kept_as,
             struct error *err)
{
    char journal[PATH_MAX + 16], kept_journal[PATH_MAX + 16];
    snprintf(journal, sizeof journal, "%s-journal", path);
    snprintf(kept_journal, sizeof kept_journal, "%s-journal", kept_as);
    bool ok = link(path, kept_as) == 0 || rename(path, kept_as) == 0;
    ok = ok && (rename(journal, kept_journal) == 0 || errno == ENOENT);
    ok = ok && rename(new_path, path) == 0;
    return ok || file_error(err, errno, "written") || error_prefix(err, "%s", path);
}

/* The folder that holds a file. */
static void
name_parent(const char *path, char out[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    if (!slash) {
        snprintf(out, PATH_MAX, ".");
    } else {
        snprintf(out, PATH_MAX, "%.*s", slash == path ? 1 : (int)(slash - path), path);
    }
}

static void
sync_folder(const char *folder)
{
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) {
        return;
    }
    (void)!fsync(file);
    close(file);
}

/* Contacts that are there stay as they are, since some may have been erased since; only
 * a file that is gone is made anew. */
static bool
keep_contacts(const char *path, const char *new_contacts, struct error *err)
{
    char contacts[PATH_MAX];
    if (!intake_name_contacts(path, contacts, sizeof contacts, err)) {
        return false;
    }
    return access(new_contacts, F_OK) != 0 || access(contacts, F_OK) == 0 ||
           rename(new_contacts, contacts) == 0 || file_error(err, errno, "written") ||
           error_prefix(err, "%s", contacts);
}

static bool
make(struct rebuild *rebuild, struct error *err)
{
    const char *path = rebuild->options->archive;
    char parent[PATH_MAX], folder[SCRATCH_MAX_BYTES] = "";
    char new_path[SCRATCH_MAX_BYTES + 16], contacts[SCRATCH_MAX_BYTES + 16];
    name_parent(path, parent);
    if (!find_free_name(path, rebuild->out->kept_as, err) ||
        !scratch_make(parent, folder, err)) {
        return false;
    }
    snprintf(new_path, sizeof new_path, "%s/new.db", folder);
    snprintf(contacts, sizeof contacts, "%s/contacts.db", folder);
    bool ok = fill(rebuild, new_path, contacts, err) &&
              keep_contacts(path, contacts, err) &&
              put_in_place(path, new_path, rebuild->out->kept_as, err);
    sync_folder(parent);
    scratch_remove(folder);
    return ok;
}

bool
archive_rebuild(const struct intake_options *options, rebuild_told *tell, void *context,
                struct rebuilt *out, struct error *err)
{
    struct rebuild rebuild = {
        .options = options, .tell = tell, .context = context, .out = out};
    memset(out, 0, sizeof *out);
    bool ok = mapped_file_open(options->archive, &rebuild.file, err);
    if (ok) {
        const struct archive_salvage salvage = {.file = rebuild.file.data,
                                                .size = rebuild.file.size,
                                                .on_bundle = on_bundle,
                                                .context = &rebuild};
        archive_salvage_rows(options->archive, on_row, &rebuild);
        if (rebuild.file.size > 0) {
            out->found = archive_salvage_bundles(&salvage);
        }
        console_progress(NULL);
        if (rebuild.no_memory) {
            ok = error_no_memory(err);
        } else if (out->found == 0) {
            ok = error_set(err, ERROR_MISSING,
                           "%s: no bundle is in this file, so nothing can be made from "
                           "it; collect the bundles again into a new archive",
                           options->archive);
        }
    }
    ok = ok && make(&rebuild, err);
    for (size_t i = 0; i < rebuild.count; i++) {
        free(rebuild.bundles[i].sealed);
    }
    free(rebuild.bundles);
    mapped_file_close(&rebuild.file);
    return ok;
}
